//! `cargo bench --bench links`: how long links are, and how long they take.

// A measurement may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../tests/support/mod.rs"]
mod support;
#[path = "../tests/support/trades.rs"]
mod trades;

use std::fs;
use std::path::Path;
use std::time::Instant;

use mieux_disant::dossier::{Dossier, Flavour};
use mieux_disant::saved::{file, link};

/// Characters that these may have at most; `tests/links/lengths.rs` holds them.
const SUITE: usize = 900;
const TWELVE_BY_TWENTY: usize = 1_300;

fn main() {
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    for path in paths {
        let dossier = file::read(&fs::read_to_string(&path).unwrap()).unwrap();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let ceiling = (name == "suite.json").then_some(SUITE);
        lengths(&name, &dossier, ceiling);
    }
    for seed in 0..10 {
        lengths(&format!("12 x 20, seed {seed}"), &trades::twelve_by_twenty(seed), Some(TWELVE_BY_TWENTY));
    }
}

/// Characters of each flavour, the complete ones without and with comments.
fn lengths(name: &str, dossier: &Dossier, ceiling: Option<usize>) {
    let length = |flavour, with_comments| link::write_as(dossier, flavour, with_comments).unwrap().len();
    let grid = length(Flavour::Grid, false);
    let start = Instant::now();
    let fragment = link::write(dossier).unwrap();
    let written = start.elapsed();
    let start = Instant::now();
    assert!(link::read(&fragment).is_ok_and(|read| read == *dossier));
    let read = start.elapsed();
    let short = length(Flavour::Complete, false);
    let at_most = ceiling.map_or(String::new(), |ceiling| format!(" (at most {ceiling})"));
    println!(
        "{name}: grid {grid}, anonymised {}, without comments {short}{at_most}, complete {} characters; version 1: {}; {written:?} to write, {read:?} to read",
        length(Flavour::Anonymised, false),
        fragment.len(),
        link::write_first_version(dossier).map_or(0, |fragment| fragment.len()),
    );
    assert!(ceiling.is_none_or(|ceiling| short <= ceiling), "{name} is too long");
}

//! `cargo bench --bench links`: how long links are, and how long they take.

// A measurement may fail loudly.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::time::Instant;

use mieux_disant::saved::{file, link};

fn main() {
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let dossier = file::read(&text).unwrap();
        let start = Instant::now();
        let fragment = link::write(&dossier).unwrap();
        let written = start.elapsed();
        let start = Instant::now();
        assert!(link::read(&fragment).is_ok_and(|read| read == dossier));
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let (characters, bytes, read) = (fragment.len(), text.len(), start.elapsed());
        println!(
            "{name}: link of {characters} characters for a file of {bytes} bytes; {written:?} to write, {read:?} to read"
        );
    }
}

//! What version 2 knows beforehand: links in the program, dossiers in `cases`.

use std::fs;

use mieux_disant::saved::file;
use mieux_disant::saved::link;

use super::{root, same};

/// The dossiers of the primer, in its order.
const NAMES: [&str; 4] = ["ec-2026", "suite", "practice-en", "practice-fr"];

/// Frozen: with another primer no link of version 2 opens any more.
#[test]
fn the_primer_is_what_it_was() {
    let path = root().join("src/saved/link/v2/primer.txt");
    if std::env::var_os("MIEUX_DISANT_WRITE_PRIMER").is_some() {
        let grid = mieux_disant::dossier::Dossier::european_framework(
            mieux_disant::i18n::Lang::Fr,
            mieux_disant::dossier::Edition::June2026,
        );
        fs::write(root().join("tests/cases/links/primer/ec-2026.json"), file::write(&grid)).unwrap();
    }
    let dossiers = NAMES.map(|name| {
        let path = root().join("tests/cases/links/primer").join(name).with_extension("json");
        file::read(&fs::read_to_string(path).unwrap()).unwrap()
    });
    if std::env::var_os("MIEUX_DISANT_WRITE_PRIMER").is_some() {
        let lines = dossiers.iter().map(|dossier| link::write_first_version(dossier).unwrap() + "\n");
        fs::write(&path, lines.collect::<String>()).unwrap();
    }
    let primer = fs::read_to_string(&path).unwrap();
    assert_eq!(primer.lines().count(), NAMES.len());
    for (line, dossier) in primer.lines().zip(&dossiers) {
        assert!(link::read(line).is_ok_and(|read| same(&read, dossier)));
    }
}

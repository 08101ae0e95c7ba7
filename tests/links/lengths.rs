//! How long links are, with ceilings that they must keep.

use mieux_disant::dossier::Flavour;
use mieux_disant::saved::link;

use super::examples;
use super::trades::twelve_by_twenty;

/// Characters of the example of the collaborative suite, complete, without comments.
const SUITE: usize = 900;

/// Characters of a dossier of 12 offers and 20 criteria with their notes.
const TWELVE_BY_TWENTY: usize = 1_300;

#[test]
fn links_keep_their_ceilings() {
    for (path, dossier) in examples() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // The first version has no room for bricks.
        let first = link::write_first_version(&dossier).map(|link| link.len().to_string());
        let length = |flavour, with_comments| link::write_as(&dossier, flavour, with_comments).unwrap().len();
        let short = length(Flavour::Complete, false);
        println!(
            "{name}: grid {}, anonymised {}, without comments {short}, complete {} (version 1: {first})",
            length(Flavour::Grid, false),
            length(Flavour::Anonymised, false),
            length(Flavour::Complete, true),
            first = first.unwrap_or_else(|_| "none".into()),
        );
        assert!(name != "suite.json" || short <= SUITE, "{short} characters for the suite");
    }
    for seed in 0..20 {
        let dossier = twelve_by_twenty(seed);
        let fragment = link::write(&dossier).unwrap();
        println!(
            "12 x 20, seed {seed}: {} (version 1: {}), grid {}",
            fragment.len(),
            link::write_first_version(&dossier).unwrap().len(),
            link::write_as(&dossier, Flavour::Grid, false).unwrap().len()
        );
        assert!(fragment.len() <= TWELVE_BY_TWENTY, "{} characters for seed {seed}", fragment.len());
    }
}

//! Every figure of the engine on 10^5 made-up dossiers, beside an independent
//! computation in fractions (`support::naive`).
//!
//! Every third dossier has numbers at the limits of what is read; offers are
//! often twins of each other, or twins but for the smallest step. In about one
//! of ten something is unknown: then ways to fill it in must lie within bands
//! and ranges, and reach their ends where these are said to be exact. One such
//! dossier costs as much time as twenty of which everything is known, hence no
//! more of them.

mod support;

use support::agreement::{agree, assess};
use support::dossiers::{Recipe, generate};

/// How many dossiers each of the tests below tries, so that they share the cores.
const CASES: u64 = 25_000;

fn the_engine_equals_the_referee(quarter: u64) {
    let (mut settled, mut open, mut exact) = (0, 0, 0);
    for seed in quarter * CASES..(quarter + 1) * CASES {
        let mut recipe = Recipe::of(seed);
        if !seed.is_multiple_of(4) {
            (recipe.complete, recipe.uncertain) = (true, false);
        }
        let dossier = generate(&recipe, seed);
        let results = agree(&dossier, &format!("seed {seed}"));
        if !results.is_empty() {
            settled += 1;
            continue;
        }
        let assessment = assess(&dossier);
        let evaluation = assessment.evaluation();
        let ranges = (0..dossier.offers.len()).filter_map(|offer| evaluation.ranks_of(offer));
        let ranges: Vec<_> = ranges.filter(|range| range.best < range.worst).collect();
        open += u64::from(!ranges.is_empty());
        exact += u64::from(ranges.iter().any(|range| range.is_exact));
    }
    // Otherwise the dossiers would not test what they are made for.
    assert!(settled * 3 > CASES, "only {settled} of {CASES} have nothing unknown");
    assert!(open * 60 > CASES, "only {open} of {CASES} have open ranks");
    assert!(exact * 400 > CASES, "only {exact} of {CASES} have exact ranges of ranks");
}

#[test]
fn the_engine_equals_the_referee_first_quarter() {
    the_engine_equals_the_referee(0);
}

#[test]
fn the_engine_equals_the_referee_second_quarter() {
    the_engine_equals_the_referee(1);
}

#[test]
fn the_engine_equals_the_referee_third_quarter() {
    the_engine_equals_the_referee(2);
}

#[test]
fn the_engine_equals_the_referee_last_quarter() {
    the_engine_equals_the_referee(3);
}

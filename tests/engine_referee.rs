//! Every figure of the engine on 10^5 made-up dossiers, beside an independent
//! computation in fractions (`support::naive`).
//!
//! Every third dossier has numbers at the limits of what is read; offers are
//! often twins of each other, or twins but for the smallest step.

mod support;

use support::agreement::agree;
use support::dossiers::{Recipe, generate};

/// How many dossiers each of the tests below tries, so that they share the cores.
const CASES: u64 = 25_000;

fn the_engine_equals_the_referee(quarter: u64) {
    for seed in quarter * CASES..(quarter + 1) * CASES {
        agree(&generate(&Recipe::of(seed), seed), &format!("seed {seed}"));
    }
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

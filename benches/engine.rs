//! `cargo bench --bench engine`: the engine beside a rival, in one command.
//!
//! Medians of one warm process on one thread, seeded data. The rival is numpy
//! (vectorised weighted sum and full ranking, `rival.py`), run on the spot;
//! figures from another machine would prove nothing. Its floats decide ranks
//! by chance where totals are close; the engine's ranks are exact.

// A measurement may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use mieux_disant::engine::{Decimal, Fact, Formula, Node, Offer, Problem, evaluate};

/// One price and notes on 100 for the rest, all of one level, weights 1 to 9.
fn problem(offers: usize, leaves: usize) -> Problem {
    let mut state = 42u64;
    let mut random = |end: u64| {
        // Knuth's linear congruential generator: the data needs no better one.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % end
    };
    let full = Decimal::integer(100);
    let node = |leaf| Node { parent: None, weight: Decimal::integer(1 + leaf as i64 % 9), leaf: Some(leaf) };
    let mut fact = |leaf: usize| match leaf {
        0 => Fact::Number(Decimal::new(i128::from(100_000_000 + random(200_000_000)), 2).unwrap()),
        _ => Fact::Number(Decimal::new(i128::from(random(10_001)), 2).unwrap()),
    };
    Problem {
        note_scale: full,
        nodes: (0..leaves).map(node).collect(),
        leaves,
        measures: (0..leaves)
            .map(|leaf| if leaf == 0 { Formula::PriceInverse } else { Formula::Share { out_of: full } })
            .collect(),
        gates: Vec::new(),
        offers: (0..offers).map(|_| Offer { regular: true, facts: (0..leaves).map(&mut fact).collect() }).collect(),
    }
}

/// The median time of one run, over at least half a second of runs.
fn median(mut run: impl FnMut()) -> Duration {
    run();
    let started = Instant::now();
    let mut times = Vec::new();
    while times.len() < 11 || started.elapsed() < Duration::from_millis(500) {
        let start = Instant::now();
        run();
        times.push(start.elapsed());
    }
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The rival's median for the same size.
fn rival(offers: usize, leaves: usize) -> Option<Duration> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/rival.py");
    let output = Command::new("python3").args([script, &offers.to_string(), &leaves.to_string()]).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok().map(Duration::from_secs_f64)
}

fn main() {
    // Under `cargo test --benches` there is nothing to measure.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let mut rival_is_absent = false;
    for (what, offers, leaves) in
        [("notes, totals, exact ranks", 12, 20), ("new weights: notes, totals, exact ranks", 10_000, 50)]
    {
        let problem = problem(offers, leaves);
        // The copy stands for the page, which keeps its dossier.
        let copy = median(|| drop(black_box(problem.clone())));
        let whole = median(|| drop(black_box(evaluate(problem.clone()))));
        let time = whole.saturating_sub(copy);
        match rival(offers, leaves) {
            Some(theirs) => {
                let ratio = theirs.as_secs_f64() / time.as_secs_f64();
                println!("{what}, {offers} x {leaves}: {time:?}, numpy {theirs:?}: {ratio:.2} times as fast");
            }
            None => {
                rival_is_absent = true;
                println!("{what}, {offers} x {leaves}: {time:?}");
            }
        }
    }
    if rival_is_absent {
        println!("No rival beside: python3 with numpy is not installed here.");
    }
}

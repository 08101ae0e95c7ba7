//! `make bench`, or `cargo bench --bench composer`: the composer beside a search
//! that looks at every assembly, on catalogues that both can do, then alone at the
//! size that it is made for.
//!
//! Eighteen kinds of seeded catalogues (`tests/support/compositions.rs`): sparse and
//! dense, equal prices, prices that follow coverage, partial coverage, compulsory
//! requirements, scales. Every time ends with the proof that nothing is better.

// A measurement may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../tests/support/compositions.rs"]
#[allow(dead_code, unreachable_pub, reason = "each crate uses its part of what is shared")]
mod compositions;
#[path = "../tests/support/random.rs"]
#[allow(dead_code, unreachable_pub, reason = "each crate uses its part of what is shared")]
mod random;

use std::hint::black_box;
use std::time::Instant;

use compositions::{compose, hard};
use mieux_disant::engine::composer::{Composer, Composition, FrontSearch};

/// What both searches do; every assembly is 2^18 of them.
const SMALL: (usize, usize) = (18, 60);
/// What the composer is made for.
const LARGE: (usize, usize) = (40, 60);

/// How long it takes, in seconds: the median of a few.
fn seconds(mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..3)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[1]
}

/// The highest total in plain floats, over every assembly. Weights are 1 here, the
/// formula is the lowest price over the price.
fn exhaustive(composition: &Composition) -> f64 {
    let rule = composition.price.as_ref().unwrap();
    let lowest = rule.field.iter().min().unwrap().to_f64();
    let weight = composition.coverages[0].weight.to_f64();
    let of = |index: usize| composition.requirements[index].weight.map_or(0.0, |own| own.to_f64());
    let all: f64 = (0..composition.requirements.len()).map(of).sum();
    let worth = |(index, share): (usize, &mieux_disant::engine::Decimal)| share.to_f64() * of(index) * weight / all;
    let rows: Vec<Vec<f64>> =
        composition.bricks.iter().map(|brick| brick.shares.iter().enumerate().map(worth).collect()).collect();
    let prices: Vec<f64> = composition.bricks.iter().map(|brick| brick.price.to_f64()).collect();
    let mut best = 0.0;
    let mut union = vec![0.0; composition.requirements.len()];
    for set in 1u32..1 << rows.len() {
        union.fill(0.0);
        let mut price = 0.0;
        for brick in (0..rows.len()).filter(|brick| set >> brick & 1 == 1) {
            price += prices[brick];
            for (most, own) in union.iter_mut().zip(&rows[brick]) {
                *most = f64::max(*most, *own);
            }
        }
        let total = union.iter().sum::<f64>() + rule.weight.to_f64() * (lowest / price).min(1.0);
        best = f64::max(best, total);
    }
    best
}

fn main() {
    // Under `cargo test --benches` there is nothing to measure.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    println!("the best assembly, {} bricks x {} requirements", SMALL.0, SMALL.1);
    for (index, (name, recipe)) in hard(SMALL.0, SMALL.1).into_iter().enumerate() {
        if recipe.musts > 0 || recipe.scales > 0 {
            continue;
        }
        let composition = compose(&recipe, index as u64);
        let mut found = 0.0;
        let ours = seconds(|| {
            let mut composer = Composer::new(&composition, 1).unwrap();
            assert!(composer.finish(u64::MAX));
            found = composer.best()[0].total.to_f64();
        });
        let mut all = 0.0;
        let theirs = seconds(|| all = black_box(exhaustive(&composition)));
        assert!((found - all).abs() < 1e-9, "{name}: {found} and {all}");
        println!("  {name}: {:.2} ms, {:.0} times as fast as looking at every one", ours * 1e3, theirs / ours);
    }
    println!(
        "proven, {} bricks x {} requirements: the best assembly; the front of cost and coverage",
        LARGE.0, LARGE.1
    );
    let (mut best, mut front) = (0.0, 0.0);
    for (index, (name, recipe)) in hard(LARGE.0, LARGE.1).into_iter().enumerate() {
        let composition = compose(&recipe, 100 + index as u64);
        let one = seconds(|| assert!(Composer::new(&composition, 1).unwrap().finish(u64::MAX)));
        let mut points = 0;
        let all = seconds(|| {
            let mut search = FrontSearch::new(&composition).unwrap();
            assert!(search.finish(u64::MAX));
            points = search.points().len();
        });
        println!("  {name}: {:.1} ms; {:.0} ms, {points} assemblies", one * 1e3, all * 1e3);
        (best, front) = (f64::max(best, one), f64::max(front, all));
    }
    println!("  the slowest: {:.1} ms; {:.0} ms", best * 1e3, front * 1e3);
}

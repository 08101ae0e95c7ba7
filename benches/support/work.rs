//! The work that is measured and the clockwork that measures it: the same for
//! the native program and for the browser (`in_browser/measure.rs`).

use std::hint::black_box;

use mieux_disant::engine::{Decimal, Fact, Formula, Method, Node, Offer, Problem, evaluate};

/// One kind of work at one size.
pub(crate) struct Row {
    /// What is done.
    pub(crate) what: &'static str,
    /// The rival that does the like (`rival.py` knows it by this name).
    pub(crate) rival: &'static str,
    /// Offers.
    pub(crate) offers: usize,
    /// Leaf criteria.
    pub(crate) leaves: usize,
    work: Work,
}

/// What is done, once and once again.
enum Work {
    /// Everything, from facts to ranks.
    Evaluate,
    /// New weights on offers that were evaluated before.
    Reweigh,
}

/// Everything that is measured.
pub(crate) const ROWS: [Row; 2] = [
    Row { what: "notes, totals, exact ranks", rival: "scikit-criteria", offers: 12, leaves: 20, work: Work::Evaluate },
    Row {
        what: "new weights: notes, totals, exact ranks",
        rival: "numpy",
        offers: 10_000,
        leaves: 50,
        work: Work::Reweigh,
    },
];

impl Row {
    /// The time that the work takes, in seconds; `now` is a clock in seconds.
    pub(crate) fn measure(&self, now: impl Fn() -> f64) -> f64 {
        let problem = problem(self.offers, self.leaves);
        match self.work {
            // A problem is shared, not copied: cloning it is as good as nothing.
            Work::Evaluate => median(&now, || drop(black_box(evaluate(problem.clone())))),
            Work::Reweigh => {
                let evaluation = evaluate(problem);
                let weights = |shift: usize| -> Vec<Decimal> {
                    (0..self.leaves).map(|leaf| Decimal::integer(1 + (leaf + shift) as i64 % 9)).collect()
                };
                let sets = [weights(1), weights(2), weights(3), weights(5)];
                let mut sets = sets.iter().cycle();
                median(&now, || drop(black_box(sets.next().map(|weights| evaluation.reweigh(weights)))))
            }
        }
    }
}

/// One price and notes on 100 for the rest, all of one level, weights 1 to 9.
fn problem(offers: usize, leaves: usize) -> Problem {
    let mut state = 42u64;
    let mut random = |end: u64| {
        // Knuth's linear congruential generator: the data needs no better one.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % end
    };
    let full = Decimal::integer(100);
    let node = |leaf| Node {
        parent: None,
        weight: Decimal::integer(1 + leaf as i64 % 9),
        leaf: Some(leaf),
        is_rescaled: false,
    };
    let mut fact = |leaf: usize| match leaf {
        0 => Fact::Number(Decimal::new(i128::from(100_000_000 + random(200_000_000)), 2).unwrap()),
        _ => Fact::Number(Decimal::new(i128::from(random(10_001)), 2).unwrap()),
    };
    Problem {
        note_scale: full,
        nodes: (0..leaves).map(node).collect(),
        leaves,
        method: Method::default(),
        measures: (0..leaves)
            .map(|leaf| if leaf == 0 { Formula::PriceInverse } else { Formula::Share { out_of: full } })
            .collect(),
        gates: [].into(),
        detectors: [].into(),
        offers: (0..offers).map(|_| Offer { regular: true, facts: (0..leaves).map(&mut fact).collect() }).collect(),
    }
}

/// How long one sample lasts at least: a browser's clock ticks ten times a millisecond.
const SAMPLE: f64 = 0.02;

/// The median time of one run, over at least half a second of samples; warm,
/// which in a browser takes a few hundred milliseconds of the same work.
fn median(now: impl Fn() -> f64, mut run: impl FnMut()) -> f64 {
    let mut sample = |runs: u32| {
        let start = now();
        for _ in 0..runs {
            run();
        }
        now() - start
    };
    let started = now();
    let mut runs = 1;
    loop {
        if sample(runs) < SAMPLE {
            runs *= 2;
        } else if now() - started >= 0.3 {
            break;
        }
    }
    let started = now();
    let mut times = Vec::new();
    while times.len() < 11 || now() - started < 0.5 {
        times.push(sample(runs) / f64::from(runs));
    }
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

//! The best assemblies, and the proof that they are.

use std::cmp::{Ordering, Reverse};
use std::rc::Rc;

use super::super::decimal::Decimal;
use super::super::rational::Rational;
use super::bound::{Need, Stretch};
use super::prepared::{MARGIN, Prepared, bits};
use super::price::Shape;
use super::problem::{Composition, CompositionError};
use super::search::{Goal, Search};
use super::start;

/// Bricks put together.
#[derive(Clone, Debug, PartialEq)]
pub struct Assembly {
    /// Indices of its bricks, rising.
    pub bricks: Vec<usize>,
    /// What it costs, integration included.
    pub price: Decimal,
    /// Its total on `[0, 1]`.
    pub total: Rational,
    /// What its coverage brings to the total.
    pub coverage: Rational,
    /// Per scale, the rung of its weakest brick.
    pub rungs: Vec<usize>,
}

/// How certain an answer is.
#[derive(Clone, Debug, PartialEq)]
pub enum Proof {
    /// Nothing is better.
    Optimal,
    /// The search is not at its end.
    Stopped {
        /// By how much what was not looked at may be better at most, in shares
        /// of the total, rounded up.
        gap: Decimal,
    },
}

/// The search for the best assemblies, in rounds.
#[derive(Clone, Debug)]
pub struct Composer {
    search: Search,
    pool: Pool,
    is_begun: bool,
}

impl Composer {
    /// Branches that make a round of some milliseconds.
    pub const ROUND: usize = 2_000;

    /// Begins a search for the `count` best assemblies, at least one.
    ///
    /// # Errors
    /// [`CompositionError`], where there is nothing to search in.
    pub fn new(composition: &Composition, count: usize) -> Result<Self, CompositionError> {
        Ok(Self::over(Rc::new(Prepared::new(composition)?), count))
    }

    pub(super) fn over(prepared: Rc<Prepared>, count: usize) -> Self {
        let mut pool = Pool { count: count.max(1), found: Vec::new(), stretches: Vec::new() };
        pool.raise(&prepared);
        Self { search: Search::new(prepared, true), pool, is_begun: false }
    }

    /// Looks at so many branches, each in some microseconds; true when the search
    /// is at its end. However the rounds are cut, the answer is the same.
    pub fn work(&mut self, branches: usize) -> bool {
        if !self.is_begun {
            self.is_begun = true;
            let prepared = Rc::clone(&self.search.prepared);
            start::singles(&prepared, &mut self.pool);
            start::climb_best(&prepared, &mut self.pool);
        }
        self.search.work(&mut self.pool, branches);
        self.search.is_done()
    }

    /// Works to the end, or for so many branches.
    pub fn finish(&mut self, branches: u64) -> bool {
        while self.search.branches < branches && !self.work(Self::ROUND) {}
        self.search.is_done()
    }

    /// How many branches were looked at.
    pub fn branches(&self) -> u64 {
        self.search.branches
    }

    /// The best assemblies found, the best first; of equal totals the cheaper
    /// first. Of those that are equal in both and do not all fit, some. Fewer than
    /// asked for where there are no more; none where no assembly passes, or none
    /// was found yet.
    pub fn best(&self) -> Vec<Assembly> {
        self.pool.found.iter().map(|found| found.assembly(&self.search.prepared)).collect()
    }

    /// Whether [`Self::best`] is proven.
    pub fn proof(&self) -> Proof {
        if self.search.is_done() {
            return Proof::Optimal;
        }
        // What is needed may stand one step higher than the total to beat.
        let most = self.search.excess(&self.pool) + self.pool.to_beat() + self.search.prepared.float_step;
        Proof::Stopped { gap: rounded_up((most - self.pool.to_beat().max(0.0)).max(0.0)) }
    }
}

/// To six decimals, never below.
pub(super) fn rounded_up(value: f64) -> Decimal {
    const DECIMALS: u32 = 6;
    Decimal::new((value.min(1e6) * 1e6).ceil() as i128 + 1, DECIMALS).unwrap_or_default()
}

/// The best so far.
#[derive(Clone, Debug)]
pub(super) struct Pool {
    count: usize,
    /// The best first.
    found: Vec<Found>,
    /// What is needed to be one of them.
    stretches: Vec<Stretch>,
}

/// One of them.
#[derive(Clone, Debug)]
struct Found {
    set: u64,
    price: i128,
    covered: i128,
    value: Rational,
    float: f64,
}

impl Found {
    fn order(&self, other: &Self) -> Ordering {
        let order = |found: &Self| (found.price, found.set.count_ones(), Reverse(found.set.reverse_bits()));
        // The better total first.
        other.value.cmp(&self.value).then_with(|| order(self).cmp(&order(other)))
    }

    fn assembly(&self, prepared: &Prepared) -> Assembly {
        Assembly {
            bricks: bits(self.set).collect(),
            price: prepared.to_decimal(self.price),
            total: self.value.clone(),
            coverage: prepared.to_share(self.covered),
            rungs: prepared.weakest(self.set).collect(),
        }
    }
}

impl Pool {
    /// What is to be beaten, once there are as many as wanted.
    fn last(&self) -> Option<&Found> {
        self.found.get(self.count.checked_sub(1)?)
    }

    /// Below anything that there is as long as there is room.
    fn to_beat(&self) -> f64 {
        self.last().map_or(-1.0, |last| last.float)
    }

    /// Says again what is needed.
    fn raise(&mut self, prepared: &Prepared) {
        let bar = self.to_beat() - MARGIN;
        let mut stretches = Vec::new();
        for piece in prepared.curve.pieces(prepared.cheapest, prepared.budget) {
            let ((from, note), (to, _)) = (piece.from, piece.to);
            let mut add = |from: i128, to: i128, need: Need| {
                if from <= to {
                    stretches.push(Stretch::new(prepared, from, to, need));
                }
            };
            match (piece.shape, self.last()) {
                (Shape::Flat, Some(last)) => {
                    // Cheaper than the last known, as good a total counts; from its price on, the next better one.
                    add(from, to.min(last.price - 1), Need::Level(bar - note));
                    let next = prepared.next_total(&last.value, to);
                    let next = next.map_or(bar - note, |next| next - 3.0 * MARGIN);
                    add(from.max(last.price), to, Need::Level(next));
                }
                (Shape::Flat | Shape::Step, _) => add(from, to, Need::Level(bar - note)),
                (Shape::Convex, _) => add(from, to, Need::LessNote(bar)),
            }
        }
        self.stretches = stretches;
    }

    /// The set of the best.
    pub(super) fn best_set(&self) -> Option<u64> {
        self.found.first().map(|found| found.set)
    }
}

impl Goal for Pool {
    fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    fn offer(&mut self, prepared: &Prepared, set: u64) {
        if self.found.iter().any(|found| found.set == set) {
            return;
        }
        let price = prepared.price(set);
        let worth = prepared.float_covered(set) + prepared.float_rungs(set);
        if worth + prepared.curve.most(price) + MARGIN < self.to_beat() {
            return;
        }
        let covered = prepared.covered(set);
        let Some(value) = prepared.value(set, price, covered) else { return };
        let new = Found { set, price, covered, float: value.to_f64(), value };
        let place = self.found.partition_point(|found| found.order(&new).is_lt());
        if place < self.count {
            self.found.insert(place, new);
            self.found.truncate(self.count);
            self.raise(prepared);
        }
    }
}

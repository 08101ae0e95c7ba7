//! The front of cost and coverage: every assembly than which none covers more
//! at no higher price, nor as much at a lower one.
//!
//! The same tree as for the best assembly; what is to be beaten is a staircase,
//! the coverage known up to each price.

use std::rc::Rc;

use super::super::decimal::Decimal;
use super::super::rational::Rational;
use super::best::{Proof, rounded_up};
use super::prepared::{MARGIN, Prepared, bits};
use super::problem::{Composition, CompositionError};
use super::start;
use super::tree::{Goal, Tree, aligned_down, offer};

/// An assembly of the front.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontPoint {
    /// Indices of its bricks, rising; of several with the same price and the
    /// same coverage, one.
    pub bricks: Vec<usize>,
    /// What it costs, integration included.
    pub price: Decimal,
    /// What its coverage brings to the total.
    pub coverage: Rational,
}

/// The search for the front, in rounds.
#[derive(Clone, Debug)]
pub struct FrontSearch {
    tree: Tree,
    stairs: Stairs,
    is_begun: bool,
}

impl FrontSearch {
    /// Begins a search.
    ///
    /// # Errors
    /// [`CompositionError`], where there is nothing to search in.
    pub fn new(composition: &Composition) -> Result<Self, CompositionError> {
        let prepared = Rc::new(Prepared::new(composition)?);
        Ok(Self { tree: Tree::new(prepared), stairs: Stairs::default(), is_begun: false })
    }

    /// Works for so many passes over the bricks; true when the search is at its
    /// end. However the rounds are cut, the answer is the same.
    pub fn work(&mut self, passes: usize) -> bool {
        if !self.is_begun {
            self.is_begun = true;
            let prepared = Rc::clone(&self.tree.prepared);
            start::singles(&prepared, |set| offer(&prepared, &mut self.stairs, set));
            self.stairs.climb(&prepared);
        }
        self.tree.work(&mut self.stairs, passes);
        self.tree.is_done()
    }

    /// Works to the end, or for so many branches.
    pub fn finish(&mut self, branches: u64) -> bool {
        while self.tree.branches < branches && !self.work(super::Composer::ROUND) {}
        self.tree.is_done()
    }

    /// How many branches were looked at.
    pub fn branches(&self) -> u64 {
        self.tree.branches
    }

    /// The front as far as it is known, the cheapest first.
    pub fn points(&self) -> Vec<FrontPoint> {
        let prepared = &self.tree.prepared;
        let point = |step: &Step| FrontPoint {
            bricks: bits(step.set).collect(),
            price: prepared.to_decimal(step.price),
            coverage: prepared.to_share(step.covered),
        };
        self.stairs.steps.iter().map(point).collect()
    }

    /// Whether [`Self::points`] is proven to be the whole front; otherwise by how
    /// much more an assembly may cover at most than those that cost no more.
    pub fn proof(&self) -> Proof {
        if self.tree.is_done() {
            return Proof::Optimal;
        }
        // A bar may stand one step higher than the coverage to beat.
        Proof::Stopped { gap: rounded_up(self.tree.excess() + self.tree.prepared.quantum) }
    }
}

/// What is known, the cheapest first: each covers more than the one before.
#[derive(Clone, Debug, Default)]
struct Stairs {
    steps: Vec<Step>,
}

#[derive(Clone, Copy, Debug)]
struct Step {
    set: u64,
    price: i128,
    covered: i128,
    float: f64,
}

impl Stairs {
    /// The last step up to a price.
    fn below(&self, price: i128) -> Option<&Step> {
        let place = self.steps.partition_point(|step| step.price <= price);
        self.steps.get(place.checked_sub(1)?)
    }

    /// Whether an assembly may be new, as far as floats can tell.
    fn may_count(&self, price: i128, float: f64) -> bool {
        self.below(price).is_none_or(|step| float > step.float - MARGIN)
    }

    /// Climbs for many exchange rates of price and coverage, and keeps what
    /// comes by on the way.
    fn climb(&mut self, prepared: &Prepared) {
        /// From coverage that is worth nothing to prices that are worth nothing.
        const RATES: i32 = 28;
        let Some(mut from) = start::cheapest_for_musts(prepared) else { return };
        for rate in (0..RATES).rev() {
            // The whole coverage for half a brick, down to 700 bricks.
            let rate = 2.0 * 0.7f64.powi(RATES - rate);
            from = start::climb(prepared, from, &mut |set| {
                let price = prepared.price(set);
                if set == 0 || !prepared.covers_musts(set) || price > prepared.budget {
                    return f64::NEG_INFINITY;
                }
                let float = prepared.float_covered(set);
                if self.may_count(price, float) {
                    offer(prepared, self, prepared.made_lean(set));
                }
                float - rate * prepared.to_float(price)
            });
        }
    }

    /// What must be exceeded from a step on.
    fn bar(prepared: &Prepared, step: Option<&Step>) -> f64 {
        // The next coverage that there can be, where floats can tell it apart.
        let next = if prepared.quantum > 4.0 * MARGIN { prepared.quantum - 2.0 * MARGIN } else { 0.0 };
        step.map_or(0.0, |step| step.float + next) - MARGIN
    }
}

impl Goal for Stairs {
    fn corners(&self, prepared: &Prepared, low: i128, high: i128) -> Vec<(i128, f64)> {
        // Each step holds up to the last price before the next one.
        let first = self.steps.partition_point(|step| step.price <= low);
        let mut corners = Vec::new();
        let mut bar = Self::bar(prepared, self.below(low));
        for step in self.steps.get(first..).unwrap_or_default().iter().take_while(|step| step.price <= high) {
            corners.push((aligned_down(prepared, step.price - 1), -bar));
            bar = Self::bar(prepared, Some(step));
        }
        corners.push((high, -bar));
        corners
    }

    fn cut(&self, corners: &[(i128, f64)], low: i128, high: i128, middle: i128) -> Option<i128> {
        let ends = corners.iter().map(|(price, _)| *price).filter(|price| (low..high).contains(price));
        ends.min_by_key(|price| (price - middle).abs())
    }

    fn counts_rungs(&self) -> bool {
        false
    }

    fn to_beat(&self) -> f64 {
        0.0
    }

    fn offer(&mut self, prepared: &Prepared, set: u64) {
        let price = prepared.price(set);
        if !self.may_count(price, prepared.float_covered(set)) {
            return;
        }
        let covered = prepared.covered(set);
        if self.below(price).is_some_and(|step| step.covered >= covered) {
            return;
        }
        // What costs no less and covers no more is no longer on the front.
        self.steps.retain(|step| step.price < price || step.covered > covered);
        let place = self.steps.partition_point(|step| step.price < price);
        self.steps.insert(place, Step { set, price, covered, float: prepared.float_share(covered) });
    }
}

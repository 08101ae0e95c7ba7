//! The front of cost and coverage: every assembly than which none covers more
//! at no higher price, nor as much at a lower one.
//!
//! The same tree as for the best assembly; what is to be beaten is a staircase,
//! the coverage known up to each price.

use std::rc::Rc;

use super::super::decimal::Decimal;
use super::super::rational::Rational;
use super::best::{Proof, rounded_up};
use super::bound::{Need, Stretch};
use super::prepared::{MARGIN, Prepared, bits};
use super::problem::{Composition, CompositionError};
use super::search::{Goal, Search, offer};
use super::start;

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

/// By which part of what can be covered an assembly must exceed the front to be
/// looked for, turn by turn: a front that is nearly proven soon, then proven.
const BLURS: [f64; 3] = [0.02, 0.005, 0.0];

/// The search for the front, in rounds.
#[derive(Clone, Debug)]
pub struct FrontSearch {
    search: Search,
    stairs: Stairs,
    /// What [`BLURS`] are parts of.
    whole: f64,
    turn: usize,
    branches: u64,
    is_begun: bool,
}

impl FrontSearch {
    /// Begins a search.
    ///
    /// # Errors
    /// [`CompositionError`], where there is nothing to search in.
    pub fn new(composition: &Composition) -> Result<Self, CompositionError> {
        let prepared = Rc::new(Prepared::new(composition)?);
        let whole = prepared.float_covered(prepared.admissible);
        let blur = BLURS.first().map_or(0.0, |blur| blur * whole);
        let mut stairs = Stairs { blur, ..Stairs::default() };
        stairs.raise(&prepared);
        Ok(Self { search: Search::new(prepared, false), stairs, whole, turn: 0, branches: 0, is_begun: false })
    }

    /// Looks at so many branches; true when the search is at its end. However
    /// the rounds are cut, the answer is the same.
    pub fn work(&mut self, branches: usize) -> bool {
        let prepared = Rc::clone(&self.search.prepared);
        if !self.is_begun {
            self.is_begun = true;
            start::singles(&prepared, &mut self.stairs);
            self.stairs.climb(&prepared);
        }
        let mut left = branches;
        loop {
            let before = self.search.branches;
            self.search.work(&mut self.stairs, left);
            let made = self.search.branches - before;
            self.branches += made;
            left = left.saturating_sub(made as usize);
            if !self.search.is_done() {
                return false;
            }
            let Some(blur) = BLURS.get(self.turn + 1) else { return true };
            self.turn += 1;
            self.stairs.blur = blur * self.whole;
            self.stairs.raise(&prepared);
            self.search = Search::new(Rc::clone(&prepared), false);
        }
    }

    /// Works to the end, or for so many branches.
    pub fn finish(&mut self, branches: u64) -> bool {
        while self.branches < branches && !self.work(super::Composer::ROUND) {}
        self.search.is_done()
    }

    /// How many branches were looked at.
    pub fn branches(&self) -> u64 {
        self.branches
    }

    /// The front as far as it is known, the cheapest first.
    pub fn points(&self) -> Vec<FrontPoint> {
        let prepared = &self.search.prepared;
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
        if self.search.is_done() && self.turn + 1 == BLURS.len() {
            return Proof::Optimal;
        }
        // What is needed may stand one step higher than the coverage to beat.
        let open = self.search.excess(&self.stairs).max(0.0) + self.stairs.blur + self.search.prepared.quantum;
        let before = self.turn.checked_sub(1).and_then(|turn| BLURS.get(turn)).map(|blur| blur * self.whole);
        let proven = before.map_or(f64::INFINITY, |blur| blur.max(self.search.prepared.quantum));
        Proof::Stopped { gap: rounded_up(open.min(proven)) }
    }
}

/// What is known, the cheapest first: each covers more than the one before.
#[derive(Clone, Debug, Default)]
struct Stairs {
    steps: Vec<Step>,
    /// By how much more an assembly must cover to be looked for.
    blur: f64,
    stretches: Vec<Stretch>,
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

    /// Says again what must be reached at each price.
    fn raise(&mut self, prepared: &Prepared) {
        // The next coverage that there can be, where floats can tell it apart.
        let next = if prepared.quantum > 4.0 * MARGIN { prepared.quantum - 2.0 * MARGIN } else { 0.0 };
        let more = next.max(self.blur) - MARGIN;
        let mut stretches = Vec::new();
        let (mut from, mut need) = (prepared.cheapest.min(prepared.budget), more);
        for step in &self.steps {
            if from < step.price {
                stretches.push(Stretch::new(prepared, from, step.price - 1, Need::Level(need)));
            }
            (from, need) = (step.price, step.float + more);
        }
        stretches.push(Stretch::new(prepared, from, prepared.budget, Need::Level(need)));
        self.stretches = stretches;
    }
}

impl Goal for Stairs {
    fn stretches(&self) -> &[Stretch] {
        &self.stretches
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
        self.raise(prepared);
    }
}

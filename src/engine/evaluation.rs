//! The whole way: field, notes, weights, totals, ranks, findings.
//!
//! Totals are summed in `f64` with one proven bound for all of them; whatever
//! lies closer than the bound (two totals, or a total and a rounding boundary)
//! is decided with exact fractions. Exact results at floating-point speed.

mod groups;
mod reading;

use std::cell::OnceCell;
use std::rc::Rc;

use super::band::{Band, End};
use super::decimal::{Decimal, power_of_ten};
use super::field::{Field, Presence};
use super::finding::Finding;
use super::interval::Interval;
use super::notes::{Kind, Notes};
use super::number::Number;
use super::problem::{Problem, Rule};
use super::ranking::{self, Ranks};
use super::rational::Rational;
use super::weights::{counts, leaf_shares};

/// What became of an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Its total is known, and its rank unless others are provisional.
    Ranked,
    /// Something about it is unknown: it has a band instead of a total, or may
    /// still fail a gate.
    Provisional,
    /// Its status keeps it out (irregular, late, withdrawn…).
    SetAside,
    /// It failed these gates.
    Eliminated(Vec<usize>),
    /// A formula that counts has no value for it, or there is no weight to share.
    Incomplete,
}

/// An evaluated problem. Indices are those of the [`Problem`].
#[derive(Clone, Debug)]
pub struct Evaluation {
    problem: Problem,
    field: Rc<Field>,
    notes: Rc<Notes>,
    /// Per node: by how much rescaling multiplies the notes of a group.
    factors: Vec<Option<Band<Rational>>>,
    /// Whether one of them that decides is not known yet.
    is_rescaling_open: bool,
    /// Per leaf: its share of the total.
    shares: Vec<Interval>,
    exact_shares: OnceCell<Vec<Rational>>,
    /// Per offer, before any rounding, on `[0, 1]`; `NaN` where there is none.
    totals: Vec<f64>,
    /// The higher ends, where some total is a band; empty where none is.
    highs: Vec<f64>,
    /// How far any total may lie from its exact value.
    bound: f64,
    outcomes: Rc<[Outcome]>,
    order: Vec<usize>,
    ranks: Ranks,
    is_provisional: bool,
    findings: Vec<Finding>,
}

/// Evaluates a problem. Never fails: what cannot be computed is missing from
/// the result and said in its findings.
pub fn evaluate(problem: Problem) -> Evaluation {
    let field = Field::select(&problem);
    let notes = Notes::take(&problem, &field, deciding(&problem));
    Evaluation::weigh(problem, Rc::new(field), Rc::new(notes), None)
}

impl Evaluation {
    /// The same offers under other weights, one per node: notes are taken again
    /// only where the weights can move them.
    pub fn reweigh(&self, weights: &[Decimal]) -> Self {
        let problem = self.problem.with_weights(weights);
        // A gate on a note reads the weights of its group; a leaf that begins
        // or ceases to count asks for its facts, or no longer.
        let is_moved = problem.gates.iter().any(|rule| matches!(rule, Rule::NoteAtLeast { .. }))
            || deciding(&problem) != self.notes.deciding;
        if is_moved {
            return evaluate(problem);
        }
        // What does not apply may have left an offer nothing that weighs.
        let is_whole = |kind: &Kind| matches!(kind, Kind::Apart | Kind::Plain | Kind::Undefined);
        let keeps = self.has_weight() && self.notes.kinds.iter().all(is_whole);
        let outcomes = keeps.then(|| Rc::clone(&self.outcomes));
        Self::weigh(problem, Rc::clone(&self.field), Rc::clone(&self.notes), outcomes)
    }

    /// `known_outcomes` are those under other weights: without rescaled groups
    /// no weight moves them.
    fn weigh(problem: Problem, field: Rc<Field>, notes: Rc<Notes>, known_outcomes: Option<Rc<[Outcome]>>) -> Self {
        let mut evaluation = Self {
            factors: Vec::new(),
            is_rescaling_open: false,
            shares: leaf_shares(&problem, None, &[]).unwrap_or_default(),
            exact_shares: OnceCell::new(),
            totals: Vec::new(),
            highs: Vec::new(),
            bound: 0.0,
            outcomes: Rc::new([]),
            order: Vec::new(),
            ranks: Ranks::default(),
            is_provisional: false,
            findings: Vec::new(),
            problem,
            field,
            notes,
        };
        evaluation.rescale_groups();
        evaluation.sum_totals();
        evaluation.outcomes = match known_outcomes {
            Some(outcomes) if evaluation.has_weight() && evaluation.factors.is_empty() => outcomes,
            _ => evaluation.decided_outcomes(),
        };
        let is_open = |outcome: &Outcome| matches!(outcome, Outcome::Provisional | Outcome::Incomplete);
        evaluation.is_provisional = evaluation.outcomes.iter().any(is_open);
        let (order, ranks, about_ranks) = ranking::rank(&evaluation);
        (evaluation.order, evaluation.ranks) = (order, ranks);
        evaluation.findings = super::finding::all(&evaluation, about_ranks);
        evaluation
    }

    fn sum_totals(&mut self) {
        if !self.has_weight() {
            self.totals = vec![f64::NAN; self.problem.offers.len()];
            return;
        }
        let multipliers = self.multipliers();
        self.bound = total_bound(&multipliers, self.notes.error);
        self.totals = self.notes.sums(&multipliers);
        // A factor that is not settled moves every total.
        let has_settled_factors = self.has_settled_factors();
        let mut highs = Vec::new();
        for (offer, kind) in self.notes.kinds.iter().enumerate() {
            let end = |end| self.raw_total(offer, end).map_or(f64::NAN, |total| total.to_f64());
            let low = match kind {
                Kind::Plain if has_settled_factors => continue,
                Kind::Apart | Kind::Undefined => f64::NAN,
                _ => end(End::Low),
            };
            if *kind != Kind::Apart && (*kind == Kind::Banded || !has_settled_factors) {
                highs.push((offer, end(End::High)));
            }
            if let Some(place) = self.totals.get_mut(offer) {
                *place = low;
            }
        }
        if !highs.is_empty() {
            self.highs = self.totals.clone();
        }
        for (offer, high) in highs {
            if let Some(place) = self.highs.get_mut(offer) {
                *place = high;
            }
        }
    }

    /// Per leaf: its share times what rescaling does to the groups above it.
    pub(crate) fn multipliers(&self) -> Vec<Interval> {
        if self.factors.is_empty() {
            return self.shares.clone();
        }
        let mut multipliers = self.shares.clone();
        for (index, leaf) in leaf_nodes(&self.problem) {
            if let Some(place) = multipliers.get_mut(leaf) {
                *place = *place * Interval::around(self.path_factor(index, None, End::High).to_f64());
            }
        }
        multipliers
    }

    fn decided_outcomes(&self) -> Rc<[Outcome]> {
        let has_settled_factors = self.has_settled_factors();
        let offers = self.problem.offers.iter().enumerate();
        offers
            .map(|(index, offer)| {
                let failed = self.field.failed.get(index);
                if !offer.regular {
                    Outcome::SetAside
                } else if let Some(failed) = failed.filter(|failed| !failed.is_empty()) {
                    Outcome::Eliminated(failed.clone())
                } else if !self.has_key(index) {
                    Outcome::Incomplete
                } else if self.field.presence.get(index) == Some(&Presence::Certain)
                    && !self.field.undecided.iter().any(|(_, offer)| *offer == index)
                    && has_settled_factors
                    && self.notes.kinds.get(index) != Some(&Kind::Banded)
                {
                    Outcome::Ranked
                } else {
                    Outcome::Provisional
                }
            })
            .collect()
    }

    /// Whether there is something to rank an offer by.
    fn has_key(&self, offer: usize) -> bool {
        match self.notes.kinds.get(offer) {
            None | Some(Kind::Apart | Kind::Undefined) => false,
            // Criteria that decide one after the other ask for no total.
            Some(_) if self.problem.method.is_hierarchy => true,
            Some(_) => self.totals.get(offer).is_some_and(|total| !total.is_nan()),
        }
    }

    fn exact_shares(&self) -> &Vec<Rational> {
        self.exact_shares.get_or_init(|| leaf_shares(&self.problem, None, &[]).unwrap_or_default())
    }

    /// The exact total on `[0, 1]`, before any rounding.
    pub(crate) fn raw_total(&self, offer: usize, end: End) -> Option<Rational> {
        self.node_note(self.problem.offers.get(offer)?, None, end).map(Number::clamped)
    }

    /// One end of the total on `[0, 1]` as floats, before any rounding, and how
    /// far it may lie from the exact one.
    pub(crate) fn fast_total(&self, offer: usize, end: End) -> (f64, f64) {
        let totals = if end == End::Low || self.highs.is_empty() { &self.totals } else { &self.highs };
        (totals.get(offer).copied().unwrap_or(f64::NAN), self.bound)
    }

    /// One end of the total on the note scale, rounded half away from zero to
    /// so many decimals (at most 9). The fast total decides unless a rounding
    /// boundary lies within its bound.
    pub(crate) fn rounded_end(&self, offer: usize, end: End, decimals: u32) -> Option<Decimal> {
        let decimals = decimals.min(MAX_ROUNDING);
        let unit = power_of_ten(decimals) as f64 * self.problem.note_scale.to_f64();
        let (total, bound) = self.fast_total(offer, end);
        let scaled = total * unit;
        let doubt = bound * unit + scaled.abs() * 8.0 * f64::EPSILON;
        let (low, high) = ((scaled - doubt + 0.5).floor(), (scaled + doubt + 0.5).floor());
        if low == high && high < (1u64 << 53) as f64 {
            return Decimal::new(low as i128, decimals).ok();
        }
        Some((self.raw_total(offer, end)? * self.problem.note_scale.into()).round(decimals))
    }

    /// The same as the grid announces it: rounding up does not lead beyond the
    /// full note.
    pub(crate) fn announced_end(&self, offer: usize, end: End, decimals: u32) -> Option<Decimal> {
        self.rounded_end(offer, end, decimals).map(|total| total.min(self.problem.note_scale))
    }

    /// Whether there is weight to share.
    pub(crate) fn has_weight(&self) -> bool {
        !self.shares.is_empty()
    }

    /// How far any total in floats may lie from its exact value.
    pub(crate) fn bound(&self) -> f64 {
        self.bound
    }

    /// Whether the note of a leaf can decide a rank.
    pub(crate) fn decides(&self, leaf: usize) -> bool {
        self.notes.deciding.get(leaf) == Some(&true)
    }

    /// Whether some criterion that counts does not apply to an offer.
    pub(crate) fn is_partial(&self, offer: usize) -> bool {
        self.notes.kinds.get(offer) == Some(&Kind::Partial)
    }

    /// Whether an offer takes part, at least possibly.
    pub fn takes_part(&self, offer: usize) -> bool {
        self.field.admits(offer)
    }

    /// What became of each offer.
    pub(crate) fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    pub(crate) fn field(&self) -> &Field {
        &self.field
    }

    pub(crate) fn notes(&self) -> &Notes {
        &self.notes
    }

    pub(crate) fn factors(&self) -> &[Option<Band<Rational>>] {
        &self.factors
    }
}

/// At most so many decimals are rounded to.
const MAX_ROUNDING: u32 = 9;

/// `(node, leaf)`, in reading order.
pub(crate) fn leaf_nodes(problem: &Problem) -> impl Iterator<Item = (usize, usize)> + '_ {
    problem.nodes.iter().enumerate().filter_map(|(index, node)| node.leaf.map(|leaf| (index, leaf)))
}

/// Per leaf: whether its note can decide a rank, by the total, by a criterion
/// that decides alone, or by breaking a tie.
fn deciding(problem: &Problem) -> Vec<bool> {
    let method = &problem.method;
    let tops = problem.nodes.iter().enumerate().filter(|(_, node)| method.is_hierarchy && node.parent.is_none());
    let alone: Vec<usize> = tops.map(|(index, _)| index).chain(method.tie_breaks.iter().copied()).collect();
    let mut deciding = vec![false; problem.leaves];
    for (index, leaf) in leaf_nodes(problem) {
        if let Some(place) = deciding.get_mut(leaf) {
            *place = counts(problem, index, None)
                || alone.iter().any(|node| problem.is_within(index, *node) && counts(problem, index, Some(*node)));
        }
    }
    deciding
}

/// A bound on `|computed total - exact total|`, the same for every offer.
///
/// With m leaves, computed notes within `e` of the exact ones and in `[0, 1]`,
/// computed multipliers within `d_j`: the notes contribute at most `e` times the
/// sum of the multipliers, the multipliers at most the sum of the `d_j`, and
/// summing m products in any order at most `(m + 1) u / (1 - (m + 1) u)` times
/// the sum of their absolute values (Higham, 2002, section 3.1), `u` being half
/// of `f64::EPSILON`. The factor 2 covers what this computation rounds itself;
/// it also covers the single rounding of totals that are exact fractions.
fn total_bound(multipliers: &[Interval], note_error: f64) -> f64 {
    let sum: f64 = multipliers.iter().map(|multiplier| multiplier.high.abs()).sum();
    let multiplier_error: f64 = multipliers.iter().map(|multiplier| multiplier.error()).sum();
    let leaves = multipliers.len() as f64;
    2.0 * (note_error * sum + multiplier_error * (1.0 + note_error) + (leaves + 2.0) * f64::EPSILON * sum)
}

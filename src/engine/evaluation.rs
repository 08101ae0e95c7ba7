//! The whole way: field, notes, weights, totals, ranks, findings.
//!
//! Totals are summed in `f64` with one proven bound for all of them; whatever
//! lies closer than the bound (two totals, or a total and a rounding boundary)
//! is decided with exact fractions. Exact results at floating-point speed.

use std::cell::OnceCell;

use super::decimal::{Decimal, power_of_ten};
use super::field::{Field, bounded_leaf_note, leaf_note, node_note};
use super::finding::Finding;
use super::interval::Interval;
use super::problem::Problem;
use super::rational::Rational;
use super::weights::{counts, leaf_shares};

/// What became of an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It has a total and a rank.
    Ranked,
    /// Its status keeps it out (irregular, late, withdrawn…).
    SetAside,
    /// It failed these gates.
    Eliminated(Vec<usize>),
    /// A fact that counts is missing, or a formula has no value for it.
    Incomplete,
}

/// An evaluated problem. Indices are those of the [`Problem`].
#[derive(Clone, Debug)]
pub struct Evaluation {
    problem: Problem,
    field: Field,
    shares: Vec<Interval>,
    exact_shares: OnceCell<Vec<Rational>>,
    outcomes: Vec<Outcome>,
    /// Per leaf, per offer, on `[0, 1]`; `NaN` where there is none.
    notes: Vec<Vec<f64>>,
    /// Per offer, on `[0, 1]`; `NaN` where there is none.
    totals: Vec<f64>,
    /// How far any total may lie from its exact value.
    bound: f64,
    order: Vec<usize>,
    ranks: Vec<Option<usize>>,
    findings: Vec<Finding>,
}

/// Evaluates a problem. Never fails: what cannot be computed is missing from
/// the result and said in its findings.
pub fn evaluate(problem: Problem) -> Evaluation {
    let field = Field::select(&problem);
    let shares = leaf_shares::<Interval>(&problem, None);
    let mut evaluation = Evaluation {
        outcomes: Vec::with_capacity(problem.offers.len()),
        notes: vec![vec![f64::NAN; problem.offers.len()]; problem.leaves],
        totals: vec![f64::NAN; problem.offers.len()],
        bound: 0.0,
        order: Vec::new(),
        ranks: vec![None; problem.offers.len()],
        findings: Vec::new(),
        exact_shares: OnceCell::new(),
        shares: shares.unwrap_or_default(),
        field,
        problem,
    };
    evaluation.remark_on_gates();
    evaluation.take_notes();
    evaluation.sum_totals();
    evaluation.rank();
    evaluation
}

impl Evaluation {
    fn remark_on_gates(&mut self) {
        for (gate, rule) in self.problem.gates.iter().enumerate() {
            if self.problem.depends_on_field(rule) {
                self.findings.push(Finding::GateDependsOnField { gate });
            }
        }
        for &(gate, offer) in &self.field.undecided {
            self.findings.push(Finding::GateUndecided { gate, offer });
        }
    }

    fn take_notes(&mut self) {
        let mut worst_note_error = 0.0f64;
        let weighing: Vec<bool> = leaf_nodes(&self.problem).map(|node| counts(&self.problem, node, None)).collect();
        for (index, offer) in self.problem.offers.iter().enumerate() {
            let failed = self.field.failed.get(index).cloned().unwrap_or_default();
            if !offer.regular {
                self.outcomes.push(Outcome::SetAside);
                continue;
            }
            if !failed.is_empty() {
                self.outcomes.push(Outcome::Eliminated(failed));
                continue;
            }
            let mut complete = !self.field.undecided.iter().any(|(_, offer)| *offer == index);
            for (leaf, column) in self.notes.iter_mut().enumerate() {
                match bounded_leaf_note(&self.problem, leaf, offer, &self.field.references) {
                    Some(note) => {
                        worst_note_error = worst_note_error.max(note.error());
                        if let Some(place) = column.get_mut(index) {
                            *place = note.middle();
                        }
                    }
                    None if weighing.get(leaf) == Some(&true) => {
                        complete = false;
                        self.findings.push(match offer.fact(leaf) {
                            super::Fact::Missing => Finding::MissingFact { offer: index, measure: leaf },
                            _ => Finding::UndefinedNote { offer: index, measure: leaf },
                        });
                    }
                    None => {}
                }
            }
            self.outcomes.push(if complete { Outcome::Ranked } else { Outcome::Incomplete });
        }
        self.bound = total_bound(&self.shares, worst_note_error);
    }

    fn sum_totals(&mut self) {
        if self.shares.is_empty() {
            self.findings.push(Finding::NoWeight);
            for outcome in self.outcomes.iter_mut().filter(|outcome| **outcome == Outcome::Ranked) {
                *outcome = Outcome::Incomplete;
            }
            return;
        }
        let mut sums = vec![0.0f64; self.problem.offers.len()];
        for (column, share) in self.notes.iter().zip(&self.shares) {
            let weight = share.middle();
            for (sum, note) in sums.iter_mut().zip(column) {
                // A missing note without weight must not spoil the sum.
                *sum += if note.is_nan() { 0.0 } else { weight * note };
            }
        }
        for ((total, sum), outcome) in self.totals.iter_mut().zip(sums).zip(&self.outcomes) {
            if *outcome == Outcome::Ranked {
                *total = sum;
            }
        }
    }

    fn rank(&mut self) {
        let total = |offer: &usize| self.totals.get(*offer).copied().unwrap_or(f64::NAN);
        let mut order: Vec<usize> = (0..self.problem.offers.len())
            .filter(|offer| self.outcomes.get(*offer) == Some(&Outcome::Ranked))
            .collect();
        order.sort_unstable_by(|a, b| total(b).total_cmp(&total(a)).then(a.cmp(b)));

        // Neighbours further apart than both their errors are decided; the
        // others form runs, which exact fractions put in order.
        let mut exact_ties = vec![false; order.len()];
        let mut start = 0;
        while start < order.len() {
            let mut end = start + 1;
            while let (Some(left), Some(right)) = (order.get(end - 1), order.get(end)) {
                if total(left) - total(right) > 2.0 * self.bound {
                    break;
                }
                end += 1;
            }
            if end - start > 1 {
                self.settle_run(order.get_mut(start..end), exact_ties.get_mut(start..end));
            }
            start = end;
        }
        self.give_ranks(&order, &exact_ties);
        self.order = order;
    }

    /// Puts a run of near totals in their exact order and marks those equal to
    /// the one before.
    fn settle_run(&self, run: Option<&mut [usize]>, ties: Option<&mut [bool]>) {
        let (Some(run), Some(ties)) = (run, ties) else { return };
        let mut exact: Vec<(Option<Rational>, usize)> =
            run.iter().map(|offer| (self.exact_total_share(*offer), *offer)).collect();
        exact.sort_by(|(left, a), (right, b)| right.cmp(left).then(a.cmp(b)));
        let mut previous: Option<&Option<Rational>> = None;
        for (((total, offer), place), tie) in exact.iter().zip(run.iter_mut()).zip(ties.iter_mut()) {
            *place = *offer;
            *tie = previous == Some(total);
            previous = Some(total);
        }
    }

    fn give_ranks(&mut self, order: &[usize], tie_with_previous: &[bool]) {
        let mut rank = 0;
        let mut tied: Vec<usize> = Vec::new();
        for (position, (offer, tie)) in order.iter().zip(tie_with_previous).enumerate() {
            if !tie {
                self.remark_on_tie(rank, &mut tied);
                rank = position + 1;
            }
            tied.push(*offer);
            if let Some(place) = self.ranks.get_mut(*offer) {
                *place = Some(rank);
            }
        }
        self.remark_on_tie(rank, &mut tied);
        if order.is_empty() && !self.problem.offers.is_empty() {
            self.findings.push(Finding::NothingToRank);
        }
    }

    fn remark_on_tie(&mut self, rank: usize, tied: &mut Vec<usize>) {
        if tied.len() > 1 {
            self.findings.push(Finding::Tie { rank, offers: tied.clone() });
        }
        tied.clear();
    }
}

/// Reading the result.
impl Evaluation {
    /// The problem that was evaluated.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// What became of an offer.
    pub fn outcome(&self, offer: usize) -> &Outcome {
        self.outcomes.get(offer).unwrap_or(&Outcome::Incomplete)
    }

    /// The ranked offers, best first; ties in the order of the dossier.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// The rank, 1 for the best; equal exact totals share it (1, 1, 3).
    pub fn rank_of(&self, offer: usize) -> Option<usize> {
        self.ranks.get(offer).copied().flatten()
    }

    /// What there is to remark, in a stable order.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Whether some admissible offer has no rank yet, so that ranks may change.
    pub fn is_provisional(&self) -> bool {
        self.outcomes.contains(&Outcome::Incomplete)
    }

    /// The share of a leaf in the total, on `[0, 1]`, for drawing.
    pub fn share(&self, leaf: usize) -> f64 {
        self.shares.get(leaf).map_or(0.0, |share| share.middle())
    }

    /// The exact share of a leaf in the total.
    pub fn exact_share(&self, leaf: usize) -> Option<&Rational> {
        self.exact_shares.get_or_init(|| leaf_shares(&self.problem, None).unwrap_or_default()).get(leaf)
    }

    /// The note of an admissible offer on a leaf, on `[0, 1]`, for drawing.
    pub fn note(&self, offer: usize, leaf: usize) -> Option<f64> {
        self.notes.get(leaf)?.get(offer).copied().filter(|note| !note.is_nan())
    }

    /// The exact note of an admissible offer on a leaf, on the note scale.
    pub fn exact_note(&self, offer: usize, leaf: usize) -> Option<Rational> {
        self.note(offer, leaf)?;
        let note: Rational = leaf_note(&self.problem, leaf, self.problem.offers.get(offer)?, &self.field.references)?;
        Some(note * self.problem.note_scale.into())
    }

    /// The exact note of an admissible offer on a node of the tree, on the note scale.
    pub fn exact_node_note(&self, offer: usize, node: usize) -> Option<Rational> {
        if !matches!(self.outcome(offer), Outcome::Ranked | Outcome::Incomplete) {
            return None;
        }
        let shares = leaf_shares::<Rational>(&self.problem, Some(node))?;
        let offer = self.problem.offers.get(offer)?;
        Some(node_note(&self.problem, node, &shares, offer, &self.field.references)? * self.problem.note_scale.into())
    }

    /// What a leaf brings to the total, on the note scale: share times note.
    pub fn exact_term(&self, offer: usize, leaf: usize) -> Option<Rational> {
        let share = self.exact_share(leaf)?.clone();
        if share.is_zero() {
            return Some(share);
        }
        Some(share * self.exact_note(offer, leaf)?)
    }

    /// The exact total of a ranked offer, on the note scale.
    pub fn exact_total(&self, offer: usize) -> Option<Rational> {
        self.rank_of(offer)?;
        Some(self.exact_total_share(offer)? * self.problem.note_scale.into())
    }

    /// The total of a ranked offer on `[0, 1]`, for drawing.
    pub fn total_share(&self, offer: usize) -> Option<f64> {
        self.totals.get(offer).copied().filter(|total| !total.is_nan())
    }

    /// The total of a ranked offer on the note scale, rounded half up to
    /// `decimals` (at most 9). The fast total decides unless a rounding
    /// boundary lies within its bound.
    pub fn rounded_total(&self, offer: usize, decimals: u32) -> Option<Decimal> {
        let unit = power_of_ten(decimals.min(9)) as f64 * self.problem.note_scale.to_f64();
        let scaled = self.total_share(offer)? * unit;
        let doubt = self.bound * unit + scaled.abs() * 8.0 * f64::EPSILON;
        let (low, high) = ((scaled - doubt + 0.5).floor(), (scaled + doubt + 0.5).floor());
        if low == high && high < (1u64 << 53) as f64 {
            return Decimal::new(low as i128, decimals.min(9)).ok();
        }
        Some(self.exact_total(offer)?.round(decimals.min(9)))
    }

    /// The exact total on `[0, 1]`, for whoever has all its notes.
    fn exact_total_share(&self, offer: usize) -> Option<Rational> {
        let facts = self.problem.offers.get(offer)?;
        let mut sum = Rational::zero();
        for leaf in 0..self.problem.leaves {
            let share = self.exact_share(leaf)?.clone();
            if share.is_zero() {
                continue;
            }
            sum = sum + share * leaf_note(&self.problem, leaf, facts, &self.field.references)?;
        }
        Some(sum)
    }
}

/// The nodes of the leaves, in the order of the leaves.
fn leaf_nodes(problem: &Problem) -> impl Iterator<Item = usize> + '_ {
    let mut nodes: Vec<(usize, usize)> =
        problem.nodes.iter().enumerate().filter_map(|(index, node)| node.leaf.map(|leaf| (leaf, index))).collect();
    nodes.sort_unstable();
    nodes.into_iter().map(|(_, node)| node)
}

/// A bound on `|computed total - exact total|`, the same for every offer.
///
/// With m leaves, computed notes within `e` of the exact ones and in `[0, 1]`,
/// computed shares within `d_j`: the notes contribute at most `e` times the sum
/// of the shares, the shares at most the sum of the `d_j`, and summing m
/// products in any order at most `(m + 1) u / (1 - (m + 1) u)` times the sum of
/// their absolute values (Higham, 2002, section 3.1), `u` being half of
/// `f64::EPSILON`. The factor 2 covers what this computation rounds itself.
fn total_bound(shares: &[Interval], note_error: f64) -> f64 {
    let sum: f64 = shares.iter().map(|share| share.high.abs()).sum();
    let share_error: f64 = shares.iter().map(|share| share.error()).sum();
    let leaves = shares.len() as f64;
    2.0 * (note_error * sum + share_error * (1.0 + note_error) + (leaves + 2.0) * f64::EPSILON * sum)
}

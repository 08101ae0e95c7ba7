//! Before the tender: who would win under which price formula, and where the
//! winner changes. The bids are assumed ones, the rest of the grid is as it
//! stands.

use super::decimal::Decimal;
use super::evaluation::{Evaluation, Outcome, evaluate};
use super::fact::Fact;
use super::formula::Formula;
use super::number::Number;
use super::problem::{Problem, Rule};
use super::rational::Rational;

/// Who leads over a stretch.
#[derive(Clone, Debug, PartialEq)]
pub struct Span<T> {
    /// Where it begins.
    pub from: T,
    /// Where it ends.
    pub to: T,
    /// The offers that lead all along it, in the order of the dossier; several
    /// are level there, none if nobody is ranked.
    pub leaders: Vec<usize>,
}

/// The same bids under another formula on one measure.
pub fn under_formula(problem: &Problem, measure: usize, formula: &Formula) -> Evaluation {
    let mut other = problem.clone();
    other.measures = problem
        .measures
        .iter()
        .enumerate()
        .map(|(index, known)| if index == measure { formula.clone() } else { known.clone() })
        .collect();
    evaluate(other)
}

impl Evaluation {
    /// The offers at rank 1 for certain, in the order of the dossier.
    pub fn leaders(&self) -> Vec<usize> {
        let mut leaders: Vec<usize> =
            self.order().iter().copied().take_while(|offer| self.rank_of(*offer) == Some(1)).collect();
        leaders.sort_unstable();
        leaders
    }

    /// Who leads as the share of a leaf in the total goes from 0 to 1, the other
    /// leaves keeping their proportions among themselves. Exact: the stretches
    /// join at the very shares at which leaders change.
    ///
    /// Nothing where a total is no straight line in that share, or has none:
    /// with unknown facts, announced rounding of totals, rescaled groups,
    /// criteria that do not apply to all, criteria that decide one after the
    /// other, gates that read the note of a group, ties that the note of a group
    /// around the leaf would break, or a leaf that already has the whole weight.
    ///
    /// At a share where two stretches join, the leaders of both have the same
    /// total; announced tie-breaks tell apart those that are level all along.
    pub fn leaders_by_share(&self, leaf: usize) -> Option<Vec<Span<Rational>>> {
        let problem = self.problem();
        let method = &problem.method;
        let reads_groups = problem.gates.iter().any(|rule| {
            matches!(rule, Rule::NoteAtLeast { node, .. } if problem.nodes.get(*node).is_some_and(|n| n.leaf.is_none()))
        });
        let is_curved = method.is_hierarchy
            || method.total_decimals.is_some()
            || self.is_provisional()
            || reads_groups
            || self.breaks_ties_around(leaf)
            || problem.nodes.iter().any(|node| node.is_rescaled && node.leaf.is_none());
        let one = Rational::from(Decimal::ONE);
        let share = self.exact_share(leaf)?.clone();
        let rest = one.clone() - share.clone();
        if is_curved || rest.is_zero() {
            return None;
        }
        let scale = Rational::from(problem.note_scale);
        let mut lines = Vec::new();
        for (index, facts) in problem.offers.iter().enumerate() {
            if self.outcome(index) != &Outcome::Ranked {
                continue;
            }
            if (0..problem.leaves).any(|leaf| !facts.applies(leaf)) {
                return None;
            }
            let at_one = self.exact_note(index, leaf)?.checked_div(&scale)?;
            let total = self.exact_total(index)?.checked_div(&scale)?;
            let at_zero = (total - share.clone() * at_one.clone()).checked_div(&rest)?;
            let tie_breaks = method.tie_breaks.iter().map(|node| self.exact_node_note(index, *node));
            lines.push(Line { offer: index, at_zero, at_one, tie_breaks: tie_breaks.collect() });
        }
        if lines.is_empty() {
            return Some(vec![Span { from: Rational::zero(), to: one, leaders: Vec::new() }]);
        }
        Some(upper_envelope(&lines))
    }

    /// Whether an announced tie-break reads a note that moves with the share of
    /// the leaf: that of a group around it.
    fn breaks_ties_around(&self, leaf: usize) -> bool {
        let problem = self.problem();
        let is_around = |node: usize| {
            let is_group = problem.nodes.get(node).is_some_and(|node| node.leaf.is_none());
            is_group && problem.leaves_within(node).any(|(_, within)| within == leaf)
        };
        problem.method.tie_breaks.iter().any(|node| is_around(*node))
    }

    /// Who leads as the price of one offer on a measure goes from `low` to
    /// `high`, to the cent. Looked for at 257 prices at equal distances and,
    /// between two with different leaders, by halving: a change that comes and
    /// goes between two of them is not seen.
    pub fn leaders_by_price(&self, offer: usize, measure: usize, low: Decimal, high: Decimal) -> Vec<Span<Decimal>> {
        /// Stretches between the prices looked at first.
        const STEPS: i128 = 256;
        let cents = |price: Decimal| Rational::from(price).round(CENTS).digits();
        let (low, high) = (cents(low).max(1), cents(high));
        let leaders = |cent: i128| at_price(self.problem(), offer, measure, cent).leaders();
        let mut spans: Vec<Span<Decimal>> = Vec::new();
        if low > high {
            return spans;
        }
        let (mut from, mut known) = (low, leaders(low));
        for step in 1..=STEPS {
            let next = low + (high - low) * step / STEPS;
            let there = leaders(next);
            while there != known {
                // The last cent at which nothing has changed yet.
                let (mut same, mut other) = (from.max(low + (high - low) * (step - 1) / STEPS), next);
                while other - same > 1 {
                    let middle = same + (other - same) / 2;
                    if leaders(middle) == known { same = middle } else { other = middle }
                }
                spans.push(span(from, same, known));
                (from, known) = (other, leaders(other));
            }
        }
        spans.push(span(from, high, known));
        spans
    }
}

/// Decimals of a cent.
const CENTS: u32 = 2;

fn span(from: i128, to: i128, leaders: Vec<usize>) -> Span<Decimal> {
    let price = |cent| Decimal::new(cent, CENTS).unwrap_or_default();
    Span { from: price(from), to: price(to), leaders }
}

fn at_price(problem: &Problem, offer: usize, measure: usize, cent: i128) -> Evaluation {
    let mut other = problem.clone();
    let mut offers = problem.offers.to_vec();
    if let Some(offer) = offers.get_mut(offer) {
        // What lacks at the end of the facts counts as missing.
        if offer.facts.len() <= measure {
            offer.facts.resize(measure + 1, Fact::Missing);
        }
        if let Some(fact) = offer.facts.get_mut(measure) {
            *fact = Fact::Number(Decimal::new(cent, CENTS).unwrap_or_default());
        }
    }
    other.offers = offers.into();
    evaluate(other)
}

/// A total as a function of a share on `[0, 1]`.
struct Line {
    offer: usize,
    at_zero: Rational,
    at_one: Rational,
    /// The notes that tell it apart from the same line of another offer.
    tie_breaks: Vec<Option<Rational>>,
}

impl Line {
    fn slope(&self) -> Rational {
        self.at_one.clone() - self.at_zero.clone()
    }

    /// Where another line, now level or below, overtakes this one.
    fn overtaken_by(&self, other: &Self) -> Option<Rational> {
        let gain = other.slope() - self.slope();
        if gain <= Rational::zero() {
            return None;
        }
        (self.at_zero.clone() - other.at_zero.clone()).checked_div(&gain)
    }
}

fn upper_envelope(lines: &[Line]) -> Vec<Span<Rational>> {
    let one = Rational::from(Decimal::ONE);
    let mut spans = Vec::new();
    let mut from = Rational::zero();
    // At the start the highest leads; among level ones, the steepest.
    let mut leader = lines
        .iter()
        .reduce(|best, line| if (&line.at_zero, &line.slope()) > (&best.at_zero, &best.slope()) { line } else { best });
    while let Some(line) = leader {
        // The next to overtake; where several do at once, the steepest leads on.
        let next = lines
            .iter()
            .filter_map(|other| line.overtaken_by(other).map(|at| (at, other)))
            .filter(|(at, _)| *at >= from && *at < one)
            .reduce(|best, next| {
                let is_first = next.0 < best.0 || (next.0 == best.0 && next.1.slope() > best.1.slope());
                if is_first { next } else { best }
            });
        let to = next.as_ref().map_or_else(|| one.clone(), |(at, _)| at.clone());
        // Offers whose totals are the same line lead together, unless a tie-break tells them apart.
        let same = |other: &&Line| other.at_zero == line.at_zero && other.at_one == line.at_one;
        let best = lines.iter().filter(same).map(|line| &line.tie_breaks).max();
        let leads = |line: &&Line| Some(&line.tie_breaks) == best;
        let leaders = lines.iter().filter(same).filter(leads).map(|line| line.offer).collect();
        if from != to || next.is_none() {
            spans.push(Span { from: from.clone(), to: to.clone(), leaders });
        }
        from = to;
        leader = next.map(|(_, line)| line);
    }
    spans
}

/// Points of the curve of a price formula, as notes on `[0, 1]`, the references
/// staying what they are: for drawing.
pub fn curve(formula: &Formula, reference: &super::reference::Reference, prices: &[Decimal]) -> Vec<Option<f64>> {
    let note = |price: &Decimal| formula.note::<Rational>(Fact::Number(*price), reference);
    prices.iter().map(|price| note(price).map(|note| note.larger(Rational::zero()).to_f64())).collect()
}

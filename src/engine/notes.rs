//! The notes of the admissible offers: formula, clamp, rescaling of a leaf,
//! announced rounding. What comes after (weights, totals) is in `evaluation`.
//!
//! Notes that are known lie in columns of floats with one proven bound, so that
//! new weights cost one pass over them. Offers with something special about
//! them (a fact unknown, a criterion that does not apply) are computed with
//! exact fractions, one by one.

use super::band::{Band, End};
use super::decimal::Decimal;
use super::fact::Fact;
use super::field::{Field, applies, leaf_band};
use super::finding::Finding;
use super::formula::QUOTIENT_ERROR;
use super::interval::Interval;
use super::number::Number;
use super::problem::{Offer, Problem};
use super::rational::Rational;

/// What is special about the notes of an admissible offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It takes no part.
    Apart,
    /// A formula that weighs has no value for it.
    Undefined,
    /// All its notes are known and every criterion applies.
    Plain,
    /// All its notes are known, but some criterion does not apply.
    Partial,
    /// Something that weighs is unknown.
    Banded,
}

/// The notes of a problem.
#[derive(Clone, Debug)]
pub(crate) struct Notes {
    /// Per offer.
    pub(crate) kinds: Vec<Kind>,
    /// Leaf after leaf, per offer, on `[0, 1]`; 0 where the note is not known.
    values: Vec<f64>,
    /// In the same order, whether it is known.
    known: Vec<bool>,
    /// How far any of them may lie from its exact value.
    pub(crate) error: f64,
    /// Per leaf: by how much rescaling multiplies its notes; nothing where it
    /// is not rescaled.
    pub(crate) factors: Vec<Option<Band<Rational>>>,
    /// Per leaf: whether its note can decide a rank.
    pub(crate) deciding: Vec<bool>,
    /// What there is to remark.
    pub(crate) findings: Vec<Finding>,
}

/// A note that is not known, and why.
struct Gap {
    offer: usize,
    leaf: usize,
    finding: Option<Finding>,
}

impl Notes {
    /// `deciding` says, per leaf, whether its note can decide a rank.
    pub(crate) fn take(problem: &Problem, field: &Field, deciding: Vec<bool>) -> Self {
        let count = problem.offers.len();
        let mut notes = Self {
            kinds: (0..count).map(|offer| if field.admits(offer) { Kind::Plain } else { Kind::Apart }).collect(),
            values: vec![0.0; problem.leaves * count],
            known: vec![false; problem.leaves * count],
            error: 0.0,
            factors: vec![None; problem.leaves],
            deciding,
            findings: Vec::new(),
        };
        for leaf in problem.nodes.iter().filter(|node| node.is_rescaled).filter_map(|node| node.leaf) {
            if let Some(place) = notes.factors.get_mut(leaf) {
                *place = rescaling(problem, field, |offer, end| {
                    Some(leaf_band::<Rational>(problem, leaf, offer, &field.references)?.end(end).clone())
                });
            }
        }
        let mut gaps = Vec::new();
        for leaf in 0..problem.leaves {
            let decides = notes.deciding.get(leaf) == Some(&true);
            notes.take_leaf(problem, field, leaf, decides, &mut gaps);
        }
        // As one reads the table: offer by offer.
        gaps.sort_by_key(|gap| (gap.offer, gap.leaf));
        notes.findings.extend(gaps.into_iter().filter_map(|gap| gap.finding));
        notes.remark_on_applicability(problem, field);
        notes.remark_on_prices(problem, field);
        notes
    }

    fn take_leaf(&mut self, problem: &Problem, field: &Field, leaf: usize, decides: bool, gaps: &mut Vec<Gap>) {
        /// Far below a pixel, far above what an everyday division loses.
        const WIDEST: f64 = 1e-12;
        let (Some(formula), Some(references)) = (problem.measures.get(leaf), field.references.get(leaf)) else {
            return;
        };
        let is_plain =
            problem.method.note_decimals.is_none() && self.factors.get(leaf) == Some(&None) && !references.may_move;
        for (index, offer) in problem.offers.iter().enumerate() {
            if !field.admits(index) {
                continue;
            }
            let fact = offer.facts.get(leaf).unwrap_or(&Fact::Missing);
            if is_plain && let Some(note) = formula.quick_note(fact, &references.known) {
                self.record(leaf, index, note, QUOTIENT_ERROR);
                continue;
            }
            let fact = *fact;
            if is_plain && fact.is_settled() {
                let fast = formula.note::<Interval>(fact, &references.known);
                if let Some(note) = fast.filter(|note| note.error() <= WIDEST) {
                    self.record(leaf, index, note.middle(), note.error());
                    continue;
                }
            }
            let (kind, finding) = self.take_special(problem, field, leaf, index, fact);
            if decides && kind != Kind::Plain {
                if let Some(place) = self.kinds.get_mut(index) {
                    *place = place.max(kind);
                }
                gaps.push(Gap { offer: index, leaf, finding });
            }
        }
    }

    /// A known note, and how far it may lie from the exact one.
    #[inline]
    fn record(&mut self, leaf: usize, offer: usize, note: f64, error: f64) {
        self.error = self.error.max(error);
        let place = leaf * self.kinds.len() + offer;
        if let (Some(value), Some(known)) = (self.values.get_mut(place), self.known.get_mut(place)) {
            (*value, *known) = (note, true);
        }
    }

    /// By way of fractions: what is unknown, does not apply, is rescaled or
    /// rounded, or lies where floats know too little to draw it.
    fn take_special(
        &mut self,
        problem: &Problem,
        field: &Field,
        leaf: usize,
        offer: usize,
        fact: Fact,
    ) -> (Kind, Option<Finding>) {
        if fact == Fact::NotApplicable {
            return (Kind::Partial, None);
        }
        let facts = problem.offers.get(offer);
        let Some(band) = facts.and_then(|facts| self.awarded(problem, field, leaf, facts)) else {
            return (Kind::Undefined, Some(Finding::UndefinedNote { offer, measure: leaf }));
        };
        if band.low == band.high {
            // Known, even where the fact is not: then it changes nothing.
            let note = Interval::around(band.low.to_f64());
            self.record(leaf, offer, note.middle(), note.error());
            return (Kind::Plain, None);
        }
        let finding = match fact {
            Fact::Missing => Some(Finding::MissingFact { offer, measure: leaf }),
            fact if !fact.is_settled() => Some(Finding::UncertainFact { offer, measure: leaf }),
            _ => None,
        };
        (Kind::Banded, finding)
    }

    /// The awarded note of an offer on a leaf, on `[0, 1]`, for drawing; nothing
    /// where it is not known.
    pub(crate) fn value(&self, offer: usize, leaf: usize) -> Option<f64> {
        let place = leaf * self.kinds.len() + offer;
        self.values.get(place).copied().filter(|_| offer < self.kinds.len() && self.known.get(place) == Some(&true))
    }

    /// Per offer: the sum of multiplier times note, what is not known counting 0.
    pub(crate) fn sums(&self, multipliers: &[Interval]) -> Vec<f64> {
        /// Offers at a time, so that their sums stay in the nearest memory.
        const BLOCK: usize = 1024;
        let weights: Vec<f64> = multipliers.iter().map(|multiplier| multiplier.middle()).collect();
        let count = self.kinds.len();
        let mut sums = vec![0.0f64; count];
        for (block, sums) in sums.chunks_mut(BLOCK).enumerate() {
            for (group, weights) in weights.chunks(4).enumerate() {
                let column = |place: usize| {
                    let start = (4 * group + place) * count + block * BLOCK;
                    self.values.get(start..start + sums.len()).unwrap_or_default()
                };
                add_columns(sums, [0, 1, 2, 3].map(column), weights);
            }
        }
        sums
    }

    /// The exact note of a leaf on `[0, 1]` as the grid awards it: rescaled and
    /// rounded where that is announced.
    pub(crate) fn awarded(
        &self,
        problem: &Problem,
        field: &Field,
        leaf: usize,
        offer: &Offer,
    ) -> Option<Band<Rational>> {
        let raw = leaf_band::<Rational>(problem, leaf, offer, &field.references)?;
        let rescaled = match self.factors.get(leaf) {
            Some(Some(factor)) => {
                Band { low: (raw.low * factor.low.clone()).clamped(), high: (raw.high * factor.high.clone()).clamped() }
            }
            _ => raw,
        };
        let Some(decimals) = problem.method.note_decimals else { return Some(rescaled) };
        let scale = Rational::from(problem.note_scale);
        // Rounding up does not lead beyond the full note (12.5, to 0 decimals).
        let rounded = |note: Rational| {
            Some(Rational::from((note * scale.clone()).round(decimals)).checked_div(&scale)?.clamped())
        };
        Some(Band { low: rounded(rescaled.low)?, high: rounded(rescaled.high)? })
    }

    /// Notes held at an end of their scale, and prices that may be abnormally low.
    fn remark_on_prices(&mut self, problem: &Problem, field: &Field) {
        let admitted = || problem.offers.iter().enumerate().filter(|(index, _)| field.admits(*index));
        let one = Rational::from(Decimal::ONE);
        for (measure, formula) in problem.measures.iter().enumerate().take(problem.leaves) {
            let reference = field.references.get(measure).map(|references| references.known).unwrap_or_default();
            if self.deciding.get(measure) != Some(&true) || !formula.may_leave_its_scale() {
                continue;
            }
            let (mut at_zero, mut at_full) = (Vec::new(), Vec::new());
            for (index, offer) in admitted() {
                let raw = formula.raw_note::<Rational>(offer.fact(measure), &reference);
                match raw {
                    Some(raw) if raw < Rational::zero() => at_zero.push(index),
                    Some(raw) if raw > one => at_full.push(index),
                    _ => {}
                }
            }
            for (offers, is_full) in [(at_zero, false), (at_full, true)] {
                if !offers.is_empty() {
                    self.findings.push(Finding::NoteHeld { measure, offers, is_full });
                }
            }
        }
        for (detector, rule) in problem.detectors.iter().enumerate() {
            let price = |offer: &Offer| offer.fact(rule.measure).number();
            let prices: Vec<Decimal> = admitted().filter_map(|(_, offer)| price(offer)).collect();
            let Some(threshold) = rule.rule.threshold(&prices) else { continue };
            let is_below = |offer: &Offer| price(offer).is_some_and(|price| Rational::from(price) < threshold);
            let offers: Vec<usize> = admitted().filter(|(_, offer)| is_below(offer)).map(|(index, _)| index).collect();
            if !offers.is_empty() {
                self.findings.push(Finding::AbnormallyLow { detector, offers, threshold });
            }
        }
    }

    /// A criterion that applies to some offers only is a question of equal treatment.
    fn remark_on_applicability(&mut self, problem: &Problem, field: &Field) {
        for measure in 0..problem.leaves {
            let admitted = problem.offers.iter().enumerate().filter(|(index, _)| field.admits(*index));
            let mut applies = admitted.map(|(_, offer)| offer.applies(measure));
            let first = applies.next();
            if applies.any(|other| Some(other) != first) {
                self.findings.push(Finding::AppliesToSome { measure });
            }
        }
    }
}

/// Adds up to four weighted columns in one pass over the sums.
fn add_columns(sums: &mut [f64], columns: [&[f64]; 4], weights: &[f64]) {
    if let [wa, wb, wc, wd] = weights {
        let [a, b, c, d] = columns;
        for ((((sum, a), b), c), d) in sums.iter_mut().zip(a).zip(b).zip(c).zip(d) {
            *sum += (wa * a + wb * b) + (wc * c + wd * d);
        }
        return;
    }
    for (column, weight) in columns.into_iter().zip(weights) {
        for (sum, note) in sums.iter_mut().zip(column) {
            *sum += weight * note;
        }
    }
}

impl Kind {
    /// The graver of both.
    fn max(self, other: Self) -> Self {
        let grave = |kind| match kind {
            Self::Plain => 0,
            Self::Partial => 1,
            Self::Banded => 2,
            Self::Undefined | Self::Apart => 3,
        };
        if grave(other) > grave(self) { other } else { self }
    }
}

/// By how much the notes of the field are multiplied so that the best one
/// becomes the full note; nothing when the best is 0, or there is none.
pub(crate) fn rescaling(
    problem: &Problem,
    field: &Field,
    note: impl Fn(&Offer, End) -> Option<Rational>,
) -> Option<Band<Rational>> {
    use super::field::Presence;
    let one = Rational::from(Decimal::ONE);
    let (mut low, mut high) = (Rational::zero(), Rational::zero());
    let mut least_possible: Option<Rational> = None;
    for (offer, presence) in problem.offers.iter().zip(&field.presence) {
        // Who may leave cannot be relied on for the lowest that the best can be.
        if *presence == Presence::Certain
            && let Some(note) = note(offer, End::Low)
        {
            low = low.larger(note);
        }
        if *presence != Presence::Out
            && let Some(note) = note(offer, End::High)
        {
            if !note.is_zero() {
                least_possible = Some(least_possible.map_or(note.clone(), |least| least.smaller(note.clone())));
            }
            high = high.larger(note);
        }
    }
    if high.is_zero() {
        return None;
    }
    if low == high {
        return one.checked_div(&high).map(Band::point);
    }
    // When nobody is sure of a note, any note may become the full one.
    let most = one.checked_div(if low.is_zero() { least_possible.as_ref()? } else { &low })?;
    // A best note of 0 is not rescaled at all.
    let least = one.checked_div(&high)?;
    Some(Band { low: least, high: most })
}

/// Per leaf, whether it applies; to be handed to `weights`.
pub(crate) fn mask(problem: &Problem, kind: Kind, offer: &Offer) -> Vec<bool> {
    if kind == Kind::Plain { Vec::new() } else { applies(problem, offer) }
}

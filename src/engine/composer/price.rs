//! The note of a price as the composer needs it: exact for an assembly, and for
//! a range of prices a few corners below which no note of the range lies.
//!
//! Within each piece between two breaks the formula is convex, so that with any
//! straight line added it is highest at an end of the piece. Formulas that are
//! not (the mean, an expression) are cut into many steps, each as high as its
//! highest note.

use super::super::band::Band;
use super::super::decimal::{Decimal, power_of_ten};
use super::super::fact::Fact;
use super::super::formula::Formula;
use super::super::rational::Rational;
use super::super::reference::{Reference, ReferenceBand, Sample};
use super::problem::PriceRule;

/// Steps of a formula that has no convex pieces.
const STEPS: i128 = 1_024;
/// Prices at which a convex formula is computed beforehand.
const KNOTS: i128 = 512;
/// Pieces that a bound looks at, at most.
const PIECES: usize = 48;

/// A range of prices with the values of its ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) from: (i128, f64),
    pub(super) to: (i128, f64),
    pub(super) shape: Shape,
}

/// What is known of the values between the ends of a range.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// All are the same.
    Flat,
    /// None lies above that of the first price.
    Step,
    /// None lies above the straight line, nor above that of a lower price.
    Convex,
}

/// The units of `10^-scale` in a part of a price that is not below zero, cut off.
pub(super) fn units_below(price: Decimal, scale: u32, part: i128) -> i128 {
    let (digits, own) = (price.digits(), price.scale());
    if own <= scale { digits * power_of_ten(scale - own) / part } else { digits / (part * power_of_ten(own - scale)) }
}

/// The note of the price of an assembly, times its share of the total.
#[derive(Clone, Debug)]
pub(super) struct Curve {
    rule: Option<PriceRule>,
    scale: u32,
    /// Last prices of the convex pieces.
    breaks: Vec<i128>,
    /// `(price, value)` of convex pieces, rising prices: between two of them no
    /// value lies above the straight line.
    knots: Vec<(i128, f64)>,
    /// `(last price, highest value)` of steps that follow each other.
    steps: Vec<(i128, f64)>,
}

impl Curve {
    /// For prices in units of `10^-scale`, of at least `lowest` and at most `highest`.
    pub(super) fn new(rule: Option<&PriceRule>, scale: u32, lowest: i128, highest: i128) -> Self {
        let rule = rule.filter(|rule| !rule.weight.is_zero()).cloned();
        let mut curve = Self { rule, scale, breaks: Vec::new(), knots: Vec::new(), steps: Vec::new() };
        let Some(rule) = curve.rule.clone() else { return curve };
        let cheapest = rule.field.iter().min().copied();
        let last = |price: Decimal| units_below(price, scale, 1);
        match &rule.formula {
            Formula::PriceMean | Formula::PriceExpression(_) => {
                let gap = (highest - lowest).max(1);
                let count = STEPS.min(gap);
                let ends = (0..=count).map(|step| lowest + gap / count * step + gap % count * step / count);
                let ends: Vec<i128> = ends.collect();
                let steps = ends.windows(2).filter_map(|pair| match pair {
                    [from, to] => Some((*to, curve.at_most(&rule, *from, *to))),
                    _ => None,
                });
                curve.steps = steps.collect();
            }
            Formula::PriceReference { estimate, .. } => {
                // Up to the reference the note is full; above the lowest price, the reference stays.
                let sum = cheapest.and_then(|lowest| lowest.checked_add(*estimate));
                let reference = sum.map(|sum| units_below(sum, scale, 2));
                curve.breaks = [Some(last(*estimate)), cheapest.map(last), reference].into_iter().flatten().collect();
            }
            Formula::PriceLinear => {
                let dearest = rule.field.iter().max().copied();
                curve.breaks = [cheapest, dearest].into_iter().flatten().map(last).collect();
            }
            _ => curve.breaks = cheapest.into_iter().map(last).collect(),
        }
        if curve.steps.is_empty() {
            let gap = (highest - lowest).max(1);
            let count = KNOTS.min(gap);
            let even = (0..=count).map(|knot| lowest + gap / count * knot + gap % count * knot / count);
            let around = curve.breaks.iter().flat_map(|end| [*end, *end + 1]);
            let mut prices: Vec<i128> = even.chain(around).collect();
            prices.sort_unstable();
            prices.dedup();
            curve.knots = prices.into_iter().map(|price| (price, curve.float(price))).collect();
        }
        curve
    }

    /// At least the value of a price, from the knots around it.
    pub(super) fn chord(&self, price: i128) -> f64 {
        let place = self.knots.partition_point(|(knot, _)| *knot < price);
        let before = place.checked_sub(1).and_then(|before| self.knots.get(before));
        match (before, self.knots.get(place)) {
            (_, Some((knot, value))) if *knot == price => *value,
            (Some((_, left)), Some((_, right))) if left == right => *left,
            (Some((from, left)), Some((to, right))) => {
                let part = (price - from) as f64 / (to - from) as f64;
                left + (right - left) * part + f64::EPSILON
            }
            _ => self.float(price),
        }
    }

    /// The exact value of a price; nothing where the formula is undefined.
    pub(super) fn exact(&self, price: i128) -> Option<Rational> {
        let Some(rule) = &self.rule else { return Some(Rational::zero()) };
        let price = Decimal::new(price, self.scale).ok().filter(|price| !price.is_zero())?;
        let reference = Reference::over(rule.field.iter().copied().chain([price]));
        let note = rule.formula.note::<Rational>(Fact::Number(price), &reference)?;
        Some(note * rule.weight.clone())
    }

    /// The same as a float. What has no value counts in full, which is safe for
    /// a bound.
    pub(super) fn float(&self, price: i128) -> f64 {
        let full = || self.rule.as_ref().map_or(0.0, |rule| rule.weight.to_f64());
        self.exact(price).map_or_else(full, |value| value.to_f64())
    }

    /// At least the value of a price, at hand where that is easy.
    pub(super) fn most(&self, price: i128) -> f64 {
        let Some(rule) = &self.rule else { return 0.0 };
        let easy = || {
            let price = Decimal::new(price, self.scale).ok()?;
            let lowest = rule.field.iter().copied().chain([price]).min();
            let reference = Reference { lowest, ..Reference::default() };
            rule.formula.quick_note(&Fact::Number(price), &reference)
        };
        easy().map_or_else(|| rule.weight.to_f64(), |note| note * rule.weight.to_f64())
    }

    /// The pieces of a range.
    pub(super) fn pieces(&self, low: i128, high: i128) -> Vec<Piece> {
        if self.rule.is_none() {
            return vec![Piece { from: (low, 0.0), to: (high, 0.0), shape: Shape::Flat }];
        }
        let mut pieces = Vec::new();
        if self.steps.is_empty() {
            let mut breaks: Vec<i128> = self.breaks.iter().copied().filter(|end| low <= *end && *end < high).collect();
            breaks.sort_unstable();
            breaks.dedup();
            let mut from = low;
            for to in breaks.into_iter().chain([high]) {
                let (first, last) = (self.chord(from), self.chord(to));
                let shape = if first == last { Shape::Flat } else { Shape::Convex };
                pieces.push(Piece { from: (from, first), to: (to, last), shape });
                from = to + 1;
            }
            return pieces;
        }
        let first = self.steps.partition_point(|(end, _)| *end < low);
        let last = self.steps.partition_point(|(end, _)| *end < high).max(first);
        let within = self.steps.get(first..=last).or_else(|| self.steps.get(first..)).unwrap_or_default();
        let together = within.len().div_ceil(PIECES).max(1);
        let mut from = low;
        for steps in within.chunks(together) {
            let to = steps.last().map_or(high, |(end, _)| (*end).min(high));
            let most = steps.iter().fold(0.0, |most: f64, (_, value)| value.max(most));
            pieces.push(Piece { from: (from, most), to: (to, most), shape: Shape::Step });
            from = to + 1;
        }
        // Prices outside of the table: none is expected.
        if pieces.is_empty() {
            let full = self.rule.as_ref().map_or(0.0, |rule| rule.weight.to_f64());
            pieces.push(Piece { from: (low, full), to: (high, full), shape: Shape::Step });
        }
        pieces
    }

    /// At least the value of every price of a range.
    fn at_most(&self, rule: &PriceRule, from: i128, to: i128) -> f64 {
        let Formula::PriceExpression(_) = rule.formula else { return self.float(from) };
        let full = rule.weight.to_f64();
        let (Ok(low), Ok(high)) = (Decimal::new(from, self.scale), Decimal::new(to, self.scale)) else { return full };
        let others = rule.field.iter().map(|price| Sample { bounds: Some((*price, *price)), is_certain: true });
        let own = Sample { bounds: Some((low, high)), is_certain: true };
        let samples: Vec<Sample> = others.chain([own]).collect();
        let band = rule.formula.band::<Rational>(Fact::Between { low, high }, &ReferenceBand::over(&samples));
        let most = |band: Band<Rational>| (band.high * rule.weight.clone()).to_f64();
        band.map_or(full, most)
    }
}

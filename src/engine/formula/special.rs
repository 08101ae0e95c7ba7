//! The formulas that few dossiers have, and facts that are not known: in exact
//! fractions only.
//!
//! Everyday formulas are written for any number and run on floats with a bound;
//! here a microsecond more per note costs nobody anything, and the code is
//! there once.

use super::super::band::{Band, any_note, around};
use super::super::decimal::{Decimal, power_of_ten};
use super::super::expression::Variables;
use super::super::fact::Fact;
use super::super::interval::Interval;
use super::super::number::Number;
use super::super::rational::Rational;
use super::super::reference::{Reference, ReferenceBand};
use super::{Announced, Formula};

/// Decimals of a note that no fraction can give: a root, a logarithm.
const IRRATIONAL_DECIMALS: u32 = 9;

impl Formula {
    /// The note of a price or of a measured value by the other formulas, before
    /// it is held within `[0, 1]`.
    #[inline(never)]
    pub(super) fn special_note(&self, value: Decimal, reference: &Reference) -> Option<Rational> {
        let (price, p) = (value, Rational::from(value));
        let lowest = || reference.lowest.map(Rational::from);
        match self {
            Self::Observed { rises } => {
                let (low, high) = (reference.lowest?, reference.highest?);
                if low == high {
                    return Some(Rational::from(Decimal::ONE));
                }
                let gap = if *rises {
                    Rational::from(value) - Rational::from(low)
                } else {
                    Rational::from(high) - Rational::from(value)
                };
                gap.over(Rational::from(high) - Rational::from(low))
            }
            Self::Piecewise { points, out_of } => interpolated(points, value)?.over(Rational::from(*out_of)),
            Self::PriceLinear => {
                let (low, high) = (reference.lowest?, reference.highest?);
                if low == high {
                    return Some(Rational::from(Decimal::ONE));
                }
                (Rational::from(high) - p).over(Rational::from(high) - Rational::from(low))
            }
            Self::PriceMultiple { factor } => to_zero(lowest()?, *factor, p),
            Self::PriceReference { factor, estimate } => {
                let reference = (Rational::from(*estimate) + lowest()?).over(Rational::from(Decimal::integer(2)))?;
                to_zero(reference, *factor, p)
            }
            Self::PriceMean => {
                let cube = |x: Rational| x.clone() * x.clone() * x;
                let mean = cube(reference.mean?.value::<Rational>()?);
                mean.clone().over(cube(p) + mean)
            }
            Self::PriceSquare => {
                let ratio = lowest()?.over(p)?;
                Some(ratio.clone() * ratio)
            }
            Self::PriceRoot => irrational(libm::sqrt(reference.lowest?.to_f64() / price.to_f64())),
            Self::PriceLogarithm { factor } => {
                let ratio = libm::log(price.to_f64() / reference.lowest?.to_f64());
                irrational(1.0 - ratio / libm::log(factor.to_f64()))
            }
            Self::PriceExpression(announced) => announced.note(price, reference),
            Self::PriceInverse | Self::Linear { .. } | Self::Scale { .. } | Self::Share { .. } | Self::YesNo => None,
        }
    }

    /// The band of a fact that is not known, or against references that may
    /// still move.
    #[inline(never)]
    pub(super) fn open_band(&self, fact: Fact, references: &ReferenceBand) -> Option<Band<Rational>> {
        if fact.is_settled() && !(self.depends_on_field() && references.may_move) {
            return self.note(fact, &references.known).map(Band::point);
        }
        let all_points = |points: &mut dyn Iterator<Item = Decimal>, out_of: Decimal| {
            around(points.filter_map(|points| Rational::from(points).over(Rational::from(out_of)).map(Number::clamped)))
        };
        match (self, fact) {
            (Self::Scale { points, out_of, .. }, Fact::Missing) => all_points(&mut points.iter().copied(), *out_of),
            (Self::Scale { points, out_of, .. }, Fact::Levels { low, high }) => {
                all_points(&mut points.iter().copied().skip(low).take((high + 1).saturating_sub(low)), *out_of)
            }
            (Self::Piecewise { points, out_of }, Fact::Missing) => {
                all_points(&mut points.iter().map(|(_, points)| *points), *out_of)
            }
            (Self::Piecewise { points, .. }, Fact::Between { low, high }) => {
                let corners = points.iter().map(|(x, _)| *x).filter(|x| low < *x && *x < high);
                let facts = corners.chain([low, high]).map(Fact::Number);
                around(facts.filter_map(|fact| self.note(fact, &references.known)))
            }
            (Self::Linear { .. } | Self::Share { .. }, Fact::Between { low, high }) => {
                let ends = [low, high].into_iter().map(Fact::Number);
                around(ends.filter_map(|fact| self.note(fact, &references.known)))
            }
            (Self::PriceExpression(announced), _) => Some(announced.band(fact, references)),
            (_, Fact::Missing) => Some(any_note()),
            _ => {
                let (low, high) = fact.bounds()?;
                let (worst, best) =
                    if matches!(self, Self::Observed { rises: true }) { (low, high) } else { (high, low) };
                // Every price formula rises with its references, and so does
                // « less is better »; « more is better » falls with them.
                let (below, above) = if matches!(self, Self::Observed { rises: true }) {
                    (&references.high, &references.low)
                } else {
                    (&references.low, &references.high)
                };
                let any: Band<Rational> = any_note();
                Some(Band {
                    low: self.note(Fact::Number(worst), &below.including(worst)).unwrap_or(any.low),
                    high: self.note(Fact::Number(best), &above.including(best)).unwrap_or(any.high),
                })
            }
        }
    }
}

impl Announced {
    fn variables<N>(
        &self,
        price: Option<N>,
        reference: &Reference,
        number: fn(Decimal) -> N,
        mean: Option<N>,
    ) -> Variables<N> {
        Variables {
            price,
            lowest: reference.lowest.map(number),
            highest: reference.highest.map(number),
            mean,
            estimate: (!self.estimate.is_zero()).then(|| number(self.estimate)),
            full: number(self.full),
            factor: Some(number(self.factor)),
        }
    }

    fn note(&self, price: Decimal, reference: &Reference) -> Option<Rational> {
        if !self.expression.is_rational() {
            // Along one path of floats, the same everywhere.
            let mean = reference.mean.and_then(|mean| mean.value::<Interval>()).map(Interval::middle);
            let variables = self.variables(Some(price.to_f64()), reference, Decimal::to_f64, mean);
            return irrational(self.expression.evaluate_float(&variables)? / self.full.to_f64());
        }
        let mean = reference.mean.and_then(|mean| mean.value());
        let variables = self.variables(Some(Rational::from(price)), reference, Rational::from, mean);
        self.expression.evaluate(&variables)?.over(Rational::from(self.full))
    }

    /// An enclosure: the expression may rise or fall with anything.
    fn band(&self, fact: Fact, references: &ReferenceBand) -> Band<Rational> {
        let hull = |low: Option<Decimal>, high: Option<Decimal>| {
            Some(Interval { low: Interval::from(low?).low, high: Interval::from(high?).high })
        };
        let (low, high) = (&references.low, &references.high);
        let mean = |reference: &Reference| reference.mean.and_then(|mean| mean.value::<Interval>());
        let price = fact.bounds().and_then(|(low, high)| hull(Some(low), Some(high)));
        let mut variables = self.variables(price, low, Interval::from, None);
        variables.lowest = hull(low.lowest, high.lowest);
        variables.highest = hull(low.highest, high.highest);
        variables.mean = mean(low).zip(mean(high)).map(|(low, high)| Interval { low: low.low, high: high.high });
        let points = self.expression.enclose(&variables);
        let note = points.and_then(|points| points.over(Interval::from(self.full))).map(Interval::clamped);
        let Some(note) = note else { return any_note() };
        let unit = power_of_ten(IRRATIONAL_DECIMALS) as f64;
        let at = |scaled: f64| Rational::from(Decimal::new(scaled as i128, IRRATIONAL_DECIMALS).unwrap_or_default());
        // One step outwards covers the rounding of a note that is no fraction.
        let (below, above) = ((note.low * unit).floor() - 1.0, (note.high * unit).ceil() + 1.0);
        Band { low: at(below).clamped(), high: at(above).clamped() }
    }
}

/// `(n R - P) / ((n - 1) R)`: the full note at `R`, 0 at `n R`.
fn to_zero(reference: Rational, factor: Decimal, price: Rational) -> Option<Rational> {
    let factor = Rational::from(factor);
    let gap = factor.clone() * reference.clone() - price;
    gap.over((factor - Rational::from(Decimal::ONE)) * reference)
}

/// A note that no fraction gives, rounded half up to 9 decimals: an exact
/// decimal from here on. It may lie outside `[0, 1]`, though not far.
fn irrational(note: f64) -> Option<Rational> {
    if !note.is_finite() {
        return None;
    }
    let held = note.clamp(-1e6, 1e6) * power_of_ten(IRRATIONAL_DECIMALS) as f64;
    Decimal::new((held + 0.5).floor() as i128, IRRATIONAL_DECIMALS).ok().map(Rational::from)
}

fn interpolated(points: &[(Decimal, Decimal)], x: Decimal) -> Option<Rational> {
    let after = points.iter().position(|(at, _)| x < *at);
    let (left, right) = match after {
        Some(0) => return points.first().map(|(_, y)| Rational::from(*y)),
        None => return points.last().map(|(_, y)| Rational::from(*y)),
        Some(place) => (points.get(place - 1)?, points.get(place)?),
    };
    let part = (Rational::from(x) - Rational::from(left.0)).over(Rational::from(right.0) - Rational::from(left.0))?;
    Some(Rational::from(left.1) + part * (Rational::from(right.1) - Rational::from(left.1)))
}

//! From a fact to a note on `[0, 1]`: each formula, written once.
//!
//! Names, help, parameters and file tags of the families live in
//! `catalogue::families`; here stands only their mathematics. F1 to F9 are the
//! price formulas of `docs/method.md`.

mod special;

use std::rc::Rc;

use super::band::Band;
use super::decimal::{Decimal, MAX_DIGITS, power_of_ten};
use super::expression::Expression;
use super::fact::{Fact, FactKind};
use super::number::Number;
use super::rational::Rational;
use super::reference::{Reference, ReferenceBand};

/// How a fact becomes a note.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// F1, « classique »: `Pmin / P`.
    PriceInverse,
    /// F2, « linéaire »: `(Pmax - P) / (Pmax - Pmin)`; 1 when all are equal.
    PriceLinear,
    /// F3 (factor 2) and F4: `(n Pmin - P) / ((n - 1) Pmin)`, `n > 1`.
    PriceMultiple {
        /// The note is 0 from so many times the lowest price.
        factor: Decimal,
    },
    /// F5: `(n R - P) / ((n - 1) R)` with `R = (E + Pmin) / 2`, `n > 1`.
    PriceReference {
        /// The note is 0 from so many times the reference.
        factor: Decimal,
        /// The buyer's estimate `E`, above zero.
        estimate: Decimal,
    },
    /// F6: `M^3 / (P^3 + M^3)`, `M` being the mean price.
    PriceMean,
    /// F7: `(Pmin / P)^2`.
    PriceSquare,
    /// F8: the square root of `Pmin / P`, rounded half up to 9 decimals.
    PriceRoot,
    /// F9: `1 - ln(P / Pmin) / ln k`, `k > 1`, rounded half up to 9 decimals.
    PriceLogarithm {
        /// The note is 0 from so many times the lowest price.
        factor: Decimal,
    },
    /// The points of an expression over its full points.
    PriceExpression(Rc<Announced>),
    /// `(x - worst) / (best - worst)`; either bound may be the larger one.
    Linear {
        /// Gets the note 0.
        worst: Decimal,
        /// Gets the full note.
        best: Decimal,
    },
    /// Linear between the worst and the best value of the field; 1 when all
    /// are equal.
    Observed {
        /// Whether more is better.
        rises: bool,
    },
    /// Straight lines between announced points; the end values hold outside.
    Piecewise {
        /// `(x, points)`, `x` strictly rising; at least one.
        points: Vec<(Decimal, Decimal)>,
        /// What the full note is worth.
        out_of: Decimal,
    },
    /// The announced points of the level over `out_of`.
    Scale {
        /// One per level.
        points: Vec<Decimal>,
        /// What the full note is worth.
        out_of: Decimal,
        /// The grade that each level grants (a SEAL), where it grants one.
        grades: Vec<Option<u8>>,
    },
    /// `x / out_of`: a note given by hand, or an imported index.
    Share {
        /// What the full note is worth.
        out_of: Decimal,
    },
    /// Yes is the full note, no is 0.
    YesNo,
}

/// An announced expression with its constants.
#[derive(Clone, Debug, PartialEq)]
pub struct Announced {
    /// Gives points.
    pub expression: Expression,
    /// `N`: the points of the full note.
    pub full: Decimal,
    /// `n`.
    pub factor: Decimal,
    /// `E`.
    pub estimate: Decimal,
}

/// How far a quotient of two decimals as floats may lie from the exact one,
/// where that is held within `[0, 1]`: each decimal is within one unit in the
/// last place and the division within half a one, hence 5 halves of
/// [`f64::EPSILON`] relative to a note of at most 1, and what these errors
/// multiply to is far below the three halves to spare.
pub(crate) const QUOTIENT_ERROR: f64 = 4.0 * f64::EPSILON;

impl Formula {
    /// Whether it turns a price into a note.
    pub fn is_price(&self) -> bool {
        self.fact_kind() == FactKind::Amount
    }

    /// Whether the note of one offer depends on the others in the field.
    pub fn depends_on_field(&self) -> bool {
        use super::expression::Variable::{Highest, Lowest, Mean};
        match self {
            Self::PriceExpression(announced) => {
                [Lowest, Highest, Mean].into_iter().any(|variable| announced.expression.reads(variable))
            }
            _ => self.is_price() || matches!(self, Self::Observed { .. }),
        }
    }

    /// Whether a gate on its note would expel nearly everyone: the worst of the
    /// field gets 0, and so does the worst of those that stay.
    pub fn spreads_over_field(&self) -> bool {
        matches!(self, Self::PriceLinear | Self::Observed { .. })
    }

    /// Whether its value may be below 0 or above the full note, and is then
    /// held there against the sense of what was announced.
    pub fn may_leave_its_scale(&self) -> bool {
        matches!(
            self,
            Self::PriceMultiple { .. }
                | Self::PriceReference { .. }
                | Self::PriceLogarithm { .. }
                | Self::PriceExpression(_)
        )
    }

    /// The kind of fact it reads.
    pub fn fact_kind(&self) -> FactKind {
        match self {
            Self::PriceInverse
            | Self::PriceLinear
            | Self::PriceMultiple { .. }
            | Self::PriceReference { .. }
            | Self::PriceMean
            | Self::PriceSquare
            | Self::PriceRoot
            | Self::PriceLogarithm { .. }
            | Self::PriceExpression(_) => FactKind::Amount,
            Self::Linear { .. } | Self::Observed { .. } | Self::Piecewise { .. } => FactKind::Quantity,
            Self::Share { .. } => FactKind::Points,
            Self::Scale { .. } => FactKind::Level,
            Self::YesNo => FactKind::YesNo,
        }
    }

    /// The exact value of a price formula for any price above zero against any
    /// references, with 1 for the full note, before it is held within `[0, 1]`:
    /// for trying a formula out. Nothing for other formulas, and where it is
    /// undefined.
    pub fn at(&self, price: Decimal, reference: &Reference) -> Option<Rational> {
        self.is_price().then(|| self.raw_note(Fact::Number(price), reference))?
    }

    /// The note on `[0, 1]`; nothing when the fact is not settled or of another
    /// kind, or when the formula is undefined there.
    pub(crate) fn note<N: Number>(&self, fact: Fact, reference: &Reference) -> Option<N> {
        self.raw_note::<N>(fact, reference).map(N::clamped)
    }

    /// The everyday note, which is one decimal over another; nothing for others.
    #[inline]
    fn quotient(&self, fact: &Fact, reference: &Reference) -> Option<(Decimal, Decimal)> {
        Some(match (self, fact) {
            (Self::Scale { points, out_of, .. }, Fact::Level(level)) => (*points.get(*level)?, *out_of),
            (Self::Share { out_of }, Fact::Number(value)) => (*value, *out_of),
            (Self::YesNo, Fact::Yes(yes)) => (if *yes { Decimal::ONE } else { Decimal::ZERO }, Decimal::ONE),
            (Self::PriceInverse, Fact::Number(price)) => (reference.lowest?, *price),
            _ => return None,
        })
    }

    /// An everyday note on `[0, 1]` in one float division, at most
    /// [`QUOTIENT_ERROR`] from the exact one; nothing for other notes.
    #[inline]
    pub(crate) fn quick_note(&self, fact: &Fact, reference: &Reference) -> Option<f64> {
        let (numerator, denominator) = self.quotient(fact, reference)?;
        let denominator = denominator.to_f64();
        // What is not zero is at least 10^-18 and below 10^18: nothing underflows.
        (denominator > 0.0).then(|| (numerator.to_f64() / denominator).clamp(0.0, 1.0))
    }

    /// The same before it is held within `[0, 1]`.
    pub(crate) fn raw_note<N: Number>(&self, fact: Fact, reference: &Reference) -> Option<N> {
        if let Some((numerator, denominator)) = self.quotient(&fact, reference) {
            return N::from(numerator).over(denominator.into());
        }
        Some(match (self, fact) {
            (Self::Linear { worst, best }, Fact::Number(value)) => {
                (N::from(value) - N::from(*worst)).over(N::from(*best) - N::from(*worst))?
            }
            (Self::Share { out_of }, Fact::Mean { sum, count }) => {
                N::from(sum).over(N::from(*out_of) * N::whole(i128::from(count)))?
            }
            // The others are computed exactly, and only once: few dossiers have them.
            (_, Fact::Number(value)) => N::exactly(&self.special_note(value, reference)?),
            _ => return None,
        })
    }

    /// Between which notes the note lies, whatever the unknown turns out to be;
    /// nothing when the formula is undefined for a fact that is known.
    pub(crate) fn band<N: Number>(&self, fact: Fact, references: &ReferenceBand) -> Option<Band<N>> {
        if fact.is_settled() && !references.may_move {
            return self.note(fact, &references.known).map(Band::point);
        }
        let band = self.open_band(fact, references)?;
        Some(Band { low: N::exactly(&band.low), high: N::exactly(&band.high) })
    }

    /// What an unknown fact can still be at all: one that every such fact passes
    /// or fails leaves no doubt.
    #[inline(never)]
    pub(crate) fn at_most(&self, fact: Fact) -> Fact {
        let largest = |scale| Decimal::new(power_of_ten(MAX_DIGITS + scale) - 1, scale).unwrap_or_default();
        let between = |low, high| Fact::Between { low, high };
        match (fact, self) {
            (Fact::Missing, Self::Scale { points, .. }) => {
                Fact::Levels { low: 0, high: points.len().saturating_sub(1) }
            }
            (Fact::Missing, Self::Share { out_of }) => between(Decimal::ZERO, *out_of),
            (Fact::Missing, _) => match self.fact_kind() {
                FactKind::Amount => between(Decimal::new(1, 4).unwrap_or_default(), largest(4)),
                FactKind::Quantity => {
                    let most = largest(MAX_DIGITS);
                    between(Decimal::new(-most.digits(), MAX_DIGITS).unwrap_or_default(), most)
                }
                FactKind::Points | FactKind::Level | FactKind::YesNo => fact,
            },
            _ => fact,
        }
    }

    /// The highest grade that the measure grants at all.
    pub(crate) fn highest_grade(&self) -> Option<u8> {
        let Self::Scale { grades, .. } = self else { return None };
        grades.iter().flatten().copied().max()
    }

    /// The lowest and the highest grade that a fact may grant; nothing when it
    /// grants none. A fact that may turn out to grant none has no highest one:
    /// [`u8::MAX`].
    pub(crate) fn grade(&self, fact: Fact) -> Option<(u8, u8)> {
        let Self::Scale { grades, .. } = self else { return None };
        let (low, high) = match fact {
            Fact::Level(level) => (level, level),
            Fact::Levels { low, high } => (low, high),
            Fact::Missing => (0, grades.len()),
            _ => return None,
        };
        let possible = grades.iter().skip(low).take((high + 1).saturating_sub(low));
        possible.clone().any(Option::is_some).then(|| {
            let bounds = possible.map(|grade| grade.unwrap_or(u8::MAX));
            bounds.fold((u8::MAX, 0), |(low, high), grade| (low.min(grade), high.max(grade)))
        })
    }
}

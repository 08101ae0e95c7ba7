//! From a fact to a note on `[0, 1]`: each formula, written once.
//!
//! Names, help, parameters and file tags of the families live in
//! `catalogue::families`; here stands only their mathematics.

use super::decimal::Decimal;
use super::number::Number;

/// What is known of one offer on one measure.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum Fact {
    /// Not known. Never zero.
    #[default]
    Missing,
    /// An amount, a quantity, an index or a note given by hand.
    Number(Decimal),
    /// An index on an announced scale, 0 for its first level.
    Level(usize),
    /// A yes or a no.
    Yes(bool),
}

/// The kind of fact that a formula reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// Money: above zero, at most 4 decimals.
    Amount,
    /// Any decimal, in the unit of the measure.
    Quantity,
    /// A decimal from 0 to the formula's `out_of`.
    Points,
    /// An index on the announced scale.
    Level,
    /// A yes or a no.
    YesNo,
}

/// How a fact becomes a note.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// `Pmin / P` (F1, « classique »): the lowest admissible price gets the full note.
    PriceInverse,
    /// `(x - worst) / (best - worst)` held within `[0, 1]`; either bound may be the larger one.
    Linear {
        /// Gets the note 0.
        worst: Decimal,
        /// Gets the full note.
        best: Decimal,
    },
    /// The announced points of the level over `out_of`.
    Scale {
        /// One per level.
        points: Vec<Decimal>,
        /// What the full note is worth.
        out_of: Decimal,
    },
    /// `x / out_of`: a note given by hand, or an imported index.
    Share {
        /// What the full note is worth.
        out_of: Decimal,
    },
    /// Yes is the full note, no is 0.
    YesNo,
}

/// What a formula needs to know of the field of admissible offers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reference {
    /// The lowest known value, `Pmin` for a price.
    pub lowest: Option<Decimal>,
}

impl Reference {
    /// Gathers the reference over the known values of the admissible offers.
    pub fn over(values: impl Iterator<Item = Decimal>) -> Self {
        Self { lowest: values.min() }
    }
}

impl Formula {
    /// Whether the note of one offer depends on the others in the field.
    pub fn depends_on_field(&self) -> bool {
        matches!(self, Self::PriceInverse)
    }

    /// The kind of fact it reads.
    pub fn fact_kind(&self) -> FactKind {
        match self {
            Self::PriceInverse => FactKind::Amount,
            Self::Linear { .. } => FactKind::Quantity,
            Self::Share { .. } => FactKind::Points,
            Self::Scale { .. } => FactKind::Level,
            Self::YesNo => FactKind::YesNo,
        }
    }

    /// The note on `[0, 1]`; nothing when the fact is missing or of another
    /// kind, or when the formula is undefined there.
    pub(crate) fn note<N: Number>(&self, fact: Fact, reference: Reference) -> Option<N> {
        let note = match (self, fact) {
            (Self::PriceInverse, Fact::Number(price)) => N::from(reference.lowest?).over(price.into())?,
            (Self::Linear { worst, best }, Fact::Number(value)) => {
                (N::from(value) - N::from(*worst)).over(N::from(*best) - N::from(*worst))?
            }
            (Self::Scale { points, out_of }, Fact::Level(level)) => {
                N::from(*points.get(level)?).over(N::from(*out_of))?
            }
            (Self::Share { out_of }, Fact::Number(value)) => N::from(value).over(N::from(*out_of))?,
            (Self::YesNo, Fact::Yes(yes)) => N::from(if yes { Decimal::ONE } else { Decimal::ZERO }),
            _ => return None,
        };
        Some(note.clamped())
    }
}

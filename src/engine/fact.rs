//! What is known of an offer on a measure: a value, a span of values, or nothing.

use super::decimal::Decimal;

/// What is known of one offer on one measure.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum Fact {
    /// Not known. Never zero.
    #[default]
    Missing,
    /// Does not apply, with reasons that the buyer gives: the measure leaves
    /// the weighted sum and every minimum of this offer.
    NotApplicable,
    /// An amount, a quantity, an index or a note given by hand.
    Number(Decimal),
    /// A number that is only known to lie within bounds, ends included;
    /// `low <= high`.
    Between {
        /// The lowest that it can be.
        low: Decimal,
        /// The highest that it can be.
        high: Decimal,
    },
    /// The mean of several numbers, exactly; `count` is not zero.
    Mean {
        /// What they sum to.
        sum: Decimal,
        /// How many there are.
        count: u32,
    },
    /// An index on an announced scale, 0 for its first level.
    Level(usize),
    /// A level that is only known to be one of these, ends included;
    /// `low <= high`.
    Levels {
        /// The lowest that it can be.
        low: usize,
        /// The highest that it can be.
        high: usize,
    },
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

impl Fact {
    /// Whether nothing is left to be known.
    pub fn is_settled(self) -> bool {
        !matches!(self, Self::Missing | Self::Between { .. } | Self::Levels { .. })
    }

    /// The number, when it is one and known.
    pub(crate) fn number(self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The bounds of a number, known or not.
    pub fn bounds(self) -> Option<(Decimal, Decimal)> {
        match self {
            Self::Number(number) => Some((number, number)),
            Self::Between { low, high } => Some((low, high)),
            _ => None,
        }
    }
}

/// The exact mean of several numbers, as a fact; nothing when there are none
/// or their sum is beyond the limits of a [`Decimal`].
pub fn mean(numbers: &[Decimal]) -> Option<Fact> {
    let count = u32::try_from(numbers.len()).ok().filter(|count| *count > 0)?;
    let sum = numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number))?;
    Some(Fact::Mean { sum, count })
}

/// The exact median of several numbers, as a fact: the one in the middle, or
/// the mean of the two in the middle. Nothing when there are none.
pub fn median(numbers: &[Decimal]) -> Option<Fact> {
    // Few numbers: counting those below needs no sorting code in the page.
    let rank = |number: &Decimal, place: usize| {
        let below = numbers.iter().filter(|other| *other < number).count();
        below <= place && place < below + numbers.iter().filter(|other| *other == number).count()
    };
    let at = |place: usize| numbers.iter().copied().find(|number| rank(number, place));
    let half = numbers.len() / 2;
    match numbers.len() % 2 {
        1 => at(half).map(Fact::Number),
        _ => mean(&[at(half.checked_sub(1)?)?, at(half)?]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimals(texts: &[&str]) -> Vec<Decimal> {
        texts.iter().map(|text| Decimal::parse(text).unwrap()).collect()
    }

    #[test]
    fn means_and_medians_are_exact() {
        let sum = |text: &str, count| Some(Fact::Mean { sum: Decimal::parse(text).unwrap(), count });
        assert_eq!(mean(&decimals(&["14", "15.5", "12"])), sum("41.5", 3));
        assert_eq!(mean(&[]), None);
        assert_eq!(median(&[]), None);
        assert_eq!(median(&decimals(&["14", "15.5", "12"])), Some(Fact::Number(Decimal::integer(14))));
        assert_eq!(median(&decimals(&["14", "14", "12", "20"])), sum("28", 2));
        assert_eq!(median(&decimals(&["3", "1", "2", "10"])), sum("5", 2));
    }
}

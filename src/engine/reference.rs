//! What a formula needs to know of the field of admissible offers: the lowest,
//! the highest and the mean value, each with what it may still become.

use super::decimal::{Decimal, power_of_ten};
use super::number::Number;

/// The references of one measure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reference {
    /// `Pmin` for a price.
    pub lowest: Option<Decimal>,
    /// `Pmax` for a price.
    pub highest: Option<Decimal>,
    /// The arithmetic mean.
    pub mean: Option<Mean>,
}

/// An exact mean of decimals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    digits: i128,
    scale: u32,
    count: i128,
}

/// References with unknown values about: between which bounds they lie. A
/// bound that is not there is no bound at all.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct ReferenceBand {
    /// Over the values that are known: what notes are computed with.
    pub(crate) known: Reference,
    /// At most what each reference can be.
    pub(crate) low: Reference,
    /// At least what each reference can be.
    pub(crate) high: Reference,
    /// Whether something unknown may move them.
    pub(crate) may_move: bool,
}

/// What one offer brings to the references.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    /// Between which bounds its value lies; nothing when it is missing.
    pub(crate) bounds: Option<(Decimal, Decimal)>,
    /// Whether it takes part for certain.
    pub(crate) is_certain: bool,
}

impl Mean {
    /// Over some values; nothing when there are none, or too many digits.
    fn over(values: impl Iterator<Item = Decimal> + Clone) -> Option<Self> {
        let scale = values.clone().map(|value| value.normalized().scale()).max()?;
        let (mut digits, mut count) = (0i128, 0i128);
        for value in values {
            let value = value.normalized();
            digits = digits.checked_add(value.digits().checked_mul(power_of_ten(scale - value.scale()))?)?;
            count += 1;
        }
        Some(Self { digits, scale, count })
    }

    /// Its exact value.
    pub fn exact(self) -> Option<super::rational::Rational> {
        self.value()
    }

    /// Its value, as any kind of number.
    pub(crate) fn value<N: Number>(self) -> Option<N> {
        N::whole(self.digits).over(N::whole(power_of_ten(self.scale)) * N::whole(self.count))
    }
}

impl Reference {
    /// Over known values.
    pub fn over(values: impl Iterator<Item = Decimal> + Clone) -> Self {
        Self { lowest: values.clone().min(), highest: values.clone().max(), mean: Mean::over(values) }
    }

    /// The bounds of a field in which somebody has this very value: it is
    /// neither below the lowest nor above the highest.
    pub(crate) fn including(self, value: Decimal) -> Self {
        Self {
            lowest: self.lowest.map(|lowest| lowest.min(value)),
            highest: self.highest.map(|highest| highest.max(value)),
            ..self
        }
    }
}

impl ReferenceBand {
    /// References that nothing unknown can move.
    pub(crate) fn settled(known: Reference) -> Self {
        Self { known, low: known, high: known, may_move: false }
    }

    pub(crate) fn over(samples: &[Sample]) -> Self {
        let values = samples.iter().filter_map(|sample| match sample.bounds {
            Some((low, high)) if low == high => Some(low),
            _ => None,
        });
        let known = Reference::over(values);
        let is_settled = |sample: &Sample| sample.is_certain && sample.bounds.is_some_and(|(low, high)| low == high);
        if samples.iter().all(is_settled) {
            return Self::settled(known);
        }
        let lows = || samples.iter().filter_map(|sample| sample.bounds.map(|(low, _)| low));
        let highs = || samples.iter().filter_map(|sample| sample.bounds.map(|(_, high)| high));
        let certain = || samples.iter().filter(|sample| sample.is_certain).filter_map(|sample| sample.bounds);
        let all_have_bounds = samples.iter().all(|sample| sample.bounds.is_some());
        let all_are_certain = samples.iter().all(|sample| sample.is_certain);
        // Who may leave moves the mean anywhere between the ends.
        let mean = |values: &mut dyn Iterator<Item = Decimal>, end: fn(Decimal, Decimal) -> Decimal| {
            if !all_have_bounds {
                return None;
            }
            let values: Vec<Decimal> = values.collect();
            if all_are_certain {
                return Mean::over(values.iter().copied());
            }
            Mean::over(values.into_iter().reduce(end).into_iter())
        };
        // Somebody certain bounds the lowest from above, the highest from below.
        let bounded = |value: Option<Decimal>| value.filter(|_| all_have_bounds);
        Self {
            known,
            low: Reference {
                lowest: bounded(lows().min()),
                highest: certain().map(|(low, _)| low).max(),
                mean: mean(&mut lows(), Decimal::min),
            },
            high: Reference {
                lowest: certain().map(|(_, high)| high).min(),
                highest: bounded(highs().max()),
                mean: mean(&mut highs(), Decimal::max),
            },
            may_move: true,
        }
    }
}

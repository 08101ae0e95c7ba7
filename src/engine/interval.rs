//! Floats with a proven error bound: the fast half of every decision.
//!
//! An [`Interval`] always contains the exact value. Each operation rounds to
//! the nearest float and then steps outwards by one unit in the last place,
//! which covers the at most half a unit that rounding lost.

use std::ops::{Add, Mul, Sub};

use super::decimal::Decimal;

/// `low <= exact value <= high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// At most the exact value.
    pub low: f64,
    /// At least the exact value.
    pub high: f64,
}

impl Interval {
    /// Zero, exactly.
    pub const ZERO: Self = Self { low: 0.0, high: 0.0 };

    fn outward(low: f64, high: f64) -> Self {
        // At least one unit in the last place and less than two, without the
        // branches of `next_down`; below, the smallest step that there is.
        let step = |value: f64| (value.abs() * f64::EPSILON + f64::MIN_POSITIVE).min(f64::MAX);
        let (low, high) = (low - step(low), high + step(high));
        // What overflowed is still more than the largest float, or less.
        Self { low: if low > f64::MAX { f64::MAX } else { low }, high: if high < f64::MIN { f64::MIN } else { high } }
    }

    /// What a correctly rounded conversion stands for.
    pub fn around(value: f64) -> Self {
        Self::outward(value, value)
    }

    /// The float in the middle: what gets drawn and summed at speed.
    pub fn middle(self) -> f64 {
        self.low + (self.high - self.low) / 2.0
    }

    /// How far the middle may lie from the exact value.
    pub fn error(self) -> f64 {
        let middle = self.middle();
        (self.high - middle).max(middle - self.low).next_up()
    }

    /// `self / divisor`, or nothing when the divisor may be zero.
    pub fn checked_div(self, divisor: Self) -> Option<Self> {
        if divisor.low <= 0.0 && divisor.high >= 0.0 {
            return None;
        }
        if self.low >= 0.0 && divisor.low > 0.0 {
            return Some(Self::outward(self.low / divisor.high, self.high / divisor.low));
        }
        let quotients =
            [self.low / divisor.low, self.low / divisor.high, self.high / divisor.low, self.high / divisor.high];
        let (low, high) = bounds(quotients);
        Some(Self::outward(low, high))
    }

    /// The value times itself; 1 for the exponent 0. An even power is not
    /// below zero, however the bounds lie.
    pub(super) fn power(self, exponent: u32) -> Self {
        if exponent == 0 {
            return Self { low: 1.0, high: 1.0 };
        }
        let power = |bound: f64| {
            let bound = Self { low: bound, high: bound };
            (1..exponent).fold(bound, |power, _| power * bound)
        };
        let (low, high) = (power(self.low), power(self.high));
        if exponent % 2 == 1 {
            return Self { low: low.low, high: high.high };
        }
        let crosses_zero = self.low <= 0.0 && self.high >= 0.0;
        let least = if crosses_zero { 0.0 } else { low.low.min(high.low).max(0.0) };
        Self { low: least, high: low.high.max(high.high) }
    }

    /// The square root, or nothing when the value may be below zero.
    pub(super) fn checked_sqrt(self) -> Option<Self> {
        // Rounded to the nearest float, like sums and products.
        let root = Self::outward(libm::sqrt(self.low), libm::sqrt(self.high));
        (self.low >= 0.0).then_some(Self { low: root.low.max(0.0), high: root.high })
    }

    /// The natural logarithm, or nothing when the value may be zero or below.
    pub(super) fn checked_ln(self) -> Option<Self> {
        (self.low > 0.0).then(|| Self::well_outward(libm::log(self.low), libm::log(self.high)))
    }

    /// `self^exponent`, or nothing when the value may be below zero, or zero
    /// with an exponent below zero.
    pub(super) fn checked_powf(self, exponent: Self) -> Option<Self> {
        let defined = self.low > 0.0 || (self.low == 0.0 && exponent.low >= 0.0);
        if !defined {
            return None;
        }
        // Monotone in the base and in the exponent: the corners bound the rest.
        let (low, high) = bounds([
            libm::pow(self.low, exponent.low),
            libm::pow(self.low, exponent.high),
            libm::pow(self.high, exponent.low),
            libm::pow(self.high, exponent.high),
        ]);
        let power = Self::well_outward(low, high);
        Some(Self { low: power.low.max(0.0), high: power.high })
    }

    /// For functions that are within one unit in the last place, not half a
    /// one: `log` and `pow` of FreeBSD's library, which `libm` carries over.
    fn well_outward(low: f64, high: f64) -> Self {
        let steps = 0..4;
        Self {
            low: steps.clone().fold(low, |low, _| low.next_down()),
            high: steps.fold(high, |high, _| high.next_up()),
        }
    }
}

fn bounds(values: [f64; 4]) -> (f64, f64) {
    (values.into_iter().fold(f64::INFINITY, f64::min), values.into_iter().fold(f64::NEG_INFINITY, f64::max))
}

impl From<Decimal> for Interval {
    fn from(decimal: Decimal) -> Self {
        /// Up to here every whole number is a float.
        const EXACT: u64 = 1 << 53;
        let value = decimal.to_f64();
        let is_small = i64::try_from(decimal.digits()).is_ok_and(|digits| digits.unsigned_abs() <= EXACT);
        if is_small && decimal.scale() == 0 {
            return Self { low: value, high: value };
        }
        if is_small {
            // One rounding, that of the quotient: powers of ten are exact up to 10^22.
            return Self::around(value);
        }
        // Two roundings (the digits and the quotient): less than two units in
        // the last place.
        Self { low: value.next_down().next_down(), high: value.next_up().next_up() }
    }
}

impl Add for Interval {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::outward(self.low + other.low, self.high + other.high)
    }
}

impl Sub for Interval {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::outward(self.low - other.high, self.high - other.low)
    }
}

impl Mul for Interval {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        if self.low >= 0.0 && other.low >= 0.0 {
            return Self::outward(self.low * other.low, self.high * other.high);
        }
        let products = [self.low * other.low, self.low * other.high, self.high * other.low, self.high * other.high];
        let (low, high) = bounds(products);
        Self::outward(low, high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use num_bigint::{BigInt, Sign};
    use num_rational::BigRational;
    use proptest::prelude::*;

    /// Binary places of the referee, three times those of a float.
    const PLACES: u32 = 200;

    fn exact(value: f64) -> BigRational {
        BigRational::from_float(value).unwrap()
    }

    /// `ln(value) * 2^PLACES` but for a few units: a power of two is taken out,
    /// and `ln m = 2 artanh((m - 1) / (m + 1))` summed term by term.
    fn referee_ln(value: f64) -> BigInt {
        let logarithm = |mantissa: &BigRational| {
            let one = BigRational::from_integer(1.into());
            let ratio = (mantissa - &one) / (mantissa + &one) * BigRational::from_integer(BigInt::from(1) << PLACES);
            let ratio = ratio.to_integer();
            let square: BigInt = (&ratio * &ratio) >> PLACES;
            let (mut term, mut sum, mut odd) = (ratio, BigInt::from(0), 1);
            while term.magnitude().bits() > 0 && term != BigInt::from(-1) {
                sum += &term / odd;
                term = (term * &square) >> PLACES;
                odd += 2;
            }
            sum * 2
        };
        let exponent = (value.to_bits() >> 52) as i32 - 1023;
        let power = BigInt::from(1) << exponent.unsigned_abs();
        let power = BigRational::from_integer(power).pow(exponent.signum());
        logarithm(&(exact(value) / power)) + logarithm(&exact(2.0)) * exponent
    }

    /// Whether `lower <= middle <= higher`, as far as the referee can see.
    fn in_order(lower: &BigInt, middle: &BigInt, higher: &BigInt) -> bool {
        let doubt = BigInt::new(Sign::Plus, vec![1 << 30]);
        lower <= &(middle + &doubt) && middle <= &(higher + doubt)
    }

    /// Normal floats above zero of all sizes, many of them near 1.
    fn positive() -> impl Strategy<Value = f64> {
        let near_one = prop_oneof![0.5..2.0f64, (1u64..1000).prop_map(|steps| f64::from_bits(1f64.to_bits() - steps))];
        prop_oneof![near_one, 1e-3..1e9f64, f64::MIN_POSITIVE..1e-300, 1e-12..1e300f64]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn logarithms_lie_within_their_bounds(value in positive()) {
            let bounds = Interval { low: value, high: value }.checked_ln().unwrap();
            let scaled = |bound: f64| (exact(bound) * exact(2.0).pow(PLACES as i32)).to_integer();
            prop_assert!(in_order(&scaled(bounds.low), &referee_ln(value), &scaled(bounds.high)));
        }

        #[test]
        fn powers_lie_within_their_bounds(value in positive(), exponent in -20.0..20.0f64) {
            let base = Interval { low: value, high: value };
            let bounds = base.checked_powf(Interval { low: exponent, high: exponent }).unwrap();
            if bounds.low >= f64::MIN_POSITIVE && bounds.high < f64::INFINITY {
                let logarithm = (exact(exponent) * BigRational::from_integer(referee_ln(value))).to_integer();
                prop_assert!(in_order(&referee_ln(bounds.low), &logarithm, &referee_ln(bounds.high)));
            }
        }

        #[test]
        fn roots_and_whole_powers_lie_within_their_bounds(value in positive(), exponent in 0u32..=16) {
            let root = Interval { low: value, high: value }.checked_sqrt().unwrap();
            prop_assert!(exact(root.low).pow(2) <= exact(value) && exact(value) <= exact(root.high).pow(2));
            for value in [value, -value] {
                let bounds = Interval { low: value, high: value }.power(exponent);
                let power = exact(value).pow(exponent as i32);
                prop_assert!(bounds.low == f64::NEG_INFINITY || exact(bounds.low) <= power);
                prop_assert!(bounds.high == f64::INFINITY || power <= exact(bounds.high));
            }
        }
    }
}

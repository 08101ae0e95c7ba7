//! What a formula computes with, so that each formula is written once.
//!
//! The same code runs on [`Interval`] (fast, with a bound) and, where the
//! bound does not decide, on [`Rational`] (exact). This is the adaptive filter
//! of exact geometric predicates (Shewchuk, 1997).

use std::cmp::Ordering;
use std::ops::{Add, Mul, Sub};

use super::decimal::Decimal;
use super::interval::Interval;
use super::rational::Rational;

/// Arithmetic that a formula may use.
pub(crate) trait Number:
    Clone + From<Decimal> + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self>
{
    /// `self / divisor`, or nothing when the divisor is, or may be, zero.
    fn over(self, divisor: Self) -> Option<Self>;

    /// The value held within `[0, 1]`.
    fn clamped(self) -> Self;

    /// How the value stands to `other`; nothing when that is not certain.
    fn decide(&self, other: &Self) -> Option<Ordering>;

    /// The smaller of two values.
    fn smaller(self, other: Self) -> Self;

    /// The larger of two values.
    fn larger(self, other: Self) -> Self;

    /// The value times itself; 1 for the exponent 0.
    fn power(self, exponent: u32) -> Self;

    /// The square root; nothing where it is, or may be, undefined, or is no
    /// such number.
    fn square_root(self) -> Option<Self> {
        None
    }

    /// The natural logarithm, with the limits of [`Self::square_root`].
    fn logarithm(self) -> Option<Self> {
        None
    }

    /// The value to any exponent, with the limits of [`Self::square_root`].
    fn raised(self, _exponent: Self) -> Option<Self> {
        None
    }

    /// The value, unless it left the range in which its kind can compute.
    fn bounded(self) -> Option<Self> {
        Some(self)
    }

    /// What stands for an exact value.
    fn exactly(value: &Rational) -> Self;

    /// Zero.
    fn zero() -> Self {
        Self::from(Decimal::ZERO)
    }

    /// A whole number that may have more digits than a [`Decimal`].
    fn whole(value: i128) -> Self {
        /// A sum of ten thousand prices has two such parts.
        const PART: i128 = 10i128.pow(17);
        let part = |digits| Self::from(Decimal::new(digits, 0).unwrap_or_default());
        if value.unsigned_abs() < PART.unsigned_abs() {
            return part(value);
        }
        Self::whole(value / PART) * part(PART) + part(value % PART)
    }
}

impl Number for Rational {
    fn exactly(value: &Rational) -> Self {
        value.clone()
    }

    fn over(self, divisor: Self) -> Option<Self> {
        self.checked_div(&divisor)
    }

    fn clamped(self) -> Self {
        self.clamp(Self::zero(), Self::from(Decimal::ONE))
    }

    fn decide(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }

    fn smaller(self, other: Self) -> Self {
        self.min(other)
    }

    fn larger(self, other: Self) -> Self {
        self.max(other)
    }

    fn power(self, exponent: u32) -> Self {
        Self::power(&self, exponent)
    }
}

impl Number for Interval {
    fn exactly(value: &Rational) -> Self {
        Self::around(value.to_f64())
    }

    fn over(self, divisor: Self) -> Option<Self> {
        self.checked_div(divisor)
    }

    fn clamped(self) -> Self {
        Self { low: self.low.clamp(0.0, 1.0), high: self.high.clamp(0.0, 1.0) }
    }

    fn decide(&self, other: &Self) -> Option<Ordering> {
        if self.low > other.high {
            Some(Ordering::Greater)
        } else if self.high < other.low {
            Some(Ordering::Less)
        } else if self.low == self.high && other.low == other.high {
            // Both are single floats within each other's bounds, hence equal.
            Some(Ordering::Equal)
        } else {
            None
        }
    }

    fn smaller(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.min(other.high) }
    }

    fn larger(self, other: Self) -> Self {
        Self { low: self.low.max(other.low), high: self.high.max(other.high) }
    }

    fn power(self, exponent: u32) -> Self {
        Self::power(self, exponent)
    }

    fn square_root(self) -> Option<Self> {
        self.checked_sqrt()
    }

    fn logarithm(self) -> Option<Self> {
        self.checked_ln()
    }

    fn raised(self, exponent: Self) -> Option<Self> {
        self.checked_powf(exponent)
    }

    fn bounded(self) -> Option<Self> {
        (self.low.is_finite() && self.high.is_finite()).then_some(self)
    }
}

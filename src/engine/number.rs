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

    /// Zero.
    fn zero() -> Self {
        Self::from(Decimal::ZERO)
    }
}

impl Number for Rational {
    fn over(self, divisor: Self) -> Option<Self> {
        self.checked_div(&divisor)
    }

    fn clamped(self) -> Self {
        self.clamp(Self::zero(), Self::from(Decimal::ONE))
    }

    fn decide(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Number for Interval {
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
}

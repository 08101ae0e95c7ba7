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
        Self { low: low.next_down(), high: high.next_up() }
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
        let quotients =
            [self.low / divisor.low, self.low / divisor.high, self.high / divisor.low, self.high / divisor.high];
        let (low, high) = bounds(quotients);
        Some(Self::outward(low, high))
    }
}

fn bounds(values: [f64; 4]) -> (f64, f64) {
    (values.into_iter().fold(f64::INFINITY, f64::min), values.into_iter().fold(f64::NEG_INFINITY, f64::max))
}

impl From<Decimal> for Interval {
    fn from(decimal: Decimal) -> Self {
        /// Up to here every whole number is a float.
        const EXACT: u128 = 1 << 53;
        let value = decimal.to_f64();
        if decimal.scale() == 0 && decimal.digits().unsigned_abs() <= EXACT {
            return Self { low: value, high: value };
        }
        // Two roundings (the digits and the quotient; powers of ten are exact
        // up to 10^22): less than two units in the last place.
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
        let products = [self.low * other.low, self.low * other.high, self.high * other.low, self.high * other.high];
        let (low, high) = bounds(products);
        Self::outward(low, high)
    }
}

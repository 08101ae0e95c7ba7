//! Exact fractions of any size: the judge of last resort.
//!
//! A thin coat over `num-rational` that cannot panic (division returns an
//! `Option`) and knows how to print and round the way an award does.

use std::cmp::Ordering;
use std::ops::{Add, Mul, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

use super::decimal::{Decimal, power_of_ten};

/// An exact fraction in lowest terms.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rational(BigRational);

impl Rational {
    /// Zero.
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    /// `p/q` in lowest terms, the denominator always written: `173/2`, `80/1`.
    pub fn to_fraction_text(&self) -> String {
        format!("{}/{}", self.0.numer(), self.0.denom())
    }

    /// The nearest float, for drawing and statistics only.
    pub fn to_f64(&self) -> f64 {
        self.0.to_f64().unwrap_or(0.0)
    }

    /// `self / divisor`, or nothing when the divisor is zero.
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        (!divisor.0.is_zero()).then(|| Self(&self.0 / &divisor.0))
    }

    /// Whether the value is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// How the value stands to zero.
    pub fn sign(&self) -> Ordering {
        self.0.cmp(&BigRational::zero())
    }

    /// The value rounded to `decimals`, half away from zero, as everybody was
    /// taught: 0.125 becomes 0.13 and -0.125 becomes -0.13.
    pub fn round(&self, decimals: u32) -> Decimal {
        let scaled = &self.0 * BigInt::from(power_of_ten(decimals));
        // `Ratio::round` rounds half away from zero.
        let digits = scaled.round().to_integer().to_i128();
        let saturated = if self.0.is_negative() { i128::MIN } else { i128::MAX };
        Decimal::new(digits.unwrap_or(saturated), decimals).unwrap_or(Decimal::ZERO)
    }
}

impl From<Decimal> for Rational {
    fn from(decimal: Decimal) -> Self {
        Self(BigRational::new(decimal.digits().into(), power_of_ten(decimal.scale()).into()))
    }
}

impl Add for Rational {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Rational {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul for Rational {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_half_away_from_zero() {
        for (value, decimals, expected) in [
            ("0.125", 2, "0.13"),
            ("-0.125", 2, "-0.13"),
            ("0.1249999999999999", 2, "0.12"),
            ("2.5", 0, "3"),
            ("-2.5", 0, "-3"),
            ("75.125", 2, "75.13"),
            ("80", 2, "80.00"),
        ] {
            let rational = Rational::from(Decimal::parse(value).unwrap());
            assert_eq!(rational.round(decimals).to_string(), expected, "{value}");
        }
    }

    #[test]
    fn prints_lowest_terms_and_refuses_to_divide_by_zero() {
        let half = Rational::from(Decimal::parse("0.50").unwrap());
        assert_eq!(half.to_fraction_text(), "1/2");
        assert_eq!(Rational::from(Decimal::integer(80)).to_fraction_text(), "80/1");
        assert_eq!(half.checked_div(&Rational::zero()), None);
    }
}

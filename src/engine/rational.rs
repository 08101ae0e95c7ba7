//! Exact fractions of any size: the judge of last resort.
//!
//! Sign, numerator and denominator, always in lowest terms, so that equal
//! values are equal in every field. Not an algebra library: what the formulas
//! and the weights compute, and how an award prints and rounds. [`Decimal`]s
//! come in; fractions, rounded decimals and, for drawing, floats go out.
//! Nothing panics: division by zero is the only operation without a result.

mod natural;

use std::cmp::Ordering;
use std::ops::{Add, Mul, Sub};

use super::decimal::{Decimal, MAX_DIGITS, power_of_ten};
use natural::Natural;

/// An exact fraction in lowest terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rational {
    /// Never set for zero.
    negative: bool,
    numerator: Natural,
    /// Above zero; one when the numerator is zero.
    denominator: Natural,
}

impl Rational {
    /// Zero.
    pub fn zero() -> Self {
        Self { negative: false, numerator: Natural::ZERO, denominator: Natural::ONE }
    }

    /// `p/q` in lowest terms, the denominator always written: `173/2`, `80/1`.
    pub fn to_fraction_text(&self) -> String {
        let mut text = String::from(if self.negative { "-" } else { "" });
        self.numerator.write_to(&mut text);
        text.push('/');
        self.denominator.write_to(&mut text);
        text
    }

    /// The nearest float, for drawing and statistics only; beyond the largest
    /// float it is infinite. (Below the smallest normal one it may be the
    /// second nearest.)
    pub fn to_f64(&self) -> f64 {
        // A quotient of 63 or 64 binary digits, the last of which also stands
        // for whatever comes after it, rounds like the value itself.
        let exponent = self.numerator.bits() as i32 - self.denominator.bits() as i32 - 63;
        let power = Natural::power_of_two(exponent.unsigned_abs());
        let (quotient, rest) = if exponent < 0 {
            self.numerator.times(&power).divided(&self.denominator)
        } else {
            self.numerator.divided(&self.denominator.times(&power))
        };
        let digits = quotient.to_u128().unwrap_or(0) as u64 | u64::from(!rest.is_zero());
        // In two steps, as neither power may leave the range of floats.
        let size = digits as f64 * float_power_of_two(exponent / 2) * float_power_of_two(exponent - exponent / 2);
        if self.negative { -size } else { size }
    }

    /// `self / divisor`, or nothing when the divisor is zero.
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        let negative = self.negative != divisor.negative;
        (!divisor.is_zero()).then(|| self.product(negative, &divisor.denominator, &divisor.numerator))
    }

    /// The value times itself, which needs no common divisors; 1 for the
    /// exponent 0.
    pub(super) fn power(&self, exponent: u32) -> Self {
        let power = |base: &Natural| (0..exponent).fold(Natural::ONE, |power, _| power.times(base));
        Self {
            negative: self.negative && exponent % 2 == 1,
            numerator: power(&self.numerator),
            denominator: power(&self.denominator),
        }
    }

    /// Numerator and denominator in lowest terms, where both are small enough.
    pub(super) fn parts(&self) -> Option<(i128, i128)> {
        let numerator = i128::try_from(self.numerator.to_u128()?).ok()?;
        let denominator = i128::try_from(self.denominator.to_u128()?).ok()?;
        Some((if self.negative { -numerator } else { numerator }, denominator))
    }

    /// Whether the value is zero.
    pub fn is_zero(&self) -> bool {
        self.numerator.is_zero()
    }

    /// How the value stands to zero.
    pub fn sign(&self) -> Ordering {
        match (self.negative, self.is_zero()) {
            (true, _) => Ordering::Less,
            (false, true) => Ordering::Equal,
            (false, false) => Ordering::Greater,
        }
    }

    /// The value rounded to `decimals`, half away from zero, as everybody was
    /// taught: 0.125 becomes 0.13 and -0.125 becomes -0.13.
    ///
    /// Within the limits of [`Decimal`]: more than 18 decimals count as 18, and
    /// what would be 10^18 or more becomes the largest decimal of that scale
    /// (negative: the smallest).
    pub fn round(&self, decimals: u32) -> Decimal {
        self.to_decimal(decimals, true)
    }

    /// The value cut off after `decimals`, with the limits of [`Self::round`].
    pub(super) fn truncate(&self, decimals: u32) -> Decimal {
        self.to_decimal(decimals, false)
    }

    fn to_decimal(&self, decimals: u32, round: bool) -> Decimal {
        let decimals = decimals.min(MAX_DIGITS);
        let unit = Natural::Small(power_of_ten(decimals).unsigned_abs());
        let (mut digits, rest) = self.numerator.times(&unit).divided(&self.denominator);
        // Half or more: what remains is at least what lacks.
        if round && rest >= self.denominator.distance(&rest) {
            digits = digits.plus(&Natural::ONE);
        }
        let largest = power_of_ten(MAX_DIGITS + decimals) - 1;
        let digits = digits.to_u128().and_then(|digits| i128::try_from(digits).ok()).unwrap_or(largest).min(largest);
        Decimal::new(if self.negative { -digits } else { digits }, decimals).unwrap_or(Decimal::ZERO)
    }

    /// How the absolute values stand to each other.
    fn compare_sizes(&self, other: &Self) -> Ordering {
        if self.numerator.is_large() || other.numerator.is_large() {
            // Products of long numbers take long: look at the first bits first.
            let scale = Natural::power_of_two(FIRST_BITS);
            let first_bits = |fraction: &Self| fraction.numerator.times(&scale).divided(&fraction.denominator).0;
            let order = first_bits(self).cmp(&first_bits(other));
            if order.is_ne() || self == other {
                return order;
            }
        }
        self.numerator.times(&other.denominator).cmp(&other.numerator.times(&self.denominator))
    }

    /// `self + other`, the latter with the sign given. Needs the divisors
    /// common to the denominators only (Knuth, volume 2, section 4.5.1): where
    /// one denominator is short, however long the other, that is little work.
    fn sum(&self, other: &Self, other_negative: bool) -> Self {
        let common = self.denominator.gcd(&other.denominator);
        let (own, others) = (without(&self.denominator, &common), without(&other.denominator, &common));
        let (left, right) = (self.numerator.times(&others), other.numerator.times(&own));
        let (negative, numerator) = if self.negative == other_negative {
            (self.negative, left.plus(&right))
        } else {
            (if left < right { other_negative } else { self.negative }, left.distance(&right))
        };
        let common = numerator.gcd(&common);
        Self {
            negative: negative && !numerator.is_zero(),
            numerator: without(&numerator, &common),
            denominator: own.times(&without(&other.denominator, &common)),
        }
    }

    /// `self * numerator / denominator`, the latter two without common divisor
    /// and not zero below the line.
    fn product(&self, negative: bool, numerator: &Natural, denominator: &Natural) -> Self {
        let (first, second) = (self.numerator.gcd(denominator), numerator.gcd(&self.denominator));
        let product = without(&self.numerator, &first).times(&without(numerator, &second));
        Self {
            negative: negative && !product.is_zero(),
            numerator: product,
            denominator: without(&self.denominator, &second).times(&without(denominator, &first)),
        }
    }
}

/// The first bits of a fraction, as many as decide between nearly all others.
const FIRST_BITS: u32 = 64;

/// `number / divisor`, where that leaves no remainder.
fn without(number: &Natural, divisor: &Natural) -> Natural {
    // Most fractions that meet have nothing to cancel.
    if *divisor == Natural::ONE { number.clone() } else { number.divided(divisor).0 }
}

/// `2^exponent`, held within the normal floats.
fn float_power_of_two(exponent: i32) -> f64 {
    f64::from_bits(((exponent.clamp(-1022, 1023) + 1023) as u64) << 52)
}

impl From<Decimal> for Rational {
    fn from(decimal: Decimal) -> Self {
        let digits = Natural::Small(decimal.digits().unsigned_abs());
        let unit = Natural::Small(power_of_ten(decimal.scale()).unsigned_abs());
        let common = digits.gcd(&unit);
        Self {
            negative: decimal.is_negative(),
            numerator: without(&digits, &common),
            denominator: without(&unit, &common),
        }
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rational {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.negative != other.negative {
            return other.negative.cmp(&self.negative);
        }
        let order = self.compare_sizes(other);
        if self.negative { order.reverse() } else { order }
    }
}

impl Add for Rational {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        self.sum(&other, other.negative)
    }
}

impl Sub for Rational {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self.sum(&other, !other.negative)
    }
}

impl Mul for Rational {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        self.product(self.negative != other.negative, &other.numerator, &other.denominator)
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

//! Decimals as people write them: read from their text, never through a float.
//!
//! A [`Decimal`] keeps the digits that were typed (`12.50` stays `12.50`) and
//! compares by value (`12.50 == 12.5`). It is what facts, weights, prices and
//! parameters are made of; calculation happens elsewhere, in
//! [`Rational`](super::Rational) or [`Interval`](super::Interval).

use std::cmp::Ordering;
use std::fmt;

/// Digits allowed on either side of the decimal point. Two numbers of this
/// size, brought to the same scale and subtracted, still fit an `i128`.
pub const MAX_DIGITS: u32 = 18;

/// A signed decimal with at most 18 digits before and 18 after the point.
#[derive(Clone, Copy, Debug, Default)]
pub struct Decimal {
    digits: i128,
    scale: u32,
}

/// Why a text is not a decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalError {
    /// Not a number written with digits, an optional point and an optional exponent.
    NotANumber,
    /// 10^18 or more in absolute value.
    TooLarge,
    /// More than 18 decimals.
    TooPrecise,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self::integer(0);
    /// One.
    pub const ONE: Self = Self::integer(1);

    /// A whole number.
    pub const fn integer(value: i64) -> Self {
        Self { digits: value as i128, scale: 0 }
    }

    /// So many hundredths.
    pub const fn hundredths(value: i64) -> Self {
        Self { digits: value as i128, scale: 2 }
    }

    /// `digits / 10^scale`, where that is within the limits.
    pub fn new(digits: i128, scale: u32) -> Result<Self, DecimalError> {
        if scale > MAX_DIGITS {
            return Err(DecimalError::TooPrecise);
        }
        if digits.unsigned_abs() >= power_of_ten(MAX_DIGITS + scale).unsigned_abs() {
            return Err(DecimalError::TooLarge);
        }
        Ok(Self { digits, scale })
    }

    /// Reads `-12.50`, `1e3`, `0.5`: the syntax of JSON numbers. A decimal
    /// comma is the business of `i18n`.
    ///
    /// # Errors
    /// [`DecimalError`], when the text is no number or beyond the limits.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (text, 0),
        };
        let (negative, unsigned) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa),
        };
        let (whole, fraction) = match unsigned.split_once('.') {
            Some((_, "")) => return Err(DecimalError::NotANumber),
            Some(parts) => parts,
            None => (unsigned, ""),
        };
        if whole.is_empty() || !(whole.bytes().chain(fraction.bytes())).all(|b| b.is_ascii_digit()) {
            return Err(DecimalError::NotANumber);
        }
        let significant: Vec<u8> = whole.bytes().chain(fraction.bytes()).skip_while(|b| *b == b'0').collect();
        // The scale that the text asks for; a negative one means trailing zeros.
        let scale = fraction.len() as i64 - exponent;
        if significant.is_empty() {
            return Ok(Self { digits: 0, scale: scale.clamp(0, i64::from(MAX_DIGITS)) as u32 });
        }
        if significant.len() as i64 - scale > i64::from(MAX_DIGITS) {
            return Err(DecimalError::TooLarge);
        }
        // Zeros at the end that do not fit say nothing; any other digit does.
        let mut kept = significant.as_slice();
        let mut scale = scale;
        while scale > i64::from(MAX_DIGITS) {
            match kept.split_last() {
                Some((b'0', rest)) => kept = rest,
                _ => return Err(DecimalError::TooPrecise),
            }
            scale -= 1;
        }
        let mut digits = kept.iter().fold(0i128, |sum, digit| sum * 10 + i128::from(digit - b'0'));
        if scale < 0 {
            digits *= power_of_ten(scale.unsigned_abs() as u32);
            scale = 0;
        }
        Self::new(if negative { -digits } else { digits }, scale as u32)
    }

    /// A float rounded to a few decimals, for drawings and statistics, never
    /// for what binds. What is no number, or too large, becomes zero.
    pub fn near(value: f64, decimals: u32) -> Self {
        let scaled = value * power_of_ten(decimals) as f64;
        // The cast takes infinities to the ends and what is no number to zero.
        Self::new(scaled.round() as i128, decimals).unwrap_or(Self::ZERO)
    }

    /// The digits, as a whole number: `value = digits / 10^scale`.
    pub fn digits(self) -> i128 {
        self.digits
    }

    /// How many decimals were written.
    pub fn scale(self) -> u32 {
        self.scale
    }

    /// The same value without zeros at the end of its decimals.
    pub fn normalized(self) -> Self {
        let Self { mut digits, mut scale } = self;
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        Self { digits, scale }
    }

    /// Whether the value is zero.
    pub fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// Whether the value is below zero.
    pub fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// The sum, where it is within the limits.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        // Two numbers within the limits, at a common scale, never overflow.
        let (mine, theirs, scale) = self.aligned(other);
        Self::new(mine + theirs, scale).ok()
    }

    /// The product, where it is within the limits.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let (mine, theirs) = (self.normalized(), other.normalized());
        Self::new(mine.digits.checked_mul(theirs.digits)?, mine.scale + theirs.scale).ok()
    }

    /// The digits of both numbers at their common scale, and that scale.
    pub(crate) fn aligned(self, other: Self) -> (i128, i128, u32) {
        let scale = self.scale.max(other.scale);
        (self.digits * power_of_ten(scale - self.scale), other.digits * power_of_ten(scale - other.scale), scale)
    }

    /// The nearest `f64`, within one unit in the last place.
    pub fn to_f64(self) -> f64 {
        // Both conversions are exact for everyday numbers, so that the
        // quotient is then the nearest float.
        let unit = POWERS.get(self.scale as usize).copied().unwrap_or(1.0);
        match i64::try_from(self.digits) {
            // What most numbers fit costs far less.
            Ok(digits) => digits as f64 / unit,
            Err(_) => many_digits(self.digits) / unit,
        }
    }
}

/// Apart, so that the compiler does not take this slow way for small numbers too.
#[cold]
#[inline(never)]
fn many_digits(digits: i128) -> f64 {
    digits as f64
}

fn parse_exponent(text: &str) -> Result<i64, DecimalError> {
    let (sign, digits) = match text.as_bytes() {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        rest => (1, rest),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(DecimalError::NotANumber);
    }
    // Saturates: an exponent of a million digits is as hopeless as one of six.
    let size = digits.iter().fold(0i64, |sum, digit| (sum * 10 + i64::from(digit - b'0')).min(1_000_000));
    Ok(sign * size)
}

/// The powers of ten up to the finest scale; all are floats exactly.
const POWERS: [f64; 19] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

/// `10^exponent`, for exponents up to 36.
pub(crate) fn power_of_ten(exponent: u32) -> i128 {
    10i128.saturating_pow(exponent)
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let (mine, theirs, _) = self.aligned(*other);
        mine.cmp(&theirs)
    }
}

impl fmt::Display for Decimal {
    /// The plain form, with a point: `-12.50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let unit = power_of_ten(self.scale).unsigned_abs();
        let (whole, fraction) = (self.digits.unsigned_abs() / unit, self.digits.unsigned_abs() % unit);
        if self.scale == 0 {
            write!(f, "{sign}{whole}")
        } else {
            write!(f, "{sign}{whole}.{fraction:0width$}", width = self.scale as usize)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_and_json_write() {
        for (text, expected) in [
            ("0", "0"),
            ("-0.50", "-0.50"),
            ("12.5", "12.5"),
            ("007", "7"),
            ("1e3", "1000"),
            ("1.5E-2", "0.015"),
            ("1e-18", "0.000000000000000001"),
            ("999999999999999999", "999999999999999999"),
            ("1.50000000000000000000000", "1.500000000000000000"),
            ("0e999", "0"),
            ("25e-1", "2.5"),
        ] {
            assert_eq!(Decimal::parse(text).map(|d| d.to_string()), Ok(expected.to_string()), "{text}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        use DecimalError::*;
        for (text, error) in [
            ("", NotANumber),
            ("abc", NotANumber),
            ("1.", NotANumber),
            (".5", NotANumber),
            ("1e", NotANumber),
            ("--1", NotANumber),
            ("+1", NotANumber),
            ("NaN", NotANumber),
            ("inf", NotANumber),
            ("1 000", NotANumber),
            ("1e400", TooLarge),
            ("1000000000000000000", TooLarge),
            ("1e-19", TooPrecise),
            ("0.1234567890123456789", TooPrecise),
            ("1e99999999999999999999", TooLarge),
        ] {
            assert_eq!(Decimal::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn compares_by_value_at_the_limits() {
        let parse = |text| Decimal::parse(text).unwrap();
        assert_eq!(parse("12.50"), parse("12.5"));
        assert!(parse("-999999999999999999.9") < parse("0.000000000000000001"));
        assert!(parse("999999999999999999.999999999999999999") > parse("999999999999999999"));
    }
}

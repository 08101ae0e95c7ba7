//! Whole numbers of any size, from zero up: what fractions are made of.
//!
//! Not a library of big integers: only what [`Rational`](super::Rational)
//! needs, with the schoolbook algorithms of Knuth (The Art of Computer
//! Programming, volume 2, section 4.3.1), written to be small. Nearly all
//! values of a dossier fit 128 bits and take the short way in every operation;
//! the others are lists of limbs. Operands come in by reference, a new number
//! goes out; nothing here fails, and nothing panics.

use std::cmp::Ordering;

/// A limb is a digit in base 2^32: the product of two, with two carries, fits
/// the 64 bits that WebAssembly computes with.
const LIMB_BITS: u32 = 32;

/// Limbs of the largest small number.
const SMALL_LIMBS: usize = 4;

/// A whole number that is not negative. Each value has exactly one form, so
/// that equality of forms is equality of values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Natural {
    /// Below 2^128.
    Small(u128),
    /// 2^128 or more: limbs from the lowest up, the last one is not zero.
    Large(Vec<u32>),
}

impl Natural {
    /// Zero.
    pub(super) const ZERO: Self = Self::Small(0);
    /// One.
    pub(super) const ONE: Self = Self::Small(1);

    /// `2^exponent`.
    pub(super) fn power_of_two(exponent: u32) -> Self {
        let mut limbs = vec![0; (exponent / LIMB_BITS) as usize];
        limbs.push(1 << (exponent % LIMB_BITS));
        Self::from_limbs(limbs)
    }

    /// The number with these limbs, in its one form.
    pub(super) fn from_limbs(mut limbs: Vec<u32>) -> Self {
        limbs.truncate(without_leading_zeros(&limbs).len());
        if limbs.len() > SMALL_LIMBS {
            return Self::Large(limbs);
        }
        Self::Small(limbs.iter().rev().fold(0, |value, limb| value << LIMB_BITS | u128::from(*limb)))
    }

    /// The limbs, without zeros at the high end; those of a small number are
    /// written to `place`.
    fn limbs<'a>(&'a self, place: &'a mut [u32; SMALL_LIMBS]) -> &'a [u32] {
        match self {
            Self::Small(value) => {
                let mut rest = *value;
                for limb in place.iter_mut() {
                    *limb = rest as u32;
                    rest >>= LIMB_BITS;
                }
                without_leading_zeros(place)
            }
            Self::Large(limbs) => limbs,
        }
    }

    /// Whether the number is zero.
    pub(super) fn is_zero(&self) -> bool {
        matches!(self, Self::Small(0))
    }

    /// Whether it takes limbs.
    pub(super) fn is_large(&self) -> bool {
        matches!(self, Self::Large(_))
    }

    /// The number, where it fits 128 bits.
    pub(super) fn to_u128(&self) -> Option<u128> {
        match self {
            Self::Small(value) => Some(*value),
            Self::Large(_) => None,
        }
    }

    /// How many binary digits it has; none for zero.
    pub(super) fn bits(&self) -> u32 {
        let mut place = [0; SMALL_LIMBS];
        let limbs = self.limbs(&mut place);
        let unused = limbs.last().map_or(0, |limb| limb.leading_zeros());
        limbs.len() as u32 * LIMB_BITS - unused
    }

    /// `self + other`.
    pub(super) fn plus(&self, other: &Self) -> Self {
        if let (Self::Small(a), Self::Small(b)) = (self, other)
            && let Some(sum) = a.checked_add(*b)
        {
            return Self::Small(sum);
        }
        self.combined(other, 1)
    }

    /// `|self - other|`.
    pub(super) fn distance(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => Self::Small(a.abs_diff(*b)),
            _ if self < other => other.combined(self, -1),
            _ => self.combined(other, -1),
        }
    }

    /// `self + sign * other` for a sign of 1 or -1; not below zero.
    fn combined(&self, other: &Self, sign: i64) -> Self {
        let (mut place, mut other_place) = ([0; SMALL_LIMBS], [0; SMALL_LIMBS]);
        let (limbs, others) = (self.limbs(&mut place), other.limbs(&mut other_place));
        let mut result = Vec::with_capacity(limbs.len().max(others.len()) + 1);
        // The carry of a difference is -1 or 0: its shift keeps the sign.
        let mut carry = 0i64;
        for index in 0..limbs.len().max(others.len()) {
            let limb = |limbs: &[u32]| i64::from(limbs.get(index).copied().unwrap_or(0));
            carry += limb(limbs) + sign * limb(others);
            result.push(carry as u32);
            carry >>= LIMB_BITS;
        }
        result.push(carry as u32);
        Self::from_limbs(result)
    }

    /// `self * other`.
    pub(super) fn times(&self, other: &Self) -> Self {
        if let (Self::Small(a), Self::Small(b)) = (self, other)
            && let Some(product) = a.checked_mul(*b)
        {
            return Self::Small(product);
        }
        let (mut place, mut other_place) = ([0; SMALL_LIMBS], [0; SMALL_LIMBS]);
        let (limbs, others) = (self.limbs(&mut place), other.limbs(&mut other_place));
        let mut result = vec![0u32; limbs.len() + others.len()];
        for (index, limb) in limbs.iter().enumerate() {
            let Some(row) = result.get_mut(index..) else { break };
            let mut carry = 0u64;
            for (sum, other) in row.iter_mut().zip(others) {
                // At most (2^32 - 1)^2 + 2 (2^32 - 1) = 2^64 - 1.
                carry += u64::from(*sum) + u64::from(*limb) * u64::from(*other);
                *sum = carry as u32;
                carry >>= LIMB_BITS;
            }
            if let Some(sum) = row.get_mut(others.len()) {
                *sum = carry as u32;
            }
        }
        Self::from_limbs(result)
    }

    /// Quotient and remainder. By zero, which no fraction asks for, the
    /// quotient is zero and everything remains.
    pub(super) fn divided(&self, divisor: &Self) -> (Self, Self) {
        match (self, divisor) {
            (Self::Small(a), Self::Small(b)) => {
                let quotient = a.checked_div(*b).unwrap_or(0);
                (Self::Small(quotient), Self::Small(a - quotient * b))
            }
            (_, Self::Small(0)) => (Self::ZERO, self.clone()),
            _ if self < divisor => (Self::ZERO, self.clone()),
            _ => {
                let (mut place, mut other_place) = ([0; SMALL_LIMBS], [0; SMALL_LIMBS]);
                long_division(self.limbs(&mut place), divisor.limbs(&mut other_place))
            }
        }
    }

    /// The greatest common divisor; with zero, the other number.
    pub(super) fn gcd(&self, other: &Self) -> Self {
        let (mut a, mut b) = (self.clone(), other.clone());
        loop {
            match (&a, &b) {
                (Self::Small(a), Self::Small(b)) => return Self::Small(small_gcd(*a, *b)),
                (_, Self::Small(0)) => return a,
                // The usual end: the rest of the way would change nothing.
                (_, Self::Small(1)) => return b,
                _ => {
                    (a, b) = {
                        let rest = a.divided(&b).1;
                        (b, rest)
                    }
                }
            }
        }
    }

    /// Appends the decimal digits to `text`.
    pub(super) fn write_to(&self, text: &mut String) {
        let mut place = [0; SMALL_LIMBS];
        let mut limbs = self.limbs(&mut place).to_vec();
        let mut digits = Vec::new();
        while !limbs.is_empty() {
            // 10^9 is the largest power of ten that is a limb.
            let mut rest = 0u64;
            for limb in limbs.iter_mut().rev() {
                rest = rest << LIMB_BITS | u64::from(*limb);
                *limb = (rest / 1_000_000_000) as u32;
                rest %= 1_000_000_000;
            }
            limbs.truncate(without_leading_zeros(&limbs).len());
            for _ in 0..9 {
                digits.push(b'0' + (rest % 10) as u8);
                rest /= 10;
            }
        }
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        if digits.is_empty() {
            digits.push(b'0');
        }
        text.extend(digits.iter().rev().map(|digit| char::from(*digit)));
    }
}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Natural {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => a.cmp(b),
            (Self::Small(_), Self::Large(_)) => Ordering::Less,
            (Self::Large(_), Self::Small(_)) => Ordering::Greater,
            (Self::Large(a), Self::Large(b)) => a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev())),
        }
    }
}

fn without_leading_zeros(mut limbs: &[u32]) -> &[u32] {
    while let [rest @ .., 0] = limbs {
        limbs = rest;
    }
    limbs
}

/// Euclid's algorithm, in 64 bits as soon as the numbers fit them.
fn small_gcd(mut a: u128, mut b: u128) -> u128 {
    while b > u128::from(u64::MAX) {
        (a, b) = (b, a % b);
    }
    if b == 0 {
        return a;
    }
    let (mut a, mut b) = (b as u64, (a % b) as u64);
    let shift = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    while b != 0 {
        b >>= b.trailing_zeros();
        (a, b) = (a.min(b), a.abs_diff(b));
    }
    u128::from(a << shift)
}

/// Quotient and remainder of limbs without leading zeros, the divisor not zero
/// and at most the dividend: Knuth's algorithm D.
fn long_division(dividend: &[u32], divisor: &[u32]) -> (Natural, Natural) {
    // With its highest bit set, the highest limb of the divisor says enough:
    // a digit guessed from it and its neighbour is at most one too large.
    let shift = divisor.last().map_or(0, |limb| limb.leading_zeros());
    let (mut rest, mut divisor) = (shifted(dividend, shift), shifted(divisor, shift));
    divisor.pop();
    let from_top = |limbs: &[u32], place: usize| u64::from(limbs.iter().rev().nth(place).copied().unwrap_or(0));
    let (highest, second) = (from_top(&divisor, 0), from_top(&divisor, 1));
    let mut quotient = vec![0u32; rest.len() - divisor.len()];
    for (place, digit) in quotient.iter_mut().enumerate().rev() {
        let Some(window) = rest.get_mut(place..=place + divisor.len()) else { break };
        let top = from_top(window, 0) << LIMB_BITS | from_top(window, 1);
        let third = from_top(window, 2);
        let mut guess = (top / highest).min(u64::from(u32::MAX));
        let mut left = top - guess * highest;
        // While `left` fits a limb, the second limbs can still lower the guess.
        while left >> LIMB_BITS == 0 && guess * second > (left << LIMB_BITS | third) {
            guess -= 1;
            left += highest;
        }
        let mut carry = 0u64;
        for (limb, factor) in window.iter_mut().zip(&divisor) {
            carry += guess * u64::from(*factor);
            let (difference, borrow) = limb.overflowing_sub(carry as u32);
            *limb = difference;
            carry = (carry >> LIMB_BITS) + u64::from(borrow);
        }
        let too_large = match window.last_mut() {
            Some(limb) => {
                let borrow = u64::from(*limb) < carry;
                // Zero now, or wound back to zero by the correction below.
                *limb = 0;
                borrow
            }
            None => false,
        };
        // About one guess in 2^31 is still one too large.
        if too_large {
            guess -= 1;
            let mut carry = 0u64;
            for (limb, factor) in window.iter_mut().zip(&divisor) {
                carry += u64::from(*limb) + u64::from(*factor);
                *limb = carry as u32;
                carry >>= LIMB_BITS;
            }
        }
        *digit = guess as u32;
    }
    let mut high = 0u64;
    for limb in rest.iter_mut().rev() {
        high = high << LIMB_BITS | u64::from(*limb);
        *limb = (high >> shift) as u32;
    }
    (Natural::from_limbs(quotient), Natural::from_limbs(rest))
}

/// `limbs * 2^shift` for a shift below a limb, with one limb more.
fn shifted(limbs: &[u32], shift: u32) -> Vec<u32> {
    let mut result = Vec::with_capacity(limbs.len() + 1);
    let mut carry = 0u64;
    for limb in limbs {
        carry |= u64::from(*limb) << shift;
        result.push(carry as u32);
        carry >>= LIMB_BITS;
    }
    result.push(carry as u32);
    result
}

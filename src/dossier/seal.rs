//! The seal (sceau) of a grid: the code by which everybody can tell, years
//! later, that the grid used is the grid published.
//!
//! A [`Fingerprint`] is the first 125 bits of the SHA-256 of the grid in one
//! canonical form (`grid_form`); `docs/seal.md` says byte by byte how it comes
//! about. A [`Seal`] is a fingerprint with a date and a name: it proves nothing
//! about who or when, only that no one changed the grid since.

use std::fmt;

use sha2::{Digest, Sha256};

use super::date::Date;
use super::form;
use super::model::Draft;

/// The code of a grid: 125 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint(u128);

/// Crockford's base 32: no I, L, O, U.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many digits a code has.
const LENGTH: u32 = 25;

impl Fingerprint {
    /// From its 125 bits; nothing when there are more.
    pub fn from_bits(bits: u128) -> Option<Self> {
        (bits >> (5 * LENGTH) == 0).then_some(Self(bits))
    }

    /// Its 125 bits, the first one the most significant.
    pub fn bits(self) -> u128 {
        self.0
    }

    /// From a SHA-256: its first 125 bits.
    pub(super) fn of_digest(digest: &[u8]) -> Self {
        let first = digest.iter().take(16).fold(0u128, |bits, byte| (bits << 8) | u128::from(*byte));
        Self(first >> 3)
    }

    /// Reads a code as people type it: any case, `o` for 0, `i` and `l` for 1,
    /// any separators. Nothing when it has not 25 digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (mut bits, mut count) = (0u128, 0);
        for character in text.chars().filter(|character| character.is_alphanumeric()) {
            let digit = match character.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let value = DIGITS.iter().position(|known| char::from(*known) == digit)?;
            count += 1;
            if count > LENGTH {
                return None;
            }
            bits = (bits << 5) | value as u128;
        }
        (count == LENGTH).then_some(Self(bits))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in 0..LENGTH {
            if place > 0 && place.is_multiple_of(5) {
                f.write_str("-")?;
            }
            let value = (self.0 >> (5 * (LENGTH - 1 - place))) & 31;
            let digit = DIGITS.get(value as usize).copied().unwrap_or(b'0');
            write!(f, "{}", char::from(digit))?;
        }
        Ok(())
    }
}

/// The text that a code is made of: what an auditor hashes to find it again.
pub fn canonical_grid(draft: &Draft) -> String {
    form::text_of(&form::grid(draft))
}

/// The code of a grid. Offers, identifiers and spacing do not count.
pub fn fingerprint(draft: &Draft) -> Fingerprint {
    Fingerprint::of_digest(&Sha256::digest(canonical_grid(draft).as_bytes()))
}

/// A grid frozen: its code, when and by whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Seal {
    /// The code of the grid that was sealed. Where it is not the code of the
    /// grid at hand, the dossier was changed by another hand than this program's.
    pub fingerprint: Fingerprint,
    /// When.
    pub date: Date,
    /// By whom, as they call themselves; may be empty.
    pub author: String,
    /// A remark; may be empty.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_however_they_are_typed() {
        let digest: Vec<u8> = (0..32u8).map(|byte| byte.wrapping_mul(37)).collect();
        let code = Fingerprint::of_digest(&digest);
        let text = code.to_string();
        assert_eq!(text.len(), 29);
        assert_eq!(Fingerprint::parse(&text), Some(code));
        assert_eq!(Fingerprint::parse(&text.to_lowercase().replace('-', " ")), Some(code));
        let sloppy = text.replace('0', "o").replace('1', "l").replace('-', "·");
        assert_eq!(Fingerprint::parse(&sloppy), Some(code));
        assert_eq!(Fingerprint::from_bits(code.bits()), Some(code));
        for wrong in [
            "",
            "0000",
            &text[1..],
            &format!("{text}0"),
            &text.replace('0', "U").replacen(text.get(..1).unwrap(), "U", 1),
        ] {
            assert_eq!(Fingerprint::parse(wrong), None, "{wrong}");
        }
        assert_eq!(Fingerprint::from_bits(u128::MAX), None);
        assert_eq!(Fingerprint::from_bits(0).map(|zero| zero.to_string()).unwrap(), "00000-00000-00000-00000-00000");
    }
}

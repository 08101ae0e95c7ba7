//! Passphrases: never shown by `Debug`, overwritten when the last copy goes, and
//! made of what the platform's chance gives.

use std::fmt;
use std::rc::Rc;

use zeroize::Zeroizing;

/// A passphrase on its way from a field to its use.
#[derive(Clone, PartialEq)]
pub struct Secret(Rc<Zeroizing<String>>);

/// Nothing of a secret reaches a log, a test's message or a report.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// A passphrase as it was typed.
    pub fn new(text: String) -> Self {
        Self(Rc::new(Zeroizing::new(text)))
    }

    /// The passphrase itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// A passphrase of four words of three syllables: what is said on the telephone
    /// is written in one way only. `chance` is spread evenly over its 128 bits, far
    /// more than are used, so that each phrase is as likely as any other to less
    /// than one part in 2⁵⁵.
    pub fn proposed(chance: &Chance) -> Self {
        let mut left = u128::from_le_bytes(**chance.0);
        let mut phrase = String::with_capacity(WORDS * (2 * SYLLABLES + 1));
        for word in 0..WORDS {
            if word > 0 {
                phrase.push('-');
            }
            for _ in 0..SYLLABLES {
                for letters in [CONSONANTS, VOWELS] {
                    let count = letters.len() as u128;
                    // A remainder is within the list.
                    phrase.extend(letters.chars().nth((left % count) as usize));
                    left /= count;
                }
            }
        }
        Self::new(phrase)
    }

    /// Whether it is long enough to be worth anything, in characters without blanks.
    pub fn is_long_enough(&self) -> bool {
        self.reveal().chars().filter(|c| !c.is_whitespace()).count() >= SHORTEST
    }
}

/// Random bytes that only a secret is made of.
#[derive(Clone, PartialEq)]
pub struct Chance(Rc<Zeroizing<[u8; 16]>>);

impl Chance {
    /// Bytes of the platform.
    pub fn new(bytes: [u8; 16]) -> Self {
        Self(Rc::new(Zeroizing::new(bytes)))
    }
}

impl fmt::Debug for Chance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Chance(…)")
    }
}

/// Characters of the shortest passphrase that is taken.
pub const SHORTEST: usize = 12;

const WORDS: usize = 4;
const SYLLABLES: usize = 3;

/// None that sounds as another before some vowel (c, g, q, s, w, x, y), none that
/// is silent (h).
const CONSONANTS: &str = "bdfjklmnprtvz";
const VOWELS: &str = "aeiou";

/// How many phrases there are, as a power of two: the bits of a proposed one.
pub const BITS: u32 = ((CONSONANTS.len() * VOWELS.len()) as u128).pow((WORDS * SYLLABLES) as u32).ilog2();

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_proposed_phrase_has_the_bits_it_claims() {
        let letters: BTreeSet<char> = CONSONANTS.chars().chain(VOWELS.chars()).collect();
        assert_eq!(letters.len(), 18, "each letter once");
        assert!(letters.iter().all(char::is_ascii_lowercase));
        // (13 × 5)¹² = 65¹², and 2⁷² ≤ 65¹² < 2⁷³.
        assert_eq!(65_u128.pow(12), 5_688_009_063_105_712_890_625);
        assert!((1_u128 << 72..1 << 73).contains(&65_u128.pow(12)));
        assert_eq!(BITS, 72);
    }

    /// Each phrase comes from one number below 65¹²: none is made twice.
    #[test]
    fn every_digit_of_chance_is_used_once() {
        let phrase = |number: u128| Secret::proposed(&Chance::new(number.to_le_bytes())).reveal().to_owned();
        assert_eq!(phrase(0), "bababa-bababa-bababa-bababa");
        assert_eq!(phrase(65_u128.pow(12)), phrase(0), "the rest of chance changes nothing");
        assert_eq!(phrase(65_u128.pow(12) - 1), "zuzuzu-zuzuzu-zuzuzu-zuzuzu");
        let mut seen = BTreeSet::new();
        for place in 0..12 {
            for digit in 1..65 {
                assert!(seen.insert(phrase(digit * 65_u128.pow(place))));
            }
        }
        assert_eq!(seen.len(), 12 * 64);
    }

    #[test]
    fn it_is_never_shown_by_debug() {
        let chance = Chance::new([7; 16]);
        let secret = Secret::proposed(&chance);
        assert!(secret.is_long_enough() && !Secret::new("courte 1234".into()).is_long_enough());
        assert_eq!(format!("{secret:?}{chance:?}"), "Secret(…)Chance(…)");
    }
}

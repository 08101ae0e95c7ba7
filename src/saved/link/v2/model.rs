//! What the next bit of a body will probably be, learned from the bits before.
//!
//! Context mixing, as the PAQ family of compressors does it (Mahoney, 2005):
//! some contexts of the bit each remember how often a one followed, and a mixer
//! learns which of them to trust. The mixing is done in whole numbers, and both
//! tables by `libm`, so that every machine guesses the same. **Frozen**: another
//! guess is another format.

use crate::saved::link::records::bytes::{Mark, form};

/// Remembered contexts of a byte; the longest match with what came before is
/// one more, a constant the last.
const CONTEXTS: usize = 9;
const INPUTS: usize = CONTEXTS + 2;

/// What contexts remember, 4 bytes each: probability of a one (16 bits), check
/// of the context (8), occasions (8).
const SLOT_BITS: u32 = 20;
const EVEN: u32 = 0x8000;

/// Occasions after which a context learns no slower.
const SLOWEST: u32 = 60;
/// The same for the lengths of matches.
const SLOWEST_MATCH: u32 = 250;

/// Where bytes of the same hash were last seen.
const PLACES: usize = 1 << 14;
/// Bytes that must agree for a match.
const SHORTEST: usize = 5;

/// Sets of weights: by the form of the byte, and by the match.
const FORM_SETS: usize = 16;
const MATCH_SETS: usize = 8;
/// 65536 is one.
const FIRST_WEIGHT: i32 = 18_000;
const LEARNING: i32 = 10;

/// The largest logit, 256 for one.
const LIMIT: i32 = 2815;

/// Guesses bits and learns from them. A little over 4 MiB.
#[derive(Clone)]
pub(super) struct Model {
    /// Logits of probabilities of 12 bits, 256 for one.
    stretch: Vec<i32>,
    /// Probabilities of 16 bits of logits, from -[`LIMIT`].
    squash: Vec<i32>,
    /// By number of occasions, 65536 for one.
    rates: Vec<i32>,
    slots: Vec<u32>,
    places: Vec<u32>,
    /// By length of the match: the probability that it is right.
    matches: Vec<u32>,
    weights: Vec<[i32; INPUTS]>,
    /// Everything that was told so far.
    history: Vec<u8>,
    /// The first byte of a field when it came last, by field and by column.
    last: Vec<u8>,
    /// The letters since the last other character, and the word before, hashed.
    words: [u32; 2],
    /// Which byte of the history a match expects next (0 for no match), and how
    /// long the match is: 0 on trial, after a byte that was not expected.
    expected: usize,
    length: usize,
    byte: Byte,
    bit: Bit,
}

/// What is known of the byte at hand.
#[derive(Clone, Copy, Default)]
struct Byte {
    mark: Mark,
    /// Its bits so far, after a one.
    bits: u32,
    hashes: [u32; CONTEXTS],
    expected: Option<u32>,
    keys: [usize; 2],
}

/// What the guess of the bit at hand was made of.
#[derive(Clone, Copy, Default)]
struct Bit {
    slots: [(usize, u32); CONTEXTS],
    match_slot: Option<(usize, bool)>,
    inputs: [i32; INPUTS],
    sets: [usize; 2],
    guess: i32,
}

impl Model {
    /// Knows nothing yet.
    pub(super) fn new() -> Self {
        let logit = |p: i32| (libm::log(f64::from(p) / f64::from(4096 - p)) * 256.0) as i32;
        let probability = |x: i32| ((65_536.0 / (1.0 + libm::exp(f64::from(-x) / 256.0))) as i32).clamp(1, 65_535);
        Self {
            stretch: (0..4096).map(|p| logit(p.max(1))).collect(),
            squash: (-LIMIT..=LIMIT).map(probability).collect(),
            rates: (0..256).map(|n| 262_144 / (4 * n + 5)).collect(),
            slots: vec![0; 1 << SLOT_BITS],
            places: vec![0; PLACES],
            matches: vec![0xC000 << 16; 64],
            weights: vec![[FIRST_WEIGHT; INPUTS]; FORM_SETS + MATCH_SETS],
            history: Vec::new(),
            last: vec![0; 1024],
            words: [0; 2],
            expected: 0,
            length: 0,
            byte: Byte::default(),
            bit: Bit::default(),
        }
    }

    /// The next byte is part of this.
    pub(super) fn begin(&mut self, mark: Mark) {
        let Mark { form, record, field, detail, index } = mark;
        let (form, record, field, detail) = (u32::from(form), u32::from(record), u32::from(field), u32::from(detail));
        let index = u32::from(index.min(3));
        let back = |count: usize| {
            let end = self.history.len();
            let start = end.saturating_sub(count);
            self.history.get(start..end).unwrap_or_default().iter().fold(0u64, |all, byte| all << 8 | u64::from(*byte))
        };
        let one = back(1) as u32;
        let kind = form | record << 4 | field << 12;
        let keys = [hash(1, kind, 0), hash(2, kind, detail + 1)].map(|key| (key >> 22) as usize);
        let last = |key: usize| u32::from(self.last.get(key).copied().unwrap_or_default());
        let is_text = mark.form == form::TEXT;
        let at = if is_text { 0 } else { index };
        let within = if index == 0 { 256 } else { one };
        self.byte = Byte {
            mark,
            bits: 1,
            keys,
            hashes: [
                hash(0, form, at),
                hash(1, kind, at),
                if is_text {
                    hash(3, self.words[0], self.words[1])
                } else {
                    hash(3, kind ^ detail << 20, at << 9 | within)
                },
                if is_text {
                    hash(4, record, one)
                } else {
                    hash(4, kind ^ detail << 20, (at << 9 | within) << 8 | last(keys[1]))
                },
                hash(5, kind, (at << 9 | within) << 8 | last(keys[0])),
                hash(6, form, one),
                hash(7, form, back(2) as u32),
                hash(9, back(4) as u32, 0),
                hash(11, self.words[0], one),
            ],
            expected: (self.expected > 0)
                .then(|| self.history.get(self.expected).map(|byte| u32::from(*byte) | 256))
                .flatten(),
        };
    }

    /// How probable a one is, in 65536ths, never 0.
    pub(super) fn guess(&mut self) -> u32 {
        let byte = self.byte;
        let mut bit = Bit::default();
        let context = byte.bits.wrapping_mul(0x9E37_79B1);
        for (((place, slot), input), base) in bit.slots.iter_mut().zip(&mut bit.inputs).zip(byte.hashes) {
            let spread = (base ^ context).wrapping_mul(0x2C1B_3C6D);
            let spread = (spread ^ spread >> 15).wrapping_mul(0x297A_2D39);
            *place = (spread >> (32 - SLOT_BITS)) as usize;
            let check = spread & 0xFF;
            let known = self.slots.get(*place).copied().unwrap_or_default();
            *slot = if known != 0 && known >> 8 & 0xFF == check { known } else { EVEN << 16 | check << 8 };
            *input = stretched(&self.stretch, *slot >> 16);
        }
        let mut state = 0;
        if let Some(expected) = byte.expected {
            let taken = 32 - byte.bits.leading_zeros();
            // As long as the bits so far are those that were expected.
            if expected >> (9 - taken) == byte.bits {
                let is_one = expected >> (8 - taken) & 1 == 1;
                let bucket = if self.length < 16 { self.length } else { (16 + (self.length - 16) / 8).min(63) };
                let trust = stretched(&self.stretch, self.matches.get(bucket).map_or(EVEN, |slot| *slot >> 16));
                if let Some(input) = bit.inputs.get_mut(CONTEXTS) {
                    *input = if is_one { trust } else { -trust };
                }
                bit.match_slot = Some((bucket, is_one));
                state = match self.length {
                    0 => 1,
                    1..8 => 2,
                    8..16 => 3,
                    16..32 => 4,
                    _ => 5,
                };
            }
        }
        if let Some(input) = bit.inputs.last_mut() {
            *input = 256;
        }
        let form = usize::from(byte.mark.form) * 2 + usize::from(byte.mark.index > 0);
        bit.sets = [form.min(FORM_SETS - 1), FORM_SETS + state];
        let sum: i64 = bit.sets.iter().map(|set| self.dot(*set, &bit.inputs)).sum();
        let logit = (sum >> 17).clamp(i64::from(-LIMIT), i64::from(LIMIT)) as i32;
        bit.guess = self.squash.get((logit + LIMIT) as usize).copied().unwrap_or(32_768);
        self.bit = bit;
        bit.guess as u32
    }

    fn dot(&self, set: usize, inputs: &[i32; INPUTS]) -> i64 {
        let weights = self.weights.get(set).into_iter().flatten();
        weights.zip(inputs).map(|(weight, input)| i64::from(*weight) * i64::from(*input)).sum()
    }

    /// The bit was this.
    pub(super) fn learn(&mut self, is_one: bool) {
        let bit = self.bit;
        let error = (if is_one { 65_536 } else { 0 } - bit.guess) * LEARNING;
        for set in bit.sets {
            for (weight, input) in self.weights.get_mut(set).into_iter().flatten().zip(bit.inputs) {
                *weight += ((i64::from(input) * i64::from(error) + 0x8_0000) >> 20) as i32;
            }
        }
        for (place, known) in bit.slots {
            let learned = learned(known, is_one, SLOWEST, &self.rates);
            if let Some(slot) = self.slots.get_mut(place) {
                *slot = learned;
            }
        }
        if let Some((bucket, expected)) = bit.match_slot
            && let Some(slot) = self.matches.get_mut(bucket)
        {
            *slot = learned(*slot, expected == is_one, SLOWEST_MATCH, &self.rates);
        }
        self.byte.bits = self.byte.bits << 1 | u32::from(is_one);
    }

    /// All bits of the byte were told.
    pub(super) fn end(&mut self) {
        let byte = self.byte.bits as u8;
        if self.byte.mark.index == 0 {
            for key in self.byte.keys {
                if let Some(last) = self.last.get_mut(key) {
                    *last = byte;
                }
            }
        }
        let is_letter = self.byte.mark.form == form::TEXT && (byte.is_ascii_alphabetic() || byte >= 128);
        let [word, _] = self.words;
        if is_letter {
            self.words[0] = hash(12, word, byte.to_ascii_lowercase().into()) | 1;
        } else if word != 0 {
            self.words = [0, word];
        }
        let was_right = self.expected > 0 && self.history.get(self.expected) == Some(&byte);
        self.history.push(byte);
        // After a byte that was not expected the same place goes on, on trial.
        self.length = if was_right { self.length + 1 } else { 0 };
        self.expected += usize::from(self.expected > 0);
        self.find_match();
    }

    /// Remembers this place, and looks for one like it unless there is one.
    fn find_match(&mut self) {
        let Some(latest) = self.history.last_chunk::<SHORTEST>() else { return };
        let key = latest.iter().fold(0, |all, byte| hash(13, all, u32::from(*byte))) >> 18;
        let Some(place) = self.places.get_mut(key as usize) else { return };
        let candidate = *place as usize;
        *place = u32::try_from(self.history.len()).unwrap_or_default();
        if self.length > 0 || candidate == 0 {
            return;
        }
        let (earlier, here) = (self.history.get(..candidate).unwrap_or_default(), &self.history);
        let length =
            earlier.iter().rev().zip(here.iter().rev()).take(32).take_while(|(one, other)| one == other).count();
        if length >= SHORTEST {
            (self.expected, self.length) = (candidate, length);
        }
    }
}

/// A slot after one more occasion.
fn learned(slot: u32, is_one: bool, slowest: u32, rates: &[i32]) -> u32 {
    let (probability, occasions) = ((slot >> 16) as i32, slot & 0xFF);
    let rate = rates.get(occasions as usize).copied().unwrap_or_default();
    let goal = if is_one { 65_535 } else { 0 };
    let moved = probability + ((i64::from(goal - probability) * i64::from(rate)) >> 16) as i32;
    (moved.clamp(1, 65_534) as u32) << 16 | slot & 0xFF00 | (occasions + 1).min(slowest)
}

fn hash(salt: u32, one: u32, other: u32) -> u32 {
    let mixed = (one.wrapping_mul(0x85EB_CA6B) ^ other.wrapping_add(salt << 27 | salt)).wrapping_mul(0xC2B2_AE35);
    let mixed = (mixed ^ mixed >> 15).wrapping_add(one.rotate_left(13)).wrapping_mul(0x27D4_EB2F);
    mixed ^ mixed >> 16
}

fn stretched(stretch: &[i32], probability: u32) -> i32 {
    stretch.get((probability >> 4) as usize).copied().unwrap_or_default()
}

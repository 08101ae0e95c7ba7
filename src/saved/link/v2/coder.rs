//! Bytes as bits of which only what was not foreseen is written: binary
//! arithmetic coding (Witten, Neal and Cleary, 1987) with the guesses of a
//! [`Model`]. **Frozen.**

use super::model::Model;
use crate::saved::link::records::bytes::{Mark, Source, Stop};

/// The interval that is left, both ends within.
#[derive(Clone, Copy)]
struct Range {
    low: u32,
    high: u32,
}

impl Range {
    const ALL: Self = Self { low: 0, high: u32::MAX };

    /// Where ones end and zeros begin, by the guess of a one in 65536ths.
    fn middle(self, guess: u32) -> u32 {
        self.low + ((u64::from(self.high - self.low) * u64::from(guess)) >> 16) as u32
    }

    fn narrow(&mut self, middle: u32, is_one: bool) {
        if is_one {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
    }

    /// The first byte, when nothing can change it any more; it goes.
    fn settled(&mut self) -> Option<u8> {
        let byte = self.low >> 24;
        (byte == self.high >> 24).then(|| {
            (self.low, self.high) = (self.low << 8, self.high << 8 | 0xFF);
            byte as u8
        })
    }
}

/// Tells a model the bytes without writing them.
pub(super) fn teach(model: &mut Model, bytes: &[u8], marks: &[Mark]) {
    encode(model, bytes, marks);
}

/// What a model needs to be told so that it knows these bytes.
pub(super) fn encode(model: &mut Model, bytes: &[u8], marks: &[Mark]) -> Vec<u8> {
    let (mut range, mut packed) = (Range::ALL, Vec::new());
    for (byte, mark) in bytes.iter().zip(marks) {
        model.begin(*mark);
        for place in (0..8).rev() {
            let is_one = byte >> place & 1 == 1;
            let middle = range.middle(model.guess());
            range.narrow(middle, is_one);
            model.learn(is_one);
            while let Some(byte) = range.settled() {
                packed.push(byte);
            }
        }
        model.end();
    }
    packed.extend(shortest_within(range));
    packed
}

/// The fewest bytes that lie within, whatever zeros follow them.
fn shortest_within(range: Range) -> Vec<u8> {
    let mut bytes = 0u32.to_be_bytes();
    for count in 0..=4u32 {
        let below = if count == 4 { 0 } else { u32::MAX >> (8 * count) };
        if let Some(value) = range.low.checked_add(below).map(|value| value & !below)
            && value <= range.high
        {
            bytes = value.to_be_bytes();
            return bytes.into_iter().take(count as usize).collect();
        }
    }
    bytes.to_vec()
}

/// Reads back what [`encode`] wrote.
pub(super) struct Decoder<'a> {
    model: Model,
    range: Range,
    /// The bits at hand.
    window: u32,
    packed: &'a [u8],
    /// The next byte to take; zeros follow the last one.
    next: usize,
    /// How many bytes may be taken.
    end: usize,
    /// How many bytes come out yet.
    left: usize,
}

impl<'a> Decoder<'a> {
    /// `left` bytes come out of these. Where the end is missing, what depends on
    /// it does not come out.
    pub(super) fn new(model: Model, packed: &'a [u8], is_complete: bool, left: usize) -> Self {
        let end = packed.len() + if is_complete { 4 } else { 0 };
        let mut decoder = Self { model, range: Range::ALL, window: 0, packed, next: 0, end, left };
        (0..4).for_each(|_| decoder.take());
        decoder
    }

    fn take(&mut self) {
        let byte = self.packed.get(self.next).copied().unwrap_or_default();
        self.window = self.window << 8 | u32::from(byte);
        self.next += 1;
    }
}

impl Source for Decoder<'_> {
    fn next(&mut self, mark: Mark) -> Result<u8, Stop> {
        self.left = self.left.checked_sub(1).ok_or(Stop)?;
        self.model.begin(mark);
        let mut byte = 0;
        for _ in 0..8 {
            if self.next > self.end {
                return Err(Stop);
            }
            let middle = self.range.middle(self.model.guess());
            let is_one = self.window <= middle;
            self.range.narrow(middle, is_one);
            self.model.learn(is_one);
            while self.range.settled().is_some() {
                self.take();
            }
            byte = byte << 1 | u8::from(is_one);
        }
        self.model.end();
        Ok(byte)
    }

    fn left(&self) -> usize {
        self.left
    }
}

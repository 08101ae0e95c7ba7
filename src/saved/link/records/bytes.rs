//! Numbers, texts, decimals and dates as bytes, and back.
//!
//! The reader trusts nothing: it never allocates by a number that it read, and
//! stops at the first byte that the writer would not have written. Each byte
//! bears a [`Mark`], by which version 2 guesses it; version 1 needs none.

use crate::dossier::Date;
use crate::engine::Decimal;

/// In the byte after a decimal: zeros were taken off the end.
const ZEROS: u8 = 32;
/// In the byte after a decimal: below zero.
const NEGATIVE: u8 = 128;

/// What a byte is part of. Frozen with version 2: writer and reader give the
/// same marks to the same bytes, or nothing can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::saved::link) struct Mark {
    /// A number of [`form`].
    pub(in crate::saved::link) form: u8,
    /// Which byte of the field, from 0; 255 for all later ones.
    pub(in crate::saved::link) index: u8,
    /// A number of [`record`].
    pub(in crate::saved::link) record: u8,
    /// Which field of the record, from 1.
    pub(in crate::saved::link) field: u8,
    /// Which one of its kind: the number of a measure, or of a level.
    pub(in crate::saved::link) detail: u16,
}

/// Forms of fields.
pub(in crate::saved::link) mod form {
    pub(in crate::saved::link) const BYTE: u8 = 0;
    pub(in crate::saved::link) const NUMBER: u8 = 1;
    pub(in crate::saved::link) const LENGTH: u8 = 2;
    pub(in crate::saved::link) const TEXT: u8 = 3;
    pub(in crate::saved::link) const DIGITS: u8 = 4;
    pub(in crate::saved::link) const SCALE: u8 = 5;
    pub(in crate::saved::link) const DATE: u8 = 6;
    pub(in crate::saved::link) const BITS: u8 = 7;
}

/// Records.
pub(in crate::saved::link) mod record {
    pub(in crate::saved::link) const HEADER: u8 = 0;
    pub(in crate::saved::link) const CRITERION: u8 = 1;
    pub(in crate::saved::link) const MEASURE: u8 = 2;
    pub(in crate::saved::link) const LEVEL: u8 = 3;
    pub(in crate::saved::link) const METHOD: u8 = 4;
    pub(in crate::saved::link) const INFORMATION: u8 = 5;
    pub(in crate::saved::link) const REQUIREMENT: u8 = 6;
    pub(in crate::saved::link) const DETECTOR: u8 = 7;
    pub(in crate::saved::link) const COST_PLAN: u8 = 8;
    pub(in crate::saved::link) const GATE: u8 = 9;
    pub(in crate::saved::link) const PROFILE: u8 = 10;
    pub(in crate::saved::link) const WEIGHT: u8 = 11;
    pub(in crate::saved::link) const OFFER: u8 = 12;
    pub(in crate::saved::link) const OPINION: u8 = 13;
    pub(in crate::saved::link) const COST: u8 = 14;
    pub(in crate::saved::link) const CURVE: u8 = 15;
    /// The check of version 2.
    pub(in crate::saved::link) const CHECK: u8 = 16;
    /// The sections of version 2; each one's code is added.
    pub(in crate::saved::link) const SECTION: u8 = 17;
    /// The fact of a measure; its kind is added.
    pub(in crate::saved::link) const FACT: u8 = 32;
}

/// Gives each byte its mark.
#[derive(Default)]
struct Marker {
    mark: Mark,
}

impl Marker {
    fn about(&mut self, record: u8, detail: usize) {
        self.mark = Mark { record, detail: u16::try_from(detail).unwrap_or(u16::MAX), ..Mark::default() };
    }

    fn field(&mut self, form: u8) {
        (self.mark.form, self.mark.index) = (form, 0);
        self.mark.field = self.mark.field.saturating_add(1);
    }

    fn next(&mut self) -> Mark {
        let mark = self.mark;
        self.mark.index = mark.index.saturating_add(1);
        mark
    }
}

/// Bytes being written.
#[derive(Default)]
pub(in crate::saved::link) struct Writer {
    bytes: Vec<u8>,
    marks: Vec<Mark>,
    marker: Marker,
    check: u8,
}

/// The check of some bytes and one more.
fn checked(check: u8, byte: u8) -> u8 {
    check.wrapping_mul(31).wrapping_add(byte)
}

impl Writer {
    pub(in crate::saved::link) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// How many bytes were written.
    pub(in crate::saved::link) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The bytes of another one behind these.
    pub(in crate::saved::link) fn append(&mut self, other: Self) {
        for (byte, mark) in other.bytes.into_iter().zip(other.marks) {
            self.check = checked(self.check, byte);
            self.bytes.push(byte);
            self.marks.push(mark);
        }
    }

    /// The bytes, each with what it is part of.
    pub(in crate::saved::link) fn into_marked(self) -> (Vec<u8>, Vec<Mark>) {
        (self.bytes, self.marks)
    }

    /// What follows is part of this record; `detail` tells those of a kind apart.
    pub(in crate::saved::link) fn about(&mut self, record: u8, detail: usize) {
        self.marker.about(record, detail);
    }

    /// A byte by which damage before it is noticed.
    pub(in crate::saved::link) fn check(&mut self) {
        self.about(record::CHECK, 0);
        self.byte(self.check);
    }

    fn push(&mut self, byte: u8) {
        self.check = checked(self.check, byte);
        self.bytes.push(byte);
        self.marks.push(self.marker.next());
    }

    pub(in crate::saved::link) fn byte(&mut self, byte: u8) {
        self.marker.field(form::BYTE);
        self.push(byte);
    }

    pub(in crate::saved::link) fn number(&mut self, number: u128) {
        self.number_as(form::NUMBER, number);
    }

    fn number_as(&mut self, form: u8, mut number: u128) {
        self.marker.field(form);
        while number >= 128 {
            self.push((number & 127) as u8 | 128);
            number >>= 7;
        }
        self.push(number as u8);
    }

    pub(in crate::saved::link) fn size(&mut self, size: usize) {
        self.number(size as u128);
    }

    /// Bits in whole bytes.
    pub(in crate::saved::link) fn bits(&mut self, bytes: impl Iterator<Item = u8>) {
        self.marker.field(form::BITS);
        bytes.for_each(|byte| self.push(byte));
    }

    /// UTF-8 whose length stands elsewhere.
    pub(in crate::saved::link) fn raw_text(&mut self, text: &str) {
        self.marker.field(form::TEXT);
        text.bytes().for_each(|byte| self.push(byte));
    }

    pub(in crate::saved::link) fn text(&mut self, text: &str) {
        self.number_as(form::LENGTH, text.len() as u128);
        self.raw_text(text);
    }

    pub(in crate::saved::link) fn decimal(&mut self, decimal: Decimal) {
        let mut digits = decimal.digits().unsigned_abs();
        let mut extra = decimal.scale() as u8;
        if extra == 0 && digits >= 1000 {
            // Round amounts are frequent and long.
            let mut zeros = 0;
            let mut short = digits;
            while short.is_multiple_of(10) {
                short /= 10;
                zeros += 1;
            }
            if zeros > 2 {
                digits = short;
                extra = ZEROS + zeros;
            }
        }
        if decimal.is_negative() {
            extra |= NEGATIVE;
        }
        self.number_as(form::DIGITS, digits << 1 | u128::from(extra != 0));
        if extra != 0 {
            self.marker.field(form::SCALE);
            self.push(extra);
        }
    }

    pub(in crate::saved::link) fn date(&mut self, date: Date) {
        let (year, month, day) = date.parts();
        let month = u128::from(month.unwrap_or(0));
        self.number_as(form::DATE, (u128::from(year) * 13 + month) * 32 + u128::from(day.unwrap_or(0)));
    }
}

/// The bytes end here, or cannot be what the writer wrote. Which of both is
/// the business of the checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::saved::link) struct Stop;

/// Where bytes come from when they do not lie there as they are.
pub(in crate::saved::link) trait Source {
    /// The next byte, by what it is part of.
    fn next(&mut self, mark: Mark) -> Result<u8, Stop>;

    /// At most how many bytes follow.
    fn left(&self) -> usize;
}

/// Bytes being read.
pub(in crate::saved::link) struct Reader<'a> {
    /// What is left, where bytes lie there as they are.
    plain: &'a [u8],
    source: Option<&'a mut dyn Source>,
    marker: Marker,
    check: u8,
}

impl<'a> Reader<'a> {
    pub(in crate::saved::link) fn new(bytes: &'a [u8]) -> Self {
        Self { plain: bytes, source: None, marker: Marker::default(), check: 0 }
    }

    pub(in crate::saved::link) fn from_source(source: &'a mut dyn Source) -> Self {
        Self { plain: &[], source: Some(source), marker: Marker::default(), check: 0 }
    }

    /// What is left of bytes that lie there as they are.
    pub(in crate::saved::link) fn rest(&self) -> &'a [u8] {
        self.plain
    }

    /// At most how many bytes follow.
    pub(in crate::saved::link) fn left(&self) -> usize {
        self.source.as_ref().map_or(self.plain.len(), |source| source.left())
    }

    /// What follows is part of this record; `detail` tells those of a kind apart.
    pub(in crate::saved::link) fn about(&mut self, record: u8, detail: usize) {
        self.marker.about(record, detail);
    }

    /// Stops where a byte before is not what was written.
    pub(in crate::saved::link) fn check(&mut self) -> Result<(), Stop> {
        let expected = self.check;
        self.about(record::CHECK, 0);
        if self.byte()? == expected { Ok(()) } else { Err(Stop) }
    }

    fn next(&mut self) -> Result<u8, Stop> {
        let mark = self.marker.next();
        let byte = match &mut self.source {
            Some(source) => source.next(mark)?,
            None => {
                let (first, rest) = self.plain.split_first().ok_or(Stop)?;
                self.plain = rest;
                *first
            }
        };
        self.check = checked(self.check, byte);
        Ok(byte)
    }

    pub(in crate::saved::link) fn byte(&mut self) -> Result<u8, Stop> {
        self.marker.field(form::BYTE);
        self.next()
    }

    fn some(&mut self, form: u8, count: usize) -> Result<Vec<u8>, Stop> {
        if count > self.left() {
            return Err(Stop);
        }
        self.marker.field(form);
        (0..count).map(|_| self.next()).collect()
    }

    /// Bits in so many bytes.
    pub(in crate::saved::link) fn bits(&mut self, count: usize) -> Result<Vec<u8>, Stop> {
        self.some(form::BITS, count)
    }

    pub(in crate::saved::link) fn number(&mut self) -> Result<u128, Stop> {
        self.number_as(form::NUMBER)
    }

    fn number_as(&mut self, form: u8) -> Result<u128, Stop> {
        self.marker.field(form);
        let mut number = 0u128;
        for shift in (0..126).step_by(7) {
            let byte = self.next()?;
            number |= u128::from(byte & 127) << shift;
            if byte < 128 {
                // A zero at the end would be a longer form of the same number.
                return if byte == 0 && shift > 0 { Err(Stop) } else { Ok(number) };
            }
        }
        Err(Stop)
    }

    /// A number up to `limit`.
    pub(in crate::saved::link) fn size(&mut self, limit: usize) -> Result<usize, Stop> {
        within(self.number()?, limit)
    }

    /// A number up to `limit` if the bit is set, else 0.
    pub(in crate::saved::link) fn size_if(&mut self, is_there: bool, limit: usize) -> Result<usize, Stop> {
        if is_there { self.size(limit) } else { Ok(0) }
    }

    /// UTF-8 of so many bytes.
    pub(in crate::saved::link) fn raw_text(&mut self, bytes: usize) -> Result<String, Stop> {
        String::from_utf8(self.some(form::TEXT, bytes)?).map_err(|_| Stop)
    }

    pub(in crate::saved::link) fn text(&mut self) -> Result<String, Stop> {
        let length = self.number_as(form::LENGTH)?;
        self.raw_text(within(length, self.left())?)
    }

    /// A text if the bit is set, else an empty one.
    pub(in crate::saved::link) fn text_if(&mut self, is_there: bool) -> Result<String, Stop> {
        if is_there { self.text() } else { Ok(String::new()) }
    }

    pub(in crate::saved::link) fn decimal(&mut self) -> Result<Decimal, Stop> {
        let number = self.number_as(form::DIGITS)?;
        let extra = if number & 1 == 1 { self.some(form::SCALE, 1)?.first().copied().ok_or(Stop)? } else { 0 };
        let mut digits = i128::try_from(number >> 1).map_err(|_| Stop)?;
        let mut scale = u32::from(extra & !NEGATIVE);
        if scale > u32::from(ZEROS) {
            let zeros = 10i128.checked_pow(scale - u32::from(ZEROS)).ok_or(Stop)?;
            digits = digits.checked_mul(zeros).ok_or(Stop)?;
            scale = 0;
        }
        if extra & NEGATIVE != 0 {
            digits = -digits;
        }
        Decimal::new(digits, scale).map_err(|_| Stop)
    }

    pub(in crate::saved::link) fn date(&mut self) -> Result<Date, Stop> {
        let number = self.number_as(form::DATE)?;
        let part = |value: u128| u8::try_from(value).ok().filter(|value| *value > 0);
        let year = u16::try_from(number / (13 * 32)).map_err(|_| Stop)?;
        Date::new(year, part(number / 32 % 13), part(number % 32)).ok_or(Stop)
    }

    pub(in crate::saved::link) fn date_if(&mut self, is_there: bool) -> Result<Option<Date>, Stop> {
        if is_there { self.date().map(Some) } else { Ok(None) }
    }
}

fn within(number: u128, limit: usize) -> Result<usize, Stop> {
    usize::try_from(number).ok().filter(|number| *number <= limit).ok_or(Stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_every_digit() {
        for text in ["0", "0.00", "12.50", "-0.5", "100", "2172000.00", "1240000", "999999999999999999", "-1000000"] {
            let decimal = Decimal::parse(text).unwrap();
            let mut writer = Writer::default();
            writer.decimal(decimal);
            let bytes = writer.into_bytes();
            let mut reader = Reader::new(&bytes);
            assert_eq!(reader.decimal().map(|d| d.to_string()), Ok(text.to_string()));
            assert!(reader.rest().is_empty());
        }
    }

    #[test]
    fn refuses_what_the_writer_does_not_write() {
        for bytes in [&[][..], &[128], &[128, 0], &[255; 19], &[1], &[3, 19], &[3, 127]] {
            assert_eq!(Reader::new(bytes).decimal(), Err(Stop), "{bytes:?}");
        }
        assert_eq!(Reader::new(&[5, b'a']).text(), Err(Stop));
        assert_eq!(Reader::new(&[1, 0xff]).text(), Err(Stop));
        assert_eq!(Reader::new(&[3]).date(), Err(Stop));
    }
}

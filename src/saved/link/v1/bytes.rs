//! Numbers, texts, decimals and dates as bytes, and back.
//!
//! The reader trusts nothing: it never allocates by a number that it read, and
//! stops at the first byte that the writer would not have written.

use crate::dossier::Date;
use crate::engine::Decimal;

/// In the byte after a decimal: zeros were taken off the end.
const ZEROS: u8 = 32;
/// In the byte after a decimal: below zero.
const NEGATIVE: u8 = 128;

/// Bytes being written.
#[derive(Default)]
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    pub(super) fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    pub(super) fn number(&mut self, mut number: u128) {
        while number >= 128 {
            self.0.push((number & 127) as u8 | 128);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    pub(super) fn size(&mut self, size: usize) {
        self.number(size as u128);
    }

    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.size(text.len());
        self.raw(text.as_bytes());
    }

    pub(super) fn decimal(&mut self, decimal: Decimal) {
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
        self.number(digits << 1 | u128::from(extra != 0));
        if extra != 0 {
            self.byte(extra);
        }
    }

    pub(super) fn date(&mut self, date: Date) {
        let (year, month, day) = date.parts();
        let month = u128::from(month.unwrap_or(0));
        self.number((u128::from(year) * 13 + month) * 32 + u128::from(day.unwrap_or(0)));
    }
}

/// The bytes end here, or cannot be what the writer wrote. Which of both is
/// the business of the checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stop;

/// Bytes being read.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.0
    }

    pub(super) fn byte(&mut self) -> Result<u8, Stop> {
        let (first, rest) = self.0.split_first().ok_or(Stop)?;
        self.0 = rest;
        Ok(*first)
    }

    pub(super) fn bytes(&mut self, count: usize) -> Result<&'a [u8], Stop> {
        let (bytes, rest) = self.0.split_at_checked(count).ok_or(Stop)?;
        self.0 = rest;
        Ok(bytes)
    }

    pub(super) fn number(&mut self) -> Result<u128, Stop> {
        let mut number = 0u128;
        for shift in (0..126).step_by(7) {
            let byte = self.byte()?;
            number |= u128::from(byte & 127) << shift;
            if byte < 128 {
                // A zero at the end would be a longer form of the same number.
                return if byte == 0 && shift > 0 { Err(Stop) } else { Ok(number) };
            }
        }
        Err(Stop)
    }

    /// A number up to `limit`.
    pub(super) fn size(&mut self, limit: usize) -> Result<usize, Stop> {
        let size = usize::try_from(self.number()?).map_err(|_| Stop)?;
        if size > limit { Err(Stop) } else { Ok(size) }
    }

    /// A number up to `limit` if the bit is set, else 0.
    pub(super) fn size_if(&mut self, is_there: bool, limit: usize) -> Result<usize, Stop> {
        if is_there { self.size(limit) } else { Ok(0) }
    }

    /// UTF-8 of so many bytes.
    pub(super) fn raw_text(&mut self, bytes: usize) -> Result<&'a str, Stop> {
        std::str::from_utf8(self.bytes(bytes)?).map_err(|_| Stop)
    }

    pub(super) fn text(&mut self) -> Result<String, Stop> {
        let length = self.size(self.0.len())?;
        self.raw_text(length).map(str::to_string)
    }

    /// A text if the bit is set, else an empty one.
    pub(super) fn text_if(&mut self, is_there: bool) -> Result<String, Stop> {
        if is_there { self.text() } else { Ok(String::new()) }
    }

    pub(super) fn decimal(&mut self) -> Result<Decimal, Stop> {
        let number = self.number()?;
        let extra = if number & 1 == 1 { self.byte()? } else { 0 };
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

    pub(super) fn date(&mut self) -> Result<Date, Stop> {
        let number = self.number()?;
        let part = |value: u128| u8::try_from(value).ok().filter(|value| *value > 0);
        let year = u16::try_from(number / (13 * 32)).map_err(|_| Stop)?;
        Date::new(year, part(number / 32 % 13), part(number % 32)).ok_or(Stop)
    }

    pub(super) fn date_if(&mut self, is_there: bool) -> Result<Option<Date>, Stop> {
        if is_there { self.date().map(Some) } else { Ok(None) }
    }
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

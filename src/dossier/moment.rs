//! A moment, to the minute: when somebody did something.

use std::fmt;

use super::date::Date;

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// A day and a minute of it, in the local time of whoever wrote it:
/// `2026-11-22T08:41`. Later ones are greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day; never only a month or a year.
    pub date: Date,
    /// The minute of the day, from 0 to 1 439.
    pub minute: u32,
}

impl Moment {
    /// Reads `2026-11-22T08:41`; nothing when it is no such moment.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = text.split_once('T')?;
        let date = Date::parse(day).filter(|date| matches!(date.parts(), (_, Some(_), Some(_))))?;
        let (hours, minutes) = time.split_once(':')?;
        let two = |digits: &str| {
            (digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse::<u32>().ok())?
        };
        let (hours, minutes) = (two(hours)?, two(minutes)?);
        (hours < 24 && minutes < 60).then_some(Self { date, minute: hours * 60 + minutes })
    }

    /// A moment of a full day, if there is such a one.
    pub fn new(date: Date, hour: u8, minute: u8) -> Option<Self> {
        let is_day = date.parts().2.is_some();
        (is_day && hour < 24 && minute < 60).then_some(Self { date, minute: u32::from(hour) * 60 + u32::from(minute) })
    }

    /// The next minute of the same day; the last one stays.
    pub fn next(self) -> Self {
        Self { minute: (self.minute + 1).min(DAY - 1), ..self }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.date, self.minute / 60, self.minute % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_moments_and_refuses_what_is_none() {
        for text in ["2026-11-22T08:41", "2024-02-29T00:00", "9999-12-31T23:59"] {
            assert_eq!(Moment::parse(text).map(|moment| moment.to_string()).as_deref(), Some(text));
        }
        for text in [
            "",
            "2026-11-22",
            "2026-11T08:41",
            "2026-11-22T24:00",
            "2026-11-22T8:41",
            "2026-11-22T08:60",
            "2026-11-22T08:41:00",
            "2026-11-22T+8:41",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
        let last = Moment::parse("2026-11-22T23:59").unwrap();
        assert_eq!(last.next(), last);
        assert!(Moment::parse("2026-11-22T23:58").unwrap().next() == last);
    }
}

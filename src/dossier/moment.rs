//! A moment, to the minute: when somebody did something.

use std::fmt;

use super::date::Date;

/// A day with hour and minute, of the clock of whoever wrote: `2026-11-22T08:41`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    date: Date,
    hour: u8,
    minute: u8,
}

impl Moment {
    /// A moment of a full day, if there is such a one.
    pub fn new(date: Date, hour: u8, minute: u8) -> Option<Self> {
        let is_day = date.parts().2.is_some();
        (is_day && hour < 24 && minute < 60).then_some(Self { date, hour, minute })
    }

    /// Reads `2026-11-22T08:41`; nothing when it is anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('T')?;
        let (hour, minute) = time.split_once(':')?;
        let two = |digits: &str| match *digits.as_bytes() {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some((tens - b'0') * 10 + ones - b'0'),
            _ => None,
        };
        Self::new(Date::parse(date)?, two(hour)?, two(minute)?)
    }

    /// Its day.
    pub fn date(self) -> Date {
        self.date
    }

    /// Hour (0 to 23) and minute.
    pub fn time(self) -> (u8, u8) {
        (self.hour, self.minute)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.date, self.hour, self.minute)
    }
}

//! A date as procurement writes it: a year, a month or a day.

use std::fmt;

/// A partial ISO 8601 date: `2024`, `2024-06` or `2024-06-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl Date {
    /// Reads an ISO date; nothing when it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|m| digits(m, 2)).map_or(Some(None), |m| m.map(Some))?;
        let day = parts.next().map(|d| digits(d, 2)).map_or(Some(None), |d| d.map(Some))?;
        if parts.next().is_some() {
            return None;
        }
        Self::new(year, month.map(|m| m as u8), day.map(|d| d as u8))
    }

    /// A date, if there is such a day.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let is_valid = match (month, day) {
            (None, None) => true,
            (Some(month), None) => (1..=12).contains(&month),
            (Some(month), Some(day)) => (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day),
            (None, Some(_)) => false,
        };
        ((1..=9999).contains(&year) && is_valid).then_some(Self { year, month, day })
    }

    /// The last day that it may mean.
    pub fn last_day(self) -> Self {
        let month = self.month.unwrap_or(12);
        Self { month: Some(month), day: self.day.or(Some(days_in(self.year, month))), ..self }
    }

    /// The first day that it may mean.
    pub fn first_day(self) -> Self {
        Self { month: self.month.or(Some(1)), day: self.day.or(Some(1)), ..self }
    }

    /// Whether more than so many months lie between it and another date, for sure:
    /// from its last day to the first day of the other.
    pub fn is_older_than(self, months: u32, at: Self) -> bool {
        let (first, last) = (at.first_day(), self.last_day());
        let count = |date: Self| u32::from(date.year) * 12 + u32::from(date.month.unwrap_or(1));
        let (end, now) = (count(last) + months, count(first));
        // A day that the month does not have ends with the month.
        let day = |date: Self| date.day.unwrap_or(1);
        end < now || end == now && day(last).min(days_in(first.year, first.month.unwrap_or(1))) < day(first)
    }

    /// Year, month and day.
    pub fn parts(self) -> (u16, Option<u8>, Option<u8>) {
        (self.year, self.month, self.day)
    }
}

fn digits(text: &str, length: usize) -> Option<u16> {
    (text.len() == length && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_have_a_first_and_a_last_day() {
        for (text, first, last) in [
            ("2028", "2028-01-01", "2028-12-31"),
            ("2028-02", "2028-02-01", "2028-02-29"),
            ("2027-02", "2027-02-01", "2027-02-28"),
            ("2026-06-15", "2026-06-15", "2026-06-15"),
        ] {
            let date = Date::parse(text).unwrap();
            assert_eq!((date.first_day().to_string(), date.last_day().to_string()), (first.into(), last.into()));
        }
    }

    #[test]
    fn ages_are_counted_where_they_are_sure() {
        for (seen, at, months, is_older) in [
            ("2025-07-01", "2026-07-01", 12, false),
            ("2025-06-30", "2026-07-01", 12, true),
            ("2025-07", "2026-07-31", 12, false),
            ("2025-06", "2026-07", 12, true),
            ("2025", "2026-12-31", 12, false),
            ("2025", "2027", 12, true),
            ("2024-02-29", "2027-02-28", 36, false),
            ("2024-02-29", "2027-03-01", 36, true),
            ("2026-07-02", "2026-07-01", 0, false),
        ] {
            let (from, to) = (Date::parse(seen).unwrap(), Date::parse(at).unwrap());
            assert_eq!(from.is_older_than(months, to), is_older, "{seen} {at} {months}");
        }
    }

    #[test]
    fn reads_partial_dates_and_refuses_what_is_none() {
        for text in ["2024", "2024-06", "2024-02-29", "2026-11-30"] {
            assert_eq!(Date::parse(text).map(|d| d.to_string()).as_deref(), Some(text));
        }
        for text in ["", "24", "2024-13", "2023-02-29", "2024-6", "2024-06-31", "2024-06-30-1", "0000", "+024"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}

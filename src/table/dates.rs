//! Dates as people type them in a field or a cell, in either language.

use crate::dossier::Date;
use crate::i18n::Lang;

/// A date as it is written in a field: `31/05/2023`, `05/2023`, `2023`; in
/// English `2023-05-31`.
pub fn date_text(lang: Lang, date: Date) -> String {
    match (lang, date.parts()) {
        (Lang::Fr, (year, Some(month), Some(day))) => format!("{day:02}/{month:02}/{year:04}"),
        (Lang::Fr, (year, Some(month), None)) => format!("{month:02}/{year:04}"),
        _ => date.to_string(),
    }
}

/// Reads a date, in the form of either language.
pub fn read_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if !text.contains('/') {
        return Date::parse(text);
    }
    let parts: Vec<&str> = text.split('/').map(str::trim).collect();
    let number = |part: &str| part.parse::<u8>().ok();
    match parts.as_slice() {
        [day, month, year] if year.len() == 4 => {
            Date::new(year.parse().ok()?, Some(number(month)?), Some(number(day)?))
        }
        [month, year] if year.len() == 4 => Date::new(year.parse().ok()?, Some(number(month)?), None),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_they_are_written() {
        for text in ["2023-05-31", "2023-05", "2023"] {
            let date = Date::parse(text).unwrap();
            for lang in Lang::ALL {
                assert_eq!(read_date(&date_text(lang, date)), Some(date), "{text}");
            }
        }
        assert_eq!(read_date(" 1/6/2023 ").map(|date| date.to_string()).as_deref(), Some("2023-06-01"));
        for text in ["", "31/02/2023", "5/23", "mai 2023", "1/2/3/2023"] {
            assert_eq!(read_date(text), None, "{text}");
        }
    }
}

//! Dates and spans of time as a letter writes them.

use crate::dossier::Date;
use crate::i18n::{self, Lang, Phrase, phrase};
use crate::say;

/// The months as they stand within a sentence.
const MONTHS: [Phrase; 12] = [
    phrase("janvier", "January"),
    phrase("février", "February"),
    phrase("mars", "March"),
    phrase("avril", "April"),
    phrase("mai", "May"),
    phrase("juin", "June"),
    phrase("juillet", "July"),
    phrase("août", "August"),
    phrase("septembre", "September"),
    phrase("octobre", "October"),
    phrase("novembre", "November"),
    phrase("décembre", "December"),
];

/// How a field takes a date (`table::read_date`).
pub const DATE_FORM: Phrase =
    phrase("Une date s'écrit 2027, 09/2027 ou 30/09/2027.", "A date is written 2027, 2027-09 or 2027-09-30.");

/// `1er septembre 2027`, `septembre 2027` or `2027`, by how much is known.
pub(super) fn date_text(lang: Lang, date: Date) -> String {
    let (year, month, day) = date.parts();
    let month = month.and_then(|month| MONTHS.get(usize::from(month).checked_sub(1)?)).map(|month| month.get(lang));
    match (month, day) {
        (Some(month), Some(1)) => say!(lang, "1er {month} {year}", "1 {month} {year}"),
        (Some(month), Some(day)) => say!(lang, "{day} {month} {year}", "{day} {month} {year}"),
        (Some(month), None) => say!(lang, "{month} {year}", "{month} {year}"),
        (None, _) => year.to_string(),
    }
}

/// `le 30 septembre 2027`, `en septembre 2027`, `en 2027`.
pub(super) fn on_date(lang: Lang, date: Date) -> String {
    let text = date_text(lang, date);
    match date.parts() {
        (_, _, Some(_)) => say!(lang, "le {text}", "on {text}"),
        _ => say!(lang, "en {text}", "in {text}"),
    }
}

/// `jusqu'au 30 septembre 2027`, `jusqu'en septembre 2027`, `jusqu'en 2027`.
pub(super) fn until_date(lang: Lang, date: Date) -> String {
    let text = date_text(lang, date);
    match date.parts() {
        (_, _, Some(_)) => say!(lang, "jusqu'au {text}", "until {text}"),
        _ => say!(lang, "jusqu'en {text}", "until {text}"),
    }
}

/// How long it is from one date to another: whole months where both have one,
/// else years. Nothing where the second is not later, as far as is known.
pub(super) fn span(lang: Lang, from: Date, to: Date) -> Option<String> {
    let ((from_year, from_month, from_day), (to_year, to_month, to_day)) = (from.parts(), to.parts());
    let years = i32::from(to_year) - i32::from(from_year);
    let (Some(from_month), Some(to_month)) = (from_month, to_month) else {
        let years = usize::try_from(years).ok().filter(|years| *years > 0)?;
        let years = i18n::counted(lang, years, phrase("an", "year"), phrase("ans", "years"));
        return Some(say!(lang, "environ {years}", "about {years}"));
    };
    let begun = matches!((from_day, to_day), (Some(from), Some(to)) if to < from);
    let months = years * 12 + i32::from(to_month) - i32::from(from_month) - i32::from(begun);
    match usize::try_from(months).ok()? {
        0 if to > from => Some(phrase("moins d'un mois", "less than a month").get(lang).to_owned()),
        0 => None,
        months => Some(i18n::counted(lang, months, phrase("mois", "month"), phrase("mois", "months"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn dates_read_as_in_a_letter() {
        let cases = [
            ("2027", "en 2027", "in 2027"),
            ("2027-09", "en septembre 2027", "in September 2027"),
            ("2027-09-01", "le 1er septembre 2027", "on 1 September 2027"),
            ("2027-12-31", "le 31 décembre 2027", "on 31 December 2027"),
        ];
        for (iso, french, english) in cases {
            assert_eq!((&*on_date(Lang::Fr, date(iso)), &*on_date(Lang::En, date(iso))), (french, english));
        }
    }

    #[test]
    fn spans_are_as_fine_as_the_dates() {
        let cases = [
            ("2026-06-15", "2027-09-30", Some("15 mois")),
            ("2026-06-15", "2027-09-14", Some("14 mois")),
            ("2026-06", "2027-09", Some("15 mois")),
            ("2026-06-15", "2026-07-01", Some("moins d'un mois")),
            ("2026-06-15", "2026-06-15", None),
            ("2026-06-15", "2026-06", None),
            ("2026-06", "2026-05", None),
            ("2026-06", "2029", Some("environ 3 ans")),
            ("2026", "2026-09", None),
            ("2026", "2027-09", Some("environ 1 an")),
        ];
        for (from, to, expected) in cases {
            let found = span(Lang::Fr, date(from), date(to));
            assert_eq!(found.as_deref().map(|text| text.replace('\u{a0}', " ")).as_deref(), expected, "{from} {to}");
        }
    }
}

//! Numbers, percentages and money, written and read as each language does.
//!
//! French: decimal comma, thousands parted by narrow no-break spaces, a
//! no-break space before `%` and `€`. English: decimal point, thousands commas.

use crate::engine::{Decimal, DecimalError};

use super::{Lang, Phrase};

const NARROW_NO_BREAK_SPACE: char = '\u{202f}';
const NO_BREAK_SPACE: char = '\u{a0}';

/// A decimal with the digits that it has: `1 234,50`.
pub fn number(lang: Lang, value: Decimal) -> String {
    let plain = value.to_string();
    let (sign, unsigned) = match plain.strip_prefix('-') {
        Some(rest) => ("\u{2212}", rest),
        None => ("", plain.as_str()),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let (thousands, point) = match lang {
        Lang::Fr => (NARROW_NO_BREAK_SPACE, ','),
        Lang::En => (',', '.'),
    };
    let mut text = String::from(sign);
    for (position, digit) in whole.chars().enumerate() {
        // A separator stands before every third digit from the right.
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            text.push(thousands);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

/// Whether a quantity takes the plural: from two on in French, for all but one
/// in English (`0,53 point`, `0.53 points`).
pub fn is_plural(lang: Lang, value: Decimal) -> bool {
    match lang {
        Lang::Fr => value >= Decimal::integer(2) || value <= Decimal::integer(-2),
        Lang::En => value != Decimal::ONE,
    }
}

/// A counted thing: `1 critère`, `12 critères`.
pub fn counted(lang: Lang, count: usize, one: Phrase, many: Phrase) -> String {
    let value = Decimal::integer(i64::try_from(count).unwrap_or(i64::MAX));
    let word = if is_plural(lang, value) { many } else { one };
    format!("{}\u{a0}{}", number(lang, value), word.get(lang))
}

/// A whole number: `10 000`.
pub fn integer(lang: Lang, value: usize) -> String {
    number(lang, Decimal::integer(i64::try_from(value).unwrap_or(i64::MAX)))
}

/// A share on `[0, 1]` in percent, to at most `decimals` decimals: `31,4 %`.
pub fn percent(lang: Lang, share: f64, decimals: u32) -> String {
    let text = number(lang, Decimal::near(share * 100.0, decimals).normalized());
    match lang {
        Lang::Fr => format!("{text}{NO_BREAK_SPACE}%"),
        Lang::En => format!("{text}%"),
    }
}

/// An amount with its currency: `120 000 €`, `€120,000`, `120 000 XPF`.
pub fn money(lang: Lang, amount: Decimal, currency: &str) -> String {
    let mut text = number(lang, amount);
    // Cents are two: `645 000,50`.
    if text.rsplit_once([',', '.']).is_some_and(|(_, cents)| cents.len() == 1) {
        text.push('0');
    }
    match (lang, currency) {
        (Lang::Fr, "EUR") => format!("{text}{NO_BREAK_SPACE}€"),
        (Lang::En, "EUR") => format!("€{text}"),
        _ => format!("{text}{NO_BREAK_SPACE}{currency}"),
    }
}

/// Reads what people type: `12,5`, `12.5`, `1 200,50`, `1.200,50`, `−3`, `25 %`
/// and `120 000 €` (the sign of the unit is theirs to write and ours to drop).
///
/// With both a comma and a point the last one is the decimal mark. Alone, each
/// is the decimal mark, but for an English thousands comma (`1,200`).
///
/// # Errors
/// [`DecimalError`] when that is no number or beyond the limits.
pub fn parse_number(lang: Lang, text: &str) -> Result<Decimal, DecimalError> {
    let mut plain: String = text
        .trim()
        .trim_end_matches(['%', '€'])
        .trim_start_matches('€')
        .chars()
        .filter(|c| !c.is_whitespace() && *c != NO_BREAK_SPACE && *c != NARROW_NO_BREAK_SPACE && *c != '\'')
        .map(|c| if c == '\u{2212}' { '-' } else { c })
        .collect();
    let is_grouped = |mark: char| {
        let groups: Vec<&str> = plain.trim_start_matches('-').split(mark).collect();
        groups.len() > 1
            && groups.first().is_some_and(|first| (1..=3).contains(&first.len()))
            && groups.iter().skip(1).all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
    };
    match (plain.rfind(','), plain.rfind('.')) {
        (Some(comma), Some(point)) => {
            let (thousands, decimal) = if comma > point { ('.', ',') } else { (',', '.') };
            // `1,2,3.4,5`: neither way of writing; let it fail.
            if plain.matches(decimal).count() > 1 {
                return Err(DecimalError::NotANumber);
            }
            plain = plain.replace(thousands, "").replace(decimal, ".");
        }
        (Some(_), None) if lang == Lang::En && is_grouped(',') => plain = plain.replace(',', ""),
        (Some(_), None) => plain = plain.replace(',', "."),
        _ => {}
    }
    Decimal::parse(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_and_reads_back() {
        for (text, fr, en) in [
            ("1234567.50", "1\u{202f}234\u{202f}567,50", "1,234,567.50"),
            ("-12", "\u{2212}12", "\u{2212}12"),
            ("999", "999", "999"),
            ("0.125", "0,125", "0.125"),
        ] {
            let value = Decimal::parse(text).unwrap();
            assert_eq!(number(Lang::Fr, value), fr);
            assert_eq!(number(Lang::En, value), en);
            assert_eq!(parse_number(Lang::Fr, fr).map(|d| d.to_string()), Ok(text.into()));
            assert_eq!(parse_number(Lang::En, en).map(|d| d.to_string()), Ok(text.into()));
        }
    }

    #[test]
    fn reads_what_people_type() {
        for (text, expected) in [
            ("12,5", "12.5"),
            ("12.5", "12.5"),
            (" 1 200,50 ", "1200.50"),
            ("1.200,50", "1200.50"),
            ("1,200.50", "1200.50"),
            ("25 %", "25"),
            ("120 000 €", "120000"),
            ("1'000", "1000"),
        ] {
            assert_eq!(parse_number(Lang::Fr, text).map(|d| d.to_string()), Ok(expected.into()), "{text}");
        }
        assert_eq!(parse_number(Lang::Fr, "1,200").map(|d| d.to_string()), Ok("1.200".into()));
        assert_eq!(parse_number(Lang::En, "1,200").map(|d| d.to_string()), Ok("1200".into()));
        for text in ["", "douze", "1,2,3", "1.2.3,4,5", "12,5,"] {
            assert!(parse_number(Lang::Fr, text).is_err(), "{text}");
        }
    }

    #[test]
    fn money_and_percent_follow_the_language() {
        let amount = Decimal::integer(120_000);
        assert_eq!(money(Lang::Fr, amount, "EUR"), "120\u{202f}000\u{a0}€");
        assert_eq!(money(Lang::En, amount, "EUR"), "€120,000");
        assert_eq!(percent(Lang::Fr, 0.314, 1), "31,4\u{a0}%");
        assert_eq!(percent(Lang::En, 0.25, 2), "25%");
    }
}

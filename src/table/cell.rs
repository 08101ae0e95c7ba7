//! One cell: from what people write to a fact, and back.

use crate::dossier::Measure;
use crate::engine::{Decimal, DecimalError, Fact, FactKind};
use crate::i18n::{Lang, parse_number};

use super::matching::{folded, is_same_word};

/// What was read of a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The fact.
    pub fact: Fact,
    /// Why a criterion does not apply, where that is written beside it:
    /// `s.o. : rien n'est hébergé`.
    pub justification: Option<String>,
}

/// Why a cell is no fact of its measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellError {
    /// It is no number.
    Number(DecimalError),
    /// It is none of the announced levels.
    Level,
    /// It is neither a yes nor a no.
    YesNo,
    /// A yes/no has no bounds.
    Bounds,
}

/// What stands for "not known".
const UNKNOWN: [&str; 6] = ["?", "??", "-", "–", "nc", "n.c."];
/// What stands for "does not apply".
const NOT_APPLICABLE: [&str; 7] = ["s.o.", "so", "sans objet", "non applicable", "n/a", "na", "not applicable"];
/// What stands for yes.
pub(super) const YES: [&str; 9] = ["oui", "o", "yes", "y", "vrai", "true", "x", "1", "✓"];
/// What stands for no.
pub(super) const NO: [&str; 7] = ["non", "n", "no", "faux", "false", "0", "✗"];
/// What stands between two bounds.
const UP_TO: [&str; 4] = ["..", "…", " à ", " to "];

/// Reads a cell of a measure. Empty and `?` are missing facts; `80..95` is known
/// within bounds; `s.o.` does not apply. Levels are named by their label, by the
/// beginning of one only, or by their points.
///
/// # Errors
/// [`CellError`]. Whether the fact is within the bounds of its measure is for
/// [`Draft::check`](crate::dossier::Draft::check) to say.
pub fn read_fact(lang: Lang, measure: &Measure, text: &str) -> Result<Reading, CellError> {
    let text = text.trim();
    let known = |fact| Ok(Reading { fact, justification: None });
    if text.is_empty() || UNKNOWN.iter().any(|word| is_same_word(word, text)) {
        return known(Fact::Missing);
    }
    if NOT_APPLICABLE.iter().any(|word| is_same_word(word, text)) {
        return known(Fact::NotApplicable);
    }
    if let Some((word, why)) = text.split_once(':')
        && NOT_APPLICABLE.iter().any(|known| is_same_word(known, word.trim()))
    {
        return Ok(Reading { fact: Fact::NotApplicable, justification: Some(why.trim().to_owned()) });
    }
    let kind = measure.formula().fact_kind();
    if kind == FactKind::YesNo {
        let is_among = |words: &[&str]| words.iter().any(|word| is_same_word(word, text));
        return match (is_among(&YES), is_among(&NO)) {
            (true, _) => known(Fact::Yes(true)),
            (_, true) => known(Fact::Yes(false)),
            _ => Err(CellError::YesNo),
        };
    }
    let single = |text: &str| single_fact(lang, measure, kind, text);
    // A label may hold what parts bounds: it is tried as a whole first.
    let whole = single(text);
    if whole.is_err()
        && let Some((low, high)) = UP_TO.iter().find_map(|up_to| text.split_once(up_to))
        && let (Ok(low), Ok(high)) = (single(low), single(high))
    {
        return match (low, high) {
            (Fact::Number(low), Fact::Number(high)) if low == high => known(Fact::Number(low)),
            (Fact::Number(a), Fact::Number(b)) => known(Fact::Between { low: a.min(b), high: a.max(b) }),
            (Fact::Level(low), Fact::Level(high)) if low == high => known(Fact::Level(low)),
            (Fact::Level(a), Fact::Level(b)) => known(Fact::Levels { low: a.min(b), high: a.max(b) }),
            _ => Err(CellError::Bounds),
        };
    }
    whole.and_then(known)
}

fn single_fact(lang: Lang, measure: &Measure, kind: FactKind, text: &str) -> Result<Fact, CellError> {
    if kind != FactKind::Level {
        let text = without_unit(measure, text.trim());
        return parse_number(lang, text).map(Fact::Number).map_err(CellError::Number);
    }
    let wanted = folded(text);
    let labels: Vec<String> = measure.levels.iter().map(|level| folded(&level.label)).collect();
    let is_named = labels.iter().position(|label| *label == wanted);
    let begins = |label: &&String| !wanted.is_empty() && label.starts_with(&wanted);
    let is_begun = || match labels.iter().filter(begins).count() {
        1 => labels.iter().position(|label| begins(&label)),
        _ => None,
    };
    let has_points = || {
        let points = parse_number(lang, text).ok()?;
        measure.levels.iter().position(|level| level.points == points)
    };
    is_named.or_else(has_points).or_else(is_begun).map(Fact::Level).ok_or(CellError::Level)
}

/// Without what is said of the number in words: its unit, its tax, its full note.
fn without_unit<'a>(measure: &Measure, text: &'a str) -> &'a str {
    let mut text = text;
    if let (Some(full), Some((note, out_of))) = (measure.parameters.first(), text.split_once('/'))
        && parse_number(Lang::Fr, out_of) == Ok(*full)
    {
        text = note;
    }
    let text = without_words(text, &[measure.unit.as_str(), "HT", "TTC", "excl. tax", "incl. tax", "EUR", "euros"]);
    // The unit, cut short: `30 j` where days are counted.
    match figure_and_word(text) {
        Some((number, word)) if folded(&measure.unit).starts_with(&folded(word)) => number,
        _ => text,
    }
}

/// A figure and the one word behind it: `30 j`.
pub(super) fn figure_and_word(text: &str) -> Option<(&str, &str)> {
    /// Longer ones are words about the figure, not its unit.
    const LONGEST: usize = 12;
    let at = text.trim_end_matches(char::is_alphabetic).len();
    let (number, word) = text.split_at_checked(at)?;
    let is_figure = parse_number(Lang::Fr, number.trim_end()).is_ok();
    let is_word = !word.is_empty() && word.chars().count() <= LONGEST;
    (is_figure && is_word).then_some((number.trim_end(), word))
}

/// Without the words that end it, each taken off once at most, in their order.
pub(super) fn without_words<'a>(mut text: &'a str, words: &[&str]) -> &'a str {
    for unit in words {
        if !unit.is_empty()
            && let Some(at) = text.len().checked_sub(unit.len())
            && text.is_char_boundary(at)
            && let (number, end) = text.split_at(at)
            && is_same_word(end, unit)
        {
            text = number.trim_end();
        }
    }
    text
}

/// A number as a cell of a spreadsheet holds it.
pub(super) fn write_number(lang: Lang, value: Decimal) -> String {
    match lang {
        Lang::Fr => value.to_string().replace('.', ","),
        Lang::En => value.to_string(),
    }
}

/// A fact as a cell of a spreadsheet holds it, and as it is typed again: no
/// thousands are parted, decimals are marked as in the language.
pub fn write_fact(lang: Lang, measure: &Measure, fact: Fact) -> String {
    let plain = |value: Decimal| write_number(lang, value);
    let label = |level: usize| measure.levels.get(level).map_or_else(|| level.to_string(), |level| level.label.clone());
    match fact {
        Fact::Missing | Fact::Mean { .. } => String::new(),
        Fact::NotApplicable => match lang {
            Lang::Fr => "s.o.".into(),
            Lang::En => "n/a".into(),
        },
        Fact::Number(value) => plain(value),
        Fact::Between { low, high } => format!("{}..{}", plain(low), plain(high)),
        Fact::Level(level) => label(level),
        Fact::Levels { low, high } => format!("{}..{}", label(low), label(high)),
        Fact::Yes(yes) => match (lang, yes) {
            (Lang::Fr, true) => "oui".into(),
            (Lang::Fr, false) => "non".into(),
            (Lang::En, true) => "yes".into(),
            (Lang::En, false) => "no".into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::family_by_tag;
    use crate::dossier::Level;

    fn measure(tag: &str, levels: &[(&str, i64)]) -> Measure {
        let level = |(label, points): &(&str, i64)| Level::new((*label).into(), Decimal::integer(*points));
        let mut measure = Measure::new(family_by_tag(tag).unwrap(), levels.iter().map(level).collect());
        if tag == "note" {
            measure.parameters = vec![Decimal::integer(20)];
        }
        if tag == "linear" {
            measure.unit = "jours".into();
        }
        measure
    }

    fn number(text: &str) -> Fact {
        Fact::Number(Decimal::parse(text).unwrap())
    }

    #[test]
    fn cells_are_read_as_people_write_them() {
        let between = |low: &str, high: &str| Fact::Between {
            low: Decimal::parse(low).unwrap(),
            high: Decimal::parse(high).unwrap(),
        };
        let scale = [("Aucune", 0), ("En cours de qualification", 3), ("Qualifié à ce jour", 5)];
        type Cells<'a> = &'a [(&'a str, Result<Fact, CellError>)];
        let cases: &[(&str, Cells<'_>)] = &[
            (
                "price_inverse",
                &[
                    ("120 000,50 € HT", Ok(number("120000.50"))),
                    ("120\u{202f}000 EUR", Ok(number("120000"))),
                    ("80..95", Ok(between("80", "95"))),
                    ("95 à 80", Ok(between("80", "95"))),
                    ("80..80", Ok(number("80"))),
                    ("?", Ok(Fact::Missing)),
                    ("", Ok(Fact::Missing)),
                    ("s.o.", Ok(Fact::NotApplicable)),
                    ("douze", Err(CellError::Number(DecimalError::NotANumber))),
                    ("80..douze", Err(CellError::Number(DecimalError::NotANumber))),
                    ("-5", Ok(number("-5"))),
                ],
            ),
            (
                "note",
                &[
                    ("15/20", Ok(number("15"))),
                    ("12,5", Ok(number("12.5"))),
                    ("15/10", Err(CellError::Number(DecimalError::NotANumber))),
                ],
            ),
            (
                "linear",
                &[("12 jours", Ok(number("12"))), ("12jours", Ok(number("12"))), ("99,9 %", Ok(number("99.9")))],
            ),
            (
                "yes_no",
                &[
                    ("Oui", Ok(Fact::Yes(true))),
                    ("NON", Ok(Fact::Yes(false))),
                    ("x", Ok(Fact::Yes(true))),
                    ("peut-être", Err(CellError::YesNo)),
                ],
            ),
            (
                "scale",
                &[
                    ("qualifie a ce jour", Ok(Fact::Level(2))),
                    ("En cours", Ok(Fact::Level(1))),
                    ("3", Ok(Fact::Level(1))),
                    ("Aucune..En cours", Ok(Fact::Levels { low: 0, high: 1 })),
                    ("4", Err(CellError::Level)),
                    ("Qualifiée", Err(CellError::Level)),
                ],
            ),
        ];
        for (tag, cells) in cases {
            let measure = measure(tag, if *tag == "scale" { &scale } else { &[] });
            for (text, expected) in *cells {
                assert_eq!(read_fact(Lang::Fr, &measure, text).map(|read| read.fact), *expected, "{tag}: {text}");
                if let Ok(fact) = expected {
                    for lang in Lang::ALL {
                        let again = read_fact(lang, &measure, &write_fact(lang, &measure, *fact));
                        assert_eq!(again.map(|read| read.fact), Ok(*fact), "{tag}: {text} written");
                    }
                }
            }
        }
        let read = read_fact(Lang::Fr, &measure("note", &[]), "s.o. : rien n'est hébergé").unwrap();
        assert_eq!((read.fact, read.justification.as_deref()), (Fact::NotApplicable, Some("rien n'est hébergé")));
    }
}

//! One fact or one note, in words.

use crate::dossier::{Dossier, Entry, Measure, Tax};
use crate::engine::{DISPLAY_DECIMALS, Decimal, Fact, FactKind, Rational};
use crate::i18n::{self, Lang, Phrase, phrase};
use crate::say;

/// Decimals of a displayed note or total.
pub(super) const DECIMALS: u32 = DISPLAY_DECIMALS;

/// "Not known", in words.
pub(super) const MISSING: Phrase = phrase("non renseigné", "not known");

/// A fact with its unit: `120 000 € TTC`, `99,9 %`, `Qualifié`, `oui`.
pub fn fact_text(lang: Lang, dossier: &Dossier, measure: &Measure, fact: Fact) -> String {
    let text_of = |fact| fact_text(lang, dossier, measure, fact);
    match fact {
        Fact::Missing => MISSING.get(lang).into(),
        Fact::NotApplicable => phrase("non applicable", "not applicable").get(lang).into(),
        Fact::Between { low, high } => between(lang, &text_of(Fact::Number(low)), &text_of(Fact::Number(high))),
        Fact::Levels { low, high } => between(lang, &text_of(Fact::Level(low)), &text_of(Fact::Level(high))),
        Fact::Mean { sum, count } => {
            let mean = Rational::from(sum).checked_div(&Rational::from(Decimal::integer(i64::from(count))));
            mean.map_or_else(String::new, |mean| i18n::number(lang, mean.round(DECIMALS).normalized()))
        }
        Fact::Yes(true) => phrase("oui", "yes").get(lang).into(),
        Fact::Yes(false) => phrase("non", "no").get(lang).into(),
        Fact::Level(level) => measure.levels.get(level).map_or_else(|| level.to_string(), |level| level.label.clone()),
        Fact::Number(value) if measure.formula().fact_kind() == FactKind::Amount => {
            let amount = i18n::money(lang, value, &dossier.money.currency);
            format!("{amount}\u{a0}{}", tax(lang, dossier.money.tax))
        }
        Fact::Number(value) => {
            let number = i18n::number(lang, value);
            if measure.unit.is_empty() { number } else { format!("{number}\u{a0}{}", measure.unit) }
        }
    }
}

/// A fact with the mention that it must be verified again, where it is too old.
pub(super) fn aged(lang: Lang, dossier: &Dossier, measure: &Measure, entry: Option<&Entry>, text: String) -> String {
    if entry.is_some_and(|entry| dossier.is_stale(measure, entry)) {
        say!(lang, "{text} (à vérifier)", "{text} (to be verified)")
    } else {
        text
    }
}

/// What is only known within bounds: `de 80 à 95`.
fn between(lang: Lang, low: &str, high: &str) -> String {
    say!(lang, "de {low} à {high}", "from {low} to {high}")
}

/// HT or TTC.
pub(super) fn tax(lang: Lang, tax: Tax) -> &'static str {
    match tax {
        Tax::Excluded => phrase("HT", "excl. tax"),
        Tax::Included => phrase("TTC", "incl. tax"),
    }
    .get(lang)
}

/// An exact note or total, rounded for display.
pub fn note_text(lang: Lang, note: &Rational) -> String {
    i18n::number(lang, note.round(DECIMALS))
}

/// The same with its sign: `+6,20`, `−4,00`, `0,00`.
pub(super) fn signed_text(lang: Lang, value: &Rational) -> String {
    let text = note_text(lang, value);
    if value.sign().is_gt() { format!("+{text}") } else { text }
}

/// A share of the total, exact to two decimals: `12,5 %`.
pub(super) fn share_text(lang: Lang, share: &Rational) -> String {
    let hundred = Rational::from(crate::engine::Decimal::integer(100));
    let text = i18n::number(lang, (share.clone() * hundred).round(DECIMALS).normalized());
    match lang {
        Lang::Fr => format!("{text}\u{a0}%"),
        Lang::En => format!("{text}%"),
    }
}

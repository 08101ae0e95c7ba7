//! Gates in words: what they ask, and what an offer has instead.

use super::facts::fact_text;
use super::sentences::{list, quoted};
use crate::dossier::{Covered, Dossier, Gate, GateRule, Offer, Requirement};
use crate::engine::Fact;
use crate::i18n::{self, Lang, phrase};
use crate::say;
use crate::table::date_text;

/// What a gate requires: `oui`, `au moins « Qualifié »`, `au plus 120 000 € TTC`.
pub(super) fn requirement(lang: Lang, dossier: &Dossier, rule: &GateRule) -> String {
    let measure = dossier.measure(rule.of());
    let figure = |value| match measure {
        Some(measure) => fact_text(lang, dossier, measure, Fact::Number(value)),
        None => i18n::number(lang, value),
    };
    match rule {
        GateRule::Yes { .. } => phrase("oui", "yes").get(lang).to_owned(),
        GateRule::LevelAtLeast { level, .. } => {
            let label = measure.and_then(|m| m.levels.get(*level)).map_or("", |level| level.label.as_str());
            say!(lang, "au moins « {label} »", "at least “{label}”")
        }
        GateRule::ValueAtLeast { value, .. } => {
            let value = figure(*value);
            say!(lang, "au moins {value}", "at least {value}")
        }
        GateRule::ValueAtMost { value, .. } => {
            let value = figure(*value);
            say!(lang, "au plus {value}", "at most {value}")
        }
        GateRule::NoteAtLeast { note, .. } => {
            let note = i18n::number(lang, *note);
            say!(lang, "une note d'au moins {note}", "a note of at least {note}")
        }
        GateRule::SealAtLeast { seal, .. } => {
            say!(lang, "un niveau SEAL d'au moins {seal} partout", "a SEAL of at least {seal} everywhere")
        }
        GateRule::MustsCovered { .. } => {
            phrase("tous les besoins obligatoires couverts", "every compulsory requirement covered")
                .get(lang)
                .to_owned()
        }
    }
}

/// The legal basis with its date; empty when there is none.
pub(super) fn basis(lang: Lang, gate: &Gate) -> String {
    match gate.basis_date {
        Some(date) => format!("{} ({})", gate.basis, date_text(lang, date)),
        None => gate.basis.clone(),
    }
}

/// What an offer has of what a gate reads; nothing where that is a note.
pub(super) fn actual(lang: Lang, dossier: &Dossier, gate: &Gate, offer: &Offer) -> Option<String> {
    let of = gate.rule.of();
    match &gate.rule {
        GateRule::NoteAtLeast { .. } | GateRule::SealAtLeast { .. } => None,
        GateRule::MustsCovered { .. } => {
            let missing: Vec<String> =
                dossier.uncovered_musts(of, offer).map(|need| lacking(lang, dossier, need, offer)).collect();
            if missing.is_empty() {
                return None;
            }
            let missing = list(lang, &missing);
            Some(say!(lang, "manque {missing}", "lacks {missing}"))
        }
        _ => dossier.measure(of).map(|measure| {
            let fact = fact_text(lang, dossier, measure, dossier.fact(of, measure, offer));
            // What few offers have waits until it is needed (tools/cold.txt).
            if offer.components.is_empty() {
                fact
            } else {
                super::components::weighed(lang, dossier, offer, of, measure, fact)
            }
        }),
    }
}

/// A compulsory need that is not covered, with the commitment that does not make up
/// for that: `« Visio » (engagé par « X » pour le 01/03/2027, après la date limite, 31/12/2026)`.
#[inline(never)]
fn lacking(lang: Lang, dossier: &Dossier, need: &Requirement, offer: &Offer) -> String {
    let name = quoted(lang, &need.name);
    let Covered::Committed { by, counts: false } = dossier.how_covered(need, offer) else { return name };
    let who = quoted(lang, dossier.committed_to(need, offer, by));
    let date = date_text(lang, by);
    let date = match by.parts() {
        (_, _, Some(_)) => say!(lang, "le {date}", "{date}"),
        _ => date,
    };
    match dossier.commitment_limit(need) {
        None => say!(
            lang,
            "{name} (engagé par {who} pour {date}\u{202f}; la méthode n'admet pas les engagements)",
            "{name} (committed by {who} for {date}; the method accepts no commitment)"
        ),
        Some(limit) => {
            let limit = date_text(lang, limit);
            say!(
                lang,
                "{name} (engagé par {who} pour {date}, après la date limite, {limit})",
                "{name} (committed by {who} for {date}, after the limit, {limit})"
            )
        }
    }
}

/// "SecNumCloud : en cours de qualification (exigé : qualifié). Base : R9 (2023-05-31)."
pub(super) fn failure(lang: Lang, dossier: &Dossier, gate: &Gate, offer: &Offer) -> String {
    let (name, required) = (&gate.name, requirement(lang, dossier, &gate.rule));
    let sentence = match actual(lang, dossier, gate, offer) {
        None => say!(lang, "{name} : exigé, {required}.", "{name}: required, {required}."),
        Some(actual) => {
            say!(lang, "{name} : {actual} (exigé : {required}).", "{name}: {actual} (required: {required}).")
        }
    };
    let basis = basis(lang, gate);
    if basis.is_empty() {
        return sentence;
    }
    say!(lang, "{sentence} Base : {basis}.", "{sentence} Basis: {basis}.")
}

//! Gates in words: what they ask, and what an offer has instead.

use super::facts::fact_text;
use crate::dossier::{Dossier, Gate, GateRule, Offer};
use crate::engine::Fact;
use crate::i18n::{self, Lang, phrase};
use crate::say;

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
pub(super) fn basis(gate: &Gate) -> String {
    match gate.basis_date {
        Some(date) => format!("{} ({date})", gate.basis),
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
                dossier.uncovered_musts(of, offer).map(|need| super::sentences::quoted(lang, &need.name)).collect();
            if missing.is_empty() {
                return None;
            }
            let missing = super::sentences::list(lang, &missing);
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

/// "SecNumCloud : en cours de qualification (exigé : qualifié). Base : R9 (2023-05-31)."
pub(super) fn failure(lang: Lang, dossier: &Dossier, gate: &Gate, offer: &Offer) -> String {
    let (name, required) = (&gate.name, requirement(lang, dossier, &gate.rule));
    let sentence = match actual(lang, dossier, gate, offer) {
        None => say!(lang, "{name} : exigé, {required}.", "{name}: required, {required}."),
        Some(actual) => {
            say!(lang, "{name} : {actual} (exigé : {required}).", "{name}: {actual} (required: {required}).")
        }
    };
    let basis = basis(gate);
    if basis.is_empty() {
        return sentence;
    }
    say!(lang, "{sentence} Base : {basis}.", "{sentence} Basis: {basis}.")
}

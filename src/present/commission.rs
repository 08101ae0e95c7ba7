//! Commission: who notes what, what they noted, and how far they are apart.

mod chair;
mod export;
mod letters;
mod merging;
mod notes;
mod noting;

pub use chair::{ChairView, EvaluatorRow, chair};
pub use export::{export, export_name};
pub use letters::LetterView;
pub use merging::{ArrivalView, MergeView};
pub use notes::{AgreeForm, DisagreementRow, MatrixRow, MatrixTable, NotesView};
pub use noting::{NoteField, NotedCriterion, NotingView, noting, read_note};

use super::facts::fact_text;
use crate::app::{CommissionNews, State};
use crate::dossier::{Dossier, Measure, Moment, Offer};
use crate::engine::{Decimal, Fact, FactKind, Rational};
use crate::i18n::{self, Lang, phrase};
use crate::say;

/// The names of the offers as this screen may show them.
fn shown_names(dossier: &Dossier) -> Vec<String> {
    if dossier.commission.hides_offers() {
        return dossier.neutral_names();
    }
    dossier.offers.iter().map(|offer| offer.name.clone()).collect()
}

/// A moment as people write it: `22/11/2026 à 08:41`.
fn moment(lang: Lang, at: Moment) -> String {
    super::begin::moment(lang, &at.to_string())
}

/// `12 notes`.
fn notes(lang: Lang, count: usize) -> String {
    i18n::counted(lang, count, phrase("note", "note"), phrase("notes", "notes"))
}

/// What is evaluated: of an offer on a criterion, whether it can be noted at all.
fn is_notable(offer: &Offer, criterion: &crate::dossier::Id) -> bool {
    offer.facts.get(criterion).is_none_or(|entry| entry.fact != Fact::NotApplicable)
}

/// A note as people read it: `14,5`, or `Complète (2)` on a scale.
fn note_text(lang: Lang, measure: &Measure, note: Decimal) -> String {
    match measure.level_of(note).filter(|_| measure.formula().fact_kind() == FactKind::Level) {
        Some(level) => say!(lang, "{0} ({1})", "{0} ({1})", level.label, i18n::number(lang, level.points)),
        None => i18n::number(lang, note.normalized()),
    }
}

/// Exact points, without needless zeros.
fn points(lang: Lang, value: &Rational) -> String {
    i18n::number(lang, value.round(super::facts::DECIMALS).normalized())
}

/// What counts on a criterion for an offer: what was agreed on, or the mean or
/// median where that counts; empty while nothing does.
fn counted(lang: Lang, dossier: &Dossier, measure: &Measure, criterion: &crate::dossier::Id, offer: &Offer) -> String {
    match dossier.fact(criterion, measure, offer) {
        Fact::Missing => String::new(),
        fact => fact_text(lang, dossier, measure, fact),
    }
}

/// What stands in the place of a ranking that must not be seen.
pub fn withheld(state: &State) -> &'static str {
    let lang = state.lang;
    if state.dossier().commission.contribution.is_some() {
        return phrase(
            "Ce dossier est celui d'un évaluateur\u{a0}: il ne contient que ses propres notes, ni prix ni notes des autres. Il n'a donc pas de classement.",
            "This dossier is that of an evaluator: it holds their own notes only, neither prices nor notes of others. Hence it has no ranking.",
        )
        .get(lang);
    }
    phrase(
        "Mode aveugle\u{a0}: le classement montre les noms et fait deviner les prix. Il paraît quand les notes sont verrouillées, sur l'écran Commission.",
        "Blind mode: the ranking shows names and lets prices be guessed. It appears once the notes are locked, on the screen Commission.",
    )
    .get(lang)
}

/// What the live region says.
pub(super) fn news(state: &State, news: &CommissionNews) -> String {
    let lang = state.lang;
    match news {
        CommissionNews::Arrived(0) => {
            phrase("Aucun lien trouvé dans ce texte.", "No link found in this text.").get(lang).into()
        }
        CommissionNews::Arrived(count) => {
            let count =
                i18n::counted(lang, *count, phrase("envoi lu", "item read"), phrase("envois lus", "items read"));
            say!(lang, "{count}.", "{count}.")
        }
        CommissionNews::Merged(count) => {
            let count = i18n::counted(
                lang,
                *count,
                phrase("contribution reprise", "contribution taken up"),
                phrase("contributions reprises", "contributions taken up"),
            );
            say!(lang, "{count}.", "{count}.")
        }
        CommissionNews::LetterReady => state
            .commission
            .letter
            .as_ref()
            .map(|letter| {
                let name = &letter.of;
                match letter.at {
                    None => say!(lang, "Lien prêt pour {name}.", "Link ready for {name}."),
                    Some(_) => say!(lang, "Vos notes sont prêtes à être envoyées.", "Your notes are ready to be sent."),
                }
            })
            .unwrap_or_default(),
    }
}

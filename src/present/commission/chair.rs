//! The side of the chair.

use super::letters::{LetterView, letter};
use super::merging::{MergeView, merging};
use super::notes::{NotesView, notes as noted};
use super::{is_notable, moment, notes};
use crate::app::State;
use crate::dossier::{Evaluator, Id, StandingKind};
use crate::i18n::{Lang, phrase};
use crate::say;

/// The screen of the chair.
#[derive(Clone, Debug, PartialEq)]
pub struct ChairView {
    /// The criteria that can be noted, by identifier and name.
    pub criteria: Vec<(Id, String)>,
    /// The evaluators.
    pub evaluators: Vec<EvaluatorRow>,
    /// What lacks before anybody can be invited.
    pub lacks: Option<&'static str>,
    /// Whether names are hidden from evaluators.
    pub is_blind: bool,
    /// Whether the notes are final.
    pub is_locked: bool,
    /// What locking does, or has done.
    pub lock_help: &'static str,
    /// What is about to leave.
    pub letter: Option<LetterView>,
    /// What came in.
    pub merge: MergeView,
    /// What was noted.
    pub notes: NotesView,
}

/// An evaluator.
#[derive(Clone, Debug, PartialEq)]
pub struct EvaluatorRow {
    /// The name.
    pub name: String,
    /// Which of the criteria they note.
    pub given: Vec<bool>,
    /// How far they are: `12 notes sur 12, rendues le…`.
    pub status: String,
    /// What is asked before they leave with their notes, while it is asked.
    pub leaving: Option<String>,
    /// Whether they have notes that would go with them.
    pub has_notes: bool,
    /// Whether a link can be made for them.
    pub can_be_invited: bool,
}

/// The screen of the chair.
pub fn chair(state: &State) -> ChairView {
    let (lang, dossier) = (state.lang, state.dossier());
    let commission = &dossier.commission;
    let criteria: Vec<(Id, String)> = dossier
        .noted_criteria()
        .into_iter()
        .map(|(criterion, _)| (criterion.id.clone(), criterion.name.clone()))
        .collect();
    let lacks = if criteria.is_empty() {
        Some(phrase(
            "Aucun critère de cette grille ne se note\u{a0}: donnez à l'un d'eux, sur l'écran Critères, une échelle de niveaux, une note directe ou les notes de plusieurs évaluateurs.",
            "No criterion of this grid takes notes: on the screen Criteria, give one of them a scale of levels, a direct note or the notes of several evaluators.",
        ))
    } else if !dossier.offers.iter().any(|offer| offer.standing.kind == StandingKind::Regular) {
        Some(phrase(
            "Il n'y a pas encore d'offre à noter\u{a0}: saisissez-les sur l'écran Offres.",
            "There is no offer to note yet: enter them on the screen Offers.",
        ))
    } else {
        None
    };
    let rows = commission.evaluators.iter().map(|evaluator| row(state, evaluator, &criteria, lacks.is_none()));
    let lock_help = match (commission.are_notes_locked, commission.is_blind) {
        (true, true) => phrase(
            "Les notes sont verrouillées\u{a0}: plus rien ne les change, et les noms et le classement se montrent.",
            "The notes are locked: nothing changes them any more, and names and ranking are shown.",
        ),
        (true, false) => phrase(
            "Les notes sont verrouillées\u{a0}: plus rien ne les change.",
            "The notes are locked: nothing changes them any more.",
        ),
        (false, true) => phrase(
            "Cet écran cache les noms des offres et le classement attend, jusqu'au verrouillage. Saisissez les prix après\u{a0}: l'écran Offres montre tout à qui le tient.",
            "This screen hides the names of the offers and the ranking waits, until the notes are locked. Enter prices afterwards: the screen Offers shows everything to whoever holds it.",
        ),
        (false, false) => phrase(
            "Verrouillez les notes quand la commission a fini\u{a0}: elles ne changent plus, et aucune contribution n'est plus reprise.",
            "Lock the notes when the commission is done: they no longer change, and no contribution is taken up any more.",
        ),
    };
    ChairView {
        evaluators: rows.collect(),
        lacks: lacks.map(|text| text.get(lang)),
        is_blind: commission.is_blind,
        is_locked: commission.are_notes_locked,
        lock_help: lock_help.get(lang),
        letter: letter(state),
        merge: merging(state),
        notes: noted(state),
        criteria,
    }
}

fn row(state: &State, evaluator: &Evaluator, criteria: &[(Id, String)], can_invite: bool) -> EvaluatorRow {
    let (lang, dossier) = (state.lang, state.dossier());
    let name = &evaluator.name;
    let (mut given, mut asked) = (0, 0);
    for offer in &dossier.offers {
        let is_regular = offer.standing.kind == StandingKind::Regular;
        for criterion in &evaluator.criteria {
            asked += usize::from(is_regular && is_notable(offer, criterion));
            let entry = offer.facts.get(criterion);
            given += usize::from(entry.is_some_and(|entry| entry.opinions.iter().any(|opinion| opinion.by == *name)));
        }
    }
    let all = dossier.offers.iter().flat_map(|offer| offer.facts.values()).flat_map(|entry| &entry.opinions);
    let total = all.filter(|opinion| opinion.by == *name).count();
    let leaving = state.commission.leaving.as_ref().is_some_and(|leaving| leaving == name).then(|| {
        let total = notes(lang, total);
        say!(lang, "Retirer {name} et {total}\u{a0}?", "Remove {name} and {total}?")
    });
    EvaluatorRow {
        name: name.clone(),
        given: criteria.iter().map(|(id, _)| evaluator.criteria.contains(id)).collect(),
        status: status(lang, evaluator, given, asked),
        leaving,
        has_notes: total > 0,
        can_be_invited: can_invite && !evaluator.criteria.is_empty() && !dossier.commission.are_notes_locked,
    }
}

fn status(lang: Lang, evaluator: &Evaluator, given: usize, asked: usize) -> String {
    let given_text = notes(lang, given);
    match evaluator.returned.iter().map(|part| part.at).max() {
        Some(at) => {
            let at = moment(lang, at);
            say!(lang, "{given_text} sur {asked}, rendues le {at}", "{given_text} of {asked}, handed in {at}")
        }
        None if evaluator.criteria.is_empty() => phrase("aucun critère confié", "no criterion given").get(lang).into(),
        None if given > 0 => say!(lang, "{given_text} sur {asked}", "{given_text} of {asked}"),
        None => phrase("en attente", "waiting").get(lang).into(),
    }
}

//! Families for facts that people judge.

use super::{BASE, Family, Monotonicity, OUT_OF, Panel, Settings, composition, out_of_objection};
use crate::engine::{Decimal, Formula};
use crate::i18n::{Phrase, phrase};

pub(super) const SCALE: Family = Family {
    tag: "scale",
    code: 4,
    name: phrase("Échelle de niveaux annoncés", "Scale of announced levels"),
    help: phrase(
        "Chaque niveau annoncé a une phrase et des points ; l'offre reçoit ceux de son niveau.",
        "Each announced level has a sentence and points; the offer gets those of its level.",
    ),
    formula: phrase("note = N × points du niveau ÷ note pleine", "note = N × points of the level ÷ full note"),
    parameters: &[OUT_OF],
    has_levels: true,
    takes_notes: true,
    monotonicity: Monotonicity::ByParameters,
    objection: |settings| {
        if settings.points.is_empty() {
            return Some(phrase("une échelle a au moins un niveau", "a scale has at least one level"));
        }
        out_of_objection(settings)
    },
    composition: composition::worst_level,
    build: |settings| Formula::Scale {
        points: settings.points.to_vec(),
        out_of: settings.parameter(0),
        grades: settings.grades.to_vec(),
    },
    ..BASE
};

pub(super) const NOTE: Family = Family {
    tag: "note",
    code: 5,
    name: phrase("Note directe", "Direct note"),
    help: phrase(
        "La commission donne la note elle-même, avec sa justification.",
        "The commission gives the note itself, with its justification.",
    ),
    formula: phrase("note = N × note donnée ÷ note pleine", "note = N × given note ÷ full note"),
    parameters: &[OUT_OF],
    takes_notes: true,
    objection: out_of_objection,
    build: |settings| Formula::Share { out_of: settings.parameter(0) },
    ..BASE
};

pub(super) const NOTES_MEAN: Family = Family {
    tag: "notes_mean",
    code: 20,
    name: phrase("Moyenne des évaluateurs", "Mean of the evaluators"),
    help: phrase(
        "Chaque évaluateur donne sa note, avec ses raisons ; la moyenne exacte compte.",
        "Each evaluator gives a note, with reasons; the exact mean counts.",
    ),
    formula: phrase(
        "note = N × moyenne des notes données ÷ note pleine",
        "note = N × mean of the given notes ÷ full note",
    ),
    weaknesses: &[phrase(
        "Une note extrême d'un seul évaluateur déplace la moyenne.",
        "One evaluator's extreme note moves the mean.",
    )],
    panel: Some(Panel::Mean),
    composition: composition::by_hand,
    objection: panel_objection,
    ..NOTE
};

pub(super) const NOTES_MEDIAN: Family = Family {
    tag: "notes_median",
    code: 21,
    name: phrase("Médiane des évaluateurs", "Median of the evaluators"),
    help: phrase(
        "Chaque évaluateur donne sa note, avec ses raisons ; celle du milieu compte, ou la moyenne des deux du milieu.",
        "Each evaluator gives a note, with reasons; the one in the middle counts, or the mean of the two in the middle.",
    ),
    formula: phrase(
        "note = N × médiane des notes données ÷ note pleine",
        "note = N × median of the given notes ÷ full note",
    ),
    weaknesses: &[],
    panel: Some(Panel::Median),
    ..NOTES_MEAN
};

pub(super) const NOTES_CONSENSUS: Family = Family {
    tag: "notes_consensus",
    code: 22,
    name: phrase("Consensus des évaluateurs", "Consensus of the evaluators"),
    help: phrase(
        "Chaque évaluateur donne sa note ; celle dont ils conviennent ensuite compte, et les leurs restent en regard.",
        "Each evaluator gives a note; the one that they then agree on counts, and theirs stay beside it.",
    ),
    formula: phrase("note = N × note de consensus ÷ note pleine", "note = N × consensus note ÷ full note"),
    weaknesses: &[],
    panel: Some(Panel::Consensus),
    ..NOTES_MEAN
};

pub(super) const YES_NO: Family = Family {
    tag: "yes_no",
    code: 6,
    name: phrase("Oui ou non", "Yes or no"),
    help: phrase("Oui reçoit la note pleine, non reçoit 0.", "Yes gets the full note, no gets 0."),
    formula: phrase("note = N si oui, 0 si non", "note = N if yes, 0 if no"),
    build: |_| Formula::YesNo,
    ..BASE
};

/// A full note small enough for the notes of a whole panel to be summed exactly.
const LARGEST_NOTE: Decimal = Decimal::integer(1_000_000);

fn panel_objection(settings: &Settings<'_>) -> Option<Phrase> {
    (settings.parameter(0) > LARGEST_NOTE)
        .then_some(phrase("la note pleine est d'au plus 1 000 000", "the full note is at most 1,000,000"))
        .or_else(|| out_of_objection(settings))
}

//! What came in, and what it would change.

use super::{moment, notes};
use crate::app::{Arrival, ArrivalFrom, State, Unreadable, mergeable};
use crate::dossier::{MergeRefusal, MergeReport, report};
use crate::i18n::{self, Lang, phrase};
use crate::present::compare::{self, Sides};
use crate::present::{errors, link_errors, sentences};
use crate::say;

/// What came in and is not merged yet.
#[derive(Clone, Debug, PartialEq)]
pub struct MergeView {
    /// One after the other.
    pub arrivals: Vec<ArrivalView>,
    /// How many of them can be merged.
    pub count: usize,
    /// What stands on the button.
    pub land: String,
    /// What was pasted and held no link.
    pub nothing: Option<&'static str>,
}

/// Something that came in.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrivalView {
    /// `Lien 2`, or the name of the file.
    pub from: String,
    /// Whose notes, when, what they change; or why not.
    pub text: String,
    /// What differs, where it is another grid.
    pub details: Vec<String>,
    /// Whether it stays out.
    pub is_refused: bool,
}

pub(super) fn merging(state: &State) -> MergeView {
    let lang = state.lang;
    let arrivals: Vec<ArrivalView> = state.commission.arrivals.iter().map(|each| arrival(lang, state, each)).collect();
    let count = mergeable(state).len();
    let contributions =
        i18n::counted(lang, count, phrase("contribution", "contribution"), phrase("contributions", "contributions"));
    MergeView {
        arrivals,
        count,
        land: say!(lang, "Reprendre {contributions}", "Take up {contributions}"),
        nothing: state.commission.found_nothing.then(|| {
            phrase(
                "Ce texte ne contient aucun lien de dossier. Collez l'adresse entière, avec ce qui suit le #.",
                "This text holds no link to a dossier. Paste the whole address, with what follows the #.",
            )
            .get(lang)
        }),
    }
}

fn arrival(lang: Lang, state: &State, arrival: &Arrival) -> ArrivalView {
    let from = match &arrival.from {
        ArrivalFrom::File(name) => name.clone(),
        ArrivalFrom::Link(number) => say!(lang, "Lien {number}", "Link {number}"),
    };
    let refused =
        |text: String, details: Vec<String>| ArrivalView { from: from.clone(), text, details, is_refused: true };
    let contribution = match &arrival.dossier {
        Ok(dossier) => dossier,
        Err(Unreadable::Browser) => {
            let text = phrase("Le navigateur n'a pas pu lire ce fichier.", "The browser could not read this file.");
            return refused(text.get(lang).into(), Vec::new());
        }
        Err(Unreadable::File(errors)) => {
            let first = errors.iter().take(3).map(|error| errors::file_error(lang, error)).collect();
            let text = phrase("Ce fichier n'est pas un dossier.", "This file is no dossier.");
            return refused(text.get(lang).into(), first);
        }
        Err(Unreadable::Link(damaged)) => return refused(link_errors::error(lang, &damaged.error), Vec::new()),
    };
    match report(state.dossier(), contribution) {
        Ok(report) => ArrivalView { from, text: told(lang, &report), details: Vec::new(), is_refused: false },
        Err(refusal) => {
            let details = match &refusal {
                MergeRefusal::OtherGrid { differences, .. } => {
                    let currency = &state.dossier().money.currency;
                    differences.iter().map(|each| compare::difference(lang, currency, CONTRIBUTED, each)).collect()
                }
                MergeRefusal::Defects(defects) => defects
                    .iter()
                    .take(3)
                    .map(|defect| sentences::capitalized(&errors::defect(lang, &defect.kind)))
                    .collect(),
                _ => Vec::new(),
            };
            refused(refused_text(lang, &refusal), details)
        }
    }
}

/// The grid at hand and that of a contribution.
const CONTRIBUTED: Sides =
    Sides { first: phrase("ici", "here"), second: phrase("dans la contribution", "in the contribution") };

/// `Mme Roux, le 22/11/2026 à 08:41 : 12 notes sur 12, dont 10 nouvelles et 2 changées.`
fn told(lang: Lang, report: &MergeReport) -> String {
    let name = &report.by;
    let when = report.at.map(|at| moment(lang, at)).unwrap_or_default();
    let (count, asked) = (notes(lang, report.notes), report.asked);
    let head = say!(lang, "{name}, le {when}\u{a0}: {count} sur {asked}", "{name}, {when}: {count} of {asked}");
    let parts = [
        (report.new, phrase("nouvelle", "new"), phrase("nouvelles", "new")),
        (report.changed, phrase("changée", "changed"), phrase("changées", "changed")),
        (report.withdrawn, phrase("retirée", "withdrawn"), phrase("retirées", "withdrawn")),
        (
            report.overtaken,
            phrase("dépassée par une plus récente", "overtaken by a later one"),
            phrase("dépassées par de plus récentes", "overtaken by later ones"),
        ),
    ];
    let parts: Vec<String> = (parts.into_iter())
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| i18n::counted(lang, count, one, many))
        .collect();
    if parts.is_empty() {
        return say!(
            lang,
            "{head}. Déjà reprises\u{a0}: rien ne change.",
            "{head}. Taken up already: nothing changes."
        );
    }
    let parts = sentences::list(lang, &parts);
    say!(lang, "{head}\u{a0}; {parts}.", "{head}; {parts}.")
}

fn refused_text(lang: Lang, refusal: &MergeRefusal) -> String {
    let names = |names: &[String]| {
        let quoted: Vec<String> = names.iter().map(|name| sentences::quoted(lang, name)).collect();
        sentences::list(lang, &quoted)
    };
    match refusal {
        MergeRefusal::NoContribution => phrase(
            "Ce dossier n'est pas la contribution d'un évaluateur. Pour l'ouvrir, passez par «\u{a0}Ouvrir un fichier\u{a0}».",
            "This dossier is not the contribution of an evaluator. To open it, use “Open a file”.",
        )
        .get(lang)
        .into(),
        MergeRefusal::NotHandedIn { by } => say!(
            lang,
            "{by} n'a pas encore rendu ces notes\u{a0}: demandez le lien ou le fichier que donne «\u{a0}Rendre mes notes\u{a0}».",
            "{by} has not handed in these notes yet: ask for the link or the file that “Hand in my notes” gives."
        ),
        MergeRefusal::UnknownEvaluator { by } => say!(
            lang,
            "La commission n'a pas d'évaluateur du nom de «\u{a0}{by}\u{a0}».",
            "The commission has no evaluator by the name of “{by}”."
        ),
        MergeRefusal::OtherLot { by, lot } => say!(
            lang,
            "{by} a noté pour un autre lot, «\u{a0}{lot}\u{a0}»\u{a0}: affichez ce lot pour réunir ses notes.",
            "{by} noted for another lot, “{lot}”: show that lot to merge these notes."
        ),
        MergeRefusal::OtherGrid { by, .. } => say!(
            lang,
            "{by} a noté sur une autre grille. Ce qui diffère\u{a0}:",
            "{by} noted on another grid. What differs:"
        ),
        MergeRefusal::NotGiven { by, criteria } => {
            let criteria = names(criteria);
            say!(
                lang,
                "{by} a noté ce qui ne lui est pas confié\u{a0}: {criteria}. Confiez-lui ces critères, ou demandez un nouvel envoi.",
                "{by} noted what was not given to them: {criteria}. Give them these criteria, or ask for another contribution."
            )
        }
        MergeRefusal::UnknownOffers { by, offers } => {
            let offers = names(offers);
            say!(
                lang,
                "{by} a noté des offres qui ne sont pas dans ce dossier\u{a0}: {offers}.",
                "{by} noted offers that are not in this dossier: {offers}."
            )
        }
        MergeRefusal::NotesOfOthers { by, others } => {
            let others = names(others);
            say!(
                lang,
                "La contribution de {by} contient aussi des notes de {others}\u{a0}: elle n'est pas reprise.",
                "The contribution of {by} also holds notes of {others}: it is not taken up."
            )
        }
        MergeRefusal::Locked => phrase(
            "Les notes sont verrouillées\u{a0}: déverrouillez-les d'abord pour reprendre d'autres notes.",
            "The notes are locked: unlock them first to take up further notes.",
        )
        .get(lang)
        .into(),
        MergeRefusal::TooMany { by, limit } => say!(
            lang,
            "{by} a rendu trop de parties différentes ({limit} au plus)\u{a0}: demandez toutes ses notes en un seul envoi.",
            "{by} has handed in too many different parts (at most {limit}): ask for all their notes at once."
        ),
        MergeRefusal::Defects(_) => phrase(
            "Avec ces notes, le dossier ne tiendrait plus\u{a0}:",
            "With these notes, the dossier would no longer hold together:",
        )
        .get(lang)
        .into(),
    }
}

//! Classement: how the ranking is made, and the offers that are apart of it.

use super::rows::label;
use super::{gates, hue, sentences};
use crate::app::State;
use crate::dossier::{Assessment, Id, Ranking};
use crate::engine::{Finding, Outcome};
use crate::i18n::{self, Lang, phrase};
use crate::say;

/// The ranking as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct RankingView {
    /// What the table is.
    pub caption: String,
    /// How totals are made, in a sentence.
    pub method: String,
    /// The criteria at the top of the tree, in their order.
    pub legend: Vec<LegendItem>,
    /// How many offers are ranked.
    pub count: usize,
    /// The full note, in the form of the language.
    pub full: String,
}

/// A criterion at the top of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendItem {
    /// From 1, in the order of the grid; also stands in its segments.
    pub number: usize,
    /// Its hue.
    pub hue: usize,
    /// Its name.
    pub name: String,
}

/// The offers that are not ranked, some of them spelt out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ApartView {
    /// Without a rank because something is missing.
    pub incomplete: Vec<AsideRow>,
    /// How many more there are of those.
    pub more_incomplete: usize,
    /// Eliminated or not regular.
    pub aside: Vec<AsideRow>,
    /// How many more there are of those.
    pub more_aside: usize,
}

/// An offer apart, with the reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct AsideRow {
    /// The offer.
    pub offer: Id,
    /// Its name.
    pub name: String,
    /// Why it is apart, one sentence each.
    pub reasons: Vec<String>,
}

/// The ranking of a state.
pub fn ranking(state: &State) -> RankingView {
    let (lang, assessment) = (state.lang, state.assessment.as_ref());
    let dossier = assessment.dossier();
    let evaluation = assessment.evaluation();
    let scale = i18n::number(lang, dossier.note_scale.normalized());
    let title = &dossier.title;
    let legend = dossier.criteria.iter().enumerate();
    RankingView {
        caption: say!(lang, "Classement des offres : {title}", "Ranking of the offers: {title}"),
        method: method(lang, assessment, &scale),
        legend: legend
            .map(|(at, criterion)| LegendItem { number: at + 1, hue: hue(at), name: criterion.name.clone() })
            .collect(),
        count: evaluation.order().len(),
        full: scale,
    }
}

/// The offers apart; of each kind at most `limit` are spelt out.
pub fn apart(lang: Lang, assessment: &Assessment, limit: usize) -> ApartView {
    let (dossier, evaluation) = (assessment.dossier(), assessment.evaluation());
    let mut view = ApartView::default();
    let mut lacks = vec![false; dossier.offers.len()];
    for finding in evaluation.findings() {
        match lacking(finding) {
            Some(Lacking::One(offer)) => lacks.iter_mut().skip(offer).take(1).for_each(|lacks| *lacks = true),
            Some(Lacking::All) => lacks.fill(true),
            None => {}
        }
    }
    for (index, offer) in dossier.offers.iter().enumerate() {
        let row = |mut reasons: Vec<String>| {
            reasons.extend(Some(label(lang, dossier, offer)).filter(|label| !label.is_empty()));
            AsideRow { offer: offer.id.clone(), name: offer.name.clone(), reasons }
        };
        let (list, more, reasons) = match evaluation.outcome(index) {
            Outcome::Ranked => continue,
            Outcome::Incomplete | Outcome::Provisional => {
                // What moves a total may be unknown of another offer only.
                if lacks.get(index) != Some(&true) {
                    continue;
                }
                let about = |finding: &&Finding| is_about(finding, index);
                let findings = evaluation.findings().iter().filter(about);
                let sentence = |finding| sentences::finding(lang, assessment, finding);
                let wanted = if view.incomplete.len() < limit { usize::MAX } else { 0 };
                (&mut view.incomplete, &mut view.more_incomplete, findings.take(wanted).map(sentence).collect())
            }
            Outcome::Eliminated(gates) => {
                let reasons = gates.iter().map(|gate| failed_gate(lang, assessment, *gate, index));
                (&mut view.aside, &mut view.more_aside, reasons.take(limit).collect())
            }
            Outcome::SetAside => {
                let (status, reason) = (sentences::standing(offer.standing.kind).get(lang), &offer.standing.reason);
                let sentence = say!(lang, "Offre {status} : {reason}", "Offer {status}: {reason}");
                (&mut view.aside, &mut view.more_aside, vec![sentence])
            }
        };
        if list.len() < limit {
            list.push(row(reasons));
        } else {
            *more += 1;
        }
    }
    view
}

/// How the ranking is made, in one or two sentences.
fn method(lang: Lang, assessment: &Assessment, scale: &str) -> String {
    let method = &assessment.dossier().method;
    let mut sentences = vec![match method.ranking {
        Ranking::Weighted => say!(
            lang,
            "Somme pondérée des notes sur {scale}, classée sur les valeurs exactes ; l'affichage est arrondi à 2 décimales.",
            "Weighted sum of the notes out of {scale}, ranked on exact values; the display is rounded to 2 decimals."
        ),
        Ranking::Hierarchy => say!(
            lang,
            "Critères hiérarchisés : le premier décide ; à égalité exacte de note, le suivant. Notes sur {scale}.",
            "Criteria in decreasing order: the first decides; at exactly equal notes, the next. Notes out of {scale}."
        ),
    }];
    if let Some(decimals) = method.note_decimals {
        sentences.push(say!(
            lang,
            "Les notes sont arrondies à {decimals} décimale(s), comme annoncé.",
            "Notes are rounded to {decimals} decimal(s), as announced."
        ));
    }
    if let Some(decimals) = method.total_decimals {
        sentences.push(say!(
            lang,
            "Les totaux sont arrondis à {decimals} décimale(s), comme annoncé : l'arrondi décide des rangs.",
            "Totals are rounded to {decimals} decimal(s), as announced: rounding decides ranks."
        ));
    }
    if assessment.evaluation().is_provisional() {
        sentences.push(
            phrase(
                "Classement provisoire, dans l'ordre du milieu des totaux possibles.",
                "Provisional ranking, in the order of the middle of the possible totals.",
            )
            .get(lang)
            .into(),
        );
    }
    sentences.join(" ")
}

/// Of which offers a finding says that something is missing.
enum Lacking {
    One(usize),
    All,
}

fn lacking(finding: &Finding) -> Option<Lacking> {
    match finding {
        Finding::MissingFact { offer, .. }
        | Finding::UncertainFact { offer, .. }
        | Finding::GateUndecided { offer, .. }
        | Finding::UndefinedNote { offer, .. }
        | Finding::NothingApplies { offer } => Some(Lacking::One(*offer)),
        Finding::NoWeight => Some(Lacking::All),
        _ => None,
    }
}

fn is_about(finding: &Finding, offer: usize) -> bool {
    match lacking(finding) {
        Some(Lacking::One(one)) => one == offer,
        Some(Lacking::All) => true,
        None => false,
    }
}

fn failed_gate(lang: Lang, assessment: &Assessment, gate: usize, offer: usize) -> String {
    let dossier = assessment.dossier();
    match (dossier.gates.get(gate), dossier.offers.get(offer)) {
        (Some(gate), Some(offer)) => gates::failure(lang, dossier, gate, offer),
        _ => String::new(),
    }
}

//! What is proposed for the award, what it asks to explain, and the alternatives
//! that were set aside.

use super::sentences::{list, quoted};
use crate::app::State;
use crate::dossier::{Alternative, Assessment, Exposure, Id, ToExplain};
use crate::i18n::{Lang, phrase};
use crate::say;

/// The panel.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionView {
    /// The offers that can be proposed, best first, by identifier and name.
    pub offers: Vec<(Id, String)>,
    /// The place of the one that is proposed.
    pub chosen: Option<usize>,
    /// `Proposée le 22 novembre 2026.`
    pub date: Option<String>,
    /// Why.
    pub reasons: String,
    /// By whom.
    pub by: String,
    /// What the choice asks to explain, in a sentence each.
    pub to_explain: Vec<String>,
    /// What is still missing: reasons, or a rank.
    pub warnings: Vec<String>,
    /// The alternatives that were set aside.
    pub set_aside: Vec<Alternative>,
}

/// The panel of a state.
pub fn decision(state: &State) -> DecisionView {
    let (lang, assessment) = (state.lang, &state.assessment);
    let dossier = assessment.dossier();
    let choice = dossier.decision.choice.as_ref();
    let place = |id: &Id| dossier.offers.iter().position(|offer| offer.id == *id);
    // Only what was received can be awarded; what was proposed is shown all the same.
    let order = assessment.evaluation().order().iter().copied();
    let mut places: Vec<usize> =
        order.filter(|place| dossier.offers.get(*place).is_some_and(|offer| !offer.kind.is_scenario())).collect();
    let chosen = choice.and_then(|choice| place(&choice.offer));
    let is_ranked = chosen.is_none_or(|chosen| places.contains(&chosen));
    places.extend(chosen.filter(|_| !is_ranked));
    let to_explain = choice.map(|choice| assessment.to_explain(&choice.offer)).unwrap_or_default();
    let mut warnings = Vec::new();
    if !is_ranked {
        warnings.push(
            phrase(
                "L'offre proposée n'est pas classée parmi les offres reçues et recevables\u{a0}: elle ne peut pas être attributaire.",
                "The proposed offer is not ranked among the received and admissible ones: it cannot be awarded the contract.",
            )
            .get(lang)
            .to_owned(),
        );
    }
    if !to_explain.is_empty() && choice.is_some_and(|choice| choice.reasons.trim().is_empty()) {
        warnings.push(
            phrase(
                "Les raisons de ce choix manquent\u{a0}: écrivez pourquoi les autres solutions ne conviennent pas.",
                "The reasons of this choice are missing: write why the other solutions do not fit.",
            )
            .get(lang)
            .to_owned(),
        );
    }
    let date = choice.and_then(|choice| choice.date).map(|date| super::dates::date_text(lang, date));
    DecisionView {
        chosen: chosen.and_then(|chosen| places.iter().position(|place| *place == chosen)),
        offers: places
            .iter()
            .filter_map(|place| dossier.offers.get(*place))
            .map(|offer| (offer.id.clone(), offer.name.clone()))
            .collect(),
        date: date.map(|date| say!(lang, "Proposée le {date}.", "Proposed on {date}.")),
        reasons: choice.map(|choice| choice.reasons.clone()).unwrap_or_default(),
        by: choice.map(|choice| choice.by.clone()).unwrap_or_default(),
        to_explain: to_explain.iter().map(|each| sentence(lang, assessment, each)).collect(),
        warnings,
        set_aside: dossier.decision.set_aside.clone(),
    }
}

/// What asks for an explanation, with the offers that do without.
pub(super) fn sentence(lang: Lang, assessment: &Assessment, each: &ToExplain) -> String {
    let dossier = assessment.dossier();
    let measures = dossier.measures();
    let measure = measures.iter().find(|(id, ..)| **id == each.measure).map_or("", |(_, name, _)| *name);
    let measure = quoted(lang, measure);
    let rank = |place: usize| assessment.evaluation().rank_of(place);
    let named = |place: &usize| {
        let name = quoted(lang, dossier.offers.get(*place).map_or("", |offer| offer.name.as_str()));
        match rank(*place) {
            Some(rank) => say!(lang, "{name} (rang {rank})", "{name} (rank {rank})"),
            None => name,
        }
    };
    let others = list(lang, &each.alternatives.iter().map(named).collect::<Vec<_>>());
    match each.exposure {
        Exposure::Law => say!(
            lang,
            "D'après {measure}, cette offre est exposée à un droit extra-européen ou repose sur une technologie propriétaire qui l'est. Sont recevables et ne le sont pas\u{a0}: {others}. Dites pourquoi elle est retenue.",
            "By {measure}, this offer is exposed to law from outside the EU or rests on proprietary technology that is. Admissible and not exposed: {others}. Say why it is chosen."
        ),
        Exposure::Proprietary => say!(
            lang,
            "D'après {measure}, cette offre est propriétaire. Sont recevables et libres\u{a0}: {others}. Dites pourquoi elle est retenue.",
            "By {measure}, this offer is proprietary. Admissible and free: {others}. Say why it is chosen."
        ),
    }
}

//! Scenarios beside the received offers: what they are called, how long one
//! waits for them, and what is said when one comes first.

use super::dates::{on_date, span};
use super::sentences::{list, offer_name, quoted};
use crate::app::State;
use crate::dossier::{Assessment, Date, Dossier, Id, Offer, OfferKind, Standing, StandingKind};
use crate::i18n::{Lang, Phrase, phrase};
use crate::say;
use crate::table::date_text;

/// What stands among the offers.
pub fn kind_name(kind: OfferKind) -> Phrase {
    match kind {
        OfferKind::Received => phrase("offre reçue", "received offer"),
        OfferKind::StatusQuo => phrase("statu quo", "status quo"),
        OfferKind::Wait => phrase("attendre", "wait"),
        OfferKind::Build => phrase("construire", "build"),
    }
}

/// The name that a new scenario starts with.
pub fn fresh_name(kind: OfferKind) -> Phrase {
    match kind {
        OfferKind::Received => phrase("Offre", "Offer"),
        OfferKind::StatusQuo => phrase("Garder l'existant", "Keep what is in use"),
        OfferKind::Wait => phrase("Attendre", "Wait"),
        OfferKind::Build => phrase("Construire en interne", "Build in-house"),
    }
}

/// `Scénario : attendre, disponible en septembre 2027 (15 mois d'attente)`;
/// empty for a received offer of which no date is known.
#[inline(never)]
pub fn label(lang: Lang, dossier: &Dossier, offer: &Offer) -> String {
    let when = offer.availability().map(|date| available(lang, dossier, date));
    if !offer.kind.is_scenario() {
        return when.map(|when| super::sentences::capitalized(&when)).unwrap_or_default();
    }
    let kind = kind_name(offer.kind).get(lang);
    match when {
        Some(when) => say!(lang, "Scénario\u{a0}: {kind}, {when}", "Scenario: {kind}, {when}"),
        None => say!(lang, "Scénario\u{a0}: {kind}", "Scenario: {kind}"),
    }
}

fn available(lang: Lang, dossier: &Dossier, date: Date) -> String {
    let on = on_date(lang, date);
    match dossier.reference_date.and_then(|reference| span(lang, reference, date)) {
        Some(wait) => say!(lang, "disponible {on} ({wait} d'attente)", "available {on} ({wait} to wait)"),
        None => say!(lang, "disponible {on}", "available {on}"),
    }
}

/// Scenarios are ranked, and none of them leads.
pub(super) fn ranked(lang: Lang, assessment: &Assessment, offers: &[usize]) -> String {
    let names: Vec<String> = offers.iter().map(|offer| quoted(lang, offer_name(assessment, *offer))).collect();
    let names = list(lang, &names);
    if offers.len() == 1 {
        return say!(
            lang,
            "{names} est un scénario, classé parmi les offres reçues\u{a0}: il compte dans ce que les formules lisent de l'ensemble (prix le plus bas, moyenne).",
            "{names} is a scenario, ranked among the received offers: it counts in what formulas read of them all (lowest price, mean)."
        );
    }
    say!(
        lang,
        "{names} sont des scénarios, classés parmi les offres reçues\u{a0}: ils comptent dans ce que les formules lisent de l'ensemble (prix le plus bas, moyenne).",
        "{names} are scenarios, ranked among the received offers: they count in what formulas read of them all (lowest price, mean)."
    )
}

/// Scenarios come first: what that means, and which received offer follows.
pub(super) fn leading(lang: Lang, assessment: &Assessment, offers: &[usize]) -> String {
    let named = |offer: &usize| {
        let name = quoted(lang, offer_name(assessment, *offer));
        let kind = assessment.dossier().offers.get(*offer).map(|offer| offer.kind).unwrap_or_default();
        match kind {
            OfferKind::StatusQuo => say!(lang, "le statu quo ({name})", "the status quo ({name})"),
            OfferKind::Wait => say!(lang, "attendre ({name})", "waiting ({name})"),
            OfferKind::Build | OfferKind::Received => say!(lang, "construire ({name})", "building ({name})"),
        }
    };
    let names: Vec<String> = offers.iter().map(named).collect();
    let names = super::sentences::capitalized(&list(lang, &names));
    let head = if offers.len() == 1 {
        say!(
            lang,
            "{names} arrive premier\u{a0}: aucune offre reçue ne fait mieux\u{202f}; un scénario ne peut pas être attributaire.",
            "{names} comes first: no received offer does better; a scenario cannot be awarded the contract."
        )
    } else {
        say!(
            lang,
            "{names} arrivent en tête\u{a0}: aucune offre reçue ne fait mieux\u{202f}; un scénario ne peut pas être attributaire.",
            "{names} come first: no received offer does better; a scenario cannot be awarded the contract."
        )
    };
    let is_received = |offer: &&usize| {
        let data = assessment.dossier().offers.get(**offer);
        data.is_some_and(|offer| !offer.kind.is_scenario())
    };
    match assessment.evaluation().order().iter().find(is_received) {
        Some(offer) => {
            let name = quoted(lang, offer_name(assessment, *offer));
            say!(
                lang,
                "{head} Première des offres reçues\u{a0}: {name}.",
                "{head} First of the received offers: {name}."
            )
        }
        None => head,
    }
}

/// What the ranking says when a scenario leads it.
#[inline(never)]
pub fn warning(state: &State) -> Option<String> {
    let assessment = state.assessment.as_ref();
    let is_scenario =
        |offer: &usize| assessment.dossier().offers.get(*offer).is_some_and(|offer| offer.kind.is_scenario());
    let leads: Vec<usize> = assessment.leaders().filter(is_scenario).collect();
    (!leads.is_empty()).then(|| leading(state.lang, assessment, &leads))
}

/// The kind of an offer, as it is chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct KindView {
    /// The offer.
    pub offer: Id,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OfferKind,
    /// Every kind with its name.
    pub kinds: Vec<(OfferKind, String)>,
    /// From when on it can be used, as ISO 8601 writes it; empty when not known.
    pub available_from: String,
    /// [`label`].
    pub label: String,
    /// Whether it is compared with the others: it is regular.
    pub takes_part: bool,
}

/// What is chosen for one offer.
pub fn kind(state: &State, offer: &Id) -> Option<KindView> {
    let (lang, dossier) = (state.lang, state.dossier());
    let data = dossier.offer(offer)?;
    let name = |kind: OfferKind| super::sentences::capitalized(kind_name(kind).get(lang));
    Some(KindView {
        offer: offer.clone(),
        name: data.name.clone(),
        kind: data.kind,
        kinds: OfferKind::ALL.into_iter().map(|kind| (kind, name(kind))).collect(),
        available_from: data.available_from.map(|date| date_text(lang, date)).unwrap_or_default(),
        label: label(lang, dossier, data),
        takes_part: data.standing.kind == StandingKind::Regular,
    })
}

/// The status of a scenario that is kept out of the ranking.
pub fn apart(lang: Lang) -> Standing {
    let reason = phrase("scénario mis à part par l'acheteur", "scenario set apart by the buyer").get(lang);
    Standing { kind: StandingKind::Withdrawn, reason: reason.to_owned() }
}

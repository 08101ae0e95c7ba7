//! Scenarios beside the received offers: added, dated, ranked or set apart.

use yew::prelude::*;

use super::{definition, offer_kind};
use crate::app::{Msg, State, ViewsMsg};
use crate::dossier::{Offer, OfferKind};
use crate::i18n::phrase;
use crate::present::scenarios::{apart, fresh_name, kind_name, label};
use crate::say;

#[inline(never)]
pub(super) fn view(state: &State, send: &Callback<Msg>) -> Html {
    let (lang, dossier) = (state.lang, state.dossier());
    let scenarios = dossier.offers.iter().filter(|offer| offer.kind.is_scenario());
    let received = dossier.offers.iter().filter(|offer| !offer.kind.is_scenario());
    let line = |offer: &Offer| {
        let label = label(lang, dossier, offer);
        html! {
            <li key={offer.id.as_str().to_owned()}>
                <strong>{ offer.name.clone() }</strong>
                <span class="scenario" hidden={label.is_empty()}>{ label }</span>
                { offer_kind::fields(state, &offer.id, send) }
            </li>
        }
    };
    let add = |kind: OfferKind| {
        let (name, what) = (fresh_name(kind).get(lang), kind_name(kind).get(lang));
        html! {
            <button
                type="button" id={format!("add-{}", id_of(kind))}
                onclick={send.reform(move |_| Msg::Views(ViewsMsg::AddScenario { name: name.to_owned(), kind, standing: apart(lang) }))}
            >{ say!(lang, "Ajouter\u{a0}: {what}", "Add: {what}") }</button>
        }
    };
    html! {
        <div class="scenarios-view">
            <p>{ phrase(
                "Garder l'existant, attendre ou construire soi-même se comparent sur la même grille que les offres. Ce ne sont pas des offres\u{a0}: un scénario ne peut pas être attributaire.",
                "To keep what is in use, to wait or to build are compared on the same grid as the offers. They are no offers: a scenario cannot be awarded the contract.",
            ).get(lang) }</p>
            <p class="controls">{ definition::link(
                "define-scenario", "term-scenario", phrase("Qu'est-ce qu'un scénario\u{a0}?", "What is a scenario?").get(lang), send,
            ) }</p>
            <p class="buttons controls">{ for OfferKind::ALL.into_iter().filter(|kind| kind.is_scenario()).map(add) }</p>
            <ul class="kinds">{ for scenarios.map(|offer| line(offer)) }</ul>
            <p class="hint controls">{ phrase(
                "Un scénario s'ajoute à part\u{a0}: saisissez ses données dans l'écran Offres, puis classez-le ici. Classé, il compte dans ce que les formules lisent de l'ensemble (prix le plus bas, moyenne).",
                "A scenario is added apart: enter its facts in the Offers screen, then have it ranked here. Once ranked, it counts in what formulas read of them all (lowest price, mean).",
            ).get(lang) }</p>
            <details class="controls">
                <summary id="received-kinds">{ phrase("Nature et disponibilité des offres reçues", "Kind and availability of the received offers").get(lang) }</summary>
                <ul class="kinds">{ for received.take(MOST).map(|offer| line(offer)) }</ul>
            </details>
        </div>
    }
}

/// More offers than these are dated where they are edited.
const MOST: usize = 50;

fn id_of(kind: OfferKind) -> &'static str {
    match kind {
        OfferKind::Received => "received",
        OfferKind::StatusQuo => "status-quo",
        OfferKind::Wait => "wait",
        OfferKind::Build => "build",
    }
}

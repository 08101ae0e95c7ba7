//! Critères: the tree line by line, the settings of what is open below its
//! line, the gates, and behind disclosures what is seldom edited.

mod controls;
mod curve;
mod gates;
mod measure;
mod method;
mod settings;
mod tree;

use yew::prelude::*;

pub(super) use self::controls::{DateField, button, select};
use super::page::heading;
use super::{begin, elicitation, journal, lots, seal, simulator};
use crate::app::{CriteriaMsg, Msg, State};
use crate::i18n::{Lang, phrase};
use crate::present::{self, CriteriaView, GroupTotal};

#[inline(never)]
pub(super) fn screen(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let view = present::criteria(state);
    html! {
        <section class="criteria" aria-labelledby="criteria-title">
            { heading(level, "criteria-title", phrase("Critères", "Criteria").get(lang)) }
            { bar(lang, &view, send) }
            { if state.dossier().offers.is_empty() { begin::empty(state, send) } else { Html::default() } }
            <p class="buttons controls" id="criteria-helpers">{ elicitation::button(state, send) }{ simulator::button(state, send) }{ seal::buttons(state, send) }{ lots::begin_button(state, send) }</p>
            { elicitation::place(state, level, send) }
            { simulator::place(state, level, send) }
            <p class="hint controls" id="move-help">{ phrase(
                "Alt + ↑ ou ↓ déplace un critère, Alt + → le fait entrer dans le groupe voisin, Alt + ← l'en fait sortir.",
                "Alt + ↑ or ↓ moves a criterion, Alt + → takes it into the group beside it, Alt + ← out of it.",
            ).get(lang) }</p>
            { tree::tree(lang, &view, send) }
            <p class="buttons controls">
                { button("add-criterion", "primary", phrase("Ajouter un critère", "Add a criterion").get(lang), None, true,
                    CriteriaMsg::Add(None), send) }
                { button("add-group", "", phrase("Ajouter un groupe", "Add a group").get(lang), None, true,
                    CriteriaMsg::AddGroup, send) }
            </p>
            { gates::gates(lang, &view, level, send) }
            { method::method(lang, &view, level, send) }
            { journal::journal(state, level, send) }
        </section>
    }
}

/// The total, always in sight, with the unit of the weights.
fn bar(lang: Lang, view: &CriteriaView, send: &Callback<Msg>) -> Html {
    html! {
        <div class="criteria-bar">
            { total(lang, &view.total, send) }
            <button
                type="button" id="weights-in-percent" class="controls" aria-pressed={if view.is_percent { "true" } else { "false" }}
                onclick={send.reform(|_| Msg::Criteria(CriteriaMsg::ToggleUnit))}
            >{ phrase("Poids en %", "Weights in %").get(lang) }</button>
            <label class="sharing controls">
                <input
                    type="checkbox" id="criteria-sharing" checked={view.is_sharing}
                    onchange={send.reform(|_| Msg::ToggleSharing)}
                />
                { phrase("Garder le total à 100", "Keep the total at 100").get(lang) }
            </label>
        </div>
    }
}

/// What a group weighs, and what brings it to 100.
fn total(lang: Lang, total: &GroupTotal, send: &Callback<Msg>) -> Html {
    let group = total.group.clone();
    let id = group.as_ref().map_or_else(|| "share-out".to_owned(), |group| format!("share-out-{group}"));
    html! {
        <p class={classes!("group-total", (!total.is_hundred).then_some("unbalanced"))}>
            <span class="total-text">{ total.text.clone() }</span>
            <button
                type="button" {id} class="controls quiet" hidden={total.is_hundred} aria-label={total.share_out.clone()}
                onclick={send.reform(move |_| Msg::Criteria(CriteriaMsg::ShareOut(group.clone())))}
            >{ phrase("Répartir sur 100", "Bring to 100").get(lang) }</button>
        </p>
    }
}

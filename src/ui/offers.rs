//! Offres: the table of facts.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::begin;
use super::fields::{NumberField, NumberTarget, TextField, TextTarget, choice};
use super::page::heading;
use crate::app::{Msg, State};
use crate::dossier::{Edit, Standing, StandingKind};
use crate::i18n::{Lang, phrase};
use crate::present::{self, Cell, CellInput, Column, OfferRow, OffersView};
use crate::say;

pub(super) fn screen(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let view = present::offers(state);
    let count = view.rows.len() + 1;
    let fresh = say!(lang, "Offre {count}", "Offer {count}");
    html! {
        <section class="offers" aria-labelledby="offers-title">
            { heading(level, "offers-title", phrase("Offres", "Offers").get(lang)) }
            <p class="hint">{ phrase(
                "Une ligne par donnée, une colonne par offre. Une case vide est une donnée manquante, jamais un zéro.",
                "One row per fact, one column per offer. An empty cell is a missing fact, never a zero.",
            ).get(lang) }</p>
            { if view.rows.is_empty() { begin::empty(state, send) } else { Html::default() } }
            <div class="scroll" tabindex="0" role="region" aria-label={phrase("Tableau des offres", "Table of offers").get(lang)}>
                { table(state, &view, send) }
            </div>
            <p class="buttons controls">
                <button type="button" id="add-offer" class="primary"
                    onclick={send.reform(move |_| Msg::Edit(Edit::AddOffer { name: fresh.clone() }))}
                >{ phrase("Ajouter une offre", "Add an offer").get(lang) }</button>
            </p>
        </section>
    }
}

fn table(state: &State, view: &OffersView, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let heads = view.rows.iter().map(|offer| {
        html! {
            <th scope="col" key={offer.offer.as_str().to_owned()}>
                <TextField
                    target={TextTarget::OfferName(offer.offer.clone())} value={offer.name.clone()}
                    label={phrase("Nom de l'offre", "Name of the offer").get(lang)} send={send.clone()}
                />
            </th>
        }
    });
    let standings = view.rows.iter().map(|offer| {
        html! { <td key={offer.offer.as_str().to_owned()}>{ standing(lang, view, offer, send) }</td> }
    });
    let facts = view.columns.iter().enumerate().map(|(index, column)| {
        let begins_informations = !column.has_weight
            && index.checked_sub(1).is_none_or(|above| view.columns.get(above).is_some_and(|c| c.has_weight));
        let cells = view.rows.iter().filter_map(|offer| Some((offer, offer.cells.get(index)?)));
        html! {
            <tr key={column.measure.as_str().to_owned()} class={begins_informations.then_some("informations-begin")}>
                <th scope="row">
                    <span class="informations-label" hidden={!begins_informations}>
                        { phrase("Renseignements sans poids", "Facts without weight").get(lang) }
                    </span>
                    { column.name.clone() }<span class="unit">{ column.unit.clone() }</span></th>
                { for cells.map(|(offer, cell)| html! {
                    <td key={offer.offer.as_str().to_owned()}>{ fact(state, offer, column, cell, send) }</td>
                }) }
            </tr>
        }
    });
    let tools = view.rows.iter().enumerate().map(|(place, offer)| {
        html! {
            <td key={offer.offer.as_str().to_owned()}>{ offer_tools(lang, offer, place, view.rows.len(), send) }</td>
        }
    });
    html! {
        <table class="offers-table">
            <caption class="visually-hidden">{ phrase("Données des offres", "Facts of the offers").get(lang) }</caption>
            <thead><tr><td class="corner"></td>{ for heads }</tr></thead>
            <tbody>
                <tr key="standing"><th scope="row">{ phrase("Statut", "Status").get(lang) }</th>{ for standings }</tr>
                { for facts }
                <tr key="tools" class="controls">
                    <th scope="row">{ phrase("Actions", "Actions").get(lang) }</th>{ for tools }
                </tr>
            </tbody>
        </table>
    }
}

fn fact(state: &State, offer: &OfferRow, column: &Column, cell: &Cell, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let (offer_id, measure_id) = (offer.offer.clone(), column.measure.clone());
    let input = match &cell.input {
        CellInput::Number(text) => html! {
            <NumberField
                target={NumberTarget::Fact { offer: offer_id, measure: measure_id }} {lang} send={send.clone()}
                id={format!("cell-{}-{}", offer.offer, column.measure)} value={text.clone()} label={cell.label.clone()}
            />
        },
        CellInput::Choice(options) => {
            let Some(measure) = state.dossier().measure(&column.measure).cloned() else { return Html::default() };
            let onchoose = send.reform(move |index| Msg::SetFact {
                offer: offer_id.clone(),
                measure: measure_id.clone(),
                fact: Cell::choose(&measure, index),
            });
            choice(&cell.label, options, cell.chosen(), Some("–"), onchoose)
        }
    };
    html! {
        <>
            { input }
            <span class="justification" hidden={cell.justification.is_empty()}>{ cell.justification.clone() }</span>
        </>
    }
}

fn standing(lang: Lang, view: &OffersView, offer: &OfferRow, send: &Callback<Msg>) -> Html {
    let (id, name) = (offer.offer.clone(), &offer.name);
    let label = say!(lang, "Statut de {name}", "Status of {name}");
    let kinds: Vec<StandingKind> = view.standings.iter().map(|(kind, _)| *kind).collect();
    let reason = offer.reason.clone();
    // A status other than regular needs its reason: it starts with a sentence
    // to be completed, so that nothing is refused and nothing left unsaid.
    let to_complete = phrase("Motif à préciser.", "Reason to be given.").get(lang);
    let send_status = send.clone();
    let onchange = Callback::from(move |event: Event| {
        let index = usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index());
        let Some(kind) = index.ok().and_then(|index| kinds.get(index)).copied() else { return };
        let reason = match (kind, reason.is_empty()) {
            (StandingKind::Regular, _) => String::new(),
            (_, true) => to_complete.to_owned(),
            (_, false) => reason.clone(),
        };
        send_status.emit(Msg::Edit(Edit::Standing { offer: id.clone(), standing: Standing { kind, reason } }));
    });
    html! {
        <>
            <select aria-label={label} {onchange}>
                { for view.standings.iter().enumerate().map(|(index, (kind, text))| html! {
                    <option key={index} selected={*kind == offer.standing}>{ text.clone() }</option>
                }) }
            </select>
            <span class="reason" hidden={offer.standing == StandingKind::Regular}>
                <TextField
                    target={TextTarget::Reason(offer.offer.clone(), offer.standing)} value={offer.reason.clone()}
                    label={say!(lang, "Motif, {name}", "Reason, {name}")} send={send.clone()}
                />
            </span>
        </>
    }
}

fn offer_tools(lang: Lang, offer: &OfferRow, place: usize, count: usize, send: &Callback<Msg>) -> Html {
    let name = &offer.name;
    let tool = |verb: &str, text: &'static str, label: String, is_possible: bool, edit: Edit| {
        let (id, send) = (format!("{verb}-{}", offer.offer), send.clone());
        let onclick = Callback::from(move |_| {
            if is_possible {
                send.emit(Msg::Edit(edit.clone()));
            }
        });
        html! {
            <button type="button" {id} class="quiet" aria-label={label.clone()} title={label}
                aria-disabled={(!is_possible).then_some("true")} {onclick}>{ text }</button>
        }
    };
    let id = || offer.offer.clone();
    let copy = say!(lang, "{name} (copie)", "{name} (copy)");
    html! {
        <span class="tool-group">
            { tool("left", "←", say!(lang, "Déplacer {name} à gauche", "Move {name} left"), place > 0, Edit::MoveOffer { offer: id(), by: -1 }) }
            { tool("right", "→", say!(lang, "Déplacer {name} à droite", "Move {name} right"), place + 1 < count, Edit::MoveOffer { offer: id(), by: 1 }) }
            { tool("copy", phrase("Copier", "Copy").get(lang), say!(lang, "Copier {name}", "Copy {name}"), true, Edit::DuplicateOffer { offer: id(), name: copy }) }
            { tool("remove", phrase("Retirer", "Remove").get(lang), say!(lang, "Retirer {name}", "Remove {name}"), true, Edit::RemoveOffer(id())) }
        </span>
    }
}

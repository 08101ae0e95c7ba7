//! The cost model: a panel of Offres. The plan, every offer in every scenario as
//! bars with their table, and the sheet of one offer.

mod comparison;
mod paste;
mod plan;
mod sheet;

use yew::prelude::*;

use self::comparison::comparison;
use self::plan::plan;
use self::sheet::sheet;
use super::criteria::select;
use super::fields::{NumberField, NumberTarget, TextField, TextTarget};
use super::page::heading;
use crate::app::{CostNumber, CostText, CostsMsg, Msg, State};
use crate::dossier::Id;
use crate::i18n::{Lang, phrase};
use crate::present::{self, CostsView};
use crate::ui::maybe;

/// The button that opens the panel.
pub(super) fn opener(state: &State, send: &Callback<Msg>) -> Html {
    let is_open = state.costs.is_some();
    html! {
        <button
            type="button" id="open-costs" aria-expanded={if is_open { "true" } else { "false" }}
            onclick={send.reform(|_| Msg::Costs(CostsMsg::Toggle))}
        >{ phrase("Modèle de coûts", "Cost model").get(state.lang) }</button>
    }
}

/// The button that leads there from a price criterion.
pub(super) fn lead(lang: Lang, criterion: &Id, name: &str, send: &Callback<Msg>) -> Html {
    let of = criterion.clone();
    let text = phrase("Coûts sur plusieurs années", "Costs over several years").get(lang);
    html! {
        <p class="controls">
            <button
                type="button" id={format!("costs-of-{criterion}")} aria-label={format!("{text}, {name}")}
                onclick={send.reform(move |_| Msg::Costs(CostsMsg::Open(of.clone())))}
            >{ text }</button>
        </p>
    }
}

/// The place of the panel, empty while it is closed.
pub(super) fn place(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let panel = present::costs(state).map(|view| panel(state.lang, level, &view, send));
    html! { <div class="costs-place">{ panel }</div> }
}

fn panel(lang: Lang, level: u8, view: &CostsView, send: &Callback<Msg>) -> Html {
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                send.emit(Msg::Costs(CostsMsg::Toggle));
            }
        })
    };
    html! {
        <section class="panel helper costs" aria-labelledby="costs-title" {onkeydown}>
            { heading(level + 1, "costs-title", phrase("Modèle de coûts", "Cost model").get(lang)) }
            <p>{ view.intro }</p>
            { criteria(lang, view, send) }
            { match &view.plan {
                Some(found) => plan(lang, level, found, send),
                None if view.criteria.is_empty() => Html::default(),
                None => html! {
                    <p class="buttons controls">{ button(
                        "costs-begin", "primary", phrase("Commencer un plan de coûts", "Begin a cost plan").get(lang),
                        None, true, CostsMsg::Begin, send,
                    ) }</p>
                },
            } }
            { maybe(&view.comparison, |found| comparison(lang, level, found, send)) }
            { maybe(&view.status_quo, |msg| html! {
                <p class="controls">{ button(
                    "cost-status-quo", "", phrase("Ajouter le statu quo, à part", "Add the status quo, set apart").get(lang), None, true, msg.clone(), send,
                ) }</p>
            }) }
            { maybe(&view.sheet, |found| sheet(lang, level, view, found, send)) }
            <p class="buttons controls">{ button(
                "costs-close", "", phrase("Fermer le modèle de coûts", "Close the cost model").get(lang),
                None, true, CostsMsg::Toggle, send,
            ) }</p>
        </section>
    }
}

fn criteria(lang: Lang, view: &CostsView, send: &Callback<Msg>) -> Html {
    if view.criteria.len() < 2 {
        return Html::default();
    }
    let ids: Vec<Id> = view.criteria.iter().map(|(id, _)| id.clone()).collect();
    let chosen = ids.iter().position(|id| *id == view.criterion).unwrap_or_default();
    let names = view.criteria.iter().map(|(_, name)| name.clone());
    let label = phrase("Critère de prix", "Price criterion").get(lang);
    let onchoose = choosing(send, move |place| ids.get(place).cloned().map(CostsMsg::Criterion));
    html! {
        <label class="helper-field controls">
            { label }{ select("costs-criterion".into(), label.into(), names, chosen, onchoose) }
        </label>
    }
}

/// A button; one that is not possible stays, and does nothing.
fn button(
    id: &str,
    class: &'static str,
    text: &str,
    label: Option<String>,
    is_possible: bool,
    msg: CostsMsg,
    send: &Callback<Msg>,
) -> Html {
    let send = send.clone();
    let onclick = Callback::from(move |_| {
        if is_possible {
            send.emit(Msg::Costs(msg.clone()));
        }
    });
    html! {
        <button
            type="button" id={id.to_owned()} {class} aria-label={label.clone()} title={label}
            aria-disabled={(!is_possible).then_some("true")} {onclick}
        >{ text.to_owned() }</button>
    }
}

/// What choosing a place of a list sends.
fn choosing(send: &Callback<Msg>, msg: impl Fn(usize) -> Option<CostsMsg> + 'static) -> Callback<usize> {
    let send = send.clone();
    Callback::from(move |place: usize| {
        if let Some(msg) = msg(place) {
            send.emit(Msg::Costs(msg));
        }
    })
}

fn number(lang: Lang, id: String, of: CostNumber, value: &str, label: String, send: &Callback<Msg>) -> Html {
    html! {
        <NumberField
            target={NumberTarget::Cost(of)} {lang} {id} value={value.to_owned()} {label} send={send.clone()}
        />
    }
}

fn text(id: String, of: CostText, value: &str, label: String, send: &Callback<Msg>) -> Html {
    html! {
        <TextField target={TextTarget::Cost(of)} {id} value={value.to_owned()} {label} send={send.clone()} />
    }
}

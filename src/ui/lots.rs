//! Several lots in one dossier: the line of every screen, the form for a new lot,
//! all lots side by side.

use std::rc::Rc;

use yew::prelude::*;

use super::criteria::{button, select};
use super::fields::{TextField, TextTarget};
use super::page::{heading, when_escaped};
use crate::app::{LotText, LotsMsg, Msg, State};
use crate::i18n::{Lang, Phrase, phrase};
use crate::present::{self, LotFormView, LotRow, LotsBar, LotsView};
use crate::say;
use crate::ui::maybe;

const ADD: Phrase = phrase("Ajouter un lot ou un cas d'usage", "Add a lot or a use case");

/// The button that begins with lots; nothing where there are some already, or for
/// an evaluator, who notes and no more.
#[inline(never)]
pub(super) fn begin_button(state: &State, send: &Callback<Msg>) -> Html {
    if state.dossier().lots.is_some() || state.dossier().commission.contribution.is_some() {
        return Html::default();
    }
    button("begin-lots", "", ADD.get(state.lang), None, true, LotsMsg::AskNew("begin-lots"), send)
}

/// The line, the form and all lots, each where there is something to show.
#[inline(never)]
pub(super) fn place(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let (lang, is_readonly) = (state.lang, state.attributes.is_readonly);
    html! {
        <>
            { for present::lots_bar(state).iter().map(|view| bar(lang, view, is_readonly, send)) }
            { for present::lot_form(state).iter().map(|view| form(lang, level, view, send)) }
            { for present::lots(state).iter().map(|view| all(lang, level, view, is_readonly, send)) }
        </>
    }
}

fn bar(lang: Lang, view: &LotsBar, is_readonly: bool, send: &Callback<Msg>) -> Html {
    let label = phrase("Lot", "Lot").get(lang);
    let name = view.names.get(view.chosen).cloned().unwrap_or_default();
    let choice = if view.is_alone {
        html! { <strong id="lot-name">{ name.clone() }</strong> }
    } else {
        let onchoose = send.reform(|place: usize| LotsMsg::Choose(place).into());
        select(
            "lot-choice".into(),
            phrase("Lot affiché", "Lot shown").get(lang).to_owned(),
            view.names.iter().cloned(),
            view.chosen,
            onchoose,
        )
    };
    let expanded = if view.shows_all { "true" } else { "false" };
    html! {
        <div class="lots-bar" role="group" aria-label={phrase("Lots du dossier", "Lots of the dossier").get(lang)}>
            <p>
                <span class="controls"><span class="label" aria-hidden="true">{ format!("{label} ") }</span>{ choice }</span>
                <strong class="print-only">{ format!("{label}\u{a0}: {name}. ") }</strong>
                { " " }<span id="lot-data">{ view.data.clone() }</span>
            </p>
            <p class="buttons controls" hidden={view.is_alone}>
                <button type="button" id="lots-all" class="quiet" aria-expanded={expanded} onclick={send.reform(|_| LotsMsg::ToggleAll.into())}>
                    { phrase("Tous les lots", "All lots").get(lang) }
                </button>
                { if is_readonly { Html::default() } else {
                    button("add-lot", "quiet", ADD.get(lang), None, true, LotsMsg::AskNew("add-lot"), send)
                } }
            </p>
        </div>
    }
}

fn text(place: LotText, id: String, label: String, value: &str, send: &Callback<Msg>) -> Html {
    html! {
        <div class="sheet-field">
            <span class="label" aria-hidden="true">{ label.clone() }</span>
            <TextField target={TextTarget::Lot(place)} {id} value={value.to_owned()} {label} send={send.clone()} />
        </div>
    }
}

fn form(lang: Lang, level: u8, view: &LotFormView, send: &Callback<Msg>) -> Html {
    let (data, start) = (
        phrase("Données du nouveau lot", "Data of the new lot").get(lang),
        phrase("Commencer avec", "Begin with").get(lang),
    );
    let classes: Rc<[_]> = view.classes.iter().map(|(class, _)| *class).collect();
    let starts: Rc<[_]> = view.starts.iter().map(|(start, _)| *start).collect();
    let (for_class, for_start) = (send.clone(), send.clone());
    let onclass = Callback::from(move |index: usize| {
        classes.get(index).into_iter().for_each(|class| for_class.emit(LotsMsg::NewClass(*class).into()));
    });
    let onstart = Callback::from(move |index: usize| {
        starts.get(index).into_iter().for_each(|start| for_start.emit(LotsMsg::Start(*start).into()));
    });
    html! {
        <section class="panel controls" aria-labelledby="new-lot-title" onkeydown={when_escaped(send, LotsMsg::CloseNew.into())}>
            { heading(level, "new-lot-title", phrase("Nouveau lot ou cas d'usage", "New lot or use case").get(lang)) }
            <p>{ phrase(
                "Chaque lot a sa grille, ses offres, ses besoins, ses coûts et son sceau, et se classe à part\u{a0}; le titre du dossier est commun à tous.",
                "Each lot has its own grid, offers, needs, costs and seal, and is ranked apart; the title of the dossier is that of all.",
            ).get(lang) }</p>
            { maybe(&view.first, |first| text(
                LotText::First, "first-lot-name".into(), phrase("Nom du lot déjà saisi", "Name of the lot that is there").get(lang).to_owned(), first, send,
            )) }
            { text(LotText::New, "new-lot-name".into(), phrase("Nom du nouveau lot", "Name of the new lot").get(lang).to_owned(), &view.name, send) }
            <div class="sheet-field">
                <span class="label" aria-hidden="true">{ data }</span>
                { select("new-lot-data".into(), data.to_owned(), view.classes.iter().map(|(_, name)| (*name).to_owned()), view.class, onclass) }
            </div>
            <div class="sheet-field">
                <span class="label" aria-hidden="true">{ start }</span>
                { select("new-lot-start".into(), start.to_owned(), view.starts.iter().map(|(_, name)| name.clone()), view.start, onstart) }
            </div>
            <p class="hint">{ view.hint }</p>
            <p class="buttons">
                { button("new-lot-add", "primary", phrase("Ajouter ce lot", "Add this lot").get(lang), None, true, LotsMsg::Add, send) }
                { button("new-lot-close", "", phrase("Ne pas ajouter", "Do not add").get(lang), None, true, LotsMsg::CloseNew, send) }
            </p>
        </section>
    }
}

fn all(lang: Lang, level: u8, view: &LotsView, is_readonly: bool, send: &Callback<Msg>) -> Html {
    let title = phrase("Tous les lots", "All lots").get(lang);
    let heads = [
        phrase("Lot", "Lot"),
        phrase("Données", "Data"),
        phrase("Conditions", "Conditions"),
        phrase("Offres", "Offers"),
        phrase("En tête", "Leading"),
        phrase("Total", "Total"),
        phrase("Prix", "Price"),
        phrase("Classement", "Ranking"),
        phrase("Grille", "Grid"),
    ];
    html! {
        <section class="lots-all" aria-labelledby="lots-title">
            { heading(level, "lots-title", title) }
            <div class="scroll" tabindex="0" role="region" aria-label={phrase("Tableau des lots", "Table of the lots").get(lang)}>
                <table id="lots-table">
                    <caption class="visually-hidden">{ title }</caption>
                    <thead><tr>{ for heads.map(|head| html! { <th scope="col">{ head.get(lang) }</th> }) }</tr></thead>
                    <tbody>{ for view.rows.iter().enumerate().map(|(place, row)| line(lang, place, row, send)) }</tbody>
                </table>
            </div>
            <p id="lots-sum">{ view.sum.clone() }</p>
            <p class="hint">{ phrase(
                "Les notes des lots ne se moyennent pas\u{a0}: chaque lot a ses critères et ses attributaires, et une moyenne ignorerait leur taille. Seuls les montants s'additionnent.",
                "Notes of lots are not averaged: each lot has its own criteria and its own award, and a mean would not know their size. Only amounts are added.",
            ).get(lang) }</p>
            { if is_readonly { Html::default() } else { tools(lang, view, send) } }
        </section>
    }
}

fn line(lang: Lang, place: usize, row: &LotRow, send: &Callback<Msg>) -> Html {
    let name = &row.name;
    let head = if row.is_shown {
        html! { <><strong>{ name.clone() }</strong>{ phrase(" (affiché)", " (shown)").get(lang) }</> }
    } else {
        html! {
            <>
                <span class="controls">{ button(&format!("lot-show-{place}"), "quiet", name,
                    Some(say!(lang, "{name}\u{a0}: afficher ce lot", "{name}: show this lot")), true, LotsMsg::Choose(place), send) }</span>
                <span class="print-only">{ name.clone() }</span>
            </>
        }
    };
    html! {
        <tr key={place}>
            <th scope="row">{ head }</th>
            <td>{ row.data }</td>
            <td class="figure">{ row.gates.clone() }</td>
            <td class="figure">{ row.offers.clone() }</td>
            <td>{ row.leader.clone() }</td>
            <td class="figure">{ row.total.clone() }</td>
            <td class="figure">{ row.price.clone() }</td>
            <td>{ row.state }</td>
            <td>{ row.seal.clone() }</td>
        </tr>
    }
}

/// Names, data, order and removal: one line per lot.
fn tools(lang: Lang, view: &LotsView, send: &Callback<Msg>) -> Html {
    let count = view.rows.len();
    let tool = |(place, row): (usize, &LotRow)| {
        let name = &row.name;
        let number = place + 1;
        let send_class = send.clone();
        let onclass = Callback::from(move |index: usize| {
            let class = index.checked_sub(1).and_then(|index| crate::catalogue::DataClass::ALL.get(index)).copied();
            send_class.emit(LotsMsg::Class(place, class).into());
        });
        let id = |verb: &str| format!("lot-{verb}-{place}");
        html! {
            <li key={place}>
                <TextField target={TextTarget::Lot(LotText::Name(place))} id={id("name")} value={name.clone()}
                    label={say!(lang, "Nom du lot {number}", "Name of lot {number}")} send={send.clone()} />
                { " " }
                { select(id("data"), say!(lang, "Données de {name}", "Data of {name}"),
                    view.classes.iter().map(|class| (*class).to_owned()), row.class, onclass) }
                <span class="tool-group">
                    { button(&id("up"), "quiet", "↑", Some(say!(lang, "Monter {name}", "Move {name} up")), place > 0, LotsMsg::Move(place, -1), send) }
                    { button(&id("down"), "quiet", "↓", Some(say!(lang, "Descendre {name}", "Move {name} down")), place + 1 < count, LotsMsg::Move(place, 1), send) }
                    { button(&id("remove"), "quiet", "✕", Some(say!(lang, "Retirer {name}", "Remove {name}")), true, LotsMsg::AskRemove(Some(place)), send) }
                </span>
            </li>
        }
    };
    html! {
        <>
            <p class="label controls" id="lots-tools">{ phrase("Noms, données et ordre", "Names, data and order").get(lang) }</p>
            <ul class="lots-tools controls" aria-labelledby="lots-tools">{ for view.rows.iter().enumerate().map(tool) }</ul>
            { maybe(&view.asked, |(place, question)| {
                let place = *place;
                html! {
                    <div class="alert controls" onkeydown={when_escaped(send, LotsMsg::AskRemove(None).into())}>
                        <p id="lot-question">{ question.clone() }</p>
                        <p class="buttons">
                            <button type="button" id="lot-remove-now" aria-describedby="lot-question" onclick={send.reform(move |_| LotsMsg::Remove(place).into())}>
                                { phrase("Retirer ce lot", "Remove this lot").get(lang) }
                            </button>
                            { button("lot-keep", "", phrase("Le garder", "Keep it").get(lang), None, true, LotsMsg::AskRemove(None), send) }
                        </p>
                    </div>
                }
            }) }
        </>
    }
}

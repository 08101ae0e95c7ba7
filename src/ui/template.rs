//! A template to begin with; where its gates follow from the data that the
//! service will hold, these are told first, and a derogation with its reason.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::app::{BeginMsg, Derogation, Msg, TemplateChoice};
use crate::catalogue::DataClass;
use crate::i18n::{Lang, phrase};
use crate::present::{DATE_FORM, TemplateRow, read_date};
use crate::say;

#[derive(Properties, PartialEq)]
pub(super) struct TemplateItemProps {
    pub(super) row: TemplateRow,
    pub(super) classes: Vec<(DataClass, &'static str, &'static str)>,
    pub(super) lang: Lang,
    pub(super) send: Callback<Msg>,
}

/// What is wrong with a derogation.
#[derive(Clone, Copy, PartialEq)]
enum Trouble {
    NoReason,
    NoDate,
}

/// The button of a template, what it is for, and what it asks.
#[component]
pub(super) fn TemplateItem(props: &TemplateItemProps) -> Html {
    let (class, has_health, is_derogated) = (use_state(|| 0usize), use_state(|| false), use_state(|| false));
    let (reason, until) = (use_state(String::new), use_state(String::new));
    let trouble = use_state(|| None::<Trouble>);
    let (reason_field, until_field) = (use_node_ref(), use_node_ref());
    let (lang, row) = (props.lang, props.row);
    let (id, name) = (row.id, row.name);
    let chosen = props.classes.get(*class).map_or(DataClass::Sensitive, |(class, ..)| *class);
    let may_derogate = row.asks_class && chosen == DataClass::Sensitive;
    let onclick = {
        let (reason, until, trouble, send) = (reason.clone(), until.clone(), trouble.clone(), props.send.clone());
        let (reason_field, until_field) = (reason_field.clone(), until_field.clone());
        let (has_health, is_derogated) = (*has_health, *is_derogated && may_derogate);
        Callback::from(move |_: MouseEvent| {
            let date = read_date(&until);
            let found = match date {
                _ if !is_derogated => None,
                _ if reason.trim().is_empty() => Some((Trouble::NoReason, &reason_field)),
                None => Some((Trouble::NoDate, &until_field)),
                Some(_) => None,
            };
            trouble.set(found.map(|(trouble, _)| trouble));
            if let Some((_, field)) = found {
                if let Some(field) = field.cast::<HtmlInputElement>() {
                    // A field that cannot take the focus still shows the sentence.
                    let _ = field.focus();
                }
                return;
            }
            let derogation = date.filter(|_| is_derogated);
            let derogation = derogation.map(|until| Derogation { reason: reason.trim().to_owned(), until });
            let choice = TemplateChoice { id, class: chosen, has_health, derogation };
            send.emit(BeginMsg::Chosen(Rc::new(choice)).into());
        })
    };
    let typed = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |event: InputEvent| state.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let ticked = |state: &UseStateHandle<bool>| {
        let state = state.clone();
        Callback::from(move |event: Event| state.set(event.target_unchecked_into::<HtmlInputElement>().checked()))
    };
    let onclass = {
        let class = class.clone();
        Callback::from(move |event: Event| {
            let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
            class.set(usize::try_from(place).unwrap_or_default());
        })
    };
    let meaning = props.classes.get(*class).map(|(_, _, meaning)| *meaning);
    let (class_id, error_id) = (format!("template-{id}-class"), format!("template-{id}-error"));
    let field = |what: &'static str,
                 title: &'static str,
                 place: &'static str,
                 state: &UseStateHandle<String>,
                 node: &NodeRef,
                 wrong: Trouble| {
        let field = format!("template-{id}-{what}");
        let is_wrong = *trouble == Some(wrong);
        html! {
            <label class="helper-field" for={field.clone()}>
                { title }
                <input
                    ref={node.clone()} type="text" id={field} autocomplete="off" class="text" placeholder={place}
                    value={(**state).clone()} oninput={typed(state)} data-draft={(!state.is_empty()).then_some("")}
                    aria-invalid={is_wrong.then_some("true")} aria-describedby={is_wrong.then(|| error_id.clone())}
                />
            </label>
        }
    };
    html! {
        <>
            <button type="button" id={format!("template-{id}")} {onclick}>{ name }</button>
            <p>{ row.purpose }</p>
            <p class="source">{ phrase("Source\u{a0}: ", "Source: ").get(lang) }{ row.source }</p>
            if row.asks_class {
                <details class="template-choice">
                    <summary id={format!("template-{id}-choice")} aria-label={say!(lang, "Données traitées, {name}", "Data to be held, {name}")}>
                        { phrase("Données traitées", "Data to be held").get(lang) }
                    </summary>
                    <label class="helper-field" for={class_id.clone()}>
                        { phrase("Données du service", "Data of the service").get(lang) }
                        <select id={class_id} onchange={onclass}>
                            { for props.classes.iter().enumerate().map(|(place, (_, name, _))| html! {
                                <option key={place} selected={place == *class}>{ *name }</option>
                            }) }
                        </select>
                    </label>
                    <p class="hint">{ meaning }</p>
                    if row.asks_health {
                        <label class="sharing">
                            <input type="checkbox" id={format!("template-{id}-health")} checked={*has_health} onchange={ticked(&has_health)} />
                            { phrase("Données de santé parmi elles", "Health data among them").get(lang) }
                        </label>
                    }
                    if may_derogate {
                        <label class="sharing">
                            <input type="checkbox" id={format!("template-{id}-derogated")} checked={*is_derogated} onchange={ticked(&is_derogated)} />
                            { phrase("Une dérogation est accordée\u{a0}: un service en cours de qualification est admis", "A derogation is granted: a service in qualification is admitted").get(lang) }
                        </label>
                        if *is_derogated {
                            { field("reason", phrase("Motif de la dérogation", "Reason of the derogation").get(lang), "", &reason, &reason_field, Trouble::NoReason) }
                            { field("until", phrase("Fin de la dérogation", "End of the derogation").get(lang), phrase("30/06/2027", "2027-06-30").get(lang), &until, &until_field, Trouble::NoDate) }
                        }
                    }
                    <span id={error_id} class="field-error" hidden={trouble.is_none()}>{ trouble.map(|trouble| match trouble {
                        Trouble::NoReason => phrase("Dites pourquoi la dérogation est accordée\u{a0}: le motif s'inscrit dans la grille.", "Say why the derogation is granted: the reason stands in the grid."),
                        Trouble::NoDate => DATE_FORM,
                    }.get(lang)) }</span>
                </details>
            }
        </>
    }
}

//! Critères: the tree with its scoring methods, and the gates.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::begin;
use super::fields::{NumberField, NumberTarget, TextField, TextTarget};
use super::page::heading;
use super::{elicitation, simulator};
use crate::app::{Msg, State};
use crate::catalogue::FAMILIES;
use crate::dossier::{Edit, LEVEL, Measure};
use crate::i18n::{self, Lang, phrase};
use crate::present::{self, CriterionRow, GateRow};
use crate::say;

pub(super) fn screen(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let view = present::criteria(state);
    let head = |text: &'static str| html! { <th scope="col">{ text }</th> };
    html! {
        <section class="criteria" aria-labelledby="criteria-title">
            { heading(level, "criteria-title", phrase("Critères", "Criteria").get(lang)) }
            { if state.dossier().offers.is_empty() { begin::empty(state, send) } else { Html::default() } }
            <p class="buttons controls" id="criteria-helpers">{ elicitation::button(state, send) }{ simulator::button(state, send) }</p>
            { elicitation::place(state, level, send) }
            { simulator::place(state, level, send) }
            <div class="scroll" tabindex="0" role="region" aria-label={phrase("Tableau des critères", "Table of criteria").get(lang)}>
                <table class="criteria-table">
                    <caption class="visually-hidden">{ phrase("Grille de critères", "Criteria grid").get(lang) }</caption>
                    <thead><tr>
                        { head(phrase("Critère", "Criterion").get(lang)) }
                        { head(phrase("Poids", "Weight").get(lang)) }
                        { head(phrase("Méthode de notation", "Scoring method").get(lang)) }
                        <th scope="col" class="controls">{ phrase("Actions", "Actions").get(lang) }</th>
                    </tr></thead>
                    <tbody>{ for view.rows.iter().map(|row| criterion(lang, row, send)) }</tbody>
                </table>
            </div>
            { add_criterion(lang, None, send) }
            { heading(level, "gates-title", phrase("Conditions éliminatoires", "Eliminatory conditions").get(lang)) }
            <p class="empty" hidden={!view.gates.is_empty()}>
                { phrase("Aucune condition éliminatoire.", "No eliminatory condition.").get(lang) }
            </p>
            <ul class="gates" aria-labelledby="gates-title">{ for view.gates.iter().map(|row| gate(lang, row, send)) }</ul>
        </section>
    }
}

fn criterion(lang: Lang, row: &CriterionRow, send: &Callback<Msg>) -> Html {
    let name = &row.name;
    html! {
        <tr key={row.id.as_str().to_owned()} class={format!("depth-{}", row.depth)}>
            <th scope="row">
                <span class="criterion-name">
                    if row.depth == 0 {
                        <span class={format!("swatch hue-{}", row.hue)}>{ row.number }</span>
                    }
                    <TextField
                        target={TextTarget::CriterionName(row.id.clone())} value={name.clone()} send={send.clone()}
                        label={phrase("Nom du critère", "Name of the criterion").get(lang)}
                    />
                </span>
                <span class="description" hidden={row.description.is_empty()}>{ row.description.clone() }</span>
            </th>
            <td class="figure">
                <NumberField
                    target={NumberTarget::Weight(row.id.clone())} {lang} send={send.clone()}
                    id={format!("criterion-weight-{}", row.id)} value={i18n::number(lang, row.weight)}
                    label={say!(lang, "Poids de {name}, en points", "Weight of {name}, in points")}
                />
            </td>
            <td>{ method(lang, row, send) }</td>
            <td class="controls">{ criterion_tools(lang, row, send) }</td>
        </tr>
    }
}

fn method(lang: Lang, row: &CriterionRow, send: &Callback<Msg>) -> Html {
    let Some(measure) = &row.measure else {
        return html! { <span>{ phrase("Groupe de sous-critères", "Group of sub-criteria").get(lang) }</span> };
    };
    let (of, name) = (row.id.clone(), &row.name);
    let send_family = send.clone();
    let onchange = Callback::from(move |event: Event| {
        let index = usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index());
        if let Some(family) = index.ok().and_then(|index| FAMILIES.get(index)) {
            send_family.emit(Msg::SetFamily { of: of.clone(), family: family.tag });
        }
    });
    let parameters = row.parameters.iter().enumerate().map(|(index, parameter)| {
        let (title, id) = (parameter.name, format!("parameter-{}-{index}", row.id));
        html! {
            <label key={index} class="parameter">
                { format!("{title} ") }
                <NumberField
                    target={NumberTarget::Parameter { of: row.id.clone(), index }} {lang} {id} send={send.clone()}
                    value={i18n::number(lang, parameter.value)} label={format!("{title}, {name}")}
                />
            </label>
        }
    });
    let levels = row.levels.iter().enumerate().map(|(index, level)| {
        html! { <li key={index}>{ level.text.clone() }{ "\u{a0}: " }<strong>{ level.points.clone() }</strong></li> }
    });
    html! {
        <>
            <select aria-label={say!(lang, "Méthode de notation de {name}", "Scoring method of {name}")} {onchange}>
                { for FAMILIES.iter().map(|family| html! {
                    <option key={family.tag} selected={family == measure.family}>{ family.name.get(lang) }</option>
                }) }
            </select>
            <span class="formula">{ measure.family.formula.get(lang) }</span>
            <span class="parameters">{ for parameters }</span>
            <details class="levels" hidden={row.levels.is_empty()}>
                <summary>{ phrase("Niveaux annoncés", "Announced levels").get(lang) }</summary>
                <ol start="0">{ for levels }</ol>
            </details>
        </>
    }
}

fn criterion_tools(lang: Lang, row: &CriterionRow, send: &Callback<Msg>) -> Html {
    let name = &row.name;
    let tool = |verb: &str, text: &'static str, label: String, is_possible: bool, edit: Edit| {
        let (id, send) = (format!("{verb}-{}", row.id), send.clone());
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
    let id = || row.id.clone();
    html! {
        <span class="tool-group">
            { tool("up", "↑", say!(lang, "Monter {name}", "Move {name} up"), row.can_rise, Edit::MoveCriterion { criterion: id(), by: -1 }) }
            { tool("down", "↓", say!(lang, "Descendre {name}", "Move {name} down"), row.can_fall, Edit::MoveCriterion { criterion: id(), by: 1 }) }
            { tool("remove", phrase("Retirer", "Remove").get(lang), say!(lang, "Retirer {name}", "Remove {name}"), !row.is_last, Edit::RemoveCriterion(id())) }
            <span hidden={row.measure.is_some()}>{ add_criterion(lang, Some(row), send) }</span>
        </span>
    }
}

/// A new criterion: a direct note until its method is chosen.
fn add_criterion(lang: Lang, group: Option<&CriterionRow>, send: &Callback<Msg>) -> Html {
    let Some(family) = FAMILIES.iter().find(|family| family.tag == "note") else { return Html::default() };
    let name = phrase("Nouveau critère", "New criterion").get(lang).to_owned();
    let measure = Measure::fresh(family, LEVEL.get(lang));
    let edit = Edit::AddCriterion { parent: group.map(|row| row.id.clone()), name, measure };
    let onclick = send.reform(move |_| Msg::Edit(edit.clone()));
    match group {
        Some(row) => {
            let name = &row.name;
            let label = say!(lang, "Ajouter un sous-critère à {name}", "Add a sub-criterion to {name}");
            html! { <button type="button" class="quiet" aria-label={label.clone()} title={label} {onclick}>{ "+" }</button> }
        }
        None => html! {
            <p class="buttons controls">
                <button type="button" id="add-criterion" class="primary" {onclick}>
                    { phrase("Ajouter un critère", "Add a criterion").get(lang) }
                </button>
            </p>
        },
    }
}

fn gate(lang: Lang, row: &GateRow, send: &Callback<Msg>) -> Html {
    let (id, name) = (row.id.clone(), &row.name);
    html! {
        <li key={row.id.as_str().to_owned()}>
            <strong>{ name.clone() }</strong>
            <span class="rule">{ row.rule.clone() }</span>
            <span class="basis" hidden={row.basis.is_empty()}>
                { phrase("Base\u{a0}: ", "Basis: ").get(lang) }{ row.basis.clone() }
            </span>
            <button type="button" id={format!("remove-{}", row.id)} class="quiet controls" aria-label={say!(lang, "Retirer la condition {name}", "Remove the condition {name}")}
                onclick={send.reform(move |_| Msg::Edit(Edit::RemoveGate(id.clone())))}>{ phrase("Retirer", "Remove").get(lang) }</button>
        </li>
    }
}

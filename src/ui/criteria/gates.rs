//! The gates: a line each, with a form where it is open.

use yew::prelude::*;

use super::controls::{DateField, button, select};
use crate::app::{CriteriaMsg, Msg, NumberPlace, TextPlace};
use crate::dossier::limits;
use crate::i18n::{Lang, phrase};
use crate::present::{CriteriaView, GateForm, GateRow, Threshold};
use crate::say;
use crate::ui::fields::{NumberField, NumberTarget, TextField, TextTarget};
use crate::ui::maybe;
use crate::ui::page::heading;

pub(super) fn gates(lang: Lang, view: &CriteriaView, level: u8, send: &Callback<Msg>) -> Html {
    html! {
        <section class="gates-section" aria-labelledby="gates-title">
            { heading(level + 1, "gates-title", phrase("Conditions éliminatoires", "Eliminatory conditions").get(lang)) }
            <p class="empty" hidden={!view.gates.is_empty()}>
                { phrase("Aucune condition éliminatoire.", "No eliminatory condition.").get(lang) }
            </p>
            <ul class="gates" aria-labelledby="gates-title">{ for view.gates.iter().map(|row| gate(lang, row, send)) }</ul>
            <p class="buttons controls">{ button("add-gate", "", phrase("Ajouter une condition", "Add a condition").get(lang), None, true, CriteriaMsg::AddGate, send) }</p>
        </section>
    }
}

fn gate(lang: Lang, row: &GateRow, send: &Callback<Msg>) -> Html {
    let (open, name) = (row.id.clone(), &row.name);
    html! {
        <li key={row.id.as_str().to_owned()}>
            <div class="gate-line">
                <strong>{ name.clone() }</strong>
                <span class="rule">{ row.rule.clone() }</span>
                <span class="tool-group controls">
                    <button
                        type="button" id={format!("gate-{}", row.id)} class="quiet" aria-expanded={if row.form.is_some() { "true" } else { "false" }}
                        aria-label={say!(lang, "Modifier la condition {name}", "Change the condition {name}")}
                        onclick={send.reform(move |_| Msg::Criteria(CriteriaMsg::OpenGate(open.clone())))}
                    >{ phrase("Modifier", "Change").get(lang) }</button>
                    { button(&format!("remove-{}", row.id), "quiet", phrase("Retirer", "Remove").get(lang),
                        Some(say!(lang, "Retirer la condition {name}", "Remove the condition {name}")), true, CriteriaMsg::RemoveGate(row.id.clone()), send) }
                </span>
                <span class="basis" hidden={row.basis.is_empty() || row.form.is_some()}>
                    { phrase("Base\u{a0}: ", "Basis: ").get(lang) }{ row.basis.clone() }
                </span>
            </div>
            { maybe(&row.form, |found| form(lang, row, found, send)) }
        </li>
    }
}

fn form(lang: Lang, row: &GateRow, form: &GateForm, send: &Callback<Msg>) -> Html {
    let (id, name) = (&row.id, &row.name);
    let candidates: Vec<_> = form.candidates.iter().map(|(id, _)| id.clone()).collect();
    let kinds: Vec<_> = form.kinds.iter().map(|(kind, _)| *kind).collect();
    let (send_reads, send_kind, of, which) = (send.clone(), send.clone(), id.clone(), id.clone());
    let onread = Callback::from(move |index: usize| {
        if let Some(read) = candidates.get(index) {
            send_reads.emit(Msg::Criteria(CriteriaMsg::GateReads(of.clone(), read.clone())));
        }
    });
    let onkind = Callback::from(move |index: usize| {
        if let Some(kind) = kinds.get(index) {
            send_kind.emit(Msg::Criteria(CriteriaMsg::GateKind(which.clone(), *kind)));
        }
    });
    let dated = id.clone();
    let onset = send.reform(move |date| Msg::Criteria(CriteriaMsg::GateDate(dated.clone(), date)));
    html! {
        <div class="settings gate-form" role="group" aria-label={say!(lang, "Condition {name}", "Condition {name}")}>
            <label class="field">{ phrase("Intitulé", "Title of the condition").get(lang) }
                <TextField
                    target={TextTarget::Grid(TextPlace::GateName(id.clone()))} value={name.clone()} send={send.clone()} id={format!("gate-name-{id}")}
                    label={phrase("Intitulé de la condition", "Title of the condition").get(lang)}
                />
            </label>
            <label class="field">{ phrase("Porte sur", "Reads").get(lang) }
                { select(format!("gate-reads-{id}"), phrase("Ce que la condition lit", "What the condition reads").get(lang).into(),
                    form.candidates.iter().map(|(_, name)| name.clone()), form.reads, onread) }
            </label>
            <label class="field">{ phrase("Exige", "Requires").get(lang) }
                { select(format!("gate-kind-{id}"), phrase("Ce que la condition exige", "What the condition requires").get(lang).into(),
                    form.kinds.iter().map(|(_, name)| (*name).to_owned()), form.kind, onkind) }
            </label>
            { threshold(lang, row, &form.threshold, send) }
            <label class="field wide">{ phrase("Base juridique ou contractuelle", "Legal or contractual basis").get(lang) }
                <TextField
                    target={TextTarget::Grid(TextPlace::GateBasis(id.clone()))} value={form.basis.clone()} send={send.clone()} id={format!("gate-basis-{id}")} rows={2}
                    label={phrase("Base de la condition", "Basis of the condition").get(lang)}
                />
            </label>
            <label class="field">{ phrase("Date de cette base", "Date of that basis").get(lang) }
                <DateField
                    id={format!("gate-date-{id}")} label={phrase("Date de la base", "Date of the basis").get(lang)} value={form.date.clone()}
                    {lang} {onset}
                />
            </label>
        </div>
    }
}

fn threshold(lang: Lang, row: &GateRow, threshold: &Threshold, send: &Callback<Msg>) -> Html {
    let (id, send, of) = (&row.id, send.clone(), row.id.clone());
    match threshold {
        Threshold::None => Html::default(),
        Threshold::Number(value, title) => html! {
            <label class="field">{ *title }
                <NumberField
                    target={NumberTarget::Grid(NumberPlace::Gate(id.clone()))} {lang} send={send} id={format!("gate-value-{id}")}
                    value={value.clone()} label={*title}
                />
            </label>
        },
        Threshold::Level(levels, chosen) => {
            let onlevel =
                Callback::from(move |level: usize| send.emit(Msg::Criteria(CriteriaMsg::GateLevel(of.clone(), level))));
            html! {
                <label class="field">{ phrase("Niveau", "Level").get(lang) }
                    { select(format!("gate-level-{id}"), phrase("Niveau exigé", "Required level").get(lang).into(), levels.iter().cloned(), *chosen, onlevel) }
                </label>
            }
        }
        Threshold::Seal(chosen) => {
            let onseal = Callback::from(move |seal: usize| {
                let seal = u8::try_from(seal).unwrap_or(limits::SEAL);
                send.emit(Msg::Criteria(CriteriaMsg::GateSeal(of.clone(), seal)));
            });
            html! {
                <label class="field">{ "SEAL" }
                    { select(format!("gate-seal-{id}"), phrase("SEAL exigé", "Required SEAL").get(lang).into(),
                        (0..=limits::SEAL).map(|seal| format!("SEAL {seal}")), usize::from(*chosen), onseal) }
                </label>
            }
        }
    }
}

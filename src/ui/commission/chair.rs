//! The side of the chair.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::controls::NewEvaluator;
use super::{letter, merging, notes};
use crate::app::{CommissionMsg, CommissionText, Msg, State};
use crate::dossier::CommissionEdit;
use crate::i18n::{Lang, phrase};
use crate::present::commission::{ChairView, EvaluatorRow};
use crate::say;
use crate::ui::begin;
use crate::ui::fields::{TextField, TextTarget};
use crate::ui::journal;
use crate::ui::maybe;
use crate::ui::page::heading;

pub(super) fn desk(state: &State, level: u8, view: &ChairView, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    html! {
        <section class="commission-desk" aria-labelledby="commission-title">
            { heading(level, "commission-title", phrase("Commission", "Commission").get(lang)) }
            <p>{ phrase(
                "Nommez les évaluateurs et confiez-leur des critères. Chacun note dans son navigateur et vous renvoie un lien ou un fichier\u{a0}; tout se réunit ici, sans serveur.",
                "Name the evaluators and give them criteria. Each notes in their own browser and sends back a link or a file; everything comes together here, without a server.",
            ).get(lang) }</p>
            <div class="empty-place">{ begin::empty(state, send) }</div>
            { evaluators(lang, level, view, send) }
            <div class="letter-place">{ maybe(&view.letter, |view| letter::panel(lang, level, view, send)) }</div>
            { secrecy(lang, level, view, send) }
            { merging::section(lang, level, &view.merge, send) }
            { notes::section(state, level, &view.notes, send) }
            { journal::journal(state, level, send) }
        </section>
    }
}

fn evaluators(lang: Lang, level: u8, view: &ChairView, send: &Callback<Msg>) -> Html {
    html! {
        <section class="evaluators" aria-labelledby="evaluators-title">
            { heading(level + 1, "evaluators-title", phrase("Évaluateurs", "Evaluators").get(lang)) }
            if let Some(lacks) = view.lacks { <p class="alert">{ lacks }</p> }
            if !view.evaluators.is_empty() {
                <div class="scroll" tabindex="0" role="region" aria-label={phrase("Qui note quoi", "Who notes what").get(lang)}>
                    <table class="plain-table evaluators-table">
                        <caption class="visually-hidden">{ phrase("Qui note quoi", "Who notes what").get(lang) }</caption>
                        <thead><tr>
                            <th scope="col">{ phrase("Évaluateur", "Evaluator").get(lang) }</th>
                            { for view.criteria.iter().map(|(id, name)| html! { <th key={id.as_str().to_owned()} scope="col" class="given">{ name.clone() }</th> }) }
                            <th scope="col">{ phrase("Notes", "Notes").get(lang) }</th>
                            <th scope="col" class="controls"><span class="visually-hidden">{ phrase("Actions", "Actions").get(lang) }</span></th>
                        </tr></thead>
                        <tbody>{ for view.evaluators.iter().enumerate().map(|(place, row)| evaluator(lang, view, place, row, send)) }</tbody>
                    </table>
                </div>
            }
            <NewEvaluator {lang} send={send.clone()} />
        </section>
    }
}

fn evaluator(lang: Lang, view: &ChairView, place: usize, row: &EvaluatorRow, send: &Callback<Msg>) -> Html {
    let name = &row.name;
    let given = row.given.iter().zip(&view.criteria).enumerate().map(|(at, (is_given, (id, criterion)))| {
        let (evaluator, criterion_id) = (name.clone(), id.clone());
        let onchange = send.reform(move |event: Event| {
            let is_given = event.target_unchecked_into::<HtmlInputElement>().checked();
            let (evaluator, criterion) = (evaluator.clone(), criterion_id.clone());
            CommissionMsg::Edit(CommissionEdit::Give { evaluator, criterion, is_given }).into()
        });
        html! {
            <td key={at} class="given">
                <input
                    type="checkbox" id={format!("give-{place}-{at}")} checked={*is_given} {onchange}
                    aria-label={say!(lang, "{name} note {criterion}", "{name} notes {criterion}")}
                />
            </td>
        }
    });
    html! {
        <tr key={place}>
            <th scope="row">
                <TextField
                    target={TextTarget::Commission(CommissionText::Name(name.clone()))} value={name.clone()} class="controls"
                    id={format!("evaluator-{place}")} label={say!(lang, "Nom, {name}", "Name, {name}")} send={send.clone()}
                />
                <span class="print-only">{ name.clone() }</span>
            </th>
            { for given }
            <td>{ row.status.clone() }</td>
            <td class="controls">{ actions(lang, place, row, send) }</td>
        </tr>
    }
}

fn actions(lang: Lang, place: usize, row: &EvaluatorRow, send: &Callback<Msg>) -> Html {
    let name = &row.name;
    if let Some(question) = &row.leaving {
        let leaving = name.clone();
        return html! {
            <span class="tool-group">
                <span>{ question.clone() }{ " " }</span>
                <button type="button" id="remove-evaluator-now" onclick={send.reform(move |_| CommissionMsg::Remove(leaving.clone()).into())}>
                    { phrase("Retirer", "Remove").get(lang) }
                </button>
                <button type="button" id="keep-evaluator" onclick={send.reform(|_| CommissionMsg::AskRemove(None).into())}>
                    { phrase("Garder", "Keep").get(lang) }
                </button>
            </span>
        };
    }
    let can_be_invited = row.can_be_invited;
    let invite = {
        let (name, send) = (name.clone(), send.clone());
        Callback::from(move |_| {
            if can_be_invited {
                send.emit(CommissionMsg::Invite(name.clone()).into());
            }
        })
    };
    let remove = {
        let (name, has_notes) = (name.clone(), row.has_notes);
        send.reform(move |_| match has_notes {
            true => CommissionMsg::AskRemove(Some(name.clone())).into(),
            false => CommissionMsg::Remove(name.clone()).into(),
        })
    };
    html! {
        <span class="tool-group">
            <button type="button" id={format!("invite-{place}")} aria-disabled={(!can_be_invited).then_some("true")} onclick={invite}>
                { say!(lang, "Lien pour {name}", "Link for {name}") }
            </button>
            <button type="button" id={format!("remove-evaluator-{place}")} class="quiet" onclick={remove}
                aria-label={say!(lang, "Retirer {name}", "Remove {name}")} title={say!(lang, "Retirer {name}", "Remove {name}")}
            >{ "✕" }</button>
        </span>
    }
}

fn secrecy(lang: Lang, level: u8, view: &ChairView, send: &Callback<Msg>) -> Html {
    let blind = send.reform(|event: Event| {
        let is_blind = event.target_unchecked_into::<HtmlInputElement>().checked();
        CommissionMsg::Edit(CommissionEdit::Blind(is_blind)).into()
    });
    let is_locked = view.is_locked;
    let lock = send.reform(move |_| CommissionMsg::Edit(CommissionEdit::Lock(!is_locked)).into());
    html! {
        <section class="secrecy" aria-labelledby="secrecy-title">
            { heading(level + 1, "secrecy-title", phrase("Mode aveugle et verrouillage", "Blind mode and lock").get(lang)) }
            <p class="radio">
                <input type="checkbox" id="blind" checked={view.is_blind} onchange={blind} aria-describedby="blind-help" />
                <label for="blind">{ phrase("Cacher aux évaluateurs les noms des offres", "Hide the names of the offers from evaluators").get(lang) }</label>
            </p>
            <p class="hint" id="blind-help">{ phrase(
                "Leurs liens les appellent Offre A, Offre B… Vous seul savez lesquelles, et la table de correspondance ne part jamais. Aucun lien ne contient de prix, aveugle ou non.",
                "Their links call them Offre A, Offre B… Only you know which is which, and the key never leaves. No link holds a price, blind or not.",
            ).get(lang) }</p>
            <p class="controls">
                <button type="button" id="lock-notes" aria-describedby="lock-help" onclick={lock}>
                    { if is_locked { phrase("Déverrouiller les notes", "Unlock the notes") } else { phrase("Verrouiller les notes", "Lock the notes") }.get(lang) }
                </button>
            </p>
            <p class="hint" id="lock-help">{ view.lock_help }</p>
        </section>
    }
}

//! The form of an evaluator: criterion by criterion, one note and one reason
//! per offer.

use yew::prelude::*;

use super::controls::NoteInput;
use super::letter;
use crate::app::{CommissionMsg, CommissionText, Msg, State, WorksMsg};
use crate::engine::Decimal;
use crate::i18n::{Lang, phrase};
use crate::present::commission::{NoteField, NotedCriterion, NotingView};
use crate::say;
use crate::ui::criteria::select;
use crate::ui::fields::{TextField, TextTarget};
use crate::ui::maybe;
use crate::ui::page::heading;

pub(super) fn form(state: &State, level: u8, view: &NotingView, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    html! {
        <section class="noting" aria-labelledby="commission-title">
            { heading(level, "commission-title", &view.title) }
            <p>{ view.intro.clone() }</p>
            { maybe(&view.resume, |slot| resume(lang, slot, send)) }
            <p class="noting-progress">
                <progress aria-label={phrase("Notes données", "Notes given").get(lang)} max={view.total.to_string()} value={view.done.to_string()} />
                <span id="noting-progress">{ view.progress.clone() }</span>
            </p>
            { for view.criteria.iter().map(|criterion| noted(lang, level, criterion, send)) }
            <section class="handing-in" aria-labelledby="hand-in-title">
                { heading(level + 1, "hand-in-title", phrase("Rendre mes notes", "Hand in my notes").get(lang)) }
                { for view.lacks.iter().map(|sentence| html! { <p key={sentence.clone()}>{ sentence.clone() }</p> }) }
                <p class="controls">
                    <button type="button" id="hand-in" class="primary" onclick={send.reform(|_| CommissionMsg::HandIn.into())}>
                        { phrase("Rendre mes notes", "Hand in my notes").get(lang) }
                    </button>
                </p>
                <div class="letter-place">{ maybe(&view.letter, |view| letter::panel(lang, level + 1, view, send)) }</div>
            </section>
        </section>
    }
}

fn resume(lang: Lang, slot: &str, send: &Callback<Msg>) -> Html {
    let slot = slot.to_owned();
    html! {
        <p class="alert controls">
            { phrase("Vous avez déjà commencé ici un dossier de ce nom. ", "You have already begun a dossier of this name here. ").get(lang) }
            <button type="button" id="resume-noting" onclick={send.reform(move |_| WorksMsg::Resume(slot.clone()).into())}>
                { phrase("Reprendre mes notes", "Go on with my notes").get(lang) }
            </button>
        </p>
    }
}

fn noted(lang: Lang, level: u8, criterion: &NotedCriterion, send: &Callback<Msg>) -> Html {
    let id = format!("noted-{}", criterion.id);
    html! {
        <section key={criterion.id.as_str().to_owned()} class="noted-criterion" aria-labelledby={id.clone()}>
            { heading(level + 1, &id, &criterion.name) }
            if !criterion.description.is_empty() { <p>{ criterion.description.clone() }</p> }
            if criterion.levels.iter().any(|(_, description, _)| !description.is_empty()) {
                <dl class="levels-said">{ for criterion.levels.iter().enumerate().map(|(place, (label, description, points))| html! {
                    <div key={place}><dt>{ label.clone() }{ " (" }{ points.clone() }{ ")" }</dt><dd>{ description.clone() }</dd></div>
                }) }</dl>
            }
            { for criterion.fields.iter().map(|field| offer(lang, criterion, field, send)) }
        </section>
    }
}

fn offer(lang: Lang, criterion: &NotedCriterion, field: &NoteField, send: &Callback<Msg>) -> Html {
    let (of, on) = (field.offer.clone(), criterion.id.clone());
    let give = {
        let (of, on, send) = (of.clone(), on.clone(), send.clone());
        Callback::from(move |note: Option<Decimal>| send.emit(CommissionMsg::Note(of.clone(), on.clone(), note).into()))
    };
    let (scale, name) = (&criterion.scale, &field.name);
    let label = say!(lang, "{scale}, {name}", "{scale}, {name}");
    let note = if criterion.levels.is_empty() {
        html! { <NoteInput id={field.field.clone()} {label} value={field.value.clone()} full={criterion.full} {lang} onnote={give} /> }
    } else {
        let none = phrase("Pas encore de note", "No note yet").get(lang).to_owned();
        let levels = criterion.levels.iter().map(|(label, _, points)| format!("{label} ({points})"));
        let onchoose = give.reform(|index: usize| {
            index.checked_sub(1).and_then(|level| i64::try_from(level).ok()).map(Decimal::integer)
        });
        select(
            field.field.clone(),
            label,
            std::iter::once(none).chain(levels),
            field.level.map_or(0, |level| level + 1),
            onchoose,
        )
    };
    html! {
        <fieldset key={field.field.clone()} class="noted-offer controls">
            <legend>{ name.clone() }</legend>
            <div class="sheet-field">
                <span class="label" aria-hidden="true">{ scale.clone() }</span>
                { note }
            </div>
            <div class="sheet-field wide">
                <span class="label" aria-hidden="true">{ phrase("Raison, avec la page de l'offre", "Reason, with the page of the offer").get(lang) }</span>
                <TextField
                    target={TextTarget::Commission(CommissionText::Remark(of, on))} id={format!("{}-reason", field.field)}
                    value={field.remark.clone()} label={say!(lang, "Raison, {name}", "Reason, {name}")} rows={Some(2)} send={send.clone()}
                />
            </div>
        </fieldset>
    }
}

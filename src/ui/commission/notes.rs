//! The notes side by side, the disagreements, and what is agreed on.

use yew::prelude::*;

use super::controls::NoteInput;
use crate::app::{CommissionMsg, CommissionText, Msg, State};
use crate::engine::Fact;
use crate::i18n::{Lang, phrase};
use crate::present::commission::{AgreeForm, DisagreementRow, MatrixTable, NotesView, export, export_name};
use crate::say;
use crate::ui::criteria::select;
use crate::ui::fields::{TextField, TextTarget};
use crate::ui::maybe;
use crate::ui::page::heading;

pub(super) fn section(state: &State, level: u8, view: &NotesView, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let save = {
        let (name, text) = (export_name(lang).to_owned(), export(state));
        send.reform(move |_| CommissionMsg::Save { name: name.clone(), text: text.clone() }.into())
    };
    html! {
        <section class="noted" aria-labelledby="notes-title">
            { heading(level + 1, "notes-title", phrase("Notes et écarts", "Notes and differences").get(lang)) }
            if view.tables.is_empty() {
                <p class="empty">{ phrase(
                    "Pas encore de note. Elles paraîtront ici, côte à côte, avec leurs écarts.",
                    "No note yet. They will appear here, side by side, with their differences.",
                ).get(lang) }</p>
            } else {
                { disagreements(lang, level, view, send) }
                { for view.tables.iter().map(|table| matrix(lang, table)) }
                <p class="hint">{ phrase(
                    "Écart\u{a0}: de la note la plus basse à la plus haute. Il se compare entre critères en part de la note pleine.",
                    "Difference: from the lowest note to the highest. Between criteria it is compared as a share of the full note.",
                ).get(lang) }</p>
                <p class="buttons controls">
                    <button type="button" id="save-notes" onclick={save}>{ phrase("Enregistrer en CSV", "Save as CSV").get(lang) }</button>
                </p>
            }
        </section>
    }
}

fn matrix(lang: Lang, table: &MatrixTable) -> Html {
    let caption = format!("{} ({})", table.name, table.out_of);
    let figures = [
        phrase("Minimum", "Minimum"),
        phrase("Maximum", "Maximum"),
        phrase("Écart", "Difference"),
        phrase("Moyenne", "Mean"),
    ];
    html! {
        <div key={table.id.as_str().to_owned()} class="scroll" tabindex="0" role="region" aria-label={caption.clone()}>
            <table class="plain-table matrix">
                <caption>{ caption }</caption>
                <thead><tr>
                    <th scope="col">{ phrase("Offre", "Offer").get(lang) }</th>
                    { for table.evaluators.iter().map(|name| html! { <th key={name.clone()} scope="col" class="figure">{ name.clone() }</th> }) }
                    { for figures.iter().map(|figure| html! { <th key={figure.en} scope="col" class="figure">{ figure.get(lang) }</th> }) }
                    <th scope="col" class="figure">{ table.counts }</th>
                </tr></thead>
                <tbody>{ for table.rows.iter().enumerate().map(|(place, row)| html! {
                    <tr key={place}>
                        <th scope="row">{ row.offer.clone() }</th>
                        { for row.notes.iter().enumerate().map(|(place, note)| html! { <td key={place} class="figure">{ or_nothing(lang, note) }</td> }) }
                        { for row.spread.iter().enumerate().map(|(place, value)| html! { <td key={place} class="figure spread">{ or_nothing(lang, value) }</td> }) }
                        <td class="figure counted">{ or_nothing(lang, &row.counted) }</td>
                    </tr>
                }) }</tbody>
            </table>
        </div>
    }
}

/// A dash for the eyes where there is nothing, a word for the ears.
fn or_nothing(lang: Lang, text: &str) -> Html {
    if !text.is_empty() {
        return html! { { text.to_owned() } };
    }
    html! {
        <>
            <span aria-hidden="true">{ "–" }</span>
            <span class="visually-hidden">{ phrase("aucune", "none").get(lang) }</span>
        </>
    }
}

fn disagreements(lang: Lang, level: u8, view: &NotesView, send: &Callback<Msg>) -> Html {
    html! {
        <div class="disagreements">
            { heading(level + 2, "disagreements-title", phrase("Les plus grands écarts d'abord", "The greatest differences first").get(lang)) }
            <ol>{ for view.disagreements.iter().map(|row| disagreement(lang, row, send)) }</ol>
            if view.more > 0 {
                <p class="controls">
                    <button type="button" id="all-cells" onclick={send.reform(|_| CommissionMsg::ShowAll.into())}>
                        { say!(lang, "Tout montrer ({0} de plus)", "Show all ({0} more)", view.more) }
                    </button>
                </p>
            }
        </div>
    }
}

fn disagreement(lang: Lang, row: &DisagreementRow, send: &Callback<Msg>) -> Html {
    let (criterion, offer) = row.cell.clone();
    let (on, of) = (criterion.clone(), offer.clone());
    let toggle = send.reform(move |_| CommissionMsg::Toggle(on.clone(), of.clone()).into());
    let label = say!(lang, "Consensus, {0}, {1}", "Consensus, {0}, {1}", row.criterion, row.offer);
    let is_open = row.form.is_some();
    html! {
        <li key={format!("{criterion} {offer}")} class="disagreement">
            <div class="cell-line">
                <span class="cell-name"><strong>{ row.criterion.clone() }</strong>{ ", " }{ row.offer.clone() }</span>
                <span class="cell-notes">{ row.from_to.clone() }</span>
                <span class="cell-range">
                    <span class="range-bar" aria-hidden="true"><span ~style={format!("inline-size: {}%", row.percent)} /></span>
                    { row.range.clone() }
                </span>
                <span class="cell-counted">
                    if row.counted.is_empty() { { phrase("sans consensus", "no consensus").get(lang) } }
                    else { { say!(lang, "retenu\u{a0}: {0}", "counts: {0}", row.counted) } }
                </span>
                <button
                    type="button" id={format!("consensus-{}", row.place)} class="quiet controls" aria-label={label}
                    aria-expanded={if is_open { "true" } else { "false" }} onclick={toggle}
                >{ phrase("Consensus", "Consensus").get(lang) }</button>
            </div>
            { maybe(&row.form, |form| agreement(lang, row, form, send)) }
        </li>
    }
}

fn agreement(lang: Lang, row: &DisagreementRow, form: &AgreeForm, send: &Callback<Msg>) -> Html {
    let (criterion, offer) = row.cell.clone();
    let id = format!("agreed-{}", row.place);
    let label = say!(lang, "Note de consensus, {0}, {1}", "Consensus note, {0}, {1}", row.criterion, row.offer);
    let agree = {
        let (criterion, offer, send) = (criterion.clone(), offer.clone(), send.clone());
        Callback::from(move |fact: Fact| {
            send.emit(CommissionMsg::Agree(offer.clone(), criterion.clone(), fact).into());
        })
    };
    let field = if form.levels.is_empty() {
        let onnote = agree.reform(|note: Option<_>| note.map_or(Fact::Missing, Fact::Number));
        html! { <NoteInput {id} {label} value={form.value.clone()} full={form.full} {lang} readonly={form.is_locked} {onnote} /> }
    } else {
        let none = phrase("Aucun", "None").get(lang).to_owned();
        let options = std::iter::once(none).chain(form.levels.iter().cloned());
        let onchoose = agree.reform(|index: usize| index.checked_sub(1).map_or(Fact::Missing, Fact::Level));
        select(id, label, options, form.level.map_or(0, |level| level + 1), onchoose)
    };
    let reason =
        say!(lang, "Raison du consensus, {0}, {1}", "Reason of the consensus, {0}, {1}", row.criterion, row.offer);
    html! {
        <div class="agreement">
            <dl class="opinions">{ for form.opinions.iter().enumerate().map(|(place, (by, note, remark))| html! {
                <div key={place}>
                    <dt>{ by.clone() }{ " " }<strong>{ note.clone() }</strong></dt>
                    <dd>{ if remark.is_empty() { phrase("sans justification", "without a reason").get(lang).to_owned() } else { remark.clone() } }</dd>
                </div>
            }) }</dl>
            <div class="agree-fields controls">
                if let Some(derived) = form.derived {
                    <p class="hint">{ derived }</p>
                } else {
                    <div class="sheet-field">
                        <span class="label" aria-hidden="true">{ phrase("Note de consensus", "Consensus note").get(lang) }</span>
                        { field }
                    </div>
                }
                <div class="sheet-field wide">
                    <span class="label" aria-hidden="true">{ phrase("Raison", "Reason").get(lang) }</span>
                    <TextField
                        target={TextTarget::Commission(CommissionText::Reason(offer, criterion))} id={format!("reason-{}", row.place)}
                        value={form.reason.clone()} label={reason} rows={Some(2)} send={send.clone()}
                    />
                </div>
            </div>
        </div>
    }
}

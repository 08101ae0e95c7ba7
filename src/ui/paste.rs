//! A table on its way in: where it is pasted, and what it would do.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::page::{heading, when_escaped};
use crate::app::{Msg, PasteMsg, State};
use crate::i18n::{Lang, phrase};
use crate::present::{self, PasteCell, PasteTable};
use crate::say;
use crate::ui::maybe;

/// The text of a paste.
pub(super) fn text_of(event: &Event) -> Option<String> {
    let clipboard = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    clipboard.get_data("text/plain").ok().filter(|text| !text.is_empty())
}

/// Sends what an event means, if it means anything.
pub(super) fn when(send: &Callback<Msg>, meaning: impl Fn(Event) -> Option<Msg> + 'static) -> Callback<Event> {
    let send = send.clone();
    Callback::from(move |event| meaning(event).into_iter().for_each(|msg| send.emit(msg)))
}

/// The panel.
#[inline(never)]
pub(super) fn panel(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let Some(view) = present::paste(state) else { return Html::default() };
    let onkeydown = when_escaped(send, PasteMsg::Close.into());
    html! {
        <section class="paste panel" aria-labelledby="paste-title" {onkeydown}>
            { heading(level, "paste-title", phrase("Coller un tableau", "Paste a table").get(lang)) }
            { maybe(&view.refusal, |refusal| html! { <p class="alert">{ refusal.clone() }</p> }) }
            { match &view.table {
                Some(table) => preview(lang, table, send),
                None => asking(lang, send),
            } }
        </section>
    }
}

fn asking(lang: Lang, send: &Callback<Msg>) -> Html {
    let onpaste = when(send, |event: Event| {
        let text = text_of(&event)?;
        event.prevent_default();
        Some(PasteMsg::Text(text, None).into())
    });
    let onchange = when(send, |event: Event| {
        let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
        (!text.trim().is_empty()).then(|| PasteMsg::Text(text, None).into())
    });
    html! {
        <>
            <label class="paste-text" for="paste-text">{ phrase(
                "Copiez votre tableau dans le tableur (avec ses en-têtes, et une ligne ou une colonne « Poids » si vous en avez une), puis collez-le ici : Ctrl+V. Rien n'est repris avant que vous l'ayez vu.",
                "Copy your table in the spreadsheet (with its heads, and a row or column “Weight” if you have one), then paste it here: Ctrl+V. Nothing is taken up before you have seen it.",
            ).get(lang) }</label>
            <textarea id="paste-text" rows="4" {onpaste} {onchange} />
            <p class="buttons">{ close(lang, send) }</p>
        </>
    }
}

fn close(lang: Lang, send: &Callback<Msg>) -> Html {
    html! {
        <button type="button" id="paste-close" onclick={send.reform(|_| PasteMsg::Close.into())}>
            { phrase("Renoncer", "Give up").get(lang) }
        </button>
    }
}

fn preview(lang: Lang, table: &PasteTable, send: &Callback<Msg>) -> Html {
    let into = |is_new: bool, id: &'static str, text: &'static str| {
        html! {
            <label class="radio">
                <input type="radio" name="paste-into" {id} checked={table.is_new == is_new}
                    onchange={send.reform(move |_| PasteMsg::IntoNew(is_new).into())} />
                { text }
            </label>
        }
    };
    let can_land = table.can_land;
    let land = {
        let send = send.clone();
        Callback::from(move |_| {
            if can_land {
                send.emit(PasteMsg::Land.into())
            }
        })
    };
    html! {
        <>
            <p class="paste-summary">{ table.summary.clone() }</p>
            { maybe(&table.warning, |warning| html! { <p class="alert">{ warning.clone() }</p> }) }
            <p class="buttons">
                <button type="button" id="paste-land" class="primary" onclick={land} aria-disabled={(!can_land).then_some("true")}>
                    { if table.is_new { phrase("Créer le comparatif", "Create the comparison") } else { phrase("Reprendre ces données", "Take these facts up") }.get(lang) }
                </button>
                { close(lang, send) }
                <button type="button" id="paste-turn" onclick={send.reform(|_| PasteMsg::Turn.into())}>
                    { phrase("Échanger lignes et colonnes", "Swap rows and columns").get(lang) }
                </button>
            </p>
            if table.can_complete {
                <fieldset class="paste-into">
                    <legend class="label">{ phrase("Destination", "Destination").get(lang) }</legend>
                    { into(true, "paste-new", phrase("Nouveau comparatif", "New comparison").get(lang)) }
                    { into(false, "paste-complete", phrase("Compléter celui-ci", "Complete this one").get(lang)) }
                </fieldset>
            }
            <div class="scroll" tabindex="0" role="region" aria-label={phrase("Aperçu du tableau", "Preview of the table").get(lang)}>
                { grid(lang, table, "paste-field", |field, choice| PasteMsg::Choose(field, choice).into(), send) }
            </div>
            if table.hidden > 0 {
                <p class="hint">{ say!(lang, "Et {0} autres lignes, reprises de même.", "And {0} more lines, taken up likewise.", table.hidden) }</p>
            }
        </>
    }
}

/// The table with what becomes of each cell; `choose` is what a choice at a head means,
/// whose control has the identifier `prefix` and its number.
pub(super) fn grid(
    lang: Lang,
    table: &PasteTable,
    prefix: &str,
    choose: fn(usize, usize) -> Msg,
    send: &Callback<Msg>,
) -> Html {
    let heads = table.fields.iter().enumerate().map(|(index, field)| {
        let label = say!(lang, "« {0} » est", "“{0}” is", field.head);
        let onchange = when(send, move |event: Event| {
            let choice = usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index()).ok()?;
            Some(choose(index, choice))
        });
        html! {
            <th scope="col" key={index}>
                <span class="head">{ field.head.clone() }</span>
                <select id={format!("{prefix}-{index}")} aria-label={label} {onchange}>
                    { for field.choices.iter().enumerate().map(|(place, choice)| html! {
                        <option key={place} selected={place == field.chosen}>{ choice.clone() }</option>
                    }) }
                </select>
                if !field.weight.is_empty() {
                    <span class="unit">{ say!(lang, "poids {0}", "weight {0}", field.weight) }</span>
                }
            </th>
        }
    });
    let lines = table.lines.iter().enumerate().map(|(place, line)| html! {
        <tr key={place}>
            <th scope="row">
                { line.name.clone() }
                if line.is_new { <span class="unit">{ phrase(" nouvelle", " new").get(lang) }</span> }
            </th>
            { for line.cells.iter().enumerate().map(|(field, cell)| html! { <td key={field} class={cell.state}>{ content(cell) }</td> }) }
        </tr>
    });
    html! {
        <table class="paste-table">
            <caption class="visually-hidden">{ phrase("Ce qui serait repris", "What would be taken up").get(lang) }</caption>
            <thead><tr><td></td>{ for heads }</tr></thead>
            <tbody>{ for lines }</tbody>
        </table>
    }
}

fn content(cell: &PasteCell) -> Html {
    html! {
        <>
            { cell.text.clone() }
            if let Some(problem) = &cell.problem { <span class="field-error">{ problem.clone() }</span> }
        </>
    }
}

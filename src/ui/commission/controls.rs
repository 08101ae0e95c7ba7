//! Fields of this screen that keep a draft.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::app::{CommissionMsg, Msg};
use crate::engine::Decimal;
use crate::i18n::{Lang, phrase};
use crate::present::commission::read_note;

#[derive(Properties, PartialEq)]
pub(super) struct NoteInputProps {
    pub(super) id: AttrValue,
    pub(super) label: AttrValue,
    /// As written in the language; empty when there is none.
    pub(super) value: AttrValue,
    /// The highest note.
    pub(super) full: Decimal,
    pub(super) lang: Lang,
    #[prop_or_default]
    pub(super) readonly: bool,
    pub(super) onnote: Callback<Option<Decimal>>,
}

/// A field for a note from 0 to the full note, with comma or point.
#[component]
pub(super) fn NoteInput(props: &NoteInputProps) -> Html {
    let draft = use_state(|| None::<String>);
    let error = use_state(|| None::<String>);
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| {
            draft.set(Some(event.target_unchecked_into::<HtmlInputElement>().value()));
        })
    };
    let commit = {
        let (draft, error, onnote) = (draft.clone(), error.clone(), props.onnote.clone());
        let (lang, full) = (props.lang, props.full);
        Callback::from(move |text: String| match read_note(lang, &text, full) {
            Ok(note) => {
                onnote.emit(note);
                draft.set(None);
                error.set(None);
            }
            // The draft stays, so that it can be mended.
            Err(sentence) => error.set(Some(sentence)),
        })
    };
    let onchange = {
        let commit = commit.clone();
        Callback::from(move |event: Event| commit.emit(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let onkeydown = {
        let (draft, error) = (draft.clone(), error.clone());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => commit.emit(event.target_unchecked_into::<HtmlInputElement>().value()),
            "Escape" if draft.is_some() => {
                event.stop_propagation();
                draft.set(None);
                error.set(None);
            }
            _ => {}
        })
    };
    let error_id = format!("{}-error", props.id);
    html! {
        <span class="number-field">
            <input
                id={props.id.clone()} type="text" inputmode="decimal" autocomplete="off" class="number"
                aria-label={props.label.clone()} data-draft={draft.is_some().then_some("")} readonly={props.readonly}
                aria-invalid={error.is_some().then_some("true")} aria-describedby={error.is_some().then(|| error_id.clone())}
                value={draft.as_ref().map_or_else(|| props.value.clone(), |text| text.clone().into())}
                {oninput} {onchange} {onkeydown}
            />
            <span id={error_id.clone()} class="field-error" role="alert" hidden={error.is_none()}>{ error.as_ref().cloned() }</span>
        </span>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct NewEvaluatorProps {
    pub(super) lang: Lang,
    pub(super) send: Callback<Msg>,
}

/// A field for the name of somebody new, with its button.
#[component]
pub(super) fn NewEvaluator(props: &NewEvaluatorProps) -> Html {
    let name = use_state(String::new);
    let oninput = {
        let name = name.clone();
        Callback::from(move |event: InputEvent| name.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let onsubmit = {
        let (name, send) = (name.clone(), props.send.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !name.trim().is_empty() {
                send.emit(CommissionMsg::Add((*name).clone()).into());
                name.set(String::new());
            }
        })
    };
    let lang = props.lang;
    html! {
        <form class="new-evaluator controls" {onsubmit}>
            <label class="label" for="new-evaluator">{ phrase("Nom de l'évaluateur", "Name of the evaluator").get(lang) }</label>
            <input
                id="new-evaluator" type="text" class="text" autocomplete="off" maxlength="200" value={(*name).clone()}
                data-draft={(!name.is_empty()).then_some("")} {oninput}
            />
            <button type="submit" id="add-evaluator" class="primary">{ phrase("Ajouter", "Add").get(lang) }</button>
        </form>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct LinksFieldProps {
    pub(super) lang: Lang,
    pub(super) send: Callback<Msg>,
}

/// Where links are pasted, as many as there are.
#[component]
pub(super) fn LinksField(props: &LinksFieldProps) -> Html {
    let text = use_state(String::new);
    let oninput = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| text.set(event.target_unchecked_into::<HtmlTextAreaElement>().value()))
    };
    let read = {
        let (text, send) = (text.clone(), props.send.clone());
        Callback::from(move |_| {
            send.emit(CommissionMsg::Links((*text).clone()).into());
            text.set(String::new());
        })
    };
    let choose = props.send.reform(|_| CommissionMsg::ChooseFiles.into());
    let lang = props.lang;
    html! {
        <>
            <label for="merge-text">{ phrase(
                "Collez les liens reçus, autant que vous voulez à la fois (le texte du courriel ne gêne pas), ou déposez les fichiers ici.",
                "Paste the links that you received, as many as you like at once (the text of the mail does no harm), or drop the files here.",
            ).get(lang) }</label>
            <textarea id="merge-text" rows="3" value={(*text).clone()} data-draft={(!text.is_empty()).then_some("")} {oninput} />
            <p class="buttons">
                <button type="button" id="merge-read" class="primary" onclick={read}>{ phrase("Lire les liens", "Read the links").get(lang) }</button>
                <button type="button" id="merge-files" onclick={choose}>{ phrase("Choisir des fichiers", "Choose files").get(lang) }</button>
            </p>
        </>
    }
}

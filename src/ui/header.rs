//! The head: title, whose work this is, the toolbar, the languages.

use yew::prelude::*;

use super::fields::{TextField, TextTarget};
use crate::app::{ACTIONS, Msg, State};
use crate::i18n::{Lang, phrase};
use crate::present;
use crate::say;

pub(super) fn header(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let view = present::header(state);
    let title_tag = format!("h{level}");
    html! {
        <header class="head">
            <div class="brand">
                <p class="mark">{ "Mieux-disant" }</p>
                <@{title_tag} id="title" class="title">
                    <span class="print-only">{ view.title.clone() }</span>
                    <TextField
                        target={TextTarget::Title} value={view.title.clone()} class="title-field controls"
                        label={phrase("Titre du comparatif", "Title of the comparison").get(lang)} send={send.clone()}
                    />
                </@>
            </div>
            <div class="controls">{ languages(lang, send) }</div>
            <div class="provenance">
                <p class="origin controls">
                    <span>{ view.origin.clone() }</span>
                    if view.can_keep {
                        <button type="button" id="keep" onclick={send.reform(|_| Msg::KeepAsMine)}>
                            { phrase("En faire ma copie", "Make it my copy").get(lang) }
                        </button>
                    }
                </p>
                { beginnings(lang, &view, send) }
                <p class="dossier-notice" hidden={view.dossier_notice.is_empty()}>{ view.dossier_notice.clone() }</p>
            </div>
        </header>
    }
}

/// The actions of the registry, as buttons.
pub(super) fn toolbar(state: &State, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let view = present::header(state);
    let buttons = ACTIONS.iter().map(|action| {
        let msg = (action.msg)(state);
        let name = action.name.get(lang);
        let detail = match action.id {
            "undo" => view.undo.as_ref(),
            "redo" => view.redo.as_ref(),
            _ => None,
        };
        let title = detail.map(|what| say!(lang, "{name}\u{a0}: {what}", "{name}: {what}"));
        let send = send.clone();
        let is_disabled = msg.is_none();
        let onclick = Callback::from(move |_| {
            if let Some(msg) = &msg {
                send.emit(msg.clone());
            }
        });
        // Not `disabled`: the focus would be lost when the last step is undone.
        html! {
            <button
                key={action.id} type="button" id={format!("action-{}", action.id)}
                aria-disabled={is_disabled.then_some("true")} aria-label={title.clone()} {title} {onclick}
            >{ name }</button>
        }
    });
    let label = phrase("Actions", "Actions").get(lang);
    html! { <div class="toolbar" role="group" aria-label={label}>{ for buttons }</div> }
}

fn languages(lang: Lang, send: &Callback<Msg>) -> Html {
    let buttons = Lang::ALL.into_iter().map(|other| {
        let (short, name) = match other {
            Lang::Fr => ("FR", "Français"),
            Lang::En => ("EN", "English"),
        };
        html! {
            <button
                key={other.tag()} type="button" lang={other.tag()} title={name}
                aria-pressed={if other == lang { "true" } else { "false" }}
                onclick={send.reform(move |_| Msg::Language(other))}
            >{ short }<span class="visually-hidden">{ " " }{ name }</span></button>
        }
    });
    let label = phrase("Langue", "Language").get(lang);
    html! { <div class="languages" role="group" aria-label={label}>{ for buttons }</div> }
}

/// Where one can begin: works kept here, the examples.
fn beginnings(lang: Lang, view: &present::HeaderView, send: &Callback<Msg>) -> Html {
    let works = view.works.iter().take(3).map(|work| {
        let (resume, forget) = (work.slot.clone(), work.slot.clone());
        let title = &work.title;
        html! {
            <li key={work.slot.clone()} class="work">
                <button type="button" class="resume" onclick={send.reform(move |_| Msg::ResumeWork(resume.clone()))}>
                    { say!(lang, "Reprendre «\u{a0}{title}\u{a0}»", "Resume “{title}”") }
                </button>
                <span class="when">{ &work.saved_at }</span>
                <button
                    type="button" class="quiet" onclick={send.reform(move |_| Msg::ForgetWork(forget.clone()))}
                    aria-label={say!(lang, "Oublier «\u{a0}{title}\u{a0}»", "Forget “{title}”")}
                >{ phrase("Oublier", "Forget").get(lang) }</button>
            </li>
        }
    });
    let examples = view.examples.iter().map(|(id, name, is_shown)| {
        let id = *id;
        html! {
            <li key={id}>
                <button
                    type="button" id={format!("example-{id}")} aria-current={is_shown.then_some("true")}
                    onclick={send.reform(move |_| Msg::OpenExample(id))}
                >{ *name }</button>
            </li>
        }
    });
    html! {
        <div class="beginnings controls">
            <ul class="works" hidden={view.works.is_empty()} aria-label={phrase("Travaux gardés", "Kept works").get(lang)}>
                { for works }
            </ul>
            <p class="label" id="examples-label">{ phrase("Exemples", "Examples").get(lang) }</p>
            <ul class="examples" aria-labelledby="examples-label">{ for examples }</ul>
        </div>
    }
}

//! The head: title, whose work this is, the toolbar, the languages.

use yew::prelude::*;

use super::fields::{TextField, TextTarget};
use super::memo::memo;
use crate::app::{ACTIONS, BeginMsg, Msg, PasteMsg, State, WorksMsg};
use crate::i18n::{Lang, Phrase, phrase};
use crate::present::{self, HeaderView};
use crate::say;

/// The head of the page, and the toolbar beside the tabs.
pub(super) fn head(state: &State, level: u8, tabs: Html, send: &Callback<Msg>) -> Html {
    let (lang, view) = (state.lang, present::header(state));
    let (for_head, for_tools) = (send.clone(), send.clone());
    let ready: Vec<bool> = ACTIONS.iter().map(|action| (action.msg)(state).is_some()).collect();
    html! {
        <>
            { memo((view.clone(), lang, level), move |(view, lang, level)| header(view, *lang, *level, &for_head)) }
            <div class="bar-of-tabs controls">
                { tabs }
                { memo((view, ready, lang), move |(view, ready, lang)| toolbar(view, ready, *lang, &for_tools)) }
            </div>
        </>
    }
}

fn header(view: &HeaderView, lang: Lang, level: u8, send: &Callback<Msg>) -> Html {
    let title_tag = format!("h{level}");
    html! {
        <header class="head" part="head">
            <div class="brand">
                <p class="mark">{ "Mieux-disant" }</p>
                <@{title_tag} id="title" class="title" part="title">
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
                { beginnings(lang, view, send) }
                <p class="dossier-notice" hidden={view.dossier_notice.is_empty()}>{ view.dossier_notice.clone() }</p>
            </div>
        </header>
    }
}

/// The actions of the registry, as buttons; some have nothing to do now.
fn toolbar(view: &HeaderView, ready: &[bool], lang: Lang, send: &Callback<Msg>) -> Html {
    let buttons = ACTIONS.iter().zip(ready).map(|(action, is_ready)| {
        let name = action.name.get(lang);
        let detail = match action.id {
            "undo" => view.undo.as_ref(),
            "redo" => view.redo.as_ref(),
            _ => None,
        };
        let title = detail.map(|what| say!(lang, "{name}\u{a0}: {what}", "{name}: {what}"));
        // Not `disabled`: the focus would be lost when the last step is undone.
        html! {
            <button
                key={action.id} type="button" id={format!("action-{}", action.id)}
                aria-disabled={(!is_ready).then_some("true")} aria-label={title.clone()} {title}
                onclick={send.reform(|_| Msg::Act(action.id))}
            >{ name }</button>
        }
    });
    let label = phrase("Actions", "Actions").get(lang);
    html! { <div class="toolbar" part="toolbar" role="group" aria-label={label}>{ for buttons }</div> }
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

/// Where one can begin, at a glance; the panel has all of it.
fn beginnings(lang: Lang, view: &HeaderView, send: &Callback<Msg>) -> Html {
    let start = |id: &'static str, text: Phrase, msg: fn() -> Msg| {
        let onclick = send.reform(move |_| msg());
        html! { <button key={id} type="button" {id} {onclick}>{ text.get(lang) }</button> }
    };
    let resume = view.last_work.as_ref().map(|(slot, title)| {
        let slot = slot.clone();
        html! {
            <button key="resume" type="button" id="resume" onclick={send.reform(move |_| WorksMsg::Resume(slot.clone()).into())}>
                { say!(lang, "Reprendre «\u{a0}{title}\u{a0}»", "Resume “{title}”") }
            </button>
        }
    });
    html! {
        <div class="beginnings controls" role="group" aria-labelledby="beginnings-label" hidden={!view.is_beginning}>
            <span class="label" id="beginnings-label">{ phrase("Commencer", "Begin").get(lang) }</span>
            { start("start-table", phrase("Coller mon tableau", "Paste my table"), || PasteMsg::Open("start-table").into()) }
            { start("start-template", phrase("Partir d'un modèle", "Start from a template"), || BeginMsg::Open.into()) }
            { start("start-open", phrase("Ouvrir un fichier ou un lien", "Open a file or a link"), || BeginMsg::Open.into()) }
            { for resume }
        </div>
    }
}

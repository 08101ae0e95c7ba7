//! Commencer: the panel with every way to begin, and what an empty screen says.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::page::{heading, when_escaped};
use super::template::TemplateItem;
use crate::app::{BeginMsg, Forgetting, Msg, PasteMsg, State, WorksMsg};
use crate::i18n::{Lang, phrase};
use crate::present::{self, BeginView, KeptRow, TemplateRow};
use crate::say;

/// The panel.
#[inline(never)]
pub(super) fn panel(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let view = present::begin(state);
    let onkeydown = when_escaped(send, BeginMsg::Close.into());
    html! {
        <section class="panel begin controls" aria-labelledby="begin-title" {onkeydown}>
            <div class="begin-head">
                { heading(level, "begin-title", phrase("Commencer", "Begin").get(lang)) }
                { button("begin-close", "quiet", phrase("Fermer", "Close").get(lang), BeginMsg::Close.into(), send) }
            </div>
            { kept(lang, &view, level, send) }
            <div class="ways">
                { table(lang, level, send) }
                { files(lang, level, send) }
                { templates(lang, &view, level, send) }
                { examples(lang, &view, level, send) }
            </div>
            { memory(lang, &view, level, send) }
        </section>
    }
}

/// What to do next on a screen that is empty.
#[inline(never)]
pub(super) fn empty(state: &State, send: &Callback<Msg>) -> Html {
    let Some(view) = present::empty(state) else { return Html::default() };
    let buttons = view.steps.into_iter().enumerate().map(|(place, present::NextStep { id, text, msgs })| {
        let send = send.clone();
        let onclick = Callback::from(move |_| msgs.iter().for_each(|msg| send.emit(msg.clone())));
        html! { <button key={id} type="button" {id} class={(place == 0).then_some("primary")} {onclick}>{ text }</button> }
    });
    html! {
        <div class="empty" id="empty">
            <p>{ view.text }</p>
            <p class="buttons controls">{ for buttons }</p>
        </div>
    }
}

fn button(id: &str, class: &'static str, text: &str, msg: Msg, send: &Callback<Msg>) -> Html {
    let onclick = send.reform(move |_| msg.clone());
    html! { <button type="button" id={id.to_owned()} {class} {onclick}>{ text.to_owned() }</button> }
}

fn way(level: u8, id: &str, title: &str, body: Html) -> Html {
    html! {
        <section class="way" aria-labelledby={id.to_owned()}>{ heading(level + 1, id, title) }{ body }</section>
    }
}

fn table(lang: Lang, level: u8, send: &Callback<Msg>) -> Html {
    let body = html! {
        <>
            <p>{ phrase(
                "Copiez le tableau de vos offres dans votre tableur, puis collez-le ici\u{a0}: rien n'est repris sans que vous l'ayez vu.",
                "Copy the table of your offers in your spreadsheet, then paste it here: nothing is taken over before you have seen it.",
            ).get(lang) }</p>
            <p class="buttons">
                { button("begin-table", "primary", phrase("Coller mon tableau", "Paste my table").get(lang), PasteMsg::Open("action-new").into(), send) }
                { button("begin-blank", "", phrase("Dossier vide", "Empty dossier").get(lang), Msg::NewDossier, send) }
            </p>
        </>
    };
    way(level, "begin-table-title", phrase("De mon tableau", "From my table").get(lang), body)
}

fn files(lang: Lang, level: u8, send: &Callback<Msg>) -> Html {
    let body = html! {
        <>
            <p>{ phrase(
                "Un dossier enregistré s'ouvre par ce bouton, ou en le déposant n'importe où sur cette page.",
                "A saved dossier opens with this button, or by dropping it anywhere on this page.",
            ).get(lang) }</p>
            <p class="buttons">
                { button("begin-file", "", phrase("Choisir un fichier", "Choose a file").get(lang), Msg::ChooseFile, send) }
            </p>
            { link_field(lang, send) }
            <p class="buttons">{ super::seal::compare_button(lang, "begin-compare", send) }{ super::market::button("begin-market", lang, send) }</p>
        </>
    };
    way(level, "begin-file-title", phrase("D'un fichier ou d'un lien", "From a file or a link").get(lang), body)
}

/// A link that was received: too long for a line, hence an area.
fn link_field(lang: Lang, send: &Callback<Msg>) -> Html {
    let open = {
        let send = send.clone();
        move |from: Option<Element>| {
            let area = from
                .and_then(|from| from.closest(".link-field").ok()?)
                .and_then(|field| field.query_selector("textarea").ok()?);
            let Some(area) = area.and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
            let link = area.value();
            if link.trim().is_empty() {
                // A field that takes no focus leaves it on the button.
                let _ = area.focus();
            } else {
                send.emit(Msg::LinkGiven(link.trim().to_owned()));
            }
        }
    };
    let onclick = {
        let open = open.clone();
        Callback::from(move |event: MouseEvent| open(event.target_dyn_into()))
    };
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            open(event.target_dyn_into());
        }
    });
    html! {
        <div class="link-field">
            <label for="begin-link">{ phrase("Lien reçu (entier, ou ce qui suit #)", "Link received (all of it, or what follows #)").get(lang) }</label>
            <textarea id="begin-link" rows="2" spellcheck="false" autocomplete="off" data-draft="" {onkeydown} />
            <p class="buttons">
                <button type="button" id="begin-link-open" {onclick}>{ phrase("Ouvrir le lien", "Open the link").get(lang) }</button>
            </p>
        </div>
    }
}

fn templates(lang: Lang, view: &BeginView, level: u8, send: &Callback<Msg>) -> Html {
    let items = |rows: &[TemplateRow]| {
        let rows = rows.iter().map(|row| html! {
            <li key={row.id}><TemplateItem row={*row} classes={view.classes.clone()} {lang} send={send.clone()} /></li>
        });
        html! { <ul class="choices">{ for rows }</ul> }
    };
    let title = phrase("D'un modèle de grille", "From a grid template").get(lang);
    let body = html! {
        <>
            { items(&view.templates) }
            <details class="presets">
                <summary id="begin-presets">{ phrase("Préréglages particuliers", "Special presets").get(lang) }</summary>
                { items(&view.presets) }
            </details>
        </>
    };
    way(level, "begin-templates-title", title, body)
}

fn examples(lang: Lang, view: &BeginView, level: u8, send: &Callback<Msg>) -> Html {
    let items = view.examples.iter().map(|(id, name, about, is_shown)| {
        let id = *id;
        html! {
            <li key={id}>
                <button
                    type="button" id={format!("example-{id}")} aria-current={is_shown.then_some("true")}
                    onclick={send.reform(move |_| Msg::OpenExample(id))}
                >{ *name }</button>
                <p>{ *about }</p>
            </li>
        }
    });
    let title = phrase("D'un exemple", "From an example").get(lang);
    way(level, "begin-examples-title", title, html! { <ul class="choices">{ for items }</ul> })
}

/// The dossiers kept in this browser: where most people begin, once there are some.
fn kept(lang: Lang, view: &BeginView, level: u8, send: &Callback<Msg>) -> Html {
    let rows = view.kept.iter().map(|row| kept_row(lang, row, send));
    html! {
        <section class="way" aria-labelledby="works-title" hidden={view.kept.is_empty()}>
            { heading(level + 1, "works-title", phrase("Dossiers gardés dans ce navigateur", "Dossiers kept in this browser").get(lang)) }
            <table class="kept-table">
                <caption class="visually-hidden">{ phrase("Dossiers gardés", "Kept dossiers").get(lang) }</caption>
                <thead><tr>
                    <th scope="col">{ phrase("Dossier", "Dossier").get(lang) }</th>
                    <th scope="col">{ phrase("Gardé le", "Kept on").get(lang) }</th>
                    <th scope="col">{ phrase("Actions", "Actions").get(lang) }</th>
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </section>
    }
}

/// What this browser keeps at all.
fn memory(lang: Lang, view: &BeginView, level: u8, send: &Callback<Msg>) -> Html {
    let onchange = send.reform(|event: Event| {
        WorksMsg::KeepNothing(event.target_unchecked_into::<HtmlInputElement>().checked()).into()
    });
    let ask = |asked| Msg::from(WorksMsg::AskForget(asked));
    let body = html! {
        <>
            <label class="sharing">
                <input type="checkbox" id="keep-nothing" checked={view.keeps_nothing} {onchange} />
                { phrase("Ne rien mémoriser dans ce navigateur", "Keep nothing in this browser").get(lang) }
            </label>
            <p class="hint" id="keeping">{ view.keeping.clone() }</p>
            if view.is_all_asked {
                <p class="tool-group">
                    { button("forget-now", "", phrase("Tout oublier pour de bon", "Forget all for good").get(lang), WorksMsg::Forget(Forgetting::All).into(), send) }
                    { button("forget-not", "", phrase("Garder", "Keep").get(lang), ask(None), send) }
                </p>
            } else if !view.kept.is_empty() {
                <p>{ button("forget-all", "quiet", phrase("Tout oublier…", "Forget all…").get(lang), ask(Some(Forgetting::All)), send) }</p>
            }
        </>
    };
    way(level, "memory-title", phrase("Mémoire de ce navigateur", "Memory of this browser").get(lang), body)
}

fn kept_row(lang: Lang, row: &KeptRow, send: &Callback<Msg>) -> Html {
    let (slot, title) = (&row.slot, &row.title);
    let tool = |id: String, class: &'static str, text: &'static str, label: String, msg: WorksMsg| {
        let onclick = send.reform(move |_| msg.clone().into());
        html! { <button type="button" {id} {class} aria-label={label} {onclick}>{ text }</button> }
    };
    let tools = if row.is_asked {
        html! {
            <>
                { tool(
                    "forget-now".into(), "", phrase("Oublier pour de bon", "Forget for good").get(lang),
                    say!(lang, "Oublier pour de bon «\u{a0}{title}\u{a0}»", "Forget for good “{title}”"), WorksMsg::Forget(Forgetting::One(slot.clone())),
                ) }
                { tool(
                    "forget-not".into(), "", phrase("Garder", "Keep").get(lang),
                    say!(lang, "Garder «\u{a0}{title}\u{a0}»", "Keep “{title}”"), WorksMsg::AskForget(None),
                ) }
            </>
        }
    } else {
        html! {
            <>
                if !row.is_open {
                    { tool(
                        format!("take-{slot}"), "", phrase("Reprendre", "Resume").get(lang),
                        say!(lang, "Reprendre «\u{a0}{title}\u{a0}»", "Resume “{title}”"), WorksMsg::Resume(slot.clone()),
                    ) }
                }
                { tool(
                    format!("forget-{slot}"), "quiet", phrase("Oublier…", "Forget…").get(lang),
                    say!(lang, "Oublier «\u{a0}{title}\u{a0}»", "Forget “{title}”"), WorksMsg::AskForget(Some(Forgetting::One(slot.clone()))),
                ) }
            </>
        }
    };
    html! {
        <tr key={slot.clone()}>
            <th scope="row">
                { title.clone() }
                if row.is_open {
                    <span class="open-mark">{ phrase("ouvert ici", "open here").get(lang) }</span>
                }
            </th>
            <td class="when">{ row.saved_at.clone() }</td>
            <td><span class="tool-group">{ tools }</span></td>
        </tr>
    }
}

//! The widget as a whole: head, navigation, one screen, foot.

use yew::prelude::*;

use super::memo::memo;
use super::{
    begin, commission, criteria, definition, fields, glossary, grid, header, lots, needs, paste, ranking, received,
    seal, share,
};
use crate::app::{Msg, Notice, Screen, State, TabsNotice, action_for_keys};
use crate::i18n::{Lang, phrase};
use crate::present;

/// The whole widget. `level` is the heading level of its title, 1 to 4; `build` stands
/// beside the version.
pub fn page(state: &State, level: u8, build: &AttrValue, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let (for_tabs, for_foot) = (send.clone(), send.clone());
    let tabs = memo((state.screen, lang), move |(screen, lang)| navigation(*screen, *lang, &for_tabs));
    html! {
        <section
            class={classes!("widget", state.attributes.is_readonly.then_some("readonly"), (!state.is_drawn).then_some("drawing"))} lang={lang.tag()} aria-labelledby="title"
            onkeydown={shortcuts(state, send)}
            ondragover={|event: DragEvent| event.prevent_default()}
        >
            { header::head(state, level, tabs, send) }
            // A dossier without seal and journal asks for nothing of it.
            <div class="seal-place">{ if state.is_recorded() { seal::line(state, send) } else { Html::default() } }</div>
            <div class="desk-place">{ if state.seal.is_open() { seal::desk(state, level, send) } else { Html::default() } }</div>
            // Few dossiers have lots, and waiting for them is no part of the first screen.
            <div class="lots-place">{
                if state.lots.is_some() || state.dossier().lots.is_some() { lots::place(state, level, send) } else { Html::default() }
            }</div>
            <div class="notice-place">{ if state.notice.is_some() { notice(state, send) } else { Html::default() } }</div>
            <div class="received-place">{
                if state.unlock.is_some() { received::unlock(state, level, send) } else { Html::default() }
            }{
                if state.received.is_some() { received::banner(state, level, send) } else { Html::default() }
            }</div>
            <div class="begin-place">{ if state.is_beginning { begin::panel(state, level, send) } else { Html::default() } }</div>
            <div class="share-place">{
                // Not drawn, not loaded: the panel waits in the second part of the program.
                if state.share.is_some() { share::share(state, level, send) } else { Html::default() }
            }</div>
            <div class="paste-place">{
                if state.paste.is_some() { paste::panel(state, level, send) } else { Html::default() }
            }</div>
            // What is there already steps back while a passphrase is asked for.
            <div class={classes!("screen", state.screen.tag())} part="screen" hidden={state.unlock.is_some()}>{
                match state.screen {
                    // Behind a guard: both wait in the second part of the program.
                    Screen::Ranking if state.dossier().withholds_ranking() => commission::withheld(state, level, send),
                    Screen::Commission => commission::screen(state, level, send),
                    Screen::Ranking => ranking::screen(state, level, send),
                    Screen::Offers => grid::screen(state, level, send),
                    Screen::Criteria => criteria::screen(state, level, send),
                    Screen::Needs => needs::screen(state, level, send),
                    Screen::Method => glossary::screen(state, level, send),
                }
            }</div>
            { memo((lang, build.clone()), move |(lang, build)| foot(*lang, build, &for_foot)) }
            <div class="visually-hidden" role="status" aria-live="polite">
                <span key={state.announcement.number}>{ present::announcement(state) }</span>
            </div>
        </section>
    }
}

/// A heading of the widget, below its title.
pub(super) fn heading(level: u8, id: &str, text: &str) -> Html {
    let tag = format!("h{}", (level + 1).min(6));
    html! { <@{tag} id={id.to_owned()} tabindex="-1">{ text.to_owned() }</@> }
}

fn navigation(shown: Screen, lang: Lang, send: &Callback<Msg>) -> Html {
    let entries = Screen::ALL.into_iter().map(|screen| {
        let is_shown = shown == screen;
        let onclick = send.reform(move |_| Msg::Show(screen));
        html! {
            <li key={screen.tag()}>
                <button
                    type="button" class="tab" id={format!("screen-{}", screen.tag())}
                    aria-current={is_shown.then_some("page")} {onclick}
                >{ screen.name().get(lang) }</button>
            </li>
        }
    });
    html! {
        <nav class="tabs" part="tabs" aria-label={phrase("Écrans", "Screens").get(lang)}><ul>{ for entries }</ul></nav>
    }
}

#[inline(never)]
fn notice(state: &State, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let Some(notice) = present::notice(state) else { return Html::default() };
    html! {
        <div class="notice alert" id="notice">
            <p>{ notice.text }</p>
            <p class="controls">
                if notice.has_recovery {
                    <button type="button" onclick={send.reform(|_| Msg::OpenRecovered)}>
                        { phrase("Ouvrir ce qui a pu être lu", "Open what could be read").get(lang) }
                    </button>
                }
                { for notice.choices.into_iter().map(|(id, text, msg)| html! {
                    <button key={id} type="button" {id} onclick={send.reform(move |_| msg.clone())}>{ text }</button>
                }) }
                if !notice.must_choose {
                    <button type="button" id="notice-dismiss" onclick={send.reform(|_| Msg::DismissNotice)}>
                        { phrase("J'ai compris", "Understood").get(lang) }
                    </button>
                }
            </p>
        </div>
    }
}

fn foot(lang: Lang, build: &AttrValue, send: &Callback<Msg>) -> Html {
    html! {
        <footer class="foot" part="foot">
            <p>
                { phrase("Rien ne quitte ce navigateur.", "Nothing leaves this browser.").get(lang) }
                { [concat!(" Mieux-disant ", env!("CARGO_PKG_VERSION"), " · "), build.as_str()].concat() }
            </p>
            <p class="controls">{ definition::link(
                "open-glossary", "method-title", phrase("Méthode et glossaire", "Method and glossary").get(lang), send,
            ) }</p>
        </footer>
    }
}

/// Control or Command with a key, while the focus is inside.
fn shortcuts(state: &State, send: &Callback<Msg>) -> Callback<KeyboardEvent> {
    let can_dismiss = !matches!(state.notice, None | Some(Notice::Tabs(TabsNotice::Changed)));
    let send = send.clone();
    Callback::from(move |event: KeyboardEvent| {
        // A panel around is closed before the notice.
        if can_dismiss && event.key() == "Escape" && !is_in_panel(&event) {
            send.emit(Msg::DismissNotice);
            return;
        }
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
            return;
        }
        let Some(action) = action_for_keys(&event.key(), event.shift_key()) else { return };
        // While a text is being typed, undo belongs to the text.
        if is_typing(&event) && matches!(action.id, "undo" | "redo") {
            return;
        }
        event.prevent_default();
        send.emit(Msg::Act(action.id));
    })
}

/// Sends what Escape means in a panel.
pub(super) fn when_escaped(send: &Callback<Msg>, msg: Msg) -> Callback<KeyboardEvent> {
    let send = send.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            send.emit(msg.clone());
        }
    })
}

fn is_in_panel(event: &KeyboardEvent) -> bool {
    let element = event.target_dyn_into::<web_sys::Element>();
    element.is_some_and(|element| element.closest(".panel").is_ok_and(|panel| panel.is_some()))
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let field = event.target_dyn_into::<web_sys::Element>();
    field.is_some_and(|field| field.has_attribute(fields::DRAFT))
}

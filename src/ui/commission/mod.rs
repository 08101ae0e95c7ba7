//! Commission: the side of the chair, or the form of an evaluator.

mod chair;
mod controls;
mod letter;
mod merging;
mod notes;
mod noting;

use yew::prelude::*;

use super::page::heading;
use crate::app::{Msg, Screen, State};
use crate::i18n::phrase;
use crate::present;

#[inline(never)]
pub(super) fn screen(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    match present::commission::noting(state) {
        Some(view) => noting::form(state, level, &view, send),
        None => chair::desk(state, level, &present::commission::chair(state), send),
    }
}

/// What stands in the place of a ranking that must not be seen.
#[inline(never)]
pub(super) fn withheld(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    html! {
        <section class="withheld" aria-labelledby="ranking-title">
            { heading(level, "ranking-title", phrase("Classement", "Ranking").get(lang)) }
            <p>{ present::commission::withheld(state) }</p>
            <p class="controls">
                <button type="button" id="to-commission" onclick={send.reform(|_| Msg::Show(Screen::Commission))}>
                    { phrase("Aller à l'écran Commission", "Go to the screen Commission").get(lang) }
                </button>
            </p>
        </section>
    }
}

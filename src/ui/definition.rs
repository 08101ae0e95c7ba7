//! A button that opens the page on the method, at a word or a heading.

use yew::prelude::*;

use crate::app::{GlossaryMsg, Msg};

/// The button. `id` names it, so that the focus comes back to it; `at` is the id
/// of what it opens.
pub(super) fn link(id: &'static str, at: &'static str, text: &str, send: &Callback<Msg>) -> Html {
    html! {
        <button
            type="button" class="quiet definition" {id}
            onclick={send.reform(move |_| Msg::Glossary(GlossaryMsg::Open { at, opener: id }))}
        >{ text.to_owned() }</button>
    }
}

//! Another Yew app that carries the widget in its own tree: draws around it again,
//! moves it, takes it away and puts it back. `tests/page/matrix.test.mjs` and
//! `tests/page/lifecycle.test.mjs` drive it; it is no part of what ships.

// The host compiler has no Yew; there this is an empty library.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen::prelude::*;
use yew::prelude::*;

#[component]
fn App() -> Html {
    let count = use_state(|| 0_u32);
    let is_shown = use_state(|| true);
    let is_last = use_state(|| false);
    let step = {
        let count = count.clone();
        Callback::from(move |_: MouseEvent| count.set(*count + 1))
    };
    let toggle = {
        let is_shown = is_shown.clone();
        Callback::from(move |_: MouseEvent| is_shown.set(!*is_shown))
    };
    let swap = {
        let is_last = is_last.clone();
        Callback::from(move |_: MouseEvent| is_last.set(!*is_last))
    };
    // By its key Yew knows it again wherever it stands in the list.
    let widget =
        html! { <div key="widget"><mieux-disant lang="fr" data-count={count.to_string()}></mieux-disant></div> };
    let note = html! { <p key="note">{ format!("Dessiné {} fois autour.", *count) }</p> };
    let mut parts = if *is_shown { vec![widget, note] } else { vec![note] };
    if *is_last {
        parts.reverse();
    }
    html! {
        <main>
            <h1>{ "Une autre application Yew" }</h1>
            <button id="step" onclick={step}>{ "Redessiner" }</button>
            <button id="toggle" onclick={toggle}>{ "Retirer ou remettre" }</button>
            <button id="swap" onclick={swap}>{ "Déplacer" }</button>
            <div id="parts">{ for parts }</div>
        </main>
    }
}

/// Starts with the module.
#[wasm_bindgen(start)]
pub fn start() {
    yew::Renderer::<App>::new().render();
}

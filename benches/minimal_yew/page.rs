//! The least that a page of Yew can be, one line: what `benches/page/first_row.mjs`
//! holds our page against. Nothing natively: Cargo compiles it along with the tests.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen::prelude::*;
use yew::prelude::*;

/// The line.
#[component]
fn Line() -> Html {
    html! { <p id="line">{ "1. Offre A, 79,15" }</p> }
}

/// Draws it, as soon as the program is there.
#[wasm_bindgen(start)]
pub fn start() {
    yew::Renderer::<Line>::new().render();
}

//! The custom element `<mieux-disant>`: mounting, attributes, events out.
//!
//! Here the pieces meet: `ui` draws the state, gestures become messages,
//! `app::update` answers with effects, and `perform` hands those to `platform`.
//! `loader.js` (with `words.js`), beside this file, is what starts all this; `offline.js`
//! and `sw.js` are the static page's own. There is no other hand-written JavaScript.

mod attributes;
mod handle;
mod keeping;
mod widget;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use crate::app;
use crate::platform::address;
use handle::{Handle, LastDossier};
use widget::{Props, Widget};

/// Does ahead what each start begins with, and touches nothing outside the program's
/// memory: for the build, which ships that memory.
#[wasm_bindgen]
pub fn prepare() {
    app::prepare_first();
}

/// Draws a widget into `root`, an element in the shadow root of `host`. `tell` hears
/// what happens, by a name and a word on it. `home` is the address of a page that
/// opens links, where the page around does not; `build` tells this build from others
/// of the same version.
#[wasm_bindgen]
pub fn mount(host: HtmlElement, root: Element, tell: Function, home: Option<String>, build: String) -> Handle {
    let home = home.filter(|_| !attributes::reads_address(&host));
    let address = home.unwrap_or_else(address::without_fragment);
    let last = LastDossier::default();
    let props = Props {
        host: host.clone(),
        root: root.clone(),
        tell,
        address: address.clone(),
        build: build.into(),
        last: LastDossier::clone(&last),
    };
    let app = yew::Renderer::<Widget>::with_root_and_props(root, props).render();
    Handle { app, host, address, last }
}

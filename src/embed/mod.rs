//! The custom element `<mieux-disant>`: mounting, attributes, events out.
//!
//! Here the pieces meet: `ui` draws the state, gestures become messages,
//! `app::update` answers with effects, and `perform` hands those to `platform`.
//! `loader.js`, beside this file, is what starts all this; `offline.js` and `sw.js` are
//! the static page's own. There is no other hand-written JavaScript.

mod keeping;
mod widget;

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use crate::app::Msg;
use crate::present::{errors, lints, sentences};
use crate::saved;
use widget::{Props, Widget};

/// A mounted widget.
#[wasm_bindgen]
pub struct Handle(yew::AppHandle<Widget>);

/// Draws a widget into `root`, an element in the shadow root of `host`. `build` tells
/// this build from others of the same version.
#[wasm_bindgen]
pub fn mount(host: HtmlElement, root: Element, build: String) -> Handle {
    let props = Props { host, root: root.clone(), build: build.into() };
    Handle(yew::Renderer::<Widget>::with_root_and_props(root, props).render())
}

#[wasm_bindgen]
impl Handle {
    /// Takes the widget away; its work is kept first.
    pub fn destroy(self) {
        if let Some(widget) = self.0.get_component() {
            widget.save_now();
        }
        self.0.destroy();
    }

    /// The dossier file.
    pub fn dossier(&self) -> Option<String> {
        self.0.get_component()?.with_state(|state| saved::file::write(state.dossier()))
    }

    /// Opens a dossier file.
    ///
    /// # Errors
    /// The sentence that says what is wrong with it, and where.
    pub fn open(&self, text: &str) -> Result<(), JsError> {
        let lang = self.0.get_component().and_then(|widget| widget.with_state(|state| state.lang)).unwrap_or_default();
        match saved::file::read(text) {
            Ok(dossier) => {
                self.0.send_message(Msg::DossierGiven(Rc::new(dossier)));
                Ok(())
            }
            Err(found) => {
                let sentences: Vec<String> = found.iter().map(|error| errors::file_error(lang, error)).collect();
                Err(JsError::new(&sentences.join("\n")))
            }
        }
    }

    /// The full evaluation as JSON: the same bytes as the command line prints.
    pub fn evaluation(&self) -> Option<String> {
        self.0.get_component()?.with_state(|state| {
            let (lang, assessment) = (state.lang, &state.assessment);
            let message = |finding: &_| sentences::finding(lang, assessment, finding);
            saved::evaluation::write(assessment, message, lints::export(lang, assessment))
        })
    }
}

//! What the loader holds of a mounted widget, and what the page may ask of it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::attributes;
use super::widget::Widget;
use crate::app::{Msg, Origin, State, WorksMsg};
use crate::dossier::{Dossier, Flavour};
use crate::i18n::Lang;
use crate::present::{errors, link_errors, lints, sentences};
use crate::saved;
use crate::saved::link::Locked;

/// The last dossier that was shown, out of the reach of what may fail.
pub(super) type LastDossier = Rc<RefCell<Option<Rc<Dossier>>>>;

/// A mounted widget.
#[wasm_bindgen]
pub struct Handle {
    pub(super) app: yew::AppHandle<Widget>,
    pub(super) host: HtmlElement,
    /// What a link begins with.
    pub(super) address: String,
    pub(super) last: LastDossier,
}

#[wasm_bindgen]
impl Handle {
    /// Takes the widget away; its work is kept first. Gives what the element goes on
    /// with if it comes back: the slot of a work kept in this browser, or, after an
    /// empty text, the dossier that was shown; nothing of an example.
    pub fn destroy(self) -> Vec<String> {
        if let Some(widget) = self.app.get_component() {
            widget.save_now();
        }
        let left = self.with_state(|state| match (&state.origin, &state.slot) {
            (Origin::Example(_), _) => Vec::new(),
            (Origin::Mine, Some(slot)) if state.storage_failure.is_none() => vec![slot.clone()],
            _ => vec![String::new(), saved::file::write(state.dossier())],
        });
        self.app.destroy();
        left.unwrap_or_default()
    }

    /// Goes on with a work kept in this browser.
    pub fn resume(&self, slot: String) {
        self.app.send_message(WorksMsg::Resume(slot));
    }

    /// The attributes of the element have changed.
    pub fn attributes(&self) {
        self.app.send_message(Msg::Attributes(attributes::read(&self.host)));
    }

    /// The dossier file.
    pub fn dossier(&self) -> Option<String> {
        self.with_state(|state| saved::file::write(state.dossier()))
    }

    /// Opens a dossier file, or a scoring link.
    ///
    /// # Errors
    /// The sentence that says what is wrong with it, and where.
    pub fn open(&self, text: &str) -> Result<(), JsError> {
        let lang = self.with_state(|state| state.lang).unwrap_or_default();
        if text.contains("md=") && !text.trim_start().starts_with('{') {
            let damaged = match Locked::find(text) {
                Ok(Some(_)) => None,
                Ok(None) => saved::link::open(text).err(),
                Err(error) => Some(error.into()),
            };
            // What can be read of a damaged link is offered in the widget.
            self.app.send_message(Msg::LinkGiven(text.to_owned()));
            return damaged.map_or(Ok(()), |damaged| Err(JsError::new(&link_errors::damaged(lang, &damaged))));
        }
        match saved::file::read(text) {
            Ok(dossier) => {
                self.app.send_message(Msg::DossierGiven(Rc::new(dossier)));
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
        self.with_state(|state| {
            let (lang, assessment) = (state.lang, &state.assessment);
            let message = |finding: &_| sentences::finding(lang, assessment, finding);
            saved::evaluation::write(assessment, message, lints::export(lang, assessment))
        })
    }

    /// A link to what is shown: `grid` without the offers, `anonymous` without names,
    /// amounts and comments, `complete` with all of it.
    ///
    /// # Errors
    /// Another flavour; a dossier that is too large for a link.
    pub fn link(&self, flavour: &str) -> Result<Option<String>, JsError> {
        let flavour = match flavour {
            "grid" => Flavour::Grid,
            "anonymous" => Flavour::Anonymised,
            "complete" => Flavour::Complete,
            other => return Err(JsError::new(&format!("link: \"{other}\" is not grid, anonymous or complete"))),
        };
        self.with_state(|state| self.link_to(state.lang, state.dossier(), flavour)).transpose()
    }

    /// The file and the link of the last dossier that was shown, after a failure: the
    /// state may be lost in what has failed. The link is missing where it would be too long.
    pub fn rescue(&self) -> Vec<String> {
        let Some(dossier) = self.last.try_borrow_mut().ok().and_then(|mut last| last.take()) else { return Vec::new() };
        let link = self.link_to(Lang::default(), &dossier, Flavour::Complete);
        [Some(saved::file::write(&dossier)), link.ok()].into_iter().flatten().collect()
    }
}

impl Handle {
    fn with_state<T>(&self, look: impl FnOnce(&State) -> T) -> Option<T> {
        self.app.get_component()?.with_state(look)
    }

    fn link_to(&self, lang: Lang, dossier: &Dossier, flavour: Flavour) -> Result<String, JsError> {
        let fragment = saved::link::write_as(dossier, flavour, true);
        let fragment = fragment.map_err(|error| JsError::new(&link_errors::error(lang, &error)))?;
        Ok(format!("{}#{fragment}", self.address))
    }
}

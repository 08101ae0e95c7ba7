//! The page on the method and its words: opened from anywhere, searched, left
//! to where one came from.

use super::effect::Effect;
use super::state::{Event, Screen, State};

/// What is sought there, and the way back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Glossary {
    /// What is sought among the words.
    pub query: String,
    /// The screen that it was opened from.
    pub from: Option<Screen>,
    /// The control that it was opened with.
    pub opener: &'static str,
}

/// What happens there.
#[derive(Clone, Debug, PartialEq)]
pub enum GlossaryMsg {
    /// Open it.
    Open {
        /// The place that it is opened at: the id of a heading or of a word.
        at: &'static str,
        /// The control that has the focus again afterwards.
        opener: &'static str,
    },
    /// Seek among the words.
    Seek(String),
    /// Go back.
    Close,
}

#[inline(never)]
pub(super) fn update(state: &mut State, msg: GlossaryMsg) -> Vec<Effect> {
    match msg {
        GlossaryMsg::Open { at, opener } => {
            let from = if state.screen == Screen::Method { state.glossary.from } else { Some(state.screen) };
            state.glossary = Glossary { query: String::new(), from, opener };
            state.screen = Screen::Method;
            state.announce(Event::ScreenShown);
            vec![Effect::Focus(at)]
        }
        GlossaryMsg::Seek(query) => {
            state.glossary.query = query;
            state.announce(Event::WordsFound);
            Vec::new()
        }
        GlossaryMsg::Close => {
            let glossary = std::mem::take(&mut state.glossary);
            state.screen = glossary.from.unwrap_or(Screen::Ranking);
            state.announce(Event::ScreenShown);
            vec![Effect::Focus(glossary.opener)]
        }
    }
}

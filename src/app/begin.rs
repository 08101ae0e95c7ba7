//! Commencer: the panel with every way to begin.

use std::rc::Rc;

use super::effect::Effect;
use super::msg::Msg;
use super::state::{Origin, Screen, State};
use super::template::{TemplateChoice, grid};
use super::update::opening;

/// What happens in the panel.
#[derive(Clone, Debug, PartialEq)]
pub enum BeginMsg {
    /// Show it.
    Open,
    /// Close it.
    Close,
    /// Begin with the grid of a template, for the data that ask for most.
    Template(&'static str),
    /// Begin with the grid of a template, for these data.
    Chosen(Rc<TemplateChoice>),
}

impl From<BeginMsg> for Msg {
    fn from(msg: BeginMsg) -> Self {
        Self::Begin(msg)
    }
}

#[inline(never)]
pub(super) fn update(state: &mut State, msg: BeginMsg) -> Vec<Effect> {
    match msg {
        BeginMsg::Open => {
            state.is_beginning = true;
            vec![Effect::FindWorks, Effect::Focus("begin-title")]
        }
        BeginMsg::Close => {
            state.is_beginning = false;
            state.works.asked = None;
            vec![Effect::Focus("action-new")]
        }
        BeginMsg::Template(id) => begin(state, &TemplateChoice::of(id)),
        BeginMsg::Chosen(choice) => begin(state, &choice),
    }
}

fn begin(state: &mut State, choice: &TemplateChoice) -> Vec<Effect> {
    let Some(dossier) = grid(choice, state.lang) else { return Vec::new() };
    let effects = opening::open(state, Rc::new(dossier), Origin::Mine);
    state.screen = Screen::Criteria;
    effects
}

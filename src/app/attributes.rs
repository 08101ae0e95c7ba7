//! What the element in the page asks for by its attributes, and what a reader may do.

use super::effect::Effect;
use super::msg::Msg;
use super::state::{Screen, State};
use super::views::ViewsMsg;
use crate::i18n::Lang;

/// The attributes of the element, read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attributes {
    /// The language, of the element or around it.
    pub lang: Lang,
    /// The level of the widget's title in the outline of the page, 1 to 4.
    pub level: u8,
    /// Where to begin; Classement unless told.
    pub screen: Option<Screen>,
    /// Whether what is shown is there to be read only.
    pub is_readonly: bool,
}

impl Default for Attributes {
    fn default() -> Self {
        Self { lang: Lang::default(), level: 2, screen: None, is_readonly: false }
    }
}

/// Takes what has changed; what the reader has chosen since otherwise stays.
pub(super) fn update(state: &mut State, attributes: Attributes) -> Vec<Effect> {
    let before = std::mem::replace(&mut state.attributes, attributes);
    if before.lang != attributes.lang {
        state.lang = attributes.lang;
    }
    if before.screen != attributes.screen || before.is_readonly != attributes.is_readonly {
        show_screen(state);
    }
    Vec::new()
}

/// Goes where the page wants to begin.
pub(super) fn show_screen(state: &mut State) {
    match state.attributes.screen {
        // The others are there to change something.
        _ if state.attributes.is_readonly => state.screen = Screen::Ranking,
        Some(screen) => state.screen = screen,
        None => {}
    }
}

/// Whether a message leaves the dossier, and what is kept in this browser, as they are.
pub(super) fn only_reads(msg: &Msg) -> bool {
    match msg {
        Msg::Show(screen) => matches!(screen, Screen::Ranking | Screen::Method),
        Msg::Views(msg) => matches!(
            msg,
            ViewsMsg::ToggleProfiles | ViewsMsg::ToggleSide | ViewsMsg::ToggleScenarios | ViewsMsg::Side(..)
        ),
        Msg::Lots(msg) => msg.only_reads(),
        _ => matches!(
            msg,
            Msg::Act(_)
                | Msg::Attributes(_)
                | Msg::Drawn
                | Msg::EndGesture
                | Msg::Follow
                | Msg::Settle
                | Msg::Rest
                | Msg::Prove
                | Msg::Language(_)
                | Msg::ToggleDetails(_)
                | Msg::ToggleLints
                | Msg::ShowInfluences(_)
                | Msg::ShowAll
                | Msg::Pair(..)
                | Msg::ToggleGroup(_)
                | Msg::LinkGiven(_)
                | Msg::DossierGiven(_)
                | Msg::Unlock(_)
                | Msg::DismissNotice
                | Msg::Glossary(_)
                | Msg::OpenShare
                | Msg::Share(_)
                | Msg::CloseShare
                | Msg::CopyLink
                | Msg::Copied(_)
                | Msg::Download
                | Msg::NotOffered { .. }
                | Msg::Print
                | Msg::Printing(_)
        ),
    }
}

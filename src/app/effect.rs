//! What the outside world is asked to do, as values.

use crate::i18n::Lang;

/// Something for the platform to carry out.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Look for works kept in this browser; answers `Msg::WorksFound`.
    FindWorks,
    /// Send `Msg::SaveNow` when typing has paused for a moment.
    SaveSoon,
    /// Send `Msg::Settle` in a moment, and `Msg::Rest` when no other move has followed.
    SettleSoon,
    /// Keep a work in this browser; answers `Msg::Saved`.
    Store {
        /// Which work; the same slot is written over.
        slot: String,
        /// Its title, for the list.
        title: String,
        /// The dossier file.
        text: String,
    },
    /// Forget a work kept in this browser.
    Forget {
        /// Which work.
        slot: String,
    },
    /// Put a text on the clipboard; answers `Msg::Copied`.
    Copy(String),
    /// Offer a file to the user.
    Download {
        /// The proposed name.
        name: String,
        /// What it holds.
        text: String,
    },
    /// Let the user choose a file; answers `Msg::FileChosen`.
    ChooseFile,
    /// Put the focus on the element with this id, once it is there.
    Focus(&'static str),
    /// Print the page, once all of it is there.
    Print,
    /// The language has changed: tell the element and whoever listens.
    Language(Lang),
    /// The dossier or its ranking has changed: tell the page around.
    Changed,
}

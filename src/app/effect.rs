//! What the outside world is asked to do, as values.

use std::rc::Rc;

use super::grid::At;
use super::market::StoredMarket;
use super::msg::Msg;
use super::share::ChanceFor;
use crate::i18n::Lang;

/// Something for the platform to carry out.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Look for works kept in this browser; answers `WorksMsg::Found`.
    FindWorks,
    /// Read a work kept in this browser; answers `WorksMsg::Fetched`.
    FetchWork {
        /// Which work.
        slot: String,
    },
    /// Remember that nothing is to be kept in this browser, or forget that.
    KeepNothing(bool),
    /// Send `Msg::SaveNow` in a moment.
    SaveSoon,
    /// Send `Msg::Follow` when this frame is painted, `Msg::Settle` in a moment, and
    /// `Msg::Rest` when no other move has followed.
    SettleSoon,
    /// Keep a work in this browser; answers `WorksMsg::Stored`.
    Store {
        /// Which work; the same slot is written over, if what is there was seen.
        slot: String,
        /// Which writing of it.
        revision: String,
        /// The revisions that may be written over.
        seen: Vec<String>,
        /// Which work it becomes when another revision is there.
        beside: String,
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
    /// Offer the page itself as one file, with this inside.
    DownloadPage {
        /// The proposed name.
        name: String,
        /// What stands in the tab of the browser.
        title: String,
        /// The dossier file, or a link under a passphrase.
        content: String,
    },
    /// Let the user choose a file; answers `Msg::FileChosen`.
    ChooseFile,
    /// Let the user choose a file to look at; answers `SealMsg::FileChosen`.
    ChoosePublished,
    /// Let the user choose a catalogue of the market; answers `MarketMsg::FileChosen`.
    ChooseMarket,
    /// Look for a catalogue of the market kept in this browser; answers `MarketMsg::Fetched`.
    FetchMarket,
    /// Keep a catalogue of the market in this browser; answers `MarketMsg::Stored`.
    StoreMarket {
        /// What is to be kept.
        stored: Rc<StoredMarket>,
        /// The revision that may be written over.
        seen: Option<String>,
    },
    /// Forget the catalogue of the market kept in this browser.
    ForgetMarket {
        /// Only this revision of it; nothing: whatever is there.
        revision: Option<String>,
    },
    /// Let the user choose several files; answers `CommissionMsg::Files`.
    ChooseFiles,
    /// Look at the clock; answers `CommissionMsg::Now`.
    Now,
    /// Put the focus on the element with this id, once it is there.
    Focus(&'static str),
    /// Put the focus on a cell of the grid, once it is there.
    FocusCell(At),
    /// The same for an id that names something of the dossier.
    FocusOn(String),
    /// Draw random bytes that secrets may rest on.
    Chance(ChanceFor),
    /// Send this once what has just changed is on the screen: it takes a moment.
    AfterPaint(Box<Msg>),
    /// Print the page, once all of it is there.
    Print,
    /// The language has changed: tell the element and whoever listens.
    Language(Lang),
    /// The dossier or its ranking has changed: tell the page around.
    Changed,
}

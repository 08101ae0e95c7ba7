//! Everything that can happen, as values.

use std::rc::Rc;

use super::state::Screen;
use crate::dossier::{Dossier, Edit, Id};
use crate::engine::{Decimal, Fact};
use crate::i18n::Lang;

/// Something that happened: a gesture of the user, or an answer of the platform.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// Change the dossier.
    Edit(Edit),
    /// Give a criterion a weight; its siblings follow when sharing is on.
    Weigh(Id, Decimal),
    /// Record what is known of an offer; its justification stays.
    SetFact {
        /// The offer.
        offer: Id,
        /// The leaf criterion or information.
        measure: Id,
        /// What is known.
        fact: Fact,
    },
    /// Announce another number for a measure.
    SetParameter {
        /// The criterion or information.
        of: Id,
        /// Which parameter of its family.
        index: usize,
        /// The number.
        value: Decimal,
    },
    /// Announce another family for a criterion.
    SetFamily {
        /// The criterion.
        of: Id,
        /// The family's tag.
        family: &'static str,
    },
    /// The slider was let go: the next change is a step of its own.
    EndGesture,
    /// The weights have rested for a moment: time for what is slower to tell.
    Settle,
    /// The weights have rested for longer: time for the proof, where it is made by itself.
    Rest,
    /// Prove the ranking, however long that takes.
    Prove,
    /// Take the last step back.
    Undo,
    /// Do it again.
    Redo,

    /// Go to a screen.
    Show(Screen),
    /// Speak another language.
    Language(Lang),
    /// Show the details of an offer, or close them.
    ToggleDetails(Id),
    /// Show the remarks on the method, or hide them.
    ToggleLints,
    /// Show the influence of the criteria, or hide it.
    ShowInfluences(bool),
    /// Show long lists to their end.
    ShowAll,
    /// Compare these two offers.
    Pair(Id, Id),
    /// Keep the total of a group at 100, or let go.
    ToggleSharing,
    /// Lock a weight, or unlock it.
    ToggleLock(Id),
    /// Show the sub-criteria of a group in the weights, or hide them.
    ToggleGroup(Id),

    /// Open one of the examples in the box.
    OpenExample(&'static str),
    /// Begin with an empty dossier.
    NewDossier,
    /// Let the user choose a file.
    ChooseFile,
    /// A file was chosen or dropped.
    FileChosen {
        /// Its name.
        name: String,
        /// What it holds; nothing when the browser could not read it.
        content: Option<Vec<u8>>,
    },
    /// A link was opened or pasted: its fragment, or the whole address.
    LinkGiven(String),
    /// The page around gives a dossier.
    DossierGiven(Rc<Dossier>),
    /// Keep what is shown as one's own work from now on.
    KeepAsMine,
    /// Open what could be read of a damaged link.
    OpenRecovered,
    /// The notice has been read.
    DismissNotice,

    /// Show what there is to share.
    OpenShare,
    /// Close that.
    CloseShare,
    /// Put the link on the clipboard.
    CopyLink,
    /// Whether the clipboard took it.
    Copied(bool),
    /// Save the dossier as a file.
    Download,
    /// The browser would not offer a file.
    NotOffered {
        /// Its name.
        name: String,
    },
    /// Print the page.
    Print,
    /// Printing begins, or is over.
    Printing(bool),

    /// The works kept in this browser, the newest first.
    WorksFound(Vec<StoredWork>),
    /// Go on with one of them.
    ResumeWork(String),
    /// Forget one of them.
    ForgetWork(String),
    /// Typing has paused, or the page is going away.
    SaveNow,
    /// Whether the work was kept.
    Saved(Result<(), StorageFailure>),
}

/// A work kept in this browser.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredWork {
    /// Where it is kept.
    pub slot: String,
    /// Its title.
    pub title: String,
    /// When it was kept, as the browser writes dates.
    pub saved_at: String,
    /// The dossier file.
    pub text: String,
}

/// Why the browser did not keep a work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageFailure {
    /// Storage is switched off for this page.
    Refused,
    /// There is no room left.
    Full,
}

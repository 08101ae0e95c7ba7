//! Everything that can happen, as values.

use std::rc::Rc;

use super::attributes::Attributes;
use super::begin::BeginMsg;
use super::commission::CommissionMsg;
use super::components::ComponentsMsg;
use super::composing::ComposingMsg;
use super::costs::CostsMsg;
use super::criteria::CriteriaMsg;
use super::elicitation::ElicitationMsg;
use super::glossary::GlossaryMsg;
use super::grid::GridMsg;
use super::lots::LotsMsg;
use super::market::MarketMsg;
use super::needs::NeedsMsg;
use super::paste::PasteMsg;
use super::seal::SealMsg;
use super::share::ShareMsg;
use super::simulator::SimulatorMsg;
use super::state::Screen;
use super::unlock::UnlockMsg;
use super::views::ViewsMsg;
use super::works::WorksMsg;
use crate::dossier::{Dossier, Edit, Id};
use crate::engine::{Decimal, Fact};
use crate::i18n::Lang;

/// Something that happened: a gesture of the user, or an answer of the platform.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// Change the dossier.
    Edit(Edit),
    /// Do one of the registered actions, if there is anything to do.
    Act(&'static str),
    /// Give a criterion a weight; its siblings follow when sharing is on.
    Weigh(Id, Decimal),
    /// Bring the weights of a group to 100, those at the top of the tree for none; locked
    /// ones stay.
    ShareOut(Option<Id>),
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
    /// Something on the screen Critères.
    Criteria(CriteriaMsg),
    /// The slider was let go: the next change is a step of its own.
    EndGesture,
    /// The ranking that a weight has moved is on the screen: now the weights themselves.
    Follow,
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

    /// A gesture on the grid of the offers.
    Grid(GridMsg),
    /// A gesture on a pasted table.
    Paste(PasteMsg),

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
    /// What happens in the panel with the ways to begin.
    Begin(BeginMsg),
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
    /// The attributes of the element are these now.
    Attributes(Attributes),
    /// What comes first is on the screen.
    Drawn,
    /// Keep what is shown as one's own work from now on.
    KeepAsMine,
    /// Open what could be read of a damaged link.
    OpenRecovered,
    /// The notice has been read.
    DismissNotice,

    /// What stands beside the ranking.
    Views(ViewsMsg),
    /// The page on the method and its words.
    Glossary(GlossaryMsg),

    /// A link or a file under a passphrase.
    Unlock(Rc<UnlockMsg>),
    /// Go back from what was tried to the state that was received.
    BackToShared,

    /// Show what there is to share.
    OpenShare,
    /// A gesture there.
    Share(Rc<ShareMsg>),
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

    /// Something in the catalogue of the market.
    Market(Rc<MarketMsg>),
    /// Something in the aid to weighting.
    Elicitation(ElicitationMsg),
    /// Something in the formula simulator.
    Simulator(SimulatorMsg),
    /// Something in the cost model.
    Costs(CostsMsg),
    /// The seal, the journal, another dossier beside this one.
    Seal(SealMsg),

    /// Something about the lots of the dossier.
    Lots(Rc<LotsMsg>),
    /// Something on the screen Besoins.
    Needs(Rc<NeedsMsg>),
    /// What an offer is put together from, what is proposed for the award.
    Components(Rc<ComponentsMsg>),
    /// Something in the panel of the composer.
    Composing(Rc<ComposingMsg>),

    /// Something on the screen Commission.
    Commission(CommissionMsg),
    /// Typing has paused, or the page is going away.
    SaveNow,
    /// What happens to the works kept in this browser.
    Works(Rc<WorksMsg>),
}

/// Why the browser did not keep a work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageFailure {
    /// Storage is switched off for this page.
    Refused,
    /// There is no room left.
    Full,
}

//! Everything the widget knows, in one value.

use std::rc::Rc;

use super::attributes::Attributes;
use super::commission::{CommissionNews, Desk};
use super::components::{Components, ComponentsNews};
use super::composing::{Composing, ComposingNews};
use super::costs::{CostDesk, CostsNews};
use super::criteria::{Criteria, CriteriaNews};
use super::elicitation::{Elicitation, ElicitationNews};
use super::first;
use super::glossary::Glossary;
use super::grid::Grid;
use super::lots::{LotsDesk, LotsNews};
use super::market::{MarketDesk, MarketNews};
use super::msg::StorageFailure;
use super::needs::{Needs, NeedsNews};
use super::paste::Paste;
use super::received::Received;
use super::seal::{SealDesk, SealNews};
use super::share::{LinkNews, Share};
use super::simulator::{Simulator, SimulatorNews};
use super::unlock::Unlock;
use super::views::{Views, ViewsEvent};
use super::works::{Shelf, TabsNotice};
use crate::catalogue::EXAMPLES;
use crate::dossier::{Assessment, Dossier, Edit, History, Id, IdSet, Refusal};
use crate::engine::Proof;
use crate::i18n::{Lang, Phrase, phrase};
use crate::saved::{file::FileError, link::Damaged};

/// The state of one widget.
#[derive(Clone, Debug)]
pub struct State {
    /// The language of the interface.
    pub lang: Lang,
    /// The screen that is shown.
    pub screen: Screen,
    /// The dossier with its undo and redo.
    pub history: History,
    /// The dossier with what the engine says of it.
    pub assessment: Rc<Assessment>,
    /// The same before the last step, for "up one rank".
    pub before: Rc<Assessment>,
    /// The dossier whose weights are shown: a frame behind the ranking that they move.
    pub followed: Rc<Dossier>,
    /// How often weights have moved since they rested.
    pub moves: u32,
    /// What explanations and checks speak of: `assessment`, once the weights rest.
    pub settled: Rc<Assessment>,
    /// What was proved last, and how that came out.
    pub proof: Option<(Rc<Assessment>, Proof)>,
    /// Where the dossier came from.
    pub origin: Origin,
    /// Whether the group of an edited weight keeps its total of 100.
    pub is_sharing: bool,
    /// The weights that must not move.
    pub locks: IdSet,
    /// The groups whose sub-criteria are shown among the weights.
    pub open_groups: IdSet,
    /// The offers whose details are shown.
    pub open_offers: IdSet,
    /// Whether the remarks on the method are shown.
    pub shows_lints: bool,
    /// The pair that the user chose to compare.
    pub pair: Option<(Id, Id)>,
    /// The grid of the offers.
    pub grid: Grid,
    /// A pasted table, while it is looked at.
    pub paste: Option<Paste>,
    /// What is open beside the ranking.
    pub views: Views,
    /// What is sought on the page on the method.
    pub glossary: Glossary,
    /// What the user should know before anything else.
    pub notice: Option<Notice>,
    /// What was just said to the ears.
    pub announcement: Announcement,
    /// Whether the influence of the criteria is shown.
    pub shows_influences: bool,
    /// Whether long lists are shown to their end.
    pub shows_all: bool,
    /// Whether the page is being printed: all of it is shown.
    pub is_printing: bool,
    /// The share panel, when it is open.
    pub share: Option<Rc<Share>>,
    /// What waits for its passphrase.
    pub unlock: Option<Rc<Unlock>>,
    /// What was received through a link, while it or a trial beside it is shown.
    pub received: Option<Rc<Received>>,
    /// Whether the panel with the ways to begin is open.
    pub is_beginning: bool,
    /// The aid to weighting, when it is open.
    pub elicitation: Option<Elicitation>,
    /// The formula simulator, when it is open.
    pub simulator: Option<Simulator>,
    /// The catalogue of the market, once it was opened.
    pub market: Option<Box<MarketDesk>>,
    /// The cost model, when it is open.
    pub costs: Option<CostDesk>,
    /// The works kept in this browser.
    pub works: Shelf,
    /// Where this work is kept, once it is.
    pub slot: Option<String>,
    /// Where the dossiers of the openings in the past came from, for undo.
    pub contexts_before: Vec<Context>,
    /// The same for redo.
    pub contexts_after: Vec<Context>,
    /// Why this work is not kept, when the browser refused.
    pub storage_failure: Option<StorageFailure>,
    /// Whether the last change is already kept.
    pub is_saved: bool,
    /// How many works this session began.
    pub works_begun: u32,
    /// What the page was started with.
    pub start: Start,
    /// What the element in the page asks for.
    pub attributes: Attributes,
    /// Whether the ranking is on the screen: what stands around it comes a moment later.
    pub is_drawn: bool,
    /// What the screen Critères keeps.
    pub criteria: Criteria,
    /// The seal, the journal, another dossier beside this one.
    pub seal: SealDesk,
    /// What the screen Commission keeps.
    pub commission: Desk,
    /// What the screen Besoins keeps, once it keeps anything.
    pub needs: Option<Rc<Needs>>,
    /// What offers are put together from, and what is proposed.
    pub components: Components,
    /// The composer, once it was opened.
    pub composing: Option<Box<Composing>>,
    /// What is open about lots, once anything was.
    pub lots: Option<Box<LotsDesk>>,
}

/// Whose dossier is shown, and where it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Context {
    /// Where it came from.
    pub origin: Origin,
    /// Where it is kept.
    pub slot: Option<String>,
    /// What was received, where it came through a link.
    pub received: Option<Rc<Received>>,
}

/// What the page was started with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Start {
    /// What a link begins with: the address of a page that opens it, without fragment.
    pub address: String,
    /// A name for this session that no other session bears.
    pub session: String,
}

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Classement.
    Ranking,
    /// Offres.
    Offers,
    /// Critères.
    Criteria,
    /// Besoins.
    Needs,
    /// Commission.
    Commission,
    /// Méthode et glossaire, reached from the foot of the page.
    Method,
}

impl Screen {
    /// Every screen of the navigation, in its order.
    pub const ALL: [Self; 5] = [Self::Ranking, Self::Offers, Self::Criteria, Self::Needs, Self::Commission];

    /// Its name.
    pub fn name(self) -> Phrase {
        match self {
            Self::Ranking => phrase("Classement", "Ranking"),
            Self::Offers => phrase("Offres", "Offers"),
            Self::Criteria => phrase("Critères", "Criteria"),
            Self::Needs => phrase("Besoins", "Needs"),
            Self::Commission => phrase("Commission", "Commission"),
            Self::Method => phrase("Méthode et glossaire", "Method and glossary"),
        }
    }

    /// The screen that an attribute names, in French as in addresses or in English.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag {
            "classement" | "ranking" => Some(Self::Ranking),
            "offres" | "offers" => Some(Self::Offers),
            "criteres" | "criteria" => Some(Self::Criteria),
            "besoins" | "needs" => Some(Self::Needs),
            "commission" => Some(Self::Commission),
            "methode" | "method" => Some(Self::Method),
            _ => None,
        }
    }

    /// Its name in addresses and attributes.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ranking => "classement",
            Self::Offers => "offres",
            Self::Criteria => "criteres",
            Self::Needs => "besoins",
            Self::Commission => "commission",
            Self::Method => "methode",
        }
    }
}

/// Where a dossier came from.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// An example of the box.
    Example(&'static str),
    /// Work of this browser: changes are kept.
    Mine,
    /// Somebody's link: nothing is kept until the user says so.
    Link,
    /// A file.
    File(String),
    /// The page around.
    Host,
}

/// Something to read before going on; `present` has the words.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// An edit was refused.
    Refused(Refusal),
    /// The browser could not read a file.
    FileUnreadable {
        /// Its name.
        name: String,
    },
    /// The browser would not offer a file.
    FileNotOffered {
        /// Its name.
        name: String,
    },
    /// A file is not a dossier.
    FileRefused {
        /// Its name.
        name: String,
        /// Every error, in the order of the file.
        errors: Vec<FileError>,
    },
    /// A link is damaged; part of it may have been read.
    LinkDamaged(Damaged),
    /// The browser does not keep the work.
    NotKept(StorageFailure),
    /// Another tab works on the same dossier.
    Tabs(TabsNotice),
}

/// What was just said to the ears. The number makes the same words heard again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Announcement {
    /// Grows with each announcement.
    pub number: u32,
    /// What; `present` has the words.
    pub event: Option<Event>,
}

/// Something worth saying.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// Another screen is shown.
    ScreenShown,
    /// The dossier was opened.
    Opened,
    /// The offers of the grid lie the other way.
    GridTurned,
    /// What was typed in a cell was not taken.
    CellRefused,
    /// A pasted table was read.
    TableRead,
    /// It landed.
    TableLanded,
    /// A step was taken back.
    Undone(Edit),
    /// A step was done again.
    Redone(Edit),
    /// Others lead now.
    LeadersChanged,
    /// The dossier was changed so, and nothing more telling came of it.
    Done(Edit),
    /// The offer with the cursor has another place.
    OfferMoved,
    /// So many cells are on the clipboard.
    CellsCopied(usize),
    /// Another pair of offers is explained.
    PairExplained,
    /// The widget speaks another language.
    LanguageChosen,
    /// A notice appeared.
    Noticed,
    /// Whether the clipboard took the link.
    LinkCopied(bool),
    /// Something about links that leave or arrive.
    Link(LinkNews),
    /// A file was offered.
    FileOffered {
        /// Its name.
        name: String,
    },
    /// A kept work was forgotten.
    WorkForgotten,
    /// The user wants works kept here, or nothing.
    KeepingChanged,
    /// Something in the aid to weighting.
    Elicitation(ElicitationNews),
    /// Something in the formula simulator.
    Simulator(SimulatorNews),
    /// Something in the catalogue of the market.
    Market(MarketNews),
    /// Something in the cost model.
    Costs(CostsNews),
    /// Something about a seal.
    Seal(SealNews),
    /// Something beside the ranking.
    Views(ViewsEvent),
    /// Something on the screen Commission.
    Commission(CommissionNews),
    /// Something on the screen Besoins.
    Needs(NeedsNews),
    /// Something about lots.
    Lots(LotsNews),
    /// Something in the panels of components and of the proposed award.
    Components(ComponentsNews),
    /// Something in the panel of the composer.
    Composing(ComposingNews),
    /// Words of the glossary were sought.
    WordsFound,
    /// The grid was changed on the screen Critères.
    Criteria {
        /// What happened.
        news: CriteriaNews,
        /// Whether others lead now.
        is_lead_new: bool,
    },
}

impl State {
    /// The state at start: the first example, until a link, a file or a kept
    /// work takes its place.
    pub fn new(lang: Lang, start: Start) -> Self {
        let assessment = first::assessment();
        let dossier = Rc::clone(assessment.dossier());
        Self {
            lang,
            screen: Screen::Ranking,
            followed: Rc::clone(&dossier),
            moves: 0,
            history: History::new(dossier),
            before: Rc::clone(&assessment),
            settled: Rc::clone(&assessment),
            proof: None,
            assessment,
            origin: EXAMPLES.first().map_or(Origin::Mine, |example| Origin::Example(example.id)),
            is_sharing: false,
            locks: IdSet::new(),
            open_groups: IdSet::new(),
            open_offers: IdSet::new(),
            shows_lints: false,
            pair: None,
            grid: Grid::default(),
            paste: None,
            views: Views::default(),
            glossary: Glossary::default(),
            notice: None,
            announcement: Announcement::default(),
            shows_influences: false,
            shows_all: false,
            is_printing: false,
            share: None,
            unlock: None,
            received: None,
            is_beginning: false,
            works: Shelf::default(),
            elicitation: None,
            simulator: None,
            market: None,
            costs: None,
            slot: None,
            contexts_before: Vec::new(),
            contexts_after: Vec::new(),
            storage_failure: None,
            is_saved: true,
            works_begun: 0,
            start,
            attributes: Attributes { lang, ..Attributes::default() },
            is_drawn: false,
            criteria: Criteria::default(),
            seal: SealDesk::default(),
            commission: Desk::default(),
            needs: None,
            components: Components::default(),
            composing: None,
            lots: None,
        }
    }

    /// Whether the grid is sealed or the dossier keeps a journal.
    pub fn is_recorded(&self) -> bool {
        self.dossier().seal.is_some() || !self.dossier().journal.is_empty()
    }

    /// Whether weights are on the move, as under a hand on a slider, and not just moved
    /// once: bars are drawn without what is dear to draw.
    pub fn is_moving(&self) -> bool {
        self.moves > 1
    }

    /// Whether what is shown waits for its proof; it is made on demand where there
    /// are so many offers that it would be felt.
    pub fn is_proof_due(&self) -> bool {
        self.proof.as_ref().is_none_or(|(what, _)| !Rc::ptr_eq(what, &self.assessment))
    }

    /// The dossier that is shown.
    pub fn dossier(&self) -> &Rc<Dossier> {
        self.history.current()
    }

    /// Says something to the ears, soon.
    pub(super) fn announce(&mut self, event: Event) {
        self.announcement = Announcement { number: self.announcement.number.wrapping_add(1), event: Some(event) };
    }

    /// Shows a notice, and says it.
    pub(super) fn notify(&mut self, notice: Notice) {
        self.notice = Some(notice);
        self.announce(Event::Noticed);
    }
}

/// With more ranked offers than this a proof would be felt.
pub const PROVED_BY_ITSELF: usize = 1_000;

/// The proof of what is little enough to be proved at once.
pub(super) fn prove(assessment: &Rc<Assessment>) -> Option<(Rc<Assessment>, Proof)> {
    let evaluation = assessment.evaluation();
    (evaluation.order().len() <= PROVED_BY_ITSELF).then(|| (Rc::clone(assessment), evaluation.prove()))
}

//! The catalogue of the market beside the offers: which catalogue is shown, what is
//! sought in it, and what it brings to the dossier.

mod kept;

use std::rc::Rc;

pub use self::kept::{Keeping as MarketKeeping, KeptMarket, MarketNotKept, StoredMarket};
use super::criteria::fresh_name;
use super::effect::Effect;
use super::msg::Msg;
use super::state::{Event, Screen, State};
use super::update::change_dossier;
use crate::catalogue::Market;
use crate::catalogue::market::{Control, Function, LicenceKind, Product};
use crate::dossier::{Dossier, Edit, Entry, Host, Id, IdSet, KnownComponent, Offer};
use crate::i18n::{Phrase, phrase};
use crate::saved::file::{FileError, market};

/// What the panel knows, from when it is first opened.
#[derive(Clone, Debug, PartialEq)]
pub struct MarketDesk {
    /// Whether it is shown.
    pub is_open: bool,
    /// What is sought.
    pub query: String,
    /// What products must be.
    pub filters: Filters,
    /// The products whose details are shown.
    pub open: IdSet,
    /// Whether a long list is shown to its end.
    pub shows_all: bool,
    /// Whether the buyer's own catalogue is shown.
    pub shows_own: bool,
    /// The catalogue in the box.
    pub in_the_box: Rc<Market>,
    /// The buyer's own.
    pub own: Option<Rc<OwnMarket>>,
    /// Where bricks go.
    place: BrickPlace,
    /// A file that was not taken.
    pub refused: Option<Refused>,
    /// What this browser keeps of it.
    pub keeping: MarketKeeping,
}

/// Where the bricks of the catalogue go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum BrickPlace {
    /// Into a new composite offer.
    #[default]
    NewOffer,
    /// Into this composite offer.
    Offer(Id),
    /// Among the bricks to compose with.
    Pool,
}

/// A catalogue from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnMarket {
    /// The name of the file.
    pub file: String,
    /// What it holds.
    pub market: Market,
    /// The writing of it that this browser keeps or was to keep; nothing where it never was.
    pub revision: Option<String>,
}

/// A file that is no catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// Its name.
    pub file: String,
    /// Every error; none where the browser could not read it.
    pub errors: Vec<FileError>,
}

/// What products must be; none of them asks for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// What they do.
    pub function: Option<Function>,
    /// Under which kind of licence they are.
    pub licence: Option<LicenceKind>,
    /// Who controls them.
    pub control: Option<Control>,
    /// Which rung of SecNumCloud they may reach.
    pub secnumcloud: Option<RungFilter>,
    /// Which rung of exposure they may reach.
    pub exposure: Option<RungFilter>,
}

/// What a rung must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RungFilter {
    /// It may be this one, or a higher one.
    AtLeast(usize),
    /// Nobody knows.
    NotEstablished,
}

/// One filter, set or taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// What they do.
    Function(Option<Function>),
    /// Under which kind of licence they are.
    Licence(Option<LicenceKind>),
    /// Who controls them.
    Control(Option<Control>),
    /// Which rung of SecNumCloud they may reach.
    SecNumCloud(Option<RungFilter>),
    /// Which rung of exposure they may reach.
    Exposure(Option<RungFilter>),
}

/// What happens in the panel.
#[derive(Clone, Debug, PartialEq)]
pub enum MarketMsg {
    /// Show it, beside the offers.
    Open,
    /// Close it.
    Close,
    /// Seek.
    Seek(String),
    /// Set a filter.
    Filter(Filter),
    /// Seek everything again.
    Clear,
    /// Show the list to its end.
    ShowAll,
    /// Show the details of a product, or close them.
    Toggle(String),
    /// Add an offer.
    Add {
        /// The name of the product.
        name: String,
        /// What it begins with, by identifier of measure.
        facts: Vec<(Id, Entry)>,
    },
    /// Bricks go there from now on.
    Place(BrickPlace),
    /// Add a part of a composite offer, or a brick to compose with.
    AddComponent(Rc<KnownComponent>),
    /// Let the user choose a catalogue.
    ChooseFile,
    /// It was chosen.
    FileChosen {
        /// Its name.
        name: String,
        /// What it holds; nothing when the browser could not read it.
        content: Option<Vec<u8>>,
    },
    /// The catalogue that this browser keeps, if there is one.
    Fetched(Option<Rc<StoredMarket>>),
    /// Keep the buyer's own catalogue in this browser.
    Keep,
    /// Keep it in the place of the one that another tab keeps.
    KeepOver,
    /// Take the one that another tab keeps.
    TakeKept,
    /// Whether a catalogue was kept.
    Stored(KeptMarket, Result<(), MarketNotKept>),
    /// Keep it no longer; it stays open.
    Drop,
    /// Show the buyer's own catalogue, or the one in the box.
    ShowOwn(bool),
    /// Forget the buyer's own catalogue.
    Forget,
    /// Save the catalogue that is shown as a file.
    Save,
}

/// What the panel has to say to the ears; `present` has the words.
#[derive(Clone, Debug, PartialEq)]
pub enum MarketNews {
    /// So many products are found.
    Found,
    /// Another catalogue is shown.
    Shown,
    /// A file was not taken.
    Refused,
    /// The buyer's own catalogue is kept in this browser.
    Kept,
    /// It is not, for a reason.
    NotKept,
    /// It is no longer kept.
    Dropped,
    /// An offer was added.
    Added {
        /// Its name.
        name: String,
        /// How many facts it begins with.
        facts: usize,
    },
    /// A part of a composite offer was added, or a brick to compose with.
    Joined {
        /// The name of the offer; nothing for the bricks to compose with.
        host: Option<String>,
        /// What was added.
        known: Rc<KnownComponent>,
    },
    /// Bricks go elsewhere.
    Place,
}

impl Default for MarketDesk {
    fn default() -> Self {
        Self {
            is_open: false,
            query: String::new(),
            filters: Filters::default(),
            open: IdSet::new(),
            shows_all: false,
            shows_own: false,
            in_the_box: Rc::new(Market::in_the_box()),
            own: None,
            place: BrickPlace::default(),
            refused: None,
            keeping: MarketKeeping::default(),
        }
    }
}

impl MarketDesk {
    /// The catalogue that is shown: one of the two, never both.
    pub fn market(&self) -> &Market {
        match &self.own {
            Some(own) if self.shows_own => &own.market,
            _ => &self.in_the_box,
        }
    }

    /// A product of the catalogue that is shown.
    pub fn product(&self, id: &str) -> Option<&Product> {
        self.market().products.iter().map(AsRef::as_ref).find(|product| product.id == id)
    }

    /// Where bricks go; an offer that is gone is none.
    pub fn place(&self, dossier: &Dossier) -> &BrickPlace {
        match &self.place {
            BrickPlace::Offer(id) if !hosts(dossier).any(|offer| offer.id == *id) => &BrickPlace::NewOffer,
            place => place,
        }
    }

    /// Whether anything is asked of the products.
    pub fn is_asked(&self) -> bool {
        !self.query.is_empty() || self.filters != Filters::default()
    }

    /// Nothing is sought any more.
    fn clear(&mut self) {
        (self.query, self.filters, self.shows_all) = (String::new(), Filters::default(), false);
    }

    /// Shows one catalogue from its beginning.
    fn show(&mut self, own: bool) {
        self.shows_own = own && self.own.is_some();
        self.open.clear();
        self.clear();
    }
}

/// What a composite offer is called at first.
const ASSEMBLY: Phrase = phrase("Assemblage", "Assembly");

/// The offers that a brick can join.
pub fn hosts(dossier: &Dossier) -> impl Iterator<Item = &Offer> {
    dossier.offers.iter().map(AsRef::as_ref).filter(|offer| !offer.components.is_empty())
}

impl From<MarketMsg> for Msg {
    fn from(msg: MarketMsg) -> Self {
        Self::Market(Rc::new(msg))
    }
}

#[inline(never)]
pub(super) fn update(state: &mut State, msg: &MarketMsg) -> Vec<Effect> {
    let is_first = state.market.is_none();
    let desk = state.market.get_or_insert_default();
    let news = match msg {
        MarketMsg::Open => {
            desk.is_open = true;
            state.screen = Screen::Offers;
            state.is_beginning = false;
            state.announce(Event::Market(MarketNews::Found));
            // What this browser keeps is looked for once.
            let kept = is_first.then_some(Effect::FetchMarket);
            return kept.into_iter().chain([Effect::Focus("market-title")]).collect();
        }
        MarketMsg::Close => {
            desk.is_open = false;
            return vec![Effect::Focus("open-market")];
        }
        MarketMsg::Seek(query) => {
            desk.query.clone_from(query);
            desk.shows_all = false;
            MarketNews::Found
        }
        MarketMsg::Filter(filter) => {
            let filters = &mut desk.filters;
            match *filter {
                Filter::Function(function) => filters.function = function,
                Filter::Licence(licence) => filters.licence = licence,
                Filter::Control(control) => filters.control = control,
                Filter::SecNumCloud(rung) => filters.secnumcloud = rung,
                Filter::Exposure(rung) => filters.exposure = rung,
            }
            desk.shows_all = false;
            MarketNews::Found
        }
        MarketMsg::Clear => {
            desk.clear();
            state.announce(Event::Market(MarketNews::Found));
            return vec![Effect::Focus("market-search")];
        }
        MarketMsg::ShowAll => {
            desk.shows_all = true;
            return vec![Effect::Focus("market-found")];
        }
        MarketMsg::Toggle(id) => {
            let id = Id::new(id);
            if !desk.open.remove(&id) {
                desk.open.insert(id);
            }
            return Vec::new();
        }
        MarketMsg::Add { name, facts } => return add(state, name, facts),
        MarketMsg::Place(place) => {
            desk.place.clone_from(place);
            MarketNews::Place
        }
        MarketMsg::AddComponent(known) => return join(state, known),
        MarketMsg::ChooseFile => return vec![Effect::ChooseMarket],
        MarketMsg::FileChosen { name, content } => {
            let read = content.as_ref().ok_or_else(Vec::new).and_then(|content| market::read_bytes(content));
            match read {
                Ok(market) => {
                    desk.own = Some(Rc::new(OwnMarket { file: name.clone(), market, revision: None }));
                    desk.keeping.trouble = None;
                    desk.refused = None;
                    desk.show(true);
                    MarketNews::Shown
                }
                Err(errors) => {
                    desk.refused = Some(Refused { file: name.clone(), errors });
                    MarketNews::Refused
                }
            }
        }
        MarketMsg::Fetched(_)
        | MarketMsg::Keep
        | MarketMsg::KeepOver
        | MarketMsg::TakeKept
        | MarketMsg::Stored(..)
        | MarketMsg::Drop => return kept::update(state, msg),
        MarketMsg::ShowOwn(own) => {
            desk.show(*own);
            MarketNews::Shown
        }
        MarketMsg::Forget => {
            let forgotten = kept::remove(desk);
            desk.refused = None;
            desk.show(false);
            state.announce(Event::Market(MarketNews::Shown));
            // The button is gone.
            return forgotten.into_iter().chain([Effect::Focus("market-load")]).collect();
        }
        MarketMsg::Save => {
            let text = market::write(desk.market());
            let name = String::from("catalogue-du-marche.json");
            state.announce(Event::FileOffered { name: name.clone() });
            return vec![Effect::Download { name, text }];
        }
    };
    state.announce(Event::Market(news));
    Vec::new()
}

/// Adds an offer, in one step.
fn add(state: &mut State, name: &str, facts: &[(Id, Entry)]) -> Vec<Effect> {
    let change = Edit::AddKnownOffer { name: name.to_owned(), facts: facts.to_vec() };
    one_step(state, change, |_| MarketNews::Added { name: name.to_owned(), facts: facts.len() })
}

/// Adds a part to what is chosen, in one step; after a new offer, further ones
/// join the same.
fn join(state: &mut State, known: &Rc<KnownComponent>) -> Vec<Effect> {
    let place = state.market.as_ref().map(|desk| desk.place(state.dossier()).clone()).unwrap_or_default();
    let host = match &place {
        BrickPlace::Offer(id) => Host::Offer(id.clone()),
        BrickPlace::Pool => Host::Pool,
        BrickPlace::NewOffer => {
            let names = state.dossier().offers.iter().map(|offer| offer.name.as_str());
            Host::New(fresh_name(state, ASSEMBLY, names))
        }
    };
    let change = Edit::AddKnownComponent { host, known: Box::new(known.as_ref().clone()) };
    one_step(state, change, |state| {
        let dossier = Rc::clone(state.dossier());
        let host = match &place {
            BrickPlace::Offer(id) => dossier.offer(id),
            BrickPlace::Pool => None,
            BrickPlace::NewOffer => dossier.offers.last(),
        };
        if let (Some(desk), Some(host)) = (&mut state.market, host) {
            desk.place = BrickPlace::Offer(host.id.clone());
        }
        MarketNews::Joined { host: host.map(|host| host.name.clone()), known: Rc::clone(known) }
    })
}

/// An edit that is a step of its own, and what to say of it unless something was
/// said already: that it was refused, or that others lead now.
fn one_step(state: &mut State, change: Edit, done: impl FnOnce(&mut State) -> MarketNews) -> Vec<Effect> {
    state.history.end_gesture();
    let said = state.announcement.number;
    let effects = change_dossier(state, change);
    state.history.end_gesture();
    if !effects.is_empty() {
        let news = done(state);
        if state.announcement.number == said {
            state.announce(Event::Market(news));
        }
    }
    effects
}

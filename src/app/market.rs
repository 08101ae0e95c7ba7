//! The catalogue of the market beside the offers: which catalogue is shown, what is
//! sought in it, and what it brings to the dossier.

use std::rc::Rc;

use super::effect::Effect;
use super::msg::Msg;
use super::state::{Event, Screen, State};
use super::update::change_dossier;
use crate::catalogue::Market;
use crate::catalogue::market::{Control, Function, LicenceKind, Product};
use crate::dossier::{Edit, Entry, Id, IdSet};
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
    /// The buyer's own, for as long as the page is open.
    pub own: Option<Rc<OwnMarket>>,
    /// A file that was not taken.
    pub refused: Option<Refused>,
}

/// A catalogue from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnMarket {
    /// The name of the file.
    pub file: String,
    /// What it holds.
    pub market: Market,
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
    /// Let the user choose a catalogue.
    ChooseFile,
    /// It was chosen.
    FileChosen {
        /// Its name.
        name: String,
        /// What it holds; nothing when the browser could not read it.
        content: Option<Vec<u8>>,
    },
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
    /// An offer was added.
    Added {
        /// Its name.
        name: String,
        /// How many facts it begins with.
        facts: usize,
    },
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
            refused: None,
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

impl From<MarketMsg> for Msg {
    fn from(msg: MarketMsg) -> Self {
        Self::Market(Rc::new(msg))
    }
}

#[inline(never)]
pub(super) fn update(state: &mut State, msg: &MarketMsg) -> Vec<Effect> {
    let desk = state.market.get_or_insert_default();
    let news = match msg {
        MarketMsg::Open => {
            desk.is_open = true;
            state.screen = Screen::Offers;
            state.is_beginning = false;
            state.announce(Event::Market(MarketNews::Found));
            return vec![Effect::Focus("market-title")];
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
        MarketMsg::ChooseFile => return vec![Effect::ChooseMarket],
        MarketMsg::FileChosen { name, content } => {
            let read = content.as_ref().ok_or_else(Vec::new).and_then(|content| market::read_bytes(content));
            match read {
                Ok(market) => {
                    desk.own = Some(Rc::new(OwnMarket { file: name.clone(), market }));
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
        MarketMsg::ShowOwn(own) => {
            desk.show(*own);
            MarketNews::Shown
        }
        MarketMsg::Forget => {
            (desk.own, desk.refused) = (None, None);
            desk.show(false);
            state.announce(Event::Market(MarketNews::Shown));
            // The button is gone.
            return vec![Effect::Focus("market-load")];
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

/// Adds an offer, in one step, and says so unless something was said already: that
/// it was refused, or that others lead now.
fn add(state: &mut State, name: &str, facts: &[(Id, Entry)]) -> Vec<Effect> {
    state.history.end_gesture();
    let said = state.announcement.number;
    let effects = change_dossier(state, Edit::AddKnownOffer { name: name.to_owned(), facts: facts.to_vec() });
    state.history.end_gesture();
    if !effects.is_empty() && state.announcement.number == said {
        let news = MarketNews::Added { name: name.to_owned(), facts: facts.len() };
        state.announce(Event::Market(news));
    }
    effects
}

//! The one reducer: [`update`] takes a [`State`] and a [`Msg`] and gives the
//! next state and the [`Effect`]s that the outside world must carry out.
//!
//! No words and no browser here, and nothing asynchronous: the answers of the platform come
//! back as messages.

mod action;
mod attributes;
mod begin;
mod commission;
mod components;
mod composing;
mod costs;
mod criteria;
mod effect;
mod elicitation;
mod first;
mod glossary;
mod grid;
mod lots;
mod market;
mod msg;
mod needs;
mod paste;
mod received;
mod seal;
mod secret;
mod share;
mod simulator;
mod state;
mod template;
mod unlock;
mod update;
mod views;
mod works;

pub use action::{ACTIONS, Action, Shortcut, action_for_keys};
pub use attributes::Attributes;
pub use begin::BeginMsg;
pub use commission::{
    Arrival, ArrivalFrom, CommissionMsg, CommissionNews, CommissionText, Desk, Letter, Unreadable, mergeable,
};
pub use components::{ComponentFact, ComponentText, Components, ComponentsMsg, ComponentsNews};
pub use composing::{BrickKey, Composing, ComposingMsg, ComposingNews, FoundAssembly, OtherAssembly, Phase, Run, Why};
pub use costs::{Base, CostDesk, CostNumber, CostPaste, CostText, CostTrouble, CostsMsg, CostsNews};
pub use criteria::{
    Criteria, CriteriaMsg, CriteriaNews, DetectorKind, LevelStep, ListStep, NumberPlace, TextPlace, Zone,
};
pub use effect::Effect;
pub use elicitation::{Elicitation, ElicitationMsg, ElicitationNews, Judgement, MAX_GRADE, Proposal, Waiting, pairs};
pub use first::prepare as prepare_first;
pub use glossary::{Glossary, GlossaryMsg};
pub use grid::{At, FACTS, Grid, GridMsg, NAME, OfferStep, Part, Problem, STATUS, Selected, Step, Typing};
pub use lots::{LotForm, LotStart, LotText, LotsDesk, LotsMsg, LotsNews};
pub use market::{
    BrickPlace, Filter, Filters, KeptMarket, MarketDesk, MarketKeeping, MarketMsg, MarketNews, MarketNotKept,
    OwnMarket, Refused, RungFilter, StoredMarket, hosts,
};
pub use msg::{Msg, StorageFailure};
pub use needs::{CoverChoice, Needs, NeedsFilter, NeedsMsg, NeedsNews, NeedsTable};
pub use paste::{Paste, PasteMsg};
pub use received::Received;
pub use seal::{Found, Held, Other, Purpose, SealDesk, SealForm, SealMsg, SealNews, Trouble};
pub use secret::{BITS, Chance, SHORTEST, Secret};
pub use share::{ChanceFor, Choice, LinkNews, Lock, LockFailure, Salts, Share, ShareMsg, holds_prices};
pub use simulator::{Bid, MAX_BIDS, Simulator, SimulatorMsg, SimulatorNews, price_criteria};
pub use state::{Announcement, Context, Event, Notice, Origin, PROVED_BY_ITSELF, Screen, Start, State};
pub use template::{Derogation, TemplateChoice};
pub use unlock::{Unlock, UnlockMsg};
pub use update::update;
pub use views::{Views, ViewsEvent, ViewsMsg};
pub use works::{Forgetting, KeptWork, NotKept, Shelf, StoredWork, TabsNotice, WorksMsg};

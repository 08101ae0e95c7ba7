//! The one reducer: [`update`] takes a [`State`] and a [`Msg`] and gives the
//! next state and the [`Effect`]s that the outside world must carry out.
//!
//! No words and no browser here, and nothing asynchronous: the answers of the platform come
//! back as messages.

mod action;
mod effect;
mod elicitation;
mod msg;
mod simulator;
mod state;
mod update;

pub use action::{ACTIONS, Action, Shortcut, action_for_keys};
pub use effect::Effect;
pub use elicitation::{Elicitation, ElicitationMsg, ElicitationNews, Judgement, MAX_GRADE, Proposal, Waiting, pairs};
pub use msg::{Msg, StorageFailure, StoredWork};
pub use simulator::{Bid, MAX_BIDS, Simulator, SimulatorMsg, SimulatorNews, price_criteria};
pub use state::{Announcement, Context, Event, Notice, Origin, Screen, Share, Start, State};
pub use update::update;

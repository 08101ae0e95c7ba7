//! The one reducer: [`update`] takes a [`State`] and a [`Msg`] and gives the
//! next state and the [`Effect`]s that the outside world must carry out.
//!
//! No words and no browser here, and nothing asynchronous: the answers of the platform come
//! back as messages.

mod action;
mod effect;
mod msg;
mod state;
mod update;

pub use action::{ACTIONS, Action, Shortcut, action_for_keys};
pub use effect::Effect;
pub use msg::{Msg, StorageFailure, StoredWork};
pub use state::{Announcement, Context, Event, Notice, Origin, PROVED_BY_ITSELF, Screen, Share, Start, State};
pub use update::update;

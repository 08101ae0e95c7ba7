//! The screens, as Yew components and functions from state to markup.
//!
//! Nothing here computes or decides: `present` says what to show, gestures
//! become a [`Msg`](crate::app::Msg) and go to the reducer. Components keep
//! only what nobody would want saved: the draft of a field being typed in.
//!
//! Style attributes die under a strict content security policy: classes and
//! `~style` (a DOM property) live.

mod begin;
mod cell_editor;
mod cell_sheet;
mod commission;
mod components;
mod composing;
mod contributions;
mod costs;
mod criteria;
mod curve;
mod decision;
mod definition;
mod elicitation;
mod fields;
pub(crate) mod glide;
mod glossary;
mod grid;
mod header;
mod journal;
mod lints;
mod long_ranking;
mod lots;
mod market;
mod memo;
mod needs;
mod offer_kind;
mod outlook;
mod page;
mod passphrase;
mod paste;
mod profiles;
mod ranking;
mod received;
mod remarks;
mod rows;
mod scenarios;
mod seal;
mod share;
mod side_by_side;
mod simulator;
mod template;
mod views;
mod weights;
mod window;

use yew::Html;

pub use page::page;

/// What may be there, in a place of its own: a loop over an option would move what
/// comes after it to another place, where it is made anew and loses the focus.
fn maybe<T>(value: &Option<T>, draw: impl FnOnce(&T) -> Html) -> Html {
    value.as_ref().map_or_else(Html::default, draw)
}

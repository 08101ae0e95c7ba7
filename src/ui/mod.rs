//! The screens, as Yew components and functions from state to markup.
//!
//! Nothing here computes or decides: `present` says what to show, gestures
//! become a [`Msg`](crate::app::Msg) and go to the reducer. Components keep
//! only what nobody would want saved: the draft of a field being typed in.
//!
//! Style attributes die under a strict content security policy: classes and
//! `~style` (a DOM property) live.

mod criteria;
mod fields;
pub(crate) mod glide;
mod header;
mod lints;
mod memo;
mod offers;
mod page;
mod ranking;
mod remarks;
mod rows;
mod share;
mod weights;
mod window;

pub use page::page;

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
mod criteria;
mod curve;
mod elicitation;
mod fields;
mod grid;
mod header;
mod lints;
mod outlook;
mod page;
mod paste;
mod ranking;
mod remarks;
mod share;
mod simulator;
mod weights;

pub use page::page;

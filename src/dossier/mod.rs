//! What a buyer edits and keeps.
//!
//! A [`Draft`] is anybody's data; [`Draft::check`] is the only door to a
//! [`Dossier`], which therefore always holds together. [`edit`] turns one
//! dossier into the next or refuses with a reason; [`History`] undoes and
//! redoes; [`Assessment`] puts the question to the engine and keeps the way
//! back from its indices to names. No file format, no language, no browser.

mod assessment;
mod blank;
mod check;
mod date;
mod edit;
mod history;
mod model;

pub use assessment::{Assessment, NodeInfo};
pub use blank::LEVEL;
pub use check::{Defect, DefectKind, limits};
pub use date::Date;
pub use edit::{Edit, Refusal, edit};
pub use history::{History, Step};
pub use model::{
    Content, Criterion, Dossier, Draft, Entry, Gate, GateRule, Id, IdMap, IdSet, Information, Level, Measure, Money,
    Offer, Profile, Standing, StandingKind, Tax,
};

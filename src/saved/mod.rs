//! The only room that knows file and link formats, and the only one with serde.
//! Its JSON is its own: a scanner that keeps numbers as text and every place,
//! and a writer; no library's, whose tables of floats the page would carry.
//!
//! Wire formats are frozen once released: `file::v1` and `link::v1` never
//! change, and every released file and link stands in the tests and opens.
//! Untrusted text comes in and leaves as a checked
//! [`Dossier`](crate::dossier::Dossier) or as errors with their place.

pub mod evaluation;
pub mod file;
pub mod link;
pub mod simulation;

pub use file::Json;
pub(crate) use file::json::Fields;

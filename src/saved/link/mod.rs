//! The scoring link: a whole dossier in the fragment of an address, `#md=2.…`.
//!
//! [`write`] gives the fragment; [`read`] takes whatever people paste (a whole
//! address, a fragment, what a mail program made of it) and gives back exactly
//! the dossier that was written, or [`Damaged`]: what is wrong, what could
//! still be read, and what is lost. Never a dossier that only looks right.
//!
//! The number after `md=` decides the decoder. A decoder never changes once
//! released: a better format is a new version beside the old one.

mod address;
mod locked;
mod payload;
mod records;
mod recovery;
mod several;
mod v1;
mod v2;

use std::rc::Rc;

pub use locked::{LockError, Locked, NONCE, SALT, lock, locked_length};
pub use several::several;

use crate::dossier::{Defect, Dossier, Flavour, redact};

/// Characters of a link, above which it is neither written nor read. A mail
/// breaks long before; browsers stop at one or two million.
pub const MAX_CHARACTERS: usize = 1_000_000;

/// Bytes that a link may hold once unpacked.
const MAX_BYTES: usize = 2 << 20;

/// Facts and notes of evaluators that a link may hold, over all offers, and
/// volumes of its cost plan.
const MAX_FACTS: usize = 200_000;

/// Lines of costs that a link may hold, over all offers: a few hundred
/// characters may repeat one line without end, and each is computed with.
const MAX_COSTS: usize = 20_000;

/// What is wrong with a link.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkError {
    /// There is no `md=` in the text.
    NotALink,
    /// The version of the format is not one that this program knows.
    UnknownVersion(u32),
    /// It holds something that a newer program has written; its code.
    UnknownSection(u32),
    /// It is under a passphrase: [`Locked`] opens it.
    Locked,
    /// Too long a link, or too large a dossier for one: the file is for that.
    TooLarge,
    /// The end is missing.
    Truncated {
        /// Characters of the payload that are there.
        present: usize,
        /// Characters of the payload that were written; 0 when even that is lost.
        written: usize,
    },
    /// Characters were changed on the way: the checksum does not hold.
    Altered,
    /// The checksum holds, but this is not what this program writes.
    Malformed,
    /// What it holds is not a dossier that holds together.
    Defects(Vec<Defect>),
}

/// A link that could not be read as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Damaged {
    /// What is wrong.
    pub error: LinkError,
    /// What could be read, checked as every dossier is, but never what was
    /// sent: parts may lack (see `lost`) and, since the checksum does not
    /// cover a part, figures may be wrong.
    pub recovered: Option<Rc<Dossier>>,
    /// The parts that are known to lack from `recovered`.
    pub lost: Vec<Loss>,
}

/// Entries that a damaged link held once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Of which list.
    pub part: Part,
    /// How many could be read.
    pub kept: usize,
    /// How many the link says that it held.
    pub announced: usize,
}

/// A list of a dossier that can be read in part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Facts without weight.
    Informations,
    /// Eliminatory conditions.
    Gates,
    /// Sets of weights.
    Profiles,
    /// Offers.
    Offers,
}

impl From<LinkError> for Damaged {
    fn from(error: LinkError) -> Self {
        Self { error, recovered: None, lost: Vec::new() }
    }
}

/// A dossier from a link.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The dossier.
    pub dossier: Dossier,
    /// How much of a dossier it was made to hold.
    pub flavour: Flavour,
    /// Whether justifications, sources and remarks are in it, where there were
    /// some. Only of complete ones.
    pub has_comments: bool,
}

/// The fragment that holds the dossier, without `#`: `md=2.…`, of letters,
/// digits, `-`, `_`, `=` and `.` only. The same dossier gives the same text.
///
/// # Errors
/// [`LinkError::TooLarge`].
pub fn write(dossier: &Dossier) -> Result<String, LinkError> {
    write_as(dossier, Flavour::Complete, true)
}

/// The fragment that holds this much of a dossier: what [`redact`] makes of it.
///
/// # Errors
/// [`LinkError::TooLarge`].
pub fn write_as(dossier: &Dossier, flavour: Flavour, with_comments: bool) -> Result<String, LinkError> {
    let has_comments = flavour == Flavour::Complete && with_comments;
    fragment(2, v2::write(&redact(dossier, flavour, with_comments), flavour, has_comments))
}

/// The fragment that the first release wrote: to hold its decoder to it.
///
/// # Errors
/// [`LinkError::TooLarge`].
pub fn write_first_version(dossier: &Dossier) -> Result<String, LinkError> {
    fragment(1, v1::write(dossier))
}

fn fragment(version: u32, payload: Option<String>) -> Result<String, LinkError> {
    let fragment = format!("{}{version}.{}", address::KEY, payload.ok_or(LinkError::TooLarge)?);
    if fragment.len() > MAX_CHARACTERS { Err(LinkError::TooLarge) } else { Ok(fragment) }
}

/// The dossier in a link: a fragment, a whole address, or what a mail made of it.
///
/// # Errors
/// [`Damaged`], with what can still be read.
pub fn read(text: &str) -> Result<Dossier, Damaged> {
    open(text).map(|opened| opened.dossier)
}

/// The same, with what the link says that it holds.
///
/// # Errors
/// [`Damaged`], with what can still be read.
pub fn open(text: &str) -> Result<Opened, Damaged> {
    let link = address::find(text)?;
    match link.version {
        1 => v1::read(&link.payload).map(|dossier| Opened { dossier, flavour: Flavour::Complete, has_comments: true }),
        2 => v2::read(&link.payload),
        locked::VERSION => Err(LinkError::Locked.into()),
        other => Err(LinkError::UnknownVersion(other).into()),
    }
}

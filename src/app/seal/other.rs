//! Another dossier beside this one: the published grid, to be verified, or any
//! other state, to be compared. It is looked at, never opened.

use std::rc::Rc;

use super::{SealNews, heading, news};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::dossier::{Assessment, Difference, Dossier, Fingerprint, compare, compare_grids, fingerprint};
use crate::saved::{self, file::FileError, link::Damaged};

/// What the other dossier is looked at for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Is the grid the one that was published?
    Verify,
    /// What differs, and what does it do to the ranking?
    Compare,
}

/// The panel for another dossier.
#[derive(Clone, Debug)]
pub struct Other {
    /// What for.
    pub purpose: Purpose,
    /// What is in the field.
    pub input: String,
    /// What came of it; nothing before it was looked at.
    pub found: Option<Result<Found, Trouble>>,
}

/// What was found.
#[derive(Clone, Debug)]
pub enum Found {
    /// A code alone.
    Code {
        /// The code that was given.
        given: Fingerprint,
        /// The code of the grid at hand.
        here: Fingerprint,
    },
    /// A dossier.
    Dossier {
        /// It, evaluated.
        other: Rc<Assessment>,
        /// The dossier at hand, as it was when they were compared.
        here: Rc<Assessment>,
        /// The code of the grid that was given.
        given: Fingerprint,
        /// What differs; for a verification in the grid only, from the other to
        /// the one at hand; else in all, from the one at hand to the other.
        differences: Vec<Difference>,
    },
}

/// Why nothing was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// There is nothing in the field.
    Nothing,
    /// Neither a code nor a link.
    Neither,
    /// A link that cannot be read.
    Link(Box<Damaged>),
    /// The browser could not read the file.
    Unreadable(String),
    /// The file is no dossier.
    File {
        /// Its name.
        name: String,
        /// Every error.
        errors: Vec<FileError>,
    },
}

pub(super) fn open(state: &mut State, purpose: Purpose) -> Vec<Effect> {
    state.is_beginning = false;
    state.seal.other = Some(Other { purpose, input: String::new(), found: None });
    vec![Effect::Focus("other-title")]
}

pub(super) fn close(state: &mut State) -> Vec<Effect> {
    state.seal.other = None;
    vec![heading(state)]
}

pub(super) fn look(state: &mut State) -> Vec<Effect> {
    let Some(other) = &state.seal.other else { return Vec::new() };
    let (input, purpose) = (other.input.trim().to_owned(), other.purpose);
    let code = Fingerprint::parse(&input).filter(|_| purpose == Purpose::Verify);
    let found = match code {
        Some(given) => Ok(Found::Code { given, here: fingerprint(state.dossier()) }),
        None if input.is_empty() => Err(Trouble::Nothing),
        // A link is long; what is short was meant as a code.
        None if purpose == Purpose::Verify && input.len() < 40 && !input.contains("md=") => Err(Trouble::Neither),
        None => match saved::link::read(&input) {
            Ok(dossier) => Ok(found(state, dossier, purpose)),
            Err(damaged) => Err(Trouble::Link(Box::new(damaged))),
        },
    };
    tell(state, found)
}

pub(super) fn look_at_file(state: &mut State, name: String, content: Option<Vec<u8>>) -> Vec<Effect> {
    let Some(purpose) = state.seal.other.as_ref().map(|other| other.purpose) else { return Vec::new() };
    let found = match content.map(|content| saved::file::read_bytes(&content)) {
        None => Err(Trouble::Unreadable(name)),
        Some(Err(errors)) => Err(Trouble::File { name, errors }),
        Some(Ok(dossier)) => Ok(found(state, dossier, purpose)),
    };
    tell(state, found)
}

fn found(state: &State, dossier: Dossier, purpose: Purpose) -> Found {
    let here = state.dossier().lots.as_ref().map(|lots| lots.name.as_str());
    // The lot of the same name, where there is one; otherwise the one that it shows.
    let others = dossier.lots.as_ref().map_or(&[][..], |lots| &lots.others);
    let same = others.iter().find(|lot| here == Some(lot.name.as_str())).map(|lot| Rc::clone(&lot.dossier));
    let dossier = same.unwrap_or_else(|| Rc::new(dossier));
    compared(state, Rc::new(Assessment::of(dossier)), purpose)
}

fn compared(state: &State, other: Rc<Assessment>, purpose: Purpose) -> Found {
    let dossier = other.dossier();
    let differences = match purpose {
        Purpose::Verify => compare_grids(dossier, state.dossier()),
        Purpose::Compare => compare(state.dossier(), dossier),
    };
    Found::Dossier { given: fingerprint(dossier), here: Rc::clone(&state.assessment), differences, other }
}

/// Offers up to which a comparison follows every change.
const FOLLOWED: usize = 200;

/// What was found is no longer true of a dossier that has changed: it follows, or
/// waits until the user looks again.
#[inline(never)]
pub(in crate::app) fn refresh(state: &mut State) {
    let Some(other) = &state.seal.other else { return };
    let found = match &other.found {
        Some(Ok(Found::Code { given, .. })) => Some(Found::Code { given: *given, here: fingerprint(state.dossier()) }),
        Some(Ok(Found::Dossier { other: there, .. })) if state.dossier().offers.len() <= FOLLOWED => {
            Some(compared(state, Rc::clone(there), other.purpose))
        }
        _ => None,
    };
    if let Some(other) = &mut state.seal.other {
        other.found = found.map(Ok);
    }
}

fn tell(state: &mut State, found: Result<Found, Trouble>) -> Vec<Effect> {
    let is_found = found.is_ok();
    if let Some(other) = &mut state.seal.other {
        other.found = Some(found);
    }
    news(state, SealNews::Looked);
    // What came of it has a heading of its own; what was wrong is mended in the field.
    vec![Effect::Focus(if is_found { "other-found" } else { "other-input" })]
}

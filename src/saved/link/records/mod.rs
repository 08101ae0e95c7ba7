//! The records of a dossier as bytes, **frozen**: versions 1 and 2 have them in
//! common. The table of all forms and records is in `v1`.

pub(super) mod bytes;
mod codes;
mod identifier;
pub(super) mod read;
mod shared;
pub(super) mod write;

use self::identifier::Ids;
use self::shared::Shared;
pub(super) use self::shared::{Room, Texts};
use super::recovery::Announced;
use crate::dossier::{Draft, Id};
use crate::engine::FactKind;

/// What stands before the place where a fact was read, in the place of a number
/// of notes: no notes with remarks.
const PLACE: usize = 1;

/// Where a version has records of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// After the grid.
    AfterGrid,
    /// After an offer.
    AfterOffer,
    /// At the end.
    AtEnd,
}

/// What was read of a body.
pub(super) struct Reading {
    pub(super) draft: Draft,
    pub(super) announced: Announced,
    /// Everything that was announced was read, and nothing stood behind it.
    pub(super) is_whole: bool,
}

/// What the records of components have in common, from one to the next.
pub(super) struct Components {
    measures: Vec<(Id, FactKind)>,
    ids: Ids<'static>,
    shared: Shared,
}

impl Components {
    pub(super) fn new(draft: &Draft) -> Self {
        let measures = draft.measures().into_iter();
        let measures = measures.map(|(id, _, measure)| (id.clone(), measure.formula().fact_kind())).collect();
        Self { measures, ids: Self::ids(), shared: Shared::new() }
    }

    /// Identifiers begin again with each offer.
    pub(super) fn next_offer(&mut self) {
        self.ids = Self::ids();
    }

    fn ids() -> Ids<'static> {
        Ids::new("brique")
    }
}

/// The record that the fact of a measure is, for the marks of its bytes.
fn fact_record(kind: FactKind) -> u8 {
    let kind = match kind {
        FactKind::Amount => 0,
        FactKind::Quantity => 1,
        FactKind::Points => 2,
        FactKind::Level => 3,
        FactKind::YesNo => 4,
    };
    bytes::record::FACT + kind
}

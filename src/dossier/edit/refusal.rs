//! Why an edit may be refused. Facts only: `present::sentences` says them.

use crate::dossier::check::Defect;
use crate::dossier::model::Id;
use crate::engine::{Decimal, SharingRefused};

/// Why an edit is refused.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// The dossier would no longer hold together.
    Defects(Vec<Defect>),
    /// The locks leave no room.
    Sharing(SharingRefused),
    /// A text is no date.
    NotADate(String),
    /// What it is about is not there.
    Unknown(Id),
    /// A gate reads the criterion.
    ReadByGate {
        /// The name of the gate.
        gate: String,
    },
    /// The notes of the evaluators are locked.
    NotesLocked,
    /// Nobody of this name notes.
    UnknownEvaluator(String),
    /// There is nowhere to move to.
    NoRoom,
    /// A group cannot go into itself.
    IntoItself,
    /// A group cannot be empty.
    LastOfGroup {
        /// The name of the group.
        group: String,
    },
    /// A gate could no longer read what it reads.
    GateWouldNotFit {
        /// The name of the gate.
        gate: String,
    },
    /// An offer has the level.
    LevelInUse {
        /// The label of the level.
        level: String,
        /// The name of the offer.
        offer: String,
    },
    /// A gate names the level.
    LevelReadByGate {
        /// The label of the level.
        level: String,
        /// The name of the gate.
        gate: String,
    },
    /// A cost line counts the users of the segment.
    SegmentInUse {
        /// The label of the line.
        line: String,
        /// The name of the offer.
        offer: String,
    },
    /// No decimal weight makes up exactly this share.
    NoExactShare {
        /// In percent.
        percent: Decimal,
        /// What the siblings weigh together.
        others: Decimal,
    },
}

//! The commission: who notes which criteria, and what they have handed in.
//!
//! A note that somebody gave stands with the offer, as an
//! [`Opinion`](super::Opinion) under their name; here stands who may give one.

use super::model::{Dossier, Id};
use super::moment::Moment;

/// Who notes, how, and how far they are. The default is no commission at all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Commission {
    /// The evaluators, in the order in which they were named.
    pub evaluators: Vec<Evaluator>,
    /// Whether evaluators must not know whose offer they note: their links call
    /// the offers A, B, C…, and names and prices are withheld until the notes
    /// are locked.
    pub is_blind: bool,
    /// Whether the notes are final: none is taken or changed any more.
    pub are_notes_locked: bool,
    /// The offers under their neutral names: the first one is A, the second B…
    /// An offer that has gone keeps its place, so that no name ever changes
    /// hands. Only the chair has this list; it leaves with no invitation.
    pub aliases: Vec<Id>,
    /// Whose notes this dossier is for: that of an evaluator has it, that of the
    /// chair does not.
    pub contribution: Option<Contribution>,
}

/// Somebody who notes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evaluator {
    /// Their name, unique within the commission.
    pub name: String,
    /// The criteria that they note, all of families that take notes.
    pub criteria: Vec<Id>,
    /// What they have handed in, as far as nothing later covers it.
    pub returned: Vec<Return>,
}

/// Something that an evaluator handed in: at its moment it spoke of these
/// criteria for these offers, of those without a note as well. Two dossiers can
/// be merged in any order because each remembers what was said when.
#[derive(Clone, Debug, PartialEq)]
pub struct Return {
    /// When.
    pub at: Moment,
    /// The criteria, in the order of their identifiers.
    pub criteria: Vec<Id>,
    /// The offers, in the order of their identifiers.
    pub offers: Vec<Id>,
}

/// The mark of a dossier that holds the notes of one evaluator.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// Whose notes; the name of one of the evaluators.
    pub by: String,
    /// When they were handed in; none while they are being given.
    pub at: Option<Moment>,
}

impl Commission {
    /// An evaluator, by name.
    pub fn evaluator(&self, name: &str) -> Option<&Evaluator> {
        self.evaluators.iter().find(|evaluator| evaluator.name == name)
    }

    /// Whether names of offers and prices must not be seen yet.
    pub fn hides_offers(&self) -> bool {
        self.is_blind && !self.are_notes_locked
    }
}

impl Dossier {
    /// Who notes here, where this is the dossier of one evaluator.
    pub fn noting(&self) -> Option<&Evaluator> {
        let contribution = self.commission.contribution.as_ref()?;
        self.commission.evaluator(&contribution.by)
    }
}

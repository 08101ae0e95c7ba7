//! The commission: who notes which criteria, and what they have handed in.
//!
//! A note that somebody gave stands with the offer, as an
//! [`Opinion`](super::Opinion) under their name; here stands who may give one.

mod invitation;
mod merge;
mod spread;

pub use invitation::{hand_in, invitation};
pub(super) use merge::set_note;
pub use merge::{MergeRefusal, MergeReport, merge, report};
pub use spread::{Cell, cells};

use super::grid::{Criterion, Measure};
use super::model::{Draft, Id, IdSet};
use super::moment::Moment;
use super::redaction::letters;

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
    /// Whether there is none: asked of every dossier, so that what few have is not
    /// even looked at.
    pub fn is_none(&self) -> bool {
        self.evaluators.is_empty()
            && self.aliases.is_empty()
            && !self.is_blind
            && !self.are_notes_locked
            && self.contribution.is_none()
    }

    /// An evaluator, by name.
    pub fn evaluator(&self, name: &str) -> Option<&Evaluator> {
        self.evaluators.iter().find(|evaluator| evaluator.name == name)
    }

    /// Whether names of offers and prices must not be seen yet.
    pub fn hides_offers(&self) -> bool {
        self.is_blind && !self.are_notes_locked
    }
}

impl Draft {
    /// Who notes here, where this is the dossier of one evaluator.
    pub fn noting(&self) -> Option<&Evaluator> {
        let contribution = self.commission.contribution.as_ref()?;
        self.commission.evaluator(&contribution.by)
    }

    /// Whether a ranking must not be seen: names and prices are withheld, or
    /// there is nothing here but the notes of one evaluator.
    pub fn withholds_ranking(&self) -> bool {
        self.commission.hides_offers() || self.commission.contribution.is_some()
    }

    /// The offers in the order of their neutral names, those that have none yet last.
    pub(super) fn aliases(&self) -> Vec<Id> {
        let mut aliases = self.commission.aliases.clone();
        let known: IdSet = aliases.iter().cloned().collect();
        aliases.extend(self.offers.iter().map(|offer| offer.id.clone()).filter(|id| !known.contains(id)));
        aliases
    }

    /// The neutral name of each offer, in the order of the offers: `Offre A`.
    pub fn neutral_names(&self) -> Vec<String> {
        let aliases = self.aliases();
        let place = |id: &Id| aliases.iter().position(|other| other == id).unwrap_or_default();
        self.offers.iter().map(|offer| neutral_name(place(&offer.id))).collect()
    }

    /// The leaves that take notes, in reading order.
    pub fn noted_criteria(&self) -> Vec<(&Criterion, &Measure)> {
        let leaves = self.all_criteria().into_iter();
        let leaves = leaves.filter_map(|criterion| criterion.measure().map(|measure| (criterion, measure)));
        leaves.filter(|(_, measure)| measure.family.takes_notes).collect()
    }

    /// After a change: nobody notes what takes no notes any more, and every offer
    /// has its neutral name from the day on which names are hidden.
    #[inline(never)]
    pub(super) fn tidy_commission(&mut self) {
        let noted: IdSet = self.noted_criteria().into_iter().map(|(criterion, _)| criterion.id.clone()).collect();
        for evaluator in &mut self.commission.evaluators {
            evaluator.criteria.retain(|id| noted.contains(id));
        }
        if self.commission.is_blind && self.commission.contribution.is_none() {
            self.commission.aliases = self.aliases();
        }
    }
}

/// The name under which an evaluator sees an offer, by its place among the aliases.
fn neutral_name(place: usize) -> String {
    format!("Offre {}", letters(place))
}

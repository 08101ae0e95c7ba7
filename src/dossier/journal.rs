//! The journal: who changed what, and when.
//!
//! An entry names its targets by identifier and by the name that they had:
//! identifiers find the last author of a weight or of a note, names are read
//! when the target is long gone. The journal speaks of the past, so that an
//! identifier in it need not lead anywhere. What is written comes from outside
//! as data ([`Moment`], author): nothing here reads a clock.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::check::limits;
use super::model::{Draft, Id};
use super::moment::Moment;
use super::seal::Fingerprint;
use crate::engine::{Decimal, Fact};

/// One line of the journal: one step of the history.
#[derive(Clone, Debug, PartialEq)]
pub struct JournalEntry {
    /// Who, as they call themselves; empty when nobody said.
    pub by: String,
    /// When.
    pub at: Moment,
    /// What.
    pub act: Act,
}

/// What was done.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Weights moved, and nothing else.
    Weights(Vec<WeightChange>),
    /// Facts and notes of offers.
    Cells {
        /// The cells; none where there are more than [`limits::JOURNAL_CELLS`].
        cells: Vec<CellChange>,
        /// How many.
        count: usize,
    },
    /// Anything else.
    Change {
        /// What kind of thing it was about.
        topic: Topic,
        /// What happened to it.
        verb: Verb,
        /// What it was called; empty where that says nothing.
        subject: String,
    },
    /// The grid was sealed.
    Sealed(Fingerprint),
    /// The seal was broken.
    SealBroken {
        /// The seal that was.
        fingerprint: Fingerprint,
        /// Why.
        reason: String,
    },
    /// Older entries that left when the journal was full.
    Earlier {
        /// How many.
        count: usize,
    },
}

/// A weight that moved.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightChange {
    /// The criterion or group.
    pub criterion: Id,
    /// Its name then.
    pub name: String,
    /// What it weighed.
    pub before: Decimal,
    /// What it weighs.
    pub after: Decimal,
}

/// A fact that changed, or what supports it.
#[derive(Clone, Debug, PartialEq)]
pub struct CellChange {
    /// The offer.
    pub offer: Id,
    /// Its name then.
    pub offer_name: String,
    /// The criterion, information or requirement.
    pub measure: Id,
    /// Its name then.
    pub measure_name: String,
    /// What was known; the same as after where only its support changed.
    pub before: Fact,
    /// What is known. Never a mean: that is made of opinions.
    pub after: Fact,
}

/// What a change was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// The dossier as a whole: another one was opened in its place.
    Dossier,
    /// A table that was pasted.
    Table,
    /// The title.
    Title,
    /// A criterion or group.
    Criterion,
    /// How a criterion is measured.
    Measure,
    /// An eliminatory condition.
    Gate,
    /// A requirement.
    Requirement,
    /// A fact without weight.
    Information,
    /// How notes become ranks.
    Method,
    /// An offer.
    Offer,
    /// The status of an offer.
    Status,
    /// A set of weights.
    Profile,
    /// The commission.
    Commission,
    /// Anything else.
    Other,
}

impl Topic {
    /// Every topic.
    pub const ALL: [Self; 14] = [
        Self::Dossier,
        Self::Table,
        Self::Title,
        Self::Criterion,
        Self::Measure,
        Self::Gate,
        Self::Requirement,
        Self::Information,
        Self::Method,
        Self::Offer,
        Self::Status,
        Self::Profile,
        Self::Commission,
        Self::Other,
    ];
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// It is new.
    Added,
    /// It is not the same any more.
    Changed,
    /// It is gone.
    Removed,
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 3] = [Self::Added, Self::Changed, Self::Removed];
}

impl Act {
    /// What it is about, for the merging of old entries: nothing for what must stay.
    fn targets(&self) -> Option<BTreeSet<(u8, Id, Id)>> {
        let none = || Id::new("");
        match self {
            Self::Weights(changes) => Some(changes.iter().map(|c| (0, c.criterion.clone(), none())).collect()),
            Self::Cells { cells, count } if cells.len() == *count => {
                Some(cells.iter().map(|c| (1, c.offer.clone(), c.measure.clone())).collect())
            }
            Self::Change { topic, verb: Verb::Changed, subject } => {
                Some(BTreeSet::from([(2 + *topic as u8, Id::new(subject), none())]))
            }
            _ => None,
        }
    }

    /// Takes over what it was before, from an older entry on the same targets.
    fn reach_back(&mut self, older: &Self) {
        match (self, older) {
            (Self::Weights(mine), Self::Weights(theirs)) => {
                for change in mine {
                    if let Some(old) = theirs.iter().find(|old| old.criterion == change.criterion) {
                        change.before = old.before;
                    }
                }
            }
            (Self::Cells { cells: mine, .. }, Self::Cells { cells: theirs, .. }) => {
                for change in mine {
                    let is_same = |old: &&CellChange| (&old.offer, &old.measure) == (&change.offer, &change.measure);
                    if let Some(old) = theirs.iter().find(is_same) {
                        change.before = old.before;
                    }
                }
            }
            _ => {}
        }
    }
}

/// Writes an entry at the end of a journal. A full journal first merges its
/// oldest entry into the next one of the same author on the same targets; where
/// no two go together, the oldest entry that tells nothing of a seal leaves, and
/// the journal says how many did.
pub fn write(journal: &mut Vec<Rc<JournalEntry>>, entry: JournalEntry) {
    journal.push(Rc::new(entry));
    while journal.len() > limits::JOURNAL {
        if !merge_oldest(journal) && !drop_oldest(journal) {
            // Nothing but seals: the newest ones speak for the dossier.
            journal.remove(0);
        }
    }
}

fn merge_oldest(journal: &mut Vec<Rc<JournalEntry>>) -> bool {
    let targets: Vec<_> = journal.iter().map(|entry| entry.act.targets()).collect();
    for (index, (entry, mine)) in journal.iter().zip(&targets).enumerate() {
        let Some(mine) = mine else { continue };
        // Only entries side by side in what they touch: one of somebody else in
        // between would be told in the wrong order.
        let mut later = journal.iter().zip(&targets).enumerate().skip(index + 1);
        let next = later.find(|(_, (_, theirs))| theirs.as_ref().is_some_and(|theirs| !theirs.is_disjoint(mine)));
        if let Some((place, (other, theirs))) = next
            && other.by == entry.by
            && theirs.as_ref() == Some(mine)
        {
            let older = Rc::clone(entry);
            if let Some(newer) = journal.get_mut(place) {
                Rc::make_mut(newer).act.reach_back(&older.act);
            }
            journal.remove(index);
            return true;
        }
    }
    false
}

fn drop_oldest(journal: &mut Vec<Rc<JournalEntry>>) -> bool {
    let is_kept =
        |entry: &JournalEntry| matches!(entry.act, Act::Sealed(_) | Act::SealBroken { .. } | Act::Earlier { .. });
    let head = matches!(journal.first().map(|entry| &entry.act), Some(Act::Earlier { .. }));
    // The line that says so takes the place of the first one that leaves: two leave then.
    let mut leaving = if head { 1 } else { 2 };
    let mut last = None;
    while leaving > 0 {
        let Some(place) = journal.iter().position(|entry| !is_kept(entry)) else { return last.is_some() };
        last = Some(journal.remove(place).at);
        leaving -= 1;
    }
    match journal.first_mut().map(Rc::make_mut) {
        Some(JournalEntry { act: Act::Earlier { count }, at, .. }) => {
            *count += 1;
            *at = last.unwrap_or(*at);
        }
        _ => {
            if let Some(at) = last {
                let entry = JournalEntry { by: String::new(), at, act: Act::Earlier { count: 2 } };
                journal.insert(0, Rc::new(entry));
            }
        }
    }
    true
}

impl Draft {
    /// The last entry that moved the weight of a criterion.
    pub fn last_weight(&self, criterion: &Id) -> Option<&JournalEntry> {
        let is_it = |entry: &&Rc<JournalEntry>| match &entry.act {
            Act::Weights(changes) => changes.iter().any(|change| change.criterion == *criterion),
            _ => false,
        };
        self.journal.iter().rev().find(is_it).map(AsRef::as_ref)
    }

    /// The last entry that changed what is known of an offer on a measure. An
    /// entry of too many cells to be named may be meant: it counts.
    pub fn last_fact(&self, offer: &Id, measure: &Id) -> Option<&JournalEntry> {
        let is_it = |entry: &&Rc<JournalEntry>| match &entry.act {
            Act::Cells { cells, count } => {
                cells.len() < *count || cells.iter().any(|c| (&c.offer, &c.measure) == (offer, measure))
            }
            _ => false,
        };
        self.journal.iter().rev().find(is_it).map(AsRef::as_ref)
    }

    /// How the seal was broken, when there is none any more: the last entry that
    /// speaks of a seal.
    pub fn broken_seal(&self) -> Option<&JournalEntry> {
        if self.seal.is_some() {
            return None;
        }
        let speaks = |entry: &&Rc<JournalEntry>| matches!(entry.act, Act::Sealed(_) | Act::SealBroken { .. });
        let last = self.journal.iter().rev().find(speaks).map(AsRef::as_ref)?;
        matches!(last.act, Act::SealBroken { .. }).then_some(last)
    }
}

//! How far an offer covers the needs: one by one, those that a coverage
//! criterion counts, and those of the whole register.

use super::date::Date;
use super::grid::{Priority, Requirement};
use super::model::{Draft, Id};
use super::offers::Offer;
use crate::engine::{Decimal, Fact};

/// How an offer covers a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covered {
    /// In full.
    Full,
    /// In part: the share lies between these bounds.
    Partly {
        /// The least share, from 0 to 1.
        low: Decimal,
        /// The greatest.
        high: Decimal,
    },
    /// Not in full yet, and its bidder commits itself to a date.
    Committed {
        /// When it will be covered in full.
        by: Date,
        /// Whether the dossier counts that as covered.
        counts: bool,
    },
    /// Not at all.
    Not,
    /// Nobody knows.
    Unknown,
}

/// How an offer covers the needs of one priority.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How many needs there are.
    pub needs: usize,
    /// How many of them are covered for certain.
    pub covered: usize,
    /// How many may be covered.
    pub possible: usize,
    /// What they weigh together.
    pub weight: Decimal,
    /// The least sum of weight times share covered.
    pub low: Decimal,
    /// The greatest.
    pub high: Decimal,
}

impl Draft {
    /// The requirements that a coverage counts.
    pub fn requirements_of<'a>(&'a self, coverage: &'a Id) -> impl Iterator<Item = &'a Requirement> {
        self.requirements.iter().filter(move |requirement| requirement.of.as_ref() == Some(coverage))
    }

    /// What the wished and possible requirements of a coverage weigh together.
    pub(super) fn coverage_total(&self, coverage: &Id) -> Decimal {
        let wished = self.requirements_of(coverage).filter(|requirement| !requirement.is_must());
        wished.fold(Decimal::ZERO, |sum, requirement| sum.checked_add(requirement.weight).unwrap_or(sum))
    }

    /// What an offer covers of them: the sum of weight times share, between the
    /// bounds that unknown shares leave open.
    pub(super) fn covered(&self, coverage: &Id, offer: &Offer) -> Fact {
        let wished = self.requirements_of(coverage).filter(|requirement| !requirement.is_must());
        let Coverage { low, high, .. } = self.tally(wished, offer);
        // Something without weight may be unknown and change nothing.
        if low == high { Fact::Number(low) } else { Fact::Between { low, high } }
    }

    /// Whether an offer covers every compulsory requirement in full.
    pub(super) fn covers_musts(&self, coverage: &Id, offer: &Offer) -> Fact {
        if offer.facts.get(coverage).is_some_and(|entry| entry.fact == Fact::NotApplicable) {
            return Fact::NotApplicable;
        }
        let musts = self.requirements_of(coverage).filter(|requirement| requirement.is_must());
        let Coverage { needs, covered, possible, .. } = self.tally(musts, offer);
        if possible < needs {
            return Fact::Yes(false);
        }
        if covered == needs { Fact::Yes(true) } else { Fact::Missing }
    }

    /// The compulsory requirements that an offer does not cover for certain.
    pub fn uncovered_musts<'a>(&'a self, coverage: &'a Id, offer: &'a Offer) -> impl Iterator<Item = &'a Requirement> {
        let musts = self.requirements_of(coverage).filter(|requirement| requirement.is_must());
        musts.filter(|requirement| self.share(requirement, offer).0 < Decimal::ONE)
    }

    /// How an offer covers a need.
    pub fn how_covered(&self, need: &Requirement, offer: &Offer) -> Covered {
        let Some(entry) = offer.facts.get(&need.id) else { return Covered::Unknown };
        let bounds = entry.fact.bounds();
        if bounds == Some((Decimal::ONE, Decimal::ONE)) {
            return Covered::Full;
        }
        if let Some(by) = committed_by(need, offer) {
            return Covered::Committed { by, counts: self.accepts(need, by) };
        }
        match bounds {
            None => Covered::Unknown,
            Some((_, high)) if high == Decimal::ZERO => Covered::Not,
            Some((low, high)) => Covered::Partly { low, high },
        }
    }

    /// How an offer covers the needs of a priority, all over the register.
    pub fn coverage(&self, priority: Priority, offer: &Offer) -> Coverage {
        self.tally(self.requirements.iter().filter(|need| need.priority == priority), offer)
    }

    /// Whether a commitment for this date counts as covering a need: where the
    /// dossier accepts commitments, by the deadline of the need or, where it has
    /// none, by the common one. A partial date runs to its last day on both sides.
    pub fn accepts(&self, need: &Requirement, by: Date) -> bool {
        let limit = self.method.commitments_until.map(|common| need.deadline.unwrap_or(common));
        limit.is_some_and(|limit| by.last_day() <= limit.last_day())
    }

    fn tally<'a>(&self, needs: impl Iterator<Item = &'a Requirement>, offer: &Offer) -> Coverage {
        let mut tally = Coverage::default();
        for need in needs {
            let (low, high) = self.share(need, offer);
            // All have few decimals, which the check of the dossier sees to.
            let add = |sum: Decimal, share| need.weight.checked_mul(share).and_then(|part| sum.checked_add(part));
            tally.needs += 1;
            tally.covered += usize::from(low == Decimal::ONE);
            tally.possible += usize::from(high == Decimal::ONE);
            tally.weight = tally.weight.checked_add(need.weight).unwrap_or(tally.weight);
            tally.low = add(tally.low, low).unwrap_or(tally.low);
            tally.high = add(tally.high, high).unwrap_or(tally.high);
        }
        tally
    }

    /// Between which bounds the share lies that an offer covers.
    fn share(&self, need: &Requirement, offer: &Offer) -> (Decimal, Decimal) {
        if committed_by(need, offer).is_some_and(|by| self.accepts(need, by)) {
            return (Decimal::ONE, Decimal::ONE);
        }
        let bounds = offer.facts.get(&need.id).and_then(|entry| entry.fact.bounds());
        bounds.unwrap_or((Decimal::ZERO, Decimal::ONE))
    }
}

/// The date to which an offer commits itself.
fn committed_by(need: &Requirement, offer: &Offer) -> Option<Date> {
    offer.facts.get(&need.id)?.shortfall.as_ref()?.committed_by
}

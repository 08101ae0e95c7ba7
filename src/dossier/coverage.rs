//! How far an offer covers the needs: one by one, those that a coverage
//! criterion counts, and those of the whole register.

use super::date::Date;
use super::grid::{Priority, Requirement};
use super::model::{Draft, Id, IdMap};
use super::offers::{Entry, Offer};
use crate::engine::{Composition, Decimal, Fact};

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

    /// How an offer covers a need, by itself or by its bricks.
    pub fn how_covered(&self, need: &Requirement, offer: &Offer) -> Covered {
        let fact = |offer: &Offer| self.fact(&need.id, &need.measure, offer).bounds();
        let is_full = |offer: &Offer| fact(offer) == Some((Decimal::ONE, Decimal::ONE));
        let entries = || offer.all_facts().filter_map(|facts| facts.get(&need.id));
        let mut dates: Vec<Date> = entries().filter_map(commitment).collect();
        if !dates.is_empty() && !is_full(&without_commitments(need, offer, false)) {
            let own = offer.facts.get(&need.id).and_then(commitment);
            dates.sort_unstable();
            // One brick that covers it is enough, or the last one decides.
            let is_one_enough = self.composition_of(&need.id, &need.measure) == Composition::Highest;
            let by = own.or(if is_one_enough { dates.first() } else { dates.last() }.copied());
            if let Some(by) = by.filter(|_| is_full(&without_commitments(need, offer, true))) {
                return Covered::Committed { by, counts: is_full(offer) };
            }
        }
        match fact(offer) {
            None => Covered::Unknown,
            Some((low, _)) if low == Decimal::ONE => Covered::Full,
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
        self.commitment_limit(need).is_some_and(|limit| by.last_day() <= limit.last_day())
    }

    /// Until when a commitment on a need counts as covering it; nothing where the
    /// dossier accepts none.
    pub fn commitment_limit(&self, need: &Requirement) -> Option<Date> {
        self.method.commitments_until.map(|common| need.deadline.unwrap_or(common))
    }

    /// Who commits itself to this date: the name of the offer, or of its component.
    pub fn committed_to<'a>(&self, need: &Requirement, offer: &'a Offer, by: Date) -> &'a str {
        let commits = |facts: &IdMap<Entry>| facts.get(&need.id).and_then(commitment) == Some(by);
        let component = offer.components.iter().find(|component| commits(&component.facts));
        component.filter(|_| !commits(&offer.facts)).map_or(offer.name.as_str(), |component| component.name.as_str())
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

    /// Whether an entry covers its need by a commitment that counts.
    #[inline(never)]
    pub(super) fn is_promised(&self, need: &Id, entry: &Entry) -> bool {
        let need = self.requirements.iter().find(|requirement| requirement.id == *need);
        need.zip(commitment(entry)).is_some_and(|(need, by)| self.accepts(need, by))
    }

    /// Between which bounds the share lies that an offer covers.
    fn share(&self, need: &Requirement, offer: &Offer) -> (Decimal, Decimal) {
        self.fact(&need.id, &need.measure, offer).bounds().unwrap_or((Decimal::ZERO, Decimal::ONE))
    }
}

/// The date to which a bidder commits itself.
fn commitment(entry: &Entry) -> Option<Date> {
    entry.shortfall.as_ref()?.committed_by
}

/// An offer whose commitments on a need are forgotten, or all kept already.
fn without_commitments(need: &Requirement, offer: &Offer, are_kept: bool) -> Offer {
    let mut offer = offer.clone();
    for entry in offer.all_facts_mut().filter_map(|facts| facts.get_mut(&need.id)) {
        if commitment(entry).is_some() {
            entry.shortfall = None;
            if are_kept {
                entry.fact = Fact::Number(Decimal::ONE);
            }
        }
    }
    offer
}

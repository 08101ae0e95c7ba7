//! How far an offer covers the requirements of a coverage criterion.

use super::grid::Requirement;
use super::model::{Draft, Id};
use super::offers::Offer;
use crate::engine::{Decimal, Fact};

impl Draft {
    /// The requirements that a coverage counts.
    pub fn requirements_of<'a>(&'a self, coverage: &'a Id) -> impl Iterator<Item = &'a Requirement> {
        self.requirements.iter().filter(move |requirement| requirement.of == *coverage)
    }

    /// What the wished requirements of a coverage weigh together.
    pub(super) fn coverage_total(&self, coverage: &Id) -> Decimal {
        let wished = self.requirements_of(coverage).filter(|requirement| !requirement.is_must);
        wished.fold(Decimal::ZERO, |sum, requirement| sum.checked_add(requirement.weight).unwrap_or(sum))
    }

    /// What an offer covers of them: the sum of weight times share, between the
    /// bounds that unknown shares leave open.
    pub(super) fn covered(&self, coverage: &Id, offer: &Offer) -> Fact {
        let (mut low, mut high) = (Decimal::ZERO, Decimal::ZERO);
        for requirement in self.requirements_of(coverage).filter(|requirement| !requirement.is_must) {
            let (least, most) = self.share(offer, requirement);
            // Both have few decimals, which the check of the dossier sees to.
            let add =
                |sum: Decimal, share| requirement.weight.checked_mul(share).and_then(|part| sum.checked_add(part));
            (low, high) = (add(low, least).unwrap_or(low), add(high, most).unwrap_or(high));
        }
        // Something without weight may be unknown and change nothing.
        if low == high { Fact::Number(low) } else { Fact::Between { low, high } }
    }

    /// Whether an offer covers every compulsory requirement in full.
    pub(super) fn covers_musts(&self, coverage: &Id, offer: &Offer) -> Fact {
        if offer.facts.get(coverage).is_some_and(|entry| entry.fact == Fact::NotApplicable) {
            return Fact::NotApplicable;
        }
        let mut is_known = true;
        for requirement in self.requirements_of(coverage).filter(|requirement| requirement.is_must) {
            let (least, most) = self.share(offer, requirement);
            if most < Decimal::ONE {
                return Fact::Yes(false);
            }
            is_known &= least == Decimal::ONE;
        }
        if is_known { Fact::Yes(true) } else { Fact::Missing }
    }

    /// The compulsory requirements that an offer does not cover for certain.
    pub fn uncovered_musts<'a>(&'a self, coverage: &'a Id, offer: &'a Offer) -> impl Iterator<Item = &'a Requirement> {
        let musts = self.requirements_of(coverage).filter(|requirement| requirement.is_must);
        musts.filter(|requirement| self.share(offer, requirement).0 < Decimal::ONE)
    }

    /// Between which bounds the share lies that an offer covers.
    fn share(&self, offer: &Offer, requirement: &Requirement) -> (Decimal, Decimal) {
        match offer.facts.get(&requirement.id).map(|entry| entry.fact) {
            Some(Fact::Number(share)) => (share, share),
            Some(Fact::Between { low, high }) => (low, high),
            // What few offers have waits until it is needed (tools/cold.txt).
            _ if !offer.components.is_empty() => self.composed_share(requirement, offer),
            _ => (Decimal::ZERO, Decimal::ONE),
        }
    }
}

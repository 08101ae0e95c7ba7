//! The bricks that a dossier knows, and each of them by itself.

use std::rc::Rc;

use super::{Candidate, Obstacle, Wish};
use crate::dossier::assessment::Assessment;
use crate::dossier::model::{Dossier, Draft, Id, IdSet};
use crate::dossier::offers::{Component, Offer};
use crate::engine::{Decimal, Evaluation, Finding, Outcome};

impl Candidate {
    /// What it is by itself, as an offer.
    pub fn alone(&self) -> Offer {
        let mut components = vec![self.brick.clone()];
        components.extend(self.behind.iter().cloned());
        Offer { components, ..Offer::new(Id::new(Offer::POOL), String::new()) }
    }

    /// By what wishes know it, as long as the dossier is open.
    pub fn key(&self) -> (Option<Id>, Id) {
        (self.of.clone(), self.brick.id.clone())
    }
}

/// Every brick that a dossier knows, each once, with nothing judged yet.
pub fn candidates(dossier: &Draft) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let holders = dossier.pool.iter().map(|pool| (None, pool));
    for (of, holder) in holders.chain(dossier.offers.iter().map(|offer| (Some(offer.id.clone()), offer))) {
        for brick in holder.bricks() {
            let behind = holder.components.iter().filter(|party| party.of.as_ref() == Some(&brick.id));
            let behind: Vec<Component> = behind.cloned().collect();
            let facts = |parties: &[Component]| parties.iter().map(|party| party.facts.clone()).collect::<Vec<_>>();
            let is_known = found.iter().any(|known| {
                (&known.brick.name, &known.brick.facts) == (&brick.name, &brick.facts)
                    && facts(&known.behind) == facts(&behind)
            });
            if !is_known {
                let (of, brick) = (of.clone(), brick.clone());
                let (price, wish, obstacles) = (None, Wish::Free, Vec::new());
                found.push(Candidate { brick, behind, of, price, wish, obstacles });
            }
        }
    }
    found
}

pub(super) fn singles(dossier: &Dossier, candidates: &[Candidate], is_kept: &dyn Fn(&Id) -> bool) -> Assessment {
    let mut draft = dossier.to_draft();
    draft.gates.retain(|gate| is_kept(&gate.id));
    draft.detectors.clear();
    let offer = |(place, candidate): (usize, &Candidate)| {
        Rc::new(Offer { id: Id::new(&format!("{place}")), ..candidate.alone() })
    };
    draft.offers = candidates.iter().enumerate().map(offer).collect();
    // Never shown, and made of what was checked.
    Assessment::of(Rc::new(Dossier::from_checked(draft)))
}

/// Which of these gates each candidate fails by itself, or may fail.
pub(super) fn judge(dossier: &Dossier, candidates: &mut [Candidate], gates: &IdSet) {
    if gates.is_empty() {
        return;
    }
    let trial = singles(dossier, candidates, &|gate| gates.contains(gate));
    let gate = |index: usize| trial.dossier().gates.get(index).map(|gate| gate.id.clone());
    for (place, candidate) in candidates.iter_mut().enumerate() {
        if let Outcome::Eliminated(failed) = trial.evaluation().outcome(place) {
            candidate.obstacles.extend(failed.iter().filter_map(|index| gate(*index)).map(Obstacle::Fails));
        }
    }
    for finding in trial.evaluation().findings() {
        let Finding::GateUndecided { gate: index, offer } = finding else { continue };
        let (Some(candidate), Some(gate)) = (candidates.get_mut(*offer), gate(*index)) else { continue };
        candidate.obstacles.push(Obstacle::Undecided(gate));
    }
}

/// Whether a brick, or somebody behind one, says anything of a measure.
pub(super) fn is_spoken_of(candidates: &[Candidate], measure: &Id) -> bool {
    let mut parties = candidates.iter().flat_map(|candidate| candidate.behind.iter().chain([&candidate.brick]));
    parties.any(|party| party.facts.contains_key(measure))
}

/// Whether an offer takes part whatever the unknown turns out to be.
pub(super) fn is_certain(evaluation: &Evaluation, offer: usize) -> bool {
    let is_open = |finding: &Finding| matches!(finding, Finding::GateUndecided { offer: other, .. } if *other == offer);
    evaluation.takes_part(offer) && !evaluation.findings().iter().any(is_open)
}

/// The share of a need that is covered for certain.
pub(super) fn need_share(dossier: &Draft, id: &Id, offer: &Offer) -> Decimal {
    let need = dossier.requirements.iter().find(|need| need.id == *id);
    let bounds = need.and_then(|need| dossier.fact(id, &need.measure, offer).bounds());
    bounds.map_or(Decimal::ZERO, |(low, _)| low)
}

//! What leaves to an evaluator, and what comes back.
//!
//! Whatever is not named here stays with the chair: a new part of the dossier
//! leaks only by being added.

use std::rc::Rc;

use super::{Commission, Contribution, Evaluator, neutral_name};
use crate::dossier::grid::Requirement;
use crate::dossier::lots::Lots;
use crate::dossier::model::{Dossier, Draft, Id, IdMap, IdSet};
use crate::dossier::moment::Moment;
use crate::dossier::offers::{Entry, Offer, Opinion, StandingKind};
use crate::dossier::redaction::{UNTOLD_JUSTIFICATION, free_id, letters};
use crate::engine::Fact;

/// The dossier in which an evaluator notes: the announced grid, the regular
/// offers without anything that is known of them, and what this evaluator has
/// noted so far. No price, no fact, no note of anybody else; where names are
/// hidden, neutral names in their own order and no notice either. Nothing for
/// somebody who is no evaluator.
pub fn invitation(dossier: &Dossier, evaluator: &str) -> Option<Dossier> {
    let Evaluator { name, criteria, .. } = dossier.commission.evaluator(evaluator)?;
    let is_blind = dossier.commission.is_blind;
    let mut draft = Draft {
        notice: if is_blind { String::new() } else { dossier.notice.clone() },
        commission: Commission {
            evaluators: vec![Evaluator { name: name.clone(), criteria: criteria.clone(), returned: Vec::new() }],
            is_blind,
            contribution: Some(Contribution { by: name.clone(), at: None }),
            ..Commission::default()
        },
        // The others stay with the chair: who hands notes in says for which lot they are.
        lots: dossier.lots.as_ref().map(|lots| Rc::new(Lots { place: 0, others: Vec::new(), ..(**lots).clone() })),
        ..grid(dossier)
    };
    for (id, neutral) in seen_offers(dossier) {
        let Some(offer) = dossier.offer(&id).filter(|offer| offer.standing.kind == StandingKind::Regular) else {
            continue;
        };
        let (id, shown) = if is_blind { neutral } else { (id, offer.name.clone()) };
        let facts = criteria.iter().filter_map(|criterion| {
            let entry = offer.facts.get(criterion)?;
            Some((criterion.clone(), own(entry, name)?))
        });
        let facts = facts.collect::<IdMap<_>>();
        draft.offers.push(Rc::new(Offer { kind: offer.kind, facts, ..Offer::new(id, shown) }));
    }
    draft.check().ok()
}

/// What an evaluator gives back, marked with the moment; nothing where this is
/// no dossier of an evaluator.
pub fn hand_in(dossier: &Dossier, at: Moment) -> Option<Dossier> {
    let mut draft = dossier.to_draft();
    draft.commission.contribution.as_mut()?.at = Some(at);
    draft.check().ok()
}

/// What is announced to everybody, and nothing else: neither cost plan nor
/// detectors, which may hold the buyer's own estimate. Two dossiers have the same
/// grid for evaluators when these are the same.
pub(super) fn grid(dossier: &Dossier) -> Draft {
    Draft {
        reference_date: dossier.reference_date,
        contract_end: dossier.contract_end,
        money: dossier.money.clone(),
        note_scale: dossier.note_scale,
        criteria: dossier.criteria.clone(),
        method: dossier.method.clone(),
        informations: dossier.informations.clone(),
        requirements: dossier.requirements.iter().map(Requirement::announced).collect(),
        gates: dossier.gates.clone(),
        ..Draft::new(dossier.title.clone())
    }
}

/// What an evaluator may know of an entry: that it does not apply, and the own note.
fn own(entry: &Entry, name: &str) -> Option<Entry> {
    if entry.fact == Fact::NotApplicable {
        return Some(Entry { justification: UNTOLD_JUSTIFICATION.into(), ..Entry::from(Fact::NotApplicable) });
    }
    let own: Vec<Opinion> = entry.opinions.iter().filter(|opinion| opinion.by == name).cloned().collect();
    (!own.is_empty()).then(|| Entry { opinions: own, ..Entry::from(Fact::Missing) })
}

/// The offers in the order in which evaluators see them, each with its neutral
/// identifier and name: in the chair's own order where names are not hidden.
fn seen_offers(dossier: &Dossier) -> Vec<(Id, (Id, String))> {
    let mut seen = neutral_offers(dossier);
    if !dossier.commission.is_blind {
        let place = |id: &Id| dossier.offers.iter().position(|offer| offer.id == *id);
        seen.sort_by_key(|(id, _)| place(id));
    }
    seen
}

/// Every offer that ever had a neutral name, with its neutral identifier and name.
pub(super) fn neutral_offers(dossier: &Draft) -> Vec<(Id, (Id, String))> {
    let mut taken: IdSet = dossier.all_criteria().into_iter().map(|criterion| criterion.id.clone()).collect();
    taken.extend(dossier.informations.iter().map(|information| information.id.clone()));
    taken.extend(dossier.requirements.iter().map(|requirement| requirement.id.clone()));
    taken.extend(dossier.gates.iter().map(|gate| gate.id.clone()));
    let neutral = |(place, id): (usize, Id)| {
        let stem = format!("offre-{}", letters(place).to_lowercase());
        (id, (free_id(&stem, &mut taken), neutral_name(place)))
    };
    dossier.aliases().into_iter().enumerate().map(neutral).collect()
}

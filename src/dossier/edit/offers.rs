//! What edits do to offers, and to the order of any list.

use std::rc::Rc;

use super::{Edit, Refusal, components, fresh_id};
use crate::dossier::model::{Draft, Id};
use crate::dossier::offers::{Entry, Offer};
use crate::engine::Fact;

pub(super) fn apply(draft: &mut Draft, edit: &Edit) -> Result<(), Refusal> {
    match edit {
        Edit::AddOffer { name } => {
            let id = fresh_id(draft, "offre");
            draft.offers.push(Rc::new(Offer::new(id, name.clone())));
        }
        Edit::AddKnownOffer { name, facts } => {
            let offer = Offer::new(fresh_id(draft, "offre"), name.clone());
            let facts = facts.iter().cloned().collect();
            draft.offers.push(Rc::new(Offer { facts, ..offer }));
        }
        Edit::DuplicateOffer { offer, name } => {
            let place = draft.offers.iter().position(|other| other.id == *offer);
            let place = place.ok_or_else(|| Refusal::Unknown(offer.clone()))?;
            let id = fresh_id(draft, "offre");
            if let Some(original) = draft.offers.get(place) {
                let copy = Offer { id, name: name.clone(), ..original.as_ref().clone() };
                draft.offers.insert(place + 1, Rc::new(copy));
            }
        }
        Edit::RemoveOffer(id) => components::remove_offer(draft, id),
        Edit::MoveOffer { offer, by } => shift(&mut draft.offers, |other| other.id == *offer, *by)?,
        Edit::OfferName { offer, name } => offer_mut(draft, offer)?.name.clone_from(name),
        Edit::Standing { offer, standing } => offer_mut(draft, offer)?.standing.clone_from(standing),
        Edit::Entry { offer, measure, entry } => set_entry(draft, offer, measure, entry)?,
        Edit::OfferKind { offer, kind, available_from } => {
            let offer = offer_mut(draft, offer)?;
            (offer.kind, offer.available_from) = (*kind, *available_from);
        }
        Edit::AddScenario { name, kind, standing } => {
            let id = fresh_id(draft, "offre");
            let scenario = Offer { kind: *kind, standing: standing.clone(), ..Offer::new(id, name.clone()) };
            draft.offers.push(Rc::new(scenario));
        }
        Edit::Component { offer, edit } => {
            components::change_holder(draft, offer, |holder| components::apply(holder, edit))?;
        }
        Edit::Pool(components) => draft.pool = Offer::pool(components.clone()),
        Edit::Adopt { name, components } => {
            let offer = Offer::new(fresh_id(draft, "offre"), name.clone());
            draft.offers.push(Rc::new(Offer { components: components.clone(), ..offer }));
        }
        _ => {}
    }
    Ok(())
}

pub(super) fn set_entry(draft: &mut Draft, offer: &Id, measure: &Id, entry: &Entry) -> Result<(), Refusal> {
    let facts = &mut offer_mut(draft, offer)?.facts;
    if *entry == Entry::from(Fact::Missing) {
        facts.remove(measure);
    } else {
        facts.insert(measure.clone(), entry.clone());
    }
    Ok(())
}

pub(super) fn offer_mut<'a>(draft: &'a mut Draft, id: &Id) -> Result<&'a mut Offer, Refusal> {
    let offer = draft.offers.iter_mut().find(|offer| offer.id == *id);
    offer.map(Rc::make_mut).ok_or_else(|| Refusal::Unknown(id.clone()))
}

pub(super) fn shift<T>(list: &mut [T], is_it: impl Fn(&T) -> bool, by: isize) -> Result<(), Refusal> {
    let from = list.iter().position(is_it).ok_or(Refusal::NoRoom)?;
    let to = from.checked_add_signed(by).filter(|to| *to < list.len()).ok_or(Refusal::NoRoom)?;
    let range = from.min(to)..=from.max(to);
    if let Some(part) = list.get_mut(range) {
        if from < to { part.rotate_left(1) } else { part.rotate_right(1) }
    }
    Ok(())
}

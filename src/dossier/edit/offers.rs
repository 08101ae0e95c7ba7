//! What edits do to offers, and to the order of any list.

use std::rc::Rc;

use super::Refusal;
use crate::dossier::model::{Draft, Id};
use crate::dossier::offers::{Entry, Offer};
use crate::engine::Fact;

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

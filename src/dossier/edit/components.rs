//! What edits do to the components of an offer, and to what is proposed for the
//! award.

use super::offers::offer_mut;
use super::{Refusal, fresh_among, shift};
use crate::dossier::date::Date;
use crate::dossier::decision::{Alternative, Choice};
use crate::dossier::model::{Draft, Id, IdMap, IdSet};
use crate::dossier::offers::{Component, ComponentKind, Entry, Offer};
use crate::engine::Fact;
use crate::i18n::{Phrase, phrase};

/// One change of what an offer is put together from.
#[derive(Clone, Debug, PartialEq)]
pub enum ComponentEdit {
    /// A new one at the end.
    Add {
        /// Its name.
        name: String,
        /// What it is.
        kind: ComponentKind,
        /// The brick that it stands behind; nothing for the whole offer.
        of: Option<Id>,
        /// What is known of it already: of a product of a catalogue, for example.
        facts: IdMap<Entry>,
    },
    /// It goes, and with a brick those who stand behind it.
    Remove(Id),
    /// It moves in the list, `by` places down.
    Move {
        /// Which.
        component: Id,
        /// Places down; up when negative.
        by: isize,
    },
    /// Its name.
    Name {
        /// Which.
        component: Id,
        /// The name.
        name: String,
    },
    /// The role of somebody, and the brick that they stand behind.
    Role {
        /// Who.
        component: Id,
        /// The role.
        kind: ComponentKind,
        /// The brick; nothing for the whole offer.
        of: Option<Id>,
    },
    /// From when on a brick can be used.
    AvailableFrom {
        /// Which.
        component: Id,
        /// The date, where it is known.
        date: Option<Date>,
    },
    /// A fact of its own.
    Entry {
        /// Whose.
        component: Id,
        /// The leaf criterion, information or requirement.
        measure: Id,
        /// The fact with what supports it; an empty one removes the entry.
        entry: Box<Entry>,
    },
}

impl ComponentEdit {
    pub(super) fn name(&self) -> Phrase {
        match self {
            Self::Add { kind: ComponentKind::Brick, .. } => phrase("ajout d'une brique", "new brick"),
            Self::Add { kind: ComponentKind::Integration, .. } => phrase("coût d'intégration", "cost of integration"),
            Self::Add { .. } => phrase("ajout d'un intervenant", "new party"),
            Self::Remove(_) => phrase("retrait d'une composante", "component removed"),
            Self::Move { .. } => phrase("ordre des composantes", "order of components"),
            Self::Name { .. } => phrase("nom d'une composante", "name of a component"),
            Self::Role { .. } => phrase("rôle d'un intervenant", "role of a party"),
            Self::AvailableFrom { .. } => phrase("disponibilité d'une brique", "availability of a brick"),
            Self::Entry { .. } => phrase("donnée d'une composante", "fact of a component"),
        }
    }
}

/// What was proposed goes with the offer.
pub(super) fn remove_offer(draft: &mut Draft, id: &Id) {
    draft.offers.retain(|offer| offer.id != *id);
    draft.decision.choice = draft.decision.choice.take().filter(|choice| choice.offer != *id);
}

/// A change of what has components: of an offer, or of the pool, which is there as
/// long as it holds something.
pub(super) fn change_holder(
    draft: &mut Draft,
    id: &Id,
    change: impl FnOnce(&mut Offer) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    if id.as_str() != Offer::POOL {
        return change(offer_mut(draft, id)?);
    }
    let pool = draft.pool.as_ref().map(|pool| pool.components.clone()).unwrap_or_default();
    let mut pool = Offer { components: pool, ..Offer::new(Id::new(Offer::POOL), String::new()) };
    change(&mut pool)?;
    draft.pool = Offer::pool(pool.components);
    Ok(())
}

pub(super) fn apply(offer: &mut Offer, edit: &ComponentEdit) -> Result<(), Refusal> {
    let list = &mut offer.components;
    match edit {
        ComponentEdit::Add { name, kind, of, facts } => {
            let mut taken: IdSet = list.iter().map(|component| component.id.clone()).collect();
            let id = fresh_among(&mut taken, if kind.is_party() { "intervenant" } else { "brique" });
            let (of, facts) = (of.clone(), facts.clone());
            list.push(Component { of, facts, ..Component::new(id, name.clone(), *kind) });
        }
        ComponentEdit::Remove(id) => {
            component_mut(list, id)?;
            list.retain(|component| component.id != *id && component.of.as_ref() != Some(id));
        }
        ComponentEdit::Move { component, by } => {
            // Among those of its own table: bricks, or parties.
            let is_party = |component: &Component| component.kind.is_party();
            let moved = list.iter().find(|other| other.id == *component).map(is_party);
            let moved = moved.ok_or_else(|| Refusal::Unknown(component.clone()))?;
            let (mut mine, mut others): (Vec<_>, Vec<_>) = list.drain(..).partition(|other| is_party(other) == moved);
            let outcome = shift(&mut mine, |other| other.id == *component, *by);
            let (bricks, parties) = if moved { (&mut others, &mut mine) } else { (&mut mine, &mut others) };
            list.append(bricks);
            list.append(parties);
            outcome?;
        }
        ComponentEdit::Name { component, name } => component_mut(list, component)?.name.clone_from(name),
        ComponentEdit::Role { component, kind, of } => {
            let component = component_mut(list, component)?;
            component.kind = *kind;
            component.of.clone_from(of);
        }
        ComponentEdit::AvailableFrom { component, date } => component_mut(list, component)?.available_from = *date,
        ComponentEdit::Entry { component, measure, entry } => {
            let facts = &mut component_mut(list, component)?.facts;
            if **entry == Entry::from(Fact::Missing) {
                facts.remove(measure);
            } else {
                facts.insert(measure.clone(), (**entry).clone());
            }
        }
    }
    Ok(())
}

fn component_mut<'a>(list: &'a mut [Component], id: &Id) -> Result<&'a mut Component, Refusal> {
    list.iter_mut().find(|component| component.id == *id).ok_or_else(|| Refusal::Unknown(id.clone()))
}

/// One change of what is proposed for the award.
#[derive(Clone, Debug, PartialEq)]
pub enum DecisionEdit {
    /// An offer is proposed, or the same one for other reasons; nothing takes the
    /// proposal back.
    Choose(Option<Choice>),
    /// An alternative was examined and set aside.
    AddAlternative {
        /// Its name.
        name: String,
        /// Why.
        reason: String,
    },
    /// The new form of the alternative at a place.
    Alternative {
        /// Its place, 0 for the first.
        place: usize,
        /// What it is now.
        alternative: Alternative,
    },
    /// The alternative at a place goes.
    RemoveAlternative(usize),
}

impl DecisionEdit {
    pub(super) fn name(&self) -> Phrase {
        match self {
            Self::Choose(_) => phrase("proposition d'attribution", "proposed award"),
            Self::AddAlternative { .. } => phrase("solution écartée", "alternative set aside"),
            Self::Alternative { .. } => phrase("motif d'une solution écartée", "reason of an alternative set aside"),
            Self::RemoveAlternative(_) => phrase("retrait d'une solution écartée", "alternative removed"),
        }
    }
}

pub(super) fn decide(draft: &mut Draft, edit: &DecisionEdit) -> Result<(), Refusal> {
    let decision = &mut draft.decision;
    match edit {
        DecisionEdit::Choose(choice) => decision.choice.clone_from(choice),
        DecisionEdit::AddAlternative { name, reason } => {
            decision.set_aside.push(Alternative { name: name.clone(), reason: reason.clone() });
        }
        DecisionEdit::Alternative { place, alternative } => {
            decision.set_aside.get_mut(*place).ok_or(Refusal::NoRoom)?.clone_from(alternative);
        }
        DecisionEdit::RemoveAlternative(place) => {
            if *place >= decision.set_aside.len() {
                return Err(Refusal::NoRoom);
            }
            decision.set_aside.remove(*place);
        }
    }
    Ok(())
}

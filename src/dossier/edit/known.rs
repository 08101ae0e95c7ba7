//! A product of a catalogue of the market on its way into a composite offer: the
//! brick that it becomes, with who stands behind it.

use super::components::{ComponentEdit, apply as change};
use super::{Refusal, fresh_id, offers::offer_mut};
use crate::dossier::model::{Draft, Id, IdMap};
use crate::dossier::offers::{ComponentKind, Entry, Offer};

/// What a product becomes in a composite offer.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownComponent {
    /// Its name.
    pub name: String,
    /// A brick, or the part that the company plays.
    pub kind: ComponentKind,
    /// What is known of it already.
    pub facts: IdMap<Entry>,
    /// Who makes or runs the brick, with the facts that are theirs.
    pub supplier: Option<(String, IdMap<Entry>)>,
}

/// The composite offer that something joins.
#[derive(Clone, Debug, PartialEq)]
pub enum Host {
    /// One that is there.
    Offer(Id),
    /// A new one of this name.
    New(String),
}

impl KnownComponent {
    /// How many facts it brings.
    pub fn facts_count(&self) -> usize {
        self.facts.len() + self.supplier.as_ref().map_or(0, |(_, facts)| facts.len())
    }
}

pub(super) fn add(draft: &mut Draft, host: &Host, known: &KnownComponent) -> Result<(), Refusal> {
    let id = match host {
        Host::Offer(id) => id.clone(),
        Host::New(name) => {
            let id = fresh_id(draft, "offre");
            draft.offers.push(std::rc::Rc::new(Offer::new(id.clone(), name.clone())));
            id
        }
    };
    let offer = offer_mut(draft, &id)?;
    let KnownComponent { name, kind, facts, supplier } = known;
    change(offer, &ComponentEdit::Add { name: name.clone(), kind: *kind, of: None, facts: facts.clone() })?;
    let brick = offer.components.last().map(|component| component.id.clone());
    if let Some((name, facts)) = supplier {
        let (kind, facts) = (ComponentKind::Supplier, facts.clone());
        change(offer, &ComponentEdit::Add { name: name.clone(), kind, of: brick, facts })?;
    }
    Ok(())
}

//! A product of a catalogue of the market on its way into a composite offer: the
//! brick that it becomes, with who stands behind it.

use super::components::{ComponentEdit, apply as change, change_holder};
use super::{Refusal, fresh_id};
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

/// What a part joins.
#[derive(Clone, Debug, PartialEq)]
pub enum Host {
    /// A composite offer that is there.
    Offer(Id),
    /// A new one of this name.
    New(String),
    /// The bricks to compose with, which are part of no offer.
    Pool,
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
        Host::Pool => Id::new(Offer::POOL),
    };
    change_holder(draft, &id, |holder| {
        let KnownComponent { name, kind, facts, supplier } = known;
        change(holder, &ComponentEdit::Add { name: name.clone(), kind: *kind, of: None, facts: facts.clone() })?;
        let brick = holder.components.last().map(|component| component.id.clone());
        if let Some((name, facts)) = supplier {
            let (kind, facts) = (ComponentKind::Supplier, facts.clone());
            change(holder, &ComponentEdit::Add { name: name.clone(), kind, of: brick, facts })?;
        }
        Ok(())
    })
}

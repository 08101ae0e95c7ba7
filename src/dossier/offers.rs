//! What is received: the offers, their statuses, and what is known of them.

use std::rc::Rc;

use super::costs::CostItem;
use super::date::Date;
use super::grid::Measure;
use super::model::{Id, IdMap};
use crate::engine::{Composition, Decimal, Fact};

/// An offer.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Its identifier.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Whether somebody made it, or the buyer only thinks of it.
    pub kind: OfferKind,
    /// From when on it can be used, where that is known.
    pub available_from: Option<Date>,
    /// Whether it takes part, and why not.
    pub standing: Standing,
    /// What is known, by identifier of leaf criterion, information or
    /// requirement. What is
    /// not there is missing.
    pub facts: IdMap<Entry>,
    /// What it is put together from, and who stands behind it; mostly nothing.
    pub components: Vec<Component>,
}

/// A brick of a composite offer, what it costs to put bricks together, or
/// somebody who stands behind an offer or a brick.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// Its identifier, unique within the offer.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: ComponentKind,
    /// The brick that a party stands behind; nothing for the whole offer.
    pub of: Option<Id>,
    /// From when on a brick can be used, where that is known.
    pub available_from: Option<Date>,
    /// What is known of it: the facts that are its own.
    pub facts: IdMap<Entry>,
}

/// What a [`Component`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComponentKind {
    /// A product or service that does part of the work.
    Brick,
    /// What it takes to make the bricks work together.
    Integration,
    /// Titulaire: who signs and answers for it.
    Holder,
    /// Revendeur: who sells what somebody else makes or runs.
    Reseller,
    /// Fournisseur: who makes or runs it.
    Supplier,
    /// Sous-traitant: who does part of it for the holder.
    Subcontractor,
}

impl ComponentKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Brick, Self::Integration, Self::Holder, Self::Reseller, Self::Supplier, Self::Subcontractor];

    /// Whether it is somebody.
    pub fn is_party(self) -> bool {
        !matches!(self, Self::Brick | Self::Integration)
    }

    /// Whether a fact of this measure can be its own: integration is paid for
    /// and nothing else, and whoever sells does not run what is sold.
    pub fn may_own(self, measure: &Measure) -> bool {
        match self {
            Self::Integration => measure.composition() == Composition::Sum,
            Self::Reseller => measure.market.is_none(),
            _ => true,
        }
    }
}

impl Component {
    /// A component of which nothing is known yet.
    pub fn new(id: Id, name: String, kind: ComponentKind) -> Self {
        Self { id, name, kind, of: None, available_from: None, facts: IdMap::new() }
    }
}

/// What stands among the offers. All but the received ones are scenarios: they
/// are compared like the others and can never be awarded the contract.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OfferKind {
    /// An offer in law: a bidder made it.
    #[default]
    Received,
    /// What is in use stays in use.
    StatusQuo,
    /// Wait for something better.
    Wait,
    /// Build it with one's own people.
    Build,
}

impl OfferKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Received, Self::StatusQuo, Self::Wait, Self::Build];

    /// Whether it is a way of doing without an offer.
    pub fn is_scenario(self) -> bool {
        self != Self::Received
    }
}

impl Offer {
    /// The identifier of the pool of bricks: no offer can bear it.
    pub const POOL: &str = "";

    /// A pool of bricks; nothing for none.
    pub fn pool(components: Vec<Component>) -> Option<Rc<Self>> {
        let pool = Self { components, ..Self::new(Id::new(Self::POOL), String::new()) };
        (!pool.components.is_empty()).then(|| Rc::new(pool))
    }

    /// A received offer, regular, of which nothing is known yet.
    pub fn new(id: Id, name: String) -> Self {
        Self {
            id,
            name,
            kind: OfferKind::Received,
            available_from: None,
            standing: Standing::default(),
            facts: IdMap::new(),
            components: Vec::new(),
        }
    }

    /// Its bricks, in their order.
    pub fn bricks(&self) -> impl Iterator<Item = &Component> {
        self.components.iter().filter(|component| component.kind == ComponentKind::Brick)
    }

    /// A component, by identifier.
    pub fn component(&self, id: &Id) -> Option<&Component> {
        self.components.iter().find(|component| component.id == *id)
    }

    /// Every table of facts: the offer's own, then those of its components.
    pub fn all_facts(&self) -> impl Iterator<Item = &IdMap<Entry>> {
        std::iter::once(&self.facts).chain(self.components.iter().map(|component| &component.facts))
    }

    /// The same, to be changed.
    pub(super) fn all_facts_mut(&mut self) -> impl Iterator<Item = &mut IdMap<Entry>> {
        let components = self.components.iter_mut().map(|component| &mut component.facts);
        std::iter::once(&mut self.facts).chain(components)
    }
}

/// The status of an offer, with its reason unless it is regular.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Which status.
    pub kind: StandingKind,
    /// Why; required for all but regular offers.
    pub reason: String,
}

/// The statuses of the Code de la commande publique (L2152-1 to L2152-6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandingKind {
    /// Takes part in the ranking.
    Regular,
    /// Irrégulière: incomplete, or against the consultation documents or the law.
    Irregular,
    /// Inappropriée: does not meet the need.
    Inappropriate,
    /// Inacceptable: above the credits set before the procedure.
    Unacceptable,
    /// Received too late.
    Late,
    /// Withdrawn by its bidder.
    Withdrawn,
    /// Anormalement basse: rejected after the adversarial exchange.
    AbnormallyLow,
}

impl StandingKind {
    /// Every status.
    pub const ALL: [Self; 7] = [
        Self::Regular,
        Self::Irregular,
        Self::Inappropriate,
        Self::Unacceptable,
        Self::Late,
        Self::Withdrawn,
        Self::AbnormallyLow,
    ];
}

/// A fact with what supports it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The fact; never [`Fact::Missing`] (a missing fact has no entry, unless
    /// somebody already wrote why).
    pub fact: Fact,
    /// Why this fact or this note.
    pub justification: String,
    /// Where it was read: the document.
    pub source: String,
    /// The page or the article there.
    pub page: String,
    /// The address of the document, where it has one. Never followed by itself.
    pub address: String,
    /// When it was true.
    pub date: Option<Date>,
    /// Until when it holds, for a qualification or a certificate.
    pub valid_until: Option<Date>,
    /// What each evaluator gave, where several judge.
    pub opinions: Vec<Opinion>,
    /// The lines of a cost model, where the amount is their total.
    pub costs: Vec<CostItem>,
    /// What lacks of a need, where something is said of it.
    pub shortfall: Option<Box<Shortfall>>,
}

/// What lacks where a need is not covered in full.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shortfall {
    /// What is not there.
    pub gap: String,
    /// How one can do without it.
    pub workaround: String,
    /// When all of it will be there, by a commitment of the bidder.
    pub committed_by: Option<Date>,
}

impl Shortfall {
    /// As an entry holds it: nothing where it says nothing.
    pub fn boxed(self) -> Option<Box<Self>> {
        (self != Self::default()).then(|| Box::new(self))
    }
}

/// The note of one evaluator.
#[derive(Clone, Debug, PartialEq)]
pub struct Opinion {
    /// Who gave it.
    pub by: String,
    /// From 0 to the full note of the criterion; on a scale, the number of the
    /// level, 0 for the first.
    pub note: Decimal,
    /// Why.
    pub remark: String,
}

impl From<Fact> for Entry {
    fn from(fact: Fact) -> Self {
        Self {
            fact,
            justification: String::new(),
            source: String::new(),
            page: String::new(),
            address: String::new(),
            date: None,
            valid_until: None,
            opinions: Vec::new(),
            costs: Vec::new(),
            shortfall: None,
        }
    }
}

impl Default for Standing {
    fn default() -> Self {
        Self { kind: StandingKind::Regular, reason: String::new() }
    }
}

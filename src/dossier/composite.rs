//! What an offer put together from bricks is worth: the facts of its components
//! brought together by the rule of each measure. `engine::compose` has the
//! mathematics.
//!
//! What is entered on the offer itself comes before; what is entered on a brick
//! comes before what those behind the brick own.

use super::costs::CostItem;
use super::date::Date;
use super::grid::Measure;
use super::model::{Draft, Id};
use super::offers::{Component, ComponentKind, Entry, Offer};
use crate::engine::{Composed, Composition, Decimal, Domain, Fact, FactKind, Formula, compose};

/// What the components of an offer make of one measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Composite {
    /// By which rule.
    pub rule: Composition,
    /// The fact of the whole.
    pub fact: Fact,
    /// What each component brings, by its place among the components.
    pub parts: Vec<(usize, Fact)>,
    /// The places of the components that decide, in their order.
    pub deciding: Vec<usize>,
}

impl Draft {
    /// What the components of an offer make of a leaf, an information or a
    /// requirement, whatever is entered on the offer itself. Nothing for an offer
    /// without bricks of which nobody owns this fact, and for a coverage, which
    /// follows from its requirements.
    #[inline(never)]
    pub fn composite(&self, id: &Id, measure: &Measure, offer: &Offer) -> Option<Composite> {
        if measure.family.is_coverage {
            return None;
        }
        let rule = self.composition_of(id, measure);
        let is_there = |component: &Component| match component.kind {
            ComponentKind::Brick => true,
            ComponentKind::Integration => rule == Composition::Sum && self.owns(id, measure, component),
            _ => component.of.is_none() && self.owns(id, measure, component),
        };
        let shared = offer.components.iter().enumerate().filter(|(_, component)| is_there(component));
        let parts: Vec<(usize, Fact)> =
            shared.map(|(place, component)| (place, self.component_fact(id, measure, offer, component))).collect();
        if parts.is_empty() {
            return None;
        }
        let facts: Vec<Fact> = parts.iter().map(|(_, fact)| *fact).collect();
        let Composed { mut fact, deciding } = compose(rule, domain(measure), &facts);
        let sheet = self.composite_costs(id, offer);
        if rule == Composition::Sum && !sheet.is_empty() {
            // Summed as one sheet, so that the total is rounded to the cent once.
            let price = self.cost_plan.as_ref().and_then(|plan| plan.price(&sheet).ok());
            fact = price.map_or(Fact::Missing, Fact::Number);
        }
        let deciding = deciding.into_iter().filter_map(|place| parts.get(place).map(|(place, _)| *place)).collect();
        Some(Composite { rule, fact, parts, deciding })
    }

    /// The fact alone; missing where there is none.
    #[inline(never)]
    pub(super) fn composed_fact(&self, id: &Id, measure: &Measure, offer: &Offer) -> Fact {
        self.composite(id, measure, offer).map_or(Fact::Missing, |composite| composite.fact)
    }

    /// The rule for a measure; for a requirement, that of the coverage it counts
    /// in, and the best of the bricks where nothing counts it.
    pub fn composition_of(&self, id: &Id, measure: &Measure) -> Composition {
        let Some(requirement) = self.requirements.iter().find(|requirement| requirement.id == *id) else {
            return measure.composition();
        };
        let coverage = requirement.of.as_ref().and_then(|of| self.measure(of));
        coverage.map_or(Composition::Highest, Measure::composition)
    }

    /// What is known of a component, by itself or by those behind it.
    pub fn component_fact(&self, id: &Id, measure: &Measure, offer: &Offer, component: &Component) -> Fact {
        let own = component.facts.get(id).map_or(Fact::Missing, |entry| self.entry_fact(id, measure, entry));
        if own != Fact::Missing || component.kind != ComponentKind::Brick {
            return own;
        }
        let behind = offer.components.iter().filter(|party| party.of.as_ref() == Some(&component.id));
        let facts = behind.filter_map(|party| party.facts.get(id)).map(|entry| self.entry_fact(id, measure, entry));
        let facts: Vec<Fact> = facts.filter(|fact| *fact != Fact::Missing).collect();
        compose(self.composition_of(id, measure), domain(measure), &facts).fact
    }

    fn owns(&self, id: &Id, measure: &Measure, component: &Component) -> bool {
        let entry = component.facts.get(id);
        entry.is_some_and(|entry| self.entry_fact(id, measure, entry) != Fact::Missing)
    }

    /// The cost lines of a composite offer, each with the name of its component;
    /// none unless every component that is paid for has lines.
    pub fn composite_costs(&self, id: &Id, offer: &Offer) -> Vec<CostItem> {
        let mut lines = Vec::new();
        for component in &offer.components {
            let entry = component.facts.get(id).filter(|entry| **entry != Entry::from(Fact::Missing));
            let is_paid = component.kind == ComponentKind::Brick || entry.is_some();
            let costs = entry.map(|entry| entry.costs.as_slice()).unwrap_or_default();
            if is_paid && (costs.is_empty() || component.of.is_some()) {
                return Vec::new();
            }
            let named = |item: &CostItem| match item.brick.is_empty() {
                true => CostItem { brick: component.name.clone(), ..item.clone() },
                false => item.clone(),
            };
            lines.extend(costs.iter().map(named));
        }
        lines
    }
}

impl Offer {
    /// From when on it can be used: as said of the whole, else once its last
    /// brick can be; nothing where one of them is not known.
    pub fn availability(&self) -> Option<Date> {
        let latest = self.bricks().map(|brick| brick.available_from).reduce(|a, b| Some(a?.max(b?)));
        self.available_from.or_else(|| latest.flatten())
    }
}

/// What the facts of a measure may be.
fn domain(measure: &Measure) -> Domain {
    let formula = measure.formula();
    match formula.fact_kind() {
        FactKind::Level => Domain::Levels(measure.levels.len()),
        FactKind::YesNo => Domain::YesNo,
        FactKind::Points => {
            let high = if let Formula::Share { out_of } = formula { Some(out_of) } else { None };
            Domain::Numbers { low: Some(Decimal::ZERO), high }
        }
        FactKind::Amount | FactKind::Quantity => Domain::Numbers { low: None, high: None },
    }
}

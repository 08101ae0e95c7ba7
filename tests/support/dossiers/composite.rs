//! Made-up composite offers, and what is proposed for the award.

use mieux_disant::dossier::{Alternative, Choice, Component, ComponentKind, Draft, Id, Measure, Offer};
use mieux_disant::engine::{Composition, Fact};

use super::Maker;

impl Maker<'_> {
    /// A rule of composition that the grid announces.
    pub(super) fn compose(&mut self, measure: &mut Measure) {
        if self.recipe.composite && self.random.chance(25) {
            let rules: Vec<Composition> = measure.compositions().collect();
            measure.composed_by = Some(*self.random.pick(&rules)).filter(|rule| *rule != measure.default_composition());
        }
    }

    pub(super) fn components(&mut self, draft: &Draft, offer: &mut Offer) {
        if self.random.chance(40) {
            return;
        }
        // What is not entered on the whole follows from the bricks.
        offer.facts.retain(|_, _| self.random.chance(40));
        let bricks = 1 + self.random.below(3);
        let others = self.random.below(4);
        for place in 0..bricks + others {
            let kind = if place < bricks { ComponentKind::Brick } else { *self.random.pick(&ComponentKind::ALL[1..]) };
            let stem = if kind.is_party() { "intervenant" } else { "brique" };
            let id = if self.random.chance(80) { format!("{stem}-{}", place + 1) } else { format!("{place} é") };
            let mut component = Component::new(Id::new(&id), self.name(), kind);
            if kind == ComponentKind::Brick {
                component.available_from = self.date();
            } else if kind.is_party() && self.random.chance(50) {
                component.of = offer.components.get(self.random.below(bricks)).map(|brick| brick.id.clone());
            }
            for (id, _, measure) in draft.measures() {
                let is_known = kind == ComponentKind::Brick || self.random.chance(20);
                if !is_known || !kind.may_own(measure) {
                    continue;
                }
                let Some(mut entry) = self.entry(draft, id, measure) else { continue };
                entry.opinions.clear();
                if entry.fact != Fact::Missing || !entry.costs.is_empty() {
                    component.facts.insert(id.clone(), entry);
                }
            }
            offer.components.push(component);
        }
    }

    /// The buyer's own bricks.
    pub(super) fn pool(&mut self, draft: &mut Draft) {
        let mut pool = Offer::new(Id::new(Offer::POOL), String::new());
        self.components(draft, &mut pool);
        draft.pool = Offer::pool(pool.components);
    }

    pub(super) fn decide(&mut self, draft: &mut Draft) {
        if !draft.offers.is_empty() && self.random.chance(50) {
            let offer = self.random.pick(&draft.offers).id.clone();
            let by = if self.random.chance(50) { self.name() } else { String::new() };
            draft.decision.choice = Some(Choice { offer, reasons: self.text(), by, date: self.date() });
        }
        for _ in 0..self.random.below(3) {
            let alternative = Alternative { name: self.name(), reason: self.text() };
            draft.decision.set_aside.push(alternative);
        }
    }
}

//! Made-up offers with what is known of them.

use std::rc::Rc;

use mieux_disant::catalogue::Panel;
use mieux_disant::dossier::{
    CostItem, CostPlan, Draft, Entry, Id, IdMap, Measure, Offer, OfferKind, Opinion, Shortfall, Standing, StandingKind,
};
use mieux_disant::engine::{CostKind, CostLine, Decimal, Fact, FactKind, Quantity, When};

use super::Maker;

impl Maker<'_> {
    pub(super) fn offer(&mut self, draft: &Draft, index: usize) -> Offer {
        let name = self.name();
        let id = self.id("offre", index, &name);
        let kind = if self.random.chance(85) { StandingKind::Regular } else { *self.random.pick(&StandingKind::ALL) };
        let reason = if kind == StandingKind::Regular { String::new() } else { self.name() };
        let mut facts = IdMap::new();
        // Twins of an earlier offer make ties; near twins make near-ties.
        let twin = (index > 0 && self.random.chance(35)).then(|| Rc::clone(self.random.pick(&draft.offers)));
        let changes = if self.random.chance(50) { 0 } else { 20 };
        for (id, _, measure) in draft.measures() {
            let entry = match twin.as_ref().and_then(|twin| twin.facts.get(id)) {
                Some(entry) if !self.random.chance(changes) => Some(entry.clone()),
                Some(Entry { fact: Fact::Number(value), .. }) if !Self::is_requirement(draft, id) => {
                    Some(self.nearly(measure, *value).into())
                }
                _ => self.entry(draft, id, measure),
            };
            facts.extend(entry.map(|entry| (id.clone(), entry)));
        }
        let mut offer = Offer { standing: Standing { kind, reason }, facts, ..Offer::new(id, name) };
        if self.recipe.composite {
            self.components(draft, &mut offer);
        }
        if self.recipe.scenarios {
            offer.kind = *self.random.pick(&OfferKind::ALL);
            offer.available_from = self.date();
        }
        offer
    }

    pub(super) fn entry(&mut self, draft: &Draft, id: &Id, measure: &Measure) -> Option<Entry> {
        let kind = measure.formula().fact_kind();
        let is_requirement = Self::is_requirement(draft, id);
        if self.recipe.apart && kind != FactKind::Amount && !is_requirement && self.random.chance(12) {
            return Some(Entry { justification: "Sans objet ici.".into(), ..Entry::from(Fact::NotApplicable) });
        }
        if measure.family.is_coverage {
            return None;
        }
        if !self.recipe.complete && self.random.chance(4) {
            return None;
        }
        if !self.recipe.complete && self.random.chance(2) {
            // A missing fact has an entry only where somebody wrote why.
            return Some(Entry { justification: self.name(), ..Entry::from(Fact::Missing) });
        }
        let mut entry = Entry::from(if is_requirement { self.share() } else { self.fact(measure) });
        if let (Some(plan), true) = (&draft.cost_plan, kind == FactKind::Amount && self.random.chance(50)) {
            entry = Entry { costs: self.sheet(plan), ..Entry::from(Fact::Missing) };
        } else if self.recipe.uncertain && self.random.chance(12) {
            let other = if is_requirement { self.share() } else { self.fact(measure) };
            entry.fact = Self::bounds(entry.fact, other);
        }
        if measure.family.panel.is_some() {
            for _ in 0..1 + self.random.below(4) {
                let Fact::Number(note) = self.fact(measure) else { continue };
                entry.opinions.push(Opinion { by: self.name(), note, remark: self.text() });
            }
            if measure.family.panel != Some(Panel::Consensus) {
                entry.fact = Fact::Missing;
            }
        }
        if self.random.chance(20) {
            entry = Entry { justification: self.text(), source: self.text(), date: self.date(), ..entry };
            entry.valid_until = if self.recipe.all_families { self.date() } else { None };
            if self.recipe.all_families && self.random.chance(30) {
                (entry.page, entry.address) = (self.text(), self.text());
            }
        }
        if self.recipe.needs && is_requirement && self.random.chance(40) {
            let committed_by = if self.random.chance(60) { self.date() } else { None };
            entry.shortfall = Shortfall { gap: self.text(), workaround: self.text(), committed_by }.boxed();
        }
        Some(entry)
    }

    fn is_requirement(draft: &Draft, id: &Id) -> bool {
        draft.requirements.iter().any(|requirement| requirement.id == *id)
    }

    /// How far a requirement is covered.
    fn share(&mut self) -> Fact {
        Fact::Number(self.random.decimal(&["0", "1", "1", "1", "0.5", "0.3333", "1.00"]))
    }

    /// A fact that is only known to lie around another.
    fn bounds(fact: Fact, other: Fact) -> Fact {
        match (fact, other) {
            (Fact::Number(a), Fact::Number(b)) => Fact::Between { low: a.min(b), high: a.max(b) },
            (Fact::Level(a), Fact::Level(b)) => Fact::Levels { low: a.min(b), high: a.max(b) },
            _ => Fact::Missing,
        }
    }

    /// A cost sheet that the plan understands.
    fn sheet(&mut self, plan: &CostPlan) -> Vec<CostItem> {
        let count = 1 + self.random.below(3);
        (0..count)
            .map(|place| {
                let year = 1 + self.random.below(plan.horizon as usize) as u32;
                let line = CostLine {
                    brick: 0,
                    kind: *self.random.pick(CostKind::ALL),
                    // The first line makes sure that something is paid.
                    amount: if place == 0 {
                        Decimal::integer(120)
                    } else {
                        self.random.decimal(&["0", "3.10", "1500"])
                    },
                    quantity: if self.random.chance(50) {
                        Quantity::Fixed(self.random.decimal(&["1", "12", "0.5"]))
                    } else {
                        Quantity::Segment(0)
                    },
                    when: if self.random.chance(50) {
                        When::Once { year }
                    } else {
                        When::Yearly { from: year, to: self.random.chance(50).then_some(plan.horizon) }
                    },
                    escalation: self.random.decimal(&["0", "2", "-1.5"]),
                    renews: self.random.chance(30),
                };
                CostItem { label: self.name(), brick: "Offre".into(), source: "Bordereau des prix".into(), line }
            })
            .collect()
    }

    /// The smallest step away from a number that its measure still takes.
    fn nearly(&mut self, measure: &Measure, value: Decimal) -> Fact {
        let scale = if measure.formula().fact_kind() == FactKind::Amount { 4 } else { 18 };
        let finer = 10i128.pow(scale - value.scale().min(scale));
        let up = value.digits() * finer + 1;
        let candidates = [up, up - 2].map(|digits| Decimal::new(digits, scale).unwrap_or(value));
        let high = measure.parameters.first().copied().unwrap_or_default();
        let fits = |candidate: &Decimal| match measure.formula().fact_kind() {
            FactKind::Amount => *candidate > Decimal::ZERO,
            FactKind::Points => *candidate >= Decimal::ZERO && *candidate <= high,
            _ => true,
        };
        Fact::Number(candidates.into_iter().find(fits).unwrap_or(value))
    }

    /// A fact that the measure reads.
    pub(super) fn fact(&mut self, measure: &Measure) -> Fact {
        match measure.formula().fact_kind() {
            FactKind::Amount => Fact::Number(self.amount()),
            FactKind::Quantity => Fact::Number(self.quantity(measure)),
            FactKind::Points => Fact::Number(self.within(measure.parameters.first().copied().unwrap_or_default())),
            FactKind::Level => Fact::Level(self.random.below(measure.levels.len())),
            FactKind::YesNo => Fact::Yes(self.random.chance(60)),
        }
    }

    pub(super) fn amount(&mut self) -> Decimal {
        if self.recipe.extreme && self.random.chance(40) {
            self.random.decimal(&["0.0001", "999999999999999999.9999", "999999999999999999", "900719925474099.3"])
        } else {
            self.random.decimal(&["100", "120.50", "1000000", "99.99", "333.3333", "150", "70", "240000", "0.01"])
        }
    }

    fn quantity(&mut self, measure: &Measure) -> Decimal {
        if self.recipe.extreme && self.random.chance(40) {
            return self.extreme();
        }
        match measure.parameters.as_slice() {
            // Between the bounds more often than not.
            [first, ..] if self.random.chance(30) => self.within(*first),
            [_, second, ..] if self.random.chance(60) => self.within(*second),
            _ => self.parameter(),
        }
    }
}

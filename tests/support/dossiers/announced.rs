//! What a made-up grid announces beside its criteria: curves, expressions,
//! requirements, gates, the method, detectors, a cost plan.

use mieux_disant::catalogue::MarketFact;
use mieux_disant::dossier::{
    CostPlan, CostScenario, CostSegment, Detector, Draft, Gate, GateRule, Id, Measure, Priority, Ranking, Requirement,
};
use mieux_disant::engine::{self, Decimal, DetectorRule, Fact, FactKind};

use super::super::expressions::EXPRESSIONS;
use super::Maker;

impl Maker<'_> {
    /// The measures of leaves and informations, without those of requirements.
    fn stated(draft: &Draft) -> Vec<(&Id, &str, &Measure)> {
        let mut measures = draft.measures();
        measures.truncate(measures.len() - draft.requirements.len());
        measures
    }

    /// The curve, the expression and the market fact of a measure.
    pub(super) fn draw(&mut self, measure: &mut Measure) {
        let out_of = measure.parameters.first().copied().unwrap_or_default();
        if measure.family.has_curve {
            let count = 1 + self.random.below(5);
            let mut places: Vec<Decimal> = (0..count).map(|_| self.parameter()).collect();
            places.sort();
            places.dedup();
            measure.curve = places.into_iter().map(|x| (x, self.within(out_of))).collect();
        }
        if measure.family.has_expression {
            measure.expression = self.random.pick(EXPRESSIONS).0.into();
        }
        if measure.family.has_levels && self.recipe.all_families && self.random.chance(10) {
            measure.market = Some(*self.random.pick(&MarketFact::ALL));
        }
    }

    /// What the recipe asks for beyond criteria and informations.
    pub(super) fn announce(&mut self, draft: &mut Draft) {
        let coverages: Vec<(Id, bool)> = Self::stated(draft)
            .into_iter()
            .filter(|(_, _, measure)| measure.family.is_coverage)
            .map(|(id, ..)| (id.clone(), draft.criterion(id).is_some()))
            .collect();
        for (of, weighs) in coverages {
            for place in 0..1 + self.random.below(4) {
                let requirement = self.requirement(of.clone(), weighs && place == 0);
                draft.requirements.push(requirement);
            }
        }
        if self.recipe.needs {
            self.register(draft);
        }
        if self.recipe.costs {
            draft.cost_plan = Some(self.cost_plan());
        }
        if !self.recipe.method {
            return;
        }
        draft.contract_end = self.date();
        draft.is_grid_changed_late = self.random.chance(20);
        draft.method.ranking = if self.random.chance(25) { Ranking::Hierarchy } else { Ranking::Weighted };
        let mut decimals = || self.random.chance(40).then(|| *self.random.pick(&[0u32, 1, 2, 3, 9]));
        (draft.method.note_decimals, draft.method.total_decimals) = (decimals(), decimals());
        let mut criteria: Vec<Id> = draft.all_criteria().into_iter().map(|criterion| criterion.id.clone()).collect();
        self.random.shuffle(&mut criteria);
        criteria.truncate(self.random.below(3));
        draft.method.tie_breaks = criteria;
        let is_price = |measure: &Measure| measure.formula().fact_kind() == FactKind::Amount;
        let prices: Vec<Id> = Self::stated(draft)
            .into_iter()
            .filter(|(_, _, measure)| is_price(measure))
            .map(|(id, ..)| id.clone())
            .collect();
        for _ in 0..if prices.is_empty() { 0 } else { self.random.below(3) } {
            let percent = self.random.decimal(&["80", "90", "50", "66.6667", "120"]);
            let rule = match self.random.below(3) {
                0 => DetectorRule::ShareOfMean { percent },
                1 => DetectorRule::DoubleMean { ceiling: self.random.decimal(&["120", "150", "100"]), percent },
                _ => DetectorRule::ShareOfEstimate { estimate: self.amount(), percent },
            };
            draft.detectors.push(Detector { of: self.random.pick(&prices).clone(), rule });
        }
    }

    fn requirement(&mut self, of: Id, is_wished: bool) -> Requirement {
        let name = self.name();
        let id = self.id("besoin", 0, &name);
        Requirement {
            description: self.text(),
            priority: if !is_wished && self.random.chance(50) { Priority::Must } else { Priority::Should },
            weight: if is_wished { Decimal::ONE } else { self.random.decimal(&["0", "1", "2.5", "0.0001", "10"]) },
            ..Requirement::new(id, name, Some(of)).expect("a family")
        }
    }

    /// Needs that nothing counts, and what the register knows of each.
    fn register(&mut self, draft: &mut Draft) {
        for _ in 0..self.random.below(4) {
            let name = self.name();
            let id = self.id("besoin", 0, &name);
            draft.requirements.push(Requirement::new(id, name, None).expect("a family"));
        }
        draft.method.commitments_until = if self.random.chance(60) { self.date() } else { None };
        let criteria: Vec<Id> = draft.all_criteria().into_iter().map(|criterion| criterion.id.clone()).collect();
        for requirement in &mut draft.requirements {
            if requirement.priority == Priority::Should && self.random.chance(30) {
                requirement.priority = Priority::May;
            }
            if self.random.chance(40) {
                requirement.owner = self.name();
            }
            if self.random.chance(40) {
                requirement.usage = self.name();
            }
            requirement.deadline = if self.random.chance(40) { self.date() } else { None };
            let mut traced = criteria.clone();
            self.random.shuffle(&mut traced);
            traced.truncate(self.random.below(3));
            requirement.criteria = traced;
        }
    }

    fn cost_plan(&mut self) -> CostPlan {
        let horizon = 1 + self.random.below(4) as u32;
        let scenario = |name: &str, hypotheses| CostScenario { name: name.into(), hypotheses };
        let high = engine::CostScenario {
            renewal_year: Some(horizon),
            renewal_rise: self.random.decimal(&["20", "30"]),
            volume_change: self.random.decimal(&["0", "10", "-10"]),
            extra_escalation: self.random.decimal(&["0", "1"]),
        };
        let scenarios = vec![scenario("Base", engine::CostScenario::default()), scenario("Haut", high)];
        CostPlan {
            horizon,
            discount_rate: self.random.decimal(&["0", "3.5"]),
            segments: vec![CostSegment {
                name: self.name(),
                volumes: (0..1 + self.random.below(3)).map(|_| self.random.decimal(&["100", "250", "1200"])).collect(),
            }],
            scenarios,
            announced: self.random.below(2),
        }
    }

    pub(super) fn gate(&mut self, draft: &Draft, index: usize) -> Option<Gate> {
        let criteria = draft.all_criteria();
        let rule = if self.random.chance(40) {
            let criterion = *self.random.pick(&criteria);
            let (of, descendants) = (criterion.id.clone(), criterion.descendants());
            let measures = || descendants.iter().filter_map(|criterion| criterion.measure());
            if measures().any(|measure| measure.levels.iter().any(|level| level.seal.is_some()))
                && self.random.chance(50)
            {
                GateRule::SealAtLeast { of, seal: self.random.below(4) as u8 }
            } else if measures().any(|measure| measure.formula().spreads_over_field()) {
                return None;
            } else {
                GateRule::NoteAtLeast { of, note: self.within(draft.note_scale) }
            }
        } else {
            let measures = Self::stated(draft);
            let (of, _, measure) = *self.random.pick(&measures);
            let of = of.clone();
            if measure.family.is_coverage {
                let rule = if self.random.chance(60) {
                    GateRule::MustsCovered { of }
                } else {
                    GateRule::ValueAtLeast { of, value: self.random.decimal(&["0", "1", "1.5", "3"]) }
                };
                return Some(self.named(rule, index));
            }
            match measure.formula().fact_kind() {
                FactKind::YesNo => GateRule::Yes { of },
                FactKind::Level => GateRule::LevelAtLeast { of, level: self.random.below(measure.levels.len()) },
                _ => match self.fact(measure) {
                    Fact::Number(value) if self.random.chance(50) => GateRule::ValueAtMost { of, value },
                    Fact::Number(value) => GateRule::ValueAtLeast { of, value },
                    _ => return None,
                },
            }
        };
        Some(self.named(rule, index))
    }

    fn named(&mut self, rule: GateRule, index: usize) -> Gate {
        let name = self.name();
        let id = self.id("condition", index, &name);
        Gate { id, name, rule, basis: self.text(), basis_date: self.date() }
    }
}

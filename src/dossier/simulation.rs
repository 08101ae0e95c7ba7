//! The same offers under every price formula: which one is announced decides
//! who wins, so that one looks at all of them before publishing.

use super::assessment::Assessment;
use super::grid::Measure;
use super::model::Id;
use crate::catalogue::{FAMILIES, Family, FamilyGroup};
use crate::engine::{self, Decimal, Evaluation, FactKind};

/// The offers of a dossier under one price formula.
#[derive(Clone, Debug)]
pub struct Simulated {
    /// The formula's family.
    pub family: &'static Family,
    /// Its parameters.
    pub parameters: Vec<Decimal>,
    /// Whether it is the one that the grid announces.
    pub is_announced: bool,
    /// What the engine says.
    pub evaluation: Evaluation,
}

impl Assessment {
    /// The announced formula of a price criterion first, then each other one of
    /// the catalogue with its usual parameters; a formula that the buyer would
    /// have to write has none. The estimate, where a formula reads one, is the
    /// one given, above zero, or else the mean of the known prices. Nothing when
    /// the criterion is no price, or the estimate is none.
    pub fn under_every_formula(&self, criterion: &Id, estimate: Option<Decimal>) -> Option<Vec<Simulated>> {
        let (leaf, _) = self.leaves().find(|(_, id)| *id == criterion)?;
        let announced = self.dossier().measure(criterion)?;
        let problem = self.evaluation().problem();
        let is_price = problem.measures.get(leaf)?.fact_kind() == FactKind::Amount;
        if !is_price || estimate.is_some_and(|estimate| estimate <= Decimal::ZERO) {
            return None;
        }
        let estimate = estimate.or_else(|| self.mean_price(leaf)).unwrap_or(Decimal::ONE);
        let mut simulated = vec![Simulated {
            family: announced.family,
            parameters: announced.parameters.clone(),
            is_announced: true,
            evaluation: self.evaluation().clone(),
        }];
        let is_other = |family: &&Family| {
            family.group == FamilyGroup::Price && !family.has_expression && **family != *announced.family
        };
        for family in FAMILIES.iter().filter(is_other) {
            let mut measure = Measure::new(family, Vec::new());
            for (parameter, value) in family.parameters.iter().zip(&mut measure.parameters) {
                if parameter.key == ESTIMATE {
                    *value = estimate;
                }
            }
            simulated.push(Simulated {
                family,
                evaluation: engine::under_formula(problem, leaf, &measure.formula()),
                parameters: measure.parameters,
                is_announced: false,
            });
        }
        Some(simulated)
    }

    /// The mean of the prices of the offers that take part, as fine as prices
    /// may be: to the cent, small ones would give an estimate of 0.
    fn mean_price(&self, leaf: usize) -> Option<Decimal> {
        let problem = self.evaluation().problem();
        let prices = problem.offers.iter().enumerate().filter_map(|(index, offer)| match offer.fact(leaf) {
            engine::Fact::Number(price) if self.evaluation().takes_part(index) => Some(price),
            _ => None,
        });
        let mean = engine::Reference::over(prices.collect::<Vec<_>>().into_iter()).mean?;
        Some(mean.exact()?.round(PRICE_DECIMALS).normalized())
    }
}

/// A price has no more decimals.
const PRICE_DECIMALS: u32 = 4;

/// The key of the parameter that is the buyer's estimate.
const ESTIMATE: &str = "estimate";

//! What the buyer proposes to award, and why: *comply or explain*. A proprietary
//! or exposed offer may be chosen; where a compliant one is there, reasons are
//! asked for and kept.

use super::assessment::Assessment;
use super::date::Date;
use super::grid::Measure;
use super::model::{Draft, Id};
use super::offers::Offer;
use crate::catalogue::MarketFact;
use crate::engine::{Fact, FactKind};

/// The proposal, and what was looked at besides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// The offer that is proposed, once there is one.
    pub choice: Option<Choice>,
    /// Alternatives that were examined and are no offers here.
    pub set_aside: Vec<Alternative>,
}

impl Decision {
    /// Whether nothing is proposed, and nothing was set aside.
    pub fn is_none(&self) -> bool {
        self.choice.is_none() && self.set_aside.is_empty()
    }
}

/// The offer that is proposed for the award.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The offer.
    pub offer: Id,
    /// Why this one; may be empty.
    pub reasons: String,
    /// Who proposes it; may be empty.
    pub by: String,
    /// When.
    pub date: Option<Date>,
}

/// A solution that was examined and set aside.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// Its name.
    pub name: String,
    /// Why it was set aside; may be empty.
    pub reason: String,
}

/// The first rung of [`MarketFact::Jurisdiction`] that is no exposure: EU
/// control without foreign proprietary technology.
pub const SHELTERED: usize = 3;

/// What of an offer asks for an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exposure {
    /// Its operator or its technology is under law from outside the EU: a rung
    /// below [`SHELTERED`] of a measure that follows [`MarketFact::Jurisdiction`].
    Law,
    /// It is proprietary: no to a measure that asks for free software.
    Proprietary,
}

/// A reason to explain a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct ToExplain {
    /// What asks for it.
    pub exposure: Exposure,
    /// The measure that says so.
    pub measure: Id,
    /// The admissible offers for which the same measure says the contrary, by
    /// their places, in the order of the ranking.
    pub alternatives: Vec<usize>,
}

/// Words by which a yes/no measure asks for free software.
const FREE_WORDS: [&str; 4] = ["libre", "open source", "open-source", "free software"];

/// What a measure says of exposure, where it says anything.
fn asks(name: &str, measure: &Measure) -> Option<Exposure> {
    if measure.market == Some(MarketFact::Jurisdiction) {
        return Some(Exposure::Law);
    }
    let name = name.to_ascii_lowercase();
    let is_free = FREE_WORDS.iter().any(|word| name.contains(word));
    (is_free && measure.formula().fact_kind() == FactKind::YesNo).then_some(Exposure::Proprietary)
}

/// Whether a fact is an exposure; nothing where it is not known.
fn is_exposed(exposure: Exposure, fact: Fact) -> Option<bool> {
    match (exposure, fact) {
        (Exposure::Law, Fact::Level(level)) => Some(level < SHELTERED),
        (Exposure::Law, Fact::Levels { high, .. }) if high < SHELTERED => Some(true),
        (Exposure::Law, Fact::Levels { low, .. }) if low >= SHELTERED => Some(false),
        (Exposure::Proprietary, Fact::Yes(is_free)) => Some(!is_free),
        _ => None,
    }
}

impl Draft {
    /// The exposures of an offer, each with the measure that says so.
    pub fn exposures(&self, offer: &Offer) -> Vec<(Exposure, Id)> {
        let asking =
            self.measures().into_iter().filter_map(|(id, name, measure)| Some((asks(name, measure)?, id, measure)));
        asking
            .filter(|(exposure, id, measure)| is_exposed(*exposure, self.fact(id, measure, offer)) == Some(true))
            .map(|(exposure, id, _)| (exposure, id.clone()))
            .collect()
    }
}

impl Assessment {
    /// What the choice of an offer asks to explain: its exposures that an
    /// admissible alternative, received as an offer, does not have. Whether that
    /// one has others besides is said by its own facts.
    pub fn to_explain(&self, offer: &Id) -> Vec<ToExplain> {
        let dossier = self.dossier();
        let Some(chosen) = dossier.offer(offer) else { return Vec::new() };
        let explain = |(exposure, measure): (Exposure, Id)| {
            let rule = dossier.measure(&measure)?;
            let is_alternative = |place: &usize| {
                dossier.offers.get(*place).is_some_and(|other| {
                    other.id != *offer
                        && !other.kind.is_scenario()
                        && is_exposed(exposure, dossier.fact(&measure, rule, other)) == Some(false)
                })
            };
            let alternatives: Vec<usize> = self.evaluation().order().iter().copied().filter(is_alternative).collect();
            (!alternatives.is_empty()).then_some(ToExplain { exposure, measure, alternatives })
        };
        dossier.exposures(chosen).into_iter().filter_map(explain).collect()
    }
}

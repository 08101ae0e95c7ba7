//! What the catalogue of the market comes to for a dossier: rungs as ceilings,
//! statuses that age, facts that an offer may begin with. Ages are counted at the
//! dossier's reference date, never by the clock.

use super::date::Date;
use super::grid::Measure;
use super::model::{Draft, Id};
use super::offers::Entry;
use crate::catalogue::MarketFact;
use crate::catalogue::market::{Product, Qualified};
use crate::engine::Fact;

/// Months after which a fact of the market is to be verified again, unless the
/// buyer says otherwise.
pub const FACT_AGE: u32 = 12;

/// A qualification is granted for so many months.
const QUALIFICATION_MONTHS: u32 = 36;

/// What a service is worth of which no step towards a qualification is known, or
/// counts any more: hosted in the EU at best.
const NO_STEP: usize = 1;

/// How far the date of a status still carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// It is recent enough, or there is no date to compare with.
    Current,
    /// It has no date: to be verified.
    Undated,
    /// A qualification, granted or sought, seen more than a year ago: to be brought up to date.
    Old,
    /// A qualification seen longer ago than one lasts: it no longer counts.
    Over,
}

impl Freshness {
    /// That of a SecNumCloud status at a reference date.
    pub fn of(product: &Product, at: Option<Date>) -> Self {
        let status = &product.secnumcloud;
        let Some(seen) = Date::parse(&status.as_of) else { return Self::Undated };
        let is_qualification = matches!(status.status, Qualified::Qualified | Qualified::InQualification);
        let Some(at) = at.filter(|_| is_qualification) else { return Self::Current };
        if seen.is_older_than(QUALIFICATION_MONTHS, at) {
            Self::Over
        } else if seen.is_older_than(FACT_AGE, at) {
            Self::Old
        } else {
            Self::Current
        }
    }
}

/// The highest rung that a product may have on a fact of the market; none where
/// nothing is known of it. Never more than a ceiling: whoever buys asks for the
/// visa, its perimeter and its validity.
pub fn ceiling(product: &Product, fact: MarketFact, at: Option<Date>) -> Option<usize> {
    match fact {
        MarketFact::Jurisdiction => product.jurisdiction.rung,
        MarketFact::SecNumCloud => match product.secnumcloud.status {
            Qualified::Qualified | Qualified::InQualification if Freshness::of(product, at) == Freshness::Over => {
                Some(NO_STEP)
            }
            Qualified::Qualified => Some(5),
            Qualified::InQualification => Some(3),
            Qualified::HostedOnQualified => Some(2),
            Qualified::NoneKnown => Some(NO_STEP),
            Qualified::NotApplicable | Qualified::Unknown => None,
        },
    }
}

/// What an offer or a brick of this product may begin with: for each measure that
/// follows the market, the fact as a bound from rung 0 to the ceiling, with the
/// date and the source of the status. Justifications are left to be written, and
/// no price is ever among them.
pub fn market_facts(dossier: &Draft, product: &Product) -> Vec<(Id, MarketFact, Entry)> {
    let mut facts = Vec::new();
    for (id, _, measure) in dossier.measures() {
        let (Some(market), Some(highest)) = (measure.market, measure.levels.len().checked_sub(1)) else { continue };
        let Some(rung) = ceiling(product, market, dossier.reference_date) else { continue };
        let rung = rung.min(highest);
        let fact = if rung == 0 { Fact::Level(0) } else { Fact::Levels { low: 0, high: rung } };
        let mut entry = Entry::from(fact);
        if market == MarketFact::SecNumCloud {
            entry.source = product.secnumcloud.source.clone().into_owned();
            entry.date = Date::parse(&product.secnumcloud.as_of);
        }
        facts.push((id.clone(), market, entry));
    }
    facts
}

impl Draft {
    /// Months after which a dated fact on a measure that follows the market is to be
    /// verified again.
    pub fn fact_age(&self) -> u32 {
        self.fact_age_limit.unwrap_or(FACT_AGE)
    }

    /// Whether a fact must be verified again at the reference date: it is dated, older
    /// than the buyer's limit, and stands on a measure that follows the market.
    pub fn is_stale(&self, measure: &Measure, entry: &Entry) -> bool {
        let dates = entry.date.zip(self.reference_date).filter(|_| measure.market.is_some());
        dates.is_some_and(|(seen, at)| seen.is_older_than(self.fact_age(), at))
    }
}

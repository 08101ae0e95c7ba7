//! All that can be wrong with a plan and a cost sheet, each with its place.

use std::cmp::Ordering;

use super::{CostLine, CostPlan, MAX_YEARS, Quantity, When, factor};
use crate::engine::decimal::Decimal;

/// What is wrong, with the indices of where. Years are as written, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostError {
    /// The horizon is not 1 to [`MAX_YEARS`] years.
    Horizon {
        /// The horizon as written.
        years: u32,
    },
    /// The discount rate is -100 % or below: later years would have no weight.
    DiscountRate,
    /// A segment has no volume for any year.
    EmptySegment {
        /// The segment.
        segment: usize,
    },
    /// A volume is below zero.
    NegativeVolume {
        /// The segment.
        segment: usize,
        /// The year, from 1.
        year: usize,
    },
    /// The renewal is in no year of the horizon.
    RenewalYear {
        /// The scenario.
        scenario: usize,
        /// The year as written.
        year: u32,
    },
    /// A rise at renewal takes away more than everything.
    RenewalRise {
        /// The scenario.
        scenario: usize,
    },
    /// A change of volumes takes away more than everything.
    VolumeChange {
        /// The scenario.
        scenario: usize,
    },
    /// The announced scenario does not exist.
    UnknownScenario {
        /// Its index as written.
        scenario: usize,
    },
    /// An amount is below zero.
    NegativeAmount {
        /// The line.
        line: usize,
    },
    /// A fixed quantity is below zero.
    NegativeQuantity {
        /// The line.
        line: usize,
    },
    /// A line counts the users of a segment that does not exist.
    UnknownSegment {
        /// The line.
        line: usize,
        /// The index as written.
        segment: usize,
    },
    /// A year of a line is not within the horizon.
    LineYear {
        /// The line.
        line: usize,
        /// The year as written.
        year: u32,
    },
    /// The last year of a line comes before its first.
    EndsBeforeStart {
        /// The line.
        line: usize,
    },
    /// The escalation of a line is -100 % or below.
    Escalation {
        /// The line.
        line: usize,
    },
    /// With what a scenario adds to it, the escalation of a line is -100 % or
    /// below, although it is above by itself.
    ScenarioEscalation {
        /// The line.
        line: usize,
        /// The scenario.
        scenario: usize,
    },
}

/// All that is wrong: the plan first, then the lines, in their order. Where
/// the horizon itself is wrong, years are held against the longest one.
pub fn check_costs(plan: &CostPlan, lines: &[CostLine]) -> Vec<CostError> {
    let mut errors = Vec::new();
    let horizon_holds = (1..=MAX_YEARS).contains(&plan.horizon);
    if !horizon_holds {
        errors.push(CostError::Horizon { years: plan.horizon });
    }
    let last_year = if horizon_holds { plan.horizon } else { MAX_YEARS };
    if is_nothing_or_less(&[plan.discount_rate]) {
        errors.push(CostError::DiscountRate);
    }
    for (segment, volumes) in plan.segments.iter().enumerate() {
        if volumes.is_empty() {
            errors.push(CostError::EmptySegment { segment });
        }
        let negative = volumes.iter().enumerate().filter(|(_, volume)| volume.is_negative());
        errors.extend(negative.map(|(index, _)| CostError::NegativeVolume { segment, year: index + 1 }));
    }
    for (scenario, hypotheses) in plan.scenarios.iter().enumerate() {
        if let Some(year) = hypotheses.renewal_year.filter(|year| !(1..=last_year).contains(year)) {
            errors.push(CostError::RenewalYear { scenario, year });
        }
        if is_less_than_nothing(hypotheses.renewal_rise) {
            errors.push(CostError::RenewalRise { scenario });
        }
        if is_less_than_nothing(hypotheses.volume_change) {
            errors.push(CostError::VolumeChange { scenario });
        }
    }
    if plan.announced >= plan.scenarios.len() {
        errors.push(CostError::UnknownScenario { scenario: plan.announced });
    }
    for (index, line) in lines.iter().enumerate() {
        check_line(plan, last_year, index, line, &mut errors);
    }
    errors
}

fn check_line(plan: &CostPlan, last_year: u32, index: usize, line: &CostLine, errors: &mut Vec<CostError>) {
    if line.amount.is_negative() {
        errors.push(CostError::NegativeAmount { line: index });
    }
    match line.quantity {
        Quantity::Fixed(quantity) if quantity.is_negative() => {
            errors.push(CostError::NegativeQuantity { line: index });
        }
        Quantity::Segment(segment) if segment >= plan.segments.len() => {
            errors.push(CostError::UnknownSegment { line: index, segment });
        }
        _ => {}
    }
    let (first, last) = match line.when {
        When::Once { year } => (year, None),
        When::Yearly { from, to } => (from, to),
    };
    let outside = [Some(first), last].into_iter().flatten().filter(|year| !(1..=last_year).contains(year));
    errors.extend(outside.map(|year| CostError::LineYear { line: index, year }));
    if last.is_some_and(|last| last < first) {
        errors.push(CostError::EndsBeforeStart { line: index });
    }
    if is_nothing_or_less(&[line.escalation]) {
        errors.push(CostError::Escalation { line: index });
    } else {
        let scenarios = plan.scenarios.iter().enumerate();
        let below = scenarios.filter(|(_, s)| is_nothing_or_less(&[line.escalation, s.extra_escalation]));
        errors.extend(below.map(|(scenario, _)| CostError::ScenarioEscalation { line: index, scenario }));
    }
}

/// Whether nothing would be left, or less, of a value with these percentages added.
fn is_nothing_or_less(percentages: &[Decimal]) -> bool {
    factor(percentages).sign() != Ordering::Greater
}

/// Whether less than nothing would be left of a value with this percentage added.
fn is_less_than_nothing(percentage: Decimal) -> bool {
    factor(&[percentage]).sign() == Ordering::Less
}

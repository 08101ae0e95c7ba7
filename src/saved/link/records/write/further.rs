//! What most dossiers do without, as bytes: dates, method, requirements,
//! detectors, cost plan.

use super::{bit, is_exactly, text_unless_empty};
use crate::dossier::{CostPlan, CostScenario, Detector, Draft, Id, IdMap, Method, Ranking, Requirement};
use crate::engine::{Decimal, DetectorRule};
use crate::saved::link::records::bytes::{Writer, record};
use crate::saved::link::records::identifier::Ids;

/// The flags of the block; without any there is no block.
pub(super) fn flags(draft: &Draft) -> u8 {
    bit(1, draft.contract_end.is_some())
        | bit(2, draft.is_grid_changed_late)
        | bit(4, draft.method.ranking == Ranking::Hierarchy)
        | bit(8, rounding(&draft.method) != 0)
        | bit(16, !draft.method.tie_breaks.is_empty())
        | bit(32, !draft.requirements.is_empty())
        | bit(64, !draft.detectors.is_empty())
        | bit(128, draft.cost_plan.is_some())
}

/// Both roundings in one number, 0 for neither: each has 0 to 9 decimals.
fn rounding(method: &Method) -> u32 {
    let code = |decimals: Option<u32>| decimals.map_or(0, |decimals| decimals + 1);
    code(method.note_decimals) * 11 + code(method.total_decimals)
}

/// What follows the criteria: dates and method.
pub(super) fn method(writer: &mut Writer, draft: &Draft, criteria: &IdMap<usize>) {
    let flags = flags(draft);
    writer.about(record::METHOD, 0);
    writer.byte(flags);
    if let Some(date) = draft.contract_end {
        writer.date(date);
    }
    if flags & 8 != 0 {
        writer.number(rounding(&draft.method).into());
    }
    if flags & 16 != 0 {
        writer.size(draft.method.tie_breaks.len());
        draft.method.tie_breaks.iter().for_each(|id| writer.size(place(criteria, id)));
    }
}

/// What follows the informations, some of which it may name.
pub(super) fn rest(writer: &mut Writer, draft: &Draft, places: &IdMap<usize>) {
    let flags = flags(draft);
    writer.about(record::METHOD, 1);
    if flags & 32 != 0 {
        writer.size(draft.requirements.len());
        requirements(writer, &draft.requirements, places);
    }
    if flags & 64 != 0 {
        writer.about(record::METHOD, 2);
        writer.size(draft.detectors.len());
        draft.detectors.iter().for_each(|item| detector(writer, item, place(places, &item.of)));
    }
    if let Some(plan) = &draft.cost_plan {
        cost_plan(writer, plan);
    }
}

/// The number of what is read.
fn place(places: &IdMap<usize>, id: &Id) -> usize {
    places.get(id).copied().unwrap_or_default()
}

/// Neighbours mostly count in the same criterion and often weigh the same.
fn requirements(writer: &mut Writer, requirements: &[Requirement], places: &IdMap<usize>) {
    let mut ids = Ids::new("besoin");
    let (mut of, mut weight) = (0, Decimal::ONE);
    for item in requirements {
        // Where nothing counts it, a section says so.
        let counted_in = item.of.as_ref().map_or(of, |of| place(places, of));
        let moves = counted_in != of;
        let reweighs = item.weight.digits() != weight.digits() || item.weight.scale() != weight.scale();
        (of, weight) = (counted_in, item.weight);
        writer.about(record::REQUIREMENT, 0);
        ids.write(writer, &item.id);
        writer.text(&item.name);
        writer.byte(bit(1, !item.description.is_empty()) | bit(2, item.is_must()) | bit(4, moves) | bit(8, reweighs));
        text_unless_empty(writer, &item.description);
        if moves {
            writer.size(of);
        }
        if reweighs {
            writer.decimal(weight);
        }
    }
}

fn detector(writer: &mut Writer, detector: &Detector, place: usize) {
    let (code, percent, other) = match detector.rule {
        DetectorRule::ShareOfMean { percent } => (0, percent, None),
        DetectorRule::DoubleMean { ceiling, percent } => (1, percent, Some(ceiling)),
        DetectorRule::ShareOfEstimate { estimate, percent } => (2, percent, Some(estimate)),
    };
    writer.about(record::DETECTOR, 0);
    writer.byte(code);
    writer.size(place);
    writer.decimal(percent);
    if let Some(other) = other {
        writer.decimal(other);
    }
}

fn cost_plan(writer: &mut Writer, plan: &CostPlan) {
    writer.about(record::COST_PLAN, 0);
    writer.number(plan.horizon.into());
    writer.decimal(plan.discount_rate);
    writer.size(plan.segments.len());
    for segment in &plan.segments {
        writer.text(&segment.name);
        writer.size(segment.volumes.len());
        segment.volumes.iter().for_each(|volume| writer.decimal(*volume));
    }
    writer.size(plan.scenarios.len());
    plan.scenarios.iter().for_each(|item| scenario(writer, item));
    writer.size(plan.announced);
}

fn scenario(writer: &mut Writer, scenario: &CostScenario) {
    let supposed = &scenario.hypotheses;
    let changes = [(2, supposed.renewal_rise), (4, supposed.volume_change), (8, supposed.extra_escalation)];
    let changes = changes.map(|(flag, change)| (bit(flag, !is_exactly(change, 0)), change));
    writer.text(&scenario.name);
    writer.byte(changes.iter().fold(bit(1, supposed.renewal_year.is_some()), |flags, (flag, _)| flags | flag));
    if let Some(year) = supposed.renewal_year {
        writer.number(year.into());
    }
    for (flag, change) in changes {
        if flag != 0 {
            writer.decimal(change);
        }
    }
}

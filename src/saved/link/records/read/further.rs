//! What most dossiers do without, from bytes: dates, method, requirements,
//! detectors, cost plan. All of it or none: ranks mean nothing without it.

use super::{decimal_or_zero, flags, some_flags, year};
use crate::dossier::{
    CostPlan, CostScenario, CostSegment, Detector, Draft, Id, Priority, Ranking, Requirement, limits,
};
use crate::engine::{self, Decimal, DetectorRule};
use crate::saved::link::records::bytes::{Reader, Stop, record};
use crate::saved::link::records::identifier::Ids;
use crate::saved::link::records::shared::Shared;

/// What follows the informations, by the flags that [`method`] gives.
pub(super) const LATER: u8 = 32 | 64 | 128;

/// Reads what follows the criteria: dates and method. Gives the flags.
pub(super) fn method(reader: &mut Reader<'_>, draft: &mut Draft, criteria: &[Id]) -> Result<u8, Stop> {
    reader.about(record::METHOD, 0);
    let flags = some_flags(reader, u8::MAX)?;
    draft.contract_end = reader.date_if(flags & 1 != 0)?;
    draft.is_grid_changed_late = flags & 2 != 0;
    draft.method.ranking = if flags & 4 != 0 { Ranking::Hierarchy } else { Ranking::Weighted };
    if flags & 8 != 0 {
        let both = reader.size(11 * 11 - 1)?;
        let decimals = |code: usize| u32::try_from(code).ok()?.checked_sub(1);
        (draft.method.note_decimals, draft.method.total_decimals) = (decimals(both / 11), decimals(both % 11));
    }
    for _ in 0..reader.size_if(flags & 16 != 0, criteria.len())? {
        draft.method.tie_breaks.push(place(reader, criteria)?);
    }
    Ok(flags)
}

/// Reads the rest of the block, which may name informations. `places` are what
/// numbers refer to.
pub(super) fn rest(
    reader: &mut Reader<'_>,
    flags: u8,
    draft: &mut Draft,
    places: &[Id],
    shared: &mut Shared,
) -> Result<(), Stop> {
    reader.about(record::METHOD, 1);
    let count = reader.size_if(flags & 32 != 0, limits::REQUIREMENTS)?;
    requirements(reader, count, draft, places)?;
    reader.about(record::METHOD, 2);
    for _ in 0..reader.size_if(flags & 64 != 0, limits::DETECTORS)? {
        draft.detectors.push(detector(reader, places)?);
    }
    draft.cost_plan = if flags & 128 != 0 { Some(cost_plan(reader, shared)?) } else { None };
    Ok(())
}

/// What a number refers to.
fn place(reader: &mut Reader<'_>, places: &[Id]) -> Result<Id, Stop> {
    places.get(reader.size(places.len())?).cloned().ok_or(Stop)
}

fn requirements(reader: &mut Reader<'_>, count: usize, draft: &mut Draft, places: &[Id]) -> Result<(), Stop> {
    let mut ids = Ids::new("besoin");
    let (mut of, mut weight) = (places.first().cloned().ok_or(Stop)?, Decimal::ONE);
    for _ in 0..count {
        reader.about(record::REQUIREMENT, 0);
        let id = ids.read(reader)?;
        let name = reader.text()?;
        let flags = flags(reader, 0b1111)?;
        let description = reader.text_if(flags & 1 != 0)?;
        if flags & 4 != 0 {
            of = place(reader, places)?;
        }
        if flags & 8 != 0 {
            weight = reader.decimal()?;
        }
        let priority = if flags & 2 != 0 { Priority::Must } else { Priority::Should };
        let new = Requirement::new(id, name, Some(of.clone())).ok_or(Stop)?;
        draft.requirements.push(Requirement { description, priority, weight, ..new });
    }
    Ok(())
}

fn detector(reader: &mut Reader<'_>, places: &[Id]) -> Result<Detector, Stop> {
    reader.about(record::DETECTOR, 0);
    let code = reader.byte()?;
    let of = place(reader, places)?;
    let percent = reader.decimal()?;
    let rule = match code {
        0 => DetectorRule::ShareOfMean { percent },
        1 => DetectorRule::DoubleMean { ceiling: reader.decimal()?, percent },
        2 => DetectorRule::ShareOfEstimate { estimate: reader.decimal()?, percent },
        _ => return Err(Stop),
    };
    Ok(Detector { of, rule })
}

fn cost_plan(reader: &mut Reader<'_>, shared: &mut Shared) -> Result<CostPlan, Stop> {
    reader.about(record::COST_PLAN, 0);
    let horizon = year(reader)?;
    let discount_rate = reader.decimal()?;
    let mut segments = Vec::new();
    for _ in 0..reader.size(limits::SEGMENTS)? {
        let name = reader.text()?;
        let count = reader.size(usize::MAX)?;
        shared.take_facts(count)?;
        let volumes = (0..count).map(|_| reader.decimal()).collect::<Result<_, _>>()?;
        segments.push(CostSegment { name, volumes });
    }
    let count = reader.size(limits::SCENARIOS)?;
    let scenarios = (0..count).map(|_| scenario(reader)).collect::<Result<_, _>>()?;
    Ok(CostPlan { horizon, discount_rate, segments, scenarios, announced: reader.size(limits::SCENARIOS)? })
}

fn scenario(reader: &mut Reader<'_>) -> Result<CostScenario, Stop> {
    let name = reader.text()?;
    let flags = flags(reader, 0b1111)?;
    let hypotheses = engine::CostScenario {
        renewal_year: if flags & 1 != 0 { Some(year(reader)?) } else { None },
        renewal_rise: decimal_or_zero(reader, flags & 2 != 0)?,
        volume_change: decimal_or_zero(reader, flags & 4 != 0)?,
        extra_escalation: decimal_or_zero(reader, flags & 8 != 0)?,
    };
    Ok(CostScenario { name, hypotheses })
}

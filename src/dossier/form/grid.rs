//! The form of what is announced.
//!
//! Not in it: title, notice, dates of the dossier, other sets of weights to
//! look at, what the catalogue of the market knows of a scale, who answers for a
//! need and which criteria it gave rise to. None of them is announced as part of
//! the grid, and none moves a note or a rank.
//!
//! What came later than the first published seal stands there only where it says
//! something: the code of a grid that does without stays what it was.

use super::{DetectorWord, Field, Kind, Part, Places, Value, collapsed, threshold};
use crate::dossier::costs::CostPlan;
use crate::dossier::grid::{Content, Criterion, Detector, Measure, Priority};
use crate::dossier::model::Draft;
use crate::engine::DetectorRule;

pub(in crate::dossier) fn grid(draft: &Draft) -> Part {
    let places = Places::of(draft);
    let mut grid = Part::new(Kind::Grid, None, "");
    grid.label(Field::Currency, &draft.money.currency);
    grid.put(Field::Tax, Value::Tax(draft.money.tax));
    grid.put(Field::NoteScale, Value::Number(draft.note_scale));
    grid.put(Field::Ranking, Value::Ranking(draft.method.ranking));
    let count = |decimals: Option<u32>| Value::Count(decimals.map(|decimals| decimals as usize));
    grid.put(Field::NoteDecimals, count(draft.method.note_decimals));
    grid.put(Field::TotalDecimals, count(draft.method.total_decimals));
    if draft.method.commitments_until.is_some() {
        grid.put(Field::CommitmentsUntil, Value::Date(draft.method.commitments_until));
    }
    grid.parts.extend(draft.criteria.iter().map(criterion));
    for information in &draft.informations {
        let mut part = Part::new(Kind::Information, Some(&information.id), &information.name);
        part.label(Field::Name, &information.name);
        part.label(Field::Description, &information.description);
        measure(&mut part, &information.measure);
        grid.parts.push(part);
    }
    for requirement in &draft.requirements {
        let mut part = Part::new(Kind::Requirement, Some(&requirement.id), &requirement.name);
        part.label(Field::Name, &requirement.name);
        part.label(Field::Description, &requirement.description);
        if let Some(of) = &requirement.of {
            part.put(Field::Of, places.reference(of));
        }
        part.put(Field::Must, Value::Flag(requirement.is_must()));
        part.put(Field::Weight, Value::Number(requirement.weight));
        if requirement.priority == Priority::May {
            part.put(Field::May, Value::Flag(true));
        }
        if requirement.deadline.is_some() {
            part.put(Field::Deadline, Value::Date(requirement.deadline));
        }
        if !collapsed(&requirement.usage).is_empty() {
            part.label(Field::Usage, &requirement.usage);
        }
        grid.parts.push(part);
    }
    for gate in &draft.gates {
        let mut part = Part::new(Kind::Gate, Some(&gate.id), &gate.name);
        part.label(Field::Name, &gate.name);
        part.put(Field::Rule, Value::Rule(gate.rule.kind()));
        part.put(Field::Of, places.reference(gate.rule.of()));
        part.fields.extend(threshold(&gate.rule, draft).map(|value| (Field::Threshold, value)));
        part.label(Field::Basis, &gate.basis);
        part.put(Field::BasisDate, Value::Date(gate.basis_date));
        grid.parts.push(part);
    }
    for id in &draft.method.tie_breaks {
        let reference = places.reference(id);
        let mut part = Part::new(Kind::TieBreak, Some(id), name_of(&reference));
        part.put(Field::Of, reference);
        grid.parts.push(part);
    }
    // The buyer's own estimate is no part of what is announced: a published grid has
    // none, and must still be the sealed one.
    let announced = draft.detectors.iter().filter(|each| !matches!(each.rule, DetectorRule::ShareOfEstimate { .. }));
    grid.parts.extend(announced.map(|each| detector(each, &places)));
    grid.parts.extend(draft.cost_plan.as_ref().map(cost_plan));
    grid
}

pub(super) fn name_of(reference: &Value) -> &str {
    match reference {
        Value::Reference { name, .. } => name,
        _ => "",
    }
}

fn criterion(criterion: &Criterion) -> Part {
    let mut part = Part::new(Kind::Criterion, Some(&criterion.id), &criterion.name);
    part.label(Field::Name, &criterion.name);
    part.label(Field::Description, &criterion.description);
    part.put(Field::Weight, Value::Number(criterion.weight));
    part.put(Field::Announced, Value::Flag(criterion.is_announced));
    part.put(Field::Environmental, Value::Flag(criterion.is_environmental));
    part.put(Field::Rescaled, Value::Flag(criterion.is_rescaled));
    match &criterion.content {
        Content::Group(children) => {
            part.put(Field::Family, Value::Family(None));
            part.parts.extend(children.iter().map(self::criterion));
        }
        Content::Leaf(leaf) => measure(&mut part, leaf),
    }
    part
}

fn measure(part: &mut Part, measure: &Measure) {
    let family = measure.family;
    part.put(Field::Family, Value::Family(Some(family)));
    for (parameter, value) in family.parameters.iter().zip(&measure.parameters) {
        part.put(Field::Parameter(parameter.key, parameter.name), Value::Number(*value));
    }
    if family.has_unit {
        part.label(Field::Unit, &measure.unit);
    }
    if family.has_expression {
        // Two operands never stand side by side: no space in it says anything.
        let text = measure.expression.chars().filter(|character| !character.is_whitespace()).collect();
        part.put(Field::Expression, Value::Text(text));
    }
    composition(part, measure);
    if family.has_levels {
        for level in &measure.levels {
            let mut rung = Part::new(Kind::Level, None, &level.label);
            rung.label(Field::Name, &level.label);
            rung.label(Field::Description, &level.description);
            rung.put(Field::Points, Value::Number(level.points));
            rung.put(Field::AssuranceLevel, Value::Count(level.seal.map(usize::from)));
            part.parts.push(rung);
        }
    }
    if family.has_curve {
        for (at, points) in &measure.curve {
            let mut point = Part::new(Kind::Point, None, "");
            point.put(Field::At, Value::Number(*at));
            point.put(Field::Points, Value::Number(*points));
            part.parts.push(point);
        }
    }
}

/// Only where the grid says so: what the family does by itself is no part of the
/// form, so that seals made before there were bricks hold.
fn composition(part: &mut Part, measure: &Measure) {
    if let Some(rule) = measure.composed_by {
        part.put(Field::Composition, Value::Composition(rule));
    }
}

fn detector(detector: &Detector, places: &Places) -> Part {
    let mut part = Part::new(Kind::Detector, None, "");
    let (word, percent, further) = match detector.rule {
        DetectorRule::ShareOfMean { percent } => (DetectorWord::ShareOfMean, percent, None),
        DetectorRule::DoubleMean { ceiling, percent } => {
            (DetectorWord::DoubleMean, percent, Some((Field::Ceiling, Value::Number(ceiling))))
        }
        DetectorRule::ShareOfEstimate { estimate, percent } => {
            (DetectorWord::ShareOfEstimate, percent, Some((Field::Estimate, Value::Money(estimate))))
        }
    };
    part.put(Field::Of, places.reference(&detector.of));
    part.put(Field::Rule, Value::Detector(word));
    part.put(Field::Percent, Value::Number(percent));
    part.fields.extend(further);
    part
}

fn cost_plan(plan: &CostPlan) -> Part {
    let mut part = Part::new(Kind::CostPlan, None, "");
    part.put(Field::Horizon, Value::Count(Some(plan.horizon as usize)));
    part.put(Field::DiscountRate, Value::Number(plan.discount_rate));
    part.put(Field::AnnouncedScenario, Value::Count(Some(plan.announced + 1)));
    for segment in &plan.segments {
        let mut group = Part::new(Kind::Segment, None, &segment.name);
        group.put(Field::Name, Value::Text(collapsed(&segment.name)));
        for volume in &segment.volumes {
            let mut year = Part::new(Kind::Volume, None, "");
            year.put(Field::Volume, Value::Number(*volume));
            group.parts.push(year);
        }
        part.parts.push(group);
    }
    for scenario in &plan.scenarios {
        let hypotheses = &scenario.hypotheses;
        let mut set = Part::new(Kind::CostScenario, None, &scenario.name);
        set.put(Field::Name, Value::Text(collapsed(&scenario.name)));
        set.put(Field::RenewalYear, Value::Count(hypotheses.renewal_year.map(|year| year as usize)));
        set.put(Field::RenewalRise, Value::Number(hypotheses.renewal_rise));
        set.put(Field::VolumeChange, Value::Number(hypotheses.volume_change));
        set.put(Field::ExtraEscalation, Value::Number(hypotheses.extra_escalation));
        part.parts.push(set);
    }
    part
}

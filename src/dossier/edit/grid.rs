//! What edits do to the grid.

use std::rc::Rc;

use super::{Refusal, fresh_id};
use crate::catalogue::Family;
use crate::dossier::check::Defect;
use crate::dossier::grid::{Content, Criterion, Gate, Level, Measure};
use crate::dossier::model::{Draft, Id, IdSet};
use crate::engine::{Decimal, FactKind};

impl Measure {
    /// The measure that a new criterion of a family starts with.
    pub fn fresh(family: &'static Family, level_name: &str) -> Self {
        let level = |points: i64| Level::new(format!("{level_name} {points}"), Decimal::integer(points));
        let mut measure = Self::new(family, if family.has_levels { (0..=5).map(level).collect() } else { Vec::new() });
        if family.has_levels {
            measure.parameters = vec![Decimal::integer(5)];
        }
        measure
    }
}

pub(super) fn add_criterion(
    draft: &mut Draft,
    parent: Option<&Id>,
    name: &str,
    measure: &Measure,
) -> Result<(), Refusal> {
    let (id, content) = (fresh_id(draft, "critere"), Content::Leaf(measure.clone()));
    let criterion = Criterion::new(id, name.to_owned(), Decimal::ZERO, content);
    let group = group_mut(draft, parent)?;
    // Alone in its group it must weigh something; otherwise it starts
    // at zero, so that nothing changes until its weight is chosen.
    let weight = if group.is_empty() { Decimal::integer(100) } else { Decimal::ZERO };
    group.push(Criterion { weight, ..criterion });
    Ok(())
}

pub(super) fn remove_criterion(draft: &mut Draft, id: &Id) -> Result<(), Refusal> {
    let gone: IdSet = draft
        .criterion(id)
        .ok_or_else(|| Refusal::Unknown(id.clone()))?
        .descendants()
        .into_iter()
        .map(|criterion| criterion.id.clone())
        .collect();
    if let Some(gate) = draft.gates.iter().find(|gate| gone.contains(gate.rule.of())) {
        return Err(Refusal::ReadByGate { gate: gate.name.clone() });
    }
    if let Some(group) = siblings_mut(&mut draft.criteria, id) {
        group.retain(|criterion| criterion.id != *id);
    }
    for profile in &mut draft.profiles {
        profile.weights.retain(|id, _| !gone.contains(id));
    }
    draft.method.tie_breaks.retain(|id| !gone.contains(id));
    draft.detectors.retain(|detector| !gone.contains(&detector.of));
    for requirement in &mut draft.requirements {
        requirement.criteria.retain(|id| !gone.contains(id));
    }
    gone.iter().for_each(|id| uncount(draft, id));
    for offer in draft.holders_mut() {
        if offer.all_facts().any(|facts| facts.keys().any(|id| gone.contains(id))) {
            Rc::make_mut(offer).all_facts_mut().for_each(|facts| facts.retain(|id, _| !gone.contains(id)));
        }
    }
    Ok(())
}

pub(super) fn set_measure(draft: &mut Draft, of: &Id, measure: &Measure) -> Result<(), Refusal> {
    let place = measure_mut(draft, of)?;
    place.clone_from(measure);
    // A rule of composition that no longer fits gives way to that of the family.
    let is_kept = place.composed_by.is_some_and(|rule| place.compositions().any(|fitting| fitting == rule));
    place.composed_by = place.composed_by.filter(|rule| is_kept && *rule != place.default_composition());
    // What only made sense with the former measure goes with it; undo brings it back.
    if !measure.family.is_coverage {
        uncount(draft, of);
    }
    let kind = measure.formula().fact_kind();
    draft.detectors.retain(|detector| detector.of != *of || kind == FactKind::Amount);
    // The check says which facts the new measure cannot read.
    let Err(defects) = draft.clone().check() else { return Ok(()) };
    for (index, offer) in draft.offers.iter_mut().enumerate() {
        let (place, facts) = (format!("offers[{index}]"), format!(".facts.{of}"));
        let is_about = |defect: &Defect| {
            let rest = defect.place.strip_prefix(&place)?;
            // Its own facts, or those of one of its components.
            let (whose, rest) = rest.split_at_checked(rest.find(&facts)?)?;
            let rest = rest.strip_prefix(&facts)?;
            let place = whose
                .strip_prefix(".components[")
                .map_or(Some(0), |index| index.strip_suffix(']')?.parse::<usize>().ok()?.checked_add(1));
            place.filter(|_| rest.is_empty() || rest.starts_with('.'))
        };
        for place in defects.iter().filter_map(is_about) {
            if let Some(facts) = Rc::make_mut(offer).all_facts_mut().nth(place) {
                facts.remove(of);
            }
        }
    }
    if let Some(pool) = &mut draft.pool {
        let facts = format!(".facts.{of}");
        let is_about = |defect: &Defect| {
            let (index, rest) = defect.place.strip_prefix("bricks[")?.split_once(']')?;
            let rest = rest.strip_prefix(&facts)?;
            index.parse::<usize>().ok().filter(|_| rest.is_empty() || rest.starts_with('.'))
        };
        for place in defects.iter().filter_map(is_about) {
            if let Some(component) = Rc::make_mut(pool).components.get_mut(place) {
                component.facts.remove(of);
            }
        }
    }
    // A gate is announced: it does not go in silence.
    let gate = |(index, gate): (usize, &Gate)| {
        let place = format!("gates[{index}]");
        let is_there = |defect: &Defect| defect.place.starts_with(&place);
        (gate.rule.of() == of && defects.iter().any(is_there)).then(|| gate.name.clone())
    };
    match draft.gates.iter().enumerate().find_map(gate) {
        Some(gate) => Err(Refusal::GateWouldNotFit { gate }),
        None => Ok(()),
    }
}

/// A new gate, or the new form of one that is there.
pub(super) fn set_gate(draft: &mut Draft, gate: &Gate) {
    match draft.gates.iter_mut().find(|other| other.id == gate.id) {
        Some(place) => place.clone_from(gate),
        None => draft.gates.push(gate.clone()),
    }
}

/// The measure of a leaf or of a fact without weight.
pub(super) fn measure_mut<'a>(draft: &'a mut Draft, of: &Id) -> Result<&'a mut Measure, Refusal> {
    if let Some(place) = draft.informations.iter().position(|information| information.id == *of) {
        let information = draft.informations.get_mut(place);
        return information.map(|information| &mut information.measure).ok_or_else(|| Refusal::Unknown(of.clone()));
    }
    match &mut criterion_mut(draft, of)?.content {
        Content::Leaf(measure) => Ok(measure),
        Content::Group(_) => Err(Refusal::Unknown(of.clone())),
    }
}

/// The requirements of a coverage that is none any more stay in the register,
/// with what offers say of them: nothing counts them.
pub(super) fn uncount(draft: &mut Draft, of: &Id) {
    for requirement in draft.requirements.iter_mut().filter(|requirement| requirement.of.as_ref() == Some(of)) {
        requirement.of = None;
    }
}

pub(super) fn criterion_mut<'a>(draft: &'a mut Draft, id: &Id) -> Result<&'a mut Criterion, Refusal> {
    siblings_mut(&mut draft.criteria, id)
        .and_then(|group| group.iter_mut().find(|criterion| criterion.id == *id))
        .ok_or_else(|| Refusal::Unknown(id.clone()))
}

pub(super) fn group_mut<'a>(draft: &'a mut Draft, parent: Option<&Id>) -> Result<&'a mut Vec<Criterion>, Refusal> {
    let Some(id) = parent else { return Ok(&mut draft.criteria) };
    match &mut criterion_mut(draft, id)?.content {
        Content::Group(children) => Ok(children),
        Content::Leaf(_) => Err(Refusal::Unknown(id.clone())),
    }
}

pub(super) fn siblings_mut<'a>(group: &'a mut Vec<Criterion>, id: &Id) -> Option<&'a mut Vec<Criterion>> {
    if group.iter().any(|criterion| criterion.id == *id) {
        return Some(group);
    }
    group.iter_mut().find_map(|criterion| match &mut criterion.content {
        Content::Group(children) => siblings_mut(children, id),
        Content::Leaf(_) => None,
    })
}

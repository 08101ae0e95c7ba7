//! What edits do to the grid.

use std::rc::Rc;

use super::Refusal;
use crate::catalogue::Family;
use crate::dossier::grid::{Content, Criterion, Level, Measure, Requirement};
use crate::dossier::model::{Draft, Id, IdSet};
use crate::engine::Decimal;

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
    // The requirements that it counted go with it, and what offers say of them.
    let uncounted = |requirement: &&Requirement| gone.contains(&requirement.of);
    let uncounted: IdSet = draft.requirements.iter().filter(uncounted).map(|each| each.id.clone()).collect();
    draft.requirements.retain(|requirement| !uncounted.contains(&requirement.id));
    let gone: IdSet = gone.union(&uncounted).cloned().collect();
    for offer in &mut draft.offers {
        if offer.facts.keys().any(|id| gone.contains(id)) {
            Rc::make_mut(offer).facts.retain(|id, _| !gone.contains(id));
        }
    }
    Ok(())
}

pub(super) fn set_measure(draft: &mut Draft, of: &Id, measure: &Measure) -> Result<(), Refusal> {
    if let Some(information) = draft.informations.iter_mut().find(|information| information.id == *of) {
        information.measure = measure.clone();
    } else {
        criterion_mut(draft, of)?.content = Content::Leaf(measure.clone());
    }
    // The check says which facts the new measure cannot read; those go, with
    // the step's undo to bring them back.
    let Err(defects) = draft.clone().check() else { return Ok(()) };
    for (index, offer) in draft.offers.iter_mut().enumerate() {
        let place = format!("offers[{index}].facts.{of}");
        if defects.iter().any(|defect| defect.place == place) {
            Rc::make_mut(offer).facts.remove(of);
        }
    }
    Ok(())
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

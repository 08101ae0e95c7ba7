//! Measures with their levels, points and requirements; facts without weight;
//! everything that is a number or a text.

use super::method::{moved_to, set_other, set_percent};
use super::{
    CriteriaMsg, CriteriaNews, Dropped, LevelStep, ListStep, NumberPlace, TextPlace, change, focus, fresh_name, gates,
    quietly, refuse, say, set_level, shifted,
};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::app::update::change_and_tell;
use crate::catalogue::{Family, family_by_tag};
use crate::dossier::{
    Edit, GateRule, GridEdit, Id, LEVEL, Level, LevelChange, Measure, Priority, Requirement, weight_of_percent,
};
use crate::engine::{Decimal, Rational};
use crate::i18n::{Phrase, phrase};

const NEW_REQUIREMENT: Phrase = phrase("Nouveau besoin", "New requirement");
const NEW_INFORMATION: Phrase = phrase("Nouveau renseignement", "New fact");

pub(super) fn update(state: &mut State, msg: CriteriaMsg) -> Vec<Effect> {
    match msg {
        CriteriaMsg::ShareOut(group) => {
            let locks = state.locks.clone();
            state.history.end_gesture();
            let effects = change_and_tell(state, Edit::ShareOut { group, locks });
            state.history.end_gesture();
            effects
        }
        CriteriaMsg::Flag(criterion, flag, is_on) => quietly(state, GridEdit::Flag { criterion, flag, is_on }),
        CriteriaMsg::Family(of, tag) => {
            family_by_tag(tag).map_or_else(Vec::new, |family| set_family(state, of, family))
        }
        CriteriaMsg::Levels(of, LevelStep::Seal(index, seal)) => {
            set_level(state, &of, index, |level| level.seal = seal).map_or_else(Vec::new, |edit| quietly(state, edit))
        }
        CriteriaMsg::Levels(of, LevelStep::List(step)) => levels(state, of, step),
        CriteriaMsg::Points(of, step) => points(state, of, step),
        CriteriaMsg::AddRequirement(of) => {
            let names = state.dossier().requirements.iter().map(|requirement| requirement.name.as_str());
            let name = fresh_name(state, NEW_REQUIREMENT, names);
            let news = CriteriaNews::Added(name.clone());
            let effects = change(state, Edit::Grid(GridEdit::AddRequirement { of: Some(of), name }), |_| Some(news));
            let new = state.dossier().requirements.last().map(|new| format!("requirement-{}", new.id));
            focus(effects, new.unwrap_or_default())
        }
        CriteriaMsg::RemoveRequirement(id) => {
            let found = requirement(state, &id);
            let of = found.as_ref().and_then(|requirement| requirement.of.clone());
            let name = found.map(|requirement| requirement.name).unwrap_or_default();
            let removed = Edit::Grid(GridEdit::RemoveRequirement(id));
            let effects = change(state, removed, |_| Some(CriteriaNews::Removed(name)));
            focus(effects, of.map(|of| format!("add-requirement-{of}")).unwrap_or_default())
        }
        CriteriaMsg::RequirementIsMust(id, is_must) => set_requirement(state, &id, |found| {
            found.priority = if is_must { Priority::Must } else { Priority::Should };
        }),
        CriteriaMsg::AddInformation => {
            let Some(measure) = family_by_tag("yes_no").map(|family| Measure::fresh(family, "")) else {
                return Vec::new();
            };
            let names = state.dossier().informations.iter().map(|information| information.name.as_str());
            let name = fresh_name(state, NEW_INFORMATION, names);
            let news = CriteriaNews::Added(name.clone());
            let added = Edit::Grid(GridEdit::AddInformation { name, measure });
            let effects = change(state, added, |_| Some(news));
            let new = state.dossier().informations.last().map(|new| format!("name-{}", new.id));
            focus(effects, new.unwrap_or_default())
        }
        CriteriaMsg::Composition(of, rule) => quietly(state, GridEdit::Composition { of, rule }),
        CriteriaMsg::RemoveInformation(id) => {
            let found = state.dossier().informations.iter().find(|information| information.id == id);
            let name = found.map(|information| information.name.clone()).unwrap_or_default();
            let removed = Edit::Grid(GridEdit::RemoveInformation(id));
            let effects = change(state, removed, |_| Some(CriteriaNews::Removed(name)));
            focus(effects, "add-information".into())
        }
        CriteriaMsg::MoveInformation(information, by) => {
            let place = state.dossier().informations.iter().position(|other| other.id == information);
            let count = state.dossier().informations.len();
            let to = place.and_then(|place| place.checked_add_signed(by)).filter(|to| *to < count);
            let Some(to) = to else {
                say(state, CriteriaNews::NoRoom);
                return Vec::new();
            };
            let moved = Edit::Grid(GridEdit::MoveInformation { information, by });
            change(state, moved, |_| Some(CriteriaNews::NowAt(to + 1, count)))
        }
        _ => Vec::new(),
    }
}

pub(super) fn number(state: &mut State, place: NumberPlace, value: Decimal) -> Vec<Effect> {
    match place {
        NumberPlace::Percent(id) => set_share(state, id, value),
        NumberPlace::LevelPoints(of, index) => {
            let edit = set_level(state, &of, index, |level| level.points = value);
            edit.map_or_else(Vec::new, |edit| quietly(state, edit))
        }
        NumberPlace::PointValue(of, index) => set_point(state, of, index, |point| point.0 = value),
        NumberPlace::PointNote(of, index) => set_point(state, of, index, |point| point.1 = value),
        NumberPlace::Requirement(id) => set_requirement(state, &id, |requirement| requirement.weight = value),
        NumberPlace::Share => crate::app::needs::share(state, value),
        NumberPlace::Gate(id) => gates::set(state, &id, |gate| match &mut gate.rule {
            GateRule::ValueAtLeast { value: threshold, .. }
            | GateRule::ValueAtMost { value: threshold, .. }
            | GateRule::NoteAtLeast { note: threshold, .. } => *threshold = value,
            _ => {}
        }),
        NumberPlace::NoteScale => quietly(state, GridEdit::NoteScale(value)),
        NumberPlace::DetectorPercent(place) => set_percent(state, place, value),
        NumberPlace::DetectorOther(place) => set_other(state, place, value),
    }
}

pub(super) fn text(state: &mut State, place: TextPlace, text: String) -> Vec<Effect> {
    let edit = match place {
        TextPlace::Description(of) => Some(GridEdit::Description { of, text }),
        TextPlace::InformationName(information) => Some(GridEdit::InformationName { information, name: text }),
        TextPlace::LevelLabel(of, index) => set_level(state, &of, index, |level| level.label = text),
        TextPlace::LevelSentence(of, index) => set_level(state, &of, index, |level| level.description = text),
        TextPlace::Unit(of) => return set_measure(state, of, |measure| measure.unit = text),
        TextPlace::Expression(of) => return set_measure(state, of, |measure| measure.expression = text),
        TextPlace::RequirementName(id) => return set_requirement(state, &id, |found| found.name = text),
        TextPlace::RequirementOwner(id) => return set_requirement(state, &id, |found| found.owner = text),
        TextPlace::RequirementUsage(id) => return set_requirement(state, &id, |found| found.usage = text),
        TextPlace::RequirementText(id) => return set_requirement(state, &id, |found| found.description = text),
        TextPlace::GateName(id) => return gates::set(state, &id, |gate| gate.name = text),
        TextPlace::GateBasis(id) => return gates::set(state, &id, |gate| gate.basis = text),
    };
    edit.map_or_else(Vec::new, |edit| quietly(state, edit))
}

/// The share of a criterion in its group, in percent: exactly that, or refused.
fn set_share(state: &mut State, criterion: Id, percent: Decimal) -> Vec<Effect> {
    let shown = share_in_group(state, &criterion).map(|share| share.round(SHARE_DECIMALS).normalized());
    if shown == Some(percent.normalized()) {
        return Vec::new();
    }
    let (value, locks) = if state.is_sharing {
        (Ok(percent), Some(state.locks.clone()))
    } else {
        (weight_of_percent(state.dossier(), &criterion, percent), None)
    };
    match value {
        Ok(value) => change(state, Edit::Weight { criterion, value, locks }, |_| None),
        Err(refusal) => refuse(state, refusal),
    }
}

/// Decimals of a share as it is shown.
pub(super) const SHARE_DECIMALS: u32 = 2;

/// The share of a criterion among its siblings, in percent.
fn share_in_group(state: &State, id: &Id) -> Option<Rational> {
    let (group, place) = state.dossier().siblings(id)?;
    let sum = group.iter().fold(Rational::zero(), |sum, sibling| sum + sibling.weight.into());
    let own = Rational::from(group.get(place)?.weight) * Rational::from(Decimal::integer(100));
    own.checked_div(&sum)
}

/// Another family: what both announce stays, facts that it cannot read go.
fn set_family(state: &mut State, of: Id, family: &'static Family) -> Vec<Effect> {
    let Some(former) = state.dossier().measure(&of) else { return Vec::new() };
    if *former.family == *family {
        return Vec::new();
    }
    let fresh = Measure::fresh(family, LEVEL.get(state.lang));
    let kept = kept_from(former, &fresh);
    let measure = if kept.objection().is_none() { kept } else { fresh };
    let edit = if family.is_coverage && state.dossier().requirements_of(&of).next().is_none() {
        let requirement = NEW_REQUIREMENT.get(state.lang).to_owned();
        Edit::Grid(GridEdit::Coverage { of: of.clone(), measure, requirement })
    } else {
        Edit::Measure { of: of.clone(), measure }
    };
    let facts = |state: &State| {
        state.dossier().offers.iter().flat_map(|offer| offer.all_facts()).map(|facts| facts.len()).sum::<usize>()
    };
    let before = facts(state);
    let mut count = 0;
    let effects = change(state, edit, |state| {
        count = before.saturating_sub(facts(state));
        (count > 0).then_some(CriteriaNews::FactsDropped(count))
    });
    if count > 0 {
        // Said where it happened, for the eyes too.
        state.criteria.open = Some(of.clone());
        state.criteria.dropped = Some(Dropped { dossier: state.dossier().clone(), of, count });
    }
    effects
}

/// The measure with what a former one announced under the same name.
fn kept_from(former: &Measure, fresh: &Measure) -> Measure {
    let mut kept = fresh.clone();
    for (parameter, value) in fresh.family.parameters.iter().zip(&mut kept.parameters) {
        let named = former.family.parameters.iter().zip(&former.parameters);
        if let Some((_, known)) = named.into_iter().find(|(other, _)| other.key == parameter.key) {
            *value = *known;
        }
    }
    if kept.family.has_unit {
        kept.unit.clone_from(&former.unit);
    }
    // Where it does not fit, the edit lets it go.
    kept.composed_by = former.composed_by;
    kept
}

pub(super) fn set_measure(state: &mut State, of: Id, form: impl FnOnce(&mut Measure)) -> Vec<Effect> {
    let Some(mut measure) = state.dossier().measure(&of).cloned() else { return Vec::new() };
    form(&mut measure);
    change(state, Edit::Measure { of, measure }, |_| None)
}

fn levels(state: &mut State, of: Id, step: ListStep) -> Vec<Effect> {
    let Some(measure) = state.dossier().measure(&of) else { return Vec::new() };
    let count = measure.levels.len();
    let (change_, place) = match step {
        ListStep::Add => {
            let points = measure.levels.last().map(|level| level.points).unwrap_or_default();
            let name = format!("{} {count}", LEVEL.get(state.lang));
            (LevelChange::Add(Level::new(name, points)), count)
        }
        ListStep::Remove(index) => (LevelChange::Remove(index), index.min(count.saturating_sub(2))),
        ListStep::Move(index, by) => match index.checked_add_signed(by).filter(|to| *to < count) {
            Some(to) => (LevelChange::Move { index, by }, to),
            None => {
                say(state, CriteriaNews::NoRoom);
                return Vec::new();
            }
        },
    };
    let news = moved_to(step, place, count);
    let edit = Edit::Grid(GridEdit::Levels { of: of.clone(), change: change_ });
    let effects = change(state, edit, |_| news);
    // The focus goes with what moves.
    let part = match step {
        ListStep::Move(_, by) if by < 0 => "up",
        ListStep::Move(..) => "down",
        _ => "label",
    };
    focus(effects, format!("level-{part}-{of}-{place}"))
}

fn points(state: &mut State, of: Id, step: ListStep) -> Vec<Effect> {
    let Some(measure) = state.dossier().measure(&of) else { return Vec::new() };
    let new = || {
        let last = measure.curve.last().copied().unwrap_or_default();
        let next = last.0.checked_add(Decimal::integer(10))?;
        Some((next, last.1))
    };
    let Some((curve, place)) = shifted(&measure.curve, step, new) else { return Vec::new() };
    let effects = set_measure(state, of.clone(), |measure| measure.curve = curve);
    focus(effects, format!("point-{of}-{place}"))
}

fn set_point(state: &mut State, of: Id, index: usize, form: impl FnOnce(&mut (Decimal, Decimal))) -> Vec<Effect> {
    set_measure(state, of, |measure| {
        if let Some(point) = measure.curve.get_mut(index) {
            form(point);
        }
        // Whoever gives a value out of order means the place where it belongs.
        measure.curve.sort_by_key(|(value, _)| *value);
    })
}

fn requirement(state: &State, id: &Id) -> Option<Requirement> {
    state.dossier().requirements.iter().find(|requirement| requirement.id == *id).cloned()
}

fn set_requirement(state: &mut State, id: &Id, form: impl FnOnce(&mut Requirement)) -> Vec<Effect> {
    let Some(mut found) = requirement(state, id) else { return Vec::new() };
    form(&mut found);
    quietly(state, GridEdit::Requirement(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_families_share_is_kept() {
        let measure = |tag: &str| Measure::fresh(family_by_tag(tag).unwrap(), "Niveau");
        let mut index = measure("index");
        (index.parameters, index.unit) = (vec![Decimal::integer(40)], "points".into());
        assert_eq!(kept_from(&index, &measure("note")).parameters, [Decimal::integer(40)]);
        assert_eq!(kept_from(&index, &measure("linear")).unit, "points");
        assert_eq!(kept_from(&index, &measure("note")).unit, "");
    }
}

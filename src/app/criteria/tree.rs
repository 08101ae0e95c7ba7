//! The tree of criteria: adding, splitting, copying, removing, moving.

use super::{CriteriaMsg, CriteriaNews, Zone, change, focus, fresh_name, say};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::catalogue::family_by_tag;
use crate::dossier::{Criterion, Dossier, Edit, GridEdit, Id, LEVEL, Measure};
use crate::i18n::{Lang, Phrase, phrase};

const NEW_CRITERION: Phrase = phrase("Nouveau critère", "New criterion");
const NEW_GROUP: Phrase = phrase("Nouveau groupe", "New group");
const FIRST: Phrase = phrase("Sous-critère 1", "Sub-criterion 1");
const SECOND: Phrase = phrase("Sous-critère 2", "Sub-criterion 2");

/// What a new criterion is noted by until its method is chosen: a note given by hand.
fn plain_measure(lang: Lang) -> Option<Measure> {
    family_by_tag("note").map(|family| Measure::fresh(family, LEVEL.get(lang)))
}

pub(super) fn update(state: &mut State, msg: CriteriaMsg) -> Vec<Effect> {
    let Some(measure) = plain_measure(state.lang) else { return Vec::new() };
    let lang = state.lang;
    match msg {
        CriteriaMsg::Add(parent) => {
            let name = new_name(state, NEW_CRITERION);
            add(state, Edit::AddCriterion { parent, name: name.clone(), measure }, name)
        }
        CriteriaMsg::AddGroup => {
            let name = new_name(state, NEW_GROUP);
            let child = FIRST.get(lang).to_owned();
            add(state, Edit::Grid(GridEdit::AddGroup { parent: None, name: name.clone(), child, measure }), name)
        }
        CriteriaMsg::Split(criterion) => {
            let (first, second) = (FIRST.get(lang).to_owned(), SECOND.get(lang).to_owned());
            let split = GridEdit::Split { criterion: criterion.clone(), first, second, measure };
            let news = |state: &State| parent(state.dossier(), &criterion).map(|g| CriteriaNews::Split(g.id.clone()));
            let effects = change(state, Edit::Grid(split), news);
            focus(effects, format!("name-{criterion}"))
        }
        CriteriaMsg::Duplicate(criterion) => {
            let Some(original) = state.dossier().criterion(&criterion) else { return Vec::new() };
            let name = copy_name(lang, &original.name);
            let news = CriteriaNews::Added(name.clone());
            let copy = Edit::Grid(GridEdit::Duplicate { criterion: criterion.clone(), name });
            let effects = change(state, copy, |_| Some(news));
            let copied = next_sibling(state.dossier(), &criterion, 1).map(|copy| format!("name-{}", copy.id));
            focus(effects, copied.unwrap_or_default())
        }
        CriteriaMsg::Remove(criterion) => {
            let name = state.dossier().criterion(&criterion).map(|c| c.name.clone()).unwrap_or_default();
            // The focus stays near what is gone.
            let near = next_sibling(state.dossier(), &criterion, 1)
                .or_else(|| next_sibling(state.dossier(), &criterion, -1))
                .map(|near| format!("name-{}", near.id));
            let effects = change(state, Edit::RemoveCriterion(criterion), |_| Some(CriteriaNews::Removed(name)));
            focus(effects, near.unwrap_or_else(|| "add-criterion".into()))
        }
        CriteriaMsg::Move(criterion, by) => {
            let room = state
                .dossier()
                .siblings(&criterion)
                .is_some_and(|(group, place)| place.checked_add_signed(by).is_some_and(|to| to < group.len()));
            if !room {
                say(state, CriteriaNews::NoRoom);
                return Vec::new();
            }
            moved(state, Edit::MoveCriterion { criterion: criterion.clone(), by }, criterion)
        }
        CriteriaMsg::Indent(criterion) => match group_beside(state.dossier(), &criterion) {
            Some((group, place)) => {
                let into = GridEdit::MoveInto { criterion: criterion.clone(), parent: Some(group), place };
                moved(state, Edit::Grid(into), criterion)
            }
            None => {
                say(state, CriteriaNews::NoGroupBeside);
                Vec::new()
            }
        },
        CriteriaMsg::Outdent(criterion) => {
            let Some(group) = parent(state.dossier(), &criterion).map(|group| group.id.clone()) else {
                say(state, CriteriaNews::NoRoom);
                return Vec::new();
            };
            let place = state.dossier().siblings(&group).map_or(usize::MAX, |(_, place)| place + 1);
            let above = parent(state.dossier(), &group).map(|above| above.id.clone());
            let out = GridEdit::MoveInto { criterion: criterion.clone(), parent: above, place };
            moved(state, Edit::Grid(out), criterion)
        }
        CriteriaMsg::MoveTo(criterion, group) => {
            if parent(state.dossier(), &criterion).map(|group| &group.id) == group.as_ref() {
                return Vec::new();
            }
            let to = GridEdit::MoveInto { criterion: criterion.clone(), parent: group, place: usize::MAX };
            moved(state, Edit::Grid(to), criterion)
        }
        _ => Vec::new(),
    }
}

pub(super) fn drag(state: &mut State, msg: CriteriaMsg) -> Vec<Effect> {
    match msg {
        CriteriaMsg::Drag(id) => (state.criteria.dragged, state.criteria.drop) = (Some(id), None),
        CriteriaMsg::DragOver(id, down) => {
            let is_group = state.dossier().criterion(&id).is_some_and(|criterion| criterion.measure().is_none());
            let zone = match (is_group, down) {
                (true, 35..) => Zone::Into,
                (_, ..50) => Zone::Before,
                _ => Zone::After,
            };
            state.criteria.drop = Some((id, zone));
        }
        CriteriaMsg::Drop => {
            let (dragged, drop) = (state.criteria.dragged.take(), state.criteria.drop.take());
            let (Some(dragged), Some((target, zone))) = (dragged, drop) else { return Vec::new() };
            return if dragged == target { Vec::new() } else { drop_at(state, dragged, &target, zone) };
        }
        _ => (state.criteria.dragged, state.criteria.drop) = (None, None),
    }
    Vec::new()
}

fn drop_at(state: &mut State, dragged: Id, target: &Id, zone: Zone) -> Vec<Effect> {
    let dossier = state.dossier();
    let (parent, place) = if zone == Zone::Into {
        (Some(target.clone()), usize::MAX)
    } else {
        let Some((group, at)) = dossier.siblings(target) else { return Vec::new() };
        // Once it has left its former place, those behind have moved up.
        let leaves_gap = group.iter().take(at).any(|sibling| sibling.id == dragged);
        let place = at + usize::from(zone == Zone::After) - usize::from(leaves_gap);
        (parent(dossier, target).map(|group| group.id.clone()), place)
    };
    moved(state, Edit::Grid(GridEdit::MoveInto { criterion: dragged.clone(), parent, place }), dragged)
}

fn moved(state: &mut State, edit: Edit, criterion: Id) -> Vec<Effect> {
    change(state, edit, |_| Some(CriteriaNews::Moved(criterion)))
}

/// Adds, and puts the focus on the name of what is new.
fn add(state: &mut State, edit: Edit, name: String) -> Vec<Effect> {
    let group = match &edit {
        Edit::AddCriterion { parent, .. } => parent.clone(),
        _ => None,
    };
    let effects = change(state, edit, |_| Some(CriteriaNews::Added(name)));
    let siblings = match group.and_then(|group| state.dossier().criterion(&group)) {
        Some(group) => group.children(),
        None => &state.dossier().criteria,
    };
    let new = siblings.last().map(|new| format!("name-{}", new.id)).unwrap_or_default();
    focus(effects, new)
}

fn new_name(state: &State, stem: Phrase) -> String {
    let criteria = state.dossier().all_criteria();
    fresh_name(state, stem, criteria.iter().map(|criterion| criterion.name.as_str()))
}

fn copy_name(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Fr => format!("{name} (copie)"),
        Lang::En => format!("{name} (copy)"),
    }
}

/// The group around a criterion.
pub(super) fn parent<'a>(dossier: &'a Dossier, id: &Id) -> Option<&'a Criterion> {
    dossier.all_criteria().into_iter().find(|group| group.children().iter().any(|child| child.id == *id))
}

fn next_sibling<'a>(dossier: &'a Dossier, id: &Id, by: isize) -> Option<&'a Criterion> {
    let (group, place) = dossier.siblings(id)?;
    group.get(place.checked_add_signed(by)?)
}

/// The group that a criterion goes into: the one above it, or else the one below.
fn group_beside(dossier: &Dossier, id: &Id) -> Option<(Id, usize)> {
    let is_group = |criterion: &&Criterion| criterion.measure().is_none();
    let above = next_sibling(dossier, id, -1).filter(is_group).map(|group| (group.id.clone(), usize::MAX));
    above.or_else(|| next_sibling(dossier, id, 1).filter(is_group).map(|group| (group.id.clone(), 0)))
}

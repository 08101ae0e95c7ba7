//! Edits of the shape of the grid, beyond adding and removing criteria: groups,
//! splitting, levels, requirements, facts without weight, the method.

use std::rc::Rc;

use super::grid::{criterion_mut, group_mut, measure_mut, set_measure, siblings_mut};
use super::levels::{self, LevelChange};
use super::{Refusal, fresh_among, fresh_id, shift, taken};
use crate::dossier::grid::{Content, Criterion, Detector, Gate, GateRule, Information, Measure, Method, Requirement};
use crate::dossier::model::{Draft, Id, IdMap, IdSet};
use crate::engine::{Composition, Decimal};
use crate::i18n::{Phrase, phrase};

/// One change of the shape of the grid.
#[derive(Clone, Debug, PartialEq)]
pub enum GridEdit {
    /// A new group at the end of another, with a first sub-criterion.
    AddGroup {
        /// The group around it; none for the top of the tree.
        parent: Option<Id>,
        /// Its name.
        name: String,
        /// The name of its first sub-criterion.
        child: String,
        /// The measure of that one.
        measure: Measure,
    },
    /// A criterion goes to a place of a group.
    MoveInto {
        /// The criterion or group.
        criterion: Id,
        /// The group that it goes to; none for the top of the tree.
        parent: Option<Id>,
        /// Its place there, 0 for the first; beyond the end, the last.
        place: usize,
    },
    /// A leaf becomes a group of two; measure, facts and what reads them stay
    /// with the first.
    Split {
        /// The leaf.
        criterion: Id,
        /// The name of the first sub-criterion.
        first: String,
        /// The name of the second.
        second: String,
        /// The measure of the second.
        measure: Measure,
    },
    /// A copy of a criterion with everything below it, behind it: without facts,
    /// and without weight, so that nothing changes until it gets one.
    Duplicate {
        /// The criterion or group.
        criterion: Id,
        /// The name of the copy.
        name: String,
    },
    /// What is judged or asked, in a sentence or two.
    Description {
        /// The criterion or fact without weight.
        of: Id,
        /// The text.
        text: String,
    },
    /// One of the marks of a criterion.
    Flag {
        /// The criterion or group.
        criterion: Id,
        /// Which.
        flag: CriterionFlag,
        /// Whether it has it.
        is_on: bool,
    },
    /// The levels of a scale.
    Levels {
        /// The criterion or fact without weight.
        of: Id,
        /// What changes.
        change: LevelChange,
    },
    /// How the facts of bricks become one.
    Composition {
        /// The criterion or fact without weight.
        of: Id,
        /// The rule.
        rule: Composition,
    },
    /// A criterion counts requirements from now on, beginning with one.
    Coverage {
        /// The criterion or fact without weight.
        of: Id,
        /// Its measure.
        measure: Measure,
        /// The name of the first requirement.
        requirement: String,
    },
    /// A new gate.
    AddGate {
        /// Its name.
        name: String,
        /// What it asks.
        rule: GateRule,
    },
    /// A new wished requirement, at the end of the register.
    AddRequirement {
        /// The coverage that counts it, where one does.
        of: Option<Id>,
        /// Its name.
        name: String,
    },
    /// The new form of a requirement.
    Requirement(Requirement),
    /// A requirement goes, with what offers say of it.
    RemoveRequirement(Id),
    /// A requirement moves in the register, `by` places down.
    MoveRequirement {
        /// The requirement.
        requirement: Id,
        /// Places down; up when negative.
        by: isize,
    },
    /// Several requirements at once, as a table brought them: the new form of
    /// those that are there, the others at the end.
    Requirements(Vec<Requirement>),
    /// A new fact without weight.
    AddInformation {
        /// Its name.
        name: String,
        /// Its measure.
        measure: Measure,
    },
    /// The name of a fact without weight.
    InformationName {
        /// The fact.
        information: Id,
        /// The name.
        name: String,
    },
    /// A fact without weight goes, with what offers say of it.
    RemoveInformation(Id),
    /// A fact without weight moves among the others, `by` places down.
    MoveInformation {
        /// The fact.
        information: Id,
        /// Places down; up when negative.
        by: isize,
    },
    /// How notes become totals, and totals ranks.
    Method(Method),
    /// The full note.
    NoteScale(Decimal),
    /// How abnormally low prices are looked for.
    Detectors(Vec<Detector>),
}

/// A mark of a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CriterionFlag {
    /// It is announced to the bidders.
    Announced,
    /// It takes account of the environment.
    Environmental,
    /// The best note on it is brought to the full note.
    Rescaled,
}

impl CriterionFlag {
    /// Every mark.
    pub const ALL: [Self; 3] = [Self::Announced, Self::Environmental, Self::Rescaled];

    /// Whether a criterion has it.
    pub fn is_on(self, criterion: &Criterion) -> bool {
        match self {
            Self::Announced => criterion.is_announced,
            Self::Environmental => criterion.is_environmental,
            Self::Rescaled => criterion.is_rescaled,
        }
    }
}

impl GridEdit {
    /// The name of the kind of edit, for "Undo: …".
    pub(super) fn name(&self) -> Phrase {
        match self {
            Self::AddGroup { .. } => phrase("ajout d'un groupe", "new group"),
            Self::MoveInto { .. } => phrase("place d'un critère", "place of a criterion"),
            Self::Split { .. } => phrase("scission d'un critère", "criterion split"),
            Self::Duplicate { .. } => phrase("copie d'un critère", "copy of a criterion"),
            Self::Description { .. } => phrase("description", "description"),
            Self::Flag { .. } => phrase("mention d'un critère", "mark of a criterion"),
            Self::Levels { .. } => phrase("niveaux annoncés", "announced levels"),
            Self::Composition { .. } => phrase("règle de composition", "rule of composition"),
            Self::Coverage { .. } => phrase("méthode de notation", "scoring method"),
            Self::AddGate { .. } => phrase("ajout d'une condition", "new condition"),
            Self::AddRequirement { .. } => phrase("ajout d'un besoin", "new requirement"),
            Self::Requirement(_) => phrase("besoin", "requirement"),
            Self::RemoveRequirement(_) => phrase("retrait d'un besoin", "requirement removed"),
            Self::MoveRequirement { .. } => phrase("ordre des besoins", "order of requirements"),
            Self::Requirements(_) => phrase("collage de besoins", "pasted requirements"),
            Self::AddInformation { .. } => phrase("ajout d'un renseignement", "new fact without weight"),
            Self::InformationName { .. } => phrase("nom d'un renseignement", "name of a fact without weight"),
            Self::RemoveInformation(_) => phrase("retrait d'un renseignement", "fact without weight removed"),
            Self::MoveInformation { .. } => phrase("ordre des renseignements", "order of facts without weight"),
            Self::Method(_) => phrase("méthode de classement", "ranking method"),
            Self::NoteScale(_) => phrase("note pleine", "full note"),
            Self::Detectors(_) => {
                phrase("détection des offres anormalement basses", "search for abnormally low tenders")
            }
        }
    }

    /// What it is about, to be named after the kind.
    pub(super) fn subject(&self) -> Option<&Id> {
        match self {
            Self::MoveInto { criterion, .. } | Self::Flag { criterion, .. } => Some(criterion),
            Self::Description { of, .. }
            | Self::Levels { of, .. }
            | Self::Composition { of, .. }
            | Self::Coverage { of, .. } => Some(of),
            _ => None,
        }
    }
}

pub(super) fn apply(draft: &mut Draft, edit: &GridEdit) -> Result<(), Refusal> {
    match edit {
        GridEdit::AddGroup { parent, name, child, measure } => {
            let mut ids = taken(draft);
            let (id, below) = (fresh_among(&mut ids, "groupe"), fresh_among(&mut ids, "critere"));
            let leaf = Criterion::new(below, child.clone(), HUNDRED, Content::Leaf(measure.clone()));
            let group = group_mut(draft, parent.as_ref())?;
            let weight = if group.is_empty() { HUNDRED } else { Decimal::ZERO };
            group.push(Criterion::new(id, name.clone(), weight, Content::Group(vec![leaf])));
        }
        GridEdit::MoveInto { criterion, parent, place } => move_into(draft, criterion, parent.as_ref(), *place)?,
        GridEdit::Split { criterion, first, second, measure } => split(draft, criterion, [first, second], measure)?,
        GridEdit::Duplicate { criterion, name } => duplicate(draft, criterion, name)?,
        GridEdit::Description { of, text } => match draft.informations.iter_mut().find(|other| other.id == *of) {
            Some(information) => information.description.clone_from(text),
            None => criterion_mut(draft, of)?.description.clone_from(text),
        },
        GridEdit::Flag { criterion, flag, is_on } => {
            let criterion = criterion_mut(draft, criterion)?;
            match flag {
                CriterionFlag::Announced => criterion.is_announced = *is_on,
                CriterionFlag::Environmental => criterion.is_environmental = *is_on,
                CriterionFlag::Rescaled => criterion.is_rescaled = *is_on,
            }
        }
        GridEdit::Levels { of, change } => levels::change(draft, of, change)?,
        GridEdit::Composition { of, rule } => {
            let measure = measure_mut(draft, of)?;
            // What the family does by itself is not said.
            measure.composed_by = Some(*rule).filter(|rule| *rule != measure.default_composition());
        }
        GridEdit::Coverage { of, measure, requirement } => {
            // Before the measure is looked at: a coverage counts something.
            let requirement = new_requirement(draft, Some(of), requirement)?;
            measure_mut(draft, of)?.clone_from(measure);
            draft.requirements.push(requirement);
            set_measure(draft, of, measure)?;
        }
        GridEdit::AddGate { name, rule } => {
            let id = fresh_id(draft, "condition");
            let (name, rule) = (name.clone(), rule.clone());
            draft.gates.push(Gate { id, name, rule, basis: String::new(), basis_date: None });
        }
        GridEdit::AddRequirement { of, name } => {
            let requirement = new_requirement(draft, of.as_ref(), name)?;
            draft.requirements.push(requirement);
        }
        GridEdit::Requirement(requirement) => {
            let place = draft.requirements.iter_mut().find(|other| other.id == requirement.id);
            place.ok_or_else(|| Refusal::Unknown(requirement.id.clone()))?.clone_from(requirement);
        }
        GridEdit::MoveRequirement { requirement, by } => {
            shift(&mut draft.requirements, |other| other.id == *requirement, *by)?;
        }
        GridEdit::Requirements(brought) => {
            draft.take_requirements(brought);
        }
        GridEdit::RemoveRequirement(id) => {
            draft.requirements.retain(|requirement| requirement.id != *id);
            forget_facts(draft, id);
        }
        GridEdit::AddInformation { name, measure } => {
            let id = fresh_id(draft, "renseignement");
            let (name, measure) = (name.clone(), measure.clone());
            draft.informations.push(Information { id, name, description: String::new(), measure });
        }
        GridEdit::InformationName { information, name } => {
            let place = draft.informations.iter_mut().find(|other| other.id == *information);
            place.ok_or_else(|| Refusal::Unknown(information.clone()))?.name.clone_from(name);
        }
        GridEdit::RemoveInformation(id) => remove_information(draft, id)?,
        GridEdit::MoveInformation { information, by } => {
            shift(&mut draft.informations, |other| other.id == *information, *by)?;
        }
        GridEdit::Method(method) => draft.method.clone_from(method),
        GridEdit::NoteScale(scale) => draft.note_scale = *scale,
        GridEdit::Detectors(detectors) => draft.detectors.clone_from(detectors),
    }
    Ok(())
}

const HUNDRED: Decimal = Decimal::integer(100);

fn move_into(draft: &mut Draft, id: &Id, parent: Option<&Id>, place: usize) -> Result<(), Refusal> {
    let criterion = draft.criterion(id).ok_or_else(|| Refusal::Unknown(id.clone()))?;
    if parent.is_some_and(|parent| criterion.descendants().iter().any(|below| below.id == *parent)) {
        return Err(Refusal::IntoItself);
    }
    // The group around it keeps at least one, unless it stays there.
    let around = draft.all_criteria().into_iter().find(|group| group.children().iter().any(|child| child.id == *id));
    if let Some(group) = around
        && group.children().len() == 1
        && parent != Some(&group.id)
    {
        return Err(Refusal::LastOfGroup { group: group.name.clone() });
    }
    let moved = criterion.clone();
    if let Some(group) = siblings_mut(&mut draft.criteria, id) {
        group.retain(|criterion| criterion.id != *id);
    }
    let group = group_mut(draft, parent)?;
    group.insert(place.min(group.len()), moved);
    Ok(())
}

fn split(draft: &mut Draft, id: &Id, names: [&String; 2], measure: &Measure) -> Result<(), Refusal> {
    let mut ids = taken(draft);
    let (group, other) = (fresh_among(&mut ids, "groupe"), fresh_among(&mut ids, "critere"));
    let criterion = criterion_mut(draft, id)?;
    if criterion.measure().is_none() {
        return Err(Refusal::NoRoom);
    }
    let [first, second] = names;
    // The first keeps the identifier, hence its facts and whatever reads them.
    let kept = Criterion {
        is_announced: criterion.is_announced,
        ..Criterion::new(id.clone(), first.clone(), HUNDRED, criterion.content.clone())
    };
    let new = Criterion {
        is_announced: criterion.is_announced,
        ..Criterion::new(other, second.clone(), Decimal::ZERO, Content::Leaf(measure.clone()))
    };
    criterion.id = group.clone();
    criterion.content = Content::Group(vec![kept, new]);
    // What was about the criterion as a whole is about the group.
    for profile in &mut draft.profiles {
        if let Some(weight) = profile.weights.remove(id) {
            profile.weights.insert(group.clone(), weight);
        }
    }
    for requirement in &mut draft.requirements {
        for traced in requirement.criteria.iter_mut().filter(|traced| **traced == *id) {
            *traced = group.clone();
        }
    }
    for tie_break in draft.method.tie_breaks.iter_mut().filter(|tie_break| **tie_break == *id) {
        *tie_break = group.clone();
    }
    for gate in &mut draft.gates {
        let is_whole = matches!(gate.rule, GateRule::NoteAtLeast { .. } | GateRule::SealAtLeast { .. });
        if is_whole && gate.rule.of() == id {
            *gate.rule.of_mut() = group.clone();
        }
    }
    Ok(())
}

fn duplicate(draft: &mut Draft, id: &Id, name: &str) -> Result<(), Refusal> {
    let original = draft.criterion(id).ok_or_else(|| Refusal::Unknown(id.clone()))?;
    let mut copy = Criterion { name: name.to_owned(), weight: Decimal::ZERO, ..original.clone() };
    let mut ids = taken(draft);
    let mut renamed = IdMap::new();
    rename(&mut copy, &mut ids, &mut renamed);
    // Requirements are part of what a coverage announces: they are copied too.
    let mut requirements = Vec::new();
    for requirement in &mut draft.requirements {
        // A copy of a criterion answers the same needs.
        let traced: Vec<Id> = requirement.criteria.iter().filter_map(|id| renamed.get(id).cloned()).collect();
        requirement.criteria.extend(traced);
        if let Some(of) = requirement.of.as_ref().and_then(|of| renamed.get(of)) {
            let id = fresh_among(&mut ids, "besoin");
            requirements.push(Requirement { id, of: Some(of.clone()), ..requirement.clone() });
        }
    }
    draft.requirements.extend(requirements);
    let group = siblings_mut(&mut draft.criteria, id).ok_or(Refusal::NoRoom)?;
    let place = group.iter().position(|criterion| criterion.id == *id).map_or(group.len(), |place| place + 1);
    group.insert(place, copy);
    Ok(())
}

fn rename(criterion: &mut Criterion, ids: &mut IdSet, renamed: &mut IdMap<Id>) {
    let id = fresh_among(ids, if criterion.measure().is_some() { "critere" } else { "groupe" });
    renamed.insert(std::mem::replace(&mut criterion.id, id.clone()), id);
    if let Content::Group(children) = &mut criterion.content {
        for child in children {
            rename(child, ids, renamed);
        }
    }
}

fn new_requirement(draft: &Draft, of: Option<&Id>, name: &str) -> Result<Requirement, Refusal> {
    let id = fresh_id(draft, "besoin");
    Requirement::new(id.clone(), name.to_owned(), of.cloned()).ok_or(Refusal::Unknown(id))
}

fn remove_information(draft: &mut Draft, id: &Id) -> Result<(), Refusal> {
    if let Some(gate) = draft.gates.iter().find(|gate| gate.rule.of() == id) {
        return Err(Refusal::ReadByGate { gate: gate.name.clone() });
    }
    draft.informations.retain(|information| information.id != *id);
    forget_facts(draft, id);
    super::grid::uncount(draft, id);
    Ok(())
}

impl Draft {
    /// Takes requirements up: the new form of those that are there, the others at
    /// the end.
    pub fn take_requirements(&mut self, brought: &[Requirement]) {
        for requirement in brought {
            match self.requirements.iter_mut().find(|other| other.id == requirement.id) {
                Some(place) => place.clone_from(requirement),
                None => self.requirements.push(requirement.clone()),
            }
        }
    }
}

/// Whatever offers say of it goes.
pub(super) fn forget_facts(draft: &mut Draft, id: &Id) {
    for offer in draft.holders_mut() {
        if offer.all_facts().any(|facts| facts.contains_key(id)) {
            Rc::make_mut(offer).all_facts_mut().for_each(|facts| drop(facts.remove(id)));
        }
    }
}

//! Critères: what is open there, and what its gestures do to the grid.

mod gates;
mod grid;
mod method;
mod tree;

use std::rc::Rc;

use super::effect::Effect;
use super::msg::Msg;
use super::state::{Event, State};
use super::update::change_dossier;
use crate::dossier::{
    CriterionFlag, Date, Dossier, Edit, GridEdit, Id, Level, LevelChange, Ranking, Refusal, RuleKind,
};
use crate::engine::{Composition, Decimal};
use crate::i18n::Phrase;

/// What the screen Critères keeps.
#[derive(Clone, Debug, Default)]
pub struct Criteria {
    /// The criterion or fact without weight whose settings are shown.
    pub open: Option<Id>,
    /// The gate whose form is shown.
    pub open_gate: Option<Id>,
    /// Whether weights are given in percent of their group.
    pub is_percent: bool,
    /// Whether groups kept their total before weights were given in percent.
    was_sharing: bool,
    /// The criterion that is being dragged.
    pub dragged: Option<Id>,
    /// Where it would be dropped.
    pub drop: Option<(Id, Zone)>,
    /// The facts that the last change of method took away.
    dropped: Option<Dropped>,
}

/// Facts that a new measure could not read.
#[derive(Clone, Debug)]
struct Dropped {
    /// The dossier right after.
    dossier: Rc<Dossier>,
    of: Id,
    count: usize,
}

impl Criteria {
    /// How many facts the last change took from this measure, as long as
    /// nothing else was changed.
    pub fn dropped_from(&self, dossier: &Rc<Dossier>, of: &Id) -> Option<usize> {
        let dropped = self.dropped.as_ref()?;
        (Rc::ptr_eq(&dropped.dossier, dossier) && dropped.of == *of).then_some(dropped.count)
    }
}

/// A part of the line that something is dragged over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// In front of it.
    Before,
    /// Into this group, behind its last.
    Into,
    /// Behind it.
    After,
}

/// Something that happened on the screen Critères.
#[derive(Clone, Debug, PartialEq)]
pub enum CriteriaMsg {
    /// Show the settings of a criterion, or hide them.
    Open(Id),
    /// Show the form of a gate, or hide it.
    OpenGate(Id),
    /// Give weights in percent, or in points again.
    ToggleUnit,
    /// Bring the weights of a group to 100; none for the top of the tree.
    ShareOut(Option<Id>),
    /// A new criterion at the end of a group; none for the top of the tree.
    Add(Option<Id>),
    /// A new group at the end of the tree.
    AddGroup,
    /// A leaf becomes a group.
    Split(Id),
    /// A copy behind a criterion.
    Duplicate(Id),
    /// A criterion goes.
    Remove(Id),
    /// A criterion moves among its siblings, so many places down.
    Move(Id, isize),
    /// A criterion goes into the group beside it.
    Indent(Id),
    /// A criterion leaves its group, and stands behind it.
    Outdent(Id),
    /// A criterion goes to the end of a group; none for the top of the tree.
    MoveTo(Id, Option<Id>),
    /// A criterion is being dragged.
    Drag(Id),
    /// It is over the line of another, so many percent down.
    DragOver(Id, u8),
    /// It was let go there.
    Drop,
    /// It was let go anywhere.
    DragEnd,
    /// A number was given.
    Number(NumberPlace, Decimal),
    /// A text was given.
    Text(TextPlace, String),
    /// A mark of a criterion.
    Flag(Id, CriterionFlag, bool),
    /// Another family for a criterion or a fact without weight.
    Family(Id, &'static str),
    /// The levels of a scale.
    Levels(Id, LevelStep),
    /// How the facts of bricks become one.
    Composition(Id, Composition),
    /// The points of a broken line.
    Points(Id, ListStep),
    /// The requirements of a coverage.
    AddRequirement(Id),
    /// A requirement goes.
    RemoveRequirement(Id),
    /// A requirement is compulsory, or wished.
    RequirementIsMust(Id, bool),
    /// A new gate.
    AddGate,
    /// A gate goes.
    RemoveGate(Id),
    /// A gate reads something else.
    GateReads(Id, Id),
    /// A gate asks in another way.
    GateKind(Id, RuleKind),
    /// The lowest level that passes a gate.
    GateLevel(Id, usize),
    /// The lowest assurance level that passes a gate.
    GateSeal(Id, u8),
    /// The date of the basis of a gate.
    GateDate(Id, Option<Date>),
    /// A new fact without weight.
    AddInformation,
    /// A fact without weight goes.
    RemoveInformation(Id),
    /// A fact without weight moves, so many places down.
    MoveInformation(Id, isize),
    /// Weighted sum or one criterion after the other.
    Ranking(Ranking),
    /// To how many decimals notes are rounded.
    NoteDecimals(Option<u32>),
    /// To how many decimals totals are rounded.
    TotalDecimals(Option<u32>),
    /// One more criterion tells equal totals apart.
    AddTieBreak(Id),
    /// The criteria that tell equal totals apart.
    TieBreaks(ListStep),
    /// The ways to look for abnormally low prices.
    Detectors(ListStep),
    /// The price criterion that a detector reads.
    DetectorReads(usize, Id),
    /// How a detector finds its threshold.
    DetectorKind(usize, DetectorKind),
}

/// What a number is about.
#[derive(Clone, Debug, PartialEq)]
pub enum NumberPlace {
    /// The weight of a criterion, in percent of its group.
    Percent(Id),
    /// The points of a level.
    LevelPoints(Id, usize),
    /// The value at a point of a broken line.
    PointValue(Id, usize),
    /// The points there.
    PointNote(Id, usize),
    /// The weight of a requirement.
    Requirement(Id),
    /// The share, in percent, that the offer of the open cell covers of its need.
    Share,
    /// The threshold of a gate.
    Gate(Id),
    /// The full note.
    NoteScale,
    /// The percentage of a detector.
    DetectorPercent(usize),
    /// Its ceiling or its estimate.
    DetectorOther(usize),
}

/// What a text is about.
#[derive(Clone, Debug, PartialEq)]
pub enum TextPlace {
    /// The description of a criterion or fact without weight.
    Description(Id),
    /// The unit of a measure.
    Unit(Id),
    /// The announced expression.
    Expression(Id),
    /// The label of a level.
    LevelLabel(Id, usize),
    /// The sentence of a level.
    LevelSentence(Id, usize),
    /// The name of a requirement.
    RequirementName(Id),
    /// How a requirement is measured.
    RequirementText(Id),
    /// Who answers for a requirement.
    RequirementOwner(Id),
    /// Who needs it.
    RequirementUsage(Id),
    /// The name of a fact without weight.
    InformationName(Id),
    /// The name of a gate.
    GateName(Id),
    /// The basis of a gate.
    GateBasis(Id),
}

/// A step on a list of which everything has its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListStep {
    /// One more.
    Add,
    /// The one at this place goes.
    Remove(usize),
    /// The one at this place moves, so many places down.
    Move(usize, isize),
}

/// A step on the levels of a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelStep {
    /// As for any list.
    List(ListStep),
    /// The assurance level (SEAL) that the level at this place grants.
    Seal(usize, Option<u8>),
}

/// How a detector finds its threshold, without its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DetectorKind {
    /// A share of the mean.
    ShareOfMean,
    /// « Double moyenne ».
    DoubleMean,
    /// A share of the estimate.
    ShareOfEstimate,
}

impl DetectorKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::ShareOfMean, Self::DoubleMean, Self::ShareOfEstimate];
}

/// The message of a gesture.
impl From<CriteriaMsg> for Msg {
    fn from(msg: CriteriaMsg) -> Self {
        Self::Criteria(msg)
    }
}

/// What there is to say after a gesture on the grid.
#[derive(Clone, Debug, PartialEq)]
pub enum CriteriaNews {
    /// Something new has this name.
    Added(String),
    /// What had this name is gone.
    Removed(String),
    /// A criterion has moved.
    Moved(Id),
    /// A criterion is now the group with this identifier.
    Split(Id),
    /// So many facts could not be read any more.
    FactsDropped(usize),
    /// Weights are given in another unit.
    UnitChanged,
    /// Something of a list now stands at this place of so many.
    NowAt(usize, usize),
    /// There is nowhere to go.
    NoRoom,
    /// No group stands beside the criterion.
    NoGroupBeside,
}

#[inline(never)]
pub(super) fn update(state: &mut State, msg: CriteriaMsg) -> Vec<Effect> {
    match msg {
        CriteriaMsg::Open(id) => toggle(&mut state.criteria.open, id),
        CriteriaMsg::OpenGate(id) => toggle(&mut state.criteria.open_gate, id),
        CriteriaMsg::ToggleUnit => {
            let view = &mut state.criteria;
            view.is_percent = !view.is_percent;
            // Shares make up a whole: in percent, the other weights follow.
            if view.is_percent {
                view.was_sharing = std::mem::replace(&mut state.is_sharing, true);
            } else {
                state.is_sharing = view.was_sharing;
            }
            say(state, CriteriaNews::UnitChanged);
        }
        CriteriaMsg::Drag(_) | CriteriaMsg::DragOver(..) | CriteriaMsg::Drop | CriteriaMsg::DragEnd => {
            return tree::drag(state, msg);
        }
        CriteriaMsg::Add(_)
        | CriteriaMsg::AddGroup
        | CriteriaMsg::Split(_)
        | CriteriaMsg::Duplicate(_)
        | CriteriaMsg::Remove(_)
        | CriteriaMsg::Move(..)
        | CriteriaMsg::Indent(_)
        | CriteriaMsg::Outdent(_)
        | CriteriaMsg::MoveTo(..) => return tree::update(state, msg),
        CriteriaMsg::AddGate
        | CriteriaMsg::RemoveGate(_)
        | CriteriaMsg::GateReads(..)
        | CriteriaMsg::GateKind(..)
        | CriteriaMsg::GateLevel(..)
        | CriteriaMsg::GateSeal(..)
        | CriteriaMsg::GateDate(..) => return gates::update(state, msg),
        CriteriaMsg::Ranking(_)
        | CriteriaMsg::NoteDecimals(_)
        | CriteriaMsg::TotalDecimals(_)
        | CriteriaMsg::AddTieBreak(_)
        | CriteriaMsg::TieBreaks(_)
        | CriteriaMsg::Detectors(_)
        | CriteriaMsg::DetectorReads(..)
        | CriteriaMsg::DetectorKind(..) => return method::update(state, msg),
        CriteriaMsg::Number(place, value) => return grid::number(state, place, value),
        CriteriaMsg::Text(place, text) => return grid::text(state, place, text),
        _ => return grid::update(state, msg),
    }
    Vec::new()
}

fn toggle(open: &mut Option<Id>, id: Id) {
    *open = (open.as_ref() != Some(&id)).then_some(id);
}

/// Says something to the ears.
pub(super) fn say(state: &mut State, news: CriteriaNews) {
    state.announce(Event::Criteria { news, is_lead_new: false });
}

/// Changes the dossier and, where that was not refused, says what came of it
/// and who leads now, if others do.
pub(super) fn change(
    state: &mut State,
    change: Edit,
    news: impl FnOnce(&State) -> Option<CriteriaNews>,
) -> Vec<Effect> {
    let (before, said) = (Rc::clone(state.dossier()), state.announcement.number);
    state.history.end_gesture();
    let effects = change_dossier(state, change);
    state.history.end_gesture();
    if !Rc::ptr_eq(&before, state.dossier())
        && let Some(news) = news(state)
    {
        let is_lead_new = state.announcement.number != said && state.announcement.event == Some(Event::LeadersChanged);
        state.announce(Event::Criteria { news, is_lead_new });
    }
    effects
}

fn quietly(state: &mut State, edit: GridEdit) -> Vec<Effect> {
    change(state, Edit::Grid(edit), |_| None)
}

/// The effects with the focus put on an element, unless the edit was refused.
pub(super) fn focus(mut effects: Vec<Effect>, id: String) -> Vec<Effect> {
    if !effects.is_empty() {
        effects.push(Effect::FocusOn(id));
    }
    effects
}

fn refuse(state: &mut State, refusal: Refusal) -> Vec<Effect> {
    state.notify(super::state::Notice::Refused(refusal));
    Vec::new()
}

/// A name that is not in use yet: `Nouveau critère`, `Nouveau critère 2`.
pub(super) fn fresh_name<'a>(state: &State, stem: Phrase, names: impl Iterator<Item = &'a str> + Clone) -> String {
    let stem = stem.get(state.lang);
    let numbered = (2..).map(|number| format!("{stem} {number}"));
    let mut candidates = std::iter::once(stem.to_owned()).chain(numbered);
    candidates.find(|name| !names.clone().any(|other| other == name)).unwrap_or_default()
}

/// The place where something of a list goes, if there is one.
pub(in crate::app) fn shifted<T: Clone>(
    list: &[T],
    step: ListStep,
    new: impl FnOnce() -> Option<T>,
) -> Option<(Vec<T>, usize)> {
    let mut list = list.to_vec();
    let place = match step {
        ListStep::Add => {
            list.push(new()?);
            list.len() - 1
        }
        ListStep::Remove(index) if index < list.len() => {
            list.remove(index);
            index.min(list.len().saturating_sub(1))
        }
        ListStep::Move(index, by) if index < list.len() => {
            let to = index.checked_add_signed(by).filter(|to| *to < list.len())?;
            let moved = list.remove(index);
            list.insert(to, moved);
            to
        }
        _ => return None,
    };
    Some((list, place))
}

/// The change of a level at its place.
fn set_level(state: &State, of: &Id, index: usize, change: impl FnOnce(&mut Level)) -> Option<GridEdit> {
    let mut level = state.dossier().measure(of)?.levels.get(index)?.clone();
    change(&mut level);
    Some(GridEdit::Levels { of: of.clone(), change: LevelChange::Set { index, level } })
}

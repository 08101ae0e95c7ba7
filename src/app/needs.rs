//! Besoins: the register of needs, how offers cover them, and a table of needs on
//! its way in.

use std::rc::Rc;

use super::criteria::{CriteriaNews, change, focus, fresh_name, say};
use super::effect::Effect;
use super::grid::{At, FACTS};
use super::msg::Msg;
use super::state::{Event, State};
use crate::dossier::{Date, Edit, Entry, GridEdit, Id, Method, Priority, Requirement, Shortfall};
use crate::engine::{Decimal, Fact};
use crate::i18n::{Phrase, phrase};
use crate::table::{self, Block, BlockError, NeedField, NeedsLanding};

/// What the screen Besoins keeps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Needs {
    /// Which needs are shown.
    pub filter: NeedsFilter,
    /// Whether the sheet of the cell with the cursor of the grid is open here.
    pub shows_cell: bool,
    /// A pasted table of needs, while it is looked at.
    pub table: Option<Rc<NeedsTable>>,
    /// Whether the register is on its way to the clipboard.
    is_copying: bool,
    /// The register as text, where the clipboard did not take it.
    pub copied: Option<String>,
}

/// Which needs are shown: those that are all of this.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NeedsFilter {
    /// Of this priority.
    pub priority: Option<Priority>,
    /// Of this owner; an empty one is nobody's.
    pub owner: Option<String>,
    /// With this usage profile.
    pub usage: Option<String>,
}

impl NeedsFilter {
    /// Whether a need is shown.
    pub fn shows(&self, need: &Requirement) -> bool {
        self.priority.is_none_or(|priority| need.priority == priority)
            && self.owner.as_ref().is_none_or(|owner| need.owner.trim() == owner)
            && self.usage.as_ref().is_none_or(|usage| need.usages().any(|other| other == usage))
    }
}

/// A table of needs and what it would do.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedsTable {
    /// The table as it came; nothing yet, or why it is none.
    pub block: Result<Option<Block>, BlockError>,
    /// Whether its first row holds the heads.
    pub has_heads: bool,
    /// What each column is taken for.
    pub fields: Vec<NeedField>,
    /// What would land.
    pub landing: NeedsLanding,
}

/// How an offer covers a need, as it is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoverChoice {
    /// In full.
    Full,
    /// In part.
    Partly,
    /// Not at all.
    Not,
    /// Nobody knows.
    Unknown,
}

impl CoverChoice {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Full, Self::Partly, Self::Not, Self::Unknown];
}

/// Something that happened on the screen Besoins.
#[derive(Clone, Debug, PartialEq)]
pub enum NeedsMsg {
    /// A new need at the end of the register.
    Add,
    /// A need goes, with what offers say of it.
    Remove(Id),
    /// A need moves in the register, so many places down.
    Move(Id, isize),
    /// How much a need is needed.
    Priority(Id, Priority),
    /// When a need must be covered.
    Deadline(Id, Option<Date>),
    /// The coverage that counts a need.
    CountIn(Id, Option<Id>),
    /// A need gave rise to a criterion, or did not.
    Trace {
        /// The need.
        need: Id,
        /// The criterion or group.
        criterion: Id,
        /// Whether it did.
        is_on: bool,
    },
    /// Until when commitments count as covering.
    CommitmentsUntil(Option<Date>),
    /// Show the needs that are all of this.
    Filter(NeedsFilter),
    /// Open the sheet of an offer on a need.
    Open {
        /// The offer.
        offer: Id,
        /// The need.
        need: Id,
    },
    /// Close it.
    Close,
    /// How the offer of the open sheet covers its need.
    Cover(CoverChoice),
    /// The date to which it commits itself to cover all of it.
    CommittedBy(Option<Date>),
    /// Ask for a table of needs.
    AskTable,
    /// A text was pasted there.
    Table(String),
    /// A column of it is taken for one of [`NeedField::ALL`].
    Choose(usize, usize),
    /// Let it land.
    Land,
    /// Leave the register as it is.
    GiveUp,
    /// The register is on the clipboard.
    Copy,
}

/// What there is to say about it.
#[derive(Clone, Debug, PartialEq)]
pub enum NeedsNews {
    /// So many needs are shown.
    Filtered(usize),
    /// A table was read.
    TableRead,
    /// So many needs landed.
    Landed(usize),
    /// The sheet of an offer on a need is open.
    CellShown,
    /// Whether the clipboard took the register.
    Copied(bool),
}

const NEW_NEED: Phrase = phrase("Nouveau besoin", "New requirement");

#[inline(never)]
pub(super) fn update(state: &mut State, msg: &NeedsMsg) -> Vec<Effect> {
    match msg {
        NeedsMsg::Add => add(state),
        NeedsMsg::Remove(id) => remove(state, id),
        NeedsMsg::Move(id, by) => shift(state, id, *by),
        NeedsMsg::Priority(id, priority) => set(state, id, |need| need.priority = *priority),
        NeedsMsg::Deadline(id, deadline) => set(state, id, |need| need.deadline = *deadline),
        NeedsMsg::CountIn(id, of) => set(state, id, |need| need.of.clone_from(of)),
        NeedsMsg::Trace { need, criterion, is_on } => set(state, need, |need| {
            need.criteria.retain(|traced| traced != criterion);
            if *is_on {
                need.criteria.push(criterion.clone());
            }
        }),
        NeedsMsg::CommitmentsUntil(date) => {
            let method = Method { commitments_until: *date, ..state.dossier().method.clone() };
            step(state, Edit::Grid(GridEdit::Method(method)))
        }
        NeedsMsg::Filter(filter) => {
            let shown = state.dossier().requirements.iter().filter(|need| filter.shows(need)).count();
            desk(state).filter.clone_from(filter);
            tell(state, NeedsNews::Filtered(shown));
            Vec::new()
        }
        NeedsMsg::Open { offer, need } => open(state, offer, need),
        NeedsMsg::Close => {
            desk(state).shows_cell = false;
            let cell = need_at_cursor(state).map(|(offer, need)| Effect::FocusOn(format!("cover-{need}-{offer}")));
            cell.into_iter().collect()
        }
        NeedsMsg::Cover(choice) => cover(state, *choice),
        NeedsMsg::CommittedBy(date) => {
            set_entry(state, |entry| set_shortfall(entry, |shortfall| shortfall.committed_by = *date))
        }
        NeedsMsg::AskTable => {
            desk(state).table = Some(Rc::new(empty()));
            vec![Effect::Focus("needs-paste-text")]
        }
        NeedsMsg::Table(text) => read(state, text),
        NeedsMsg::Choose(column, choice) => choose(state, *column, *choice),
        NeedsMsg::Land => land(state),
        NeedsMsg::GiveUp => {
            desk(state).table = None;
            vec![Effect::Focus("needs-paste")]
        }
        NeedsMsg::Copy => {
            let text = table::tab_separated(&table::needs_rows(state.lang, state.dossier()));
            let needs = desk(state);
            (needs.is_copying, needs.copied) = (true, None);
            vec![Effect::Copy(text)]
        }
    }
}

impl State {
    /// What the screen Besoins keeps, once it keeps anything.
    pub fn needs(&self) -> Option<&Needs> {
        self.needs.as_deref()
    }
}

/// Whether it was the register that the clipboard took, or did not.
pub(super) fn takes_copied(state: &mut State) -> bool {
    state.needs.as_mut().is_some_and(|needs| needs.is_copying && std::mem::take(&mut Rc::make_mut(needs).is_copying))
}

/// The clipboard has answered.
pub(super) fn copied(state: &mut State, done: bool) -> Vec<Effect> {
    let text = table::tab_separated(&table::needs_rows(state.lang, state.dossier()));
    desk(state).copied = (!done).then_some(text);
    tell(state, NeedsNews::Copied(done));
    if done { Vec::new() } else { vec![Effect::Focus("needs-copied")] }
}

fn desk(state: &mut State) -> &mut Needs {
    Rc::make_mut(state.needs.get_or_insert_default())
}

fn tell(state: &mut State, news: NeedsNews) {
    state.announce(Event::Needs(news));
}

/// An edit that is a step of its own, and says what it was.
fn step(state: &mut State, edit: Edit) -> Vec<Effect> {
    state.history.end_gesture();
    let effects = super::update::change_and_tell(state, edit);
    state.history.end_gesture();
    effects
}

fn add(state: &mut State) -> Vec<Effect> {
    let names = state.dossier().requirements.iter().map(|need| need.name.as_str());
    let name = fresh_name(state, NEW_NEED, names);
    // What is new is shown, whatever was sought before.
    if let Some(needs) = &mut state.needs {
        Rc::make_mut(needs).filter = NeedsFilter::default();
    }
    let news = CriteriaNews::Added(name.clone());
    let effects = change(state, Edit::Grid(GridEdit::AddRequirement { of: None, name }), |_| Some(news));
    let new = state.dossier().requirements.last().map(|new| format!("need-{}", new.id));
    focus(effects, new.unwrap_or_default())
}

fn remove(state: &mut State, id: &Id) -> Vec<Effect> {
    let name = need(state, id).map(|need| need.name).unwrap_or_default();
    let removed = Edit::Grid(GridEdit::RemoveRequirement(id.clone()));
    let effects = change(state, removed, |_| Some(CriteriaNews::Removed(name)));
    focus(effects, "add-need".into())
}

fn shift(state: &mut State, id: &Id, by: isize) -> Vec<Effect> {
    let register = &state.dossier().requirements;
    let count = register.len();
    let place = register.iter().position(|need| need.id == *id);
    let Some(to) = place.and_then(|place| place.checked_add_signed(by)).filter(|to| *to < count) else {
        say(state, CriteriaNews::NoRoom);
        return Vec::new();
    };
    let moved = Edit::Grid(GridEdit::MoveRequirement { requirement: id.clone(), by });
    let effects = change(state, moved, |_| Some(CriteriaNews::NowAt(to + 1, count)));
    // The focus goes with what moves.
    let button = if by < 0 { "up" } else { "down" };
    focus(effects, format!("need-{button}-{id}"))
}

fn need(state: &State, id: &Id) -> Option<Requirement> {
    state.dossier().requirements.iter().find(|need| need.id == *id).cloned()
}

/// Changes a need.
fn set(state: &mut State, id: &Id, form: impl FnOnce(&mut Requirement)) -> Vec<Effect> {
    let Some(mut found) = need(state, id) else { return Vec::new() };
    form(&mut found);
    step(state, Edit::Grid(GridEdit::Requirement(found)))
}

/// The cursor of the grid goes to the cell, whose evidence is changed there as here.
fn open(state: &mut State, offer: &Id, need: &Id) -> Vec<Effect> {
    let dossier = state.dossier();
    let offer = dossier.offers.iter().position(|other| other.id == *offer);
    let field = dossier.measures().iter().position(|(id, ..)| *id == need);
    let Some((offer, field)) = offer.zip(field) else { return Vec::new() };
    let at = At { offer, field: FACTS + field };
    (state.grid.at, state.grid.anchor, state.grid.editing) = (at, at, None);
    desk(state).shows_cell = true;
    tell(state, NeedsNews::CellShown);
    vec![Effect::Focus("cover-title")]
}

/// The offer and the need of the cell with the cursor, where it is one.
pub(super) fn need_at_cursor(state: &State) -> Option<(Id, Id)> {
    let (offer, id, _) = state.fact_at(state.cursor())?;
    state.dossier().requirements.iter().any(|need| need.id == id).then_some((offer, id))
}

/// What is known of the offer of the open sheet on its need.
fn set_entry(state: &mut State, form: impl FnOnce(&mut Entry)) -> Vec<Effect> {
    let Some((offer, measure)) = need_at_cursor(state) else { return Vec::new() };
    let Some(mut entry) = state.entry_at(state.cursor()) else { return Vec::new() };
    form(&mut entry);
    step(state, Edit::Entry { offer, measure, entry })
}

fn cover(state: &mut State, choice: CoverChoice) -> Vec<Effect> {
    set_entry(state, |entry| {
        let is_part = entry.fact.bounds().is_some_and(|(_, high)| !high.is_zero() && high < Decimal::ONE);
        entry.fact = match choice {
            CoverChoice::Full => Fact::Number(Decimal::ONE),
            // What was known of a part stays known.
            CoverChoice::Partly if is_part => entry.fact,
            CoverChoice::Partly => Fact::Number(HALF),
            CoverChoice::Not => Fact::Number(Decimal::ZERO),
            CoverChoice::Unknown => Fact::Missing,
        };
    })
}

/// The share, in percent, that the offer of the open sheet covers of its need.
pub(super) fn share(state: &mut State, percent: Decimal) -> Vec<Effect> {
    let Some(share) = percent.checked_mul(Decimal::hundredths(1)) else { return Vec::new() };
    set_entry(state, |entry| entry.fact = Fact::Number(share.normalized()))
}

/// What a part starts with, to be corrected.
const HALF: Decimal = Decimal::hundredths(50);

/// Changes what lacks of a need.
pub(super) fn set_shortfall(entry: &mut Entry, form: impl FnOnce(&mut Shortfall)) {
    let mut shortfall = entry.shortfall.take().map(|shortfall| *shortfall).unwrap_or_default();
    form(&mut shortfall);
    entry.shortfall = shortfall.boxed();
}

fn empty() -> NeedsTable {
    let landing = NeedsLanding { lines: Vec::new(), requirements: Vec::new(), defects: Vec::new() };
    NeedsTable { block: Ok(None), has_heads: false, fields: Vec::new(), landing }
}

fn read(state: &mut State, text: &str) -> Vec<Effect> {
    let mut read = empty();
    match Block::read(text) {
        Ok(block) => {
            (read.has_heads, read.fields) = table::need_fields(&block);
            read.landing = table::land_needs(state.lang, state.dossier(), &block, read.has_heads, &read.fields);
            read.block = Ok(Some(block));
        }
        Err(error) => read.block = Err(error),
    }
    desk(state).table = Some(Rc::new(read));
    tell(state, NeedsNews::TableRead);
    vec![Effect::Focus("needs-paste-title")]
}

fn choose(state: &mut State, column: usize, choice: usize) -> Vec<Effect> {
    let Some(mut read) = state.needs().and_then(|needs| needs.table.as_deref()).cloned() else { return Vec::new() };
    let (Some(field), Ok(Some(block))) = (NeedField::ALL.get(choice), &read.block) else { return Vec::new() };
    // A meaning has one column.
    for other in read.fields.iter_mut().filter(|other| *other == field) {
        *other = NeedField::Ignore;
    }
    if let Some(place) = read.fields.get_mut(column) {
        *place = *field;
    }
    read.landing = table::land_needs(state.lang, state.dossier(), block, read.has_heads, &read.fields);
    desk(state).table = Some(Rc::new(read));
    tell(state, NeedsNews::TableRead);
    Vec::new()
}

fn land(state: &mut State) -> Vec<Effect> {
    let Some(read) = state.needs().and_then(|needs| needs.table.clone()) else { return Vec::new() };
    let Ok(Some(block)) = &read.block else { return Vec::new() };
    // What lands is made of the register as it is now, whatever was undone meanwhile.
    let landing = table::land_needs(state.lang, state.dossier(), block, read.has_heads, &read.fields);
    if landing != read.landing {
        desk(state).table = Some(Rc::new(NeedsTable { landing, ..(*read).clone() }));
        tell(state, NeedsNews::TableRead);
        return vec![Effect::Focus("needs-paste-title")];
    }
    if !landing.can_land() {
        return Vec::new();
    }
    let count = landing.requirements.len();
    let before = Rc::clone(state.dossier());
    let mut effects = step(state, Edit::Grid(GridEdit::Requirements(landing.requirements)));
    // The seal of the grid may hold it back: the table stays, to be seen again.
    if Rc::ptr_eq(&before, state.dossier()) {
        return effects;
    }
    let needs = desk(state);
    (needs.table, needs.filter) = (None, NeedsFilter::default());
    tell(state, NeedsNews::Landed(count));
    effects.push(Effect::Focus("needs-title"));
    effects
}

/// The message of a gesture.
impl From<NeedsMsg> for Msg {
    fn from(msg: NeedsMsg) -> Self {
        Self::Needs(Rc::new(msg))
    }
}

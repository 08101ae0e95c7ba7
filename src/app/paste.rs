//! A table on its way into a dossier: shown first, landed on request, one step
//! to undo.

use std::rc::Rc;

use super::effect::Effect;
use super::grid::{At, FACTS};
use super::msg::Msg;
use super::state::{Event, Origin, Screen, State};
use super::update::{change_dossier, open};
use crate::dossier::{Defect, Dossier, Draft, Edit};
use crate::i18n::{Phrase, phrase};
use crate::table::{self, Block, BlockError, Guess, Landing, Orientation, Sheet, Target};

/// The table and what it would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Paste {
    /// The table as it came; nothing yet, or why it is none.
    pub block: Result<Option<Block>, BlockError>,
    /// What stands above it: the title of a new dossier.
    pub title: Option<String>,
    /// The button that asked for it; [`Self::BRICKS`] takes bricks, not offers.
    pub opener: &'static str,
    /// The cell where it was pasted, when that was in the grid.
    pub at: Option<At>,
    /// Whether it makes a new dossier rather than completing the one that is shown.
    pub is_new: bool,
    /// Which way its offers lie.
    pub orientation: Orientation,
    /// The table with its offers in rows.
    pub sheet: Sheet,
    /// Per field: which measure it is, in the dossier that is shown.
    pub targets: Vec<Target>,
    /// Per field: what it is taken for, in a new dossier.
    pub guesses: Vec<Guess>,
    /// What would land.
    pub landing: Result<Rc<Landing>, Vec<Defect>>,
}

/// A gesture on it.
#[derive(Clone, Debug, PartialEq)]
pub enum PasteMsg {
    /// Ask for a table; the focus comes back to the button with this identifier.
    Open(&'static str),
    /// A text was pasted: into the grid, when the cursor was there.
    Text(String, Option<At>),
    /// Offers lie the other way.
    Turn,
    /// Make a new dossier of it, or complete the one that is shown.
    IntoNew(bool),
    /// A field is taken for one of its choices: [`Guess::ALL`] in a new dossier,
    /// else nothing, then the measures of the dossier that is shown.
    Choose(usize, usize),
    /// Let it land.
    Land,
    /// Leave everything as it is.
    Close,
}

impl Paste {
    /// The button that asks for a table of bricks.
    pub const BRICKS: &str = "bricks-paste";

    /// Whether its lines are bricks of the buyer's own.
    pub fn is_of_bricks(&self) -> bool {
        self.opener == Self::BRICKS
    }
}

/// The title of a dossier made of a table.
const TITLE: Phrase = phrase("Nouveau comparatif", "New comparison");

#[inline(never)]
pub(super) fn update(state: &mut State, msg: PasteMsg) -> Vec<Effect> {
    match msg {
        PasteMsg::Open(opener) => {
            state.paste = Some(Paste { opener, ..empty() });
            state.is_beginning = false;
            return vec![Effect::Focus("paste-text")];
        }
        PasteMsg::Text(text, at) => return read(state, &text, at),
        PasteMsg::Land => return land(state),
        PasteMsg::Close => {
            let Some(paste) = state.paste.take() else { return Vec::new() };
            return vec![paste.at.map_or(Effect::Focus(paste.opener), Effect::FocusCell)];
        }
        PasteMsg::Turn | PasteMsg::IntoNew(_) | PasteMsg::Choose(..) => {
            let Some(mut paste) = state.paste.take() else { return Vec::new() };
            match msg {
                PasteMsg::Turn => {
                    paste.orientation = paste.orientation.other();
                    lay_out(state, &mut paste);
                }
                PasteMsg::IntoNew(is_new) => paste.is_new = is_new,
                PasteMsg::Choose(field, choice) => choose(state, &mut paste, field, choice),
                _ => {}
            }
            foresee(state, &mut paste);
            state.paste = Some(paste);
        }
    }
    Vec::new()
}

fn choose(state: &State, paste: &mut Paste, field: usize, choice: usize) {
    if paste.is_new {
        if let (Some(place), Some(guess)) = (paste.guesses.get_mut(field), Guess::ALL.get(choice)) {
            *place = *guess;
        }
        return;
    }
    let measures = state.dossier().measures();
    let chosen = choice.checked_sub(1).and_then(|place| measures.get(place));
    let target = chosen.map_or(Target::Ignore, |(id, ..)| Target::Measure((*id).clone()));
    // A measure has one field.
    for other in paste.targets.iter_mut().filter(|other| **other == target) {
        *other = Target::Ignore;
    }
    if let Some(place) = paste.targets.get_mut(field) {
        *place = target;
    }
}

fn empty() -> Paste {
    let sheet = Sheet { fields: Vec::new(), lines: Vec::new(), has_heads: false, has_names: false, weights: None };
    Paste {
        block: Ok(None),
        title: None,
        opener: "action-new",
        at: None,
        is_new: true,
        orientation: Orientation::Rows,
        sheet,
        targets: Vec::new(),
        guesses: Vec::new(),
        landing: Err(Vec::new()),
    }
}

fn read(state: &mut State, text: &str, at: Option<At>) -> Vec<Effect> {
    let opener = state.paste.as_ref().map_or("action-new", |paste| paste.opener);
    let mut paste = Paste { at, opener, ..empty() };
    match Block::read(text) {
        Ok(mut block) => {
            // One cell is what one would have typed there.
            if let (Some(at), [row]) = (at, block.rows.as_slice())
                && let [cell] = row.as_slice()
            {
                state.grid.at = at;
                state.grid.editing = Some(super::grid::Typing::default());
                return super::grid::update(state, super::grid::GridMsg::Commit(cell.clone(), (0, 0)));
            }
            // In the grid, every row has its place.
            paste.title = if at.is_none() { block.without_title() } else { None };
            // Over an example, or where there is nothing yet, one begins anew.
            let is_begun = !state.dossier().offers.is_empty() && !matches!(state.origin, Origin::Example(_));
            let knows = Some(state.dossier().as_ref());
            paste.orientation = if paste.is_of_bricks() { Orientation::Rows } else { Orientation::of(&block, knows) };
            paste.block = Ok(Some(block));
            lay_out(state, &mut paste);
            let is_known = paste.targets.iter().any(|target| *target != Target::Ignore);
            paste.is_new = at.is_none() && !(is_begun && is_known) && !paste.is_of_bricks();
            foresee(state, &mut paste);
        }
        Err(error) => paste.block = Err(error),
    }
    state.paste = Some(paste);
    state.announce(Event::TableRead);
    vec![Effect::Focus("paste-title")]
}

/// Reads the block in the direction chosen, and sets every field anew.
fn lay_out(state: &State, paste: &mut Paste) {
    let Ok(Some(block)) = &paste.block else { return };
    paste.sheet = Sheet::of(block, paste.orientation);
    paste.targets = table::targets(state.dossier(), &paste.sheet, 0);
    let is_known = paste.sheet.has_heads && paste.targets.iter().any(|target| *target != Target::Ignore);
    if let Some(at) = paste.at.filter(|_| !is_known) {
        // Where nothing says what the fields are, their place does.
        paste.orientation = if state.has_offer_rows() { Orientation::Rows } else { Orientation::Columns };
        (paste.sheet, paste.targets) = in_place(state, block, paste.orientation, at);
    }
    paste.guesses = (0..paste.sheet.fields.len()).map(|field| table::guess(&paste.sheet, field)).collect();
}

/// A block laid over the grid with its first cell at a cell: as in a spreadsheet.
fn in_place(state: &State, block: &Block, orientation: Orientation, at: At) -> (Sheet, Vec<Target>) {
    let block = if orientation == Orientation::Rows { block.clone() } else { block.transposed() };
    // Names and statuses before the facts: names find their offers.
    let before = FACTS.saturating_sub(at.field);
    let has_names = before == FACTS;
    let line = |row: usize| {
        let name = if has_names { block.cell(row, 0).to_owned() } else { String::new() };
        (name, (before..block.columns()).map(|column| block.cell(row, column).to_owned()).collect())
    };
    let sheet = Sheet {
        fields: vec![String::new(); block.columns().saturating_sub(before)],
        lines: (0..block.rows.len()).map(line).collect(),
        has_heads: false,
        has_names,
        weights: None,
    };
    let targets = table::targets(state.dossier(), &sheet, at.field.saturating_sub(FACTS));
    (sheet, targets)
}

/// What would land now.
fn foresee(state: &State, paste: &mut Paste) {
    let landing = if paste.is_of_bricks() {
        table::land_bricks(state.lang, state.dossier(), &paste.sheet, &paste.targets)
    } else if paste.is_new {
        let title = paste.title.clone().unwrap_or_else(|| TITLE.get(state.lang).into());
        table::begin(state.lang, title, &paste.sheet, &paste.guesses)
    } else {
        let first = paste.at.map_or(0, |at| at.offer);
        table::land(state.lang, state.dossier(), &paste.sheet, &paste.targets, first)
    };
    paste.landing = landing.map(Rc::new);
}

fn land(state: &mut State) -> Vec<Effect> {
    let Some(paste) = state.paste.take() else { return Vec::new() };
    let is_of_bricks = paste.is_of_bricks();
    let Ok(landing) = paste.landing else {
        state.paste = Some(paste);
        return Vec::new();
    };
    let mut dossier: Rc<Dossier> = Rc::clone(&landing.dossier);
    let in_lot = paste.is_new.then(|| in_lot(state, &dossier)).flatten();
    let is_lot = in_lot.is_some();
    if let Some(in_lot) = in_lot {
        dossier = in_lot;
    } else if paste.is_new {
        let mut effects = open(state, dossier, Origin::Mine);
        state.is_saved = false;
        state.screen = Screen::Ranking;
        state.announce(Event::TableLanded);
        effects.extend([Effect::SaveSoon, Effect::Focus("ranking-title")]);
        return effects;
    }
    let change =
        if is_of_bricks { Edit::Pool(table::bricks_of(state.dossier(), &dossier)) } else { Edit::Table(dossier) };
    state.history.end_gesture();
    let mut effects = change_dossier(state, change);
    state.history.end_gesture();
    // The seal of the grid holds it back.
    if state.seal.held.is_some() {
        return effects;
    }
    state.announce(Event::TableLanded);
    if is_of_bricks {
        effects.push(Effect::Focus("composing-title"));
        return effects;
    }
    if is_lot {
        state.screen = Screen::Ranking;
        effects.push(Effect::Focus("ranking-title"));
        return effects;
    }
    state.screen = Screen::Offers;
    effects.push(paste.at.map_or(Effect::Focus("offers-title"), Effect::FocusCell));
    effects
}

/// Of several lots, the one that is shown begins anew with the table, and the others
/// stay; nothing where there is only one dossier.
fn in_lot(state: &State, begun: &Dossier) -> Option<Rc<Dossier>> {
    let lots = state.dossier().lots.clone()?;
    let draft = Draft { lots: Some(lots), title: state.dossier().title.clone(), ..begun.to_draft() };
    draft.check().ok().map(Rc::new)
}

/// The message of a gesture.
impl From<PasteMsg> for Msg {
    fn from(msg: PasteMsg) -> Self {
        Self::Paste(msg)
    }
}

//! The grid of the offers: where the cursor is, what is being typed, what a
//! gesture of a spreadsheet means. What is typed becomes an edit when it reads
//! well; else it stays where it is, with the reason beside it.

mod gestures;

use std::rc::Rc;

pub(super) use self::gestures::{set_part, update};
use super::msg::Msg;
use super::state::State;
use crate::dossier::{Dossier, Entry, Id, Measure, Refusal, StandingKind};
use crate::engine::Fact;
use crate::i18n::Lang;
use crate::table::{CellError, tab_separated, write_fact};

/// A cell: which offer, and which of its fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// The place of the offer in the dossier.
    pub offer: usize,
    /// [`NAME`], [`STATUS`], then the facts in the order of the grid.
    pub field: usize,
}

/// The field that holds the name of an offer.
pub const NAME: usize = 0;
/// The field that holds its status.
pub const STATUS: usize = 1;
/// The first field that holds a fact.
pub const FACTS: usize = 2;
/// From so many offers on, each has a row of its own rather than a column.
const MANY_OFFERS: usize = 16;
/// More offers cannot have a column each: columns have no window, and nobody
/// reads hundreds of them.
const MAX_COLUMNS: usize = 100;

/// The grid as it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// The cell that has the cursor.
    pub at: At,
    /// The other corner of what is selected; the cursor's own cell when alone.
    pub anchor: At,
    /// What is being typed there.
    pub editing: Option<Typing>,
    /// Which way the offers lie, once the user chose.
    pub has_offer_rows: Option<bool>,
    /// Whether the sheet of the cell (justification, evidence) is open.
    pub shows_sheet: bool,
}

/// A cell being typed in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Typing {
    /// What stood there when it began.
    pub text: String,
    /// Whether it began with a character: arrows then go on to the next cell.
    pub is_fresh: bool,
    /// Why it was not taken.
    pub problem: Option<Problem>,
}

/// Why what was typed was not taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// It cannot be read.
    Unread(CellError),
    /// It breaks a rule.
    Refused(Refusal),
}

/// Rows down and columns to the right, as they are seen.
pub type Step = (isize, isize);

/// A gesture on the grid.
#[derive(Clone, Debug, PartialEq)]
pub enum GridMsg {
    /// The cursor goes to a cell.
    Go(At),
    /// The selection reaches to a cell.
    Reach(At),
    /// The cursor moves; with `true` the selection grows.
    Move(Step, bool),
    /// Everything is selected.
    All,
    /// The selection is on the clipboard.
    Copied,
    /// The focus comes back to the cell with the cursor.
    Return,
    /// Typing begins, with a character or with what is there.
    Begin(Option<String>),
    /// Typing is done; the cursor moves on.
    Commit(String, Step),
    /// A choice is made: the level or the answer by index, nothing for "not known".
    Choose(Option<usize>, Step),
    /// Typing is given up.
    Cancel,
    /// The facts of the selection go.
    Clear,
    /// The first row (or column) of the selection fills the others; alone, the
    /// cell above (or to the left) fills the cursor's.
    Fill {
        /// Whether to the right rather than down.
        to_the_right: bool,
    },
    /// Offers lie the other way.
    Turn,
    /// The sheet of the cell opens or closes.
    ToggleSheet,
    /// A part of the evidence of the cell with the cursor.
    Evidence(Part, String),
    /// Something done to whole offers; the cursor goes along.
    Offer(OfferStep),
}

/// What can be done to the offer with the cursor.
#[derive(Clone, Debug, PartialEq)]
pub enum OfferStep {
    /// A new offer of this name stands behind the others.
    Add(String),
    /// A copy of this name stands behind it.
    Duplicate(String),
    /// It goes.
    Remove,
    /// It moves so many places on.
    Shift(isize),
}

/// A part of what supports a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Why this fact.
    Justification,
    /// The document.
    Source,
    /// The page there.
    Page,
    /// Its address.
    Address,
    /// When it was true, as an ISO date.
    Date,
    /// Until when it holds, as an ISO date.
    ValidUntil,
    /// What lacks of a need.
    Gap,
    /// How one can do without that.
    Workaround,
    /// When all of it will be there, as an ISO date.
    CommittedBy,
}

impl State {
    /// Whether each offer has a row of its own rather than a column.
    pub fn has_offer_rows(&self) -> bool {
        let offers = self.dossier().offers.len();
        !self.can_turn_grid() || self.grid.has_offer_rows.unwrap_or(offers >= MANY_OFFERS)
    }

    /// Whether the offers can lie either way.
    pub fn can_turn_grid(&self) -> bool {
        self.dossier().offers.len() <= MAX_COLUMNS
    }

    /// The cell with the cursor: within the grid, whatever undo took away.
    pub fn cursor(&self) -> At {
        self.moved(self.grid.at, (0, 0))
    }

    /// The selected cells, from the first offer and field to the last.
    pub fn selection(&self) -> (At, At) {
        let (a, b) = (self.cursor(), self.moved(self.grid.anchor, (0, 0)));
        let low = At { offer: a.offer.min(b.offer), field: a.field.min(b.field) };
        (low, At { offer: a.offer.max(b.offer), field: a.field.max(b.field) })
    }

    /// The offer and the measure of a cell that holds a fact.
    pub fn fact_at(&self, at: At) -> Option<(Id, Id, Measure)> {
        fact_in(self.dossier(), at)
    }

    /// What is known in a cell that holds a fact.
    pub fn entry_at(&self, at: At) -> Option<Entry> {
        entry_in(self.dossier(), at)
    }

    /// A cell as text, as it is typed again.
    fn text_at(&self, at: At) -> String {
        text_in(self.lang, self.dossier(), at)
    }

    /// What is selected, to be copied when that is asked for.
    pub fn selected(&self) -> Selected {
        let (first, last) = self.selection();
        let has_offer_rows = self.has_offer_rows();
        Selected { dossier: Rc::clone(self.dossier()), lang: self.lang, first, last, has_offer_rows }
    }

    /// The last cell that there is; nothing without offers.
    fn last_cell(&self) -> Option<At> {
        let dossier = self.dossier();
        let offer = dossier.offers.len().checked_sub(1)?;
        Some(At { offer, field: FACTS + dossier.measures().len() - 1 })
    }

    /// A cell so many rows down and columns to the right, within the grid.
    fn moved(&self, at: At, (down, right): Step) -> At {
        let (offers, fields) = if self.has_offer_rows() { (down, right) } else { (right, down) };
        let last = self.last_cell().unwrap_or_default();
        At {
            offer: at.offer.saturating_add_signed(offers).min(last.offer),
            field: at.field.saturating_add_signed(fields).min(last.field),
        }
    }
}

/// Cells on their way to a spreadsheet.
#[derive(Clone, Debug)]
pub struct Selected {
    dossier: Rc<Dossier>,
    lang: Lang,
    first: At,
    last: At,
    has_offer_rows: bool,
}

impl Selected {
    /// The cells as a spreadsheet takes them; `status` has the words of a status.
    pub fn text(&self, status: impl Fn(Lang, StandingKind) -> String) -> String {
        let text = |offer: usize, field: usize| match self.dossier.offers.get(offer) {
            Some(offer) if field == STATUS => status(self.lang, offer.standing.kind),
            _ => text_in(self.lang, &self.dossier, At { offer, field }),
        };
        let (offers, fields) = (self.first.offer..=self.last.offer, self.first.field..=self.last.field);
        let rows: Vec<Vec<String>> = if self.has_offer_rows {
            offers.map(|offer| fields.clone().map(|field| text(offer, field)).collect()).collect()
        } else {
            fields.map(|field| offers.clone().map(|offer| text(offer, field)).collect()).collect()
        };
        tab_separated(&rows)
    }
}

fn fact_in(dossier: &Dossier, at: At) -> Option<(Id, Id, Measure)> {
    let offer = dossier.offers.get(at.offer)?.id.clone();
    let measures = dossier.measures();
    let (id, _, measure) = measures.get(at.field.checked_sub(FACTS)?)?;
    Some((offer, (*id).clone(), (*measure).clone()))
}

fn entry_in(dossier: &Dossier, at: At) -> Option<Entry> {
    let (offer, measure, _) = fact_in(dossier, at)?;
    let known = dossier.offer(&offer)?.facts.get(&measure).cloned();
    Some(known.unwrap_or_else(|| Fact::Missing.into()))
}

fn text_in(lang: Lang, dossier: &Dossier, at: At) -> String {
    let Some(offer) = dossier.offers.get(at.offer) else { return String::new() };
    match (at.field, fact_in(dossier, at).zip(entry_in(dossier, at))) {
        (NAME, _) => offer.name.clone(),
        (_, Some(((_, _, measure), entry))) => write_fact(lang, &measure, entry.fact),
        (_, None) => String::new(),
    }
}

/// The message of a gesture.
impl From<GridMsg> for Msg {
    fn from(msg: GridMsg) -> Self {
        Self::Grid(msg)
    }
}

//! The seal of the grid, the journal, and another dossier beside this one: what
//! is open, what was asked, and what holds an edit back.

mod holding;
mod other;
mod record;

use std::rc::Rc;

pub(super) use self::holding::{hold, holds};
pub(super) use self::other::refresh;
pub use self::other::{Found, Other, Purpose, Trouble};
pub(super) use self::record::record;
use super::effect::Effect;
use super::msg::Msg;
use super::state::{Event, Screen, State};
use super::update::{change_dossier, file_stem};
use crate::dossier::{Edit, Fingerprint, Moment, Seal, fingerprint};
use crate::table::{date_text, read_date};

/// What the session knows of seals and journals.
#[derive(Clone, Debug, Default)]
pub struct SealDesk {
    /// The time of the clock, told before each message that may need it.
    pub now: Option<Moment>,
    /// The name or function of whoever works here; nothing until they said.
    pub who: Option<String>,
    /// The form for a seal, while it is open.
    pub form: Option<SealForm>,
    /// The edit that a seal holds back, until the user decides.
    pub held: Option<Held>,
    /// The panel with another dossier, while it is open.
    pub other: Option<Other>,
    /// Whether the whole journal is shown.
    pub shows_journal: bool,
    /// Whether what goes to the clipboard is a code.
    is_copying: bool,
    /// Whether an edit was just held back, and whether none was before.
    just_held: Option<bool>,
}

/// A seal about to be laid.
#[derive(Clone, Debug, PartialEq)]
pub struct SealForm {
    /// The date, as typed.
    pub date: String,
    /// Whether that is no date.
    pub is_date_wrong: bool,
    /// By whom.
    pub author: String,
    /// A remark.
    pub text: String,
}

/// An edit that a seal holds back.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// The edit; nothing where the seal itself is to be broken.
    pub change: Option<Edit>,
    /// Whether the reason is asked for.
    pub is_breaking: bool,
    /// The reason, as typed.
    pub reason: String,
    /// Whether it lacked.
    pub lacks_reason: bool,
}

/// What happens there.
#[derive(Clone, Debug, PartialEq)]
pub enum SealMsg {
    /// Show the form for a seal.
    OpenForm,
    /// Close it.
    CloseForm,
    /// The date in the form.
    Date(String),
    /// Who seals.
    Author(String),
    /// A remark on the seal.
    Text(String),
    /// Seal the grid.
    Lay,
    /// Put the code on the clipboard.
    CopyCode,
    /// Try the change in a copy without seal.
    TryInCopy,
    /// Ask for the reason of breaking the seal.
    AskReason,
    /// That reason.
    Reason(String),
    /// Break the seal, and make the change that it held back.
    Break,
    /// Leave the grid as it is.
    LeaveHeld,
    /// Show the panel for another dossier.
    OpenOther(Purpose),
    /// Close it.
    CloseOther,
    /// What was typed or pasted there: a code, a link.
    Other(String),
    /// Look at it.
    Look,
    /// Let the user choose a file to look at.
    ChooseFile,
    /// It was chosen.
    FileChosen {
        /// Its name.
        name: String,
        /// What it holds; nothing when the browser could not read it.
        content: Option<Vec<u8>>,
    },
    /// Who works here.
    Who(String),
    /// Keep a journal from now on.
    KeepJournal,
    /// Show the whole journal, or its end.
    ToggleJournal,
    /// Offer the journal as a table; its words are those of the screen.
    Export(String),
}

/// What there is to say about it.
#[derive(Clone, Debug, PartialEq)]
pub enum SealNews {
    /// The grid is sealed.
    Sealed(Fingerprint),
    /// A change is held back.
    Held,
    /// The seal is broken.
    Broken,
    /// The change is made in a copy.
    Copied,
    /// The grid stays as it is.
    Left,
    /// Whether the clipboard took the code.
    CodeCopied(bool),
    /// The other dossier was looked at.
    Looked,
    /// What was typed is no date, or nothing at all.
    Refused,
    /// The journal is kept.
    JournalKept,
}

impl From<SealMsg> for Msg {
    fn from(msg: SealMsg) -> Self {
        Self::Seal(msg)
    }
}

impl SealDesk {
    /// Whether a panel of it is open.
    pub fn is_open(&self) -> bool {
        self.form.is_some() || self.held.is_some() || self.other.is_some()
    }

    /// The words of a dossier that is left behind go with it.
    pub(super) fn leave(&mut self) {
        (self.form, self.held, self.other, self.shows_journal) = (None, None, None, false);
    }

    /// Whether an edit was just held back, and whether none was before; asks once.
    pub(super) fn was_held(&mut self) -> Option<bool> {
        self.just_held.take()
    }

    /// Whether the clipboard was asked for a code; asks once.
    pub(super) fn takes_copied(&mut self) -> bool {
        std::mem::take(&mut self.is_copying)
    }
}

fn news(state: &mut State, news: SealNews) {
    state.announce(Event::Seal(news));
}

/// The heading of the screen: where the focus goes when a panel closes.
pub(super) fn heading(state: &State) -> Effect {
    Effect::Focus(match state.screen {
        Screen::Ranking => "ranking-title",
        Screen::Offers => "offers-title",
        Screen::Criteria => "criteria-title",
        Screen::Needs => "needs-title",
        Screen::Commission => "commission-title",
        Screen::Method => "method-title",
    })
}

#[inline(never)]
pub(super) fn update(state: &mut State, msg: SealMsg) -> Vec<Effect> {
    match msg {
        SealMsg::OpenForm => {
            let date = state.seal.now.map(|now| date_text(state.lang, now.date)).unwrap_or_default();
            let author = state.seal.who.clone().unwrap_or_default();
            state.seal.form = Some(SealForm { date, is_date_wrong: false, author, text: String::new() });
            return vec![Effect::Focus("seal-title")];
        }
        SealMsg::CloseForm => {
            state.seal.form = None;
            return vec![Effect::Focus("open-seal")];
        }
        SealMsg::Date(text) => {
            if let Some(form) = &mut state.seal.form {
                form.is_date_wrong = read_date(&text).is_none();
                form.date = text;
            }
        }
        SealMsg::Author(text) => {
            if let Some(form) = &mut state.seal.form {
                form.author = text;
            }
        }
        SealMsg::Text(text) => {
            if let Some(form) = &mut state.seal.form {
                form.text = text;
            }
        }
        SealMsg::Lay => return lay(state),
        SealMsg::CopyCode => {
            state.seal.is_copying = true;
            return vec![Effect::Copy(fingerprint(state.dossier()).to_string())];
        }
        SealMsg::TryInCopy => return holding::try_in_copy(state),
        SealMsg::AskReason => {
            let held = Held { change: None, is_breaking: true, reason: String::new(), lacks_reason: false };
            state.seal.held.get_or_insert(held).is_breaking = true;
            return vec![Effect::Focus("seal-reason")];
        }
        SealMsg::Reason(text) => {
            if let Some(held) = &mut state.seal.held {
                (held.reason, held.lacks_reason) = (text, false);
            }
        }
        SealMsg::Break => return holding::break_seal(state),
        SealMsg::LeaveHeld => {
            state.seal.held = None;
            news(state, SealNews::Left);
            return vec![heading(state)];
        }
        SealMsg::Who(text) => {
            let text = text.trim();
            state.seal.who = (!text.is_empty()).then(|| text.to_owned());
        }
        SealMsg::KeepJournal => {
            let effects = change_dossier(state, Edit::KeepJournal);
            state.history.end_gesture();
            news(state, SealNews::JournalKept);
            return effects.into_iter().chain([Effect::Focus("journal-title")]).collect();
        }
        SealMsg::ToggleJournal => state.seal.shows_journal = !state.seal.shows_journal,
        SealMsg::Export(text) => {
            let name = format!("{}-journal.csv", file_stem(&state.dossier().title));
            state.announce(Event::FileOffered { name: name.clone() });
            return vec![Effect::Download { name, text }];
        }
        SealMsg::OpenOther(purpose) => return other::open(state, purpose),
        SealMsg::CloseOther => return other::close(state),
        SealMsg::Other(text) => {
            if let Some(other) = &mut state.seal.other {
                (other.input, other.found) = (text, None);
            }
        }
        SealMsg::Look => return other::look(state),
        SealMsg::ChooseFile => return vec![Effect::ChoosePublished],
        SealMsg::FileChosen { name, content } => return other::look_at_file(state, name, content),
    }
    Vec::new()
}

fn lay(state: &mut State) -> Vec<Effect> {
    let Some(form) = state.seal.form.clone() else { return Vec::new() };
    let Some(date) = read_date(&form.date) else {
        if let Some(form) = &mut state.seal.form {
            form.is_date_wrong = true;
        }
        news(state, SealNews::Refused);
        return vec![Effect::Focus("seal-date")];
    };
    let code = fingerprint(state.dossier());
    let author = form.author.trim().to_owned();
    if state.seal.who.is_none() && !author.is_empty() {
        state.seal.who = Some(author.clone());
    }
    let seal = Seal { fingerprint: code, date, author, text: form.text.trim().to_owned() };
    let before = Rc::clone(state.dossier());
    state.history.end_gesture();
    let mut effects = change_dossier(state, Edit::Seal(seal));
    state.history.end_gesture();
    // A refusal has its notice, and the form stays.
    if !Rc::ptr_eq(&before, state.dossier()) {
        state.seal.form = None;
        news(state, SealNews::Sealed(code));
        effects.push(Effect::Focus("seal-code"));
    }
    effects
}

//! The screen Commission: the chair names evaluators and merges what they hand
//! in; an evaluator notes, and hands in.

use std::rc::Rc;

use super::effect::Effect;
use super::msg::Msg;
use super::state::{Event, Origin, State};
use super::update::{change_dossier, file_stem, keeping};
use crate::dossier::{self, CommissionEdit, Dossier, Edit, Id, Moment};
use crate::engine::{Decimal, Fact};
use crate::saved;
use crate::saved::file::FileError;
use crate::saved::link::Damaged;

/// What the screen keeps beside the dossier.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// What is about to be sent to somebody.
    pub letter: Option<Letter>,
    /// What came in and is not merged yet.
    pub arrivals: Vec<Arrival>,
    /// Whether a text was pasted that holds no link.
    pub found_nothing: bool,
    /// The cell whose consensus is open: criterion, then offer.
    pub open_cell: Option<(Id, Id)>,
    /// Whether agreements and small differences are listed too.
    pub shows_all: bool,
    /// Reasons written before their note: offer, criterion, text.
    pub remarks: Vec<(Id, Id, String)>,
    /// The evaluator who may be about to leave with their notes.
    pub leaving: Option<String>,
    /// When something was handed in last from here.
    handed: Option<Moment>,
}

/// An invitation, or what an evaluator hands in.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// Whose notes it is about.
    pub of: String,
    /// When it was handed in; none for an invitation.
    pub at: Option<Moment>,
    /// The whole link; nothing when the dossier is too large for one.
    pub link: Option<String>,
    /// Whether the clipboard took it; nothing before one tried.
    pub copied: Option<bool>,
    /// What leaves.
    dossier: Rc<Dossier>,
    /// What it was made from: nothing leaves that is older than what is shown.
    source: Rc<Dossier>,
}

impl Letter {
    /// Whether it says what the dossier that is shown says.
    pub fn is_current(&self, state: &State) -> bool {
        Rc::ptr_eq(&self.source, state.dossier())
    }
}

/// Something that came in.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrival {
    /// The name of the file, or the number of the link in what was pasted.
    pub from: ArrivalFrom,
    /// The dossier, or why it could not be read.
    pub dossier: Result<Rc<Dossier>, Unreadable>,
}

/// Where something came from.
#[derive(Clone, Debug, PartialEq)]
pub enum ArrivalFrom {
    /// A file of this name.
    File(String),
    /// A link, 1 for the first of those pasted together.
    Link(usize),
}

/// Why what came in could not be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Unreadable {
    /// The browser could not read the file.
    Browser,
    /// The file is no dossier.
    File(Vec<FileError>),
    /// The link is damaged.
    Link(Box<Damaged>),
}

/// A text of this screen.
#[derive(Clone, Debug, PartialEq)]
pub enum CommissionText {
    /// The name of an evaluator, by the name so far.
    Name(String),
    /// Why an evaluator gives a note: offer, criterion.
    Remark(Id, Id),
    /// Why the commission agrees on a value: offer, criterion.
    Reason(Id, Id),
}

/// A gesture on this screen, or an answer to one.
#[derive(Clone, Debug, PartialEq)]
pub enum CommissionMsg {
    /// Change the commission, or what it noted.
    Edit(CommissionEdit),
    /// Somebody new notes.
    Add(String),
    /// Ask whether an evaluator leaves with their notes, or stop asking.
    AskRemove(Option<String>),
    /// An evaluator leaves.
    Remove(String),
    /// A text was written.
    Text(CommissionText, String),
    /// An evaluator notes an offer on a criterion, or takes the note back.
    Note(Id, Id, Option<Decimal>),
    /// What the commission agrees on for an offer on a criterion.
    Agree(Id, Id, Fact),
    /// Prepare the link and the file for an evaluator.
    Invite(String),
    /// Prepare what this evaluator hands in.
    HandIn,
    /// What time it is, asked for handing in.
    Now(Option<Moment>),
    /// Put the link on the clipboard.
    CopyLetter,
    /// Save the file.
    SaveLetter,
    /// Close that.
    CloseLetter,
    /// A text with links was pasted.
    Links(String),
    /// Let the user choose files.
    ChooseFiles,
    /// Files were chosen or dropped: name and content of each.
    Files(Vec<(String, Option<Vec<u8>>)>),
    /// Merge what can be merged of it.
    Land,
    /// Leave everything as it is.
    Discard,
    /// Open the consensus of a cell (criterion, offer), or close it.
    Toggle(Id, Id),
    /// List agreements and small differences too.
    ShowAll,
    /// Save a table under this name.
    Save {
        /// The name of the file.
        name: String,
        /// What it holds.
        text: String,
    },
}

/// Something worth saying.
#[derive(Clone, Debug, PartialEq)]
pub enum CommissionNews {
    /// So many arrivals were read.
    Arrived(usize),
    /// So many contributions were merged.
    Merged(usize),
    /// The dossier of an evaluator, or what they hand in, is ready.
    LetterReady,
}

#[inline(never)]
pub(super) fn update(state: &mut State, msg: CommissionMsg) -> Vec<Effect> {
    match msg {
        CommissionMsg::Edit(edit) => return change(state, edit),
        CommissionMsg::Add(name) => {
            if !name.trim().is_empty() {
                return change(state, CommissionEdit::Add { name });
            }
        }
        CommissionMsg::AskRemove(name) => {
            let is_asked = name.is_some();
            state.commission.leaving = name;
            return vec![Effect::Focus(if is_asked { "remove-evaluator-now" } else { "evaluators-title" })];
        }
        CommissionMsg::Remove(name) => {
            state.commission.leaving = None;
            let mut effects = change(state, CommissionEdit::Remove(name));
            effects.push(Effect::Focus("evaluators-title"));
            return effects;
        }
        CommissionMsg::Text(place, text) => return write(state, place, text),
        CommissionMsg::Note(offer, criterion, note) => return give_note(state, offer, criterion, note),
        CommissionMsg::Agree(offer, criterion, fact) => {
            let reason = reason_of(state, &offer, &criterion);
            return change(state, CommissionEdit::Agree { offer, criterion, fact, reason });
        }
        CommissionMsg::Invite(name) => {
            let Some(dossier) = dossier::invitation(state.dossier(), &name) else { return Vec::new() };
            return show_letter(state, name, dossier, None);
        }
        CommissionMsg::HandIn => return vec![Effect::Now],
        CommissionMsg::Now(now) => return hand_in(state, now),
        CommissionMsg::CopyLetter => {
            let link = state.commission.letter.as_ref().and_then(|letter| letter.link.clone());
            return link.map(Effect::Copy).into_iter().collect();
        }
        CommissionMsg::SaveLetter => {
            let Some(letter) = &state.commission.letter else { return Vec::new() };
            let stem = file_stem(&[letter.dossier.title.as_str(), letter.of.as_str()].join(" "));
            let kind = if letter.at.is_some() { "notes" } else { "a-noter" };
            let (name, text) = (format!("{kind}-{stem}.json"), saved::file::write(&letter.dossier));
            return save(state, name, text);
        }
        CommissionMsg::CloseLetter => {
            let letter = state.commission.letter.take();
            let opener = letter.filter(|letter| letter.at.is_none());
            let place = opener.and_then(|letter| evaluator_place(state, &letter.of));
            return vec![place.map_or(Effect::Focus("hand-in"), |at| Effect::FocusOn(format!("invite-{at}")))];
        }
        CommissionMsg::Links(text) => return links(state, &text),
        CommissionMsg::ChooseFiles => return vec![Effect::ChooseFiles],
        CommissionMsg::Files(files) => {
            let found = files.into_iter().map(|(name, content)| {
                let dossier = match content.map(|content| saved::file::read_bytes(&content)) {
                    None => Err(Unreadable::Browser),
                    Some(Err(errors)) => Err(Unreadable::File(errors)),
                    Some(Ok(dossier)) => Ok(Rc::new(dossier)),
                };
                Arrival { from: ArrivalFrom::File(name), dossier }
            });
            let found = found.collect();
            return arrive(state, found);
        }
        CommissionMsg::Land => return land(state),
        CommissionMsg::Discard => {
            state.commission.arrivals.clear();
            return vec![Effect::Focus("merge-text")];
        }
        CommissionMsg::Toggle(criterion, offer) => {
            let cell = Some((criterion, offer));
            state.commission.open_cell = if state.commission.open_cell == cell { None } else { cell };
        }
        CommissionMsg::ShowAll => state.commission.shows_all = true,
        CommissionMsg::Save { name, text } => return save(state, name, text),
    }
    Vec::new()
}

fn change(state: &mut State, edit: CommissionEdit) -> Vec<Effect> {
    state.history.end_gesture();
    // Whoever begins to note from a link has work of their own.
    if state.dossier().noting().is_some() && state.origin != Origin::Mine {
        keeping::keep_as_mine(state);
    }
    change_dossier(state, Edit::Commission(edit))
}

fn save(state: &mut State, name: String, text: String) -> Vec<Effect> {
    state.announce(Event::FileOffered { name: name.clone() });
    vec![Effect::Download { name, text }]
}

fn write(state: &mut State, place: CommissionText, text: String) -> Vec<Effect> {
    match place {
        CommissionText::Name(from) if text.trim() == from => Vec::new(),
        CommissionText::Name(from) => change(state, CommissionEdit::Rename { from, to: text }),
        CommissionText::Reason(offer, criterion) => {
            let known = state.dossier().offer(&offer).and_then(|data| data.facts.get(&criterion));
            let fact = known.map_or(Fact::Missing, |entry| entry.fact);
            change(state, CommissionEdit::Agree { offer, criterion, fact, reason: text })
        }
        CommissionText::Remark(offer, criterion) => match own_note(state, &offer, &criterion) {
            Some((note, _)) => change(state, CommissionEdit::Note { offer, criterion, note: Some(note), remark: text }),
            None => {
                state.commission.remarks.retain(|(at, of, _)| (at, of) != (&offer, &criterion));
                if !text.trim().is_empty() {
                    state.commission.remarks.push((offer, criterion, text));
                }
                Vec::new()
            }
        },
    }
}

fn give_note(state: &mut State, offer: Id, criterion: Id, note: Option<Decimal>) -> Vec<Effect> {
    let is_here = |(at, of, _): &&(Id, Id, String)| (at, of) == (&offer, &criterion);
    let waiting = state.commission.remarks.iter().find(is_here).map(|(.., text)| text.clone());
    let known = own_note(state, &offer, &criterion);
    if known.as_ref().map(|(known, _)| *known) == note {
        return Vec::new();
    }
    let remark = known.map(|(_, remark)| remark).or(waiting).unwrap_or_default();
    state.commission.remarks.retain(|(at, of, _)| (at, of) != (&offer, &criterion));
    if note.is_none() && !remark.is_empty() {
        // The reason waits for another note.
        state.commission.remarks.push((offer.clone(), criterion.clone(), remark.clone()));
    }
    change(state, CommissionEdit::Note { offer, criterion, note, remark })
}

/// The note of the evaluator whose dossier this is, with its reason.
fn own_note(state: &State, offer: &Id, criterion: &Id) -> Option<(Decimal, String)> {
    let dossier = state.dossier();
    let by = &dossier.noting()?.name;
    let opinions = &dossier.offer(offer)?.facts.get(criterion)?.opinions;
    opinions.iter().find(|opinion| opinion.by == *by).map(|opinion| (opinion.note, opinion.remark.clone()))
}

fn reason_of(state: &State, offer: &Id, criterion: &Id) -> String {
    let entry = state.dossier().offer(offer).and_then(|data| data.facts.get(criterion));
    entry.map(|entry| entry.justification.clone()).unwrap_or_default()
}

fn evaluator_place(state: &State, name: &str) -> Option<usize> {
    state.dossier().commission.evaluators.iter().position(|evaluator| evaluator.name == name)
}

fn show_letter(state: &mut State, of: String, dossier: Dossier, at: Option<Moment>) -> Vec<Effect> {
    let link = saved::link::write(&dossier).ok();
    let link = link.map(|fragment| format!("{}#{fragment}", state.start.address));
    let source = Rc::clone(state.dossier());
    state.commission.letter = Some(Letter { of, at, link, copied: None, dossier: Rc::new(dossier), source });
    state.announce(Event::Commission(CommissionNews::LetterReady));
    vec![Effect::Focus("letter-title")]
}

/// Never at the same minute as before: the newer one must win.
fn hand_in(state: &mut State, now: Option<Moment>) -> Vec<Effect> {
    let (Some(now), Some(of)) = (now, state.dossier().noting().map(|own| own.name.clone())) else {
        return Vec::new();
    };
    let at = match state.commission.handed {
        Some(last) if last >= now => last.next(),
        _ => now,
    };
    let Some(dossier) = dossier::hand_in(state.dossier(), at) else { return Vec::new() };
    state.commission.handed = Some(at);
    show_letter(state, of, dossier, Some(at))
}

fn links(state: &mut State, text: &str) -> Vec<Effect> {
    let pieces = saved::link::several(text);
    state.commission.found_nothing = pieces.is_empty();
    let found = pieces.into_iter().enumerate().map(|(place, piece)| {
        let dossier = saved::link::read(piece).map(Rc::new).map_err(|damaged| Unreadable::Link(Box::new(damaged)));
        Arrival { from: ArrivalFrom::Link(place + 1), dossier }
    });
    let found = found.collect();
    arrive(state, found)
}

fn arrive(state: &mut State, found: Vec<Arrival>) -> Vec<Effect> {
    let count = found.len();
    state.commission.found_nothing &= count == 0;
    state.commission.arrivals.extend(found);
    state.announce(Event::Commission(CommissionNews::Arrived(count)));
    if count == 0 { Vec::new() } else { vec![Effect::Focus("arrivals-title")] }
}

/// The contributions that came in and can be merged.
pub fn mergeable(state: &State) -> Vec<Rc<Dossier>> {
    let arrived = state.commission.arrivals.iter().filter_map(|arrival| arrival.dossier.as_ref().ok());
    arrived.filter(|dossier| dossier::report(state.dossier(), dossier).is_ok()).cloned().collect()
}

fn land(state: &mut State) -> Vec<Effect> {
    let contributions = mergeable(state);
    // Each of them can be merged; all of them at once may still be too many.
    let Ok(merged) = dossier::merge(state.dossier(), &contributions) else { return Vec::new() };
    state.commission.arrivals.clear();
    let mut effects = change(state, CommissionEdit::Merge(Rc::new(merged)));
    state.announce(Event::Commission(CommissionNews::Merged(contributions.len())));
    effects.push(Effect::Focus("notes-title"));
    effects
}

impl From<CommissionMsg> for Msg {
    fn from(msg: CommissionMsg) -> Self {
        Self::Commission(msg)
    }
}

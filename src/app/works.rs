//! The works kept in this browser, several beside each other. Other tabs write there
//! too: each write leaves a revision, and none goes over a revision that this tab
//! has not seen. What cannot go over becomes a second work beside.

use std::rc::Rc;

use super::effect::Effect;
use super::msg::{Msg, StorageFailure};
use super::state::{Event, Notice, Origin, State};
use super::update::{keeping, opening};
use crate::saved;

/// What the slot of a work that could not go over another ends with.
const BESIDE: &str = "-beside";

/// How many revisions of a slot are remembered: the answers of the browser come in
/// order, but a list may have been read before the last of them.
const REMEMBERED: usize = 16;

/// What this tab knows of the works kept in this browser.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shelf {
    /// The works, the newest first.
    pub works: Rc<Vec<KeptWork>>,
    /// Whether the user wants nothing kept here.
    pub keeps_nothing: bool,
    /// What the user may be about to forget.
    pub asked: Option<Forgetting>,
    /// The revisions of slots that this tab wrote or opened, the newest last.
    seen: Vec<(String, String)>,
    /// The revisions that the dossier on the screen was written with.
    here: Vec<String>,
    /// How often this tab wrote.
    writes: u32,
}

/// A work in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptWork {
    /// Where it is kept.
    pub slot: String,
    /// Which writing of it: differs with each, whoever writes.
    pub revision: String,
    /// Its title.
    pub title: String,
    /// When it was kept, in local time: `2026-11-22T06:15`.
    pub saved_at: String,
}

impl KeptWork {
    /// Whether it was kept beside another tab's version.
    pub fn is_beside(&self) -> bool {
        self.slot.ends_with(BESIDE)
    }
}

/// A work as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredWork {
    /// Where it is kept.
    pub slot: String,
    /// Which writing of it.
    pub revision: String,
    /// Its title.
    pub title: String,
    /// The dossier file.
    pub text: String,
}

/// Why a work is not where it should be kept.
#[derive(Clone, Debug, PartialEq)]
pub enum NotKept {
    /// The browser did not keep it.
    Failed(StorageFailure),
    /// Another tab wrote since: it is kept beside.
    Beside(KeptWork),
    /// The user wants nothing kept.
    Unwanted,
}

/// What other tabs did; `present` has the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TabsNotice {
    /// Another tab changed the dossier that is open here.
    Changed,
    /// Another tab wrote first: this one's version is kept beside.
    Ours,
    /// This tab wrote first: the other one's version is kept beside.
    Theirs,
    /// The work to be opened is no longer there.
    Gone,
}

/// What is to be forgotten.
#[derive(Clone, Debug, PartialEq)]
pub enum Forgetting {
    /// The work in this slot.
    One(String),
    /// Every work.
    All,
}

/// What happens to the works kept here.
#[derive(Clone, Debug, PartialEq)]
pub enum WorksMsg {
    /// Look at what is kept: another tab wrote, or this one is in sight again.
    Look,
    /// What is kept.
    Found {
        /// The works, the newest first.
        works: Rc<Vec<KeptWork>>,
        /// Whether the user wants nothing kept.
        keeps_nothing: bool,
    },
    /// Go on with one of them.
    Resume(String),
    /// A work as it is kept; none when it is no longer there.
    Fetched(Option<StoredWork>),
    /// Ask whether to forget, or stop asking.
    AskForget(Option<Forgetting>),
    /// Forget: there is no way back.
    Forget(Forgetting),
    /// Keep nothing in this browser from now on, or keep again.
    KeepNothing(bool),
    /// Whether a work was kept.
    Stored {
        /// Where it should be.
        slot: String,
        /// Which writing of it.
        revision: String,
        /// How it stands in the list now.
        result: Result<KeptWork, NotKept>,
    },
    /// A tab could not write over the work in this slot, and has kept its own beside.
    OtherBeside(String),
    /// Take the version of the other tab.
    TakeOver,
    /// Keep this tab's version beside that of the other.
    KeepBeside,
}

impl Shelf {
    /// A revision that nobody else gives, with the slot for the case that the work
    /// must go beside; this tab has seen it.
    pub(super) fn next_revision(&mut self, session: &str, slot: &str) -> (String, String) {
        self.writes += 1;
        let revision = format!("{session}.{}", self.writes);
        self.see(slot, &revision);
        self.here.push(revision.clone());
        if self.here.len() > REMEMBERED {
            self.here.remove(0);
        }
        let beside = format!("{revision}{BESIDE}");
        (revision, beside)
    }

    /// The revisions of a slot that this tab may write over.
    pub(super) fn seen_of(&self, slot: &str) -> Vec<String> {
        self.seen.iter().filter(|(of, _)| of == slot).map(|(_, revision)| revision.clone()).collect()
    }

    /// Another dossier is on the screen.
    pub(super) fn leave(&mut self) {
        self.here.clear();
    }

    fn has_seen(&self, work: &KeptWork) -> bool {
        self.seen.iter().any(|(slot, revision)| *slot == work.slot && *revision == work.revision)
    }

    fn see(&mut self, slot: &str, revision: &str) {
        self.seen.push((slot.to_owned(), revision.to_owned()));
        let count = self.seen.iter().filter(|(of, _)| of == slot).count();
        if count > REMEMBERED
            && let Some(oldest) = self.seen.iter().position(|(of, _)| of == slot)
        {
            self.seen.remove(oldest);
        }
    }

    /// Puts a work at the head of the list.
    fn shelve(&mut self, work: &KeptWork) {
        let works = Rc::make_mut(&mut self.works);
        if let Some(place) = works.iter().position(|other| other.slot == work.slot) {
            works.remove(place);
        }
        works.insert(0, work.clone());
    }
}

pub(super) fn update(state: &mut State, msg: &WorksMsg) -> Vec<Effect> {
    match msg {
        WorksMsg::Look => vec![Effect::FindWorks],
        WorksMsg::Found { works, keeps_nothing } => found(state, works, *keeps_nothing),
        WorksMsg::Stored { result: Ok(work), .. } => {
            state.storage_failure = None;
            state.works.shelve(work);
            Vec::new()
        }
        _ => seldom(state, msg),
    }
}

/// What does not happen by itself.
#[inline(never)]
fn seldom(state: &mut State, msg: &WorksMsg) -> Vec<Effect> {
    match msg {
        WorksMsg::Resume(slot) => return vec![Effect::FetchWork { slot: slot.clone() }],
        WorksMsg::Fetched(work) => return fetched(state, work.as_ref()),
        WorksMsg::AskForget(asked) => {
            state.works.asked.clone_from(asked);
            if asked.is_some() {
                return vec![Effect::Focus("forget-now")];
            }
        }
        WorksMsg::Forget(Forgetting::One(slot)) => return forget(state, vec![slot.clone()]),
        WorksMsg::Forget(Forgetting::All) => {
            let all = state.works.works.iter().map(|work| work.slot.clone()).collect();
            let mut effects = forget(state, all);
            // A catalogue of one's own is no dossier, and is kept here all the same.
            if let Some(desk) = &mut state.market {
                desk.keeping.kept = None;
            }
            effects.push(Effect::ForgetMarket { revision: None });
            return effects;
        }
        WorksMsg::KeepNothing(keeps_nothing) => return keep_nothing(state, *keeps_nothing),
        WorksMsg::Stored { slot, revision, result: Err(reason) } => not_stored(state, slot, revision, reason),
        WorksMsg::OtherBeside(slot) => {
            if state.slot.as_ref() == Some(slot) {
                state.notify(Notice::Tabs(TabsNotice::Theirs));
            }
            return vec![Effect::FindWorks];
        }
        WorksMsg::TakeOver => {
            state.notice = None;
            return state.slot.clone().map(|slot| Effect::FetchWork { slot }).into_iter().collect();
        }
        WorksMsg::KeepBeside => {
            // The other tab's revision was not seen here: the work goes beside it.
            state.notice = None;
            state.is_saved = false;
            return keeping::store(state);
        }
        WorksMsg::Look | WorksMsg::Found { .. } | WorksMsg::Stored { .. } => {}
    }
    Vec::new()
}

fn found(state: &mut State, works: &Rc<Vec<KeptWork>>, keeps_nothing: bool) -> Vec<Effect> {
    state.works.works = Rc::clone(works);
    let keeps_again = state.works.keeps_nothing && !keeps_nothing;
    state.works.keeps_nothing = keeps_nothing;
    let mine = state.works.works.iter().find(|work| state.slot.as_ref() == Some(&work.slot));
    let is_overtaken = mine.is_some_and(|work| !state.works.has_seen(work));
    // A tab that writes on and on is announced once.
    if is_overtaken && state.notice != Some(Notice::Tabs(TabsNotice::Changed)) {
        state.notify(Notice::Tabs(TabsNotice::Changed));
    }
    if keeps_again && !state.is_saved { vec![Effect::SaveSoon] } else { Vec::new() }
}

#[inline(never)]
fn fetched(state: &mut State, work: Option<&StoredWork>) -> Vec<Effect> {
    let Some(StoredWork { slot, revision, title, text }) = work else {
        state.notify(Notice::Tabs(TabsNotice::Gone));
        return vec![Effect::FindWorks];
    };
    let Ok(dossier) = saved::file::read(text) else {
        return opening::open_file(state, title.clone(), Some(text.clone().into_bytes()));
    };
    // Another version of what is on the screen: the way back is one step.
    let is_version = state.slot.as_ref() == Some(slot);
    let effects = opening::replace(state, Rc::new(dossier), Origin::Mine, is_version);
    state.works.see(slot, revision);
    state.slot = Some(slot.clone());
    effects
}

#[inline(never)]
fn forget(state: &mut State, slots: Vec<String>) -> Vec<Effect> {
    state.works.asked = None;
    Rc::make_mut(&mut state.works.works).retain(|work| !slots.contains(&work.slot));
    if state.slot.as_ref().is_some_and(|slot| slots.contains(slot)) {
        state.slot = None;
    }
    state.announce(Event::WorkForgotten);
    let is_last = state.works.works.is_empty();
    let mut effects = vec![Effect::Focus(if is_last { "memory-title" } else { "works-title" })];
    effects.extend(slots.into_iter().map(|slot| Effect::Forget { slot }));
    effects
}

#[inline(never)]
fn keep_nothing(state: &mut State, keeps_nothing: bool) -> Vec<Effect> {
    state.works.keeps_nothing = keeps_nothing;
    state.storage_failure = None;
    state.announce(Event::KeepingChanged);
    let mut effects = vec![Effect::KeepNothing(keeps_nothing)];
    if !keeps_nothing && state.origin == Origin::Mine {
        state.is_saved = false;
        effects.push(Effect::SaveSoon);
    }
    effects
}

fn not_stored(state: &mut State, slot: &str, revision: &str, reason: &NotKept) {
    let known = state.storage_failure.take();
    let is_here = state.works.here.iter().any(|other| other == revision);
    match reason {
        NotKept::Unwanted => {
            state.works.keeps_nothing = true;
            state.is_saved = false;
        }
        NotKept::Beside(work) => {
            state.works.see(&work.slot, &work.revision);
            // Where undo leads back to, the work is the one beside as well.
            for context in state.contexts_before.iter_mut().chain(&mut state.contexts_after) {
                if context.slot.as_deref() == Some(slot) {
                    context.slot = Some(work.slot.clone());
                }
            }
            if is_here {
                state.slot = Some(work.slot.clone());
            }
            state.works.shelve(work);
            state.notify(Notice::Tabs(TabsNotice::Ours));
        }
        NotKept::Failed(failure) => {
            state.storage_failure = Some(*failure);
            if is_here {
                state.is_saved = false;
            }
            // Said once, not at every keystroke.
            if known.is_none() {
                state.notify(Notice::NotKept(*failure));
            }
        }
    }
}

impl From<WorksMsg> for Msg {
    fn from(msg: WorksMsg) -> Self {
        Self::Works(Rc::new(msg))
    }
}

//! The reducer. Every message ends here, and nowhere else does the state change.

use std::rc::Rc;

use super::effect::Effect;
use super::msg::{Msg, StorageFailure};
use super::state::{Context, Event, Notice, Origin, Share, State};
use crate::catalogue::{EXAMPLES, family_by_tag};
use crate::dossier::{Assessment, Dossier, Edit, Entry, History, Id, IdSet, LEVEL, Measure, edit};
use crate::saved;

/// The next state, and what the outside world must do.
pub fn update(mut state: State, msg: Msg) -> (State, Vec<Effect>) {
    let effects = apply(&mut state, msg);
    (state, effects)
}

fn apply(state: &mut State, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Edit(change) => return change_dossier(state, change),
        Msg::Weigh(criterion, value) => {
            let locks = state.is_sharing.then(|| state.locks.clone());
            return change_dossier(state, Edit::Weight { criterion, value, locks });
        }
        Msg::SetFact { offer, measure, fact } => {
            let known = state.dossier().offer(&offer).and_then(|data| data.facts.get(&measure)).cloned();
            let entry = Entry { fact, ..known.unwrap_or_else(|| fact.into()) };
            return change_dossier(state, Edit::Entry { offer, measure, entry });
        }
        Msg::SetParameter { of, index, value } => {
            let Some(mut measure) = state.dossier().measure(&of).cloned() else { return Vec::new() };
            if let Some(place) = measure.parameters.get_mut(index) {
                *place = value;
            }
            return change_dossier(state, Edit::Measure { of, measure });
        }
        Msg::SetFamily { of, family } => {
            let Some(family) = family_by_tag(family) else { return Vec::new() };
            let measure = Measure::fresh(family, LEVEL.get(state.lang));
            return change_dossier(state, Edit::Measure { of, measure });
        }
        Msg::EndGesture => state.history.end_gesture(),
        Msg::Undo => return step(state, Direction::Back),
        Msg::Redo => return step(state, Direction::Forth),

        Msg::Show(screen) => {
            state.screen = screen;
            state.announce(Event::ScreenShown);
        }
        Msg::Language(lang) => {
            state.lang = lang;
            return vec![Effect::Language(lang)];
        }
        Msg::ToggleDetails(offer) => toggle(&mut state.open_offers, offer),
        Msg::ToggleLints => state.shows_lints = !state.shows_lints,
        Msg::Pair(first, second) => state.pair = Some((first, second)),
        Msg::ToggleSharing => state.is_sharing = !state.is_sharing,
        Msg::ToggleLock(criterion) => toggle(&mut state.locks, criterion),
        Msg::ToggleGroup(group) => toggle(&mut state.open_groups, group),

        Msg::OpenExample(id) => {
            let example = EXAMPLES.iter().find(|example| example.id == id);
            if let Some(Ok(dossier)) = example.map(|example| saved::file::read((example.file)())) {
                return open(state, Rc::new(dossier), Origin::Example(id));
            }
        }
        Msg::NewDossier => {
            let effects = open(state, Rc::new(Dossier::blank(state.lang)), Origin::Mine);
            state.screen = super::Screen::Offers;
            return effects;
        }
        Msg::ChooseFile => return vec![Effect::ChooseFile],
        Msg::FileChosen { name, content } => return open_file(state, name, content),
        Msg::LinkGiven(link) => return open_link(state, &link),
        Msg::DossierGiven(dossier) => return open(state, dossier, Origin::Host),
        Msg::KeepAsMine => {
            keep_as_mine(state);
            return vec![Effect::SaveSoon];
        }
        Msg::OpenRecovered => {
            if let Some(Notice::LinkDamaged(damaged)) = state.notice.take()
                && let Some(dossier) = damaged.recovered
            {
                return open(state, dossier, Origin::Link);
            }
        }
        Msg::DismissNotice => state.notice = None,

        Msg::OpenShare => {
            state.share = Some(share(state));
            return vec![Effect::Focus("share-title")];
        }
        Msg::CloseShare => {
            state.share = None;
            return vec![Effect::Focus("action-share")];
        }
        Msg::CopyLink => {
            let link = state.share.as_ref().and_then(|share| share.link.clone());
            return link.map(Effect::Copy).into_iter().collect();
        }
        Msg::Copied(done) => {
            if let Some(share) = &mut state.share {
                share.copied = Some(done);
            }
            state.announce(Event::LinkCopied(done));
        }
        Msg::Download => {
            let name = format!("{}.json", file_stem(&state.dossier().title));
            let text = saved::file::write(state.dossier());
            state.announce(Event::FileOffered { name: name.clone() });
            return vec![Effect::Download { name, text }];
        }
        Msg::NotOffered { name } => state.notify(Notice::FileNotOffered { name }),
        Msg::Print => return vec![Effect::Print],

        Msg::WorksFound(works) => state.works = works,
        Msg::ResumeWork(slot) => return resume(state, slot),
        Msg::ForgetWork(slot) => {
            state.works.retain(|work| work.slot != slot);
            if state.slot.as_ref() == Some(&slot) {
                state.slot = None;
            }
            state.announce(Event::WorkForgotten);
            return vec![Effect::Forget { slot }];
        }
        Msg::SaveNow => return store(state),
        Msg::Saved(result) => report_saving(state, result),
    }
    Vec::new()
}

fn change_dossier(state: &mut State, change: Edit) -> Vec<Effect> {
    let base = state.history.base_of(&change);
    match edit(base, &change) {
        Ok(next) if next == *state.dossier() => Vec::new(),
        Ok(next) => {
            if Rc::ptr_eq(base, state.dossier()) {
                state.before = Rc::clone(&state.assessment);
            }
            // Within a gesture too, what was assessed last differs in weights only.
            let only_weighs = change.only_weighs();
            state.history.push(change, next);
            if matches!(state.origin, Origin::Example(_) | Origin::File(_)) {
                keep_as_mine(state);
            }
            if only_weighs {
                state.assessment = Rc::new(state.assessment.reweigh(Rc::clone(state.dossier())));
            } else {
                reassess(state);
            }
            announce_ranking(state);
            after_change(state)
        }
        Err(refusal) => {
            state.notify(Notice::Refused(refusal));
            Vec::new()
        }
    }
}

#[derive(Clone, Copy)]
enum Direction {
    Back,
    Forth,
}

fn step(state: &mut State, direction: Direction) -> Vec<Effect> {
    let before = Rc::clone(&state.assessment);
    let event = match direction {
        Direction::Back => state.history.undo().map(Event::Undone),
        Direction::Forth => state.history.redo().map(Event::Redone),
    };
    let Some(event) = event else { return Vec::new() };
    match event {
        Event::Undone(Edit::Open(_)) => {
            let context = state.contexts_before.pop();
            let left = enter(state, context);
            state.contexts_after.push(left);
        }
        Event::Redone(Edit::Open(_)) => {
            let context = state.contexts_after.pop();
            let left = enter(state, context);
            state.contexts_before.push(left);
        }
        _ => {}
    }
    state.before = before;
    reassess(state);
    state.announce(event);
    after_change(state)
}

/// Takes on another context and gives the one left behind. Openings older than
/// the history reaches have none: what comes back is kept as a work of its own.
fn enter(state: &mut State, context: Option<Context>) -> Context {
    let Context { origin, slot } = context.unwrap_or(Context { origin: Origin::Mine, slot: None });
    Context { origin: std::mem::replace(&mut state.origin, origin), slot: std::mem::replace(&mut state.slot, slot) }
}

/// Shows another dossier. Work that was there stays one undo away; where there
/// was none, there is nothing to go back to.
fn open(state: &mut State, dossier: Rc<Dossier>, origin: Origin) -> Vec<Effect> {
    let mut effects = store(state);
    let is_untouched = state.history.undoable().is_none() && state.history.redoable().is_none();
    let left = enter(state, Some(Context { origin, slot: None }));
    if is_untouched {
        state.history = History::new(dossier);
    } else {
        state.history.end_gesture();
        state.history.push(Edit::Open(Rc::clone(&dossier)), dossier);
        state.history.end_gesture();
        state.contexts_before.push(left);
        state.contexts_after.clear();
    }
    reassess(state);
    state.before = Rc::clone(&state.assessment);
    state.is_saved = true;
    state.pair = None;
    state.share = None;
    state.notice = None;
    state.open_offers.clear();
    state.open_groups.clear();
    state.locks.clear();
    state.screen = super::Screen::Ranking;
    state.announce(Event::Opened);
    effects.push(Effect::Changed);
    effects
}

fn open_file(state: &mut State, name: String, content: Option<Vec<u8>>) -> Vec<Effect> {
    let Some(content) = content else {
        state.notify(Notice::FileUnreadable { name });
        return Vec::new();
    };
    match saved::file::read_bytes(&content) {
        Ok(dossier) => open(state, Rc::new(dossier), Origin::File(name)),
        Err(errors) => {
            state.notify(Notice::FileRefused { name, errors });
            Vec::new()
        }
    }
}

fn open_link(state: &mut State, link: &str) -> Vec<Effect> {
    match saved::link::read(link) {
        Ok(dossier) => open(state, Rc::new(dossier), Origin::Link),
        Err(damaged) => {
            state.notify(Notice::LinkDamaged(damaged));
            Vec::new()
        }
    }
}

fn resume(state: &mut State, slot: String) -> Vec<Effect> {
    let Some(work) = state.works.iter().find(|work| work.slot == slot).cloned() else { return Vec::new() };
    match saved::file::read(&work.text) {
        Ok(dossier) => {
            let effects = open(state, Rc::new(dossier), Origin::Mine);
            state.slot = Some(slot);
            effects
        }
        Err(_) => open_file(state, work.title, Some(work.text.into_bytes())),
    }
}

fn keep_as_mine(state: &mut State) {
    state.origin = Origin::Mine;
    state.is_saved = false;
}

fn reassess(state: &mut State) {
    state.assessment = Rc::new(Assessment::of(Rc::clone(state.dossier())));
}

fn after_change(state: &mut State) -> Vec<Effect> {
    if state.share.is_some() {
        state.share = Some(share(state));
    }
    let mut effects = vec![Effect::Changed];
    if state.origin == Origin::Mine {
        state.is_saved = false;
        effects.push(Effect::SaveSoon);
    }
    effects
}

/// Keeps the work in its slot, if it is one's own and not kept yet.
fn store(state: &mut State) -> Vec<Effect> {
    if state.is_saved || state.origin != Origin::Mine {
        return Vec::new();
    }
    let slot = match &state.slot {
        Some(slot) => slot.clone(),
        None => {
            state.works_begun += 1;
            let slot = format!("{}-{}", state.start.session, state.works_begun);
            state.slot = Some(slot.clone());
            slot
        }
    };
    state.is_saved = true;
    vec![Effect::Store { slot, title: state.dossier().title.clone(), text: saved::file::write(state.dossier()) }]
}

fn report_saving(state: &mut State, result: Result<(), StorageFailure>) {
    let known = state.storage_failure;
    state.storage_failure = result.err();
    // Said once, not at every keystroke.
    if let Some(failure) = state.storage_failure.filter(|_| known.is_none()) {
        state.notify(Notice::NotKept(failure));
    }
}

fn share(state: &State) -> Share {
    let link = saved::link::write(state.dossier()).ok();
    Share { link: link.map(|fragment| format!("{}#{fragment}", state.start.address)), copied: None }
}

/// Says who leads, and nothing when the lead has not changed.
fn announce_ranking(state: &mut State) {
    let leaders = |assessment: &Assessment| -> Vec<Id> {
        let first = assessment.leaders();
        first.filter_map(|index| assessment.dossier().offers.get(index)).map(|offer| offer.id.clone()).collect()
    };
    let now = leaders(&state.assessment);
    if !now.is_empty() && now != leaders(&state.before) {
        state.announce(Event::LeadersChanged);
    }
}

fn toggle(set: &mut IdSet, item: Id) {
    if !set.remove(&item) {
        set.insert(item);
    }
}

/// A file name from a title: letters, digits and hyphens only.
fn file_stem(title: &str) -> String {
    let mut stem = String::new();
    for c in title.chars() {
        let plain = match c {
            'à' | 'â' | 'ä' | 'À' | 'Â' => 'a',
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' => 'e',
            'î' | 'ï' | 'Î' => 'i',
            'ô' | 'ö' | 'Ô' => 'o',
            'ù' | 'û' | 'ü' | 'Ù' => 'u',
            'ç' | 'Ç' => 'c',
            c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
            _ => '-',
        };
        if plain != '-' || (!stem.ends_with('-') && !stem.is_empty()) {
            stem.push(plain);
        }
    }
    let stem: String = stem.trim_end_matches('-').chars().take(60).collect();
    if stem.is_empty() { "mieux-disant".into() } else { stem }
}

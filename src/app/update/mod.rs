//! The reducer. Every message ends here, and nowhere else does the state change.

pub(super) mod keeping;
pub(super) mod opening;
mod sharing;

use std::rc::Rc;

use self::keeping::{keep_as_mine, store};
use self::opening::{enter, open_file, open_link};
pub(super) use self::opening::{open, replace};
pub(super) use self::sharing::file_stem;
use super::action::action;
use super::effect::Effect;
use super::msg::Msg;
use super::state::{Event, Notice, Origin, Screen, State, prove};
use super::{attributes, begin, commission, criteria, grid, lots, paste, received, seal, share, unlock, works};
use crate::catalogue::EXAMPLES;
use crate::dossier::{Assessment, Dossier, Edit, Entry, Id, IdSet, edit};
use crate::saved;

/// The next state, and what the outside world must do.
pub fn update(mut state: State, msg: Msg) -> (State, Vec<Effect>) {
    let mut effects = apply(&mut state, msg);
    // Nothing has changed: whoever sent the edit must not send the focus to what it would have made.
    if let Some(is_new) = state.seal.was_held() {
        effects = if is_new { vec![Effect::Focus("held-title")] } else { Vec::new() };
    }
    (state, effects)
}

fn apply(state: &mut State, msg: Msg) -> Vec<Effect> {
    if state.attributes.is_readonly && !attributes::only_reads(&msg) {
        return Vec::new();
    }
    match msg {
        Msg::Attributes(attributes) => return attributes::update(state, attributes),
        Msg::Works(msg) => return works::update(state, &msg),
        Msg::Drawn => return drawn(state),
        Msg::Follow => state.followed = Rc::clone(state.dossier()),
        Msg::Settle => state.settled = Rc::clone(&state.assessment),
        Msg::Rest => {
            state.moves = 0;
            if state.is_proof_due() {
                state.proof = prove(&state.assessment);
            }
        }
        Msg::Printing(is_printing) => state.is_printing = is_printing,
        // A page that is left with nothing to keep asks for no more of the program.
        Msg::SaveNow if state.is_saved || state.origin != Origin::Mine => {}
        msg => return act(state, msg),
    }
    Vec::new()
}

/// The ranking is on the screen: now what was not needed for it.
fn drawn(state: &mut State) -> Vec<Effect> {
    state.is_drawn = true;
    if state.is_proof_due() {
        state.proof = prove(&state.assessment);
    }
    // Who only reads keeps nothing here, and goes on with nothing.
    if state.attributes.is_readonly { Vec::new() } else { vec![Effect::FindWorks] }
}

/// What does not happen by itself: all of it waits in the second part of the program.
#[inline(never)]
fn act(state: &mut State, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Edit(change) => return change_and_tell(state, change),
        Msg::Act(id) => {
            let msg = action(id).and_then(|action| (action.msg)(state));
            return msg.map_or_else(Vec::new, |msg| apply(state, msg));
        }
        Msg::Weigh(criterion, value) => {
            let locks = state.is_sharing.then(|| state.locks.clone());
            return change_dossier(state, Edit::Weight { criterion, value, locks });
        }
        Msg::ShareOut(group) => {
            let locks = state.locks.clone();
            return change_and_tell(state, Edit::ShareOut { group, locks });
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
        Msg::Grid(msg) => return grid::update(state, msg),
        Msg::Paste(msg) => return paste::update(state, msg),
        Msg::Criteria(msg) => return criteria::update(state, msg),
        Msg::EndGesture => {
            state.history.end_gesture();
            state.followed = Rc::clone(state.dossier());
            state.moves = 0;
        }
        Msg::Prove => state.proof = Some((Rc::clone(&state.assessment), state.assessment.evaluation().prove())),
        Msg::Undo => return step(state, Direction::Back),
        Msg::Redo => return step(state, Direction::Forth),

        Msg::Show(screen) => {
            state.screen = screen;
            state.is_beginning = false;
            state.announce(Event::ScreenShown);
        }
        Msg::Language(lang) => {
            state.lang = lang;
            state.announce(Event::LanguageChosen);
            return vec![Effect::Language(lang)];
        }
        Msg::ToggleDetails(offer) => toggle(&mut state.open_offers, offer),
        Msg::ToggleLints => state.shows_lints = !state.shows_lints,
        Msg::ShowInfluences(shows) => state.shows_influences = shows,
        Msg::ShowAll => state.shows_all = true,
        Msg::Pair(first, second) => {
            state.pair = Some((first, second));
            state.announce(Event::PairExplained);
        }
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
            state.screen = Screen::Offers;
            return effects;
        }
        Msg::Begin(msg) => return begin::update(state, msg),
        Msg::ChooseFile => return vec![Effect::ChooseFile],
        Msg::FileChosen { name, content } => return open_file(state, name, content),
        Msg::LinkGiven(link) => return open_link(state, &link),
        Msg::DossierGiven(dossier) => {
            let effects = open(state, dossier, Origin::Host);
            attributes::show_screen(state);
            return effects;
        }
        Msg::KeepAsMine => {
            keep_as_mine(state);
            return vec![Effect::SaveSoon];
        }
        Msg::OpenRecovered => {
            if let Some(Notice::LinkDamaged(damaged)) = state.notice.take()
                && let Some(dossier) = damaged.recovered
            {
                return received::open_recovered(state, dossier);
            }
        }
        Msg::DismissNotice => state.notice = None,

        Msg::Views(msg) => return super::views::update(state, msg),
        Msg::Glossary(msg) => return super::glossary::update(state, msg),

        Msg::OpenShare => return share::open(state),
        Msg::Share(msg) => return share::update(state, &msg),
        Msg::Unlock(msg) => return unlock::update(state, &msg),
        Msg::BackToShared => return received::back(state),
        Msg::CloseShare => {
            state.share = None;
            return vec![Effect::Focus("action-share")];
        }
        Msg::CopyLink => {
            let link = state.share.as_ref().and_then(|share| share.link.clone());
            return link.map(Effect::Copy).into_iter().collect();
        }
        Msg::Copied(done) if state.seal.takes_copied() => state.announce(Event::Seal(seal::SealNews::CodeCopied(done))),
        Msg::Copied(done) if super::needs::takes_copied(state) => return super::needs::copied(state, done),
        Msg::Copied(done) => {
            share::copied(state, done);
            if let Some(letter) = &mut state.commission.letter {
                letter.copied = Some(done);
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
        Msg::Print => {
            state.is_printing = true;
            return vec![Effect::Print];
        }

        Msg::Elicitation(msg) => return super::elicitation::update(state, msg),
        Msg::Commission(msg) => return commission::update(state, msg),
        Msg::Needs(msg) => return super::needs::update(state, &msg),
        Msg::Market(msg) => return super::market::update(state, &msg),
        Msg::Components(msg) => return super::components::update(state, (*msg).clone()),
        Msg::Composing(msg) => return super::composing::update(state, &msg),
        Msg::Simulator(msg) => return super::simulator::update(state, msg),
        Msg::Costs(msg) => return super::costs::update(state, msg),
        Msg::Seal(msg) => return seal::update(state, msg),
        Msg::Lots(msg) => return lots::update(state, &msg),

        Msg::SaveNow => return store(state),

        Msg::Attributes(_) | Msg::Drawn | Msg::Works(_) | Msg::Follow | Msg::Settle | Msg::Rest | Msg::Printing(_) => {}
    }
    Vec::new()
}

pub(super) fn change_dossier(state: &mut State, change: Edit) -> Vec<Effect> {
    let base = Rc::clone(state.history.base_of(&change));
    // Few dossiers are sealed or keep a journal: what that takes waits (tools/cold.txt).
    let kept = edit(&base, &change).map(|next| {
        let tells = !base.journal.is_empty() || change.begins_journal();
        if tells && (base.seal.is_none() || !seal::holds(&base, &next, &change)) {
            seal::record(state, &base, next, &change)
        } else {
            next
        }
    });
    match kept {
        Ok(next) if next == *state.dossier() => Vec::new(),
        Ok(next) if base.seal.is_some() && seal::holds(&base, &next, &change) => seal::hold(state, change),
        Ok(next) => {
            if Rc::ptr_eq(&base, state.dossier()) {
                state.before = Rc::clone(&state.assessment);
            }
            // Within a gesture too, what was assessed last differs in weights only.
            let (only_weighs, moves_weights) = (change.only_weighs(), change.moves_weights());
            state.history.push(change, next);
            if matches!(state.origin, Origin::Example(_) | Origin::File(_)) {
                keep_as_mine(state);
            }
            if only_weighs {
                state.assessment = Rc::new(state.assessment.reweigh(Rc::clone(state.dossier())));
                if !moves_weights {
                    settle(state);
                }
            } else {
                reassess(state);
            }
            announce_ranking(state);
            let mut effects = after_change(state);
            if moves_weights {
                state.moves = state.moves.saturating_add(1);
                effects.push(Effect::SettleSoon);
            }
            effects
        }
        Err(refusal) => {
            state.notify(Notice::Refused(refusal));
            Vec::new()
        }
    }
}

/// Changes the dossier and says so, unless something was said already: that it was
/// refused, or that others lead now.
#[inline(never)]
pub(super) fn change_and_tell(state: &mut State, change: Edit) -> Vec<Effect> {
    let said = state.announcement.number;
    let effects = change_dossier(state, change.clone());
    if !effects.is_empty() && state.announcement.number == said {
        state.announce(Event::Done(change));
    }
    effects
}

#[derive(Clone, Copy)]
enum Direction {
    Back,
    Forth,
}

#[inline(never)]
fn step(state: &mut State, direction: Direction) -> Vec<Effect> {
    let (before, was_trial) = (Rc::clone(&state.assessment), state.is_trial());
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
    if let Event::Undone(Edit::Lots(edit)) | Event::Redone(Edit::Lots(edit)) = &event {
        lots::stepped(state, edit, was_trial);
    }
    state.announce(event);
    after_change(state)
}

pub(super) fn reassess(state: &mut State) {
    state.assessment = Rc::new(Assessment::of(Rc::clone(state.dossier())));
    settle(state);
}

/// What is shown is explained and proved at once.
fn settle(state: &mut State) {
    state.followed = Rc::clone(state.dossier());
    state.moves = 0;
    state.settled = Rc::clone(&state.assessment);
    state.proof = prove(&state.assessment);
}

pub(super) fn after_change(state: &mut State) -> Vec<Effect> {
    if state.share.is_some() {
        share::refresh(state);
    }
    if state.origin == Origin::Link {
        received::say_trial(state);
    }
    if state.seal.other.is_some() {
        seal::refresh(state);
    }
    if state.lots.is_some() {
        lots::refresh(state);
    }
    let mut effects = vec![Effect::Changed];
    if state.origin == Origin::Mine {
        state.is_saved = false;
        effects.push(Effect::SaveSoon);
    }
    effects
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

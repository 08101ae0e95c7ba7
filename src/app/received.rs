//! Somebody's state, received through a link: what one tries beside it never
//! changes it, and one may always come back to it.

use std::rc::Rc;

use super::effect::Effect;
use super::share::LinkNews;
use super::state::{Event, Notice, Origin, State};
use super::update::opening::close_panels;
use super::update::{after_change, open as open_dossier, reassess, replace};
use crate::dossier::{Dossier, Edit, Flavour};
use crate::saved;

/// What was received.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    /// The dossier as it came.
    pub dossier: Rc<Dossier>,
    /// How much of a dossier it is, where the link says so.
    pub flavour: Option<Flavour>,
    /// Whether it was under a passphrase.
    pub was_locked: bool,
    /// Whether it was said that something is tried beside it.
    pub is_trial_said: bool,
}

/// Shows what a link holds, or says what is wrong with it.
#[inline(never)]
pub(super) fn open_link(state: &mut State, link: &str, was_locked: bool) -> Vec<Effect> {
    match saved::link::open(link) {
        Ok(opened) => {
            let (dossier, flavour) = (Rc::new(opened.dossier), Some(opened.flavour));
            open(state, Received { dossier, flavour, was_locked, is_trial_said: false })
        }
        Err(damaged) => {
            state.notify(Notice::LinkDamaged(damaged));
            Vec::new()
        }
    }
}

/// Shows what was received. Nothing of it is kept in this browser.
fn open(state: &mut State, received: Received) -> Vec<Effect> {
    let effects = open_dossier(state, Rc::clone(&received.dossier), Origin::Link);
    state.received = Some(Rc::new(received));
    effects
}

/// Shows what could be read of a damaged link.
#[inline(never)]
pub(super) fn open_recovered(state: &mut State, dossier: Rc<Dossier>) -> Vec<Effect> {
    open(state, Received { dossier, flavour: None, was_locked: false, is_trial_said: false })
}

impl State {
    /// Whether the user tries something beside the shared state.
    pub fn is_trial(&self) -> bool {
        let shared = self.received.as_ref().filter(|_| self.origin == Origin::Link);
        shared.is_some_and(|received| !Rc::ptr_eq(&received.dossier, self.dossier()))
    }
}

/// Says once that what is on the screen is no longer what was received.
#[inline(never)]
pub(super) fn say_trial(state: &mut State) {
    let is_trial = state.is_trial();
    let Some(received) = &mut state.received else { return };
    if received.is_trial_said != is_trial {
        Rc::make_mut(received).is_trial_said = is_trial;
        if is_trial {
            state.announce(Event::Link(LinkNews::Trial));
        }
    }
}

/// Goes back to the shared state; what was tried can be done again, step by step.
#[inline(never)]
pub(super) fn back(state: &mut State) -> Vec<Effect> {
    let Some(received) = state.received.clone().filter(|_| state.is_trial()) else { return Vec::new() };
    let before = Rc::clone(&state.assessment);
    state.history.end_gesture();
    let mut passes_lots = false;
    while !Rc::ptr_eq(state.history.current(), &received.dossier) {
        match state.history.undoable() {
            Some(edit) if !matches!(edit, Edit::Open(_)) => {
                passes_lots |= matches!(edit, Edit::Lots(_));
                state.history.undo()
            }
            _ => break,
        };
    }
    // What is open speaks of another lot.
    if passes_lots {
        close_panels(state);
    }
    let mut effects = if state.is_trial() {
        // Longer ago than the history reaches.
        let effects = replace(state, Rc::clone(&received.dossier), Origin::Link, true);
        state.received = Some(received);
        effects
    } else {
        state.before = before;
        reassess(state);
        after_change(state)
    };
    state.announce(Event::Link(LinkNews::Back));
    effects.push(Effect::Focus("received-title"));
    effects
}

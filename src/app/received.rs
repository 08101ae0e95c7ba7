//! Somebody's state, received through a link: what one tries beside it never
//! changes it, and one may always come back to it.

use std::rc::Rc;

use super::effect::Effect;
use super::share::LinkNews;
use super::state::{Event, Origin, State};
use super::update::{after_change, open as open_dossier, reassess, replace};
use crate::dossier::{Dossier, Edit};

/// What was received.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    /// The dossier as it came.
    pub dossier: Rc<Dossier>,
    /// Whether it was under a passphrase.
    pub was_locked: bool,
}

/// Shows what was received. Nothing of it is kept in this browser.
pub(super) fn open(state: &mut State, dossier: Rc<Dossier>, was_locked: bool) -> Vec<Effect> {
    let effects = open_dossier(state, Rc::clone(&dossier), Origin::Link);
    state.received = Some(Rc::new(Received { dossier, was_locked }));
    effects
}

impl State {
    /// Whether the user tries something beside the shared state.
    pub fn is_trial(&self) -> bool {
        let shared = self.received.as_ref().filter(|_| self.origin == Origin::Link);
        shared.is_some_and(|received| !Rc::ptr_eq(&received.dossier, self.dossier()))
    }
}

/// Goes back to the shared state; what was tried can be done again, step by step.
#[inline(never)]
pub(super) fn back(state: &mut State) -> Vec<Effect> {
    let Some(received) = state.received.clone().filter(|_| state.is_trial()) else { return Vec::new() };
    let before = Rc::clone(&state.assessment);
    state.history.end_gesture();
    while !Rc::ptr_eq(state.history.current(), &received.dossier) {
        match state.history.undoable() {
            Some(edit) if !matches!(edit, Edit::Open(_)) => state.history.undo(),
            _ => break,
        };
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

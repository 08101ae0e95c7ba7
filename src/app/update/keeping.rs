//! Work is kept in this browser while it is being done.

use crate::app::effect::Effect;
use crate::app::state::{Origin, State};
use crate::saved;

pub(in crate::app) fn keep_as_mine(state: &mut State) {
    state.origin = Origin::Mine;
    state.received = None;
    state.is_saved = false;
}

/// Keeps the work in its slot, if it is one's own, not kept yet, and to be kept.
#[inline(never)]
pub(in crate::app) fn store(state: &mut State) -> Vec<Effect> {
    if state.is_saved || state.origin != Origin::Mine || state.works.keeps_nothing {
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
    let seen = state.works.seen_of(&slot);
    let (revision, beside) = state.works.next_revision(&state.start.session, &slot);
    let (title, text) = (state.dossier().title.clone(), saved::file::write(state.dossier()));
    vec![Effect::Store { slot, revision, seen, beside, title, text }]
}

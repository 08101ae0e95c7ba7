//! Work is kept in this browser while it is being done.

use crate::app::effect::Effect;
use crate::app::msg::StorageFailure;
use crate::app::state::{Notice, Origin, State};
use crate::saved;

pub(super) fn keep_as_mine(state: &mut State) {
    state.origin = Origin::Mine;
    state.is_saved = false;
}

/// Keeps the work in its slot, if it is one's own and not kept yet.
pub(super) fn store(state: &mut State) -> Vec<Effect> {
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

pub(super) fn report_saving(state: &mut State, result: Result<(), StorageFailure>) {
    let known = state.storage_failure;
    state.storage_failure = result.err();
    // Said once, not at every keystroke.
    if let Some(failure) = state.storage_failure.filter(|_| known.is_none()) {
        state.notify(Notice::NotKept(failure));
    }
}

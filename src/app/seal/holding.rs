//! A sealed grid is not changed in silence: the edit waits until the user tries
//! it in a copy, breaks the seal for it, or leaves it.

use std::rc::Rc;

use super::{Held, SealNews, heading, news};
use crate::app::effect::Effect;
use crate::app::state::{Notice, Origin, State};
use crate::app::update::{change_dossier, opening};
use crate::dossier::{Dossier, Edit, edit, fingerprint};
use crate::i18n::{Phrase, phrase};

/// What the title of a copy ends with.
const TRIAL: Phrase = phrase("(essai)", "(trial)");

/// The longest title that a copy keeps of the original, in characters.
const TITLE: usize = 180;

/// Whether the seal of a dossier holds back what an edit makes of it.
#[inline(never)]
pub(in crate::app) fn holds(sealed: &Dossier, next: &Dossier, change: &Edit) -> bool {
    let keeps_seal = sealed.seal == next.seal && fingerprint(sealed) == fingerprint(next);
    !keeps_seal && !matches!(change, Edit::BreakSeal { .. } | Edit::Seal(_) | Edit::Open(_) | Edit::Lots(_))
}

/// Holds an edit back.
#[inline(never)]
pub(in crate::app) fn hold(state: &mut State, change: Edit) -> Vec<Effect> {
    state.history.end_gesture();
    let is_new = state.seal.held.is_none();
    state.seal.held =
        Some(Held { change: Some(change), is_breaking: false, reason: String::new(), lacks_reason: false });
    state.seal.just_held = Some(is_new);
    if is_new {
        news(state, SealNews::Held);
    }
    Vec::new()
}

/// Opens a copy without seal in which the edit is made. The sealed work stays
/// as it was, one step back.
pub(super) fn try_in_copy(state: &mut State) -> Vec<Effect> {
    let Some(change) = state.seal.held.take().and_then(|held| held.change) else { return vec![heading(state)] };
    let next = match edit(state.dossier(), &change) {
        Ok(next) => next,
        Err(refusal) => {
            state.notify(Notice::Refused(refusal));
            return vec![heading(state)];
        }
    };
    // Where a journal is kept, the copy tells of the change as any work does.
    let next = if next.journal.is_empty() { next } else { super::record(state, state.dossier(), next, &change) };
    let mut draft = next.to_draft();
    draft.seal = None;
    let title: String = draft.title.chars().take(TITLE).collect();
    draft.title = format!("{} {}", title.trim_end(), TRIAL.get(state.lang));
    let copy = match draft.check() {
        Ok(copy) => copy,
        Err(defects) => {
            state.notify(Notice::Refused(crate::dossier::Refusal::Defects(defects)));
            return vec![heading(state)];
        }
    };
    let screen = state.screen;
    let mut effects = opening::replace(state, Rc::new(copy), Origin::Mine, true);
    // The user stays where the change was made.
    state.screen = screen;
    state.is_saved = false;
    news(state, SealNews::Copied);
    effects.extend([Effect::SaveSoon, heading(state)]);
    effects
}

/// Breaks the seal for a reason, and makes the edit that it held back.
pub(super) fn break_seal(state: &mut State) -> Vec<Effect> {
    let Some(held) = state.seal.held.clone() else { return Vec::new() };
    let reason = held.reason.trim().to_owned();
    if reason.is_empty() {
        if let Some(held) = &mut state.seal.held {
            held.lacks_reason = true;
        }
        news(state, SealNews::Refused);
        return vec![Effect::Focus("seal-reason")];
    }
    state.seal.held = None;
    state.history.end_gesture();
    let before = Rc::clone(state.dossier());
    let mut effects = change_dossier(state, Edit::BreakSeal { reason, change: held.change.map(Box::new) });
    state.history.end_gesture();
    // A refusal has its notice.
    if !Rc::ptr_eq(&before, state.dossier()) {
        news(state, SealNews::Broken);
    }
    effects.push(heading(state));
    effects
}

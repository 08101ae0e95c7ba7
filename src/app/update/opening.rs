//! Another dossier takes the place of the one that is shown.

use std::rc::Rc;

use super::keeping::store;
use super::reassess;
use crate::app::commission::Desk;
use crate::app::effect::Effect;
use crate::app::grid::Grid;
use crate::app::paste::{self, PasteMsg};
use crate::app::state::{Context, Event, Notice, Origin, Screen, State};
use crate::app::views::Views;
use crate::app::{received, unlock};
use crate::dossier::{Dossier, Edit, History};
use crate::saved;
use crate::saved::link::{Damaged, Locked};
use crate::table;

/// Takes on another context and gives the one left behind. Openings older than
/// the history reaches have none: what comes back is kept as a work of its own.
pub(super) fn enter(state: &mut State, context: Option<Context>) -> Context {
    state.works.leave();
    let Context { origin, slot, received } =
        context.unwrap_or(Context { origin: Origin::Mine, slot: None, received: None });
    Context {
        origin: std::mem::replace(&mut state.origin, origin),
        slot: std::mem::replace(&mut state.slot, slot),
        received: std::mem::replace(&mut state.received, received),
    }
}

/// Shows another dossier. Work that was there stays one undo away; where there
/// was none, there is nothing to go back to.
pub(in crate::app) fn open(state: &mut State, dossier: Rc<Dossier>, origin: Origin) -> Vec<Effect> {
    replace(state, dossier, origin, false)
}

/// The same; `always_undoable` where undo leads back even to what was not touched.
pub(in crate::app) fn replace(
    state: &mut State,
    dossier: Rc<Dossier>,
    origin: Origin,
    always_undoable: bool,
) -> Vec<Effect> {
    let mut effects = store(state);
    let is_untouched = state.history.undoable().is_none() && state.history.redoable().is_none();
    let left = enter(state, Some(Context { origin, slot: None, received: None }));
    if is_untouched && !always_undoable {
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
    close_panels(state);
    state.lots = None;
    // Whoever is invited to note begins with that.
    let notes = state.dossier().commission.contribution.is_some();
    state.screen = if notes { Screen::Commission } else { Screen::Ranking };
    state.announce(Event::Opened);
    effects.push(Effect::Changed);
    effects
}

/// Closes what speaks of the dossier that is left behind.
pub(in crate::app) fn close_panels(state: &mut State) {
    state.pair = None;
    state.shows_all = false;
    state.share = None;
    state.unlock = None;
    state.paste = None;
    state.grid = Grid::default();
    state.is_beginning = false;
    state.elicitation = None;
    state.simulator = None;
    if let Some(desk) = &mut state.market {
        desk.is_open = false;
    }
    state.costs = None;
    state.views = Views::default();
    if state.seal.is_open() || state.seal.shows_journal {
        state.seal.leave();
    }
    state.needs = None;
    state.composing = None;
    state.components.evidence = None;
    state.components.problem = None;
    state.notice = None;
    state.open_offers.clear();
    state.open_groups.clear();
    state.locks.clear();
    state.commission = Desk::default();
}

#[inline(never)]
pub(in crate::app) fn open_file(state: &mut State, name: String, content: Option<Vec<u8>>) -> Vec<Effect> {
    let Some(content) = content else {
        state.notify(Notice::FileUnreadable { name });
        return Vec::new();
    };
    if is_table(&name) {
        let text = table::decode(&content);
        return match Locked::find(&text) {
            Ok(Some(locked)) => unlock::ask(state, locked, Some(name)),
            Err(error) => damaged(state, error.into()),
            Ok(None) => paste::update(state, PasteMsg::Text(text, None)),
        };
    }
    match saved::file::read_bytes(&content) {
        Ok(dossier) => open(state, Rc::new(dossier), Origin::File(name)),
        Err(errors) => {
            state.notify(Notice::FileRefused { name, errors });
            Vec::new()
        }
    }
}

#[inline(never)]
pub(super) fn open_link(state: &mut State, link: &str) -> Vec<Effect> {
    match Locked::find(link) {
        Ok(Some(locked)) => return unlock::ask(state, locked, None),
        Err(error) => return damaged(state, error.into()),
        Ok(None) => {}
    }
    received::open_link(state, link, false)
}

fn damaged(state: &mut State, damaged: Damaged) -> Vec<Effect> {
    state.notify(Notice::LinkDamaged(damaged));
    Vec::new()
}

/// Whether a file is a table rather than a dossier, by its name.
fn is_table(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".csv", ".tsv", ".txt"].iter().any(|ending| name.ends_with(ending))
}

//! Asks the platform for the works kept in this browser; its answers become messages,
//! and the other tabs hear of what has changed.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::app::{Effect, MarketMsg, Msg, NotKept, State, StoredMarket, StoredWork, WorksMsg, update};
use crate::dossier::Moment;
use crate::platform::clock;
use crate::platform::storage::{self, Keeping};
use crate::platform::tabs::Tabs;

/// The state, shared with the listeners that must act before the page is gone.
pub(super) type SharedState = Rc<RefCell<Option<State>>>;

/// Keeps the work of one widget.
#[derive(Clone)]
pub(super) struct Keeper {
    state: SharedState,
    send: Callback<Msg>,
    tabs: Rc<Tabs>,
    /// On its way into storage: a page that goes now would take it along.
    writing: Rc<RefCell<Option<Keeping>>>,
}

impl Keeper {
    pub(super) fn new(state: SharedState, send: Callback<Msg>, tabs: Rc<Tabs>) -> Self {
        Self { state, send, tabs, writing: Rc::default() }
    }

    /// Keeps a work, says whether it is kept, and tells the other tabs.
    #[inline(never)]
    pub(super) fn store(&self, keeping: Keeping) {
        self.writing.replace(Some(keeping.clone()));
        let Self { send, tabs, writing, .. } = self.clone();
        spawn_local(async move {
            let (slot, revision) = (keeping.work.slot.clone(), keeping.work.revision.clone());
            let result = storage::store(keeping).await;
            writing.borrow_mut().take_if(|written| written.work.revision == revision);
            match &result {
                Ok(_) => tabs.tell(None),
                Err(NotKept::Beside(_)) => tabs.tell(Some(&slot)),
                Err(_) => {}
            }
            send.emit(WorksMsg::Stored { slot, revision, result }.into());
        });
    }

    /// Keeps the work without waiting for the next message: the element or the page may
    /// be going away.
    pub(super) fn save_now(&self, is_page_hidden: bool) {
        let Some(current) = self.state.borrow_mut().take() else { return };
        let (next, effects) = update(current, Msg::SaveNow);
        *self.state.borrow_mut() = Some(next);
        if is_page_hidden && let Some(keeping) = &*self.writing.borrow() {
            // A browser may throw away what it has begun to write for a page that goes.
            storage::leave_behind(keeping);
        }
        for effect in effects {
            self.leave(effect, is_page_hidden);
        }
    }

    #[inline(never)]
    fn leave(&self, effect: Effect, is_page_hidden: bool) {
        let Effect::Store { slot, revision, seen, beside, title, text } = effect else { return };
        let keeping = Keeping { work: StoredWork { slot, revision, title, text }, seen, beside };
        let (is_left, keeper) = (storage::leave_behind(&keeping), self.clone());
        // WebKit freezes a page that is left together with what it has begun to
        // write, and nothing else is written until it is thrown away. A timer is
        // frozen before it begins, and what was left behind is found.
        if is_page_hidden && is_left {
            Timeout::new(0, move || keeper.store(keeping)).forget();
        } else {
            keeper.store(keeping);
        }
    }

    /// Forgets a work.
    #[inline(never)]
    pub(super) fn forget(&self, slot: String) {
        let tabs = Rc::clone(&self.tabs);
        spawn_local(async move {
            storage::forget(&slot).await;
            tabs.tell(None);
        });
    }

    /// Remembers that nothing is to be kept, or forgets that.
    #[inline(never)]
    pub(super) fn keep_nothing(&self, keeps_nothing: bool) {
        let tabs = Rc::clone(&self.tabs);
        spawn_local(async move {
            storage::keep_nothing(keeps_nothing).await;
            tabs.tell(None);
        });
    }
}

/// Looks at what is kept.
pub(super) fn find(send: Callback<Msg>) {
    spawn_local(async move {
        let (works, keeps_nothing) = storage::find().await;
        send.emit(WorksMsg::Found { works: Rc::new(works), keeps_nothing }.into());
    });
}

/// Reads a work.
#[inline(never)]
pub(super) fn fetch(slot: String, send: Callback<Msg>) {
    spawn_local(async move {
        send.emit(WorksMsg::Fetched(storage::fetch(&slot).await).into());
    });
}

/// Looks for the catalogue of the market that is kept.
#[inline(never)]
pub(super) fn fetch_market(send: Callback<Msg>) {
    spawn_local(async move {
        send.emit(MarketMsg::Fetched(storage::market::fetch().await.map(Rc::new)).into());
    });
}

/// Keeps a catalogue of the market, and says whether it is kept.
#[inline(never)]
pub(super) fn store_market(stored: Rc<StoredMarket>, seen: Option<String>, send: Callback<Msg>) {
    spawn_local(async move {
        let result = storage::market::store(&stored, seen).await;
        send.emit(MarketMsg::Stored(stored.kept.clone(), result).into());
    });
}

/// Forgets the catalogue of the market that is kept.
#[inline(never)]
pub(super) fn forget_market(revision: Option<String>) {
    spawn_local(storage::market::forget(revision));
}

/// Tells the state what time it is.
#[inline(never)]
pub(super) fn tell_time(state: &mut State) {
    state.seal.now = Moment::parse(&clock::local(&clock::now()));
}

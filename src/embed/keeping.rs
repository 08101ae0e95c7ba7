//! Asks the platform for the works kept in this browser; its answers become messages,
//! and the other tabs hear of what has changed.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::app::{Msg, NotKept, State, WorksMsg};
use crate::dossier::Moment;
use crate::platform::clock;
use crate::platform::storage::{self, Keeping};
use crate::platform::tabs::Tabs;

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

/// Keeps a work, says whether it is kept, and tells the other tabs.
#[inline(never)]
pub(super) fn store(keeping: Keeping, send: Callback<Msg>, tabs: &Rc<Tabs>) {
    let (slot, revision) = (keeping.work.slot.clone(), keeping.work.revision.clone());
    let tabs = Rc::clone(tabs);
    spawn_local(async move {
        let result = storage::store(keeping).await;
        match &result {
            Ok(_) => tabs.tell(None),
            Err(NotKept::Beside(_)) => tabs.tell(Some(&slot)),
            Err(_) => {}
        }
        send.emit(WorksMsg::Stored { slot, revision, result }.into());
    });
}

/// Forgets a work.
#[inline(never)]
pub(super) fn forget(slot: String, tabs: &Rc<Tabs>) {
    let tabs = Rc::clone(tabs);
    spawn_local(async move {
        storage::forget(&slot).await;
        tabs.tell(None);
    });
}

/// Remembers that nothing is to be kept, or forgets that.
#[inline(never)]
pub(super) fn keep_nothing(keeps_nothing: bool, tabs: &Rc<Tabs>) {
    let tabs = Rc::clone(tabs);
    spawn_local(async move {
        storage::keep_nothing(keeps_nothing).await;
        tabs.tell(None);
    });
}

/// Tells the state what time it is.
#[inline(never)]
pub(super) fn tell_time(state: &mut State) {
    state.seal.now = Moment::parse(&clock::local(&clock::now()));
}

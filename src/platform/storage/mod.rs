//! Works kept in this browser: in IndexedDB, which writes to the disk at once, or in
//! `localStorage` where that is refused (private windows, pages from the disk in some
//! browsers).
//!
//! `localStorage` also takes what a page leaves behind in its last moment, when
//! nothing that waits for its turn runs for sure: the next look moves it to its
//! place. What is kept is text, read as untrusted later.

mod database;
mod local;
pub mod market;

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::clock;
use crate::app::{KeptWork, NotKept, StorageFailure, StoredWork};

/// A work on its way into storage.
#[derive(Clone)]
pub struct Keeping {
    /// What is to be kept.
    pub work: StoredWork,
    /// The revisions that it may be written over.
    pub seen: Vec<String>,
    /// Where it goes when another one is there.
    pub beside: String,
}

/// The kept works, the newest first, and whether nothing is to be kept.
pub async fn find() -> (Vec<KeptWork>, bool) {
    let Some(database) = database::open().await else { return local::all() };
    if local::has_any() {
        local::move_into(database.clone()).await;
    }
    let (mut works, keeps_nothing) = database.entries().await.unwrap_or_default();
    if local::has_any() {
        local::add_to(&mut works);
    }
    works.iter_mut().for_each(|work| work.saved_at = clock::local(&work.saved_at));
    (works, keeps_nothing)
}

/// Puts a work in its place among the others, the newest first.
fn shelve(works: &mut Vec<KeptWork>, work: KeptWork) {
    let place = works.iter().position(|other| other.saved_at < work.saved_at).unwrap_or(works.len());
    works.insert(place, work);
}

/// Keeps a work; says how it stands in the list.
///
/// # Errors
/// Storage is refused, or full; another revision is there and the work is kept
/// beside; nothing is to be kept.
pub async fn store(keeping: Keeping) -> Result<KeptWork, NotKept> {
    let Some(database) = database::open().await else { return local::put(keeping) };
    let result = database.put(&keeping, clock::now()).await;
    // What a page that is going away could not finish stays left behind.
    if result.is_ok() && local::has_any() {
        local::remove(&keeping);
    }
    result.unwrap_or_else(|error| Err(failure(&error)))
}

/// Leaves a work behind in the last moment of a page; says whether it is there. Where
/// that is refused, only what [`store`] still writes remains.
pub fn leave_behind(keeping: &Keeping) -> bool {
    local::leave_behind(keeping)
}

/// A kept work.
pub async fn fetch(slot: &str) -> Option<StoredWork> {
    let found = match database::open().await {
        Some(database) => database.get(slot).await,
        None => None,
    };
    found.or_else(|| local::get(slot))
}

/// Forgets a work. Nothing to say if there was none.
pub async fn forget(slot: &str) {
    local::forget(slot);
    if let Some(database) = database::open().await {
        database.forget(slot).await;
    }
}

/// Remembers that nothing is to be kept, or forgets that.
pub async fn keep_nothing(keeps_nothing: bool) {
    match database::open().await {
        Some(database) => database.keep_nothing(keeps_nothing).await,
        None => local::keep_nothing(keeps_nothing),
    }
}

fn property(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// What a refused write means, from the name of the error.
fn failure(error: &JsValue) -> NotKept {
    let is_full = property(error, "name") == "QuotaExceededError";
    NotKept::Failed(if is_full { StorageFailure::Full } else { StorageFailure::Refused })
}

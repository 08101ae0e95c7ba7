//! Works kept in this browser: in IndexedDB, which writes to the disk at once, or in
//! `localStorage` where that is refused (private windows, pages from the disk in some
//! browsers).
//!
//! `localStorage` also takes what a page leaves behind in its last moment, when
//! nothing that waits for its turn runs for sure: the next look moves it to its
//! place. What is kept is text, read as untrusted later.

mod database;
mod local;

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

/// A writing of a work, as both storages hold it.
struct Entry {
    work: StoredWork,
    saved_at: String,
}

impl Entry {
    fn now(work: StoredWork) -> Self {
        Self { work, saved_at: clock::now() }
    }

    fn kept(self) -> KeptWork {
        let StoredWork { slot, revision, title, .. } = self.work;
        KeptWork { slot, revision, title, saved_at: clock::local(&self.saved_at) }
    }
}

/// The kept works, the newest first, and whether nothing is to be kept.
pub async fn find() -> (Vec<KeptWork>, bool) {
    let Some(database) = database::open().await else { return sorted(local::entries(), local::keeps_nothing()) };
    for (keeping, saved_at) in local::left_behind() {
        let (slot, revision) = (keeping.work.slot.clone(), keeping.work.revision.clone());
        // What does not go in now stays where it is, for the next time.
        if let Ok(_) | Err(NotKept::Beside(_)) = database.put(keeping, saved_at).await {
            local::remove(&slot, &revision);
        }
    }
    let (mut entries, keeps_nothing) = database.entries().await.unwrap_or_default();
    for left in local::entries() {
        if entries.iter().all(|entry| entry.work.slot != left.work.slot) {
            entries.push(left);
        }
    }
    sorted(entries, keeps_nothing)
}

fn sorted(mut entries: Vec<Entry>, keeps_nothing: bool) -> (Vec<KeptWork>, bool) {
    entries.sort_by(|left, right| right.saved_at.cmp(&left.saved_at));
    (entries.into_iter().map(Entry::kept).collect(), keeps_nothing)
}

/// Keeps a work; says how it stands in the list.
///
/// # Errors
/// Storage is refused, or full; another revision is there and the work is kept
/// beside; nothing is to be kept.
pub async fn store(keeping: Keeping) -> Result<KeptWork, NotKept> {
    let Some(database) = database::open().await else { return local::put(keeping) };
    let (slot, revision) = (keeping.work.slot.clone(), keeping.work.revision.clone());
    let result = database.put(keeping, clock::now()).await;
    if let Ok(_) | Err(NotKept::Beside(_)) = result {
        local::remove(&slot, &revision);
    }
    result
}

/// Leaves a work behind in the last moment of a page. Where that is refused, only
/// what [`store`] still writes remains.
pub fn leave_behind(keeping: &Keeping) {
    local::leave_behind(keeping);
}

/// A kept work.
pub async fn fetch(slot: &str) -> Option<StoredWork> {
    let found = match database::open().await {
        Some(database) => database.get(slot).await,
        None => None,
    };
    found.or_else(|| local::get(slot).map(|entry| entry.work))
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

/// What a refused write means, from the name of the error.
fn failure(error: &JsValue) -> NotKept {
    let name = js_sys::Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    let is_full = name.is_some_and(|name| name == "QuotaExceededError");
    NotKept::Failed(if is_full { StorageFailure::Full } else { StorageFailure::Refused })
}

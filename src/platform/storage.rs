//! Works kept in this browser, in `localStorage`: one entry each.
//!
//! An entry holds the moment, the title and the dossier file, parted by line
//! breaks (a title has none). The text is read as untrusted later.

use web_sys::Storage;

use super::clock;
use crate::app::{StorageFailure, StoredWork};

const PREFIX: &str = "mieux-disant:work:";

fn storage() -> Result<Storage, StorageFailure> {
    // Reading the property itself throws where storage is switched off.
    super::window().and_then(|window| window.local_storage().ok().flatten()).ok_or(StorageFailure::Refused)
}

/// The kept works, the newest first. Where storage is refused there are none.
pub fn works(lang_tag: &str) -> Vec<StoredWork> {
    let Ok(storage) = storage() else { return Vec::new() };
    let count = storage.length().unwrap_or_default();
    let mut found: Vec<(String, StoredWork)> = (0..count)
        .filter_map(|index| {
            let key = storage.key(index).ok()??;
            let slot = key.strip_prefix(PREFIX)?.to_owned();
            let entry = storage.get_item(&key).ok()??;
            let (moment, rest) = entry.split_once('\n')?;
            let (title, text) = rest.split_once('\n')?;
            let saved_at = clock::readable(moment, lang_tag);
            Some((moment.to_owned(), StoredWork { slot, title: title.into(), saved_at, text: text.into() }))
        })
        .collect();
    found.sort_by(|(left, _), (right, _)| right.cmp(left));
    found.into_iter().map(|(_, work)| work).collect()
}

/// Keeps a work.
///
/// # Errors
/// Storage is refused, or full.
pub fn store(slot: &str, title: &str, text: &str) -> Result<(), StorageFailure> {
    let storage = storage()?;
    let entry = format!("{}\n{}\n{text}", clock::now(), title.replace('\n', " "));
    storage.set_item(&format!("{PREFIX}{slot}"), &entry).map_err(|_| {
        // A refused write with entries already there means that it is full.
        if storage.length().unwrap_or_default() > 0 { StorageFailure::Full } else { StorageFailure::Refused }
    })
}

/// Forgets a work. Nothing to say if there was none.
pub fn forget(slot: &str) {
    if let Ok(storage) = storage() {
        // Refused only where there was nothing to forget.
        let _ = storage.remove_item(&format!("{PREFIX}{slot}"));
    }
}

//! Works in `localStorage`: one entry each.
//!
//! An entry holds the moment, the revision and the revisions it may be written over,
//! parted by blanks; the title; the dossier file; parted by line breaks (a title has
//! none). Older pages wrote the moment alone.

use web_sys::Storage;

use super::{Entry, Keeping, clock, failure};
use crate::app::{KeptWork, NotKept, StorageFailure, StoredWork};

const PREFIX: &str = "mieux-disant:work:";
const KEEP_NOTHING: &str = "mieux-disant:keep-nothing";

fn storage() -> Option<Storage> {
    // Reading the property itself throws where storage is switched off.
    crate::platform::window().and_then(|window| window.local_storage().ok().flatten())
}

fn key(slot: &str) -> String {
    format!("{PREFIX}{slot}")
}

fn read(slot: &str, text: &str) -> Option<(Keeping, String)> {
    let (head, rest) = text.split_once('\n')?;
    let (title, text) = rest.split_once('\n')?;
    let mut head = head.split(' ').map(str::to_owned);
    let saved_at = head.next()?;
    let revision = head.next().unwrap_or_else(|| saved_at.clone());
    let beside = format!("{slot}-beside");
    let work = StoredWork { slot: slot.into(), revision, title: title.into(), text: text.into() };
    Some((Keeping { work, seen: head.collect(), beside }, saved_at))
}

/// Everything that is here, with the moment of each.
pub(super) fn left_behind() -> Vec<(Keeping, String)> {
    let Some(storage) = storage() else { return Vec::new() };
    let count = storage.length().unwrap_or_default();
    let keys: Vec<String> = (0..count).filter_map(|index| storage.key(index).ok()?).collect();
    keys.iter().filter_map(|key| read(key.strip_prefix(PREFIX)?, &storage.get_item(key).ok()??)).collect()
}

/// The list of what is here.
pub(super) fn entries() -> Vec<Entry> {
    left_behind().into_iter().map(|(keeping, saved_at)| Entry { work: keeping.work, saved_at }).collect()
}

pub(super) fn get(slot: &str) -> Option<Entry> {
    let text = storage()?.get_item(&key(slot)).ok()??;
    read(slot, &text).map(|(keeping, saved_at)| Entry { work: keeping.work, saved_at })
}

/// Keeps a work, or keeps it beside where another revision is there.
pub(super) fn put(mut keeping: Keeping) -> Result<KeptWork, NotKept> {
    if keeps_nothing() {
        return Err(NotKept::Unwanted);
    }
    let there = get(&keeping.work.slot).map(|entry| entry.work.revision);
    let is_beside =
        there.is_some_and(|revision| revision != keeping.work.revision && !keeping.seen.contains(&revision));
    if is_beside {
        keeping.work.slot = keeping.beside.clone();
    }
    write(&keeping)?;
    let kept = Entry::now(keeping.work).kept();
    if is_beside { Err(NotKept::Beside(kept)) } else { Ok(kept) }
}

pub(super) fn leave_behind(keeping: &Keeping) {
    if !keeps_nothing() {
        // A second net: the database may still take it.
        let _ = write(keeping);
    }
}

fn write(keeping: &Keeping) -> Result<(), NotKept> {
    let Keeping { work, seen, .. } = keeping;
    let storage = storage().ok_or(NotKept::Failed(StorageFailure::Refused))?;
    let head = format!("{} {} {}", clock::now(), work.revision, seen.join(" "));
    let entry = format!("{}\n{}\n{}", head.trim_end(), work.title.replace('\n', " "), work.text);
    storage.set_item(&key(&work.slot), &entry).map_err(|error| match failure(&error) {
        // With nothing there it cannot be full: some browsers refuse in this way.
        NotKept::Failed(_) if storage.length().unwrap_or_default() == 0 => NotKept::Failed(StorageFailure::Refused),
        other => other,
    })
}

/// Takes away what has found its place elsewhere, unless it was written since.
pub(super) fn remove(slot: &str, revision: &str) {
    if get(slot).is_some_and(|entry| entry.work.revision == revision) {
        forget(slot);
    }
}

pub(super) fn forget(slot: &str) {
    if let Some(storage) = storage() {
        // Refused only where there was nothing to forget.
        let _ = storage.remove_item(&key(slot));
    }
}

pub(super) fn keeps_nothing() -> bool {
    storage().is_some_and(|storage| storage.get_item(KEEP_NOTHING).ok().flatten().is_some())
}

pub(super) fn keep_nothing(keeps_nothing: bool) {
    if let Some(storage) = storage() {
        // A browser that keeps no choice keeps no work either.
        let _ = if keeps_nothing { storage.set_item(KEEP_NOTHING, "1") } else { storage.remove_item(KEEP_NOTHING) };
    }
}

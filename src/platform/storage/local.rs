//! Works in `localStorage`: one entry each.
//!
//! An entry holds the moment, the revision and the revisions it may be written over,
//! parted by blanks; the title; the dossier file; parted by line breaks (a title has
//! none). Older pages wrote the moment alone.

use std::future::Future;
use std::pin::Pin;

use web_sys::Storage;

use super::database::Database;
use super::market::{failed, may_go_over};
use super::{Keeping, clock, failure, shelve};
use crate::app::{KeptMarket, KeptWork, MarketNotKept, NotKept, StorageFailure, StoredMarket, StoredWork};

const PREFIX: &str = "mieux-disant:work:";
const KEEP_NOTHING: &str = "mieux-disant:keep-nothing";
/// The name of a file, a revision, a catalogue file; parted by line breaks.
const MARKET: &str = "mieux-disant:market";

fn storage() -> Option<Storage> {
    // Reading the property itself throws where storage is switched off.
    crate::platform::window().and_then(|window| window.local_storage().ok().flatten())
}

/// Whether there is anything at all: seldom, and then the rest of this is needed.
pub(super) fn has_any() -> bool {
    storage().is_some_and(|storage| storage.length().is_ok_and(|length| length > 0))
}

fn key(slot: &str) -> String {
    format!("{PREFIX}{slot}")
}

/// An entry with its moment.
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

fn left_behind() -> Vec<(Keeping, String)> {
    let Some(storage) = storage() else { return Vec::new() };
    let count = storage.length().unwrap_or_default();
    let keys: Vec<String> = (0..count).filter_map(|index| storage.key(index).ok()?).collect();
    keys.iter().filter_map(|key| read(key.strip_prefix(PREFIX)?, &storage.get_item(key).ok()??)).collect()
}

/// Moves what is here to its place in the database. What does not go in now stays
/// where it is, for the next time.
pub(super) fn move_into(database: Database) -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(async move {
        for (keeping, saved_at) in left_behind() {
            if let Ok(Ok(_) | Err(NotKept::Beside(_))) = database.put(&keeping, saved_at).await {
                remove(&keeping);
            }
        }
    })
}

/// Adds what is here, and in no other place, to a list.
pub(super) fn add_to(works: &mut Vec<KeptWork>) {
    for (Keeping { work, .. }, saved_at) in left_behind() {
        if works.iter().all(|other| other.slot != work.slot) {
            let StoredWork { slot, revision, title, .. } = work;
            shelve(works, KeptWork { slot, revision, title, saved_at });
        }
    }
}

/// All that is here, the newest first, and whether nothing is to be kept.
#[inline(never)]
pub(super) fn all() -> (Vec<KeptWork>, bool) {
    let mut works = Vec::new();
    add_to(&mut works);
    works.iter_mut().for_each(|work| work.saved_at = clock::local(&work.saved_at));
    (works, keeps_nothing())
}

pub(super) fn get(slot: &str) -> Option<StoredWork> {
    let text = storage()?.get_item(&key(slot)).ok()??;
    read(slot, &text).map(|(keeping, _)| keeping.work)
}

/// Keeps a work, or keeps it beside where another revision is there.
#[inline(never)]
pub(super) fn put(mut keeping: Keeping) -> Result<KeptWork, NotKept> {
    if keeps_nothing() {
        return Err(NotKept::Unwanted);
    }
    let there = get(&keeping.work.slot).map(|work| work.revision);
    let is_beside =
        there.is_some_and(|revision| revision != keeping.work.revision && !keeping.seen.contains(&revision));
    if is_beside {
        keeping.work.slot = keeping.beside.clone();
    }
    write(&keeping)?;
    let StoredWork { slot, revision, title, .. } = keeping.work;
    let kept = KeptWork { slot, revision, title, saved_at: clock::local(&clock::now()) };
    if is_beside { Err(NotKept::Beside(kept)) } else { Ok(kept) }
}

#[inline(never)]
pub(super) fn leave_behind(keeping: &Keeping) -> bool {
    // A second net: the database may still take it.
    !keeps_nothing() && write(keeping).is_ok()
}

fn write(keeping: &Keeping) -> Result<(), NotKept> {
    let Keeping { work, seen, .. } = keeping;
    let storage = storage().ok_or(NotKept::Failed(StorageFailure::Refused))?;
    let head = format!("{} {} {}", clock::now(), work.revision, seen.join(" "));
    let entry = format!("{}\n{}\n{}", head.trim_end(), work.title.replace('\n', " "), work.text);
    storage.set_item(&key(&work.slot), &entry).map_err(|error| match failure(&error) {
        // With nothing there it cannot be full: some browsers refuse in this way.
        NotKept::Failed(_) if !has_any() => NotKept::Failed(StorageFailure::Refused),
        other => other,
    })
}

/// Takes away what has found its place elsewhere, itself or in a later revision,
/// unless it was written since.
#[inline(never)]
pub(super) fn remove(Keeping { work, seen, .. }: &Keeping) {
    if get(&work.slot).is_some_and(|left| left.revision == work.revision || seen.contains(&left.revision)) {
        forget(&work.slot);
    }
}

pub(super) fn forget(slot: &str) {
    if let Some(storage) = storage() {
        // Refused only where there was nothing to forget.
        let _ = storage.remove_item(&key(slot));
    }
}

fn keeps_nothing() -> bool {
    storage().is_some_and(|storage| storage.get_item(KEEP_NOTHING).ok().flatten().is_some())
}

pub(super) fn keep_nothing(keeps_nothing: bool) {
    if let Some(storage) = storage() {
        // A browser that keeps no choice keeps no work either.
        let _ = if keeps_nothing { storage.set_item(KEEP_NOTHING, "1") } else { storage.remove_item(KEEP_NOTHING) };
    }
}

/// The catalogue of the market that is kept.
pub(super) fn market() -> Option<StoredMarket> {
    let entry = storage()?.get_item(MARKET).ok()??;
    let (file, rest) = entry.split_once('\n')?;
    let (revision, text) = rest.split_once('\n')?;
    Some(StoredMarket { kept: KeptMarket { file: file.into(), revision: revision.into() }, text: text.into() })
}

#[inline(never)]
pub(super) fn put_market(stored: &StoredMarket, seen: Option<String>) -> Result<(), MarketNotKept> {
    if keeps_nothing() {
        return Err(MarketNotKept::Unwanted);
    }
    may_go_over(market().map(|there| there.kept), seen)?;
    let storage = storage().ok_or(MarketNotKept::Failed(StorageFailure::Refused))?;
    let StoredMarket { kept, text } = stored;
    let entry = format!("{}\n{}\n{text}", kept.file.replace('\n', " "), kept.revision);
    storage.set_item(MARKET, &entry).map_err(|error| failed(&failure(&error)))
}

#[inline(never)]
pub(super) fn forget_market(revision: Option<String>) {
    let is_it = market().is_some_and(|there| revision.is_none_or(|revision| revision == there.kept.revision));
    if let Some(storage) = storage().filter(|_| is_it) {
        // Refused only where there was nothing to forget.
        let _ = storage.remove_item(MARKET);
    }
}

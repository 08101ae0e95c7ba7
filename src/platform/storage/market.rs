//! The catalogue of the market that is kept in this browser: one, beside the works.

use super::{database, failure, local};
use crate::app::{KeptMarket, MarketNotKept, NotKept, StorageFailure, StoredMarket};

/// The catalogue that is kept.
#[inline(never)]
pub async fn fetch() -> Option<StoredMarket> {
    match database::open().await {
        Some(database) => database.market().await,
        None => local::market(),
    }
}

/// Keeps a catalogue in the place of the revision that was seen.
///
/// # Errors
/// Storage is refused, or full; another revision is there; nothing is to be kept.
#[inline(never)]
pub async fn store(stored: &StoredMarket, seen: Option<String>) -> Result<(), MarketNotKept> {
    match database::open().await {
        Some(database) => {
            let result = database.put_market(stored, seen).await;
            result.unwrap_or_else(|error| Err(failed(&failure(&error))))
        }
        None => local::put_market(stored, seen),
    }
}

/// Forgets the catalogue, where it is this revision or any. Nothing to say if there was none.
#[inline(never)]
pub async fn forget(revision: Option<String>) {
    match database::open().await {
        Some(database) => database.forget_market(revision).await,
        None => local::forget_market(revision),
    }
}

/// What a refused write means.
pub(super) fn failed(reason: &NotKept) -> MarketNotKept {
    MarketNotKept::Failed(match reason {
        NotKept::Failed(failure) => *failure,
        _ => StorageFailure::Refused,
    })
}

/// What is there may be written over: nothing, or what was seen.
pub(super) fn may_go_over(there: Option<KeptMarket>, seen: Option<String>) -> Result<(), MarketNotKept> {
    match there {
        Some(there) if seen.as_ref() != Some(&there.revision) => Err(MarketNotKept::Overtaken(there)),
        _ => Ok(()),
    }
}

//! What edits do to weights.

use super::Refusal;
use super::grid::{criterion_mut, siblings_mut};
use crate::dossier::grid::Criterion;
use crate::dossier::model::{Draft, Id, IdSet};
use crate::engine::{Decimal, share_out};

pub(super) fn set_weight(draft: &mut Draft, id: &Id, value: Decimal, locks: Option<&IdSet>) -> Result<(), Refusal> {
    let Some(locks) = locks else {
        criterion_mut(draft, id)?.weight = value;
        return Ok(());
    };
    let group = siblings_mut(&mut draft.criteria, id).ok_or_else(|| Refusal::Unknown(id.clone()))?;
    let edited = group.iter().position(|criterion| criterion.id == *id).map(|place| (place, value));
    share(group, locks, edited)
}

pub(super) fn share(group: &mut [Criterion], locks: &IdSet, edited: Option<(usize, Decimal)>) -> Result<(), Refusal> {
    let weights: Vec<Decimal> = group.iter().map(|criterion| criterion.weight).collect();
    let locked: Vec<bool> = group.iter().map(|criterion| locks.contains(&criterion.id)).collect();
    let shared = share_out(&weights, &locked, edited, Decimal::integer(100)).map_err(Refusal::Sharing)?;
    for (criterion, weight) in group.iter_mut().zip(shared) {
        criterion.weight = weight;
    }
    Ok(())
}

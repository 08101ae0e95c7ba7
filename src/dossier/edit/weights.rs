//! What edits do to weights.

use super::Refusal;
use super::grid::{criterion_mut, siblings_mut};
use crate::dossier::grid::Criterion;
use crate::dossier::model::{Draft, Id, IdSet};
use crate::engine::{Decimal, share_out};
use crate::i18n::{Phrase, phrase};

/// How weights were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weighting {
    /// Points for the step from the worst to the best on each criterion.
    Swing,
    /// An order of importance, by rank order centroid.
    Centroid,
    /// The same, by rank sum.
    RankSum,
    /// The same, by reciprocal ranks.
    Reciprocal,
    /// Criteria compared two by two.
    Pairs,
}

impl Weighting {
    /// Its name as that of an edit.
    pub fn name(self) -> Phrase {
        match self {
            Self::Swing => phrase("pondération par écarts (swing)", "weights by swing"),
            Self::Centroid | Self::RankSum | Self::Reciprocal => {
                phrase("pondération par ordre d'importance", "weights by order of importance")
            }
            Self::Pairs => phrase("pondération par comparaison par paires", "weights by pairwise comparison"),
        }
    }
}

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

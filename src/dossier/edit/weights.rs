//! What edits do to weights.

use super::Refusal;
use super::grid::{criterion_mut, siblings_mut};
use crate::dossier::grid::Criterion;
use crate::dossier::model::{Draft, Id, IdSet};
use crate::engine::{Decimal, Rational, share_out};
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

/// The weight that makes up a share of its group, in percent, the siblings
/// keeping theirs: `percent × others ÷ (100 − percent)`.
///
/// # Errors
/// [`Refusal::NoExactShare`] where no decimal is exactly that.
pub fn weight_of_percent(draft: &Draft, id: &Id, percent: Decimal) -> Result<Decimal, Refusal> {
    let (group, place) = draft.siblings(id).ok_or_else(|| Refusal::Unknown(id.clone()))?;
    let others = group.iter().enumerate().filter(|(index, _)| *index != place);
    let others = others.fold(Rational::zero(), |sum, (_, sibling)| sum + sibling.weight.into());
    let refused = || Refusal::NoExactShare { percent, others: others.round(MOST_DECIMALS).normalized() };
    if percent.is_negative() {
        return Err(refused());
    }
    let rest = Rational::from(Decimal::integer(100)) - percent.into();
    let weight = (Rational::from(percent) * others.clone()).checked_div(&rest).ok_or_else(refused)?;
    let decimal = weight.round(MOST_DECIMALS).normalized();
    let is_whole = rest.sign().is_gt() && !others.is_zero() && Rational::from(decimal) == weight;
    // What is rounded away is seen; what does not fit is refused by its digits.
    if is_whole { Ok(decimal) } else { Err(refused()) }
}

/// More decimals than anybody would announce.
const MOST_DECIMALS: u32 = 9;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Dossier;
    use crate::i18n::Lang;

    #[test]
    fn a_share_is_exact_or_refused() {
        let draft = Dossier::blank(Lang::Fr).to_draft();
        let weight = |percent: &str| weight_of_percent(&draft, &Id::new("prix"), Decimal::parse(percent).unwrap());
        // The others weigh 60 together.
        for (percent, expected) in [("40", "40"), ("25", "20"), ("0", "0"), ("50", "60"), ("36", "33.75"), ("4", "2.5")]
        {
            assert_eq!(weight(percent).map(|weight| weight.to_string()), Ok(expected.into()), "{percent} %");
        }
        for percent in ["30", "33.3", "100", "101", "-1"] {
            assert!(matches!(weight(percent), Err(Refusal::NoExactShare { .. })), "{percent} %");
        }
    }
}

//! How weights are found: from an order of importance, from points, from pairs.
//!
//! What comes out are weights for the buyer to see and to announce; nothing
//! here touches a ranking. Orders and points give exact fractions that sum to
//! 1. Comparing criteria two by two stands in [`pairwise`].

mod pairwise;
mod rounding;

use std::cmp::Ordering;

use super::decimal::Decimal;
use super::rational::Rational;

pub use pairwise::{ColumnMeans, Consistency, Doubtful, Judgements, MAX_COMPARED, Priorities};
pub use rounding::apportion;

/// Criteria that can be weighted at once: as many as a dossier has leaves.
pub const MAX_RANKED: usize = 256;

/// How an order of importance becomes weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RankRule {
    /// Rank order centroid: place `i` of `n` gets `(1/n) (1/i + ... + 1/n)`,
    /// the mean of all weights that respect the order (Barron and Barrett, 1996).
    Centroid,
    /// Rank sum: place `i` of `n` gets `2 (n + 1 - i) / (n (n + 1))`
    /// (Stillwell, Seaver and Edwards, 1981).
    Sum,
    /// Rank reciprocal: place `i` gets `1/i` over the sum of all `1/k` (same source).
    Reciprocal,
}

/// Why no weights can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElicitationRefused {
    /// There is nothing to weight.
    NoCriteria,
    /// More criteria than the method takes.
    TooManyCriteria {
        /// How many it takes.
        at_most: usize,
    },
    /// Points below zero.
    NegativePoints {
        /// Index of the criterion.
        criterion: usize,
    },
    /// All points are zero: there is no way to share.
    NoPoints,
    /// Not one judgement per pair of criteria.
    JudgementCount {
        /// How many pairs there are.
        needed: usize,
        /// How many judgements were given.
        given: usize,
    },
    /// A judgement below 1/9 or above 9.
    JudgementOutOfScale {
        /// Index of the first criterion of the pair.
        first: usize,
        /// Index of the second one.
        second: usize,
    },
    /// A random index of zero or less has no ratio.
    RandomIndexNotPositive,
}

/// The weights of ranked criteria; they sum to 1 exactly.
///
/// `places` has one number per criterion: the smaller, the more important.
/// Only their order counts, so that 1, 2, 2, 4 and 1, 2, 2, 3 say the same.
/// Equal numbers are ties, which share the mean of the weights of their places.
///
/// # Errors
/// [`ElicitationRefused`], for no criterion or more than [`MAX_RANKED`].
pub fn rank_weights(rule: RankRule, places: &[usize]) -> Result<Vec<Rational>, ElicitationRefused> {
    check_count(places.len(), MAX_RANKED)?;
    let mut order: Vec<(usize, usize)> = places.iter().copied().zip(0..).collect();
    order.sort_unstable();
    let by_place = normalized(&rank_points(rule, places.len()))?;
    let mut weights = vec![Rational::zero(); places.len()];
    let mut rest = by_place.as_slice();
    for tied in order.chunk_by(|(left, _), (right, _)| left == right) {
        let (shared, behind) = rest.split_at_checked(tied.len()).unwrap_or((rest, &[]));
        let mean = sum(shared).checked_div(&whole(tied.len())).unwrap_or_else(Rational::zero);
        for (_, criterion) in tied {
            if let Some(weight) = weights.get_mut(*criterion) {
                *weight = mean.clone();
            }
        }
        rest = behind;
    }
    Ok(weights)
}

/// The weights of criteria that were given points, directly or by swing (100
/// for the most important step from the worst to the best); they sum to 1
/// exactly.
///
/// # Errors
/// [`ElicitationRefused`], for no criterion or more than [`MAX_RANKED`], for
/// points below zero, and where all are zero.
pub fn point_weights(points: &[Decimal]) -> Result<Vec<Rational>, ElicitationRefused> {
    check_count(points.len(), MAX_RANKED)?;
    if let Some(criterion) = points.iter().position(|points| points.is_negative()) {
        return Err(ElicitationRefused::NegativePoints { criterion });
    }
    let points: Vec<Rational> = points.iter().copied().map(Rational::from).collect();
    normalized(&points)
}

/// What each place is worth, from the first to the last, to any positive factor.
fn rank_points(rule: RankRule, count: usize) -> Vec<Rational> {
    let mut points = Vec::with_capacity(count);
    let mut behind = Rational::zero();
    for place in (1..=count).rev() {
        let share = Rational::from(Decimal::ONE).checked_div(&whole(place)).unwrap_or_else(Rational::zero);
        let step = match rule {
            RankRule::Sum => Decimal::ONE.into(),
            RankRule::Centroid | RankRule::Reciprocal => share.clone(),
        };
        behind = behind + step;
        points.push(if rule == RankRule::Reciprocal { share } else { behind.clone() });
    }
    points.reverse();
    points
}

fn check_count(count: usize, at_most: usize) -> Result<(), ElicitationRefused> {
    match count {
        0 => Err(ElicitationRefused::NoCriteria),
        _ if count > at_most => Err(ElicitationRefused::TooManyCriteria { at_most }),
        _ => Ok(()),
    }
}

/// Points that are not below zero, over their sum.
fn normalized(points: &[Rational]) -> Result<Vec<Rational>, ElicitationRefused> {
    let total = sum(points);
    if total.sign() != Ordering::Greater {
        return Err(ElicitationRefused::NoPoints);
    }
    points.iter().map(|points| points.checked_div(&total).ok_or(ElicitationRefused::NoPoints)).collect()
}

fn sum(values: &[Rational]) -> Rational {
    values.iter().cloned().fold(Rational::zero(), |sum, value| sum + value)
}

fn whole(count: usize) -> Rational {
    Decimal::integer(count as i64).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(weights: Result<Vec<Rational>, ElicitationRefused>) -> Vec<String> {
        weights.unwrap().iter().map(Rational::to_fraction_text).collect()
    }

    #[test]
    fn an_order_becomes_weights_wherever_the_criteria_stand() {
        assert_eq!(texts(rank_weights(RankRule::Centroid, &[3, 1, 2])), ["1/9", "11/18", "5/18"]);
        assert_eq!(texts(rank_weights(RankRule::Sum, &[3, 1, 2])), ["1/6", "1/2", "1/3"]);
        assert_eq!(texts(rank_weights(RankRule::Reciprocal, &[3, 1, 2])), ["2/11", "6/11", "3/11"]);
        assert_eq!(texts(rank_weights(RankRule::Reciprocal, &[7])), ["1/1"]);
    }

    #[test]
    fn ties_share_the_mean_of_their_places() {
        // Places 2 and 3 of 4: (13/48 + 7/48) / 2.
        for places in [[1, 2, 2, 4], [1, 2, 2, 3], [10, 20, 20, 90]] {
            assert_eq!(texts(rank_weights(RankRule::Centroid, &places)), ["25/48", "5/24", "5/24", "1/16"]);
        }
        for rule in [RankRule::Centroid, RankRule::Sum, RankRule::Reciprocal] {
            assert_eq!(texts(rank_weights(rule, &[5; 7])), ["1/7"; 7]);
        }
    }

    #[test]
    fn weights_sum_to_one_exactly_up_to_the_limit() {
        for rule in [RankRule::Centroid, RankRule::Sum, RankRule::Reciprocal] {
            for count in [1, 2, 3, 17, MAX_RANKED] {
                // Ties of every other pair.
                let places: Vec<usize> = (0..count).map(|index| index - usize::from(index % 4 == 1)).collect();
                let weights = rank_weights(rule, &places).unwrap();
                assert_eq!(sum(&weights).to_fraction_text(), "1/1", "{rule:?} {count}");
                assert!(weights.windows(2).all(|pair| pair[0] >= pair[1]), "{rule:?} {count}");
                assert!(weights.iter().all(|weight| weight.sign().is_gt()), "{rule:?} {count}");
            }
            let refused = Err(ElicitationRefused::TooManyCriteria { at_most: MAX_RANKED });
            assert_eq!(rank_weights(rule, &[0; MAX_RANKED + 1]), refused);
            assert_eq!(rank_weights(rule, &[]), Err(ElicitationRefused::NoCriteria));
        }
    }

    #[test]
    fn points_are_shared_exactly_or_refused() {
        let points = |texts: &[&str]| {
            let points: Vec<Decimal> = texts.iter().map(|text| Decimal::parse(text).unwrap()).collect();
            point_weights(&points)
        };
        assert_eq!(texts(points(&["100", "0", "33.3"])), ["1000/1333", "0/1", "333/1333"]);
        assert_eq!(texts(points(&["0.000000000000000001"])), ["1/1"]);
        assert_eq!(points(&["0", "0.00"]), Err(ElicitationRefused::NoPoints));
        assert_eq!(points(&["3", "-1", "-2"]), Err(ElicitationRefused::NegativePoints { criterion: 1 }));
        assert_eq!(points(&[]), Err(ElicitationRefused::NoCriteria));
        let many = [Decimal::ONE; MAX_RANKED + 1];
        assert_eq!(point_weights(&many), Err(ElicitationRefused::TooManyCriteria { at_most: MAX_RANKED }));
    }
}

//! Weights as they can be announced: few decimals, and a sum that is exact.

use crate::engine::decimal::Decimal;
use crate::engine::rational::Rational;

/// `total` shared in proportion to `shares`, in whole steps of the last of
/// `decimals` decimals, by largest remainder: each share is cut off, and the
/// steps that are left go to those that lost most, the first of equals first.
/// The sum is exactly the total.
///
/// No share is below zero; where all are zero, each gets as much as the others.
/// A total that is finer than a step leaves its odd end to one share.
pub fn apportion(shares: &[Rational], total: Decimal, decimals: u32) -> Vec<Decimal> {
    let sum = super::sum(shares);
    let equal = Rational::from(Decimal::ONE).checked_div(&super::whole(shares.len()));
    let mut left = Rational::from(total);
    let mut parts: Vec<(Rational, Rational)> = Vec::with_capacity(shares.len());
    for share in shares {
        let part = share.checked_div(&sum).or_else(|| equal.clone()).unwrap_or_else(Rational::zero);
        let exact = part * Rational::from(total);
        let floor = Rational::from(exact.truncate(decimals));
        left = left - floor.clone();
        parts.push((floor.clone(), exact - floor));
    }
    let step = Rational::from(Decimal::new(1, decimals).unwrap_or(Decimal::ONE));
    while left > Rational::zero() {
        let mut largest: Option<&mut (Rational, Rational)> = None;
        for part in &mut parts {
            if largest.as_ref().is_none_or(|largest| part.1 > largest.1) {
                largest = Some(part);
            }
        }
        let Some((part, remainder)) = largest else { break };
        let portion = left.clone().min(step.clone());
        *part = part.clone() + portion.clone();
        // Who got a step stands behind all others.
        *remainder = Rational::zero() - Decimal::ONE.into();
        left = left - portion;
    }
    let scale = decimals.max(total.scale());
    parts.into_iter().map(|(part, _)| part.round(scale).normalized()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{RankRule, rank_weights};
    use super::*;

    fn texts(shares: &[Rational], total: &str, decimals: u32) -> Vec<String> {
        let parts = apportion(shares, Decimal::parse(total).unwrap(), decimals);
        let sum = parts.iter().fold(Rational::zero(), |sum, part| sum + (*part).into());
        assert_eq!(sum, Rational::from(Decimal::parse(total).unwrap()));
        parts.iter().map(Decimal::to_string).collect()
    }

    #[test]
    fn published_weights_sum_to_a_hundred_at_any_precision() {
        // 25/48, 13/48, 7/48, 1/16 (Barron and Barrett, 1996).
        let centroid = rank_weights(RankRule::Centroid, &[1, 2, 3, 4]).unwrap();
        assert_eq!(texts(&centroid, "100", 2), ["52.09", "27.08", "14.58", "6.25"]);
        assert_eq!(texts(&centroid, "100", 1), ["52.1", "27.1", "14.6", "6.2"]);
        assert_eq!(texts(&centroid, "100", 0), ["52", "27", "15", "6"]);
    }

    #[test]
    fn equal_remainders_go_to_the_first() {
        let thirds = vec![Rational::from(Decimal::ONE); 3];
        assert_eq!(texts(&thirds, "100", 0), ["34", "33", "33"]);
        assert_eq!(texts(&thirds, "100", 2), ["33.34", "33.33", "33.33"]);
        assert_eq!(texts(&vec![Rational::zero(); 3], "100", 0), ["34", "33", "33"]);
    }

    #[test]
    fn locks_may_leave_any_rest() {
        let halves = vec![Rational::from(Decimal::ONE); 2];
        assert_eq!(texts(&halves, "66.667", 1), ["33.367", "33.3"]);
        assert_eq!(texts(&halves, "0", 2), ["0", "0"]);
        assert_eq!(texts(&[], "0", 2), Vec::<String>::new());
    }
}

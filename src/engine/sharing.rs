//! Editing one weight of a group while its total stays what it is.
//!
//! The typed value is kept exactly; the unlocked siblings share the rest in
//! proportion to what they had (equally if they were all zero), at 4 decimals
//! by largest remainder, so that the sum is exactly the total.

use super::decimal::Decimal;
use super::rational::Rational;

/// Decimals of a shared weight.
const DECIMALS: u32 = 4;

/// Why the locks make an edit impossible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharingRefused {
    /// The value and the locked weights are together more than the total.
    TooMuch {
        /// What is left at most for the edited weight.
        at_most: Decimal,
    },
    /// Every sibling is locked, so that only one value is possible.
    AllLocked {
        /// That value.
        only: Decimal,
    },
}

/// The weights of a group brought to `total`, after one of them was set to a
/// value if `edited` says so.
///
/// `weights` are all the weights of the group, `locked` says which must not
/// move (the edited one may be locked or not: it is set either way). No weight
/// is below zero.
///
/// # Errors
/// [`SharingRefused`] when the locks leave no room.
pub fn share_out(
    weights: &[Decimal],
    locked: &[bool],
    edited: Option<(usize, Decimal)>,
    total: Decimal,
) -> Result<Vec<Decimal>, SharingRefused> {
    let value = edited.map_or(Decimal::ZERO, |(_, value)| value);
    let is_edited = |index: usize| edited.is_some_and(|(edited, _)| edited == index);
    let is_free = |index: usize| !is_edited(index) && locked.get(index) != Some(&true);
    // Everything below is a multiple of this scale, hence a decimal, exactly.
    let scale = weights.iter().chain([&value, &total]).map(|d| d.scale()).max().unwrap_or(0).max(DECIMALS);
    let to_decimal = |exact: &Rational| exact.round(scale).normalized();

    let mut at_most = Rational::from(total);
    let mut sum = Rational::zero();
    let mut free = Vec::new();
    for (index, weight) in weights.iter().enumerate() {
        if is_free(index) {
            free.push((index, Rational::from(*weight)));
            sum = sum + (*weight).into();
        } else if !is_edited(index) {
            at_most = at_most - (*weight).into();
        }
    }
    let rest = at_most.clone() - value.into();
    if rest < Rational::zero() {
        return Err(SharingRefused::TooMuch { at_most: to_decimal(&at_most.max(Rational::zero())) });
    }
    let mut result = with_edited(weights, edited);
    if free.is_empty() {
        return if rest.is_zero() { Ok(result) } else { Err(SharingRefused::AllLocked { only: to_decimal(&at_most) }) };
    }
    if sum.is_zero() {
        for (_, weight) in &mut free {
            *weight = Decimal::ONE.into();
            sum = sum + Decimal::ONE.into();
        }
    }

    // Shares are whole multiples of the step; what is finer than the step (a
    // value typed with more decimals) goes to the largest remainder as well.
    let factor = rest.checked_div(&sum).unwrap_or_else(Rational::zero);
    let mut left = rest;
    let mut shared: Vec<(usize, Rational, Rational)> = Vec::with_capacity(free.len());
    for (index, weight) in free {
        let exact = weight * factor.clone();
        let floor = Rational::from(exact.truncate(DECIMALS));
        left = left - floor.clone();
        shared.push((index, floor.clone(), exact - floor));
    }
    let step = Rational::from(Decimal::new(1, DECIMALS).unwrap_or_default());
    while !left.is_zero() {
        // The first of the largest; who got its step stands behind the others.
        let mut largest: Option<&mut (usize, Rational, Rational)> = None;
        for share in &mut shared {
            if largest.as_ref().is_none_or(|largest| share.2 > largest.2) {
                largest = Some(share);
            }
        }
        let Some((_, share, remainder)) = largest.filter(|largest| largest.2 >= Rational::zero()) else { break };
        let portion = left.clone().min(step.clone());
        *share = share.clone() + portion.clone();
        *remainder = Rational::zero() - Decimal::ONE.into();
        left = left - portion;
    }
    for (index, share, _) in &shared {
        if let Some(place) = result.get_mut(*index) {
            *place = to_decimal(share);
        }
    }
    Ok(result)
}

fn with_edited(weights: &[Decimal], edited: Option<(usize, Decimal)>) -> Vec<Decimal> {
    let mut result = weights.to_vec();
    if let Some((index, value)) = edited
        && let Some(place) = result.get_mut(index)
    {
        *place = value;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimals(texts: &[&str]) -> Vec<Decimal> {
        texts.iter().map(|text| Decimal::parse(text).unwrap()).collect()
    }

    #[test]
    fn shares_the_rest_in_proportion() {
        let hundred = Decimal::integer(100);
        for (weights, locked, edited, value, expected) in [
            (["40", "30", "30"], [false; 3], 0, "60", ["60", "20", "20"]),
            (["40", "30", "30"], [false, true, false], 0, "50", ["50", "30", "20"]),
            (["100", "0", "0"], [false; 3], 0, "40", ["40", "30", "30"]),
            (["40", "30", "30"], [false; 3], 0, "0", ["0", "50", "50"]),
            (["1", "1", "1"], [false; 3], 0, "0.00001", ["0.00001", "50", "49.99999"]),
            (["34", "33", "33"], [false; 3], 0, "33.3333", ["33.3333", "33.3334", "33.3333"]),
        ] {
            let value = Decimal::parse(value).unwrap();
            let shared = share_out(&decimals(&weights), &locked, Some((edited, value)), hundred);
            assert_eq!(shared, Ok(decimals(&expected)), "{weights:?} {edited} {value}");
        }
    }

    #[test]
    fn refuses_what_the_locks_make_impossible() {
        let weights = decimals(&["40", "30", "30"]);
        let hundred = Decimal::integer(100);
        assert_eq!(
            share_out(&weights, &[false, true, false], Some((0, Decimal::integer(80))), hundred),
            Err(SharingRefused::TooMuch { at_most: Decimal::integer(70) })
        );
        assert_eq!(
            share_out(&weights, &[false, true, true], Some((0, Decimal::integer(30))), hundred),
            Err(SharingRefused::AllLocked { only: Decimal::integer(40) })
        );
    }
}

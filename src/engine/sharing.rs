//! Editing one weight of a group while its total stays what it is.
//!
//! The typed value is kept exactly; the unlocked siblings share the rest in
//! proportion to what they had (equally if they were all zero), at 4 decimals
//! by largest remainder, so that the sum is exactly the total.

use num_bigint::BigInt;
use num_traits::{ToPrimitive, Zero};

use super::decimal::{Decimal, power_of_ten};

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
/// move (the edited one may be locked or not: it is set either way).
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
    let scale = weights.iter().chain([&value, &total]).map(|d| d.scale()).max().unwrap_or(0).max(DECIMALS);
    let at_scale = |decimal: Decimal| BigInt::from(decimal.digits()) * power_of_ten(scale - decimal.scale());

    let fixed: BigInt =
        weights.iter().enumerate().filter(|(i, _)| !is_edited(*i) && !is_free(*i)).map(|(_, w)| at_scale(*w)).sum();
    let at_most = at_scale(total) - &fixed;
    let rest = &at_most - at_scale(value);
    let to_decimal = |digits: &BigInt| {
        digits.to_i128().and_then(|digits| Decimal::new(digits, scale).ok()).unwrap_or(Decimal::ZERO).normalized()
    };
    if rest < BigInt::zero() {
        return Err(SharingRefused::TooMuch { at_most: to_decimal(&at_most.max(BigInt::zero())) });
    }
    let free: Vec<usize> = (0..weights.len()).filter(|index| is_free(*index)).collect();
    if free.is_empty() {
        return if rest.is_zero() {
            Ok(with_edited(weights, edited))
        } else {
            Err(SharingRefused::AllLocked { only: to_decimal(&at_most) })
        };
    }

    // Shares are whole multiples of the step; what is finer than the step (a
    // value typed with more decimals) goes to the largest remainder as well.
    let step = BigInt::from(power_of_ten(scale - DECIMALS));
    let mut parts: Vec<BigInt> = free.iter().filter_map(|i| weights.get(*i)).map(|w| at_scale(*w)).collect();
    let mut sum: BigInt = parts.iter().sum();
    if sum.is_zero() {
        parts.fill(BigInt::from(1));
        sum = BigInt::from(parts.len());
    }
    let mut shared: Vec<(usize, BigInt, BigInt)> = free
        .iter()
        .zip(&parts)
        .map(|(&index, part)| {
            let exact = &rest * part;
            let floor = (&exact / (&sum * &step)) * &step;
            let remainder = exact - &floor * &sum;
            (index, floor, remainder)
        })
        .collect();
    let mut left: BigInt = &rest - shared.iter().map(|(_, floor, _)| floor).sum::<BigInt>();
    shared.sort_by(|(a, _, left), (b, _, right)| right.cmp(left).then(a.cmp(b)));
    for (_, floor, _) in shared.iter_mut() {
        if left.is_zero() {
            break;
        }
        let portion = left.clone().min(step.clone());
        *floor += &portion;
        left -= portion;
    }

    let mut result = with_edited(weights, edited);
    for (index, digits, _) in &shared {
        if let Some(place) = result.get_mut(*index) {
            *place = to_decimal(digits);
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

//! The proof that the page shows under a result: checks run on this very dossier.

use std::cmp::Ordering;

use super::evaluation::Evaluation;
use super::rational::Rational;

/// Above this many note comparisons the dominance check is left out, and says so.
const MAX_COMPARISONS: usize = 500_000;

/// What was checked again, with exact fractions only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The shares of the leaves sum to exactly 1.
    pub shares_sum_to_one: bool,
    /// Every total was computed again exactly, and the ranks hold.
    pub ranks_hold: bool,
    /// No offer ranks above one that is at least as good on every criterion
    /// that counts, and better on one. None when there are too many offers.
    pub dominance_holds: Option<bool>,
}

impl Proof {
    /// Whether everything that was checked holds.
    pub fn holds(self) -> bool {
        self.shares_sum_to_one && self.ranks_hold && self.dominance_holds != Some(false)
    }
}

impl Evaluation {
    /// Checks the result again.
    pub fn prove(&self) -> Proof {
        let leaves = 0..self.problem().leaves;
        let sum = leaves.filter_map(|leaf| self.exact_share(leaf).cloned()).fold(Rational::zero(), |sum, s| sum + s);
        Proof {
            shares_sum_to_one: sum == Rational::from(super::Decimal::ONE),
            ranks_hold: self.ranks_hold(),
            dominance_holds: self.dominance_holds(),
        }
    }

    fn ranks_hold(&self) -> bool {
        let totals: Vec<(usize, Option<Rational>)> =
            self.order().iter().map(|offer| (*offer, self.exact_total(*offer))).collect();
        totals.windows(2).all(|pair| match pair {
            [(a, Some(better)), (b, Some(worse))] => {
                let order = better.cmp(worse);
                let share_a_rank = self.rank_of(*a) == self.rank_of(*b);
                order != Ordering::Less && share_a_rank == (order == Ordering::Equal)
            }
            _ => false,
        })
    }

    fn dominance_holds(&self) -> Option<bool> {
        let (offers, leaves) = (self.order().len(), self.problem().leaves);
        if offers * offers * leaves > MAX_COMPARISONS {
            return None;
        }
        let terms: Vec<Vec<Option<Rational>>> =
            self.order().iter().map(|offer| (0..leaves).map(|leaf| self.exact_term(*offer, leaf)).collect()).collect();
        // In ranking order, nobody further down may dominate somebody above.
        let no_one_below_dominates = terms.iter().zip(self.order()).enumerate().all(|(place, (above, offer))| {
            terms.iter().zip(self.order()).skip(place + 1).all(|(below, lower)| {
                let dominates = below != above && below.iter().zip(above).all(|(b, a)| b >= a);
                !dominates || self.rank_of(*lower) < self.rank_of(*offer)
            })
        });
        Some(no_one_below_dominates)
    }
}

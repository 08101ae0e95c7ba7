//! The proof that the page shows under a result: checks run on this very dossier.

use std::cmp::Ordering;

use super::band::End;
use super::evaluation::{Evaluation, Outcome};
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

    /// What decides ranks, in order: once more from the notes, in fractions.
    fn deciding(&self, offer: usize, end: End) -> Option<Vec<Rational>> {
        let problem = self.problem();
        let facts = problem.offers.get(offer)?;
        let note = |node| self.node_note(facts, Some(node), end).unwrap_or_else(Rational::zero);
        let tops = problem.nodes.iter().enumerate().filter(|(_, node)| node.parent.is_none());
        let mut key: Vec<Rational> = if problem.method.is_hierarchy {
            tops.map(|(index, _)| note(index)).collect()
        } else {
            let total = self.raw_total(offer, end)? * problem.note_scale.into();
            let rounded = |decimals| Rational::from(total.round(decimals).min(problem.note_scale));
            vec![problem.method.total_decimals.map_or_else(|| total.clone(), rounded)]
        };
        key.extend(problem.method.tie_breaks.iter().map(|node| note(*node)));
        Some(key)
    }

    fn ranks_hold(&self) -> bool {
        let deciding = |end| self.order().iter().map(|offer| self.deciding(*offer, end)).collect::<Option<Vec<_>>>();
        let Some(lows) = deciding(End::Low) else { return false };
        if self.order().iter().all(|offer| self.outcome(*offer) == &Outcome::Ranked) {
            return lows.windows(2).zip(self.order().windows(2)).all(|pair| match pair {
                ([better, worse], [a, b]) => {
                    let order = better.cmp(worse);
                    order != Ordering::Less && (self.rank_of(*a) == self.rank_of(*b)) == (order == Ordering::Equal)
                }
                _ => false,
            });
        }
        let Some(highs) = deciding(End::High) else { return false };
        // With unknowns about: nobody who is surely better can come behind, nor
        // anybody who may be better be left out.
        let is_certain = |offer: &usize| self.field().presence.get(*offer) == Some(&super::field::Presence::Certain);
        self.order().iter().zip(lows.iter().zip(&highs)).all(|(offer, (low, high))| {
            let others = || self.order().iter().zip(lows.iter().zip(&highs)).filter(|(other, _)| *other != offer);
            let surely = others().filter(|(other, (their_low, _))| is_certain(other) && *their_low > high).count();
            let maybe = others().filter(|(_, (_, their_high))| *their_high > low).count();
            self.ranks_of(*offer).is_some_and(|range| range.best == 1 + surely && range.worst == 1 + maybe)
        })
    }

    fn dominance_holds(&self) -> Option<bool> {
        let (offers, leaves) = (self.order().len(), self.problem().leaves);
        if offers * offers * leaves > MAX_COMPARISONS {
            return None;
        }
        // Offers with a total that is known, each with the notes that decide;
        // none where a criterion does not apply to it.
        let known: Vec<(usize, Vec<Option<Rational>>)> = self
            .order()
            .iter()
            .filter(|offer| self.outcome(**offer) == &Outcome::Ranked)
            .map(|offer| {
                let notes = (0..leaves).filter(|leaf| self.decides(*leaf));
                (*offer, notes.map(|leaf| self.exact_note(*offer, leaf)).collect())
            })
            .collect();
        // Nobody further down may dominate somebody above. Offers to which
        // different criteria apply are weighed differently: neither dominates.
        let no_one_below_dominates = known.iter().enumerate().all(|(place, (offer, above))| {
            known.iter().skip(place + 1).all(|(lower, below)| {
                let mut pairs = below.iter().zip(above);
                let dominates = below != above && pairs.all(|(b, a)| b.is_some() == a.is_some() && b >= a);
                let best = |offer: usize| self.ranks_of(offer).map(|range| range.best);
                !dominates || best(*lower) <= best(*offer)
            })
        });
        Some(no_one_below_dominates)
    }
}

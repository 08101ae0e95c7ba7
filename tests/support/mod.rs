//! Dossiers made up by the thousand, and an independent referee for the engine.
//!
//! [`dossier`] is the proptest strategy that every law uses; it shrinks towards
//! fewer offers and criteria. [`dossiers::generate`] is the same without
//! proptest, for loops over tens of thousands. Everything is a function of a
//! seed: a failure that was seen once can be seen again.

#![allow(dead_code, unreachable_pub, reason = "each test crate uses its part of this module")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

pub mod agreement;
pub mod cases;
pub mod completions;
pub mod dossiers;
pub mod expressions;
pub mod floats;
pub mod naive;
pub mod random;
pub mod twins;

use std::rc::Rc;

use mieux_disant::dossier::{Dossier, Draft, Offer};
use proptest::prelude::*;

use self::dossiers::{Recipe, generate};

/// Valid dossiers of every kind: plain, strange, extreme, with ties.
pub fn dossier() -> impl Strategy<Value = Dossier> {
    recipe(true).prop_map(|(recipe, seed)| generate(&recipe, seed))
}

/// The same kinds, nine in ten of them with few offers and criteria: for laws
/// that evaluate each dossier several times.
pub fn small_dossier() -> impl Strategy<Value = Dossier> {
    let small = (2..=4usize, 1..=4usize, 1..=3usize, 0..=2usize, 0..=1usize, any::<u64>()).prop_map(
        |(offers, leaves, depth, gates, informations, seed)| {
            let (extreme, wild) = (seed.is_multiple_of(3), seed.is_multiple_of(2));
            (Recipe { offers, leaves, depth, gates, informations, extreme, wild, ..Recipe::of(seed) }, seed)
        },
    );
    prop_oneof![9 => small, 1 => recipe(true)].prop_map(|(recipe, seed)| generate(&recipe, seed))
}

/// Valid dossiers that may have a seal and a journal.
pub fn kept_dossier() -> impl Strategy<Value = Dossier> {
    let all = |recipe| Recipe { kept: true, needs: true, composite: true, lots: true, ..recipe };
    recipe(true).prop_map(move |(recipe, seed)| generate(&all(recipe), seed))
}

/// Valid dossiers with everyday numbers and short names: for laws that multiply.
pub fn plain_dossier() -> impl Strategy<Value = Dossier> {
    recipe(false).prop_map(|(recipe, seed)| generate(&recipe, seed))
}

fn recipe(may_be_extreme: bool) -> impl Strategy<Value = (Recipe, u64)> {
    (0..=8usize, 1..=9usize, 1..=6usize, 0..=4usize, 0..=3usize, any::<u64>()).prop_map(
        move |(offers, leaves, depth, gates, informations, seed)| {
            // Depth 6 sometimes, depth 4 in general.
            let depth = if seed.is_multiple_of(5) { depth } else { depth.min(4) };
            let extreme = may_be_extreme && seed.is_multiple_of(3);
            let wild = may_be_extreme && seed.is_multiple_of(2);
            let mut recipe = Recipe { offers, leaves, depth, gates, informations, extreme, wild, ..Recipe::of(seed) };
            // Totals of cost sheets are rounded to the cent: they are not plain.
            recipe.costs &= may_be_extreme;
            (recipe, seed)
        },
    )
}

/// The dossier with its offers in another order.
pub fn with_offers(dossier: &Dossier, offers: Vec<Rc<Offer>>) -> Dossier {
    changed(dossier, |draft| draft.offers = offers)
}

/// The dossier after a change that keeps it valid.
pub fn changed(dossier: &Dossier, change: impl FnOnce(&mut Draft)) -> Dossier {
    let mut draft = dossier.to_draft();
    change(&mut draft);
    draft.check().expect("the change keeps the dossier valid")
}

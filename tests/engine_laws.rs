//! Laws of the engine, tried on made-up dossiers (engine.md, section 9).
//!
//! Each law is a sentence about the method, tried on [`CASES`] dossiers that say
//! something about it; others are thrown back. `engine_referee` compares every
//! figure with an independent computation, `near_ties` what floats get wrong.

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::cmp::Ordering;
use std::rc::Rc;

use mieux_disant::catalogue::Monotonicity;
use mieux_disant::dossier::{Assessment, Content, Criterion, Dossier, GateRule, Id, Measure};
use mieux_disant::engine::{Decimal, Fact, FactKind, Outcome, Rational, SharingRefused, share_out};
use num_rational::BigRational;
use proptest::prelude::*;
use support::agreement::assess;
use support::random::Random;
use support::{changed, dossier, naive, plain_dossier, small_dossier, with_offers};

/// How many dossiers every law is tried on.
const CASES: u32 = 100_000;

fn laws() -> ProptestConfig {
    // Dossiers that say nothing about a law are thrown back, up to so many for each that is kept.
    ProptestConfig {
        cases: CASES,
        max_global_rejects: 4 * CASES,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// What must not change: per offer identifier, outcome, rank and exact total.
fn standings(dossier: &Dossier) -> Vec<(Id, Outcome, Option<usize>, Option<Rational>)> {
    let assessment = assess(dossier);
    let evaluation = assessment.evaluation();
    let mut all: Vec<_> = dossier
        .offers
        .iter()
        .enumerate()
        .map(|(index, offer)| {
            let outcome = match evaluation.outcome(index) {
                Outcome::Eliminated(gates) => {
                    // Gates by identifier order, so that their order does not matter.
                    let mut ids: Vec<usize> = gates.iter().map(|gate| gate_key(&dossier.gates[*gate].id)).collect();
                    ids.sort_unstable();
                    Outcome::Eliminated(ids)
                }
                other => other.clone(),
            };
            (offer.id.clone(), outcome, evaluation.rank_of(index), evaluation.exact_total(index))
        })
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

/// A number for a gate that does not depend on its place.
fn gate_key(id: &Id) -> usize {
    id.as_str().bytes().fold(0usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte)))
}

fn shuffled(criteria: &[Criterion], random: &mut Random) -> Vec<Criterion> {
    let mut criteria: Vec<Criterion> = criteria.to_vec();
    for criterion in &mut criteria {
        if let Content::Group(children) = &criterion.content {
            criterion.content = Content::Group(shuffled(children, random));
        }
    }
    random.shuffle(&mut criteria);
    criteria
}

/// The weights of every group times a factor of its own.
fn scaled(criteria: &[Criterion], random: &mut Random) -> Vec<Criterion> {
    let factor = *random.pick(&[("2", 2), ("3", 3), ("0.1", 1), ("0.07", 7)]);
    let decimals = factor.0.len().saturating_sub(2) as u32;
    let mut criteria: Vec<Criterion> = criteria.to_vec();
    for criterion in &mut criteria {
        let weight = criterion.weight;
        criterion.weight = Decimal::new(weight.digits() * factor.1, weight.scale() + decimals).expect("within limits");
        if let Content::Group(children) = &criterion.content {
            criterion.content = Content::Group(scaled(children, random));
        }
    }
    criteria
}

/// Whether a larger fact is never worse (`Less`) or never better (`Greater`).
fn direction(measure: &Measure) -> Option<Ordering> {
    match (measure.family.monotonicity, measure.parameters.as_slice()) {
        (Monotonicity::Rising, _) => Some(Ordering::Less),
        (Monotonicity::Falling, _) => Some(Ordering::Greater),
        // Two bounds, the first for the note 0; other families say nothing.
        (Monotonicity::ByParameters, [worst, best]) => Some(worst.cmp(best)),
        (Monotonicity::ByParameters, _) => None,
    }
}

/// How good the first fact is beside the second, by the nature of the measure only.
fn preference(measure: &Measure, first: Fact, second: Fact) -> Option<Ordering> {
    let order = match (first, second) {
        (Fact::Number(a), Fact::Number(b)) => a.cmp(&b),
        (Fact::Yes(a), Fact::Yes(b)) => a.cmp(&b),
        (Fact::Level(a), Fact::Level(b)) => return Some(measure.levels[a].points.cmp(&measure.levels[b].points)),
        _ => return None,
    };
    Some(if direction(measure)? == Ordering::Less { order } else { order.reverse() })
}

fn leaf_measures(assessment: &Assessment) -> Vec<Measure> {
    assessment.leaves().map(|(_, id)| assessment.dossier().measure(id).expect("a leaf").clone()).collect()
}

proptest! {
    #![proptest_config(laws())]

    #[test]
    fn the_order_of_offers_criteria_and_gates_changes_nothing(dossier in small_dossier(), seed: u64) {
        prop_assume!(dossier.offers.len() >= 2);
        let mut random = Random::new(seed);
        let expected = standings(&dossier);
        let mut offers = dossier.offers.clone();
        random.shuffle(&mut offers);
        prop_assert_eq!(&standings(&with_offers(&dossier, offers)), &expected);
        let gates = changed(&dossier, |draft| random.shuffle(&mut draft.gates));
        prop_assert_eq!(&standings(&gates), &expected);
        let criteria = shuffled(&dossier.criteria, &mut random);
        prop_assert_eq!(&standings(&changed(&dossier, |draft| draft.criteria = criteria)), &expected);
    }

    #[test]
    fn only_the_proportions_of_prices_count(dossier in plain_dossier(), factor in 2i64..1000) {
        prop_assume!(dossier.offers.len() >= 2);
        let homogeneous = |measure: &Measure| measure.family.is_homogeneous;
        let measures: Vec<(Id, Measure)> =
            dossier.measures().into_iter().map(|(id, _, measure)| (id.clone(), measure.clone())).collect();
        prop_assume!(measures.iter().any(|(_, measure)| homogeneous(measure)));
        let expected = standings(&dossier);
        let times = |value: Decimal| Decimal::new(value.digits() * i128::from(factor), value.scale()).expect("small");
        let dearer = changed(&dossier, |draft| {
            for (id, _) in measures.iter().filter(|(_, measure)| homogeneous(measure)) {
                for offer in &mut draft.offers {
                    if let Some(entry) = Rc::make_mut(offer).facts.get_mut(id)
                        && let Fact::Number(price) = entry.fact
                    {
                        entry.fact = Fact::Number(times(price));
                    }
                }
                for gate in draft.gates.iter_mut().filter(|gate| gate.rule.of() == id) {
                    match &mut gate.rule {
                        GateRule::ValueAtMost { value, .. } | GateRule::ValueAtLeast { value, .. } => *value = times(*value),
                        _ => {}
                    }
                }
            }
        });
        prop_assert_eq!(standings(&dearer), expected);
    }

    #[test]
    fn only_the_proportions_of_weights_count(dossier in plain_dossier(), seed: u64) {
        prop_assume!(dossier.offers.len() >= 2);
        let expected = standings(&dossier);
        let criteria = scaled(&dossier.criteria, &mut Random::new(seed));
        prop_assert_eq!(standings(&changed(&dossier, |draft| draft.criteria = criteria)), expected);
    }

    #[test]
    fn shares_sum_to_one(dossier in dossier()) {
        let assessment = assess(&dossier);
        let shares = assessment.leaves().map(|(leaf, _)| assessment.evaluation().exact_share(leaf).expect("a share").clone());
        let one = Rational::from(Decimal::ONE);
        prop_assert_eq!(shares.fold(Rational::zero(), |sum, share| sum + share), one);
    }

    #[test]
    fn a_dominated_offer_never_ranks_above_its_dominator(dossier in small_dossier()) {
        let assessment = assess(&dossier);
        let evaluation = assessment.evaluation();
        let measures = leaf_measures(&assessment);
        let mut dominated = 0;
        for first in evaluation.order() {
            for second in evaluation.order().iter().filter(|second| *second != first) {
                let fact = |offer: usize, leaf: usize| evaluation.problem().offers[offer].fact(leaf);
                let dominates = measures.iter().enumerate().all(|(leaf, measure)| {
                    preference(measure, fact(*first, leaf), fact(*second, leaf)).is_some_and(Ordering::is_ge)
                });
                prop_assert!(!dominates || evaluation.rank_of(*first) <= evaluation.rank_of(*second));
                dominated += usize::from(dominates);
            }
        }
        prop_assume!(dominated > 0);
    }

    #[test]
    fn a_better_fact_never_lowers_its_note(dossier in small_dossier(), seed: u64) {
        prop_assume!(dossier.offers.len() >= 2);
        let mut random = Random::new(seed);
        let giver = random.below(dossier.offers.len());
        let taker = (giver + 1 + random.below(dossier.offers.len() - 1)) % dossier.offers.len();
        let leaves = dossier.all_criteria().into_iter().filter_map(|criterion| Some((&criterion.id, criterion.measure()?)));
        let is_better = |(_, (id, measure)): &(usize, (&Id, &Measure))| {
            let fact = |offer: usize| dossier.offers[offer].facts.get(*id).map(|entry| entry.fact);
            let preference = fact(giver).zip(fact(taker)).and_then(|(given, taken)| preference(measure, given, taken));
            preference.is_some_and(Ordering::is_gt)
        };
        let better: Vec<(usize, (&Id, &Measure))> = leaves.enumerate().filter(is_better).collect();
        prop_assume!(!better.is_empty());
        let (leaf, (id, _)) = *random.pick(&better);
        // Without gates, so that the offer still has a note.
        let before = changed(&dossier, |draft| draft.gates.clear());
        let old = assess(&before);
        let new = assess(&changed(&before, |draft| {
            let given = draft.offers[giver].facts[id].clone();
            Rc::make_mut(&mut draft.offers[taker]).facts.insert(id.clone(), given);
        }));
        prop_assert!(new.evaluation().exact_note(taker, leaf) >= old.evaluation().exact_note(taker, leaf));
    }

    #[test]
    fn the_explanation_sums_to_the_difference(dossier in small_dossier()) {
        let assessment = assess(&dossier);
        let evaluation = assessment.evaluation();
        prop_assume!(evaluation.order().len() >= 2);
        for first in evaluation.order() {
            for second in evaluation.order() {
                let comparison = evaluation.compare(*first, *second).expect("both are ranked");
                let sum = comparison.terms.iter().fold(Rational::zero(), |sum, (_, term)| sum + term.clone());
                prop_assert_eq!(&sum, &comparison.difference);
                prop_assert_eq!(comparison.terms.len(), evaluation.problem().leaves);
                prop_assert_eq!(
                    comparison.difference.sign(),
                    evaluation.rank_of(*second).cmp(&evaluation.rank_of(*first))
                );
            }
        }
        prop_assert!(evaluation.prove().holds());
    }

    #[test]
    fn influences_are_shares(dossier in dossier()) {
        let assessment = assess(&dossier);
        let influences = assessment.evaluation().influences();
        let nominal: f64 = influences.iter().map(|influence| influence.nominal).sum();
        prop_assert!((nominal - 1.0).abs() < 1e-9);
        prop_assert!(influences.iter().all(|influence| influence.effective.is_none_or(|share| !share.is_infinite())));
    }
}

proptest! {
    #![proptest_config(laws())]

    #[test]
    fn shared_weights_sum_to_the_total(
        weights in prop::collection::vec((0i128..2_000_000_000, 0u32..10, any::<bool>()), 1..12),
        edited in any::<prop::sample::Index>(),
        typed in (0i128..1_100_000_000_000, 0u32..12),
        edits in any::<bool>(),
    ) {
        let hundred = Decimal::integer(100);
        let locked: Vec<bool> = weights.iter().map(|(.., locked)| *locked).collect();
        let weights: Vec<Decimal> =
            weights.iter().map(|(digits, scale, _)| Decimal::new(*digits, *scale).expect("small")).collect();
        let edited = edited.index(weights.len());
        let typed = Decimal::new(typed.0, typed.1).expect("small");
        let value = |decimal: &Decimal| naive::fraction(*decimal);
        let kept: BigRational = weights
            .iter()
            .enumerate()
            .filter(|(index, _)| locked[*index] && !(edits && *index == edited))
            .map(|(_, weight)| value(weight))
            .sum();
        let room = value(&hundred) - kept;
        match share_out(&weights, &locked, edits.then_some((edited, typed)), hundred) {
            Ok(shared) => {
                prop_assert_eq!(shared.iter().map(value).sum::<BigRational>(), value(&hundred));
                if edits {
                    prop_assert_eq!(shared[edited].to_string(), typed.to_string());
                }
                for index in (0..weights.len()).filter(|index| locked[*index] && !(edits && *index == edited)) {
                    prop_assert_eq!(shared[index].to_string(), weights[index].to_string());
                }
                prop_assert!(shared.iter().all(|weight| !weight.is_negative()));
            }
            Err(SharingRefused::TooMuch { at_most }) => {
                let zero = value(&Decimal::ZERO);
                let is_too_much = if edits { value(&typed) > room } else { room < zero };
                prop_assert!(is_too_much);
                prop_assert_eq!(value(&at_most), room.max(zero));
            }
            Err(SharingRefused::AllLocked { only }) => {
                prop_assert_eq!(value(&only), room);
                prop_assert!((0..weights.len()).all(|index| locked[index] || (edits && index == edited)));
            }
        }
    }
}

/// The families' own promises, on the facts that the tests can make.
#[test]
fn every_family_reads_the_kind_of_fact_that_it_promises() {
    for family in mieux_disant::catalogue::FAMILIES {
        let measure = Measure::fresh(family, "Niveau");
        let kind = measure.formula().fact_kind();
        assert_eq!(family.has_levels, kind == FactKind::Level, "{}", family.tag);
        assert!((family.objection)(&measure.parameters, &measure.points()).is_none(), "{}", family.tag);
    }
}

//! Laws of the engine, tried on made-up dossiers.
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
use mieux_disant::dossier::{Assessment, Content, Criterion, Dossier, GateRule, Id, Measure, Offer, Ranking};
use mieux_disant::engine::{Decimal, Fact, FactKind, Finding, Outcome, RankRange, Rational, SharingRefused, share_out};
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

/// What must not change of an offer: what became of it, gates that it failed or
/// may fail, the ranks that it may reach, and between which totals it lies.
type Standing = (Id, Outcome, Vec<usize>, Option<RankRange>, Option<[Rational; 2]>);

/// What must not change, by the identifiers of the offers.
fn standings(dossier: &Dossier) -> Vec<Standing> {
    let assessment = assess(dossier);
    let evaluation = assessment.evaluation();
    // Gates by a number that does not depend on their place.
    let keys = |gates: &mut dyn Iterator<Item = usize>| {
        let mut keys: Vec<usize> = gates.map(|gate| gate_key(&dossier.gates[gate].id)).collect();
        keys.sort_unstable();
        keys
    };
    let standing = |(index, offer): (usize, &Rc<Offer>)| {
        let outcome = match evaluation.outcome(index) {
            Outcome::Eliminated(gates) => Outcome::Eliminated(keys(&mut gates.iter().copied())),
            other => other.clone(),
        };
        let mut undecided = evaluation.findings().iter().filter_map(|finding| match finding {
            Finding::GateUndecided { gate, offer } => (*offer == index).then_some(*gate),
            _ => None,
        });
        let band = evaluation.total_band(index).map(|band| [band.low, band.high]);
        (offer.id.clone(), outcome, keys(&mut undecided), evaluation.ranks_of(index), band)
    };
    let mut all: Vec<Standing> = dossier.offers.iter().enumerate().map(standing).collect();
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

/// Other weights, some of them zero, never all of a group.
fn reweighed(criteria: &[Criterion], random: &mut Random) -> Vec<Criterion> {
    let mut criteria: Vec<Criterion> = criteria.to_vec();
    for criterion in &mut criteria {
        criterion.weight = random.decimal(&["0", "1", "2.5", "40", "33.3333"]);
        if let Content::Group(children) = &criterion.content {
            criterion.content = Content::Group(reweighed(children, random));
        }
    }
    if criteria.iter().all(|criterion| criterion.weight.is_zero()) {
        criteria[0].weight = Decimal::ONE;
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

fn value(fact: Fact) -> Option<BigRational> {
    match fact {
        Fact::Number(number) => Some(naive::fraction(number)),
        Fact::Mean { sum, count } => Some(naive::fraction(sum) / BigRational::from_integer(count.into())),
        _ => None,
    }
}

/// How good the first fact is beside the second, by the nature of the measure only.
fn preference(measure: &Measure, first: Fact, second: Fact) -> Option<Ordering> {
    let order = match (first, second) {
        (Fact::Number(_) | Fact::Mean { .. }, Fact::Number(_) | Fact::Mean { .. }) => value(first).cmp(&value(second)),
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
        let mut criteria = shuffled(&dossier.criteria, &mut random);
        if dossier.method.ranking == Ranking::Hierarchy {
            // There the order of the criteria at the top is announced.
            let place = |criterion: &Criterion| dossier.criteria.iter().position(|other| other.id == criterion.id);
            criteria.sort_by_key(place);
        }
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
                    if let Some(entry) = Rc::make_mut(offer).facts.get_mut(id) {
                        entry.fact = match entry.fact {
                            Fact::Number(price) => Fact::Number(times(price)),
                            Fact::Between { low, high } => Fact::Between { low: times(low), high: times(high) },
                            fact => fact,
                        };
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
    fn other_weights_are_an_evaluation_of_their_own(dossier in small_dossier(), seed: u64) {
        let mut random = Random::new(seed);
        let criteria = reweighed(&dossier.criteria, &mut random);
        let other = changed(&dossier, |draft| draft.criteria = criteria);
        let quick = assess(&dossier).reweigh(Rc::new(other.clone()));
        let (quick, slow) = (quick.evaluation(), assess(&other));
        let slow = slow.evaluation();
        prop_assert_eq!(quick.findings(), slow.findings());
        prop_assert_eq!(quick.order(), slow.order());
        for offer in 0..dossier.offers.len() {
            prop_assert_eq!(quick.outcome(offer), slow.outcome(offer));
            prop_assert_eq!(quick.ranks_of(offer), slow.ranks_of(offer));
            prop_assert_eq!(quick.total_band(offer), slow.total_band(offer));
            prop_assert_eq!(quick.exact_terms(offer), slow.exact_terms(offer));
        }
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
                let ranges = evaluation.ranks_of(*first).zip(evaluation.ranks_of(*second));
                let (first, second) = ranges.expect("they are listed");
                prop_assert!(!dominates || (first.best <= second.best && first.worst <= second.worst));
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
        let notes = new.evaluation().exact_note(taker, leaf).zip(old.evaluation().exact_note(taker, leaf));
        prop_assume!(notes.is_some());
        prop_assert!(notes.is_some_and(|(new, old)| new >= old));
    }

    #[test]
    fn the_explanation_sums_to_the_difference(dossier in small_dossier()) {
        let assessment = assess(&dossier);
        let evaluation = assessment.evaluation();
        prop_assume!(evaluation.order().len() >= 2);
        for first in evaluation.order() {
            for second in evaluation.order() {
                let totals = evaluation.exact_total(*first).zip(evaluation.exact_total(*second));
                let comparison = evaluation.compare(*first, *second);
                prop_assert_eq!(totals.is_some(), comparison.is_some());
                let Some((comparison, (ours, theirs))) = comparison.zip(totals) else { continue };
                let sum = comparison.terms.iter().fold(comparison.rounding.clone(), |sum, (_, term)| sum + term.clone());
                prop_assert_eq!(&sum, &comparison.difference);
                prop_assert_eq!(comparison.terms.len(), evaluation.problem().leaves);
                prop_assert_eq!(comparison.difference.sign(), ours.cmp(&theirs));
                if dossier.method.total_decimals.is_none() {
                    prop_assert_eq!(comparison.rounding.sign(), Ordering::Equal);
                }
                if let Some((ours, theirs)) = evaluation.rank_of(*first).zip(evaluation.rank_of(*second))
                    && comparison.difference.sign() != Ordering::Equal
                {
                    prop_assert_eq!(comparison.difference.sign(), theirs.cmp(&ours));
                }
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
        // Where totals are far enough apart for floats, the shares of the spread sum to 1.
        let evaluation = assessment.evaluation();
        let totals: Vec<f64> = (0..dossier.offers.len())
            .filter(|offer| *evaluation.outcome(*offer) == Outcome::Ranked)
            .filter_map(|offer| evaluation.total_share(offer))
            .collect();
        let spread = totals.iter().copied().fold(f64::MIN, f64::max) - totals.iter().copied().fold(f64::MAX, f64::min);
        let effective: Option<Vec<f64>> = influences.iter().map(|influence| influence.effective).collect();
        if let Some(effective) = effective.filter(|_| spread > 1e-3) {
            prop_assert!((effective.iter().sum::<f64>() - 1.0).abs() < 1e-6);
        }
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
        assert!(measure.objection().is_none(), "{}", family.tag);
    }
}

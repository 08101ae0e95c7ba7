//! Laws of the engine, tried on made-up dossiers (engine.md, section 9).
//!
//! Each law is a sentence about the method; the last ones compare every figure
//! with an independent computation in fractions (`support::naive`).

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::cmp::Ordering;
use std::rc::Rc;

use mieux_disant::catalogue::Monotonicity;
use mieux_disant::dossier::{Assessment, Content, Criterion, Dossier, GateRule, Id, Measure};
use mieux_disant::engine::{Decimal, Evaluation, Fact, FactKind, Outcome, Rational, SharingRefused, share_out};
use num_rational::BigRational;
use proptest::prelude::*;
use support::dossiers::{Recipe, generate};
use support::random::Random;
use support::{changed, dossier, naive, plain_dossier, with_offers};

fn assess(dossier: &Dossier) -> Assessment {
    Assessment::of(Rc::new(dossier.clone()))
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
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_offers_criteria_and_gates_changes_nothing(dossier in dossier(), seed: u64) {
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
        let expected = standings(&dossier);
        let homogeneous = |measure: &Measure| measure.family.is_homogeneous;
        let measures: Vec<(Id, Measure)> =
            dossier.measures().into_iter().map(|(id, _, measure)| (id.clone(), measure.clone())).collect();
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
    fn a_dominated_offer_never_ranks_above_its_dominator(dossier in dossier()) {
        let assessment = assess(&dossier);
        let evaluation = assessment.evaluation();
        let measures = leaf_measures(&assessment);
        for first in evaluation.order() {
            for second in evaluation.order() {
                let fact = |offer: usize, leaf: usize| evaluation.problem().offers[offer].fact(leaf);
                let dominates = measures.iter().enumerate().all(|(leaf, measure)| {
                    preference(measure, fact(*first, leaf), fact(*second, leaf)).is_some_and(Ordering::is_ge)
                });
                prop_assert!(!dominates || evaluation.rank_of(*first) <= evaluation.rank_of(*second));
            }
        }
    }

    #[test]
    fn a_better_fact_never_lowers_its_note(dossier in dossier(), seed: u64) {
        let before = assess(&dossier);
        let measures = leaf_measures(&before);
        let mut random = Random::new(seed);
        if dossier.offers.len() < 2 {
            return Ok(());
        }
        let (giver, taker) = (random.below(dossier.offers.len()), random.below(dossier.offers.len()));
        for (leaf, id) in before.leaves() {
            let facts = |offer: usize| dossier.offers[offer].facts.get(id).cloned();
            let (Some(given), Some(taken)) = (facts(giver), facts(taker)) else { continue };
            if !preference(&measures[leaf], given.fact, taken.fact).is_some_and(Ordering::is_gt) {
                continue;
            }
            // Without gates, so that the offer still has a note.
            let without_gates = changed(&dossier, |draft| draft.gates.clear());
            let better = changed(&without_gates, |draft| {
                Rc::make_mut(&mut draft.offers[taker]).facts.insert(id.clone(), given);
            });
            let (old, new) = (assess(&without_gates), assess(&better));
            prop_assert!(new.evaluation().exact_note(taker, leaf) >= old.evaluation().exact_note(taker, leaf));
        }
    }

    #[test]
    fn the_explanation_sums_to_the_difference(dossier in dossier()) {
        let assessment = assess(&dossier);
        let evaluation = assessment.evaluation();
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
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

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

/// Everything the engine says of a dossier equals what the referee says.
fn agree(dossier: &Dossier, context: &str) {
    let assessment = assess(dossier);
    let evaluation = assessment.evaluation();
    let fraction = |rational: Option<Rational>| rational.map(|rational| rational.to_fraction_text());
    let expected = |value: &Option<BigRational>| value.as_ref().map(|v| format!("{}/{}", v.numer(), v.denom()));
    for (offer, referee) in naive::evaluate(dossier).iter().enumerate() {
        assert_eq!(*evaluation.outcome(offer), referee.outcome, "{context}, offer {offer}");
        assert_eq!(evaluation.rank_of(offer), referee.rank, "{context}, rank of offer {offer}");
        let total = fraction(evaluation.exact_total(offer));
        assert_eq!(total, expected(&referee.total), "{context}, total of offer {offer}");
        for leaf in 0..referee.notes.len() {
            let note = fraction(evaluation.exact_note(offer, leaf));
            assert_eq!(note, expected(&referee.notes[leaf]), "{context}, offer {offer}, leaf {leaf}");
            let term = fraction(evaluation.exact_term(offer, leaf));
            assert_eq!(term, expected(&referee.terms[leaf]), "{context}, offer {offer}, leaf {leaf}");
            near(evaluation, offer, leaf, referee, dossier, context);
        }
        if let Some(total) = &referee.total {
            for decimals in [0, 1, 2, 4, 9] {
                let rounded = evaluation.rounded_total(offer, decimals).expect("ranked");
                assert_eq!(
                    naive::fraction(rounded),
                    naive::rounded(total, decimals),
                    "{context}, {total} to {decimals}"
                );
                assert_eq!(rounded.scale(), decimals, "{context}");
            }
        }
    }
}

/// What is drawn is what is true, to the last pixel.
fn near(evaluation: &Evaluation, offer: usize, leaf: usize, referee: &naive::Result, dossier: &Dossier, context: &str) {
    let exact = referee.notes[leaf].as_ref().map(|note| note / naive::fraction(dossier.note_scale));
    let exact = exact.map(|note| {
        let digits = naive::rounded(&note, 15) * BigRational::from_integer(10i64.pow(15).into());
        digits.to_integer().to_string().parse::<f64>().expect("a number") / 1e15
    });
    match (evaluation.note(offer, leaf), exact) {
        (Some(drawn), Some(exact)) => assert!((drawn - exact).abs() < 1e-9, "{context}: {drawn} for {exact}"),
        (drawn, exact) => assert_eq!(drawn, exact, "{context}, drawn note of offer {offer}, leaf {leaf}"),
    }
}

#[test]
fn the_engine_equals_the_referee() {
    for seed in 0..12_000 {
        agree(&generate(&Recipe::of(seed), seed), &format!("seed {seed}"));
    }
}

/// Three criteria of one weight, two bounds each: offers that share out the
/// same points differently have equal totals that floats sum to different last
/// bits; a step of 10^-17 or so on one fact parts some of them again.
#[test]
fn near_ties_and_halves_are_decided_exactly() {
    let mut ties = 0;
    for seed in 0..2_500u64 {
        let mut random = Random::new(seed);
        let leaves = 2 + random.below(6);
        let recipe = Recipe { offers: 1, leaves, depth: 1, ..Recipe::default() };
        let mut draft = generate(&recipe, seed).to_draft();
        let family = mieux_disant::catalogue::family_by_tag("linear").expect("a family");
        let bounds = *random.pick(&[("0", "100"), ("0", "7"), ("365", "0"), ("-3", "0.3"), ("0", "30000000000")]);
        let bounds = [bounds.0, bounds.1].map(|text| Decimal::parse(text).expect("a decimal"));
        let weight = random.decimal(&["1", "33.3333", "0.1", "14.2857"]);
        for criterion in &mut draft.criteria {
            criterion.weight = weight;
            let unit = String::new();
            let levels = Vec::new();
            criterion.content = Content::Leaf(Measure { family, parameters: bounds.to_vec(), unit, levels });
        }
        draft.note_scale = random.decimal(&["100", "20", "10"]);
        let ids: Vec<Id> = draft.criteria.iter().map(|criterion| criterion.id.clone()).collect();
        // Halves at the second decimal of a note on 100, times the leaves.
        let base = (bounds[0].digits() + bounds[1].digits()).abs().max(1);
        let mut values: Vec<i128> =
            ids.iter().map(|_| base * (random.below(20_001) as i128 * 5) * 10i128.pow(10) / 100_000).collect();
        let template = draft.offers[0].as_ref().clone();
        draft.offers = (0..5)
            .map(|index| {
                random.shuffle(&mut values);
                let mut offer = template.clone();
                offer.id = Id::new(&format!("jumelle-{index}"));
                offer.standing = Default::default();
                offer.facts.clear();
                let moved = random.below(ids.len() * 3);
                for (place, (id, value)) in ids.iter().zip(&values).enumerate() {
                    let step = if place == moved { 10i128.pow(random.below(4) as u32) } else { 0 };
                    let digits = value * 10i128.pow(7) + step;
                    let fact = Decimal::new(digits, 17 + bounds[0].scale().max(bounds[1].scale())).expect("fits");
                    offer.facts.insert(id.clone(), Fact::Number(fact).into());
                }
                Rc::new(offer)
            })
            .collect();
        draft.gates.clear();
        let dossier = draft.check().expect("valid");
        agree(&dossier, &format!("near ties, seed {seed}"));
        let assessment = assess(&dossier);
        ties += usize::from(
            (1..5).any(|offer| assessment.evaluation().rank_of(offer) == assessment.evaluation().rank_of(0)),
        );
    }
    assert!(ties > 200, "only {ties} dossiers with ties: the test does not test what it says");
}

#[test]
fn halves_at_the_rounding_digit_are_rounded_up() {
    let recipe = Recipe { offers: 1, leaves: 1, depth: 1, ..Recipe::default() };
    let family = mieux_disant::catalogue::family_by_tag("note").expect("a family");
    for seed in 0..2_000u64 {
        let mut random = Random::new(seed);
        let mut draft = generate(&recipe, seed).to_draft();
        draft.note_scale = random.decimal(&["100", "20", "1", "0.7"]);
        let out_of = random.decimal(&["100", "20", "3", "7"]);
        let measure = Measure { family, parameters: vec![out_of], unit: String::new(), levels: Vec::new() };
        draft.criteria[0].content = Content::Leaf(measure);
        let id = draft.criteria[0].id.clone();
        let decimals = random.below(6) as u32;
        // A half at this decimal, and a hair to either side of it.
        let half = out_of.digits() * (random.below(10usize.pow(decimals)) as i128 * 10 + 5);
        let hair = random.below(3) as i128 - 1;
        let digits = half * 10i128.pow(17 - decimals - 1) + hair;
        let fact = Decimal::new(digits, out_of.scale() + 17).unwrap_or(out_of);
        let offer = Rc::make_mut(&mut draft.offers[0]);
        offer.standing = Default::default();
        offer.facts = [(id, Fact::Number(fact.min(out_of)).into())].into_iter().collect();
        draft.gates.clear();
        agree(&draft.check().expect("valid"), &format!("halves, seed {seed}"));
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

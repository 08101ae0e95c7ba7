//! The composer against every assembly that there is: on small catalogues of
//! all kinds its best and its front are those of an exhaustive search that
//! knows nothing of bounds.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/compositions.rs"]
#[allow(unreachable_pub)]
mod compositions;
#[path = "support/random.rs"]
#[allow(dead_code, unreachable_pub, reason = "each crate uses its part of what is shared")]
mod random;

use std::cmp::Reverse;

use compositions::{FORMULAS, Recipe, compose, hard, small};
use mieux_disant::engine::composer::{
    Assembly, Brick, Composer, Composition, CompositionError, Coverage, FrontSearch, Integration, MAX_BRICKS,
    MAX_REQUIREMENTS, PriceRule, Proof, Requirement, Scale,
};
use mieux_disant::engine::{Decimal, Formula, Rational, Reference};
use random::Random;

/// Catalogues that are searched in full.
const CASES: u64 = 700;

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

fn exact(value: Decimal) -> Rational {
    Rational::from(value)
}

/// What an assembly comes to, by the definition; nothing where it fails.
#[derive(Clone, Debug)]
struct Judged {
    bricks: Vec<usize>,
    price: Decimal,
    coverage: Rational,
    total: Option<Rational>,
    is_lean: bool,
}

/// Per requirement, the share covered.
fn shares(composition: &Composition, bricks: &[usize]) -> Vec<Decimal> {
    let share = |index: usize| bricks.iter().map(|brick| composition.bricks[*brick].shares[index]).max();
    (0..composition.requirements.len()).map(|index| share(index).unwrap_or_default()).collect()
}

fn coverage(composition: &Composition, shares: &[Decimal]) -> Rational {
    let mut sum = Rational::zero();
    for (index, coverage) in composition.coverages.iter().enumerate() {
        let (mut covered, mut all) = (Rational::zero(), Rational::zero());
        for (requirement, share) in composition.requirements.iter().zip(shares) {
            if let (true, Some(weight)) = (requirement.coverage == index, requirement.weight) {
                covered = covered + exact(weight) * exact(*share);
                all = all + exact(weight);
            }
        }
        sum = sum + covered.checked_div(&all).unwrap_or_else(Rational::zero) * coverage.weight.clone();
    }
    sum
}

fn judge(composition: &Composition, bricks: Vec<usize>) -> Option<Judged> {
    let parts = || bricks.iter().map(|brick| &composition.bricks[*brick]);
    let wanted = (0..composition.bricks.len()).filter(|brick| composition.bricks[*brick].is_wanted);
    if parts().any(|brick| !brick.is_admissible) || wanted.clone().any(|brick| !bricks.contains(&brick)) {
        return None;
    }
    let covered = shares(composition, &bricks);
    let is_missed =
        |(requirement, share): (&Requirement, &Decimal)| requirement.weight.is_none() && *share != Decimal::ONE;
    if composition.requirements.iter().zip(&covered).any(is_missed) {
        return None;
    }
    let mut price = parts().fold(Decimal::ZERO, |sum, brick| sum.checked_add(brick.price).unwrap());
    if bricks.len() > 1 {
        price = price.checked_add(composition.integration.fixed).unwrap();
        let count = Decimal::integer(bricks.len() as i64 - 1);
        price = price.checked_add(composition.integration.per_brick.checked_mul(count).unwrap()).unwrap();
    }
    if composition.budget.is_some_and(|budget| price > budget) {
        return None;
    }
    // Whichever is taken away, less of what counts is covered.
    let counts = |shares: &[Decimal]| -> Vec<Decimal> {
        let full = |(requirement, share): (&Requirement, &Decimal)| match requirement.weight {
            None => Decimal::integer(i64::from(*share == Decimal::ONE)),
            Some(weight) if weight.is_zero() => Decimal::ZERO,
            Some(_) => *share,
        };
        composition.requirements.iter().zip(shares).map(full).collect()
    };
    let is_idle = |brick: &usize| {
        let others: Vec<usize> = bricks.iter().copied().filter(|other| other != brick).collect();
        !composition.bricks[*brick].is_wanted && counts(&shares(composition, &others)) == counts(&covered)
    };
    let is_lean = bricks.len() == 1 || !bricks.iter().any(is_idle);
    let coverage = coverage(composition, &covered);
    let mut total = Some(coverage.clone());
    for (index, scale) in composition.scales.iter().enumerate() {
        let weakest = parts().map(|brick| brick.rungs[index]).min().unwrap();
        total = total.map(|total| total + scale.notes[weakest].clone() * scale.weight.clone());
    }
    if let Some(rule) = &composition.price {
        let reference = Reference::over(rule.field.iter().copied().chain([price]));
        let note = (!price.is_zero()).then(|| rule.formula.at(price, &reference)).flatten();
        let note = note.map(|note| note.clamp(Rational::zero(), exact(Decimal::ONE)) * rule.weight.clone());
        total = total.zip(note).map(|(total, note)| total + note);
    }
    Some(Judged { bricks, price, coverage, total, is_lean })
}

fn every_assembly(composition: &Composition) -> Vec<Judged> {
    let count = composition.bricks.len();
    let bricks = |set: u32| (0..count).filter(|brick| set >> brick & 1 == 1).collect();
    (1..1u32 << count).filter_map(|set| judge(composition, bricks(set))).collect()
}

fn best_of(all: &[Judged], count: usize) -> Vec<&Judged> {
    let mut lean: Vec<&Judged> = all.iter().filter(|each| each.is_lean && each.total.is_some()).collect();
    lean.sort_by_key(|each| (Reverse(each.total.clone()), each.price));
    lean.truncate(count);
    lean
}

fn front_of(all: &[Judged]) -> Vec<(Decimal, Rational)> {
    let mut points: Vec<(Decimal, Rational)> = all.iter().map(|each| (each.price, each.coverage.clone())).collect();
    points.sort_by_key(|(price, coverage)| (*price, Reverse(coverage.clone())));
    let mut front: Vec<(Decimal, Rational)> = Vec::new();
    for point in points {
        if front.last().is_none_or(|last| point.1 > last.1) {
            front.push(point);
        }
    }
    front
}

fn found(composition: &Composition, count: usize) -> Vec<Assembly> {
    let mut composer = Composer::new(composition, count).unwrap();
    assert!(composer.finish(u64::MAX));
    assert_eq!(composer.proof(), Proof::Optimal);
    composer.best()
}

fn front(composition: &Composition) -> Vec<(Decimal, Rational)> {
    let mut search = FrontSearch::new(composition).unwrap();
    assert!(search.finish(u64::MAX));
    assert_eq!(search.proof(), Proof::Optimal);
    search.points().into_iter().map(|point| (point.price, point.coverage)).collect()
}

#[test]
fn the_best_are_those_of_an_exhaustive_search() {
    let (mut several, mut none, mut ties) = (0, 0, 0);
    for seed in 0..CASES {
        // A dozen bricks now and then: the referee takes its time.
        let composition = small(seed, if seed.is_multiple_of(25) { 12 } else { 9 });
        let all = every_assembly(&composition);
        let count = 1 + seed as usize % 5;
        let expected = best_of(&all, count);
        let found = found(&composition, count);
        let said: Vec<_> = found.iter().map(|each| (Some(&each.total), each.price)).collect();
        let known: Vec<_> = expected.iter().map(|each| (each.total.as_ref(), each.price)).collect();
        assert_eq!(said, known, "seed {seed}");
        for (index, assembly) in found.iter().enumerate() {
            let judged = judge(&composition, assembly.bricks.clone()).unwrap();
            assert!(
                judged.is_lean && found[..index].iter().all(|other| other.bricks != assembly.bricks),
                "seed {seed}"
            );
            assert_eq!((judged.price, &judged.coverage), (assembly.price, &assembly.coverage), "seed {seed}");
            assert_eq!(judged.total.as_ref(), Some(&assembly.total), "seed {seed}");
        }
        for assembly in &found {
            let weakest =
                |scale: usize| assembly.bricks.iter().map(|brick| composition.bricks[*brick].rungs[scale]).min();
            assert_eq!(assembly.rungs, (0..composition.scales.len()).filter_map(weakest).collect::<Vec<_>>());
        }
        several += usize::from(found.first().is_some_and(|best| best.bricks.len() > 1));
        none += usize::from(found.is_empty());
        ties += usize::from(expected.windows(2).any(|pair| pair[0].total == pair[1].total));
        // Where less is never worth less, nothing else is better than the lean ones.
        let is_monotone = !matches!(composition.price, Some(PriceRule { formula: Formula::PriceExpression(_), .. }));
        if let (true, Some(best)) = (is_monotone, all.iter().filter_map(|each| each.total.as_ref()).max()) {
            // An assembly of price zero has no note: what it would be without an idle brick does not count.
            if all.iter().all(|each| each.total.is_some()) {
                assert_eq!(Some(best), found.first().map(|best| &best.total), "seed {seed}");
            }
        }
    }
    println!("{several} of several bricks, {none} without any, {ties} with equal totals");
    assert!(several > CASES as usize / 4 && none > 5 && ties > 20, "{several} {none} {ties}");
}

#[test]
fn the_front_is_that_of_an_exhaustive_search() {
    let mut points = 0;
    for seed in 0..CASES {
        let composition = small(seed + 10_000, if seed.is_multiple_of(25) { 12 } else { 9 });
        let expected = front_of(&every_assembly(&composition));
        let mut search = FrontSearch::new(&composition).unwrap();
        assert!(search.finish(u64::MAX));
        for point in search.points() {
            let judged = judge(&composition, point.bricks.clone()).unwrap();
            assert_eq!((judged.price, &judged.coverage), (point.price, &point.coverage), "seed {seed}");
        }
        let found: Vec<_> = search.points().into_iter().map(|point| (point.price, point.coverage)).collect();
        assert_eq!(found, expected, "seed {seed}");
        points += found.len();
    }
    assert!(points > 2 * CASES as usize, "{points}");
}

fn shuffled(composition: &Composition, random: &mut Random) -> Composition {
    let mut other = composition.clone();
    random.shuffle(&mut other.bricks);
    let mut order: Vec<usize> = (0..composition.requirements.len()).collect();
    random.shuffle(&mut order);
    other.requirements = order.iter().map(|index| composition.requirements[*index].clone()).collect();
    for brick in &mut other.bricks {
        brick.shares = order.iter().map(|index| brick.shares[*index]).collect();
    }
    other
}

#[test]
fn the_order_of_bricks_and_requirements_changes_nothing() {
    let mut random = Random::new(7);
    for seed in 0..60 {
        let recipe = Recipe {
            formula: seed as usize % FORMULAS,
            strange: seed % 3 == 0,
            ..hard(14, 20)[seed as usize % 18].1.clone()
        };
        let composition = compose(&recipe, seed);
        let other = shuffled(&composition, &mut random);
        let totals =
            |of: &Composition| found(of, 4).into_iter().map(|each| (each.total, each.price)).collect::<Vec<_>>();
        assert_eq!(totals(&composition), totals(&other), "seed {seed}");
        assert_eq!(front(&composition), front(&other), "seed {seed}");
    }
}

#[test]
fn rounds_of_any_size_find_the_same() {
    for (index, (name, recipe)) in hard(16, 24).into_iter().enumerate() {
        let composition = compose(&recipe, index as u64);
        let mut composer = Composer::new(&composition, 3).unwrap();
        let mut search = FrontSearch::new(&composition).unwrap();
        let mut rounds = 0;
        while !composer.work(1) {
            rounds += 1;
        }
        while !search.work(7) {
            rounds += 1;
        }
        let mut whole = Composer::new(&composition, 3).unwrap();
        assert!(whole.work(usize::MAX), "{name}");
        assert_eq!((composer.best(), composer.branches()), (whole.best(), whole.branches()), "{name}");
        let mut other = FrontSearch::new(&composition).unwrap();
        assert!(other.work(usize::MAX), "{name}");
        assert_eq!((search.points(), search.branches()), (other.points(), other.branches()), "{name}");
        assert!(rounds > 2, "{name}");
    }
}

/// Whether what was found and the gap that was said reach what there is.
fn reaches(found: &Rational, gap: Decimal, there_is: &Rational) -> bool {
    found.clone() + exact(gap) >= *there_is
}

#[test]
fn a_search_that_is_stopped_says_by_how_much_it_may_be_off() {
    let mut stopped = 0;
    for (index, (name, recipe)) in hard(14, 24).into_iter().enumerate() {
        let composition = compose(&recipe, 40 + index as u64);
        let best = found(&composition, 1)[0].total.clone();
        let whole = front(&composition);
        let mut composer = Composer::new(&composition, 1).unwrap();
        let mut search = FrontSearch::new(&composition).unwrap();
        loop {
            let is_done = composer.work(1);
            let Proof::Stopped { gap } = composer.proof() else {
                assert!(is_done, "{name}");
                break;
            };
            let so_far = composer.best();
            assert!(
                reaches(&so_far.first().map_or_else(Rational::zero, |best| best.total.clone()), gap, &best),
                "{name}"
            );
            stopped += 1;
        }
        loop {
            let is_done = search.work(1);
            let Proof::Stopped { gap } = search.proof() else {
                assert!(is_done, "{name}");
                break;
            };
            let points = search.points();
            for (price, coverage) in &whole {
                let known = points.iter().rev().find(|point| point.price <= *price);
                let known = known.map_or_else(Rational::zero, |point| point.coverage.clone());
                assert!(reaches(&known, gap, coverage), "{name}");
            }
            stopped += 1;
        }
    }
    assert!(stopped > 100, "{stopped}");
}

#[test]
fn large_catalogues_are_proven_in_few_branches() {
    // Every catalogue of this size has a million million assemblies.
    for (index, (name, recipe)) in hard(40, 60).into_iter().enumerate() {
        let composition = compose(&recipe, 100 + index as u64);
        let mut composer = Composer::new(&composition, 1).unwrap();
        assert!(composer.finish(20_000), "{name}: {:?}", composer.proof());
    }
}

#[test]
fn what_a_brick_brings_is_what_the_judgement_says() {
    for seed in 0..200 {
        let composition = small(seed + 20_000, 8);
        let Some(best) = found(&composition, 1).into_iter().next() else { continue };
        for brick in 0..composition.bricks.len() {
            let explained = composition.explain(&best.bricks, brick).unwrap();
            let without: Vec<usize> = best.bricks.iter().copied().filter(|other| *other != brick).collect();
            let mut with = without.clone();
            with.push(brick);
            with.sort_unstable();
            if without.is_empty() {
                assert!(explained.is_none());
                continue;
            }
            let explained = explained.unwrap();
            assert_eq!(explained.is_in, best.has(brick));
            let (more, less) = (shares(&composition, &with), shares(&composition, &without));
            let gained = coverage(&composition, &more) - coverage(&composition, &less);
            assert_eq!(explained.coverage, gained, "seed {seed}");
            let counts = |index: &usize| match composition.requirements[*index].weight {
                None => more[*index] == Decimal::ONE && less[*index] != Decimal::ONE,
                Some(weight) => more[*index] > less[*index] && !weight.is_zero(),
            };
            let alone: Vec<usize> = (0..more.len()).filter(counts).collect();
            assert_eq!(explained.alone, alone, "seed {seed}");
            // What it is worth to have it, or would cost: judged over all assemblies.
            let all = every_assembly(&composition);
            let best_where = |has: bool| {
                let able = all.iter().filter(|each| each.bricks.contains(&brick) == has);
                able.filter(|each| each.is_lean).filter_map(|each| each.total.clone()).max()
            };
            if !composition.bricks[brick].is_wanted {
                let mut composer = composition.without(brick).unwrap();
                assert!(composer.finish(u64::MAX));
                assert_eq!(composer.best().first().map(|best| best.total.clone()), best_where(false), "seed {seed}");
            }
        }
    }
}

#[test]
fn insisting_on_a_brick_is_explained_too() {
    let brick = |price: &str, shares: &[&str]| Brick {
        price: decimal(price),
        is_admissible: true,
        shares: shares.iter().map(|share| decimal(share)).collect(),
        ..Brick::default()
    };
    let requirement = |weight: Option<&str>| Requirement { coverage: 0, weight: weight.map(decimal) };
    let composition = Composition {
        bricks: vec![
            brick("100", &["1", "0", "1"]),
            brick("80", &["0", "1", "0.5"]),
            brick("300", &["1", "1", "1"]),
            brick("20", &["0", "0", "0.5"]),
            brick("30", &["0", "0", "0.5"]),
        ],
        coverages: vec![Coverage { weight: exact(decimal("0.6")) }],
        requirements: vec![requirement(None), requirement(Some("3")), requirement(Some("1"))],
        scales: Vec::new(),
        price: Some(PriceRule {
            weight: exact(decimal("0.4")),
            formula: Formula::PriceInverse,
            field: vec![decimal("250"), decimal("200")],
        }),
        integration: Integration { fixed: decimal("10"), per_brick: decimal("5") },
        budget: None,
    };
    let best = &found(&composition, 1)[0];
    // 100 + 80 + 10 + 5 is below the lowest price of the field: the full note, and all covered.
    assert_eq!((best.bricks.as_slice(), best.price), ([0, 1].as_slice(), decimal("195")));
    assert_eq!((best.total.clone(), best.coverage.clone()), (exact(Decimal::ONE), exact(decimal("0.6"))));
    let mail = composition.explain(&best.bricks, 0).unwrap().unwrap();
    assert_eq!((mail.is_in, mail.alone, mail.cost), (true, vec![0, 2], decimal("115")));
    assert_eq!(mail.coverage, exact(decimal("0.075")));
    let suite = composition.explain(&best.bricks, 2).unwrap().unwrap();
    assert_eq!(
        (suite.is_in, suite.alone.len(), suite.coverage, suite.cost),
        (false, 0, Rational::zero(), decimal("305"))
    );
    // Without its first brick, the suite; with the suite, nothing else is lean besides.
    let mut without = composition.without(0).unwrap();
    assert!(without.finish(u64::MAX));
    assert_eq!(without.best()[0].bricks, [2]);
    let mut with = composition.with(2).unwrap();
    assert!(with.finish(u64::MAX));
    assert_eq!(with.best()[0].bricks, [2]);
    let mut with = composition.with(4).unwrap();
    assert!(with.finish(u64::MAX));
    assert_eq!(with.best()[0].bricks, [0, 1, 4], "wanted, even where it brings nothing");
    assert_eq!(composition.dominated().unwrap(), [(4, 3)]);
    assert_eq!(composition.explain(&[2], 2).unwrap(), None);
    assert_eq!(composition.explain(&[0, 9], 1).unwrap(), None);
}

#[test]
fn what_cannot_be_composed_is_refused_with_its_place() {
    use CompositionError as Error;
    let sound = || {
        let recipe = Recipe { strange: false, musts: 1, scales: 1, formula: 0, ..hard(3, 4)[0].1.clone() };
        compose(&recipe, 1)
    };
    assert_eq!(sound().check(), Ok(()));
    let refused = |change: &dyn Fn(&mut Composition)| {
        let mut composition = sound();
        change(&mut composition);
        let error = Composer::new(&composition, 1).map(|_| ()).unwrap_err();
        assert_eq!(FrontSearch::new(&composition).map(|_| ()), Err(error));
        error
    };
    assert_eq!(refused(&|c| c.bricks.clear()), Error::NoBricks);
    assert_eq!(refused(&|c| c.bricks = vec![c.bricks[0].clone(); MAX_BRICKS + 1]), Error::TooManyBricks);
    assert_eq!(
        refused(&|c| c.requirements = vec![c.requirements[0].clone(); MAX_REQUIREMENTS + 1]),
        Error::TooManyRequirements
    );
    assert_eq!(refused(&|c| c.bricks[1].price = decimal("-0.01")), Error::NegativePrice { brick: 1 });
    assert_eq!(refused(&|c| c.bricks[2].shares.truncate(3)), Error::ShareCount { brick: 2 });
    for share in ["-0.1", "1.01"] {
        let error = refused(&|c| c.bricks[0].shares[2] = decimal(share));
        assert_eq!(error, Error::ShareOutOfRange { brick: 0, requirement: 2 });
    }
    assert_eq!(refused(&|c| c.bricks[1].rungs.clear()), Error::RungCount { brick: 1 });
    assert_eq!(refused(&|c| c.bricks[1].rungs[0] = 4), Error::NoSuchRung { brick: 1, scale: 0 });
    assert_eq!(
        refused(&|c| (c.bricks[1].is_admissible, c.bricks[1].is_wanted) = (false, true)),
        Error::WantedFails { brick: 1 }
    );
    assert_eq!(refused(&|c| c.requirements[3].coverage = 1), Error::NoSuchCoverage { requirement: 3 });
    assert_eq!(refused(&|c| c.requirements[3].weight = Some(decimal("-1"))), Error::NegativeWeight { requirement: 3 });
    let falling =
        || Scale { weight: exact(Decimal::ONE), notes: ["1", "0", "1", "1"].map(|n| exact(decimal(n))).to_vec() };
    assert_eq!(refused(&|c| c.scales[0] = falling()), Error::NotesOutOfOrder { scale: 0 });
    assert_eq!(refused(&|c| c.scales[0].notes[3] = exact(decimal("1.1"))), Error::NotesOutOfOrder { scale: 0 });
    assert_eq!(refused(&|c| c.coverages[0].weight = exact(decimal("-0.1"))), Error::WeightOutOfRange);
    let formula = |formula: Formula| move |c: &mut Composition| c.price.as_mut().unwrap().formula = formula.clone();
    assert_eq!(refused(&formula(Formula::YesNo)), Error::NotAPriceFormula);
    assert_eq!(refused(&|c| c.price.as_mut().unwrap().field[1] = Decimal::ZERO), Error::FieldPrice { offer: 1 });
    assert_eq!(refused(&|c| c.integration.fixed = decimal("-1")), Error::NegativeCost);
    assert_eq!(refused(&|c| c.budget = Some(decimal("-1"))), Error::NegativeCost);
    assert_eq!(refused(&|c| c.bricks[0].price = decimal("999999999999999999")), Error::PricesTooLarge);
    let fine = |c: &mut Composition| {
        for (brick, share) in ["0.000000000000000001", "0.999999999999999989"].into_iter().enumerate() {
            c.bricks[brick].shares[2] = decimal(share);
        }
        c.requirements[2].weight = Some(decimal("0.000000000000000007"));
        c.requirements[3].weight = Some(decimal("123456789012345678.5"));
    };
    assert_eq!(refused(&fine), Error::TooFine);
}

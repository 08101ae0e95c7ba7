//! The laws by which facts of bricks become one: whatever unknown facts turn out
//! to be, the whole held it; one brick is itself; order changes nothing.

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use mieux_disant::engine::{Composed, Composition, Decimal, Domain, Fact, compose};
use support::random::Random;

fn dec(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

const LEVELS: usize = 5;

/// The domains, each with the rules that its facts take.
fn domains() -> [(Domain, &'static [Composition]); 4] {
    use Composition::{Highest, Lowest, Mean, Sum};
    let points = Domain::Numbers { low: Some(Decimal::ZERO), high: Some(Decimal::integer(4)) };
    let free = Domain::Numbers { low: None, high: None };
    [
        (points, &[Lowest, Highest, Mean]),
        (free, &[Lowest, Highest, Sum]),
        (Domain::Levels(LEVELS), &[Lowest, Highest]),
        (Domain::YesNo, &[Lowest, Highest]),
    ]
}

fn fact(random: &mut Random, domain: Domain) -> Fact {
    match random.below(8) {
        0 => return Fact::Missing,
        1 => return Fact::NotApplicable,
        _ => {}
    }
    match domain {
        Domain::Numbers { .. } => {
            let (a, b) = (random.decimal(&["0", "1", "2.5", "4"]), random.decimal(&["0", "1.25", "3", "4"]));
            if a < b && random.chance(40) { Fact::Between { low: a, high: b } } else { Fact::Number(a) }
        }
        Domain::Levels(count) => {
            let (a, b) = (random.below(count), random.below(count));
            if a < b && random.chance(40) { Fact::Levels { low: a, high: b } } else { Fact::Level(a) }
        }
        Domain::YesNo => Fact::Yes(random.chance(50)),
    }
}

/// Some facts that one may turn out to be, its ends first.
fn completions(domain: Domain, fact: Fact) -> Vec<Fact> {
    match (fact, domain) {
        (Fact::Between { low, high }, _) => vec![Fact::Number(low), Fact::Number(high)],
        (Fact::Levels { low, high }, _) => (low..=high).map(Fact::Level).collect(),
        (Fact::Missing, Domain::YesNo) => vec![Fact::Yes(false), Fact::Yes(true)],
        (Fact::Missing, Domain::Levels(count)) => (0..count).map(Fact::Level).collect(),
        (Fact::Missing, Domain::Numbers { low, high }) => {
            let (low, high) = (low.unwrap_or(dec("-1000")), high.unwrap_or(dec("1000")));
            vec![Fact::Number(low), Fact::Number(high)]
        }
        _ => vec![fact],
    }
}

/// Whether a known fact is one of those that another may turn out to be.
fn is_within(known: Fact, all: Fact) -> bool {
    match (known, all) {
        (_, Fact::Missing) => true,
        (Fact::Number(value), Fact::Between { low, high }) => low <= value && value <= high,
        (Fact::Level(level), Fact::Levels { low, high }) => low <= level && level <= high,
        (Fact::Mean { sum, count }, Fact::Between { low, high }) => {
            let times = |end: Decimal| end.checked_mul(Decimal::integer(i64::from(count))).unwrap();
            times(low) <= sum && sum <= times(high)
        }
        _ => known == all,
    }
}

/// A few hundred lists of facts for every domain and rule.
fn each_list(mut check: impl FnMut(Domain, Composition, &[Fact])) {
    for seed in 0..400 {
        let mut random = Random::new(seed);
        for (domain, rules) in domains() {
            let facts: Vec<Fact> = (0..1 + random.below(4)).map(|_| fact(&mut random, domain)).collect();
            rules.iter().for_each(|rule| check(domain, *rule, &facts));
        }
    }
}

#[test]
fn whatever_unknown_facts_turn_out_to_be_the_whole_held_it() {
    let mut open = 0;
    each_list(|domain, rule, facts| {
        let whole = compose(rule, domain, facts).fact;
        open += usize::from(!whole.is_settled());
        let mut complete: Vec<Vec<Fact>> = vec![Vec::new()];
        for fact in facts {
            let ways = completions(domain, *fact);
            complete = complete
                .iter()
                .flat_map(|start| ways.iter().map(move |way| start.iter().copied().chain([*way]).collect()))
                .collect();
        }
        let outcomes: Vec<Fact> = complete.iter().map(|facts| compose(rule, domain, facts).fact).collect();
        for outcome in &outcomes {
            assert!(is_within(*outcome, whole), "{rule:?} of {facts:?}: {outcome:?} is not in {whole:?}");
        }
        // Nothing is left open that completions decide, but by rounding of a mean.
        let decided = outcomes.iter().all(|outcome| outcome == &outcomes[0]);
        assert!(!decided || whole.is_settled() || outcomes.len() == 1, "{rule:?} of {facts:?}: {whole:?}");
        // The ends of what it says are reached.
        if let (Fact::Levels { low, high }, true) = (whole, rule != Composition::Mean) {
            assert!(outcomes.contains(&Fact::Level(low)) && outcomes.contains(&Fact::Level(high)), "{facts:?}");
        }
    });
    assert!(open > 500, "{open}");
}

#[test]
fn one_brick_is_itself() {
    each_list(|domain, rule, facts| {
        assert_eq!(compose(rule, domain, &facts[..1]).fact, facts[0], "{rule:?}");
        let apart = [facts[0], Fact::NotApplicable];
        assert_eq!(compose(rule, domain, &apart).fact, facts[0], "{rule:?}");
    });
}

#[test]
fn the_order_of_bricks_changes_nothing() {
    each_list(|domain, rule, facts| {
        let whole = compose(rule, domain, facts);
        let mut turned = facts.to_vec();
        for _ in 0..facts.len() {
            turned.rotate_left(1);
            let mut mirrored = turned.clone();
            mirrored.reverse();
            for order in [&turned, &mirrored] {
                let other = compose(rule, domain, order);
                assert_eq!(other.fact, whole.fact, "{rule:?} of {facts:?}");
                let told = |composed: &Composed, facts: &[Fact]| {
                    let mut told: Vec<String> =
                        composed.deciding.iter().map(|place| format!("{:?}", facts[*place])).collect();
                    told.sort();
                    told
                };
                assert_eq!(told(&other, order), told(&whole, facts), "{rule:?} of {facts:?}");
            }
        }
    });
}

/// The lowest and the highest that a fact may be, as a number.
fn ends(domain: Domain, fact: Fact) -> Option<(Decimal, Decimal)> {
    let number = |fact: Fact| match fact {
        Fact::Number(number) => number,
        Fact::Level(level) => Decimal::integer(level as i64),
        Fact::Yes(yes) => Decimal::integer(i64::from(yes)),
        other => panic!("{other:?}"),
    };
    let all: Vec<Decimal> = match fact {
        Fact::NotApplicable => return None,
        fact => completions(domain, fact).into_iter().map(number).collect(),
    };
    Some((*all.iter().min().unwrap(), *all.iter().max().unwrap()))
}

#[test]
fn the_weakest_link_is_never_above_a_brick_nor_the_union_below() {
    each_list(|domain, rule, facts| {
        let whole = one_fact(compose(rule, domain, facts));
        // Without an end on one side, nothing is said of the other.
        let Some((low, high)) = ends(domain, whole).filter(|_| whole != Fact::Missing) else { return };
        for (least, most) in facts.iter().filter_map(|fact| ends(domain, *fact)) {
            match rule {
                Composition::Lowest => assert!(low <= least && high <= most, "{facts:?}"),
                Composition::Highest => assert!(low >= least && high >= most, "{facts:?}"),
                _ => {}
            }
        }
    });
}

/// Means lie where they were asked about already.
fn one_fact(composed: Composed) -> Fact {
    if let Fact::Mean { .. } = composed.fact { Fact::NotApplicable } else { composed.fact }
}

#[test]
fn another_brick_never_takes_from_a_union() {
    let mut random = Random::new(7);
    each_list(|domain, rule, facts| {
        if rule != Composition::Highest {
            return;
        }
        let more: Vec<Fact> = facts.iter().copied().chain([fact(&mut random, domain)]).collect();
        let (former, latter) = (compose(rule, domain, facts).fact, compose(rule, domain, &more).fact);
        // What is not known at all may be anything, the worst and the best.
        if former == Fact::Missing || latter == Fact::Missing {
            return;
        }
        if let (Some(before), Some(after)) = (ends(domain, former), ends(domain, latter)) {
            assert!(after.0 >= before.0 && after.1 >= before.1, "{more:?}");
        }
    });
}

#[test]
fn small_sums_by_hand() {
    use Composition::{ByHand, Highest, Lowest, Mean, Sum};
    let levels = Domain::Levels(LEVELS);
    let composed = |rule, domain, facts: &[Fact]| {
        let Composed { fact, deciding } = compose(rule, domain, facts);
        (fact, deciding)
    };
    let (known, unknown) = (Fact::Level(2), Fact::Missing);
    assert_eq!(composed(Lowest, levels, &[known, unknown]), (Fact::Levels { low: 0, high: 2 }, vec![0, 1]));
    assert_eq!(composed(Highest, levels, &[known, unknown]), (Fact::Levels { low: 2, high: 4 }, vec![0, 1]));
    assert_eq!(composed(Lowest, levels, &[Fact::Level(0), unknown]), (Fact::Level(0), vec![0]));
    assert_eq!(composed(Lowest, levels, &[Fact::Level(3), known, Fact::Level(2)]), (known, vec![1, 2]));
    let yes = |yes| Fact::Yes(yes);
    assert_eq!(composed(Lowest, Domain::YesNo, &[yes(true), unknown, yes(false)]).0, yes(false));
    assert_eq!(composed(Lowest, Domain::YesNo, &[yes(true), unknown]), (Fact::Missing, vec![1]));
    assert_eq!(composed(Highest, Domain::YesNo, &[yes(true), unknown]).0, yes(true));
    let free = Domain::Numbers { low: None, high: None };
    let number = |text| Fact::Number(dec(text));
    assert_eq!(composed(Sum, free, &[number("10.50"), number("4")]), (number("14.5"), vec![]));
    assert_eq!(composed(Sum, free, &[number("10"), unknown]), (Fact::Missing, vec![1]));
    let largest = number("999999999999999999");
    assert_eq!(composed(Sum, free, &[largest, largest]).0, Fact::Missing);
    let points = Domain::Numbers { low: Some(Decimal::ZERO), high: Some(dec("5")) };
    let mean = composed(Mean, points, &[number("5"), number("4"), number("4")]).0;
    assert_eq!(mean, Fact::Mean { sum: dec("13"), count: 3 });
    assert_eq!(composed(ByHand, points, &[number("5")]).0, Fact::Missing);
    let none = [Fact::NotApplicable, Fact::NotApplicable];
    assert_eq!(composed(Lowest, points, &none).0, Fact::NotApplicable);
    assert_eq!(composed(Lowest, points, &[]).0, Fact::Missing);
}

//! The formula simulator: who leads over which share of the price is held
//! against evaluations with exactly these weights, who leads over which price
//! against every cent, and each price formula against the grid that announces it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::path::Path;

use mieux_disant::catalogue::{FAMILIES, FamilyGroup};
use mieux_disant::dossier::{Assessment, Dossier, Id, Simulated};
use mieux_disant::engine::{Decimal, Evaluation, Fact, FactKind, Problem, Rational, Rule, Span, evaluate};
use mieux_disant::saved::simulation;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use serde_json::{Value, json};
use support::agreement::assess;
use support::cases::{decimal, parse};
use support::dossiers::{Recipe, generate};

fn case(text: &str) -> Assessment {
    assess(&parse("a case", &text.lines().map(|line| line.trim_start_matches('|')).collect::<Vec<_>>()))
}

fn big(value: &Rational) -> BigRational {
    value.to_fraction_text().parse().unwrap()
}

/// Weights, one per node, under which a leaf has exactly this share and the
/// others keep their proportions; nothing where decimals are too short for them.
fn weights(problem: &Problem, evaluation: &Evaluation, leaf: usize, share: &BigRational) -> Option<Vec<Decimal>> {
    let old = big(evaluation.exact_share(leaf).unwrap());
    let factor = (BigRational::one() - share) / (BigRational::one() - old);
    // A node weighs what the leaves below it weigh together.
    let mut sums = vec![BigRational::zero(); problem.nodes.len()];
    for (index, node) in problem.nodes.iter().enumerate() {
        let Some(own) = node.leaf else { continue };
        let new = if own == leaf { share.clone() } else { big(evaluation.exact_share(own).unwrap()) * &factor };
        let mut here = Some(index);
        while let Some(index) = here {
            sums[index] += &new;
            here = problem.nodes[index].parent;
        }
    }
    let siblings =
        |of: usize| (0..sums.len()).filter(move |other| problem.nodes[*other].parent == problem.nodes[of].parent);
    (0..sums.len())
        .map(|index| {
            let is_idle = siblings(index).all(|other| sums[other].is_zero());
            if is_idle {
                // Within a group that weighs nothing: as it was.
                return Some(problem.nodes[index].weight);
            }
            // Whole numbers without a common divisor, among siblings.
            let denominator = siblings(index).fold(BigInt::one(), |all, other| lcm(&all, sums[other].denom()));
            let whole = |other: usize| (&sums[other] * BigRational::from(denominator.clone())).to_integer();
            let divisor = siblings(index).fold(BigInt::zero(), |all, other| gcd(all, whole(other)));
            Decimal::new(i128::try_from(whole(index) / divisor).ok()?, 18).ok()
        })
        .collect()
}

fn gcd(a: BigInt, b: BigInt) -> BigInt {
    if b.is_zero() { a.abs() } else { gcd(b.clone(), a % b) }
}

fn lcm(a: &BigInt, b: &BigInt) -> BigInt {
    a * b / gcd(a.clone(), b.clone())
}

/// The fraction with the smallest denominator strictly between two others.
fn simplest(low: &BigRational, high: &BigRational) -> BigRational {
    let floor = low.floor();
    if &floor + BigRational::one() < *high {
        return floor + BigRational::one();
    }
    // Both lie within one step of the whole numbers, the higher end perhaps on one.
    let (low, high) = (low - &floor, high - &floor);
    if low.is_zero() {
        return floor + (high.recip().floor() + BigRational::one()).recip();
    }
    floor + simplest(&high.recip(), &low.recip()).recip()
}

fn at_share(evaluation: &Evaluation, leaf: usize, share: &BigRational) -> Option<Evaluation> {
    let weights = weights(evaluation.problem(), evaluation, leaf, share)?;
    let mut problem = evaluation.problem().clone();
    for (node, weight) in problem.nodes.iter_mut().zip(weights) {
        node.weight = weight;
    }
    let moved = evaluate(problem);
    assert_eq!(big(moved.exact_share(leaf).unwrap()), *share);
    Some(moved)
}

/// Whether a grid is one of those for which no closed form is promised.
fn is_curved(evaluation: &Evaluation, leaf: usize) -> bool {
    let problem = evaluation.problem();
    let is_group = |node: usize| problem.nodes[node].leaf.is_none();
    let is_around = |group: usize| {
        let mut here = problem.nodes.iter().position(|node| node.leaf == Some(leaf));
        while let Some(index) = here.filter(|index| *index != group) {
            here = problem.nodes[index].parent;
        }
        here.is_some() && is_group(group)
    };
    let reads_group = |rule: &Rule| matches!(rule, Rule::NoteAtLeast { node, .. } if is_group(*node));
    let applies_not = |offer: usize| (0..problem.leaves).any(|l| problem.offers[offer].fact(l) == Fact::NotApplicable);
    problem.method.is_hierarchy
        || problem.method.total_decimals.is_some()
        || evaluation.is_provisional()
        || problem.gates.iter().any(reads_group)
        || problem.nodes.iter().any(|node| node.is_rescaled && node.leaf.is_none())
        || problem.method.tie_breaks.iter().any(|node| is_around(*node))
        || evaluation.order().iter().any(|offer| applies_not(*offer) || evaluation.exact_note(*offer, leaf).is_none())
        || evaluation.exact_share(leaf).is_none_or(|share| *share == Rational::from(Decimal::ONE))
}

fn joined<T: PartialEq + std::fmt::Debug>(spans: &[Span<T>]) {
    for pair in spans.windows(2) {
        assert_eq!(pair[0].to, pair[1].from);
        assert_ne!(pair[0].leaders, pair[1].leaders);
    }
}

#[test]
fn random_spans_are_led_as_evaluations_say() {
    let (mut spans_seen, mut borders_seen, mut tie_broken, mut too_long) = (0, 0, 0, 0);
    for seed in 0..3_000u64 {
        let recipe = Recipe {
            offers: 2 + seed as usize % 5,
            leaves: 2 + seed as usize % 4,
            extreme: false,
            complete: true,
            uncertain: false,
            apart: seed.is_multiple_of(10),
            method: seed.is_multiple_of(3),
            costs: false,
            ..Recipe::of(seed)
        };
        let assessment = assess(&generate(&recipe, seed));
        let evaluation = assessment.evaluation();
        for leaf in 0..evaluation.problem().leaves {
            let spans = evaluation.leaders_by_share(leaf);
            assert_eq!(spans.is_none(), is_curved(evaluation, leaf), "seed {seed}, leaf {leaf}");
            let Some(spans) = spans else { continue };
            joined(&spans);
            assert!(spans[0].from.is_zero(), "seed {seed}");
            assert_eq!(spans.last().unwrap().to, Rational::from(Decimal::ONE), "seed {seed}");
            for span in &spans {
                let (from, to) = (big(&span.from), big(&span.to));
                assert!(from < to, "seed {seed}, leaf {leaf}");
                let middle = (&from + &to) / BigRational::from_integer(2.into());
                for share in [simplest(&from, &to), middle] {
                    assert!(from < share && share < to, "{from} {share} {to}");
                    let Some(there) = at_share(evaluation, leaf, &share) else {
                        too_long += 1;
                        continue;
                    };
                    assert_eq!(there.leaders(), span.leaders, "seed {seed}, leaf {leaf}, share {share}");
                    spans_seen += 1;
                    let totals = || there.order().iter().map(|offer| there.exact_total(*offer).unwrap());
                    let best = totals().max();
                    tie_broken +=
                        usize::from(totals().filter(|total| Some(total) == best.as_ref()).count() > span.leaders.len());
                }
            }
            for pair in spans.windows(2) {
                let Some(there) = at_share(evaluation, leaf, &big(&pair[0].to)) else {
                    too_long += 1;
                    continue;
                };
                let best = there.order().iter().map(|offer| there.exact_total(*offer).unwrap()).max().unwrap();
                for leader in pair[0].leaders.iter().chain(&pair[1].leaders) {
                    assert_eq!(there.exact_total(*leader).unwrap(), best, "seed {seed}, leaf {leaf}");
                }
                borders_seen += 1;
            }
        }
    }
    println!("{spans_seen} spans, {borders_seen} borders, {tie_broken} ties broken, {too_long} shares too long");
    assert!(spans_seen > 2_000 && borders_seen > 500 && tie_broken > 0, "{spans_seen} {borders_seen} {tie_broken}");
    assert!(too_long * 20 < spans_seen, "{too_long} of {spans_seen}");
}

/// `from to leader leader`, one text per span.
fn said(assessment: &Assessment, spans: &[Span<Rational>]) -> Vec<String> {
    let id = |offer: &usize| format!(" {}", assessment.dossier().offers[*offer].id);
    let leaders = |span: &Span<Rational>| span.leaders.iter().map(id).collect::<String>();
    spans.iter().map(|s| format!("{} {}{}", s.from.to_fraction_text(), s.to.to_fraction_text(), leaders(s))).collect()
}

fn t3(low_bid: &str) -> String {
    format!(
        "criterion prix 40 price_inverse\ncriterion technique 60 note 20\noffer A prix=100 technique=12\n\
         offer B prix=130 technique=15\noffer C {low_bid} prix=70 technique=2"
    )
}

fn spans(assessment: &Assessment) -> Option<Vec<String>> {
    Some(said(assessment, &assessment.evaluation().leaders_by_share(0)?))
}

#[test]
fn t3_breaks_even_where_the_domain_says() {
    assert_eq!(spans(&case(&t3(""))).unwrap(), ["0/1 13/27 B", "13/27 5/8 A", "5/8 1/1 C"]);
    assert_eq!(spans(&case(&t3("abnormally-low"))).unwrap(), ["0/1 13/33 B", "13/33 1/1 A"]);
}

#[test]
fn ties_along_a_span_and_empty_fields_are_said() {
    let level = "criterion p 40 price_inverse\ncriterion a 30 note 20\ncriterion b 30 note 20\n\
                 offer A p=100 a=10 b=12\noffer B p=100 a=12 b=10\noffer C p=80 a=5 b=5";
    assert_eq!(spans(&case(level)).unwrap(), ["0/1 3/5 A B", "3/5 1/1 C"]);
    assert_eq!(spans(&case(&format!("{level}\ntie-break a"))).unwrap(), ["0/1 3/5 B", "3/5 1/1 C"]);
    assert_eq!(spans(&case(&format!("{level}\ntie-break p b"))).unwrap(), ["0/1 3/5 A", "3/5 1/1 C"]);
    let nobody = "criterion p 40 price_inverse\ncriterion a 60 note 20\noffer A late p=100 a=10";
    assert_eq!(spans(&case(nobody)).unwrap(), ["0/1 1/1"]);
    assert_eq!(spans(&case("criterion p 40 price_inverse\ncriterion a 60 note 20")).unwrap(), ["0/1 1/1"]);
    // A leaf without weight may get some; one that is level at the start may overtake.
    let idle = "criterion p 0 price_inverse\ncriterion a 60 note 20\noffer A p=100 a=10\noffer B p=50 a=10";
    assert_eq!(spans(&case(idle)).unwrap(), ["0/1 1/1 B"]);
}

#[test]
fn no_closed_form_is_said_where_none_holds() {
    let grid = "criterion p 40 price_inverse\ngroup G 60\n  criterion a 1 note 20\n  criterion b 1 note 20\n";
    let around = "group H 60\n  criterion p 40 price_inverse\n  criterion a 1 note 20\ncriterion b 1 note 20\n";
    let offers = "offer A p=100 a=10 b=12\noffer B p=120 a=12 b=10\n";
    let with = |grid: &str, more: &str| spans(&case(&format!("{grid}{offers}{more}")));
    for straight in ["", "round notes 1", "gate g a note 5", "tie-break a", "tie-break G", "gate h p <= 500"] {
        assert!(with(grid, straight).is_some(), "{straight}");
    }
    assert!(with(around, "tie-break b").is_some());
    for curved in [
        "round totals 1",
        "method hierarchy",
        "gate g G note 5",
        "offer C p=90..95 a=3 b=4",
        "offer C p=90 a=3",
        "offer C p=90 a=3 b=n/a",
    ] {
        assert!(with(grid, curved).is_none(), "{curved}");
    }
    assert!(with(around, "tie-break H").is_none());
    assert!(with(&grid.replace("G 60", "G 60 rescaled"), "").is_none());
    assert!(with(&grid.replace("a 1", "a 1 rescaled"), "").is_some());
    assert!(with(&grid.replace("G 60", "G 0"), "").is_none(), "the price has the whole weight");
    let undefined = "criterion p 40 price_expression 100 2 0 expression N * (Pmax - P) / (Pmax - Pmin)\n\
                     criterion a 60 note 20\noffer A p=100 a=10\noffer B p=100 a=12";
    assert!(spans(&case(undefined)).is_none());
    assert!(case(&t3("")).evaluation().leaders_by_share(7).is_none());
}

#[test]
fn leaders_by_price_are_those_of_every_cent() {
    let (mut equal, mut changes) = (0, 0);
    for seed in 0..1_200u64 {
        let recipe = Recipe {
            offers: 2 + seed as usize % 4,
            leaves: 1 + seed as usize % 4,
            extreme: false,
            all_families: true,
            complete: true,
            uncertain: seed.is_multiple_of(9),
            costs: false,
            ..Recipe::of(seed)
        };
        let assessment = assess(&generate(&recipe, seed));
        let problem = assessment.evaluation().problem();
        let is_price = |measure: &usize| problem.measures[*measure].fact_kind() == FactKind::Amount;
        let Some(measure) = (0..problem.leaves).find(is_price) else { continue };
        let offer = seed as usize % problem.offers.len();
        for (low, high) in [(9_800, 10_050), (1, 90), (6_500, 7_800)] {
            let leaders = |cent: i128| {
                let mut problem = problem.clone();
                let mut offers = problem.offers.to_vec();
                offers[offer].facts[measure] = Fact::Number(Decimal::new(cent, 2).unwrap());
                problem.offers = offers.into();
                evaluate(problem).leaders()
            };
            let mut brute: Vec<(i128, i128, Vec<usize>)> = Vec::new();
            for cent in low..=high {
                let there = leaders(cent);
                match brute.last_mut() {
                    Some((_, to, known)) if *known == there => *to = cent,
                    _ => brute.push((cent, cent, there)),
                }
            }
            let price = |cent| Decimal::new(cent, 2).unwrap();
            let spans = assessment.evaluation().leaders_by_price(offer, measure, price(low), price(high));
            let cents = |price: Decimal| Rational::from(price).round(2).digits();
            let spans: Vec<_> = spans.into_iter().map(|s| (cents(s.from), cents(s.to), s.leaders)).collect();
            assert_eq!((spans[0].0, spans.last().unwrap().1), (low, high), "seed {seed}");
            for pair in spans.windows(2) {
                assert_eq!(pair[0].1 + 1, pair[1].0, "seed {seed}");
                assert_ne!(pair[0].2, pair[1].2, "seed {seed}");
            }
            for (from, to, known) in &spans {
                assert_eq!((leaders(*from), leaders(*to)), (known.clone(), known.clone()), "seed {seed}");
            }
            // What lasts longer than a step is always seen.
            let step = (high - low) / 256 + 1;
            if brute.iter().all(|(from, to, _)| to - from + 1 >= step) {
                assert_eq!(spans, brute, "seed {seed}, {low} to {high}");
                equal += 1;
                changes += brute.len() - 1;
            }
        }
    }
    println!("{equal} ranges equal to every cent of them, with {changes} changes");
    assert!(equal > 200 && changes > 100, "{equal} {changes}");
}

#[test]
fn prices_are_tried_from_a_cent_on() {
    let assessment = case(&t3(""));
    let by_price = |low: &str, high: &str| assessment.evaluation().leaders_by_price(2, 0, decimal(low), decimal(high));
    assert_eq!(by_price("-5", "0.02")[0].from, decimal("0.01"));
    assert!(by_price("2", "1").is_empty());
    assert!(by_price("-2", "-1").is_empty());
    assert_eq!(by_price("70", "70"), [Span { from: decimal("70"), to: decimal("70"), leaders: vec![1] }]);
}

fn simulated(assessment: &Assessment, estimate: Option<&str>) -> Option<Vec<Simulated>> {
    assessment.under_every_formula(&Id::new("prix"), estimate.map(decimal))
}

#[test]
fn every_price_formula_comes_once_the_announced_one_first() {
    let rest = "\ncriterion technique 60 note 20\noffer A prix=100 technique=12\noffer B prix=130 technique=15\n\
                offer C late prix=1 technique=15\noffer D prix=175 technique=20";
    for announced in [
        "price_inverse",
        "price_linear",
        "price_multiple 3",
        "price_reference 2 130",
        "price_logarithm 4",
        "price_expression 50 2 0 expression 50 * Pmean^3 / (P + Pmean)^3",
    ] {
        let assessment = case(&format!("criterion prix 40 {announced}{rest}"));
        let all = simulated(&assessment, None).unwrap();
        let mut tags: Vec<&str> = all.iter().map(|each| each.family.tag).collect();
        assert_eq!(Some(tags[0]), announced.split(' ').next());
        assert_eq!(all.iter().map(|each| each.is_announced).position(|is| is), Some(0));
        assert_eq!(all.iter().filter(|each| each.is_announced).count(), 1);
        tags.sort_unstable();
        let is_there = |tag: &str| tag != "price_expression" || announced.starts_with(tag);
        let prices = FAMILIES.iter().filter(|family| family.group == FamilyGroup::Price).map(|family| family.tag);
        let mut expected: Vec<&str> = prices.filter(|tag| is_there(tag)).collect();
        expected.sort_unstable();
        assert_eq!(tags, expected, "{announced}");
        for each in all.iter().filter(|each| !each.family.has_expression) {
            let parameters: String = each.parameters.iter().map(|value| format!(" {value}")).collect();
            let grid = case(&format!("criterion prix 40 {}{parameters}{rest}", each.family.tag));
            for offer in 0..4 {
                let (said, own) = (&each.evaluation, grid.evaluation());
                assert_eq!(said.exact_total(offer), own.exact_total(offer), "{}", each.family.tag);
                assert_eq!(said.rank_of(offer), own.rank_of(offer), "{}", each.family.tag);
            }
        }
    }
}

fn estimate_of(all: &[Simulated]) -> Decimal {
    all.iter().find(|each| each.family.tag == "price_reference").unwrap().parameters[1]
}

#[test]
fn the_estimate_is_given_or_the_mean_of_who_takes_part() {
    let assessment = case(&t3("late"));
    assert_eq!(estimate_of(&simulated(&assessment, None).unwrap()), decimal("115"));
    assert_eq!(estimate_of(&simulated(&assessment, Some("140")).unwrap()), decimal("140"));
    for none in ["0", "-3"] {
        assert!(simulated(&assessment, Some(none)).is_none(), "{none}");
    }
    assert!(assessment.under_every_formula(&Id::new("technique"), None).is_none());
    assert!(assessment.under_every_formula(&Id::new("nowhere"), None).is_none());
    // Prices below a cent have no estimate of zero.
    let tiny = case("criterion prix 1 price_inverse\noffer A prix=0.0001\noffer B prix=0.0002");
    let tiny = simulated(&tiny, None).unwrap();
    assert_eq!(estimate_of(&tiny), decimal("0.0002"));
    assert!(tiny.iter().all(|each| each.evaluation.findings().iter().all(|f| !format!("{f:?}").contains("Undefined"))));
}

#[test]
fn the_json_says_it_all_and_is_documented() {
    let dossier: Dossier = parse("T3", &t3("").lines().collect::<Vec<_>>());
    let text = simulation::write(&assess(&dossier), &Id::new("prix"), None).unwrap();
    assert!(text.ends_with("}\n"));
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["criterion"], "prix");
    let first = &value["formulas"][0];
    assert_eq!((&first["family"], &first["announced"]), (&json!("price_inverse"), &json!(true)));
    assert_eq!((&first["parameters"], &first["leaders"]), (&json!({}), &json!(["B"])));
    let second = json!({"id": "B", "note": "700/13", "total_rounded": "66.54", "rank": 1});
    assert_eq!(first["offers"][1], second);
    assert_eq!(first["by_share"][0], json!({"from": "0/1", "to": "13/27", "leaders": ["B"]}));
    let reference =
        value["formulas"].as_array().unwrap().iter().find(|each| each["family"] == "price_reference").unwrap();
    assert_eq!(reference["parameters"], json!({"factor": "2", "estimate": "100"}));
    let own = "criterion prix 40 price_expression 50 2 0 expression N * Pmin / P\ncriterion t 60 note 20\n\
               round totals 2\noffer A prix=100 t=3\noffer B prix=120";
    let own: Value = serde_json::from_str(&simulation::write(&case(own), &Id::new("prix"), None).unwrap()).unwrap();
    assert_eq!(own["formulas"][0]["expression"], "N * Pmin / P");
    assert!(own["formulas"][0]["by_share"].is_null());
    assert!(own["formulas"][1].get("expression").is_none());
    assert!(simulation::write(&assess(&dossier), &Id::new("technique"), None).is_none());
    let documentation = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/dossier-format.md");
    let documentation = fs::read_to_string(documentation).unwrap();
    let section = documentation.split("\n## The formula simulator\n").nth(1).expect("the section");
    let mut keys = Vec::new();
    keys_of(&value, &mut keys);
    keys_of(&own, &mut keys);
    for key in keys.iter().filter(|key| !FAMILIES.iter().any(|f| f.parameters.iter().any(|p| p.key == **key))) {
        assert!(section.contains(&format!("`{key}`")), "{key}");
    }
}

fn keys_of(value: &Value, keys: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            keys.push(key.clone());
            keys_of(value, keys);
        }),
        Value::Array(items) => items.iter().for_each(|item| keys_of(item, keys)),
        _ => {}
    }
}

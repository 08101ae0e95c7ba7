//! The figures of the domain, one by one: each says which test covers it.
//!
//! Figures are those that courts, ministries and the Commission's framework
//! made known, or that follow from their formulas. Most stand as cases of
//! `cases/engine`, which `engine_cases.rs` runs; what has no total is checked
//! here. A row that waits says for what.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use mieux_disant::catalogue::EXAMPLES;
use mieux_disant::dossier::{Assessment, Dossier, Edit, Id, edit};
use mieux_disant::engine::{Decimal, Fact, Formula, Node, Offer, Problem, Rational, evaluate};
use mieux_disant::saved::file;

enum Place {
    /// A case of `cases/engine`: file and title.
    Case(&'static str, &'static str),
    /// A file of `cases/files/bad`, which is refused with the sentence beside it.
    Refused(&'static str),
    /// This check.
    Here(fn()),
    /// Nowhere yet: what must come first.
    Waits(&'static str),
}

use Place::{Case, Here, Refused, Waits};

const FAMILIES: Place = Waits("the families F2 to F9");
const LADDERS: Place = Waits("the table of the 48 ladders");

/// What it is, what must come out, where that is seen.
const TABLE: &[(&str, &str, Place)] = &[
    ("B F1", "40 ; 33.3333 ; 26.6667 ; 16", Case("prices.txt", "set B, weight of price 100, notes on 40")),
    ("B F2", "40 ; 34.6667 ; 26.6667 ; 0", FAMILIES),
    ("B F3", "40 ; 32 ; 20 ; -20, held at 0", FAMILIES),
    ("B F4, n = 3", "40 ; 36 ; 30 ; 10", FAMILIES),
    ("B F5", "more than N where the estimate is above Pmin", FAMILIES),
    ("B F6", "N/2 at the mean, less than N for the best", FAMILIES),
    ("B F7", "amplifies price", FAMILIES),
    ("B F8", "flattens price", FAMILIES),
    ("B F9", "equal ratios, equal points", FAMILIES),
    ("F3 in practice", "lowest 200, price 235, N 40: 33", FAMILIES),
    ("F10", "censured: doubling the price loses a sixth of the points", Waits("the warning W-FLAT")),
    ("T1 F1", "B 19.8812 wins", Case("prices.txt", "T1 with F1")),
    ("T1 F2", "A 16, B 8", FAMILIES),
    ("T3 in", "A 64, B 66.5385, C 46", Case("prices.txt", "T3, the low bid is admissible")),
    ("T3 out", "A 76, B 75.7692", Case("prices.txt", "T3, the low bid is rejected")),
    ("T3 in, level", "48.1481 %", Case("fixtures.txt", "T3, the price weight at which A and B are level, low bid in")),
    ("T3 in, below", "B", Case("fixtures.txt", "T3, low bid in: at 48.1481 %")),
    ("T3 in, above", "A", Case("fixtures.txt", "T3, low bid in: at 48.1482 %")),
    (
        "T3 out, level",
        "39.3939 %",
        Case("fixtures.txt", "T3, the price weight at which A and B are level, low bid out"),
    ),
    ("T3 out, below", "B", Case("fixtures.txt", "T3, low bid out: at 39.3939 %")),
    ("T3 out, above", "A", Case("fixtures.txt", "T3, low bid out: at 39.394 %")),
    ("T4 F2", "A 76, B 43.8", FAMILIES),
    ("T4 F2 with D", "A 76, B 79.8, D 15", FAMILIES),
    ("T7 equal F1", "N for all", Case("prices.txt", "all prices equal")),
    ("T7 equal F2, F3", "N for all", FAMILIES),
    ("T7 one offer", "N", Case("prices.txt", "a single offer")),
    ("T7 warning", "the price does not discriminate", Here(equal_prices_do_not_discriminate)),
    ("T7 price 0", "refused", Refused("price-zero")),
    ("T7 price missing", "no rank, no reference", Case("prices.txt", "a missing price is no reference")),
    ("W-AVG by lots", "A", Case("fixtures.txt", "W-AVG, notes averaged over two lots")),
    ("W-AVG by sum", "B", Case("fixtures.txt", "W-AVG, the sum of the two lots")),
    ("effective weight", "total 8.8", Case("fixtures.txt", "price 40, technical 60, best technical note 8 of 10")),
    ("effective weight, share", "54.5 %", Here(technical_is_less_of_the_total_than_announced)),
    ("rescaling", "the winner has 10 of 10", Waits("the announced rescaling")),
    ("framework 2025", "Safespring 86.25 %", Case("fixtures.txt", "Safespring's own assessment")),
    (
        "framework weights",
        "20 10 10 15 10 15 15 5, before 15 10 10 15 20 15 10 5",
        Here(both_sets_of_weights_are_there),
    ),
    (
        "framework totals",
        "OVHcloud 75.125, before 73.48, and the four others",
        Here(both_sets_of_weights_give_their_totals),
    ),
    ("framework levels", "the higher score, the lower SEAL", Here(score_and_level_disagree)),
    ("framework maxima", "1000.03, 1002, 1000, 1002, 1001, 1000, 1001, 1000", LADDERS),
    ("framework top", "100.0756 %", LADDERS),
    ("framework idle criteria", "nine are SEAL-4 on every rung", LADDERS),
    ("framework, not applicable", "leaves the sum and the minimum", Waits("the answer that does not apply")),
    ("grid A", "24 18 12 25 4 6 4 3 4 and two other sets, 100 each", Here(the_sets_of_weights_of_the_suite_sum_to_100)),
];

#[test]
fn every_figure_of_the_domain_has_its_place() {
    let mut cited = Vec::new();
    let mut waiting: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, _, place) in TABLE {
        match place {
            Case(file, title) => {
                let here: Vec<String> = titles(file).into_iter().filter(|case| case.starts_with(title)).collect();
                assert_eq!(here.len(), 1, "{id}: cases of {file} that begin with {title:?}: {here:?}");
                cited.extend(here);
            }
            Refused(name) => {
                for ending in ["json", "expected"] {
                    let file = cases("files/bad").join(name).with_extension(ending);
                    assert!(file.is_file(), "{id}: {}", file.display());
                }
            }
            Here(check) => check(),
            Waits(what) => waiting.entry(what).or_default().push(id),
        }
    }
    for title in titles("fixtures.txt") {
        assert!(cited.contains(&title), "not in the table: {title}");
    }
    let waits: usize = waiting.values().map(Vec::len).sum();
    println!("{} of {} figures of the domain are covered", TABLE.len() - waits, TABLE.len());
    for (what, ids) in waiting {
        println!("{} wait for {what}: {}", ids.len(), ids.join("; "));
    }
}

fn cases(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder)
}

fn titles(file: &str) -> Vec<String> {
    let text = fs::read_to_string(cases("engine").join(file)).unwrap();
    text.lines().filter_map(|line| line.strip_prefix("== ")).map(str::to_owned).collect()
}

fn example(id: &str) -> Rc<Dossier> {
    let example = EXAMPLES.iter().find(|example| example.id == id).unwrap();
    Rc::new(file::read(example.file).unwrap())
}

fn decimals(texts: &str) -> Vec<Decimal> {
    texts.split_whitespace().map(|text| Decimal::parse(text).unwrap()).collect()
}

/// The weights of a set, in the order of the criteria, and their sum.
fn profile(dossier: &Dossier, id: &str) -> (Vec<Decimal>, String) {
    let profile = dossier.profiles.iter().find(|profile| profile.id.as_str() == id).unwrap();
    let weights: Vec<Decimal> = dossier.criteria.iter().map(|c| *profile.weights.get(&c.id).unwrap()).collect();
    let sum = weights.iter().fold(Rational::zero(), |sum, weight| sum + (*weight).into());
    (weights, sum.to_fraction_text())
}

const OBJECTIVES_2026: &str = "20 10 10 15 10 15 15 5";
const OBJECTIVES_2025: &str = "15 10 10 15 20 15 10 5";

fn both_sets_of_weights_are_there() {
    let dossier = example("ec-2026");
    for (id, weights) in [("guidance-2026-06", OBJECTIVES_2026), ("v1.2.1-2025-10", OBJECTIVES_2025)] {
        assert_eq!(profile(&dossier, id), (decimals(weights), "100/1".to_owned()), "{id}");
    }
}

/// Totals of the five published assessments: under the weights of 2026, those
/// of 2025, and what was published, to one decimal.
const PROVIDERS: [(&str, &str, &str, &str); 5] = [
    ("ovhcloud", "75.125", "73.48", "75.1"),
    ("3ds-outscale", "77.185", "75.57", "77.2"),
    ("oodrive", "75.51", "73.87", "75.5"),
    ("scaleway", "77.315", "75.39", "77.3"),
    ("scalingo", "77.005", "74.83", "77.0"),
];

fn both_sets_of_weights_give_their_totals() {
    let of = |profile: &str| {
        Assessment::of(edit(&example("ec-2026"), &Edit::ApplyProfile(Id::new(profile))).expect("the profile"))
    };
    let (new, old) = (of("guidance-2026-06"), of("v1.2.1-2025-10"));
    assert_eq!(new.dossier().offers.len(), PROVIDERS.len());
    for (offer, (id, in_2026, in_2025, published)) in PROVIDERS.iter().enumerate() {
        assert_eq!(new.dossier().offers[offer].id.as_str(), *id);
        for (assessment, expected) in [(&new, in_2026), (&old, in_2025)] {
            let total = assessment.evaluation().exact_total(offer).unwrap();
            assert_eq!(total, Rational::from(decimals(expected)[0]), "{id}");
        }
        // The old weights reproduce none of the published totals.
        assert_eq!(new.evaluation().rounded_total(offer, 1).unwrap().to_string(), *published, "{id}");
        assert_ne!(old.evaluation().rounded_total(offer, 1).unwrap().to_string(), *published, "{id}");
    }
}

fn score_and_level_disagree() {
    let assessment = Assessment::of(example("ec-2026"));
    let found = |id: &str| {
        let offer = assessment.dossier().offers.iter().position(|offer| offer.id.as_str() == id).unwrap();
        let level = assessment.dossier().offers[offer].facts.get(&Id::new("SEAL")).unwrap().fact;
        (assessment.evaluation().exact_total(offer).unwrap(), level)
    };
    let ((oodrive, lower), (ovhcloud, higher)) = (found("oodrive"), found("ovhcloud"));
    assert!(oodrive > ovhcloud);
    assert_eq!((lower, higher), (Fact::Level(2), Fact::Level(3)));
}

fn the_sets_of_weights_of_the_suite_sum_to_100() {
    let dossier = example("suite");
    for (id, weights) in [
        ("annonces", "24 18 12 25 4 6 4 3 4"),
        ("prix-serre", "18 12 9 40 4 5 4 3 5"),
        ("souverainete", "20 28 14 20 3 6 3 2 4"),
    ] {
        assert_eq!(profile(&dossier, id), (decimals(weights), "100/1".to_owned()), "{id}");
    }
}

/// Price 40 and technical 60, both out of 10.
fn price_and_technical(offers: &[[i64; 2]]) -> Problem {
    let node = |weight, leaf| Node { parent: None, weight: Decimal::integer(weight), leaf: Some(leaf) };
    let number = |value: &i64| Fact::Number(Decimal::integer(*value));
    Problem {
        note_scale: Decimal::integer(10),
        nodes: vec![node(40, 0), node(60, 1)],
        leaves: 2,
        measures: vec![Formula::PriceInverse, Formula::Share { out_of: Decimal::integer(10) }],
        offers: offers.iter().map(|facts| Offer { regular: true, facts: facts.iter().map(number).collect() }).collect(),
        ..Problem::default()
    }
}

/// 4.8 of 8.8 is 54.5 %, not the announced 60 %.
fn technical_is_less_of_the_total_than_announced() {
    let evaluation = evaluate(price_and_technical(&[[100, 8], [200, 6]]));
    let (total, term) = (evaluation.exact_total(0).unwrap(), evaluation.exact_term(0, 1).unwrap());
    let share = term.checked_div(&total).unwrap();
    assert_eq!(share.to_fraction_text(), "6/11");
    assert_eq!((share * Decimal::integer(100).into()).round(1).to_string(), "54.5");
}

fn equal_prices_do_not_discriminate() {
    let discriminating = |offers: &[[i64; 2]]| -> Vec<bool> {
        evaluate(price_and_technical(offers)).influences().iter().map(|influence| influence.discriminates).collect()
    };
    assert_eq!(discriminating(&[[100, 8], [100, 6]]), [false, true]);
    assert_eq!(discriminating(&[[100, 8], [101, 8]]), [true, false]);
    assert_eq!(discriminating(&[[100, 8]]), [false, false]);
}

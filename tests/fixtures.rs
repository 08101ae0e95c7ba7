//! The figures of the domain, one by one: each says which test covers it.
//!
//! Figures are those that courts, ministries and the Commission's framework
//! made known, or that follow from their formulas. Most stand as cases of
//! `cases/engine`, which `engine_cases.rs` runs; what has no total is checked
//! here.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use mieux_disant::catalogue::{EXAMPLES, Ladder, OBJECTIVES, family_by_tag};
use mieux_disant::dossier::{
    self, Assessment, Content, Criterion, Dossier, Draft, Edit, Edition, Entry, Id, Measure, edit,
};
use mieux_disant::engine::{Decimal, Fact, Formula, Node, Offer, Outcome, Problem, Rational, evaluate};
use mieux_disant::i18n::Lang;
use mieux_disant::lint::{self, Sighting, Trigger};
use mieux_disant::saved::file;
use num_rational::BigRational;
use num_traits::Zero;

enum Place {
    /// A case of `cases/engine`: file and title.
    Case(&'static str, &'static str),
    /// A file of `cases/files/bad`, which is refused with the sentence beside it.
    Refused(&'static str),
    /// This check.
    Here(fn()),
}

use Place::{Case, Here, Refused};

/// What it is, what must come out, where that is seen.
const TABLE: &[(&str, &str, Place)] = &[
    ("B F1", "40 ; 33.3333 ; 26.6667 ; 16", Case("prices.txt", "set B, weight of price 100, notes on 40")),
    ("B F2", "40 ; 34.6667 ; 26.6667 ; 0", Case("families.txt", "F2 on set B")),
    ("B F3", "40 ; 32 ; 20 ; -20, held at 0", Case("families.txt", "F3 on set B")),
    ("B F4, n = 3", "40 ; 36 ; 30 ; 10", Case("families.txt", "F4 on set B, n = 3")),
    ("B F5", "more than N where the estimate is above Pmin", Case("families.txt", "F5 on set B, E = 130 000, n = 2")),
    ("B F5, merged", "the cap merges the lowest offers", Case("families.txt", "F5, the cap merges the two cheapest")),
    ("B F6", "N/2 at the mean, less than N for the best", Case("families.txt", "F6 on set B")),
    ("B F7", "amplifies price", Case("families.txt", "F7 on set B")),
    ("B F8", "flattens price", Case("domain.txt", "F8 on set B")),
    ("B F9, k = 2", "negative beyond twice the lowest", Case("domain.txt", "F9 on set B, k = 2")),
    ("B F9, k = 3", "equal ratios, equal points", Case("domain.txt", "F9 on set B, k = 3")),
    ("F3 in practice", "lowest 200, price 235, N 40: 33", Case("domain.txt", "F3 in practice")),
    ("B F10", "20 ; 19.3333 ; 18.3333 ; 15, on 20", Case("domain.txt", "F10 on set B")),
    ("F10", "censured: doubling the price loses a sixth of the points", Here(doubling_the_price_loses_a_sixth)),
    ("T1 F1", "B 19.8812 wins", Case("prices.txt", "T1 with F1")),
    ("T1 F2", "A 16, B 8", Case("domain.txt", "T1 with F2")),
    ("T1 F1, the same", "A 16, B 19.8812", Case("domain.txt", "T1 with F1")),
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
    ("T4 F2", "A 76, B 43.8", Case("domain.txt", "T4 with F2: two offers")),
    ("T4 F2 with D", "A 76, B 79.8, D 15", Case("domain.txt", "T4 with F2: a hopeless third")),
    ("T7 equal F1", "N for all", Case("prices.txt", "all prices equal")),
    ("T7 equal F2", "N for all", Case("domain.txt", "T7, all prices equal under F2")),
    ("T7 equal F3", "N for all", Case("domain.txt", "T7, all prices equal under F3")),
    ("T7 one offer", "N", Case("prices.txt", "a single offer")),
    ("T7 warning", "the price does not discriminate", Here(equal_prices_do_not_discriminate)),
    ("T7 price 0", "refused", Refused("price-zero")),
    ("T7 price missing", "no rank, no reference", Case("prices.txt", "a missing price is no reference")),
    ("W-AVG by lots", "A", Case("fixtures.txt", "W-AVG, notes averaged over two lots")),
    ("W-AVG by sum", "B", Case("fixtures.txt", "W-AVG, the sum of the two lots")),
    ("effective weight", "total 8.8", Case("fixtures.txt", "price 40, technical 60, best technical note 8 of 10")),
    ("effective weight, share", "54.5 %", Here(technical_is_less_of_the_total_than_announced)),
    ("rescaling", "the winner has 10 of 10", Case("domain.txt", "price 40, technical 60 rescaled")),
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
    ("framework 2025, the grid", "Safespring 86.25 %", Here(the_grid_of_2025_gives_the_published_total)),
    ("framework maxima", "1000.03, 1002, 1000, 1002, 1001, 1000, 1001, 1000", Here(maxima_are_those_of_the_guidance)),
    ("framework top", "100.0756 %, normalised 100", Here(the_best_answers_give_100)),
    ("framework idle criteria", "nine are SEAL-4 on every rung", Here(nine_ladders_never_bind_the_level)),
    ("framework, not applicable", "leaves the sum and the minimum", Here(what_does_not_apply_leaves_sum_and_minimum)),
    ("framework, two results", "the higher score, the lower SEAL", Here(the_higher_score_may_have_the_lower_level)),
    ("framework gates", "a minimum SEAL per objective", Here(minimum_levels_are_gates)),
    ("grid A", "24 18 12 25 4 6 4 3 4 and two other sets, 100 each", Here(the_sets_of_weights_of_the_suite_sum_to_100)),
];

#[test]
fn every_figure_of_the_domain_has_its_place() {
    let mut cited = Vec::new();
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
        }
    }
    for title in ["fixtures.txt", "domain.txt"].into_iter().flat_map(titles) {
        assert!(cited.contains(&title), "not in the table: {title}");
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
    Rc::new(file::read((example.file)()).unwrap())
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
    let node =
        |weight, leaf| Node { parent: None, weight: Decimal::integer(weight), leaf: Some(leaf), is_rescaled: false };
    let number = |value: &i64| Fact::Number(Decimal::integer(*value));
    Problem {
        note_scale: Decimal::integer(10),
        nodes: vec![node(40, 0), node(60, 1)],
        leaves: 2,
        measures: vec![Formula::PriceInverse, Formula::Share { out_of: Decimal::integer(10) }].into(),
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

fn price(text: &str) -> Entry {
    Entry::from(Fact::Number(Decimal::parse(text).unwrap()))
}

/// 10/3 × (7 − P/Pmin) on 20: 20 at the lowest price, 50/3 at twice as much.
fn doubling_the_price_loses_a_sixth() {
    let mut draft = Draft::new("F10".into());
    let mut measure = Measure::new(family_by_tag("price_expression").unwrap(), Vec::new());
    measure.parameters = decimals("20 2 0");
    measure.expression = "10 / 3 * (7 - P / Pmin)".into();
    draft.criteria.push(Criterion::new(Id::new("prix"), "Prix".into(), Decimal::ONE, Content::Leaf(measure)));
    for (id, amount) in [("a", "100000"), ("b", "120000")] {
        draft.offers.push(Rc::new(offer(id, [("prix", price(amount))])));
    }
    let assessment = Assessment::of(Rc::new(draft.check().unwrap()));
    let seen: Vec<(&str, Vec<Sighting>)> =
        lint::all(&assessment).into_iter().map(|(lint, sightings)| (lint.code, sightings)).collect();
    let (_, sightings) = seen.iter().find(|(code, _)| *code == "W-FLAT").expect("the warning");
    let [Sighting { trigger: Trigger::Flat { criterion, loss, share }, .. }] = &sightings[..] else {
        panic!("{sightings:?}")
    };
    assert_eq!((criterion.as_str(), loss.to_fraction_text().as_str()), ("prix", "1/6"));
    assert_eq!(share.to_fraction_text(), "1/1");
}

fn offer<const N: usize>(id: &str, facts: [(&str, Entry); N]) -> dossier::Offer {
    let facts = facts.into_iter().map(|(id, entry)| (Id::new(id), entry)).collect();
    dossier::Offer { facts, ..dossier::Offer::new(Id::new(id), id.into()) }
}

/// The rung of a ladder, by its identifier; none where it does not apply.
type Answers<'a> = &'a dyn Fn(&str) -> Option<usize>;

/// The grid of an edition with offers of which each rung is given, or that the
/// ladder does not apply.
fn framework(edition: Edition, offers: &[(&str, Answers<'_>)]) -> Assessment {
    let mut draft = Dossier::european_framework(Lang::Fr, edition).to_draft();
    let leaves: Vec<Id> =
        draft.all_criteria().iter().filter(|c| c.measure().is_some()).map(|criterion| criterion.id.clone()).collect();
    for (id, rung) in offers {
        let mut answered = offer(id, []);
        for leaf in &leaves {
            let entry = rung(leaf.as_str()).map_or_else(
                || Entry { justification: "Sans objet".into(), ..Entry::from(Fact::NotApplicable) },
                |rung| Entry::from(Fact::Level(rung)),
            );
            answered.facts.insert(leaf.clone(), entry);
        }
        draft.offers.push(Rc::new(answered));
    }
    Assessment::of(Rc::new(draft.check().unwrap()))
}

fn ladder(id: &str) -> &'static Ladder {
    OBJECTIVES.iter().flat_map(|objective| objective.ladders).find(|ladder| ladder.id == id).unwrap()
}

fn last_rung(id: &str) -> Option<usize> {
    Some(ladder(id).seals.len() - 1)
}

/// Score out of 100 and lowest SEAL, from the table alone: points of a rung are
/// its part of the maximum, and each objective is brought to its weight by the
/// maxima of the ladders that apply.
fn by_the_table(rung: &dyn Fn(&str) -> Option<usize>) -> (String, u8) {
    let (mut score, mut lowest) = (BigRational::zero(), u8::MAX);
    let whole = |value: usize| BigRational::from_integer(value.into());
    for objective in OBJECTIVES {
        let (mut points, mut maximum) = (BigRational::zero(), BigRational::zero());
        for ladder in objective.ladders {
            let Some(rung) = rung(ladder.id) else { continue };
            let full = BigRational::new(ladder.maximum.into(), 100.into());
            points += full.clone() * whole(rung) / whole(ladder.seals.len() - 1);
            maximum += full;
            lowest = lowest.min(ladder.seals[rung]);
        }
        score += BigRational::from_integer(objective.weight_2026.into()) * points / maximum;
    }
    (format!("{}/{}", score.numer(), score.denom()), lowest)
}

/// The same from the engine.
fn score_and_level(assessment: &Assessment, offer: usize) -> (String, u8) {
    let seal = assessment.evaluation().grade(offer, None).unwrap();
    assert_eq!(seal.low, seal.high);
    (assessment.evaluation().exact_total(offer).unwrap().to_fraction_text(), seal.low)
}

fn the_grid_of_2025_gives_the_published_total() {
    let levels = [4, 4, 4, 4, 2, 3, 4, 4];
    let answer = |id: &str| Some(levels[id.strip_prefix("SOV-").unwrap().parse::<usize>().unwrap() - 1]);
    let assessment = framework(Edition::October2025, &[("safespring", &answer)]);
    assert_eq!(score_and_level(&assessment, 0), ("345/4".to_owned(), 2));
}

fn maxima_are_those_of_the_guidance() {
    let grid = Dossier::european_framework(Lang::Fr, Edition::June2026);
    let sums = grid.criteria.iter().map(|objective| {
        let ladders = objective.children().iter().map(|ladder| {
            let measure = ladder.measure().unwrap();
            // What the grid announces: the last rung has all the points, and weighs as much.
            let full = measure.levels.last().unwrap().points;
            assert_eq!((full, measure.parameters[0]), (ladder.weight, ladder.weight), "{}", ladder.id);
            full
        });
        ladders.fold(Rational::zero(), |sum, points| sum + points.into()).round(2).normalized().to_string()
    });
    assert_eq!(
        sums.collect::<Vec<_>>(),
        ["1000.03", "1002", "1000", "1002", "1001", "1000", "1001", "1000"].map(str::to_owned)
    );
}

/// Points counted as parts of a thousand go beyond 100 %; by the real maxima the
/// best answers give 100 and no more.
fn the_best_answers_give_100() {
    let assessment = framework(Edition::June2026, &[("best", &last_rung)]);
    assert_eq!(score_and_level(&assessment, 0), ("100/1".to_owned(), 4));
    let raw = assessment.dossier().criteria.iter().fold(Rational::zero(), |sum, objective| {
        let points = objective.children().iter().map(|ladder| Rational::from(ladder.weight));
        sum + Rational::from(objective.weight) * points.fold(Rational::zero(), |sum, points| sum + points)
    });
    assert_eq!(raw.checked_div(&Decimal::integer(1000).into()).unwrap().round(4).to_string(), "100.0756");
}

/// On the first rung of the nine and the last of all others, SEAL-4 stays.
fn nine_ladders_never_bind_the_level() {
    const NINE: [&str; 9] = ["1.2", "1.4", "1.5", "1.6", "1.7", "2.5", "5.3", "7.2", "8.4"];
    let idle_at_first = |id: &str| if NINE.contains(&id) { Some(0) } else { last_rung(id) };
    let assessment = framework(Edition::June2026, &[("idle", &idle_at_first)]);
    let (score, level) = score_and_level(&assessment, 0);
    assert_eq!((score.clone(), level), by_the_table(&idle_at_first));
    assert_eq!(level, 4);
    assert_ne!(score, "100/1");
    // The first rung of any other one is below it.
    for objective in OBJECTIVES {
        for other in objective.ladders.iter().filter(|ladder| !NINE.contains(&ladder.id)) {
            let one_at_first = |id: &str| if id == other.id { Some(0) } else { last_rung(id) };
            let lower = framework(Edition::June2026, &[("lower", &one_at_first)]);
            assert!(lower.evaluation().grade(0, None).unwrap().high < 4, "{}", other.id);
        }
    }
}

/// The lowest rung that grants this SEAL.
fn first_rung_of(id: &str, seal: u8) -> Option<usize> {
    ladder(id).seals.iter().position(|granted| *granted >= seal)
}

fn what_does_not_apply_leaves_sum_and_minimum() {
    let answered = |id: &str| match id {
        "3.5" => Some(0),
        "6.5" => Some(1),
        _ => first_rung_of(id, 3),
    };
    let apart = |id: &str| if ["6.5", "3.5"].contains(&id) { None } else { answered(id) };
    let assessment = framework(Edition::June2026, &[("answered", &answered), ("apart", &apart)]);
    assert_eq!(score_and_level(&assessment, 0), by_the_table(&answered));
    assert_eq!(score_and_level(&assessment, 1), by_the_table(&apart));
    let [(with, low), (without, high)] = [0, 1].map(|offer| score_and_level(&assessment, offer));
    assert_eq!((low, high), (2, 3));
    assert_ne!(with, without);
    assert_eq!(assessment.leaders().collect::<Vec<_>>(), [1]);
}

fn the_higher_score_may_have_the_lower_level() {
    let uneven = |id: &str| if id == "3.5" { Some(0) } else { last_rung(id) };
    let even = |id: &str| first_rung_of(id, 3);
    let assessment = framework(Edition::June2026, &[("uneven", &uneven), ("even", &even)]);
    for (offer, answers) in [(0, &uneven as &dyn Fn(&str) -> Option<usize>), (1, &even)] {
        assert_eq!(score_and_level(&assessment, offer), by_the_table(answers));
    }
    assert_eq!(assessment.leaders().collect::<Vec<_>>(), [0]);
    assert_eq!([0, 1].map(|offer| score_and_level(&assessment, offer).1), [2, 3]);
}

fn minimum_levels_are_gates() {
    for (gate, objective) in OBJECTIVES.iter().enumerate() {
        // One answer of the objective below its minimum, the best ones elsewhere.
        let below = |ladder: &&Ladder| ladder.seals[0] < objective.minimum_seal;
        let low = objective.ladders.iter().find(below).unwrap();
        let failing = |id: &str| if id == low.id { Some(0) } else { last_rung(id) };
        let passing = |id: &str| if id == low.id { first_rung_of(id, objective.minimum_seal) } else { last_rung(id) };
        let assessment = framework(Edition::June2026, &[("failing", &failing), ("passing", &passing)]);
        let evaluation = assessment.evaluation();
        assert_eq!(*evaluation.outcome(0), Outcome::Eliminated(vec![gate]), "{}", objective.id);
        assert_eq!(*evaluation.outcome(1), Outcome::Ranked, "{}", objective.id);
    }
}

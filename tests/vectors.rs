//! Published results: what others computed must come out here as well.
//!
//! Each file of `cases/vectors` holds one example with its source. `expected`
//! is what was published, compared within `tolerance * max(1, |expected|)`;
//! `recomputed` are the same figures to 12 digits, compared to 1e-9 of
//! themselves. Ranks, names and fractions must be equal. Indices begin at 0,
//! `matrix[i][k]` is alternative `i` on criterion `k`, `ranking[i]` the rank of
//! `i`. A fraction stands as text, `"1/3"`.
//!
//! The table says of each example which check covers it, or why none does yet.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use mieux_disant::catalogue::{Settings, family_by_tag};
use mieux_disant::engine::{
    Decimal, Evaluation, Fact, Formula, Judgements, Node, Offer, Problem, RankRule, Rational, evaluate, rank_weights,
};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};
use serde_json::Value;

type Check = fn(&Value) -> Found;

/// What the engine found, under the names of `expected` and `recomputed`.
type Found = Vec<(&'static str, Figure)>;

enum Figure {
    Number(f64),
    Numbers(Vec<f64>),
    Exact(Vec<String>),
    Ranks(Vec<usize>),
    Name(String),
}

enum Status {
    /// By this check.
    Covered(Check),
    /// Not by any, for this reason.
    NotYet(&'static str),
}

use Status::{Covered, NotYet};

const ANNEX: Status = NotYet("robustness annex, to come");

const TABLE: &[(&str, Status)] = &[
    ("ahp_cars_full", Covered(two_levels_of_pairs)),
    ("ahp_consistent_3x3", Covered(eigenvector)),
    ("ahp_jmcdm8_colmean", Covered(column_means)),
    ("ahp_leader_criteria", Covered(eigenvector)),
    ("critical_change_triantaphyllou1997", ANNEX),
    ("fr_price_classique", Covered(price_notes)),
    ("fr_price_lineaire", Covered(price_notes)),
    ("fr_rank_average_irregular", Covered(notes_against_ranks)),
    ("pareto_jmcdm_max", ANNEX),
    ("promethee2_brans_hydro", ANNEX),
    ("promethee2_zhao2013_usual", ANNEX),
    ("pvf_piecewise_extrapolate", NotYet("not applicable: beyond its ends our family holds the end values")),
    ("pvf_piecewise_increasing", Covered(segments)),
    ("rankreciprocal_n4", Covered(ranked)),
    ("ranksum_n4", Covered(ranked)),
    ("roc_n10", Covered(ranked)),
    ("roc_n2", Covered(ranked)),
    ("roc_n4", Covered(ranked)),
    ("roc_n6", Covered(ranked)),
    ("smaa2_jsmaa_antidepressants", ANNEX),
    ("smaa_exact_2c", ANNEX),
    ("smaa_exact_3c_ordinal", ANNEX),
    ("smaa_thrombo_ordinal", ANNEX),
    ("stability_tender_fr", ANNEX),
    ("topsis_jmcdm_3x4", ANNEX),
    ("topsis_none_2x3", ANNEX),
    ("topsis_opricovic2004_minmax", ANNEX),
    ("vikor_opricovic2004", ANNEX),
    ("vikor_opricovic2007_w1", ANNEX),
    ("vikor_opricovic2007_w3", ANNEX),
    ("vikor_tied", ANNEX),
    ("vikor_tzeng_4x3", ANNEX),
    ("wpm_jmcdm_5x6", ANNEX),
    ("wsm_linear_pvf_2x2", Covered(weighted_sum)),
    ("wsm_raw_2x3", Covered(weighted_sum)),
    ("wsm_saw_max_4x4", Covered(weighted_sum)),
    ("wsm_sum_norm_5x4", Covered(weighted_sum)),
];

#[test]
fn every_published_result_is_met_or_says_why_not() {
    let mut files = read_all();
    let (mut covered, mut figures) = (0, 0);
    let mut reasons: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (id, status) in TABLE {
        let vector = files.remove(*id).unwrap_or_else(|| panic!("{id}: listed once too often, or without a file"));
        let check = match status {
            Covered(check) => check,
            NotYet(reason) => {
                reasons.entry((*reason).to_owned()).or_default().push(id);
                continue;
            }
        };
        let compared = compare(&vector, &check(&vector)).unwrap_or_else(|wrong| panic!("{id}: {wrong}"));
        assert!(compared > 0, "{id}: nothing was compared");
        covered += 1;
        figures += compared;
    }
    assert!(files.is_empty(), "not in the table: {:?}", files.keys());
    println!("{covered} of {} published results are met, {figures} figures compared", TABLE.len());
    for (reason, ids) in reasons {
        println!("{} not covered ({reason}): {}", ids.len(), ids.join(", "));
    }
}

#[test]
fn a_wrong_figure_would_be_seen() {
    let vector = &read_all()["ranksum_n4"];
    let compared = |found: Found| compare(vector, &found);
    assert_eq!(compared(vec![("weights", Figure::Numbers(vec![0.4, 0.3, 0.2, 0.1]))]), Ok(8));
    for wrong in [vec![0.4 + 1e-11, 0.3, 0.2, 0.1], vec![0.4, 0.3, 0.2, 0.1 - 1e-9], vec![0.4, 0.3, 0.2], Vec::new()] {
        assert!(compared(vec![("weights", Figure::Numbers(wrong))]).is_err());
    }
    assert!(compared(vec![("weights", Figure::Ranks(vec![1, 2, 3, 4]))]).is_err());
    assert!(compared(Vec::new()).is_err());
}

fn read_all() -> BTreeMap<String, Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/vectors");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| {
            let vector: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            let id = vector["id"].as_str().unwrap().to_owned();
            assert_eq!(Some(id.as_str()), path.file_stem().and_then(|stem| stem.to_str()));
            (id, vector)
        })
        .collect()
}

/// Compares everything that the file holds, and says how many figures that was,
/// or which one is wrong.
fn compare(vector: &Value, found: &Found) -> Result<usize, String> {
    let tolerance = vector["tolerance"].as_f64().unwrap();
    let mut compared = compare_all(&vector["expected"], found, |expected| tolerance * expected.abs().max(1.0))?;
    if !vector["recomputed"].is_null() {
        compared += compare_all(&vector["recomputed"], found, |expected| 1e-9 * expected.abs())?;
    }
    Ok(compared)
}

fn compare_all(expected: &Value, found: &Found, allowed: impl Fn(f64) -> f64) -> Result<usize, String> {
    let mut compared = 0;
    for (key, expected) in expected.as_object().unwrap() {
        let (_, figure) = found.iter().find(|(name, _)| name == key).ok_or(format!("nobody computes {key}"))?;
        let found = match figure {
            Figure::Number(number) => Value::from(*number),
            Figure::Numbers(numbers) => Value::from(numbers.clone()),
            Figure::Exact(texts) => Value::from(texts.clone()),
            Figure::Ranks(ranks) => Value::from(ranks.clone()),
            Figure::Name(name) => Value::from(name.clone()),
        };
        let is_near = |expected: &Value, found: &Value| match (figure, expected.as_f64(), found.as_f64()) {
            (Figure::Number(_) | Figure::Numbers(_), Some(expected), Some(found)) => {
                (found - expected).abs() <= allowed(expected)
            }
            _ => expected == found,
        };
        let is_met = match (expected.as_array(), found.as_array()) {
            (Some(expected), Some(found)) => {
                compared += expected.len();
                expected.len() == found.len() && expected.iter().zip(found).all(|(e, f)| is_near(e, f))
            }
            _ => {
                compared += 1;
                is_near(expected, &found)
            }
        };
        if !is_met {
            return Err(format!("{key} is {found} instead of {expected}"));
        }
    }
    Ok(compared)
}

// What the files hold.

fn decimal(value: &Value) -> Decimal {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Decimal::parse(&text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

/// A number, or a fraction as text.
fn rational(value: &Value) -> Rational {
    match value.as_str().and_then(|text| text.split_once('/')) {
        Some((above, below)) => {
            Rational::from(decimal(&above.into())).checked_div(&decimal(&below.into()).into()).unwrap()
        }
        None => decimal(value).into(),
    }
}

fn fraction(value: &Rational) -> BigRational {
    value.to_fraction_text().parse().unwrap()
}

fn array(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

fn row(value: &Value) -> Vec<Decimal> {
    array(value).iter().map(decimal).collect()
}

fn floats(values: &[Rational]) -> Vec<f64> {
    values.iter().map(Rational::to_f64).collect()
}

// Weights.

fn ranked(vector: &Value) -> Found {
    let rule = match vector["method"].as_str().unwrap() {
        "ROC" => RankRule::Centroid,
        "RANK_SUM" => RankRule::Sum,
        "RANK_RECIPROCAL" => RankRule::Reciprocal,
        other => panic!("what is {other}?"),
    };
    let places: Vec<usize> = (1..=vector["inputs"]["n"].as_u64().unwrap() as usize).collect();
    let weights = rank_weights(rule, &places).unwrap();
    let exact = weights.iter().map(Rational::to_fraction_text).collect();
    vec![("weights", Figure::Numbers(floats(&weights))), ("weights_exact", Figure::Exact(exact))]
}

/// The judgements above the diagonal, after a look at those below.
fn judgements(matrix: &Value) -> Judgements {
    let rows: Vec<Vec<Rational>> = array(matrix).iter().map(|row| array(row).iter().map(rational).collect()).collect();
    let mut above = Vec::new();
    for (first, row) in rows.iter().enumerate() {
        for (second, judgement) in row.iter().enumerate().skip(first) {
            let product = judgement.clone() * rows[second][first].clone();
            assert_eq!(product.to_fraction_text(), "1/1", "{first}, {second}");
            if second > first {
                above.push(judgement.clone());
            }
        }
    }
    Judgements::new(rows.len(), &above).unwrap()
}

fn with_random_index(vector: &Value) -> Judgements {
    let judgements = judgements(&vector["inputs"]["pairwise"]);
    let published = judgements.eigenvector();
    let chosen = judgements.with_random_index(decimal(&vector["inputs"]["random_index"])).unwrap();
    // These examples use the index of 1980, which is ours too.
    assert_eq!(chosen.eigenvector(), published);
    chosen
}

fn eigenvector(vector: &Value) -> Found {
    let priorities = with_random_index(vector).eigenvector();
    vec![
        ("weights", Figure::Numbers(priorities.weights)),
        ("lambda_max", Figure::Number(priorities.consistency.lambda_max)),
        ("CR", Figure::Number(priorities.consistency.ratio)),
    ]
}

fn column_means(vector: &Value) -> Found {
    let judgements = with_random_index(vector);
    let (means, eigenvalue) = (judgements.column_means().consistency, judgements.eigenvector().consistency);
    vec![
        ("lambda_max", Figure::Number(means.lambda_max)),
        ("CI", Figure::Number(means.index)),
        ("CR", Figure::Number(means.ratio)),
        ("eigenvalue", Figure::Number(eigenvalue.lambda_max)),
        ("CR_eigenvalue", Figure::Number(eigenvalue.ratio)),
    ]
}

/// Alternatives compared two by two on each criterion: their priorities are
/// their notes, to 15 decimals.
fn two_levels_of_pairs(vector: &Value) -> Found {
    let criteria = judgements(&vector["inputs"]["criteria_pairwise"]);
    let local: Vec<Judgements> = array(&vector["inputs"]["alternative_pairwise"]).iter().map(judgements).collect();
    let near = |weights: Vec<f64>| -> Vec<Decimal> { weights.iter().map(|w| Decimal::near(*w, 15)).collect() };
    let evaluation = |weights: Vec<f64>, notes: Vec<Vec<f64>>| {
        let columns = notes.into_iter().zip(near(weights)).map(|(notes, weight)| Column {
            formula: Formula::Share { out_of: Decimal::ONE },
            facts: near(notes),
            weight: fraction(&weight.into()),
        });
        evaluated(Decimal::ONE, &columns.collect::<Vec<_>>())
    };
    let by_eigenvector = evaluation(
        criteria.eigenvector().weights,
        local.iter().map(|judgements| judgements.eigenvector().weights).collect(),
    );
    let by_means = evaluation(
        floats(&criteria.column_means().weights),
        local.iter().map(|judgements| floats(&judgements.column_means().weights)).collect(),
    );
    vec![
        ("scores", Figure::Numbers(totals(&by_eigenvector))),
        ("ranking", Figure::Ranks(ranks(&by_eigenvector))),
        ("eigenvector", Figure::Numbers(totals(&by_eigenvector))),
        ("colmean", Figure::Numbers(totals(&by_means))),
    ]
}

// Notes and totals.

/// A leaf at the top of the tree.
struct Column {
    formula: Formula,
    facts: Vec<Decimal>,
    weight: BigRational,
}

/// The engine's answer to offers that have only numbers. Weights are brought to
/// whole numbers, which changes no share.
fn evaluated(note_scale: Decimal, columns: &[Column]) -> Evaluation {
    // The least common multiple: `common / denominator` in lowest terms.
    let common = columns.iter().fold(BigInt::one(), |common, column| {
        column.weight.denom() * BigRational::new(common, column.weight.denom().clone()).numer()
    });
    let nodes = columns.iter().enumerate().map(|(leaf, column)| {
        let whole = (&column.weight * &common).to_integer();
        let weight = Decimal::parse(&whole.to_string()).expect("weights of less than 18 digits");
        Node { parent: None, weight, leaf: Some(leaf), is_rescaled: false }
    });
    let offers = (0..columns[0].facts.len()).map(|offer| Offer {
        regular: true,
        facts: columns.iter().map(|column| Fact::Number(column.facts[offer])).collect(),
    });
    evaluate(Problem {
        note_scale,
        nodes: nodes.collect(),
        leaves: columns.len(),
        measures: columns.iter().map(|column| column.formula.clone()).collect(),
        offers: offers.collect(),
        ..Problem::default()
    })
}

fn exact_totals(evaluation: &Evaluation) -> Vec<Rational> {
    (0..evaluation.problem().offers.len()).map(|offer| evaluation.exact_total(offer).unwrap()).collect()
}

fn totals(evaluation: &Evaluation) -> Vec<f64> {
    floats(&exact_totals(evaluation))
}

fn ranks(evaluation: &Evaluation) -> Vec<usize> {
    (0..evaluation.problem().offers.len()).map(|offer| evaluation.rank_of(offer).unwrap()).collect()
}

fn price_notes(vector: &Value) -> Found {
    let inputs = &vector["inputs"];
    let family = family_by_tag(inputs["formula"].as_str().unwrap()).unwrap();
    let formula = (family.build)(&Settings::default());
    let column = Column { formula, facts: row(&inputs["prices"]), weight: BigRational::one() };
    vec![("notes", Figure::Numbers(totals(&evaluated(decimal(&inputs["max_points"]), &[column]))))]
}

/// A mean of ranks elects another offer than the notes do: what the engine
/// ranks by are notes.
fn notes_against_ranks(vector: &Value) -> Found {
    let inputs = &vector["inputs"];
    let full = Decimal::integer(20);
    let matrix: Vec<Vec<Decimal>> = array(&inputs["notes"]).iter().map(row).collect();
    let columns: Vec<Column> = (0..matrix[0].len())
        .map(|criterion| Column {
            formula: Formula::Share { out_of: full },
            facts: matrix.iter().map(|notes| notes[criterion]).collect(),
            weight: fraction(&rational(&inputs["weights"][criterion])),
        })
        .collect();
    let together = evaluated(full, &columns);
    let mut mean_ranks = vec![BigRational::zero(); matrix.len()];
    for column in &columns {
        let alone = ranks(&evaluated(full, std::slice::from_ref(column)));
        for (mean, rank) in mean_ranks.iter_mut().zip(alone) {
            *mean += &column.weight * BigInt::from(rank);
        }
    }
    let name = |offer: usize| Figure::Name(inputs["alternatives"][offer].as_str().unwrap().to_owned());
    let lowest = mean_ranks.iter().enumerate().min_by_key(|(_, mean)| (*mean).clone()).unwrap().0;
    vec![
        ("weighted_notes", Figure::Numbers(totals(&together))),
        ("weighted_ranks", Figure::Numbers(mean_ranks.iter().map(|mean| mean.to_f64().unwrap()).collect())),
        ("winner_notes", name(together.order()[0])),
        ("winner_ranks", name(lowest)),
    ]
}

/// A rising function in segments, as a sum of the engine's straight lines: each
/// segment is a measure between its two ends, weighted with what it rises.
fn segments(vector: &Value) -> Found {
    let inputs = &vector["inputs"];
    let (cutoffs, values, x) = (row(&inputs["cutoffs"]), row(&inputs["values"]), row(&inputs["x"]));
    let points = cutoffs.into_iter().zip(values).collect();
    let formula = Formula::Piecewise { points, out_of: Decimal::ONE };
    let column = Column { formula, facts: x, weight: BigRational::one() };
    vec![("y", Figure::Numbers(totals(&evaluated(Decimal::ONE, &[column]))))]
}

/// Each normalisation by the family that expresses it exactly; what a family
/// cannot hold, a factor common to the column, goes into the weight.
fn weighted_sum(vector: &Value) -> Found {
    let inputs = &vector["inputs"];
    let matrix: Vec<Vec<Decimal>> = array(&inputs["matrix"]).iter().map(row).collect();
    let weights: Vec<BigRational> = array(&inputs["weights"]).iter().map(|w| fraction(&rational(w))).collect();
    let largest = *matrix.iter().flatten().max().unwrap();
    let mut columns = Vec::new();
    for (criterion, weight) in weights.iter().enumerate() {
        let facts: Vec<Decimal> = matrix.iter().map(|values| values[criterion]).collect();
        let is_cost = inputs["objectives"][criterion] == "min";
        let exact = facts.iter().map(|value| fraction(&Rational::from(*value)));
        let share = |out_of| Formula::Share { out_of };
        let (formula, factor) = match (inputs["normalisation"].as_str().unwrap(), is_cost) {
            ("none", false) => (share(largest), fraction(&largest.into())),
            ("ratio", false) => (share(*facts.iter().max().unwrap()), BigRational::one()),
            ("ratio", true) => (Formula::PriceInverse, BigRational::one()),
            ("sum_costinv", false) => {
                let sum: BigRational = exact.sum();
                (share(Decimal::parse(&sum.to_string()).expect("a whole number")), BigRational::one())
            }
            ("sum_costinv", true) => {
                // (1/x) / sum(1/x) = (min/x) / (min sum(1/x)).
                let lowest = fraction(&Rational::from(*facts.iter().min().unwrap()));
                (Formula::PriceInverse, (lowest * exact.map(|value| value.recip()).sum::<BigRational>()).recip())
            }
            ("linear_range", false) => {
                let range = row(&inputs["ranges"][criterion]);
                (Formula::Linear { worst: range[0], best: range[1] }, BigRational::one())
            }
            other => panic!("what is {other:?}?"),
        };
        columns.push(Column { formula, facts, weight: weight * factor });
    }
    let evaluation = evaluated(Decimal::ONE, &columns);
    // The engine divides by the sum of what it was given as weights.
    let given: BigRational = columns.iter().map(|column| column.weight.clone()).sum();
    let wanted = if inputs["normalise_weights"] == true { weights.iter().sum() } else { BigRational::one() };
    let score = |total: &Rational| (fraction(total) * &given / &wanted).to_f64().unwrap();
    vec![
        ("scores", Figure::Numbers(exact_totals(&evaluation).iter().map(score).collect())),
        ("ranking", Figure::Ranks(ranks(&evaluation))),
    ]
}

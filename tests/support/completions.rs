//! Fills in what is unknown, every way or many ways, and holds what the engine
//! said beforehand against what the referee says afterwards.

use std::rc::Rc;

use mieux_disant::catalogue::Panel;
use mieux_disant::dossier::{Dossier, Entry, GateRule, Id, Measure, Offer, Opinion, StandingKind};
use mieux_disant::engine::{Band, Decimal, Evaluation, Fact, FactKind, Outcome, Rational};
use num_rational::BigRational;

use super::naive::{self, Given, Judge, fraction};
use super::random::Random;

/// Up to so many ways are all tried; of more, as many by chance.
const WAYS: usize = 12;

/// A fact to be filled in.
struct Unknown {
    offer: usize,
    id: Id,
    entries: Vec<Entry>,
}

/// What the engine says of a dossier with unknown facts holds whatever they
/// turn out to be; where it says that a range is exact, both ends are reached.
pub fn hold(dossier: &Dossier, evaluation: &Evaluation, context: &str) {
    let unknowns = unknowns(dossier);
    let mut random = Random::new(unknowns.len() as u64);
    let all = unknowns.iter().fold(1usize, |all, unknown| all.saturating_mul(unknown.entries.len()));
    for way in 0..all.min(WAYS) {
        let mut rest = way;
        let choices: Vec<usize> = unknowns
            .iter()
            .map(|unknown| {
                let count = unknown.entries.len();
                let choice = if all <= WAYS { rest % count } else { random.below(count) };
                rest /= count;
                choice
            })
            .collect();
        within(dossier, evaluation, &unknowns, &choices, &format!("{context}, filled in {choices:?}"));
    }
    reached(dossier, evaluation, &unknowns, context);
}

fn filled(dossier: &Dossier, unknowns: &[Unknown], choices: &[usize]) -> Dossier {
    let mut draft = dossier.to_draft();
    for (unknown, choice) in unknowns.iter().zip(choices) {
        let entry = unknown.entries[*choice].clone();
        Rc::make_mut(&mut draft.offers[unknown.offer]).facts.insert(unknown.id.clone(), entry);
    }
    draft.check().expect("what is filled in is valid")
}

fn exact(rational: &Rational) -> BigRational {
    let text = rational.to_fraction_text();
    let (numerator, denominator) = text.split_once('/').expect("a fraction");
    BigRational::new(numerator.parse().expect("digits"), denominator.parse().expect("digits"))
}

fn holds(band: &Band<Rational>, value: &BigRational) -> bool {
    exact(&band.low) <= *value && *value <= exact(&band.high)
}

fn show(band: &Band<Rational>) -> String {
    format!("{} to {}", band.low.to_fraction_text(), band.high.to_fraction_text())
}

fn within(dossier: &Dossier, evaluation: &Evaluation, unknowns: &[Unknown], choices: &[usize], context: &str) {
    let filled = filled(dossier, unknowns, choices);
    // Where a formula has no value for what was filled in, there is no ranking.
    let Some(results) = naive::settled(&filled) else { return };
    if results.iter().any(|result| result.outcome == Outcome::Incomplete) {
        return;
    }
    for (offer, result) in results.iter().enumerate() {
        let context = format!("{context}, offer {offer}");
        match (evaluation.outcome(offer), &result.outcome) {
            (Outcome::SetAside, Outcome::SetAside)
            | (Outcome::Eliminated(_) | Outcome::Incomplete, Outcome::Eliminated(_)) => continue,
            (Outcome::Provisional, Outcome::Eliminated(gates)) => {
                let undecided = |gate: &usize| {
                    use mieux_disant::engine::Finding;
                    evaluation.findings().contains(&Finding::GateUndecided { gate: *gate, offer })
                };
                assert!(gates.iter().any(undecided), "{context}: nobody said that it may leave");
                continue;
            }
            (Outcome::Provisional | Outcome::Ranked, Outcome::Ranked) => {}
            (said, became) => panic!("{context}: {said:?} became {became:?}"),
        }
        if let (Some(band), Some(total)) = (evaluation.total_band(offer), &result.total) {
            assert!(holds(&band, total), "{context}: {total} is not within {}", show(&band));
        }
        assert_eq!(evaluation.total_band(offer).is_some(), result.total.is_some(), "{context}");
        for (leaf, note) in result.notes.iter().enumerate() {
            if let (Some(band), Some(note)) = (evaluation.note_band(offer, leaf), note) {
                assert!(holds(&band, note), "{context}, leaf {leaf}: {note} is not within {}", show(&band));
            }
        }
        for (node, note) in result.nodes.iter().enumerate() {
            if let (Some(band), Some(note)) = (evaluation.node_band(offer, Some(node)), note) {
                assert!(holds(&band, note), "{context}, node {node}: {note} is not within {}", show(&band));
            }
        }
        if let Some(said) = evaluation.exact_total(offer) {
            assert_eq!(Some(exact(&said)), result.total, "{context}");
        }
        let (range, rank) = (evaluation.ranks_of(offer).expect("a range"), result.rank.expect("ranked"));
        assert!((range.best..=range.worst).contains(&rank), "{context}: rank {rank} is not within {range:?}");
    }
}

/// Where ranges are said to be exact: each offer at its best and at its worst.
fn reached(dossier: &Dossier, evaluation: &Evaluation, unknowns: &[Unknown], context: &str) {
    let judge = Judge::new(dossier);
    let extremes: Vec<[usize; 2]> = unknowns.iter().map(|unknown| extremes(dossier, &judge, unknown)).collect();
    for offer in 0..dossier.offers.len() {
        let Some(range) = evaluation.ranks_of(offer).filter(|range| range.is_exact) else { continue };
        for is_best in [true, false] {
            let choices: Vec<usize> = unknowns
                .iter()
                .zip(&extremes)
                .map(|(unknown, [low, high])| {
                    // Its own facts at their best, those of the others at their worst, or the other way round;
                    // an offer that is not there has no rank.
                    let reads_gate = unknown.offer == offer && is_gate_only(dossier, &unknown.id);
                    if (unknown.offer == offer) == is_best || reads_gate { *high } else { *low }
                })
                .collect();
            // A gate on a note that the formula does not have is decided by nobody.
            let Some(results) = naive::settled(&filled(dossier, unknowns, &choices)) else { continue };
            if results.iter().any(|result| result.outcome == Outcome::Incomplete) {
                continue;
            }
            let end = if is_best { range.best } else { range.worst };
            assert_eq!(results[offer].rank, Some(end), "{context}: offer {offer} does not reach {range:?}");
            if let Some(band) = evaluation.total_band(offer) {
                let end = exact(if is_best { &band.high } else { &band.low });
                assert_eq!(results[offer].total, Some(end), "{context}: offer {offer}, {}", show(&band));
            }
        }
    }
}

/// Whether only gates read a fact.
fn is_gate_only(dossier: &Dossier, id: &Id) -> bool {
    let requirement = dossier.requirements.iter().find(|requirement| requirement.id == *id);
    let id = requirement.map_or(id, |requirement| requirement.of.as_ref().expect("counted"));
    requirement.is_some_and(|requirement| requirement.is_must()) || dossier.criterion(id).is_none()
}

/// The ways in which a fact harms its offer most and least.
fn extremes(dossier: &Dossier, judge: &Judge<'_>, unknown: &Unknown) -> [usize; 2] {
    let worth = |entry: &Entry| {
        let mut offer: Offer = dossier.offers[unknown.offer].as_ref().clone();
        offer.facts.insert(unknown.id.clone(), entry.clone());
        let requirement = dossier.requirements.iter().find(|requirement| requirement.id == unknown.id);
        if requirement.is_some() {
            return match entry.fact {
                Fact::Number(share) => fraction(share),
                _ => BigRational::from_integer(0.into()),
            };
        }
        if is_gate_only(dossier, &unknown.id) {
            let gates = dossier.gates.iter().filter(|gate| *gate.rule.of() == unknown.id);
            let failed = gates.filter(|gate| judge.passes(&gate.rule, &offer) == Some(false)).count();
            return BigRational::from_integer((-(failed as i64)).into());
        }
        let measure = dossier.measure(&unknown.id).expect("checked");
        let note = judge.leaf_note(&unknown.id, measure, &judge.given(&unknown.id, &offer)).known();
        note.unwrap_or_else(|| BigRational::from_integer(0.into()))
            .clamp(BigRational::from_integer(0.into()), BigRational::from_integer(1.into()))
    };
    let worths: Vec<BigRational> = unknown.entries.iter().map(worth).collect();
    let place = |better: fn(&BigRational, &BigRational) -> bool| {
        (0..worths.len()).fold(0, |best, other| if better(&worths[other], &worths[best]) { other } else { best })
    };
    [place(|a, b| a < b), place(|a, b| a > b)]
}

/// Every unknown fact of the offers that take part, with ways to fill it in.
fn unknowns(dossier: &Dossier) -> Vec<Unknown> {
    let judge = Judge::new(dossier);
    let mut unknowns = Vec::new();
    for (index, offer) in dossier.offers.iter().enumerate() {
        if offer.standing.kind != StandingKind::Regular {
            continue;
        }
        for (id, _, measure) in dossier.measures() {
            if !measure.family.is_coverage && judge.given(id, offer) == Given::Missing {
                let open = offer.facts.get(id).map_or(Fact::Missing, |entry| entry.fact);
                unknowns.push(Unknown { offer: index, id: id.clone(), entries: entries(dossier, id, measure, open) });
            }
        }
    }
    unknowns
}

fn entries(dossier: &Dossier, id: &Id, measure: &Measure, open: Fact) -> Vec<Entry> {
    let kind = measure.formula().fact_kind();
    let mut facts: Vec<Fact> = match (open, kind) {
        (Fact::Between { low, high }, _) => {
            let inside = numbers(dossier, id, measure).into_iter().filter(|x| low < *x && *x < high);
            [low, high].into_iter().chain(inside).map(Fact::Number).collect()
        }
        (Fact::Levels { low, high }, _) => (low..=high).map(Fact::Level).collect(),
        (_, FactKind::Level) => (0..measure.levels.len()).map(Fact::Level).collect(),
        (_, FactKind::YesNo) => vec![Fact::Yes(true), Fact::Yes(false)],
        (_, FactKind::Points) => {
            let out_of = measure.parameters[0];
            let inside = numbers(dossier, id, measure).into_iter().filter(|x| Decimal::ZERO <= *x && *x <= out_of);
            [Decimal::ZERO, out_of].into_iter().chain(inside).map(Fact::Number).collect()
        }
        (_, FactKind::Amount) => {
            numbers(dossier, id, measure).into_iter().filter(|x| *x > Decimal::ZERO).map(Fact::Number).collect()
        }
        (_, FactKind::Quantity) => numbers(dossier, id, measure).into_iter().map(Fact::Number).collect(),
    };
    facts.dedup();
    let judged = matches!(measure.family.panel, Some(Panel::Mean | Panel::Median));
    let entry = |fact| match fact {
        Fact::Number(note) if judged => Entry {
            opinions: vec![Opinion { by: "A".into(), note, remark: String::new() }],
            ..Entry::from(Fact::Missing)
        },
        fact => Entry::from(fact),
    };
    facts.into_iter().map(entry).collect()
}

/// Numbers at which something may happen: what others offer, what the grid
/// announces, what gates ask, and far beyond all of these.
fn numbers(dossier: &Dossier, id: &Id, measure: &Measure) -> Vec<Decimal> {
    let is_money = measure.formula().fact_kind() == FactKind::Amount;
    let mut numbers: Vec<Decimal> = Vec::new();
    if is_money {
        numbers.push(Decimal::new(1, 2).expect("small"));
    } else {
        numbers.extend(&measure.parameters);
        numbers.extend(measure.curve.iter().map(|(x, _)| *x));
        numbers.extend([Decimal::integer(-1_000_000_000), Decimal::integer(1_000_000_000)]);
    }
    for offer in &dossier.offers {
        let (low, high) = match offer.facts.get(id).map(|entry| entry.fact) {
            Some(Fact::Number(number)) => (number, number),
            Some(Fact::Between { low, high }) => (low, high),
            _ => continue,
        };
        numbers.extend([low, high]);
        let middle = Decimal::new(low.digits() / 2 + 1, low.scale());
        // A million times dearer than the others.
        let beyond = high.digits().checked_mul(1_000_000).and_then(|digits| Decimal::new(digits, high.scale()).ok());
        numbers.extend(middle.into_iter().chain(beyond));
    }
    if is_money && numbers.len() == 1 {
        numbers.extend([100, 120, 100_000].map(Decimal::integer));
    }
    for gate in dossier.gates.iter().filter(|gate| gate.rule.of() == id) {
        if let GateRule::ValueAtLeast { value, .. } | GateRule::ValueAtMost { value, .. } = gate.rule {
            let step = |by: i128| Decimal::new(value.digits() + by, value.scale());
            numbers.extend([step(-1), step(0), step(1)].into_iter().flatten());
        }
    }
    numbers.sort();
    numbers.dedup();
    numbers
}

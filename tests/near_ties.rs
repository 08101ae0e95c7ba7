//! Where floats guess, systematically: totals that are equal or one part in
//! 10^15 to 10^18 of the full note apart, halves at every digit of rounding,
//! thresholds hit exactly and missed by a hair.
//!
//! Every decision of the engine is held against exact fractions
//! (`support::naive`). A plain `f64` implementation (`support::floats`) decides
//! beside it; its wrong decisions are counted by kind and printed, and a kind
//! in which it errs too rarely fails: that one would test nothing.

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeMap;
use std::io::Write;
use std::rc::Rc;

use mieux_disant::catalogue::{FAMILIES, Panel};
use mieux_disant::dossier::{
    Content, Criterion, Draft, Entry, Gate, GateRule, Id, IdMap, Measure, Opinion, Requirement,
};
use mieux_disant::engine::{Decimal, Fact, FactKind, Outcome};
use num_rational::BigRational;
use support::agreement::{agree, assess, rounds};
use support::random::Random;
use support::twins::{FULL, Grid, MIXES, WEIGHTINGS};
use support::{floats, naive};

/// Full notes of the scales that buyers announce.
const SCALES: [&str; 4] = ["100", "20", "10", "5"];

/// Steps away from an exact value, in parts of [`FULL`]; some offers take none.
const HAIRS: [i128; 11] = [0, 0, 0, 1, -1, 10, -10, 100, -100, 1000, -1000];

/// Decisions of one kind: what plain floats got wrong, of how many.
#[derive(Default)]
struct Tally(BTreeMap<String, (usize, usize)>);

impl Tally {
    fn count(&mut self, kind: impl Into<String>, is_wrong: bool) {
        let (wrong, all) = self.0.entry(kind.into()).or_default();
        *wrong += usize::from(is_wrong);
        *all += 1;
    }

    /// Prints every kind, past the capture of a test that passes, and refuses
    /// a kind with fewer wrong decisions than so many in a thousand.
    fn close(self, title: &str, at_least: usize) {
        let mut text = format!("{title}: decisions of plain f64 that are wrong; of the engine, none\n");
        for (kind, (wrong, all)) in &self.0 {
            text += &format!("  {kind:<44} {wrong:>7} of {all:>7}\n");
        }
        std::io::stdout().write_all(text.as_bytes()).expect("an open output");
        for (kind, (wrong, all)) in self.0 {
            assert!(wrong >= 100 && wrong * 1000 >= all * at_least, "{title}, {kind}: only {wrong} of {all} are hard");
        }
    }
}

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

/// A difference of totals, in words.
fn apart(hair: i128) -> String {
    match hair.unsigned_abs() {
        0 => "equal".into(),
        parts => format!("one part in 10^{}", 18 - parts.ilog10()),
    }
}

/// `parts` of [`FULL`], on the note scale.
fn on_scale(parts: i128, scale: Decimal) -> BigRational {
    BigRational::new(parts.into(), FULL.into()) * naive::fraction(scale)
}

/// The offers of a grid with these totals, in parts of [`FULL`], and the best
/// one last where prices need it; nothing where the grid has no such offers.
fn offers(grid: &Grid, totals: impl Iterator<Item = i128>, random: &mut Random) -> Option<Vec<IdMap<Entry>>> {
    let facts: Option<Vec<_>> = totals.map(|total| grid.facts(total, random)).collect();
    let best = grid.has_price().then(|| grid.best());
    facts.map(|facts| facts.into_iter().chain(best).collect())
}

/// Every weighting, mix of measures and scale, for so many leaves; `random` is
/// different for each.
fn for_each_grid(leaves: impl Iterator<Item = usize> + Clone, mut test: impl FnMut(&Grid, Decimal, &str, &mut Random)) {
    let mut seed = 0;
    for weighting in WEIGHTINGS {
        for (mix, notings) in MIXES.iter().enumerate() {
            for leaves in leaves.clone() {
                let grid = Grid::new(weighting, leaves, notings);
                for scale in SCALES {
                    seed += 1;
                    let context = format!("weights {weighting}, mix {mix}, {leaves} leaves, notes on {scale}");
                    test(&grid, decimal(scale), &context, &mut Random::new(seed));
                }
            }
        }
    }
}

#[test]
fn totals_a_hair_apart_are_told_apart_and_equal_ones_tie() {
    let mut tally = Tally::default();
    let (mut tried, mut made) = (0, 0);
    for_each_grid(2..=12, |grid, scale, context, random| {
        tried += 1;
        let base = FULL / 10_000 * (5000 + random.below(3000) as i128);
        let Some(facts) = offers(grid, HAIRS.iter().map(|hair| base + hair), random) else { return };
        made += 1;
        let dossier = grid.draft(scale, facts).check().expect("valid");
        let results = agree(&dossier, context);
        let floats = floats::evaluate(&dossier).expect("known families");
        let total = |offer: usize| results[offer].total.clone().expect("ranked");
        for (offer, hair) in HAIRS.iter().enumerate() {
            // The offers are what they are said to be.
            assert_eq!(total(offer), on_scale(base + hair, scale), "{context}");
            for other in (0..offer).filter(|other| HAIRS[*other] == 0) {
                let is_wrong = floats[offer].total.partial_cmp(&floats[other].total) != Some(hair.cmp(&0));
                tally.count(apart(*hair), is_wrong);
            }
        }
        let rank =
            |offer: usize| 1 + floats[..HAIRS.len()].iter().filter(|other| other.total > floats[offer].total).count();
        let ahead = usize::from(grid.has_price());
        tally.count("whole rankings", (0..HAIRS.len()).any(|offer| results[offer].rank != Some(rank(offer) + ahead)));
    });
    assert!(made * 10 >= tried * 9, "only {made} of {tried} grids have offers");
    tally.close("totals", 50);
}

/// The same facts in other places: equal weights and one family, so that every
/// criterion sees the same facts once, whatever its formula.
#[test]
fn the_same_facts_in_other_places_tie() {
    let mut tally = Tally::default();
    for family in FAMILIES {
        for leaves in 2..=12 {
            for (variant, weight) in ["1", "33.3333", "14.2857", "0.1"].into_iter().enumerate() {
                for scale in SCALES {
                    let mut random = Random::new((leaves * 10 + variant) as u64);
                    let measure = Measure::fresh(family, "Niveau");
                    let facts = (0..leaves).map(|_| any_fact(&measure, &mut random)).collect();
                    let context = format!("{}, {leaves} criteria of weight {weight}, notes on {scale}", family.tag);
                    permuted(&measure, decimal(weight), decimal(scale), facts, &context, &mut tally);
                }
            }
        }
    }
    tally.close("the same facts in other places", 50);
}

fn permuted(
    measure: &Measure,
    weight: Decimal,
    scale: Decimal,
    mut facts: Vec<Fact>,
    context: &str,
    tally: &mut Tally,
) {
    let leaves = facts.len();
    let mut draft = Grid::new("equal", leaves, MIXES[0]).draft(scale, vec![IdMap::new(); leaves]);
    for criterion in &mut draft.criteria {
        criterion.weight = weight;
        criterion.content = Content::Leaf(measure.clone());
    }
    let mut ids: Vec<Id> = draft.criteria.iter().map(|criterion| criterion.id.clone()).collect();
    if measure.family.is_coverage {
        // What is known is how far the only requirement of each is covered.
        for id in &mut ids {
            let of = std::mem::replace(id, Id::new(&format!("besoin-{id}")));
            let requirement = Requirement::new(id.clone(), "Besoin".into(), Some(of));
            draft.requirements.push(requirement.expect("a family"));
        }
    }
    for offer in &mut draft.offers {
        facts.rotate_left(1);
        let entries = facts.iter().map(|fact| entry(measure, *fact));
        Rc::make_mut(offer).facts = ids.iter().cloned().zip(entries).collect();
    }
    let dossier = draft.check().expect("valid");
    let results = agree(&dossier, context);
    assert!(results.iter().all(|result| result.rank == Some(1)), "{context}");
    let Some(floats) = floats::evaluate(&dossier) else { return };
    for other in &floats[1..] {
        // No rounding of a count of yes is close to anything.
        if measure.formula().fact_kind() != FactKind::YesNo {
            tally.count(measure.family.tag, other.total != floats[0].total);
        }
    }
}

/// The fact as its family wants it: given by one evaluator, where some judge.
fn entry(measure: &Measure, fact: Fact) -> Entry {
    match (measure.family.panel, fact) {
        (Some(Panel::Mean | Panel::Median), Fact::Number(note)) => Entry {
            opinions: vec![Opinion { by: "A".into(), note, remark: String::new() }],
            ..Entry::from(Fact::Missing)
        },
        _ => fact.into(),
    }
}

/// An everyday fact of a measure with everyday parameters.
fn any_fact(measure: &Measure, random: &mut Random) -> Fact {
    let below = random.below(10_000) as i128;
    let part = |of: Decimal| Fact::Number(Decimal::new(of.digits() * below, of.scale() + 4).expect("fits"));
    match measure.formula().fact_kind() {
        // From 100 000 to 200 100, to the cent.
        FactKind::Amount => Fact::Number(Decimal::new(10_000_000 + 1001 * below, 2).expect("fits")),
        FactKind::Quantity => part(decimal("100")),
        FactKind::Points => part(measure.parameters.first().copied().unwrap_or(Decimal::ONE)),
        FactKind::Level => Fact::Level(random.below(measure.levels.len())),
        FactKind::YesNo => Fact::Yes(random.chance(50)),
    }
}

#[test]
fn halves_are_rounded_up_at_every_digit_and_hairs_below_them_down() {
    const AROUND: [i128; 7] = [0, 10, -10, 100, -100, 1000, -1000];
    let mut tally = Tally::default();
    for_each_grid([1, 3, 7].into_iter(), |grid, scale, context, random| {
        let digits = scale.digits();
        for decimals in 0..10u32 {
            // A half of the last decimal, somewhere between 1/2 and 4/5 of the full note.
            let unit = 10i128.pow(decimals);
            let half = (digits * unit / 2 + random.below((digits * unit * 3 / 10) as usize) as i128) * 10 + 5;
            let total = half * (FULL / unit / 10) / digits;
            let Some(facts) = offers(grid, AROUND.iter().map(|hair| total + hair), random) else { continue };
            let dossier = grid.draft(scale, facts).check().expect("valid");
            let context = format!("{context}, {decimals} decimals");
            let assessment = assess(&dossier);
            let results = naive::evaluate(&dossier);
            let floats = floats::evaluate(&dossier).expect("known families");
            for (offer, hair) in AROUND.iter().enumerate() {
                let exact = results[offer].total.as_ref().expect("ranked");
                assert_eq!(*exact, on_scale(total + hair, scale), "{context}");
                rounds(assessment.evaluation(), offer, exact, decimals, &context);
                let right = naive::rounded(exact, decimals);
                // Rounded up exactly where it is not below the half.
                let half = BigRational::new(half.into(), (unit * 10).into());
                assert_eq!(right > half, *hair >= 0, "{context}");
                let is_wrong = naive::fraction(decimal(&floats::rounded(floats[offer].total, decimals))) != right;
                if *hair == 0 {
                    tally.count(format!("exact halves at {decimals} decimals"), is_wrong);
                }
                tally.count(
                    if *hair == 0 { "exact halves".into() } else { format!("halves and {}", apart(*hair)) },
                    is_wrong,
                );
            }
        }
    });
    tally.close("rounding", 50);
}

fn gate(rule: GateRule) -> Gate {
    Gate { id: Id::new("seuil"), name: "Seuil".into(), rule, basis: String::new(), basis_date: None }
}

/// Engine, referee and floats on a dossier with one gate; counts by the kind
/// of each of the first offers.
fn judge(draft: Draft, kinds: &[(String, bool)], context: &str, tally: &mut Tally) {
    let dossier = draft.check().expect("valid");
    let results = agree(&dossier, context);
    let floats = floats::evaluate(&dossier).expect("known families");
    for (offer, (kind, passes)) in kinds.iter().enumerate() {
        let expected = if *passes { Outcome::Ranked } else { Outcome::Eliminated(vec![0]) };
        assert_eq!(results[offer].outcome, expected, "{context}, offer {offer}");
        tally.count(kind, floats[offer].stays != *passes);
    }
}

#[test]
fn thresholds_are_met_exactly_and_missed_by_a_hair() {
    let mut tally = Tally::default();
    for_each_grid([1, 2, 3, 5, 8, 12].into_iter(), |grid, scale, context, random| {
        let base = FULL / 10_000 * (5000 + random.below(3000) as i128);
        let Some(facts) = offers(grid, HAIRS.iter().map(|hair| base + hair), random) else { return };
        let mut draft = grid.draft(scale, facts);
        let group = Criterion {
            id: Id::new("ensemble"),
            content: Content::Group(draft.criteria.clone()),
            ..draft.criteria[0].clone()
        };
        draft.criteria = vec![group];
        let digits = base / 10_000 * scale.digits() * 10_000;
        let note = Decimal::new(digits, 18).expect("small");
        draft.gates = vec![gate(GateRule::NoteAtLeast { of: Id::new("ensemble"), note })];
        let kind = |hair: i128| if hair == 0 { "note met exactly".into() } else { format!("note, {}", apart(hair)) };
        let kinds: Vec<(String, bool)> = HAIRS.iter().map(|hair| (kind(*hair), *hair >= 0)).collect();
        judge(draft, &kinds, context, &mut tally);
    });
    prices(&mut tally);
    values(&mut tally);
    tally.close("thresholds", 50);
}

/// A threshold on the note of a price: `part` hundredths of the full note.
fn prices(tally: &mut Tally) {
    let grid = Grid::new("usual", 2, MIXES[4]);
    for part in 1..100i64 {
        for scale in SCALES.map(decimal) {
            for hair in HAIRS {
                let mut draft = grid.draft(scale, vec![grid.best(), grid.best()]);
                let price = draft.criteria[0].id.clone();
                for (offer, amount) in draft.offers.iter_mut().zip([133_700, 1337 * part]) {
                    let amount = Fact::Number(Decimal::new(amount.into(), 2).expect("small"));
                    Rc::make_mut(offer).facts.insert(price.clone(), amount.into());
                }
                let note = Decimal::new((i128::from(part) * FULL / 100 - hair) * scale.digits(), 18).expect("small");
                draft.gates = vec![gate(GateRule::NoteAtLeast { of: price, note })];
                let kind = if hair == 0 { "price note met exactly" } else { "price note, a hair away" };
                let context = format!("price {part}, notes on {scale}, {hair}");
                judge(draft, &[(kind.to_owned(), hair >= 0)], &context, tally);
            }
        }
    }
}

/// A threshold on a measured value with all its 18 decimals.
fn values(tally: &mut Tally) {
    let grid = Grid::new("usual", 2, MIXES[2]);
    let mut random = Random::new(18);
    for _ in 0..200 {
        let value = FULL / 2 + i128::from(random.bits()).rem_euclid(FULL / 2);
        let number = |digits| Decimal::new(digits, 18).expect("small");
        for at_least in [true, false] {
            let mut draft = grid.draft(decimal("20"), vec![grid.best(); HAIRS.len()]);
            let of = draft.criteria[0].id.clone();
            for (offer, hair) in draft.offers.iter_mut().zip(HAIRS) {
                Rc::make_mut(offer).facts.insert(of.clone(), Fact::Number(number(value + hair)).into());
            }
            let (of, value) = (of, number(value));
            let passes = |hair: i128| if at_least { hair >= 0 } else { hair <= 0 };
            let kinds: Vec<_> = HAIRS.iter().map(|hair| ("measured values".to_owned(), passes(*hair))).collect();
            let rule =
                if at_least { GateRule::ValueAtLeast { of, value } } else { GateRule::ValueAtMost { of, value } };
            draft.gates = vec![gate(rule)];
            judge(draft, &kinds, &format!("a value of {value}"), tally);
        }
    }
}

//! Laws of the edits that make a grid: whatever is tried, the dossier holds
//! together, facts follow, and undo gives back the very same file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::rc::Rc;

use mieux_disant::catalogue::FAMILIES;
use mieux_disant::dossier::{
    Assessment, Criterion, CriterionFlag, Detector, Dossier, Edit, GateRule, GridEdit, History, Id, IdSet, Level,
    LevelChange, Measure, Method, Priority, Ranking, Refusal, Requirement, RuleKind, edit, weight_of_percent,
};
use mieux_disant::engine::{Decimal, DetectorRule, Fact, Rational};
use mieux_disant::saved::file;
use support::dossiers::{Recipe, generate};
use support::random::Random;

/// Some edit of the grid, sensible or not.
fn some_edit(dossier: &Dossier, random: &mut Random) -> Edit {
    let criteria: Vec<&Criterion> = dossier.all_criteria();
    let criterion = random.pick(&criteria).id.clone();
    let groups: Vec<Option<Id>> = std::iter::once(None)
        .chain(criteria.iter().filter(|c| c.measure().is_none()).map(|c| Some(c.id.clone())))
        .collect();
    let measures: Vec<Id> = dossier.measures().into_iter().map(|(id, ..)| id.clone()).collect();
    let of = random.pick(&measures).clone();
    let family = random.pick(FAMILIES);
    let fresh = Measure::fresh(family, "Niveau");
    let informations: Vec<Id> = dossier.informations.iter().map(|i| i.id.clone()).chain([of.clone()]).collect();
    let information = random.pick(&informations).clone();
    let requirements: Vec<&Requirement> = dossier.requirements.iter().collect();
    let index = random.below(7);
    let by = random.below(7) as isize - 3;
    let weight = random.decimal(&["0", "1", "12.5", "100"]);
    Edit::Grid(match random.below(27) {
        0 => {
            let parent = random.pick(&groups).clone();
            return Edit::AddCriterion { parent, name: "Neuf".into(), measure: fresh };
        }
        1 => return Edit::RemoveCriterion(criterion),
        2 => return Edit::MoveCriterion { criterion, by },
        3 => return Edit::Measure { of, measure: fresh },
        4 => {
            let locks: IdSet = criteria.iter().filter(|_| random.chance(20)).map(|c| c.id.clone()).collect();
            return Edit::Weight { criterion, value: weight, locks: random.chance(50).then_some(locks) };
        }
        5 => {
            let mut gate = dossier.gates.first().cloned();
            if let (Some(gate), Some(rule)) = (&mut gate, random.pick(&RuleKind::ALL).first(dossier, &of)) {
                gate.rule = rule;
                return Edit::Gate(gate.clone());
            }
            GridEdit::NoteScale(random.decimal(&["0", "20", "100"]))
        }
        6 => GridEdit::AddGroup {
            parent: random.pick(&groups).clone(),
            name: "Groupe".into(),
            child: "Dessous".into(),
            measure: fresh,
        },
        7..=10 => GridEdit::MoveInto { criterion, parent: random.pick(&groups).clone(), place: index },
        11 | 12 => GridEdit::Split { criterion, first: "Premier".into(), second: "Second".into(), measure: fresh },
        13 => GridEdit::Duplicate { criterion, name: "Copie".into() },
        14 => GridEdit::Description { of, text: "Ce qui est jugé.\nEt comment.".into() },
        15 => GridEdit::Flag { criterion, flag: *random.pick(&CriterionFlag::ALL), is_on: random.chance(50) },
        16..=18 => {
            let level = Level { seal: Some(random.below(10) as u8), ..Level::new("Autre".into(), weight) };
            GridEdit::Levels {
                of,
                change: match random.below(4) {
                    0 => LevelChange::Set { index, level },
                    1 => LevelChange::Add(level),
                    2 => LevelChange::Remove(index),
                    _ => LevelChange::Move { index, by },
                },
            }
        }
        19 => GridEdit::Coverage {
            of,
            measure: Measure::fresh(FAMILIES.iter().find(|family| family.is_coverage).unwrap(), ""),
            requirement: "Besoin 1".into(),
        },
        20 => match random.pick(&RuleKind::ALL).first(dossier, &of) {
            Some(rule) => GridEdit::AddGate { name: "Condition".into(), rule },
            None => GridEdit::AddGate { name: "Condition".into(), rule: GateRule::Yes { of } },
        },
        21 => GridEdit::AddRequirement { of: random.chance(70).then_some(of), name: "Besoin".into() },
        22 => match requirements.get(index) {
            Some(requirement) => {
                let criteria = if random.chance(50) { vec![criterion] } else { Vec::new() };
                let priority = *random.pick(&Priority::ALL);
                GridEdit::Requirement(Requirement { priority, weight, criteria, ..(*requirement).clone() })
            }
            None => GridEdit::RemoveRequirement(of),
        },
        23 => match requirements.get(index) {
            Some(requirement) => GridEdit::RemoveRequirement(requirement.id.clone()),
            None => GridEdit::AddInformation { name: "Renseignement".into(), measure: fresh },
        },
        24 => match random.below(3) {
            0 => GridEdit::InformationName { information, name: "Autre nom".into() },
            1 => GridEdit::RemoveInformation(information),
            _ => GridEdit::MoveInformation { information, by },
        },
        25 => GridEdit::Method(Method {
            commitments_until: None,
            ranking: if random.chance(30) { Ranking::Hierarchy } else { Ranking::Weighted },
            note_decimals: random.chance(50).then(|| random.below(12) as u32),
            total_decimals: random.chance(50).then(|| random.below(12) as u32),
            tie_breaks: criteria.iter().filter(|_| random.chance(20)).map(|c| c.id.clone()).collect(),
        }),
        _ => GridEdit::Detectors(vec![Detector {
            of,
            rule: DetectorRule::ShareOfMean { percent: random.decimal(&["0", "80"]) },
        }]),
    })
}

#[test]
fn whatever_is_tried_holds_together_and_undo_gives_the_same_file() {
    let (mut done, mut refused) = (std::collections::BTreeMap::<&str, usize>::new(), 0);
    for seed in 0..400u64 {
        let recipe = Recipe { extreme: false, ..Recipe::of(seed) };
        // As it comes from a file: made-up dossiers may hold entries that say nothing.
        let made_up = file::write(&generate(&recipe, seed));
        let mut history = History::new(Rc::new(file::read(&made_up).unwrap()));
        let mut random = Random::new(seed ^ 0x5eed);
        let mut files = vec![file::write(history.current())];
        for _ in 0..12 {
            let change = some_edit(history.current(), &mut random);
            match edit(history.current(), &change) {
                Ok(next) if next == *history.current() => {}
                Ok(next) => {
                    let text = file::write(&next);
                    assert!(next.to_draft().check().is_ok(), "seed {seed}: {change:?}");
                    assert!(file::read(&text).as_ref() == Ok(&*next), "seed {seed}: {change:?}");
                    *done.entry(change.name().fr).or_default() += 1;
                    history.push(change, next);
                    history.end_gesture();
                    files.push(text);
                }
                // What lacks is known by the sentence; nothing may have changed.
                Err(_) => refused += 1,
            }
            assert_eq!(Some(&file::write(history.current())), files.last());
        }
        for text in files.iter().rev().skip(1) {
            assert!(history.undo().is_some());
            assert_eq!(file::write(history.current()), *text, "seed {seed}");
        }
        for text in files.iter().skip(1) {
            assert!(history.redo().is_some());
            assert_eq!(file::write(history.current()), *text, "seed {seed}");
        }
    }
    assert!(done.len() >= 22 && done.values().all(|count| *count >= 3), "{done:?}, {refused} refused");
    assert!(refused > 100);
}

fn ranking(dossier: &Rc<Dossier>) -> Vec<String> {
    let assessment = Assessment::of(Rc::clone(dossier));
    let evaluation = assessment.evaluation();
    let rank = |offer: usize| format!("{:?} {:?}", evaluation.rank_of(offer), evaluation.exact_total(offer));
    (0..dossier.offers.len()).map(rank).collect()
}

fn facts(dossier: &Dossier) -> usize {
    dossier.offers.iter().map(|offer| offer.facts.len()).sum()
}

#[test]
fn splitting_and_copying_change_no_rank_until_there_is_weight() {
    let mut split = 0;
    for seed in 0..300u64 {
        let dossier = Rc::new(generate(&Recipe { extreme: false, method: false, ..Recipe::of(seed) }, seed));
        let before = ranking(&dossier);
        let leaves: Vec<Id> =
            dossier.all_criteria().iter().filter(|c| c.measure().is_some()).map(|c| c.id.clone()).collect();
        for criterion in leaves {
            let measure = Measure::fresh(FAMILIES.iter().find(|family| family.tag == "note").unwrap(), "");
            let names = ("Premier".to_owned(), "Second".to_owned());
            let change = GridEdit::Split { criterion: criterion.clone(), first: names.0, second: names.1, measure };
            match edit(&dossier, &Edit::Grid(change)) {
                Ok(next) => {
                    split += 1;
                    assert_eq!(ranking(&next), before, "seed {seed}");
                    assert_eq!(facts(&next), facts(&dossier), "the facts stay with the first");
                    assert_eq!(next.siblings(&criterion).unwrap().1, 0);
                }
                Err(refusal) => assert!(format!("{refusal:?}").contains("Too"), "seed {seed}: {refusal:?}"),
            }
            let copy = Edit::Grid(GridEdit::Duplicate { criterion, name: "Copie".into() });
            if let Ok(next) = edit(&dossier, &copy) {
                assert_eq!(ranking(&next), before, "seed {seed}");
            }
        }
    }
    assert!(split > 300, "{split}");
}

#[test]
fn facts_and_gates_follow_their_levels_or_the_edit_is_refused() {
    let (mut moved, mut refused) = (0, 0);
    for seed in 0..400u64 {
        let dossier = Rc::new(generate(&Recipe { all_families: true, ..Recipe::of(seed) }, seed));
        let mut random = Random::new(seed);
        let labelled = |dossier: &Dossier, of: &Id| -> Vec<String> {
            let levels = &dossier.measure(of).unwrap().levels;
            let label = |level: usize| format!("{} {}", levels[level].label, levels[level].points);
            let of_offers = dossier.offers.iter().filter_map(|offer| match offer.facts.get(of)?.fact {
                Fact::Level(level) => Some(label(level)),
                Fact::Levels { low, high } => {
                    let mut between: Vec<String> = (low..=high).map(label).collect();
                    between.sort();
                    Some(between.join(", "))
                }
                _ => None,
            });
            let of_gates = dossier.gates.iter().filter_map(|gate| match &gate.rule {
                GateRule::LevelAtLeast { of: read, level } if read == of => Some(label(*level)),
                _ => None,
            });
            of_offers.chain(of_gates).collect()
        };
        for (of, _, measure) in dossier.measures() {
            if !measure.family.has_levels {
                continue;
            }
            let index = random.below(measure.levels.len());
            for change in [
                LevelChange::Remove(index),
                LevelChange::Move { index, by: 1 },
                LevelChange::Move { index, by: -2 },
                LevelChange::Add(Level::new("Dernier".into(), Decimal::ZERO)),
            ] {
                match edit(&dossier, &Edit::Grid(GridEdit::Levels { of: of.clone(), change })) {
                    Ok(next) => {
                        moved += 1;
                        assert_eq!(labelled(&next, of), labelled(&dossier, of), "seed {seed}");
                    }
                    Err(Refusal::LevelInUse { .. } | Refusal::LevelReadByGate { .. }) => refused += 1,
                    Err(Refusal::NoRoom | Refusal::Defects(_)) => {}
                    Err(other) => panic!("seed {seed}: {other:?}"),
                }
            }
        }
    }
    assert!(moved > 200 && refused > 50, "{moved} {refused}");
}

#[test]
fn a_typed_percentage_is_the_share_to_the_last_digit_or_refused() {
    let (mut exact, mut refused) = (0, 0);
    let hundred = Rational::from(Decimal::integer(100));
    for seed in 0..300u64 {
        let dossier = Rc::new(generate(&Recipe::of(seed), seed));
        let mut random = Random::new(seed);
        let criteria = dossier.all_criteria();
        let criterion = random.pick(&criteria).id.clone();
        let percent = random.decimal(&["0", "4", "12.5", "20", "25", "33.3", "50", "75", "100"]);
        let Ok(value) = weight_of_percent(&dossier, &criterion, percent) else {
            refused += 1;
            continue;
        };
        let Ok(next) = edit(&dossier, &Edit::Weight { criterion: criterion.clone(), value, locks: None }) else {
            continue;
        };
        let (group, place) = next.siblings(&criterion).unwrap();
        let sum = group.iter().fold(Rational::zero(), |sum, sibling| sum + sibling.weight.into());
        let share = Rational::from(group[place].weight).checked_div(&sum).unwrap();
        assert!(share * hundred.clone() == Rational::from(percent), "seed {seed}");
        exact += 1;
    }
    assert!(exact > 30 && refused > 30, "{exact} {refused}");
}

//! The composer on the example of the founding articles, as a newcomer presses it.

use std::rc::Rc;

use mieux_disant::catalogue::EXAMPLES;
use mieux_disant::dossier::{Assembling, Assessment, NotComposable, Obstacle, Target};
use mieux_disant::engine::composer::Proof;
use mieux_disant::saved::file;
use serde_json::{Value, json};

use super::{free, searched};

/// The example, with another value wherever a brick has this fact.
fn example(change: Option<(&str, Value)>) -> Assessment {
    let example = EXAMPLES.iter().find(|example| example.id == "assembly").unwrap();
    let mut dossier: Value = serde_json::from_str((example.file)()).unwrap();
    let mut changed = 0;
    for offer in dossier["offers"].as_array_mut().unwrap() {
        for brick in offer.get_mut("components").and_then(Value::as_array_mut).into_iter().flatten() {
            let Some((measure, to)) = &change else { continue };
            if let Some(fact) = brick["facts"].get_mut(*measure) {
                fact["value"] = to.clone();
                changed += 1;
            }
        }
    }
    assert!(changed > 0 || change.is_none());
    let text = dossier.to_string();
    Assessment::of(Rc::new(file::read(&text).unwrap_or_else(|errors| panic!("{errors:#?}"))))
}

#[test]
fn what_the_contract_says_of_the_whole_keeps_no_brick_out() {
    let question = Assembling::of(&example(None), &free).unwrap();
    assert!(question.candidates.iter().all(|candidate| candidate.obstacles.is_empty()), "{:?}", question.candidates);
    // The data protection contract and the qualification at the opening are the holder's.
    let later: Vec<&str> = question.later.iter().map(|id| id.as_str()).collect();
    assert_eq!(later, ["A-G5", "B7"]);
    let composer = searched(&question, 5);
    assert_eq!(composer.proof(), Proof::Optimal);
    // Every compulsory need has one brick that covers it.
    let best = composer.best();
    assert_eq!(best.iter().map(|assembly| assembly.bricks.len()).collect::<Vec<_>>(), [4]);
    let tried = question.tried("Essai", &best[0].bricks).unwrap();
    assert!(tried.assessment.evaluation().takes_part(tried.place));
}

#[test]
fn a_need_that_no_brick_meets_is_the_one_that_is_named() {
    let question = Assembling::of(&example(Some(("B3", json!("0.5")))), &free).unwrap();
    assert!(question.targets.iter().any(|target| matches!(target, Target::Need(id) if id.as_str() == "B3")));
    let composer = searched(&question, 5);
    assert!(composer.best().is_empty() && composer.proof() == Proof::Optimal);
}

#[test]
fn where_no_brick_comes_in_each_says_why() {
    let question = Assembling::of(&example(Some(("REV", json!(false)))), &free);
    let Err(NotComposable::NoneComesIn(bricks)) = question else { panic!("a brick comes in") };
    assert_eq!(bricks.len(), 4);
    for (name, why) in bricks {
        let [Obstacle::Fails(gate)] = why.as_slice() else { panic!("{name}: {why:?}") };
        assert_eq!(gate.as_str(), "A-G4", "{name}");
    }
}

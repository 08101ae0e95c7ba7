//! The composer on the example of the founding articles, as a newcomer presses it.

use std::rc::Rc;

use mieux_disant::app::{ComposingMsg, Msg, update};
use mieux_disant::catalogue::EXAMPLES;
use mieux_disant::dossier::{Assembling, Assessment, Id, NotComposable, Obstacle, Offer, Target};
use mieux_disant::engine::composer::Proof;
use mieux_disant::present;
use mieux_disant::saved::file;
use serde_json::{Value, json};

use super::{free, run, searched, start};

/// The example, with another value wherever a brick has this fact.
fn example(change: Option<(&str, Value)>) -> Assessment {
    let example = EXAMPLES.iter().find(|example| example.id == "assembly").unwrap();
    let mut dossier: Value = serde_json::from_str((example.file)()).unwrap();
    let mut changed = 0;
    let mut set = |bricks: &mut Value| {
        let Some((measure, to)) = &change else { return };
        for fact in bricks.as_array_mut().unwrap().iter_mut().filter_map(|brick| brick["facts"].get_mut(*measure)) {
            fact["value"] = to.clone();
            changed += 1;
        }
    };
    set(&mut dossier["bricks"]);
    for offer in dossier["offers"].as_array_mut().unwrap() {
        offer.get_mut("components").into_iter().for_each(&mut set);
    }
    assert!(changed > 0 || change.is_none());
    let text = dossier.to_string();
    Assessment::of(Rc::new(file::read(&text).unwrap_or_else(|errors| panic!("{errors:#?}"))))
}

#[test]
fn what_the_contract_says_of_the_whole_keeps_no_brick_out() {
    let question = Assembling::of(&example(None), &free).unwrap();
    // One is not accessible enough, and only that keeps it out.
    let out = question.candidates.iter().filter(|candidate| !candidate.obstacles.is_empty());
    let out: Vec<_> = out.map(|candidate| (candidate.brick.id.as_str(), candidate.obstacles.clone())).collect();
    assert_eq!(out, [("messagerie-p", vec![Obstacle::Fails(Id::new("A-G6"))])]);
    // The data protection contract and the qualification at the opening are the holder's.
    let later: Vec<&str> = question.later.iter().map(|id| id.as_str()).collect();
    assert_eq!(later, ["A-G5", "B7"]);
    let composer = searched(&question, 5);
    assert_eq!(composer.proof(), Proof::Optimal);
    // Mail and chat, with either video service and either of the two for documents.
    let best = composer.best();
    assert_eq!(best.iter().map(|assembly| assembly.bricks.len()).collect::<Vec<_>>(), [4, 4, 4, 4]);
    for assembly in &best {
        let tried = question.tried("Essai", &assembly.bricks).unwrap();
        assert!(tried.assessment.evaluation().takes_part(tried.place));
    }
    // The assembly among the offers is one of them, to the cent, integration included.
    let dossier = example(None).dossier().clone();
    let offer = dossier.offers.iter().find(|offer| !offer.components.is_empty()).unwrap();
    let price = dossier.measure(&question.price).unwrap();
    let of = |offer: &Offer| dossier.fact(&question.price, price, offer);
    let again = best.iter().map(|assembly| question.components(&assembly.bricks));
    let again = again.map(|components| Offer { components, ..Offer::new(Id::new("essai"), String::new()) });
    assert!(again.into_iter().any(|again| of(&again) == of(offer)));
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
    assert_eq!(bricks.len(), 7);
    for (name, why) in bricks {
        assert_eq!(why.first(), Some(&Obstacle::Fails(Id::new("A-G4"))), "{name}");
    }
}

#[test]
fn another_dossier_begins_with_an_empty_composer() {
    let (state, _) = run(start(), ComposingMsg::Compose.into());
    assert!(state.composing().unwrap().run.is_some());
    let (state, _) = update(state, Msg::DossierGiven(Rc::clone(example(None).dossier())));
    assert!(state.composing().is_none(), "what was found in another dossier is not for this one");
}

#[test]
fn what_only_one_brick_covers_of_the_compulsory_needs_makes_it_necessary() {
    let (state, _) = update(start(), Msg::DossierGiven(Rc::clone(example(None).dossier())));
    let (state, _) = run(update(state, ComposingMsg::Toggle.into()).0, ComposingMsg::Compose.into());
    let (state, _) = update(state, ComposingMsg::Why(Some(0)).into());
    let why = present::composing(&state).unwrap().run.unwrap().why.unwrap();
    let chat = why.rows.iter().find(|row| row.name.starts_with("Messagerie instantanée")).unwrap();
    assert!(
        chat.remark.starts_with("indispensable à «\u{a0}Messagerie instantanée chiffrée\u{a0}»"),
        "{}",
        chat.remark
    );
    // Compulsory, it gains no points.
    assert!(chat.coverage.starts_with('0'), "{}", chat.coverage);
}

//! Comply or explain: what the choice of an offer asks to explain, and that the
//! reasons stay with the dossier.

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::rc::Rc;

use mieux_disant::dossier::{
    Alternative, Assessment, Choice, DecisionEdit, Dossier, Edit, Exposure, Flavour, Id, OfferKind, Refusal, compare,
    edit, redact,
};
use mieux_disant::saved::{file, link};

const DOSSIER: &str = r#"{
  "format": "mieux-disant", "version": 1, "title": "Messagerie",
  "criteria": [
    { "id": "prix", "name": "Coût", "weight": 60, "family": "price_inverse" },
    { "id": "droit", "name": "Exposition", "weight": 40, "family": "scale", "out_of": 4, "market": "jurisdiction",
      "levels": [
        { "label": "Hors UE", "points": 0 }, { "label": "Filiale", "points": 1 }, { "label": "Licence", "points": 2 },
        { "label": "UE", "points": 3 }, { "label": "Vérifié", "points": 4 } ] }
  ],
  "informations": [ { "id": "libre", "name": "Logiciel libre", "family": "yes_no" } ],
  "gates": [ { "id": "g", "name": "Prix maximal", "rule": "value_at_most", "of": "prix", "value": 1000 } ],
  "offers": [
    { "id": "a", "name": "Suite A", "facts": { "prix": 100, "droit": 0, "libre": false } },
    { "id": "b", "name": "Suite B", "facts": { "prix": 300, "droit": 3, "libre": false } },
    { "id": "c", "name": "Suite C", "facts": { "prix": 310, "droit": 3, "libre": true } },
    { "id": "d", "name": "Suite D", "facts": { "prix": 5000, "droit": 4, "libre": true } },
    { "id": "e", "name": "Suite E", "facts": { "prix": 400 } }
  ]
}"#;

fn dossier() -> Rc<Dossier> {
    Rc::new(file::read(DOSSIER).unwrap_or_else(|errors| panic!("{errors:#?}")))
}

/// What is asked of the choice of an offer: what, by which measure, and beside whom.
fn asked(dossier: &Rc<Dossier>, offer: &str) -> Vec<(Exposure, String, Vec<String>)> {
    let assessment = Assessment::of(Rc::clone(dossier));
    let name = |place: &usize| dossier.offers[*place].id.to_string();
    let asked = assessment.to_explain(&Id::new(offer)).into_iter();
    asked.map(|each| (each.exposure, each.measure.to_string(), each.alternatives.iter().map(name).collect())).collect()
}

#[test]
fn an_exposed_or_proprietary_choice_beside_a_compliant_offer_is_explained() {
    let dossier = dossier();
    let law = |others: &[&str]| (Exposure::Law, "droit".to_owned(), others.iter().map(|id| (*id).into()).collect());
    let own =
        |others: &[&str]| (Exposure::Proprietary, "libre".to_owned(), others.iter().map(|id| (*id).into()).collect());
    // Suite D is eliminated, and nothing is known of suite E.
    assert_eq!(asked(&dossier, "a"), [law(&["b", "c"]), own(&["c"])]);
    assert_eq!(asked(&dossier, "b"), [own(&["c"])]);
    assert_eq!(asked(&dossier, "c"), []);
    assert_eq!(asked(&dossier, "e"), [], "what is not known accuses nobody");
}

#[test]
fn without_a_compliant_offer_there_is_nothing_to_explain() {
    let without = ["b", "c", "d"]
        .iter()
        .fold(dossier(), |dossier, offer| edit(&dossier, &Edit::RemoveOffer(Id::new(offer))).unwrap());
    assert_eq!(asked(&without, "a"), []);
    // A scenario is compared and never awarded: it is no alternative.
    let scenario = |dossier: Rc<Dossier>, offer: &&str| {
        let kind = Edit::OfferKind { offer: Id::new(offer), kind: OfferKind::Build, available_from: None };
        edit(&dossier, &kind).unwrap()
    };
    assert_eq!(asked(&["b", "c"].iter().fold(dossier(), scenario), "a"), []);
}

#[test]
fn reasons_stay_with_the_dossier_and_leave_only_with_all_of_it() {
    let dossier = dossier();
    let choice =
        Choice { offer: Id::new("a"), reasons: "Seule à RAISON".into(), by: "Direction PAR".into(), date: None };
    let chosen = edit(&dossier, &Edit::Decision(DecisionEdit::Choose(Some(choice)))).unwrap();
    let add = DecisionEdit::AddAlternative { name: "Suite ECARTEE".into(), reason: "Sans MOTIF".into() };
    let full = edit(&chosen, &Edit::Decision(add)).unwrap();
    assert_eq!(file::read(&file::write(&full)).unwrap(), *full);
    assert_eq!(link::read(&link::write(&full).unwrap()).unwrap(), *full);
    let marks = ["RAISON", "PAR", "MOTIF", "ECARTEE"];
    let left = |flavour, comments| {
        let text = file::write(&redact(&full, flavour, comments));
        marks.iter().filter(|mark| text.contains(**mark)).copied().collect::<Vec<_>>()
    };
    assert_eq!(left(Flavour::Complete, true), marks);
    assert_eq!(left(Flavour::Complete, false), ["ECARTEE"]);
    assert!(left(Flavour::Anonymised, false).is_empty() && left(Flavour::Grid, false).is_empty());
    assert_eq!(compare(&full, &chosen).len(), 1);
    assert!(compare(&full, &chosen).iter().all(|difference| !difference.is_grid()));
}

#[test]
fn alternatives_are_edited_and_a_choice_goes_with_its_offer() {
    let decide = |dossier: &Rc<Dossier>, change: DecisionEdit| edit(dossier, &Edit::Decision(change));
    let add = DecisionEdit::AddAlternative { name: "Tchap".into(), reason: String::new() };
    let one = decide(&dossier(), add).unwrap();
    let alternative = Alternative { name: "Tchap".into(), reason: "Sans visioconférence".into() };
    let changed = decide(&one, DecisionEdit::Alternative { place: 0, alternative: alternative.clone() }).unwrap();
    assert_eq!(changed.decision.set_aside, std::slice::from_ref(&alternative));
    assert_eq!(decide(&one, DecisionEdit::Alternative { place: 1, alternative }), Err(Refusal::NoRoom));
    assert_eq!(decide(&one, DecisionEdit::RemoveAlternative(1)), Err(Refusal::NoRoom));
    assert_eq!(decide(&one, DecisionEdit::RemoveAlternative(0)).unwrap(), dossier());
    let nameless = DecisionEdit::AddAlternative { name: " ".into(), reason: String::new() };
    assert!(matches!(decide(&one, nameless), Err(Refusal::Defects(_))));
    let choose = |offer: &str| {
        let choice = Choice { offer: Id::new(offer), reasons: String::new(), by: String::new(), date: None };
        DecisionEdit::Choose(Some(choice))
    };
    assert!(matches!(decide(&one, choose("absente")), Err(Refusal::Defects(_))));
    let chosen = decide(&one, choose("a")).unwrap();
    let gone = edit(&chosen, &Edit::RemoveOffer(Id::new("a"))).unwrap();
    assert_eq!((gone.decision.choice.clone(), gone.decision.set_aside.len()), (None, 1));
}

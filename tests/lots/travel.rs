//! Lots in files and links, and what an evaluator sees of them.

use super::*;

fn lots_json(others: &str) -> String {
    MAIL.replace(
        "\"version\": 1,",
        &format!("\"version\": 1, \"lots\": {{ \"name\": \"Un\", \"others\": [{others}] }},"),
    )
}

fn other_json(name: &str, more: &str) -> String {
    let content = MAIL.split_once("\"criteria\"").unwrap().1;
    format!("{{ \"name\": \"{name}\", {more} \"criteria\"{content}")
}

#[test]
fn files_with_wrong_lots_say_where() {
    let errors = |text: &str| -> Vec<String> {
        let errors = file::read(text).expect_err("it is wrong");
        errors.iter().map(|error| spaced(&present::errors::file_error(Lang::Fr, error))).collect()
    };
    assert!(file::read(&lots_json(&other_json("Deux", "\"data\": \"state\","))).is_ok());
    let within = other_json("Deux", "\"lots\": { \"name\": \"Trois\", \"others\": [] },");
    let told = errors(&lots_json(&within));
    assert!(told.len() == 1 && told[0].contains("lots.others[0]") && told[0].contains("« lots »"), "{told:?}");
    let told = errors(&lots_json(&other_json("Deux", "\"title\": \"Autre\",")));
    assert!(told.len() == 1 && told[0].contains("« title »"), "{told:?}");
    let told = errors(&lots_json(&other_json("Un ", "")));
    assert!(told.len() == 1 && told[0].contains("lots.others[0].name : un autre lot porte déjà ce nom"), "{told:?}");
    let told = errors(&lots_json(&other_json("Deux", "\"data\": \"secret\",")));
    assert!(told.len() == 1 && told[0].contains("« sensitive », « state » et « other »"), "{told:?}");
    // A defect within a lot has its own place, and every lot is looked at.
    let wrong = other_json("Deux", "").replace("\"weight\": 60", "\"weight\": -1");
    let told = errors(&lots_json(&[wrong.clone(), wrong.replace("Deux", "Trois")].join(",")));
    assert!(told.len() == 2 && told[1].contains("lots.others[1].criteria[0].weight"), "{told:?}");
    let many = |count: usize| (0..count).map(|n| other_json(&format!("n{n}"), "")).collect::<Vec<_>>().join(",");
    assert_eq!(file::read(&lots_json(&many(49))).unwrap().lots.as_ref().unwrap().count(), limits::LOTS);
    let told = errors(&lots_json(&many(50)));
    assert!(told.len() == 1 && told[0].contains("lots.others : il y a trop d'éléments : 49 au plus"), "{told:?}");
    let beyond = lots_json(&other_json("Deux", "")).replace("\"name\": \"Un\",", "\"name\": \"Un\", \"place\": 2,");
    let told = errors(&beyond);
    assert!(told.len() == 1 && told[0].contains("lots.place"), "{told:?}");
    let told = errors(&lots_json("").replace(", \"others\": []", ""));
    assert!(told.len() == 1 && told[0].contains("« others »"), "{told:?}");
}

/// The door itself, for whoever makes a dossier otherwise than from a file.
#[test]
fn a_lot_holds_no_lots_and_fifty_are_enough() {
    let lot = |name: String, dossier: Dossier| Lot { name, class: None, dossier: Rc::new(dossier) };
    let with = |others: Vec<Lot>| {
        let mut draft = mail().to_draft();
        draft.lots = Some(Rc::new(Lots { name: "Un".into(), class: None, place: 0, others }));
        draft.check()
    };
    let whole = with(vec![lot("Deux".into(), mail())]).unwrap();
    let defects = with(vec![lot("Trois".into(), whole)]).unwrap_err();
    assert_eq!(defects.iter().map(|defect| defect.place.as_str()).collect::<Vec<_>>(), ["lots.others[0].lots"]);
    let many = |count: usize| (0..count).map(|n| lot(format!("n{n}"), mail())).collect::<Vec<_>>();
    let full = Rc::new(with(many(49)).unwrap());
    assert_eq!(with(many(50)).unwrap_err()[0].place, "lots.others");
    let add = LotsEdit::Add { first: String::new(), name: "encore".into(), class: None, content: LotContent::Grid };
    assert!(edit(&full, &Edit::Lots(Box::new(add))).is_err());
    assert_eq!(link::read(&link::write(&full).unwrap()).unwrap(), *full);
    // All lots have the title of the whole.
    let other = changed(&mail(), |draft| draft.title = "Un autre titre".into());
    assert_eq!(
        with(vec![lot("Deux".into(), other)]).unwrap().lots.as_ref().unwrap().others[0].dossier.title,
        "Poste de travail"
    );
}

#[test]
fn prices_of_every_lot_are_told_before_they_leave() {
    let state = after(two(), [LotsMsg::Choose(0).into()]);
    let mut draft = state.dossier().to_draft();
    draft.offers.clear();
    let dossier = draft.check().unwrap();
    assert!(holds_prices(&dossier), "those of the other lot");
    assert!(!holds_prices(&redact(&dossier, Flavour::Anonymised, false)));
    assert!(!holds_prices(&redact(&dossier, Flavour::Grid, false)));
    let state = after(start(), [Msg::DossierGiven(Rc::new(dossier)), Msg::OpenShare]);
    let view = present::share(&state).unwrap();
    let held =
        |name: &str| view.contents.iter().find(|content| content.name == name).map(|c| (c.is_held, c.detail.clone()));
    assert_eq!(held("Lots, avec leurs noms"), Some((true, "2".into())));
    assert_eq!(held("Offres"), Some((true, "2".into())));
}

#[test]
fn an_evaluator_sees_one_lot_and_hands_in_for_that_one() {
    let commission = CommissionEdit::Add { name: "Zoé".into() };
    let state = two();
    let state = after(
        state,
        [
            Msg::Edit(Edit::Commission(commission.clone())),
            LotsMsg::Choose(0).into(),
            Msg::Edit(Edit::Commission(commission)),
        ],
    );
    let chair = state.dossier();
    let sent = invitation(chair, "Zoé").unwrap();
    let lots = sent.lots.as_ref().unwrap();
    assert_eq!((lots.name.as_str(), lots.others.len()), ("Messagerie", 0));
    assert!(!file::write(&sent).contains("Visio"), "nothing of the other lot leaves");
    assert_eq!(link::read(&link::write(&sent).unwrap()).unwrap(), sent);
    let view = present::lots_bar(&after(start(), [Msg::DossierGiven(Rc::new(sent.clone()))])).unwrap();
    assert!(view.is_alone);
    let given = Rc::new(hand_in(&sent, Moment::parse("2026-11-22T09:00").unwrap()).unwrap());
    let merged = merge(chair, &[Rc::clone(&given)]).unwrap();
    assert_eq!(merged.lots, chair.lots, "the other lots stay");
    let elsewhere = after(state.clone(), [LotsMsg::Choose(1).into()]);
    let refused = merge(elsewhere.dossier(), &[given]).unwrap_err();
    assert_eq!(refused, [(0, MergeRefusal::OtherLot { by: "Zoé".into(), lot: "Messagerie".into() })]);
}

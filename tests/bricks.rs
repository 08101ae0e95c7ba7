//! Composite offers: suites and assemblies side by side in one ranking, their
//! bricks edited, kept, sent and made nameless.

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::rc::Rc;

use mieux_disant::dossier::{
    Assessment, Component, ComponentEdit, ComponentKind, Covered, Date, Dossier, Edit, Entry, Flavour, GridEdit, Id,
    IdMap, Offer, Refusal, Shortfall, edit, fingerprint, redact,
};
use mieux_disant::engine::{Composition, Decimal, Fact};
use mieux_disant::saved::{file, link};
use support::dossiers::{Recipe, generate};

fn dec(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

/// Figures are fictitious.
const DOSSIER: &str = r#"{
  "format": "mieux-disant", "version": 1, "title": "Suite ou assemblage", "reference_date": "2026-06",
  "criteria": [
    { "id": "prix", "name": "Coût", "weight": 40, "family": "price_inverse" },
    { "id": "besoins", "name": "Besoins", "weight": 30, "family": "coverage" },
    { "id": "droit", "name": "Exposition", "weight": 20, "family": "scale", "out_of": 4, "market": "jurisdiction",
      "levels": [
        { "label": "Hors UE", "points": 0 }, { "label": "Filiale", "points": 1 }, { "label": "Licence", "points": 2 },
        { "label": "UE", "points": 3 }, { "label": "Vérifié", "points": 4 } ] },
    { "id": "essai", "name": "Essai", "weight": 10, "family": "notes_mean", "out_of": 20 }
  ],
  "informations": [
    { "id": "qualifie", "name": "SecNumCloud", "family": "yes_no" },
    { "id": "delai", "name": "Délai", "family": "observed_low", "unit": "mois" }
  ],
  "requirements": [
    { "id": "mel", "name": "Messagerie", "of": "besoins", "must": true },
    { "id": "visio", "name": "Visioconférence", "of": "besoins", "weight": 2 },
    { "id": "docs", "name": "Documents", "of": "besoins", "weight": 1 }
  ],
  "gates": [ { "id": "musts", "name": "Obligatoires", "rule": "musts_covered", "of": "besoins" } ],
  "cost_plan": { "horizon": 4, "scenarios": [ { "name": "Base" } ] },
  "offers": [
    { "id": "suite", "name": "Suite", "facts": { "prix": 500, "mel": 1, "visio": 1, "docs": "0.5", "droit": 1,
      "essai": { "opinions": [ { "by": "A", "note": 14 } ] } } },
    { "id": "assemblage", "name": "Assemblage", "facts": {
        "essai": { "opinions": [ { "by": "A", "note": 15 }, { "by": "B", "note": 16 } ] } },
      "components": [
        { "id": "m", "name": "Messagerie X", "available_from": "2026-09", "facts": {
            "prix": { "costs": [ { "label": "Abonnement", "kind": "subscription", "amount": "50.005", "source": "Devis" } ] },
            "mel": 1, "visio": 0, "docs": 0, "droit": 3, "qualifie": false, "delai": 3 } },
        { "id": "v", "name": "Visio Y", "available_from": "2027-01", "facts": {
            "prix": { "costs": [ { "label": "Abonnement", "kind": "subscription", "amount": "20.005", "source": "Devis" } ] },
            "visio": 1, "docs": { "low": 0, "high": "0.5" }, "qualifie": true, "delai": 6 } },
        { "id": "i", "name": "Raccordement", "kind": "integration", "facts": {
            "prix": { "costs": [ { "label": "Annuaire", "kind": "integration", "amount": 30, "year": 1, "source": "Devis" } ] } } },
        { "id": "o", "name": "Opérateur Z", "kind": "supplier", "of": "v", "facts": { "droit": 2 } },
        { "id": "r", "name": "Revendeur R", "kind": "reseller" }
      ] }
  ]
}"#;

fn dossier() -> Rc<Dossier> {
    Rc::new(file::read(DOSSIER).unwrap_or_else(|errors| panic!("{errors:#?}")))
}

fn id(text: &str) -> Id {
    Id::new(text)
}

fn fact_of(dossier: &Dossier, measure: &str, offer: &str) -> Fact {
    let measure_id = id(measure);
    dossier.fact(&measure_id, dossier.measure(&measure_id).unwrap(), dossier.offer(&id(offer)).unwrap())
}

fn deciding(dossier: &Dossier, measure: &str) -> Vec<String> {
    let offer = dossier.offer(&id("assemblage")).unwrap();
    let composite = dossier.composite(&id(measure), dossier.measure(&id(measure)).unwrap(), offer).unwrap();
    composite.deciding.iter().map(|place| offer.components[*place].name.clone()).collect()
}

#[test]
fn a_suite_and_an_assembly_stand_in_one_ranking() {
    let dossier = dossier();
    // 4 years of 50.005 and of 20.005, and 30 once: one sheet, rounded once.
    assert_eq!(fact_of(&dossier, "prix", "assemblage"), Fact::Number(dec("310.04")));
    // Video in full (2), documents between nothing and half of 1.
    assert_eq!(fact_of(&dossier, "besoins", "assemblage"), Fact::Between { low: dec("2"), high: dec("2.5") });
    assert_eq!(fact_of(&dossier, "droit", "assemblage"), Fact::Level(2));
    assert_eq!(deciding(&dossier, "droit"), ["Visio Y"]);
    assert_eq!(fact_of(&dossier, "qualifie", "assemblage"), Fact::Yes(false));
    assert_eq!(deciding(&dossier, "qualifie"), ["Messagerie X"]);
    // The latest of delays: a higher one is worse.
    assert_eq!(fact_of(&dossier, "delai", "assemblage"), Fact::Number(dec("6")));
    assert_eq!(fact_of(&dossier, "essai", "assemblage"), Fact::Mean { sum: dec("31"), count: 2 });
    let offer = dossier.offer(&id("assemblage")).unwrap();
    assert_eq!(offer.availability().map(|date| date.to_string()), Some("2027-01".into()));
    let assessment = Assessment::of(Rc::clone(&dossier));
    assert_eq!(assessment.evaluation().rank_of(1), Some(1), "the assembly is first whatever documents are worth");
}

#[test]
fn what_is_entered_on_the_whole_comes_first_and_goes_again() {
    let dossier = dossier();
    let enter = |fact| Edit::Entry { offer: id("assemblage"), measure: id("droit"), entry: Entry::from(fact) };
    let entered = edit(&dossier, &enter(Fact::Level(4))).unwrap();
    assert_eq!(fact_of(&entered, "droit", "assemblage"), Fact::Level(4));
    let composite = |dossier: &Dossier| {
        let offer = dossier.offer(&id("assemblage")).unwrap().clone();
        dossier.composite(&id("droit"), dossier.measure(&id("droit")).unwrap(), &offer).unwrap().fact
    };
    assert_eq!(composite(&entered), Fact::Level(2), "what the bricks say stays in sight");
    assert_eq!(edit(&entered, &enter(Fact::Missing)).unwrap(), dossier);
}

#[test]
fn a_rule_is_part_of_the_grid_and_of_its_seal() {
    let dossier = dossier();
    let rule = |of: &str, rule| Edit::Grid(GridEdit::Composition { of: id(of), rule });
    let best = edit(&dossier, &rule("droit", Composition::Highest)).unwrap();
    assert_eq!(fact_of(&best, "droit", "assemblage"), Fact::Level(3));
    assert!(rule("droit", Composition::Highest).changes_grid());
    assert_ne!(fingerprint(&best), fingerprint(&dossier));
    // What the family does by itself is not said, so that it changes no seal.
    let back = edit(&best, &rule("droit", Composition::Lowest)).unwrap();
    assert_eq!(fingerprint(&back), fingerprint(&dossier));
    assert!(!file::write(&back).contains("\"composition\""));
    // All bricks must cover what one covers under another rule.
    let all = edit(&dossier, &rule("besoins", Composition::Lowest)).unwrap();
    assert_eq!(fact_of(&all, "visio", "assemblage"), Fact::Number(Decimal::ZERO));
    for (of, wrong) in [("droit", Composition::Sum), ("essai", Composition::Lowest), ("prix", Composition::Mean)] {
        assert!(matches!(edit(&dossier, &rule(of, wrong)), Err(Refusal::Defects(_))), "{of}");
    }
}

#[test]
fn an_assembly_ranks_like_an_offer_of_which_the_same_is_known() {
    let mut composite = 0;
    for seed in 0..150 {
        let recipe = Recipe { composite: true, extreme: false, offers: 4, ..Recipe::of(seed) };
        let dossier = generate(&recipe, seed);
        let mut draft = dossier.to_draft();
        let mut is_plain = true;
        for offer in &mut draft.offers {
            let mut facts = offer.facts.clone();
            for (measure, _, rule) in dossier.measures() {
                let Some(found) = dossier.composite(measure, rule, offer) else { continue };
                let own = facts.get(measure).map_or(Fact::Missing, |entry| dossier.entry_fact(measure, rule, entry));
                // A mean is made of opinions: no dossier states one.
                is_plain &= !matches!(found.fact, Fact::Mean { .. });
                if own == Fact::Missing && found.fact != Fact::Missing {
                    let justification = "Toutes les briques.".into();
                    facts.insert(measure.clone(), Entry { justification, ..Entry::from(found.fact) });
                }
            }
            composite += usize::from(!offer.components.is_empty());
            *offer = Rc::new(Offer { facts, components: Vec::new(), ..offer.as_ref().clone() });
        }
        if !is_plain {
            continue;
        }
        let Ok(plain) = draft.check() else { continue };
        let (one, other) = (Assessment::of(Rc::new(dossier)), Assessment::of(Rc::new(plain)));
        assert_eq!(one.evaluation().order(), other.evaluation().order(), "seed {seed}");
        for offer in 0..one.dossier().offers.len() {
            assert_eq!(one.evaluation().rank_of(offer), other.evaluation().rank_of(offer), "seed {seed}");
        }
    }
    assert!(composite > 100, "{composite}");
}

fn component(edit: ComponentEdit) -> Edit {
    Edit::Component { offer: id("assemblage"), edit }
}

#[test]
fn bricks_are_added_named_moved_and_removed_with_who_stands_behind_them() {
    let dossier = dossier();
    let apply = |dossier: &Rc<Dossier>, change: ComponentEdit| edit(dossier, &component(change)).unwrap();
    let names = |dossier: &Dossier| -> Vec<String> {
        dossier.offer(&id("assemblage")).unwrap().components.iter().map(|each| each.name.clone()).collect()
    };
    let add = |name: &str, kind| ComponentEdit::Add { name: name.into(), kind, of: None, facts: IdMap::new() };
    let more = apply(&dossier, add("Documents W", ComponentKind::Brick));
    assert_eq!(names(&more).last().map(String::as_str), Some("Documents W"));
    assert_eq!(more.offer(&id("assemblage")).unwrap().components.last().unwrap().id, id("brique-1"));
    // Nothing is known of it: what the weakest link decides is open.
    assert_eq!(fact_of(&more, "droit", "assemblage"), Fact::Levels { low: 0, high: 2 });
    assert_eq!(fact_of(&more, "prix", "assemblage"), Fact::Missing);
    let moved = apply(&dossier, ComponentEdit::Move { component: id("v"), by: -1 });
    assert_eq!(names(&moved)[..2], ["Visio Y", "Messagerie X"]);
    assert_eq!(Assessment::of(Rc::clone(&moved)).evaluation().rank_of(1), Some(1));
    let named = apply(&dossier, ComponentEdit::Name { component: id("v"), name: "Visio Z".into() });
    assert!(names(&named).contains(&"Visio Z".to_owned()));
    let without = apply(&dossier, ComponentEdit::Remove(id("v")));
    assert_eq!(names(&without), ["Messagerie X", "Raccordement", "Revendeur R"]);
    let role = |component: &str, kind, of: Option<&str>| ComponentEdit::Role {
        component: id(component),
        kind,
        of: of.map(Id::new),
    };
    assert!(edit(&dossier, &component(role("r", ComponentKind::Holder, Some("m")))).is_ok());
    assert!(matches!(
        edit(&dossier, &component(role("r", ComponentKind::Holder, Some("nulle part")))),
        Err(Refusal::Defects(_))
    ));
    // Who sells does not run: the exposure is not the reseller's.
    let own = |component: &str, measure: &str, fact| ComponentEdit::Entry {
        component: id(component),
        measure: id(measure),
        entry: Entry::from(fact).into(),
    };
    assert!(matches!(edit(&dossier, &component(own("r", "droit", Fact::Level(4)))), Err(Refusal::Defects(_))));
    assert!(matches!(edit(&dossier, &component(own("i", "delai", Fact::Number(dec("1"))))), Err(Refusal::Defects(_))));
    assert!(matches!(edit(&dossier, &component(ComponentEdit::Remove(id("absente")))), Err(Refusal::Unknown(_))));
    assert!(matches!(
        edit(&dossier, &component(ComponentEdit::Move { component: id("m"), by: -1 })),
        Err(Refusal::NoRoom)
    ));
}

#[test]
fn facts_of_bricks_follow_the_grid() {
    let dossier = dossier();
    let brick = |dossier: &Dossier, name: &str| -> Component {
        dossier.offer(&id("assemblage")).unwrap().component(&id(name)).unwrap().clone()
    };
    let without = edit(&dossier, &Edit::RemoveCriterion(id("droit"))).unwrap();
    assert!(!brick(&without, "m").facts.contains_key(&id("droit")));
    // A level that moves takes the facts of bricks along.
    let change = mieux_disant::dossier::LevelChange::Move { index: 3, by: 1 };
    let moved = edit(&dossier, &Edit::Grid(GridEdit::Levels { of: id("droit"), change })).unwrap();
    assert_eq!(brick(&moved, "m").facts[&id("droit")].fact, Fact::Level(4));
    // A measure that no longer reads them lets them go, and the others stay.
    let yes = mieux_disant::catalogue::family_by_tag("yes_no").unwrap();
    let measure = mieux_disant::dossier::Measure::new(yes, Vec::new());
    let other = edit(&dossier, &Edit::Measure { of: id("droit"), measure }).unwrap();
    assert!(
        !brick(&other, "m").facts.contains_key(&id("droit")) && brick(&other, "m").facts.contains_key(&id("delai"))
    );
    assert!(!brick(&other, "o").facts.contains_key(&id("droit")));
}

#[test]
fn files_and_links_hold_all_of_it_and_anonymous_ones_no_name() {
    let dossier = dossier();
    assert_eq!(file::read(&file::write(&dossier)).unwrap(), *dossier);
    let link = link::write(&dossier).unwrap();
    assert_eq!(link::read(&link).unwrap(), *dossier);
    let anonymous = redact(&dossier, Flavour::Anonymised, false);
    let text = file::write(&anonymous);
    for name in ["Messagerie X", "Visio Y", "Opérateur Z", "Revendeur R", "Raccordement", "Devis", "50.005"] {
        assert!(!text.contains(name), "{name}");
    }
    assert!(text.contains("Brique 2") && text.contains("Fournisseur 1"));
    // The facts that rank stay, with who they belong to.
    assert_eq!(anonymous.offers[1].components[3].of, Some(anonymous.offers[1].components[1].id.clone()));
    let (id, rule) = (id("droit"), dossier.measure(&id("droit")).unwrap());
    assert_eq!(anonymous.fact(&id, rule, &anonymous.offers[1]), Fact::Level(2));
}

#[test]
fn a_brick_commits_itself_for_the_whole() {
    let date = |text: &str| Date::parse(text).unwrap();
    // (accepted until, counts, what is covered)
    for (until, counts, low, high) in
        [(None, false, "2", "2.5"), (Some("2027-05"), false, "2", "2.5"), (Some("2027-06"), true, "3", "3")]
    {
        let mut draft = dossier().to_draft();
        draft.method.commitments_until = until.map(date);
        let facts = &mut Rc::make_mut(&mut draft.offers[1]).components[1].facts;
        let entry = facts.get_mut(&id("docs")).unwrap();
        entry.shortfall = Shortfall { committed_by: Some(date("2027-06")), ..Shortfall::default() }.boxed();
        let dossier = draft.check().unwrap();
        let need = dossier.requirements.iter().find(|need| need.id == id("docs")).unwrap();
        let how = dossier.how_covered(need, &dossier.offers[1]);
        assert_eq!(how, Covered::Committed { by: date("2027-06"), counts }, "{until:?}");
        assert_eq!(fact_of(&dossier, "besoins", "assemblage").bounds(), Some((dec(low), dec(high))), "{until:?}");
        assert_eq!(file::read(&file::write(&dossier)).unwrap(), dossier);
        assert_eq!(link::read(&link::write(&dossier).unwrap()).unwrap(), dossier);
    }
}

#[test]
fn files_that_make_no_sense_are_told_with_their_place() {
    let cases = [
        (r#""of": "v", "facts": { "droit": 2 }"#, r#""of": "w""#, "offers[1].components[3].of"),
        (r#""id": "v", "name""#, r#""id": "m", "name""#, "offers[1].components[1].id"),
        (r#""kind": "reseller""#, r#""kind": "reseller", "facts": { "droit": 1 }"#, "components[4].facts.droit"),
        (r#""kind": "reseller""#, r#""kind": "maison""#, "offers[1].components[4].kind"),
        (r#""droit": 3, "qualifie""#, r#""droit": 7, "qualifie""#, "offers[1].components[0].facts.droit"),
        (r#""kind": "supplier""#, r#""kind": "supplier", "available_from": "2027""#, "components[3].available_from"),
        (
            r#""family": "price_inverse""#,
            r#""family": "price_inverse", "composition": "mean""#,
            "criteria[0].composition",
        ),
        (
            r#""delai": 3 }"#,
            r#""delai": 3, "essai": { "opinions": [ { "by": "A", "note": 1 } ] } }"#,
            "offers[1].components[0].facts.essai.opinions",
        ),
    ];
    for (from, to, place) in cases {
        let text = DOSSIER.replacen(from, to, 1);
        assert_ne!(text, DOSSIER, "{from}");
        let errors = file::read(&text).expect_err(to);
        assert!(errors.iter().any(|error| error.place.ends_with(place)), "{to}: {errors:#?}");
    }
}

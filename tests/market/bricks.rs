//! Products of the catalogue as bricks of composite offers: the facts with the role
//! that owns them, one step each, into a new offer or one that is there.

use mieux_disant::app::{BrickPlace, MarketMsg, Msg, State};
use mieux_disant::catalogue::market::{Product, ProductKind, products};
use mieux_disant::dossier::{ComponentKind, Edit, Entry, Id, Topic, Verb};
use mieux_disant::engine::{Fact, Outcome};
use mieux_disant::present::{self, JoinView};
use mieux_disant::saved::file;

use super::{after, date, following, holding, shown};

fn joining(state: &State, name: &str) -> JoinView {
    let view = shown(state).products.into_iter().find(|view| view.name == name).unwrap_or_else(|| panic!("{name}"));
    view.join.unwrap_or_else(|| panic!("{name} cannot be added"))
}

fn joined(state: &State, name: &str) -> State {
    after(state.clone(), [MarketMsg::AddComponent(joining(state, name).known).into()]).0
}

/// Free software that the State runs.
const JITSI: &str = "Jitsi (webconférence de l’État)";

fn said(state: &State) -> String {
    present::announcement(state)
}

#[test]
fn a_brick_has_the_facts_of_the_service_and_its_supplier_those_of_who_controls_it() {
    let state = holding(&following("2026-07-01"));
    let before = file::write(state.dossier());
    assert_eq!(shown(&state).place.chosen, 0);
    assert_eq!(
        joining(&state, "OVHcloud").label,
        "Ajouter comme brique\u{a0}: OVHcloud, dans une nouvelle offre composite"
    );
    let state = joined(&state, "OVHcloud");
    let offer = state.dossier().offers.last().unwrap().clone();
    assert_eq!((offer.name.as_str(), offer.facts.len()), ("Assemblage", 0));
    let [brick, supplier] = offer.components.as_slice() else { panic!("{:?}", offer.components) };
    assert_eq!((brick.name.as_str(), brick.kind, &brick.of), ("OVHcloud", ComponentKind::Brick, &None));
    assert_eq!((supplier.kind, supplier.of.as_ref()), (ComponentKind::Supplier, Some(&brick.id)));
    let known = products().find(|product| product.name == "OVHcloud").unwrap();
    assert_eq!(supplier.name, known.publisher);

    // As « Ajouter au dossier » does: the same entries, each with the role that owns it.
    let of_an_offer = shown(&state).products.into_iter().find(|view| view.id == known.id).unwrap().facts;
    let entry = |id: &str| &of_an_offer.iter().find(|(of, _)| of.as_str() == id).unwrap().1;
    let facts = |of: usize| -> Vec<(&str, &Entry)> {
        offer.components[of].facts.iter().map(|(id, entry)| (id.as_str(), entry)).collect()
    };
    assert_eq!((facts(0), facts(1)), (vec![("snc", entry("snc"))], vec![("droit", entry("droit"))]));
    assert_eq!((entry("snc").fact, entry("snc").date), (Fact::Levels { low: 0, high: 5 }, date("2025-08-06")));
    assert!(entry("droit").justification.contains("à vérifier"));

    // Both count for the whole, by the rule of each measure.
    for (id, high) in [("snc", 5), ("droit", 3)] {
        let measure = state.dossier().measure(&Id::new(id)).unwrap();
        let fact = state.dossier().fact(&Id::new(id), measure, &offer);
        assert_eq!(fact, Fact::Levels { low: 0, high }, "{id}");
    }
    assert!(said(&state).contains("brique «\u{a0}OVHcloud\u{a0}»"), "{}", said(&state));
    assert!(said(&state).ends_with("2\u{a0}données à vérifier."), "{}", said(&state));
    assert_eq!(state.history.undoable().unwrap().name().fr, "ajout d'une brique du catalogue");
    assert_eq!(file::write(after(state, [Msg::Undo]).0.dossier()), before, "one step");
}

#[test]
fn further_bricks_join_the_same_offer_until_another_is_chosen() {
    let state = joined(&holding(&following("2026-07-01")), "BlueMind");
    let (first, count) = (state.dossier().offers.last().unwrap().id.clone(), state.dossier().offers.len());
    let view = shown(&state);
    assert_eq!((view.place.chosen, view.place.options[1].0.as_str()), (1, "Assemblage"));
    let state = joined(&state, "OVHcloud");
    assert_eq!(state.dossier().offers.len(), count);
    let of_first = |state: &State| state.dossier().offer(&first).unwrap().components.len();
    assert_eq!(of_first(&state), 4, "two bricks, each with its supplier");
    assert!(joining(&state, "Tchap").label.ends_with("dans «\u{a0}Assemblage\u{a0}»"));
    // A second one bears another name.
    let (state, _) = after(state.clone(), [shown(&state).place.options[0].1.clone()]);
    assert!(said(&state).contains("une nouvelle offre composite"), "{}", said(&state));
    let state = joined(&state, "Tchap");
    assert_eq!(state.dossier().offers.last().unwrap().name, "Assemblage 2");
    // Back to the first; gone, bricks begin a new one.
    let (state, _) = after(state, [MarketMsg::Place(BrickPlace::Offer(first.clone())).into()]);
    let state = joined(&state, JITSI);
    assert_eq!(of_first(&state), 6);
    let (state, _) = after(state, [Msg::Edit(Edit::RemoveOffer(first.clone()))]);
    assert_eq!(shown(&state).place.chosen, 0);
    let state = joined(&state, JITSI);
    assert_eq!(state.dossier().offers.last().unwrap().components.len(), 2);
    // An offer that is no composite is none to choose.
    let plain = state.dossier().offers.first().unwrap().clone();
    assert!(plain.components.is_empty());
    assert!(shown(&state).place.options.iter().all(|(name, _)| *name != plain.name));
}

#[test]
fn bricks_to_compose_with_are_part_of_no_offer_and_nobody_resells_them() {
    let state = holding(&following("2026-07-01"));
    let count = state.dossier().offers.len();
    let options = shown(&state).place.options;
    let (state, _) = after(state, [options.last().unwrap().1.clone()]);
    assert!(said(&state).contains("le composeur"), "{}", said(&state));
    assert!(joining(&state, "OVHcloud").label.ends_with("dans le composeur"));
    let before = state.clone();
    let state = joined(&joined(&state, "OVHcloud"), JITSI);
    assert!(said(&state).starts_with("Dans le composeur\u{a0}: brique"), "{}", said(&state));
    assert_eq!(state.dossier().offers.len(), count);
    let pool = state.dossier().pool.as_ref().unwrap();
    assert_eq!(pool.bricks().count(), 2);
    let [brick, supplier, ..] = pool.components.as_slice() else { panic!("{:?}", pool.components) };
    assert_eq!((brick.name.as_str(), supplier.of.as_ref()), ("OVHcloud", Some(&brick.id)));
    assert_eq!(shown(&state).place.chosen, options.len() - 1, "further ones follow");
    let seller =
        products().find(|product| product.kind == ProductKind::Integrator && product.can_be_offered()).unwrap();
    let view = shown(&state).products.into_iter().find(|view| view.id == seller.id).unwrap();
    assert!(view.join.is_none());
    assert_eq!(&file::read(&file::write(state.dossier())).unwrap(), state.dossier().as_ref());
    let (state, _) = after(state, [Msg::Undo, Msg::Undo]);
    assert_eq!(state.dossier(), before.dossier(), "one step each");
}

#[test]
fn whoever_resells_stands_behind_the_whole_and_brings_no_fact() {
    let state = holding(&following("2026-07-01"));
    let mut sellers = 0;
    for known in products() {
        let is_seller = known.kind == ProductKind::Integrator;
        let Some(view) = shown(&state).products.into_iter().find(|view| view.id == known.id).unwrap().join else {
            assert!(!known.can_be_offered());
            continue;
        };
        assert_eq!(view.known.kind == ComponentKind::Reseller, is_seller, "{}", known.name);
        assert!(view.label.starts_with(view.text), "a button's name begins as it reads");
        sellers += usize::from(is_seller);
        let (state, effects) = after(state.clone(), [MarketMsg::AddComponent(view.known.clone()).into()]);
        assert!(!effects.is_empty() && state.notice.is_none(), "{}", known.name);
        let offer = state.dossier().offers.last().unwrap();
        assert_eq!(offer.components.len(), if is_seller { 1 } else { 2 }, "{}", known.name);
        assert!(!is_seller || offer.components[0].facts.is_empty());
        // No gate is passed by the catalogue, and only rung 0 is sure to fail.
        let gates = state.dossier().gates.len();
        if let Outcome::Eliminated(broken) = state.assessment.evaluation().outcome(state.dossier().offers.len() - 1) {
            assert!(
                broken.iter().all(|gate| *gate + 2 >= gates) && rung(known) == Some(0),
                "{}: {broken:?}",
                known.name
            );
        }
        let text = file::write(state.dossier());
        assert_eq!(&file::read(&text).unwrap(), state.dossier().as_ref(), "{}", known.name);
    }
    assert!(sellers > 0);
}

fn rung(product: &Product) -> Option<usize> {
    product.jurisdiction.rung
}

#[test]
fn the_journal_tells_of_the_offer_that_is_new_or_changed() {
    let (state, _) = after(holding(&following("2026-07-01")), [Msg::Edit(Edit::KeepJournal)]);
    let told = |state: &State| {
        let entry = state.dossier().journal.last().unwrap();
        match &entry.act {
            mieux_disant::dossier::Act::Change { topic, verb, subject } => (*topic, *verb, subject.clone()),
            other => panic!("{other:?}"),
        }
    };
    let state = joined(&state, "BlueMind");
    assert_eq!(told(&state), (Topic::Offer, Verb::Added, "Assemblage".into()));
    let state = joined(&state, "OVHcloud");
    assert_eq!(told(&state), (Topic::Offer, Verb::Changed, "Assemblage".into()));
}

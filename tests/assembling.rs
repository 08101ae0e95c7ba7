//! From a dossier to the composer and back: what it finds is what the engine
//! says of the same assembly among the offers, to the last digit.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "assembling/story.rs"]
mod story;
mod support;

use std::rc::Rc;

use mieux_disant::app::{
    ComponentFact, ComponentText, ComponentsMsg, ComposingMsg, Effect, Msg, PasteMsg, Phase, Start, State, update,
};
use mieux_disant::dossier::{
    Apart, Assembling, Assessment, Candidate, Component, ComponentKind, Dossier, Entry, Id, NotComposable, Obstacle,
    Offer, Target, Wish, candidates, edit,
};
use mieux_disant::dossier::{Edit, Flavour, IdMap, redact};
use mieux_disant::engine::composer::{Composer, Proof};
use mieux_disant::engine::{Decimal, Fact, Finding, Outcome, Rational};
use mieux_disant::i18n::Lang;
use mieux_disant::present;
use mieux_disant::saved::{file, link};
use support::dossiers::{Recipe, generate};

/// A suite and bricks, on price, coverage, a level and a yes or no; every figure is fictitious.
const DOSSIER: &str = r#"{
  "format": "mieux-disant", "version": 1, "title": "Messagerie", "note_scale": 20,
  "criteria": [
    { "id": "prix", "name": "Coût", "weight": 40, "family": "price_inverse" },
    { "id": "besoins", "name": "Couverture", "weight": 30, "family": "coverage" },
    { "id": "droit", "name": "Exposition", "weight": 20, "family": "scale", "out_of": 4,
      "levels": [ { "label": "Hors UE", "points": 0 }, { "label": "Filiale", "points": 1 }, { "label": "UE", "points": 4 } ] },
    { "id": "acces", "name": "Accessible", "weight": 10, "family": "yes_no" }
  ],
  "informations": [ { "id": "qualifie", "name": "Qualifié", "family": "yes_no" } ],
  "requirements": [
    { "id": "mel", "name": "Courriel", "of": "besoins", "must": true },
    { "id": "visio", "name": "Visioconférence", "of": "besoins", "weight": 3 },
    { "id": "docs", "name": "Documents", "of": "besoins", "weight": 2 },
    { "id": "fil", "name": "Discussion", "of": "besoins", "weight": 1 }
  ],
  "gates": [
    { "id": "g-qualifie", "name": "Qualification", "rule": "yes", "of": "qualifie" },
    { "id": "g-musts", "name": "Obligatoires", "rule": "musts_covered", "of": "besoins" }
  ],
  "offers": [
    { "id": "suite", "name": "Suite", "facts": { "prix": 120, "mel": 1, "visio": 1, "docs": 1, "fil": 1, "droit": 1, "acces": true, "qualifie": true } },
    { "id": "ensemble", "name": "Ensemble", "components": [
      { "id": "m", "name": "Messagerie X", "facts": { "prix": "40.5", "mel": 1, "visio": 0, "docs": 0, "fil": 0.5, "droit": 2, "acces": true, "qualifie": true } },
      { "id": "v", "name": "Visio Y", "facts": { "prix": 30, "mel": 0, "visio": 1, "docs": 0, "fil": 0, "droit": 2, "acces": true } },
      { "id": "o", "name": "Opérateur", "kind": "supplier", "of": "v", "facts": { "qualifie": true } } ] }
  ],
  "bricks": [
    { "id": "d", "name": "Documents W", "facts": { "prix": 20, "mel": 0, "visio": 0, "docs": 1, "fil": 0, "droit": 2, "acces": false, "qualifie": true } },
    { "id": "f", "name": "Fil Z", "facts": { "prix": 5, "mel": 0, "visio": 0, "docs": 0, "fil": 1, "droit": 1, "acces": true, "qualifie": true } },
    { "id": "n", "name": "Non qualifiée", "facts": { "prix": 1, "mel": 1, "visio": 1, "docs": 1, "fil": 1, "droit": 2, "acces": true, "qualifie": false } },
    { "id": "p", "name": "Sans prix", "facts": { "mel": 1, "qualifie": true } },
    { "id": "q", "name": "Qualification inconnue", "facts": { "prix": 2, "mel": 1 } },
    { "id": "i", "name": "Raccordement", "kind": "integration", "facts": { "prix": 10 } }
  ]
}"#;

fn dossier() -> Rc<Dossier> {
    Rc::new(file::read(DOSSIER).unwrap_or_else(|errors| panic!("{errors:#?}")))
}

fn free(_: &Candidate) -> Wish {
    Wish::Free
}

fn question(dossier: &Rc<Dossier>) -> Assembling {
    Assembling::of(&Assessment::of(Rc::clone(dossier)), &free).unwrap_or_else(|why| panic!("{why:?}"))
}

fn searched(question: &Assembling, count: usize) -> Composer {
    let mut composer = Composer::new(&question.composition, count).unwrap();
    assert!(composer.finish(1_000_000));
    composer
}

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

#[test]
fn every_brick_is_known_once_and_what_stays_out_says_why() {
    let question = question(&dossier());
    let names: Vec<&str> = question.candidates.iter().map(|candidate| candidate.brick.name.as_str()).collect();
    let expected =
        ["Documents W", "Fil Z", "Non qualifiée", "Sans prix", "Qualification inconnue", "Messagerie X", "Visio Y"];
    assert_eq!(names, expected);
    let gate = || Id::new("g-qualifie");
    let out: Vec<Vec<Obstacle>> = question.candidates.iter().map(|candidate| candidate.obstacles.clone()).collect();
    assert_eq!(out[2], [Obstacle::Fails(gate())]);
    assert_eq!(out[3], [Obstacle::NoPrice]);
    assert_eq!(out[4], [Obstacle::Undecided(gate())]);
    assert!([0, 1, 5, 6].iter().all(|place| out[*place].is_empty()), "{out:?}");
    // The fact of whoever stands behind a brick is its own.
    assert_eq!(question.candidates[6].behind.len(), 1);
    assert_eq!(question.members, [0, 1, 5, 6]);
    let needs = ["visio", "docs", "fil", "mel"].map(|id| Target::Need(Id::new(id)));
    assert_eq!(question.targets, needs);
    assert!(question.apart.is_empty() && question.later.is_empty() && !question.is_rounded);
    // The same brick in a second offer is no second brick.
    let copy = Edit::DuplicateOffer { offer: Id::new("ensemble"), name: "Copie".into() };
    assert_eq!(candidates(&edit(&dossier(), &copy).unwrap()).len(), expected.len());
}

#[test]
fn what_the_composer_finds_is_what_the_engine_says_of_it() {
    let question = question(&dossier());
    let composer = searched(&question, 20);
    let found = composer.best();
    assert!(found.len() > 3, "{}", found.len());
    assert_eq!(composer.proof(), Proof::Optimal);
    for assembly in &found {
        let tried = question.tried("Essai", &assembly.bricks).unwrap();
        let evaluation = tried.assessment.evaluation();
        assert!(matches!(evaluation.outcome(tried.place), Outcome::Ranked | Outcome::Provisional));
        let total = evaluation.total_band(tried.place).unwrap().low;
        assert_eq!(total, assembly.total.clone() * decimal("20").into());
        let dossier = tried.assessment.dossier();
        let (offer, measure) = (&dossier.offers[tried.place], dossier.measure(&question.price).unwrap());
        assert_eq!(dossier.fact(&question.price, measure, offer), Fact::Number(assembly.price));
        // Putting several together costs, one alone does not.
        let has_link = offer.components.iter().any(|component| component.kind == ComponentKind::Integration);
        assert_eq!(has_link, assembly.bricks.len() > 1);
    }
}

/// Every set of bricks, by the engine alone.
fn best_of_all(question: &Assembling) -> Option<Rational> {
    let count = question.members.len();
    let sets = (1..1usize << count).map(|set| (0..count).filter(|brick| set >> brick & 1 == 1).collect::<Vec<_>>());
    let total = |bricks: Vec<usize>| {
        let tried = question.tried("Essai", &bricks)?;
        let offer = &tried.assessment.dossier().offers[tried.place];
        let dossier = tried.assessment.dossier();
        let covers = |target: &Target| match target {
            Target::Need(id) => {
                let need = dossier.requirements.iter().find(|need| need.id == *id).unwrap();
                let share = dossier.fact(id, &need.measure, offer).bounds().map_or(Decimal::ZERO, |(low, _)| low);
                !need.is_must() || share == Decimal::ONE
            }
            Target::Gate(_) => true,
        };
        question.targets.iter().all(covers).then_some(())?;
        let evaluation = tried.assessment.evaluation();
        let is_open =
            |finding: &Finding| matches!(finding, Finding::GateUndecided { offer, .. } if *offer == tried.place);
        // The composer looks for what is certain.
        (!evaluation.findings().iter().any(is_open)).then_some(())?;
        Some(evaluation.total_band(tried.place)?.low)
    };
    sets.filter_map(total).max()
}

#[test]
fn no_assembly_at_all_is_better_on_made_up_dossiers() {
    let (mut compared, mut refused, mut searched_in_full) = (0, 0, 0);
    for seed in 0..1200 {
        let recipe = Recipe {
            composite: true,
            needs: seed % 3 == 0,
            all_families: true,
            extreme: false,
            wild: false,
            complete: seed % 2 == 0,
            uncertain: seed % 5 == 0,
            offers: 3,
            leaves: 1 + (seed % 4) as usize,
            ..Recipe::of(seed)
        };
        let made = generate(&recipe, seed);
        let mut draft = made.to_draft();
        draft.method.total_decimals = None;
        draft.method.note_decimals = None;
        let Ok(made) = draft.check() else { continue };
        let assessment = Assessment::of(Rc::new(made));
        let question = match Assembling::of(&assessment, &free) {
            Ok(question) => question,
            Err(_) => {
                refused += 1;
                continue;
            }
        };
        let mut composer = Composer::new(&question.composition, 5).unwrap();
        assert!(composer.finish(1_000_000), "seed {seed}");
        let scale = Rational::from(assessment.dossier().note_scale);
        // A gate on what the assembly is as a whole may expel it, or others.
        if !question.later.is_empty() {
            continue;
        }
        let is_whole = question.apart.is_empty();
        for assembly in composer.best() {
            let Some(tried) = question.tried("Essai", &assembly.bricks) else { continue };
            let Some(band) = tried.assessment.evaluation().total_band(tried.place) else {
                assert!(!is_whole, "seed {seed}: {:?}", tried.assessment.evaluation().outcome(tried.place));
                continue;
            };
            let total = assembly.total.clone() * scale.clone();
            assert!(if is_whole { band.low == total } else { band.low >= total }, "seed {seed}");
            compared += 1;
        }
        if is_whole && question.members.len() < 7 {
            let best = composer.best().first().map(|best| best.total.clone() * scale.clone());
            assert_eq!(best, best_of_all(&question), "seed {seed}");
            searched_in_full += 1;
        }
    }
    assert!(compared > 60 && refused > 20 && searched_in_full > 20, "{compared} {refused} {searched_in_full}");
}

#[test]
fn what_cannot_be_composed_exactly_is_named() {
    let with = |from: &str, to: &str| {
        let text = DOSSIER.replacen(from, to, 1);
        assert_ne!(text, DOSSIER, "{from}");
        let dossier = file::read(&text).unwrap_or_else(|errors| panic!("{errors:#?}"));
        Assembling::of(&Assessment::of(Rc::new(dossier)), &free)
    };
    let by_hand = with(r#""family": "yes_no" }"#, r#""family": "yes_no", "composition": "by_hand" }"#).unwrap();
    assert_eq!(by_hand.apart, [(Id::new("acces"), Apart::ByHand)]);
    let best = searched(&by_hand, 1).best().remove(0);
    let tried = by_hand.tried("Essai", &best.bricks).unwrap();
    let band = tried.assessment.evaluation().total_band(tried.place).unwrap();
    // What the evaluators will say is open, and nothing else.
    assert_eq!(band.low, best.total * decimal("20").into());
    assert_eq!(band.high - band.low, decimal("2").into());
    let best_level =
        with(r#""family": "scale", "out_of": 4,"#, r#""family": "scale", "out_of": 4, "composition": "highest","#);
    assert_eq!(best_level.unwrap().apart, [(Id::new("droit"), Apart::Rule)]);
    let rescaled = with(r#""weight": 20, "family""#, r#""weight": 20, "rescaled": true, "family""#);
    assert_eq!(rescaled.unwrap().apart, [(Id::new("droit"), Apart::Relative)]);
    let rounded = with(r#""note_scale": 20,"#, r#""note_scale": 20, "method": { "note_decimals": 2 },"#);
    assert!(rounded.unwrap().is_rounded);
    let hierarchy = with(r#""note_scale": 20,"#, r#""note_scale": 20, "method": { "ranking": "hierarchy" },"#);
    assert_eq!(hierarchy.err(), Some(NotComposable::Hierarchy));
    let open = with(r#""prix": 120"#, r#""prix": { "low": 110, "high": 130 }"#);
    assert_eq!(open.err(), Some(NotComposable::OpenPrice(Id::new("suite"))));
    let field = with(r#""acces": true, "qualifie": true } },"#, r#""acces": true } },"#);
    assert_eq!(field.err(), Some(NotComposable::OpenField(Id::new("suite"))));
    let integration = with(r#""kind": "integration", "facts": { "prix": 10 }"#, r#""kind": "integration""#);
    assert_eq!(integration.err(), Some(NotComposable::OpenIntegration));
    let whole =
        r#"{ "id": "prix", "name": "Coût", "weight": 40, "family": "price_inverse", "composition": "by_hand" }"#;
    // Integration has amounts that add up only.
    let from = DOSSIER.find(r#"    { "id": "i", "name": "Raccordement""#).unwrap();
    let last = &DOSSIER[from - 2..DOSSIER.rfind("\n  ]").unwrap()];
    let text = DOSSIER.replacen(last, "", 1);
    let text = text.replacen(r#"{ "id": "prix", "name": "Coût", "weight": 40, "family": "price_inverse" }"#, whole, 1);
    let dossier = file::read(&text).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let no_price = Assembling::of(&Assessment::of(Rc::new(dossier)), &free);
    assert_eq!(no_price.err(), Some(NotComposable::NoPrice));
    // One brick is enough for a gate whose rule says so.
    let one = with(
        r#""name": "Qualifié", "family": "yes_no""#,
        r#""name": "Qualifié", "family": "yes_no", "composition": "highest""#,
    );
    let one = one.unwrap();
    assert_eq!(one.targets.last(), Some(&Target::Gate(Id::new("g-qualifie"))));
    assert!(one.members.contains(&2));
    // A limit on the price is a budget.
    let gate = r#"{ "id": "g-prix", "name": "Plafond", "rule": "value_at_most", "of": "prix", "value": 60 }, { "id": "g-musts""#;
    let budget = with(r#"{ "id": "g-musts""#, gate).unwrap();
    assert_eq!(budget.composition.budget, Some(decimal("60")));
    assert!(searched(&budget, 9).best().iter().all(|assembly| assembly.price <= decimal("60")));
}

#[test]
fn the_buyer_may_require_a_brick_or_set_it_aside() {
    let assessment = Assessment::of(dossier());
    let wishing = |name: &'static str, wish: Wish| {
        Assembling::of(&assessment, &move |candidate: &Candidate| {
            if candidate.brick.name == name { wish } else { Wish::Free }
        })
    };
    let wanted = wishing("Fil Z", Wish::Wanted).unwrap();
    let fil = wanted.members.iter().position(|place| wanted.candidates[*place].brick.name == "Fil Z").unwrap();
    let best = searched(&wanted, 5).best();
    assert!(!best.is_empty() && best.iter().all(|assembly| assembly.has(fil)));
    let out = wishing("Messagerie X", Wish::Out).unwrap();
    assert_eq!(out.candidates[5].obstacles, [Obstacle::SetAside]);
    // Nothing else covers the compulsory need.
    assert!(searched(&out, 5).best().is_empty());
    assert_eq!(wishing("Sans prix", Wish::Wanted).err(), Some(NotComposable::WantedIsOut(3)));
}

#[test]
fn cost_sheets_stay_where_they_add_up_to_the_cent() {
    // (amount per user of each brick, whether its sheets stay)
    for (amount, stays) in [("1.00", true), ("0.333", false)] {
        let sheet = |price: &str| {
            format!(
                r#""prix": {{ "costs": [ {{ "label": "Licences", "source": "BPU", "amount": "{price}", "kind": "licence" }} ] }}"#
            )
        };
        let text = DOSSIER
            .replacen(
                r#""informations""#,
                r#""cost_plan": { "horizon": 1, "scenarios": [ { "name": "Base" } ] }, "informations""#,
                1,
            )
            .replacen(r#""prix": "40.5""#, &sheet(amount), 1)
            .replacen(r#""prix": 20"#, &sheet(amount), 1)
            .replacen(
                r#""kind": "integration", "facts": { "prix": 10 }"#,
                &format!(r#""kind": "integration", "facts": {{ {} }}"#, sheet(amount)),
                1,
            );
        let dossier = file::read(&text).unwrap_or_else(|errors| panic!("{errors:#?}"));
        let question = question(&Rc::new(dossier));
        let place = |name: &str| {
            question.members.iter().position(|place| question.candidates[*place].brick.name == name).unwrap()
        };
        let bricks = [place("Documents W"), place("Messagerie X")];
        let components = question.components(&bricks);
        let sheets =
            |component: &Component| component.facts.get(&question.price).is_some_and(|entry| !entry.costs.is_empty());
        assert_eq!(components.iter().all(sheets), stays, "{amount}");
        let tried = question.tried("Essai", &bricks).unwrap();
        let measure = tried.assessment.dossier().measure(&question.price).unwrap();
        let price =
            tried.assessment.dossier().fact(&question.price, measure, &tried.assessment.dossier().offers[tried.place]);
        let sum = bricks.iter().fold(question.composition.integration.fixed, |sum, brick| {
            sum.checked_add(question.composition.bricks[*brick].price).unwrap()
        });
        assert_eq!(price, Fact::Number(sum), "{amount}");
    }
}

fn start() -> State {
    let state = State::new(Lang::Fr, Start { address: "https://intranet.example/".into(), session: "s".into() });
    let state = update(state, Msg::DossierGiven(dossier())).0;
    update(state, ComposingMsg::Toggle.into()).0
}

/// Carries out what the program asks itself to do, to the end.
fn run(state: State, msg: Msg) -> (State, Vec<Effect>) {
    let (mut state, mut effects) = update(state, msg);
    for _ in 0..10_000 {
        let next = effects.iter().position(|effect| matches!(effect, Effect::AfterPaint(_)));
        let Some(Effect::AfterPaint(msg)) = next.map(|place| effects.remove(place)) else { break };
        let (after, more) = update(state, *msg);
        state = after;
        effects.extend(more);
    }
    (state, effects)
}

fn said(state: &State) -> String {
    present::announcement(state).replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn adopting_gives_the_total_and_the_rank_that_were_announced() {
    let (state, _) = run(start(), ComposingMsg::Compose.into());
    assert!(said(&state).contains("Optimal, démontré"), "{}", said(&state));
    let view = present::composing(&state).unwrap().run.unwrap();
    assert!(!view.is_running && !view.is_stale && view.front.is_some());
    for place in 0..view.rows.len() {
        let row = &view.rows[place];
        let (adopted, effects) = update(state.clone(), ComposingMsg::Adopt(place).into());
        assert!(effects.contains(&Effect::Focus("composing-found")));
        let offers = &adopted.dossier().offers;
        assert_eq!((offers.len(), offers[2].name.as_str()), (3, view.name.as_str()));
        let evaluation = adopted.assessment.evaluation();
        let rank = evaluation.ranks_of(2).unwrap();
        assert!(row.rank.starts_with(&rank.best.to_string()), "{} {rank:?}", row.rank);
        let total = &state.composing().unwrap().run.as_ref().unwrap().found[place].assembly.total;
        assert_eq!(evaluation.total_band(2).unwrap().low, total.clone() * decimal("20").into());
        // The result is no longer that of the dossier, and is again once that is undone.
        assert!(present::composing(&adopted).unwrap().run.unwrap().is_stale);
        let undone = update(adopted, Msg::Undo).0;
        assert_eq!(undone.dossier(), state.dossier());
        assert!(!present::composing(&undone).unwrap().run.unwrap().is_stale);
        assert!(said(&undone).contains("adoption d'un assemblage"), "{}", said(&undone));
    }
    assert!(update(state, ComposingMsg::Adopt(99).into()).1.is_empty());
}

#[test]
fn a_brick_is_explained_and_its_absence_has_a_price() {
    let (state, _) = run(start(), ComposingMsg::Compose.into());
    let (state, effects) = run(state, ComposingMsg::Why(Some(0)).into());
    assert!(effects.contains(&Effect::Focus("composing-why")));
    let why = present::composing(&state).unwrap().run.unwrap().why.unwrap();
    assert_eq!(why.rows.len(), 4);
    let mail = why.rows.iter().find(|row| row.name == "Messagerie X").unwrap();
    assert!(mail.is_in && mail.alone.contains("Courriel"), "{mail:?}");
    let (state, _) = run(state, ComposingMsg::Other(mail.brick).into());
    assert!(said(&state).contains("aucun assemblage ne passe"), "{}", said(&state));
    let other = why.rows.iter().find(|row| row.is_in && row.name != "Messagerie X");
    if let Some(other) = other {
        let (state, _) = run(state, ComposingMsg::Other(other.brick).into());
        assert!(said(&state).contains("au lieu de"), "{}", said(&state));
    }
}

#[test]
fn a_search_is_stopped_and_one_that_nobody_waits_for_ends() {
    let (state, effects) = update(start(), ComposingMsg::Compose.into());
    let [Effect::AfterPaint(round)] = effects.as_slice() else { panic!("{effects:?}") };
    let (stopped, effects) = update(state.clone(), ComposingMsg::Stop.into());
    assert_eq!(effects, [Effect::Focus("composing-found")]);
    assert!(said(&stopped).contains("Recherche arrêtée"), "{}", said(&stopped));
    assert_eq!(stopped.composing().unwrap().run.as_ref().unwrap().phase, Phase::Stopped);
    assert!(update(stopped, (**round).clone()).1.is_empty());
    // Another dossier: the round that still comes does nothing.
    let changed = update(state, Msg::Edit(Edit::Title("Autre".into()))).0;
    let (changed, effects) = update(changed, (**round).clone());
    assert!(effects.is_empty());
    assert!(!changed.composing().unwrap().run.as_ref().unwrap().is_running());
}

#[test]
fn the_buyers_own_bricks_are_added_priced_pasted_and_removed() {
    let pool = || Id::new(Offer::POOL);
    let add = ComponentsMsg::Add { offer: pool(), name: "Agenda".into(), kind: ComponentKind::Brick };
    let (state, effects) = update(start(), add.into());
    assert!(effects.contains(&Effect::FocusOn("component-name-brique-1".into())), "{effects:?}");
    let fact = ComponentFact { offer: pool(), component: Id::new("brique-1"), measure: Id::new("prix") };
    let typed = ComponentsMsg::Text(ComponentText::Fact(fact), "12,5".into());
    let state = update(state, typed.into()).0;
    let own = |state: &State| state.dossier().pool.as_ref().unwrap().components.clone();
    assert_eq!(own(&state).last().unwrap().facts[&Id::new("prix")].fact, Fact::Number(decimal("12.5")));
    // No offer has changed, and nothing of the ranking.
    assert_eq!(state.dossier().offers, dossier().offers);
    let remove = ComponentsMsg::Edit(pool(), mieux_disant::dossier::ComponentEdit::Remove(Id::new("brique-1")));
    let (removed, effects) = update(state.clone(), remove.into());
    assert!(effects.contains(&Effect::Focus("composing-title")));
    assert_eq!(removed.dossier().pool, dossier().pool);

    let state = update(state, PasteMsg::Open("bricks-paste").into()).0;
    let table = "Brique\tCoût\tDocuments\tDiscussion\nDocuments W\t19,90\t1\t0\nWiki\t7\t0,5\tpeut-être";
    let state = update(state, PasteMsg::Text(table.into(), None).into()).0;
    let view = present::paste(&state).unwrap().table.unwrap();
    assert!(view.can_land && !view.can_complete && !view.is_new);
    assert!(view.warning.is_some());
    let (state, effects) = update(state, PasteMsg::Land.into());
    assert!(effects.contains(&Effect::Focus("composing-title")), "{effects:?}");
    let facts = |name: &str| own(&state).into_iter().find(|brick| brick.name == name).unwrap().facts;
    assert_eq!(facts("Documents W")[&Id::new("prix")].fact, Fact::Number(decimal("19.90")));
    // What the table says nothing of stays.
    assert_eq!(facts("Documents W")[&Id::new("droit")].fact, Fact::Level(2));
    assert_eq!(facts("Wiki")[&Id::new("docs")].fact, Fact::Number(decimal("0.5")));
    assert!(facts("Wiki").get(&Id::new("fil")).is_none());
    assert_eq!(own(&state).len(), 8);
    assert_eq!(state.dossier().offers, dossier().offers);
    assert_eq!(update(state, Msg::Undo).0.dossier().pool.as_ref().unwrap().components.len(), 7);
}

#[test]
fn the_buyers_own_bricks_follow_the_grid_and_leave_with_complete_links_only() {
    let dossier = dossier();
    assert_eq!(file::read(&file::write(&dossier)).unwrap(), *dossier);
    assert_eq!(link::read(&link::write(&dossier).unwrap()).unwrap(), *dossier);
    for flavour in [Flavour::Grid, Flavour::Anonymised] {
        let redacted = redact(&dossier, flavour, true);
        assert_eq!(redacted.pool, None);
        let text = file::write(&redacted);
        assert!(!text.contains("Fil Z") && !text.contains("Documents W"));
    }
    let own = |dossier: &Dossier, id: &str| {
        dossier.pool.as_ref().unwrap().component(&Id::new(id)).unwrap().facts.keys().cloned().collect::<Vec<Id>>()
    };
    assert!(own(&dossier, "d").contains(&Id::new("droit")));
    let without = edit(&dossier, &Edit::RemoveCriterion(Id::new("droit"))).unwrap();
    assert!(!own(&without, "d").contains(&Id::new("droit")));
    let yes = mieux_disant::catalogue::family_by_tag("yes_no").unwrap();
    let measure = mieux_disant::dossier::Measure::new(yes, Vec::new());
    let other = edit(&dossier, &Edit::Measure { of: Id::new("droit"), measure }).unwrap();
    assert!(!own(&other, "f").contains(&Id::new("droit")) && own(&other, "f").contains(&Id::new("prix")));
    // None is none, whatever was there before.
    let mut none = Rc::clone(&dossier);
    let ids: Vec<Id> = dossier.pool.as_ref().unwrap().components.iter().map(|each| each.id.clone()).collect();
    for id in ids {
        let remove = mieux_disant::dossier::ComponentEdit::Remove(id);
        none = edit(&none, &Edit::Component { offer: Id::new(Offer::POOL), edit: remove }).unwrap();
    }
    assert_eq!(none.pool, None);
    assert!(!file::write(&none).contains("\"bricks\""));
    // Places of errors are those of the file.
    let wrong = DOSSIER.replacen(r#""docs": 1, "fil": 0, "droit": 2"#, r#""docs": 2, "fil": 0, "droit": 2"#, 1);
    let errors = file::read(&wrong).expect_err("a share of two");
    assert!(errors.iter().any(|error| error.place == "bricks[0].facts.docs"), "{errors:#?}");
    let entry = Entry::from(Fact::Number(decimal("3")));
    let facts: IdMap<Entry> = [(Id::new("absente"), entry)].into_iter().collect();
    let stray = vec![Component { facts, ..Component::new(Id::new("x"), "X".into(), ComponentKind::Brick) }];
    assert!(edit(&dossier, &Edit::Pool(stray)).is_err());
}

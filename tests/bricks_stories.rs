//! Bricks and the proposed award as a user meets them: messages in, views and
//! announcements out, in both languages.

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::rc::Rc;

use mieux_disant::app::{
    ComponentFact, ComponentText, ComponentsMsg, CriteriaMsg, Effect, Msg, Part, Start, State, update,
};
use mieux_disant::dossier::{ComponentEdit, ComponentKind, Covered, Date, Edit, Id, Requirement, Seal, fingerprint};
use mieux_disant::engine::Composition;
use mieux_disant::i18n::Lang;
use mieux_disant::present::{self, FactCell};
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
  "gates": [ { "id": "g", "name": "Droit européen", "rule": "level_at_least", "of": "droit", "level": 1 } ],
  "offers": [
    { "id": "a", "name": "Assemblage", "facts": {} },
    { "id": "b", "name": "Suite", "facts": { "prix": 120, "droit": 3 } }
  ]
}"#;

fn start() -> State {
    let state = State::new(Lang::Fr, Start { address: "https://intranet.example/".into(), session: "s".into() });
    let dossier = Rc::new(file::read(DOSSIER).unwrap_or_else(|errors| panic!("{errors:#?}")));
    update(state, Msg::DossierGiven(dossier)).0
}

fn send(state: State, msg: ComponentsMsg) -> (State, Vec<Effect>) {
    update(state, msg.into())
}

fn add(state: State, name: &str, kind: ComponentKind) -> State {
    send(state, ComponentsMsg::Add { offer: Id::new("a"), name: name.into(), kind }).0
}

fn place(component: &str, measure: &str) -> ComponentFact {
    ComponentFact { offer: Id::new("a"), component: Id::new(component), measure: Id::new(measure) }
}

fn typed(state: State, component: &str, measure: &str, text: &str) -> State {
    send(state, ComponentsMsg::Text(ComponentText::Fact(place(component, measure)), text.into())).0
}

fn chosen(state: State, component: &str, level: usize) -> State {
    send(state, ComponentsMsg::Choose(place(component, "droit"), Some(level))).0
}

fn said(state: &State) -> String {
    present::announcement(state).replace(['\u{a0}', '\u{202f}'], " ")
}

/// Two bricks and what it takes to put them together.
fn assembled() -> State {
    let state = add(add(start(), "Messagerie X", ComponentKind::Brick), "Visio Y", ComponentKind::Brick);
    let state = add(state, "Raccordement", ComponentKind::Integration);
    let state = ["brique-1 50", "brique-2 40", "brique-3 10"].into_iter().fold(state, |state, line| {
        let (component, price) = line.split_once(' ').unwrap();
        typed(state, component, "prix", price)
    });
    chosen(chosen(state, "brique-1", 2), "brique-2", 3)
}

#[test]
fn the_panel_tells_each_brick_the_whole_the_rule_and_who_decides() {
    let state = assembled();
    let view = present::components(&state).unwrap();
    assert_eq!(
        view.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(),
        ["Messagerie X", "Visio Y", "Raccordement"]
    );
    let line = |id: &str| view.lines.iter().find(|line| line.id == Id::new(id)).unwrap();
    let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
    assert_eq!(plain(&line("prix").composed), "100 € TTC");
    assert_eq!(line("prix").rule, "somme des briques et de l'intégration");
    assert!(line("droit").composed.contains("Licence"), "{}", line("droit").composed);
    assert_eq!(plain(&line("droit").rule), "maillon faible : le moins bon niveau (« Messagerie X »)");
    assert!(matches!(line("droit").cells[2], FactCell::NotItsOwn));
    // The ranking has it like any other offer, and says where it comes from.
    let details = present::details(Lang::Fr, &state.assessment, &Id::new("a"));
    assert!(plain(&details[1].justification).contains("Messagerie X"), "{}", details[1].justification);
    assert_eq!(state.assessment.evaluation().order(), [0, 1]);
    // The grid shows the same, by the same rule.
    let cells = present::grid(&state).cells(std::iter::once(0)).pop().unwrap();
    assert_eq!((cells[2].text.as_str(), cells[2].composed.is_some()), ("100", true));
    let english = update(state, Msg::Language(Lang::En)).0;
    let rule = present::components(&english).unwrap().lines[1].rule.clone();
    assert_eq!(rule, "weakest link: the worst level (“Messagerie X”)");
}

#[test]
fn a_gate_that_expels_an_assembly_names_the_brick() {
    let state = chosen(assembled(), "brique-2", 0);
    let apart = present::apart(Lang::Fr, &state.assessment, 50);
    assert!(apart.aside[0].reasons[0].contains("Visio Y"), "{:?}", apart.aside[0].reasons);
}

#[test]
fn what_is_no_fact_stays_to_be_mended() {
    let state = typed(assembled(), "brique-1", "prix", "douze");
    let view = present::components(&state).unwrap();
    let FactCell::Typed(_, text, Some(problem)) = &view.lines[0].cells[0] else { panic!("{:?}", view.lines[0]) };
    assert_eq!(text, "douze");
    assert_eq!(&said(&state), &problem.replace(['\u{a0}', '\u{202f}'], " "));
    let mended = typed(state, "brique-1", "prix", "12");
    let view = present::components(&mended).unwrap();
    assert!(matches!(&view.lines[0].cells[0], FactCell::Typed(_, text, None) if text == "12"));
}

#[test]
fn each_gesture_is_one_step_with_a_name_and_the_focus_goes_on() {
    let before = start();
    let name = "Messagerie X".to_owned();
    let adding = ComponentsMsg::Add { offer: Id::new("a"), name, kind: ComponentKind::Brick };
    let (state, effects) = send(before.clone(), adding);
    assert!(effects.contains(&Effect::FocusOn("component-name-brique-1".into())), "{effects:?}");
    assert_eq!(said(&state), "Fait : ajout d'une brique, « Assemblage ».");
    let undone = update(state.clone(), Msg::Undo).0;
    assert_eq!(file::write(undone.dossier()), file::write(before.dossier()));
    let remove = ComponentsMsg::Edit(Id::new("a"), ComponentEdit::Remove(Id::new("brique-1")));
    let (state, effects) = send(state, remove);
    assert!(effects.contains(&Effect::Focus("components-title")), "{effects:?}");
    // A date that is none is refused in a sentence, and nothing has changed.
    let state = add(state, "Messagerie X", ComponentKind::Brick);
    let text = ComponentText::AvailableFrom(Id::new("a"), Id::new("brique-1"));
    let (refused, _) = send(state.clone(), ComponentsMsg::Text(text, "bientôt".into()));
    assert!(refused.notice.is_some());
    assert_eq!(refused.dossier(), state.dossier());
}

#[test]
fn bricks_are_no_part_of_a_seal_and_rules_are() {
    let state = assembled();
    let seal = Seal {
        fingerprint: fingerprint(state.dossier()),
        date: Date::parse("2026-11-22").unwrap(),
        author: String::new(),
        text: String::new(),
    };
    let sealed = update(state, Msg::Edit(Edit::Seal(seal))).0;
    let state = typed(sealed, "brique-1", "prix", "60");
    assert_eq!(present::components(&state).unwrap().lines[0].composed.replace('\u{a0}', " "), "110 € TTC");
    assert_eq!(state.dossier().journal.len(), 2, "the journal tells of it");
    let rule = Msg::Criteria(CriteriaMsg::Composition(Id::new("droit"), Composition::Highest));
    let held = update(state.clone(), rule.clone()).0;
    assert_eq!(held.dossier(), state.dossier(), "the seal holds a rule back");
    let free = update(assembled(), rule).0;
    assert_eq!(free.dossier().measure(&Id::new("droit")).unwrap().composition(), Composition::Highest);
}

#[test]
fn an_award_asks_for_its_reasons_until_they_are_there() {
    let (state, effects) = send(assembled(), ComponentsMsg::Propose(Some(Id::new("a"))));
    assert!(effects.contains(&Effect::Focus("decision-title")));
    let view = present::decision(&state);
    assert_eq!((view.chosen, view.offers.len(), view.to_explain.len(), view.warnings.len()), (Some(0), 2, 1, 1));
    assert!(view.to_explain[0].contains("« Suite »") || view.to_explain[0].contains("Suite"));
    let lints = |state: &State| present::lints::lints(Lang::Fr, &state.assessment);
    assert!(lints(&state).iter().any(|lint| lint.code == "C-EXPLAIN"));
    let reasons = ComponentsMsg::Text(ComponentText::Reasons, "Seule à couvrir la visioconférence.".into());
    let explained = send(state, reasons).0;
    assert!(present::decision(&explained).warnings.is_empty());
    assert!(!lints(&explained).iter().any(|lint| lint.code == "C-EXPLAIN"));
    // The same offer proposed again keeps its reasons; another one begins without.
    let again = send(explained.clone(), ComponentsMsg::Propose(Some(Id::new("a")))).0;
    assert_eq!(again.dossier(), explained.dossier());
    let other = send(explained, ComponentsMsg::Propose(Some(Id::new("b")))).0;
    assert_eq!(present::decision(&other).reasons, "");
    assert!(present::decision(&other).to_explain.is_empty());
    let none = send(other, ComponentsMsg::Propose(None)).0;
    assert_eq!(none.dossier().decision.choice, None);
}

#[test]
fn alternatives_are_named_explained_and_taken_away() {
    let state = send(start(), ComponentsMsg::AddAlternative("Solution 1".into())).0;
    let state = send(state, ComponentsMsg::Text(ComponentText::Alternative(0), "Tchap".into())).0;
    let state = send(state, ComponentsMsg::Text(ComponentText::SetAside(0), "sans visioconférence".into())).0;
    let kept = &state.dossier().decision.set_aside;
    assert_eq!((kept[0].name.as_str(), kept[0].reason.as_str()), ("Tchap", "sans visioconférence"));
    let (state, effects) = send(state, ComponentsMsg::RemoveAlternative(0));
    assert!(state.dossier().decision.set_aside.is_empty() && effects.contains(&Effect::Focus("decision-title")));
}

fn proved(state: State, place: &ComponentFact, part: Part, text: &str) -> State {
    send(state, ComponentsMsg::Text(ComponentText::Evidence(place.clone(), part), text.into())).0
}

#[test]
fn each_fact_of_a_brick_carries_its_evidence_step_by_step() {
    let at = place("brique-1", "droit");
    let (state, effects) = send(assembled(), ComponentsMsg::ToggleEvidence(at.clone()));
    assert_eq!(effects, [Effect::Focus("component-sheet-title")]);
    let (shown, sheet) = present::components(&state).unwrap().sheet.unwrap();
    assert_eq!((shown, sheet.title.as_str(), sheet.fact.as_str()), (at.clone(), "Exposition, Messagerie X", "Licence"));
    assert!(sheet.shortfall.is_none() && sheet.committed_by.is_none(), "it is no need");
    let parts = [
        (Part::Justification, " Statuts lus "),
        (Part::Source, "Attestation"),
        (Part::Page, "p. 4"),
        (Part::Address, "https://x.example/statuts"),
        (Part::Date, "2026-05"),
        (Part::ValidUntil, "2029-05-31"),
    ];
    let mut before = state.clone();
    let mut state = state;
    for (part, text) in parts {
        state = proved(before.clone(), &at, part, text);
        assert_eq!(state.history.undoable().unwrap().name().fr, "donnée d'une composante", "{part:?}");
        assert_eq!(update(state.clone(), Msg::Undo).0.dossier(), before.dossier(), "{part:?}: one step");
        before = state.clone();
    }
    let entry = &state.dossier().offers[0].component(&Id::new("brique-1")).unwrap().facts[&Id::new("droit")];
    let said = [&entry.justification, &entry.source, &entry.page, &entry.address].map(String::as_str);
    assert_eq!(said, ["Statuts lus", "Attestation", "p. 4", "https://x.example/statuts"]);
    assert_eq!((entry.date, entry.valid_until), (Date::parse("2026-05"), Date::parse("2029-05-31")));
    assert_eq!(entry.fact, mieux_disant::engine::Fact::Level(2), "the fact is what it was");

    // What is no date changes nothing and is said.
    let refused = proved(state.clone(), &at, Part::Date, "hier");
    assert_eq!(refused.dossier(), state.dossier());
    assert!(refused.notice.is_some());

    // A fact that is typed again keeps its evidence.
    let again = chosen(state.clone(), "brique-1", 1);
    let entry = &again.dossier().offers[0].component(&Id::new("brique-1")).unwrap().facts[&Id::new("droit")];
    assert_eq!(entry.source, "Attestation");

    // It travels in files and links, and stands beside the rule in the details.
    assert_eq!(&file::read(&file::write(state.dossier())).unwrap(), state.dossier().as_ref());
    assert_eq!(&link::read(&link::write(state.dossier()).unwrap()).unwrap(), state.dossier().as_ref());
    let details = present::details(Lang::Fr, &state.assessment, &Id::new("a"));
    let told = details.iter().find(|row| row.id.as_str() == "droit").unwrap().justification.replace('\u{a0}', " ");
    assert!(told.contains("(« Messagerie X ») – Messagerie X : Statuts lus – Attestation – p. 4"), "{told}");
    let line = present::components(&state).unwrap().lines.into_iter().find(|line| line.id.as_str() == "droit").unwrap();
    let texts: Vec<Option<String>> = line.supports.into_iter().map(|support| support.map(|each| each.text)).collect();
    assert_eq!(
        texts,
        [Some("Attestation, p. 4, mai 2026".into()), Some(String::new()), None],
        "integration owns no exposure"
    );

    let (closed, effects) = send(state.clone(), ComponentsMsg::ToggleEvidence(at));
    assert_eq!(effects, [Effect::FocusOn("component-evidence-brique-1-droit".into())]);
    assert!(present::components(&closed).unwrap().sheet.is_none());
    // Gone with its brick.
    let remove = ComponentsMsg::Edit(Id::new("a"), ComponentEdit::Remove(Id::new("brique-1")));
    assert!(present::components(&send(state, remove).0).unwrap().sheet.is_none());
}

#[test]
fn what_stands_behind_a_brick_supports_it_where_the_brick_itself_says_nothing() {
    let state = add(add(start(), "Messagerie X", ComponentKind::Brick), "Maison mère", ComponentKind::Supplier);
    let behind = ComponentEdit::Role {
        component: Id::new("intervenant-1"),
        kind: ComponentKind::Supplier,
        of: Some(Id::new("brique-1")),
    };
    let state = send(state, ComponentsMsg::Edit(Id::new("a"), behind)).0;
    let state = chosen(state, "intervenant-1", 2);
    let state = proved(state, &place("intervenant-1", "droit"), Part::Source, "Registre");
    let told = |state: &State| {
        let rows = present::details(Lang::En, &state.assessment, &Id::new("a"));
        rows.into_iter().find(|row| row.id.as_str() == "droit").unwrap().justification
    };
    assert!(told(&state).ends_with(" – Maison mère: Registre"), "{}", told(&state));
    let state = proved(chosen(state, "brique-1", 3), &place("brique-1", "droit"), Part::Source, "Attestation");
    assert!(told(&state).ends_with(" – Messagerie X: Attestation"), "{}", told(&state));
}

#[test]
fn a_brick_says_what_lacks_of_a_need_and_by_when_it_will_be_there() {
    let mut draft = start().dossier().to_draft();
    draft.requirements.push(Requirement::new(Id::new("export"), "Export".into(), None).unwrap());
    let state = update(start(), Msg::DossierGiven(Rc::new(draft.check().unwrap()))).0;
    let at = place("brique-1", "export");
    let state = typed(add(state, "Messagerie X", ComponentKind::Brick), "brique-1", "export", "0");
    let (state, _) = send(state, ComponentsMsg::ToggleEvidence(at.clone()));
    let sheet = |state: &State| present::components(state).unwrap().sheet.unwrap().1;
    assert_eq!((sheet(&state).committed_by.as_deref(), sheet(&state).shortfall), (Some(""), Some(Default::default())));
    let state = proved(state, &at, Part::Gap, "Aucun export");
    let state = proved(state, &at, Part::Workaround, "Script");
    let state = proved(state, &at, Part::CommittedBy, "01/03/2027");
    assert_eq!(sheet(&state).committed_by.as_deref(), Some("01/03/2027"));
    assert_eq!(sheet(&state).shortfall, Some(["Aucun export".into(), "Script".into()]));
    let dossier = state.dossier();
    let how = dossier.how_covered(&dossier.requirements[0], &dossier.offers[0]);
    assert_eq!(how, Covered::Committed { by: Date::parse("2027-03-01").unwrap(), counts: false });
    let refused = proved(state.clone(), &at, Part::CommittedBy, "bientôt");
    assert!(refused.notice.is_some() && refused.dossier() == state.dossier());
    let state = proved(state, &at, Part::CommittedBy, "");
    assert_eq!(sheet(&state).committed_by.as_deref(), Some(""));
}

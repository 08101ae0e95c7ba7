//! Stories of a sealed grid and of a journal: what a user does, what comes of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::rc::Rc;

use mieux_disant::app::{
    BeginMsg, CriteriaMsg, Effect, ElicitationMsg, Event, Found, GridMsg, Msg, Origin, PasteMsg, Purpose, SealMsg,
    SealNews, SimulatorMsg, Start, State, TextPlace, Trouble, ViewsMsg, update,
};
use mieux_disant::dossier::{
    Act, CriterionFlag, Date, Edit, GridEdit, Id, Moment, Seal, Topic, Verb, Weighting, fingerprint, journal, limits,
};
use mieux_disant::engine::{Decimal, Fact};
use mieux_disant::i18n::Lang;
use mieux_disant::{present, saved};

fn start() -> State {
    let mut state =
        State::new(Lang::Fr, Start { address: "https://intranet.example/page".into(), session: "s".into() });
    state.seal.now = Moment::parse("2026-11-22T08:41");
    state
}

fn after(mut state: State, msgs: impl IntoIterator<Item = Msg>) -> State {
    for msg in msgs {
        state = update(state, msg).0;
    }
    state
}

fn seal_msgs() -> Vec<Msg> {
    vec![SealMsg::OpenForm.into(), SealMsg::Author("Bureau des achats".into()).into(), SealMsg::Lay.into()]
}

fn sealed() -> State {
    after(start(), seal_msgs())
}

fn weigh(id: &str, value: i64) -> Msg {
    Msg::Weigh(Id::new(id), Decimal::integer(value))
}

fn spaced(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn sealing_takes_the_day_the_author_and_the_code_of_the_grid() {
    let state = after(start(), [SealMsg::OpenForm.into()]);
    assert_eq!(state.seal.form.as_ref().unwrap().date, "22/11/2026");
    let code = present::seal_form(&state).unwrap().code;
    let wrong = after(state.clone(), [SealMsg::Date("hier".into()).into(), SealMsg::Lay.into()]);
    assert!(wrong.dossier().seal.is_none() && present::seal_form(&wrong).unwrap().date_error.is_some());
    let state = after(
        state,
        [
            SealMsg::Date("01/11/2026".into()).into(),
            SealMsg::Author(" Bureau des achats ".into()).into(),
            SealMsg::Text("Avis n° 26-1".into()).into(),
            SealMsg::Lay.into(),
        ],
    );
    let seal = state.dossier().seal.clone().unwrap();
    assert_eq!((seal.fingerprint.to_string(), seal.author.as_str()), (code.clone(), "Bureau des achats"));
    assert_eq!(seal.fingerprint, fingerprint(state.dossier()));
    let line = present::seal_line(&state).unwrap();
    assert_eq!(spaced(&line.text), "Grille scellée le 1er novembre 2026 par Bureau des achats. Avis n° 26-1.");
    assert_eq!((line.code, line.warning, line.is_broken), (Some(code), None, false));
    assert!(state.seal.form.is_none() && !line.asks_who, "the author of the seal is whoever works here");
    assert_eq!(state.origin, Origin::Mine, "a sealed example is work");
    let [entry] = state.dossier().journal.as_slice() else { panic!("one entry") };
    assert_eq!((entry.by.as_str(), &entry.act), ("Bureau des achats", &Act::Sealed(seal.fingerprint)));
    let undone = after(state.clone(), [Msg::Undo]);
    assert!(undone.dossier().seal.is_none() && undone.dossier().journal.is_empty());
    let redone = after(undone, [Msg::Redo]);
    assert_eq!(redone.dossier(), state.dossier());
}

/// Every way of changing the grid, each from the sealed example.
fn ways() -> Vec<(&'static str, Vec<Msg>)> {
    let a4 = || Id::new("A4");
    vec![
        ("slider", vec![weigh("A4", 40)]),
        ("sharing", vec![Msg::ToggleSharing, weigh("A4", 40)]),
        ("share out", vec![Msg::Edit(Edit::RemoveCriterion(Id::new("A2")))]),
        ("profile", vec![Msg::Views(ViewsMsg::ApplyProfile(Id::new("prix-serre")))]),
        ("profile by edit", vec![Msg::Edit(Edit::ApplyProfile(Id::new("souverainete")))]),
        (
            "parameter of the simulator",
            vec![
                Msg::Simulator(SimulatorMsg::Toggle),
                Msg::Simulator(SimulatorMsg::Family("price_linear")),
                Msg::Simulator(SimulatorMsg::Adopt),
            ],
        ),
        (
            "elicitation",
            vec![
                Msg::Elicitation(ElicitationMsg::Toggle),
                Msg::Elicitation(ElicitationMsg::Method(Weighting::Centroid)),
                Msg::Elicitation(ElicitationMsg::Apply),
            ],
        ),
        ("new criterion", vec![Msg::Criteria(CriteriaMsg::Add(None))]),
        ("name", vec![Msg::Edit(Edit::CriterionName { criterion: a4(), name: "Prix".into() })]),
        ("description", vec![Msg::Criteria(CriteriaMsg::Text(TextPlace::Description(a4()), "Autre".into()))]),
        ("mark", vec![Msg::Criteria(CriteriaMsg::Flag(a4(), CriterionFlag::Rescaled, true))]),
        ("note scale", vec![Msg::Edit(Edit::Grid(GridEdit::NoteScale(Decimal::integer(20))))]),
        ("gate", vec![Msg::Edit(Edit::RemoveGate(start().dossier().gates[0].id.clone()))]),
    ]
}

#[test]
fn no_way_of_changing_a_sealed_grid_is_silent() {
    let sealed = sealed();
    for (name, msgs) in ways() {
        let free = after(start(), msgs.clone());
        assert_ne!(fingerprint(free.dossier()), fingerprint(sealed.dossier()), "{name}: a change indeed");
        let state = after(sealed.clone(), msgs);
        assert_eq!(state.dossier(), sealed.dossier(), "{name}");
        assert!(state.seal.held.as_ref().is_some_and(|held| held.change.is_some()), "{name}");
        let view = present::held(&state).unwrap();
        assert!(
            view.can_try && view.text.contains("scellée, et ce changement la modifierait"),
            "{name}: {}",
            view.text
        );
        // In a copy.
        let copy = after(state.clone(), [SealMsg::TryInCopy.into()]);
        assert!(copy.dossier().seal.is_none() && copy.dossier().title.ends_with(" (essai)"), "{name}");
        assert_eq!(fingerprint(copy.dossier()), fingerprint(free.dossier()), "{name}");
        assert_eq!((copy.origin.clone(), copy.slot.clone()), (Origin::Mine, None), "{name}: another work");
        assert_eq!(copy.screen, state.screen, "{name}");
        let back = after(copy, [Msg::Undo]);
        assert_eq!(back.dossier(), sealed.dossier(), "{name}: one undo away");
        // Or broken.
        let asked = after(state, [SealMsg::AskReason.into(), SealMsg::Break.into()]);
        assert!(asked.dossier().seal.is_some() && present::held(&asked).unwrap().lacks_reason, "{name}");
        let broken = after(asked, [SealMsg::Reason("Rectificatif".into()).into(), SealMsg::Break.into()]);
        assert!(broken.dossier().seal.is_none() && broken.seal.held.is_none(), "{name}");
        assert_eq!(fingerprint(broken.dossier()), fingerprint(free.dossier()), "{name}");
        let line = present::seal_line(&broken).unwrap();
        let code = sealed.dossier().seal.as_ref().unwrap().fingerprint;
        assert!(
            line.is_broken && line.text.contains(&code.to_string()) && line.text.contains("Rectificatif"),
            "{name}"
        );
        assert_eq!(present::journal(&broken).rows.len(), 3, "{name}: sealed, broken, changed");
        let undone = after(broken, [Msg::Undo]);
        assert_eq!(undone.dossier(), sealed.dossier(), "{name}: undo brings the seal back");
    }
}

#[test]
fn what_is_received_may_change_under_a_seal() {
    let offer = start().dossier().offers[0].id.clone();
    let msgs = [
        Msg::Edit(Edit::OfferName { offer: offer.clone(), name: "Société X".into() }),
        Msg::Edit(Edit::AddOffer { name: "Offre Z".into() }),
        Msg::Edit(Edit::Title("Autre titre".into())),
        Msg::SetFact { offer, measure: Id::new("A4"), fact: Fact::Number(Decimal::integer(100_000)) },
        Msg::Edit(Edit::SaveProfile { name: "Jeu".into(), source: String::new() }),
    ];
    let state = after(sealed(), msgs);
    assert!(state.seal.held.is_none() && state.dossier().seal.is_some());
    assert_eq!(state.dossier().seal.as_ref().unwrap().fingerprint, fingerprint(state.dossier()));
    assert_eq!(present::journal(&state).rows.len(), 6);
}

#[test]
fn a_pasted_table_with_facts_lands_under_a_seal() {
    let sealed = sealed();
    let table = "Offre\tCoût complet sur quatre ans\nOffre Z\t90000\n";
    let state = after(sealed.clone(), [PasteMsg::Open("action-new").into(), PasteMsg::Text(table.into(), None).into()]);
    let landed = after(state, [PasteMsg::Land.into()]);
    let is_new_work = landed.dossier().seal.is_none() && landed.dossier().criteria != sealed.dossier().criteria;
    let is_under_seal = landed.dossier().seal == sealed.dossier().seal;
    assert!(landed.seal.held.is_some() || is_new_work || is_under_seal);
    assert!(fingerprint(landed.dossier()) == fingerprint(sealed.dossier()) || landed.dossier().seal.is_none());
}

#[test]
fn a_template_or_another_example_is_another_work_and_the_sealed_one_comes_back() {
    for msg in [
        Msg::OpenExample("ec-2026"),
        Msg::NewDossier,
        BeginMsg::Template(mieux_disant::catalogue::TEMPLATES[0].id).into(),
    ] {
        let sealed = sealed();
        let other = after(sealed.clone(), [msg]);
        assert!(other.dossier().seal.is_none() && other.seal.held.is_none());
        let back = after(other, [Msg::Undo]);
        assert_eq!(back.dossier(), sealed.dossier());
    }
}

#[test]
fn leaving_it_leaves_everything_and_breaking_alone_needs_no_change() {
    let sealed = sealed();
    let held = after(sealed.clone(), [weigh("A4", 40), weigh("A4", 50)]);
    let left = after(held, [SealMsg::LeaveHeld.into()]);
    assert_eq!((left.dossier(), left.seal.is_open()), (sealed.dossier(), false));
    assert_eq!(left.announcement.event, Some(Event::Seal(SealNews::Left)));
    let msgs: [Msg; 3] = [SealMsg::AskReason.into(), SealMsg::Reason("Erreur".into()).into(), SealMsg::Break.into()];
    let broken = after(sealed.clone(), msgs);
    assert!(broken.dossier().seal.is_none());
    assert_eq!(fingerprint(broken.dossier()), fingerprint(sealed.dossier()));
    let file = saved::file::write(broken.dossier());
    assert!(file.contains("\"seal_broken\"") && file.contains("Erreur"), "the file says so");
    let again = after(broken, seal_msgs());
    assert!(again.dossier().seal.is_some() && !present::seal_line(&again).unwrap().is_broken);
}

#[test]
fn a_seal_that_is_not_the_one_of_its_grid_is_told() {
    let sealed = sealed();
    let text = saved::file::write(sealed.dossier()).replacen("\"weight\": \"24\"", "\"weight\": \"23\"", 1);
    let state = after(start(), [Msg::FileChosen { name: "x.json".into(), content: Some(text.into_bytes()) }]);
    let line = present::seal_line(&state).unwrap();
    assert!(line.warning.is_some_and(|warning| warning.contains(&fingerprint(state.dossier()).to_string())));
}

#[test]
fn verifying_says_identical_or_what_differs() {
    let sealed = sealed();
    let code = fingerprint(sealed.dossier());
    let verify = |state: &State, input: &str| {
        let msgs: [Msg; 3] =
            [SealMsg::OpenOther(Purpose::Verify).into(), SealMsg::Other(input.into()).into(), SealMsg::Look.into()];
        after(state.clone(), msgs)
    };
    let found = |state: &State| present::other(state).unwrap().found.unwrap();
    let sloppy = code.to_string().to_lowercase().replace('-', " ").replace('0', "o");
    assert!(found(&verify(&sealed, &sloppy)).is_identical);
    let changed = after(start(), [weigh("A4", 40)]);
    let view = found(&verify(&changed, &code.to_string()));
    assert!(!view.is_identical && view.grid.is_empty() && view.verdict.contains("le lien ou le fichier publié"));
    // With the published link: the exact list.
    let link = saved::link::write(start().dossier()).expect("a link");
    let view = found(&verify(&changed, &format!("https://intranet.example/page#{link}")));
    assert_eq!(view.grid.len(), 1);
    assert!(spaced(&view.grid[0]).contains("poids : 25 dans la grille publiée, 40 ici."), "{}", view.grid[0]);
    assert!(found(&verify(&start(), &link)).is_identical);
    // With a file.
    let file = saved::file::write(start().dossier()).into_bytes();
    let state = after(
        changed.clone(),
        [
            SealMsg::OpenOther(Purpose::Verify).into(),
            SealMsg::FileChosen { name: "grille.json".into(), content: Some(file) }.into(),
        ],
    );
    assert_eq!(found(&state).grid.len(), 1);
    assert_eq!(state.dossier(), changed.dossier(), "looked at, never opened");
    for (input, is_it) in [
        ("", (|trouble| matches!(trouble, Trouble::Nothing)) as fn(&Trouble) -> bool),
        ("12345", |trouble| matches!(trouble, Trouble::Neither)),
        ("https://example.org/#md=1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", |trouble| {
            matches!(trouble, Trouble::Link(_))
        }),
    ] {
        let state = verify(&sealed, input);
        let Some(Some(Err(trouble))) = state.seal.other.as_ref().map(|other| other.found.as_ref()) else {
            panic!("{input}")
        };
        assert!(is_it(trouble), "{input}: {trouble:?}");
        assert!(present::other(&state).unwrap().trouble.is_some());
    }
}

#[test]
fn two_links_side_by_side_show_differences_and_both_rankings() {
    let here = start();
    let there = after(start(), [Msg::Views(ViewsMsg::ApplyProfile(Id::new("souverainete")))]);
    let link = saved::link::write(there.dossier()).expect("a link");
    let state = after(
        here.clone(),
        [
            BeginMsg::Open.into(),
            SealMsg::OpenOther(Purpose::Compare).into(),
            SealMsg::Other(link).into(),
            SealMsg::Look.into(),
        ],
    );
    assert!(!state.is_beginning);
    let Some(Some(Ok(Found::Dossier { differences, .. }))) =
        state.seal.other.as_ref().map(|other| other.found.as_ref())
    else {
        panic!("a dossier")
    };
    assert!(!differences.is_empty() && differences.iter().all(|each| each.is_grid()));
    let view = present::other(&state).unwrap().found.unwrap();
    assert_eq!(view.ranking.len(), here.dossier().offers.len());
    assert_eq!((view.ranking[0].here[0].as_str(), view.ranking[0].name.contains("Offre A")), ("1", true));
    assert_ne!(view.ranking[0].there[0], "1", "another set of weights, another winner");
    assert!(view.ranking[0].change.starts_with('▼') && view.ranking.iter().any(|line| line.change.starts_with('▲')));
    assert_eq!(state.dossier(), here.dossier());
    // What is found follows the dossier: nothing stays that is no longer true.
    let followed = after(state, [Msg::Views(ViewsMsg::ApplyProfile(Id::new("souverainete")))]);
    let view = present::other(&followed).unwrap().found.unwrap();
    assert!(view.is_identical && view.grid.is_empty() && view.ranking.iter().all(|line| line.change.is_empty()));
}

#[test]
fn a_journal_has_one_entry_for_each_step_and_undo_takes_it_back() {
    let quiet = after(start(), [weigh("A4", 30)]);
    assert!(quiet.dossier().journal.is_empty() && present::seal_line(&quiet).is_none(), "no journal unasked");
    let state = after(quiet, [Msg::EndGesture, SealMsg::KeepJournal.into(), SealMsg::Who(" Camille ".into()).into()]);
    assert_eq!(present::journal(&state).rows[0].what, "Journal ouvert");
    let drag = [31, 35, 40].map(|value| weigh("A4", value));
    let state = after(state, drag.into_iter().chain([Msg::EndGesture]));
    let view = present::journal(&state);
    assert_eq!(view.rows.len(), 2, "a gesture is one entry");
    assert!(view.rows[0].what.ends_with("30 → 40"), "{}", view.rows[0].what);
    assert_eq!((view.rows[0].by.as_str(), view.rows[0].at.as_str()), ("Camille", "22 novembre 2026 à 08:41"));
    assert_eq!(view.rows[1].by, "(non précisé)");
    assert!(view.csv.starts_with('\u{feff}') && view.csv.contains("\"2026-11-22 08:41\";\"Camille\";"), "{}", view.csv);
    assert_eq!(
        spaced(&present::last_weight(&state, &Id::new("A4")).unwrap()),
        "Poids modifié par Camille le 22 novembre 2026 à 08:41."
    );
    assert_eq!(present::last_weight(&state, &Id::new("A1")), None);
    // A fact.
    let offer = state.dossier().offers[0].id.clone();
    let fact =
        Msg::SetFact { offer: offer.clone(), measure: Id::new("A4"), fact: Fact::Number(Decimal::integer(1000)) };
    let state = after(state, [SealMsg::Who("Dominique".into()).into(), fact]);
    assert!(present::last_fact(&state, &offer, &Id::new("A4")).unwrap().contains("Dominique"));
    assert!(present::journal(&state).rows[0].what.starts_with("Données"));
    // Undo and redo take the entry with the step.
    let undone = after(state.clone(), [Msg::Undo]);
    assert_eq!(present::journal(&undone).rows.len(), 2);
    assert_eq!(after(undone, [Msg::Redo]).dossier(), state.dossier());
    // A slider brought back is no change.
    let still = after(state.clone(), [Msg::EndGesture, weigh("A4", 50), weigh("A4", 40), Msg::EndGesture]);
    assert_eq!(present::journal(&still).rows.len(), 3);
    // It travels with the file.
    let read = saved::file::read(&saved::file::write(state.dossier())).expect("a dossier");
    assert_eq!(read.journal, state.dossier().journal);
}

#[test]
fn the_evidence_of_a_cell_is_journaled_and_the_export_is_offered() {
    let state = after(start(), [SealMsg::KeepJournal.into(), Msg::Show(mieux_disant::app::Screen::Offers)]);
    let msg = GridMsg::Evidence(mieux_disant::app::Part::Source, "Mémoire technique".into());
    let at = mieux_disant::app::At { offer: 0, field: mieux_disant::app::FACTS };
    let state = after(state, [GridMsg::Go(at).into(), msg.into()]);
    let what = &present::journal(&state).rows[0].what;
    assert!(what.ends_with("pièces et motifs"), "{what}");
    let csv = present::journal(&state).csv;
    let (_, effects) = update(state, SealMsg::Export(csv.clone()).into());
    assert!(
        matches!(&effects[..], [Effect::Download { name, text }] if name.ends_with("-journal.csv") && *text == csv)
    );
}

#[test]
fn a_full_journal_merges_then_says_what_left() {
    let entry = |by: &str, act: Act| mieux_disant::dossier::JournalEntry {
        by: by.into(),
        at: Moment::parse("2026-11-22T08:41").unwrap(),
        act,
    };
    let change = |subject: &str| Act::Change { topic: Topic::Offer, verb: Verb::Added, subject: subject.into() };
    let weight = |before: i64, after: i64| {
        Act::Weights(vec![mieux_disant::dossier::WeightChange {
            criterion: Id::new("x"),
            name: "X".into(),
            before: Decimal::integer(before),
            after: Decimal::integer(after),
        }])
    };
    let mut kept = Vec::new();
    journal::write(&mut kept, entry("A", weight(1, 2)));
    journal::write(&mut kept, entry("A", weight(2, 3)));
    for number in 0..limits::JOURNAL - 2 {
        journal::write(&mut kept, entry("B", change(&number.to_string())));
    }
    assert_eq!(kept.len(), limits::JOURNAL);
    journal::write(&mut kept, entry("B", change("one more")));
    assert_eq!((kept.len(), &kept[0].act), (limits::JOURNAL, &weight(1, 3)), "merged, from the first value on");
    journal::write(&mut kept, entry("B", change("two more")));
    assert_eq!((kept.len(), &kept[0].act), (limits::JOURNAL, &Act::Earlier { count: 2 }));
    journal::write(&mut kept, entry("B", change("three more")));
    assert_eq!((kept.len(), &kept[0].act), (limits::JOURNAL, &Act::Earlier { count: 3 }));
    assert_eq!(kept.last().unwrap().act, change("three more"));
    let mut draft = start().dossier().to_draft();
    draft.journal = kept;
    assert!(draft.check().is_ok());
}

#[test]
fn a_seal_travels_with_the_file() {
    let state = sealed();
    let read = saved::file::read(&saved::file::write(state.dossier())).expect("a dossier");
    assert_eq!(read, *state.dossier().as_ref());
    let seal = Seal { date: Date::parse("2026").unwrap(), ..read.seal.clone().unwrap() };
    let mut draft = read.to_draft();
    draft.seal = Some(seal.clone());
    let read = saved::file::read(&saved::file::write(&Rc::new(draft.check().unwrap()))).unwrap();
    assert_eq!(read.seal, Some(seal));
}

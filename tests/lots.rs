//! Several lots in one dossier: what its gestures do, what each lot keeps to
//! itself, what all of them come to, and what of them travels.

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;
#[path = "lots/travel.rs"]
mod travel;

use std::rc::Rc;

use mieux_disant::app::{
    Effect, Event, LotStart, LotText, LotsMsg, LotsNews, Msg, Notice, Origin, PasteMsg, Purpose, Screen, SealMsg,
    Start, State, holds_prices, update,
};
use mieux_disant::catalogue::DataClass;
use mieux_disant::dossier::{
    Commission, CommissionEdit, Dossier, Draft, Edit, Evaluator, Flavour, Id, Lot, LotContent, Lots, LotsEdit,
    MergeRefusal, Moment, Tax, edit, fingerprint, hand_in, invitation, limits, merge, redact,
};
use mieux_disant::engine::Decimal;
use mieux_disant::i18n::Lang;
use mieux_disant::present;
use mieux_disant::saved::{file, link};
use support::dossiers::{Recipe, generate};
use support::random::Random;

/// Two offers on price and quality; the first leads.
const MAIL: &str = r#"{
  "format": "mieux-disant", "version": 1, "title": "Poste de travail",
  "criteria": [
    { "id": "prix", "name": "Prix", "weight": 60, "family": "price_inverse" },
    { "id": "qualite", "name": "Qualité", "weight": 40, "family": "note", "out_of": 20 }
  ],
  "gates": [{ "id": "g", "name": "Qualité suffisante", "rule": "value_at_least", "of": "qualite", "value": 5 }],
  "offers": [
    { "id": "a", "name": "Alpha", "facts": { "prix": 100, "qualite": 15 } },
    { "id": "b", "name": "Beta", "facts": { "prix": 120, "qualite": 12 } }
  ]
}"#;

fn mail() -> Dossier {
    file::read(MAIL).unwrap()
}

fn changed(dossier: &Dossier, change: impl FnOnce(&mut Draft)) -> Dossier {
    support::changed(dossier, change)
}

fn after(mut state: State, msgs: impl IntoIterator<Item = Msg>) -> State {
    for msg in msgs {
        state = update(state, msg).0;
    }
    state
}

fn start() -> State {
    let mut state = after(State::new(Lang::Fr, Start::default()), [Msg::DossierGiven(Rc::new(mail()))]);
    state.seal.now = Moment::parse("2026-11-22T08:41");
    state
}

/// What a user does to add a lot.
fn adding(name: &str, start: LotStart) -> Vec<Msg> {
    let msgs =
        [LotsMsg::AskNew("begin-lots"), LotsMsg::Text(LotText::New, name.into()), LotsMsg::Start(start), LotsMsg::Add];
    msgs.into_iter().map(Msg::from).collect()
}

/// Mail, then video with the same grid and the same offers, which is shown.
fn two() -> State {
    let first: Msg = LotsMsg::Text(LotText::First, "Messagerie".into()).into();
    let mut msgs = adding("Visioconférence", LotStart::Offers);
    msgs.insert(1, first);
    after(start(), msgs)
}

fn names(state: &State) -> Vec<String> {
    let lots = state.dossier().lots.as_ref();
    lots.map(|lots| lots.labels().into_iter().map(|(name, _)| name.to_owned()).collect()).unwrap_or_default()
}

fn spaced(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

fn weight(id: &str, value: i64) -> Msg {
    Msg::Weigh(Id::new(id), Decimal::integer(value))
}

#[test]
fn a_lot_is_added_named_and_undone() {
    let state = after(start(), [LotsMsg::AskNew("begin-lots").into()]);
    let form = present::lot_form(&state).unwrap();
    assert_eq!((form.first.as_deref(), form.name.as_str()), (Some("Lot 1"), "Lot 2"));
    assert_eq!(update(state.clone(), LotsMsg::CloseNew.into()).1, [Effect::Focus("begin-lots")]);
    let (state, effects) = update(state, LotsMsg::Add.into());
    assert!(effects.contains(&Effect::Focus("lot-choice")) && effects.contains(&Effect::Changed));
    assert_eq!(names(&state), ["Lot 1", "Lot 2"]);
    assert_eq!(state.announcement.event, Some(Event::Lots(LotsNews::Added)));
    let lots = state.dossier().lots.clone().unwrap();
    assert_eq!((lots.place, lots.count(), state.dossier().offers.len()), (1, 2, 0), "the new one is shown, empty");
    assert_eq!(*lots.others[0].dossier, mail(), "the first one is what the dossier was");
    assert_eq!(state.dossier().criteria, mail().criteria);
    let undone = after(state.clone(), [Msg::Undo]);
    assert_eq!(**undone.dossier(), mail());
    let redone = after(undone, [Msg::Redo]);
    assert_eq!(redone.dossier(), state.dossier());
    // The next name is free.
    let again = after(redone, [LotsMsg::AskNew("add-lot").into()]);
    let form = present::lot_form(&again).unwrap();
    assert_eq!((form.first, form.name.as_str()), (None, "Lot 3"));
}

#[test]
fn a_lot_begins_with_what_was_chosen() {
    let lot = |start| after(self::start(), adding("Autre", start));
    let offers = lot(LotStart::Offers);
    assert_eq!((offers.dossier().offers.len(), offers.dossier().gates.len()), (2, 1));
    let blank = lot(LotStart::Blank);
    assert_eq!((blank.dossier().offers.len(), blank.dossier().gates.len()), (0, 0));
    let gates_for = |class| {
        let mut msgs = adding("Autre", LotStart::Template("suite"));
        msgs.insert(1, LotsMsg::NewClass(class).into());
        let state = after(self::start(), msgs);
        assert_eq!(state.dossier().title, "Poste de travail", "the title is that of the whole");
        assert_eq!(state.dossier().lots.as_ref().unwrap().class, class);
        state.dossier().gates.len()
    };
    let [sensitive, other, undecided] = [Some(DataClass::Sensitive), Some(DataClass::Other), None].map(gates_for);
    assert!(sensitive > other && undecided == sensitive, "{sensitive} {other} {undecided}");
}

#[test]
fn each_lot_is_edited_by_itself() {
    let state = two();
    assert_eq!(names(&state), ["Messagerie", "Visioconférence"]);
    let state = after(state, [weight("prix", 10), LotsMsg::Choose(0).into()]);
    assert_eq!(state.dossier().criteria, mail().criteria, "the first lot weighs as it did");
    assert_eq!(state.announcement.event, Some(Event::Lots(LotsNews::Chosen)));
    assert_eq!(state.before.dossier(), state.dossier(), "no rank has moved");
    let bar = present::lots_bar(&state).unwrap();
    assert_eq!((bar.names.len(), bar.chosen, bar.is_alone), (2, 0, false));
    let state = after(state, [Msg::Edit(Edit::Title("Postes".into())), LotsMsg::Choose(1).into()]);
    assert_eq!(state.dossier().title, "Postes", "one title for all");
    assert_eq!(state.dossier().criteria[0].weight, Decimal::integer(10));
    // Undo goes back through the lots, step by step.
    let state = after(state, [Msg::Undo, Msg::Undo, Msg::Undo]);
    assert_eq!((state.dossier().lots.as_ref().unwrap().place, state.dossier().title.as_str()), (1, "Poste de travail"));
    let state = after(state, [Msg::Undo, Msg::Undo]);
    assert_eq!(**state.dossier(), mail());
}

/// To look at another lot makes nobody's dossier one's own, and is no trial.
#[test]
fn looking_at_another_lot_is_no_change() {
    let dossier = Rc::clone(two().dossier());
    let mut state = start();
    state =
        after(state, [Msg::FileChosen { name: "lots.json".into(), content: Some(file::write(&dossier).into_bytes()) }]);
    let state = after(state, [LotsMsg::Choose(0).into()]);
    assert_eq!((state.dossier().lots.as_ref().unwrap().place, state.origin), (0, Origin::File("lots.json".into())));

    let fragment = link::write(&dossier).unwrap();
    let state = after(start(), [Msg::LinkGiven(fragment), LotsMsg::Choose(0).into()]);
    assert_eq!((state.origin.clone(), state.is_trial()), (Origin::Link, false));
    let undone = after(state.clone(), [Msg::Undo]);
    assert!(!undone.is_trial() && undone.dossier().lots.as_ref().unwrap().place == 1);
    assert!(!after(undone, [Msg::Redo]).is_trial());
    let tried = after(state, [weight("prix", 5)]);
    assert!(tried.is_trial());
    let elsewhere = after(tried.clone(), [LotsMsg::Choose(1).into()]);
    assert!(elsewhere.is_trial(), "a trial stays one in another lot");
    let back = after(elsewhere, [Msg::BackToShared]);
    assert!(!back.is_trial());
    assert_eq!((back.dossier().lots.as_ref().unwrap().place, &back.dossier().criteria), (0, &mail().criteria));
}

#[test]
fn a_page_that_is_only_read_shows_its_lots() {
    let mut state = two();
    state.attributes.is_readonly = true;
    let chosen = after(state.clone(), [LotsMsg::Choose(0).into(), LotsMsg::ToggleAll.into()]);
    assert_eq!(chosen.dossier().lots.as_ref().unwrap().place, 0);
    assert_eq!(present::lots(&chosen).unwrap().rows.len(), 2);
    for msg in [LotsMsg::Remove(0), LotsMsg::Move(0, 1), LotsMsg::AskNew("add-lot"), LotsMsg::Class(0, None)] {
        let (other, effects) = update(state.clone(), msg.into());
        assert!(
            effects.is_empty()
                && other.dossier() == state.dossier()
                && other.lots.as_ref().is_none_or(|d| d.form.is_none())
        );
    }
}

#[test]
fn a_seal_and_a_journal_are_those_of_their_lot() {
    let state = after(start(), [SealMsg::OpenForm.into(), SealMsg::Lay.into()]);
    let seal = state.dossier().seal.clone().unwrap();
    let state = after(state, adding("Visioconférence", LotStart::Grid));
    assert!(state.seal.held.is_none() && state.dossier().seal.is_none(), "a copy is not sealed");
    assert_eq!(
        state.dossier().journal.len(),
        2,
        "its journal begins, since the other is kept: {:?}",
        state.dossier().journal
    );
    let rename = |name: &str| Msg::Edit(Edit::CriterionName { criterion: Id::new("prix"), name: name.into() });
    let free = after(state, [rename("Coût")]);
    assert!(free.seal.held.is_none() && free.dossier().criteria[0].name == "Coût");
    let journal = free.dossier().journal.len();
    let sealed = after(free, [LotsMsg::Choose(0).into()]);
    assert_eq!(sealed.dossier().seal.as_ref(), Some(&seal));
    assert_eq!(fingerprint(sealed.dossier()), seal.fingerprint, "the code knows nothing of lots");
    assert_eq!(sealed.dossier().journal.len(), 1, "to look is not told");
    let held = after(sealed.clone(), [rename("Coût")]);
    assert!(held.seal.held.is_some() && held.dossier().criteria[0].name == "Prix");
    // Neither does a seal hold back what happens to the others.
    let moved =
        after(sealed.clone(), [LotsMsg::Move(0, 1).into(), LotsMsg::Text(LotText::Name(1), "Mail".into()).into()]);
    assert!(moved.seal.held.is_none());
    assert_eq!(names(&moved), ["Visioconférence", "Mail"]);
    assert_eq!(moved.dossier().journal.len(), 3);
    let back = after(moved, [LotsMsg::Choose(0).into()]);
    assert_eq!(back.dossier().journal.len(), journal);
}

#[test]
fn lots_are_moved_removed_and_described() {
    let mut state = two();
    state = after(state, adding("Stockage", LotStart::Grid));
    let (state, effects) = update(state, LotsMsg::Move(2, -1).into());
    assert_eq!(names(&state), ["Messagerie", "Stockage", "Visioconférence"]);
    assert_eq!(state.dossier().lots.as_ref().unwrap().place, 1, "what is shown moves along");
    assert!(effects.contains(&Effect::FocusOn("lot-up-1".into())));
    assert_eq!(state.announcement.event, Some(Event::Lots(LotsNews::Moved("Stockage".into(), 1))));
    let beyond = after(state.clone(), [LotsMsg::Move(0, -1).into(), LotsMsg::Move(2, 1).into()]);
    assert_eq!(names(&beyond), names(&state));

    let state = after(state, [LotsMsg::Class(0, Some(DataClass::State)).into(), LotsMsg::ToggleAll.into()]);
    let rows = present::lots(&state).unwrap().rows;
    assert_eq!((rows[0].data, rows[1].data), (DataClass::State.name().fr, "non précisées"));

    // A name that is taken, or none, is refused and says why.
    for wrong in ["Stockage", " Stockage ", "", "\u{200b}"] {
        let refused = after(state.clone(), [LotsMsg::Text(LotText::Name(0), wrong.into()).into()]);
        assert_eq!(refused.dossier(), state.dossier(), "{wrong:?}");
        assert!(matches!(refused.notice, Some(Notice::Refused(_))), "{wrong:?}");
    }
    let taken = after(state.clone(), adding("Stockage", LotStart::Blank));
    assert!(taken.notice.is_some() && taken.lots.as_ref().unwrap().form.is_some(), "the form stays");

    // Removal is asked for; the lot that is shown gives way to the next one.
    let (asked, effects) = update(state.clone(), LotsMsg::AskRemove(Some(1)).into());
    assert_eq!(effects, [Effect::Focus("lot-remove-now")]);
    let (place, question) = present::lots(&asked).unwrap().asked.unwrap();
    assert!(place == 1 && question.contains("Stockage"), "{question}");
    let (kept, effects) = update(asked.clone(), LotsMsg::AskRemove(None).into());
    assert!(present::lots(&kept).unwrap().asked.is_none() && effects == [Effect::FocusOn("lot-remove-1".into())]);
    let (gone, effects) = update(asked, LotsMsg::Remove(1).into());
    assert_eq!(names(&gone), ["Messagerie", "Visioconférence"]);
    assert_eq!(gone.dossier().lots.as_ref().unwrap().place, 1);
    assert!(effects.contains(&Effect::Focus("lots-title")));
    assert_eq!(gone.announcement.event, Some(Event::Lots(LotsNews::Removed("Stockage".into()))));
    let last = after(gone, [Msg::Show(Screen::Criteria), LotsMsg::Remove(0).into()]);
    assert!(last.dossier().lots.is_none() && present::lots(&last).is_none());
    assert_eq!(last.dossier().offers.len(), 2, "the other one is left, whole");
    let back = after(last, [Msg::Undo, Msg::Undo]);
    assert_eq!(names(&back), names(&state), "nothing is lost");
}

#[test]
fn all_lots_side_by_side_add_amounts_and_no_notes() {
    let dear = |draft: &mut Draft| draft.money.tax = Tax::Excluded;
    let state = after(two(), [LotsMsg::ToggleAll.into()]);
    assert_eq!(state.announcement.event, Some(Event::Lots(LotsNews::AllShown)));
    let view = present::lots(&state).unwrap();
    let row = &view.rows[0];
    assert_eq!(
        (row.gates.as_str(), row.offers.as_str(), row.leader.as_str(), row.state),
        ("1", "2", "Alpha", "établi")
    );
    assert_eq!(
        (row.total.as_str(), spaced(&row.price), row.seal.as_str()),
        ("90,00", "100 €".to_owned(), "non scellée")
    );
    assert_eq!((view.rows[0].is_shown, view.rows[1].is_shown), (false, true));
    assert_eq!(spaced(&view.sum), "Prix des offres en tête, tous lots réunis : 200 € toutes taxes comprises.");
    // It follows what happens to the lot that is shown.
    let cheaper = after(
        state.clone(),
        [Msg::SetFact {
            offer: Id::new("b"),
            measure: Id::new("prix"),
            fact: mieux_disant::engine::Fact::Number(Decimal::integer(40)),
        }],
    );
    let view = present::lots(&cheaper).unwrap();
    assert_eq!((view.rows[1].leader.as_str(), spaced(&view.sum).contains("140 €")), ("Beta", true), "{}", view.sum);

    let sum = |dossier: &Dossier| {
        let lots = Lots {
            name: "Un".into(),
            class: None,
            place: 0,
            others: vec![Lot { name: "Deux".into(), class: None, dossier: Rc::new(dossier.clone()) }],
        };
        let whole = changed(&mail(), |draft| draft.lots = Some(Rc::new(lots)));
        let state = after(start(), [Msg::DossierGiven(Rc::new(whole)), LotsMsg::ToggleAll.into()]);
        let view = present::lots(&state).unwrap();
        (view.rows[1].clone(), spaced(&view.sum))
    };
    // Two moneys, ties, nobody, several prices, a price that is not known: no sum, and why.
    assert!(sum(&changed(&mail(), dear)).1.contains("même monnaie"));
    let tied = changed(&mail(), |draft| {
        draft.offers[1] =
            Rc::new(mieux_disant::dossier::Offer { facts: draft.offers[0].facts.clone(), ..(*draft.offers[1]).clone() })
    });
    let (row, text) = sum(&tied);
    assert!(row.leader == "Alpha et Beta" && text.contains("« Deux » (premières places ex æquo)"), "{row:?} {text}");
    let (row, text) = sum(&changed(&mail(), |draft| draft.offers.clear()));
    assert!((row.leader.as_str(), row.state) == ("–", "sans classement") && text.contains("aucune offre classée"));
    let free = edit(&Rc::new(mail()), &Edit::RemoveCriterion(Id::new("prix"))).unwrap();
    assert!(sum(&free).1.contains("aucun critère de prix"));
    let unknown = changed(&mail(), |draft| {
        Rc::make_mut(&mut draft.offers[0]).facts.remove(&Id::new("prix"));
    });
    let (row, text) = sum(&unknown);
    assert!(row.state == "provisoire" && text.contains("« Deux »"), "{row:?} {text}");
    // Names that are hidden are not told here either.
    let blind = changed(&mail(), |draft| {
        draft.commission = Commission {
            evaluators: vec![Evaluator { name: "Zoé".into(), criteria: Vec::new(), returned: Vec::new() }],
            is_blind: true,
            ..Commission::default()
        };
    });
    assert!(blind.withholds_ranking());
    let (row, text) = sum(&blind);
    assert!((row.leader.as_str(), row.total.as_str(), row.state) == ("–", "–", "non montré"), "{row:?}");
    assert!(!text.contains("Alpha") && text.contains("classement non montré"));
}

/// Whatever the gestures, in whatever order: what is written opens as it was, and
/// undoing them all leads back.
#[test]
fn edits_of_lots_keep_every_lot() {
    for seed in 0..60 {
        let mut random = Random::new(seed);
        let recipe = Recipe { lots: seed % 3 == 0, kept: true, wild: false, ..Recipe::of(seed) };
        // A fact that lacks without a word is no entry once it was written.
        let mut dossier = Rc::new(file::read(&file::write(&generate(&recipe, seed))).unwrap());
        for step in 0..12 {
            let count = dossier.lots.as_ref().map_or(1, |lots| lots.count());
            let place = random.below(count + 1);
            let labels = |dossier: &Dossier| -> Vec<(String, Option<DataClass>)> {
                let lots = dossier.lots.iter().flat_map(|lots| lots.labels());
                lots.map(|(name, class)| (name.to_owned(), class)).collect()
            };
            let change = match random.below(6) {
                0 => LotsEdit::Add {
                    first: format!("premier {step}"),
                    name: format!("nouveau {step}"),
                    class: None,
                    content: random
                        .pick(&[LotContent::Grid, LotContent::Offers, LotContent::Other(Rc::new(mail()))])
                        .clone(),
                },
                1 => LotsEdit::Label { place, name: format!("nom {step}"), class: Some(DataClass::Other) },
                2 => LotsEdit::Remove(place),
                3 => LotsEdit::Move { place, by: random.below(5) as isize - 2 },
                _ => LotsEdit::Choose(place),
            };
            let all = |dossier: &Dossier| -> Vec<(String, String)> {
                let Some(lots) = &dossier.lots else { return Vec::new() };
                let own = changed(dossier, |draft| draft.lots = None);
                let mut all: Vec<_> =
                    lots.others.iter().map(|lot| (lot.name.clone(), file::write(&lot.dossier))).collect();
                all.push((lots.name.clone(), file::write(&own)));
                all.sort();
                all
            };
            let Ok(next) = edit(&dossier, &Edit::Lots(Box::new(change.clone()))) else { continue };
            match &change {
                LotsEdit::Choose(_) => {
                    assert_eq!(labels(&next), labels(&dossier), "seed {seed}");
                    assert_eq!(all(&next), all(&dossier), "seed {seed}");
                    let back = LotsEdit::Choose(dossier.lots.as_ref().unwrap().place);
                    assert_eq!(edit(&next, &Edit::Lots(Box::new(back))).unwrap(), dossier, "seed {seed}");
                }
                LotsEdit::Move { place, by } => {
                    assert_eq!(all(&next), all(&dossier), "seed {seed}");
                    let target = place.checked_add_signed(*by).unwrap();
                    let back = LotsEdit::Move { place: target, by: -by };
                    assert_eq!(edit(&next, &Edit::Lots(Box::new(back))).unwrap(), dossier, "seed {seed}");
                }
                _ => {}
            }
            assert_eq!(file::read(&file::write(&next)).as_ref(), Ok(&*next), "seed {seed}, {change:?}");
            assert_eq!(link::read(&link::write(&next).unwrap()).as_ref(), Ok(&*next), "seed {seed}, {change:?}");
            dossier = next;
        }
    }
}

/// A published dossier is held against lot by lot.
#[test]
fn the_lot_of_the_same_name_is_compared() {
    let state = two();
    let published = link::write(state.dossier()).unwrap();
    let verified = |state: State| {
        let msgs = [SealMsg::OpenOther(Purpose::Verify), SealMsg::Other(published.clone()), SealMsg::Look];
        let found = present::other(&after(state, msgs.map(Msg::from))).unwrap().found.unwrap();
        (found.is_identical, spaced(&found.verdict))
    };
    let (is_identical, verdict) = verified(after(state.clone(), [LotsMsg::Choose(0).into()]));
    assert!(is_identical && verdict.ends_with("Seul le lot « Messagerie » est comparé."), "{verdict}");
    let other = after(state, [weight("prix", 10)]);
    assert!(!verified(other.clone()).0, "the lot that is shown has other weights");
    assert!(verified(after(other.clone(), [LotsMsg::Choose(0).into()])).0, "the first one has not");
    let renamed = after(other, [LotsMsg::Text(LotText::Name(1), "Réunions".into()).into()]);
    let (_, verdict) = verified(renamed);
    assert!(
        verdict.ends_with("Lots comparés : « Réunions » ici, « Visioconférence » dans l'autre dossier."),
        "{verdict}"
    );
}

#[test]
fn a_table_pasted_into_an_empty_lot_begins_that_lot_and_no_other() {
    let state = after(two(), adding("Vide", LotStart::Blank));
    let (names_before, title) = (names(&state), state.dossier().title.clone());
    let table = "Offre\tPrix\tNote\nA\t100\t12\nB\t120\t15".to_owned();
    let state = after(state, [PasteMsg::Text(table, None).into(), PasteMsg::Land.into()]);
    assert_eq!((names(&state), state.dossier().title.as_str()), (names_before, title.as_str()));
    assert_eq!(state.dossier().offers.len(), 2);
    assert_eq!(state.screen, Screen::Ranking);
    let state = after(state, [Msg::Undo]);
    assert!(state.dossier().offers.is_empty() && state.dossier().lots.is_some(), "one step");
}

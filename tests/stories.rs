//! Stories of messages: what a user does, what the reducer makes of it.
//! No browser: effects are values, and the tests play the platform.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use mieux_disant::app::{ACTIONS, Choice, Effect, Event, Msg, Notice, Origin, Screen, ShareMsg, Start, State, update};
use mieux_disant::dossier::{Edit, Id, Refusal, Standing, StandingKind};
use mieux_disant::engine::{Decimal, Fact};
use mieux_disant::i18n::Lang;
use mieux_disant::{present, saved};

fn start() -> State {
    State::new(Lang::Fr, Start { address: "https://intranet.example/page".into(), session: "s".into() })
}

/// Sends messages one after the other; gives the state and all effects.
fn after(mut state: State, msgs: impl IntoIterator<Item = Msg>) -> (State, Vec<Effect>) {
    let mut all = Vec::new();
    for msg in msgs {
        let (next, effects) = update(state, msg);
        state = next;
        all.extend(effects);
    }
    (state, all)
}

fn text(state: &State) -> String {
    saved::file::write(state.dossier())
}

fn weight(state: &State, id: &str) -> String {
    state.dossier().criterion(&Id::new(id)).unwrap().weight.to_string()
}

fn points(value: i64) -> Decimal {
    Decimal::integer(value)
}

#[test]
fn the_first_screen_ranks_an_example() {
    let state = start();
    assert_eq!(state.origin, Origin::Example("suite"));
    let rows = present::Rows::of(&state);
    assert!(rows.len() >= 3 && !present::apart(state.lang, &state.assessment, 50).aside.is_empty());
    assert_eq!(rows.row(0).unwrap().rank, "1");
}

#[test]
fn a_weight_moves_alone_unless_sharing_is_on() {
    let (state, _) = after(start(), [Msg::Weigh(Id::new("A4"), points(40))]);
    assert_eq!((weight(&state, "A4"), weight(&state, "A1")), ("40".into(), "24".into()));
    assert!(present::Weights::of(&state).view().top.is_hundred, "weights follow the ranking that they move");
    let (state, _) = after(state, [Msg::Follow]);
    assert!(!present::Weights::of(&state).view().top.is_hundred);

    let (state, _) = after(start(), [Msg::ToggleSharing, Msg::Weigh(Id::new("A4"), points(40)), Msg::Follow]);
    assert_eq!(weight(&state, "A4"), "40");
    assert!(present::Weights::of(&state).view().top.is_hundred, "the siblings share the rest");
}

#[test]
fn weights_are_on_the_move_from_the_second_step_until_they_rest() {
    let weigh = |value| Msg::Weigh(Id::new("A4"), points(value));
    let (once, _) = after(start(), [weigh(40)]);
    assert!(!once.is_moving(), "moved once, as by a key");
    for end in [Msg::Rest, Msg::EndGesture, Msg::Undo] {
        let (twice, _) = after(once.clone(), [weigh(41)]);
        assert!(twice.is_moving());
        let (rested, _) = after(twice, [end]);
        assert!(!rested.is_moving());
    }
}

#[test]
fn a_slider_dragged_to_the_end_and_back_loses_nothing() {
    let before = start();
    let id = Id::new("A4");
    let drag = [60, 100, 100, 30, 25].map(|value| Msg::Weigh(id.clone(), points(value)));
    let (state, _) = after(before.clone(), [Msg::ToggleSharing].into_iter().chain(drag).chain([Msg::EndGesture]));
    assert_eq!(text(&state), text(&before), "back where it began, the proportions of the siblings too");
    assert_eq!(
        state.history.undoable().map(|edit| edit.has_same_target(&Edit::Weight {
            criterion: id.clone(),
            value: points(0),
            locks: None
        })),
        Some(true)
    );
    let (state, _) = after(state, [Msg::Undo]);
    assert!(state.history.undoable().is_none(), "one gesture is one step");
}

#[test]
fn locks_refuse_with_their_reason() {
    let top: Vec<Id> = start().dossier().criteria.iter().map(|criterion| criterion.id.clone()).collect();
    let locks = top.iter().skip(1).cloned().map(Msg::ToggleLock);
    let (state, _) =
        after(start(), [Msg::ToggleSharing].into_iter().chain(locks).chain([Msg::Weigh(top[0].clone(), points(50))]));
    assert!(matches!(state.notice, Some(Notice::Refused(Refusal::Sharing(_)))));
    assert_eq!(text(&state), text(&start()), "nothing has changed");
    assert!(present::notice(&state).unwrap().text.contains("verrouillés"));
}

#[test]
fn undo_and_redo_go_all_the_way_byte_for_byte() {
    let offer = start().dossier().offers[0].id.clone();
    let edits = [
        Msg::Weigh(Id::new("A1"), points(30)),
        Msg::EndGesture,
        Msg::Edit(Edit::OfferName { offer: offer.clone(), name: "Autre nom".into() }),
        Msg::SetFact { offer: offer.clone(), measure: Id::new("A4"), fact: Fact::Number(points(1_000_000)) },
        Msg::Edit(Edit::AddOffer { name: "Offre neuve".into() }),
        Msg::Edit(Edit::DuplicateOffer { offer: offer.clone(), name: "Copie".into() }),
        Msg::Edit(Edit::MoveOffer { offer: offer.clone(), by: 1 }),
        Msg::Edit(Edit::Standing {
            offer: offer.clone(),
            standing: Standing { kind: StandingKind::Late, reason: "Reçue le lendemain.".into() },
        }),
        Msg::Edit(Edit::RemoveOffer(offer)),
        Msg::Edit(Edit::RemoveCriterion(Id::new("A8"))),
        Msg::Edit(Edit::Title("Autre titre".into())),
    ];
    let (mut state, mut texts) = (start(), vec![text(&start())]);
    for msg in edits {
        let (next, _) = update(state, msg);
        state = next;
        if texts.last() != Some(&text(&state)) {
            texts.push(text(&state));
        }
    }
    assert_eq!(texts.len(), 11, "every edit changed something");
    for expected in texts.iter().rev().skip(1) {
        state = update(state, Msg::Undo).0;
        assert_eq!(text(&state), *expected);
        assert!(matches!(state.announcement.event, Some(Event::Undone(_))));
    }
    for expected in texts.iter().skip(1) {
        state = update(state, Msg::Redo).0;
        assert_eq!(text(&state), *expected);
    }
}

#[test]
fn the_first_change_of_an_example_is_kept_as_ones_own() {
    let (state, effects) = after(start(), [Msg::Weigh(Id::new("A4"), points(40))]);
    assert_eq!(state.origin, Origin::Mine);
    assert!(effects.contains(&Effect::SaveSoon));
    let (state, effects) = after(state, [Msg::SaveNow, Msg::SaveNow]);
    let stored: Vec<&Effect> = effects.iter().filter(|effect| matches!(effect, Effect::Store { .. })).collect();
    assert_eq!(stored.len(), 1, "kept once");
    let Effect::Store { slot, text: kept, .. } = stored[0] else { panic!() };
    assert_eq!((slot.as_str(), kept), ("s-1", &text(&state)));
}

#[test]
fn looking_at_an_example_keeps_nothing() {
    let (_, effects) = after(start(), [Msg::Show(Screen::Offers), Msg::OpenExample("ec-2026"), Msg::SaveNow]);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Store { .. } | Effect::SaveSoon)));
}

#[test]
fn a_link_is_not_kept_until_one_says_so_and_former_work_is() {
    let link = saved::link::write(start().dossier()).unwrap();
    let (mine, _) = after(start(), [Msg::Edit(Edit::Title("Mon travail".into()))]);
    let (state, effects) = after(mine, [Msg::LinkGiven(format!("#{link}"))]);
    assert!(
        effects.iter().any(|effect| matches!(effect, Effect::Store { title, .. } if title == "Mon travail")),
        "the work that was open is kept first"
    );
    assert_eq!(state.origin, Origin::Link);
    let (state, effects) = after(state, [Msg::Weigh(Id::new("A4"), points(40)), Msg::SaveNow]);
    assert_eq!(weight(&state, "A4"), "40", "one may try");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Store { .. } | Effect::SaveSoon)));
    let (state, effects) = after(state, [Msg::KeepAsMine, Msg::SaveNow]);
    assert_eq!(state.origin, Origin::Mine);
    assert!(
        effects.iter().any(|effect| matches!(effect, Effect::Store { slot, .. } if slot == "s-2")),
        "in a slot of its own"
    );
}

#[test]
fn a_readers_undo_ends_at_the_link() {
    let link = saved::link::write(start().dossier()).unwrap();
    let (state, _) = after(start(), [Msg::LinkGiven(link)]);
    assert!(state.history.undoable().is_none(), "nothing was there before");
    let (state, effects) =
        after(state, [Msg::Weigh(Id::new("A4"), points(40)), Msg::Undo, Msg::Undo, Msg::Undo, Msg::SaveNow]);
    assert_eq!(state.origin, Origin::Link);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Store { .. })));
}

#[test]
fn undoing_an_opening_goes_back_to_the_slot_of_the_work() {
    let (mine, _) = after(start(), [Msg::Edit(Edit::Title("Mon travail".into())), Msg::SaveNow]);
    let (state, _) = after(mine, [Msg::OpenExample("ec-2026"), Msg::Undo]);
    assert_eq!((state.origin.clone(), state.slot.as_deref()), (Origin::Mine, Some("s-1")));
    let (state, _) = after(state, [Msg::Redo]);
    assert_eq!((state.origin, state.slot), (Origin::Example("ec-2026"), None));
}

#[test]
fn opening_is_one_undo_away_from_what_was_there() {
    let (mine, _) = after(start(), [Msg::Edit(Edit::Title("Mon travail".into()))]);
    let (state, _) = after(mine.clone(), [Msg::OpenExample("ec-2026"), Msg::Undo]);
    assert_eq!(text(&state), text(&mine));
}

#[test]
fn a_damaged_link_changes_nothing_and_offers_what_it_can() {
    let link = saved::link::write(start().dossier()).unwrap();
    let cut = &link[..link.len() * 3 / 4];
    let (state, _) = after(start(), [Msg::LinkGiven(cut.into())]);
    assert_eq!(text(&state), text(&start()));
    let Some(Notice::LinkDamaged(damaged)) = &state.notice else { panic!("no notice") };
    assert!(damaged.recovered.is_some());
    let (state, _) = after(state, [Msg::OpenRecovered]);
    assert_eq!((state.origin.clone(), state.dossier().criteria.len()), (Origin::Link, 9));

    let (state, _) = after(start(), [Msg::LinkGiven("#md=9.abc".into())]);
    assert!(present::notice(&state).unwrap().text.contains('9'), "names the unknown version");
}

#[test]
fn a_bad_file_is_refused_with_its_place() {
    let bad = text(&start()).replacen("\"weight\": \"24\"", "\"weight\": \"-24\"", 1);
    let (state, _) = after(start(), [Msg::FileChosen { name: "grille.json".into(), content: Some(bad.into_bytes()) }]);
    let notice = present::notice(&state).unwrap().text;
    assert!(notice.contains("grille.json") && notice.contains("criteria[0].weight"), "{notice}");
    assert_eq!(text(&state), text(&start()));
    let (state, _) = after(state, [Msg::FileChosen { name: "x.json".into(), content: None }]);
    assert!(matches!(state.notice, Some(Notice::FileUnreadable { .. })));
}

#[test]
fn a_fact_keeps_its_justification_and_missing_is_never_zero() {
    let (offer, measure) = (start().dossier().offers[0].id.clone(), Id::new("A4"));
    let justification = |state: &State| state.dossier().offers[0].facts[&measure].justification.clone();
    let set = |fact| Msg::SetFact { offer: offer.clone(), measure: measure.clone(), fact };
    let (state, _) = after(start(), [set(Fact::Number(points(2_000_000)))]);
    assert!(!justification(&start()).is_empty() && justification(&state) == justification(&start()));
    let (state, _) = after(state, [set(Fact::Missing)]);
    let row = present::Rows::of(&state).all().find(|row| row.offer == offer).unwrap();
    assert!(row.remark == "provisoire" && row.open_width > 0.0 && row.total.contains(" à "), "{row:?}");
    assert_eq!(present::apart(state.lang, &state.assessment, 50).incomplete[0].offer, offer);
    let (state, _) = after(start(), [set(Fact::Number(Decimal::ZERO))]);
    assert!(matches!(state.notice, Some(Notice::Refused(Refusal::Defects(_)))), "a zero price is refused");
}

#[test]
fn a_criterion_that_a_gate_reads_stays() {
    let gate = start()
        .dossier()
        .gates
        .iter()
        .find(|gate| start().dossier().criterion(gate.rule.of()).is_some())
        .cloned()
        .unwrap();
    let (state, _) = after(start(), [Msg::Edit(Edit::RemoveCriterion(gate.rule.of().clone()))]);
    assert!(matches!(state.notice, Some(Notice::Refused(Refusal::ReadByGate { .. }))));
    assert!(present::notice(&state).unwrap().text.contains(&gate.name));
}

#[test]
fn sharing_builds_a_link_on_the_address_and_follows_changes() {
    let (state, _) = after(start(), [Msg::OpenShare, ShareMsg::Choose(Choice::Complete).into()]);
    let link = |state: &State| state.share.as_ref().and_then(|share| share.link.clone()).unwrap();
    assert!(link(&state).starts_with("https://intranet.example/page#md=2."));
    assert!(present::share(&state).unwrap().warning.contains("prix"));
    let first = link(&state);
    let (state, _) = after(state, [Msg::Weigh(Id::new("A4"), points(40))]);
    assert_ne!(link(&state), first);
    assert_eq!(saved::link::read(&link(&state)).unwrap(), **state.dossier());
    let (_, effects) = after(state.clone(), [Msg::CopyLink]);
    assert_eq!(effects, [Effect::Copy(link(&state))]);
}

#[test]
fn every_action_works_from_the_first_screen() {
    let (state, _) =
        after(start(), [Msg::Weigh(Id::new("A4"), points(40)), Msg::Weigh(Id::new("A1"), points(1)), Msg::Undo]);
    for action in ACTIONS {
        let msg = (action.msg)(&state).unwrap_or_else(|| panic!("{} does nothing", action.id));
        let (after, effects) = update(state.clone(), msg);
        let did_something = !effects.is_empty() || text(&after) != text(&state) || after.share.is_some();
        assert!(did_something, "{} does nothing", action.id);
    }
    assert!((ACTIONS[0].msg)(&start()).is_none(), "nothing to undo at first");
}

#[test]
fn everything_is_said_in_both_languages() {
    let (state, _) = after(start(), [Msg::OpenShare, Msg::Weigh(Id::new("A4"), points(40))]);
    let words = |state: &State| {
        format!(
            "{:?}{:?}{:?}{:?}{:?}",
            present::header(state).origin,
            present::Weights::of(state).view().top.total,
            present::share(state),
            (present::remarks(state.lang, &state.assessment, 50), present::proof(state)),
            present::ranking(state).method
        )
    };
    let (english, effects) = after(state.clone(), [Msg::Language(Lang::En)]);
    assert_eq!(effects, [Effect::Language(Lang::En)]);
    assert_ne!(words(&state), words(&english));
    assert!(!words(&english).contains("caractères"));
}

/// Steps of a generator that needs no quality: it only has to go everywhere.
fn steps(mut seed: u64) -> impl FnMut(usize) -> usize {
    move |end| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % end
    }
}

/// Anything that a buyer may do next, valid or not.
fn any_gesture(state: &State, random: &mut impl FnMut(usize) -> usize) -> Msg {
    let dossier = state.dossier();
    let criteria: Vec<Id> = dossier.all_criteria().into_iter().map(|criterion| criterion.id.clone()).collect();
    let mut any = |ids: &[Id]| ids.get(random(ids.len().max(1))).cloned().unwrap_or_else(|| Id::new("none"));
    let (criterion, other) = (any(&criteria), any(&criteria));
    let offer = any(&dossier.offers.iter().map(|offer| offer.id.clone()).collect::<Vec<_>>());
    let gate = any(&dossier.gates.iter().map(|gate| gate.id.clone()).collect::<Vec<_>>());
    let profile = any(&dossier.profiles.iter().map(|profile| profile.id.clone()).collect::<Vec<_>>());
    let number = points(random(101) as i64);
    let by = random(5) as isize - 2;
    let measure = || dossier.criteria.iter().find_map(|criterion| criterion.measure().cloned());
    match random(20) {
        0..=3 => Msg::Weigh(criterion, number),
        4 => Msg::ToggleSharing,
        5 => Msg::ToggleLock(criterion),
        6 => Msg::Edit(Edit::ApplyProfile(profile)),
        7 => Msg::Edit(Edit::ShareOut { group: None, locks: state.locks.clone() }),
        8 => Msg::Edit(Edit::Title(format!("Comparatif {number}"))),
        9 => Msg::Edit(Edit::MoveCriterion { criterion, by }),
        10 => Msg::Edit(Edit::CriterionName { criterion, name: format!("Critère {number}") }),
        11 => measure().map_or(Msg::EndGesture, |measure| {
            Msg::Edit(Edit::AddCriterion { parent: None, name: format!("Ajout {number}"), measure })
        }),
        12 => Msg::Edit(Edit::RemoveCriterion(other)),
        13 => Msg::Edit(Edit::RemoveGate(gate)),
        14 => Msg::Edit(Edit::AddOffer { name: format!("Offre {number}") }),
        15 => Msg::Edit(Edit::DuplicateOffer { offer, name: format!("Copie {number}") }),
        16 => Msg::Edit(Edit::MoveOffer { offer, by }),
        17 => Msg::Edit(Edit::OfferName { offer, name: format!("Nom {number}") }),
        18 => Msg::Edit(Edit::Standing {
            offer,
            standing: Standing { kind: StandingKind::Withdrawn, reason: "Retirée par le candidat.".into() },
        }),
        _ => Msg::SetFact { offer, measure: criterion, fact: Fact::Number(number) },
    }
}

#[test]
fn two_hundred_edits_are_undone_to_the_start_and_redone_to_the_end_byte_for_byte() {
    for seed in 1..=5 {
        let mut random = steps(seed);
        let mut state = start();
        let mut texts = vec![text(&state)];
        while texts.len() <= 200 {
            let msg = any_gesture(&state, &mut random);
            state = after(state, [msg, Msg::EndGesture]).0;
            let now = text(&state);
            if texts.last() != Some(&now) {
                texts.push(now);
            }
        }
        for expected in texts.iter().rev().skip(1) {
            state = after(state, [Msg::Undo]).0;
            assert_eq!(&text(&state), expected, "seed {seed}");
        }
        assert_eq!(state.history.undoable(), None, "back at the start");
        for expected in texts.iter().skip(1) {
            state = after(state, [Msg::Redo]).0;
            assert_eq!(&text(&state), expected, "seed {seed}");
        }
        assert_eq!(state.history.redoable(), None, "at the end again");
    }
}

#[test]
fn explanations_follow_when_weights_rest_and_the_proof_speaks_of_the_screen_only() {
    let proof = |state: &State| present::proof(state).status;
    assert_eq!(proof(&start()), present::ProofStatus::Due, "nothing waits for it before the ranking is seen");
    let (state, effects) = after(start(), [Msg::Drawn]);
    assert_eq!(proof(&state), present::ProofStatus::Holds);
    assert_eq!(effects, [Effect::FindWorks], "what is kept is looked for then");
    let (state, effects) = after(state, [Msg::Weigh(Id::new("A4"), points(40))]);
    assert!(effects.contains(&Effect::SettleSoon));
    assert!(!std::rc::Rc::ptr_eq(&state.settled, &state.assessment));
    assert_eq!(proof(&state), present::ProofStatus::Due, "that of before is not that of now");
    let (state, _) = after(state, [Msg::Settle]);
    assert!(std::rc::Rc::ptr_eq(&state.settled, &state.assessment));
    assert_eq!(proof(&state), present::ProofStatus::Due);
    let (state, _) = after(state, [Msg::Rest]);
    assert_eq!(proof(&state), present::ProofStatus::Holds);
    // Any other change is explained and proved at once.
    let (state, effects) = after(state, [Msg::Undo]);
    assert!(!effects.contains(&Effect::SettleSoon) && std::rc::Rc::ptr_eq(&state.settled, &state.assessment));
    assert_eq!(proof(&state), present::ProofStatus::Holds);
}

#[test]
fn all_is_there_before_the_page_is_printed() {
    let (state, effects) = after(start(), [Msg::Print]);
    assert!(state.is_printing && effects == [Effect::Print]);
    assert!(!after(state, [Msg::Printing(false)]).0.is_printing);
}

#[test]
fn weights_alone_are_refused_as_the_whole_dossier_would_be() {
    let nothing: Vec<Msg> = start().dossier().criteria.iter().map(|c| Msg::Weigh(c.id.clone(), points(0))).collect();
    let (state, _) = after(start(), nothing.into_iter().chain([Msg::EndGesture]));
    assert!(matches!(&state.notice, Some(Notice::Refused(Refusal::Defects(_)))), "{:?}", state.notice);
    let (state, _) = after(start(), [Msg::Weigh(Id::new("A4"), points(-1))]);
    assert!(matches!(&state.notice, Some(Notice::Refused(Refusal::Defects(_)))));
}

//! Stories of a widget in somebody's page: what its attributes ask for, and that a
//! reader changes nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::rc::Rc;

use mieux_disant::app::{
    ACTIONS, Attributes, BeginMsg, Choice, Effect, Msg, PasteMsg, Screen, ShareMsg, Start, State, ViewsMsg, update,
};
use mieux_disant::catalogue::EXAMPLES;
use mieux_disant::dossier::{Dossier, Edit};
use mieux_disant::engine::Decimal;
use mieux_disant::i18n::Lang;
use mieux_disant::{present, saved};

fn after(state: State, msg: impl Into<Msg>) -> (State, Vec<Effect>) {
    update(state, msg.into())
}

fn embedded(attributes: Attributes) -> State {
    let state = State::new(attributes.lang, Start { address: "https://intranet.test/".into(), session: "s".into() });
    after(state, Msg::Attributes(attributes)).0
}

fn suite() -> Rc<Dossier> {
    Rc::new(saved::file::read((EXAMPLES[0].file)()).unwrap())
}

#[test]
fn a_reader_changes_nothing() {
    let state = embedded(Attributes { is_readonly: true, ..Attributes::default() });
    let (mut state, _) = after(state, Msg::DossierGiven(suite()));
    let before = Rc::clone(state.dossier());
    let criterion = before.criteria[0].id.clone();
    let title = || Msg::Edit(Edit::Title("autre".into()));
    let attempts = [
        title(),
        Msg::Weigh(criterion.clone(), Decimal::integer(1)),
        Msg::ShareOut(None),
        Msg::ToggleSharing,
        Msg::ToggleLock(criterion),
        Msg::NewDossier,
        Msg::OpenExample(EXAMPLES[0].id),
        BeginMsg::Open.into(),
        PasteMsg::Open("start-table").into(),
        Msg::FileChosen { name: "a.json".into(), content: Some(saved::file::write(&before).into_bytes()) },
        Msg::KeepAsMine,
        Msg::Undo,
        Msg::Show(Screen::Offers),
        Msg::Show(Screen::Criteria),
        Msg::Show(Screen::Commission),
        Msg::SaveNow,
    ];
    for attempt in attempts {
        let (next, effects) = after(state, attempt.clone());
        assert!(effects.is_empty(), "{attempt:?} has {effects:?}");
        assert!(Rc::ptr_eq(next.dossier(), &before), "{attempt:?}");
        assert_eq!(next.screen, Screen::Ranking, "{attempt:?}");
        state = next;
    }
    // Every action of the toolbar too, by its name.
    for action in ACTIONS {
        let (next, _) = after(state, Msg::Act(action.id));
        assert!(Rc::ptr_eq(next.dossier(), &before), "{}", action.id);
        assert!(!next.is_beginning, "{}", action.id);
        state = next;
    }
}

#[test]
fn a_reader_looks_at_everything_about_the_ranking() {
    let state = embedded(Attributes { is_readonly: true, ..Attributes::default() });
    let (state, _) = after(state, Msg::DossierGiven(suite()));
    let offer = state.dossier().offers[0].id.clone();
    let (state, _) = after(state, Msg::ToggleDetails(offer.clone()));
    assert!(state.open_offers.contains(&offer));
    let (state, _) = after(state, Msg::Views(ViewsMsg::ToggleSide));
    assert!(state.views.shows_side);
    let (state, _) = after(state, Msg::Show(Screen::Method));
    assert_eq!(state.screen, Screen::Method);
    let (state, _) = after(state, Msg::OpenShare);
    let (state, _) = after(state, ShareMsg::Choose(Choice::Grid));
    assert!(state.share.is_some());
    let (_, effects) = after(state, Msg::Download);
    assert!(matches!(&effects[..], [Effect::Download { .. }]));
}

#[test]
fn the_weights_of_sub_criteria_are_there_for_a_reader() {
    let groups = |is_readonly| {
        let state = embedded(Attributes { is_readonly, ..Attributes::default() });
        let (state, _) = after(state, Msg::DossierGiven(suite()));
        present::Weights::of(&state).view().top.rows.iter().filter(|row| row.below.is_some()).count()
    };
    assert_eq!(groups(false), 0);
    assert!(groups(true) > 0);
}

#[test]
fn the_page_begins_where_it_says() {
    let at = |screen| Attributes { screen: Some(screen), ..Attributes::default() };
    let state = embedded(at(Screen::Offers));
    assert_eq!(state.screen, Screen::Offers);
    // Where the dossier comes later, too; then the user goes where they want.
    let (state, _) = after(state, Msg::DossierGiven(suite()));
    assert_eq!(state.screen, Screen::Offers);
    let (state, _) = after(state, Msg::Show(Screen::Ranking));
    let (state, _) = after(state, Msg::Attributes(at(Screen::Offers)));
    assert_eq!(state.screen, Screen::Ranking);
    let (state, _) = after(state, Msg::Attributes(at(Screen::Criteria)));
    assert_eq!(state.screen, Screen::Criteria);
}

#[test]
fn both_languages_name_the_screens() {
    for (tags, screen) in [
        (["classement", "ranking"], Screen::Ranking),
        (["offres", "offers"], Screen::Offers),
        (["criteres", "criteria"], Screen::Criteria),
        (["commission", "commission"], Screen::Commission),
        (["methode", "method"], Screen::Method),
    ] {
        assert_eq!(tags.map(Screen::from_tag), [Some(screen); 2]);
    }
    assert_eq!(Screen::from_tag("ailleurs"), None);
}

#[test]
fn the_language_follows_the_page_until_the_user_chooses() {
    let state = embedded(Attributes::default());
    let (state, _) = after(state, Msg::Attributes(Attributes { lang: Lang::En, ..Attributes::default() }));
    assert_eq!(state.lang, Lang::En);
    let (state, _) = after(state, Msg::Language(Lang::Fr));
    // Another attribute has changed: the language that the user chose stays.
    let (state, _) = after(state, Msg::Attributes(Attributes { lang: Lang::En, level: 3, ..Attributes::default() }));
    assert_eq!((state.lang, state.attributes.level), (Lang::Fr, 3));
}

#[test]
fn a_page_to_download_holds_what_was_chosen() {
    let (state, _) = after(embedded(Attributes::default()), Msg::OpenShare);
    let mut state = state;
    for (choice, has_offers) in [(Choice::Grid, false), (Choice::Complete, true)] {
        let (next, _) = after(state, ShareMsg::Choose(choice));
        let (next, effects) = after(next, ShareMsg::SavePage);
        let [Effect::DownloadPage { name, content, .. }] = &effects[..] else { panic!("{effects:?}") };
        assert!(name.ends_with(".html"), "{name}");
        assert_eq!(!saved::file::read(content).unwrap().offers.is_empty(), has_offers);
        state = next;
    }
    // Before its passphrase, nothing under one leaves.
    let (state, _) = after(state, ShareMsg::Choose(Choice::Locked));
    assert_eq!(after(state, ShareMsg::SavePage).1, []);
}

//! Stories of links: what leaves in each flavour and under a passphrase, what
//! arrives, and what one tries beside it. Effects are values; the tests play the platform.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use mieux_disant::app::{
    Chance, ChanceFor, Choice, Effect, Event, LinkNews, Lock, Msg, Notice, Origin, SHORTEST, Secret, ShareMsg, Start,
    State, UnlockMsg, update,
};
use mieux_disant::dossier::{Edit, Id, redact};
use mieux_disant::engine::Decimal;
use mieux_disant::i18n::Lang;
use mieux_disant::saved::link::LockError;
use mieux_disant::{present, saved};

const PHRASE: &str = "bakilo-tumera-zodivu-nafepo";

fn start() -> State {
    State::new(Lang::Fr, Start { address: "https://intranet.example/page".into(), session: "s".into() })
}

fn after(mut state: State, msgs: impl IntoIterator<Item = Msg>) -> (State, Vec<Effect>) {
    let mut all = Vec::new();
    for msg in msgs {
        let (next, effects) = update(state, msg);
        state = next;
        all.extend(effects);
    }
    (state, all)
}

/// Lets the platform answer until it is asked for nothing more; gives the other effects.
fn settled(mut state: State, msg: Msg) -> (State, Vec<Effect>) {
    let (mut msgs, mut others) = (vec![msg], Vec::new());
    while let Some(msg) = msgs.pop() {
        let (next, effects) = update(state, msg);
        state = next;
        for effect in effects {
            match effect {
                Effect::Chance(ChanceFor::Phrase) => {
                    msgs.push(ShareMsg::Proposed(Some(Chance::new([5; 16]))).into());
                }
                Effect::Chance(ChanceFor::Envelope) => {
                    msgs.push(ShareMsg::Salted(Some(Box::new(([1; 16], [2; 24])))).into());
                }
                Effect::AfterPaint(msg) => msgs.push(*msg),
                other => others.push(other),
            }
        }
    }
    (state, others)
}

fn secret(text: &str) -> Secret {
    Secret::new(text.into())
}

fn choose(choice: Choice) -> Msg {
    ShareMsg::Choose(choice).into()
}

fn weigh(points: i64) -> Msg {
    Msg::Weigh(Id::new("A4"), Decimal::integer(points))
}

fn weight(state: &State) -> String {
    state.dossier().criterion(&Id::new("A4")).unwrap().weight.to_string()
}

fn link(state: &State) -> Option<String> {
    state.share.as_ref()?.link.clone()
}

/// The example under [`PHRASE`].
fn locked_link() -> String {
    let (state, _) = after(start(), [Msg::OpenShare]);
    let (state, _) = settled(state, ShareMsg::Lock(secret(PHRASE)).into());
    link(&state).unwrap()
}

/// What a link holds, in the words of the panel: `Prix et coûts`, …
fn held(state: &State) -> Vec<&'static str> {
    let view = present::share(state).unwrap();
    view.contents.iter().filter(|content| content.is_held).map(|content| content.name).collect()
}

#[test]
fn prices_leave_under_a_passphrase_unless_somebody_says_otherwise() {
    let (state, _) = after(start(), [Msg::OpenShare]);
    let share = state.share.as_ref().unwrap();
    assert_eq!((share.choice, share.link.clone()), (Choice::Locked, None), "nothing leaves before the passphrase");
    let view = present::share(&state).unwrap();
    assert!(!view.has_file && view.choices.iter().any(|each| each.is_advised && each.is_chosen));

    let (state, _) = after(start(), [Msg::OpenExample("ec-2026"), Msg::OpenShare]);
    assert_eq!(state.share.as_ref().unwrap().choice, Choice::Complete);
    assert!(link(&state).is_some() && present::share(&state).unwrap().warning.is_empty());
}

#[test]
fn every_flavour_says_what_it_holds_and_holds_it() {
    let (state, _) = after(start(), [Msg::OpenShare]);
    let parts = present::share(&state).unwrap().contents.len();
    let mut lengths = Vec::new();
    for (choice, count) in [(Choice::Grid, 1), (Choice::Anonymised, 3), (Choice::Complete, parts - 5)] {
        let (state, effects) = after(state.clone(), [choose(choice), ShareMsg::Save.into()]);
        let dossier = redact(start().dossier(), choice.flavour(), true);
        assert_eq!(saved::link::read(&link(&state).unwrap()).unwrap(), dossier, "{choice:?}");
        assert!(
            matches!(&effects[..], [Effect::Download { text, .. }] if *text == saved::file::write(&dossier)),
            "the file holds the same"
        );
        assert_eq!(held(&state).len(), count, "{choice:?}: {:?}", held(&state));
        assert_eq!(state.announcement.number, 2, "said aloud");
        lengths.push(link(&state).unwrap().len());
    }
    assert!(lengths.is_sorted() && lengths[0] < lengths[2], "{lengths:?}");

    let (state, _) = after(state, [choose(Choice::Complete), ShareMsg::WithComments(false).into()]);
    assert!(!held(&state).contains(&"Justifications, sources, remarques"), "{:?}", held(&state));
    assert!(link(&state).unwrap().len() < lengths[2]);
}

#[test]
fn a_passphrase_locks_opens_and_is_gone() {
    let (state, _) = after(start(), [Msg::OpenShare]);
    let foreseen = state.share.as_ref().unwrap().length;
    let (working, effects) = after(state.clone(), [ShareMsg::Lock(secret(PHRASE)).into()]);
    assert_eq!(effects, [Effect::Chance(ChanceFor::Envelope)]);
    assert!(
        present::share(&working).unwrap().lock.unwrap().is_busy && present::announcement(&working) == "Chiffrement…"
    );
    assert!(!format!("{working:?}").contains("bakilo"), "not even while it is used");

    let (state, effects) = settled(state, ShareMsg::Lock(secret(PHRASE)).into());
    assert_eq!(effects, [Effect::Focus("copy-link")]);
    let link = link(&state).unwrap();
    assert!(link.starts_with("https://intranet.example/page#md=3."));
    assert_eq!(state.share.as_ref().unwrap().length, foreseen, "the length was foreseen");
    assert_eq!(state.share.as_ref().unwrap().lock, Lock::Closed);
    assert!(!format!("{state:?}").contains("bakilo"));

    // Somebody else opens it.
    let (asked, effects) = after(start(), [Msg::LinkGiven(link)]);
    assert_eq!(effects, [Effect::Focus("unlock-phrase")]);
    assert_eq!(asked.origin, Origin::Example("suite"), "nothing has changed yet");
    let (refused, _) = settled(asked, UnlockMsg::Try(secret("une autre phrase")).into());
    let unlock = refused.unlock.as_ref().unwrap();
    assert_eq!((unlock.refusal, unlock.attempts), (Some(LockError::Refused), 1));
    assert!(present::announcement(&refused).starts_with("Cette phrase n'ouvre pas"));
    assert!(!format!("{refused:?}").contains("autre phrase"));

    let (trying, _) = after(refused.clone(), [UnlockMsg::Try(secret(PHRASE)).into()]);
    assert_eq!(present::announcement(&trying), "Déchiffrement…");
    let (open, effects) = settled(refused, UnlockMsg::Try(secret("bakilo tumera zodivu nafepo")).into());
    assert!(open.unlock.is_none() && open.received.as_ref().unwrap().was_locked);
    assert_eq!((open.origin.clone(), open.dossier()), (Origin::Link, start().dossier()));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Store { .. } | Effect::SaveSoon)), "kept nowhere");
    assert!(!format!("{open:?}").contains("bakilo"));
    let (_, effects) = after(open, [weigh(40), Msg::SaveNow]);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Store { .. } | Effect::SaveSoon)));
}

#[test]
fn short_passphrases_are_refused_and_good_ones_proposed() {
    let (state, _) = after(start(), [Msg::OpenShare]);
    for short in ["", "            ", "onze lettres"] {
        let (state, effects) = settled(state.clone(), ShareMsg::Lock(secret(short)).into());
        assert_eq!((link(&state), effects), (None, vec![Effect::Focus("share-phrase")]), "{short}");
        assert!(present::announcement(&state).contains(&SHORTEST.to_string()));
    }
    let (state, _) = settled(state, ShareMsg::Propose.into());
    let proposed = state.share.as_ref().unwrap().proposed.clone().unwrap();
    assert!(proposed.is_long_enough() && present::announcement(&state).contains("72 bits"));
    assert!(!format!("{state:?}").contains(proposed.reveal()));
    let (state, _) = settled(state, ShareMsg::Lock(proposed.clone()).into());
    assert!(state.share.as_ref().unwrap().proposed.is_none(), "gone once used");
    let (asked, _) = after(start(), [Msg::LinkGiven(link(&state).unwrap())]);
    let (open, _) = settled(asked, UnlockMsg::Try(proposed).into());
    assert_eq!(open.dossier(), start().dossier());
}

#[test]
fn a_browser_without_chance_locks_nothing() {
    let (state, _) =
        after(start(), [Msg::OpenShare, ShareMsg::Lock(secret(PHRASE)).into(), ShareMsg::Salted(None).into()]);
    assert_eq!(link(&state), None);
    assert!(present::share(&state).unwrap().lock.unwrap().problem.contains("hasard"));
    assert!(!format!("{state:?}").contains("bakilo"));
}

#[test]
fn a_change_takes_the_locked_link_away() {
    let (state, _) = after(start(), [Msg::OpenShare]);
    let (state, _) = settled(state, ShareMsg::Lock(secret(PHRASE)).into());
    let (changed, _) = after(state.clone(), [weigh(40)]);
    assert_eq!(
        (link(&changed), changed.share.as_ref().unwrap().lock.clone()),
        (None, Lock::Open),
        "it is no longer what is shown"
    );
    let (other, _) = after(state, [choose(Choice::Grid)]);
    assert!(link(&other).unwrap().contains("#md=") && !link(&other).unwrap().contains("#md=3."));
    // Changed while it was being closed.
    let (state, _) = after(start(), [Msg::OpenShare, ShareMsg::Lock(secret(PHRASE)).into(), weigh(40)]);
    let (state, _) = settled(state, ShareMsg::Salted(Some(Box::new(([1; 16], [2; 24])))).into());
    assert_eq!(link(&state), None);
}

#[test]
fn a_file_under_a_passphrase_opens_with_it() {
    let (state, _) = after(start(), [Msg::OpenShare, ShareMsg::Save.into()]);
    assert!(!matches!(state.announcement.event, Some(Event::FileOffered { .. })), "nothing to save in the clear");
    let (state, _) = settled(state, ShareMsg::Lock(secret(PHRASE)).into());
    let (_, effects) = after(state, [ShareMsg::Save.into()]);
    let [Effect::Download { name, text }] = &effects[..] else { panic!("{effects:?}") };
    assert!(name.ends_with("-chiffre.txt"), "{name}");
    assert!(!text.contains("intranet.example") && text.contains("\n\nmd=3."));
    let given = |content: &str| Msg::FileChosen { name: name.clone(), content: Some(content.as_bytes().to_vec()) };
    let (asked, _) = after(start(), [given(text)]);
    assert!(present::unlock(&asked).unwrap().text.contains(name));
    let (open, _) = settled(asked, UnlockMsg::Try(secret(PHRASE)).into());
    assert_eq!(open.dossier(), start().dossier());
    // Cut: no passphrase would open it.
    let (cut, _) = after(start(), [given(&text[..text.len() - 40])]);
    assert!(cut.unlock.is_none() && matches!(cut.notice, Some(Notice::LinkDamaged(_))));
}

#[test]
fn an_envelope_left_alone_changes_nothing() {
    let (mine, _) = after(start(), [Msg::Edit(Edit::Title("Mon travail".into()))]);
    let (asked, effects) = after(mine.clone(), [Msg::LinkGiven(locked_link()), UnlockMsg::Cancel.into()]);
    assert_eq!((asked.unlock.clone(), asked.dossier(), asked.origin.clone()), (None, mine.dossier(), Origin::Mine));
    assert_eq!(effects.last(), Some(&Effect::Focus("action-open")));
    let cut = locked_link();
    let (state, _) = after(mine, [Msg::LinkGiven(cut[..cut.len() / 2].into())]);
    assert!(present::notice(&state).unwrap().text.starts_with("Ce lien est incomplet"));
}

#[test]
fn what_one_tries_leaves_the_shared_state_as_it_was() {
    let shared = saved::link::write(start().dossier()).unwrap();
    let (state, _) = after(start(), [Msg::LinkGiven(shared)]);
    let view = present::received(&state).unwrap();
    assert!(!view.is_trial && view.is_confidential, "{view:?}");
    assert!(view.holds.contains("prix et coûts") && view.holds.contains("offres (5)"), "{}", view.holds);

    let trial = [weigh(40), Msg::EndGesture, weigh(60), Msg::EndGesture, Msg::Edit(Edit::Title("Essai".into()))];
    let (begun, _) = after(state.clone(), [weigh(40)]);
    assert_eq!(
        present::announcement(&begun),
        "Vous essayez\u{a0}: l'état partagé est gardé. En tête\u{a0}: Offre A (fictive)\u{a0}: suite intégrée européenne."
    );
    let (begun, _) = after(begun, [weigh(41)]);
    assert_ne!(begun.announcement.event, None);
    assert_eq!(begun.announcement.number, 2, "opened, tried: said once");
    let (tried, _) = after(state.clone(), trial);
    assert!(tried.is_trial() && present::received(&tried).unwrap().title.starts_with("Vous essayez"));
    let (back, _) = after(tried.clone(), [Msg::BackToShared]);
    assert_eq!((back.dossier(), weight(&back).as_str()), (state.dossier(), "25"));
    assert!(!back.is_trial() && back.announcement.event == Some(Event::Link(LinkNews::Back)));
    assert_eq!(back.origin, Origin::Link);
    let (again, _) = after(back, [Msg::Redo, Msg::Redo, Msg::Redo]);
    assert_eq!(again.dossier(), tried.dossier(), "what was tried can be done again");

    let (mine, effects) = after(tried, [Msg::KeepAsMine, Msg::SaveNow]);
    assert!(mine.origin == Origin::Mine && mine.received.is_none() && !mine.is_trial());
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Store { title, .. } if title == "Essai")));
}

#[test]
fn the_shared_state_follows_undo_through_openings() {
    let (mine, _) = after(start(), [Msg::Edit(Edit::Title("Mon travail".into()))]);
    let shared = saved::link::write(start().dossier()).unwrap();
    let (state, _) = after(mine, [Msg::LinkGiven(shared), weigh(40), Msg::OpenExample("ec-2026")]);
    assert!(state.received.is_none());
    let (state, _) = after(state, [Msg::Undo]);
    assert!(state.is_trial() && state.origin == Origin::Link, "back to the trial");
    let (state, _) = after(state, [Msg::Undo]);
    assert!(!state.is_trial() && state.received.is_some(), "to the shared state");
    let (state, _) = after(state, [Msg::Undo]);
    assert!(state.received.is_none() && state.origin == Origin::Mine, "to one's own work");
}

#[test]
fn a_trial_longer_than_the_history_comes_back_too() {
    let shared = saved::link::write(start().dossier()).unwrap();
    let (state, _) = after(start(), [Msg::LinkGiven(shared)]);
    let trial = (0..600).map(|turn| Msg::Edit(Edit::Title(format!("Essai {turn}"))));
    let (tried, _) = after(state.clone(), trial.flat_map(|msg| [msg, Msg::EndGesture]));
    let (back, _) = after(tried, [Msg::BackToShared]);
    assert_eq!(back.dossier(), state.dossier());
    assert!(!back.is_trial() && back.origin == Origin::Link);
}

#[test]
fn all_of_it_is_said_in_both_languages() {
    let states = || {
        let (open, _) = after(start(), [Msg::OpenShare]);
        let (short, _) = after(open.clone(), [ShareMsg::Lock(secret("x")).into()]);
        let (grid, _) = after(open.clone(), [choose(Choice::Grid)]);
        let (asked, _) = after(start(), [Msg::LinkGiven(locked_link())]);
        let (shared, _) = after(start(), [Msg::LinkGiven(saved::link::write(start().dossier()).unwrap())]);
        let (tried, _) = after(shared.clone(), [weigh(40)]);
        [open, short, grid, asked, shared, tried]
    };
    for state in states() {
        let words = |state: &State| {
            let mut all = Vec::new();
            if let Some(view) = present::share(state) {
                all.extend(view.choices.iter().flat_map(|each| [each.name, each.about]).map(str::to_owned));
                all.extend(view.contents.iter().map(|content| content.name.to_owned()));
                all.extend(view.lock.into_iter().flat_map(|lock| [lock.hint, lock.problem]));
                all.extend([view.warning, view.length, view.no_qr]);
            }
            all.extend(present::unlock(state).map(|view| view.text));
            all.extend(
                present::received(state).into_iter().flat_map(|view| [view.title.to_owned(), view.text, view.holds]),
            );
            all.retain(|each| !each.is_empty());
            all
        };
        let french = words(&state);
        let (english, _) = after(state, [Msg::Language(Lang::En)]);
        assert!(!french.is_empty());
        for each in words(&english) {
            assert!(!french.contains(&each), "in both languages: {each}");
        }
    }
}

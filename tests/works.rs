//! Stories of the works kept in the browser: several beside each other, two tabs on
//! one of them, storage that refuses. The browser is played by a table of slots with
//! the rule of the real one: nothing goes over a revision that a tab has not seen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::rc::Rc;

use mieux_disant::app::{
    BeginMsg, Effect, Forgetting, KeptWork, Msg, NotKept, Notice, PasteMsg, Screen, Start, State, StorageFailure,
    StoredWork, TabsNotice, WorksMsg, update,
};
use mieux_disant::catalogue::TEMPLATES;
use mieux_disant::dossier::Edit;
use mieux_disant::i18n::Lang;
use mieux_disant::{present, saved};

/// What the tabs share.
#[derive(Default)]
struct Browser {
    works: Vec<StoredWork>,
    keeps_nothing: bool,
    refuses: Option<StorageFailure>,
    /// What other tabs were told: the slot that was overtaken, or nothing.
    told: Vec<Option<String>>,
}

/// One tab.
struct Tab {
    state: State,
    effects: Vec<Effect>,
}

fn kept(work: &StoredWork) -> KeptWork {
    let StoredWork { slot, revision, title, .. } = work.clone();
    KeptWork { slot, revision, title, saved_at: "2026-11-22T06:15".into() }
}

impl Browser {
    /// Carries out an effect; gives the answer.
    fn perform(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::FindWorks => {
                let works = Rc::new(self.works.iter().rev().map(kept).collect());
                Some(WorksMsg::Found { works, keeps_nothing: self.keeps_nothing }.into())
            }
            Effect::FetchWork { slot } => {
                Some(WorksMsg::Fetched(self.works.iter().find(|work| work.slot == slot).cloned()).into())
            }
            Effect::KeepNothing(keeps_nothing) => {
                self.keeps_nothing = keeps_nothing;
                None
            }
            Effect::Forget { slot } => {
                self.works.retain(|work| work.slot != slot);
                self.told.push(None);
                None
            }
            Effect::Store { slot, revision, seen, beside, title, text } => {
                let result = self.store(
                    StoredWork { slot: slot.clone(), revision: revision.clone(), title, text },
                    &seen,
                    beside,
                );
                Some(WorksMsg::Stored { slot, revision, result }.into())
            }
            _ => None,
        }
    }

    fn store(&mut self, mut work: StoredWork, seen: &[String], beside: String) -> Result<KeptWork, NotKept> {
        if let Some(failure) = self.refuses {
            return Err(NotKept::Failed(failure));
        }
        if self.keeps_nothing {
            return Err(NotKept::Unwanted);
        }
        let there = self.works.iter().find(|other| other.slot == work.slot);
        let is_beside = there.is_some_and(|other| !seen.contains(&other.revision));
        if is_beside {
            self.told.push(Some(work.slot.clone()));
            work.slot = beside;
        } else {
            self.told.push(None);
        }
        self.works.retain(|other| other.slot != work.slot);
        let kept = kept(&work);
        self.works.push(work);
        if is_beside { Err(NotKept::Beside(kept)) } else { Ok(kept) }
    }

    fn titles(&self) -> Vec<&str> {
        let mut titles: Vec<&str> = self.works.iter().map(|work| work.title.as_str()).collect();
        titles.sort_unstable();
        titles
    }
}

impl Tab {
    fn new(session: &str) -> Self {
        let start = Start { address: "https://intranet.example/page".into(), session: session.into() };
        Self { state: State::new(Lang::Fr, start), effects: Vec::new() }
    }

    /// Sends messages; what the browser answers comes at once.
    fn send(&mut self, browser: &mut Browser, msgs: impl IntoIterator<Item = Msg>) {
        let mut waiting: Vec<Msg> = msgs.into_iter().collect();
        waiting.reverse();
        while let Some(msg) = waiting.pop() {
            let (state, effects) = update(self.state.clone(), msg);
            self.state = state;
            self.effects.extend(effects.clone());
            let answers: Vec<Msg> = effects.into_iter().filter_map(|effect| browser.perform(effect)).collect();
            waiting.extend(answers.into_iter().rev());
        }
    }

    /// Changes the title, and lets the browser keep it.
    fn write(&mut self, browser: &mut Browser, title: &str) {
        self.send(browser, [Msg::Edit(Edit::Title(title.into())), Msg::SaveNow]);
    }

    /// Hears what the others told.
    fn hear(&mut self, browser: &mut Browser) {
        for told in std::mem::take(&mut browser.told) {
            self.send(browser, [told.map_or(WorksMsg::Look, WorksMsg::OtherBeside).into()]);
        }
    }

    fn title(&self) -> &str {
        &self.state.dossier().title
    }
}

/// Two tabs that both have the work « Un » open; nobody has been told anything.
fn two_tabs() -> (Browser, Tab, Tab) {
    let mut browser = Browser::default();
    let (mut a, mut b) = (Tab::new("a"), Tab::new("b"));
    a.write(&mut browser, "Un");
    b.send(&mut browser, [WorksMsg::Look.into(), WorksMsg::Resume("a-1".into()).into()]);
    assert_eq!((b.title(), b.state.slot.as_deref()), ("Un", Some("a-1")));
    browser.told.clear();
    (browser, a, b)
}

#[test]
fn several_works_stand_beside_each_other_and_each_is_resumed_in_its_place() {
    let mut browser = Browser::default();
    let mut tab = Tab::new("s");
    tab.write(&mut browser, "Un");
    let one = saved::file::write(tab.state.dossier());
    tab.send(&mut browser, [Msg::NewDossier]);
    assert_eq!(browser.works.len(), 1, "a blank dossier is nothing to keep yet");
    tab.write(&mut browser, "Deux");
    assert_eq!(browser.titles(), ["Deux", "Un"]);
    tab.send(&mut browser, [WorksMsg::Resume("s-1".into()).into()]);
    assert_eq!(saved::file::write(tab.state.dossier()), one, "byte for byte");
    tab.write(&mut browser, "Un, suite");
    assert_eq!(browser.titles(), ["Deux", "Un, suite"]);
    let rows = present::begin(&tab.state).kept;
    assert_eq!(rows.iter().filter(|row| row.is_open).map(|row| row.title.as_str()).collect::<Vec<_>>(), ["Un, suite"]);
    assert_eq!(rows[0].saved_at, "22/11/2026 à 06:15");
}

#[test]
fn a_tab_that_is_behind_is_told_and_may_take_over_or_keep_its_own() {
    let (mut browser, mut a, mut b) = two_tabs();
    a.write(&mut browser, "Un par A");
    b.hear(&mut browser);
    assert_eq!(b.state.notice, Some(Notice::Tabs(TabsNotice::Changed)));
    assert_eq!(b.title(), "Un", "nothing changes unasked");
    assert!(present::notice(&b.state).unwrap().must_choose);

    let mut other = Tab { state: b.state.clone(), effects: Vec::new() };
    b.send(&mut browser, [WorksMsg::TakeOver.into()]);
    assert_eq!((b.title(), b.state.slot.as_deref(), b.state.notice.clone()), ("Un par A", Some("a-1"), None));
    assert!(matches!(b.state.history.undoable(), Some(Edit::Open(_))), "one step back is what was here");
    b.send(&mut browser, [Msg::Undo]);
    assert_eq!(b.title(), "Un");

    browser.told.clear();
    other.send(&mut browser, [WorksMsg::KeepBeside.into()]);
    assert_eq!(browser.titles(), ["Un", "Un par A"]);
    assert_ne!(other.state.slot.as_deref(), Some("a-1"));
    a.hear(&mut browser);
    assert_eq!(a.state.notice, Some(Notice::Tabs(TabsNotice::Theirs)));
    assert!(present::begin(&a.state).kept.iter().any(|row| row.title == "Un (version gardée à part)"));
}

#[test]
fn two_tabs_that_write_lose_nothing_and_both_say_so() {
    let (mut browser, mut a, mut b) = two_tabs();
    a.write(&mut browser, "Un par A");
    // B has not heard of it: a browser without a line between tabs.
    b.write(&mut browser, "Un par B");
    assert_eq!(browser.titles(), ["Un par A", "Un par B"]);
    assert_eq!(b.state.notice, Some(Notice::Tabs(TabsNotice::Ours)));
    a.hear(&mut browser);
    assert_eq!(a.state.notice, Some(Notice::Tabs(TabsNotice::Theirs)));
    // Each goes on in its own place.
    a.write(&mut browser, "Un par A, suite");
    b.write(&mut browser, "Un par B, suite");
    assert_eq!(browser.titles(), ["Un par A, suite", "Un par B, suite"]);
}

#[test]
fn what_is_not_kept_yet_goes_beside_before_another_version_takes_its_place() {
    let (mut browser, mut a, mut b) = two_tabs();
    a.write(&mut browser, "Un par A");
    b.send(&mut browser, [Msg::Edit(Edit::Title("Un par B".into())), WorksMsg::Resume("a-1".into()).into()]);
    assert_eq!(b.title(), "Un par A");
    assert_eq!(browser.titles(), ["Un par A", "Un par B"]);
    assert_eq!(b.state.slot.as_deref(), Some("a-1"));
    // The way back leads to the version that was kept beside.
    b.send(&mut browser, [Msg::Undo, Msg::SaveNow]);
    assert_eq!((b.title(), browser.titles()), ("Un par B", vec!["Un par A", "Un par B"]));
}

#[test]
fn a_long_session_never_overtakes_itself() {
    let mut browser = Browser::default();
    let mut tab = Tab::new("s");
    for turn in 0..100 {
        tab.write(&mut browser, &format!("Essai {turn}"));
        tab.hear(&mut browser);
    }
    assert_eq!((browser.titles(), tab.state.notice.clone()), (vec!["Essai 99"], None));
}

#[test]
fn a_work_forgotten_elsewhere_is_said_and_one_that_is_open_goes_on() {
    let (mut browser, mut a, mut b) = two_tabs();
    b.send(&mut browser, [WorksMsg::Forget(Forgetting::All).into()]);
    assert!(browser.works.is_empty());
    a.write(&mut browser, "Un par A");
    assert_eq!(browser.titles(), ["Un par A"], "what is being written is kept");
    b.send(&mut browser, [WorksMsg::Resume("nowhere".into()).into()]);
    assert_eq!(b.state.notice, Some(Notice::Tabs(TabsNotice::Gone)));
}

#[test]
fn forgetting_is_asked_first() {
    let mut browser = Browser::default();
    let mut tab = Tab::new("s");
    tab.write(&mut browser, "Un");
    let one = || Forgetting::One("s-1".into());
    tab.send(&mut browser, [WorksMsg::AskForget(Some(one())).into()]);
    assert!(present::begin(&tab.state).kept[0].is_asked && browser.works.len() == 1);
    tab.send(&mut browser, [WorksMsg::AskForget(None).into()]);
    assert!(!present::begin(&tab.state).kept[0].is_asked);
    tab.send(&mut browser, [WorksMsg::Forget(one()).into()]);
    assert!(browser.works.is_empty() && tab.state.slot.is_none());
}

#[test]
fn a_browser_that_keeps_nothing_says_so_once_and_offers_a_file() {
    for failure in [StorageFailure::Refused, StorageFailure::Full] {
        let mut browser = Browser { refuses: Some(failure), ..Browser::default() };
        let mut tab = Tab::new("s");
        tab.write(&mut browser, "Un");
        assert_eq!(tab.state.notice, Some(Notice::NotKept(failure)));
        let choices = present::notice(&tab.state).unwrap().choices;
        assert!(choices.iter().any(|(.., msg)| *msg == Msg::Download));
        tab.send(&mut browser, [Msg::DismissNotice]);
        tab.write(&mut browser, "Deux");
        assert_eq!(tab.state.notice, None, "once");
        assert!(present::header(&tab.state).origin.contains("fichier"));
        // Room again: what was not kept goes with the next change.
        browser.refuses = None;
        tab.write(&mut browser, "Trois");
        assert_eq!(browser.titles(), ["Trois"]);
    }
}

#[test]
fn ne_rien_memoriser_is_honoured_in_every_tab() {
    let (mut browser, mut a, mut b) = two_tabs();
    a.send(&mut browser, [WorksMsg::KeepNothing(true).into()]);
    a.write(&mut browser, "Un par A");
    // B has not heard yet, and is not let in.
    b.write(&mut browser, "Un par B");
    assert_eq!(browser.titles(), ["Un"], "what was kept before stays until it is forgotten");
    assert!(b.state.works.keeps_nothing);
    assert!(present::header(&b.state).origin.contains("Rien n'est mémorisé"));
    a.send(&mut browser, [WorksMsg::Forget(Forgetting::All).into(), WorksMsg::KeepNothing(false).into(), Msg::SaveNow]);
    assert_eq!(browser.titles(), ["Un par A"]);
    b.effects.clear();
    b.hear(&mut browser);
    assert!(b.effects.contains(&Effect::SaveSoon), "what was not kept is kept again, there too");
}

#[test]
fn the_panel_opens_from_the_toolbar_and_every_way_out_of_it_closes_it() {
    let mut browser = Browser::default();
    let mut tab = Tab::new("s");
    let ways = TEMPLATES.iter().map(|template| Msg::Begin(BeginMsg::Template(template.id))).chain([
        Msg::NewDossier,
        PasteMsg::Open("action-new").into(),
        Msg::OpenExample("ec-2026"),
        BeginMsg::Close.into(),
    ]);
    for way in ways {
        tab.send(&mut browser, [BeginMsg::Open.into()]);
        assert!(tab.state.is_beginning);
        tab.send(&mut browser, [way.clone()]);
        assert!(!tab.state.is_beginning, "{way:?}");
    }
    assert_eq!(browser.works.len(), 0, "looking keeps nothing");
}

#[test]
fn a_table_completes_the_template_that_knows_its_fields_or_makes_a_comparison_of_its_own() {
    let mut browser = Browser::default();
    let mut tab = Tab::new("s");
    tab.send(&mut browser, [BeginMsg::Template("suite").into()]);
    let grid = tab.state.dossier().criteria.len();
    let known = "Offre\tCoût de la solution\nAlpha\t120 000";
    tab.send(
        &mut browser,
        [PasteMsg::Text(known.into(), None).into(), PasteMsg::IntoNew(false).into(), PasteMsg::Land.into()],
    );
    assert_eq!((tab.state.dossier().criteria.len(), tab.state.dossier().offers.len()), (grid, 1));
    tab.send(&mut browser, [PasteMsg::Text("Offre\tGoût\nAlpha\t12".into(), None).into(), PasteMsg::Land.into()]);
    assert_eq!((tab.state.dossier().criteria.len(), tab.state.screen), (1, Screen::Ranking));
    tab.send(&mut browser, [Msg::Undo]);
    assert_eq!(tab.state.dossier().criteria.len(), grid);
}

#[test]
fn a_table_in_a_file_of_older_spreadsheets_is_read() {
    let mut browser = Browser::default();
    let mut tab = Tab::new("s");
    let content = Some(b"Offre;Qualit\xe9;Prix\r\nAlpha;12,5;1 000,50\r\n".to_vec());
    tab.send(&mut browser, [Msg::FileChosen { name: "Offres.CSV".into(), content }, PasteMsg::Land.into()]);
    let names: Vec<&str> = tab.state.dossier().criteria.iter().map(|criterion| criterion.name.as_str()).collect();
    assert_eq!(names, ["Qualité", "Prix"]);
}

#[test]
fn every_empty_screen_says_what_to_do_next() {
    let mut tab = Tab::new("s");
    tab.send(&mut Browser::default(), [Msg::NewDossier]);
    for lang in Lang::ALL {
        // The register of needs says itself what to do where it is empty.
        for screen in Screen::ALL.into_iter().filter(|screen| *screen != Screen::Needs) {
            let state = State { lang, screen, ..tab.state.clone() };
            let view = present::empty(&state).unwrap();
            assert!(view.text.len() > 60 && !view.steps.is_empty(), "{screen:?}");
        }
    }
    tab.send(&mut Browser::default(), [Msg::Edit(Edit::AddOffer { name: "A".into() }), Msg::Show(Screen::Offers)]);
    assert!(present::empty(&tab.state).is_none());
}

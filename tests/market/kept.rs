//! A catalogue of one's own that is kept in this browser: kept on demand, found at the
//! next opening, dropped again; refused, full and unwanted storage; two tabs.

use std::rc::Rc;

use mieux_disant::app::{
    Effect, Filter, Forgetting, KeptMarket, MarketMsg, MarketNotKept, Start, State, StorageFailure, StoredMarket,
    WorksMsg, update,
};
use mieux_disant::catalogue::market::{Function, products};
use mieux_disant::i18n::Lang;
use mieux_disant::present;
use mieux_disant::saved::file::market;

use super::{after, names, opened, own_file, read, shown};

/// What the browser keeps for all the tabs, as `platform::storage::market` does.
#[derive(Default)]
struct Browser {
    market: Option<StoredMarket>,
    keeps_nothing: bool,
    failure: Option<StorageFailure>,
}

impl Browser {
    /// Sends a message, performs what is asked, and sends the answers.
    fn send(&mut self, state: State, msg: impl Into<mieux_disant::app::Msg>) -> (State, Vec<Effect>) {
        let (mut state, mut effects) = after(state, [msg.into()]);
        let mut place = 0;
        while let Some(effect) = effects.get(place).cloned() {
            place += 1;
            let answer = match effect {
                Effect::FetchMarket => MarketMsg::Fetched(self.market.clone().map(Rc::new)),
                Effect::StoreMarket { stored, seen } => {
                    let result = self.store(&stored, seen);
                    MarketMsg::Stored(stored.kept.clone(), result)
                }
                Effect::ForgetMarket { revision } => {
                    self.market.take_if(|there| revision.is_none_or(|it| it == there.kept.revision));
                    continue;
                }
                _ => continue,
            };
            let (next, more) = update(state, answer.into());
            state = next;
            effects.extend(more);
        }
        (state, effects)
    }

    fn store(&mut self, stored: &StoredMarket, seen: Option<String>) -> Result<(), MarketNotKept> {
        if self.keeps_nothing {
            return Err(MarketNotKept::Unwanted);
        }
        if let Some(failure) = self.failure {
            return Err(MarketNotKept::Failed(failure));
        }
        match &self.market {
            Some(there) if seen.as_ref() != Some(&there.kept.revision) => {
                Err(MarketNotKept::Overtaken(there.kept.clone()))
            }
            _ => {
                self.market = Some(stored.clone());
                Ok(())
            }
        }
    }

    /// A new page whose panel is opened.
    fn page(&mut self, session: &str) -> State {
        let state = State::new(Lang::Fr, Start { address: String::new(), session: session.into() });
        self.send(state, MarketMsg::Open).0
    }

    fn file(&self) -> &str {
        self.market.as_ref().map_or("", |there| &there.kept.file)
    }
}

fn example() -> Vec<u8> {
    read("docs/market-example.json").into_bytes()
}

fn loading(name: &str) -> MarketMsg {
    MarketMsg::FileChosen { name: name.into(), content: Some(example()) }
}

fn said(state: &State) -> String {
    present::announcement(state).replace('\u{a0}', " ")
}

#[test]
fn a_catalogue_is_kept_on_demand_and_found_at_the_next_opening() {
    let mut browser = Browser::default();
    let page = browser.page("a");
    assert_eq!(names(&page).len(), products().count());
    assert_eq!(shown(&page).kept, present::KeptView::default());
    let (page, _) = browser.send(page, loading("mien.json"));
    assert!(browser.market.is_none(), "nothing is kept unasked");
    assert!(shown(&page).kept.can_keep && shown(&page).kept.said.contains("n'est pas gardé"));
    let (page, effects) = browser.send(page, MarketMsg::Keep);
    assert_eq!(effects.last(), Some(&Effect::Focus("market-drop")));
    assert_eq!(browser.file(), "mien.json");
    assert!(said(&page).contains("garde votre catalogue, « mien.json »"), "{}", said(&page));
    assert!(!shown(&page).kept.can_keep && shown(&page).kept.drop.contains("mien.json"));

    // It opens with what was kept, to the last entry.
    let next = browser.page("b");
    assert_eq!(names(&next), names(&page));
    assert_eq!(next.market.as_ref().unwrap().own.as_ref().unwrap().market, market::read_bytes(&example()).unwrap());
    assert!(shown(&next).catalogues.unwrap()[1].1, "it is the one that is shown");
    assert!(said(&next).contains("2 produits"), "{}", said(&next));
    let again = browser.send(closed(next.clone()), MarketMsg::Open);
    assert!(!again.1.contains(&Effect::FetchMarket), "looked for once");

    // Dropped, it stays open; removed, both are gone.
    let (dropped, effects) = browser.send(next.clone(), MarketMsg::Drop);
    assert!(browser.market.is_none() && names(&dropped).len() == 2 && shown(&dropped).kept.can_keep);
    assert_eq!(effects.last(), Some(&Effect::Focus("market-keep")));
    let (kept, _) = browser.send(dropped, MarketMsg::Keep);
    assert_eq!(browser.file(), "mien.json");
    let (removed, _) = browser.send(kept, MarketMsg::Forget);
    assert!(browser.market.is_none() && names(&removed).len() == products().count());
    assert_eq!(names(&browser.page("c")).len(), products().count());
}

fn closed(state: State) -> State {
    after(state, [MarketMsg::Close.into()]).0
}

#[test]
fn another_file_does_not_replace_the_kept_one_unasked() {
    let mut browser = Browser::default();
    let page = browser.page("a");
    let (page, _) = browser.send(page, loading("un.json"));
    let (page, _) = browser.send(page, MarketMsg::Keep);
    let (page, _) = browser.send(page, loading("deux.json"));
    assert_eq!(browser.file(), "un.json");
    let view = shown(&page).kept;
    assert!(view.can_keep && view.said.contains("un autre catalogue") && view.drop.contains("un.json"), "{view:?}");
    // Removing what was never kept leaves what is.
    let (removed, _) = browser.send(page.clone(), MarketMsg::Forget);
    assert_eq!(browser.file(), "un.json");
    assert!(shown(&removed).kept.drop.contains("un.json"));
    let (page, _) = browser.send(page, MarketMsg::Keep);
    assert_eq!(browser.file(), "deux.json", "its own former one gives way");
    assert!(shown(&page).kept.trouble.is_empty());
}

#[test]
fn no_tab_writes_over_a_catalogue_that_it_has_not_seen() {
    let mut browser = Browser::default();
    let (a, b) = (browser.page("a"), browser.page("b"));
    let a = browser.send(a, loading("a.json")).0;
    let (a, _) = browser.send(a, MarketMsg::Keep);
    let b = browser.send(b, loading("b.json")).0;
    let (b, effects) = browser.send(b, MarketMsg::Keep);
    assert_eq!(browser.file(), "a.json", "nothing is lost");
    assert_eq!(effects.last(), Some(&Effect::Focus("market-keep-over")));
    assert!(said(&b).contains("Un autre onglet garde déjà un catalogue, « a.json »"), "{}", said(&b));
    assert!(shown(&b).kept.is_overtaken && !shown(&b).kept.can_keep);

    // Either of the two, as the user says.
    let (taken, _) = browser.send(b.clone(), MarketMsg::TakeKept);
    assert_eq!(taken.market.as_ref().unwrap().own.as_ref().unwrap().file, "a.json");
    assert!(!shown(&taken).kept.is_overtaken && shown(&taken).kept.drop.contains("a.json"));
    let (over, _) = browser.send(b, MarketMsg::KeepOver);
    assert_eq!(browser.file(), "b.json");
    assert!(shown(&over).kept.trouble.is_empty());

    // The first tab forgets only what it kept itself.
    let (a, _) = browser.send(a, MarketMsg::Forget);
    assert_eq!(browser.file(), "b.json");
    assert_eq!(names(&a).len(), products().count());
    // « Tout oublier » forgets whatever is there.
    browser.send(a, WorksMsg::Forget(Forgetting::All));
    assert!(browser.market.is_none());
}

#[test]
fn storage_that_is_refused_full_or_unwanted_is_said_and_nothing_is_lost() {
    for (failure, words) in [(StorageFailure::Refused, "ne garde rien"), (StorageFailure::Full, "est pleine")] {
        let mut browser = Browser { failure: Some(failure), ..Browser::default() };
        let page = browser.page("a");
        let page = browser.send(page, loading("mien.json")).0;
        let (page, _) = browser.send(page, MarketMsg::Keep);
        assert!(said(&page).contains(words) && shown(&page).kept.trouble.contains(words), "{}", said(&page));
        assert_eq!(names(&page).len(), 2, "it stays open");
        let count = page.announcement.number;
        let (page, _) = browser.send(page, MarketMsg::ShowOwn(true));
        assert_eq!(page.announcement.number, count + 1, "said once: what follows says something else");
        assert!(!said(&page).contains(words));
        browser.failure = None;
        let (page, _) = browser.send(page, MarketMsg::Keep);
        assert!(shown(&page).kept.trouble.is_empty() && browser.market.is_some());
    }
    // The user wants nothing kept: known here, or only found when it is written.
    let mut browser = Browser { keeps_nothing: true, ..Browser::default() };
    let page = browser.page("a");
    let (page, _) = browser.send(page, loading("mien.json"));
    let (late, _) = browser.send(page.clone(), MarketMsg::Keep);
    assert!(late.works.keeps_nothing && said(&late).contains("Rien n'est mémorisé"), "{}", said(&late));
    let (page, _) = after(page, [WorksMsg::KeepNothing(true).into()]);
    assert!(!shown(&page).kept.can_keep && shown(&page).kept.said.contains("ne rien mémoriser"));
    let (page, effects) = browser.send(page, MarketMsg::Keep);
    assert!(browser.market.is_none() && !effects.iter().any(|effect| matches!(effect, Effect::StoreMarket { .. })));
    assert_eq!(names(&page).len(), 2);
}

#[test]
fn what_is_kept_and_cannot_be_read_is_said_and_stays() {
    let kept = KeptMarket { file: "vieux.json".into(), revision: "r".into() };
    let mut browser = Browser { market: Some(StoredMarket { kept, text: "{".into() }), ..Browser::default() };
    let page = browser.page("a");
    assert_eq!(names(&page).len(), products().count());
    assert!(shown(&page).refused[0].contains("vieux.json"), "{:?}", shown(&page).refused);
    assert!(browser.market.is_some(), "nothing is repaired or thrown away in silence");
    let (page, _) = browser.send(page, MarketMsg::Drop);
    assert!(browser.market.is_none() && shown(&page).kept.drop.is_empty());
}

#[test]
fn a_slow_browser_does_not_take_away_what_the_user_does_meanwhile() {
    let mut browser = Browser::default();
    let page = browser.page("a");
    let (page, _) = browser.send(page, loading("mien.json"));
    browser.send(page, MarketMsg::Keep);
    let stored = browser.market.clone().map(Rc::new);
    // A search goes on; the catalogue is there to be chosen.
    let (asked, _) = after(opened(Lang::Fr), [MarketMsg::Filter(Filter::Function(Some(Function::Mail))).into()]);
    let (late, _) = after(asked.clone(), [MarketMsg::Fetched(stored.clone()).into()]);
    assert_eq!(names(&late), names(&asked));
    assert!(!shown(&late).catalogues.unwrap()[1].1);
    // A file that was loaded meanwhile stays.
    let loaded = own_file(Lang::Fr, &example());
    let (late, _) = after(loaded, [MarketMsg::Fetched(stored).into()]);
    assert_eq!(late.market.as_ref().unwrap().own.as_ref().unwrap().file, "mien.json");
    assert!(shown(&late).kept.can_keep, "it is another one than what is kept");
}

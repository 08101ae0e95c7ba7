//! A catalogue of one's own, kept in this browser. Other tabs may keep another one:
//! each writing leaves a revision, and none goes over one that this tab has not
//! seen unless the user says so.

use std::rc::Rc;

use super::{MarketDesk, MarketMsg, MarketNews, OwnMarket, Refused};
use crate::app::effect::Effect;
use crate::app::msg::StorageFailure;
use crate::app::state::{Event, State};
use crate::saved::file::market;

/// A catalogue as this browser keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredMarket {
    /// Which one.
    pub kept: KeptMarket,
    /// The catalogue file.
    pub text: String,
}

/// Which catalogue this browser keeps.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptMarket {
    /// The name of its file.
    pub file: String,
    /// Which writing of it: differs with each, whoever writes.
    pub revision: String,
}

/// Why a catalogue is not kept.
#[derive(Clone, Debug, PartialEq)]
pub enum MarketNotKept {
    /// The browser did not keep it.
    Failed(StorageFailure),
    /// Another tab keeps this one since.
    Overtaken(KeptMarket),
    /// The user wants nothing kept.
    Unwanted,
}

/// What this tab knows of the catalogue kept in this browser.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keeping {
    /// The one that is kept, as far as is known.
    pub kept: Option<KeptMarket>,
    /// Why the last one was not.
    pub trouble: Option<MarketNotKept>,
    /// Whether the kept one is to take the place of the one that is open.
    takes_kept: bool,
    /// How often this tab wrote.
    writes: u32,
}

impl MarketDesk {
    /// Whether this browser keeps the buyer's own catalogue as it is here.
    pub fn is_kept(&self) -> bool {
        let revision = self.own.as_ref().and_then(|own| own.revision.as_ref());
        revision.is_some() && revision == self.keeping.kept.as_ref().map(|kept| &kept.revision)
    }

    fn set_revision(&mut self, revision: Option<String>) {
        if let Some(own) = &mut self.own {
            Rc::make_mut(own).revision = revision;
        }
    }
}

pub(super) fn update(state: &mut State, msg: &MarketMsg) -> Vec<Effect> {
    let Some(desk) = &mut state.market else { return Vec::new() };
    match msg {
        MarketMsg::Fetched(stored) => return fetched(state, stored.as_deref()),
        MarketMsg::Keep => return keep(state),
        MarketMsg::KeepOver => {
            // What is there is seen now, and the user has chosen.
            if let Some(MarketNotKept::Overtaken(other)) = desk.keeping.trouble.take() {
                desk.keeping.kept = Some(other);
            }
            return keep(state);
        }
        MarketMsg::TakeKept => {
            (desk.keeping.takes_kept, desk.keeping.trouble) = (true, None);
            return vec![Effect::FetchMarket];
        }
        MarketMsg::Stored(kept, result) => return stored(state, kept, result),
        MarketMsg::Drop => {
            let dropped = desk.keeping.kept.take();
            desk.set_revision(None);
            let next = if desk.own.is_some() && !state.works.keeps_nothing { "market-keep" } else { "market-load" };
            state.announce(Event::Market(MarketNews::Dropped));
            let dropped = dropped.map(|kept| Effect::ForgetMarket { revision: Some(kept.revision) });
            return dropped.into_iter().chain([Effect::Focus(next)]).collect();
        }
        _ => {}
    }
    Vec::new()
}

/// The buyer's own catalogue is removed; it is forgotten where it is the one that is kept.
pub(super) fn remove(desk: &mut MarketDesk) -> Option<Effect> {
    let is_kept = desk.is_kept();
    desk.own = None;
    desk.keeping.trouble = None;
    let kept = desk.keeping.kept.take_if(|_| is_kept)?;
    Some(Effect::ForgetMarket { revision: Some(kept.revision) })
}

fn keep(state: &mut State) -> Vec<Effect> {
    let Some((desk, own)) = state.market.as_mut().and_then(|desk| desk.own.clone().map(|own| (desk, own))) else {
        return Vec::new();
    };
    if state.works.keeps_nothing {
        desk.keeping.trouble = Some(MarketNotKept::Unwanted);
        state.announce(Event::Market(MarketNews::NotKept));
        return Vec::new();
    }
    desk.keeping.writes += 1;
    let revision = format!("{}.m{}", state.start.session, desk.keeping.writes);
    let kept = KeptMarket { file: own.file.clone(), revision };
    let seen = desk.keeping.kept.as_ref().map(|kept| kept.revision.clone());
    desk.set_revision(Some(kept.revision.clone()));
    let stored = StoredMarket { kept, text: market::write(&own.market) };
    vec![Effect::StoreMarket { stored: Rc::new(stored), seen }]
}

fn stored(state: &mut State, kept: &KeptMarket, result: &Result<(), MarketNotKept>) -> Vec<Effect> {
    let Some(desk) = &mut state.market else { return Vec::new() };
    desk.keeping.trouble = result.as_ref().err().cloned();
    let news = match result {
        Ok(()) => {
            desk.keeping.kept = Some(kept.clone());
            MarketNews::Kept
        }
        Err(reason) => {
            state.works.keeps_nothing |= *reason == MarketNotKept::Unwanted;
            MarketNews::NotKept
        }
    };
    state.announce(Event::Market(news));
    // The button that asked for it is gone.
    vec![Effect::Focus(match result {
        Ok(()) => "market-drop",
        Err(MarketNotKept::Overtaken(_)) => "market-keep-over",
        Err(MarketNotKept::Failed(_)) => "market-keep",
        Err(MarketNotKept::Unwanted) => "market-load",
    })]
}

/// What this browser keeps is shown, unless the user has gone on meanwhile.
fn fetched(state: &mut State, stored: Option<&StoredMarket>) -> Vec<Effect> {
    let Some(desk) = &mut state.market else { return Vec::new() };
    let takes = std::mem::take(&mut desk.keeping.takes_kept);
    desk.keeping.kept = stored.map(|stored| stored.kept.clone());
    let Some(StoredMarket { kept, text }) = stored.filter(|_| takes || desk.own.is_none()) else { return Vec::new() };
    let news = match market::read_bytes(text.as_bytes()) {
        Ok(market) => {
            let revision = Some(kept.revision.clone());
            desk.own = Some(Rc::new(OwnMarket { file: kept.file.clone(), market, revision }));
            desk.refused = None;
            if !takes && desk.is_asked() {
                return Vec::new();
            }
            desk.show(true);
            MarketNews::Shown
        }
        Err(errors) => {
            desk.refused = Some(Refused { file: kept.file.clone(), errors });
            MarketNews::Refused
        }
    };
    state.announce(Event::Market(news));
    if takes { vec![Effect::Focus("market-found")] } else { Vec::new() }
}

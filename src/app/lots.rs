//! Several lots in one dossier: which one is shown, a new one, all of them side
//! by side. To look at another lot is no change: it keeps whose dossier it is,
//! and the journal says nothing of it.

use std::rc::Rc;

use super::effect::Effect;
use super::msg::Msg;
use super::seal;
use super::state::{Event, Notice, State};
use super::template::{TemplateChoice, grid};
use super::update::{after_change, change_dossier, opening, reassess};
use crate::catalogue::DataClass;
use crate::dossier::{Assessment, Dossier, Edit, LotContent, LotsEdit, edit};
use crate::i18n::{Phrase, phrase};

/// What is open about lots.
#[derive(Clone, Debug, Default)]
pub struct LotsDesk {
    /// Whether all lots are shown side by side.
    pub shows_all: bool,
    /// The form for a new lot, while it is open.
    pub form: Option<LotForm>,
    /// The place of the lot that the user may be about to remove.
    pub asked: Option<usize>,
    /// What the engine says of the lots that are not shown, while all are.
    others: Vec<Rc<Assessment>>,
}

/// A new lot, before it is one.
#[derive(Clone, Debug, PartialEq)]
pub struct LotForm {
    /// What the dossier as it is will be called; only where it has no lots yet.
    pub first: Option<String>,
    /// The name of the new lot.
    pub name: String,
    /// What data it will hold, where that is decided.
    pub class: Option<DataClass>,
    /// What it begins with.
    pub start: LotStart,
    /// Which button opened the form.
    opener: &'static str,
}

/// What a new lot begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LotStart {
    /// The grid that is shown, without its offers.
    Grid,
    /// The grid that is shown, with its offers.
    Offers,
    /// An empty grid.
    Blank,
    /// The grid of this template, for the data of the lot.
    Template(&'static str),
}

/// A text about lots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LotText {
    /// What the dossier as it is will be called.
    First,
    /// The name of the new lot.
    New,
    /// The name of the lot at a place.
    Name(usize),
}

/// What happens there. Places count all lots, 0 for the first.
#[derive(Clone, Debug, PartialEq)]
pub enum LotsMsg {
    /// Show another lot.
    Choose(usize),
    /// Show all lots side by side, or hide that.
    ToggleAll,
    /// Ask for a new lot; the button that did.
    AskNew(&'static str),
    /// Ask no more.
    CloseNew,
    /// A text was given.
    Text(LotText, String),
    /// What data the new lot will hold.
    NewClass(Option<DataClass>),
    /// What it begins with.
    Start(LotStart),
    /// Make it.
    Add,
    /// What data a lot holds.
    Class(usize, Option<DataClass>),
    /// A lot moves, so many places down.
    Move(usize, isize),
    /// Ask whether to remove a lot, or stop asking.
    AskRemove(Option<usize>),
    /// Remove it.
    Remove(usize),
}

/// What there is to say about it.
#[derive(Clone, Debug, PartialEq)]
pub enum LotsNews {
    /// Another lot is shown.
    Chosen,
    /// All lots are shown.
    AllShown,
    /// They are no longer.
    AllHidden,
    /// A new lot is there and shown.
    Added,
    /// The lot of this name is gone.
    Removed(String),
    /// The lot of this name has this place now, 0 for the first.
    Moved(String, usize),
}

impl From<LotsMsg> for Msg {
    fn from(msg: LotsMsg) -> Self {
        Self::Lots(Rc::new(msg))
    }
}

impl LotsMsg {
    /// Whether it leaves every lot as it is.
    pub(super) fn only_reads(&self) -> bool {
        matches!(self, Self::Choose(_) | Self::ToggleAll)
    }
}

/// What a lot is called until somebody names it.
const LOT: Phrase = phrase("Lot", "Lot");

#[inline(never)]
pub(super) fn update(state: &mut State, msg: &LotsMsg) -> Vec<Effect> {
    match msg {
        LotsMsg::Choose(place) => return choose(state, *place),
        LotsMsg::ToggleAll => {
            let desk = desk(state);
            desk.shows_all = !desk.shows_all;
            desk.asked = None;
            let is_open = desk.shows_all;
            refresh(state);
            tell(state, if is_open { LotsNews::AllShown } else { LotsNews::AllHidden });
        }
        LotsMsg::AskNew(opener) => {
            let labels = names(state);
            let number = |from: usize| {
                (from..).map(|n| format!("{} {n}", LOT.get(state.lang))).find(|name| !labels.contains(name))
            };
            let (first, next) = if labels.is_empty() { (number(1), 2) } else { (None, labels.len() + 1) };
            let name = number(next).unwrap_or_default();
            let form = LotForm { first, name, class: None, start: LotStart::Grid, opener };
            desk(state).form = Some(form);
            return vec![Effect::Focus("new-lot-title")];
        }
        LotsMsg::CloseNew => {
            let opener = desk(state).form.take().map(|form| form.opener);
            return opener.map(Effect::Focus).into_iter().collect();
        }
        LotsMsg::Text(LotText::Name(place), text) => {
            let Some((_, class)) = label(state, *place) else { return Vec::new() };
            return change(state, LotsEdit::Label { place: *place, name: text.trim().to_owned(), class }, None);
        }
        LotsMsg::Text(which, text) => {
            if let Some(form) = &mut desk(state).form {
                match which {
                    LotText::First => form.first = Some(text.trim().to_owned()),
                    _ => form.name = text.trim().to_owned(),
                }
            }
        }
        LotsMsg::NewClass(class) => {
            if let Some(form) = &mut desk(state).form {
                form.class = *class;
            }
        }
        LotsMsg::Start(start) => {
            if let Some(form) = &mut desk(state).form {
                form.start = *start;
            }
        }
        LotsMsg::Add => return add(state),
        LotsMsg::Class(place, class) => {
            let Some((name, _)) = label(state, *place) else { return Vec::new() };
            return change(state, LotsEdit::Label { place: *place, name, class: *class }, None);
        }
        LotsMsg::Move(place, by) => {
            let Some(target) = place.checked_add_signed(*by) else { return Vec::new() };
            let Some((name, _)) = label(state, *place) else { return Vec::new() };
            let said = LotsNews::Moved(name, target);
            let mut effects = change(state, LotsEdit::Move { place: *place, by: *by }, Some(said));
            if !effects.is_empty() {
                let way = if *by < 0 { "up" } else { "down" };
                effects.push(Effect::FocusOn(format!("lot-{way}-{target}")));
            }
            return effects;
        }
        LotsMsg::AskRemove(asked) => {
            let former = std::mem::replace(&mut desk(state).asked, *asked);
            return match (asked, former) {
                (Some(_), _) => vec![Effect::Focus("lot-remove-now")],
                (None, Some(place)) => vec![Effect::FocusOn(format!("lot-remove-{place}"))],
                (None, None) => Vec::new(),
            };
        }
        LotsMsg::Remove(place) => {
            desk(state).asked = None;
            let Some((name, _)) = label(state, *place) else { return Vec::new() };
            let mut effects = change(state, LotsEdit::Remove(*place), Some(LotsNews::Removed(name)));
            // Its buttons are gone, and with the last one the list.
            let has_lots = state.dossier().lots.is_some();
            effects.push(if has_lots { Effect::Focus("lots-title") } else { seal::heading(state) });
            return effects;
        }
    }
    Vec::new()
}

fn desk(state: &mut State) -> &mut LotsDesk {
    state.lots.get_or_insert_default()
}

fn tell(state: &mut State, news: LotsNews) {
    state.announce(Event::Lots(news));
}

fn names(state: &State) -> Vec<String> {
    let lots = state.dossier().lots.iter();
    lots.flat_map(|lots| lots.labels()).map(|(name, _)| name.to_owned()).collect()
}

fn label(state: &State, place: usize) -> Option<(String, Option<DataClass>)> {
    let lots = state.dossier().lots.as_ref()?;
    lots.labels().get(place).map(|(name, class)| ((*name).to_owned(), *class))
}

fn add(state: &mut State) -> Vec<Effect> {
    let Some(form) = desk(state).form.clone() else { return Vec::new() };
    let content = match form.start {
        LotStart::Grid => LotContent::Grid,
        LotStart::Offers => LotContent::Offers,
        LotStart::Blank => LotContent::Other(Rc::new(Dossier::blank(state.lang))),
        LotStart::Template(id) => {
            // For data that nobody has decided on: what asks for most.
            let class = form.class.unwrap_or(DataClass::Sensitive);
            match grid(&TemplateChoice { class, ..TemplateChoice::of(id) }, state.lang) {
                Some(dossier) => LotContent::Other(Rc::new(dossier)),
                None => return Vec::new(),
            }
        }
    };
    let first = form.first.unwrap_or_default();
    let edit = LotsEdit::Add { first, name: form.name, class: form.class, content };
    let mut effects = change(state, edit, Some(LotsNews::Added));
    // A refusal has its notice, and the form stays.
    if !effects.is_empty() {
        desk(state).form = None;
        effects.push(Effect::Focus("lot-choice"));
    }
    effects
}

/// Changes the lots, in a step of its own.
fn change(state: &mut State, edit: LotsEdit, said: Option<LotsNews>) -> Vec<Effect> {
    let (before, shows_another) = (Rc::clone(state.dossier()), edit.shows_another());
    state.history.end_gesture();
    let number = state.announcement.number;
    let change = Edit::Lots(Box::new(edit));
    let effects = change_dossier(state, change.clone());
    state.history.end_gesture();
    if Rc::ptr_eq(&before, state.dossier()) {
        return effects;
    }
    if shows_another {
        shown(state);
    }
    match said {
        Some(news) => tell(state, news),
        None if state.announcement.number == number => state.announce(Event::Done(change)),
        None => {}
    }
    effects
}

fn choose(state: &mut State, place: usize) -> Vec<Effect> {
    if state.dossier().lots.as_ref().is_none_or(|lots| lots.place == place) {
        return Vec::new();
    }
    let change = Edit::Lots(Box::new(LotsEdit::Choose(place)));
    match edit(state.dossier(), &change) {
        Ok(next) => {
            let is_trial = state.is_trial();
            state.history.end_gesture();
            state.history.push(change, next);
            state.history.end_gesture();
            follow(state, is_trial);
            reassess(state);
            let was_open = state.lots.as_ref().is_some_and(|desk| desk.shows_all);
            desk(state).shows_all = false;
            shown(state);
            let mut effects = after_change(state);
            tell(state, LotsNews::Chosen);
            if was_open {
                effects.push(Effect::Focus("lot-choice"));
            }
            effects
        }
        Err(refusal) => {
            state.notify(Notice::Refused(refusal));
            Vec::new()
        }
    }
}

/// Another lot of what was received is still what was received.
fn follow(state: &mut State, was_trial: bool) {
    let here = Rc::clone(state.dossier());
    if let Some(received) = state.received.as_mut().filter(|_| !was_trial) {
        Rc::make_mut(received).dossier = here;
    }
}

/// After a step back or forth.
#[inline(never)]
pub(super) fn stepped(state: &mut State, edit: &LotsEdit, was_trial: bool) {
    if matches!(edit, LotsEdit::Choose(_)) {
        follow(state, was_trial);
    }
    if edit.shows_another() {
        shown(state);
    }
}

/// Another lot is on the screen: what was open about the former one closes, and no
/// rank has moved.
fn shown(state: &mut State) {
    opening::close_panels(state);
    state.before = Rc::clone(&state.assessment);
}

/// Takes the time that it takes to assess every lot, once for each.
#[inline(never)]
pub(super) fn refresh(state: &mut State) {
    let lots = state.dossier().lots.clone();
    let Some(desk) = &mut state.lots else { return };
    let known = std::mem::take(&mut desk.others);
    if let (true, Some(lots)) = (desk.shows_all, lots) {
        let assessed = |dossier: &Rc<Dossier>| {
            let same = known.iter().find(|known| Rc::ptr_eq(known.dossier(), dossier));
            same.map_or_else(|| Rc::new(Assessment::of(Rc::clone(dossier))), Rc::clone)
        };
        desk.others = lots.others.iter().map(|lot| assessed(&lot.dossier)).collect();
    }
}

impl State {
    /// What the engine says of the lot at a place; of the one that is shown, once
    /// its weights rest.
    pub fn lot(&self, place: usize) -> Option<Rc<Assessment>> {
        let lots = self.dossier().lots.as_ref()?;
        if place == lots.place {
            return Some(Rc::clone(&self.settled));
        }
        let dossier = &lots.other(place)?.dossier;
        let mut known = self.lots.iter().flat_map(|desk| &desk.others);
        let same = known.find(|known| Rc::ptr_eq(known.dossier(), dossier)).cloned();
        Some(same.unwrap_or_else(|| Rc::new(Assessment::of(Rc::clone(dossier)))))
    }
}

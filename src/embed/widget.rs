//! The Yew component at the root: it holds the state and performs the effects.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Date, Function};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, ShadowRoot};
use yew::prelude::*;

use super::handle::LastDossier;
use super::keeping::{Keeper, SharedState};
use super::{attributes, keeping};
use crate::app::{
    Chance, ChanceFor, CommissionMsg, Effect, MarketMsg, Msg, Screen, SealMsg, ShareMsg, Start, State, StoredWork,
    WorksMsg, update,
};
use crate::dossier::Moment;
use crate::platform::storage::Keeping;
use crate::platform::tabs::Tabs;
use crate::platform::{address, clipboard, clock, files, one_page, printing, random};
use crate::{present, ui};

/// How long after it was kept the work is kept again. Counted from the first change
/// that is not kept yet, not from the last: who types on and on loses no more than
/// this. After a rest it is kept once it is on the screen: Firefox cuts off what a page
/// still does while the user leaves it by the address bar, `pagehide` included.
const DELAY_MS: u32 = 300;

/// While a weight moves, explanations follow so long after the ranking.
const SETTLE_MS: u32 = 150;

/// How long weights must rest before the ranking is proved.
const REST_MS: u32 = 300;

/// After so long the frame with the first ranking has begun.
const FRAME_MS: u32 = 20;

/// Long enough for the page to draw what it has just said, and for the ears to get it.
const PAINT_MS: u32 = 60;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) host: HtmlElement,
    pub(super) root: Element,
    pub(super) tell: Function,
    pub(super) address: String,
    pub(super) build: AttrValue,
    pub(super) last: LastDossier,
}

/// The root component.
pub(super) struct Widget {
    state: SharedState,
    send: Callback<Msg>,
    /// Runs while a change is not kept yet.
    save_timer: Option<Timeout>,
    /// When it ran out last, in milliseconds.
    saved_at: f64,
    keeper: Keeper,
    follow_timer: Option<Timeout>,
    settle_timer: Option<Timeout>,
    rest_timer: Option<Timeout>,
    prints: bool,
    glide: ui::glide::Glide,
    /// Where an effect puts the focus.
    focus_wanted: Option<String>,
    /// Whether what is written there is selected.
    selects: bool,
    /// Where it was, should the browser drop it.
    focus_kept: Option<String>,
    /// What has the focus and is in sight, when what is being done may push it away.
    focus_in_sight: Option<Element>,
    /// Dropped with the widget.
    _listeners: Vec<EventListener>,
}

impl Widget {
    /// Looks at the state; nothing while it is being changed.
    pub(super) fn with_state<T>(&self, look: impl FnOnce(&State) -> T) -> Option<T> {
        self.state.borrow().as_ref().map(look)
    }

    /// Keeps the work at once: no later message would be heard any more.
    pub(super) fn save_now(&self) {
        self.keeper.save_now(false);
    }

    fn perform(&mut self, ctx: &Context<Self>, effect: Effect) {
        let send = self.send.clone();
        match effect {
            Effect::FindWorks => keeping::find(send),
            Effect::FetchWork { slot } => keeping::fetch(slot, send),
            Effect::SaveSoon => {
                let rest = (self.saved_at - Date::now()) as i32 + DELAY_MS as i32;
                let wait = rest.clamp(PAINT_MS as i32, DELAY_MS as i32) as u32;
                self.save_timer.get_or_insert_with(|| Timeout::new(wait, move || send.emit(Msg::SaveNow)));
            }
            // Under way, none is put off: weights and explanations follow a long drag too.
            Effect::SettleSoon => {
                let follow = self.send.clone();
                self.follow_timer.get_or_insert_with(|| Timeout::new(0, move || follow.emit(Msg::Follow)));
                let rested = self.send.clone();
                self.settle_timer.get_or_insert_with(|| Timeout::new(SETTLE_MS, move || send.emit(Msg::Settle)));
                self.rest_timer = Some(Timeout::new(REST_MS, move || rested.emit(Msg::Rest)));
            }
            Effect::Store { slot, revision, seen, beside, title, text } => {
                let keeping = Keeping { work: StoredWork { slot, revision, title, text }, seen, beside };
                self.keeper.store(keeping);
            }
            Effect::Forget { slot } => self.keeper.forget(slot),
            Effect::KeepNothing(keeps_nothing) => self.keeper.keep_nothing(keeps_nothing),
            Effect::Copy(text) => {
                let shown = ctx.props().root.query_selector("#letter-link, #share-link").ok().flatten();
                clipboard::copy(text, shown, move |taken| send.emit(Msg::Copied(taken)));
            }
            Effect::Download { name, text } => {
                if files::offer(&name, &text).is_err() {
                    send.emit(Msg::NotOffered { name });
                }
            }
            Effect::DownloadPage { name, title, content } => {
                let home = ctx.props().address.clone();
                one_page::offer(home, name, title, content, move |name| send.emit(Msg::NotOffered { name }));
            }
            Effect::ChooseFile => {
                // A browser that shows no file dialog leaves dropping the file.
                let _ = files::choose(move |name, content| send.emit(Msg::FileChosen { name, content }));
            }
            Effect::ChoosePublished => {
                // As above.
                let _ = files::choose(move |name, content| send.emit(SealMsg::FileChosen { name, content }.into()));
            }
            Effect::ChooseMarket => {
                let _ = files::choose(move |name, content| send.emit(MarketMsg::FileChosen { name, content }.into()));
            }
            Effect::FetchMarket => keeping::fetch_market(send),
            Effect::StoreMarket { stored, seen } => keeping::store_market(stored, seen, send),
            Effect::ForgetMarket { revision } => keeping::forget_market(revision),
            Effect::ChooseFiles => {
                let _ = files::choose_several(move |files| send.emit(CommissionMsg::Files(files).into()));
            }
            Effect::Now => send.emit(CommissionMsg::Now(Moment::parse(&clock::local(&clock::now()))).into()),
            Effect::Chance(what) => send.emit(chance(what)),
            Effect::AfterPaint(msg) => {
                Timeout::new(PAINT_MS, move || send.emit(*msg)).forget();
            }
            Effect::Print => self.prints = true,
            Effect::Focus(id) => self.focus_wanted = Some(id.to_owned()),
            Effect::FocusCell(at) => self.focus_wanted = self.with_state(|state| present::cell_id(state, at)),
            Effect::FocusOn(id) => (self.focus_wanted, self.selects) = (Some(id), true),
            Effect::Language(lang) => tell(ctx.props(), "language", lang.tag()),
            Effect::Changed => tell(ctx.props(), "change", ""),
        }
    }
}

impl Component for Widget {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let send = ctx.link().callback(|msg| msg);
        let host = &ctx.props().host;
        let start = Start { address: ctx.props().address.clone(), session: clock::session_name() };
        let attributes = attributes::read(host);
        if let Some(link) = address::scoring_link().filter(|_| attributes::reads_address(host)) {
            send.emit(Msg::LinkGiven(link));
        }
        let (first, _) = update(State::new(attributes.lang, start), Msg::Attributes(attributes));
        let state = Rc::new(RefCell::new(Some(first)));
        let heard = send.clone();
        let tabs = Rc::new(Tabs::listen(move |overtaken| {
            heard.emit(overtaken.map_or(WorksMsg::Look, WorksMsg::OtherBeside).into());
        }));
        let keeper = Keeper::new(Rc::clone(&state), send.clone(), tabs);
        Self {
            _listeners: listeners(ctx.props(), &send, &state, &keeper),
            state,
            send,
            save_timer: None,
            saved_at: 0.0,
            keeper,
            follow_timer: None,
            settle_timer: None,
            rest_timer: None,
            prints: false,
            glide: ui::glide::Glide::default(),
            focus_wanted: None,
            selects: false,
            focus_kept: None,
            focus_in_sight: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        if matches!(msg, Msg::SaveNow) {
            self.save_timer = None;
            self.saved_at = Date::now();
        }
        let Some(state) = self.state.borrow_mut().take() else { return false };
        match msg {
            Msg::Follow => self.follow_timer = None,
            Msg::Settle => self.settle_timer = None,
            _ => {}
        }
        // Not while a weight moves: to look where things are costs a layout.
        let may_push = matches!(
            msg,
            Msg::Act(_) | Msg::Views(_) | Msg::Edit(_) | Msg::Grid(_) | Msg::Criteria(_) | Msg::Undo | Msg::Redo
        );
        if may_push && self.focus_in_sight.is_none() {
            self.focus_in_sight = focused(&ctx.props().root).filter(|focused| side_out_of_sight(focused).is_none());
        }
        let mut state = state;
        // A journal tells when; the reducer is told by whoever has a clock.
        if matches!(msg, Msg::Seal(_) | Msg::Components(_)) || state.is_recorded() {
            keeping::tell_time(&mut state);
        }
        let before = Rc::clone(&state.assessment);
        let (state, effects) = update(state, msg);
        if before.evaluation().order() != state.assessment.evaluation().order() {
            self.glide.look(&ctx.props().root);
        }
        ctx.props().last.replace(Some(Rc::clone(state.dossier())));
        *self.state.borrow_mut() = Some(state);
        // Rows that move take the focus along; the browser would drop it.
        let kept = focused(&ctx.props().root).map(|element| element.id());
        self.focus_kept = kept.or(self.focus_kept.take());
        for effect in effects {
            self.perform(ctx, effect);
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let build = &ctx.props().build;
        self.with_state(|state| ui::page(state, state.attributes.level, build, &self.send)).unwrap_or_default()
    }

    fn rendered(&mut self, ctx: &Context<Self>, is_first: bool) {
        if is_first {
            let send = self.send.clone();
            Timeout::new(FRAME_MS, move || send.emit(Msg::Drawn)).forget();
        }
        self.glide.play();
        // Only now is all of it there.
        if std::mem::take(&mut self.prints) && printing::print().is_err() {
            // Printing refused by a frame: the page around can still print.
            self.send.emit(Msg::Printing(false));
        }
        // Only now is the element there that the focus should go to.
        let (wanted, kept) = (self.focus_wanted.take(), self.focus_kept.take());
        let root = &ctx.props().root;
        // What was hidden has the focus for a moment more, then nothing has it.
        let focused = focused(root);
        let hidden = focused.clone().filter(is_hidden);
        let is_lost = focused.is_none() || hidden.is_some();
        // Only what was in sight and stays in use: the place of a user who has scrolled
        // on, or goes elsewhere now, is their own.
        let pushed = self.focus_in_sight.take().filter(|before| wanted.is_none() && focused.as_ref() == Some(before));
        if let Some((element, side)) =
            pushed.and_then(|element| side_out_of_sight(&element).map(|side| (element, side)))
        {
            element.scroll_into_view_with_bool(side == Side::Above);
        }
        // Where nothing else is wanted, only a focus that was lost comes back: a
        // user who has gone on since then is left there.
        let Some(id) = wanted.or(kept.filter(|_| is_lost)) else { return };
        if !is_lost && focused.is_some_and(|element| element.id() == id) {
            return;
        }
        // What had the focus may be gone or hidden: the heading of its section, or
        // of the screen, is next.
        let heading = || {
            let section = hidden.and_then(|element| element.closest("section:not(.widget)").ok().flatten());
            let heading = section.and_then(|section| section.query_selector(HEADINGS).ok().flatten());
            heading.or_else(|| root.query_selector(&format!(".screen {HEADINGS}")).ok().flatten())
        };
        let wanted =
            shadow_root(root).and_then(|shadow| shadow.get_element_by_id(&id)).filter(|found| !is_hidden(found));
        if let Some(element) = wanted.or_else(heading).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // An element that cannot take the focus leaves it where it was.
            let _ = element.focus();
            // A name that was made up is there to be written over.
            if std::mem::take(&mut self.selects)
                && let Some(field) = element.dyn_ref::<HtmlInputElement>()
            {
                field.select();
            }
        }
    }
}

/// Where an element is that the window does not show.
#[derive(PartialEq)]
enum Side {
    Above,
    Below,
}

/// On which side of the window an element is, `None` where some of it is in sight.
fn side_out_of_sight(element: &Element) -> Option<Side> {
    let window = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    let (area, height) = (element.get_bounding_client_rect(), window.unwrap_or(f64::INFINITY));
    match area {
        area if area.bottom() <= 0.0 => Some(Side::Above),
        area if area.top() >= height => Some(Side::Below),
        _ => None,
    }
}

/// The headings of sections.
const HEADINGS: &str = ":is(h2, h3, h4, h5, h6)";

/// Whether an element cannot take the focus, because it or what is around it is hidden.
fn is_hidden(element: &Element) -> bool {
    element.closest("[hidden]").is_ok_and(|hidden| hidden.is_some())
}

/// The answer to who asked for random bytes.
#[inline(never)]
fn chance(what: ChanceFor) -> Msg {
    match what {
        ChanceFor::Phrase => ShareMsg::Proposed(random::bytes().map(Chance::new)),
        ChanceFor::Envelope => ShareMsg::Salted(random::bytes().zip(random::bytes()).map(Box::new)),
    }
    .into()
}

fn shadow_root(root: &Element) -> Option<ShadowRoot> {
    root.get_root_node().dyn_into().ok()
}

/// The element inside the widget that has the focus.
fn focused(root: &Element) -> Option<Element> {
    shadow_root(root)?.active_element()
}

/// What the widget hears besides its own markup.
fn listeners(props: &Props, send: &Callback<Msg>, state: &SharedState, keeper: &Keeper) -> Vec<EventListener> {
    let mut all = Vec::new();
    let Some(window) = web_sys::window() else { return all };
    if attributes::reads_address(&props.host) {
        let on_hash = send.clone();
        all.push(EventListener::new(&window, "hashchange", move |_| {
            if let Some(link) = address::scoring_link() {
                on_hash.emit(Msg::LinkGiven(link));
            }
        }));
    }
    // A phone may never say goodbye: a page out of sight is kept as well.
    let leaving = keeper.clone();
    all.push(EventListener::new(&window, "pagehide", move |_| leaving.save_now(true)));
    for (event, is_printing) in [("beforeprint", true), ("afterprint", false)] {
        let send = send.clone();
        all.push(EventListener::new(&window, event, move |_| send.emit(Msg::Printing(is_printing))));
    }
    if let Some(document) = window.document() {
        let (hiding, answer, shown) = (keeper.clone(), send.clone(), document.clone());
        all.push(EventListener::new(&document, "visibilitychange", move |_| {
            hiding.save_now(true);
            // Other tabs may have written while this one was out of sight. Not on the
            // way out: a page that is left is hidden too, and frozen with its reading.
            if !shown.hidden() {
                answer.emit(WorksMsg::Look.into());
            }
        }));
    }
    let (on_drop, dropping) = (send.clone(), state.clone());
    let options = gloo::events::EventListenerOptions::enable_prevent_default();
    all.push(EventListener::new_with_options(&props.root, "drop", options, move |event| {
        let dropped = event.dyn_ref::<web_sys::DragEvent>().and_then(web_sys::DragEvent::data_transfer);
        let Some(dropped) = dropped.and_then(|data| data.files()) else { return };
        if let Some(file) = dropped.get(0) {
            event.prevent_default();
            let send = on_drop.clone();
            if merges(&dropping) {
                return files::read_all(&dropped, move |files| send.emit(CommissionMsg::Files(files).into()));
            }
            files::read(file, move |name, content| send.emit(Msg::FileChosen { name, content }));
        }
    }));
    all
}

/// Tells the element, and through it the page around.
fn tell(props: &Props, name: &str, word: &str) {
    // A page that throws at what it hears is its own affair.
    let _ = props.tell.call2(&props.host, &name.into(), &word.into());
}

/// Whether what is dropped is there to be merged: the chair looks at the commission.
fn merges(state: &SharedState) -> bool {
    let is_chair = |state: &State| state.screen == Screen::Commission && state.dossier().noting().is_none();
    state.borrow().as_ref().is_some_and(is_chair)
}

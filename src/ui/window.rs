//! The ranking of very many offers: of its rows only those near the screen are on
//! the page, with one that is open or has the focus; a field leads to any of them.

use std::ops::Range;

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo::timers::callback::Timeout;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::glide::bodies;
use super::rows::{Settled, Table, table};
use crate::app::{Msg, State};
use crate::dossier::Id;
use crate::i18n::{Lang, phrase};
use crate::present::window::{Mark, find, pieces, place_at, shown};
use crate::present::{self, RankingView};
use crate::say;

/// Rows on the page before anything is measured.
const AT_FIRST: usize = 40;
/// A likely height of a row, in pixels, before one was measured.
const LIKELY: f64 = 56.0;
/// How often rows are drawn anew, at most, to catch up with a page that moved.
const MAX_CHASES: u8 = 4;
/// How long scrolling must rest before bars say what they are made of.
const REST_MS: u32 = 150;

/// The rows of a state, through a window.
pub(super) fn rows(state: &State, view: RankingView, rows: present::Rows, send: &Callback<Msg>) -> Html {
    let is_settled = std::rc::Rc::ptr_eq(&state.settled, &state.assessment);
    html! {
        <Window
            {view} {rows} settled={is_settled.then(|| Settled(state.settled.clone()))} lang={state.lang}
            is_printing={state.is_printing} {send}
        />
    }
}

#[derive(Properties, PartialEq)]
struct WindowProps {
    view: RankingView,
    rows: present::Rows,
    settled: Option<Settled>,
    lang: Lang,
    is_printing: bool,
    send: Callback<Msg>,
}

enum Look {
    /// The page was scrolled, or has another size.
    Moved,
    /// Rows turned out to be elsewhere than thought: once more.
    Again,
    /// Scrolling rests.
    Rested,
    /// The focus went to a row, or left.
    Focus(Option<Id>),
    /// Go to the next row that this text is about.
    Seek(String),
}

struct Window {
    table: NodeRef,
    shown: Range<usize>,
    height: Option<f64>,
    has_focus: Option<Id>,
    /// Where the last search led, and what it asked.
    found: Option<(usize, String)>,
    has_failed: bool,
    /// The row to go to once it is on the page.
    goes_to: Option<Id>,
    rest: Option<Timeout>,
    /// How often the rows may still be drawn anew for one move of the page.
    chases: u8,
    /// Dropped with the table.
    _listeners: Vec<EventListener>,
}

impl Component for Window {
    type Message = Look;
    type Properties = WindowProps;

    fn create(ctx: &Context<Self>) -> Self {
        let mut listeners = Vec::new();
        if let Some(window) = web_sys::window() {
            // Whatever scrolls around the widget: such events do not bubble.
            for (event, phase) in [("scroll", EventListenerPhase::Capture), ("resize", EventListenerPhase::Bubble)] {
                let link = ctx.link().clone();
                let options = EventListenerOptions { phase, passive: true };
                listeners.push(EventListener::new_with_options(&window, event, options, move |_| {
                    link.send_message(Look::Moved);
                }));
            }
        }
        Self {
            table: NodeRef::default(),
            shown: 0..AT_FIRST,
            height: None,
            has_focus: None,
            found: None,
            has_failed: false,
            goes_to: None,
            rest: None,
            chases: MAX_CHASES,
            _listeners: listeners,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, look: Look) -> bool {
        match look {
            Look::Moved => {
                self.chases = MAX_CHASES;
                return self.follow(ctx);
            }
            Look::Again => {}
            Look::Rested => self.rest = None,
            // The row stays where it is: only from now on it may not leave.
            Look::Focus(offer) => {
                self.has_focus = offer;
                return false;
            }
            Look::Seek(text) => self.seek(ctx, text),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let WindowProps { view, rows, settled, lang, is_printing, send } = ctx.props();
        let count = rows.len();
        let mut kept = rows.open_places();
        kept.extend(rows.places(self.has_focus.iter()));
        kept.sort_unstable();
        kept.dedup();
        let shown = if *is_printing { 0..count } else { self.shown.clone() };
        let content = Table {
            view,
            rows,
            pieces: &pieces(count, &shown, &kept),
            height: self.height.unwrap_or(LIKELY),
            settled: if self.rest.is_none() { settled.clone() } else { None },
            lang: *lang,
            send,
        };
        let onfocusin = ctx.link().callback(|event: FocusEvent| Look::Focus(offer_around(&event)));
        let onfocusout = ctx.link().callback(|_| Look::Focus(None));
        html! {
            <div class="window" {onfocusin} {onfocusout}>
                { self.search(ctx) }
                { table(&content, self.table.clone()) }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first_render: bool) {
        if self.height.is_none() && self.measure() {
            ctx.link().send_message(Look::Again);
        } else if self.chases > 0 && self.follow(ctx) {
            // Rows that came in may be higher than those that left: a browser that
            // does not hold the page still has moved them out of sight.
            self.chases -= 1;
            ctx.link().send_message(Look::Again);
        }
        if let Some(offer) = self.goes_to.take() {
            let row = self
                .bodies()
                .into_iter()
                .find(|row| row.get_attribute("data-offer").as_deref() == Some(offer.as_str()));
            let button = row.and_then(|row| row.query_selector("button").ok().flatten());
            if let Some(button) = button.and_then(|button| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(button).ok()) {
                centre(&button);
            }
        }
    }
}

impl Window {
    /// The field that leads to a row, by name or rank.
    fn search(&self, ctx: &Context<Self>) -> Html {
        let (lang, count) = (ctx.props().lang, ctx.props().rows.len());
        let link = ctx.link().clone();
        let onkeydown = Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                link.send_message(Look::Seek(event.target_unchecked_into::<HtmlInputElement>().value()));
            }
        });
        let link = ctx.link().clone();
        let field = NodeRef::default();
        let onclick = {
            let field = field.clone();
            move |_| {
                if let Some(field) = field.cast::<HtmlInputElement>() {
                    link.send_message(Look::Seek(field.value()));
                }
            }
        };
        let count = crate::i18n::number(lang, crate::engine::Decimal::integer(count as i64));
        html! {
            <p class="seek controls">
                <label for="seek">{ say!(lang, "Aller à une offre ou à un rang ({count} offres classées)", "Go to an offer or a rank ({count} ranked offers)") }</label>
                <input type="text" id="seek" ref={field} autocomplete="off" aria-describedby="seek-result" {onkeydown} />
                <button type="button" id="seek-next" {onclick}>{ phrase("Trouver", "Find").get(lang) }</button>
                <span id="seek-result" role="status">{
                    if self.has_failed { phrase("Aucune offre ne porte ce nom ni ce rang.", "No offer has this name or rank.").get(lang) } else { "" }
                }</span>
            </p>
        }
    }

    fn seek(&mut self, ctx: &Context<Self>, text: String) {
        let rows = &ctx.props().rows;
        let after = self.found.take().filter(|(_, before)| *before == text).map(|(place, _)| place);
        let found = find(rows, &text, after);
        self.has_failed = found.is_none();
        let Some(place) = found else { return };
        self.shown = place.saturating_sub(AT_FIRST / 2)..(place + AT_FIRST / 2).min(rows.len());
        self.goes_to = rows.offer(place).cloned();
        self.found = Some((place, text));
    }

    fn bodies(&self) -> Vec<HtmlElement> {
        self.table.cast::<Element>().map(|table| bodies(&table)).unwrap_or_default()
    }

    /// How high rows are: the middle one of those whose details are closed.
    fn measure(&mut self) -> bool {
        let mut heights: Vec<f64> = self.bodies().iter().map(|row| row.get_bounding_client_rect().height()).collect();
        heights.sort_by(f64::total_cmp);
        self.height = heights.get(heights.len() / 2).copied().filter(|height| *height > 0.0);
        self.height.is_some()
    }

    /// Follows the screen; whether other rows are to be shown.
    fn follow(&mut self, ctx: &Context<Self>) -> bool {
        let Some(screen) = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()) else {
            return false;
        };
        let count = ctx.props().rows.len();
        let marks = self.marks(count);
        let in_sight = place_at(&marks, 0.0)..(place_at(&marks, screen) + 1).min(count);
        let next = shown(&in_sight, &self.shown, count);
        if next == self.shown {
            return false;
        }
        self.shown = next;
        let link = ctx.link().clone();
        self.rest = Some(Timeout::new(REST_MS, move || link.send_message(Look::Rested)));
        true
    }

    /// Where the gaps are on the screen, and the ends of the table.
    fn marks(&self, count: usize) -> Vec<Mark> {
        let Some(table) = self.table.cast::<Element>() else { return Vec::new() };
        let number = |gap: &Element, name| gap.get_attribute(name).and_then(|text| text.parse::<usize>().ok());
        let mut marks = Vec::new();
        if let Some(first) = table.query_selector("tbody").ok().flatten() {
            marks.push(Mark { place: 0, top: first.get_bounding_client_rect().top() });
        }
        if let Ok(gaps) = table.query_selector_all("tbody.gap") {
            let gaps =
                (0..gaps.length()).filter_map(|at| wasm_bindgen::JsCast::dyn_into::<Element>(gaps.get(at)?).ok());
            for gap in gaps {
                let rect = gap.get_bounding_client_rect();
                if let (Some(from), Some(rows)) = (number(&gap, "data-from"), number(&gap, "data-rows")) {
                    marks.push(Mark { place: from, top: rect.top() });
                    marks.push(Mark { place: from + rows, top: rect.bottom() });
                }
            }
        }
        marks.push(Mark { place: count, top: table.get_bounding_client_rect().bottom() });
        marks
    }
}

/// The offer in whose row something happened.
fn offer_around(event: &FocusEvent) -> Option<Id> {
    let row = event.target_dyn_into::<Element>()?.closest("tbody[data-offer]").ok()??;
    Some(Id::new(&row.get_attribute("data-offer")?))
}

/// Gives an element the focus, in the middle of the screen.
fn centre(element: &HtmlElement) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    // An element that cannot take the focus leaves it where it was.
    let _ = element.focus();
}

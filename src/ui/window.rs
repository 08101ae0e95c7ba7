//! A window of rows: of a list of very many, only the rows near the screen are on
//! the page, with those that must stay and the one that has the focus; a field leads
//! to any of them. The ranking and the grid of the offers are such lists.

use std::ops::Range;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo::timers::callback::Timeout;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::dossier::Id;
use crate::i18n::{self, Lang, phrase};
use crate::present::window::{Margin, Mark, Piece, find, leaps, pieces, place_at, shown};

/// Rows on the page before anything is measured.
const AT_FIRST: usize = 40;
/// A likely height of a row, in pixels, before one was measured.
const LIKELY: f64 = 56.0;
/// How often rows are drawn anew, at most, to catch up with a page that moved.
const MAX_CHASES: u8 = 4;
/// How long scrolling must rest before rows are drawn with everything they say.
const REST_MS: u32 = 150;
/// How long a page must not leap before the rows around those in sight are drawn.
const LANDED_MS: u32 = 40;

/// A list of which a part is on the page.
pub(super) trait List {
    /// How many rows it has.
    fn count(&self) -> usize;
    /// The offer of a row.
    fn offer(&self, place: usize) -> Option<&Id>;
    /// The name of that offer.
    fn name(&self, place: usize) -> Option<&str>;
    /// The row of an offer.
    fn place_of(&self, offer: &Id) -> Option<usize>;
    /// The rows that stay on the page wherever they are.
    fn kept(&self) -> Vec<usize>;
    /// What the field that leads to a row is called.
    fn search_label(&self, lang: Lang, count: &str) -> String;
    /// What else it means to go to a row, besides the focus.
    fn go(&self, place: usize);
    /// The table with these rows, each an element with `data-offer`.
    fn draw(&self, part: &Part<'_>, table: NodeRef) -> Html;
}

/// What is on the page of a list.
pub(super) struct Part<'a> {
    /// The rows and the room for those between.
    pub(super) pieces: &'a [Piece],
    /// The height of a row that is not there, in pixels.
    pub(super) height: f64,
    /// Whether the page rests: while it is scrolled, there is no time for words.
    pub(super) is_resting: bool,
}

/// Room for rows that are not on the page; spread into their place in the table.
pub(super) fn gap_height(rows: usize, height: f64) -> String {
    format!("block-size: {}px", (rows as f64 * height) as u64)
}

/// The list, through a window.
pub(super) fn window(list: impl List + 'static, lang: Lang, is_printing: bool) -> Html {
    html! { <Window list={Shared(Rc::new(list))} {lang} {is_printing} /> }
}

/// A list as a property: each rendering brings another.
#[derive(Clone)]
struct Shared(Rc<dyn List>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
struct WindowProps {
    list: Shared,
    lang: Lang,
    is_printing: bool,
}

enum Look {
    /// The page was scrolled, or has another size.
    Moved,
    /// Rows turned out to be elsewhere than thought: once more.
    Again,
    /// Scrolling rests.
    Rested,
    /// The page leaps no more.
    Landed,
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
    /// The row to go to once it is on the page, until it rests in sight.
    goes_to: Option<Id>,
    /// Whether it had the focus already.
    has_arrived: bool,
    rest: Option<Timeout>,
    /// While the page leaps.
    leap: Option<Timeout>,
    /// How often the rows may still be drawn anew for one move of the page.
    chases: u8,
    /// Dropped with the table.
    listeners: Vec<EventListener>,
}

impl Component for Window {
    type Message = Look;
    type Properties = WindowProps;

    fn create(ctx: &Context<Self>) -> Self {
        let window = web_sys::window();
        let listeners = window.iter().flat_map(|window| ["scroll", "resize"].map(|event| moved(window, event, ctx)));
        let listeners = listeners.collect();
        Self {
            table: NodeRef::default(),
            shown: 0..AT_FIRST,
            height: None,
            has_focus: None,
            found: None,
            has_failed: false,
            goes_to: None,
            has_arrived: false,
            rest: None,
            leap: None,
            chases: MAX_CHASES,
            listeners,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, look: Look) -> bool {
        match look {
            Look::Moved => {
                self.chases = MAX_CHASES;
                let follows = self.follow(ctx);
                if !follows && !self.is_seeking() {
                    self.approach();
                }
                return follows;
            }
            Look::Landed => {
                self.leap = None;
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
        let WindowProps { list: Shared(list), is_printing, .. } = ctx.props();
        let count = list.count();
        let mut kept = list.kept();
        kept.extend(self.has_focus.iter().filter_map(|offer| list.place_of(offer)));
        kept.sort_unstable();
        kept.dedup();
        let shown = if *is_printing { 0..count } else { self.shown.clone() };
        let part = Part {
            pieces: &pieces(count, &shown, &kept),
            height: self.height.unwrap_or(LIKELY),
            is_resting: self.rest.is_none(),
        };
        let onfocusin = ctx.link().callback(|event: FocusEvent| Look::Focus(offer_around(&event)));
        let onfocusout = ctx.link().callback(|_| Look::Focus(None));
        html! {
            <div class="window" {onfocusin} {onfocusout}>
                { self.search(ctx) }
                { list.draw(&part, self.table.clone()) }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        // What scrolls inside the widget is not told outside of it.
        if first_render && let Some(table) = self.table.cast::<Element>() {
            self.listeners.push(moved(&table.get_root_node(), "scroll", ctx));
        }
        if self.height.is_none() && self.measure() {
            ctx.link().send_message(Look::Again);
        } else if self.chases > 0 && self.follow(ctx) {
            // Rows that came in may be higher than those that left: a browser that
            // does not hold the page still has moved them out of sight.
            self.chases -= 1;
            ctx.link().send_message(Look::Again);
        }
        self.approach();
    }
}

impl Window {
    /// The field that leads to a row, by name or rank.
    fn search(&self, ctx: &Context<Self>) -> Html {
        let WindowProps { list: Shared(list), lang, .. } = ctx.props();
        let lang = *lang;
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
        let label = list.search_label(lang, &i18n::integer(lang, list.count()));
        html! {
            <p class="seek controls">
                <label for="seek">{ label }</label>
                <input type="text" id="seek" ref={field} autocomplete="off" aria-describedby="seek-result" {onkeydown} />
                <button type="button" id="seek-next" {onclick}>{ phrase("Trouver", "Find").get(lang) }</button>
                <span id="seek-result" role="status">{
                    if self.has_failed { phrase("Aucune offre ne porte ce nom ni ce rang.", "No offer has this name or rank.").get(lang) } else { "" }
                }</span>
            </p>
        }
    }

    fn seek(&mut self, ctx: &Context<Self>, text: String) {
        let Shared(list) = &ctx.props().list;
        let after = self.found.take().filter(|(_, before)| *before == text).map(|(place, _)| place);
        let found = find(list.count(), |place| list.name(place), &text, after);
        self.has_failed = found.is_none();
        let Some(place) = found else { return };
        self.shown = place.saturating_sub(AT_FIRST / 2)..(place + AT_FIRST / 2).min(list.count());
        (self.goes_to, self.has_arrived) = (list.offer(place).cloned(), false);
        list.go(place);
        self.rest_soon(ctx);
        self.found = Some((place, text));
    }

    /// The rows on the page.
    fn rows(&self) -> Vec<Element> {
        self.table.cast::<Element>().map(|table| elements(&table, "[data-offer]")).unwrap_or_default()
    }

    /// How high rows are: the middle one of those whose details are closed.
    fn measure(&mut self) -> bool {
        let mut heights: Vec<f64> = self.rows().iter().map(|row| row.get_bounding_client_rect().height()).collect();
        heights.sort_by(f64::total_cmp);
        self.height = heights.get(heights.len() / 2).copied().filter(|height| *height > 0.0);
        self.height.is_some()
    }

    /// Whether the row that is sought is still to be drawn: what the page does
    /// meanwhile must not put other rows in its place.
    fn is_seeking(&self) -> bool {
        self.goes_to.is_some() && !self.has_arrived
    }

    /// Follows the screen; whether other rows are to be shown.
    fn follow(&mut self, ctx: &Context<Self>) -> bool {
        if self.is_seeking() {
            return false;
        }
        let Some(screen) = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()) else {
            return false;
        };
        let count = ctx.props().list.0.count();
        let marks = self.marks(count);
        let in_sight = place_at(&marks, 0.0)..(place_at(&marks, screen) + 1).min(count);
        if leaps(&in_sight, &self.shown) {
            let link = ctx.link().clone();
            self.leap = Some(Timeout::new(LANDED_MS, move || link.send_message(Look::Landed)));
        }
        let margin = if self.leap.is_some() { Margin::Narrow } else { Margin::Wide };
        let next = shown(&in_sight, &self.shown, count, margin);
        if next == self.shown {
            return false;
        }
        self.shown = next;
        self.rest_soon(ctx);
        true
    }

    fn rest_soon(&mut self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        self.rest = Some(Timeout::new(REST_MS, move || link.send_message(Look::Rested)));
    }

    /// Brings the row that was sought into sight, with the focus, and keeps it there
    /// until the page rests.
    fn approach(&mut self) {
        let Some(offer) = self.goes_to.take() else { return };
        let screen = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default();
        let mut rows = self.rows().into_iter();
        let row = rows.find(|row| row.get_attribute("data-offer").as_deref() == Some(offer.as_str()));
        let rect = row.as_ref().map(Element::get_bounding_client_rect);
        let is_in_sight = rect.is_some_and(|rect| rect.top() >= 0.0 && rect.bottom() <= screen);
        let is_first = !std::mem::replace(&mut self.has_arrived, true);
        // Once it is seen where it should be, whatever moves the page is the user's own.
        if !is_first && (is_in_sight || self.rest.is_none() || self.has_focus.as_ref() != Some(&offer)) {
            return;
        }
        if let Some(row) = row {
            centre(&row);
            let find = |css| row.query_selector(css).ok().flatten();
            let target = find("button").or_else(|| find("[tabindex='0']"));
            if let Some(target) = target.filter(|_| is_first).and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
                // An element that cannot take the focus leaves it where it was.
                let _ = target.focus();
            }
        }
        self.goes_to = Some(offer);
    }

    /// Where the gaps are on the screen, and the ends of the table.
    fn marks(&self, count: usize) -> Vec<Mark> {
        let Some(table) = self.table.cast::<Element>() else { return Vec::new() };
        let number = |gap: &Element, name| gap.get_attribute(name).and_then(|text| text.parse::<usize>().ok());
        let mut marks = Vec::new();
        if let Some(first) = table.query_selector("tbody").ok().flatten() {
            marks.push(Mark { place: 0, top: first.get_bounding_client_rect().top() });
        }
        for gap in elements(&table, ".gap") {
            let rect = gap.get_bounding_client_rect();
            if let (Some(from), Some(rows)) = (number(&gap, "data-from"), number(&gap, "data-rows")) {
                marks.push(Mark { place: from, top: rect.top() });
                marks.push(Mark { place: from + rows, top: rect.bottom() });
            }
        }
        marks.push(Mark { place: count, top: table.get_bounding_client_rect().bottom() });
        marks
    }
}

/// Hears that the page has moved, whatever scrolls: such events do not bubble.
fn moved(target: &EventTarget, event: &'static str, ctx: &Context<Window>) -> EventListener {
    let link = ctx.link().clone();
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
    EventListener::new_with_options(target, event, options, move |_| link.send_message(Look::Moved))
}

fn elements(around: &Element, css: &str) -> Vec<Element> {
    let Ok(list) = around.query_selector_all(css) else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok()).collect()
}

/// The offer in whose row something happened.
fn offer_around(event: &FocusEvent) -> Option<Id> {
    let row = event.target_dyn_into::<Element>()?.closest("[data-offer]").ok()??;
    Some(Id::new(&row.get_attribute("data-offer")?))
}

/// Brings a row to the middle of the screen.
fn centre(row: &Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Center);
    row.scroll_into_view_with_scroll_into_view_options(&options);
}

//! The Yew component at the root: it holds the state and performs the effects.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{CustomEvent, CustomEventInit, Element, HtmlElement};
use yew::prelude::*;

use crate::app::{Effect, Msg, Start, State, update};
use crate::i18n::Lang;
use crate::platform::{address, clipboard, clock, files, printing, storage};
use crate::ui;

/// How long typing must pause before the work is kept.
const PAUSE_MS: u32 = 400;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) host: HtmlElement,
    pub(super) root: Element,
}

/// The root component.
pub(super) struct Widget {
    state: Option<State>,
    send: Callback<Msg>,
    save_timer: Option<Timeout>,
    focus_wanted: Option<&'static str>,
    /// Dropped with the widget.
    _listeners: Vec<EventListener>,
}

impl Widget {
    /// The state, for whoever asks from outside.
    pub(super) fn state(&self) -> std::borrow::Cow<'_, State> {
        match &self.state {
            Some(state) => std::borrow::Cow::Borrowed(state),
            None => std::borrow::Cow::Owned(State::new(Lang::Fr, Start::default())),
        }
    }

    fn perform(&mut self, ctx: &Context<Self>, effect: Effect) {
        let send = self.send.clone();
        match effect {
            Effect::FindWorks => send.emit(Msg::WorksFound(storage::works(self.state().lang.tag()))),
            Effect::SaveSoon => {
                self.save_timer = Some(Timeout::new(PAUSE_MS, move || send.emit(Msg::SaveNow)));
            }
            Effect::Store { slot, title, text } => send.emit(Msg::Saved(storage::store(&slot, &title, &text))),
            Effect::Forget { slot } => storage::forget(&slot),
            Effect::Copy(text) => {
                let shown = ctx.props().root.query_selector("#share-link").ok().flatten();
                clipboard::copy(text, shown, move |taken| send.emit(Msg::Copied(taken)));
            }
            Effect::Download { name, text } => {
                if files::offer(&name, &text).is_err() {
                    send.emit(Msg::NotOffered { name });
                }
            }
            Effect::ChooseFile => {
                // A browser that shows no file dialog leaves dropping the file.
                let _ = files::choose(move |name, content| send.emit(Msg::FileChosen { name, content }));
            }
            Effect::Print => {
                // Printing refused by a frame: the page around can still print.
                let _ = printing::print();
            }
            Effect::Focus(id) => self.focus_wanted = Some(id),
            Effect::Language(lang) => dispatch(&ctx.props().host, "mieux-disant:language", lang.tag()),
            Effect::Changed => dispatch(&ctx.props().host, "mieux-disant:change", ""),
        }
    }
}

impl Component for Widget {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let send = ctx.link().callback(|msg| msg);
        let host = &ctx.props().host;
        let start = Start { address: address::without_fragment(), session: clock::session_name() };
        let lang = language_of(host);
        let effects = vec![Effect::FindWorks];
        if let Some(link) = address::scoring_link() {
            send.emit(Msg::LinkGiven(link));
        }
        let mut widget = Self {
            state: Some(State::new(lang, start)),
            _listeners: listeners(&ctx.props().root, &send),
            send,
            save_timer: None,
            focus_wanted: None,
        };
        for effect in effects {
            widget.perform(ctx, effect);
        }
        widget
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let Some(state) = self.state.take() else { return false };
        let (state, effects) = update(state, msg);
        self.state = Some(state);
        for effect in effects {
            self.perform(ctx, effect);
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        ui::page(&self.state(), heading_level(&ctx.props().host), &self.send)
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first_render: bool) {
        // Only now is the element there that the focus should go to.
        let Some(id) = self.focus_wanted.take() else { return };
        let wanted = ctx.props().root.query_selector(&format!("#{id}")).ok().flatten();
        if let Some(element) = wanted.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // An element that cannot take the focus leaves it where it was.
            let _ = element.focus();
        }
    }
}

/// What the widget hears besides its own markup.
fn listeners(root: &Element, send: &Callback<Msg>) -> Vec<EventListener> {
    let mut all = Vec::new();
    let Some(window) = web_sys::window() else { return all };
    let on_hash = send.clone();
    all.push(EventListener::new(&window, "hashchange", move |_| {
        if let Some(link) = address::scoring_link() {
            on_hash.emit(Msg::LinkGiven(link));
        }
    }));
    let on_leave = send.clone();
    all.push(EventListener::new(&window, "pagehide", move |_| on_leave.emit(Msg::SaveNow)));
    let on_drop = send.clone();
    let options = gloo::events::EventListenerOptions::enable_prevent_default();
    all.push(EventListener::new_with_options(root, "drop", options, move |event| {
        let dropped = event.dyn_ref::<web_sys::DragEvent>().and_then(web_sys::DragEvent::data_transfer);
        let file = dropped.and_then(|data| data.files()).and_then(|files| files.get(0));
        if let Some(file) = file {
            event.prevent_default();
            let send = on_drop.clone();
            files::read(file, move |name, content| send.emit(Msg::FileChosen { name, content }));
        }
    }));
    all
}

/// The language of the element or of the nearest one around it that says one.
fn language_of(host: &HtmlElement) -> Lang {
    let said = host.closest("[lang]").ok().flatten().and_then(|element| element.get_attribute("lang"));
    said.and_then(|tag| Lang::from_tag(&tag)).unwrap_or_default()
}

/// The level of the widget's title in the outline of the page: 2 unless told.
fn heading_level(host: &HtmlElement) -> u8 {
    let said = host.get_attribute("heading-level").and_then(|level| level.parse().ok());
    said.filter(|level| (1..=4).contains(level)).unwrap_or(2)
}

fn dispatch(host: &HtmlElement, name: &str, detail: &str) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&detail.into());
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        // A listener that throws is the page's own affair.
        let _ = host.dispatch_event(&event);
    }
}

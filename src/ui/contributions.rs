//! What each criterion brings to a total, beside the bar that the pointer, the
//! finger or the focus is on: `Coût : 25 % × 80,00 = 20,00`.
//!
//! One box for all bars, filled from the words that they bear: it hears what
//! happens in the section around it, so that rows know nothing of it.

use gloo::events::{EventListener, EventListenerOptions};
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

#[derive(Clone, PartialEq)]
struct Shown {
    /// Each part of the bar, with whether it is the one pointed at.
    lines: Vec<(String, bool)>,
    /// Where it stands in the section.
    style: String,
}

/// The box; nothing while no bar is looked at.
#[component]
pub(super) fn Contributions() -> Html {
    let shown = use_state(|| None::<Shown>);
    let anchor = use_node_ref();
    {
        let (setter, anchor) = (shown.setter(), anchor.clone());
        use_effect_with((), move |()| {
            let section = anchor.cast::<Element>().and_then(|anchor| anchor.parent_element());
            let listeners: Vec<EventListener> =
                section.into_iter().flat_map(|section| listen(&section, &setter)).collect();
            move || drop(listeners)
        });
    }
    let content = shown.as_ref().map(|shown| {
        html! {
            <div class="contributions" ~style={shown.style.clone()}>
                { for shown.lines.iter().map(|(line, is_at)| html! { <span class={is_at.then_some("at")}>{ line.clone() }</span> }) }
            </div>
        }
    });
    // What the box says, the bar says to the ears itself.
    html! { <div class="contributions-place controls" aria-hidden="true" ref={anchor}>{ content }</div> }
}

fn listen(section: &Element, shown: &UseStateSetter<Option<Shown>>) -> Vec<EventListener> {
    let names = ["pointerover", "click", "focusin", "focusout", "pointerleave", "keydown"];
    let listener = |name: &'static str| {
        let (around, shown) = (section.clone(), shown.clone());
        EventListener::new_with_options(section, name, EventListenerOptions::default(), move |event| {
            let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
            match name {
                "keydown" => {
                    if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                        shown.set(None);
                    }
                }
                "focusout" => shown.set(None),
                // The box itself may be pointed at, to be read or copied.
                _ if target.closest(".contributions").ok().flatten().is_some() => {}
                // The pointer that leaves a bar says nothing of one that has the focus.
                _ => match look(&around, &target).filter(|_| name != "pointerleave") {
                    None if around.query_selector(".bar:focus").ok().flatten().is_some() => {}
                    seen => shown.set(seen),
                },
            }
        })
    };
    names.into_iter().map(listener).collect()
}

/// The box stands beside the bars if there are so many pixels.
const ROOM: i32 = 260;

/// So many pixels of the box are below the bar.
const BRIDGE: i32 = 40;

/// The parts of the bar that something belongs to.
fn look(section: &Element, target: &Element) -> Option<Shown> {
    let bar = target.closest(".bar").ok().flatten()?;
    let parts = bar.children();
    let parts = (0..parts.length()).filter_map(|index| parts.item(index));
    let lines: Vec<(String, bool)> =
        parts.filter_map(|part| Some((part.get_attribute("data-text")?, part == *target))).collect();
    // While there is no time for words, bars bear none.
    if lines.is_empty() {
        return None;
    }
    let (around, own) = (section.get_bounding_client_rect(), bar.get_bounding_client_rect());
    let (before, top) = ((own.left() - around.left()) as i32, (own.bottom() - around.top()) as i32);
    // Beside the bars where there is room: the pointer goes on to the next bar,
    // and the box can still be reached from this one.
    let style = if before > ROOM {
        let end = (around.right() - own.left()) as i32 - BRIDGE;
        format!("inset-inline-end: {end}px; inset-block-start: {top}px; max-inline-size: {}px", before + BRIDGE)
    } else {
        format!("inset-inline-start: {before}px; inset-block-start: {top}px")
    };
    Some(Shown { lines, style })
}

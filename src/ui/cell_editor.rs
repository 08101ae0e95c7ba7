//! The field of the cell that is being typed in.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, ShadowRoot};
use yew::prelude::*;

use crate::app::{GridMsg, Msg, Step};
use crate::i18n::Lang;
use crate::present::Editor;

/// The identifier of the field.
pub(super) const ID: &str = "cell-editor";

/// The field, with what is wrong below it.
pub(super) fn editor(lang: Lang, editor: &Editor, send: &Callback<Msg>) -> Html {
    let error_id = format!("{ID}-error");
    html! {
        <>
            <CellField editor={editor.clone()} send={send.clone()} dash={if lang == Lang::Fr { "– (inconnu)" } else { "– (unknown)" }} />
            if let Some(problem) = &editor.problem {
                <span id={error_id} class="field-error">{ problem.clone() }</span>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct CellFieldProps {
    editor: Editor,
    dash: &'static str,
    send: Callback<Msg>,
}

/// Where the cursor goes when a key ends the typing; nothing for other keys.
fn way_out(event: &KeyboardEvent, with_arrows: bool) -> Option<Step> {
    Some(match (event.key().as_str(), event.shift_key()) {
        ("Enter", false) => (1, 0),
        ("Enter", true) => (-1, 0),
        ("Tab", false) => (0, 1),
        ("Tab", true) => (0, -1),
        ("ArrowDown", false) if with_arrows => (1, 0),
        ("ArrowUp", false) if with_arrows => (-1, 0),
        ("ArrowRight", false) if with_arrows => (0, 1),
        ("ArrowLeft", false) if with_arrows => (0, -1),
        _ => return None,
    })
}

#[component]
fn CellField(props: &CellFieldProps) -> Html {
    let Editor { label, text, is_fresh, choices, may_be_unknown, problem } = props.editor.clone();
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            // What was typed goes on behind the first character.
            if let Some(input) = field.cast::<HtmlInputElement>() {
                let end = u32::try_from(input.value().encode_utf16().count()).unwrap_or_default();
                let _ = input.set_selection_range(end, end);
            }
        });
    }
    // Arrows go through the choices; a pointer takes one.
    let has_keys = use_mut_ref(|| false);
    let onkeydown = {
        let (send, is_choice, has_keys) = (props.send.clone(), choices.is_some(), has_keys.clone());
        Callback::from(move |event: KeyboardEvent| {
            *has_keys.borrow_mut() = true;
            if event.is_composing() {
                return;
            }
            if event.key() == "Escape" {
                event.prevent_default();
                event.stop_propagation();
                send.emit(GridMsg::Cancel.into());
            } else if let Some(step) = way_out(&event, is_fresh && !is_choice) {
                event.prevent_default();
                event.stop_propagation();
                send.emit(finished(&event, step).into());
            }
        })
    };
    let onchange = {
        let (send, has_keys) = (props.send.clone(), has_keys.clone());
        Callback::from(move |event: Event| {
            if !*has_keys.borrow() {
                send.emit(finished(&event, (0, 0)).into());
                send.emit(GridMsg::Return.into());
            }
        })
    };
    let onblur = {
        let (send, field) = (props.send.clone(), field.clone());
        Callback::from(move |event: FocusEvent| {
            let (send, field, left) = (send.clone(), field.clone(), finished(&event, (0, 0)));
            // A list that opens takes the focus and gives it back at once.
            Timeout::new(0, move || {
                // What a key has ended is no longer there.
                let is_there = field.cast::<Element>().is_some_and(|field| field.is_connected());
                if is_there && !has_focus(&field) {
                    send.emit(left.into());
                }
            })
            .forget();
        })
    };
    let is_wrong = problem.is_some();
    let described_by = is_wrong.then(|| format!("{ID}-error"));
    match choices {
        Some((answers, chosen)) => html! {
            <select ref={field} id={ID} aria-label={label} {onkeydown} {onchange} {onblur} data-draft=""
                aria-invalid={is_wrong.then_some("true")} aria-describedby={described_by}>
                if may_be_unknown {
                    <option value="" selected={chosen.is_none()}>{ props.dash }</option>
                }
                { for answers.iter().enumerate().map(|(index, text)| html! {
                    <option key={index} value={index.to_string()} selected={chosen == Some(index)}>{ text.clone() }</option>
                }) }
            </select>
        },
        None => html! {
            <input ref={field} id={ID} type="text" autocomplete="off" value={text} aria-label={label} data-draft=""
                aria-invalid={is_wrong.then_some("true")} aria-describedby={described_by} {onkeydown} {onblur} />
        },
    }
}

/// Whether the field has the focus.
fn has_focus(field: &NodeRef) -> bool {
    let Some(element) = field.cast::<Element>() else { return false };
    let root = element.get_root_node().dyn_into::<ShadowRoot>();
    root.is_ok_and(|root| root.active_element().as_ref() == Some(&element))
}

/// What the field that an event is about holds.
fn finished(event: &Event, step: Step) -> GridMsg {
    held(&event.target_unchecked_into::<Element>(), step)
}

/// What the field holds.
pub(super) fn held(field: &Element, step: Step) -> GridMsg {
    match field.dyn_ref::<HtmlSelectElement>() {
        Some(select) => GridMsg::Choose(select.value().parse().ok(), step),
        None => GridMsg::Commit(field.unchecked_ref::<HtmlInputElement>().value(), step),
    }
}

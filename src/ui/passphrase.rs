//! A field for a passphrase. What is typed stays in the element and nowhere else,
//! until it is submitted; it is wiped when the field goes.

use js_sys::JsString;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::Secret;
use crate::i18n::{Lang, phrase};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: AttrValue,
    pub(super) lang: Lang,
    /// The sentences that belong to it stand in the elements with these ids.
    pub(super) described_by: AttrValue,
    /// Whether it is made here, rather than asked for.
    #[prop_or_default]
    pub(super) is_new: bool,
    /// What the page offers: it is put in, to be read.
    #[prop_or_default]
    pub(super) proposed: Option<Secret>,
    /// How many were tried in vain: the last one is selected, to be typed again.
    #[prop_or_default]
    pub(super) attempts: u32,
    /// Whether what was typed is wrong.
    pub(super) is_wrong: bool,
    /// Whether one is being tried.
    pub(super) is_busy: bool,
    /// What the button says, and while it works.
    pub(super) action: AttrValue,
    pub(super) working: AttrValue,
    pub(super) submit: Callback<Secret>,
}

/// The field, a button to show what is typed, and the button that uses it.
#[component]
pub(super) fn Passphrase(props: &Props) -> Html {
    let field = use_node_ref();
    let is_shown = use_state(|| false);
    let lang = props.lang;
    {
        let (field, is_shown) = (field.clone(), is_shown.clone());
        use_effect_with(props.proposed.clone(), move |proposed| {
            if let (Some(input), Some(secret)) = (field.cast::<HtmlInputElement>(), proposed) {
                input.set_value(secret.reveal());
                is_shown.set(true);
            }
        });
    }
    {
        let field = field.clone();
        use_effect_with(props.attempts, move |attempts| {
            if let (Some(input), true) = (field.cast::<HtmlInputElement>(), *attempts > 0) {
                // A field that takes no focus leaves it on the button.
                let _ = input.focus();
                input.select();
            }
        });
    }
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            let input = field.cast::<HtmlInputElement>();
            move || {
                if let Some(input) = input {
                    input.set_value("");
                }
            }
        });
    }
    let onsubmit = {
        let (field, submit, is_busy) = (field.clone(), props.submit.clone(), props.is_busy);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let (Some(input), false) = (field.cast::<HtmlInputElement>(), is_busy) {
                // The same letters have the same bytes whatever keyboard wrote them.
                let text = JsString::from(input.value()).normalize("NFKC");
                submit.emit(Secret::new(String::from(text)));
            }
        })
    };
    let toggle = {
        let is_shown = is_shown.clone();
        Callback::from(move |_: MouseEvent| is_shown.set(!*is_shown))
    };
    html! {
        <form class="passphrase" {onsubmit}>
            <label for={props.id.clone()}>{ phrase("Phrase secrète", "Passphrase").get(lang) }</label>
            <div class="passphrase-line">
                <input
                    ref={field} id={props.id.clone()} type={if *is_shown { "text" } else { "password" }} class="text"
                    autocomplete={if props.is_new { "new-password" } else { "off" }} autocapitalize="none"
                    autocorrect="off" spellcheck="false" data-draft="" maxlength="500"
                    aria-describedby={props.described_by.clone()} aria-invalid={props.is_wrong.then_some("true")}
                    readonly={props.is_busy}
                />
                <button
                    type="button" id={format!("{}-show", props.id)} aria-pressed={if *is_shown { "true" } else { "false" }}
                    onclick={toggle}
                >{ phrase("Afficher la phrase", "Show the passphrase").get(lang) }</button>
                <button type="submit" id={format!("{}-use", props.id)} class="primary" aria-disabled={props.is_busy.then_some("true")}>
                    { if props.is_busy { props.working.clone() } else { props.action.clone() } }
                </button>
            </div>
        </form>
    }
}

//! What an offer is (received, or a scenario), and from when on it can be used:
//! two fields for wherever an offer is edited.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::app::{Msg, State, ViewsMsg};
use crate::dossier::{Id, OfferKind, Standing};
use crate::i18n::{Lang, phrase};
use crate::present::scenarios::{self, KindView};
use crate::present::{DATE_FORM, read_date};
use crate::say;

/// The fields of an offer; nothing when it is not there.
pub(super) fn fields(state: &State, offer: &Id, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let Some(view) = scenarios::kind(state, offer) else { return Html::default() };
    html! {
        <span class="offer-kind">
            { kind(lang, &view, send) }
            <AvailableFrom view={view.clone()} {lang} send={send.clone()} />
            if view.kind.is_scenario() { { part(lang, &view, send) } }
        </span>
    }
}

fn kind(lang: Lang, view: &KindView, send: &Callback<Msg>) -> Html {
    let name = &view.name;
    let (offer, date, send) = (view.offer.clone(), read_date(&view.available_from), send.clone());
    let onchange = Callback::from(move |event: Event| {
        let index = usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index());
        let Some(kind) = index.ok().and_then(|index| OfferKind::ALL.get(index)) else { return };
        send.emit(Msg::Views(ViewsMsg::Kind { offer: offer.clone(), kind: *kind, available_from: date }));
    });
    html! {
        <select
            id={format!("kind-{}", view.offer)} {onchange}
            aria-label={say!(lang, "Nature de «\u{a0}{name}\u{a0}»", "Kind of “{name}”")}
        >
            { for view.kinds.iter().enumerate().map(|(index, (kind, text))| html! {
                <option key={index} selected={*kind == view.kind}>{ text.clone() }</option>
            }) }
        </select>
    }
}

#[derive(Properties, PartialEq)]
struct AvailableFromProps {
    view: KindView,
    lang: Lang,
    send: Callback<Msg>,
}

/// A date of any precision; what is none is said beside it.
#[component]
fn AvailableFrom(props: &AvailableFromProps) -> Html {
    let draft = use_state(|| None::<String>);
    let is_wrong = use_state(|| false);
    let (lang, view) = (props.lang, &props.view);
    let name = &view.name;
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| {
            draft.set(Some(event.target_unchecked_into::<HtmlInputElement>().value()))
        })
    };
    let onchange = {
        let (draft, is_wrong, send) = (draft.clone(), is_wrong.clone(), props.send.clone());
        let (offer, kind) = (view.offer.clone(), view.kind);
        Callback::from(move |event: Event| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            let available_from = read_date(&text);
            // What is no date stays, so that it can be mended.
            is_wrong.set(available_from.is_none() && !text.trim().is_empty());
            if available_from.is_some() || text.trim().is_empty() {
                draft.set(None);
                send.emit(Msg::Views(ViewsMsg::Kind { offer: offer.clone(), kind, available_from }));
            }
        })
    };
    let (field, error) = (format!("from-{}", view.offer), format!("from-{}-error", view.offer));
    html! {
        <span class="available-from">
            <label for={field.clone()}>
                { phrase("disponible à partir de", "available from").get(lang) }
                <span class="visually-hidden">{ say!(lang, ", «\u{a0}{name}\u{a0}»", ", “{name}”") }</span>
            </label>
            <input
                type="text" id={field} autocomplete="off" placeholder={phrase("09/2027", "2027-09").get(lang)} class="date"
                data-draft={draft.is_some().then_some("")} aria-invalid={is_wrong.then_some("true")}
                aria-describedby={is_wrong.then(|| error.clone())}
                value={draft.as_ref().map_or_else(|| view.available_from.clone(), Clone::clone)}
                {oninput} {onchange}
            />
            <span id={error} class="field-error" hidden={!*is_wrong}>{ DATE_FORM.get(lang) }</span>
        </span>
    }
}

/// Whether a scenario is ranked with the offers.
fn part(lang: Lang, view: &KindView, send: &Callback<Msg>) -> Html {
    let name = &view.name;
    let (offer, takes_part) = (view.offer.clone(), view.takes_part);
    let onchange = send.reform(move |_: Event| {
        let standing = if takes_part { scenarios::apart(lang) } else { Standing::default() };
        Msg::Views(ViewsMsg::TakePart { offer: offer.clone(), standing })
    });
    html! {
        <label class="sharing">
            <input type="checkbox" id={format!("part-{}", view.offer)} checked={view.takes_part} {onchange} />
            <span>{ phrase("classé avec les offres", "ranked with the offers").get(lang) }<span class="visually-hidden">{ say!(lang, ", «\u{a0}{name}\u{a0}»", ", “{name}”") }</span></span>
        </label>
    }
}

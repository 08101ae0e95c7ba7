//! Buttons and lists of choices of this screen.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::app::{CriteriaMsg, ListStep, Msg};
use crate::catalogue::{FAMILIES, Family, FamilyGroup};
use crate::i18n::{Lang, phrase};
use crate::present::{ExpressionTrouble, date_text, expression_trouble, read_date};
use crate::say;
use crate::ui::fields::DRAFT;

/// A button; one that is not possible stays, and does nothing.
pub(in crate::ui) fn button(
    id: &str,
    class: &'static str,
    text: &str,
    label: Option<String>,
    is_possible: bool,
    msg: impl Into<Msg>,
    send: &Callback<Msg>,
) -> Html {
    let (send, msg) = (send.clone(), msg.into());
    let onclick = Callback::from(move |_| {
        if is_possible {
            send.emit(msg.clone());
        }
    });
    html! {
        <button
            type="button" id={id.to_owned()} class={class} aria-label={label.clone()} title={label}
            aria-disabled={(!is_possible).then_some("true")} {onclick}
        >{ text.to_owned() }</button>
    }
}

/// The list of choices among texts. What is shown is what the dossier says: a
/// choice that was refused does not stay.
pub(in crate::ui) fn select(
    id: String,
    label: String,
    options: impl Iterator<Item = String>,
    chosen: usize,
    onchoose: Callback<usize>,
) -> Html {
    let options: Vec<Html> = options.enumerate().map(|(index, text)| option(index, &text, chosen)).collect();
    // The attribute makes the first choice, the property every further one; a
    // list of another length is another list.
    html! {
        <select key={options.len()} {id} aria-label={label} ~selectedIndex={place(chosen)} onchange={choosing(chosen, onchoose)}>
            { for options }
        </select>
    }
}

fn option(index: usize, text: &str, chosen: usize) -> Html {
    html! { <option key={index} selected={index == chosen}>{ text.to_owned() }</option> }
}

fn place(chosen: usize) -> i32 {
    i32::try_from(chosen).unwrap_or(-1)
}

fn choosing(chosen: usize, onchoose: Callback<usize>) -> Callback<Event> {
    Callback::from(move |event: Event| {
        let list: HtmlSelectElement = event.target_unchecked_into();
        let Ok(index) = usize::try_from(list.selected_index()) else { return };
        list.set_selected_index(place(chosen));
        onchoose.emit(index);
    })
}

/// The choice of a scoring method, by group.
pub(super) fn family_choice(
    id: String,
    label: String,
    lang: Lang,
    family: &'static Family,
    onchoose: Callback<&'static Family>,
) -> Html {
    let chosen = FAMILIES.iter().position(|other| other == family).unwrap_or(0);
    let groups = [
        (FamilyGroup::Price, phrase("Prix et coût", "Price and cost")),
        (FamilyGroup::Measured, phrase("Données mesurées", "Measured facts")),
        (FamilyGroup::Judged, phrase("Données jugées", "Judged facts")),
    ];
    // The families of the catalogue stand group by group.
    let choose = Callback::from(move |index: usize| {
        if let Some(family) = FAMILIES.get(index) {
            onchoose.emit(family);
        }
    });
    let of_group = |group: FamilyGroup| {
        let members = FAMILIES.iter().enumerate().filter(move |(_, family)| family.group == group);
        members.map(|(index, family)| option(index, family.name.get(lang), chosen)).collect::<Html>()
    };
    html! {
        <select class="family" {id} aria-label={label} ~selectedIndex={place(chosen)} onchange={choosing(chosen, choose)}>
            { for groups.into_iter().map(|(group, name)| html! {
                <optgroup key={name.en} label={name.get(lang)}>{ of_group(group) }</optgroup>
            }) }
        </select>
    }
}

/// Up, down and away, for a line of a list.
pub(super) fn list_tools(
    lang: Lang,
    prefix: &str,
    name: &str,
    (index, count): (usize, usize),
    msg: impl Fn(ListStep) -> CriteriaMsg,
    send: &Callback<Msg>,
) -> Html {
    let id = |verb: &str| format!("{prefix}-{verb}-{index}");
    html! {
        <span class="tool-group">
            { button(&id("up"), "quiet", "↑", Some(say!(lang, "Monter {name}", "Move {name} up")), index > 0,
                msg(ListStep::Move(index, -1)), send) }
            { button(&id("down"), "quiet", "↓", Some(say!(lang, "Descendre {name}", "Move {name} down")), index + 1 < count,
                msg(ListStep::Move(index, 1)), send) }
            { button(&id("remove"), "quiet", "✕", Some(say!(lang, "Retirer {name}", "Remove {name}")), true,
                msg(ListStep::Remove(index)), send) }
        </span>
    }
}

#[derive(Properties, PartialEq)]
pub(in crate::ui) struct DateFieldProps {
    pub(in crate::ui) id: AttrValue,
    pub(in crate::ui) label: AttrValue,
    /// As written in the language; empty when there is none.
    pub(in crate::ui) value: AttrValue,
    pub(in crate::ui) lang: Lang,
    /// Takes the date, or that there is none any more.
    pub(in crate::ui) onset: Callback<Option<crate::dossier::Date>>,
}

/// A field for a date that may be a year or a month only.
#[component]
pub(in crate::ui) fn DateField(props: &DateFieldProps) -> Html {
    let draft = use_state(|| None::<String>);
    let is_wrong = use_state(|| false);
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| {
            draft.set(Some(event.target_unchecked_into::<web_sys::HtmlInputElement>().value()));
        })
    };
    let onchange = {
        let (draft, is_wrong) = (draft.clone(), is_wrong.clone());
        let onset = props.onset.clone();
        Callback::from(move |event: Event| {
            let text = event.target_unchecked_into::<web_sys::HtmlInputElement>().value();
            let date = read_date(&text);
            // The draft stays, so that it can be mended.
            is_wrong.set(date.is_none() && !text.trim().is_empty());
            if date.is_some() || text.trim().is_empty() {
                draft.set(None);
                onset.emit(date);
            }
        })
    };
    let lang = props.lang;
    let today =
        crate::dossier::Date::new(2026, Some(6), Some(30)).map(|date| date_text(lang, date)).unwrap_or_default();
    let error_id = format!("{}-error", props.id);
    html! {
        <span class="number-field">
            <input
                type="text" autocomplete="off" id={props.id.clone()} class="date" aria-label={props.label.clone()}
                placeholder={today.clone()} data-draft={draft.is_some().then_some("")}
                aria-invalid={is_wrong.then_some("true")} aria-describedby={is_wrong.then(|| error_id.clone())}
                value={draft.as_ref().map_or_else(|| props.value.clone(), |text| text.clone().into())}
                {oninput} {onchange}
            />
            <span id={error_id.clone()} class="field-error" hidden={!*is_wrong}>{ is_wrong.then(|| say!(
                lang, "Ce n'est pas une date, par exemple {today}, ou l'année seule.", "This is not a date, for example {today}, or the year alone."
            )) }</span>
        </span>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct ExpressionFieldProps {
    pub(super) of: crate::dossier::Id,
    pub(super) value: AttrValue,
    pub(super) label: AttrValue,
    pub(super) lang: Lang,
    pub(super) send: Callback<Msg>,
}

/// A field for an expression, with what is wrong shown at the place while it is
/// being written; only a sound one is announced.
#[component]
pub(super) fn ExpressionField(props: &ExpressionFieldProps) -> Html {
    let draft = use_state(|| None::<String>);
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| {
            draft.set(Some(event.target_unchecked_into::<web_sys::HtmlInputElement>().value()));
        })
    };
    let onchange = {
        let (draft, of, send, lang) = (draft.clone(), props.of.clone(), props.send.clone(), props.lang);
        Callback::from(move |event: Event| {
            let text = event.target_unchecked_into::<web_sys::HtmlInputElement>().value();
            if expression_trouble(lang, &text).is_none() {
                draft.set(None);
                send.emit(Msg::Criteria(CriteriaMsg::Text(crate::app::TextPlace::Expression(of.clone()), text)));
            }
        })
    };
    let onkeydown = {
        let draft = draft.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && draft.is_some() {
                event.stop_propagation();
                draft.set(None);
            }
        })
    };
    let trouble = draft.as_ref().and_then(|text| expression_trouble(props.lang, text));
    let (id, error_id) = (format!("expression-{}", props.of), format!("expression-{}-error", props.of));
    html! {
        <span class="expression">
            <input
                type="text" autocomplete="off" spellcheck="false" {id} aria-label={props.label.clone()}
                data-draft={draft.is_some().then_some("")} aria-invalid={trouble.is_some().then_some("true")}
                aria-describedby={trouble.is_some().then(|| error_id.clone())}
                value={draft.as_ref().map_or_else(|| props.value.clone(), |text| text.clone().into())}
                {oninput} {onchange} {onkeydown}
            />
            <span id={error_id} class="field-error" hidden={trouble.is_none()}>{ trouble.map(|found| at_its_place(&found)) }</span>
        </span>
    }
}

fn at_its_place(found: &ExpressionTrouble) -> Html {
    html! {
        <>
            <span class="excerpt" aria-hidden="true">
                { found.before.clone() }<mark>{ found.there.clone() }</mark>{ found.behind.clone() }
            </span>
            { found.sentence.clone() }
        </>
    }
}

/// Whether keys belong to what has the focus: a list of choices, or a text that
/// is being typed.
pub(super) fn keeps_keys(event: &KeyboardEvent) -> bool {
    let target = event.target_dyn_into::<web_sys::Element>();
    target.is_some_and(|target| {
        matches!(target.tag_name().as_str(), "SELECT" | "TEXTAREA") || target.has_attribute(DRAFT)
    })
}

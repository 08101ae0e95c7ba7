//! The settings of what is open: actions, measure with its curve, description,
//! marks.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::controls::{button, select};
use super::curve::curve;
use super::measure;
use crate::app::{CriteriaMsg, Msg, TextPlace};
use crate::i18n::{Lang, phrase};
use crate::present::{FlagRow, SettingsView};
use crate::say;
use crate::ui::fields::{TextField, TextTarget};
use crate::ui::maybe;

pub(super) fn settings(lang: Lang, view: &SettingsView, send: &Callback<Msg>) -> Html {
    let name = &view.name;
    html! {
        <div class="settings" role="group" aria-label={say!(lang, "Réglages de {name}", "Settings of {name}")}>
            <p hidden={view.description.is_empty()}>{ view.description.clone() }</p>
            <p class="hint last-change" hidden={view.last_change.is_none()}>{ view.last_change.clone() }</p>
            <p class="dropped" hidden={view.dropped.is_none()}>{ view.dropped.clone() }</p>
            { view.measure.as_ref().map(|found| html! {
                <div class="measure">
                    <div class="measure-form">{ measure::measure(lang, view, found, send) }</div>
                    { found.curve.as_ref().map(|drawn| curve(lang, &view.id, drawn)) }
                </div>
            }) }
            <details class="further">
                <summary id={format!("further-{}", view.id)}>{ if view.flags.is_empty() {
                    phrase("Description", "Description").get(lang)
                } else {
                    phrase("Description et mentions", "Description and marks").get(lang)
                } }</summary>
                <TextField
                    target={TextTarget::Grid(TextPlace::Description(view.id.clone()))} value={view.description.clone()}
                    id={format!("description-{}", view.id)} rows={3} send={send.clone()}
                    label={say!(lang, "Description de {name}", "Description of {name}")}
                />
                { for view.flags.iter().map(|flag| mark(view, flag, send)) }
            </details>
            { if view.groups.is_empty() { Html::default() } else { actions(lang, view, send) } }
        </div>
    }
}

fn mark(view: &SettingsView, flag: &FlagRow, send: &Callback<Msg>) -> Html {
    let (id, which) = (view.id.clone(), flag.flag);
    let onchange = send.reform(move |event: Event| {
        let is_on = event.target_unchecked_into::<HtmlInputElement>().checked();
        Msg::Criteria(CriteriaMsg::Flag(id.clone(), which, is_on))
    });
    html! {
        <label key={flag.label} class="sharing">
            <input type="checkbox" id={format!("{which:?}-{}", view.id).to_lowercase()} checked={flag.is_on} {onchange} />
            { flag.label }
        </label>
    }
}

/// What is done with the criterion as a whole.
fn actions(lang: Lang, view: &SettingsView, send: &Callback<Msg>) -> Html {
    let (name, id) = (&view.name, |verb: &str| format!("{verb}-{}", view.id));
    let groups: Vec<_> = view.groups.iter().map(|(id, _)| id.clone()).collect();
    let (moved, send_to) = (view.id.clone(), send.clone());
    let move_to = Callback::from(move |index: usize| {
        if let Some(group) = groups.get(index) {
            send_to.emit(Msg::Criteria(CriteriaMsg::MoveTo(moved.clone(), group.clone())));
        }
    });
    html! {
        <p class="buttons controls">
            { maybe(&view.measure, |_| button(&id("split"), "", phrase("Scinder en sous-critères", "Split into sub-criteria").get(lang),
                Some(say!(lang, "Scinder en sous-critères\u{a0}: {name}", "Split into sub-criteria: {name}")), true, CriteriaMsg::Split(view.id.clone()), send)) }
            { button(&id("duplicate"), "", phrase("Dupliquer", "Duplicate").get(lang), Some(say!(lang, "Dupliquer {name}", "Duplicate {name}")), true,
                CriteriaMsg::Duplicate(view.id.clone()), send) }
            { maybe(&view.indent, |text| button(&id("indent"), "", text, None, true, CriteriaMsg::Indent(view.id.clone()), send)) }
            { maybe(&view.outdent, |text| button(&id("outdent"), "", text, None, true, CriteriaMsg::Outdent(view.id.clone()), send)) }
            <label class="inline">
                { phrase("Groupe ", "Group ").get(lang) }
                { select(id("group"), say!(lang, "Groupe de {name}", "Group of {name}"), view.groups.iter().map(|(_, name)| name.clone()), view.group, move_to) }
            </label>
        </p>
    }
}

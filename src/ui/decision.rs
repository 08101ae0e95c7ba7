//! What is proposed for the award, with its reasons, and the alternatives that
//! were examined and set aside.

use yew::prelude::*;

use super::components::target;
use super::criteria::select;
use super::fields::TextField;
use super::page::heading;
use crate::app::{ComponentText, ComponentsMsg, Msg, State};
use crate::dossier::Alternative;
use crate::i18n::{Lang, phrase};
use crate::present;
use crate::say;

#[inline(never)]
pub(super) fn panel(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let view = present::decision(state);
    let offers: Vec<_> = view.offers.iter().map(|(id, _)| id.clone()).collect();
    let onchoose = send.reform(move |index: usize| {
        ComponentsMsg::Propose(index.checked_sub(1).and_then(|index| offers.get(index)).cloned()).into()
    });
    let none = phrase("aucune pour l'instant", "none for now").get(lang).to_owned();
    let label = phrase("Offre proposée", "Proposed offer").get(lang);
    let proposed = view.chosen.and_then(|place| view.offers.get(place)).map(|(_, name)| name.clone());
    let is_chosen = view.chosen.is_some();
    html! {
        <section class="views" aria-labelledby="decision-title">
            { heading(level, "decision-title", phrase("Proposition d'attribution", "Proposed award").get(lang)) }
            <p class="controls">
                <span class="label" aria-hidden="true">{ format!("{label} ") }</span>
                { select("decision-offer".into(), label.to_owned(),
                    std::iter::once(none).chain(view.offers.iter().map(|(_, name)| name.clone())),
                    view.chosen.map_or(0, |place| place + 1), onchoose) }
            </p>
            <p class="print-only" hidden={!is_chosen}>{ format!("{label}\u{a0}: {}", proposed.unwrap_or_default()) }</p>
            <p hidden={view.date.is_none()}>{ view.date.clone() }</p>
            <ul id="to-explain" hidden={view.to_explain.is_empty()}>
                { for view.to_explain.iter().map(|sentence| html! { <li key={sentence.clone()}>{ sentence.clone() }</li> }) }
            </ul>
            <div class="alert" id="decision-warning" hidden={view.warnings.is_empty()}>
                { for view.warnings.iter().map(|warning| html! { <p key={warning.clone()}>{ warning.clone() }</p> }) }
            </div>
            { if is_chosen { reasons(lang, &view, send) } else { Html::default() } }
            { alternatives(lang, &view.set_aside, send) }
        </section>
    }
}

fn reasons(lang: Lang, view: &present::DecisionView, send: &Callback<Msg>) -> Html {
    let (why, by) = (
        phrase("Raisons du choix", "Reasons of the choice").get(lang),
        phrase("Proposée par", "Proposed by").get(lang),
    );
    html! {
        <>
            <div class="sheet-field wide controls">
                <span class="label" aria-hidden="true">{ why }</span>
                <TextField target={target(ComponentText::Reasons)} id="decision-reasons" value={view.reasons.clone()} label={why} rows={4} send={send.clone()} />
            </div>
            <div class="sheet-field controls">
                <span class="label" aria-hidden="true">{ by }</span>
                <TextField target={target(ComponentText::By)} id="decision-by" value={view.by.clone()} label={by} send={send.clone()} />
            </div>
            <p class="print-only" hidden={view.reasons.is_empty()}>{ format!("{why}\u{a0}: {}", view.reasons) }</p>
            <p class="print-only" hidden={view.by.is_empty()}>{ format!("{by} {}", view.by) }</p>
        </>
    }
}

fn alternatives(lang: Lang, set_aside: &[Alternative], send: &Callback<Msg>) -> Html {
    let title = phrase("Solutions examinées et écartées", "Alternatives examined and set aside").get(lang);
    let line = |(place, alternative): (usize, &Alternative)| {
        let Alternative { name, reason } = alternative;
        let because = phrase("écartée parce que", "set aside because").get(lang);
        let remove = say!(lang, "Retirer {name}", "Remove {name}");
        html! {
            <li key={place}>
                <span class="controls">
                    <TextField target={target(ComponentText::Alternative(place))} id={format!("alternative-{place}")}
                        value={name.clone()} label={say!(lang, "Nom de la solution {0}", "Name of alternative {0}", place + 1)} send={send.clone()} />
                    { format!(" {because} ") }
                    <TextField target={target(ComponentText::SetAside(place))} id={format!("set-aside-{place}")}
                        value={reason.clone()} label={say!(lang, "{name}, {because}", "{name}, {because}")} send={send.clone()} />
                    <button type="button" class="quiet" id={format!("alternative-remove-{place}")} aria-label={remove.clone()} title={remove}
                        onclick={send.reform(move |_| ComponentsMsg::RemoveAlternative(place).into())}>{ "✕" }</button>
                </span>
                <span class="print-only">{ say!(lang, "{name}, {because}\u{a0}: {reason}", "{name}, {because}: {reason}") }</span>
            </li>
        }
    };
    let fresh = say!(lang, "Solution {0}", "Alternative {0}", set_aside.len() + 1);
    html! {
        <>
            <p class="label" id="set-aside-title">{ title }</p>
            <ul aria-labelledby="set-aside-title" hidden={set_aside.is_empty()}>{ for set_aside.iter().enumerate().map(line) }</ul>
            <p class="controls"><button type="button" id="add-alternative"
                onclick={send.reform(move |_| ComponentsMsg::AddAlternative(fresh.clone()).into())}
            >{ phrase("Ajouter une solution écartée", "Add an alternative set aside").get(lang) }</button></p>
        </>
    }
}

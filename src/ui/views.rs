//! What stands beside the ranking and is drawn on demand: two offers side by
//! side, sets of weights compared, scenarios.

use yew::prelude::*;

use super::page::heading;
use super::{decision, profiles, scenarios, side_by_side};
use crate::app::{ComponentsMsg, Msg, State, ViewsMsg};
use crate::i18n::phrase;
use crate::present;

/// What there is to say when a scenario comes first; mostly nothing.
pub(super) fn scenario_leads(state: &State) -> Html {
    let has_scenarios = state.dossier().offers.iter().any(|offer| offer.kind.is_scenario());
    let text = if has_scenarios { present::scenarios::warning(state) } else { None };
    html! { <p class="scenario-leads alert" id="scenario-leads" hidden={text.is_none()}>{ text }</p> }
}

/// The button that puts two offers side by side, and the two offers.
pub(super) fn side(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let (lang, is_open) = (state.lang, state.views.shows_side);
    html! {
        <section class="views" hidden={state.dossier().offers.len() < 2}>
            <p class="controls">{ toggle(
                "toggle-side", phrase("Comparer deux offres côte à côte", "Compare two offers side by side").get(lang),
                is_open, send.reform(|_| Msg::Views(ViewsMsg::ToggleSide)),
            ) }</p>
            <div>{ if is_open { side_by_side::view(state, level, send) } else { Html::default() } }</div>
            { proposed(state, level, send) }
        </section>
    }
}

/// The button for what is proposed, and the proposal, which is there by itself
/// once there is one.
fn proposed(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let decision = &state.dossier().decision;
    let is_there = decision.choice.is_some() || !decision.set_aside.is_empty();
    let is_open = state.components.shows_decision || is_there;
    html! {
        <>
            <p class="controls" hidden={is_there || state.attributes.is_readonly}>{ toggle(
                "toggle-decision", phrase("Proposer une attribution", "Propose an award").get(state.lang), is_open,
                send.reform(|_| ComponentsMsg::ToggleDecision.into()),
            ) }</p>
            <div>{ if is_open { decision::panel(state, level, send) } else { Html::default() } }</div>
        </>
    }
}

/// Sets of weights and scenarios, each behind its button.
pub(super) fn sections(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let (lang, views) = (state.lang, &state.views);
    html! {
        <>
            <section class="views" aria-labelledby="profiles-title">
                { heading(level, "profiles-title", phrase("Et avec d'autres poids\u{a0}?", "And with other weights?").get(lang)) }
                <p class="controls">{ toggle(
                    "toggle-profiles", phrase("Comparer les jeux de poids", "Compare the sets of weights").get(lang),
                    views.shows_profiles, send.reform(|_| Msg::Views(ViewsMsg::ToggleProfiles)),
                ) }</p>
                <div>{ if views.shows_profiles { profiles::view(state, send) } else { Html::default() } }</div>
            </section>
            <section class="views" aria-labelledby="scenarios-title">
                { heading(level, "scenarios-title", phrase("Et sans retenir d'offre\u{a0}?", "And without choosing an offer?").get(lang)) }
                <p class="controls">{ toggle(
                    "toggle-scenarios", phrase("Statu quo, attendre, construire", "Status quo, wait, build").get(lang),
                    views.shows_scenarios, send.reform(|_| Msg::Views(ViewsMsg::ToggleScenarios)),
                ) }</p>
                <div>{ if views.shows_scenarios { scenarios::view(state, send) } else { Html::default() } }</div>
            </section>
        </>
    }
}

fn toggle(id: &'static str, name: &'static str, is_open: bool, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" {id} aria-expanded={if is_open { "true" } else { "false" }} {onclick}>{ name }</button>
    }
}

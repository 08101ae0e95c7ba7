//! The plan: years, discount rate, segments of users, scenarios.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{button, choosing, number, select, text};
use crate::app::{CostNumber, CostText, CostsMsg, Msg};
use crate::i18n::{Lang, phrase};
use crate::present::{PlanView, ScenarioRow, SegmentRow};
use crate::say;
use crate::ui::page::heading;

pub(super) fn plan(lang: Lang, level: u8, view: &PlanView, send: &Callback<Msg>) -> Html {
    html! {
        <div class="cost-plan">
            { heading(level + 2, "costs-plan", phrase("Plan commun à toutes les offres", "Plan that all offers share").get(lang)) }
            <div class="cost-fields">
                { horizon(lang, view, send) }
                <label class="helper-field">
                    { phrase("Taux d'actualisation, % par an", "Discount rate, % a year").get(lang) }
                    { number(lang, "cost-discount".into(), CostNumber::Discount, &view.discount,
                        phrase("Taux d'actualisation, en pour cent par an", "Discount rate, in percent a year").get(lang).into(), send) }
                </label>
            </div>
            { segments(lang, level, view, send) }
            { scenarios(lang, level, view, send) }
        </div>
    }
}

fn horizon(lang: Lang, view: &PlanView, send: &Callback<Msg>) -> Html {
    let moved = send.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Ok(years) = event.target_unchecked_into::<HtmlInputElement>().value().parse() {
            moved.emit(Msg::Costs(CostsMsg::Horizon(years)));
        }
    });
    html! {
        <div class="helper-field cost-horizon">
            <label for="cost-horizon">{ phrase("Horizon", "Horizon").get(lang) }{ "\u{a0}: " }<strong>{ view.spoken.clone() }</strong></label>
            <input
                type="range" class="slider controls" id="cost-horizon" min="1" max={view.longest.to_string()} step="1"
                value={view.horizon.to_string()} aria-valuetext={view.spoken.clone()} aria-describedby="cost-horizon-hint"
                {oninput} onchange={send.reform(|_: Event| Msg::EndGesture)}
            />
            <span class="hint" id="cost-horizon-hint">{ phrase(
                "Une sortie payée la dernière année suit l'horizon. Aucune autre ligne n'est déplacée.",
                "An exit paid in the last year follows the horizon. No other line is moved.",
            ).get(lang) }</span>
        </div>
    }
}

fn segments(lang: Lang, level: u8, view: &PlanView, send: &Callback<Msg>) -> Html {
    let caption =
        phrase("Effectif de chaque segment, année par année", "How many each segment counts, year by year").get(lang);
    html! {
        <>
            { heading(level + 3, "cost-segments", phrase("Segments d'utilisateurs", "User segments").get(lang)) }
            if view.segments.is_empty() {
                <p class="hint">{ phrase(
                    "Aucun segment\u{a0}: les lignes comptent des nombres fixes. Un segment donne un effectif par année, que plusieurs lignes peuvent compter.",
                    "No segment: lines count fixed numbers. A segment gives a number of users for each year, which several lines may count.",
                ).get(lang) }</p>
            } else {
                <div class="scroll" tabindex="0" role="region" aria-label={caption}>
                    <table class="plain-table cost-segments">
                        <caption>{ caption }</caption>
                        <thead><tr>
                            <th scope="col">{ phrase("Segment", "Segment").get(lang) }</th>
                            { for view.years.iter().map(|year| html! { <th key={year.clone()} scope="col" class="figure">{ year.clone() }</th> }) }
                            <th scope="col" class="controls"><span class="visually-hidden">{ phrase("Retirer", "Remove").get(lang) }</span></th>
                        </tr></thead>
                        <tbody>{ for view.segments.iter().enumerate().map(|(place, row)| segment(lang, view, place, row, send)) }</tbody>
                    </table>
                </div>
                <p class="hint">{ phrase(
                    "Une année qui n'a pas été saisie garde l'effectif de la dernière qui l'a été.",
                    "A year that was not entered keeps the number of the last one that was.",
                ).get(lang) }</p>
            }
            <p class="controls">{ button(
                "cost-add-segment", "", phrase("Ajouter un segment", "Add a segment").get(lang), None, view.may_add_segment, CostsMsg::AddSegment, send,
            ) }</p>
        </>
    }
}

fn segment(lang: Lang, view: &PlanView, place: usize, row: &SegmentRow, send: &Callback<Msg>) -> Html {
    let name = &row.name;
    let volumes = row.volumes.iter().zip(&view.years).enumerate().map(|(year, (volume, head))| html! {
        <td key={year} class="figure">{ number(
            lang, format!("cost-volume-{place}-{year}"), CostNumber::Volume(place, year), volume, format!("{name}, {head}"), send,
        ) }</td>
    });
    html! {
        <tr key={place}>
            <th scope="row">{ text(
                format!("cost-segment-{place}"), CostText::Segment(place), name, say!(lang, "Nom du segment {name}", "Name of the segment {name}"), send,
            ) }</th>
            { for volumes }
            <td class="controls">{ button(
                &format!("cost-remove-segment-{place}"), "quiet", "✕", Some(say!(lang, "Retirer le segment {name}", "Remove the segment {name}")),
                true, CostsMsg::RemoveSegment(place), send,
            ) }</td>
        </tr>
    }
}

fn scenarios(lang: Lang, level: u8, view: &PlanView, send: &Callback<Msg>) -> Html {
    let caption = phrase(
        "Hypothèses de chaque scénario\u{a0}; la formule de prix lit celui qui est annoncé",
        "Hypotheses of each scenario; the price formula reads the announced one",
    )
    .get(lang);
    html! {
        <>
            { heading(level + 3, "cost-scenarios", phrase("Scénarios", "Scenarios").get(lang)) }
            <div class="scroll" tabindex="0" role="region" aria-label={caption}>
                <table class="plain-table cost-scenarios">
                    <caption>{ caption }</caption>
                    <thead><tr>
                        <th scope="col">{ phrase("Annoncé", "Announced").get(lang) }</th>
                        <th scope="col">{ phrase("Scénario", "Scenario").get(lang) }</th>
                        <th scope="col">{ phrase("Renouvellement", "Renewal").get(lang) }</th>
                        <th scope="col" class="figure">{ phrase("Hausse au renouvellement, %", "Rise at renewal, %").get(lang) }</th>
                        <th scope="col" class="figure">{ phrase("Effectifs, %", "Users, %").get(lang) }</th>
                        <th scope="col" class="figure">{ phrase("Révision annuelle, points", "Escalation, points").get(lang) }</th>
                        <th scope="col" class="controls"><span class="visually-hidden">{ phrase("Retirer", "Remove").get(lang) }</span></th>
                    </tr></thead>
                    <tbody>{ for view.scenarios.iter().enumerate().map(|(place, row)| scenario(lang, view, place, row, send)) }</tbody>
                </table>
            </div>
            <p class="controls">{ button(
                "cost-add-scenario", "", phrase("Ajouter un scénario", "Add a scenario").get(lang), None, view.may_add_scenario, CostsMsg::AddScenario, send,
            ) }</p>
        </>
    }
}

fn scenario(lang: Lang, view: &PlanView, place: usize, row: &ScenarioRow, send: &Callback<Msg>) -> Html {
    let name = &row.name;
    let field = |id: &str, of: CostNumber, value: &str, what: &str| {
        html! {
            <td class="figure">{ number(lang, format!("cost-{id}-{place}"), of, value, format!("{what}, {name}"), send) }</td>
        }
    };
    let renewal = choosing(send, move |chosen| {
        let year = u32::try_from(chosen).ok().filter(|year| *year > 0);
        Some(CostsMsg::RenewalYear(place, year))
    });
    html! {
        <tr key={place} class={row.is_announced.then_some("chosen")}>
            <td><span class="radio"><input
                type="radio" name="cost-announced" id={format!("cost-announced-{place}")} checked={row.is_announced}
                aria-label={say!(lang, "Annoncer le scénario {name}", "Announce the scenario {name}")}
                onchange={send.reform(move |_: Event| Msg::Costs(CostsMsg::Announce(place)))}
            /></span></td>
            <th scope="row">{ text(
                format!("cost-scenario-{place}"), CostText::Scenario(place), name, say!(lang, "Nom du scénario {name}", "Name of the scenario {name}"), send,
            ) }</th>
            <td>{ select(
                format!("cost-renewal-{place}"), say!(lang, "Année du renouvellement, {name}", "Year of renewal, {name}"),
                view.renewals.iter().cloned(), row.renewal, renewal,
            ) }</td>
            { field("rise", CostNumber::Rise(place), &row.rise, phrase("Hausse au renouvellement, en pour cent", "Rise at renewal, in percent").get(lang)) }
            { field("volumes", CostNumber::VolumeChange(place), &row.volumes, phrase("Variation des effectifs, en pour cent", "Change of the number of users, in percent").get(lang)) }
            { field("escalations", CostNumber::Escalations(place), &row.escalations, phrase("Points ajoutés aux révisions annuelles", "Points added to escalations").get(lang)) }
            <td class="controls">{ button(
                &format!("cost-remove-scenario-{place}"), "quiet", "✕", Some(say!(lang, "Retirer le scénario {name}", "Remove the scenario {name}")),
                !row.is_announced, CostsMsg::RemoveScenario(place), send,
            ) }</td>
        </tr>
    }
}

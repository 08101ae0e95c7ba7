//! Remarks, influence of the criteria, and the proof line.

use yew::prelude::*;

use super::memo::{Settled, memo};
use super::page::heading;
use super::ranking::{limit, others};
use crate::app::{Msg, State};
use crate::dossier::Assessment;
use crate::engine::Severity;
use crate::i18n::{Lang, phrase};
use crate::present::{self, ProofStatus};

pub(super) fn remarks(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let (lang, send_more) = (state.lang, send.clone());
    let of_list = (Settled(state.settled.clone()), lang, limit(state));
    let toggle = send.reform(|event: Event| {
        Msg::ShowInfluences(event.target_unchecked_into::<web_sys::Element>().has_attribute("open"))
    });
    html! {
        <section class="remarks" aria-labelledby="remarks-title">
            { heading(level, "remarks-title", phrase("Vérifications", "Checks").get(lang)) }
            { memo(of_list, move |(settled, lang, limit)| list(*lang, &settled.0, *limit, &send_more)) }
            { proof(state, send) }
            <details class="influences" ontoggle={toggle}>
                <summary>{ phrase("Poids annoncé et poids effectif des critères", "Announced and effective weight of the criteria").get(lang) }</summary>
                // Computed while it is open only.
                <div>{ if state.shows_influences { influences(state) } else { Html::default() } }</div>
            </details>
        </section>
    }
}

fn list(lang: Lang, settled: &Assessment, limit: usize, send: &Callback<Msg>) -> Html {
    let view = present::remarks(lang, settled, limit);
    let items = view.remarks.iter().enumerate().map(|(index, remark)| {
        let class = match remark.severity {
            Severity::Notice => "remark notice-level",
            Severity::Warning => "remark warning-level",
            Severity::Error => "remark error-level",
        };
        html! { <li key={index} {class}><strong>{ remark.label }</strong>{ "\u{a0}: " }{ remark.text.clone() }</li> }
    });
    html! { <><ul hidden={view.remarks.is_empty()}>{ for items }</ul>{ others(lang, view.more, send) }</> }
}

fn proof(state: &State, send: &Callback<Msg>) -> Html {
    let view = present::proof(state);
    let class = match view.status {
        ProofStatus::Holds => "proof",
        ProofStatus::Broken => "proof broken",
        ProofStatus::Due | ProofStatus::OnDemand => "proof pending",
    };
    html! {
        <p {class} id="proof">
            { view.text }
            if view.status == ProofStatus::OnDemand {
                { " " }
                <button type="button" class="controls" onclick={send.reform(|_| Msg::Prove)}>
                    { phrase("Vérifier en fractions exactes", "Check in exact fractions").get(state.lang) }
                </button>
            }
        </p>
    }
}

fn influences(state: &State) -> Html {
    memo((Settled(state.settled.clone()), state.lang), |(settled, lang)| influence_table(*lang, &settled.0))
}

fn influence_table(lang: Lang, settled: &Assessment) -> Html {
    let rows = present::influences(lang, settled).into_iter().enumerate().map(|(index, (name, nominal, effective))| {
        html! {
            <tr key={index}>
                <th scope="row">{ name }</th>
                <td class="figure">{ nominal }</td>
                <td class="figure">{ effective }</td>
            </tr>
        }
    });
    html! {
        <>
            <p>{ phrase(
                "Le poids effectif est la part de chaque critère dans l'écart réel entre les totaux.",
                "The effective weight is the share of each criterion in the actual spread of the totals.",
            ).get(lang) }</p>
            <div class="scroll" tabindex="0" role="region" aria-label={phrase("Influence des critères", "Influence of the criteria").get(lang)}><table>
                <caption class="visually-hidden">{ phrase("Poids annoncé et poids effectif", "Announced and effective weight").get(lang) }</caption>
                <thead><tr>
                    <th scope="col">{ phrase("Critère", "Criterion").get(lang) }</th>
                    <th scope="col" class="figure">{ phrase("Annoncé", "Announced").get(lang) }</th>
                    <th scope="col" class="figure">{ phrase("Effectif", "Effective").get(lang) }</th>
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table></div>
        </>
    }
}

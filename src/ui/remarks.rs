//! Remarks, influence of the criteria, and the proof line.

use yew::prelude::*;

use super::page::heading;
use crate::app::State;
use crate::engine::Severity;
use crate::i18n::phrase;
use crate::present;

pub(super) fn remarks(state: &State, level: u8) -> Html {
    let lang = state.lang;
    let view = present::remarks(state);
    let items = view.remarks.iter().enumerate().map(|(index, remark)| {
        let class = match remark.severity {
            Severity::Notice => "remark notice-level",
            Severity::Warning => "remark warning-level",
            Severity::Error => "remark error-level",
        };
        html! { <li key={index} {class}><strong>{ remark.label }</strong>{ "\u{a0}: " }{ remark.text.clone() }</li> }
    });
    let influences = view.influences.iter().enumerate().map(|(index, (name, nominal, effective))| {
        html! {
            <tr key={index}>
                <th scope="row">{ name.clone() }</th>
                <td class="figure">{ nominal.clone() }</td>
                <td class="figure">{ effective.clone() }</td>
            </tr>
        }
    });
    html! {
        <section class="remarks" aria-labelledby="remarks-title">
            { heading(level, "remarks-title", phrase("Vérifications", "Checks").get(lang)) }
            <ul hidden={view.remarks.is_empty()}>{ for items }</ul>
            <p class={classes!("proof", (!view.proof_holds).then_some("broken"))} id="proof">{ view.proof.clone() }</p>
            <details class="influences">
                <summary>{ phrase("Poids annoncé et poids effectif des critères", "Announced and effective weight of the criteria").get(lang) }</summary>
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
                    <tbody>{ for influences }</tbody>
                </table></div>
            </details>
        </section>
    }
}

//! The curve of a scoring method, with a table behind it.

use yew::prelude::*;

use crate::dossier::Id;
use crate::i18n::{Lang, phrase};
use crate::present::{CurveRow, FamilyCurve};

pub(super) fn curve(lang: Lang, id: &Id, view: &FamilyCurve) -> Html {
    let name = format!("curve-title-{id}");
    let x_ticks = view.x_ticks.iter().enumerate().map(|(index, tick)| {
        html! {
            <g key={index}>
                <line class="grid-line" x1={tick.at.to_string()} x2={tick.at.to_string()} y1="240" y2="1880" />
                <text x={tick.at.to_string()} y="2060" text-anchor="middle">{ tick.text.clone() }</text>
            </g>
        }
    });
    let y_ticks = view.y_ticks.iter().enumerate().map(|(index, tick)| {
        html! {
            <g key={index}>
                <line class="grid-line" x1="420" x2="3480" y1={tick.at.to_string()} y2={tick.at.to_string()} />
                <text x="360" y={(tick.at + 40).to_string()} text-anchor="end">{ tick.text.clone() }</text>
            </g>
        }
    });
    let dots = view.dots.iter().enumerate().map(|(index, dot)| {
        let class = if dot.is_apart { "dot apart-dot" } else { "dot" };
        html! {
            <g key={index}>
                <circle {class} cx={dot.x.to_string()} cy={dot.y.to_string()} r="50" />
                <text class="dot-label" x={dot.x.to_string()} y={(dot.y - 85).max(110).to_string()} text-anchor="middle">{ dot.label.clone() }</text>
            </g>
        }
    });
    let row = |(index, row): (usize, &CurveRow)| {
        html! {
            <tr key={index}>
                <th scope="row">{ row.name.clone() }</th><td class="figure">{ row.fact.clone() }</td><td class="figure">{ row.note.clone() }</td>
            </tr>
        }
    };
    html! {
        <figure class="family-curve">
            <figcaption id={name.clone()}>{ view.title.clone() }</figcaption>
            <svg viewBox="0 0 3600 2200" role="img" aria-labelledby={name}>
                <g aria-hidden="true">
                    { for x_ticks }
                    { for y_ticks }
                    <path class={if view.has_stems { "stems" } else { "stroke" }} d={view.path.clone()} />
                    { for dots }
                </g>
            </svg>
            <p class="hint" hidden={view.remark.is_none()}>{ view.remark.clone() }</p>
            <details class="curve-table">
                <summary>{ phrase("Tableau de la courbe", "Table of the curve").get(lang) }</summary>
                    <table>
                        <caption class="visually-hidden">{ view.title.clone() }</caption>
                        <thead><tr>
                            <th scope="col">{ phrase("Offre ou point de la courbe", "Offer or point of the curve").get(lang) }</th>
                            <th scope="col">{ phrase("Donnée", "Fact").get(lang) }</th>
                            <th scope="col">{ "Note" }</th>
                        </tr></thead>
                        <tbody>{ for view.offers.iter().enumerate().map(row) }</tbody>
                        <tbody class="samples">{ for view.samples.iter().map(|sample| CurveRow {
                            name: if sample.name.is_empty() { phrase("Point de la courbe", "Point of the curve").get(lang).into() } else { sample.name.clone() },
                            ..sample.clone()
                        }).enumerate().map(|(index, sample)| row((index, &sample))) }</tbody>
                    </table>
            </details>
        </figure>
    }
}

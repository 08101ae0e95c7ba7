//! Every offer in every scenario: bars, the table with the same figures, and
//! savings with their base.

use yew::prelude::*;

use super::{choosing, select};
use crate::app::{CostsMsg, Msg};
use crate::dossier::Id;
use crate::i18n::{Lang, phrase};
use crate::present::{CostCell, CostComparison, CostRow};
use crate::say;
use crate::ui::page::heading;

pub(super) fn comparison(lang: Lang, level: u8, view: &CostComparison, send: &Callback<Msg>) -> Html {
    html! {
        <div class="cost-comparison">
            { heading(level + 2, "costs-compared", phrase("Scénarios côte à côte", "Scenarios side by side").get(lang)) }
            { base(lang, view, send) }
            { bars(lang, view) }
            { table(lang, view) }
            <ul class="cost-claims" aria-label={phrase("Écarts à la base", "Differences from the base").get(lang)} hidden={view.claims.is_empty()}>
                { for view.claims.iter().map(|claim| html! { <li key={claim.clone()}>{ claim.clone() }</li> }) }
            </ul>
            <p class="hint" hidden={view.left_out == 0}>{ {
                let count = view.left_out;
                say!(lang, "Et {count} autres offres, qui ne sont pas montrées ici.", "And {count} more offers, which are not shown here.")
            } }</p>
        </div>
    }
}

fn base(lang: Lang, view: &CostComparison, send: &Callback<Msg>) -> Html {
    let ids: Vec<Id> = view.bases.iter().map(|(id, _)| id.clone()).collect();
    let label = phrase("Base de comparaison des économies", "Base that savings are told against").get(lang);
    let none = phrase("aucune", "none").get(lang).to_owned();
    let names = std::iter::once(none).chain(view.bases.iter().map(|(_, name)| name.clone()));
    let onchoose = choosing(send, move |place| {
        Some(CostsMsg::Base(place.checked_sub(1).and_then(|place| ids.get(place).cloned())))
    });
    html! {
        <label class="helper-field">
            { label }
            { select("cost-base".into(), label.into(), names, view.base.map_or(0, |place| place + 1), onchoose) }
        </label>
    }
}

/// The drawing: its table has the same figures for whoever does not see it.
fn bars(lang: Lang, view: &CostComparison) -> Html {
    html! {
        <div class="cost-bars" role="img" aria-label={view.name.clone()}>
            { for view.rows.iter().map(|row| html! {
                <div key={row.offer.as_str().to_owned()} class="cost-bars-offer">
                    <span class="cost-bars-name">{ name(row) }</span>
                    { for row.cells.iter().zip(&view.scenarios).enumerate().map(|(place, (cell, (scenario, is_announced)))| {
                        bar(lang, place, cell, scenario, *is_announced)
                    }) }
                </div>
            }) }
        </div>
    }
}

fn bar(lang: Lang, place: usize, cell: &CostCell, scenario: &str, is_announced: bool) -> Html {
    let width = |thousandths: i128| format!("inline-size: calc({thousandths} * 0.1%)");
    html! {
        <span key={place} class={classes!("cost-bar", is_announced.then_some("announced"))}>
            <span class="cost-bar-name">{ scenario.to_owned() }{ announced(lang, is_announced) }</span>
            <span class="cost-bar-track">
                <span class="cost-bar-part begin" ~style={width(cell.investment)}></span>
                <span class="cost-bar-part run" ~style={width(cell.operation)}></span>
            </span>
            <span class="cost-bar-total">{ cell.total.clone() }</span>
        </span>
    }
}

fn announced(lang: Lang, is_announced: bool) -> &'static str {
    if is_announced { phrase(" (annoncé)", " (announced)").get(lang) } else { "" }
}

fn name(row: &CostRow) -> String {
    match &row.note {
        Some(note) => format!("{} ({note})", row.name),
        None => row.name.clone(),
    }
}

fn table(lang: Lang, view: &CostComparison) -> Html {
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={view.caption.clone()}>
            <table class="plain-table cost-table">
                <caption>{ view.caption.clone() }</caption>
                <thead><tr>
                    <th scope="col">{ phrase("Offre", "Offer").get(lang) }</th>
                    <th scope="col" class="figure">{ phrase("Rang", "Rank").get(lang) }</th>
                    { for view.scenarios.iter().enumerate().map(|(place, (name, is_announced))| html! {
                        <th key={place} scope="col" class="figure">{ name.clone() }{ announced(lang, *is_announced) }</th>
                    }) }
                </tr></thead>
                <tbody>{ for view.rows.iter().map(|row| html! {
                    <tr key={row.offer.as_str().to_owned()} data-offer={row.offer.as_str().to_owned()}>
                        <th scope="row">{ name(row) }</th>
                        <td class="figure">{ row.rank.clone() }</td>
                        { for row.cells.iter().enumerate().map(|(place, cell)| self::cell(lang, place, cell)) }
                    </tr>
                }) }</tbody>
            </table>
        </div>
    }
}

fn cell(lang: Lang, place: usize, cell: &CostCell) -> Html {
    let [begin, run] = &cell.parts;
    html! {
        <td key={place} class="figure">
            <strong>{ cell.total.clone() }</strong>
            <span class="cost-parts">{ say!(lang, "mise en service {begin}", "to begin {begin}") }</span>
            <span class="cost-parts">{ say!(lang, "utilisation, sortie {run}", "to run, to leave {run}") }</span>
            <span class="cost-parts" hidden={cell.of_base.is_none()}>{ cell.of_base.clone() }</span>
        </td>
    }
}

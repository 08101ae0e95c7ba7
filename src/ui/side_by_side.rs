//! Two offers side by side, as a table.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::page::heading;
use crate::app::{Msg, State, ViewsMsg};
use crate::dossier::Id;
use crate::i18n::{Lang, phrase};
use crate::present::{self, GateLine, SideCell, SideHead, SideRow, SideVerdict, SideView};
use crate::say;

#[inline(never)]
pub(super) fn view(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let Some(view) = present::side_by_side(state) else { return Html::default() };
    let [a, b] = &view.heads;
    let (first, second) = (&a.name, &b.name);
    let title = say!(
        lang,
        "«\u{a0}{first}\u{a0}» et «\u{a0}{second}\u{a0}» côte à côte",
        "“{first}” and “{second}” side by side"
    );
    html! {
        <div class="side">
            { heading(level + 1, "side-title", &title) }
            <p class="pair-choices controls">
                { choice(lang, &view, true, send) }
                { phrase(" à côté de ", " beside ").get(lang) }
                { choice(lang, &view, false, send) }
            </p>
            { criteria(lang, &view) }
            <p class="hint">{ view.legend.clone() }</p>
            { gates(lang, &view) }
        </div>
    }
}

fn choice(lang: Lang, view: &SideView, is_first: bool, send: &Callback<Msg>) -> Html {
    let [a, b] = &view.heads;
    let (mine, other) = if is_first { (&a.offer, &b.offer) } else { (&b.offer, &a.offer) };
    let label =
        if is_first { phrase("Première offre", "First offer") } else { phrase("Seconde offre", "Second offer") };
    let ids: Vec<Id> = view.choices.iter().map(|(id, _)| id.clone()).collect();
    let (chosen, kept, send) = (mine.clone(), other.clone(), send.clone());
    let onchange = Callback::from(move |event: Event| {
        let index = usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index());
        let Some(picked) = index.ok().and_then(|index| ids.get(index)).cloned() else { return };
        // Choosing the offer of the other side swaps the two.
        let other = if picked == kept { chosen.clone() } else { kept.clone() };
        send.emit(Msg::Views(if is_first { ViewsMsg::Side(picked, other) } else { ViewsMsg::Side(other, picked) }));
    });
    html! {
        <select aria-label={label.get(lang)} id={if is_first { "side-first" } else { "side-second" }} {onchange}>
            { for view.choices.iter().map(|(id, name)| html! {
                <option key={id.as_str().to_owned()} selected={id == mine}>{ name.clone() }</option>
            }) }
        </select>
    }
}

fn criteria(lang: Lang, view: &SideView) -> Html {
    let head = |head: &SideHead| {
        html! {
            <th scope="col" role="columnheader">
                <span class="mark-badge">{ head.mark.clone() }</span>{ " " }{ head.name.clone() }
                <span class="scenario" hidden={head.label.is_empty()}>{ head.label.clone() }</span>
            </th>
        }
    };
    let result = |head: &SideHead| {
        html! {
            <td role="cell"><span class="column-mark" aria-hidden="true">{ head.mark.clone() }</span><strong>{ head.total.clone() }</strong><span class="figures">{ head.outcome.clone() }</span></td>
        }
    };
    let [a, b] = &view.heads;
    html! {
        <table class="side-table" role="table">
            <caption class="visually-hidden">{ phrase("Les deux offres, critère par critère", "The two offers, criterion by criterion").get(lang) }</caption>
            <thead role="rowgroup"><tr role="row">
                <th scope="col" role="columnheader">{ phrase("Critère", "Criterion").get(lang) }</th>
                { head(a) }
                { head(b) }
                <th scope="col" role="columnheader" class="figure">{ phrase("Écart", "Gap").get(lang) }</th>
            </tr></thead>
            <tbody role="rowgroup">{ for view.rows.iter().map(|line| row(view, line)) }</tbody>
            <tfoot role="rowgroup"><tr role="row">
                <th scope="row" role="rowheader">{ phrase("Total et rang", "Total and rank").get(lang) }</th>
                { result(a) }
                { result(b) }
                { verdict(&view.total) }
            </tr></tfoot>
        </table>
    }
}

fn row(view: &SideView, row: &SideRow) -> Html {
    let [a, b] = &view.heads;
    let [first, second] = &row.cells;
    html! {
        <tr key={row.id.as_str().to_owned()} role="row" class={format!("depth-{}", row.depth)}>
            <th scope="row" role="rowheader">
                if row.depth == 0 {
                    <span class={format!("swatch hue-{}", row.hue)}>{ row.number }</span>{ " " }
                }
                { row.name.clone() }
            </th>
            { cell(&a.mark, first) }
            { cell(&b.mark, second) }
            { verdict(&row.verdict) }
        </tr>
    }
}

fn cell(mark: &str, cell: &SideCell) -> Html {
    let figures = [&cell.note, &cell.points].into_iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>();
    html! {
        <td role="cell">
            <span class="column-mark" aria-hidden="true">{ mark.to_owned() }</span>
            <span class="fact" hidden={cell.fact.is_empty()}>{ cell.fact.clone() }</span>
            <span class="figures">{ figures.join(", ") }</span>
            <span class="justification" hidden={cell.justification.is_empty()}>{ cell.justification.clone() }</span>
        </td>
    }
}

fn verdict(verdict: &SideVerdict) -> Html {
    html! {
        <td role="cell" class="figure verdict">
            <strong hidden={verdict.difference.is_empty()}>{ verdict.difference.clone() }</strong>
            <span class="figures">{ verdict.word.clone() }</span>
        </td>
    }
}

fn gates(lang: Lang, view: &SideView) -> Html {
    let [a, b] = &view.heads;
    let line = |gate: &GateLine| {
        let [first, second] = &gate.cells;
        html! {
            <tr key={gate.id.as_str().to_owned()} role="row">
                <th scope="row" role="rowheader">{ gate.name.clone() }</th>
                <td role="cell"><span class="column-mark" aria-hidden="true">{ a.mark.clone() }</span>{ first.clone() }</td>
                <td role="cell"><span class="column-mark" aria-hidden="true">{ b.mark.clone() }</span>{ second.clone() }</td>
            </tr>
        }
    };
    html! {
        <table class="side-table side-gates" role="table" hidden={view.gates.is_empty()}>
            <caption>{ phrase("Conditions éliminatoires", "Eliminatory conditions").get(lang) }</caption>
            <thead role="rowgroup"><tr role="row">
                <th scope="col" role="columnheader">{ phrase("Condition", "Condition").get(lang) }</th>
                <th scope="col" role="columnheader">{ a.name.clone() }</th>
                <th scope="col" role="columnheader">{ b.name.clone() }</th>
            </tr></thead>
            <tbody role="rowgroup">{ for view.gates.iter().map(line) }</tbody>
        </table>
    }
}

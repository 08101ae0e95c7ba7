//! Classement: the weights beside the ranking they make.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::contributions::Contributions;
use super::page::heading;
use super::{begin, lints, remarks, views, weights};
use crate::app::{Msg, State};
use crate::dossier::Id;
use crate::engine::Decimal;
use crate::i18n::{Lang, phrase};
use crate::present::{self, AsideRow, DetailRow, PairView, RankedRow, RankingView};
use crate::say;

pub(super) fn screen(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let view = present::ranking(state);
    html! {
        <>
            <div class="column-weights">{ weights::weights(state, level, send) }</div>
            <div class="column-ranking">
                { table(state, &view, level, send) }
                { views::scenario_leads(state) }
                { apart(state.lang, &view, level) }
                <div class="pair-place">{ pair(state, level, send) }{ views::side(state, level, send) }</div>
                { views::sections(state, level, send) }
                { remarks::remarks(state, level) }
                { lints::section(state, level, send) }
            </div>
        </>
    }
}

fn table(state: &State, view: &RankingView, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let head =
        |class: &'static str, text: &'static str| html! { <th scope="col" role="columnheader" {class}>{ text }</th> };
    let full = crate::i18n::number(lang, state.dossier().note_scale.normalized());
    let rows = view.rows.iter().map(|row| {
        let details = if row.is_open { present::details(state, &row.offer) } else { Vec::new() };
        html! { <OfferBody key={row.offer.as_str().to_owned()} row={row.clone()} {details} {lang} send={send.clone()} /> }
    });
    html! {
        <section class="ranking" aria-labelledby="ranking-title">
            { heading(level, "ranking-title", phrase("Classement", "Ranking").get(lang)) }
            <p class="method">{ view.method.clone() }</p>
            { legend(lang, view) }
            <div class="empty-place">{ if view.rows.is_empty() { begin::empty(state, send) } else { Html::default() } }</div>
            <table class="ranking-table" role="table" hidden={view.rows.is_empty()}>
                <caption class="visually-hidden">{ view.caption.clone() }</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        { head("rank", phrase("Rang", "Rank").get(lang)) }
                        { head("name", phrase("Offre", "Offer").get(lang)) }
                        <th scope="col" role="columnheader" class="total">
                            { phrase("Total", "Total").get(lang) }<span class="unit">{ format!(" /\u{a0}{full}") }</span>
                        </th>
                        { head("bars", phrase("Contributions", "Contributions").get(lang)) }
                        <th scope="col" role="columnheader" class="more controls">
                            <span class="visually-hidden">{ phrase("Détails", "Details").get(lang) }</span>
                        </th>
                    </tr>
                </thead>
                { for rows }
            </table>
            <Contributions />
        </section>
    }
}

fn legend(lang: Lang, view: &RankingView) -> Html {
    let items = view.legend.iter().map(|item| {
        html! {
            <li key={item.number}>
                <span class={format!("swatch hue-{}", item.hue)}>{ item.number }</span>{ " " }{ item.name.clone() }
            </li>
        }
    });
    let label = phrase("Légende des critères", "Legend of the criteria").get(lang);
    html! { <ul class="legend" aria-label={label} hidden={view.rows.is_empty()}>{ for items }</ul> }
}

#[derive(Properties, PartialEq)]
struct OfferBodyProps {
    row: RankedRow,
    details: Vec<DetailRow>,
    lang: Lang,
    send: Callback<Msg>,
}

/// One offer: its line, and its details when they are open.
#[component]
fn OfferBody(props: &OfferBodyProps) -> Html {
    let (row, lang) = (&props.row, props.lang);
    let offer = row.offer.clone();
    let toggle = props.send.reform(move |_| Msg::ToggleDetails(offer.clone()));
    let name = &row.name;
    let details_id = format!("details-{}", row.offer);
    html! {
        <tbody role="rowgroup" data-offer={row.offer.as_str().to_owned()}>
            <tr role="row" class={classes!("offer", row.is_first.then_some("first"))}>
                <td role="cell" class="rank">
                    <span class="rank-number">{ row.rank.clone() }</span>
                    <span class="tie" hidden={row.remark.is_empty()}>{ row.remark }</span>
                    { moved(lang, row.moved) }
                </td>
                <th role="rowheader" scope="row" class="name">{ name.clone() }<span class="scenario" hidden={row.label.is_empty()}>{ row.label.clone() }</span></th>
                <td role="cell" class="total">{ row.total.clone() }</td>
                <td role="cell" class="bars">{ bar(row) }</td>
                <td role="cell" class="more controls">
                    <button
                        type="button" class="quiet" aria-expanded={if row.is_open { "true" } else { "false" }}
                        aria-controls={row.is_open.then(|| details_id.clone())} onclick={toggle}
                        aria-label={say!(lang, "Détails de {name}", "Details of {name}")}
                    >{ phrase("Détails", "Details").get(lang) }</button>
                </td>
            </tr>
            <tr role="row" class="details-row" id={details_id} hidden={!row.is_open}>
                <td role="cell" colspan="5">{ details(lang, name, &props.details) }</td>
            </tr>
        </tbody>
    }
}

/// The change of rank by sign and number.
fn moved(lang: Lang, places: isize) -> Html {
    let count = places.unsigned_abs();
    let s = if count > 1 { "s" } else { "" };
    let (class, sign, text) = match places {
        0 => ("moved", String::new(), String::new()),
        1.. => ("moved up", format!("▲{count}"), say!(lang, "gagne {count} rang{s}", "up {count}")),
        _ => ("moved down", format!("▼{count}"), say!(lang, "perd {count} rang{s}", "down {count}")),
    };
    html! {
        <span {class} hidden={places == 0}>
            <span aria-hidden="true">{ sign }</span><span class="visually-hidden">{ text }</span>
        </span>
    }
}

/// The total as a stacked bar; numbers inside name the criteria without colour.
fn bar(row: &RankedRow) -> Html {
    let segments = row.segments.iter().map(|segment| {
        html! {
            <span
                key={segment.number} class={format!("segment hue-{}", segment.hue)} data-text={segment.text.clone()}
                ~style={inline_size(segment.width)}
            >{ if segment.width >= 2.5 { segment.number.to_string() } else { String::new() } }</span>
        }
    });
    html! {
        <div class="bar" role="img" tabindex="0" aria-label={row.bar_text.clone()}>
            { for segments }
            <span class="segment open" hidden={row.open_width <= 0.0} ~style={inline_size(row.open_width)}></span>
        </div>
    }
}

/// A width in percent, as a style.
fn inline_size(percent: f64) -> String {
    format!("inline-size: {}%", Decimal::near(percent, 3))
}

fn details(lang: Lang, name: &str, rows: &[DetailRow]) -> Html {
    let head = |text: &'static str, class: &'static str| html! { <th scope="col" {class}>{ text }</th> };
    let lines = rows.iter().map(|row| {
        html! {
            <tr key={row.id.as_str().to_owned()} class={format!("depth-{}", row.depth)}>
                <th scope="row">
                    if row.depth == 0 {
                        <span class={format!("swatch hue-{}", row.hue)}>{ row.number }</span>{ " " }
                    }
                    { row.name.clone() }
                </th>
                <td>{ row.fact.clone() }<span class="justification" hidden={row.justification.is_empty()}>{ row.justification.clone() }</span></td>
                <td class="figure">{ row.note.clone() }</td>
                <td class="figure">{ row.share.clone() }</td>
                <td class="figure">{ row.term.clone() }</td>
            </tr>
        }
    });
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={say!(lang, "Détails de {name}", "Details of {name}")}>
            <table class="details">
                <caption class="visually-hidden">{ say!(lang, "Notes et contributions de {name}", "Notes and contributions of {name}") }</caption>
                <thead><tr>
                    { head(phrase("Critère", "Criterion").get(lang), "") }
                    { head(phrase("Donnée", "Fact").get(lang), "") }
                    { head(phrase("Note", "Note").get(lang), "figure") }
                    { head(phrase("Part du total", "Share").get(lang), "figure") }
                    { head(phrase("Contribution", "Contribution").get(lang), "figure") }
                </tr></thead>
                <tbody>{ for lines }</tbody>
            </table>
        </div>
    }
}

/// Offers that are not ranked, with the reasons.
fn apart(lang: Lang, view: &RankingView, level: u8) -> Html {
    let list = |rows: &[AsideRow]| -> Html {
        rows.iter()
            .map(|row| {
                let reasons =
                    row.reasons.iter().map(|reason| html! { <li key={reason.clone()}>{ reason.clone() }</li> });
                html! {
                    <li key={row.offer.as_str().to_owned()}>
                        <strong>{ row.name.clone() }</strong><ul>{ for reasons }</ul>
                    </li>
                }
            })
            .collect()
    };
    html! {
        <>
            <section class="apart incomplete" aria-labelledby="incomplete-title" hidden={view.incomplete.is_empty()}>
                { heading(level, "incomplete-title", phrase("À compléter", "To be completed").get(lang)) }
                <ul>{ list(&view.incomplete) }</ul>
            </section>
            <section class="apart eliminated" aria-labelledby="apart-title" hidden={view.aside.is_empty()}>
                { heading(level, "apart-title", phrase("Offres écartées", "Offers set aside").get(lang)) }
                <ul>{ list(&view.aside) }</ul>
            </section>
        </>
    }
}

fn pair(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let Some(view) = present::pair(state) else { return Html::default() };
    let terms = view.terms.iter().map(|term| {
        let side = if term.is_for { "for" } else { "against" };
        html! {
            <tr key={term.id.as_str().to_owned()} class={side}>
                <th scope="row">
                    <span class={format!("swatch hue-{}", term.hue)}>{ term.number }</span>{ " " }{ term.name.clone() }
                </th>
                <td class="figure">{ term.text.clone() }</td>
                <td class="gap" aria-hidden="true">
                    <span class={format!("gap-bar hue-{}", term.hue)} ~style={inline_size(term.width / 2.0)}></span>
                </td>
            </tr>
        }
    });
    let rounding = view.rounding.iter().map(|text| {
        html! {
            <tr key="rounding">
                <th scope="row">{ phrase("Arrondi", "Rounding").get(lang) }</th>
                <td class="figure">{ text.clone() }</td>
                <td></td>
            </tr>
        }
    });
    html! {
        <section class="pair" aria-labelledby="pair-title">
            { heading(level, "pair-title", &view.question) }
            <p class="pair-choices controls">
                { pair_choice(lang, &view, true, send) }
                { phrase(" comparée à ", " compared with ").get(lang) }
                { pair_choice(lang, &view, false, send) }
            </p>
            <p class="answer">{ view.answer.clone() }</p>
            <table class="terms" hidden={view.terms.is_empty()}>
                <caption class="visually-hidden">{ phrase("Écart par critère", "Gap by criterion").get(lang) }</caption>
                <thead class="visually-hidden"><tr>
                    <th scope="col">{ phrase("Critère", "Criterion").get(lang) }</th>
                    <th scope="col">{ phrase("Écart en points", "Gap in points").get(lang) }</th>
                    <td></td>
                </tr></thead>
                <tbody>{ for terms }{ for rounding }</tbody>
                <tfoot><tr>
                    <th scope="row">{ phrase("Écart total", "Total gap").get(lang) }</th>
                    <td class="figure">{ view.difference.clone() }</td>
                    <td></td>
                </tr></tfoot>
            </table>
        </section>
    }
}

fn pair_choice(lang: Lang, view: &PairView, is_first: bool, send: &Callback<Msg>) -> Html {
    let (mine, other) = if is_first { (&view.first, &view.second) } else { (&view.second, &view.first) };
    let label = if is_first {
        phrase("Offre expliquée", "Explained offer")
    } else {
        phrase("Offre de comparaison", "Offer to compare with")
    };
    let ids: Vec<Id> = view.choices.iter().map(|(id, _)| id.clone()).collect();
    let (chosen, kept, send) = (mine.clone(), other.clone(), send.clone());
    let onchange = Callback::from(move |event: Event| {
        let index = usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index());
        let Some(picked) = index.ok().and_then(|index| ids.get(index)).cloned() else { return };
        // Choosing the offer of the other side swaps the two.
        let other = if picked == kept { chosen.clone() } else { kept.clone() };
        send.emit(if is_first { Msg::Pair(picked, other) } else { Msg::Pair(other, picked) });
    });
    html! {
        <select aria-label={label.get(lang)} id={if is_first { "pair-first" } else { "pair-second" }} {onchange}>
            { for view.choices.iter().map(|(id, name)| html! {
                <option key={id.as_str().to_owned()} selected={id == mine}>{ name.clone() }</option>
            }) }
        </select>
    }
}

//! Classement: the weights beside the ranking they make.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::page::heading;
use super::rows::{Rows, Settled};
use super::{lints, remarks, weights, window};
use crate::app::{Msg, State};
use crate::dossier::Id;
use crate::engine::Decimal;
use crate::i18n::{Lang, phrase};
use crate::present::window::{ALL, Piece};
use crate::present::{self, AsideRow, PairView, RankingView};
use crate::say;

pub(super) fn screen(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let settled = Settled(state.settled.clone());
    let limit = if state.is_printing { usize::MAX } else { AT_FIRST };
    html! {
        <>
            <div class="column-weights">{ weights::weights(state, level, send) }</div>
            <div class="column-ranking">
                { ranking(state, level, send) }
                <Apart {lang} {level} settled={settled.clone()} {limit} />
                <div class="pair-place"><Pair {lang} {level} settled={settled.clone()} pair={state.pair.clone()} send={send} /></div>
                <remarks::Remarks {lang} {level} now={Settled(state.assessment.clone())} {settled} {limit} />
                { lints::section(state, level, send) }
            </div>
        </>
    }
}

/// How many of a list are spelt out before the user asks for the others.
const AT_FIRST: usize = 50;

fn ranking(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let view = present::ranking(state);
    let rows = present::Rows::of(state);
    html! {
        <section class="ranking" aria-labelledby="ranking-title">
            { heading(level, "ranking-title", phrase("Classement", "Ranking").get(lang)) }
            <p class="method">{ view.method.clone() }</p>
            { legend(lang, &view) }
            <p class="empty" hidden={view.count > 0}>
                { phrase(
                    "Aucune offre classée pour l'instant. Ajoutez des offres et leurs données dans l'écran Offres.",
                    "No ranked offer yet. Add offers and their facts in the Offers screen.",
                ).get(lang) }
            </p>
            {
                // Thousands of rows are shown through a window, which waits in the second part.
                if view.count > ALL {
                    window::rows(state, view, rows, send)
                } else {
                    html! { <Whole {view} {rows} settled={Settled(state.settled.clone())} {lang} send={send} /> }
                }
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct WholeProps {
    view: RankingView,
    rows: present::Rows,
    settled: Settled,
    lang: Lang,
    send: Callback<Msg>,
}

/// The table with all its rows.
#[component]
fn Whole(props: &WholeProps) -> Html {
    let table = use_node_ref();
    let pieces: Vec<Piece> = (0..props.rows.len()).map(Piece::Row).collect();
    let body = html! {
        <Rows
            rows={props.rows.clone()} {pieces} settled={props.settled.clone()} lang={props.lang}
            table={table.clone()} send={props.send.clone()}
        />
    };
    frame(props.lang, &props.view, &table, body)
}

/// The table around its rows.
pub(super) fn frame(lang: Lang, view: &RankingView, table: &NodeRef, body: Html) -> Html {
    let head =
        |class: &'static str, text: &'static str| html! { <th scope="col" role="columnheader" {class}>{ text }</th> };
    html! {
        <table
            ref={table} class={classes!("ranking-table", (view.count > ALL).then_some("long"))} role="table" hidden={view.count == 0}
            aria-rowcount={(view.count > ALL).then(|| (view.count + 1).to_string())}
        >
            <caption class="visually-hidden">{ view.caption.clone() }</caption>
            <thead role="rowgroup">
                <tr role="row">
                    { head("rank", phrase("Rang", "Rank").get(lang)) }
                    { head("name", phrase("Offre", "Offer").get(lang)) }
                    <th scope="col" role="columnheader" class="total">
                        { phrase("Total", "Total").get(lang) }<span class="unit">{ format!(" /\u{a0}{}", view.full) }</span>
                    </th>
                    { head("bars", phrase("Contributions", "Contributions").get(lang)) }
                    <th scope="col" role="columnheader" class="more controls">
                        <span class="visually-hidden">{ phrase("Détails", "Details").get(lang) }</span>
                    </th>
                </tr>
            </thead>
            { body }
        </table>
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
    html! { <ul class="legend" aria-label={label} hidden={view.count == 0}>{ for items }</ul> }
}

/// A width in percent, as a style.
fn inline_size(percent: f64) -> String {
    format!("inline-size: {}%", Decimal::near(percent, 3))
}

#[derive(Properties, PartialEq)]
struct ApartProps {
    lang: Lang,
    level: u8,
    settled: Settled,
    limit: usize,
}

/// Offers that are not ranked, with the reasons.
#[component]
fn Apart(props: &ApartProps) -> Html {
    let (lang, level) = (props.lang, props.level);
    let shows_all = use_state(|| false);
    let limit = if *shows_all { usize::MAX } else { props.limit };
    let view = present::apart(lang, &props.settled.0, limit);
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
    let more = |count: usize| others(lang, count, &shows_all);
    html! {
        <>
            <section class="apart incomplete" aria-labelledby="incomplete-title" hidden={view.incomplete.is_empty()}>
                { heading(level, "incomplete-title", phrase("À compléter", "To be completed").get(lang)) }
                <ul>{ list(&view.incomplete) }</ul>
                { more(view.more_incomplete) }
            </section>
            <section class="apart eliminated" aria-labelledby="apart-title" hidden={view.aside.is_empty()}>
                { heading(level, "apart-title", phrase("Offres écartées", "Offers set aside").get(lang)) }
                <ul>{ list(&view.aside) }</ul>
                { more(view.more_aside) }
            </section>
        </>
    }
}

/// The button that opens the rest of a list; nothing when there is no rest.
pub(super) fn others(lang: Lang, count: usize, shows_all: &UseStateHandle<bool>) -> Html {
    if count == 0 {
        return Html::default();
    }
    let count = crate::i18n::number(lang, Decimal::integer(count as i64));
    let shows_all = shows_all.clone();
    html! {
        <p class="controls">
            <button type="button" class="others" onclick={move |_| shows_all.set(true)}>
                { say!(lang, "Afficher aussi les autres ({count})", "Show the others too ({count})") }
            </button>
        </p>
    }
}

#[derive(Properties, PartialEq)]
struct PairProps {
    lang: Lang,
    level: u8,
    settled: Settled,
    pair: Option<(Id, Id)>,
    send: Callback<Msg>,
}

#[component]
fn Pair(props: &PairProps) -> Html {
    let (lang, level, send) = (props.lang, props.level, &props.send);
    let Some(view) = present::pair(lang, &props.settled.0, props.pair.as_ref()) else { return Html::default() };
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

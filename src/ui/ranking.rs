//! Classement: the weights beside the ranking they make.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::contributions::Contributions;
use super::memo::{Settled, memo};
use super::page::heading;
use super::rows::{Table, table};
use super::{begin, lints, long_ranking, remarks, views, weights};
use crate::app::{Msg, State};
use crate::dossier::{Assessment, Id};
use crate::engine::Decimal;
use crate::i18n::{Lang, phrase};
use crate::present::window::{ALL, Piece};
use crate::present::{self, AsideRow, LegendItem, PairView};
use crate::say;

pub(super) fn screen(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let (for_apart, for_pair) = (send.clone(), send.clone());
    let of_apart = (Settled(state.settled.clone()), lang, level, limit(state));
    let of_pair = (Settled(state.settled.clone()), lang, level, state.pair.clone());
    if !state.is_drawn {
        return html! {
            <>
                <div class="column-weights"></div>
                <div class="column-ranking">{ ranking(state, level, send) }</div>
            </>
        };
    }
    html! {
        <>
            <div class="column-weights">{ weights::weights(state, level, send) }</div>
            <div class="column-ranking">
                { ranking(state, level, send) }
                { views::scenario_leads(state) }
                { memo(of_apart, move |(settled, lang, level, limit)| apart(*lang, &settled.0, *level, *limit, &for_apart)) }
                <div class="pair-place">{
                    memo(of_pair, move |(settled, lang, level, wanted)| pair(*lang, &settled.0, *level, wanted.as_ref(), &for_pair))
                }{ views::side(state, level, send) }</div>
                { views::sections(state, level, send) }
                { remarks::remarks(state, level, send) }
                { lints::section(state, level, send) }
            </div>
        </>
    }
}

/// How many of a list are spelt out before the user asks for the others.
const AT_FIRST: usize = 50;

/// How many are shown now: all of them in print.
pub(super) fn limit(state: &State) -> usize {
    if state.is_printing || state.shows_all { usize::MAX } else { AT_FIRST }
}

fn ranking(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let view = present::ranking(state);
    let rows = present::Rows::of(state);
    html! {
        <section class="ranking" part="ranking" aria-labelledby="ranking-title">
            { heading(level, "ranking-title", phrase("Classement", "Ranking").get(lang)) }
            <p class="method">{ view.method.clone() }</p>
            { memo((view.legend.clone(), view.count == 0, lang), |(legend, is_empty, lang)| self::legend(*lang, legend, *is_empty)) }
            <div class="empty-place">{ if view.count == 0 { begin::empty(state, send) } else { Html::default() } }</div>
            {
                // Thousands of rows are shown through a window, which waits in the second part.
                if view.count > ALL {
                    long_ranking::ranking(state, view, rows, send)
                } else {
                    let pieces: Vec<Piece> = (0..view.count).map(Piece::Row).collect();
                    // Words about bars come with the second drawing.
                    let settled = state.is_drawn.then(|| Settled(state.settled.clone()));
                    let is_moving = state.is_moving() || !state.is_drawn;
                    let content = Table { view: &view, rows: &rows, pieces: &pieces, height: 0.0, settled, is_moving, lang, send };
                    table(&content, NodeRef::default())
                }
            }
            <Contributions />
        </section>
    }
}

fn legend(lang: Lang, legend: &[LegendItem], is_empty: bool) -> Html {
    let items = legend.iter().map(|item| {
        html! {
            <li key={item.number}>
                <span class={format!("swatch hue-{}", item.hue)}>{ item.number }</span>{ " " }{ item.name.clone() }
            </li>
        }
    });
    let label = phrase("Légende des critères", "Legend of the criteria").get(lang);
    html! { <ul class="legend" aria-label={label} hidden={is_empty}>{ for items }</ul> }
}

/// A width in percent, as a style.
fn inline_size(percent: f64) -> String {
    format!("inline-size: {}%", Decimal::near(percent, 3))
}

/// Offers that are not ranked, with the reasons.
fn apart(lang: Lang, settled: &Assessment, level: u8, limit: usize, send: &Callback<Msg>) -> Html {
    let view = present::apart(lang, settled, limit);
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
                { others(lang, view.more_incomplete, send) }
            </section>
            <section class="apart eliminated" aria-labelledby="apart-title" hidden={view.aside.is_empty()}>
                { heading(level, "apart-title", phrase("Offres écartées", "Offers set aside").get(lang)) }
                <ul>{ list(&view.aside) }</ul>
                { others(lang, view.more_aside, send) }
            </section>
        </>
    }
}

/// The button that opens the rest of a list; nothing when there is no rest.
pub(super) fn others(lang: Lang, count: usize, send: &Callback<Msg>) -> Html {
    if count == 0 { Html::default() } else { button_for_others(lang, count, send) }
}

fn button_for_others(lang: Lang, count: usize, send: &Callback<Msg>) -> Html {
    let count = crate::i18n::number(lang, Decimal::integer(count as i64));
    html! {
        <p class="controls">
            <button type="button" class="others" onclick={send.reform(|_| Msg::ShowAll)}>
                { say!(lang, "Afficher aussi les autres ({count})", "Show the others too ({count})") }
            </button>
        </p>
    }
}

fn pair(lang: Lang, settled: &Assessment, level: u8, wanted: Option<&(Id, Id)>, send: &Callback<Msg>) -> Html {
    let Some(view) = present::pair(lang, settled, wanted) else { return Html::default() };
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

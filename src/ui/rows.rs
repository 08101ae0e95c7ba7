//! The rows of the ranking: rank, name, total, bar, and the details of an offer.

use std::rc::Rc;

use yew::prelude::*;

use super::memo::{Settled, memo};
use super::window::gap_height;
use crate::app::Msg;
use crate::dossier::{Assessment, Id};
use crate::engine::Decimal;
use crate::i18n::{Lang, phrase};
use crate::present::window::{ALL, Piece};
use crate::present::{self, BarText, RankedRow, RankingView};
use crate::say;

/// What the table is made from.
pub(super) struct Table<'a> {
    pub(super) view: &'a RankingView,
    pub(super) rows: &'a present::Rows,
    /// Those that are on the page.
    pub(super) pieces: &'a [Piece],
    /// The height of the rows that are not, in pixels.
    pub(super) height: f64,
    /// What bars and details speak of; nothing while there is no time for it.
    pub(super) settled: Option<Settled>,
    /// Whether bars are drawn without their segments: while weights move, and in the
    /// first drawing.
    pub(super) is_moving: bool,
    pub(super) lang: Lang,
    pub(super) send: &'a Callback<Msg>,
}

/// The table with the rows that are on the page.
pub(super) fn table(props: &Table<'_>, table: NodeRef) -> Html {
    let is_whole = props.pieces.len() == props.rows.len();
    let pieces = props.pieces.iter().filter_map(|piece| match *piece {
        Piece::Gap { from, rows } => Some(gap(from, rows, props.height)),
        Piece::Row(place) => {
            let row = props.rows.row(place)?;
            let key = row.offer.as_str().to_owned();
            let (place, settled, send) = ((!is_whole).then_some(place), props.settled.clone(), props.send.clone());
            Some(html! { <OfferBody {key} {row} {place} {settled} is_moving={props.is_moving} lang={props.lang} {send} /> })
        }
    });
    frame(props, table, pieces.collect())
}

/// Room for rows that are not on the page.
fn gap(from: usize, rows: usize, height: f64) -> Html {
    html! {
        <tbody key={format!("gap-{from}")} class="gap" data-from={from.to_string()} data-rows={rows.to_string()} aria-hidden="true">
            <tr><td colspan="5" ~style={gap_height(rows, height)}></td></tr>
        </tbody>
    }
}

/// The table around its rows.
fn frame(props: &Table<'_>, table: NodeRef, rows: Html) -> Html {
    let Table { view, lang, .. } = props;
    let lang = *lang;
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
                        { phrase("Total", "Total").get(lang) }{ " " }<span class="unit">{ format!(" /\u{a0}{}", view.full) }</span>
                    </th>
                    { head("bars", phrase("Contributions", "Contributions").get(lang)) }
                    <th scope="col" role="columnheader" class="more controls">
                        <span class="visually-hidden">{ phrase("Détails", "Details").get(lang) }</span>
                    </th>
                </tr>
            </thead>
            { rows }
        </table>
    }
}

#[derive(Properties, PartialEq)]
struct OfferBodyProps {
    row: RankedRow,
    /// Its place where not all rows are on the page.
    place: Option<usize>,
    settled: Option<Settled>,
    is_moving: bool,
    lang: Lang,
    send: Callback<Msg>,
}

/// One offer: its line, and its details when they are open.
#[component]
fn OfferBody(props: &OfferBodyProps) -> Html {
    let (row, lang) = (&props.row, props.lang);
    let name = &row.name;
    let (more, for_more) = ((row.offer.clone(), name.clone(), row.is_open, lang), props.send.clone());
    let text = use_memo((props.settled.clone(), row.index, lang), |(settled, offer, lang)| {
        settled.as_ref().map(|settled| present::bar_text(*lang, &settled.0, *offer)).unwrap_or_default()
    });
    // The header of the table is the first row.
    let number = props.place.map(|place| (place + 2).to_string());
    html! {
        <tbody role="rowgroup" data-offer={row.offer.as_str().to_owned()}>
            <tr role="row" class={classes!("offer", row.is_first.then_some("first"))} aria-rowindex={number}>
                <td role="cell" class="rank">
                    <span class="rank-number">{ row.rank.clone() }</span>
                    <span class="tie" hidden={row.remark.is_empty()}>{ row.remark }</span>
                    { moved(lang, row.moved) }
                </td>
                <th role="rowheader" scope="row" class="name">{ name.clone() }<span class="scenario" hidden={row.label.is_empty()}>{ row.label.clone() }</span></th>
                <td role="cell" class="total">{ row.total.clone() }</td>
                <td role="cell" class="bars">{ bar(row, props, text) }</td>
                { memo(more, move |(offer, name, is_open, lang)| self::more(*lang, offer, name, *is_open, &for_more)) }
            </tr>
            <tr role="row" class="details-row" id={details_id(&row.offer)} hidden={!row.is_open}>
                <td role="cell" colspan="5">{
                    match &props.settled {
                        Some(settled) if row.is_open => {
                            let (offer, name) = (row.offer.clone(), name.clone());
                            memo((settled.clone(), name, lang), move |(settled, name, lang)| details(*lang, &settled.0, &offer, name))
                        }
                        _ => Html::default(),
                    }
                }</td>
            </tr>
        </tbody>
    }
}

fn details_id(offer: &Id) -> String {
    format!("details-{offer}")
}

/// The button that opens the details of an offer.
fn more(lang: Lang, offer: &Id, name: &str, is_open: bool, send: &Callback<Msg>) -> Html {
    let toggled = offer.clone();
    html! {
        <td role="cell" class="more controls">
            <button
                type="button" class="quiet" id={format!("more-{offer}")}
                aria-expanded={if is_open { "true" } else { "false" }}
                aria-controls={is_open.then(|| details_id(offer))}
                aria-label={say!(lang, "Détails de {name}", "Details of {name}")}
                onclick={send.reform(move |_| Msg::ToggleDetails(toggled.clone()))}
            >{ phrase("Détails", "Details").get(lang) }</button>
        </td>
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

/// The total as a stacked bar. Its widths are columns of a grid, or, while they move,
/// stops of one gradient: one style for all of them changes, and boxes with a number in
/// each are not laid out sixty times a second.
fn bar(row: &RankedRow, props: &OfferBodyProps, text: Rc<BarText>) -> Html {
    let style = if props.is_moving { gradient(row) } else { columns(row) };
    // Numbers stand where there is room.
    let room: String = row.segments.iter().map(|segment| if segment.width >= 2.5 { '1' } else { '0' }).collect();
    let is_open = row.open_width > 0.0;
    let (label, content) = match &props.settled {
        None if props.is_moving => (format!("Total {}", row.total), Html::default()),
        None => (format!("Total {}", row.total), segments(&room, &[], is_open)),
        Some(settled) => {
            let cause = (settled.clone(), room, is_open);
            (text.whole.clone(), memo(cause, move |(_, room, is_open)| segments(room, &text.parts, *is_open)))
        }
    };
    let class = classes!("bar", props.is_moving.then_some("moving"));
    html! { <div {class} id={format!("bar-{}", row.offer)} role="img" tabindex="0" aria-label={label} ~style={style}>{ content }</div> }
}

fn columns(row: &RankedRow) -> String {
    let mut style = String::from("grid-template-columns:");
    for width in row.segments.iter().map(|segment| segment.width).chain([row.open_width]) {
        style.push(' ');
        style.push_str(&percent(width));
    }
    style
}

/// Each colour from where the one before ends, but for the gap between the two. A stop
/// at 0 begins where the stop before it ends.
fn gradient(row: &RankedRow) -> String {
    let mut style = String::from("background-image:linear-gradient(90deg");
    let mut end = 0.0;
    for (at, segment) in row.segments.iter().enumerate() {
        end += segment.width;
        let (hue, gap, end) = (present::hue(at), percent(end - GAP), percent(end));
        style.push_str(&format!(",var(--hue-{hue}) 0 {gap},var(--paper) 0 {end}"));
    }
    let open = percent(end + row.open_width);
    style.push_str(&format!(",var(--line-strong) 0 {open},transparent 0)"));
    style
}

/// The gap between two colours in percent of the bar: some two pixels.
const GAP: f64 = 0.35;

fn percent(width: f64) -> String {
    format!("{}%", Decimal::near(width, 2))
}

/// The segments; the numbers inside name the criteria without colour.
fn segments(room: &str, parts: &[String], is_open: bool) -> Html {
    let segments = room.bytes().enumerate().map(|(at, has_room)| {
        let number = at + 1;
        html! {
            <span key={number} class={format!("segment hue-{}", present::hue(at))} data-text={parts.get(at).cloned()}>
                { if has_room == b'1' { number.to_string() } else { String::new() } }
            </span>
        }
    });
    html! { <>{ for segments }<span class="segment open" hidden={!is_open}></span></> }
}

fn details(lang: Lang, assessment: &Assessment, offer: &Id, name: &str) -> Html {
    let rows = present::details(lang, assessment, offer);
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

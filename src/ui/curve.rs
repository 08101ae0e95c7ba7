//! A drawing of curves as markup: lines in SVG, everything that is read in
//! HTML around it, so that letters stay as large as letters at any width.

use yew::prelude::*;

use crate::i18n::{Lang, phrase};
use crate::present::{Axis, CurveLine, CurveTable, CurveView};

/// Width and height of the box that lines are drawn in; it is stretched to its place.
const BOX: f64 = 1000.0;

/// The drawing with its table behind a summary. `id` is unique in the page.
pub(super) fn curves(lang: Lang, id: &str, view: &CurveView) -> Html {
    let has_strong = view.lines.iter().any(|line| line.is_strong);
    html! {
        <figure class={classes!("curves", has_strong.then_some("has-strong"))}>
            <div class="curves-drawing" role="img" aria-label={view.name.clone()}>
                <span class="curves-title y">{ view.y.title.clone() }</span>
                <div class="curves-plot">
                    { for view.y.ticks.iter().map(|(at, text)| html! {
                        <span class="tick y" ~style={from_below(*at)}><span>{ text.clone() }</span></span>
                    }) }
                    { ticks(&view.x) }
                    <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">
                        { for view.lines.iter().map(line) }
                    </svg>
                    { for view.dots.iter().map(|dot| html! {
                        <span class="dot" ~style={format!("{};{}", from_left(dot.x), from_below(dot.y))}>{ dot.label.clone() }</span>
                    }) }
                    { for view.lines.iter().filter(|line| !line.label.is_empty()).map(|line| html! {
                        <span class={classes!("line-name", format!("hue-{}", line.hue), line.is_strong.then_some("strong"))}
                            ~style={from_below(line.label_at)}>{ line.label.clone() }</span>
                    }) }
                </div>
                <span class="curves-title x">{ view.x.title.clone() }</span>
            </div>
            { table(lang, id, &view.table) }
        </figure>
    }
}

fn ticks(axis: &Axis) -> Html {
    html! {
        { for axis.ticks.iter().enumerate().map(|(place, (at, text))| html! {
            <span class={classes!("tick", "x", (place % 2 == 1).then_some("minor"))} ~style={from_left(*at)}><span>{ text.clone() }</span></span>
        }) }
    }
}

fn line(line: &CurveLine) -> Html {
    let mut points = String::new();
    for (x, y) in &line.points {
        let (x, y) = (whole(x * BOX), whole((1.0 - y) * BOX));
        points.push_str(&format!("{x},{y} "));
    }
    html! {
        <polyline
            class={classes!(format!("hue-{}", line.hue), format!("dash-{}", line.dash), line.is_strong.then_some("strong"))}
            {points}
        />
    }
}

fn table(lang: Lang, id: &str, table: &CurveTable) -> Html {
    let title = phrase("Les courbes en chiffres", "The curves in figures").get(lang);
    html! {
        <details class="curves-table" id={id.to_owned()}>
            <summary id={format!("{id}-summary")}>{ title }</summary>
            <div class="scroll" tabindex="0" role="region" aria-label={title}>
                <table>
                    <caption class="visually-hidden">{ title }</caption>
                    <thead><tr>{ for table.head.iter().map(|head| html! { <th scope="col">{ head.clone() }</th> }) }</tr></thead>
                    <tbody>{ for table.rows.iter().enumerate().map(|(place, row)| html! {
                        <tr key={place}>{ for row.iter().enumerate().map(|(at, text)| if at == 0 {
                            html! { <th scope="row" class="figure">{ text.clone() }</th> }
                        } else {
                            html! { <td class="figure">{ text.clone() }</td> }
                        }) }</tr>
                    }) }</tbody>
                </table>
            </div>
        </details>
    }
}

fn from_left(at: f64) -> String {
    format!("inset-inline-start:{}", percent(at))
}

fn from_below(at: f64) -> String {
    format!("inset-block-end:{}", percent(at))
}

/// To a thousandth, from whole numbers: printing floats would bring their tables.
fn percent(at: f64) -> String {
    let thousandths = whole(at * 1000.0).clamp(0, 1000);
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

/// The nearest whole number, of what lies far within its bounds.
fn whole(value: f64) -> i32 {
    value.round() as i32
}

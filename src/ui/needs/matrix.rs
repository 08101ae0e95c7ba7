//! Needs by offers, and the sheet of a cell.

use yew::prelude::*;

use super::{DateField, button, more, select};
use crate::app::{CoverChoice, Msg, NeedsMsg, NumberPlace};
use crate::i18n::{Lang, phrase};
use crate::present::{CoverSheet, Matrix, MatrixCell, NeedsView};
use crate::say;
use crate::ui::cell_sheet::evidence;
use crate::ui::fields::{NumberField, NumberTarget, TextTarget};
use crate::ui::maybe;
use crate::ui::page::{heading, when_escaped};

pub(super) fn matrix(lang: Lang, level: u8, view: &NeedsView, send: &Callback<Msg>) -> Html {
    html! {
        <section class="needs-part" aria-labelledby="matrix-title">
            { heading(level + 1, "matrix-title", phrase("Couverture par les offres", "Coverage by the offers").get(lang)) }
            { match &view.matrix {
                Some(matrix) => table(lang, matrix, send),
                None => html! { <p class="hint">{ phrase(
                    "Dès qu'il y aura des offres, chacune répondra ici besoin par besoin.",
                    "Once there are offers, each will answer here need by need.",
                ).get(lang) }</p> },
            } }
            <div class="cover-place">{ maybe(&view.sheet, |view| sheet(lang, level, view, send)) }</div>
        </section>
    }
}

fn table(lang: Lang, matrix: &Matrix, send: &Callback<Msg>) -> Html {
    let name = phrase("Besoins et offres", "Needs and offers").get(lang);
    let cell = |cell: &MatrixCell| {
        html! {
            <td key={cell.id.clone()}>{ button_of(cell, send) }</td>
        }
    };
    html! {
        <>
            <p class="hint">{ phrase(
                "● couvert, ◐ en partie, ◷ engagé pour une date, ○ non couvert, ? non renseigné. Une case s'ouvre pour dire ce qui manque et sur quelle pièce on s'appuie.",
                "● covered, ◐ in part, ◷ committed for a date, ○ not covered, ? not known. A cell opens to say what lacks and on which document that rests.",
            ).get(lang) }</p>
            <div class="scroll" tabindex="0" role="region" aria-label={name}>
                <table class="cover-table">
                    <caption class="visually-hidden">{ name }</caption>
                    <thead><tr>
                        <th scope="col">{ phrase("Besoin", "Need").get(lang) }</th>
                        { for matrix.offers.iter().enumerate().map(|(place, offer)| html! { <th scope="col" key={place}>{ offer.clone() }</th> }) }
                    </tr></thead>
                    <tbody>{ for matrix.lines.iter().map(|line| html! {
                        <tr key={line.id.as_str().to_owned()}>
                            <th scope="row">{ line.name.clone() }{ " " }<span class="unit">{ line.priority }</span></th>
                            { for line.cells.iter().map(cell) }
                        </tr>
                    }) }</tbody>
                    <tfoot>{ for matrix.totals.iter().map(|total| html! {
                        <tr key={total.name.clone()}>
                            <th scope="row">{ total.name.clone() }</th>
                            { for total.cells.iter().enumerate().map(|(place, text)| html! { <td key={place}>{ text.clone() }</td> }) }
                        </tr>
                    }) }</tfoot>
                </table>
            </div>
            { more(lang, matrix.hidden, "offers-all", send) }
        </>
    }
}

fn button_of(cell: &MatrixCell, send: &Callback<Msg>) -> Html {
    let (msg, id, label) = (cell.msg.clone(), cell.id.clone(), cell.label.clone());
    html! {
        <button type="button" class="quiet cover" {id} aria-label={label} onclick={send.reform(move |_| msg.clone().into())}>
            <span class="sign" aria-hidden="true">{ cell.sign }</span>{ cell.text.clone() }
        </button>
    }
}

fn sheet(lang: Lang, level: u8, view: &CoverSheet, send: &Callback<Msg>) -> Html {
    let title = &view.cell.title;
    let choose = send.clone();
    let onchoose = Callback::from(move |index: usize| {
        if let Some(choice) = CoverChoice::ALL.get(index) {
            choose.emit(NeedsMsg::Cover(*choice).into());
        }
    });
    html! {
        <section class="panel cover-sheet" aria-labelledby="cover-title" onkeydown={when_escaped(send, NeedsMsg::Close.into())}>
            { heading(level + 2, "cover-title", title) }
            <p id="cover-verdict">{ view.verdict.clone() }</p>
            <div class="sheet-fields" key={title.clone()}>
                <label class="sheet-field">
                    <span class="label">{ phrase("Couverture", "Coverage").get(lang) }</span>
                    { select("cover-choice".into(), say!(lang, "Couverture, {title}", "Coverage, {title}"), view.choices.clone().into_iter(), view.chosen, onchoose) }
                </label>
                { maybe(&view.share, |share| html! {
                    <label class="sheet-field">
                        <span class="label">{ phrase("Part couverte, en\u{a0}%", "Share covered, in %").get(lang) }</span>
                        <NumberField
                            target={NumberTarget::Grid(NumberPlace::Share)} {lang} send={send.clone()} id="cover-share" value={share.clone()}
                            label={say!(lang, "Part couverte en\u{a0}%, {title}", "Share covered in %, {title}")}
                        />
                    </label>
                }) }
                <label class="sheet-field">
                    <span class="label">{ phrase("Engagement\u{a0}: couvert en entier au plus tard", "Commitment: covered in full no later than").get(lang) }</span>
                    <DateField
                        id="cover-committed" label={say!(lang, "Engagement daté, {title}", "Dated commitment, {title}")} value={view.committed_by.clone()} {lang}
                        onset={send.reform(|date| NeedsMsg::CommittedBy(date).into())}
                    />
                </label>
            </div>
            { evidence(lang, "sheet", &view.cell, &TextTarget::Evidence, send) }
            <p class="buttons controls">{ button("cover-close", "", phrase("Fermer", "Close").get(lang), None, true, NeedsMsg::Close, send) }</p>
        </section>
    }
}

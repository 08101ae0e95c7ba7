//! The sheet of a cell: why its fact is so, and where it was read; for a name or
//! a status, the reason of the status.

use yew::prelude::*;

use super::fields::{TextField, TextTarget};
use super::offer_kind;
use super::page::{heading, when_escaped};
use crate::app::{GridMsg, Msg, Part, State};
use crate::dossier::StandingKind;
use crate::i18n::{Lang, Phrase, phrase};
use crate::present::{self, CellSheet, OfferTools};
use crate::say;
use crate::ui::maybe;

/// The sheet of the cell with the cursor.
pub(super) fn sheet(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let (title, content) = match (present::cell_sheet(state), present::offer_tools(state)) {
        (Some(sheet), _) => (sheet.title.clone(), evidence(lang, "sheet", &sheet, &TextTarget::Evidence, send)),
        (None, Some(tools)) => (
            tools.name.clone(),
            html! { <>{ reason(lang, &tools, send) }{ offer_kind::fields(state, &tools.offer, send) }</> },
        ),
        (None, None) => return Html::default(),
    };
    let onkeydown = when_escaped(send, GridMsg::ToggleSheet.into());
    html! {
        <section class="cell-sheet panel" aria-labelledby="cell-sheet-title" {onkeydown}>
            { heading(level + 1, "cell-sheet-title", &title) }
            { content }
            <p class="buttons controls">
                <button type="button" id="close-sheet" onclick={send.reform(|_| GridMsg::ToggleSheet.into())}>
                    { phrase("Fermer", "Close").get(lang) }
                </button>
            </p>
        </section>
    }
}

fn reason(lang: Lang, tools: &OfferTools, send: &Callback<Msg>) -> Html {
    if tools.standing == StandingKind::Regular {
        return html! { <p class="hint">{ phrase(
            "Offre régulière : elle prend part au classement. Un autre statut se choisit dans sa case.",
            "Regular offer: it takes part in the ranking. Another status is chosen in its cell.",
        ).get(lang) }</p> };
    }
    let name = &tools.name;
    html! {
        <label class="sheet-field">
            <span class="label">{ phrase("Motif du statut", "Reason for the status").get(lang) }</span>
            <TextField
                target={TextTarget::Reason(tools.offer.clone(), tools.standing)} value={tools.reason.clone()}
                id={"sheet-reason"} label={say!(lang, "Motif, {name}", "Reason, {name}")} send={send.clone()}
            />
        </label>
    }
}

/// What supports the fact of a cell; the identifiers of the fields begin with `stem`.
pub(super) fn evidence(
    lang: Lang,
    stem: &'static str,
    sheet: &CellSheet,
    target: &dyn Fn(Part) -> TextTarget,
    send: &Callback<Msg>,
) -> Html {
    let title = &sheet.title;
    // The key begins the fields anew for another cell.
    let field = |part: Part, what: &'static str, name: Phrase, value: &str, rows: Option<u8>| {
        let (name, id) = (name.get(lang), format!("{stem}-{what}"));
        html! {
            <div class={classes!("sheet-field", rows.is_some().then_some("wide"))} key={format!("{id} {title}")}>
                <span class="label" aria-hidden="true">{ name }</span>
                <TextField
                    target={target(part)} id={id.clone()} value={value.to_owned()} label={name} {rows} send={send.clone()}
                />
            </div>
        }
    };
    html! {
        <div class="sheet-fields">
            <p class="sheet-fact"><span class="label">{ phrase("Donnée : ", "Fact: ").get(lang) }</span>{ sheet.fact.clone() }</p>
            <p class="hint last-change" hidden={sheet.last_change.is_none()}>{ sheet.last_change.clone() }</p>
            { maybe(&sheet.shortfall, |[gap, workaround]| html! { <>
                { field(Part::Gap, "gap", phrase("Ce qui manque", "What lacks"), gap, Some(2)) }
                { field(Part::Workaround, "workaround", phrase("Contournement", "Workaround"), workaround, Some(2)) }
            </> }) }
            { maybe(&sheet.committed_by, |date| field(
                Part::CommittedBy, "committed-by",
                phrase("Engagement\u{a0}: couvert en entier au plus tard (2026, 2026-06 ou 2026-06-30)", "Commitment: covered in full no later than (2026, 2026-06 or 2026-06-30)"),
                date, None,
            )) }
            { field(Part::Justification, "justification", phrase("Justification", "Justification"), &sheet.justification, Some(3)) }
            { field(Part::Source, "source", phrase("Document", "Document"), &sheet.source, None) }
            { field(Part::Page, "page", phrase("Page ou article", "Page or article"), &sheet.page, None) }
            { field(Part::Address, "address", phrase("Adresse", "Address"), &sheet.address, None) }
            { field(Part::Date, "date", phrase("Date (2026, 2026-06 ou 2026-06-30)", "Date (2026, 2026-06 or 2026-06-30)"), &sheet.date, None) }
            { field(Part::ValidUntil, "valid-until", phrase("Valable jusqu'au", "Valid until"), &sheet.valid_until, None) }
        </div>
    }
}

//! A table of cost lines on its way in: where it is pasted, and what it would do.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::button;
use crate::app::{CostsMsg, Msg};
use crate::i18n::{Lang, phrase};
use crate::present::{CostPasteView, PasteTable};
use crate::say;
use crate::ui::maybe;
use crate::ui::page::heading;
use crate::ui::paste::{grid, text_of, when};

/// The button that asks for a table, and the table while it is looked at.
pub(super) fn place(lang: Lang, level: u8, view: Option<&CostPasteView>, send: &Callback<Msg>) -> Html {
    match view {
        Some(view) => panel(lang, level, view, send),
        None => html! {
            <p class="controls">{ button(
                "cost-paste", "", phrase("Coller des lignes de coût", "Paste cost lines").get(lang), None, true, CostsMsg::AskTable, send,
            ) }</p>
        },
    }
}

fn panel(lang: Lang, level: u8, view: &CostPasteView, send: &Callback<Msg>) -> Html {
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                // The cost model around stays open.
                event.stop_propagation();
                send.emit(Msg::Costs(CostsMsg::GiveUp));
            }
        })
    };
    html! {
        <section class="paste panel" aria-labelledby="cost-paste-title" {onkeydown}>
            { heading(level + 3, "cost-paste-title", phrase("Coller des lignes de coût", "Paste cost lines").get(lang)) }
            { maybe(&view.view.refusal, |refusal| html! { <p class="alert">{ refusal.clone() }</p> }) }
            { match &view.view.table {
                Some(table) => preview(lang, view, table, send),
                None => asking(lang, send),
            } }
        </section>
    }
}

fn asking(lang: Lang, send: &Callback<Msg>) -> Html {
    let onpaste = when(send, |event: Event| {
        let text = text_of(&event)?;
        event.prevent_default();
        Some(Msg::Costs(CostsMsg::Table(text)))
    });
    let onchange = when(send, |event: Event| {
        let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
        (!text.trim().is_empty()).then(|| Msg::Costs(CostsMsg::Table(text)))
    });
    html! {
        <>
            <label class="paste-text" for="cost-paste-text">{ phrase(
                "Copiez vos lignes dans le tableur, une par ligne, avec leurs en-têtes (Libellé, Brique, Source, Nature, Montant unitaire, Quantité, Rythme, Première année, Dernière année, Révision, Hausse au renouvellement), puis collez-les ici\u{a0}: Ctrl+V. Elles s'ajoutent à celles qui sont là. Rien n'est repris avant que vous l'ayez vu.",
                "Copy your lines in the spreadsheet, one per row, with their heads (Label, Brick, Source, Kind, Amount of one unit, Quantity, Rhythm, First year, Last year, Escalation, Rises at renewal), then paste them here: Ctrl+V. They are added to those that are there. Nothing is taken up before you have seen it.",
            ).get(lang) }</label>
            <textarea id="cost-paste-text" rows="4" {onpaste} {onchange} />
            <p class="buttons">{ give_up(lang, send) }</p>
        </>
    }
}

fn give_up(lang: Lang, send: &Callback<Msg>) -> Html {
    button("cost-give-up", "", phrase("Renoncer", "Give up").get(lang), None, true, CostsMsg::GiveUp, send)
}

fn preview(lang: Lang, view: &CostPasteView, table: &PasteTable, send: &Callback<Msg>) -> Html {
    let choose = |column: usize, choice: usize| Msg::Costs(CostsMsg::TableColumn(column, choice));
    let onsource = send.reform(|event: Event| {
        Msg::Costs(CostsMsg::TableSource(event.target_unchecked_into::<HtmlInputElement>().value()))
    });
    html! {
        <>
            <p class="paste-summary">{ table.summary.clone() }</p>
            { maybe(&table.warning, |warning| html! { <p class="alert">{ warning.clone() }</p> }) }
            if view.asks_source {
                <label class="helper-field" for="cost-paste-source">
                    { phrase("Source des montants dont la ligne ne la dit pas", "Source of the amounts whose row does not say it").get(lang) }
                    <input type="text" class="text" id="cost-paste-source" autocomplete="off" value={view.source.clone()} onchange={onsource} />
                </label>
            }
            <p class="buttons">
                { button("cost-land", "primary", phrase("Ajouter ces lignes", "Add these lines").get(lang), None, table.can_land, CostsMsg::Land, send) }
                { give_up(lang, send) }
            </p>
            <div class="scroll" tabindex="0" role="region" aria-label={phrase("Aperçu des lignes de coût", "Preview of the cost lines").get(lang)}>
                { grid(lang, table, "cost-field", choose, send) }
            </div>
            if table.hidden > 0 {
                <p class="hint">{ say!(lang, "Et {0} autres lignes, reprises de même.", "And {0} more lines, taken up likewise.", table.hidden) }</p>
            }
        </>
    }
}

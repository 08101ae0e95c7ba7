//! A table of needs on its way in: where it is pasted, and what it would do.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::button;
use crate::app::{Msg, NeedsMsg};
use crate::i18n::{Lang, phrase};
use crate::present::{PasteTable, PasteView};
use crate::say;
use crate::ui::maybe;
use crate::ui::page::{heading, when_escaped};
use crate::ui::paste::{grid, text_of, when};

pub(super) fn panel(lang: Lang, level: u8, view: &PasteView, send: &Callback<Msg>) -> Html {
    html! {
        <section class="paste panel" aria-labelledby="needs-paste-title" onkeydown={when_escaped(send, NeedsMsg::GiveUp.into())}>
            { heading(level + 1, "needs-paste-title", phrase("Coller des besoins", "Paste needs").get(lang)) }
            { maybe(&view.refusal, |refusal| html! { <p class="alert">{ refusal.clone() }</p> }) }
            { match &view.table {
                Some(table) => preview(lang, table, send),
                None => asking(lang, send),
            } }
        </section>
    }
}

fn asking(lang: Lang, send: &Callback<Msg>) -> Html {
    let onpaste = when(send, |event: Event| {
        let text = text_of(&event)?;
        event.prevent_default();
        Some(NeedsMsg::Table(text).into())
    });
    let onchange = when(send, |event: Event| {
        let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
        (!text.trim().is_empty()).then(|| NeedsMsg::Table(text).into())
    });
    html! {
        <>
            <label class="paste-text" for="needs-paste-text">{ phrase(
                "Copiez vos besoins dans le tableur, un par ligne, avec leurs en-têtes (Besoin, Priorité, Poids, Mesure, Porteur, Échéance, Profils d'usage, Compte dans, Critères), puis collez-les ici\u{a0}: Ctrl+V. Un besoin déjà inscrit sous le même nom est complété. Rien n'est repris avant que vous l'ayez vu.",
                "Copy your needs in the spreadsheet, one per line, with their heads (Need, Priority, Weight, Measure, Owner, Deadline, Usage profiles, Counts in, Criteria), then paste them here: Ctrl+V. A need that is there under the same name is completed. Nothing is taken up before you have seen it.",
            ).get(lang) }</label>
            <textarea id="needs-paste-text" rows="4" {onpaste} {onchange} />
            <p class="buttons">{ give_up(lang, send) }</p>
        </>
    }
}

fn give_up(lang: Lang, send: &Callback<Msg>) -> Html {
    button("needs-give-up", "", phrase("Renoncer", "Give up").get(lang), None, true, NeedsMsg::GiveUp, send)
}

fn preview(lang: Lang, table: &PasteTable, send: &Callback<Msg>) -> Html {
    let choose = |column: usize, choice: usize| Msg::from(NeedsMsg::Choose(column, choice));
    html! {
        <>
            <p class="paste-summary">{ table.summary.clone() }</p>
            { maybe(&table.warning, |warning| html! { <p class="alert">{ warning.clone() }</p> }) }
            <p class="buttons">
                { button("needs-land", "primary", phrase("Reprendre ces besoins", "Take these needs up").get(lang), None, table.can_land, NeedsMsg::Land, send) }
                { give_up(lang, send) }
            </p>
            <div class="scroll" tabindex="0" role="region" aria-label={phrase("Aperçu des besoins", "Preview of the needs").get(lang)}>
                { grid(lang, table, "needs-field", choose, send) }
            </div>
            if table.hidden > 0 {
                <p class="hint">{ say!(lang, "Et {0} autres lignes, reprises de même.", "And {0} more lines, taken up likewise.", table.hidden) }</p>
            }
        </>
    }
}

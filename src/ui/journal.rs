//! The journal: one section, wherever a screen puts it.

use yew::prelude::*;

use super::page::heading;
use super::seal;
use crate::app::{Msg, SealMsg, State};
use crate::i18n::{Phrase, phrase};
use crate::present::{self, JournalRow};

/// The journal as a table, or the button that begins one. `level` is the heading
/// level of the title of the widget.
#[inline(never)]
pub(super) fn journal(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let view = present::journal(state);
    let button = |id: &'static str, text: Phrase, msg: SealMsg| {
        let onclick = send.reform(move |_| msg.clone().into());
        html! { <button type="button" {id} {onclick}>{ text.get(lang) }</button> }
    };
    let row = |(index, row): (usize, &JournalRow)| {
        html! { <tr key={index}><td class="when">{ row.at.clone() }</td><td>{ row.by.clone() }</td><td>{ row.what.clone() }</td></tr> }
    };
    let title = phrase("Journal", "Journal").get(lang);
    html! {
        <section class="journal" aria-labelledby="journal-title">
            { heading(level + 1, "journal-title", title) }
            if !view.is_kept {
                <p class="hint">{ phrase(
                    "Ce dossier ne tient pas de journal. Il en tiendra un dès que vous l'ouvrez ici, ou que vous scellez la grille\u{a0}: qui, quoi, quand.",
                    "This dossier keeps no journal. It will once you begin one here, or seal the grid: who, what, when.",
                ).get(lang) }</p>
                <p class="buttons controls">{ button("keep-journal", phrase("Tenir un journal", "Keep a journal"), SealMsg::KeepJournal) }</p>
            } else {
                <div class="controls">{ seal::who(lang, &view.who, "journal-who", send) }</div>
                <div class="scroll" tabindex="0" role="region" aria-label={phrase("Tableau du journal", "Table of the journal").get(lang)}>
                    <table class="journal-table">
                        <caption>{ view.count.clone() }</caption>
                        <thead><tr>
                            <th scope="col">{ phrase("Date", "Date").get(lang) }</th>
                            <th scope="col">{ phrase("Auteur", "Author").get(lang) }</th>
                            <th scope="col">{ phrase("Changement", "Change").get(lang) }</th>
                        </tr></thead>
                        <tbody>{ for view.rows.iter().enumerate().map(row) }</tbody>
                    </table>
                </div>
                <p class="buttons controls">
                    if view.has_more {
                        { button("journal-all", phrase("Tout montrer", "Show all"), SealMsg::ToggleJournal) }
                    } else if view.shows_all {
                        { button("journal-all", phrase("N'en montrer que la fin", "Show only its end"), SealMsg::ToggleJournal) }
                    }
                    { button("journal-export", phrase("Exporter en CSV", "Export as CSV"), SealMsg::Export(view.csv.clone())) }
                </p>
            }
        </section>
    }
}

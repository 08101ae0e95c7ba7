//! The ranking before and after a change, as a table.

use yew::prelude::*;

use crate::i18n::{Lang, phrase};
use crate::present::{Outlook, OutlookRow};

/// The table with the sentence on who leads. `id` is unique in the page.
pub(super) fn outlook(lang: Lang, id: &str, view: &Outlook) -> Html {
    let title = phrase("Le classement, aujourd'hui et après", "The ranking, today and after").get(lang);
    html! {
        <div class="outlook" id={id.to_owned()}>
            <p class="outlook-leader"><strong>{ view.leader.clone() }</strong></p>
            <div class="scroll" tabindex="0" role="region" aria-label={title} hidden={view.rows.is_empty()}>
                <table class="plain-table">
                    <caption>{ title }</caption>
                    <thead><tr>
                        <th scope="col">{ phrase("Offre", "Offer").get(lang) }</th>
                        <th scope="col" class="figure">{ phrase("Rang aujourd'hui", "Rank today").get(lang) }</th>
                        <th scope="col" class="figure">{ phrase("Rang après", "Rank after").get(lang) }</th>
                        <th scope="col">{ phrase("Mouvement", "Movement").get(lang) }</th>
                        <th scope="col" class="figure">{ phrase("Total aujourd'hui", "Total today").get(lang) }</th>
                        <th scope="col" class="figure">{ phrase("Total après", "Total after").get(lang) }</th>
                    </tr></thead>
                    <tbody>{ for view.rows.iter().map(row) }</tbody>
                </table>
            </div>
        </div>
    }
}

fn row(row: &OutlookRow) -> Html {
    html! {
        <tr key={row.offer.as_str().to_owned()} data-offer={row.offer.as_str().to_owned()}>
            <th scope="row">{ row.name.clone() }</th>
            <td class="figure">{ row.before.rank.clone() }</td>
            <td class="figure"><strong>{ row.after.rank.clone() }</strong></td>
            <td class="sign">
                <span aria-hidden="true">{ row.sign.clone() }</span>
                <span class="visually-hidden">{ row.spoken.clone() }</span>
            </td>
            <td class="figure">{ row.before.total.clone() }</td>
            <td class="figure">{ row.after.total.clone() }</td>
        </tr>
    }
}

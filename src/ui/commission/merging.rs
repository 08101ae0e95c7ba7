//! What comes in: pasted, chosen or dropped, shown before it lands.

use yew::prelude::*;

use super::controls::LinksField;
use crate::app::{CommissionMsg, Msg};
use crate::i18n::{Lang, phrase};
use crate::present::commission::MergeView;
use crate::ui::page::heading;

pub(super) fn section(lang: Lang, level: u8, view: &MergeView, send: &Callback<Msg>) -> Html {
    let can_land = view.count > 0;
    let land = {
        let send = send.clone();
        Callback::from(move |_| {
            if can_land {
                send.emit(CommissionMsg::Land.into());
            }
        })
    };
    html! {
        <section class="merging" aria-labelledby="merge-title">
            { heading(level + 1, "merge-title", phrase("Réunir les notes", "Bring the notes together").get(lang)) }
            <div class="merge-in controls">
                <LinksField {lang} send={send.clone()} />
                if let Some(nothing) = view.nothing { <p class="alert" id="merge-nothing">{ nothing }</p> }
            </div>
            <div class="arrivals-place">
                if !view.arrivals.is_empty() {
                    <div class="panel arrivals">
                        { heading(level + 2, "arrivals-title", phrase("Ce qui est arrivé", "What has come in").get(lang)) }
                        <ul>{ for view.arrivals.iter().enumerate().map(|(place, arrival)| html! {
                            <li key={place} class={classes!("arrival", arrival.is_refused.then_some("refused"))}>
                                <strong>{ arrival.from.clone() }</strong>
                                <span>
                                    if arrival.is_refused { <span class="verdict">{ phrase("Refusé. ", "Refused. ").get(lang) }</span> }
                                    { arrival.text.clone() }
                                </span>
                                if !arrival.details.is_empty() {
                                    <ul>{ for arrival.details.iter().map(|detail| html! { <li key={detail.clone()}>{ detail.clone() }</li> }) }</ul>
                                }
                            </li>
                        }) }</ul>
                        <p class="buttons controls">
                            <button type="button" id="merge-land" class="primary" hidden={!can_land} onclick={land}>{ view.land.clone() }</button>
                            <button type="button" id="merge-discard" onclick={send.reform(|_| CommissionMsg::Discard.into())}>
                                { if can_land { phrase("Renoncer", "Give up") } else { phrase("Fermer", "Close") }.get(lang) }
                            </button>
                        </p>
                    </div>
                }
            </div>
        </section>
    }
}

//! The share panel.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::page::heading;
use crate::app::{Msg, State};
use crate::i18n::phrase;
use crate::present::{self, Gauge};

#[inline(never)]
pub(super) fn share(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let Some(view) = present::share(state) else { return Html::default() };
    let gauge = match view.gauge {
        Gauge::Short => "gauge short",
        Gauge::Long => "gauge long",
        Gauge::TooLong => "gauge too-long",
    };
    let close = send.reform(|_| Msg::CloseShare);
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                send.emit(Msg::CloseShare);
            }
        })
    };
    html! {
        <section class="panel share controls" aria-labelledby="share-title" {onkeydown}>
            { heading(level, "share-title", phrase("Partager ce comparatif", "Share this comparison").get(lang)) }
            <p>{ phrase("Le lien contient tout le comparatif ; il n'est envoyé à aucun serveur. Il contient\u{a0}:", "The link holds the whole comparison; it is sent to no server. It holds:").get(lang) }</p>
            <ul>{ for view.contents.iter().map(|line| html! { <li key={line.clone()}>{ line.clone() }</li> }) }</ul>
            <p class="alert" hidden={!view.has_prices}>
                { phrase(
                    "Ce lien contient les prix des offres\u{a0}: confidentiel pendant la procédure (L2132-1, à vérifier).",
                    "This link holds the prices of the offers: confidential during the procedure (L2132-1, to be checked).",
                ).get(lang) }
            </p>
            <div class="link-place">{ for view.link.as_ref().map(|link| html! {
                <textarea
                    id="share-link" class="link" readonly=true rows="3" value={link.clone()}
                    aria-label={phrase("Lien du comparatif", "Link of the comparison").get(lang)}
                    onfocus={|event: FocusEvent| event.target_unchecked_into::<HtmlTextAreaElement>().select()}
                />
            }) }</div>
            <p class={gauge}>{ view.length.clone() }</p>
            <p class="buttons">
                <button type="button" id="copy-link" class="primary" hidden={view.link.is_none()}
                    onclick={send.reform(|_| Msg::CopyLink)}>{ phrase("Copier le lien", "Copy the link").get(lang) }</button>
                <button type="button" id="share-save" onclick={send.reform(|_| Msg::Download)}>
                    { phrase("Enregistrer dans un fichier", "Save in a file").get(lang) }
                </button>
                <button type="button" id="share-close" onclick={close}>{ phrase("Fermer", "Close").get(lang) }</button>
                <span class="done" id="copied">{ match view.copied {
                    Some(true) => phrase("Lien copié.", "Link copied.").get(lang),
                    Some(false) => phrase("Le lien est sélectionné\u{a0}: copiez-le avec Ctrl+C.", "The link is selected: copy it with Ctrl+C.").get(lang),
                    None => "",
                } }</span>
            </p>
        </section>
    }
}

//! What leaves: the link, the file, what they hold.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::app::{CommissionMsg, Msg};
use crate::i18n::{Lang, phrase};
use crate::present::commission::LetterView;
use crate::ui::maybe;
use crate::ui::page::heading;

pub(super) fn panel(lang: Lang, level: u8, view: &LetterView, send: &Callback<Msg>) -> Html {
    let close = send.reform(|_| CommissionMsg::CloseLetter.into());
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                send.emit(CommissionMsg::CloseLetter.into());
            }
        })
    };
    html! {
        <section class="panel letter controls" aria-labelledby="letter-title" {onkeydown}>
            { heading(level + 1, "letter-title", &view.title) }
            <p>{ view.advice.clone() }</p>
            if !view.contents.is_empty() {
                <ul>{ for view.contents.iter().map(|line| html! { <li key={line.clone()}>{ line.clone() }</li> }) }</ul>
            }
            { maybe(&view.link, |link| html! {
                <textarea
                    id="letter-link" class="link" readonly=true rows="3" value={link.clone()} aria-label={view.title.clone()}
                    onfocus={|event: FocusEvent| event.target_unchecked_into::<HtmlTextAreaElement>().select()}
                />
            }) }
            <p class="hint">{ view.length.clone() }</p>
            <p class="buttons">
                <button type="button" id="letter-copy" class="primary" hidden={view.link.is_none()}
                    onclick={send.reform(|_| CommissionMsg::CopyLetter.into())}
                >{ phrase("Copier le lien", "Copy the link").get(lang) }</button>
                <button type="button" id="letter-save" onclick={send.reform(|_| CommissionMsg::SaveLetter.into())}>
                    { phrase("Enregistrer le fichier", "Save the file").get(lang) }
                </button>
                <button type="button" id="letter-close" onclick={close}>{ phrase("Fermer", "Close").get(lang) }</button>
                <span class="done" id="letter-copied">{ match view.copied {
                    Some(true) => phrase("Lien copié.", "Link copied.").get(lang),
                    Some(false) => phrase("Le lien est sélectionné\u{a0}: copiez-le avec Ctrl+C.", "The link is selected: copy it with Ctrl+C.").get(lang),
                    None => "",
                } }</span>
            </p>
        </section>
    }
}

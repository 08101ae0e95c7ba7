//! What arrives: the banner over somebody's state, and the panel that asks for a passphrase.

use yew::prelude::*;

use super::page::heading;
use super::passphrase::Passphrase;
use crate::app::{Msg, Secret, State, UnlockMsg};
use crate::i18n::phrase;
use crate::present;

/// Whose state is on the screen, and the ways back to it and on from it.
#[inline(never)]
pub(super) fn banner(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let Some(view) = present::received(state) else { return Html::default() };
    let back = send.reform(|_| Msg::BackToShared);
    html! {
        <section class={classes!("received", view.is_trial.then_some("trial"))} aria-labelledby="received-title">
            <div>
                { heading(level, "received-title", view.title) }
                <p>{ view.text.clone() }</p>
                <p class="hint">{ view.holds.clone() }</p>
                <p class="confidential" hidden={!view.is_confidential}>{ phrase(
                    "Contient des offres\u{a0}: confidentiel (L2132-1)",
                    "Contains offers: confidential (L2132-1)",
                ).get(lang) }</p>
            </div>
            <p class="buttons controls">
                // Not `disabled`: the focus would be lost when one is back.
                <button
                    type="button" id="back-to-shared" class={view.is_trial.then_some("primary")}
                    aria-disabled={(!view.is_trial).then_some("true")} onclick={back}
                >{ phrase("Revenir à l'état partagé", "Back to the shared state").get(lang) }</button>
                <button type="button" id="keep" onclick={send.reform(|_| Msg::KeepAsMine)}>
                    { phrase("Modifier une copie", "Edit a copy").get(lang) }
                </button>
            </p>
        </section>
    }
}

/// The panel that asks for a passphrase.
#[inline(never)]
pub(super) fn unlock(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let Some(view) = present::unlock(state) else { return Html::default() };
    let submit = send.reform(|secret: Secret| UnlockMsg::Try(secret).into());
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                send.emit(UnlockMsg::Cancel.into());
            }
        })
    };
    html! {
        <section class="panel unlock controls" aria-labelledby="unlock-title" {onkeydown}>
            { heading(level, "unlock-title", phrase("Comparatif sous phrase secrète", "Comparison under a passphrase").get(lang)) }
            <p id="unlock-text">{ view.text.clone() }</p>
            <Passphrase
                id="unlock-phrase" {lang} described_by="unlock-text unlock-refusal" attempts={view.attempts}
                is_wrong={!view.refusal.is_empty()} is_busy={view.is_busy}
                action={phrase("Ouvrir", "Open").get(lang)} working={phrase("Déchiffrement…", "Decrypting…").get(lang)}
                {submit}
            />
            <p class="field-error" id="unlock-refusal">{ view.refusal }</p>
            <p class="buttons">
                <button type="button" id="unlock-cancel" onclick={send.reform(|_| UnlockMsg::Cancel.into())}>
                    { phrase("Ne pas l'ouvrir", "Do not open it").get(lang) }
                </button>
                <span class="hint">{ phrase(
                    "Tout se passe dans ce navigateur\u{a0}; rien n'est mémorisé.",
                    "All of it happens in this browser; nothing is kept.",
                ).get(lang) }</span>
            </p>
        </section>
    }
}

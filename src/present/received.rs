//! What arrives: somebody's state, or an envelope that waits for its passphrase.

use super::contents::{contents, is_nameless};
use crate::app::{State, holds_prices};
use crate::dossier::Flavour;
use crate::i18n::{Lang, phrase};
use crate::saved::link::LockError;
use crate::say;

/// Whose state is on the screen, when it came through a link.
#[derive(Clone, Debug, PartialEq)]
pub struct ReceivedView {
    /// `État partagé`, or `Vous essayez`.
    pub title: &'static str,
    /// What that means.
    pub text: String,
    /// What the link holds, in a sentence or two.
    pub holds: String,
    /// Whether it holds prices.
    pub is_confidential: bool,
    /// Whether something is being tried beside it.
    pub is_trial: bool,
}

/// The banner, while a received state or a trial beside it is shown.
pub fn received(state: &State) -> Option<ReceivedView> {
    let lang = state.lang;
    let received = state.received.as_ref()?;
    let is_trial = state.is_trial();
    let (title, text) = if is_trial {
        (
            phrase("Vous essayez\u{a0}: l'état partagé est gardé", "You are trying: the shared state is kept"),
            phrase(
                "Ce qui est à l'écran n'est plus ce que vous avez reçu, et n'est pas mémorisé.",
                "What is on the screen is no longer what you received, and is not kept.",
            ),
        )
    } else {
        (
            phrase("État partagé, tel que vous l'avez reçu", "Shared state, as you received it"),
            phrase(
                "Déplacez un poids\u{a0}: c'est un essai, cet état ne change pas.",
                "Move a weight: it is a trial, this state does not change.",
            ),
        )
    };
    let nameless = match received.flavour {
        Some(flavour) => flavour == Flavour::Anonymised,
        None => is_nameless(&received.dossier),
    };
    let held = contents(lang, &received.dossier, nameless);
    let held: Vec<String> =
        held.iter().filter(|content| content.is_held).map(|content| held_text(lang, content)).collect();
    let held = held.join(phrase("\u{a0}; ", "; ").get(lang));
    let mut holds = vec![say!(lang, "Contient\u{a0}: {held}.", "Holds: {held}.")];
    if let Some(flavour) = received.flavour {
        let name = match flavour {
            Flavour::Grid => phrase("Grille seule.", "Grid only."),
            Flavour::Anonymised => phrase("Comparatif anonymisé.", "Anonymised comparison."),
            Flavour::Complete => phrase("Comparatif complet.", "Complete comparison."),
        };
        holds.insert(0, name.get(lang).into());
    }
    if received.was_locked {
        holds.insert(0, phrase("Reçu sous phrase secrète.", "Received under a passphrase.").get(lang).into());
    }
    Some(ReceivedView {
        title: title.get(lang),
        text: text.get(lang).to_owned(),
        holds: holds.join(" "),
        is_confidential: holds_prices(&received.dossier),
        is_trial,
    })
}

fn held_text(lang: Lang, content: &super::Content) -> String {
    let mut name = content.name.to_owned();
    // Within a sentence.
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    let detail = &content.detail;
    if detail.is_empty() { name } else { say!(lang, "{name} ({detail})", "{name} ({detail})") }
}

/// The panel that asks for a passphrase.
#[derive(Clone, Debug, PartialEq)]
pub struct UnlockView {
    /// What has arrived.
    pub text: String,
    /// Whether a passphrase is being tried.
    pub is_busy: bool,
    /// Why the last one did not open it; empty before one was tried.
    pub refusal: &'static str,
    /// How many were tried in vain.
    pub attempts: u32,
}

/// The panel, when something waits for its passphrase.
pub fn unlock(state: &State) -> Option<UnlockView> {
    let lang = state.lang;
    let unlock = state.unlock.as_ref()?;
    let text = match &unlock.file {
        Some(name) => say!(
            lang,
            "Le fichier «\u{a0}{name}\u{a0}» est chiffré. Il s'ouvre avec la phrase secrète que vous a donnée son auteur.",
            "The file “{name}” is encrypted. It opens with the passphrase that its author gave you."
        ),
        None => phrase(
            "Ce lien est chiffré. Il s'ouvre avec la phrase secrète que vous a donnée son auteur.",
            "This link is encrypted. It opens with the passphrase that its author gave you.",
        )
        .get(lang)
        .into(),
    };
    Some(UnlockView {
        text,
        is_busy: unlock.trying.is_some(),
        refusal: unlock.refusal.map_or("", |error| refusal(lang, error)),
        attempts: unlock.attempts,
    })
}

/// One sentence for a wrong passphrase and for a changed envelope: nobody can tell them apart.
fn refusal(lang: Lang, error: LockError) -> &'static str {
    match error {
        LockError::NoMemory => phrase(
            "Ce navigateur manque de mémoire pour déchiffrer\u{a0}: fermez d'autres onglets, puis réessayez.",
            "This browser lacks the memory to decrypt: close other tabs, then try again.",
        ),
        LockError::Refused | LockError::TooLarge => phrase(
            "Cette phrase n'ouvre pas ce comparatif\u{a0}: elle n'est pas la bonne, ou le contenu a été altéré en chemin.",
            "This passphrase does not open this comparison: it is not the right one, or what was sent was altered on the way.",
        ),
    }
    .get(lang)
}

/// What the live region says of it.
pub(super) fn refused(state: &State) -> String {
    unlock(state).map(|view| view.refusal.to_owned()).unwrap_or_default()
}

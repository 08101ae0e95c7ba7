//! Notices and announcements: what has just happened, in words.

use super::{errors, link_errors, sentences};
use crate::app::{Event, Notice, State, StorageFailure};
use crate::i18n::phrase;
use crate::say;

/// A notice as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct NoticeView {
    /// The sentences.
    pub text: String,
    /// Whether part of a damaged link can be opened.
    pub has_recovery: bool,
}

/// The notice of a state.
pub fn notice(state: &State) -> Option<NoticeView> {
    let lang = state.lang;
    let notice = state.notice.as_ref()?;
    let text = match notice {
        Notice::Refused(refusal) => sentences::refusal(lang, refusal),
        Notice::FileUnreadable { name } => {
            say!(lang, "Le navigateur n'a pas pu lire «\u{a0}{name}\u{a0}».", "The browser could not read “{name}”.")
        }
        Notice::FileNotOffered { name } => say!(
            lang,
            "Ce navigateur refuse de proposer le fichier «\u{a0}{name}\u{a0}» dans cette page.",
            "This browser refuses to offer the file “{name}” on this page."
        ),
        Notice::FileRefused { name, errors } => {
            let first = errors.first().map(|error| errors::file_error(lang, error)).unwrap_or_default();
            let more = match errors.len().saturating_sub(1) {
                0 => String::new(),
                1 => phrase(" Et une autre erreur.", " And one more error.").get(lang).into(),
                n => say!(lang, " Et {n} autres erreurs.", " And {n} more errors."),
            };
            say!(
                lang,
                "«\u{a0}{name}\u{a0}» n'a pas été ouvert. {first}{more}",
                "“{name}” was not opened. {first}{more}"
            )
        }
        Notice::LinkDamaged(damaged) => link_errors::damaged(lang, damaged),
        Notice::NotKept(StorageFailure::Refused) => phrase(
            "Ce navigateur ne garde rien pour cette page\u{a0}: enregistrez votre travail dans un fichier.",
            "This browser keeps nothing for this page: save your work in a file.",
        )
        .get(lang)
        .into(),
        Notice::NotKept(StorageFailure::Full) => phrase(
            "La mémoire de ce navigateur est pleine\u{a0}: enregistrez votre travail dans un fichier.",
            "The memory of this browser is full: save your work in a file.",
        )
        .get(lang)
        .into(),
    };
    let has_recovery = matches!(notice, Notice::LinkDamaged(damaged) if damaged.recovered.is_some());
    Some(NoticeView { text, has_recovery })
}

/// What the live region says.
pub fn announcement(state: &State) -> String {
    let lang = state.lang;
    let Some(event) = &state.announcement.event else { return String::new() };
    let step = |edit| sentences::edit(lang, &state.assessment, edit);
    match event {
        Event::ScreenShown => state.screen.name().get(lang).into(),
        Event::Opened => {
            let title = &state.dossier().title;
            say!(lang, "Ouvert\u{a0}: {title}.", "Opened: {title}.")
        }
        Event::Undone(edit) => say!(lang, "Annulé\u{a0}: {0}.", "Undone: {0}.", step(edit)),
        Event::Redone(edit) => say!(lang, "Rétabli\u{a0}: {0}.", "Redone: {0}.", step(edit)),
        Event::LeadersChanged => leaders(state),
        Event::Criteria { news, is_lead_new } => {
            let said = super::criteria::news(state, news);
            if *is_lead_new { [said, leaders(state)].join(" ") } else { said }
        }
        Event::Noticed => notice(state).map(|notice| notice.text).unwrap_or_default(),
        Event::LinkCopied(true) => phrase("Lien copié.", "Link copied.").get(lang).into(),
        Event::LinkCopied(false) => phrase(
            "Le lien est sélectionné\u{a0}: copiez-le avec Ctrl+C.",
            "The link is selected: copy it with Ctrl+C.",
        )
        .get(lang)
        .into(),
        Event::FileOffered { name } => say!(lang, "Fichier {name} proposé.", "File {name} offered."),
        Event::WorkForgotten => phrase("Travail oublié.", "Work forgotten.").get(lang).into(),
    }
}

fn leaders(state: &State) -> String {
    let leaders = state.assessment.leaders();
    let names: Vec<String> = leaders.map(|offer| sentences::offer_name(&state.assessment, offer).to_owned()).collect();
    say!(state.lang, "En tête\u{a0}: {0}.", "Leading: {0}.", sentences::list(state.lang, &names))
}

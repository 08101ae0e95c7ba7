//! The head of the page: what is open, whose it is, whether it is kept.

use super::weights::step_text;
use crate::app::{Origin, State};
use crate::i18n::phrase;
use crate::say;

/// The head as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderView {
    /// The title of the dossier.
    pub title: String,
    /// A remark of the dossier itself.
    pub dossier_notice: String,
    /// Whose state this is.
    pub origin: String,
    /// Whether the user may make it theirs.
    pub can_keep: bool,
    /// `Annuler : poids, « Coût »`; none when there is nothing to undo.
    pub undo: Option<String>,
    /// The same for redo.
    pub redo: Option<String>,
    /// Whether the ways to begin are shown: nobody's work is on the screen.
    pub is_beginning: bool,
    /// The last work kept in this browser, its slot and title; the panel has them all.
    pub last_work: Option<(String, String)>,
}

/// The head of a state.
pub fn header(state: &State) -> HeaderView {
    let (lang, dossier) = (state.lang, state.dossier());
    let origin = match &state.origin {
        Origin::Example(_) if state.works.keeps_nothing => phrase(
            "Exemple de la boîte. Votre premier changement en fait votre travail\u{a0}; rien n'est mémorisé dans ce navigateur.",
            "Example in the box. Your first change makes it your own work; nothing is kept in this browser.",
        )
        .get(lang)
        .to_owned(),
        Origin::Example(_) => phrase(
            "Exemple de la boîte. Votre premier changement en fait votre travail, gardé dans ce navigateur.",
            "Example in the box. Your first change makes it your own work, kept in this browser.",
        )
        .get(lang)
        .to_owned(),
        Origin::Mine if state.works.keeps_nothing => phrase(
            "Votre travail. Rien n'est mémorisé dans ce navigateur\u{a0}: enregistrez-le dans un fichier.",
            "Your work. Nothing is kept in this browser: save it in a file.",
        )
        .get(lang)
        .to_owned(),
        Origin::Mine if state.storage_failure.is_some() => phrase(
            "Votre travail. Ce navigateur ne peut pas le garder : enregistrez-le dans un fichier.",
            "Your work. This browser cannot keep it: save it in a file.",
        )
        .get(lang)
        .to_owned(),
        Origin::Mine if state.slot.is_some() => {
            phrase("Votre travail, gardé dans ce navigateur.", "Your work, kept in this browser.").get(lang).to_owned()
        }
        Origin::Mine => phrase("Votre travail.", "Your work.").get(lang).to_owned(),
        Origin::Link => phrase(
            "Comparatif reçu par un lien. Vos essais ne changent pas le lien et ne sont pas gardés.",
            "Comparison received through a link. What you try does not change the link and is not kept.",
        )
        .get(lang)
        .to_owned(),
        Origin::File(name) => say!(lang, "Ouvert depuis le fichier « {name} ».", "Opened from the file “{name}”."),
        Origin::Host => {
            phrase("Comparatif fourni par cette page.", "Comparison given by this page.").get(lang).to_owned()
        }
    };
    HeaderView {
        title: dossier.title.clone(),
        dossier_notice: dossier.notice.clone(),
        origin,
        can_keep: state.origin == Origin::Host,
        undo: step_text(state, state.history.undoable()),
        redo: step_text(state, state.history.redoable()),
        is_beginning: matches!(state.origin, Origin::Example(_)),
        last_work: state.works.works.first().map(|work| (work.slot.clone(), work.title.clone())),
    }
}

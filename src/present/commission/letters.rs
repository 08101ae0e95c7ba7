//! What leaves: an invitation, or the notes of an evaluator.

use super::moment;
use crate::app::State;
use crate::i18n::{self, Lang, phrase};
use crate::say;

/// What leaves, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct LetterView {
    /// `Lien pour Mme Roux`.
    pub title: String,
    /// What to do with it.
    pub advice: String,
    /// What it holds and what it does not, one line each.
    pub contents: Vec<String>,
    /// The link; none when the dossier is too large for one.
    pub link: Option<String>,
    /// How long it is.
    pub length: String,
    /// Whether the clipboard took it.
    pub copied: Option<bool>,
}

/// What is about to leave.
pub(super) fn letter(state: &State) -> Option<LetterView> {
    let lang = state.lang;
    let letter = state.commission.letter.as_ref().filter(|letter| letter.is_current(state))?;
    let name = &letter.of;
    let (title, advice) = match letter.at {
        None => (
            say!(lang, "Lien pour {name}", "Link for {name}"),
            say!(
                lang,
                "Envoyez-lui ce lien, ou le fichier. {name} note dans son navigateur, puis vous renvoie un lien ou un fichier.",
                "Send them this link, or the file. {name} notes in their browser, then sends a link or a file back."
            ),
        ),
        Some(at) => (
            say!(lang, "Vos notes, le {0}", "Your notes, {0}", moment(lang, at)),
            phrase(
                "Envoyez ce lien, ou le fichier, à la personne qui préside la commission. Si vous changez une note ensuite, rendez vos notes de nouveau\u{a0}: les dernières comptent.",
                "Send this link, or the file, to the chair of the commission. Should you change a note afterwards, hand in again: the last ones count.",
            )
            .get(lang)
            .into(),
        ),
    };
    let length = match &letter.link {
        None => phrase(
            "Ce dossier est trop grand pour un lien\u{a0}: envoyez le fichier.",
            "This dossier is too large for a link: send the file.",
        )
        .get(lang)
        .into(),
        Some(link) => {
            let count = i18n::integer(lang, link.chars().count());
            match link.chars().count() {
                0..=2000 => say!(lang, "{count} caractères.", "{count} characters."),
                _ => say!(
                    lang,
                    "{count} caractères\u{a0}: trop long pour certains courriels, préférez alors le fichier.",
                    "{count} characters: too long for some mails, prefer the file then."
                ),
            }
        }
    };
    let contents = if letter.at.is_none() { contents(lang, state) } else { Vec::new() };
    Some(LetterView { title, advice, contents, link: letter.link.clone(), length, copied: letter.copied })
}

fn contents(lang: Lang, state: &State) -> Vec<String> {
    let is_blind = state.dossier().commission.is_blind;
    let offers = if is_blind {
        phrase(
            "les offres, sous des noms neutres (Offre A, Offre B…)",
            "the offers, under neutral names (Offre A, Offre B…)",
        )
    } else {
        phrase("les offres, avec leurs noms", "the offers, with their names")
    };
    let lines = [
        phrase(
            "la grille annoncée, et les critères que cette personne note",
            "the announced grid, and the criteria that this person notes",
        ),
        offers,
        phrase("les notes que cette personne a déjà données", "the notes that this person has already given"),
        phrase(
            "ni prix ni coûts, ni données des offres, ni notes des autres évaluateurs",
            "neither prices nor costs, nor facts of the offers, nor notes of other evaluators",
        ),
    ];
    lines.map(|line| line.get(lang).to_owned()).to_vec()
}

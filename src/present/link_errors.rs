//! What is wrong with a link, and what is left of it, in plain sentences.

use crate::i18n::{Lang, integer};
use crate::saved::link::{Damaged, LinkError, Loss, Part};
use crate::say;

/// Everything there is to say about a damaged link, in one paragraph: what is
/// wrong, what could be read, what lacks, what to do.
pub fn damaged(lang: Lang, damaged: &Damaged) -> String {
    let mut sentences = vec![error(lang, &damaged.error)];
    match &damaged.recovered {
        Some(dossier) => {
            let title = &dossier.title;
            sentences.push(say!(
                lang,
                "Une partie du dossier « {title} » a pu être relue ; rien ne garantit qu'elle soit exacte.",
                "Part of the dossier “{title}” could be read; nothing guarantees that it is right."
            ));
            if !damaged.lost.is_empty() {
                let lost: Vec<String> = damaged.lost.iter().map(|loss| lost_part(lang, *loss)).collect();
                let lost = lost.join(say_phrase(lang, " ; ", "; "));
                sentences.push(say!(lang, "Il manque : {lost}.", "Missing: {lost}."));
            }
        }
        None if matches!(damaged.error, LinkError::Truncated { .. } | LinkError::Altered | LinkError::Malformed) => {
            sentences.push(say!(lang, "Rien n'a pu en être relu.", "Nothing of it could be read."));
        }
        None => {}
    }
    sentences.extend(advice(lang, &damaged.error));
    sentences.join(" ")
}

/// What is wrong, in one sentence.
pub fn error(lang: Lang, error: &LinkError) -> String {
    match error {
        LinkError::NotALink => say!(
            lang,
            "Ce texte ne contient pas de lien de dossier (il y manque « #md= »).",
            "This text holds no link to a dossier (“#md=” is not in it)."
        ),
        LinkError::UnknownVersion(version) => say!(
            lang,
            "Ce lien est écrit dans la version {version} du format, que cette page ne connaît pas.",
            "This link is written in version {version} of the format, which this page does not know."
        ),
        LinkError::UnknownSection(_) => say!(
            lang,
            "Ce lien a été écrit par une version plus récente de la page : il contient des éléments que celle-ci ne connaît pas.",
            "This link was written by a newer version of the page: it holds things that this one does not know."
        ),
        LinkError::Locked => {
            say!(lang, "Ce lien est protégé par une phrase secrète.", "This link is protected by a passphrase.")
        }
        LinkError::TooLarge => say!(
            lang,
            "Ce dossier est trop volumineux pour tenir dans un lien.",
            "This dossier is too large for a link."
        ),
        LinkError::Truncated { present, written } if *written > 0 => {
            let (present, written) = (integer(lang, *present), integer(lang, *written));
            say!(
                lang,
                "Ce lien est incomplet : la fin manque ({present} caractères reçus sur {written}).",
                "This link is incomplete: its end is missing ({present} of {written} characters arrived)."
            )
        }
        LinkError::Truncated { .. } => {
            say!(lang, "Ce lien est incomplet : la fin manque.", "This link is incomplete: its end is missing.")
        }
        LinkError::Altered => say!(
            lang,
            "Ce lien a été altéré en chemin : sa somme de contrôle n'est pas la bonne.",
            "This link was altered on the way: its checksum does not hold."
        ),
        LinkError::Malformed => say!(
            lang,
            "Ce lien est bien arrivé, mais son contenu n'est pas celui qu'écrit cette page.",
            "This link arrived whole, but does not hold what this page writes."
        ),
        LinkError::Defects(defects) => {
            let place = defects.first().map(|defect| defect.place.as_str()).unwrap_or_default();
            say!(
                lang,
                "Ce lien contient un dossier incohérent (premier défaut : {place}).",
                "This link holds a dossier that does not hold together (first defect: {place})."
            )
        }
    }
}

fn advice(lang: Lang, error: &LinkError) -> Option<String> {
    match error {
        LinkError::UnknownVersion(_) | LinkError::UnknownSection(_) => Some(say!(
            lang,
            "Ouvrez-le avec une version plus récente de la page, ou demandez le fichier du dossier.",
            "Open it with a newer version of the page, or ask for the file of the dossier."
        )),
        LinkError::TooLarge => {
            Some(say!(lang, "Utilisez plutôt le fichier du dossier.", "Use the file of the dossier instead."))
        }
        LinkError::Truncated { .. } | LinkError::Altered | LinkError::Malformed | LinkError::Defects(_) => Some(say!(
            lang,
            "Demandez un nouvel envoi du lien, ou le fichier du dossier.",
            "Ask for the link again, or for the file of the dossier."
        )),
        LinkError::NotALink | LinkError::Locked => None,
    }
}

/// `3 offres sur 5`: what lacks of what was there.
fn lost_part(lang: Lang, loss: Loss) -> String {
    let lost = loss.announced - loss.kept.min(loss.announced);
    let plural = lost > 1;
    let what = match (loss.part, plural) {
        (Part::Informations, false) => say_phrase(lang, "information", "information"),
        (Part::Informations, true) => say_phrase(lang, "informations", "items of information"),
        (Part::Gates, false) => say_phrase(lang, "condition éliminatoire", "eliminatory condition"),
        (Part::Gates, true) => say_phrase(lang, "conditions éliminatoires", "eliminatory conditions"),
        (Part::Profiles, false) => say_phrase(lang, "jeu de poids", "set of weights"),
        (Part::Profiles, true) => say_phrase(lang, "jeux de poids", "sets of weights"),
        (Part::Offers, false) => say_phrase(lang, "offre", "offer"),
        (Part::Offers, true) => say_phrase(lang, "offres", "offers"),
    };
    let (lost, announced) = (integer(lang, lost), integer(lang, loss.announced));
    say!(lang, "{lost} {what} sur {announced}", "{lost} {what} out of {announced}")
}

fn say_phrase(lang: Lang, fr: &'static str, en: &'static str) -> &'static str {
    crate::i18n::phrase(fr, en).get(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_wrong_and_what_is_lost() {
        let truncated = LinkError::Truncated { present: 812, written: 1430 };
        let damaged_link = Damaged { error: truncated, recovered: None, lost: Vec::new() };
        assert_eq!(
            damaged(Lang::Fr, &damaged_link),
            "Ce lien est incomplet : la fin manque (812 caractères reçus sur 1\u{202f}430). Rien n'a pu en être relu. \
             Demandez un nouvel envoi du lien, ou le fichier du dossier."
        );
        assert_eq!(lost_part(Lang::Fr, Loss { part: Part::Offers, kept: 2, announced: 5 }), "3 offres sur 5");
        assert_eq!(
            lost_part(Lang::En, Loss { part: Part::Gates, kept: 0, announced: 1 }),
            "1 eliminatory condition out of 1"
        );
        assert!(damaged(Lang::En, &LinkError::UnknownVersion(7).into()).contains("version 7"));
    }
}

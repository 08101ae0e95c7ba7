//! What has just happened to the grid, for the ears.

use super::settings::dropped_text;
use crate::app::{CriteriaNews, State};
use crate::i18n::{Lang, phrase};
use crate::say;

/// The sentence of some news.
pub(in crate::present) fn news(state: &State, news: &CriteriaNews) -> String {
    let lang = state.lang;
    match news {
        CriteriaNews::Added(name) => say!(lang, "Ajouté\u{a0}: {name}.", "Added: {name}."),
        CriteriaNews::Removed(name) => {
            say!(
                lang,
                "Retiré\u{a0}: {name}. «\u{a0}Annuler\u{a0}» le rend.",
                "Removed: {name}. “Undo” brings it back."
            )
        }
        CriteriaNews::Moved(id) => {
            let dossier = state.dossier();
            let Some((siblings, place)) = dossier.siblings(id) else { return String::new() };
            let name = siblings.get(place).map(|criterion| criterion.name.as_str()).unwrap_or_default();
            let around = dossier.all_criteria().into_iter().find(|g| g.children().iter().any(|c| c.id == *id));
            let (at, count) = (place + 1, siblings.len());
            match around {
                None => say!(lang, "{name}\u{a0}: {at} sur {count}.", "{name}: {at} of {count}."),
                Some(group) => {
                    let group = &group.name;
                    say!(
                        lang,
                        "{name}\u{a0}: {at} sur {count}, dans «\u{a0}{group}\u{a0}».",
                        "{name}: {at} of {count}, in “{group}”."
                    )
                }
            }
        }
        CriteriaNews::Split(group) => {
            let name = state.dossier().criterion(group).map(|group| group.name.clone()).unwrap_or_default();
            say!(
                lang,
                "{name} est maintenant un groupe de deux sous-critères. Ses données restent au premier.",
                "{name} is now a group of two sub-criteria. Its facts stay with the first."
            )
        }
        CriteriaNews::FactsDropped(count) => dropped_text(lang, *count),
        CriteriaNews::UnitChanged => if state.criteria.is_percent {
            phrase(
                "Poids en pourcentage de leur groupe\u{a0}: le total reste à 100, les autres poids suivent.",
                "Weights in percent of their group: the total stays at 100, the other weights follow.",
            )
        } else {
            phrase("Poids en points.", "Weights in points.")
        }
        .get(lang)
        .into(),
        CriteriaNews::NowAt(place, count) => say!(lang, "Place {place} sur {count}.", "Place {place} of {count}."),
        CriteriaNews::NoRoom => no_room(lang),
        CriteriaNews::NoGroupBeside => phrase(
            "Il n'y a pas de groupe juste au-dessus ni juste au-dessous.",
            "There is no group right above nor right below.",
        )
        .get(lang)
        .into(),
    }
}

fn no_room(lang: Lang) -> String {
    phrase("Impossible d'aller plus loin.", "It cannot go further.").get(lang).into()
}

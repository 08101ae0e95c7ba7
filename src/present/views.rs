//! What stands beside the ranking, said to the ears.

use super::{scenarios, sentences, side_by_side};
use crate::app::{State, ViewsEvent};
use crate::i18n::phrase;
use crate::say;

/// What has just happened there.
#[inline(never)]
pub(super) fn said(state: &State, event: &ViewsEvent) -> String {
    let lang = state.lang;
    match event {
        ViewsEvent::ProfilesShown => phrase("Jeux de poids comparés.", "Sets of weights compared.").get(lang).into(),
        ViewsEvent::ScenariosShown => phrase("Scénarios affichés.", "Scenarios shown.").get(lang).into(),
        ViewsEvent::Closed => phrase("Refermé.", "Closed.").get(lang).into(),
        ViewsEvent::SideShown => {
            let Some(view) = side_by_side::side_by_side(state) else { return String::new() };
            let [first, second] = view.heads.map(|head| sentences::quoted(lang, &head.name));
            say!(lang, "Côte à côte\u{a0}: {first} et {second}.", "Side by side: {first} and {second}.")
        }
        ViewsEvent::Changed(edit) => {
            let what = sentences::edit(lang, &state.assessment, edit);
            say!(lang, "Fait\u{a0}: {what}.", "Done: {what}.")
        }
        ViewsEvent::KindSet(offer) => {
            let dossier = state.dossier();
            let Some(offer) = dossier.offer(offer) else { return String::new() };
            let (name, label) = (sentences::quoted(lang, &offer.name), scenarios::label(lang, dossier, offer));
            let kind = scenarios::kind_name(offer.kind).get(lang);
            let label = if label.is_empty() { sentences::capitalized(kind) } else { label };
            say!(lang, "{name}\u{a0}— {label}.", "{name} — {label}.")
        }
    }
}

//! A choice that asks for an explanation and has none.

use super::{Lint, Sighting, Trigger, sources};
use crate::dossier::Assessment;
use crate::engine::Severity;
use crate::i18n::phrase;

pub(super) const UNEXPLAINED: Lint = Lint {
    code: "C-EXPLAIN",
    severity: Severity::Warning,
    is_blocking_in_law: false,
    title: phrase("Choix à expliquer", "Choice to be explained"),
    rule: phrase(
        "Les administrations préservent la maîtrise et l'indépendance de leurs systèmes\u{a0}: s'en écarter alors qu'une offre conforme est recevable se motive.",
        "Administrations keep the mastery and independence of their systems: to depart from it while a compliant offer is admissible asks for reasons.",
    ),
    sources: &[sources::LOI_2016_1321],
    advice: phrase(
        "Écrivez les raisons avec la proposition d'attribution.",
        "Write the reasons with the proposed award.",
    ),
    detect: |assessment| {
        // Few dossiers propose anything: the rest waits (tools/cold.txt).
        if assessment.dossier().decision.choice.is_some() { unexplained(assessment) } else { Vec::new() }
    },
};

#[inline(never)]
fn unexplained(assessment: &Assessment) -> Vec<Sighting> {
    let dossier = assessment.dossier();
    let choice = dossier.decision.choice.as_ref().filter(|choice| choice.reasons.trim().is_empty());
    let place = |choice: &crate::dossier::Choice| dossier.offers.iter().position(|offer| offer.id == choice.offer);
    let Some((choice, offer)) = choice.and_then(|choice| Some((choice, place(choice)?))) else { return Vec::new() };
    let asked = assessment.to_explain(&choice.offer).into_iter();
    asked.map(|asks| Sighting::warning(Trigger::Unexplained { offer, asks })).collect()
}

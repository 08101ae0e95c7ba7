//! Scenarios that are ranked like offers.

use super::{Lint, Sighting, Trigger, sources};
use crate::engine::Severity;
use crate::i18n::phrase;

pub(super) const SCENARIO: Lint = Lint {
    code: "S-RANK",
    severity: Severity::Notice,
    is_blocking_in_law: false,
    title: phrase("Scénario parmi les offres", "Scenario among the offers"),
    rule: phrase(
        "Seules les offres reçues sont classées pour l'attribution. Un scénario (statu quo, attendre, construire) sert à comparer\u{a0}: il ne peut pas être attributaire, et il compte dans ce que les formules lisent de l'ensemble des offres (prix le plus bas, moyenne).",
        "Only received offers are ranked for the award. A scenario (status quo, wait, build) serves to compare: it cannot be awarded the contract, and it counts in what formulas read of all the offers (lowest price, mean).",
    ),
    sources: &[sources::R2152_6],
    advice: phrase(
        "Comparez avec le scénario avant de lancer ou d'abandonner la procédure\u{202f}; mettez-le à part pour le classement qui fonde l'attribution.",
        "Compare with the scenario before you launch or give up the procedure; set it apart for the ranking that the award rests on.",
    ),
    detect: |assessment| {
        let offers = &assessment.dossier().offers;
        let is_scenario = |index: &usize| offers.get(*index).is_some_and(|offer| offer.kind.is_scenario());
        let ranked: Vec<usize> = assessment.evaluation().order().iter().copied().filter(is_scenario).collect();
        let leads: Vec<usize> = assessment.leaders().filter(is_scenario).collect();
        if ranked.is_empty() {
            return Vec::new();
        }
        vec![if leads.is_empty() {
            Sighting::notice(Trigger::ScenarioRanked { offers: ranked })
        } else {
            Sighting::warning(Trigger::ScenarioLeads { offers: leads })
        }]
    },
};

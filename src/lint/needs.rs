//! Compulsory needs that eliminate nobody.

use super::{Lint, Sighting, Trigger, sources};
use crate::dossier::{Dossier, GateRule, Priority, Requirement};
use crate::engine::Severity;
use crate::i18n::phrase;

pub(super) const UNGATED: Lint = Lint {
    code: "N-MUST",
    severity: Severity::Warning,
    is_blocking_in_law: false,
    title: phrase("Besoin obligatoire sans condition", "Compulsory need without a condition"),
    rule: phrase(
        "Une offre qui ne respecte pas les exigences formulées dans les documents de la consultation est irrégulière. Ce qui est obligatoire s'annonce comme une condition éliminatoire\u{a0}: sans elle, une offre qui ne le couvre pas reste classée.",
        "An offer that does not meet the requirements of the consultation documents is irregular. What is compulsory is announced as an eliminatory condition: without one, an offer that does not cover it stays in the ranking.",
    ),
    sources: &[sources::L2152_2],
    advice: phrase(
        "Sur l'écran Critères, ajoutez une condition sur la couverture des besoins obligatoires, ou sur le critère que le besoin a fait naître\u{202f}; ou faites-en un besoin souhaité.",
        "On the screen Criteria, add a condition on the coverage of compulsory needs, or on the criterion that the need gave rise to; or make it a wished one.",
    ),
    detect: |assessment| {
        let dossier = assessment.dossier();
        let is_ungated = |need: &Requirement| need.priority == Priority::Must && !is_gated(dossier, need);
        let needs = dossier.requirements.iter().enumerate().filter(|(_, need)| is_ungated(need));
        let needs: Vec<usize> = needs.map(|(index, _)| index).collect();
        if needs.is_empty() { Vec::new() } else { vec![Sighting::warning(Trigger::UngatedNeeds { needs })] }
    },
};

/// Whether a condition reads the coverage that counts the need, or a criterion that it
/// gave rise to. Other conditions on the coverage let through what covers wishes instead.
/// A need that nothing counts is an orphan of the register, which says so itself.
fn is_gated(dossier: &Dossier, need: &Requirement) -> bool {
    let Some(coverage) = &need.of else { return true };
    dossier.gates.iter().any(|gate| match &gate.rule {
        GateRule::MustsCovered { of } => of == coverage,
        rule => need.criteria.contains(rule.of()),
    })
}

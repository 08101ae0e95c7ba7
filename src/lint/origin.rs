//! What may not be an award criterion: where bidders are from, and what they
//! are able to do.
//!
//! Only criteria that weigh are read: a gate on where data lie, or a fact
//! without weight, is another matter.

use super::figures::Tree;
use super::vocabulary::{CAPACITY as CAPACITY_WORDS, CAPACITY_NAMES, ORIGIN as ORIGIN_WORDS, ORIGIN_NAMES};
use super::words::Words;
use super::{Lint, Sighting, Trigger, sources};
use crate::dossier::Criterion;
use crate::engine::Severity;
use crate::i18n::phrase;

pub(super) const ORIGIN: Lint = Lint {
    code: "L3",
    severity: Severity::Warning,
    is_blocking_in_law: false,
    title: phrase("Critère d'origine ou de proximité", "Criterion of origin or proximity"),
    rule: phrase(
        "Un critère est lié à l'objet du marché ou à ses conditions d'exécution et ne discrimine pas : nationalité, siège, implantation locale, emplois en France ou distance n'en font pas un critère d'attribution face à des offres de l'Union.",
        "A criterion is linked to the object of the contract or its performance and does not discriminate: nationality, head office, local presence, jobs in France or distance make no award criterion among tenders from the Union.",
    ),
    sources: &[sources::HAUTE_GARONNE, sources::L2152_7, sources::R2152_7],
    advice: phrase(
        "Écrivez ce dont l'exécution a besoin : droit applicable et exposition aux lois extraterritoriales, localisation des données, capacité de substitution, délai d'intervention.",
        "Write what the performance needs: applicable law and exposure to extraterritorial laws, location of data, capacity for substitution, time to respond.",
    ),
    detect: |assessment| {
        let tree = Tree::of(assessment);
        let mut sightings = Vec::new();
        for weighed in &tree.weighed {
            let texts = texts(weighed.criterion);
            for (origin, patterns) in ORIGIN_WORDS {
                let names = ORIGIN_NAMES.iter().filter(|(other, _)| other == origin).flat_map(|(_, names)| *names);
                let names: Vec<&str> = names.copied().collect();
                let name = weighed.criterion.name.as_str();
                let whole = Words::of(name).is(&names).then_some(name);
                let found = whole.or_else(|| texts.iter().find_map(|text| Words::of(text).find(patterns)));
                sightings.extend(found.map(|words| {
                    let (criterion, words) = (weighed.criterion.id.clone(), words.to_owned());
                    Sighting::warning(Trigger::Origin { criterion, origin: *origin, words })
                }));
            }
        }
        sightings
    },
};

pub(super) const CAPACITY: Lint = Lint {
    code: "L4",
    severity: Severity::Warning,
    is_blocking_in_law: false,
    title: phrase("Capacité du candidat notée comme un critère", "Capacity of the candidate noted as a criterion"),
    rule: phrase(
        "Un critère d'attribution juge l'offre, en lien avec l'objet du marché ; chiffre d'affaires, références et effectifs jugent le candidat, au stade de la candidature. L'organisation et l'expérience du personnel affecté au marché peuvent être notées.",
        "An award criterion judges the offer, linked to the object of the contract; turnover, references and headcount judge the candidate, at the stage of selection. The organisation and experience of the staff assigned to the contract may be noted.",
    ),
    sources: &[sources::R2152_7, sources::L2152_7],
    advice: phrase(
        "Déplacez cette exigence vers la candidature, ou notez ce que l'offre en fait : équipe affectée, organisation, preuves sur le service proposé.",
        "Move this demand to the selection of candidates, or note what the offer makes of it: assigned team, organisation, proofs on the offered service.",
    ),
    detect: |assessment| {
        let tree = Tree::of(assessment);
        let mut sightings = Vec::new();
        for weighed in &tree.weighed {
            let name = weighed.criterion.name.as_str();
            let whole = Words::of(name).is(CAPACITY_NAMES).then_some(name);
            let texts = texts(weighed.criterion);
            let found = whole.or_else(|| texts.iter().find_map(|text| Words::of(text).find(CAPACITY_WORDS)));
            sightings.extend(found.map(|words| {
                let (criterion, words) = (weighed.criterion.id.clone(), words.to_owned());
                Sighting::warning(Trigger::Capacity { criterion, words })
            }));
        }
        sightings
    },
};

/// What is announced of a criterion: its name, its description, its levels.
fn texts(criterion: &Criterion) -> Vec<&str> {
    let levels = criterion.measure().map_or(&[][..], |measure| &measure.levels);
    let levels = levels.iter().flat_map(|level| [level.label.as_str(), level.description.as_str()]);
    [criterion.name.as_str(), criterion.description.as_str()].into_iter().chain(levels).collect()
}

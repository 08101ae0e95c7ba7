//! What an award relies on: statuses that end, and conditions that leave no
//! competition.

use super::figures::Tree;
use super::vocabulary::{HOSTING, SOFTWARE};
use super::words::Words;
use super::{Deadline, Lint, Sighting, Trigger, sources};
use crate::catalogue::market::{Product, ProductKind, products};
use crate::dossier::{Assessment, Gate, GateRule, Id, StandingKind, ceiling};
use crate::engine::{Outcome, Severity};
use crate::i18n::phrase;

pub(super) const VALIDITY: Lint = Lint {
    code: "L8",
    severity: Severity::Warning,
    is_blocking_in_law: false,
    title: phrase("Statut qui expire trop tôt", "Status that expires too early"),
    rule: phrase(
        "Une qualification ou un certificat vaut pour une durée : ce sur quoi l'attribution repose doit tenir jusqu'à la fin du marché.",
        "A qualification or a certificate holds for a time: what an award relies on must last until the contract ends.",
    ),
    sources: &[sources::QUALIFICATION],
    advice: phrase(
        "Demandez à l'offreur la preuve du renouvellement ou un engagement daté, et prévoyez dans le contrat ce qu'entraîne une perte de statut.",
        "Ask the bidder for proof of the renewal or for a dated commitment, and say in the contract what a loss of status entails.",
    ),
    detect: |assessment| {
        let dossier = assessment.dossier();
        let mut sightings = Vec::new();
        for (measure, gate) in relied_on(assessment) {
            for (offer, of) in dossier.offers.iter().enumerate() {
                // What a brick relies on ends for the whole.
                let entries = of.all_facts().filter_map(|facts| facts.get(&measure));
                let valid_until = entries.filter_map(|entry| entry.valid_until).min();
                let Some(valid_until) = valid_until.filter(|_| of.standing.kind == StandingKind::Regular) else {
                    continue;
                };
                let missed = |deadline| {
                    let measure = measure.clone();
                    Sighting::warning(Trigger::Expires { offer, measure, gate, valid_until, deadline })
                };
                let end = valid_until.last_day();
                if let Some(today) = dossier.reference_date.filter(|today| end < today.first_day()) {
                    sightings.push(missed(Deadline::Today(today)));
                } else if let Some(close) = dossier.contract_end.filter(|close| end < close.last_day()) {
                    // A partial date runs to its last day, on both sides.
                    sightings.push(missed(Deadline::ContractEnd(close)));
                }
            }
        }
        sightings
    },
};

/// The measures that gates read, each with the first gate that does, then the
/// scales that weigh.
fn relied_on(assessment: &Assessment) -> Vec<(Id, Option<usize>)> {
    let tree = Tree::of(assessment);
    let mut relied: Vec<(Id, Option<usize>)> = Vec::new();
    let mut add = |id: &Id, gate| {
        if relied.iter().all(|(other, _)| other != id) {
            relied.push((id.clone(), gate));
        }
    };
    for (index, gate) in assessment.dossier().gates.iter().enumerate() {
        match assessment.dossier().criterion(gate.rule.of()) {
            Some(criterion) => criterion.descendants().into_iter().for_each(|below| add(&below.id, Some(index))),
            None => add(gate.rule.of(), Some(index)),
        }
    }
    for (weighed, _) in tree.leaves() {
        if weighed.criterion.measure().is_some_and(|measure| measure.family.has_levels) {
            add(&weighed.criterion.id, None);
        }
    }
    relied
}

pub(super) const COMPETITION: Lint = Lint {
    code: "L9",
    severity: Severity::Warning,
    is_blocking_in_law: false,
    title: phrase("Condition qui ne laisse guère de concurrence", "Condition that leaves hardly any competition"),
    rule: phrase(
        "Les critères assurent une concurrence effective ; un seuil éliminatoire est permis s'il est annoncé et ne discrimine pas.",
        "Criteria ensure real competition; an eliminatory threshold is allowed where it is announced and does not discriminate.",
    ),
    sources: &[sources::MONTTE, sources::L2152_8, sources::MARKET],
    advice: phrase(
        "Vérifiez que le besoin impose ce niveau, élargissez-le si vous le pouvez (équivalents, engagement daté) et gardez la justification au dossier.",
        "Check that the need imposes this level, widen it if you can (equivalents, dated commitment) and keep the reasons on file.",
    ),
    detect: |assessment| {
        let gates = assessment.dossier().gates.iter().enumerate();
        gates
            .flat_map(|(index, gate)| [narrow_market(assessment, index, gate), narrow_field(assessment, index)])
            .flatten()
            .collect()
    },
};

fn narrow_market(assessment: &Assessment, gate: usize, of: &Gate) -> Option<Sighting> {
    let dossier = assessment.dossier();
    let GateRule::LevelAtLeast { of, level } = &of.rule else { return None };
    let (fact, level) = (dossier.measure(of)?.market?, *level);
    let mut known = 0;
    let mut passing = Vec::new();
    for product in products().filter(|product| !product.is_discontinued() && is_meant(&dossier.title, product)) {
        let Some(rung) = ceiling(product, fact, dossier.reference_date) else { continue };
        known += 1;
        if rung >= level {
            passing.push(product);
        }
    }
    // A catalogue is never the whole market: good to know, no more.
    (passing.len() <= 1 && known > 0)
        .then(|| Sighting::notice(Trigger::NarrowMarket { gate, fact, level, known, passing }))
}

/// Whether a product is of the kind that the title asks for; every product is
/// when the title does not tell.
fn is_meant(title: &str, product: &Product) -> bool {
    let title = Words::of(title);
    match (title.has(HOSTING), title.has(SOFTWARE)) {
        (true, false) => product.kind == ProductKind::Hosting,
        (false, true) => !matches!(product.kind, ProductKind::Hosting | ProductKind::Security),
        _ => true,
    }
}

fn narrow_field(assessment: &Assessment, gate: usize) -> Option<Sighting> {
    let (dossier, evaluation) = (assessment.dossier(), assessment.evaluation());
    let regular = || {
        let offers = dossier.offers.iter().enumerate();
        offers.filter(|(_, offer)| offer.standing.kind == StandingKind::Regular).map(|(index, _)| index)
    };
    let fails = |offer: &usize| match evaluation.outcome(*offer) {
        Outcome::Eliminated(gates) => gates.contains(&gate),
        _ => false,
    };
    let offers = regular().count();
    let passing: Vec<usize> = regular().filter(|offer| !fails(offer)).collect();
    (offers > 1 && passing.len() <= 1).then(|| Sighting::warning(Trigger::NarrowField { gate, offers, passing }))
}

//! The same thing counted twice: once as a condition and once as points, or
//! once in an imported score and once beside it.

use super::figures::{Tree, percent};
use super::grid::is_environmental;
use super::vocabulary::{EUROPEAN_SCORE, SECURITY, TOPICS};
use super::words::Words;
use super::{Lint, Sighting, Theme, Trigger, sources};
use crate::dossier::{Assessment, Gate, GateRule};
use crate::engine::{Decimal, Severity};
use crate::i18n::phrase;

pub(super) const DOUBLE_COUNT: Lint = Lint {
    code: "L11",
    severity: Severity::Notice,
    is_blocking_in_law: false,
    title: phrase("Double compte", "Counted twice"),
    rule: phrase(
        "Ce qu'une condition éliminatoire exige déjà départage peu les offres qui restent ; ce qu'un indice contient déjà compte deux fois s'il est noté à côté. Le seuil de 10 % du total est un repère de ce programme.",
        "What an eliminatory condition already asks for tells the remaining offers little apart; what an index already holds counts twice when noted beside it. The threshold of 10% of the total is a mark of this program.",
    ),
    sources: &[sources::WEIGHTS, sources::EUROPEAN_WEIGHTS],
    advice: phrase(
        "Choisissez entre condition et points, ou notez ce qui va au-delà de l'exigence (étendue du périmètre, qualité du plan…).",
        "Choose between condition and points, or note what goes beyond the demand (breadth of the perimeter, quality of the plan…).",
    ),
    detect: |assessment| {
        let tree = Tree::of(assessment);
        let mut sightings = Vec::new();
        for (index, gate) in assessment.dossier().gates.iter().enumerate() {
            // A floor under a note and a minimum SEAL stand beside points by nature.
            if matches!(gate.rule, GateRule::NoteAtLeast { .. } | GateRule::SealAtLeast { .. }) {
                continue;
            }
            match read_and_weighed(&tree, index, gate) {
                Some(sighting) => sightings.push(sighting),
                None => sightings.extend(shared_topics(assessment, &tree, index, gate)),
            }
        }
        sightings.extend(european_overlaps(&tree));
        sightings
    },
};

/// A gate on a fact that also makes points. A cap on a price is a budget, and the
/// compulsory needs of a coverage make no points: the others do.
fn read_and_weighed(tree: &Tree<'_>, gate: usize, of: &Gate) -> Option<Sighting> {
    if matches!(of.rule, GateRule::MustsCovered { .. }) {
        return None;
    }
    let (weighed, _) = tree.leaves().find(|(weighed, _)| weighed.criterion.id == *of.rule.of())?;
    let is_price = weighed.criterion.measure().is_some_and(|measure| measure.formula().is_price());
    (weighed.share >= percent(10) && !is_price).then(|| {
        let (criterion, share) = (weighed.criterion.id.clone(), weighed.share.clone());
        Sighting::notice(Trigger::GateWeighs { gate, criterion, share })
    })
}

/// The name of the gate and that of what it reads against the names of
/// criteria. Descriptions mention much in passing; they are not read.
fn shared_topics(assessment: &Assessment, tree: &Tree<'_>, gate: usize, of: &Gate) -> Vec<Sighting> {
    let measures = assessment.dossier().measures();
    let read = measures.iter().find(|(id, ..)| *id == of.rule.of()).map_or("", |(_, name, _)| name);
    let shared = TOPICS.iter().filter_map(|(topic, patterns)| {
        if ![of.name.as_str(), read].into_iter().any(|text| Words::of(text).has(patterns)) {
            return None;
        }
        let naming = tree.weighed.iter().filter(|weighed| Words::of(&weighed.criterion.name).has(patterns));
        let nodes: Vec<usize> = naming.clone().map(|weighed| weighed.node).collect();
        let share = tree.total_of(&nodes);
        (share >= percent(10)).then(|| {
            let criteria = naming.map(|weighed| weighed.criterion.id.clone()).collect();
            Sighting::notice(Trigger::SharedTopic { gate, topic: *topic, criteria, share })
        })
    });
    shared.collect()
}

/// A leaf that imports a European score, against criteria on what that score
/// already holds.
fn european_overlaps(tree: &Tree<'_>) -> Vec<Sighting> {
    let mut sightings = Vec::new();
    for (score, _) in tree.leaves() {
        if !Words::of(&score.criterion.name).has(EUROPEAN_SCORE) {
            continue;
        }
        for (theme, part) in [(Theme::Security, 15), (Theme::Environment, 5)] {
            let is_about = |node: usize| {
                tree.path(node).take(1).any(|weighed| match theme {
                    Theme::Security => Words::of(&weighed.criterion.name).has(SECURITY),
                    Theme::Environment => is_environmental(weighed.criterion),
                })
            };
            // The outermost ones, outside of the score's own branch.
            let beside: Vec<usize> = (tree.weighed.iter().map(|weighed| weighed.node))
                .filter(|node| is_about(*node) && !tree.is_within(score.node, *node))
                .filter(|node| *node != score.node && !tree.path(*node).skip(1).any(|above| is_about(above.node)))
                .collect();
            if beside.is_empty() {
                continue;
            }
            let named = tree.weighed.iter().filter(|weighed| beside.contains(&weighed.node));
            sightings.push(Sighting::notice(Trigger::EuropeanOverlap {
                score: score.criterion.id.clone(),
                share: score.share.clone(),
                theme,
                part: Decimal::integer(part),
                criteria: named.map(|weighed| weighed.criterion.id.clone()).collect(),
                others: tree.total_of(&beside),
            }));
        }
    }
    sightings
}

//! Prices of lots or scenarios whose notes are averaged, where one note for
//! their sum was due.

use std::rc::Rc;

use super::figures::Tree;
use super::{AggregateWinner, Lint, Sighting, Trigger, sources};
use crate::dossier::{Assessment, Content, Criterion, Draft, Entry, Id, Offer};
use crate::engine::{Decimal, Fact, Formula, Outcome, Severity, Variable};
use crate::i18n::phrase;

pub(super) const AVERAGED: Lint = Lint {
    code: "W-AVG",
    severity: Severity::Warning,
    is_blocking_in_law: false,
    title: phrase("Notes de prix moyennées", "Averaged price notes"),
    rule: phrase(
        "Noter chaque lot ou scénario puis faire la moyenne des notes ignore leur importance : on additionne d'abord les montants, on note ensuite.",
        "Noting each lot or scenario and then averaging the notes ignores their size: amounts are summed first, and noted then.",
    ),
    sources: &[sources::SNEGSO, sources::SNEGSO_NUMBER],
    advice: phrase(
        "Remplacez ces prix par un seul critère sur le montant cumulé (détail estimatif, scénario pondéré).",
        "Replace these prices by one criterion on the sum of the amounts (estimate in detail, weighted scenario).",
    ),
    detect: |assessment| {
        let tree = Tree::of(assessment);
        let mut sightings = Vec::new();
        for group in tree.weighed.iter().filter(|weighed| weighed.leaf.is_none()) {
            let is_price =
                |criterion: &Criterion| criterion.measure().is_some_and(|measure| measure.formula().is_price());
            let prices: Vec<&Criterion> = (tree.weighed.iter().filter(|weighed| weighed.parent == Some(group.node)))
                .map(|weighed| weighed.criterion)
                .filter(|criterion| is_price(criterion))
                .collect();
            if prices.len() < 2 {
                continue;
            }
            let winner = winner(assessment, &group.criterion.id, &prices);
            let is_changed = winner.as_ref().is_some_and(|winner| winner.by_notes != winner.by_amount);
            let trigger = Trigger::AveragedPrices {
                group: group.criterion.id.clone(),
                criteria: prices.into_iter().map(|price| price.id.clone()).collect(),
                winner,
            };
            sightings.push(if is_changed { Sighting::warning(trigger) } else { Sighting::notice(trigger) });
        }
        sightings
    },
};

/// Who would win with one note for the sum of these prices. Nothing unless
/// every offer that takes part has a rank and every price is known, by one
/// formula that reads nothing but prices.
fn winner(assessment: &Assessment, group: &Id, prices: &[&Criterion]) -> Option<AggregateWinner> {
    let (dossier, evaluation) = (assessment.dossier(), assessment.evaluation());
    let (first, others) = prices.split_first()?;
    let measure = first.measure()?;
    let is_same = |price: &&Criterion| price.measure().is_some_and(|other| other.formula() == measure.formula());
    let reads_estimate = match measure.formula() {
        Formula::PriceReference { .. } => true,
        Formula::PriceExpression(announced) => announced.expression.reads(Variable::Estimate),
        _ => false,
    };
    if evaluation.is_provisional() || reads_estimate || !others.iter().all(is_same) {
        return None;
    }
    let mut draft = dossier.to_draft();
    // What reads the single prices has no say in who would win.
    draft.gates.clear();
    draft.detectors.clear();
    draft.profiles.clear();
    draft.method.tie_breaks.retain(|id| prices.iter().all(|price| price.id != *id));
    // Without gates, those that failed one stay out by leaving.
    let is_ranked = |index: usize| evaluation.outcome(index) == &Outcome::Ranked;
    let ranked: Vec<usize> = (0..dossier.offers.len()).filter(|index| is_ranked(*index)).collect();
    draft.offers.clear();
    let mut amounts = Vec::with_capacity(ranked.len());
    for index in &ranked {
        let offer = dossier.offers.get(*index)?;
        let amount = sum(dossier, prices, offer)?;
        amounts.push(amount);
        let mut offer = Offer::clone(offer);
        offer.facts.insert(first.id.clone(), Entry::from(Fact::Number(amount)));
        for price in others {
            offer.facts.remove(&price.id);
        }
        draft.offers.push(Rc::new(offer));
    }
    merge(&mut draft.criteria, group, &first.id, others);
    let merged = Assessment::of(Rc::new(draft.check().ok()?));
    let mut by_amount: Vec<usize> = merged.leaders().filter_map(|place| ranked.get(place).copied()).collect();
    let mut by_notes: Vec<usize> = assessment.leaders().collect();
    by_amount.sort_unstable();
    by_notes.sort_unstable();
    let amount_of = |offers: &[usize]| {
        let place = ranked.iter().position(|index| Some(index) == offers.first())?;
        amounts.get(place).copied()
    };
    let amounts = (amount_of(&by_notes)?, amount_of(&by_amount)?);
    Some(AggregateWinner { by_notes, by_amount, amounts })
}

/// What an offer comes to over these prices.
fn sum(dossier: &Draft, prices: &[&Criterion], offer: &Offer) -> Option<Decimal> {
    prices.iter().try_fold(Decimal::ZERO, |sum, price| match dossier.fact(&price.id, price.measure()?, offer) {
        Fact::Number(amount) => sum.checked_add(amount),
        _ => None,
    })
}

/// Gives the first price the weight of all, and takes the others out.
fn merge(criteria: &mut [Criterion], group: &Id, first: &Id, others: &[&Criterion]) {
    for criterion in criteria {
        let is_group = criterion.id == *group;
        let Content::Group(children) = &mut criterion.content else { continue };
        if !is_group {
            merge(children, group, first, others);
            continue;
        }
        let weight = others.iter().fold(Decimal::ZERO, |sum, other| sum.checked_add(other.weight).unwrap_or(sum));
        children.retain(|child| others.iter().all(|other| other.id != child.id));
        for child in children.iter_mut().filter(|child| child.id == *first) {
            child.weight = child.weight.checked_add(weight).unwrap_or(child.weight);
        }
    }
}

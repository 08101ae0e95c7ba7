//! What leaves with a link: the grid alone, an anonymised dossier, all of it.
//!
//! What is announced (criteria, method, gates, weights, title, notice) is the
//! grid and stays in every flavour, but for the buyer's own estimate, which the
//! detector of abnormally low prices compares with: it is as confidential as a
//! price; and for the names of those who answer for a need. What is received is kept, made nameless or left out.

use std::rc::Rc;

use super::commission::Commission;
use super::decision::Decision;
use super::grid::Measure;
use super::model::{Dossier, Draft, Id, IdMap, IdSet};
use super::offers::{ComponentKind, Entry, Offer, Shortfall, StandingKind};
use crate::engine::{DetectorRule, Fact, FactKind};

/// How much of a dossier leaves with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flavour {
    /// What is announced, without any offer.
    Grid,
    /// Offers A, B, C with what they are judged on, without a name, an amount,
    /// a comment, or the date of a document. The status stays, which may say
    /// that an offer was found too low: ranks mean nothing without it.
    Anonymised,
    /// Everything.
    #[default]
    Complete,
}

impl Flavour {
    /// Every flavour, from the least to the most.
    pub const ALL: [Self; 3] = [Self::Grid, Self::Anonymised, Self::Complete];
}

/// In place of the reason of a status, which must not lack.
const UNTOLD_REASON: &str = "Motif non communiqué";

/// In place of the justification of « non applicable », which must not lack.
pub(super) const UNTOLD_JUSTIFICATION: &str = "Justification non communiquée";

/// In place of the source of a line of costs, which must not lack.
const UNTOLD_SOURCE: &str = "Source non communiquée";

/// What a dossier is when it leaves in this flavour. Comments are the
/// justifications, sources, pages, addresses, gaps and workarounds, remarks of
/// evaluators and the journal; the reason of a status is none, since the law asks for it. Only a
/// complete dossier has comments to keep, and a commission. A seal is published
/// with its grid and stays.
///
/// Two dossiers that differ only in what a flavour leaves out give the same one.
pub fn redact(dossier: &Dossier, flavour: Flavour, with_comments: bool) -> Dossier {
    if flavour == Flavour::Complete && with_comments {
        return dossier.clone();
    }
    let mut draft = dossier.to_draft();
    draft.journal.clear();
    match flavour {
        Flavour::Grid => {
            without_internals(&mut draft);
            draft.offers.clear();
        }
        Flavour::Anonymised => {
            without_internals(&mut draft);
            anonymise(&mut draft);
        }
        Flavour::Complete => {
            for offer in draft.holders_mut() {
                let offer = Rc::make_mut(offer);
                for facts in offer.all_facts_mut() {
                    facts.iter_mut().for_each(|(_, entry)| without_comments(entry));
                    without_empty_entries(facts);
                }
            }
            without_reasons(&mut draft.decision);
        }
    }
    draft.lots = draft.lots.map(|lots| Rc::new(lots.map(|other| redact(other, flavour, with_comments))));
    // Leaving out offers, facts and texts that may lack breaks no rule.
    Dossier::from_checked(draft)
}

/// Neither the buyer's estimates and bricks nor who does what among the buyer's people.
fn without_internals(draft: &mut Draft) {
    draft.commission = Commission::default();
    draft.decision = Decision::default();
    draft.pool = None;
    draft.requirements.iter_mut().for_each(|requirement| requirement.owner.clear());
    draft.detectors.retain(|detector| !matches!(detector.rule, DetectorRule::ShareOfEstimate { .. }));
}

fn anonymise(draft: &mut Draft) {
    let mut taken: IdSet = draft.all_criteria().into_iter().map(|criterion| criterion.id.clone()).collect();
    taken.extend(draft.informations.iter().map(|information| information.id.clone()));
    taken.extend(draft.requirements.iter().map(|requirement| requirement.id.clone()));
    taken.extend(draft.gates.iter().map(|gate| gate.id.clone()));
    taken.extend(draft.profiles.iter().map(|profile| profile.id.clone()));
    let amounts: IdSet = draft
        .measures()
        .into_iter()
        .filter(|(.., measure)| is_amount(measure, &draft.money.currency))
        .map(|(id, ..)| id.clone())
        .collect();
    let mut evaluators = Vec::new();
    for (place, shared) in draft.offers.iter_mut().enumerate() {
        let letters = letters(place);
        let offer = Rc::make_mut(shared);
        offer.id = free_id(&format!("offre-{}", letters.to_lowercase()), &mut taken);
        offer.name = format!("Offre {letters}");
        if offer.standing.kind != StandingKind::Regular || !offer.standing.reason.is_empty() {
            offer.standing.reason = UNTOLD_REASON.into();
        }
        for facts in offer.all_facts_mut() {
            let all = std::mem::take(facts);
            *facts = all.into_iter().filter(|(id, _)| !amounts.contains(id)).collect::<IdMap<_>>();
            for (_, entry) in facts.iter_mut() {
                without_comments(entry);
                (entry.date, entry.valid_until) = (None, None);
                for opinion in &mut entry.opinions {
                    opinion.by = nameless(&mut evaluators, std::mem::take(&mut opinion.by));
                }
            }
            without_empty_entries(facts);
        }
        nameless_components(offer);
    }
}

/// Bricks, and those who stand behind them, by their number: names and
/// identifiers both say whose offer it is. When a brick can be used stays, as
/// it does for offers.
fn nameless_components(offer: &mut Offer) {
    let former: Vec<Id> = offer.components.iter().map(|component| component.id.clone()).collect();
    let renamed = |place: usize| Id::new(&format!("brique-{}", place + 1));
    let mut count: IdMap<usize> = IdMap::new();
    for (place, component) in offer.components.iter_mut().enumerate() {
        let word = match component.kind {
            ComponentKind::Brick => "Brique",
            ComponentKind::Integration => "Intégration",
            ComponentKind::Holder => "Titulaire",
            ComponentKind::Reseller => "Revendeur",
            ComponentKind::Supplier => "Fournisseur",
            ComponentKind::Subcontractor => "Sous-traitant",
        };
        let number = count.get(&Id::new(word)).copied().unwrap_or_default() + 1;
        count.insert(Id::new(word), number);
        component.name = format!("{word} {number}");
        component.id = renamed(place);
        component.of = component.of.as_ref().and_then(|of| former.iter().position(|id| id == of)).map(renamed);
    }
}

/// What was proposed stays, not what was said about it.
fn without_reasons(decision: &mut Decision) {
    if let Some(choice) = &mut decision.choice {
        choice.reasons.clear();
        choice.by.clear();
    }
    decision.set_aside.iter_mut().for_each(|alternative| alternative.reason.clear());
}

/// Whether its facts are money: prices, and quantities counted in money.
fn is_amount(measure: &Measure, currency: &str) -> bool {
    const WORDS: [&str; 12] =
        ["eur", "euro", "euros", "keur", "meur", "ke", "me", "ht", "ttc", "francs", "dollars", "usd"];
    let is_money =
        |word: &str| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)) || word.eq_ignore_ascii_case(currency);
    measure.formula().fact_kind() == FactKind::Amount
        || measure.unit.contains(['€', '$', '£'])
        || measure.unit.split(|c: char| !c.is_alphabetic()).any(is_money)
}

/// A, B… Z, AA, AB…, as spreadsheets name their columns.
pub(super) fn letters(mut place: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (place % 26) as u8));
        match (place / 26).checked_sub(1) {
            Some(next) => place = next,
            None => return letters.into_iter().rev().collect(),
        }
    }
}

/// This identifier, or with the first number that nothing of the grid bears.
pub(super) fn free_id(stem: &str, taken: &mut IdSet) -> Id {
    let mut id = Id::new(stem);
    let mut number = 2;
    while !taken.insert(id.clone()) {
        id = Id::new(&format!("{stem}-{number}"));
        number += 1;
    }
    id
}

/// The same evaluator has the same number throughout, in the order in which
/// they come.
fn nameless(known: &mut Vec<String>, name: String) -> String {
    let place = known.iter().position(|other| *other == name).unwrap_or_else(|| {
        known.push(name);
        known.len() - 1
    });
    format!("Évaluateur {}", place + 1)
}

fn without_comments(entry: &mut Entry) {
    for text in [&mut entry.justification, &mut entry.source, &mut entry.page, &mut entry.address] {
        text.clear();
    }
    if entry.fact == Fact::NotApplicable {
        entry.justification = UNTOLD_JUSTIFICATION.into();
    }
    // The date of a commitment is no comment: it may count.
    let committed_by = entry.shortfall.take().and_then(|shortfall| shortfall.committed_by);
    entry.shortfall = Shortfall { committed_by, ..Shortfall::default() }.boxed();
    entry.opinions.iter_mut().for_each(|opinion| opinion.remark.clear());
    entry.costs.iter_mut().for_each(|item| item.source = UNTOLD_SOURCE.into());
}

/// A fact that is missing has no entry once nobody says why any more.
fn without_empty_entries(facts: &mut IdMap<Entry>) {
    let all = std::mem::take(facts);
    let nothing = Entry::from(Fact::Missing);
    *facts = all.into_iter().filter(|(_, entry)| *entry != nothing).collect::<IdMap<_>>();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_are_lettered_as_columns() {
        let names: Vec<String> = [0, 1, 25, 26, 27, 51, 52, 701, 702, 9_999].map(letters).into();
        assert_eq!(names, ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA", "NTP"]);
    }

    #[test]
    fn an_identifier_of_the_grid_is_left_alone() {
        let mut taken: IdSet = ["offre-a", "offre-a-2"].map(Id::new).into_iter().collect();
        assert_eq!(free_id("offre-a", &mut taken), Id::new("offre-a-3"));
        assert_eq!(free_id("offre-b", &mut taken), Id::new("offre-b"));
    }
}

//! Notes of evaluators come together in the dossier of the chair.
//!
//! Every cell (an evaluator, a criterion, an offer) is a register: what was said
//! last holds, that there is no note as well; of two things said in the same
//! minute, the one with the greater content. What a dossier was told when is
//! remembered in [`Return`], so that contributions may come in any order, in any
//! groups and more than once, and give the same dossier.

use std::rc::Rc;

use super::invitation::{grid, neutral_offers};
use super::{Evaluator, Return};
use crate::dossier::check::{Defect, limits};
use crate::dossier::compare::{Difference, compare_grids};
use crate::dossier::model::{Dossier, Draft, Id, IdMap};
use crate::dossier::moment::Moment;
use crate::dossier::offers::{Entry, Offer, Opinion};
use crate::engine::Fact;

/// Why a contribution is not merged.
#[derive(Clone, Debug, PartialEq)]
pub enum MergeRefusal {
    /// It is no dossier of an evaluator.
    NoContribution,
    /// The evaluator has not handed it in yet.
    NotHandedIn {
        /// Whose notes.
        by: String,
    },
    /// The commission has no such evaluator.
    UnknownEvaluator {
        /// Whose notes.
        by: String,
    },
    /// It was made for another lot.
    OtherLot {
        /// Whose notes.
        by: String,
        /// The name of that lot.
        lot: String,
    },
    /// It was made on another grid.
    OtherGrid {
        /// Whose notes.
        by: String,
        /// What differs.
        differences: Vec<Difference>,
    },
    /// It notes criteria that were not given to this evaluator.
    NotGiven {
        /// Whose notes.
        by: String,
        /// The names of the criteria.
        criteria: Vec<String>,
    },
    /// It notes offers that are not there.
    UnknownOffers {
        /// Whose notes.
        by: String,
        /// Their names.
        offers: Vec<String>,
    },
    /// It holds notes of others.
    NotesOfOthers {
        /// Whose notes they should be.
        by: String,
        /// Whose they are.
        others: Vec<String>,
    },
    /// The notes are locked.
    Locked,
    /// This evaluator has handed in too many different parts.
    TooMany {
        /// Whose notes.
        by: String,
        /// At most so many.
        limit: usize,
    },
    /// The dossier would not hold together.
    Defects(Vec<Defect>),
}

/// What a contribution brings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MergeReport {
    /// Whose notes.
    pub by: String,
    /// When they were handed in.
    pub at: Option<Moment>,
    /// How many notes it holds.
    pub notes: usize,
    /// How many cells it speaks of.
    pub asked: usize,
    /// How many notes come where there was none.
    pub new: usize,
    /// How many take the place of another note or reason.
    pub changed: usize,
    /// How many notes go.
    pub withdrawn: usize,
    /// How many cells stay as they are because something later is there already.
    pub overtaken: usize,
}

/// The dossier with these contributions. The same ones in any order, in any
/// groups, however often, give the same dossier.
///
/// # Errors
/// Why each contribution that cannot be merged is refused, with its place; then
/// nothing is merged.
pub fn merge(dossier: &Dossier, contributions: &[Rc<Dossier>]) -> Result<Dossier, Vec<(usize, MergeRefusal)>> {
    let mut draft = dossier.to_draft();
    let mut refusals = Vec::new();
    for (place, contribution) in contributions.iter().enumerate() {
        if let Err(refusal) = Reading::of(dossier, contribution).and_then(|reading| reading.apply(&mut draft)) {
            refusals.push((place, refusal));
        }
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    draft.check().map_err(|defects| vec![(0, MergeRefusal::Defects(defects))])
}

/// What a contribution would bring to a dossier.
///
/// # Errors
/// Why it cannot be merged.
pub fn report(dossier: &Dossier, contribution: &Dossier) -> Result<MergeReport, MergeRefusal> {
    let mut draft = dossier.to_draft();
    let report = Reading::of(dossier, contribution)?.apply(&mut draft)?;
    draft.check().map_err(MergeRefusal::Defects)?;
    Ok(report)
}

/// A contribution that was checked against the dossier of the chair.
struct Reading<'a> {
    by: &'a str,
    at: Moment,
    /// The criteria that it speaks of, in the order of their identifiers.
    criteria: Vec<Id>,
    /// The offers that it speaks of: as the chair calls them, then as they are here.
    offers: IdMap<&'a Offer>,
}

impl<'a> Reading<'a> {
    fn of(dossier: &Dossier, contribution: &'a Dossier) -> Result<Self, MergeRefusal> {
        let mark = contribution.commission.contribution.as_ref().ok_or(MergeRefusal::NoContribution)?;
        let by = mark.by.as_str();
        let own = || by.to_owned();
        let evaluator = dossier.commission.evaluator(by).ok_or_else(|| MergeRefusal::UnknownEvaluator { by: own() })?;
        let at = mark.at.ok_or_else(|| MergeRefusal::NotHandedIn { by: own() })?;
        if dossier.commission.are_notes_locked {
            return Err(MergeRefusal::Locked);
        }
        // Two lots may well have the same grid.
        if let (Some(here), Some(there)) = (&dossier.lots, &contribution.lots)
            && here.name != there.name
        {
            return Err(MergeRefusal::OtherLot { by: own(), lot: there.name.clone() });
        }
        let differences = grid_differences(dossier, contribution);
        if !differences.is_empty() {
            return Err(MergeRefusal::OtherGrid { by: own(), differences });
        }
        let others = authors(contribution).into_iter().filter(|author| author != by).collect::<Vec<_>>();
        if !others.is_empty() {
            return Err(MergeRefusal::NotesOfOthers { by: own(), others });
        }
        let not_given = contribution.noted_criteria().into_iter().filter(|(criterion, _)| {
            !evaluator.criteria.contains(&criterion.id)
                && contribution.offers.iter().any(|offer| note(offer, &criterion.id, by).is_some())
        });
        let criteria: Vec<String> = not_given.map(|(criterion, _)| criterion.name.clone()).collect();
        if !criteria.is_empty() {
            return Err(MergeRefusal::NotGiven { by: own(), criteria });
        }
        Ok(Self {
            by,
            at,
            criteria: spoken_of(evaluator, contribution),
            offers: offers_of(dossier, contribution)
                .map_err(|offers| MergeRefusal::UnknownOffers { by: own(), offers })?,
        })
    }

    fn apply(&self, draft: &mut Draft) -> Result<MergeReport, MergeRefusal> {
        let mut report = MergeReport { by: self.by.to_owned(), at: Some(self.at), ..MergeReport::default() };
        let order: Vec<String> = draft.commission.evaluators.iter().map(|evaluator| evaluator.name.clone()).collect();
        let Some(place) = order.iter().position(|name| name == self.by) else { return Ok(report) };
        let returned = draft.commission.evaluators.get(place).map(|e| e.returned.clone()).unwrap_or_default();
        for offer in &mut draft.offers {
            let Some(theirs) = self.offers.get(&offer.id) else { continue };
            for criterion in &self.criteria {
                let (told, known) = (note(theirs, criterion, self.by), note(offer, criterion, self.by));
                report.asked += 1;
                report.notes += usize::from(told.is_some());
                let last = returned.iter().filter(|part| part.covers(criterion, &offer.id)).map(|part| part.at).max();
                let wins = match last {
                    Some(last) if last > self.at => false,
                    Some(last) if last == self.at => content(told) > content(known),
                    _ => true,
                };
                let differs = content(told) != content(known);
                match (known, told) {
                    _ if !differs => {}
                    _ if !wins => report.overtaken += 1,
                    (None, _) => report.new += 1,
                    (Some(_), Some(_)) => report.changed += 1,
                    (Some(_), None) => report.withdrawn += 1,
                }
                // Written even where it is the same: the order of the notes within
                // a cell must not tell what came first.
                if !wins {
                    continue;
                }
                let told = told.cloned();
                set_note(Rc::make_mut(offer), criterion, self.by, told, &order);
            }
        }
        let offers = self.offers.keys().cloned().collect();
        let part = Return { at: self.at, criteria: self.criteria.clone(), offers };
        let returned = with(returned, part);
        if returned.len() > limits::RETURNS {
            return Err(MergeRefusal::TooMany { by: self.by.to_owned(), limit: limits::RETURNS });
        }
        if let Some(evaluator) = draft.commission.evaluators.get_mut(place) {
            evaluator.returned = returned;
        }
        Ok(report)
    }
}

impl Return {
    fn covers(&self, criterion: &Id, offer: &Id) -> bool {
        self.criteria.contains(criterion) && self.offers.contains(offer)
    }

    /// Whether something said later, or at the same time, speaks of all this too.
    fn is_covered_by(&self, other: &Self) -> bool {
        let is_within = |these: &[Id], those: &[Id]| these.iter().all(|id| those.contains(id));
        self.at <= other.at && is_within(&self.criteria, &other.criteria) && is_within(&self.offers, &other.offers)
    }
}

/// What was handed in, with one part more: only what nothing later covers is
/// kept, in one order.
fn with(mut returned: Vec<Return>, part: Return) -> Vec<Return> {
    let speaks_of_nothing = part.criteria.is_empty() || part.offers.is_empty();
    if speaks_of_nothing || returned.iter().any(|other| part.is_covered_by(other)) {
        return returned;
    }
    returned.retain(|other| !other.is_covered_by(&part));
    returned.push(part);
    returned.sort_by(|a, b| (b.at, &a.criteria, &a.offers).cmp(&(a.at, &b.criteria, &b.offers)));
    returned
}

/// What tells two notes apart that were given at the same moment: no note is
/// the least, then the lower note, the texts at last.
fn content(note: Option<&Opinion>) -> Option<(crate::engine::Decimal, String, &str)> {
    note.map(|opinion| (opinion.note, opinion.note.to_string(), opinion.remark.as_str()))
}

fn note<'a>(offer: &'a Offer, criterion: &Id, by: &str) -> Option<&'a Opinion> {
    offer.facts.get(criterion)?.opinions.iter().find(|opinion| opinion.by == by)
}

/// Writes the note of an evaluator, or takes it away. Notes stand in the order
/// of the evaluators, those of anybody else before them.
pub(in crate::dossier) fn set_note(
    offer: &mut Offer,
    criterion: &Id,
    by: &str,
    told: Option<Opinion>,
    order: &[String],
) {
    let mut entry = offer.facts.get(criterion).cloned().unwrap_or_else(|| Entry::from(Fact::Missing));
    entry.opinions.retain(|opinion| opinion.by != by);
    entry.opinions.extend(told);
    let place = |opinion: &Opinion| order.iter().position(|name| *name == opinion.by);
    entry.opinions.sort_by_key(place);
    if entry == Entry::from(Fact::Missing) {
        offer.facts.remove(criterion);
    } else {
        offer.facts.insert(criterion.clone(), entry);
    }
}

/// The criteria that a contribution speaks of, among those that the chair gave.
fn spoken_of(evaluator: &Evaluator, contribution: &Dossier) -> Vec<Id> {
    let asked = contribution.noting().map(|own| own.criteria.as_slice()).unwrap_or_default();
    let mut criteria: Vec<Id> = evaluator.criteria.iter().filter(|id| asked.contains(id)).cloned().collect();
    criteria.sort();
    criteria
}

/// The offers of a contribution by the identifiers that the chair knows them by,
/// or the names of those with notes that are not there.
fn offers_of<'a>(dossier: &Dossier, contribution: &'a Dossier) -> Result<IdMap<&'a Offer>, Vec<String>> {
    let is_blind = contribution.commission.is_blind;
    let neutral: IdMap<Id> = if is_blind {
        neutral_offers(dossier).into_iter().map(|(id, (neutral, _))| (neutral, id)).collect()
    } else {
        IdMap::new()
    };
    let (mut known, mut unknown) = (IdMap::new(), Vec::new());
    for offer in &contribution.offers {
        let id = if is_blind { neutral.get(&offer.id) } else { Some(&offer.id) };
        match id.filter(|id| dossier.offer(id).is_some()) {
            Some(id) => drop(known.insert(id.clone(), offer.as_ref())),
            None if offer.facts.values().any(|entry| !entry.opinions.is_empty()) => unknown.push(offer.name.clone()),
            // Nothing is said of an offer that has gone since.
            None => {}
        }
    }
    if unknown.is_empty() { Ok(known) } else { Err(unknown) }
}

/// Everybody who gave a note, once each.
fn authors(dossier: &Dossier) -> Vec<String> {
    let mut authors: Vec<String> = Vec::new();
    for opinion in dossier.offers.iter().flat_map(|offer| offer.facts.values()).flat_map(|entry| &entry.opinions) {
        if !authors.contains(&opinion.by) {
            authors.push(opinion.by.clone());
        }
    }
    authors
}

/// What differs between what two dossiers announce; nothing when that is the same.
fn grid_differences(a: &Dossier, b: &Dossier) -> Vec<Difference> {
    compare_grids(&grid(a), &grid(b))
}

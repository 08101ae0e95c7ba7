//! What edits do to the cost plan, which is announced to everybody, and to the
//! cost sheets of offers.

use std::rc::Rc;

use super::Refusal;
use super::offers::set_entry;
use crate::dossier::costs::{CostItem, CostPlan};
use crate::dossier::model::{Draft, Id};
use crate::dossier::offers::Entry;
use crate::engine::{CostKind, Fact, Quantity, When};
use crate::i18n::{Phrase, phrase};

/// One change of what costs are counted with.
#[derive(Clone, Debug, PartialEq)]
pub enum CostEdit {
    /// The plan as it is to be.
    Plan {
        /// All of it.
        plan: CostPlan,
        /// What of it is another one.
        part: PlanPart,
    },
    /// How many years are counted. What is paid once to leave, in the last year
    /// of the former horizon, is paid in the last year of the new one.
    Horizon(u32),
    /// A segment goes, unless a line counts its users.
    RemoveSegment(usize),
    /// The cost lines of an offer. As long as there are some, their total is the
    /// price: one that was given makes way.
    Sheet {
        /// The offer.
        offer: Id,
        /// The price criterion.
        criterion: Id,
        /// Its lines, all of them.
        items: Vec<CostItem>,
        /// What happened to them.
        step: SheetStep,
    },
}

/// A part of the cost plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanPart {
    /// All of it: there was none.
    Whole,
    /// The discount rate.
    Discount,
    /// The segments and their volumes.
    Segments,
    /// The scenarios.
    Scenarios,
    /// Which scenario is announced.
    Announced,
}

/// What happened to the lines of a cost sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetStep {
    /// One is new.
    Added,
    /// One is not the same any more.
    Changed,
    /// They stand in another order.
    Moved,
    /// One is gone.
    Removed,
    /// Some came from a spreadsheet.
    Pasted,
}

impl CostEdit {
    /// The name of the kind of edit, for "Undo: …".
    pub(super) fn name(&self) -> Phrase {
        match self {
            Self::Plan { part: PlanPart::Whole, .. } => phrase("plan de coûts", "cost plan"),
            Self::Plan { part: PlanPart::Discount, .. } => phrase("taux d'actualisation", "discount rate"),
            Self::Plan { part: PlanPart::Segments, .. } => phrase("segments d'utilisateurs", "user segments"),
            Self::Plan { part: PlanPart::Scenarios, .. } => phrase("scénarios de coût", "cost scenarios"),
            Self::Plan { part: PlanPart::Announced, .. } => phrase("scénario annoncé", "announced scenario"),
            Self::Horizon(_) => phrase("horizon des coûts", "horizon of costs"),
            Self::RemoveSegment(_) => phrase("retrait d'un segment d'utilisateurs", "user segment removed"),
            Self::Sheet { step: SheetStep::Added, .. } => phrase("ajout d'une ligne de coût", "new cost line"),
            Self::Sheet { step: SheetStep::Changed, .. } => phrase("ligne de coût", "cost line"),
            Self::Sheet { step: SheetStep::Moved, .. } => phrase("ordre des lignes de coût", "order of cost lines"),
            Self::Sheet { step: SheetStep::Removed, .. } => phrase("retrait d'une ligne de coût", "cost line removed"),
            Self::Sheet { step: SheetStep::Pasted, .. } => phrase("lignes de coût collées", "cost lines pasted"),
        }
    }

    /// Whether it changes what is announced, rather than what is received.
    pub fn changes_plan(&self) -> bool {
        !matches!(self, Self::Sheet { .. })
    }

    /// What it is about, to be named after the kind.
    pub(super) fn subject(&self) -> Option<&Id> {
        match self {
            Self::Sheet { offer, .. } => Some(offer),
            _ => None,
        }
    }

    /// Whether both belong to one gesture: the same slider.
    pub(super) fn has_same_target(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Horizon(_), Self::Horizon(_)))
    }
}

#[inline(never)]
pub(super) fn apply(draft: &mut Draft, edit: &CostEdit) -> Result<(), Refusal> {
    match edit {
        CostEdit::Plan { plan, .. } => draft.cost_plan = Some(plan.clone()),
        CostEdit::Horizon(years) => horizon(draft, *years)?,
        CostEdit::RemoveSegment(segment) => remove_segment(draft, *segment)?,
        CostEdit::Sheet { offer, criterion, items, .. } => {
            let known = draft.offer(offer).ok_or_else(|| Refusal::Unknown(offer.clone()))?;
            let known = known.facts.get(criterion).cloned().unwrap_or_else(|| Entry::from(Fact::Missing));
            let fact = if items.is_empty() { known.fact } else { Fact::Missing };
            set_entry(draft, offer, criterion, &Entry { fact, costs: items.clone(), ..known })?;
        }
    }
    Ok(())
}

fn plan_mut(draft: &mut Draft) -> Result<&mut CostPlan, Refusal> {
    draft.cost_plan.as_mut().ok_or(Refusal::NoRoom)
}

fn horizon(draft: &mut Draft, years: u32) -> Result<(), Refusal> {
    let former = std::mem::replace(&mut plan_mut(draft)?.horizon, years);
    each_item(draft, &mut |item| {
        if item.line.when == (When::Once { year: former }) && is_leaving(item.line.kind) {
            item.line.when = When::Once { year: years };
        }
    });
    Ok(())
}

/// Whether a cost falls when the product is left.
fn is_leaving(kind: CostKind) -> bool {
    matches!(kind, CostKind::Exit | CostKind::Egress)
}

fn remove_segment(draft: &mut Draft, segment: usize) -> Result<(), Refusal> {
    let counts = |item: &CostItem| item.line.quantity == Quantity::Segment(segment);
    for offer in &draft.offers {
        if let Some(item) = offer.facts.values().flat_map(|entry| &entry.costs).find(|item| counts(item)) {
            return Err(Refusal::SegmentInUse { line: item.label.clone(), offer: offer.name.clone() });
        }
    }
    let segments = &mut plan_mut(draft)?.segments;
    if segment >= segments.len() {
        return Err(Refusal::NoRoom);
    }
    segments.remove(segment);
    each_item(draft, &mut |item| {
        if let Quantity::Segment(index) = &mut item.line.quantity
            && *index > segment
        {
            *index -= 1;
        }
    });
    Ok(())
}

/// Does something to every cost line of every offer; offers without any stay shared.
fn each_item(draft: &mut Draft, change: &mut dyn FnMut(&mut CostItem)) {
    for offer in &mut draft.offers {
        if offer.facts.values().any(|entry| !entry.costs.is_empty()) {
            for (_, entry) in Rc::make_mut(offer).facts.iter_mut() {
                entry.costs.iter_mut().for_each(&mut *change);
            }
        }
    }
}

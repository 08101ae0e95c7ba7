//! What happens in a commission.

use std::rc::Rc;

use super::Refusal;
use super::offers::offer_mut;
use crate::dossier::commission::{Evaluator, set_note};
use crate::dossier::model::{Dossier, Draft, Id};
use crate::dossier::offers::{Entry, Opinion};
use crate::engine::{Decimal, Fact};
use crate::i18n::{Phrase, phrase};

/// One change of the commission, or of what it noted.
#[derive(Clone, Debug, PartialEq)]
pub enum CommissionEdit {
    /// Somebody new notes; every criterion that takes notes is given to them.
    Add {
        /// Their name.
        name: String,
    },
    /// An evaluator bears another name; the notes follow.
    Rename {
        /// The name so far.
        from: String,
        /// The name from now on.
        to: String,
    },
    /// An evaluator leaves, with the notes.
    Remove(String),
    /// A criterion is given to an evaluator, or taken back; notes stay.
    Give {
        /// Whom to.
        evaluator: String,
        /// Which criterion.
        criterion: Id,
        /// Whether they note it.
        is_given: bool,
    },
    /// Names of offers and prices are withheld until the notes are locked, or not.
    Blind(bool),
    /// The notes are final, or open again.
    Lock(bool),
    /// An evaluator notes, in their own dossier.
    Note {
        /// The offer.
        offer: Id,
        /// The criterion.
        criterion: Id,
        /// The note; none takes it back, with its reason.
        note: Option<Decimal>,
        /// Why.
        remark: String,
    },
    /// The commission agrees: the value that counts, and why. The notes stay.
    Agree {
        /// The offer.
        offer: Id,
        /// The criterion.
        criterion: Id,
        /// What they agree on; nothing takes it back.
        fact: Fact,
        /// Why.
        reason: String,
    },
    /// Contributions were merged, and looked at before.
    Merge(Rc<Dossier>),
}

impl CommissionEdit {
    /// The name of the kind of edit, for "Undo: …".
    pub(super) fn name(&self) -> Phrase {
        match self {
            Self::Add { .. } => phrase("ajout d'un évaluateur", "new evaluator"),
            Self::Rename { .. } => phrase("nom d'un évaluateur", "name of an evaluator"),
            Self::Remove(_) => phrase("retrait d'un évaluateur", "evaluator removed"),
            Self::Give { .. } => phrase("critères d'un évaluateur", "criteria of an evaluator"),
            Self::Blind(_) => phrase("mode aveugle", "blind mode"),
            Self::Lock(true) => phrase("verrouillage des notes", "notes locked"),
            Self::Lock(false) => phrase("déverrouillage des notes", "notes unlocked"),
            Self::Note { .. } => phrase("note d'un évaluateur", "note of an evaluator"),
            Self::Agree { .. } => phrase("note de consensus", "consensus note"),
            Self::Merge(_) => phrase("reprise de notes d'évaluateurs", "notes of evaluators taken up"),
        }
    }
}

#[inline(never)]
pub(super) fn apply(draft: &mut Draft, edit: &CommissionEdit) -> Result<(), Refusal> {
    match edit {
        CommissionEdit::Add { name } => {
            let criteria = draft.noted_criteria().into_iter().map(|(criterion, _)| criterion.id.clone()).collect();
            let name = name.trim().to_owned();
            draft.commission.evaluators.push(Evaluator { name, criteria, returned: Vec::new() });
        }
        CommissionEdit::Rename { from, to } => rename(draft, from, to.trim())?,
        CommissionEdit::Remove(name) => {
            evaluator_mut(draft, name)?;
            draft.commission.evaluators.retain(|evaluator| evaluator.name != *name);
            let order = names(draft);
            for_each_note(draft, name, |offer, criterion, _| set_note(offer, criterion, name, None, &order));
        }
        CommissionEdit::Give { evaluator, criterion, is_given } => {
            let order: Vec<Id> = draft.noted_criteria().into_iter().map(|(noted, _)| noted.id.clone()).collect();
            let evaluator = evaluator_mut(draft, evaluator)?;
            evaluator.criteria.retain(|id| id != criterion);
            if *is_given {
                evaluator.criteria.push(criterion.clone());
            }
            evaluator.criteria.sort_by_key(|id| order.iter().position(|noted| noted == id));
        }
        CommissionEdit::Blind(is_blind) => draft.commission.is_blind = *is_blind,
        CommissionEdit::Lock(is_locked) => draft.commission.are_notes_locked = *is_locked,
        CommissionEdit::Note { offer, criterion, note, remark } => {
            let by = draft.noting().filter(|own| own.criteria.contains(criterion)).map(|own| own.name.clone());
            let by = by.ok_or_else(|| Refusal::Unknown(criterion.clone()))?;
            let told = note.map(|note| Opinion { by: by.clone(), note, remark: remark.clone() });
            let order = names(draft);
            set_note(offer_mut(draft, offer)?, criterion, &by, told, &order);
        }
        CommissionEdit::Agree { offer, criterion, fact, reason } => {
            let facts = &mut offer_mut(draft, offer)?.facts;
            let known = facts.get(criterion).cloned().unwrap_or_else(|| Entry::from(Fact::Missing));
            let entry = Entry { fact: *fact, justification: reason.clone(), ..known };
            if entry == Entry::from(Fact::Missing) {
                facts.remove(criterion);
            } else {
                facts.insert(criterion.clone(), entry);
            }
        }
        CommissionEdit::Merge(merged) => *draft = merged.to_draft(),
    }
    Ok(())
}

fn rename(draft: &mut Draft, from: &str, to: &str) -> Result<(), Refusal> {
    to.clone_into(&mut evaluator_mut(draft, from)?.name);
    if let Some(contribution) = draft.commission.contribution.as_mut().filter(|mark| mark.by == from) {
        to.clone_into(&mut contribution.by);
    }
    let order = names(draft);
    for_each_note(draft, from, |offer, criterion, opinion| {
        set_note(offer, criterion, from, None, &order);
        set_note(offer, criterion, to, Some(Opinion { by: to.to_owned(), ..opinion }), &order);
    });
    Ok(())
}

fn evaluator_mut<'a>(draft: &'a mut Draft, name: &str) -> Result<&'a mut Evaluator, Refusal> {
    let evaluator = draft.commission.evaluators.iter_mut().find(|evaluator| evaluator.name == name);
    evaluator.ok_or_else(|| Refusal::UnknownEvaluator(name.to_owned()))
}

fn names(draft: &Draft) -> Vec<String> {
    draft.commission.evaluators.iter().map(|evaluator| evaluator.name.clone()).collect()
}

/// Changes every note of somebody.
fn for_each_note(draft: &mut Draft, by: &str, change: impl Fn(&mut crate::dossier::Offer, &Id, Opinion)) {
    for offer in &mut draft.offers {
        let noted: Vec<(Id, Opinion)> = (offer.facts.iter())
            .filter_map(|(id, entry)| {
                Some((id.clone(), entry.opinions.iter().find(|opinion| opinion.by == by)?.clone()))
            })
            .collect();
        for (criterion, opinion) in noted {
            change(Rc::make_mut(offer), &criterion, opinion);
        }
    }
}

/// Whether notes that were locked, and still are, would change: those of the
/// evaluators, or what the commission agreed on. A note that goes with its offer
/// or its criterion is none that changes.
pub(super) fn touches_locked_notes(before: &Draft, after: &Draft) -> bool {
    if !before.commission.are_notes_locked || !after.commission.are_notes_locked {
        return false;
    }
    let noted = before.noted_criteria();
    let is_still_there = |id: &Id| after.noted_criteria().iter().any(|(criterion, _)| criterion.id == *id);
    let noted: Vec<&Id> =
        noted.into_iter().map(|(criterion, _)| &criterion.id).filter(|id| is_still_there(id)).collect();
    before.offers.iter().any(|offer| {
        let Some(now) = after.offer(&offer.id) else { return false };
        !Rc::ptr_eq(offer, now) && noted.iter().any(|id| offer.facts.get(*id) != now.facts.get(*id))
    })
}

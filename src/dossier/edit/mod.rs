//! Everything a buyer can do to a dossier, one entry each.
//!
//! [`edit`] copies, changes and checks: what comes out holds together, or the
//! edit is refused with its reason and nothing has changed.

mod commission;
mod components;
mod costs;
mod grid;
mod ids;
mod known;
mod levels;
mod lots;
mod nature;
mod offers;
mod profiles;
mod refusal;
mod shape;
mod weights;

use std::rc::Rc;

pub use self::commission::CommissionEdit;
pub use self::components::{ComponentEdit, DecisionEdit};
pub use self::costs::{CostEdit, PlanPart, SheetStep};
use self::grid::{add_criterion, criterion_mut, group_mut, remove_criterion, set_gate, set_measure, siblings_mut};
pub use self::ids::fresh_ids;
use self::ids::{fresh_among, fresh_id, taken};
pub use self::known::{Host, KnownComponent};
pub use self::levels::LevelChange;
pub use self::lots::{LotContent, LotsEdit};
use self::offers::{set_entry, shift};
pub use self::refusal::Refusal;
pub use self::shape::{CriterionFlag, GridEdit};
pub use self::weights::Weighting;
pub use self::weights::weight_of_percent;
use self::weights::{set_weight, share};
use super::date::Date;
use super::grid::{Gate, Measure, Requirement};
use super::model::{Dossier, Draft, Id, IdMap, IdSet};
use super::offers::{Component, Entry, OfferKind, Standing};
use super::seal::Seal;
use crate::engine::Decimal;

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Another dossier takes the place of this one.
    Open(Rc<Dossier>),
    /// What a table brought; made and checked in the room `table`.
    Table(Rc<Dossier>),
    /// Facts of several cells, with what supports them.
    Facts(Vec<(Id, Id, Entry)>),
    /// The title.
    Title(String),
    /// A weight; with locks, the other unlocked siblings share the rest of 100.
    Weight {
        /// The criterion or group.
        criterion: Id,
        /// Its new weight.
        value: Decimal,
        /// The locked criteria, when the group keeps its total of 100.
        locks: Option<IdSet>,
    },
    /// The weights of a group, brought to 100 in proportion; locked ones stay.
    ShareOut {
        /// The group; none for the top of the tree.
        group: Option<Id>,
        /// The locked criteria.
        locks: IdSet,
    },
    /// The weights that a method has found, all at once.
    Weights {
        /// The criteria that get one; the others keep theirs.
        weights: IdMap<Decimal>,
        /// How they were found.
        by: Weighting,
    },
    /// The weights of a profile.
    ApplyProfile(Id),
    /// A new criterion at the end of a group.
    AddCriterion {
        /// The group; none for the top of the tree.
        parent: Option<Id>,
        /// Its name.
        name: String,
        /// Its measure.
        measure: Measure,
    },
    /// A criterion with everything below it, its facts included.
    RemoveCriterion(Id),
    /// A criterion moves among its siblings, `by` places down.
    MoveCriterion {
        /// The criterion.
        criterion: Id,
        /// Places down; up when negative.
        by: isize,
    },
    /// The name of a criterion.
    CriterionName {
        /// The criterion.
        criterion: Id,
        /// The name.
        name: String,
    },
    /// The measure of a leaf; facts that it cannot read go.
    Measure {
        /// The criterion or information.
        of: Id,
        /// The measure.
        measure: Measure,
    },
    /// A new gate, or the new form of one.
    Gate(Gate),
    /// A gate goes.
    RemoveGate(Id),
    /// The shape of the grid.
    Grid(GridEdit),
    /// A new offer.
    AddOffer {
        /// Its name.
        name: String,
    },
    /// A new offer of a known product, with what the catalogue of the market says of it.
    AddKnownOffer {
        /// Its name.
        name: String,
        /// What it begins with, by identifier of measure.
        facts: Vec<(Id, Entry)>,
    },
    /// A product of the catalogue of the market becomes part of a composite offer.
    AddKnownComponent {
        /// Which offer.
        host: Host,
        /// What the product becomes there.
        known: Box<KnownComponent>,
    },
    /// Months after which facts of the market are to be verified again; none: the default.
    FactAge(Option<u32>),
    /// A copy of an offer, behind it.
    DuplicateOffer {
        /// The offer.
        offer: Id,
        /// The name of the copy.
        name: String,
    },
    /// An offer goes.
    RemoveOffer(Id),
    /// An offer moves in the list, `by` places down.
    MoveOffer {
        /// The offer.
        offer: Id,
        /// Places down; up when negative.
        by: isize,
    },
    /// The name of an offer.
    OfferName {
        /// The offer.
        offer: Id,
        /// The name.
        name: String,
    },
    /// The status of an offer.
    Standing {
        /// The offer.
        offer: Id,
        /// The status.
        standing: Standing,
    },
    /// What is known of an offer on a measure.
    Entry {
        /// The offer.
        offer: Id,
        /// The leaf criterion or information.
        measure: Id,
        /// The fact with what supports it; an empty one removes the entry.
        entry: Entry,
    },
    /// Whether an offer is one, or a scenario, and from when on it can be used.
    OfferKind {
        /// The offer.
        offer: Id,
        /// What it is.
        kind: OfferKind,
        /// From when on, where that is known.
        available_from: Option<Date>,
    },
    /// A new scenario among the offers.
    AddScenario {
        /// Its name.
        name: String,
        /// What it is.
        kind: OfferKind,
        /// Whether it is ranked: apart, it leaves the ranking as it is while
        /// its facts are entered.
        standing: Standing,
    },
    /// The weights as they are, kept as a set of their own.
    SaveProfile {
        /// Its name.
        name: String,
        /// Where it comes from.
        source: String,
    },
    /// The name and the source of a set of weights.
    NameProfile {
        /// The set.
        profile: Id,
        /// Its name.
        name: String,
        /// Where it comes from.
        source: String,
    },
    /// A set of weights goes.
    RemoveProfile(Id),
    /// Who notes what, and what they noted.
    Commission(CommissionEdit),
    /// The cost plan and the cost sheets.
    Costs(Box<CostEdit>),
    /// What an offer is put together from.
    Component {
        /// The offer.
        offer: Id,
        /// What changes.
        edit: ComponentEdit,
    },
    /// The buyer's own bricks are these now.
    Pool(Vec<Component>),
    /// Bricks put together become an offer.
    Adopt {
        /// Its name.
        name: String,
        /// Its components.
        components: Vec<Component>,
    },
    /// What is proposed for the award.
    Decision(DecisionEdit),
    /// The grid is sealed.
    Seal(Seal),
    /// The seal is broken, for a change or for none.
    BreakSeal {
        /// Why; the journal keeps it.
        reason: String,
        /// The change that the seal held back.
        change: Option<Box<Edit>>,
    },
    /// From now on the dossier keeps a journal.
    KeepJournal,
    /// Several lots in one dossier.
    Lots(Box<LotsEdit>),
}

/// The dossier after an edit.
///
/// # Errors
/// [`Refusal`], and the dossier stays as it is.
pub fn edit(dossier: &Rc<Dossier>, edit: &Edit) -> Result<Rc<Dossier>, Refusal> {
    if let Edit::Open(other) | Edit::Table(other) = edit {
        if matches!(edit, Edit::Table(_)) && commission::touches_locked_notes(dossier, other) {
            return Err(Refusal::NotesLocked);
        }
        return Ok(Rc::clone(other));
    }
    let mut draft = dossier.to_draft();
    apply(&mut draft, edit)?;
    // Another lot has another commission.
    let is_here = !matches!(edit, Edit::Lots(_));
    // What few dossiers have waits until it is needed (tools/cold.txt).
    if is_here && !draft.commission.is_none() && !edit.moves_weights() {
        draft.tidy_commission();
        if commission::touches_locked_notes(dossier, &draft) {
            return Err(Refusal::NotesLocked);
        }
    }
    // A grid that moves once offers are known asks for an explanation.
    let moves = || {
        (&draft.criteria, &draft.informations, &draft.gates)
            != (&dossier.criteria, &dossier.informations, &dossier.gates)
            || (&draft.method, draft.note_scale) != (&dossier.method, dossier.note_scale)
            || draft.cost_plan != dossier.cost_plan
            || !draft
                .requirements
                .iter()
                .map(Requirement::announced)
                .eq(dossier.requirements.iter().map(Requirement::announced))
    };
    if edit.changes_grid()
        && dossier.offers.iter().any(|offer| !offer.facts.is_empty() || !offer.components.is_empty())
        && moves()
    {
        draft.is_grid_changed_late = true;
    }
    // Behind every slider: ten thousand offers that did not change are not read again.
    let checked = if edit.moves_weights() { draft.check_weights() } else { draft.check() };
    checked.map(Rc::new).map_err(Refusal::Defects)
}

fn apply(draft: &mut Draft, edit: &Edit) -> Result<(), Refusal> {
    match edit {
        Edit::Weight { criterion, value, locks } => set_weight(draft, criterion, *value, locks.as_ref())?,
        Edit::ShareOut { group, locks } => {
            let group = group_mut(draft, group.as_ref())?;
            share(group, locks, None)?;
        }
        Edit::ApplyProfile(id) => {
            let profile = draft.profiles.iter().find(|profile| profile.id == *id).cloned();
            for (criterion, weight) in profile.ok_or_else(|| Refusal::Unknown(id.clone()))?.weights {
                criterion_mut(draft, &criterion)?.weight = weight;
            }
        }
        _ => reshape(draft, edit)?,
    }
    Ok(())
}

/// Every edit but those of weights, which the first screen makes.
#[inline(never)]
fn reshape(draft: &mut Draft, edit: &Edit) -> Result<(), Refusal> {
    match edit {
        Edit::Open(other) | Edit::Table(other) => *draft = other.to_draft(),
        Edit::Facts(facts) => {
            for (offer, measure, entry) in facts {
                set_entry(draft, offer, measure, entry)?;
            }
        }
        Edit::Weights { weights, .. } => {
            for (criterion, weight) in weights.iter() {
                criterion_mut(draft, criterion)?.weight = *weight;
            }
        }
        Edit::Title(title) => draft.title.clone_from(title),
        Edit::AddCriterion { parent, name, measure } => add_criterion(draft, parent.as_ref(), name, measure)?,
        Edit::RemoveCriterion(id) => remove_criterion(draft, id)?,
        Edit::MoveCriterion { criterion, by } => {
            let group =
                siblings_mut(&mut draft.criteria, criterion).ok_or_else(|| Refusal::Unknown(criterion.clone()))?;
            shift(group, |other| other.id == *criterion, *by)?;
        }
        Edit::CriterionName { criterion, name } => criterion_mut(draft, criterion)?.name.clone_from(name),
        Edit::Measure { of, measure } => set_measure(draft, of, measure)?,
        Edit::Gate(gate) => set_gate(draft, gate),
        Edit::RemoveGate(id) => draft.gates.retain(|gate| gate.id != *id),
        Edit::Grid(edit) => shape::apply(draft, edit)?,
        Edit::FactAge(months) => draft.fact_age_limit = *months,
        Edit::AddKnownComponent { host, known } => known::add(draft, host, known)?,
        Edit::AddOffer { .. }
        | Edit::AddKnownOffer { .. }
        | Edit::DuplicateOffer { .. }
        | Edit::RemoveOffer(_)
        | Edit::MoveOffer { .. }
        | Edit::OfferName { .. }
        | Edit::Standing { .. }
        | Edit::Entry { .. }
        | Edit::OfferKind { .. }
        | Edit::AddScenario { .. }
        | Edit::Component { .. }
        | Edit::Pool(_)
        | Edit::Adopt { .. } => offers::apply(draft, edit)?,
        Edit::SaveProfile { .. } | Edit::NameProfile { .. } | Edit::RemoveProfile(_) => {
            profiles::apply(draft, edit)?;
        }
        Edit::Decision(edit) => components::decide(draft, edit)?,
        Edit::Seal(seal) => draft.seal = Some(seal.clone()),
        Edit::BreakSeal { change, .. } => {
            if let Some(change) = change {
                apply(draft, change)?;
            }
            draft.seal = None;
        }
        // The journal tells of it; that is written where the clock is known.
        Edit::KeepJournal => {}
        Edit::Commission(edit) => commission::apply(draft, edit)?,
        Edit::Costs(edit) => costs::apply(draft, edit)?,
        Edit::Lots(edit) => lots::apply(draft, edit)?,
        // Those are done.
        Edit::Weight { .. } | Edit::ShareOut { .. } | Edit::ApplyProfile(_) => {}
    }
    Ok(())
}

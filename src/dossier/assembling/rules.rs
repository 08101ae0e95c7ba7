//! How criteria and gates compose: by the union, by the weakest brick, or not
//! exactly.

use super::Apart;
use crate::dossier::grid::{Criterion, GateRule, Measure};
use crate::dossier::model::{Draft, Id};
use crate::engine::{Composition, Decimal, Formula};

/// By which of its bricks an assembly passes a gate.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Passing {
    /// By all of them.
    Each,
    /// By one of them.
    One,
    /// By its price.
    Budget(Decimal),
    /// By covering the compulsory needs, which are asked for anyway.
    Musts,
    /// By what they are together.
    Together,
}

/// Whether the notes of a criterion, or of a group around it, are brought to the
/// full note.
pub(super) fn is_rescaled(dossier: &Draft, id: &Id) -> bool {
    let holds = |criterion: &&Criterion| criterion.descendants().iter().any(|below| below.id == *id);
    dossier.all_criteria().into_iter().filter(holds).any(|criterion| criterion.is_rescaled)
}

/// Why a criterion that weighs cannot be composed exactly; nothing where it can.
pub(super) fn apart(dossier: &Draft, id: &Id, measure: &Measure) -> Option<Apart> {
    let rule = measure.composition();
    if rule == Composition::ByHand {
        return Some(Apart::ByHand);
    }
    if is_rescaled(dossier, id) {
        return Some(Apart::Relative);
    }
    if measure.family.is_coverage {
        let weighs = dossier.requirements_of(id).any(|need| !need.is_must() && !need.weight.is_zero());
        return (rule != Composition::Highest || !weighs).then_some(Apart::Rule);
    }
    let formula = measure.formula();
    if formula.depends_on_field() {
        return Some(Apart::Relative);
    }
    (!is_weakest(&formula, rule)).then_some(Apart::Rule)
}

/// Whether a rule takes the brick with the lowest note.
fn is_weakest(formula: &Formula, rule: Composition) -> bool {
    let is_monotone = |points: &mut dyn Iterator<Item = Decimal>, falls: bool| {
        let points: Vec<Decimal> = points.collect();
        points.windows(2).all(|pair| if falls { pair.first() >= pair.last() } else { pair.first() <= pair.last() })
    };
    let falls = match rule {
        Composition::Lowest => false,
        Composition::Highest => true,
        _ => return false,
    };
    match formula {
        Formula::YesNo | Formula::Share { .. } => !falls,
        Formula::Scale { points, .. } => is_monotone(&mut points.iter().copied(), falls),
        Formula::Piecewise { points, .. } => is_monotone(&mut points.iter().map(|(_, points)| *points), falls),
        Formula::Linear { worst, best } => (best < worst) == falls,
        _ => false,
    }
}

/// How an assembly passes a gate.
pub(super) fn passing(dossier: &Draft, rule: &GateRule, price: &Id) -> Passing {
    let composition = dossier.measure(rule.of()).map(Measure::composition);
    let (all, some) = (Some(Composition::Lowest), Some(Composition::Highest));
    match rule {
        GateRule::MustsCovered { .. } if composition == some => Passing::Musts,
        GateRule::ValueAtMost { of, value } if of == price => Passing::Budget(*value),
        GateRule::Yes { .. } | GateRule::LevelAtLeast { .. } | GateRule::ValueAtLeast { .. } if composition == all => {
            Passing::Each
        }
        GateRule::Yes { .. } | GateRule::LevelAtLeast { .. } | GateRule::ValueAtLeast { .. } if composition == some => {
            Passing::One
        }
        GateRule::ValueAtMost { .. } if composition == some => Passing::Each,
        GateRule::ValueAtMost { .. } if composition == all => Passing::One,
        GateRule::NoteAtLeast { of, .. } => {
            let measure = dossier.measure(of).filter(|measure| !measure.family.is_coverage);
            let is_each = measure.is_some_and(|measure| apart(dossier, of, measure).is_none());
            if is_each { Passing::Each } else { Passing::Together }
        }
        GateRule::SealAtLeast { of, .. } if has_weakest_seals(dossier, of) => Passing::Each,
        _ => Passing::Together,
    }
}

/// Whether the lowest seal of an assembly at or below a criterion is that of one
/// of its bricks.
fn has_weakest_seals(dossier: &Draft, of: &Id) -> bool {
    let below = dossier.criterion(of).map(Criterion::descendants).unwrap_or_default();
    below.into_iter().filter_map(Criterion::measure).all(|measure| {
        let seals: Vec<u8> = measure.levels.iter().filter_map(|level| level.seal).collect();
        seals.is_empty() || (seals.is_sorted() && measure.composition() == Composition::Lowest)
    })
}

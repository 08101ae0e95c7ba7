//! The method and the search for abnormally low prices.

use super::{CriteriaMsg, CriteriaNews, DetectorKind, ListStep, change, quietly, shifted};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::dossier::{Detector, Edit, GridEdit, Id, Method};
use crate::engine::{Decimal, DetectorRule};

pub(super) fn update(state: &mut State, msg: CriteriaMsg) -> Vec<Effect> {
    let method = state.dossier().method.clone();
    let method = match msg {
        CriteriaMsg::Ranking(ranking) => Method { ranking, ..method },
        CriteriaMsg::NoteDecimals(note_decimals) => Method { note_decimals, ..method },
        CriteriaMsg::TotalDecimals(total_decimals) => Method { total_decimals, ..method },
        CriteriaMsg::AddTieBreak(id) => {
            let tie_breaks = method.tie_breaks.iter().cloned().chain([id]).collect();
            Method { tie_breaks, ..method }
        }
        CriteriaMsg::TieBreaks(step) => {
            let Some((tie_breaks, place)) = shifted(&method.tie_breaks, step, || None) else { return Vec::new() };
            let news = moved_to(step, place, tie_breaks.len());
            return change(state, Edit::Grid(GridEdit::Method(Method { tie_breaks, ..method })), |_| news);
        }
        CriteriaMsg::Detectors(step) => {
            let new = || first_price(state).map(|of| Detector { of, rule: rule(DetectorKind::ShareOfMean) });
            let Some((detectors, place)) = shifted(&state.dossier().detectors, step, new) else { return Vec::new() };
            let news = moved_to(step, place, detectors.len());
            return change(state, Edit::Grid(GridEdit::Detectors(detectors)), |_| news);
        }
        CriteriaMsg::DetectorReads(place, of) => return detector(state, place, |detector| detector.of = of),
        CriteriaMsg::DetectorKind(place, kind) => {
            return detector(state, place, |detector| detector.rule = rule(kind));
        }
        _ => return Vec::new(),
    };
    quietly(state, GridEdit::Method(method))
}

/// Where something of a list went, when it moved.
pub(super) fn moved_to(step: ListStep, place: usize, count: usize) -> Option<CriteriaNews> {
    matches!(step, ListStep::Move(..)).then_some(CriteriaNews::NowAt(place + 1, count))
}

/// What a detector of a kind begins with.
fn rule(kind: DetectorKind) -> DetectorRule {
    let percent = Decimal::integer(80);
    match kind {
        DetectorKind::ShareOfMean => DetectorRule::ShareOfMean { percent },
        DetectorKind::DoubleMean => DetectorRule::DoubleMean { ceiling: Decimal::integer(120), percent },
        DetectorKind::ShareOfEstimate => DetectorRule::ShareOfEstimate { estimate: Decimal::integer(100_000), percent },
    }
}

/// The first price criterion.
fn first_price(state: &State) -> Option<Id> {
    let measures = state.dossier().measures();
    measures.into_iter().find(|(.., measure)| measure.formula().is_price()).map(|(id, ..)| id.clone())
}

fn detector(state: &mut State, place: usize, form: impl FnOnce(&mut Detector)) -> Vec<Effect> {
    let mut detectors = state.dossier().detectors.clone();
    let Some(detector) = detectors.get_mut(place) else { return Vec::new() };
    form(detector);
    quietly(state, GridEdit::Detectors(detectors))
}

/// The percentage of a detector.
pub(super) fn set_percent(state: &mut State, place: usize, value: Decimal) -> Vec<Effect> {
    detector(state, place, |detector| match &mut detector.rule {
        DetectorRule::ShareOfMean { percent }
        | DetectorRule::DoubleMean { percent, .. }
        | DetectorRule::ShareOfEstimate { percent, .. } => *percent = value,
    })
}

/// The ceiling or the estimate of a detector.
pub(super) fn set_other(state: &mut State, place: usize, value: Decimal) -> Vec<Effect> {
    detector(state, place, |detector| match &mut detector.rule {
        DetectorRule::ShareOfMean { .. } => {}
        DetectorRule::DoubleMean { ceiling, .. } => *ceiling = value,
        DetectorRule::ShareOfEstimate { estimate, .. } => *estimate = value,
    })
}

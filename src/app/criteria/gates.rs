//! The gates: new ones, and what each asks.

use super::{CriteriaMsg, CriteriaNews, change, focus, fresh_name};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::dossier::{Edit, Gate, GateRule, GridEdit, Id, RuleKind};
use crate::i18n::{Phrase, phrase};

const NEW_GATE: Phrase = phrase("Nouvelle condition", "New condition");

pub(super) fn update(state: &mut State, msg: CriteriaMsg) -> Vec<Effect> {
    match msg {
        CriteriaMsg::AddGate => add(state),
        CriteriaMsg::RemoveGate(id) => {
            let gates = &state.dossier().gates;
            let name = gates.iter().find(|gate| gate.id == id).map(|gate| gate.name.clone()).unwrap_or_default();
            let next = gates.iter().position(|gate| gate.id == id).and_then(|place| gates.get(place + 1));
            let near = next.map_or_else(|| "add-gate".into(), |gate| format!("gate-{}", gate.id));
            let effects = change(state, Edit::RemoveGate(id), |_| Some(CriteriaNews::Removed(name)));
            focus(effects, near)
        }
        CriteriaMsg::GateReads(id, of) => {
            let Some(kind) = gate(state, &id).map(|gate| gate.rule.kind()) else { return Vec::new() };
            // The same question where it fits, otherwise the first that does.
            let kinds = std::iter::once(kind).chain(RuleKind::ALL);
            let rule = kinds.filter_map(|kind| kind.first(state.dossier(), &of)).next();
            rule.map_or_else(Vec::new, |rule| set(state, &id, |gate| gate.rule = rule))
        }
        CriteriaMsg::GateKind(id, kind) => {
            let Some(gate) = gate(state, &id) else { return Vec::new() };
            let rule = kind.first(state.dossier(), gate.rule.of());
            rule.map_or_else(Vec::new, |rule| set(state, &id, |gate| gate.rule = rule))
        }
        CriteriaMsg::GateLevel(id, lowest) => set(state, &id, |gate| {
            if let GateRule::LevelAtLeast { level, .. } = &mut gate.rule {
                *level = lowest;
            }
        }),
        CriteriaMsg::GateSeal(id, lowest) => set(state, &id, |gate| {
            if let GateRule::SealAtLeast { seal, .. } = &mut gate.rule {
                *seal = lowest;
            }
        }),
        CriteriaMsg::GateDate(id, date) => set(state, &id, |gate| gate.basis_date = date),
        _ => Vec::new(),
    }
}

fn add(state: &mut State) -> Vec<Effect> {
    let dossier = state.dossier();
    let name = fresh_name(state, NEW_GATE, dossier.gates.iter().map(|gate| gate.name.as_str()));
    // What is looked at first, then facts without weight, then criteria.
    let informations = dossier.informations.iter().map(|information| &information.id);
    let criteria = dossier.all_criteria().into_iter().map(|criterion| &criterion.id);
    let mut candidates = state.criteria.open.iter().chain(informations).chain(criteria);
    let first = |of: &Id| RuleKind::ALL.into_iter().find_map(|kind| kind.first(dossier, of));
    let Some(rule) = candidates.find_map(first) else { return Vec::new() };
    let news = CriteriaNews::Added(name.clone());
    let effects = change(state, Edit::Grid(GridEdit::AddGate { name, rule }), |_| Some(news));
    let Some(new) = state.dossier().gates.last().map(|gate| gate.id.clone()) else { return effects };
    if !effects.is_empty() {
        state.criteria.open_gate = Some(new.clone());
    }
    focus(effects, format!("gate-name-{new}"))
}

fn gate<'a>(state: &'a State, id: &Id) -> Option<&'a Gate> {
    state.dossier().gates.iter().find(|gate| gate.id == *id)
}

pub(super) fn set(state: &mut State, id: &Id, form: impl FnOnce(&mut Gate)) -> Vec<Effect> {
    let Some(mut gate) = gate(state, id).cloned() else { return Vec::new() };
    form(&mut gate);
    change(state, Edit::Gate(gate), |_| None)
}

//! Critères: the tree with its scoring methods, and the gates.

use super::{gates, hue};
use crate::app::State;
use crate::dossier::{Criterion, Gate, Id, Level, Measure};
use crate::engine::Decimal;
use crate::i18n::{self, Lang};
use crate::say;

/// The grid as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct CriteriaView {
    /// Criteria and groups in reading order.
    pub rows: Vec<CriterionRow>,
    /// The gates, in the order of the dossier.
    pub gates: Vec<GateRow>,
}

/// A criterion or group.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionRow {
    /// Its identifier.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What is judged.
    pub description: String,
    /// 0 at the top of the tree.
    pub depth: usize,
    /// The number of its criterion at the top of the tree.
    pub number: usize,
    /// The hue of its criterion at the top of the tree.
    pub hue: usize,
    /// Its weight among its siblings.
    pub weight: Decimal,
    /// Its measure; none for a group.
    pub measure: Option<Measure>,
    /// The parameters of its measure.
    pub parameters: Vec<ParameterField>,
    /// The levels of its measure.
    pub levels: Vec<LevelRow>,
    /// Whether it can move up among its siblings.
    pub can_rise: bool,
    /// Whether it can move down among its siblings.
    pub can_fall: bool,
    /// Whether it is the only one of its group, and must stay.
    pub is_last: bool,
}

/// A number that the grid announces.
#[derive(Clone, Debug, PartialEq)]
pub struct ParameterField {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: Decimal,
}

/// An announced level.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelRow {
    /// Its label and sentence.
    pub text: String,
    /// Its points.
    pub points: String,
}

/// A gate in words.
#[derive(Clone, Debug, PartialEq)]
pub struct GateRow {
    /// Its identifier.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it asks.
    pub rule: String,
    /// Its legal basis with its date.
    pub basis: String,
}

/// The grid of a state.
pub fn criteria(state: &State) -> CriteriaView {
    let (lang, dossier) = (state.lang, state.dossier());
    let mut rows = Vec::new();
    for (position, criterion) in dossier.criteria.iter().enumerate() {
        add_rows(
            lang,
            criterion,
            Place { position, count: dossier.criteria.len(), depth: 0, number: position + 1 },
            &mut rows,
        );
    }
    CriteriaView { rows, gates: dossier.gates.iter().map(|gate| gate_row(state, gate)).collect() }
}

#[derive(Clone, Copy)]
struct Place {
    position: usize,
    count: usize,
    depth: usize,
    number: usize,
}

fn add_rows(lang: Lang, criterion: &Criterion, place: Place, rows: &mut Vec<CriterionRow>) {
    let measure = criterion.measure();
    rows.push(CriterionRow {
        id: criterion.id.clone(),
        name: criterion.name.clone(),
        description: criterion.description.clone(),
        depth: place.depth,
        number: place.number,
        hue: hue(place.number.saturating_sub(1)),
        weight: criterion.weight,
        measure: measure.cloned(),
        parameters: measure.map(|measure| parameters(lang, measure)).unwrap_or_default(),
        levels: measure.map(|measure| measure.levels.iter().map(|l| level_row(lang, l)).collect()).unwrap_or_default(),
        can_rise: place.position > 0,
        can_fall: place.position + 1 < place.count,
        is_last: place.count == 1,
    });
    let children = criterion.children();
    for (position, child) in children.iter().enumerate() {
        add_rows(lang, child, Place { position, count: children.len(), depth: place.depth + 1, ..place }, rows);
    }
}

fn parameters(lang: Lang, measure: &Measure) -> Vec<ParameterField> {
    let named = measure.family.parameters.iter().zip(&measure.parameters);
    named.map(|(parameter, value)| ParameterField { name: parameter.name.get(lang), value: *value }).collect()
}

fn level_row(lang: Lang, level: &Level) -> LevelRow {
    let text = if level.description.is_empty() {
        level.label.clone()
    } else {
        say!(lang, "{0} : {1}", "{0}: {1}", level.label, level.description)
    };
    LevelRow { text, points: i18n::number(lang, level.points) }
}

fn gate_row(state: &State, gate: &Gate) -> GateRow {
    let (lang, dossier) = (state.lang, state.dossier());
    let of = gate.rule.of();
    let name = dossier
        .criterion(of)
        .map(|criterion| criterion.name.clone())
        .or_else(|| dossier.informations.iter().find(|i| i.id == *of).map(|i| i.name.clone()))
        .unwrap_or_default();
    let required = gates::requirement(lang, dossier, &gate.rule);
    let rule = say!(lang, "{name} : {required}", "{name}: {required}");
    let basis = gates::basis(gate);
    GateRow { id: gate.id.clone(), name: gate.name.clone(), rule, basis }
}

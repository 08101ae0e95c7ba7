//! Critères: the tree line by line, with its totals; what is open is in
//! `settings`, gates in `gates`, the method and facts without weight in `method`.

mod curve;
mod gates;
mod method;
mod news;
mod settings;

use super::facts::share_text;
use super::hue;
use crate::app::{State, Zone};
use crate::catalogue::Family;
use crate::dossier::{Criterion, Id};
use crate::engine::{Decimal, Rational};
use crate::i18n::{self, phrase};
use crate::say;

pub use curve::{CurveRow, Dot, FamilyCurve, Tick};
pub use gates::{GateForm, GateRow, Threshold};
pub use method::{DetectorRow, InformationRow, MethodView, TieBreakRow};
pub(super) use news::news;
pub use settings::{
    ExpressionTrouble, FlagRow, LevelRow, MeasureView, ParameterField, PointRow, RequirementRow, SettingsView,
    expression_trouble,
};

/// The grid as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct CriteriaView {
    /// Criteria and groups at the top of the tree.
    pub rows: Vec<CriterionRow>,
    /// What they weigh together.
    pub total: GroupTotal,
    /// Whether weights are given in percent of their group.
    pub is_percent: bool,
    /// Whether a group keeps its total of 100.
    pub is_sharing: bool,
    /// The gates, in the order of the dossier.
    pub gates: Vec<GateRow>,
    /// Facts without weight.
    pub informations: Vec<InformationRow>,
    /// How notes become ranks.
    pub method: MethodView,
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
    /// Its weight in the unit of the view, as the language writes it.
    pub weight: String,
    /// `Poids de Coût, en points`.
    pub weight_label: String,
    /// Its share of the whole total.
    pub share: String,
    /// Whether its weight must not move.
    pub is_locked: bool,
    /// Its family; none for a group.
    pub family: Option<&'static Family>,
    /// What is out of the ordinary: `non annoncé, environnement`.
    pub marks: String,
    /// Whether it can move up among its siblings.
    pub can_rise: bool,
    /// Whether it can move down among its siblings.
    pub can_fall: bool,
    /// Whether it is the only one of its group, and must stay.
    pub is_last: bool,
    /// Its sub-criteria.
    pub children: Vec<Self>,
    /// What they weigh together, for a group.
    pub total: Option<GroupTotal>,
    /// Its settings, when they are shown.
    pub settings: Option<SettingsView>,
    /// Where something dragged would go, when it is over this line.
    pub drop: Option<Zone>,
    /// Whether it is being dragged.
    pub is_dragged: bool,
}

/// What the weights of a group come to.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupTotal {
    /// The group; none for the top of the tree.
    pub group: Option<Id>,
    /// `Total : 100 points`.
    pub text: String,
    /// Whether the weights come to 100.
    pub is_hundred: bool,
    /// `Répartir sur 100 les poids de Sécurité`.
    pub share_out: String,
}

/// The grid of a state.
pub fn criteria(state: &State) -> CriteriaView {
    let dossier = state.dossier();
    let whole = Rational::from(Decimal::ONE);
    CriteriaView {
        rows: rows(state, &dossier.criteria, &Place { depth: 0, number: None, above: whole }),
        total: total(state, None, &dossier.criteria),
        is_percent: state.criteria.is_percent,
        is_sharing: state.is_sharing,
        gates: gates::gates(state),
        informations: method::informations(state),
        method: method::method(state),
    }
}

/// Where a group stands.
struct Place {
    depth: usize,
    /// The number of the criterion at the top around it.
    number: Option<usize>,
    /// Its share of the whole total.
    above: Rational,
}

fn rows(state: &State, group: &[Criterion], place: &Place) -> Vec<CriterionRow> {
    let lang = state.lang;
    let sum = sum(group);
    let each = group.iter().enumerate().map(|(position, criterion)| {
        let number = place.number.unwrap_or(position + 1);
        let part = Rational::from(criterion.weight).checked_div(&sum).unwrap_or_else(Rational::zero);
        let share = place.above.clone() * part.clone();
        let (id, name) = (&criterion.id, &criterion.name);
        let (weight, weight_label) = if state.criteria.is_percent {
            let percent = (part * Rational::from(Decimal::integer(100))).round(2).normalized();
            let label = say!(lang, "Poids de {name}, en % de son groupe", "Weight of {name}, in % of its group");
            (i18n::number(lang, percent), label)
        } else {
            let label = say!(lang, "Poids de {name}, en points", "Weight of {name}, in points");
            (i18n::number(lang, criterion.weight), label)
        };
        let drop = state.criteria.drop.as_ref().filter(|(over, _)| over == id).map(|(_, zone)| *zone);
        CriterionRow {
            id: id.clone(),
            name: name.clone(),
            description: criterion.description.clone(),
            depth: place.depth,
            number,
            hue: hue(number.saturating_sub(1)),
            weight,
            weight_label,
            share: share_text(lang, &share),
            is_locked: state.locks.contains(id),
            family: criterion.measure().map(|measure| measure.family),
            marks: marks(state, criterion),
            can_rise: position > 0,
            can_fall: position + 1 < group.len(),
            is_last: group.len() == 1,
            children: rows(
                state,
                criterion.children(),
                &Place { depth: place.depth + 1, number: Some(number), above: share },
            ),
            total: criterion.measure().is_none().then(|| total(state, Some(criterion), criterion.children())),
            settings: (state.criteria.open.as_ref() == Some(id)).then(|| settings::of_criterion(state, criterion)),
            drop,
            is_dragged: state.criteria.dragged.as_ref() == Some(id),
        }
    });
    each.collect()
}

fn sum(group: &[Criterion]) -> Rational {
    group.iter().fold(Rational::zero(), |sum, criterion| sum + criterion.weight.into())
}

fn total(state: &State, group: Option<&Criterion>, criteria: &[Criterion]) -> GroupTotal {
    let lang = state.lang;
    let sum = sum(criteria);
    let points = sum.round(4).normalized();
    let (text, s) = (i18n::number(lang, points), if i18n::is_plural(lang, points) { "s" } else { "" });
    GroupTotal {
        group: group.map(|group| group.id.clone()),
        text: match group {
            None => say!(lang, "Total\u{a0}: {text} point{s}", "Total: {text} point{s}"),
            Some(group) => {
                let name = &group.name;
                say!(lang, "Total de {name}\u{a0}: {text} point{s}", "Total of {name}: {text} point{s}")
            }
        },
        is_hundred: sum == Decimal::integer(100).into(),
        share_out: match group {
            None => phrase("Répartir sur 100 tous les poids", "Bring to 100 all weights").get(lang).into(),
            Some(group) => {
                let name = &group.name;
                say!(lang, "Répartir sur 100 les poids de {name}", "Bring to 100 the weights of {name}")
            }
        },
    }
}

fn marks(state: &State, criterion: &Criterion) -> String {
    let marks = [
        (!criterion.is_announced, phrase("non annoncé", "not announced")),
        (criterion.is_environmental, phrase("environnement", "environmental")),
        (criterion.is_rescaled, phrase("recadré", "rescaled")),
    ];
    let shown: Vec<&str> = marks.iter().filter(|(is_on, _)| *is_on).map(|(_, mark)| mark.get(state.lang)).collect();
    shown.join(", ")
}

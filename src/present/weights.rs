//! Pondération: the weights as sliders and fields.

use super::facts::share_text;
use super::{hue, sentences};
use crate::app::State;
use crate::dossier::{Criterion, Edit, Id};
use crate::engine::{Decimal, Rational};
use crate::i18n;
use crate::say;

/// The weights as they are shown.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightsView {
    /// The criteria at the top of the tree.
    pub top: WeightGroup,
    /// Whether a group keeps its total of 100.
    pub is_sharing: bool,
    /// Other sets of weights.
    pub profiles: Vec<ProfileChoice>,
}

/// The weights of siblings.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightGroup {
    /// The group; none at the top of the tree.
    pub group: Option<Id>,
    /// Its criteria.
    pub rows: Vec<WeightRow>,
    /// `Total : 100 points`.
    pub total: String,
    /// Whether the total is 100.
    pub is_hundred: bool,
}

/// One weight.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightRow {
    /// The criterion or group.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// The number of its criterion at the top of the tree; none below.
    pub number: Option<usize>,
    /// Its hue.
    pub hue: usize,
    /// The weight.
    pub weight: Decimal,
    /// Where the slider ends.
    pub maximum: Decimal,
    /// Its share of the whole total.
    pub share: String,
    /// `30 points, 25 % du total`, for the ears.
    pub spoken: String,
    /// Whether it must not move.
    pub is_locked: bool,
    /// Its sub-criteria, when it is a group that is open.
    pub below: Option<WeightGroup>,
    /// Whether it is a group.
    pub is_group: bool,
}

/// Another set of weights.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileChoice {
    /// The profile.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub source: String,
    /// Whether the weights are just those.
    pub is_current: bool,
}

/// The weights of a state.
pub fn weights(state: &State) -> WeightsView {
    let dossier = state.dossier();
    let whole = Rational::from(Decimal::ONE);
    WeightsView {
        top: group(state, None, &dossier.criteria, &whole, None),
        is_sharing: state.is_sharing,
        profiles: dossier
            .profiles
            .iter()
            .map(|profile| ProfileChoice {
                id: profile.id.clone(),
                name: profile.name.clone(),
                source: profile.source.clone(),
                is_current: profile
                    .weights
                    .iter()
                    .all(|(id, weight)| dossier.criterion(id).is_some_and(|criterion| criterion.weight == *weight)),
            })
            .collect(),
    }
}

fn group(
    state: &State,
    id: Option<Id>,
    criteria: &[Criterion],
    above: &Rational,
    inherited_hue: Option<usize>,
) -> WeightGroup {
    let lang = state.lang;
    let sum = criteria.iter().fold(Rational::zero(), |sum, criterion| sum + criterion.weight.into());
    let total = i18n::number(lang, sum.round(4).normalized());
    let rows = criteria.iter().enumerate().map(|(position, criterion)| {
        let own_hue = inherited_hue.unwrap_or_else(|| hue(position));
        let part = Rational::from(criterion.weight).checked_div(&sum).unwrap_or_else(Rational::zero);
        let share = above.clone() * part;
        let share_words = share_text(lang, &share);
        let points = i18n::number(lang, criterion.weight);
        let is_group = criterion.measure().is_none();
        // A reader could not open it: the controls of the weights are off.
        let is_open = is_group && (state.attributes.is_readonly || state.open_groups.contains(&criterion.id));
        WeightRow {
            id: criterion.id.clone(),
            name: criterion.name.clone(),
            number: inherited_hue.is_none().then_some(position + 1),
            hue: own_hue,
            weight: criterion.weight,
            maximum: criterion.weight.max(Decimal::integer(100)),
            spoken: {
                let s = if i18n::is_plural(lang, criterion.weight) { "s" } else { "" };
                say!(lang, "{points} point{s}, {share_words} du total", "{points} point{s}, {share_words} of the total")
            },
            share: share_words,
            is_locked: state.locks.contains(&criterion.id),
            below: is_open
                .then(|| group(state, Some(criterion.id.clone()), criterion.children(), &share, Some(own_hue))),
            is_group,
        }
    });
    WeightGroup {
        rows: rows.collect(),
        total: {
            let s = if i18n::is_plural(lang, sum.round(4)) { "s" } else { "" };
            say!(lang, "Total : {total} point{s}", "Total: {total} point{s}")
        },
        is_hundred: sum == Decimal::integer(100).into(),
        group: id,
    }
}

/// What undo and redo would do, in words.
pub(super) fn step_text(state: &State, edit: Option<&Edit>) -> Option<String> {
    edit.map(|edit| sentences::edit(state.lang, &state.assessment, edit))
}

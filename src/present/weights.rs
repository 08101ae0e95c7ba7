//! Pondération: the weights as sliders and fields.

use std::rc::Rc;

use super::facts::share_text;
use super::{hue, sentences};
use crate::app::State;
use crate::dossier::{Criterion, Dossier, Edit, Id, IdSet};
use crate::engine::{Decimal, Rational};
use crate::i18n::{self, Lang};
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

/// What the weights are shown from.
#[derive(Clone, Debug)]
pub struct Weights {
    dossier: Rc<Dossier>,
    lang: Lang,
    locks: IdSet,
    open_groups: IdSet,
    is_sharing: bool,
    is_readonly: bool,
}

/// The same dossier, not only an equal one.
impl PartialEq for Weights {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.dossier, &other.dossier)
            && (self.lang, self.is_sharing, self.is_readonly) == (other.lang, other.is_sharing, other.is_readonly)
            && (&self.locks, &self.open_groups) == (&other.locks, &other.open_groups)
    }
}

impl Weights {
    /// The weights of a state.
    pub fn of(state: &State) -> Self {
        Self {
            dossier: Rc::clone(&state.followed),
            lang: state.lang,
            locks: state.locks.clone(),
            open_groups: state.open_groups.clone(),
            is_sharing: state.is_sharing,
            is_readonly: state.attributes.is_readonly,
        }
    }

    /// The language that they are shown in.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether they are only read.
    pub fn is_readonly(&self) -> bool {
        self.is_readonly
    }

    /// The weights as they are shown.
    pub fn view(&self) -> WeightsView {
        view(self)
    }
}

fn view(weights: &Weights) -> WeightsView {
    let dossier = &weights.dossier;
    let whole = Rational::from(Decimal::ONE);
    WeightsView {
        top: group(weights, None, &dossier.criteria, &whole, None),
        is_sharing: weights.is_sharing,
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
    weights: &Weights,
    id: Option<Id>,
    criteria: &[Criterion],
    above: &Rational,
    inherited_hue: Option<usize>,
) -> WeightGroup {
    let lang = weights.lang;
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
        let is_open = is_group && (weights.is_readonly || weights.open_groups.contains(&criterion.id));
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
            is_locked: weights.locks.contains(&criterion.id),
            below: is_open
                .then(|| group(weights, Some(criterion.id.clone()), criterion.children(), &share, Some(own_hue))),
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

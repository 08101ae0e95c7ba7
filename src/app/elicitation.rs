//! Aid to weighting: what the buyer says of the importance of criteria, and the
//! weights that follow. The mathematics stand in the engine; nothing changes in
//! the dossier before the proposal is applied, and then in one step.

use super::effect::Effect;
use super::state::{Event, State};
use super::update::change_dossier;
use crate::dossier::{Criterion, Dossier, Edit, Id, IdMap, IdSet, Weighting};
use crate::engine::{
    Decimal, Judgements, MAX_COMPARED, MAX_RANKED, Priorities, RankRule, Rational, apportion, point_weights,
    rank_weights,
};

/// Points of the most important step.
const FULL: Decimal = Decimal::integer(100);

/// The largest grade of a judgement, either way: 8 steps from 1 to 9.
pub const MAX_GRADE: i8 = 8;

/// What the panel knows while it is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Elicitation {
    /// The group that is weighted; none for the top of the tree.
    pub group: Option<Id>,
    /// How.
    pub method: Weighting,
    /// The criteria of the group, the most important first.
    pub order: Vec<Id>,
    /// Those that are as important as the one before them.
    pub ties: IdSet,
    /// Points of the step from the worst to the best, from 0 to 100; that of
    /// the first in the order counts 100, whatever stands here.
    pub points: IdMap<Decimal>,
    /// What was judged of pairs.
    pub judgements: Vec<Judgement>,
    /// To how many decimals weights are proposed, 0 to 2.
    pub decimals: u32,
    /// The criterion that the pointer drags.
    pub dragged: Option<Id>,
    /// The criterion that it is dragged over.
    pub target: Option<Id>,
    /// Points that were refused, being no number from 0 to 100.
    pub refused: Option<Id>,
}

/// One criterion against another.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// One of the two.
    pub first: Id,
    /// The other.
    pub second: Id,
    /// 0 for equal importance; `k` above zero says that the first is `k + 1`
    /// times as important, below zero the contrary; from -8 to 8.
    pub grade: i8,
}

/// The weights that follow from what was said.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// A weight per criterion that is not locked; with the locked ones they
    /// sum to exactly 100.
    pub weights: IdMap<Decimal>,
    /// What comparing by pairs found besides.
    pub priorities: Option<Priorities>,
}

/// Why there is no proposal yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// Fewer than two criteria may move.
    NothingToWeigh,
    /// The locked weights are 100 or more.
    NoRoom,
    /// More criteria than the method takes.
    TooMany {
        /// How many it takes.
        at_most: usize,
    },
    /// Not every pair is judged.
    Judgements {
        /// How many are.
        made: usize,
        /// How many pairs there are.
        needed: usize,
    },
}

/// What happens in the panel.
#[derive(Clone, Debug, PartialEq)]
pub enum ElicitationMsg {
    /// Open the panel, or close it.
    Toggle,
    /// Close it: the weights stay as they are.
    Abandon,
    /// Weight this group; none for the top of the tree.
    Group(Option<Id>),
    /// By this method.
    Method(Weighting),
    /// A criterion moves in the order, `by` places down.
    Move {
        /// The criterion.
        criterion: Id,
        /// Places down; up when negative.
        by: isize,
    },
    /// The pointer seized a criterion.
    Seize(Id),
    /// The pointer has brought it over this one, or over none.
    Over(Option<Id>),
    /// The pointer let go: the seized criterion takes the place of the one below.
    Drop,
    /// A criterion is as important as the one before, or no longer.
    Tie(Id),
    /// Points for the step from the worst to the best.
    Points(Id, Decimal),
    /// A pair is judged; none takes the judgement back.
    Judge {
        /// One criterion.
        first: Id,
        /// The other.
        second: Id,
        /// As in [`Judgement`].
        grade: Option<i8>,
    },
    /// Take the value that agrees with all other judgements.
    Repair {
        /// One criterion.
        first: Id,
        /// The other.
        second: Id,
        /// As in [`Judgement`].
        grade: i8,
    },
    /// Round to so many decimals.
    Decimals(u32),
    /// Take the proposed weights.
    Apply,
}

/// What the panel has to say to the ears; `present` has the words.
#[derive(Clone, Debug, PartialEq)]
pub enum ElicitationNews {
    /// A criterion has another place, or another tie.
    Ordered(Id),
    /// Its points have changed.
    Rated(Id),
    /// Points are no number from 0 to 100.
    Refused,
    /// A pair was judged.
    Judged,
    /// The weights are those of the proposal now.
    Applied(Weighting),
    /// The weights stay as they were.
    Abandoned,
}

impl Elicitation {
    /// What the panel starts with: the order and the proportions of today.
    pub fn of(dossier: &Dossier, group: Option<Id>, method: Weighting) -> Self {
        let criteria = siblings(dossier, group.as_ref());
        let mut order: Vec<&Criterion> = criteria.iter().collect();
        order.sort_by_key(|criterion| std::cmp::Reverse(criterion.weight));
        let largest = order.first().map_or(Decimal::ZERO, |criterion| criterion.weight);
        let points = |weight: Decimal| {
            let part = (Rational::from(weight) * FULL.into()).checked_div(&largest.into());
            part.map_or(Decimal::ZERO, |part| part.round(0))
        };
        let points = criteria.iter().map(|criterion| (criterion.id.clone(), points(criterion.weight))).collect();
        let equal = |pair: &[&Criterion]| match pair {
            [before, this] if before.weight == this.weight => Some(this.id.clone()),
            _ => None,
        };
        Self {
            group,
            method,
            ties: order.windows(2).filter_map(equal).collect(),
            order: order.iter().map(|criterion| criterion.id.clone()).collect(),
            points,
            judgements: Vec::new(),
            decimals: 2,
            dragged: None,
            target: None,
            refused: None,
        }
    }

    /// The criteria that are weighted, in the order of the grid.
    pub fn criteria<'a>(&self, dossier: &'a Dossier) -> &'a [Criterion] {
        siblings(dossier, self.group.as_ref())
    }

    /// The criteria that may move, the most important first. What the grid has
    /// gained since the panel was opened stands last.
    pub fn free(&self, dossier: &Dossier, locks: &IdSet) -> Vec<Id> {
        let criteria = self.criteria(dossier);
        let is_there = |id: &&Id| criteria.iter().any(|criterion| criterion.id == **id);
        let new = criteria.iter().map(|criterion| &criterion.id).filter(|id| !self.order.contains(id));
        let all = self.order.iter().filter(is_there).chain(new);
        all.filter(|id| !locks.contains(id)).cloned().collect()
    }

    /// The points of a criterion, as they count.
    pub fn points_of(&self, free: &[Id], id: &Id) -> Decimal {
        if free.first() == Some(id) { FULL } else { self.points.get(id).copied().unwrap_or_default() }
    }

    /// What was judged of a pair, from the side of `first`.
    pub fn grade(&self, first: &Id, second: &Id) -> Option<i8> {
        self.judgements.iter().find_map(|judgement| match judgement {
            Judgement { first: one, second: other, grade } if one == first && other == second => Some(*grade),
            Judgement { first: one, second: other, grade } if one == second && other == first => Some(-grade),
            _ => None,
        })
    }

    /// The weights that follow.
    ///
    /// # Errors
    /// [`Waiting`] while nothing follows.
    pub fn proposal(&self, dossier: &Dossier, locks: &IdSet) -> Result<Proposal, Waiting> {
        let free = self.free(dossier, locks);
        if free.len() < 2 {
            return Err(Waiting::NothingToWeigh);
        }
        let locked = self.criteria(dossier).iter().filter(|criterion| locks.contains(&criterion.id));
        let rest = locked.fold(Rational::from(FULL), |rest, criterion| rest - criterion.weight.into());
        if rest <= Rational::zero() {
            return Err(Waiting::NoRoom);
        }
        let mut priorities = None;
        let shares = match self.method {
            Weighting::Swing => {
                let points: Vec<Decimal> = free.iter().map(|id| self.points_of(&free, id)).collect();
                point_weights(&points).map_err(|_| Waiting::TooMany { at_most: MAX_RANKED })?
            }
            Weighting::Centroid => self.by_order(RankRule::Centroid, &free)?,
            Weighting::RankSum => self.by_order(RankRule::Sum, &free)?,
            Weighting::Reciprocal => self.by_order(RankRule::Reciprocal, &free)?,
            Weighting::Pairs => {
                let found = self.by_pairs(&free)?;
                let shares = found.decimals().into_iter().map(Rational::from).collect();
                priorities = Some(found);
                shares
            }
        };
        // The rest of 100 is a decimal: weights are.
        let parts = apportion(&shares, rest.round(crate::engine::MAX_DIGITS).normalized(), self.decimals);
        Ok(Proposal { weights: free.into_iter().zip(parts).collect(), priorities })
    }

    fn by_order(&self, rule: RankRule, free: &[Id]) -> Result<Vec<Rational>, Waiting> {
        rank_weights(rule, &self.places(free)).map_err(|_| Waiting::TooMany { at_most: MAX_RANKED })
    }

    /// The place of each, from 1; who is tied has the place of the one before.
    pub fn places(&self, free: &[Id]) -> Vec<usize> {
        let mut places: Vec<usize> = Vec::with_capacity(free.len());
        for (index, id) in free.iter().enumerate() {
            let tied = places.last().copied().filter(|_| self.ties.contains(id));
            places.push(tied.unwrap_or(index + 1));
        }
        places
    }

    /// What judging these pairs gives; `free` in the order in which they are shown.
    fn by_pairs(&self, free: &[Id]) -> Result<Priorities, Waiting> {
        if free.len() > MAX_COMPARED {
            return Err(Waiting::TooMany { at_most: MAX_COMPARED });
        }
        let pairs = pairs(free);
        let given: Vec<Rational> =
            pairs.iter().filter_map(|(first, second)| ratio(self.grade(first, second)?)).collect();
        let waiting = Waiting::Judgements { made: given.len(), needed: pairs.len() };
        if given.len() < pairs.len() {
            return Err(waiting);
        }
        Judgements::new(free.len(), &given).map(|judgements| judgements.eigenvector()).map_err(|_| waiting)
    }

    /// The same panel with another judgement.
    pub fn judged(&self, first: &Id, second: &Id, grade: Option<i8>) -> Self {
        let mut other = self.clone();
        let is_same = |one: &Judgement| {
            (&one.first, &one.second) == (first, second) || (&one.first, &one.second) == (second, first)
        };
        other.judgements.retain(|one| !is_same(one));
        let grade = grade.map(|grade| grade.clamp(-MAX_GRADE, MAX_GRADE));
        let judgement = grade.map(|grade| Judgement { first: first.clone(), second: second.clone(), grade });
        other.judgements.extend(judgement);
        other
    }
}

/// Every pair, in the order of the judgements that the engine wants.
pub fn pairs(ids: &[Id]) -> Vec<(&Id, &Id)> {
    let with_rest = |place: usize| ids.iter().skip(place + 1);
    ids.iter().enumerate().flat_map(|(place, first)| with_rest(place).map(move |second| (first, second))).collect()
}

/// The ratio that a grade stands for: 1/9 to 9.
fn ratio(grade: i8) -> Option<Rational> {
    let times = Rational::from(Decimal::integer(i64::from(grade.unsigned_abs()) + 1));
    if grade < 0 { Rational::from(Decimal::ONE).checked_div(&times) } else { Some(times) }
}

fn siblings<'a>(dossier: &'a Dossier, group: Option<&Id>) -> &'a [Criterion] {
    match group.and_then(|id| dossier.criterion(id)) {
        Some(criterion) if !criterion.children().is_empty() => criterion.children(),
        _ => &dossier.criteria,
    }
}

#[inline(never)]
pub(super) fn update(state: &mut State, msg: ElicitationMsg) -> Vec<Effect> {
    let dossier = state.dossier().clone();
    if msg == ElicitationMsg::Toggle && state.elicitation.is_none() {
        state.elicitation = Some(Elicitation::of(&dossier, None, Weighting::Swing));
        return vec![Effect::Focus("elicitation-title")];
    }
    let Some(panel) = state.elicitation.as_mut() else { return Vec::new() };
    panel.refused = None;
    let free = panel.free(&dossier, &state.locks);
    let news = match msg {
        ElicitationMsg::Toggle | ElicitationMsg::Abandon => {
            state.elicitation = None;
            state.announce(Event::Elicitation(ElicitationNews::Abandoned));
            return vec![Effect::Focus("open-elicitation")];
        }
        ElicitationMsg::Group(group) => {
            *panel = Elicitation { decimals: panel.decimals, ..Elicitation::of(&dossier, group, panel.method) };
            return Vec::new();
        }
        ElicitationMsg::Method(method) => {
            panel.method = method;
            return Vec::new();
        }
        ElicitationMsg::Decimals(decimals) => {
            panel.decimals = decimals.min(2);
            return Vec::new();
        }
        ElicitationMsg::Seize(criterion) => {
            (panel.dragged, panel.target) = (Some(criterion), None);
            return Vec::new();
        }
        ElicitationMsg::Over(target) => {
            panel.target = target;
            return Vec::new();
        }
        ElicitationMsg::Move { criterion, by } => {
            let Some(from) = free.iter().position(|id| *id == criterion) else { return Vec::new() };
            let Some(to) = from.checked_add_signed(by).filter(|to| *to < free.len()) else { return Vec::new() };
            reorder(panel, free, from, to);
            ElicitationNews::Ordered(criterion)
        }
        ElicitationMsg::Drop => {
            let (dragged, target) = (panel.dragged.take(), panel.target.take());
            let (Some(criterion), Some(target)) = (dragged, target) else { return Vec::new() };
            let place = |wanted: &Id| free.iter().position(|id| id == wanted);
            let (Some(from), Some(to)) = (place(&criterion), place(&target)) else { return Vec::new() };
            reorder(panel, free, from, to);
            ElicitationNews::Ordered(criterion)
        }
        ElicitationMsg::Tie(criterion) => {
            if !panel.ties.remove(&criterion) {
                panel.ties.insert(criterion.clone());
            }
            ElicitationNews::Ordered(criterion)
        }
        ElicitationMsg::Points(criterion, points) => {
            if points.is_negative() || points > FULL {
                panel.refused = Some(criterion);
                ElicitationNews::Refused
            } else {
                panel.points.insert(criterion.clone(), points);
                ElicitationNews::Rated(criterion)
            }
        }
        ElicitationMsg::Judge { first, second, grade } => {
            *panel = panel.judged(&first, &second, grade);
            ElicitationNews::Judged
        }
        ElicitationMsg::Repair { first, second, grade } => {
            *panel = panel.judged(&first, &second, Some(grade));
            state.announce(Event::Elicitation(ElicitationNews::Judged));
            return vec![Effect::Focus("elicitation-consistency")];
        }
        ElicitationMsg::Apply => return apply(state),
    };
    state.announce(Event::Elicitation(news));
    Vec::new()
}

/// A criterion takes another place. Ties belong to places next to each other:
/// who moves is tied to nobody, and nobody to who has moved.
fn reorder(panel: &mut Elicitation, mut free: Vec<Id>, from: usize, to: usize) {
    if from == to {
        return;
    }
    if let Some(behind) = free.get(from + 1) {
        panel.ties.remove(behind);
    }
    let criterion = free.remove(from);
    panel.ties.remove(&criterion);
    free.insert(to.min(free.len()), criterion);
    if let Some(behind) = free.get(to + 1) {
        panel.ties.remove(behind);
    }
    let locked = panel.order.iter().filter(|id| !free.contains(id)).cloned().collect::<Vec<_>>();
    panel.order = free;
    panel.order.extend(locked);
}

fn apply(state: &mut State) -> Vec<Effect> {
    let Some(panel) = &state.elicitation else { return Vec::new() };
    let by = panel.method;
    let Ok(proposal) = panel.proposal(state.dossier(), &state.locks) else { return Vec::new() };
    let before = state.dossier().clone();
    state.history.end_gesture();
    let mut effects = change_dossier(state, Edit::Weights { weights: proposal.weights, by });
    state.history.end_gesture();
    // A refusal has its notice, and the panel stays.
    if before != *state.dossier() {
        state.elicitation = None;
        state.announce(Event::Elicitation(ElicitationNews::Applied(by)));
        effects.push(Effect::Focus("open-elicitation"));
    }
    effects
}

//! What several lints measure: criteria with their exact shares, thresholds.

use crate::dossier::{Assessment, Criterion};
use crate::engine::{Decimal, Fact, Formula, Outcome, Rational};

/// A criterion or group that weighs, with its place in the tree.
pub(super) struct Weighed<'a> {
    pub(super) criterion: &'a Criterion,
    /// The same in the tree of the engine.
    pub(super) node: usize,
    pub(super) parent: Option<usize>,
    /// 0 at the top.
    pub(super) depth: usize,
    /// Index of its measure, for a leaf.
    pub(super) leaf: Option<usize>,
    /// Its part of the total, above zero.
    pub(super) share: Rational,
}

/// The criteria that weigh, in reading order.
pub(super) struct Tree<'a> {
    pub(super) weighed: Vec<Weighed<'a>>,
}

impl<'a> Tree<'a> {
    pub(super) fn of(assessment: &'a Assessment) -> Self {
        let evaluation = assessment.evaluation();
        let nodes = &evaluation.problem().nodes;
        let mut shares: Vec<Rational> = vec![Rational::zero(); nodes.len()];
        // Children stand behind their parents.
        for (index, node) in nodes.iter().enumerate().rev() {
            if let Some(share) = node.leaf.and_then(|leaf| evaluation.exact_share(leaf))
                && let Some(place) = shares.get_mut(index)
            {
                *place = share.clone();
            }
            let share = shares.get(index).cloned().unwrap_or_else(Rational::zero);
            if let Some(sum) = node.parent.and_then(|parent| shares.get_mut(parent)) {
                *sum = sum.clone() + share;
            }
        }
        let places = nodes.iter().zip(assessment.nodes()).zip(shares).enumerate();
        let weighed = places.zip(assessment.dossier().all_criteria()).filter(|((_, (_, share)), _)| !share.is_zero());
        let weighed = weighed.map(|((node, ((place, info), share)), criterion)| Weighed {
            criterion,
            node,
            parent: place.parent,
            depth: info.depth,
            leaf: info.leaf,
            share,
        });
        Self { weighed: weighed.collect() }
    }

    /// The leaves that weigh, each with its measure.
    pub(super) fn leaves(&self) -> impl Iterator<Item = (&Weighed<'a>, usize)> {
        self.weighed.iter().filter_map(|weighed| weighed.leaf.map(|leaf| (weighed, leaf)))
    }

    /// A criterion and the groups that it stands in, from the inside out.
    pub(super) fn path(&self, from: usize) -> impl Iterator<Item = &Weighed<'a>> {
        let find = |node: usize| self.weighed.iter().find(|weighed| weighed.node == node);
        let above = move |weighed: &&Weighed<'a>| find(weighed.parent?);
        std::iter::successors(find(from), above)
    }

    /// Whether a node stands at or below another.
    pub(super) fn is_within(&self, node: usize, root: usize) -> bool {
        self.path(node).any(|weighed| weighed.node == root)
    }

    /// What some nodes weigh together, none counted twice.
    pub(super) fn total_of(&self, nodes: &[usize]) -> Rational {
        let leaves = self.leaves().filter(|(leaf, _)| nodes.iter().any(|root| self.is_within(leaf.node, *root)));
        leaves.fold(Rational::zero(), |sum, (leaf, _)| sum + leaf.share.clone())
    }
}

/// So many percent, as a part of the whole.
pub(super) fn percent(percent: i128) -> Rational {
    Decimal::new(percent, 2).unwrap_or_default().into()
}

/// The formula of a measure.
pub(super) fn formula(assessment: &Assessment, measure: usize) -> Option<&Formula> {
    assessment.evaluation().problem().measures.get(measure)
}

/// The values of the admissible offers on a measure, with their offers.
pub(super) fn values(assessment: &Assessment, measure: usize) -> Vec<(usize, Decimal)> {
    let evaluation = assessment.evaluation();
    let is_admissible = |offer: usize| !matches!(evaluation.outcome(offer), Outcome::SetAside | Outcome::Eliminated(_));
    let offers = evaluation.problem().offers.iter().enumerate().filter(|(index, _)| is_admissible(*index));
    let values = offers.map(|(index, offer)| match offer.fact(measure) {
        Fact::Number(value) => Some((index, value)),
        _ => None,
    });
    values.flatten().collect()
}

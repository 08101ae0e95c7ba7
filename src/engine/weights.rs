//! Weights multiply down the tree: a leaf's share is the product, along its
//! path, of each node's weight over the sum of its siblings'.

use super::decimal::Decimal;
use super::number::Number;
use super::problem::Problem;

/// The share of each leaf within the whole tree, or within the subtree of
/// `root`; 0 for the leaves outside. The shares sum to 1 exactly.
///
/// Leaves that do not apply (`applies`, one per leaf; empty when all do) leave
/// the sums: their siblings share what they were worth, and a group of which
/// nothing with a weight is left leaves in its turn.
///
/// Nothing when there is no weight to share.
pub(crate) fn leaf_shares<N: Number>(problem: &Problem, root: Option<usize>, applies: &[bool]) -> Option<Vec<N>> {
    let nodes = &problem.nodes;
    let in_force = applicable(problem, applies, root);
    let is_in_force = |node: usize| in_force.get(node).copied().unwrap_or(true);
    let mut sums: Vec<N> = vec![N::zero(); nodes.len()];
    let mut top = N::zero();
    for (index, node) in nodes.iter().enumerate().filter(|(index, _)| is_in_force(*index)) {
        let weight = N::from(node.weight);
        match node.parent.filter(|parent| *parent < index).and_then(|parent| sums.get_mut(parent)) {
            Some(sum) => *sum = sum.clone() + weight,
            None => top = top + weight,
        }
    }
    let mut shares: Vec<N> = Vec::with_capacity(nodes.len());
    let mut leaf_shares = vec![N::zero(); problem.leaves];
    for (index, node) in nodes.iter().enumerate() {
        let share = if root.is_some_and(|root| !problem.is_within(index, root)) {
            // Nothing outside counts, even where nothing is left to share.
            N::zero()
        } else if !is_in_force(index) {
            if root == Some(index) {
                return None;
            }
            N::zero()
        } else if root == Some(index) {
            N::from(Decimal::ONE)
        } else {
            let above = match node.parent {
                None => N::from(Decimal::ONE),
                Some(parent) => shares.get(parent)?.clone(),
            };
            let siblings = node.parent.map_or(Some(&top), |parent| sums.get(parent))?;
            above * N::from(node.weight).over(siblings.clone())?
        };
        if let Some(place) = node.leaf.and_then(|leaf| leaf_shares.get_mut(leaf)) {
            *place = share.clone();
        }
        shares.push(share);
    }
    (in_force.is_empty() || in_force.contains(&true)).then_some(leaf_shares)
}

/// Per node: whether something with a weight is left of it. Empty when every
/// leaf applies. What is left above `root` says nothing of it.
fn applicable(problem: &Problem, applies: &[bool], root: Option<usize>) -> Vec<bool> {
    if applies.iter().all(|applies| *applies) {
        return Vec::new();
    }
    let applies = |leaf: usize| applies.get(leaf).copied().unwrap_or(true);
    let mut in_force: Vec<bool> = problem.nodes.iter().map(|node| node.leaf.is_some_and(applies)).collect();
    // Children stand behind their parents: first what they say of their group,
    for (index, node) in problem.nodes.iter().enumerate().rev() {
        let weighs = in_force.get(index) == Some(&true) && !node.weight.is_zero();
        if let Some(parent) = node.parent.filter(|parent| weighs && *parent < index).and_then(|p| in_force.get_mut(p)) {
            *parent = true;
        }
    }
    // then what the group says of them.
    for (index, node) in problem.nodes.iter().enumerate() {
        let is_above = |parent: usize| in_force.get(parent) == Some(&false);
        if node.parent.is_some_and(is_above)
            && root != Some(index)
            && let Some(place) = in_force.get_mut(index)
        {
            *place = false;
        }
    }
    in_force
}

/// Whether a leaf's note can move the note of `root` (or the total): no node
/// on the way up has the weight zero.
pub(crate) fn counts(problem: &Problem, leaf_node: usize, root: Option<usize>) -> bool {
    let mut here = Some(leaf_node);
    while let Some(index) = here.filter(|index| Some(*index) != root) {
        match problem.nodes.get(index) {
            Some(node) if !node.weight.is_zero() => here = node.parent.filter(|parent| *parent < index),
            _ => return false,
        }
    }
    true
}

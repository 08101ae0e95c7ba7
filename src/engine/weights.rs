//! Weights multiply down the tree: a leaf's share is the product, along its
//! path, of each node's weight over the sum of its siblings'.

use super::number::Number;
use super::problem::Problem;

/// The share of each leaf within the whole tree, or within the subtree of
/// `root`; 0 for the leaves outside. The shares sum to 1 exactly.
///
/// Nothing when the weights of a group are all zero: there is no way to share
/// what it is worth.
pub(crate) fn leaf_shares<N: Number>(problem: &Problem, root: Option<usize>) -> Option<Vec<N>> {
    let nodes = &problem.nodes;
    let mut sums: Vec<N> = vec![N::zero(); nodes.len()];
    let mut top = N::zero();
    for node in nodes {
        let weight = N::from(node.weight);
        match node.parent.and_then(|parent| sums.get_mut(parent)) {
            Some(sum) => *sum = sum.clone() + weight,
            None => top = top + weight,
        }
    }
    let mut shares: Vec<N> = Vec::with_capacity(nodes.len());
    let mut leaf_shares = vec![N::zero(); problem.leaves];
    for (index, node) in nodes.iter().enumerate() {
        let share = if root == Some(index) {
            N::from(super::Decimal::ONE)
        } else {
            let above = match (node.parent, root) {
                // Above the root of a subtree nothing counts.
                (None, Some(_)) => N::zero(),
                (None, None) => N::from(super::Decimal::ONE),
                (Some(parent), _) => shares.get(parent)?.clone(),
            };
            let siblings = node.parent.map_or(Some(&top), |parent| sums.get(parent))?;
            above * N::from(node.weight).over(siblings.clone())?
        };
        if let Some(place) = node.leaf.and_then(|leaf| leaf_shares.get_mut(leaf)) {
            *place = share.clone();
        }
        shares.push(share);
    }
    Some(leaf_shares)
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

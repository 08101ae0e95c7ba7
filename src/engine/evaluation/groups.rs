//! The notes of groups: shares of the notes below them, and rescaling.

use super::super::band::End;
use super::super::decimal::Decimal;
use super::super::notes::rescaling;
use super::super::number::Number;
use super::super::problem::{Node, Offer};
use super::super::rational::Rational;
use super::super::weights::{counts, leaf_shares};
use super::{Evaluation, leaf_nodes};

impl Evaluation {
    pub(super) fn rescale_groups(&mut self) {
        if !self.problem.nodes.iter().any(|node| node.is_rescaled && node.leaf.is_none()) {
            return;
        }
        self.factors = vec![None; self.problem.nodes.len()];
        // Inner groups first: children stand behind their parents.
        for node in (0..self.problem.nodes.len()).rev() {
            let is_rescaled = |node: &Node| node.is_rescaled && node.leaf.is_none();
            if self.problem.nodes.get(node).is_some_and(is_rescaled) {
                let factor = rescaling(&self.problem, &self.field, |offer, end| self.node_note(offer, Some(node), end));
                let is_open = factor.as_ref().is_some_and(|factor| factor.low != factor.high);
                self.is_rescaling_open |= is_open && self.group_decides(node);
                if let Some(place) = self.factors.get_mut(node) {
                    *place = factor;
                }
            }
        }
    }

    /// Whether the note of a group, or something below it, can decide a rank.
    fn group_decides(&self, node: usize) -> bool {
        self.problem
            .leaves_within(node)
            .any(|(index, leaf)| self.decides(leaf) && counts(&self.problem, index, Some(node)))
    }

    /// The product of the factors of the rescaled groups from a leaf up to
    /// `root` (to the top without one).
    pub(super) fn path_factor(&self, leaf_node: usize, root: Option<usize>, end: End) -> Rational {
        let mut product = Rational::from(Decimal::ONE);
        let mut here = Some(leaf_node);
        while let Some(index) = here {
            if let Some(Some(factor)) = self.factors.get(index) {
                product = product * factor.end(end).clone();
            }
            here = self.problem.nodes.get(index).and_then(|node| node.parent);
            here = here.filter(|parent| *parent < index && Some(index) != root);
        }
        product
    }

    /// The exact note of a node on `[0, 1]`, of the whole tree without one:
    /// awarded notes, shares within the node, rescaling of its groups. Nothing
    /// when one that counts has no value, or none applies.
    pub(crate) fn node_note(&self, offer: &Offer, root: Option<usize>, end: End) -> Option<Rational> {
        if !self.has_settled_factors() {
            return self.enclosed_note(offer, root, end);
        }
        let applies = super::super::field::applies(&self.problem, offer);
        let own;
        let shares = if root.is_none() && applies.is_empty() {
            self.exact_shares()
        } else {
            own = leaf_shares::<Rational>(&self.problem, root, &applies)?;
            &own
        };
        let mut sum: Option<Rational> = None;
        for (index, leaf) in leaf_nodes(&self.problem) {
            let Some(share) = shares.get(leaf).filter(|share| !share.is_zero()) else { continue };
            let note = self.notes.awarded(&self.problem, &self.field, leaf, offer)?;
            let mut term = share.clone() * note.end(end).clone();
            if !self.factors.is_empty() {
                term = term * self.path_factor(index, root, end);
            }
            sum = Some(sum.map_or(term.clone(), |sum| sum + term));
        }
        sum
    }

    /// The same while some rescaling is not known yet: no group goes beyond the
    /// full note, whatever its factor.
    fn enclosed_note(&self, offer: &Offer, root: Option<usize>, end: End) -> Option<Rational> {
        let nodes = &self.problem.nodes;
        // Per node: the weights of its children, and these times their notes.
        let mut sums: Vec<(Rational, Option<Rational>)> = vec![(Rational::zero(), Some(Rational::zero())); nodes.len()];
        let mut top = (Rational::zero(), Some(Rational::zero()));
        // Children stand behind their parents.
        for (index, node) in nodes.iter().enumerate().rev() {
            let note = match node.leaf {
                Some(leaf) if !offer.applies(leaf) => continue,
                Some(leaf) => {
                    self.notes.awarded(&self.problem, &self.field, leaf, offer).map(|band| band.end(end).clone())
                }
                None => {
                    let Some((weights, points)) = sums.get(index).filter(|(weights, _)| !weights.is_zero()) else {
                        continue;
                    };
                    let note = points.as_ref().and_then(|points| points.checked_div(weights));
                    let factor = self.factors.get(index).and_then(Option::as_ref);
                    match factor {
                        Some(factor) => note.map(|note| (note * factor.end(end).clone()).clamped()),
                        None => note,
                    }
                }
            };
            if root == Some(index) {
                return note;
            }
            let above = match node.parent {
                Some(parent) => sums.get_mut(parent),
                None => Some(&mut top),
            };
            if let Some((weights, points)) = above.filter(|_| !node.weight.is_zero()) {
                *weights = weights.clone() + node.weight.into();
                *points = points.take().zip(note).map(|(points, note)| points + note * node.weight.into());
            }
        }
        top.1.filter(|_| root.is_none())?.checked_div(&top.0)
    }

    /// Whether the groups that decide are rescaled by factors that are known.
    pub(super) fn has_settled_factors(&self) -> bool {
        !self.is_rescaling_open
    }
}

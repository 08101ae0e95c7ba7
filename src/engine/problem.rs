//! The question put to the engine: criteria, gates and offers, as indices.
//!
//! Names, justifications and everything else that a buyer writes stay in
//! `dossier`, which builds a [`Problem`] and keeps the way back from indices.

use std::rc::Rc;

use super::decimal::Decimal;
use super::detector::Detector;
use super::fact::Fact;
use super::formula::Formula;
use super::weights::counts;

/// One consultation, ready to be evaluated.
#[derive(Clone, Debug, Default)]
pub struct Problem {
    /// The full note: 20, 100…; above zero.
    pub note_scale: Decimal,
    /// The criteria tree in reading order: a parent stands before its children.
    pub nodes: Vec<Node>,
    /// How many measures are leaves of the tree; they come first in `measures`.
    pub leaves: usize,
    /// How totals become ranks.
    pub method: Method,
    /// The formulas of the leaves, then those of facts that only gates read.
    pub measures: Rc<[Formula]>,
    /// The announced eliminatory conditions.
    pub gates: Rc<[Rule]>,
    /// How abnormally low prices are looked for.
    pub detectors: Rc<[Detector]>,
    /// The offers, in the order of the dossier. Shared: other weights on the
    /// same offers copy nothing.
    pub offers: Rc<[Offer]>,
}

/// How notes become totals, and totals ranks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Method {
    /// Whether the criteria at the top of the tree decide one after the other,
    /// the first one first (« hiérarchisation », R2152-12), instead of summing.
    pub is_hierarchy: bool,
    /// To how many decimals leaf notes are rounded, half away from zero, if the
    /// grid announces it. Binds the ranks.
    pub note_decimals: Option<u32>,
    /// The same for totals.
    pub total_decimals: Option<u32>,
    /// The nodes whose notes tell equal totals apart, in this order.
    pub tie_breaks: Vec<usize>,
}

/// A criterion.
#[derive(Clone, Debug)]
pub struct Node {
    /// Index of the parent node; none at the top of the tree.
    pub parent: Option<usize>,
    /// Relative to its siblings, `>= 0`.
    pub weight: Decimal,
    /// Index of its measure, for a leaf.
    pub leaf: Option<usize>,
    /// Whether the best note on it is brought to the full note, and the others
    /// in proportion (« recadrage »).
    pub is_rescaled: bool,
}

/// An offer.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Whether it is regular: the others take no part in the ranking (R2152-6).
    pub regular: bool,
    /// One per measure; what lacks counts as missing.
    pub facts: Vec<Fact>,
}

impl Offer {
    /// What is known on a measure.
    pub fn fact(&self, measure: usize) -> Fact {
        self.facts.get(measure).copied().unwrap_or_default()
    }

    /// Whether a measure applies to it.
    pub(crate) fn applies(&self, measure: usize) -> bool {
        !matches!(self.facts.get(measure), Some(Fact::NotApplicable))
    }
}

/// An eliminatory condition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// The yes/no fact must be yes.
    Yes {
        /// The measure that it reads.
        measure: usize,
    },
    /// The level must be at least this one.
    LevelAtLeast {
        /// The measure that it reads.
        measure: usize,
        /// The lowest level that passes.
        level: usize,
    },
    /// The number must be at least this one.
    ValueAtLeast {
        /// The measure that it reads.
        measure: usize,
        /// The lowest value that passes, in the unit of the measure.
        value: Decimal,
    },
    /// The number must be at most this one: a budget cap, a delay.
    ValueAtMost {
        /// The measure that it reads.
        measure: usize,
        /// The highest value that passes, in the unit of the measure.
        value: Decimal,
    },
    /// The note of a criterion or of a group must be at least this one.
    NoteAtLeast {
        /// The node of the tree that it reads.
        node: usize,
        /// The lowest note that passes, on the note scale.
        note: Decimal,
    },
    /// The lowest grade granted at or below a node must be at least this one: a
    /// minimum SEAL. What grants no grade, or does not apply, does not count.
    GradeAtLeast {
        /// The node of the tree that it reads.
        node: usize,
        /// The lowest grade that passes.
        grade: u8,
    },
}

impl Problem {
    /// The same question with other weights, one per node.
    pub(crate) fn with_weights(&self, weights: &[Decimal]) -> Self {
        let mut problem = self.clone();
        for (node, weight) in problem.nodes.iter_mut().zip(weights) {
            node.weight = *weight;
        }
        problem
    }

    /// Whether a node stands in the tree below `root`, or is `root` itself.
    pub(crate) fn is_within(&self, node: usize, root: usize) -> bool {
        let mut here = Some(node);
        while let Some(index) = here {
            if index == root {
                return true;
            }
            // Parents stand before their children, so this walk ends.
            here = self.nodes.get(index).and_then(|n| n.parent).filter(|parent| *parent < index);
        }
        false
    }

    /// The leaves at or below a node, as `(node, measure)`.
    pub(crate) fn leaves_within(&self, root: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let leaves = self.nodes.iter().enumerate().skip(root);
        leaves.filter_map(move |(index, node)| {
            node.leaf.filter(|_| self.is_within(index, root)).map(|leaf| (index, leaf))
        })
    }

    /// Whether the rule reads a note that depends on the field of offers. A
    /// price without weight moves no note above it.
    pub(crate) fn depends_on_field(&self, rule: &Rule) -> bool {
        match rule {
            Rule::NoteAtLeast { node, .. } => self.leaves_within(*node).any(|(index, leaf)| {
                self.measures.get(leaf).is_some_and(Formula::depends_on_field) && counts(self, index, Some(*node))
            }),
            _ => false,
        }
    }
}

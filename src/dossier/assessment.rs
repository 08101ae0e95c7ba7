//! A dossier together with what the engine says of it.

use std::rc::Rc;

use super::model::{Criterion, Dossier, GateRule, Id, IdMap, StandingKind};
use crate::engine::{self, Evaluation, Fact, Node, Problem, Rule};

/// A dossier, its evaluation, and the way from the engine's indices to names.
#[derive(Clone, Debug)]
pub struct Assessment {
    dossier: Rc<Dossier>,
    evaluation: Evaluation,
    nodes: Vec<NodeInfo>,
    measures: Vec<Id>,
}

/// What a node of the engine's tree is.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeInfo {
    /// The criterion or group.
    pub id: Id,
    /// 0 at the top.
    pub depth: usize,
    /// Index of its measure, for a leaf.
    pub leaf: Option<usize>,
}

impl Assessment {
    /// Puts the dossier to the engine.
    pub fn of(dossier: Rc<Dossier>) -> Self {
        let mut tree = Tree::default();
        tree.add(&dossier.criteria, None, 0);
        let measures = dossier.measures();
        let ids: Vec<Id> = measures.iter().map(|(id, ..)| (*id).clone()).collect();
        let measure_index: IdMap<usize> = ids.iter().enumerate().map(|(index, id)| (id.clone(), index)).collect();
        let node_index: IdMap<usize> = tree.infos.iter().enumerate().map(|(i, info)| (info.id.clone(), i)).collect();
        let problem = Problem {
            note_scale: dossier.note_scale,
            leaves: tree.leaves,
            measures: measures.iter().map(|(.., measure)| measure.formula()).collect(),
            // The check of the dossier made sure that every reference leads somewhere.
            gates: dossier.gates.iter().filter_map(|gate| rule(&gate.rule, &measure_index, &node_index)).collect(),
            offers: dossier
                .offers
                .iter()
                .map(|offer| engine::Offer {
                    regular: offer.standing.kind == StandingKind::Regular,
                    facts: ids.iter().map(|id| offer.facts.get(id).map_or(Fact::Missing, |entry| entry.fact)).collect(),
                })
                .collect(),
            nodes: tree.nodes,
        };
        Self { evaluation: engine::evaluate(problem), dossier, nodes: tree.infos, measures: ids }
    }

    /// The dossier.
    pub fn dossier(&self) -> &Rc<Dossier> {
        &self.dossier
    }

    /// What the engine says of it. Offers and gates have the same indices as
    /// in the dossier.
    pub fn evaluation(&self) -> &Evaluation {
        &self.evaluation
    }

    /// The nodes of the tree, in reading order.
    pub fn nodes(&self) -> &[NodeInfo] {
        &self.nodes
    }

    /// The leaves, in reading order.
    pub fn leaves(&self) -> impl Iterator<Item = (usize, &Id)> {
        self.nodes.iter().filter_map(|node| node.leaf.map(|leaf| (leaf, &node.id)))
    }

    /// The offers at rank 1.
    pub fn leaders(&self) -> impl Iterator<Item = usize> + '_ {
        self.evaluation.order().iter().copied().take_while(|offer| self.evaluation.rank_of(*offer) == Some(1))
    }

    /// The identifier of a measure: a leaf criterion or an information.
    pub fn measure_id(&self, measure: usize) -> Option<&Id> {
        self.measures.get(measure)
    }
}

#[derive(Default)]
struct Tree {
    nodes: Vec<Node>,
    infos: Vec<NodeInfo>,
    leaves: usize,
}

impl Tree {
    fn add(&mut self, group: &[Criterion], parent: Option<usize>, depth: usize) {
        for criterion in group {
            let index = self.nodes.len();
            let leaf = criterion.measure().map(|_| self.leaves);
            self.leaves += usize::from(leaf.is_some());
            self.nodes.push(Node { parent, weight: criterion.weight, leaf });
            self.infos.push(NodeInfo { id: criterion.id.clone(), depth, leaf });
            self.add(criterion.children(), Some(index), depth + 1);
        }
    }
}

fn rule(rule: &GateRule, measures: &IdMap<usize>, nodes: &IdMap<usize>) -> Option<Rule> {
    let measure = || measures.get(rule.of()).copied();
    Some(match *rule {
        GateRule::Yes { .. } => Rule::Yes { measure: measure()? },
        GateRule::LevelAtLeast { level, .. } => Rule::LevelAtLeast { measure: measure()?, level },
        GateRule::ValueAtLeast { value, .. } => Rule::ValueAtLeast { measure: measure()?, value },
        GateRule::ValueAtMost { value, .. } => Rule::ValueAtMost { measure: measure()?, value },
        GateRule::NoteAtLeast { note, .. } => Rule::NoteAtLeast { node: nodes.get(rule.of()).copied()?, note },
    })
}

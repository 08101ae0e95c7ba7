//! A dossier together with what the engine says of it.

use std::rc::Rc;

use super::grid::{Criterion, Gate, GateRule, Measure, Ranking};
use super::model::{Dossier, Draft, Id, IdMap};
use super::offers::{Entry, Offer, StandingKind};
use crate::catalogue::Panel;
use crate::engine::{self, Decimal, Evaluation, Fact, Formula, Node, Problem, Rule};

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
        let layout = Layout::of(&dossier);
        // A coverage stands there twice; its compulsory requirements are found by `musts`.
        let measure_index: IdMap<usize> =
            layout.ids.iter().take(layout.stated.len()).enumerate().map(|(index, id)| (id.clone(), index)).collect();
        let node_index: IdMap<usize> = tree.infos.iter().enumerate().map(|(i, info)| (info.id.clone(), i)).collect();
        let rule = |gate: &Gate| rule(&gate.rule, &measure_index, &node_index, &layout);
        let problem = Problem {
            note_scale: dossier.note_scale,
            leaves: tree.leaves,
            method: engine::Method {
                is_hierarchy: dossier.method.ranking == Ranking::Hierarchy,
                note_decimals: dossier.method.note_decimals,
                total_decimals: dossier.method.total_decimals,
                tie_breaks: dossier.method.tie_breaks.iter().filter_map(|id| node_index.get(id).copied()).collect(),
            },
            measures: layout.formulas.clone().into(),
            // The check of the dossier made sure that every reference leads somewhere.
            gates: dossier.gates.iter().filter_map(rule).collect(),
            detectors: dossier
                .detectors
                .iter()
                .filter_map(|detector| {
                    Some(engine::Detector { measure: measure_index.get(&detector.of).copied()?, rule: detector.rule })
                })
                .collect(),
            offers: dossier.offers.iter().map(|offer| layout.offer(&dossier, offer)).collect(),
            nodes: tree.nodes,
        };
        let measures = layout.ids;
        Self { evaluation: engine::evaluate(problem), dossier, nodes: tree.infos, measures }
    }

    /// The same dossier but for its weights: nothing else is computed again.
    pub fn reweigh(&self, dossier: Rc<Dossier>) -> Self {
        let weights: Vec<Decimal> = dossier.all_criteria().into_iter().map(|criterion| criterion.weight).collect();
        Self {
            evaluation: self.evaluation.reweigh(&weights),
            dossier,
            nodes: self.nodes.clone(),
            measures: self.measures.clone(),
        }
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
            self.nodes.push(Node { parent, weight: criterion.weight, leaf, is_rescaled: criterion.is_rescaled });
            self.infos.push(NodeInfo { id: criterion.id.clone(), depth, leaf });
            self.add(criterion.children(), Some(index), depth + 1);
        }
    }
}

/// The measures of the engine: leaves, informations, then, for each coverage,
/// whether its compulsory requirements are all covered.
struct Layout<'a> {
    /// Per measure, what it is about.
    ids: Vec<Id>,
    formulas: Vec<Formula>,
    /// Those that stand in the dossier; the compulsory requirements follow.
    stated: Vec<&'a Measure>,
}

impl<'a> Layout<'a> {
    fn of(dossier: &'a Dossier) -> Self {
        let measures = dossier.measures();
        let count = measures.len() - dossier.requirements.len();
        let mut layout = Self { ids: Vec::new(), formulas: Vec::new(), stated: Vec::with_capacity(count) };
        let mut coverages = Vec::new();
        for (id, _, measure) in measures.into_iter().take(count) {
            layout.ids.push(id.clone());
            layout.stated.push(measure);
            layout.formulas.push(if measure.family.is_coverage {
                coverages.push(id.clone());
                Formula::Share { out_of: dossier.coverage_total(id) }
            } else {
                measure.formula()
            });
        }
        layout.formulas.extend(coverages.iter().map(|_| Formula::YesNo));
        layout.ids.extend(coverages);
        layout
    }

    fn offer(&self, dossier: &Dossier, offer: &Offer) -> engine::Offer {
        let mut facts = Vec::with_capacity(self.ids.len());
        for (index, id) in self.ids.iter().enumerate() {
            facts.push(match self.stated.get(index) {
                Some(measure) => dossier.fact(id, measure, offer),
                None => dossier.covers_musts(id, offer),
            });
        }
        engine::Offer { regular: offer.standing.kind == StandingKind::Regular, facts }
    }

    /// The measure that says whether the compulsory requirements are covered.
    fn musts(&self, coverage: &Id) -> Option<usize> {
        let stated = self.stated.len();
        self.ids.iter().skip(stated).position(|id| id == coverage).map(|place| stated + place)
    }
}

impl Draft {
    /// What the engine is told of an offer on a leaf or an information: the
    /// fact as it stands, or what evaluators, requirements, costs or the bricks of
    /// a composite offer make of it.
    pub fn fact(&self, id: &Id, measure: &Measure, offer: &Offer) -> Fact {
        match offer.facts.get(id) {
            Some(Entry { fact: Fact::NotApplicable, .. }) => Fact::NotApplicable,
            _ if measure.family.is_coverage => self.covered(id, offer),
            entry => {
                let own = entry.map_or(Fact::Missing, |entry| self.entry_fact(id, measure, entry));
                // What few offers have waits until it is needed (tools/cold.txt).
                if own == Fact::Missing && !offer.components.is_empty() {
                    return self.composed_fact(id, measure, offer);
                }
                own
            }
        }
    }

    /// The same for an entry: the fact as it stands, or what evaluators, costs or
    /// a commitment make of it.
    pub fn entry_fact(&self, id: &Id, measure: &Measure, entry: &Entry) -> Fact {
        if entry.fact == Fact::NotApplicable {
            return Fact::NotApplicable;
        }
        // What few entries have waits until it is needed (tools/cold.txt).
        if entry.shortfall.is_some() && self.is_promised(id, entry) {
            return Fact::Number(Decimal::ONE);
        }
        if !entry.costs.is_empty() {
            let price = self.cost_plan.as_ref().map(|plan| plan.price(&entry.costs));
            return price.and_then(Result::ok).map_or(Fact::Missing, Fact::Number);
        }
        let notes = || entry.opinions.iter().map(|opinion| opinion.note).collect::<Vec<Decimal>>();
        match measure.family.panel {
            Some(Panel::Mean) if !entry.opinions.is_empty() => engine::mean(&notes()).unwrap_or_default(),
            Some(Panel::Median) if !entry.opinions.is_empty() => engine::median(&notes()).unwrap_or_default(),
            // Evaluators' own notes stand beside the one that they agree on.
            _ => match entry.fact {
                // Bounds that meet leave nothing open.
                Fact::Between { low, high } if low == high => Fact::Number(low),
                Fact::Levels { low, high } if low == high => Fact::Level(low),
                fact => fact,
            },
        }
    }
}

fn rule(rule: &GateRule, measures: &IdMap<usize>, nodes: &IdMap<usize>, layout: &Layout<'_>) -> Option<Rule> {
    let measure = || measures.get(rule.of()).copied();
    let node = || nodes.get(rule.of()).copied();
    Some(match *rule {
        GateRule::Yes { .. } => Rule::Yes { measure: measure()? },
        GateRule::LevelAtLeast { level, .. } => Rule::LevelAtLeast { measure: measure()?, level },
        GateRule::ValueAtLeast { value, .. } => Rule::ValueAtLeast { measure: measure()?, value },
        GateRule::ValueAtMost { value, .. } => Rule::ValueAtMost { measure: measure()?, value },
        GateRule::NoteAtLeast { note, .. } => Rule::NoteAtLeast { node: node()?, note },
        GateRule::SealAtLeast { seal, .. } => Rule::GradeAtLeast { node: node()?, grade: seal },
        GateRule::MustsCovered { ref of } => Rule::Yes { measure: layout.musts(of)? },
    })
}

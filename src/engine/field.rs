//! Who takes part: statuses, then gates, then the references over those that stay.
//!
//! The order is law (R2152-6). Gates on facts, and on notes that do not depend
//! on the other offers, apply first and all together: who fails them never
//! enters a price reference. Gates on notes that depend on the field come in
//! rounds until nobody leaves, so that the order in which gates are written
//! cannot change the result.

use std::cmp::Ordering;

use super::formula::{Fact, Reference};
use super::interval::Interval;
use super::number::Number;
use super::problem::{Offer, Problem, Rule};
use super::rational::Rational;
use super::weights::{counts, leaf_shares};

/// The admissible offers, and what the formulas need to know of them.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// Per offer: whether it is ranked if its facts are known.
    pub(crate) admissible: Vec<bool>,
    /// Per offer: the gates that it failed, in the order of the dossier.
    pub(crate) failed: Vec<Vec<usize>>,
    /// `(gate, offer)`: nobody can say.
    pub(crate) undecided: Vec<(usize, usize)>,
    /// Per measure.
    pub(crate) references: Vec<Reference>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Passed,
    Failed,
    Unknown,
}

impl From<bool> for Verdict {
    fn from(passed: bool) -> Self {
        if passed { Self::Passed } else { Self::Failed }
    }
}

impl Field {
    pub(crate) fn select(problem: &Problem) -> Self {
        let mut field = Self {
            admissible: problem.offers.iter().map(|offer| offer.regular).collect(),
            failed: vec![Vec::new(); problem.offers.len()],
            undecided: Vec::new(),
            references: Vec::new(),
        };
        let (relative, absolute): (Vec<usize>, Vec<usize>) = (0..problem.gates.len())
            .partition(|gate| problem.gates.get(*gate).is_some_and(|rule| problem.depends_on_field(rule)));
        field.apply(problem, &absolute);
        field.take_references(problem);
        while field.apply(problem, &relative) {
            field.take_references(problem);
        }
        for failed in &mut field.failed {
            failed.sort_unstable();
        }
        field.undecided.sort_unstable();
        field.undecided.dedup();
        field
    }

    /// Every admissible offer meets every one of these gates at once; says whether anybody left.
    fn apply(&mut self, problem: &Problem, gates: &[usize]) -> bool {
        let mut left = false;
        for (index, offer) in problem.offers.iter().enumerate() {
            if self.admissible.get(index) != Some(&true) {
                continue;
            }
            let mut failed = Vec::new();
            for &gate in gates {
                let Some(rule) = problem.gates.get(gate) else { continue };
                match judge(problem, rule, offer, &self.references) {
                    Verdict::Passed => {}
                    Verdict::Failed => failed.push(gate),
                    Verdict::Unknown => self.undecided.push((gate, index)),
                }
            }
            if !failed.is_empty() {
                left = true;
                // The references stay as they are until the round is over.
                if let Some(place) = self.admissible.get_mut(index) {
                    *place = false;
                }
                self.undecided.retain(|(_, offer)| *offer != index);
                if let Some(place) = self.failed.get_mut(index) {
                    place.extend(failed);
                }
            }
        }
        left
    }

    fn take_references(&mut self, problem: &Problem) {
        let admissible = &self.admissible;
        self.references = problem
            .measures
            .iter()
            .enumerate()
            .map(|(measure, formula)| {
                if !formula.depends_on_field() {
                    return Reference::default();
                }
                Reference::over(problem.offers.iter().zip(admissible).filter(|(_, stays)| **stays).filter_map(
                    |(offer, _)| match offer.fact(measure) {
                        Fact::Number(value) => Some(value),
                        _ => None,
                    },
                ))
            })
            .collect();
    }
}

fn judge(problem: &Problem, rule: &Rule, offer: &Offer, references: &[Reference]) -> Verdict {
    match *rule {
        Rule::Yes { measure } => match offer.fact(measure) {
            Fact::Yes(yes) => yes.into(),
            _ => Verdict::Unknown,
        },
        Rule::LevelAtLeast { measure, level } => match offer.fact(measure) {
            Fact::Level(actual) => (actual >= level).into(),
            _ => Verdict::Unknown,
        },
        Rule::ValueAtLeast { measure, value } => match offer.fact(measure) {
            Fact::Number(actual) => (actual >= value).into(),
            _ => Verdict::Unknown,
        },
        Rule::ValueAtMost { measure, value } => match offer.fact(measure) {
            Fact::Number(actual) => (actual <= value).into(),
            _ => Verdict::Unknown,
        },
        Rule::NoteAtLeast { node, note } => {
            // The fast way first; exactly where its bound does not decide.
            let decided = compare_note::<Interval>(problem, node, offer, references, note)
                .or_else(|| compare_note::<Rational>(problem, node, offer, references, note));
            match decided {
                Some(order) => (order != Ordering::Less).into(),
                None => Verdict::Unknown,
            }
        }
    }
}

/// How the note of a node stands to a threshold on the note scale. Nothing
/// when there is no note, or when this kind of number cannot tell.
fn compare_note<N: Number>(
    problem: &Problem,
    node: usize,
    offer: &Offer,
    references: &[Reference],
    threshold: super::Decimal,
) -> Option<Ordering> {
    let shares = leaf_shares::<N>(problem, Some(node))?;
    let note = node_note(problem, node, &shares, offer, references)?;
    (note * N::from(problem.note_scale)).decide(&N::from(threshold))
}

/// The note of a node on `[0, 1]`, with the shares of its leaves given.
pub(crate) fn node_note<N: Number>(
    problem: &Problem,
    node: usize,
    shares: &[N],
    offer: &Offer,
    references: &[Reference],
) -> Option<N> {
    let mut sum = N::zero();
    for (index, leaf) in problem.leaves_within(node) {
        // A leaf without weight needs no fact.
        if !counts(problem, index, Some(node)) {
            continue;
        }
        let note: N = leaf_note(problem, leaf, offer, references)?;
        sum = sum + shares.get(leaf)?.clone() * note;
    }
    Some(sum)
}

/// The note of a leaf on `[0, 1]`, as a float with its bound: by way of
/// fractions where floats alone know too little of it to draw it (bounds of a
/// measure that differ in their last digits only).
pub(crate) fn bounded_leaf_note(
    problem: &Problem,
    leaf: usize,
    offer: &Offer,
    references: &[Reference],
) -> Option<Interval> {
    /// Far below a pixel, far above what an everyday division loses.
    const WIDEST: f64 = 1e-12;
    let fast: Option<Interval> = leaf_note(problem, leaf, offer, references);
    if fast.is_some_and(|note| note.error() <= WIDEST) {
        return fast;
    }
    let exact: Rational = leaf_note(problem, leaf, offer, references)?;
    Some(Interval::around(exact.to_f64()))
}

/// The note of a leaf on `[0, 1]`.
pub(crate) fn leaf_note<N: Number>(
    problem: &Problem,
    leaf: usize,
    offer: &Offer,
    references: &[Reference],
) -> Option<N> {
    let reference = references.get(leaf).copied().unwrap_or_default();
    problem.measures.get(leaf)?.note(offer.fact(leaf), reference)
}

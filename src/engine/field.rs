//! Who takes part: statuses, then gates, then the references over those that stay.
//!
//! The order is law (R2152-6). Gates on facts, and on notes that do not depend
//! on the other offers, apply first and all together: who fails them never
//! enters a price reference. Gates on notes that depend on the field come in
//! rounds until nobody leaves, so that the order in which gates are written
//! cannot change the result.
//!
//! Where facts are unknown, an offer may take part *possibly*. Whatever the
//! unknown turns out to be, the offers that stay at the end are all the certain
//! ones and some of the possible ones: each round keeps that true, since
//! references are bounded over both and nobody's presence ever rises.

use std::cmp::Ordering;

use super::band::Band;
use super::decimal::Decimal;
use super::fact::Fact;
use super::interval::Interval;
use super::number::Number;
use super::problem::{Offer, Problem, Rule};
use super::rational::Rational;
use super::reference::{ReferenceBand, Sample};
use super::weights::{counts, leaf_shares};

/// Whether an offer takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Presence {
    /// It does not.
    Out,
    /// A gate reads what is not known yet.
    Possible,
    /// It does.
    Certain,
}

/// The admissible offers, and what the formulas need to know of them.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// Per offer.
    pub(crate) presence: Vec<Presence>,
    /// Per offer: the gates that it failed, in the order of the dossier.
    pub(crate) failed: Vec<Vec<usize>>,
    /// `(gate, offer)`: nobody can say.
    pub(crate) undecided: Vec<(usize, usize)>,
    /// Per measure.
    pub(crate) references: Vec<ReferenceBand>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Passed,
    Failed,
    Unknown,
    /// The formula has no value for a fact that is known: there is nothing to
    /// wait for, and no note to be judged.
    Undefined,
}

impl From<bool> for Verdict {
    fn from(passed: bool) -> Self {
        if passed { Self::Passed } else { Self::Failed }
    }
}

impl Verdict {
    /// From the verdicts on both ends of what is not known.
    fn of_ends(low: bool, high: bool) -> Self {
        if low == high { low.into() } else { Self::Unknown }
    }
}

impl Field {
    pub(crate) fn select(problem: &Problem) -> Self {
        let presence = |offer: &Offer| if offer.regular { Presence::Certain } else { Presence::Out };
        let mut field = Self {
            presence: problem.offers.iter().map(presence).collect(),
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

    /// Whether an offer is there, at least possibly.
    pub(crate) fn admits(&self, offer: usize) -> bool {
        self.presence.get(offer).is_some_and(|presence| *presence != Presence::Out)
    }

    /// Every admissible offer meets every one of these gates at once; says
    /// whether anybody's presence fell.
    fn apply(&mut self, problem: &Problem, gates: &[usize]) -> bool {
        let mut has_fallen = false;
        for (index, offer) in problem.offers.iter().enumerate() {
            if !self.admits(index) {
                continue;
            }
            let (mut failed, mut unknown) = (Vec::new(), Vec::new());
            for &gate in gates {
                let Some(rule) = problem.gates.get(gate) else { continue };
                match judge(problem, rule, offer, &self.references) {
                    Verdict::Passed => {}
                    Verdict::Failed => failed.push(gate),
                    Verdict::Unknown => unknown.push((gate, index)),
                    Verdict::Undefined => self.undecided.push((gate, index)),
                }
            }
            // The references stay as they are until the round is over.
            let Some(presence) = self.presence.get_mut(index) else { continue };
            if !failed.is_empty() {
                has_fallen = true;
                *presence = Presence::Out;
                self.undecided.retain(|(_, offer)| *offer != index);
                if let Some(place) = self.failed.get_mut(index) {
                    place.extend(failed);
                }
            } else if !unknown.is_empty() {
                has_fallen |= *presence == Presence::Certain;
                *presence = Presence::Possible;
                self.undecided.extend(unknown);
            }
        }
        has_fallen
    }

    fn take_references(&mut self, problem: &Problem) {
        let presence = &self.presence;
        let of_measure = |measure: usize| {
            let admitted = problem.offers.iter().zip(presence).filter(|(_, presence)| **presence != Presence::Out);
            // Who has nothing to measure there is no part of that field.
            let samples: Vec<Sample> = admitted
                .filter(|(offer, _)| offer.applies(measure))
                .map(|(offer, presence)| Sample {
                    bounds: offer.fact(measure).bounds(),
                    is_certain: *presence == Presence::Certain,
                })
                .collect();
            ReferenceBand::over(&samples)
        };
        let measures = problem.measures.iter().enumerate();
        self.references = measures
            .map(
                |(measure, formula)| {
                    if formula.depends_on_field() { of_measure(measure) } else { ReferenceBand::default() }
                },
            )
            .collect();
    }
}

fn judge(problem: &Problem, rule: &Rule, offer: &Offer, references: &[ReferenceBand]) -> Verdict {
    let fact = |measure: usize| match (offer.fact(measure), problem.measures.get(measure)) {
        (Fact::Missing, Some(formula)) => formula.at_most(Fact::Missing),
        (fact, _) => fact,
    };
    match *rule {
        // What does not apply is not asked.
        Rule::Yes { measure }
        | Rule::LevelAtLeast { measure, .. }
        | Rule::ValueAtLeast { measure, .. }
        | Rule::ValueAtMost { measure, .. }
            if fact(measure) == Fact::NotApplicable =>
        {
            Verdict::Passed
        }
        Rule::Yes { measure } => match fact(measure) {
            Fact::Yes(yes) => yes.into(),
            _ => Verdict::Unknown,
        },
        Rule::LevelAtLeast { measure, level } => match fact(measure) {
            Fact::Level(actual) => (actual >= level).into(),
            Fact::Levels { low, high } => Verdict::of_ends(low >= level, high >= level),
            _ => Verdict::Unknown,
        },
        Rule::ValueAtLeast { measure, value } => value_verdict(fact(measure), value, Ordering::is_ge),
        Rule::ValueAtMost { measure, value } => value_verdict(fact(measure), value, Ordering::is_le),
        Rule::NoteAtLeast { node, note } => {
            // The fast way first; exactly where its bound does not decide.
            compare_note::<Interval>(problem, node, offer, references, note)
                .or_else(|| compare_note::<Rational>(problem, node, offer, references, note))
                .unwrap_or(Verdict::Undefined)
        }
        Rule::GradeAtLeast { node, grade } => match grade_within(problem, Some(node), offer) {
            Some((low, high)) => Verdict::of_ends(low >= grade, high >= grade),
            None => Verdict::Passed,
        },
    }
}

fn value_verdict(fact: Fact, threshold: Decimal, passes: fn(Ordering) -> bool) -> Verdict {
    if let Fact::Mean { sum, count } = fact {
        let mean = Rational::from(sum).over(Rational::whole(i128::from(count)));
        return mean.map_or(Verdict::Unknown, |mean| passes(mean.cmp(&threshold.into())).into());
    }
    match fact.bounds() {
        Some((low, high)) => Verdict::of_ends(passes(low.cmp(&threshold)), passes(high.cmp(&threshold))),
        None => Verdict::Unknown,
    }
}

/// How the note of a node, before any rescaling or rounding, stands to a
/// threshold on the note scale. Nothing when this kind of number cannot tell.
fn compare_note<N: Number>(
    problem: &Problem,
    node: usize,
    offer: &Offer,
    references: &[ReferenceBand],
    threshold: Decimal,
) -> Option<Verdict> {
    let applies = applies(problem, offer);
    let Some(shares) = leaf_shares::<N>(problem, Some(node), &applies) else {
        // Nothing of it applies to this offer; or nothing weighs, which the
        // dossier does not allow.
        return Some(if applies.is_empty() { Verdict::Unknown } else { Verdict::Passed });
    };
    let band = raw_band(problem, node, &shares, offer, references)?;
    let passes = |note: N| Some((note * N::from(problem.note_scale)).decide(&N::from(threshold))?.is_ge());
    Some(Verdict::of_ends(passes(band.low)?, passes(band.high)?))
}

/// The note of a node on `[0, 1]` as the formulas give it, with the shares of
/// its leaves given.
fn raw_band<N: Number>(
    problem: &Problem,
    node: usize,
    shares: &[N],
    offer: &Offer,
    references: &[ReferenceBand],
) -> Option<Band<N>> {
    let mut sum = Band::point(N::zero());
    for (index, leaf) in problem.leaves_within(node) {
        // A leaf without weight needs no fact, nor does one that does not apply.
        if !counts(problem, index, Some(node)) || !offer.applies(leaf) {
            continue;
        }
        let band: Band<N> = leaf_band(problem, leaf, offer, references)?;
        let share = shares.get(leaf)?;
        sum = Band { low: sum.low + share.clone() * band.low, high: sum.high + share.clone() * band.high };
    }
    Some(sum)
}

/// Per leaf, whether it applies to an offer; empty when all do.
pub(crate) fn applies(problem: &Problem, offer: &Offer) -> Vec<bool> {
    let leaves = 0..problem.leaves;
    if leaves.clone().all(|leaf| offer.applies(leaf)) {
        return Vec::new();
    }
    leaves.map(|leaf| offer.applies(leaf)).collect()
}

/// The note of a leaf on `[0, 1]` as its formula gives it.
pub(crate) fn leaf_band<N: Number>(
    problem: &Problem,
    leaf: usize,
    offer: &Offer,
    references: &[ReferenceBand],
) -> Option<Band<N>> {
    let settled = ReferenceBand::default();
    problem.measures.get(leaf)?.band(offer.fact(leaf), references.get(leaf).unwrap_or(&settled))
}

/// The lowest grade granted at or below a node (the whole tree without one):
/// between which bounds it lies. Nothing when nothing there grants a grade.
pub(crate) fn grade_within(problem: &Problem, root: Option<usize>, offer: &Offer) -> Option<(u8, u8)> {
    let leaves = problem.nodes.iter().enumerate().filter_map(|(index, node)| node.leaf.map(|leaf| (index, leaf)));
    let within = leaves.filter(|(index, _)| root.is_none_or(|root| problem.is_within(*index, root)));
    within
        .filter_map(|(_, leaf)| problem.measures.get(leaf)?.grade(offer.fact(leaf)))
        .reduce(|(low, high), (other_low, other_high)| (low.min(other_low), high.min(other_high)))
}

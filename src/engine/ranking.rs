//! From totals to ranks: who stands before whom, and how far that may change.
//!
//! Everything is decided by one comparison of two ends of two offers: by floats
//! where they are further apart than their bound, else by exact keys. A key is
//! what decides, in order: the total (or the notes of the criteria at the top,
//! one after the other), then the notes that break ties.

use std::cell::OnceCell;
use std::cmp::Ordering;

use super::band::End;
use super::evaluation::{Evaluation, Outcome};
use super::field::Presence;
use super::finding::Finding;
use super::formula::Formula;
use super::number::Number;
use super::problem::Rule;
use super::rational::Rational;
use super::sorting::by_falling_total;

/// The ranks that an offer may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankRange {
    /// The best one.
    pub best: usize,
    /// The worst one.
    pub worst: usize,
    /// Whether both are really reached. Otherwise they are safe bounds: some
    /// unknown moves more than the notes of its own offer.
    pub is_exact: bool,
}

/// The ranks of all offers, in little room.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ranks {
    /// Per offer: best and worst; 0 where there is none.
    ranges: Vec<(u32, u32)>,
    is_exact: bool,
}

impl Ranks {
    fn give(&mut self, offer: usize, rank: usize) {
        if let Some(place) = self.ranges.get_mut(offer) {
            *place = (rank as u32, rank as u32);
        }
    }

    pub(crate) fn of(&self, offer: usize) -> Option<RankRange> {
        let (best, worst) = self.ranges.get(offer).copied().filter(|(best, _)| *best > 0)?;
        Some(RankRange { best: best as usize, worst: worst as usize, is_exact: self.is_exact })
    }
}

/// The order, best first (ties in the order of the dossier), the ranks, and
/// what there is to remark about them.
pub(crate) fn rank(evaluation: &Evaluation) -> (Vec<usize>, Ranks, Vec<Finding>) {
    let problem = evaluation.problem();
    let has_total = |outcome: &Outcome| matches!(outcome, Outcome::Ranked | Outcome::Provisional);
    let members = evaluation.outcomes().iter().enumerate().filter(|(_, outcome)| has_total(outcome));
    let mut order = by_falling_total(members.map(|(offer, _)| offer), |offer| {
        let ((low, _), (high, _)) = (evaluation.fast_total(offer, End::Low), evaluation.fast_total(offer, End::High));
        low + (high - low) / 2.0
    });
    let tops = problem.nodes.iter().filter(|node| node.parent.is_none()).count();
    let standings = Standings {
        keys: OnceCell::new(),
        primary: if problem.method.is_hierarchy { tops } else { 1 },
        needs_keys: problem.method.is_hierarchy || problem.method.total_decimals.is_some(),
        evaluation,
    };
    let mut ranks = Ranks { ranges: vec![(0, 0); problem.offers.len()], is_exact: true };
    if evaluation.outcomes().contains(&Outcome::Provisional) {
        standings.list_by_middles(&mut order);
        standings.reach(&order, &mut ranks);
        return (order, ranks, Vec::new());
    }
    let findings = standings.settle(&mut order, &mut ranks);
    (order, ranks, findings)
}

/// Who stands before whom.
struct Standings<'a> {
    evaluation: &'a Evaluation,
    /// Per offer and end: the exact key, once it was needed. Most rankings need
    /// none, and then there is no such list.
    keys: OnceCell<Vec<[OnceCell<Vec<Rational>>; 2]>>,
    /// How many parts of a key decide ranks before tie-breaks do.
    primary: usize,
    /// Whether floats say nothing of the order.
    needs_keys: bool,
}

impl Standings<'_> {
    /// Puts near totals in their exact order and gives ranks. Neighbours further
    /// apart than both their errors are decided; the others form runs, which
    /// exact keys put in order.
    fn settle(&self, order: &mut [usize], ranks: &mut Ranks) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut start = 0;
        while start < order.len() {
            let mut end = start + 1;
            while let (Some(left), Some(right)) = (order.get(end - 1), order.get(end)) {
                if self.fast(*left, End::Low, *right, End::Low).is_some() {
                    break;
                }
                end += 1;
            }
            match order.get_mut(start..end) {
                // Most offers are decided: no list is made for them.
                Some([only]) => ranks.give(*only, start + 1),
                Some(run) => self.settle_run(run, start, ranks, &mut findings),
                None => {}
            }
            start = end;
        }
        findings
    }

    /// Puts bands with near middles in the exact order of their middles.
    fn list_by_middles(&self, order: &mut [usize]) {
        let middle = |offer: &usize| self.evaluation.total_share(*offer).unwrap_or(f64::NAN);
        let is_apart = |a: &usize, b: &usize| !self.needs_keys && middle(a) - middle(b) > 4.0 * self.evaluation.bound();
        for run in order.chunk_by_mut(|a, b| !is_apart(a, b)).filter(|run| run.len() > 1) {
            run.sort_by(|a, b| self.compare_middles(*b, *a).then(a.cmp(b)));
        }
    }

    fn settle_run(&self, run: &mut [usize], start: usize, ranks: &mut Ranks, findings: &mut Vec<Finding>) {
        run.sort_by(|a, b| self.compare(*b, End::Low, *a, End::Low).then(a.cmp(b)));
        let tie_breaks = &self.evaluation.problem().method.tie_breaks;
        let mut tied: Vec<usize> = Vec::new();
        let (mut rank, mut before) = (start + 1, None);
        for (position, offer) in run.iter().enumerate() {
            if let Some(before) = before {
                let shared = self.common_parts(before, *offer);
                if shared < self.primary + tie_breaks.len() {
                    push_tie(findings, rank, &mut tied);
                    if let Some(node) = shared.checked_sub(self.primary).and_then(|place| tie_breaks.get(place)) {
                        findings.push(Finding::TieBroken { first: before, second: *offer, node: *node });
                    }
                    rank = start + position + 1;
                }
            }
            tied.push(*offer);
            before = Some(*offer);
            ranks.give(*offer, rank);
        }
        push_tie(findings, rank, &mut tied);
    }

    /// How the middles of what decides stand, part by part.
    fn compare_middles(&self, a: usize, b: usize) -> Ordering {
        let middles = |offer: usize| {
            let ends = self.key(offer, End::Low).iter().zip(self.key(offer, End::High));
            ends.map(|(low, high)| low.clone() + high.clone())
        };
        middles(a).cmp(middles(b))
    }

    /// How two totals stand, where floats can tell.
    fn fast(&self, a: usize, a_end: End, b: usize, b_end: End) -> Option<Ordering> {
        if self.needs_keys {
            return None;
        }
        let ((a, bound), (b, _)) = (self.evaluation.fast_total(a, a_end), self.evaluation.fast_total(b, b_end));
        let gap = a - b;
        (gap.abs() > 2.0 * bound).then_some(if gap > 0.0 { Ordering::Greater } else { Ordering::Less })
    }

    /// How two ends stand, tie-breaks included: `Greater` when `a` is better.
    fn compare(&self, a: usize, a_end: End, b: usize, b_end: End) -> Ordering {
        self.fast(a, a_end, b, b_end).unwrap_or_else(|| self.key(a, a_end).cmp(self.key(b, b_end)))
    }

    fn key(&self, offer: usize, end: End) -> &[Rational] {
        let none_yet = || self.evaluation.problem().offers.iter().map(|_| [OnceCell::new(), OnceCell::new()]).collect();
        let keys = self.keys.get_or_init(none_yet);
        let cell = keys.get(offer).map(|ends| {
            let [low, high] = ends;
            if end == End::Low { low } else { high }
        });
        cell.map_or(&[], |cell| cell.get_or_init(|| self.exact_key(offer, end)))
    }

    fn exact_key(&self, offer: usize, end: End) -> Vec<Rational> {
        let evaluation = self.evaluation;
        let problem = evaluation.problem();
        let method = &problem.method;
        let Some(facts) = problem.offers.get(offer) else { return Vec::new() };
        // What does not apply to an offer neither helps nor harms it: it counts
        // as a note of 0, and a finding says that offers differ there.
        let note = |node| evaluation.node_note(facts, Some(node), end).unwrap_or_else(Rational::zero);
        let mut key = Vec::with_capacity(self.primary + method.tie_breaks.len());
        if method.is_hierarchy {
            let tops = problem.nodes.iter().enumerate().filter(|(_, node)| node.parent.is_none());
            key.extend(tops.map(|(index, _)| note(index)));
        } else {
            let total = match method.total_decimals {
                Some(decimals) => evaluation.announced_end(offer, end, decimals).map(Rational::from),
                None => evaluation.raw_total(offer, end),
            };
            key.push(total.unwrap_or_else(Rational::zero));
        }
        key.extend(method.tie_breaks.iter().map(|node| note(*node)));
        key
    }

    /// At best an offer has its highest total and the others, as far as they
    /// are certain to be there, their lowest; at worst the other way round.
    fn reach(&self, members: &[usize], ranks: &mut Ranks) {
        ranks.is_exact = self.is_exact(members);
        let sorted = |end: End, only_certain: bool| {
            let presence = &self.evaluation.field().presence;
            let is_there = |offer: &&usize| !only_certain || presence.get(**offer) == Some(&Presence::Certain);
            let mut offers: Vec<usize> = members.iter().filter(is_there).copied().collect();
            offers.sort_by(|a, b| self.compare(*b, end, *a, end).then(a.cmp(b)));
            offers
        };
        let (lows, highs) = (sorted(End::Low, true), sorted(End::High, false));
        let above = |offers: &[usize], end: End, offer: usize, own: End| {
            offers.partition_point(|other| self.compare(*other, end, offer, own).is_gt())
        };
        for offer in members {
            let best = 1 + above(&lows, End::Low, *offer, End::High);
            // The offer itself stands above its own lowest, if it has a band.
            let is_above_itself = self.compare(*offer, End::High, *offer, End::Low).is_gt();
            let worst = 1 + above(&highs, End::High, *offer, End::Low) - usize::from(is_above_itself);
            if let Some(place) = ranks.ranges.get_mut(*offer) {
                *place = (best as u32, worst as u32);
            }
        }
    }

    /// Whether every unknown moves the notes of its own offer only.
    fn is_exact(&self, members: &[usize]) -> bool {
        let evaluation = self.evaluation;
        let problem = evaluation.problem();
        let is_settled = |factor: &super::band::Band<Rational>| factor.low == factor.high;
        let references = evaluation.field().references.iter().take(problem.leaves).enumerate();
        let moves_references =
            references.filter(|(leaf, _)| evaluation.decides(*leaf)).any(|(_, reference)| reference.may_move);
        // The bounds of an expression are safe, and rarely reached.
        let encloses = problem.measures.iter().enumerate().take(problem.leaves).any(|(leaf, formula)| {
            let is_unknown =
                |offer: &usize| problem.offers.get(*offer).is_some_and(|offer| !offer.fact(leaf).is_settled());
            matches!(formula, Formula::PriceExpression(_)) && evaluation.decides(leaf) && members.iter().any(is_unknown)
        });
        let undecided = &evaluation.field().undecided;
        let reads = |gate: usize| match problem.gates.get(gate) {
            Some(
                Rule::Yes { measure }
                | Rule::LevelAtLeast { measure, .. }
                | Rule::ValueAtLeast { measure, .. }
                | Rule::ValueAtMost { measure, .. },
            ) => Some(*measure),
            Some(Rule::NoteAtLeast { .. } | Rule::GradeAtLeast { .. }) | None => None,
        };
        // What keeps an offer in may also move its notes,
        let gates_of_leaves =
            undecided.iter().any(|(gate, _)| reads(*gate).is_none_or(|measure| measure < problem.leaves));
        // and one unknown may have to please a floor and a ceiling.
        let is_ceiling = |gate: usize| matches!(problem.gates.get(gate), Some(Rule::ValueAtMost { .. }));
        let squeezed = undecided.iter().any(|(gate, offer)| {
            let against = |other: &usize| reads(*other) == reads(*gate) && is_ceiling(*other) != is_ceiling(*gate);
            undecided.iter().any(|(other, same)| same == offer && against(other))
        });
        !moves_references
            && !encloses
            && !gates_of_leaves
            && !squeezed
            && evaluation.notes().factors.iter().chain(evaluation.factors()).flatten().all(is_settled)
    }

    /// How many parts of their keys are equal, from the first.
    fn common_parts(&self, a: usize, b: usize) -> usize {
        let (a, b) = (self.key(a, End::Low), self.key(b, End::Low));
        a.iter().zip(b).take_while(|(a, b)| a.decide(b) == Some(Ordering::Equal)).count()
    }
}

fn push_tie(findings: &mut Vec<Finding>, rank: usize, tied: &mut Vec<usize>) {
    if tied.len() > 1 {
        findings.push(Finding::Tie { rank, offers: tied.clone() });
    }
    tied.clear();
}

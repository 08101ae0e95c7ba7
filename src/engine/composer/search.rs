//! Branch and bound: brick by brick, the best rate first, a part of all
//! assemblies is given up where its line ([`Reach`]) stays below what counts.

use std::rc::Rc;

use super::bound::{Candidate, Reach, SHIFT, Stretch, gain, joined, pieces, tightened};
use super::prepared::{Prepared, bits, is_within, join};

/// What is looked for.
pub(super) trait Goal {
    /// What coverage and rungs must come to, rising prices, up to the budget.
    fn stretches(&self) -> &[Stretch];
    /// An assembly that passes: wanted bricks in, requirements met, lean,
    /// within the budget.
    fn offer(&mut self, prepared: &Prepared, set: u64);
}

/// From how many free bricks on the second pass over them pays.
const WORTH_TIGHTENING: usize = 5;

/// A part of all assemblies: some bricks are in, some may still come in.
#[derive(Clone, Debug)]
struct Part {
    set: u64,
    /// The price of the set, integration included.
    price: i128,
    union: Vec<u8>,
    cover: Vec<f64>,
    covered: f64,
    rungs: f64,
    /// By falling rate.
    free: Vec<Candidate>,
    /// Where a compulsory requirement is open, the bricks that meet it: one of
    /// them comes next.
    next: Option<u64>,
}

/// What is left to be looked at.
#[derive(Clone, Debug)]
pub(super) struct Search {
    pub(super) prepared: Rc<Prepared>,
    counts_rungs: bool,
    /// Each within the one before, which has what it holds behind itself.
    stack: Vec<Part>,
    /// How many parts were looked at.
    pub(super) branches: u64,
}

impl Search {
    /// All assemblies of two bricks or more.
    pub(super) fn new(prepared: Rc<Prepared>, counts_rungs: bool) -> Self {
        let mut search = Self { prepared, counts_rungs, stack: Vec::new(), branches: 0 };
        let prepared = Rc::clone(&search.prepared);
        let set = prepared.wanted;
        let width = prepared.rows.first().map_or(0, Vec::len);
        let mut cover = vec![0.0; width];
        let mut price = prepared.base;
        for brick in bits(set) {
            price += prepared.costs.get(brick).copied().unwrap_or_default();
            if let Some(row) = prepared.rows.get(brick) {
                joined(&mut cover, row);
            }
        }
        let free = bits(prepared.admissible & !set);
        let root = search.part(set, price, prepared.union(set), cover, free);
        search.stack.push(root);
        search
    }

    /// Whether nothing is left.
    pub(super) fn is_done(&self) -> bool {
        self.stack.is_empty()
    }

    /// At most by how much what was not looked at exceeds what is needed.
    pub(super) fn excess(&self, goal: &dyn Goal) -> f64 {
        let excess = |part: &Part| self.reach(part).map(|reach| reach.excess(&self.prepared, goal.stretches()));
        self.stack.iter().filter_map(excess).fold(f64::NEG_INFINITY, f64::max)
    }

    /// Looks at so many parts.
    pub(super) fn work(&mut self, goal: &mut dyn Goal, parts: usize) {
        let prepared = Rc::clone(&self.prepared);
        for _ in 0..parts {
            let Some(part) = self.stack.last() else { return };
            self.branches += 1;
            if !self.is_worth_it(part, goal) {
                self.stack.pop();
                continue;
            }
            let Some(part) = self.stack.last_mut() else { return };
            let is_next = |candidate: &Candidate| part.next.is_none_or(|able| able >> candidate.brick & 1 == 1);
            let Some(place) = part.free.iter().position(is_next) else {
                self.stack.pop();
                continue;
            };
            let brick = part.free.remove(place).brick;
            let (Some(row), Some(ranks), Some(cost)) =
                (prepared.rows.get(brick), prepared.ranks.get(brick), prepared.costs.get(brick))
            else {
                continue;
            };
            let (mut cover, mut union) = (part.cover.clone(), part.union.clone());
            joined(&mut cover, row);
            join(&mut union, ranks);
            let (set, price) = (part.set | 1 << brick, part.price + cost);
            let free: Vec<usize> = part.free.iter().map(|candidate| candidate.brick).collect();
            offer(&prepared, goal, set);
            let child = self.part(set, price, union, cover, free.into_iter());
            if !child.free.is_empty() {
                self.stack.push(child);
            }
        }
    }

    fn part(&self, set: u64, price: i128, union: Vec<u8>, cover: Vec<f64>, free: impl Iterator<Item = usize>) -> Part {
        let prepared = &self.prepared;
        let candidate = |brick: usize| {
            let (row, ranks) = (prepared.rows.get(brick)?, prepared.ranks.get(brick)?);
            let fits = price + prepared.costs.get(brick)? <= prepared.budget && !is_within(ranks, &union);
            let cost = prepared.float_costs.get(brick).copied()?;
            fits.then(|| Candidate { brick, gain: gain(&cover, row), cost })
        };
        let mut free: Vec<Candidate> = free.filter_map(candidate).collect();
        free.sort_by(|a, b| b.rate().total_cmp(&a.rate()).then(a.brick.cmp(&b.brick)));
        let able = free.iter().fold(0u64, |able, candidate| able | 1 << candidate.brick);
        let open = prepared.musts.iter().filter(|must| **must & set == 0).map(|must| must & able);
        let rungs = match (self.counts_rungs, set) {
            (false, _) => 0.0,
            (true, 0) => prepared.rung_worths.iter().filter_map(|worths| worths.last()).sum(),
            (true, _) => prepared.float_rungs(set),
        };
        Part {
            next: open.min_by_key(|able| able.count_ones()),
            covered: cover.iter().sum(),
            set,
            price,
            union,
            cover,
            rungs,
            free,
        }
    }

    fn is_worth_it(&self, part: &Part, goal: &dyn Goal) -> bool {
        let Some(mut reach) = self.reach(part) else { return false };
        if reach.excess(&self.prepared, goal.stretches()) < 0.0 {
            return false;
        }
        if part.free.len() < WORTH_TIGHTENING {
            return true;
        }
        reach.pieces = tightened(&self.prepared, &part.cover, &part.free);
        reach.excess(&self.prepared, goal.stretches()) >= 0.0
    }

    /// Nothing where a compulsory requirement cannot be met any more.
    fn reach(&self, part: &Part) -> Option<Reach> {
        let prepared = &self.prepared;
        let price = prepared.to_float(part.price) - SHIFT;
        let cost = |able: u64| {
            let costs = part.free.iter().filter(move |candidate| able >> candidate.brick & 1 == 1);
            costs.map(|candidate| candidate.cost)
        };
        let mut least = price;
        if part.next.is_some() {
            let able = part.free.iter().fold(0u64, |able, candidate| able | 1 << candidate.brick);
            let open = prepared.musts.iter().filter(|must| **must & part.set == 0).map(|must| must & able);
            let mut open: Vec<u64> = open.collect();
            open.sort_unstable_by_key(|able| able.count_ones());
            // Requirements that no two of them share a brick take one brick each.
            let mut taken = 0;
            for able in open {
                if able == 0 {
                    return None;
                }
                if able & taken == 0 {
                    taken |= able;
                    least += cost(able).fold(f64::INFINITY, f64::min);
                }
            }
        }
        Some(Reach {
            price,
            worth: part.covered + part.rungs,
            least,
            most: price + 2.0 * SHIFT + cost(u64::MAX).sum::<f64>() + LOST_COSTS * part.free.len() as f64,
            pieces: pieces(prepared, &part.cover, &part.free),
        })
    }
}

/// What costs that count as nothing may add up to, each.
const LOST_COSTS: f64 = super::prepared::SMALLEST_COST;

/// Hands an assembly over where it passes.
pub(super) fn offer(prepared: &Prepared, goal: &mut dyn Goal, set: u64) {
    let has_wanted = set != 0 && set & prepared.wanted == prepared.wanted && set & !prepared.admissible == 0;
    if has_wanted && prepared.covers_musts(set) && prepared.price(set) <= prepared.budget && prepared.is_lean(set) {
        goal.offer(prepared, set);
    }
}

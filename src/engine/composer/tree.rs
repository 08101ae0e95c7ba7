//! Branch and bound: the assemblies of a branch are given up together where
//! their bound says so, and told apart where it does not.

use std::rc::Rc;

use super::bound::{Bound, Branch, Duals, tighten};
use super::prepared::{Prepared, bits, is_within};

/// What is looked for.
pub(super) trait Goal {
    /// Corners `(price, value)` over a range of prices: what an assembly has
    /// besides its coverage and its rungs, less what is to be beaten and the
    /// margin of the floats. Where all of them lie below 0 with the rest added,
    /// nothing of the range counts.
    fn corners(&self, prepared: &Prepared, low: i128, high: i128) -> Vec<(i128, f64)>;
    /// Where to cut a range of prices in two, near its middle: the last price
    /// of the cheaper part.
    fn cut(&self, corners: &[(i128, f64)], low: i128, high: i128, middle: i128) -> Option<i128>;
    /// Whether rungs count.
    fn counts_rungs(&self) -> bool;
    /// What the corners were taken off from, where that is one number.
    fn to_beat(&self) -> f64;
    /// An assembly that passes: wanted bricks in, requirements met, lean,
    /// within the budget.
    fn offer(&mut self, prepared: &Prepared, set: u64);
}

/// Passes over the first branch.
const FIRST_PASSES: usize = 300;
/// Passes over any other.
const PASSES: usize = 16;

/// What is left to be looked at.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    pub(super) prepared: Rc<Prepared>,
    stack: Vec<Branch>,
    /// How many branches were looked at.
    pub(super) branches: u64,
}

impl Tree {
    /// All assemblies of two bricks or more.
    pub(super) fn new(prepared: Rc<Prepared>) -> Self {
        let wanted = prepared.wanted;
        let root = Branch {
            inside: wanted,
            free: prepared.admissible & !wanted,
            low: i128::MIN,
            high: prepared.budget,
            caps: prepared.rung_worths.iter().map(|worths| worths.len().saturating_sub(1)).collect(),
            duals: Duals::default(),
            excess: prepared.top,
            beaten: 0.0,
        };
        Self { prepared, stack: vec![root], branches: 0 }
    }

    /// Whether nothing is left.
    pub(super) fn is_done(&self) -> bool {
        self.stack.is_empty()
    }

    /// At most what an assembly that was not looked at is worth.
    pub(super) fn at_most(&self) -> f64 {
        self.stack.iter().map(|branch| branch.excess + branch.beaten).fold(f64::NEG_INFINITY, f64::max)
    }

    /// At most by how much one that was not looked at exceeds what is known.
    pub(super) fn excess(&self) -> f64 {
        self.stack.iter().map(|branch| branch.excess).fold(0.0, f64::max)
    }

    /// Works for so many passes, and a few more to end what was begun.
    pub(super) fn work(&mut self, goal: &mut dyn Goal, passes: usize) {
        let mut made = 0;
        while made < passes
            && let Some(branch) = self.stack.pop()
        {
            made += self.look_at(branch, goal) + 2;
            self.branches += 1;
        }
    }

    fn look_at(&mut self, mut branch: Branch, goal: &mut dyn Goal) -> usize {
        let prepared = Rc::clone(&self.prepared);
        if !settle(&prepared, &mut branch) {
            return 0;
        }
        if branch.free == 0 {
            offer(&prepared, goal, branch.inside);
            return 0;
        }
        let exact_corners = goal.corners(&prepared, branch.low, branch.high);
        let corners: Vec<(f64, f64)> =
            exact_corners.iter().map(|(price, value)| (prepared.to_float(*price), *value)).collect();
        let rungs = if goal.counts_rungs() { capped(&prepared, &branch.caps) } else { 0.0 };
        let passes = if self.branches == 0 { FIRST_PASSES } else { PASSES };
        let bound = tighten(&prepared, &mut branch, rungs, &corners, passes);
        (branch.excess, branch.beaten) = (bound.excess, goal.to_beat());
        if bound.excess < 0.0 {
            return bound.passes;
        }
        offer(&prepared, goal, completed(&prepared, &branch, &bound));
        for brick in bits(branch.free) {
            let gain = bound.gains.get(brick).copied().unwrap_or_default();
            if bound.excess - gain.abs() < 0.0 {
                branch.free &= !(1 << brick);
                branch.inside |= if gain > 0.0 { 1 << brick } else { 0 };
            }
        }
        if !settle(&prepared, &mut branch) {
            return bound.passes;
        }
        if branch.free == 0 {
            offer(&prepared, goal, branch.inside);
            return bound.passes;
        }
        self.divide(branch, &bound, &exact_corners, goal);
        bound.passes
    }

    /// Puts the parts of a branch on the stack, the most promising last.
    fn divide(&mut self, branch: Branch, bound: &Bound, corners: &[(i128, f64)], goal: &dyn Goal) {
        let prepared = Rc::clone(&self.prepared);
        let share = |brick: usize| bound.shares.get(brick).copied().unwrap_or_default();
        // How far the ends of the range reach above its middle.
        let inside = prepared.base + bits(branch.inside).filter_map(|brick| prepared.costs.get(brick)).sum::<i128>();
        let part = |brick: usize| share(brick) * prepared.costs.get(brick).map_or(0.0, |cost| *cost as f64);
        let middle = inside + bits(branch.free).map(part).sum::<f64>() as i128;
        if let Some(cut) = goal.cut(corners, branch.low, branch.high, middle) {
            let slope = branch.duals.price;
            let height = |(price, value): &(i128, f64)| value + slope * prepared.to_float(*price);
            let highest = |corners: &[(i128, f64)]| corners.iter().map(height).fold(f64::NEG_INFINITY, f64::max);
            let middle = middle.clamp(branch.low, branch.high);
            let sag = highest(corners) - highest(&goal.corners(&prepared, middle, middle));
            if sag > SAG * bound.excess {
                let (mut cheap, mut dear) = (branch.clone(), branch);
                (cheap.high, dear.low) = (cut, cut + 1);
                self.stack.extend([dear, cheap]);
                return;
            }
        }
        if goal.counts_rungs()
            && let Some((scale, rung)) = worst_rung(&prepared, &branch, bound)
        {
            let (mut above, mut below) = (branch.clone(), branch);
            above.free = bits(above.free)
                .filter(|brick| prepared.rungs.get(*brick).and_then(|own| own.get(scale)) >= Some(&rung))
                .fold(0, |set, brick| set | 1 << brick);
            if let Some(cap) = below.caps.get_mut(scale) {
                *cap = rung - 1;
            }
            self.stack.extend([below, above]);
            return;
        }
        let weight = |brick: usize| {
            let cost = prepared.float_costs.get(brick).copied().unwrap_or_default();
            let gain = bound.gains.get(brick).copied().unwrap_or_default();
            (share(brick) * (1.0 - share(brick)) + 0.01) * (branch.duals.price * cost + gain.max(0.0) + 1e-9)
        };
        let Some(brick) = bits(branch.free).max_by(|a, b| weight(*a).total_cmp(&weight(*b))) else { return };
        let (mut with, mut without) = (branch.clone(), branch);
        with.inside |= 1 << brick;
        with.free &= !(1 << brick);
        without.free &= !(1 << brick);
        self.stack.extend(if share(brick) >= 0.5 { [without, with] } else { [with, without] });
    }
}

/// From which part of the excess on the range of prices is cut.
const SAG: f64 = 0.4;
/// From which part of the excess on a scale is cut.
const RUNG_LOSS: f64 = 0.25;

/// What follows from what is decided; false where nothing is left.
fn settle(prepared: &Prepared, branch: &mut Branch) -> bool {
    let mut checked = None;
    loop {
        let before = (branch.inside, branch.free);
        for must in &prepared.musts {
            if must & branch.inside != 0 {
                continue;
            }
            let able = must & branch.free;
            if able == 0 {
                return false;
            }
            if able.is_power_of_two() {
                branch.inside |= able;
                branch.free &= !able;
            }
        }
        if checked != Some(branch.inside) {
            if !prepared.is_lean(branch.inside) {
                return false;
            }
            checked = Some(branch.inside);
        }
        let cost = |brick: usize| prepared.costs.get(brick).copied().unwrap_or_default();
        let inside = prepared.base + bits(branch.inside).map(cost).sum::<i128>();
        let all = inside + bits(branch.free).map(cost).sum::<i128>();
        branch.low = aligned_up(prepared, branch.low.max(inside));
        branch.high = aligned_down(prepared, branch.high.min(all));
        if branch.low > branch.high {
            return false;
        }
        let union = prepared.union(branch.inside);
        for brick in bits(branch.free) {
            let is_idle = prepared.ranks.get(brick).is_none_or(|row| is_within(row, &union));
            if is_idle || inside + cost(brick) > branch.high {
                branch.free &= !(1 << brick);
            } else if all - cost(brick) < branch.low {
                branch.free &= !(1 << brick);
                branch.inside |= 1 << brick;
            }
        }
        if (branch.inside, branch.free) == before {
            break;
        }
    }
    for (scale, cap) in branch.caps.iter_mut().enumerate() {
        let rungs = |set| bits(set).filter_map(|brick| prepared.rungs.get(brick)?.get(scale).copied());
        let highest = rungs(branch.inside | branch.free).max().unwrap_or_default();
        *cap = rungs(branch.inside).fold((*cap).min(highest), usize::min);
    }
    true
}

/// The lowest price from here on that an assembly can have.
fn aligned_up(prepared: &Prepared, price: i128) -> i128 {
    prepared.base - (prepared.base - price).div_euclid(prepared.step) * prepared.step
}

/// The highest price up to here that an assembly can have.
pub(super) fn aligned_down(prepared: &Prepared, price: i128) -> i128 {
    prepared.base + (price - prepared.base).div_euclid(prepared.step) * prepared.step
}

fn capped(prepared: &Prepared, caps: &[usize]) -> f64 {
    caps.iter().zip(&prepared.rung_worths).filter_map(|(cap, worths)| worths.get(*cap)).sum()
}

/// The scale and the rung, at or below its cap, from which on a branch is
/// divided: where what the bound chose loses most against the cap.
fn worst_rung(prepared: &Prepared, branch: &Branch, bound: &Bound) -> Option<(usize, usize)> {
    let share = |brick: &usize| bound.shares.get(*brick).copied().unwrap_or_default();
    let chosen =
        bits(branch.free).filter(|brick| share(brick) > 0.3).fold(branch.inside, |set, brick| set | 1 << brick);
    let mut worst = (RUNG_LOSS * bound.excess, None);
    for (scale, (worths, cap)) in prepared.rung_worths.iter().zip(&branch.caps).enumerate() {
        let worth = |rung: usize| worths.get(rung).copied().unwrap_or_default();
        let lowest = prepared.weakest(chosen).nth(scale).unwrap_or_default();
        let loss = worth(*cap) - worth(lowest.min(*cap));
        if loss > worst.0 {
            let jump = |rung: &usize| worth(*rung) - worth(rung - 1);
            let rung = (lowest + 1..=*cap).max_by(|a, b| jump(a).total_cmp(&jump(b)));
            worst = (loss, rung.map(|rung| (scale, rung)));
        }
    }
    worst.1
}

/// What the bound chose as an assembly: requirements met, nothing idle.
fn completed(prepared: &Prepared, branch: &Branch, bound: &Bound) -> u64 {
    let mut set = branch.inside | bound.chosen;
    let gain = |brick: &usize| bound.gains.get(*brick).copied().unwrap_or_default();
    for must in &prepared.musts {
        if must & set == 0
            && let Some(brick) = bits(must & branch.free).max_by(|a, b| gain(a).total_cmp(&gain(b)))
        {
            set |= 1 << brick;
        }
    }
    prepared.made_lean(set)
}

/// Hands an assembly over where it passes.
pub(super) fn offer(prepared: &Prepared, goal: &mut dyn Goal, set: u64) {
    let has_wanted = set != 0 && set & prepared.wanted == prepared.wanted && set & !prepared.admissible == 0;
    if has_wanted && prepared.covers_musts(set) && prepared.is_lean(set) && prepared.price(set) <= prepared.budget {
        goal.offer(prepared, set);
    }
}

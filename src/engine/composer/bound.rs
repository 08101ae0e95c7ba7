//! How good an assembly of a branch can be at most.
//!
//! For any multipliers, each requirement is worth at most `u` plus what bricks
//! bring above `u`, so that coverage is at most a sum over the bricks. A
//! multiplier on the price takes the cost off each brick, and one on each
//! compulsory requirement rewards those that cover it. What is left is decided
//! brick by brick: in where it brings something. The multipliers are moved
//! against the slope of the bound, by a step that would reach the value to beat
//! (Polyak 1969), until the branch is given up or they move it no more.

use super::prepared::{Prepared, bits};

/// The multipliers.
#[derive(Clone, Debug, Default)]
pub(super) struct Duals {
    /// Per requirement.
    pub(super) covers: Vec<f64>,
    /// Per compulsory requirement.
    pub(super) musts: Vec<f64>,
    /// On the price.
    pub(super) price: f64,
}

/// A part of all assemblies.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    /// Bricks that are in.
    pub(super) inside: u64,
    /// Bricks that are not decided.
    pub(super) free: u64,
    /// The lowest price.
    pub(super) low: i128,
    /// The highest price.
    pub(super) high: i128,
    /// Per scale, the highest rung that the weakest brick has.
    pub(super) caps: Vec<usize>,
    /// The best multipliers found around it.
    pub(super) duals: Duals,
    /// By how much it may exceed what there was to beat when it was looked at.
    pub(super) excess: f64,
    /// What there was to beat then.
    pub(super) beaten: f64,
}

/// What the passes over a branch found.
#[derive(Clone, Debug, Default)]
pub(super) struct Bound {
    /// By how much an assembly of the branch may exceed what is to be beaten.
    pub(super) excess: f64,
    /// Per brick, what it brings under the best multipliers.
    pub(super) gains: Vec<f64>,
    /// The bricks that bring something under the best multipliers.
    pub(super) chosen: u64,
    /// Per brick, in which share of the later passes it was chosen.
    pub(super) shares: Vec<f64>,
    /// How many passes were made.
    pub(super) passes: usize,
}

/// The slope of the bound, or the direction of a step.
#[derive(Clone, Debug, Default)]
struct Slope {
    covers: Vec<f64>,
    musts: Vec<f64>,
    price: f64,
}

/// What a pass reads of the branch.
struct View<'a> {
    prepared: &'a Prepared,
    free: u64,
    /// What the bricks inside cover: no multiplier is below.
    floor: Vec<f64>,
    inside_price: f64,
    /// The compulsory requirements that are not covered.
    open: u128,
    /// What is added besides, and from where on it counts.
    corners: &'a [(f64, f64)],
}

/// Moves the multipliers of a branch to a lower bound, and says what it is.
/// Stops early where nothing of the branch exceeds `corners`.
pub(super) fn tighten(
    prepared: &Prepared,
    branch: &mut Branch,
    extra: f64,
    corners: &[(f64, f64)],
    passes: usize,
) -> Bound {
    let width = prepared.rows.first().map_or(0, Vec::len);
    let mut floor = vec![0.0; width];
    for row in bits(branch.inside).filter_map(|brick| prepared.rows.get(brick)) {
        for (most, own) in floor.iter_mut().zip(row) {
            *most = if *own > *most { *own } else { *most };
        }
    }
    let covered = bits(branch.inside).filter_map(|brick| prepared.musts_of.get(brick)).fold(0, |all, own| all | own);
    let every = if prepared.musts.len() == 128 { u128::MAX } else { (1 << prepared.musts.len()) - 1 };
    let inside_costs = bits(branch.inside).filter_map(|brick| prepared.costs.get(brick)).sum::<i128>();
    let view = View {
        prepared,
        free: branch.free,
        floor,
        inside_price: prepared.to_float(inside_costs + prepared.base),
        open: every & !covered,
        corners,
    };
    let mut duals = std::mem::take(&mut branch.duals);
    duals.covers.resize(width, 0.0);
    duals.musts.resize(prepared.musts.len(), 0.0);
    for (u, floor) in duals.covers.iter_mut().zip(&view.floor) {
        *u = u.max(*floor);
    }
    begin_low(&view, &mut duals);
    let bound = descend(&view, &mut duals, extra, passes);
    branch.duals = duals;
    bound
}

/// Takes the lowest multipliers that there are instead, where they bound better:
/// deep in the tree, hardly two bricks overlap any more.
fn begin_low(view: &View<'_>, duals: &mut Duals) {
    let (mut gains, mut slope) = (vec![0.0; view.prepared.rows.len()], Slope::default());
    let (inherited, _) = look(view, duals, &mut gains, &mut slope);
    let mut low = Duals { covers: view.floor.clone(), ..duals.clone() };
    low.price = 0.0;
    look(view, &low, &mut gains, &mut slope);
    let sum = view.floor.iter().sum::<f64>() - open(view.open).filter_map(|must| low.musts.get(must)).sum::<f64>();
    // The bound is convex in the multiplier of the price: halve where it falls.
    let (mut from, mut to) = (0.0, STEEPEST.min(4.0 * duals.price + 1.0));
    let mut best = (f64::INFINITY, 0.0);
    for _ in 0..16 {
        let multiplier = if best.1 == 0.0 && best.0 == f64::INFINITY { duals.price } else { (from + to) / 2.0 };
        let (mut height, mut price) = (sum - multiplier * view.inside_price, view.inside_price);
        for brick in bits(view.free) {
            if let (Some(gain), Some(cost)) = (gains.get(brick), view.prepared.float_costs.get(brick)) {
                let gain = gain - multiplier * cost;
                if gain > 0.0 {
                    (height, price) = (height + gain, price + cost);
                }
            }
        }
        let (most, corner) = highest(view.corners, multiplier);
        if height + most < best.0 {
            best = (height + most, multiplier);
        }
        if corner > price { to = multiplier } else { from = multiplier }
    }
    if best.0 < inherited {
        low.price = best.1;
        *duals = low;
    }
}

/// The highest corner under a multiplier: its height and its price.
fn highest(corners: &[(f64, f64)], multiplier: f64) -> (f64, f64) {
    corners.iter().fold((f64::NEG_INFINITY, 0.0), |most, (corner, value)| {
        let height = value + multiplier * corner;
        if height > most.0 { (height, *corner) } else { most }
    })
}

/// What counts as progress, as a part of the bound.
const PROGRESS: f64 = 1e-3;
/// How much shorter steps become where there is none.
const SLOWER: f64 = 0.7;
/// From how many passes on a descent is a long one.
const LONG: usize = 100;
/// After how many passes a short one is judged.
const TRIAL: usize = 5;

fn descend(view: &View<'_>, duals: &mut Duals, extra: f64, passes: usize) -> Bound {
    let bricks = view.prepared.rows.len();
    let mut best = Bound { excess: f64::INFINITY, shares: vec![0.0; bricks], ..Bound::default() };
    let mut best_duals = duals.clone();
    let mut gains = vec![0.0; bricks];
    let (mut slope, mut direction) = (Slope::default(), Slope::default());
    let (mut pace, mut stale, mut counted) = (1.0, 0, 0.0);
    let mut first = f64::INFINITY;
    let patience = if passes < LONG { 4 } else { 12 };
    for pass in 0..passes {
        let (excess, chosen) = look(view, duals, &mut gains, &mut slope);
        let excess = excess + extra;
        best.passes = pass + 1;
        if excess < best.excess {
            stale = if excess < best.excess - PROGRESS * best.excess.abs() { 0 } else { stale + 1 };
            (best.excess, best.chosen) = (excess, chosen);
            best.gains.clone_from(&gains);
            best_duals.clone_from(duals);
            if excess < 0.0 {
                break;
            }
        } else {
            stale += 1;
        }
        if pass > 0 {
            counted += 1.0;
            for brick in bits(chosen) {
                if let Some(share) = best.shares.get_mut(brick) {
                    *share += 1.0;
                }
            }
        }
        if stale >= patience {
            (pace, stale) = (pace * SLOWER, 0);
        }
        if pass == 0 {
            first = excess;
        }
        // Where the pace so far does not lead there, the branch is divided at once.
        if passes < LONG && pass == TRIAL && (first - best.excess) * 3.0 < best.excess {
            break;
        }
        // A direction that does not turn back on the last one.
        let (product, size) = direction.product_and_size(&slope);
        let keep = if size > 0.0 && product < 0.0 { -1.5 * product / size } else { 0.0 };
        direction.follow(&slope, keep);
        let size = direction.size();
        if size < 1e-18 {
            break;
        }
        let step = pace * excess.max(1e-6) / size;
        duals.step(&direction, step, &view.floor);
    }
    if counted > 0.0 {
        best.shares.iter_mut().for_each(|share| *share /= counted);
    }
    *duals = best_duals;
    best
}

/// One pass: the bound, the bricks chosen, what each brings, the slope.
fn look(view: &View<'_>, duals: &Duals, gains: &mut [f64], slope: &mut Slope) -> (f64, u64) {
    let prepared = view.prepared;
    slope.covers.clear();
    slope.covers.resize(duals.covers.len(), 1.0);
    slope.musts.clear();
    slope.musts.resize(duals.musts.len(), 0.0);
    let mut sum = duals.covers.iter().sum::<f64>() - duals.price * view.inside_price;
    let mut price = view.inside_price;
    for must in open(view.open) {
        if let (Some(multiplier), Some(slope)) = (duals.musts.get(must), slope.musts.get_mut(must)) {
            sum -= multiplier;
            *slope = -1.0;
        }
    }
    let mut chosen = 0;
    for brick in bits(view.free) {
        let (Some(row), Some(cost), Some(musts), Some(gain)) = (
            prepared.rows.get(brick),
            prepared.float_costs.get(brick),
            prepared.musts_of.get(brick),
            gains.get_mut(brick),
        ) else {
            continue;
        };
        let own = musts & view.open;
        let rewards = open(own).filter_map(|must| duals.musts.get(must)).sum::<f64>();
        *gain = above(row, &duals.covers) + rewards - duals.price * cost;
        if *gain > 0.0 {
            chosen |= 1 << brick;
            sum += *gain;
            price += cost;
            for ((slope, own), u) in slope.covers.iter_mut().zip(row).zip(&duals.covers) {
                *slope -= if own > u { 1.0 } else { 0.0 };
            }
            for must in open(own) {
                if let Some(slope) = slope.musts.get_mut(must) {
                    *slope += 1.0;
                }
            }
        }
    }
    let most = highest(view.corners, duals.price);
    slope.price = most.1 - price;
    // What cannot move further does not count.
    for ((slope, u), floor) in slope.covers.iter_mut().zip(&duals.covers).zip(&view.floor) {
        *slope = if *slope > 0.0 && u <= floor { 0.0 } else { *slope };
    }
    for (slope, multiplier) in slope.musts.iter_mut().zip(&duals.musts) {
        *slope = if *slope > 0.0 && *multiplier <= 0.0 { 0.0 } else { *slope };
    }
    if slope.price > 0.0 && duals.price <= 0.0 {
        slope.price = 0.0;
    }
    (sum + most.0, chosen)
}

/// The sum of what lies above.
fn above(row: &[f64], covers: &[f64]) -> f64 {
    let (rows, _) = row.as_chunks::<4>();
    let (covers, _) = covers.as_chunks::<4>();
    let mut sums = [0.0; 4];
    for (row, covers) in rows.iter().zip(covers) {
        for ((sum, own), u) in sums.iter_mut().zip(row).zip(covers) {
            let gap = own - u;
            *sum += if gap > 0.0 { gap } else { 0.0 };
        }
    }
    sums.iter().sum()
}

fn open(mut set: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let first = set.trailing_zeros() as usize;
        (set != 0).then(|| {
            set &= set - 1;
            first
        })
    })
}

/// A multiplier beyond which floats would lose more than the margin.
const STEEPEST: f64 = 1e3;

/// How much a step of the price counts beside one of a requirement.
const PRICE_PACE: f64 = 0.05;

impl Slope {
    fn parts(&self) -> impl Iterator<Item = &f64> {
        self.covers.iter().chain(&self.musts)
    }

    fn size(&self) -> f64 {
        self.parts().map(|part| part * part).sum::<f64>() + self.price * self.price * PRICE_PACE
    }

    fn product_and_size(&self, other: &Self) -> (f64, f64) {
        if self.covers.is_empty() {
            return (0.0, 0.0);
        }
        let product = self.parts().zip(other.parts()).map(|(a, b)| a * b).sum::<f64>();
        (product + self.price * other.price * PRICE_PACE, self.size())
    }

    /// `slope + keep * self`.
    fn follow(&mut self, slope: &Self, keep: f64) {
        if self.covers.is_empty() || keep == 0.0 {
            self.clone_from(slope);
            return;
        }
        let parts = self.covers.iter_mut().chain(&mut self.musts);
        for (own, new) in parts.zip(slope.parts()) {
            *own = new + keep * *own;
        }
        self.price = slope.price + keep * self.price;
    }
}

impl Duals {
    fn step(&mut self, direction: &Slope, step: f64, floor: &[f64]) {
        for ((u, slope), floor) in self.covers.iter_mut().zip(&direction.covers).zip(floor) {
            let moved = *u - step * slope;
            *u = if moved > *floor { moved } else { *floor };
        }
        for (multiplier, slope) in self.musts.iter_mut().zip(&direction.musts) {
            *multiplier = (*multiplier - step * slope).max(0.0);
        }
        self.price = (self.price - step * PRICE_PACE * direction.price).clamp(0.0, STEEPEST);
    }
}

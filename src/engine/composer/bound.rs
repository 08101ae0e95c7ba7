//! What a part of all assemblies can cover at most, price by price.
//!
//! Each thing that is not covered yet is given a price such that no brick costs
//! less than the things that it would cover. Whatever bricks are added, they
//! then cost at least the sum of the prices of what they cover: that is weak
//! duality. So for each sum of money, coverage is at most what the cheapest
//! things for it are worth: a concave line, found in one pass over the bricks by
//! falling rate of coverage to cost, each of which prices what those before it
//! leave open. A second pass ([`tightened`]) raises prices where every brick
//! that covers a thing has something left (dual ascent, Erlenkotter 1978).

use super::prepared::Prepared;

/// More than what sums of prices lose as floats, in their unit.
pub(super) const SHIFT: f64 = 1e-11;

/// A brick that may still come in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) brick: usize,
    /// What it covers more than what is in.
    pub(super) gain: f64,
    /// What it costs, not above.
    pub(super) cost: f64,
}

impl Candidate {
    /// Coverage for money: what it is sorted by.
    pub(super) fn rate(&self) -> f64 {
        if self.cost > 0.0 { self.gain / self.cost } else { f64::INFINITY }
    }
}

/// The concave line: no assembly of the part lies above.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    /// What the bricks that are in cost and bring.
    pub(super) price: f64,
    pub(super) worth: f64,
    /// What an assembly costs at least and at most.
    pub(super) least: f64,
    pub(super) most: f64,
    /// `(gain, cost)`, the best rate first.
    pub(super) pieces: Vec<(f64, f64)>,
}

/// What the total must come to over a range of prices.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    /// The first price.
    pub(super) from: i128,
    /// The last price as a float, not below.
    pub(super) end: f64,
    pub(super) need: Need,
}

/// What is to be reached.
#[derive(Clone, Copy, Debug)]
pub(super) enum Need {
    /// As much at every price of the range.
    Level(f64),
    /// So much, less the note of the price, which is convex over the range.
    LessNote(f64),
}

impl Stretch {
    pub(super) fn new(prepared: &Prepared, from: i128, to: i128, need: Need) -> Self {
        Self { from, end: prepared.to_float(to) + SHIFT, need }
    }
}

/// A walk along the line, from cheap to dear.
struct Walk<'a> {
    pieces: std::slice::Iter<'a, (f64, f64)>,
    /// What is left of the piece under way.
    left: (f64, f64),
    price: f64,
    worth: f64,
}

impl Walk<'_> {
    /// One step towards a price, to the end of a piece at most; false when there.
    fn step(&mut self, to: f64) -> bool {
        if self.left == (0.0, 0.0) {
            match self.pieces.next() {
                Some(piece) => self.left = *piece,
                None => {
                    self.price = self.price.max(to);
                    return false;
                }
            }
        }
        let (gain, cost) = self.left;
        if self.price + cost <= to {
            (self.price, self.worth, self.left) = (self.price + cost, self.worth + gain, (0.0, 0.0));
            return true;
        }
        if self.price < to {
            let part = to - self.price;
            let share = gain * (part / cost);
            (self.price, self.worth, self.left) = (to, self.worth + share, (gain - share, cost - part));
        }
        false
    }
}

impl Reach {
    /// By how much the line exceeds what is needed, where it does most; below
    /// zero where nothing of the part counts.
    pub(super) fn excess(&self, prepared: &Prepared, stretches: &[Stretch]) -> f64 {
        let mut walk = Walk { pieces: self.pieces.iter(), left: (0.0, 0.0), price: self.price, worth: self.worth };
        let mut excess = f64::NEG_INFINITY;
        let first = stretches.partition_point(|stretch| stretch.end < self.least);
        while walk.price < self.least && walk.step(self.least) {}
        for stretch in stretches.get(first..).unwrap_or_default() {
            match stretch.need {
                Need::Level(need) => {
                    while walk.step(stretch.end) {}
                    excess = excess.max(walk.worth - need);
                }
                Need::LessNote(total) => {
                    let note = |price: f64| prepared.curve.chord(prepared.units_below(price).max(stretch.from));
                    excess = excess.max(walk.worth + note(walk.price) - total);
                    let end = stretch.end.min(self.most.max(walk.price));
                    loop {
                        let goes_on = walk.step(end);
                        excess = excess.max(walk.worth + note(walk.price) - total);
                        if !goes_on {
                            break;
                        }
                    }
                }
            }
            if stretch.end >= self.most {
                break;
            }
        }
        excess
    }
}

/// The pieces of a line: candidates by falling rate, each of which prices what
/// those before it leave open.
pub(super) fn pieces(prepared: &Prepared, cover: &[f64], free: &[Candidate]) -> Vec<(f64, f64)> {
    let mut cover = cover.to_vec();
    let mut pieces = Vec::with_capacity(free.len());
    for candidate in free.iter().filter(|candidate| candidate.gain > 0.0) {
        let Some(row) = prepared.rows.get(candidate.brick) else { continue };
        let new = joined(&mut cover, row);
        if new > 0.0 {
            pieces.push((new, candidate.cost * (new / candidate.gain)));
        }
    }
    pieces
}

/// A thing that is not covered yet: a part of a requirement.
struct Thing {
    worth: f64,
    price: f64,
    /// The bricks that cover it, by their place, and which part of it.
    able: Vec<(usize, f64)>,
}

/// The pieces of a lower line: prices are raised where all that covers a thing
/// has something left, first for what the fewest bricks cover.
pub(super) fn tightened(prepared: &Prepared, cover: &[f64], free: &[Candidate]) -> Vec<(f64, f64)> {
    let mut things: Vec<Thing> = Vec::new();
    let mut union = cover.to_vec();
    let rows: Vec<&[f64]> =
        free.iter().map(|each| prepared.rows.get(each.brick).map(Vec::as_slice).unwrap_or_default()).collect();
    // A little less than the cost, for what the sums lose.
    let mut left: Vec<f64> = free.iter().map(|candidate| candidate.cost * (1.0 - 1e-12)).collect();
    for (place, (candidate, row)) in free.iter().zip(&rows).enumerate() {
        for (requirement, (covered, own)) in union.iter_mut().zip(*row).enumerate() {
            if *own <= *covered {
                continue;
            }
            let worth = *own - *covered;
            let price = candidate.cost * (worth / candidate.gain);
            let mut able = Vec::with_capacity(rows.len() - place);
            // Whoever comes before this one covers nothing above.
            for (other, (row, left)) in rows.iter().zip(&mut left).enumerate().skip(place) {
                let part = (row.get(requirement).copied().unwrap_or_default() - *covered) / worth;
                if part > 0.0 {
                    let part = part.min(1.0);
                    able.push((other, part));
                    *left -= price * part;
                }
            }
            things.push(Thing { worth, price, able });
            *covered = *own;
        }
    }
    let mut order: Vec<(usize, usize)> = things.iter().map(|thing| thing.able.len()).zip(0..).collect();
    order.sort_unstable();
    for (_, index) in order {
        let Some(thing) = things.get_mut(index) else { continue };
        let raises = thing.able.iter().filter_map(|(place, part)| Some(left.get(*place)? / part));
        let raise = raises.fold(f64::INFINITY, f64::min);
        if raise > 0.0 && raise.is_finite() {
            thing.price += raise;
            for (place, part) in &thing.able {
                if let Some(left) = left.get_mut(*place) {
                    *left -= raise * part;
                }
            }
        }
    }
    let mut pieces: Vec<(f64, f64)> = things.into_iter().map(|thing| (thing.worth, thing.price)).collect();
    pieces.sort_by(|a, b| (a.1 / a.0).total_cmp(&(b.1 / b.0)));
    pieces
}

/// Covers what a row covers too, and says what that brought.
pub(super) fn joined(cover: &mut [f64], row: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (covers, _) = cover.as_chunks_mut::<4>();
    let (rows, _) = row.as_chunks::<4>();
    for (cover, row) in covers.iter_mut().zip(rows) {
        for ((sum, best), own) in sums.iter_mut().zip(cover).zip(row) {
            let most = if *own > *best { *own } else { *best };
            *sum += most - *best;
            *best = most;
        }
    }
    sums.iter().sum()
}

/// What a row would bring.
pub(super) fn gain(cover: &[f64], row: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (covers, _) = cover.as_chunks::<4>();
    let (rows, _) = row.as_chunks::<4>();
    for (cover, row) in covers.iter().zip(rows) {
        for ((sum, best), own) in sums.iter_mut().zip(cover).zip(row) {
            let more = own - best;
            *sum += if more > 0.0 { more } else { 0.0 };
        }
    }
    sums.iter().sum()
}

//! A composition as tables: prices and coverage as whole numbers, their floats
//! for bounds, and everything that is asked of a set of bricks.
//!
//! A set is a `u64` with one bit per brick. Prices are whole numbers of the
//! finest decimal that any of them has, coverage whole numbers of a common
//! fraction of the total, so that sums and comparisons are exact.

use super::super::decimal::{Decimal, MAX_DIGITS, power_of_ten};
use super::super::rational::Rational;
use super::bound::SHIFT;
use super::price::{Curve, units_below};
use super::problem::{Composition, CompositionError};

/// Far above what the floats of a bound lose (some 10^-12 at most: a thousand
/// additions of numbers below 100), far below what anybody would see.
pub(super) const MARGIN: f64 = 2e-9;

/// What costs less, in units of [`Prepared::to_float`], costs nothing in a bound:
/// no rate is then so steep that floats lose more than the margin.
pub(super) const SMALLEST_COST: f64 = 1e-4;

fn bounding(cost: f64) -> f64 {
    if cost < SMALLEST_COST { 0.0 } else { cost }
}

/// Requirements in a row, so that four are added at once.
const LANES: usize = 4;

/// What a search reads, made once.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    /// The bricks that may come in.
    pub(super) admissible: u64,
    /// The bricks that must come in.
    pub(super) wanted: u64,
    /// Per brick, its price and its share of the integration.
    pub(super) costs: Vec<i128>,
    /// The same in units of [`Self::to_float`], not above: next to nothing is nothing.
    pub(super) float_costs: Vec<f64>,
    /// What an assembly of two or more costs besides.
    pub(super) base: i128,
    /// The lowest price that there is.
    pub(super) cheapest: i128,
    /// The highest price allowed.
    pub(super) budget: i128,
    /// Per brick and requirement, what it covers as an order: 0 for nothing.
    pub(super) ranks: Vec<Vec<u8>>,
    /// Per brick and requirement, what it covers as a share of the total; with
    /// zeros at the end.
    pub(super) rows: Vec<Vec<f64>>,
    /// Per compulsory requirement, the bricks that cover it.
    pub(super) musts: Vec<u64>,
    /// Per brick and scale, its rung.
    pub(super) rungs: Vec<Vec<usize>>,
    /// Per scale and rung, what it brings.
    pub(super) rung_worths: Vec<Vec<f64>>,
    /// The lowest step between two coverages, as a share of the total.
    pub(super) quantum: f64,
    /// The note of the price.
    pub(super) curve: Curve,
    prices: Vec<i128>,
    price_scale: u32,
    norm: f64,
    /// Per requirement and rank, what it is worth in units of `1 / unit`.
    worths: Vec<Vec<i128>>,
    unit: i128,
    exact_rungs: Vec<Vec<Rational>>,
    /// What all totals at one price are apart by, where that is not tiny.
    pub(super) float_step: f64,
    total_step: Option<Rational>,
}

impl Prepared {
    pub(super) fn new(composition: &Composition) -> Result<Self, CompositionError> {
        composition.check()?;
        let bricks = &composition.bricks;
        let mask = |is_in: fn(&super::Brick) -> bool| {
            bricks.iter().enumerate().filter(|(_, brick)| is_in(brick)).fold(0u64, |set, (index, _)| set | 1 << index)
        };
        let money = Money::new(composition)?;
        let cover = Cover::new(composition)?;
        let is_must = |index: &usize| composition.requirements.get(*index).is_some_and(|each| each.weight.is_none());
        let must_indices: Vec<usize> = (0..composition.requirements.len()).filter(is_must).collect();
        let covers =
            |brick: usize, requirement: usize| cover.ranks.get(brick).and_then(|row| row.get(requirement)) > Some(&0);
        let musts: Vec<u64> = (must_indices.iter())
            .map(|must| (0..bricks.len()).filter(|brick| covers(*brick, *must)).fold(0, |set, brick| set | 1 << brick))
            .collect();
        let exact_rungs: Vec<Vec<Rational>> = (composition.scales.iter())
            .map(|scale| scale.notes.iter().map(|note| note.clone() * scale.weight.clone()).collect())
            .collect();
        let total_step = total_step(&cover, &exact_rungs).filter(|step| step.to_f64() > 8.0 * MARGIN);
        let curve = Curve::new(composition.price.as_ref(), money.scale, money.lowest, money.highest);
        Ok(Self {
            admissible: mask(|brick| brick.is_admissible),
            wanted: mask(|brick| brick.is_wanted),
            float_costs: money.costs.iter().map(|cost| bounding(*cost as f64 / money.norm)).collect(),
            costs: money.costs,
            base: money.base,
            cheapest: money.lowest,
            budget: money.budget,
            ranks: cover.ranks,
            rows: cover.rows,
            musts,
            rungs: bricks.iter().map(|brick| brick.rungs.clone()).collect(),
            rung_worths: exact_rungs.iter().map(|rungs| rungs.iter().map(Rational::to_f64).collect()).collect(),
            quantum: cover.quantum as f64 / cover.unit as f64,
            curve,
            prices: money.prices,
            price_scale: money.scale,
            norm: money.norm,
            worths: cover.worths,
            unit: cover.unit,
            exact_rungs,
            float_step: total_step.as_ref().map_or(0.0, Rational::to_f64),
            total_step,
        })
    }

    /// A price as a float, near 1 for one brick.
    pub(super) fn to_float(&self, price: i128) -> f64 {
        price as f64 / self.norm
    }

    /// A price that is not above what a float says.
    pub(super) fn units_below(&self, price: f64) -> i128 {
        ((price - SHIFT) * self.norm * (1.0 - 1e-12)).floor() as i128
    }

    /// A price as people write it.
    pub(super) fn to_decimal(&self, price: i128) -> Decimal {
        Decimal::new(price, self.price_scale).unwrap_or_default()
    }

    /// A coverage as a share of the total.
    pub(super) fn to_share(&self, covered: i128) -> Rational {
        whole(covered).checked_div(&whole(self.unit)).unwrap_or_else(Rational::zero)
    }

    /// What a set costs.
    pub(super) fn price(&self, set: u64) -> i128 {
        let sum = |of: &[i128]| bits(set).filter_map(|brick| of.get(brick)).sum::<i128>();
        if set.count_ones() < 2 { sum(&self.prices) } else { self.base + sum(&self.costs) }
    }

    /// What the bricks of a set cover together, requirement by requirement.
    pub(super) fn union(&self, set: u64) -> Vec<u8> {
        let mut union = vec![0; self.worths.len()];
        for row in bits(set).filter_map(|brick| self.ranks.get(brick)) {
            join(&mut union, row);
        }
        union
    }

    /// The same in units of the total.
    pub(super) fn covered(&self, set: u64) -> i128 {
        let worth = |(rank, worths): (u8, &Vec<i128>)| worths.get(usize::from(rank)).copied().unwrap_or_default();
        self.union(set).into_iter().zip(&self.worths).map(worth).sum()
    }

    /// The same as a float.
    pub(super) fn float_covered(&self, set: u64) -> f64 {
        let mut union = vec![0f64; self.rows.first().map_or(0, Vec::len)];
        for row in bits(set).filter_map(|brick| self.rows.get(brick)) {
            for (best, own) in union.iter_mut().zip(row) {
                *best = if *own > *best { *own } else { *best };
            }
        }
        union.iter().sum()
    }

    /// What a covered sum in units is as a float.
    pub(super) fn float_share(&self, covered: i128) -> f64 {
        covered as f64 / self.unit as f64
    }

    /// Whether every compulsory requirement is covered.
    pub(super) fn covers_musts(&self, set: u64) -> bool {
        self.musts.iter().all(|must| must & set != 0)
    }

    /// Per scale, the weakest rung of a set.
    pub(super) fn weakest(&self, set: u64) -> impl Iterator<Item = usize> + '_ {
        (0..self.rung_worths.len()).map(move |scale| {
            let rungs = bits(set).filter_map(move |brick| self.rungs.get(brick)?.get(scale));
            rungs.copied().min().unwrap_or_default()
        })
    }

    /// What the rungs of a set bring.
    pub(super) fn float_rungs(&self, set: u64) -> f64 {
        self.weakest(set).zip(&self.rung_worths).filter_map(|(rung, worths)| worths.get(rung)).sum()
    }

    /// What coverage and rungs must come to at least for a total above another
    /// one, at a price; nothing where totals have no step that floats see.
    pub(super) fn next_total(&self, total: &Rational, price: i128) -> Option<f64> {
        let step = self.total_step.clone()?;
        let lacks = total.clone() - self.curve.exact(price)?;
        if lacks < Rational::zero() {
            return None;
        }
        let whole_steps = Rational::from(lacks.checked_div(&step)?.truncate(0));
        Some(((whole_steps + Rational::from(Decimal::ONE)) * step).to_f64())
    }

    /// The exact total of a set; nothing where its price has no note.
    pub(super) fn value(&self, set: u64, price: i128, covered: i128) -> Option<Rational> {
        let rungs = self.weakest(set).zip(&self.exact_rungs).filter_map(|(rung, worths)| worths.get(rung).cloned());
        let rungs = rungs.fold(Rational::zero(), |sum, worth| sum + worth);
        Some(self.curve.exact(price)? + self.to_share(covered) + rungs)
    }

    /// Whether some brick that nobody asked for brings nothing.
    pub(super) fn is_lean(&self, set: u64) -> bool {
        set.count_ones() < 2 || bits(set & !self.wanted).all(|brick| !self.is_idle(brick, set & !(1 << brick)))
    }

    /// Whether a brick covers nothing that the others do not.
    pub(super) fn is_idle(&self, brick: usize, others: u64) -> bool {
        let Some(row) = self.ranks.get(brick) else { return true };
        is_within(row, &self.union(others))
    }

    /// The set without the bricks that bring nothing, the dearest first.
    pub(super) fn made_lean(&self, mut set: u64) -> u64 {
        let mut order: Vec<usize> = bits(set & !self.wanted).collect();
        order.sort_by_key(|brick| self.costs.get(*brick).map(|cost| -cost));
        for brick in order {
            let others = set & !(1 << brick);
            if others != 0 && self.is_idle(brick, others) {
                set = others;
            }
        }
        set
    }
}

/// The bricks of a set, the first one first.
pub(super) fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let first = set.trailing_zeros() as usize;
        (set != 0).then(|| {
            set &= set - 1;
            first
        })
    })
}

/// The best of both, requirement by requirement.
pub(super) fn join(union: &mut [u8], row: &[u8]) {
    for (best, own) in union.iter_mut().zip(row) {
        *best = (*best).max(*own);
    }
}

/// Whether a row brings nothing to a union.
pub(super) fn is_within(row: &[u8], union: &[u8]) -> bool {
    row.iter().zip(union).fold(true, |within, (own, best)| within & (own <= best))
}

fn whole(value: i128) -> Rational {
    <Rational as super::super::number::Number>::whole(value)
}

/// Prices as whole numbers.
struct Money {
    prices: Vec<i128>,
    costs: Vec<i128>,
    base: i128,
    budget: i128,
    scale: u32,
    lowest: i128,
    highest: i128,
    norm: f64,
}

impl Money {
    fn new(composition: &Composition) -> Result<Self, CompositionError> {
        let integration = composition.integration;
        let all = composition.bricks.iter().map(|brick| brick.price).chain([integration.fixed, integration.per_brick]);
        let scale = all.map(|price| price.normalized().scale()).max().unwrap_or_default();
        let units = |price: Decimal| units_below(price, scale, 1);
        let prices: Vec<i128> = composition.bricks.iter().map(|brick| units(brick.price)).collect();
        let (fixed, per_brick) = (units(integration.fixed), units(integration.per_brick));
        let costs: Vec<i128> = prices.iter().map(|price| price + per_brick).collect();
        let highest = fixed + costs.iter().sum::<i128>();
        if highest >= power_of_ten(MAX_DIGITS + scale) {
            return Err(CompositionError::PricesTooLarge);
        }
        // A budget between two prices counts as the lower one.
        let budget = composition.budget.map_or(highest, |budget| units_below(budget, scale, 1).min(highest));
        Ok(Self {
            base: fixed - per_brick,
            budget,
            scale,
            lowest: prices.iter().copied().min().unwrap_or_default(),
            highest,
            norm: (costs.iter().sum::<i128>() as f64 / costs.len().max(1) as f64).max(1.0),
            prices,
            costs,
        })
    }
}

/// Coverage as whole numbers.
struct Cover {
    ranks: Vec<Vec<u8>>,
    rows: Vec<Vec<f64>>,
    worths: Vec<Vec<i128>>,
    unit: i128,
    quantum: i128,
}

impl Cover {
    fn new(composition: &Composition) -> Result<Self, CompositionError> {
        let bricks = &composition.bricks;
        let mut totals = vec![Rational::zero(); composition.coverages.len()];
        for requirement in &composition.requirements {
            if let (Some(total), Some(weight)) = (totals.get_mut(requirement.coverage), requirement.weight) {
                *total = total.clone() + Rational::from(weight);
            }
        }
        // Per requirement, the shares that occur, the lowest first, and what each is worth.
        let mut exact: Vec<Vec<(Decimal, Rational)>> = Vec::new();
        for (index, requirement) in composition.requirements.iter().enumerate() {
            let mut shares: Vec<Decimal> = bricks.iter().filter_map(|brick| brick.shares.get(index).copied()).collect();
            shares.push(Decimal::ZERO);
            shares.sort();
            shares.dedup();
            let full = match (
                requirement.weight,
                composition.coverages.get(requirement.coverage),
                totals.get(requirement.coverage),
            ) {
                (Some(weight), Some(coverage), Some(total)) => {
                    (coverage.weight.clone() * Rational::from(weight)).checked_div(total)
                }
                _ => None,
            };
            let full = full.unwrap_or_else(Rational::zero);
            exact.push(shares.into_iter().map(|share| (share, full.clone() * Rational::from(share))).collect());
        }
        let unit = common_unit(exact.iter().flatten().map(|(_, worth)| worth)).ok_or(CompositionError::TooFine)?;
        let in_units =
            |worth: &Rational| worth.parts().map_or(0, |(numerator, denominator)| numerator * (unit / denominator));
        let mut worths: Vec<Vec<i128>> = Vec::new();
        for (row, requirement) in exact.iter().zip(&composition.requirements) {
            let mut own: Vec<i128> = row.iter().map(|(_, worth)| in_units(worth)).collect();
            own.dedup();
            if requirement.weight.is_none() {
                // Covered in full or not at all; it brings nothing to the total.
                own = vec![0, 0];
            }
            worths.push(own);
        }
        let rank = |brick: &super::Brick, index: usize| -> u8 {
            let share = brick.shares.get(index).copied().unwrap_or_default();
            let is_must = composition.requirements.get(index).is_some_and(|each| each.weight.is_none());
            if is_must {
                return u8::from(share == Decimal::ONE);
            }
            let worth = exact
                .get(index)
                .and_then(|row| row.iter().find(|(each, _)| *each == share))
                .map(|(_, worth)| in_units(worth));
            worths.get(index).and_then(|own| own.iter().position(|each| Some(*each) == worth)).unwrap_or_default() as u8
        };
        let ranks: Vec<Vec<u8>> =
            bricks.iter().map(|brick| (0..worths.len()).map(|index| rank(brick, index)).collect()).collect();
        let width = worths.len().next_multiple_of(LANES);
        let float = |(rank, own): (&u8, &Vec<i128>)| {
            own.get(usize::from(*rank)).copied().unwrap_or_default() as f64 / unit as f64
        };
        let rows = ranks.iter().map(|row| {
            let mut floats: Vec<f64> = row.iter().zip(&worths).map(float).collect();
            floats.resize(width, 0.0);
            floats
        });
        Ok(Self {
            rows: rows.collect(),
            quantum: worths.iter().flatten().fold(0, |all, worth| common_divisor(all, *worth)),
            ranks,
            worths,
            unit,
        })
    }
}

/// The largest fraction of which all coverages and all rungs are multiples.
fn total_step(cover: &Cover, rungs: &[Vec<Rational>]) -> Option<Rational> {
    let unit = whole(cover.unit);
    let covered: Vec<Rational> = cover.worths.iter().flatten().map(|worth| whole(*worth)).collect();
    let rungs: Vec<Rational> = rungs.iter().flatten().map(|worth| worth.clone() * unit.clone()).collect();
    let finer = common_unit(rungs.iter())?;
    let divisor = covered.iter().chain(&rungs).try_fold(0, |all, worth| {
        let (numerator, denominator) = worth.parts()?;
        Some(common_divisor(all, numerator.checked_mul(finer / denominator)?))
    })?;
    whole(divisor).checked_div(&(whole(finer) * unit))
}

/// A number of which each fraction is a whole multiple of its inverse.
fn common_unit<'a>(mut fractions: impl Iterator<Item = &'a Rational>) -> Option<i128> {
    /// Leaves room for the sum of all requirements.
    const LARGEST: i128 = 1 << 100;
    fractions.try_fold(1i128, |unit, fraction| {
        let (_, denominator) = fraction.parts()?;
        let unit = (unit / common_divisor(unit, denominator)).checked_mul(denominator)?;
        (unit <= LARGEST).then_some(unit)
    })
}

fn common_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

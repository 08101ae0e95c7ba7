//! Several facts become one: what an offer put together from bricks is worth on
//! one measure.
//!
//! Unknown facts count with all that they can be: the outcome holds whatever
//! the facts may turn out to be, and nothing that they cannot make.

use super::decimal::{Decimal, MAX_DIGITS, power_of_ten};
use super::fact::{Fact, FactKind};

/// The rule by which the facts of bricks become the fact of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Composition {
    /// The lowest one: of levels the weakest link, of yes or no all of them.
    Lowest,
    /// The highest one: of levels the best, of dates the latest, of yes or no any.
    Highest,
    /// Their sum.
    Sum,
    /// Their mean.
    Mean,
    /// Nothing follows from the bricks: whoever judges the whole enters it.
    ByHand,
}

impl Composition {
    /// Every rule.
    pub const ALL: [Self; 5] = [Self::Lowest, Self::Highest, Self::Sum, Self::Mean, Self::ByHand];

    /// Whether it makes sense for facts of a kind. Points have a highest value,
    /// which no sum may pass; only they are read as a mean.
    pub fn fits(self, kind: FactKind) -> bool {
        match self {
            Self::Lowest | Self::Highest | Self::ByHand => true,
            Self::Sum => matches!(kind, FactKind::Amount | FactKind::Quantity),
            Self::Mean => kind == FactKind::Points,
        }
    }
}

/// What the facts of a measure may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Domain {
    /// Numbers between bounds, where there are some.
    Numbers {
        /// The lowest one.
        low: Option<Decimal>,
        /// The highest one.
        high: Option<Decimal>,
    },
    /// So many levels.
    Levels(usize),
    /// A yes or a no.
    YesNo,
}

/// The fact of the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Composed {
    /// The fact.
    pub fact: Fact,
    /// The places of those that decide it, in their order: the weakest link, or
    /// whoever leaves it open. None where all count alike.
    pub deciding: Vec<usize>,
}

/// Where a fact lies; nothing for an end that nobody knows.
type Bounds = (Option<Decimal>, Option<Decimal>);

/// The fact that these facts make together. What does not apply to some of them
/// is left out; where it applies to none, it does not apply to the whole.
///
/// One fact alone is itself; their order changes nothing.
pub fn compose(rule: Composition, domain: Domain, facts: &[Fact]) -> Composed {
    let undecided = |fact| Composed { fact, deciding: Vec::new() };
    let applying: Vec<(usize, Fact)> =
        facts.iter().copied().enumerate().filter(|(_, fact)| *fact != Fact::NotApplicable).collect();
    match applying.as_slice() {
        _ if rule == Composition::ByHand || facts.is_empty() => return undecided(Fact::Missing),
        [] => return undecided(Fact::NotApplicable),
        [(place, fact)] => return Composed { fact: *fact, deciding: vec![*place] },
        all if all.iter().all(|(_, fact)| *fact == Fact::Missing) => return undecided(Fact::Missing),
        _ => {}
    }
    let bounds: Vec<Bounds> = applying.iter().map(|(_, fact)| domain.bounds_of(*fact)).collect();
    let (lows, highs) = (bounds.iter().map(|bounds| bounds.0), bounds.iter().map(|bounds| bounds.1));
    let (low, high) = match rule {
        // Without an end on one side only, an end is still known on the other.
        Composition::Lowest => (least(lows), highs.flatten().min()),
        Composition::Highest => (lows.flatten().max(), greatest(highs)),
        Composition::Sum => (sum(lows), sum(highs)),
        Composition::Mean => return undecided(mean(lows, highs, applying.len())),
        Composition::ByHand => (None, None),
    };
    let is_open = low != high;
    let decides = |bounds: &Bounds| match rule {
        Composition::Lowest => bounds.1 == high && high.is_some() || is_open && bounds.0 == low,
        Composition::Highest => bounds.0 == low && low.is_some() || is_open && bounds.1 == high,
        _ => false,
    };
    let fact = domain.fact_between(low, high);
    let told = applying.iter().zip(&bounds).filter(|((_, one), bounds)| {
        // Where nothing is known, whoever is not known is to blame.
        if fact == Fact::Missing { !one.is_settled() } else { decides(bounds) }
    });
    Composed { fact, deciding: told.map(|((place, _), _)| *place).collect() }
}

/// The least of some ends; nothing where one is not known.
fn least(ends: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    ends.reduce(|least, end| Some(least?.min(end?)))?
}

fn greatest(ends: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    ends.reduce(|greatest, end| Some(greatest?.max(end?)))?
}

fn sum(ends: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    ends.reduce(|sum, end| sum?.checked_add(end?))?
}

fn mean(
    lows: impl Iterator<Item = Option<Decimal>>,
    highs: impl Iterator<Item = Option<Decimal>>,
    count: usize,
) -> Fact {
    let (Some(low), Some(high), Ok(count)) = (sum(lows), sum(highs), u32::try_from(count)) else {
        return Fact::Missing;
    };
    if low == high {
        return Fact::Mean { sum: low, count };
    }
    // Outwards: whatever the mean turns out to be lies within.
    match (share(low, count, false), share(high, count, true)) {
        (Some(low), Some(high)) => Fact::Between { low, high },
        _ => Fact::Missing,
    }
}

/// A number divided, to six decimals more than it has, rounded down or up.
fn share(number: Decimal, count: u32, up: bool) -> Option<Decimal> {
    let scale = (number.scale() + 6).min(MAX_DIGITS);
    let (digits, count) = (number.digits() * power_of_ten(scale - number.scale()), i128::from(count));
    let down = digits.div_euclid(count);
    Decimal::new(down + i128::from(up && digits.rem_euclid(count) != 0), scale).ok()
}

impl Domain {
    fn bounds_of(self, fact: Fact) -> Bounds {
        let level = |level: usize| Some(Decimal::integer(i64::try_from(level).unwrap_or(i64::MAX)));
        match fact {
            Fact::Number(number) => (Some(number), Some(number)),
            Fact::Between { low, high } => (Some(low), Some(high)),
            Fact::Level(at) => (level(at), level(at)),
            Fact::Levels { low, high } => (level(low), level(high)),
            Fact::Yes(yes) => (level(usize::from(yes)), level(usize::from(yes))),
            // No brick has a mean: it is what evaluators say of the whole.
            Fact::Missing | Fact::Mean { .. } | Fact::NotApplicable => match self {
                Self::Numbers { low, high } => (low, high),
                Self::Levels(count) => (level(0), level(count.saturating_sub(1))),
                Self::YesNo => (level(0), level(1)),
            },
        }
    }

    fn fact_between(self, low: Option<Decimal>, high: Option<Decimal>) -> Fact {
        let (Some(low), Some(high)) = (low, high) else { return Fact::Missing };
        let whole = |number: Decimal| usize::try_from(number.digits()).unwrap_or_default();
        match self {
            Self::Numbers { .. } if low == high => Fact::Number(low),
            Self::Numbers { .. } => Fact::Between { low, high },
            Self::Levels(_) if low == high => Fact::Level(whole(low)),
            Self::Levels(_) => Fact::Levels { low: whole(low), high: whole(high) },
            Self::YesNo if low == high => Fact::Yes(!low.is_zero()),
            Self::YesNo => Fact::Missing,
        }
    }
}

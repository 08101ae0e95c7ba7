//! The question put to the composer, and what makes it one that can be
//! answered: [`Composition::check`] is called by every search.

use super::super::decimal::Decimal;
use super::super::formula::Formula;
use super::super::rational::Rational;

/// How many bricks can be composed.
pub const MAX_BRICKS: usize = 64;
/// How many requirements they can cover.
pub const MAX_REQUIREMENTS: usize = 128;

/// A catalogue of bricks, and what their assemblies are judged by. Weights are
/// shares of the total: 1 is the full note on everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Composition {
    /// What can be put together, at most [`MAX_BRICKS`].
    pub bricks: Vec<Brick>,
    /// The coverage criteria.
    pub coverages: Vec<Coverage>,
    /// What is to be covered, at most [`MAX_REQUIREMENTS`].
    pub requirements: Vec<Requirement>,
    /// The criteria on which an assembly is as good as its weakest brick.
    pub scales: Vec<Scale>,
    /// The price criterion, where there is one.
    pub price: Option<PriceRule>,
    /// What putting bricks together costs.
    pub integration: Integration,
    /// An assembly may cost so much at most, where there is such a gate.
    pub budget: Option<Decimal>,
}

/// Something that can be bought by itself and put together with others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brick {
    /// `>= 0`, in the currency of the field.
    pub price: Decimal,
    /// Whether it passes by itself every gate that an assembly passes only
    /// where all its bricks do. What does not stays out.
    pub is_admissible: bool,
    /// Whether the buyer wants it in every assembly.
    pub is_wanted: bool,
    /// Per requirement, which share of it the brick covers, from 0 to 1.
    pub shares: Vec<Decimal>,
    /// Per scale, the index of its rung.
    pub rungs: Vec<usize>,
}

/// A coverage criterion: the weighted share of its requirements.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// Its share of the total, from 0 to 1.
    pub weight: Rational,
}

/// Something to be covered.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    /// Index of its coverage criterion.
    pub coverage: usize,
    /// Its weight among the wished requirements of the criterion, `>= 0`;
    /// nothing for a compulsory one, which some brick must cover in full.
    pub weight: Option<Decimal>,
}

/// A criterion on which the weakest brick decides.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// Its share of the total, from 0 to 1.
    pub weight: Rational,
    /// The note of each rung on `[0, 1]`, the weakest first; no rung has a
    /// lower note than the one before.
    pub notes: Vec<Rational>,
}

/// How the price of an assembly becomes a note.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceRule {
    /// Its share of the total, from 0 to 1.
    pub weight: Rational,
    /// The announced formula.
    pub formula: Formula,
    /// The prices of the offers that take part, each above zero. The assembly
    /// comes as one more: where it is the cheapest, it is `Pmin` itself.
    pub field: Vec<Decimal>,
}

/// What putting bricks together costs; nothing for a single brick.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Integration {
    /// Once, for any assembly of two bricks or more, `>= 0`.
    pub fixed: Decimal,
    /// For each brick after the first, `>= 0`.
    pub per_brick: Decimal,
}

/// Why nothing can be composed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompositionError {
    /// There is no brick.
    NoBricks,
    /// More bricks than [`MAX_BRICKS`].
    TooManyBricks,
    /// More requirements than [`MAX_REQUIREMENTS`].
    TooManyRequirements,
    /// A price below zero.
    NegativePrice {
        /// Index of the brick.
        brick: usize,
    },
    /// Not one share per requirement.
    ShareCount {
        /// Index of the brick.
        brick: usize,
    },
    /// A share below 0 or above 1.
    ShareOutOfRange {
        /// Index of the brick.
        brick: usize,
        /// Index of the requirement.
        requirement: usize,
    },
    /// Not one rung per scale.
    RungCount {
        /// Index of the brick.
        brick: usize,
    },
    /// A rung that the scale does not have.
    NoSuchRung {
        /// Index of the brick.
        brick: usize,
        /// Index of the scale.
        scale: usize,
    },
    /// A brick that the buyer wants in fails a gate.
    WantedFails {
        /// Index of the brick.
        brick: usize,
    },
    /// A requirement of a coverage that is not there.
    NoSuchCoverage {
        /// Index of the requirement.
        requirement: usize,
    },
    /// A requirement with a weight below zero.
    NegativeWeight {
        /// Index of the requirement.
        requirement: usize,
    },
    /// A scale whose notes leave `[0, 1]` or fall from one rung to the next.
    NotesOutOfOrder {
        /// Index of the scale.
        scale: usize,
    },
    /// A criterion that weighs less than nothing, or more than everything.
    WeightOutOfRange,
    /// The formula of the price is not one for prices.
    NotAPriceFormula,
    /// A price of the field is zero or below.
    FieldPrice {
        /// Index in the field.
        offer: usize,
    },
    /// An integration cost or a budget below zero.
    NegativeCost,
    /// The sum of the prices has more than 18 digits.
    PricesTooLarge,
    /// Weights and shares have too many digits to be added up exactly.
    TooFine,
}

impl Composition {
    /// Whether it can be composed.
    ///
    /// # Errors
    /// [`CompositionError`], the first in reading order.
    pub fn check(&self) -> Result<(), CompositionError> {
        use CompositionError as Error;
        if self.bricks.is_empty() {
            return Err(Error::NoBricks);
        }
        if self.bricks.len() > MAX_BRICKS {
            return Err(Error::TooManyBricks);
        }
        if self.requirements.len() > MAX_REQUIREMENTS {
            return Err(Error::TooManyRequirements);
        }
        for (brick, each) in self.bricks.iter().enumerate() {
            self.check_brick(brick, each)?;
        }
        for (requirement, each) in self.requirements.iter().enumerate() {
            if each.coverage >= self.coverages.len() {
                return Err(Error::NoSuchCoverage { requirement });
            }
            if each.weight.is_some_and(Decimal::is_negative) {
                return Err(Error::NegativeWeight { requirement });
            }
        }
        let (zero, one) = (Rational::zero(), Rational::from(Decimal::ONE));
        let is_share = |value: &Rational| (&zero..=&one).contains(&value);
        let weights = self.coverages.iter().map(|coverage| &coverage.weight);
        let weights = weights.chain(self.scales.iter().map(|scale| &scale.weight));
        if !weights.chain(self.price.iter().map(|price| &price.weight)).all(is_share) {
            return Err(Error::WeightOutOfRange);
        }
        for (scale, each) in self.scales.iter().enumerate() {
            if !each.notes.iter().all(is_share) || !each.notes.is_sorted() {
                return Err(Error::NotesOutOfOrder { scale });
            }
        }
        if let Some(price) = &self.price {
            if !price.formula.is_price() {
                return Err(Error::NotAPriceFormula);
            }
            if let Some(offer) = price.field.iter().position(|price| price.is_negative() || price.is_zero()) {
                return Err(Error::FieldPrice { offer });
            }
        }
        let costs = [self.integration.fixed, self.integration.per_brick, self.budget.unwrap_or_default()];
        if costs.into_iter().any(Decimal::is_negative) {
            return Err(Error::NegativeCost);
        }
        Ok(())
    }

    fn check_brick(&self, brick: usize, each: &Brick) -> Result<(), CompositionError> {
        use CompositionError as Error;
        if each.price.is_negative() {
            return Err(Error::NegativePrice { brick });
        }
        if each.shares.len() != self.requirements.len() {
            return Err(Error::ShareCount { brick });
        }
        let is_out = |share: &Decimal| share.is_negative() || *share > Decimal::ONE;
        if let Some(requirement) = each.shares.iter().position(is_out) {
            return Err(Error::ShareOutOfRange { brick, requirement });
        }
        if each.rungs.len() != self.scales.len() {
            return Err(Error::RungCount { brick });
        }
        let is_missing = |(rung, scale): (&usize, &Scale)| *rung >= scale.notes.len();
        if let Some(scale) = each.rungs.iter().zip(&self.scales).position(is_missing) {
            return Err(Error::NoSuchRung { brick, scale });
        }
        if each.is_wanted && !each.is_admissible {
            return Err(Error::WantedFails { brick });
        }
        Ok(())
    }
}

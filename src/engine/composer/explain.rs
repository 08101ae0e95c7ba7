//! Why a brick is in, and why one is out.

use std::rc::Rc;

use super::super::decimal::Decimal;
use super::super::rational::Rational;
use super::best::{Assembly, Composer};
use super::prepared::{Prepared, bits, is_within};
use super::problem::{Composition, CompositionError};

/// What a brick brings to an assembly, or would bring.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Whether the assembly has it.
    pub is_in: bool,
    /// The requirements that it covers better than all the others of the
    /// assembly together, compulsory ones too.
    pub alone: Vec<usize>,
    /// What the coverage has more with it than without, as a share of the total.
    pub coverage: Rational,
    /// What the assembly costs more with it than without.
    pub cost: Decimal,
    /// By how many rungs each scale falls with it.
    pub rungs: Vec<usize>,
}

impl Composition {
    /// What a brick brings to an assembly, given by the indices of its bricks;
    /// nothing where it would be all of it, or an index is out of range.
    ///
    /// # Errors
    /// [`CompositionError`], where there is nothing to compose.
    pub fn explain(&self, bricks: &[usize], brick: usize) -> Result<Option<Explanation>, CompositionError> {
        let prepared = Prepared::new(self)?;
        if brick >= self.bricks.len() || bricks.iter().any(|index| *index >= self.bricks.len()) {
            return Ok(None);
        }
        let set = bricks.iter().fold(0u64, |set, index| set | 1 << index);
        let (with, without) = (set | 1 << brick, set & !(1 << brick));
        if without == 0 {
            return Ok(None);
        }
        let others = prepared.union(without);
        let own = prepared.ranks.get(brick).map(Vec::as_slice).unwrap_or_default();
        let alone = own.iter().zip(&others).enumerate().filter(|(_, (own, others))| own > others);
        let falls = prepared.weakest(without).zip(prepared.weakest(with)).map(|(without, with)| without - with);
        Ok(Some(Explanation {
            is_in: set == with,
            alone: alone.map(|(requirement, _)| requirement).collect(),
            coverage: prepared.to_share(prepared.covered(with) - prepared.covered(without)),
            cost: prepared.to_decimal(prepared.price(with) - prepared.price(without)),
            rungs: falls.collect(),
        }))
    }

    /// Begins a search for the best assembly without a brick: what it is really
    /// worth to have it.
    ///
    /// # Errors
    /// [`CompositionError`], where there is nothing to search in.
    pub fn without(&self, brick: usize) -> Result<Composer, CompositionError> {
        self.changed(brick, |brick| (brick.is_admissible, brick.is_wanted) = (false, false))
    }

    /// Begins a search for the best assembly that has a brick: what it really
    /// costs to insist on it.
    ///
    /// # Errors
    /// [`CompositionError`], where there is nothing to search in, or the brick
    /// fails a gate.
    pub fn with(&self, brick: usize) -> Result<Composer, CompositionError> {
        self.changed(brick, |brick| brick.is_wanted = true)
    }

    fn changed(&self, brick: usize, change: impl FnOnce(&mut super::Brick)) -> Result<Composer, CompositionError> {
        let mut other = self.clone();
        if let Some(brick) = other.bricks.get_mut(brick) {
            change(brick);
        }
        Ok(Composer::over(Rc::new(Prepared::new(&other)?), 1))
    }

    /// The bricks that another one makes useless whatever the assembly: it
    /// costs no more, covers as much everywhere and stands no lower anywhere. As
    /// `(useless, other)`; of twins the later one is useless.
    ///
    /// # Errors
    /// [`CompositionError`], where there is nothing to compose.
    pub fn dominated(&self) -> Result<Vec<(usize, usize)>, CompositionError> {
        let prepared = Prepared::new(self)?;
        let no_worse = |one: usize, other: usize| {
            let rows = prepared.ranks.get(one).zip(prepared.ranks.get(other));
            let rungs = prepared.rungs.get(one).zip(prepared.rungs.get(other));
            prepared.costs.get(one) <= prepared.costs.get(other)
                && rows.is_some_and(|(one, other)| is_within(other, one))
                && rungs.is_some_and(|(one, other)| one.iter().zip(other).all(|(one, other)| one >= other))
        };
        let better = |brick: usize| {
            let mut others = bits(prepared.admissible).filter(move |other| *other != brick);
            others.find(|other| no_worse(*other, brick) && (*other < brick || !no_worse(brick, *other)))
        };
        Ok(bits(prepared.admissible).filter_map(|brick| Some((brick, better(brick)?))).collect())
    }
}

impl Assembly {
    /// Whether a brick is part of it.
    pub fn has(&self, brick: usize) -> bool {
        self.bricks.contains(&brick)
    }
}

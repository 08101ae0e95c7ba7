//! How far evaluators are apart.

use crate::dossier::grid::{Level, Measure};
use crate::dossier::model::{Dossier, Id};
use crate::dossier::offers::Opinion;
use crate::engine::{Decimal, FactKind, Rational};

/// The notes that one offer got on one criterion.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The criterion.
    pub criterion: Id,
    /// The offer.
    pub offer: Id,
    /// The lowest note, in points of the criterion.
    pub low: Decimal,
    /// The highest note.
    pub high: Decimal,
    /// From the lowest to the highest.
    pub range: Rational,
    /// The same as a share of the full note, from 0 to 1.
    pub share: Rational,
    /// Their mean, exactly.
    pub mean: Rational,
    /// How many there are; never none.
    pub count: usize,
}

/// Every cell with a note, those where evaluators are furthest apart first; as
/// far apart, in the order of criteria, then of offers. Distances are compared as
/// shares of the full note, so that a criterion on 5 and one on 100 weigh alike.
pub fn cells(dossier: &Dossier) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (criterion, measure) in dossier.noted_criteria() {
        for offer in &dossier.offers {
            let opinions = offer.facts.get(&criterion.id).map(|entry| entry.opinions.as_slice()).unwrap_or_default();
            cells.extend(cell(&criterion.id, &offer.id, measure, opinions));
        }
    }
    // A stable sort keeps the order of reading among equals.
    cells.sort_by(|a, b| b.share.cmp(&a.share));
    cells
}

fn cell(criterion: &Id, offer: &Id, measure: &Measure, opinions: &[Opinion]) -> Option<Cell> {
    let notes: Vec<Decimal> = opinions.iter().filter_map(|opinion| measure.points_of(opinion.note)).collect();
    let (low, high) = (notes.iter().min().copied()?, notes.iter().max().copied()?);
    let exact = |decimal: Decimal| Rational::from(decimal);
    let range = exact(high) - exact(low);
    let share = range.checked_div(&exact(measure.full_note())).unwrap_or_else(Rational::zero);
    let sum = notes.iter().fold(Rational::zero(), |sum, note| sum + exact(*note));
    let count = i64::try_from(notes.len()).ok()?;
    let mean = sum.checked_div(&exact(Decimal::integer(count)))?;
    let (criterion, offer) = (criterion.clone(), offer.clone());
    Some(Cell { criterion, offer, low, high, range, share, mean, count: notes.len() })
}

impl Measure {
    /// The note that a criterion is noted out of.
    pub fn full_note(&self) -> Decimal {
        self.parameters.first().copied().unwrap_or_default()
    }

    /// The points of an evaluator's note: those of the level, where it is one.
    pub fn points_of(&self, note: Decimal) -> Option<Decimal> {
        if self.formula().fact_kind() != FactKind::Level {
            return Some(note);
        }
        self.level_of(note).map(|level| level.points)
    }

    /// The level that an evaluator's note names.
    pub fn level_of(&self, note: Decimal) -> Option<&Level> {
        let place = usize::try_from(note.normalized().digits()).ok()?;
        self.levels.get(place)
    }
}

//! How the facts of bricks become the fact of a composite offer, where the grid
//! announces nothing else: the weakest link, and sums for what is paid.

use super::Settings;
use crate::engine::Composition;

pub(super) fn lowest(_: &Settings<'_>) -> Composition {
    Composition::Lowest
}

pub(super) fn highest(_: &Settings<'_>) -> Composition {
    Composition::Highest
}

pub(super) fn sum(_: &Settings<'_>) -> Composition {
    Composition::Sum
}

pub(super) fn by_hand(_: &Settings<'_>) -> Composition {
    Composition::ByHand
}

/// Between two bounds: whichever end is the worse one.
pub(super) fn worst_bound(settings: &Settings<'_>) -> Composition {
    weakest(settings.parameter(0) > settings.parameter(1))
}

/// Along a curve that falls the weakest is the highest.
pub(super) fn worst_end(settings: &Settings<'_>) -> Composition {
    let points = |point: Option<&(_, crate::engine::Decimal)>| point.map(|(_, points)| *points);
    weakest(points(settings.curve.first()) > points(settings.curve.last()))
}

/// Levels are announced from the weakest to the best, seldom the other way.
pub(super) fn worst_level(settings: &Settings<'_>) -> Composition {
    weakest(settings.points.first() > settings.points.last())
}

fn weakest(falls: bool) -> Composition {
    if falls { Composition::Highest } else { Composition::Lowest }
}

//! A value that is only known to lie between two others.

use super::decimal::Decimal;
use super::number::Number;

/// `low <= value <= high`, ends included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band<N> {
    /// At most the value.
    pub low: N,
    /// At least the value.
    pub high: N,
}

/// One end of a band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Low,
    High,
}

impl<N: Clone> Band<N> {
    /// A value that is known.
    pub(crate) fn point(value: N) -> Self {
        Self { low: value.clone(), high: value }
    }

    pub(crate) fn end(&self, end: End) -> &N {
        match end {
            End::Low => &self.low,
            End::High => &self.high,
        }
    }
}

/// All that a note can be.
pub(crate) fn any_note<N: Number>() -> Band<N> {
    Band { low: N::zero(), high: N::from(Decimal::ONE) }
}

/// The smallest band that holds the values; nothing when there are none.
pub(crate) fn around<N: Number>(values: impl Iterator<Item = N>) -> Option<Band<N>> {
    values.fold(None, |band: Option<Band<N>>, value| {
        Some(match band {
            None => Band::point(value),
            Some(band) => Band { low: band.low.smaller(value.clone()), high: band.high.larger(value) },
        })
    })
}

//! What the market catalogue can say about an announced scale, level by level.

/// A fact of the market that a scale of the grid follows, its first level being
/// rung 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarketFact {
    /// The rungs of SecNumCloud: 0 none known, 1 hosted in the EU, 2 hosted on
    /// a qualified platform, 3 in qualification, 4 qualified for another
    /// version or perimeter, 5 qualified for the offered perimeter.
    SecNumCloud,
    /// Exposure to law from outside the EU: 0 operator controlled from outside,
    /// 1 EU subsidiary of such a parent, 2 EU operator on foreign proprietary
    /// technology, 3 EU-controlled with documented dependencies, 4 no foreign
    /// hook found, verified independently.
    Jurisdiction,
}

impl MarketFact {
    /// Every fact.
    pub const ALL: [Self; 2] = [Self::SecNumCloud, Self::Jurisdiction];

    /// Its name in dossier files. Never changes once released.
    pub fn tag(self) -> &'static str {
        match self {
            Self::SecNumCloud => "secnumcloud",
            Self::Jurisdiction => "jurisdiction",
        }
    }
}

//! What the engine remarks beside a result. The engine never fails: whatever
//! keeps it from a note or a rank is said here.

/// A remark, with the indices of what it is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// A fact of an admissible offer is not known: the offer has no rank yet.
    MissingFact {
        /// The offer.
        offer: usize,
        /// The measure.
        measure: usize,
    },
    /// The fact that a gate reads is not known: nobody can say whether the offer passes.
    GateUndecided {
        /// The gate.
        gate: usize,
        /// The offer.
        offer: usize,
    },
    /// A gate reads a note that depends on the other offers: who leaves changes who stays.
    GateDependsOnField {
        /// The gate.
        gate: usize,
    },
    /// The formula has no value for this fact.
    UndefinedNote {
        /// The offer.
        offer: usize,
        /// The measure.
        measure: usize,
    },
    /// Offers with exactly the same total share a rank and are still to be told apart.
    Tie {
        /// The rank that they share.
        rank: usize,
        /// The offers, in the order of the dossier.
        offers: Vec<usize>,
    },
    /// No offer could be ranked.
    NothingToRank,
    /// The weights of a group are all zero.
    NoWeight,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Notice,
    /// Look at it before you rely on the result.
    Warning,
    /// There is no result until it is mended.
    Error,
}

impl Finding {
    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Tie { .. } => Severity::Notice,
            Self::MissingFact { .. } | Self::GateUndecided { .. } | Self::GateDependsOnField { .. } => {
                Severity::Warning
            }
            Self::UndefinedNote { .. } | Self::NothingToRank | Self::NoWeight => Severity::Error,
        }
    }
}

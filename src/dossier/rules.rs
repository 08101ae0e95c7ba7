//! The kinds of gates: which fit what they read, and what a new one asks first.

use super::grid::GateRule;
use super::model::{Draft, Id};
use crate::engine::{Decimal, FactKind};

/// What a gate asks, without what it reads and without its threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// A yes/no fact must be yes.
    Yes,
    /// A level must be at least some other.
    LevelAtLeast,
    /// A number must be at least some other.
    ValueAtLeast,
    /// A number must be at most some other.
    ValueAtMost,
    /// A note must be at least some other.
    NoteAtLeast,
    /// Every assurance level must be at least some other.
    SealAtLeast,
    /// Every compulsory requirement must be covered.
    MustsCovered,
}

impl RuleKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Yes,
        Self::LevelAtLeast,
        Self::ValueAtLeast,
        Self::ValueAtMost,
        Self::NoteAtLeast,
        Self::SealAtLeast,
        Self::MustsCovered,
    ];

    /// Whether it can read facts of this kind (none for a group), of a coverage
    /// or not, of a criterion or of a fact without weight.
    pub(super) fn reads(self, kind: Option<FactKind>, is_coverage: bool, is_criterion: bool) -> bool {
        match self {
            Self::Yes => kind == Some(FactKind::YesNo),
            Self::LevelAtLeast => kind == Some(FactKind::Level),
            Self::ValueAtLeast | Self::ValueAtMost => {
                matches!(kind, Some(FactKind::Amount | FactKind::Quantity | FactKind::Points))
            }
            Self::NoteAtLeast | Self::SealAtLeast => is_criterion,
            Self::MustsCovered => is_coverage,
        }
    }

    /// The rule that a new gate of this kind begins with; nothing where it does
    /// not fit, and where a minimum would expel nearly everyone.
    pub fn first(self, draft: &Draft, of: &Id) -> Option<GateRule> {
        let measure = draft.measure(of);
        let kind = measure.map(|measure| measure.formula().fact_kind());
        let criterion = draft.criterion(of);
        if !self.reads(kind, measure.is_some_and(|measure| measure.family.is_coverage), criterion.is_some())
            || draft.requirements.iter().any(|requirement| requirement.id == *of)
        {
            return None;
        }
        let of = of.clone();
        Some(match self {
            Self::Yes => GateRule::Yes { of },
            Self::LevelAtLeast => {
                let level = measure.map_or(0, |measure| measure.levels.len().saturating_sub(1));
                GateRule::LevelAtLeast { of, level }
            }
            Self::ValueAtLeast => GateRule::ValueAtLeast { of, value: Decimal::ZERO },
            Self::ValueAtMost => {
                let value = measure.and_then(|measure| measure.parameters.first()).copied();
                GateRule::ValueAtMost { of, value: value.unwrap_or(Decimal::integer(100)) }
            }
            Self::NoteAtLeast if criterion.is_some_and(super::check::spreads_within) => return None,
            Self::NoteAtLeast => GateRule::NoteAtLeast { of, note: Decimal::ZERO },
            Self::SealAtLeast => GateRule::SealAtLeast { of, seal: 0 },
            Self::MustsCovered => GateRule::MustsCovered { of },
        })
    }

    /// The kinds that fit what has this identifier.
    pub fn fitting(draft: &Draft, of: &Id) -> Vec<Self> {
        Self::ALL.into_iter().filter(|kind| kind.first(draft, of).is_some()).collect()
    }
}

impl GateRule {
    /// Its kind.
    pub fn kind(&self) -> RuleKind {
        match self {
            Self::Yes { .. } => RuleKind::Yes,
            Self::LevelAtLeast { .. } => RuleKind::LevelAtLeast,
            Self::ValueAtLeast { .. } => RuleKind::ValueAtLeast,
            Self::ValueAtMost { .. } => RuleKind::ValueAtMost,
            Self::NoteAtLeast { .. } => RuleKind::NoteAtLeast,
            Self::SealAtLeast { .. } => RuleKind::SealAtLeast,
            Self::MustsCovered { .. } => RuleKind::MustsCovered,
        }
    }

    /// What it reads, to be written over.
    pub(super) fn of_mut(&mut self) -> &mut Id {
        match self {
            Self::Yes { of }
            | Self::LevelAtLeast { of, .. }
            | Self::ValueAtLeast { of, .. }
            | Self::ValueAtMost { of, .. }
            | Self::NoteAtLeast { of, .. }
            | Self::SealAtLeast { of, .. }
            | Self::MustsCovered { of } => of,
        }
    }
}

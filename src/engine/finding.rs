//! What the engine remarks beside a result. The engine never fails: whatever
//! keeps it from a note or a rank is said here.

use super::evaluation::{Evaluation, Outcome};
use super::formula::Formula;
use super::notes::Kind;
use super::rational::Rational;

/// Decimals at which totals are displayed; they never bind the ranks.
pub const DISPLAY_DECIMALS: u32 = 2;

/// A remark, with the indices of what it is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// A fact of an admissible offer is not known: the offer has a band.
    MissingFact {
        /// The offer.
        offer: usize,
        /// The measure.
        measure: usize,
    },
    /// A fact of an admissible offer is only known within bounds.
    UncertainFact {
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
    /// Something unknown may move the references of a measure, hence the notes
    /// of every offer on it: bands and ranks are safe bounds.
    ReferenceMayMove {
        /// The measure.
        measure: usize,
    },
    /// The notes of a measure depend on the best and the worst offer received.
    DependsOnObserved {
        /// The measure.
        measure: usize,
    },
    /// A criterion applies to some admissible offers only.
    AppliesToSome {
        /// The measure.
        measure: usize,
    },
    /// Nothing that weighs applies to the offer: it has no total.
    NothingApplies {
        /// The offer.
        offer: usize,
    },
    /// The formula has no value for this fact.
    UndefinedNote {
        /// The offer.
        offer: usize,
        /// The measure.
        measure: usize,
    },
    /// The formula left its bounds: the notes of these offers are held at 0, or
    /// at the full note.
    NoteHeld {
        /// The measure.
        measure: usize,
        /// The offers, in the order of the dossier.
        offers: Vec<usize>,
        /// At the full note rather than at 0.
        is_full: bool,
    },
    /// Prices below the threshold of a detector: a question to be asked
    /// (L2152-6), never an exclusion.
    AbnormallyLow {
        /// The detector.
        detector: usize,
        /// The offers, in the order of the dossier.
        offers: Vec<usize>,
        /// The threshold, in the money of the dossier.
        threshold: Rational,
    },
    /// Offers with exactly the same total share a rank and are still to be told apart.
    Tie {
        /// The rank that they share.
        rank: usize,
        /// The offers, in the order of the dossier.
        offers: Vec<usize>,
    },
    /// Two equal totals were told apart as announced.
    TieBroken {
        /// Stands before.
        first: usize,
        /// Stands behind.
        second: usize,
        /// The node whose note decided.
        node: usize,
    },
    /// The two best totals look the same at the displayed decimals, and are not.
    DisplayedTie {
        /// The better one.
        first: usize,
        /// The other.
        second: usize,
    },
    /// Without the announced rounding, others would lead.
    AwardDependsOnRounding {
        /// Who leads on exact values.
        exact: Vec<usize>,
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
            Self::Tie { .. } | Self::TieBroken { .. } | Self::DisplayedTie { .. } | Self::DependsOnObserved { .. } => {
                Severity::Notice
            }
            Self::MissingFact { .. }
            | Self::UncertainFact { .. }
            | Self::GateUndecided { .. }
            | Self::GateDependsOnField { .. }
            | Self::ReferenceMayMove { .. }
            | Self::AppliesToSome { .. }
            | Self::NoteHeld { .. }
            | Self::AbnormallyLow { .. }
            | Self::AwardDependsOnRounding { .. } => Severity::Warning,
            Self::NothingApplies { .. } | Self::UndefinedNote { .. } | Self::NothingToRank | Self::NoWeight => {
                Severity::Error
            }
        }
    }
}

/// Every finding of an evaluation, in a stable order.
pub(crate) fn all(evaluation: &Evaluation, about_ranks: Vec<Finding>) -> Vec<Finding> {
    let problem = evaluation.problem();
    let mut findings = Vec::new();
    for (gate, rule) in problem.gates.iter().enumerate() {
        if problem.depends_on_field(rule) {
            findings.push(Finding::GateDependsOnField { gate });
        }
    }
    for &(gate, offer) in &evaluation.field().undecided {
        findings.push(Finding::GateUndecided { gate, offer });
    }
    findings.extend(evaluation.notes().findings.iter().cloned());
    for (measure, formula) in problem.measures.iter().enumerate().take(problem.leaves) {
        if !evaluation.decides(measure) {
            continue;
        }
        if matches!(formula, Formula::Observed { .. }) {
            findings.push(Finding::DependsOnObserved { measure });
        }
        if evaluation.field().references.get(measure).is_some_and(|reference| reference.may_move) {
            findings.push(Finding::ReferenceMayMove { measure });
        }
    }
    if !evaluation.has_weight() {
        findings.push(Finding::NoWeight);
    } else if evaluation.is_provisional() {
        let kinds = evaluation.notes().kinds.iter().enumerate();
        let partial = kinds.filter(|(_, kind)| **kind == Kind::Partial).map(|(offer, _)| offer);
        let has_nothing = partial.filter(|offer| evaluation.outcome(*offer) == &Outcome::Incomplete);
        findings.extend(has_nothing.map(|offer| Finding::NothingApplies { offer }));
    }
    findings.extend(about_ranks);
    if let [first, second, ..] = evaluation.order() {
        let shown = |offer: &usize| evaluation.rounded_total(*offer, DISPLAY_DECIMALS);
        // Equal totals that a tie-break told apart do not only look the same.
        let is_apart = || evaluation.exact_total(*first) != evaluation.exact_total(*second);
        if shown(first).is_some() && shown(first) == shown(second) && is_apart() {
            findings.push(Finding::DisplayedTie { first: *first, second: *second });
        }
    }
    findings.extend(rounding(evaluation));
    if evaluation.order().is_empty() && !problem.offers.is_empty() {
        findings.push(Finding::NothingToRank);
    }
    findings
}

/// Whether the announced rounding decides who leads.
fn rounding(evaluation: &Evaluation) -> Option<Finding> {
    let method = &evaluation.problem().method;
    if method.note_decimals.is_none() && method.total_decimals.is_none() {
        return None;
    }
    let mut problem = evaluation.problem().clone();
    (problem.method.note_decimals, problem.method.total_decimals) = (None, None);
    let exact = super::evaluation::evaluate(problem).leaders();
    (exact != evaluation.leaders()).then_some(Finding::AwardDependsOnRounding { exact })
}

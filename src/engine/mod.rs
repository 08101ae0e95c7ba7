//! The mathematics of choice: from facts and weights to exact ranks.
//!
//! A [`Problem`] goes in, an [`Evaluation`] comes out. This room knows no
//! names, no language, no file format and no browser; it reads no clock and
//! draws no random numbers; it cannot fail and cannot panic. Its semantics are
//! in `docs/method.md`.

mod band;
pub mod composer;
mod composition;
mod cost;
mod decimal;
mod detector;
mod elicitation;
mod evaluation;
mod explain;
mod expression;
mod fact;
mod field;
mod finding;
mod formula;
mod interval;
mod notes;
mod number;
mod problem;
mod proof;
mod ranking;
mod rational;
mod reference;
mod sharing;
mod simulation;
mod sorting;
mod weights;

pub use band::Band;
pub use composition::{Composed, Composition, Domain, compose};
pub use cost::{
    CostError, CostKind, CostLine, CostPlan, CostScenario, CostTable, MAX_YEARS, NoPrice, Quantity, ScenarioCosts,
    When, check_costs,
};
pub use decimal::{Decimal, DecimalError, MAX_DIGITS};
pub use detector::{Detector, DetectorRule};
pub use elicitation::{
    ColumnMeans, Consistency, Doubtful, ElicitationRefused, Judgements, MAX_COMPARED, MAX_RANKED, Priorities, RankRule,
    apportion, point_weights, rank_weights,
};
pub use evaluation::{Evaluation, Outcome, evaluate};
pub use explain::{Comparison, Influence};
pub use expression::{Expression, ExpressionError, ExpressionErrorKind, Variable, Variables};
pub use fact::{Fact, FactKind, mean, median};
pub use finding::{DISPLAY_DECIMALS, Finding, Severity};
pub use formula::{Announced, Formula};
pub use interval::Interval;
pub use problem::{Method, Node, Offer, Problem, Rule};
pub use proof::Proof;
pub use ranking::RankRange;
pub use rational::Rational;
pub use reference::{Mean, Reference};
pub use sharing::{SharingRefused, share_out};
pub use simulation::{Span, curve, under_formula};

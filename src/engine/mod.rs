//! The mathematics of choice: from facts and weights to exact ranks.
//!
//! A [`Problem`] goes in, an [`Evaluation`] comes out. This room knows no
//! names, no language, no file format and no browser; it reads no clock and
//! draws no random numbers; it cannot fail and cannot panic. Its semantics are
//! in `docs/method.md`.

mod cost;
mod decimal;
mod elicitation;
mod evaluation;
mod explain;
mod expression;
mod field;
mod finding;
mod formula;
mod interval;
mod number;
mod problem;
mod proof;
mod rational;
mod sharing;
mod weights;

pub use cost::{
    CostError, CostKind, CostLine, CostPlan, CostScenario, CostTable, MAX_YEARS, NoPrice, Quantity, ScenarioCosts,
    When, check_costs,
};
pub use decimal::{Decimal, DecimalError, MAX_DIGITS};
pub use elicitation::{
    ColumnMeans, Consistency, Doubtful, ElicitationRefused, Judgements, MAX_COMPARED, MAX_RANKED, Priorities, RankRule,
    point_weights, rank_weights,
};
pub use evaluation::{Evaluation, Outcome, evaluate};
pub use explain::{Comparison, Influence};
pub use expression::{Expression, ExpressionError, ExpressionErrorKind, Variable, Variables};
pub use finding::{Finding, Severity};
pub use formula::{Fact, FactKind, Formula, Reference};
pub use interval::Interval;
pub use problem::{Node, Offer, Problem, Rule};
pub use proof::Proof;
pub use rational::Rational;
pub use sharing::{SharingRefused, share_out};

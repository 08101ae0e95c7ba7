//! What a buyer edits and keeps.
//!
//! A [`Draft`] is anybody's data; [`Draft::check`] is the only door to a
//! [`Dossier`], which therefore always holds together. [`edit`] turns one
//! dossier into the next or refuses with a reason; [`History`] undoes and
//! redoes; [`Assessment`] puts the question to the engine and keeps the way
//! back from its indices to names. No file format, no language, no browser.

mod assembling;
mod assessment;
mod blank;
mod check;
mod commission;
mod compare;
mod composite;
mod costs;
mod coverage;
mod date;
mod decision;
mod edit;
mod form;
mod framework;
mod grid;
mod history;
pub mod journal;
mod lots;
mod market;
mod model;
mod moment;
mod offers;
mod redaction;
mod rules;
mod seal;
mod simulation;

pub use assembling::{Apart, Assembling, Candidate, NotComposable, Obstacle, Target, Tried, Wish, candidates};
pub use assessment::{Assessment, NodeInfo};
pub use blank::LEVEL;
pub use check::{Defect, DefectKind, FEW_DECIMALS, REQUIREMENT_WEIGHT, TWO_PRIORITIES, limits};
pub use commission::{
    Cell, Commission, Contribution, Evaluator, MergeRefusal, MergeReport, Return, cells, hand_in, invitation, merge,
    report,
};
pub use compare::{Change, Difference, compare, compare_grids};
pub use composite::Composite;
pub use costs::{CostItem, CostPlan, CostScenario, CostSegment, usual_when};
pub use coverage::{Coverage, Covered};
pub use date::Date;
pub use decision::{Alternative, Choice, Decision, Exposure, SHELTERED, ToExplain};
pub use edit::{
    CommissionEdit, ComponentEdit, CostEdit, CriterionFlag, DecisionEdit, Edit, GridEdit, Host, KnownComponent,
    LevelChange, LotContent, LotsEdit, PlanPart, Refusal, SheetStep, Weighting, edit, fresh_ids, weight_of_percent,
};
pub use form::{DetectorWord, Field, Kind, Value};
pub use framework::Edition;
pub use grid::{
    Content, Criterion, Detector, Gate, GateRule, Information, Level, Measure, Method, Priority, Profile, Ranking,
    Requirement,
};
pub use history::{History, Step};
pub use journal::{Act, CellChange, JournalEntry, Topic, Verb, WeightChange};
pub use lots::{Lot, Lots};
pub use market::{FACT_AGE, Freshness, ceiling, market_facts};
pub use model::{Dossier, Draft, Id, IdMap, IdSet, Money, Tax};
pub use moment::Moment;
pub use offers::{Component, ComponentKind, Entry, Offer, OfferKind, Opinion, Shortfall, Standing, StandingKind};
pub use redaction::{Flavour, redact};
pub use rules::RuleKind;
pub use seal::{Fingerprint, Seal, canonical_grid, fingerprint};
pub use simulation::Simulated;

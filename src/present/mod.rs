//! From state to what is shown: rows, bars, sentences. Pure, tested natively.
//! This is where words are: `app` knows what happened, `present` says it.
//!
//! Nothing here touches a browser; nothing in `ui` computes.

pub mod compare;
pub mod composites;
pub mod errors;
pub mod link_errors;
pub mod lints;
pub mod scenarios;
pub mod sentences;
pub mod window;

mod begin;
pub mod commission;
mod components;
mod composing;
mod contents;
mod costs;
mod criteria;
mod curve;
mod dates;
mod decision;
mod elicitation;
mod facts;
mod formulas;
mod gates;
mod glossary;
mod grid;
mod header;
mod journal;
mod lots;
mod market;
mod marks;
mod needs;
mod news;
mod outlook;
mod pair;
mod paste;
mod profiles;
mod qr;
mod ranking;
mod received;
mod remarks;
mod rows;
mod seal;
mod share;
mod side_by_side;
mod simulator;
mod slope;
mod views;
mod weights;

pub use crate::table::{date_text, read_date};
pub use begin::{BeginView, EmptyView, KeptRow, NextStep, TemplateRow, begin, empty};
pub use components::{ComponentRow, ComponentsView, FactCell, FactLine, Support, components};
pub use composing::{
    BrickRow, BrickSheet, ComposingView, FoundRow, FrontView, PriceCell, RunView, WhyRow, WhyView, composing,
};
pub use contents::Content;
pub use costs::{
    CostCell, CostComparison, CostPasteView, CostRow, CostsView, LineRow, PlanView, ScenarioRow, SegmentRow, SheetRow,
    SheetTable, SheetView, costs,
};
pub use criteria::{
    CriteriaView, CriterionRow, CurveRow, DetectorRow, Dot, ExpressionTrouble, FamilyCurve, FlagRow, GateForm, GateRow,
    GroupTotal, InformationRow, LevelRow, MeasureView, MethodView, ParameterField, PointRow, RequirementRow,
    SettingsView, Threshold, Tick, TieBreakRow, criteria, expression_trouble,
};
pub use curve::{Axis, CurveDot, CurveLine, CurveTable, CurveView, part_labels, place_between, round_ticks};
pub use dates::DATE_FORM;
pub use decision::{DecisionView, decision};
pub use elicitation::{
    ConsistencyView, ElicitationView, PairRow, ProposalView, ProposedWeight, RankedCriterion, elicitation,
};
pub use facts::{fact_text, note_text};
pub use glossary::{CheckView, FamilyView, GlossaryView, TermView, glossary};
pub use grid::{
    CellSheet, CellView, Editor, FieldHead, GridView, OfferTools, cell_id, cell_sheet, copied, grid, offer_tools,
};
pub use header::{HeaderView, header};
pub use journal::{JournalRow, JournalView, journal, last_fact, last_weight};
pub use lots::{LotFormView, LotRow, LotsBar, LotsView, lot_form, lots, lots_bar};
pub use market::{
    ChoiceView as MarketChoice, JoinView, KeptView, MarketView, ProductLine, ProductView, StatementLine, known_facts,
    market,
};
pub use needs::{CoverSheet, FilterView, Matrix, MatrixCell, MatrixLine, MatrixTotal, NeedRow, NeedsView, needs};
pub use news::{NoticeView, announcement, notice};
pub use outlook::{Outlook, OutlookRow, Standing};
pub use pair::{PairTerm, PairView, pair};
pub use paste::{PasteCell, PasteField, PasteLine, PasteTable, PasteView, paste};
pub use profiles::{ProfileCell, ProfileColumn, ProfileLine, ProfilesView, WeightLine, profiles};
pub use qr::{MAX_IN_QR, Qr, qr};
pub use ranking::{ApartView, AsideRow, LegendItem, RankingView, apart, ranking};
pub use received::{ReceivedView, UnlockView, received, unlock};
pub use remarks::{ProofStatus, ProofView, Remark, RemarksView, influences, proof, remarks};
pub use rows::{BarText, DetailRow, RankedRow, Rows, Segment, bar_text, details};
pub use seal::{FoundView, HeldView, OtherView, RankLine, SealFormView, SealLine, held, other, seal_form, seal_line};
pub use share::{BOUNDS, ChoiceView, Gauge, LockView, ShareView, share};
pub use side_by_side::{GateLine, SideCell, SideHead, SideRow, SideVerdict, SideView, side_by_side};
pub use simulator::{BidRow, ChosenFormula, FormulaRow, SimulatorView, SpanRow, simulator};
pub use slope::{Slope, SlopeLabel, SlopeLine, SlopeNode};
pub use weights::{ProfileChoice, WeightGroup, WeightRow, Weights, WeightsView};

/// How many hues there are before they come round again; `styles/widget.css`
/// gives each its colour. Numbers beside the hues carry the meaning.
pub const HUES: usize = 10;

/// The hue of the n-th criterion at the top of the tree (0 for the first).
pub fn hue(position: usize) -> usize {
    position % HUES + 1
}

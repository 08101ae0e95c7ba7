//! From state to what is shown: rows, bars, sentences. Pure, tested natively.
//! This is where words are: `app` knows what happened, `present` says it.
//!
//! Nothing here touches a browser; nothing in `ui` computes.

pub mod errors;
pub mod link_errors;
pub mod lints;
pub mod scenarios;
pub mod sentences;

mod costs;
mod criteria;
mod dates;
mod facts;
mod formulas;
mod gates;
mod glossary;
mod header;
mod marks;
mod news;
mod offers;
mod pair;
mod profiles;
mod ranking;
mod remarks;
mod share;
mod side_by_side;
mod slope;
mod views;
mod weights;

pub use criteria::{CriteriaView, CriterionRow, GateRow, LevelRow, ParameterField, criteria};
pub use facts::{fact_text, note_text};
pub use glossary::{CheckView, FamilyView, GlossaryView, TermView, glossary};
pub use header::{HeaderView, WorkRow, header};
pub use news::{NoticeView, announcement, notice};
pub use offers::{Cell, CellInput, Column, OfferRow, OffersView, offers};
pub use pair::{PairTerm, PairView, pair};
pub use profiles::{ProfileCell, ProfileColumn, ProfileLine, ProfilesView, WeightLine, profiles};
pub use ranking::{AsideRow, DetailRow, LegendItem, RankedRow, RankingView, Segment, details, ranking};
pub use remarks::{Remark, RemarksView, remarks};
pub use share::{Gauge, ShareView, share};
pub use side_by_side::{GateLine, SideCell, SideHead, SideRow, SideVerdict, SideView, side_by_side};
pub use slope::{Slope, SlopeLabel, SlopeLine, SlopeNode};
pub use weights::{ProfileChoice, WeightGroup, WeightRow, WeightsView, weights};

/// How many hues there are before they come round again; `styles/widget.css`
/// gives each its colour. Numbers beside the hues carry the meaning.
pub const HUES: usize = 10;

/// The hue of the n-th criterion at the top of the tree (0 for the first).
pub fn hue(position: usize) -> usize {
    position % HUES + 1
}

//! From state to what is shown: rows, bars, sentences. Pure, tested natively.
//! This is where words are: `app` knows what happened, `present` says it.
//!
//! Nothing here touches a browser; nothing in `ui` computes.

pub mod errors;
pub mod link_errors;
pub mod lints;
pub mod sentences;
pub mod window;

mod costs;
mod criteria;
mod facts;
mod formulas;
mod gates;
mod header;
mod news;
mod offers;
mod pair;
mod ranking;
mod remarks;
mod rows;
mod share;
mod weights;

pub use criteria::{CriteriaView, CriterionRow, GateRow, LevelRow, ParameterField, criteria};
pub use facts::{fact_text, note_text};
pub use header::{HeaderView, WorkRow, header};
pub use news::{NoticeView, announcement, notice};
pub use offers::{Cell, CellInput, Column, OfferRow, OffersView, offers};
pub use pair::{PairTerm, PairView, pair};
pub use ranking::{ApartView, AsideRow, LegendItem, RankingView, apart, ranking};
pub use remarks::{ProofStatus, ProofView, Remark, RemarksView, influences, proof, remarks};
pub use rows::{BarText, DetailRow, RankedRow, Rows, Segment, bar_text, details};
pub use share::{Gauge, ShareView, share};
pub use weights::{ProfileChoice, WeightGroup, WeightRow, WeightsView, weights};

/// How many hues there are before they come round again; `styles/widget.css`
/// gives each its colour. Numbers beside the hues carry the meaning.
pub const HUES: usize = 10;

/// The hue of the n-th criterion at the top of the tree (0 for the first).
pub fn hue(position: usize) -> usize {
    position % HUES + 1
}

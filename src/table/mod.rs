//! Tables as spreadsheets hand them over: a block of cells becomes facts of a
//! dossier, or a whole new dossier, after the user has seen what will land.
//!
//! [`Block`] is text in rows and columns; [`Sheet`] says which way the offers
//! lie and what stands at the head; a [`Target`] per field says what it means;
//! [`Landing`] is what would land, cell by cell. Nothing is repaired in silence:
//! what cannot be read is shown beside its cell, and stays out.

mod begin;
mod block;
mod bricks;
mod cell;
mod cost_lines;
mod cost_words;
mod dates;
mod landing;
mod matching;
mod need_words;
mod needs;
mod sheet;

pub use begin::{GivenWeights, Guess, begin, given_weights, guess};
pub use block::{Block, BlockError, decode, tab_separated};
pub use bricks::{bricks_of, land_bricks};
pub use cell::{CellError, Reading, read_fact, write_fact};
pub use cost_lines::{CostCell, CostLanding, CostProblem, CostRow, cost_fields, land_costs};
pub use cost_words::CostField;
pub use dates::{date_text, read_date};
pub use landing::{CellState, Landing, land};
pub use matching::{Target, targets};
pub use need_words::{NeedField, priority_word, read_priority};
pub use needs::{NeedCell, NeedLine, NeedProblem, NeedsLanding, land_needs, need_fields, needs_rows};
pub use sheet::{Orientation, Sheet, Weights};

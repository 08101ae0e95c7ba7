//! Which way a table lies: offers in rows or in columns, what stands at the
//! head, and whether weights stand among the figures.

use super::block::Block;
use super::matching::{folded, known_heads};
use crate::dossier::Dossier;
use crate::i18n::{Lang, parse_number};

/// Which way the offers lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orientation {
    /// One row per offer.
    Rows,
    /// One column per offer.
    Columns,
}

/// A table with its offers in rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The head of each field; empty texts where the table has none.
    pub fields: Vec<String>,
    /// The name of each offer, empty where the table has none, and its cells.
    pub lines: Vec<(String, Vec<String>)>,
    /// Whether the fields have heads.
    pub has_heads: bool,
    /// Whether the offers have names.
    pub has_names: bool,
    /// The weights of the fields, where a line is headed « Poids ».
    pub weights: Option<Weights>,
}

/// The line of weights: one text per field.
pub type Weights = Vec<String>;

/// Words at the head of a line of weights.
const WEIGHT_WORDS: [&str; 7] = ["poids", "ponderation", "coefficient", "coef", "coeff", "weight", "weights"];
/// Words for what an offer is called.
const OFFER_WORDS: [&str; 10] = [
    "offre",
    "offres",
    "candidat",
    "candidats",
    "soumissionnaire",
    "soumissionnaires",
    "fournisseur",
    "offer",
    "offers",
    "bidder",
];
/// Words for what a criterion is called.
const CRITERION_WORDS: [&str; 6] = ["critere", "criteres", "souscritere", "criterion", "criteria", "donnee"];

impl Sheet {
    /// Lays a block out with its offers in rows.
    pub fn of(block: &Block, orientation: Orientation) -> Self {
        let block = match orientation {
            Orientation::Rows => block.clone(),
            Orientation::Columns => block.transposed(),
        };
        let has_names = (1..block.rows.len()).any(|row| is_text(block.cell(row, 0))) && block.columns() > 1;
        let first = usize::from(has_names);
        // A head is a text above figures, or one of the words for it.
        let heads: Vec<&str> = (first..block.columns()).map(|column| block.cell(0, column)).collect();
        let is_corner = OFFER_WORDS.iter().chain(&CRITERION_WORDS).any(|word| folded(block.cell(0, 0)) == **word);
        let has_heads = heads.iter().any(|head| is_text(head))
            && heads.iter().all(|head| head.is_empty() || is_text(head))
            && (block.rows.len() > 1)
            && (is_corner || block.cell(0, 0).is_empty() || has_names || has_figures_below(&block, first));
        let mut weights = None;
        let mut lines = Vec::new();
        for row in usize::from(has_heads)..block.rows.len() {
            let cells: Vec<String> =
                (first..block.columns()).map(|column| block.cell(row, column).to_owned()).collect();
            let name = if has_names { block.cell(row, 0).to_owned() } else { String::new() };
            if weights.is_none() && is_weight_word(&name) {
                weights = Some(cells);
            } else {
                lines.push((name, cells));
            }
        }
        let fields = if has_heads {
            heads.iter().map(|head| (*head).to_owned()).collect()
        } else {
            vec![String::new(); heads.len()]
        };
        Self { fields, lines, has_heads, has_names, weights }
    }
}

impl Orientation {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Rows => Self::Columns,
            Self::Columns => Self::Rows,
        }
    }

    /// Which way a block most likely lies, in the light of the dossier that it
    /// goes into, if it goes into one.
    pub fn of(block: &Block, dossier: Option<&Dossier>) -> Self {
        let top = || (0..block.columns()).map(|column| block.cell(0, column));
        let side = || (0..block.rows.len()).map(|row| block.cell(row, 0));
        if let Some(dossier) = dossier {
            let (above, beside) = (known_heads(dossier, top()), known_heads(dossier, side()));
            if above != beside {
                return if above > beside { Self::Rows } else { Self::Columns };
            }
        }
        // « Poids » at the head of a row weighs columns; the corner names what
        // stands below it.
        let corner = folded(block.cell(0, 0));
        if side().skip(1).any(is_weight_word) || OFFER_WORDS.contains(&corner.as_str()) {
            return Self::Rows;
        }
        if top().skip(1).any(is_weight_word) || CRITERION_WORDS.contains(&corner.as_str()) {
            return Self::Columns;
        }
        // A field holds one kind of thing: the way in which fewer fields are mixed.
        let mixed_columns = (1..block.columns())
            .filter(|column| is_mixed((1..block.rows.len()).map(|row| block.cell(row, *column))))
            .count();
        let mixed_rows = (1..block.rows.len())
            .filter(|row| is_mixed((1..block.columns()).map(|column| block.cell(*row, column))))
            .count();
        let share = |mixed: usize, all: usize| mixed * 1000 / all.max(1);
        if share(mixed_rows, block.rows.len()) < share(mixed_columns, block.columns()) {
            Self::Columns
        } else {
            Self::Rows
        }
    }
}

fn is_weight_word(text: &str) -> bool {
    let folded = folded(text);
    WEIGHT_WORDS.iter().any(|word| folded.trim_end_matches(|c: char| c.is_ascii_digit()) == *word)
}

/// Whether a cell holds words rather than a figure.
pub(super) fn is_text(cell: &str) -> bool {
    cell.chars().any(char::is_alphabetic) && parse_number(Lang::Fr, cell).is_err()
}

fn has_figures_below(block: &Block, first: usize) -> bool {
    (first..block.columns()).any(|column| !is_text(block.cell(1, column)) && !block.cell(1, column).is_empty())
}

/// Whether some cells are figures and some are words.
fn is_mixed<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let kinds: Vec<bool> = cells.filter(|cell| !cell.is_empty()).map(is_text).collect();
    kinds.iter().any(|kind| *kind) && kinds.iter().any(|kind| !*kind)
}

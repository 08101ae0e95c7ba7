//! Cost lines from a table, one per row, columns by their heads.
//!
//! A line lands whole or not at all: with a part of its figures missing, the total
//! of the sheet would be another one than that of the table.

use super::block::Block;
use super::cell::{NO, YES, without_words};
use super::cost_words::{CostField, is_total, read_is_once, read_kind};
use super::matching::{folded, is_same_word};
use crate::dossier::{CostItem, CostPlan, DefectKind, FEW_DECIMALS, limits, usual_when};
use crate::engine::{CostError, CostKind, CostLine, Decimal, DecimalError, Quantity, When, check_costs};
use crate::i18n::{Lang, parse_number};

/// Why a line cannot be taken up.
#[derive(Clone, Debug, PartialEq)]
pub enum CostProblem {
    /// It does not say what is paid for.
    NoLabel,
    /// It has no amount.
    NoAmount,
    /// It does not say where the amount was read.
    NoSource,
    /// It sums up others.
    Total,
    /// It is no number.
    Number(DecimalError),
    /// It is no kind of cost.
    Kind,
    /// It is neither a number nor a segment of the plan.
    Quantity,
    /// It says neither once nor each year.
    When,
    /// It is no year, counted from 1.
    Year,
    /// A line that is paid once has no last year.
    LastOfOnce,
    /// It is neither yes nor no.
    YesNo,
    /// It breaks a rule of the dossier.
    Refused(DefectKind),
    /// It does not fit the plan.
    Cost(CostError),
}

/// What becomes of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum CostCell {
    /// Its column, or its line, stays out.
    Ignored,
    /// It lands.
    Lands,
    /// Its line stays out because of it.
    Wrong(CostProblem),
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct CostRow {
    /// Its cells as they came, one per column.
    pub texts: Vec<String>,
    /// What becomes of each.
    pub cells: Vec<CostCell>,
}

/// What a table would bring to a cost sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct CostLanding {
    /// Row by row, in the order of the table.
    pub rows: Vec<CostRow>,
    /// The lines that land.
    pub items: Vec<CostItem>,
}

impl CostLanding {
    /// How many rows stay out.
    pub fn left_out(&self) -> usize {
        self.rows.len().saturating_sub(self.items.len())
    }

    /// Whether a line stays out because nothing says where its amount was read.
    pub fn lacks_source(&self) -> bool {
        self.rows.iter().flat_map(|row| &row.cells).any(|cell| *cell == CostCell::Wrong(CostProblem::NoSource))
    }
}

/// What each column is taken for, and whether the first row holds the heads.
/// Without heads, the first column of texts says what is paid for, the next one of
/// texts where that was read, and the first column of numbers holds the amounts.
pub fn cost_fields(lang: Lang, block: &Block) -> (bool, Vec<CostField>) {
    let columns = block.columns();
    let heads: Vec<Option<CostField>> = (0..columns).map(|column| CostField::of_head(block.cell(0, column))).collect();
    let is_number = |row: usize, column: usize| parse_number(lang, block.cell(row, column)).is_ok();
    let has_heads = heads.iter().flatten().count() > 1 && !(0..columns).any(|column| is_number(0, column));
    let mut fields = vec![CostField::Ignore; columns];
    let mut put = |column: usize, field: CostField| {
        // A meaning has one column: the first that bears it.
        if let (false, Some(slot)) = (fields.contains(&field), fields.get_mut(column)) {
            *slot = field;
        }
    };
    if has_heads {
        for (column, field) in heads.into_iter().enumerate() {
            if let Some(field) = field {
                put(column, field);
            }
        }
        return (true, fields);
    }
    let mut texts = [CostField::Label, CostField::Source].into_iter();
    for column in 0..columns {
        let written = || (0..block.rows.len()).filter(|row| !block.cell(*row, column).is_empty());
        if written().next().is_none() {
            continue;
        }
        if written().all(|row| is_number(row, column)) {
            put(column, CostField::Amount);
        } else if let Some(field) = texts.next() {
            put(column, field);
        }
    }
    (false, fields)
}

/// What a table would bring to a cost sheet that is counted with this plan. Amounts
/// may bear `unit`; `source` says where those were read whose row does not.
pub fn land_costs(
    lang: Lang,
    plan: &CostPlan,
    unit: &str,
    block: &Block,
    (has_heads, fields): (bool, &[CostField]),
    source: &str,
) -> CostLanding {
    let mut landing = CostLanding { rows: Vec::new(), items: Vec::new() };
    for row in usize::from(has_heads)..block.rows.len() {
        let texts: Vec<String> = (0..fields.len()).map(|column| block.cell(row, column).trim().to_owned()).collect();
        if texts.iter().all(String::is_empty) {
            continue;
        }
        let cell = |field: CostField| {
            let place = fields.iter().position(|other| *other == field);
            place.and_then(|place| texts.get(place)).map_or("", String::as_str)
        };
        let mut wrong: Vec<(CostField, CostProblem)> = Vec::new();
        let item = Reader { lang, plan, unit, source, wrong: &mut wrong }.item(&cell);
        let problem_of =
            |field: CostField| wrong.iter().find(|(of, _)| *of == field).map(|(_, problem)| problem.clone());
        let state = |field: &CostField| {
            let problem = problem_of(*field);
            match problem {
                _ if *field == CostField::Ignore => CostCell::Ignored,
                Some(problem) => CostCell::Wrong(problem),
                None if wrong.is_empty() => CostCell::Lands,
                None => CostCell::Ignored,
            }
        };
        let mut cells: Vec<CostCell> = fields.iter().map(state).collect();
        // What no column holds is said at the head of the row.
        let unsaid = wrong.iter().find(|(field, _)| !fields.contains(field)).map(|(_, problem)| problem.clone());
        if let (Some(problem), Some(first)) = (unsaid, cells.first_mut())
            && !matches!(first, CostCell::Wrong(_))
        {
            *first = CostCell::Wrong(problem);
        }
        if wrong.is_empty() {
            landing.items.push(item);
        }
        landing.rows.push(CostRow { texts, cells });
    }
    landing
}

/// Reads the cells of one row; what is wrong with them is told apart.
struct Reader<'a> {
    lang: Lang,
    plan: &'a CostPlan,
    unit: &'a str,
    source: &'a str,
    wrong: &'a mut Vec<(CostField, CostProblem)>,
}

impl Reader<'_> {
    fn item<'t>(mut self, cell: &impl Fn(CostField) -> &'t str) -> CostItem {
        let label = self.text(CostField::Label, cell(CostField::Label), limits::NAME);
        if label.is_empty() {
            self.refuse(CostField::Label, CostProblem::NoLabel);
        } else if is_total(&label) {
            self.refuse(CostField::Label, CostProblem::Total);
        }
        let own = cell(CostField::Source);
        let source = self.text(CostField::Source, if own.is_empty() { self.source } else { own }, limits::TEXT);
        if source.is_empty() {
            self.refuse(CostField::Source, CostProblem::NoSource);
        }
        let brick = self.text(CostField::Brick, cell(CostField::Brick), limits::TEXT);
        let kind = match cell(CostField::Kind) {
            "" => CostKind::Other,
            text => self.or_else(CostField::Kind, read_kind(text).ok_or(CostProblem::Kind), CostKind::Other),
        };
        let line = CostLine {
            brick: 0,
            kind,
            amount: self.amount(cell(CostField::Amount)),
            quantity: self.quantity(cell(CostField::Quantity)),
            when: self.when(kind, cell(CostField::When), cell(CostField::From), cell(CostField::To)),
            escalation: self.number(
                CostField::Escalation,
                cell(CostField::Escalation),
                &["%/an", "%/year", "%"],
                Decimal::ZERO,
            ),
            renews: self.yes(cell(CostField::Renews)),
        };
        if self.wrong.is_empty() {
            let figures = self.plan.figures();
            // What is wrong with the plan itself is said there.
            let of_plan = check_costs(&figures, &[]).len();
            for error in check_costs(&figures, std::slice::from_ref(&line)).into_iter().skip(of_plan) {
                self.refuse(place_of(error, line.when), CostProblem::Cost(error));
            }
        }
        CostItem { label, brick, source, line }
    }

    fn refuse(&mut self, field: CostField, problem: CostProblem) {
        self.wrong.push((field, problem));
    }

    fn or_else<T>(&mut self, field: CostField, read: Result<T, CostProblem>, fallback: T) -> T {
        read.unwrap_or_else(|problem| {
            self.refuse(field, problem);
            fallback
        })
    }

    fn text(&mut self, field: CostField, text: &str, limit: usize) -> String {
        let text = text.trim();
        if text.chars().count() > limit {
            self.refuse(field, CostProblem::Refused(DefectKind::TooLong { limit }));
        } else if text.chars().any(char::is_control) {
            self.refuse(field, CostProblem::Refused(DefectKind::ControlCharacter));
        }
        text.to_owned()
    }

    fn amount(&mut self, text: &str) -> Decimal {
        if text.is_empty() {
            self.refuse(CostField::Amount, CostProblem::NoAmount);
            return Decimal::ZERO;
        }
        self.number(
            CostField::Amount,
            text,
            &[self.unit, "HT", "TTC", "excl. tax", "incl. tax", "EUR", "euros", "€"],
            Decimal::ZERO,
        )
    }

    /// A number, with or without what is said of it in words; empty for what is usual.
    fn number(&mut self, field: CostField, text: &str, units: &[&str], usual: Decimal) -> Decimal {
        if text.is_empty() {
            return usual;
        }
        let read = parse_number(self.lang, without_words(text, units)).map_err(CostProblem::Number);
        let read = read.and_then(|number| match number.normalized().scale() > limits::FIGURE_DECIMALS {
            true => Err(CostProblem::Refused(DefectKind::Measure(FEW_DECIMALS))),
            false => Ok(number),
        });
        self.or_else(field, read, usual)
    }

    fn quantity(&mut self, text: &str) -> Quantity {
        let wanted = folded(text);
        let mut named = self.plan.segments.iter().enumerate().filter(|(_, segment)| folded(&segment.name) == wanted);
        match (text.is_empty(), named.next(), named.next()) {
            (true, ..) => Quantity::Fixed(Decimal::ONE),
            (_, Some((segment, _)), None) => Quantity::Segment(segment),
            _ if parse_number(self.lang, text) == Err(DecimalError::NotANumber) => {
                self.refuse(CostField::Quantity, CostProblem::Quantity);
                Quantity::Fixed(Decimal::ONE)
            }
            _ => Quantity::Fixed(self.number(CostField::Quantity, text, &[], Decimal::ONE)),
        }
    }

    fn when(&mut self, kind: CostKind, rhythm: &str, from: &str, to: &str) -> When {
        let usual = usual_when(kind, self.plan.horizon);
        let (first, last) = (self.year(CostField::From, from), self.year(CostField::To, to));
        let is_once = match rhythm {
            "" => last.is_none() && matches!(usual, When::Once { .. }),
            text => self.or_else(CostField::When, read_is_once(text).ok_or(CostProblem::When), false),
        };
        match (is_once, usual) {
            (true, _) if last.is_some() => {
                self.refuse(CostField::To, CostProblem::LastOfOnce);
                usual
            }
            (true, When::Once { year }) => When::Once { year: first.unwrap_or(year) },
            (true, _) => When::Once { year: first.unwrap_or(1) },
            (false, _) => When::Yearly { from: first.unwrap_or(1), to: last },
        }
    }

    /// `2`, `année 2`, `year 2`.
    fn year(&mut self, field: CostField, text: &str) -> Option<u32> {
        if text.is_empty() {
            return None;
        }
        let word = folded(text);
        let digits = word.trim_start_matches(|c: char| !c.is_ascii_digit());
        let is_word = matches!(word.strip_suffix(digits), Some("" | "an" | "annee" | "year" | "a" | "y"));
        let read = digits.parse().ok().filter(|_| is_word).ok_or(CostProblem::Year).map(Some);
        self.or_else(field, read, None)
    }

    fn yes(&mut self, text: &str) -> bool {
        let is_among = |words: &[&str]| words.iter().any(|word| is_same_word(word, text));
        match (text.is_empty() || is_among(&NO), is_among(&YES)) {
            (true, _) => false,
            (_, true) => true,
            _ => self.or_else(CostField::Renews, Err(CostProblem::YesNo), false),
        }
    }
}

/// The column that an error of a line is about.
fn place_of(error: CostError, when: When) -> CostField {
    match error {
        CostError::LineYear { year, .. } if matches!(when, When::Yearly { from, to } if from != year && to == Some(year)) => {
            CostField::To
        }
        CostError::NegativeAmount { .. } => CostField::Amount,
        CostError::NegativeQuantity { .. } | CostError::UnknownSegment { .. } => CostField::Quantity,
        CostError::EndsBeforeStart { .. } => CostField::To,
        CostError::Escalation { .. } | CostError::ScenarioEscalation { .. } => CostField::Escalation,
        _ => CostField::From,
    }
}

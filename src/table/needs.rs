//! Needs from a table, and back: one line per need, columns by their heads.
//!
//! Nothing lands that was not shown first. A cell that cannot be read stays out
//! with its reason; its need keeps what it had there.

use super::block::Block;
use super::cell::write_number;
use super::dates::{date_text, read_date};
use super::matching::folded;
use super::need_words::{NeedField, priority_word, read_priority};
use crate::dossier::{Defect, DefectKind, Dossier, Draft, Id, Requirement, fresh_ids, limits};
use crate::engine::{Decimal, DecimalError};
use crate::i18n::{Lang, parse_number};

/// Why a cell cannot be taken up.
#[derive(Clone, Debug, PartialEq)]
pub enum NeedProblem {
    /// The line names no need.
    NoName,
    /// A line before it names the same need.
    NameTwice,
    /// The dossier has several needs of that name.
    Ambiguous,
    /// It is no word for a priority.
    Priority,
    /// It is no number.
    Number(DecimalError),
    /// It is no date.
    Date,
    /// No coverage of the grid has this name.
    NoCoverage,
    /// The grid has no criterion of this name, or several.
    NoCriterion(String),
    /// It breaks a rule of the dossier.
    Refused(DefectKind),
}

/// What becomes of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum NeedCell {
    /// Its column stays out.
    Ignored,
    /// It says what is known already, or nothing where nothing is known.
    Same,
    /// It lands.
    Lands,
    /// It is empty: what was there goes.
    Clears,
    /// It cannot be taken up.
    Wrong(NeedProblem),
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedLine {
    /// Its cells as they came, one per column.
    pub texts: Vec<String>,
    /// What becomes of each.
    pub cells: Vec<NeedCell>,
    /// Whether it becomes a new need.
    pub is_new: bool,
}

/// What a table would bring to the register.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedsLanding {
    /// Line by line, in the order of the table.
    pub lines: Vec<NeedLine>,
    /// The needs that are new or other than before.
    pub requirements: Vec<Requirement>,
    /// What keeps them from landing together, if anything does.
    pub defects: Vec<Defect>,
}

impl NeedsLanding {
    /// How many cells are so.
    pub fn count(&self, is_so: impl Fn(&NeedCell) -> bool) -> usize {
        self.lines.iter().flat_map(|line| &line.cells).filter(|cell| is_so(cell)).count()
    }

    /// Whether something can land.
    pub fn can_land(&self) -> bool {
        self.defects.is_empty() && !self.requirements.is_empty()
    }
}

/// What each column is taken for, and whether the first row holds the heads.
/// Without heads the first column names the needs, and one of priorities is seen
/// by its words.
pub fn need_fields(block: &Block) -> (bool, Vec<NeedField>) {
    let columns = block.columns();
    let heads: Vec<Option<NeedField>> = (0..columns).map(|column| NeedField::of_head(block.cell(0, column))).collect();
    // « Obligatoire » may head a column, or stand in it.
    let is_data =
        heads.iter().enumerate().any(|(at, head)| head.is_none() && read_priority(block.cell(0, at)).is_some());
    let has_heads = !is_data && (heads.contains(&Some(NeedField::Name)) || heads.iter().flatten().count() > 1);
    let mut fields = vec![NeedField::Ignore; columns];
    if has_heads {
        for (place, field) in heads.into_iter().enumerate() {
            // A meaning has one column: the first that bears it.
            if let (Some(field), Some(slot)) = (field.filter(|field| !fields.contains(field)), fields.get_mut(place)) {
                *slot = field;
            }
        }
    } else {
        let cells = |column: usize| (0..block.rows.len()).map(move |row| block.cell(row, column));
        let is_priority = |column: &usize| {
            let mut written = cells(*column).filter(|cell| !cell.is_empty()).peekable();
            written.peek().is_some() && written.all(|cell| read_priority(cell).is_some())
        };
        let priorities = (0..columns).find(is_priority);
        let names = (0..columns).find(|column| Some(*column) != priorities);
        for (column, field) in [(priorities, NeedField::Priority), (names, NeedField::Name)] {
            if let Some(slot) = column.and_then(|column| fields.get_mut(column)) {
                *slot = field;
            }
        }
    }
    (has_heads, fields)
}

/// What a table would bring to the register of a dossier.
pub fn land_needs(lang: Lang, dossier: &Dossier, block: &Block, has_heads: bool, fields: &[NeedField]) -> NeedsLanding {
    let names = Names::of(dossier);
    let mut ids = fresh_ids(dossier, "besoin");
    let mut landing = NeedsLanding { lines: Vec::new(), requirements: Vec::new(), defects: Vec::new() };
    let mut seen: Vec<String> = Vec::new();
    for row in usize::from(has_heads)..block.rows.len() {
        let texts: Vec<String> = (0..fields.len()).map(|column| block.cell(row, column).to_owned()).collect();
        let name_at = fields.iter().position(|field| *field == NeedField::Name);
        let name = name_at.and_then(|at| texts.get(at)).map_or("", |name| name.trim());
        let found = need_named(dossier, name, &seen);
        let line = match found {
            Ok(known) => {
                seen.push(name.to_owned());
                let before = known.cloned();
                let new = || Requirement::new(ids.next()?, name.to_owned(), None);
                let Some(mut need) = before.clone().or_else(new) else { continue };
                let mut read = |(text, field): (&String, &NeedField)| names.read(lang, &mut need, *field, text);
                let cells: Vec<NeedCell> = texts.iter().zip(fields).map(&mut read).collect();
                let is_new = before.is_none();
                // A new need whose name cannot stand does not come at all.
                let is_sound =
                    name_at.and_then(|at| cells.get(at)).is_none_or(|cell| !matches!(cell, NeedCell::Wrong(_)));
                if before.as_ref() != Some(&need) && (is_sound || !is_new) {
                    landing.requirements.push(need);
                }
                NeedLine { texts, cells, is_new: is_new && is_sound }
            }
            Err(problem) => {
                let cell = |column: usize| {
                    if Some(column) == name_at { NeedCell::Wrong(problem.clone()) } else { NeedCell::Ignored }
                };
                let mut cells: Vec<NeedCell> = (0..fields.len()).map(cell).collect();
                // Where no column names the needs, the first says so.
                if let (None, Some(first)) = (name_at, cells.first_mut()) {
                    *first = NeedCell::Wrong(problem);
                }
                NeedLine { texts, cells, is_new: false }
            }
        };
        landing.lines.push(line);
    }
    if !landing.requirements.is_empty() {
        let mut draft = dossier.to_draft();
        draft.take_requirements(&landing.requirements);
        landing.defects = draft.check().err().unwrap_or_default();
    }
    landing
}

/// What can be named in a cell.
struct Names {
    coverages: Vec<(Id, String)>,
    criteria: Vec<(Id, String)>,
}

impl Names {
    fn of(dossier: &Draft) -> Self {
        let measures = dossier.measures().into_iter().filter(|(.., measure)| measure.family.is_coverage);
        let criteria = dossier.all_criteria().into_iter();
        Self {
            coverages: measures.map(|(id, name, _)| (id.clone(), name.to_owned())).collect(),
            criteria: criteria.map(|criterion| (criterion.id.clone(), criterion.name.clone())).collect(),
        }
    }

    /// Reads a cell into a need; what cannot be read changes nothing.
    fn read(&self, lang: Lang, need: &mut Requirement, field: NeedField, text: &str) -> NeedCell {
        let text = text.trim();
        let before = need.clone();
        let read = match field {
            NeedField::Ignore => return NeedCell::Ignored,
            NeedField::Name => name(text).map(|name| need.name = name),
            NeedField::Priority if text.is_empty() => Ok(()),
            NeedField::Priority => {
                read_priority(text).map(|priority| need.priority = priority).ok_or(NeedProblem::Priority)
            }
            NeedField::Weight if text.is_empty() => Ok(()),
            NeedField::Weight => weight(lang, text).map(|weight| need.weight = weight),
            NeedField::Measure => long_text(text).map(|text| need.description = text),
            NeedField::Owner => short_text(text).map(|text| need.owner = text),
            NeedField::Usage => short_text(text).map(|text| need.usage = text),
            NeedField::Deadline => date(text).map(|date| need.deadline = date),
            NeedField::CountsIn if is_nothing(text) => {
                need.of = None;
                Ok(())
            }
            NeedField::CountsIn => {
                named(&self.coverages, text).map(|of| need.of = Some(of)).ok_or(NeedProblem::NoCoverage)
            }
            NeedField::Criteria => self.criteria(text).map(|criteria| need.criteria = criteria),
        };
        match read {
            Err(problem) => NeedCell::Wrong(problem),
            Ok(()) if *need == before => NeedCell::Same,
            Ok(()) if is_nothing(text) => NeedCell::Clears,
            Ok(()) => NeedCell::Lands,
        }
    }

    /// Criteria with semicolons or line breaks between them.
    fn criteria(&self, text: &str) -> Result<Vec<Id>, NeedProblem> {
        if is_nothing(text) {
            return Ok(Vec::new());
        }
        // A name may hold what parts names: it is tried as a whole first.
        if let Some(one) = named(&self.criteria, text) {
            return Ok(vec![one]);
        }
        let mut ids = Vec::new();
        for part in text.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
            let id = named(&self.criteria, part).ok_or_else(|| NeedProblem::NoCriterion(part.to_owned()))?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    /// What names this thing to a reader: its name, or its identifier where the
    /// name would not be read back.
    fn word(among: &[(Id, String)], id: &Id) -> String {
        let name = among.iter().find(|(other, _)| other == id).map_or("", |(_, name)| name.as_str());
        let is_clear = !name.contains([';', '\n']) && named(among, name).as_ref() == Some(id);
        if is_clear { name.to_owned() } else { id.as_str().to_owned() }
    }
}

/// The need that a line is about; nothing for a new one.
fn need_named<'a>(dossier: &'a Draft, name: &str, seen: &[String]) -> Result<Option<&'a Requirement>, NeedProblem> {
    if name.is_empty() {
        return Err(NeedProblem::NoName);
    }
    let is_named = |other: &str| other.trim() == name || (!folded(name).is_empty() && folded(other) == folded(name));
    if seen.iter().any(|other| is_named(other)) {
        return Err(NeedProblem::NameTwice);
    }
    let mut found = dossier.requirements.iter().filter(|need| is_named(&need.name));
    match (found.next(), found.next()) {
        (found, None) => Ok(found),
        _ => Err(NeedProblem::Ambiguous),
    }
}

/// The only thing of this name, or of this identifier.
fn named(among: &[(Id, String)], text: &str) -> Option<Id> {
    let wanted = folded(text);
    let mut found =
        among.iter().filter(|(_, name)| name.trim() == text || (!wanted.is_empty() && folded(name) == wanted));
    match (found.next(), found.next()) {
        (Some((id, _)), None) => Some(id.clone()),
        _ => among.iter().find(|(id, _)| id.as_str() == text).map(|(id, _)| id.clone()),
    }
}

/// Whether a cell says that there is nothing.
fn is_nothing(text: &str) -> bool {
    matches!(text, "" | "-" | "–" | "—")
}

fn short_text(text: &str) -> Result<String, NeedProblem> {
    if is_nothing(text) { Ok(String::new()) } else { name(text) }
}

/// A text of one line, within the limits of a name.
fn name(text: &str) -> Result<String, NeedProblem> {
    if text.chars().count() > limits::NAME {
        return Err(NeedProblem::Refused(DefectKind::TooLong { limit: limits::NAME }));
    }
    if text.chars().any(char::is_control) {
        return Err(NeedProblem::Refused(DefectKind::ControlCharacter));
    }
    Ok(text.to_owned())
}

fn long_text(text: &str) -> Result<String, NeedProblem> {
    if text.chars().count() > limits::TEXT {
        return Err(NeedProblem::Refused(DefectKind::TooLong { limit: limits::TEXT }));
    }
    // What spreadsheets of another system end lines with.
    let text = text.replace("\r\n", "\n");
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(NeedProblem::Refused(DefectKind::ControlCharacter));
    }
    Ok(if is_nothing(&text) { String::new() } else { text })
}

fn weight(lang: Lang, text: &str) -> Result<Decimal, NeedProblem> {
    let weight = parse_number(lang, text).map_err(NeedProblem::Number)?;
    if weight.is_negative() {
        return Err(NeedProblem::Refused(DefectKind::NegativeWeight));
    }
    if weight > limits::REQUIREMENT_WEIGHT || weight.normalized().scale() > limits::FIGURE_DECIMALS {
        return Err(NeedProblem::Refused(DefectKind::Measure(crate::dossier::REQUIREMENT_WEIGHT)));
    }
    Ok(weight)
}

fn date(text: &str) -> Result<Option<crate::dossier::Date>, NeedProblem> {
    if is_nothing(text) {
        return Ok(None);
    }
    read_date(text).map(Some).ok_or(NeedProblem::Date)
}

/// The register as rows for a spreadsheet, heads first; read back, it changes nothing.
pub fn needs_rows(lang: Lang, dossier: &Draft) -> Vec<Vec<String>> {
    let names = Names::of(dossier);
    let fields = || NeedField::ALL.into_iter().filter(|field| *field != NeedField::Ignore);
    let mut rows: Vec<Vec<String>> = vec![fields().map(|field| field.head().get(lang).to_owned()).collect()];
    for need in &dossier.requirements {
        let cell = |field: NeedField| match field {
            NeedField::Ignore => String::new(),
            NeedField::Name => need.name.clone(),
            NeedField::Priority => priority_word(need.priority).get(lang).to_owned(),
            NeedField::Weight => write_number(lang, need.weight),
            NeedField::Measure => need.description.clone(),
            NeedField::Owner => need.owner.clone(),
            NeedField::Deadline => need.deadline.map(|date| date_text(lang, date)).unwrap_or_default(),
            NeedField::Usage => need.usage.clone(),
            NeedField::CountsIn => need.of.as_ref().map(|of| Names::word(&names.coverages, of)).unwrap_or_default(),
            NeedField::Criteria => {
                let words: Vec<String> = need.criteria.iter().map(|id| Names::word(&names.criteria, id)).collect();
                words.join("\u{a0}; ")
            }
        };
        rows.push(fields().map(cell).collect());
    }
    rows
}

//! The notes side by side, and where evaluators disagree.

use super::{counted, note_text, points, shown_names};
use crate::app::State;
use crate::catalogue::Panel;
use crate::dossier::{Cell, Criterion, Id, Measure, Offer, cells};
use crate::engine::{Decimal, Fact, FactKind, Rational};
use crate::i18n::{self, Lang, phrase};
use crate::present::facts::share_text;
use crate::say;

/// How many disagreements are listed before somebody asks for all.
const LISTED: usize = 8;

/// What was noted.
#[derive(Clone, Debug, PartialEq)]
pub struct NotesView {
    /// One table per criterion with notes.
    pub tables: Vec<MatrixTable>,
    /// The cells, those furthest apart first.
    pub disagreements: Vec<DisagreementRow>,
    /// How many further ones there are.
    pub more: usize,
}

/// The notes on one criterion.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixTable {
    /// The criterion.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// `sur 20`.
    pub out_of: String,
    /// Who noted it.
    pub evaluators: Vec<String>,
    /// What counts: the note agreed on, the mean or the median.
    pub counts: &'static str,
    /// One per offer.
    pub rows: Vec<MatrixRow>,
}

/// The notes of one offer on it.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow {
    /// The name of the offer.
    pub offer: String,
    /// One per evaluator; empty where there is none.
    pub notes: Vec<String>,
    /// The lowest, the highest, the distance, the mean; empty without notes.
    pub spread: [String; 4],
    /// What counts; empty while nothing does.
    pub counted: String,
}

/// A cell with notes.
#[derive(Clone, Debug, PartialEq)]
pub struct DisagreementRow {
    /// The criterion and the offer.
    pub cell: (Id, Id),
    /// The number of the cell, for identifiers: that of its place in the dossier.
    pub place: usize,
    /// The name of the criterion.
    pub criterion: String,
    /// The name of the offer as it may be shown.
    pub offer: String,
    /// `de 8 à 16 sur 20`.
    pub from_to: String,
    /// `8 (40 %)`, or a word where they agree.
    pub range: String,
    /// The share in percent, for the length of a bar: 0 to 100.
    pub percent: Decimal,
    /// What counts; empty while nothing does.
    pub counted: String,
    /// The consensus, while it is open.
    pub form: Option<AgreeForm>,
}

/// The consensus of a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreeForm {
    /// Who gave which note, and why.
    pub opinions: Vec<(String, String, String)>,
    /// Why nothing is agreed on here, where the mean or the median counts.
    pub derived: Option<&'static str>,
    /// The full note.
    pub full: Decimal,
    /// The note agreed on, as written in the language.
    pub value: String,
    /// The labels of the levels, on a scale.
    pub levels: Vec<String>,
    /// The level agreed on.
    pub level: Option<usize>,
    /// Why.
    pub reason: String,
    /// Whether the notes are locked.
    pub is_locked: bool,
}

pub(super) fn notes(state: &State) -> NotesView {
    let dossier = state.dossier();
    let names = shown_names(dossier);
    let cells = cells(dossier);
    let tables = dossier.noted_criteria().into_iter();
    let tables = tables.filter_map(|(criterion, measure)| table(state, &names, &cells, criterion, measure)).collect();
    let apart = cells.iter().filter(|cell| !cell.share.is_zero()).count();
    let shown = if state.commission.shows_all { cells.len() } else { apart.clamp(1, LISTED) };
    let is_open = |cell: &Cell| {
        state.commission.open_cell.as_ref().is_some_and(|(on, of)| *on == cell.criterion && *of == cell.offer)
    };
    let listed = cells.iter().enumerate().filter(|(place, cell)| *place < shown || is_open(cell));
    let disagreements: Vec<DisagreementRow> =
        listed.filter_map(|(_, cell)| disagreement(state, &names, cell, is_open(cell))).collect();
    NotesView { tables, more: cells.len() - disagreements.len().min(cells.len()), disagreements }
}

fn out_of(lang: Lang, measure: &Measure) -> String {
    say!(lang, "sur {0}", "out of {0}", i18n::number(lang, measure.full_note().normalized()))
}

fn table(
    state: &State,
    names: &[String],
    cells: &[Cell],
    criterion: &Criterion,
    measure: &Measure,
) -> Option<MatrixTable> {
    let (lang, dossier) = (state.lang, state.dossier());
    let opinions =
        |offer: &Offer| offer.facts.get(&criterion.id).map(|entry| entry.opinions.clone()).unwrap_or_default();
    let noted = |name: &str| dossier.offers.iter().any(|offer| opinions(offer).iter().any(|each| each.by == name));
    let evaluators: Vec<String> = (dossier.commission.evaluators.iter())
        .filter(|evaluator| evaluator.criteria.contains(&criterion.id) || noted(&evaluator.name))
        .map(|evaluator| evaluator.name.clone())
        .collect();
    if !cells.iter().any(|cell| cell.criterion == criterion.id) {
        return None;
    }
    let rows = dossier.offers.iter().zip(names).map(|(offer, name)| {
        let opinions = opinions(offer);
        let note = |by: &String| {
            let opinion = opinions.iter().find(|opinion| opinion.by == *by);
            opinion.map(|opinion| note_text(lang, measure, opinion.note)).unwrap_or_default()
        };
        let cell = cells.iter().find(|cell| cell.criterion == criterion.id && cell.offer == offer.id);
        MatrixRow {
            offer: name.clone(),
            notes: evaluators.iter().map(note).collect(),
            spread: cell.map(|cell| spread(lang, cell)).unwrap_or_default(),
            counted: counted(lang, dossier, measure, &criterion.id, offer),
        }
    });
    let rows = rows.collect();
    let counts = match measure.family.panel {
        Some(Panel::Mean) => phrase("Moyenne retenue", "Mean that counts"),
        Some(Panel::Median) => phrase("Médiane retenue", "Median that counts"),
        Some(Panel::Consensus) | None => phrase("Consensus", "Consensus"),
    };
    Some(MatrixTable {
        id: criterion.id.clone(),
        name: criterion.name.clone(),
        out_of: out_of(lang, measure),
        evaluators,
        counts: counts.get(lang),
        rows,
    })
}

/// The lowest, the highest, the distance and the mean.
pub(super) fn spread(lang: Lang, cell: &Cell) -> [String; 4] {
    [
        i18n::number(lang, cell.low.normalized()),
        i18n::number(lang, cell.high.normalized()),
        points(lang, &cell.range),
        points(lang, &cell.mean),
    ]
}

fn disagreement(state: &State, names: &[String], cell: &Cell, is_open: bool) -> Option<DisagreementRow> {
    let (lang, dossier) = (state.lang, state.dossier());
    let at = dossier.offers.iter().position(|offer| offer.id == cell.offer)?;
    let offer = dossier.offers.get(at)?;
    let criteria = dossier.noted_criteria();
    let on = criteria.iter().position(|(criterion, _)| criterion.id == cell.criterion)?;
    let (criterion, measure) = *criteria.get(on)?;
    let [low, high, range, _] = spread(lang, cell);
    let out_of = out_of(lang, measure);
    Some(DisagreementRow {
        cell: (cell.criterion.clone(), cell.offer.clone()),
        place: on * dossier.offers.len() + at,
        criterion: criterion.name.clone(),
        offer: names.get(at).cloned().unwrap_or_default(),
        from_to: if cell.range.is_zero() {
            say!(lang, "{low} {out_of}", "{low} {out_of}")
        } else {
            say!(lang, "de {low} à {high} {out_of}", "from {low} to {high} {out_of}")
        },
        range: match cell.count {
            1 => phrase("une seule note", "one note only").get(lang).into(),
            _ if cell.range.is_zero() => phrase("aucun écart", "no difference").get(lang).into(),
            _ => {
                let share = share_text(lang, &cell.share);
                say!(lang, "{range} ({share})", "{range} ({share})")
            }
        },
        percent: (cell.share.clone() * Rational::from(Decimal::integer(100))).round(1),
        counted: counted(lang, dossier, measure, &cell.criterion, offer),
        form: is_open.then(|| form(state, &cell.criterion, measure, offer)),
    })
}

fn form(state: &State, criterion: &Id, measure: &Measure, offer: &Offer) -> AgreeForm {
    let (lang, entry) = (state.lang, offer.facts.get(criterion));
    let opinions = entry.map(|entry| entry.opinions.as_slice()).unwrap_or_default();
    let is_scale = measure.formula().fact_kind() == FactKind::Level;
    let derived = match measure.family.panel {
        Some(Panel::Mean) => Some(phrase(
            "La moyenne des notes compte, comme la grille l'annonce\u{a0}: il n'y a pas de note à convenir, mais une raison à écrire.",
            "The mean of the notes counts, as the grid announces: there is no note to agree on, but a reason to write.",
        )),
        Some(Panel::Median) => Some(phrase(
            "La médiane des notes compte, comme la grille l'annonce\u{a0}: il n'y a pas de note à convenir, mais une raison à écrire.",
            "The median of the notes counts, as the grid announces: there is no note to agree on, but a reason to write.",
        )),
        Some(Panel::Consensus) | None => None,
    };
    let fact = entry.map_or(Fact::Missing, |entry| entry.fact);
    let value = match fact {
        Fact::Number(note) => i18n::number(lang, note.normalized()),
        _ => String::new(),
    };
    AgreeForm {
        opinions: (opinions.iter())
            .map(|each| (each.by.clone(), note_text(lang, measure, each.note), each.remark.clone()))
            .collect(),
        derived: derived.map(|text| text.get(lang)),
        full: measure.full_note(),
        value,
        levels: if is_scale { measure.levels.iter().map(|level| level.label.clone()).collect() } else { Vec::new() },
        level: match fact {
            Fact::Level(level) => Some(level),
            _ => None,
        },
        reason: entry.map(|entry| entry.justification.clone()).unwrap_or_default(),
        is_locked: state.dossier().commission.are_notes_locked,
    }
}

//! A table of needs before it lands: what each column is taken for, what becomes
//! of each cell, what is wrong.

use crate::app::{NeedsTable, State};
use crate::dossier::Priority;
use crate::i18n::{self, Lang, phrase};
use crate::present::sentences::{self, capitalized, decimal_error};
use crate::present::{PasteCell, PasteField, PasteLine, PasteTable, PasteView, errors, paste};
use crate::say;
use crate::table::{NeedCell, NeedField, NeedProblem, NeedsLanding, priority_word};

/// How many lines are shown; the others land all the same.
const SHOWN: usize = 60;

pub(super) fn view(state: &State) -> Option<PasteView> {
    let table = state.needs()?.table.as_deref()?;
    let refusal = table.block.as_ref().err().map(|error| paste::block_error(*error).get(state.lang).to_owned());
    let shown = matches!(table.block, Ok(Some(_))).then(|| preview(state.lang, table));
    Some(PasteView { refusal, table: shown })
}

fn preview(lang: Lang, table: &NeedsTable) -> PasteTable {
    let landing = &table.landing;
    let head = |column: usize| match &table.block {
        Ok(Some(block)) if table.has_heads && !block.cell(0, column).is_empty() => block.cell(0, column).to_owned(),
        _ => say!(lang, "Colonne {0}", "Column {0}", column + 1),
    };
    let field = |(column, field): (usize, &NeedField)| PasteField {
        head: head(column),
        choices: NeedField::ALL.map(|field| field.head().get(lang).to_owned()).to_vec(),
        chosen: NeedField::ALL.iter().position(|other| other == field).unwrap_or_default(),
        weight: String::new(),
    };
    let lines = landing.lines.iter().enumerate().take(SHOWN).map(|(place, line)| {
        let cell = |(text, state): (&String, &NeedCell)| {
            let (state, problem) = cell_state(lang, state);
            PasteCell { text: text.clone(), state, problem }
        };
        let cells = line.texts.iter().zip(&line.cells).map(cell).collect();
        PasteLine { name: i18n::integer(lang, place + 1), is_new: line.is_new, cells }
    });
    PasteTable {
        is_new: false,
        can_complete: false,
        summary: summary(lang, landing),
        warning: warning(lang, landing),
        fields: table.fields.iter().enumerate().map(field).collect(),
        lines: lines.collect(),
        hidden: landing.lines.len().saturating_sub(SHOWN),
        can_land: landing.can_land(),
    }
}

fn summary(lang: Lang, landing: &NeedsLanding) -> String {
    let new = landing.lines.iter().filter(|line| line.is_new).count();
    let changed = landing.requirements.len().saturating_sub(new);
    let needs = |count| i18n::counted(lang, count, phrase("besoin", "need"), phrase("besoins", "needs"));
    let (new, changed) = (needs(new), needs(changed));
    let cells = i18n::counted(
        lang,
        landing.count(|cell| *cell == NeedCell::Clears),
        phrase("case", "cell"),
        phrase("cases", "cells"),
    );
    say!(
        lang,
        "À ajouter\u{a0}: {new}\u{a0}; à modifier\u{a0}: {changed}\u{a0}; à vider\u{a0}: {cells}.",
        "To add: {new}; to change: {changed}; to empty: {cells}."
    )
}

fn warning(lang: Lang, landing: &NeedsLanding) -> Option<String> {
    if !landing.defects.is_empty() {
        let sentences = landing.defects.iter().take(3).map(|defect| capitalized(&errors::defect(lang, &defect.kind)));
        return Some(sentences.collect::<Vec<_>>().join(" "));
    }
    paste::left_out(lang, landing.count(|cell| matches!(cell, NeedCell::Wrong(_))))
}

fn cell_state(lang: Lang, cell: &NeedCell) -> (&'static str, Option<String>) {
    match cell {
        NeedCell::Ignored => ("ignored", None),
        NeedCell::Same => ("same", None),
        NeedCell::Lands => ("lands", None),
        NeedCell::Clears => ("clears", None),
        NeedCell::Wrong(problem) => ("wrong", Some(capitalized(&self::problem(lang, problem)))),
    }
}

/// Why a cell cannot be taken up; begins in lower case.
fn problem(lang: Lang, problem: &NeedProblem) -> String {
    let fixed = match problem {
        NeedProblem::NoName => phrase("cette ligne ne nomme aucun besoin.", "this line names no need."),
        NeedProblem::NameTwice => {
            phrase("ce besoin figure déjà plus haut dans le tableau.", "this need stands further up in the table.")
        }
        NeedProblem::Ambiguous => {
            phrase("plusieurs besoins du registre portent ce nom.", "several needs of the register bear this name.")
        }
        NeedProblem::Priority => {
            let words = Priority::ALL.map(|priority| priority_word(priority).get(lang)).join(", ");
            return say!(
                lang,
                "ce n'est pas une priorité\u{a0}: écrivez {words}, ou MUST, SHOULD, MAY.",
                "this is no priority: write {words}, or M, S, C."
            );
        }
        NeedProblem::Number(error) => return decimal_error(lang, *error).into(),
        NeedProblem::Date => phrase(
            "ce n'est pas une date\u{a0}: écrivez 2027, 06/2027 ou 30/06/2027.",
            "this is not a date: write 2027, 2027-06 or 2027-06-30.",
        ),
        NeedProblem::NoCoverage => phrase(
            "aucun critère de couverture des besoins ne porte ce nom.",
            "no coverage of requirements bears this name.",
        ),
        NeedProblem::NoCriterion(name) => {
            let name = sentences::quoted(lang, name);
            return say!(
                lang,
                "aucun critère, ou plus d'un, ne porte le nom {name}.",
                "no criterion, or more than one, bears the name {name}."
            );
        }
        NeedProblem::Refused(kind) => return errors::defect(lang, kind),
    };
    fixed.get(lang).into()
}

/// What was read of a table, for the ears.
pub(in crate::present) fn read_aloud(state: &State) -> String {
    let Some(view) = view(state) else { return String::new() };
    view.refusal.or_else(|| view.table.map(|table| table.read_aloud())).unwrap_or_default()
}

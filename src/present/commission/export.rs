//! The notes as a table for a spreadsheet.

use super::{counted, note_text, notes::spread, points, shown_names};
use crate::app::State;
use crate::dossier::cells;
use crate::engine::{Decimal, Rational};
use crate::i18n::{Lang, phrase};
use crate::say;

/// The name of the file.
pub fn export_name(lang: Lang) -> &'static str {
    phrase("notes-de-la-commission.csv", "notes-of-the-commission.csv").get(lang)
}

/// The notes of every evaluator with their reasons, how far they are apart, and
/// what counts: one line per criterion and offer, as a French spreadsheet opens
/// it (UTF-8 with its mark, `;`, numbers as the language writes them).
pub fn export(state: &State) -> String {
    let (lang, dossier) = (state.lang, state.dossier());
    let words = |fr, en| phrase(fr, en).get(lang).to_owned();
    let mut head = vec![words("Critère", "Criterion"), words("Note pleine", "Full note"), words("Offre", "Offer")];
    for evaluator in &dossier.commission.evaluators {
        let name = &evaluator.name;
        head.push(name.clone());
        head.push(say!(lang, "{name}, justification", "{name}, reason"));
    }
    head.extend([
        words("Minimum", "Minimum"),
        words("Maximum", "Maximum"),
        words("Écart", "Difference"),
        words("Moyenne", "Mean"),
        words("Écart en % de la note pleine", "Difference in % of the full note"),
        words("Note retenue", "Note that counts"),
        words("Justification retenue", "Reason that counts"),
    ]);
    let (cells, names) = (cells(dossier), shown_names(dossier));
    let mut text = String::from('\u{feff}');
    line(&mut text, &head);
    for (criterion, measure) in dossier.noted_criteria() {
        for (offer, name) in dossier.offers.iter().zip(&names) {
            let Some(cell) = cells.iter().find(|cell| cell.criterion == criterion.id && cell.offer == offer.id) else {
                continue;
            };
            let entry = offer.facts.get(&criterion.id);
            let opinions = entry.map(|entry| entry.opinions.as_slice()).unwrap_or_default();
            let full = crate::i18n::number(lang, measure.full_note().normalized());
            let mut row = vec![criterion.name.clone(), full, name.clone()];
            for evaluator in &dossier.commission.evaluators {
                let opinion = opinions.iter().find(|opinion| opinion.by == evaluator.name);
                row.push(opinion.map(|opinion| note_text(lang, measure, opinion.note)).unwrap_or_default());
                row.push(opinion.map(|opinion| opinion.remark.clone()).unwrap_or_default());
            }
            row.extend(spread(lang, cell));
            row.push(points(lang, &(cell.share.clone() * Rational::from(Decimal::integer(100)))));
            row.push(counted(lang, dossier, measure, &criterion.id, offer));
            row.push(entry.map(|entry| entry.justification.clone()).unwrap_or_default());
            line(&mut text, &row);
        }
    }
    text
}

fn line(text: &mut String, cells: &[String]) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            text.push(';');
        }
        text.push_str(&quoted(cell));
    }
    text.push_str("\r\n");
}

/// A cell that a spreadsheet reads as it stands: quoted where it must be, and never
/// taken for a formula.
fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '@', '\t', '\r']) || (cell.starts_with('-') && !is_number(cell));
    let plain = if is_formula { ["'", cell].concat() } else { cell.to_owned() };
    if plain.contains([';', '"', '\n', '\r', '\t', '\'']) {
        format!("\"{}\"", plain.replace('"', "\"\""))
    } else {
        plain
    }
}

fn is_number(cell: &str) -> bool {
    cell.trim_start_matches('-').chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.')
}

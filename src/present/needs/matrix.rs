//! How offers cover needs: a word and a sign per cell, a line of sums per priority.

use super::priority_name;
use crate::app::{CoverChoice, NeedsMsg, State};
use crate::dossier::{Coverage, Covered, Draft, Id, Offer, Priority, Requirement};
use crate::engine::{Decimal, Rational};
use crate::i18n::{self, Lang, Phrase, phrase};
use crate::present::{CellSheet, cell_sheet, date_text};
use crate::say;

/// More offers cannot have a column each unless all are asked for.
const SHOWN: usize = 30;

/// Needs in rows, offers in columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// The offers that are shown.
    pub offers: Vec<String>,
    /// How many more there are.
    pub hidden: usize,
    /// The needs.
    pub lines: Vec<MatrixLine>,
    /// The sums, over the whole register.
    pub totals: Vec<MatrixTotal>,
}

/// A need with how each offer covers it.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixLine {
    /// Its identifier.
    pub id: Id,
    /// What is needed.
    pub name: String,
    /// How much.
    pub priority: &'static str,
    /// One per offer.
    pub cells: Vec<MatrixCell>,
}

/// How an offer covers a need.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixCell {
    /// The identifier of its button.
    pub id: String,
    /// A sign; the words say the same.
    pub sign: &'static str,
    /// In words.
    pub text: String,
    /// The same with what it is about.
    pub label: String,
    /// What a click sends.
    pub msg: NeedsMsg,
}

/// What each offer covers of a priority.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixTotal {
    /// Of what.
    pub name: String,
    /// One per offer.
    pub cells: Vec<String>,
}

/// The sheet of an offer on a need.
#[derive(Clone, Debug, PartialEq)]
pub struct CoverSheet {
    /// What supports it, as in the grid of the offers.
    pub cell: CellSheet,
    /// Every choice in words.
    pub choices: Vec<String>,
    /// Which one holds.
    pub chosen: usize,
    /// The share in percent, where only a part is covered.
    pub share: Option<String>,
    /// The date of a commitment, as it is written in a field.
    pub committed_by: String,
    /// What becomes of it, in a sentence.
    pub verdict: String,
}

/// Nothing without offers or needs.
pub(super) fn matrix(state: &State, needs: &[&Requirement]) -> Option<Matrix> {
    let (lang, dossier) = (state.lang, state.dossier());
    if dossier.offers.is_empty() || dossier.requirements.is_empty() {
        return None;
    }
    let limit = if state.shows_all || state.is_printing { usize::MAX } else { SHOWN };
    let offers: Vec<&Offer> = dossier.offers.iter().take(limit).map(AsRef::as_ref).collect();
    let cell = |need: &Requirement, offer: &Offer| {
        let (sign, text) = words(lang, dossier.how_covered(need, offer));
        let (offer_name, name) = (&offer.name, &need.name);
        MatrixCell {
            id: format!("cover-{}-{}", need.id, offer.id),
            sign,
            label: say!(lang, "{name}, {offer_name}\u{a0}: {text}", "{name}, {offer_name}: {text}"),
            text,
            msg: NeedsMsg::Open { offer: offer.id.clone(), need: need.id.clone() },
        }
    };
    let line = |need: &&Requirement| MatrixLine {
        id: need.id.clone(),
        name: need.name.clone(),
        priority: priority_name(need.priority).get(lang),
        cells: offers.iter().map(|offer| cell(need, offer)).collect(),
    };
    let total = |priority| {
        let is_there = dossier.requirements.iter().any(|need| need.priority == priority);
        let cells = || offers.iter().map(|offer| sum(lang, priority, dossier.coverage(priority, offer))).collect();
        is_there.then(|| MatrixTotal { name: total_name(priority).get(lang).to_owned(), cells: cells() })
    };
    Some(Matrix {
        hidden: dossier.offers.len() - offers.len(),
        lines: needs.iter().map(line).collect(),
        totals: Priority::ALL.into_iter().filter_map(total).collect(),
        offers: offers.iter().map(|offer| offer.name.clone()).collect(),
    })
}

fn total_name(priority: Priority) -> Phrase {
    match priority {
        Priority::Must => phrase("Obligatoires couverts", "Compulsory, covered"),
        Priority::Should => phrase("Souhaités, part couverte", "Wished, share covered"),
        Priority::May => phrase("Possibles, part couverte", "Possible, share covered"),
    }
}

/// « 5 sur 6 », « 62,5 % », with both ends where something is unknown.
fn sum(lang: Lang, priority: Priority, tally: Coverage) -> String {
    if priority == Priority::Must {
        let [covered, possible, needs] = [tally.covered, tally.possible, tally.needs].map(|n| i18n::integer(lang, n));
        return if tally.covered == tally.possible {
            say!(lang, "{covered} sur {needs}", "{covered} of {needs}")
        } else {
            say!(lang, "{covered} à {possible} sur {needs}", "{covered} to {possible} of {needs}")
        };
    }
    let part = |sum: Decimal| {
        let share = (Rational::from(sum) * Rational::from(Decimal::integer(100))).checked_div(&tally.weight.into())?;
        Some(i18n::number(lang, share.round(1).normalized()))
    };
    match part(tally.low).zip(part(tally.high)) {
        None => phrase("sans poids", "without weight").get(lang).into(),
        Some((low, high)) if low == high => say!(lang, "{low}\u{a0}%", "{low}%"),
        Some((low, high)) => say!(lang, "{low}\u{a0}% à {high}\u{a0}%", "{low}% to {high}%"),
    }
}

/// A sign and words.
fn words(lang: Lang, covered: Covered) -> (&'static str, String) {
    match covered {
        Covered::Full => ("●", phrase("couvert", "covered").get(lang).into()),
        Covered::Not => ("○", phrase("non couvert", "not covered").get(lang).into()),
        Covered::Unknown => ("?", phrase("non renseigné", "not known").get(lang).into()),
        Covered::Partly { low, high } => {
            let (low, high) = (percent(lang, low), percent(lang, high));
            let text = if low == high {
                say!(lang, "en partie\u{a0}: {low}\u{a0}%", "in part: {low}%")
            } else {
                say!(lang, "en partie\u{a0}: {low}\u{a0}% à {high}\u{a0}%", "in part: {low}% to {high}%")
            };
            ("◐", text)
        }
        Covered::Committed { by, counts } => {
            let by = date_text(lang, by);
            let text = if counts {
                say!(lang, "engagé pour {by}, compte", "committed for {by}, counts")
            } else {
                say!(lang, "engagé pour {by}, ne compte pas", "committed for {by}, does not count")
            };
            ("◷", text)
        }
    }
}

/// A share from 0 to 1 in percent, with every digit.
fn percent(lang: Lang, share: Decimal) -> String {
    let percent = share.checked_mul(Decimal::integer(100)).unwrap_or(share);
    i18n::number(lang, percent.normalized())
}

/// The sheet of the cell with the cursor of the grid, while it is open here.
pub(super) fn sheet(state: &State) -> Option<CoverSheet> {
    let (lang, dossier) = (state.lang, state.dossier());
    state.needs().filter(|needs| needs.shows_cell)?;
    let (offer, id, _) = state.fact_at(state.cursor())?;
    let need = dossier.requirements.iter().find(|need| need.id == id)?;
    let offer = dossier.offer(&offer)?;
    let entry = state.entry_at(state.cursor())?;
    let choice = match entry.fact.bounds() {
        None => CoverChoice::Unknown,
        Some((low, _)) if low == Decimal::ONE => CoverChoice::Full,
        Some((_, high)) if high.is_zero() => CoverChoice::Not,
        Some(_) => CoverChoice::Partly,
    };
    let share = match entry.fact.bounds() {
        Some((low, high)) if choice == CoverChoice::Partly && low == high => percent(lang, low),
        _ => String::new(),
    };
    let committed = entry.shortfall.and_then(|shortfall| shortfall.committed_by);
    Some(CoverSheet {
        cell: cell_sheet(state)?,
        choices: CoverChoice::ALL.map(|choice| choice_name(choice).get(lang).to_owned()).to_vec(),
        chosen: CoverChoice::ALL.iter().position(|other| *other == choice).unwrap_or_default(),
        share: (choice == CoverChoice::Partly).then_some(share),
        committed_by: committed.map(|date| date_text(lang, date)).unwrap_or_default(),
        verdict: verdict(lang, dossier, need, offer),
    })
}

fn choice_name(choice: CoverChoice) -> Phrase {
    match choice {
        CoverChoice::Full => phrase("couvert", "covered"),
        CoverChoice::Partly => phrase("en partie", "in part"),
        CoverChoice::Not => phrase("non couvert", "not covered"),
        CoverChoice::Unknown => phrase("non renseigné", "not known"),
    }
}

fn verdict(lang: Lang, dossier: &Draft, need: &Requirement, offer: &Offer) -> String {
    let (sign, text) = words(lang, dossier.how_covered(need, offer));
    let rule = match (dossier.how_covered(need, offer), dossier.commitment_limit(need)) {
        (Covered::Committed { .. }, None) => phrase(
            " Les engagements datés ne comptent pas dans ce dossier.",
            " Dated commitments do not count in this dossier.",
        )
        .get(lang)
        .to_owned(),
        (Covered::Committed { .. }, Some(limit)) => {
            let limit = date_text(lang, limit);
            say!(lang, " Date limite\u{a0}: {limit}.", " Limit: {limit}.")
        }
        _ => String::new(),
    };
    format!("{sign} {text}.{rule}")
}

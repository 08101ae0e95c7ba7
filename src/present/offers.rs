//! Offres: one row per offer, one cell per fact.

use super::facts::tax;
use super::sentences;
use crate::app::State;
use crate::dossier::{Id, Measure, Offer, StandingKind};
use crate::engine::{Decimal, Fact, FactKind};
use crate::i18n::{self, Lang, phrase};
use crate::say;

/// The table of offers as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct OffersView {
    /// The facts, in the order of the grid.
    pub columns: Vec<Column>,
    /// The offers, in the order of the dossier.
    pub rows: Vec<OfferRow>,
    /// Every status with its name.
    pub standings: Vec<(StandingKind, String)>,
}

/// What is recorded of every offer.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The leaf criterion or information.
    pub measure: Id,
    /// Its name.
    pub name: String,
    /// The unit or what is expected: `€ TTC`, `0 à 100`, `oui ou non`.
    pub unit: String,
    /// Whether it counts in the total.
    pub has_weight: bool,
}

/// An offer with its facts.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferRow {
    /// The offer.
    pub offer: Id,
    /// Its name.
    pub name: String,
    /// Its status.
    pub standing: StandingKind,
    /// Why, unless it is regular.
    pub reason: String,
    /// One per column.
    pub cells: Vec<Cell>,
}

/// One fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// `Coût, Offre B`, for the ears.
    pub label: String,
    /// What it takes.
    pub input: CellInput,
    /// What is known.
    pub fact: Fact,
    /// Why this fact, if somebody wrote it.
    pub justification: String,
}

/// What a cell takes.
#[derive(Clone, Debug, PartialEq)]
pub enum CellInput {
    /// A number, as it is written in the language; empty when missing.
    Number(String),
    /// One of these, by index; none when missing.
    Choice(Vec<String>),
}

/// The table of a state.
pub fn offers(state: &State) -> OffersView {
    let (lang, dossier) = (state.lang, state.dossier());
    let measures = dossier.measures();
    let leaves = dossier.measures().len() - dossier.informations.len();
    OffersView {
        columns: measures
            .iter()
            .enumerate()
            .map(|(index, (id, name, measure))| Column {
                measure: (*id).clone(),
                name: (*name).to_owned(),
                unit: unit(lang, dossier.money.currency.as_str(), dossier.money.tax, measure),
                has_weight: index < leaves,
            })
            .collect(),
        rows: dossier.offers.iter().map(|offer| row(lang, offer, &measures)).collect(),
        standings: StandingKind::ALL
            .iter()
            .map(|kind| (*kind, sentences::capitalized(sentences::standing(*kind).get(lang))))
            .collect(),
    }
}

fn row(lang: Lang, offer: &Offer, measures: &[(&Id, &str, &Measure)]) -> OfferRow {
    OfferRow {
        offer: offer.id.clone(),
        name: offer.name.clone(),
        standing: offer.standing.kind,
        reason: offer.standing.reason.clone(),
        cells: measures
            .iter()
            .map(|(id, name, measure)| {
                let entry = offer.facts.get(id);
                let fact = entry.map(|entry| entry.fact).unwrap_or_default();
                Cell {
                    label: format!("{name}, {}", offer.name),
                    input: input(lang, measure, fact),
                    fact,
                    justification: entry.map(|entry| entry.justification.clone()).unwrap_or_default(),
                }
            })
            .collect(),
    }
}

fn input(lang: Lang, measure: &Measure, fact: Fact) -> CellInput {
    match measure.formula().fact_kind() {
        FactKind::YesNo => CellInput::Choice(
            [phrase("Non", "No"), phrase("Oui", "Yes")].iter().map(|answer| answer.get(lang).to_owned()).collect(),
        ),
        FactKind::Level => CellInput::Choice(measure.levels.iter().map(|level| level.label.clone()).collect()),
        _ => CellInput::Number(match fact {
            Fact::Number(value) => i18n::number(lang, value),
            _ => String::new(),
        }),
    }
}

impl Cell {
    /// The choice that the fact is, by index.
    pub fn chosen(&self) -> Option<usize> {
        match self.fact {
            Fact::Level(level) => Some(level),
            Fact::Yes(yes) => Some(usize::from(yes)),
            _ => None,
        }
    }

    /// The fact that a choice by index means.
    pub fn choose(measure: &Measure, index: Option<usize>) -> Fact {
        match (index, measure.formula().fact_kind()) {
            (None, _) => Fact::Missing,
            (Some(index), FactKind::YesNo) => Fact::Yes(index == 1),
            (Some(index), _) => Fact::Level(index),
        }
    }
}

fn unit(lang: Lang, currency: &str, basis: crate::dossier::Tax, measure: &Measure) -> String {
    match measure.formula().fact_kind() {
        FactKind::Amount => format!("{}\u{a0}{}", if currency == "EUR" { "€" } else { currency }, tax(lang, basis)),
        FactKind::Quantity => measure.unit.clone(),
        FactKind::Points => {
            let full = i18n::number(lang, measure.parameters.first().copied().unwrap_or(Decimal::ZERO).normalized());
            let range = say!(lang, "0 à {full}", "0 to {full}");
            if measure.unit.is_empty() { range } else { format!("{}, {range}", measure.unit) }
        }
        FactKind::Level => phrase("niveau", "level").get(lang).into(),
        FactKind::YesNo => phrase("oui ou non", "yes or no").get(lang).into(),
    }
}

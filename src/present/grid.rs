//! Offres: the grid, its cells as text, and the sheet of the cell with the cursor.

use std::rc::Rc;

use super::facts::{MISSING, aged, fact_text, tax};
use super::sentences;
use crate::app::{At, FACTS, NAME, Problem, STATUS, Selected, State};
use crate::dossier::{Dossier, Entry, Id, Measure, Offer, StandingKind};
use crate::engine::{Decimal, Fact, FactKind};
use crate::i18n::{self, Lang, counted, phrase};
use crate::say;
use crate::table::{CellError, date_text};

/// The grid as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct GridView {
    /// Whether each offer has a row rather than a column.
    pub has_offer_rows: bool,
    /// The fields: name, status, then the facts.
    pub fields: Vec<FieldHead>,
    /// The cell with the cursor.
    pub at: At,
    /// The selected cells, from the first to the last.
    pub selection: (At, At),
    /// The field that is being typed in.
    pub editor: Option<Editor>,
    /// The language of the cells.
    pub lang: Lang,
    dossier: Rc<Dossier>,
}

/// The head of a field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldHead {
    /// Its name.
    pub name: String,
    /// The unit or what is expected: `€ TTC`, `0 à 100`, `oui ou non`.
    pub unit: String,
    /// Whether facts without weight begin here.
    pub begins_informations: bool,
    /// Whether its cells hold figures.
    pub is_figure: bool,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub struct CellView {
    /// Its identifier in the page.
    pub id: String,
    /// What it shows; empty for what is not known.
    pub text: String,
    /// What is said instead of an empty cell.
    pub unknown: &'static str,
    /// Whether a justification or evidence stands behind it.
    pub has_evidence: bool,
    /// By which rule the bricks of the offer make it, where it is not entered.
    pub composed: Option<String>,
}

/// The field of the cell that is being typed in.
#[derive(Clone, Debug, PartialEq)]
pub struct Editor {
    /// `Coût, Offre B`.
    pub label: String,
    /// What it begins with.
    pub text: String,
    /// Whether it began with a character.
    pub is_fresh: bool,
    /// The answers to choose from, and the one that stands; nothing for a text.
    pub choices: Option<(Vec<String>, Option<usize>)>,
    /// Whether a choice may be "not known".
    pub may_be_unknown: bool,
    /// Why what was typed was not taken.
    pub problem: Option<String>,
}

/// The identifier of a cell in the page.
pub fn cell_id(state: &State, at: At) -> String {
    let Some(offer) = state.dossier().offers.get(at.offer) else { return String::new() };
    match (at.field, state.fact_at(at)) {
        (_, Some((_, measure, _))) => format!("cell-{}-{measure}", offer.id),
        (STATUS, None) => format!("status-{}", offer.id),
        (_, None) => format!("name-{}", offer.id),
    }
}

/// The grid of a state.
pub fn grid(state: &State) -> GridView {
    let (lang, dossier) = (state.lang, state.dossier());
    let measures = dossier.measures();
    let leaves = measures.len() - dossier.informations.len() - dossier.requirements.len();
    let head = |name: &str, unit: String, begins_informations, is_figure| FieldHead {
        name: name.to_owned(),
        unit,
        begins_informations,
        is_figure,
    };
    let mut fields = vec![
        head(phrase("Offre", "Offer").get(lang), String::new(), false, false),
        head(phrase("Statut", "Status").get(lang), String::new(), false, false),
    ];
    for (index, (_, name, measure)) in measures.iter().enumerate() {
        let kind = measure.formula().fact_kind();
        let is_figure = !matches!(kind, FactKind::Level | FactKind::YesNo);
        let unit = unit(lang, dossier.money.currency.as_str(), dossier.money.tax, measure);
        fields.push(head(name, unit, index == leaves, is_figure));
    }
    GridView {
        has_offer_rows: state.has_offer_rows(),
        fields,
        at: state.cursor(),
        selection: state.selection(),
        editor: state.grid.editing.is_some().then(|| editor(state)),
        lang,
        dossier: Rc::clone(dossier),
    }
}

impl GridView {
    /// How many offers there are.
    pub fn count(&self) -> usize {
        self.dossier.offers.len()
    }

    /// The name of an offer, by its place.
    pub fn name(&self, offer: usize) -> Option<&str> {
        self.dossier.offers.get(offer).map(|offer| offer.name.as_str())
    }

    /// The identifier of an offer, by its place.
    pub fn offer(&self, offer: usize) -> Option<&Id> {
        self.dossier.offers.get(offer).map(|offer| &offer.id)
    }

    /// The place of an offer.
    pub fn place_of(&self, id: &Id) -> Option<usize> {
        self.dossier.offers.iter().position(|offer| offer.id == *id)
    }

    /// The cells of some offers, by their places: one per field. What is not on the
    /// page is not written.
    pub fn cells(&self, offers: impl Iterator<Item = usize>) -> Vec<Vec<CellView>> {
        let measures = self.dossier.measures();
        let offers = offers.filter_map(|place| self.dossier.offers.get(place));
        offers.map(|offer| cells(self.lang, &self.dossier, offer, &measures)).collect()
    }
}

fn cells(lang: Lang, dossier: &Dossier, offer: &Offer, measures: &[(&Id, &str, &Measure)]) -> Vec<CellView> {
    let cell = |id: String, text: String, has_evidence| CellView {
        id,
        text,
        unknown: MISSING.get(lang),
        has_evidence,
        composed: None,
    };
    let status = sentences::capitalized(sentences::standing(offer.standing.kind).get(lang));
    let mut cells = vec![
        cell(format!("name-{}", offer.id), offer.name.clone(), false),
        cell(format!("status-{}", offer.id), status, !offer.standing.reason.is_empty()),
    ];
    for (id, _, measure) in measures {
        let entry = offer.facts.get(id);
        // Cost lines come to a price; nobody types it.
        let fact =
            entry.map(|entry| if entry.costs.is_empty() { entry.fact } else { dossier.entry_fact(id, measure, entry) });
        let text = fact.map_or_else(String::new, |fact| cell_text(lang, dossier, measure, fact));
        let text = aged(lang, dossier, measure, entry, text);
        let has_evidence = entry.is_some_and(|entry| {
            [&entry.justification, &entry.source, &entry.page, &entry.address].iter().any(|text| !text.is_empty())
        });
        let mut cell = cell(format!("cell-{}-{id}", offer.id), text, has_evidence);
        if cell.text.is_empty() && !offer.components.is_empty() {
            let fact = dossier.fact(id, measure, offer);
            cell.composed = super::components::explained(lang, dossier, offer, id, measure);
            cell.text = cell.composed.as_ref().map(|_| cell_text(lang, dossier, measure, fact)).unwrap_or_default();
        }
        cells.push(cell);
    }
    cells
}

/// A fact in its cell: the unit stands in the head.
pub(super) fn cell_text(lang: Lang, dossier: &Dossier, measure: &Measure, fact: Fact) -> String {
    match fact {
        Fact::Missing => String::new(),
        Fact::Number(value) => i18n::number(lang, value),
        Fact::Between { low, high } => {
            format!("{}\u{a0}..\u{a0}{}", i18n::number(lang, low), i18n::number(lang, high))
        }
        fact => fact_text(lang, dossier, measure, fact),
    }
}

fn editor(state: &State) -> Editor {
    let (lang, at) = (state.lang, state.cursor());
    let typing = state.grid.editing.clone().unwrap_or_default();
    let offer = state.dossier().offers.get(at.offer);
    let name = offer.map_or("", |offer| offer.name.as_str());
    let fact = state.fact_at(at).zip(state.entry_at(at));
    let (choices, what) = match (&fact, at.field) {
        (Some(((_, id, measure), entry)), _) => {
            let dossier = state.dossier();
            let named =
                dossier.measures().into_iter().find(|(other, ..)| *other == id).map(|(_, name, _)| name.to_owned());
            (choices(lang, measure, entry.fact), named.unwrap_or_default())
        }
        (None, STATUS) => {
            let names = StandingKind::ALL.map(|kind| sentences::capitalized(sentences::standing(kind).get(lang)));
            let chosen = offer.and_then(|offer| StandingKind::ALL.iter().position(|kind| *kind == offer.standing.kind));
            (Some((names.to_vec(), chosen)), phrase("Statut", "Status").get(lang).into())
        }
        (None, _) => (None, phrase("Nom de l'offre", "Name of the offer").get(lang).into()),
    };
    Editor {
        label: if at.field == NAME { what } else { format!("{what}, {name}") },
        text: typing.text,
        is_fresh: typing.is_fresh,
        choices,
        may_be_unknown: at.field >= FACTS,
        problem: typing.problem.map(|problem| problem_text(lang, &problem)),
    }
}

/// What a level or an answer is chosen from; nothing for what is typed.
pub(super) fn choices(lang: Lang, measure: &Measure, fact: Fact) -> Option<(Vec<String>, Option<usize>)> {
    let answers = match measure.formula().fact_kind() {
        FactKind::YesNo => {
            [phrase("Non", "No"), phrase("Oui", "Yes")].map(|answer| answer.get(lang).to_owned()).to_vec()
        }
        FactKind::Level => measure.levels.iter().map(|level| level.label.clone()).collect(),
        _ => return None,
    };
    let chosen = match fact {
        Fact::Level(level) => Some(level),
        Fact::Yes(yes) => Some(usize::from(yes)),
        _ => None,
    };
    Some((answers, chosen))
}

/// Why what was typed was not taken.
pub(super) fn problem_text(lang: Lang, problem: &Problem) -> String {
    match problem {
        Problem::Unread(error) => cell_error(lang, *error),
        Problem::Refused(refusal) => sentences::refusal(lang, refusal),
    }
}

/// Why a cell is no fact of its measure.
pub(super) fn cell_error(lang: Lang, error: CellError) -> String {
    match error {
        CellError::Number(error) => sentences::decimal_error(lang, error).into(),
        CellError::Level => phrase(
            "Ce n'est aucun des niveaux annoncés : écrivez le nom d'un niveau ou ses points.",
            "This is none of the announced levels: write the name of a level or its points.",
        )
        .get(lang)
        .into(),
        CellError::YesNo => phrase("Écrivez oui ou non.", "Write yes or no.").get(lang).into(),
        CellError::Bounds => {
            phrase("Ces bornes ne vont pas ensemble.", "These bounds do not go together.").get(lang).into()
        }
    }
}

pub(super) fn unit(lang: Lang, currency: &str, basis: crate::dossier::Tax, measure: &Measure) -> String {
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

/// The offer with the cursor, and what can be done to it.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferTools {
    /// The offer.
    pub offer: Id,
    /// Its name.
    pub name: String,
    /// Its place.
    pub place: usize,
    /// How many there are.
    pub count: usize,
    /// Its status.
    pub standing: StandingKind,
    /// Why, unless it is regular.
    pub reason: String,
}

/// The tools of the offer with the cursor; nothing without offers.
pub fn offer_tools(state: &State) -> Option<OfferTools> {
    let offers = &state.dossier().offers;
    let place = state.cursor().offer;
    let offer = offers.get(place)?;
    Some(OfferTools {
        offer: offer.id.clone(),
        name: offer.name.clone(),
        place,
        count: offers.len(),
        standing: offer.standing.kind,
        reason: offer.standing.reason.clone(),
    })
}

/// The sheet of a cell: what supports its fact.
#[derive(Clone, Debug, PartialEq)]
pub struct CellSheet {
    /// `Coût, Offre B`.
    pub title: String,
    /// The fact in words.
    pub fact: String,
    /// Why this fact.
    pub justification: String,
    /// The document.
    pub source: String,
    /// The page there.
    pub page: String,
    /// Its address.
    pub address: String,
    /// When it was true, as an ISO date.
    pub date: String,
    /// Until when it holds, as an ISO date.
    pub valid_until: String,
    /// What lacks of a need, and how one can do without it; nothing elsewhere.
    pub shortfall: Option<[String; 2]>,
    /// The date of a commitment, where it is given among these.
    pub committed_by: Option<String>,
    /// Who changed it last: `Modifié par … le …`.
    pub last_change: Option<String>,
}

/// The sheet of the cell with the cursor; nothing for a name or a status.
pub fn cell_sheet(state: &State) -> Option<CellSheet> {
    let (lang, at) = (state.lang, state.cursor());
    let (offer, id, measure) = state.fact_at(at)?;
    let entry = state.entry_at(at)?;
    let dossier = state.dossier();
    let name = dossier.measures().into_iter().find(|(other, ..)| **other == id).map(|(_, name, _)| name.to_owned());
    let last_change = super::last_fact(state, &offer, &id);
    let offer = dossier.offer(&offer)?;
    let title = format!("{}, {}", name?, offer.name);
    Some(CellSheet { last_change, ..supporting(lang, dossier, title, (&id, &measure), entry) })
}

/// What supports a fact of an offer, or of a brick.
pub(super) fn supporting(
    lang: Lang,
    dossier: &Dossier,
    title: String,
    (id, measure): (&Id, &Measure),
    entry: Entry,
) -> CellSheet {
    let is_need = dossier.requirements.iter().any(|need| need.id == *id);
    let fact = if entry.costs.is_empty() { entry.fact } else { dossier.entry_fact(id, measure, &entry) };
    let fact = fact_text(lang, dossier, measure, fact);
    let fact = aged(lang, dossier, measure, Some(&entry), fact);
    let shortfall = entry.shortfall.map(|shortfall| [shortfall.gap, shortfall.workaround]).unwrap_or_default();
    CellSheet {
        last_change: None,
        committed_by: None,
        title,
        fact,
        justification: entry.justification,
        source: entry.source,
        page: entry.page,
        address: entry.address,
        date: entry.date.map(|date| date_text(lang, date)).unwrap_or_default(),
        valid_until: entry.valid_until.map(|date| date_text(lang, date)).unwrap_or_default(),
        shortfall: is_need.then_some(shortfall),
    }
}

/// The selection as a spreadsheet takes it.
pub fn copied(selected: &Selected) -> String {
    selected.text(|lang, kind| sentences::capitalized(sentences::standing(kind).get(lang)))
}

/// Where the offer with the cursor stands now, for the ears.
pub(super) fn moved(state: &State) -> String {
    let (place, offers) = (state.cursor().offer, &state.dossier().offers);
    let name = offers.get(place).map(|offer| offer.name.as_str()).unwrap_or_default();
    say!(state.lang, "{name}\u{a0}: {0} sur {1}.", "{name}: {0} of {1}.", place + 1, offers.len())
}

/// How much is on the clipboard now, for the ears.
pub(super) fn copied_aloud(state: &State, count: usize) -> String {
    let cells = counted(state.lang, count, phrase("case", "cell"), phrase("cases", "cells"));
    say!(state.lang, "Copié\u{a0}: {cells}.", "Copied: {cells}.")
}

/// Why the cell that is being typed in was not taken, for the ears.
pub(super) fn refused(state: &State) -> String {
    let problem = state.grid.editing.as_ref().and_then(|typing| typing.problem.as_ref());
    problem.map(|problem| problem_text(state.lang, problem)).unwrap_or_default()
}

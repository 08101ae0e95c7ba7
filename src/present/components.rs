//! The components of the offer with the cursor: a row for each, and a line for
//! each measure with what they make together.

use super::composites;
use super::facts::{MISSING, aged, fact_text};
use super::grid::{CellSheet, cell_text, choices, problem_text, supporting, unit};
use super::rows::justification;
use super::sentences::quoted;
use crate::app::{ComponentFact, ComponentsNews, Problem, State};
use crate::dossier::{Component, ComponentKind, Dossier, Id, Measure, Offer};
use crate::engine::{Composition, Fact};
use crate::i18n::{Lang, phrase};
use crate::say;
use crate::table::date_text;

/// The panel.
#[derive(Clone, Debug, PartialEq)]
pub struct ComponentsView {
    /// The offer.
    pub offer: Id,
    /// Its name.
    pub name: String,
    /// Its components, in their order.
    pub rows: Vec<ComponentRow>,
    /// The bricks that somebody can stand behind, by identifier and name.
    pub bricks: Vec<(Id, String)>,
    /// A line for each measure; none without components.
    pub lines: Vec<FactLine>,
    /// What supports the fact whose evidence is shown, and where that stands.
    pub sheet: Option<(ComponentFact, CellSheet)>,
    /// From when on the whole can be used: `Disponible à partir de janvier 2027`.
    pub availability: Option<String>,
}

/// A component.
#[derive(Clone, Debug, PartialEq)]
pub struct ComponentRow {
    /// Its identifier.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: ComponentKind,
    /// The place, among the bricks, of the one that it stands behind.
    pub of: Option<usize>,
    /// From when on a brick can be used, as an ISO date.
    pub available_from: String,
    /// Whether it can move up and down among its kind.
    pub can_move: (bool, bool),
}

/// What is known on a measure, component by component, and of the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct FactLine {
    /// The measure.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// The unit, or what is expected.
    pub unit: String,
    /// One for each component.
    pub cells: Vec<FactCell>,
    /// What supports each of them; nothing for what cannot be its own.
    pub supports: Vec<Option<Support>>,
    /// What the components make together.
    pub composed: String,
    /// The rule, and who decides.
    pub rule: String,
    /// What is entered on the whole, in place of that.
    pub own: Option<String>,
}

/// What supports a fact of a component, in short.
#[derive(Clone, Debug, PartialEq)]
pub struct Support {
    /// Which fact.
    pub place: ComponentFact,
    /// Document, page and date, and whether it must be verified; may be empty.
    pub text: String,
    /// Whether its sheet is open.
    pub is_open: bool,
}

/// A fact of a component.
#[derive(Clone, Debug, PartialEq)]
pub enum FactCell {
    /// It cannot be its own.
    NotItsOwn,
    /// It follows from lines of costs, which are edited elsewhere.
    Read(String),
    /// A text, as it is typed in the grid, and why it was not taken.
    Typed(ComponentFact, String, Option<String>),
    /// A choice among answers, and the one that stands.
    Chosen(ComponentFact, Vec<String>, Option<usize>),
}

/// The panel of the offer with the cursor; nothing without offers.
pub fn components(state: &State) -> Option<ComponentsView> {
    let (lang, dossier) = (state.lang, state.dossier());
    let offer = dossier.offers.get(state.cursor().offer)?;
    let bricks: Vec<(Id, String)> = offer.bricks().map(|brick| (brick.id.clone(), brick.name.clone())).collect();
    let row = |(index, component): (usize, &Component)| {
        let is_party = |other: &&Component| other.kind.is_party() == component.kind.is_party();
        ComponentRow {
            id: component.id.clone(),
            name: component.name.clone(),
            kind: component.kind,
            of: component.of.as_ref().and_then(|of| bricks.iter().position(|(id, _)| id == of)),
            available_from: component.available_from.map(|date| date_text(lang, date)).unwrap_or_default(),
            can_move: (
                offer.components.iter().take(index).any(|other| is_party(&other)),
                offer.components.iter().skip(index + 1).any(|other| is_party(&other)),
            ),
        }
    };
    let measures = if offer.components.is_empty() { Vec::new() } else { dossier.measures() };
    let availability = offer.availability().map(|date| super::dates::date_text(lang, date));
    Some(ComponentsView {
        offer: offer.id.clone(),
        name: offer.name.clone(),
        rows: offer.components.iter().enumerate().map(row).collect(),
        lines: measures.into_iter().filter_map(|(id, name, measure)| line(state, offer, id, name, measure)).collect(),
        sheet: sheet(state, offer),
        availability: availability.map(|date| say!(lang, "Disponible à partir de {date}", "Available from {date}")),
        bricks,
    })
}

/// Nothing for what follows from requirements, and for what is only entered on
/// the whole.
fn line(state: &State, offer: &Offer, id: &Id, name: &str, measure: &Measure) -> Option<FactLine> {
    let (lang, dossier) = (state.lang, state.dossier());
    let rule = dossier.composition_of(id, measure);
    let is_known = offer.components.iter().any(|component| component.facts.contains_key(id));
    if measure.family.is_coverage || (rule == Composition::ByHand && !is_known) {
        return None;
    }
    let cell = |component: &Component| cell(state, &offer.id, component, id, measure);
    let composite = dossier.composite(id, measure, offer);
    let composed = composite.as_ref().map_or(Fact::Missing, |composite| composite.fact);
    let own = offer.facts.get(id).map_or(Fact::Missing, |entry| dossier.entry_fact(id, measure, entry));
    Some(FactLine {
        id: id.clone(),
        name: name.to_owned(),
        unit: unit(lang, &dossier.money.currency, dossier.money.tax, measure),
        cells: offer.components.iter().map(cell).collect(),
        supports: offer.components.iter().map(|component| support(state, offer, component, id, measure)).collect(),
        composed: if composed == Fact::Missing {
            MISSING.get(lang).to_owned()
        } else {
            fact_text(lang, dossier, measure, composed)
        },
        rule: explained(lang, dossier, offer, id, measure).unwrap_or_default(),
        own: (own != Fact::Missing).then(|| fact_text(lang, dossier, measure, own)),
    })
}

/// What supports the fact of a component, in short.
fn support(state: &State, offer: &Offer, component: &Component, id: &Id, measure: &Measure) -> Option<Support> {
    let place = ComponentFact { offer: offer.id.clone(), component: component.id.clone(), measure: id.clone() };
    let text = component.facts.get(id).map_or_else(String::new, |entry| {
        let date = entry.date.map(|date| super::dates::date_text(state.lang, date)).unwrap_or_default();
        let parts = [entry.source.as_str(), entry.page.as_str(), date.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        aged(state.lang, state.dossier(), measure, Some(entry), parts.join(", "))
    });
    let is_open = state.components.evidence.as_deref() == Some(&place);
    component.kind.may_own(measure).then_some(Support { place, text, is_open })
}

/// The sheet of the fact whose evidence is shown, where it is one of this offer.
fn sheet(state: &State, offer: &Offer) -> Option<(ComponentFact, CellSheet)> {
    let place = state.components.evidence.as_deref().filter(|place| place.offer == offer.id)?;
    let (lang, dossier) = (state.lang, state.dossier());
    let component = offer.component(&place.component)?;
    let (id, name, measure) = dossier.measures().into_iter().find(|(id, ..)| **id == place.measure)?;
    let entry = component.facts.get(id).cloned().unwrap_or_else(|| Fact::Missing.into());
    let committed = entry.shortfall.as_ref().and_then(|shortfall| shortfall.committed_by);
    let title = format!("{name}, {}", component.name);
    let sheet = supporting(lang, dossier, title, (id, measure), entry);
    // A commitment is one to cover a need.
    let committed_by =
        sheet.shortfall.is_some().then(|| committed.map(|date| date_text(lang, date)).unwrap_or_default());
    Some((place.clone(), CellSheet { committed_by, ..sheet }))
}

/// The rule that made the fact of an offer, and what supports the facts of the
/// components that decide: `le moins bon niveau (« X ») – X : Attestation – p. 4`.
#[inline(never)]
pub(super) fn supported(lang: Lang, dossier: &Dossier, offer: &Offer, id: &Id, measure: &Measure) -> Option<String> {
    let mut said = vec![explained(lang, dossier, offer, id, measure)?];
    let deciding = dossier.composite(id, measure, offer)?.deciding;
    for component in deciding.iter().filter_map(|place| offer.components.get(*place)) {
        // What is entered on a brick comes before what those behind it own.
        let own = std::iter::once(component).filter(|component| component.facts.contains_key(id));
        let behind = offer.components.iter().filter(|party| party.of.as_ref() == Some(&component.id));
        let holders: Vec<&Component> = own.chain(behind).filter(|holder| holder.facts.contains_key(id)).collect();
        let is_own = holders.first().is_some_and(|holder| holder.id == component.id);
        for holder in holders.into_iter().take(if is_own { 1 } else { usize::MAX }) {
            let support = holder.facts.get(id).map(|entry| justification(lang, entry)).unwrap_or_default();
            if !support.is_empty() {
                let name = &holder.name;
                said.push(say!(lang, "{name}\u{a0}: {support}", "{name}: {support}"));
            }
        }
    }
    Some(said.join(" – "))
}

/// By which rule the components of an offer make its fact, and who decides:
/// `maillon faible : le moins bon niveau (« Messagerie X »)`. Nothing where it
/// does not follow from them.
#[inline(never)]
pub(super) fn explained(lang: Lang, dossier: &Dossier, offer: &Offer, id: &Id, measure: &Measure) -> Option<String> {
    let composite = dossier.composite(id, measure, offer)?;
    let words = composites::rule(rule_measure(dossier, id).unwrap_or(measure), composite.rule).get(lang);
    let deciding = composite.deciding.iter().filter_map(|place| offer.components.get(*place));
    let names: Vec<String> = deciding.map(|component| quoted(lang, &component.name)).collect();
    let names = super::sentences::list(lang, &names);
    Some(if names.is_empty() {
        words.to_owned()
    } else if composite.fact == Fact::Missing {
        say!(lang, "{words}\u{a0}; non connu de {names}", "{words}; not known of {names}")
    } else {
        say!(lang, "{words} ({names})", "{words} ({names})")
    })
}

/// A fact in words with the rule that made it, where the bricks did.
#[inline(never)]
pub(super) fn weighed(
    lang: Lang,
    dossier: &Dossier,
    offer: &Offer,
    id: &Id,
    measure: &Measure,
    fact: String,
) -> String {
    let own = offer.facts.get(id).map_or(Fact::Missing, |entry| dossier.entry_fact(id, measure, entry));
    match explained(lang, dossier, offer, id, measure).filter(|_| own == Fact::Missing) {
        Some(rule) => say!(lang, "{fact}, {rule}", "{fact}, {rule}"),
        None => fact,
    }
}

/// A requirement follows the rule of the coverage that it counts in.
fn rule_measure<'a>(dossier: &'a Dossier, id: &Id) -> Option<&'a Measure> {
    let requirement = dossier.requirements.iter().find(|requirement| requirement.id == *id)?;
    dossier.measure(requirement.of.as_ref()?)
}

/// What is said of the panels.
pub(super) fn news(state: &State, news: ComponentsNews) -> String {
    let lang = state.lang;
    match news {
        ComponentsNews::Shown => phrase("Affiché.", "Shown.").get(lang).into(),
        ComponentsNews::Hidden => phrase("Refermé.", "Closed.").get(lang).into(),
        ComponentsNews::Refused => {
            let problem = state.components.problem.as_ref();
            problem.map(|problem| problem_text(lang, &Problem::Unread(problem.2))).unwrap_or_default()
        }
    }
}

/// What is known of a component on a measure, as it is edited.
pub(super) fn cell(state: &State, holder: &Id, component: &Component, id: &Id, measure: &Measure) -> FactCell {
    let (lang, dossier) = (state.lang, state.dossier());
    let place = ComponentFact { offer: holder.clone(), component: component.id.clone(), measure: id.clone() };
    let entry = component.facts.get(id);
    if !component.kind.may_own(measure) {
        return FactCell::NotItsOwn;
    }
    if let Some(entry) = entry.filter(|entry| !entry.costs.is_empty()) {
        return FactCell::Read(fact_text(lang, dossier, measure, dossier.entry_fact(id, measure, entry)));
    }
    let fact = entry.map_or(Fact::Missing, |entry| entry.fact);
    if let Some((answers, chosen)) = choices(lang, measure, fact).filter(|_| !matches!(fact, Fact::Levels { .. })) {
        return FactCell::Chosen(place, answers, chosen);
    }
    let problem = state.components.problem.as_ref().filter(|problem| problem.0 == place);
    let text = problem.map_or_else(|| cell_text(lang, dossier, measure, fact), |problem| problem.1.clone());
    let problem = problem.map(|problem| problem_text(lang, &Problem::Unread(problem.2)));
    FactCell::Typed(place, text, problem)
}

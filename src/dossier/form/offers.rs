//! The form of what is received. Never hashed: a seal is about the grid.

use super::grid::name_of;
use super::{Field, Kind, Part, Places, Value};
use crate::dossier::costs::CostItem;
use crate::dossier::grid::Measure;
use crate::dossier::model::{Draft, Id, IdMap};
use crate::dossier::offers::{Entry, Offer};
use crate::engine::{Fact, FactKind, Quantity, When};

pub(in crate::dossier) fn offers(draft: &Draft) -> Vec<Part> {
    let places = Places::of(draft);
    let measures = draft.measures();
    draft.offers.iter().map(|each| offer(each, &places, &measures)).collect()
}

fn offer(offer: &Offer, places: &Places, measures: &[(&Id, &str, &Measure)]) -> Part {
    let mut part = Part::new(Kind::Offer, Some(&offer.id), &offer.name);
    part.put(Field::Name, Value::Text(offer.name.clone()));
    part.put(Field::OfferKind, Value::OfferKind(offer.kind));
    part.put(Field::AvailableFrom, Value::Date(offer.available_from));
    part.put(Field::Status, Value::Status(offer.standing.kind));
    part.put(Field::Reason, Value::Text(offer.standing.reason.clone()));
    facts(&mut part, &offer.facts, places, measures);
    for each in &offer.components {
        let mut one = Part::new(Kind::Component, Some(&each.id), &each.name);
        one.put(Field::Name, Value::Text(each.name.clone()));
        one.put(Field::ComponentKind, Value::ComponentKind(each.kind));
        let behind = each.of.as_ref().and_then(|of| offer.component(of));
        one.put(Field::Behind, Value::Text(behind.map(|brick| brick.name.clone()).unwrap_or_default()));
        one.put(Field::AvailableFrom, Value::Date(each.available_from));
        facts(&mut one, &each.facts, places, measures);
        part.parts.push(one);
    }
    part
}

fn facts(part: &mut Part, known: &IdMap<Entry>, places: &Places, measures: &[(&Id, &str, &Measure)]) {
    // In the order of the grid, not of the identifiers.
    for (id, _, measure) in measures {
        // A missing fact without a word on it is the same as none.
        if let Some(entry) = known.get(*id).filter(|entry| **entry != Entry::from(Fact::Missing)) {
            let reference = places.reference(id);
            let mut fact = Part::new(Kind::Fact, Some(id), name_of(&reference));
            fact.put(Field::Of, reference);
            self::entry(&mut fact, entry, measure);
            part.parts.push(fact);
        }
    }
}

/// What is proposed for the award; nothing where nothing is.
pub(in crate::dossier) fn decision(draft: &Draft) -> Option<Part> {
    let decision = &draft.decision;
    if decision.is_none() {
        return None;
    }
    let mut part = Part::new(Kind::Decision, None, "");
    if let Some(choice) = &decision.choice {
        let name = draft.offer(&choice.offer).map(|offer| offer.name.clone());
        part.put(Field::Choice, Value::Text(name.unwrap_or_default()));
        part.put(Field::Reasons, Value::Text(choice.reasons.clone()));
        part.put(Field::By, Value::Text(choice.by.clone()));
        part.put(Field::Date, Value::Date(choice.date));
    }
    for alternative in &decision.set_aside {
        let mut one = Part::new(Kind::Alternative, None, &alternative.name);
        one.put(Field::Name, Value::Text(alternative.name.clone()));
        one.put(Field::Reason, Value::Text(alternative.reason.clone()));
        part.parts.push(one);
    }
    Some(part)
}

fn entry(part: &mut Part, entry: &Entry, measure: &Measure) {
    let label = |level: usize| measure.levels.get(level).map(|level| level.label.clone()).unwrap_or_default();
    let labels = match entry.fact {
        Fact::Level(level) => vec![label(level)],
        Fact::Levels { low, high } => vec![label(low), label(high)],
        _ => Vec::new(),
    };
    let is_money = measure.formula().fact_kind() == FactKind::Amount;
    part.put(Field::Fact, Value::Fact { fact: entry.fact, labels, unit: measure.unit.clone(), is_money });
    for (field, text) in [
        (Field::Justification, &entry.justification),
        (Field::Source, &entry.source),
        (Field::Page, &entry.page),
        (Field::Address, &entry.address),
    ] {
        part.put(field, Value::Text(text.clone()));
    }
    part.put(Field::Date, Value::Date(entry.date));
    part.put(Field::ValidUntil, Value::Date(entry.valid_until));
    if let Some(shortfall) = &entry.shortfall {
        part.put(Field::Gap, Value::Text(shortfall.gap.clone()));
        part.put(Field::Workaround, Value::Text(shortfall.workaround.clone()));
        part.put(Field::CommittedBy, Value::Date(shortfall.committed_by));
    }
    for opinion in &entry.opinions {
        let mut one = Part::new(Kind::Opinion, None, &opinion.by);
        one.put(Field::Name, Value::Text(opinion.by.clone()));
        one.put(Field::Note, Value::Number(opinion.note));
        one.put(Field::Remark, Value::Text(opinion.remark.clone()));
        part.parts.push(one);
    }
    part.parts.extend(entry.costs.iter().map(cost));
}

fn cost(item: &CostItem) -> Part {
    let line = &item.line;
    let mut part = Part::new(Kind::CostLine, None, &item.label);
    part.put(Field::Name, Value::Text(item.label.clone()));
    part.put(Field::Brick, Value::Text(item.brick.clone()));
    part.put(Field::CostKind, Value::CostKind(line.kind));
    part.put(Field::Amount, Value::Money(line.amount));
    let (quantity, segment) = match line.quantity {
        Quantity::Fixed(quantity) => (Value::Number(quantity), None),
        Quantity::Segment(segment) => (Value::Count(None), Some(segment)),
    };
    part.put(Field::Quantity, quantity);
    part.put(Field::Segment, Value::Segment(segment));
    let (year, from, to) = match line.when {
        When::Once { year } => (Some(year), None, None),
        When::Yearly { from, to } => (None, Some(from), to),
    };
    for (field, year) in [(Field::Year, year), (Field::FromYear, from), (Field::ToYear, to)] {
        part.put(field, Value::Count(year.map(|year| year as usize)));
    }
    part.put(Field::Escalation, Value::Number(line.escalation));
    part.put(Field::Renews, Value::Flag(line.renews));
    part.put(Field::Source, Value::Text(item.source.clone()));
    part
}

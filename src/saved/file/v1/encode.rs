//! From a dossier to the JSON of version 1, in a fixed order of keys.
//!
//! Decimals are texts with the digits that were typed. What is empty and has
//! an empty default is left out; facts come in the order of the measures.

use super::{
    FORMAT, LEVEL_AT_LEAST, NOTE_AT_LEAST, VALUE_AT_LEAST, VALUE_AT_MOST, VERSION, YES, status_word, tax_word,
    threshold_key,
};
use crate::dossier::{
    Content, Criterion, Date, Dossier, Entry, Gate, GateRule, Id, Information, Level, Measure, Offer, Profile,
    StandingKind,
};
use crate::engine::{Decimal, Fact};
use crate::saved::file::json::{Fields, Json};

/// The dossier as JSON.
pub(in crate::saved::file) fn encode(dossier: &Dossier) -> Json {
    let mut file = Fields::default();
    file.text("format", FORMAT);
    file.put("version", Json::Integer(VERSION));
    file.text("title", &dossier.title);
    text_unless_empty(&mut file, "notice", &dossier.notice);
    date(&mut file, "reference_date", dossier.reference_date);
    let mut money = Fields::default();
    money.text("currency", &dossier.money.currency);
    money.text("tax", tax_word(dossier.money.tax));
    file.put("money", money.end());
    file.put("note_scale", decimal(dossier.note_scale));
    file.put("criteria", list(&dossier.criteria, criterion));
    if !dossier.informations.is_empty() {
        file.put("informations", list(&dossier.informations, information));
    }
    if !dossier.gates.is_empty() {
        file.put("gates", list(&dossier.gates, gate));
    }
    let criteria = dossier.all_criteria();
    let mut profiles = Vec::new();
    for each in &dossier.profiles {
        profiles.push(profile(&criteria, each));
    }
    if !profiles.is_empty() {
        file.put("profiles", Json::List(profiles));
    }
    let mut order = Vec::new();
    for (id, ..) in dossier.measures() {
        order.push(id);
    }
    let mut offers = Vec::with_capacity(dossier.offers.len());
    for each in &dossier.offers {
        offers.push(offer(&order, each));
    }
    file.put("offers", Json::List(offers));
    file.end()
}

fn list<T>(items: &[T], encode: fn(&T) -> Json) -> Json {
    let mut list = Vec::with_capacity(items.len());
    for item in items {
        list.push(encode(item));
    }
    Json::List(list)
}

fn criterion(criterion: &Criterion) -> Json {
    let mut fields = named(&criterion.id, &criterion.name);
    text_unless_empty(&mut fields, "description", &criterion.description);
    fields.put("weight", decimal(criterion.weight));
    match &criterion.content {
        Content::Group(children) => fields.put("children", list(children, self::criterion)),
        Content::Leaf(measure) => put_measure(&mut fields, measure),
    }
    fields.end()
}

fn information(information: &Information) -> Json {
    let mut fields = named(&information.id, &information.name);
    text_unless_empty(&mut fields, "description", &information.description);
    put_measure(&mut fields, &information.measure);
    fields.end()
}

fn put_measure(fields: &mut Fields, measure: &Measure) {
    fields.text("family", measure.family.tag);
    for (parameter, value) in measure.family.parameters.iter().zip(&measure.parameters) {
        fields.put(parameter.key, decimal(*value));
    }
    if measure.family.has_unit {
        text_unless_empty(fields, "unit", &measure.unit);
    }
    if measure.family.has_levels {
        fields.put("levels", list(&measure.levels, level));
    }
}

fn level(level: &Level) -> Json {
    let mut fields = Fields::default();
    fields.text("label", &level.label);
    text_unless_empty(&mut fields, "description", &level.description);
    fields.put("points", decimal(level.points));
    fields.end()
}

fn gate(gate: &Gate) -> Json {
    let mut fields = named(&gate.id, &gate.name);
    let (rule, threshold) = match gate.rule {
        GateRule::Yes { .. } => (YES, Json::Null),
        GateRule::LevelAtLeast { level, .. } => (LEVEL_AT_LEAST, Json::Integer(level)),
        GateRule::ValueAtLeast { value, .. } => (VALUE_AT_LEAST, decimal(value)),
        GateRule::ValueAtMost { value, .. } => (VALUE_AT_MOST, decimal(value)),
        GateRule::NoteAtLeast { note, .. } => (NOTE_AT_LEAST, decimal(note)),
    };
    fields.text("rule", rule);
    fields.text("of", gate.rule.of().as_str());
    if let Some(key) = threshold_key(rule) {
        fields.put(key, threshold);
    }
    text_unless_empty(&mut fields, "basis", &gate.basis);
    date(&mut fields, "basis_date", gate.basis_date);
    fields.end()
}

fn profile(criteria: &[&Criterion], profile: &Profile) -> Json {
    let mut fields = named(&profile.id, &profile.name);
    text_unless_empty(&mut fields, "source", &profile.source);
    let mut weights = Fields::default();
    for criterion in criteria {
        if let Some(weight) = profile.weights.get(&criterion.id) {
            weights.put(criterion.id.as_str(), decimal(*weight));
        }
    }
    fields.put("weights", weights.end());
    fields.end()
}

fn offer(order: &[&Id], offer: &Offer) -> Json {
    let mut fields = named(&offer.id, &offer.name);
    if offer.standing.kind != StandingKind::Regular {
        fields.text("status", status_word(offer.standing.kind));
    }
    text_unless_empty(&mut fields, "status_reason", &offer.standing.reason);
    let mut facts = Fields::default();
    for id in order {
        if let Some(entry) = offer.facts.get(id).filter(|entry| **entry != Entry::from(Fact::Missing)) {
            facts.put(id.as_str(), fact(entry));
        }
    }
    fields.put("facts", facts.end());
    fields.end()
}

fn fact(entry: &Entry) -> Json {
    let value = match entry.fact {
        Fact::Missing => Json::Null,
        Fact::Number(value) => decimal(value),
        Fact::Level(level) => Json::Integer(level),
        Fact::Yes(yes) => Json::Bool(yes),
    };
    if entry.justification.is_empty() && entry.source.is_empty() && entry.date.is_none() {
        return value;
    }
    let mut fields = Fields::default();
    fields.put("value", value);
    text_unless_empty(&mut fields, "justification", &entry.justification);
    text_unless_empty(&mut fields, "source", &entry.source);
    date(&mut fields, "date", entry.date);
    fields.end()
}

fn named(id: &Id, name: &str) -> Fields {
    let mut fields = Fields::default();
    fields.text("id", id.as_str());
    fields.text("name", name);
    fields
}

fn text_unless_empty(fields: &mut Fields, key: &str, text: &str) {
    if !text.is_empty() {
        fields.text(key, text);
    }
}

fn decimal(value: Decimal) -> Json {
    Json::Text(value.to_string())
}

fn date(fields: &mut Fields, key: &str, date: Option<Date>) {
    if let Some(date) = date {
        fields.text(key, &date.to_string());
    }
}

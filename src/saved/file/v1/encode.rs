//! From a dossier to the JSON of version 1, in a fixed order of keys.
//!
//! Decimals are texts with the digits that were typed. What is empty and has
//! an empty default is left out; facts come in the order of the measures.

use super::{
    FORMAT, LEVEL_AT_LEAST, NOTE_AT_LEAST, VALUE_AT_LEAST, VALUE_AT_MOST, VERSION, YES, status_word, tax_word,
};
use crate::dossier::{
    Content, Criterion, Date, Dossier, Entry, Gate, GateRule, Id, Information, Level, Measure, Offer, Profile,
    StandingKind,
};
use crate::engine::{Decimal, Fact};
use crate::saved::file::json::Json;

/// The dossier as JSON.
pub(in crate::saved::file) fn encode(dossier: &Dossier) -> Json {
    let mut file = Fields::default();
    file.text("format", FORMAT);
    file.put("version", Json::Integer(VERSION));
    file.text("title", &dossier.title);
    file.text_unless_empty("notice", &dossier.notice);
    file.date("reference_date", dossier.reference_date);
    let money = [("currency", dossier.money.currency.as_str().into()), ("tax", tax_word(dossier.money.tax).into())];
    file.put("money", Json::object(money));
    file.decimal("note_scale", dossier.note_scale);
    file.put("criteria", Json::List(dossier.criteria.iter().map(criterion).collect()));
    file.list_unless_empty("informations", dossier.informations.iter().map(information));
    file.list_unless_empty("gates", dossier.gates.iter().map(gate));
    file.list_unless_empty("profiles", dossier.profiles.iter().map(|each| profile(dossier, each)));
    let order: Vec<&Id> = dossier.measures().into_iter().map(|(id, ..)| id).collect();
    file.put("offers", Json::List(dossier.offers.iter().map(|each| offer(&order, each)).collect()));
    file.end()
}

fn criterion(criterion: &Criterion) -> Json {
    let mut fields = Fields::named(&criterion.id, &criterion.name);
    fields.text_unless_empty("description", &criterion.description);
    fields.decimal("weight", criterion.weight);
    match &criterion.content {
        Content::Group(children) => {
            fields.put("children", Json::List(children.iter().map(self::criterion).collect()));
        }
        Content::Leaf(measure) => fields.measure(measure),
    }
    fields.end()
}

fn information(information: &Information) -> Json {
    let mut fields = Fields::named(&information.id, &information.name);
    fields.text_unless_empty("description", &information.description);
    fields.measure(&information.measure);
    fields.end()
}

fn level(level: &Level) -> Json {
    let mut fields = Fields::default();
    fields.text("label", &level.label);
    fields.text_unless_empty("description", &level.description);
    fields.decimal("points", level.points);
    fields.end()
}

fn gate(gate: &Gate) -> Json {
    let mut fields = Fields::named(&gate.id, &gate.name);
    let (rule, threshold) = match gate.rule {
        GateRule::Yes { .. } => (YES, None),
        GateRule::LevelAtLeast { level, .. } => (LEVEL_AT_LEAST.0, Some((LEVEL_AT_LEAST.1, Json::Integer(level)))),
        GateRule::ValueAtLeast { value, .. } => (VALUE_AT_LEAST.0, Some((VALUE_AT_LEAST.1, decimal(value)))),
        GateRule::ValueAtMost { value, .. } => (VALUE_AT_MOST.0, Some((VALUE_AT_MOST.1, decimal(value)))),
        GateRule::NoteAtLeast { note, .. } => (NOTE_AT_LEAST.0, Some((NOTE_AT_LEAST.1, decimal(note)))),
    };
    fields.text("rule", rule);
    fields.text("of", gate.rule.of().as_str());
    if let Some((key, value)) = threshold {
        fields.put(key, value);
    }
    fields.text_unless_empty("basis", &gate.basis);
    fields.date("basis_date", gate.basis_date);
    fields.end()
}

fn profile(dossier: &Dossier, profile: &Profile) -> Json {
    let mut fields = Fields::named(&profile.id, &profile.name);
    fields.text_unless_empty("source", &profile.source);
    let mut weights = Fields::default();
    for criterion in dossier.all_criteria() {
        if let Some(weight) = profile.weights.get(&criterion.id) {
            weights.decimal(criterion.id.as_str(), *weight);
        }
    }
    fields.put("weights", weights.end());
    fields.end()
}

fn offer(order: &[&Id], offer: &Offer) -> Json {
    let mut fields = Fields::named(&offer.id, &offer.name);
    if offer.standing.kind != StandingKind::Regular {
        fields.text("status", status_word(offer.standing.kind));
    }
    fields.text_unless_empty("status_reason", &offer.standing.reason);
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
    fields.text_unless_empty("justification", &entry.justification);
    fields.text_unless_empty("source", &entry.source);
    fields.date("date", entry.date);
    fields.end()
}

fn decimal(value: Decimal) -> Json {
    Json::Text(value.to_string())
}

/// The fields of an object, as they come.
#[derive(Default)]
struct Fields(Vec<(String, Json)>);

impl Fields {
    fn named(id: &Id, name: &str) -> Self {
        let mut fields = Self::default();
        fields.text("id", id.as_str());
        fields.text("name", name);
        fields
    }

    fn end(self) -> Json {
        Json::Object(self.0)
    }

    fn put(&mut self, key: &str, value: Json) {
        self.0.push((key.to_owned(), value));
    }

    fn text(&mut self, key: &str, text: &str) {
        self.put(key, text.into());
    }

    fn text_unless_empty(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.text(key, text);
        }
    }

    fn decimal(&mut self, key: &str, value: Decimal) {
        self.put(key, decimal(value));
    }

    fn date(&mut self, key: &str, date: Option<Date>) {
        if let Some(date) = date {
            self.text(key, &date.to_string());
        }
    }

    fn list_unless_empty(&mut self, key: &str, items: impl ExactSizeIterator<Item = Json>) {
        if items.len() > 0 {
            self.put(key, Json::List(items.collect()));
        }
    }

    fn measure(&mut self, measure: &Measure) {
        self.text("family", measure.family.tag);
        for (parameter, value) in measure.family.parameters.iter().zip(&measure.parameters) {
            self.decimal(parameter.key, *value);
        }
        if measure.family.has_unit {
            self.text_unless_empty("unit", &measure.unit);
        }
        if measure.family.has_levels {
            self.put("levels", Json::List(measure.levels.iter().map(level).collect()));
        }
    }
}

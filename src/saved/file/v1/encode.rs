//! From a dossier to the JSON of version 1, in a fixed order of keys.
//!
//! Decimals are texts with the digits that were typed. What is empty or zero
//! by default is left out when it is; facts come in the order of the measures.

mod commission;
mod components;
mod costs;
mod grid;
mod journal;
mod offers;

use super::{FORMAT, VERSION, data_word, default_weight, tax_word};
use crate::catalogue::DataClass;
use crate::dossier::{
    Commission, Content, Criterion, Date, Dossier, Id, Information, Lots, Method, Priority, Requirement,
};
use crate::engine::Decimal;
use crate::saved::file::json::{Fields, Json};

/// The dossier as JSON.
pub(in crate::saved::file) fn encode(dossier: &Dossier) -> Json {
    let mut file = Fields::default();
    file.text("format", FORMAT);
    file.put("version", Json::Integer(VERSION));
    file.text("title", &dossier.title);
    content(&mut file, dossier);
    if let Some(lots) = &dossier.lots {
        file.put("lots", self::lots(lots));
    }
    file.end()
}

/// Which lot it is, and the others.
#[inline(never)]
fn lots(lots: &Lots) -> Json {
    let label = |name: &str, class: Option<DataClass>| {
        let mut fields = Fields::default();
        fields.text("name", name);
        if let Some(class) = class {
            fields.text("data", data_word(class));
        }
        fields
    };
    let mut fields = label(&lots.name, lots.class);
    if lots.place > 0 {
        fields.put("place", Json::Integer(lots.place));
    }
    let mut others = Vec::with_capacity(lots.others.len());
    for lot in &lots.others {
        let mut other = label(&lot.name, lot.class);
        content(&mut other, &lot.dossier);
        others.push(other.end());
    }
    fields.put("others", Json::List(others));
    fields.end()
}

/// What a file holds, or a lot in it, but for the title.
fn content(file: &mut Fields, dossier: &Dossier) {
    text_unless_empty(file, "notice", &dossier.notice);
    date(file, "reference_date", dossier.reference_date);
    date(file, "contract_end", dossier.contract_end);
    if let Some(months) = dossier.fact_age_limit {
        file.put("fact_age_limit", whole(months));
    }
    flag(file, "grid_changed_late", dossier.is_grid_changed_late, false);
    let mut money = Fields::default();
    money.text("currency", &dossier.money.currency);
    money.text("tax", tax_word(dossier.money.tax));
    file.put("money", money.end());
    file.put("note_scale", decimal(dossier.note_scale));
    file.put("criteria", list(&dossier.criteria, criterion));
    if dossier.method != Method::default() {
        file.put("method", grid::method(&dossier.method));
    }
    list_unless_empty(file, "informations", &dossier.informations, information);
    list_unless_empty(file, "requirements", &dossier.requirements, requirement);
    list_unless_empty(file, "gates", &dossier.gates, grid::gate);
    list_unless_empty(file, "detectors", &dossier.detectors, grid::detector);
    if let Some(plan) = &dossier.cost_plan {
        file.put("cost_plan", costs::plan(plan));
    }
    let criteria = dossier.all_criteria();
    let mut profiles = Vec::new();
    for each in &dossier.profiles {
        profiles.push(grid::profile(&criteria, each));
    }
    if !profiles.is_empty() {
        file.put("profiles", Json::List(profiles));
    }
    if dossier.commission != Commission::default() {
        file.put("commission", commission::commission(&dossier.commission));
    }
    let mut order = Vec::new();
    for (id, ..) in dossier.measures() {
        order.push(id);
    }
    let mut received = Vec::with_capacity(dossier.offers.len());
    for each in &dossier.offers {
        received.push(offers::offer(&order, each));
    }
    file.put("offers", Json::List(received));
    if let Some(pool) = &dossier.pool {
        file.put("bricks", components::components(&order, &pool.components));
    }
    if !dossier.decision.is_none() {
        file.put("decision", components::decision(&dossier.decision));
    }
    if let Some(seal) = &dossier.seal {
        file.put("seal", journal::seal(seal));
    }
    list_unless_empty(file, "journal", &dossier.journal, journal::entry);
}

fn list<T>(items: &[T], encode: fn(&T) -> Json) -> Json {
    let mut list = Vec::with_capacity(items.len());
    for item in items {
        list.push(encode(item));
    }
    Json::List(list)
}

fn list_unless_empty<T>(fields: &mut Fields, key: &str, items: &[T], encode: fn(&T) -> Json) {
    if !items.is_empty() {
        fields.put(key, list(items, encode));
    }
}

fn criterion(criterion: &Criterion) -> Json {
    let mut fields = named(&criterion.id, &criterion.name);
    text_unless_empty(&mut fields, "description", &criterion.description);
    fields.put("weight", decimal(criterion.weight));
    flag(&mut fields, "announced", criterion.is_announced, true);
    flag(&mut fields, "environmental", criterion.is_environmental, false);
    flag(&mut fields, "rescaled", criterion.is_rescaled, false);
    match &criterion.content {
        Content::Group(children) => fields.put("children", list(children, self::criterion)),
        Content::Leaf(measure) => grid::put_measure(&mut fields, measure),
    }
    fields.end()
}

fn information(information: &Information) -> Json {
    let mut fields = named(&information.id, &information.name);
    text_unless_empty(&mut fields, "description", &information.description);
    grid::put_measure(&mut fields, &information.measure);
    fields.end()
}

#[inline(never)]
fn requirement(requirement: &Requirement) -> Json {
    let mut fields = named(&requirement.id, &requirement.name);
    text_unless_empty(&mut fields, "description", &requirement.description);
    if let Some(of) = &requirement.of {
        fields.text("of", of.as_str());
    }
    flag(&mut fields, "must", requirement.is_must(), false);
    flag(&mut fields, "may", requirement.priority == Priority::May, false);
    decimal_unless(&mut fields, "weight", requirement.weight, default_weight(requirement.is_must()));
    text_unless_empty(&mut fields, "owner", &requirement.owner);
    date(&mut fields, "deadline", requirement.deadline);
    text_unless_empty(&mut fields, "usage", &requirement.usage);
    list_unless_empty(&mut fields, "criteria", &requirement.criteria, |id| id.as_str().into());
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

fn flag(fields: &mut Fields, key: &str, value: bool, default: bool) {
    if value != default {
        fields.put(key, Json::Bool(value));
    }
}

fn decimal_unless(fields: &mut Fields, key: &str, value: Decimal, default: Decimal) {
    if value != default {
        fields.put(key, decimal(value));
    }
}

fn whole(value: u32) -> Json {
    Json::Integer(value as usize)
}

fn decimal(value: Decimal) -> Json {
    Json::Text(value.to_string())
}

fn date(fields: &mut Fields, key: &str, date: Option<Date>) {
    if let Some(date) = date {
        fields.text(key, &date.to_string());
    }
}

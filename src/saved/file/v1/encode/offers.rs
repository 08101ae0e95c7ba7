//! What is received: offers with their statuses and facts.

use super::components::components;
use super::costs::cost;
use super::{date, decimal, list_unless_empty, named, text_unless_empty};
use crate::dossier::{Entry, Id, IdMap, Offer, OfferKind, Opinion, StandingKind};
use crate::engine::Fact;
use crate::saved::file::json::{Fields, Json};
use crate::saved::file::v1::{COMMITTED_BY, GAP, NOT_APPLICABLE, WORKAROUND, offer_kind_word, status_word};

pub(super) fn offer(order: &[&Id], offer: &Offer) -> Json {
    let mut fields = named(&offer.id, &offer.name);
    if offer.kind != OfferKind::Received {
        fields.text("kind", offer_kind_word(offer.kind));
    }
    date(&mut fields, "available_from", offer.available_from);
    if offer.standing.kind != StandingKind::Regular {
        fields.text("status", status_word(offer.standing.kind));
    }
    text_unless_empty(&mut fields, "status_reason", &offer.standing.reason);
    fields.put("facts", facts(order, &offer.facts));
    if !offer.components.is_empty() {
        fields.put("components", components(order, &offer.components));
    }
    fields.end()
}

pub(super) fn facts(order: &[&Id], known: &IdMap<Entry>) -> Json {
    let mut facts = Fields::default();
    for id in order {
        if let Some(entry) = known.get(id).filter(|entry| **entry != Entry::from(Fact::Missing)) {
            facts.put(id.as_str(), fact(entry));
        }
    }
    facts.end()
}

fn fact(entry: &Entry) -> Json {
    if *entry == Entry::from(entry.fact) {
        return value(entry.fact);
    }
    let mut fields = Fields::default();
    // What evaluators or costs give is not said a second time.
    if entry.fact != Fact::Missing || entry.opinions.is_empty() && entry.costs.is_empty() {
        fields.put("value", value(entry.fact));
    }
    text_unless_empty(&mut fields, "justification", &entry.justification);
    text_unless_empty(&mut fields, "source", &entry.source);
    text_unless_empty(&mut fields, "page", &entry.page);
    text_unless_empty(&mut fields, "address", &entry.address);
    date(&mut fields, "date", entry.date);
    date(&mut fields, "valid_until", entry.valid_until);
    if let Some(shortfall) = &entry.shortfall {
        text_unless_empty(&mut fields, GAP, &shortfall.gap);
        text_unless_empty(&mut fields, WORKAROUND, &shortfall.workaround);
        date(&mut fields, COMMITTED_BY, shortfall.committed_by);
    }
    list_unless_empty(&mut fields, "opinions", &entry.opinions, opinion);
    list_unless_empty(&mut fields, "costs", &entry.costs, cost);
    fields.end()
}

pub(super) fn value(fact: Fact) -> Json {
    match fact {
        // A mean is made of opinions; no dossier states one.
        Fact::Missing | Fact::Mean { .. } => Json::Null,
        Fact::NotApplicable => NOT_APPLICABLE.into(),
        Fact::Number(value) => decimal(value),
        Fact::Between { low, high } => bounds(decimal(low), decimal(high)),
        Fact::Level(level) => Json::Integer(level),
        Fact::Levels { low, high } => bounds(Json::Integer(low), Json::Integer(high)),
        Fact::Yes(yes) => Json::Bool(yes),
    }
}

#[inline(never)]
fn bounds(low: Json, high: Json) -> Json {
    let mut fields = Fields::default();
    fields.put("low", low);
    fields.put("high", high);
    fields.end()
}

#[inline(never)]
fn opinion(opinion: &Opinion) -> Json {
    let mut fields = Fields::default();
    fields.text("by", &opinion.by);
    fields.put("note", decimal(opinion.note));
    text_unless_empty(&mut fields, "remark", &opinion.remark);
    fields.end()
}

//! What an offer is put together from, and what is proposed for the award.

use super::offers::facts;
use super::{date, list_unless_empty, named, text_unless_empty};
use crate::dossier::{Alternative, Component, ComponentKind, Decision, Id};
use crate::saved::file::json::{Fields, Json};
use crate::saved::file::v1::component_kind_word;

#[inline(never)]
pub(super) fn components(order: &[&Id], components: &[Component]) -> Json {
    let mut list = Vec::with_capacity(components.len());
    for each in components {
        let mut fields = named(&each.id, &each.name);
        if each.kind != ComponentKind::Brick {
            fields.text("kind", component_kind_word(each.kind));
        }
        if let Some(of) = &each.of {
            fields.text("of", of.as_str());
        }
        date(&mut fields, "available_from", each.available_from);
        fields.put("facts", facts(order, &each.facts));
        list.push(fields.end());
    }
    Json::List(list)
}

#[inline(never)]
pub(super) fn decision(decision: &Decision) -> Json {
    let mut fields = Fields::default();
    if let Some(choice) = &decision.choice {
        fields.text("offer", choice.offer.as_str());
        text_unless_empty(&mut fields, "reasons", &choice.reasons);
        text_unless_empty(&mut fields, "by", &choice.by);
        date(&mut fields, "date", choice.date);
    }
    list_unless_empty(&mut fields, "set_aside", &decision.set_aside, alternative);
    fields.end()
}

fn alternative(alternative: &Alternative) -> Json {
    let mut fields = Fields::default();
    fields.text("name", &alternative.name);
    text_unless_empty(&mut fields, "reason", &alternative.reason);
    fields.end()
}

//! Offers with their facts, notes and costs as bytes.

use super::{bit, is_exactly, text_unless_empty};
use crate::dossier::{CostItem, Entry, Id, Offer, Opinion, StandingKind};
use crate::engine::{Fact, FactKind, Quantity, When};
use crate::saved::link::records::bytes::{Writer, record};
use crate::saved::link::records::codes::{cost_kind_code, offer_kind_code};
use crate::saved::link::records::shared::Shared;
use crate::saved::link::records::{PLACE, fact_record};

pub(super) fn offer(writer: &mut Writer, offer: &Offer, measures: &[(&Id, FactKind)], shared: &mut Shared) {
    let status = match offer.standing.kind {
        StandingKind::Regular => 0,
        StandingKind::Irregular => 1,
        StandingKind::Inappropriate => 2,
        StandingKind::Unacceptable => 3,
        StandingKind::Late => 4,
        StandingKind::Withdrawn => 5,
        StandingKind::AbnormallyLow => 6,
    };
    let entries: Vec<Option<&Entry>> = measures.iter().map(|(id, _)| offer.facts.get(*id)).collect();
    let has_all = entries.iter().all(Option::is_some);
    let has_remarks = entries.iter().flatten().any(|entry| remarks(entry) != 0);
    let special = offer_kind_code(offer.kind) | bit(8, offer.available_from.is_some());
    writer.text(&offer.name);
    writer.byte(
        status
            | bit(8, !offer.standing.reason.is_empty())
            | bit(16, has_all)
            | bit(32, has_remarks)
            | bit(64, special != 0),
    );
    text_unless_empty(writer, &offer.standing.reason);
    if special != 0 {
        writer.byte(special);
    }
    if let Some(date) = offer.available_from {
        writer.date(date);
    }
    if !has_all {
        let eight =
            |eight: &[Option<&Entry>]| eight.iter().rev().fold(0, |bits, entry| bits << 1 | u8::from(entry.is_some()));
        writer.bits(entries.chunks(8).map(eight));
    }
    for (index, (item, (_, kind))) in entries.into_iter().zip(measures).enumerate() {
        let Some(item) = item else { continue };
        writer.about(fact_record(*kind), index);
        if has_remarks {
            writer.byte(remarks(item));
        }
        entry(writer, item, shared);
    }
}

fn entry(writer: &mut Writer, entry: &Entry, shared: &mut Shared) {
    match entry.fact {
        // No dossier holds a mean: it is computed from what the evaluators gave.
        Fact::Missing | Fact::NotApplicable | Fact::Mean { .. } => {}
        Fact::Number(number) => writer.decimal(number),
        Fact::Between { low, high } => {
            writer.decimal(low);
            writer.decimal(high);
        }
        Fact::Level(level) => writer.size(level),
        Fact::Levels { low, high } => {
            writer.size(low);
            writer.size(high);
        }
        Fact::Yes(yes) => writer.byte(u8::from(yes)),
    }
    text_unless_empty(writer, &entry.justification);
    text_unless_empty(writer, &entry.source);
    for date in [entry.date, entry.valid_until].into_iter().flatten() {
        writer.date(date);
    }
    let has_place = has_place(entry);
    if has_place {
        writer.size(PLACE);
        writer.text(&entry.page);
        writer.text(&entry.address);
    }
    if entry.opinions.is_empty() {
        // The bit was set for the place alone.
        if has_place {
            writer.size(0);
        }
    } else {
        opinions(writer, &entry.opinions, shared);
    }
    if !entry.costs.is_empty() {
        writer.size(entry.costs.len());
        entry.costs.iter().for_each(|item| cost_item(writer, item, shared));
    }
}

/// Whether it says where in the document a fact was read.
fn has_place(entry: &Entry) -> bool {
    !entry.page.is_empty() || !entry.address.is_empty()
}

fn remarks(entry: &Entry) -> u8 {
    let fact = match entry.fact {
        Fact::Missing | Fact::Mean { .. } => 8,
        Fact::Between { .. } | Fact::Levels { .. } => 16,
        Fact::NotApplicable => 8 + 16,
        Fact::Number(_) | Fact::Level(_) | Fact::Yes(_) => 0,
    };
    fact | bit(1, !entry.justification.is_empty())
        | bit(2, !entry.source.is_empty())
        | bit(4, entry.date.is_some())
        | bit(32, entry.valid_until.is_some())
        | bit(64, !entry.opinions.is_empty() || has_place(entry))
        | bit(128, !entry.costs.is_empty())
}

fn opinions(writer: &mut Writer, opinions: &[Opinion], shared: &mut Shared) {
    let has_remarks = opinions.iter().any(|opinion| !opinion.remark.is_empty());
    writer.size(opinions.len() * 2 + usize::from(has_remarks));
    for (index, opinion) in opinions.iter().enumerate() {
        writer.about(record::OPINION, index);
        shared.evaluators.write(writer, &opinion.by);
        writer.decimal(opinion.note);
        if has_remarks {
            writer.text(&opinion.remark);
        }
    }
}

/// The number of the brick is not written: its name tells it.
fn cost_item(writer: &mut Writer, item: &CostItem, shared: &mut Shared) {
    let line = &item.line;
    let (is_once, first, last) = match line.when {
        When::Once { year } => (true, year, None),
        When::Yearly { from, to } => (false, from, to),
    };
    let has_escalation = !is_exactly(line.escalation, 0);
    writer.about(record::COST, 0);
    writer.byte(
        bit(1, !item.brick.is_empty())
            | bit(2, matches!(line.quantity, Quantity::Segment(_)))
            | bit(4, is_once)
            | bit(8, first != 1)
            | bit(16, last.is_some())
            | bit(32, has_escalation)
            | bit(64, line.renews),
    );
    writer.byte(cost_kind_code(line.kind));
    shared.labels.write(writer, &item.label);
    if !item.brick.is_empty() {
        shared.bricks.write(writer, &item.brick);
    }
    shared.sources.write(writer, &item.source);
    writer.decimal(line.amount);
    match line.quantity {
        Quantity::Fixed(quantity) => writer.decimal(quantity),
        Quantity::Segment(segment) => writer.size(segment),
    }
    if first != 1 {
        writer.number(first.into());
    }
    if let Some(last) = last {
        writer.number(last.into());
    }
    if has_escalation {
        writer.decimal(line.escalation);
    }
}

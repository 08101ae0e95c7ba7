//! A dossier as the body of a link. Bytes out; the table is in the parent module.

use super::bytes::Writer;
use super::identifier::Ids;
use crate::dossier::{
    Content, Criterion, Dossier, Draft, Entry, Gate, GateRule, Id, IdMap, Measure, Offer, Profile, StandingKind, Tax,
};
use crate::engine::{Decimal, Fact};
use crate::saved::link::MAX_FACTS;

/// A bit of the flags if the condition holds.
fn bit(value: u8, is_set: bool) -> u8 {
    if is_set { value } else { 0 }
}

/// The body; nothing when it holds too many facts for a link.
pub(super) fn body(dossier: &Dossier) -> Option<Vec<u8>> {
    if dossier.offers.iter().map(|offer| offer.facts.len()).sum::<usize>() > MAX_FACTS {
        return None;
    }
    let mut writer = Writer::default();
    header(&mut writer, dossier);
    group(&mut writer, &dossier.criteria, None);
    let mut ids = Ids::new("information");
    for information in &dossier.informations {
        ids.write(&mut writer, &information.id);
        writer.text(&information.name);
        measure(&mut writer, &information.measure, &information.description);
    }
    let criteria = dossier.all_criteria().into_iter().map(|criterion| &criterion.id);
    let places: IdMap<usize> = criteria
        .chain(dossier.informations.iter().map(|information| &information.id))
        .enumerate()
        .map(|(place, id)| (id.clone(), place))
        .collect();
    let mut ids = Ids::new("condition");
    for item in &dossier.gates {
        ids.write(&mut writer, &item.id);
        gate(&mut writer, item, places.get(item.rule.of()).copied().unwrap_or_default());
    }
    let mut ids = Ids::new("profil");
    for item in &dossier.profiles {
        ids.write(&mut writer, &item.id);
        profile(&mut writer, item, &places);
    }
    let measures: Vec<&Id> = dossier.measures().into_iter().map(|(id, ..)| id).collect();
    let mut ids = Ids::new("offre");
    for item in &dossier.offers {
        ids.write(&mut writer, &item.id);
        offer(&mut writer, item, &measures);
    }
    Some(writer.into_bytes())
}

fn header(writer: &mut Writer, draft: &Draft) {
    let has_currency = draft.money.currency != "EUR";
    // By its digits: `100.00` must come back as it was written.
    let has_scale = draft.note_scale.to_string() != "100";
    writer.byte(
        bit(1, !draft.notice.is_empty())
            | bit(2, draft.reference_date.is_some())
            | bit(4, has_currency)
            | bit(8, has_scale)
            | bit(16, draft.money.tax == Tax::Included),
    );
    writer.text(&draft.title);
    text_unless_empty(writer, &draft.notice);
    if let Some(date) = draft.reference_date {
        writer.date(date);
    }
    if has_currency {
        writer.text(&draft.money.currency);
    }
    if has_scale {
        writer.decimal(draft.note_scale);
    }
    for count in
        [draft.criteria.len(), draft.informations.len(), draft.gates.len(), draft.profiles.len(), draft.offers.len()]
    {
        writer.size(count);
    }
}

fn text_unless_empty(writer: &mut Writer, text: &str) {
    if !text.is_empty() {
        writer.text(text);
    }
}

fn group(writer: &mut Writer, criteria: &[Criterion], parent: Option<&Id>) {
    let mut ids = Ids::within("critere", parent);
    for criterion in criteria {
        ids.write(writer, &criterion.id);
        writer.text(&criterion.name);
        writer.decimal(criterion.weight);
        match &criterion.content {
            Content::Group(children) => {
                writer.byte(0);
                writer.byte(bit(1, !criterion.description.is_empty()));
                text_unless_empty(writer, &criterion.description);
                writer.size(children.len());
                group(writer, children, Some(&criterion.id));
            }
            Content::Leaf(leaf) => measure(writer, leaf, &criterion.description),
        }
    }
}

fn measure(writer: &mut Writer, measure: &Measure, description: &str) {
    writer.size(usize::from(measure.family.code) * 8 + measure.parameters.len());
    writer
        .byte(bit(1, !description.is_empty()) | bit(2, !measure.unit.is_empty()) | bit(4, !measure.levels.is_empty()));
    text_unless_empty(writer, description);
    text_unless_empty(writer, &measure.unit);
    for parameter in &measure.parameters {
        writer.decimal(*parameter);
    }
    if !measure.levels.is_empty() {
        writer.size(measure.levels.len());
    }
    for level in &measure.levels {
        writer.byte(bit(1, !level.description.is_empty()));
        writer.text(&level.label);
        text_unless_empty(writer, &level.description);
        writer.decimal(level.points);
    }
}

fn gate(writer: &mut Writer, gate: &Gate, place: usize) {
    enum Asks {
        Nothing,
        Level(usize),
        Number(Decimal),
    }
    let (code, asks) = match gate.rule {
        GateRule::Yes { .. } => (0, Asks::Nothing),
        GateRule::LevelAtLeast { level, .. } => (1, Asks::Level(level)),
        GateRule::ValueAtLeast { value, .. } => (2, Asks::Number(value)),
        GateRule::ValueAtMost { value, .. } => (3, Asks::Number(value)),
        GateRule::NoteAtLeast { note, .. } => (4, Asks::Number(note)),
    };
    writer.text(&gate.name);
    writer.byte(code | bit(8, !gate.basis.is_empty()) | bit(16, gate.basis_date.is_some()));
    writer.size(place);
    match asks {
        Asks::Nothing => {}
        Asks::Level(level) => writer.size(level),
        Asks::Number(number) => writer.decimal(number),
    }
    text_unless_empty(writer, &gate.basis);
    if let Some(date) = gate.basis_date {
        writer.date(date);
    }
}

fn profile(writer: &mut Writer, profile: &Profile, places: &IdMap<usize>) {
    writer.text(&profile.name);
    writer.byte(bit(1, !profile.source.is_empty()));
    text_unless_empty(writer, &profile.source);
    let mut weights: Vec<(usize, Decimal)> =
        profile.weights.iter().filter_map(|(id, weight)| Some((*places.get(id)?, *weight))).collect();
    weights.sort_by_key(|(place, _)| *place);
    writer.size(weights.len());
    let mut next = 0;
    for (place, weight) in weights {
        writer.size(place - next);
        writer.decimal(weight);
        next = place + 1;
    }
}

fn offer(writer: &mut Writer, offer: &Offer, measures: &[&Id]) {
    let status = match offer.standing.kind {
        StandingKind::Regular => 0,
        StandingKind::Irregular => 1,
        StandingKind::Inappropriate => 2,
        StandingKind::Unacceptable => 3,
        StandingKind::Late => 4,
        StandingKind::Withdrawn => 5,
        StandingKind::AbnormallyLow => 6,
    };
    let entries: Vec<Option<&Entry>> = measures.iter().map(|id| offer.facts.get(*id)).collect();
    let has_all = entries.iter().all(Option::is_some);
    let has_remarks = entries.iter().flatten().any(|entry| remarks(entry) != 0);
    writer.text(&offer.name);
    writer.byte(status | bit(8, !offer.standing.reason.is_empty()) | bit(16, has_all) | bit(32, has_remarks));
    text_unless_empty(writer, &offer.standing.reason);
    if !has_all {
        for eight in entries.chunks(8) {
            writer.byte(eight.iter().rev().fold(0, |bits, entry| bits << 1 | u8::from(entry.is_some())));
        }
    }
    for entry in entries.into_iter().flatten() {
        if has_remarks {
            writer.byte(remarks(entry));
        }
        match entry.fact {
            Fact::Missing => {}
            Fact::Number(number) => writer.decimal(number),
            Fact::Level(level) => writer.size(level),
            Fact::Yes(yes) => writer.byte(u8::from(yes)),
        }
        text_unless_empty(writer, &entry.justification);
        text_unless_empty(writer, &entry.source);
        if let Some(date) = entry.date {
            writer.date(date);
        }
    }
}

fn remarks(entry: &Entry) -> u8 {
    bit(1, !entry.justification.is_empty())
        | bit(2, !entry.source.is_empty())
        | bit(4, entry.date.is_some())
        | bit(8, entry.fact == Fact::Missing)
}

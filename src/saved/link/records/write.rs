//! A dossier as the body of a link. Bytes out; the table is in `v1`.

mod further;
mod offers;

use super::Place;
use super::bytes::{Writer, record};
use super::codes::market_code;
use super::identifier::Ids;
use super::shared::Shared;
use crate::dossier::{
    Component, Content, Criterion, Dossier, Draft, Gate, GateRule, Id, IdMap, Level, Measure, Offer, Profile, Tax,
};
use crate::engine::{Decimal, FactKind};

/// A bit of the flags if the condition holds.
fn bit(value: u8, is_set: bool) -> u8 {
    if is_set { value } else { 0 }
}

/// Whether a decimal is this whole number, to the last digit: `0.00` must come
/// back as it was written.
fn is_exactly(decimal: Decimal, whole: i128) -> bool {
    decimal.digits() == whole && decimal.scale() == 0
}

/// The body; nothing when it holds more than a link may. A version may write
/// more of its own between them.
pub(in crate::saved::link) fn body(
    dossier: &Dossier,
    own: &dyn Fn(&mut Writer, Place) -> Option<()>,
) -> Option<Writer> {
    let mut shared = Shared::new();
    shared.room.take(dossier).ok()?;
    let mut writer = Writer::default();
    header(&mut writer, dossier);
    group(&mut writer, &dossier.criteria, None);
    let criteria = dossier.all_criteria().into_iter().map(|criterion| &criterion.id);
    let places: IdMap<usize> = criteria
        .chain(dossier.informations.iter().map(|information| &information.id))
        .enumerate()
        .map(|(place, id)| (id.clone(), place))
        .collect();
    let has_further = further::flags(dossier) != 0;
    if has_further {
        further::method(&mut writer, dossier, &places);
    }
    let mut ids = Ids::new("information");
    for information in &dossier.informations {
        writer.about(record::INFORMATION, 0);
        ids.write(&mut writer, &information.id);
        writer.text(&information.name);
        measure(&mut writer, &information.measure, &information.description, 0);
    }
    if has_further {
        further::rest(&mut writer, dossier, &places);
    }
    let mut ids = Ids::new("condition");
    for item in &dossier.gates {
        writer.about(record::GATE, 0);
        ids.write(&mut writer, &item.id);
        gate(&mut writer, item, places.get(item.rule.of()).copied().unwrap_or_default());
    }
    let mut ids = Ids::new("profil");
    for item in &dossier.profiles {
        writer.about(record::PROFILE, 0);
        ids.write(&mut writer, &item.id);
        profile(&mut writer, item, &places);
    }
    own(&mut writer, Place::AfterGrid)?;
    let measures: Vec<(&Id, FactKind)> =
        dossier.measures().into_iter().map(|(id, _, measure)| (id, measure.formula().fact_kind())).collect();
    let mut ids = Ids::new("offre");
    for item in &dossier.offers {
        writer.about(record::OFFER, 0);
        ids.write(&mut writer, &item.id);
        offers::offer(&mut writer, item, &measures, &mut shared);
        own(&mut writer, Place::AfterOffer)?;
    }
    own(&mut writer, Place::AtEnd)?;
    Some(writer)
}

/// A component as the record of an offer; nothing when it holds more than a link may.
pub(in crate::saved::link) fn component(
    writer: &mut Writer,
    component: &Component,
    records: &mut super::Components,
) -> Option<()> {
    let Component { id, name, available_from, facts, .. } = component.clone();
    records.shared.take_facts(facts.len()).ok()?;
    facts.values().try_for_each(|entry| records.shared.take_costs(entry.costs.len())).ok()?;
    let measures: Vec<(&Id, FactKind)> = records.measures.iter().map(|(id, kind)| (id, *kind)).collect();
    writer.about(record::OFFER, 0);
    records.ids.write(writer, &id);
    let offer = Offer { available_from, facts, ..Offer::new(id, name) };
    offers::offer(writer, &offer, &measures, &mut records.shared);
    Some(())
}

fn header(writer: &mut Writer, draft: &Draft) {
    let has_currency = draft.money.currency != "EUR";
    let has_scale = !is_exactly(draft.note_scale, 100);
    writer.about(record::HEADER, 0);
    writer.byte(
        bit(1, !draft.notice.is_empty())
            | bit(2, draft.reference_date.is_some())
            | bit(4, has_currency)
            | bit(8, has_scale)
            | bit(16, draft.money.tax == Tax::Included)
            | bit(32, further::flags(draft) != 0),
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
        writer.about(record::CRITERION, 0);
        ids.write(writer, &criterion.id);
        writer.text(&criterion.name);
        writer.decimal(criterion.weight);
        match &criterion.content {
            Content::Group(children) => {
                writer.size(0);
                writer.byte(bit(1, !criterion.description.is_empty()) | marks(criterion));
                text_unless_empty(writer, &criterion.description);
                writer.size(children.len());
                group(writer, children, Some(&criterion.id));
            }
            Content::Leaf(leaf) => measure(writer, leaf, &criterion.description, marks(criterion)),
        }
    }
}

/// The flags that a group and a leaf have in common.
fn marks(criterion: &Criterion) -> u8 {
    bit(8, !criterion.is_announced) | bit(16, criterion.is_environmental) | bit(32, criterion.is_rescaled)
}

fn measure(writer: &mut Writer, measure: &Measure, description: &str, marks: u8) {
    let further =
        bit(1, !measure.curve.is_empty()) | bit(2, !measure.expression.is_empty()) | bit(4, measure.market.is_some());
    writer.size(usize::from(measure.family.code) * 8 + measure.parameters.len());
    writer.about(record::MEASURE, measure.family.code.into());
    writer.byte(
        bit(1, !description.is_empty())
            | bit(2, !measure.unit.is_empty())
            | bit(4, !measure.levels.is_empty())
            | marks
            | bit(64, further != 0),
    );
    text_unless_empty(writer, description);
    text_unless_empty(writer, &measure.unit);
    for parameter in &measure.parameters {
        writer.decimal(*parameter);
    }
    if !measure.levels.is_empty() {
        writer.size(measure.levels.len());
    }
    measure.levels.iter().enumerate().for_each(|(index, item)| level(writer, index, item));
    if further != 0 {
        writer.about(record::CURVE, 0);
        writer.byte(further);
        curve_and_more(writer, measure);
    }
}

fn level(writer: &mut Writer, index: usize, level: &Level) {
    writer.about(record::LEVEL, index);
    writer.byte(bit(1, !level.description.is_empty()) | bit(2, level.seal.is_some()));
    writer.text(&level.label);
    text_unless_empty(writer, &level.description);
    writer.decimal(level.points);
    if let Some(seal) = level.seal {
        writer.byte(seal);
    }
}

/// What few measures have.
fn curve_and_more(writer: &mut Writer, measure: &Measure) {
    if !measure.curve.is_empty() {
        writer.size(measure.curve.len());
    }
    for (x, points) in &measure.curve {
        writer.decimal(*x);
        writer.decimal(*points);
    }
    text_unless_empty(writer, &measure.expression);
    if let Some(fact) = measure.market {
        writer.byte(market_code(fact));
    }
}

fn gate(writer: &mut Writer, gate: &Gate, place: usize) {
    enum Asks {
        Nothing,
        Level(usize),
        Seal(u8),
        Number(Decimal),
    }
    let (code, asks) = match gate.rule {
        GateRule::Yes { .. } => (0, Asks::Nothing),
        GateRule::LevelAtLeast { level, .. } => (1, Asks::Level(level)),
        GateRule::ValueAtLeast { value, .. } => (2, Asks::Number(value)),
        GateRule::ValueAtMost { value, .. } => (3, Asks::Number(value)),
        GateRule::NoteAtLeast { note, .. } => (4, Asks::Number(note)),
        GateRule::SealAtLeast { seal, .. } => (5, Asks::Seal(seal)),
        GateRule::MustsCovered { .. } => (6, Asks::Nothing),
    };
    writer.text(&gate.name);
    writer.byte(code | bit(8, !gate.basis.is_empty()) | bit(16, gate.basis_date.is_some()));
    writer.size(place);
    match asks {
        Asks::Nothing => {}
        Asks::Level(level) => writer.size(level),
        Asks::Seal(seal) => writer.byte(seal),
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
        writer.about(record::WEIGHT, 0);
        writer.size(place - next);
        writer.decimal(weight);
        next = place + 1;
    }
}

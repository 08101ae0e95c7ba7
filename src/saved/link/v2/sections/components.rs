//! What offers are put together from, how facts of bricks become one, and what is
//! proposed for the award.

use std::rc::Rc;

use super::needs;
use super::shared::Things;
use crate::dossier::{
    Alternative, Choice, Component, ComponentKind, Content, Criterion, Draft, Id, Measure, Offer, limits,
};
use crate::engine::Composition;
use crate::saved::link::records::bytes::{Reader, Stop, Writer, record};
use crate::saved::link::records::{Components, read, write};

/// Numbers never change once released; a new kind goes to the end.
const KINDS: [ComponentKind; 6] = [
    ComponentKind::Brick,
    ComponentKind::Integration,
    ComponentKind::Holder,
    ComponentKind::Reseller,
    ComponentKind::Supplier,
    ComponentKind::Subcontractor,
];

/// The same for rules.
const RULES: [Composition; 5] =
    [Composition::Lowest, Composition::Highest, Composition::Sum, Composition::Mean, Composition::ByHand];

/// In the byte of a kind: the brick that it stands behind follows.
const BEHIND: u8 = 8;

fn code<T: PartialEq>(table: &[T], thing: &T) -> u8 {
    table.iter().position(|other| other == thing).and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX)
}

/// Whether there is anything to write.
pub(super) fn is_needed(draft: &Draft) -> bool {
    draft.offers.iter().any(|offer| !offer.components.is_empty()) || !announced(draft).is_empty()
}

/// The rules that the grid announces.
fn announced(draft: &Draft) -> Vec<(&Id, Composition)> {
    let measures = draft.measures().into_iter();
    measures.filter_map(|(id, _, measure)| Some((id, measure.composed_by?))).collect()
}

/// The section; nothing when it holds more than a link may.
pub(super) fn write(draft: &Draft) -> Option<Writer> {
    let (mut writer, mut grid, mut offers) = (Writer::default(), Things::of_grid(draft), Things::of_offers(draft));
    let rules = announced(draft);
    writer.about(record::SECTION, 10);
    writer.size(rules.len());
    for (id, rule) in rules {
        writer.about(record::SECTION, 11);
        grid.write(&mut writer, id);
        writer.byte(code(&RULES, &rule));
    }
    let composite: Vec<_> = draft.offers.iter().filter(|offer| !offer.components.is_empty()).collect();
    writer.about(record::SECTION, 12);
    writer.size(composite.len());
    let mut records = Components::new(draft);
    for offer in composite {
        writer.about(record::SECTION, 13);
        offers.write(&mut writer, &offer.id);
        writer.size(offer.components.len());
        write_list(&mut writer, &offer.components, &mut records)?;
        records.next_offer();
    }
    Some(writer)
}

/// Components one after the other.
fn write_list(writer: &mut Writer, list: &[Component], records: &mut Components) -> Option<()> {
    for component in list {
        let behind = component.of.as_ref();
        let behind = behind.and_then(|of| list.iter().position(|other| other.id == *of));
        writer.about(record::SECTION, 14);
        writer.byte(code(&KINDS, &component.kind) | if behind.is_some() { BEHIND } else { 0 });
        if let Some(behind) = behind {
            writer.size(behind);
        }
        write::component(writer, component, records)?;
    }
    Some(())
}

fn read_list(reader: &mut Reader<'_>, count: usize, records: &mut Components) -> Result<Vec<Component>, Stop> {
    let mut components: Vec<Component> = Vec::new();
    let mut behind = Vec::new();
    for _ in 0..count {
        reader.about(record::SECTION, 14);
        let kind = reader.byte()?;
        behind.push(if kind & BEHIND != 0 { Some(reader.size(count - 1)?) } else { None });
        let kind = KINDS.get(usize::from(kind & !BEHIND)).copied().ok_or(Stop)?;
        components.push(read::component(reader, kind, records)?);
    }
    let ids: Vec<Id> = components.iter().map(|component| component.id.clone()).collect();
    for (component, behind) in components.iter_mut().zip(behind) {
        component.of = behind.map(|place| ids.get(place).cloned().ok_or(Stop)).transpose()?;
    }
    Ok(components)
}

/// The buyer's own bricks, with what lacks of the needs.
pub(super) fn write_pool(draft: &Draft, pool: &Offer) -> Option<Writer> {
    let mut writer = Writer::default();
    writer.about(record::SECTION, 12);
    writer.size(pool.components.len());
    write_list(&mut writer, &pool.components, &mut Components::new(draft))?;
    let places = needs::places(draft);
    for component in &pool.components {
        needs::write_shortfalls(&mut writer, &places, &component.facts);
    }
    Some(writer)
}

pub(super) fn read_pool(reader: &mut Reader<'_>, draft: &mut Draft) -> Result<(), Stop> {
    reader.about(record::SECTION, 12);
    let count = reader.size(limits::COMPONENTS)?;
    let mut components = read_list(reader, count, &mut Components::new(draft))?;
    let ids: Vec<Id> = draft.requirements.iter().map(|need| need.id.clone()).collect();
    for component in &mut components {
        needs::shortfalls(reader, &ids, &mut component.facts)?;
    }
    // Whoever writes it empty or twice wrote a link that is none.
    if count == 0 || draft.pool.is_some() {
        return Err(Stop);
    }
    draft.pool = Offer::pool(components);
    Ok(())
}

pub(super) fn read(reader: &mut Reader<'_>, draft: &mut Draft) -> Result<(), Stop> {
    let (mut grid, mut offers) = (Things::of_grid(draft), Things::of_offers(draft));
    if is_needed(draft) {
        return Err(Stop);
    }
    reader.about(record::SECTION, 10);
    for _ in 0..reader.size(limits::LEAVES + limits::INFORMATIONS)? {
        reader.about(record::SECTION, 11);
        let id = grid.read(reader)?;
        let rule = RULES.get(usize::from(reader.byte()?)).copied().ok_or(Stop)?;
        let measure = measure_mut(draft, &id).ok_or(Stop)?;
        if measure.composed_by.replace(rule).is_some() {
            return Err(Stop);
        }
    }
    reader.about(record::SECTION, 12);
    let mut records = Components::new(draft);
    for _ in 0..reader.size(limits::OFFERS)? {
        reader.about(record::SECTION, 13);
        let id = offers.read(reader)?;
        let count = reader.size(limits::COMPONENTS)?;
        let components = read_list(reader, count, &mut records)?;
        records.next_offer();
        let offer = draft.offers.iter_mut().find(|offer| offer.id == id).ok_or(Stop)?;
        if count == 0 || !offer.components.is_empty() {
            return Err(Stop);
        }
        Rc::make_mut(offer).components = components;
    }
    Ok(())
}

fn measure_mut<'a>(draft: &'a mut Draft, id: &Id) -> Option<&'a mut Measure> {
    fn within<'a>(group: &'a mut [Criterion], id: &Id) -> Option<&'a mut Measure> {
        group.iter_mut().find_map(|criterion| match &mut criterion.content {
            Content::Group(children) => within(children, id),
            Content::Leaf(measure) => (criterion.id == *id).then_some(measure),
        })
    }
    let information = draft.informations.iter_mut().find(|information| information.id == *id);
    information.map(|information| &mut information.measure).or_else(|| within(&mut draft.criteria, id))
}

pub(super) fn write_decision(draft: &Draft) -> Writer {
    let (mut writer, decision) = (Writer::default(), &draft.decision);
    writer.about(record::SECTION, 15);
    let date = decision.choice.as_ref().and_then(|choice| choice.date);
    writer.byte(u8::from(decision.choice.is_some()) | if date.is_some() { 2 } else { 0 });
    if let Some(choice) = &decision.choice {
        Things::of_offers(draft).write(&mut writer, &choice.offer);
        writer.text(&choice.reasons);
        writer.text(&choice.by);
    }
    if let Some(date) = date {
        writer.date(date);
    }
    writer.size(decision.set_aside.len());
    for alternative in &decision.set_aside {
        writer.about(record::SECTION, 16);
        writer.text(&alternative.name);
        writer.text(&alternative.reason);
    }
    writer
}

pub(super) fn read_decision(reader: &mut Reader<'_>, draft: &mut Draft) -> Result<(), Stop> {
    reader.about(record::SECTION, 15);
    let flags = reader.byte()?;
    if !draft.decision.is_none() || flags > 3 || flags == 2 {
        return Err(Stop);
    }
    if flags & 1 != 0 {
        let offer = Things::of_offers(draft).read(reader)?;
        let (reasons, by) = (reader.text()?, reader.text()?);
        draft.decision.choice = Some(Choice { offer, reasons, by, date: reader.date_if(flags & 2 != 0)? });
    }
    for _ in 0..reader.size(limits::ALTERNATIVES)? {
        reader.about(record::SECTION, 16);
        let alternative = Alternative { name: reader.text()?, reason: reader.text()? };
        draft.decision.set_aside.push(alternative);
    }
    Ok(())
}

//! The body of a link as a draft, as far as it goes.
//!
//! Nothing is allocated by a number that was read; every count is held against
//! the limits of a dossier first. What is read is unchecked data: the door is
//! `Draft::check`.

mod further;
mod offers;

use std::rc::Rc;

use super::bytes::{Reader, Stop, record};
use super::codes::market_fact;
use super::identifier::Ids;
use super::shared::Shared;
use super::{Announced, Place, Reading};
use crate::catalogue::family_by_code;
use crate::dossier::{
    Component, ComponentKind, Content, Criterion, Draft, Gate, GateRule, Id, IdMap, Information, Level, Measure, Money,
    Offer, Profile, Tax, limits,
};
use crate::engine::{Decimal, FactKind, MAX_YEARS};

/// Reads what a version has of its own.
pub(in crate::saved::link) type Own<'a> = &'a mut dyn FnMut(&mut Reader<'_>, &mut Draft, Place) -> Result<(), Stop>;

/// What can be read of a body; an error when the header or the criteria are not
/// complete, or the method where there is one, since weights mean nothing
/// without their siblings and ranks nothing without their method.
///
/// A version may read more of its own between them.
pub(in crate::saved::link) fn body(reader: &mut Reader<'_>, own: Own<'_>) -> Result<Reading, Stop> {
    let mut reading = records(reader, own)?;
    reading.is_whole &= reader.left() == 0;
    Ok(reading)
}

/// A body with other things behind it; an error where anything of it lacks.
pub(in crate::saved::link) fn whole(reader: &mut Reader<'_>, own: Own<'_>) -> Result<Draft, Stop> {
    records(reader, own).and_then(|reading| if reading.is_whole { Ok(reading.draft) } else { Err(Stop) })
}

fn records(reader: &mut Reader<'_>, own: Own<'_>) -> Result<Reading, Stop> {
    let Header { mut draft, criteria, announced, has_further } = header(reader)?;
    let (mut leaves, mut shared) = (0, Shared::new());
    draft.criteria = group(reader, criteria, None, 1, &mut leaves)?;
    let mut places: Vec<Id> = draft.all_criteria().into_iter().map(|criterion| criterion.id.clone()).collect();
    let criteria = places.len();
    let further = if has_further { further::method(reader, &mut draft, &places)? } else { 0 };
    let mut result = informations(reader, &mut draft, announced.informations);
    places.extend(draft.informations.iter().map(|information| information.id.clone()));
    if further & further::LATER != 0 {
        result?;
        further::rest(reader, further, &mut draft, &places, &mut shared)?;
    }
    if result.is_ok() {
        result = lists(reader, &mut draft, announced, places.get(..criteria).unwrap_or_default(), &places);
    }
    if result.is_ok() {
        result = own(reader, &mut draft, Place::AfterGrid);
    }
    if result.is_ok() {
        result = offers(reader, &mut draft, announced.offers, &mut shared, own);
    }
    if result.is_ok() {
        result = own(reader, &mut draft, Place::AtEnd);
    }
    Ok(Reading { draft, announced, is_whole: result.is_ok() })
}

fn informations(reader: &mut Reader<'_>, draft: &mut Draft, count: usize) -> Result<(), Stop> {
    let mut ids = Ids::new("information");
    for _ in 0..count {
        reader.about(record::INFORMATION, 0);
        let id = ids.read(reader)?;
        let name = reader.text()?;
        let head = reader.size(usize::from(u8::MAX) * 8 + 7)?;
        let Noted { measure, description, .. } = measure(reader, head, 0)?;
        draft.informations.push(Information { id, name, description, measure });
    }
    Ok(())
}

/// The lists, entry by entry: what was complete before a stop stays.
fn lists(
    reader: &mut Reader<'_>,
    draft: &mut Draft,
    announced: Announced,
    criteria: &[Id],
    places: &[Id],
) -> Result<(), Stop> {
    let mut ids = Ids::new("condition");
    for _ in 0..announced.gates {
        reader.about(record::GATE, 0);
        let gate = gate(reader, &mut ids, places)?;
        draft.gates.push(gate);
    }
    let mut ids = Ids::new("profil");
    for _ in 0..announced.profiles {
        reader.about(record::PROFILE, 0);
        let profile = profile(reader, &mut ids, criteria)?;
        draft.profiles.push(profile);
    }
    Ok(())
}

fn offers(
    reader: &mut Reader<'_>,
    draft: &mut Draft,
    count: usize,
    shared: &mut Shared,
    own: Own<'_>,
) -> Result<(), Stop> {
    let measures: Vec<(Id, FactKind)> =
        draft.measures().into_iter().map(|(id, _, measure)| (id.clone(), measure.formula().fact_kind())).collect();
    let mut ids = Ids::new("offre");
    for _ in 0..count {
        reader.about(record::OFFER, 0);
        let offer = offers::offer(reader, &mut ids, &measures, shared)?;
        own(reader, draft, Place::AfterOffer)?;
        draft.offers.push(Rc::new(offer));
    }
    Ok(())
}

/// A component, which is the record of an offer without a status.
pub(in crate::saved::link) fn component(
    reader: &mut Reader<'_>,
    kind: ComponentKind,
    records: &mut super::Components,
) -> Result<Component, Stop> {
    reader.about(record::OFFER, 0);
    let read = offers::offer(reader, &mut records.ids, &records.measures, &mut records.shared)?;
    let Offer { id, name, available_from, facts, .. } = read.clone();
    // There is one way to write each.
    if read != (Offer { available_from, facts: facts.clone(), ..Offer::new(id.clone(), name.clone()) }) {
        return Err(Stop);
    }
    Ok(Component { available_from, facts, ..Component::new(id, name, kind) })
}

/// What stands before the criteria.
struct Header {
    draft: Draft,
    /// Criteria at the top of the tree.
    criteria: usize,
    announced: Announced,
    has_further: bool,
}

fn header(reader: &mut Reader<'_>) -> Result<Header, Stop> {
    reader.about(record::HEADER, 0);
    let flags = flags(reader, 0b11_1111)?;
    let title = reader.text()?;
    let notice = reader.text_if(flags & 1 != 0)?;
    let reference_date = reader.date_if(flags & 2 != 0)?;
    let currency = if flags & 4 != 0 { reader.text()? } else { "EUR".to_string() };
    let note_scale = if flags & 8 != 0 { reader.decimal()? } else { Decimal::integer(100) };
    let tax = if flags & 16 != 0 { Tax::Included } else { Tax::Excluded };
    let criteria = reader.size(limits::LEAVES)?;
    let announced = Announced {
        informations: reader.size(limits::INFORMATIONS)?,
        gates: reader.size(limits::GATES)?,
        profiles: reader.size(limits::PROFILES)?,
        offers: reader.size(limits::OFFERS)?,
    };
    let draft = Draft {
        notice,
        reference_date,
        money: Money { currency, tax },
        note_scale,
        criteria: Vec::new(),
        ..Draft::new(title)
    };
    Ok(Header { draft, criteria, announced, has_further: flags & 32 != 0 })
}

/// A byte of which only these bits may be set.
fn flags(reader: &mut Reader<'_>, known: u8) -> Result<u8, Stop> {
    reader.byte().and_then(|flags| if flags & !known == 0 { Ok(flags) } else { Err(Stop) })
}

/// The same where without any of them the writer would have left it out.
fn some_flags(reader: &mut Reader<'_>, known: u8) -> Result<u8, Stop> {
    flags(reader, known).and_then(|flags| if flags == 0 { Err(Stop) } else { Ok(flags) })
}

/// A year of a cost plan, or how many there are.
fn year(reader: &mut Reader<'_>) -> Result<u32, Stop> {
    reader.size(MAX_YEARS as usize).map(|year| year as u32)
}

/// A decimal if the bit is set, else 0.
fn decimal_or_zero(reader: &mut Reader<'_>, is_there: bool) -> Result<Decimal, Stop> {
    if is_there { reader.decimal() } else { Ok(Decimal::ZERO) }
}

fn group(
    reader: &mut Reader<'_>,
    count: usize,
    parent: Option<&Id>,
    depth: usize,
    leaves: &mut usize,
) -> Result<Vec<Criterion>, Stop> {
    // The stack and the size of the tree are bounded here, before the check.
    if depth > limits::DEPTH {
        return Err(Stop);
    }
    let mut ids = Ids::within("critere", parent);
    let mut criteria = Vec::new();
    for _ in 0..count {
        reader.about(record::CRITERION, 0);
        let id = ids.read(reader)?;
        let name = reader.text()?;
        let weight = reader.decimal()?;
        let head = reader.size(usize::from(u8::MAX) * 8 + 7)?;
        let (content, description, flags) = if head == 0 {
            let flags = flags(reader, 1 | MARKS)?;
            let description = reader.text_if(flags & 1 != 0)?;
            let count = reader.size(limits::LEAVES)?;
            (Content::Group(group(reader, count, Some(&id), depth + 1, leaves)?), description, flags)
        } else {
            *leaves += 1;
            if *leaves > limits::LEAVES {
                return Err(Stop);
            }
            let Noted { measure, description, flags } = measure(reader, head, MARKS)?;
            (Content::Leaf(measure), description, flags)
        };
        criteria.push(Criterion {
            description,
            is_announced: flags & 8 == 0,
            is_environmental: flags & 16 != 0,
            is_rescaled: flags & 32 != 0,
            ..Criterion::new(id, name, weight, content)
        });
    }
    Ok(criteria)
}

/// The flags that a group and a leaf have in common: not announced,
/// environmental, rescaled.
const MARKS: u8 = 8 | 16 | 32;

/// A measure with what stands between its bytes.
struct Noted {
    measure: Measure,
    /// Of what it measures.
    description: String,
    flags: u8,
}

fn measure(reader: &mut Reader<'_>, head: usize, marks: u8) -> Result<Noted, Stop> {
    let family = u8::try_from(head / 8).ok().and_then(family_by_code).ok_or(Stop)?;
    reader.about(record::MEASURE, family.code.into());
    let flags = flags(reader, 0b100_0111 | marks)?;
    let description = reader.text_if(flags & 1 != 0)?;
    let unit = reader.text_if(flags & 2 != 0)?;
    let parameters = (0..head % 8).map(|_| reader.decimal()).collect::<Result<_, _>>()?;
    let count = reader.size_if(flags & 4 != 0, limits::LEVELS)?;
    let levels = (0..count).map(|index| level(reader, index)).collect::<Result<_, _>>()?;
    let further = if flags & 64 != 0 {
        reader.about(record::CURVE, 0);
        some_flags(reader, 0b111)?
    } else {
        0
    };
    let count = reader.size_if(further & 1 != 0, limits::CURVE)?;
    let curve = (0..count).map(|_| Ok((reader.decimal()?, reader.decimal()?))).collect::<Result<_, _>>()?;
    let expression = reader.text_if(further & 2 != 0)?;
    let market = if further & 4 != 0 { Some(market_fact(reader.byte()?).ok_or(Stop)?) } else { None };
    Ok(Noted {
        measure: Measure { family, parameters, unit, levels, curve, expression, market, composed_by: None },
        description,
        flags,
    })
}

fn level(reader: &mut Reader<'_>, index: usize) -> Result<Level, Stop> {
    reader.about(record::LEVEL, index);
    let flags = flags(reader, 0b11)?;
    Ok(Level {
        label: reader.text()?,
        description: reader.text_if(flags & 1 != 0)?,
        points: reader.decimal()?,
        seal: if flags & 2 != 0 { Some(reader.byte()?) } else { None },
    })
}

fn gate(reader: &mut Reader<'_>, ids: &mut Ids<'_>, places: &[Id]) -> Result<Gate, Stop> {
    let id = ids.read(reader)?;
    let name = reader.text()?;
    let flags = flags(reader, 0b1_1111)?;
    let of = places.get(reader.size(places.len())?).cloned().ok_or(Stop)?;
    let rule = match flags & 7 {
        0 => GateRule::Yes { of },
        1 => GateRule::LevelAtLeast { of, level: reader.size(limits::LEVELS)? },
        2 => GateRule::ValueAtLeast { of, value: reader.decimal()? },
        3 => GateRule::ValueAtMost { of, value: reader.decimal()? },
        4 => GateRule::NoteAtLeast { of, note: reader.decimal()? },
        5 => GateRule::SealAtLeast { of, seal: reader.byte()? },
        6 => GateRule::MustsCovered { of },
        _ => return Err(Stop),
    };
    let basis = reader.text_if(flags & 8 != 0)?;
    let basis_date = reader.date_if(flags & 16 != 0)?;
    Ok(Gate { id, name, rule, basis, basis_date })
}

fn profile(reader: &mut Reader<'_>, ids: &mut Ids<'_>, criteria: &[Id]) -> Result<Profile, Stop> {
    let id = ids.read(reader)?;
    let name = reader.text()?;
    let flags = flags(reader, 1)?;
    let source = reader.text_if(flags & 1 != 0)?;
    let count = reader.size(criteria.len())?;
    let mut weights = IdMap::new();
    let mut left = criteria.iter();
    for _ in 0..count {
        reader.about(record::WEIGHT, 0);
        let skipped = reader.size(criteria.len())?;
        let criterion = left.nth(skipped).ok_or(Stop)?;
        weights.insert(criterion.clone(), reader.decimal()?);
    }
    Ok(Profile { id, name, source, weights })
}

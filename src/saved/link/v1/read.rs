//! The body of a link as a draft, as far as it goes.
//!
//! Nothing is allocated by a number that was read; every count is held against
//! the limits of a dossier first. What is read is unchecked data: the door is
//! `Draft::check`.

use std::rc::Rc;

use super::bytes::{Reader, Stop};
use super::identifier::Ids;
use super::{Announced, Reading};
use crate::catalogue::family_by_code;
use crate::dossier::{
    Content, Criterion, Draft, Entry, Gate, GateRule, Id, IdMap, Information, Level, Measure, Money, Offer, Profile,
    Standing, StandingKind, Tax, limits,
};
use crate::engine::{Decimal, Fact, FactKind};
use crate::saved::link::MAX_FACTS;

/// What can be read of a body; an error when the header or the criteria are
/// not complete, since weights mean nothing without their siblings.
pub(super) fn body(bytes: &[u8]) -> Result<Reading, Stop> {
    let mut reader = Reader::new(bytes);
    let (mut draft, criteria, announced) = header(&mut reader)?;
    let mut leaves = 0;
    draft.criteria = group(&mut reader, criteria, None, 1, &mut leaves)?;
    let is_whole = lists(&mut reader, &mut draft, announced).is_ok() && reader.rest().is_empty();
    Ok(Reading { draft, announced, is_whole })
}

/// The lists, entry by entry: what was complete before a stop stays.
fn lists(reader: &mut Reader<'_>, draft: &mut Draft, announced: Announced) -> Result<(), Stop> {
    let mut ids = Ids::new("information");
    for _ in 0..announced.informations {
        let id = ids.read(reader)?;
        let name = reader.text()?;
        let head = reader.size(usize::from(u8::MAX) * 8 + 7)?;
        let (measure, description) = measure(reader, head)?;
        draft.informations.push(Information { id, name, description, measure });
    }
    let criteria: Vec<Id> = draft.all_criteria().into_iter().map(|criterion| criterion.id.clone()).collect();
    let mut places = criteria.clone();
    places.extend(draft.informations.iter().map(|information| information.id.clone()));
    let mut ids = Ids::new("condition");
    for _ in 0..announced.gates {
        let gate = gate(reader, &mut ids, &places)?;
        draft.gates.push(gate);
    }
    let mut ids = Ids::new("profil");
    for _ in 0..announced.profiles {
        let profile = profile(reader, &mut ids, &criteria)?;
        draft.profiles.push(profile);
    }
    let measures: Vec<(Id, FactKind)> =
        draft.measures().into_iter().map(|(id, _, measure)| (id.clone(), measure.formula().fact_kind())).collect();
    let mut ids = Ids::new("offre");
    let mut facts = 0;
    for _ in 0..announced.offers {
        let offer = offer(reader, &mut ids, &measures)?;
        facts += offer.facts.len();
        if facts > MAX_FACTS {
            return Err(Stop);
        }
        draft.offers.push(Rc::new(offer));
    }
    Ok(())
}

fn header(reader: &mut Reader<'_>) -> Result<(Draft, usize, Announced), Stop> {
    let flags = flags(reader, 0b1_1111)?;
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
        title,
        notice,
        reference_date,
        money: Money { currency, tax },
        note_scale,
        criteria: Vec::new(),
        informations: Vec::new(),
        gates: Vec::new(),
        profiles: Vec::new(),
        offers: Vec::new(),
    };
    Ok((draft, criteria, announced))
}

/// A byte of which only these bits may be set.
fn flags(reader: &mut Reader<'_>, known: u8) -> Result<u8, Stop> {
    reader.byte().and_then(|flags| if flags & !known == 0 { Ok(flags) } else { Err(Stop) })
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
        let id = ids.read(reader)?;
        let name = reader.text()?;
        let weight = reader.decimal()?;
        let head = reader.size(usize::from(u8::MAX) * 8 + 7)?;
        let (content, description) = if head == 0 {
            let flags = flags(reader, 1)?;
            let description = reader.text_if(flags & 1 != 0)?;
            let count = reader.size(limits::LEAVES)?;
            (Content::Group(group(reader, count, Some(&id), depth + 1, leaves)?), description)
        } else {
            *leaves += 1;
            if *leaves > limits::LEAVES {
                return Err(Stop);
            }
            let (measure, description) = measure(reader, head)?;
            (Content::Leaf(measure), description)
        };
        criteria.push(Criterion { id, name, description, weight, content });
    }
    Ok(criteria)
}

/// A measure and the description of what it measures.
fn measure(reader: &mut Reader<'_>, head: usize) -> Result<(Measure, String), Stop> {
    let family = u8::try_from(head / 8).ok().and_then(family_by_code).ok_or(Stop)?;
    let flags = flags(reader, 0b111)?;
    let description = reader.text_if(flags & 1 != 0)?;
    let unit = reader.text_if(flags & 2 != 0)?;
    let parameters = (0..head % 8).map(|_| reader.decimal()).collect::<Result<_, _>>()?;
    let count = if flags & 4 != 0 { reader.size(limits::LEVELS)? } else { 0 };
    let levels = (0..count).map(|_| level(reader)).collect::<Result<_, _>>()?;
    Ok((Measure { family, parameters, unit, levels }, description))
}

fn level(reader: &mut Reader<'_>) -> Result<Level, Stop> {
    let flags = flags(reader, 1)?;
    Ok(Level { label: reader.text()?, description: reader.text_if(flags & 1 != 0)?, points: reader.decimal()? })
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
        let skipped = reader.size(criteria.len())?;
        let criterion = left.nth(skipped).ok_or(Stop)?;
        weights.insert(criterion.clone(), reader.decimal()?);
    }
    Ok(Profile { id, name, source, weights })
}

fn offer(reader: &mut Reader<'_>, ids: &mut Ids<'_>, measures: &[(Id, FactKind)]) -> Result<Offer, Stop> {
    let id = ids.read(reader)?;
    let name = reader.text()?;
    let flags = flags(reader, 0b11_1111)?;
    let kind = match flags & 7 {
        0 => StandingKind::Regular,
        1 => StandingKind::Irregular,
        2 => StandingKind::Inappropriate,
        3 => StandingKind::Unacceptable,
        4 => StandingKind::Late,
        5 => StandingKind::Withdrawn,
        6 => StandingKind::AbnormallyLow,
        _ => return Err(Stop),
    };
    let reason = reader.text_if(flags & 8 != 0)?;
    let has_all = flags & 16 != 0;
    let presence = if has_all { &[] } else { reader.bytes(measures.len().div_ceil(8))? };
    let mut facts = IdMap::new();
    for (index, (id, kind)) in measures.iter().enumerate() {
        let is_there = |byte: &u8| byte >> (index % 8) & 1 == 1;
        if has_all || presence.get(index / 8).is_some_and(is_there) {
            facts.insert(id.clone(), entry(reader, *kind, flags & 32 != 0)?);
        }
    }
    Ok(Offer { id, name, standing: Standing { kind, reason }, facts })
}

fn entry(reader: &mut Reader<'_>, kind: FactKind, has_remarks: bool) -> Result<Entry, Stop> {
    let remarks = if has_remarks { flags(reader, 0b1111)? } else { 0 };
    let fact = if remarks & 8 != 0 {
        Fact::Missing
    } else {
        match kind {
            FactKind::Amount | FactKind::Quantity | FactKind::Points => Fact::Number(reader.decimal()?),
            FactKind::Level => Fact::Level(reader.size(limits::LEVELS)?),
            FactKind::YesNo => Fact::Yes(flags(reader, 1)? == 1),
        }
    };
    Ok(Entry {
        fact,
        justification: reader.text_if(remarks & 1 != 0)?,
        source: reader.text_if(remarks & 2 != 0)?,
        date: reader.date_if(remarks & 4 != 0)?,
    })
}

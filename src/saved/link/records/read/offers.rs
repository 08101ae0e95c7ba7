//! Offers with their facts, notes and costs from bytes.

use super::{decimal_or_zero, flags, some_flags, year};
use crate::dossier::{CostItem, Entry, Id, IdMap, Offer, Opinion, Standing, StandingKind, limits};
use crate::engine::{CostLine, Fact, FactKind, Quantity, When};
use crate::saved::link::records::bytes::{Reader, Stop, record};
use crate::saved::link::records::codes::{cost_kind, offer_kind};
use crate::saved::link::records::identifier::Ids;
use crate::saved::link::records::shared::Shared;
use crate::saved::link::records::{PLACE, fact_record};

pub(super) fn offer(
    reader: &mut Reader<'_>,
    ids: &mut Ids<'_>,
    measures: &[(Id, FactKind)],
    shared: &mut Shared,
) -> Result<Offer, Stop> {
    let id = ids.read(reader)?;
    let name = reader.text()?;
    let flags = flags(reader, 0b111_1111)?;
    let standing = match flags & 7 {
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
    let special = if flags & 64 != 0 { some_flags(reader, 0b1011)? } else { 0 };
    let kind = offer_kind(special & 7).ok_or(Stop)?;
    let available_from = reader.date_if(special & 8 != 0)?;
    let has_all = flags & 16 != 0;
    let presence = if has_all { Vec::new() } else { reader.bits(measures.len().div_ceil(8))? };
    let mut facts = IdMap::new();
    for (index, (id, kind)) in measures.iter().enumerate() {
        let is_there = |byte: &u8| byte >> (index % 8) & 1 == 1;
        if has_all || presence.get(index / 8).is_some_and(is_there) {
            shared.take_facts(1)?;
            reader.about(fact_record(*kind), index);
            facts.insert(id.clone(), entry(reader, *kind, flags & 32 != 0, shared)?);
        }
    }
    Ok(Offer {
        id,
        name,
        kind,
        available_from,
        standing: Standing { kind: standing, reason },
        facts,
        components: Vec::new(),
    })
}

fn entry(reader: &mut Reader<'_>, kind: FactKind, has_remarks: bool, shared: &mut Shared) -> Result<Entry, Stop> {
    let remarks = if has_remarks { reader.byte()? } else { 0 };
    let is_special = remarks & 16 != 0;
    let fact = match kind {
        _ if remarks & 8 != 0 => {
            if is_special {
                Fact::NotApplicable
            } else {
                Fact::Missing
            }
        }
        FactKind::Level if is_special => {
            Fact::Levels { low: reader.size(limits::LEVELS)?, high: reader.size(limits::LEVELS)? }
        }
        FactKind::Level => Fact::Level(reader.size(limits::LEVELS)?),
        FactKind::YesNo if is_special => return Err(Stop),
        FactKind::YesNo => Fact::Yes(flags(reader, 1)? == 1),
        _ if is_special => Fact::Between { low: reader.decimal()?, high: reader.decimal()? },
        FactKind::Amount | FactKind::Quantity | FactKind::Points => Fact::Number(reader.decimal()?),
    };
    let (justification, source) = (reader.text_if(remarks & 1 != 0)?, reader.text_if(remarks & 2 != 0)?);
    let (date, valid_until) = (reader.date_if(remarks & 4 != 0)?, reader.date_if(remarks & 32 != 0)?);
    let (mut page, mut address, mut opinions) = (String::new(), String::new(), Vec::new());
    if remarks & 64 != 0 {
        let mut head = opinions_head(reader)?;
        if head == PLACE {
            (page, address) = (reader.text()?, reader.text()?);
            head = opinions_head(reader)?;
            // There is one way to write each: a place says something.
            if head == PLACE || (page.is_empty() && address.is_empty()) {
                return Err(Stop);
            }
        }
        if head == 0 && page.is_empty() && address.is_empty() {
            return Err(Stop);
        }
        opinions = opinions_of(reader, head, shared)?;
    }
    Ok(Entry {
        fact,
        justification,
        source,
        page,
        address,
        date,
        valid_until,
        opinions,
        costs: if remarks & 128 != 0 { costs(reader, shared)? } else { Vec::new() },
        shortfall: None,
    })
}

/// Twice the number of opinions, and one more where they have remarks.
fn opinions_head(reader: &mut Reader<'_>) -> Result<usize, Stop> {
    reader.size(limits::OPINIONS * 2 + 1)
}

fn opinions_of(reader: &mut Reader<'_>, head: usize, shared: &mut Shared) -> Result<Vec<Opinion>, Stop> {
    shared.take_facts(head / 2)?;
    let opinion = |index| {
        reader.about(record::OPINION, index);
        let by = shared.evaluators.read(reader)?;
        Ok(Opinion { by, note: reader.decimal()?, remark: reader.text_if(head % 2 == 1)? })
    };
    (0..head / 2).map(opinion).collect()
}

fn costs(reader: &mut Reader<'_>, shared: &mut Shared) -> Result<Vec<CostItem>, Stop> {
    let count = reader.size(limits::COSTS)?;
    shared.take_costs(count)?;
    (0..count).map(|_| cost_item(reader, shared)).collect()
}

fn cost_item(reader: &mut Reader<'_>, shared: &mut Shared) -> Result<CostItem, Stop> {
    reader.about(record::COST, 0);
    let flags = flags(reader, 0b111_1111)?;
    let kind = cost_kind(reader.byte()?).ok_or(Stop)?;
    let label = shared.labels.read(reader)?;
    let brick = if flags & 1 != 0 { shared.bricks.read(reader)? } else { String::new() };
    let source = shared.sources.read(reader)?;
    let amount = reader.decimal()?;
    let quantity = if flags & 2 != 0 {
        Quantity::Segment(reader.size(limits::SEGMENTS)?)
    } else {
        Quantity::Fixed(reader.decimal()?)
    };
    let first = if flags & 8 != 0 { year(reader)? } else { 1 };
    let last = if flags & 16 != 0 { Some(year(reader)?) } else { None };
    let when = match (flags & 4 != 0, last) {
        (false, to) => When::Yearly { from: first, to },
        (true, None) => When::Once { year: first },
        (true, Some(_)) => return Err(Stop),
    };
    let escalation = decimal_or_zero(reader, flags & 32 != 0)?;
    // A brick is told by its name; the number is given where it is computed with.
    let line = CostLine { brick: 0, kind, amount, quantity, when, escalation, renews: flags & 64 != 0 };
    Ok(CostItem { label, brick, source, line })
}

//! What is known of needs beyond the records of version 1.

use std::rc::Rc;

use super::shared::Things;
use crate::dossier::{Draft, Entry, Id, IdMap, Priority, Requirement, Shortfall, limits};
use crate::saved::link::records::Texts;
use crate::saved::link::records::bytes::{Reader, Stop, Writer, record};

/// Shortfalls that a link may name: a few characters may repeat one without end.
const MAX_SHORTFALLS: usize = 20_000;

/// Whether there is anything to write.
pub(super) fn is_there(draft: &Draft) -> bool {
    draft.method.commitments_until.is_some()
        || draft.requirements.iter().any(|need| flags(need) != 0)
        || draft.offers.iter().flat_map(|offer| offer.all_facts()).flatten().any(|(_, entry)| entry.shortfall.is_some())
}

fn flags(need: &Requirement) -> u8 {
    [
        (1, need.of.is_none()),
        (2, need.priority == Priority::May),
        (4, !need.owner.is_empty()),
        (8, need.deadline.is_some()),
        (16, !need.usage.is_empty()),
        (32, !need.criteria.is_empty()),
    ]
    .into_iter()
    .filter(|(_, is_set)| *is_set)
    .map(|(bit, _)| bit)
    .sum()
}

fn shortfall_flags(shortfall: &Shortfall) -> u8 {
    let bit = |value: u8, is_set: bool| if is_set { value } else { 0 };
    bit(1, !shortfall.gap.is_empty())
        | bit(2, !shortfall.workaround.is_empty())
        | bit(4, shortfall.committed_by.is_some())
}

/// The section; nothing when it names more than a link may.
pub(super) fn write(draft: &Draft) -> Option<Writer> {
    let (mut writer, mut criteria) = (Writer::default(), Things::of_grid(draft));
    let (mut owners, mut usages) = (Texts::default(), Texts::default());
    writer.about(record::SECTION, 10);
    writer.byte(u8::from(draft.method.commitments_until.is_some()));
    if let Some(date) = draft.method.commitments_until {
        writer.date(date);
    }
    for need in &draft.requirements {
        writer.about(record::SECTION, 11);
        writer.byte(flags(need));
        if !need.owner.is_empty() {
            owners.write(&mut writer, &need.owner);
        }
        if let Some(date) = need.deadline {
            writer.date(date);
        }
        if !need.usage.is_empty() {
            usages.write(&mut writer, &need.usage);
        }
        if !need.criteria.is_empty() {
            criteria.write_all(&mut writer, &need.criteria);
        }
    }
    let places = places(draft);
    let mut count = 0;
    for facts in draft.offers.iter().flat_map(|offer| offer.all_facts()) {
        count += write_shortfalls(&mut writer, &places, facts);
    }
    (count <= MAX_SHORTFALLS).then_some(writer)
}

/// The place of each need in the register.
pub(super) fn places(draft: &Draft) -> IdMap<usize> {
    draft.requirements.iter().enumerate().map(|(place, need)| (need.id.clone(), place)).collect()
}

/// Those of one table of facts; how many there are.
pub(super) fn write_shortfalls(writer: &mut Writer, places: &IdMap<usize>, facts: &IdMap<Entry>) -> usize {
    // In the order of the register, not of the identifiers.
    let mut lacking: Vec<(usize, &Shortfall)> = Vec::new();
    for (id, entry) in facts {
        lacking.extend(places.get(id).copied().zip(entry.shortfall.as_deref()));
    }
    lacking.sort_by_key(|(place, _)| *place);
    writer.about(record::SECTION, 12);
    writer.size(lacking.len());
    let mut next = 0;
    for (place, shortfall) in &lacking {
        writer.about(record::SECTION, 13);
        writer.size(place - next);
        next = place + 1;
        writer.byte(shortfall_flags(shortfall));
        for text in [&shortfall.gap, &shortfall.workaround] {
            if !text.is_empty() {
                writer.text(text);
            }
        }
        if let Some(date) = shortfall.committed_by {
            writer.date(date);
        }
    }
    lacking.len()
}

pub(super) fn read(reader: &mut Reader<'_>, draft: &mut Draft) -> Result<(), Stop> {
    let mut criteria = Things::of_grid(draft);
    let (mut owners, mut usages) = (Texts::default(), Texts::default());
    reader.about(record::SECTION, 10);
    // Whoever writes the section twice wrote a link that is none.
    if is_there(draft) {
        return Err(Stop);
    }
    draft.method.commitments_until = match reader.byte()? {
        0 => None,
        1 => Some(reader.date()?),
        _ => return Err(Stop),
    };
    for need in &mut draft.requirements {
        reader.about(record::SECTION, 11);
        let flags = reader.byte()?;
        // A compulsory need is not a possible one.
        if flags > 63 || flags & 2 != 0 && need.is_must() {
            return Err(Stop);
        }
        if flags & 1 != 0 {
            need.of = None;
        }
        if flags & 2 != 0 {
            need.priority = Priority::May;
        }
        if flags & 4 != 0 {
            need.owner = owners.read(reader)?;
        }
        need.deadline = reader.date_if(flags & 8 != 0)?;
        if flags & 16 != 0 {
            need.usage = usages.read(reader)?;
        }
        if flags & 32 != 0 {
            need.criteria = criteria.read_all(reader)?;
        }
        // There is one way to write each.
        if self::flags(need) != flags {
            return Err(Stop);
        }
    }
    let ids: Vec<Id> = draft.requirements.iter().map(|need| need.id.clone()).collect();
    let mut count = 0;
    for offer in &mut draft.offers {
        let offer = Rc::make_mut(offer);
        let components = offer.components.iter_mut().map(|component| &mut component.facts);
        for facts in std::iter::once(&mut offer.facts).chain(components) {
            count += shortfalls(reader, &ids, facts)?;
            if count > MAX_SHORTFALLS {
                return Err(Stop);
            }
        }
    }
    if is_there(draft) { Ok(()) } else { Err(Stop) }
}

/// Those of one table of facts; how many there were.
pub(super) fn shortfalls(reader: &mut Reader<'_>, needs: &[Id], facts: &mut IdMap<Entry>) -> Result<usize, Stop> {
    reader.about(record::SECTION, 12);
    let lacking = reader.size(limits::REQUIREMENTS)?;
    let mut next = 0;
    for _ in 0..lacking {
        reader.about(record::SECTION, 13);
        let need = next + reader.size(limits::REQUIREMENTS)?;
        next = need + 1;
        let id = needs.get(need).ok_or(Stop)?;
        let flags = reader.byte()?;
        let shortfall = Shortfall {
            gap: reader.text_if(flags & 1 != 0)?,
            workaround: reader.text_if(flags & 2 != 0)?,
            committed_by: reader.date_if(flags & 4 != 0)?,
        };
        if flags == 0 || shortfall_flags(&shortfall) != flags {
            return Err(Stop);
        }
        // Its entry came with the offer.
        facts.get_mut(id).ok_or(Stop)?.shortfall = shortfall.boxed();
    }
    Ok(lacking)
}

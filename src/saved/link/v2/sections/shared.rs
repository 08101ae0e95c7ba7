//! What sections have in common: codes, moments, names of things.

use crate::dossier::{Draft, Fingerprint, Id, Moment, limits};
use crate::saved::link::records::bytes::{Reader, Stop, Writer};

pub(super) fn write_fingerprint(writer: &mut Writer, fingerprint: Fingerprint) {
    writer.bits(fingerprint.bits().to_be_bytes().into_iter());
}

pub(super) fn fingerprint(reader: &mut Reader<'_>) -> Result<Fingerprint, Stop> {
    let bits = reader.bits(16)?.into_iter().fold(0, |bits, byte| bits << 8 | u128::from(byte));
    Fingerprint::from_bits(bits).ok_or(Stop)
}

const DAY: usize = 24 * 60;

pub(super) fn write_moment(writer: &mut Writer, moment: Moment) {
    writer.date(moment.date);
    writer.number(moment.minute.into());
}

pub(super) fn moment(reader: &mut Reader<'_>) -> Result<Moment, Stop> {
    let date = reader.date()?;
    let minute = reader.size(DAY - 1)?;
    let (hour, minute) = (u8::try_from(minute / 60), u8::try_from(minute % 60));
    let (Ok(hour), Ok(minute)) = (hour, minute) else { return Err(Stop) };
    Moment::new(date, hour, minute).ok_or(Stop)
}

/// Things that references lead to, with the names that they have.
pub(super) struct Things {
    all: Vec<(Id, String)>,
    next: usize,
}

/// What stands before the text of a reference that leads nowhere.
const NOWHERE: u128 = 1;

impl Things {
    /// Criteria and groups in reading order, then informations, then requirements.
    pub(super) fn of_grid(draft: &Draft) -> Self {
        let criteria = draft.all_criteria().into_iter().map(|c| (c.id.clone(), c.name.clone()));
        let informations = draft.informations.iter().map(|i| (i.id.clone(), i.name.clone()));
        let requirements = draft.requirements.iter().map(|r| (r.id.clone(), r.name.clone()));
        Self { all: criteria.chain(informations).chain(requirements).collect(), next: 0 }
    }

    /// Offers in their order.
    pub(super) fn of_offers(draft: &Draft) -> Self {
        Self { all: draft.offers.iter().map(|offer| (offer.id.clone(), offer.name.clone())).collect(), next: 0 }
    }

    pub(super) fn write(&mut self, writer: &mut Writer, id: &Id) {
        let Some(place) = self.all.iter().position(|(known, _)| known == id) else {
            writer.number(NOWHERE);
            writer.text(id.as_str());
            return;
        };
        let folded = if place >= self.next { 2 * (place - self.next) } else { 2 * (self.next - place) - 1 };
        writer.size(2 * folded);
        self.next = place + 1;
    }

    pub(super) fn read(&mut self, reader: &mut Reader<'_>) -> Result<Id, Stop> {
        let number = reader.size(8 * (limits::OFFERS + self.all.len()))?;
        if number as u128 == NOWHERE {
            // There is one way to write each.
            let id = Id::new(&reader.text()?);
            return if self.all.iter().any(|(known, _)| *known == id) { Err(Stop) } else { Ok(id) };
        }
        if number % 2 == 1 {
            return Err(Stop);
        }
        let (folded, half) = (number / 2, number / 4);
        let place = if folded % 2 == 0 { self.next.checked_add(half) } else { self.next.checked_sub(half + 1) };
        let place = place.ok_or(Stop)?;
        let (id, _) = self.all.get(place).ok_or(Stop)?;
        self.next = place + 1;
        Ok(id.clone())
    }

    /// Some of them, one after the other.
    pub(super) fn write_all(&mut self, writer: &mut Writer, ids: &[Id]) {
        self.next = 0;
        writer.size(ids.len());
        ids.iter().for_each(|id| self.write(writer, id));
    }

    pub(super) fn read_all(&mut self, reader: &mut Reader<'_>) -> Result<Vec<Id>, Stop> {
        self.next = 0;
        (0..reader.size(limits::OFFERS)?).map(|_| self.read(reader)).collect()
    }

    /// The name that a thing has.
    pub(super) fn name(&self, id: &Id) -> Option<&str> {
        self.all.iter().find(|(known, _)| known == id).map(|(_, name)| name.as_str())
    }
}

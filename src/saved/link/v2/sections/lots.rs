//! The lots of a dossier: each is a body of its own, without checks.

use std::rc::Rc;

use crate::catalogue::DataClass;
use crate::dossier::{Dossier, Draft, Lot, Lots, limits};
use crate::saved::link::records::bytes::{Reader, Stop, Writer, record};
use crate::saved::link::records::{Place, Room, read, write};

/// The classes by number, from 1. A new one goes to the end.
const CLASSES: [DataClass; 3] = [DataClass::Sensitive, DataClass::State, DataClass::Other];

/// The section; nothing when all lots together hold more than a link may.
pub(super) fn write(dossier: &Draft, lots: &Lots) -> Option<Writer> {
    let mut room = Room::new();
    room.take(dossier).ok()?;
    let mut writer = Writer::default();
    writer.about(record::SECTION, 17);
    label(&mut writer, &lots.name, lots.class);
    writer.size(lots.place);
    writer.size(lots.others.len());
    for lot in &lots.others {
        room.take(&lot.dossier).ok()?;
        writer.about(record::SECTION, 18);
        label(&mut writer, &lot.name, lot.class);
        writer.append(write::body(&lot.dossier, &|writer, place| own(writer, &lot.dossier, place))?);
    }
    Some(writer)
}

fn label(writer: &mut Writer, name: &str, class: Option<DataClass>) {
    writer.text(name);
    let number = class.and_then(|class| CLASSES.iter().position(|known| *known == class));
    writer.size(number.map_or(0, |place| place + 1));
}

fn own(writer: &mut Writer, dossier: &Dossier, place: Place) -> Option<()> {
    if place == Place::AtEnd {
        writer.append(super::of(dossier)?);
    }
    Some(())
}

/// Reads the section; `unknown` is the code of a section that this program does
/// not know.
pub(super) fn read(reader: &mut Reader<'_>, draft: &mut Draft, unknown: &mut Option<u32>) -> Result<(), Stop> {
    let mut room = Room::new();
    room.take(draft)?;
    reader.about(record::SECTION, 17);
    let (name, class) = read_label(reader)?;
    let place = reader.size(limits::LOTS - 1)?;
    let count = reader.size(limits::LOTS - 1)?;
    let mut lots = Lots { name, class, place, others: Vec::new() };
    for _ in 0..count {
        reader.about(record::SECTION, 18);
        let (name, class) = read_label(reader)?;
        let mut own = |reader: &mut Reader<'_>, draft: &mut Draft, place| match place {
            Place::AtEnd => super::read(reader, draft, unknown, false),
            _ => Ok(()),
        };
        let lot = read::whole(reader, &mut own)?;
        room.take(&lot)?;
        // There is one way to write each: the whole has one title.
        if lot.title != draft.title {
            return Err(Stop);
        }
        let dossier = Rc::new(lot.check().map_err(|_| Stop)?);
        lots.others.push(Lot { name, class, dossier });
    }
    draft.lots = Some(Rc::new(lots));
    Ok(())
}

fn read_label(reader: &mut Reader<'_>) -> Result<(String, Option<DataClass>), Stop> {
    let name = reader.text()?;
    let class = match reader.size(CLASSES.len())?.checked_sub(1) {
        Some(place) => CLASSES.get(place).copied(),
        None => None,
    };
    Ok((name, class))
}

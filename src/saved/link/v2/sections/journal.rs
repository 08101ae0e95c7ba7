//! Who changed what, and when.

use std::rc::Rc;

use super::shared::{Things, fingerprint, moment, write_fingerprint, write_moment};
use crate::dossier::{Act, CellChange, Draft, Id, JournalEntry, Topic, Verb, WeightChange, limits};
use crate::engine::Fact;
use crate::saved::link::records::Texts;
use crate::saved::link::records::bytes::{Reader, Stop, Writer, record};

/// Weights and cells that a link may name, over all entries: a few characters
/// may repeat one without end.
const MAX_CHANGES: usize = 20_000;

const TOPICS: [Topic; 14] = [
    Topic::Dossier,
    Topic::Table,
    Topic::Title,
    Topic::Criterion,
    Topic::Measure,
    Topic::Gate,
    Topic::Requirement,
    Topic::Information,
    Topic::Method,
    Topic::Offer,
    Topic::Status,
    Topic::Profile,
    Topic::Commission,
    Topic::Other,
];

const VERBS: [Verb; 3] = [Verb::Added, Verb::Changed, Verb::Removed];

/// What is known from one entry to the next.
struct Known {
    grid: Things,
    offers: Things,
    people: Texts,
    names: Texts,
    changes: usize,
}

impl Known {
    fn new(draft: &Draft) -> Self {
        let (grid, offers) = (Things::of_grid(draft), Things::of_offers(draft));
        Self { grid, offers, people: Texts::default(), names: Texts::default(), changes: 0 }
    }

    fn take(&mut self, count: usize) -> Result<(), Stop> {
        self.changes += count;
        if self.changes > MAX_CHANGES { Err(Stop) } else { Ok(()) }
    }
}

/// The section; nothing when it names more than a link may.
pub(super) fn write(draft: &Draft) -> Option<Writer> {
    let (mut writer, mut known) = (Writer::default(), Known::new(draft));
    writer.about(record::SECTION, 6);
    writer.size(draft.journal.len());
    for entry in &draft.journal {
        writer.about(record::SECTION, 7);
        known.people.write(&mut writer, &entry.by);
        write_moment(&mut writer, entry.at);
        write_act(&mut writer, &entry.act, &mut known).ok()?;
    }
    Some(writer)
}

pub(super) fn read(reader: &mut Reader<'_>, draft: &mut Draft) -> Result<(), Stop> {
    let mut known = Known::new(draft);
    reader.about(record::SECTION, 6);
    for _ in 0..reader.size(limits::JOURNAL)? {
        reader.about(record::SECTION, 7);
        let by = known.people.read(reader)?;
        let at = moment(reader)?;
        let act = act(reader, &mut known)?;
        draft.journal.push(Rc::new(JournalEntry { by, at, act }));
    }
    Ok(())
}

fn write_act(writer: &mut Writer, act: &Act, known: &mut Known) -> Result<(), Stop> {
    match act {
        Act::Weights(changes) => {
            known.take(changes.len())?;
            writer.byte(0);
            writer.size(changes.len());
            for change in changes {
                writer.about(record::SECTION, 8);
                known.grid.write(writer, &change.criterion);
                write_name(writer, &change.name, known.grid.name(&change.criterion), &mut known.names);
                writer.decimal(change.before);
                writer.decimal(change.after);
            }
        }
        Act::Cells { cells, count } => {
            known.take(cells.len())?;
            writer.byte(1);
            writer.size(*count);
            writer.byte(u8::from(!cells.is_empty()));
            for cell in cells {
                writer.about(record::SECTION, 9);
                known.offers.write(writer, &cell.offer);
                write_name(writer, &cell.offer_name, known.offers.name(&cell.offer), &mut known.names);
                known.grid.write(writer, &cell.measure);
                write_name(writer, &cell.measure_name, known.grid.name(&cell.measure), &mut known.names);
                write_fact(writer, cell.before);
                write_fact(writer, cell.after);
            }
        }
        Act::Change { topic, verb, subject } => {
            writer.byte(2);
            writer.byte(code(&TOPICS, topic));
            writer.byte(code(&VERBS, verb));
            known.names.write(writer, subject);
        }
        Act::Sealed(seal) => {
            writer.byte(3);
            write_fingerprint(writer, *seal);
        }
        Act::SealBroken { fingerprint, reason } => {
            writer.byte(4);
            write_fingerprint(writer, *fingerprint);
            writer.text(reason);
        }
        Act::Earlier { count } => {
            writer.byte(5);
            writer.size(*count);
        }
    }
    Ok(())
}

fn act(reader: &mut Reader<'_>, known: &mut Known) -> Result<Act, Stop> {
    Ok(match reader.byte()? {
        0 => {
            let count = reader.size(limits::JOURNAL_CELLS)?;
            known.take(count)?;
            Act::Weights((0..count).map(|_| weight(reader, known)).collect::<Result<_, _>>()?)
        }
        1 => {
            let count = reader.size(usize::MAX)?;
            let named = match reader.byte()? {
                0 => 0,
                1 if (1..=limits::JOURNAL_CELLS).contains(&count) => count,
                _ => return Err(Stop),
            };
            known.take(named)?;
            Act::Cells { cells: (0..named).map(|_| cell(reader, known)).collect::<Result<_, _>>()?, count }
        }
        2 => Act::Change {
            topic: *TOPICS.get(usize::from(reader.byte()?)).ok_or(Stop)?,
            verb: *VERBS.get(usize::from(reader.byte()?)).ok_or(Stop)?,
            subject: known.names.read(reader)?,
        },
        3 => Act::Sealed(fingerprint(reader)?),
        4 => Act::SealBroken { fingerprint: fingerprint(reader)?, reason: reader.text()? },
        5 => Act::Earlier { count: reader.size(usize::MAX)? },
        _ => return Err(Stop),
    })
}

fn weight(reader: &mut Reader<'_>, known: &mut Known) -> Result<WeightChange, Stop> {
    reader.about(record::SECTION, 8);
    let criterion = known.grid.read(reader)?;
    let name = name(reader, &criterion, &known.grid, &mut known.names)?;
    Ok(WeightChange { criterion, name, before: reader.decimal()?, after: reader.decimal()? })
}

fn cell(reader: &mut Reader<'_>, known: &mut Known) -> Result<CellChange, Stop> {
    reader.about(record::SECTION, 9);
    let offer = known.offers.read(reader)?;
    let offer_name = name(reader, &offer, &known.offers, &mut known.names)?;
    let measure = known.grid.read(reader)?;
    let measure_name = name(reader, &measure, &known.grid, &mut known.names)?;
    Ok(CellChange { offer, offer_name, measure, measure_name, before: fact(reader)?, after: fact(reader)? })
}

fn write_name(writer: &mut Writer, name: &str, now: Option<&str>, names: &mut Texts) {
    let is_another = now != Some(name);
    writer.byte(u8::from(is_another));
    if is_another {
        names.write(writer, name);
    }
}

fn name(reader: &mut Reader<'_>, id: &Id, things: &Things, names: &mut Texts) -> Result<String, Stop> {
    let now = things.name(id);
    match reader.byte()? {
        0 => now.map(str::to_string).ok_or(Stop),
        1 => names.read(reader).and_then(|name| if now == Some(name.as_str()) { Err(Stop) } else { Ok(name) }),
        _ => Err(Stop),
    }
}

fn write_fact(writer: &mut Writer, fact: Fact) {
    match fact {
        // A mean is never written down.
        Fact::Missing | Fact::Mean { .. } => writer.byte(0),
        Fact::Number(number) => {
            writer.byte(1);
            writer.decimal(number);
        }
        Fact::Between { low, high } => {
            writer.byte(2);
            writer.decimal(low);
            writer.decimal(high);
        }
        Fact::Level(level) => {
            writer.byte(3);
            writer.size(level);
        }
        Fact::Levels { low, high } => {
            writer.byte(4);
            writer.size(low);
            writer.size(high);
        }
        Fact::Yes(yes) => writer.byte(5 + u8::from(yes)),
        Fact::NotApplicable => writer.byte(7),
    }
}

fn fact(reader: &mut Reader<'_>) -> Result<Fact, Stop> {
    Ok(match reader.byte()? {
        0 => Fact::Missing,
        1 => Fact::Number(reader.decimal()?),
        2 => Fact::Between { low: reader.decimal()?, high: reader.decimal()? },
        3 => Fact::Level(reader.size(usize::MAX)?),
        4 => Fact::Levels { low: reader.size(usize::MAX)?, high: reader.size(usize::MAX)? },
        5 => Fact::Yes(false),
        6 => Fact::Yes(true),
        7 => Fact::NotApplicable,
        _ => return Err(Stop),
    })
}

/// One that is not in its table gets a number that no reader takes.
fn code<T: PartialEq>(table: &[T], thing: &T) -> u8 {
    table.iter().position(|other| other == thing).and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX)
}

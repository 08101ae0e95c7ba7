//! What version 2 holds beyond the records of version 1, each thing in a section
//! of its own, after the offers. **Frozen**; a new thing is a new section.
//!
//! | section | fields |
//! |---|---|
//! | 1 seal | fingerprint: 16 bytes, the first one the most significant; date; author: text; text |
//! | 2 commission | flags (1 blind, 2 notes locked, 4 a contribution, 8 it was handed in); \[contribution: by, \[moment\]\]; names of offers: references; number of evaluators; per evaluator name, criteria: references, number of returns; per return moment, criteria and offers: references |
//! | 3 journal | number of entries; per entry by: known text, moment, act: byte, then |
//! | act 0 weights | number; per weight reference, name, before and after: decimals |
//! | act 1 cells | number of changed cells; 1 byte: whether they follow; per cell offer: reference and name, measure: reference and name, before and after: facts |
//! | act 2 change | topic: byte, verb: byte, subject: known text |
//! | act 3 sealed | fingerprint |
//! | act 4 seal broken | fingerprint; reason: text |
//! | act 5 earlier | number |
//! | 4 needs | 1 byte: whether commitments count; \[date\]; per need flags (1 counted nowhere, 2 possible, 4 owner, 8 deadline, 16 usage, 32 criteria) and \[owner: known text\], \[deadline\], \[usage: known text\], \[criteria: references\]; per offer, then per component of it (section 10 comes first), number of shortfalls, each with the needs passed over: number, flags (1 gap, 2 workaround, 4 commitment) and \[gap: text\], \[workaround: text\], \[date\] |
//! | 6 age of facts | months: number |
//! | 10 components | number of announced rules of composition; per rule reference, rule: byte (0 lowest, 1 highest, 2 sum, 3 mean, 4 by hand); number of offers with components; per offer reference, number of components; per component kind: byte (0 brick, 1 integration, 2 holder, 3 reseller, 4 supplier, 5 subcontractor; + 8 where it stands behind a brick), \[its place among the components: number\], then the record of an offer |
//! | 11 decision | flags (1 a choice, 2 with a date); \[offer: reference, reasons: text, by: text, \[date\]\]; number of alternatives; per alternative name: text, reason: text |
//! | 12 lots | name: text, class: number (0 undecided, 1 particularly sensitive, 2 on a cloud of the State, 3 other); place of this lot among all: number; number of other lots; per lot its name and class, then its body without checks, with its own sections (never this one) at the end |
//! | 13 bricks of the buyer | number of components, at least 1; each as in section 10; then for each its shortfalls as in section 4 |
//!
//! A reference is number `2 × distance` from what follows the reference before
//! (the first: from the first) among the things of the grid or the offers in
//! their order, folded (0, -1, 1, -2…), or 1 and a text where it leads nowhere. A name
//! is 1 byte: 0 the one that the thing has, 1 a known text follows. A moment is
//! a date and the number of the minute of that day. A fact is 1 byte (0 missing,
//! 1 number, 2 between, 3 level, 4 levels, 5 no, 6 yes, 7 not applicable) and its
//! figures.

mod commission;
mod components;
mod journal;
mod lots;
mod needs;
mod shared;

use crate::dossier::{Draft, Fingerprint, Seal, limits};
use crate::saved::link::records::bytes::{Reader, Stop, Writer, record};

/// Sections of a link; one that announces more is none.
const MAX_SECTIONS: usize = 16;

const SEAL: usize = 1;
const COMMISSION: usize = 2;
const JOURNAL: usize = 3;
const NEEDS: usize = 4;
const FACT_AGE: usize = 6;
const COMPONENTS: usize = 10;
const DECISION: usize = 11;
const LOTS: usize = 12;
const POOL: usize = 13;

/// The sections of a dossier; nothing when they hold more than a link may.
pub(super) fn of(dossier: &Draft) -> Option<Writer> {
    let mut sections: Vec<(usize, Writer)> = Vec::new();
    if let Some(seal) = &dossier.seal {
        sections.push((SEAL, sealed(seal)));
    }
    if dossier.commission != Default::default() {
        sections.push((COMMISSION, commission::write(dossier)));
    }
    if !dossier.journal.is_empty() {
        sections.push((JOURNAL, journal::write(dossier)?));
    }
    if let Some(months) = dossier.fact_age_limit {
        let mut section = Writer::default();
        section.about(record::SECTION, 16);
        section.number(months.into());
        sections.push((FACT_AGE, section));
    }
    if components::is_needed(dossier) {
        sections.push((COMPONENTS, components::write(dossier)?));
    }
    // It speaks of components.
    if needs::is_there(dossier) {
        sections.push((NEEDS, needs::write(dossier)?));
    }
    if let Some(pool) = &dossier.pool {
        sections.push((POOL, components::write_pool(dossier, pool)?));
    }
    if !dossier.decision.is_none() {
        sections.push((DECISION, components::write_decision(dossier)));
    }
    if let Some(lots) = &dossier.lots {
        sections.push((LOTS, lots::write(dossier, lots)?));
    }
    let mut writer = Writer::default();
    writer.about(record::SECTION, 0);
    writer.size(sections.len());
    for (code, section) in sections {
        writer.about(record::SECTION, 1);
        writer.size(code);
        writer.size(section.len());
        writer.append(section);
    }
    Some(writer)
}

/// Reads them; `unknown` is the code of one that this program does not know. Only
/// the whole of a dossier has lots.
pub(super) fn read(
    reader: &mut Reader<'_>,
    draft: &mut Draft,
    unknown: &mut Option<u32>,
    is_whole: bool,
) -> Result<(), Stop> {
    reader.about(record::SECTION, 0);
    for _ in 0..reader.size(MAX_SECTIONS)? {
        reader.about(record::SECTION, 1);
        let code = reader.size(u32::MAX as usize)?;
        let length = reader.size(usize::MAX)?;
        let after = reader.left().checked_sub(length).ok_or(Stop)?;
        match code {
            SEAL if draft.seal.is_none() => draft.seal = Some(seal(reader)?),
            COMMISSION => commission::read(reader, draft)?,
            JOURNAL if draft.journal.is_empty() => journal::read(reader, draft)?,
            NEEDS => needs::read(reader, draft)?,
            FACT_AGE if draft.fact_age_limit.is_none() => {
                reader.about(record::SECTION, 16);
                let months = reader.size(limits::FACT_AGE as usize)?;
                draft.fact_age_limit = u32::try_from(months).ok();
            }
            COMPONENTS => components::read(reader, draft)?,
            DECISION => components::read_decision(reader, draft)?,
            POOL => components::read_pool(reader, draft)?,
            LOTS if is_whole && draft.lots.is_none() => lots::read(reader, draft, unknown)?,
            SEAL | JOURNAL | FACT_AGE | LOTS => return Err(Stop),
            _ => {
                *unknown = u32::try_from(code).ok();
                return Err(Stop);
            }
        }
        if reader.left() != after {
            return Err(Stop);
        }
    }
    Ok(())
}

fn sealed(seal: &Seal) -> Writer {
    let mut writer = Writer::default();
    writer.about(record::SECTION, 2);
    shared::write_fingerprint(&mut writer, seal.fingerprint);
    writer.date(seal.date);
    writer.text(&seal.author);
    writer.text(&seal.text);
    writer
}

fn seal(reader: &mut Reader<'_>) -> Result<Seal, Stop> {
    reader.about(record::SECTION, 2);
    let fingerprint: Fingerprint = shared::fingerprint(reader)?;
    Ok(Seal { fingerprint, date: reader.date()?, author: reader.text()?, text: reader.text()? })
}

//! Who notes which criteria, and what was handed in when.

use super::shared::{Things, moment, write_moment};
use crate::dossier::{Contribution, Draft, Evaluator, Return, limits};
use crate::saved::link::records::bytes::{Reader, Stop, Writer, record};

pub(super) fn write(draft: &Draft) -> Writer {
    let (commission, mut writer) = (&draft.commission, Writer::default());
    let (mut criteria, mut offers) = (Things::of_grid(draft), Things::of_offers(draft));
    let handed_in = commission.contribution.as_ref().map(|contribution| contribution.at);
    writer.about(record::SECTION, 3);
    let flags = [
        (1, commission.is_blind),
        (2, commission.are_notes_locked),
        (4, handed_in.is_some()),
        (8, handed_in.flatten().is_some()),
    ];
    writer.byte(flags.into_iter().filter(|(_, is_set)| *is_set).map(|(bit, _)| bit).sum());
    if let Some(contribution) = &commission.contribution {
        writer.text(&contribution.by);
    }
    if let Some(at) = handed_in.flatten() {
        write_moment(&mut writer, at);
    }
    offers.write_all(&mut writer, &commission.aliases);
    writer.size(commission.evaluators.len());
    for evaluator in &commission.evaluators {
        writer.about(record::SECTION, 4);
        writer.text(&evaluator.name);
        criteria.write_all(&mut writer, &evaluator.criteria);
        writer.size(evaluator.returned.len());
        for returned in &evaluator.returned {
            writer.about(record::SECTION, 5);
            write_moment(&mut writer, returned.at);
            criteria.write_all(&mut writer, &returned.criteria);
            offers.write_all(&mut writer, &returned.offers);
        }
    }
    writer
}

pub(super) fn read(reader: &mut Reader<'_>, draft: &mut Draft) -> Result<(), Stop> {
    let (mut criteria, mut offers) = (Things::of_grid(draft), Things::of_offers(draft));
    let commission = &mut draft.commission;
    reader.about(record::SECTION, 3);
    let flags = reader.byte()?;
    if *commission != Default::default() || flags > 15 || flags & 12 == 8 {
        return Err(Stop);
    }
    commission.is_blind = flags & 1 != 0;
    commission.are_notes_locked = flags & 2 != 0;
    if flags & 4 != 0 {
        let by = reader.text()?;
        let at = if flags & 8 != 0 { Some(moment(reader)?) } else { None };
        commission.contribution = Some(Contribution { by, at });
    }
    commission.aliases = offers.read_all(reader)?;
    for _ in 0..reader.size(limits::OPINIONS)? {
        reader.about(record::SECTION, 4);
        let name = reader.text()?;
        let noted = criteria.read_all(reader)?;
        let mut returned = Vec::new();
        for _ in 0..reader.size(limits::RETURNS)? {
            reader.about(record::SECTION, 5);
            let at = moment(reader)?;
            returned.push(Return { at, criteria: criteria.read_all(reader)?, offers: offers.read_all(reader)? });
        }
        commission.evaluators.push(Evaluator { name, criteria: noted, returned });
    }
    Ok(())
}

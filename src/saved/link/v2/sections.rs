//! What version 2 holds beyond the records of version 1, each thing for itself.

use crate::dossier::Draft;
use crate::saved::link::records::Place;
use crate::saved::link::records::bytes::{Reader, Stop, Writer, record};

/// Sections of one place; a link that announces more is none.
const MAX_SECTIONS: usize = 16;

/// The sections that belong here.
pub(super) fn write(writer: &mut Writer, _dossier: &Draft, _place: Place) {
    writer.about(record::SECTION, 0);
    writer.size(0);
}

/// Reads them; `unknown` is the code of one that this program does not know.
pub(super) fn read(
    reader: &mut Reader<'_>,
    _draft: &mut Draft,
    _place: Place,
    unknown: &mut Option<u32>,
) -> Result<(), Stop> {
    reader.about(record::SECTION, 0);
    for _ in 0..reader.size(MAX_SECTIONS)? {
        let code = reader.size(u32::MAX as usize)?;
        *unknown = u32::try_from(code).ok();
        return Err(Stop);
    }
    Ok(())
}

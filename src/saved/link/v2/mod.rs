//! Version 2 of the link, **frozen** once released: short.
//!
//! The payload is base64url (RFC 4648, section 5) without padding of:
//!
//! | field | form |
//! |---|---|
//! | head | 1 byte: packing (0 modelled, 1 the body deflated as in version 1) + 2 × flavour (0 grid, 1 anonymised, 2 complete) + 8 with comments |
//! | body | number: bytes of the body; at most 65536 of a modelled one |
//! | length | number: bytes of the packed body; whatever follows it is ignored |
//! | checksum | 4 bytes, little endian: CRC-32 (ISO-HDLC) of head, body, length and packed body |
//! | packed body | records, in the order below |
//!
//! Forms and records are those of version 1. The body has the same records in
//! the same order, and more:
//!
//! | where | record |
//! |---|---|
//! | after the grid (header to profiles) | a check |
//! | after each offer | a check |
//! | at the end | sections, then a check |
//!
//! | record | fields |
//! |---|---|
//! | check | 1 byte: of all bytes before it, from 0: `check × 31 + byte`, modulo 256 |
//! | sections | number of sections; per section its code: number, its length in bytes: number, and so many bytes |
//!
//! A section that a reader does not know was written by a newer program: it
//! refuses to open the link. What a section holds is in `sections`.
//!
//! A modelled body is written by arithmetic coding ([`coder`]) with the guesses
//! of a [`model`] that has learned all bodies before in [`primer`]. Every byte
//! is guessed by what it is part of (`Mark`), by what stood there before, and by
//! the bytes before it. A body that costs too much time is deflated.

mod coder;
mod model;
mod primer;
mod sections;

use miniz_oxide::deflate::compress_to_vec;

use self::coder::Decoder;
use super::payload::{checksum, decode, encode, inflate};
use super::records::bytes::{Reader, Stop, Writer};
use super::records::{Place, Reading, read, write};
use super::recovery::damaged;
use super::{Damaged, LinkError, MAX_BYTES, Opened};
use crate::dossier::{Dossier, Draft, Flavour, redact};

const MODELLED: u8 = 0;
const DEFLATED: u8 = 1;
const WITH_COMMENTS: u8 = 8;

/// Bytes of the longest body that is modelled: a tenth of a second.
const MAX_MODELLED: usize = 1 << 16;

const DEFLATE_LEVEL: u8 = 10;

/// The payload of a dossier that is what [`redact`] makes of it; nothing when
/// it is too large for a link.
pub(super) fn write(dossier: &Dossier, flavour: Flavour, has_comments: bool) -> Option<String> {
    let (body, marks) = write::body(dossier, &|writer, place| own(writer, dossier, place))?.into_marked();
    if body.len() > MAX_BYTES {
        return None;
    }
    let (packing, packed) = if body.len() > MAX_MODELLED {
        (DEFLATED, compress_to_vec(&body, DEFLATE_LEVEL))
    } else {
        (MODELLED, coder::encode(&mut primer::model(), &body, &marks))
    };
    let flavour = match flavour {
        Flavour::Grid => 0,
        Flavour::Anonymised => 1,
        Flavour::Complete => 2,
    };
    let mut head = Writer::default();
    head.byte(packing | flavour << 1 | if has_comments { WITH_COMMENTS } else { 0 });
    head.size(body.len());
    head.size(packed.len());
    let head = head.into_bytes();
    let checksum = checksum(&[&head, &packed]).to_le_bytes();
    Some(encode(&[head, checksum.to_vec(), packed].concat()))
}

fn own(writer: &mut Writer, dossier: &Draft, place: Place) -> Option<()> {
    if place == Place::AtEnd {
        writer.append(sections::of(dossier)?);
    }
    writer.check();
    Some(())
}

/// What stands before the packed body.
struct Head {
    packing: u8,
    flavour: Flavour,
    has_comments: bool,
    body: usize,
    packed: usize,
}

fn head(reader: &mut Reader<'_>) -> Result<Option<Head>, Stop> {
    let (first, body, packed) = (reader.byte()?, reader.number()?, reader.number()?);
    let flavour = match first >> 1 & 3 {
        0 => Flavour::Grid,
        1 => Flavour::Anonymised,
        2 => Flavour::Complete,
        _ => return Ok(None),
    };
    let packing = first & 1;
    let limit = if packing == MODELLED { MAX_MODELLED } else { MAX_BYTES };
    let size = |number: u128| usize::try_from(number).ok().filter(|size| *size <= limit);
    let (Some(body), Some(packed), 0) = (size(body), size(packed), first >> 4) else { return Ok(None) };
    Ok(Some(Head { packing, flavour, has_comments: first & WITH_COMMENTS != 0, body, packed }))
}

/// The dossier of a payload.
pub(super) fn read(payload: &str) -> Result<Opened, Damaged> {
    let bytes = decode(payload);
    let mut reader = Reader::new(&bytes);
    let cut_short = LinkError::Truncated { present: payload.len(), written: 0 };
    let Ok(told) = head(&mut reader) else { return Err(cut_short.into()) };
    let start = bytes.get(..bytes.len() - reader.rest().len()).unwrap_or_default();
    let Some((expected, rest)) = reader.rest().split_at_checked(4) else { return Err(cut_short.into()) };
    let Some(head) = told else { return Err(LinkError::Altered.into()) };
    let packed = rest.get(..head.packed).unwrap_or(rest);
    let is_complete = packed.len() == head.packed;
    let is_intact = is_complete && checksum(&[start, packed]).to_le_bytes() == *expected;
    let error = if !is_complete {
        // 4 characters stand for 3 bytes.
        let written = ((bytes.len() - rest.len() + head.packed) * 4).div_ceil(3);
        LinkError::Truncated { present: payload.len().min(written), written }
    } else if is_intact {
        LinkError::Malformed
    } else {
        LinkError::Altered
    };
    let mut unknown = None;
    let reading = unpacked(&head, packed, is_complete, &mut |reader, draft, place| {
        if place == Place::AtEnd {
            sections::read(reader, draft, &mut unknown, true)?;
        }
        reader.check()
    });
    let error = match unknown {
        Some(code) if is_intact => LinkError::UnknownSection(code),
        _ => error,
    };
    let Ok(reading) = reading else { return Err(error.into()) };
    let (draft, announced) = (reading.draft, reading.announced);
    if !(is_intact && reading.is_whole) {
        return Err(damaged(error, draft, announced));
    }
    let dossier = draft.clone().check().map_err(|defects| damaged(LinkError::Defects(defects), draft, announced))?;
    let Head { flavour, has_comments, .. } = head;
    // What says that it holds less than it does was not written by this program.
    if redact(&dossier, flavour, has_comments) != dossier {
        return Err(damaged(LinkError::Malformed, dossier.to_draft(), announced));
    }
    Ok(Opened { dossier, flavour, has_comments })
}

fn unpacked(head: &Head, packed: &[u8], is_complete: bool, own: read::Own<'_>) -> Result<Reading, Stop> {
    if head.packing == DEFLATED {
        let (body, is_whole) = inflate(packed);
        let mut reading = read::body(&mut Reader::new(&body), own)?;
        reading.is_whole &= is_whole && body.len() == head.body;
        return Ok(reading);
    }
    let mut decoder = Decoder::new(primer::model(), packed, is_complete, head.body);
    read::body(&mut Reader::from_source(&mut decoder), own)
}

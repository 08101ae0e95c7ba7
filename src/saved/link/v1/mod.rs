//! Version 1 of the link, **frozen**: every link ever written in it opens forever.
//!
//! The payload is base64url (RFC 4648, section 5) without padding of:
//!
//! | field | form |
//! |---|---|
//! | packing | 1 byte: 0 the body as it is, 1 the body deflated (RFC 1951, no header) |
//! | length | number: bytes of the packed body; whatever follows it is ignored |
//! | checksum | 4 bytes, little endian: CRC-32 (ISO-HDLC) of packing, length and packed body |
//! | packed body | records, in the order below |
//!
//! Forms:
//!
//! | form | bytes |
//! |---|---|
//! | number | LEB128: 7 bits per byte, low bits first, the high bit says that more follow; shortest form |
//! | text | number of bytes, then UTF-8 |
//! | decimal | number `2 × digits + f`; `f` = 1 says that a byte follows: its bit 7 is the sign, the rest is the scale (0 to 18), or 32 + the number of zeros taken off the end of a whole number |
//! | date | number `(year × 13 + month) × 32 + day`, month or day 0 when not given |
//! | identifier | number `2 × bytes`, then UTF-8; or 1: the one before in the same list plus one (`A1`, `A2`; `offre-a`, `offre-b`); or 3: that of the parent followed by `.1`; or 5: the stem of the list, `-` and a number |
//! | \[x\] | there if its bit in the flags before says so |
//!
//! Stems: `critere`, `information`, `besoin`, `condition`, `profil`, `offre`.
//!
//! | record | fields |
//! |---|---|
//! | header | flags (1 notice, 2 date, 4 currency other than EUR, 8 note scale other than 100, 16 prices with tax, 32 a method follows the criteria); title; \[notice\]; \[date\]; \[currency: text\]; \[note scale: decimal\]; numbers of criteria at the top, informations, gates, profiles, offers |
//! | criterion | identifier; name; decimal weight; head; head 0: flags (1 description + marks), \[description\], number of children, children; other heads: measure |
//! | marks | 8 not announced, 16 environmental, 32 rescaled |
//! | measure | head: number `family code × 8 + number of parameters`; flags (1 description, 2 unit, 4 levels, 64 more; of a criterion also marks); \[description\]; \[unit\]; parameters: decimals; \[number of levels; per level flags (1 description, 2 seal), label, \[description\], decimal points, \[seal: 1 byte\]\]; \[more: flags (1 curve, 2 expression, 4 market), \[number of points; per point two decimals\], \[expression: text\], \[market: byte 0 SecNumCloud, 1 jurisdiction\]\] |
//! | \[method\] | flags (1 end of contract, 2 grid changed late, 4 hierarchy, 8 rounding, 16 tie-breaks, 32 requirements, 64 detectors, 128 cost plan); \[date\]; \[number `11 × notes + totals`, each 0 for none or its decimals + 1\]; \[number of tie-breaks; numbers of their criteria\] |
//! | information | identifier; name; measure |
//! | \[rest of the method\] | \[number of requirements, requirements\]; \[number of detectors, detectors\]; \[cost plan\] |
//! | requirement | identifier; name; flags (1 description, 2 compulsory, 4 counts elsewhere than the one before, the first: than in 0; 8 weighs other than the one before, the first: than 1); \[description\]; \[number of what it counts in\]; \[weight: decimal\] |
//! | detector | byte: 0 share of the mean, 1 double mean, 2 share of an estimate; number of what it reads; percent: decimal; 1: ceiling, 2: estimate: decimal |
//! | cost plan | horizon: number; discount rate: decimal; number of segments; per segment name, number of volumes, volumes: decimals; number of scenarios; per scenario name, flags (1 renewal, 2 its rise, 4 change of volumes, 8 escalation), \[year: number\], \[decimals, which are 0 when not given\]; number of the announced scenario |
//! | gate | identifier; name; flags: rule (0 yes, 1 level at least, 2 value at least, 3 value at most, 4 note at least, 5 seal at least, 6 musts covered) + 8 basis + 16 date; number of what it reads; level: number, value or note: decimal, seal: byte; \[basis\]; \[date\] |
//! | profile | identifier; name; flags (1 source); \[source\]; number of weights; per weight, in reading order of the criteria: number of criteria left out since the last one, decimal |
//! | offer | identifier; name; flags: status (0 regular, 1 irregular, 2 inappropriate, 3 unacceptable, 4 late, 5 withdrawn, 6 abnormally low) + 8 reason + 16 an entry for every measure + 32 remarks + 64 special; \[reason\]; \[special: byte (0 received, 1 status quo, 2 wait, 3 build) + 8 available from, never 0\]; \[available from: date\]; without flag 16 a bit per measure (leaves in reading order, then informations, then requirements), low bits first; per entry \[remarks: 1 justification, 2 source, 4 date, 8 no fact, 16 between, 8 + 16 not applicable, 32 valid until, 64 place or notes of evaluators, 128 costs\], fact, \[justification\], \[source\], \[date\], \[valid until: date\], \[place\], \[notes\], \[costs\] |
//! | fact | by the kind of the measure: decimal; number of the level; byte 0 no or 1 yes; nothing where there is none or it does not apply; between: the lowest, then the highest |
//! | place | number 1; page: text; address: text (before notes: their number may be 0 then) |
//! | notes | number `2 × notes + f`; per note evaluator: known text, decimal, and if `f` = 1 remark: text |
//! | costs | number of lines; per line flags (1 brick, 2 per unit of a segment, 4 once, 8 year other than 1, 16 last year, 32 escalation, 64 renews); byte: 0 licence, 1 subscription, 2 migration, 3 integration, 4 training, 5 staff, 6 exit, 7 egress, 8 other; label: known text; \[brick: known text\]; source: known text; amount: decimal; number of the segment or quantity: decimal; \[year, or first year: number\]; \[last year: number\]; \[escalation: decimal\] |
//!
//! The number of what is read, or of what a requirement counts in: criteria and
//! groups in reading order, then informations, from 0.
//!
//! A known text is number 0 and a text, or the place, from 1, of the same text
//! among those written so before. Evaluators, labels, bricks and sources are
//! counted each for themselves, the first 127 texts of at most 80 bytes.
//!
//! The kind of fact of a family code is part of the format, too.

use miniz_oxide::deflate::compress_to_vec;

use super::payload::{checksum, decode, encode, inflate};
use super::records::bytes::{Reader, Stop, Writer};
use super::records::{read, write};
use super::recovery::damaged;
use super::{Damaged, LinkError, MAX_BYTES};
use crate::dossier::Dossier;

const STORED: u8 = 0;
const DEFLATED: u8 = 1;

/// Slow and small: a link is written once and travels often.
const DEFLATE_LEVEL: u8 = 10;

/// The payload of a dossier; nothing when it is too large for a link.
pub(super) fn write(dossier: &Dossier) -> Option<String> {
    // What this version has no room for would be lost in silence.
    let has_components = dossier.offers.iter().any(|offer| !offer.components.is_empty())
        || dossier.measures().iter().any(|(.., measure)| measure.composed_by.is_some())
        || dossier.pool.is_some()
        || !dossier.decision.is_none();
    if has_components
        || dossier.seal.is_some()
        || !dossier.journal.is_empty()
        || dossier.commission != Default::default()
        || dossier.fact_age_limit.is_some()
        || dossier.lots.is_some()
    {
        return None;
    }
    let body = write::body(dossier, &|_, _| Some(()))?.into_bytes();
    if body.len() > MAX_BYTES {
        return None;
    }
    let deflated = compress_to_vec(&body, DEFLATE_LEVEL);
    let (packing, packed) = if deflated.len() < body.len() { (DEFLATED, deflated) } else { (STORED, body) };
    let mut head = Writer::default();
    head.byte(packing);
    head.size(packed.len());
    let head = head.into_bytes();
    let checksum = checksum(&[&head, &packed]).to_le_bytes();
    Some(encode(&[head, checksum.to_vec(), packed].concat()))
}

/// The dossier of a payload.
pub(super) fn read(payload: &str) -> Result<Dossier, Damaged> {
    let bytes = decode(payload);
    let mut reader = Reader::new(&bytes);
    let cut_short = LinkError::Truncated { present: payload.len(), written: 0 };
    let head = (|| Ok::<_, Stop>((reader.byte()?, reader.size(MAX_BYTES)?)))();
    let Ok((packing, length)) = head else { return Err(cut_short.into()) };
    let head = bytes.get(..bytes.len() - reader.rest().len()).unwrap_or_default();
    let Some((expected, rest)) = reader.rest().split_at_checked(4) else { return Err(cut_short.into()) };
    let packed = rest.get(..length).unwrap_or(rest);
    let is_intact = packed.len() == length && checksum(&[head, packed]).to_le_bytes() == *expected;
    let error = if packed.len() < length {
        // 4 characters stand for 3 bytes.
        let written = ((bytes.len() - rest.len() + length) * 4).div_ceil(3);
        LinkError::Truncated { present: payload.len().min(written), written }
    } else if is_intact {
        LinkError::Malformed
    } else {
        LinkError::Altered
    };
    let (body, is_whole) = match packing {
        STORED => (packed.to_vec(), true),
        DEFLATED => inflate(packed),
        _ => return Err(error.into()),
    };
    let Ok(reading) = read::body(&mut Reader::new(&body), &mut |_, _, _| Ok(())) else { return Err(error.into()) };
    if is_intact && is_whole && reading.is_whole {
        let announced = reading.announced;
        let draft = reading.draft.clone();
        return reading.draft.check().map_err(|defects| damaged(LinkError::Defects(defects), draft, announced));
    }
    Err(damaged(error, reading.draft, reading.announced))
}

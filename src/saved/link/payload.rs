//! What the payloads of all versions are made of: base64, deflate, a checksum.

use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use crc::{CRC_32_ISO_HDLC, Crc, NoTable};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

use super::MAX_BYTES;

/// Bits after the last whole byte are ignored, so that a cut link can be read.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone),
);

pub(super) fn encode(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

/// As many bytes as the characters give.
pub(super) fn decode(payload: &str) -> Vec<u8> {
    // A single character over four says nothing.
    let whole = if payload.len() % 4 == 1 { payload.len() - 1 } else { payload.len() };
    BASE64.decode(payload.get(..whole).unwrap_or_default()).unwrap_or_default()
}

/// What comes out before the end, the damage or the limit, and whether it was
/// the end.
pub(super) fn inflate(packed: &[u8]) -> (Vec<u8>, bool) {
    let mut decompressor = Box::<DecompressorOxide>::default();
    let mut body = Vec::new();
    let (mut consumed, mut produced) = (0, 0);
    loop {
        // Twice as much room each time, never more than the limit.
        body.resize((body.len() * 2).max(packed.len() + 1024).min(MAX_BYTES), 0);
        let input = packed.get(consumed..).unwrap_or_default();
        let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let (status, read, written) = decompress(&mut decompressor, input, &mut body, produced, flags);
        consumed += read;
        produced += written;
        if status != TINFLStatus::HasMoreOutput || body.len() >= MAX_BYTES {
            body.truncate(produced);
            return (body, status == TINFLStatus::Done);
        }
    }
}

/// Without tables: they would weigh more in the page than all the rest of the
/// link, and a link is too short to feel it.
const CRC_32: Crc<u32, NoTable> = Crc::<u32, NoTable>::new(&CRC_32_ISO_HDLC);

/// CRC-32 (ISO-HDLC) of some pieces, one after the other.
pub(super) fn checksum(pieces: &[&[u8]]) -> u32 {
    let mut digest = CRC_32.digest();
    pieces.iter().for_each(|piece| digest.update(piece));
    digest.finalize()
}

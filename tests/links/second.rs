//! Links of version 2: what is its own.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use mieux_disant::dossier::{Dossier, Flavour, redact};
use mieux_disant::saved::file;
use mieux_disant::saved::link::{self, LinkError};

use super::support::dossiers::{Recipe, generate};
use super::support::random::Random;
use super::{examples, new_dossiers, same};

/// A fragment of version 2, complete and with comments, with a right checksum.
pub(crate) fn packed(packing: u8, body: usize, packed: &[u8]) -> String {
    use base64::Engine;
    let mut bytes = vec![packing | 2 << 1 | 8];
    for mut length in [body, packed.len()] {
        while length >= 128 {
            bytes.push(length as u8 | 128);
            length >>= 7;
        }
        bytes.push(length as u8);
    }
    let checksum = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC).checksum(&[bytes.as_slice(), packed].concat());
    bytes.extend(checksum.to_le_bytes());
    bytes.extend(packed);
    format!("md=2.{}", base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes))
}

/// The packed body of a fragment of version 2 and the length of the body.
fn unpacked(fragment: &str) -> (usize, Vec<u8>) {
    use base64::Engine;
    let payload = fragment.strip_prefix("md=2.").unwrap();
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(payload).unwrap();
    let (mut body, mut place) = (0, 1);
    for shift in (0..).step_by(7) {
        body |= usize::from(bytes[place] & 127) << shift;
        place += 1;
        if bytes[place - 1] < 128 {
            break;
        }
    }
    place += 1 + bytes[place..].iter().position(|byte| *byte < 128).unwrap();
    (body, bytes[place + 4..].to_vec())
}

/// Below the checksum of version 2: its checks and the door of dossiers hold.
#[test]
fn forged_links_of_version_2_are_errors_or_dossiers() {
    let mut opened = 0;
    for seed in 0..1_500u64 {
        let mut random = Random::new(seed);
        let recipe =
            Recipe { offers: random.below(3), leaves: 2, wild: false, kept: seed % 2 == 0, ..Recipe::of(seed) };
        let (mut length, mut body) = unpacked(&link::write(&generate(&recipe, seed)).unwrap());
        assert!(link::read(&packed(0, length, &body)).is_ok(), "seed {seed}");
        for _ in 0..1 + random.below(3) {
            let place = random.below(body.len());
            match random.below(4) {
                0 => body.insert(place, random.bits() as u8),
                1 => drop(body.remove(place)),
                2 => body[place] = random.bits() as u8,
                _ => length = random.below(70_000),
            }
        }
        let started = Instant::now();
        if let Ok(dossier) = link::read(&packed(0, length, &body)) {
            assert!(dossier.to_draft().check().is_ok(), "seed {seed}");
            opened += 1;
        }
        assert!(started.elapsed() < Duration::from_secs(5), "seed {seed}");
    }
    // Each check lets one forgery in 256 pass.
    println!("{opened} forged links opened");
}

/// A link says what it holds, and is not believed when it holds more.
#[test]
fn a_link_that_says_it_holds_less_is_refused() {
    use base64::Engine;
    let engine = base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let recipe = Recipe { offers: 3, leaves: 4, ..Recipe::default() };
    let fragment = link::write(&generate(&recipe, 1)).unwrap();
    let (length, body) = unpacked(&fragment);
    for flavour in [0u8, 1 << 1] {
        let honest = packed(0, length, &body);
        let mut bytes = engine.decode(honest.strip_prefix("md=2.").unwrap()).unwrap();
        let checksum = bytes.len() - body.len() - 4;
        bytes[0] = flavour;
        let new = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC).checksum(&[&bytes[..checksum], body.as_slice()].concat());
        bytes.splice(checksum..checksum + 4, new.to_le_bytes());
        let damaged = link::open(&format!("md=2.{}", engine.encode(bytes))).unwrap_err();
        assert_eq!(damaged.error, LinkError::Malformed);
    }
}

/// What version 2 has of its own: every flavour, seals, journals, commissions.
pub(crate) fn release(folder: &Path) {
    let kept =
        |seed| generate(&Recipe { offers: 3, kept: true, composite: true, commission: true, ..Recipe::of(seed) }, seed);
    let mut all: Vec<(String, Dossier)> = (1..5).map(|seed| (format!("v2-kept-{seed}"), kept(seed))).collect();
    for (path, dossier) in examples() {
        all.push((format!("v2-{}", path.file_stem().unwrap().to_string_lossy()), dossier));
    }
    all.push(("v2-everything".into(), new_dossiers::everything()));
    for (name, dossier) in all {
        for (flavour, with_comments, word) in [
            (Flavour::Grid, false, "grid"),
            (Flavour::Anonymised, false, "anonymised"),
            (Flavour::Complete, false, "short"),
            (Flavour::Complete, true, "complete"),
        ] {
            let path = folder.join(format!("{name}-{word}"));
            if path.with_extension("txt").exists() {
                continue;
            }
            let fragment = link::write_as(&dossier, flavour, with_comments).unwrap();
            fs::write(path.with_extension("txt"), fragment + "\n").unwrap();
            fs::write(path.with_extension("json"), file::write(&redact(&dossier, flavour, with_comments))).unwrap();
        }
    }
}

/// Too large a body to be modelled.
#[test]
fn a_large_dossier_is_deflated() {
    let recipe = Recipe { offers: 1_500, leaves: 12, depth: 2, complete: true, ..Recipe::default() };
    let dossier = generate(&recipe, 3);
    let fragment = link::write(&dossier).unwrap();
    let (length, packed) = unpacked(&fragment);
    assert_eq!(miniz_oxide::inflate::decompress_to_vec(&packed).unwrap().len(), length);
    assert!(link::read(&fragment).is_ok_and(|read| same(&read, &dossier)));
    let damaged = link::read(&fragment[..fragment.len() * 2 / 3]).unwrap_err();
    let kept = damaged.recovered.unwrap().offers.len();
    assert!((700..1_500).contains(&kept), "{kept} offers");
}

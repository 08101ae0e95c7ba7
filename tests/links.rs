//! Links: what is written opens as it was; what is damaged says so.
//!
//! The links in `cases/links` were written by a release and open forever:
//! their files may be added to, never changed.

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "links/lengths.rs"]
mod lengths;
#[path = "links/methods.rs"]
mod methods;
#[path = "links/new_dossiers.rs"]
mod new_dossiers;
#[path = "links/primer.rs"]
mod primer;
#[path = "links/second.rs"]
mod second;
mod support;
#[path = "support/trades.rs"]
mod trades;

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use mieux_disant::dossier::{Dossier, Flavour, Offer, redact};
use mieux_disant::i18n::Lang;
use mieux_disant::present::link_errors;
use mieux_disant::saved::file;
use mieux_disant::saved::link::{self, Damaged, LinkError, Part};
use support::changed;
use support::dossiers::{Recipe, generate};
use support::random::Random;

/// Equal by value and by every digit that was typed (`12.50` is not `12.5`).
fn same(left: &Dossier, right: &Dossier) -> bool {
    left == right && file::write(left) == file::write(right)
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn examples() -> Vec<(PathBuf, Dossier)> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(root().join("examples")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), file::read(&fs::read_to_string(path).unwrap()).unwrap())).collect()
}

#[test]
fn what_is_written_opens_as_it_was() {
    for seed in 0..600 {
        let recipe = Recipe {
            kept: seed % 2 == 0,
            commission: seed % 3 == 0,
            needs: seed % 5 < 2,
            lots: seed % 7 == 0,
            ..Recipe::of(seed)
        };
        let dossier = generate(&recipe, seed);
        let fragment = link::write(&dossier).unwrap();
        assert!(fragment.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.=".contains(&b)), "{fragment}");
        match link::read(&fragment) {
            Ok(read) => assert!(same(&read, &dossier), "seed {seed}"),
            Err(damaged) => panic!("seed {seed}: {damaged:?}"),
        }
    }
}

/// The first version as well, which nothing writes any more: what it wrote opens.
#[test]
fn what_the_first_version_wrote_opens_as_it_was() {
    for seed in 0..20_000 {
        let dossier = generate(&Recipe::of(seed), seed);
        let fragment = link::write_first_version(&dossier).unwrap();
        match link::read(&fragment) {
            Ok(read) => assert!(same(&read, &dossier), "seed {seed}"),
            Err(damaged) => panic!("seed {seed}: {damaged:?}"),
        }
    }
    let kept = (0..50).map(|seed| generate(&Recipe { kept: true, composite: true, ..Recipe::of(seed) }, seed));
    let lots = (0..20).map(|seed| generate(&Recipe { lots: true, ..Recipe::of(seed) }, seed));
    let kept = kept.filter(|dossier| dossier.seal.is_some() || !dossier.journal.is_empty());
    for dossier in kept.chain(lots) {
        assert_eq!(link::write_first_version(&dossier), Err(LinkError::TooLarge), "it has no room for these");
    }
}

/// A hundred thousand small ones, on all processors.
#[test]
fn small_dossiers_open_as_they_were() {
    const DOSSIERS: u64 = 100_000;
    let threads = std::thread::available_parallelism().map_or(2, usize::from).clamp(1, 8) as u64;
    let run = |first: u64| {
        for seed in (first..DOSSIERS).step_by(threads as usize) {
            let recipe = Recipe {
                offers: (seed % 3) as usize,
                leaves: 1 + (seed / 3 % 2) as usize,
                depth: 1 + (seed / 7 % 2) as usize,
                gates: (seed / 5 % 2) as usize,
                informations: (seed / 11 % 2) as usize,
                profiles: (seed / 13 % 2) as usize,
                // Long texts in every script: elsewhere.
                wild: seed.is_multiple_of(20),
                kept: seed.is_multiple_of(5),
                commission: seed.is_multiple_of(7),
                needs: seed.is_multiple_of(3),
                composite: seed.is_multiple_of(6),
                lots: seed.is_multiple_of(9),
                ..Recipe::of(seed)
            };
            let dossier = generate(&recipe, seed);
            let (flavour, with_comments) = if seed.is_multiple_of(4) {
                (Flavour::ALL[(seed / 4 % 3) as usize], seed.is_multiple_of(8))
            } else {
                (Flavour::Complete, true)
            };
            let opened = link::open(&link::write_as(&dossier, flavour, with_comments).unwrap());
            let expected = redact(&dossier, flavour, with_comments);
            let is_same = opened.is_ok_and(|opened| {
                (opened.flavour, opened.has_comments) == (flavour, with_comments && flavour == Flavour::Complete)
                    && same(&opened.dossier, &expected)
            });
            assert!(is_same, "seed {seed}");
        }
    };
    std::thread::scope(|scope| (0..threads).for_each(|first| drop(scope.spawn(move || run(first)))));
}

#[test]
fn examples_travel() {
    for (path, dossier) in examples() {
        let fragment = link::write(&dossier).unwrap();
        assert!(link::read(&fragment).is_ok_and(|read| same(&read, &dossier)), "{}", path.display());
    }
}

/// One change that mail, people or an attacker may make to a text.
fn damage(random: &mut Random, text: &str) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.%#&<> \n";
    let mut bytes = text.as_bytes().to_vec();
    let place = random.below(bytes.len());
    let letter = ALPHABET[random.below(ALPHABET.len())];
    match random.below(8) {
        0 => bytes.truncate(place),
        1 => bytes[place] = letter,
        2 => bytes.insert(place, letter),
        3 => drop(bytes.remove(place)),
        4 => {
            let other = random.below(bytes.len());
            bytes.swap(place, other);
        }
        5 => {
            let other = random.below(bytes.len());
            let piece = bytes[place.min(other)..place.max(other)].to_vec();
            bytes.splice(place..place, piece);
        }
        6 => {
            for _ in 0..1 + random.below(20) {
                let place = random.below(bytes.len());
                bytes[place] = ALPHABET[random.below(64)];
            }
        }
        _ => {
            let length = random.below(200);
            bytes.truncate(place);
            bytes.extend((0..length).map(|_| ALPHABET[random.below(64)]));
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// Either the dossier that was written, or an error that says so in both
/// languages, with a recovered dossier that holds together.
fn never_silently_wrong(text: &str, original: Option<&Dossier>) -> Option<Damaged> {
    match link::read(text) {
        Ok(read) => {
            assert!(original.is_some_and(|original| same(&read, original)), "silently wrong: {text}");
            None
        }
        Err(damaged) => {
            for lang in Lang::ALL {
                assert!(!link_errors::damaged(lang, &damaged).is_empty());
            }
            if let Some(recovered) = &damaged.recovered {
                assert!(recovered.to_draft().check().is_ok());
            }
            Some(damaged)
        }
    }
}

#[test]
fn damaged_links_never_open_as_something_else() {
    let mut recovered = 0;
    // Of the first version all, of the second some: it takes its time, and has a
    // million more in `tests/hostile_links.rs`.
    for seed in 0..1_100 {
        let dossier = generate(&Recipe::of(seed), seed);
        let is_first = seed < 1_000;
        let fragment = if is_first { link::write_first_version(&dossier) } else { link::write(&dossier) };
        let fragment = format!("https://intranet.example/#{}", fragment.unwrap());
        let mut random = Random::new(seed);
        for _ in 0..if is_first { 90 } else { 30 } {
            let mut text = damage(&mut random, &fragment);
            if random.chance(10) && !text.is_empty() {
                text = damage(&mut random, &text);
            }
            let damaged = never_silently_wrong(&text, Some(&dossier));
            recovered += usize::from(damaged.is_some_and(|damaged| damaged.recovered.is_some()));
        }
    }
    assert!(recovered > 1_000, "only {recovered} recovered: the test does not reach the decoder");
}

/// Damage below the checksum, which an attacker can compute: the decoder
/// itself must hold. The result is whatever passes the door of a dossier.
#[test]
fn forged_links_are_errors_or_dossiers() {
    for seed in 0..20_000u64 {
        let mut random = Random::new(seed);
        let mut body: Vec<u8> = if seed.is_multiple_of(4) {
            (0..random.below(300)).map(|_| random.bits() as u8).collect()
        } else {
            let fragment = link::write_first_version(&generate(&Recipe::of(seed), seed)).unwrap();
            unpacked(&fragment)
        };
        for _ in 0..random.below(4) {
            let place = random.below(body.len());
            match random.below(3) {
                0 => body.insert(place, random.bits() as u8),
                1 if !body.is_empty() => drop(body.remove(place)),
                _ if !body.is_empty() => body[place] = *random.pick(&[0, 1, 127, 128, 255, 5, 64, 32]),
                _ => {}
            }
        }
        let started = Instant::now();
        if let Ok(dossier) = link::read(&packed(0, &body)) {
            assert!(dossier.to_draft().check().is_ok(), "seed {seed}");
        }
        assert!(started.elapsed() < Duration::from_secs(5), "seed {seed}");
    }
}

/// The body of a fragment, by the table of the format and nothing else.
fn unpacked(fragment: &str) -> Vec<u8> {
    use base64::Engine;
    let payload = fragment.strip_prefix("md=1.").unwrap();
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(payload).unwrap();
    let end_of_length = 1 + bytes[1..].iter().position(|byte| *byte < 128).unwrap() + 1;
    let packed = &bytes[end_of_length + 4..];
    if bytes[0] == 0 { packed.to_vec() } else { miniz_oxide::inflate::decompress_to_vec(packed).unwrap() }
}

/// A fragment with a right checksum.
fn packed(packing: u8, packed: &[u8]) -> String {
    use base64::Engine;
    let mut bytes = vec![packing];
    let mut length = packed.len();
    while length >= 128 {
        bytes.push(length as u8 | 128);
        length >>= 7;
    }
    bytes.push(length as u8);
    let checksum = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC).checksum(&[bytes.as_slice(), packed].concat());
    bytes.extend(checksum.to_le_bytes());
    bytes.extend(packed);
    format!("md=1.{}", base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes))
}

#[test]
fn a_small_link_cannot_ask_for_much() {
    // A megabyte of zeros a thousand times smaller; numbers that claim 2^60 bytes.
    let zeros = miniz_oxide::deflate::compress_to_vec(&vec![0; 60 << 20], 9);
    let claims = [0u8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f];
    let started = Instant::now();
    for link in [packed(1, &zeros), packed(0, &claims), packed(1, &claims), "#md=1.".repeat(100_000)] {
        assert!(never_silently_wrong(&link, None).is_some());
    }
    for link in [
        second::packed(1, 2 << 20, &zeros),
        second::packed(0, 1 << 16, &[0; 40]),
        second::packed(0, usize::MAX, &claims),
    ] {
        assert!(never_silently_wrong(&link, None).is_some());
    }
    let long = format!("md=1.{}", "A".repeat(10_000_000));
    assert_eq!(link::read(&long).unwrap_err().error, LinkError::TooLarge);
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_dossier_too_large_for_a_link_is_refused() {
    let mut random = Random::new(7);
    let recipe = Recipe { offers: 1, leaves: 3, depth: 1, ..Recipe::default() };
    let dossier = changed(&generate(&recipe, 1), |draft| {
        let template: Offer = draft.offers[0].as_ref().clone();
        draft.offers = (0..10_000)
            .map(|index| {
                let id = mieux_disant::dossier::Id::new(&format!("offre-{index}"));
                let name = (0..100).map(|_| char::from(33 + random.below(90) as u8)).collect();
                Rc::new(Offer { id, name, ..template.clone() })
            })
            .collect();
    });
    assert_eq!(link::write(&dossier), Err(LinkError::TooLarge));
}

#[test]
fn mail_programs_do_no_harm() {
    for (_, dossier) in examples() {
        let fragment = link::write(&dossier).unwrap();
        let wrapped = |end: &str| {
            let lines: Vec<&str> =
                fragment.as_bytes().chunks(72).map(|line| std::str::from_utf8(line).unwrap()).collect();
            lines.join(end)
        };
        for text in [
            format!("  #{fragment}\n"),
            format!("<https://intranet.example/page#{fragment}>."),
            format!("Voici le lien (https://intranet.example/#{fragment}), bonne lecture"),
            format!("https://intranet.example/#{fragment} merci de noter avant mardi"),
            format!("https://intranet.example/#{}", wrapped("\r\n")),
            format!("> https://intranet.example/#{}\n> -- \n> Bureau", wrapped("\n> ")),
            format!("https://intranet.example/#{}", wrapped("=\r\n").replacen("md=", "md=3D", 1)),
            format!("https://intranet.example/%23{}", fragment.replace('=', "%3D").replace('-', "%2D")),
        ] {
            assert!(never_silently_wrong(&text, Some(&dossier)).is_none(), "{}", &text[..60]);
        }
    }
}

#[test]
fn a_cut_link_gives_back_the_offers_before_the_cut() {
    let recipe = |offers| Recipe { offers, leaves: 6, depth: 2, gates: 2, wild: true, ..Recipe::default() };
    let (many, some) = (generate(&recipe(40), 11), generate(&recipe(12), 11));
    cut_everywhere(&many, &link::write_first_version(&many).unwrap(), 1);
    cut_everywhere(&some, &link::write(&some).unwrap(), 3);
}

/// At each so manyeth character.
fn cut_everywhere(dossier: &Dossier, fragment: &str, step: usize) {
    let mut last = 0;
    for end in (0..fragment.len()).step_by(step).chain([fragment.len() - 1]) {
        let Some(damaged) = never_silently_wrong(&fragment[..end], Some(dossier)) else {
            panic!("cut at {end} of {} and opened", fragment.len())
        };
        assert!(matches!(damaged.error, LinkError::Truncated { .. } | LinkError::NotALink), "{end}: {damaged:?}");
        let Some(recovered) = damaged.recovered else { continue };
        let kept = recovered.offers.len();
        assert_eq!(recovered.offers[..], dossier.offers[..kept]);
        assert_eq!(recovered.criteria, dossier.criteria);
        let lost: usize = damaged.lost.iter().filter(|l| l.part == Part::Offers).map(|l| l.announced - l.kept).sum();
        assert_eq!(lost, dossier.offers.len() - kept);
        assert!(kept >= last);
        last = kept;
    }
    assert!(last >= dossier.offers.len() - 2, "{last} offers at most");
}

#[test]
fn a_version_from_the_future_is_named() {
    let damaged = link::read("https://intranet.example/#md=4.AAAA").unwrap_err();
    assert_eq!(damaged.error, LinkError::UnknownVersion(4));
    assert!(link_errors::damaged(Lang::Fr, &damaged).contains("version 4"));
}

/// Every link ever released: `NAME.txt` is the link, `NAME.json` the dossier,
/// or `new_dossiers` where there is no such file. Links are written as they were.
/// `MIEUX_DISANT_WRITE_LINKS=1 cargo test --test links` adds a pair for each
/// example that has none yet.
#[test]
fn released_links_open_forever() {
    let folder = root().join("tests/cases/links");
    if std::env::var_os("MIEUX_DISANT_WRITE_LINKS").is_some() {
        release(&folder);
    }
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let link = fs::read_to_string(&path).unwrap();
        let told = new_dossiers::released(&path.file_stem().unwrap().to_string_lossy());
        let is_told = told.is_some();
        let expected =
            told.unwrap_or_else(|| file::read(&fs::read_to_string(path.with_extension("json")).unwrap()).unwrap());
        match link::read(&link) {
            Ok(read) if is_told => assert!(methods::identical(&read, &expected), "{}", path.display()),
            Ok(read) => {
                assert!(same(&read, &expected), "{}", path.display());
                assert_eq!(written_again(&link, &read), link.trim_end(), "{}", path.display());
            }
            Err(damaged) => panic!("{}: {damaged:?}", path.display()),
        }
        count += 1;
    }
    assert!(count > 0, "no released link in {}", folder.display());
}

fn release(folder: &Path) {
    for name in new_dossiers::RELEASED {
        let path = folder.join(name).with_extension("txt");
        if !path.exists() {
            fs::write(path, link::write_first_version(&new_dossiers::released(name).unwrap()).unwrap() + "\n").unwrap();
        }
    }
    let named =
        |(path, dossier): (PathBuf, Dossier)| (path.file_stem().unwrap().to_string_lossy().into_owned(), dossier);
    let made_up = [(1, "v1-small"), (2, "v1-wild"), (3, "v1-extreme"), (6, "v1-wild-extreme")];
    let made_up =
        made_up.map(|(seed, name)| (name.to_string(), generate(&Recipe { offers: 4, ..Recipe::of(seed) }, seed)));
    for (name, dossier) in examples().into_iter().map(named).map(|(name, d)| (format!("v1-{name}"), d)).chain(made_up) {
        let path = folder.join(name);
        // The first version has no room for bricks.
        if let (false, Ok(fragment)) = (path.with_extension("txt").exists(), link::write_first_version(&dossier)) {
            fs::write(path.with_extension("txt"), fragment + "\n").unwrap();
            fs::write(path.with_extension("json"), file::write(&dossier)).unwrap();
        }
    }
    second::release(folder);
}

/// The link of a dossier that was read, in the version and the flavour of the
/// link that it came from.
fn written_again(link: &str, dossier: &Dossier) -> String {
    if link.starts_with("md=1.") {
        return link::write_first_version(dossier).unwrap();
    }
    let opened = link::open(link).unwrap();
    link::write_as(dossier, opened.flavour, opened.has_comments).unwrap()
}

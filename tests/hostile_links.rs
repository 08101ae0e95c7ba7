//! A million mutated, cut and random links of both versions: each opens as what
//! was written or is refused, in bounded time and memory. The same harness runs
//! without end under `cargo fuzz` (see `fuzz/`).

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/hostile.rs"]
mod hostile;
mod support;

use std::time::{Duration, Instant};

use hostile::{Outcome, attempt};
use mieux_disant::dossier::{Dossier, Flavour, redact};
use mieux_disant::saved::link;
use support::dossiers::{Recipe, generate};
use support::random::Random;

/// `MIEUX_DISANT_LINKS` asks for another number.
const LINKS: usize = 1_000_000;

/// The longest that one link may take, on a busy machine and without optimization.
const LONGEST: Duration = Duration::from_secs(2);

/// What the process may hold at its height, in KiB.
const MEMORY: u64 = 300_000;

const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.%#&<> \n";

/// A link with what it was made of.
struct Written {
    fragment: String,
    dossier: Dossier,
}

/// Short links of both versions and of every flavour.
fn corpus(random: &mut Random) -> Vec<Written> {
    let mut all = Vec::new();
    for seed in 0..40 {
        let recipe = Recipe {
            offers: random.below(3),
            leaves: 1 + random.below(2),
            depth: 1,
            gates: random.below(2),
            informations: 0,
            profiles: random.below(2),
            all_families: seed % 4 == 0,
            ..Recipe::default()
        };
        let plain = generate(&recipe, seed);
        let kept = generate(
            &Recipe { kept: seed % 3 == 0, commission: seed % 3 == 1, needs: true, lots: seed % 2 == 0, ..recipe },
            seed,
        );
        if let Ok(fragment) = link::write_first_version(&plain) {
            all.push(Written { fragment, dossier: plain });
        }
        let flavour = Flavour::ALL[seed as usize % 3];
        let fragment = link::write_as(&kept, flavour, true).unwrap();
        all.push(Written { fragment, dossier: redact(&kept, flavour, true) });
    }
    all
}

/// What mail, people or an attacker may make of a link.
fn mutated(random: &mut Random, fragment: &str) -> String {
    let mut bytes = fragment.as_bytes().to_vec();
    for _ in 0..1 + random.below(2) {
        let place = random.below(bytes.len());
        let letter = *random.pick(ALPHABET);
        match random.below(8) {
            0 => bytes.truncate(place),
            1 | 2 if !bytes.is_empty() => bytes[place] = letter,
            3 => bytes.insert(place, letter),
            4 if !bytes.is_empty() => drop(bytes.remove(place)),
            5 if !bytes.is_empty() => {
                let other = random.below(bytes.len());
                bytes.swap(place, other);
            }
            6 => {
                let other = random.below(bytes.len());
                let piece = bytes[place.min(other)..place.max(other)].to_vec();
                bytes.splice(place..place, piece);
            }
            _ => {
                bytes.truncate(place);
                let length = random.below(60);
                bytes.extend((0..length).map(|_| ALPHABET[random.below(64)]));
            }
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// Opened, recovered, refused.
type Count = [usize; 3];

fn run(seed: u64, links: usize) -> Count {
    let random = &mut Random::new(seed);
    let corpus = corpus(random);
    let mut count = Count::default();
    for number in 0..links {
        let written = &corpus[number % corpus.len()];
        let text = match random.below(20) {
            0 => {
                let length = random.below(120);
                let version = 1 + random.below(2);
                format!(
                    "md={version}.{}",
                    (0..length).map(|_| char::from(ALPHABET[random.below(64)])).collect::<String>()
                )
            }
            1 => (0..random.below(80)).map(|_| char::from(*random.pick(ALPHABET))).collect(),
            _ => mutated(random, &written.fragment),
        };
        let started = Instant::now();
        let outcome = attempt(&text);
        assert!(started.elapsed() < LONGEST, "{:?} for {text}", started.elapsed());
        match outcome {
            Outcome::Opened(dossier) => {
                assert!(*dossier == written.dossier, "silently wrong: {text}");
                count[0] += 1;
            }
            Outcome::Recovered => count[1] += 1,
            Outcome::Refused => count[2] += 1,
        }
    }
    count
}

#[test]
fn a_million_links_are_what_was_written_or_refused() {
    let started = Instant::now();
    let links = std::env::var("MIEUX_DISANT_LINKS").ok().and_then(|text| text.parse().ok()).unwrap_or(LINKS);
    let threads = std::thread::available_parallelism().map_or(2, usize::from).clamp(1, 8);
    let workers: Vec<_> =
        (0..threads).map(|seed| std::thread::spawn(move || run(seed as u64, links.div_ceil(threads)))).collect();
    let counts: Vec<Count> = workers.into_iter().map(|worker| worker.join().unwrap()).collect();
    let [opened, recovered, refused] = [0, 1, 2].map(|place| counts.iter().map(|count| count[place]).sum::<usize>());
    println!("{opened} opened, {recovered} recovered, {refused} refused, 0 wrong; {:?}", started.elapsed());
    assert!(opened + recovered + refused >= links);
    // Otherwise the decoders were hardly reached.
    assert!(opened > links / 1000 && recovered > links / 100, "{opened}, {recovered}");
    if let Some(peak) = peak() {
        println!("{peak} KiB at most");
        assert!(peak < MEMORY, "{peak} KiB");
    }
}

/// The most that this process has ever held, in KiB, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

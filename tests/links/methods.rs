//! Links that hold methods, requirements, evaluators and costs: they open as
//! they were written, and damage is never taken for a dossier.

use std::time::{Duration, Instant};

use mieux_disant::dossier::{Dossier, Draft, Id, Requirement};
use mieux_disant::saved::link::{self, LinkError};

use super::new_dossiers::{RELEASED, everything, little, plain_little, released, scenarios, sprinkled};
use super::support::changed;
use super::support::random::Random;
use super::{damage, packed, unpacked};

/// Equal in every digit and every field, whatever the file can tell of it.
pub(crate) fn identical(left: &Dossier, right: &Dossier) -> bool {
    left == right && in_full(left) == in_full(right)
}

/// Every field with every digit, without where functions happen to lie.
fn in_full(dossier: &Dossier) -> String {
    let text = format!("{dossier:#?}");
    let has_address = |line: &&str| ["objection: 0x", "build: 0x"].iter().any(|field| line.trim().starts_with(field));
    text.lines().filter(|line| !has_address(line)).collect()
}

fn opens_as(fragment: &str, dossier: &Dossier) {
    match link::read(fragment) {
        Ok(read) => assert!(identical(&read, dossier), "{fragment}"),
        Err(damaged) => panic!("{damaged:?}"),
    }
}

#[test]
fn everything_new_opens_as_it_was() {
    for dossier in [everything(), little(), plain_little()] {
        opens_as(&link::write(&dossier).unwrap(), &dossier);
        opens_as(&link::write_first_version(&dossier).unwrap(), &dossier);
    }
    for seed in 0..1_000 {
        let dossier = sprinkled(seed);
        opens_as(&link::write_first_version(&dossier).unwrap(), &dossier);
        // The second version takes its time with large ones.
        if seed.is_multiple_of(20) {
            opens_as(&link::write(&dossier).unwrap(), &dossier);
        }
    }
}

type Change<'a> = &'a dyn Fn(&mut Draft);

/// One field at a time, beside a dossier that has none of it.
#[test]
fn each_new_thing_travels_alone() {
    let (plain, full) = (plain_little(), everything());
    let requirement = |of: &str| Requirement { of: Some(Id::new(of)), ..full.requirements[1].clone() };
    let changes: [(&str, Change<'_>); 11] = [
        ("end", &|draft| draft.contract_end = full.contract_end),
        ("late", &|draft| draft.is_grid_changed_late = true),
        ("hierarchy", &|draft| draft.method.ranking = full.method.ranking),
        ("notes", &|draft| draft.method.note_decimals = Some(0)),
        ("totals", &|draft| draft.method.total_decimals = Some(9)),
        ("ties", &|draft| draft.method.tie_breaks = vec![Id::new("technique")]),
        ("detector", &|draft| draft.detectors = vec![full.detectors[0].clone()]),
        ("plan", &|draft| draft.cost_plan = full.cost_plan.clone()),
        ("announced", &|draft| draft.criteria[1].is_announced = false),
        ("rescaled", &|draft| draft.criteria[1].is_rescaled = true),
        ("requirement", &|draft| {
            draft.informations = vec![full.informations[0].clone()];
            draft.requirements = vec![requirement("besoins")];
        }),
    ];
    let length = unpacked(&link::write_first_version(&plain).unwrap()).len();
    for (name, change) in changes {
        let dossier = changed(&plain, change);
        let fragment = link::write(&dossier).unwrap();
        opens_as(&fragment, &dossier);
        let first = link::write_first_version(&dossier).unwrap();
        opens_as(&first, &dossier);
        println!("{name}: {} bytes more in version 1", unpacked(&first).len() - length);
    }
}

#[test]
fn little_costs_little() {
    let (without, with) = (link::write(&plain_little()).unwrap(), link::write(&little()).unwrap());
    println!("little: {} characters without, {} with", without.len(), with.len());
    println!("everything: {} characters", link::write(&everything()).unwrap().len());
    assert!(with.len() <= without.len() + 32, "{} for {}", with.len(), without.len());
}

#[test]
fn what_was_released_is_written_as_it_was() {
    for name in RELEASED {
        let dossier = released(name).unwrap();
        let path = super::root().join("tests/cases/links").join(name).with_extension("txt");
        let written = link::write_first_version(&dossier).unwrap();
        assert_eq!(std::fs::read_to_string(path).unwrap().trim_end(), written, "{name}");
    }
}

#[test]
fn a_cut_link_never_opens() {
    for dossier in [everything(), little(), scenarios(), sprinkled(4), sprinkled(9)] {
        never_opens_cut(&dossier, &link::write_first_version(&dossier).unwrap(), 1);
        never_opens_cut(&dossier, &link::write(&dossier).unwrap(), 11);
    }
}

/// At each so many characters, and before the last one.
fn never_opens_cut(dossier: &Dossier, fragment: &str, step: usize) {
    let mut best = 0;
    for end in (0..fragment.len()).step_by(step).chain([fragment.len() - 1]) {
        let damaged = link::read(&fragment[..end]).expect_err("cut, and opened");
        assert!(matches!(damaged.error, LinkError::Truncated { .. } | LinkError::NotALink), "{damaged:?}");
        let Some(recovered) = damaged.recovered else { continue };
        // Ranks mean nothing without their method: all of it or nothing.
        assert_eq!(recovered.method, dossier.method);
        assert_eq!(recovered.requirements, dossier.requirements);
        assert_eq!(recovered.detectors, dossier.detectors);
        assert_eq!(recovered.cost_plan, dossier.cost_plan);
        assert_eq!(recovered.contract_end, dossier.contract_end);
        assert_eq!(recovered.offers[..], dossier.offers[..recovered.offers.len()]);
        best = best.max(recovered.offers.len());
    }
    assert!(best + 2 >= dossier.offers.len(), "{best} offers at most");
}

#[test]
fn damage_never_opens_as_something_else() {
    for seed in 0..220 {
        let dossier = if seed == 0 { everything() } else { sprinkled(seed % 200) };
        let is_first = seed < 200;
        let fragment = if is_first { link::write_first_version(&dossier) } else { link::write(&dossier) }.unwrap();
        let mut random = Random::new(seed);
        for _ in 0..30 {
            let text = damage(&mut random, &fragment);
            match link::read(&text) {
                Ok(read) => assert!(identical(&read, &dossier), "silently wrong: {text}"),
                Err(damaged) => {
                    let recovered = damaged.recovered.map(|recovered| recovered.to_draft().check());
                    assert!(recovered.is_none_or(|checked| checked.is_ok()));
                }
            }
        }
    }
}

/// What opens holds together, and is written so that it opens again.
fn holds(body: &[u8]) -> bool {
    let started = Instant::now();
    let read = link::read(&packed(0, body));
    assert!(started.elapsed() < Duration::from_secs(5), "{body:?}");
    let Ok(dossier) = read else { return false };
    assert!(dossier.to_draft().check().is_ok());
    opens_as(&link::write_first_version(&dossier).unwrap(), &dossier);
    true
}

/// Below the checksum: each byte in turn, and each end.
#[test]
fn forged_bodies_are_errors_or_dossiers() {
    let body = unpacked(&link::write_first_version(&everything()).unwrap());
    assert!(holds(&body));
    let mut opened = 0;
    for place in 0..body.len() {
        assert!(!holds(&body[..place]), "cut at {place}, and opened");
        let old = body[place];
        for new in [0, 1, 127, 255, old ^ 1, old ^ 16, old ^ 64, old ^ 128, old.wrapping_add(1), old.wrapping_sub(1)] {
            let mut forged = body.clone();
            forged[place] = new;
            opened += usize::from(new != old && holds(&forged));
        }
    }
    assert!(opened > 100, "only {opened} opened: the test does not reach the end");
    for seed in 0..1_000 {
        let mut random = Random::new(seed);
        let mut body = unpacked(&link::write_first_version(&sprinkled(seed % 100)).unwrap());
        for _ in 0..1 + random.below(3) {
            let place = random.below(body.len());
            match random.below(3) {
                0 => body.insert(place, random.bits() as u8),
                1 => drop(body.remove(place)),
                _ => body[place] = random.bits() as u8,
            }
        }
        holds(&body);
    }
}

/// An offer with as long a sheet as there may be, so many times.
fn with_sheets(count: usize) -> Dossier {
    changed(&everything(), |draft| {
        let template = draft.offers[0].as_ref().clone();
        let costs = template.facts.get(&Id::new("prix")).unwrap().costs.clone();
        draft.offers = (0..count)
            .map(|index| {
                let mut offer = template.clone();
                offer.id = Id::new(&format!("offre-{index}"));
                let entry = offer.facts.get_mut(&Id::new("prix")).unwrap();
                entry.costs = costs.iter().cycle().take(500).cloned().collect();
                offer.into()
            })
            .collect();
    })
}

#[test]
fn a_short_link_cannot_ask_for_costs_without_end() {
    let dossier = with_sheets(40);
    let fragment = link::write(&dossier).unwrap();
    let started = Instant::now();
    let read = link::read(&fragment).unwrap();
    println!("{} characters for 20 000 cost lines, read in {:?}", fragment.len(), started.elapsed());
    assert!(identical(&read, &dossier));
    assert_eq!(link::write(&with_sheets(41)), Err(LinkError::TooLarge));
    // The same asked for by hand: the number of offers, in the header.
    let fragment = link::write_first_version(&dossier).unwrap();
    let mut body = unpacked(&fragment);
    let offers = body.windows(5).position(|counts| counts == [4, 2, 3, 0, 40]).unwrap() + 4;
    body[offers] = 41;
    let sheet = unpacked(&fragment).len() - unpacked(&link::write_first_version(&with_sheets(39)).unwrap()).len();
    body.extend_from_within(body.len() - sheet..);
    let damaged = link::read(&packed(0, &body)).unwrap_err();
    assert_eq!(damaged.error, LinkError::Malformed);
    assert_eq!(damaged.recovered.unwrap().offers.len(), 40);
}

//! Small cases of the engine as text, each with what must come out beside it.
//!
//! A file of `cases/engine` holds cases that begin with `== title`:
//!
//! ```text
//! notes on 20                            the full note; 100 unless said
//! group G 30                             its criteria follow, two spaces further in
//! criterion prix 40 price_inverse        identifier, weight, family,
//! criterion qualite 60 note 20           parameters in the family's order,
//! criterion niveau 10 scale 5 levels 0 3 5     points of the levels
//! information siege yes_no               a fact without weight
//! gate g1 siege yes                      or: prix <= 120, prix >= 1, niveau level 2, G note 12
//! offer A prix=100 qualite=12 siege=yes  what is not there is missing
//! offer B late prix=90                   a status first, unless regular
//! expect A rank 1 total 64               or a fraction: total 865/13
//! expect B set-aside                     or: eliminated g1 g2, incomplete
//! finding tie 1 A B                      all findings, in order, when one is given
//! ```

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::path::Path;
use std::rc::Rc;

use mieux_disant::catalogue::family_by_tag;
use mieux_disant::dossier::{
    Assessment, Content, Criterion, Dossier, Draft, Entry, Gate, GateRule, Id, IdMap, Information, Level, Measure,
    Money, Offer, Standing, StandingKind, Tax,
};
use mieux_disant::engine::{Decimal, Fact, FactKind, Finding, Outcome};
use num_rational::BigRational;
use support::naive;

#[test]
fn every_case_comes_out_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/engine");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut count = 0;
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for case in text.split("\n== ").skip(1) {
            let (title, lines) = case.split_once('\n').unwrap();
            check(&format!("{}: {title}", file.file_name().unwrap().to_string_lossy()), lines);
            count += 1;
        }
    }
    assert!(count >= 15, "only {count} cases were found");
}

fn check(title: &str, text: &str) {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).collect();
    let dossier = parse(title, &lines);
    let assessment = Assessment::of(Rc::new(dossier.clone()));
    let evaluation = assessment.evaluation();
    let words = |line: &str| line.split_whitespace().map(str::to_string).collect::<Vec<_>>();
    let offer_of = |id: &str| dossier.offers.iter().position(|offer| offer.id.as_str() == id).expect(id);
    let mut expected = 0;
    for line in lines.iter().filter_map(|line| line.strip_prefix("expect ")) {
        let words = words(line);
        let offer = offer_of(&words[0]);
        let gates = |words: &[String]| {
            words.iter().map(|id| dossier.gates.iter().position(|gate| gate.id.as_str() == id).expect(id)).collect()
        };
        let outcome = match words[1].as_str() {
            "rank" => Outcome::Ranked,
            "eliminated" => Outcome::Eliminated(gates(&words[2..])),
            "set-aside" => Outcome::SetAside,
            "incomplete" => Outcome::Incomplete,
            other => panic!("{title}: what is {other}?"),
        };
        assert_eq!(*evaluation.outcome(offer), outcome, "{title}: {line}");
        if words[1] == "rank" {
            assert_eq!(evaluation.rank_of(offer).unwrap().to_string(), words[2], "{title}: {line}");
            let total = fraction(&words[4]);
            let text = format!("{}/{}", total.numer(), total.denom());
            assert_eq!(evaluation.exact_total(offer).unwrap().to_fraction_text(), text, "{title}: {line}");
        }
        expected += 1;
    }
    assert_eq!(expected, dossier.offers.len(), "{title}: one expectation per offer");
    let findings: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("finding ")).collect();
    if !findings.is_empty() {
        let said: Vec<String> = evaluation.findings().iter().map(|finding| say(&assessment, finding)).collect();
        let findings: Vec<&str> = findings.into_iter().filter(|finding| *finding != "none").collect();
        assert_eq!(said, findings, "{title}");
    }
}

fn fraction(text: &str) -> BigRational {
    match text.split_once('/') {
        Some((p, q)) => BigRational::new(p.parse().unwrap(), q.parse().unwrap()),
        None => naive::fraction(decimal(text)),
    }
}

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

fn say(assessment: &Assessment, finding: &Finding) -> String {
    let dossier = assessment.dossier();
    let offer = |index: usize| dossier.offers[index].id.to_string();
    let gate = |index: usize| dossier.gates[index].id.to_string();
    let measure = |index: usize| assessment.measure_id(index).unwrap().to_string();
    match finding {
        Finding::MissingFact { offer: o, measure: m } => format!("missing {} {}", offer(*o), measure(*m)),
        Finding::UndefinedNote { offer: o, measure: m } => format!("undefined {} {}", offer(*o), measure(*m)),
        Finding::GateUndecided { gate: g, offer: o } => format!("undecided {} {}", gate(*g), offer(*o)),
        Finding::GateDependsOnField { gate: g } => format!("depends-on-field {}", gate(*g)),
        Finding::Tie { rank, offers } => {
            let offers: Vec<String> = offers.iter().map(|index| offer(*index)).collect();
            format!("tie {rank} {}", offers.join(" "))
        }
        Finding::NothingToRank => "nothing-to-rank".into(),
        Finding::NoWeight => "no-weight".into(),
    }
}

fn parse(title: &str, lines: &[&str]) -> Dossier {
    let mut draft = Draft {
        title: title.into(),
        notice: String::new(),
        reference_date: None,
        money: Money { currency: "EUR".into(), tax: Tax::Excluded },
        note_scale: Decimal::integer(100),
        criteria: Vec::new(),
        informations: Vec::new(),
        gates: Vec::new(),
        profiles: Vec::new(),
        offers: Vec::new(),
    };
    let tree: Vec<&str> = lines.iter().copied().filter(|line| is_criterion(line)).collect();
    draft.criteria = group(&tree, 0);
    for line in lines.iter().filter(|line| !is_criterion(line)) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[0] {
            "notes" => draft.note_scale = decimal(words[2]),
            "information" => draft.informations.push(Information {
                id: Id::new(words[1]),
                name: words[1].into(),
                description: String::new(),
                measure: measure(&words[2..]),
            }),
            "gate" => draft.gates.push(gate(&words[1..])),
            "offer" => {
                let offer = offer(&draft, &words[1..]);
                draft.offers.push(Rc::new(offer));
            }
            "expect" | "finding" => {}
            other => panic!("{title}: what is {other}?"),
        }
    }
    draft.check().unwrap_or_else(|defects| panic!("{title}: {defects:?}"))
}

fn is_criterion(line: &str) -> bool {
    ["group ", "criterion "].iter().any(|word| line.trim_start().starts_with(word))
}

fn depth(line: &str) -> usize {
    (line.len() - line.trim_start().len()) / 2
}

fn group(lines: &[&str], level: usize) -> Vec<Criterion> {
    let mut criteria = Vec::new();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| depth(line) == level) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let below: Vec<&str> = lines[index + 1..].iter().copied().take_while(|line| depth(line) > level).collect();
        let content = if words[0] == "group" {
            Content::Group(group(&below, level + 1))
        } else {
            Content::Leaf(measure(&words[3..]))
        };
        criteria.push(Criterion {
            id: Id::new(words[1]),
            name: words[1].into(),
            description: String::new(),
            weight: decimal(words[2]),
            content,
        });
    }
    criteria
}

fn measure(words: &[&str]) -> Measure {
    let family = family_by_tag(words[0]).unwrap_or_else(|| panic!("no family {}", words[0]));
    let mut halves = words[1..].split(|word| *word == "levels");
    let parameters = halves.next().unwrap().iter().map(|word| decimal(word)).collect();
    let level = |word: &&str| Level { label: (*word).into(), description: String::new(), points: decimal(word) };
    let levels = halves.next().unwrap_or_default().iter().map(level).collect();
    Measure { family, parameters, unit: String::new(), levels }
}

fn gate(words: &[&str]) -> Gate {
    let of = Id::new(words[1]);
    let rule = match words[2] {
        "yes" => GateRule::Yes { of },
        "level" => GateRule::LevelAtLeast { of, level: words[3].parse().unwrap() },
        ">=" => GateRule::ValueAtLeast { of, value: decimal(words[3]) },
        "<=" => GateRule::ValueAtMost { of, value: decimal(words[3]) },
        "note" => GateRule::NoteAtLeast { of, note: decimal(words[3]) },
        other => panic!("what is {other}?"),
    };
    Gate { id: Id::new(words[0]), name: words[0].into(), rule, basis: String::new(), basis_date: None }
}

fn offer(draft: &Draft, words: &[&str]) -> Offer {
    let mut standing = Standing::default();
    let mut facts = IdMap::new();
    for word in &words[1..] {
        let Some((id, value)) = word.split_once('=') else {
            let kind = match *word {
                "irregular" => StandingKind::Irregular,
                "late" => StandingKind::Late,
                "withdrawn" => StandingKind::Withdrawn,
                "abnormally-low" => StandingKind::AbnormallyLow,
                other => panic!("what is {other}?"),
            };
            standing = Standing { kind, reason: "Motif".into() };
            continue;
        };
        let id = Id::new(id);
        let fact = match draft.measure(&id).expect("a measure").formula().fact_kind() {
            FactKind::Level => Fact::Level(value.parse().unwrap()),
            FactKind::YesNo => Fact::Yes(value == "yes"),
            _ => Fact::Number(decimal(value)),
        };
        facts.insert(id, Entry::from(fact));
    }
    Offer { id: Id::new(words[0]), name: words[0].into(), standing, facts }
}

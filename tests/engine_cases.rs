//! Small cases of the engine as text, each with what must come out beside it.
//!
//! A file of `cases/engine` holds cases that begin with `== title`. The grid and
//! the offers are written as `support::cases` says; then comes what is expected,
//! as computed by hand, figures as decimals or fractions on the note scale:
//!
//! ```text
//! expect A rank 1 total 64               or a fraction: total 865/13; no total in a hierarchy
//! expect A rank - total 64               several ranks are possible
//! expect B set-aside                     or: eliminated g1 g2, incomplete
//! expect C provisional band 43.8 79.8 ranks 1 2 exact      or safe; no band in a hierarchy
//! note A prix 100/3                      the note on a criterion or group
//! factor G 25/22                         by how much rescaling multiplies; or none
//! grade A G 1..2                         the lowest grade granted; or none
//! order B A                              how they are listed
//! finding tie 1 A B                      all findings, in order, when one is given; or none
//! ```

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::path::Path;
use std::rc::Rc;

use mieux_disant::dossier::Assessment;
use mieux_disant::engine::{Finding, Outcome, Rational};
use num_rational::BigRational;
use support::cases::{decimal, parse};
use support::{agreement, naive};

#[test]
fn every_case_comes_out_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/engine");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut count, mut failed) = (0, Vec::new());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for case in text.split("\n== ").skip(1) {
            let (title, lines) = case.split_once('\n').unwrap();
            let title = format!("{}: {title}", file.file_name().unwrap().to_string_lossy());
            // All that fails is told, not only the first.
            if std::panic::catch_unwind(|| check(&title, lines)).is_err() {
                failed.push(title);
            }
            count += 1;
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(count >= 90, "only {count} cases were found");
}

fn check(title: &str, text: &str) {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).collect();
    let dossier = parse(title, &lines);
    // The written figures, and the independent computation as well.
    agreement::agree(&dossier, title);
    let assessment = Assessment::of(Rc::new(dossier.clone()));
    let evaluation = assessment.evaluation();
    let offer_of = |id: &str| dossier.offers.iter().position(|offer| offer.id.as_str() == id).expect(id);
    let node_of = |id: &str| assessment.nodes().iter().position(|node| node.id.as_str() == id).expect(id);
    let expecting = |word: &'static str| {
        let lines = lines.iter().filter(move |line| line.split_whitespace().next() == Some(word));
        lines.map(|line| (*line, line.split_whitespace().skip(1).collect::<Vec<_>>()))
    };
    let mut expected = 0;
    for (line, words) in expecting("expect") {
        let offer = offer_of(words[0]);
        let gates = |words: &[&str]| {
            words.iter().map(|id| dossier.gates.iter().position(|gate| gate.id.as_str() == *id).expect(id)).collect()
        };
        let outcome = match words[1] {
            "rank" => Outcome::Ranked,
            "provisional" => Outcome::Provisional,
            "eliminated" => Outcome::Eliminated(gates(&words[2..])),
            "set-aside" => Outcome::SetAside,
            "incomplete" => Outcome::Incomplete,
            other => panic!("{title}: what is {other}?"),
        };
        assert_eq!(*evaluation.outcome(offer), outcome, "{title}: {line}");
        let after = |word: &str| words.iter().position(|other| *other == word).map(|place| &words[place + 1..]);
        if let Some(words) = after("ranks") {
            let range = evaluation.ranks_of(offer).expect("a range");
            let is_exact = if range.is_exact { "exact" } else { "safe" };
            let said = [range.best.to_string(), range.worst.to_string(), is_exact.into()];
            assert_eq!(said, [words[0], words[1], words[2]], "{title}: {line}");
        } else if let Some(words) = after("rank") {
            let rank = evaluation.rank_of(offer).map_or("-".into(), |rank| rank.to_string());
            assert_eq!(rank, words[0], "{title}: {line}");
        }
        let band = after("band").map(|words| [same(words[0]), same(words[1])]);
        let total = after("total").map(|words| [same(words[0]), same(words[0])]);
        let said = evaluation.total_band(offer).map(|band| [band.low, band.high].map(|end| end.to_fraction_text()));
        assert_eq!(said, band.or(total), "{title}: {line}");
        let total = evaluation.exact_total(offer).map(|total| total.to_fraction_text());
        assert_eq!(total, after("total").map(|words| same(words[0])), "{title}: {line}");
        expected += 1;
    }
    assert_eq!(expected, dossier.offers.len(), "{title}: one expectation per offer");
    for (line, words) in expecting("note") {
        if let [offer, node, note] = words[..]
            && offer != "on"
        {
            let said = evaluation.exact_node_note(offer_of(offer), node_of(node));
            assert_eq!(said.map(|note| note.to_fraction_text()), Some(same(note)), "{title}: {line}");
        }
    }
    for (line, words) in expecting("factor") {
        let said = evaluation.rescaling_of(node_of(words[0])).map(Rational::to_fraction_text);
        assert_eq!(said, (words[1] != "none").then(|| same(words[1])), "{title}: {line}");
    }
    for (line, words) in expecting("grade") {
        let said = evaluation.grade(offer_of(words[0]), Some(node_of(words[1])));
        let said = said.map_or("none".into(), |band| format!("{}..{}", band.low, band.high));
        assert_eq!(said, words[2], "{title}: {line}");
    }
    for (line, words) in expecting("order") {
        let said: Vec<&str> = evaluation.order().iter().map(|offer| dossier.offers[*offer].id.as_str()).collect();
        assert_eq!(said, words, "{title}: {line}");
    }
    let findings: Vec<String> = expecting("finding").map(|(_, words)| words.join(" ")).collect();
    if !findings.is_empty() {
        let said: Vec<String> = evaluation.findings().iter().map(|finding| say(&assessment, finding)).collect();
        let findings: Vec<String> = findings.into_iter().filter(|finding| finding != "none").collect();
        assert_eq!(said, findings, "{title}");
    }
}

/// The figure in the form in which the engine writes fractions.
fn same(text: &str) -> String {
    let value = match text.split_once('/') {
        Some((p, q)) => BigRational::new(p.parse().unwrap(), q.parse().unwrap()),
        None => naive::fraction(decimal(text)),
    };
    format!("{}/{}", value.numer(), value.denom())
}

fn say(assessment: &Assessment, finding: &Finding) -> String {
    let dossier = assessment.dossier();
    let offer = |index: &usize| dossier.offers[*index].id.to_string();
    let offers = |indices: &[usize]| indices.iter().map(offer).collect::<Vec<_>>().join(" ");
    let gate = |index: &usize| dossier.gates[*index].id.to_string();
    let measure = |index: &usize| assessment.measure_id(*index).unwrap().to_string();
    match finding {
        Finding::MissingFact { offer: o, measure: m } => format!("missing {} {}", offer(o), measure(m)),
        Finding::UncertainFact { offer: o, measure: m } => format!("uncertain {} {}", offer(o), measure(m)),
        Finding::NothingApplies { offer: o } => format!("nothing-applies {}", offer(o)),
        Finding::UndefinedNote { offer: o, measure: m } => format!("undefined {} {}", offer(o), measure(m)),
        Finding::GateUndecided { gate: g, offer: o } => format!("undecided {} {}", gate(g), offer(o)),
        Finding::GateDependsOnField { gate: g } => format!("depends-on-field {}", gate(g)),
        Finding::ReferenceMayMove { measure: m } => format!("may-move {}", measure(m)),
        Finding::DependsOnObserved { measure: m } => format!("depends-on-observed {}", measure(m)),
        Finding::AppliesToSome { measure: m } => format!("applies-to-some {}", measure(m)),
        Finding::NoteHeld { measure: m, offers: o, is_full } => {
            format!("held {} at {} {}", measure(m), if *is_full { "full" } else { "zero" }, offers(o))
        }
        Finding::AbnormallyLow { detector, offers: o, threshold } => {
            format!("abnormally-low {} below {} {}", detector + 1, threshold.to_fraction_text(), offers(o))
        }
        Finding::Tie { rank, offers: o } => format!("tie {rank} {}", offers(o)),
        Finding::TieBroken { first, second, node } => {
            format!("tie-broken {} {} {}", offer(first), offer(second), assessment.nodes()[*node].id)
        }
        Finding::DisplayedTie { first, second } => format!("displayed-tie {} {}", offer(first), offer(second)),
        Finding::AwardDependsOnRounding { exact } => {
            ["award-depends-on-rounding", &offers(exact)].join(" ").trim_end().to_string()
        }
        Finding::NothingToRank => "nothing-to-rank".into(),
        Finding::NoWeight => "no-weight".into(),
    }
}

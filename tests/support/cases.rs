//! Dossiers written as a few lines of text.
//!
//! ```text
//! notes on 20                            the full note; 100 unless said
//! method hierarchy                       criteria decide one after the other
//! round notes 2                          announced rounding; or: round totals 1
//! tie-break qualite prix                 criteria that tell equal totals apart
//! group G 30                             its criteria follow, two spaces further in
//! group H 30 rescaled unannounced        what is said of it before anything else
//! criterion prix 40 price_inverse        identifier, weight, family,
//! criterion qualite 60 note 20           parameters in the family's order,
//! criterion niveau 10 scale 5 levels 0 3@1 5@2    points of the levels, @ the grade
//! criterion delai 5 piecewise 10 curve 0:10 30:0  points of the curve
//! criterion prix 40 price_expression 50 2 0 expression N * Pmin / P
//! information siege yes_no               a fact without weight
//! requirement r1 besoins wish 2          or: requirement r2 besoins must
//! gate g1 siege yes                      or: prix <= 120, prix >= 1, niveau level 2,
//!                                        G note 12, G seal 2, besoins musts
//! detector prix share-of-mean 80         or: double-mean 120 90, share-of-estimate 130 50
//! offer A prix=100 qualite=12 siege=yes  what is not there is missing
//! offer B late prix=80..95 qualite=n/a niveau=0..2 avis=14|15.5|12 accord=14:15|13
//! ```

use std::rc::Rc;

use mieux_disant::catalogue::family_by_tag;
use mieux_disant::dossier::{
    Content, Criterion, Detector, Dossier, Draft, Entry, Gate, GateRule, Id, IdMap, Information, Level, Measure, Offer,
    Opinion, Priority, Ranking, Requirement, Standing, StandingKind,
};
use mieux_disant::engine::{Decimal, DetectorRule, Fact, FactKind};

/// The dossier of these lines; lines that only expect something are skipped.
pub fn parse(title: &str, lines: &[&str]) -> Dossier {
    let mut draft = Draft::new(title.into());
    let tree: Vec<&str> = lines.iter().copied().filter(|line| is_criterion(line)).collect();
    draft.criteria = group(&tree, 0);
    for line in lines.iter().filter(|line| !is_criterion(line)) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[0] {
            "notes" => draft.note_scale = decimal(words[2]),
            "method" => draft.method.ranking = Ranking::Hierarchy,
            "round" if words[1] == "notes" => draft.method.note_decimals = Some(words[2].parse().unwrap()),
            "round" => draft.method.total_decimals = Some(words[2].parse().unwrap()),
            "tie-break" => draft.method.tie_breaks = words[1..].iter().map(|id| Id::new(id)).collect(),
            "information" => draft.informations.push(Information {
                id: Id::new(words[1]),
                name: words[1].into(),
                description: String::new(),
                measure: measure(&words[2..]),
            }),
            "requirement" => draft.requirements.push(requirement(&words[1..])),
            "gate" => draft.gates.push(gate(&words[1..])),
            "detector" => draft.detectors.push(detector(&words[1..])),
            "offer" => {
                let offer = offer(&draft, &words[1..]);
                draft.offers.push(Rc::new(offer));
            }
            "expect" | "note" | "factor" | "grade" | "order" | "finding" => {}
            other => panic!("{title}: what is {other}?"),
        }
    }
    draft.check().unwrap_or_else(|defects| panic!("{title}: {defects:?}"))
}

/// A decimal as written.
pub fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
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
        let said = words[3..].iter().take_while(|word| ["rescaled", "unannounced"].contains(word)).count();
        let content = if words[0] == "group" {
            Content::Group(group(&below, level + 1))
        } else {
            Content::Leaf(measure(&words[3 + said..]))
        };
        criteria.push(Criterion {
            is_rescaled: words[3..3 + said].contains(&"rescaled"),
            is_announced: !words[3..3 + said].contains(&"unannounced"),
            ..Criterion::new(Id::new(words[1]), words[1].into(), decimal(words[2]), content)
        });
    }
    criteria
}

fn measure(words: &[&str]) -> Measure {
    let family = family_by_tag(words[0]).unwrap_or_else(|| panic!("no family {}", words[0]));
    let parts = || words[1..].split(|word| ["levels", "curve", "expression"].contains(word));
    let listed = parts().nth(1).unwrap_or_default();
    let level = |word: &&str| {
        let (points, seal) = word.split_once('@').unwrap_or((word, ""));
        Level { seal: seal.parse().ok(), ..Level::new((*word).into(), decimal(points)) }
    };
    let point = |word: &&str| {
        let (x, y) = word.split_once(':').expect("a point");
        (decimal(x), decimal(y))
    };
    let levels = if family.has_levels { listed.iter().map(level).collect() } else { Vec::new() };
    let mut measure = Measure::new(family, levels);
    measure.parameters = parts().next().unwrap().iter().map(|word| decimal(word)).collect();
    if family.has_curve {
        measure.curve = listed.iter().map(point).collect();
    }
    if family.has_expression {
        measure.expression = listed.join(" ");
    }
    measure
}

fn requirement(words: &[&str]) -> Requirement {
    let is_must = words[2] == "must";
    Requirement {
        priority: if is_must { Priority::Must } else { Priority::Should },
        weight: if is_must { Decimal::ZERO } else { decimal(words[3]) },
        ..Requirement::new(Id::new(words[0]), words[0].into(), Some(Id::new(words[1]))).expect("a family")
    }
}

fn gate(words: &[&str]) -> Gate {
    let of = Id::new(words[1]);
    let rule = match words[2] {
        "yes" => GateRule::Yes { of },
        "level" => GateRule::LevelAtLeast { of, level: words[3].parse().unwrap() },
        ">=" => GateRule::ValueAtLeast { of, value: decimal(words[3]) },
        "<=" => GateRule::ValueAtMost { of, value: decimal(words[3]) },
        "note" => GateRule::NoteAtLeast { of, note: decimal(words[3]) },
        "seal" => GateRule::SealAtLeast { of, seal: words[3].parse().unwrap() },
        "musts" => GateRule::MustsCovered { of },
        other => panic!("what is {other}?"),
    };
    Gate { id: Id::new(words[0]), name: words[0].into(), rule, basis: String::new(), basis_date: None }
}

fn detector(words: &[&str]) -> Detector {
    let rule = match words[1] {
        "share-of-mean" => DetectorRule::ShareOfMean { percent: decimal(words[2]) },
        "double-mean" => DetectorRule::DoubleMean { ceiling: decimal(words[2]), percent: decimal(words[3]) },
        "share-of-estimate" => {
            DetectorRule::ShareOfEstimate { estimate: decimal(words[2]), percent: decimal(words[3]) }
        }
        other => panic!("what is {other}?"),
    };
    Detector { of: Id::new(words[0]), rule }
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
        let kind = draft.measure(&id).expect("a measure").formula().fact_kind();
        facts.insert(id, entry(kind, value));
    }
    Offer { standing, facts, ..Offer::new(Id::new(words[0]), words[0].into()) }
}

fn entry(kind: FactKind, value: &str) -> Entry {
    let number = |text: &str| if text.is_empty() { Fact::Missing } else { Fact::Number(decimal(text)) };
    if let Some(notes) = value.contains('|').then(|| value.rsplit(':').next().unwrap_or_default()) {
        let notes = notes.split('|').filter(|note| !note.is_empty());
        let opinion = |note: &str| Opinion { by: "Évaluateur".into(), note: decimal(note), remark: String::new() };
        let agreed = value.split_once(':').map_or("", |(agreed, _)| agreed);
        return Entry { opinions: notes.map(opinion).collect(), ..Entry::from(number(agreed)) };
    }
    Entry::from(match (kind, value.split_once("..")) {
        (_, None) if value == "?" => Fact::Missing,
        (_, None) if value == "n/a" => {
            return Entry { justification: "Sans objet".into(), ..Entry::from(Fact::NotApplicable) };
        }
        (FactKind::Level, Some((low, high))) => Fact::Levels { low: low.parse().unwrap(), high: high.parse().unwrap() },
        (_, Some((low, high))) => Fact::Between { low: decimal(low), high: decimal(high) },
        (FactKind::Level, None) => Fact::Level(value.parse().unwrap()),
        (FactKind::YesNo, None) => Fact::Yes(value == "yes"),
        (_, None) => number(value),
    })
}

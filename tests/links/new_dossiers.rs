//! Dossiers that use what links hold since evaluators, requirements and costs
//! are known. Those of [`RELEASED`] were released as links: they never change.

use std::rc::Rc;

use mieux_disant::catalogue::{MarketFact, family_by_tag};
use mieux_disant::dossier::{
    Content, CostItem, CostPlan, CostScenario, CostSegment, Criterion, Date, Detector, Dossier, Draft, Entry, Gate,
    GateRule, Id, Information, Level, Measure, Method, Offer, OfferKind, Opinion, Priority, Ranking, Requirement,
    Standing, StandingKind,
};
use mieux_disant::engine::{self, CostKind, CostLine, Decimal, DetectorRule, Fact, Quantity, When};

use crate::support::dossiers::{Recipe, generate};
use crate::support::random::Random;

/// The dossier of a released link that no file tells yet.
pub(crate) fn released(name: &str) -> Option<Dossier> {
    match name {
        "v1-methods" => Some(everything()),
        "v1-little" => Some(little()),
        "v1-scenarios" => Some(scenarios()),
        _ => None,
    }
}

/// The names that [`released`] knows.
pub(crate) const RELEASED: [&str; 3] = ["v1-methods", "v1-little", "v1-scenarios"];

fn dec(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

fn number(text: &str) -> Fact {
    Fact::Number(dec(text))
}

fn between(low: &str, high: &str) -> Fact {
    Fact::Between { low: dec(low), high: dec(high) }
}

fn measure(tag: &str, parameters: &[&str]) -> Measure {
    let mut measure = Measure::new(family_by_tag(tag).unwrap(), Vec::new());
    for (own, given) in measure.parameters.iter_mut().zip(parameters) {
        *own = dec(given);
    }
    measure
}

fn scale(levels: &[(&str, &str, Option<u8>)]) -> Measure {
    let level = |(label, points, seal): &(&str, &str, Option<u8>)| Level {
        seal: *seal,
        ..Level::new((*label).into(), dec(points))
    };
    Measure { levels: levels.iter().map(level).collect(), ..measure("scale", &["100"]) }
}

fn criterion(id: &str, weight: &str, content: Content) -> Criterion {
    Criterion::new(Id::new(id), format!("Critère {id}"), dec(weight), content)
}

fn leaf(id: &str, weight: &str, measure: Measure) -> Criterion {
    criterion(id, weight, Content::Leaf(measure))
}

fn requirement(id: &str, of: &str, is_must: bool, weight: &str) -> Requirement {
    Requirement {
        description: if is_must { "Exigé dès l'ouverture.".into() } else { String::new() },
        priority: if is_must { Priority::Must } else { Priority::Should },
        weight: dec(weight),
        ..Requirement::new(Id::new(id), format!("Besoin {id}"), Some(Id::new(of))).unwrap()
    }
}

fn gate(id: &str, rule: GateRule) -> Gate {
    Gate { id: Id::new(id), name: format!("Condition {id}"), rule, basis: String::new(), basis_date: None }
}

fn opinion(by: &str, note: &str, remark: &str) -> Opinion {
    Opinion { by: by.into(), note: dec(note), remark: remark.into() }
}

fn judged(fact: Fact, opinions: Vec<Opinion>) -> Entry {
    Entry { opinions, ..Entry::from(fact) }
}

fn cost(label: &str, kind: CostKind, amount: &str, quantity: Quantity, when: When) -> CostItem {
    let line =
        CostLine { brick: 0, kind, amount: dec(amount), quantity, when, escalation: Decimal::ZERO, renews: false };
    CostItem { label: label.into(), brick: String::new(), source: "BPU".into(), line }
}

fn offer(id: &str, facts: Vec<(&str, Entry)>) -> Rc<Offer> {
    let facts = facts.into_iter().map(|(id, entry)| (Id::new(id), entry)).collect();
    Rc::new(Offer { facts, ..Offer::new(Id::new(id), format!("Offre {id}")) })
}

fn cost_plan() -> CostPlan {
    let scenario = |name: &str, hypotheses| CostScenario { name: name.into(), hypotheses };
    CostPlan {
        horizon: 6,
        discount_rate: dec("2.50"),
        segments: vec![
            CostSegment { name: "Agents".into(), volumes: vec![dec("1200"), dec("1250.0"), dec("1250.0")] },
            CostSegment { name: "Élus".into(), volumes: vec![dec("43")] },
        ],
        scenarios: vec![
            scenario("Annoncé", engine::CostScenario::default()),
            scenario(
                "Renouvellement dur",
                engine::CostScenario {
                    renewal_year: Some(4),
                    renewal_rise: dec("30"),
                    volume_change: dec("-5.5"),
                    extra_escalation: dec("0.0"),
                },
            ),
        ],
        announced: 1,
    }
}

/// Everything that a link did not hold at first, each thing at least once.
pub(crate) fn everything() -> Dossier {
    let mut draft = Draft::new("Suite collaborative, avec méthodes".into());
    draft.reference_date = Date::parse("2026-03");
    draft.contract_end = Date::parse("2030-06-30");
    draft.is_grid_changed_late = true;
    draft.note_scale = dec("20.0");
    let curve = ["0", "10.50", "40"].iter().zip(["0", "60.0", "100"]).map(|(x, points)| (dec(x), dec(points)));
    let expression = Measure { expression: "N × Pmin / P".into(), ..measure("price_expression", &[]) };
    let mut technique = criterion(
        "technique",
        "60",
        Content::Group(vec![
            Criterion {
                is_announced: false,
                ..leaf("delai", "1", Measure { curve: curve.collect(), ..measure("piecewise", &["100"]) })
            },
            Criterion { is_rescaled: true, ..leaf("couverture", "2.50", measure("coverage", &[])) },
            leaf("moyenne", "1", measure("notes_mean", &["20"])),
            leaf("mediane", "1", measure("notes_median", &["10.00"])),
            leaf("accord", "1", measure("notes_consensus", &["5"])),
            leaf("qualite", "1", scale(&[("Faible", "0", None), ("Moyen", "50", None), ("Fort", "100", None)])),
        ]),
    );
    technique.is_rescaled = true;
    technique.is_announced = false;
    let mut sovereignty = scale(&[
        ("Aucune", "0", Some(0)),
        ("UE", "20", Some(1)),
        ("Plateforme", "40.0", None),
        ("En cours", "60", Some(2)),
        ("Autre périmètre", "80", Some(3)),
        ("Qualifiée", "100", Some(4)),
    ]);
    sovereignty.market = Some(MarketFact::SecNumCloud);
    draft.criteria = vec![
        leaf("prix", "30", measure("price_inverse", &[])),
        leaf("formule", "10", expression),
        technique,
        Criterion {
            is_environmental: true,
            description: "Sobriété.".into(),
            ..leaf("souverainete", "10", sovereignty)
        },
    ];
    let information = |id: &str, measure| Information {
        id: Id::new(id),
        name: format!("Renseignement {id}"),
        description: String::new(),
        measure,
    };
    draft.informations = vec![
        information("besoins", measure("coverage", &[])),
        information(
            "droit",
            Measure { market: Some(MarketFact::Jurisdiction), ..scale(&[("A", "0", None), ("B", "1", Some(9))]) },
        ),
    ];
    draft.method = Method {
        ranking: Ranking::Hierarchy,
        note_decimals: Some(2),
        total_decimals: Some(9),
        tie_breaks: ["souverainete", "prix", "technique"].map(Id::new).to_vec(),
        ..Method::default()
    };
    draft.requirements = vec![
        requirement("besoin-1", "couverture", true, "0"),
        requirement("besoin-2", "couverture", false, "3.00"),
        requirement("besoin-3", "couverture", false, "3.00"),
        requirement("sauvegarde", "besoins", false, "0.0001"),
        requirement("besoin-4", "couverture", true, "1.0"),
    ];
    draft.gates = vec![
        gate("condition-1", GateRule::SealAtLeast { of: Id::new("souverainete"), seal: 2 }),
        Gate {
            basis: "CCTP, article 4".into(),
            basis_date: Date::parse("2026"),
            ..gate("condition-2", GateRule::MustsCovered { of: Id::new("couverture") })
        },
        gate("condition-3", GateRule::SealAtLeast { of: Id::new("technique"), seal: 9 }),
    ];
    let of = Id::new("prix");
    draft.detectors = vec![
        Detector { of: of.clone(), rule: DetectorRule::ShareOfMean { percent: dec("80") } },
        Detector {
            of: Id::new("formule"),
            rule: DetectorRule::DoubleMean { ceiling: dec("120.0"), percent: dec("90") },
        },
        Detector { of, rule: DetectorRule::ShareOfEstimate { estimate: dec("1500000.00"), percent: dec("62.5") } },
    ];
    draft.cost_plan = Some(cost_plan());
    draft.offers = offers();
    draft.check().unwrap()
}

fn offers() -> Vec<Rc<Offer>> {
    let not_applicable = Entry { justification: "Sans objet ici.".into(), ..Entry::from(Fact::NotApplicable) };
    let mut migration =
        cost("Reprise", CostKind::Migration, "18000.00", Quantity::Fixed(dec("1")), When::Once { year: 2 });
    migration.brick = "Messagerie".into();
    let mut licences =
        cost("Abonnements", CostKind::Subscription, "54.90", Quantity::Segment(0), When::Yearly { from: 1, to: None });
    licences.line.escalation = dec("2.0");
    licences.line.renews = true;
    let mut exit = cost("Réversibilité", CostKind::Exit, "9000", Quantity::Fixed(dec("1.50")), When::Once { year: 6 });
    exit.source = "Annexe financière, ligne 12".into();
    let support = cost("Appui", CostKind::Staff, "310", Quantity::Segment(1), When::Yearly { from: 2, to: Some(5) });
    let sheet = |items: &[&CostItem]| Entry {
        costs: items.iter().map(|item| (*item).clone()).collect(),
        ..Entry::from(Fact::Missing)
    };
    vec![
        offer(
            "offre-1",
            vec![
                ("prix", sheet(&[&licences, &migration, &exit, &support])),
                ("formule", between("90000.50", "120000").into()),
                ("delai", between("-1.0", "12").into()),
                (
                    "moyenne",
                    judged(Fact::Missing, vec![opinion("Mme Adam", "15.5", ""), opinion("M. Bel", "12.0", "Bien")]),
                ),
                ("mediane", judged(Fact::Missing, vec![opinion("M. Bel", "7", ""), opinion("Mme Adam", "8", "")])),
                (
                    "accord",
                    judged(number("4.0"), vec![opinion("Mme Adam", "4", ""), opinion("Jury", "3", "Peu clair")]),
                ),
                ("qualite", Fact::Levels { low: 0, high: 2 }.into()),
                ("souverainete", Entry { valid_until: Date::parse("2028-12"), ..Entry::from(Fact::Level(5)) }),
                ("besoin-1", number("1").into()),
                ("besoin-2", number("0.50").into()),
                ("besoin-4", between("0", "1").into()),
                ("sauvegarde", between("0.25", "0.5").into()),
                ("droit", Fact::Level(1).into()),
            ],
        ),
        offer(
            "offre-2",
            vec![
                ("prix", sheet(&[&support, &licences])),
                ("delai", not_applicable.clone()),
                ("couverture", not_applicable),
                ("qualite", Fact::Level(1).into()),
                (
                    "souverainete",
                    Entry {
                        source: "Certificat".into(),
                        date: Date::parse("2025-01-15"),
                        valid_until: Date::parse("2027"),
                        ..Entry::from(Fact::Levels { low: 3, high: 3 })
                    },
                ),
            ],
        ),
    ]
}

/// Three criteria and three offers with a little of what is new.
pub(crate) fn little() -> Dossier {
    let mut draft = plain_little().to_draft();
    draft.contract_end = Date::parse("2030-06");
    draft.criteria[2].is_environmental = true;
    let mut first = draft.offers[0].as_ref().clone();
    first.facts.insert(Id::new("prix"), between("98000", "104500.50").into());
    draft.offers[0] = Rc::new(first);
    draft.check().unwrap()
}

/// The same offers, but for two of them: scenarios, one with a date and a reason.
pub(crate) fn scenarios() -> Dossier {
    let mut draft = plain_little().to_draft();
    let kinds = [
        (OfferKind::Received, "2026-10-01", Standing::default()),
        (OfferKind::StatusQuo, "", Standing::default()),
        (OfferKind::Wait, "2028", Standing { kind: StandingKind::Withdrawn, reason: "Mis à part.".into() }),
    ];
    for (offer, (kind, from, standing)) in draft.offers.iter_mut().zip(kinds) {
        *offer = Rc::new(Offer { kind, available_from: Date::parse(from), standing, ..offer.as_ref().clone() });
    }
    draft.check().unwrap()
}

/// The same without.
pub(crate) fn plain_little() -> Dossier {
    let mut draft = Draft::new("Photocopieurs".into());
    let levels = scale(&[("Faible", "0", None), ("Moyen", "50", None), ("Fort", "100", None)]);
    draft.criteria = vec![
        leaf("prix", "50", measure("price_inverse", &[])),
        leaf("technique", "40", levels.clone()),
        leaf("environnement", "10", levels),
    ];
    let prices = ["101250.00", "99800", "120000"];
    draft.offers = prices
        .into_iter()
        .zip(["offre-1", "offre-2", "offre-3"])
        .enumerate()
        .map(|(index, (price, id))| {
            let facts = vec![
                ("prix", number(price).into()),
                ("technique", Fact::Level(index).into()),
                ("environnement", Fact::Level(2 - index).into()),
            ];
            offer(id, facts)
        })
        .collect();
    draft.check().unwrap()
}

/// A made-up dossier with some of everything new in it.
pub(crate) fn sprinkled(seed: u64) -> Dossier {
    let random = &mut Random::new(seed ^ 0x5eed);
    let mut draft = generate(&Recipe::of(seed), seed).to_draft();
    let source = everything();
    for id in source.criteria.iter().map(|criterion| &criterion.id) {
        assert!(draft.criterion(id).is_none(), "the made-up dossier has the identifier {id}, too");
    }
    mark(random, &mut draft.criteria);
    if random.chance(50) {
        draft.contract_end = source.contract_end;
        draft.is_grid_changed_late = random.chance(50);
    }
    if random.chance(40) {
        draft.method.ranking = Ranking::Hierarchy;
        draft.method.note_decimals = (random.chance(50)).then(|| random.below(10) as u32);
        draft.method.total_decimals = (random.chance(50)).then(|| random.below(10) as u32);
    }
    // Costs and requirements of its own would not go together with these.
    if draft.cost_plan.is_none() && draft.requirements.is_empty() && random.chance(70) {
        graft(random, &mut draft, &source);
    }
    let mut ties: Vec<Id> = draft.all_criteria().into_iter().map(|criterion| criterion.id.clone()).collect();
    random.shuffle(&mut ties);
    ties.truncate(random.below(4));
    draft.method.tie_breaks = ties;
    draft.check().unwrap_or_else(|defects| panic!("seed {seed}: {defects:?}"))
}

fn mark(random: &mut Random, criteria: &mut [Criterion]) {
    for criterion in criteria {
        criterion.is_announced = random.chance(80);
        criterion.is_environmental = random.chance(20);
        criterion.is_rescaled = random.chance(20);
        match &mut criterion.content {
            Content::Group(children) => mark(random, children),
            Content::Leaf(measure) => {
                for level in &mut measure.levels {
                    level.seal = random.chance(30).then(|| random.below(10) as u8);
                }
                measure.market =
                    (measure.family.has_levels && random.chance(30)).then(|| *random.pick(&MarketFact::ALL));
            }
        }
    }
}

/// Puts the criteria of another dossier beside those of this one, with its
/// requirements, costs and facts.
fn graft(random: &mut Random, draft: &mut Draft, source: &Dossier) {
    let end = if random.chance(50) { draft.criteria.len() } else { 0 };
    draft.criteria.splice(end..end, source.criteria.iter().cloned());
    draft.informations.extend(source.informations.iter().cloned());
    draft.requirements.extend(source.requirements.iter().cloned());
    random.shuffle(&mut draft.requirements);
    draft.cost_plan = source.cost_plan.clone();
    let gates = source
        .gates
        .iter()
        .enumerate()
        .map(|(index, gate)| Gate { id: Id::new(&format!("condition-{}", 1000 + index)), ..gate.clone() });
    draft.gates.extend(gates.take(random.below(4)));
    draft.detectors.extend(source.detectors.iter().take(random.below(4)).cloned());
    for offer in &mut draft.offers {
        let template = random.pick(&source.offers);
        for (id, entry) in &template.facts {
            if random.chance(70) {
                Rc::make_mut(offer).facts.insert(id.clone(), grown(random, entry));
            }
        }
    }
}

/// The same entry with more of what it already has.
fn grown(random: &mut Random, entry: &Entry) -> Entry {
    let mut entry = entry.clone();
    if random.chance(30) {
        entry.valid_until = Date::parse("2029-02-28");
    }
    for opinion in entry.opinions.clone().into_iter().cycle().take(3 * entry.opinions.len()) {
        let by = format!("{} {}", opinion.by, random.below(200));
        entry.opinions.push(Opinion { by, ..opinion });
    }
    if let Some(item) = entry.costs.first().cloned() {
        for kind in CostKind::ALL {
            let mut item = item.clone();
            item.line.kind = *kind;
            item.label = "poste ".repeat(1 + random.below(20));
            item.brick = if random.chance(50) { format!("brique {}", random.below(9)) } else { String::new() };
            entry.costs.push(item);
        }
    }
    entry
}

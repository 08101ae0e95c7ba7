//! What leaves with each flavour of a link, shown by marks planted in every
//! text and every amount of made-up dossiers.

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::rc::Rc;

use mieux_disant::dossier::{
    Act, Content, Criterion, Dossier, Draft, Entry, Flavour, Id, IdMap, JournalEntry, Measure, Offer, Opinion,
    StandingKind, redact,
};
use mieux_disant::engine::{Decimal, DetectorRule, Fact, FactKind};
use mieux_disant::saved::{file, link};
use support::dossiers::{Recipe, generate};

/// What belongs to the grid and stays in every flavour.
const GRID: &str = "GRILLE";
/// Names and identifiers of offers, names of evaluators.
const NAME: &str = "NOM";
/// Reasons of statuses.
const REASON: &str = "MOTIF";
/// Justifications, sources, pages, addresses, remarks, the journal.
const COMMENT: &str = "COMMENTAIRE";
/// Lines of costs.
const COST: &str = "DEPENSE";
/// Digits of every price.
const PRICE: &str = "7654321";

fn set(text: &mut String, mark: &str, variant: &str) {
    *text = format!("{mark} {variant}");
}

fn mark_measure(measure: &mut Measure, variant: &str) {
    if measure.family.has_unit {
        set(&mut measure.unit, GRID, variant);
    }
    for level in &mut measure.levels {
        set(&mut level.label, GRID, variant);
        set(&mut level.description, GRID, variant);
    }
}

fn mark_criteria(criteria: &mut [Criterion], variant: &str) {
    for criterion in criteria {
        set(&mut criterion.name, GRID, variant);
        set(&mut criterion.description, GRID, variant);
        match &mut criterion.content {
            Content::Group(children) => mark_criteria(children, variant),
            Content::Leaf(measure) => mark_measure(measure, variant),
        }
    }
}

fn mark_grid(draft: &mut Draft, variant: &str) {
    set(&mut draft.title, GRID, variant);
    set(&mut draft.notice, GRID, variant);
    mark_criteria(&mut draft.criteria, variant);
    for information in &mut draft.informations {
        set(&mut information.name, GRID, variant);
        set(&mut information.description, GRID, variant);
        mark_measure(&mut information.measure, variant);
    }
    for requirement in &mut draft.requirements {
        set(&mut requirement.name, GRID, variant);
        set(&mut requirement.description, GRID, variant);
        set(&mut requirement.usage, GRID, variant);
    }
    for gate in &mut draft.gates {
        set(&mut gate.name, GRID, variant);
        set(&mut gate.basis, GRID, variant);
    }
    for profile in &mut draft.profiles {
        set(&mut profile.name, GRID, variant);
        set(&mut profile.source, GRID, variant);
    }
    if let Some(plan) = &mut draft.cost_plan {
        plan.segments.iter_mut().for_each(|segment| set(&mut segment.name, GRID, variant));
        plan.scenarios.iter_mut().for_each(|scenario| set(&mut scenario.name, GRID, variant));
    }
    if let Some(seal) = &mut draft.seal {
        set(&mut seal.author, GRID, variant);
        set(&mut seal.text, GRID, variant);
    }
}

fn price(place: usize, variant: &str) -> Decimal {
    let cents = 10 * place + variant.len();
    Decimal::parse(&format!("{PRICE}.{cents:04}")).unwrap()
}

/// Marks whatever a grid must not hold, another way for each variant.
fn mark_received(draft: &mut Draft, variant: &str) {
    let kinds: IdMap<FactKind> =
        draft.measures().into_iter().map(|(id, _, measure)| (id.clone(), measure.formula().fact_kind())).collect();
    for detector in &mut draft.detectors {
        if let DetectorRule::ShareOfEstimate { estimate, .. } = &mut detector.rule {
            *estimate = price(0, variant);
        }
    }
    draft.journal = vec![Rc::new(JournalEntry {
        by: format!("{COMMENT} {variant}"),
        at: mieux_disant::dossier::Moment::parse("2026-11-22T08:41").unwrap(),
        act: Act::Change {
            topic: mieux_disant::dossier::Topic::Other,
            verb: mieux_disant::dossier::Verb::Added,
            subject: format!("{COMMENT} {variant}"),
        },
    })];
    for requirement in &mut draft.requirements {
        set(&mut requirement.owner, NAME, variant);
    }
    for (index, evaluator) in draft.commission.evaluators.iter_mut().enumerate() {
        evaluator.name = format!("{NAME} {index} {variant}");
        evaluator.returned.clear();
    }
    draft.commission.aliases.clear();
    draft.commission.contribution = None;
    for (place, offer) in draft.offers.iter_mut().enumerate() {
        let offer = Rc::make_mut(offer);
        offer.id = Id::new(&format!("{NAME}-{place}-{variant}"));
        set(&mut offer.name, NAME, variant);
        if offer.standing.kind != StandingKind::Regular {
            set(&mut offer.standing.reason, REASON, variant);
        }
        for (id, entry) in offer.facts.iter_mut() {
            mark_entry(entry, kinds[id], place, variant);
        }
        mark_components(offer, &kinds, place, variant);
    }
    if let Some(pool) = &mut draft.pool {
        mark_components(Rc::make_mut(pool), &kinds, draft.offers.len(), variant);
    }
    for alternative in &mut draft.decision.set_aside {
        set(&mut alternative.name, NAME, variant);
        set(&mut alternative.reason, COMMENT, variant);
    }
    if let Some(choice) = &mut draft.decision.choice {
        choice.offer = draft.offers[0].id.clone();
        set(&mut choice.reasons, COMMENT, variant);
        set(&mut choice.by, COMMENT, variant);
    }
}

fn mark_components(offer: &mut Offer, kinds: &IdMap<FactKind>, place: usize, variant: &str) {
    let ids: Vec<Id> = offer.components.iter().map(|component| component.id.clone()).collect();
    let renamed = |index: usize| Id::new(&format!("{NAME}-{index}-{variant}"));
    for (index, component) in offer.components.iter_mut().enumerate() {
        component.id = renamed(index);
        component.of = component.of.as_ref().map(|of| renamed(ids.iter().position(|id| id == of).unwrap()));
        component.name = format!("{NAME} {index} {variant}");
        for (id, entry) in component.facts.iter_mut() {
            mark_entry(entry, kinds[id], place, variant);
        }
    }
}

fn mark_entry(entry: &mut Entry, kind: FactKind, place: usize, variant: &str) {
    for text in [&mut entry.justification, &mut entry.source, &mut entry.page, &mut entry.address] {
        set(text, COMMENT, variant);
    }
    if let Some(shortfall) = &mut entry.shortfall {
        set(&mut shortfall.gap, COMMENT, variant);
        set(&mut shortfall.workaround, COMMENT, variant);
    }
    for (index, opinion) in entry.opinions.iter_mut().enumerate() {
        opinion.by = format!("{NAME} {index} {variant}");
        set(&mut opinion.remark, COMMENT, variant);
    }
    for item in &mut entry.costs {
        set(&mut item.label, COST, variant);
        set(&mut item.brick, COST, variant);
        set(&mut item.source, COMMENT, variant);
        item.line.amount = price(place, variant);
    }
    if kind == FactKind::Amount {
        match &mut entry.fact {
            Fact::Number(number) => *number = price(place, variant),
            Fact::Between { low, high } => (*low, *high) = (price(place, variant), price(place + 1, variant)),
            _ => {}
        }
    }
}

fn made_up(seed: u64) -> Dossier {
    let recipe = Recipe {
        offers: 1 + (seed % 5) as usize,
        extreme: false,
        wild: false,
        all_families: true,
        method: true,
        costs: seed.is_multiple_of(3),
        kept: true,
        composite: true,
        commission: seed.is_multiple_of(2),
        needs: seed.is_multiple_of(4),
        lots: seed.is_multiple_of(3),
        ..Recipe::of(seed)
    };
    generate(&recipe, seed)
}

/// Plants marks in every lot.
fn mark(draft: &mut Draft, variant: &str) {
    mark_grid(draft, "commun");
    mark_received(draft, variant);
    let Some(lots) = &mut draft.lots else { return };
    let lots = Rc::make_mut(lots);
    set(&mut lots.name, GRID, "premier");
    for (place, lot) in lots.others.iter_mut().enumerate() {
        set(&mut lot.name, GRID, &place.to_string());
        let mut other = lot.dossier.to_draft();
        mark(&mut other, variant);
        lot.dossier = Rc::new(other.check().unwrap());
    }
}

fn marked(seed: u64, variant: &str) -> Dossier {
    let mut draft = made_up(seed).to_draft();
    mark(&mut draft, variant);
    draft.check().unwrap_or_else(|defects| panic!("seed {seed}: {defects:?}"))
}

/// Every field with every digit.
fn in_full(dossier: &Dossier) -> String {
    format!("{dossier:?}") + &file::write(dossier)
}

fn flavours() -> impl Iterator<Item = (Flavour, bool)> {
    Flavour::ALL.into_iter().flat_map(|flavour| [(flavour, false), (flavour, true)])
}

#[test]
fn marks_stand_in_every_text() {
    // Keys whose values are words of the format, identifiers of the grid or figures.
    const WORDS: [&str; 42] = [
        "data",
        "composition",
        "format",
        "id",
        "family",
        "rule",
        "of",
        "currency",
        "tax",
        "weight",
        "points",
        "value",
        "low",
        "high",
        "date",
        "valid_until",
        "deadline",
        "committed_by",
        "commitments_until",
        "status",
        "kind",
        "available_from",
        "reference_date",
        "contract_end",
        "note_scale",
        "amount",
        "quantity",
        "escalation",
        "at",
        "act",
        "topic",
        "verb",
        "code",
        "note",
        "expression",
        "market",
        "percent",
        "estimate",
        "ceiling",
        "discount_rate",
        "basis_date",
        "tie_breaks",
    ];
    fn visit(value: &serde_json::Value, key: &str, plain: &mut Vec<String>) {
        let marks = [GRID, NAME, REASON, COMMENT, COST, PRICE];
        match value {
            serde_json::Value::String(text) => {
                let is_figure = Decimal::parse(text).is_ok();
                if !marks.iter().any(|mark| text.contains(mark)) && !WORDS.contains(&key) && !is_figure {
                    plain.push(format!("{key}: {text}"));
                }
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| visit(item, key, plain)),
            serde_json::Value::Object(fields) => fields.iter().for_each(|(key, value)| visit(value, key, plain)),
            _ => {}
        }
    }
    for seed in 0..60 {
        let value: serde_json::Value = serde_json::from_str(&file::write(&marked(seed, "a"))).unwrap();
        let mut plain = Vec::new();
        visit(&value, "", &mut plain);
        plain.retain(|text| {
            !text.starts_with("method:") && !text.starts_with("ranking:") && !text.starts_with("criteria:")
        });
        assert!(plain.is_empty(), "seed {seed}: {plain:?}");
    }
}

#[test]
fn what_survives_is_what_the_flavour_says() {
    let mut seen = [0; 6];
    for seed in 0..100 {
        let dossier = marked(seed, "a");
        let before = in_full(&dossier);
        for (flavour, with_comments) in flavours() {
            let redacted = redact(&dossier, flavour, with_comments);
            assert!(redacted.to_draft().check().is_ok(), "seed {seed}, {flavour:?}");
            let after = in_full(&redacted);
            let is_complete = flavour == Flavour::Complete;
            let expected = [
                (GRID, true),
                (NAME, is_complete),
                (REASON, is_complete),
                (COMMENT, is_complete && with_comments),
                (COST, is_complete),
                (PRICE, is_complete),
            ];
            for (place, (mark, stays)) in expected.into_iter().enumerate() {
                let (had, has) = (before.contains(mark), after.contains(mark));
                assert!(!has || stays, "seed {seed}, {flavour:?}, {with_comments}: {mark} is left");
                assert!(has || !stays || !had || mark == PRICE, "seed {seed}, {flavour:?}: {mark} is lost");
                seen[place] += usize::from(had);
            }
        }
    }
    assert!(seen.iter().all(|count| *count > 20), "{seen:?}: marks that are never planted");
}

/// The strongest proof: nothing of what is left out has any influence on a link.
#[test]
fn secrets_change_nothing_of_a_link_that_leaves_them_out() {
    for seed in 0..100 {
        let (one, other) = (marked(seed, "a"), marked(seed, "bbbb"));
        assert_ne!(link::write(&one), link::write(&other), "seed {seed}");
        for (flavour, with_comments) in flavours().filter(|(flavour, _)| *flavour != Flavour::Complete) {
            let write = |dossier| link::write_as(dossier, flavour, with_comments).unwrap();
            assert_eq!(write(&one), write(&other), "seed {seed}, {flavour:?}");
            let opened = link::open(&write(&one)).unwrap();
            assert_eq!((opened.flavour, opened.has_comments), (flavour, false));
            assert_eq!(opened.dossier, redact(&one, flavour, with_comments));
            let text = in_full(&opened.dossier);
            assert!([NAME, REASON, COMMENT, COST, PRICE].iter().all(|mark| !text.contains(mark)), "seed {seed}");
        }
    }
}

#[test]
fn redacting_twice_changes_nothing() {
    for seed in 0..100 {
        let lots = seed % 2 == 0;
        let dossier = generate(&Recipe { kept: true, composite: true, lots, ..Recipe::of(seed) }, seed);
        for (flavour, with_comments) in flavours() {
            let once = redact(&dossier, flavour, with_comments);
            assert!(once.to_draft().check().is_ok(), "seed {seed}, {flavour:?}");
            assert_eq!(redact(&once, flavour, with_comments), once, "seed {seed}, {flavour:?}");
        }
    }
}

/// Names that are those of the grid, evaluators across offers, quantities in money.
#[test]
fn anonymous_offers_are_told_apart() {
    let recipe = Recipe { offers: 30, leaves: 4, all_families: true, complete: true, ..Recipe::default() };
    let mut draft = generate(&recipe, 5).to_draft();
    draft.criteria[0].id = Id::new("offre-a");
    for offer in &mut draft.offers {
        Rc::make_mut(offer).facts = IdMap::new();
    }
    draft.gates.clear();
    let note = mieux_disant::catalogue::family_by_tag("notes_mean").unwrap();
    let linear = mieux_disant::catalogue::family_by_tag("linear").unwrap();
    let leaf = |id: &str, measure| Criterion::new(Id::new(id), id.into(), Decimal::ONE, Content::Leaf(measure));
    draft.criteria.push(leaf("jury", Measure::new(note, Vec::new())));
    draft.criteria.push(leaf("frais", Measure { unit: "k€ HT".into(), ..Measure::new(linear, Vec::new()) }));
    draft.criteria.push(leaf("heures", Measure { unit: "heures".into(), ..Measure::new(linear, Vec::new()) }));
    for (place, offer) in draft.offers.iter_mut().enumerate() {
        let by = if place % 2 == 0 { ["Zoé", "Ali"] } else { ["Ali", "Zoé"] };
        let opinions = by.map(|by| Opinion { by: by.into(), note: Decimal::ONE, remark: String::new() }).to_vec();
        let facts = &mut Rc::make_mut(offer).facts;
        facts.insert(Id::new("jury"), Entry { opinions, ..Entry::from(Fact::Missing) });
        for id in ["frais", "heures"] {
            facts.insert(Id::new(id), Entry::from(Fact::Number(Decimal::integer(40))));
        }
    }
    let anonymous = redact(&draft.check().unwrap(), Flavour::Anonymised, false);
    let names: Vec<&str> = anonymous.offers.iter().map(|offer: &Rc<Offer>| offer.name.as_str()).collect();
    assert_eq!((names[0], names[25], names[29]), ("Offre A", "Offre Z", "Offre AD"));
    assert_eq!((anonymous.offers[0].id.as_str(), anonymous.offers[1].id.as_str()), ("offre-a-2", "offre-b"));
    let evaluators = |place: usize| -> Vec<String> {
        anonymous.offers[place].facts[&Id::new("jury")].opinions.iter().map(|opinion| opinion.by.clone()).collect()
    };
    assert_eq!(evaluators(0), ["Évaluateur 1", "Évaluateur 2"]);
    assert_eq!(evaluators(1), ["Évaluateur 2", "Évaluateur 1"]);
    let has = |id: &str| anonymous.offers[0].facts.get(&Id::new(id)).is_some();
    assert!(!has("frais") && has("heures"));
}

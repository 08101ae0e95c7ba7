//! The seal of a grid: what keeps it, what breaks it, and the comparison that
//! never disagrees with it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use jsonschema::Validator;
use mieux_disant::catalogue::EXAMPLES;
use mieux_disant::dossier::{
    Assessment, Change, Content, Criterion, Dossier, Draft, Edit, Entry, Field, Fingerprint, GateRule, Id, IdMap, Kind,
    canonical_grid, compare, compare_grids, edit, fingerprint,
};
use mieux_disant::engine::{Decimal, Fact};
use mieux_disant::i18n::Lang;
use mieux_disant::present::compare as words;
use mieux_disant::saved::file;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// A grid with a bit of everything.
const GRID: &str = r#"{
  "format": "mieux-disant", "version": 1, "title": "Essai", "notice": "Fictif",
  "reference_date": "2026", "contract_end": "2030", "grid_changed_late": true,
  "money": { "currency": "EUR", "tax": "included" }, "note_scale": 20,
  "criteria": [
    { "id": "prix", "name": "Prix total", "description": "Le total des prix.", "weight": 30,
      "family": "price_expression", "full": 20, "factor": 0, "estimate": 0, "expression": "N × Pmin ÷ P" },
    { "id": "qualite", "name": "Qualité", "weight": 70, "children": [
      { "id": "delai", "name": "Délai", "weight": 1, "family": "linear", "worst": 30, "best": 2, "unit": "jours" },
      { "id": "tenue", "name": "Tenue", "weight": 2, "family": "scale", "out_of": 20, "levels": [
        { "label": "Faible", "points": 0 },
        { "label": "Bon", "description": "Ce qu'il faut", "points": 12.5, "seal": 2 } ] },
      { "id": "courbe", "name": "Courbe", "weight": 2, "family": "piecewise", "out_of": 10, "points": [
        { "at": 0, "points": 0 }, { "at": 5, "points": 10 } ] },
      { "id": "besoins", "name": "Besoins", "weight": 1, "family": "coverage" } ] } ],
  "method": { "ranking": "hierarchy", "note_decimals": 2, "total_decimals": 1, "tie_breaks": ["qualite", "prix"] },
  "informations": [ { "id": "certifie", "name": "Certifié", "family": "yes_no" },
    { "id": "cout", "name": "Coût annuel", "family": "price_inverse" } ],
  "requirements": [ { "id": "b1", "name": "Besoin", "of": "besoins", "must": true },
    { "id": "b2", "name": "Souhait", "of": "besoins" } ],
  "gates": [ { "id": "g1", "name": "Certificat", "rule": "yes", "of": "certifie", "basis": "Règlement, article 4", "basis_date": "2026-01-15" },
    { "id": "g2", "name": "Délai maximal", "rule": "value_at_most", "of": "delai", "value": 30 } ],
  "detectors": [ { "of": "prix", "rule": "share_of_mean", "percent": 80 } ],
  "cost_plan": { "horizon": 4, "discount_rate": 2, "segments": [ { "name": "Agents", "volumes": [100, 200] } ],
    "scenarios": [ { "name": "Base" }, { "name": "Haut", "renewal_year": 2, "renewal_rise": 10 } ], "announced": 1 },
  "profiles": [ { "id": "p", "name": "Direction", "source": "Réunion", "weights": { "qualite": 60 } } ],
  "offers": [ { "id": "a", "name": "Offre A", "facts": { "cout": 100 } } ]
}"#;

fn read(text: &str) -> Dossier {
    file::read(text).unwrap_or_else(|errors| panic!("{errors:#?}\n{text}"))
}

fn schema() -> Validator {
    let text = fs::read_to_string(folder("docs/dossier.schema.json")).expect("the schema");
    jsonschema::draft202012::new(&serde_json::from_str(&text).expect("JSON")).expect("a schema")
}

/// The cases of a table, each with the dossier that it makes.
fn cases(name: &str) -> Vec<(String, Dossier)> {
    let table = fs::read_to_string(folder("tests/cases/seal").join(name)).expect("the table");
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let case = |line: &str| {
        let (from, to) = line.split_once(" => ").expect("an arrow");
        assert!(GRID.contains(from), "{line}: nothing to replace");
        (line.to_owned(), read(&GRID.replace(from, to)))
    };
    lines.map(case).collect()
}

#[test]
fn spacing_identifiers_and_offers_keep_the_seal() {
    let sealed = read(GRID);
    for (line, dossier) in cases("keeps.txt") {
        assert_eq!(fingerprint(&dossier), fingerprint(&sealed), "{line}");
        assert_eq!(compare_grids(&sealed, &dossier), [], "{line}");
    }
}

#[test]
fn whatever_else_is_announced_breaks_it_and_is_told() {
    let sealed = read(GRID);
    for (line, dossier) in cases("breaks.txt") {
        assert_ne!(fingerprint(&dossier), fingerprint(&sealed), "{line}");
        let differences = compare_grids(&sealed, &dossier);
        assert!(!differences.is_empty(), "{line}");
        for lang in Lang::ALL {
            for difference in &differences {
                let sentence = words::difference(lang, "EUR", words::PUBLISHED, difference);
                assert!(sentence.ends_with('.') && sentence.chars().count() > 15, "{line}: {sentence}");
                assert!(lang == Lang::Fr || !sentence.contains('\u{a0}'), "{sentence}");
            }
        }
    }
}

#[test]
fn differences_read_as_a_civil_servant_writes_them() {
    let sealed = read(GRID);
    let told = |from: &str, to: &str| -> Vec<String> {
        let differences = compare(&sealed, &read(&GRID.replace(from, to)));
        differences
            .iter()
            .map(|each| words::difference(Lang::Fr, "EUR", words::PUBLISHED, each).replace('\u{a0}', " "))
            .collect()
    };
    let both = [
        (
            r#""weight": 30"#,
            r#""weight": 27.5"#,
            "Critère « Prix total », poids : 30 dans la grille publiée, 27,5 ici.",
        ),
        (
            r#""points": 12.5"#,
            r#""points": 13"#,
            "Critère « Tenue », niveau « Bon », points : 12,5 dans la grille publiée, 13 ici.",
        ),
        (r#""total_decimals": 1, "#, "", "Grille, décimales des totaux : 1 dans la grille publiée, rien ici."),
        (
            r#""cout": 100"#,
            r#""cout": 1200"#,
            "Offre « Offre A », « Coût annuel », donnée : 100 € dans la grille publiée, 1 200 € ici.",
        ),
        (
            r#""tie_breaks": ["qualite", "prix"]"#,
            r#""tie_breaks": ["prix", "qualite"]"#,
            "Grille, ordre des départages : Qualité, Prix total dans la grille publiée ; Prix total, Qualité ici.",
        ),
    ];
    for (from, to, sentence) in both {
        assert_eq!(told(from, to).iter().map(|told| told.replace('\u{202f}', " ")).collect::<Vec<_>>(), [sentence]);
    }
}

#[test]
fn what_moves_and_what_is_new_is_told_once() {
    let sealed = Rc::new(read(GRID));
    let removed = edit(&sealed, &Edit::RemoveCriterion(Id::new("courbe"))).expect("nothing reads it");
    let differences = compare_grids(&sealed, &removed);
    assert_eq!(differences.len(), 1);
    assert_eq!((differences[0].place.last().unwrap().0, &differences[0].change), (Kind::Criterion, &Change::Removed));
    let back = compare_grids(&removed, &sealed);
    assert_eq!((back.len(), &back[0].change), (1, &Change::Added));
    let moved = edit(&sealed, &Edit::MoveCriterion { criterion: Id::new("prix"), by: 1 }).expect("room");
    let differences = compare_grids(&sealed, &moved);
    assert_eq!(differences.len(), 1, "{differences:?}");
    assert!(matches!(&differences[0].change, Change::Order { of: Kind::Criterion, .. }), "{differences:?}");
}

#[test]
fn identifiers_that_change_places_are_no_difference() {
    let first = read(GRID);
    let swapped = GRID.replace("\"prix\"", "\"?\"").replace("\"qualite\"", "\"prix\"").replace("\"?\"", "\"qualite\"");
    // The profile names an identifier: it is no part of the grid.
    let second = read(&swapped);
    assert_eq!(fingerprint(&first), fingerprint(&second));
    assert_eq!(compare(&first, &second), []);
}

/// The codes of the examples: whoever changes one changes what was published.
#[test]
fn the_codes_of_the_examples_stay() {
    let expected = fs::read_to_string(folder("tests/cases/seal/examples.txt")).expect("the codes");
    let codes: String =
        EXAMPLES.iter().map(|example| format!("{} {}\n", example.id, fingerprint(&read((example.file)())))).collect();
    assert_eq!(codes, expected);
}

/// What docs/seal.md says is what is done, by another hand.
#[test]
fn the_page_for_auditors_tells_how() {
    let page = fs::read_to_string(folder("docs/seal.md")).expect("the page");
    let block = |mark: &str| {
        let rest = page.split_once(mark).expect("the block").1;
        rest.split_once("\n```").expect("its end").0.to_owned()
    };
    let dossier = read(&block("```json\n"));
    let text = block("```text\n") + "\n";
    assert_eq!(canonical_grid(&dossier), text);
    let digest = Sha256::digest(text.as_bytes());
    let hexadecimal: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(page.contains(&hexadecimal), "{hexadecimal}");
    assert!(page.contains(&fingerprint(&dossier).to_string()), "{}", fingerprint(&dossier));
    // Five bits at a time, from the first.
    let bits: Vec<u8> = digest.iter().flat_map(|byte| (0..8).rev().map(move |place| byte >> place & 1)).collect();
    let digits: String = bits
        .chunks(5)
        .take(25)
        .map(|five| {
            b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"[five.iter().fold(0, |value, bit| value * 2 + *bit as usize)] as char
        })
        .collect();
    assert_eq!(Fingerprint::parse(&digits), Some(fingerprint(&dossier)));
}

/// The same dossier with other identifiers everywhere.
fn renamed(dossier: &Dossier) -> Dossier {
    let mut ids: Vec<Id> = dossier.all_criteria().into_iter().map(|c| c.id.clone()).collect();
    ids.extend(dossier.informations.iter().map(|i| i.id.clone()));
    ids.extend(dossier.requirements.iter().map(|r| r.id.clone()));
    let new: IdMap<Id> =
        ids.iter().enumerate().map(|(place, id)| (id.clone(), Id::new(&format!("~{place}")))).collect();
    let of = |id: &Id| new.get(id).unwrap_or(id).clone();
    fn tree(group: &mut [Criterion], of: &dyn Fn(&Id) -> Id) {
        for criterion in group {
            criterion.id = of(&criterion.id);
            if let Content::Group(children) = &mut criterion.content {
                tree(children, of);
            }
        }
    }
    support::changed(dossier, |draft| {
        tree(&mut draft.criteria, &of);
        draft.informations.iter_mut().for_each(|each| each.id = of(&each.id));
        for requirement in &mut draft.requirements {
            (requirement.id, requirement.of) = (of(&requirement.id), requirement.of.as_ref().map(&of));
            requirement.criteria.iter_mut().for_each(|id| *id = of(id));
        }
        for gate in &mut draft.gates {
            let (GateRule::Yes { of: id }
            | GateRule::LevelAtLeast { of: id, .. }
            | GateRule::ValueAtLeast { of: id, .. }
            | GateRule::ValueAtMost { of: id, .. }
            | GateRule::NoteAtLeast { of: id, .. }
            | GateRule::SealAtLeast { of: id, .. }
            | GateRule::MustsCovered { of: id }) = &mut gate.rule;
            *id = of(id);
        }
        draft.method.tie_breaks.iter_mut().for_each(|id| *id = of(id));
        draft.detectors.iter_mut().for_each(|detector| detector.of = of(&detector.of));
        draft.profiles.clear();
        for offer in &mut draft.offers {
            let offer = Rc::make_mut(offer);
            offer.facts = offer.facts.iter().map(|(id, entry)| (of(id), entry.clone())).collect();
        }
    })
}

/// A name, what else is said of the offer, its facts by the place of their measure.
type Said = (String, String, Vec<(usize, Entry)>);

/// The offers without what says nothing, and without their identifiers.
fn said(draft: &Draft) -> Vec<Said> {
    let measures = draft.measures();
    let facts = |offer: &mieux_disant::dossier::Offer| {
        let known =
            measures.iter().enumerate().filter_map(|(place, (id, ..))| Some((place, offer.facts.get(*id)?.clone())));
        known.filter(|(_, entry)| *entry != Entry::from(Fact::Missing)).collect()
    };
    let whole = |offer: &mieux_disant::dossier::Offer| {
        format!("{:?} {:?} {:?}", offer.kind, offer.available_from, offer.standing)
    };
    draft.offers.iter().map(|offer| (offer.name.clone(), whole(offer), facts(offer))).collect()
}

/// One small change, of the grid or of the offers, that keeps a dossier valid.
fn nudged(dossier: &Dossier, seed: u64) -> Option<Dossier> {
    let mut draft = dossier.to_draft();
    let pick = |count: usize| if count == 0 { 0 } else { (seed / 16) as usize % count };
    match seed % 12 {
        0 => {
            let place = pick(draft.criteria.len());
            let weight = draft.criteria[place].weight;
            draft.criteria[place].weight =
                if weight == Decimal::integer(7) { Decimal::integer(8) } else { Decimal::integer(7) };
        }
        1 => draft.criteria.reverse(),
        2 => draft.method.total_decimals = Some(draft.method.total_decimals.map_or(1, |decimals| 9 - decimals)),
        3 => drop(draft.gates.pop()?),
        4 => draft.gates.reverse(),
        5 => drop(draft.offers.pop()?),
        6 => draft.offers.reverse(),
        7 => {
            let place = pick(draft.offers.len());
            Rc::make_mut(draft.offers.get_mut(place)?).name.push('x');
        }
        8 => {
            let place = pick(draft.criteria.len());
            draft.criteria[place].is_rescaled ^= true;
        }
        9 => {
            let place = pick(draft.offers.len());
            let facts = &mut Rc::make_mut(draft.offers.get_mut(place)?).facts;
            let id = facts.iter().next()?.0.clone();
            facts.get_mut(&id)?.source.push('x');
        }
        10 => draft.requirements.reverse(),
        _ => draft.informations.reverse(),
    }
    draft.check().ok()
}

#[test]
fn offers_that_only_their_identifiers_tell_apart_have_no_order() {
    let offer = |id: &str, source: &str| {
        let mut offer = mieux_disant::dossier::Offer::new(Id::new(id), "Offre".into());
        offer.standing.reason = source.into();
        Rc::new(offer)
    };
    let with = |offers: Vec<Rc<mieux_disant::dossier::Offer>>| {
        let mut draft = read(GRID).to_draft();
        draft.offers = offers;
        draft
    };
    let twins = with(vec![offer("a", "x"), offer("b", "x"), offer("c", "y")]);
    let swapped = with(vec![offer("b", "x"), offer("a", "x"), offer("c", "y")]);
    assert!(compare(&twins, &swapped).is_empty());
    let moved = with(vec![offer("c", "y"), offer("a", "x"), offer("b", "x")]);
    assert_eq!(compare(&twins, &moved).len(), 1, "another one has moved");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn comparison_and_seal_never_disagree(first in support::dossier(), other in support::dossier(), seed in any::<u64>()) {
        let near = nudged(&first, seed).unwrap_or_else(|| first.clone());
        for second in [&first, &near, &renamed(&near), &other] {
            let differences = compare(&first, second);
            let (grid, offers) = (differences.iter().any(|each| each.is_grid()), differences.iter().any(|each| !each.is_grid()));
            let same_grid = fingerprint(&first) == fingerprint(second);
            prop_assert_eq!(grid, !same_grid, "{:?}", differences);
            if same_grid {
                prop_assert_eq!(offers, said(&first) != said(second), "{:?}", differences);
            }
            prop_assert_eq!(compare_grids(&first, second).is_empty(), same_grid);
            for difference in &differences {
                words::difference(Lang::Fr, "EUR", words::BESIDE, difference);
            }
        }
    }

    #[test]
    fn seal_and_journal_travel_with_the_file(dossier in support::kept_dossier()) {
        thread_local!(static VALIDATOR: Validator = schema());
        let written = file::write(&dossier);
        let back = read(&written);
        prop_assert_eq!((&back.seal, &back.journal), (&dossier.seal, &dossier.journal));
        prop_assert_eq!(file::write(&back), written.clone());
        // A schema counts characters in its own way at the limits of decimals.
        if written.len() < 20_000 {
            let value = serde_json::from_str(&written).expect("JSON");
            let errors = VALIDATOR.with(|validator| validator.iter_errors(&value).map(|error| error.to_string()).collect::<Vec<_>>());
            prop_assert!(errors.is_empty(), "{:?}", errors);
        }
    }

    #[test]
    fn codes_are_read_as_they_are_written(dossier in support::dossier()) {
        let code = fingerprint(&dossier);
        prop_assert_eq!(Fingerprint::parse(&code.to_string()), Some(code));
        prop_assert_eq!(Fingerprint::parse(&code.to_string().to_lowercase().replace('-', "")), Some(code));
        prop_assert_eq!(fingerprint(&renamed(&dossier)), code);
    }

    /// Whatever moves a total, a rank or who takes part on some offers is in the code.
    #[test]
    fn a_grid_that_evaluates_otherwise_has_another_code(dossier in support::dossier(), seed in any::<u64>()) {
        let Some(changed) = nudged(&dossier, seed) else { return Ok(()) };
        // On the very same offers.
        let mut draft = changed.to_draft();
        draft.offers.clone_from(&dossier.offers);
        let Ok(changed) = draft.check() else { return Ok(()) };
        let result = |dossier: &Dossier| {
            let assessment = Assessment::of(Rc::new(dossier.clone()));
            let evaluation = assessment.evaluation();
            (0..dossier.offers.len())
                .map(|offer| format!("{:?} {:?} {:?}", evaluation.exact_total(offer), evaluation.ranks_of(offer), evaluation.outcome(offer)))
                .collect::<Vec<_>>()
        };
        if result(&dossier) != result(&changed) {
            prop_assert_ne!(fingerprint(&dossier), fingerprint(&changed));
        }
    }
}

#[test]
fn a_value_of_a_parameter_is_told_by_its_name() {
    let sealed = read(GRID);
    let other = read(&GRID.replace("\"best\": 2", "\"best\": 1"));
    let differences = compare(&sealed, &other);
    assert!(
        matches!(&differences[..], [only] if matches!(&only.change, Change::Value { field: Field::Parameter("best", _), .. })),
        "{differences:?}"
    );
}

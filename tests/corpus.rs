//! The corpus: generated dossiers with what the native program says of them,
//! for `tests/page/corpus.test.mjs`, which asks the page for the same bytes.
//!
//! One line of JSON for each dossier: `seed`; `file`, the dossier file;
//! `evaluation`, what the command line prints for it; and, of every twentieth,
//! `link`, the fragment of its scoring link (nothing when it is too large for
//! one). The generator draws from the catalogue and from the model: what they
//! gain, the corpus gains.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::rc::Rc;

use mieux_disant::catalogue::FAMILIES;
use mieux_disant::dossier::{Assessment, Dossier};
use mieux_disant::i18n::Lang;
use mieux_disant::present::{lints, sentences};
use mieux_disant::saved::{evaluation, file, link};
use serde_json::{Value, json};
use support::dossiers::{Recipe, generate};

const DOSSIERS: u64 = 2_400;
const ONE_LINK_IN: u64 = 20;

/// A dossier as whoever gets its file has it.
fn dossier(seed: u64) -> (String, Rc<Dossier>) {
    let text = file::write(&generate(&Recipe::of(seed), seed));
    let read = file::read(&text).unwrap_or_else(|errors| panic!("seed {seed}: {errors:?}"));
    (text, Rc::new(read))
}

fn evaluation_text(assessment: &Assessment) -> String {
    let message = |finding: &_| sentences::finding(Lang::Fr, assessment, finding);
    evaluation::write(assessment, message, lints::export(Lang::Fr, assessment))
}

fn line(seed: u64, file: &str, assessment: &Assessment, evaluation: &str) -> String {
    let mut line = json!({ "seed": seed, "file": file, "evaluation": evaluation });
    if seed.is_multiple_of(ONE_LINK_IN) {
        line["link"] = link::write(assessment.dossier()).map_or(Value::Null, Value::String);
    }
    line.to_string()
}

#[test]
fn the_corpus_is_written_and_varied() {
    let mut corpus = String::new();
    let mut families: BTreeMap<&str, usize> = FAMILIES.iter().map(|family| (family.tag, 0)).collect();
    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    let mut links = 0;
    for seed in 0..DOSSIERS {
        let (file, dossier) = dossier(seed);
        let assessment = Assessment::of(dossier);
        for (_, _, measure) in assessment.dossier().measures() {
            *families.get_mut(measure.family.tag).expect("a family of the catalogue") += 1;
        }
        let evaluation = evaluation_text(&assessment);
        let parsed: Value = serde_json::from_str(&evaluation).expect("JSON");
        for offer in parsed["offers"].as_array().expect("the offers") {
            *outcomes.entry(offer["outcome"].as_str().expect("a word").to_owned()).or_default() += 1;
        }
        let line = line(seed, &file, &assessment, &evaluation);
        links += usize::from(line.contains(r#","link":"md="#));
        // The file is UTF-8 with one dossier per line, whatever the dossiers hold.
        assert!(!line.contains('\n'));
        writeln!(corpus, "{line}").expect("a string takes everything");
    }
    assert!(families.values().all(|count| *count >= 100), "a family is rare: {families:?}");
    assert!(outcomes.len() >= 5 && outcomes.values().all(|count| *count >= 20), "an outcome is rare: {outcomes:?}");
    assert!(links >= 100, "{links} links");

    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus.jsonl");
    // Whole or not at all: the page's tests may be reading the former one.
    let beside = path.with_extension(format!("{}.tmp", std::process::id()));
    fs::write(&beside, &corpus).and_then(|()| fs::rename(&beside, &path)).expect("the target folder takes files");
    println!("{DOSSIERS} dossiers, {links} links, {} bytes: {}", corpus.len(), path.display());
}

#[test]
fn a_seed_always_gives_the_same_line() {
    for seed in (0..DOSSIERS).step_by(40) {
        let once = || {
            let (file, dossier) = dossier(seed);
            let assessment = Assessment::of(dossier);
            line(seed, &file, &assessment, &evaluation_text(&assessment))
        };
        assert_eq!(once(), once(), "seed {seed}");
    }
}

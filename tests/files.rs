//! The dossier file: what is good reads, what is bad says why and where,
//! nothing panics, and schema, documentation and catalogue agree.
//!
//! Cases stand in `tests/cases/files`: beside each `good/*.json` its ranking
//! (`id outcome total rounded rank`), beside each `bad/*.json` the sentences
//! that a French reader gets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;

use jsonschema::Validator;
use mieux_disant::catalogue::{EXAMPLES, FAMILIES, MarketFact};
use mieux_disant::dossier::{Assessment, Dossier, Edit, Edition, Entry, Id, edit};
use mieux_disant::engine::{Decimal, Fact};
use mieux_disant::i18n::Lang;
use mieux_disant::present::{errors::file_error, lints, sentences};
use mieux_disant::saved::file::{self, FileErrorKind, SyntaxProblem};
use mieux_disant::saved::{Json, evaluation, simulation};
use proptest::prelude::*;
use serde_json::Value;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The cases of a folder, in the order of their names.
fn cases(name: &str) -> Vec<(PathBuf, Vec<u8>, String)> {
    let entries = fs::read_dir(folder("tests/cases/files").join(name)).expect("the folder of cases");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    assert!(!files.is_empty());
    let case = |path: PathBuf| {
        let expected = fs::read_to_string(path.with_extension("expected")).expect("what is expected stands beside");
        (path.clone(), fs::read(path).expect("the case"), expected)
    };
    files.into_iter().map(case).collect()
}

fn example(id: &str) -> Dossier {
    let example = EXAMPLES.iter().find(|example| example.id == id).expect("an example");
    file::read((example.file)()).expect("the example is a dossier")
}

fn evaluation_text(dossier: Dossier) -> String {
    let assessment = Assessment::of(Rc::new(dossier));
    evaluation::write(
        &assessment,
        |finding| sentences::finding(Lang::Fr, &assessment, finding),
        lints::export(Lang::Fr, &assessment),
    )
}

fn evaluated(dossier: Dossier) -> Value {
    serde_json::from_str(&evaluation_text(dossier)).expect("JSON")
}

/// What `serde_json` makes of a value: its text is ours, byte for byte.
fn by_serde_json(value: &Json) -> String {
    serde_json::to_string_pretty(value).expect("a value can be written") + "\n"
}

/// `id outcome total rounded rank`, one offer per line.
fn summary(evaluation: &Value) -> String {
    let offers = evaluation["offers"].as_array().expect("offers");
    let field = |offer: &Value, key: &str| match &offer[key] {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let keys = ["id", "outcome", "total", "total_rounded", "rank"];
    offers.iter().map(|offer| keys.map(|key| field(offer, key)).join(" ") + "\n").collect()
}

/// The French sentences of a text that is no dossier.
fn sentences_of(bytes: &[u8]) -> Vec<String> {
    let errors = file::read_bytes(bytes).expect_err("an error");
    errors.iter().map(|error| file_error(Lang::Fr, error)).collect()
}

fn schema() -> (Value, Validator) {
    let text = fs::read_to_string(folder("docs/dossier.schema.json")).expect("the schema");
    let schema = serde_json::from_str(&text).expect("the schema is JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("the schema is one");
    (schema, validator)
}

fn assert_valid(validator: &Validator, text: &str) {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("JSON");
    let errors: Vec<String> =
        validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn good_files_give_their_ranking_and_match_the_schema() {
    let (_, validator) = schema();
    for (path, bytes, expected) in cases("good") {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let dossier = match file::read(&text) {
            Ok(dossier) => dossier,
            Err(errors) => panic!("{}: {errors:#?}", path.display()),
        };
        assert_eq!(summary(&evaluated(dossier.clone())), expected, "{}", path.display());
        assert_valid(&validator, &text);
        let written = file::write(&dossier);
        assert_valid(&validator, &written);
        assert_eq!(file::read(&written), Ok(dossier), "{}", path.display());
    }
}

#[test]
fn bad_files_say_what_is_wrong_and_where() {
    for (path, bytes, expected) in cases("bad") {
        assert_eq!(sentences_of(&bytes).join("\n") + "\n", expected, "{}", path.display());
        for error in file::read_bytes(&bytes).expect_err("an error") {
            let english = file_error(Lang::En, &error);
            assert!(english.starts_with("Line ") || english.starts_with("The file"), "{english}");
            assert!(english.ends_with('.') && !english.contains('\u{a0}'), "{english}");
            let french = file_error(Lang::Fr, &error);
            assert!(french.ends_with('.') && !french.contains(" :") && !french.contains(" »"), "{french}");
        }
    }
}

#[test]
fn what_is_no_json_is_shown_at_its_character() {
    use SyntaxProblem::*;
    let checks = [
        ("{\"é\": [1,\n2 3]}", 2, 3, Unexpected('3')),
        ("{\"é\": [1, 2,]}", 1, 13, TrailingComma),
        ("{\"é\": 1,\n}", 2, 1, TrailingComma),
        ("{\"é\" 1}", 1, 6, Unexpected('1')),
        ("{\"é\": 1 \"b\": 2}", 1, 9, Unexpected('"')),
        ("{é: 1}", 1, 2, Unexpected('é')),
        ("{1: 1}", 1, 2, Unexpected('1')),
        ("[1}", 1, 3, Unexpected('}')),
        ("[,1]", 1, 2, Unexpected(',')),
        ("[1,,2]", 1, 4, Unexpected(',')),
        ("]", 1, 1, Unexpected(']')),
        ("[01]", 1, 3, Unexpected('1')),
        ("[1.]", 1, 4, Unexpected(']')),
        ("[-]", 1, 3, Unexpected(']')),
        ("[.5]", 1, 2, Unexpected('.')),
        ("[1e+]", 1, 5, Unexpected(']')),
        ("[trUe]", 1, 4, Unexpected('U')),
        ("[Infinity]", 1, 2, Unexpected('I')),
        ("[1]\u{a0}", 1, 4, TrailingText),
        ("{}\n\n{}", 3, 1, TrailingText),
        ("[\"é\\uD8\"]", 1, 8, BadEscape),
        ("[\"\\é\"]", 1, 4, BadEscape),
        ("[\"é\ta\"]", 1, 3, ControlCharacter),
        ("[\"é", 1, 3, Truncated),
        ("[\"é\n", 1, 3, ControlCharacter),
        ("[1,\n", 2, 1, Truncated),
        ("[\"\\", 1, 3, Truncated),
        ("[\"\\u12", 1, 6, Truncated),
        ("-", 1, 1, Truncated),
        ("tru", 1, 3, Truncated),
    ];
    for (text, line, column, problem) in checks {
        let errors = file::read(text).expect_err("no JSON");
        assert_eq!(errors[0].kind, FileErrorKind::Syntax { column, problem }, "{text}");
        assert_eq!((errors.len(), errors[0].line, errors[0].place.as_str()), (1, line, ""), "{text}");
    }
}

#[test]
fn any_piece_of_a_good_file_is_refused_without_panic() {
    let text = fs::read(folder("tests/cases/files/good/printers.json")).expect("the case");
    for end in 0..text.len() - 2 {
        assert!(file::read_bytes(&text[..end]).is_err(), "{end}");
        let mut damaged = text.clone();
        damaged[end] ^= 0x01;
        if let Err(errors) = file::read_bytes(&damaged) {
            assert!(errors.iter().all(|error| file_error(Lang::Fr, error).ends_with('.')));
        }
    }
}

#[test]
fn examples_are_written_as_we_write_and_read_back_the_same() {
    let (_, validator) = schema();
    for example in EXAMPLES {
        let dossier = file::read((example.file)()).expect("the example is a dossier");
        assert_eq!(file::write(&dossier), (example.file)(), "{}", example.id);
        assert_eq!(by_serde_json(&file::value(&dossier)), (example.file)(), "{}", example.id);
        assert_valid(&validator, (example.file)());
        let path = folder("tests/cases/files/evaluations").join(example.id).with_extension("json");
        let expected = fs::read_to_string(path).expect("the evaluation of each example is kept");
        assert_eq!(evaluation_text(dossier.clone()), expected, "{}", example.id);
        let assessment = Assessment::of(Rc::new(dossier));
        let value = evaluation::value(
            &assessment,
            |finding| sentences::finding(Lang::Fr, &assessment, finding),
            lints::export(Lang::Fr, &assessment),
        );
        assert_eq!(by_serde_json(&value), expected, "{}", example.id);
    }
}

#[test]
fn the_european_example_gives_the_published_totals() {
    let assessment = Assessment::of(Rc::new(example("ec-2026")));
    let total = |offer| assessment.evaluation().rounded_total(offer, 1).expect("a total").to_string();
    assert_eq!([0, 1, 2, 3, 4].map(total), ["75.1", "77.2", "75.5", "77.3", "77.0"]);
    let old = edit(assessment.dossier(), &Edit::ApplyProfile(Id::new("v1.2.1-2025-10"))).expect("the profile");
    let old = Assessment::of(old);
    assert_eq!(old.evaluation().rounded_total(0, 2).expect("a total").to_string(), "73.48");
}

#[test]
fn the_suite_example_has_another_winner_under_each_set_of_weights() {
    let suite = Rc::new(example("suite"));
    let winner = |profile: &str| {
        let dossier = edit(&suite, &Edit::ApplyProfile(Id::new(profile))).expect("the profile");
        evaluated(dossier.as_ref().clone())["ranking"][0].as_str().expect("a winner").to_owned()
    };
    assert_eq!(winner("annonces"), "offre-a");
    assert_eq!(winner("prix-serre"), "offre-c");
    assert_eq!(winner("souverainete"), "offre-b");
    let evaluation = evaluated(suite.as_ref().clone());
    assert_eq!(evaluation["ranking"], serde_json::json!(["offre-a", "offre-b", "offre-c"]));
    assert_eq!(evaluation["offers"][3]["failed_gates"], serde_json::json!(["A-G2", "A-G2-P"]));
    assert_eq!(evaluation["offers"][4]["outcome"], "set_aside");
    assert_eq!(evaluation["provisional"], false);
    assert!(suite.offers.iter().all(|offer| offer.name.contains("(fictive)")));
}

#[test]
fn findings_name_what_they_are_about() {
    let text = r#"{"format": "mieux-disant", "version": 1, "title": "T",
        "criteria": [{"id": "p", "name": "P", "weight": 1, "family": "price_inverse"}],
        "gates": [{"id": "g", "name": "G", "rule": "note_at_least", "of": "p", "note": 10},
                  {"id": "cap", "name": "Cap", "rule": "value_at_most", "of": "p", "value": 900}],
        "offers": [{"id": "a", "name": "A", "facts": {"p": 2}}, {"id": "b", "name": "B", "facts": {"p": 2}},
                   {"id": "c", "name": "C"}]}"#;
    let evaluation = evaluated(file::read(text).expect("a dossier"));
    let findings = evaluation["findings"].as_array().expect("findings");
    let keys = |finding: &Value| finding.as_object().expect("an object").keys().cloned().collect::<Vec<_>>().join(" ");
    let codes: Vec<&str> = findings.iter().filter_map(|finding| finding["code"].as_str()).collect();
    let undecided = ["gate_undecided"; 4];
    assert_eq!(codes[0], "gate_depends_on_field");
    assert_eq!(codes[1..5], undecided);
    assert_eq!(codes[5..], ["missing_fact", "reference_may_move"]);
    assert!(findings.iter().all(|finding| keys(finding).contains("message")));
    assert_eq!(findings[5]["offer"], "c");
    assert_eq!(findings[5]["measure"], "p");
    assert_eq!(evaluation["provisional"], true);
    let known = text.replace(r#""name": "C""#, r#""name": "C", "facts": {"p": 3}"#);
    let findings = evaluated(file::read(&known).expect("a dossier"))["findings"].clone();
    assert_eq!(findings[1]["code"], "tie");
    assert_eq!(findings[1]["offers"], serde_json::json!(["a", "b"]));
}

#[test]
fn schema_and_documentation_know_every_family_and_no_other() {
    let (schema, _) = schema();
    let documentation = fs::read_to_string(folder("docs/dossier-format.md")).expect("the documentation");
    let described = schema["$defs"]["measure"]["oneOf"].as_array().expect("the families of the schema");
    assert_eq!(described.len(), FAMILIES.len());
    for (family, described) in FAMILIES.iter().zip(described) {
        assert_eq!(described["properties"]["family"]["const"], family.tag);
        let mut keys: Vec<&str> = vec!["family"];
        keys.extend(family.parameters.iter().map(|parameter| parameter.key));
        keys.extend(family.has_levels.then_some("levels"));
        keys.extend(family.has_curve.then_some("points"));
        keys.extend(family.has_expression.then_some("expression"));
        assert_eq!(described["required"], serde_json::json!(keys), "{}", family.tag);
        keys.extend(family.has_unit.then_some("unit"));
        keys.extend(family.has_levels.then_some("market"));
        keys.sort_unstable();
        let properties = described["properties"].as_object().expect("properties");
        let mut names: Vec<&str> = properties.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, keys, "{}", family.tag);
        let row = format!("\n| `{}` |", family.tag);
        let row = documentation.split_once(&row).expect("the family is documented").1;
        let row = row.lines().next().unwrap_or_default();
        keys.retain(|key| *key != "family");
        assert!(keys.iter().all(|key| row.contains(&format!("`{key}`"))), "{row}");
    }
}

/// Every key and every word that a schema speaks of.
fn vocabulary(schema: &Value, words: &mut BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            for (key, value) in fields {
                match (key.as_str(), value) {
                    ("properties", Value::Object(properties)) => words.extend(properties.keys().cloned()),
                    ("const", Value::String(word)) => drop(words.insert(word.clone())),
                    ("enum", Value::Array(list)) => {
                        words.extend(list.iter().filter_map(Value::as_str).map(str::to_owned))
                    }
                    _ => {}
                }
                vocabulary(value, words);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| vocabulary(item, words)),
        _ => {}
    }
}

#[test]
fn every_key_and_word_is_tried_documented_and_written_back() {
    let mut words = BTreeSet::new();
    vocabulary(&schema().0, &mut words);
    assert!(FAMILIES.iter().all(|family| words.contains(family.tag)));
    assert!(MarketFact::ALL.iter().all(|fact| words.contains(fact.tag())));
    let documentation = fs::read_to_string(folder("docs/dossier-format.md")).expect("the documentation");
    let mut written = EXAMPLES.iter().map(|example| (example.file)().to_owned()).collect::<String>();
    for (_, bytes, _) in cases("good") {
        written += &file::write(&file::read_bytes(&bytes).expect("a dossier"));
    }
    // What holds where nothing is said is never written.
    let unwritten = ["received", "regular", "weighted"];
    words.retain(|word| {
        let names = [format!("`{word}`"), format!("`\"{word}\"`")];
        let is_documented = names.iter().any(|name| documentation.contains(name.as_str()));
        let is_written = written.contains(&format!("\"{word}\""));
        !is_documented || is_written == unwritten.contains(&word.as_str())
    });
    assert!(words.is_empty(), "{words:?}");
}

#[test]
fn what_holds_by_default_is_left_out() {
    let path = folder("tests/cases/files/good/defaults-written-out.json");
    let dossier = file::read_bytes(&fs::read(path).expect("the case")).expect("a dossier");
    let written: Value = serde_json::from_str(&file::write(&dossier)).expect("JSON");
    let keys = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&written), "cost_plan criteria format money note_scale offers requirements title version");
    assert_eq!(keys(&written["criteria"][0]), "family id name weight");
    assert_eq!(keys(&written["requirements"][0]), "id name of");
    assert_eq!(keys(&written["requirements"][1]), "id must name of");
    assert_eq!(written["cost_plan"], serde_json::json!({"horizon": 1, "scenarios": [{"name": "S"}]}));
    assert_eq!(written["offers"][0]["facts"], serde_json::json!({"r": "1"}));
    assert_eq!(keys(&written["offers"][0]), "facts id name");
}

#[test]
fn a_formula_without_value_is_a_remark() {
    let path = folder("tests/cases/files/good/division-by-zero.json");
    let evaluation = evaluated(file::read_bytes(&fs::read(path).expect("the case")).expect("a dossier"));
    let findings = evaluation["findings"].as_array().expect("findings");
    let finding = findings.iter().find(|finding| finding["code"] == "undefined_note").expect("the remark");
    assert_eq!((finding["offer"].as_str(), finding["severity"].as_str()), (Some("a"), Some("error")));
    let sentence = "La formule de «\u{a0}Prix\u{a0}» n'a pas de valeur pour «\u{a0}Offre A\u{a0}»\u{a0}: l'offre n'est pas classée.";
    assert_eq!(finding["message"], sentence);
}

#[test]
fn bounds_and_grades_stand_in_the_evaluation() {
    let case = |name: &str| {
        let path = folder("tests/cases/files/good").join(name);
        evaluated(file::read_bytes(&fs::read(path).expect("the case")).expect("a dossier"))
    };
    let bounded = case("known-within-bounds.json");
    assert_eq!(bounded["provisional"], true);
    assert_eq!(bounded["offers"][0]["band"], serde_json::json!({"low": "78/1", "high": "94/1"}));
    assert_eq!(bounded["offers"][2]["ranks"], serde_json::json!({"best": 3, "worst": 3, "exact": false}));
    let measured = case("measures.json");
    assert_eq!(measured["offers"][1]["seal"], serde_json::json!({"low": 2, "high": 2}));
    assert_eq!(measured["offers"][2]["failed_gates"], serde_json::json!(["g1", "g2"]));
    assert!(measured["offers"][0]["band"].is_null());
    let low = case("price-formulas.json")["findings"].clone();
    assert_eq!((&low[0]["code"], &low[0]["threshold"]), (&"abnormally_low".into(), &"105/1".into()));
    assert_eq!(low[1]["threshold"], "225/2");
}

#[test]
fn every_code_of_the_evaluation_is_documented() {
    let documentation = fs::read_to_string(folder("docs/dossier-format.md")).expect("the documentation");
    let source = fs::read_to_string(folder("src/saved/evaluation.rs")).expect("the source");
    let codes = source.lines().filter_map(|line| line.trim().strip_prefix("Finding::")?.split(" => \"").nth(1));
    let codes: Vec<&str> = codes.filter_map(|rest| rest.split('"').next()).collect();
    assert!(codes.len() > 15, "{codes:?}");
    for code in codes {
        assert!(documentation.contains(&format!("| `{code}` |")), "{code}");
    }
}

#[test]
fn lints_stand_in_the_evaluation_with_documented_keys() {
    let documentation = fs::read_to_string(folder("docs/dossier-format.md")).expect("the documentation");
    let section = documentation.split("| key of a lint |").nth(1).expect("the keys of a lint");
    let lints = evaluated(example("ec-2026"))["lints"].clone();
    // A grid of sovereignty alone has no price.
    assert_eq!((&lints[0]["code"], &lints[0]["severity"]), (&"L2".into(), &"warning".into()));
    let keys: BTreeSet<&str> = lints[0].as_object().expect("a lint").keys().map(String::as_str).collect();
    assert_eq!(keys, BTreeSet::from(["about", "advice", "blocking", "code", "message", "rule", "severity", "sources"]));
    assert!(keys.iter().all(|key| section.contains(&format!("| `{key}` |"))), "{keys:?}");
}

#[test]
fn the_example_of_the_documentation_gives_what_it_says() {
    let documentation = fs::read_to_string(folder("docs/dossier-format.md")).expect("the documentation");
    let example = documentation.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).expect("one");
    assert_valid(&schema().1, example);
    let evaluation = evaluated(file::read(example).expect("a dossier"));
    assert_eq!(summary(&evaluation), "a ranked 80/1 80.00 2\nb ranked 88/1 88.00 1\n");
    for outcome in evaluation["offers"][0].as_object().expect("an offer").keys() {
        assert!(documentation.contains(&format!("`{outcome}`")), "{outcome}");
    }
}

#[test]
fn the_command_ranks_and_refuses() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let rank = |arguments: &[&str]| {
        let mut command = Command::new(&cargo);
        command.args(["run", "--quiet", "--example", "rank", "--"]).args(arguments);
        let output = command.current_dir(folder("")).stdin(Stdio::null()).output().expect("cargo runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, out, err) = rank(&["examples/suite.json"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(out, evaluation_text(example("suite")));
    let (code, out, err) = rank(&["tests/cases/files/bad/several-errors.json"]);
    let expected = fs::read_to_string(folder("tests/cases/files/bad/several-errors.expected")).expect("the case");
    assert_eq!((code, out.as_str(), err), (Some(2), "", expected));
    let (code, _, err) = rank(&["-", "--lang", "en"]);
    assert_eq!((code, err.as_str()), (Some(2), "The file is empty.\n"));
    let (code, _, err) = rank(&["no-such-file.json"]);
    assert_eq!(code, Some(2));
    assert_eq!(err, "«\u{a0}no-such-file.json\u{a0}» ne peut pas être lu\u{a0}: il n'y a pas de tel fichier.\n");
    let (code, _, err) = rank(&[]);
    assert_eq!(code, Some(2));
    assert!(err.starts_with("Usage\u{a0}: rank FICHIER.json"), "{err}");
    let (code, out, _) = rank(&["examples/suite.json", "--profile", "prix-serre", "--pair", "offre-c", "offre-a"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("\"criterion\": \"A4\""), "{out}");
    for (year, edition) in [("2025", Edition::October2025), ("2026", Edition::June2026)] {
        let (code, out, _) = rank(&["--framework", year, "--lang", "en"]);
        assert_eq!((code, out), (Some(0), file::write(&Dossier::european_framework(Lang::En, edition))));
    }
    let (code, out, _) = rank(&["examples/suite.json", "--formulas", "A4", "--estimate", "250000,50"]);
    let suite = Assessment::of(Rc::new(example("suite")));
    let estimate = Decimal::parse("250000.50").expect("a decimal");
    assert_eq!((code, Some(out)), (Some(0), simulation::write(&suite, &Id::new("A4"), Some(estimate))));
    let (code, _, err) = rank(&["examples/suite.json", "--formulas", "A1"]);
    assert_eq!((code, err.as_str()), (Some(2), "«\u{a0}A1\u{a0}» n'est pas un critère de prix de ce dossier.\n"));
    let (code, _, err) = rank(&["examples/suite.json", "--formulas", "A4", "--estimate", "0"]);
    assert!(code == Some(2) && err.starts_with("Usage\u{a0}:"), "{err}");
}

/// The dossier as it comes back: an entry that says nothing is no entry.
fn without_empty_entries(dossier: &Dossier) -> Dossier {
    support::changed(dossier, |draft| {
        for offer in &mut draft.offers {
            Rc::make_mut(offer).facts.retain(|_, entry| *entry != Entry::from(Fact::Missing));
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_is_written_reads_back_the_same(dossier in support::dossier()) {
        let written = file::write(&dossier);
        prop_assert_eq!(&by_serde_json(&file::value(&dossier)), &written);
        let read = match file::read(&written) {
            Ok(read) => read,
            Err(errors) => panic!("{errors:#?}\n{written}"),
        };
        prop_assert_eq!(&read, &without_empty_entries(&dossier));
        prop_assert_eq!(file::write(&read), written);
    }

    #[test]
    fn whatever_is_written_matches_the_schema(dossier in support::plain_dossier()) {
        thread_local!(static VALIDATOR: Validator = schema().1);
        VALIDATOR.with(|validator| assert_valid(validator, &file::write(&dossier)));
    }

    #[test]
    fn no_text_makes_it_panic(text in "[\\[\\]{}\",:a-c0-9.eE\\\\ \n-]{0,200}") {
        let _ = file::read(&text);
    }
}

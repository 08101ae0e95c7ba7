//! The dossier file: what is good reads, what is bad says why and where,
//! nothing panics, and schema, documentation and catalogue agree.
//!
//! Cases stand in `tests/cases/files`: beside each `good/*.json` its ranking
//! (`id outcome total rounded rank`), beside each `bad/*.json` the sentences
//! that a French reader gets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;

use jsonschema::Validator;
use mieux_disant::catalogue::{EXAMPLES, FAMILIES};
use mieux_disant::dossier::{Assessment, Dossier, Edit, Entry, Id, edit};
use mieux_disant::engine::Fact;
use mieux_disant::i18n::Lang;
use mieux_disant::present::{errors::file_error, sentences};
use mieux_disant::saved::file::{self, FileErrorKind, SyntaxProblem};
use mieux_disant::saved::{Json, evaluation};
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
    file::read(example.file).expect("the example is a dossier")
}

fn evaluation_text(dossier: Dossier) -> String {
    let assessment = Assessment::of(Rc::new(dossier));
    evaluation::write(&assessment, |finding| sentences::finding(Lang::Fr, &assessment, finding))
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
fn what_is_too_large_or_too_deep_is_said_in_one_sentence() {
    let head = r#"{"format": "mieux-disant", "version": 1, "title": "T""#;
    let leaf = |id: usize| format!(r#"{{"id": "c{id}", "name": "C", "weight": 1, "family": "yes_no"}}"#);
    let many = |count: usize, item: &dyn Fn(usize) -> String| (0..count).map(item).collect::<Vec<_>>().join(",\n");
    let nested = |open: &str, close: &str, count: usize| open.repeat(count) + "1" + &close.repeat(count);
    let one_leaf = format!(r#""criteria": [{}]"#, leaf(0));
    let offers = many(10_001, &|id| format!(r#"{{"id": "o{id}", "name": "O"}}"#));
    let group_of = |ids: std::ops::Range<usize>| {
        let id = ids.start;
        let leaves = ids.map(leaf).collect::<Vec<_>>().join(",");
        format!(r#"{{"id": "g{id}", "name": "G", "weight": 1, "children": [{leaves}]}}"#)
    };
    let (ten_megabytes, one_megabyte) = (10 << 20, 1 << 20);
    let checks: [(String, &str); 13] = [
        (nested("[", "]", ten_megabytes / 2), "Ligne 1\u{a0}: il faut ici un objet entre accolades."),
        ("[".repeat(ten_megabytes), "Ligne 1, colonne 10485760\u{a0}: le fichier s'arrête avant la fin du dossier."),
        (
            format!("{head}, {one_leaf}, \"offers\":\n{}}}", nested("[", "]", one_megabyte)),
            "Ligne 2, offers[0]\u{a0}: il faut ici un objet entre accolades.",
        ),
        (
            format!("{head}, {one_leaf}, \"offers\": [],\n\"notice\": {}}}", nested("{\"a\":", "}", one_megabyte)),
            "Ligne 2, notice\u{a0}: il faut ici un texte entre guillemets.",
        ),
        (
            format!("{head}, \"offers\": [],\n\"criteria\": {}}}", nested("[{\"children\":", "}]", 100_000)),
            "Ligne 2, criteria[0].children[0].children[0].children[0].children[0].children[0].children\u{a0}: l'arbre des critères a trop de niveaux\u{a0}: 6 au plus.",
        ),
        (
            format!("{head}, {one_leaf},\n\"offers\": [{offers}]}}"),
            "Ligne 2, offers\u{a0}: il y a trop d'éléments\u{a0}: 10\u{202f}000 au plus.",
        ),
        (
            format!("{head}, \"offers\": [],\n\"criteria\": [{}]}}", many(257, &leaf)),
            "Ligne 2, criteria\u{a0}: il y a trop de critères notés\u{a0}: 256 au plus.",
        ),
        (
            format!("{head}, \"offers\": [],\n\"criteria\": [{}, {}]}}", group_of(0..200), group_of(200..257)),
            "Ligne 2, criteria\u{a0}: il y a trop de critères notés\u{a0}: 256 au plus.",
        ),
        (
            format!("{head}, {one_leaf}, \"offers\": [],\n\"notice\": \"{}\"}}", "é".repeat(20_001)),
            "Ligne 2, notice\u{a0}: ce texte dépasse 20\u{202f}000 caractères.",
        ),
        (
            format!(
                "{head}, {one_leaf}, \"offers\": [{{\"id\": \"o\", \"name\": \"O\",\n\"facts\": {{{}}}}}]}}",
                many(2049, &|id| format!("\"k{id}\": 1"))
            ),
            "Ligne 2, offers[0].facts\u{a0}: il y a trop d'éléments\u{a0}: 2\u{202f}048 au plus.",
        ),
        (
            format!(
                "{head}, \"criteria\": [{{\"id\": \"c\", \"name\": \"C\", \"weight\": {}, \"family\": \"yes_no\"}}], \"offers\": []}}",
                "9".repeat(one_megabyte)
            ),
            "Ligne 1, criteria[0].weight\u{a0}: «\u{a0}9999999999999999999999999999999999999999999999999999999999999999…\u{a0}» est trop grand\u{a0}: 18 chiffres au plus devant les décimales.",
        ),
        (" ".repeat(one_megabyte), "Le fichier est vide."),
        (" ".repeat((64 << 20) + 1), "Le fichier dépasse 64\u{a0}Mio."),
    ];
    for (text, expected) in &checks {
        let sentences = sentences_of(text.as_bytes());
        assert!(sentences.iter().any(|sentence| sentence == expected), "{expected}\n{sentences:#?}");
    }
}

#[test]
fn many_errors_are_counted_and_the_first_hundred_told() {
    let head = r#"{"format": "mieux-disant", "version": 1, "title": "T","#;
    let criteria = r#""criteria": [{"id": "p", "name": "P", "weight": 1, "family": "price_inverse"}],"#;
    for fact in ["true", "0"] {
        let offers: Vec<String> =
            (0..10_000).map(|id| format!(r#"{{"id": "o{id}", "name": "O", "facts": {{"p": {fact}}}}}"#)).collect();
        let text = format!("{head}\n{criteria}\n\"offers\": [\n{}\n]}}", offers.join(",\n"));
        let sentences = sentences_of(text.as_bytes());
        assert_eq!(sentences.len(), 101);
        assert!(sentences[0].starts_with("Ligne 4, offers[0].facts.p\u{a0}: "), "{}", sentences[0]);
        assert!(sentences[99].starts_with("Ligne 103, offers[99].facts.p\u{a0}: "), "{}", sentences[99]);
        assert!(sentences[100].ends_with("(9900)."), "{}", sentences[100]);
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
        let dossier = file::read(example.file).expect("the example is a dossier");
        assert_eq!(file::write(&dossier), example.file, "{}", example.id);
        assert_eq!(by_serde_json(&file::value(&dossier)), example.file, "{}", example.id);
        assert_valid(&validator, example.file);
        let path = folder("tests/cases/files/evaluations").join(example.id).with_extension("json");
        let expected = fs::read_to_string(path).expect("the evaluation of each example is kept");
        assert_eq!(evaluation_text(dossier.clone()), expected, "{}", example.id);
        let assessment = Assessment::of(Rc::new(dossier));
        let value = evaluation::value(&assessment, |finding| sentences::finding(Lang::Fr, &assessment, finding));
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
    assert_eq!(codes, ["gate_depends_on_field", "gate_undecided", "gate_undecided", "missing_fact", "tie"]);
    assert!(findings.iter().all(|finding| keys(finding).contains("message")));
    assert_eq!(findings[3]["offer"], "c");
    assert_eq!(findings[3]["measure"], "p");
    assert_eq!(findings[4]["offers"], serde_json::json!(["a", "b"]));
    assert_eq!(evaluation["provisional"], true);
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
        assert_eq!(described["required"], serde_json::json!(keys), "{}", family.tag);
        keys.extend(family.has_unit.then_some("unit"));
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

//! The scanner and the writer held against `serde_json`, on texts made up by the hundred thousand.
//!
//! Same verdict on every text, same values in every text that is JSON, same
//! bytes written. `serde_json` is a referee here and never ships.

use proptest::prelude::*;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use serde_json::{Map, Number, Value};

use super::error::SyntaxProblem;
use super::json::Json;
use super::reader::line_breaks;
use super::scan::DEEPEST;
use super::tree::{Node, Shape, Tree};

/// What the texts are made from: every token, well and badly used.
const SEEDS: [&str; 12] = [
    r#"{"a": [1, -2.50, 3e7, 0.1E-2, 0], "b": {"c": null, "d": true, "e": false}}"#,
    r#"["\u00e9\ud83d\ude00", "\"\\\/\b\f\n\r\t", "é€😀", "\ud83d", "\ude00\ud83d"]"#,
    r#" [ [ [ ] , { } ] , [ { "k" : [ ] } ] ] "#,
    "{\n  \"x\": 12,\r\n\t\"y\": \"z\"\n}\n",
    r#"{"": "", "a.b": {"a": {"b": 1}}, "a": 2, "a": 3}"#,
    "[0, -0, 10, 1.0, 1e0, 1E+10, 123456789012345678901234567890]",
    "\"text\"",
    "-12.5e-3",
    "true",
    "null",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[{\"deep\": [1]}]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    r#"{"facts": {"p": {"value": "12.50", "source": "§ 4"}, "q": 1, "r": false}}"#,
];

/// What damages them.
const PIECES: [&str; 44] = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "\\ude00", "\\u12", "\\x", "/", "u", "0", "1", "9",
    "00", "-", "+", ".", "e", "E", "1.", ".5", "1e", "NaN", "true", "nul", "null", "false", " ", "\n", "\t", "\r",
    "\u{1}", "\u{7f}", "\u{a0}", "\u{feff}", "é", "😀", "'", "//",
];

/// A small generator of numbers: proptest would spend its time on shrinking.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        // Knuth's constants; the upper bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound.max(1)
    }

    fn place_in(&mut self, text: &str) -> usize {
        let mut place = self.below(text.len() + 1);
        while !text.is_char_boundary(place) {
            place -= 1;
        }
        place
    }

    /// Cuts, repeats or puts something in, one to four times.
    fn damaged(&mut self, text: &str) -> String {
        let mut text = text.to_owned();
        for _ in 0..=self.below(4) {
            let (one, other) = (self.place_in(&text), self.place_in(&text));
            let (start, end) = (one.min(other), one.max(other));
            // Mostly small: what is cut to pieces teaches nothing.
            let end = if self.below(3) == 0 {
                end
            } else {
                text[start..].chars().next().map_or(start, |c| start + c.len_utf8())
            };
            match self.below(4) {
                0 => text.replace_range(start..end, ""),
                1 => text.replace_range(start..end, PIECES[self.below(PIECES.len())]),
                2 => text.insert_str(start, PIECES[self.below(PIECES.len())]),
                _ => {
                    let piece = text[start..end].to_owned();
                    text.insert_str(one, &piece);
                }
            }
        }
        text
    }
}

/// The value as `serde_json` has it; nothing where a text is no Unicode or a number no float.
fn value(node: Node<'_>) -> Option<Value> {
    Some(match node.shape() {
        Shape::Null => Value::Null,
        Shape::Bool(value) => Value::Bool(value),
        Shape::Text => Value::String(node.text()?.into_owned()),
        Shape::Number => Value::Number(serde_json::from_str::<Number>(node.json()).ok()?),
        Shape::List => Value::Array(node.items(usize::MAX)?.into_iter().map(value).collect::<Option<_>>()?),
        Shape::Object => {
            let mut object = Map::new();
            for field in node.fields()? {
                // Keys that are no Unicode are not refused as keys, only not known.
                let key = field.at.text()?;
                assert_eq!(key, field.key);
                object.insert(key.into_owned(), value(field.value)?);
            }
            Value::Object(object)
        }
    })
}

/// Every value of a tree, and that its path leads back to it.
fn check_paths(tree: &Tree<'_>, node: Node<'_>) {
    match node.shape() {
        Shape::List => node.items(usize::MAX).unwrap().into_iter().for_each(|item| check_paths(tree, item)),
        Shape::Object => node.fields().unwrap().into_iter().for_each(|field| check_paths(tree, field.value)),
        _ => {}
    }
    let path = node.path();
    // With keys that stand twice or hold points, a path may mean another value.
    assert_eq!(tree.find(&path).path(), path);
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(fields) => 1 + fields.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// Compares both on one text; whether it is JSON.
fn assert_same(text: &str) -> bool {
    let verdict = serde_json::from_str::<IgnoredAny>(text);
    match (Tree::new(text), verdict) {
        (Ok(tree), Ok(_)) => {
            let expected = serde_json::from_str::<Value>(text).ok();
            // What is deeper than any dossier has no marks.
            let depth = expected.as_ref().map_or_else(|| text.matches(['[', '{']).count(), depth);
            if depth <= DEEPEST {
                assert_eq!(value(tree.root()), expected, "{text}");
            }
            true
        }
        (Err((at, problem)), Err(error)) => {
            assert!(at <= text.len(), "{text}");
            let is_truncated = problem == SyntaxProblem::Truncated;
            let line = line_breaks(&text.as_bytes()[..at]) + 1;
            // A wrong line break is the end of its line for us, the start of the next one for serde_json.
            let is_same_line = line == error.line() || (line + 1 == error.line() && error.column() == 0);
            // The end of the text within a number has two names.
            let is_eof = error.is_eof() || (is_truncated && error.to_string().starts_with("invalid number"));
            let is_same = is_truncated == is_eof && (is_truncated || is_same_line);
            // Of an escape with too few digits, serde_json takes four characters at once.
            assert!(is_same || text.contains("\\u"), "{text}: line {line}, {problem:?}, {error}");
            false
        }
        (Ok(_), Err(error)) => panic!("accepted {text:?}, serde_json: {error}"),
        (Err((at, problem)), Ok(_)) => panic!("refused {text:?} at {at}: {problem:?}"),
    }
}

#[test]
fn scans_as_serde_json_does() {
    let mut random = Random(1);
    let mut accepted = 0;
    for seed in SEEDS {
        assert!(assert_same(seed), "{seed}");
    }
    for round in 0..240_000 {
        accepted += usize::from(assert_same(&random.damaged(SEEDS[round % SEEDS.len()])));
    }
    // Both verdicts were put to the test.
    assert!((20_000..200_000).contains(&accepted), "{accepted}");
}

#[test]
fn scans_damaged_dossiers_as_serde_json_does() {
    let mut random = Random(2);
    let files =
        [include_str!("../../../tests/cases/files/good/printers.json"), include_str!("../../../examples/suite.json")];
    for file in files {
        assert!(assert_same(file));
        for _ in 0..4_000_000 / file.len() {
            assert_same(&random.damaged(file));
        }
    }
}

#[test]
fn places_lead_back_to_their_values() {
    let text = include_str!("../../../examples/suite.json");
    let tree = Tree::new(text).unwrap();
    check_paths(&tree, tree.root());
    let tree = Tree::new(SEEDS[4]).unwrap();
    assert_eq!(tree.find("a.b.a.b").json(), "1");
    assert_eq!(tree.find("a.b.c").path(), "a.b");
}

#[test]
fn every_value_is_the_text_that_serde_json_cuts_out() {
    let text = r#" {"n": 0012, "list": [1.50, "é\n", -0e0 ], "o": {} } "#.replace("0012", "-12.0");
    let tree = Tree::new(&text).unwrap();
    let raw: std::collections::BTreeMap<String, &RawValue> = serde_json::from_str(&text).unwrap();
    for field in tree.root().fields().unwrap() {
        let raw = raw[field.key.as_ref()].get();
        assert_eq!(field.value.start(), raw.as_ptr() as usize - text.as_ptr() as usize);
        if !matches!(field.value.shape(), Shape::Object | Shape::List) {
            assert_eq!(field.value.json(), raw);
        }
    }
}

fn json() -> impl Strategy<Value = Json> {
    let text = || proptest::string::string_regex("([a-z\"\\\\/\u{7f}é😀]|[\\x00-\\x20]){0,9}").unwrap();
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        any::<usize>().prop_map(Json::Integer),
        text().prop_map(Json::Text),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::List),
            prop::collection::vec((text(), inner), 0..6).prop_map(Json::Object),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn writes_as_serde_json_does(value in json()) {
        prop_assert_eq!(value.to_file_text(), serde_json::to_string_pretty(&value).unwrap() + "\n");
    }
}

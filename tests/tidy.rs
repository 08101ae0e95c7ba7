//! House rules as tests: who may use whom, what every file must have, what
//! none may contain. Each failure names the file and says what to do.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const MAX_LINES: usize = 500;

fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !path.ends_with("output") {
                    folders.push(path);
                }
            } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no {endings:?} in {folder}");
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root(name: &str) -> String {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name))
}

/// The room of a source file: the first folder below `src`.
fn room(path: &Path) -> Option<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut parts = path.strip_prefix(source).ok()?.components();
    let first = parts.next()?.as_os_str().to_string_lossy().into_owned();
    parts.next().map(|_| first)
}

/// The table "Who may use whom" of the architecture page.
fn allowed_edges() -> BTreeMap<String, BTreeSet<String>> {
    let page = root("src/ARCHITECTURE.md");
    let table: Vec<Vec<String>> = page
        .lines()
        .skip_while(|line| !line.starts_with("| may use ->"))
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect())
        .collect();
    let columns = &table[0];
    let rows = table[2..].iter();
    rows.map(|row| {
        let marked = row.iter().zip(columns).skip(1).filter(|(cell, _)| *cell == "x");
        (row[0].clone(), marked.map(|(_, column)| column.clone()).collect())
    })
    .collect()
}

/// The rooms that a source names: `crate::room`, and the lists of `use crate::{…}`.
fn named_rooms(source: &str, rooms: &BTreeSet<String>) -> BTreeSet<String> {
    let code: String =
        source.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut named = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let list = rest.strip_prefix('{').and_then(|list| list.split('}').next()).unwrap_or(rest);
        let list = if rest.starts_with('{') {
            list
        } else {
            &rest[..rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())]
        };
        for name in list.split(|c: char| !c.is_alphanumeric() && c != '_') {
            if rooms.contains(name) {
                named.insert(name.to_owned());
            }
        }
    }
    named
}

#[test]
fn rooms_use_only_whom_the_map_allows() {
    let allowed = allowed_edges();
    let rooms: BTreeSet<String> = allowed.keys().cloned().collect();
    let mut edges = 0;
    for path in files("src", &[".rs"]) {
        let Some(here) = room(&path) else { continue };
        let allowed = allowed.get(&here).unwrap_or_else(|| panic!("the map of ARCHITECTURE.md has no room {here}"));
        for other in named_rooms(&read(&path), &rooms) {
            edges += 1;
            assert!(
                other == here || allowed.contains(&other),
                "{}: `{here}` may not use `{other}`; move the code, or change the map in ARCHITECTURE.md with its reason",
                path.display()
            );
        }
    }
    assert!(edges > 50, "the rooms were not read");
}

#[test]
fn a_forbidden_edge_would_be_seen() {
    let rooms: BTreeSet<String> = allowed_edges().into_keys().collect();
    let named = |source| named_rooms(source, &rooms).into_iter().collect::<Vec<_>>();
    assert_eq!(named("use crate::platform::storage;"), ["platform"]);
    assert_eq!(named("use crate::{app, ui::page};"), ["app", "ui"]);
    assert_eq!(named("let x = crate::saved::file::read(text);"), ["saved"]);
    assert!(named("// crate::ui\n/// [`crate::ui`]").is_empty());
}

#[test]
fn every_source_says_what_it_is() {
    for folder in ["src", "tests", "benches", "examples"] {
        for path in files(folder, &[".rs"]) {
            let source = read(&path);
            let opening = source.starts_with("//!") || source.starts_with("#![doc = include_str!");
            assert!(
                opening,
                "{}: open with //! and say what it is, what it is not, which way data flows",
                path.display()
            );
        }
    }
}

#[test]
fn no_file_is_one_to_dread() {
    for path in files("src", &[".rs", ".js"])
        .into_iter()
        .chain(files("tests", &[".rs", ".mjs"]))
        .chain(files("tools", &["sh", ".mjs"]))
    {
        let lines = read(&path).lines().count();
        assert!(lines <= MAX_LINES, "{}: {lines} lines; split it at a seam", path.display());
    }
}

#[test]
fn nothing_is_left_undone() {
    let forbidden: Vec<String> =
        [["TO", "DO"], ["FIX", "ME"], ["XX", "X:"], ["dbg", "!("], ["todo", "!("], ["unimplemented", "!("]]
            .iter()
            .map(|parts| parts.concat())
            .collect();
    for path in files("src", &[".rs", ".js"])
        .into_iter()
        .chain(files("tests", &[".rs", ".mjs"]))
        .chain(files("tools", &["sh", ".mjs"]))
    {
        let source = read(&path);
        for word in &forbidden {
            assert!(!source.contains(word.as_str()), "{}: contains {word}", path.display());
        }
    }
}

#[test]
fn markup_lives_under_a_strict_policy() {
    for path in files("src/ui", &[".rs"]) {
        for (number, line) in read(&path).lines().enumerate() {
            let has_style_attribute = line.contains(" style=") || line.trim_start().starts_with("style=");
            assert!(
                !has_style_attribute,
                "{}:{}: a style attribute dies under a strict policy; use ~style",
                path.display(),
                number + 1
            );
        }
    }
}

/// An option has `iter` too, which nothing in the text tells: only what can be told is.
#[test]
fn what_may_be_there_has_a_place_of_its_own() {
    for path in files("src/ui", &[".rs"]) {
        for (number, line) in read(&path).lines().enumerate() {
            let is_loop = line.split("{ for ").skip(1).any(|rest| {
                let iterated = rest.split('|').next().unwrap_or_default();
                iterated.contains(".as_ref()") || iterated.contains(".then(") || iterated.contains(".then_some(")
            });
            assert!(
                !is_loop,
                "{}:{}: a loop over an option moves what follows, and its focus is lost: use maybe",
                path.display(),
                number + 1
            );
        }
    }
}

#[test]
fn javascript_stays_at_the_door() {
    for path in files("src", &[".js", ".mjs", ".ts"]) {
        let allowed = ["loader.js", "words.js", "offline.js", "sw.js", "mieux-disant.d.ts"];
        let is_at_the_door = allowed.iter().any(|name| path.ends_with(Path::new("src/embed").join(name)));
        assert!(is_at_the_door, "{}: the product is written in Rust", path.display());
    }
}

#[test]
fn every_dependency_says_why() {
    let manifest = root("Cargo.toml");
    let mut section = "";
    let mut previous = "";
    let mut reasons = 0;
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.contains("dependencies") && line.contains('=') && !line.starts_with([' ', '#', ']']) {
            // Siblings of one reason may stand together below it.
            let is_explained = previous.starts_with('#') || previous.contains('=') || previous.starts_with(']');
            assert!(is_explained, "Cargo.toml: say in a comment why `{line}` is there");
        } else if section.contains("dependencies") && line.starts_with('#') {
            reasons += 1;
        }
        previous = line;
    }
    assert!(reasons >= 6, "Cargo.toml was not read");
}

#[test]
fn versions_are_pinned_in_one_place() {
    let versions = root("tools/versions.env");
    let pinned = |name: &str| {
        let line = versions.lines().find_map(|line| line.strip_prefix(&format!("{name}=")));
        line.unwrap_or_else(|| panic!("tools/versions.env does not pin {name}")).to_owned()
    };
    let bindgen = pinned("WASM_BINDGEN");
    assert!(
        root("Cargo.toml").contains(&format!("wasm-bindgen = \"={bindgen}\"")),
        "Cargo.toml: wasm-bindgen is not {bindgen}"
    );
    assert!(
        root("trunk.toml").contains(&format!("wasm_bindgen = \"{bindgen}\"")),
        "trunk.toml: wasm_bindgen is not {bindgen}"
    );
}

//! The dossier file at its limits: what is too large or too deep is said in one
//! sentence with its place, and never takes more time or memory than its text.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use mieux_disant::dossier::limits;
use mieux_disant::engine::MAX_YEARS;
use mieux_disant::i18n::Lang;
use mieux_disant::present::errors::file_error;
use mieux_disant::saved::file;

/// The French sentences of a text that is no dossier.
fn sentences_of(bytes: &[u8]) -> Vec<String> {
    let errors = file::read_bytes(bytes).expect_err("an error");
    errors.iter().map(|error| file_error(Lang::Fr, error)).collect()
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

/// A dossier with lists of given lengths, each on its own line.
#[derive(Clone, Copy)]
struct Lengths {
    points: usize,
    requirements: usize,
    detectors: usize,
    segments: usize,
    volumes: usize,
    scenarios: usize,
    opinions: usize,
    costs: usize,
}

/// As long as each list may be.
const LONGEST: Lengths = Lengths {
    points: limits::CURVE,
    requirements: limits::REQUIREMENTS,
    detectors: limits::DETECTORS,
    segments: limits::SEGMENTS,
    volumes: MAX_YEARS as usize,
    scenarios: limits::SCENARIOS,
    opinions: limits::OPINIONS,
    costs: limits::COSTS,
};

fn with_lengths(lengths: Lengths) -> String {
    let many = |count: usize, item: &dyn Fn(usize) -> String| (0..count).map(item).collect::<Vec<_>>().join(", ");
    let points = many(lengths.points, &|at| format!(r#"{{"at": {at}, "points": 1}}"#));
    let requirements = many(lengths.requirements, &|id| format!(r#"{{"id": "r{id}", "name": "R", "of": "b"}}"#));
    let detectors = many(lengths.detectors, &|_| r#"{"of": "p", "rule": "share_of_mean", "percent": 80}"#.into());
    let volumes = many(lengths.volumes, &|year| year.to_string());
    let segments = many(lengths.segments, &|_| r#"{"name": "S", "volumes": [1]}"#.into());
    let segments = segments.replacen("[1]", &format!("[{volumes}]"), 1);
    let scenarios = many(lengths.scenarios, &|_| r#"{"name": "S"}"#.into());
    let opinions = many(lengths.opinions, &|_| r#"{"by": "X", "note": 1}"#.into());
    let costs = many(lengths.costs, &|_| r#"{"label": "L", "kind": "other", "amount": 1, "source": "S"}"#.into());
    format!(
        r#"{{"format": "mieux-disant", "version": 1, "title": "T", "criteria": [
{{"id": "p", "name": "P", "weight": 1, "family": "price_inverse"}},
{{"id": "b", "name": "B", "weight": 1, "family": "coverage"}},
{{"id": "n", "name": "N", "weight": 1, "family": "notes_mean", "out_of": 1}},
{{"id": "c", "name": "C", "weight": 1, "family": "piecewise", "out_of": 1, "points": [{points}]}}],
"requirements": [{requirements}],
"detectors": [{detectors}],
"cost_plan": {{"horizon": 15,
"segments": [{segments}],
"scenarios": [{scenarios}]}},
"offers": [{{"id": "o", "name": "O", "facts": {{
"n": {{"opinions": [{opinions}]}},
"p": {{"costs": [{costs}]}}}}}}]}}"#
    )
}

#[test]
fn every_list_is_read_up_to_its_limit_and_no_further() {
    let longest = with_lengths(LONGEST);
    let dossier = file::read(&longest).expect("a dossier");
    assert_eq!(file::read(&file::write(&dossier)), Ok(dossier));
    let checks: [(Lengths, &str); 8] = [
        (
            Lengths { points: 102, ..LONGEST },
            "Ligne 5, criteria[3].points\u{a0}: il y a trop d'éléments\u{a0}: 101 au plus.",
        ),
        (
            Lengths { requirements: 1_001, ..LONGEST },
            "Ligne 6, requirements\u{a0}: il y a trop d'éléments\u{a0}: 1\u{202f}000 au plus.",
        ),
        (Lengths { detectors: 17, ..LONGEST }, "Ligne 7, detectors\u{a0}: il y a trop d'éléments\u{a0}: 16 au plus."),
        (
            Lengths { segments: 51, ..LONGEST },
            "Ligne 9, cost_plan.segments\u{a0}: il y a trop d'éléments\u{a0}: 50 au plus.",
        ),
        (
            Lengths { volumes: 16, ..LONGEST },
            "Ligne 9, cost_plan.segments[0].volumes\u{a0}: il y a trop d'éléments\u{a0}: 15 au plus.",
        ),
        (
            Lengths { scenarios: 11, ..LONGEST },
            "Ligne 10, cost_plan.scenarios\u{a0}: il y a trop d'éléments\u{a0}: 10 au plus.",
        ),
        (
            Lengths { opinions: 65, ..LONGEST },
            "Ligne 12, offers[0].facts.n.opinions\u{a0}: il y a trop d'éléments\u{a0}: 64 au plus.",
        ),
        (
            Lengths { costs: 501, ..LONGEST },
            "Ligne 13, offers[0].facts.p.costs\u{a0}: il y a trop d'éléments\u{a0}: 500 au plus.",
        ),
    ];
    for (lengths, expected) in checks {
        assert_eq!(sentences_of(with_lengths(lengths).as_bytes()), [expected]);
    }
}

#[test]
fn whatever_is_nested_deep_is_refused_where_it_stands() {
    let brackets = "[".repeat(1 << 20) + "1" + &"]".repeat(1 << 20);
    let braces = "{\"low\":".repeat(1 << 20) + "1" + &"}".repeat(1 << 20);
    let one = Lengths {
        points: 1,
        requirements: 1,
        detectors: 1,
        segments: 1,
        volumes: 1,
        scenarios: 1,
        opinions: 1,
        costs: 1,
    };
    let plain = with_lengths(one);
    for (old, new, expected) in [
        (
            "[{\"by\"",
            format!("[{brackets}, {{\"by\""),
            "Ligne 12, offers[0].facts.n.opinions[0]\u{a0}: il faut ici un objet",
        ),
        ("[{\"label\"", format!("[{braces}, {{\"label\""), "Ligne 13, offers[0].facts.p.costs[0].low\u{a0}: la clé"),
        (
            "\"horizon\": 15",
            format!("\"horizon\": {braces}"),
            "Ligne 8, cost_plan.horizon\u{a0}: il faut ici un nombre entier",
        ),
        ("\"p\": {\"costs\"", format!("\"c\": {braces}, \"p\": {{\"costs\""), "Ligne 13, offers[0].facts.c"),
        (
            "\"points\": [{",
            format!("\"points\": [{brackets}, {{"),
            "Ligne 5, criteria[3].points[0]\u{a0}: il faut ici un objet",
        ),
        (
            "\"detectors\": [",
            format!("\"method\": {{\"tie_breaks\": {brackets}}}, \"detectors\": ["),
            "Ligne 7, method.tie_breaks[0]",
        ),
    ] {
        let text = plain.replacen(old, &new, 1);
        let sentences = sentences_of(text.as_bytes());
        assert!(sentences.iter().any(|sentence| sentence.starts_with(expected)), "{expected}\n{sentences:#?}");
    }
}

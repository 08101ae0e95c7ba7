//! Catalogues that buyers load themselves: read, written, refused with their places,
//! shown in place of the one in the box.

use std::collections::BTreeSet;

use mieux_disant::app::{Effect, MarketMsg, Screen};
use mieux_disant::catalogue::Market;
use mieux_disant::catalogue::market::products;
use mieux_disant::i18n::Lang;
use mieux_disant::present;
use mieux_disant::present::errors::file_error;
use mieux_disant::saved::file::market;

use super::{after, names, opened, own_file, read, shown};

#[test]
fn a_catalogue_of_ones_own_takes_the_place_and_is_never_mixed() {
    let state = own_file(Lang::Fr, read("docs/market-example.json").as_bytes());
    assert_eq!(names(&state), ["Messagerie Exemple (fictive)", "Partage Exemple (fictif)"]);
    let view = shown(&state);
    assert!(
        view.about.starts_with("Catalogue du ministère (exemple fictif), «\u{a0}mien.json\u{a0}», arrêté à juin 2026."),
        "{}",
        view.about
    );
    assert!(present::announcement(&state).contains("2\u{a0}produits"));
    assert!(view.catalogues.unwrap()[1].1);
    let (boxed, _) = after(state.clone(), [MarketMsg::ShowOwn(false).into()]);
    assert_eq!(names(&boxed).len(), products().count());
    assert!(shown(&boxed).about.starts_with("Catalogue fourni, arrêté à juillet 2026."));
    let (again, _) = after(boxed, [MarketMsg::ShowOwn(true).into()]);
    assert_eq!(names(&again).len(), 2);
    let (closed, effects) = after(again.clone(), [MarketMsg::Close.into()]);
    assert!(present::market(&closed).is_none());
    assert_eq!(effects, [Effect::Focus("open-market")]);
    let (open, _) = after(closed, [MarketMsg::Open.into()]);
    assert_eq!((open.screen, names(&open).len()), (Screen::Offers, 2), "as it was left");
    let (gone, effects) = after(open, [MarketMsg::Forget.into()]);
    assert!(shown(&gone).catalogues.is_none() && names(&gone).len() == products().count());
    assert_eq!(effects, [Effect::Focus("market-load")]);

    // A bad file leaves everything as it was, and says why.
    let (refused, _) =
        after(again, [MarketMsg::FileChosen { name: "x.json".into(), content: Some(b"{".to_vec()) }.into()]);
    assert_eq!(names(&refused).len(), 2);
    assert!(shown(&refused).refused[0].contains("n'a pas été repris"));
    assert!(present::announcement(&refused).contains("x.json"));
    let unreadable = MarketMsg::FileChosen { name: "y.json".into(), content: None };
    assert!(shown(&after(refused, [unreadable.into()]).0).refused[0].contains("n'a pas pu lire"));
}

#[test]
fn catalogues_are_written_as_they_are_read_and_as_the_schema_says() {
    let schema = serde_json::from_str(&read("docs/market-schema.json")).expect("JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let boxed = market::write(&Market::in_the_box());
    for text in [boxed.clone(), read("docs/market-example.json")] {
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        let known = market::read_bytes(text.as_bytes()).unwrap_or_else(|errors| panic!("{errors:#?}"));
        let written = market::write(&known);
        assert_eq!(market::read_bytes(written.as_bytes()).unwrap(), known);
    }
    assert_eq!(market::read_bytes(boxed.as_bytes()).unwrap(), Market::in_the_box());
    let (_, effects) = after(opened(Lang::Fr), [MarketMsg::Save.into()]);
    assert_eq!(effects, [Effect::Download { name: "catalogue-du-marche.json".into(), text: boxed }]);
    // Every key and word of the format is documented.
    let page = read("docs/market.md");
    for word in page_words(&schema) {
        assert!(
            page.contains(&format!("`{word}`")) || page.contains(&format!("`\"{word}\"`")),
            "docs/market.md: {word}"
        );
    }
}

/// The keys and the words that a schema allows.
fn page_words(schema: &serde_json::Value) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    match schema {
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                if let ("properties", serde_json::Value::Object(properties)) = (key.as_str(), value) {
                    words.extend(properties.keys().cloned());
                }
                if let ("enum", serde_json::Value::Array(allowed)) = (key.as_str(), value) {
                    words.extend(allowed.iter().filter_map(|word| word.as_str().map(str::to_owned)));
                }
                words.extend(page_words(value));
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| words.extend(page_words(item))),
        _ => {}
    }
    words
}

#[test]
fn what_is_wrong_with_a_catalogue_is_said_with_its_place() {
    let good = r#"{"schema_version": 1, "entries": [
{"id": "a", "name": "A", "kind": "mail", "publisher": "P", "jurisdiction": {"class": "unknown", "rung": 2}}]}"#;
    assert!(market::read_bytes(good.as_bytes()).is_ok());
    let long = "x".repeat(201);
    let cases: [(&str, &str, &str); 17] = [
        ("\"schema_version\": 1", "\"schema_version\": 2", "Ligne 1, schema_version : la version 2"),
        ("\"schema_version\": 1, ", "", "Ligne 1 : il manque la clé « schema_version »."),
        (
            "\"schema_version\": 1",
            "\"schema_version\": \"1\"",
            "Ligne 1, schema_version : il faut ici un nombre entier",
        ),
        ("\"entries\"", "\"offers\"", "la clé « offers » n'a pas de sens ici"),
        ("\"id\": \"a\", ", "", "Ligne 2, entries[0] : il manque la clé « id »."),
        ("\"name\": \"A\"", "\"name\": \" \"", "Ligne 2, entries[0].name : ce texte ne peut pas être vide."),
        (
            "\"name\": \"A\"",
            &format!("\"name\": \"{long}\""),
            "Ligne 2, entries[0].name : ce texte dépasse 200 caractères.",
        ),
        ("\"mail\"", "\"fax\"", "Ligne 2, entries[0].kind : « fax » n'est pas un mot connu ici"),
        (
            "\"rung\": 2",
            "\"rung\": 5",
            "Ligne 2, entries[0].jurisdiction.rung : la valeur doit être comprise entre 0 et 4.",
        ),
        (
            "\"rung\": 2",
            "\"price\": 5",
            "Ligne 2, entries[0].jurisdiction.price : la clé « price » n'a pas de sens ici",
        ),
        (
            "\"kind\"",
            "\"hq_country\": \"France\", \"kind\"",
            "entries[0].hq_country : un pays est un code de deux lettres capitales",
        ),
        (
            "\"kind\"",
            "\"facts\": [{\"text\": \"T\", \"date\": \"hier\"}], \"kind\"",
            "entries[0].facts[0].date : « hier » n'est pas une date",
        ),
        ("\"kind\"", "\"facts\": [{\"source\": \"S\"}], \"kind\"", "entries[0].facts[0] : il manque la clé « text »."),
        (
            "\"kind\"",
            "\"functions\": [\"mail\", \"cook\"], \"kind\"",
            "entries[0].functions[1] : « cook » n'est pas un mot connu ici",
        ),
        (
            "\"kind\"",
            "\"secnumcloud\": {\"as_of\": \"2026\"}, \"kind\"",
            "entries[0].secnumcloud : il manque la clé « status ».",
        ),
        (
            "}}]}",
            "}},{\"id\": \"a\", \"name\": \"B\", \"kind\": \"mail\", \"publisher\": \"P\"}]}",
            "entries[1].id : l'identifiant « a » est déjà porté",
        ),
        ("}}]}", "}}]", "le fichier s'arrête avant la fin"),
    ];
    for (from, to, expected) in cases {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good, "{from}");
        let errors = market::read_bytes(bad.as_bytes()).expect_err(to);
        let said: Vec<String> = errors.iter().map(|error| file_error(Lang::Fr, error).replace('\u{a0}', " ")).collect();
        assert!(said.iter().any(|said| said.contains(expected)), "{to}: {said:#?}");
        assert!(errors.iter().all(|error| !file_error(Lang::En, error).is_empty()));
    }
}

#[test]
fn hostile_catalogues_are_refused() {
    let entry = |id: usize| format!(r#"{{"id": "p{id}", "name": "N", "kind": "mail", "publisher": "P"}}"#);
    let entries = |count: usize| (0..count).map(entry).collect::<Vec<_>>().join(",");
    let file = |entries: String| format!(r#"{{"schema_version": 1, "entries": [{entries}]}}"#);
    assert_eq!(market::read_bytes(file(entries(2_000)).as_bytes()).unwrap().products.len(), 2_000);
    let many = |key: &str, item: &str, count: usize| {
        let list = vec![item; count].join(",");
        file(entry(0).replace("\"kind\"", &format!("\"{key}\": [{list}], \"kind\"")))
    };
    let hostile: [Vec<u8>; 9] = [
        vec![b'['; 5 << 20],
        b"[".repeat(1 << 20),
        format!("{}{}", "{\"entries\":".repeat(100_000), "}".repeat(100_000)).into_bytes(),
        vec![0xff, 0xfe],
        Vec::new(),
        file(entries(2_001)).into_bytes(),
        many("facts", r#"{"text": "T"}"#, 101).into_bytes(),
        many("functions", r#""mail""#, 50).into_bytes(),
        file(entry(0).replace("\"N\"", "\"a\\u0000b\"")).into_bytes(),
    ];
    for bytes in hostile {
        let errors = market::read_bytes(&bytes).expect_err("refused");
        assert!(errors.len() <= 101 && errors.iter().all(|error| !file_error(Lang::Fr, error).is_empty()));
        let state = own_file(Lang::Fr, &bytes);
        assert!(!shown(&state).refused.is_empty() && names(&state).len() == products().count());
    }
}

//! The catalogue of the market: complete, sourced or marked, aged by the dossier's
//! own date, sought and filtered, brought to a dossier as ceilings only; and the
//! catalogues that buyers load themselves.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "market/bricks.rs"]
mod bricks;
#[path = "market/kept.rs"]
mod kept;
#[path = "market/own.rs"]
mod own;
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use mieux_disant::app::{BeginMsg, Effect, Filter, MarketMsg, Msg, RungFilter, Start, State, update};
use mieux_disant::catalogue::market::{Confidence, Control, Function, LicenceKind, Product, products};
use mieux_disant::catalogue::{EXAMPLES, MARKET_UNTIL, MarketFact, TEMPLATES, TemplateGrid, family_by_tag};
use mieux_disant::dossier::{
    Date, Dossier, Edit, Entry, FACT_AGE, Gate, GateRule, Id, Information, Level, Measure, ceiling, market_facts,
};
use mieux_disant::engine::{Decimal, Fact, Outcome};
use mieux_disant::i18n::Lang;
use mieux_disant::present;
use mieux_disant::saved::file;
use mieux_disant::saved::link;
use support::dossiers::{Recipe, generate};

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

fn after(mut state: State, msgs: impl IntoIterator<Item = Msg>) -> (State, Vec<Effect>) {
    let mut all = Vec::new();
    for msg in msgs {
        let (next, effects) = update(state, msg);
        state = next;
        all.extend(effects);
    }
    (state, all)
}

fn start(lang: Lang) -> State {
    State::new(lang, Start { address: String::new(), session: "s".into() })
}

fn opened(lang: Lang) -> State {
    after(start(lang), [MarketMsg::Open.into()]).0
}

fn shown(state: &State) -> present::MarketView {
    present::market(state).expect("an open panel")
}

fn names(state: &State) -> Vec<String> {
    shown(state).products.into_iter().map(|product| product.name).collect()
}

fn sought(state: &State, query: &str) -> Vec<String> {
    names(&after(state.clone(), [MarketMsg::Seek(query.into()).into()]).0)
}

fn product(id: &str) -> &'static Product {
    products().find(|product| product.id == id).unwrap_or_else(|| panic!("{id}"))
}

fn date(text: &str) -> Option<Date> {
    Some(Date::parse(text).expect(text))
}

/// A dossier with both scales of the market, each with a gate, and no other.
fn following(reference: &str) -> Dossier {
    let alone =
        [MarketFact::Jurisdiction, MarketFact::SecNumCloud].iter().fold(read("examples/suite.json"), |text, fact| {
            text.replace(&format!(",\n          \"market\": \"{}\"", fact.tag()), "")
        });
    let mut draft = file::read(&alone).unwrap().to_draft();
    draft.reference_date = date(reference);
    for (id, market, count) in [("snc", MarketFact::SecNumCloud, 6), ("droit", MarketFact::Jurisdiction, 5)] {
        let levels = (0..count).map(|level| Level {
            label: format!("Échelon {level}"),
            description: String::new(),
            points: Decimal::integer(level * 20),
            seal: None,
        });
        let family = family_by_tag("scale").unwrap();
        let measure = Measure {
            market: Some(market),
            parameters: vec![Decimal::integer(100)],
            ..Measure::new(family, levels.collect())
        };
        let name = format!("Mesure {id}");
        draft.informations.push(Information { id: Id::new(id), name, description: String::new(), measure });
        let rule = GateRule::LevelAtLeast { of: Id::new(id), level: 1 };
        let (id, name) = (Id::new(&format!("porte-{id}")), format!("Porte {id}"));
        draft.gates.push(Gate { id, name, rule, basis: String::new(), basis_date: None });
    }
    draft.check().unwrap_or_else(|defects| panic!("{defects:?}"))
}

fn holding(dossier: &Dossier) -> State {
    let opened = Msg::DossierGiven(std::rc::Rc::new(dossier.clone()));
    after(start(Lang::Fr), [opened, MarketMsg::Open.into()]).0
}

fn adding(state: &State, name: &str) -> Msg {
    let view =
        shown(state).products.into_iter().find(|product| product.name == name).unwrap_or_else(|| panic!("{name}"));
    assert!(view.add.is_some(), "{name}");
    MarketMsg::Add { name: view.name, facts: view.facts }.into()
}

#[test]
fn every_name_and_publisher_is_found_however_it_is_written() {
    let fixture = read("tests/cases/market/names.txt");
    let lines: Vec<(&str, &str)> =
        fixture.lines().filter(|line| !line.starts_with('#')).map(|line| line.split_once(" | ").unwrap()).collect();
    assert_eq!(lines.len(), products().count());
    for lang in Lang::ALL {
        let state = opened(lang);
        assert_eq!(names(&state).len(), lines.len(), "all of them before anything is sought");
        for (name, publisher) in &lines {
            let plain = name.to_lowercase().replace(['é', 'è'], "e").replace('à', "a");
            for query in [*name, &plain, &name.to_uppercase(), publisher] {
                assert!(sought(&state, query).contains(&(*name).to_owned()), "{name} by {query}");
            }
            assert_eq!(sought(&state, name).first().map(String::as_str), Some(*name), "{name} comes first");
        }
        assert!(sought(&state, "xyzzy").is_empty());
    }
    assert_eq!(sought(&opened(Lang::Fr), "hebergement Roubaix"), ["OVHcloud"], "what facts say is found, too");
}

#[test]
fn every_statement_shows_source_and_date_or_that_it_is_to_be_verified() {
    for lang in Lang::ALL {
        let mark = Confidence::ToCheck.name().get(lang);
        let own = own_file(lang, read("docs/market-example.json").as_bytes());
        for state in [opened(lang), own] {
            let toggles = shown(&state).products.into_iter().map(|product| MarketMsg::Toggle(product.id).into());
            let state = after(state.clone(), toggles.collect::<Vec<Msg>>()).0;
            let (mut facts, mut marked) = (0, 0);
            for view in shown(&state).products {
                let known = state.market.as_ref().unwrap().product(&view.id).unwrap();
                assert_eq!(view.said.len(), known.facts.len());
                for (line, fact) in view.said.iter().zip(known.facts.iter()) {
                    facts += 1;
                    let is_dated = Date::parse(&fact.date).is_some() && !fact.source.is_empty();
                    let year = fact.date.get(..4).unwrap_or("no date");
                    let shows_both = line.support.starts_with(fact.source.as_ref()) && line.support.contains(year);
                    assert!(if is_dated { shows_both } else { line.support.contains(mark) }, "{}: {line:?}", view.name);
                    marked += usize::from(!is_dated);
                }
                for line in &view.lines {
                    let known_by = [Confidence::Public, Confidence::Founding].map(|each| each.name().get(lang));
                    let is_marked = line.support.contains(mark) || line.text.contains(mark);
                    let is_read = known_by.contains(&line.support.as_str());
                    let status = &known.secnumcloud;
                    let is_dated = !status.source.is_empty() && line.support.starts_with(status.source.as_ref());
                    let has_nothing = line.support.is_empty() && line.note.is_empty();
                    assert!(is_marked || is_read || is_dated || has_nothing, "{}: {line:?}", view.name);
                }
                assert!(view.lines.len() >= 5, "{}", view.name);
            }
            assert!(facts >= 2);
            assert!(state.market.as_ref().unwrap().own.is_none() || marked == 1, "the example has one without a date");
        }
    }
}

#[test]
fn the_table_holds_together() {
    let mut ids = BTreeSet::new();
    for product in products() {
        let name = &product.name;
        assert!(ids.insert(&product.id) && !product.facts.is_empty(), "{name}");
        let status = &product.secnumcloud;
        let life = &product.lifecycle;
        for text in [&status.as_of, &life.date].into_iter().chain(product.facts.iter().map(|fact| &fact.date)) {
            assert!(text.is_empty() || Date::parse(text).is_some(), "{name}: {text}");
            assert!(text.as_ref() <= MARKET_UNTIL || text.starts_with(MARKET_UNTIL), "{name}: {text} is later");
        }
        let is_sound = status.confidence != Confidence::ToCheck;
        assert!(!is_sound || !(status.as_of.is_empty() || status.source.is_empty()), "{name}");
        // The catalogue never gives the highest rung: an independent check does.
        assert!(product.jurisdiction.rung.is_none_or(|rung| rung < 4), "{name}");
    }
    let ended: Vec<&str> = products().filter(|each| each.is_discontinued()).map(|each| each.id.as_ref()).collect();
    assert_eq!(ended, ["cloudwatt", "numergy", "snap"]);
    for view in shown(&opened(Lang::Fr)).products {
        assert_eq!(view.is_discontinued, !view.ended.is_empty());
        assert!(!view.is_discontinued || view.add.is_none() && view.ended.contains("arrêté"), "{view:?}");
    }
}

#[test]
fn statuses_age_by_the_date_of_the_dossier() {
    // product, reference date, ceiling, what the summary says.
    let cases = [
        ("s3ns", "2026-07-01", Some(5), "qualification annoncée, échelon 5 au plus"),
        ("s3ns", "2027-01-05", Some(5), "qualification annoncée, échelon 5"),
        ("s3ns", "2027-01-06", Some(5), "(à actualiser), échelon 5"),
        ("s3ns", "2029-01-05", Some(5), "(à actualiser)"),
        ("s3ns", "2029-01-06", Some(1), "ne compte plus), échelon 1"),
        ("bleu", "2027-03", Some(3), "(à actualiser), échelon 3"),
        ("bleu", "2030", Some(1), "ne compte plus), échelon 1"),
        ("scaleway", "2026-07", Some(3), "qualification en cours (à vérifier)"),
        ("whaller", "2030", Some(2), "plateforme qualifiée, échelon 2"),
        ("aws", "2026-07", Some(1), "aucune démarche connue (à vérifier), échelon 1"),
        ("jalios", "2026-07", None, "non établi (à vérifier), échelon non établi"),
        ("tchap", "2026-07", None, "sans objet, échelon non établi"),
    ];
    for (id, at, expected, says) in cases {
        assert_eq!(ceiling(product(id), MarketFact::SecNumCloud, date(at)), expected, "{id} {at}");
        let state = holding(&following(at));
        let view = shown(&state).products.into_iter().find(|view| view.id == id).unwrap();
        assert!(view.summary.contains(says), "{id} {at}: {}", view.summary);
    }
    let mut draft = following("2030").to_draft();
    draft.reference_date = None;
    let state = holding(&draft.check().unwrap());
    assert!(shown(&state).hints[0].contains("pas de date de référence"));
    assert!(shown(&state).products.iter().all(|view| !view.summary.contains("actualiser")), "never by the clock");
}

#[test]
fn filters_keep_what_fits_and_together_keep_everything() {
    let state = opened(Lang::Fr);
    let kept = |filter: Filter| -> BTreeSet<String> {
        names(&after(state.clone(), [MarketMsg::Filter(filter).into()]).0).into_iter().collect()
    };
    let expected = |is_kept: &dyn Fn(&Product) -> bool| -> BTreeSet<String> {
        products().filter(|each| is_kept(each)).map(|each| each.name.clone().into_owned()).collect()
    };
    for function in Function::ALL {
        assert_eq!(kept(Filter::Function(Some(*function))), expected(&|each| each.functions.contains(function)));
    }
    let mut count = 0;
    for kind in LicenceKind::ALL {
        let found = kept(Filter::Licence(Some(*kind)));
        assert!(!found.is_empty(), "{kind:?}");
        count += found.len();
        assert_eq!(found, expected(&|each| each.licence.kind == *kind));
    }
    assert_eq!(count, products().count());
    for control in Control::ALL {
        assert_eq!(kept(Filter::Control(Some(*control))), expected(&|each| each.jurisdiction.class == *control));
    }
    let at = state.dossier().reference_date;
    for (fact, filter) in [
        (MarketFact::SecNumCloud, Filter::SecNumCloud as fn(_) -> _),
        (MarketFact::Jurisdiction, Filter::Exposure as fn(_) -> _),
    ] {
        let mut last = products().count();
        for least in 0..=5 {
            let found = kept(filter(Some(RungFilter::AtLeast(least))));
            assert_eq!(found, expected(&|each| ceiling(each, fact, at).is_some_and(|rung| rung >= least)));
            assert!(found.len() <= last);
            last = found.len();
        }
        let unknown = kept(filter(Some(RungFilter::NotEstablished)));
        assert_eq!(unknown.len() + kept(filter(Some(RungFilter::AtLeast(0)))).len(), products().count());
    }
    // Each entry of each list sends what it says, and the one that stands is marked.
    for (place, choice) in shown(&state).filters.iter().enumerate() {
        for (index, (_, msg)) in choice.options.iter().enumerate() {
            let state = after(state.clone(), [msg.clone()]).0;
            assert_eq!(shown(&state).filters[place].chosen, index, "{}", choice.label);
            assert_eq!(shown(&state).is_filtered, index > 0);
            assert!(!present::announcement(&state).is_empty());
            assert!(!shown(&after(state, [MarketMsg::Clear.into()]).0).is_filtered);
        }
    }
}

#[test]
fn an_offer_from_the_catalogue_begins_with_ceilings_and_never_passes_a_gate_by_them() {
    let state = holding(&following("2026-07-01"));
    let before = file::write(state.dossier());
    let (state, _) = after(state.clone(), [adding(&state, "OVHcloud")]);
    let offer = state.dossier().offers.last().unwrap().clone();
    assert_eq!((offer.name.as_str(), offer.facts.len()), ("OVHcloud", 2));
    let entry = |id: &str| offer.facts.get(&Id::new(id)).unwrap();
    assert_eq!(entry("snc").fact, Fact::Levels { low: 0, high: 5 });
    assert_eq!((entry("snc").date, entry("snc").source.as_str()), (date("2025-08-06"), "Documentation OVHcloud"));
    assert!(entry("snc").justification.contains("à vérifier"));
    assert_eq!((entry("droit").fact, entry("droit").date), (Fact::Levels { low: 0, high: 3 }, None));
    assert!(entry("droit").justification.contains("Statut sans date"));
    assert!(present::announcement(&state).starts_with("Offre ajoutée"), "{}", present::announcement(&state));
    assert_eq!(state.history.undoable().unwrap().name().fr, "ajout d'une offre du catalogue");
    assert_eq!(file::write(after(state, [Msg::Undo]).0.dossier()), before, "one step");

    for known in products() {
        let dossier = following("2026-07-01");
        for (id, _, entry) in market_facts(&dossier, known) {
            let is_open = matches!(entry.fact, Fact::Levels { low: 0, .. }) || entry.fact == Fact::Level(0);
            assert!(is_open, "{}: {id} is {:?}", known.name, entry.fact);
        }
        let view = shown(&holding(&dossier)).products.into_iter().find(|view| view.name == known.name).unwrap();
        if view.add.is_none() {
            continue;
        }
        let state = holding(&dossier);
        let (state, _) = after(state.clone(), [adding(&state, &known.name)]);
        let place = state.dossier().offers.len() - 1;
        let gates = state.dossier().gates.len();
        let outcome = state.assessment.evaluation().outcome(place);
        if let Outcome::Eliminated(broken) = outcome {
            assert!(broken.iter().all(|gate| *gate + 1 >= gates - 1), "only the gates of the market: {broken:?}");
            assert_eq!(known.jurisdiction.rung, Some(0), "{}: only rung 0 is sure", known.name);
        }
    }
}

#[test]
fn scales_in_the_box_follow_the_market_rung_by_rung() {
    let texts = EXAMPLES.iter().map(|example| (example.id.to_owned(), (example.file)()));
    let templates = TEMPLATES.iter().flat_map(|template| {
        let TemplateGrid::File { file } = template.grid else { return Vec::new() };
        Lang::ALL.map(|lang| (format!("{} {}", template.id, lang.tag()), file(lang))).to_vec()
    });
    let mut followed = Vec::new();
    for (from, text) in texts.chain(templates) {
        let dossier = file::read(text).unwrap_or_else(|errors| panic!("{from}: {errors:?}"));
        for (id, _, measure) in dossier.measures() {
            let Some(market) = measure.market else { continue };
            let rungs = if market == MarketFact::SecNumCloud { 6 } else { 5 };
            assert_eq!(measure.levels.len(), rungs, "{from} {id}");
            let is_told = |(rung, level): (usize, &Level)| level.label.starts_with(&format!("{rung} "));
            assert!(measure.levels.iter().enumerate().all(is_told), "{from} {id}");
            followed.push(format!("{from} {id}"));
        }
    }
    let expected = [
        "suite A2.1",
        "suite A3.1",
        "assembly A2.1",
        "assembly A3.1",
        "suite fr A2.1",
        "suite fr A3.1",
        "suite en A2.1",
        "suite en A3.1",
        "iaas fr SNC",
        "iaas en SNC",
        "sren fr SNC",
        "sren en SNC",
    ];
    assert_eq!(followed, expected);

    // A product brings its ceilings there, and nothing else.
    let begun = [Msg::OpenExample("suite"), Msg::OpenExample("assembly"), BeginMsg::Template("suite").into()];
    for begun in begun {
        let state = after(start(Lang::Fr), [begun.clone(), MarketMsg::Open.into()]).0;
        let (state, _) = after(state.clone(), [adding(&state, "Oodrive")]);
        let brought = &state.dossier().offers.last().unwrap().facts;
        let fact = |id: &str| brought.get(&Id::new(id)).map(|entry| entry.fact);
        assert_eq!(fact("A2.1"), Some(Fact::Levels { low: 0, high: 3 }), "{begun:?}");
        assert_eq!(fact("A3.1"), Some(Fact::Levels { low: 0, high: 5 }), "{begun:?}");
        assert_eq!(brought.len(), 2, "{begun:?}");
        let place = state.dossier().offers.len() - 1;
        assert_eq!(
            *state.assessment.evaluation().outcome(place),
            Outcome::Provisional,
            "a ceiling passes no condition"
        );
    }
}

#[test]
fn nothing_but_levels_of_followed_scales_is_ever_filled_in() {
    let mut filled = 0;
    for seed in 0..300 {
        let dossier = generate(&Recipe::of(seed), seed);
        for known in products() {
            let facts: Vec<(Id, Entry)> =
                market_facts(&dossier, known).into_iter().map(|(id, _, entry)| (id, entry)).collect();
            for (id, entry) in &facts {
                let measure = dossier.measure(id).unwrap();
                assert!(measure.market.is_some() && measure.family.has_levels, "seed {seed}: {id}");
                assert!(matches!(entry.fact, Fact::Level(_) | Fact::Levels { .. }), "seed {seed}: no price, no number");
            }
            filled += facts.len();
        }
        let known = product("ovhcloud");
        let facts = present::known_facts(Lang::Fr, &dossier, MARKET_UNTIL, known);
        let edit = Edit::AddKnownOffer { name: known.name.clone().into_owned(), facts };
        if dossier.commission == Default::default() {
            mieux_disant::dossier::edit(&std::rc::Rc::new(dossier), &edit)
                .unwrap_or_else(|refusal| panic!("seed {seed}: {refusal:?}"));
        }
    }
    assert!(filled > 100, "{filled}");
}

#[test]
fn facts_older_than_the_buyers_limit_are_to_be_verified_wherever_they_show() {
    let state = holding(&following("2026-09-01"));
    let (state, _) = after(state.clone(), [adding(&state, "OVHcloud")]);
    let offer = state.dossier().offers.last().unwrap().id.clone();
    let cell = |state: &State| {
        let view = present::grid(state);
        let place = view.place_of(&offer).unwrap();
        let cells = view.cells(std::iter::once(place)).remove(0);
        cells.into_iter().find(|cell| cell.id == format!("cell-{offer}-snc")).unwrap().text
    };
    assert_eq!(FACT_AGE, 12);
    assert!(cell(&state).ends_with(" (à vérifier)"), "2025-08-06 is older than a year: {}", cell(&state));
    let (wider, _) = after(state.clone(), [Msg::Edit(Edit::FactAge(Some(13)))]);
    assert_eq!(cell(&wider), "de Échelon 0 à Échelon 5");
    assert!(shown(&wider).age.options.iter().any(|(text, _)| text == "13\u{a0}mois"));
    let (undone, _) = after(wider.clone(), [Msg::Undo]);
    assert!(cell(&undone).ends_with(" (à vérifier)"));

    // The limit travels in files and links, and is not in the grid that is sealed.
    let text = file::write(wider.dossier());
    assert_eq!(&file::read(&text).unwrap(), wider.dossier().as_ref());
    assert_eq!(&link::read(&link::write(wider.dossier()).unwrap()).unwrap(), wider.dossier().as_ref());
    assert!(link::write_first_version(wider.dossier()).is_err(), "the first version has no room for it");
    assert!(!file::write(undone.dossier()).contains("fact_age_limit"), "written only where it differs");
    let code = mieux_disant::dossier::fingerprint;
    assert_eq!(code(wider.dossier()), code(undone.dossier()));
    for months in [0, 121, u32::MAX] {
        let (refused, _) = after(state.clone(), [Msg::Edit(Edit::FactAge(Some(months)))]);
        assert!(refused.notice.is_some() && refused.dossier() == state.dossier(), "{months}");
    }
}

/// A state whose panel shows a catalogue of one's own.
fn own_file(lang: Lang, bytes: &[u8]) -> State {
    let content = Some(bytes.to_vec());
    after(opened(lang), [MarketMsg::FileChosen { name: "mien.json".into(), content }.into()]).0
}

#[test]
fn the_panel_speaks_both_languages_and_tells_long_lists() {
    let french: BTreeSet<String> = labels(&opened(Lang::Fr));
    let english: BTreeSet<String> = labels(&opened(Lang::En));
    let both: Vec<&String> =
        french.intersection(&english).filter(|text| text.chars().any(char::is_alphabetic)).collect();
    assert!(both.iter().all(|text| ["intranet", "documents", "Licence"].contains(&text.as_str())), "{both:?}");
    let entries: Vec<String> =
        (0..70).map(|id| format!(r#"{{"id": "p{id}", "name": "N{id}", "kind": "mail", "publisher": "P"}}"#)).collect();
    let file = format!(r#"{{"schema_version": 1, "entries": [{}]}}"#, entries.join(","));
    let state = own_file(Lang::Fr, file.as_bytes());
    assert_eq!((names(&state).len(), shown(&state).more.as_str()), (60, "Afficher 10\u{a0}autres produits"));
    let (all, _) = after(state, [MarketMsg::ShowAll.into()]);
    assert_eq!((names(&all).len(), shown(&all).more.as_str()), (70, ""));
}

/// What the panel itself says, without the catalogue's own texts.
fn labels(state: &State) -> BTreeSet<String> {
    let view = shown(state);
    let options = view.filters.iter().chain([&view.age, &view.place]).flat_map(|choice| {
        std::iter::once(choice.label.to_owned()).chain(choice.options.iter().map(|(text, _)| text.clone()))
    });
    let joins = view.products.iter().filter_map(|product| Some(product.join.as_ref()?.text.to_owned()));
    options.chain(joins).chain(view.hints.clone()).chain([view.about.clone(), view.found.clone()]).collect()
}

//! The templates: each a sound grid in both languages that say the same, with
//! weights that make 100, the remarks that were reviewed, and gates that follow
//! from the data.

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::rc::Rc;

use mieux_disant::app::{BeginMsg, Derogation, Msg, Screen, Start, State, TemplateChoice, update};
use mieux_disant::catalogue::{DataClass, Occasion, TEMPLATES, TemplateGrid};
use mieux_disant::dossier::{Assessment, Content, Criterion, Date, Dossier, GateRule, Id};
use mieux_disant::engine::Decimal;
use mieux_disant::i18n::Lang;
use mieux_disant::{lint, present, saved};
use serde_json::Value;

fn choice(id: &'static str) -> TemplateChoice {
    TemplateChoice { has_health: true, ..TemplateChoice::of(id) }
}

fn begun(lang: Lang, choice: TemplateChoice) -> State {
    let state = State::new(lang, Start { address: "https://intranet.example/page".into(), session: "s".into() });
    update(state, Msg::Begin(BeginMsg::Chosen(Rc::new(choice)))).0
}

fn dossier(lang: Lang, choice: TemplateChoice) -> Rc<Dossier> {
    Rc::clone(begun(lang, choice).dossier())
}

fn gates(choice: TemplateChoice) -> Vec<String> {
    dossier(Lang::Fr, choice).gates.iter().map(|gate| gate.id.as_str().to_owned()).collect()
}

#[test]
fn every_template_is_a_whole_grid_without_offers() {
    for template in TEMPLATES {
        for lang in Lang::ALL {
            let state = begun(lang, choice(template.id));
            let (id, grid) = (template.id, state.dossier());
            assert_eq!(state.screen, Screen::Criteria, "{id}");
            assert!(grid.offers.is_empty() && !grid.notice.is_empty() && !grid.title.is_empty(), "{id}");
            for gate in &grid.gates {
                assert!(!gate.basis.is_empty() && gate.basis_date.is_some(), "{id}: {} has no basis", gate.id);
            }
            let leaves = grid.all_criteria().into_iter().filter_map(|c| c.measure().map(|measure| (c, measure)));
            for (criterion, measure) in leaves {
                assert!(id.starts_with("ec-") || !criterion.description.is_empty(), "{id}: {}", criterion.id);
                for level in &measure.levels {
                    assert!(
                        id == "ec-2026" || !level.description.is_empty(),
                        "{id}: {}, {}",
                        criterion.id,
                        level.label
                    );
                }
            }
            let text = saved::file::write(grid);
            assert_eq!(saved::file::write(&saved::file::read(&text).unwrap()), text, "{id}");
        }
    }
}

#[test]
fn weights_make_a_hundred_in_every_group_and_set() {
    fn sums(id: &str, group: &[Criterion]) {
        let sum = group.iter().map(|criterion| criterion.weight.to_string().parse::<f64>().unwrap()).sum::<f64>();
        assert!((sum - 100.0).abs() < 1e-9, "{id}: {sum}");
        for criterion in group {
            if let Content::Group(children) = &criterion.content {
                sums(id, children);
            }
        }
    }
    fn alone(group: &Criterion) -> Criterion {
        Criterion { content: group.children()[0].content.clone(), ..group.clone() }
    }
    for template in TEMPLATES {
        let grid = dossier(Lang::Fr, choice(template.id));
        match template.id {
            // The points of a ladder are its weight there: only the top makes 100.
            "ec-2026" => sums("ec-2026", &grid.criteria.iter().map(alone).collect::<Vec<_>>()),
            // No decimal parts 100 in nine.
            "neutral" => assert!(grid.criteria.len() == 9 && grid.criteria.iter().all(|c| c.weight == Decimal::ONE)),
            id => sums(id, &grid.criteria),
        }
        for profile in &grid.profiles {
            let sum: f64 = profile.weights.values().map(|weight| weight.to_string().parse::<f64>().unwrap()).sum();
            assert!((sum - 100.0).abs() < 1e-9, "{}, {}: {sum}", template.id, profile.name);
        }
    }
    let suite = dossier(Lang::Fr, choice("suite"));
    let named = |name: &str| suite.profiles.iter().find(|profile| profile.name == name).unwrap();
    let weight = |name: &str, id: &str| named(name).weights.get(&Id::new(id)).unwrap().to_string();
    assert_eq!((weight("Prix serré", "A4"), weight("Souveraineté d'abord", "A2")), ("40".into(), "28".into()));
}

/// What is text in a value, replaced by nothing, beside all texts.
fn parted(value: &Value, texts: &mut Vec<(String, String)>, place: &str) -> Value {
    const TEXTS: [&str; 8] = ["title", "notice", "name", "description", "label", "basis", "source", "unit"];
    match value {
        Value::Object(object) => object
            .iter()
            .map(|(key, value)| {
                let place = format!("{place}.{key}");
                match value {
                    Value::String(text) if TEXTS.contains(&key.as_str()) => {
                        texts.push((place, text.clone()));
                        (key.clone(), Value::Null)
                    }
                    value => (key.clone(), parted(value, texts, &place)),
                }
            })
            .collect(),
        Value::Array(list) => {
            list.iter().enumerate().map(|(at, value)| parted(value, texts, &format!("{place}[{at}]"))).collect()
        }
        other => other.clone(),
    }
}

#[test]
fn both_languages_are_complete_and_say_it_of_the_same_grid() {
    // The same word in both, or a name that is no word.
    const SAME: [&str; 10] =
        ["%", "points", "HDS", "SEAL-0", "SEAL-1", "SEAL-2", "SEAL-3", "SEAL-4", "Documentation", ""];
    let mut files = 0;
    for template in TEMPLATES {
        let TemplateGrid::File { file } = template.grid else { continue };
        files += 1;
        let [(french, fr), (english, en)] = Lang::ALL.map(|lang| {
            let mut texts = Vec::new();
            let grid = parted(&serde_json::from_str(file(lang)).unwrap(), &mut texts, "");
            (grid, texts)
        });
        assert_eq!(french, english, "{}", template.id);
        assert_eq!(fr.len(), en.len(), "{}", template.id);
        for ((place, fr), (_, en)) in fr.iter().zip(&en) {
            assert!(!fr.trim().is_empty() && !en.trim().is_empty(), "{}{place}", template.id);
            let is_same =
                SAME.contains(&fr.as_str()) || fr.starts_with(|c: char| c.is_ascii_digit()) || fr == "Maintenance";
            assert!(is_same || fr != en, "{}{place}: {fr}", template.id);
            // High punctuation and quotation marks keep to their words.
            for mark in [" :", " ;", "« ", " »", " %", " ?"] {
                assert!(!fr.contains(mark) || place.ends_with("unit"), "{}{place}: {fr}", template.id);
            }
        }
    }
    assert_eq!(files, 5);
}

#[test]
fn the_remarks_that_templates_raise_are_the_reviewed_ones() {
    for (id, expected) in [
        // The catalogue knows one office service reported as qualified.
        ("suite", vec!["L9"]),
        ("iaas", vec!["L11"]),
        ("ec-2026", vec!["L2"]),
        ("ec-2025", vec!["L2"]),
        ("neutral", vec![]),
        ("sren", vec!["L1", "L2"]),
        ("cada", vec!["L1", "L2"]),
    ] {
        let assessment = Assessment::of(dossier(Lang::Fr, choice(id)));
        let found: Vec<&str> = lint::all(&assessment).iter().map(|(lint, _)| lint.code).collect();
        let expected: Vec<&str> = expected;
        assert_eq!(found, expected, "{id}");
    }
}

#[test]
fn gates_follow_from_the_data() {
    let of = |id, class, has_health| TemplateChoice { class, has_health, ..TemplateChoice::of(id) };
    let all = ["A-G1", "A-G2", "A-G3", "A-G4", "A-G5", "A-G6"];
    assert_eq!(gates(TemplateChoice::of("suite")), all);
    for class in [DataClass::State, DataClass::Other] {
        let others: Vec<&str> = all.into_iter().filter(|gate| *gate != "A-G2").collect();
        assert_eq!(gates(of("suite", class, false)), others);
        assert!(gates(of("sren", class, false)).is_empty());
        assert!(!gates(of("iaas", class, true)).contains(&"B-G1".to_owned()));
    }
    assert_eq!(gates(of("sren", DataClass::Sensitive, false)), ["E-G1", "E-G2"]);
    let iaas = gates(of("iaas", DataClass::Sensitive, true));
    assert_eq!((iaas.len(), &iaas[..4]), (13, &["B-G1", "B-G2", "B-G3", "B-G4"].map(String::from)[..]));
    assert!(!gates(of("iaas", DataClass::Sensitive, false)).contains(&"B-G2".to_owned()));
    // The class is remembered in words; grids without such gates say nothing of it.
    let notice = |id, class| dossier(Lang::En, of(id, class, false)).notice.clone();
    assert!(notice("suite", DataClass::Other).ends_with("Data: none that are particularly sensitive."));
    assert!(!notice("neutral", DataClass::Other).contains("Data:"));
    // Every demand is about a gate that the grid has, and a level that it asks for.
    for template in TEMPLATES {
        let grid = dossier(Lang::Fr, choice(template.id));
        for demand in template.demands {
            let gate = grid.gates.iter().find(|gate| gate.id.as_str() == demand.gate).unwrap();
            if let Some(lowered) = demand.lowered {
                let GateRule::LevelAtLeast { of, level } = &gate.rule else { panic!("{}", gate.id) };
                let levels = &grid.measure(of).unwrap().levels;
                assert_eq!((*level, levels.len()), (5, 6), "{}", gate.id);
                assert!(levels[lowered].label.contains("En cours de qualification"), "{}", gate.id);
            }
        }
        assert!(template.demands.iter().all(|d| d.occasion != Occasion::HealthData) || template.id == "iaas");
    }
}

#[test]
fn a_derogation_stands_in_the_basis_of_the_gate_that_it_lowers() {
    let until = Date::parse("2027-06-30").unwrap();
    let derogation = Derogation { reason: "Migration engagée en 2025.".into(), until };
    let chosen = TemplateChoice { derogation: Some(derogation), ..TemplateChoice::of("suite") };
    let grid = dossier(Lang::Fr, chosen);
    let gate = grid.gates.iter().find(|gate| gate.id == Id::new("A-G2")).unwrap();
    assert!(matches!(gate.rule, GateRule::LevelAtLeast { level: 3, .. }));
    assert!(gate.basis.ends_with("Dérogation jusqu'au 30/06/2027\u{a0}: Migration engagée en 2025."), "{}", gate.basis);
    let others = grid.gates.iter().filter(|gate| gate.basis.contains("Dérogation")).count();
    assert_eq!(others, 1);
}

#[test]
fn the_panel_offers_every_template_once_with_its_sources() {
    let state = begun(Lang::Fr, choice("suite"));
    let view = present::begin(&state);
    let ids: Vec<&str> = view.templates.iter().chain(&view.presets).map(|row| row.id).collect();
    assert_eq!(ids, ["suite", "iaas", "ec-2026", "ec-2025", "neutral", "sren", "cada"]);
    assert!(view.templates.iter().chain(&view.presets).all(|row| !row.source.is_empty() && !row.purpose.is_empty()));
    let asking: Vec<&str> =
        view.templates.iter().chain(&view.presets).filter(|row| row.asks_class).map(|row| row.id).collect();
    assert_eq!(asking, ["suite", "iaas", "sren"]);
    assert_eq!(view.classes.len(), DataClass::ALL.len());
}

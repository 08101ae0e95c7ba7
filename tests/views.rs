//! What stands beside the ranking, on the way through the reducer: sets of
//! weights kept and compared, two offers side by side, scenarios, and the page
//! on the method. The same view in French and in English.

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use mieux_disant::app::{Effect, GlossaryMsg, Msg, Notice, Screen, Start, State, ViewsMsg, update};
use mieux_disant::dossier::{Date, Edit, Id, OfferKind, Standing, StandingKind};
use mieux_disant::engine::Fact;
use mieux_disant::i18n::Lang;
use mieux_disant::present::{self, lints, scenarios};
use mieux_disant::saved;

fn start() -> State {
    State::new(Lang::Fr, Start::default())
}

fn after(mut state: State, msgs: impl IntoIterator<Item = Msg>) -> (State, Vec<Effect>) {
    let mut effects = Vec::new();
    for msg in msgs {
        let (next, some) = update(state, msg);
        state = next;
        effects.extend(some);
    }
    (state, effects)
}

fn views(msg: ViewsMsg) -> Msg {
    Msg::Views(msg)
}

fn weigh(id: &str, points: i64) -> Msg {
    Msg::Weigh(Id::new(id), mieux_disant::engine::Decimal::integer(points))
}

fn save(name: &str) -> Msg {
    views(ViewsMsg::SaveProfile { name: name.into(), source: "Note de service".into() })
}

/// No-break spaces as plain ones.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn weights_are_kept_named_applied_and_removed_each_undoable_by_name() {
    let (state, _) = after(start(), [weigh("A4", 60), Msg::EndGesture, save("Finances")]);
    let sets = state.dossier().profiles.len();
    let kept = state.dossier().profiles.last().unwrap().clone();
    assert_eq!((&*kept.name, &*kept.source), ("Finances", "Note de service"));
    assert_eq!(kept.weights.len(), state.dossier().all_criteria().len());
    assert_eq!(plain(&present::announcement(&state)), "Fait : nouveau jeu de poids.");
    assert!(
        !state.dossier().is_grid_changed_late
            || start().dossier().is_grid_changed_late
            || state.history.undoable().is_some()
    );

    let named = ViewsMsg::NameProfile {
        profile: kept.id.clone(),
        name: "Direction des finances".into(),
        source: String::new(),
    };
    let (state, _) = after(state, [views(named)]);
    assert_eq!(state.dossier().profiles.last().unwrap().name, "Direction des finances");
    assert_eq!(plain(&present::header(&state).undo.unwrap()), "nom d'un jeu de poids, « Direction des finances »");

    let (state, _) = after(state, [weigh("A4", 5), Msg::EndGesture, views(ViewsMsg::ApplyProfile(kept.id.clone()))]);
    assert_eq!(state.dossier().criterion(&Id::new("A4")).unwrap().weight.to_string(), "60");

    let (state, effects) = after(state, [views(ViewsMsg::RemoveProfile(kept.id.clone()))]);
    assert_eq!(state.dossier().profiles.len(), sets - 1);
    assert!(effects.contains(&Effect::Focus("profiles-title")));
    let (state, _) = after(state, [Msg::Undo]);
    assert_eq!(state.dossier().profiles.last().unwrap().name, "Direction des finances");
    assert!(plain(&present::announcement(&state)).starts_with("Annulé : retrait d'un jeu de poids"));

    // A set without a name is refused, and nothing is announced as done.
    let (state, _) = after(state, [save(" ")]);
    assert!(matches!(state.notice, Some(Notice::Refused(_))));
    assert_eq!(state.dossier().profiles.len(), sets);
}

#[test]
fn each_set_of_weights_says_who_leads_as_a_full_evaluation_does() {
    let (state, _) = after(
        start(),
        [weigh("A4", 60), Msg::EndGesture, save("Prix"), Msg::Undo, Msg::Redo, weigh("A4", 25), Msg::EndGesture],
    );
    let view = present::profiles(&state);
    assert_eq!(view.columns.len(), state.dossier().profiles.len() + 1);
    for (at, column) in view.columns.iter().enumerate().skip(1) {
        let (applied, _) = after(state.clone(), [views(ViewsMsg::ApplyProfile(column.id.clone().unwrap()))]);
        for row in present::Rows::of(&applied).all() {
            let line = view.lines.iter().find(|line| line.offer == row.offer).unwrap();
            assert_eq!((&line.cells[at].rank, &line.cells[at].total), (&row.rank, &row.total), "{}", column.name);
        }
    }
    let prix = view.columns.iter().position(|column| column.name == "Prix").unwrap();
    assert_eq!(
        plain(&view.sentences[prix]),
        "Sous « Prix », « Offre C (fictive) : technologie extra-européenne opérée en France » passe devant « Offre A (fictive) : suite intégrée européenne » : +1,52 point."
    );
    assert!(plain(&view.sentences[0]).starts_with(
        "Avec les poids actuels, « Offre A (fictive) : suite intégrée européenne » est en tête, devant « Offre B"
    ));
    assert_eq!(view.lines.iter().map(|line| line.mark.as_str()).collect::<Vec<_>>(), ["A", "B", "C"]);
    assert!(view.apart.contains("Offre D"), "{}", view.apart);
    // One line per offer, one place per offer and column.
    assert_eq!(view.slope.lines.len(), 3);
    assert_eq!(view.slope.nodes.len(), 3 * view.columns.len());
}

#[test]
fn two_offers_stand_side_by_side_and_their_gaps_add_up() {
    let (state, _) = after(start(), [views(ViewsMsg::ToggleSide)]);
    let view = present::side_by_side(&state).unwrap();
    assert_eq!(view.heads.clone().map(|head| head.offer.to_string()), ["offre-a", "offre-b"]);
    assert_eq!(view.heads.clone().map(|head| head.outcome), ["rang 1", "rang 2"]);
    assert_eq!((&*view.total.difference, &*view.total.word), ("+0,28", "▲ A fait mieux"));
    assert_eq!(view.rows.len(), state.dossier().all_criteria().len());
    let cents = |text: &str| text.replace(',', "").replace('−', "-").replace('+', "").parse::<i64>().unwrap();
    let tops = view.rows.iter().filter(|row| row.depth == 0).map(|row| cents(&row.verdict.difference)).sum::<i64>();
    assert!((tops - 28).abs() <= 5, "each of nine parts is rounded: {tops}");
    for row in &view.rows {
        let sign = cents(&row.verdict.difference).signum();
        let word = match sign {
            1 => "▲ A fait mieux",
            -1 => "▼ B fait mieux",
            _ => row.verdict.word.as_str(),
        };
        assert_eq!(row.verdict.word, word, "{}", row.name);
    }

    // One of them is apart: its facts and conditions are there, no points are made up.
    let side = ViewsMsg::Side(Id::new("offre-d"), Id::new("offre-a"));
    let (state, _) = after(state, [views(side)]);
    let view = present::side_by_side(&state).unwrap();
    assert_eq!(view.heads[0].outcome, "écartée par une condition");
    assert_eq!(view.total.word, "sans comparaison");
    assert!(view.rows.iter().all(|row| row.verdict.difference.is_empty()));
    assert!(view.rows.iter().any(|row| !row.cells[0].fact.is_empty() && row.cells[0].note == "sans note"));
    assert!(view.gates.iter().any(|gate| gate.cells[0].starts_with("✕ non remplie")));
    assert!(view.gates.iter().all(|gate| gate.cells[1].starts_with("✓ remplie")));
    assert!(plain(&present::announcement(&state)).starts_with("Côte à côte : « Offre D"));
}

#[test]
fn a_scenario_is_ranked_labelled_never_awarded_and_survives_file_and_link() {
    let (state, _) = after(
        start(),
        [views(ViewsMsg::AddScenario {
            name: "Garder l'existant".into(),
            kind: OfferKind::StatusQuo,
            standing: scenarios::apart(Lang::Fr),
        })],
    );
    let rows = |state: &State| present::Rows::of(state).all().collect::<Vec<_>>();
    assert_eq!(rows(&state), rows(&start()), "apart, it leaves the ranking as it is");
    let id = state.dossier().offers.last().unwrap().id.clone();
    // The same facts as the best offer, at a lower price: it comes first.
    let best = state.dossier().offer(&Id::new("offre-a")).unwrap().facts.clone();
    let copy = best.iter().map(|(measure, entry)| {
        Msg::Edit(Edit::Entry { offer: id.clone(), measure: measure.clone(), entry: entry.clone() })
    });
    let (state, _) = after(state, copy.collect::<Vec<_>>());
    let prices: Vec<Id> = state
        .dossier()
        .measures()
        .iter()
        .filter(|(.., m)| m.formula().is_price())
        .map(|(id, ..)| (*id).clone())
        .collect();
    let cheap = prices.into_iter().map(|measure| Msg::SetFact {
        offer: id.clone(),
        measure,
        fact: Fact::Number(mieux_disant::engine::Decimal::integer(1000)),
    });
    let (state, _) = after(state, cheap.collect::<Vec<_>>());
    let (state, _) = after(state, [views(ViewsMsg::TakePart { offer: id.clone(), standing: Standing::default() })]);
    let from = Date::parse("2028-03");
    let (state, _) =
        after(state, [views(ViewsMsg::Kind { offer: id.clone(), kind: OfferKind::StatusQuo, available_from: from })]);

    let row = present::Rows::of(&state).all().find(|row| row.offer == id).unwrap();
    assert_eq!(row.rank, "1");
    assert!(plain(&row.label).starts_with("Scénario : statu quo, disponible en mars 2028"), "{}", row.label);
    let warning = plain(&scenarios::warning(&state).unwrap());
    assert!(warning.starts_with("Le statu quo (« Garder l'existant ») arrive premier : aucune offre reçue ne fait mieux ; un scénario ne peut pas être attributaire."), "{warning}");
    assert!(
        lints::lints(Lang::Fr, &state.assessment)
            .iter()
            .any(|lint| lint.code == "S-RANK" && plain(&lint.headline) == warning)
    );

    let file = saved::file::write(state.dossier());
    assert_eq!(saved::file::read(&file).unwrap(), **state.dossier());
    assert!(file.contains("\"kind\": \"status_quo\"") && file.contains("\"available_from\": \"2028-03\""));
    let link = saved::link::write(state.dossier()).unwrap();
    assert_eq!(saved::link::read(&link).unwrap(), **state.dossier());

    // Set apart, it leaves the ranking and the warning goes.
    let standing = Standing { kind: StandingKind::Withdrawn, reason: "Mis à part".into() };
    let (state, _) = after(state, [views(ViewsMsg::TakePart { offer: id.clone(), standing })]);
    assert_eq!(scenarios::warning(&state), None);
    assert!(
        present::apart(state.lang, &state.assessment, 50)
            .aside
            .iter()
            .any(|row| row.offer == id && row.reasons.iter().any(|text| text.contains("statu quo")))
    );
    let (state, _) = after(state, [Msg::Undo, Msg::Undo]);
    assert_eq!(state.dossier().offer(&id).unwrap().available_from, None);
}

#[test]
fn the_method_page_names_the_method_of_the_dossier_and_leads_back() {
    let (state, _) = after(start(), [Msg::Show(Screen::Criteria)]);
    let open = GlossaryMsg::Open { at: "method-title", opener: "open-glossary" };
    let (state, effects) = after(state, [Msg::Glossary(open)]);
    assert_eq!((state.screen, &*effects), (Screen::Method, &[Effect::Focus("method-title")][..]));
    for lang in Lang::ALL {
        let state = after(state.clone(), [Msg::Language(lang)]).0;
        let view = present::glossary(&state);
        assert_eq!(view.steps.len(), 10);
        let text = plain(&view.steps.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" "));
        let price = state.dossier().measures().into_iter().find(|(.., m)| m.formula().is_price()).unwrap();
        assert!(text.contains(&plain(price.2.family.formula.get(lang))), "{text}");
        for gate in &state.dossier().gates {
            assert!(text.contains(&plain(&gate.name)), "{}", gate.name);
        }
        assert!(view.families.first().is_some_and(|family| !family.used_by.is_empty()));
        assert!(view.terms.iter().all(|term| !term.definition.is_empty()));
    }
    let (state, _) = after(state, [Msg::Glossary(GlossaryMsg::Seek("recadrage".into()))]);
    assert_eq!(plain(&present::announcement(&state)), "1 mot.");
    let (state, effects) = after(state, [Msg::Glossary(GlossaryMsg::Close)]);
    assert_eq!((state.screen, &*effects), (Screen::Criteria, &[Effect::Focus("open-glossary")][..]));
    assert!(state.glossary.query.is_empty());
}

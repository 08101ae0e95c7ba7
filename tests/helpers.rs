//! The helpers of Critères: what the aid to weighting proposes against
//! published weights, what the formula simulator shows against the command
//! line; and that neither changes anything before it is told to.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::rc::Rc;

use mieux_disant::app::{ElicitationMsg, Msg, SimulatorMsg, Start, State, update};
use mieux_disant::dossier::{Assessment, Id, Weighting};
use mieux_disant::engine::Decimal;
use mieux_disant::i18n::Lang;
use mieux_disant::present::{self, ElicitationView, ProposalView, SimulatorView};
use mieux_disant::saved;
use serde_json::{Value, json};

/// Four criteria of equal weight, three offers.
fn four() -> Value {
    fixture()["dossier"].clone()
}

fn opened(dossier: &Value) -> State {
    let dossier = saved::file::read(&dossier.to_string()).unwrap();
    let state = State::new(Lang::Fr, Start::default());
    update(state, Msg::DossierGiven(Rc::new(dossier))).0
}

fn after(state: State, msgs: impl IntoIterator<Item = Msg>) -> State {
    msgs.into_iter().fold(state, |state, msg| update(state, msg).0)
}

fn weighting(state: State, msgs: impl IntoIterator<Item = ElicitationMsg>) -> State {
    after(state, std::iter::once(ElicitationMsg::Toggle).chain(msgs).map(Msg::Elicitation))
}

fn text(state: &State) -> String {
    saved::file::write(state.dossier())
}

fn id(text: &str) -> Id {
    Id::new(text)
}

fn view(state: &State) -> ElicitationView {
    present::elicitation(state).unwrap()
}

fn proposal(state: &State) -> ProposalView {
    view(state).proposal.unwrap()
}

fn proposed(state: &State) -> Vec<String> {
    proposal(state).weights.into_iter().map(|weight| weight.proposed).collect()
}

fn untie() -> [ElicitationMsg; 3] {
    ["b", "c", "d"].map(|tied| ElicitationMsg::Tie(id(tied)))
}

#[test]
fn an_order_gives_the_published_weights() {
    // Barron and Barrett (1996); Stillwell, Seaver and Edwards (1981).
    for (method, expected) in [
        (Weighting::Centroid, ["52,09", "27,08", "14,58", "6,25"]),
        (Weighting::RankSum, ["40", "30", "20", "10"]),
        (Weighting::Reciprocal, ["48", "24", "16", "12"]),
    ] {
        let state = weighting(opened(&four()), [ElicitationMsg::Method(method)]);
        assert_eq!(proposed(&state), ["25"; 4], "equal weights begin as ties");
        assert!(proposal(&state).is_same);
        let state = after(state, untie().map(Msg::Elicitation));
        assert_eq!(proposed(&state), expected, "{method:?}");
        // The least important first: the table keeps the order of the grid.
        let up = |by| Msg::Elicitation(ElicitationMsg::Move { criterion: id("d"), by });
        let state = after(state, [up(-1), up(-1), up(-1), up(-1)]);
        let [first, second, third, fourth] = expected;
        assert_eq!(proposed(&state), [second, third, fourth, first], "{method:?}");
        assert_eq!(view(&state).rows[0].name, "D");
    }
}

#[test]
fn swings_share_a_hundred_in_proportion() {
    let points = |of: &str, points| ElicitationMsg::Points(id(of), Decimal::integer(points));
    let state = weighting(opened(&four()), [points("b", 50), points("c", 25), points("d", 25)]);
    assert_eq!(proposed(&state), ["50", "25", "12,5", "12,5"]);
    let state = after(state, [Msg::Elicitation(ElicitationMsg::Decimals(0))]);
    assert_eq!(proposed(&state), ["50", "25", "13", "12"], "the sum is 100 to the point");
    // Out of bounds: refused, and said.
    let state = after(state, [Msg::Elicitation(points("b", 101))]);
    assert_eq!(proposed(&state)[0], "50");
    assert!(view(&state).remark.unwrap().contains("de 0 à 100"));
    // Points against the order are pointed out, and count.
    let state = after(state, [Msg::Elicitation(points("d", 60))]);
    assert!(view(&state).remark.unwrap().contains("ce sont les points qui comptent"));
}

fn judge(first: &str, second: &str, grade: i8) -> ElicitationMsg {
    ElicitationMsg::Judge { first: id(first), second: id(second), grade: Some(grade) }
}

#[test]
fn pairs_give_the_published_weights_and_ratio() {
    // The leader example: weights 0.547, 0.127, 0.27, 0.056 and ratio 0.0439.
    let judgements = [
        judge("a", "b", 3),
        judge("a", "c", 2),
        judge("a", "d", 6),
        judge("b", "c", -2),
        judge("b", "d", 2),
        judge("c", "d", 4),
    ];
    let mut state = weighting(opened(&four()), [ElicitationMsg::Method(Weighting::Pairs)]);
    for (made, judgement) in judgements.into_iter().enumerate() {
        let waiting = view(&state).proposal.unwrap_err();
        assert!(waiting.starts_with(&format!("{made} sur 6 jugements")), "{waiting}");
        state = after(state, [Msg::Elicitation(judgement)]);
    }
    assert_eq!(proposed(&state), ["54,76", "12,66", "26,99", "5,59"]);
    let consistency = view(&state).consistency.unwrap();
    assert!(consistency.text.starts_with("Ratio de cohérence\u{a0}: 0,04.") && !consistency.is_high);
    assert_eq!(present::announcement(&state), "Ratio de cohérence\u{a0}: 0,04.");
}

#[test]
fn the_wrong_judgement_is_named_with_what_repairs_it() {
    // 8 : 4 : 1 : 2, but the second over the fourth is 1/5 where 2 would agree.
    let judgements = [
        judge("a", "b", 1),
        judge("a", "c", 7),
        judge("a", "d", 3),
        judge("b", "c", 3),
        judge("b", "d", -4),
        judge("c", "d", -1),
    ];
    let method = ElicitationMsg::Method(Weighting::Pairs);
    let state = weighting(opened(&four()), std::iter::once(method).chain(judgements));
    let shown = view(&state);
    let consistency = shown.consistency.unwrap();
    assert!(consistency.is_high && consistency.doubtful.unwrap().contains("«\u{a0}B\u{a0}» et «\u{a0}D\u{a0}»"));
    let doubtful: Vec<&str> =
        shown.pairs.iter().filter(|pair| pair.is_doubtful).map(|pair| pair.question.as_str()).collect();
    assert_eq!(doubtful, ["B ou D\u{a0}?"]);
    let (first, second, grade, text) = consistency.repair.unwrap();
    assert_eq!((first.as_str(), second.as_str(), grade), ("b", "d", 1));
    assert!(text.ends_with("à 0"), "{text}");
    let state = after(state, [Msg::Elicitation(ElicitationMsg::Repair { first, second, grade })]);
    assert_eq!(proposed(&state), ["53,33", "26,67", "6,67", "13,33"]);
    assert!(view(&state).consistency.unwrap().text.contains("Tous vos jugements s'accordent"));
}

#[test]
fn nothing_changes_before_apply_and_one_undo_brings_all_back() {
    let start = opened(&four());
    let before = text(&start);
    let msgs = std::iter::once(ElicitationMsg::Method(Weighting::Centroid)).chain(untie());
    let state = weighting(start, msgs);
    assert_eq!(text(&state), before);
    assert!(state.history.undoable().is_none());
    let outlook = proposal(&state).outlook;

    let left = after(state.clone(), [Msg::Elicitation(ElicitationMsg::Abandon)]);
    assert_eq!(text(&left), before);
    assert!(left.elicitation.is_none() && left.history.undoable().is_none());

    let applied = after(state, [Msg::Elicitation(ElicitationMsg::Apply)]);
    assert!(applied.elicitation.is_none());
    assert_eq!(applied.dossier().criterion(&id("a")).unwrap().weight.to_string(), "52.09");
    // What was shown before is what came of it.
    let ranks: Vec<(String, String)> = present::Rows::of(&applied).all().map(|row| (row.name, row.total)).collect();
    let shown: Vec<(String, String)> = outlook.rows.into_iter().map(|row| (row.name, row.after.total)).collect();
    assert_eq!(ranks, shown);
    let step = applied.history.undoable().unwrap().name();
    assert_eq!(step.get(Lang::Fr), "pondération par ordre d'importance");
    let undone = after(applied, [Msg::Undo]);
    assert_eq!(text(&undone), before);
    assert!(undone.history.undoable().is_none());
}

#[test]
fn locks_keep_their_weights_or_leave_nothing() {
    let lock = |of: &str| Msg::ToggleLock(id(of));
    let method =
        [ElicitationMsg::Method(Weighting::RankSum), ElicitationMsg::Tie(id("c")), ElicitationMsg::Tie(id("d"))];
    let state = weighting(after(opened(&four()), [lock("a")]), method);
    assert_eq!(proposed(&state), ["25", "37,5", "25", "12,5"]);
    assert!(view(&state).locked.unwrap().contains("«\u{a0}A\u{a0}» (25) garde son poids"));
    let applied = after(state.clone(), [Msg::Elicitation(ElicitationMsg::Apply)]);
    assert_eq!(applied.dossier().criterion(&id("a")).unwrap().weight.to_string(), "25");
    let state = after(state, [lock("b"), lock("c")]);
    assert!(view(&state).proposal.unwrap_err().contains("moins de deux critères"));
    let full = after(opened(&four()), [Msg::Weigh(id("a"), Decimal::integer(100)), lock("a")]);
    assert!(view(&weighting(full, [])).proposal.unwrap_err().contains("100 ou plus"));
}

#[test]
fn a_group_of_the_example_can_be_weighted_too() {
    let state = weighting(State::new(Lang::En, Start::default()), []);
    let groups = view(&state).groups;
    assert!(groups.len() > 1);
    let state = after(state, [Msg::Elicitation(ElicitationMsg::Group(groups[1].0.clone()))]);
    let shown = proposal(&state);
    let sum = |weights: &[String]| weights.iter().map(|weight| weight.parse::<f64>().unwrap()).sum::<f64>();
    let weights: Vec<String> = shown.weights.into_iter().map(|weight| weight.proposed).collect();
    assert!((sum(&weights) - 100.0).abs() < 1e-9, "{weights:?}");
}

// ------------------------------------------------------------- simulator ----

fn simulating(state: State, msgs: impl IntoIterator<Item = SimulatorMsg>) -> State {
    after(state, std::iter::once(SimulatorMsg::Toggle).chain(msgs).map(Msg::Simulator))
}

fn simulated(state: &State) -> SimulatorView {
    present::simulator(state).unwrap()
}

/// Bids, an estimate, and what the command line prints for them; the page is
/// held against the same file.
fn fixture() -> Value {
    serde_json::from_str(include_str!("page/fixtures/formulas.json")).unwrap()
}

/// A fraction as the page rounds it: `41,67`.
fn rounded(fraction: &Value) -> String {
    let text = fraction.as_str().unwrap();
    let (above, below) = text.split_once('/').unwrap_or((text, "1"));
    format!("{:.2}", above.parse::<f64>().unwrap() / below.parse::<f64>().unwrap()).replace('.', ",")
}

#[test]
fn the_command_line_prints_what_the_fixture_says() {
    let fixture = fixture();
    let mut moved = fixture["dossier"].clone();
    for offer in moved["offers"].as_array_mut().unwrap() {
        if let Some(price) = fixture["prices"].get(offer["id"].as_str().unwrap()) {
            offer["facts"]["a"] = price.clone();
        }
    }
    let assessment = Assessment::of(Rc::new(saved::file::read(&moved.to_string()).unwrap()));
    let estimate = Decimal::parse(fixture["estimate"].as_str().unwrap()).unwrap();
    let printed = saved::simulation::write(&assessment, &id("a"), Some(estimate)).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&printed).unwrap(), fixture["printed"]);
}

#[test]
fn moved_bids_give_what_the_command_line_gives() {
    let fixture = fixture();
    let dossier = &fixture["dossier"];
    let number = |value: &Value| Decimal::parse(value.as_str().unwrap()).unwrap();
    let prices = ["x", "y"].into_iter().enumerate();
    let moves = prices.map(|(place, offer)| SimulatorMsg::Price(place, number(&fixture["prices"][offer])));
    let estimate = SimulatorMsg::Estimate(Some(number(&fixture["estimate"])));
    let state = simulating(opened(dossier), moves.chain([estimate]));
    let shown = simulated(&state);
    let formulas = fixture["printed"]["formulas"].as_array().unwrap();
    assert_eq!(shown.formulas.len(), formulas.len());
    for (row, formula) in shown.formulas.iter().zip(formulas) {
        assert_eq!(row.tag, formula["family"]);
        let offers = formula["offers"].as_array().unwrap();
        let notes: Vec<String> = offers.iter().map(|offer| rounded(&offer["note"])).collect();
        assert_eq!(row.notes, notes, "{}", row.tag);
        let leaders = formula["leaders"].as_array().unwrap().iter();
        let names = leaders.map(|id| format!("«\u{a0}{}\u{a0}»", id.as_str().unwrap().to_uppercase()));
        assert_eq!(row.winner, names.collect::<Vec<_>>().join(" et "), "{}", row.tag);
    }
    assert!(shown.bids[0].own.as_deref().unwrap().starts_with("100"), "the offer's own price stays in sight");
    assert_eq!(text(&state), text(&opened(dossier)), "assumed bids are no facts");
}

#[test]
fn prices_that_are_none_are_refused() {
    let mut state = simulating(opened(&four()), []);
    for price in ["0", "-5", "1.00001"] {
        state = after(state, [Msg::Simulator(SimulatorMsg::Price(0, Decimal::parse(price).unwrap()))]);
        assert!(simulated(&state).refused.is_some(), "{price}");
        assert!(!simulated(&state).formulas.is_empty());
    }
    // Beyond the axis: the axis grows.
    let far = Decimal::integer(5_000_000);
    let shown = simulated(&after(state, [Msg::Simulator(SimulatorMsg::Price(0, far))]));
    assert!(shown.refused.is_none() && shown.high > far);
}

#[test]
fn it_is_useful_before_any_offer() {
    let mut dossier = four();
    dossier["offers"] = json!([]);
    let state = simulating(opened(&dossier), [SimulatorMsg::Estimate(Some(Decimal::integer(100_000)))]);
    let shown = simulated(&state);
    let prices: Vec<String> = shown.bids.iter().map(|bid| bid.price.to_string()).collect();
    assert_eq!(prices, ["80000", "100000", "120000"]);
    let notes = |tag: &str| shown.formulas.iter().find(|row| row.tag == tag).unwrap().notes.clone();
    assert_eq!(notes("price_inverse"), ["100,00", "80,00", "66,67"]);
    assert_eq!(notes("price_linear"), ["100,00", "50,00", "0,00"]);
    assert!(shown.chosen.unwrap().spans.is_empty(), "nobody leads yet");
    assert_eq!(shown.curves.unwrap().lines.len(), shown.formulas.len());
    let state = after(state, [Msg::Simulator(SimulatorMsg::Add), Msg::Simulator(SimulatorMsg::Remove(0))]);
    assert_eq!(simulated(&state).bids.len(), 3);
    assert_eq!(text(&state), text(&opened(&dossier)));
}

#[test]
fn a_formula_is_adopted_in_one_step_after_showing_what_changes() {
    let state = simulating(opened(&four()), [SimulatorMsg::Family("price_linear")]);
    let before = text(&state);
    let chosen = simulated(&state).chosen.unwrap();
    assert_eq!(chosen.lints.iter().map(|lint| lint.code).collect::<Vec<_>>(), ["W-ZERO"]);
    assert!(!chosen.weaknesses.is_empty());
    let outlook = chosen.outlook.unwrap();
    let adopted = after(state, [Msg::Simulator(SimulatorMsg::Adopt)]);
    assert_eq!(adopted.dossier().measure(&id("a")).unwrap().family.tag, "price_linear");
    let totals: Vec<String> = present::Rows::of(&adopted).all().map(|row| row.total).collect();
    assert_eq!(totals, outlook.rows.iter().map(|row| row.after.total.clone()).collect::<Vec<_>>());
    assert!(simulated(&adopted).chosen.unwrap().outlook.is_none(), "it is the announced one now");
    let undone = after(adopted, [Msg::Undo]);
    assert_eq!(text(&undone), before);
    assert!(undone.history.undoable().is_none());
}

#[test]
fn prices_at_which_the_winner_changes_are_those_of_the_engine() {
    let state = simulating(opened(&four()), []);
    let shown = simulated(&state);
    let chosen = shown.chosen.unwrap();
    assert!(chosen.spans.len() > 1, "{:?}", chosen.spans);
    // The last cent of the first stretch, then one cent more, told apart by the ranking itself.
    let bid = &shown.bids[chosen.moved];
    let border = chosen.spans[0].range.split("à\u{a0}").last().unwrap().to_owned();
    let border = border.split(" à ").last().unwrap().replace(['\u{202f}', '€', '\u{a0}'], "").replace(',', ".");
    let cent = Decimal::new(1, 2).unwrap();
    let at = Decimal::parse(&border).unwrap();
    for (price, span) in [(at, 0), (at.checked_add(cent).unwrap(), 1)] {
        let moved = after(state.clone(), [Msg::Simulator(SimulatorMsg::Price(bid.place, price))]);
        assert_eq!(simulated(&moved).formulas[0].winner, chosen.spans[span].leaders, "{price}");
    }
}

#[test]
fn a_grid_without_price_says_so() {
    let mut dossier = four();
    dossier["criteria"].as_array_mut().unwrap().remove(0);
    for offer in dossier["offers"].as_array_mut().unwrap() {
        offer["facts"].as_object_mut().unwrap().remove("a");
    }
    let shown = simulated(&simulating(opened(&dossier), []));
    assert!(shown.intro.contains("pas de critère de prix") && shown.formulas.is_empty());
}

//! The cost model on the way through the reducer: the plan, the sheets, what the
//! panel shows of them, undo, journal and seal. The mathematics is in `costs.rs`.

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "cost_model/pasted.rs"]
mod pasted;

use mieux_disant::app::{
    CostNumber, CostText, CostsMsg, Effect, ListStep, Msg, Notice, Screen, SealMsg, Start, State, ViewsMsg, update,
};
use mieux_disant::dossier::{Act, Edit, Id, Moment, OfferKind, Refusal, Standing};
use mieux_disant::engine::{CostKind, Decimal, Fact, When};
use mieux_disant::i18n::Lang;
use mieux_disant::present::{self, CostsView};
use mieux_disant::saved;

fn start() -> State {
    let mut state =
        State::new(Lang::Fr, Start { address: "https://intranet.example/page".into(), session: "s".into() });
    state.seal.now = Moment::parse("2026-11-22T08:41");
    state
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

fn told(state: State, msgs: impl IntoIterator<Item = CostsMsg>) -> State {
    after(state, msgs.into_iter().map(Msg::Costs)).0
}

fn id(text: &str) -> Id {
    Id::new(text)
}

fn line(label: &str, amount: &str, kind: CostKind) -> CostsMsg {
    CostsMsg::AddLine { label: label.into(), amount: amount.into(), kind, source: "Devis".into() }
}

fn number(of: CostNumber, value: &str) -> CostsMsg {
    CostsMsg::Number(of, Decimal::parse(value).unwrap())
}

fn text(state: &State) -> String {
    saved::file::write(state.dossier())
}

fn view(state: &State) -> CostsView {
    present::costs(state).unwrap()
}

/// No-break spaces as plain ones.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

fn said(state: &State) -> String {
    plain(&present::announcement(state))
}

fn undo(state: &State) -> String {
    plain(&present::header(state).undo.unwrap())
}

/// The price of an offer that its lines come to.
fn price(state: &State, offer: &str) -> String {
    let dossier = state.dossier();
    let measure = dossier.measure(&id("A4")).unwrap();
    match dossier.fact(&id("A4"), measure, dossier.offer(&id(offer)).unwrap()) {
        Fact::Number(price) => price.normalized().to_string(),
        fact => format!("{fact:?}"),
    }
}

/// The example with a plan.
fn planned() -> State {
    told(start(), [CostsMsg::Toggle, CostsMsg::Begin])
}

/// What the founding articles tell: a bill of 100 a year that rises by 20 to 30 %
/// at renewal, and an offer that claims to divide it by four.
fn articles() -> State {
    let status_quo = ViewsMsg::AddScenario {
        name: "Facture actuelle".into(),
        kind: OfferKind::StatusQuo,
        standing: Standing::default(),
    };
    let (state, _) = after(planned(), [Msg::Views(status_quo)]);
    let bill = state.dossier().offers.last().unwrap().id.clone();
    told(
        state,
        [
            CostsMsg::AddScenario,
            CostsMsg::Text(CostText::Scenario(1), "Renouvellement +20 %".into()),
            CostsMsg::RenewalYear(1, Some(1)),
            number(CostNumber::Rise(1), "20"),
            CostsMsg::AddScenario,
            CostsMsg::Text(CostText::Scenario(2), "Renouvellement +30 %".into()),
            number(CostNumber::Rise(2), "30"),
            CostsMsg::Sheet(bill),
            line("Abonnements", "100", CostKind::Subscription),
            CostsMsg::Renews(0, true),
            CostsMsg::Sheet(id("offre-b")),
            line("Hébergement et soutien", "25", CostKind::Subscription),
        ],
    )
}

#[test]
fn the_figures_of_the_founding_articles_stand_side_by_side() {
    let state = articles();
    let compared = view(&state).comparison.unwrap();
    let scenarios: Vec<(&str, bool)> = compared.scenarios.iter().map(|(name, is)| (name.as_str(), *is)).collect();
    assert_eq!(scenarios, [("Base", true), ("Renouvellement +20 %", false), ("Renouvellement +30 %", false)]);
    let totals = |offer: &str| -> Vec<String> {
        let row = compared.rows.iter().find(|row| row.name == offer).unwrap();
        row.cells.iter().map(|cell| plain(&cell.total)).collect()
    };
    assert_eq!(totals("Facture actuelle"), ["400 €", "480 €", "520 €"]);
    let assembled = compared.rows.iter().find(|row| row.offer == id("offre-b")).unwrap();
    assert_eq!(totals(&assembled.name), ["100 €", "100 €", "100 €"]);
    // The claim has its base, and each scenario its own.
    let shares: Vec<String> = assembled.cells.iter().map(|cell| plain(cell.of_base.as_ref().unwrap())).collect();
    assert_eq!(shares, ["25 % de la base", "20,83 % de la base", "19,23 % de la base"]);
    assert_eq!(compared.base.map(|base| compared.bases[base].1.as_str()), Some("Facture actuelle"));
    let claims: Vec<String> = compared.claims.iter().map(|claim| plain(claim)).collect();
    assert_eq!(
        claims,
        [format!(
            "« {} » : 100 €, soit la base divisée par 4. Base : « Facture actuelle », 400 €, scénario « Base ».",
            plain(&assembled.name)
        )]
    );
    let bill = compared.rows.iter().find(|row| row.name == "Facture actuelle").unwrap();
    assert_eq!(bill.note.as_deref(), Some("statu quo"));
    assert!(bill.cells.iter().all(|cell| cell.of_base.is_none()), "nothing is told against itself");
    // The longest bar is the largest total; nothing of this is to begin.
    assert_eq!(bill.cells.iter().map(|cell| cell.operation).collect::<Vec<_>>(), [769, 923, 1000]);
    assert!(bill.cells.iter().all(|cell| cell.investment == 0));

    // Announced, the rise is what the formula reads, and the claim is told against it.
    let state = told(state, [CostsMsg::Announce(2)]);
    assert_eq!((price(&state, "offre-b"), undo(&state)), ("100".into(), "scénario annoncé".into()));
    assert!(
        plain(&view(&state).comparison.unwrap().claims[0])
            .contains("divisée par 5,2. Base : « Facture actuelle », 520 €")
    );
    // Without a base nothing is claimed.
    let state = told(state, [CostsMsg::Base(None)]);
    let compared = view(&state).comparison.unwrap();
    assert!(compared.claims.is_empty() && compared.rows.iter().flat_map(|row| &row.cells).all(|c| c.of_base.is_none()));
    assert_eq!(said(&state), "Sans base de comparaison.");
    let state = told(state, [CostsMsg::Base(Some(id("offre-b")))]);
    assert!(plain(&view(&state).comparison.unwrap().claims[0]).contains("520 €, soit la base multipliée par 5,2."));
}

#[test]
fn every_change_is_one_step_with_a_name_that_ranks_again() {
    let state = planned();
    assert_eq!((undo(&state).as_str(), state.screen), ("plan de coûts", Screen::Offers));
    let leaf = state.assessment.leaves().find(|(_, leaf)| **leaf == id("A4")).unwrap().0;
    let note = |state: &State| state.assessment.evaluation().note(0, leaf).unwrap();
    assert!(note(&state) < 1.0);
    let steps = [
        (line("Abonnements", "1000", CostKind::Subscription), "ajout d'une ligne de coût", "4000"),
        (number(CostNumber::Amount(0), "1200"), "ligne de coût", "4800"),
        (number(CostNumber::Quantity(0), "2"), "ligne de coût", "9600"),
        (number(CostNumber::Escalation(0), "10"), "ligne de coût", "11138.4"),
        (CostsMsg::AddSegment, "segments d'utilisateurs", "11138.4"),
        (number(CostNumber::Volume(0, 0), "3"), "segments d'utilisateurs", "11138.4"),
        (CostsMsg::Counts(0, Some(0)), "ligne de coût", "16707.6"),
        (number(CostNumber::Volume(0, 2), "5"), "segments d'utilisateurs", "22806"),
        (number(CostNumber::Escalation(0), "0"), "ligne de coût", "19200"),
        (number(CostNumber::From(0), "2"), "ligne de coût", "15600"),
        (number(CostNumber::To(0), "3"), "ligne de coût", "9600"),
        (CostsMsg::Clear(CostNumber::To(0)), "ligne de coût", "15600"),
        (CostsMsg::Kind(0, CostKind::Training), "ligne de coût", "15600"),
        (line("Sortie", "400", CostKind::Exit), "ajout d'une ligne de coût", "16000"),
        (CostsMsg::Once(1, false), "ligne de coût", "16000"),
        (number(CostNumber::From(1), "3"), "ligne de coût", "16400"),
        (CostsMsg::Once(1, true), "ligne de coût", "16000"),
        (number(CostNumber::From(1), "4"), "ligne de coût", "16000"),
        (CostsMsg::Lines(ListStep::Move(1, -1)), "ordre des lignes de coût", "16000"),
        (CostsMsg::Horizon(3), "horizon des coûts", "10000"),
        (number(CostNumber::Discount, "100"), "taux d'actualisation", "3400"),
        (CostsMsg::Lines(ListStep::Remove(0)), "retrait d'une ligne de coût", "3300"),
    ];
    let mut state = told(state, [CostsMsg::Sheet(id("offre-a"))]);
    let mut texts = vec![text(&state)];
    for (msg, name, expected) in steps {
        let next = told(state, [msg.clone()]);
        assert_eq!(price(&next, "offre-a"), expected, "{msg:?}");
        assert!(undo(&next).starts_with(name), "{msg:?}: {}", undo(&next));
        assert!(next.notice.is_none(), "{msg:?}: {:?}", next.notice);
        texts.push(text(&next));
        state = next;
    }
    assert_eq!(note(&state), 1.0, "the lowest price has the full note at once");
    // What the file says is read back, and each step goes back alone.
    for expected in texts.iter().rev() {
        assert_eq!(&text(&state), expected);
        assert_eq!(saved::file::write(&saved::file::read(expected).unwrap()), *expected);
        state = after(state, [Msg::Undo]).0;
    }
}

#[test]
fn the_slider_of_the_horizon_is_one_gesture_and_an_exit_follows_it() {
    let state = told(
        planned(),
        [
            CostsMsg::Sheet(id("offre-a")),
            line("Abonnements", "10", CostKind::Subscription),
            line("Sortie", "7", CostKind::Exit),
            CostsMsg::Once(1, true),
            number(CostNumber::From(1), "4"),
        ],
    );
    let before = text(&state);
    let moved = |state: &State| state.dossier().offers[0].facts.get(&id("A4")).unwrap().costs[1].line.when;
    let state = told(state, [5, 9, 15, 2, 1].map(CostsMsg::Horizon));
    assert_eq!((price(&state, "offre-a"), moved(&state)), ("17".into(), When::Once { year: 1 }));
    let state = told(state, [CostsMsg::Horizon(4)]);
    assert_eq!(text(&state), before, "there and back nothing is lost");
    let (state, _) = after(told(state, [CostsMsg::Horizon(6)]), [Msg::EndGesture, Msg::Undo]);
    assert_eq!((text(&state), undo(&state).contains("horizon")), (before, false), "one gesture, one step");

    // What is paid beyond a shorter horizon is never cut off in silence.
    let state = told(state, [line("Migration", "3", CostKind::Migration), CostsMsg::Once(2, true)]);
    let state = told(state, [number(CostNumber::From(2), "3")]);
    let (kept, state) = (text(&state), told(state, [CostsMsg::Horizon(2)]));
    assert_eq!(text(&state), kept);
    assert!(matches!(state.notice, Some(Notice::Refused(Refusal::Defects(_)))));
    assert!(plain(&present::notice(&state).unwrap().text).contains("année 3 de la ligne 3 est hors de l'horizon"));
    for years in [0, 16] {
        let state = told(after(state.clone(), [Msg::EndGesture]).0, [CostsMsg::Horizon(years)]);
        assert_eq!(text(&state), kept);
    }
}

#[test]
fn the_sheet_shows_what_each_line_comes_to_and_where_it_was_read() {
    let state = told(
        planned(),
        [
            CostsMsg::Sheet(id("offre-b")),
            line("Migration", "1000,5", CostKind::Migration),
            CostsMsg::Once(0, true),
            line("Messagerie", "12", CostKind::Subscription),
            CostsMsg::Text(CostText::Brick(1), "Messagerie".into()),
            number(CostNumber::Quantity(1), "100"),
            line("Visio", "800", CostKind::Subscription),
            CostsMsg::Text(CostText::Brick(2), "Visio".into()),
            CostsMsg::Text(CostText::Source(2), "Catalogue, p. 4".into()),
            number(CostNumber::From(2), "3"),
        ],
    );
    let sheet = view(&state).sheet.unwrap();
    assert_eq!(plain(&sheet.price), "Prix lu par la formule : 7 400,50 € TTC sur 4 ans, scénario annoncé « Base ».");
    let table = sheet.table.unwrap();
    let rows: Vec<String> = table
        .rows
        .iter()
        .map(|row| plain(&format!("{} | {} | {} | {}", row.label, row.about, row.amounts.join(" "), row.source)))
        .collect();
    assert_eq!(
        rows,
        [
            "Migration | migration, une fois, année 1 | 1 000,50 € 0 € 0 € 0 € 1 000,50 € | Devis",
            "Messagerie | abonnement, chaque année ; brique Messagerie | 1 200 € 1 200 € 1 200 € 1 200 € 4 800 € | Devis",
            "Visio | abonnement, chaque année dès l'année 3 ; brique Visio | 0 € 0 € 800 € 800 € 1 600 € | Catalogue, p. 4",
        ]
    );
    assert_eq!(plain(&table.sums.join(" ")), "2 200,50 € 1 200 € 2 000 € 2 000 € 7 400,50 €");
    let lines = |rows: &[[String; 3]]| rows.iter().map(|row| plain(&row.join(" "))).collect::<Vec<_>>();
    assert_eq!(lines(&table.kinds), ["Abonnement 6 400 € 86,48 %", "Migration 1 000,50 € 13,52 %"]);
    assert_eq!(lines(&table.efforts), ["Mise en service 1 000,50 € 13,52 %", "Utilisation et sortie 6 400 € 86,48 %"]);
    assert_eq!(
        lines(&table.bricks),
        ["sans brique 1 000,50 € 13,52 %", "Messagerie 4 800 € 64,86 %", "Visio 1 600 € 21,62 %"]
    );
    // The grid of the offers shows the same price.
    let grid = present::grid(&state);
    let cells = grid.cells(1..2).remove(0);
    let cell = cells.iter().find(|cell| cell.id == "cell-offre-b-A4").unwrap();
    assert_eq!(plain(&cell.text), "7 400,50");
    // The same in English, with every sentence.
    let (english, _) = after(state, [Msg::Language(Lang::En)]);
    let sheet = view(&english).sheet.unwrap();
    assert_eq!(
        plain(&sheet.price),
        "Price that the formula reads: €7,400.50 incl. tax over 4 years, announced scenario “Base”."
    );
    assert_eq!(sheet.table.unwrap().rows[1].about, "subscription, each year; brick Messagerie");
}

#[test]
fn a_line_lacks_neither_name_nor_amount_nor_source() {
    let add = |label: &str, amount: &str, source: &str| CostsMsg::AddLine {
        label: label.into(),
        amount: amount.into(),
        kind: CostKind::Other,
        source: source.into(),
    };
    let state = planned();
    let before = text(&state);
    for (msg, field, sentence) in [
        (add(" ", "1", "p. 1"), "cost-new-label", "Dites ce que paie la ligne, par exemple « Abonnements »."),
        (add("a", "douze", "p. 1"), "cost-new-amount", "Ce n'est pas un nombre, par exemple 12,5."),
        (add("a", "12", " "), "cost-new-source", "Dites d'où vient le montant : pièce, page ou hypothèse."),
    ] {
        let (state, effects) = after(state.clone(), [Msg::Costs(msg)]);
        assert_eq!((text(&state), effects), (before.clone(), vec![Effect::Focus(field)]));
        assert_eq!(said(&state), sentence);
        assert_eq!(plain(&view(&state).sheet.unwrap().trouble.unwrap().1), sentence);
    }
    let state = told(state, [add("a", "12,5", "p. 1")]);
    assert!(view(&state).sheet.unwrap().trouble.is_none());
    let kept = text(&state);
    // A source cannot be taken away either, nor a year be a half.
    let state = told(state, [CostsMsg::Text(CostText::Source(0), " ".into())]);
    assert!(matches!(state.notice, Some(Notice::Refused(_))));
    let state = told(state, [number(CostNumber::From(0), "1.5")]);
    assert_eq!(said(&state), "Une année s'écrit en chiffres, 1 pour la première : la valeur n'a pas été retenue.");
    assert_eq!(text(&state), kept);
}

#[test]
fn a_price_that_was_given_makes_way_and_can_become_the_first_line() {
    let state = told(planned(), [CostsMsg::Sheet(id("offre-a"))]);
    let sheet = view(&state).sheet.unwrap();
    assert_eq!(sheet.given.as_deref().map(plain).as_deref(), Some("2 868 000,00 € TTC"));
    let before = price(&state, "offre-a");
    let state = told(state, [CostsMsg::FromPrice]);
    assert_eq!((price(&state, "offre-a"), before.as_str()), ("2868000".into(), "2868000"));
    let sheet = view(&state).sheet.unwrap();
    assert_eq!((sheet.lines[0].source.as_str(), sheet.given), ("Annexe financière fictive", None));
    let (state, _) = after(state, [Msg::Undo]);
    assert!(view(&state).sheet.unwrap().given.is_some());
    // Without its last line the offer has no price: it is missing, not zero.
    let state = told(state, [CostsMsg::FromPrice, CostsMsg::Lines(ListStep::Remove(0))]);
    assert_eq!(price(&state, "offre-a"), "Missing");
    assert_eq!(plain(&view(&state).sheet.unwrap().price), "Aucune ligne pour l'instant.");
}

#[test]
fn the_status_quo_is_put_beside_the_offers_and_out_of_their_ranking() {
    let state = told(planned(), [CostsMsg::Sheet(id("offre-b")), line("Abonnements", "25", CostKind::Subscription)]);
    let msg = view(&state).status_quo.unwrap();
    let (state, effects) = after(state, [Msg::Costs(msg)]);
    assert_eq!(effects.last(), Some(&Effect::FocusOn("cost-lines".into())));
    assert!(undo(&state).starts_with("ajout d'un scénario"));
    let state = told(state, [line("Facture", "100", CostKind::Subscription)]);
    let shown = view(&state);
    assert!(shown.status_quo.is_none());
    let compared = shown.comparison.unwrap();
    let [offer, beside] = &compared.rows[..] else { panic!("{:?}", compared.rows) };
    assert_eq!((beside.name.as_str(), beside.rank.as_str()), ("Garder l'existant", "–"));
    assert_ne!(offer.rank, "–");
    assert!(plain(&compared.claims[0]).contains("soit la base divisée par 4. Base : « Garder l'existant », 400 €"));
}

#[test]
fn a_segment_that_a_line_counts_stays() {
    let state = told(
        planned(),
        [
            CostsMsg::AddSegment,
            CostsMsg::AddSegment,
            number(CostNumber::Volume(1, 0), "50"),
            CostsMsg::Sheet(id("offre-a")),
            line("Comptes", "2", CostKind::Subscription),
            CostsMsg::Counts(0, Some(1)),
        ],
    );
    let before = text(&state);
    let state = told(state, [CostsMsg::RemoveSegment(1)]);
    assert_eq!(text(&state), before);
    assert!(
        plain(&present::notice(&state).unwrap().text)
            .starts_with("La ligne « Comptes » de l'offre « Offre A (fictive)")
    );
    let state = told(state, [CostsMsg::RemoveSegment(0)]);
    assert_eq!(price(&state, "offre-a"), "400", "the line goes on counting the same segment");
    // The announced scenario stays; another one may go, and the announced one keeps its place.
    let state = told(state, [CostsMsg::AddScenario, CostsMsg::Announce(1), CostsMsg::RemoveScenario(1)]);
    assert_eq!(state.dossier().cost_plan.as_ref().unwrap().scenarios.len(), 2);
    let state = told(state, [CostsMsg::RemoveScenario(0)]);
    let plan = state.dossier().cost_plan.as_ref().unwrap();
    assert_eq!((plan.scenarios.len(), plan.announced, plan.scenarios[0].name.as_str()), (1, 0, "Scénario 2"));
}

#[test]
fn the_plan_is_part_of_the_grid_and_the_lines_are_not() {
    let seal = [SealMsg::OpenForm.into(), SealMsg::Author("Bureau des achats".into()).into(), SealMsg::Lay.into()];
    let (state, _) = after(planned(), seal);
    assert!(state.dossier().seal.is_some());
    let late = planned().dossier().is_grid_changed_late;
    assert!(late, "a plan that comes after the offers changes the grid late");
    let sealed = text(&state);
    for msg in [CostsMsg::Horizon(5), CostsMsg::AddSegment, CostsMsg::AddScenario, number(CostNumber::Discount, "2")] {
        let (state, effects) = after(state.clone(), [Msg::Costs(msg)]);
        assert_eq!(text(&state), sealed);
        assert!(state.seal.held.is_some() && effects == [Effect::Focus("held-title")]);
    }
    let state = told(state, [CostsMsg::Sheet(id("offre-a")), line("Abonnements", "10", CostKind::Subscription)]);
    assert!(state.seal.held.is_none() && state.dossier().seal.is_some());
    assert_eq!(price(&state, "offre-a"), "40");
}

#[test]
fn the_journal_tells_prices_and_parts_of_the_plan() {
    let (state, _) = after(planned(), [Msg::Edit(Edit::KeepJournal)]);
    let state = told(
        state,
        [CostsMsg::Sheet(id("offre-a")), line("Abonnements", "10", CostKind::Subscription), CostsMsg::Horizon(6)],
    );
    let told: Vec<String> = present::journal(&state).rows.iter().map(|row| plain(&row.what)).collect();
    assert_eq!(told[0], "Autre changement : « horizon des coûts »");
    assert!(told[1].ends_with("2 868 000,00 € TTC → 40,00 € TTC"), "{}", told[1]);
    assert!(
        matches!(&state.dossier().journal[1].act, Act::Cells { cells, .. } if cells[0].after == Fact::Number(Decimal::parse("40.00").unwrap()))
    );
}

#[test]
fn the_panel_opens_from_a_criterion_and_closes_with_the_focus_where_it_was() {
    let (state, effects) = after(start(), [Msg::Show(Screen::Criteria), Msg::Costs(CostsMsg::Open(id("A4")))]);
    assert_eq!((state.screen, effects.last()), (Screen::Offers, Some(&Effect::Focus("costs-title"))));
    let shown = view(&state);
    assert!(shown.plan.is_none() && shown.sheet.is_none() && shown.comparison.is_none());
    assert_eq!(shown.criteria.len(), 1);
    let (state, effects) = after(state, [Msg::Costs(CostsMsg::Toggle)]);
    assert!(present::costs(&state).is_none() && effects == [Effect::Focus("open-costs")]);
    // Without a price criterion the panel says so, and offers nothing that would fail.
    let (state, _) = after(state, [Msg::Edit(Edit::RemoveCriterion(id("A4"))), Msg::Costs(CostsMsg::Toggle)]);
    let shown = view(&state);
    assert!(plain(shown.intro).starts_with("Cette grille n'a pas de critère de prix"));
    let state = told(state, [CostsMsg::Begin, line("a", "1", CostKind::Other)]);
    assert!(view(&state).plan.is_none() && view(&state).sheet.is_none());
}

//! The story of the founding articles, from the example in the box and then from
//! nothing: a suite under law from outside the EU whose bill rises at renewal, its
//! version operated in France and not yet qualified, a European suite, and an
//! assembly of bricks, on one grid with needs, conditions and costs over four years.

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "story/rebuilt.rs"]
mod rebuilt;

use std::rc::Rc;

use mieux_disant::app::{CostsMsg, Msg, Start, State, update};
use mieux_disant::catalogue::EXAMPLES;
use mieux_disant::dossier::{
    Assessment, Choice, ComponentEdit, ComponentKind, CostEdit, CostPlan, Covered, Date, DecisionEdit, Dossier, Edit,
    Entry, Exposure, Flavour, GridEdit, Id, PlanPart, Priority, edit, redact,
};
use mieux_disant::engine::{Composition, CostTable, Decimal, Fact, Outcome, Rational};
use mieux_disant::i18n::Lang;
use mieux_disant::present::{self, lints::lints};
use mieux_disant::saved::{file, link};

/// The places of the offers in the example.
const ASSEMBLY: usize = 0;
const EUROPEAN: usize = 1;
const OPERATED: usize = 2;
const STATUS_QUO: usize = 3;

/// The most characters that the complete link of the example may have.
const LINK: usize = 4_000;

fn story() -> Rc<Dossier> {
    let example = EXAMPLES.iter().find(|example| example.id == "assembly").unwrap();
    Rc::new(file::read((example.file)()).unwrap_or_else(|errors| panic!("{errors:#?}")))
}

fn opened() -> State {
    after(start(), [Msg::OpenExample("assembly")])
}

fn start() -> State {
    State::new(Lang::Fr, Start { address: "https://intranet.example/".into(), session: "s".into() })
}

fn after(state: State, msgs: impl IntoIterator<Item = Msg>) -> State {
    msgs.into_iter().fold(state, |state, msg| update(state, msg).0)
}

fn id(text: &str) -> Id {
    Id::new(text)
}

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

fn ratio(p: i64, q: i64) -> Rational {
    Rational::from(Decimal::integer(p)).checked_div(&Rational::from(Decimal::integer(q))).unwrap()
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

fn outcome(assessment: &Assessment, offer: usize) -> Outcome {
    assessment.evaluation().outcome(offer).clone()
}

/// A leaf, its share, and two notes as fractions.
type ByHand = (&'static str, i64, (i64, i64), (i64, i64));

/// The leaves of the grid: share of the total in thousandths, then the notes out of
/// 100 of the European suite and of the assembly, worked out by hand from the facts.
/// The prices: 454 000 for the suite, 504 805.02 for the assembly.
const BY_HAND: [ByHand; 18] = [
    // Of 15 that the wishes weigh, the suite covers 12.5: half of the macros (2) and of
    // the sobriety (1), no transcription (1). The assembly covers 10.5: half of the
    // work offline (3), of the macros (2) and of the search (2), no transcription (1).
    ("A1.1", 120, (250, 3), (70, 1)),
    ("A1.2", 84, (80, 1), (74, 1)),
    ("A1.3", 36, (80, 1), (60, 1)),
    // The vendor of the video brick is at 3 of 4, the others at 4.
    ("A2.1", 72, (100, 1), (75, 1)),
    ("A2.2", 63, (40, 1), (100, 1)),
    ("A2.3", 45, (40, 1), (80, 1)),
    ("A3.1", 48, (100, 1), (100, 1)),
    // Video at 3 of 5, the others at 4.
    ("A3.2", 42, (80, 1), (60, 1)),
    // Chat at 5, the others at 4.
    ("A3.3", 30, (60, 1), (80, 1)),
    ("A4", 250, (100, 1), (4_540_000_000, 50_480_502)),
    // 6 months, and 7 for the last brick, between 12 and 3.
    ("A5.1", 24, (200, 3), (500, 9)),
    // 99.9 and 99.8, between 99 and 99.95.
    ("A5.2", 16, (1_800, 19), (1_600, 19)),
    ("A6.1", 36, (60, 1), (80, 1)),
    ("A6.2", 24, (60, 1), (80, 1)),
    ("A7", 40, (80, 1), (60, 1)),
    // The least of 100, 90, 80 and 90.
    ("A8", 30, (70, 1), (80, 1)),
    // The mean of 80, 84, 72 and 76, as the grid announces.
    ("A9.1", 20, (66, 1), (78, 1)),
    // The least of 70, 70, 66 and 72.
    ("A9.2", 20, (72, 1), (66, 1)),
];

#[test]
fn totals_and_ranks_are_those_worked_out_by_hand() {
    let assessment = Assessment::of(story());
    let evaluation = assessment.evaluation();
    assert_eq!(BY_HAND.iter().map(|(_, share, ..)| share).sum::<i64>(), 1_000);
    let mut totals = [Rational::zero(), Rational::zero()];
    let leaves: Vec<Id> = assessment.leaves().map(|(_, id)| id.clone()).collect();
    assert_eq!(leaves, BY_HAND.map(|(leaf, ..)| id(leaf)));
    for (leaf, (name, share, suite, assembly)) in BY_HAND.into_iter().enumerate() {
        for (total, (offer, (p, q))) in totals.iter_mut().zip([(EUROPEAN, suite), (ASSEMBLY, assembly)]) {
            assert_eq!(evaluation.exact_note(offer, leaf), Some(ratio(p, q)), "{name}, offer {offer}");
            *total = total.clone() + ratio(share, 1_000) * ratio(p, q);
        }
    }
    let [suite, assembly] = totals;
    assert_eq!(evaluation.exact_total(EUROPEAN), Some(suite));
    assert_eq!(evaluation.exact_total(ASSEMBLY), Some(assembly));
    assert_eq!(evaluation.order(), [EUROPEAN, ASSEMBLY]);
    let rounded = |offer| evaluation.rounded_total(offer, 2).unwrap().to_string();
    assert_eq!([rounded(EUROPEAN), rounded(ASSEMBLY)], ["80.86", "79.44"]);
    assert!(!evaluation.is_provisional() && evaluation.prove().holds());
}

#[test]
fn the_set_of_weights_decides_between_the_suite_and_the_assembly() {
    for (profile, winner) in [("annonces", EUROPEAN), ("prix-serre", EUROPEAN), ("souverainete", ASSEMBLY)] {
        let weighed = edit(&story(), &Edit::ApplyProfile(id(profile))).unwrap();
        assert_eq!(Assessment::of(weighed).evaluation().order()[0], winner, "{profile}");
    }
}

#[test]
fn who_is_out_is_told_by_which_condition_and_until_when() {
    let state = opened();
    let gates = |offer| match outcome(&state.assessment, offer) {
        Outcome::Eliminated(gates) => {
            gates.iter().map(|gate| state.dossier().gates[*gate].id.to_string()).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(gates(OPERATED), ["A-G2", "A-G3"]);
    assert_eq!(gates(STATUS_QUO), ["A-G1", "A-G2", "A-G3"]);
    let apart = present::apart(Lang::Fr, &state.assessment, 50);
    let reasons: Vec<String> = apart.aside.iter().map(|row| plain(&row.reasons.join(" "))).collect();
    assert!(reasons[0].contains("3 En cours de qualification"), "{}", reasons[0]);
    assert!(reasons[0].contains("Qualification acquise à l'ouverture"), "{}", reasons[0]);
    assert!(reasons[1].contains("Administration depuis l'Union"), "{}", reasons[1]);
    // The date of the decision is a dated commitment that comes after the deadline.
    let dossier = state.dossier();
    let need = dossier.requirements.iter().find(|need| need.id == id("B7")).unwrap();
    let late = Covered::Committed { by: Date::parse("2027-12").unwrap(), counts: false };
    assert_eq!(dossier.how_covered(need, &dossier.offers[OPERATED]), late);
    let mut later = need.clone();
    later.deadline = Date::parse("2027-12-31");
    let moved = edit(dossier, &Edit::Grid(GridEdit::Requirement(later))).unwrap();
    assert_eq!(outcome(&Assessment::of(moved), OPERATED), Outcome::Eliminated(vec![1]), "the rung keeps it out");
}

/// What an offer comes to in each scenario.
fn costs(dossier: &Dossier, offer: usize) -> Vec<Rational> {
    let plan = dossier.cost_plan.as_ref().unwrap();
    let offer = &dossier.offers[offer];
    let own = offer.facts.get(&id("A4")).map(|entry| entry.costs.clone()).unwrap_or_default();
    let items = if own.is_empty() { dossier.composite_costs(&id("A4"), offer) } else { own };
    let CostTable { scenarios, .. } = plan.table(&items);
    scenarios.into_iter().map(|costs| costs.total).collect()
}

#[test]
fn the_bill_of_the_articles_rises_by_twenty_to_thirty_percent() {
    let dossier = story();
    let plan = dossier.cost_plan.as_ref().unwrap();
    assert_eq!((plan.horizon, plan.announced), (4, 2));
    let rises: Vec<String> =
        plan.scenarios.iter().map(|scenario| scenario.hypotheses.renewal_rise.to_string()).collect();
    assert_eq!(rises, ["0", "20", "25", "30"]);
    // 100 a year and agent, four years, 1 000 agents: 400, 480, 500, 520 per agent.
    let thousand = |units: [i64; 4]| units.map(|unit| ratio(unit * 1_000, 1)).to_vec();
    assert_eq!(costs(&dossier, STATUS_QUO), thousand([400, 480, 500, 520]));
    // The law: whatever the rise r, 400 × (1 + r).
    for (rise, total) in rises.iter().zip(costs(&dossier, STATUS_QUO)) {
        let factor = ratio(1, 1) + Rational::from(decimal(rise)) * ratio(1, 100);
        assert_eq!(total, ratio(400_000, 1) * factor, "{rise} %");
    }
    // Its French version: 120 a year and agent on the same licence, and the switch.
    assert_eq!(costs(&dossier, OPERATED), thousand([500, 596, 620, 644]));
    // What is not tied to it does not move: 4 × (700 × 85 + 300 × 50) + 60 000 + 24 000
    // + 4 × 15 000 + 12 000.
    assert_eq!(costs(&dossier, EUROPEAN), thousand([454; 4]));
    // Mail 72 000 + 30 000, chat 24 000, video 36 000, documents 4 × (700 × 30 +
    // 300 × 12) + 40 000, then the line of integration: 45 000 + 36 000 + 8 000 and a
    // team of 28 000 a year that grows by 2 %.
    let bricks = ratio(72_000 + 30_000 + 24_000 + 36_000 + 98_400 + 40_000, 1);
    let team = ratio(28_000, 1) * ratio(1_000_000 + 1_020_000 + 1_040_400 + 1_061_208, 1_000_000);
    let integration = ratio(45_000 + 36_000 + 8_000, 1) + team;
    assert_eq!(costs(&dossier, ASSEMBLY), vec![bricks.clone() + integration; 4]);
    // The price is that sum to the cent; without the integration it would be less.
    let measure = dossier.measure(&id("A4")).unwrap();
    let price = |dossier: &Dossier| dossier.fact(&id("A4"), measure, &dossier.offers[ASSEMBLY]);
    assert_eq!(price(&dossier), Fact::Number(decimal("504805.02")));
    let remove = Edit::Component { offer: id("assemblage"), edit: ComponentEdit::Remove(id("integration")) };
    assert_eq!(price(&edit(&dossier, &remove).unwrap()), Fact::Number(bricks.round(2)));
    // The announced scenario is what the formula reads: announced without a rise, the
    // bill of today is cheaper than everything else.
    let calm = edit(
        &dossier,
        &Edit::Costs(Box::new(CostEdit::Plan {
            plan: CostPlan { announced: 0, ..plan.clone() },
            part: PlanPart::Announced,
        })),
    )
    .unwrap();
    assert_eq!(calm.fact(&id("A4"), measure, &calm.offers[STATUS_QUO]), Fact::Number(decimal("400000")));
}

#[test]
fn the_panel_of_costs_has_the_assembly_beside_the_suites() {
    let state = after(opened(), [Msg::Costs(CostsMsg::Toggle)]);
    let compared = present::costs(&state).unwrap().comparison.unwrap();
    let totals: Vec<Vec<String>> =
        compared.rows.iter().map(|row| row.cells.iter().map(|cell| plain(&cell.total)).collect()).collect();
    assert_eq!(totals[STATUS_QUO], ["400 000 €", "480 000 €", "500 000 €", "520 000 €"]);
    assert_eq!(totals[ASSEMBLY], vec!["504 805,02 €"; 4]);
    assert_eq!(totals[EUROPEAN], vec!["454 000 €"; 4]);
    assert_eq!(compared.base, Some(STATUS_QUO), "savings are told against what is in use");
    assert_eq!(compared.claims.len(), 3);
}

#[test]
fn the_assembly_covers_what_one_of_its_bricks_covers() {
    let dossier = story();
    let offer = &dossier.offers[ASSEMBLY];
    for need in &dossier.requirements {
        // The best of those that say something, kept promises included.
        let best = offer.all_facts().filter_map(|facts| facts.get(&need.id)).map(|entry| {
            match dossier.entry_fact(&need.id, &need.measure, entry) {
                Fact::Number(share) => share,
                other => panic!("{other:?}"),
            }
        });
        let best = best.max().unwrap();
        assert_eq!(dossier.fact(&need.id, &need.measure, offer), Fact::Number(best), "{}", need.name);
    }
    let covered = |need: &str| {
        let need = dossier.requirements.iter().find(|other| other.id == id(need)).unwrap();
        dossier.how_covered(need, offer)
    };
    let half = decimal("0.5");
    assert_eq!(covered("B8"), Covered::Partly { low: half, high: half });
    assert_eq!(covered("B9"), Covered::Committed { by: Date::parse("2027-03-31").unwrap(), counts: true });
    assert_eq!(covered("B12"), Covered::Full, "the holder covers it for the whole");
    let musts = dossier.coverage(Priority::Must, offer);
    assert_eq!((musts.needs, musts.covered), (7, 7));
    // Without its documents, the compulsory editing is covered by nobody.
    let remove = Edit::Component { offer: id("assemblage"), edit: ComponentEdit::Remove(id("documents")) };
    let without = Assessment::of(edit(&dossier, &remove).unwrap());
    assert_eq!(outcome(&without, ASSEMBLY), Outcome::Eliminated(vec![2]));
}

#[test]
fn the_weakest_brick_and_the_latest_one_hold_for_the_whole() {
    let dossier = story();
    let offer = &dossier.offers[ASSEMBLY];
    let decides = |measure: &str| {
        let composite = dossier.composite(&id(measure), dossier.measure(&id(measure)).unwrap(), offer).unwrap();
        let names = composite.deciding.iter().map(|place| offer.components[*place].id.to_string());
        (composite.rule, composite.fact, names.collect::<Vec<_>>().join(" "))
    };
    // The vendor behind the video brick owns its exposure, the host that of documents.
    assert_eq!(decides("A2.1"), (Composition::Lowest, Fact::Level(3), "visio".into()));
    assert_eq!(decides("A3.2"), (Composition::Lowest, Fact::Level(3), "visio".into()));
    assert_eq!(decides("RGAA"), (Composition::Lowest, Fact::Number(decimal("79")), "visio".into()));
    assert_eq!(decides("A5.1"), (Composition::Highest, Fact::Number(decimal("7")), "documents".into()));
    let mean = Fact::Mean { sum: decimal("312"), count: 4 };
    assert_eq!((decides("A9.1").0, decides("A9.1").1), (Composition::Mean, mean));
    assert_eq!(decides("LIBRE").1, Fact::Yes(true));
    assert_eq!(offer.availability(), Date::parse("2027-05"));
    // One brick that is not qualified keeps the whole out, and is named.
    let entry = Entry::from(Fact::Level(3));
    let edit_of = |component: &str| Edit::Component {
        offer: id("assemblage"),
        edit: ComponentEdit::Entry { component: id(component), measure: id("A3.1"), entry: entry.clone().into() },
    };
    for component in ["salons", "hebergeur"] {
        let assessment = Assessment::of(edit(&dossier, &edit_of(component)).unwrap());
        assert_eq!(outcome(&assessment, ASSEMBLY), Outcome::Eliminated(vec![1]), "{component}");
        let apart = present::apart(Lang::Fr, &assessment, 50);
        let brick = if component == "salons" { "Messagerie instantanée S" } else { "Documents partagés D" };
        assert!(apart.aside[0].reasons[0].contains(brick), "{:?}", apart.aside[0].reasons);
    }
    let kinds = |kind: ComponentKind| offer.components.iter().filter(|each| each.kind == kind).count();
    let roles = [ComponentKind::Brick, ComponentKind::Integration, ComponentKind::Holder];
    assert_eq!(roles.map(kinds), [4, 1, 1]);
    assert_eq!([ComponentKind::Supplier, ComponentKind::Subcontractor].map(kinds), [1, 1]);
}

#[test]
fn every_criterion_comes_from_a_need_and_no_need_is_left_alone() {
    let state = opened();
    let view = present::needs(&state);
    assert_eq!((view.alone, view.unasked), (Vec::new(), Vec::new()));
    for need in &state.dossier().requirements {
        assert!(!need.owner.is_empty() && !need.usage.is_empty() && !need.description.is_empty(), "{}", need.name);
    }
    let matrix = view.matrix.unwrap();
    assert_eq!((matrix.offers.len(), matrix.lines.len()), (4, 16));
    let words = |need: usize, offer: usize| plain(&matrix.lines[need].cells[offer].text);
    assert_eq!(words(6, OPERATED), "engagé pour 12/2027, ne compte pas");
    assert_eq!(words(8, ASSEMBLY), "engagé pour 31/03/2027, compte");
    assert_eq!(words(9, EUROPEAN), "en partie : 50 %");
    assert!(matrix.lines.iter().flat_map(|line| &line.cells).all(|cell| cell.text != "non renseigné"));
}

#[test]
fn a_proprietary_choice_beside_a_free_one_is_explained() {
    let dossier = story();
    let assessment = Assessment::of(Rc::clone(&dossier));
    let asked = assessment.to_explain(&id("suite-europeenne"));
    assert_eq!(asked.len(), 1);
    assert_eq!((asked[0].exposure, asked[0].alternatives.as_slice()), (Exposure::Proprietary, &[ASSEMBLY][..]));
    assert!(assessment.to_explain(&id("assemblage")).is_empty());
    let codes = |dossier: &Rc<Dossier>| {
        let assessment = Assessment::of(Rc::clone(dossier));
        lints(Lang::Fr, &assessment).iter().map(|lint| lint.code).collect::<Vec<_>>()
    };
    assert!(!codes(&dossier).contains(&"C-EXPLAIN"), "the example gives its reasons");
    let choice = dossier.decision.choice.clone().unwrap();
    assert!(!choice.reasons.is_empty() && dossier.decision.set_aside.iter().all(|each| !each.reason.is_empty()));
    let silent = Edit::Decision(DecisionEdit::Choose(Some(Choice { reasons: String::new(), ..choice })));
    assert!(codes(&edit(&dossier, &silent).unwrap()).contains(&"C-EXPLAIN"));
    // What they rest on is so.
    let reasons = plain(&dossier.decision.choice.as_ref().unwrap().reasons);
    assert!(reasons.contains("(80,86 contre 79,44)") && reasons.contains("50 805,02"), "{reasons}");
    let [suite, assembly] = [EUROPEAN, ASSEMBLY].map(|offer| costs(&dossier, offer)[2].clone());
    assert_eq!((assembly - suite).round(2), decimal("50805.02"));
}

#[test]
fn what_is_invented_says_so() {
    let dossier = story();
    assert!(dossier.notice.starts_with("Exemple fictif") && dossier.notice.contains("Clubic, 2024"));
    let is_marked = |text: &str| text.to_lowercase().contains("fictif") || text.to_lowercase().contains("fictive");
    let mut seen = 0;
    for offer in &dossier.offers {
        assert!(is_marked(&offer.name), "{}", offer.name);
        let parties = offer.components.iter().filter(|each| each.kind != ComponentKind::Integration);
        assert!(parties.clone().all(|each| is_marked(&each.name)));
        for entry in offer.all_facts().flat_map(|facts| facts.values()) {
            for source in entry
                .costs
                .iter()
                .map(|item| &item.source)
                .chain((entry.fact != Fact::Missing).then_some(&entry.source))
            {
                assert!(is_marked(source), "{}: {source}", offer.name);
                seen += 1;
            }
        }
    }
    assert!(seen > 150, "{seen}");
}

#[test]
fn its_link_is_short_and_its_grid_leaks_nothing() {
    let dossier = story();
    let complete = link::write(&dossier).unwrap();
    println!("{} characters, complete", complete.len());
    assert!(complete.len() <= LINK, "{} characters", complete.len());
    assert_eq!(link::read(&complete).unwrap(), *dossier);
    let grid = file::write(&redact(&dossier, Flavour::Grid, false));
    for word in ["Messagerie M", "Intégrateur", "805,02", "Direction du numérique", "Lettre d'engagement", "Macros"] {
        assert!(!grid.contains(word), "{word}");
    }
}

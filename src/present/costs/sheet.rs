//! The cost sheet of one offer: its lines as they are edited, and what they come
//! to year by year, by kind and by brick.

use super::view::counts;
use super::words::{amount, cost_kind, trouble, when_text, written, years_text};
use crate::app::{CostDesk, CostTrouble};
use crate::dossier::{CostItem, CostPlan, Dossier, Id};
use crate::engine::{CostKind, Fact, NoPrice, Quantity, Rational, ScenarioCosts, When};
use crate::i18n::{Lang, phrase};
use crate::present::facts::{fact_text, share_text};
use crate::present::sentences::{capitalized, quoted};
use crate::say;

/// The sheet as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetView {
    /// The offer.
    pub offer: Id,
    /// Its name.
    pub name: String,
    /// What the lines come to in the announced scenario, or why there is no price.
    pub price: String,
    /// The price that was given, as long as there is no line.
    pub given: Option<String>,
    /// The lines, as they are edited.
    pub lines: Vec<LineRow>,
    /// Every kind of cost with its name.
    pub kinds: Vec<(CostKind, String)>,
    /// What the quantity of a line is chosen from: a number, then each segment.
    pub quantities: Vec<String>,
    /// Why a new line was not taken: which field is meant, and the sentence.
    pub trouble: Option<(CostTrouble, String)>,
    /// The scenarios to count in.
    pub scenarios: Vec<String>,
    /// Which of them the tables are counted in.
    pub scenario: usize,
    /// What the lines come to; none without lines.
    pub table: Option<SheetTable>,
}

/// A line as it is edited.
#[derive(Clone, Debug, PartialEq)]
pub struct LineRow {
    /// What is paid for.
    pub label: String,
    /// The brick; may be empty.
    pub brick: String,
    /// Where it was read.
    pub source: String,
    /// The place of its kind.
    pub kind: usize,
    /// The price of one unit, as written in its field.
    pub amount: String,
    /// 0 for a fixed quantity, else the segment, from 1.
    pub counts: usize,
    /// The fixed quantity, as written in its field; empty for a segment.
    pub quantity: String,
    /// Whether it is paid once.
    pub is_once: bool,
    /// The only year, or the first.
    pub from: String,
    /// The last year; empty for the end of the horizon.
    pub to: String,
    /// Percent a year, as written in its field.
    pub escalation: String,
    /// Whether the rise at renewal falls on it.
    pub renews: bool,
}

/// What the lines come to in a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetTable {
    /// What the table holds.
    pub caption: String,
    /// `Année 1`…
    pub years: Vec<String>,
    /// One per line.
    pub rows: Vec<SheetRow>,
    /// The sum of each year, then of all.
    pub sums: Vec<String>,
    /// By kind, those that come to something: name, sum, share of the total.
    pub kinds: Vec<[String; 3]>,
    /// By brick, where there are several.
    pub bricks: Vec<[String; 3]>,
    /// To begin, then to run and to leave: name, sum, share.
    pub efforts: Vec<[String; 3]>,
}

/// What a line comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetRow {
    /// What is paid for.
    pub label: String,
    /// `abonnement, chaque année`, with the brick where it has one.
    pub about: String,
    /// Where it was read.
    pub source: String,
    /// What it costs in each year, then in all.
    pub amounts: Vec<String>,
}

pub(super) fn sheet(lang: Lang, dossier: &Dossier, desk: &CostDesk, plan: &CostPlan, id: &Id) -> Option<SheetView> {
    let (offer, measure) = (dossier.offer(id)?, dossier.measure(&desk.criterion)?);
    let items = desk.items(dossier, id);
    let given = offer.facts.get(&desk.criterion).map(|entry| entry.fact).filter(|fact| matches!(fact, Fact::Number(_)));
    let scenario = desk.scenario(plan);
    let price = match plan.price(items) {
        _ if items.is_empty() => phrase("Aucune ligne pour l'instant.", "No line for now.").get(lang).to_owned(),
        Ok(price) => {
            let price = fact_text(lang, dossier, measure, Fact::Number(price));
            let years = years_text(lang, plan.horizon);
            let announced = plan.scenarios.get(plan.announced).map_or("", |scenario| scenario.name.as_str());
            let announced = quoted(lang, announced);
            say!(
                lang,
                "Prix lu par la formule\u{a0}: {price} sur {years}, scénario annoncé {announced}.",
                "Price that the formula reads: {price} over {years}, announced scenario {announced}."
            )
        }
        Err(NoPrice::Unsound | NoPrice::TooLarge) => {
            phrase("Ces lignes ne donnent pas de prix.", "These lines give no price.").get(lang).to_owned()
        }
    };
    let table = plan.table(items);
    let counted = table.scenarios.get(scenario).filter(|_| !items.is_empty());
    let number = phrase("nombre fixe", "fixed number").get(lang).to_owned();
    Some(SheetView {
        offer: id.clone(),
        name: offer.name.clone(),
        price,
        given: given.filter(|_| items.is_empty()).map(|fact| fact_text(lang, dossier, measure, fact)),
        lines: items.iter().map(|item| line(lang, item)).collect(),
        kinds: CostKind::ALL.iter().map(|kind| (*kind, cost_kind(*kind).get(lang).to_owned())).collect(),
        quantities: std::iter::once(number).chain(plan.segments.iter().map(|segment| segment.name.clone())).collect(),
        trouble: desk.trouble.map(|found| (found, trouble(lang, found))),
        scenarios: plan.scenarios.iter().map(|scenario| scenario.name.clone()).collect(),
        scenario,
        table: counted.map(|costs| self::table(lang, dossier, (plan, scenario), &offer.name, items, costs)),
    })
}

fn line(lang: Lang, item: &CostItem) -> LineRow {
    let line = &item.line;
    let (is_once, from, to) = match line.when {
        When::Once { year } => (true, year, None),
        When::Yearly { from, to } => (false, from, to),
    };
    LineRow {
        label: item.label.clone(),
        brick: item.brick.clone(),
        source: item.source.clone(),
        kind: CostKind::ALL.iter().position(|kind| *kind == line.kind).unwrap_or_default(),
        amount: written(lang, line.amount),
        counts: counts(line.quantity).map_or(0, |segment| segment + 1),
        quantity: match line.quantity {
            Quantity::Fixed(quantity) => written(lang, quantity),
            Quantity::Segment(_) => String::new(),
        },
        is_once,
        from: from.to_string(),
        to: to.map(|year| year.to_string()).unwrap_or_default(),
        escalation: written(lang, line.escalation),
        renews: line.renews,
    }
}

fn table(
    lang: Lang,
    dossier: &Dossier,
    (plan, scenario): (&CostPlan, usize),
    name: &str,
    items: &[CostItem],
    costs: &ScenarioCosts,
) -> SheetTable {
    let text = |exact: &Rational| amount(lang, dossier, exact);
    let shared = |name: String, exact: &Rational| {
        let share = exact.checked_div(&costs.total).map(|share| share_text(lang, &share)).unwrap_or_default();
        [name, text(exact), share]
    };
    let rows = items.iter().zip(&costs.amounts).zip(&costs.lines).map(|((item, years), sum)| {
        let (kind, when) = (cost_kind(item.line.kind).get(lang), when_text(lang, item.line.when));
        let brick = &item.brick;
        SheetRow {
            label: item.label.clone(),
            about: if brick.is_empty() {
                format!("{kind}, {when}")
            } else {
                say!(lang, "{kind}, {when}\u{a0}; brique {brick}", "{kind}, {when}; brick {brick}")
            },
            source: item.source.clone(),
            amounts: years.iter().chain([sum]).map(text).collect(),
        }
    });
    let kinds = CostKind::ALL.iter().zip(&costs.kinds).filter(|(_, sum)| !sum.is_zero());
    let bricks = costs.bricks.iter().map(|(first, sum)| {
        let brick = items.get(*first).map_or("", |item| item.brick.as_str());
        let untold = phrase("sans brique", "without a brick").get(lang);
        shared(if brick.is_empty() { untold.into() } else { brick.to_owned() }, sum)
    });
    let efforts = [
        (phrase("Mise en service", "To bring into service"), costs.investment()),
        (phrase("Utilisation et sortie", "To run and to leave"), costs.operation()),
    ];
    let scenario = plan.scenarios.get(scenario).map_or("", |scenario| scenario.name.as_str());
    let (name, scenario) = (quoted(lang, name), quoted(lang, scenario));
    let is_discounted = if plan.discount_rate.is_zero() {
        ""
    } else {
        phrase(", montants actualisés", ", discounted amounts").get(lang)
    };
    SheetTable {
        caption: say!(
            lang,
            "Coûts de {name} par année, scénario {scenario}{is_discounted}",
            "Costs of {name} by year, scenario {scenario}{is_discounted}"
        ),
        years: (1..=costs.years.len()).map(|year| say!(lang, "Année {year}", "Year {year}")).collect(),
        rows: rows.collect(),
        sums: costs.years.iter().chain([&costs.total]).map(text).collect(),
        kinds: kinds.map(|(kind, sum)| shared(capitalized(cost_kind(*kind).get(lang)), sum)).collect(),
        bricks: if costs.bricks.len() > 1 { bricks.collect() } else { Vec::new() },
        efforts: efforts.into_iter().map(|(name, sum)| shared(name.get(lang).into(), &sum)).collect(),
    }
}

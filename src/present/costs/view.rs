//! The cost model as a panel: the plan, every offer in every scenario, and what
//! a saving is told against.

use std::borrow::Cow;

use super::paste::CostPasteView;
use super::sheet::{SheetView, sheet};
use super::words::{amount, offer_note, years_text};
use crate::app::{CostDesk, CostsMsg, State, price_criteria};
use crate::dossier::{CostItem, CostPlan, Dossier, Id, Offer, OfferKind, limits};
use crate::engine::{Composition, CostTable, Decimal, Fact, MAX_YEARS, Quantity, Rational, ScenarioCosts};
use crate::i18n::{self, Lang, phrase};
use crate::present::facts::{share_text, tax};
use crate::present::scenarios::{apart, fresh_name};
use crate::present::sentences::quoted;
use crate::say;

/// More offers than these are not put side by side.
const MOST: usize = 60;

/// The panel as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct CostsView {
    /// The price criteria, with their names; none where the grid has no price.
    pub criteria: Vec<(Id, String)>,
    /// The one whose sheets are looked at.
    pub criterion: Id,
    /// What the panel does, in a sentence or two.
    pub intro: &'static str,
    /// The plan; none until there is one.
    pub plan: Option<PlanView>,
    /// Every offer with cost lines in every scenario; none where there is none.
    pub comparison: Option<CostComparison>,
    /// The offers, each with its name, to choose a sheet.
    pub offers: Vec<(Id, String)>,
    /// Which of them is chosen.
    pub chosen: usize,
    /// The sheet of the chosen offer; none without a plan or an offer.
    pub sheet: Option<SheetView>,
    /// A table of lines for it, while it is looked at.
    pub paste: Option<CostPasteView>,
    /// What puts the status quo beside the offers; none where it is there already,
    /// or there is no plan.
    pub status_quo: Option<CostsMsg>,
}

/// The plan that everybody shares.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanView {
    /// How many years are counted.
    pub horizon: u32,
    /// The longest horizon.
    pub longest: u32,
    /// For the ears: `4 ans`.
    pub spoken: String,
    /// The discount rate, as written in its field.
    pub discount: String,
    /// The heads of the years: `Année 1`…
    pub years: Vec<String>,
    /// The segments.
    pub segments: Vec<SegmentRow>,
    /// Whether there may be one more.
    pub may_add_segment: bool,
    /// The scenarios.
    pub scenarios: Vec<ScenarioRow>,
    /// Whether there may be one more.
    pub may_add_scenario: bool,
    /// The years of renewal to choose from: never, then each year.
    pub renewals: Vec<String>,
}

/// A segment of users.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentRow {
    /// Its name.
    pub name: String,
    /// Its volume in each year of the horizon, as written in its field.
    pub volumes: Vec<String>,
}

/// A scenario, as written in its fields.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioRow {
    /// Its name.
    pub name: String,
    /// Whether the price formula reads it.
    pub is_announced: bool,
    /// The year of renewal; 0 for never.
    pub renewal: usize,
    /// What renewal adds, in percent.
    pub rise: String,
    /// What is added to volumes, in percent.
    pub volumes: String,
    /// What is added to escalations, in points.
    pub escalations: String,
}

/// The offers side by side, in every scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct CostComparison {
    /// What the drawing shows, in a sentence.
    pub name: String,
    /// What the table holds.
    pub caption: String,
    /// The scenarios, each with whether it is announced.
    pub scenarios: Vec<(String, bool)>,
    /// The offers with cost lines, in the order of the dossier.
    pub rows: Vec<CostRow>,
    /// What savings may be told against: offers with cost lines.
    pub bases: Vec<(Id, String)>,
    /// Which of them they are told against.
    pub base: Option<usize>,
    /// What each offer saves, with its base, in a sentence each.
    pub claims: Vec<String>,
    /// How many offers with cost lines are not shown.
    pub left_out: usize,
}

/// An offer in every scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct CostRow {
    /// The offer.
    pub offer: Id,
    /// Its name.
    pub name: String,
    /// `statu quo`, for what is no received offer.
    pub note: Option<String>,
    /// Its rank in the announced scenario; a dash where it has none.
    pub rank: String,
    /// One per scenario.
    pub cells: Vec<CostCell>,
}

/// An offer in a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct CostCell {
    /// The total: `480 000 €`.
    pub total: String,
    /// In percent of the base in the same scenario; none for the base itself.
    pub of_base: Option<String>,
    /// How long its bar is, in thousandths of the longest: what is spent to begin.
    pub investment: i128,
    /// And what is spent to run it and to leave it.
    pub operation: i128,
    /// Both for the table: to begin, then to run and to leave.
    pub parts: [String; 2],
}

/// An offer with what its sheet comes to.
struct Counted<'a> {
    place: usize,
    offer: &'a Offer,
    table: CostTable,
}

/// The panel of a state; nothing while it is closed.
pub fn costs(state: &State) -> Option<CostsView> {
    let (lang, dossier) = (state.lang, state.dossier().as_ref());
    let desk = state.costs.as_ref()?;
    let criteria: Vec<(Id, String)> = price_criteria(dossier)
        .into_iter()
        .filter_map(|id| dossier.criterion(&id).map(|criterion| (id.clone(), criterion.name.clone())))
        .collect();
    let intro = if criteria.is_empty() {
        phrase(
            "Cette grille n'a pas de critère de prix\u{a0}: ajoutez-en un dans l'écran Critères.",
            "This grid has no price criterion: add one in the Criteria screen.",
        )
    } else {
        phrase(
            "Le prix d'une offre peut être le total de ses lignes de coût sur plusieurs années. Le plan vaut pour toutes les offres et s'annonce avec la grille\u{a0}; les lignes sont propres à chaque offre, et chacune dit d'où vient son montant.",
            "The price of an offer can be the total of its cost lines over several years. The plan holds for all offers and is announced with the grid; the lines are each offer's own, and each says where its amount comes from.",
        )
    };
    let chosen = desk.offer(dossier);
    let has_status_quo = dossier.offers.iter().any(|offer| offer.kind == OfferKind::StatusQuo);
    let plan = dossier.cost_plan.as_ref().filter(|_| !criteria.is_empty());
    Some(CostsView {
        criterion: desk.criterion.clone(),
        intro: intro.get(lang),
        plan: plan.map(|plan| plan_view(lang, plan)),
        comparison: plan.and_then(|plan| comparison(state, desk, plan)),
        offers: dossier.offers.iter().map(|offer| (offer.id.clone(), offer.name.clone())).collect(),
        chosen: dossier.offers.iter().position(|offer| Some(&offer.id) == chosen).unwrap_or_default(),
        status_quo: plan.filter(|_| !has_status_quo).map(|_| CostsMsg::StatusQuo {
            name: fresh_name(OfferKind::StatusQuo).get(lang).to_owned(),
            standing: apart(lang),
        }),
        sheet: plan.zip(chosen).and_then(|(plan, offer)| sheet(lang, dossier, desk, plan, offer)),
        paste: super::paste::view(state),
        criteria,
    })
}

fn plan_view(lang: Lang, plan: &CostPlan) -> PlanView {
    let written = |value: Decimal| i18n::number(lang, value);
    let head = |year: u32| say!(lang, "Année {year}", "Year {year}");
    let volume = |volumes: &[Decimal], year: usize| volumes.get(year).or(volumes.last()).copied().unwrap_or_default();
    let years = plan.horizon.min(MAX_YEARS);
    PlanView {
        horizon: plan.horizon,
        longest: MAX_YEARS,
        spoken: years_text(lang, plan.horizon),
        discount: written(plan.discount_rate),
        years: (1..=years).map(head).collect(),
        segments: plan
            .segments
            .iter()
            .map(|segment| SegmentRow {
                name: segment.name.clone(),
                volumes: (0..years as usize).map(|year| written(volume(&segment.volumes, year))).collect(),
            })
            .collect(),
        may_add_segment: plan.segments.len() < limits::SEGMENTS,
        scenarios: plan
            .scenarios
            .iter()
            .enumerate()
            .map(|(place, scenario)| ScenarioRow {
                name: scenario.name.clone(),
                is_announced: place == plan.announced,
                renewal: scenario.hypotheses.renewal_year.map_or(0, |year| year as usize),
                rise: written(scenario.hypotheses.renewal_rise),
                volumes: written(scenario.hypotheses.volume_change),
                escalations: written(scenario.hypotheses.extra_escalation),
            })
            .collect(),
        may_add_scenario: plan.scenarios.len() < limits::SCENARIOS,
        renewals: std::iter::once(phrase("jamais", "never").get(lang).to_owned())
            .chain((1..=years).map(|year| say!(lang, "dès l'année {year}", "from year {year} on")))
            .collect(),
    }
}

fn comparison(state: &State, desk: &CostDesk, plan: &CostPlan) -> Option<CostComparison> {
    let (lang, dossier) = (state.lang, state.dossier().as_ref());
    let with_costs = (dossier.offers.iter().enumerate())
        .map(|(place, offer)| (place, offer, lines(dossier, desk, offer)))
        .filter(|(.., lines)| !lines.is_empty());
    let all = with_costs.clone().count();
    let counted: Vec<Counted<'_>> = with_costs
        .take(MOST)
        .map(|(place, offer, lines)| Counted { place, offer, table: plan.table(&lines) })
        .collect();
    let most = counted.iter().flat_map(|each| &each.table.scenarios).map(|costs| &costs.total).max()?.clone();
    let base = desk.base(dossier).and_then(|id| counted.iter().position(|each| each.offer.id == *id));
    let of_base = base.and_then(|base| counted.get(base));
    let rows = counted.iter().map(|each| CostRow {
        offer: each.offer.id.clone(),
        name: each.offer.name.clone(),
        note: offer_note(lang, each.offer),
        rank: rank(state, each.place),
        cells: (each.table.scenarios.iter().enumerate())
            .map(|(place, costs)| {
                let base = of_base.filter(|base| base.place != each.place);
                let base = base.and_then(|base| base.table.scenarios.get(place));
                cell(lang, dossier, costs, base, &most)
            })
            .collect(),
    });
    let years = years_text(lang, plan.horizon);
    let basis = tax(lang, dossier.money.tax);
    Some(CostComparison {
        name: say!(
            lang,
            "Coût de chaque offre sur {years}, une barre par scénario\u{a0}: en plein ce qui se paie pour mettre en service, en hachures ce qui se paie pour utiliser et pour sortir. Le tableau qui suit donne les mêmes chiffres.",
            "Cost of each offer over {years}, one bar per scenario: solid what is paid to bring into service, hatched what is paid to run and to leave. The table below has the same figures."
        ),
        caption: say!(lang, "Coût total sur {years}, {basis}", "Total cost over {years}, {basis}"),
        scenarios: (plan.scenarios.iter().enumerate())
            .map(|(place, scenario)| (scenario.name.clone(), place == plan.announced))
            .collect(),
        rows: rows.collect(),
        bases: counted.iter().map(|each| (each.offer.id.clone(), each.offer.name.clone())).collect(),
        base,
        claims: of_base.map(|base| claims(lang, dossier, plan, base, &counted)).unwrap_or_default(),
        left_out: all.saturating_sub(MOST),
    })
}

/// The cost lines that the price of an offer comes from: its own, or where nothing
/// is entered for the whole those of its bricks and their integration.
fn lines<'a>(dossier: &'a Dossier, desk: &CostDesk, offer: &Offer) -> Cow<'a, [CostItem]> {
    let own = desk.items(dossier, &offer.id);
    let is_entered = offer.facts.get(&desk.criterion).is_some_and(|entry| entry.fact != Fact::Missing);
    let Some(measure) = dossier.measure(&desk.criterion).filter(|_| own.is_empty() && !is_entered) else {
        return Cow::Borrowed(own);
    };
    match dossier.composition_of(&desk.criterion, measure) {
        Composition::Sum => Cow::Owned(dossier.composite_costs(&desk.criterion, offer)),
        _ => Cow::Borrowed(own),
    }
}

fn cell(
    lang: Lang,
    dossier: &Dossier,
    costs: &ScenarioCosts,
    base: Option<&ScenarioCosts>,
    most: &Rational,
) -> CostCell {
    let thousand = Rational::from(Decimal::integer(1000));
    let length =
        |part: &Rational| part.checked_div(most).map_or(0, |share| (share * thousand.clone()).round(0).digits());
    let share = base.and_then(|base| costs.total.checked_div(&base.total)).map(|share| share_text(lang, &share));
    let (investment, operation) = (costs.investment(), costs.operation());
    CostCell {
        total: amount(lang, dossier, &costs.total),
        of_base: share.map(|share| say!(lang, "{share} de la base", "{share} of the base")),
        investment: length(&investment),
        operation: length(&operation),
        parts: [&investment, &operation].map(|part| amount(lang, dossier, part)),
    }
}

/// What each offer saves in the announced scenario, never without its base.
fn claims(lang: Lang, dossier: &Dossier, plan: &CostPlan, base: &Counted<'_>, all: &[Counted<'_>]) -> Vec<String> {
    let announced = |each: &Counted<'_>| each.table.scenarios.get(plan.announced).map(|costs| costs.total.clone());
    let Some(of) = announced(base).filter(|total| !total.is_zero()) else { return Vec::new() };
    let scenario = plan.scenarios.get(plan.announced).map_or("", |scenario| scenario.name.as_str());
    let (against, scenario) = (quoted(lang, &base.offer.name), quoted(lang, scenario));
    let said = all.iter().filter(|each| each.place != base.place).filter_map(|each| {
        let total = announced(each)?;
        let (name, here, there) =
            (quoted(lang, &each.offer.name), amount(lang, dossier, &total), amount(lang, dossier, &of));
        let times = |more: &Rational, less: &Rational| {
            more.checked_div(less).map(|times| i18n::number(lang, times.round(2).normalized()))
        };
        Some(match total.cmp(&of) {
            std::cmp::Ordering::Less => match times(&of, &total) {
                Some(times) => say!(
                    lang,
                    "{name}\u{a0}: {here}, soit la base divisée par {times}. Base\u{a0}: {against}, {there}, scénario {scenario}.",
                    "{name}: {here}, that is the base divided by {times}. Base: {against}, {there}, scenario {scenario}."
                ),
                None => return None,
            },
            std::cmp::Ordering::Equal => say!(
                lang,
                "{name}\u{a0}: autant que la base ({against}, {there}, scénario {scenario}).",
                "{name}: as much as the base ({against}, {there}, scenario {scenario})."
            ),
            std::cmp::Ordering::Greater => {
                let times = times(&total, &of)?;
                say!(
                    lang,
                    "{name}\u{a0}: {here}, soit la base multipliée par {times}. Base\u{a0}: {against}, {there}, scénario {scenario}.",
                    "{name}: {here}, that is the base multiplied by {times}. Base: {against}, {there}, scenario {scenario}."
                )
            }
        })
    });
    said.collect()
}

/// The rank of an offer as the ranking has it: `2`, `2 à 4`, or a dash.
fn rank(state: &State, offer: usize) -> String {
    let lang = state.lang;
    match state.assessment.evaluation().ranks_of(offer) {
        Some(ranks) if ranks.best == ranks.worst => ranks.best.to_string(),
        Some(ranks) => {
            let (best, worst) = (ranks.best, ranks.worst);
            say!(lang, "{best} à {worst}", "{best} to {worst}")
        }
        None => "–".into(),
    }
}

/// Whether a line counts the users of a segment.
pub(super) fn counts(quantity: Quantity) -> Option<usize> {
    match quantity {
        Quantity::Segment(segment) => Some(segment),
        Quantity::Fixed(_) => None,
    }
}

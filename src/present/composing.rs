//! The composer: the bricks to compose with, what was found, and why.

mod drawing;
mod why;
mod words;

pub use self::why::{WhyRow, WhyView};
pub(super) use self::words::news;

use self::words::{caveats, refusal, status};
use super::components::cell;
use super::facts::{fact_text, share_text};
use super::grid::unit;
use super::rows::{from_to, total_text};
use super::sentences::{list, quoted};
use super::{CurveView, FactCell, gates};
use crate::app::{BrickKey, FoundAssembly, Run, State};
use crate::dossier::{Assembling, Candidate, Component, ComponentKind, Covered, Id, Measure, Offer, Wish, candidates};
use crate::engine::{Composition, Fact, Outcome, Rational};
use crate::i18n::{self, Lang, phrase};
use crate::say;

/// The panel.
#[derive(Clone, Debug, PartialEq)]
pub struct ComposingView {
    /// Every brick that is known.
    pub rows: Vec<BrickRow>,
    /// The components of the buyer's own that are no bricks: integration.
    pub others: Vec<BrickRow>,
    /// The facts of a brick of the buyer's own, while they are shown.
    pub sheet: Option<BrickSheet>,
    /// What the buyer can want of a brick.
    pub wishes: Vec<String>,
    /// Why there was nothing to search.
    pub refusal: Option<String>,
    /// What an assembly became last, while it is there.
    pub adopted: Option<String>,
    /// The search.
    pub run: Option<RunView>,
}

/// A brick.
#[derive(Clone, Debug, PartialEq)]
pub struct BrickRow {
    /// By what it is known.
    pub key: BrickKey,
    /// Its name.
    pub name: String,
    /// The name of the offer that it is taken from; nothing for the buyer's own.
    pub of: Option<String>,
    /// Its price.
    pub price: PriceCell,
    /// What it covers: `4 en entier, 1 en partie, sur 6`.
    pub covered: String,
    /// Its place among the wishes.
    pub wish: usize,
    /// Whether its facts are shown.
    pub is_open: bool,
}

/// The price of a brick.
#[derive(Clone, Debug, PartialEq)]
pub enum PriceCell {
    /// It is edited where its offer is.
    Read(String),
    /// It is edited here.
    Edited(FactCell),
}

/// The facts of a brick of the buyer's own.
#[derive(Clone, Debug, PartialEq)]
pub struct BrickSheet {
    /// Its name.
    pub name: String,
    /// Per measure its name, its unit and what is known.
    pub lines: Vec<(Id, String, String, FactCell)>,
}

/// A search and what it found.
#[derive(Clone, Debug, PartialEq)]
pub struct RunView {
    /// How far it is, or what is proven.
    pub status: String,
    /// Whether rounds follow.
    pub is_running: bool,
    /// Whether the dossier has changed since.
    pub is_stale: bool,
    /// What to know before one relies on it.
    pub caveats: Vec<String>,
    /// The assemblies, the best first.
    pub rows: Vec<FoundRow>,
    /// Cost and coverage, once they are known.
    pub front: Option<FrontView>,
    /// The bricks that could not come in, each with its reasons.
    pub out: Vec<String>,
    /// What each brick brings.
    pub why: Option<WhyView>,
    /// The name that an adopted assembly will bear.
    pub name: String,
}

/// Cost and coverage.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontView {
    /// Whether it is proven.
    pub status: String,
    /// What the letters in the drawing stand for: `A : Suite`.
    pub legend: Vec<String>,
    /// The drawing with its table.
    pub drawing: CurveView,
}

/// An assembly.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundRow {
    /// Its number: 1 for the best.
    pub number: String,
    /// Its bricks.
    pub bricks: String,
    /// Its price.
    pub price: String,
    /// What it covers of what coverage criteria count.
    pub coverage: String,
    /// Its total, as the engine makes it.
    pub total: String,
    /// The rank that it would take.
    pub rank: String,
}

/// The panel of a state; nothing while it is closed.
#[inline(never)]
pub fn composing(state: &State) -> Option<ComposingView> {
    let desk = state.composing().filter(|desk| desk.is_open)?;
    let (lang, dossier) = (state.lang, state.dossier());
    let price = Assembling::price_of(&state.assessment);
    let known = candidates(dossier);
    let row = |candidate: &Candidate| {
        let key = candidate.key();
        let wish = desk.wish(&key);
        BrickRow {
            name: candidate.brick.name.clone(),
            of: candidate.of.as_ref().and_then(|of| dossier.offer(of)).map(|offer| offer.name.clone()),
            price: price_cell(state, price.as_ref(), candidate),
            covered: covered(lang, state, candidate),
            wish: Wish::ALL.iter().position(|other| *other == wish).unwrap_or_default(),
            is_open: candidate.of.is_none() && desk.shown.as_ref() == Some(&candidate.brick.id),
            key,
        }
    };
    let pool = dossier.pool.iter().flat_map(|pool| &pool.components);
    let others = pool.filter(|component| component.kind == ComponentKind::Integration);
    let other = |component: &Component| {
        let (wish, obstacles, behind) = (Wish::Free, Vec::new(), Vec::new());
        row(&Candidate { brick: component.clone(), behind, of: None, price: None, wish, obstacles })
    };
    Some(ComposingView {
        rows: known.iter().map(row).collect(),
        others: others.map(other).collect(),
        sheet: desk.shown.as_ref().and_then(|shown| sheet(state, price.as_ref(), shown)),
        wishes: Wish::ALL.map(|wish| words::wish(wish).get(lang).to_owned()).to_vec(),
        refusal: desk.refusal.as_ref().map(|why| refusal(state, why)),
        adopted: desk.adopted.as_ref().filter(|name| dossier.offers.iter().any(|offer| offer.name == **name)).map(
            |name| {
                let name = quoted(lang, name);
                say!(
                    lang,
                    "{name} est maintenant une offre\u{a0}: complétez-la sur l'écran Offres.",
                    "{name} is an offer now: complete it on the screen Offers."
                )
            },
        ),
        run: desk.run.as_deref().map(|run| run_view(state, run)),
    })
}

fn price_cell(state: &State, price: Option<&Id>, candidate: &Candidate) -> PriceCell {
    let (lang, dossier) = (state.lang, state.dossier());
    let Some((id, measure)) = price.and_then(|id| Some((id, dossier.measure(id)?))) else {
        return PriceCell::Read("–".into());
    };
    if candidate.of.is_none() {
        return PriceCell::Edited(cell(state, &Id::new(Offer::POOL), &candidate.brick, id, measure));
    }
    PriceCell::Read(fact_text(lang, dossier, measure, dossier.fact(id, measure, &candidate.alone())))
}

fn covered(lang: Lang, state: &State, candidate: &Candidate) -> String {
    let (dossier, offer) = (state.dossier(), candidate.alone());
    let (mut full, mut part) = (0, 0);
    for need in &dossier.requirements {
        match dossier.how_covered(need, &offer) {
            Covered::Full | Covered::Committed { counts: true, .. } => full += 1,
            Covered::Partly { low, .. } if !low.is_zero() => part += 1,
            _ => {}
        }
    }
    let (full, part) = (i18n::integer(lang, full), i18n::integer(lang, part));
    let all = i18n::integer(lang, dossier.requirements.len());
    say!(lang, "{full} en entier, {part} en partie, sur {all}", "{full} in full, {part} in part, of {all}")
}

/// What each coverage and each rule reads of a brick; what is entered for the
/// whole alone is left out.
fn sheet(state: &State, price: Option<&Id>, shown: &Id) -> Option<BrickSheet> {
    let (lang, dossier) = (state.lang, state.dossier());
    let component = dossier.pool.as_ref()?.component(shown)?;
    let is_there = |rule: Composition, is_coverage: bool| rule != Composition::ByHand && !is_coverage;
    let lines = dossier.measures().into_iter();
    let lines = lines.filter(|(id, _, measure)| {
        // The price stands beside the name.
        Some(*id) != price
            && is_there(dossier.composition_of(id, measure), measure.family.is_coverage)
            && component.kind.may_own(measure)
    });
    let line = |(id, name, measure): (&Id, &str, &Measure)| {
        let unit = unit(lang, &dossier.money.currency, dossier.money.tax, measure);
        let fact = cell(state, &Id::new(Offer::POOL), component, id, measure);
        (id.clone(), name.to_owned(), unit, fact)
    };
    Some(BrickSheet { name: component.name.clone(), lines: lines.map(line).collect() })
}

fn run_view(state: &State, run: &Run) -> RunView {
    let weight = coverage_weight(run);
    let row = |(place, found): (usize, &FoundAssembly)| found_row(state, run, &weight, place, found);
    let out = run.question.candidates.iter().filter(|candidate| !candidate.obstacles.is_empty());
    let out = out.map(|candidate| words::out(state, &candidate.brick.name, &candidate.obstacles));
    RunView {
        status: status(state, run),
        is_running: run.is_running(),
        is_stale: !run.is_current(state),
        caveats: caveats(state, run),
        rows: run.found.iter().enumerate().map(row).collect(),
        front: drawing::front(state, run, &weight),
        out: out.collect(),
        why: run.why.as_ref().and_then(|why| why::view(state, run, why)),
        name: state.assembly_name(),
    }
}

/// What all coverage criteria weigh together.
fn coverage_weight(run: &Run) -> Rational {
    let coverages = run.question.composition.coverages.iter();
    coverages.fold(Rational::zero(), |sum, coverage| sum + coverage.weight.clone())
}

/// A part of what coverage criteria weigh, in percent of it.
fn coverage_text(lang: Lang, coverage: &Rational, weight: &Rational) -> String {
    coverage.checked_div(weight).map_or_else(|| "–".into(), |share| share_text(lang, &share))
}

/// The names of the bricks of an assembly.
fn brick_names(lang: Lang, run: &Run, bricks: &[usize]) -> String {
    let names: Vec<String> = bricks.iter().map(|brick| quoted(lang, run.question.name(*brick))).collect();
    list(lang, &names)
}

fn price_text(state: &State, run: &Run, price: crate::engine::Decimal) -> String {
    let dossier = run.of.dossier();
    let measure = dossier.measure(&run.question.price);
    measure.map_or_else(String::new, |measure| fact_text(state.lang, dossier, measure, Fact::Number(price)))
}

fn found_row(state: &State, run: &Run, weight: &Rational, place: usize, found: &FoundAssembly) -> FoundRow {
    let (lang, assembly) = (state.lang, &found.assembly);
    let (total, rank) = match &found.tried {
        None => ("–".into(), "–".into()),
        Some(tried) => {
            let (evaluation, dossier) = (tried.assessment.evaluation(), tried.assessment.dossier());
            let rank = match (evaluation.ranks_of(tried.place), evaluation.outcome(tried.place)) {
                (Some(ranks), _) => {
                    let (best, worst) = (i18n::integer(lang, ranks.best), i18n::integer(lang, ranks.worst));
                    let count = i18n::integer(lang, evaluation.order().len());
                    let ranks = from_to(lang, &best, &worst);
                    say!(lang, "{ranks} sur {count}", "{ranks} of {count}")
                }
                (None, Outcome::Eliminated(failed)) => {
                    let failed = failed.iter().filter_map(|gate| dossier.gates.get(*gate));
                    let offer = dossier.offers.get(tried.place);
                    let reasons = failed.zip(offer.into_iter().cycle());
                    let reasons: Vec<String> =
                        reasons.map(|(gate, offer)| gates::failure(lang, dossier, gate, offer)).collect();
                    let reasons = reasons.join(" ");
                    say!(lang, "écarté. {reasons}", "eliminated. {reasons}")
                }
                _ => phrase("sans rang", "no rank").get(lang).into(),
            };
            (total_text(lang, &tried.assessment, tried.place), rank)
        }
    };
    FoundRow {
        number: i18n::integer(lang, place + 1),
        bricks: brick_names(lang, run, &assembly.bricks),
        price: price_text(state, run, assembly.price),
        coverage: coverage_text(lang, &assembly.coverage, weight),
        total,
        rank,
    }
}

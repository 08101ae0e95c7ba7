//! Cost and coverage: the front of the assemblies, and the offers beside it.

use super::{FrontView, brick_names, coverage_text, price_text};
use crate::app::{Run, State};
use crate::engine::composer::{FrontPoint, Proof};
use crate::engine::{Decimal, Fact, Rational};
use crate::i18n::{self, Lang, phrase};
use crate::present::facts::tax;
use crate::present::{Axis, CurveDot, CurveLine, CurveTable, CurveView, place_between, round_ticks};
use crate::say;

/// An offer of the dossier in the drawing.
struct Beside {
    letter: String,
    name: String,
    price: Decimal,
    coverage: Rational,
}

/// The drawing; nothing before something is known, and where no coverage weighs.
pub(super) fn front(state: &State, run: &Run, weight: &Rational) -> Option<FrontView> {
    if run.front.is_empty() || weight.is_zero() {
        return None;
    }
    let lang = state.lang;
    let beside = offers(run, weight);
    let prices = || run.front.iter().map(|point| point.price).chain(beside.iter().map(|offer| offer.price));
    let (low, high) = (prices().min()?, prices().max()?);
    let x = |price: Decimal| place_between(price, low, high);
    let y = |coverage: &Rational| coverage.checked_div(weight).map_or(0.0, |share| share.to_f64());
    let mut points: Vec<(f64, f64)> = Vec::new();
    for FrontPoint { price, coverage, .. } in &run.front {
        // A step up: between two prices nothing more is covered.
        let before = points.last().map(|(_, before)| *before);
        points.extend(before.map(|before| (x(*price), before)));
        points.push((x(*price), y(coverage)));
    }
    points.extend(points.last().map(|(_, last)| (1.0, *last)));
    // The one line needs no name of its own.
    let mut line = CurveLine::new(0, String::new(), points);
    line.is_strong = true;
    let dots =
        beside.iter().map(|offer| CurveDot { label: offer.letter.clone(), x: x(offer.price), y: y(&offer.coverage) });
    let money = &run.of.dossier().money;
    let currency = if money.currency == "EUR" { "€" } else { money.currency.as_str() };
    let tax = tax(lang, money.tax);
    let hundred = Decimal::integer(100);
    let drawing = CurveView {
        name: say!(
            lang,
            "Couverture des besoins selon le prix\u{a0}: en trait, ce que les meilleurs assemblages couvrent à chaque prix\u{a0}; en lettres, les offres actuelles. Le tableau qui suit donne les mêmes chiffres.",
            "Coverage of the needs by price: the line is what the best assemblies cover at each price; letters are the current offers. The table below has the same figures."
        ),
        x: Axis {
            title: say!(lang, "Prix ({currency} {tax})", "Price ({currency} {tax})"),
            ticks: round_ticks(low, high, 5).into_iter().map(|tick| (x(tick), i18n::number(lang, tick))).collect(),
        },
        y: Axis {
            title: phrase("Couverture (%)", "Coverage (%)").get(lang).into(),
            ticks: round_ticks(Decimal::ZERO, hundred, 5)
                .into_iter()
                .map(|tick| (place_between(tick, Decimal::ZERO, hundred), i18n::number(lang, tick)))
                .collect(),
        },
        lines: vec![line],
        dots: dots.collect(),
        table: table(state, run, weight, &beside),
    };
    let legend = beside.iter().map(|offer| lettered(lang, offer)).collect();
    Some(FrontView { status: status(lang, run), legend, drawing })
}

fn status(lang: Lang, run: &Run) -> String {
    match (&run.front_proof, run.is_running()) {
        (Proof::Optimal, _) => phrase(
            "Front démontré\u{a0}: aucun assemblage ne couvre davantage au même prix.",
            "Proven front: no assembly covers more at the same price.",
        ),
        (_, true) => phrase("Front en cours de recherche.", "The front is being looked for."),
        (_, false) => phrase(
            "Front partiel\u{a0}: la recherche a été arrêtée avant la fin.",
            "Partial front: the search was stopped before its end.",
        ),
    }
    .get(lang)
    .into()
}

/// `A : Suite`.
fn lettered(lang: Lang, offer: &Beside) -> String {
    let (letter, name) = (&offer.letter, &offer.name);
    say!(lang, "{letter}\u{a0}: {name}", "{letter}: {name}")
}

/// The offers that take part, with what they cover; those of which that is not
/// known are left out.
fn offers(run: &Run, weight: &Rational) -> Vec<Beside> {
    let (assessment, question) = (&run.of, &run.question);
    let (dossier, evaluation) = (assessment.dossier(), assessment.evaluation());
    let Some(measure) = dossier.measure(&question.price) else { return Vec::new() };
    let is_counted = |id: &crate::dossier::Id| {
        dossier.measure(id).is_some_and(|measure| measure.family.is_coverage)
            && !question.apart.iter().any(|(apart, _)| apart == id)
    };
    let leaves: Vec<usize> = assessment.leaves().filter(|(_, id)| is_counted(id)).map(|(leaf, _)| leaf).collect();
    let scale = Rational::from(dossier.note_scale);
    let mut found = Vec::new();
    for (place, offer) in dossier.offers.iter().enumerate().filter(|(place, _)| evaluation.takes_part(*place)) {
        let Fact::Number(price) = dossier.fact(&question.price, measure, offer) else { continue };
        let mut terms = leaves.iter().map(|leaf| evaluation.exact_term(place, *leaf));
        let sum = terms.try_fold(Rational::zero(), |sum, term| Some(sum + term?));
        let Some(coverage) = sum.and_then(|sum| sum.checked_div(&scale)) else { continue };
        let coverage = coverage.min(weight.clone());
        let letter = ('A'..='Z').nth(found.len()).map_or_else(|| (found.len() + 1).to_string(), String::from);
        found.push(Beside { letter, name: offer.name.clone(), price, coverage });
    }
    found
}

fn table(state: &State, run: &Run, weight: &Rational, beside: &[Beside]) -> CurveTable {
    let lang = state.lang;
    let head = [phrase("Solution", "Solution"), phrase("Prix", "Price"), phrase("Couverture", "Coverage")];
    let assembly = |point: &FrontPoint| {
        vec![
            brick_names(lang, run, &point.bricks),
            price_text(state, run, point.price),
            coverage_text(lang, &point.coverage, weight),
        ]
    };
    let offer = |offer: &Beside| {
        vec![lettered(lang, offer), price_text(state, run, offer.price), coverage_text(lang, &offer.coverage, weight)]
    };
    let rows = run.front.iter().map(assembly).chain(beside.iter().map(offer));
    CurveTable { head: head.map(|head| head.get(lang).to_owned()).to_vec(), rows: rows.collect() }
}

//! The curves of the price formulas, with the references of the assumed bids.

use super::Trial;
use crate::catalogue::{FAMILIES, Family, FamilyGroup};
use crate::engine::{Decimal, Rational, Reference, curve};
use crate::i18n::{self, Lang, phrase};
use crate::present::curve::{
    Axis, CurveDot, CurveLine, CurveTable, CurveView, part_labels, place_between, round_ticks,
};
use crate::present::facts::{note_text, tax};
use crate::say;

/// Stretches of a drawn curve.
const STRETCHES: i64 = 64;

/// The letter of a bid: A for the first.
pub(super) fn letter(place: usize) -> String {
    let letters = ('A'..='Z').nth(place);
    letters.map_or_else(|| (place + 1).to_string(), String::from)
}

/// The short name of a formula: what its name has in parentheses.
pub(super) fn label(lang: Lang, family: &Family) -> String {
    let name = family.name.get(lang);
    let code = name.rsplit_once('(').and_then(|(_, code)| code.strip_suffix(')'));
    code.unwrap_or_else(|| phrase("acheteur", "buyer").get(lang)).into()
}

/// Where a formula stands in the catalogue, so that its curve always looks the same.
fn place(family: &Family) -> usize {
    let prices = FAMILIES.iter().filter(|family| family.group == FamilyGroup::Price);
    prices.into_iter().position(|other| other == family).unwrap_or_default()
}

/// Hue and dash of the curve of a formula.
pub(super) fn look(family: &Family) -> (usize, usize) {
    let line = CurveLine::new(place(family), String::new(), Vec::new());
    (line.hue, line.dash)
}

pub(super) fn curves(trial: &Trial<'_>) -> Option<CurveView> {
    let (lang, panel, dossier) = (trial.lang, trial.panel, trial.dossier());
    let evaluation = trial.assessment.evaluation();
    let problem = evaluation.problem();
    let prices: Vec<Decimal> = problem
        .offers
        .iter()
        .enumerate()
        .filter(|(index, _)| evaluation.takes_part(*index))
        .filter_map(|(_, offer)| match offer.fact(trial.leaf) {
            crate::engine::Fact::Number(price) => Some(price),
            _ => None,
        })
        .collect();
    let reference = Reference::over(prices.iter().copied());
    let (lowest, high) = (reference.lowest?, panel.high.max(reference.highest?));
    // Below the lowest price the reference itself would be another: a little
    // room there, and no more.
    let span = Rational::from(high) - lowest.into();
    let room = span.checked_div(&Decimal::integer(12).into()).unwrap_or_else(Rational::zero);
    let low = (Rational::from(lowest) - room).max(Rational::zero()).round(2);
    let steps = Rational::from(Decimal::integer(STRETCHES));
    let mut sampled: Vec<Decimal> = (0..=STRETCHES)
        .filter_map(|step| (span.clone() * Decimal::integer(step).into()).checked_div(&steps))
        .map(|part| (part + lowest.into()).round(2))
        .chain(prices)
        .filter(|price| *price >= lowest)
        .collect();
    sampled.sort_unstable();
    sampled.dedup();
    let chosen = trial.chosen().map(|(chosen, _)| chosen);
    let mut lines = Vec::new();
    let mut dots = Vec::new();
    for (index, simulated) in trial.formulas.iter().enumerate() {
        let formula = simulated.evaluation.problem().measures.get(trial.leaf)?;
        let notes = curve(formula, &reference, &sampled);
        let at = |price: Decimal| place_between(price, low, high);
        let points: Vec<(f64, f64)> =
            sampled.iter().zip(notes).filter_map(|(price, note)| Some((at(*price), note?.min(1.0)))).collect();
        let mut line = CurveLine::new(place(simulated.family), label(lang, simulated.family), points);
        line.is_strong = chosen == Some(index);
        if line.is_strong {
            for (bid, assumed) in panel.bids.iter().enumerate() {
                let offer = panel.offer_of(dossier, bid);
                let note = offer.and_then(|offer| simulated.evaluation.note(offer, trial.leaf));
                dots.extend(note.map(|note| CurveDot { label: letter(bid), x: at(assumed.price), y: note }));
            }
        }
        lines.push(line);
    }
    part_labels(&mut lines);
    // What stands out is drawn last.
    lines.sort_by_key(|line| line.is_strong);
    let prices = round_ticks(low, high, 5);
    let scale = dossier.note_scale;
    let currency = if dossier.money.currency == "EUR" { "€" } else { dossier.money.currency.as_str() };
    let tax = tax(lang, dossier.money.tax);
    let strong = chosen.and_then(|chosen| trial.formulas.get(chosen)).map(|each| each.family.name.get(lang));
    let strong = strong.unwrap_or_default();
    Some(CurveView {
        name: say!(
            lang,
            "Note selon le prix, une courbe par formule, tant que le prix le plus bas et les autres références restent ceux des prix supposés ; en trait fort : {strong}. Le tableau qui suit donne les mêmes chiffres.",
            "Note by price, one curve per formula, as long as the lowest price and the other references stay those of the assumed prices; the strong line: {strong}. The table below has the same figures."
        ),
        x: Axis {
            title: say!(lang, "Prix ({currency} {tax})", "Price ({currency} {tax})"),
            ticks: prices.iter().map(|price| (place_between(*price, low, high), i18n::number(lang, *price))).collect(),
        },
        y: Axis {
            title: {
                let scale = i18n::number(lang, scale.normalized());
                say!(lang, "Note sur {scale}", "Note out of {scale}")
            },
            ticks: round_ticks(Decimal::ZERO, scale, 5)
                .into_iter()
                .map(|note| (place_between(note, Decimal::ZERO, scale), i18n::number(lang, note)))
                .collect(),
        },
        lines,
        dots,
        table: table(trial, &reference, prices.iter().copied().filter(|price| *price >= lowest)),
    })
}

/// The same in figures, at the ticks of the axis.
fn table(trial: &Trial<'_>, reference: &Reference, prices: impl Iterator<Item = Decimal>) -> CurveTable {
    let lang = trial.lang;
    let names = trial.formulas.iter().map(|each| label(lang, each.family));
    let scale = Rational::from(trial.dossier().note_scale);
    let rows = prices.map(|price| {
        let notes = trial.formulas.iter().map(|simulated| {
            let formula = simulated.evaluation.problem().measures.get(trial.leaf);
            let note = formula.and_then(|formula| formula.at(price, reference));
            note.map_or_else(
                || "–".into(),
                |note| note_text(lang, &(note.clamp(Rational::zero(), Decimal::ONE.into()) * scale.clone())),
            )
        });
        std::iter::once(i18n::number(lang, price)).chain(notes).collect()
    });
    CurveTable {
        head: std::iter::once(phrase("Prix", "Price").get(lang).to_owned()).chain(names).collect(),
        rows: rows.collect(),
    }
}

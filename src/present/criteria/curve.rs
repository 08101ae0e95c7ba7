//! The curve of a scoring method: the note as a function of the fact, with the
//! offers' own facts on it, drawn from the engine's own formula.

use crate::app::State;
use crate::dossier::{Id, Measure};
use crate::engine::{self, Decimal, Fact, FactKind, Formula, Rational, Reference};
use crate::i18n::{self, Lang, phrase};
use crate::present::facts::{fact_text, note_text, tax};
use crate::say;

/// A drawing 3 600 units wide and 2 200 high: whole numbers fine enough for a
/// smooth line, since no float is written out.
#[derive(Clone, Debug, PartialEq)]
pub struct FamilyCurve {
    /// `Note de « Coût » selon la donnée`.
    pub title: String,
    /// The line, as an SVG path; for steps, a stem per level.
    pub path: String,
    /// Whether the path is made of stems.
    pub has_stems: bool,
    /// Along the fact.
    pub x_ticks: Vec<Tick>,
    /// Along the note.
    pub y_ticks: Vec<Tick>,
    /// The offers.
    pub dots: Vec<Dot>,
    /// Where the facts are only supposed, or too many to be shown.
    pub remark: Option<String>,
    /// The offers, line by line.
    pub offers: Vec<CurveRow>,
    /// Some points of the curve, line by line.
    pub samples: Vec<CurveRow>,
}

/// A number along an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where.
    pub at: i32,
    /// What.
    pub text: String,
}

/// An offer on the curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
    /// Its number in the table below; empty where there are too many.
    pub label: String,
    /// Whether the offer is out of the ranking.
    pub is_apart: bool,
}

/// A line of the table behind the curve.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveRow {
    /// The offer with its number, or nothing.
    pub name: String,
    /// The fact.
    pub fact: String,
    /// The note.
    pub note: String,
}

/// Where the plot begins and ends.
const LEFT: i32 = 420;
const RIGHT: i32 = 3480;
const TOP: i32 = 240;
const BOTTOM: i32 = 1880;

/// Offers that are drawn, and offers that have a number beside their dot.
const MOST_DOTS: usize = 100;
const MOST_LABELS: usize = 15;

/// What is known of one offer.
struct Known {
    number: usize,
    name: String,
    fact: Fact,
    takes_part: bool,
}

pub(super) fn curve(state: &State, id: &Id, measure: &Measure) -> Option<FamilyCurve> {
    let dossier = state.dossier();
    // As the engine has it: a coverage knows what its requirements weigh.
    let (leaf, _) = state.assessment.leaves().find(|(_, other)| *other == id)?;
    let formula = state.assessment.evaluation().problem().measures.get(leaf)?.clone();
    let known: Vec<Known> = dossier
        .offers
        .iter()
        .enumerate()
        .map(|(index, offer)| Known {
            number: index + 1,
            name: offer.name.clone(),
            fact: dossier.fact(id, measure, offer),
            takes_part: state.assessment.evaluation().takes_part(index),
        })
        .collect();
    let name = dossier.criterion(id).map(|criterion| criterion.name.as_str()).unwrap_or_default();
    let unit = match formula.fact_kind() {
        FactKind::Amount => {
            let money = &dossier.money;
            let currency = if money.currency == "EUR" { "€" } else { money.currency.as_str() };
            format!("{currency}\u{a0}{}", tax(state.lang, money.tax))
        }
        _ => measure.unit.clone(),
    };
    let unit = if unit.is_empty() { unit } else { format!(" ({unit})") };
    let title = say!(
        state.lang,
        "Note de «\u{a0}{name}\u{a0}» selon la donnée de l'offre{unit}",
        "Note of “{name}” by the fact of the offer{unit}"
    );
    let view = match &formula {
        Formula::Scale { .. } | Formula::YesNo => steps(state, measure, &formula, &known),
        _ => line(state, measure, &formula, &known)?,
    };
    Some(FamilyCurve { title, ..view })
}

/// Levels, or no and yes: a stem for each.
fn steps(state: &State, measure: &Measure, formula: &Formula, known: &[Known]) -> FamilyCurve {
    let lang = state.lang;
    let facts: Vec<Fact> = match formula {
        Formula::Scale { points, .. } => (0..points.len()).map(Fact::Level).collect(),
        _ => vec![Fact::Yes(false), Fact::Yes(true)],
    };
    let count = i32::try_from(facts.len()).unwrap_or(1).max(1);
    let place = |fact: Fact| facts.iter().position(|other| *other == fact).and_then(|at| i32::try_from(at).ok());
    let x = |at: i32| LEFT + (RIGHT - LEFT) * (2 * at + 1) / (2 * count);
    let note = |fact: Fact| note_of(formula, fact);
    let mut path = String::new();
    let mut samples = Vec::new();
    let mut x_ticks = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        let at_x = x(i32::try_from(at).unwrap_or(0));
        let share = note(*fact).unwrap_or_default();
        path.push_str(&format!("M{at_x} {BOTTOM}V{}", y(share)));
        let text = fact_text(lang, state.dossier(), measure, *fact);
        if facts.len() <= 2 {
            x_ticks.push(Tick { at: at_x, text: text.clone() });
        } else if facts.len() <= 12 || at == 0 || at + 1 == facts.len() {
            x_ticks.push(Tick { at: at_x, text: at.to_string() });
        }
        let name = if facts.len() <= 2 { String::new() } else { at.to_string() };
        samples.push(CurveRow { name, fact: text, note: on_scale(state, share) });
    }
    // Offers on the same level stand side by side.
    let mut there = vec![0; facts.len()];
    let dots = known.iter().take(MOST_DOTS).filter_map(|offer| {
        let at = place(offer.fact)?;
        let before = there.get_mut(usize::try_from(at).ok()?)?;
        let (column, shift) = (*before, if *before % 2 == 0 { 1 } else { -1 });
        *before += 1;
        Some(Dot {
            x: x(at) + shift * ((column + 1) / 2) * 140,
            y: y(note(offer.fact)?),
            label: label(known, offer),
            is_apart: !offer.takes_part,
        })
    });
    FamilyCurve {
        title: String::new(),
        path,
        has_stems: true,
        x_ticks,
        y_ticks: y_ticks(state),
        dots: dots.collect(),
        remark: too_many(lang, known),
        offers: offer_rows(state, measure, known, &|fact| note(fact)),
        samples,
    }
}

/// A function of a number.
fn line(state: &State, measure: &Measure, formula: &Formula, known: &[Known]) -> Option<FamilyCurve> {
    let lang = state.lang;
    let number = |fact: Fact| match fact {
        Fact::Number(value) => Some(value),
        _ => None,
    };
    let mut field: Vec<Decimal> =
        known.iter().filter(|offer| offer.takes_part).filter_map(|offer| number(offer.fact)).collect();
    let is_supposed = field.is_empty() && formula.depends_on_field();
    if is_supposed {
        field = supposed(measure);
    }
    let reference = Reference::over(field.iter().copied());
    let (low, high) = domain(measure, formula, &field, known.iter().filter_map(|offer| number(offer.fact)));
    let span = high - low;
    if span.is_nan() || span <= 0.0 {
        return None;
    }
    let x = |value: f64| LEFT + ((value - low) / span * f64::from(RIGHT - LEFT)) as i32;
    let decimals = decimals_for(span);
    let xs: Vec<Decimal> =
        (0..=STEPS).map(|step| Decimal::near(low + span * f64::from(step) / f64::from(STEPS), decimals + 2)).collect();
    let corners = measure.curve.iter().map(|(value, _)| *value).chain(measure.parameters.iter().copied());
    let inside = |value: &Decimal| (low..=high).contains(&value.to_f64());
    let mut all: Vec<Decimal> = xs.into_iter().chain(corners).chain(field.iter().copied()).filter(inside).collect();
    if formula.is_price() {
        all.retain(|price| *price > Decimal::ZERO);
    }
    all.sort();
    let notes = engine::curve(formula, &reference, &all);
    let mut path = String::new();
    let mut pen = 'M';
    for (value, note) in all.iter().zip(&notes) {
        match note {
            Some(note) => {
                path.push_str(&format!("{pen}{} {}", x(value.to_f64()), y(note.min(1.0))));
                pen = 'L';
            }
            None => pen = 'M',
        }
    }
    let note = |fact: Fact| engine::curve(formula, &reference, &[number(fact)?]).first().copied().flatten();
    let dots = known.iter().take(MOST_DOTS).filter_map(|offer| {
        let at = number(offer.fact)?.to_f64();
        Some(Dot {
            x: x(at),
            y: y(note(offer.fact)?.min(1.0)),
            label: label(known, offer),
            is_apart: !offer.takes_part,
        })
    });
    let ticks = ticks(low, high, decimals);
    let samples = ticks.iter().map(|value| CurveRow {
        name: String::new(),
        fact: fact_text(lang, state.dossier(), measure, Fact::Number(*value)),
        note: note(Fact::Number(*value)).map_or_else(String::new, |note| on_scale(state, note.min(1.0))),
    });
    let supposed = is_supposed.then(|| {
        phrase(
            "Aucune offre n'a encore de donnée ici\u{a0}: la courbe est tracée pour des données supposées.",
            "No offer has a fact here yet: the curve is drawn for supposed facts.",
        )
        .get(lang)
        .to_owned()
    });
    Some(FamilyCurve {
        title: String::new(),
        path,
        has_stems: false,
        x_ticks: ticks
            .iter()
            .map(|value| Tick { at: x(value.to_f64()), text: i18n::number(lang, value.normalized()) })
            .collect(),
        y_ticks: y_ticks(state),
        dots: dots.collect(),
        remark: supposed.or_else(|| too_many(lang, known)),
        offers: offer_rows(state, measure, known, &|fact| note(fact).map(|note| note.min(1.0))),
        samples: samples.filter(|row| !row.note.is_empty()).collect(),
    })
}

/// Straight pieces that a curve is drawn with.
const STEPS: u32 = 80;

/// A field that nobody has bid yet: around the estimate, or in hundredths of the lowest.
fn supposed(measure: &Measure) -> Vec<Decimal> {
    let named = measure.family.parameters.iter().zip(&measure.parameters);
    let estimate =
        named.into_iter().find(|(parameter, _)| parameter.key == "estimate").map(|(_, value)| value.to_f64());
    let middle = estimate.filter(|estimate| *estimate > 0.0).unwrap_or(100.0);
    [0.8, 1.0, 1.4].iter().map(|factor| Decimal::near(middle * factor, 4)).collect()
}

/// From where to where the curve is drawn.
fn domain(measure: &Measure, formula: &Formula, field: &[Decimal], facts: impl Iterator<Item = Decimal>) -> (f64, f64) {
    if let Formula::Share { out_of } = formula {
        return (0.0, out_of.to_f64());
    }
    let announced: Vec<Decimal> = match formula {
        Formula::Linear { worst, best } => vec![*worst, *best],
        Formula::Piecewise { points, .. } => points.iter().map(|(value, _)| *value).collect(),
        _ => Vec::new(),
    };
    let all = announced.iter().chain(field).copied().chain(facts).map(Decimal::to_f64);
    let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)));
    if !low.is_finite() {
        return (0.0, measure.parameters.first().map_or(100.0, |most| most.to_f64().max(1.0)));
    }
    let span = (high - low).max(high.abs() * 0.2).max(if high == 0.0 { 1.0 } else { 0.0 });
    if formula.is_price() {
        ((low - span * 0.4).max(low * 0.4), high + span * 0.5)
    } else {
        (low - span * 0.1, high + span * 0.1)
    }
}

/// Decimals that numbers along so wide an axis need.
fn decimals_for(span: f64) -> u32 {
    let (mut decimals, mut wide) = (0, span);
    while wide < 5.0 && decimals < 9 {
        wide *= 10.0;
        decimals += 1;
    }
    decimals
}

/// Three to six round numbers along an axis.
fn ticks(low: f64, high: f64, decimals: u32) -> Vec<Decimal> {
    let span = high - low;
    let mut unit = 1e-9;
    while unit * 10.0 < span {
        unit *= 10.0;
    }
    let steps = [unit / 5.0, unit / 2.0, unit, unit * 2.0, unit * 5.0];
    let step = steps.into_iter().find(|step| span / step <= 4.5).unwrap_or(unit * 5.0);
    let first = (low / step).ceil();
    (0..6)
        .map(|index| (first + f64::from(index)) * step)
        .filter(|value| *value <= high + span * 1e-9)
        .map(|value| Decimal::near(value, decimals))
        .collect()
}

/// How high a note on `[0, 1]` stands.
fn y(note: f64) -> i32 {
    BOTTOM - (note.clamp(0.0, 1.0) * f64::from(BOTTOM - TOP)) as i32
}

fn y_ticks(state: &State) -> Vec<Tick> {
    [0.0, 0.5, 1.0].iter().map(|note| Tick { at: y(*note), text: on_scale(state, *note) }).collect()
}

/// A note on `[0, 1]` on the scale of the dossier.
fn on_scale(state: &State, note: f64) -> String {
    let scaled = Rational::from(Decimal::near(note, 9)) * Rational::from(state.dossier().note_scale);
    let text = note_text(state.lang, &scaled);
    let round = scaled.round(0);
    if Rational::from(round) == scaled { i18n::number(state.lang, round) } else { text }
}

/// The note of a level or of an answer.
fn note_of(formula: &Formula, fact: Fact) -> Option<f64> {
    match (formula, fact) {
        (Formula::YesNo, Fact::Yes(yes)) => Some(if yes { 1.0 } else { 0.0 }),
        (Formula::Scale { points, out_of, .. }, Fact::Level(level)) => {
            let points = Rational::from(*points.get(level)?);
            points.checked_div(&Rational::from(*out_of)).map(|note| note.to_f64())
        }
        _ => None,
    }
}

fn label(known: &[Known], offer: &Known) -> String {
    if known.len() <= MOST_LABELS { offer.number.to_string() } else { String::new() }
}

fn too_many(lang: Lang, known: &[Known]) -> Option<String> {
    let shown = i18n::integer(lang, MOST_DOTS);
    (known.len() > MOST_DOTS).then(|| {
        say!(
            lang,
            "Seules les {shown} premières offres sont montrées sur la courbe.",
            "Only the first {shown} offers are shown on the curve."
        )
    })
}

fn offer_rows(state: &State, measure: &Measure, known: &[Known], note: &dyn Fn(Fact) -> Option<f64>) -> Vec<CurveRow> {
    let lang = state.lang;
    let row = |offer: &Known| {
        let (number, name) = (offer.number, &offer.name);
        let apart = phrase(" (hors classement)", " (not ranked)").get(lang);
        CurveRow {
            name: format!("{number}. {name}{}", if offer.takes_part { "" } else { apart }),
            fact: fact_text(lang, state.dossier(), measure, offer.fact),
            note: note(offer.fact).map_or_else(|| "–".into(), |note| on_scale(state, note)),
        }
    };
    known.iter().take(MOST_DOTS).map(row).collect()
}

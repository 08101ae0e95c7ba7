//! The rows of the ranking, each made when it is asked for: of ten thousand
//! offers, a screen shows some twenty.

use std::rc::Rc;

use super::facts::{DECIMALS, aged, fact_text, note_text, share_text};
use super::{hue, scenarios};
use crate::app::State;
use crate::dossier::{Assessment, Criterion, Dossier, Id, IdSet, Offer};
use crate::engine::{Fact, Finding, Outcome, Rational};
use crate::i18n::{self, Lang, phrase};
use crate::say;
use crate::table::date_text;

/// What the rows of the ranking are made from.
#[derive(Clone, Debug)]
pub struct Rows {
    lang: Lang,
    now: Rc<Assessment>,
    before: Rc<Assessment>,
    open: IdSet,
}

/// The same assessments, not only equal ones: nobody looks through ten thousand
/// offers to see that nothing has changed.
impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        let is_same = |a, b| Rc::ptr_eq(a, b);
        (self.lang, &self.open) == (other.lang, &other.open)
            && is_same(&self.now, &other.now)
            && is_same(&self.before, &other.before)
    }
}

/// A ranked offer.
#[derive(Clone, Debug, PartialEq)]
pub struct RankedRow {
    /// The offer.
    pub offer: Id,
    /// Its index in the dossier.
    pub index: usize,
    /// Its name.
    pub name: String,
    /// That it is a scenario, and from when on it can be used; mostly empty.
    pub label: String,
    /// 1 for the best; `1 à 3` while several are possible.
    pub rank: String,
    /// Whether it is first for certain.
    pub is_first: bool,
    /// What there is to say of the rank: tied, provisional; often nothing.
    pub remark: &'static str,
    /// The total on the note scale, rounded for display; `62,10 à 78,42` while
    /// it is only known between bounds.
    pub total: String,
    /// Places won (above zero) or lost with the last change.
    pub moved: isize,
    /// The parts of the total that are certain, in the order of the legend.
    pub segments: Vec<Segment>,
    /// What may still be added to them, in percent of the full note.
    pub open_width: f64,
    /// Whether its details are open.
    pub is_open: bool,
}

/// What a criterion brings to a total.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// As in the legend.
    pub number: usize,
    /// As in the legend.
    pub hue: usize,
    /// In percent of the full note.
    pub width: f64,
}

/// What a bar says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BarText {
    /// The whole of it.
    pub whole: String,
    /// Each segment: `Souveraineté : 18 % × 72,50 = 13,05`.
    pub parts: Vec<String>,
}

/// One line of the details of an offer.
#[derive(Clone, Debug, PartialEq)]
pub struct DetailRow {
    /// The criterion.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// 0 at the top of the tree.
    pub depth: usize,
    /// The number of its criterion at the top of the tree.
    pub number: usize,
    /// The hue of its criterion at the top of the tree.
    pub hue: usize,
    /// Whether it is a group.
    pub is_group: bool,
    /// What is known; empty for a group.
    pub fact: String,
    /// The note on the note scale.
    pub note: String,
    /// The share of the total.
    pub share: String,
    /// Share times note.
    pub term: String,
    /// Why this fact, and where it was read.
    pub justification: String,
}

impl Rows {
    /// The rows of a state.
    pub fn of(state: &State) -> Self {
        Self {
            lang: state.lang,
            now: Rc::clone(&state.assessment),
            before: Rc::clone(&state.before),
            open: state.open_offers.clone(),
        }
    }

    /// How many offers are ranked.
    pub fn len(&self) -> usize {
        self.now.evaluation().order().len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every row, the best first.
    pub fn all(&self) -> impl Iterator<Item = RankedRow> + '_ {
        (0..self.len()).filter_map(|place| self.row(place))
    }

    /// The offer at a place of the ranking, from 0.
    pub fn offer(&self, place: usize) -> Option<&Id> {
        let offer = *self.now.evaluation().order().get(place)?;
        self.now.dossier().offers.get(offer).map(|offer| &offer.id)
    }

    /// Its name.
    pub fn name(&self, place: usize) -> Option<&str> {
        let offer = *self.now.evaluation().order().get(place)?;
        self.now.dossier().offers.get(offer).map(|offer| offer.name.as_str())
    }

    /// The places of some offers, from 0; those that are not ranked have none.
    pub fn places<'a>(&self, offers: impl Iterator<Item = &'a Id>) -> Vec<usize> {
        let indices: Vec<usize> = offers.filter_map(|id| index_of(&self.now, id, 0)).collect();
        let order = self.now.evaluation().order().iter().enumerate();
        if indices.is_empty() {
            return Vec::new();
        }
        order.filter(|(_, offer)| indices.contains(offer)).map(|(place, _)| place).collect()
    }

    /// The places of the offers whose details are open.
    pub fn open_places(&self) -> Vec<usize> {
        self.places(self.open.iter())
    }

    /// The row at a place, from 0.
    pub fn row(&self, place: usize) -> Option<RankedRow> {
        let (lang, assessment) = (self.lang, self.now.as_ref());
        let evaluation = assessment.evaluation();
        let index = *evaluation.order().get(place)?;
        let data = assessment.dossier().offers.get(index)?;
        let ranks = evaluation.ranks_of(index)?;
        let rank = evaluation.rank_of(index);
        let is_tie = |finding: &Finding| matches!(finding, Finding::Tie { rank: shared, .. } if Some(*shared) == rank);
        let is_open = evaluation.outcome(index) == &Outcome::Provisional || ranks.best != ranks.worst;
        let remark = match (evaluation.findings().iter().any(is_tie), is_open) {
            (true, _) => phrase("ex æquo", "tied"),
            (false, true) => phrase("provisoire", "provisional"),
            (false, false) => phrase("", ""),
        };
        let (segments, open_width) = segments(assessment, index);
        let moved = |before: usize| rank.map_or(0, |rank| before as isize - rank as isize);
        let rank_before = index_of(&self.before, &data.id, index).and_then(|at| self.before.evaluation().rank_of(at));
        Some(RankedRow {
            moved: rank_before.map_or(0, moved),
            is_open: self.open.contains(&data.id),
            offer: data.id.clone(),
            index,
            name: data.name.clone(),
            label: label(lang, assessment.dossier(), data),
            rank: from_to(lang, &ranks.best.to_string(), &ranks.worst.to_string()),
            is_first: ranks.worst == 1,
            remark: remark.get(lang),
            total: total_text(lang, assessment, index),
            segments,
            open_width,
        })
    }
}

/// The index of an offer; often it is where it was before.
fn index_of(assessment: &Assessment, id: &Id, likely: usize) -> Option<usize> {
    let offers = &assessment.dossier().offers;
    match offers.get(likely) {
        Some(offer) if offer.id == *id => Some(likely),
        _ => offers.iter().position(|offer| offer.id == *id),
    }
}

/// The label of a scenario; few dossiers have any.
pub(super) fn label(lang: Lang, dossier: &Dossier, offer: &Offer) -> String {
    // From when on bricks can be used waits in the second part of the program.
    if offer.kind.is_scenario() || offer.available_from.is_some() || !offer.components.is_empty() {
        return scenarios::label(lang, dossier, offer);
    }
    String::new()
}

/// `62,10`, `62,10 à 78,42`, or a dash where criteria decide one after the other.
pub(super) fn total_text(lang: Lang, assessment: &Assessment, offer: usize) -> String {
    let band = assessment.evaluation().rounded_band(offer, DECIMALS);
    band.map_or_else(|| "–".into(), |band| from_to(lang, &i18n::number(lang, band.low), &i18n::number(lang, band.high)))
}

/// Both ends of what is not known; one where they are the same.
pub(super) fn from_to(lang: Lang, low: &str, high: &str) -> String {
    if low == high { low.into() } else { say!(lang, "{low} à {high}", "{low} to {high}") }
}

/// How wide the certain parts are and what may be added, in percent of the full note.
fn segments(assessment: &Assessment, offer: usize) -> (Vec<Segment>, f64) {
    let segments = |widths: Vec<f64>| {
        let widths = widths.into_iter().enumerate();
        widths.map(|(at, width)| Segment { number: at + 1, hue: hue(at), width }).collect()
    };
    // As good as always: everything is known, and no screen shows ten digits.
    if let Some(terms) = assessment.evaluation().drawn_terms(offer) {
        let mut widths = Vec::new();
        for node in assessment.nodes() {
            if node.depth == 0 {
                widths.push(0.0);
            }
            if let (Some(term), Some(width)) = (node.leaf.and_then(|leaf| terms.get(leaf)), widths.last_mut()) {
                *width += term * 100.0;
            }
        }
        return (segments(widths), 0.0);
    }
    let (widths, open) = open_widths(assessment, offer);
    (segments(widths), open)
}

/// The same where something is unknown, or does not apply.
#[inline(never)]
fn open_widths(assessment: &Assessment, offer: usize) -> (Vec<f64>, f64) {
    let full = Rational::from(assessment.dossier().note_scale);
    let percent = |part: &Rational| part.checked_div(&full).map_or(0.0, |part| part.to_f64() * 100.0);
    let (mut widths, mut open) = (Vec::new(), Rational::zero());
    for part in parts(assessment, offer) {
        widths.push(percent(&part.least));
        open = open + part.most - part.least;
    }
    (widths, percent(&open))
}

/// What the bar of an offer says: `Total 75,34. Coût : 25 % × 100,00 = 25,00`.
pub fn bar_text(lang: Lang, assessment: &Assessment, offer: usize) -> BarText {
    let total = total_text(lang, assessment, offer);
    let parts: Vec<String> = (parts(assessment, offer).into_iter().zip(&assessment.dossier().criteria))
        .map(|(part, criterion)| {
            let (name, share_text) = (&criterion.name, share_text(lang, &part.share));
            let note = from_to(lang, &note_text(lang, &part.low), &note_text(lang, &part.high));
            let term = from_to(lang, &note_text(lang, &part.least), &note_text(lang, &part.most));
            say!(lang, "{name} : {share_text} × {note} = {term}", "{name}: {share_text} × {note} = {term}")
        })
        .collect();
    let all = parts.join(" ; ");
    BarText { whole: say!(lang, "Total {total}. {all}", "Total {total}. {all}"), parts }
}

/// What a criterion at the top of the tree brings to a total, exactly.
struct Part {
    share: Rational,
    low: Rational,
    high: Rational,
    least: Rational,
    most: Rational,
}

fn parts(assessment: &Assessment, offer: usize) -> Vec<Part> {
    let evaluation = assessment.evaluation();
    let leaves = 0..evaluation.problem().leaves;
    let shares: Vec<Option<Rational>> = leaves.map(|leaf| evaluation.exact_share_for(offer, leaf)).collect();
    let tops = assessment.nodes().iter().enumerate().filter(|(_, node)| node.depth == 0);
    tops.map(|(node, _)| {
        let share = top_share(assessment, node, &shares);
        let band = evaluation.node_band(offer, Some(node));
        let (low, high) = band.map_or_else(|| (Rational::zero(), Rational::zero()), |band| (band.low, band.high));
        Part { least: share.clone() * low.clone(), most: share.clone() * high.clone(), share, low, high }
    })
    .collect()
}

/// The share of a node at the top of the tree: the sum over its leaves.
fn top_share(assessment: &Assessment, node: usize, shares: &[Option<Rational>]) -> Rational {
    let mut below = assessment.nodes().iter().skip(node);
    let first = below.next();
    let leaves = first.into_iter().chain(below.take_while(|info| info.depth > 0)).filter_map(|info| info.leaf);
    leaves.fold(Rational::zero(), |sum, leaf| match shares.get(leaf) {
        Some(Some(share)) => sum + share.clone(),
        _ => sum,
    })
}

/// The details of an offer: the whole tree, line by line.
pub fn details(lang: Lang, assessment: &Assessment, offer: &Id) -> Vec<DetailRow> {
    let (dossier, evaluation) = (assessment.dossier(), assessment.evaluation());
    let Some(index) = index_of(assessment, offer, 0) else { return Vec::new() };
    let entries = dossier.offers.get(index).map(|offer| &offer.facts);
    let or_dash = |value: Option<Rational>| value.map_or_else(|| "–".into(), |value| note_text(lang, &value));
    let terms = evaluation.exact_terms(index).unwrap_or_default();
    let mut number = 0;
    let rows = assessment.nodes().iter().enumerate().zip(dossier.all_criteria());
    rows.map(|((node, info), criterion)| {
        number += usize::from(info.depth == 0);
        let entry = entries.and_then(|entries| entries.get(&criterion.id));
        let fact = criterion.measure().map(|measure| {
            let fact = dossier.offers.get(index).map(|offer| dossier.fact(&criterion.id, measure, offer));
            let text = fact_text(lang, dossier, measure, fact.unwrap_or_default());
            aged(lang, dossier, measure, entry, text)
        });
        let share = info.leaf.and_then(|leaf| evaluation.exact_share_for(index, leaf));
        DetailRow {
            id: criterion.id.clone(),
            name: criterion.name.clone(),
            depth: info.depth,
            number,
            hue: hue(number.saturating_sub(1)),
            is_group: info.leaf.is_none(),
            fact: fact.unwrap_or_default(),
            note: evaluation.node_band(index, Some(node)).map_or_else(
                || "–".into(),
                |band| from_to(lang, &note_text(lang, &band.low), &note_text(lang, &band.high)),
            ),
            share: share.map_or_else(String::new, |share| share_text(lang, &share)),
            term: info.leaf.map_or_else(String::new, |leaf| or_dash(terms.get(leaf).cloned().flatten())),
            justification: match composed(lang, dossier, index, criterion) {
                Some(rule) => rule,
                None => entry.map(|entry| justification(lang, entry)).unwrap_or_default(),
            },
        }
    })
    .collect()
}

/// By which rule the bricks of an offer make its fact; nothing where that is entered.
#[inline(never)]
fn composed(lang: Lang, dossier: &Dossier, offer: usize, criterion: &Criterion) -> Option<String> {
    let (offer, measure) = (dossier.offers.get(offer)?, criterion.measure()?);
    let own = offer.facts.get(&criterion.id).map(|entry| dossier.entry_fact(&criterion.id, measure, entry));
    if own.is_some_and(|own| own != Fact::Missing) {
        return None;
    }
    super::components::supported(lang, dossier, offer, &criterion.id, measure)
}

/// What supports a fact, from why it is so to when it was.
pub(super) fn justification(lang: Lang, entry: &crate::dossier::Entry) -> String {
    let date = entry.date.map(|date| date_text(lang, date)).unwrap_or_default();
    let parts = [&entry.justification, &entry.source, &entry.page, &entry.address, &date];
    parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" – ")
}

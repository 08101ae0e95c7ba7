//! Classement: the ranked offers with their bars, and those that are apart.

use super::facts::{DECIMALS, fact_text, note_text, share_text};
use super::{gates, hue, scenarios, sentences};
use crate::app::State;
use crate::dossier::{Assessment, Id, Offer, Ranking};
use crate::engine::{Finding, Outcome, Rational};
use crate::i18n::{self, Lang, phrase};
use crate::say;

/// The ranking as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct RankingView {
    /// What the table is.
    pub caption: String,
    /// How totals are made, in a sentence.
    pub method: String,
    /// The criteria at the top of the tree, in their order.
    pub legend: Vec<LegendItem>,
    /// The ranked offers, best first.
    pub rows: Vec<RankedRow>,
    /// Offers without a rank because something is missing.
    pub incomplete: Vec<AsideRow>,
    /// Offers that are eliminated or not regular.
    pub aside: Vec<AsideRow>,
}

/// A criterion at the top of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendItem {
    /// From 1, in the order of the grid; also stands in its segments.
    pub number: usize,
    /// Its hue.
    pub hue: usize,
    /// Its name.
    pub name: String,
}

/// A ranked offer.
#[derive(Clone, Debug, PartialEq)]
pub struct RankedRow {
    /// The offer.
    pub offer: Id,
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
    /// The bar in words.
    pub bar_text: String,
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
    /// `Souveraineté : 18 % × 72,50 = 13,05`.
    pub text: String,
}

/// An offer apart, with the reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct AsideRow {
    /// The offer.
    pub offer: Id,
    /// Its name.
    pub name: String,
    /// Why it is apart, one sentence each.
    pub reasons: Vec<String>,
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

/// The ranking of a state.
pub fn ranking(state: &State) -> RankingView {
    let (lang, assessment) = (state.lang, state.assessment.as_ref());
    let dossier = assessment.dossier();
    let evaluation = assessment.evaluation();
    let scale = i18n::number(lang, dossier.note_scale.normalized());
    let title = &dossier.title;
    let legend = dossier.criteria.iter().enumerate();
    let mut view = RankingView {
        caption: say!(lang, "Classement des offres : {title}", "Ranking of the offers: {title}"),
        method: method(lang, assessment, &scale),
        legend: legend
            .map(|(at, criterion)| LegendItem { number: at + 1, hue: hue(at), name: criterion.name.clone() })
            .collect(),
        rows: evaluation.order().iter().filter_map(|offer| ranked_row(state, *offer)).collect(),
        incomplete: Vec::new(),
        aside: Vec::new(),
    };
    for (index, offer) in dossier.offers.iter().enumerate() {
        let row = |mut reasons: Vec<String>| {
            reasons.extend(Some(label(state, offer)).filter(|label| !label.is_empty()));
            AsideRow { offer: offer.id.clone(), name: offer.name.clone(), reasons }
        };
        match evaluation.outcome(index) {
            Outcome::Ranked => {}
            Outcome::Incomplete | Outcome::Provisional => {
                // What moves a total may be unknown of another offer only.
                let reasons = missing(lang, assessment, index);
                if !reasons.is_empty() {
                    view.incomplete.push(row(reasons));
                }
            }
            Outcome::Eliminated(gates) => {
                view.aside.push(row(gates.iter().map(|gate| failed_gate(lang, assessment, *gate, index)).collect()));
            }
            Outcome::SetAside => {
                let (status, reason) = (sentences::standing(offer.standing.kind).get(lang), &offer.standing.reason);
                view.aside.push(row(vec![say!(lang, "Offre {status} : {reason}", "Offer {status}: {reason}")]));
            }
        }
    }
    view
}

/// The label of a scenario; few dossiers have any.
fn label(state: &State, offer: &Offer) -> String {
    if offer.kind.is_scenario() || offer.available_from.is_some() {
        return scenarios::label(state.lang, state.dossier(), offer);
    }
    String::new()
}

/// How the ranking is made, in one or two sentences.
fn method(lang: Lang, assessment: &Assessment, scale: &str) -> String {
    let method = &assessment.dossier().method;
    let mut sentences = vec![match method.ranking {
        Ranking::Weighted => say!(
            lang,
            "Somme pondérée des notes sur {scale}, classée sur les valeurs exactes ; l'affichage est arrondi à 2 décimales.",
            "Weighted sum of the notes out of {scale}, ranked on exact values; the display is rounded to 2 decimals."
        ),
        Ranking::Hierarchy => say!(
            lang,
            "Critères hiérarchisés : le premier décide ; à égalité exacte de note, le suivant. Notes sur {scale}.",
            "Criteria in decreasing order: the first decides; at exactly equal notes, the next. Notes out of {scale}."
        ),
    }];
    if let Some(decimals) = method.note_decimals {
        sentences.push(say!(
            lang,
            "Les notes sont arrondies à {decimals} décimale(s), comme annoncé.",
            "Notes are rounded to {decimals} decimal(s), as announced."
        ));
    }
    if let Some(decimals) = method.total_decimals {
        sentences.push(say!(
            lang,
            "Les totaux sont arrondis à {decimals} décimale(s), comme annoncé : l'arrondi décide des rangs.",
            "Totals are rounded to {decimals} decimal(s), as announced: rounding decides ranks."
        ));
    }
    if assessment.evaluation().is_provisional() {
        sentences.push(
            phrase(
                "Classement provisoire, dans l'ordre du milieu des totaux possibles.",
                "Provisional ranking, in the order of the middle of the possible totals.",
            )
            .get(lang)
            .into(),
        );
    }
    sentences.join(" ")
}

fn ranked_row(state: &State, offer: usize) -> Option<RankedRow> {
    let (lang, assessment) = (state.lang, state.assessment.as_ref());
    let evaluation = assessment.evaluation();
    let data = assessment.dossier().offers.get(offer)?;
    let ranks = evaluation.ranks_of(offer)?;
    let total = total_text(lang, assessment, offer);
    let is_tied = evaluation
        .findings()
        .iter()
        .any(|f| matches!(f, Finding::Tie { rank: shared, .. } if Some(*shared) == evaluation.rank_of(offer)));
    let remark = match (is_tied, evaluation.outcome(offer) == &Outcome::Provisional || ranks.best != ranks.worst) {
        (true, _) => phrase("ex æquo", "tied"),
        (false, true) => phrase("provisoire", "provisional"),
        (false, false) => phrase("", ""),
    };
    let (segments, open_width) = segments(lang, assessment, offer);
    let parts = segments.iter().map(|segment| segment.text.as_str()).collect::<Vec<_>>().join(" ; ");
    let moved = |before: usize| evaluation.rank_of(offer).map_or(0, |rank| before as isize - rank as isize);
    Some(RankedRow {
        moved: rank_before(state, &data.id).map_or(0, moved),
        bar_text: say!(lang, "Total {total}. {parts}", "Total {total}. {parts}"),
        is_open: state.open_offers.contains(&data.id),
        offer: data.id.clone(),
        name: data.name.clone(),
        label: label(state, data),
        rank: from_to(lang, &ranks.best.to_string(), &ranks.worst.to_string()),
        is_first: ranks.worst == 1,
        remark: remark.get(lang),
        total,
        segments,
        open_width,
    })
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

fn rank_before(state: &State, offer: &Id) -> Option<usize> {
    let before = state.before.as_ref();
    let index = before.dossier().offers.iter().position(|other| other.id == *offer)?;
    before.evaluation().rank_of(index)
}

/// The parts that are certain, and how wide what may be added is.
fn segments(lang: Lang, assessment: &Assessment, offer: usize) -> (Vec<Segment>, f64) {
    let evaluation = assessment.evaluation();
    let full = Rational::from(assessment.dossier().note_scale);
    let percent = |part: &Rational| part.checked_div(&full).map_or(0.0, |part| part.to_f64() * 100.0);
    let shares: Vec<Option<Rational>> = {
        let leaves = 0..evaluation.problem().leaves;
        leaves.map(|leaf| evaluation.exact_share_for(offer, leaf)).collect()
    };
    let tops = assessment.nodes().iter().enumerate().filter(|(_, node)| node.depth == 0);
    let (mut segments, mut open) = (Vec::new(), Rational::zero());
    for (position, ((node, _), criterion)) in tops.zip(&assessment.dossier().criteria).enumerate() {
        let share = top_share(assessment, node, &shares);
        let band = evaluation.node_band(offer, Some(node));
        let nothing = Rational::zero;
        let (low, high) = band.map_or_else(|| (nothing(), nothing()), |band| (band.low, band.high));
        let (least, most) = (share.clone() * low.clone(), share.clone() * high.clone());
        let (name, share_text) = (&criterion.name, share_text(lang, &share));
        let note = from_to(lang, &note_text(lang, &low), &note_text(lang, &high));
        let term = from_to(lang, &note_text(lang, &least), &note_text(lang, &most));
        segments.push(Segment {
            number: position + 1,
            hue: hue(position),
            width: percent(&least),
            text: say!(lang, "{name} : {share_text} × {note} = {term}", "{name}: {share_text} × {note} = {term}"),
        });
        open = open + most - least;
    }
    (segments, percent(&open))
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
pub fn details(state: &State, offer: &Id) -> Vec<DetailRow> {
    let (lang, assessment) = (state.lang, state.assessment.as_ref());
    let (dossier, evaluation) = (assessment.dossier(), assessment.evaluation());
    let Some(index) = dossier.offers.iter().position(|other| other.id == *offer) else { return Vec::new() };
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
            fact_text(lang, dossier, measure, fact.unwrap_or_default())
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
            justification: entry.map(justification).unwrap_or_default(),
        }
    })
    .collect()
}

fn justification(entry: &crate::dossier::Entry) -> String {
    let date = entry.date.map(|date| date.to_string()).unwrap_or_default();
    let parts = [&entry.justification, &entry.source, &entry.page, &entry.address, &date];
    parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" – ")
}

fn missing(lang: Lang, assessment: &Assessment, offer: usize) -> Vec<String> {
    let about = assessment.evaluation().findings().iter().filter(|finding| match finding {
        Finding::MissingFact { offer: o, .. }
        | Finding::UncertainFact { offer: o, .. }
        | Finding::GateUndecided { offer: o, .. }
        | Finding::UndefinedNote { offer: o, .. }
        | Finding::NothingApplies { offer: o } => *o == offer,
        Finding::NoWeight => true,
        _ => false,
    });
    about.map(|finding| sentences::finding(lang, assessment, finding)).collect()
}

fn failed_gate(lang: Lang, assessment: &Assessment, gate: usize, offer: usize) -> String {
    let dossier = assessment.dossier();
    match (dossier.gates.get(gate), dossier.offers.get(offer)) {
        (Some(gate), Some(offer)) => gates::failure(lang, dossier, gate, offer),
        _ => String::new(),
    }
}

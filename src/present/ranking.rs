//! Classement: the ranked offers with their bars, and those that are apart.

use super::facts::{DECIMALS, fact_text, note_text, share_text};
use super::{hue, sentences};
use crate::app::State;
use crate::dossier::{Assessment, Id};
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
    /// 1 for the best.
    pub rank: usize,
    /// Whether others share the rank.
    pub is_tied: bool,
    /// The total on the note scale, rounded for display.
    pub total: String,
    /// Places won (above zero) or lost with the last change.
    pub moved: isize,
    /// The parts of the total, in the order of the legend.
    pub segments: Vec<Segment>,
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
        method: say!(
            lang,
            "Somme pondérée des notes sur {scale}, classée sur les valeurs exactes ; l'affichage est arrondi à 2 décimales.",
            "Weighted sum of the notes out of {scale}, ranked on exact values; the display is rounded to 2 decimals."
        ),
        legend: legend
            .map(|(at, criterion)| LegendItem { number: at + 1, hue: hue(at), name: criterion.name.clone() })
            .collect(),
        rows: evaluation.order().iter().filter_map(|offer| ranked_row(state, *offer)).collect(),
        incomplete: Vec::new(),
        aside: Vec::new(),
    };
    for (index, offer) in dossier.offers.iter().enumerate() {
        let row = |reasons| AsideRow { offer: offer.id.clone(), name: offer.name.clone(), reasons };
        match evaluation.outcome(index) {
            Outcome::Ranked => {}
            Outcome::Incomplete => view.incomplete.push(row(missing(lang, assessment, index))),
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

fn ranked_row(state: &State, offer: usize) -> Option<RankedRow> {
    let (lang, assessment) = (state.lang, state.assessment.as_ref());
    let evaluation = assessment.evaluation();
    let data = assessment.dossier().offers.get(offer)?;
    let rank = evaluation.rank_of(offer)?;
    let total = i18n::number(lang, evaluation.rounded_total(offer, DECIMALS)?);
    let is_tied =
        evaluation.findings().iter().any(|f| matches!(f, Finding::Tie { rank: shared, .. } if *shared == rank));
    let segments = segments(lang, assessment, offer);
    let parts = segments.iter().map(|segment| segment.text.as_str()).collect::<Vec<_>>().join(" ; ");
    Some(RankedRow {
        moved: rank_before(state, &data.id).map_or(0, |before| before as isize - rank as isize),
        bar_text: say!(lang, "Total {total}. {parts}", "Total {total}. {parts}"),
        is_open: state.open_offers.contains(&data.id),
        offer: data.id.clone(),
        name: data.name.clone(),
        rank,
        is_tied,
        total,
        segments,
    })
}

fn rank_before(state: &State, offer: &Id) -> Option<usize> {
    let before = state.before.as_ref();
    let index = before.dossier().offers.iter().position(|other| other.id == *offer)?;
    before.evaluation().rank_of(index)
}

fn segments(lang: Lang, assessment: &Assessment, offer: usize) -> Vec<Segment> {
    let evaluation = assessment.evaluation();
    let full = Rational::from(assessment.dossier().note_scale);
    let tops = assessment.nodes().iter().enumerate().filter(|(_, node)| node.depth == 0);
    tops.zip(&assessment.dossier().criteria)
        .enumerate()
        .map(|(position, ((node, _), criterion))| {
            let (term, share) = top_term(assessment, offer, node);
            let note = evaluation.exact_node_note(offer, node);
            let (name, term_text, share_text) = (&criterion.name, note_text(lang, &term), share_text(lang, &share));
            let note = note.map_or_else(|| "–".into(), |note| note_text(lang, &note));
            Segment {
                number: position + 1,
                hue: hue(position),
                width: term.checked_div(&full).map_or(0.0, |part| part.to_f64() * 100.0),
                text: say!(
                    lang,
                    "{name} : {share_text} × {note} = {term_text}",
                    "{name}: {share_text} × {note} = {term_text}"
                ),
            }
        })
        .collect()
}

/// The term and the share of a node at the top of the tree: the sums over its leaves.
fn top_term(assessment: &Assessment, offer: usize, node: usize) -> (Rational, Rational) {
    let evaluation = assessment.evaluation();
    let mut below = assessment.nodes().iter().skip(node);
    let first = below.next();
    let leaves = first.into_iter().chain(below.take_while(|info| info.depth > 0)).filter_map(|info| info.leaf);
    leaves.fold((Rational::zero(), Rational::zero()), |(term, share), leaf| {
        (
            term + evaluation.exact_term(offer, leaf).unwrap_or_else(Rational::zero),
            share + evaluation.exact_share(leaf).cloned().unwrap_or_else(Rational::zero),
        )
    })
}

/// The details of an offer: the whole tree, line by line.
pub fn details(state: &State, offer: &Id) -> Vec<DetailRow> {
    let (lang, assessment) = (state.lang, state.assessment.as_ref());
    let (dossier, evaluation) = (assessment.dossier(), assessment.evaluation());
    let Some(index) = dossier.offers.iter().position(|other| other.id == *offer) else { return Vec::new() };
    let entries = dossier.offers.get(index).map(|offer| &offer.facts);
    let or_dash = |value: Option<Rational>| value.map_or_else(|| "–".into(), |value| note_text(lang, &value));
    let mut number = 0;
    let rows = assessment.nodes().iter().enumerate().zip(dossier.all_criteria());
    rows.map(|((node, info), criterion)| {
        number += usize::from(info.depth == 0);
        let entry = entries.and_then(|entries| entries.get(&criterion.id));
        let fact = criterion.measure().map(|measure| {
            let fact = entry.map(|entry| entry.fact).unwrap_or_default();
            fact_text(lang, dossier, measure, fact)
        });
        let share = info.leaf.and_then(|leaf| evaluation.exact_share(leaf));
        DetailRow {
            id: criterion.id.clone(),
            name: criterion.name.clone(),
            depth: info.depth,
            number,
            hue: hue(number.saturating_sub(1)),
            is_group: info.leaf.is_none(),
            fact: fact.unwrap_or_default(),
            note: or_dash(evaluation.exact_node_note(index, node)),
            share: share.map_or_else(String::new, |share| share_text(lang, share)),
            term: info.leaf.map_or_else(String::new, |leaf| or_dash(evaluation.exact_term(index, leaf))),
            justification: entry.map(justification).unwrap_or_default(),
        }
    })
    .collect()
}

fn justification(entry: &crate::dossier::Entry) -> String {
    let date = entry.date.map(|date| date.to_string()).unwrap_or_default();
    let parts = [entry.justification.as_str(), entry.source.as_str(), date.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" – ")
}

fn missing(lang: Lang, assessment: &Assessment, offer: usize) -> Vec<String> {
    let about = assessment.evaluation().findings().iter().filter(|finding| match finding {
        Finding::MissingFact { offer: o, .. }
        | Finding::GateUndecided { offer: o, .. }
        | Finding::UndefinedNote { offer: o, .. } => *o == offer,
        Finding::NoWeight => true,
        _ => false,
    });
    about.map(|finding| sentences::finding(lang, assessment, finding)).collect()
}

/// "SecNumCloud : en cours de qualification ; exigé : qualifié. Base : R9 (2023-05-31)."
fn failed_gate(lang: Lang, assessment: &Assessment, gate: usize, offer: usize) -> String {
    use crate::dossier::GateRule;
    let dossier = assessment.dossier();
    let (Some(gate), Some(offer)) = (dossier.gates.get(gate), dossier.offers.get(offer)) else { return String::new() };
    let of = gate.rule.of();
    let measure = dossier.measure(of);
    let actual = measure.map(|measure| {
        let fact = offer.facts.get(of).map(|entry| entry.fact).unwrap_or_default();
        fact_text(lang, dossier, measure, fact)
    });
    let figure = |value| {
        measure.map_or_else(
            || i18n::number(lang, value),
            |m| fact_text(lang, dossier, m, crate::engine::Fact::Number(value)),
        )
    };
    let required = match &gate.rule {
        GateRule::Yes { .. } => phrase("oui", "yes").get(lang).to_owned(),
        GateRule::LevelAtLeast { level, .. } => {
            let label = measure.and_then(|m| m.levels.get(*level)).map_or("", |level| level.label.as_str());
            say!(lang, "au moins « {label} »", "at least “{label}”")
        }
        GateRule::ValueAtLeast { value, .. } => {
            let value = figure(*value);
            say!(lang, "au moins {value}", "at least {value}")
        }
        GateRule::ValueAtMost { value, .. } => {
            let value = figure(*value);
            say!(lang, "au plus {value}", "at most {value}")
        }
        GateRule::NoteAtLeast { note, .. } => {
            let note = i18n::number(lang, *note);
            say!(lang, "une note d'au moins {note}", "a note of at least {note}")
        }
    };
    let name = &gate.name;
    let sentence = match (&gate.rule, actual) {
        (GateRule::NoteAtLeast { .. }, _) | (_, None) => {
            say!(lang, "{name} : exigé, {required}.", "{name}: required, {required}.")
        }
        (_, Some(actual)) => {
            say!(lang, "{name} : {actual} (exigé : {required}).", "{name}: {actual} (required: {required}).")
        }
    };
    if gate.basis.is_empty() {
        return sentence;
    }
    let basis = match gate.basis_date {
        Some(date) => format!("{} ({date})", gate.basis),
        None => gate.basis.clone(),
    };
    say!(lang, "{sentence} Base : {basis}.", "{sentence} Basis: {basis}.")
}

//! Two offers side by side: per criterion the fact, the note, the points and the
//! reason of each, and who is better; then the eliminatory conditions.

use super::facts::{note_text, signed_text};
use super::marks::marks;
use super::rows::{DetailRow, details, from_to, total_text};
use super::{gates, scenarios, sentences};
use crate::app::State;
use crate::dossier::{Assessment, Gate, GateRule, Id, Offer};
use crate::engine::{Finding, Outcome, Rational};
use crate::i18n::{Lang, phrase};
use crate::say;

/// Two offers as they are compared.
#[derive(Clone, Debug, PartialEq)]
pub struct SideView {
    /// Every offer, also those apart, which are named so.
    pub choices: Vec<(Id, String)>,
    /// What stands above the two columns.
    pub heads: [SideHead; 2],
    /// The criteria, in the order of the grid.
    pub rows: Vec<SideRow>,
    /// The difference of the totals with who is ahead, as in a row.
    pub total: SideVerdict,
    /// The eliminatory conditions.
    pub gates: Vec<GateLine>,
    /// `Écart : A moins B, en points du total.`
    pub legend: String,
}

/// One of the two offers.
#[derive(Clone, Debug, PartialEq)]
pub struct SideHead {
    /// The offer.
    pub offer: Id,
    /// Its mark: `A`.
    pub mark: String,
    /// Its name.
    pub name: String,
    /// What it is, where it is no plain offer.
    pub label: String,
    /// Its rank, or why it has none.
    pub outcome: String,
    /// Its total.
    pub total: String,
}

/// One criterion or group.
#[derive(Clone, Debug, PartialEq)]
pub struct SideRow {
    /// The criterion.
    pub id: Id,
    /// Its name with its share of the total.
    pub name: String,
    /// 0 at the top of the tree.
    pub depth: usize,
    /// The number of its criterion at the top of the tree.
    pub number: usize,
    /// The hue of that.
    pub hue: usize,
    /// Of the two offers.
    pub cells: [SideCell; 2],
    /// Who is better.
    pub verdict: SideVerdict,
}

/// What an offer has on a criterion.
#[derive(Clone, Debug, PartialEq)]
pub struct SideCell {
    /// What is known; empty for a group.
    pub fact: String,
    /// `note 80,00`
    pub note: String,
    /// `12,00 points`; empty where there are none.
    pub points: String,
    /// Why, and where it was read.
    pub justification: String,
}

/// Who is better, by sign and word.
#[derive(Clone, Debug, PartialEq)]
pub struct SideVerdict {
    /// `+2,31`; empty where nothing can be said.
    pub difference: String,
    /// `A mieux`, `égalité`.
    pub word: String,
}

/// An eliminatory condition.
#[derive(Clone, Debug, PartialEq)]
pub struct GateLine {
    /// The condition.
    pub id: Id,
    /// Its name with what it asks.
    pub name: String,
    /// What each offer has, and whether that is enough.
    pub cells: [String; 2],
}

/// The comparison that the user chose, or that of the pair, or of the first two.
pub fn side_by_side(state: &State) -> Option<SideView> {
    let (lang, assessment) = (state.lang, state.assessment.as_ref());
    let dossier = assessment.dossier();
    let place = |id: &Id| dossier.offers.iter().position(|offer| offer.id == *id);
    let both = |pair: &(Id, Id)| Some((place(&pair.0)?, place(&pair.1)?));
    let evaluation = assessment.evaluation();
    let has_no_rank = |index: &usize| !matches!(evaluation.outcome(*index), Outcome::Ranked | Outcome::Provisional);
    let apart = (0..dossier.offers.len()).filter(has_no_rank).take(2);
    let all: Vec<usize> = evaluation.order().iter().copied().take(2).chain(apart).collect();
    let chosen = [&state.views.side, &state.pair].into_iter().flatten().find_map(both);
    let (first, second) = match (chosen, all.as_slice()) {
        (Some((first, second)), _) if first != second => (first, second),
        (_, [first, second, ..]) => (*first, *second),
        _ => return None,
    };
    let names: Vec<&str> = [first, second].iter().map(|index| sentences::offer_name(assessment, *index)).collect();
    let marks = marks(&names);
    let [mark_a, mark_b] = marks.as_slice() else { return None };
    let marks = [mark_a.as_str(), mark_b.as_str()];
    let heads = [head(state, first, mark_a)?, head(state, second, mark_b)?];
    let [a, b] = [&heads[0], &heads[1]].map(|head| details(lang, assessment, &head.offer));
    let terms = [first, second].map(|offer| evaluation.exact_terms(offer).unwrap_or_default());
    let rows = assessment.nodes().iter().enumerate().zip(a.into_iter().zip(b));
    let rows = rows.map(|((node, info), (a, b))| {
        let brought = |which: usize| match info.leaf {
            Some(leaf) => terms.get(which)?.get(leaf).cloned().flatten(),
            None => below(assessment, node, terms.get(which)?),
        };
        let difference = brought(0).zip(brought(1)).map(|(a, b)| a - b);
        let verdict = verdict_or_none(lang, difference, marks);
        let share = &a.share;
        SideRow {
            name: if share.is_empty() { a.name.clone() } else { format!("{} ({share})", a.name) },
            id: a.id.clone(),
            depth: a.depth,
            number: a.number,
            hue: a.hue,
            cells: [cell(lang, a, brought(0)), cell(lang, b, brought(1))],
            verdict,
        }
    });
    let total = evaluation.exact_total(first).zip(evaluation.exact_total(second)).map(|(a, b)| a - b);
    Some(SideView {
        rows: rows.collect(),
        total: verdict_or_none(lang, total, marks),
        gates: dossier.gates.iter().enumerate().map(|(at, gate)| gate_line(state, at, gate, [first, second])).collect(),
        choices: dossier.offers.iter().enumerate().map(|(at, offer)| choice(lang, assessment, at, offer)).collect(),
        legend: say!(
            lang,
            "Écart\u{a0}: points de {mark_a} moins points de {mark_b}, sur le total\u{202f}; chaque part est arrondie pour l'affichage.",
            "Gap: points of {mark_a} minus points of {mark_b}, of the total; each part is rounded for display."
        ),
        heads,
    })
}

/// What a group brings: the sum over its leaves.
fn below(assessment: &Assessment, node: usize, terms: &[Option<Rational>]) -> Option<Rational> {
    let depth = assessment.nodes().get(node)?.depth;
    let inside = assessment.nodes().iter().skip(node + 1).take_while(|info| info.depth > depth);
    inside.filter_map(|info| info.leaf).try_fold(Rational::zero(), |sum, leaf| Some(sum + terms.get(leaf)?.clone()?))
}

fn head(state: &State, offer: usize, mark: &str) -> Option<SideHead> {
    let (lang, assessment) = (state.lang, state.assessment.as_ref());
    let data = assessment.dossier().offers.get(offer)?;
    let evaluation = assessment.evaluation();
    let outcome = match evaluation.outcome(offer) {
        Outcome::Ranked | Outcome::Provisional => {
            let ranks = evaluation.ranks_of(offer);
            let rank = ranks.map(|ranks| from_to(lang, &ranks.best.to_string(), &ranks.worst.to_string()));
            let rank = rank.unwrap_or_else(|| "–".into());
            say!(lang, "rang {rank}", "rank {rank}")
        }
        Outcome::SetAside => sentences::standing(data.standing.kind).get(lang).to_owned(),
        Outcome::Eliminated(_) => phrase("écartée par une condition", "expelled by a condition").get(lang).to_owned(),
        Outcome::Incomplete => phrase("à compléter", "to be completed").get(lang).to_owned(),
    };
    Some(SideHead {
        offer: data.id.clone(),
        mark: mark.to_owned(),
        name: data.name.clone(),
        label: scenarios::label(lang, assessment.dossier(), data),
        outcome,
        total: total_text(lang, assessment, offer),
    })
}

fn choice(lang: Lang, assessment: &Assessment, index: usize, offer: &Offer) -> (Id, String) {
    let name = &offer.name;
    let is_apart = matches!(assessment.evaluation().outcome(index), Outcome::SetAside | Outcome::Eliminated(_));
    let text = if is_apart { say!(lang, "{name} (à part)", "{name} (apart)") } else { name.clone() };
    (offer.id.clone(), text)
}

fn cell(lang: Lang, row: DetailRow, points: Option<Rational>) -> SideCell {
    let note = &row.note;
    SideCell {
        note: if note == "–" {
            phrase("sans note", "no note").get(lang).to_owned()
        } else {
            say!(lang, "note {note}", "note {note}")
        },
        points: points.map(|points| points_text(lang, &points)).unwrap_or_default(),
        fact: row.fact,
        justification: row.justification,
    }
}

fn points_text(lang: Lang, points: &Rational) -> String {
    let text = note_text(lang, points);
    let s = if crate::i18n::is_plural(lang, points.round(super::facts::DECIMALS)) { "s" } else { "" };
    say!(lang, "{text}\u{a0}point{s}", "{text} point{s}")
}

fn verdict(lang: Lang, difference: &Rational, [a, b]: [&str; 2]) -> SideVerdict {
    let word = match difference.sign() {
        std::cmp::Ordering::Greater => say!(lang, "▲ {a} fait mieux", "▲ {a} does better"),
        std::cmp::Ordering::Less => say!(lang, "▼ {b} fait mieux", "▼ {b} does better"),
        std::cmp::Ordering::Equal => phrase("= à égalité", "= level").get(lang).to_owned(),
    };
    SideVerdict { difference: signed_text(lang, difference), word }
}

/// Offers that are apart are not noted; unknown facts give no points.
fn verdict_or_none(lang: Lang, difference: Option<Rational>, marks: [&str; 2]) -> SideVerdict {
    let nothing = || SideVerdict {
        difference: String::new(),
        word: phrase("sans comparaison", "no comparison").get(lang).to_owned(),
    };
    difference.map_or_else(nothing, |difference| verdict(lang, &difference, marks))
}

fn gate_line(state: &State, index: usize, gate: &Gate, offers: [usize; 2]) -> GateLine {
    let (lang, assessment) = (state.lang, state.assessment.as_ref());
    let dossier = assessment.dossier();
    let (name, required) = (&gate.name, gates::requirement(lang, dossier, &gate.rule));
    let cell = |offer: usize| {
        let actual = dossier.offers.get(offer).and_then(|data| gates::actual(lang, dossier, gate, data));
        let state = gate_state(assessment, index, offer);
        let word = match state {
            GateState::Met => phrase("✓ remplie", "✓ met"),
            GateState::Failed => phrase("✕ non remplie", "✕ not met"),
            GateState::Open => phrase("? à établir", "? to be settled"),
            GateState::Unread => phrase("– non examinée", "– not examined"),
        };
        match actual {
            Some(actual) => format!("{} ({actual})", word.get(lang)),
            None => word.get(lang).to_owned(),
        }
    };
    GateLine {
        id: gate.id.clone(),
        name: say!(lang, "{name} (exigé\u{a0}: {required})", "{name} (required: {required})"),
        cells: offers.map(cell),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum GateState {
    Met,
    Failed,
    Open,
    Unread,
}

fn gate_state(assessment: &Assessment, gate: usize, offer: usize) -> GateState {
    let evaluation = assessment.evaluation();
    let rule = assessment.dossier().gates.get(gate).map(|gate| &gate.rule);
    let is_open = |finding: &Finding| matches!(finding, Finding::GateUndecided { gate: g, offer: o } if (*g, *o) == (gate, offer));
    match evaluation.outcome(offer) {
        Outcome::SetAside => GateState::Unread,
        Outcome::Eliminated(failed) if failed.contains(&gate) => GateState::Failed,
        _ if evaluation.findings().iter().any(is_open) => GateState::Open,
        // Offers that are apart are not noted.
        Outcome::Eliminated(_) if matches!(rule, Some(GateRule::NoteAtLeast { .. })) => GateState::Unread,
        _ => GateState::Met,
    }
}

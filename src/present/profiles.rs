//! Several sets of weights side by side: who comes where under each.
//!
//! Notes do not depend on weights: each set is summed again, nothing more.

use std::rc::Rc;

use super::facts::{DECIMALS, note_text, share_text};
use super::marks::marks;
use super::rows::{from_to, total_text};
use super::sentences::{list, offer_name, quoted};
use super::slope::{Drawn, Slope, draw};
use crate::app::State;
use crate::dossier::{Assessment, Dossier, Edit, Id, edit};
use crate::engine::{Outcome, Rational};
use crate::i18n::{self, Lang, phrase};
use crate::say;

/// More lines than these are a skein that nobody reads.
const MOST: usize = 20;

/// The sets of weights as they are compared.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfilesView {
    /// The weights as they are, then each set.
    pub columns: Vec<ProfileColumn>,
    /// The offers that are shown.
    pub lines: Vec<ProfileLine>,
    /// Who leads under each, in sentences.
    pub sentences: Vec<String>,
    /// The drawing, and what it is.
    pub slope: Slope,
    /// The name of the drawing.
    pub drawing: String,
    /// Offers without a rank under any of the weights.
    pub apart: String,
    /// How many offers are not shown.
    pub left_out: String,
    /// What each criterion at the top of the tree weighs under each set.
    pub weights: Vec<WeightLine>,
}

/// A set of weights.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileColumn {
    /// The set; none for the weights as they are.
    pub id: Option<Id>,
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub source: String,
    /// Whether the weights are just those.
    pub is_current: bool,
}

/// An offer under each set.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileLine {
    /// The offer.
    pub offer: Id,
    /// Its mark in the drawing.
    pub mark: String,
    /// Its name.
    pub name: String,
    /// Its rank and total under each set.
    pub cells: Vec<ProfileCell>,
}

/// An offer under a set.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileCell {
    /// `1`, `2 ex æquo`, `1 à 3`, or a dash.
    pub rank: String,
    /// The total, rounded for display.
    pub total: String,
}

/// A criterion under each set.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightLine {
    /// Its name.
    pub name: String,
    /// Its share of the total under each set.
    pub shares: Vec<String>,
}

/// The comparison of a state.
pub fn profiles(state: &State) -> ProfilesView {
    let (lang, current) = (state.lang, &state.assessment);
    let dossier = current.dossier();
    let mut columns = vec![ProfileColumn {
        id: None,
        name: phrase("Poids actuels", "Current weights").get(lang).to_owned(),
        source: String::new(),
        is_current: true,
    }];
    let mut assessments = vec![Rc::clone(current)];
    for profile in &dossier.profiles {
        // A checked dossier takes each of its sets.
        let Ok(weighed) = edit(dossier, &Edit::ApplyProfile(profile.id.clone())) else { continue };
        let is_current = (profile.weights.iter())
            .all(|(id, weight)| dossier.criterion(id).is_some_and(|criterion| criterion.weight == *weight));
        columns.push(ProfileColumn {
            id: Some(profile.id.clone()),
            name: profile.name.clone(),
            source: profile.source.clone(),
            is_current,
        });
        assessments.push(if is_current { Rc::clone(current) } else { Rc::new(current.reweigh(weighed)) });
    }
    let shown = shown(&assessments);
    let names: Vec<&str> = shown.iter().map(|offer| offer_name(current, *offer)).collect();
    let marks = marks(&names);
    let tables: Vec<Vec<Option<Place>>> = assessments.iter().map(|assessment| places(assessment, &shown)).collect();
    let leads: Vec<usize> = current.leaders().collect();
    let drawn: Vec<Drawn<'_>> = (shown.iter().zip(&marks).zip(&names).enumerate())
        .map(|(at, ((offer, mark), name))| Drawn {
            mark,
            name,
            places: tables.iter().map(|table| table.get(at).copied().flatten()).collect(),
            leads: leads.contains(offer),
        })
        .collect();
    let heads: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let slope = draw(&heads, &drawn);
    let lines = shown.iter().zip(&marks).filter_map(|(offer, mark)| {
        let data = dossier.offers.get(*offer)?;
        Some(ProfileLine {
            offer: data.id.clone(),
            mark: mark.clone(),
            name: data.name.clone(),
            cells: assessments.iter().map(|assessment| cell(lang, assessment, *offer)).collect(),
        })
    });
    let others = columns.iter().zip(&assessments).skip(1);
    let first = std::iter::once(current_sentence(lang, current));
    let (count, offers) = (columns.len(), shown.len());
    ProfilesView {
        lines: lines.collect(),
        sentences: first.chain(others.map(|(column, other)| sentence(lang, current, &column.name, other))).collect(),
        drawing: say!(
            lang,
            "Rangs de {offers} offres sous {count} jeux de poids\u{202f}; le tableau qui suit dit la même chose.",
            "Ranks of {offers} offers under {count} sets of weights; the table below says the same."
        ),
        apart: apart(lang, &assessments),
        left_out: left_out(lang, &assessments, offers),
        weights: weights(lang, dossier, &assessments),
        slope,
        columns,
    }
}

/// The best under each set of weights, in the order of the current ranking.
fn shown(assessments: &[Rc<Assessment>]) -> Vec<usize> {
    let mut shown: Vec<usize> = Vec::new();
    // The leaders of each first, then whoever follows.
    for depth in 0..MOST {
        for assessment in assessments {
            let Some(offer) = assessment.evaluation().order().get(depth) else { continue };
            if shown.len() < MOST && !shown.contains(offer) {
                shown.push(*offer);
            }
        }
    }
    let order = assessments.first().map(|first| first.evaluation().order()).unwrap_or_default();
    let place = |offer: &usize| order.iter().position(|other| other == offer).unwrap_or(usize::MAX);
    let mut placed: Vec<(usize, usize)> = shown.iter().map(|offer| (place(offer), *offer)).collect();
    placed.sort_unstable();
    placed.into_iter().map(|(_, offer)| offer).collect()
}

/// Row, place among the tied, how many those are.
type Place = (usize, usize, usize);

/// Where each of the shown offers stands among them.
fn places(assessment: &Assessment, shown: &[usize]) -> Vec<Option<Place>> {
    let evaluation = assessment.evaluation();
    let order: Vec<usize> = evaluation.order().iter().copied().filter(|offer| shown.contains(offer)).collect();
    // Runs of one rank; offers whose rank is not settled stand alone.
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for offer in order {
        let rank = evaluation.rank_of(offer);
        let belongs = |run: &&mut Vec<usize>| {
            rank.is_some() && run.first().is_some_and(|first| evaluation.rank_of(*first) == rank)
        };
        match runs.last_mut().filter(belongs) {
            Some(run) => run.push(offer),
            None => runs.push(vec![offer]),
        }
    }
    let mut rows = Vec::new();
    let mut row = 0;
    for run in runs {
        rows.extend(run.iter().enumerate().map(|(place, offer)| (*offer, (row, place, run.len()))));
        row += run.len();
    }
    shown.iter().map(|offer| rows.iter().find(|(other, _)| other == offer).map(|(_, place)| *place)).collect()
}

pub(super) fn cell(lang: Lang, assessment: &Assessment, offer: usize) -> ProfileCell {
    let evaluation = assessment.evaluation();
    let Some(ranks) = evaluation.ranks_of(offer) else {
        return ProfileCell { rank: "–".into(), total: String::new() };
    };
    let rank = from_to(lang, &ranks.best.to_string(), &ranks.worst.to_string());
    let order = evaluation.order();
    let at = order.iter().position(|other| *other == offer).unwrap_or_default();
    let neighbours = [at.checked_sub(1), at.checked_add(1)].into_iter().flatten();
    let own = evaluation.rank_of(offer);
    let is_tied =
        own.is_some() && neighbours.filter_map(|at| order.get(at)).any(|other| evaluation.rank_of(*other) == own);
    ProfileCell {
        rank: if is_tied { say!(lang, "{rank} ex æquo", "{rank} tied") } else { rank },
        total: total_text(lang, assessment, offer),
    }
}

fn names(lang: Lang, assessment: &Assessment, offers: &[usize]) -> String {
    list(lang, &offers.iter().map(|offer| quoted(lang, offer_name(assessment, *offer))).collect::<Vec<_>>())
}

/// `+2,31 points`
fn gap(lang: Lang, assessment: &Assessment, first: usize, second: usize) -> Option<String> {
    let gap = assessment.evaluation().compare(first, second)?.difference;
    let s = if i18n::is_plural(lang, gap.round(DECIMALS)) { "s" } else { "" };
    let text = note_text(lang, &gap);
    Some(say!(lang, "+{text}\u{a0}point{s}", "+{text} point{s}"))
}

fn current_sentence(lang: Lang, assessment: &Assessment) -> String {
    let leaders: Vec<usize> = assessment.leaders().collect();
    let Some(first) = leaders.first() else {
        return unsettled(lang, assessment, phrase("Avec les poids actuels", "Under the current weights").get(lang));
    };
    let who = names(lang, assessment, &leaders);
    if leaders.len() > 1 {
        return say!(
            lang,
            "Avec les poids actuels, {who} sont ex æquo en tête.",
            "Under the current weights, {who} are tied in the lead."
        );
    }
    match next(assessment, &leaders).and_then(|next| Some((next, gap(lang, assessment, *first, next)?))) {
        Some((next, gap)) => {
            let next = names(lang, assessment, &[next]);
            say!(
                lang,
                "Avec les poids actuels, {who} est en tête, devant {next}\u{a0}: {gap}.",
                "Under the current weights, {who} leads, before {next}: {gap}."
            )
        }
        None => say!(lang, "Avec les poids actuels, {who} est en tête.", "Under the current weights, {who} leads."),
    }
}

/// Nobody is first for certain.
fn unsettled(lang: Lang, assessment: &Assessment, head: &str) -> String {
    if assessment.evaluation().order().is_empty() {
        return say!(lang, "{head}, aucune offre n'est classée.", "{head}, no offer is ranked.");
    }
    say!(
        lang,
        "{head}, le premier rang n'est pas encore établi\u{a0}: des données manquent.",
        "{head}, the first rank is not settled yet: facts are missing."
    )
}

/// The best of those who do not lead.
fn next(assessment: &Assessment, leaders: &[usize]) -> Option<usize> {
    assessment.evaluation().order().iter().copied().find(|offer| !leaders.contains(offer))
}

/// `Sous « Sécurité », B passe devant A : +2,31 points.`
fn sentence(lang: Lang, current: &Assessment, name: &str, other: &Assessment) -> String {
    let name = quoted(lang, name);
    if std::ptr::eq(current, other) {
        return say!(lang, "{name}\u{a0}: ce sont les poids actuels.", "{name}: these are the current weights.");
    }
    let (before, now): (Vec<usize>, Vec<usize>) = (current.leaders().collect(), other.leaders().collect());
    let Some(first) = now.first() else {
        return unsettled(lang, other, &say!(lang, "Sous {name}", "Under {name}"));
    };
    let who = names(lang, other, &now);
    // Whoever loses the lead; where nobody does, whoever comes next.
    let passed = before.iter().copied().find(|offer| !now.contains(offer));
    let behind = passed.or_else(|| next(other, &now));
    let gap = behind.and_then(|behind| gap(lang, other, *first, behind));
    let gap = gap.map(|gap| say!(lang, "\u{a0}: {gap}", ": {gap}")).unwrap_or_default();
    let behind = behind.map(|behind| names(lang, other, &[behind]));
    match (passed.is_some(), now.len() > 1, behind) {
        (true, false, Some(behind)) => {
            say!(lang, "Sous {name}, {who} passe devant {behind}{gap}.", "Under {name}, {who} passes {behind}{gap}.")
        }
        (true, true, Some(behind)) => say!(
            lang,
            "Sous {name}, {who} passent ex æquo devant {behind}{gap}.",
            "Under {name}, {who} pass {behind}, tied{gap}."
        ),
        (false, true, _) => {
            say!(lang, "Sous {name}, {who} sont ex æquo en tête.", "Under {name}, {who} are tied in the lead.")
        }
        (false, false, Some(behind)) if before.is_empty() || before.len() > 1 => {
            say!(
                lang,
                "Sous {name}, {who} est seule en tête, devant {behind}{gap}.",
                "Under {name}, {who} leads alone, before {behind}{gap}."
            )
        }
        (false, false, Some(behind)) => say!(
            lang,
            "Sous {name}, {who} reste en tête, devant {behind}{gap}.",
            "Under {name}, {who} stays in the lead, before {behind}{gap}."
        ),
        (_, _, None) => say!(lang, "Sous {name}, {who} est en tête.", "Under {name}, {who} leads."),
    }
}

/// Offers that no weights bring into the ranking.
fn apart(lang: Lang, assessments: &[Rc<Assessment>]) -> String {
    let Some(current) = assessments.first() else { return String::new() };
    let is_apart = |offer: &usize| {
        let out = |assessment: &Rc<Assessment>| {
            matches!(assessment.evaluation().outcome(*offer), Outcome::Eliminated(_) | Outcome::SetAside)
        };
        assessments.iter().all(out)
    };
    let apart: Vec<usize> = (0..current.dossier().offers.len()).filter(is_apart).collect();
    match apart.len() {
        0 => String::new(),
        1..=MOST => {
            let names = names(lang, current, &apart);
            say!(
                lang,
                "Sans rang, quels que soient les poids\u{a0}: {names}.",
                "Without a rank, whatever the weights: {names}."
            )
        }
        count => {
            let count = i18n::integer(lang, count);
            say!(
                lang,
                "{count} offres sont sans rang, quels que soient les poids.",
                "{count} offers have no rank, whatever the weights."
            )
        }
    }
}

fn left_out(lang: Lang, assessments: &[Rc<Assessment>], shown: usize) -> String {
    let ranked = assessments.iter().map(|each| each.evaluation().order().len()).max().unwrap_or_default();
    let left = ranked.saturating_sub(shown);
    if left == 0 {
        return String::new();
    }
    let left = i18n::counted(lang, left, phrase("autre offre", "other offer"), phrase("autres offres", "other offers"));
    say!(
        lang,
        "Les {shown} premières de chaque jeu de poids sont montrées\u{202f}; {left} ne le sont pas ici.",
        "The first {shown} of each set of weights are shown; {left} are not shown here."
    )
}

/// What the criteria at the top of the tree weigh.
fn weights(lang: Lang, dossier: &Dossier, assessments: &[Rc<Assessment>]) -> Vec<WeightLine> {
    let share = |assessment: &Rc<Assessment>, at: usize| {
        let criteria = &assessment.dossier().criteria;
        let sum = criteria.iter().fold(Rational::zero(), |sum, criterion| sum + criterion.weight.into());
        let own = criteria.get(at).map(|criterion| Rational::from(criterion.weight));
        own.and_then(|own| own.checked_div(&sum)).map_or_else(|| "–".to_owned(), |share| share_text(lang, &share))
    };
    let lines = dossier.criteria.iter().enumerate();
    lines
        .map(|(at, criterion)| WeightLine {
            name: criterion.name.clone(),
            shares: assessments.iter().map(|assessment| share(assessment, at)).collect(),
        })
        .collect()
}

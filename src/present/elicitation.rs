//! The aid to weighting: what each method asks, and what would change.

mod words;

use self::words::{answer, nearest_grade, ratio_text, rounding, source, task, waiting_text};
use super::facts::fact_text;
use super::outlook::{Outlook, leaders, outlook};
use super::sentences::{list, quoted};
use super::{hue, sentences};
use crate::app::{Elicitation, ElicitationNews, MAX_GRADE, Proposal, State, Waiting, pairs};
use crate::dossier::{Assessment, Criterion, Edit, Id, Weighting, edit};
use crate::engine::{Decimal, Doubtful, Fact, FactKind, Rational};
use crate::i18n::{self, Lang, phrase};
use crate::say;

/// The panel as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ElicitationView {
    /// What can be weighted: the top of the tree and each group, with its name.
    pub groups: Vec<(Option<Id>, String)>,
    /// Which of them is.
    pub group: usize,
    /// How.
    pub method: Weighting,
    /// What the method asks, in a sentence or two.
    pub task: &'static str,
    /// Who published it.
    pub source: &'static str,
    /// The criteria with a lock, in a sentence; often none.
    pub locked: Option<String>,
    /// The criteria in their order of importance; empty for pairs.
    pub rows: Vec<RankedCriterion>,
    /// The pairs; empty for the other methods.
    pub pairs: Vec<PairRow>,
    /// How far the judgements agree, once all are made.
    pub consistency: Option<ConsistencyView>,
    /// To how many decimals weights are proposed.
    pub decimals: u32,
    /// Order and points that contradict each other, or points refused.
    pub remark: Option<String>,
    /// What would change, or why nothing is proposed yet.
    pub proposal: Result<ProposalView, String>,
}

/// A criterion in its order of importance.
#[derive(Clone, Debug, PartialEq)]
pub struct RankedCriterion {
    /// The criterion.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its hue.
    pub hue: usize,
    /// Its place, from 1; who is tied shares that of the one before.
    pub place: usize,
    /// From what to what: the step from the worst to the best.
    pub swing: String,
    /// Whether the pointer drags it.
    pub is_dragged: bool,
    /// Whether it would give its place to the one that the pointer drags.
    pub is_target: bool,
    /// Whether it is tied to the one before.
    pub is_tied: bool,
    /// Whether it can move up.
    pub can_rise: bool,
    /// Whether it can move down.
    pub can_fall: bool,
    /// Points of its step, from 0 to 100.
    pub points: Decimal,
    /// `70 points`.
    pub spoken: String,
}

/// A pair to judge.
#[derive(Clone, Debug, PartialEq)]
pub struct PairRow {
    /// One criterion.
    pub first: Id,
    /// The other.
    pub second: Id,
    /// Both names: the question.
    pub question: String,
    /// Every answer, with its grade.
    pub answers: Vec<(i8, String)>,
    /// The answer given.
    pub grade: Option<i8>,
    /// Whether it is the judgement to look at again.
    pub is_doubtful: bool,
}

/// How far judgements agree.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsistencyView {
    /// The ratio and what it means.
    pub text: String,
    /// Whether it is above what is usually accepted.
    pub is_high: bool,
    /// The judgement to look at first, in a sentence.
    pub doubtful: Option<String>,
    /// What repairs it: the pair, the grade, and what is on the button.
    pub repair: Option<(Id, Id, i8, String)>,
}

/// What would change.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposalView {
    /// The weights of the group, in the order of the grid.
    pub weights: Vec<ProposedWeight>,
    /// How they were rounded.
    pub rounding: String,
    /// The ranking before and after.
    pub outlook: Outlook,
    /// Whether the grid has these very weights already.
    pub is_same: bool,
    /// Why the dossier would refuse it; never with sound weights.
    pub refusal: Option<String>,
}

/// One weight, today and proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposedWeight {
    /// The criterion.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its weight today, with its share of the group where that is another number.
    pub today: String,
    /// The proposed one.
    pub proposed: String,
    /// The difference of the shares of the group: `+4,5`, `−2`, `=`.
    pub difference: String,
    /// Whether it is locked.
    pub is_locked: bool,
}

/// From this ratio on judgements should be looked at again (Saaty, 1980).
const ACCEPTED: f64 = 0.1;

/// The panel of a state.
pub fn elicitation(state: &State) -> Option<ElicitationView> {
    let (lang, dossier, panel) = (state.lang, state.dossier(), state.elicitation.as_ref()?);
    let free = panel.free(dossier, &state.locks);
    let result = panel.proposal(dossier, &state.locks);
    let is_by_pairs = panel.method == Weighting::Pairs;
    let doubtful = result.as_ref().ok().and_then(|proposal| proposal.priorities.as_ref()?.doubtful);
    let groups = groups(state);
    Some(ElicitationView {
        group: groups.iter().position(|(id, _)| *id == panel.group).unwrap_or(0),
        groups,
        method: panel.method,
        task: task(panel.method).get(lang),
        source: source(panel.method).get(lang),
        locked: locked(state, panel),
        rows: if is_by_pairs { Vec::new() } else { rows(state, panel, &free) },
        pairs: if is_by_pairs && result != Err(Waiting::NothingToWeigh) && !is_too_many(&result) {
            pair_rows(state, panel, &free, doubtful)
        } else {
            Vec::new()
        },
        consistency: result.as_ref().ok().and_then(|proposal| consistency(state, panel, &free, proposal)),
        decimals: panel.decimals,
        remark: remark(state, panel, &free),
        proposal: match &result {
            Ok(proposal) => Ok(proposed(state, panel, proposal)),
            Err(waiting) => Err(waiting_text(lang, *waiting)),
        },
    })
}

fn is_too_many(result: &Result<Proposal, Waiting>) -> bool {
    matches!(result, Err(Waiting::TooMany { .. }))
}

fn groups(state: &State) -> Vec<(Option<Id>, String)> {
    let lang = state.lang;
    let top = (None, phrase("Les critères principaux", "The main criteria").get(lang).to_owned());
    let all = state.dossier().all_criteria();
    let groups = all.into_iter().filter(|criterion| !criterion.children().is_empty()).map(|criterion| {
        let name = quoted(lang, &criterion.name);
        (Some(criterion.id.clone()), say!(lang, "Les sous-critères de {name}", "The sub-criteria of {name}"))
    });
    std::iter::once(top).chain(groups).collect()
}

fn locked(state: &State, panel: &Elicitation) -> Option<String> {
    let lang = state.lang;
    let locked = panel.criteria(state.dossier()).iter().filter(|criterion| state.locks.contains(&criterion.id));
    let names: Vec<String> = locked
        .map(|criterion| format!("{} ({})", quoted(lang, &criterion.name), i18n::number(lang, criterion.weight)))
        .collect();
    let all = list(lang, &names);
    match names.len() {
        0 => None,
        1 => Some(say!(
            lang,
            "Verrouillé, {all} garde son poids : les autres se partagent le reste de 100.",
            "Locked, {all} keeps its weight: the others share the rest of 100."
        )),
        _ => Some(say!(
            lang,
            "Verrouillés, {all} gardent leur poids : les autres se partagent le reste de 100.",
            "Locked, {all} keep their weights: the others share the rest of 100."
        )),
    }
}

fn rows(state: &State, panel: &Elicitation, free: &[Id]) -> Vec<RankedCriterion> {
    let (lang, dossier) = (state.lang, state.dossier());
    let siblings = panel.criteria(dossier);
    let rows = free.iter().zip(panel.places(free)).enumerate().filter_map(|(index, (id, place))| {
        let at = siblings.iter().position(|criterion| criterion.id == *id)?;
        let criterion = siblings.get(at)?;
        let points = panel.points_of(free, id);
        Some(RankedCriterion {
            id: id.clone(),
            name: criterion.name.clone(),
            hue: hue(at),
            place,
            swing: if panel.method == Weighting::Swing { swing(state, criterion) } else { String::new() },
            is_dragged: panel.dragged.as_ref() == Some(id),
            is_target: panel.dragged.is_some() && panel.target.as_ref() == Some(id),
            is_tied: index > 0 && panel.ties.contains(id),
            can_rise: index > 0,
            can_fall: index + 1 < free.len(),
            points,
            spoken: {
                let (s, points) = (if i18n::is_plural(lang, points) { "s" } else { "" }, i18n::number(lang, points));
                say!(lang, "{points} point{s}", "{points} point{s}")
            },
        })
    });
    rows.collect()
}

/// From the worst to the best, where the grid or the offers say so.
fn swing(state: &State, criterion: &Criterion) -> String {
    let (lang, dossier) = (state.lang, state.dossier());
    let Some(measure) = criterion.measure() else {
        return phrase(
            "du pire au meilleur sur tous ses sous-critères",
            "from the worst to the best on all of its sub-criteria",
        )
        .get(lang)
        .into();
    };
    let between = |worst: &str, best: &str| say!(lang, "de {worst} à {best}", "from {worst} to {best}");
    if let (Some(worst), Some(best)) =
        (measure.levels.iter().min_by_key(|level| level.points), measure.levels.iter().max_by_key(|level| level.points))
    {
        return between(&quoted(lang, &worst.label), &quoted(lang, &best.label));
    }
    let facts = || {
        dossier.offers.iter().filter_map(|offer| match dossier.fact(&criterion.id, measure, offer) {
            Fact::Number(value) => Some(value),
            _ => None,
        })
    };
    let formula = measure.formula();
    if let (FactKind::Amount, Some(dear), Some(cheap)) = (formula.fact_kind(), facts().max(), facts().min()) {
        let text = |value| fact_text(lang, dossier, measure, Fact::Number(value));
        return between(&text(dear), &text(cheap));
    }
    phrase("de la note la plus basse à la note pleine", "from the lowest note to the full note").get(lang).into()
}

fn pair_rows(state: &State, panel: &Elicitation, free: &[Id], doubtful: Option<Doubtful>) -> Vec<PairRow> {
    let lang = state.lang;
    let is_doubtful = |first: &Id, second: &Id| {
        doubtful.is_some_and(|pair| free.get(pair.first) == Some(first) && free.get(pair.second) == Some(second))
    };
    let row = |(first, second): (&Id, &Id)| {
        let (one, other) = (name(state, first), name(state, second));
        let answers = (-MAX_GRADE..=MAX_GRADE).rev().map(|grade| (grade, answer(lang, &one, &other, grade))).collect();
        PairRow {
            question: say!(lang, "{one} ou {other} ?", "{one} or {other}?"),
            answers,
            grade: panel.grade(first, second),
            is_doubtful: is_doubtful(first, second),
            first: first.clone(),
            second: second.clone(),
        }
    };
    pairs(free).into_iter().map(row).collect()
}

fn name(state: &State, id: &Id) -> String {
    state.dossier().criterion(id).map(|criterion| criterion.name.clone()).unwrap_or_default()
}

fn consistency(state: &State, panel: &Elicitation, free: &[Id], proposal: &Proposal) -> Option<ConsistencyView> {
    let lang = state.lang;
    let priorities = proposal.priorities.as_ref()?;
    let ratio = priorities.consistency.ratio;
    let is_high = ratio > ACCEPTED;
    let number = |ratio: f64| ratio_text(lang, ratio);
    let text = match ratio {
        _ if free.len() < 3 => phrase(
            "Avec deux critères, un seul jugement : rien ne peut se contredire.",
            "With two criteria, a single judgement: nothing can disagree.",
        )
        .get(lang)
        .into(),
        0.0 => phrase(
            "Ratio de cohérence : 0. Tous vos jugements s'accordent.",
            "Consistency ratio: 0. All of your judgements agree.",
        )
        .get(lang)
        .into(),
        _ if is_high => {
            let ratio = number(ratio);
            say!(
                lang,
                "Ratio de cohérence : {ratio}. Au-dessus de 0,10, il est d'usage de revoir ses jugements : à 1, ils ne vaudraient pas mieux que des dés.",
                "Consistency ratio: {ratio}. Above 0.10 it is usual to look at one's judgements again: at 1 they would be no better than dice."
            )
        }
        _ => {
            let ratio = number(ratio);
            say!(
                lang,
                "Ratio de cohérence : {ratio}. Jusqu'à 0,10, les jugements sont tenus pour cohérents (0 : tous s'accordent ; 1 : pas mieux que des dés).",
                "Consistency ratio: {ratio}. Up to 0.10 judgements count as consistent (0: all agree; 1: no better than dice)."
            )
        }
    };
    let pair = priorities.doubtful.and_then(|d| Some((d, free.get(d.first)?, free.get(d.second)?)));
    let mut view = ConsistencyView { text, is_high, doubtful: None, repair: None };
    if let Some((doubtful, first, second)) = pair {
        let (one, other) = (name(state, first), name(state, second));
        let said = answer(lang, &one, &other, panel.grade(first, second).unwrap_or_default());
        let grade = nearest_grade(doubtful.agreeing);
        let agreeing = answer(lang, &one, &other, grade);
        view.doubtful = Some(say!(
            lang,
            "Le jugement à revoir d'abord : « {said} », entre « {one} » et « {other} ». Vos autres jugements donneraient « {agreeing} ».",
            "The judgement to look at first: “{said}”, between “{one}” and “{other}”. Your other judgements would give “{agreeing}”."
        ));
        let repaired = panel.judged(first, second, Some(grade)).proposal(state.dossier(), &state.locks).ok();
        let after = repaired.and_then(|proposal| proposal.priorities).map(|found| found.consistency.ratio);
        if let Some(after) = after.filter(|after| *after < ratio) {
            let (before, after) = (number(ratio), number(after));
            let text = say!(
                lang,
                "Retenir « {agreeing} » : le ratio passerait de {before} à {after}",
                "Take “{agreeing}”: the ratio would go from {before} to {after}"
            );
            view.repair = Some((first.clone(), second.clone(), grade, text));
        }
    }
    Some(view)
}

fn remark(state: &State, panel: &Elicitation, free: &[Id]) -> Option<String> {
    let lang = state.lang;
    if let Some(refused) = &panel.refused {
        let name = quoted(lang, &name(state, refused));
        return Some(say!(
            lang,
            "Les points de {name} vont de 0 à 100 : la valeur n'a pas été retenue.",
            "The points of {name} go from 0 to 100: the value was not taken."
        ));
    }
    if panel.method != Weighting::Swing {
        return None;
    }
    let points = |id: &Id| panel.points_of(free, id);
    let contradiction = free.windows(2).find_map(|pair| match pair {
        [before, behind] if points(behind) > points(before) => Some((before, behind)),
        _ => None,
    });
    contradiction.map(|(before, behind)| {
        let (before, behind) = (quoted(lang, &name(state, before)), quoted(lang, &name(state, behind)));
        say!(
            lang,
            "{behind} est placé après {before} et a pourtant plus de points : ce sont les points qui comptent.",
            "{behind} stands after {before} and yet has more points: the points are what counts."
        )
    })
}

fn proposed(state: &State, panel: &Elicitation, proposal: &Proposal) -> ProposalView {
    let (lang, dossier) = (state.lang, state.dossier());
    let criteria = panel.criteria(dossier);
    let sum = criteria.iter().fold(Rational::zero(), |sum, criterion| sum + criterion.weight.into());
    let hundred = || Rational::from(Decimal::integer(100));
    let is_hundred = sum == hundred();
    let weights = criteria.iter().map(|criterion| {
        let share = (Rational::from(criterion.weight) * hundred()).checked_div(&sum).unwrap_or_else(Rational::zero);
        let new = proposal.weights.get(&criterion.id).copied().unwrap_or(criterion.weight);
        let difference = (Rational::from(new) - share.clone()).round(2).normalized();
        let today = i18n::number(lang, criterion.weight);
        let share = i18n::number(lang, share.round(2).normalized());
        ProposedWeight {
            id: criterion.id.clone(),
            name: criterion.name.clone(),
            today: match (is_hundred, lang) {
                (true, _) => today,
                (false, Lang::Fr) => format!("{today} ({share}\u{a0}%)"),
                (false, Lang::En) => format!("{today} ({share}%)"),
            },
            proposed: i18n::number(lang, new),
            difference: match i18n::number(lang, difference) {
                _ if difference.is_zero() => "=".into(),
                text if difference.is_negative() => text,
                text => format!("+{text}"),
            },
            is_locked: state.locks.contains(&criterion.id),
        }
    });
    let change = Edit::Weights { weights: proposal.weights.clone(), by: panel.method };
    let after = edit(dossier, &change);
    let (is_same, refusal) = match &after {
        Ok(next) => (next == dossier, None),
        Err(refusal) => (false, Some(sentences::refusal(lang, refusal))),
    };
    let after = after.map_or_else(|_| state.assessment.as_ref().clone(), |next| state.assessment.reweigh(next));
    ProposalView {
        weights: weights.collect(),
        rounding: rounding(lang, panel.decimals),
        outlook: outlook(lang, &state.assessment, &after),
        is_same,
        refusal,
    }
}

/// What the panel says to the ears.
#[inline(never)]
pub(super) fn news(state: &State, news: &ElicitationNews) -> String {
    let lang = state.lang;
    let proposal = state.elicitation.as_ref().map(|panel| (panel, panel.proposal(state.dossier(), &state.locks)));
    let weight = |id: &Id| match &proposal {
        Some((_, Ok(proposal))) => proposal.weights.get(id).map(|weight| i18n::number(lang, *weight)),
        _ => None,
    };
    match news {
        ElicitationNews::Ordered(id) => {
            let Some((panel, _)) = &proposal else { return String::new() };
            let free = panel.free(state.dossier(), &state.locks);
            let place = free.iter().position(|other| other == id).and_then(|at| panel.places(&free).get(at).copied());
            let (name, place) = (name(state, id), place.unwrap_or_default());
            let (count, weight) = (free.len(), weight(id).unwrap_or_default());
            say!(
                lang,
                "{name} : place {place} sur {count}, poids proposé {weight}.",
                "{name}: place {place} of {count}, proposed weight {weight}."
            )
        }
        ElicitationNews::Rated(id) => {
            let (name, weight) = (name(state, id), weight(id).unwrap_or_default());
            say!(lang, "{name} : poids proposé {weight}.", "{name}: proposed weight {weight}.")
        }
        ElicitationNews::Refused => {
            let view = elicitation(state).and_then(|view| view.remark);
            view.unwrap_or_default()
        }
        ElicitationNews::Judged => match proposal {
            Some((_, Ok(Proposal { priorities: Some(found), .. }))) => {
                let ratio = ratio_text(lang, found.consistency.ratio);
                say!(lang, "Ratio de cohérence : {ratio}.", "Consistency ratio: {ratio}.")
            }
            Some((_, Err(waiting))) => waiting_text(lang, waiting),
            _ => String::new(),
        },
        ElicitationNews::Applied(by) => {
            let (what, lead) = (sentences::capitalized(by.name().get(lang)), lead(lang, &state.assessment));
            say!(lang, "{what} : appliquée.{lead}", "{what}: applied.{lead}")
        }
        ElicitationNews::Abandoned => {
            phrase("Les poids restent ce qu'ils étaient.", "The weights stay as they were.").get(lang).into()
        }
    }
}

fn lead(lang: Lang, assessment: &Assessment) -> String {
    leaders(lang, assessment).map_or_else(String::new, |names| say!(lang, " En tête : {names}.", " Leading: {names}."))
}

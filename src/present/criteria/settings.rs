//! The settings of the criterion that is open: how facts become notes, and
//! everything that is announced with it.

use super::curve::{FamilyCurve, curve};
use crate::app::State;
use crate::catalogue::Family;
use crate::dossier::{Criterion, CriterionFlag, Id, Information, Measure};
use crate::engine::{Composition, Expression};
use crate::i18n::{self, Lang, phrase};
use crate::present::composites;
use crate::present::formulas::expression_error;
use crate::present::sentences::capitalized;
use crate::say;

/// The settings of a criterion or fact without weight.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingsView {
    /// Its identifier.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What is judged.
    pub description: String,
    /// How facts become notes; none for a group.
    pub measure: Option<MeasureView>,
    /// The marks of a criterion.
    pub flags: Vec<FlagRow>,
    /// The groups that it can stand in, none for the top of the tree, each with
    /// its name; empty for a fact without weight.
    pub groups: Vec<(Option<Id>, String)>,
    /// Which of them it stands in.
    pub group: usize,
    /// The group that it would go into: `Faire entrer dans « Coût »`.
    pub indent: Option<String>,
    /// The group that it would leave.
    pub outdent: Option<String>,
    /// Facts that the last change took away: `3 données retirées ; …`.
    pub dropped: Option<String>,
    /// Who moved its weight last: `Poids modifié par … le …`.
    pub last_change: Option<String>,
}

/// A mark of a criterion.
#[derive(Clone, Debug, PartialEq)]
pub struct FlagRow {
    /// Which.
    pub flag: CriterionFlag,
    /// What it says.
    pub label: &'static str,
    /// Whether the criterion has it.
    pub is_on: bool,
}

/// How facts become notes.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureView {
    /// The family.
    pub family: &'static Family,
    /// The numbers that the grid announces.
    pub parameters: Vec<ParameterField>,
    /// The unit, where the family has one.
    pub unit: Option<String>,
    /// The levels, where the family has some.
    pub levels: Vec<LevelRow>,
    /// The points of the broken line, where the family has one.
    pub points: Vec<PointRow>,
    /// The expression, where the family has one.
    pub expression: Option<String>,
    /// The requirements, where it counts some.
    pub requirements: Option<Vec<RequirementRow>>,
    /// Its curve, for what is noted.
    pub curve: Option<FamilyCurve>,
    /// The rules by which the facts of bricks can become one, each with its
    /// words, and the place of the one that holds.
    pub compositions: (Vec<(Composition, &'static str)>, usize),
}

/// A number that the grid announces.
#[derive(Clone, Debug, PartialEq)]
pub struct ParameterField {
    /// Its name.
    pub name: &'static str,
    /// Its value, as the language writes it.
    pub value: String,
}

/// An announced level.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelRow {
    /// A word or two.
    pub label: String,
    /// The sentence that says what it takes.
    pub sentence: String,
    /// Its points.
    pub points: String,
    /// The assurance level (SEAL) that it grants.
    pub seal: Option<u8>,
}

/// A point of a broken line.
#[derive(Clone, Debug, PartialEq)]
pub struct PointRow {
    /// The value.
    pub value: String,
    /// The points there.
    pub points: String,
}

/// A requirement that a coverage counts.
#[derive(Clone, Debug, PartialEq)]
pub struct RequirementRow {
    /// Its identifier.
    pub id: Id,
    /// What is needed.
    pub name: String,
    /// How it is measured.
    pub description: String,
    /// Whether it is compulsory.
    pub is_must: bool,
    /// Its weight among the wished ones.
    pub weight: String,
}

/// What is wrong with an expression, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpressionTrouble {
    /// The sentence.
    pub sentence: String,
    /// What stands in front of the place.
    pub before: String,
    /// The character there; a low line at the end.
    pub there: String,
    /// What stands behind it.
    pub behind: String,
}

/// What is wrong with an expression that is being written.
pub fn expression_trouble(lang: Lang, text: &str) -> Option<ExpressionTrouble> {
    let error = Expression::parse(text).err()?;
    let at = error.column.saturating_sub(1);
    let there: String = text.chars().skip(at).take(1).collect();
    Some(ExpressionTrouble {
        sentence: capitalized(&expression_error(lang, error)),
        before: text.chars().take(at).collect(),
        there: if there.trim().is_empty() { "_".into() } else { there },
        behind: text.chars().skip(at + 1).collect(),
    })
}

pub(super) fn of_criterion(state: &State, criterion: &Criterion) -> SettingsView {
    let (lang, dossier) = (state.lang, state.dossier());
    let own: Vec<&Id> = criterion.descendants().into_iter().map(|below| &below.id).collect();
    let is_group = |other: &&Criterion| other.measure().is_none() && !own.contains(&&other.id);
    let top = (None, phrase("Premier niveau de la grille", "Top of the grid").get(lang).to_owned());
    let groups = dossier.all_criteria().into_iter().filter(is_group);
    let groups: Vec<(Option<Id>, String)> =
        std::iter::once(top).chain(groups.map(|group| (Some(group.id.clone()), group.name.clone()))).collect();
    let around = dossier.all_criteria().into_iter().find(|g| g.children().iter().any(|c| c.id == criterion.id));
    let beside = dossier.siblings(&criterion.id).and_then(|(siblings, place)| {
        let above = place.checked_sub(1).and_then(|place| siblings.get(place)).filter(is_group);
        above.or_else(|| siblings.get(place + 1).filter(is_group))
    });
    SettingsView {
        id: criterion.id.clone(),
        name: criterion.name.clone(),
        description: criterion.description.clone(),
        measure: criterion.measure().map(|measure| measure_view(state, &criterion.id, measure, true)),
        flags: CriterionFlag::ALL.iter().map(|flag| flag_row(lang, *flag, criterion)).collect(),
        group: groups.iter().position(|(id, _)| id.as_ref() == around.map(|group| &group.id)).unwrap_or(0),
        groups,
        indent: beside.map(|group| {
            let name = &group.name;
            say!(lang, "Faire entrer dans «\u{a0}{name}\u{a0}»", "Move into “{name}”")
        }),
        outdent: around.map(|group| {
            let name = &group.name;
            say!(lang, "Sortir de «\u{a0}{name}\u{a0}»", "Move out of “{name}”")
        }),
        dropped: dropped(state, &criterion.id),
        last_change: super::super::last_weight(state, &criterion.id),
    }
}

pub(super) fn of_information(state: &State, information: &Information) -> SettingsView {
    SettingsView {
        id: information.id.clone(),
        name: information.name.clone(),
        description: information.description.clone(),
        measure: Some(measure_view(state, &information.id, &information.measure, false)),
        flags: Vec::new(),
        groups: Vec::new(),
        group: 0,
        indent: None,
        outdent: None,
        dropped: dropped(state, &information.id),
        last_change: None,
    }
}

/// Facts that could not be read any more, in words.
pub(super) fn dropped_text(lang: Lang, count: usize) -> String {
    match (count, i18n::integer(lang, count)) {
        (1, _) => phrase(
            "1 donnée retirée, que cette méthode ne peut pas lire\u{a0}; «\u{a0}Annuler\u{a0}» la rend.",
            "1 fact removed, which this method cannot read; “Undo” brings it back.",
        )
        .get(lang)
        .into(),
        (_, count) => say!(
            lang,
            "{count} données retirées, que cette méthode ne peut pas lire\u{a0}; «\u{a0}Annuler\u{a0}» les rend.",
            "{count} facts removed, which this method cannot read; “Undo” brings them back."
        ),
    }
}

fn dropped(state: &State, of: &Id) -> Option<String> {
    state.criteria.dropped_from(state.dossier(), of).map(|count| dropped_text(state.lang, count))
}

fn flag_row(lang: Lang, flag: CriterionFlag, criterion: &Criterion) -> FlagRow {
    let label = match flag {
        CriterionFlag::Announced => phrase("Annoncé aux candidats", "Announced to the bidders"),
        CriterionFlag::Environmental => phrase(
            "Tient compte des caractéristiques environnementales de l'offre (L2152-7)",
            "Takes account of the environmental features of the offer (L2152-7)",
        ),
        CriterionFlag::Rescaled => phrase(
            "Recadré\u{a0}: la meilleure note est portée à la note pleine",
            "Rescaled: the best note is brought to the full note",
        ),
    };
    FlagRow { flag, label: label.get(lang), is_on: flag.is_on(criterion) }
}

fn measure_view(state: &State, id: &Id, measure: &Measure, is_noted: bool) -> MeasureView {
    let lang = state.lang;
    let family = measure.family;
    let parameters = family
        .parameters
        .iter()
        .zip(&measure.parameters)
        .map(|(parameter, value)| ParameterField { name: parameter.name.get(lang), value: i18n::number(lang, *value) });
    let levels = measure.levels.iter().map(|level| LevelRow {
        label: level.label.clone(),
        sentence: level.description.clone(),
        points: i18n::number(lang, level.points),
        seal: level.seal,
    });
    let points = measure
        .curve
        .iter()
        .map(|(value, points)| PointRow { value: i18n::number(lang, *value), points: i18n::number(lang, *points) });
    let requirements = state.dossier().requirements_of(id).map(|requirement| RequirementRow {
        id: requirement.id.clone(),
        name: requirement.name.clone(),
        description: requirement.description.clone(),
        is_must: requirement.is_must(),
        weight: i18n::number(lang, requirement.weight),
    });
    let rules: Vec<Composition> = measure.compositions().collect();
    MeasureView {
        family,
        parameters: parameters.collect(),
        unit: family.has_unit.then(|| measure.unit.clone()),
        levels: levels.collect(),
        points: points.collect(),
        expression: family.has_expression.then(|| measure.expression.clone()),
        requirements: family.is_coverage.then(|| requirements.collect()),
        curve: if is_noted { curve(state, id, measure) } else { None },
        compositions: (
            rules.iter().map(|rule| (*rule, composites::rule(measure, *rule).get(lang))).collect(),
            rules.iter().position(|rule| *rule == measure.composition()).unwrap_or(0),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_shows_where_it_is_wrong() {
        let trouble = |text: &str| {
            let found = expression_trouble(Lang::Fr, text).unwrap();
            format!("{}[{}]{}", found.before, found.there, found.behind)
        };
        assert_eq!(expression_trouble(Lang::Fr, "N × Pmin ÷ P"), None);
        assert_eq!(trouble("N × Pmoy ÷ P"), "N × [P]moy ÷ P");
        assert_eq!(trouble("N × "), "N × [_]");
        assert!(expression_trouble(Lang::Fr, "N × (P").unwrap().sentence.starts_with("Dans la formule, caractère 5"));
    }
}

//! The grid of the European Cloud Sovereignty Framework, ready to be filled in.
//!
//! Score and SEAL are two results: the score is the weighted sum of the notes,
//! the SEAL the lowest level granted anywhere; the highest score may come with
//! a lower SEAL. An answer that does not apply, with its justification, leaves
//! both.

use super::date::Date;
use super::grid::{Content, Criterion, Gate, GateRule, Level, Measure, Profile};
use super::model::{Dossier, Draft, Id, IdMap};
use crate::catalogue::{OBJECTIVES, Objective, SEALS, family_by_tag};
use crate::engine::Decimal;
use crate::i18n::{Lang, phrase};
use crate::say;

/// An edition of the framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// Version 1.2.1 of 20 October 2025: one SEAL per objective is the answer.
    October2025,
    /// The guidance of 1 June 2026: 48 ladders. The score is normalised by the
    /// real maxima (1000.03, 1002, 1000, 1002, 1001, 1000, 1001 and 1000 points
    /// per objective), so that the best answers give exactly 100.
    June2026,
}

impl Dossier {
    /// The grid of an edition, without offers; the minimum SEAL of each
    /// objective is a gate.
    pub fn european_framework(lang: Lang, edition: Edition) -> Self {
        let criteria = OBJECTIVES.iter().map(|objective| criterion(lang, edition, objective)).collect();
        let (title, basis, date) = match edition {
            Edition::October2025 => (
                phrase(
                    "Souveraineté du cloud : cadre européen, octobre 2025 (outil non officiel)",
                    "Cloud sovereignty: European framework, October 2025 (unofficial tool)",
                ),
                phrase(
                    "Cadre européen de souveraineté du cloud, version 1.2.1",
                    "Cloud Sovereignty Framework, version 1.2.1",
                ),
                "2025-10-20",
            ),
            Edition::June2026 => (
                phrase(
                    "Souveraineté du cloud : cadre européen, juin 2026 (outil non officiel)",
                    "Cloud sovereignty: European framework, June 2026 (unofficial tool)",
                ),
                phrase(
                    "Guide d'application du cadre européen de souveraineté du cloud",
                    "Implementation guidance of the Cloud Sovereignty Framework",
                ),
                "2026-06-01",
            ),
        };
        let gate = |objective: &Objective| Gate {
            id: Id::new(&format!("seal-{}", objective.id)),
            name: say!(lang, "SEAL minimal de {0}", "Minimum SEAL of {0}", objective.id),
            rule: GateRule::SealAtLeast { of: Id::new(objective.id), seal: objective.minimum_seal },
            basis: basis.get(lang).into(),
            basis_date: Date::parse(date),
        };
        let profile = |id: &str, name: String, weight: fn(&Objective) -> i64| Profile {
            id: Id::new(id),
            name,
            source: basis.get(lang).into(),
            weights: OBJECTIVES.iter().map(|o| (Id::new(o.id), Decimal::integer(weight(o)))).collect::<IdMap<_>>(),
        };
        // A constant, held by the tests, hence no error to hand on.
        Self::from_checked(Draft {
            notice: NOTICE.get(lang).into(),
            criteria,
            gates: OBJECTIVES.iter().map(gate).collect(),
            profiles: vec![
                profile("poids-2026", say!(lang, "Poids de juin 2026", "Weights of June 2026"), |o| o.weight_2026),
                profile("poids-2025", say!(lang, "Poids d'octobre 2025", "Weights of October 2025"), |o| o.weight_2025),
            ],
            ..Draft::new(title.get(lang).into())
        })
    }
}

const NOTICE: crate::i18n::Phrase = phrase(
    "Outil non officiel. Échelles transcrites d'une réécriture publique du calculateur ; à vérifier sur l'annexe de la Commission avant tout usage.",
    "Unofficial tool. Ladders transcribed from a public rewriting of the calculator; to be checked against the Commission's annex before any use.",
);

fn criterion(lang: Lang, edition: Edition, objective: &Objective) -> Criterion {
    let (weight, content) = match edition {
        Edition::October2025 => {
            let level = |seal: u8| Level {
                description: SEALS.get(usize::from(seal)).map_or("", |name| name.get(lang)).into(),
                seal: Some(seal),
                ..Level::new(format!("SEAL-{seal}"), Decimal::integer(i64::from(seal)))
            };
            let measure = scale((0..=4).map(level).collect(), Decimal::integer(4));
            (objective.weight_2025, measure.map(Content::Leaf))
        }
        Edition::June2026 => {
            let ladder = |ladder: &crate::catalogue::Ladder| {
                let maximum = Decimal::new(i128::from(ladder.maximum), 2).unwrap_or_default().normalized();
                let last = ladder.seals.len().saturating_sub(1).max(1);
                let level = |(rung, seal): (usize, &u8)| {
                    let (rung, last) = (i128::try_from(rung).unwrap_or_default(), i128::try_from(last).unwrap_or(1));
                    // Evenly spaced; every maximum divides by its rungs at four decimals.
                    let points = Decimal::new(i128::from(ladder.maximum) * 100 * rung / last, 4).unwrap_or_default();
                    let number = rung + 1;
                    Level {
                        seal: Some(*seal),
                        ..Level::new(say!(lang, "Échelon {number}", "Rung {number}"), points.normalized())
                    }
                };
                let measure = scale(ladder.seals.iter().enumerate().map(level).collect(), maximum)?;
                let (id, topic) = (ladder.id, ladder.topic.get(lang));
                Some(Criterion::new(Id::new(id), format!("{id} {topic}"), maximum, Content::Leaf(measure)))
            };
            let ladders: Option<Vec<Criterion>> = objective.ladders.iter().map(ladder).collect();
            (objective.weight_2026, ladders.map(Content::Group))
        }
    };
    let (id, name) = (objective.id, objective.name.get(lang));
    Criterion {
        is_environmental: id == "SOV-8",
        ..Criterion::new(
            Id::new(id),
            format!("{id} {name}"),
            Decimal::integer(weight),
            content.unwrap_or(Content::Group(Vec::new())),
        )
    }
}

fn scale(levels: Vec<Level>, out_of: Decimal) -> Option<Measure> {
    Some(Measure { parameters: vec![out_of], ..Measure::new(family_by_tag("scale")?, levels) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_editions_hold_together() {
        for lang in Lang::ALL {
            for edition in [Edition::October2025, Edition::June2026] {
                let grid = Dossier::european_framework(lang, edition);
                grid.to_draft().check().unwrap();
                assert_eq!(grid.criteria.len(), 8);
                let leaves = grid.all_criteria().iter().filter(|criterion| criterion.measure().is_some()).count();
                assert_eq!(leaves, if edition == Edition::June2026 { 48 } else { 8 });
            }
        }
    }

    #[test]
    fn ladders_add_up_as_published() {
        let sum = |objective: &Objective| objective.ladders.iter().map(|ladder| ladder.maximum).sum::<i64>();
        assert_eq!(
            OBJECTIVES.iter().map(sum).collect::<Vec<_>>(),
            [100_003, 100_200, 100_000, 100_200, 100_100, 100_000, 100_100, 100_000]
        );
        assert_eq!(OBJECTIVES.iter().map(|o| o.weight_2026).sum::<i64>(), 100);
        assert_eq!(OBJECTIVES.iter().map(|o| o.weight_2025).sum::<i64>(), 100);
        // What would be the top score if points were not normalised: 100.0756 %.
        let top: i64 = OBJECTIVES.iter().map(|o| o.weight_2026 * sum(o)).sum();
        assert_eq!(top, 10_007_560);
        let never_binding: Vec<&str> = OBJECTIVES
            .iter()
            .flat_map(|objective| objective.ladders)
            .filter(|ladder| ladder.seals.iter().all(|seal| *seal == 4))
            .map(|ladder| ladder.id)
            .collect();
        assert_eq!(never_binding, ["1.2", "1.4", "1.5", "1.6", "1.7", "2.5", "5.3", "7.2", "8.4"]);
    }

    #[test]
    fn rungs_are_evenly_spaced() {
        let grid = Dossier::european_framework(Lang::Fr, Edition::June2026);
        let points = |id: &str| -> Vec<String> {
            grid.measure(&Id::new(id)).unwrap().levels.iter().map(|level| level.points.to_string()).collect()
        };
        assert_eq!(points("1.1"), ["0", "41.67", "83.34", "125.01"]);
        assert_eq!(points("2.1"), ["0", "83.5", "167"]);
        assert_eq!(points("5.1"), ["0", "35.75", "71.5", "107.25", "143"]);
    }
}

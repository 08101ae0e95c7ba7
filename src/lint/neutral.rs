//! Criteria whose notes say nothing, or say what others said: equal notes for
//! all, and notes made of ranks.

use super::figures::{Tree, formula, values};
use super::vocabulary::RANK;
use super::words::Words;
use super::{Lint, Sighting, Trigger, sources};
use crate::dossier::{Assessment, Criterion};
use crate::engine::{Decimal, Formula, Rational, Severity};
use crate::i18n::phrase;

pub(super) const SAME_NOTE: Lint = Lint {
    code: "L10",
    severity: Severity::Notice,
    is_blocking_in_law: false,
    title: phrase("Critère qui ne départage personne", "Criterion that tells nobody apart"),
    rule: phrase(
        "Quand toutes les offres classées ont la même note, le poids du critère est sans effet et celui des autres augmente d'autant.",
        "When all ranked offers have the same note, the weight of the criterion has no effect, and the others weigh more.",
    ),
    sources: &[sources::NOTES, sources::METHOD_TEST],
    advice: phrase(
        "Vérifiez que la notation distingue bien les offres ; expliquez l'égalité dans l'analyse plutôt que de changer la grille.",
        "Check that the notes do tell the offers apart; explain the equality in the analysis rather than change the grid.",
    ),
    detect: |assessment| {
        let evaluation = assessment.evaluation();
        let ranked = evaluation.settled();
        if ranked.len() < 2 {
            return Vec::new();
        }
        let tree = Tree::of(assessment);
        let same = tree.leaves().filter_map(|(weighed, leaf)| {
            Some(Sighting::notice(Trigger::SameNote {
                criterion: weighed.criterion.id.clone(),
                note: same_note(assessment, leaf, &ranked)?,
                offers: ranked.len(),
                share: weighed.share.clone(),
            }))
        });
        same.collect()
    },
};

/// The note that all these offers have on a leaf.
fn same_note(assessment: &Assessment, leaf: usize, offers: &[usize]) -> Option<Rational> {
    let evaluation = assessment.evaluation();
    let (first, others) = offers.split_first()?;
    let about = evaluation.note(*first, leaf)?;
    // Far apart is different, without a fraction computed; near is looked at.
    let is_far = |offer: &usize| evaluation.note(*offer, leaf).is_none_or(|note| (note - about).abs() > 1e-9);
    if others.iter().any(is_far) {
        return None;
    }
    let note = evaluation.exact_note(*first, leaf)?;
    others.iter().all(|offer| evaluation.exact_note(*offer, leaf).as_ref() == Some(&note)).then_some(note)
}

pub(super) const RANKS: Lint = Lint {
    code: "W-RANK",
    severity: Severity::Warning,
    is_blocking_in_law: false,
    title: phrase("Note faite de rangs", "Note made of ranks"),
    rule: phrase(
        "Une note finale tirée de rangs est irrégulière : un rang efface les écarts entre les offres.",
        "A final note drawn from ranks is irregular: a rank erases the gaps between the offers.",
    ),
    sources: &[sources::RANKS, sources::METHOD_TEST],
    advice: phrase(
        "Notez ce que le rang résume : la mesure, le prix ou l'appréciation de chaque offre.",
        "Note what the rank sums up: the measure, the price or the appreciation of each offer.",
    ),
    detect: |assessment| {
        let tree = Tree::of(assessment);
        let ranks = tree.leaves().filter_map(|(weighed, leaf)| {
            let facts: Vec<Decimal> = values(assessment, leaf).into_iter().map(|(_, value)| value).collect();
            let looks_so =
                is_called_rank(weighed.criterion) || runs_from_first_to_last(assessment, weighed.criterion, leaf);
            (looks_so && are_ranks(&facts)).then(|| {
                Sighting::warning(Trigger::Ranks {
                    criterion: weighed.criterion.id.clone(),
                    offers: facts.len(),
                    share: weighed.share.clone(),
                })
            })
        });
        ranks.collect()
    },
};

fn is_called_rank(criterion: &Criterion) -> bool {
    let unit = criterion.measure().map_or("", |measure| &measure.unit);
    [criterion.name.as_str(), unit].into_iter().any(|text| Words::of(text).has(RANK))
}

/// Whether a measure without unit is best at 1 and worst at the number of
/// offers. Months or days from 1 to 5 among five offers have their unit.
fn runs_from_first_to_last(assessment: &Assessment, criterion: &Criterion, leaf: usize) -> bool {
    let has_no_unit = criterion.measure().is_some_and(|measure| measure.unit.is_empty());
    let count = |offers: usize| Decimal::integer(i64::try_from(offers).unwrap_or(i64::MAX));
    let bounds = [assessment.dossier().offers.len(), values(assessment, leaf).len()].map(count);
    match formula(assessment, leaf) {
        Some(Formula::Linear { worst, best }) => has_no_unit && *best == Decimal::ONE && bounds.contains(worst),
        _ => false,
    }
}

/// Whether numbers rank at least two offers: 1, 1, 3 or 1, 1, 2 with ties.
fn are_ranks(facts: &[Decimal]) -> bool {
    let mut sorted = facts.to_vec();
    sorted.sort_unstable();
    let (mut place, mut group) = (0i64, 0i64);
    let mut previous = None;
    let mut is_standard = true;
    let mut is_dense = true;
    for fact in &sorted {
        place += 1;
        if previous != Some(*fact) {
            group += 1;
            is_standard &= *fact == Decimal::integer(place);
            is_dense &= *fact == Decimal::integer(group);
        }
        previous = Some(*fact);
    }
    // One group alone ranks nobody.
    group > 1 && (is_standard || is_dense)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_told_from_other_numbers() {
        for (facts, are) in [
            (&[2, 1, 3][..], true),
            (&[1, 1, 3], true),
            (&[2, 1, 1], true),
            (&[1, 2, 4], false),
            (&[1, 1], false),
            (&[0, 1, 2], false),
            (&[1], false),
            (&[], false),
        ] {
            let facts: Vec<Decimal> = facts.iter().map(|fact| Decimal::integer(*fact)).collect();
            assert_eq!(are_ranks(&facts), are, "{facts:?}");
        }
    }
}

//! What a grid lacks or leaves in the dark: environment, price, announcement,
//! clear words, and changes that come too late.

use super::figures::{Tree, formula, percent};
use super::vocabulary::{ENVIRONMENT, PRICE as PRICE_WORDS, VAGUE_NAMES};
use super::words::Words;
use super::{Lint, Sighting, Trigger, sources};
use crate::dossier::{Criterion, Date};
use crate::engine::{Formula, Rational, Severity};
use crate::i18n::phrase;

pub(super) const ENVIRONMENT_LINT: Lint = Lint {
    code: "L1",
    severity: Severity::Warning,
    is_blocking_in_law: true,
    title: phrase("Aucun critère environnemental", "No environmental criterion"),
    rule: phrase(
        "Depuis le 21 août 2026, un critère d'attribution au moins prend en compte les caractéristiques environnementales de l'offre ; un coût unique doit les intégrer.",
        "Since 21 August 2026, at least one award criterion takes account of the environmental features of the offer; a single cost must include them.",
    ),
    sources: &[sources::L2152_7, sources::R2152_7],
    advice: phrase(
        "Ajoutez un critère pondéré (écoconception RGESN, énergie et réemploi de l'hébergement…) ou signalez celui qui joue ce rôle. Vérifiez que la date n'a pas été reportée.",
        "Add a criterion that weighs (RGESN ecodesign, energy and reuse of the hosting…) or mark the one that plays this part. Check that the date was not postponed.",
    ),
    detect: |assessment| {
        let tree = Tree::of(assessment);
        if tree.weighed.iter().any(|weighed| is_environmental(weighed.criterion)) {
            return Vec::new();
        }
        let at = assessment.dossier().reference_date;
        let trigger = Trigger::NoEnvironment { leaves: tree.leaves().count(), at };
        if is_in_force(at) {
            vec![Sighting { is_blocking: true, ..Sighting::warning(trigger) }]
        } else {
            vec![Sighting::notice(trigger)]
        }
    },
};

/// Whether a criterion says, or is said, to be about the environment.
pub(super) fn is_environmental(criterion: &Criterion) -> bool {
    let texts = [&criterion.name, &criterion.description];
    criterion.is_environmental || texts.into_iter().any(|text| Words::of(text).has(ENVIRONMENT))
}

/// Whether the duty of an environmental criterion may hold already: an unknown
/// or partial date counts at its latest.
fn is_in_force(at: Option<Date>) -> bool {
    let start = Date::new(2026, Some(8), Some(21));
    at.is_none_or(|at| Some(at.last_day()) >= start)
}

pub(super) const PRICE: Lint = Lint {
    code: "L2",
    severity: Severity::Warning,
    is_blocking_in_law: false,
    title: phrase("Ni prix ni coût", "Neither price nor cost"),
    rule: phrase(
        "L'offre retenue l'est sur un coût, ou sur plusieurs critères parmi lesquels figure le prix ou le coût.",
        "An award rests on a cost, or on several criteria among which there is the price or the cost.",
    ),
    sources: &[sources::R2152_7],
    advice: phrase(
        "Ajoutez un critère de prix ou de coût global, avec un poids.",
        "Add a criterion of price or of overall cost, with a weight.",
    ),
    detect: |assessment| {
        let tree = Tree::of(assessment);
        let is_price = |leaf: usize| formula(assessment, leaf).is_some_and(Formula::is_price);
        let is_named = |node: usize| tree.path(node).any(|above| Words::of(&above.criterion.name).has(PRICE_WORDS));
        if tree.leaves().any(|(weighed, leaf)| is_price(leaf) || is_named(weighed.node)) {
            return Vec::new();
        }
        vec![Sighting::warning(Trigger::NoPrice { leaves: tree.leaves().count() })]
    },
};

pub(super) const UNANNOUNCED: Lint = Lint {
    code: "L5",
    severity: Severity::Warning,
    is_blocking_in_law: false,
    title: phrase("Critère qui compte sans être annoncé", "Criterion that counts without being announced"),
    rule: phrase(
        "Un sous-critère dont le poids peut influencer la préparation des offres est annoncé avec sa pondération ; seuls de simples éléments d'appréciation peuvent rester internes. Le seuil de 10 % est un repère de ce programme.",
        "A sub-criterion whose weight may influence how offers are made is announced with its weight; only mere elements of appreciation may stay internal. The threshold of 10% is a mark of this program.",
    ),
    sources: &[sources::SAINT_PAL, sources::R2152_11],
    advice: phrase(
        "Annoncez-le avec son poids dans les documents de la consultation, ou réduisez son poids.",
        "Announce it with its weight in the consultation documents, or lower its weight.",
    ),
    detect: |assessment| {
        let tree = Tree::of(assessment);
        let matters = |share: &Rational, is_top: bool| is_top || *share >= percent(10);
        let hidden = tree.weighed.iter().filter(|weighed| {
            let is_outermost = tree.path(weighed.node).skip(1).all(|above| above.criterion.is_announced);
            !weighed.criterion.is_announced && is_outermost && matters(&weighed.share, weighed.depth == 0)
        });
        hidden
            .map(|weighed| {
                Sighting::warning(Trigger::Unannounced {
                    criterion: weighed.criterion.id.clone(),
                    share: weighed.share.clone(),
                    is_top: weighed.depth == 0,
                })
            })
            .collect()
    },
};

pub(super) const VAGUE: Lint = Lint {
    code: "L6",
    severity: Severity::Warning,
    is_blocking_in_law: false,
    title: phrase("Critère au nom vague", "Criterion with a vague name"),
    rule: phrase(
        "Un critère est précis et ne laisse pas à l'acheteur une liberté de choix illimitée.",
        "A criterion is precise and does not leave the buyer an unlimited freedom of choice.",
    ),
    sources: &[sources::L2152_7, sources::L2152_8],
    advice: phrase(
        "Dites en une phrase ce qui est jugé et sur quelle pièce, ou donnez une phrase à chaque niveau de l'échelle.",
        "Say in a sentence what is judged and on which document, or give each level of the scale a sentence.",
    ),
    detect: |assessment| {
        let tree = Tree::of(assessment);
        let vague = tree.leaves().filter(|(weighed, _)| is_vague(weighed.criterion));
        vague
            .map(|(weighed, _)| {
                let criterion = weighed.criterion.id.clone();
                Sighting::warning(Trigger::Vague { criterion, share: weighed.share.clone() })
            })
            .collect()
    },
};

fn is_vague(criterion: &Criterion) -> bool {
    let levels = criterion.measure().map_or(&[][..], |measure| &measure.levels);
    let is_said = |text: &str| !text.trim().is_empty();
    let has_ladder = !levels.is_empty() && levels.iter().all(|level| is_said(&level.description));
    Words::of(&criterion.name).is(VAGUE_NAMES) && !is_said(&criterion.description) && !has_ladder
}

pub(super) const CHANGED_LATE: Lint = Lint {
    code: "L12",
    severity: Severity::Warning,
    is_blocking_in_law: false,
    title: phrase("Grille modifiée après la saisie d'offres", "Grid changed after offers were entered"),
    rule: phrase(
        "Les critères et leurs modalités sont ceux des documents de la consultation : ce qui est annoncé ne change plus une fois les offres reçues.",
        "Criteria and their terms are those of the consultation documents: what is announced no longer changes once offers are in.",
    ),
    sources: &[sources::R2152_11, sources::ANNOUNCED_METHOD],
    advice: phrase(
        "Comparez la grille à celle qui a été publiée et revenez-y ; une véritable erreur relève d'un rectificatif avant la date limite ou d'une nouvelle consultation.",
        "Compare the grid with the published one and go back to it; a true mistake calls for a correction before the deadline, or for a new consultation.",
    ),
    detect: |assessment| {
        let dossier = assessment.dossier();
        if !dossier.is_grid_changed_late {
            return Vec::new();
        }
        vec![Sighting::warning(Trigger::ChangedLate { offers: dossier.offers.len() })]
    },
};

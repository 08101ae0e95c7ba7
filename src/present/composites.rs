//! The words of composite offers: what they are put together from, and by which
//! rule their facts become one.

use crate::dossier::{ComponentKind, Measure};
use crate::engine::{Composition, FactKind};
use crate::i18n::{Phrase, phrase};

/// What a component is.
pub fn component_kind(kind: ComponentKind) -> Phrase {
    match kind {
        ComponentKind::Brick => phrase("brique", "brick"),
        ComponentKind::Integration => phrase("intégration", "integration"),
        ComponentKind::Holder => phrase("titulaire", "holder"),
        ComponentKind::Reseller => phrase("revendeur", "reseller"),
        ComponentKind::Supplier => phrase("fournisseur", "supplier"),
        ComponentKind::Subcontractor => phrase("sous-traitant", "subcontractor"),
    }
}

/// The name of a rule, whatever it is applied to.
pub fn rule_name(rule: Composition) -> Phrase {
    match rule {
        Composition::Lowest => phrase("la plus basse", "the lowest"),
        Composition::Highest => phrase("la plus haute", "the highest"),
        Composition::Sum => phrase("la somme", "the sum"),
        Composition::Mean => phrase("la moyenne", "the mean"),
        Composition::ByHand => phrase("saisie pour l'offre entière", "entered for the whole offer"),
    }
}

/// What a rule does to the facts of this measure, in a few words.
pub fn rule(measure: &Measure, rule: Composition) -> Phrase {
    let is_weakest = rule == measure.default_composition();
    match (rule, measure.formula().fact_kind()) {
        (Composition::ByHand, _) => phrase("saisie pour l'offre entière", "entered for the whole offer"),
        (Composition::Sum, FactKind::Amount) => {
            phrase("somme des briques et de l'intégration", "sum of the bricks and of integration")
        }
        (Composition::Sum, _) => phrase("somme des briques", "sum of the bricks"),
        (Composition::Mean, _) => phrase("moyenne des briques", "mean of the bricks"),
        (Composition::Highest, _) if measure.family.is_coverage => phrase(
            "union\u{a0}: chaque besoin par la brique qui le couvre le mieux",
            "union: each requirement by the brick that covers it best",
        ),
        (Composition::Lowest, _) if measure.family.is_coverage => phrase(
            "chaque besoin par la brique qui le couvre le moins",
            "each requirement by the brick that covers it least",
        ),
        (Composition::Lowest, FactKind::YesNo) => phrase("oui si toutes les briques le sont", "yes if all bricks are"),
        (Composition::Highest, FactKind::YesNo) => {
            phrase("oui si une brique au moins l'est", "yes if one brick at least is")
        }
        (Composition::Lowest | Composition::Highest, FactKind::Level) => {
            if is_weakest {
                phrase("maillon faible\u{a0}: le moins bon niveau", "weakest link: the worst level")
            } else {
                phrase("le meilleur niveau", "the best level")
            }
        }
        (Composition::Lowest, _) => {
            if is_weakest {
                phrase("maillon faible\u{a0}: la plus petite valeur", "weakest link: the lowest value")
            } else {
                phrase("la plus petite valeur", "the lowest value")
            }
        }
        (Composition::Highest, _) => {
            if is_weakest {
                phrase("maillon faible\u{a0}: la plus grande valeur", "weakest link: the highest value")
            } else {
                phrase("la plus grande valeur", "the highest value")
            }
        }
    }
}

//! The criterion families: one entry each, everything else derives from it.

use crate::engine::{Decimal, Formula};
use crate::i18n::{Phrase, phrase};

/// A way to turn a fact into a note.
#[derive(Debug)]
pub struct Family {
    /// Its name in dossier files. Never changes once released.
    pub tag: &'static str,
    /// Its number in links. Never changes once released.
    pub code: u8,
    /// Where it stands in the list of choices.
    pub group: FamilyGroup,
    /// Its name.
    pub name: Phrase,
    /// What it does, in one sentence for a buyer.
    pub help: Phrase,
    /// The formula, typeset in words.
    pub formula: Phrase,
    /// The numbers that the grid announces with it.
    pub parameters: &'static [Parameter],
    /// Whether the grid announces a list of levels.
    pub has_levels: bool,
    /// Whether its facts have a unit that the buyer names.
    pub has_unit: bool,
    /// Whether multiplying every fact by the same number changes no note.
    pub is_homogeneous: bool,
    /// Which way the note moves when the fact grows.
    pub monotonicity: Monotonicity,
    /// What keeps these parameters and points from making sense, if anything.
    pub objection: fn(parameters: &[Decimal], points: &[Decimal]) -> Option<Phrase>,
    /// The formula with its parameters and the points of its levels.
    pub build: fn(parameters: &[Decimal], points: &[Decimal]) -> Formula,
}

/// Where a family stands in the list of choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FamilyGroup {
    /// Price and cost.
    Price,
    /// Facts that are measured.
    Measured,
    /// Facts that are judged on an announced scale.
    Judged,
}

/// Which way a note moves when its fact grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Monotonicity {
    /// Never down.
    Rising,
    /// Never up.
    Falling,
    /// As the parameters say.
    ByParameters,
}

/// A number that the grid announces.
#[derive(Debug)]
pub struct Parameter {
    /// Its key in dossier files.
    pub key: &'static str,
    /// Its name.
    pub name: Phrase,
    /// What a new criterion starts with.
    pub default: Decimal,
}

impl PartialEq for Family {
    /// Entries are told apart by their tag.
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

const OUT_OF: Parameter =
    Parameter { key: "out_of", name: phrase("Note pleine", "Full note"), default: Decimal::integer(100) };

fn first(parameters: &[Decimal]) -> Decimal {
    parameters.first().copied().unwrap_or_default()
}

fn out_of_objection(parameters: &[Decimal], points: &[Decimal]) -> Option<Phrase> {
    let out_of = first(parameters);
    if out_of <= Decimal::ZERO {
        return Some(phrase("la note pleine doit être supérieure à zéro", "the full note must be above zero"));
    }
    if points.iter().any(|p| p.is_negative() || *p > out_of) {
        return Some(phrase(
            "les points de chaque niveau vont de 0 à la note pleine",
            "the points of each level go from 0 to the full note",
        ));
    }
    None
}

/// Every family, in the order in which they are offered.
pub const FAMILIES: &[Family] = &[
    Family {
        tag: "price_inverse",
        code: 1,
        group: FamilyGroup::Price,
        name: phrase("Prix, proportionnel inverse (F1)", "Price, inverse proportional (F1)"),
        help: phrase(
            "L'offre admissible la moins chère reçoit la note pleine ; une offre deux fois plus chère en reçoit la moitié.",
            "The cheapest admissible offer gets the full note; an offer twice as dear gets half of it.",
        ),
        formula: phrase(
            "note = N × prix le plus bas ÷ prix de l'offre",
            "note = N × lowest price ÷ price of the offer",
        ),
        parameters: &[],
        has_levels: false,
        has_unit: false,
        is_homogeneous: true,
        monotonicity: Monotonicity::Falling,
        objection: |_, _| None,
        build: |_, _| Formula::PriceInverse,
    },
    Family {
        tag: "linear",
        code: 2,
        group: FamilyGroup::Measured,
        name: phrase("Mesure entre deux bornes", "Measure between two bounds"),
        help: phrase(
            "La note va de 0 à la borne la moins bonne jusqu'à la note pleine à la meilleure, en ligne droite ; au-delà elle ne bouge plus.",
            "The note goes in a straight line from 0 at the worst bound to the full note at the best one, and stays there beyond.",
        ),
        formula: phrase(
            "note = N × (valeur − moins bonne) ÷ (meilleure − moins bonne), de 0 à N",
            "note = N × (value − worst) ÷ (best − worst), from 0 to N",
        ),
        parameters: &[
            Parameter { key: "worst", name: phrase("Borne la moins bonne", "Worst bound"), default: Decimal::ZERO },
            Parameter { key: "best", name: phrase("Meilleure borne", "Best bound"), default: Decimal::integer(100) },
        ],
        has_levels: false,
        has_unit: true,
        is_homogeneous: false,
        monotonicity: Monotonicity::ByParameters,
        objection: |parameters, _| {
            (parameters.first() == parameters.get(1))
                .then_some(phrase("les deux bornes doivent être différentes", "the two bounds must differ"))
        },
        build: |parameters, _| Formula::Linear {
            worst: first(parameters),
            best: parameters.get(1).copied().unwrap_or_default(),
        },
    },
    Family {
        tag: "index",
        code: 3,
        group: FamilyGroup::Measured,
        name: phrase("Indice importé", "Imported index"),
        help: phrase(
            "Un chiffre daté établi ailleurs (score européen, audit d'accessibilité, taux de couverture), avec sa source.",
            "A dated figure established elsewhere (European score, accessibility audit, coverage rate), with its source.",
        ),
        formula: phrase("note = N × indice ÷ indice maximal", "note = N × index ÷ highest index"),
        parameters: &[OUT_OF],
        has_levels: false,
        has_unit: true,
        is_homogeneous: false,
        monotonicity: Monotonicity::Rising,
        objection: out_of_objection,
        build: |parameters, _| Formula::Share { out_of: first(parameters) },
    },
    Family {
        tag: "scale",
        code: 4,
        group: FamilyGroup::Judged,
        name: phrase("Échelle de niveaux annoncés", "Scale of announced levels"),
        help: phrase(
            "Chaque niveau annoncé a une phrase et des points ; l'offre reçoit ceux de son niveau.",
            "Each announced level has a sentence and points; the offer gets those of its level.",
        ),
        formula: phrase("note = N × points du niveau ÷ note pleine", "note = N × points of the level ÷ full note"),
        parameters: &[OUT_OF],
        has_levels: true,
        has_unit: false,
        is_homogeneous: false,
        monotonicity: Monotonicity::ByParameters,
        objection: |parameters, points| {
            if points.is_empty() {
                return Some(phrase("une échelle a au moins un niveau", "a scale has at least one level"));
            }
            out_of_objection(parameters, points)
        },
        build: |parameters, points| Formula::Scale { points: points.to_vec(), out_of: first(parameters) },
    },
    Family {
        tag: "note",
        code: 5,
        group: FamilyGroup::Judged,
        name: phrase("Note directe", "Direct note"),
        help: phrase(
            "La commission donne la note elle-même, avec sa justification.",
            "The commission gives the note itself, with its justification.",
        ),
        formula: phrase("note = N × note donnée ÷ note pleine", "note = N × given note ÷ full note"),
        parameters: &[OUT_OF],
        has_levels: false,
        has_unit: false,
        is_homogeneous: false,
        monotonicity: Monotonicity::Rising,
        objection: out_of_objection,
        build: |parameters, _| Formula::Share { out_of: first(parameters) },
    },
    Family {
        tag: "yes_no",
        code: 6,
        group: FamilyGroup::Judged,
        name: phrase("Oui ou non", "Yes or no"),
        help: phrase("Oui reçoit la note pleine, non reçoit 0.", "Yes gets the full note, no gets 0."),
        formula: phrase("note = N si oui, 0 si non", "note = N if yes, 0 if no"),
        parameters: &[],
        has_levels: false,
        has_unit: false,
        is_homogeneous: false,
        monotonicity: Monotonicity::Rising,
        objection: |_, _| None,
        build: |_, _| Formula::YesNo,
    },
];

/// The family with this tag.
pub fn family_by_tag(tag: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.tag == tag)
}

/// The family with this number.
pub fn family_by_code(code: u8) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.code == code)
}

//! The price formulas, F1 to F9 and the one that the buyer writes.
//!
//! `docs/method.md` gives them in symbols. What is said of a formula's
//! weaknesses rests on the decisions named there.

use std::rc::Rc;

use super::{BASE, Family, FamilyGroup, Monotonicity, Parameter, Settings, composition};
use crate::engine::{Announced, Decimal, Expression, Formula, Variable};
use crate::i18n::{Phrase, phrase};

const PRICE: Family = Family {
    group: FamilyGroup::Price,
    monotonicity: Monotonicity::Falling,
    is_homogeneous: true,
    composition: composition::sum,
    ..BASE
};

/// Held at 0 rather than negative: CE, 18 December 2012, no. 362532.
const NEGATIVE: Phrase = phrase(
    "Au-delà d'un certain prix la formule devient négative : la note est retenue à 0, et toutes les offres plus chères se valent.",
    "Beyond some price the formula is negative: the note is held at 0, and all dearer offers are worth the same.",
);

pub(super) const INVERSE: Family = Family {
    tag: "price_inverse",
    code: 1,
    name: phrase("Prix, proportionnel inverse (F1)", "Price, inverse proportional (F1)"),
    help: phrase(
        "L'offre admissible la moins chère reçoit la note pleine ; une offre deux fois plus chère en reçoit la moitié.",
        "The cheapest admissible offer gets the full note; an offer twice as dear gets half of it.",
    ),
    formula: phrase("note = N × prix le plus bas ÷ prix de l'offre", "note = N × lowest price ÷ price of the offer"),
    weaknesses: &[phrase(
        "Les écarts comptent beaucoup près du prix le plus bas, et peu entre offres chères.",
        "Gaps count for much near the lowest price, and for little between dear offers.",
    )],
    build: |_| Formula::PriceInverse,
    ..PRICE
};

pub(super) const LINEAR: Family = Family {
    tag: "price_linear",
    code: 7,
    name: phrase("Prix, linéaire entre extrêmes (F2)", "Price, linear between extremes (F2)"),
    help: phrase(
        "L'offre la moins chère reçoit la note pleine, la plus chère 0, les autres en ligne droite entre les deux.",
        "The cheapest offer gets the full note, the dearest 0, the others in a straight line between them.",
    ),
    formula: phrase(
        "note = N × (prix le plus haut − prix) ÷ (prix le plus haut − prix le plus bas)",
        "note = N × (highest price − price) ÷ (highest price − lowest price)",
    ),
    weaknesses: &[
        phrase(
            "La plus chère reçoit 0 quel que soit l'écart : la méthode peut neutraliser les autres critères.",
            "The dearest gets 0 whatever the gap: the method may neutralise the other criteria.",
        ),
        phrase(
            "Une offre sans chance, si elle est très chère, change les notes de toutes les autres.",
            "An offer without a chance, if it is very dear, changes the notes of all others.",
        ),
    ],
    build: |_| Formula::PriceLinear,
    ..PRICE
};

pub(super) const DOUBLE: Family = Family {
    tag: "price_double",
    code: 8,
    name: phrase("Prix, nul à deux fois le plus bas (F3)", "Price, zero at twice the lowest (F3)"),
    help: phrase(
        "La note baisse en ligne droite, de la note pleine au prix le plus bas jusqu'à 0 au double de ce prix.",
        "The note falls in a straight line, from the full note at the lowest price to 0 at twice that price.",
    ),
    formula: phrase(
        "note = N × (2 − prix ÷ prix le plus bas), au moins 0",
        "note = N × (2 − price ÷ lowest price), at least 0",
    ),
    weaknesses: &[NEGATIVE],
    build: |_| Formula::PriceMultiple { factor: Decimal::integer(2) },
    ..PRICE
};

const FACTOR: Parameter = Parameter {
    key: "factor",
    name: phrase("Multiple n à partir duquel la note est nulle", "Multiple n from which the note is zero"),
    default: Decimal::integer(3),
};

pub(super) const MULTIPLE: Family = Family {
    tag: "price_multiple",
    code: 9,
    name: phrase("Prix, nul à n fois le plus bas (F4)", "Price, zero at n times the lowest (F4)"),
    help: phrase(
        "La note baisse en ligne droite, de la note pleine au prix le plus bas jusqu'à 0 à n fois ce prix.",
        "The note falls in a straight line, from the full note at the lowest price to 0 at n times that price.",
    ),
    formula: phrase(
        "note = N × (n × prix le plus bas − prix) ÷ ((n − 1) × prix le plus bas), au moins 0",
        "note = N × (n × lowest price − price) ÷ ((n − 1) × lowest price), at least 0",
    ),
    weaknesses: &[NEGATIVE],
    parameters: &[FACTOR],
    objection: factor_objection,
    build: |settings| Formula::PriceMultiple { factor: settings.parameter(0) },
    ..PRICE
};

const ESTIMATE: Parameter = Parameter {
    key: "estimate",
    name: phrase("Estimation E de l'acheteur", "The buyer's estimate E"),
    default: Decimal::integer(100_000),
};

pub(super) const REFERENCE: Family = Family {
    tag: "price_reference",
    code: 10,
    name: phrase("Prix, autour d'une référence (F5)", "Price, around a reference (F5)"),
    help: phrase(
        "Comme la précédente, à partir d'un prix de référence : le milieu entre l'estimation et le prix le plus bas.",
        "As the one before, from a reference price: halfway between the estimate and the lowest price.",
    ),
    formula: phrase(
        "note = N × (n × R − prix) ÷ ((n − 1) × R), avec R = (E + prix le plus bas) ÷ 2, de 0 à N",
        "note = N × (n × R − price) ÷ ((n − 1) × R), with R = (E + lowest price) ÷ 2, from 0 to N",
    ),
    weaknesses: &[
        NEGATIVE,
        phrase(
            "Si l'estimation dépasse le prix le plus bas, plusieurs offres peuvent recevoir la note pleine : la moins chère n'a plus d'avantage.",
            "If the estimate is above the lowest price, several offers may get the full note: the cheapest has no advantage left.",
        ),
    ],
    parameters: &[Parameter { default: Decimal::integer(2), ..FACTOR }, ESTIMATE],
    is_homogeneous: false,
    objection: |settings| {
        factor_objection(settings).or_else(|| {
            (settings.parameter(1) <= Decimal::ZERO)
                .then_some(phrase("l'estimation doit être supérieure à zéro", "the estimate must be above zero"))
        })
    },
    build: |settings| Formula::PriceReference { factor: settings.parameter(0), estimate: settings.parameter(1) },
    ..PRICE
};

pub(super) const MEAN: Family = Family {
    tag: "price_mean",
    code: 11,
    name: phrase("Prix, courbe autour de la moyenne (F6)", "Price, curve around the mean (F6)"),
    help: phrase(
        "Une offre au prix moyen reçoit la moitié de la note ; les offres moins chères davantage, sans jamais atteindre la note pleine.",
        "An offer at the mean price gets half of the note; cheaper ones get more, without ever reaching the full note.",
    ),
    formula: phrase(
        "note = N × M³ ÷ (prix³ + M³), M étant la moyenne des prix",
        "note = N × M³ ÷ (price³ + M³), M being the mean price",
    ),
    weaknesses: &[phrase(
        "La meilleure offre n'atteint jamais la note pleine : le prix pèse moins que son poids annoncé.",
        "The best offer never reaches the full note: price weighs less than its announced weight.",
    )],
    build: |_| Formula::PriceMean,
    ..PRICE
};

pub(super) const SQUARE: Family = Family {
    tag: "price_square",
    code: 12,
    name: phrase("Prix, carré du rapport (F7)", "Price, square of the ratio (F7)"),
    help: phrase(
        "Comme la proportionnelle inverse, mais chaque écart compte double : une offre deux fois plus chère reçoit le quart de la note.",
        "As inverse proportional, but every gap counts twice: an offer twice as dear gets a quarter of the note.",
    ),
    formula: phrase("note = N × (prix le plus bas ÷ prix)²", "note = N × (lowest price ÷ price)²"),
    weaknesses: &[phrase(
        "Elle amplifie le prix au-delà de son poids annoncé.",
        "It amplifies price beyond its announced weight.",
    )],
    build: |_| Formula::PriceSquare,
    ..PRICE
};

pub(super) const ROOT: Family = Family {
    tag: "price_root",
    code: 13,
    name: phrase("Prix, racine du rapport (F8)", "Price, root of the ratio (F8)"),
    help: phrase(
        "Comme la proportionnelle inverse, mais adoucie : une offre deux fois plus chère garde 71 % de la note.",
        "As inverse proportional, but softer: an offer twice as dear keeps 71% of the note.",
    ),
    formula: phrase(
        "note = N × √(prix le plus bas ÷ prix), arrondie à 9 décimales sur 1",
        "note = N × √(lowest price ÷ price), rounded to 9 decimals on 1",
    ),
    weaknesses: &[phrase(
        "Elle aplatit les écarts de prix : doubler le prix ne coûte que 29 % de la note.",
        "It flattens price gaps: doubling the price costs only 29% of the note.",
    )],
    is_homogeneous: false,
    build: |_| Formula::PriceRoot,
    ..PRICE
};

pub(super) const LOGARITHM: Family = Family {
    tag: "price_logarithm",
    code: 14,
    name: phrase("Prix, logarithme (F9)", "Price, logarithm (F9)"),
    help: phrase(
        "À rapport de prix égal, même perte de points ; la note est nulle à k fois le prix le plus bas.",
        "Equal price ratios cost equal points; the note is zero at k times the lowest price.",
    ),
    formula: phrase(
        "note = N × (1 − ln(prix ÷ prix le plus bas) ÷ ln k), au moins 0, arrondie à 9 décimales sur 1",
        "note = N × (1 − ln(price ÷ lowest price) ÷ ln k), at least 0, rounded to 9 decimals on 1",
    ),
    weaknesses: &[NEGATIVE],
    parameters: &[Parameter {
        name: phrase("Multiple k à partir duquel la note est nulle", "Multiple k from which the note is zero"),
        ..FACTOR
    }],
    is_homogeneous: false,
    objection: |settings| {
        // Nearer to 1, floats know too little of its logarithm.
        let is_near = settings.parameter(0) < Decimal::hundredths(101);
        factor_objection(settings).or_else(|| {
            is_near.then_some(phrase("le multiple doit être d'au moins 1,01", "the multiple must be at least 1.01"))
        })
    },
    build: |settings| Formula::PriceLogarithm { factor: settings.parameter(0) },
    ..PRICE
};

pub(super) const EXPRESSION: Family = Family {
    tag: "price_expression",
    code: 15,
    name: phrase("Prix, formule de l'acheteur", "Price, the buyer's formula"),
    help: phrase(
        "Une formule en P, Pmin, Pmax, Pmean, E, N et n, avec + − × ÷ ^, min, max, sqrt et ln ; elle donne des points sur N.",
        "A formula in P, Pmin, Pmax, Pmean, E, N and n, with + − × ÷ ^, min, max, sqrt and ln; it gives points out of N.",
    ),
    formula: phrase("note = formule annoncée ÷ N, de 0 à 1", "note = announced formula ÷ N, from 0 to 1"),
    weaknesses: &[phrase(
        "Elle n'a pas été éprouvée : voyez le simulateur et les remarques avant de la publier.",
        "It has not been put to the test: see the simulator and the remarks before publishing it.",
    )],
    parameters: &[
        Parameter {
            key: "full",
            name: phrase("Points N de la note pleine", "Points N of the full note"),
            default: Decimal::integer(100),
        },
        Parameter { key: "factor", name: phrase("Coefficient n", "Factor n"), default: Decimal::integer(2) },
        Parameter {
            key: "estimate",
            name: phrase("Estimation E (0 : aucune)", "Estimate E (0: none)"),
            default: Decimal::ZERO,
        },
    ],
    has_expression: true,
    is_homogeneous: false,
    monotonicity: Monotonicity::ByParameters,
    objection: |settings| {
        if settings.parameter(0) <= Decimal::ZERO {
            return Some(phrase("les points N doivent être supérieurs à zéro", "the points N must be above zero"));
        }
        if settings.parameter(2).is_negative() {
            return Some(phrase("l'estimation ne peut pas être négative", "the estimate cannot be negative"));
        }
        let reads_estimate = Expression::parse(settings.expression).is_ok_and(|e| e.reads(Variable::Estimate));
        (reads_estimate && settings.parameter(2).is_zero()).then_some(phrase(
            "la formule lit l'estimation E, qui n'est pas donnée",
            "the formula reads the estimate E, which is not given",
        ))
    },
    build: |settings| match Expression::parse(settings.expression) {
        Ok(expression) => Formula::PriceExpression(Rc::new(Announced {
            expression,
            full: settings.parameter(0),
            factor: settings.parameter(1),
            estimate: settings.parameter(2),
        })),
        // The check of the dossier says what is wrong with the text.
        Err(_) => Formula::PriceInverse,
    },
    ..PRICE
};

/// Beyond so many times the lowest price nobody would announce a zero.
const LARGEST_FACTOR: Decimal = Decimal::integer(1000);

fn factor_objection(settings: &Settings<'_>) -> Option<Phrase> {
    let factor = settings.parameter(0);
    (factor <= Decimal::ONE || factor > LARGEST_FACTOR).then_some(phrase(
        "le multiple doit être supérieur à 1 et d'au plus 1 000",
        "the multiple must be above 1 and at most 1,000",
    ))
}

//! Families for facts that are measured, counted or imported.

use super::{BASE, Family, FamilyGroup, Monotonicity, OUT_OF, Parameter, composition, out_of_objection};
use crate::engine::{Decimal, Formula};
use crate::i18n::{Phrase, phrase};

const MEASURED: Family = Family { group: FamilyGroup::Measured, has_unit: true, ..BASE };

pub(super) const LINEAR: Family = Family {
    tag: "linear",
    code: 2,
    name: phrase("Mesure entre deux bornes", "Measure between two bounds"),
    help: phrase(
        "La note va de 0 à la borne la moins bonne jusqu'à la note pleine à la meilleure, en ligne droite ; au-delà elle ne bouge plus.",
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
    monotonicity: Monotonicity::ByParameters,
    objection: |settings| {
        (settings.parameters.first() == settings.parameters.get(1))
            .then_some(phrase("les deux bornes doivent être différentes", "the two bounds must differ"))
    },
    composition: composition::worst_bound,
    build: |settings| Formula::Linear { worst: settings.parameter(0), best: settings.parameter(1) },
    ..MEASURED
};

pub(super) const PIECEWISE: Family = Family {
    tag: "piecewise",
    code: 16,
    name: phrase("Mesure par paliers reliés", "Measure along a broken line"),
    help: phrase(
        "La grille annonce quelques points ; entre deux points la note suit une droite, au-delà du premier et du dernier elle ne bouge plus.",
        "The grid announces a few points; the note follows a straight line between two of them, and stays beyond the first and the last.",
    ),
    formula: phrase(
        "note = N × points lus sur la ligne brisée ÷ note pleine",
        "note = N × points read on the broken line ÷ full note",
    ),
    parameters: &[OUT_OF],
    has_curve: true,
    monotonicity: Monotonicity::ByParameters,
    objection: |settings| {
        if settings.curve.is_empty() {
            return Some(phrase("une ligne brisée a au moins un point", "a broken line has at least one point"));
        }
        if settings.curve.windows(2).any(|pair| matches!(pair, [left, right] if left.0 >= right.0)) {
            return Some(phrase(
                "les points d'une ligne brisée se suivent dans l'ordre strictement croissant des valeurs",
                "the points of a broken line follow each other in strictly rising order of their values",
            ));
        }
        out_of_objection(settings)
    },
    composition: composition::worst_end,
    build: |settings| Formula::Piecewise { points: settings.curve.to_vec(), out_of: settings.parameter(0) },
    ..MEASURED
};

const OBSERVED_WEAKNESS: Phrase = phrase(
    "Les notes dépendent des offres reçues : une offre écartée peut changer l'ordre des autres, et la moins bonne reçoit 0 quel que soit l'écart.",
    "Notes depend on the offers received: an offer that leaves may change the order of the others, and the worst gets 0 whatever the gap.",
);

pub(super) const OBSERVED_HIGH: Family = Family {
    tag: "observed_high",
    code: 17,
    name: phrase(
        "Mesure entre extrêmes reçus, plus haut vaut mieux",
        "Measure between received extremes, higher is better",
    ),
    help: phrase(
        "La meilleure valeur reçue a la note pleine, la moins bonne 0, les autres en ligne droite ; toutes égales, note pleine.",
        "The best value received gets the full note, the worst 0, the others in a straight line; all equal, the full note.",
    ),
    formula: phrase(
        "note = N × (valeur − plus basse reçue) ÷ (plus haute reçue − plus basse reçue)",
        "note = N × (value − lowest received) ÷ (highest received − lowest received)",
    ),
    weaknesses: &[OBSERVED_WEAKNESS],
    is_homogeneous: true,
    build: |_| Formula::Observed { rises: true },
    ..MEASURED
};

pub(super) const OBSERVED_LOW: Family = Family {
    tag: "observed_low",
    code: 18,
    name: phrase(
        "Mesure entre extrêmes reçus, plus bas vaut mieux",
        "Measure between received extremes, lower is better",
    ),
    formula: phrase(
        "note = N × (plus haute reçue − valeur) ÷ (plus haute reçue − plus basse reçue)",
        "note = N × (highest received − value) ÷ (highest received − lowest received)",
    ),
    monotonicity: Monotonicity::Falling,
    composition: composition::highest,
    build: |_| Formula::Observed { rises: false },
    ..OBSERVED_HIGH
};

pub(super) const INDEX: Family = Family {
    tag: "index",
    code: 3,
    name: phrase("Indice importé", "Imported index"),
    help: phrase(
        "Un chiffre daté établi ailleurs (score européen, audit d'accessibilité, taux de couverture), avec sa source.",
        "A dated figure established elsewhere (European score, accessibility audit, coverage rate), with its source.",
    ),
    formula: phrase("note = N × indice ÷ indice maximal", "note = N × index ÷ highest index"),
    parameters: &[OUT_OF],
    objection: out_of_objection,
    build: |settings| Formula::Share { out_of: settings.parameter(0) },
    ..MEASURED
};

pub(super) const COVERAGE: Family = Family {
    tag: "coverage",
    code: 19,
    name: phrase("Couverture des besoins", "Coverage of requirements"),
    help: phrase(
        "La part des besoins souhaités que l'offre couvre, chacun avec son poids ; les besoins obligatoires sont l'affaire d'une condition éliminatoire.",
        "The share of the wished requirements that the offer covers, each with its weight; the compulsory ones are the business of an eliminatory condition.",
    ),
    formula: phrase(
        "note = N × somme des poids des besoins couverts ÷ somme des poids des besoins souhaités",
        "note = N × sum of the weights of covered requirements ÷ sum of the weights of the wished ones",
    ),
    has_unit: false,
    is_coverage: true,
    composition: composition::highest,
    // The dossier brings the sum of the weights.
    build: |_| Formula::Share { out_of: Decimal::ONE },
    ..MEASURED
};

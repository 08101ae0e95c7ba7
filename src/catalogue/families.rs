//! The criterion families: one entry each, everything else derives from it:
//! forms, help, typeset formula, curve, codecs, documentation, tests.

mod composition;
mod judged;
mod measured;
mod price;

use crate::engine::{Composition, Decimal, FactKind, Formula};
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
    /// What is known to go wrong with it.
    pub weaknesses: &'static [Phrase],
    /// The numbers that the grid announces with it.
    pub parameters: &'static [Parameter],
    /// Whether the grid announces a list of levels.
    pub has_levels: bool,
    /// Whether its facts have a unit that the buyer names.
    pub has_unit: bool,
    /// Whether the grid announces the points of a curve.
    pub has_curve: bool,
    /// Whether the grid announces an expression.
    pub has_expression: bool,
    /// How the notes of several evaluators become one, where it has several.
    pub panel: Option<Panel>,
    /// Whether evaluators may each give a note on it. Where it has no panel, the
    /// note that counts is the one that they agree on.
    pub takes_notes: bool,
    /// Whether its facts come from the requirements that the criterion covers.
    pub is_coverage: bool,
    /// Whether multiplying every fact by the same number changes no note.
    pub is_homogeneous: bool,
    /// Which way the note moves when the fact grows.
    pub monotonicity: Monotonicity,
    /// How the facts of the bricks of a composite offer become one, where the
    /// grid announces nothing else.
    pub composition: fn(&Settings<'_>) -> Composition,
    /// What keeps what was announced from making sense, if anything.
    pub objection: fn(&Settings<'_>) -> Option<Phrase>,
    /// The formula with what was announced.
    pub build: fn(&Settings<'_>) -> Formula,
}

/// What a grid announces for one criterion.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings<'a> {
    /// The numbers, in the order of the family.
    pub parameters: &'a [Decimal],
    /// The points of the levels.
    pub points: &'a [Decimal],
    /// The grades of the levels.
    pub grades: &'a [Option<u8>],
    /// The points of the curve, `(x, points)`.
    pub curve: &'a [(Decimal, Decimal)],
    /// The expression.
    pub expression: &'a str,
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

/// How the notes of several evaluators become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// Their mean.
    Mean,
    /// The one in the middle, or the mean of the two in the middle.
    Median,
    /// The note that they agree on, recorded beside theirs.
    Consensus,
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

impl Family {
    /// The rules of composition that a grid may announce for it; `kind` is that
    /// of its facts. What evaluators note, they note of the whole.
    pub fn compositions(&self, kind: FactKind) -> impl Iterator<Item = Composition> {
        let (is_coverage, is_noted) = (self.is_coverage, self.panel.is_some());
        Composition::ALL.into_iter().filter(move |rule| {
            let fits = rule.fits(kind) && !(is_coverage && *rule == Composition::Mean);
            fits && (!is_noted || *rule == Composition::ByHand)
        })
    }
}

impl Settings<'_> {
    /// A parameter by its place; zero when it is not there.
    pub(super) fn parameter(&self, place: usize) -> Decimal {
        self.parameters.get(place).copied().unwrap_or_default()
    }
}

/// What most entries have in common.
const BASE: Family = Family {
    tag: "",
    code: 0,
    group: FamilyGroup::Judged,
    name: phrase("", ""),
    help: phrase("", ""),
    formula: phrase("", ""),
    weaknesses: &[],
    parameters: &[],
    has_levels: false,
    has_unit: false,
    has_curve: false,
    has_expression: false,
    panel: None,
    takes_notes: false,
    is_coverage: false,
    is_homogeneous: false,
    monotonicity: Monotonicity::Rising,
    composition: composition::lowest,
    objection: |_| None,
    build: |_| Formula::YesNo,
};

const OUT_OF: Parameter =
    Parameter { key: "out_of", name: phrase("Note pleine", "Full note"), default: Decimal::integer(100) };

fn out_of_objection(settings: &Settings<'_>) -> Option<Phrase> {
    let out_of = settings.parameter(0);
    if out_of <= Decimal::ZERO {
        return Some(phrase("la note pleine doit être supérieure à zéro", "the full note must be above zero"));
    }
    let points = settings.points.iter().chain(settings.curve.iter().map(|(_, points)| points));
    if points.into_iter().any(|points| points.is_negative() || *points > out_of) {
        return Some(phrase("les points vont de 0 à la note pleine", "points go from 0 to the full note"));
    }
    None
}

/// Every family, in the order in which they are offered.
pub const FAMILIES: &[Family] = &[
    price::INVERSE,
    price::LINEAR,
    price::DOUBLE,
    price::MULTIPLE,
    price::REFERENCE,
    price::MEAN,
    price::SQUARE,
    price::ROOT,
    price::LOGARITHM,
    price::EXPRESSION,
    measured::LINEAR,
    measured::PIECEWISE,
    measured::OBSERVED_HIGH,
    measured::OBSERVED_LOW,
    measured::INDEX,
    measured::COVERAGE,
    judged::SCALE,
    judged::NOTE,
    judged::NOTES_MEAN,
    judged::NOTES_MEDIAN,
    judged::NOTES_CONSENSUS,
    judged::YES_NO,
];

/// The family with this tag.
pub fn family_by_tag(tag: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.tag == tag)
}

/// The family with this number.
pub fn family_by_code(code: u8) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.code == code)
}

//! The grid: criteria with their measures, facts without weight, requirements,
//! gates, the method and other sets of weights. What is announced, not what is
//! received.

use super::date::Date;
use super::model::{Id, IdMap};
use crate::catalogue::{Family, MarketFact, Settings};
use crate::engine::{Composition, Decimal, DetectorRule, Formula};
use crate::i18n::Phrase;

/// A criterion or a group of criteria.
#[derive(Clone, Debug, PartialEq)]
pub struct Criterion {
    /// Its identifier.
    pub id: Id,
    /// Its name, as announced.
    pub name: String,
    /// What is judged, in a sentence or two.
    pub description: String,
    /// Relative to its siblings, `>= 0`.
    pub weight: Decimal,
    /// Whether it is announced to the bidders; an unannounced sub-criterion is
    /// an element of appreciation.
    pub is_announced: bool,
    /// Whether it takes account of the environmental features of the offer
    /// (L2152-7), for itself and everything below.
    pub is_environmental: bool,
    /// Whether the best note on it is brought to the full note (« recadrage »).
    pub is_rescaled: bool,
    /// Sub-criteria or a measure.
    pub content: Content,
}

/// What a criterion holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Sub-criteria.
    Group(Vec<Criterion>),
    /// A way to note the offers.
    Leaf(Measure),
}

/// How facts become notes.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// The formula, from the catalogue.
    pub family: &'static Family,
    /// As many as the family announces, in its order.
    pub parameters: Vec<Decimal>,
    /// The unit of the facts, where the family has one.
    pub unit: String,
    /// The announced levels, where the family has some.
    pub levels: Vec<Level>,
    /// The points of the curve `(x, points)`, where the family has one.
    pub curve: Vec<(Decimal, Decimal)>,
    /// The announced expression, where the family has one.
    pub expression: String,
    /// What the market catalogue knows about it, level by level.
    pub market: Option<MarketFact>,
    /// How the facts of bricks become one; nothing for what the family does by
    /// itself ([`Measure::composition`]).
    pub composed_by: Option<Composition>,
}

/// A rung of an announced scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// A word or two.
    pub label: String,
    /// One sentence that says what it takes.
    pub description: String,
    /// Its points, from 0 to the full note of the scale.
    pub points: Decimal,
    /// The assurance level (SEAL) that it grants, where it grants one.
    pub seal: Option<u8>,
}

/// A fact without weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Information {
    /// Its identifier.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What is asked.
    pub description: String,
    /// What kind of fact it is; its note is never used.
    pub measure: Measure,
}

/// An announced eliminatory condition (note éliminatoire, exigence).
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// Its identifier.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it asks.
    pub rule: GateRule,
    /// The legal or contractual basis.
    pub basis: String,
    /// The date of that basis.
    pub basis_date: Option<Date>,
}

/// What a gate asks of an offer. `of` is the identifier of a leaf criterion,
/// of an information or, for notes, of any criterion.
#[derive(Clone, Debug, PartialEq)]
pub enum GateRule {
    /// A yes/no fact must be yes.
    Yes {
        /// What it reads.
        of: Id,
    },
    /// A level must be at least this one (0 for the first).
    LevelAtLeast {
        /// What it reads.
        of: Id,
        /// The lowest level that passes.
        level: usize,
    },
    /// A number must be at least this one.
    ValueAtLeast {
        /// What it reads.
        of: Id,
        /// The lowest value that passes.
        value: Decimal,
    },
    /// A number must be at most this one.
    ValueAtMost {
        /// What it reads.
        of: Id,
        /// The highest value that passes.
        value: Decimal,
    },
    /// A note must be at least this one, on the note scale, before any
    /// rescaling or rounding.
    NoteAtLeast {
        /// What it reads.
        of: Id,
        /// The lowest note that passes.
        note: Decimal,
    },
    /// Every assurance level (SEAL) granted at or below a criterion must be at
    /// least this one.
    SealAtLeast {
        /// The criterion or group.
        of: Id,
        /// The lowest level that passes.
        seal: u8,
    },
    /// Every compulsory requirement of a coverage must be covered in full.
    MustsCovered {
        /// The coverage criterion or information.
        of: Id,
    },
}

impl GateRule {
    /// What it reads.
    pub fn of(&self) -> &Id {
        match self {
            Self::Yes { of }
            | Self::LevelAtLeast { of, .. }
            | Self::ValueAtLeast { of, .. }
            | Self::ValueAtMost { of, .. }
            | Self::NoteAtLeast { of, .. }
            | Self::SealAtLeast { of, .. }
            | Self::MustsCovered { of } => of,
        }
    }
}

/// Another set of weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Its identifier.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub source: String,
    /// The weights that it sets; the others stay.
    pub weights: IdMap<Decimal>,
}

/// How notes become totals, and totals ranks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Method {
    /// Whether criteria are summed by weight or decide one after the other.
    pub ranking: Ranking,
    /// To how many decimals leaf notes are rounded, if that is announced.
    pub note_decimals: Option<u32>,
    /// The same for totals.
    pub total_decimals: Option<u32>,
    /// The criteria whose notes tell equal totals apart, in this order.
    pub tie_breaks: Vec<Id>,
    /// Until when a dated commitment to cover a need counts as covering it, for
    /// needs without a deadline of their own; none: commitments never count.
    pub commitments_until: Option<Date>,
}

/// How criteria make a ranking (R2152-12).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ranking {
    /// « Pondération »: by the weighted sum.
    #[default]
    Weighted,
    /// « Hiérarchisation »: by the first criterion, then the second, and so on.
    Hierarchy,
}

/// A way to look for abnormally low prices; points out, never excludes.
#[derive(Clone, Debug, PartialEq)]
pub struct Detector {
    /// The price criterion that it reads.
    pub of: Id,
    /// How.
    pub rule: DetectorRule,
}

/// A need, written so that one can say how far an offer covers it.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    /// Its identifier; the facts of the offers name it.
    pub id: Id,
    /// What is needed.
    pub name: String,
    /// How it is measured.
    pub description: String,
    /// The coverage criterion or information that it counts in, where it counts.
    pub of: Option<Id>,
    /// How much it is needed.
    pub priority: Priority,
    /// What it weighs among the wished and possible ones of its criterion,
    /// `>= 0`; the weight of a compulsory one is never read.
    pub weight: Decimal,
    /// Who answers for it among the buyer's people; internal, never announced.
    pub owner: String,
    /// When it must be covered, where it need not be at once.
    pub deadline: Option<Date>,
    /// Who needs it, or when: usage profiles, with commas between them.
    pub usage: String,
    /// The criteria and groups that it gave rise to, beside the coverage that
    /// counts it.
    pub criteria: Vec<Id>,
    /// How far an offer covers it: from 0 to 1.
    pub measure: Measure,
}

/// How much something is needed (MUST, SHOULD, MAY).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Priority {
    /// Obligatoire: what does not cover it can be expelled.
    Must,
    /// Souhaité: covering it brings points.
    #[default]
    Should,
    /// Possible: the same, and the first to be given up.
    May,
}

impl Priority {
    /// Every priority, from the strongest.
    pub const ALL: [Self; 3] = [Self::Must, Self::Should, Self::May];
}

/// What a new expression says: the inverse proportional formula.
const FIRST_EXPRESSION: &str = "N × Pmin ÷ P";

/// What a new curve looks like: a straight line up.
const FIRST_CURVE: [(Decimal, Decimal); 2] =
    [(Decimal::ZERO, Decimal::ZERO), (Decimal::integer(100), Decimal::integer(100))];

impl Measure {
    /// A measure of a family with its default parameters; a scale starts with
    /// the levels given.
    pub fn new(family: &'static Family, levels: Vec<Level>) -> Self {
        let parameters = family.parameters.iter().map(|parameter| parameter.default).collect();
        let expression = if family.has_expression { FIRST_EXPRESSION.into() } else { String::new() };
        let curve = if family.has_curve { FIRST_CURVE.to_vec() } else { Vec::new() };
        Self { family, parameters, unit: String::new(), levels, curve, expression, market: None, composed_by: None }
    }

    /// The formula that the engine computes with.
    pub fn formula(&self) -> Formula {
        self.with_settings(self.family.build)
    }

    /// How the facts of the bricks of a composite offer become one.
    pub fn composition(&self) -> Composition {
        self.composed_by.unwrap_or_else(|| self.with_settings(self.family.composition))
    }

    /// The same where the grid announces nothing else.
    pub fn default_composition(&self) -> Composition {
        self.with_settings(self.family.composition)
    }

    /// The rules that the grid may announce.
    pub fn compositions(&self) -> impl Iterator<Item = Composition> {
        self.family.compositions(self.formula().fact_kind())
    }

    /// What keeps it from making sense, if anything.
    pub fn objection(&self) -> Option<Phrase> {
        self.with_settings(self.family.objection)
    }

    fn with_settings<T>(&self, read: fn(&Settings<'_>) -> T) -> T {
        let grades: Vec<Option<u8>> = self.levels.iter().map(|level| level.seal).collect();
        read(&Settings {
            parameters: &self.parameters,
            points: &self.points(),
            grades: &grades,
            curve: &self.curve,
            expression: &self.expression,
        })
    }

    /// The points of the levels.
    pub fn points(&self) -> Vec<Decimal> {
        self.levels.iter().map(|level| level.points).collect()
    }
}

impl Level {
    /// A level without a sentence yet.
    pub fn new(label: String, points: Decimal) -> Self {
        Self { label, description: String::new(), points, seal: None }
    }
}

impl Criterion {
    /// An announced criterion without a description yet.
    pub fn new(id: Id, name: String, weight: Decimal, content: Content) -> Self {
        Self {
            id,
            name,
            description: String::new(),
            weight,
            is_announced: true,
            is_environmental: false,
            is_rescaled: false,
            content,
        }
    }

    /// Its sub-criteria; none for a leaf.
    pub fn children(&self) -> &[Self] {
        match &self.content {
            Content::Group(children) => children,
            Content::Leaf(_) => &[],
        }
    }

    /// Its measure, for a leaf.
    pub fn measure(&self) -> Option<&Measure> {
        match &self.content {
            Content::Group(_) => None,
            Content::Leaf(measure) => Some(measure),
        }
    }

    /// The criterion itself and everything below it, in reading order.
    pub fn descendants(&self) -> Vec<&Self> {
        let mut all = vec![self];
        for child in self.children() {
            all.extend(child.descendants());
        }
        all
    }
}

impl Requirement {
    /// A wished need of which nothing more is known.
    pub fn new(id: Id, name: String, of: Option<Id>) -> Option<Self> {
        Some(Self {
            id,
            name,
            description: String::new(),
            of,
            priority: Priority::Should,
            weight: Decimal::ONE,
            owner: String::new(),
            deadline: None,
            usage: String::new(),
            criteria: Vec::new(),
            measure: Self::measure()?,
        })
    }

    /// The same without what only the buyer's own register says of it.
    pub fn announced(&self) -> Self {
        Self { owner: String::new(), criteria: Vec::new(), ..self.clone() }
    }

    /// Whether it is compulsory.
    pub fn is_must(&self) -> bool {
        self.priority == Priority::Must
    }

    /// Its usage profiles, one by one.
    pub fn usages(&self) -> impl Iterator<Item = &str> {
        self.usage.split([',', ';']).map(str::trim).filter(|usage| !usage.is_empty())
    }

    /// The measure of every requirement: 1 is covered, 0 is not.
    pub fn measure() -> Option<Measure> {
        let family = crate::catalogue::family_by_tag("index")?;
        let mut measure = Measure::new(family, Vec::new());
        measure.parameters = vec![Decimal::ONE];
        Some(measure)
    }
}

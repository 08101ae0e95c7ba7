//! The dossier: one consultation, its grid and its offers.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

use litemap::LiteMap;

use super::check::Defect;
use super::date::Date;
use crate::catalogue::Family;
use crate::engine::{Decimal, Fact, Formula};

/// The name by which criteria, facts, gates and offers refer to each other:
/// 1 to 64 characters, unique within the dossier. Never shown as a label.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Rc<str>);

impl Id {
    /// An identifier; its form is checked with the dossier.
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Something per identifier, in the order of the identifiers.
pub type IdMap<V> = LiteMap<Id, V>;

/// Some identifiers. All sets of the program are of this one type: each other
/// would cost the page its own copy of the code.
pub type IdSet = BTreeSet<Id>;

/// A dossier that has not been checked: from a file, from a link, under edit.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What is bought.
    pub title: String,
    /// A remark shown wherever the dossier is: "figures are fictitious".
    pub notice: String,
    /// Every age and validity is computed from it, never from the clock.
    pub reference_date: Option<Date>,
    /// The money of all prices.
    pub money: Money,
    /// The full note: 20, 100…
    pub note_scale: Decimal,
    /// The criteria at the top of the tree.
    pub criteria: Vec<Criterion>,
    /// Facts that gates read or that are only shown; they carry no weight.
    pub informations: Vec<Information>,
    /// The announced eliminatory conditions.
    pub gates: Vec<Gate>,
    /// Other sets of weights to look at.
    pub profiles: Vec<Profile>,
    /// The offers, in the order of the file.
    pub offers: Vec<Rc<Offer>>,
}

/// The currency and tax basis of every price of a dossier.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    /// ISO 4217 code.
    pub currency: String,
    /// With or without tax.
    pub tax: Tax,
}

/// Whether prices include tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tax {
    /// Hors taxes.
    Excluded,
    /// Toutes taxes comprises.
    Included,
}

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
    /// A note must be at least this one, on the note scale.
    NoteAtLeast {
        /// What it reads.
        of: Id,
        /// The lowest note that passes.
        note: Decimal,
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
            | Self::NoteAtLeast { of, .. } => of,
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

/// An offer.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Its identifier.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Whether it takes part, and why not.
    pub standing: Standing,
    /// What is known, by identifier of leaf criterion or information. What is
    /// not there is missing.
    pub facts: IdMap<Entry>,
}

/// The status of an offer, with its reason unless it is regular.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Which status.
    pub kind: StandingKind,
    /// Why; required for all but regular offers.
    pub reason: String,
}

/// The statuses of the Code de la commande publique (L2152-1 to L2152-6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandingKind {
    /// Takes part in the ranking.
    Regular,
    /// Irrégulière: incomplete, or against the consultation documents or the law.
    Irregular,
    /// Inappropriée: does not meet the need.
    Inappropriate,
    /// Inacceptable: above the credits set before the procedure.
    Unacceptable,
    /// Received too late.
    Late,
    /// Withdrawn by its bidder.
    Withdrawn,
    /// Anormalement basse: rejected after the adversarial exchange.
    AbnormallyLow,
}

impl StandingKind {
    /// Every status.
    pub const ALL: [Self; 7] = [
        Self::Regular,
        Self::Irregular,
        Self::Inappropriate,
        Self::Unacceptable,
        Self::Late,
        Self::Withdrawn,
        Self::AbnormallyLow,
    ];
}

/// A fact with what supports it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The fact; never [`Fact::Missing`] (a missing fact has no entry, unless
    /// somebody already wrote why).
    pub fact: Fact,
    /// Why this fact or this note.
    pub justification: String,
    /// Where it was read.
    pub source: String,
    /// When it was true.
    pub date: Option<Date>,
}

impl From<Fact> for Entry {
    fn from(fact: Fact) -> Self {
        Self { fact, justification: String::new(), source: String::new(), date: None }
    }
}

impl Default for Standing {
    fn default() -> Self {
        Self { kind: StandingKind::Regular, reason: String::new() }
    }
}

impl Measure {
    /// A measure of a family with its default parameters; a scale starts with
    /// the levels given.
    pub fn new(family: &'static Family, levels: Vec<Level>) -> Self {
        let parameters = family.parameters.iter().map(|parameter| parameter.default).collect();
        Self { family, parameters, unit: String::new(), levels }
    }

    /// The formula that the engine computes with.
    pub fn formula(&self) -> Formula {
        (self.family.build)(&self.parameters, &self.points())
    }

    /// The points of the levels.
    pub fn points(&self) -> Vec<Decimal> {
        self.levels.iter().map(|level| level.points).collect()
    }
}

impl Criterion {
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

impl Draft {
    /// Every criterion and group, in reading order.
    pub fn all_criteria(&self) -> Vec<&Criterion> {
        self.criteria.iter().flat_map(Criterion::descendants).collect()
    }

    /// A criterion or group, by identifier.
    pub fn criterion(&self, id: &Id) -> Option<&Criterion> {
        self.all_criteria().into_iter().find(|criterion| criterion.id == *id)
    }

    /// The group in which a criterion stands, with its place there.
    pub fn siblings(&self, id: &Id) -> Option<(&[Criterion], usize)> {
        fn within<'a>(group: &'a [Criterion], id: &Id) -> Option<(&'a [Criterion], usize)> {
            match group.iter().position(|criterion| criterion.id == *id) {
                Some(place) => Some((group, place)),
                None => group.iter().find_map(|criterion| within(criterion.children(), id)),
            }
        }
        within(&self.criteria, id)
    }

    /// The measures that offers have facts on: leaves in reading order, then informations.
    pub fn measures(&self) -> Vec<(&Id, &str, &Measure)> {
        let leaves = self.all_criteria().into_iter();
        let leaves = leaves.filter_map(|c| c.measure().map(|measure| (&c.id, c.name.as_str(), measure)));
        leaves.chain(self.informations.iter().map(|i| (&i.id, i.name.as_str(), &i.measure))).collect()
    }

    /// The measure with this identifier.
    pub fn measure(&self, id: &Id) -> Option<&Measure> {
        self.measures().into_iter().find(|(other, ..)| *other == id).map(|(.., measure)| measure)
    }

    /// An offer, by identifier.
    pub fn offer(&self, id: &Id) -> Option<&Rc<Offer>> {
        self.offers.iter().find(|offer| offer.id == *id)
    }
}

/// A dossier that holds together: every reference leads somewhere, every
/// number is within its bounds, every group of criteria has weight to share.
#[derive(Clone, Debug, PartialEq)]
pub struct Dossier(Draft);

impl Dossier {
    pub(super) fn from_checked(draft: Draft) -> Self {
        Self(draft)
    }

    /// A copy to change and check again.
    pub fn to_draft(&self) -> Draft {
        self.0.clone()
    }
}

impl Deref for Dossier {
    type Target = Draft;

    fn deref(&self) -> &Draft {
        &self.0
    }
}

impl TryFrom<Draft> for Dossier {
    type Error = Vec<Defect>;

    fn try_from(draft: Draft) -> Result<Self, Self::Error> {
        draft.check()
    }
}

//! The one door: what a dossier must fulfil to be one.
//!
//! Files, links and edits all pass here, so that each rule stands once. Every
//! defect is found, not only the first, and says where it is.

use std::fmt;

use super::model::{
    Content, Criterion, Dossier, Draft, Entry, GateRule, Id, IdMap, IdSet, Measure, Offer, StandingKind,
};
use crate::engine::{Decimal, Fact, FactKind};
use crate::i18n::Phrase;

/// How large a dossier may be. Beyond: a clear refusal that names the limit.
pub mod limits {
    /// Characters of an identifier.
    pub const ID: usize = 64;
    /// Characters of a name or a label.
    pub const NAME: usize = 200;
    /// Characters of a longer text.
    pub const TEXT: usize = 20_000;
    /// Levels of the criteria tree.
    pub const DEPTH: usize = 6;
    /// Leaf criteria.
    pub const LEAVES: usize = 256;
    /// Facts without weight.
    pub const INFORMATIONS: usize = 256;
    /// Gates.
    pub const GATES: usize = 256;
    /// Levels of one scale.
    pub const LEVELS: usize = 101;
    /// Sets of weights.
    pub const PROFILES: usize = 64;
    /// Offers.
    pub const OFFERS: usize = 10_000;
    /// Decimals of an amount of money.
    pub const MONEY_DECIMALS: u32 = 4;
}

/// Something that keeps a draft from being a dossier.
#[derive(Clone, Debug, PartialEq)]
pub struct Defect {
    /// Where, as a path in the file: `criteria[2].weight`.
    pub place: String,
    /// What.
    pub kind: DefectKind,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum DefectKind {
    /// A text that must not be empty is.
    Empty,
    /// A text has more characters than allowed.
    TooLong {
        /// At most so many.
        limit: usize,
    },
    /// A text contains control characters.
    ControlCharacter,
    /// A list has more entries than allowed.
    TooMany {
        /// At most so many.
        limit: usize,
    },
    /// The tree has more levels than allowed.
    TooDeep {
        /// At most so many.
        limit: usize,
    },
    /// Two things bear the same identifier.
    DuplicateId(Id),
    /// No such identifier.
    UnknownId(Id),
    /// There is no criterion at all, or none in a group.
    NoCriterion,
    /// A weight is below zero.
    NegativeWeight,
    /// The weights of a group are all zero.
    NoWeight,
    /// The full note is not above zero.
    NoteScaleNotPositive,
    /// The parameters or levels of a measure make no sense.
    Measure(Phrase),
    /// The family announces another number of parameters.
    ParameterCount,
    /// Levels given to a family that has none.
    UnexpectedLevels,
    /// The fact is not of the kind that the measure reads.
    WrongKind(FactKind),
    /// A price is zero or below: the formula has no value there, and a zero
    /// price is a question of abnormally low tender.
    PriceNotPositive,
    /// An amount with too many decimals.
    MoneyDecimals,
    /// A number outside its bounds.
    OutOfRange {
        /// The lowest allowed.
        low: Decimal,
        /// The highest allowed.
        high: Decimal,
    },
    /// A level beyond the announced ones.
    NoSuchLevel {
        /// How many there are.
        count: usize,
    },
    /// A status other than regular without its reason.
    NoReason,
    /// The gate asks something that what it reads cannot answer.
    RuleDoesNotFit,
}

impl Draft {
    /// Checks everything; the only way to a [`Dossier`].
    ///
    /// # Errors
    /// Every defect, in the order of the file.
    pub fn check(self) -> Result<Dossier, Vec<Defect>> {
        let mut checker = Checker::default();
        checker.draft(&self);
        if checker.defects.is_empty() { Ok(Dossier::from_checked(self)) } else { Err(checker.defects) }
    }
}

/// The way to a place in the file, kept on the stack: it becomes a text only
/// when there is something to report, since ten thousand offers have none.
#[derive(Clone, Copy)]
struct Path<'a> {
    above: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> Path<'a> {
    fn top(key: &'a str) -> Self {
        Self { above: None, step: Step::Key(key) }
    }

    fn key(&'a self, key: &'a str) -> Self {
        Self { above: Some(self), step: Step::Key(key) }
    }

    fn at(&'a self, index: usize) -> Self {
        Self { above: Some(self), step: Step::Index(index) }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(above) = self.above {
            write!(f, "{above}")?;
        }
        match (self.step, self.above) {
            (Step::Key(key), None) => write!(f, "{key}"),
            (Step::Key(key), Some(_)) => write!(f, ".{key}"),
            (Step::Index(index), _) => write!(f, "[{index}]"),
        }
    }
}

/// The measures by identifier, each with the kind of fact that it reads.
type Measures<'a> = IdMap<(&'a Measure, FactKind)>;

#[derive(Default)]
struct Checker {
    defects: Vec<Defect>,
    ids: IdSet,
}

impl Checker {
    fn report(&mut self, place: Path<'_>, kind: DefectKind) {
        self.defects.push(Defect { place: place.to_string(), kind });
    }

    fn draft(&mut self, draft: &Draft) {
        self.name(Path::top("title"), &draft.title);
        self.text(Path::top("notice"), &draft.notice);
        if !(3..=3).contains(&draft.money.currency.len())
            || !draft.money.currency.bytes().all(|b| b.is_ascii_uppercase())
        {
            self.report(Path::top("money").key("currency"), DefectKind::Measure(CURRENCY));
        }
        if draft.note_scale <= Decimal::ZERO {
            self.report(Path::top("note_scale"), DefectKind::NoteScaleNotPositive);
        }
        self.group(Path::top("criteria"), &draft.criteria, 1);
        let leaves = draft.all_criteria().iter().filter(|c| c.measure().is_some()).count();
        self.count(Path::top("criteria"), leaves, limits::LEAVES);
        self.count(Path::top("informations"), draft.informations.len(), limits::INFORMATIONS);
        for (index, information) in draft.informations.iter().enumerate() {
            let list = Path::top("informations");
            let place = list.at(index);
            self.id(place, &information.id);
            self.name(place.key("name"), &information.name);
            self.text(place.key("description"), &information.description);
            self.measure(place, &information.measure);
        }
        let measures =
            draft.measures().into_iter().map(|(id, _, m)| (id.clone(), (m, m.formula().fact_kind()))).collect();
        // Looked up once: a profile may set a weight for each of them.
        let criteria: IdSet = draft.all_criteria().into_iter().map(|criterion| criterion.id.clone()).collect();
        self.gates(draft, &measures, &criteria);
        self.profiles(draft, &criteria);
        self.count(Path::top("offers"), draft.offers.len(), limits::OFFERS);
        for (index, offer) in draft.offers.iter().enumerate() {
            self.offer(Path::top("offers").at(index), offer, &measures);
        }
    }

    fn group(&mut self, place: Path<'_>, group: &[Criterion], depth: usize) {
        if depth > limits::DEPTH {
            self.report(place, DefectKind::TooDeep { limit: limits::DEPTH });
            return;
        }
        if group.is_empty() {
            self.report(place, DefectKind::NoCriterion);
            return;
        }
        for (index, criterion) in group.iter().enumerate() {
            let place = place.at(index);
            self.id(place, &criterion.id);
            self.name(place.key("name"), &criterion.name);
            self.text(place.key("description"), &criterion.description);
            if criterion.weight.is_negative() {
                self.report(place.key("weight"), DefectKind::NegativeWeight);
            }
            match &criterion.content {
                Content::Group(children) => self.group(place.key("children"), children, depth + 1),
                Content::Leaf(measure) => self.measure(place, measure),
            }
        }
        if group.iter().all(|criterion| criterion.weight.is_zero()) {
            self.report(place, DefectKind::NoWeight);
        }
    }

    fn measure(&mut self, place: Path<'_>, measure: &Measure) {
        let family = measure.family;
        if measure.parameters.len() != family.parameters.len() {
            self.report(place, DefectKind::ParameterCount);
        }
        if !measure.unit.is_empty() {
            self.name(place.key("unit"), &measure.unit);
        }
        if !family.has_levels && !measure.levels.is_empty() {
            self.report(place.key("levels"), DefectKind::UnexpectedLevels);
        }
        self.count(place.key("levels"), measure.levels.len(), limits::LEVELS);
        for (index, level) in measure.levels.iter().enumerate() {
            self.name(place.key("levels").at(index).key("label"), &level.label);
            self.text(place.key("levels").at(index).key("description"), &level.description);
        }
        if let Some(objection) = (family.objection)(&measure.parameters, &measure.points()) {
            self.report(place, DefectKind::Measure(objection));
        }
    }

    fn gates(&mut self, draft: &Draft, measures: &Measures<'_>, criteria: &IdSet) {
        self.count(Path::top("gates"), draft.gates.len(), limits::GATES);
        for (index, gate) in draft.gates.iter().enumerate() {
            let list = Path::top("gates");
            let place = list.at(index);
            self.id(place, &gate.id);
            self.name(place.key("name"), &gate.name);
            self.text(place.key("basis"), &gate.basis);
            let of = gate.rule.of();
            let (measure, kind) =
                measures.get(of).map_or((None, None), |(measure, kind)| (Some(*measure), Some(*kind)));
            if measure.is_none() && !criteria.contains(of) {
                self.report(place.key("of"), DefectKind::UnknownId(of.clone()));
                continue;
            }
            let has_number = matches!(kind, Some(FactKind::Amount | FactKind::Quantity | FactKind::Points));
            match &gate.rule {
                GateRule::Yes { .. } if kind == Some(FactKind::YesNo) => {}
                GateRule::LevelAtLeast { level, .. } if kind == Some(FactKind::Level) => {
                    let count = measure.map_or(0, |m| m.levels.len());
                    if *level >= count {
                        self.report(place.key("level"), DefectKind::NoSuchLevel { count });
                    }
                }
                GateRule::ValueAtLeast { .. } | GateRule::ValueAtMost { .. } if has_number => {}
                GateRule::NoteAtLeast { note, .. } if criteria.contains(of) => {
                    if *note < Decimal::ZERO || *note > draft.note_scale {
                        let kind = DefectKind::OutOfRange { low: Decimal::ZERO, high: draft.note_scale };
                        self.report(place.key("note"), kind);
                    }
                }
                _ => self.report(place, DefectKind::RuleDoesNotFit),
            }
        }
    }

    fn profiles(&mut self, draft: &Draft, criteria: &IdSet) {
        self.count(Path::top("profiles"), draft.profiles.len(), limits::PROFILES);
        for (index, profile) in draft.profiles.iter().enumerate() {
            let list = Path::top("profiles");
            let place = list.at(index);
            self.id(place, &profile.id);
            self.name(place.key("name"), &profile.name);
            self.text(place.key("source"), &profile.source);
            for (id, weight) in &profile.weights {
                let weights = place.key("weights");
                let place = weights.key(id.as_str());
                if weight.is_negative() {
                    self.report(place, DefectKind::NegativeWeight);
                }
                if !criteria.contains(id) {
                    self.report(place, DefectKind::UnknownId(id.clone()));
                }
            }
        }
    }

    fn offer(&mut self, place: Path<'_>, offer: &Offer, measures: &Measures<'_>) {
        self.id(place, &offer.id);
        self.name(place.key("name"), &offer.name);
        self.text(place.key("status_reason"), &offer.standing.reason);
        if offer.standing.kind != StandingKind::Regular && offer.standing.reason.trim().is_empty() {
            self.report(place.key("status_reason"), DefectKind::NoReason);
        }
        for (id, entry) in &offer.facts {
            let facts = place.key("facts");
            let place = facts.key(id.as_str());
            match measures.get(id) {
                Some((measure, kind)) => self.entry(place, entry, measure, *kind),
                None => self.report(place, DefectKind::UnknownId(id.clone())),
            }
        }
    }

    fn entry(&mut self, place: Path<'_>, entry: &Entry, measure: &Measure, kind: FactKind) {
        self.text(place.key("justification"), &entry.justification);
        self.text(place.key("source"), &entry.source);
        match (kind, entry.fact) {
            (_, Fact::Missing) | (FactKind::Quantity, Fact::Number(_)) | (FactKind::YesNo, Fact::Yes(_)) => {}
            (FactKind::Amount, Fact::Number(amount)) => {
                if amount <= Decimal::ZERO {
                    self.report(place, DefectKind::PriceNotPositive);
                }
                if amount.normalized().scale() > limits::MONEY_DECIMALS {
                    self.report(place, DefectKind::MoneyDecimals);
                }
            }
            (FactKind::Points, Fact::Number(points)) => {
                let high = measure.parameters.first().copied().unwrap_or_default();
                if points < Decimal::ZERO || points > high {
                    self.report(place, DefectKind::OutOfRange { low: Decimal::ZERO, high });
                }
            }
            (FactKind::Level, Fact::Level(level)) => {
                let count = measure.levels.len();
                if level >= count {
                    self.report(place, DefectKind::NoSuchLevel { count });
                }
            }
            _ => self.report(place, DefectKind::WrongKind(kind)),
        }
    }

    fn id(&mut self, place: Path<'_>, id: &Id) {
        let place = place.key("id");
        self.bounded(place, id.as_str(), limits::ID);
        if id.as_str().is_empty() {
            self.report(place, DefectKind::Empty);
        } else if !self.ids.insert(id.clone()) {
            self.report(place, DefectKind::DuplicateId(id.clone()));
        }
    }

    fn name(&mut self, place: Path<'_>, name: &str) {
        if name.trim().is_empty() {
            self.report(place, DefectKind::Empty);
        } else {
            self.bounded(place, name, limits::NAME);
        }
    }

    fn text(&mut self, place: Path<'_>, text: &str) {
        if text.chars().count() > limits::TEXT {
            self.report(place, DefectKind::TooLong { limit: limits::TEXT });
        } else if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            self.report(place, DefectKind::ControlCharacter);
        }
    }

    fn bounded(&mut self, place: Path<'_>, text: &str, limit: usize) {
        if text.chars().count() > limit {
            self.report(place, DefectKind::TooLong { limit });
        } else if text.chars().any(char::is_control) {
            self.report(place, DefectKind::ControlCharacter);
        }
    }

    fn count(&mut self, place: Path<'_>, count: usize, limit: usize) {
        if count > limit {
            self.report(place, DefectKind::TooMany { limit });
        }
    }
}

const CURRENCY: Phrase = crate::i18n::phrase(
    "la monnaie est un code de trois lettres, par exemple EUR",
    "the currency is a code of three letters, for example EUR",
);

//! The one door: what a dossier must fulfil to be one.
//!
//! Files, links and edits all pass here, so that each rule stands once. Every
//! defect is found, not only the first, and says where it is.

mod commission;
mod components;
mod grid;
mod journal;
mod lots;
mod offers;

use std::fmt;

pub(super) use self::grid::spreads_within;
pub use self::grid::{FEW_DECIMALS, REQUIREMENT_WEIGHT, TWO_PRIORITIES};

use super::grid::{Measure, Method};
use super::model::{Dossier, Draft, Id, IdMap, IdSet};
use crate::engine::{CostError, Decimal, ExpressionError, FactKind};
use crate::i18n::Phrase;

/// How large a dossier may be. Beyond: a clear refusal that names the limit.
pub mod limits {
    use crate::engine::Decimal;

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
    /// Points of one curve.
    pub const CURVE: usize = 101;
    /// Requirements.
    pub const REQUIREMENTS: usize = 1_000;
    /// What a requirement weighs at most: one that weighs more would be a criterion.
    pub const REQUIREMENT_WEIGHT: Decimal = Decimal::integer(1_000_000);
    /// Decimals of the weight of a requirement, of the share covered, and of
    /// what costs are computed with: enough for any figure that people give,
    /// and few enough for exact sums.
    pub const FIGURE_DECIMALS: u32 = 4;
    /// Ways to look for abnormally low prices.
    pub const DETECTORS: usize = 16;
    /// Segments of a cost plan.
    pub const SEGMENTS: usize = 50;
    /// Scenarios of a cost plan.
    pub const SCENARIOS: usize = 10;
    /// Lines of one cost sheet.
    pub const COSTS: usize = 500;
    /// Bricks of one offer, and those who stand behind them.
    pub const COMPONENTS: usize = 100;
    /// Alternatives that were examined and set aside.
    pub const ALTERNATIVES: usize = 200;
    /// Evaluators of a commission, and of one note.
    pub const OPINIONS: usize = 64;
    /// What is remembered of the notes that one evaluator handed in.
    pub const RETURNS: usize = 64;
    /// Decimals of an announced rounding.
    pub const ROUNDING: u32 = 9;
    /// The highest assurance level (SEAL).
    pub const SEAL: u8 = 9;
    /// Sets of weights.
    pub const PROFILES: usize = 64;
    /// Offers.
    pub const OFFERS: usize = 10_000;
    /// Lots of one dossier.
    pub const LOTS: usize = 50;
    /// Entries of the journal.
    pub const JOURNAL: usize = 2_000;
    /// Cells that one entry of the journal names, and weights.
    pub const JOURNAL_CELLS: usize = 1_000;
    /// Months of the age at which facts are to be verified again.
    pub const FACT_AGE: u32 = 120;
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
    /// The text is no expression.
    Expression(ExpressionError),
    /// A cost plan or a cost sheet makes no sense.
    Cost(CostError),
}

impl Draft {
    /// Checks everything; the only way to a [`Dossier`].
    ///
    /// # Errors
    /// Every defect, in the order of the file.
    pub fn check(mut self) -> Result<Dossier, Vec<Defect>> {
        if self.lots.is_some() {
            self.share_title();
        }
        let mut checker = Checker::default();
        checker.draft(&self);
        checker.outcome(self)
    }

    /// The same for a dossier that was checked, with other weights: whatever else
    /// it holds knows nothing of them.
    pub(super) fn check_weights(self) -> Result<Dossier, Vec<Defect>> {
        let mut checker = Checker::default();
        checker.group(Path::top("criteria"), &self.criteria, 1);
        checker.outcome(self)
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
pub(super) type Measures<'a> = IdMap<(&'a Measure, FactKind)>;

#[derive(Default)]
pub(super) struct Checker {
    defects: Vec<Defect>,
    ids: IdSet,
    /// The requirements: what offers say of them has rules of its own.
    requirements: IdSet,
}

impl Checker {
    fn outcome(self, draft: Draft) -> Result<Dossier, Vec<Defect>> {
        if self.defects.is_empty() { Ok(Dossier::from_checked(draft)) } else { Err(self.defects) }
    }

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
        self.informations(draft);
        let measures = draft
            .measures()
            .into_iter()
            .map(|(id, _, m)| (id.clone(), (m, m.formula().fact_kind())))
            .collect::<Measures<'_>>();
        // Looked up once: a profile may set a weight for each of them.
        let criteria: IdSet = draft.all_criteria().into_iter().map(|criterion| criterion.id.clone()).collect();
        // What few dossiers have waits until it is needed (tools/cold.txt).
        if draft.method != Method::default() {
            self.method(draft, &criteria);
        }
        if measures.values().any(|(measure, _)| measure.family.is_coverage) || !draft.requirements.is_empty() {
            self.requirements(draft, &measures, &criteria);
        }
        self.gates(draft, &measures, &criteria);
        if !draft.detectors.is_empty() {
            self.detectors(draft, &measures);
        }
        if let Some(plan) = &draft.cost_plan {
            self.cost_plan(plan);
        }
        self.profiles(draft, &criteria);
        if !draft.commission.is_none() {
            self.commission(draft, &measures);
        }
        self.count(Path::top("offers"), draft.offers.len(), limits::OFFERS);
        for (index, offer) in draft.offers.iter().enumerate() {
            self.offer(Path::top("offers").at(index), offer, draft, &measures);
        }
        if let Some(pool) = &draft.pool {
            self.components(Path::top("bricks"), pool, draft, &measures);
        }
        if let Some(months) = draft.fact_age_limit {
            self.fact_age(months);
        }
        if !draft.decision.is_none() {
            self.decision(draft);
        }
        if let Some(seal) = &draft.seal {
            self.seal(seal);
        }
        if !draft.journal.is_empty() {
            self.journal(&draft.journal);
        }
        if let Some(lots) = &draft.lots {
            self.lots(lots);
        }
    }

    fn id(&mut self, place: Path<'_>, id: &Id) {
        let place = place.key("id");
        self.bounded(place, id.as_str(), limits::ID);
        if is_blank(id.as_str()) {
            self.report(place, DefectKind::Empty);
        } else if !self.ids.insert(id.clone()) {
            self.report(place, DefectKind::DuplicateId(id.clone()));
        }
    }

    fn name(&mut self, place: Path<'_>, name: &str) {
        if is_blank(name) {
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

/// Whether nobody can see anything of it.
fn is_blank(text: &str) -> bool {
    let is_invisible = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

const CURRENCY: Phrase = crate::i18n::phrase(
    "la monnaie est un code de trois lettres, par exemple EUR",
    "the currency is a code of three letters, for example EUR",
);

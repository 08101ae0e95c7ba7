//! The one form of a dossier in which the seal is computed and dossiers are
//! compared: parts with named values, in the order of the dossier.
//!
//! Identifiers are no part of it: what refers to a criterion tells its place in
//! the tree. Two grids have the same code exactly when their forms are equal,
//! and [`compare`](super::compare()) looks for what differs between two forms: the
//! two can therefore never disagree. `docs/seal.md` describes the text that is
//! hashed; its words never change once released.

mod grid;
mod offers;

pub(super) use self::grid::grid;
pub(super) use self::offers::{decision, offers};

use super::date::Date;
use super::grid::{GateRule, Ranking};
use super::model::{Draft, Id, Tax};
use super::offers::{ComponentKind, OfferKind, StandingKind};
use super::rules::RuleKind;
use crate::catalogue::Family;
use crate::engine::{Composition, CostKind, Decimal, Fact};
use crate::i18n::Phrase;

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the thing of the dossier that it names")]
pub enum Kind {
    Grid,
    Criterion,
    Level,
    Point,
    Information,
    Requirement,
    Gate,
    TieBreak,
    Detector,
    CostPlan,
    Segment,
    Volume,
    CostScenario,
    Offer,
    Fact,
    Opinion,
    CostLine,
    Component,
    Decision,
    Alternative,
}

/// Which value of a part.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is the value of the dossier that it names")]
pub enum Field {
    Name,
    Description,
    Weight,
    Announced,
    Environmental,
    Rescaled,
    Family,
    Parameter(&'static str, Phrase),
    Unit,
    Expression,
    Points,
    AssuranceLevel,
    At,
    Of,
    Must,
    May,
    Deadline,
    Usage,
    CommitmentsUntil,
    Rule,
    Threshold,
    Basis,
    BasisDate,
    Percent,
    Ceiling,
    Estimate,
    Currency,
    Tax,
    NoteScale,
    Ranking,
    NoteDecimals,
    TotalDecimals,
    Horizon,
    DiscountRate,
    AnnouncedScenario,
    Volume,
    RenewalYear,
    RenewalRise,
    VolumeChange,
    ExtraEscalation,
    OfferKind,
    AvailableFrom,
    Status,
    Reason,
    Fact,
    Justification,
    Source,
    Page,
    Address,
    Date,
    ValidUntil,
    Note,
    Remark,
    Gap,
    Workaround,
    CommittedBy,
    Brick,
    CostKind,
    Amount,
    Quantity,
    Segment,
    Year,
    FromYear,
    ToYear,
    Escalation,
    Renews,
    Composition,
    ComponentKind,
    Behind,
    Choice,
    Reasons,
    By,
}

/// A value, with enough of its kind to be put into words.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A number of the money of the dossier.
    Money(Decimal),
    /// Yes or no.
    Flag(bool),
    /// A date, where there is one.
    Date(Option<Date>),
    /// A small number, where there is one.
    Count(Option<usize>),
    /// The level of a scale: its place, 0 for the first, and its label.
    Level(usize, String),
    /// The formula of a leaf; nothing for a group.
    Family(Option<&'static Family>),
    /// What a gate asks.
    Rule(RuleKind),
    /// Something of the tree: its place, its identifier and its name.
    Reference {
        /// `c1.2` for the second criterion of the first group, `i3` for the
        /// third fact without weight.
        place: String,
        /// Its identifier, which is no part of the form.
        id: Id,
        /// Its name.
        name: String,
    },
    /// With or without tax.
    Tax(Tax),
    /// By weight or one after the other.
    Ranking(Ranking),
    /// How abnormally low prices are looked for.
    Detector(DetectorWord),
    /// What stands among the offers.
    OfferKind(OfferKind),
    /// The status of an offer.
    Status(StandingKind),
    /// A fact, with what puts it into words.
    Fact {
        /// The fact.
        fact: Fact,
        /// The labels of its level or levels.
        labels: Vec<String>,
        /// Its unit; empty where it has none.
        unit: String,
        /// Whether it is money of the dossier.
        is_money: bool,
    },
    /// What a cost line pays for.
    CostKind(CostKind),
    /// The group of users of a cost line, 0 for the first.
    Segment(Option<usize>),
    /// How the facts of bricks become one.
    Composition(Composition),
    /// What an offer is put together from.
    ComponentKind(ComponentKind),
}

/// How abnormally low prices are looked for, without figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the rules of `engine::DetectorRule`")]
pub enum DetectorWord {
    ShareOfMean,
    DoubleMean,
    ShareOfEstimate,
}

/// A part of a dossier.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub(super) kind: Kind,
    /// What finds it again in another dossier before its name does.
    pub(super) id: Option<Id>,
    /// How it is called; empty for what has no name.
    pub(super) name: String,
    pub(super) fields: Vec<(Field, Value)>,
    pub(super) parts: Vec<Part>,
}

impl Part {
    fn new(kind: Kind, id: Option<&Id>, name: &str) -> Self {
        Self { kind, id: id.cloned(), name: collapsed(name), fields: Vec::new(), parts: Vec::new() }
    }

    fn put(&mut self, field: Field, value: Value) {
        self.fields.push((field, value));
    }

    /// A text whose spacing says nothing.
    fn label(&mut self, field: Field, text: &str) {
        self.put(field, Value::Text(collapsed(text)));
    }

    /// Whether both say the same, identifiers apart.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.fields.len() == other.fields.len()
            && self.parts.len() == other.parts.len()
            && self.fields.iter().zip(&other.fields).all(|(mine, theirs)| mine.0 == theirs.0 && mine.1.is(&theirs.1))
            && self.parts.iter().zip(&other.parts).all(|(mine, theirs)| mine.says_the_same(theirs))
    }
}

impl Value {
    /// Whether both are the same, identifiers and labels of what they point at apart.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Reference { place: mine, .. }, Self::Reference { place: theirs, .. }) => mine == theirs,
            (Self::Level(mine, _), Self::Level(theirs, _)) => mine == theirs,
            (Self::Fact { fact: mine, .. }, Self::Fact { fact: theirs, .. }) => mine == theirs,
            _ => self == other,
        }
    }
}

/// A text with each run of white space, no-break spaces included, as one space,
/// and none at either end.
pub(super) fn collapsed(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut line = String::from(words.next().unwrap_or_default());
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    line
}

/// The text that a seal hashes: netstrings (length in bytes, colon, bytes), one
/// per line.
pub(super) fn text_of(grid: &Part) -> String {
    let mut text = String::new();
    line(&mut text, "mieux-disant grid 1");
    write_part(&mut text, grid);
    text
}

fn line(text: &mut String, value: &str) {
    text.push_str(&value.len().to_string());
    text.push(':');
    text.push_str(value);
    text.push('\n');
}

fn write_part(text: &mut String, part: &Part) {
    line(text, part.kind.word());
    line(text, &part.fields.len().to_string());
    for (field, value) in &part.fields {
        line(text, field.word());
        line(text, &value.word());
    }
    line(text, &part.parts.len().to_string());
    for part in &part.parts {
        write_part(text, part);
    }
}

impl Kind {
    /// Its word in the text that is hashed. What belongs to offers is not.
    fn word(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::Criterion => "criterion",
            Self::Level => "level",
            Self::Point => "point",
            Self::Information => "information",
            Self::Requirement => "requirement",
            Self::Gate => "gate",
            Self::TieBreak => "tie_break",
            Self::Detector => "detector",
            Self::CostPlan => "cost_plan",
            Self::Segment => "segment",
            Self::Volume => "volume",
            Self::CostScenario => "scenario",
            Self::Offer
            | Self::Fact
            | Self::Opinion
            | Self::CostLine
            | Self::Component
            | Self::Decision
            | Self::Alternative => "",
        }
    }
}

impl Field {
    /// The same for a value.
    fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Description => "description",
            Self::Weight => "weight",
            Self::Announced => "announced",
            Self::Environmental => "environmental",
            Self::Rescaled => "rescaled",
            Self::Family => "family",
            Self::Parameter(key, _) => key,
            Self::Unit => "unit",
            Self::Expression => "expression",
            Self::Points => "points",
            Self::AssuranceLevel => "seal",
            Self::At => "at",
            Self::Of => "of",
            Self::Must => "must",
            Self::May => "may",
            Self::Deadline => "deadline",
            Self::Usage => "usage",
            Self::CommitmentsUntil => "commitments_until",
            Self::Rule => "rule",
            Self::Threshold => "threshold",
            Self::Basis => "basis",
            Self::BasisDate => "basis_date",
            Self::Percent => "percent",
            Self::Ceiling => "ceiling",
            Self::Estimate => "estimate",
            Self::Currency => "currency",
            Self::Tax => "tax",
            Self::NoteScale => "note_scale",
            Self::Ranking => "ranking",
            Self::NoteDecimals => "note_decimals",
            Self::TotalDecimals => "total_decimals",
            Self::Horizon => "horizon",
            Self::DiscountRate => "discount_rate",
            Self::AnnouncedScenario => "announced_scenario",
            Self::Volume => "volume",
            Self::RenewalYear => "renewal_year",
            Self::RenewalRise => "renewal_rise",
            Self::VolumeChange => "volume_change",
            Self::ExtraEscalation => "extra_escalation",
            Self::Composition => "composition",
            _ => "",
        }
    }
}

impl Value {
    /// The same; what says nothing is empty.
    fn word(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) | Self::Money(number) => number.normalized().to_string(),
            Self::Flag(yes) => if *yes { "yes" } else { "no" }.into(),
            Self::Date(date) => date.map(|date| date.to_string()).unwrap_or_default(),
            Self::Count(count) => count.map(|count| count.to_string()).unwrap_or_default(),
            Self::Level(level, _) => level.to_string(),
            Self::Family(family) => family.map_or("group", |family| family.tag).into(),
            Self::Rule(rule) => rule_word(*rule).into(),
            Self::Reference { place, .. } => place.clone(),
            Self::Tax(Tax::Excluded) => "excluded".into(),
            Self::Tax(Tax::Included) => "included".into(),
            Self::Ranking(Ranking::Weighted) => "weighted".into(),
            Self::Ranking(Ranking::Hierarchy) => "hierarchy".into(),
            Self::Detector(DetectorWord::ShareOfMean) => "share_of_mean".into(),
            Self::Detector(DetectorWord::DoubleMean) => "double_mean".into(),
            Self::Detector(DetectorWord::ShareOfEstimate) => "share_of_estimate".into(),
            Self::Composition(Composition::Lowest) => "lowest".into(),
            Self::Composition(Composition::Highest) => "highest".into(),
            Self::Composition(Composition::Sum) => "sum".into(),
            Self::Composition(Composition::Mean) => "mean".into(),
            Self::Composition(Composition::ByHand) => "by_hand".into(),
            Self::ComponentKind(_)
            | Self::OfferKind(_)
            | Self::Status(_)
            | Self::Fact { .. }
            | Self::CostKind(_)
            | Self::Segment(_) => String::new(),
        }
    }
}

fn rule_word(rule: RuleKind) -> &'static str {
    match rule {
        RuleKind::Yes => "yes",
        RuleKind::LevelAtLeast => "level_at_least",
        RuleKind::ValueAtLeast => "value_at_least",
        RuleKind::ValueAtMost => "value_at_most",
        RuleKind::NoteAtLeast => "note_at_least",
        RuleKind::SealAtLeast => "seal_at_least",
        RuleKind::MustsCovered => "musts_covered",
    }
}

/// Where things of the tree stand.
struct Places(Vec<(Id, String, String)>);

impl Places {
    fn of(draft: &Draft) -> Self {
        let mut places = Vec::new();
        fn group(places: &mut Vec<(Id, String, String)>, above: &str, criteria: &[super::grid::Criterion]) {
            for (index, criterion) in criteria.iter().enumerate() {
                let place = format!("{above}{}", index + 1);
                group(places, &format!("{place}."), criterion.children());
                places.push((criterion.id.clone(), place, collapsed(&criterion.name)));
            }
        }
        group(&mut places, "c", &draft.criteria);
        for (index, information) in draft.informations.iter().enumerate() {
            places.push((information.id.clone(), format!("i{}", index + 1), collapsed(&information.name)));
        }
        for (index, requirement) in draft.requirements.iter().enumerate() {
            places.push((requirement.id.clone(), format!("r{}", index + 1), collapsed(&requirement.name)));
        }
        places.sort_by(|a, b| a.0.cmp(&b.0));
        Self(places)
    }

    fn reference(&self, id: &Id) -> Value {
        let found = self.0.binary_search_by(|(known, ..)| known.cmp(id)).ok().and_then(|index| self.0.get(index));
        match found {
            Some((_, place, name)) => Value::Reference { place: place.clone(), id: id.clone(), name: name.clone() },
            // Only in a draft that was never checked.
            None => Value::Reference { place: format!("?{id}"), id: id.clone(), name: String::new() },
        }
    }
}

/// The threshold of a rule, where it has one.
fn threshold(rule: &GateRule, draft: &Draft) -> Option<Value> {
    match rule {
        GateRule::Yes { .. } | GateRule::MustsCovered { .. } => None,
        GateRule::LevelAtLeast { of, level } => {
            let label = draft.measure(of).and_then(|measure| measure.levels.get(*level));
            Some(Value::Level(*level, label.map(|level| collapsed(&level.label)).unwrap_or_default()))
        }
        GateRule::ValueAtLeast { value, .. } | GateRule::ValueAtMost { value, .. } => Some(Value::Number(*value)),
        GateRule::NoteAtLeast { note, .. } => Some(Value::Number(*note)),
        GateRule::SealAtLeast { seal, .. } => Some(Value::Count(Some(usize::from(*seal)))),
    }
}

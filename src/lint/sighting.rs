//! What a lint saw: where, and the exact figures that triggered it. No words.

use crate::catalogue::{MarketFact, Product};
use crate::dossier::{Date, Id, ToExplain};
use crate::engine::{Decimal, Rational, Severity};
use crate::i18n::Phrase;

/// One place where a lint applies.
#[derive(Clone, Debug, PartialEq)]
pub struct Sighting {
    /// How much it matters here.
    pub severity: Severity,
    /// Whether the law stops the procedure over it, at the date of the dossier.
    pub is_blocking: bool,
    /// What triggered it.
    pub trigger: Trigger,
}

impl Sighting {
    /// Something that should be looked at before one relies on the result.
    pub(super) fn warning(trigger: Trigger) -> Self {
        Self { severity: Severity::Warning, is_blocking: false, trigger }
    }

    /// Something that is good to know.
    pub(super) fn notice(trigger: Trigger) -> Self {
        Self { severity: Severity::Notice, is_blocking: false, trigger }
    }
}

/// What triggered a lint. Offers and gates are indices of the dossier; shares
/// are parts of the total, on `[0, 1]`; amounts are in the money of the dossier.
#[derive(Clone, Debug, PartialEq)]
pub enum Trigger {
    /// No criterion that weighs is environmental.
    NoEnvironment {
        /// How many leaves weigh.
        leaves: usize,
        /// The date of the dossier.
        at: Option<Date>,
    },
    /// No criterion that weighs is a price or a cost.
    NoPrice {
        /// How many leaves weigh.
        leaves: usize,
    },
    /// A criterion asks where a bidder is from.
    Origin {
        /// The criterion.
        criterion: Id,
        /// What about it.
        origin: Origin,
        /// The words of the grid.
        words: String,
    },
    /// A criterion looks at the bidder instead of the offer.
    Capacity {
        /// The criterion.
        criterion: Id,
        /// The words of the grid.
        words: String,
    },
    /// A criterion that matters is not announced.
    Unannounced {
        /// The criterion.
        criterion: Id,
        /// Its share of the total.
        share: Rational,
        /// Whether it stands at the top of the tree.
        is_top: bool,
    },
    /// Nobody can tell what a criterion asks.
    Vague {
        /// The criterion.
        criterion: Id,
        /// Its share of the total.
        share: Rational,
    },
    /// Lints on the price method apply.
    PriceWarnings {
        /// The price criterion, or the group of prices.
        criterion: Id,
        /// Their codes.
        codes: Vec<&'static str>,
    },
    /// Something that an offer relies on ends too early.
    Expires {
        /// The offer.
        offer: usize,
        /// The criterion or information.
        measure: Id,
        /// The gate that reads it, if one does.
        gate: Option<usize>,
        /// Until when it holds.
        valid_until: Date,
        /// What it should have reached.
        deadline: Deadline,
    },
    /// At most one product of the market could pass a gate.
    NarrowMarket {
        /// The gate.
        gate: usize,
        /// The fact of the market that its scale follows.
        fact: MarketFact,
        /// The lowest level that passes.
        level: usize,
        /// How many products have a known rung.
        known: usize,
        /// Those that could pass.
        passing: Vec<&'static Product>,
    },
    /// At most one of several regular offers passes a gate.
    NarrowField {
        /// The gate.
        gate: usize,
        /// How many offers are regular.
        offers: usize,
        /// Those that pass, or may still pass.
        passing: Vec<usize>,
    },
    /// Every ranked offer has the same note.
    SameNote {
        /// The criterion.
        criterion: Id,
        /// The note, on the note scale.
        note: Rational,
        /// How many offers have it.
        offers: usize,
        /// The share of the total that decides nothing.
        share: Rational,
    },
    /// A gate reads a criterion that weighs.
    GateWeighs {
        /// The gate.
        gate: usize,
        /// The criterion.
        criterion: Id,
        /// Its share of the total.
        share: Rational,
    },
    /// A gate and criteria that weigh name the same thing.
    SharedTopic {
        /// The gate.
        gate: usize,
        /// What they name.
        topic: Phrase,
        /// The criteria.
        criteria: Vec<Id>,
        /// Their share of the total, together.
        share: Rational,
    },
    /// An imported European score holds what other criteria note again.
    EuropeanOverlap {
        /// The score.
        score: Id,
        /// Its share of the total.
        share: Rational,
        /// What is counted twice.
        theme: Theme,
        /// The part of the score that is about it, in percent.
        part: Decimal,
        /// The criteria beside it.
        criteria: Vec<Id>,
        /// Their share of the total, together.
        others: Rational,
    },
    /// The grid changed after offers were entered.
    ChangedLate {
        /// How many offers there are.
        offers: usize,
    },
    /// A price formula may go below zero.
    BelowZero {
        /// The criterion.
        criterion: Id,
        /// The highest price, to the cent, before it does; nothing while no
        /// price is known.
        beyond: Option<Decimal>,
        /// The same as a multiple of the lowest price.
        multiple: Option<Rational>,
        /// The offers that are held at 0.
        offers: Vec<usize>,
    },
    /// A price formula hardly tells prices apart.
    Flat {
        /// The criterion.
        criterion: Id,
        /// What doubling the price costs, as a part of the full note.
        loss: Rational,
        /// Its share of the total.
        share: Rational,
    },
    /// The worst offer of the field gets 0, whatever the gap.
    WorstAtZero {
        /// The criterion.
        criterion: Id,
        /// Whether it is a price.
        is_price: bool,
        /// Its share of the total.
        share: Rational,
        /// How many admissible offers have a value.
        offers: usize,
        /// By how much the highest value exceeds the lowest, as a part of the
        /// latter; nothing with less than two, or none above zero.
        gap: Option<Rational>,
    },
    /// A price formula may exceed the full note.
    AboveFull {
        /// The criterion.
        criterion: Id,
        /// What the formula gives for the lowest price, 1 being the full note;
        /// nothing while no price is known.
        top: Option<Rational>,
        /// The lowest price.
        lowest: Option<Decimal>,
        /// The buyer's estimate, where the formula reads one.
        estimate: Option<Decimal>,
        /// The offers that are held at the full note.
        offers: Vec<usize>,
    },
    /// A group averages the notes of several prices.
    AveragedPrices {
        /// The group.
        group: Id,
        /// Its prices.
        criteria: Vec<Id>,
        /// Who would win with one note for the sum of the prices; nothing while
        /// that cannot be said.
        winner: Option<AggregateWinner>,
    },
    /// The facts of a criterion are ranks.
    Ranks {
        /// The criterion.
        criterion: Id,
        /// How many offers are ranked by them.
        offers: usize,
        /// Its share of the total.
        share: Rational,
    },
    /// Scenarios are ranked among the received offers.
    ScenarioRanked {
        /// The scenarios, best first.
        offers: Vec<usize>,
    },
    /// An offer is proposed without the reasons that its choice asks for.
    Unexplained {
        /// The offer.
        offer: usize,
        /// What asks for them.
        asks: ToExplain,
    },
    /// Compulsory needs that no gate asks for.
    UngatedNeeds {
        /// The needs, as they stand in the register.
        needs: Vec<usize>,
    },
    /// Scenarios come first.
    ScenarioLeads {
        /// The scenarios at rank 1.
        offers: Vec<usize>,
    },
}

/// What a criterion asks of where a bidder is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The nationality of a company or of its capital.
    Nationality,
    /// Where its head office is.
    HeadOffice,
    /// Whether it is local.
    Local,
    /// Jobs in the country.
    Jobs,
    /// How far away it is.
    Distance,
}

/// What a status should have reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deadline {
    /// The date of the dossier: it has expired already.
    Today(Date),
    /// The end of the contract.
    ContractEnd(Date),
}

/// What a European score holds beside sovereignty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Security and compliance (SOV-7).
    Security,
    /// Environment (SOV-8).
    Environment,
}

/// Who leads with averaged notes and with one note for the sum of the prices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AggregateWinner {
    /// The offers at rank 1 as the grid stands.
    pub by_notes: Vec<usize>,
    /// The offers at rank 1 with one note for the sum.
    pub by_amount: Vec<usize>,
    /// What the first of either comes to: `(by notes, by amount)`.
    pub amounts: (Decimal, Decimal),
}

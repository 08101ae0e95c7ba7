//! What an offer costs over several years: the plan that the buyer announces
//! for everybody, and the lines of each offer's cost sheet.
//!
//! A [`CostPlan`] and [`CostLine`]s go in, a [`CostTable`] comes out, whose
//! price enters the price formula. [`check_costs`] lists all that is wrong with them.
//! Names, sources, currency and tax stay in `dossier`; here are indices only,
//! in the order of the dossier. Amounts are in the currency of the dossier.

mod check;
mod table;

pub use check::{CostError, check_costs};
pub use table::{CostTable, NoPrice, ScenarioCosts};

use super::decimal::Decimal;
use super::rational::Rational;

/// The longest horizon, in years.
pub const MAX_YEARS: u32 = 15;

/// What holds for every offer: years, volumes, discounting and scenarios.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CostPlan {
    /// How many years are counted: 1 to [`MAX_YEARS`]. Years are numbered from 1.
    pub horizon: u32,
    /// Per year, in percent, above -100; 0 leaves every year its full weight.
    pub discount_rate: Decimal,
    /// The volume of each segment of users in each year from year 1 on, `>= 0`.
    /// The last volume given holds for all later years; what is given beyond
    /// the horizon is not read.
    pub segments: Vec<Vec<Decimal>>,
    /// Sets of hypotheses, side by side.
    pub scenarios: Vec<CostScenario>,
    /// Index of the scenario whose total is the price: the one announced in
    /// the consultation documents.
    pub announced: usize,
}

/// A set of hypotheses; the default one changes nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CostScenario {
    /// The year, within the horizon, from which on lines that renew have risen.
    pub renewal_year: Option<u32>,
    /// What is added to lines that renew, from that year on, once: percent, -100 or more.
    pub renewal_rise: Decimal,
    /// What is added to the volumes of all segments: percent, -100 or more.
    pub volume_change: Decimal,
    /// Percentage points added to the escalation of every line.
    pub extra_escalation: Decimal,
}

/// One line of a cost sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct CostLine {
    /// Which brick of a composite offer the line belongs to, its integration
    /// included. An offer of one piece has one brick.
    pub brick: usize,
    /// What is paid for.
    pub kind: CostKind,
    /// Price of one unit in the first year in which the line is paid, `>= 0`.
    pub amount: Decimal,
    /// How many units a year.
    pub quantity: Quantity,
    /// In which years.
    pub when: When,
    /// How much the unit price grows from one year to the next, in percent,
    /// above -100. A line that is paid once has no next year.
    pub escalation: Decimal,
    /// Whether the rise at renewal falls on this line.
    pub renews: bool,
}

/// How many units are paid in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Always this many, `>= 0`: no scenario changes it.
    Fixed(Decimal),
    /// The volume of this segment in that year, as the scenario has it.
    Segment(usize),
}

/// In which years a line is paid, always at the start of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// In one year.
    Once {
        /// That year, from 1 to the horizon.
        year: u32,
    },
    /// In every year of a period.
    Yearly {
        /// The first year, from 1 to the horizon.
        from: u32,
        /// The last year, up to the horizon; none: to the end.
        to: Option<u32>,
    },
}

impl When {
    /// The first and the last year; where the end is open, no year comes after it.
    fn span(self) -> (u32, u32) {
        match self {
            Self::Once { year } => (year, year),
            Self::Yearly { from, to } => (from, to.unwrap_or(u32::MAX)),
        }
    }
}

/// What a line pays for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostKind {
    /// The right to use something, bought to keep.
    Licence,
    /// The right to use something, for as long as one pays.
    Subscription,
    /// Moving data and uses from the former product.
    Migration,
    /// Making products work together, and with the rest of the house.
    Integration,
    /// Users and administrators learning.
    Training,
    /// The buyer's own people.
    Staff,
    /// Leaving at the end: reversibility, help to the successor.
    Exit,
    /// Taking data out, as billed by volume.
    Egress,
    /// Anything else.
    Other,
}

impl CostKind {
    /// Every kind, in the order in which a sheet lists them.
    pub const ALL: &'static [Self] = &[
        Self::Licence,
        Self::Subscription,
        Self::Migration,
        Self::Integration,
        Self::Training,
        Self::Staff,
        Self::Exit,
        Self::Egress,
        Self::Other,
    ];

    /// Whether it is spent to bring the product into service (capex) rather
    /// than to run it or to leave it (opex).
    ///
    /// This reads the effort, to tell an offer that asks for money up front
    /// from one that does not. It is no budget entry: the rules of public
    /// accounting decide what goes to the investment section.
    pub fn is_investment(self) -> bool {
        matches!(self, Self::Licence | Self::Migration | Self::Integration | Self::Training)
    }
}

/// What a value is multiplied by when all these percentages are added to it:
/// `1 + sum / 100`.
fn factor(percentages: &[Decimal]) -> Rational {
    let hundred = Rational::from(Decimal::integer(100));
    let sum = percentages.iter().fold(hundred.clone(), |sum, percentage| sum + (*percentage).into());
    sum.checked_div(&hundred).unwrap_or_else(Rational::zero)
}

//! From a plan and a cost sheet to exact sums, scenario by scenario.

use super::{CostKind, CostLine, CostPlan, CostScenario, MAX_YEARS, Quantity, check_costs, factor};
use crate::engine::decimal::{Decimal, MAX_DIGITS, power_of_ten};
use crate::engine::rational::Rational;

/// Decimals of a price: to the cent.
const PRICE_DECIMALS: u32 = 2;

/// What a cost sheet comes to, in every scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct CostTable {
    /// One per scenario of the plan, in its order.
    pub scenarios: Vec<ScenarioCosts>,
    announced: usize,
    is_sound: bool,
}

/// What a cost sheet comes to in one scenario: exact amounts, discounted.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioCosts {
    /// The amounts of each line, in the order of the sheet, in each year from
    /// year 1 to the horizon; zero where the line is not paid.
    pub amounts: Vec<Vec<Rational>>,
    /// The sum of each line over the years.
    pub lines: Vec<Rational>,
    /// The sum of each year over the lines.
    pub years: Vec<Rational>,
    /// The sum of each kind, in the order of [`CostKind::ALL`].
    pub kinds: Vec<Rational>,
    /// The sum of each brick that has a line, by ascending index.
    pub bricks: Vec<(usize, Rational)>,
    /// The sum of everything.
    pub total: Rational,
}

/// Why a sheet has no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPrice {
    /// The plan or the sheet has errors: see [`check_costs`].
    Unsound,
    /// The total is 10^18 or more once rounded, beyond what a [`Decimal`] holds.
    TooLarge,
}

impl CostTable {
    /// Calculates every scenario, exactly.
    ///
    /// A line costs, in each year in which it is paid,
    ///
    /// ```text
    /// amount × volume × (1 + escalation)^(year - first year of the line)
    ///        × (1 + rise, if the line renews and year >= renewal year)
    ///        / (1 + discount rate)^(year - 1)
    /// ```
    ///
    /// Costs fall at the start of each year, so that year 1 is not discounted.
    /// The escalation is that of the line plus the points of the scenario;
    /// volumes of segments are changed by the scenario, fixed quantities are
    /// not.
    ///
    /// Nothing fails, whatever the input, but then [`Self::price`] is refused
    /// for what [`check_costs`] finds wrong. What has no meaning is not made up: no
    /// year before the first or after the horizon (or [`MAX_YEARS`]) counts, a
    /// segment that does not exist or has no volume counts nobody, and a year
    /// whose discount would divide by zero counts nothing. Numbers of the wrong
    /// sign are calculated with as they stand.
    pub fn of(plan: &CostPlan, lines: &[CostLine]) -> Self {
        let discounts = discounts(plan);
        Self {
            scenarios: plan
                .scenarios
                .iter()
                .map(|scenario| ScenarioCosts::of(plan, scenario, &discounts, lines))
                .collect(),
            announced: plan.announced,
            is_sound: check_costs(plan, lines).is_empty(),
        }
    }

    /// The price that enters the price formula: the total of the announced
    /// scenario, rounded half away from zero to the cent (2 decimals).
    ///
    /// This decimal, not the exact total, is what the offers are compared by,
    /// so that anybody can check the notes with the prices that are printed.
    /// Only the total is rounded, and once: the sum of rounded years or lines
    /// may differ from it by cents.
    ///
    /// # Errors
    /// [`NoPrice`], when [`check_costs`] found something wrong, or the price is
    /// beyond the limits of a [`Decimal`].
    pub fn price(&self) -> Result<Decimal, NoPrice> {
        match self.scenarios.get(self.announced) {
            Some(scenario) if self.is_sound => scenario.rounded_total(),
            _ => Err(NoPrice::Unsound),
        }
    }
}

impl ScenarioCosts {
    fn of(plan: &CostPlan, scenario: &CostScenario, discounts: &[Rational], lines: &[CostLine]) -> Self {
        let volumes = volumes(plan, scenario, discounts.len());
        let rise = factor(&[scenario.renewal_rise]);
        let mut costs = Self {
            amounts: Vec::with_capacity(lines.len()),
            lines: Vec::with_capacity(lines.len()),
            years: vec![Rational::zero(); discounts.len()],
            kinds: vec![Rational::zero(); CostKind::ALL.len()],
            bricks: Vec::new(),
            total: Rational::zero(),
        };
        for line in lines {
            let (first, last) = line.when.span();
            let growth = factor(&[line.escalation, scenario.extra_escalation]);
            let mut unit_price = Rational::from(line.amount);
            let mut amounts = vec![Rational::zero(); discounts.len()];
            // A first year of 0 grows into year 1 like any other, but does not count itself.
            for year in first..=last.min(discounts.len() as u32) {
                let index = (year as usize).checked_sub(1);
                let place = index.and_then(|index| Some((amounts.get_mut(index)?, discounts.get(index)?, index)));
                if let Some((amount, discount, index)) = place {
                    let volume = match line.quantity {
                        Quantity::Fixed(quantity) => Some(Rational::from(quantity)),
                        Quantity::Segment(segment) => volumes.get(segment).and_then(|v| v.get(index)).cloned(),
                    };
                    *amount = unit_price.clone() * volume.unwrap_or_else(Rational::zero);
                    if line.renews && scenario.renewal_year.is_some_and(|renewal| year >= renewal) {
                        *amount = amount.clone() * rise.clone();
                    }
                    *amount = amount.clone() * discount.clone();
                }
                unit_price = unit_price * growth.clone();
            }
            costs.add(line, amounts);
        }
        costs.total = sum(&costs.years);
        costs
    }

    /// Adds a line to every sum but the total.
    fn add(&mut self, line: &CostLine, amounts: Vec<Rational>) {
        for (year, amount) in self.years.iter_mut().zip(&amounts) {
            *year = year.clone() + amount.clone();
        }
        let own = sum(&amounts);
        for (kind, sum) in CostKind::ALL.iter().zip(&mut self.kinds) {
            if *kind == line.kind {
                *sum = sum.clone() + own.clone();
            }
        }
        match self.bricks.binary_search_by_key(&line.brick, |(brick, _)| *brick) {
            Ok(index) => {
                if let Some((_, sum)) = self.bricks.get_mut(index) {
                    *sum = sum.clone() + own.clone();
                }
            }
            Err(index) => self.bricks.insert(index, (line.brick, own.clone())),
        }
        self.lines.push(own);
        self.amounts.push(amounts);
    }

    /// The sum of one kind.
    pub fn kind(&self, kind: CostKind) -> Rational {
        self.sum_of_kinds(|other| other == kind)
    }

    /// The sum of what is spent to bring the product into service (capex):
    /// [`CostKind::is_investment`].
    pub fn investment(&self) -> Rational {
        self.sum_of_kinds(CostKind::is_investment)
    }

    /// The sum of what is spent to run the product and to leave it (opex).
    pub fn operation(&self) -> Rational {
        self.sum_of_kinds(|kind| !kind.is_investment())
    }

    fn sum_of_kinds(&self, is_meant: impl Fn(CostKind) -> bool) -> Rational {
        let meant = CostKind::ALL.iter().zip(&self.kinds).filter(|(kind, _)| is_meant(**kind));
        sum(meant.map(|(_, amount)| amount))
    }

    /// The total rounded half away from zero to the cent, as in
    /// [`CostTable::price`]; of whatever was calculated, sound or not.
    ///
    /// # Errors
    /// [`NoPrice::TooLarge`], never the other.
    pub fn rounded_total(&self) -> Result<Decimal, NoPrice> {
        let rounded = self.total.round(PRICE_DECIMALS);
        // Rounding holds what is too large at the largest decimal, so that the
        // exact total has to be asked: half a cent below 10^18 rounds up to it.
        let unit = power_of_ten(PRICE_DECIMALS + 1);
        let end = Decimal::new(power_of_ten(MAX_DIGITS) * unit - 5, PRICE_DECIMALS + 1);
        let end = end.map_or_else(|_| Rational::zero(), Rational::from);
        let fits = self.total < end && Rational::zero() - self.total.clone() < end;
        if fits { Ok(rounded) } else { Err(NoPrice::TooLarge) }
    }
}

/// What an amount of each year is multiplied by to count as one of year 1.
fn discounts(plan: &CostPlan) -> Vec<Rational> {
    let growth = factor(&[plan.discount_rate]);
    let mut discount = Some(Rational::from(Decimal::ONE));
    (0..plan.horizon.min(MAX_YEARS))
        .map(|_| {
            let this = discount.clone();
            discount = discount.as_ref().and_then(|discount| discount.checked_div(&growth));
            this.unwrap_or_else(Rational::zero)
        })
        .collect()
}

/// The volume of each segment in each year, as the scenario has it.
fn volumes(plan: &CostPlan, scenario: &CostScenario, years: usize) -> Vec<Vec<Rational>> {
    let change = factor(&[scenario.volume_change]);
    let volume = |given: &[Decimal], year: usize| {
        let volume = given.get(year).or(given.last()).copied().unwrap_or(Decimal::ZERO);
        Rational::from(volume) * change.clone()
    };
    plan.segments.iter().map(|given| (0..years).map(|year| volume(given, year)).collect()).collect()
}

fn sum<'a>(amounts: impl IntoIterator<Item = &'a Rational>) -> Rational {
    amounts.into_iter().fold(Rational::zero(), |sum, amount| sum + amount.clone())
}

//! The words of a cost model: what the buyer announces for everybody, and what
//! each line of an offer is. `engine::CostTable` has the mathematics.

use crate::engine::{self, CostKind, CostLine, CostTable, Decimal, NoPrice, When};

/// Over which years and in which scenarios costs are counted, for all offers.
#[derive(Clone, Debug, PartialEq)]
pub struct CostPlan {
    /// How many years, 1 to [`engine::MAX_YEARS`].
    pub horizon: u32,
    /// Per year, in percent.
    pub discount_rate: Decimal,
    /// The groups of users whose number costs depend on.
    pub segments: Vec<CostSegment>,
    /// Sets of hypotheses, side by side; at least one.
    pub scenarios: Vec<CostScenario>,
    /// The index of the scenario that the price formula reads.
    pub announced: usize,
}

/// A group of users, or anything else that is counted year by year.
#[derive(Clone, Debug, PartialEq)]
pub struct CostSegment {
    /// Its name.
    pub name: String,
    /// How many from year 1 on; the last one holds for later years.
    pub volumes: Vec<Decimal>,
}

/// A set of hypotheses.
#[derive(Clone, Debug, PartialEq)]
pub struct CostScenario {
    /// Its name.
    pub name: String,
    /// What it supposes.
    pub hypotheses: engine::CostScenario,
}

/// A line of the cost sheet of an offer.
#[derive(Clone, Debug, PartialEq)]
pub struct CostItem {
    /// What is paid for.
    pub label: String,
    /// The brick of a composite offer that it belongs to; may be empty.
    pub brick: String,
    /// Where the figure was read.
    pub source: String,
    /// The figures; the brick is told by its name here.
    pub line: CostLine,
}

impl CostPlan {
    /// The figures alone.
    pub fn figures(&self) -> engine::CostPlan {
        engine::CostPlan {
            horizon: self.horizon,
            discount_rate: self.discount_rate,
            segments: self.segments.iter().map(|segment| segment.volumes.clone()).collect(),
            scenarios: self.scenarios.iter().map(|scenario| scenario.hypotheses.clone()).collect(),
            announced: self.announced,
        }
    }

    /// What a sheet of lines comes to, year by year, in every scenario.
    pub fn table(&self, items: &[CostItem]) -> CostTable {
        CostTable::of(&self.figures(), &lines(items))
    }

    /// The price of a sheet in the announced scenario, to the cent.
    ///
    /// # Errors
    /// [`NoPrice`] when there is none.
    pub fn price(&self, items: &[CostItem]) -> Result<Decimal, NoPrice> {
        let mut figures = self.figures();
        // The other scenarios stand beside it and cost as much to compute.
        let announced = figures.scenarios.get(figures.announced).cloned();
        (figures.scenarios, figures.announced) = (announced.into_iter().collect(), 0);
        CostTable::of(&figures, &lines(items)).price()
    }
}

/// When a cost of this kind is paid unless somebody says otherwise: once in the last
/// year where it is for leaving, once in the first where it brings the product into
/// service, else each year.
pub fn usual_when(kind: CostKind, horizon: u32) -> When {
    match kind {
        CostKind::Exit | CostKind::Egress => When::Once { year: horizon },
        kind if kind.is_investment() => When::Once { year: 1 },
        _ => When::Yearly { from: 1, to: None },
    }
}

/// The figures of a sheet, bricks numbered in the order in which they come.
pub(super) fn lines(items: &[CostItem]) -> Vec<CostLine> {
    let first = |brick: &str| items.iter().position(|item| item.brick == brick).unwrap_or_default();
    items.iter().map(|item| CostLine { brick: first(&item.brick), ..item.line.clone() }).collect()
}

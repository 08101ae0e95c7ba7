//! Compositions made up by the hundred, easy and hard: a function of a seed.

use std::rc::Rc;

use mieux_disant::engine::composer::{Brick, Composition, Coverage, Integration, PriceRule, Requirement, Scale};
use mieux_disant::engine::{Announced, Decimal, Expression, Formula, Rational};

use super::random::Random;

/// What kind of composition.
#[derive(Clone, Debug)]
pub struct Recipe {
    /// How many bricks.
    pub bricks: usize,
    /// How many requirements.
    pub requirements: usize,
    /// How many of them are compulsory.
    pub musts: usize,
    /// How many percent of the requirements a brick covers.
    pub density: usize,
    /// Whether all bricks cost the same and all requirements weigh the same.
    pub equal: bool,
    /// Whether what covers more costs more.
    pub correlated: bool,
    /// Whether requirements may be covered in part.
    pub partial: bool,
    /// How many criteria look at the weakest brick.
    pub scales: usize,
    /// Which price formula, below [`FORMULAS`].
    pub formula: usize,
    /// Whether there may be a budget, an integration, bricks that fail a gate or are wanted, a
    /// second coverage criterion.
    pub strange: bool,
}

/// How many price formulas there are, and none.
pub const FORMULAS: usize = 10;

fn formula(which: usize, random: &mut Random) -> Option<Formula> {
    let factor = random.decimal(&["1.5", "2", "3"]);
    Some(match which {
        0 => Formula::PriceInverse,
        1 => Formula::PriceLinear,
        2 => Formula::PriceMultiple { factor },
        3 => Formula::PriceReference { factor, estimate: random.decimal(&["60000", "100000.5", "250000"]) },
        4 => Formula::PriceMean,
        5 => Formula::PriceSquare,
        6 => Formula::PriceRoot,
        7 => Formula::PriceLogarithm { factor },
        8 => Formula::PriceExpression(Rc::new(Announced {
            // The second one rises and falls.
            expression: Expression::parse(if random.chance(50) {
                "N * (Pmin / P) ^ 3"
            } else {
                "4 * N * P * Pmean / (P + Pmean) ^ 2"
            })
            .unwrap(),
            full: Decimal::integer(40),
            factor,
            estimate: Decimal::ZERO,
        })),
        _ => return None,
    })
}

fn hundredths(value: usize) -> Rational {
    Rational::from(Decimal::hundredths(value as i64))
}

/// The composition of a recipe and a seed.
pub fn compose(recipe: &Recipe, seed: u64) -> Composition {
    let mut random = Random::new(seed);
    let coverages = if recipe.strange { 1 + random.below(2) } else { 1 };
    let requirement = |index: usize, random: &mut Random| {
        let weight = if recipe.equal { Decimal::ONE } else { random.decimal(&["1", "2", "3", "5", "8", "0.5", "7"]) };
        let weight = if recipe.strange && random.chance(5) { Decimal::ZERO } else { weight };
        Requirement { coverage: random.below(coverages), weight: (index >= recipe.musts).then_some(weight) }
    };
    let requirements: Vec<Requirement> =
        (0..recipe.requirements).map(|index| requirement(index, &mut random)).collect();
    let brick = |random: &mut Random| {
        let mut covered = 0;
        let share = |random: &mut Random| match (random.chance(recipe.density), recipe.partial && random.chance(50)) {
            (false, _) => Decimal::ZERO,
            (true, true) => random.decimal(&["0.5", "0.25", "0.8"]),
            (true, false) => Decimal::ONE,
        };
        let shares: Vec<Decimal> = (0..recipe.requirements).map(|_| share(random)).collect();
        covered += shares.iter().filter(|share| !share.is_zero()).count();
        let price = match (recipe.equal, recipe.correlated) {
            (true, _) => 3_000_000,
            (false, true) => 500_000 + covered * 400_000 + random.below(1_000_000),
            (false, false) => 500_000 + random.below(6_000_000),
        };
        let price = if recipe.strange && random.chance(3) { 0 } else { price };
        Brick {
            price: Decimal::hundredths(price as i64),
            is_admissible: !(recipe.strange && random.chance(8)),
            is_wanted: false,
            shares,
            rungs: (0..recipe.scales).map(|_| random.below(4)).collect(),
        }
    };
    let mut bricks: Vec<Brick> = (0..recipe.bricks).map(|_| brick(&mut random)).collect();
    for must in 0..recipe.musts {
        // Mostly, somebody covers what is compulsory.
        for _ in 0..2 {
            bricks[random.below(recipe.bricks)].shares[must] = Decimal::ONE;
        }
    }
    let wanted = random.below(recipe.bricks * 4);
    if recipe.strange && wanted < recipe.bricks {
        bricks[wanted].is_wanted = bricks[wanted].is_admissible;
    }
    let scale = |random: &mut Random| {
        let mut notes: Vec<usize> = (0..4).map(|_| random.below(11) * 10).collect();
        notes.sort_unstable();
        Scale { weight: hundredths(10), notes: notes.into_iter().map(hundredths).collect() }
    };
    let scales: Vec<Scale> = (0..recipe.scales).map(|_| scale(&mut random)).collect();
    let left = 60 - 10 * recipe.scales;
    let integration = Integration {
        fixed: random.decimal(&["0", "5000", "12345.67"]),
        per_brick: random.decimal(&["0", "2500", "17000.5"]),
    };
    let field: Vec<Decimal> =
        (0..random.below(4)).map(|_| Decimal::integer(40_000 + random.below(300_000) as i64)).collect();
    let field = if recipe.strange { field } else { [190_000, 260_000, 410_000].map(Decimal::integer).to_vec() };
    Composition {
        bricks,
        coverages: (0..coverages).map(|_| Coverage { weight: hundredths(left / coverages) }).collect(),
        requirements,
        scales,
        price: formula(recipe.formula, &mut random).map(|formula| PriceRule { weight: hundredths(40), formula, field }),
        integration: if recipe.strange { integration } else { Integration::default() },
        budget: (recipe.strange && random.chance(25)).then(|| random.decimal(&["90000", "150000.005", "30000"])),
    }
}

/// A small one of any kind.
pub fn small(seed: u64, most: usize) -> Composition {
    let mut random = Random::new(seed ^ 0x5eed);
    let requirements = random.below(11);
    let recipe = Recipe {
        bricks: 1 + random.below(most),
        requirements,
        musts: random.below(3).min(requirements),
        density: 10 + random.below(70),
        equal: random.chance(25),
        correlated: random.chance(40),
        partial: random.chance(50),
        scales: random.below(3),
        formula: random.below(FORMULAS),
        strange: random.chance(60),
    };
    compose(&recipe, seed)
}

/// The hard ones at a size: nearly as many kinds as there are names.
pub fn hard(bricks: usize, requirements: usize) -> Vec<(String, Recipe)> {
    let mut all = Vec::new();
    for density in [8, 20, 45] {
        let plain = Recipe {
            bricks,
            requirements,
            musts: 0,
            density,
            equal: false,
            correlated: false,
            partial: false,
            scales: 0,
            formula: 0,
            strange: false,
        };
        let correlated = Recipe { correlated: true, ..plain.clone() };
        all.push((format!("{density} %, any price"), plain.clone()));
        all.push((format!("{density} %, equal prices"), Recipe { equal: true, ..plain }));
        all.push((format!("{density} %, correlated"), correlated.clone()));
        all.push((format!("{density} %, correlated, in part"), Recipe { partial: true, ..correlated.clone() }));
        all.push((format!("{density} %, correlated, compulsory"), Recipe { musts: 10, ..correlated.clone() }));
        all.push((format!("{density} %, correlated, scales"), Recipe { scales: 2, ..correlated }));
    }
    all
}

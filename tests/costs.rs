//! The cost model: bills that the founding articles tell, sums done by hand,
//! and the laws of the model on made-up plans, beside an independent
//! computation in the fractions of num-rational.

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use mieux_disant::engine::{
    CostError, CostKind, CostLine, CostPlan, CostScenario, CostTable, Decimal, NoPrice, Quantity, Rational, When,
    check_costs,
};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use support::random::Random;

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

fn exact(text: &str) -> Rational {
    decimal(text).into()
}

/// A plan without segments, of one scenario that changes nothing.
fn plan(horizon: u32) -> CostPlan {
    CostPlan { horizon, scenarios: vec![CostScenario::default()], ..CostPlan::default() }
}

/// One unit a year from year 1 on, subject to renewal.
fn bill(amount: &str) -> CostLine {
    CostLine {
        brick: 0,
        kind: CostKind::Subscription,
        amount: decimal(amount),
        quantity: Quantity::Fixed(Decimal::ONE),
        when: When::Yearly { from: 1, to: None },
        escalation: Decimal::ZERO,
        renews: true,
    }
}

fn once(kind: CostKind, year: u32, amount: &str) -> CostLine {
    CostLine { kind, when: When::Once { year }, renews: false, ..bill(amount) }
}

fn renewal(year: u32, rise: &str) -> CostScenario {
    CostScenario { renewal_year: Some(year), renewal_rise: decimal(rise), ..CostScenario::default() }
}

fn price(plan: &CostPlan, lines: &[CostLine]) -> String {
    CostTable::of(plan, lines).price().unwrap().to_string()
}

/// « Hausse des coûts de 20 à 30 % » at renewal, four years of a bill of 100;
/// « diviser la facture par quatre ».
#[test]
fn the_bills_of_the_founding_articles() {
    let mut plan = CostPlan { scenarios: vec![renewal(1, "20"), renewal(1, "30"), renewal(3, "25")], ..plan(4) };
    for (announced, expected) in [(0, "480.00"), (1, "520.00"), (2, "450.00")] {
        plan.announced = announced;
        assert_eq!(price(&plan, &[bill("100")]), expected, "scenario {announced}");
    }
    let quarter = CostLine { renews: false, ..bill("25") };
    assert_eq!(price(&plan, &[quarter]), "100.00");
    let table = CostTable::of(&plan, &[bill("100")]);
    let totals: Vec<_> = table.scenarios.iter().map(|scenario| scenario.total.clone()).collect();
    assert_eq!(totals, [exact("480"), exact("520"), exact("450")]);
}

/// 100 + 100 / 1.05 + 100 / 1.05² = 126100 / 441 = 285.941…
#[test]
fn the_first_year_is_not_discounted() {
    let plan = CostPlan { discount_rate: decimal("5"), ..plan(3) };
    let table = CostTable::of(&plan, &[bill("100")]);
    let years: Vec<String> = table.scenarios[0].years.iter().map(Rational::to_fraction_text).collect();
    assert_eq!(years, ["100/1", "2000/21", "40000/441"]);
    assert_eq!(table.scenarios[0].total.to_fraction_text(), "126100/441");
    assert_eq!(table.price().unwrap().to_string(), "285.94");
}

/// 12 € a head for 1000, 1100, then 1210 heads, 2 % dearer each year, bought
/// from year 2 on; with 10 % fewer heads and 3 points more in the low scenario.
#[test]
fn volumes_and_prices_grow_year_by_year() {
    let heads = ["1000", "1100", "1210"].map(decimal).to_vec();
    let low = CostScenario { volume_change: decimal("-10"), extra_escalation: decimal("3"), ..CostScenario::default() };
    let plan = CostPlan { segments: vec![heads], scenarios: vec![CostScenario::default(), low], ..plan(4) };
    let line = CostLine {
        quantity: Quantity::Segment(0),
        when: When::Yearly { from: 2, to: Some(4) },
        escalation: decimal("2"),
        ..bill("12")
    };
    let fixed = CostLine { quantity: Quantity::Fixed(decimal("2.5")), ..once(CostKind::Staff, 3, "1000") };
    let table = CostTable::of(&plan, &[line, fixed]);
    let base = &table.scenarios[0];
    // 12 * 1100; 12 * 1.02 * 1210; 12 * 1.02² * 1210, as the last volume holds.
    assert_eq!(base.amounts[0], ["0", "13200", "14810.4", "15106.608"].map(exact));
    assert_eq!(base.years, ["0", "13200", "17310.4", "15106.608"].map(exact));
    assert_eq!(table.price().unwrap().to_string(), "45617.01");
    // 990 heads, then 1089; 5 % dearer each year. Fixed quantities stay.
    assert_eq!(table.scenarios[1].amounts[0], ["0", "11880", "13721.4", "14407.47"].map(exact));
    assert_eq!(table.scenarios[1].amounts[1], ["0", "0", "2500", "0"].map(exact));
}

#[test]
fn a_composite_sums_its_bricks_and_its_integration() {
    let mail = CostLine { brick: 7, ..bill("40") };
    let files = CostLine { brick: 3, ..bill("25.50") };
    let lines = [mail.clone(), CostLine { brick: 7, ..once(CostKind::Exit, 2, "9") }, files.clone()];
    let integration = CostLine { brick: 7, ..once(CostKind::Integration, 1, "60") };
    let table = CostTable::of(&plan(2), &[&lines[..], &[integration]].concat());
    let costs = &table.scenarios[0];
    assert_eq!(costs.bricks, [(3, exact("51")), (7, exact("149"))]);
    assert_eq!(costs.lines, ["80", "9", "51", "60"].map(exact));
    assert_eq!((costs.kind(CostKind::Subscription), costs.kind(CostKind::Training)), (exact("131"), exact("0")));
    assert_eq!((costs.investment(), costs.operation()), (exact("60"), exact("140")));
    assert_eq!(costs.total, exact("200"));
}

#[test]
fn a_price_is_rounded_once_and_refused_where_it_does_not_fit() {
    // Three times 0.335 is 1.005, a cent more than the sum of rounded years.
    assert_eq!(price(&plan(3), &[bill("0.335")]), "1.01");
    assert_eq!(price(&plan(3), &[bill("0.334999")]), "1.00");
    assert_eq!(price(&plan(1), &[]), "0.00");
    for (amount, expected) in [
        ("999999999999999999.99", Ok("999999999999999999.99".to_owned())),
        ("999999999999999999.99499", Ok("999999999999999999.99".to_owned())),
        ("999999999999999999.995", Err(NoPrice::TooLarge)),
        ("999999999999999999.999999999999999999", Err(NoPrice::TooLarge)),
    ] {
        let price = CostTable::of(&plan(1), &[bill(amount)]).price();
        assert_eq!(price.map(|price| price.to_string()), expected, "{amount}");
    }
    assert_eq!(CostTable::of(&plan(15), &[bill("999999999999999999")]).price(), Err(NoPrice::TooLarge));
    // One error, and there is a table but no price.
    let late = CostTable::of(&plan(4), &[bill("1"), once(CostKind::Other, 5, "1")]);
    assert_eq!((late.price(), late.scenarios[0].total.clone()), (Err(NoPrice::Unsound), exact("4")));
}

#[test]
fn every_error_is_listed_with_its_place() {
    let plan = CostPlan {
        horizon: 5,
        discount_rate: decimal("-100"),
        segments: vec![vec![], vec![decimal("0"), decimal("-0.01")]],
        scenarios: vec![
            renewal(6, "-100.1"),
            CostScenario { renewal_year: Some(0), volume_change: decimal("-101"), ..CostScenario::default() },
            CostScenario { extra_escalation: decimal("-103"), ..CostScenario::default() },
        ],
        announced: 3,
    };
    let lines = [
        CostLine { escalation: decimal("-100"), ..bill("-1") },
        CostLine {
            quantity: Quantity::Fixed(decimal("-2")),
            escalation: decimal("3"),
            ..once(CostKind::Other, 0, "1")
        },
        CostLine { quantity: Quantity::Segment(2), escalation: decimal("3.1"), ..bill("1") },
        CostLine { when: When::Yearly { from: 7, to: Some(6) }, escalation: decimal("4"), ..bill("1") },
        CostLine { when: When::Yearly { from: 5, to: Some(4) }, escalation: decimal("4"), ..bill("1") },
    ];
    use CostError::*;
    let expected = [
        DiscountRate,
        EmptySegment { segment: 0 },
        NegativeVolume { segment: 1, year: 2 },
        RenewalYear { scenario: 0, year: 6 },
        RenewalRise { scenario: 0 },
        RenewalYear { scenario: 1, year: 0 },
        VolumeChange { scenario: 1 },
        UnknownScenario { scenario: 3 },
        NegativeAmount { line: 0 },
        Escalation { line: 0 },
        NegativeQuantity { line: 1 },
        LineYear { line: 1, year: 0 },
        ScenarioEscalation { line: 1, scenario: 2 },
        UnknownSegment { line: 2, segment: 2 },
        LineYear { line: 3, year: 7 },
        LineYear { line: 3, year: 6 },
        EndsBeforeStart { line: 3 },
        EndsBeforeStart { line: 4 },
    ];
    assert_eq!(check_costs(&plan, &lines), expected);
}

#[test]
fn the_limits_of_the_horizon_are_sound() {
    let mut plan = plan(0);
    for (years, expected) in [(0, vec![CostError::Horizon { years: 0 }]), (1, vec![]), (15, vec![])] {
        plan.horizon = years;
        assert_eq!(check_costs(&plan, &[bill("1")]), expected);
    }
    plan.horizon = 16;
    // Held against the longest horizon: year 15 stands, year 16 does not.
    let lines = [once(CostKind::Exit, 15, "1"), once(CostKind::Exit, 16, "1")];
    assert_eq!(
        check_costs(&plan, &lines),
        [CostError::Horizon { years: 16 }, CostError::LineYear { line: 1, year: 16 }]
    );
    // All that one may take away: free at renewal, nobody left.
    plan.horizon = 15;
    plan.scenarios = vec![CostScenario { volume_change: decimal("-100"), ..renewal(15, "-100") }];
    plan.discount_rate = decimal("-99.99");
    let line = CostLine { escalation: decimal("-99.99"), ..bill("1") };
    assert_eq!(check_costs(&plan, &[line]), []);
}

// Made-up plans.

/// What the numbers of a made-up plan are like.
#[derive(Clone, Copy, PartialEq)]
enum Taste {
    /// Sound, of everyday size.
    Plain,
    /// Sound, with the longest and the smallest decimals.
    Extreme,
    /// Whatever the types allow.
    Wild,
}

fn amount(random: &mut Random, taste: Taste) -> Decimal {
    match taste {
        Taste::Plain => Decimal::new(random.below(1_000_000) as i128, random.below(5) as u32).unwrap(),
        Taste::Extreme => random.decimal(&["0", "999999999999999999.999999999999999999", "0.000000000000000001", "7"]),
        Taste::Wild => {
            random.decimal(&["-999999999999999999", "-0.000000000000000001", "0", "3", "999999999999999999.9999"])
        }
    }
}

/// A percentage, above -100 but for the wild.
fn percentage(random: &mut Random, taste: Taste) -> Decimal {
    match taste {
        Taste::Plain => random.decimal(&["0", "0", "2", "2.5", "-3", "20", "25", "30", "-12.75", "100"]),
        Taste::Extreme => random.decimal(&["-99.999999999999999999", "0.000000000000000001", "1e17", "-50", "33.3"]),
        Taste::Wild => random.decimal(&["-999999999999999999", "-100", "-250", "0", "5", "999999999999999999"]),
    }
}

fn year(random: &mut Random, horizon: u32, taste: Taste) -> u32 {
    match taste {
        Taste::Wild => *random.pick(&[0, 1, 2, 3, 14, 15, 16, u32::MAX - 1, u32::MAX]),
        _ => 1 + random.below(horizon as usize) as u32,
    }
}

/// A plan and a sheet; the points added to escalations never take them to -100 % or below, but for the wild.
fn made_up(random: &mut Random, taste: Taste) -> (CostPlan, Vec<CostLine>) {
    let horizon = match taste {
        Taste::Wild => *random.pick(&[0, 1, 4, 15, 16, u32::MAX]),
        // Long horizons take long: most are short.
        _ if random.chance(80) => 1 + random.below(4) as u32,
        _ => 1 + random.below(15) as u32,
    };
    let given = |random: &mut Random| {
        let years = random.below(6) + usize::from(taste != Taste::Wild);
        (0..years).map(|_| amount(random, taste)).collect()
    };
    let segments: Vec<Vec<Decimal>> = (0..1 + random.below(3)).map(|_| given(random)).collect();
    let scenarios: Vec<CostScenario> = (0..1 + random.below(2))
        .map(|_| CostScenario {
            renewal_year: random.chance(70).then(|| year(random, horizon, taste)),
            renewal_rise: percentage(random, taste),
            volume_change: percentage(random, taste),
            extra_escalation: match taste {
                Taste::Wild => percentage(random, taste),
                _ => random.decimal(&["0", "0", "1.5", "10"]),
            },
        })
        .collect();
    let announced =
        if taste == Taste::Wild { *random.pick(&[0, 1, usize::MAX]) } else { random.below(scenarios.len()) };
    let lines = (0..random.below(4))
        .map(|_| {
            let (first, second) = (year(random, horizon, taste), year(random, horizon, taste));
            let (from, to) =
                if taste == Taste::Wild { (first, second) } else { (first.min(second), first.max(second)) };
            CostLine {
                brick: *random.pick(&[0, 0, 1, usize::MAX]),
                kind: *random.pick(CostKind::ALL),
                amount: amount(random, taste),
                quantity: match random.chance(50) {
                    true => Quantity::Fixed(amount(random, taste)),
                    false if taste == Taste::Wild => Quantity::Segment(*random.pick(&[0, 1, usize::MAX])),
                    false => Quantity::Segment(random.below(segments.len())),
                },
                when: match random.below(3) {
                    0 => When::Once { year: first },
                    1 => When::Yearly { from, to: None },
                    _ => When::Yearly { from, to: Some(to) },
                },
                escalation: percentage(random, taste),
                renews: random.chance(60),
            }
        })
        .collect();
    (CostPlan { horizon, discount_rate: percentage(random, taste), segments, scenarios, announced }, lines)
}

// The referee: the formula as it stands, each amount from nothing.

fn big(value: Decimal) -> BigRational {
    BigRational::new(value.digits().into(), BigInt::from(10).pow(value.scale()))
}

fn growth(percentages: &[Decimal]) -> BigRational {
    let points = |p: &Decimal| p.digits() * 10i128.pow(18 - p.scale());
    let sum: BigInt = percentages.iter().map(|p| BigInt::from(points(p))).sum();
    let hundred = BigInt::from(10).pow(20);
    BigRational::new(sum + &hundred, hundred)
}

/// What a line costs in a year.
fn referee(plan: &CostPlan, scenario: &CostScenario, line: &CostLine, year: u32) -> BigRational {
    let first = match line.when {
        When::Once { year: only } if only == year => only,
        When::Yearly { from, to } if from <= year && to.is_none_or(|to| year <= to) => from,
        _ => return BigRational::zero(),
    };
    let volume = match line.quantity {
        Quantity::Fixed(quantity) => big(quantity),
        Quantity::Segment(segment) => {
            let given = plan.segments.get(segment).map_or(&[][..], Vec::as_slice);
            let volume =
                if year as usize <= given.len() { Some(given[year as usize - 1]) } else { given.last().copied() };
            volume.map_or(BigRational::zero(), big) * growth(&[scenario.volume_change])
        }
    };
    let discount = growth(&[plan.discount_rate]).pow(year as i32 - 1);
    if discount.is_zero() {
        return BigRational::zero();
    }
    let risen = match scenario.renewal_year {
        Some(renewal) if line.renews && renewal <= year => growth(&[scenario.renewal_rise]),
        _ => BigRational::one(),
    };
    let escalation = growth(&[line.escalation, scenario.extra_escalation]);
    big(line.amount) * volume * escalation.pow((year - first) as i32) * risen / discount
}

fn text(value: &BigRational) -> String {
    format!("{}/{}", value.numer(), value.denom())
}

fn texts(values: &[Rational]) -> Vec<String> {
    values.iter().map(Rational::to_fraction_text).collect()
}

/// Every figure of the table beside the referee's.
fn agrees(plan: &CostPlan, lines: &[CostLine]) {
    let table = CostTable::of(plan, lines);
    assert_eq!(table.scenarios.len(), plan.scenarios.len());
    for (scenario, costs) in plan.scenarios.iter().zip(&table.scenarios) {
        let mut years = vec![BigRational::zero(); plan.horizon.min(15) as usize];
        let mut kinds = vec![BigRational::zero(); CostKind::ALL.len()];
        let mut bricks = std::collections::BTreeMap::new();
        let mut total = BigRational::zero();
        assert_eq!(costs.amounts.len(), lines.len());
        for (index, line) in lines.iter().enumerate() {
            let mut own = BigRational::zero();
            assert_eq!(costs.amounts[index].len(), years.len());
            for (year, sum) in (1..).zip(&mut years) {
                let amount = referee(plan, scenario, line, year);
                let ours = &costs.amounts[index][year as usize - 1];
                assert_eq!(ours.to_fraction_text(), text(&amount), "{plan:?} {line:?} {year}");
                own += &amount;
                *sum += amount;
            }
            assert_eq!(costs.lines[index].to_fraction_text(), text(&own), "{plan:?} {line:?}");
            kinds[CostKind::ALL.iter().position(|kind| *kind == line.kind).unwrap()] += &own;
            *bricks.entry(line.brick).or_insert_with(BigRational::zero) += &own;
            total += own;
        }
        let place = || format!("{plan:?} {lines:?}");
        assert_eq!(texts(&costs.years), years.iter().map(text).collect::<Vec<_>>(), "{}", place());
        assert_eq!(texts(&costs.kinds), kinds.iter().map(text).collect::<Vec<_>>(), "{}", place());
        let own: Vec<_> = costs.bricks.iter().map(|(brick, sum)| (*brick, sum.to_fraction_text())).collect();
        assert_eq!(own, bricks.iter().map(|(brick, sum)| (*brick, text(sum))).collect::<Vec<_>>(), "{}", place());
        assert_eq!(costs.total.to_fraction_text(), text(&total), "{}", place());
        assert_eq!(costs.investment() + costs.operation(), costs.total, "{}", place());
        // `Ratio::round` rounds half away from zero.
        let cents = (total * BigInt::from(100)).round().to_integer();
        let expected = if cents.abs() < BigInt::from(10).pow(20) { Ok((cents, 2)) } else { Err(NoPrice::TooLarge) };
        let rounded = costs.rounded_total().map(|rounded| (rounded.digits().into(), rounded.scale()));
        assert_eq!(rounded, expected, "{}", place());
    }
    let sound = check_costs(plan, lines).is_empty();
    let expected = table.scenarios.get(plan.announced).filter(|_| sound);
    assert_eq!(table.price(), expected.map_or(Err(NoPrice::Unsound), |costs| costs.rounded_total()));
}

#[test]
fn tables_equal_an_independent_computation() {
    let mut random = Random::new(1);
    for _ in 0..100_000 {
        let (plan, lines) = made_up(&mut random, Taste::Plain);
        assert_eq!(check_costs(&plan, &lines), [], "{plan:?} {lines:?}");
        agrees(&plan, &lines);
    }
}

#[test]
fn extreme_numbers_are_no_exception() {
    let mut random = Random::new(2);
    let mut refused = 0;
    for _ in 0..2_000 {
        let (plan, lines) = made_up(&mut random, Taste::Extreme);
        assert_eq!(check_costs(&plan, &lines), [], "{plan:?} {lines:?}");
        refused += usize::from(CostTable::of(&plan, &lines).price() == Err(NoPrice::TooLarge));
        agrees(&plan, &lines);
    }
    assert!((100..1_900).contains(&refused), "{refused} prices were refused");
}

#[test]
fn whatever_the_input_nothing_fails() {
    let mut random = Random::new(3);
    for _ in 0..5_000 {
        let (plan, lines) = made_up(&mut random, Taste::Wild);
        agrees(&plan, &lines);
    }
}

#[test]
fn a_higher_hypothesis_never_lowers_a_total() {
    let mut random = Random::new(4);
    let mut rose = [0; 3];
    for round in 0..20_000 {
        let taste = if round % 20 == 0 { Taste::Extreme } else { Taste::Plain };
        let (plan, lines) = made_up(&mut random, taste);
        let before = CostTable::of(&plan, &lines);
        let what = random.below(3);
        let mut higher = plan.clone();
        for scenario in &mut higher.scenarios {
            let raised = match what {
                0 => &mut scenario.renewal_rise,
                1 => &mut scenario.volume_change,
                _ => &mut scenario.extra_escalation,
            };
            let up = (Rational::from(*raised) + amount(&mut random, Taste::Plain).into()).round(18);
            *raised = up;
        }
        for (before, after) in before.scenarios.iter().zip(&CostTable::of(&higher, &lines).scenarios) {
            assert!(after.total >= before.total, "{plan:?} {higher:?} {lines:?}");
            rose[what] += usize::from(after.total > before.total);
        }
    }
    assert!(rose.iter().all(|rose| *rose > 1_000), "hardly anything rose: {rose:?}");
}

#[test]
fn the_order_of_lines_changes_nothing_but_order() {
    let mut random = Random::new(5);
    for _ in 0..10_000 {
        let (plan, lines) = made_up(&mut random, Taste::Plain);
        let mut order: Vec<usize> = (0..lines.len()).collect();
        random.shuffle(&mut order);
        let shuffled: Vec<CostLine> = order.iter().map(|index| lines[*index].clone()).collect();
        let mut expected = CostTable::of(&plan, &lines);
        for costs in &mut expected.scenarios {
            costs.amounts = order.iter().map(|index| costs.amounts[*index].clone()).collect();
            costs.lines = order.iter().map(|index| costs.lines[*index].clone()).collect();
        }
        assert_eq!(CostTable::of(&plan, &shuffled), expected, "{plan:?} {lines:?}");
    }
}

#[test]
fn sheets_add_up() {
    let mut random = Random::new(6);
    for _ in 0..5_000 {
        let (plan, lines) = made_up(&mut random, Taste::Plain);
        let cut = random.below(lines.len() + 1);
        let (left, right) = lines.split_at(cut);
        let [all, left, right] = [&lines[..], left, right].map(|lines| CostTable::of(&plan, lines));
        for ((all, left), right) in all.scenarios.iter().zip(&left.scenarios).zip(&right.scenarios) {
            assert_eq!(left.total.clone() + right.total.clone(), all.total, "{plan:?} {lines:?}");
        }
    }
}

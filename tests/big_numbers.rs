//! Our own big numbers beside those of num-bigint and num-rational.
//!
//! Every operation on generated numbers of all sizes, with a taste for the
//! places where such code breaks: limb boundaries, powers of two and their
//! neighbours, long beside short, guessed digits that are one too large. The
//! naturals are compiled into this test from their source, since the crate
//! shows fractions only.

// A test may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[allow(dead_code, reason = "the engine uses all of it, these tests a part")]
#[path = "../src/engine/rational/natural.rs"]
mod natural;

use std::cmp::Ordering;

use mieux_disant::engine::{Decimal, Rational, SharingRefused, share_out};
use natural::Natural;
use num_bigint::{BigInt, BigUint};
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use proptest::prelude::*;

/// A limb, often one where carries and guesses go wrong.
fn limb() -> impl Strategy<Value = u32> {
    let edges = [0, 1, 2, 3, (1 << 31) - 1, 1 << 31, (1 << 31) + 1, u32::MAX - 1, u32::MAX, 0xffff, 0x1_0000];
    prop_oneof![3 => prop::sample::select(edges.to_vec()), 2 => any::<u32>()]
}

/// Limbs of a whole number: short, around 128 bits, long, or `2^k + {-1, 0, 1}`.
fn limbs() -> impl Strategy<Value = Vec<u32>> {
    prop_oneof![
        3 => prop::collection::vec(limb(), 0..=2),
        4 => prop::collection::vec(limb(), 3..=6),
        2 => prop::collection::vec(limb(), 7..=20),
        2 => (0u32..400, 0u32..3).prop_map(|(power, step)| {
            ((BigUint::one() << power) + step - BigUint::from((power > 0 || step > 0) as u32)).to_u32_digits()
        }),
    ]
}

fn referee(number: &Natural) -> BigUint {
    match number {
        Natural::Small(value) => BigUint::from(*value),
        Natural::Large(limbs) => {
            assert!(limbs.len() > 4 && limbs.last() != Some(&0), "not its one form: {limbs:?}");
            BigUint::new(limbs.clone())
        }
    }
}

/// Every operation on two naturals, in both orders.
fn naturals_agree(a: &Natural, b: &Natural) {
    let (x, y) = (referee(a), referee(b));
    assert_eq!(referee(&a.plus(b)), &x + &y, "{x} + {y}");
    assert_eq!(referee(&a.distance(b)), if x > y { &x - &y } else { &y - &x }, "|{x} - {y}|");
    assert_eq!(referee(&a.times(b)), &x * &y, "{x} * {y}");
    assert_eq!(a.cmp(b), x.cmp(&y), "{x} and {y}");
    assert_eq!(a == b, x == y, "{x} and {y}");
    assert_eq!(referee(&a.gcd(b)), referee_gcd(x.clone(), y.clone()), "gcd of {x} and {y}");
    assert_eq!(u64::from(a.bits()), x.bits(), "bits of {x}");
    assert_eq!(a.to_u128(), x.to_u128(), "{x}");
    let mut text = String::new();
    a.write_to(&mut text);
    assert_eq!(text, x.to_string());
    division_agrees(a, b);
    division_agrees(b, a);
}

fn division_agrees(a: &Natural, b: &Natural) {
    let (x, y) = (referee(a), referee(b));
    let (quotient, rest) = a.divided(b);
    let expected = if y.is_zero() { (BigUint::zero(), x.clone()) } else { (&x / &y, &x % &y) };
    assert_eq!((referee(&quotient), referee(&rest)), expected, "{x} / {y}");
}

/// Euclid in its plainest form.
fn referee_gcd(mut a: BigUint, mut b: BigUint) -> BigUint {
    while !b.is_zero() {
        (a, b) = (b.clone(), a % b);
    }
    a
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn naturals_compute_like_the_referee(a in limbs(), b in limbs()) {
        naturals_agree(&Natural::from_limbs(a), &Natural::from_limbs(b));
    }

    /// Dividends just below, at and above a multiple of the divisor, and the
    /// common divisor of multiples.
    #[test]
    fn division_holds_beside_multiples(divisor in limbs(), quotient in limbs(), step in limbs()) {
        let [divisor, quotient, step] = [divisor, quotient, step].map(Natural::from_limbs);
        let multiple = divisor.times(&quotient);
        for dividend in [&multiple, &multiple.plus(&Natural::ONE), &multiple.distance(&Natural::ONE), &multiple.distance(&step)] {
            division_agrees(dividend, &divisor);
        }
        naturals_agree(&multiple, &step.times(&divisor));
    }

    #[test]
    fn fractions_compute_like_the_referee(a in fraction(), b in fraction()) {
        fractions_agree(&a, &b);
    }

    #[test]
    fn roundings_and_floats_are_the_nearest(a in fraction(), decimals in 0u32..=20) {
        rounding_agrees(&a, decimals);
        float_is_nearest(&a);
    }
}

/// Where a digit guessed from the highest limbs stays one too large although
/// its neighbours were asked (Hacker's Delight, divmnu), and its surroundings.
#[test]
fn division_corrects_the_rare_guess() {
    let mut cases: Vec<(Vec<u32>, Vec<u32>)> = vec![
        (vec![3, 0, 0x8000_0000], vec![1, 0, 0x2000_0000]),
        (vec![0, 0, 0x8000, 0x7fff], vec![1, 0, 0x8000]),
        (vec![0, 0xffff_fffe, 0x8000_0000], vec![0xffff, 0x8000_0000]),
        (vec![0, 0xffff_fffe, 0, 0x8000_0000], vec![0xffff_ffff, 0, 0x8000_0000]),
        (vec![0, 0, 0x8000_0000, 0x7fff_ffff], vec![1, 0, 0x8000_0000]),
        (vec![0, 0, 0, 0x8000_0000, 0x7fff_ffff], vec![1, 0, 0, 0x8000_0000]),
    ];
    // The same far from 128 bits, where none takes the short way.
    for (dividend, divisor) in cases.clone() {
        for zeros in [1, 4, 9] {
            let longer = |limbs: &[u32]| [vec![0; zeros], limbs.to_vec()].concat();
            cases.push((longer(&dividend), longer(&divisor)));
            cases.push((longer(&dividend), divisor.clone()));
        }
    }
    for (dividend, divisor) in cases {
        naturals_agree(&Natural::from_limbs(dividend), &Natural::from_limbs(divisor));
    }
}

#[test]
fn naturals_agree_around_every_power_of_two() {
    let around: Vec<Natural> = (0..300)
        .step_by(4)
        .flat_map(|power| {
            let power = Natural::power_of_two(power);
            [power.distance(&Natural::ONE), power.plus(&Natural::ONE), power]
        })
        .collect();
    for a in &around {
        for b in &around {
            naturals_agree(a, b);
        }
    }
}

/// A fraction, ours and the referee's: any size, common divisors, and values
/// that stand half way between two decimals, or next to that.
fn fraction() -> impl Strategy<Value = (Rational, BigRational)> {
    let size = prop_oneof![
        6 => (limbs(), limbs()),
        2 => (limbs(), limbs(), limbs()).prop_map(|(n, d, common)| {
            let multiple = |limbs: Vec<u32>| (BigUint::new(limbs) * BigUint::new(common.clone())).to_u32_digits();
            (multiple(n), multiple(d))
        }),
        // (2 k + 1) / (2 * 10^decimals), times m, perhaps plus one, over m.
        2 => (any::<u64>(), 0u32..=18, limbs(), -1i32..=1).prop_map(|(k, decimals, limbs, step)| {
            let m = BigInt::from(BigUint::new(limbs)) + 1;
            let n: BigInt = (BigInt::from(k % 1_000_000_000_000) * 2 + 1) * &m + step;
            let d: BigInt = BigInt::from(10).pow(decimals) * 2 * m;
            (n.magnitude().to_u32_digits(), d.magnitude().to_u32_digits())
        }),
    ];
    (size, any::<bool>()).prop_map(|((n, d), negative)| {
        let d = if d.iter().all(|limb| *limb == 0) { vec![1] } else { d };
        let ours = whole(&n).checked_div(&whole(&d)).expect("not zero");
        let theirs = BigRational::new(BigUint::new(n).into(), BigUint::new(d).into());
        if negative { (Rational::zero() - ours, -theirs) } else { (ours, theirs) }
    })
}

/// The whole number with these limbs, by our own arithmetic.
fn whole(limbs: &[u32]) -> Rational {
    let base = Rational::from(Decimal::integer(1 << 32));
    limbs
        .iter()
        .rev()
        .fold(Rational::zero(), |sum, limb| sum * base.clone() + Decimal::integer(i64::from(*limb)).into())
}

fn text(value: &BigRational) -> String {
    format!("{}/{}", value.numer(), value.denom())
}

/// Every operation on two fractions.
fn fractions_agree((a, x): &(Rational, BigRational), (b, y): &(Rational, BigRational)) {
    assert_eq!(a.to_fraction_text(), text(x));
    assert_eq!((a.is_zero(), a.sign()), (x.is_zero(), x.cmp(&BigRational::zero())), "{x}");
    assert_eq!((a.cmp(b), a == b), (x.cmp(y), x == y), "{x} and {y}");
    let results = [
        (a.clone() + b.clone(), x + y),
        (a.clone() - b.clone(), x - y),
        (b.clone() - a.clone(), y - x),
        (a.clone() * b.clone(), x * y),
        (a.clone() - a.clone(), BigRational::zero()),
        // What was added can be taken away: back to the same form.
        ((a.clone() + b.clone()) - b.clone(), x.clone()),
    ];
    for (ours, theirs) in results {
        assert_eq!(ours.to_fraction_text(), text(&theirs), "{x} and {y}");
        assert_eq!(ours.sign(), theirs.cmp(&BigRational::zero()), "{x} and {y}");
    }
    assert_eq!(a.checked_div(b).map(|q| q.to_fraction_text()), (!y.is_zero()).then(|| text(&(x / y))), "{x} / {y}");
    // Neighbours at the distance of one over the product of the denominators.
    let step = a.clone().checked_div(b).unwrap_or_else(Rational::zero);
    let order = if step.is_zero() { Ordering::Equal } else { step.sign() };
    assert_eq!((a.clone() + step).cmp(a), order, "{x} and {y}");
}

fn rounding_agrees((a, x): &(Rational, BigRational), decimals: u32) {
    let scale = decimals.min(18);
    let unit: BigInt = BigInt::from(10).pow(scale);
    let limit: BigInt = BigInt::from(10).pow(18 + scale) - 1;
    // `Ratio::round` rounds half away from zero.
    let expected = (x * &unit).round().to_integer().clamp(-limit.clone(), limit);
    let rounded = a.round(decimals);
    assert_eq!((BigInt::from(rounded.digits()), rounded.scale()), (expected, scale), "{x} to {decimals}");
}

/// No float lies nearer. Below the normal floats, only one step may.
fn float_is_nearest((a, x): &(Rational, BigRational)) {
    let float = a.to_f64();
    let exactly = |float: f64| BigRational::from_float(float).expect("finite");
    assert_eq!(float.is_sign_negative(), x.is_negative(), "{x}");
    // Half a step above the largest float rounds to infinity.
    let end = exactly(f64::MAX) + (exactly(f64::MAX) - exactly(f64::MAX.next_down())) / BigInt::from(2);
    assert_eq!(float.is_infinite(), x.abs() >= end, "{x}");
    if float.is_infinite() {
        return;
    }
    let error = (exactly(float) - x).abs();
    if float.abs() < f64::MIN_POSITIVE {
        assert!(error <= exactly(f64::from_bits(1)), "{x}: {float}");
        return;
    }
    for other in [float.next_down(), float.next_up()] {
        assert!(other.is_infinite() || error <= (exactly(other) - x).abs(), "{x}: {float}, but {other} is nearer");
    }
}

#[test]
fn floats_reach_their_limits() {
    let two = Rational::from(Decimal::integer(2));
    let power = |exponent: u32| (0..exponent).fold(Rational::from(Decimal::ONE), |power, _| power * two.clone());
    let inverse = |value: &Rational| Rational::from(Decimal::ONE).checked_div(value).unwrap();
    assert_eq!(power(1023).to_f64(), 2f64.powi(1023));
    assert_eq!((power(1024) - power(970)).to_f64(), f64::INFINITY);
    assert_eq!((power(1024) - power(970) - Decimal::ONE.into()).to_f64(), f64::MAX);
    assert_eq!(power(5000).to_f64(), f64::INFINITY);
    assert_eq!((Rational::zero() - power(5000)).to_f64(), f64::NEG_INFINITY);
    assert_eq!(inverse(&power(1022)).to_f64(), f64::MIN_POSITIVE);
    assert_eq!(inverse(&power(1074)).to_f64(), f64::from_bits(1));
    assert_eq!(inverse(&power(5000)).to_f64(), 0.0);
    assert_eq!(Rational::zero().to_f64().to_bits(), 0);
}

/// The sum of 256 fractions whose denominators have nothing in common is
/// still the referee's, and so are two such sums beside each other.
#[test]
fn long_sums_agree() {
    let sum = |start: i64| {
        (0..256).fold((Rational::zero(), BigRational::zero()), |(ours, theirs), place| {
            let (n, d) = (1 + place * place, 90_000_000_000_000_000 + start + place * 7);
            let ours = ours + Rational::from(Decimal::integer(n)).checked_div(&Decimal::integer(d).into()).unwrap();
            (ours, theirs + BigRational::new(n.into(), d.into()))
        })
    };
    let (a, b) = (sum(1), sum(1_000_003));
    fractions_agree(&a, &b);
    fractions_agree(&a, &a);
    rounding_agrees(&a, 18);
    float_is_nearest(&a);
}

#[test]
fn what_no_decimal_holds_becomes_the_largest() {
    let million = Rational::from(Decimal::integer(1_000_000));
    let huge = million.clone() * million.clone() * million.clone();
    for (value, decimals, expected) in [
        (huge.clone(), 0, "999999999999999999"),
        (huge.clone(), 2, "999999999999999999.99"),
        (Rational::zero() - huge.clone() * million.clone() * huge.clone(), 1, "-999999999999999999.9"),
        (huge.clone() - Decimal::parse("0.5").unwrap().into(), 0, "999999999999999999"),
        (huge.clone() - Decimal::parse("0.5").unwrap().into(), 1, "999999999999999999.5"),
        (million, 99, "1000000.000000000000000000"),
    ] {
        assert_eq!(value.round(decimals).to_string(), expected);
    }
}

/// Sharing as it was first written, in whole numbers of the finest scale.
fn shared_by_the_referee(
    weights: &[Decimal],
    locked: &[bool],
    edited: (usize, Decimal),
    total: Decimal,
) -> Result<Vec<Decimal>, SharingRefused> {
    let scale = weights.iter().chain([&edited.1, &total]).map(|d| d.scale()).max().unwrap().max(4);
    let at_scale = |d: Decimal| BigInt::from(d.digits()) * BigInt::from(10).pow(scale - d.scale());
    let decimal = |digits: &BigInt| Decimal::new(digits.to_i128().unwrap(), scale).unwrap().normalized();
    let (free, fixed): (Vec<usize>, Vec<usize>) =
        (0..weights.len()).filter(|i| *i != edited.0).partition(|i| !locked[*i]);
    let at_most: BigInt = at_scale(total) - fixed.iter().map(|i| at_scale(weights[*i])).sum::<BigInt>();
    let rest = &at_most - at_scale(edited.1);
    if rest.is_negative() {
        return Err(SharingRefused::TooMuch { at_most: decimal(&at_most.max(BigInt::zero())) });
    }
    if free.is_empty() && !rest.is_zero() {
        return Err(SharingRefused::AllLocked { only: decimal(&at_most) });
    }
    let mut parts: Vec<BigInt> = free.iter().map(|i| at_scale(weights[*i])).collect();
    if parts.iter().all(Zero::is_zero) {
        parts.fill(BigInt::one());
    }
    let sum: BigInt = parts.iter().sum();
    let step = BigInt::from(10).pow(scale - 4);
    let mut shares: Vec<(usize, BigInt, BigInt)> = Vec::new();
    for (index, part) in free.iter().zip(&parts) {
        let floor = &rest * part / (&sum * &step) * &step;
        let remainder = &rest * part - &floor * &sum;
        shares.push((*index, floor, remainder));
    }
    let mut left: BigInt = rest - shares.iter().map(|share| &share.1).sum::<BigInt>();
    shares.sort_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(&b.0)));
    let mut result = weights.to_vec();
    result[edited.0] = edited.1;
    for (index, floor, _) in shares {
        let portion = left.clone().min(step.clone());
        result[index] = decimal(&(floor + &portion));
        left -= portion;
    }
    Ok(result)
}

fn weight() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        4 => (0i128..=100, 0u32..=2).prop_map(|(digits, scale)| Decimal::new(digits, scale).unwrap()),
        2 => (0i128..=33_333_333_333, 9u32..=18).prop_map(|(digits, scale)| Decimal::new(digits, scale).unwrap()),
        1 => any::<u64>().prop_map(|digits| Decimal::new(digits.into(), 18).unwrap()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn weights_are_shared_as_by_the_referee(
        group in prop::collection::vec((weight(), any::<bool>()), 1..9),
        place in any::<prop::sample::Index>(),
        value in weight(),
    ) {
        let (weights, locked): (Vec<Decimal>, Vec<bool>) = group.into_iter().unzip();
        let edited = (place.index(weights.len()), value);
        let hundred = Decimal::integer(100);
        let ours = share_out(&weights, &locked, Some(edited), hundred);
        prop_assert_eq!(ours, shared_by_the_referee(&weights, &locked, edited, hundred));
    }
}

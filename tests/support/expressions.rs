//! Formulas that buyers write, each with what it means, computed by hand.
//!
//! The meaning is written beside the text and shares no code with the reader of
//! expressions: fractions where the formula has only those, else floats along
//! the path that the text prescribes.

use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};

/// What the symbols stand for.
pub struct Values {
    pub p: BigRational,
    pub pmin: BigRational,
    pub pmax: BigRational,
    pub pmean: BigRational,
    pub e: BigRational,
    pub full: BigRational,
    pub n: BigRational,
}

/// What a formula means.
pub enum Meaning {
    /// In fractions; nothing on division by zero.
    Exact(fn(&Values) -> Option<BigRational>),
    /// In floats: `P`, `Pmin`, `Pmax`, `E`, `N`, `n`.
    Floats(fn([f64; 6]) -> f64),
}

fn whole(value: i64) -> BigRational {
    BigRational::from_integer(value.into())
}

fn cube(value: &BigRational) -> BigRational {
    value * value * value
}

/// A step that is not finite has no value, whatever comes after it.
fn finite(step: f64) -> f64 {
    if step.is_finite() { step } else { f64::NAN }
}

fn over(dividend: BigRational, divisor: BigRational) -> Option<BigRational> {
    (!divisor.is_zero()).then(|| dividend / divisor)
}

/// The texts, with their meanings; some leave `[0, N]`, some are undefined for
/// some prices.
pub const EXPRESSIONS: &[(&str, Meaning)] = &[
    ("N × Pmin ÷ P", Meaning::Exact(|v| over(&v.full * &v.pmin, v.p.clone()))),
    ("N * (1 - (P - Pmin) / Pmin)", Meaning::Exact(|v| Some(&v.full * (whole(2) - &v.p / &v.pmin)))),
    ("N * (Pmax - P) / (Pmax - Pmin)", Meaning::Exact(|v| over(&v.full * (&v.pmax - &v.p), &v.pmax - &v.pmin))),
    ("N * Pmean^3 / (P + Pmean)^3", Meaning::Exact(|v| over(&v.full * cube(&v.pmean), cube(&(&v.p + &v.pmean))))),
    (
        "max(0; N - N*(P/E - 1)^2)",
        Meaning::Exact(|v| {
            let gap = &v.p / &v.e - whole(1);
            Some((&v.full - &v.full * &gap * &gap).max(whole(0)))
        }),
    ),
    (
        "N * (n*Pmin - P) / ((n-1)*Pmin)",
        Meaning::Exact(|v| over(&v.full * (&v.n * &v.pmin - &v.p), (&v.n - whole(1)) * &v.pmin)),
    ),
    ("min(N, N * E / P)", Meaning::Exact(|v| Some((&v.full * &v.e / &v.p).min(v.full.clone())))),
    ("N / (P - Pmin + 1)", Meaning::Exact(|v| over(v.full.clone(), &v.p - &v.pmin + whole(1)))),
    (
        "N * (0.5 * Pmin / P + 0.5 * Pmean / (P + Pmean))",
        Meaning::Exact(|v| {
            let half = whole(1) / whole(2);
            Some(&v.full * (&half * &v.pmin / &v.p + &half * &v.pmean / (&v.p + &v.pmean)))
        }),
    ),
    ("50 * Pmean^3 / (P + Pmean)^3", Meaning::Exact(|v| over(whole(50) * cube(&v.pmean), cube(&(&v.p + &v.pmean))))),
    (
        "50 * Pmean^3 / P^3 + Pmean^3",
        Meaning::Exact(|v| Some(whole(50) * cube(&v.pmean) / cube(&v.p) + cube(&v.pmean))),
    ),
    (
        "N * (0.5 * Pmin / P + 0.25 * (Pmax - P) / Pmax + 0.25 * (n * E - P) / E)",
        Meaning::Exact(|v| {
            let quarter = whole(1) / whole(4);
            let parts = whole(2) * &v.pmin / &v.p + (&v.pmax - &v.p) / &v.pmax + (&v.n * &v.e - &v.p) / &v.e;
            Some(&v.full * quarter * parts)
        }),
    ),
    ("N - P * 0.01", Meaning::Exact(|v| Some(&v.full - &v.p / whole(100)))),
    ("N * √(Pmin / P)", Meaning::Floats(|[p, pmin, .., full, _]| full * libm::sqrt(pmin / p))),
    (
        "N * (1 - ln(P / Pmin) / ln(n))",
        Meaning::Floats(|[p, pmin, _, _, full, n]| full * (1.0 - libm::log(p / pmin) / finite(libm::log(n)))),
    ),
    ("N * (Pmin / P) ^ 0.7", Meaning::Floats(|[p, pmin, _, _, full, _]| full * libm::pow(pmin / p, 0.7))),
    ("10 / 3 * (7 - P / Pmin)", Meaning::Exact(|v| Some(whole(10) / whole(3) * (whole(7) - &v.p / &v.pmin)))),
    ("N * ln(E / P)", Meaning::Floats(|[p, _, _, e, full, _]| full * libm::log(e / p))),
];

/// The value of one of [`EXPRESSIONS`], in points; nothing where it has none.
/// `floats` holds the same values as `values`, in the order of [`Meaning::Floats`].
pub fn points(text: &str, values: &Values, floats: [f64; 6]) -> Option<Points> {
    let (_, meaning) = EXPRESSIONS.iter().find(|(known, _)| *known == text).expect("a formula with a meaning");
    match meaning {
        Meaning::Exact(of) => of(values).map(Points::Exact),
        Meaning::Floats(of) => Some(Points::Float(of(floats))).filter(|points| match points {
            Points::Float(points) => points.is_finite(),
            Points::Exact(_) => true,
        }),
    }
}

/// What a formula gives.
pub enum Points {
    Exact(BigRational),
    Float(f64),
}

/// Half up to 9 decimals, the definition of a note that no fraction gives.
pub fn nine_decimals(note: f64) -> Option<BigRational> {
    let units = note.is_finite().then(|| (note.clamp(-1e6, 1e6) * 1e9 + 0.5).floor().to_i64())??;
    Some(BigRational::new(units.into(), 1_000_000_000.into()))
}

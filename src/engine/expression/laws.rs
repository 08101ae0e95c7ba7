//! Laws of expressions, tried on random ones: a tree is drawn, printed the way
//! people write, read back, and computed by referees that share no code with
//! the engine (fractions of `num-rational`; floats over the tree).

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;

use super::{Expression, ExpressionErrorKind, Variable, Variables};
use crate::engine::{Decimal, Interval, Rational};

#[derive(Clone, Debug)]
enum Tree {
    /// `digits / 10^scale`.
    Number(i64, u32),
    Variable(Variable),
    Negate(Box<Tree>),
    Power(Box<Tree>, i32),
    Binary(char, Box<Tree>, Box<Tree>),
    /// `true` for the largest.
    Extreme(bool, Vec<Tree>),
    /// `true` for the square root, otherwise the logarithm.
    Irrational(bool, Box<Tree>),
}

/// A tree out of bytes; where they end, so does the tree.
fn grow(bytes: &mut impl Iterator<Item = u8>, depth: u32, rational: bool) -> Tree {
    let Some(byte) = bytes.next() else { return Tree::Variable(Variable::Price) };
    let mut branch = || Box::new(grow(bytes, depth + 1, rational));
    match byte % if rational { 12 } else { 16 } {
        _ if depth > 6 => Tree::Variable(Variable::Price),
        0 | 1 => Tree::Number(i64::from(byte) * 37 % 1000, u32::from(byte) % 4),
        2 | 3 => Tree::Variable(Variable::ALL[usize::from(byte) % 7]),
        4 | 5 => Tree::Binary('+', branch(), branch()),
        6 => Tree::Binary('-', branch(), branch()),
        7 => Tree::Binary('*', branch(), branch()),
        8 => Tree::Binary('/', branch(), branch()),
        9 => Tree::Negate(branch()),
        10 => Tree::Power(branch(), i32::from(byte) % 9 - 4),
        11 => Tree::Extreme(byte >= 128, (0..2 + byte / 12 % 2).map(|_| *branch()).collect()),
        12 | 13 => Tree::Irrational(true, branch()),
        14 => Tree::Irrational(false, branch()),
        _ => {
            let (base, mut exponent) = (branch(), branch());
            let mut bare = &*exponent;
            while let Tree::Negate(inner) = bare {
                bare = inner;
            }
            // A whole number would make it another kind of tree.
            if let Tree::Number(digits, _) = bare {
                *exponent = Tree::Number(digits % 16 * 10 + 5, 1);
            }
            Tree::Binary('^', base, exponent)
        }
    }
}

impl Tree {
    /// The text, within parentheses where `level` or the whim of `style` asks
    /// for them: 1 a sum, 2 a product, 3 a sign, 4 a power, 5 anything.
    fn print(&self, style: &mut u32, level: u32) -> String {
        let mut whim = |choices: u32| {
            *style = style.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (*style >> 16) % choices
        };
        let space = [" ", "", "", "\u{202f}"][whim(4) as usize];
        let glyph = whim(3) as usize;
        let superscript = whim(2) == 0;
        let wrap = whim(8) == 0;
        let (own, text) = match self {
            Self::Number(digits, scale) => (5, Decimal::new((*digits).into(), *scale).unwrap().to_string()),
            Self::Variable(variable) => (5, variable.symbol().to_owned()),
            Self::Negate(inner) => (3, format!("{}{space}{}", ["-", "−", "-"][glyph], inner.print(style, 3))),
            Self::Power(base, exponent) => {
                let base = base.print(style, 5);
                let exponent = match exponent {
                    2 if superscript => "²".to_owned(),
                    3 if superscript => "³".to_owned(),
                    0.. if glyph == 0 => format!("^({exponent})"),
                    0.. => format!("{space}^{exponent}"),
                    _ if glyph == 0 => format!("^({exponent}){space}"),
                    _ => format!("^{space}−{}", -exponent),
                };
                (4, base + &exponent)
            }
            Self::Binary(operator, left, right) => {
                let (own, glyphs, levels) = match operator {
                    '+' => (1, ["+"; 3], (1, 2)),
                    '-' => (1, ["-", "−", "-"], (1, 2)),
                    '*' => (2, ["*", "×", "·"], (2, 3)),
                    '/' => (2, ["/", "÷", "/"], (2, 3)),
                    _ => (4, ["^"; 3], (5, 3)),
                };
                let (left, right) = (left.print(style, levels.0), right.print(style, levels.1));
                (own, format!("{left}{space}{}{space}{right}", glyphs[glyph]))
            }
            Self::Extreme(largest, arguments) => {
                let arguments: Vec<String> = arguments.iter().map(|argument| argument.print(style, 1)).collect();
                let name = if *largest { "max" } else { "min" };
                (5, format!("{name}{space}({})", arguments.join([",", ";", " ; "][glyph])))
            }
            Self::Irrational(root, argument) => {
                let name = if *root { ["sqrt", "√", "sqrt"][glyph] } else { "ln" };
                (5, format!("{name}({})", argument.print(style, 1)))
            }
        };
        if own < level || wrap { format!("({space}{text})") } else { text }
    }

    /// What the limit on exact growth is about.
    fn degree(&self) -> u32 {
        match self {
            Self::Number(..) | Self::Variable(_) => 1,
            Self::Negate(inner) | Self::Irrational(_, inner) => inner.degree(),
            Self::Power(base, exponent) => base.degree() * exponent.unsigned_abs().max(1),
            Self::Binary(_, left, right) => left.degree() + right.degree(),
            Self::Extreme(_, arguments) => arguments.iter().map(Self::degree).sum(),
        }
    }

    fn largest_degree(&self) -> u32 {
        let inner = match self {
            Self::Number(..) | Self::Variable(_) => 0,
            Self::Negate(inner) | Self::Irrational(_, inner) | Self::Power(inner, _) => inner.largest_degree(),
            Self::Binary(_, left, right) => left.largest_degree().max(right.largest_degree()),
            Self::Extreme(_, arguments) => arguments.iter().map(Self::largest_degree).max().unwrap(),
        };
        inner.max(self.degree())
    }

    fn is_rational(&self) -> bool {
        match self {
            Self::Number(..) | Self::Variable(_) => true,
            Self::Irrational(..) | Self::Binary('^', ..) => false,
            Self::Negate(inner) | Self::Power(inner, _) => inner.is_rational(),
            Self::Binary(_, left, right) => left.is_rational() && right.is_rational(),
            Self::Extreme(_, arguments) => arguments.iter().all(Self::is_rational),
        }
    }

    fn exact(&self, value: &dyn Fn(Variable) -> BigRational) -> Option<BigRational> {
        Some(match self {
            Self::Number(digits, scale) => BigRational::new((*digits).into(), BigInt::from(10).pow(*scale)),
            Self::Variable(variable) => value(*variable),
            Self::Negate(inner) => -inner.exact(value)?,
            Self::Power(base, exponent) => {
                let base = base.exact(value)?;
                if base.is_zero() && *exponent < 0 {
                    return None;
                }
                base.pow(*exponent)
            }
            Self::Binary(operator, left, right) => {
                let (left, right) = (left.exact(value)?, right.exact(value)?);
                match operator {
                    '+' => left + right,
                    '-' => left - right,
                    '*' => left * right,
                    '/' if right.is_zero() => return None,
                    '/' => left / right,
                    _ => return None,
                }
            }
            Self::Extreme(largest, arguments) => {
                let values: Option<Vec<BigRational>> = arguments.iter().map(|argument| argument.exact(value)).collect();
                if *largest { values?.into_iter().max()? } else { values?.into_iter().min()? }
            }
            Self::Irrational(..) => return None,
        })
    }

    /// With operations of the standard library but for the three of `libm`.
    fn float(&self, value: &dyn Fn(Variable) -> f64) -> Option<f64> {
        let result = match self {
            Self::Number(digits, scale) => *digits as f64 / 10f64.powi(*scale as i32),
            Self::Variable(variable) => value(*variable),
            Self::Negate(inner) => -inner.float(value)?,
            Self::Power(base, exponent) => libm::pow(base.float(value)?, f64::from(*exponent)),
            Self::Binary(operator, left, right) => {
                let (left, right) = (left.float(value)?, right.float(value)?);
                match operator {
                    '+' => left + right,
                    '-' => left - right,
                    '*' => left * right,
                    '/' => left / right,
                    _ => libm::pow(left, right),
                }
            }
            Self::Extreme(largest, arguments) => {
                let values: Option<Vec<f64>> = arguments.iter().map(|argument| argument.float(value)).collect();
                values?.into_iter().reduce(if *largest { f64::max } else { f64::min })?
            }
            Self::Irrational(true, inner) => inner.float(value)?.sqrt(),
            Self::Irrational(false, inner) => libm::log(inner.float(value)?),
        };
        result.is_finite().then_some(result)
    }

    /// Prints and reads; nothing where a limit forbids it, which is checked.
    fn read_back(&self, mut style: u32) -> Option<Expression> {
        let text = self.print(&mut style, 1);
        let expected = if text.chars().count() > Expression::MAX_CHARACTERS {
            Err(ExpressionErrorKind::TooLong)
        } else if self.is_rational() && self.largest_degree() > Expression::MAX_DEGREE {
            Err(ExpressionErrorKind::TooComplex)
        } else {
            Ok(self.is_rational())
        };
        let expression = Expression::parse(&text);
        let found = expression.as_ref().map(Expression::is_rational).map_err(|error| error.kind);
        assert_eq!(found, expected, "{text}");
        expression.ok()
    }
}

/// Prices in cents, `N` and `n` in tenths.
type Values = [i64; 5];

fn decimal(values: &Values, index: usize) -> Decimal {
    Decimal::new(values[index].into(), if index < 3 { 2 } else { 1 }).unwrap()
}

/// The variables in any kind of number; the mean is no decimal, the estimate
/// is the highest price.
fn variables<N: Clone>(values: &Values, number: impl Fn(Decimal) -> N, mean: impl Fn(N, N, N) -> N) -> Variables<N> {
    let [price, lowest, highest, full, factor] = [0, 1, 2, 3, 4].map(|index| number(decimal(values, index)));
    Variables {
        mean: Some(mean(price.clone(), lowest.clone(), highest.clone())),
        price: Some(price),
        lowest: Some(lowest),
        highest: Some(highest.clone()),
        estimate: Some(highest),
        full,
        factor: Some(factor),
    }
}

fn floats(values: &Values) -> Variables<f64> {
    variables(values, Decimal::to_f64, |a, b, c| (a + b + c) / 3.0)
}

/// Bounds around the values, `slack` cents or tenths to either side.
fn intervals(values: &Values, slack: i64) -> Variables<Interval> {
    let slack = Interval { low: -(slack as f64), high: slack as f64 };
    let three = Interval::from(Decimal::integer(3));
    variables(values, |value| Interval::from(value) + slack, |a, b, c| (a + b + c).checked_div(three).unwrap())
}

fn referee(values: &Values, variable: Variable) -> BigRational {
    let of = |index: usize| BigRational::new(values[index].into(), if index < 3 { 100 } else { 10 }.into());
    match variable {
        Variable::Price => of(0),
        Variable::Lowest => of(1),
        Variable::Highest | Variable::Estimate => of(2),
        Variable::Mean => (of(0) + of(1) + of(2)) / BigRational::from_integer(3.into()),
        Variable::Full => of(3),
        Variable::Factor => of(4),
    }
}

fn bounds_hold(bounds: Interval, exact: &BigRational) -> bool {
    BigRational::from_float(bounds.low).unwrap() <= *exact && *exact <= BigRational::from_float(bounds.high).unwrap()
}

fn drawn() -> impl Strategy<Value = (Vec<u8>, Values, u32)> {
    // Small values meet each other: differences and divisors of zero.
    let value = || prop_oneof![1..4i64, 1..100_000_000i64];
    (prop::collection::vec(any::<u8>(), 0..24), prop::array::uniform5(value()), any::<u32>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn fractions_are_those_of_the_referee_and_bounds_hold((bytes, values, style) in drawn()) {
        let tree = grow(&mut bytes.into_iter(), 0, true);
        let Some(expression) = tree.read_back(style) else { return Ok(()) };
        let exact = tree.exact(&|variable| referee(&values, variable));
        let three = Rational::from(Decimal::integer(3));
        let fractions = variables(&values, Rational::from, |a, b, c| (a + b + c).checked_div(&three).unwrap());
        let text = |value: &BigRational| format!("{}/{}", value.numer(), value.denom());
        let found = expression.evaluate_exact(&fractions).map(|value| value.to_fraction_text());
        prop_assert_eq!(found, exact.as_ref().map(text), "{}", expression.source());
        for slack in [0, 1, 50] {
            if let Some(bounds) = expression.enclose(&intervals(&values, slack)) {
                prop_assert!(exact.as_ref().is_some_and(|exact| bounds_hold(bounds, exact)), "{}", expression.source());
            }
        }
    }

    #[test]
    fn floats_follow_the_text_and_lie_within_bounds((bytes, values, style) in drawn()) {
        let tree = grow(&mut bytes.into_iter(), 0, false);
        let Some(expression) = tree.read_back(style) else { return Ok(()) };
        let floats = floats(&values);
        let expected = tree.float(&|variable| *floats.get(variable).unwrap());
        let found = expression.evaluate_float(&floats);
        prop_assert_eq!(found, expected, "{}", expression.source());
        for slack in [0, 1, 50] {
            if let Some(bounds) = expression.enclose(&intervals(&values, slack)) {
                let inside = found.is_some_and(|value| bounds.low <= value && value <= bounds.high);
                prop_assert!(inside, "{} {bounds:?} {found:?}", expression.source());
            }
        }
    }

    #[test]
    fn no_text_panics(text in "[PNEn0-9a-z+*/^().,;²³√×÷−· -]{0,60}|\\PC{0,40}") {
        let column = Expression::parse(&text).err().map(|error| error.column);
        prop_assert!(column.is_none_or(|column| (1..=text.chars().count() + 1).contains(&column)));
    }
}

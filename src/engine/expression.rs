//! The price formula that a buyer writes: a small expression, read and bounded
//! before it is ever computed.
//!
//! A text goes in, [`Expression::parse`] answers with steps or with the column
//! that is wrong; the steps then run on fractions, on intervals or on floats.
//! No names but the seven of [`Variable`], no loops, no way to grow without
//! limit. What an error says in words is the business of other rooms.

mod parse;
mod run;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use super::decimal::{Decimal, DecimalError};
use super::interval::Interval;
use super::number::Number;
use super::rational::Rational;

/// What an expression may read, by the symbols that price formulas are
/// published with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variable {
    /// `P`: the price of the offer.
    Price,
    /// `Pmin`: the lowest price of the admissible offers.
    Lowest,
    /// `Pmax`: the highest one.
    Highest,
    /// `Pmean`: their arithmetic mean.
    Mean,
    /// `E`: the buyer's estimate.
    Estimate,
    /// `N`: the points that the criterion is worth.
    Full,
    /// `n`: the announced factor, as in "zero points at n times the lowest price".
    Factor,
}

impl Variable {
    /// All of them, in the order in which they are explained.
    pub const ALL: [Self; 7] =
        [Self::Price, Self::Lowest, Self::Highest, Self::Mean, Self::Estimate, Self::Full, Self::Factor];

    /// How it is written in an expression; upper and lower case differ.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Price => "P",
            Self::Lowest => "Pmin",
            Self::Highest => "Pmax",
            Self::Mean => "Pmean",
            Self::Estimate => "E",
            Self::Full => "N",
            Self::Factor => "n",
        }
    }
}

/// What the variables stand for, for one offer. An expression that reads what
/// is not known has no value.
#[derive(Clone, Debug, PartialEq)]
pub struct Variables<N> {
    /// `P`.
    pub price: Option<N>,
    /// `Pmin`.
    pub lowest: Option<N>,
    /// `Pmax`.
    pub highest: Option<N>,
    /// `Pmean`.
    pub mean: Option<N>,
    /// `E`.
    pub estimate: Option<N>,
    /// `N`.
    pub full: N,
    /// `n`.
    pub factor: Option<N>,
}

impl<N> Variables<N> {
    fn get(&self, variable: Variable) -> Option<&N> {
        match variable {
            Variable::Price => self.price.as_ref(),
            Variable::Lowest => self.lowest.as_ref(),
            Variable::Highest => self.highest.as_ref(),
            Variable::Mean => self.mean.as_ref(),
            Variable::Estimate => self.estimate.as_ref(),
            Variable::Full => Some(&self.full),
            Variable::Factor => self.factor.as_ref(),
        }
    }
}

/// Why a text is no expression, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpressionError {
    /// The place in the text, counted in characters from 1; where something
    /// lacks at the end, one more than there are.
    pub column: usize,
    /// What is wrong there.
    pub kind: ExpressionErrorKind,
}

/// What can be wrong with an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpressionErrorKind {
    /// Nothing but spaces.
    Empty,
    /// More than [`Expression::MAX_CHARACTERS`].
    TooLong,
    /// More than [`Expression::MAX_PARTS`].
    TooManyParts,
    /// Parentheses, signs or exponents within each other, more than
    /// [`Expression::MAX_DEPTH`].
    TooDeep,
    /// Powers and products whose exact value could grow beyond
    /// [`Expression::MAX_DEGREE`].
    TooComplex,
    /// A literal exponent beyond [`Expression::MAX_EXPONENT`].
    ExponentTooLarge,
    /// A character that means nothing here.
    UnexpectedCharacter,
    /// A name that is neither a variable nor a function.
    UnknownName,
    /// A number, a variable or a parenthesis should stand here.
    MissingOperand,
    /// Two operands side by side: a multiplication has to be written.
    MissingOperator,
    /// The parenthesis opened here is never closed.
    UnclosedParenthesis,
    /// The parenthesis closed here was never opened.
    ExtraParenthesis,
    /// The arguments of the function stand in parentheses.
    FunctionWithoutParenthesis,
    /// `min` and `max` take two arguments or more, `sqrt` and `ln` one.
    WrongArgumentCount,
    /// A comma or semicolon that separates no arguments; the decimal mark is
    /// the point.
    SeparatorOutsideFunction,
    /// A power of a power without parentheses: `P²³` or `P²^3`.
    DoublePower,
    /// Not a number, or beyond the limits of [`Decimal`].
    BadNumber(DecimalError),
}

/// One step of an expression in postfix order: it takes its operands from the
/// end of what the steps before it left, and leaves its result there.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Number(Decimal),
    Variable(Variable),
    Negate,
    /// To a literal whole exponent, at most [`Expression::MAX_EXPONENT`] in
    /// absolute value.
    Power(i32),
    SquareRoot,
    Logarithm,
    Add,
    Subtract,
    Multiply,
    Divide,
    /// To any other exponent.
    Raise,
    Smaller,
    Larger,
}

/// An expression that was read and is within all limits. It gives points, as
/// they are: below zero or beyond `N` where the formula goes there.
///
/// Every power with exponent 0 is 1, that of zero too.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    source: String,
    steps: Vec<Step>,
}

impl Expression {
    /// The longest text, in characters.
    pub const MAX_CHARACTERS: usize = 500;
    /// The most numbers, variables and operations.
    pub const MAX_PARTS: usize = 128;
    /// The deepest nesting of parentheses, signs and exponents.
    pub const MAX_DEPTH: usize = 32;
    /// The largest literal exponent, in absolute value.
    pub const MAX_EXPONENT: u32 = 16;
    /// How many times longer than what it reads an exact value may get, which
    /// also bounds the work: 1 for a number or a variable; times the exponent
    /// for a power; added up by whatever takes several operands.
    pub const MAX_DEGREE: u32 = 256;

    /// Reads an expression over the symbols of [`Variable`].
    ///
    /// Operators `+ - * / ^` and parentheses with the usual precedence:
    /// `-P^2` is `-(P^2)`, `2^3^2` is `2^(3^2)`. Functions `min`, `max`, `sqrt`
    /// and `ln`, arguments apart by `,` or `;`. Numbers with a decimal point,
    /// without exponent. As in print, `×`, `·`, `⋅`, `÷` and `−` are operators,
    /// `²` and `³` powers, and `√(x)` is `sqrt(x)`.
    ///
    /// # Errors
    /// The first column that is wrong. The work is bounded by
    /// [`Self::MAX_CHARACTERS`], whatever the text.
    pub fn parse(text: &str) -> Result<Self, ExpressionError> {
        let steps = parse::parse(text)?;
        Ok(Self { source: text.to_owned(), steps })
    }

    /// The text as it was typed.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether the value may depend on the variable.
    pub fn reads(&self, variable: Variable) -> bool {
        self.steps.contains(&Step::Variable(variable))
    }

    /// Whether fractions in give a fraction: no `sqrt`, no `ln`, and each
    /// exponent a whole number as it stands.
    pub fn is_rational(&self) -> bool {
        is_rational(&self.steps)
    }

    /// The points; nothing where a variable is not known, where a divisor is,
    /// or may be, zero, and where the kind of number has no such operation.
    pub(crate) fn evaluate<N: Number>(&self, variables: &Variables<N>) -> Option<N> {
        run::run(&self.steps, variables)
    }

    /// The exact points of a rational expression; nothing for any other, where
    /// a variable is not known, and on division by zero.
    pub fn evaluate_exact(&self, variables: &Variables<Rational>) -> Option<Rational> {
        self.evaluate(variables)
    }

    /// The points in floats, operation by operation as written, with the same
    /// bits on every machine. Nothing where a variable is not known or a step
    /// is not finite: division by zero, `ln` of zero or less, `sqrt` of less
    /// than zero, overflow.
    pub fn evaluate_float(&self, variables: &Variables<f64>) -> Option<f64> {
        run::run(&self.steps, variables)
    }

    /// Bounds between which the points lie for all variables within theirs,
    /// for any expression. Nothing where a variable is not known, and where an
    /// operation may be undefined or is beyond the largest float.
    ///
    /// The variables count as independent: `P - P` is not zero, but between
    /// what its bounds allow.
    pub fn enclose(&self, variables: &Variables<Interval>) -> Option<Interval> {
        self.evaluate(variables)
    }
}

fn is_rational(steps: &[Step]) -> bool {
    !steps.iter().any(|step| matches!(step, Step::SquareRoot | Step::Logarithm | Step::Raise))
}

//! The steps of an expression, carried out on any kind of number.

use super::super::decimal::Decimal;
use super::super::number::Number;
use super::{Step, Variables};

/// What the steps compute with.
pub(super) trait Operand: Clone {
    /// A number as written.
    fn written(number: Decimal) -> Self;

    /// A step with one operand; nothing when undefined there.
    fn alone(self, step: Step) -> Option<Self>;

    /// A step with two; nothing when undefined there.
    fn with(self, step: Step, right: Self) -> Option<Self>;

    /// The value, unless it left the range of its kind.
    fn within_range(self) -> Option<Self>;
}

/// The value that the steps leave.
pub(super) fn run<V: Operand>(steps: &[Step], variables: &Variables<V>) -> Option<V> {
    let mut values: Vec<V> = Vec::new();
    for step in steps {
        let value = match *step {
            Step::Number(number) => V::written(number),
            Step::Variable(variable) => variables.get(variable)?.clone(),
            Step::Negate | Step::Power(_) | Step::SquareRoot | Step::Logarithm => values.pop()?.alone(*step)?,
            Step::Add | Step::Subtract | Step::Multiply | Step::Divide | Step::Raise | Step::Smaller | Step::Larger => {
                let right = values.pop()?;
                values.pop()?.with(*step, right)?
            }
        };
        values.push(value.within_range()?);
    }
    values.pop()
}

impl<N: Number> Operand for N {
    fn written(number: Decimal) -> Self {
        Self::from(number)
    }

    fn alone(self, step: Step) -> Option<Self> {
        match step {
            Step::Negate => Some(Self::zero() - self),
            Step::Power(exponent) => {
                let power = self.power(exponent.unsigned_abs()).bounded()?;
                if exponent < 0 { Self::from(Decimal::ONE).over(power) } else { Some(power) }
            }
            Step::SquareRoot => self.square_root(),
            Step::Logarithm => self.logarithm(),
            _ => None,
        }
    }

    fn with(self, step: Step, right: Self) -> Option<Self> {
        match step {
            Step::Add => Some(self + right),
            Step::Subtract => Some(self - right),
            Step::Multiply => Some(self * right),
            Step::Divide => self.over(right),
            Step::Raise => self.raised(right),
            Step::Smaller => Some(self.smaller(right)),
            Step::Larger => Some(self.larger(right)),
            _ => None,
        }
    }

    fn within_range(self) -> Option<Self> {
        self.bounded()
    }
}

/// What is undefined gives no finite float: nothing else needs a look.
impl Operand for f64 {
    fn written(number: Decimal) -> Self {
        number.to_f64()
    }

    fn alone(self, step: Step) -> Option<Self> {
        match step {
            Step::Negate => Some(-self),
            Step::Power(exponent) => Some(libm::pow(self, exponent.into())),
            Step::SquareRoot => Some(libm::sqrt(self)),
            Step::Logarithm => Some(libm::log(self)),
            _ => None,
        }
    }

    fn with(self, step: Step, right: Self) -> Option<Self> {
        match step {
            Step::Add => Some(self + right),
            Step::Subtract => Some(self - right),
            Step::Multiply => Some(self * right),
            Step::Divide => Some(self / right),
            Step::Raise => Some(libm::pow(self, right)),
            // Machines differ in which of two zeros `f64::min` gives.
            Step::Smaller => Some(if right < self { right } else { self }),
            Step::Larger => Some(if right > self { right } else { self }),
            _ => None,
        }
    }

    fn within_range(self) -> Option<Self> {
        self.is_finite().then_some(self)
    }
}

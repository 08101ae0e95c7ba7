//! Prices that may be abnormally low: pointed out, never excluded. Exclusion is
//! a decision of the buyer after the adversarial exchange (L2152-6).

use super::decimal::Decimal;
use super::number::Number;
use super::rational::Rational;

/// A way to look for abnormally low prices among the admissible offers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detector {
    /// The price measure that it reads.
    pub measure: usize,
    /// How the threshold is found.
    pub rule: DetectorRule,
}

/// How the threshold is found below which a price is pointed out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DetectorRule {
    /// A share of the mean of all prices.
    ShareOfMean {
        /// In percent: 80 points out what lies below 80 % of the mean.
        percent: Decimal,
    },
    /// « Double moyenne »: the mean of the prices that are not above a share of
    /// the mean of all, then a share of that second mean.
    DoubleMean {
        /// In percent of the first mean: 120 leaves out what lies above.
        ceiling: Decimal,
        /// In percent of the second mean.
        percent: Decimal,
    },
    /// A share of the buyer's estimate.
    ShareOfEstimate {
        /// The estimate.
        estimate: Decimal,
        /// In percent.
        percent: Decimal,
    },
}

impl DetectorRule {
    /// The price below which offers are pointed out; nothing without prices.
    pub fn threshold(&self, prices: &[Decimal]) -> Option<Rational> {
        let share = |percent: Decimal, of: Rational| (of * percent.into()).over(Decimal::integer(100).into());
        let first = || mean(prices.iter().copied());
        match *self {
            Self::ShareOfMean { percent } => share(percent, first()?),
            Self::DoubleMean { ceiling, percent } => {
                let ceiling = share(ceiling, first()?)?;
                share(percent, mean(prices.iter().copied().filter(|price| Rational::from(*price) <= ceiling))?)
            }
            Self::ShareOfEstimate { estimate, percent } => {
                prices.first()?;
                share(percent, estimate.into())
            }
        }
    }
}

fn mean(prices: impl Iterator<Item = Decimal> + Clone) -> Option<Rational> {
    super::reference::Reference::over(prices).mean?.value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_by_hand() {
        let prices: Vec<Decimal> = [50, 100, 110, 240].map(Decimal::integer).to_vec();
        let percent = |value| Decimal::integer(value);
        for (rule, expected) in [
            // The mean is 125.
            (DetectorRule::ShareOfMean { percent: percent(80) }, "100/1"),
            // 240 is above 150; the mean of the rest is 260/3.
            (DetectorRule::DoubleMean { ceiling: percent(120), percent: percent(90) }, "78/1"),
            (DetectorRule::ShareOfEstimate { estimate: percent(130), percent: percent(50) }, "65/1"),
        ] {
            assert_eq!(rule.threshold(&prices).unwrap().to_fraction_text(), expected, "{rule:?}");
            assert_eq!(rule.threshold(&[]), None);
        }
    }
}

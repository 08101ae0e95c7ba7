//! Why one offer stands before another, and what each criterion really did.

use super::evaluation::Evaluation;
use super::rational::Rational;

/// The exact difference between two totals, as a sum of leaf terms.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// `total(first) - total(second)`, on the note scale.
    pub difference: Rational,
    /// `(leaf, share x note gap)`, largest absolute value first; they sum to
    /// the difference exactly. Terms of zero stand at the end.
    pub terms: Vec<(usize, Rational)>,
}

/// What a criterion did to the result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Influence {
    /// Its announced share of the total, on `[0, 1]`.
    pub nominal: f64,
    /// Its share of the spread between totals, `Cov(term, total) / Var(total)`;
    /// the shares of all leaves sum to 1, one alone may be negative. None when
    /// all totals are equal.
    pub effective: Option<f64>,
    /// Whether two ranked offers have different notes on it.
    pub discriminates: bool,
}

impl Evaluation {
    /// Compares two ranked offers.
    pub fn compare(&self, first: usize, second: usize) -> Option<Comparison> {
        let mut terms = Vec::with_capacity(self.problem().leaves);
        for leaf in 0..self.problem().leaves {
            terms.push((leaf, self.exact_term(first, leaf)? - self.exact_term(second, leaf)?));
        }
        terms.sort_by(|(a, left), (b, right)| magnitude(right).cmp(&magnitude(left)).then(a.cmp(b)));
        Some(Comparison { difference: self.exact_total(first)? - self.exact_total(second)?, terms })
    }

    /// The influence of each leaf on the ranking of the ranked offers.
    pub fn influences(&self) -> Vec<Influence> {
        let totals: Vec<f64> = self.order().iter().filter_map(|offer| self.total_share(*offer)).collect();
        let all_equal = self.order().iter().all(|offer| self.rank_of(*offer) == Some(1));
        let variance = covariance(&totals, &totals);
        (0..self.problem().leaves)
            .map(|leaf| {
                let nominal = self.share(leaf);
                let terms: Vec<f64> =
                    self.order().iter().map(|offer| nominal * self.note(*offer, leaf).unwrap_or_default()).collect();
                Influence {
                    nominal,
                    effective: (!all_equal).then(|| covariance(&terms, &totals) / variance),
                    discriminates: self.discriminates(leaf),
                }
            })
            .collect()
    }

    fn discriminates(&self, leaf: usize) -> bool {
        let mut offers = self.order().iter();
        let Some(first) = offers.next() else { return false };
        let reference = self.note(*first, leaf);
        let exact_reference = self.exact_note(*first, leaf);
        offers.any(|offer| match (self.note(*offer, leaf), reference) {
            // Far apart is different; near must be looked at exactly.
            (Some(note), Some(reference)) if (note - reference).abs() > 1e-9 => true,
            _ => self.exact_note(*offer, leaf) != exact_reference,
        })
    }
}

fn magnitude(value: &Rational) -> Rational {
    if value.sign().is_lt() { Rational::zero() - value.clone() } else { value.clone() }
}

fn covariance(left: &[f64], right: &[f64]) -> f64 {
    let count = left.len().min(right.len()).max(1) as f64;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / count;
    let (mean_left, mean_right) = (mean(left), mean(right));
    left.iter().zip(right).map(|(a, b)| (a - mean_left) * (b - mean_right)).sum::<f64>() / count
}

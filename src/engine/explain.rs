//! Why one offer stands before another, and what each criterion really did.

use super::evaluation::{Evaluation, Outcome};
use super::interval::Interval;
use super::rational::Rational;

/// The exact difference between two totals, as a sum of leaf terms.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// `total(first) - total(second)`, on the note scale.
    pub difference: Rational,
    /// `(leaf, share x note gap)`, largest absolute value first; they sum to
    /// the difference exactly, with the term of rounding. Terms of zero stand
    /// at the end.
    pub terms: Vec<(usize, Rational)>,
    /// What the announced rounding of totals adds; zero without one.
    pub rounding: Rational,
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
    /// Compares two offers whose totals are known; nothing where criteria
    /// decide one after the other.
    pub fn compare(&self, first: usize, second: usize) -> Option<Comparison> {
        let (ours, theirs) = (self.exact_terms(first)?, self.exact_terms(second)?);
        let mut terms = Vec::with_capacity(ours.len());
        let difference = self.exact_total(first)? - self.exact_total(second)?;
        let mut rounding = difference.clone();
        for (leaf, (ours, theirs)) in ours.into_iter().zip(theirs).enumerate() {
            let term = ours? - theirs?;
            rounding = rounding - term.clone();
            terms.push((leaf, term));
        }
        terms.sort_by(|(a, left), (b, right)| magnitude(right).cmp(&magnitude(left)).then(a.cmp(b)));
        Some(Comparison { difference, terms, rounding })
    }

    /// The offers whose total is known, best first.
    pub fn settled(&self) -> Vec<usize> {
        self.order().iter().copied().filter(|offer| self.outcome(*offer) == &Outcome::Ranked).collect()
    }

    /// The influence of each leaf on the ranking of the ranked offers.
    pub fn influences(&self) -> Vec<Influence> {
        let settled = self.settled();
        let totals: Vec<f64> = settled.iter().filter_map(|offer| self.total_share(*offer)).collect();
        // Floats may differ where exact totals do not.
        let all_equal = {
            let mut exact = settled.iter().map(|offer| self.exact_total(*offer));
            let first = exact.next();
            // The first that differs ends the search.
            exact.all(|other| Some(other) == first)
        };
        let variance = covariance(&totals, &totals);
        // What each leaf really brings: rescaled groups and criteria that do not
        // apply change more than its share.
        let multipliers: Vec<f64> = self.multipliers().into_iter().map(Interval::middle).collect();
        let partial: Vec<Option<Vec<Option<Rational>>>> =
            settled.iter().map(|offer| self.is_partial(*offer).then(|| self.exact_terms(*offer)).flatten()).collect();
        let scale = Rational::from(self.problem().note_scale);
        let term = |leaf: usize, (offer, partial): (&usize, &Option<Vec<Option<Rational>>>)| match partial {
            Some(terms) => {
                let term = terms.get(leaf).and_then(|term| term.as_ref()?.checked_div(&scale));
                term.map(|term| term.to_f64()).unwrap_or_default()
            }
            None => multipliers.get(leaf).copied().unwrap_or_default() * self.note(*offer, leaf).unwrap_or_default(),
        };
        (0..self.problem().leaves)
            .map(|leaf| {
                let nominal = self.share(leaf);
                let terms: Vec<f64> = settled.iter().zip(&partial).map(|offer| term(leaf, offer)).collect();
                Influence {
                    nominal,
                    effective: (!all_equal).then(|| covariance(&terms, &totals) / variance),
                    discriminates: self.discriminates(leaf, &settled),
                }
            })
            .collect()
    }

    fn discriminates(&self, leaf: usize, settled: &[usize]) -> bool {
        let mut offers = settled.iter();
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

//! Weights from comparing criteria two by two (Saaty, The Analytic Hierarchy
//! Process, 1980).
//!
//! Judgements come in as exact ratios. The principal eigenvector is irrational,
//! so that it is found in floats, by additions, multiplications and divisions
//! in a fixed order only: every machine and browser finds the same bits.

use super::{ElicitationRefused, check_count, normalized, whole};
use crate::engine::decimal::Decimal;
use crate::engine::rational::Rational;

/// Criteria that can be compared two by two at once: 105 judgements.
pub const MAX_COMPARED: usize = 15;

/// The largest ratio that a judgement can have; the smallest is its inverse.
const LARGEST: i64 = 9;

/// Random indices by number of criteria, in hundredths: the consistency index
/// of judgements thrown with dice (Saaty, 1980).
const RANDOM_INDICES: [i128; MAX_COMPARED] = [0, 0, 58, 90, 112, 124, 132, 141, 145, 149, 151, 148, 156, 157, 159];

/// Decimals of a weight that was found in floats.
const DECIMALS: u32 = 9;

/// How many times as important each criterion is as each other one.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgements {
    /// Row `i`, column `j`: criterion `i` over criterion `j`; 1 on the
    /// diagonal, inverses of each other on its two sides.
    rows: Vec<Vec<Rational>>,
    random_index: Decimal,
}

/// How far judgements agree with each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Consistency {
    /// The eigenvalue, or what stands for it; at least the number of criteria,
    /// which it is for judgements that agree.
    pub lambda_max: f64,
    /// `(lambda_max - n) / (n - 1)`, at least 0.
    pub index: f64,
    /// The index over the random index: 0 for judgements that agree, about 1
    /// for dice; above 0.1 they should be looked at again. 0 for one or two
    /// criteria, where nothing can disagree.
    pub ratio: f64,
}

/// The judgement that agrees least with all others and can do better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Doubtful {
    /// Index of the first criterion of the pair, the smaller index.
    pub first: usize,
    /// Index of the second one.
    pub second: usize,
    /// `first` over `second` by the weights that the other judgements give
    /// alone, held within 1/9 and 9: the value that agrees with all others.
    pub agreeing: f64,
}

/// Weights by the principal eigenvector.
#[derive(Clone, Debug, PartialEq)]
pub struct Priorities {
    /// One per criterion, above 0; but for rounding they sum to 1.
    pub weights: Vec<f64>,
    /// From the eigenvalue.
    pub consistency: Consistency,
    /// The judgement to look at first; none where all agree, to a billionth.
    pub doubtful: Option<Doubtful>,
}

/// Weights by the means of the normalised columns.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnMeans {
    /// One per criterion, above 0; they sum to 1 exactly.
    pub weights: Vec<Rational>,
    /// From the mean of `(A w)_i / w_i`, near the eigenvalue and not below `n`.
    pub consistency: Consistency,
}

impl Judgements {
    /// Judgements of each criterion over those that follow it, row by row: of
    /// the first over the second, the third…, then of the second over the third…
    /// 3 says that the one is three times as important, 1/3 the contrary.
    ///
    /// # Errors
    /// [`ElicitationRefused`], for no criterion or more than [`MAX_COMPARED`],
    /// a number of judgements that is not that of the pairs, and a judgement
    /// outside 1/9 to 9.
    pub fn new(criteria: usize, above_diagonal: &[Rational]) -> Result<Self, ElicitationRefused> {
        check_count(criteria, MAX_COMPARED)?;
        let needed = criteria * (criteria - 1) / 2;
        if above_diagonal.len() != needed {
            return Err(ElicitationRefused::JudgementCount { needed, given: above_diagonal.len() });
        }
        let one = Rational::from(Decimal::ONE);
        let largest = Rational::from(Decimal::integer(LARGEST));
        let mut rows = vec![vec![one.clone(); criteria]; criteria];
        let pairs = (0..criteria).flat_map(|first| (first + 1..criteria).map(move |second| (first, second)));
        for ((first, second), judgement) in pairs.zip(above_diagonal) {
            let inverse = one.checked_div(judgement).filter(|inverse| inverse.sign().is_gt());
            let inverse = inverse.filter(|inverse| *inverse <= largest && *judgement <= largest);
            let inverse = inverse.ok_or(ElicitationRefused::JudgementOutOfScale { first, second })?;
            for (row, column, value) in [(first, second, judgement.clone()), (second, first, inverse)] {
                if let Some(place) = rows.get_mut(row).and_then(|row| row.get_mut(column)) {
                    *place = value;
                }
            }
        }
        let hundredths = RANDOM_INDICES.get(criteria - 1).copied().unwrap_or_default();
        Ok(Self { rows, random_index: Decimal::new(hundredths, 2).unwrap_or_default() })
    }

    /// The same judgements, measured against another random index than that of
    /// 1980: several were published.
    ///
    /// # Errors
    /// [`ElicitationRefused::RandomIndexNotPositive`].
    pub fn with_random_index(self, random_index: Decimal) -> Result<Self, ElicitationRefused> {
        if random_index <= Decimal::ZERO {
            return Err(ElicitationRefused::RandomIndexNotPositive);
        }
        Ok(Self { random_index, ..self })
    }

    /// Whether all judgements agree, exactly: `i` over `k` is always `i` over
    /// `j` times `j` over `k`.
    pub fn agree(&self) -> bool {
        let Some(first) = self.rows.first() else { return true };
        // What holds by way of the first criterion holds by way of any.
        self.rows.iter().zip(first).all(|(row, to_row)| {
            row.iter().zip(first).all(|(judgement, direct)| to_row.clone() * judgement.clone() == *direct)
        })
    }

    /// Weights by the principal eigenvector.
    pub fn eigenvector(&self) -> Priorities {
        let matrix = self.to_floats();
        let Principal { vector, low, high } = principal(&matrix);
        let doubtful = if self.agree() { None } else { most_doubtful(&matrix, &vector) };
        Priorities { weights: vector, consistency: self.consistency(low + (high - low) / 2.0), doubtful }
    }

    /// Weights by the means of the normalised columns: a pocket calculator
    /// finds them, and they are those of the eigenvector where judgements agree.
    pub fn column_means(&self) -> ColumnMeans {
        let columns: Vec<Vec<Rational>> = (0..self.rows.len())
            .map(|index| self.rows.iter().filter_map(|row| row.get(index).cloned()).collect())
            .collect();
        let count = whole(self.rows.len());
        let mut weights = vec![Rational::zero(); self.rows.len()];
        // No column sums to zero, so that none is left out.
        for column in columns.iter().filter_map(|column| normalized(column).ok()) {
            for (weight, share) in weights.iter_mut().zip(column) {
                *weight = weight.clone() + share.checked_div(&count).unwrap_or_else(Rational::zero);
            }
        }
        let floats: Vec<f64> = weights.iter().map(Rational::to_f64).collect();
        let ratios =
            times(&self.to_floats(), &floats).into_iter().zip(&floats).map(|(product, weight)| product / weight);
        let mean = ratios.fold(0.0, |sum, ratio| sum + ratio) / self.rows.len() as f64;
        ColumnMeans { weights, consistency: self.consistency(mean) }
    }

    fn consistency(&self, lambda: f64) -> Consistency {
        let count = self.rows.len() as f64;
        // By theorem it is at least `n`, and `n` only where all agree.
        let lambda_max = if self.agree() { count } else { lambda.max(count) };
        let index = (lambda_max - count) / (count - 1.0).max(1.0);
        let ratio = if index > 0.0 { index / self.random_index.to_f64() } else { 0.0 };
        Consistency { lambda_max, index, ratio }
    }

    fn to_floats(&self) -> Vec<Vec<f64>> {
        self.rows.iter().map(|row| row.iter().map(Rational::to_f64).collect()).collect()
    }
}

impl Priorities {
    /// The weights as decimals of 9 places: what is announced is what counts.
    pub fn decimals(&self) -> Vec<Decimal> {
        self.weights.iter().map(|weight| Decimal::near(*weight, DECIMALS)).collect()
    }
}

/// The judgement farthest from the ratio of the weights, `first` over `second`
/// times too large or too small, among those that the scale lets come nearer;
/// the first one of those equally far.
fn most_doubtful(matrix: &[Vec<f64>], weights: &[f64]) -> Option<Doubtful> {
    /// Far above what rounding loses, so that it breaks no tie.
    const CLEARLY: f64 = 1.0 + 1e-9;
    let mut pairs = Vec::new();
    for (first, (row, weight)) in matrix.iter().zip(weights).enumerate() {
        for (second, (judgement, other)) in row.iter().zip(weights).enumerate().skip(first + 1) {
            let excess = judgement * other / weight;
            pairs.push((excess.max(1.0 / excess), *judgement, first, second));
        }
    }
    while !pairs.is_empty() {
        let (mut farthest, mut place) = (1.0, None);
        for (index, (distance, ..)) in pairs.iter().enumerate() {
            if *distance > farthest * CLEARLY {
                (farthest, place) = (*distance, Some(index));
            }
        }
        let (_, judgement, first, second) = pairs.remove(place?);
        let vector = principal(&without(matrix, first, second)).vector;
        let ratio = vector.get(first)? / vector.get(second)?;
        let largest = LARGEST as f64;
        let agreeing = ratio.clamp(1.0 / largest, largest);
        // A 9 that should be more cannot be.
        if agreeing > judgement * CLEARLY || judgement > agreeing * CLEARLY {
            return Some(Doubtful { first, second, agreeing });
        }
    }
    None
}

/// The judgements without one of them: in its place stands whatever the weights
/// themselves say, which `a_ij w_j = w_i` brings to the diagonal (Harker, 1987).
fn without(matrix: &[Vec<f64>], first: usize, second: usize) -> Vec<Vec<f64>> {
    let mut matrix = matrix.to_vec();
    for (row, column) in [(first, second), (second, first)] {
        if let Some(row_values) = matrix.get_mut(row) {
            for (place, value) in [(column, 0.0), (row, 2.0)] {
                if let Some(entry) = row_values.get_mut(place) {
                    *entry = value;
                }
            }
        }
    }
    matrix
}

struct Principal {
    /// Sums to 1, but for rounding.
    vector: Vec<f64>,
    /// The eigenvalue is at least this, but for rounding.
    low: f64,
    /// And at most this.
    high: f64,
}

/// When the bounds of the eigenvalue, relative to it, count as met: some ten
/// times what one step rounds with 15 criteria.
const MET: f64 = 1.0 / (1u64 << 46) as f64;

/// More than any judgements need. In the metric of Hilbert, multiplying by a
/// matrix with entries between 1/9 and 9 leaves at most 80/82 of a distance
/// (Birkhoff, 1957), and the first step moves at most ln 81, so that 1 352
/// steps lead from there below `MET`. (With a judgement left out two entries
/// are 0 and the bound is weaker; what comes of it is advice, not a weight.)
const MAX_STEPS: usize = 1400;

/// The principal eigenvector by power iteration from equal weights.
///
/// At every step the eigenvalue lies between the smallest and the largest
/// `(A w)_i / w_i` (Collatz, 1942), so that it is known when these two meet.
fn principal(matrix: &[Vec<f64>]) -> Principal {
    let mut vector = vec![1.0 / matrix.len() as f64; matrix.len()];
    let (mut low, mut high) = (0.0, 0.0);
    for _ in 0..MAX_STEPS {
        let product = times(matrix, &vector);
        (low, high) = (f64::INFINITY, 0.0);
        for (image, weight) in product.iter().zip(&vector) {
            let ratio = image / weight;
            (low, high) = (ratio.min(low), ratio.max(high));
        }
        let total = product.iter().fold(0.0, |sum, weight| sum + weight);
        vector = product.into_iter().map(|weight| weight / total).collect();
        if high - low <= high * MET {
            break;
        }
    }
    Principal { vector, low, high }
}

/// `matrix` times `vector`, summed from left to right.
fn times(matrix: &[Vec<f64>], vector: &[f64]) -> Vec<f64> {
    let product = |row: &Vec<f64>| row.iter().zip(vector).fold(0.0, |sum, (entry, weight)| sum + entry * weight);
    matrix.iter().map(product).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sum;
    use super::*;

    /// `3`, `0.5` or `1/3`.
    fn ratio(text: &str) -> Rational {
        let (above, below) = text.split_once('/').unwrap_or((text, "1"));
        let number = |text| Rational::from(Decimal::parse(text).unwrap());
        number(above).checked_div(&number(below)).unwrap()
    }

    fn judgements(criteria: usize, ratios: &[&str]) -> Judgements {
        let ratios: Vec<Rational> = ratios.iter().map(|text| ratio(text)).collect();
        Judgements::new(criteria, &ratios).unwrap()
    }

    fn near(left: f64, right: f64) -> bool {
        (left - right).abs() <= 1e-12 * right.abs()
    }

    #[test]
    fn judgements_that_agree_give_their_ratios() {
        let consistent = judgements(4, &["2", "8", "4", "4", "2", "0.5"]);
        assert!(consistent.agree());
        let priorities = consistent.eigenvector();
        for (weight, expected) in priorities.weights.iter().zip([8.0, 4.0, 1.0, 2.0]) {
            assert!(near(*weight, expected / 15.0), "{priorities:?}");
        }
        assert_eq!(priorities.consistency, Consistency { lambda_max: 4.0, index: 0.0, ratio: 0.0 });
        assert_eq!(priorities.doubtful, None);
        let means = consistent.column_means();
        let texts: Vec<String> = means.weights.iter().map(Rational::to_fraction_text).collect();
        assert_eq!(texts, ["8/15", "4/15", "1/15", "2/15"]);
        assert_eq!(means.consistency, priorities.consistency);
        let decimals: Vec<String> = priorities.decimals().iter().map(Decimal::to_string).collect();
        assert_eq!(decimals, ["0.533333333", "0.266666667", "0.066666667", "0.133333333"]);
    }

    #[test]
    fn one_and_two_criteria_cannot_disagree() {
        let alone = judgements(1, &[]).eigenvector();
        assert_eq!((alone.weights, alone.doubtful, alone.consistency.ratio), (vec![1.0], None, 0.0));
        let pair = judgements(2, &["1/9"]).eigenvector();
        assert!(near(pair.weights[0], 0.1) && near(pair.weights[1], 0.9));
        assert_eq!((pair.consistency.lambda_max, pair.consistency.ratio, pair.doubtful), (2.0, 0.0, None));
    }

    #[test]
    fn one_wrong_judgement_is_found_with_what_it_should_be() {
        // 8 : 4 : 1 : 2 as above, but the second over the fourth is 1/5, not 2.
        let priorities = judgements(4, &["2", "8", "4", "4", "1/5", "1/2"]).eigenvector();
        let doubtful = priorities.doubtful.unwrap();
        assert_eq!((doubtful.first, doubtful.second), (1, 3));
        assert!(near(doubtful.agreeing, 2.0), "{doubtful:?}");
        assert!(priorities.consistency.ratio > 0.1);
        // With the value that it names, all agree.
        assert!(judgements(4, &["2", "8", "4", "4", "2", "1/2"]).agree());
    }

    #[test]
    fn what_would_agree_best_stays_on_the_scale() {
        // Of three judgements each is as far as the others. By the two others
        // the first over the second is 1/81, which the scale ends before.
        let doubtful = judgements(3, &["9", "1/9", "9"]).eigenvector().doubtful;
        assert_eq!(doubtful, Some(Doubtful { first: 0, second: 1, agreeing: 1.0 / 9.0 }));
        // Here it is 81: a 9 cannot be more, so that the next one is named.
        let doubtful = judgements(3, &["9", "9", "1/9"]).eigenvector().doubtful.unwrap();
        assert!((doubtful.first, doubtful.second) == (0, 2) && near(doubtful.agreeing, 1.0), "{doubtful:?}");
        // A circle disagrees everywhere alike: the first pair is named.
        let circle = judgements(3, &["2", "1/2", "2"]).eigenvector();
        assert!(circle.weights.iter().all(|weight| near(*weight, 1.0 / 3.0)));
        assert_eq!(circle.doubtful.map(|doubtful| (doubtful.first, doubtful.second)), Some((0, 1)));
    }

    #[test]
    fn the_ratio_is_over_the_random_index() {
        let circle = judgements(3, &["2", "1/2", "2"]);
        // The rows sum to 1 + 2 + 1/2, so that lambda is 3.5 and the index 1/4.
        let published = circle.eigenvector().consistency;
        assert!(near(published.lambda_max, 3.5) && near(published.index, 0.25) && near(published.ratio, 0.25 / 0.58));
        let other = circle.clone().with_random_index(Decimal::new(5, 1).unwrap()).unwrap();
        assert!(near(other.eigenvector().consistency.ratio, 0.5));
        assert_eq!(circle.with_random_index(Decimal::ZERO), Err(ElicitationRefused::RandomIndexNotPositive));
    }

    #[test]
    fn what_is_no_judgement_is_refused_with_its_place() {
        let new = |criteria, ratios: &[&str]| {
            let ratios: Vec<Rational> = ratios.iter().map(|text| ratio(text)).collect();
            Judgements::new(criteria, &ratios).unwrap_err()
        };
        for wrong in ["9.000000000000000001", "0.111111111111111111", "0", "-1", "-1/3", "10"] {
            let refused = ElicitationRefused::JudgementOutOfScale { first: 1, second: 2 };
            assert_eq!(new(3, &["9", "1/9", wrong]), refused, "{wrong}");
        }
        assert_eq!(new(3, &["1", "1"]), ElicitationRefused::JudgementCount { needed: 3, given: 2 });
        assert_eq!(new(0, &[]), ElicitationRefused::NoCriteria);
        assert_eq!(new(MAX_COMPARED + 1, &[]), ElicitationRefused::TooManyCriteria { at_most: MAX_COMPARED });
    }

    /// Ratios of the scale, from a fixed sequence of numbers.
    fn wild(criteria: usize, seed: u64) -> Judgements {
        let mut state = seed;
        let pairs = criteria * (criteria - 1) / 2;
        let ratios: Vec<Rational> = (0..pairs)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let number = (state >> 33) % 9 + 1;
                // Every other one as wild as can be.
                let number = Rational::from(Decimal::integer(if state >> 63 == 0 { 9 } else { number as i64 }));
                let one = Rational::from(Decimal::ONE);
                if state >> 62 & 1 == 0 { number } else { one.checked_div(&number).unwrap() }
            })
            .collect();
        Judgements::new(criteria, &ratios).unwrap()
    }

    #[test]
    fn the_iteration_ends_at_an_eigenvector_of_any_judgements() {
        let has_met = |found: &Principal| found.high - found.low <= found.high * MET;
        for seed in 0..2_000 {
            let judgements = wild(3 + seed as usize % 13, seed);
            let matrix = judgements.to_floats();
            let found = principal(&matrix);
            assert!(has_met(&found), "seed {seed}");
            for (image, weight) in times(&matrix, &found.vector).into_iter().zip(&found.vector) {
                assert!(near(image, found.high * weight), "seed {seed}");
            }
            assert!(near(found.vector.iter().sum(), 1.0), "seed {seed}");
            assert!(found.high >= matrix.len() as f64, "seed {seed}");
            if let Some(doubtful) = most_doubtful(&matrix, &found.vector) {
                assert!(has_met(&principal(&without(&matrix, doubtful.first, doubtful.second))), "seed {seed}");
            }
        }
    }

    #[test]
    fn judgements_of_many_digits_stay_exact() {
        let long: Vec<Rational> = (0..105)
            .map(|index| ratio(&format!("{}.{}", 1 + index % 8, 123_456_789_012_345_677u64 + 7_919 * index)))
            .collect();
        let means = Judgements::new(MAX_COMPARED, &long).unwrap().column_means();
        assert_eq!(sum(&means.weights).to_fraction_text(), "1/1");
        assert!(means.consistency.ratio > 0.0);
    }

    #[test]
    fn the_value_named_makes_judgements_agree_better() {
        for seed in 0..2_000 {
            let mut judgements = wild(3 + seed as usize % 13, seed);
            let before = judgements.eigenvector();
            let Some(Doubtful { first, second, agreeing }) = before.doubtful else { continue };
            let named = Rational::from(Decimal::near(agreeing, 15));
            judgements.rows[second][first] = Rational::from(Decimal::ONE).checked_div(&named).unwrap();
            judgements.rows[first][second] = named;
            assert!(judgements.eigenvector().consistency.ratio < before.consistency.ratio, "seed {seed}");
        }
    }

    #[test]
    fn the_order_of_the_criteria_changes_nothing_else() {
        for seed in 0..200 {
            let judgements = wild(6, seed);
            let reversed = |rows: &[Vec<Rational>]| -> Vec<Vec<Rational>> {
                rows.iter().rev().map(|row| row.iter().rev().cloned().collect()).collect()
            };
            let backwards = Judgements { rows: reversed(&judgements.rows), ..judgements.clone() };
            let (forth, back) = (judgements.eigenvector(), backwards.eigenvector());
            for (left, right) in forth.weights.iter().zip(back.weights.iter().rev()) {
                assert!(near(*left, *right), "seed {seed}");
            }
            let exact = judgements.column_means().weights;
            assert_eq!(sum(&exact).to_fraction_text(), "1/1", "seed {seed}");
            assert!(exact.iter().eq(backwards.column_means().weights.iter().rev()), "seed {seed}");
        }
    }
}

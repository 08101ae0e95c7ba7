//! A drawing of curves, whatever they are of: axes with ticks, lines with a name
//! at their end, dots. All positions lie on `[0, 1]`, from the left and from below.

use crate::engine::{Decimal, Rational};

/// Lines at which hues and dashes come round again.
const LOOKS: usize = 10;

/// Dash patterns.
const DASHES: usize = 5;

/// How far the names at the ends of lines stand apart, as a part of the height.
const NAME_HEIGHT: f64 = 0.066;

/// A drawing of curves.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveView {
    /// What it shows, in a sentence.
    pub name: String,
    /// The axis from left to right.
    pub x: Axis,
    /// The axis from below.
    pub y: Axis,
    /// The lines, those drawn last on top.
    pub lines: Vec<CurveLine>,
    /// Single points.
    pub dots: Vec<CurveDot>,
    /// The same in figures.
    pub table: CurveTable,
}

/// One axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What it measures, with the unit.
    pub title: String,
    /// The ticks: where, and what stands there.
    pub ticks: Vec<(f64, String)>,
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveLine {
    /// The short name at its end.
    pub label: String,
    /// How high the name stands; near the end of the line, clear of others.
    pub label_at: f64,
    /// The points, from left to right.
    pub points: Vec<(f64, f64)>,
    /// Hue, from 1 to 10.
    pub hue: usize,
    /// Dash pattern, from 0 (none) to 4.
    pub dash: usize,
    /// Whether it stands out from the others.
    pub is_strong: bool,
}

/// One point.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveDot {
    /// The short name beside it.
    pub label: String,
    /// From the left.
    pub x: f64,
    /// From below.
    pub y: f64,
}

/// A table of figures.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveTable {
    /// The heads of the columns.
    pub head: Vec<String>,
    /// The rows, each beginning with its own head.
    pub rows: Vec<Vec<String>>,
}

impl CurveLine {
    /// The n-th line of a drawing, with a look of its own.
    pub fn new(place: usize, label: String, points: Vec<(f64, f64)>) -> Self {
        let label_at = points.last().map_or(0.0, |(_, y)| *y);
        let (hue, dash) = (place % LOOKS + 1, place % DASHES);
        Self { label, label_at, points, hue, dash, is_strong: false }
    }
}

/// Moves the names at the ends of lines apart, within the height, so that none
/// covers another; their order stays that of the ends.
pub fn part_labels(lines: &mut [CurveLine]) {
    let mut order: Vec<&mut CurveLine> = lines.iter_mut().collect();
    order.sort_by(|one, other| one.label_at.total_cmp(&other.label_at));
    let mut floor = f64::NEG_INFINITY;
    for line in &mut order {
        line.label_at = line.label_at.max(floor);
        floor = line.label_at + NAME_HEIGHT;
    }
    let mut ceiling = 1.0;
    for line in order.into_iter().rev() {
        line.label_at = line.label_at.min(ceiling);
        ceiling = line.label_at - NAME_HEIGHT;
    }
}

/// Round numbers from `low` to `high`, at most so many: steps of 1, 2 or 5 with
/// zeros, to four decimals at the finest.
pub fn round_ticks(low: Decimal, high: Decimal, at_most: usize) -> Vec<Decimal> {
    const SCALE: u32 = 4;
    let digits = |value: Decimal| Rational::from(value).round(SCALE).digits();
    let (low, high) = (digits(low), digits(high));
    let count = i128::try_from(at_most).unwrap_or(1).max(1);
    let mut step = 1;
    let is_fine = |step: i128| (high - low) / step >= count;
    while is_fine(step * 10) {
        step *= 10;
    }
    let step = [1, 2, 5, 10].into_iter().map(|factor| step * factor).find(|step| !is_fine(*step)).unwrap_or(step);
    let first = low.div_euclid(step) * step;
    let first = if first < low { first + step } else { first };
    let all = (0..=count).map(|place| first + place * step).take_while(|tick| *tick <= high);
    all.filter_map(|tick| Decimal::new(tick, SCALE).ok()).map(Decimal::normalized).collect()
}

/// Where a value stands between two others, from 0 to 1 and never beyond.
pub fn place_between(value: Decimal, low: Decimal, high: Decimal) -> f64 {
    let part = (Rational::from(value) - low.into()).checked_div(&(Rational::from(high) - low.into()));
    part.map_or(0.0, |part| part.to_f64()).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(low: &str, high: &str, at_most: usize) -> Vec<String> {
        let number = |text| Decimal::parse(text).unwrap();
        round_ticks(number(low), number(high), at_most).iter().map(Decimal::to_string).collect()
    }

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(texts("0", "20", 5), ["0", "5", "10", "15", "20"]);
        assert_eq!(texts("40000", "181000", 6), ["50000", "100000", "150000"]);
        assert_eq!(texts("0", "1", 6), ["0", "0.2", "0.4", "0.6", "0.8", "1"]);
        assert_eq!(texts("7", "7", 6), ["7"]);
        for at_most in 1..12 {
            assert!(texts("3", "98765", at_most).len() <= at_most + 1);
        }
    }

    #[test]
    fn names_stand_clear_of_each_other() {
        let line = |y| CurveLine::new(0, String::new(), vec![(1.0, y)]);
        let mut lines: Vec<CurveLine> = [0.99, 0.0, 0.98, 0.0, 1.0, 0.5].into_iter().map(line).collect();
        part_labels(&mut lines);
        let mut at: Vec<f64> = lines.iter().map(|line| line.label_at).collect();
        assert!(lines[4].label_at > lines[0].label_at && lines[0].label_at > lines[2].label_at);
        at.sort_by(f64::total_cmp);
        assert!(at.windows(2).all(|pair| pair[1] - pair[0] > NAME_HEIGHT - 1e-9), "{at:?}");
        assert!(at.iter().all(|at| (0.0..=1.0).contains(at)), "{at:?}");
    }

    #[test]
    fn places_stay_within() {
        let number = Decimal::integer;
        assert_eq!(place_between(number(15), number(10), number(20)), 0.5);
        assert_eq!(place_between(number(50), number(10), number(20)), 1.0);
        assert_eq!(place_between(number(5), number(10), number(10)), 0.0);
    }
}

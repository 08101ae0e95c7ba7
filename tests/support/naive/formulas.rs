//! The formulas of the book, in fractions.

use mieux_disant::dossier::{Id, Measure};
use mieux_disant::engine::Decimal;
use num_rational::BigRational;
use num_traits::One;

use super::super::expressions::{Points, Values, nine_decimals, points};
use super::{Given, Judge, Note, fraction};

impl Judge<'_> {
    /// The values of those that stay; nothing where one of them is not known.
    fn field(&self, id: &Id) -> Option<Vec<BigRational>> {
        let staying = self.dossier.offers.iter().zip(&self.stays).filter(|(_, stays)| **stays);
        let mut values = Vec::new();
        for (offer, _) in staying {
            match self.given(id, offer) {
                Given::Missing => return None,
                Given::Number(value) => values.push(value),
                _ => {}
            }
        }
        Some(values)
    }

    /// The note before it is held within [0, 1].
    pub fn leaf_note(&self, id: &Id, measure: &Measure, given: &Given) -> Note {
        match given {
            Given::Missing => return Note::Unknown,
            Given::Apart => return Note::Apart,
            _ => {}
        }
        let tag = measure.family.tag;
        let needs_field = tag.starts_with("observed_")
            || (tag.starts_with("price_") && (tag != "price_expression" || measure.expression.contains("Pm")));
        let field = if needs_field { self.field(id) } else { Some(vec![BigRational::one()]) };
        let Some(field) = field else { return Note::Unknown };
        self.formula(id, measure, given, &field).map_or(Note::Undefined, Note::Known)
    }

    fn formula(&self, id: &Id, measure: &Measure, given: &Given, field: &[BigRational]) -> Option<BigRational> {
        let parameter = |index: usize| fraction(measure.parameters[index]);
        let one = BigRational::one;
        let (low, high) = (field.iter().min()?.clone(), field.iter().max()?.clone());
        let mean = || field.iter().sum::<BigRational>() / BigRational::from_integer(field.len().into());
        let x = match given {
            Given::Number(x) => x.clone(),
            Given::Level(level) => return Some(fraction(measure.levels[*level].points) / parameter(0)),
            Given::Yes(yes) => return Some(BigRational::from_integer(i32::from(*yes).into())),
            _ => return None,
        };
        let to_zero = |reference: &BigRational, n: BigRational| (&n * reference - &x) / ((&n - one()) * reference);
        let cube = |x: &BigRational| x * x * x;
        let float = |value: &BigRational| {
            let mut scaled = value.clone();
            let mut scale = 0;
            while !scaled.is_integer() {
                scaled *= BigRational::from_integer(10.into());
                scale += 1;
            }
            let digits = scaled.to_integer().to_string().parse().expect("digits");
            Decimal::new(digits, scale).expect("a decimal").to_f64()
        };
        Some(match measure.family.tag {
            "price_inverse" => low / x,
            "price_linear" | "observed_low" if low == high => one(),
            "observed_high" if low == high => one(),
            "price_linear" | "observed_low" => (&high - x) / (&high - low),
            "observed_high" => (x - &low) / (high - &low),
            "price_double" => BigRational::from_integer(2.into()) - x / low,
            "price_multiple" => to_zero(&low, parameter(0)),
            "price_reference" => to_zero(&((parameter(1) + low) / BigRational::from_integer(2.into())), parameter(0)),
            "price_mean" => {
                let mean = cube(&mean());
                &mean / (cube(&x) + &mean)
            }
            "price_square" => (&low / &x) * (&low / &x),
            "price_root" => nine_decimals(libm::sqrt(float(&low) / float(&x)))?,
            "price_logarithm" => {
                nine_decimals(1.0 - libm::log(float(&x) / float(&low)) / libm::log(float(&parameter(0))))?
            }
            "price_expression" => {
                let floats = [&x, &low, &high, &parameter(2), &parameter(0), &parameter(1)].map(float);
                let values = Values {
                    p: x,
                    pmin: low,
                    pmax: high,
                    pmean: mean(),
                    e: parameter(2),
                    full: parameter(0),
                    n: parameter(1),
                };
                match points(&measure.expression, &values, floats)? {
                    Points::Exact(points) => points / parameter(0),
                    Points::Float(points) => nine_decimals(points / floats[4])?,
                }
            }
            "linear" => (x - parameter(0)) / (parameter(1) - parameter(0)),
            "piecewise" => {
                let curve: Vec<[BigRational; 2]> =
                    measure.curve.iter().map(|(x, y)| [fraction(*x), fraction(*y)]).collect();
                let points = match curve.windows(2).find(|pair| pair[0][0] <= x && x < pair[1][0]) {
                    Some([from, to]) => &from[1] + (&x - &from[0]) / (&to[0] - &from[0]) * (&to[1] - &from[1]),
                    _ if x < curve[0][0] => curve[0][1].clone(),
                    _ => curve[curve.len() - 1][1].clone(),
                };
                points / parameter(0)
            }
            "index" | "note" | "notes_mean" | "notes_median" | "notes_consensus" => x / parameter(0),
            "coverage" => {
                let wished = self.dossier.requirements.iter().filter(|r| r.of.as_ref() == Some(id) && !r.is_must());
                x / wished.map(|wish| fraction(wish.weight)).sum::<BigRational>()
            }
            family => panic!("the referee does not know how {family} notes {given:?}"),
        })
    }
}

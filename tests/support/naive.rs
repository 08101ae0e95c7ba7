//! The engine's semantics once more, slowly and from the book.
//!
//! Walks the tree of the dossier itself, in fractions from the first step to
//! the last, sharing no code with the engine: what both say is what the method
//! says. A family that this file does not know fails the test on purpose.

use mieux_disant::dossier::{Content, Criterion, Dossier, GateRule, Id, Measure, Offer, StandingKind};
use mieux_disant::engine::{Decimal, Fact, Outcome};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// What became of one offer.
#[derive(Debug)]
pub struct Result {
    /// Its outcome.
    pub outcome: Outcome,
    /// Its note on each leaf, on the note scale; none where it takes no part.
    pub notes: Vec<Option<BigRational>>,
    /// What each leaf brings to the total.
    pub terms: Vec<Option<BigRational>>,
    /// Its total, where it has one.
    pub total: Option<BigRational>,
    /// Its rank, where it has one.
    pub rank: Option<usize>,
}

/// The exact value of a decimal, from its text.
pub fn fraction(decimal: Decimal) -> BigRational {
    let text = decimal.to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let digits: BigInt = format!("{whole}{decimals}").parse().expect("digits");
    BigRational::new(digits, BigInt::from(10).pow(decimals.len() as u32))
}

/// Half away from zero, to so many decimals.
pub fn rounded(value: &BigRational, decimals: u32) -> BigRational {
    let unit = BigRational::from_integer(BigInt::from(10).pow(decimals));
    let half = BigRational::new(1.into(), 2.into());
    let size = (value.abs() * &unit + half).floor() / unit;
    if value.is_negative() { -size } else { size }
}

/// Evaluates a dossier, one result per offer.
pub fn evaluate(dossier: &Dossier) -> Vec<Result> {
    let mut judge = Judge { dossier, stays: Vec::new(), failed: Vec::new(), unknown: Vec::new() };
    judge.select();
    let leaves: Vec<(&Criterion, BigRational)> = leaves(&dossier.criteria, &BigRational::one());
    let scale = fraction(dossier.note_scale);
    let mut results: Vec<Result> = Vec::new();
    for (index, offer) in dossier.offers.iter().enumerate() {
        let takes_part = judge.stays[index];
        let note_of = |leaf: &Criterion| takes_part.then(|| judge.note(leaf, offer)).flatten().map(|n| n * &scale);
        let notes: Vec<_> = leaves.iter().map(|(leaf, _)| note_of(leaf)).collect();
        let terms: Vec<_> = leaves
            .iter()
            .zip(&notes)
            .map(|((_, share), note)| if share.is_zero() { Some(share.clone()) } else { Some(note.clone()? * share) })
            .collect();
        let known = takes_part && !judge.unknown[index];
        let total = known.then(|| terms.iter().cloned().sum::<Option<BigRational>>()).flatten();
        let outcome = if offer.standing.kind != StandingKind::Regular {
            Outcome::SetAside
        } else if !judge.failed[index].is_empty() {
            Outcome::Eliminated(judge.failed[index].clone())
        } else if total.is_some() {
            Outcome::Ranked
        } else {
            Outcome::Incomplete
        };
        results.push(Result { outcome, notes, terms, total, rank: None });
    }
    let totals: Vec<BigRational> = results.iter().filter_map(|result| result.total.clone()).collect();
    for result in &mut results {
        result.rank = result.total.as_ref().map(|total| 1 + totals.iter().filter(|other| *other > total).count());
    }
    results
}

/// Every leaf with its share of the total.
fn leaves<'a>(group: &'a [Criterion], worth: &BigRational) -> Vec<(&'a Criterion, BigRational)> {
    let sum: BigRational = group.iter().map(|criterion| fraction(criterion.weight)).sum();
    let mut all = Vec::new();
    for criterion in group {
        let share = worth * fraction(criterion.weight) / &sum;
        match &criterion.content {
            Content::Group(children) => all.extend(leaves(children, &share)),
            Content::Leaf(_) => all.push((criterion, share)),
        }
    }
    all
}

struct Judge<'a> {
    dossier: &'a Dossier,
    stays: Vec<bool>,
    failed: Vec<Vec<usize>>,
    unknown: Vec<bool>,
}

impl Judge<'_> {
    fn select(&mut self) {
        let offers = &self.dossier.offers;
        self.stays = offers.iter().map(|offer| offer.standing.kind == StandingKind::Regular).collect();
        self.failed = vec![Vec::new(); offers.len()];
        self.unknown = vec![false; offers.len()];
        self.round(false);
        while self.round(true) {}
    }

    /// One round of the gates that depend on the field, or of those that do not.
    fn round(&mut self, of_the_field: bool) -> bool {
        let mut failed: Vec<(usize, usize)> = Vec::new();
        for (gate, rule) in self.dossier.gates.iter().map(|gate| &gate.rule).enumerate() {
            if self.depends(rule) != of_the_field {
                continue;
            }
            for (index, offer) in self.dossier.offers.iter().enumerate().filter(|(index, _)| self.stays[*index]) {
                match self.passes(rule, offer) {
                    Some(true) => {}
                    Some(false) => failed.push((gate, index)),
                    None => self.unknown[index] = true,
                }
            }
        }
        for (gate, index) in &failed {
            self.stays[*index] = false;
            self.failed[*index].push(*gate);
        }
        !failed.is_empty()
    }

    fn criterion(&self, id: &Id) -> &Criterion {
        self.dossier.criterion(id).expect("checked")
    }

    fn depends(&self, rule: &GateRule) -> bool {
        fn moves(criterion: &Criterion) -> bool {
            match &criterion.content {
                Content::Leaf(measure) => measure.family.tag == "price_inverse",
                // What weighs nothing moves nothing.
                Content::Group(children) => children.iter().any(|child| !child.weight.is_zero() && moves(child)),
            }
        }
        matches!(rule, GateRule::NoteAtLeast { of, .. } if moves(self.criterion(of)))
    }

    fn passes(&self, rule: &GateRule, offer: &Offer) -> Option<bool> {
        let fact = offer.facts.get(rule.of()).map_or(Fact::Missing, |entry| entry.fact);
        match (rule, fact) {
            (GateRule::Yes { .. }, Fact::Yes(yes)) => Some(yes),
            (GateRule::LevelAtLeast { level, .. }, Fact::Level(actual)) => Some(actual >= *level),
            (GateRule::ValueAtLeast { value, .. }, Fact::Number(x)) => Some(fraction(x) >= fraction(*value)),
            (GateRule::ValueAtMost { value, .. }, Fact::Number(x)) => Some(fraction(x) <= fraction(*value)),
            (GateRule::NoteAtLeast { of, note }, _) => {
                Some(self.note(self.criterion(of), offer)? * fraction(self.dossier.note_scale) >= fraction(*note))
            }
            _ => None,
        }
    }

    /// The note of a criterion or group on [0, 1].
    fn note(&self, criterion: &Criterion, offer: &Offer) -> Option<BigRational> {
        match &criterion.content {
            Content::Leaf(measure) => {
                let fact = offer.facts.get(&criterion.id).map_or(Fact::Missing, |entry| entry.fact);
                Some(self.leaf_note(&criterion.id, measure, fact)?.clamp(BigRational::zero(), BigRational::one()))
            }
            Content::Group(children) => {
                let weighing = || children.iter().filter(|child| !child.weight.is_zero());
                let sum: BigRational = weighing().map(|child| fraction(child.weight)).sum();
                let points: Option<BigRational> =
                    weighing().map(|child| Some(self.note(child, offer)? * fraction(child.weight))).sum();
                Some(points? / sum)
            }
        }
    }

    fn leaf_note(&self, id: &Id, measure: &Measure, fact: Fact) -> Option<BigRational> {
        let parameter = |index: usize| fraction(measure.parameters[index]);
        Some(match (measure.family.tag, fact) {
            (_, Fact::Missing) => return None,
            ("price_inverse", Fact::Number(price)) => {
                let prices = self.dossier.offers.iter().zip(&self.stays).filter(|(_, stays)| **stays);
                let lowest = prices
                    .filter_map(|(offer, _)| match offer.facts.get(id)?.fact {
                        Fact::Number(price) => Some(fraction(price)),
                        _ => None,
                    })
                    .min()?;
                lowest / fraction(price)
            }
            ("linear", Fact::Number(value)) => (fraction(value) - parameter(0)) / (parameter(1) - parameter(0)),
            ("index" | "note", Fact::Number(value)) => fraction(value) / parameter(0),
            ("scale", Fact::Level(level)) => fraction(measure.levels[level].points) / parameter(0),
            ("yes_no", Fact::Yes(yes)) => BigRational::from_integer(i32::from(yes).into()),
            (family, fact) => panic!("the referee does not know how {family} notes {fact:?}"),
        })
    }
}

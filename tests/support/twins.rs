//! Grids with offers whose totals are known beforehand: equal to the last
//! digit, or a known hair apart, each with other facts.
//!
//! An offer begins with the same note on every criterion. Points then move
//! from one criterion to another in the proportion of their shares, which
//! leaves the total what it was; the last digit of every float sum it does not.

use std::rc::Rc;

use mieux_disant::catalogue::family_by_tag;
use mieux_disant::dossier::{Content, Criterion, Dossier, Draft, Entry, Id, IdMap, Measure, Offer};
use mieux_disant::engine::{Decimal, Fact};
use mieux_disant::i18n::Lang;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive};

use super::naive::fraction;
use super::random::Random;

/// The full note, in the unit in which notes are given here.
pub const FULL: i128 = 10i128.pow(18);

/// How a leaf notes: the tag of its family and its parameters. The two bounds
/// or the full note lie a whole number apart, so that every note of so many
/// parts of [`FULL`] has its fact.
pub type Noting = (&'static str, &'static [&'static str]);

/// Measures that the leaves of a grid take in turn.
pub const MIXES: [&[Noting]; 6] = [
    &[("note", &["100"])],
    &[("note", &["20"]), ("index", &["3"]), ("note", &["7"])],
    &[("linear", &["0", "100"]), ("linear", &["365", "0"])],
    // Years, and bounds that lie far from zero.
    &[("linear", &["2000", "2030"]), ("linear", &["1000007", "1000000"]), ("linear", &["-3.3", "-0.3"])],
    &[("price_inverse", &[]), ("note", &["20"]), ("linear", &["0", "12"])],
    &[
        ("scale", &["5"]),
        ("note", &["84"]),
        ("linear", &["30", "0"]),
        ("yes_no", &[]),
        ("index", &["60"]),
        ("price_inverse", &[]),
    ],
];

/// Ways to weigh any number of leaves.
pub const WEIGHTINGS: [&str; 10] = [
    "equal",
    "33.3333",
    "14.2857",
    "tenths",
    "percent",
    "ranks",
    "usual",
    "thirds of thirds",
    "tenths of tenths",
    "groups",
];

/// What the cheapest offer asks; every part of [`PARTS`] of it is an amount.
const LOWEST: i64 = 252_000;

/// Notes of a price, as parts of the full one.
const PARTS: [(i64, i64); 10] = [(1, 1), (9, 10), (5, 6), (4, 5), (3, 4), (7, 10), (2, 3), (5, 8), (1, 2), (3, 5)];

/// Criteria whose offers are made to measure.
pub struct Grid {
    /// The tree, at most 5 levels deep.
    pub criteria: Vec<Criterion>,
    leaves: Vec<Leaf>,
}

struct Leaf {
    id: Id,
    share: BigRational,
    facts: Facts,
}

enum Facts {
    /// Any note: the fact that gets none, and how far the best one is.
    Fine { worst: Decimal, range: i128 },
    /// These notes only.
    Few(Vec<(Fact, BigRational)>),
}

impl Grid {
    /// So many leaves with one of [`WEIGHTINGS`] and one of [`MIXES`].
    pub fn new(weighting: &str, leaves: usize, mix: &[Noting]) -> Self {
        let mut criteria = tree(weighting, leaves);
        plant(&mut criteria, "", mix, &mut 0);
        let mut grid = Self { leaves: Vec::new(), criteria };
        grid.leaves = leaves_of(&grid.criteria, &BigRational::one());
        grid
    }

    /// A dossier of this grid and these offers' facts.
    pub fn draft(&self, note_scale: Decimal, offers: Vec<IdMap<Entry>>) -> Draft {
        let mut draft = Dossier::blank(Lang::Fr).to_draft();
        draft.note_scale = note_scale;
        draft.criteria = self.criteria.clone();
        draft.offers = offers.into_iter().enumerate().map(|(index, facts)| offer(index, facts)).collect();
        draft
    }

    /// Whether some note depends on the other offers, so that the dossier
    /// needs [`Self::best`] among them.
    pub fn has_price(&self) -> bool {
        self.criteria
            .iter()
            .flat_map(Criterion::descendants)
            .filter_map(Criterion::measure)
            .any(|m| m.formula().depends_on_field())
    }

    /// The facts of an offer with the full note everywhere.
    pub fn best(&self) -> IdMap<Entry> {
        let entry = |leaf: &Leaf| match &leaf.facts {
            Facts::Fine { worst, range } => number(*worst, range * FULL),
            Facts::Few(facts) => facts.iter().find(|(_, note)| note.is_one()).expect("a full note").0,
        };
        self.leaves.iter().map(|leaf| (leaf.id.clone(), entry(leaf).into())).collect()
    }

    /// The facts of an offer whose total is exactly `note` parts of [`FULL`];
    /// nothing where the notes that this grid allows do not sum to that.
    pub fn facts(&self, note: i128, random: &mut Random) -> Option<IdMap<Entry>> {
        let mut fine: Vec<Fine> = Vec::new();
        for (place, leaf) in self.leaves.iter().enumerate() {
            if let Facts::Fine { range, .. } = leaf.facts {
                let worth = &leaf.share / BigRational::from_integer(range.into());
                fine.push(Fine { place, value: note * range, range: range * FULL, worth });
            }
        }
        let mut facts: IdMap<Entry> = IdMap::new();
        for leaf in &self.leaves {
            if let Facts::Few(choices) = &leaf.facts {
                let mut tries: Vec<(usize, usize)> =
                    (0..choices.len()).flat_map(|choice| (0..fine.len()).map(move |to| (choice, to))).collect();
                random.shuffle(&mut tries);
                let chosen = tries.into_iter().find(|(choice, to)| {
                    let gap = BigRational::from_integer(note.into())
                        - &choices[*choice].1 * BigRational::from_integer(FULL.into());
                    fine[*to].take(&(gap * &leaf.share))
                });
                facts.insert(leaf.id.clone(), choices[chosen?.0].0.into());
            }
        }
        for _ in 0..2 * fine.len() {
            let (from, to) = (random.below(fine.len()), random.below(fine.len()));
            if let Ok([from, to]) = fine.get_disjoint_mut([from, to]) {
                Fine::trade(from, to, random);
            }
        }
        for fine in fine {
            let leaf = &self.leaves[fine.place];
            if let Facts::Fine { worst, .. } = leaf.facts {
                facts.insert(leaf.id.clone(), number(worst, fine.value).into());
            }
        }
        Some(facts)
    }
}

/// A leaf whose fact may be anything between its bounds, in steps of 10^-18.
struct Fine {
    place: usize,
    /// How far the fact is from the worst one; between zero and `range`.
    value: i128,
    /// How far the best fact is from the worst one; of either sign.
    range: i128,
    /// What one step brings to the total.
    worth: BigRational,
}

impl Fine {
    fn is_within(&self, value: i128) -> bool {
        (0..=self.range.abs()).contains(&(value * self.range.signum()))
    }

    /// Takes so many points of the total on itself, if its facts allow.
    fn take(&mut self, points: &BigRational) -> bool {
        let steps = points / &self.worth;
        let value = steps.is_integer().then(|| steps.to_integer().to_i128()).flatten().map(|steps| self.value + steps);
        let value = value.filter(|value| self.is_within(*value));
        self.value = value.unwrap_or(self.value);
        value.is_some()
    }

    /// Moves points from one leaf to another, as round a number of them as
    /// leaves some choice.
    fn trade(from: &mut Self, to: &mut Self, random: &mut Random) {
        let ratio = &from.worth / &to.worth;
        let (Some(gain), Some(loss)) = (ratio.numer().to_i128(), ratio.denom().to_i128()) else { return };
        // So many times `loss` away here is so many times `gain` more there.
        let most = from.range.abs().max(to.range.abs()) / gain.abs().max(loss) / 4;
        let unit = 10i128.pow(most.max(1).ilog10().saturating_sub(2));
        let times = unit * (random.below(2000) as i128 - 1000);
        let (here, there) = (from.value - times * loss, to.value + times * gain);
        if from.is_within(here) && to.is_within(there) {
            (from.value, to.value) = (here, there);
        }
    }
}

fn number(worst: Decimal, steps: i128) -> Fact {
    let start = worst.digits() * 10i128.pow(18 - worst.scale());
    Fact::Number(Decimal::new(start + steps, 18).expect("within limits").normalized())
}

fn offer(index: usize, facts: IdMap<Entry>) -> Rc<Offer> {
    let id = Id::new(&format!("o{}", index + 1));
    let name = id.to_string();
    Rc::new(Offer { facts, ..Offer::new(id, name) })
}

/// The leaves of a group, with their shares of the total.
fn leaves_of(group: &[Criterion], worth: &BigRational) -> Vec<Leaf> {
    let sum: BigRational = group.iter().map(|criterion| fraction(criterion.weight)).sum();
    let mut leaves = Vec::new();
    for criterion in group {
        let share = worth * fraction(criterion.weight) / &sum;
        match &criterion.content {
            Content::Group(children) => leaves.extend(leaves_of(children, &share)),
            Content::Leaf(measure) => leaves.push(Leaf { id: criterion.id.clone(), share, facts: facts_of(measure) }),
        }
    }
    leaves
}

fn facts_of(measure: &Measure) -> Facts {
    let fine = |worst: Decimal, best: Decimal| {
        let range = fraction(best) - fraction(worst);
        assert!(range.is_integer(), "bounds a whole number apart");
        Facts::Fine { worst, range: range.to_integer().to_i128().expect("small") }
    };
    let part = |(part, of): (i64, i64)| BigRational::new(part.into(), of.into());
    let price = |(part, of): (i64, i64)| Fact::Number(Decimal::new((LOWEST * of / part).into(), 0).expect("small"));
    match (measure.family.tag, measure.parameters.as_slice()) {
        ("linear", [worst, best]) => fine(*worst, *best),
        ("note" | "index", [out_of]) => fine(Decimal::ZERO, *out_of),
        ("price_inverse", _) => Facts::Few(PARTS.map(|of| (price(of), part(of))).into()),
        ("yes_no", _) => Facts::Few(vec![(Fact::Yes(true), part((1, 1))), (Fact::Yes(false), part((0, 1)))]),
        ("scale", [out_of]) => {
            let notes = measure.points().into_iter().map(|points| fraction(points) / fraction(*out_of)).enumerate();
            Facts::Few(notes.map(|(level, note)| (Fact::Level(level), note)).collect())
        }
        (family, _) => panic!("no twins are made for {family}"),
    }
}

/// Numbers every criterion (`2.1` stands in `2`) and gives every leaf its measure.
fn plant(group: &mut [Criterion], above: &str, mix: &[Noting], count: &mut usize) {
    for (place, criterion) in group.iter_mut().enumerate() {
        criterion.name = format!("{above}{}", place + 1);
        criterion.id = Id::new(&criterion.name);
        if let Content::Group(children) = &mut criterion.content {
            plant(children, &format!("{}.", criterion.name), mix, count);
        } else {
            let (tag, parameters) = mix[*count % mix.len()];
            let mut measure = Measure::fresh(family_by_tag(tag).expect("a family"), "Niveau");
            measure.parameters = parameters.iter().map(|text| Decimal::parse(text).expect("a decimal")).collect();
            criterion.content = Content::Leaf(measure);
            *count += 1;
        }
    }
}

fn criterion(weight: &str, content: Content) -> Criterion {
    let mut criterion = Dossier::blank(Lang::Fr).criteria[0].clone();
    criterion.weight = Decimal::parse(weight).expect("a decimal");
    criterion.content = content;
    criterion
}

/// A tree of so many leaves, which still lack identifiers and measures.
fn tree(weighting: &str, leaves: usize) -> Vec<Criterion> {
    let any = Dossier::blank(Lang::Fr).criteria[0].content.clone();
    let row = |weights: &dyn Fn(usize) -> String, leaves: usize| -> Vec<Criterion> {
        (0..leaves).map(|place| criterion(&weights(place), any.clone())).collect()
    };
    let cycle = |weights: &'static [&str]| move |place: usize| String::from(weights[place % weights.len()]);
    match weighting {
        "equal" => row(&cycle(&["1"]), leaves),
        "33.3333" => row(&cycle(&["33.3333"]), leaves),
        "14.2857" => row(&cycle(&["14.2857"]), leaves),
        "tenths" => row(&cycle(&["0.1", "0.2", "0.3", "0.4"]), leaves),
        "usual" => row(&cycle(&["40", "25", "20", "12.5", "7.5"]), leaves),
        "ranks" => row(&|place| (leaves - place).to_string(), leaves),
        // Equal weights as buyers write them: four decimals, the last one takes the rest.
        "percent" => {
            let part = 1_000_000 / leaves as i128;
            let text = |digits: i128| Decimal::new(digits, 4).expect("small").to_string();
            row(&|place| text(if place + 1 == leaves { 1_000_000 - part * place as i128 } else { part }), leaves)
        }
        "thirds of thirds" => nested(&|leaves| row(&cycle(&["1"]), leaves), leaves, (2, "1"), 5),
        "tenths of tenths" => nested(&|leaves| row(&cycle(&["0.1"]), leaves), leaves, (1, "0.9"), 5),
        "groups" => {
            let inner = cycle(&["0.7", "0.2", "0.1"]);
            let sizes = (0..leaves.div_ceil(3)).map(|group| (leaves - 3 * group).min(3));
            sizes.map(|size| criterion("33.3333", Content::Group(row(&inner, size)))).collect()
        }
        other => panic!("what is {other}?"),
    }
}

/// Some leaves, and a group of the same kind that holds the others.
fn nested(
    row: &dyn Fn(usize) -> Vec<Criterion>,
    leaves: usize,
    (beside, weight): (usize, &str),
    depth: usize,
) -> Vec<Criterion> {
    if leaves <= beside + 1 || depth == 1 {
        return row(leaves);
    }
    let mut group = row(beside);
    group.push(criterion(weight, Content::Group(nested(row, leaves - beside, (beside, weight), depth - 1))));
    group
}

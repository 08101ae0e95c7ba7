//! The engine's semantics once more, slowly and from the book.
//!
//! Walks the tree of the dossier itself, in fractions from the first step to
//! the last, sharing no code with the engine: what both say is what the method
//! says. It judges dossiers in which every fact that matters is known; what is
//! unknown is filled in first, by `completions`. A family that this file does
//! not know fails the test on purpose.

mod formulas;

use std::cell::RefCell;
use std::collections::HashMap;

use mieux_disant::dossier::{
    Content, Criterion, Date, Dossier, Entry, GateRule, Id, Measure, Offer, Ranking, Requirement, StandingKind,
};
use mieux_disant::engine::{Decimal, Fact, Outcome};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// What became of one offer.
#[derive(Debug)]
pub struct Result {
    /// Its outcome; of the gates that it failed, those that nothing unknown touches.
    pub outcome: Outcome,
    /// Whether nobody needed to ask what it may become.
    pub is_known: bool,
    /// Its note on each leaf, on the note scale; none where it takes no part.
    pub notes: Vec<Option<BigRational>>,
    /// Its note on each criterion and group, in reading order.
    pub nodes: Vec<Option<BigRational>>,
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

/// What is known of an offer on a measure.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    Missing,
    Apart,
    Number(BigRational),
    Level(usize),
    Yes(bool),
}

/// The note of an offer on a criterion or group.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    Known(BigRational),
    /// Does not apply.
    Apart,
    /// Some fact is not known.
    Unknown,
    /// The formula has no value.
    Undefined,
}

impl Note {
    pub fn known(self) -> Option<BigRational> {
        match self {
            Self::Known(note) => Some(note),
            _ => None,
        }
    }
}

/// Evaluates a dossier of which everything that matters is known, one result
/// per offer.
pub fn evaluate(dossier: &Dossier) -> Vec<Result> {
    settled(dossier).expect("a dossier without open questions")
}

/// The same; nothing where something unknown may matter.
pub fn settled(dossier: &Dossier) -> Option<Vec<Result>> {
    let mut judge = Judge::new(dossier);
    judge.select()?;
    let mut results: Vec<Result> = Vec::new();
    let mut keys: Vec<Option<Vec<BigRational>>> = Vec::new();
    for index in 0..dossier.offers.len() {
        let (result, key) = judge.result(index)?;
        results.push(result);
        keys.push(key);
    }
    for (index, result) in results.iter_mut().enumerate() {
        let own = keys[index].as_ref();
        result.rank = own.map(|own| 1 + keys.iter().flatten().filter(|other| *other > own).count());
    }
    Some(results)
}

/// The referee of one dossier.
pub struct Judge<'a> {
    dossier: &'a Dossier,
    stays: Vec<bool>,
    failed: Vec<Vec<usize>>,
    /// Who failed a gate while another could not be decided.
    asked: Vec<bool>,
    /// Best note of the field, per rescaled criterion.
    best: RefCell<HashMap<Id, Note>>,
}

/// Whether notes are taken as the formulas give them, or as the grid awards them.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Raw,
    Awarded,
}

impl<'a> Judge<'a> {
    pub fn new(dossier: &'a Dossier) -> Self {
        Self {
            dossier,
            stays: dossier.offers.iter().map(|offer| offer.standing.kind == StandingKind::Regular).collect(),
            failed: vec![Vec::new(); dossier.offers.len()],
            asked: vec![false; dossier.offers.len()],
            best: RefCell::default(),
        }
    }

    fn select(&mut self) -> Option<()> {
        self.round(false)?;
        while self.round(true)? {}
        Some(())
    }

    /// One round of the gates that depend on the field, or of those that do
    /// not; whether anybody left. Nothing when nobody can say.
    fn round(&mut self, of_the_field: bool) -> Option<bool> {
        let gates: Vec<(usize, &GateRule)> = self.dossier.gates.iter().map(|gate| &gate.rule).enumerate().collect();
        let mut leaving: Vec<(usize, Vec<usize>)> = Vec::new();
        for (index, offer) in self.dossier.offers.iter().enumerate().filter(|(index, _)| self.stays[*index]) {
            let of_round = gates.iter().filter(|(_, rule)| self.depends(rule) == of_the_field);
            let verdicts: Vec<(usize, Option<bool>)> =
                of_round.map(|(gate, rule)| (*gate, self.passes(rule, offer))).collect();
            let failed: Vec<usize> =
                verdicts.iter().filter(|(_, passed)| *passed == Some(false)).map(|(gate, _)| *gate).collect();
            if !failed.is_empty() {
                self.asked[index] = verdicts.iter().any(|(_, passed)| passed.is_none());
                leaving.push((index, failed));
            } else if verdicts.iter().any(|(_, passed)| passed.is_none()) {
                return None;
            }
        }
        let has_left = !leaving.is_empty();
        for (index, failed) in leaving {
            self.stays[index] = false;
            self.failed[index] = failed;
        }
        Some(has_left)
    }

    fn result(&self, index: usize) -> Option<(Result, Option<Vec<BigRational>>)> {
        let offer = &self.dossier.offers[index];
        let method = &self.dossier.method;
        let scale = fraction(self.dossier.note_scale);
        let takes_part = self.stays[index];
        let criteria = self.dossier.all_criteria();
        let note = |criterion: &Criterion| {
            takes_part.then(|| self.note(criterion, offer, Stage::Awarded).known()).flatten().map(|note| note * &scale)
        };
        let nodes: Vec<_> = criteria.iter().map(|criterion| note(criterion)).collect();
        let is_leaf = |criterion: &Criterion| criterion.measure().is_some();
        let notes = criteria.iter().zip(&nodes).filter(|(c, _)| is_leaf(c)).map(|(_, note)| note.clone()).collect();
        let mut result = Result {
            outcome: Outcome::SetAside,
            is_known: !self.asked[index],
            notes,
            nodes,
            terms: Vec::new(),
            total: None,
            rank: None,
        };
        let leaves = criteria.iter().filter(|criterion| is_leaf(criterion)).count();
        result.terms = vec![None; leaves];
        if !takes_part {
            if !self.failed[index].is_empty() {
                result.outcome = Outcome::Eliminated(self.failed[index].clone());
            }
            return Some((result, None));
        }
        if self.group_note(&self.dossier.criteria, offer, Stage::Awarded) != Note::Apart {
            let mut terms = Vec::new();
            self.terms(&self.dossier.criteria, offer, &Some(BigRational::one()), &mut terms);
            result.terms = terms.into_iter().map(|term| term.map(|term| term * &scale)).collect();
        }
        // What decides: the total, criteria that decide alone, tie-breaks.
        let total = self.group_note(&self.dossier.criteria, offer, Stage::Awarded);
        let is_hierarchy = method.ranking == Ranking::Hierarchy;
        let mut alone: Vec<Note> = Vec::new();
        if is_hierarchy {
            alone.extend(self.dossier.criteria.iter().map(|top| self.note(top, offer, Stage::Awarded)));
        }
        alone.extend(method.tie_breaks.iter().map(|id| self.note(self.criterion(id), offer, Stage::Awarded)));
        let any = |what: Note| alone.iter().chain([&total]).any(|note| *note == what);
        if any(Note::Unknown) {
            return None;
        }
        let is_undefined = any(Note::Undefined);
        let total = match total {
            Note::Known(total) => Some(total),
            // Criteria that decide one after the other ask for no total.
            Note::Apart if is_hierarchy => Some(BigRational::zero()),
            _ => None,
        };
        let (false, Some(total)) = (is_undefined, total) else {
            result.outcome = Outcome::Incomplete;
            return Some((result, None));
        };
        result.outcome = Outcome::Ranked;
        let full = scale.clone();
        let total = total * scale;
        let total = method.total_decimals.map_or(total.clone(), |decimals| rounded(&total, decimals).min(full));
        // What does not apply counts for nothing here.
        let alone = alone.into_iter().map(|note| note.known().unwrap_or_else(BigRational::zero));
        let key = (!is_hierarchy).then(|| total.clone()).into_iter().chain(alone).collect();
        result.total = (!is_hierarchy).then_some(total);
        Some((result, Some(key)))
    }

    /// Every leaf's share of the total times its note, rescaling of the groups
    /// above included.
    fn terms(
        &self,
        group: &[Criterion],
        offer: &Offer,
        worth: &Option<BigRational>,
        terms: &mut Vec<Option<BigRational>>,
    ) {
        let in_force = |c: &&Criterion| !c.weight.is_zero() && self.note(c, offer, Stage::Raw) != Note::Apart;
        let sum: BigRational = group.iter().filter(in_force).map(|criterion| fraction(criterion.weight)).sum();
        for criterion in group {
            let share = worth.as_ref().map(|worth| {
                if in_force(&criterion) { worth * fraction(criterion.weight) / &sum } else { BigRational::zero() }
            });
            match &criterion.content {
                Content::Group(children) => {
                    let factor = if criterion.is_rescaled && share.as_ref().is_some_and(|share| !share.is_zero()) {
                        match self.best(criterion) {
                            Note::Known(best) if !best.is_zero() => Some(BigRational::one() / best),
                            Note::Known(_) | Note::Apart => Some(BigRational::one()),
                            Note::Unknown | Note::Undefined => None,
                        }
                    } else {
                        Some(BigRational::one())
                    };
                    self.terms(children, offer, &share.zip(factor).map(|(share, factor)| share * factor), terms);
                }
                Content::Leaf(_) => terms.push(match share {
                    Some(share) if share.is_zero() => Some(share),
                    share => share.zip(self.note(criterion, offer, Stage::Awarded).known()).map(|(s, note)| s * note),
                }),
            }
        }
    }

    fn criterion(&self, id: &Id) -> &'a Criterion {
        self.dossier.criterion(id).expect("checked")
    }

    fn depends(&self, rule: &GateRule) -> bool {
        fn moves(criterion: &Criterion) -> bool {
            match &criterion.content {
                Content::Leaf(measure) => match measure.family.tag {
                    "price_expression" => measure.expression.contains("Pm"),
                    tag => tag.starts_with("price_") || tag.starts_with("observed_"),
                },
                // What weighs nothing moves nothing.
                Content::Group(children) => children.iter().any(|child| !child.weight.is_zero() && moves(child)),
            }
        }
        matches!(rule, GateRule::NoteAtLeast { of, .. } if moves(self.criterion(of)))
    }

    /// Whether an offer passes a gate, over the references of those that stay;
    /// nothing when nobody can say.
    pub fn passes(&self, rule: &GateRule, offer: &Offer) -> Option<bool> {
        let given = || self.given(rule.of(), offer);
        let compared = |meets: &dyn Fn(&Given) -> Option<bool>| match given() {
            Given::Missing => None,
            Given::Apart => Some(true),
            given => Some(meets(&given).expect("a fact of this kind")),
        };
        let number = |given: &Given| match given {
            Given::Number(x) => Some(x.clone()),
            _ => None,
        };
        match rule {
            GateRule::Yes { .. } => compared(&|given| (*given == Given::Yes(true)).into()),
            GateRule::LevelAtLeast { level, .. } => {
                compared(&|given| matches!(given, Given::Level(actual) if actual >= level).into())
            }
            GateRule::ValueAtLeast { value, .. } => compared(&|given| Some(number(given)? >= fraction(*value))),
            GateRule::ValueAtMost { value, .. } => compared(&|given| Some(number(given)? <= fraction(*value))),
            GateRule::NoteAtLeast { of, note } => match self.note(self.criterion(of), offer, Stage::Raw) {
                Note::Known(reached) => Some(reached * fraction(self.dossier.note_scale) >= fraction(*note)),
                Note::Apart => Some(true),
                Note::Unknown | Note::Undefined => None,
            },
            GateRule::SealAtLeast { of, seal } => {
                let mut verdict = Some(true);
                for criterion in self.criterion(of).descendants() {
                    let Some(measure) = criterion.measure() else { continue };
                    match self.given(&criterion.id, offer) {
                        Given::Level(level) if measure.levels[level].seal.is_some_and(|granted| granted < *seal) => {
                            return Some(false);
                        }
                        Given::Missing if measure.levels.iter().any(|level| level.seal.is_some()) => verdict = None,
                        _ => {}
                    }
                }
                verdict
            }
            GateRule::MustsCovered { of } => {
                if offer.facts.get(of).is_some_and(|entry| entry.fact == Fact::NotApplicable) {
                    return Some(true);
                }
                let musts = self.dossier.requirements.iter().filter(|r| r.of.as_ref() == Some(of) && r.is_must());
                let shares: Vec<Option<BigRational>> = musts.map(|must| self.covered(must, offer)).collect();
                if shares.iter().flatten().any(|share| *share < BigRational::one()) {
                    return Some(false);
                }
                shares.iter().all(Option::is_some).then_some(true)
            }
        }
    }

    /// How far a requirement is covered: in full where a commitment counts, whose
    /// last possible day is not after the last possible day of its limit.
    fn covered(&self, requirement: &Requirement, offer: &Offer) -> Option<BigRational> {
        let entry = offer.facts.get(&requirement.id)?;
        let latest = |date: Date| {
            let (year, month, day) = date.parts();
            (year, month.unwrap_or(99), day.unwrap_or(99))
        };
        if let Some(common) = self.dossier.method.commitments_until
            && let Some(by) = entry.shortfall.as_ref().and_then(|shortfall| shortfall.committed_by)
            && latest(by) <= latest(requirement.deadline.unwrap_or(common))
        {
            return Some(BigRational::one());
        }
        match entry.fact {
            Fact::Number(share) => Some(fraction(share)),
            _ => None,
        }
    }

    /// What is known of an offer on a leaf or an information.
    pub fn given(&self, id: &Id, offer: &Offer) -> Given {
        let measure = self.dossier.measure(id).expect("checked");
        let entry = offer.facts.get(id);
        if entry.is_some_and(|entry| entry.fact == Fact::NotApplicable) {
            return Given::Apart;
        }
        if measure.family.is_coverage {
            let wished = self
                .dossier
                .requirements
                .iter()
                .filter(|r| r.of.as_ref() == Some(id) && !r.is_must() && !r.weight.is_zero());
            let parts = wished.map(|wish| Some(self.covered(wish, offer)? * fraction(wish.weight)));
            return parts.sum::<Option<BigRational>>().map_or(Given::Missing, Given::Number);
        }
        let Some(entry) = entry else { return Given::Missing };
        if !entry.costs.is_empty() {
            let plan = self.dossier.cost_plan.as_ref().expect("checked");
            return plan.price(&entry.costs).map_or(Given::Missing, |price| Given::Number(fraction(price)));
        }
        Self::judged(measure, entry)
    }

    fn judged(measure: &Measure, entry: &Entry) -> Given {
        let mut notes: Vec<BigRational> = entry.opinions.iter().map(|opinion| fraction(opinion.note)).collect();
        notes.sort();
        let mean =
            |notes: &[BigRational]| notes.iter().sum::<BigRational>() / BigRational::from_integer(notes.len().into());
        match (measure.family.tag, entry.fact) {
            ("notes_mean", _) if !notes.is_empty() => Given::Number(mean(&notes)),
            ("notes_median", _) if !notes.is_empty() => {
                let (first, last) = ((notes.len() - 1) / 2, notes.len() / 2);
                Given::Number(mean(&[notes[first].clone(), notes[last].clone()]))
            }
            (_, Fact::Number(number)) => Given::Number(fraction(number)),
            (_, Fact::Level(level)) => Given::Level(level),
            // Bounds that meet leave nothing open.
            (_, Fact::Between { low, high }) if low == high => Given::Number(fraction(low)),
            (_, Fact::Levels { low, high }) if low == high => Given::Level(low),
            (_, Fact::Yes(yes)) => Given::Yes(yes),
            _ => Given::Missing,
        }
    }

    /// The note of a criterion or group on [0, 1].
    fn note(&self, criterion: &Criterion, offer: &Offer, stage: Stage) -> Note {
        let note = self.unrescaled(criterion, offer, stage);
        if stage == Stage::Raw {
            return note;
        }
        let Note::Known(mut note) = note else { return note };
        if criterion.is_rescaled {
            match self.best(criterion) {
                Note::Known(best) if best.is_zero() => {}
                Note::Known(best) => note /= best,
                other => return other,
            }
        }
        if let (Content::Leaf(_), Some(decimals)) = (&criterion.content, self.dossier.method.note_decimals) {
            let scale = fraction(self.dossier.note_scale);
            note = (rounded(&(note * &scale), decimals) / scale).min(BigRational::one());
        }
        Note::Known(note)
    }

    fn unrescaled(&self, criterion: &Criterion, offer: &Offer, stage: Stage) -> Note {
        match &criterion.content {
            Content::Leaf(measure) => match self.leaf_note(&criterion.id, measure, &self.given(&criterion.id, offer)) {
                Note::Known(note) => Note::Known(note.clamp(BigRational::zero(), BigRational::one())),
                other => other,
            },
            Content::Group(children) => self.group_note(children, offer, stage),
        }
    }

    /// The best note of the field before rescaling.
    fn best(&self, criterion: &Criterion) -> Note {
        if let Some(best) = self.best.borrow().get(&criterion.id) {
            return best.clone();
        }
        let mut best = Note::Apart;
        for (offer, _) in self.dossier.offers.iter().zip(&self.stays).filter(|(_, stays)| **stays) {
            best = match (best, self.unrescaled(criterion, offer, Stage::Awarded)) {
                (Note::Unknown, _) | (_, Note::Unknown) => Note::Unknown,
                (best, Note::Apart | Note::Undefined) => best,
                (Note::Known(best), Note::Known(note)) => Note::Known(best.max(note)),
                (_, note) => note,
            };
        }
        self.best.borrow_mut().insert(criterion.id.clone(), best.clone());
        best
    }

    fn group_note(&self, children: &[Criterion], offer: &Offer, stage: Stage) -> Note {
        let (mut points, mut sum) = (BigRational::zero(), BigRational::zero());
        let mut worst: Option<Note> = None;
        for child in children.iter().filter(|child| !child.weight.is_zero()) {
            match self.note(child, offer, stage) {
                Note::Apart => {}
                Note::Known(note) => {
                    points += note * fraction(child.weight);
                    sum += fraction(child.weight);
                }
                Note::Unknown => return Note::Unknown,
                Note::Undefined => worst = Some(Note::Undefined),
            }
        }
        worst.unwrap_or_else(|| if sum.is_zero() { Note::Apart } else { Note::Known(points / sum) })
    }
}

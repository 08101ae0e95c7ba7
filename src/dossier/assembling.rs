//! From a dossier to the question that the composer answers: which bricks there
//! are, what each covers and costs, and what the announced method makes of an
//! assembly. What does not compose exactly is named, never guessed.
//!
//! What is unknown counts as the least that it can be, so that the composer finds
//! the best total that is certain.

mod bricks;
mod rules;

use std::rc::Rc;

pub use self::bricks::candidates;
use self::bricks::{is_certain, is_spoken_of, judge, need_share, singles};
use self::rules::{Passing, apart, is_rescaled, passing};
use super::assessment::Assessment;
use super::grid::{Ranking, Requirement};
use super::model::{Dossier, Id, IdSet};
use super::offers::{Component, ComponentKind, Entry, Offer};
use crate::engine::composer::{self, Brick, Coverage, Integration, PriceRule, Scale};
use crate::engine::{Composition, Decimal, Evaluation, Fact, Formula, Rational};

/// A dossier as a question for the composer, with the way back.
#[derive(Clone, Debug)]
pub struct Assembling {
    /// Every brick that is known, the buyer's own first.
    pub candidates: Vec<Candidate>,
    /// The question.
    pub composition: composer::Composition,
    /// Per brick of the question, its place among the candidates.
    pub members: Vec<usize>,
    /// Per requirement of the question, what is to be covered.
    pub targets: Vec<Target>,
    /// Per scale of the question, its criterion.
    pub scales: Vec<Id>,
    /// The price criterion.
    pub price: Id,
    /// The criteria that weigh and do not count in the question, and why.
    pub apart: Vec<(Id, Apart)>,
    /// The gates and compulsory needs that only the assembly as a whole can meet, or of
    /// which no brick says anything.
    pub later: Vec<Id>,
    /// Whether the grid rounds notes, which the question does not.
    pub is_rounded: bool,
    dossier: Rc<Dossier>,
    integration: Vec<Component>,
}

/// A brick that assemblies can be made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The brick.
    pub brick: Component,
    /// Those who stand behind it.
    pub behind: Vec<Component>,
    /// The offer that it is taken from; nothing for one of the buyer's own.
    pub of: Option<Id>,
    /// Its price, where it is known to the cent.
    pub price: Option<Decimal>,
    /// What the buyer wants of it.
    pub wish: Wish,
    /// Why it stays out, whatever the assembly.
    pub obstacles: Vec<Obstacle>,
}

/// What the buyer wants of a brick.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    /// Whatever is best.
    #[default]
    Free,
    /// In every assembly.
    Wanted,
    /// In none.
    Out,
}

impl Wish {
    /// Every wish, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Free, Self::Wanted, Self::Out];
}

/// Why a brick stays out.
#[derive(Clone, Debug, PartialEq)]
pub enum Obstacle {
    /// The buyer sets it aside.
    SetAside,
    /// Its price is not entered, or only known within bounds.
    NoPrice,
    /// It fails this gate by itself, and every assembly with it.
    Fails(Id),
    /// Nobody knows whether it passes this gate.
    Undecided(Id),
    /// This criterion does not apply to it, which no assembly can be computed with.
    NotApplicable(Id),
}

/// What a requirement of the question stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A need of the register.
    Need(Id),
    /// A gate that one brick is enough to pass.
    Gate(Id),
}

/// Why a criterion does not count in the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// Whoever judges the whole enters it.
    ByHand,
    /// Its note depends on the other offers, or is brought to the full note.
    Relative,
    /// Its rule of composition is neither the union, nor the weakest link.
    Rule,
}

/// Why there is no question to put.
#[derive(Clone, Debug, PartialEq)]
pub enum NotComposable {
    /// No brick is known at all.
    NoBricks,
    /// None can come in: each with its name, and why.
    NoneComesIn(Vec<(String, Vec<Obstacle>)>),
    /// The grid has no price criterion whose amounts add up.
    NoPrice,
    /// Criteria decide one after the other: there is no total.
    Hierarchy,
    /// The price of this offer, with which prices are compared, is not certain.
    OpenPrice(Id),
    /// Nobody knows whether this offer takes part.
    OpenField(Id),
    /// What it takes to put bricks together has no price.
    OpenIntegration,
    /// A brick that the buyer wants in cannot come in; its place among the candidates.
    WantedIsOut(usize),
    /// The composer refuses.
    Refused(composer::CompositionError),
}

/// An assembly among the offers of the dossier.
#[derive(Clone, Debug)]
pub struct Tried {
    /// The dossier with it, and what the engine says.
    pub assessment: Assessment,
    /// Its place among the offers.
    pub place: usize,
}

impl Assembling {
    /// The price criterion that assemblies are composed by, where there is one.
    pub fn price_of(assessment: &Assessment) -> Option<Id> {
        price_criterion(assessment).map(|(id, _)| id)
    }

    /// The question that a dossier puts, with what the buyer wants of its bricks.
    ///
    /// # Errors
    /// [`NotComposable`], where there is none.
    pub fn of(assessment: &Assessment, wish: &dyn Fn(&Candidate) -> Wish) -> Result<Self, NotComposable> {
        let dossier = Rc::clone(assessment.dossier());
        if dossier.method.ranking == Ranking::Hierarchy {
            return Err(NotComposable::Hierarchy);
        }
        let mut candidates = candidates(&dossier);
        if candidates.is_empty() {
            return Err(NotComposable::NoBricks);
        }
        let (price, formula) = price_criterion(assessment).ok_or(NotComposable::NoPrice)?;
        let field = field(assessment, &price)?;
        let measure = dossier.measure(&price).ok_or(NotComposable::NoPrice)?;
        let amount = |offer: &Offer| match dossier.fact(&price, measure, offer) {
            Fact::Number(price) => Some(price),
            _ => None,
        };
        let pool = dossier.pool.iter().flat_map(|pool| &pool.components);
        let integration: Vec<Component> =
            pool.filter(|component| component.kind == ComponentKind::Integration).cloned().collect();
        let mut fixed = Decimal::ZERO;
        for component in &integration {
            let entry = component.facts.get(&price);
            let price = match entry.map(|entry| dossier.entry_fact(&price, measure, entry)) {
                Some(Fact::Number(price)) => fixed.checked_add(price),
                _ => None,
            };
            fixed = price.ok_or(NotComposable::OpenIntegration)?;
        }
        for candidate in &mut candidates {
            candidate.wish = wish(candidate);
            candidate.price = amount(&candidate.alone());
            if candidate.wish == Wish::Out {
                candidate.obstacles.push(Obstacle::SetAside);
            }
            if candidate.price.is_none() {
                candidate.obstacles.push(Obstacle::NoPrice);
            }
        }
        let mut budget: Option<Decimal> = None;
        let (mut each, mut one, mut later) = (IdSet::new(), Vec::new(), Vec::new());
        for gate in &dossier.gates {
            // A contract, say, is entered for the whole, which is not there yet.
            let is_of_whole = dossier.measure(gate.rule.of()).is_some() && !is_spoken_of(&candidates, gate.rule.of());
            match passing(&dossier, &gate.rule, &price) {
                Passing::Each | Passing::One if is_of_whole => later.push(gate.id.clone()),
                Passing::Each => {
                    each.insert(gate.id.clone());
                }
                Passing::One => one.push(gate.id.clone()),
                Passing::Budget(value) => budget = Some(budget.map_or(value, |budget| budget.min(value))),
                Passing::Musts => {}
                Passing::Together => later.push(gate.id.clone()),
            }
        }
        judge(&dossier, &mut candidates, &each);
        let mut question = Self {
            composition: composer::Composition {
                price: share_of(assessment, &price).map(|weight| PriceRule { weight, formula, field }),
                integration: Integration { fixed, per_brick: Decimal::ZERO },
                budget,
                ..composer::Composition::default()
            },
            members: Vec::new(),
            targets: Vec::new(),
            scales: Vec::new(),
            apart: Vec::new(),
            later,
            is_rounded: dossier.method.note_decimals.is_some(),
            price,
            candidates,
            integration,
            dossier,
        };
        question.ask(assessment, &one)?;
        Ok(question)
    }

    /// The criteria, the needs, and what each brick brings.
    fn ask(&mut self, assessment: &Assessment, one: &[Id]) -> Result<(), NotComposable> {
        let dossier = Rc::clone(&self.dossier);
        let singles = self.singles(&|_| false);
        let mut notes: Vec<usize> = Vec::new();
        for (leaf, id) in assessment.leaves() {
            let Some(measure) = dossier.measure(id) else { continue };
            let Some(weight) = share_of(assessment, id).filter(|weight| !weight.is_zero() && *id != self.price) else {
                continue;
            };
            match apart(&dossier, id, measure) {
                Some(why) => self.apart.push((id.clone(), why)),
                None if measure.family.is_coverage => {
                    let coverage = self.composition.coverages.len();
                    self.composition.coverages.push(Coverage { weight });
                    for need in dossier.requirements_of(id).filter(|need| !need.is_must()) {
                        self.require(Target::Need(need.id.clone()), coverage, Some(need.weight));
                    }
                }
                None => {
                    self.composition.scales.push(Scale { weight, notes: Vec::new() });
                    self.scales.push(id.clone());
                    notes.push(leaf);
                }
            }
        }
        let is_asked = |need: &&Requirement| {
            need.is_must() && dossier.composition_of(&need.id, &need.measure) == Composition::Highest
        };
        let musts = dossier.requirements.iter().filter(is_asked).map(|need| need.id.clone());
        let (musts, of_whole): (Vec<Id>, Vec<Id>) = musts.partition(|need| is_spoken_of(&self.candidates, need));
        self.later.extend(of_whole);
        if self.composition.coverages.is_empty() && (!musts.is_empty() || !one.is_empty()) {
            self.composition.coverages.push(Coverage { weight: Rational::zero() });
        }
        musts.into_iter().for_each(|need| self.require(Target::Need(need), 0, None));
        one.iter().for_each(|gate| self.require(Target::Gate(gate.clone()), 0, None));

        let passes: Vec<(Id, Assessment)> =
            one.iter().map(|gate| (gate.clone(), self.singles(&|other| other == gate))).collect();
        for (place, candidate) in self.candidates.iter_mut().enumerate() {
            let offer = candidate.alone();
            let is_apart = |id: &&Id| {
                let measure = dossier.measure(id);
                measure.is_some_and(|measure| dossier.fact(id, measure, &offer) == Fact::NotApplicable)
            };
            // It would leave its weight to the others.
            let mut weighing = self.scales.iter().chain([&self.price]).chain(self.apart.iter().map(|(id, _)| id));
            let not_applicable = weighing.find(is_apart);
            candidate.obstacles.extend(not_applicable.map(|id| Obstacle::NotApplicable(id.clone())));
            let price = candidate.price.unwrap_or_default();
            if !candidate.obstacles.is_empty() {
                if candidate.wish == Wish::Wanted {
                    return Err(NotComposable::WantedIsOut(place));
                }
                continue;
            }
            let share = |target: &Target| match target {
                Target::Need(id) => need_share(&dossier, id, &offer),
                Target::Gate(id) => {
                    let passed = passes.iter().find(|(gate, _)| gate == id);
                    let is_passed = passed.is_some_and(|(_, trial)| is_certain(trial.evaluation(), place));
                    if is_passed { Decimal::ONE } else { Decimal::ZERO }
                }
            };
            self.composition.bricks.push(Brick {
                price,
                is_admissible: true,
                is_wanted: candidate.wish == Wish::Wanted,
                shares: self.targets.iter().map(share).collect(),
                rungs: vec![0; self.scales.len()],
            });
            self.members.push(place);
        }
        for (scale, leaf) in notes.into_iter().enumerate() {
            self.stand(scale, leaf, singles.evaluation());
        }
        if self.members.is_empty() {
            let why = |candidate: &Candidate| (candidate.brick.name.clone(), candidate.obstacles.clone());
            return Err(NotComposable::NoneComesIn(self.candidates.iter().map(why).collect()));
        }
        self.composition.check().map_err(NotComposable::Refused)
    }

    fn require(&mut self, target: Target, coverage: usize, weight: Option<Decimal>) {
        self.targets.push(target);
        self.composition.requirements.push(composer::Requirement { coverage, weight });
    }

    /// The rungs of a scale: the notes that bricks have there, the least that
    /// each can be.
    fn stand(&mut self, scale: usize, leaf: usize, singles: &Evaluation) {
        let full = Rational::from(self.dossier.note_scale);
        let note = |place: usize| {
            let note = singles.note_band(place, leaf).and_then(|band| band.low.checked_div(&full));
            note.unwrap_or_else(Rational::zero)
        };
        let own: Vec<Rational> = self.members.iter().map(|place| note(*place)).collect();
        let mut notes = own.clone();
        notes.sort();
        notes.dedup();
        for (brick, own) in self.composition.bricks.iter_mut().zip(&own) {
            let rung = notes.iter().position(|note| note == own).unwrap_or_default();
            if let Some(place) = brick.rungs.get_mut(scale) {
                *place = rung;
            }
        }
        if let Some(scale) = self.composition.scales.get_mut(scale) {
            scale.notes = notes;
        }
    }

    /// Each candidate as an offer by itself, under some of the gates.
    fn singles(&self, is_kept: &dyn Fn(&Id) -> bool) -> Assessment {
        singles(&self.dossier, &self.candidates, is_kept)
    }

    /// The components of an offer made of these bricks of the question.
    pub fn components(&self, bricks: &[usize]) -> Vec<Component> {
        let chosen = |brick: &usize| self.candidates.get(*self.members.get(*brick)?);
        let chosen: Vec<&Candidate> = bricks.iter().filter_map(chosen).collect();
        let (mut list, mut parties) = (Vec::new(), Vec::new());
        for candidate in &chosen {
            let id = Id::new(&format!("brique-{}", list.len() + 1));
            for party in &candidate.behind {
                let own = Id::new(&format!("intervenant-{}", parties.len() + 1));
                parties.push(Component { id: own, of: Some(id.clone()), ..party.clone() });
            }
            list.push(Component { id, ..candidate.brick.clone() });
        }
        if chosen.len() > 1 {
            for component in &self.integration {
                let id = Id::new(&format!("brique-{}", list.len() + 1));
                list.push(Component { id, ..component.clone() });
            }
        }
        list.append(&mut parties);
        self.with_amounts(list)
    }

    /// Cost sheets stay where their total is that of the bricks; else, as each
    /// was rounded by itself, the amounts take their place.
    fn with_amounts(&self, mut list: Vec<Component>) -> Vec<Component> {
        let Some(measure) = self.dossier.measure(&self.price) else { return list };
        let total = |list: &[Component]| {
            let offer = Offer { components: list.to_vec(), ..Offer::new(Id::new(Offer::POOL), String::new()) };
            self.dossier.fact(&self.price, measure, &offer)
        };
        let amount = |entry: &Entry| self.dossier.entry_fact(&self.price, measure, entry);
        let plain = list.iter().cloned().map(|mut component| {
            if let Some(entry) = component.facts.get_mut(&self.price).filter(|entry| !entry.costs.is_empty()) {
                entry.fact = amount(entry);
                entry.costs.clear();
            }
            component
        });
        let plain: Vec<Component> = plain.collect();
        if total(&list) != total(&plain) {
            list = plain;
        }
        list
    }

    /// What becomes of an assembly among the offers of the dossier; nothing where
    /// the dossier has no room for it.
    pub fn tried(&self, name: &str, bricks: &[usize]) -> Option<Tried> {
        let mut draft = self.dossier.to_draft();
        let place = draft.offers.len();
        let id = super::edit::fresh_ids(&draft, "offre").next()?;
        let components = self.components(bricks);
        draft.offers.push(Rc::new(Offer { components, ..Offer::new(id, name.to_owned()) }));
        let assessment = Assessment::of(Rc::new(draft.check().ok()?));
        Some(Tried { assessment, place })
    }

    /// Whether putting bricks together costs something.
    pub fn has_integration(&self) -> bool {
        !self.integration.is_empty()
    }

    /// The name of a brick of the question.
    pub fn name(&self, brick: usize) -> &str {
        let candidate = self.members.get(brick).and_then(|place| self.candidates.get(*place));
        candidate.map_or("", |candidate| candidate.brick.name.as_str())
    }
}

/// The price criterion that weighs most, with its formula.
fn price_criterion(assessment: &Assessment) -> Option<(Id, Formula)> {
    let dossier = assessment.dossier();
    let mut found: Option<(Rational, Id, Formula)> = None;
    for (_, id) in assessment.leaves() {
        let (Some(measure), Some(share)) = (dossier.measure(id), share_of(assessment, id)) else { continue };
        let formula = measure.formula();
        let is_price = formula.is_price() && measure.composition() == Composition::Sum && !is_rescaled(dossier, id);
        if is_price && !share.is_zero() && found.as_ref().is_none_or(|(most, ..)| share > *most) {
            found = Some((share, id.clone(), formula));
        }
    }
    found.map(|(_, id, formula)| (id, formula))
}

/// The share of a leaf in the total.
fn share_of(assessment: &Assessment, id: &Id) -> Option<Rational> {
    let (leaf, _) = assessment.leaves().find(|(_, other)| *other == id)?;
    assessment.evaluation().exact_share(leaf).cloned()
}

/// The prices of those who take part.
fn field(assessment: &Assessment, price: &Id) -> Result<Vec<Decimal>, NotComposable> {
    let (dossier, evaluation) = (assessment.dossier(), assessment.evaluation());
    let measure = dossier.measure(price).ok_or(NotComposable::NoPrice)?;
    let mut field = Vec::new();
    for (place, offer) in dossier.offers.iter().enumerate().filter(|(place, _)| evaluation.takes_part(*place)) {
        if !is_certain(evaluation, place) {
            return Err(NotComposable::OpenField(offer.id.clone()));
        }
        match dossier.fact(price, measure, offer) {
            Fact::Number(price) => field.push(price),
            Fact::NotApplicable => {}
            _ => return Err(NotComposable::OpenPrice(offer.id.clone())),
        }
    }
    Ok(field)
}

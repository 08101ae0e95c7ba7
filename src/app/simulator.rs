//! The formula simulator: assumed bids on a price criterion, tried under every
//! price formula. They live here, not in the dossier; adopting a formula is
//! the one thing that reaches it.

use super::effect::Effect;
use super::state::{Event, State};
use super::update::change_dossier;
use crate::dossier::{
    Assessment, Defect, Dossier, Edit, Entry, Id, IdMap, Measure, Offer, Simulated, StandingKind, limits,
};
use crate::engine::{Decimal, Fact, FactKind, Rational};

/// Bids that are shown at most; further offers keep their own prices.
pub const MAX_BIDS: usize = 12;

/// What made-up bids are made from where nothing is known.
const SOME_PRICE: Decimal = Decimal::integer(100_000);

/// Made-up bids, in percent of the estimate.
const MADE_UP: [i64; 3] = [80, 100, 120];

/// What the panel knows while it is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulator {
    /// The price criterion.
    pub criterion: Id,
    /// The assumed bids.
    pub bids: Vec<Bid>,
    /// The buyer's estimate, for the formulas that read one; above zero.
    pub estimate: Option<Decimal>,
    /// The tag of the formula that is looked at.
    pub family: &'static str,
    /// The bid whose price is moved to see where the winner changes.
    pub moved: usize,
    /// Where the axis of prices begins.
    pub low: Decimal,
    /// Where it ends.
    pub high: Decimal,
    /// One step of a slider.
    pub step: Decimal,
    /// What was refused: no price above zero, or one with too many decimals.
    pub is_refused: bool,
}

/// One assumed bid.
#[derive(Clone, Debug, PartialEq)]
pub struct Bid {
    /// The offer whose price it stands for; none when it is made up.
    pub offer: Option<Id>,
    /// The price.
    pub price: Decimal,
}

/// What happens in the panel.
#[derive(Clone, Debug, PartialEq)]
pub enum SimulatorMsg {
    /// Open the panel, or close it.
    Toggle,
    /// Close it.
    Close,
    /// Look at this price criterion.
    Criterion(Id),
    /// A bid has another price.
    Price(usize, Decimal),
    /// Another estimate; none leaves it open.
    Estimate(Option<Decimal>),
    /// One more made-up bid.
    Add,
    /// A made-up bid goes.
    Remove(usize),
    /// The bids as they were at the start.
    Reset,
    /// Look at this formula.
    Family(&'static str),
    /// Move the price of this bid.
    Moved(usize),
    /// The criterion is scored by the formula that is looked at.
    Adopt,
}

/// What the panel has to say to the ears; `present` has the words.
#[derive(Clone, Debug, PartialEq)]
pub enum SimulatorNews {
    /// A bid has another price, by its place.
    Moved(usize),
    /// The bids or the estimate are others.
    Changed,
    /// Another formula is looked at.
    Chosen,
    /// That is no price.
    Refused,
    /// The criterion is scored by another formula now.
    Adopted,
}

impl Simulator {
    /// The bids of a price criterion as they stand, or made-up ones.
    pub fn of(assessment: &Assessment, criterion: &Id) -> Self {
        let dossier = assessment.dossier();
        let family = dossier.measure(criterion).map_or("", |measure| measure.family.tag);
        let mut panel = Self {
            criterion: criterion.clone(),
            bids: own_bids(assessment, criterion),
            estimate: announced_estimate(dossier, criterion),
            family,
            moved: 0,
            low: Decimal::ZERO,
            high: Decimal::ZERO,
            step: Decimal::ONE,
            is_refused: false,
        };
        if panel.bids.is_empty() {
            let base = panel.estimate.unwrap_or(SOME_PRICE);
            panel.bids = MADE_UP.map(|percent| Bid { offer: None, price: part(base, percent) }).to_vec();
        }
        panel.stretch();
        panel
    }

    /// Whether the bids stand for no offers.
    pub fn is_made_up(&self) -> bool {
        self.bids.iter().all(|bid| bid.offer.is_none())
    }

    /// The dossier with the assumed bids; `name` names the made-up ones, by
    /// their places.
    ///
    /// # Errors
    /// Every defect, where a bid is no price.
    pub fn assumed(&self, dossier: &Dossier, name: impl Fn(usize) -> String) -> Result<Dossier, Vec<Defect>> {
        let mut draft = dossier.to_draft();
        for (place, bid) in self.bids.iter().enumerate() {
            let entry = Entry::from(Fact::Number(bid.price));
            match &bid.offer {
                Some(id) => {
                    if let Some(offer) = draft.offers.iter_mut().find(|offer| offer.id == *id) {
                        std::rc::Rc::make_mut(offer).facts.insert(self.criterion.clone(), entry);
                    }
                }
                None => draft.offers.push(std::rc::Rc::new(Offer {
                    facts: std::iter::once((self.criterion.clone(), entry)).collect::<IdMap<Entry>>(),
                    ..Offer::new(bid_id(place), name(place))
                })),
            }
        }
        draft.check()
    }

    /// The place of a bid among the offers of the assumed dossier.
    pub fn offer_of(&self, assumed: &Dossier, bid: usize) -> Option<usize> {
        let id = match &self.bids.get(bid)?.offer {
            Some(id) => id.clone(),
            None => bid_id(bid),
        };
        assumed.offers.iter().position(|offer| offer.id == id)
    }

    /// Widens the axis to hold every bid with room around; never narrows it, so
    /// that sliders stay where they are while one of them moves.
    fn stretch(&mut self) {
        let cents = |price: Decimal| Rational::from(price).round(2).digits();
        let prices = || self.bids.iter().map(|bid| cents(bid.price));
        let (Some(least), Some(most)) = (prices().min(), prices().max()) else { return };
        let is_new = self.high.is_zero();
        if !is_new && least >= cents(self.low) && most <= cents(self.high) {
            return;
        }
        let step = round_step(most / 200);
        let low = (least / 2 / step * step).max(step);
        let high = (most + most / 2) / step * step + step;
        let amount = |cents: i128| Decimal::new(cents, 2).map_or(Decimal::ONE, Decimal::normalized);
        let (low, high) = (amount(low), amount(high));
        self.step = amount(step);
        self.low = if is_new { low } else { self.low.min(low) };
        self.high = self.high.max(high);
    }

    /// The measure that adopting a formula would announce.
    pub fn measure(&self, dossier: &Dossier, simulated: &Simulated) -> Option<Measure> {
        let known = dossier.measure(&self.criterion)?;
        if simulated.is_announced {
            return Some(known.clone());
        }
        let mut measure = Measure::new(simulated.family, Vec::new());
        measure.parameters.clone_from(&simulated.parameters);
        measure.unit.clone_from(&known.unit);
        Some(measure)
    }
}

/// The identifier of a made-up bid: no offer of a dossier without offers has it.
fn bid_id(place: usize) -> Id {
    Id::new(&format!("assumed-{}", place + 1))
}

/// The largest of 1, 2 and 5 with zeros behind that is not above a number, in cents.
fn round_step(cents: i128) -> i128 {
    let mut step = 1;
    while step * 10 <= cents {
        step *= 10;
    }
    [5, 2].into_iter().map(|factor| step * factor).find(|step| *step <= cents).unwrap_or(step)
}

fn part(base: Decimal, percent: i64) -> Decimal {
    (Rational::from(base) * Decimal::hundredths(percent).into()).round(2).normalized()
}

/// The price criteria of a dossier, in reading order.
pub fn price_criteria(dossier: &Dossier) -> Vec<Id> {
    let all = dossier.all_criteria().into_iter();
    let is_price = |measure: &Measure| measure.formula().fact_kind() == FactKind::Amount;
    all.filter(|criterion| criterion.measure().is_some_and(is_price)).map(|criterion| criterion.id.clone()).collect()
}

fn announced_estimate(dossier: &Dossier, criterion: &Id) -> Option<Decimal> {
    let measure = dossier.measure(criterion)?;
    let named = measure.family.parameters.iter().zip(&measure.parameters);
    named.filter(|(parameter, _)| parameter.key == "estimate").map(|(_, value)| *value).find(|e| *e > Decimal::ZERO)
}

/// The regular offers at their own prices, in the order of the dossier; of too
/// many, those that rank best. Who has no price starts at the mean of the others.
fn own_bids(assessment: &Assessment, criterion: &Id) -> Vec<Bid> {
    let dossier = assessment.dossier();
    let Some(measure) = dossier.measure(criterion) else { return Vec::new() };
    let ranked = assessment.evaluation().order().iter().copied();
    let others = (0..dossier.offers.len()).filter(|index| !assessment.evaluation().order().contains(index));
    let is_regular =
        |index: &usize| dossier.offers.get(*index).is_some_and(|offer| offer.standing.kind == StandingKind::Regular);
    let mut shown: Vec<usize> = ranked.chain(others).filter(is_regular).take(MAX_BIDS).collect();
    shown.sort_unstable();
    let known: Vec<(Id, Option<Decimal>)> = shown
        .into_iter()
        .filter_map(|index| dossier.offers.get(index))
        .map(|offer| match dossier.fact(criterion, measure, offer) {
            Fact::Number(price) => (offer.id.clone(), Some(price)),
            _ => (offer.id.clone(), None),
        })
        .collect();
    let prices: Vec<Decimal> = known.iter().filter_map(|(_, price)| *price).collect();
    let sum = prices.iter().fold(Rational::zero(), |sum, price| sum + (*price).into());
    let count = i64::try_from(prices.len()).unwrap_or(1);
    let mean = sum.checked_div(&Decimal::integer(count).into()).map(|mean| mean.round(2).normalized());
    let mean = mean.filter(|mean| *mean > Decimal::ZERO).unwrap_or(SOME_PRICE);
    known.into_iter().map(|(id, price)| Bid { offer: Some(id), price: price.unwrap_or(mean) }).collect()
}

fn is_price(price: Decimal) -> bool {
    price > Decimal::ZERO && price.normalized().scale() <= limits::MONEY_DECIMALS
}

#[inline(never)]
pub(super) fn update(state: &mut State, msg: SimulatorMsg) -> Vec<Effect> {
    if msg == SimulatorMsg::Toggle && state.simulator.is_none() {
        let criterion = price_criteria(state.dossier()).into_iter().next();
        let criterion = criterion.unwrap_or_else(|| Id::new(""));
        state.simulator = Some(Simulator::of(&state.assessment, &criterion));
        return vec![Effect::Focus("simulator-title")];
    }
    let Some(panel) = state.simulator.as_mut() else { return Vec::new() };
    panel.is_refused = false;
    let news = match msg {
        SimulatorMsg::Toggle | SimulatorMsg::Close => {
            state.simulator = None;
            return vec![Effect::Focus("open-simulator")];
        }
        SimulatorMsg::Criterion(criterion) => {
            *panel = Simulator::of(&state.assessment, &criterion);
            SimulatorNews::Changed
        }
        SimulatorMsg::Price(place, price) => {
            let bid = panel.bids.get_mut(place).filter(|_| is_price(price));
            let is_good = bid.map(|bid| bid.price = price).is_some();
            panel.is_refused = !is_good;
            panel.stretch();
            if is_good { SimulatorNews::Moved(place) } else { SimulatorNews::Refused }
        }
        SimulatorMsg::Estimate(estimate) if estimate.is_none_or(is_price) => {
            panel.estimate = estimate;
            SimulatorNews::Changed
        }
        SimulatorMsg::Estimate(_) => {
            panel.is_refused = true;
            SimulatorNews::Refused
        }
        SimulatorMsg::Add => {
            if panel.is_made_up() && panel.bids.len() < MAX_BIDS {
                let price = panel.bids.last().map_or(SOME_PRICE, |bid| bid.price);
                panel.bids.push(Bid { offer: None, price });
            }
            SimulatorNews::Changed
        }
        SimulatorMsg::Remove(place) => {
            if panel.is_made_up() && panel.bids.len() > 1 && place < panel.bids.len() {
                panel.bids.remove(place);
                panel.moved = 0;
            }
            state.announce(Event::Simulator(SimulatorNews::Changed));
            return vec![Effect::Focus("simulator-add")];
        }
        SimulatorMsg::Reset => {
            let (criterion, family, moved) = (panel.criterion.clone(), panel.family, panel.moved);
            *panel = Simulator { family, moved, ..Simulator::of(&state.assessment, &criterion) };
            SimulatorNews::Changed
        }
        SimulatorMsg::Family(family) => {
            panel.family = family;
            SimulatorNews::Chosen
        }
        SimulatorMsg::Moved(place) => {
            panel.moved = place;
            return Vec::new();
        }
        SimulatorMsg::Adopt => return adopt(state),
    };
    state.announce(Event::Simulator(news));
    Vec::new()
}

fn adopt(state: &mut State) -> Vec<Effect> {
    let Some(panel) = &state.simulator else { return Vec::new() };
    let Some(measure) = chosen_measure(panel, state.dossier()) else { return Vec::new() };
    let (of, before) = (panel.criterion.clone(), state.dossier().clone());
    state.history.end_gesture();
    let effects = change_dossier(state, Edit::Measure { of, measure });
    state.history.end_gesture();
    if before != *state.dossier() {
        state.announce(Event::Simulator(SimulatorNews::Adopted));
    }
    effects
}

/// The measure of the formula that is looked at.
fn chosen_measure(panel: &Simulator, dossier: &Dossier) -> Option<Measure> {
    let assumed = panel.assumed(dossier, |place| format!("{}", place + 1)).ok()?;
    let simulated = Assessment::of(std::rc::Rc::new(assumed)).under_every_formula(&panel.criterion, panel.estimate)?;
    panel.measure(dossier, simulated.iter().find(|each| each.family.tag == panel.family)?)
}

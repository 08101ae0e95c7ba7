//! The cost model, a panel of Offres: the plan that everybody shares, and the
//! cost sheet of one offer at a time.

mod paste;
mod plan;
mod sheet;

pub use self::paste::CostPaste;
use std::rc::Rc;

use self::plan::{fresh_plan, plan};
use self::sheet::sheet;
use super::criteria::ListStep;
use super::effect::Effect;
use super::simulator::price_criteria;
use super::state::{Event, Screen, State};
use super::update::change_and_tell;
use crate::dossier::{CostEdit, CostItem, CostPlan, Dossier, Edit, Id, OfferKind, PlanPart, Standing};
use crate::engine::{CostKind, Decimal, DecimalError};

/// How many years a new plan counts.
const USUAL_HORIZON: u32 = 4;

/// What the panel knows while it is open.
#[derive(Clone, Debug, PartialEq)]
pub struct CostDesk {
    /// The price criterion whose sheets are looked at.
    pub criterion: Id,
    /// The offer whose sheet is edited; the first one where it is gone.
    pub offer: Option<Id>,
    /// The scenario that the sheet is counted in; the announced one unless chosen.
    pub scenario: Option<usize>,
    /// What savings are told against.
    pub base: Base,
    /// Why a new line was not taken.
    pub trouble: Option<CostTrouble>,
    /// A table of lines, while it is looked at.
    pub paste: Option<Rc<CostPaste>>,
}

/// What savings are told against.
#[derive(Clone, Debug, PartialEq)]
pub enum Base {
    /// The first status quo that has cost lines.
    StatusQuo,
    /// Nothing.
    Nothing,
    /// This offer.
    Offer(Id),
}

/// Why a new line was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostTrouble {
    /// It does not say what is paid for.
    NoLabel,
    /// Its amount is no number.
    Amount(DecimalError),
    /// It does not say where the amount was read.
    NoSource,
}

/// What happens in the panel.
#[derive(Clone, Debug, PartialEq)]
pub enum CostsMsg {
    /// Open the panel on the first price criterion, or close it.
    Toggle,
    /// Open it on this price criterion.
    Open(Id),
    /// Look at the sheets of this price criterion.
    Criterion(Id),
    /// Edit the sheet of this offer.
    Sheet(Id),
    /// Count the sheet in this scenario.
    Scenario(usize),
    /// Tell savings against this offer, or against none.
    Base(Option<Id>),
    /// Begin a plan.
    Begin,
    /// Put what is in use beside the offers, to detail what it costs.
    StatusQuo {
        /// Its name.
        name: String,
        /// Whether it is ranked at once, and why not.
        standing: Standing,
    },
    /// Count so many years.
    Horizon(u32),
    /// A number of the plan or of the sheet.
    Number(CostNumber, Decimal),
    /// A field that may be empty was emptied.
    Clear(CostNumber),
    /// A text of the plan or of the sheet.
    Text(CostText, String),
    /// One more segment.
    AddSegment,
    /// A segment goes.
    RemoveSegment(usize),
    /// One more scenario, a copy of the last one.
    AddScenario,
    /// A scenario goes; never the announced one.
    RemoveScenario(usize),
    /// The price formula reads this scenario.
    Announce(usize),
    /// The year in which contracts are renewed in a scenario; none for never.
    RenewalYear(usize, Option<u32>),
    /// A line that begins with the price that the offer has.
    FromPrice,
    /// One more line: paid once in the first year where it brings the product into
    /// service, once in the last where it is for leaving, else each year.
    AddLine {
        /// What is paid for.
        label: String,
        /// The price of one unit, as typed.
        amount: String,
        /// What kind of cost it is.
        kind: CostKind,
        /// Where it was read.
        source: String,
    },
    /// Ask for a table of lines.
    AskTable,
    /// A text was pasted there.
    Table(String),
    /// A column of it is taken for one of `CostField::ALL`.
    TableColumn(usize, usize),
    /// Where the amounts were read whose row does not say so.
    TableSource(String),
    /// Let its lines land.
    Land,
    /// Leave the sheet as it is.
    GiveUp,
    /// A line moves or goes.
    Lines(ListStep),
    /// Another kind for a line.
    Kind(usize, CostKind),
    /// A line counts the users of this segment; none for a fixed quantity.
    Counts(usize, Option<usize>),
    /// A line is paid once, or each year.
    Once(usize, bool),
    /// Whether the rise at renewal falls on a line.
    Renews(usize, bool),
}

/// What a number of the panel is about. Lines, segments and scenarios by their
/// places, 0 for the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostNumber {
    /// The discount rate.
    Discount,
    /// The volume of a segment in a year, 0 for the first.
    Volume(usize, usize),
    /// The rise at renewal of a scenario.
    Rise(usize),
    /// The change of volumes of a scenario.
    VolumeChange(usize),
    /// The points that a scenario adds to escalations.
    Escalations(usize),
    /// The price of one unit of a line.
    Amount(usize),
    /// The fixed quantity of a line.
    Quantity(usize),
    /// The escalation of a line.
    Escalation(usize),
    /// The only year of a line, or its first.
    From(usize),
    /// The last year of a line; empty for the end of the horizon.
    To(usize),
}

/// What a text of the panel is about, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostText {
    /// The name of a segment.
    Segment(usize),
    /// The name of a scenario.
    Scenario(usize),
    /// What a line pays for.
    Label(usize),
    /// The brick that a line belongs to.
    Brick(usize),
    /// Where a line was read.
    Source(usize),
}

/// What the panel has to say to the ears; `present` has the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostsNews {
    /// Another sheet is edited.
    Sheet,
    /// The sheet is counted in another scenario.
    Scenario,
    /// Savings are told against another offer, or none.
    Base,
    /// The new line was not taken.
    Refused,
    /// That is no year.
    NoYear,
    /// A table was read.
    TableRead,
}

impl CostDesk {
    fn on(criterion: Id) -> Self {
        Self { criterion, offer: None, scenario: None, base: Base::StatusQuo, trouble: None, paste: None }
    }

    /// The offer whose sheet is edited; none where there is no offer.
    pub fn offer<'a>(&self, dossier: &'a Dossier) -> Option<&'a Id> {
        let chosen = self.offer.as_ref().and_then(|id| dossier.offer(id));
        chosen.or(dossier.offers.first()).map(|offer| &offer.id)
    }

    /// The cost lines of an offer.
    pub fn items<'a>(&self, dossier: &'a Dossier, offer: &Id) -> &'a [CostItem] {
        dossier.offer(offer).and_then(|offer| offer.facts.get(&self.criterion)).map_or(&[], |entry| &entry.costs)
    }

    /// The offer that savings are told against, where it has cost lines.
    pub fn base<'a>(&self, dossier: &'a Dossier) -> Option<&'a Id> {
        let has_costs = |id: &Id| !self.items(dossier, id).is_empty();
        let offers = || dossier.offers.iter().filter(|offer| has_costs(&offer.id));
        match &self.base {
            Base::Nothing => None,
            Base::StatusQuo => offers().find(|offer| offer.kind == OfferKind::StatusQuo).map(|offer| &offer.id),
            Base::Offer(id) => offers().find(|offer| offer.id == *id).map(|offer| &offer.id),
        }
    }

    /// The scenario that the sheet is counted in.
    pub fn scenario(&self, plan: &CostPlan) -> usize {
        self.scenario.filter(|scenario| *scenario < plan.scenarios.len()).unwrap_or(plan.announced)
    }
}

#[inline(never)]
pub(super) fn update(state: &mut State, msg: CostsMsg) -> Vec<Effect> {
    match msg {
        CostsMsg::Open(criterion) => return open(state, Some(criterion)),
        CostsMsg::Toggle if state.costs.is_none() => return open(state, None),
        _ => {}
    }
    let Some(desk) = state.costs.as_mut() else { return Vec::new() };
    desk.trouble = None;
    match msg {
        CostsMsg::Toggle => {
            state.costs = None;
            return vec![Effect::Focus("open-costs")];
        }
        CostsMsg::Criterion(criterion) => {
            *desk = CostDesk { offer: desk.offer.take(), paste: desk.paste.take(), ..CostDesk::on(criterion) };
            say(state, CostsNews::Sheet);
        }
        CostsMsg::Sheet(offer) => {
            desk.offer = Some(offer);
            say(state, CostsNews::Sheet);
        }
        CostsMsg::Scenario(scenario) => {
            desk.scenario = Some(scenario);
            say(state, CostsNews::Scenario);
        }
        CostsMsg::Base(base) => {
            desk.base = base.map_or(Base::Nothing, Base::Offer);
            say(state, CostsNews::Base);
        }
        CostsMsg::Horizon(years) if state.dossier().cost_plan.is_some() => {
            // A gesture: the slider says when it ends.
            return change_and_tell(state, Edit::Costs(Box::new(CostEdit::Horizon(years))));
        }
        CostsMsg::Begin => {
            let plan = fresh_plan(state.lang);
            return and_focus(change_plan(state, plan, PlanPart::Whole), Some("costs-plan".into()));
        }
        CostsMsg::StatusQuo { name, standing } => return add_status_quo(state, name, standing),
        CostsMsg::RemoveSegment(segment) => {
            return and_focus(change(state, CostEdit::RemoveSegment(segment)), Some("cost-segments".into()));
        }
        CostsMsg::AskTable
        | CostsMsg::Table(_)
        | CostsMsg::TableColumn(..)
        | CostsMsg::TableSource(_)
        | CostsMsg::Land
        | CostsMsg::GiveUp => return paste::update(state, msg),
        CostsMsg::FromPrice
        | CostsMsg::AddLine { .. }
        | CostsMsg::Lines(_)
        | CostsMsg::Kind(..)
        | CostsMsg::Counts(..)
        | CostsMsg::Once(..)
        | CostsMsg::Renews(..)
        | CostsMsg::Number(
            CostNumber::Amount(_)
            | CostNumber::Quantity(_)
            | CostNumber::Escalation(_)
            | CostNumber::From(_)
            | CostNumber::To(_),
            _,
        )
        | CostsMsg::Clear(_)
        | CostsMsg::Text(CostText::Label(_) | CostText::Brick(_) | CostText::Source(_), _) => {
            return sheet(state, msg);
        }
        _ => return plan(state, msg),
    }
    Vec::new()
}

fn open(state: &mut State, criterion: Option<Id>) -> Vec<Effect> {
    let criterion = criterion.or_else(|| price_criteria(state.dossier()).into_iter().next());
    state.costs = Some(CostDesk::on(criterion.unwrap_or_else(|| Id::new(""))));
    state.screen = Screen::Offers;
    vec![Effect::Focus("costs-title")]
}

fn add_status_quo(state: &mut State, name: String, standing: Standing) -> Vec<Effect> {
    state.history.end_gesture();
    let effects = change_and_tell(state, Edit::AddScenario { name, kind: OfferKind::StatusQuo, standing });
    state.history.end_gesture();
    let added = state.dossier().offers.last().filter(|offer| offer.kind == OfferKind::StatusQuo);
    let added = added.map(|offer| offer.id.clone()).filter(|_| !effects.is_empty());
    if let (Some(id), Some(desk)) = (added, state.costs.as_mut()) {
        desk.offer = Some(id);
    }
    and_focus(effects, Some("cost-lines".into()))
}

fn say(state: &mut State, news: CostsNews) {
    state.announce(Event::Costs(news));
}

fn change(state: &mut State, edit: CostEdit) -> Vec<Effect> {
    state.history.end_gesture();
    let effects = change_and_tell(state, Edit::Costs(Box::new(edit)));
    state.history.end_gesture();
    effects
}

fn change_plan(state: &mut State, plan: CostPlan, part: PlanPart) -> Vec<Effect> {
    change(state, CostEdit::Plan { plan, part })
}

/// The effects with the focus put on an element, unless the edit was refused.
fn and_focus(mut effects: Vec<Effect>, id: Option<String>) -> Vec<Effect> {
    if let (false, Some(id)) = (effects.is_empty(), id) {
        effects.push(Effect::FocusOn(id));
    }
    effects
}

//! What an offer is put together from and what is proposed for the award, as they
//! are edited: which panel is open, and what was typed there and not understood.

use std::rc::Rc;

use super::effect::Effect;
use super::grid::{Part, set_part};
use super::msg::Msg;
use super::state::{Event, Notice, State};
use super::update::change_and_tell;
use crate::dossier::{
    Alternative, Choice, ComponentEdit, ComponentKind, DecisionEdit, Edit, Entry, Id, IdMap, Offer, Refusal,
};
use crate::engine::Fact;
use crate::table::{CellError, read_date, read_fact};

/// The panels on the screen Offres.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Components {
    /// Whether the components of the offer with the cursor are shown.
    pub shows_components: bool,
    /// Whether the proposal and what was set aside are shown there.
    pub shows_decision: bool,
    /// The fact whose evidence is shown.
    pub evidence: Option<Rc<ComponentFact>>,
    /// What was typed last and is no fact, and why.
    pub problem: Option<Rc<(ComponentFact, String, CellError)>>,
}

/// A fact of a component.
#[derive(Clone, Debug, PartialEq)]
pub struct ComponentFact {
    /// The offer.
    pub offer: Id,
    /// The component.
    pub component: Id,
    /// The leaf criterion, information or requirement.
    pub measure: Id,
}

/// A text in one of the panels.
#[derive(Clone, Debug, PartialEq)]
pub enum ComponentText {
    /// The name of a component of an offer.
    Name(Id, Id),
    /// From when on a brick of an offer can be used.
    AvailableFrom(Id, Id),
    /// A fact, as it is typed in the grid.
    Fact(ComponentFact),
    /// A part of what supports a fact.
    Evidence(ComponentFact, Part),
    /// Why an offer is proposed.
    Reasons,
    /// Who proposes it.
    By,
    /// The name of an alternative, by its place.
    Alternative(usize),
    /// Why it was set aside.
    SetAside(usize),
}

/// What happens in the panels.
#[derive(Clone, Debug, PartialEq)]
pub enum ComponentsMsg {
    /// Show the components of the offer with the cursor, or hide them.
    ToggleComponents,
    /// Show the proposal on the screen Offres, or hide it.
    ToggleDecision,
    /// A new component of an offer.
    Add {
        /// The offer.
        offer: Id,
        /// Its name.
        name: String,
        /// What it is.
        kind: ComponentKind,
    },
    /// A change of a component of an offer.
    Edit(Id, ComponentEdit),
    /// A text was given.
    Text(ComponentText, String),
    /// An answer was chosen for a fact; nothing for not known.
    Choose(ComponentFact, Option<usize>),
    /// Show what supports a fact, or hide it where it is shown.
    ToggleEvidence(ComponentFact),
    /// This offer is proposed; nothing takes the proposal back.
    Propose(Option<Id>),
    /// An alternative of this name was set aside.
    AddAlternative(String),
    /// The alternative at a place goes.
    RemoveAlternative(usize),
}

/// What there is to say about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComponentsNews {
    /// A panel is open.
    Shown,
    /// It is closed.
    Hidden,
    /// What was typed is no fact.
    Refused,
}

#[inline(never)]
pub(super) fn update(state: &mut State, msg: ComponentsMsg) -> Vec<Effect> {
    let panels = &mut state.components;
    match msg {
        ComponentsMsg::ToggleComponents => {
            panels.shows_components = !panels.shows_components;
            let is_open = panels.shows_components;
            toggled(state, is_open)
        }
        ComponentsMsg::ToggleDecision => {
            panels.shows_decision = !panels.shows_decision;
            let is_open = panels.shows_decision;
            toggled(state, is_open)
        }
        ComponentsMsg::Add { offer, name, kind } => {
            let edit = ComponentEdit::Add { name, kind, of: None, facts: IdMap::new() };
            let mut effects = one_step(state, Edit::Component { offer: offer.clone(), edit });
            // The name of the new one is the next thing to write.
            let added = state.dossier().holder(&offer).and_then(|offer| offer.components.last());
            if let Some(added) = added.filter(|_| !effects.is_empty()) {
                effects.push(Effect::FocusOn(format!("component-name-{}", added.id)));
            }
            effects
        }
        ComponentsMsg::Edit(offer, edit) => {
            let is_gone = matches!(edit, ComponentEdit::Remove(_));
            let is_pool = offer.as_str() == Offer::POOL;
            let mut effects = one_step(state, Edit::Component { offer, edit });
            if is_gone && !effects.is_empty() {
                effects.push(Effect::Focus(if is_pool { "composing-title" } else { "components-title" }));
            }
            effects
        }
        ComponentsMsg::Text(place, text) => self::text(state, place, &text),
        ComponentsMsg::Choose(place, chosen) => {
            let Some(measure) = state.dossier().measure(&place.measure) else { return Vec::new() };
            let fact = match (chosen, measure.levels.is_empty()) {
                (None, _) => Fact::Missing,
                (Some(index), true) => Fact::Yes(index == 1),
                (Some(index), false) => Fact::Level(index),
            };
            set_fact(state, place, fact, None)
        }
        ComponentsMsg::ToggleEvidence(place) => toggle_evidence(state, place),
        ComponentsMsg::Propose(offer) => propose(state, offer),
        ComponentsMsg::AddAlternative(name) => {
            let place = state.dossier().decision.set_aside.len();
            let mut effects = decide(state, DecisionEdit::AddAlternative { name, reason: String::new() });
            if !effects.is_empty() {
                effects.push(Effect::FocusOn(format!("alternative-{place}")));
            }
            effects
        }
        ComponentsMsg::RemoveAlternative(place) => {
            let mut effects = decide(state, DecisionEdit::RemoveAlternative(place));
            effects.push(Effect::Focus("decision-title"));
            effects
        }
    }
}

/// The focus stays on the button.
fn toggled(state: &mut State, is_open: bool) -> Vec<Effect> {
    state.announce(Event::Components(if is_open { ComponentsNews::Shown } else { ComponentsNews::Hidden }));
    Vec::new()
}

fn text(state: &mut State, place: ComponentText, text: &str) -> Vec<Effect> {
    let text = text.trim().to_owned();
    let decision = &state.dossier().decision;
    match place {
        ComponentText::Name(offer, component) => {
            one_step(state, Edit::Component { offer, edit: ComponentEdit::Name { component, name: text } })
        }
        ComponentText::AvailableFrom(offer, component) => {
            let date = read_date(&text);
            if date.is_none() && !text.is_empty() {
                state.notify(Notice::Refused(Refusal::NotADate(text)));
                return Vec::new();
            }
            one_step(state, Edit::Component { offer, edit: ComponentEdit::AvailableFrom { component, date } })
        }
        ComponentText::Fact(place) => {
            let Some(measure) = state.dossier().measure(&place.measure) else { return Vec::new() };
            match read_fact(state.lang, measure, &text) {
                Ok(reading) => set_fact(state, place, reading.fact, reading.justification),
                Err(error) => {
                    // What was typed stays, so that it can be mended.
                    state.components.problem = Some(Rc::new((place, text, error)));
                    state.announce(Event::Components(ComponentsNews::Refused));
                    Vec::new()
                }
            }
        }
        ComponentText::Evidence(place, part) => {
            let mut entry = entry_of(state, &place);
            if !set_part(state, &mut entry, part, text) {
                return Vec::new();
            }
            set_entry(state, place, entry)
        }
        ComponentText::Reasons | ComponentText::By => {
            let Some(mut choice) = decision.choice.clone() else { return Vec::new() };
            if place == ComponentText::Reasons {
                choice.reasons = text
            } else {
                choice.by = text
            }
            decide(state, DecisionEdit::Choose(Some(choice)))
        }
        ComponentText::Alternative(at) | ComponentText::SetAside(at) => {
            let Some(Alternative { name, reason }) = decision.set_aside.get(at).cloned() else { return Vec::new() };
            let (place, alternative) = match place {
                ComponentText::Alternative(place) => (place, Alternative { name: text, reason }),
                _ => (at, Alternative { name, reason: text }),
            };
            decide(state, DecisionEdit::Alternative { place, alternative })
        }
    }
}

fn set_fact(state: &mut State, place: ComponentFact, fact: Fact, justification: Option<String>) -> Vec<Effect> {
    let mut entry = Entry { fact, ..entry_of(state, &place) };
    if let Some(justification) = justification {
        entry.justification = justification;
    }
    state.components.problem = None;
    set_entry(state, place, entry)
}

/// What is known there; empty where nothing is.
fn entry_of(state: &State, ComponentFact { offer, component, measure }: &ComponentFact) -> Entry {
    let offer = state.dossier().offer(offer);
    let known = offer.and_then(|offer| offer.component(component)?.facts.get(measure));
    known.cloned().unwrap_or_else(|| Fact::Missing.into())
}

fn set_entry(
    state: &mut State,
    ComponentFact { offer, component, measure }: ComponentFact,
    entry: Entry,
) -> Vec<Effect> {
    one_step(state, Edit::Component { offer, edit: ComponentEdit::Entry { component, measure, entry: entry.into() } })
}

/// The focus goes into the sheet, and back to the button that opened it.
fn toggle_evidence(state: &mut State, place: ComponentFact) -> Vec<Effect> {
    let shown = &mut state.components.evidence;
    if shown.as_deref() == Some(&place) {
        *shown = None;
        return vec![Effect::FocusOn(format!("component-evidence-{}-{}", place.component, place.measure))];
    }
    *shown = Some(Rc::new(place));
    state.announce(Event::Components(ComponentsNews::Shown));
    vec![Effect::Focus("component-sheet-title")]
}

/// Who proposes and when is known where the journal is kept; the reasons of the
/// same offer stay.
fn propose(state: &mut State, offer: Option<Id>) -> Vec<Effect> {
    let former = state.dossier().decision.choice.clone();
    let choice = offer.map(|offer| {
        let kept = former.filter(|former| former.offer == offer);
        kept.unwrap_or_else(|| Choice {
            offer,
            reasons: String::new(),
            by: state.seal.who.clone().unwrap_or_default(),
            date: state.seal.now.map(|now| now.date),
        })
    });
    let is_there = choice.is_some();
    let mut effects = decide(state, DecisionEdit::Choose(choice));
    if is_there && !effects.is_empty() {
        effects.push(Effect::Focus("decision-title"));
    }
    effects
}

fn decide(state: &mut State, edit: DecisionEdit) -> Vec<Effect> {
    one_step(state, Edit::Decision(edit))
}

/// An edit that is a step of its own.
fn one_step(state: &mut State, edit: Edit) -> Vec<Effect> {
    state.history.end_gesture();
    let effects = change_and_tell(state, edit);
    state.history.end_gesture();
    effects
}

/// The message of a gesture.
impl From<ComponentsMsg> for Msg {
    fn from(msg: ComponentsMsg) -> Self {
        Self::Components(Rc::new(msg))
    }
}

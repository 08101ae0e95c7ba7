//! What a gesture on the grid makes of the state.

use crate::app::effect::Effect;
use crate::app::grid::{At, FACTS, GridMsg, NAME, OfferStep, Part, Problem, STATUS, Step, Typing};
use crate::app::needs::set_shortfall;
use crate::app::state::{Event, Notice, State};
use crate::app::update::change_and_tell;
use crate::dossier::{Edit, Entry, Id, Refusal, Standing, StandingKind, edit};
use crate::engine::Fact;
use crate::i18n::{Phrase, phrase};
use crate::table::{read_date, read_fact};

/// What the grid becomes, and the dossier with it.
#[inline(never)]
pub(in crate::app) fn update(state: &mut State, msg: GridMsg) -> Vec<Effect> {
    match msg {
        // What was not taken is mended, or given up with Escape, before one goes on.
        GridMsg::Go(_) | GridMsg::Reach(_) | GridMsg::Return if has_problem(state) => {
            return vec![Effect::Focus("cell-editor")];
        }
        GridMsg::Go(at) => return go(state, at, false),
        GridMsg::Reach(at) => return go(state, at, true),
        GridMsg::Move(step, extends) => {
            let at = state.moved(state.cursor(), step);
            return go(state, at, extends);
        }
        // A table that was just pasted has the focus.
        GridMsg::Return if state.paste.is_some() => {}
        GridMsg::Return => return vec![Effect::FocusCell(state.cursor())],
        GridMsg::All => {
            if let Some(last) = state.last_cell() {
                (state.grid.anchor, state.grid.at) = (At::default(), last);
                return vec![Effect::FocusCell(last)];
            }
        }
        GridMsg::Copied => {
            let (first, last) = state.selection();
            let count = (last.offer + 1 - first.offer) * (last.field + 1 - first.field);
            state.announce(Event::CellsCopied(count));
        }
        // A quick hand types on before the field has the focus: nothing of it is lost.
        GridMsg::Begin(more) if is_awaited(state) => {
            let typing = state.grid.editing.as_mut();
            return match (typing, more) {
                (Some(typing), Some(more)) => {
                    typing.text.push_str(&more);
                    vec![Effect::Focus("cell-editor")]
                }
                (typing, _) => {
                    let text = typing.map(|typing| typing.text.clone()).unwrap_or_default();
                    commit(state, text, (1, 0))
                }
            };
        }
        GridMsg::Begin(text) => {
            let is_fresh = text.is_some();
            let text = text.unwrap_or_else(|| state.text_at(state.cursor()));
            (state.grid.at, state.grid.anchor) = (state.cursor(), state.cursor());
            state.grid.editing = Some(Typing { text, is_fresh, problem: None });
            return vec![Effect::Focus("cell-editor")];
        }
        GridMsg::Commit(text, step) => return commit(state, text, step),
        GridMsg::Choose(index, step) => return choose(state, index, step),
        GridMsg::Cancel => {
            state.grid.editing = None;
            return vec![Effect::FocusCell(state.cursor())];
        }
        GridMsg::Clear => {
            let cleared = |entry: Entry| Entry { fact: Fact::Missing, ..entry };
            let facts = selected_facts(state, |_, entry| Some(cleared(entry)));
            return set_facts(state, facts);
        }
        GridMsg::Fill { to_the_right } => return fill(state, to_the_right),
        GridMsg::Turn => {
            state.grid.has_offer_rows = Some(!state.has_offer_rows());
            state.announce(Event::GridTurned);
        }
        GridMsg::ToggleSheet => {
            state.grid.shows_sheet = !state.grid.shows_sheet;
            return vec![if state.grid.shows_sheet {
                Effect::Focus("cell-sheet-title")
            } else {
                Effect::FocusCell(state.cursor())
            }];
        }
        GridMsg::Evidence(part, text) => return evidence(state, part, text),
        GridMsg::Offer(step) => return offer_step(state, step),
    }
    Vec::new()
}

/// Whether a field for what is being typed is on its way.
fn is_awaited(state: &State) -> bool {
    state.grid.editing.as_ref().is_some_and(|typing| typing.is_fresh && typing.problem.is_none())
}

fn has_problem(state: &State) -> bool {
    state.grid.editing.as_ref().is_some_and(|typing| typing.problem.is_some())
}

fn offer_step(state: &mut State, step: OfferStep) -> Vec<Effect> {
    let at = state.cursor();
    let Some(offer) = state.dossier().offers.get(at.offer).map(|offer| offer.id.clone()) else {
        let OfferStep::Add(name) = step else { return Vec::new() };
        return offer_added(state, name);
    };
    state.grid.editing = None;
    match step {
        OfferStep::Add(name) => offer_added(state, name),
        OfferStep::Duplicate(name) => {
            let effects = one_step(state, Edit::DuplicateOffer { offer, name });
            state.grid.at = At { offer: at.offer + 1, ..at };
            state.grid.anchor = state.grid.at;
            effects
        }
        OfferStep::Remove => {
            let mut effects = one_step(state, Edit::RemoveOffer(offer));
            (state.grid.at, state.grid.anchor) = (at, at);
            if state.dossier().offers.is_empty() {
                effects.push(Effect::Focus("add-offer"));
            }
            effects
        }
        OfferStep::Shift(by) => {
            let place = at.offer.checked_add_signed(by).filter(|place| *place < state.dossier().offers.len());
            let Some(place) = place else { return Vec::new() };
            let effects = one_step(state, Edit::MoveOffer { offer, by });
            state.grid.at = At { offer: place, ..at };
            state.grid.anchor = state.grid.at;
            state.announce(Event::OfferMoved);
            effects
        }
    }
}

fn offer_added(state: &mut State, name: String) -> Vec<Effect> {
    let mut effects = one_step(state, Edit::AddOffer { name });
    let offer = state.dossier().offers.len().saturating_sub(1);
    effects.extend(go(state, At { offer, field: NAME }, false));
    effects
}

fn go(state: &mut State, at: At, extends: bool) -> Vec<Effect> {
    state.grid.editing = None;
    state.grid.at = at;
    if !extends {
        state.grid.anchor = at;
    }
    vec![Effect::FocusCell(at)]
}

/// Takes what was typed, or says why not and stays.
fn commit(state: &mut State, text: String, step: Step) -> Vec<Effect> {
    // What leaves the page while it is being typed is heard twice.
    if state.grid.editing.is_none() {
        return Vec::new();
    }
    let at = state.cursor();
    let change = if at.field == NAME {
        state
            .dossier()
            .offers
            .get(at.offer)
            .map(|offer| Edit::OfferName { offer: offer.id.clone(), name: text.trim().into() })
    } else {
        let Some((offer, measure, read)) =
            state.fact_at(at).zip(state.entry_at(at)).map(|((offer, id, measure), entry)| {
                (offer, id, read_fact(state.lang, &measure, &text).map(|reading| (entry, reading)))
            })
        else {
            return Vec::new();
        };
        match read {
            Ok((entry, reading)) => {
                let justification = reading.justification.unwrap_or_else(|| entry.justification.clone());
                Some(Edit::Entry { offer, measure, entry: Entry { fact: reading.fact, justification, ..entry } })
            }
            Err(error) => return stay(state, text, Problem::Unread(error)),
        }
    };
    match change {
        Some(change) => take(state, change, text, step),
        None => Vec::new(),
    }
}

fn choose(state: &mut State, index: Option<usize>, step: Step) -> Vec<Effect> {
    let at = state.cursor();
    let change = if at.field == STATUS {
        state.dossier().offers.get(at.offer).zip(index.and_then(|index| StandingKind::ALL.get(index))).map(
            |(offer, kind)| {
                // A reason asks for a status other than regular, and the other way
                // round: one is put there to be completed.
                let reason = match *kind {
                    StandingKind::Regular => String::new(),
                    _ if offer.standing.reason.is_empty() => REASON_TO_GIVE.get(state.lang).to_owned(),
                    _ => offer.standing.reason.clone(),
                };
                Edit::Standing { offer: offer.id.clone(), standing: Standing { kind: *kind, reason } }
            },
        )
    } else {
        state.fact_at(at).zip(state.entry_at(at)).map(|((offer, id, measure), entry)| {
            let fact = match (index, measure.levels.is_empty()) {
                (None, _) => Fact::Missing,
                (Some(index), true) => Fact::Yes(index == 1),
                (Some(index), false) => Fact::Level(index),
            };
            Edit::Entry { offer, measure: id, entry: Entry { fact, ..entry } }
        })
    };
    match change {
        Some(change) => take(state, change, String::new(), step),
        None => Vec::new(),
    }
}

/// What a status other than regular starts with.
const REASON_TO_GIVE: Phrase = phrase("Motif à préciser.", "Reason to be given.");

fn take(state: &mut State, change: Edit, text: String, step: Step) -> Vec<Effect> {
    if let Err(refusal) = edit(state.dossier(), &change) {
        return stay(state, text, Problem::Refused(refusal));
    }
    state.grid.editing = None;
    let mut effects = one_step(state, change);
    if step != (0, 0) {
        let at = state.moved(state.cursor(), step);
        effects.extend(go(state, at, false));
    }
    effects
}

fn stay(state: &mut State, text: String, problem: Problem) -> Vec<Effect> {
    let is_fresh = state.grid.editing.as_ref().is_some_and(|typing| typing.is_fresh);
    state.grid.editing = Some(Typing { text, is_fresh, problem: Some(problem) });
    state.announce(Event::CellRefused);
    vec![Effect::Focus("cell-editor")]
}

/// An edit that is a step of its own.
fn one_step(state: &mut State, change: Edit) -> Vec<Effect> {
    state.history.end_gesture();
    let effects = change_and_tell(state, change);
    state.history.end_gesture();
    effects
}

/// What becomes of every selected fact, where something does.
fn selected_facts(state: &State, change: impl Fn(At, Entry) -> Option<Entry>) -> Vec<(Id, Id, Entry)> {
    let (first, last) = state.selection();
    let mut facts = Vec::new();
    for offer in first.offer..=last.offer {
        for field in first.field.max(FACTS)..=last.field {
            let at = At { offer, field };
            if let (Some((offer, measure, _)), Some(entry)) = (state.fact_at(at), state.entry_at(at))
                && let Some(changed) = change(at, entry.clone())
                && changed != entry
            {
                facts.push((offer, measure, changed));
            }
        }
    }
    facts
}

fn set_facts(state: &mut State, facts: Vec<(Id, Id, Entry)>) -> Vec<Effect> {
    if facts.is_empty() { Vec::new() } else { one_step(state, Edit::Facts(facts)) }
}

fn fill(state: &mut State, to_the_right: bool) -> Vec<Effect> {
    let back: Step = if to_the_right { (0, -1) } else { (-1, 0) };
    let (first, last) = state.selection();
    let is_alone = first == last;
    let source_of = |at: At| {
        if is_alone {
            return state.moved(at, back);
        }
        // Along the way that is filled, every cell takes what the first one has.
        if to_the_right == state.has_offer_rows() {
            At { field: first.field, ..at }
        } else {
            At { offer: first.offer, ..at }
        }
    };
    let copy = |at: At, entry: Entry| {
        let source = source_of(at);
        let (_, from, _) = state.fact_at(source)?;
        let (_, to, measure) = state.fact_at(at)?;
        let fact = if from == to {
            state.entry_at(source)?.fact
        } else {
            read_fact(state.lang, &measure, &state.text_at(source)).ok()?.fact
        };
        Some(Entry { fact, ..entry })
    };
    let facts = selected_facts(state, copy);
    set_facts(state, facts)
}

fn evidence(state: &mut State, part: Part, text: String) -> Vec<Effect> {
    let at = state.cursor();
    let Some(((offer, measure, _), mut entry)) = state.fact_at(at).zip(state.entry_at(at)) else { return Vec::new() };
    if !set_part(state, &mut entry, part, text) {
        return Vec::new();
    }
    one_step(state, Edit::Entry { offer, measure, entry })
}

/// Sets a part of what supports a fact. What should be a date and is none changes
/// nothing, and that is said.
pub(in crate::app) fn set_part(state: &mut State, entry: &mut Entry, part: Part, text: String) -> bool {
    let text = text.trim().to_owned();
    match part {
        Part::Justification => entry.justification = text,
        Part::Source => entry.source = text,
        Part::Page => entry.page = text,
        Part::Address => entry.address = text,
        Part::Gap => set_shortfall(entry, |shortfall| shortfall.gap = text),
        Part::Workaround => set_shortfall(entry, |shortfall| shortfall.workaround = text),
        Part::Date | Part::ValidUntil | Part::CommittedBy => {
            let date = read_date(&text);
            if date.is_none() && !text.is_empty() {
                state.notify(Notice::Refused(Refusal::NotADate(text)));
                return false;
            }
            match part {
                Part::Date => entry.date = date,
                Part::ValidUntil => entry.valid_until = date,
                _ => set_shortfall(entry, |shortfall| shortfall.committed_by = date),
            }
        }
    }
    true
}

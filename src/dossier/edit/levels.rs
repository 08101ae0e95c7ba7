//! What edits do to the levels of an announced scale. Facts and gates name a
//! level by its place: they follow it, or the edit is refused.

use std::rc::Rc;

use super::Refusal;
use super::grid::measure_mut;
use crate::dossier::grid::{GateRule, Level};
use crate::dossier::model::{Draft, Id};
use crate::engine::Fact;

/// One change of a scale.
#[derive(Clone, Debug, PartialEq)]
pub enum LevelChange {
    /// Another form of the level at a place.
    Set {
        /// Its place, 0 for the first.
        index: usize,
        /// What it is now.
        level: Level,
    },
    /// A new level behind the last.
    Add(Level),
    /// The level at a place goes; none that a fact or a gate names.
    Remove(usize),
    /// The level at a place moves, `by` places down.
    Move {
        /// Its place, 0 for the first.
        index: usize,
        /// Places down; up when negative.
        by: isize,
    },
}

pub(super) fn change(draft: &mut Draft, of: &Id, change: &LevelChange) -> Result<(), Refusal> {
    let measure = measure_mut(draft, of)?;
    let count = measure.levels.len();
    // Where each former level stands now; nothing for the one that goes.
    let places: Vec<Option<usize>> = match change {
        LevelChange::Set { index, level } => {
            measure.levels.get_mut(*index).ok_or(Refusal::NoRoom)?.clone_from(level);
            return Ok(());
        }
        LevelChange::Add(level) => {
            measure.levels.push(level.clone());
            // The market catalogue knows rung by rung what the scale was.
            measure.market = None;
            return Ok(());
        }
        LevelChange::Remove(gone) => {
            (0..count).map(|place| (place != *gone).then(|| place - usize::from(place > *gone))).collect()
        }
        LevelChange::Move { index, by } => {
            let to = index.checked_add_signed(*by).filter(|to| *to < count).ok_or(Refusal::NoRoom)?;
            let mut order: Vec<usize> = (0..count).collect();
            let moved = order.remove(*index);
            order.insert(to, moved);
            (0..count).map(|place| order.iter().position(|former| *former == place)).collect()
        }
    };
    let former = measure.levels.clone();
    let mut levels: Vec<(usize, Level)> =
        former.iter().zip(&places).filter_map(|(level, place)| place.map(|place| (place, level.clone()))).collect();
    levels.sort_by_key(|(place, _)| *place);
    measure.levels = levels.into_iter().map(|(_, level)| level).collect();
    measure.market = None;

    let label = |level: usize| former.get(level).map(|level| level.label.clone()).unwrap_or_default();
    let at = |level: usize| places.get(level).copied().flatten();
    for gate in &mut draft.gates {
        if let GateRule::LevelAtLeast { of: read, level } = &mut gate.rule
            && read == of
        {
            *level =
                at(*level).ok_or_else(|| Refusal::LevelReadByGate { level: label(*level), gate: gate.name.clone() })?;
        }
    }
    for offer in draft.holders_mut() {
        let names: Vec<String> = std::iter::once(&offer.name)
            .chain(
                offer
                    .components
                    .iter()
                    .map(|component| if offer.name.is_empty() { &component.name } else { &offer.name }),
            )
            .cloned()
            .collect();
        let known: Vec<Option<Fact>> = offer.all_facts().map(|facts| facts.get(of).map(|entry| entry.fact)).collect();
        for (place, fact) in known.into_iter().enumerate() {
            let Some(fact) = fact else { continue };
            let in_use = |level: usize| {
                let offer = names.get(place).cloned().unwrap_or_default();
                Refusal::LevelInUse { level: label(level), offer }
            };
            let followed = match fact {
                Fact::Level(level) => Fact::Level(at(level).ok_or_else(|| in_use(level))?),
                Fact::Levels { low, high } => {
                    // What lies between the bounds must still do so, and nothing else.
                    let between: Option<Vec<usize>> = (low..=high).map(at).collect();
                    let between = between.ok_or_else(|| in_use(low))?;
                    let (first, last) = (between.iter().min().copied(), between.iter().max().copied());
                    match (first, last) {
                        (Some(low), Some(high)) if high - low + 1 == between.len() => Fact::Levels { low, high },
                        _ => return Err(in_use(low)),
                    }
                }
                _ => continue,
            };
            if followed != fact
                && let Some(entry) = Rc::make_mut(offer).all_facts_mut().nth(place).and_then(|facts| facts.get_mut(of))
            {
                entry.fact = followed;
            }
        }
    }
    Ok(())
}

//! Stories of the grid of Offres that no browser test tells for sure: what depends on
//! which of two events comes first.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use mieux_disant::app::{At, Effect, FACTS, GridMsg, Msg, Screen, Start, State, update};
use mieux_disant::engine::Fact;
use mieux_disant::i18n::Lang;

fn typed(keys: &[Option<&str>]) -> State {
    let state = State::new(Lang::Fr, Start::default());
    let (state, _) = update(state, Msg::Show(Screen::Offers));
    let (mut state, _) = update(state, GridMsg::Go(At { offer: 0, field: FACTS }).into());
    for key in keys {
        state = update(state, GridMsg::Begin(key.map(str::to_owned)).into()).0;
    }
    state
}

/// Yew lets events through before the field is there when the machine is slow.
#[test]
fn keys_that_come_before_the_field_has_the_focus_are_not_lost() {
    let state = typed(&[Some("7"), Some("2"), Some(","), Some("5")]);
    assert_eq!(state.grid.editing.as_ref().unwrap().text, "72,5");
    // Enter too.
    let (state, effects) = update(state, GridMsg::Begin(None).into());
    assert!(state.grid.editing.is_none());
    assert!(effects.contains(&Effect::Changed));
    let offer = &state.dossier().offers[0];
    let taken =
        offer.facts.iter().any(|(_, entry)| matches!(&entry.fact, Fact::Number(value) if value.to_string() == "72.5"));
    assert!(taken, "{:?}", offer.facts);
}

#[test]
fn what_is_there_already_is_typed_in_from_its_end() {
    let before = typed(&[None]);
    let text = before.grid.editing.as_ref().unwrap().text.clone();
    assert!(!text.is_empty());
    // A second F2 changes nothing.
    assert_eq!(typed(&[None, None]).grid.editing.unwrap().text, text);
}

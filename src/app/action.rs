//! The actions that are not bound to a row or a cell: declared once, shown in
//! the toolbar, heard from the keyboard, listed in the help, walked by tests.

use super::begin::BeginMsg;
use super::msg::Msg;
use super::state::State;
use crate::i18n::{Phrase, phrase};

/// Something a user can do from anywhere in the widget.
#[derive(Debug)]
pub struct Action {
    /// Its name in attributes and tests.
    pub id: &'static str,
    /// What stands on its button.
    pub name: Phrase,
    /// The keys that do it.
    pub shortcuts: &'static [Shortcut],
    /// What to send; nothing when there is nothing to do.
    pub msg: fn(&State) -> Option<Msg>,
}

/// Control (or Command) with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// The key in lower case, as `KeyboardEvent.key` gives it.
    pub key: &'static str,
    /// Whether Shift is held too.
    pub shift: bool,
}

const fn control(key: &'static str) -> Shortcut {
    Shortcut { key, shift: false }
}

/// Every action, in the order of the toolbar.
pub const ACTIONS: &[Action] = &[
    Action {
        id: "undo",
        name: phrase("Annuler", "Undo"),
        shortcuts: &[control("z")],
        msg: |state| state.history.undoable().map(|_| Msg::Undo),
    },
    Action {
        id: "redo",
        name: phrase("Rétablir", "Redo"),
        shortcuts: &[control("y"), Shortcut { key: "z", shift: true }],
        msg: |state| state.history.redoable().map(|_| Msg::Redo),
    },
    Action { id: "new", name: phrase("Nouveau", "New"), shortcuts: &[], msg: |_| Some(Msg::Begin(BeginMsg::Open)) },
    Action {
        id: "open",
        name: phrase("Ouvrir un fichier", "Open a file"),
        shortcuts: &[control("o")],
        msg: |_| Some(Msg::ChooseFile),
    },
    Action {
        id: "save",
        name: phrase("Enregistrer", "Save"),
        shortcuts: &[control("s")],
        msg: |_| Some(Msg::Download),
    },
    Action { id: "share", name: phrase("Partager", "Share"), shortcuts: &[], msg: |_| Some(Msg::OpenShare) },
    Action { id: "print", name: phrase("Imprimer", "Print"), shortcuts: &[], msg: |_| Some(Msg::Print) },
];

/// The action with this name.
pub(super) fn action(id: &str) -> Option<&'static Action> {
    ACTIONS.iter().find(|action| action.id == id)
}

/// The action of a key pressed with Control or Command.
pub fn action_for_keys(key: &str, shift: bool) -> Option<&'static Action> {
    let key = key.to_ascii_lowercase();
    ACTIONS.iter().find(|action| action.shortcuts.iter().any(|s| s.key == key && s.shift == shift))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_and_shortcuts_are_unique() {
        let ids: BTreeSet<&str> = ACTIONS.iter().map(|action| action.id).collect();
        assert_eq!(ids.len(), ACTIONS.len());
        let shortcuts: Vec<Shortcut> = ACTIONS.iter().flat_map(|action| action.shortcuts).copied().collect();
        let distinct: BTreeSet<(&str, bool)> = shortcuts.iter().map(|s| (s.key, s.shift)).collect();
        assert_eq!(distinct.len(), shortcuts.len());
    }
}

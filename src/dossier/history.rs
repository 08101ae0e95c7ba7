//! Undo and redo of everything, by name.
//!
//! Dossiers share their parts, so that keeping the former ones costs little.

use std::rc::Rc;

use super::edit::Edit;
use super::model::Dossier;

/// How many steps back one can go.
const MAX_STEPS: usize = 500;

/// The dossier now, before and after.
#[derive(Clone, Debug)]
pub struct History {
    current: Rc<Dossier>,
    past: Vec<Step>,
    future: Vec<Step>,
    gesture_is_open: bool,
}

/// One step: what was done, and the dossier on its far side.
#[derive(Clone, Debug)]
pub struct Step {
    /// What was done.
    pub edit: Edit,
    dossier: Rc<Dossier>,
}

impl History {
    /// A history that begins with a dossier.
    pub fn new(dossier: Rc<Dossier>) -> Self {
        Self { current: dossier, past: Vec::new(), future: Vec::new(), gesture_is_open: false }
    }

    /// The dossier now.
    pub fn current(&self) -> &Rc<Dossier> {
        &self.current
    }

    /// The dossier that an edit applies to. Within a gesture that is the one
    /// before the gesture began: a slider dragged to the end and back must not
    /// lose, on the way, the proportions of the weights that follow it.
    pub fn base_of(&self, edit: &Edit) -> &Rc<Dossier> {
        match self.past.last() {
            Some(step) if self.continues(edit) => &step.dossier,
            _ => &self.current,
        }
    }

    fn continues(&self, edit: &Edit) -> bool {
        self.gesture_is_open && self.past.last().is_some_and(|step| step.edit.has_same_target(edit))
    }

    /// Goes on to the next dossier. The edits of one gesture (a slider being
    /// dragged) become a single step.
    pub fn push(&mut self, edit: Edit, next: Rc<Dossier>) {
        self.future.clear();
        if self.continues(&edit) {
            if let Some(last) = self.past.last_mut() {
                last.edit = edit;
            }
        } else {
            self.past.push(Step { edit, dossier: Rc::clone(&self.current) });
            if self.past.len() > MAX_STEPS {
                self.past.remove(0);
            }
        }
        self.gesture_is_open = true;
        self.current = next;
    }

    /// The gesture is over: the next edit is a step of its own.
    pub fn end_gesture(&mut self) {
        self.gesture_is_open = false;
    }

    /// What undo would take back.
    pub fn undoable(&self) -> Option<&Edit> {
        self.past.last().map(|step| &step.edit)
    }

    /// What redo would do again.
    pub fn redoable(&self) -> Option<&Edit> {
        self.future.last().map(|step| &step.edit)
    }

    /// Takes the last step back; says which.
    pub fn undo(&mut self) -> Option<Edit> {
        let step = self.past.pop()?;
        let edit = step.edit.clone();
        let dossier = std::mem::replace(&mut self.current, step.dossier);
        self.future.push(Step { edit: step.edit, dossier });
        self.gesture_is_open = false;
        Some(edit)
    }

    /// Does the last step taken back again; says which.
    pub fn redo(&mut self) -> Option<Edit> {
        let step = self.future.pop()?;
        let edit = step.edit.clone();
        let dossier = std::mem::replace(&mut self.current, step.dossier);
        self.past.push(Step { edit: step.edit, dossier });
        self.gesture_is_open = false;
        Some(edit)
    }
}

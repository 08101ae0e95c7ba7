//! Several lots, or use cases, in one dossier.
//!
//! The lot that is shown is the dossier itself: the engine, the screens, the
//! remarks and the seal know nothing of the others, which stand beside it. Each
//! lot has its own grid, offers, needs, costs, commission, seal and journal, since
//! the Code de la commande publique has each lot awarded by itself; the title is
//! that of the whole.

use std::rc::Rc;

use super::model::{Dossier, Draft};
use crate::catalogue::DataClass;

/// Which lot a dossier is, and the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Lots {
    /// The name of the lot that is shown.
    pub name: String,
    /// What data it holds, where that is decided.
    pub class: Option<DataClass>,
    /// Its place among all, 0 for the first.
    pub place: usize,
    /// The others, in their order; none where only one lot was sent.
    pub others: Vec<Lot>,
}

/// A lot that is not shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Lot {
    /// Its name, unlike any other of the dossier.
    pub name: String,
    /// What data it holds, where that is decided.
    pub class: Option<DataClass>,
    /// What it is, without lots of its own, under the title of the whole.
    pub dossier: Rc<Dossier>,
}

impl Lots {
    /// How many there are, the one that is shown included.
    pub fn count(&self) -> usize {
        self.others.len() + 1
    }

    /// The lot at a place of all; nothing for the one that is shown.
    pub fn other(&self, place: usize) -> Option<&Lot> {
        if place == self.place {
            return None;
        }
        self.others.get(if place < self.place { place } else { place - 1 })
    }

    /// Name and class of all, in their order.
    pub fn labels(&self) -> Vec<(&str, Option<DataClass>)> {
        let mut labels: Vec<_> = self.others.iter().map(|lot| (lot.name.as_str(), lot.class)).collect();
        labels.insert(self.place.min(labels.len()), (self.name.as_str(), self.class));
        labels
    }

    /// The same with what a function makes of each other lot.
    pub(super) fn map(&self, change: impl Fn(&Dossier) -> Dossier) -> Self {
        let others = self.others.iter().map(|lot| Lot { dossier: Rc::new(change(&lot.dossier)), ..lot.clone() });
        Self { others: others.collect(), ..self.clone() }
    }
}

impl Draft {
    /// Gives all lots the title of the whole.
    pub(super) fn share_title(&mut self) {
        let Some(lots) = &self.lots else { return };
        if lots.others.iter().any(|lot| lot.dossier.title != self.title) {
            let title = &self.title;
            let entitled =
                |dossier: &Dossier| Dossier::from_checked(Self { title: title.clone(), ..dossier.to_draft() });
            self.lots = Some(Rc::new(lots.map(entitled)));
        }
    }
}

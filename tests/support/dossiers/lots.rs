//! Made-up lots beside a dossier.

use std::rc::Rc;

use mieux_disant::catalogue::DataClass;
use mieux_disant::dossier::{Draft, Lot, Lots};

use super::{Maker, Recipe, generate};

impl Maker<'_> {
    /// Up to three other lots of the same recipe; none where only one was sent.
    pub(super) fn lots(&mut self, draft: &mut Draft, seed: u64) {
        let recipe = Recipe { lots: false, ..self.recipe.clone() };
        let count = self.random.below(4);
        let others = (0..count).map(|place| {
            let seed = seed.wrapping_mul(31).wrapping_add(place as u64 + 1);
            // Names are told apart by their numbers, however wild.
            let name: String = format!("{} {}", place + 2, self.name()).chars().take(200).collect();
            Lot { name, class: self.class(), dossier: Rc::new(generate(&recipe, seed)) }
        });
        let others: Vec<Lot> = others.collect();
        let (name, class, place) = (self.name(), self.class(), self.random.below(count + 1));
        draft.lots = Some(Rc::new(Lots { name, class, place, others }));
    }

    fn class(&mut self) -> Option<DataClass> {
        let place = self.random.below(DataClass::ALL.len() + 1);
        DataClass::ALL.get(place).copied()
    }
}

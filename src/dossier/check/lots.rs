//! What lots must fulfil: each was checked as a dossier of its own before.

use std::collections::BTreeSet;

use super::{Checker, DefectKind, Path, limits};
use crate::dossier::lots::Lots;
use crate::engine::Decimal;
use crate::i18n::{Phrase, phrase};

impl Checker {
    #[inline(never)]
    pub(super) fn lots(&mut self, lots: &Lots) {
        let top = Path::top("lots");
        self.name(top.key("name"), &lots.name);
        if lots.place > lots.others.len() {
            let high = Decimal::integer(i64::try_from(lots.others.len()).unwrap_or(i64::MAX));
            self.report(top.key("place"), DefectKind::OutOfRange { low: Decimal::ZERO, high });
        }
        let others = top.key("others");
        self.count(others, lots.others.len(), limits::LOTS - 1);
        let mut names = BTreeSet::from([lots.name.trim()]);
        for (index, lot) in lots.others.iter().enumerate() {
            let place = others.at(index);
            self.name(place.key("name"), &lot.name);
            if !names.insert(lot.name.trim()) {
                self.report(place.key("name"), DefectKind::Measure(SAME_NAME));
            }
            if lot.dossier.lots.is_some() {
                self.report(place.key("lots"), DefectKind::Measure(LOTS_OF_A_LOT));
            }
        }
    }
}

const SAME_NAME: Phrase = phrase("un autre lot porte déjà ce nom", "another lot bears this name already");
const LOTS_OF_A_LOT: Phrase = phrase("un lot ne contient pas lui-même de lots", "a lot holds no lots of its own");

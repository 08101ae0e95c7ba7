//! What a seal and a journal must fulfil: texts within their limits. Names in a
//! journal are those of the past, and need not lead anywhere.

use std::rc::Rc;

use super::{Checker, DefectKind, Path, limits};
use crate::dossier::journal::{Act, JournalEntry};
use crate::dossier::model::Id;
use crate::dossier::seal::Seal;
use crate::engine::Fact;
use crate::i18n::{Phrase, phrase};

impl Checker {
    #[inline(never)]
    pub(super) fn seal(&mut self, seal: &Seal) {
        let place = Path::top("seal");
        self.bounded(place.key("author"), &seal.author, limits::NAME);
        self.text(place.key("text"), &seal.text);
    }

    #[inline(never)]
    pub(super) fn journal(&mut self, journal: &[Rc<JournalEntry>]) {
        let list = Path::top("journal");
        self.count(list, journal.len(), limits::JOURNAL);
        for (index, entry) in journal.iter().enumerate() {
            let place = list.at(index);
            self.bounded(place.key("by"), &entry.by, limits::NAME);
            match &entry.act {
                Act::Weights(changes) => {
                    let list = place.key("weights");
                    self.count(list, changes.len(), limits::JOURNAL_CELLS);
                    for (index, change) in changes.iter().enumerate() {
                        let place = list.at(index);
                        self.past(place.key("criterion"), &change.criterion);
                        self.bounded(place.key("name"), &change.name, limits::NAME);
                    }
                }
                Act::Cells { cells, count } => {
                    let list = place.key("cells");
                    self.count(list, cells.len(), limits::JOURNAL_CELLS);
                    if !cells.is_empty() && cells.len() != *count {
                        self.report(place.key("count"), DefectKind::Measure(OTHER_COUNT));
                    }
                    for (index, cell) in cells.iter().enumerate() {
                        let place = list.at(index);
                        self.past(place.key("offer"), &cell.offer);
                        self.bounded(place.key("offer_name"), &cell.offer_name, limits::NAME);
                        self.past(place.key("measure"), &cell.measure);
                        self.bounded(place.key("measure_name"), &cell.measure_name, limits::NAME);
                        for (fact, key) in [(cell.before, "before"), (cell.after, "after")] {
                            if matches!(fact, Fact::Mean { .. }) {
                                self.report(place.key(key), DefectKind::Measure(NO_MEAN));
                            }
                        }
                    }
                }
                Act::Change { subject, .. } => self.bounded(place.key("subject"), subject, limits::NAME),
                Act::SealBroken { reason, .. } => self.text(place.key("reason"), reason),
                Act::Sealed(_) | Act::Earlier { .. } => {}
            }
        }
    }

    /// The identifier of something that may be gone.
    fn past(&mut self, place: Path<'_>, id: &Id) {
        self.bounded(place, id.as_str(), limits::ID);
        if id.as_str().is_empty() {
            self.report(place, DefectKind::Empty);
        }
    }
}

const OTHER_COUNT: Phrase =
    phrase("ce nombre est celui des cases nommées", "this number is the one of the cells that are named");
const NO_MEAN: Phrase = phrase("une moyenne se calcule et ne se donne pas", "a mean is computed and is not given");

//! The lots of a file: each is read and checked as a dossier of its own.

use std::rc::Rc;

use super::{Decoder, TOP_KEYS};
use crate::catalogue::DataClass;
use crate::dossier::{Defect, Lot, Lots, limits};
use crate::saved::file::error::FileErrorKind;
use crate::saved::file::reader::Object;
use crate::saved::file::tree::Node;
use crate::saved::file::v1::{DATA_WORDS, data_class};

/// What only the file as a whole has.
const NOT_OF_A_LOT: [&str; 4] = ["format", "version", "title", "lots"];

/// Stands for the title while a lot is checked: the whole has one for all.
const UNTITLED: &str = "-";

impl Decoder<'_> {
    #[inline(never)]
    pub(super) fn lots(&mut self, node: Node<'_>) -> Option<Rc<Lots>> {
        let object = self.reader.object(node)?;
        self.reader.known(&object, &["name", "data", "place", "others"]);
        let mut lots = Lots {
            name: self.reader.required_text(&object, "name"),
            class: self.class(&object),
            place: object.get("place").map_or(0, |node| self.reader.integer(node)),
            others: Vec::new(),
        };
        let others = self.reader.required(&object, "others")?;
        self.each(Some(others), limits::LOTS - 1, &mut |decoder, object| lots.others.extend(decoder.lot(object)));
        Some(Rc::new(lots))
    }

    fn class(&mut self, object: &Object<'_>) -> Option<DataClass> {
        let node = object.get("data")?;
        data_class(self.reader.word(node, &DATA_WORDS)?)
    }

    fn lot(&mut self, object: &Object<'_>) -> Option<Lot> {
        let of_a_lot = TOP_KEYS.iter().copied().filter(|key| !NOT_OF_A_LOT.contains(key));
        let keys: Vec<&'static str> = ["name", "data"].into_iter().chain(of_a_lot).collect();
        self.reader.known(object, &keys);
        let name = self.reader.required_text(object, "name");
        let class = self.class(object);
        let before = self.reader.found();
        let draft = Decoder::new(self.reader).draft(object, UNTITLED.to_owned());
        if self.reader.found() > before {
            return None;
        }
        match draft.check() {
            Ok(dossier) => Some(Lot { name, class, dossier: Rc::new(dossier) }),
            Err(defects) => {
                let here = object.node.path();
                for Defect { place, kind } in defects {
                    let node = if self.reader.is_full() { object.node } else { object.node.find(&place) };
                    self.reader.fail_at(node, Some(format!("{here}.{place}")), FileErrorKind::Defect(kind));
                }
                None
            }
        }
    }
}

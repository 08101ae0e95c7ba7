//! The seal of the grid, and who changed what.

use std::rc::Rc;

use super::Decoder;
use crate::dossier::{
    Act, CellChange, Date, Fingerprint, Id, JournalEntry, Moment, Seal, Topic, Verb, WeightChange, limits,
};
use crate::engine::Fact;
use crate::saved::file::error::FileErrorKind;
use crate::saved::file::reader::Object;
use crate::saved::file::tree::{Node, Shape, shown};
use crate::saved::file::v1::{
    ACT_CELLS, ACT_CHANGE, ACT_EARLIER, ACT_SEAL_BROKEN, ACT_SEALED, ACT_WEIGHTS, ACTS, NOT_APPLICABLE, topic_word,
    verb_word,
};

const SEAL_KEYS: [&str; 4] = ["code", "date", "author", "text"];
const ENTRY_KEYS: [&str; 3] = ["by", "at", "act"];
const WEIGHT_KEYS: [&str; 4] = ["criterion", "name", "before", "after"];
const CELL_KEYS: [&str; 6] = ["offer", "offer_name", "measure", "measure_name", "before", "after"];

impl Decoder<'_> {
    #[inline(never)]
    pub(super) fn seal(&mut self, node: Node<'_>) -> Option<Seal> {
        let object = self.reader.object(node)?;
        self.reader.known(&object, &SEAL_KEYS);
        self.reader.required(&object, "date");
        let date: Option<Date> = self.reader.optional_date(&object, "date");
        let (author, text) = (self.reader.optional_text(&object, "author"), self.reader.optional_text(&object, "text"));
        Some(Seal { fingerprint: self.code(&object)?, date: date?, author, text })
    }

    fn code(&mut self, object: &Object<'_>) -> Option<Fingerprint> {
        let node = self.reader.required(object, "code")?;
        let text = self.reader.text(node);
        let code = Fingerprint::parse(&text);
        if code.is_none() && node.shape() == Shape::Text {
            self.reader.fail(node, FileErrorKind::NotACode { found: shown(&text) });
        }
        code
    }

    fn moment(&mut self, object: &Object<'_>) -> Option<Moment> {
        let node = self.reader.required(object, "at")?;
        let text = self.reader.text(node);
        let moment = Moment::parse(&text);
        if moment.is_none() && node.shape() == Shape::Text {
            self.reader.fail(node, FileErrorKind::NotAMoment { found: shown(&text) });
        }
        moment
    }

    #[inline(never)]
    pub(super) fn entry_of_journal(&mut self, object: &Object<'_>) -> Option<Rc<JournalEntry>> {
        let word = self.reader.required(object, "act").and_then(|node| self.reader.word(node, &ACTS));
        let by = self.reader.optional_text(object, "by");
        let at = self.moment(object);
        let act = self.act(word?, object);
        Some(Rc::new(JournalEntry { by, at: at?, act: act? }))
    }

    fn act(&mut self, word: &'static str, object: &Object<'_>) -> Option<Act> {
        let further: &[&'static str] = match word {
            ACT_WEIGHTS => &["weights"],
            ACT_CELLS if object.get("count").is_some() => &["count"],
            ACT_CELLS => &["cells"],
            ACT_CHANGE => &["topic", "verb", "subject"],
            ACT_SEALED => &["code"],
            ACT_SEAL_BROKEN => &["code", "reason"],
            _ => &["count"],
        };
        let mut keys = ENTRY_KEYS.to_vec();
        keys.extend_from_slice(further);
        self.reader.known(object, &keys);
        Some(match word {
            ACT_WEIGHTS => {
                let (list, mut changes) = (self.reader.required(object, "weights"), Vec::new());
                self.each_of_journal(list, &mut |decoder, object| changes.push(decoder.weight_change(object)));
                Act::Weights(changes)
            }
            ACT_CELLS => {
                let Some(count) = self.reader.optional_whole(object, "count") else {
                    let (list, mut cells) = (self.reader.required(object, "cells"), Vec::new());
                    self.each_of_journal(list, &mut |decoder, object| cells.push(decoder.cell_change(object)));
                    return Some(Act::Cells { count: cells.len(), cells });
                };
                Act::Cells { cells: Vec::new(), count: count as usize }
            }
            ACT_CHANGE => {
                let topics = Topic::ALL.map(topic_word);
                let topic = self.reader.required(object, "topic").and_then(|node| self.reader.word(node, &topics));
                let verbs = Verb::ALL.map(verb_word);
                let verb = self.reader.required(object, "verb").and_then(|node| self.reader.word(node, &verbs));
                let subject = self.reader.optional_text(object, "subject");
                Act::Change {
                    topic: Topic::ALL.into_iter().find(|known| Some(topic_word(*known)) == topic)?,
                    verb: Verb::ALL.into_iter().find(|known| Some(verb_word(*known)) == verb)?,
                    subject,
                }
            }
            ACT_SEALED => Act::Sealed(self.code(object)?),
            ACT_SEAL_BROKEN => {
                let reason = self.reader.optional_text(object, "reason");
                Act::SealBroken { fingerprint: self.code(object)?, reason }
            }
            ACT_EARLIER => Act::Earlier {
                count: self.reader.required(object, "count").map_or(0, |node| self.reader.integer(node)),
            },
            _ => return None,
        })
    }

    /// What is wrong in a journal says nothing about the grid.
    fn each_of_journal(&mut self, list: Option<Node<'_>>, decode: &mut dyn FnMut(&mut Self, &Object<'_>)) {
        let kinds_are_known = self.kinds_are_known;
        self.each(list, limits::JOURNAL_CELLS, decode);
        self.kinds_are_known = kinds_are_known;
    }

    fn weight_change(&mut self, object: &Object<'_>) -> WeightChange {
        self.reader.known(object, &WEIGHT_KEYS);
        WeightChange {
            criterion: Id::new(&self.reader.required_text(object, "criterion")),
            name: self.reader.optional_text(object, "name"),
            before: self.reader.required_decimal(object, "before"),
            after: self.reader.required_decimal(object, "after"),
        }
    }

    fn cell_change(&mut self, object: &Object<'_>) -> CellChange {
        self.reader.known(object, &CELL_KEYS);
        CellChange {
            offer: Id::new(&self.reader.required_text(object, "offer")),
            offer_name: self.reader.optional_text(object, "offer_name"),
            measure: Id::new(&self.reader.required_text(object, "measure")),
            measure_name: self.reader.optional_text(object, "measure_name"),
            before: self.reader.required(object, "before").map_or(Fact::Missing, |node| self.past_fact(node)),
            after: self.reader.required(object, "after").map_or(Fact::Missing, |node| self.past_fact(node)),
        }
    }

    /// A fact on a measure that may be gone: its shape alone says what it is.
    /// Decimals are texts, levels are numbers.
    fn past_fact(&mut self, node: Node<'_>) -> Fact {
        match node.shape() {
            Shape::Null => Fact::Missing,
            Shape::Bool(yes) => Fact::Yes(yes),
            Shape::Number => Fact::Level(self.reader.integer(node)),
            Shape::Text if node.text().as_deref() == Some(NOT_APPLICABLE) => Fact::NotApplicable,
            Shape::Object => {
                let Some(object) = self.reader.object(node) else { return Fact::Missing };
                self.reader.known(&object, &["low", "high"]);
                let (low, high) = (self.reader.required(&object, "low"), self.reader.required(&object, "high"));
                let (Some(low), Some(high)) = (low, high) else { return Fact::Missing };
                if low.shape() == Shape::Number {
                    Fact::Levels { low: self.reader.integer(low), high: self.reader.integer(high) }
                } else {
                    Fact::Between { low: self.reader.decimal(low), high: self.reader.decimal(high) }
                }
            }
            _ => Fact::Number(self.reader.decimal(node)),
        }
    }
}

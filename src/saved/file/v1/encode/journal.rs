//! The seal of the grid, and who changed what.

use std::rc::Rc;

use super::offers::value;
use super::{decimal, list, text_unless_empty};
use crate::dossier::{Act, CellChange, JournalEntry, Seal, WeightChange};
use crate::saved::file::json::{Fields, Json};
use crate::saved::file::v1::{
    ACT_CELLS, ACT_CHANGE, ACT_EARLIER, ACT_SEAL_BROKEN, ACT_SEALED, ACT_WEIGHTS, topic_word, verb_word,
};

#[inline(never)]
pub(super) fn seal(seal: &Seal) -> Json {
    let mut fields = Fields::default();
    fields.text("code", &seal.fingerprint.to_string());
    fields.text("date", &seal.date.to_string());
    text_unless_empty(&mut fields, "author", &seal.author);
    text_unless_empty(&mut fields, "text", &seal.text);
    fields.end()
}

#[inline(never)]
pub(super) fn entry(entry: &Rc<JournalEntry>) -> Json {
    let mut fields = Fields::default();
    text_unless_empty(&mut fields, "by", &entry.by);
    fields.text("at", &entry.at.to_string());
    match &entry.act {
        Act::Weights(changes) => {
            fields.text("act", ACT_WEIGHTS);
            fields.put("weights", list(changes, weight));
        }
        Act::Cells { cells, count } => {
            fields.text("act", ACT_CELLS);
            // As many as are named are not counted a second time.
            if cells.len() == *count {
                fields.put("cells", list(cells, cell));
            } else {
                fields.put("count", Json::Integer(*count));
            }
        }
        Act::Change { topic, verb, subject } => {
            fields.text("act", ACT_CHANGE);
            fields.text("topic", topic_word(*topic));
            fields.text("verb", verb_word(*verb));
            text_unless_empty(&mut fields, "subject", subject);
        }
        Act::Sealed(code) => {
            fields.text("act", ACT_SEALED);
            fields.text("code", &code.to_string());
        }
        Act::SealBroken { fingerprint, reason } => {
            fields.text("act", ACT_SEAL_BROKEN);
            fields.text("code", &fingerprint.to_string());
            text_unless_empty(&mut fields, "reason", reason);
        }
        Act::Earlier { count } => {
            fields.text("act", ACT_EARLIER);
            fields.put("count", Json::Integer(*count));
        }
    }
    fields.end()
}

fn weight(change: &WeightChange) -> Json {
    let mut fields = Fields::default();
    fields.text("criterion", change.criterion.as_str());
    text_unless_empty(&mut fields, "name", &change.name);
    fields.put("before", decimal(change.before));
    fields.put("after", decimal(change.after));
    fields.end()
}

fn cell(change: &CellChange) -> Json {
    let mut fields = Fields::default();
    fields.text("offer", change.offer.as_str());
    text_unless_empty(&mut fields, "offer_name", &change.offer_name);
    fields.text("measure", change.measure.as_str());
    text_unless_empty(&mut fields, "measure_name", &change.measure_name);
    fields.put("before", value(change.before));
    fields.put("after", value(change.after));
    fields.end()
}

//! Version 1 of the dossier file: its words. Frozen once released.
//!
//! [`decode`] turns a JSON text into a draft, [`encode`] a dossier into
//! JSON; `docs/dossier-format.md` describes the format and
//! `docs/dossier.schema.json` holds it in JSON Schema. The families, with their
//! parameter keys, come from the catalogue.

mod decode;
mod encode;

pub(super) use decode::decode;
pub(super) use encode::encode;

use crate::dossier::{StandingKind, Tax};

/// The name of the format, in the key `format`.
pub(super) const FORMAT: &str = "mieux-disant";

/// The version, in the key `version`.
pub(super) const VERSION: usize = 1;

const EXCLUDED: &str = "excluded";
const INCLUDED: &str = "included";

fn tax_word(tax: Tax) -> &'static str {
    match tax {
        Tax::Excluded => EXCLUDED,
        Tax::Included => INCLUDED,
    }
}

/// The word for a status.
pub(crate) fn status_word(kind: StandingKind) -> &'static str {
    match kind {
        StandingKind::Regular => "regular",
        StandingKind::Irregular => "irregular",
        StandingKind::Inappropriate => "inappropriate",
        StandingKind::Unacceptable => "unacceptable",
        StandingKind::Late => "late",
        StandingKind::Withdrawn => "withdrawn",
        StandingKind::AbnormallyLow => "abnormally_low",
    }
}

/// The words for what a gate asks.
const YES: &str = "yes";
const LEVEL_AT_LEAST: &str = "level_at_least";
const VALUE_AT_LEAST: &str = "value_at_least";
const VALUE_AT_MOST: &str = "value_at_most";
const NOTE_AT_LEAST: &str = "note_at_least";
const RULES: [&str; 5] = [YES, LEVEL_AT_LEAST, VALUE_AT_LEAST, VALUE_AT_MOST, NOTE_AT_LEAST];

/// The key of the threshold that goes with what a gate asks.
fn threshold_key(rule: &str) -> Option<&'static str> {
    match rule {
        LEVEL_AT_LEAST => Some("level"),
        VALUE_AT_LEAST | VALUE_AT_MOST => Some("value"),
        NOTE_AT_LEAST => Some("note"),
        _ => None,
    }
}

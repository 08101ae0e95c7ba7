//! Version 1 of the dossier file: its words. Frozen once released.
//!
//! [`decode`] turns a checked JSON text into a draft, [`encode`] a dossier into
//! JSON; `docs/dossier-format.md` describes the format and
//! `docs/dossier.schema.json` holds it in JSON Schema. The families, with their
//! parameter keys, come from the catalogue.

mod decode;
mod encode;

pub(super) use decode::{decode, version};
pub(super) use encode::encode;

use crate::dossier::{StandingKind, Tax};

/// The name of the format, in the key `format`.
pub(super) const FORMAT: &str = "mieux-disant";

/// The version, in the key `version`.
pub(super) const VERSION: usize = 1;

const TAXES: [Tax; 2] = [Tax::Excluded, Tax::Included];

fn tax_word(tax: Tax) -> &'static str {
    match tax {
        Tax::Excluded => "excluded",
        Tax::Included => "included",
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

/// The words for what a gate asks, each with the key of its threshold.
const YES: &str = "yes";
const LEVEL_AT_LEAST: (&str, &str) = ("level_at_least", "level");
const VALUE_AT_LEAST: (&str, &str) = ("value_at_least", "value");
const VALUE_AT_MOST: (&str, &str) = ("value_at_most", "value");
const NOTE_AT_LEAST: (&str, &str) = ("note_at_least", "note");
const RULES: [&str; 5] = [YES, LEVEL_AT_LEAST.0, VALUE_AT_LEAST.0, VALUE_AT_MOST.0, NOTE_AT_LEAST.0];

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

use crate::catalogue::DataClass;
use crate::dossier::{ComponentKind, OfferKind, Ranking, StandingKind, Tax, Topic, Verb};
use crate::engine::{Composition, CostKind, Decimal};

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

/// The word for what stands among the offers.
pub(crate) fn offer_kind_word(kind: OfferKind) -> &'static str {
    match kind {
        OfferKind::Received => "received",
        OfferKind::StatusQuo => "status_quo",
        OfferKind::Wait => "wait",
        OfferKind::Build => "build",
    }
}

/// The word for what an offer is put together from.
fn component_kind_word(kind: ComponentKind) -> &'static str {
    match kind {
        ComponentKind::Brick => "brick",
        ComponentKind::Integration => "integration",
        ComponentKind::Holder => "holder",
        ComponentKind::Reseller => "reseller",
        ComponentKind::Supplier => "supplier",
        ComponentKind::Subcontractor => "subcontractor",
    }
}

/// The word for how the facts of bricks become one.
fn composition_word(rule: Composition) -> &'static str {
    match rule {
        Composition::Lowest => "lowest",
        Composition::Highest => "highest",
        Composition::Sum => "sum",
        Composition::Mean => "mean",
        Composition::ByHand => "by_hand",
    }
}

/// The words for what a gate asks.
const YES: &str = "yes";
const LEVEL_AT_LEAST: &str = "level_at_least";
const VALUE_AT_LEAST: &str = "value_at_least";
const VALUE_AT_MOST: &str = "value_at_most";
const NOTE_AT_LEAST: &str = "note_at_least";
const SEAL_AT_LEAST: &str = "seal_at_least";
const MUSTS_COVERED: &str = "musts_covered";
const RULES: [&str; 7] =
    [YES, LEVEL_AT_LEAST, VALUE_AT_LEAST, VALUE_AT_MOST, NOTE_AT_LEAST, SEAL_AT_LEAST, MUSTS_COVERED];

/// The key of the threshold that goes with what a gate asks.
fn threshold_key(rule: &str) -> Option<&'static str> {
    match rule {
        LEVEL_AT_LEAST => Some("level"),
        VALUE_AT_LEAST | VALUE_AT_MOST => Some("value"),
        NOTE_AT_LEAST => Some("note"),
        SEAL_AT_LEAST => Some("seal"),
        _ => None,
    }
}

const WEIGHTED: &str = "weighted";
const HIERARCHY: &str = "hierarchy";

fn ranking_word(ranking: Ranking) -> &'static str {
    match ranking {
        Ranking::Weighted => WEIGHTED,
        Ranking::Hierarchy => HIERARCHY,
    }
}

/// The words for how abnormally low prices are looked for.
const SHARE_OF_MEAN: &str = "share_of_mean";
const DOUBLE_MEAN: &str = "double_mean";
const SHARE_OF_ESTIMATE: &str = "share_of_estimate";
const DETECTOR_RULES: [&str; 3] = [SHARE_OF_MEAN, DOUBLE_MEAN, SHARE_OF_ESTIMATE];

/// The word for what a cost line pays for.
fn cost_kind_word(kind: CostKind) -> &'static str {
    match kind {
        CostKind::Licence => "licence",
        CostKind::Subscription => "subscription",
        CostKind::Migration => "migration",
        CostKind::Integration => "integration",
        CostKind::Training => "training",
        CostKind::Staff => "staff",
        CostKind::Exit => "exit",
        CostKind::Egress => "egress",
        CostKind::Other => "other",
    }
}

/// The words for what an entry of the journal tells.
const ACT_WEIGHTS: &str = "weights";
const ACT_CELLS: &str = "cells";
const ACT_CHANGE: &str = "change";
const ACT_SEALED: &str = "sealed";
const ACT_SEAL_BROKEN: &str = "seal_broken";
const ACT_EARLIER: &str = "earlier";
const ACTS: [&str; 6] = [ACT_WEIGHTS, ACT_CELLS, ACT_CHANGE, ACT_SEALED, ACT_SEAL_BROKEN, ACT_EARLIER];

/// The word for what a change was about.
fn topic_word(topic: Topic) -> &'static str {
    match topic {
        Topic::Dossier => "dossier",
        Topic::Table => "table",
        Topic::Title => "title",
        Topic::Criterion => "criterion",
        Topic::Measure => "measure",
        Topic::Gate => "gate",
        Topic::Requirement => "requirement",
        Topic::Information => "information",
        Topic::Method => "method",
        Topic::Offer => "offer",
        Topic::Status => "status",
        Topic::Profile => "profile",
        Topic::Commission => "commission",
        Topic::Other => "other",
    }
}

/// The word for what happened to it.
fn verb_word(verb: Verb) -> &'static str {
    match verb {
        Verb::Added => "added",
        Verb::Changed => "changed",
        Verb::Removed => "removed",
    }
}

/// The value of a fact that does not apply.
const NOT_APPLICABLE: &str = "not_applicable";

/// What lacks of a need.
const GAP: &str = "gap";
const WORKAROUND: &str = "workaround";
const COMMITTED_BY: &str = "committed_by";

/// The words for what data a lot holds, in the order of the classes.
const DATA_WORDS: [&str; 3] = ["sensitive", "state", "other"];

fn data_word(class: DataClass) -> &'static str {
    match class {
        DataClass::Sensitive => "sensitive",
        DataClass::State => "state",
        DataClass::Other => "other",
    }
}

fn data_class(word: &str) -> Option<DataClass> {
    DataClass::ALL.into_iter().find(|class| data_word(*class) == word)
}

/// What a requirement weighs where its weight is left out.
fn default_weight(is_must: bool) -> Decimal {
    if is_must { Decimal::ZERO } else { Decimal::ONE }
}

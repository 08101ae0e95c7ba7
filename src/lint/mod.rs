//! Remarks on a grid, its method and its dossier: what a judge, a bidder or a
//! colleague would object to, while there is time to mend it.
//!
//! An [`Assessment`] goes in, [`Sighting`]s come out: identifiers, indices and
//! exact figures. The fixed texts (title, rule, source, advice) stand with each
//! [`Lint`]; sentences with figures are made in `present::lints`. A lint never
//! blocks anything here; whether the law does is said with it. What the texts
//! say of the law rests on the decisions and articles of `sources` alone.

mod aggregate;
mod decision;
mod figures;
mod grid;
mod needs;
mod neutral;
mod origin;
mod overlap;
mod price;
mod reliance;
mod scenario;
mod sighting;
mod sources;
mod vocabulary;
mod words;

use crate::dossier::Assessment;
use crate::engine::Severity;
use crate::i18n::Phrase;

pub use sighting::{AggregateWinner, Deadline, Origin, Sighting, Theme, Trigger};
pub use sources::{Evidence, Source};

/// A remark that may be made of a dossier.
#[derive(Debug)]
pub struct Lint {
    /// Its name in exports. Never changes once released.
    pub code: &'static str,
    /// How much it matters as a rule; a sighting may say otherwise. Never
    /// [`Severity::Error`]: it keeps nobody from a result.
    pub severity: Severity,
    /// Whether the law itself stops a procedure over it; a sighting says
    /// whether it does so here.
    pub is_blocking_in_law: bool,
    /// What it is about, in a few words.
    pub title: Phrase,
    /// What the law, a decision or good sense says.
    pub rule: Phrase,
    /// Where that is from.
    pub sources: &'static [Source],
    /// What to do about it.
    pub advice: Phrase,
    /// Every place of a dossier where it applies, in reading order.
    pub detect: fn(&Assessment) -> Vec<Sighting>,
}

impl PartialEq for Lint {
    /// Entries are told apart by their code.
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

/// Every lint, in the order in which they are shown.
pub const LINTS: &[Lint] = &[
    grid::ENVIRONMENT_LINT,
    grid::PRICE,
    origin::ORIGIN,
    origin::CAPACITY,
    grid::UNANNOUNCED,
    grid::VAGUE,
    price::WARNINGS,
    reliance::VALIDITY,
    reliance::COMPETITION,
    neutral::SAME_NOTE,
    overlap::DOUBLE_COUNT,
    grid::CHANGED_LATE,
    price::NEGATIVE,
    price::FLAT,
    price::ZERO,
    aggregate::AVERAGED,
    price::ABOVE_FULL,
    neutral::RANKS,
    scenario::SCENARIO,
    decision::UNEXPLAINED,
    needs::UNGATED,
];

/// Every remark that there is to make of a dossier, in the order of [`LINTS`];
/// lints that see nothing are left out.
pub fn all(assessment: &Assessment) -> Vec<(&'static Lint, Vec<Sighting>)> {
    let sightings = LINTS.iter().map(|lint| (lint, (lint.detect)(assessment)));
    sightings.filter(|(_, sightings)| !sightings.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_entries_complete() {
        for (index, lint) in LINTS.iter().enumerate() {
            assert!(LINTS.iter().skip(index + 1).all(|other| other.code != lint.code), "{}", lint.code);
            assert_ne!(lint.severity, Severity::Error, "{}", lint.code);
            assert!(!lint.sources.is_empty(), "{} says not where it is from", lint.code);
            for phrase in [lint.title, lint.rule, lint.advice] {
                assert!(!phrase.fr.is_empty() && !phrase.en.is_empty(), "{}", lint.code);
            }
        }
    }
}

//! The words of the trade, each in one sentence, with where it comes from.
//!
//! What is said of the law rests on the articles and decisions named here; where
//! they were read in a secondary source, that is said.

mod law;
mod own;

use crate::i18n::Phrase;

/// A word with its definition.
#[derive(Debug)]
pub struct Term {
    /// The id of its entry on the page, `term-…`; never changes.
    pub id: &'static str,
    /// What it is called.
    pub name: Phrase,
    /// What it means, in one sentence.
    pub definition: Phrase,
    /// Where that comes from; empty where it is this program's own word.
    pub source: Phrase,
}

/// Every word.
pub fn terms() -> impl Iterator<Item = &'static Term> {
    law::WORDS.iter().chain(own::WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_explained_once() {
        for (index, term) in terms().enumerate() {
            assert!(term.id.starts_with("term-"), "{}", term.id);
            for text in [term.name, term.definition] {
                assert!(!text.fr.is_empty() && !text.en.is_empty(), "{}", term.id);
            }
            assert!(term.definition.fr.ends_with('.') && term.definition.en.ends_with('.'), "{}", term.id);
            assert_eq!(term.source.fr.is_empty(), term.source.en.is_empty(), "{}", term.id);
            for other in terms().skip(index + 1) {
                assert!(other.id != term.id && other.name.fr != term.name.fr, "{}", term.id);
            }
        }
        assert!(terms().count() >= 40);
    }
}

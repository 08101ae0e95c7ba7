//! « Pourquoi A avant B ? »: the exact difference, criterion by criterion.

use super::facts::{DECIMALS, note_text, signed_text};
use super::{hue, sentences};
use crate::dossier::{Assessment, Id};
use crate::engine::Rational;
use crate::i18n::{self, Lang, phrase};
use crate::say;

/// How many offers the two lists hold at least: nobody looks through thousands.
const CHOICES: usize = 100;

/// The comparison of two offers as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct PairView {
    /// The best offers and the two, for the two choices.
    pub choices: Vec<(Id, String)>,
    /// The offer that is explained.
    pub first: Id,
    /// The offer that it is compared with.
    pub second: Id,
    /// `Pourquoi A avant B ?`
    pub question: String,
    /// The answer in one or two sentences.
    pub answer: String,
    /// What each leaf criterion adds or takes, the largest first.
    pub terms: Vec<PairTerm>,
    /// The sum of the terms: the exact difference, rounded for display.
    pub difference: String,
    /// What the announced rounding of totals adds to the terms, with its sign.
    pub rounding: Option<String>,
}

/// What one criterion adds or takes.
#[derive(Clone, Debug, PartialEq)]
pub struct PairTerm {
    /// The criterion.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// The number of its criterion at the top of the tree.
    pub number: usize,
    /// Its hue.
    pub hue: usize,
    /// `+6,20`.
    pub text: String,
    /// Whether it speaks for the first offer.
    pub is_for: bool,
    /// In percent of the largest term.
    pub width: f64,
}

/// The comparison that the user chose, or that of the first two offers.
pub fn pair(lang: Lang, assessment: &Assessment, wanted: Option<&(Id, Id)>) -> Option<PairView> {
    let (dossier, evaluation) = (assessment.dossier(), assessment.evaluation());
    let ranked: Vec<(usize, &Id)> =
        evaluation.order().iter().filter_map(|index| Some((*index, &dossier.offers.get(*index)?.id))).collect();
    let place = |id: &Id| ranked.iter().find(|(_, other)| *other == id).copied();
    let chosen = wanted.and_then(|(first, second)| Some((place(first)?, place(second)?)));
    let ((first, first_id), (second, second_id)) = match (chosen, ranked.as_slice()) {
        (Some((first, second)), _) if first != second => (first, second),
        (_, [first, second, ..]) => (*first, *second),
        _ => return None,
    };
    let comparison = evaluation.compare(first, second)?;
    let (a, b) = (sentences::offer_name(assessment, first), sentences::offer_name(assessment, second));
    let largest = comparison.terms.first().map_or(0.0, |(_, term)| term.to_f64().abs());
    let terms: Vec<PairTerm> = comparison
        .terms
        .iter()
        .filter(|(_, term)| !term.is_zero())
        .filter_map(|(leaf, term)| {
            let (id, number) = leaf_place(assessment, *leaf)?;
            Some(PairTerm {
                name: sentences::measure_name(assessment, *leaf),
                number,
                hue: hue(number.saturating_sub(1)),
                text: signed_text(lang, term),
                is_for: term.sign().is_gt(),
                width: if largest > 0.0 { term.to_f64().abs() / largest * 100.0 } else { 0.0 },
                id,
            })
        })
        .collect();
    Some(PairView {
        choices: (ranked.iter().enumerate())
            .filter(|(place, (index, _))| *place < CHOICES || [first, second].contains(index))
            .map(|(_, entry)| entry)
            .map(|(index, id)| ((*id).clone(), sentences::offer_name(assessment, *index).to_owned()))
            .collect(),
        first: first_id.clone(),
        second: second_id.clone(),
        question: question(lang, comparison.difference.sign(), a, b),
        answer: answer(lang, a, b, &comparison.difference, &terms),
        difference: signed_text(lang, &comparison.difference),
        rounding: (!comparison.rounding.is_zero()).then(|| signed_text(lang, &comparison.rounding)),
        terms,
    })
}

fn question(lang: Lang, sign: std::cmp::Ordering, a: &str, b: &str) -> String {
    match sign {
        std::cmp::Ordering::Greater => say!(lang, "Pourquoi {a} avant {b} ?", "Why {a} before {b}?"),
        std::cmp::Ordering::Less => say!(lang, "Pourquoi {a} après {b} ?", "Why {a} after {b}?"),
        std::cmp::Ordering::Equal => say!(lang, "Pourquoi {a} à égalité avec {b} ?", "Why {a} level with {b}?"),
    }
}

/// "A devance B de 4,11 points. Pour A : Souveraineté (+6,20)… Contre : Coût (−4,00)…"
fn answer(lang: Lang, a: &str, b: &str, difference: &Rational, terms: &[PairTerm]) -> String {
    let size = if difference.sign().is_lt() { Rational::zero() - difference.clone() } else { difference.clone() };
    let points = note_text(lang, &size);
    let s = if i18n::is_plural(lang, size.round(DECIMALS)) { "s" } else { "" };
    let head = match difference.sign() {
        std::cmp::Ordering::Greater => {
            say!(lang, "{a} devance {b} de {points} point{s}.", "{a} leads {b} by {points} point{s}.")
        }
        std::cmp::Ordering::Less => {
            say!(lang, "{a} suit {b} à {points} point{s}.", "{a} trails {b} by {points} point{s}.")
        }
        std::cmp::Ordering::Equal => {
            return say!(lang, "{a} et {b} ont exactement le même total.", "{a} and {b} have exactly the same total.");
        }
    };
    let named = |is_for: bool| {
        let some: Vec<String> = terms
            .iter()
            .filter(|term| term.is_for == is_for)
            .take(3)
            .map(|term| format!("{} ({})", term.name, term.text))
            .collect();
        (!some.is_empty()).then(|| sentences::list(lang, &some))
    };
    let in_favour = named(true).map(|list| say!(lang, "En sa faveur : {list}.", "In its favour: {list}."));
    let against = named(false).map(|list| say!(lang, "Contre elle : {list}.", "Against it: {list}."));
    let nothing = || phrase("Rien ne parle contre elle.", "Nothing speaks against it.").get(lang).to_owned();
    let parts = [Some(head), in_favour, Some(against.unwrap_or_else(nothing))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The identifier of a leaf, and the number of its criterion at the top of the tree.
fn leaf_place(assessment: &Assessment, leaf: usize) -> Option<(Id, usize)> {
    let mut number = 0;
    for node in assessment.nodes() {
        number += usize::from(node.depth == 0);
        if node.leaf == Some(leaf) {
            return Some((node.id.clone(), number));
        }
    }
    None
}

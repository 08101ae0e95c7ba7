//! Méthode et glossaire: how a ranking comes to be, with the method of the
//! dossier at hand, and the words of the trade.

mod method;

use super::lints;
use super::sentences::{list, quoted};
use crate::app::State;
use crate::catalogue::{self, FAMILIES};
use crate::i18n::{self, Lang, phrase};
use crate::lint::LINTS;
use crate::say;

/// The page as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct GlossaryView {
    /// How a ranking comes to be, in steps: a heading and a paragraph each.
    pub steps: Vec<(&'static str, String)>,
    /// The scoring methods, those of the dossier first.
    pub families: Vec<FamilyView>,
    /// What is checked of a grid and a method.
    pub checks: Vec<CheckView>,
    /// The words that were sought, in the order of the alphabet.
    pub terms: Vec<TermView>,
    /// What is sought.
    pub query: String,
    /// How many words were found.
    pub found: String,
}

/// A scoring method.
#[derive(Clone, Debug, PartialEq)]
pub struct FamilyView {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub help: &'static str,
    /// Its formula in words.
    pub formula: &'static str,
    /// What is known to go wrong with it.
    pub weaknesses: Vec<&'static str>,
    /// The criteria of the dossier that use it; empty where none does.
    pub used_by: String,
}

/// Something that is checked.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckView {
    /// Its name in exports.
    pub code: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// What the law, a decision or good sense says.
    pub rule: &'static str,
    /// Where that is from.
    pub sources: Vec<String>,
}

/// A word.
#[derive(Clone, Debug, PartialEq)]
pub struct TermView {
    /// Where it stands on the page.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// The same in the other language.
    pub other: &'static str,
    /// Which language that is.
    pub other_lang: Lang,
    /// What it means.
    pub definition: &'static str,
    /// Where that comes from; empty where it is this program's own word.
    pub source: &'static str,
}

/// The page of a state.
pub fn glossary(state: &State) -> GlossaryView {
    let lang = state.lang;
    let terms = terms(lang, &state.glossary.query);
    GlossaryView {
        steps: method::steps(lang, &state.assessment),
        families: families(state),
        checks: LINTS
            .iter()
            .map(|lint| CheckView {
                code: lint.code,
                title: lint.title.get(lang),
                rule: lint.rule.get(lang),
                sources: lint.sources.iter().map(|source| lints::source(lang, source)).collect(),
            })
            .collect(),
        query: state.glossary.query.clone(),
        found: counted(lang, terms.len()),
        terms,
    }
}

/// How many words were found, for the ears.
#[inline(never)]
pub(super) fn found(state: &State) -> String {
    counted(state.lang, terms(state.lang, &state.glossary.query).len())
}

fn counted(lang: Lang, count: usize) -> String {
    if count == 0 {
        return phrase("Aucun mot trouvé.", "No word found.").get(lang).to_owned();
    }
    let words = i18n::counted(lang, count, phrase("mot", "word"), phrase("mots", "words"));
    format!("{words}.")
}

/// The scoring methods, those of the dossier first.
fn families(state: &State) -> Vec<FamilyView> {
    let (lang, dossier) = (state.lang, state.dossier());
    let measures = dossier.measures();
    let mut views: Vec<FamilyView> = (FAMILIES.iter())
        .map(|family| {
            let users = measures.iter().filter(|(.., measure)| measure.family == family);
            FamilyView {
                name: family.name.get(lang),
                help: family.help.get(lang),
                formula: family.formula.get(lang),
                weaknesses: family.weaknesses.iter().map(|weakness| weakness.get(lang)).collect(),
                used_by: used_by(lang, users.map(|(_, name, _)| quoted(lang, name)).collect()),
            }
        })
        .collect();
    views.sort_by_key(|view| view.used_by.is_empty());
    views
}

/// At most six names, and how many more there are.
fn used_by(lang: Lang, mut names: Vec<String>) -> String {
    const MOST: usize = 6;
    let more = names.len().saturating_sub(MOST);
    if more > 0 {
        names.truncate(MOST);
        let (one, many) = (phrase("autre", "other"), phrase("autres", "others"));
        names.push(i18n::counted(lang, more, one, many));
    }
    if names.is_empty() {
        return String::new();
    }
    let names = list(lang, &names);
    say!(lang, "Dans ce dossier\u{a0}: {names}.", "In this dossier: {names}.")
}

/// The words that hold everything that is sought, in the order of the alphabet.
fn terms(lang: Lang, query: &str) -> Vec<TermView> {
    let other_lang = if lang == Lang::Fr { Lang::En } else { Lang::Fr };
    let query = folded(query);
    let wanted: Vec<&str> = query.split_whitespace().collect();
    let mut found: Vec<(String, TermView)> = catalogue::terms()
        .map(|term| TermView {
            id: term.id,
            name: term.name.get(lang),
            other: term.name.get(other_lang),
            other_lang,
            definition: term.definition.get(lang),
            source: term.source.get(lang),
        })
        .map(|view| (folded(view.name), view))
        .filter(|(name, view)| {
            let text = format!("{name} {} {}", folded(view.other), folded(view.definition));
            wanted.iter().all(|word| text.contains(word))
        })
        .collect();
    // Words that bear what is sought in their name come first.
    found.sort_by(|(a, _), (b, _)| {
        let is_named = |name: &str| wanted.iter().all(|word| name.contains(word));
        is_named(b).cmp(&is_named(a)).then_with(|| a.cmp(b))
    });
    found.into_iter().map(|(_, view)| view).collect()
}

/// Small letters without accents, as far as French and English have them.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::new();
    for c in text.chars() {
        match c {
            'à' | 'â' | 'ä' | 'À' | 'Â' => folded.push('a'),
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' => folded.push('e'),
            'î' | 'ï' | 'Î' => folded.push('i'),
            'ô' | 'ö' | 'Ô' => folded.push('o'),
            'ù' | 'û' | 'ü' | 'Ù' => folded.push('u'),
            'ç' | 'Ç' => folded.push('c'),
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            '’' => folded.push('\''),
            c => folded.push(c.to_ascii_lowercase()),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_without_accents_and_in_both_languages() {
        let names = |lang, query| terms(lang, query).into_iter().map(|term| term.name).collect::<Vec<_>>();
        assert_eq!(names(Lang::Fr, "RECADRAGE"), ["recadrage"]);
        assert_eq!(names(Lang::Fr, "ponderation").first(), Some(&"poids, pondération"));
        assert_eq!(names(Lang::Fr, "rescaling"), ["recadrage"]);
        assert_eq!(names(Lang::En, "moins-disant"), ["lowest bidder"]);
        assert!(names(Lang::Fr, "xyz").is_empty());
        let all = names(Lang::Fr, "");
        assert_eq!(all.len(), catalogue::terms().count());
        let mut sorted: Vec<String> = all.iter().map(|name| folded(name)).collect();
        sorted.sort();
        assert_eq!(all.iter().map(|name| folded(name)).collect::<Vec<_>>(), sorted);
    }
}

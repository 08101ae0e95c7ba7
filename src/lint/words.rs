//! Finding words in what a buyer wrote: whole words, without capitals and
//! accents, French and English only. A small fold of our own keeps the tables
//! of all the world's letters out of the page.

/// A text cut into folded words that remember where they stand.
pub(super) struct Words<'a> {
    text: &'a str,
    words: Vec<Word>,
}

struct Word {
    folded: String,
    start: usize,
    end: usize,
}

/// How many words a gap (`~`) may skip.
const GAP: usize = 3;

impl<'a> Words<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut words: Vec<Word> = Vec::new();
        let mut is_inside = false;
        for (start, letter) in text.char_indices() {
            let is_letter = is_letter(letter);
            if is_letter {
                if !is_inside {
                    words.push(Word { folded: String::new(), start, end: start });
                }
                if let Some(word) = words.last_mut() {
                    fold(letter, &mut word.folded);
                    word.end = start + letter.len_utf8();
                }
            }
            is_inside = is_letter;
        }
        Self { text, words }
    }

    /// The first passage that some pattern describes, as it was written.
    ///
    /// A pattern is words in a row: `a|b` is either, `emploi*` any word that
    /// begins so, `~` up to three words of any kind. `!a|b` at the start (at
    /// the end) asks that neither stand before (behind).
    pub(super) fn find(&self, patterns: &[&str]) -> Option<&'a str> {
        let places = 0..self.words.len();
        places.into_iter().find_map(|from| patterns.iter().find_map(|pattern| self.passage(from, pattern)))
    }

    /// Whether some pattern describes a passage.
    pub(super) fn has(&self, patterns: &[&str]) -> bool {
        self.find(patterns).is_some()
    }

    /// Whether the whole text is one of these, but for a number in front.
    pub(super) fn is(&self, names: &[&str]) -> bool {
        let is_number = |word: &&Word| word.folded.len() <= 3 && word.folded.bytes().any(|byte| byte.is_ascii_digit());
        let mut named = String::new();
        for word in self.words.iter().skip_while(is_number) {
            if !named.is_empty() {
                named.push(' ');
            }
            named.push_str(&word.folded);
        }
        names.iter().any(|name| *name == named)
    }

    fn passage(&self, from: usize, pattern: &str) -> Option<&'a str> {
        let word = self.words.get(from)?;
        // Most places fall at the first word, before anything is set up.
        let opening = pattern.split(' ').next().filter(|opening| !opening.starts_with('!'));
        if opening.is_some_and(|opening| !matches(&word.folded, opening)) {
            return None;
        }
        let steps: Vec<&str> = pattern.split(' ').collect();
        let before = from.checked_sub(1).and_then(|before| self.words.get(before));
        let steps = match steps.split_first() {
            Some((first, rest)) => match first.strip_prefix('!') {
                Some(unwanted) if before.is_some_and(|word| matches(&word.folded, unwanted)) => return None,
                Some(_) => rest,
                None => &steps,
            },
            None => return None,
        };
        let end = self.match_at(from, steps)?;
        let last = self.words.get(end.checked_sub(1)?)?;
        self.text.get(word.start..last.end)
    }

    /// Where the match ends, one behind its last word.
    fn match_at(&self, at: usize, steps: &[&str]) -> Option<usize> {
        let Some((step, rest)) = steps.split_first() else { return Some(at) };
        if *step == "~" {
            return (at..=at + GAP).find_map(|at| self.match_at(at, rest));
        }
        let word = self.words.get(at);
        if let Some(unwanted) = step.strip_prefix('!') {
            return word.is_none_or(|word| !matches(&word.folded, unwanted)).then_some(at);
        }
        if matches(&word?.folded, step) { self.match_at(at + 1, rest) } else { None }
    }
}

fn matches(word: &str, step: &str) -> bool {
    step.split('|').any(|option| match option.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => word == option,
    })
}

/// Whether it belongs to a word: ASCII letters and digits, and everything from
/// À on but signs, spaces and punctuation.
fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || (letter >= '\u{c0}' && !matches!(letter, '×' | '÷' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}'))
}

/// A letter of French or English in its plain form; others as they are.
fn fold(letter: char, into: &mut String) {
    into.push(match letter {
        'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' => 'a',
        'ç' | 'Ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'î' | 'ï' | 'Î' | 'Ï' => 'i',
        'ô' | 'ö' | 'Ô' | 'Ö' => 'o',
        'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => 'u',
        'ÿ' | 'Ÿ' => 'y',
        'œ' | 'Œ' => return into.push_str("oe"),
        'æ' | 'Æ' => return into.push_str("ae"),
        // Accents that stand apart from their letters.
        '\u{300}'..='\u{36f}' => return,
        other => other.to_ascii_lowercase(),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_and_finds_whole_words() {
        for (text, pattern, found) in [
            ("Le CHIFFRE d’affaires moyen", "chiffre d affaires", Some("CHIFFRE d’affaires")),
            ("Écologie", "ecolog*", Some("Écologie")),
            ("E\u{301}cologie", "ecologie", Some("E\u{301}cologie")),
            ("cœur de métier", "coeur", Some("cœur")),
            ("collocal", "local", None),
            ("emplois créés ou maintenus en France", "emplois ~ france", None),
            ("emplois créés en France", "emplois ~ france", Some("emplois créés en France")),
            ("emplois France", "emplois ~ france", Some("emplois France")),
            ("assistance à distance", "!a distance", None),
            ("distance du site", "!a distance du|de", Some("distance du")),
            ("environnement de travail", "environnement !de|du", None),
            ("environnement", "environnement !de|du", Some("environnement")),
            ("«\u{a0}local\u{a0}»", "local", Some("local")),
        ] {
            assert_eq!(Words::of(text).find(&[pattern]), found, "{text}, {pattern}");
        }
    }

    #[test]
    fn a_whole_name_may_carry_its_number() {
        for (text, is) in
            [("Qualité", true), ("2. Qualité", true), ("A1 QUALITE", true), ("Qualité du plan", false), ("", false)]
        {
            assert_eq!(Words::of(text).is(&["qualite"]), is, "{text}");
        }
    }
}

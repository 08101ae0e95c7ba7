//! A short mark per offer, by which a drawing tells them apart.

/// One mark per name, all different: what tells the names apart after the words
/// that they begin with in common (`A`, `B` for « Offre A… », « Offre B… »), up to
/// three letters; letters of the alphabet where that is not enough.
pub(super) fn marks(names: &[&str]) -> Vec<String> {
    let words: Vec<Vec<&str>> = names.iter().map(|name| name.split_whitespace().collect()).collect();
    let shortest = words.iter().map(Vec::len).min().unwrap_or(0);
    let first = words.first().cloned().unwrap_or_default();
    let same = |at: &usize| words.iter().all(|other| other.get(*at) == first.get(*at));
    let common = if names.len() > 1 { (0..shortest).take_while(same).count() } else { 0 };
    let rests: Vec<Vec<char>> = (words.iter())
        .map(|words| words.iter().skip(common).flat_map(|word| word.chars()).filter(|c| is_letter(*c)).collect())
        .collect();
    let starts = |length: usize| -> Vec<String> {
        rests.iter().map(|letters| letters.iter().take(length).collect::<String>()).collect()
    };
    let fits = |marks: &Vec<String>| {
        marks.iter().enumerate().all(|(at, mark)| !mark.is_empty() && marks.iter().take(at).all(|other| other != mark))
    };
    (1..=3).map(starts).find(fits).unwrap_or_else(|| (0..names.len()).map(letters).collect())
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && !matches!(c, '«' | '»' | '’' | '“' | '”' | '–' | '—'))
}

/// A, B, … Z, AA, AB…
fn letters(place: usize) -> String {
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    let mut text = String::new();
    if place >= 26 {
        text.push_str(&letters(place / 26 - 1));
    }
    text.push(letter(place));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_short_and_differ() {
        let cases: [(&[&str], &[&str]); 6] = [
            (&["Offre A (fictive) : suite", "Offre B (fictive) : libre"], &["A", "B"]),
            (&["Offre 1", "Offre 2", "Offre 12"], &["1", "2", "12"]),
            (&["Atlas", "Boréal", "Boussole"], &["Atl", "Bor", "Bou"]),
            (&["Même", "Même"], &["A", "B"]),
            (&["Seule"], &["S"]),
            (&["Offre", "Offre « bis »"], &["A", "B"]),
        ];
        for (names, expected) in cases {
            assert_eq!(marks(names), expected, "{names:?}");
        }
        let many: Vec<String> = (0..800).map(|n| format!("Même {}", n % 2)).collect();
        let many = marks(&many.iter().map(String::as_str).collect::<Vec<_>>());
        let different: std::collections::BTreeSet<&String> = many.iter().collect();
        assert_eq!(different.len(), 800);
        assert_eq!((&*many[25], &*many[26], &*many[701], &*many[702]), ("Z", "AA", "ZZ", "AAA"));
    }
}

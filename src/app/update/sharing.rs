//! What files are called.

/// A file name from a title: letters, digits and hyphens only.
#[inline(never)]
pub(in crate::app) fn file_stem(title: &str) -> String {
    let mut stem = String::new();
    for c in title.chars() {
        let plain = match c {
            'à' | 'â' | 'ä' | 'À' | 'Â' => 'a',
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' => 'e',
            'î' | 'ï' | 'Î' => 'i',
            'ô' | 'ö' | 'Ô' => 'o',
            'ù' | 'û' | 'ü' | 'Ù' => 'u',
            'ç' | 'Ç' => 'c',
            c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
            _ => '-',
        };
        if plain != '-' || (!stem.ends_with('-') && !stem.is_empty()) {
            stem.push(plain);
        }
    }
    let stem: String = stem.trim_end_matches('-').chars().take(60).collect();
    if stem.is_empty() { "mieux-disant".into() } else { stem }
}

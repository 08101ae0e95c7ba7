//! Which field of a table is which measure of a dossier.

use super::sheet::Sheet;
use crate::dossier::{Dossier, Id};

/// What a field of a pasted table is taken for.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// It stays out.
    Ignore,
    /// Facts of a criterion, an information or a requirement.
    Measure(Id),
}

/// Letters and digits only, in lower case, without accents: two spellings of one
/// name are the same text.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        let plain = match c {
            'à' | 'â' | 'ä' | 'á' | 'À' | 'Â' | 'Ä' => 'a',
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
            'î' | 'ï' | 'í' | 'Î' | 'Ï' => 'i',
            'ô' | 'ö' | 'ó' | 'Ô' | 'Ö' => 'o',
            'ù' | 'û' | 'ü' | 'ú' | 'Ù' | 'Û' | 'Ü' => 'u',
            'ç' | 'Ç' => 'c',
            'œ' | 'Œ' => {
                folded.push('o');
                'e'
            }
            c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
            c if c.is_ascii() || c.is_whitespace() || matches!(c, '’' | '–' | '—' | '«' | '»' | '…') => {
                continue;
            }
            c => c,
        };
        folded.push(plain);
    }
    folded
}

/// Letters of a word that is a head only as a whole.
const SHORT: usize = 4;

/// What a head names, of things whose heads begin with folded words.
pub(super) fn head_of<T: Copy>(all: &[T], words: fn(T) -> &'static [&'static str], head: &str) -> Option<T> {
    let wanted = folded(head);
    // A short word may begin something else: « nomadisme » is no head.
    let names = |word: &&&str| wanted == **word || (word.len() > SHORT && wanted.starts_with(**word));
    let length = |thing: T| words(thing).iter().filter(names).map(|word| word.len()).max();
    let found = all.iter().filter_map(|thing| Some((length(*thing)?, *thing)));
    // The longest word tells « critère de vérification » from « critère ».
    found.max_by_key(|(length, _)| *length).map(|(_, thing)| thing)
}

/// Whether two short words are the same but for capitals and outer blanks.
pub(super) fn is_same_word(a: &str, b: &str) -> bool {
    let (mut left, mut right) = (a.trim().chars(), b.trim().chars());
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a == b || a.eq_ignore_ascii_case(&b) => {}
            _ => return false,
        }
    }
}

/// The measure that each field of a sheet names: by its whole name, else by its
/// identifier, else by the only name that begins like it. Where the sheet has no
/// heads, the fields are the measures in the order of the grid, from `first` on.
pub fn targets(dossier: &Dossier, sheet: &Sheet, first: usize) -> Vec<Target> {
    let measures = dossier.measures();
    if !sheet.has_heads {
        let ids = measures.iter().skip(first).map(|(id, ..)| Target::Measure((*id).clone()));
        return ids.chain(std::iter::repeat(Target::Ignore)).take(sheet.fields.len()).collect();
    }
    let names: Vec<(String, &Id)> = measures.iter().map(|(id, name, _)| (folded(name), *id)).collect();
    let mut taken: Vec<&Id> = Vec::new();
    let fields = sheet.fields.iter().map(|head| {
        let wanted = folded(head);
        let found = named(&names, &wanted).filter(|id| !taken.contains(id));
        taken.extend(found);
        found.map_or(Target::Ignore, |id| Target::Measure(id.clone()))
    });
    fields.collect()
}

fn named<'a>(names: &[(String, &'a Id)], wanted: &str) -> Option<&'a Id> {
    if wanted.is_empty() {
        return None;
    }
    let whole = names.iter().find(|(name, _)| name == wanted);
    let by_id = || names.iter().find(|(_, id)| folded(id.as_str()) == wanted);
    // A head often says more than the name (its unit), or less.
    let is_alike = |(name, _): &&(String, &Id)| {
        !name.is_empty() && (name.starts_with(wanted) || wanted.starts_with(name.as_str()))
    };
    let alike = || {
        let mut alike = names.iter().filter(is_alike);
        alike.next().filter(|_| alike.next().is_none())
    };
    whole.or_else(by_id).or_else(alike).map(|(_, id)| *id)
}

/// How many heads name a measure of the dossier.
pub(super) fn known_heads<'a>(dossier: &Dossier, heads: impl Iterator<Item = &'a str>) -> usize {
    let measures = dossier.measures();
    let names: Vec<(String, &Id)> = measures.iter().map(|(id, name, _)| (folded(name), *id)).collect();
    heads.filter(|head| named(&names, &folded(head)).is_some()).count()
}

//! A whole dossier from a table: every field becomes a criterion, by what its
//! head and its cells look like. These are guesses, shown before they land.

use super::cell::{figure_and_word, read_fact};
use super::landing::{Landing, land};
use super::matching::{Target, folded};
use super::sheet::{Sheet, is_text};
use crate::catalogue::family_by_tag;
use crate::dossier::{Content, Criterion, Defect, Draft, Id, Level, Measure, Tax};
use crate::engine::Decimal;
use crate::i18n::{Lang, parse_number};

/// What a field is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// It stays out: totals, ranks, remarks.
    Ignore,
    /// A price, noted in inverse proportion.
    Price,
    /// A note given by hand.
    Note,
    /// A yes or a no.
    YesNo,
    /// A scale of levels.
    Scale,
    /// A figure, the larger the better.
    More,
    /// A figure, the smaller the better.
    Less,
}

impl Guess {
    /// Every guess, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Ignore, Self::Price, Self::Note, Self::YesNo, Self::Scale, Self::More, Self::Less];

    /// The tag of the family that it stands for.
    fn family(self) -> Option<&'static str> {
        match self {
            Self::Ignore => None,
            Self::Price => Some("price_inverse"),
            Self::Note => Some("note"),
            Self::YesNo => Some("yes_no"),
            Self::Scale => Some("scale"),
            Self::More => Some("observed_high"),
            Self::Less => Some("observed_low"),
        }
    }
}

/// Beginnings of heads, folded, that speak of money.
const MONEY: [&str; 9] = ["prix", "cout", "montant", "tarif", "tco", "price", "cost", "amount", "dpgf"];
/// Beginnings of words for what is better when smaller.
const SMALLER: [&str; 15] = [
    "delai",
    "duree",
    "temps",
    "latence",
    "indisponibilite",
    "consommation",
    "emission",
    "empreinte",
    "co2",
    "deadline",
    "delay",
    "duration",
    "latency",
    "time",
    "gtr",
];
/// Beginnings of heads of results, which are computed here.
const RESULTS: [&str; 9] =
    ["total", "rang", "classement", "notefinale", "notetotale", "rank", "result", "moyenne", "score total"];
/// Beginnings of heads of what is said beside the facts. A few words that come back are
/// no levels there.
const REMARKS: [&str; 8] =
    ["observation", "commentaire", "remarque", "comment", "remark", "justification", "motif", "contact"];
/// Levels in their usual order, the lowest first; a label is placed by its beginning.
const GRADES: [&[&str]; 7] = [
    &["absent", "aucun", "neant", "non", "none", "no", "tresinsuffisant", "tresfaible", "nul"],
    &["insuffisant", "faible", "mauvais", "poor", "weak", "mediocre"],
    &["passable", "partiel", "encours", "moyen", "fair", "partial", "inprogress", "planned", "prevu"],
    &["assezbien", "assezbon", "correct", "satisfaisant", "suffisant", "satisfactory", "sufficient", "average"],
    &["bien", "bon", "good", "conforme"],
    &["tresbien", "tresbon", "tressatisfaisant", "verygood", "oui", "qualifie", "yes", "complet"],
    &["excellent", "parfait", "exceptionnel", "outstanding"],
];

/// What a field most likely is.
pub fn guess(sheet: &Sheet, field: usize) -> Guess {
    let head = sheet.fields.get(field).map(|head| folded(head)).unwrap_or_default();
    let cells: Vec<&str> = cells(sheet, field).filter(|cell| !cell.is_empty()).collect();
    let begins = |words: &[&str]| words.iter().any(|word| head.starts_with(word));
    let holds = |words: &[&str]| words.iter().any(|word| head.contains(word));
    if cells.is_empty() || begins(&RESULTS) {
        return Guess::Ignore;
    }
    let reads = |guess: Guess| {
        let measure = measure(Lang::Fr, guess, sheet, field);
        measure.is_some_and(|measure| cells.iter().all(|cell| read_fact(Lang::Fr, &measure, cell).is_ok()))
    };
    // Figures with other words than their unit are figures too: each cell says what is
    // wrong with it. As levels, they would be noted by their order in the table.
    let are_figures = reads(Guess::More) || cells.iter().all(|cell| is_figure(cell));
    if are_figures && holds(&MONEY) {
        return Guess::Price;
    }
    if reads(Guess::YesNo) && cells.iter().any(|cell| is_text(cell)) {
        return Guess::YesNo;
    }
    if !are_figures {
        if begins(&REMARKS) {
            return Guess::Ignore;
        }
        let levels = labels(&cells).len();
        // Many different texts are remarks, not levels.
        return if levels <= 8 && (levels < cells.len() || cells.len() <= 3) { Guess::Scale } else { Guess::Ignore };
    }
    if holds(&SMALLER) && !says_scale(in_brackets(sheet, field)) {
        return Guess::Less;
    }
    if full_note(sheet, field).is_some() && unit(sheet, field).is_empty() { Guess::Note } else { Guess::More }
}

/// `30`, `30 j`, `12,5 M€`.
fn is_figure(cell: &str) -> bool {
    let number = cell.trim().trim_end_matches('€').trim_end();
    parse_number(Lang::Fr, number).is_ok() || figure_and_word(number).is_some()
}

fn cells(sheet: &Sheet, field: usize) -> impl Iterator<Item = &str> {
    sheet.lines.iter().map(move |(_, cells)| cells.get(field).map_or("", String::as_str))
}

/// The different labels of a field, from the lowest grade, as far as that is known.
fn labels(cells: &[&str]) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    let is_level = |cell: &str| is_text(cell) && !cell.contains("..") && !folded(cell).is_empty();
    for cell in cells.iter().filter(|cell| is_level(cell)) {
        if !labels.iter().any(|label| folded(label) == folded(cell)) {
            labels.push((*cell).to_owned());
        }
    }
    let grade = |label: &String| {
        let label = folded(label);
        let places = GRADES.iter().enumerate().flat_map(|(grade, words)| words.iter().map(move |word| (grade, *word)));
        let begun = places.filter(|(_, word)| label.starts_with(word));
        // The longest word that fits: « très bon » before « tr… ».
        begun.max_by_key(|(_, word)| word.len()).map_or(GRADES.len(), |(grade, _)| grade)
    };
    labels.sort_by_key(grade);
    labels
}

/// What stands in brackets in a head: `Délai (jours)`.
fn in_brackets(sheet: &Sheet, field: usize) -> &str {
    let head = sheet.fields.get(field).map_or("", String::as_str);
    head.rsplit_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(unit, _)| unit.trim())
}

/// Whether this speaks of a scale of notes: `/20`, `note sur 10`.
fn says_scale(unit: &str) -> bool {
    unit.starts_with('/') || ["sur", "note", "points"].iter().any(|word| folded(unit).starts_with(word))
}

/// What stands in brackets behind the head; else what stands behind every figure: `30 j`.
fn unit(sheet: &Sheet, field: usize) -> String {
    let unit = in_brackets(sheet, field);
    if says_scale(unit) || unit.chars().count() > 20 {
        return String::new();
    }
    if unit.is_empty() { common_word(sheet, field) } else { unit.to_owned() }
}

/// The word behind every figure of a field; empty where there is none, or another one.
fn common_word(sheet: &Sheet, field: usize) -> String {
    let mut words = cells(sheet, field).filter(|cell| !cell.is_empty()).map(|cell| figure_and_word(cell.trim()));
    let Some(Some((_, first))) = words.next() else { return String::new() };
    let is_common = words.all(|other| other.is_some_and(|(_, word)| folded(word) == folded(first)));
    if is_common { first.to_owned() } else { String::new() }
}

/// The full note that a field of notes is on: the one that its head says
/// (`/20`), else the smallest usual one that none of its notes exceeds.
fn full_note(sheet: &Sheet, field: usize) -> Option<Decimal> {
    let head = sheet.fields.get(field).map_or("", String::as_str);
    let said = head.rsplit_once('/').or_else(|| head.rsplit_once("sur ")).and_then(|(_, rest)| {
        let digits: String = rest.trim().chars().take_while(char::is_ascii_digit).collect();
        Decimal::parse(&digits).ok().filter(|full| *full > Decimal::ZERO)
    });
    let notes: Vec<Decimal> = cells(sheet, field)
        .filter_map(|cell| parse_number(Lang::Fr, cell.split('/').next().unwrap_or_default()).ok())
        .collect();
    let highest = notes.iter().max().copied()?;
    let lowest = notes.iter().min().copied()?;
    let usual = [5, 10, 20, 100].map(Decimal::integer).into_iter().find(|full| highest <= *full);
    said.or(usual).filter(|full| highest <= *full && lowest >= Decimal::ZERO)
}

/// The measure that a guess makes of a field; nothing for what stays out.
fn measure(lang: Lang, guess: Guess, sheet: &Sheet, field: usize) -> Option<Measure> {
    let family = family_by_tag(guess.family()?)?;
    let mut measure = Measure::fresh(family, crate::dossier::LEVEL.get(lang));
    match guess {
        Guess::Note => measure.parameters = vec![full_note(sheet, field).unwrap_or(Decimal::integer(100))],
        Guess::Scale => {
            let cells: Vec<&str> = cells(sheet, field).filter(|cell| !cell.is_empty()).collect();
            let labels = labels(&cells);
            if labels.is_empty() {
                return Some(measure);
            }
            let full = Decimal::integer(labels.len().saturating_sub(1).max(1) as i64);
            let points = |place: usize| if labels.len() == 1 { full } else { Decimal::integer(place as i64) };
            measure.levels =
                labels.iter().enumerate().map(|(place, label)| Level::new(label.clone(), points(place))).collect();
            measure.parameters = vec![full];
        }
        Guess::More | Guess::Less => measure.unit = unit(sheet, field),
        Guess::Ignore | Guess::Price | Guess::YesNo => {}
    }
    Some(measure)
}

/// The head of a field without its unit; a name where there is none.
fn name(lang: Lang, sheet: &Sheet, field: usize) -> String {
    let head = sheet.fields.get(field).map_or("", String::as_str);
    let bare = match head.rsplit_once('(') {
        Some((bare, rest)) if rest.trim_end().ends_with(')') && !bare.trim().is_empty() => bare,
        _ => head,
    };
    let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    if bare.is_empty() { crate::say!(lang, "Critère {0}", "Criterion {0}", field + 1) } else { bare }
}

/// The weight that a sheet gives to a field, where it gives one.
fn given_weight(sheet: &Sheet, field: usize) -> Option<Decimal> {
    let text = sheet.weights.as_ref()?.get(field)?;
    parse_number(Lang::Fr, text).ok().filter(|weight| !weight.is_negative())
}

/// What a sheet says of the weights of its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GivenWeights {
    /// Nothing: they are equal.
    None,
    /// All of them.
    All,
    /// Those of these fields are missing or no weights: they count for nothing.
    But(Vec<usize>),
}

/// What a sheet says of the weights of the fields that are taken up.
pub fn given_weights(sheet: &Sheet, guesses: &[Guess]) -> GivenWeights {
    let taken = guesses.iter().enumerate().filter(|(_, guess)| **guess != Guess::Ignore);
    let (given, lacking): (Vec<usize>, Vec<usize>) =
        taken.map(|(field, _)| field).partition(|field| given_weight(sheet, *field).is_some());
    if given.iter().all(|field| given_weight(sheet, *field).is_none_or(|weight| weight.is_zero())) {
        return GivenWeights::None;
    }
    if lacking.is_empty() { GivenWeights::All } else { GivenWeights::But(lacking) }
}

/// The weights that a sheet gives to the fields that are taken up, nothing to those
/// that it leaves out; else equal ones that sum to 100.
fn weights(sheet: &Sheet, taken: &[usize]) -> Vec<Decimal> {
    let given: Vec<Option<Decimal>> = taken.iter().map(|field| given_weight(sheet, *field)).collect();
    if given.iter().flatten().any(|weight| !weight.is_zero()) {
        return given.into_iter().map(Option::unwrap_or_default).collect();
    }
    // Whole points, so that they are read at a glance; the first take what is left.
    let (each, left) = (100 / taken.len().max(1), 100 % taken.len().max(1));
    let points = |place: usize| (each + usize::from(place < left)).max(1);
    (0..taken.len()).map(|place| Decimal::integer(points(place) as i64)).collect()
}

/// Whether the heads of prices say that they are without tax: `Prix HT`.
fn are_without_tax(sheet: &Sheet, guesses: &[Guess]) -> bool {
    let says = |word: &str| {
        let prices = sheet.fields.iter().zip(guesses).filter(|(_, guess)| **guess == Guess::Price);
        let mut words = prices.flat_map(|(head, _)| head.split(|c: char| !c.is_alphanumeric()));
        words.any(|each| each == word)
    };
    says("HT") && !says("TTC")
}

/// A new dossier from a sheet, its fields taken for what `guesses` says.
///
/// # Errors
/// What keeps it from being a dossier: nothing taken up, names too long.
pub fn begin(lang: Lang, title: String, sheet: &Sheet, guesses: &[Guess]) -> Result<Landing, Vec<Defect>> {
    let measures =
        guesses.iter().enumerate().filter_map(|(field, guess)| Some((field, measure(lang, *guess, sheet, field)?)));
    let measures: Vec<(usize, Measure)> = measures.collect();
    let taken: Vec<usize> = measures.iter().map(|(field, _)| *field).collect();
    let id = |field: usize| Id::new(&format!("critere-{}", field + 1));
    let mut draft = Draft::new(title);
    for ((field, measure), weight) in measures.into_iter().zip(weights(sheet, &taken)) {
        draft.criteria.push(Criterion::new(id(field), name(lang, sheet, field), weight, Content::Leaf(measure)));
    }
    if are_without_tax(sheet, guesses) {
        draft.money.tax = Tax::Excluded;
    }
    let targets: Vec<Target> = (0..guesses.len())
        .map(|field| if taken.contains(&field) { Target::Measure(id(field)) } else { Target::Ignore })
        .collect();
    land(lang, &draft.check()?, sheet, &targets, 0)
}

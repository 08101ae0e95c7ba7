//! A pasted table before it lands: what each field is taken for, what becomes of
//! each cell, what is wrong.

use super::errors;
use super::grid::cell_error;
use super::sentences::{capitalized, list, quoted};
use crate::app::{Paste, State};
use crate::i18n::{self, Lang, Phrase, phrase};
use crate::say;
use crate::table::{BlockError, CellState, GivenWeights, Guess, Landing, Target, given_weights};

/// How many lines of a table are shown; the others land all the same.
const SHOWN: usize = 60;

/// The table as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct PasteView {
    /// What is wrong with the text as a whole.
    pub refusal: Option<String>,
    /// The table, once there is one.
    pub table: Option<PasteTable>,
}

/// The table and what would land.
#[derive(Clone, Debug, PartialEq)]
pub struct PasteTable {
    /// Whether it makes a new dossier.
    pub is_new: bool,
    /// Whether it could complete the dossier that is shown.
    pub can_complete: bool,
    /// One sentence: what will happen.
    pub summary: String,
    /// Another: what cannot land.
    pub warning: Option<String>,
    /// Per field.
    pub fields: Vec<PasteField>,
    /// Per line that is shown.
    pub lines: Vec<PasteLine>,
    /// How many lines are not shown.
    pub hidden: usize,
    /// Whether anything can land.
    pub can_land: bool,
}

impl PasteTable {
    /// What was read, for the ears.
    pub(super) fn read_aloud(self) -> String {
        [Some(self.summary), self.warning].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// A field of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct PasteField {
    /// Its head in the table, or its number.
    pub head: String,
    /// What it may be taken for.
    pub choices: Vec<String>,
    /// Which of these it is taken for.
    pub chosen: usize,
    /// What it weighs, in a new dossier.
    pub weight: String,
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct PasteLine {
    /// The name of the offer.
    pub name: String,
    /// Whether it becomes a new offer.
    pub is_new: bool,
    /// One per field.
    pub cells: Vec<PasteCell>,
}

/// A cell of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct PasteCell {
    /// As it was pasted.
    pub text: String,
    /// What becomes of it, in a word that names its style.
    pub state: &'static str,
    /// What is wrong, in a sentence.
    pub problem: Option<String>,
}

/// The pasted table of a state.
pub fn paste(state: &State) -> Option<PasteView> {
    let paste = state.paste.as_ref()?;
    let lang = state.lang;
    let refusal = paste.block.as_ref().err().map(|error| block_error(*error));
    let table = matches!(paste.block, Ok(Some(_))).then(|| table(lang, state, paste));
    Some(PasteView { refusal: refusal.map(|refusal| refusal.get(lang).to_owned()), table })
}

/// Why a text is no table.
pub(super) fn block_error(error: BlockError) -> Phrase {
    match error {
        BlockError::Empty => phrase("Il n'y a rien à lire dans ce texte.", "There is nothing to read in this text."),
        BlockError::TooLarge => phrase(
            "Ce tableau dépasse ce qu'un dossier peut contenir : 10 000 offres, 256 critères.",
            "This table is larger than a dossier may be: 10,000 offers, 256 criteria.",
        ),
    }
}

fn table(lang: Lang, state: &State, paste: &Paste) -> PasteTable {
    let landing = paste.landing.as_ref().ok();
    let measures = state.dossier().measures();
    let head = |field: usize| match paste.sheet.fields.get(field) {
        Some(head) if !head.is_empty() => head.clone(),
        _ => say!(lang, "Colonne {0}", "Column {0}", field + 1),
    };
    let ignored = phrase("Ne pas reprendre", "Leave out").get(lang).to_owned();
    let fields = (0..paste.sheet.fields.len()).map(|field| {
        let (choices, chosen, weight) = if paste.is_new {
            let guess = paste.guesses.get(field).copied().unwrap_or(Guess::Ignore);
            let choices = Guess::ALL.map(|guess| guess_name(guess).get(lang).to_owned()).to_vec();
            let chosen = Guess::ALL.iter().position(|other| *other == guess).unwrap_or_default();
            let id = format!("critere-{}", field + 1);
            let criterion = landing.and_then(|landing| landing.dossier.criteria.iter().find(|c| c.id.as_str() == id));
            (choices, chosen, criterion.map_or_else(String::new, |criterion| i18n::number(lang, criterion.weight)))
        } else {
            let names = measures.iter().map(|(_, name, _)| (*name).to_owned());
            let place = match paste.targets.get(field) {
                Some(Target::Measure(id)) => measures.iter().position(|(other, ..)| *other == id),
                _ => None,
            };
            (std::iter::once(ignored.clone()).chain(names).collect(), place.map_or(0, |place| place + 1), String::new())
        };
        PasteField { head: head(field), choices, chosen, weight }
    });
    let lines = paste.sheet.lines.iter().enumerate().take(SHOWN).map(|(place, (name, texts))| {
        let states = landing.and_then(|landing| landing.cells.get(place));
        let cell = |field: usize| {
            let state = states.and_then(|states| states.get(field)).unwrap_or(&CellState::Ignored);
            let (state, problem) = cell_state(lang, state);
            PasteCell { text: texts.get(field).cloned().unwrap_or_default(), state, problem }
        };
        // A line without a name is shown under that of the offer where it lands.
        let offer = landing.and_then(|landing| landing.dossier.offers.get(*landing.places.get(place)?));
        let name = offer.filter(|_| name.is_empty()).map_or(name, |offer| &offer.name);
        let is_new = landing.and_then(|landing| landing.is_new.get(place)).copied().unwrap_or_default();
        PasteLine { name: name.clone(), is_new, cells: (0..paste.sheet.fields.len()).map(cell).collect() }
    });
    let (summary, warning) = match &paste.landing {
        Ok(landing) => {
            (summary(lang, paste, landing, state.history.undoable().is_some()), left_out(lang, landing.wrong()))
        }
        Err(defects) => {
            let sentences = defects.iter().take(3).map(|defect| capitalized(&errors::defect(lang, &defect.kind)));
            (String::new(), Some(sentences.collect::<Vec<_>>().join(" ")))
        }
    };
    PasteTable {
        is_new: paste.is_new,
        can_complete: !state.dossier().criteria.is_empty() && !paste.is_of_bricks(),
        summary,
        warning: warning.filter(|warning| !warning.is_empty()),
        fields: fields.collect(),
        lines: lines.collect(),
        hidden: paste.sheet.lines.len().saturating_sub(SHOWN),
        can_land: landing.is_some_and(|landing| {
            landing.is_new.contains(&true)
                || landing.count(|state| matches!(state, CellState::Lands(_) | CellState::Clears)) > 0
        }),
    }
}

/// What stood above the table.
fn title_row(lang: Lang, paste: &Paste) -> String {
    let Some(title) = &paste.title else { return String::new() };
    let title = quoted(lang, title);
    say!(lang, " Lu comme titre, au-dessus du tableau\u{a0}: {title}.", " Read as a title, above the table: {title}.")
}

fn summary(lang: Lang, paste: &Paste, landing: &Landing, has_work: bool) -> String {
    let new_offers = landing.is_new.iter().filter(|is_new| **is_new).count();
    let offers = if paste.is_of_bricks() {
        i18n::counted(lang, new_offers, phrase("brique", "brick"), phrase("briques", "bricks"))
    } else {
        i18n::counted(lang, new_offers, phrase("offre", "offer"), phrase("offres", "offers"))
    };
    if paste.is_new {
        let criteria = landing.dossier.criteria.len();
        let criteria = i18n::counted(lang, criteria, phrase("critère", "criterion"), phrase("critères", "criteria"));
        let weights = match given_weights(&paste.sheet, &paste.guesses) {
            GivenWeights::All => {
                phrase("les poids sont ceux du tableau", "the weights are those of the table").get(lang).to_owned()
            }
            GivenWeights::None => {
                phrase("les poids sont égaux, à choisir ensuite", "the weights are equal, to be chosen next")
                    .get(lang)
                    .to_owned()
            }
            GivenWeights::But(fields) => {
                let heads = fields.iter().filter_map(|field| paste.sheet.fields.get(*field));
                let heads = list(lang, &heads.map(|head| quoted(lang, head)).collect::<Vec<_>>());
                say!(
                    lang,
                    "les poids sont ceux du tableau, qui n'en donne pas de lisible à {heads}\u{a0}: poids 0",
                    "the weights are those of the table, which has none that can be read for {heads}: weight 0"
                )
            }
        };
        let what = say!(
            lang,
            "Un nouveau comparatif\u{a0}: {offers}, {criteria}\u{a0}; {weights}.",
            "A new comparison: {offers}, {criteria}; {weights}."
        );
        let behind = if has_work {
            phrase(
                " Le travail en cours reste à un «\u{a0}Annuler\u{a0}» d'ici.",
                " The work at hand stays one “Undo” away.",
            )
            .get(lang)
        } else {
            ""
        };
        return what + behind + &title_row(lang, paste);
    }
    let lands = landing.count(|state| matches!(state, CellState::Lands(_)));
    let clears = landing.count(|state| *state == CellState::Clears);
    let same = landing.count(|state| *state == CellState::Same);
    let cells = |count| i18n::counted(lang, count, phrase("case", "cell"), phrase("cases", "cells"));
    let (lands, clears, same) = (cells(lands), cells(clears), cells(same));
    let what = say!(
        lang,
        "À écrire\u{a0}: {lands}\u{a0}; à vider\u{a0}: {clears}\u{a0}; déjà identiques\u{a0}: {same}\u{a0}; à ajouter\u{a0}: {offers}.",
        "To write: {lands}; to empty: {clears}; already the same: {same}; to add: {offers}."
    );
    what + &title_row(lang, paste)
}

/// That some cells stay out.
pub(super) fn left_out(lang: Lang, wrong: usize) -> Option<String> {
    match wrong {
        0 => None,
        1 => Some(
            phrase(
                "Une case ne peut pas être reprise et restera comme elle est\u{a0}: la raison y est écrite.",
                "One cell cannot be taken up and will stay as it is: the reason stands there.",
            )
            .get(lang)
            .into(),
        ),
        _ => {
            let wrong = i18n::integer(lang, wrong);
            Some(say!(
                lang,
                "{wrong} cases ne peuvent pas être reprises et resteront comme elles sont\u{a0}: la raison y est écrite.",
                "{wrong} cells cannot be taken up and will stay as they are: the reason stands there."
            ))
        }
    }
}

fn cell_state(lang: Lang, state: &CellState) -> (&'static str, Option<String>) {
    match state {
        CellState::Ignored => ("ignored", None),
        CellState::Same => ("same", None),
        CellState::Lands(_) => ("lands", None),
        CellState::Clears => ("clears", None),
        CellState::Unread(error) => ("wrong", Some(cell_error(lang, *error))),
        CellState::Refused(kind) => ("wrong", Some(capitalized(&errors::defect(lang, kind)))),
    }
}

/// What a field of a new dossier is taken for.
fn guess_name(guess: Guess) -> Phrase {
    match guess {
        Guess::Ignore => phrase("Ne pas reprendre", "Leave out"),
        Guess::Price => phrase("Prix ou coût", "Price or cost"),
        Guess::Note => phrase("Note donnée", "Given note"),
        Guess::YesNo => phrase("Oui ou non", "Yes or no"),
        Guess::Scale => phrase("Niveaux", "Levels"),
        Guess::More => phrase("Mesure\u{a0}: plus, c'est mieux", "Measure: more is better"),
        Guess::Less => phrase("Mesure\u{a0}: moins, c'est mieux", "Measure: less is better"),
    }
}

/// What was read of a pasted table, for the ears.
pub(super) fn read_aloud(state: &State) -> String {
    let Some(view) = paste(state) else { return String::new() };
    view.refusal.or_else(|| view.table.map(|table| table.read_aloud())).unwrap_or_default()
}

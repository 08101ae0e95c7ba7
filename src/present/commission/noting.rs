//! The form of an evaluator.

use super::letters::{LetterView, letter};
use super::{is_notable, notes};
use crate::app::{Origin, State};
use crate::dossier::{Criterion, Evaluator, Id, Measure, Offer};
use crate::engine::{Decimal, FactKind};
use crate::i18n::{self, Lang, parse_number, phrase};
use crate::present::sentences;
use crate::say;

/// The form.
#[derive(Clone, Debug, PartialEq)]
pub struct NotingView {
    /// `Vos notes, Mme Roux`.
    pub title: String,
    /// What to do.
    pub intro: String,
    /// A work of the same title that is kept here, to go on with.
    pub resume: Option<String>,
    /// `7 notes sur 12`.
    pub progress: String,
    /// Notes given.
    pub done: usize,
    /// Notes asked for.
    pub total: usize,
    /// The criteria, each with its offers.
    pub criteria: Vec<NotedCriterion>,
    /// What lacks before handing in; handing in stays possible.
    pub lacks: Vec<String>,
    /// What is handed in, once it is.
    pub letter: Option<LetterView>,
}

/// A criterion to be noted.
#[derive(Clone, Debug, PartialEq)]
pub struct NotedCriterion {
    /// Its identifier.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What is judged.
    pub description: String,
    /// `Note de 0 à 20`, or `Niveau`.
    pub scale: String,
    /// The announced levels with their sentences and points.
    pub levels: Vec<(String, String, String)>,
    /// The full note.
    pub full: Decimal,
    /// One per offer.
    pub fields: Vec<NoteField>,
}

/// The note of one offer.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteField {
    /// The offer.
    pub offer: Id,
    /// Its name as the evaluator sees it.
    pub name: String,
    /// The beginning of the identifiers of its fields: `note-0-1`.
    pub field: String,
    /// The note as written in the language; empty when there is none.
    pub value: String,
    /// The chosen level, on a scale.
    pub level: Option<usize>,
    /// Why.
    pub remark: String,
}

/// The form, where this is the dossier of an evaluator.
pub fn noting(state: &State) -> Option<NotingView> {
    let (lang, dossier) = (state.lang, state.dossier());
    let own = dossier.noting()?;
    let criteria = dossier.noted_criteria().into_iter().filter(|(criterion, _)| own.criteria.contains(&criterion.id));
    let criteria: Vec<NotedCriterion> = criteria
        .enumerate()
        .map(|(place, (criterion, measure))| noted(state, own, place, criterion, measure))
        .collect();
    let fields = || criteria.iter().flat_map(|criterion| &criterion.fields);
    let is_given = |field: &&NoteField| !field.value.is_empty() || field.level.is_some();
    let (done, total) = (fields().filter(is_given).count(), fields().count());
    let bare = fields().filter(is_given).filter(|field| field.remark.trim().is_empty()).count();
    let given = notes(lang, done);
    let mut lacks = Vec::new();
    if done < total {
        let missing = notes(lang, total - done);
        lacks.push(say!(
            lang,
            "Il manque {missing}\u{a0}: vous pouvez rendre les autres, et compléter plus tard.",
            "{missing} missing: you can hand in the others, and complete them later."
        ));
    }
    if bare > 0 {
        let bare = notes(lang, bare);
        lacks.push(say!(
            lang,
            "{bare} sans justification\u{a0}: le rapport d'analyse en demande une par note.",
            "{bare} without a reason: the analysis report asks for one per note."
        ));
    }
    let name = &own.name;
    let work =
        state.works.works.iter().find(|work| work.title == dossier.title).filter(|_| state.origin == Origin::Link);
    Some(NotingView {
        title: say!(lang, "Vos notes, {name}", "Your notes, {name}"),
        intro: intro(lang, dossier.commission.is_blind),
        resume: work.map(|work| work.slot.clone()),
        progress: say!(lang, "{given} sur {total}", "{given} of {total}"),
        done,
        total,
        criteria,
        lacks,
        letter: letter(state),
    })
}

fn intro(lang: Lang, is_blind: bool) -> String {
    let task = phrase(
        "Notez chaque offre sur les critères qui vous sont confiés, avec la raison de la note et la page de l'offre. Rien ne part\u{a0}: vos notes restent dans ce navigateur jusqu'à ce que vous les rendiez.",
        "Note each offer on the criteria given to you, with the reason and the page of the offer. Nothing leaves: your notes stay in this browser until you hand them in.",
    );
    let blind = phrase(
        "Les offres portent des noms neutres\u{a0}; n'écrivez pas, dans vos raisons, ce qui les ferait reconnaître.",
        "The offers bear neutral names; write nothing in your reasons that would give them away.",
    );
    if is_blind { [task.get(lang), blind.get(lang)].join(" ") } else { task.get(lang).into() }
}

fn noted(state: &State, own: &Evaluator, place: usize, criterion: &Criterion, measure: &Measure) -> NotedCriterion {
    let lang = state.lang;
    let is_scale = measure.formula().fact_kind() == FactKind::Level;
    let full = measure.full_note();
    let shown = i18n::number(lang, full.normalized());
    let level = |level: &crate::dossier::Level| {
        let points = i18n::number(lang, level.points.normalized());
        (level.label.clone(), level.description.clone(), points)
    };
    let offers = state.dossier().offers.iter().enumerate().filter(|(_, offer)| is_notable(offer, &criterion.id));
    NotedCriterion {
        id: criterion.id.clone(),
        name: criterion.name.clone(),
        description: criterion.description.clone(),
        scale: if is_scale {
            phrase("Niveau", "Level").get(lang).into()
        } else {
            say!(lang, "Note de 0 à {shown}", "Note from 0 to {shown}")
        },
        levels: measure.levels.iter().map(level).collect(),
        full,
        fields: offers.map(|(at, offer)| field(state, own, &criterion.id, offer, (place, at), is_scale)).collect(),
    }
}

fn field(
    state: &State,
    own: &Evaluator,
    criterion: &Id,
    offer: &Offer,
    (place, at): (usize, usize),
    is_scale: bool,
) -> NoteField {
    let entry = offer.facts.get(criterion);
    let opinion = entry.and_then(|entry| entry.opinions.iter().find(|opinion| opinion.by == own.name));
    let waiting = state.commission.remarks.iter().find(|(of, on, _)| (of, on) == (&offer.id, criterion));
    let remark = opinion.map(|opinion| opinion.remark.clone());
    let note = opinion.map(|opinion| opinion.note.normalized());
    NoteField {
        offer: offer.id.clone(),
        name: offer.name.clone(),
        field: format!("note-{place}-{at}"),
        value: note.filter(|_| !is_scale).map(|note| i18n::number(state.lang, note)).unwrap_or_default(),
        level: note.filter(|_| is_scale).and_then(|note| usize::try_from(note.digits()).ok()),
        remark: remark.or_else(|| waiting.map(|(.., text)| text.clone())).unwrap_or_default(),
    }
}

/// The note in a text, none where it is empty.
///
/// # Errors
/// The sentence that says why it is none.
pub fn read_note(lang: Lang, text: &str, full: Decimal) -> Result<Option<Decimal>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let note = parse_number(lang, text).map_err(|error| sentences::decimal_error(lang, error).to_owned())?;
    if note < Decimal::ZERO || note > full {
        let full = i18n::number(lang, full.normalized());
        return Err(say!(lang, "La note va de 0 à {full}.", "The note goes from 0 to {full}."));
    }
    Ok(Some(note))
}

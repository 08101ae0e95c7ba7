//! What a pasted table would do to a dossier, cell by cell.

use std::rc::Rc;

use super::cell::{CellError, read_fact};
use super::matching::{Target, folded};
use super::sheet::Sheet;
use crate::dossier::{Defect, DefectKind, Dossier, Draft, Entry, Id, Measure, Offer, fresh_ids};
use crate::engine::Fact;
use crate::i18n::{Lang, Phrase, phrase};

/// What becomes of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum CellState {
    /// Its field stays out.
    Ignored,
    /// The dossier says so already.
    Same,
    /// The fact lands.
    Lands(Fact),
    /// It is empty: the fact that was there goes.
    Clears,
    /// It cannot be read; the dossier stays as it is there.
    Unread(CellError),
    /// It reads well, and breaks a rule of its measure.
    Refused(DefectKind),
}

/// What would land.
#[derive(Clone, Debug, PartialEq)]
pub struct Landing {
    /// The dossier with everything that can land.
    pub dossier: Rc<Dossier>,
    /// Per line of the sheet and field.
    pub cells: Vec<Vec<CellState>>,
    /// Per line: the place of its offer in that dossier.
    pub places: Vec<usize>,
    /// Per line: whether it becomes a new offer.
    pub is_new: Vec<bool>,
}

/// What an offer without a name is called.
const OFFER: Phrase = phrase("Offre", "Offer");

impl Landing {
    /// How many cells are in one of the states that `which` accepts.
    pub fn count(&self, which: impl Fn(&CellState) -> bool) -> usize {
        self.cells.iter().flatten().filter(|state| which(state)).count()
    }

    /// How many cells cannot land.
    pub fn wrong(&self) -> usize {
        self.count(|state| matches!(state, CellState::Unread(_) | CellState::Refused(_)))
    }
}

/// Lays a sheet over a dossier. Lines find their offer by its name; where lines
/// have no names, they are the offers from `first` on. What finds no offer
/// becomes a new one.
///
/// # Errors
/// What would be wrong besides single facts: too many offers, a name too long.
pub fn land(
    lang: Lang,
    dossier: &Dossier,
    sheet: &Sheet,
    targets: &[Target],
    first: usize,
) -> Result<Landing, Vec<Defect>> {
    let mut draft = dossier.to_draft();
    let measures: Vec<Option<(Id, Measure)>> = targets.iter().map(|target| measure_of(&draft, target)).collect();
    let (places, is_new) = places(lang, &mut draft, sheet, first);
    let mut cells = Vec::with_capacity(sheet.lines.len());
    for ((_, texts), place) in sheet.lines.iter().zip(&places) {
        let Some(offer) = draft.offers.get_mut(*place) else { continue };
        let states = measures.iter().enumerate().map(|(field, measure)| match measure {
            None => CellState::Ignored,
            Some((id, measure)) => put(lang, offer, id, measure, texts.get(field).map_or("", String::as_str)),
        });
        cells.push(states.collect());
    }
    // The one door says what breaks a rule; such cells stay as they were.
    if let Err(defects) = draft.clone().check() {
        for defect in defects {
            let Some((line, field)) = cell_of(&defect, &places, &measures, &draft) else { continue };
            let id = measures.get(field).and_then(Option::as_ref).map(|(id, _)| id);
            let before = |id: &Id| {
                let offer = places.get(line).and_then(|place| dossier.offers.get(*place));
                offer.and_then(|offer| offer.facts.get(id)).cloned()
            };
            if let (Some(id), Some(offer)) = (id, places.get(line).and_then(|place| draft.offers.get_mut(*place))) {
                let facts = &mut Rc::make_mut(offer).facts;
                match before(id) {
                    Some(entry) => facts.insert(id.clone(), entry),
                    None => facts.remove(id),
                };
            }
            if let Some(state) = cells.get_mut(line).and_then(|states: &mut Vec<CellState>| states.get_mut(field)) {
                *state = CellState::Refused(defect.kind);
            }
        }
    }
    Ok(Landing { dossier: Rc::new(draft.check()?), cells, places, is_new })
}

fn measure_of(draft: &Draft, target: &Target) -> Option<(Id, Measure)> {
    match target {
        Target::Ignore => None,
        Target::Measure(id) => draft.measure(id).map(|measure| (id.clone(), measure.clone())),
    }
}

/// The place of each line's offer in the draft, where new ones are added, and
/// whether it is new.
fn places(lang: Lang, draft: &mut Draft, sheet: &Sheet, first: usize) -> (Vec<usize>, Vec<bool>) {
    let known: Vec<String> = draft.offers.iter().map(|offer| folded(&offer.name)).collect();
    let mut ids = fresh_ids(draft, "offre");
    let mut taken = vec![false; known.len()];
    let mut places = Vec::with_capacity(sheet.lines.len());
    for (line, (name, _)) in sheet.lines.iter().enumerate() {
        let wanted = folded(name);
        let found = if sheet.has_names {
            known.iter().enumerate().position(|(place, known)| *known == wanted && taken.get(place) == Some(&false))
        } else {
            Some(first + line).filter(|place| *place < known.len())
        };
        let place = found.unwrap_or(draft.offers.len());
        if let Some(taken) = taken.get_mut(place) {
            *taken = true;
        }
        if found.is_none()
            && let Some(id) = ids.next()
        {
            let name = if name.is_empty() { format!("{} {}", OFFER.get(lang), place + 1) } else { name.clone() };
            draft.offers.push(Rc::new(Offer::new(id, name)));
        }
        places.push(place);
    }
    let is_new = places.iter().map(|place| *place >= known.len()).collect();
    (places, is_new)
}

/// Puts one cell into an offer.
fn put(lang: Lang, offer: &mut Rc<Offer>, id: &Id, measure: &Measure, text: &str) -> CellState {
    let reading = match read_fact(lang, measure, text) {
        Ok(reading) => reading,
        Err(error) => return CellState::Unread(error),
    };
    let known = offer.facts.get(id).cloned();
    let before = known.clone().unwrap_or_else(|| Fact::Missing.into());
    let mut entry = Entry { fact: reading.fact, ..before.clone() };
    if let Some(why) = reading.justification {
        entry.justification = why;
    }
    if entry == before {
        return CellState::Same;
    }
    let facts = &mut Rc::make_mut(offer).facts;
    if entry == Entry::from(Fact::Missing) {
        facts.remove(id);
    } else {
        facts.insert(id.clone(), entry);
    }
    if reading.fact == Fact::Missing { CellState::Clears } else { CellState::Lands(reading.fact) }
}

/// The line and the field of a defect of the shape `offers[3].facts.prix`.
fn cell_of(
    defect: &Defect,
    places: &[usize],
    measures: &[Option<(Id, Measure)>],
    draft: &Draft,
) -> Option<(usize, usize)> {
    let (place, fact) = defect.place.strip_prefix("offers[")?.split_once("].facts.")?;
    let place: usize = place.parse().ok().filter(|place| *place < draft.offers.len())?;
    let line = places.iter().position(|other| *other == place)?;
    let is_it = |id: &Id| fact.strip_prefix(id.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let field = measures.iter().position(|measure| measure.as_ref().is_some_and(|(id, _)| is_it(id)))?;
    Some((line, field))
}

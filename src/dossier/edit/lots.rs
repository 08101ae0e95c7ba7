//! Edits of the lots of a dossier. Whichever is shown afterwards is the dossier.

use std::rc::Rc;

use super::Refusal;
use crate::catalogue::DataClass;
use crate::dossier::lots::{Lot, Lots};
use crate::dossier::model::{Dossier, Draft};
use crate::i18n::{Phrase, phrase};

/// One change of the lots. Places count all lots, 0 for the first.
#[derive(Clone, Debug, PartialEq)]
pub enum LotsEdit {
    /// A new lot behind the others, which is shown from then on.
    Add {
        /// What the dossier as it was is called, where it had no lots yet.
        first: String,
        /// The name of the new lot.
        name: String,
        /// What data it will hold, where that is decided.
        class: Option<DataClass>,
        /// What it begins with.
        content: LotContent,
    },
    /// The name of a lot, and what data it holds.
    Label {
        /// Its place.
        place: usize,
        /// Its name.
        name: String,
        /// What data it holds, where that is decided.
        class: Option<DataClass>,
    },
    /// A lot goes, with all that it holds. The last one left is a dossier without lots.
    Remove(usize),
    /// A lot moves among the others, `by` places down.
    Move {
        /// Its place.
        place: usize,
        /// Places down; up when negative.
        by: isize,
    },
    /// Another lot is shown; nothing of any of them changes.
    Choose(usize),
}

/// What a new lot begins with.
#[derive(Clone, Debug, PartialEq)]
pub enum LotContent {
    /// The grid of the lot that is shown, without offers.
    Grid,
    /// The grid of the lot that is shown, with its offers.
    Offers,
    /// Something else.
    Other(Rc<Dossier>),
}

impl LotsEdit {
    /// The name of the kind of edit, for "Undo: …".
    pub(super) fn name(&self) -> Phrase {
        match self {
            Self::Add { .. } => phrase("ajout d'un lot", "new lot"),
            Self::Label { .. } => phrase("nom ou données d'un lot", "name or data of a lot"),
            Self::Remove(_) => phrase("retrait d'un lot", "lot removed"),
            Self::Move { .. } => phrase("ordre des lots", "order of lots"),
            Self::Choose(_) => phrase("changement de lot", "another lot"),
        }
    }

    /// Whether another lot is shown after it, or may be.
    pub fn shows_another(&self) -> bool {
        !matches!(self, Self::Label { .. } | Self::Move { .. })
    }
}

pub(super) fn apply(draft: &mut Draft, edit: &LotsEdit) -> Result<(), Refusal> {
    let (mut all, mut here) = match (taken_apart(draft), edit) {
        (Some(lots), _) => lots,
        (None, LotsEdit::Add { first, .. }) => (vec![lot(draft, first, None)], 0),
        (None, _) => return Err(Refusal::NoRoom),
    };
    match edit {
        LotsEdit::Add { name, class, content, .. } => {
            here = all.len();
            let new = match content {
                LotContent::Grid => lot(&without_offers(copied(draft)), name, *class),
                LotContent::Offers => lot(&copied(draft), name, *class),
                LotContent::Other(dossier) => lot(&Draft { lots: None, ..dossier.to_draft() }, name, *class),
            };
            all.push(new);
        }
        LotsEdit::Label { place, name, class } => {
            let lot = all.get_mut(*place).ok_or(Refusal::NoRoom)?;
            lot.name.clone_from(name);
            lot.class = *class;
        }
        LotsEdit::Remove(place) => {
            if *place >= all.len() || all.len() == 1 {
                return Err(Refusal::NoRoom);
            }
            all.remove(*place);
            // What follows takes the place of what is gone.
            here = if *place < here { here - 1 } else { here.min(all.len() - 1) };
        }
        LotsEdit::Move { place, by } => {
            let target = place.checked_add_signed(*by).filter(|target| *target < all.len());
            let target = target.filter(|_| *place < all.len()).ok_or(Refusal::NoRoom)?;
            let moved = all.remove(*place);
            all.insert(target, moved);
            here = match here {
                here if here == *place => target,
                here if (*place..=target).contains(&here) => here - 1,
                here if (target..=*place).contains(&here) => here + 1,
                here => here,
            };
        }
        LotsEdit::Choose(place) if *place < all.len() => here = *place,
        LotsEdit::Choose(_) => return Err(Refusal::NoRoom),
    }
    put_together(draft, all, here);
    // A lot that was sent alone keeps its name; the last one that is left needs none.
    if matches!(edit, LotsEdit::Remove(_)) && draft.lots.as_ref().is_some_and(|lots| lots.others.is_empty()) {
        draft.lots = None;
    }
    Ok(())
}

/// All lots in their order, and the place of the one that is shown; nothing where
/// there are none.
fn taken_apart(draft: &mut Draft) -> Option<(Vec<Lot>, usize)> {
    let lots = draft.lots.take()?;
    let mut all = lots.others.clone();
    let here = lots.place.min(all.len());
    all.insert(here, lot(draft, &lots.name, lots.class));
    Some((all, here))
}

/// What was checked, as a lot.
fn lot(draft: &Draft, name: &str, class: Option<DataClass>) -> Lot {
    Lot { name: name.to_owned(), class, dossier: Rc::new(Dossier::from_checked(draft.clone())) }
}

/// The one at `here` becomes the dossier, under the title of the whole.
fn put_together(draft: &mut Draft, mut all: Vec<Lot>, here: usize) {
    if here >= all.len() {
        return;
    }
    let Lot { name, class, dossier } = all.remove(here);
    let title = std::mem::take(&mut draft.title);
    *draft = Draft { title, ..dossier.to_draft() };
    draft.lots = Some(Rc::new(Lots { name, class, place: here, others: all }));
}

/// What another lot takes over. A seal says of one grid when it was frozen, and a
/// journal what happened to it: neither is true of a copy.
fn copied(draft: &Draft) -> Draft {
    Draft { seal: None, journal: Vec::new(), is_grid_changed_late: false, ..draft.clone() }
}

fn without_offers(draft: Draft) -> Draft {
    Draft { offers: Vec::new(), decision: Default::default(), commission: Default::default(), ..draft }
}

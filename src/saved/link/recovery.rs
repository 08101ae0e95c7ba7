//! What can be kept of a damaged link, for every version of the format.
//!
//! A decoder hands over what it read before it had to stop, and what the link
//! said that it would hold. Only what passes the door of every dossier is
//! kept; entries of a list that do not are left out and counted as lost.

use std::rc::Rc;

use crate::dossier::{Defect, Dossier, Draft};

use super::{Damaged, LinkError, Loss, Part};

/// How many entries a link says that it holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Announced {
    pub(super) informations: usize,
    pub(super) gates: usize,
    pub(super) profiles: usize,
    pub(super) offers: usize,
}

/// A damaged link with what is left of it.
pub(super) fn damaged(error: LinkError, draft: Draft, announced: Announced) -> Damaged {
    let Some(dossier) = checked(draft) else { return error.into() };
    let loss = |part, kept: usize, announced: usize| Loss { part, kept, announced };
    let mut lost = vec![
        loss(Part::Informations, dossier.informations.len(), announced.informations),
        loss(Part::Gates, dossier.gates.len(), announced.gates),
        loss(Part::Profiles, dossier.profiles.len(), announced.profiles),
        loss(Part::Offers, dossier.offers.len(), announced.offers),
    ];
    lost.retain(|loss| loss.kept < loss.announced);
    Damaged { error, recovered: Some(Rc::new(dossier)), lost }
}

/// The draft as a dossier, without the gates, profiles and offers that have a
/// defect; nothing when the defect is elsewhere.
fn checked(draft: Draft) -> Option<Dossier> {
    let mut rest = draft.clone();
    match draft.check() {
        Ok(dossier) => Some(dossier),
        Err(defects) => {
            remove(&mut rest.gates, &defects, "gates");
            remove(&mut rest.profiles, &defects, "profiles");
            remove(&mut rest.offers, &defects, "offers");
            rest.check().ok()
        }
    }
}

/// Removes the entries in which a defect was found.
fn remove<T>(list: &mut Vec<T>, defects: &[Defect], key: &str) {
    let mut is_defective = vec![false; list.len()];
    for defect in defects {
        let index = defect.place.strip_prefix(key).and_then(|rest| rest.strip_prefix('['));
        let index: Option<usize> = index.and_then(|rest| rest.split(']').next()?.parse().ok());
        if let Some(flag) = index.and_then(|index| is_defective.get_mut(index)) {
            *flag = true;
        }
    }
    let mut flags = is_defective.into_iter();
    list.retain(|_| flags.next() != Some(true));
}

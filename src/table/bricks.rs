//! Bricks of the buyer's own from a table: one line per brick, columns by the
//! criteria, informations and requirements that they name.
//!
//! The lines land as those of offers do, in a dossier whose offers are the bricks.

use std::rc::Rc;

use super::landing::{Landing, land};
use super::matching::Target;
use super::sheet::Sheet;
use crate::dossier::{Commission, Component, ComponentKind, Decision, Defect, Dossier, Id, IdSet, Offer};
use crate::i18n::Lang;

/// Lays a sheet over the bricks of the buyer's own; the offers of the landing are
/// the bricks, for [`bricks_of`].
///
/// # Errors
/// What would be wrong besides single facts: a name too long.
pub fn land_bricks(lang: Lang, dossier: &Dossier, sheet: &Sheet, targets: &[Target]) -> Result<Landing, Vec<Defect>> {
    let mut draft = dossier.to_draft();
    (draft.decision, draft.commission) = (Decision::default(), Commission::default());
    (draft.pool, draft.seal) = (None, None);
    draft.journal.clear();
    let bricks = dossier.pool.iter().flat_map(|pool| pool.bricks()).enumerate();
    let offer = |(place, brick): (usize, &Component)| {
        let id = Id::new(&format!("{place}"));
        Rc::new(Offer { facts: brick.facts.clone(), ..Offer::new(id, brick.name.clone()) })
    };
    draft.offers = bricks.map(offer).collect();
    // Numbers may be names of criteria: what is free stands for each brick.
    let ids: Vec<Id> = crate::dossier::fresh_ids(&draft, "brique").take(draft.offers.len()).collect();
    for (offer, id) in draft.offers.iter_mut().zip(ids) {
        Rc::make_mut(offer).id = id;
    }
    land(lang, &draft.check()?, sheet, targets, 0)
}

/// The components of the pool once a table has landed.
pub fn bricks_of(dossier: &Dossier, landed: &Dossier) -> Vec<Component> {
    let pool: Vec<Component> = dossier.pool.iter().flat_map(|pool| pool.components.clone()).collect();
    let (mut bricks, others): (Vec<_>, Vec<_>) =
        pool.into_iter().partition(|component| component.kind == ComponentKind::Brick);
    let taken: IdSet = bricks.iter().chain(&others).map(|component| component.id.clone()).collect();
    let mut fresh = (1..).map(|n: u32| Id::new(&format!("brique-{n}"))).filter(|id| !taken.contains(id));
    for (place, offer) in landed.offers.iter().enumerate() {
        match bricks.get_mut(place) {
            Some(brick) => brick.facts.clone_from(&offer.facts),
            None => {
                let Some(id) = fresh.next() else { continue };
                let facts = offer.facts.clone();
                bricks.push(Component { facts, ..Component::new(id, offer.name.clone(), ComponentKind::Brick) });
            }
        }
    }
    bricks.into_iter().chain(others).collect()
}

//! Identifiers that nothing bears yet.

use crate::dossier::model::{Draft, Id, IdSet};

/// An identifier that nothing bears yet: `offre-4`.
pub(super) fn fresh_id(draft: &Draft, stem: &str) -> Id {
    fresh_among(&mut taken(draft), stem)
}

/// Identifiers that nothing in a draft bears yet: `offre-4`, `offre-5`…
pub fn fresh_ids(draft: &Draft, stem: &str) -> impl Iterator<Item = Id> + use<> {
    let (taken, stem) = (taken(draft), stem.to_owned());
    (1..).map(move |n: u32| Id::new(&format!("{stem}-{n}"))).filter(move |id| !taken.contains(id))
}

/// Every identifier that something bears.
pub(super) fn taken(draft: &Draft) -> IdSet {
    (draft.all_criteria().into_iter().map(|c| &c.id))
        .chain(draft.informations.iter().map(|i| &i.id))
        .chain(draft.requirements.iter().map(|r| &r.id))
        .chain(draft.gates.iter().map(|g| &g.id))
        .chain(draft.profiles.iter().map(|p| &p.id))
        .chain(draft.offers.iter().map(|o| &o.id))
        // What evaluators noted under an identifier is never taken for another offer.
        .chain(&draft.commission.aliases)
        .chain(draft.commission.evaluators.iter().flat_map(|e| &e.returned).flat_map(|returned| &returned.offers))
        .cloned()
        .collect()
}

/// An identifier that is not among these, and now is.
pub(super) fn fresh_among(taken: &mut IdSet, stem: &str) -> Id {
    let free = (1..).map(|n| Id::new(&format!("{stem}-{n}"))).find(|id| !taken.contains(id));
    let id = free.unwrap_or_else(|| Id::new(stem));
    taken.insert(id.clone());
    id
}

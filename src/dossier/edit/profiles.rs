//! What edits do to the sets of weights.

use super::{Edit, Refusal, fresh_id};
use crate::dossier::grid::Profile;
use crate::dossier::model::{Draft, Id, IdMap};

#[inline(never)]
pub(super) fn apply(draft: &mut Draft, edit: &Edit) -> Result<(), Refusal> {
    match edit {
        Edit::SaveProfile { name, source } => {
            let weights: IdMap<_> = draft.all_criteria().into_iter().map(|c| (c.id.clone(), c.weight)).collect();
            let id = fresh_id(draft, "profil");
            draft.profiles.push(Profile { id, name: name.clone(), source: source.clone(), weights });
        }
        Edit::NameProfile { profile, name, source } => {
            let known = draft.profiles.iter_mut().find(|known| known.id == *profile);
            let known = known.ok_or_else(|| Refusal::Unknown(profile.clone()))?;
            known.name.clone_from(name);
            known.source.clone_from(source);
        }
        Edit::RemoveProfile(id) => remove(draft, id)?,
        _ => {}
    }
    Ok(())
}

fn remove(draft: &mut Draft, id: &Id) -> Result<(), Refusal> {
    let place = draft.profiles.iter().position(|profile| profile.id == *id);
    let place = place.ok_or_else(|| Refusal::Unknown(id.clone()))?;
    draft.profiles.remove(place);
    Ok(())
}

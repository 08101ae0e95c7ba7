//! What the journal says of a step: made from the dossiers before and after it,
//! so that nothing that changed is passed over.

use std::rc::Rc;

use crate::app::state::State;
use crate::dossier::{
    Act, CellChange, Criterion, DecisionEdit, Dossier, Draft, Edit, Entry, Fingerprint, GridEdit, Host, Id, IdMap,
    JournalEntry, LotsEdit, Moment, Offer, Topic, Verb, WeightChange, fingerprint, journal, limits,
};
use crate::engine::Fact;
use crate::i18n::Lang;

/// The dossier after a step, with what its journal says of it.
#[inline(never)]
pub(in crate::app) fn record(state: &State, before: &Rc<Dossier>, after: Rc<Dossier>, change: &Edit) -> Rc<Dossier> {
    if **before == *after && !change.begins_journal() {
        return after;
    }
    let acts = acts(state.lang, before, &after, change);
    if acts.is_empty() {
        return after;
    }
    // Whoever has no clock still keeps the order.
    let at = state.seal.now.or_else(|| Moment::parse("1970-01-01T00:00"));
    let Some(at) = at else { return after };
    let by = state.seal.who.clone().unwrap_or_default();
    let mut draft = after.to_draft();
    for act in acts {
        journal::write(&mut draft.journal, JournalEntry { by: by.clone(), at, act });
    }
    draft.check().map_or(after, Rc::new)
}

fn acts(lang: Lang, before: &Dossier, after: &Dossier, change: &Edit) -> Vec<Act> {
    let told = |topic, verb, subject: &str| Act::Change { topic, verb, subject: shortened(subject) };
    match change {
        Edit::Seal(seal) => vec![Act::Sealed(seal.fingerprint)],
        Edit::KeepJournal if before.journal.is_empty() => vec![told(Topic::Dossier, Verb::Added, "")],
        Edit::KeepJournal => Vec::new(),
        Edit::BreakSeal { reason, change } => {
            let code = before.seal.as_ref().map_or_else(|| fingerprint(before), |seal| seal.fingerprint);
            let mut all = vec![broken(code, reason)];
            if let Some(change) = change {
                all.extend(acts(lang, before, after, change));
            }
            all
        }
        _ if change.moves_weights() => {
            let moved = weights(before, after);
            if moved.is_empty() { Vec::new() } else { vec![Act::Weights(moved)] }
        }
        Edit::Entry { .. } | Edit::Facts(_) => cells(before, after).into_iter().collect(),
        // The plan is a part of the grid that has no name: the journal gives it that of the step.
        Edit::Costs(edit) if edit.changes_plan() => {
            vec![told(Topic::Other, Verb::Changed, change.name().get(lang))]
        }
        Edit::Costs(_) => cells(before, after).into_iter().collect(),
        // So is the pool, which is no offer.
        Edit::Pool(_) | Edit::AddKnownComponent { host: Host::Pool, .. } => {
            vec![told(Topic::Other, Verb::Changed, change.name().get(lang))]
        }
        Edit::Component { offer, .. } if offer.as_str() == Offer::POOL => {
            vec![told(Topic::Other, Verb::Changed, change.name().get(lang))]
        }
        Edit::Table(_) => {
            let mut all: Vec<Act> = cells(before, after).into_iter().collect();
            if all.is_empty() || fingerprint(before) != fingerprint(after) {
                all.push(told(Topic::Table, Verb::Added, ""));
            }
            all
        }
        Edit::Lots(edit) => lots(lang, after, edit, change),
        _ => {
            let (topic, verb, id) = described(change);
            let named = |dossier: &Draft| id.as_ref().and_then(|id| name_of(dossier, id));
            // What is new has its name afterwards, what is gone had it before.
            let subject = match verb {
                Verb::Added => named_in(change).or_else(|| named(after)),
                _ => named(before).or_else(|| named(after)).or_else(|| named_in(change)),
            };
            vec![told(topic, verb, &subject.unwrap_or_default())]
        }
    }
}

/// What happens to the lots is told in the journal of the one that is shown
/// afterwards, where it has one; which of them that is, nowhere.
fn lots(lang: Lang, after: &Dossier, edit: &LotsEdit, change: &Edit) -> Vec<Act> {
    let told = |name: Option<&str>| {
        let subject = [Some(change.name().get(lang)), name].into_iter().flatten().collect::<Vec<_>>().join(", ");
        Act::Change { topic: Topic::Other, verb: Verb::Changed, subject: shortened(&subject) }
    };
    let begun = Act::Change { topic: Topic::Dossier, verb: Verb::Added, subject: String::new() };
    match edit {
        LotsEdit::Add { name, .. } => vec![begun, told(Some(name))],
        LotsEdit::Label { name, .. } => vec![told(Some(name))],
        LotsEdit::Move { .. } => vec![told(None)],
        LotsEdit::Remove(_) if !after.journal.is_empty() => vec![told(None)],
        LotsEdit::Remove(_) | LotsEdit::Choose(_) => Vec::new(),
    }
}

fn broken(fingerprint: Fingerprint, reason: &str) -> Act {
    Act::SealBroken { fingerprint, reason: reason.chars().take(limits::TEXT).collect() }
}

/// A name within the limits of one.
fn shortened(name: &str) -> String {
    name.chars().filter(|character| !character.is_control()).take(limits::NAME).collect()
}

/// Every weight that is another one.
fn weights(before: &Dossier, after: &Dossier) -> Vec<WeightChange> {
    let former: IdMap<&Criterion> =
        before.all_criteria().into_iter().map(|criterion| (criterion.id.clone(), criterion)).collect();
    let mut moved = Vec::new();
    for criterion in after.all_criteria() {
        let Some(old) = former.get(&criterion.id).filter(|old| old.weight != criterion.weight) else { continue };
        moved.push(WeightChange {
            criterion: criterion.id.clone(),
            name: criterion.name.clone(),
            before: old.weight,
            after: criterion.weight,
        });
    }
    moved.truncate(limits::JOURNAL_CELLS);
    moved
}

/// Every cell that is another one; nothing where there is none.
fn cells(before: &Dossier, after: &Dossier) -> Option<Act> {
    let measures = after.measures();
    let former: IdMap<&Rc<Offer>> = before.offers.iter().map(|offer| (offer.id.clone(), offer)).collect();
    let (mut cells, mut count) = (Vec::new(), 0);
    for offer in &after.offers {
        let old = former.get(&offer.id).copied();
        // Offers that did not change are the very same.
        if old.is_some_and(|old| Rc::ptr_eq(old, offer)) {
            continue;
        }
        for (id, name, _) in &measures {
            let (was, is) = (old.and_then(|old| old.facts.get(*id)), offer.facts.get(*id));
            if was == is {
                continue;
            }
            count += 1;
            if count <= limits::JOURNAL_CELLS {
                cells.push(CellChange {
                    offer: offer.id.clone(),
                    offer_name: offer.name.clone(),
                    measure: (*id).clone(),
                    measure_name: (*name).to_owned(),
                    before: fact(before, was),
                    after: fact(after, is),
                });
            }
        }
    }
    if count > cells.len() {
        cells.clear();
    }
    (count > 0).then_some(Act::Cells { cells, count })
}

/// What a dossier knows by an entry; the total, where it has cost lines.
fn fact(dossier: &Dossier, entry: Option<&Entry>) -> Fact {
    let costs = entry.map_or(&[][..], |entry| &entry.costs);
    if let (false, Some(plan)) = (costs.is_empty(), &dossier.cost_plan) {
        return plan.price(costs).map_or(Fact::Missing, Fact::Number);
    }
    match entry.map(|entry| entry.fact) {
        None | Some(Fact::Mean { .. }) => Fact::Missing,
        Some(fact) => fact,
    }
}

fn name_of(dossier: &Draft, id: &Id) -> Option<String> {
    let criterion = dossier.criterion(id).map(|criterion| criterion.name.clone());
    let offer = || dossier.offer(id).map(|offer| offer.name.clone());
    let information = || dossier.informations.iter().find(|i| i.id == *id).map(|i| i.name.clone());
    let requirement = || dossier.requirements.iter().find(|r| r.id == *id).map(|r| r.name.clone());
    let gate = || dossier.gates.iter().find(|gate| gate.id == *id).map(|gate| gate.name.clone());
    let profile = || dossier.profiles.iter().find(|profile| profile.id == *id).map(|profile| profile.name.clone());
    criterion.or_else(offer).or_else(information).or_else(requirement).or_else(gate).or_else(profile)
}

/// The name that an edit itself brings.
fn named_in(change: &Edit) -> Option<String> {
    Some(match change {
        Edit::AddCriterion { name, .. }
        | Edit::AddOffer { name }
        | Edit::AddKnownOffer { name, .. }
        | Edit::AddKnownComponent { host: Host::New(name), .. }
        | Edit::DuplicateOffer { name, .. }
        | Edit::AddScenario { name, .. }
        | Edit::Adopt { name, .. }
        | Edit::SaveProfile { name, .. }
        | Edit::Grid(
            GridEdit::AddGroup { name, .. }
            | GridEdit::Duplicate { name, .. }
            | GridEdit::AddGate { name, .. }
            | GridEdit::AddRequirement { name, .. }
            | GridEdit::AddInformation { name, .. },
        ) => name.clone(),
        Edit::Gate(gate) => gate.name.clone(),
        Edit::Title(title) => title.clone(),
        _ => return None,
    })
}

/// The offer that is proposed.
fn chosen(edit: &DecisionEdit) -> Option<&Id> {
    match edit {
        DecisionEdit::Choose(Some(choice)) => Some(&choice.offer),
        _ => None,
    }
}

/// What an edit is about, what it does, and to what.
fn described(change: &Edit) -> (Topic, Verb, Option<Id>) {
    use {Topic as T, Verb as V};
    let (topic, verb, id) = match change {
        Edit::Open(_) => (T::Dossier, V::Changed, None),
        Edit::Title(_) => (T::Title, V::Changed, None),
        Edit::AddCriterion { .. } => (T::Criterion, V::Added, None),
        Edit::RemoveCriterion(id) => (T::Criterion, V::Removed, Some(id)),
        Edit::MoveCriterion { criterion, .. } | Edit::CriterionName { criterion, .. } => {
            (T::Criterion, V::Changed, Some(criterion))
        }
        Edit::Measure { of, .. } => (T::Measure, V::Changed, Some(of)),
        Edit::Gate(gate) => (T::Gate, V::Changed, Some(&gate.id)),
        Edit::RemoveGate(id) => (T::Gate, V::Removed, Some(id)),
        Edit::AddOffer { .. }
        | Edit::AddKnownOffer { .. }
        | Edit::AddKnownComponent { host: Host::New(_), .. }
        | Edit::DuplicateOffer { .. }
        | Edit::AddScenario { .. }
        | Edit::Adopt { .. } => (T::Offer, V::Added, None),
        Edit::AddKnownComponent { host: Host::Offer(offer), .. } => (T::Offer, V::Changed, Some(offer)),
        Edit::RemoveOffer(id) => (T::Offer, V::Removed, Some(id)),
        Edit::MoveOffer { offer, .. } | Edit::OfferName { offer, .. } | Edit::OfferKind { offer, .. } => {
            (T::Offer, V::Changed, Some(offer))
        }
        Edit::Standing { offer, .. } => (T::Status, V::Changed, Some(offer)),
        Edit::SaveProfile { .. } => (T::Profile, V::Added, None),
        Edit::NameProfile { profile, .. } => (T::Profile, V::Changed, Some(profile)),
        Edit::RemoveProfile(id) => (T::Profile, V::Removed, Some(id)),
        Edit::Grid(edit) => match edit {
            GridEdit::AddGroup { .. } | GridEdit::Duplicate { .. } => (T::Criterion, V::Added, None),
            GridEdit::MoveInto { criterion, .. }
            | GridEdit::Split { criterion, .. }
            | GridEdit::Flag { criterion, .. } => (T::Criterion, V::Changed, Some(criterion)),
            GridEdit::Description { of, .. } => (T::Criterion, V::Changed, Some(of)),
            GridEdit::Levels { of, .. } | GridEdit::Composition { of, .. } | GridEdit::Coverage { of, .. } => {
                (T::Measure, V::Changed, Some(of))
            }
            GridEdit::AddGate { .. } => (T::Gate, V::Added, None),
            GridEdit::AddRequirement { .. } => (T::Requirement, V::Added, None),
            GridEdit::Requirements(_) => (T::Requirement, V::Changed, None),
            GridEdit::MoveRequirement { requirement, .. } => (T::Requirement, V::Changed, Some(requirement)),
            GridEdit::Requirement(requirement) => (T::Requirement, V::Changed, Some(&requirement.id)),
            GridEdit::RemoveRequirement(id) => (T::Requirement, V::Removed, Some(id)),
            GridEdit::AddInformation { .. } => (T::Information, V::Added, None),
            GridEdit::InformationName { information, .. } | GridEdit::MoveInformation { information, .. } => {
                (T::Information, V::Changed, Some(information))
            }
            GridEdit::RemoveInformation(id) => (T::Information, V::Removed, Some(id)),
            GridEdit::Method(_) | GridEdit::NoteScale(_) | GridEdit::Detectors(_) => (T::Method, V::Changed, None),
        },
        Edit::Component { offer, .. } => (T::Offer, V::Changed, Some(offer)),
        Edit::Decision(edit) => (T::Other, V::Changed, chosen(edit)),
        Edit::Commission(_) => (T::Commission, V::Changed, None),
        _ => (T::Other, V::Changed, None),
    };
    (topic, verb, id.cloned())
}

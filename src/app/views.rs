//! What stands beside the ranking: sets of weights compared, two offers side
//! by side, scenarios. Which of them is open, and what they change.

use std::rc::Rc;

use super::effect::Effect;
use super::state::{Event, State};
use super::update::change_dossier;
use crate::dossier::{Date, Edit, Id, OfferKind, Standing};

/// What is open beside the ranking.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Views {
    /// Whether the sets of weights are compared.
    pub shows_profiles: bool,
    /// Whether two offers stand side by side.
    pub shows_side: bool,
    /// Whether the scenarios are shown.
    pub shows_scenarios: bool,
    /// The two offers side by side, once they are chosen.
    pub side: Option<(Id, Id)>,
}

/// What happens there.
#[derive(Clone, Debug, PartialEq)]
pub enum ViewsMsg {
    /// Compare the sets of weights, or stop.
    ToggleProfiles,
    /// Put two offers side by side, or stop.
    ToggleSide,
    /// Show the scenarios, or hide them.
    ToggleScenarios,
    /// These two offers, one of which may be apart.
    Side(Id, Id),
    /// Keep the weights as a set.
    SaveProfile {
        /// Its name.
        name: String,
        /// Where it comes from.
        source: String,
    },
    /// Call a set of weights otherwise.
    NameProfile {
        /// The set.
        profile: Id,
        /// Its name.
        name: String,
        /// Where it comes from.
        source: String,
    },
    /// Weigh by a set.
    ApplyProfile(Id),
    /// Forget a set of weights.
    RemoveProfile(Id),
    /// Say what an offer is, and from when on it can be used.
    Kind {
        /// The offer.
        offer: Id,
        /// What it is.
        kind: OfferKind,
        /// From when on.
        available_from: Option<Date>,
    },
    /// Rank a scenario, or set it apart for this reason.
    TakePart {
        /// The scenario.
        offer: Id,
        /// Whether it is ranked, and why not.
        standing: Standing,
    },
    /// Add a scenario.
    AddScenario {
        /// Its name.
        name: String,
        /// What it is.
        kind: OfferKind,
        /// Whether it is ranked at once, and why not.
        standing: Standing,
    },
}

/// What there is to say about it.
#[derive(Clone, Debug, PartialEq)]
pub enum ViewsEvent {
    /// The comparison of the sets of weights is there.
    ProfilesShown,
    /// Two offers stand side by side.
    SideShown,
    /// The scenarios are there.
    ScenariosShown,
    /// What was open is closed.
    Closed,
    /// The dossier was changed so.
    Changed(Box<Edit>),
    /// An offer is something else now.
    KindSet(Id),
}

#[inline(never)]
pub(super) fn update(state: &mut State, msg: ViewsMsg) -> Vec<Effect> {
    match msg {
        ViewsMsg::ToggleProfiles => {
            state.views.shows_profiles = !state.views.shows_profiles;
            let shown = state.views.shows_profiles.then_some(ViewsEvent::ProfilesShown);
            tell(state, shown.unwrap_or(ViewsEvent::Closed));
        }
        ViewsMsg::ToggleSide => {
            state.views.shows_side = !state.views.shows_side;
            let shown = state.views.shows_side.then_some(ViewsEvent::SideShown);
            tell(state, shown.unwrap_or(ViewsEvent::Closed));
        }
        ViewsMsg::ToggleScenarios => {
            state.views.shows_scenarios = !state.views.shows_scenarios;
            let shown = state.views.shows_scenarios.then_some(ViewsEvent::ScenariosShown);
            tell(state, shown.unwrap_or(ViewsEvent::Closed));
        }
        ViewsMsg::Side(first, second) => {
            state.views.side = Some((first, second));
            tell(state, ViewsEvent::SideShown);
        }
        ViewsMsg::SaveProfile { name, source } => {
            let mut effects = change(state, Edit::SaveProfile { name, source }, None);
            // Where it stands now: what grew above has moved the field away.
            if !effects.is_empty()
                && let Some(profile) = state.dossier().profiles.last()
            {
                effects.push(Effect::FocusOn(format!("profile-name-{}", profile.id)));
            }
            return effects;
        }
        ViewsMsg::NameProfile { profile, name, source } => {
            return change(state, Edit::NameProfile { profile, name, source }, None);
        }
        ViewsMsg::ApplyProfile(id) => return change(state, Edit::ApplyProfile(id), None),
        ViewsMsg::RemoveProfile(id) => {
            let mut effects = change(state, Edit::RemoveProfile(id), None);
            // Its button is gone: the heading takes the focus.
            effects.push(Effect::Focus("profiles-title"));
            return effects;
        }
        ViewsMsg::Kind { offer, kind, available_from } => {
            let said = ViewsEvent::KindSet(offer.clone());
            return change(state, Edit::OfferKind { offer, kind, available_from }, Some(said));
        }
        ViewsMsg::TakePart { offer, standing } => return change(state, Edit::Standing { offer, standing }, None),
        ViewsMsg::AddScenario { name, kind, standing } => {
            return change(state, Edit::AddScenario { name, kind, standing }, None);
        }
    }
    Vec::new()
}

/// Changes the dossier and says so, unless something was said already: that it
/// was refused, or that others lead now.
fn change(state: &mut State, edit: Edit, said: Option<ViewsEvent>) -> Vec<Effect> {
    state.history.end_gesture();
    let (before, number) = (Rc::clone(state.dossier()), state.announcement.number);
    let effects = change_dossier(state, edit.clone());
    state.history.end_gesture();
    if !Rc::ptr_eq(&before, state.dossier()) && number == state.announcement.number {
        tell(state, said.unwrap_or(ViewsEvent::Changed(Box::new(edit))));
    }
    effects
}

fn tell(state: &mut State, event: ViewsEvent) {
    state.announce(Event::Views(event));
}

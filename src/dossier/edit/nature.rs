//! What kind of edit one is: its name, what it is about, what it can move.

use super::{Edit, Host};
use crate::dossier::model::Id;
use crate::i18n::{Phrase, phrase};

impl Edit {
    /// Whether both belong to one gesture: the same slider, the same cell.
    pub fn has_same_target(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Weight { criterion: a, .. }, Self::Weight { criterion: b, .. }) => a == b,
            (Self::Title(_), Self::Title(_)) => true,
            (Self::Costs(a), Self::Costs(b)) => a.has_same_target(b),
            _ => false,
        }
    }

    /// The name of the kind of edit, for "Undo: …".
    pub fn name(&self) -> Phrase {
        match self {
            Self::Open(_) => phrase("ouverture", "opening"),
            Self::Table(_) => phrase("collage d'un tableau", "pasted table"),
            Self::Facts(_) => phrase("données de plusieurs cases", "facts of several cells"),
            Self::Title(_) => phrase("titre", "title"),
            Self::Weight { .. } => phrase("poids", "weight"),
            Self::ShareOut { .. } => phrase("répartition des poids", "sharing of weights"),
            Self::Weights { by, .. } => by.name(),
            Self::ApplyProfile(_) => phrase("jeu de poids", "set of weights"),
            Self::AddCriterion { .. } => phrase("ajout d'un critère", "new criterion"),
            Self::RemoveCriterion(_) => phrase("retrait d'un critère", "criterion removed"),
            Self::MoveCriterion { .. } => phrase("ordre des critères", "order of criteria"),
            Self::CriterionName { .. } => phrase("nom d'un critère", "name of a criterion"),
            Self::Measure { .. } => phrase("méthode de notation", "scoring method"),
            Self::Gate(_) => phrase("condition éliminatoire", "eliminatory condition"),
            Self::RemoveGate(_) => phrase("retrait d'une condition", "condition removed"),
            Self::Grid(edit) => edit.name(),
            Self::AddOffer { .. } => phrase("ajout d'une offre", "new offer"),
            Self::AddKnownOffer { .. } => phrase("ajout d'une offre du catalogue", "offer from the catalogue"),
            Self::AddKnownComponent { .. } => phrase("ajout d'une brique du catalogue", "brick from the catalogue"),
            Self::FactAge(_) => phrase("âge des données du marché", "age of facts of the market"),
            Self::DuplicateOffer { .. } => phrase("copie d'une offre", "copy of an offer"),
            Self::RemoveOffer(_) => phrase("retrait d'une offre", "offer removed"),
            Self::MoveOffer { .. } => phrase("ordre des offres", "order of offers"),
            Self::OfferName { .. } => phrase("nom d'une offre", "name of an offer"),
            Self::Standing { .. } => phrase("statut d'une offre", "status of an offer"),
            Self::Entry { .. } => phrase("donnée d'une offre", "fact of an offer"),
            Self::OfferKind { .. } => phrase("nature d'une offre", "kind of an offer"),
            Self::AddScenario { .. } => phrase("ajout d'un scénario", "new scenario"),
            Self::SaveProfile { .. } => phrase("nouveau jeu de poids", "new set of weights"),
            Self::NameProfile { .. } => phrase("nom d'un jeu de poids", "name of a set of weights"),
            Self::RemoveProfile(_) => phrase("retrait d'un jeu de poids", "set of weights removed"),
            Self::Seal(_) => phrase("sceau de la grille", "seal of the grid"),
            Self::BreakSeal { .. } => phrase("rupture du sceau", "breaking of the seal"),
            Self::KeepJournal => phrase("tenue d'un journal", "keeping of a journal"),
            Self::Commission(edit) => edit.name(),
            Self::Costs(edit) => edit.name(),
            Self::Component { edit, .. } => edit.name(),
            Self::Pool(_) => phrase("briques à composer", "bricks to compose"),
            Self::Adopt { .. } => phrase("adoption d'un assemblage", "assembly adopted"),
            Self::Decision(edit) => edit.name(),
            Self::Lots(edit) => edit.name(),
        }
    }

    /// Whether it changes what is announced, rather than what is received.
    pub fn changes_grid(&self) -> bool {
        match self {
            Self::Weight { .. }
            | Self::ShareOut { .. }
            | Self::Weights { .. }
            | Self::AddCriterion { .. }
            | Self::RemoveCriterion(_)
            | Self::MoveCriterion { .. }
            | Self::CriterionName { .. }
            | Self::Measure { .. }
            | Self::Gate(_)
            | Self::Grid(_)
            | Self::RemoveGate(_) => true,
            Self::BreakSeal { change, .. } => change.as_ref().is_some_and(|change| change.changes_grid()),
            Self::Costs(edit) => edit.changes_plan(),
            // A set of weights that the grid holds is looked at, not made up.
            Self::ApplyProfile(_)
            | Self::Open(_)
            | Self::Table(_)
            | Self::Facts(_)
            | Self::Title(_)
            | Self::AddOffer { .. }
            | Self::AddKnownOffer { .. }
            | Self::AddKnownComponent { .. }
            | Self::FactAge(_)
            | Self::DuplicateOffer { .. }
            | Self::RemoveOffer(_)
            | Self::MoveOffer { .. }
            | Self::OfferName { .. }
            | Self::Standing { .. }
            | Self::Entry { .. }
            | Self::OfferKind { .. }
            | Self::AddScenario { .. }
            | Self::SaveProfile { .. }
            | Self::NameProfile { .. }
            | Self::RemoveProfile(_)
            | Self::Seal(_)
            | Self::KeepJournal
            | Self::Component { .. }
            | Self::Pool(_)
            | Self::Adopt { .. }
            | Self::Decision(_)
            | Self::Lots(_)
            | Self::Commission(_) => false,
        }
    }

    /// Whether the journal tells of it even where there was none before.
    pub fn begins_journal(&self) -> bool {
        matches!(self, Self::Seal(_) | Self::BreakSeal { .. } | Self::KeepJournal)
    }

    /// Whether it changes nothing for the engine but weights: sums are enough.
    pub fn only_weighs(&self) -> bool {
        let moves_nothing = matches!(
            self,
            Self::OfferKind { .. }
                | Self::SaveProfile { .. }
                | Self::NameProfile { .. }
                | Self::RemoveProfile(_)
                | Self::FactAge(_)
                | Self::Seal(_)
                | Self::Pool(_)
                | Self::Decision(_)
                | Self::KeepJournal
        );
        moves_nothing || self.moves_weights()
    }

    /// Whether it changes weights and nothing else at all.
    pub fn moves_weights(&self) -> bool {
        matches!(self, Self::Weight { .. } | Self::ShareOut { .. } | Self::Weights { .. } | Self::ApplyProfile(_))
    }

    /// The criterion, offer or set of weights that it is about, to be named after the kind.
    pub fn subject(&self) -> Option<&Id> {
        match self {
            Self::Weight { criterion, .. }
            | Self::MoveCriterion { criterion, .. }
            | Self::CriterionName { criterion, .. } => Some(criterion),
            Self::Measure { of, .. } => Some(of),
            Self::Grid(edit) => edit.subject(),
            Self::Costs(edit) => edit.subject(),
            Self::AddKnownComponent { host: Host::Offer(offer), .. }
            | Self::DuplicateOffer { offer, .. }
            | Self::MoveOffer { offer, .. }
            | Self::OfferName { offer, .. }
            | Self::Standing { offer, .. }
            | Self::Entry { offer, .. }
            | Self::Component { offer, .. }
            | Self::OfferKind { offer, .. } => Some(offer),
            Self::ApplyProfile(profile) | Self::NameProfile { profile, .. } | Self::RemoveProfile(profile) => {
                Some(profile)
            }
            _ => None,
        }
    }
}

//! What the components of an offer must fulfil, and what is proposed for the award.

use super::{Checker, DefectKind, Measures, Path, limits};
use crate::dossier::model::{Draft, IdSet};
use crate::dossier::offers::{ComponentKind, Offer};
use crate::i18n::{Phrase, phrase};

impl Checker {
    #[inline(never)]
    pub(super) fn components(&mut self, list: Path<'_>, offer: &Offer, draft: &Draft, measures: &Measures<'_>) {
        self.count(list, offer.components.len(), limits::COMPONENTS);
        // Identifiers are unique within the offer: the same brick may stand in several.
        let others = std::mem::take(&mut self.ids);
        let bricks: IdSet = offer.bricks().map(|brick| brick.id.clone()).collect();
        for (index, component) in offer.components.iter().enumerate() {
            let place = list.at(index);
            self.id(place, &component.id);
            self.name(place.key("name"), &component.name);
            if let Some(of) = &component.of {
                if !component.kind.is_party() {
                    self.report(place.key("of"), DefectKind::Measure(NOBODY));
                } else if !bricks.contains(of) {
                    self.report(place.key("of"), DefectKind::UnknownId(of.clone()));
                }
            }
            if component.available_from.is_some() && component.kind != ComponentKind::Brick {
                self.report(place.key("available_from"), DefectKind::Measure(NO_BRICK));
            }
            self.facts(place, &component.facts, draft, measures);
            for (id, entry) in &component.facts {
                let facts = place.key("facts");
                let place = facts.key(id.as_str());
                let Some((measure, _)) = measures.get(id) else { continue };
                if !entry.opinions.is_empty() {
                    self.report(place.key("opinions"), DefectKind::Measure(NOTED_AS_A_WHOLE));
                }
                if !component.kind.may_own(measure) {
                    self.report(place, DefectKind::Measure(NOT_ITS_OWN));
                }
            }
        }
        self.ids = others;
    }

    #[inline(never)]
    pub(super) fn decision(&mut self, draft: &Draft) {
        let place = Path::top("decision");
        if let Some(choice) = &draft.decision.choice {
            if draft.offer(&choice.offer).is_none() {
                self.report(place.key("offer"), DefectKind::UnknownId(choice.offer.clone()));
            }
            self.text(place.key("reasons"), &choice.reasons);
            self.bounded(place.key("by"), &choice.by, limits::NAME);
        }
        let list = place.key("set_aside");
        self.count(list, draft.decision.set_aside.len(), limits::ALTERNATIVES);
        for (index, alternative) in draft.decision.set_aside.iter().enumerate() {
            let place = list.at(index);
            self.name(place.key("name"), &alternative.name);
            self.text(place.key("reason"), &alternative.reason);
        }
    }
}

const NOBODY: Phrase =
    phrase("seul un intervenant se rattache à une brique", "only somebody who stands behind it is attached to a brick");
const NO_BRICK: Phrase =
    phrase("une date de disponibilité se donne pour une brique", "a date of availability is given for a brick");
const NOTED_AS_A_WHOLE: Phrase = phrase(
    "les évaluateurs notent l'offre entière, non ses briques",
    "evaluators note the whole offer, not its bricks",
);
const NOT_ITS_OWN: Phrase = phrase(
    "cette donnée n'est pas la sienne : l'intégration ne porte que des coûts, et le revendeur ne porte ni la qualification ni l'exposition juridique de ce qu'il revend",
    "this fact is not its own: integration has costs only, and a reseller has neither the qualification nor the legal exposure of what it sells",
);

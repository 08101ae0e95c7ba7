//! What a commission must fulfil: evaluators told apart by their names, who
//! note criteria that take notes.

use super::{Checker, DefectKind, Measures, Path, is_blank, limits};
use crate::dossier::commission::Evaluator;
use crate::dossier::model::{Draft, Id, IdSet};
use crate::i18n::{Phrase, phrase};

impl Checker {
    #[inline(never)]
    pub(super) fn commission(&mut self, draft: &Draft, measures: &Measures<'_>) {
        let (commission, top) = (&draft.commission, Path::top("commission"));
        let list = top.key("evaluators");
        self.count(list, commission.evaluators.len(), limits::OPINIONS);
        for (index, evaluator) in commission.evaluators.iter().enumerate() {
            let place = list.at(index);
            self.name(place.key("name"), &evaluator.name);
            if commission.evaluators.iter().take(index).any(|other| other.name == evaluator.name) {
                self.report(place.key("name"), DefectKind::Measure(SAME_NAME));
            }
            self.evaluator(place, evaluator, measures);
        }
        self.listed(top.key("aliases"), &commission.aliases, limits::OFFERS);
        if let Some(contribution) = &commission.contribution
            && commission.evaluator(&contribution.by).is_none()
        {
            self.report(top.key("contribution").key("by"), DefectKind::Measure(NO_EVALUATOR));
        }
    }

    fn evaluator(&mut self, place: Path<'_>, evaluator: &Evaluator, measures: &Measures<'_>) {
        let list = place.key("criteria");
        self.listed(list, &evaluator.criteria, limits::LEAVES);
        for (index, id) in evaluator.criteria.iter().enumerate() {
            match measures.get(id) {
                Some((measure, _)) if measure.family.takes_notes => {}
                Some(_) => self.report(list.at(index), DefectKind::Measure(NOT_NOTED)),
                None => self.report(list.at(index), DefectKind::UnknownId(id.clone())),
            }
        }
        let list = place.key("returned");
        self.count(list, evaluator.returned.len(), limits::RETURNS);
        for (index, returned) in evaluator.returned.iter().enumerate() {
            let place = list.at(index);
            self.listed(place.key("criteria"), &returned.criteria, limits::LEAVES);
            self.listed(place.key("offers"), &returned.offers, limits::OFFERS);
        }
    }

    /// Identifiers, each once. What they name may have gone since.
    fn listed(&mut self, list: Path<'_>, ids: &[Id], limit: usize) {
        self.count(list, ids.len(), limit);
        let mut seen = IdSet::new();
        for (index, id) in ids.iter().enumerate() {
            self.bounded(list.at(index), id.as_str(), limits::ID);
            if is_blank(id.as_str()) {
                self.report(list.at(index), DefectKind::Empty);
            } else if !seen.insert(id.clone()) {
                self.report(list.at(index), DefectKind::DuplicateId(id.clone()));
            }
        }
    }
}

const SAME_NAME: Phrase = phrase("un autre évaluateur porte ce nom", "another evaluator bears this name");
const NO_EVALUATOR: Phrase =
    phrase("aucun évaluateur de la commission ne porte ce nom", "no evaluator of the commission bears this name");
const NOT_NOTED: Phrase = phrase(
    "ce critère ne se note pas par des évaluateurs (il faut une échelle de niveaux ou une note)",
    "this criterion is not noted by evaluators (it takes a scale of levels or a note)",
);

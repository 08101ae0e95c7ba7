//! How notes become ranks, facts without weight, and the search for abnormally
//! low prices.

use super::settings::{SettingsView, of_information};
use crate::app::{DetectorKind, State};
use crate::catalogue::Family;
use crate::dossier::{Id, Ranking};
use crate::engine::{Decimal, DetectorRule};
use crate::i18n::{self, Lang, counted, phrase};
use crate::say;

/// How notes become ranks.
#[derive(Clone, Debug, PartialEq)]
pub struct MethodView {
    /// `Somme pondérée, notes sur 100, sans arrondi`.
    pub summary: String,
    /// Weighted sum or one criterion after the other.
    pub ranking: Ranking,
    /// The full note.
    pub note_scale: String,
    /// To how many decimals notes are rounded.
    pub note_decimals: Option<u32>,
    /// To how many decimals totals are rounded.
    pub total_decimals: Option<u32>,
    /// What tells equal totals apart, in this order.
    pub tie_breaks: Vec<TieBreakRow>,
    /// What could do so too.
    pub further_tie_breaks: Vec<(Id, String)>,
    /// The ways to look for abnormally low prices.
    pub detectors: Vec<DetectorRow>,
    /// The price criteria.
    pub prices: Vec<(Id, String)>,
    /// `2 recherches`, `aucune`.
    pub detector_count: String,
}

/// A criterion that tells equal totals apart.
#[derive(Clone, Debug, PartialEq)]
pub struct TieBreakRow {
    /// The criterion.
    pub id: Id,
    /// Its name.
    pub name: String,
}

/// A way to look for abnormally low prices.
#[derive(Clone, Debug, PartialEq)]
pub struct DetectorRow {
    /// The price criterion, by its place among the prices.
    pub reads: usize,
    /// How the threshold is found.
    pub kind: DetectorKind,
    /// In percent.
    pub percent: String,
    /// The ceiling or the estimate, with its name.
    pub other: Option<(String, &'static str)>,
}

/// A fact without weight.
#[derive(Clone, Debug, PartialEq)]
pub struct InformationRow {
    /// Its identifier.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What kind of fact it is.
    pub family: &'static Family,
    /// Its settings, when they are shown.
    pub settings: Option<SettingsView>,
}

pub(super) fn informations(state: &State) -> Vec<InformationRow> {
    let open = |id: &Id| state.criteria.open.as_ref() == Some(id);
    let row = |information: &crate::dossier::Information| InformationRow {
        id: information.id.clone(),
        name: information.name.clone(),
        family: information.measure.family,
        settings: open(&information.id).then(|| of_information(state, information)),
    };
    state.dossier().informations.iter().map(row).collect()
}

pub(super) fn method(state: &State) -> MethodView {
    let (lang, dossier) = (state.lang, state.dossier());
    let method = &dossier.method;
    let criteria = dossier.all_criteria();
    let name = |id: &Id| criteria.iter().find(|c| c.id == *id).map(|c| c.name.clone()).unwrap_or_default();
    let prices: Vec<(Id, String)> = dossier
        .measures()
        .into_iter()
        .filter(|(.., measure)| measure.formula().is_price())
        .map(|(id, name, _)| (id.clone(), name.to_owned()))
        .collect();
    let detectors = dossier.detectors.iter().map(|detector| DetectorRow {
        reads: prices.iter().position(|(id, _)| *id == detector.of).unwrap_or(0),
        ..detector_row(lang, &detector.rule)
    });
    let note_scale = i18n::number(lang, dossier.note_scale);
    MethodView {
        summary: summary(state, &note_scale),
        ranking: method.ranking,
        note_scale,
        note_decimals: method.note_decimals,
        total_decimals: method.total_decimals,
        tie_breaks: method.tie_breaks.iter().map(|id| TieBreakRow { id: id.clone(), name: name(id) }).collect(),
        further_tie_breaks: criteria
            .iter()
            .filter(|criterion| !method.tie_breaks.contains(&criterion.id))
            .map(|criterion| (criterion.id.clone(), criterion.name.clone()))
            .collect(),
        detectors: detectors.collect(),
        prices,
        detector_count: match dossier.detectors.len() {
            0 => phrase("aucune recherche", "no search").get(lang).into(),
            count => counted(lang, count, phrase("recherche", "search"), phrase("recherches", "searches")),
        },
    }
}

fn summary(state: &State, note_scale: &str) -> String {
    let (lang, method) = (state.lang, &state.dossier().method);
    let ranking = match method.ranking {
        Ranking::Weighted => phrase("somme pondérée", "weighted sum"),
        Ranking::Hierarchy => phrase("critères l'un après l'autre", "one criterion after the other"),
    };
    let notes = say!(lang, "notes sur {note_scale}", "notes out of {note_scale}");
    let rounding = match (method.note_decimals, method.total_decimals) {
        (None, None) => phrase("sans arrondi", "no rounding"),
        _ => phrase("avec arrondi annoncé", "with announced rounding"),
    };
    let ties = match method.tie_breaks.len() {
        0 => phrase("sans départage", "no tie-break").get(lang).to_owned(),
        count => counted(
            lang,
            count,
            phrase("critère de départage", "tie-break"),
            phrase("critères de départage", "tie-breaks"),
        ),
    };
    [ranking.get(lang), &notes, rounding.get(lang), &ties].join(", ")
}

fn detector_row(lang: Lang, rule: &DetectorRule) -> DetectorRow {
    let text = |value: Decimal| i18n::number(lang, value);
    let (kind, percent, other) = match rule {
        DetectorRule::ShareOfMean { percent } => (DetectorKind::ShareOfMean, percent, None),
        DetectorRule::DoubleMean { ceiling, percent } => {
            let name = phrase("Plafond, en % de la première moyenne", "Ceiling, in % of the first mean");
            (DetectorKind::DoubleMean, percent, Some((text(*ceiling), name.get(lang))))
        }
        DetectorRule::ShareOfEstimate { estimate, percent } => {
            let name = phrase("Estimation de l'acheteur", "The buyer's estimate");
            (DetectorKind::ShareOfEstimate, percent, Some((text(*estimate), name.get(lang))))
        }
    };
    DetectorRow { reads: 0, kind, percent: text(*percent), other }
}

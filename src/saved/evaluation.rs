//! The full evaluation as JSON, for whoever wants to check or to go on with it.
//!
//! Figures are exact fractions `"p/q"` in lowest terms; the same dossier gives
//! the same bytes natively and in the browser. Described in
//! `docs/dossier-format.md`. Out only: nothing reads this back.

use super::file::json::{Fields, Json};
use super::file::v1::{offer_kind_word, status_word};
use crate::dossier::{Assessment, Id, Offer};
use crate::engine::{DISPLAY_DECIMALS, Finding, Outcome, RankRange, Rational, Severity};

/// The evaluation, pretty-printed, with a line end at the end. `message` says
/// a finding in the language of the reader; `lints` are the remarks on the
/// method, already in words.
pub fn write(assessment: &Assessment, message: impl Fn(&Finding) -> String, lints: Vec<Json>) -> String {
    whole(assessment, &message, lints).to_file_text()
}

/// What [`write`] writes, as a value to be handed on.
pub fn value(assessment: &Assessment, message: impl Fn(&Finding) -> String, lints: Vec<Json>) -> Json {
    whole(assessment, &message, lints)
}

/// The exact difference between two ranked offers, term by term, largest
/// first; nothing unless both are ranked. Same form as [`write`].
pub fn write_comparison(assessment: &Assessment, first: &Id, second: &Id) -> Option<String> {
    Some(comparison(assessment, first, second)?.to_file_text())
}

/// What [`write_comparison`] writes, as a value to be handed on.
pub fn comparison(assessment: &Assessment, first: &Id, second: &Id) -> Option<Json> {
    let index = |id: &Id| assessment.dossier().offers.iter().position(|offer| offer.id == *id);
    let comparison = assessment.evaluation().compare(index(first)?, index(second)?)?;
    let mut terms = Vec::with_capacity(comparison.terms.len());
    for (leaf, difference) in &comparison.terms {
        let mut term = Fields::default();
        term.put("criterion", measure_id(assessment, *leaf));
        term.put("difference", fraction(difference));
        terms.push(term.end());
    }
    let mut fields = Fields::default();
    fields.text("first", first.as_str());
    fields.text("second", second.as_str());
    fields.put("difference", fraction(&comparison.difference));
    fields.put("terms", Json::List(terms));
    if !comparison.rounding.is_zero() {
        fields.put("rounding", fraction(&comparison.rounding));
    }
    Some(fields.end())
}

// One copy of the code, whatever says the findings.
fn whole(assessment: &Assessment, message: &dyn Fn(&Finding) -> String, lints: Vec<Json>) -> Json {
    let evaluation = assessment.evaluation();
    let mut offers = Vec::with_capacity(assessment.dossier().offers.len());
    for (index, each) in assessment.dossier().offers.iter().enumerate() {
        offers.push(offer(assessment, index, each));
    }
    let mut findings = Vec::with_capacity(evaluation.findings().len());
    for each in evaluation.findings() {
        findings.push(finding(assessment, each, message(each)));
    }
    let mut fields = Fields::default();
    fields.put("offers", Json::List(offers));
    fields.put("findings", Json::List(findings));
    fields.put("lints", Json::List(lints));
    fields.put("provisional", Json::Bool(evaluation.is_provisional()));
    fields.put("ranking", each_id(assessment, evaluation.order(), offer_id));
    fields.end()
}

fn offer(assessment: &Assessment, index: usize, offer: &Offer) -> Json {
    let evaluation = assessment.evaluation();
    let (outcome, failed_gates): (&str, &[usize]) = match evaluation.outcome(index) {
        Outcome::Ranked => ("ranked", &[]),
        Outcome::Provisional => ("provisional", &[]),
        Outcome::SetAside => ("set_aside", &[]),
        Outcome::Eliminated(gates) => ("eliminated", gates),
        Outcome::Incomplete => ("incomplete", &[]),
    };
    let (mut notes, mut terms) = (Fields::default(), Fields::default());
    // All terms at once: each call computes every one of them.
    let brought = evaluation.exact_terms(index).unwrap_or_default();
    for (leaf, id) in assessment.leaves() {
        // A term is known where the note is: a leaf without weight brings 0.
        if let Some(note) = evaluation.exact_note(index, leaf) {
            notes.put(id.as_str(), fraction(&note));
            if let Some(Some(term)) = brought.get(leaf) {
                terms.put(id.as_str(), fraction(term));
            }
        }
    }
    let rounded = evaluation.rounded_total(index, DISPLAY_DECIMALS).map(|total| total.to_string());
    let mut fields = Fields::default();
    fields.text("id", offer.id.as_str());
    fields.text("name", &offer.name);
    if offer.kind.is_scenario() {
        fields.text("kind", offer_kind_word(offer.kind));
    }
    fields.text("status", status_word(offer.standing.kind));
    fields.text("outcome", outcome);
    fields.put("failed_gates", each_id(assessment, failed_gates, gate_id));
    fields.put("notes", notes.end());
    fields.put("terms", terms.end());
    fields.put("total", evaluation.exact_total(index).map_or(Json::Null, |total| fraction(&total)));
    fields.put("total_rounded", Json::text_or_null(rounded));
    fields.put("rank", evaluation.rank_of(index).map_or(Json::Null, Json::Integer));
    // Where everything is known, a band would say the total once more.
    if evaluation.is_provisional() {
        let band = evaluation.total_band(index).map(|band| ends(fraction(&band.low), fraction(&band.high)));
        fields.put("band", band.unwrap_or(Json::Null));
        fields.put("ranks", evaluation.ranks_of(index).map_or(Json::Null, ranks));
    }
    if let Some(seal) = evaluation.grade(index, None) {
        let level = |seal| Json::Integer(usize::from(seal));
        fields.put("seal", ends(level(seal.low), level(seal.high)));
    }
    fields.end()
}

/// The word for a severity.
pub(crate) fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Notice => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn ends(low: Json, high: Json) -> Json {
    let mut fields = Fields::default();
    fields.put("low", low);
    fields.put("high", high);
    fields.end()
}

fn ranks(range: RankRange) -> Json {
    let mut fields = Fields::default();
    fields.put("best", Json::Integer(range.best));
    fields.put("worst", Json::Integer(range.worst));
    fields.put("exact", Json::Bool(range.is_exact));
    fields.end()
}

fn finding(assessment: &Assessment, finding: &Finding, message: String) -> Json {
    let code = match finding {
        Finding::MissingFact { .. } => "missing_fact",
        Finding::UncertainFact { .. } => "uncertain_fact",
        Finding::GateUndecided { .. } => "gate_undecided",
        Finding::GateDependsOnField { .. } => "gate_depends_on_field",
        Finding::ReferenceMayMove { .. } => "reference_may_move",
        Finding::DependsOnObserved { .. } => "depends_on_observed",
        Finding::AppliesToSome { .. } => "applies_to_some",
        Finding::NothingApplies { .. } => "nothing_applies",
        Finding::UndefinedNote { .. } => "undefined_note",
        Finding::NoteHeld { is_full: false, .. } => "note_held_at_zero",
        Finding::NoteHeld { is_full: true, .. } => "note_held_at_full",
        Finding::AbnormallyLow { .. } => "abnormally_low",
        Finding::TieBroken { .. } => "tie_broken",
        Finding::DisplayedTie { .. } => "displayed_tie",
        Finding::AwardDependsOnRounding { .. } => "award_depends_on_rounding",
        Finding::Tie { .. } => "tie",
        Finding::NothingToRank => "nothing_to_rank",
        Finding::NoWeight => "no_weight",
    };
    let severity = severity_word(finding.severity());
    let mut fields = Fields::default();
    fields.text("code", code);
    fields.text("severity", severity);
    match finding {
        Finding::MissingFact { offer, measure }
        | Finding::UncertainFact { offer, measure }
        | Finding::UndefinedNote { offer, measure } => {
            fields.put("offer", offer_id(assessment, *offer));
            fields.put("measure", measure_id(assessment, *measure));
        }
        Finding::GateUndecided { gate, offer } => {
            fields.put("gate", gate_id(assessment, *gate));
            fields.put("offer", offer_id(assessment, *offer));
        }
        Finding::GateDependsOnField { gate } => fields.put("gate", gate_id(assessment, *gate)),
        Finding::NothingApplies { offer } => fields.put("offer", offer_id(assessment, *offer)),
        Finding::ReferenceMayMove { measure }
        | Finding::DependsOnObserved { measure }
        | Finding::AppliesToSome { measure } => fields.put("measure", measure_id(assessment, *measure)),
        Finding::NoteHeld { measure, offers, .. } => {
            fields.put("measure", measure_id(assessment, *measure));
            fields.put("offers", each_id(assessment, offers, offer_id));
        }
        Finding::AbnormallyLow { detector, offers, threshold } => {
            let of = assessment.dossier().detectors.get(*detector).map(|detector| detector.of.to_string());
            fields.put("measure", Json::text_or_null(of));
            fields.put("offers", each_id(assessment, offers, offer_id));
            fields.put("threshold", fraction(threshold));
        }
        Finding::TieBroken { first, second, node } => {
            fields.put("offers", each_id(assessment, &[*first, *second], offer_id));
            fields.put("criterion", Json::text_or_null(assessment.nodes().get(*node).map(|node| node.id.to_string())));
        }
        Finding::DisplayedTie { first, second } => {
            fields.put("offers", each_id(assessment, &[*first, *second], offer_id));
        }
        Finding::AwardDependsOnRounding { exact } => fields.put("offers", each_id(assessment, exact, offer_id)),
        Finding::Tie { rank, offers } => {
            fields.put("rank", Json::Integer(*rank));
            fields.put("offers", each_id(assessment, offers, offer_id));
        }
        Finding::NothingToRank | Finding::NoWeight => {}
    }
    fields.put("message", Json::Text(message));
    fields.end()
}

pub(super) fn fraction(value: &Rational) -> Json {
    Json::Text(value.to_fraction_text())
}

fn each_id(assessment: &Assessment, indices: &[usize], id: fn(&Assessment, usize) -> Json) -> Json {
    let mut ids = Vec::with_capacity(indices.len());
    for index in indices {
        ids.push(id(assessment, *index));
    }
    Json::List(ids)
}

pub(super) fn offer_id(assessment: &Assessment, index: usize) -> Json {
    Json::text_or_null(assessment.dossier().offers.get(index).map(|offer| offer.id.to_string()))
}

fn gate_id(assessment: &Assessment, index: usize) -> Json {
    Json::text_or_null(assessment.dossier().gates.get(index).map(|gate| gate.id.to_string()))
}

fn measure_id(assessment: &Assessment, index: usize) -> Json {
    Json::text_or_null(assessment.measure_id(index).map(Id::to_string))
}

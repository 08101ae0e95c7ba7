//! The full evaluation as JSON, for whoever wants to check or to go on with it.
//!
//! Figures are exact fractions `"p/q"` in lowest terms; the same dossier gives
//! the same bytes natively and in the browser. Described in
//! `docs/dossier-format.md`. Out only: nothing reads this back.

use super::file::json::Json;
use super::file::v1::status_word;
use crate::dossier::{Assessment, Id, Offer};
use crate::engine::{Finding, Outcome, Rational, Severity};

/// Decimals of `total_rounded`.
const DECIMALS: u32 = 2;

/// The evaluation, pretty-printed, with a line end at the end. `message` says
/// a finding in the language of the reader.
pub fn write(assessment: &Assessment, message: impl Fn(&Finding) -> String) -> String {
    let evaluation = assessment.evaluation();
    let dossier = assessment.dossier();
    let offers = dossier.offers.iter().enumerate().map(|(index, each)| offer(assessment, index, each));
    let findings = evaluation.findings().iter().map(|each| finding(assessment, each, message(each)));
    Json::object([
        ("offers", Json::List(offers.collect())),
        ("findings", Json::List(findings.collect())),
        ("provisional", Json::Bool(evaluation.is_provisional())),
        ("ranking", Json::List(evaluation.order().iter().map(|index| offer_id(assessment, *index)).collect())),
    ])
    .to_file_text()
}

/// The exact difference between two ranked offers, term by term, largest
/// first; nothing unless both are ranked. Same form as [`write`].
pub fn write_comparison(assessment: &Assessment, first: &Id, second: &Id) -> Option<String> {
    let index = |id: &Id| assessment.dossier().offers.iter().position(|offer| offer.id == *id);
    let comparison = assessment.evaluation().compare(index(first)?, index(second)?)?;
    let terms = comparison.terms.iter().map(|(leaf, difference)| {
        Json::object([
            ("criterion", measure_id(assessment, *leaf)),
            ("difference", Json::Text(difference.to_fraction_text())),
        ])
    });
    let fields = [
        ("first", first.as_str().into()),
        ("second", second.as_str().into()),
        ("difference", Json::Text(comparison.difference.to_fraction_text())),
        ("terms", Json::List(terms.collect())),
    ];
    Some(Json::object(fields).to_file_text())
}

fn offer(assessment: &Assessment, index: usize, offer: &Offer) -> Json {
    let evaluation = assessment.evaluation();
    let (outcome, failed_gates): (&str, &[usize]) = match evaluation.outcome(index) {
        Outcome::Ranked => ("ranked", &[]),
        Outcome::SetAside => ("set_aside", &[]),
        Outcome::Eliminated(gates) => ("eliminated", gates),
        Outcome::Incomplete => ("incomplete", &[]),
    };
    let by_leaf = |figure: &dyn Fn(usize) -> Option<Rational>| {
        // A term is known where the note is: a leaf without weight brings 0.
        let known = assessment.leaves().filter(|(leaf, _)| evaluation.note(index, *leaf).is_some());
        let figures = known.filter_map(|(leaf, id)| Some((id.as_str().to_owned(), fraction(&figure(leaf)?))));
        Json::Object(figures.collect())
    };
    let rounded = evaluation.rounded_total(index, DECIMALS).map(|total| total.to_string());
    Json::object([
        ("id", offer.id.as_str().into()),
        ("name", offer.name.as_str().into()),
        ("status", status_word(offer.standing.kind).into()),
        ("outcome", outcome.into()),
        ("failed_gates", Json::List(failed_gates.iter().map(|gate| gate_id(assessment, *gate)).collect())),
        ("notes", by_leaf(&|leaf| evaluation.exact_note(index, leaf))),
        ("terms", by_leaf(&|leaf| evaluation.exact_term(index, leaf))),
        ("total", evaluation.exact_total(index).map_or(Json::Null, |total| fraction(&total))),
        ("total_rounded", Json::text_or_null(rounded)),
        ("rank", evaluation.rank_of(index).map_or(Json::Null, Json::Integer)),
    ])
}

fn finding(assessment: &Assessment, finding: &Finding, message: String) -> Json {
    let offer = |index: &usize| offer_id(assessment, *index);
    let measure = |index: &usize| measure_id(assessment, *index);
    let gate = |index: &usize| gate_id(assessment, *index);
    let (code, about): (&str, Vec<(&str, Json)>) = match finding {
        Finding::MissingFact { offer: o, measure: m } => {
            ("missing_fact", vec![("offer", offer(o)), ("measure", measure(m))])
        }
        Finding::GateUndecided { gate: g, offer: o } => {
            ("gate_undecided", vec![("gate", gate(g)), ("offer", offer(o))])
        }
        Finding::GateDependsOnField { gate: g } => ("gate_depends_on_field", vec![("gate", gate(g))]),
        Finding::UndefinedNote { offer: o, measure: m } => {
            ("undefined_note", vec![("offer", offer(o)), ("measure", measure(m))])
        }
        Finding::Tie { rank, offers } => {
            ("tie", vec![("rank", Json::Integer(*rank)), ("offers", Json::List(offers.iter().map(offer).collect()))])
        }
        Finding::NothingToRank => ("nothing_to_rank", Vec::new()),
        Finding::NoWeight => ("no_weight", Vec::new()),
    };
    let severity = match finding.severity() {
        Severity::Notice => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let mut fields = vec![("code", Json::from(code)), ("severity", severity.into())];
    fields.extend(about);
    fields.push(("message", Json::Text(message)));
    Json::Object(fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn fraction(value: &Rational) -> Json {
    Json::Text(value.to_fraction_text())
}

fn offer_id(assessment: &Assessment, index: usize) -> Json {
    Json::text_or_null(assessment.dossier().offers.get(index).map(|offer| offer.id.to_string()))
}

fn gate_id(assessment: &Assessment, index: usize) -> Json {
    Json::text_or_null(assessment.dossier().gates.get(index).map(|gate| gate.id.to_string()))
}

fn measure_id(assessment: &Assessment, index: usize) -> Json {
    Json::text_or_null(assessment.measure_id(index).map(Id::to_string))
}

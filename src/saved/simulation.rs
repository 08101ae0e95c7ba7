//! The formula simulator as JSON: who wins under which price formula, and at
//! which weights of the price the winner changes. Described in
//! `docs/dossier-format.md`. Out only: nothing reads this back.

use super::evaluation::{fraction, offer_id};
use super::file::json::{Fields, Json};
use crate::dossier::{Assessment, Id, Simulated};
use crate::engine::{DISPLAY_DECIMALS, Decimal};

/// Every formula on a price criterion, pretty-printed, with a line end at the
/// end; nothing when the criterion is no price or the estimate not above zero.
pub fn write(assessment: &Assessment, criterion: &Id, estimate: Option<Decimal>) -> Option<String> {
    let (leaf, _) = assessment.leaves().find(|(_, id)| *id == criterion)?;
    let simulated = assessment.under_every_formula(criterion, estimate)?;
    let mut formulas = Vec::with_capacity(simulated.len());
    for each in &simulated {
        formulas.push(formula(assessment, leaf, each));
    }
    let mut fields = Fields::default();
    fields.text("criterion", criterion.as_str());
    fields.put("formulas", Json::List(formulas));
    Some(fields.end().to_file_text())
}

fn formula(assessment: &Assessment, leaf: usize, simulated: &Simulated) -> Json {
    let evaluation = &simulated.evaluation;
    let mut parameters = Fields::default();
    for (parameter, value) in simulated.family.parameters.iter().zip(&simulated.parameters) {
        parameters.text(parameter.key, &value.to_string());
    }
    let mut offers = Vec::new();
    for (index, offer) in assessment.dossier().offers.iter().enumerate() {
        let mut fields = Fields::default();
        fields.text("id", offer.id.as_str());
        fields.put("note", evaluation.exact_note(index, leaf).map_or(Json::Null, |note| fraction(&note)));
        let total = evaluation.rounded_total(index, DISPLAY_DECIMALS).map(|total| total.to_string());
        fields.put("total_rounded", Json::text_or_null(total));
        fields.put("rank", evaluation.rank_of(index).map_or(Json::Null, Json::Integer));
        offers.push(fields.end());
    }
    let mut fields = Fields::default();
    fields.text("family", simulated.family.tag);
    fields.put("parameters", parameters.end());
    // Only an announced one has an expression.
    if simulated.family.has_expression {
        let written = assessment.measure_id(leaf).and_then(|id| assessment.dossier().measure(id));
        fields.put("expression", Json::text_or_null(written.map(|measure| measure.expression.clone())));
    }
    fields.put("announced", Json::Bool(simulated.is_announced));
    fields.put("leaders", leaders(assessment, &evaluation.leaders()));
    fields.put("offers", Json::List(offers));
    // Where no closed form holds there is nothing to say, and null says so.
    let spans = evaluation.leaders_by_share(leaf).map(|spans| {
        let mut list = Vec::with_capacity(spans.len());
        for span in &spans {
            let mut fields = Fields::default();
            fields.put("from", fraction(&span.from));
            fields.put("to", fraction(&span.to));
            fields.put("leaders", leaders(assessment, &span.leaders));
            list.push(fields.end());
        }
        Json::List(list)
    });
    fields.put("by_share", spans.unwrap_or(Json::Null));
    fields.end()
}

fn leaders(assessment: &Assessment, offers: &[usize]) -> Json {
    let mut list = Vec::with_capacity(offers.len());
    for offer in offers {
        list.push(offer_id(assessment, *offer));
    }
    Json::List(list)
}

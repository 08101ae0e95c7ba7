//! What a grid announces: measures, gates, method, detectors, other weights.

use super::{date, decimal, list, named, text_unless_empty, whole};
use crate::dossier::{Criterion, Detector, Gate, GateRule, Level, Measure, Method, Profile, Ranking};
use crate::engine::{Decimal, DetectorRule};
use crate::saved::file::json::{Fields, Json};
use crate::saved::file::v1::{
    DOUBLE_MEAN, LEVEL_AT_LEAST, MUSTS_COVERED, NOTE_AT_LEAST, SEAL_AT_LEAST, SHARE_OF_ESTIMATE, SHARE_OF_MEAN,
    VALUE_AT_LEAST, VALUE_AT_MOST, YES, composition_word, ranking_word, threshold_key,
};

/// A method other than the one that holds where none is named.
#[inline(never)]
pub(super) fn method(method: &Method) -> Json {
    let mut fields = Fields::default();
    if method.ranking != Ranking::default() {
        fields.text("ranking", ranking_word(method.ranking));
    }
    for (key, decimals) in [("note_decimals", method.note_decimals), ("total_decimals", method.total_decimals)] {
        if let Some(decimals) = decimals {
            fields.put(key, whole(decimals));
        }
    }
    if !method.tie_breaks.is_empty() {
        fields.put("tie_breaks", list(&method.tie_breaks, |id| id.as_str().into()));
    }
    date(&mut fields, "commitments_until", method.commitments_until);
    fields.end()
}

pub(super) fn put_measure(fields: &mut Fields, measure: &Measure) {
    fields.text("family", measure.family.tag);
    for (parameter, value) in measure.family.parameters.iter().zip(&measure.parameters) {
        fields.put(parameter.key, decimal(*value));
    }
    if measure.family.has_unit {
        text_unless_empty(fields, "unit", &measure.unit);
    }
    if measure.family.has_levels {
        fields.put("levels", list(&measure.levels, level));
        if let Some(market) = measure.market {
            fields.text("market", market.tag());
        }
    }
    if measure.family.has_curve {
        fields.put("points", list(&measure.curve, point));
    }
    if measure.family.has_expression {
        fields.text("expression", &measure.expression);
    }
    if let Some(rule) = measure.composed_by {
        fields.text("composition", composition_word(rule));
    }
}

fn level(level: &Level) -> Json {
    let mut fields = Fields::default();
    fields.text("label", &level.label);
    text_unless_empty(&mut fields, "description", &level.description);
    fields.put("points", decimal(level.points));
    if let Some(seal) = level.seal {
        fields.put("seal", Json::Integer(seal.into()));
    }
    fields.end()
}

#[inline(never)]
fn point((at, points): &(Decimal, Decimal)) -> Json {
    let mut fields = Fields::default();
    fields.put("at", decimal(*at));
    fields.put("points", decimal(*points));
    fields.end()
}

pub(super) fn gate(gate: &Gate) -> Json {
    let mut fields = named(&gate.id, &gate.name);
    let (rule, threshold) = match gate.rule {
        GateRule::Yes { .. } => (YES, Json::Null),
        GateRule::LevelAtLeast { level, .. } => (LEVEL_AT_LEAST, Json::Integer(level)),
        GateRule::ValueAtLeast { value, .. } => (VALUE_AT_LEAST, decimal(value)),
        GateRule::ValueAtMost { value, .. } => (VALUE_AT_MOST, decimal(value)),
        GateRule::NoteAtLeast { note, .. } => (NOTE_AT_LEAST, decimal(note)),
        GateRule::SealAtLeast { seal, .. } => (SEAL_AT_LEAST, Json::Integer(seal.into())),
        GateRule::MustsCovered { .. } => (MUSTS_COVERED, Json::Null),
    };
    fields.text("rule", rule);
    fields.text("of", gate.rule.of().as_str());
    if let Some(key) = threshold_key(rule) {
        fields.put(key, threshold);
    }
    text_unless_empty(&mut fields, "basis", &gate.basis);
    date(&mut fields, "basis_date", gate.basis_date);
    fields.end()
}

#[inline(never)]
pub(super) fn detector(detector: &Detector) -> Json {
    let mut fields = Fields::default();
    fields.text("of", detector.of.as_str());
    let (rule, percent, further) = match detector.rule {
        DetectorRule::ShareOfMean { percent } => (SHARE_OF_MEAN, percent, None),
        DetectorRule::DoubleMean { ceiling, percent } => (DOUBLE_MEAN, percent, Some(("ceiling", ceiling))),
        DetectorRule::ShareOfEstimate { estimate, percent } => {
            (SHARE_OF_ESTIMATE, percent, Some(("estimate", estimate)))
        }
    };
    fields.text("rule", rule);
    fields.put("percent", decimal(percent));
    if let Some((key, value)) = further {
        fields.put(key, decimal(value));
    }
    fields.end()
}

pub(super) fn profile(criteria: &[&Criterion], profile: &Profile) -> Json {
    let mut fields = named(&profile.id, &profile.name);
    text_unless_empty(&mut fields, "source", &profile.source);
    let mut weights = Fields::default();
    for criterion in criteria {
        if let Some(weight) = profile.weights.get(&criterion.id) {
            weights.put(criterion.id.as_str(), decimal(*weight));
        }
    }
    fields.put("weights", weights.end());
    fields.end()
}

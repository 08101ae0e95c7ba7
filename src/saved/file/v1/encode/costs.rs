//! The cost plan of everybody and the cost lines of an offer.

use super::{decimal, decimal_unless, flag, list, list_unless_empty, text_unless_empty, whole};
use crate::dossier::{CostItem, CostPlan, CostScenario, CostSegment};
use crate::engine::{Decimal, Quantity, When};
use crate::saved::file::json::{Fields, Json};
use crate::saved::file::v1::cost_kind_word;

#[inline(never)]
pub(super) fn plan(plan: &CostPlan) -> Json {
    let mut fields = Fields::default();
    fields.put("horizon", whole(plan.horizon));
    decimal_unless(&mut fields, "discount_rate", plan.discount_rate, Decimal::ZERO);
    list_unless_empty(&mut fields, "segments", &plan.segments, segment);
    fields.put("scenarios", list(&plan.scenarios, scenario));
    if plan.announced != 0 {
        fields.put("announced", Json::Integer(plan.announced));
    }
    fields.end()
}

fn segment(segment: &CostSegment) -> Json {
    let mut fields = Fields::default();
    fields.text("name", &segment.name);
    fields.put("volumes", list(&segment.volumes, |volume| decimal(*volume)));
    fields.end()
}

fn scenario(scenario: &CostScenario) -> Json {
    let mut fields = Fields::default();
    let hypotheses = &scenario.hypotheses;
    fields.text("name", &scenario.name);
    if let Some(year) = hypotheses.renewal_year {
        fields.put("renewal_year", whole(year));
    }
    decimal_unless(&mut fields, "renewal_rise", hypotheses.renewal_rise, Decimal::ZERO);
    decimal_unless(&mut fields, "volume_change", hypotheses.volume_change, Decimal::ZERO);
    decimal_unless(&mut fields, "extra_escalation", hypotheses.extra_escalation, Decimal::ZERO);
    fields.end()
}

#[inline(never)]
pub(super) fn cost(item: &CostItem) -> Json {
    let mut fields = Fields::default();
    let line = &item.line;
    fields.text("label", &item.label);
    text_unless_empty(&mut fields, "brick", &item.brick);
    fields.text("kind", cost_kind_word(line.kind));
    fields.put("amount", decimal(line.amount));
    match line.quantity {
        Quantity::Fixed(quantity) => decimal_unless(&mut fields, "quantity", quantity, Decimal::ONE),
        Quantity::Segment(segment) => fields.put("segment", Json::Integer(segment)),
    }
    match line.when {
        When::Once { year } => fields.put("year", whole(year)),
        When::Yearly { from, to } => {
            if from != 1 {
                fields.put("from", whole(from));
            }
            if let Some(to) = to {
                fields.put("to", whole(to));
            }
        }
    }
    decimal_unless(&mut fields, "escalation", line.escalation, Decimal::ZERO);
    flag(&mut fields, "renews", line.renews, false);
    text_unless_empty(&mut fields, "source", &item.source);
    fields.end()
}

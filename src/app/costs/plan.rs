//! What changes the cost plan: discount rate, segments, scenarios.

use super::{CostNumber, CostText, CostsMsg, USUAL_HORIZON, and_focus, change_plan};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::dossier::{CostPlan, CostScenario, CostSegment, PlanPart};
use crate::engine::{self, Decimal};
use crate::i18n::{Lang, Phrase, phrase};
use crate::say;

const BASE_SCENARIO: Phrase = phrase("Base", "Base");

/// The plan to begin with: one scenario that supposes nothing.
pub(super) fn fresh_plan(lang: Lang) -> CostPlan {
    let scenario = CostScenario { name: BASE_SCENARIO.get(lang).into(), hypotheses: engine::CostScenario::default() };
    CostPlan {
        horizon: USUAL_HORIZON,
        discount_rate: Decimal::ZERO,
        segments: Vec::new(),
        scenarios: vec![scenario],
        announced: 0,
    }
}

/// What changes the plan.
pub(super) fn plan(state: &mut State, msg: CostsMsg) -> Vec<Effect> {
    let Some(known) = &state.dossier().cost_plan else { return Vec::new() };
    let (mut plan, lang) = (known.clone(), state.lang);
    let mut focus = None;
    let part = match msg {
        CostsMsg::Number(CostNumber::Discount, rate) => {
            plan.discount_rate = rate;
            PlanPart::Discount
        }
        CostsMsg::Number(CostNumber::Volume(segment, year), volume) => {
            if let Some(segment) = plan.segments.get_mut(segment) {
                set_volume(segment, year, volume);
            }
            PlanPart::Segments
        }
        CostsMsg::Text(CostText::Segment(segment), name) => {
            if let Some(segment) = plan.segments.get_mut(segment) {
                segment.name = name;
            }
            PlanPart::Segments
        }
        CostsMsg::AddSegment => {
            let number = plan.segments.len() + 1;
            focus = Some(format!("cost-segment-{}", plan.segments.len()));
            let name = say!(lang, "Segment {number}", "Segment {number}");
            plan.segments.push(CostSegment { name, volumes: vec![Decimal::ZERO] });
            PlanPart::Segments
        }
        CostsMsg::AddScenario => {
            let number = plan.scenarios.len() + 1;
            focus = Some(format!("cost-scenario-{}", plan.scenarios.len()));
            let hypotheses = plan.scenarios.last().map(|last| last.hypotheses.clone()).unwrap_or_default();
            let name = say!(lang, "Scénario {number}", "Scenario {number}");
            plan.scenarios.push(CostScenario { name, hypotheses });
            PlanPart::Scenarios
        }
        CostsMsg::RemoveScenario(scenario) if scenario != plan.announced && scenario < plan.scenarios.len() => {
            plan.scenarios.remove(scenario);
            plan.announced -= usize::from(plan.announced > scenario);
            focus = Some("cost-scenarios".into());
            PlanPart::Scenarios
        }
        CostsMsg::Announce(scenario) => {
            plan.announced = scenario;
            PlanPart::Announced
        }
        msg => {
            set_scenario(&mut plan, msg);
            PlanPart::Scenarios
        }
    };
    and_focus(change_plan(state, plan, part), focus)
}

/// One figure or the name of a scenario.
fn set_scenario(plan: &mut CostPlan, msg: CostsMsg) {
    let place = match msg {
        CostsMsg::Number(CostNumber::Rise(at) | CostNumber::VolumeChange(at) | CostNumber::Escalations(at), _)
        | CostsMsg::Text(CostText::Scenario(at), _)
        | CostsMsg::RenewalYear(at, _) => at,
        _ => return,
    };
    let Some(scenario) = plan.scenarios.get_mut(place) else { return };
    let hypotheses = &mut scenario.hypotheses;
    match msg {
        CostsMsg::Number(CostNumber::Rise(_), value) => hypotheses.renewal_rise = value,
        CostsMsg::Number(CostNumber::VolumeChange(_), value) => hypotheses.volume_change = value,
        CostsMsg::Number(_, value) => hypotheses.extra_escalation = value,
        CostsMsg::RenewalYear(_, year) => hypotheses.renewal_year = year,
        CostsMsg::Text(_, name) => scenario.name = name,
        _ => {}
    }
}

/// The volume of a year; later years that were not given one of their own follow it.
fn set_volume(segment: &mut CostSegment, year: usize, volume: Decimal) {
    let last = segment.volumes.last().copied().unwrap_or(Decimal::ZERO);
    if year >= segment.volumes.len() {
        segment.volumes.resize(year + 1, last);
    }
    if let Some(place) = segment.volumes.get_mut(year) {
        *place = volume;
    }
}

//! The formula that is looked at: what it is, what is wrong with it, where the
//! winner changes, and what adopting it would do to the dossier.

use std::rc::Rc;

use super::{ChosenFormula, SpanRow, Trial};
use crate::dossier::{Assessment, Edit, Simulated, edit};
use crate::i18n;
use crate::present::lints::{LintView, lints};
use crate::present::outlook::outlook;
use crate::say;

/// The lints that look at one price formula.
const PRICE_LINTS: [&str; 4] = ["W-NEG", "W-FLAT", "W-ZERO", "W-CAP"];

/// Offers up to which prices are tried one by one: each price is an evaluation
/// of all of them.
const MAX_TRIED: usize = 40;

pub(super) fn chosen(trial: &Trial<'_>) -> Option<ChosenFormula> {
    let (lang, (_, simulated)) = (trial.lang, trial.chosen()?);
    let family = simulated.family;
    let named = family.parameters.iter().zip(&simulated.parameters);
    Some(ChosenFormula {
        name: family.name.get(lang).into(),
        help: family.help.get(lang),
        formula: family.formula.get(lang),
        parameters: named
            .map(|(parameter, value)| (parameter.name.get(lang).into(), i18n::number(lang, value.normalized())))
            .collect(),
        weaknesses: family.weaknesses.iter().map(|weakness| weakness.get(lang)).collect(),
        lints: remarks(trial, simulated),
        moved: trial.panel.moved,
        spans: spans(trial, simulated),
        outlook: if simulated.is_announced { None } else { adopted(trial, simulated) },
    })
}

/// The edit that adopts the formula.
fn adoption(trial: &Trial<'_>, simulated: &Simulated) -> Option<Edit> {
    let measure = trial.panel.measure(trial.dossier(), simulated)?;
    Some(Edit::Measure { of: trial.panel.criterion.clone(), measure })
}

/// What the lints would say of the grid with this formula and the assumed bids.
fn remarks(trial: &Trial<'_>, simulated: &Simulated) -> Vec<LintView> {
    let changed = adoption(trial, simulated).and_then(|change| edit(trial.assessment.dossier(), &change).ok());
    let Some(changed) = changed else { return Vec::new() };
    let mut remarks = lints(trial.lang, &Assessment::of(changed));
    let is_about = |about: &[String]| about.iter().any(|id| id == trial.panel.criterion.as_str());
    remarks.retain(|remark| PRICE_LINTS.contains(&remark.code) && is_about(&remark.about));
    remarks
}

fn spans(trial: &Trial<'_>, simulated: &Simulated) -> Vec<SpanRow> {
    let (lang, panel, dossier) = (trial.lang, trial.panel, trial.dossier());
    let Some(offer) = panel.offer_of(dossier, panel.moved).filter(|_| dossier.offers.len() <= MAX_TRIED) else {
        return Vec::new();
    };
    if simulated.evaluation.leaders().is_empty() {
        return Vec::new();
    }
    let money = |amount| i18n::money(lang, amount, &dossier.money.currency);
    let spans = simulated.evaluation.leaders_by_price(offer, trial.leaf, panel.low, panel.high);
    let row = |span: crate::engine::Span<_>| {
        let (from, to) = (money(span.from), money(span.to));
        SpanRow { range: say!(lang, "de {from} à {to}", "from {from} to {to}"), leaders: trial.names(&span.leaders) }
    };
    spans.into_iter().map(row).collect()
}

/// The ranking of the dossier as it is, under the other formula.
fn adopted(trial: &Trial<'_>, simulated: &Simulated) -> Option<crate::present::Outlook> {
    let state = trial.state;
    let next = edit(state.dossier(), &adoption(trial, simulated)?).ok()?;
    Some(outlook(trial.lang, &state.assessment, &Assessment::of(Rc::clone(&next))))
}

//! What changes the cost sheet that is edited, line by line.

use std::rc::Rc;

use super::{CostNumber, CostText, CostTrouble, CostsMsg, CostsNews, and_focus, change, say};
use crate::app::criteria::{ListStep, shifted};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::dossier::{CostEdit, CostItem, Dossier, Id, SheetStep, usual_when};
use crate::engine::{CostKind, CostLine, Decimal, Fact, Quantity, When};
use crate::i18n::{Lang, parse_number, phrase};

/// What changes the sheet that is edited.
pub(super) fn sheet(state: &mut State, msg: CostsMsg) -> Vec<Effect> {
    let Some((desk, dossier)) = state.costs.as_ref().zip(Some(Rc::clone(state.dossier()))) else { return Vec::new() };
    let Some(offer) = desk.offer(&dossier).cloned() else { return Vec::new() };
    let criterion = desk.criterion.clone();
    let horizon = dossier.cost_plan.as_ref().map_or(1, |plan| plan.horizon);
    let mut items = desk.items(&dossier, &offer).to_vec();
    let mut focus = None;
    let step = match msg {
        CostsMsg::AddLine { label, amount, kind, source } => {
            match new_line(state.lang, &label, &amount, (kind, horizon), &source) {
                Ok(line) => {
                    items.push(line);
                    focus = Some("cost-new-label".to_owned());
                    SheetStep::Added
                }
                Err(trouble) => return refuse(state, trouble),
            }
        }
        CostsMsg::FromPrice => match from_price(state.lang, &dossier, &offer, &criterion) {
            Some(line) => {
                items.push(line);
                focus = Some("cost-label-0".into());
                SheetStep::Added
            }
            None => return Vec::new(),
        },
        CostsMsg::Lines(step) => {
            let Some((next, place)) = shifted(&items, step, || None) else { return Vec::new() };
            items = next;
            match step {
                ListStep::Move(_, by) => {
                    focus = Some(format!("cost-{}-{place}", if by < 0 { "up" } else { "down" }));
                    SheetStep::Moved
                }
                _ => {
                    focus = Some("cost-lines".into());
                    SheetStep::Removed
                }
            }
        }
        msg => match set_line(&mut items, msg) {
            Ok(()) => SheetStep::Changed,
            Err(news) => {
                say(state, news);
                return Vec::new();
            }
        },
    };
    and_focus(change(state, CostEdit::Sheet { offer, criterion, items, step }), focus)
}

fn refuse(state: &mut State, trouble: CostTrouble) -> Vec<Effect> {
    if let Some(desk) = &mut state.costs {
        desk.trouble = Some(trouble);
    }
    say(state, CostsNews::Refused);
    vec![Effect::Focus(match trouble {
        CostTrouble::NoLabel => "cost-new-label",
        CostTrouble::Amount(_) => "cost-new-amount",
        CostTrouble::NoSource => "cost-new-source",
    })]
}

fn new_line(
    lang: Lang,
    label: &str,
    amount: &str,
    (kind, horizon): (CostKind, u32),
    source: &str,
) -> Result<CostItem, CostTrouble> {
    if label.trim().is_empty() {
        return Err(CostTrouble::NoLabel);
    }
    let amount = parse_number(lang, amount).map_err(CostTrouble::Amount)?;
    if source.trim().is_empty() {
        return Err(CostTrouble::NoSource);
    }
    Ok(item(label.trim(), amount, kind, source.trim(), usual_when(kind, horizon)))
}

fn item(label: &str, amount: Decimal, kind: CostKind, source: &str, when: When) -> CostItem {
    CostItem {
        label: label.to_owned(),
        brick: String::new(),
        source: source.to_owned(),
        line: CostLine {
            brick: 0,
            kind,
            amount,
            quantity: Quantity::Fixed(Decimal::ONE),
            when,
            escalation: Decimal::ZERO,
            renews: false,
        },
    }
}

/// The price that an offer has, as one line with its source.
fn from_price(lang: Lang, dossier: &Dossier, offer: &Id, criterion: &Id) -> Option<CostItem> {
    let entry = dossier.offer(offer)?.facts.get(criterion)?;
    let Fact::Number(price) = entry.fact else { return None };
    let (label, untold) = (
        phrase("Prix global de l'offre", "Overall price of the offer"),
        phrase("Prix saisi dans le dossier", "Price entered in the dossier"),
    );
    let source = if entry.source.trim().is_empty() { untold.get(lang) } else { &entry.source };
    Some(item(label.get(lang), price, CostKind::Other, source, When::Once { year: 1 }))
}

/// One figure, text or choice of a line.
fn set_line(items: &mut [CostItem], msg: CostsMsg) -> Result<(), CostsNews> {
    let place = match msg {
        CostsMsg::Number(
            CostNumber::Amount(at)
            | CostNumber::Quantity(at)
            | CostNumber::Escalation(at)
            | CostNumber::From(at)
            | CostNumber::To(at),
            _,
        )
        | CostsMsg::Clear(CostNumber::To(at))
        | CostsMsg::Text(CostText::Label(at) | CostText::Brick(at) | CostText::Source(at), _)
        | CostsMsg::Kind(at, _)
        | CostsMsg::Counts(at, _)
        | CostsMsg::Once(at, _)
        | CostsMsg::Renews(at, _) => at,
        _ => return Ok(()),
    };
    let Some(item) = items.get_mut(place) else { return Ok(()) };
    let line = &mut item.line;
    match msg {
        CostsMsg::Number(CostNumber::Amount(_), value) => line.amount = value,
        CostsMsg::Number(CostNumber::Quantity(_), value) => line.quantity = Quantity::Fixed(value),
        CostsMsg::Number(CostNumber::Escalation(_), value) => line.escalation = value,
        CostsMsg::Number(CostNumber::From(_), value) => {
            let first = year(value)?;
            line.when = match line.when {
                When::Once { .. } => When::Once { year: first },
                When::Yearly { to, .. } => When::Yearly { from: first, to },
            };
        }
        CostsMsg::Number(_, value) => set_last(line, Some(year(value)?)),
        CostsMsg::Clear(_) => set_last(line, None),
        CostsMsg::Text(CostText::Label(_), text) => item.label = text,
        CostsMsg::Text(CostText::Brick(_), text) => item.brick = text,
        CostsMsg::Text(_, text) => item.source = text,
        CostsMsg::Kind(_, kind) => line.kind = kind,
        CostsMsg::Counts(_, segment) => {
            line.quantity = segment.map_or(Quantity::Fixed(Decimal::ONE), Quantity::Segment);
        }
        CostsMsg::Once(_, is_once) => {
            let first = match line.when {
                When::Once { year } => year,
                When::Yearly { from, .. } => from,
            };
            line.when = if is_once { When::Once { year: first } } else { When::Yearly { from: first, to: None } };
        }
        CostsMsg::Renews(_, renews) => line.renews = renews,
        _ => {}
    }
    Ok(())
}

fn set_last(line: &mut CostLine, last: Option<u32>) {
    if let When::Yearly { to, .. } = &mut line.when {
        *to = last;
    }
}

/// A whole number as a year; whether it is within the horizon is for the check to say.
fn year(value: Decimal) -> Result<u32, CostsNews> {
    let plain = value.normalized();
    let whole = (plain.scale() == 0).then(|| u32::try_from(plain.digits()).ok()).flatten();
    whole.ok_or(CostsNews::NoYear)
}

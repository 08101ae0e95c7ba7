//! The same story from nothing, message by message, from the template and from
//! tables as somebody would paste them: it comes to the same ranking.

use std::rc::Rc;

use mieux_disant::app::{
    BeginMsg, ComponentText, ComponentsMsg, CostNumber, CostText, CostsMsg, CriteriaMsg, Msg, NeedsMsg, PasteMsg,
    State, TextPlace, ViewsMsg,
};
use mieux_disant::dossier::{Assessment, ComponentEdit, CostItem, Dossier, Id, Offer, Priority, RuleKind};
use mieux_disant::engine::{Composition, Decimal, Fact, Quantity, When};
use mieux_disant::i18n::Lang;
use mieux_disant::present;
use mieux_disant::table::{needs_rows, tab_separated, write_fact};

use super::{after, costs, id, outcome, start, story};

/// The story of a dossier told again.
fn rebuilt(from: &Dossier) -> State {
    let coverage = id("A1.1");
    let state = after(
        start(),
        [
            BeginMsg::Template("suite").into(),
            Msg::Criteria(CriteriaMsg::Family(coverage.clone(), "coverage")),
            Msg::Criteria(CriteriaMsg::Composition(id("A9.1"), Composition::Mean)),
            Msg::Criteria(CriteriaMsg::GateReads(id("A-G3"), coverage.clone())),
            Msg::Criteria(CriteriaMsg::GateKind(id("A-G3"), RuleKind::MustsCovered)),
            Msg::Criteria(CriteriaMsg::RemoveInformation(id("MUST"))),
            Msg::Criteria(CriteriaMsg::AddInformation),
        ],
    );
    let free = state.dossier().informations.last().unwrap().id.clone();
    let placeholder = state.dossier().requirements[0].id.clone();
    let state = after(
        state,
        [
            Msg::Criteria(CriteriaMsg::Text(TextPlace::InformationName(free.clone()), "Logiciel libre".into())),
            Msg::Criteria(CriteriaMsg::Family(free, "yes_no")),
            // The register, pasted; what the coverage began with goes.
            NeedsMsg::AskTable.into(),
            NeedsMsg::Table(tab_separated(&needs_rows(Lang::Fr, from))).into(),
            NeedsMsg::Land.into(),
            NeedsMsg::Remove(placeholder).into(),
            NeedsMsg::CommitmentsUntil(from.method.commitments_until).into(),
            // The offers, pasted.
            PasteMsg::Open("action-new").into(),
            PasteMsg::Text(tab_separated(&offers(from)), None).into(),
            PasteMsg::IntoNew(false).into(),
            PasteMsg::Land.into(),
            Msg::Costs(CostsMsg::Toggle),
            Msg::Costs(CostsMsg::Begin),
        ],
    );
    let state = from.offers.iter().enumerate().fold(plan(state, from), |state, (place, offer)| {
        let here = state.dossier().offers[place].id.clone();
        let kind = ViewsMsg::Kind { offer: here.clone(), kind: offer.kind, available_from: offer.available_from };
        let state = compose(after(state, [Msg::Views(kind)]), from, place);
        let own = offer.facts.get(&id("A4")).map(|entry| entry.costs.clone()).unwrap_or_default();
        let items = if own.is_empty() { from.composite_costs(&id("A4"), offer) } else { own };
        sheet(promise(state, from, place), &here, &items)
    });
    decide(state, from)
}

/// The facts of the whole offers as a table with a line for each.
fn offers(from: &Dossier) -> Vec<Vec<String>> {
    let measures = from.measures();
    let heads = std::iter::once("Offre".to_owned()).chain(measures.iter().map(|(_, name, _)| (*name).to_owned()));
    let line = |offer: &Rc<Offer>| {
        let fact = |id: &Id| offer.facts.get(id).map_or(Fact::Missing, |entry| entry.fact);
        let facts = measures.iter().map(|(id, _, measure)| write_fact(Lang::Fr, measure, fact(id)));
        std::iter::once(offer.name.clone()).chain(facts).collect()
    };
    std::iter::once(heads.collect()).chain(from.offers.iter().map(line)).collect()
}

/// The segments and scenarios of the plan.
fn plan(state: State, from: &Dossier) -> State {
    let plan = from.cost_plan.as_ref().unwrap();
    let segments = plan.segments.iter().enumerate().flat_map(|(place, segment)| {
        [
            CostsMsg::AddSegment,
            CostsMsg::Text(CostText::Segment(place), segment.name.clone()),
            CostsMsg::Number(CostNumber::Volume(place, 0), segment.volumes[0]),
        ]
    });
    let scenarios = plan.scenarios.iter().enumerate().flat_map(|(place, scenario)| {
        let add = (place > 0).then_some(CostsMsg::AddScenario);
        add.into_iter().chain([
            CostsMsg::Text(CostText::Scenario(place), scenario.name.clone()),
            CostsMsg::RenewalYear(place, scenario.hypotheses.renewal_year),
            CostsMsg::Number(CostNumber::Rise(place), scenario.hypotheses.renewal_rise),
        ])
    });
    let all = segments.chain(scenarios).chain([CostsMsg::Announce(plan.announced)]);
    after(state, all.map(Msg::Costs))
}

/// The lines of one sheet.
fn sheet(state: State, offer: &Id, items: &[CostItem]) -> State {
    let lines = items.iter().enumerate().flat_map(|(place, item)| {
        let line = &item.line;
        let mut msgs = vec![
            CostsMsg::AddLine {
                label: item.label.clone(),
                amount: line.amount.to_string().replace('.', ","),
                kind: line.kind,
                source: item.source.clone(),
            },
            CostsMsg::Text(CostText::Brick(place), item.brick.clone()),
            CostsMsg::Renews(place, line.renews),
            CostsMsg::Number(CostNumber::Escalation(place), line.escalation),
        ];
        if let Quantity::Segment(segment) = line.quantity {
            msgs.push(CostsMsg::Counts(place, Some(segment)));
        }
        if let When::Once { year } = line.when {
            msgs.push(CostsMsg::Once(place, true));
            msgs.push(CostsMsg::Number(CostNumber::From(place), Decimal::integer(year.into())));
        } else {
            msgs.push(CostsMsg::Once(place, false));
        }
        msgs
    });
    after(state, std::iter::once(CostsMsg::Sheet(offer.clone())).chain(lines).map(Msg::Costs))
}

/// The measure of the same name in the dossier at hand.
fn same(state: &State, from: &Dossier, measure: &Id) -> Id {
    let name = from.measures().into_iter().find(|(id, ..)| *id == measure).unwrap().1.to_owned();
    let here = state.dossier().measures();
    here.into_iter().find(|(_, other, _)| *other == name).unwrap_or_else(|| panic!("{name}")).0.clone()
}

/// What an offer commits itself to.
fn promise(state: State, from: &Dossier, place: usize) -> State {
    let offer = state.dossier().offers[place].id.clone();
    let promised = from.offers[place].facts.iter().filter_map(|(id, entry)| Some((id, entry.shortfall.as_ref()?)));
    promised.fold(state, |state, (need, shortfall)| {
        let open = NeedsMsg::Open { offer: offer.clone(), need: same(&state, from, need) };
        after(state, [open.into(), NeedsMsg::CommittedBy(shortfall.committed_by).into(), NeedsMsg::Close.into()])
    })
}

/// The bricks of an offer and those behind it, with their facts but for the costs.
fn compose(state: State, from: &Dossier, place: usize) -> State {
    let offer = state.dossier().offers[place].id.clone();
    let mut names: Vec<(Id, Id)> = Vec::new();
    from.offers[place].components.iter().fold(state, |state, component| {
        let add = ComponentsMsg::Add { offer: offer.clone(), name: component.name.clone(), kind: component.kind };
        let state = after(state, [add.into()]);
        let here = state.dossier().offer(&offer).unwrap().components.last().unwrap().id.clone();
        names.push((component.id.clone(), here.clone()));
        let behind = component.of.as_ref().map(|of| names.iter().find(|(theirs, _)| theirs == of).unwrap().1.clone());
        let role = ComponentEdit::Role { component: here.clone(), kind: component.kind, of: behind };
        let role = component.of.is_some().then(|| ComponentsMsg::Edit(offer.clone(), role).into());
        let date = component.available_from.map(|date| {
            ComponentsMsg::Text(ComponentText::AvailableFrom(offer.clone(), here.clone()), date.to_string()).into()
        });
        let facts: Vec<Msg> = (component.facts.iter().filter(|(id, _)| id.as_str() != "A4"))
            .map(|(measure, entry)| {
                let (component, measure) = (here.clone(), same(&state, from, measure));
                let edit = ComponentEdit::Entry { component, measure, entry: entry.clone().into() };
                ComponentsMsg::Edit(offer.clone(), edit).into()
            })
            .collect();
        after(state, role.into_iter().chain(date).chain(facts))
    })
}

/// The proposal and what was set aside.
fn decide(state: State, from: &Dossier) -> State {
    let choice = from.decision.choice.as_ref().unwrap();
    let place = from.offers.iter().position(|offer| offer.id == choice.offer).unwrap();
    let chosen = state.dossier().offers[place].id.clone();
    let aside = from.decision.set_aside.iter().enumerate().flat_map(|(place, alternative)| {
        [
            ComponentsMsg::AddAlternative(alternative.name.clone()),
            ComponentsMsg::Text(ComponentText::SetAside(place), alternative.reason.clone()),
        ]
    });
    let proposal =
        [ComponentsMsg::Propose(Some(chosen)), ComponentsMsg::Text(ComponentText::Reasons, choice.reasons.clone())];
    after(state, proposal.into_iter().chain(aside).map(Msg::from))
}

#[test]
fn built_from_nothing_it_comes_to_the_same() {
    let from = story();
    let state = rebuilt(&from);
    assert!(state.notice.is_none(), "{:?}", state.notice);
    let (there, here) = (Assessment::of(Rc::clone(&from)), &state.assessment);
    let names = |dossier: &Dossier| dossier.offers.iter().map(|offer| offer.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(state.dossier()), names(&from));
    assert_eq!(here.evaluation().order(), there.evaluation().order());
    for offer in 0..from.offers.len() {
        assert_eq!(outcome(here, offer), outcome(&there, offer), "{}", from.offers[offer].name);
        assert_eq!(here.evaluation().exact_total(offer), there.evaluation().exact_total(offer));
        assert_eq!(costs(state.dossier(), offer), costs(&from, offer), "{}", from.offers[offer].name);
        assert_eq!(state.dossier().offers[offer].availability(), from.offers[offer].availability());
        for priority in [Priority::Must, Priority::Should, Priority::May] {
            let of = |dossier: &Dossier| dossier.coverage(priority, &dossier.offers[offer]);
            assert_eq!(of(state.dossier()), of(&from));
        }
    }
    assert_eq!(state.dossier().decision.set_aside, from.decision.set_aside);
    let reasons = |dossier: &Dossier| dossier.decision.choice.as_ref().unwrap().reasons.clone();
    assert_eq!(reasons(state.dossier()), reasons(&from));
    assert_eq!(present::needs(&state).unasked, Vec::new());
    // Every step of it is undone, down to the grid of the template.
    let mut back = state.clone();
    while back.history.undoable().is_some() {
        back = after(back, [Msg::Undo]);
    }
    let begun = after(start(), [BeginMsg::Template("suite").into()]);
    assert!(back.dossier() == begun.dossier() || back.dossier() == start().dossier());
}

//! The register of needs, line by line.

use yew::prelude::*;

use super::{DateField, button, more, select};
use crate::app::{Msg, NeedsMsg, NumberPlace, TextPlace};
use crate::dossier::{Id, Priority};
use crate::i18n::{Lang, Phrase, phrase};
use crate::present::{NeedRow, NeedsView};
use crate::say;
use crate::ui::fields::{NumberField, NumberTarget, TextField, TextTarget};

/// The heads of the columns.
const HEADS: [Phrase; 9] = [
    phrase("Besoin et sa mesure", "Need and its measure"),
    phrase("Priorité", "Priority"),
    phrase("Poids", "Weight"),
    phrase("Porteur", "Owner"),
    phrase("Échéance", "Deadline"),
    phrase("Profils d'usage", "Usage profiles"),
    phrase("Compte dans", "Counts in"),
    phrase("Critères issus du besoin", "Criteria that come from it"),
    phrase("Ordre", "Order"),
];

pub(super) fn register(lang: Lang, view: &NeedsView, send: &Callback<Msg>) -> Html {
    let name = phrase("Registre des besoins", "Register of needs").get(lang);
    html! {
        <>
            <div class="scroll" tabindex="0" role="region" aria-label={name}>
                <table class="needs-table">
                    <caption class="visually-hidden">{ name }</caption>
                    <thead><tr>{ for HEADS.iter().map(|head| html! { <th scope="col" key={head.en}>{ head.get(lang) }</th> }) }</tr></thead>
                    <tbody>{ for view.rows.iter().map(|row| line(lang, view, row, send)) }</tbody>
                </table>
            </div>
            <p hidden={!view.rows.is_empty()}>{ phrase("Aucun besoin ne répond à ce filtre.", "No need matches this filter.").get(lang) }</p>
            { more(lang, view.hidden, "needs-all", send) }
        </>
    }
}

fn line(lang: Lang, view: &NeedsView, row: &NeedRow, send: &Callback<Msg>) -> Html {
    let (id, name) = (&row.id, &row.name);
    let text = |place: fn(Id) -> TextPlace, prefix: &str, label: String, value: &str, rows: Option<u8>| {
        html! {
            <TextField
                target={TextTarget::Grid(place(id.clone()))} value={value.to_owned()} send={send.clone()} {rows}
                id={format!("{prefix}-{id}")} {label}
            />
        }
    };
    let (of, send_deadline) = (id.clone(), send.clone());
    let onset = Callback::from(move |date| send_deadline.emit(NeedsMsg::Deadline(of.clone(), date).into()));
    html! {
        <tr key={id.as_str().to_owned()}>
            <th scope="row">
                { text(TextPlace::RequirementName, "need", say!(lang, "Intitulé du besoin {name}", "Name of the need {name}"), name, None) }
                { text(TextPlace::RequirementText, "need-measure", say!(lang, "Comment se mesure {name}", "How {name} is measured"), &row.measure, Some(2)) }
            </th>
            <td>{ priority(lang, view, row, send) }</td>
            <td>{ match &row.weight {
                Some(weight) => html! { <NumberField
                    target={NumberTarget::Grid(NumberPlace::Requirement(id.clone()))} {lang} send={send.clone()} value={weight.clone()}
                    id={format!("need-weight-{id}")} label={say!(lang, "Poids de {name}", "Weight of {name}")}
                /> },
                None => html! { <span class="hint">{ phrase("sans objet", "not used").get(lang) }</span> },
            } }</td>
            <td>{ text(TextPlace::RequirementOwner, "need-owner", say!(lang, "Porteur de {name}", "Owner of {name}"), &row.owner, None) }</td>
            <td><DateField
                id={format!("need-deadline-{id}")} label={say!(lang, "Échéance de {name}", "Deadline of {name}")} value={row.deadline.clone()} {lang} {onset}
            /></td>
            <td>{ text(TextPlace::RequirementUsage, "need-usage", say!(lang, "Profils d'usage de {name}, séparés par des virgules", "Usage profiles of {name}, with commas between them"), &row.usage, None) }</td>
            <td>{ counts_in(lang, view, row, send) }</td>
            <td>{ traced(lang, row, send) }</td>
            <td>{ tools(lang, row, send) }</td>
        </tr>
    }
}

fn priority(lang: Lang, view: &NeedsView, row: &NeedRow, send: &Callback<Msg>) -> Html {
    let (id, name, send) = (row.id.clone(), &row.name, send.clone());
    let onchoose = Callback::from(move |index: usize| {
        if let Some(priority) = Priority::ALL.get(index) {
            send.emit(NeedsMsg::Priority(id.clone(), *priority).into());
        }
    });
    let label = say!(lang, "Priorité de {name}", "Priority of {name}");
    select(format!("need-priority-{}", row.id), label, view.priorities.clone().into_iter(), row.priority, onchoose)
}

fn counts_in(lang: Lang, view: &NeedsView, row: &NeedRow, send: &Callback<Msg>) -> Html {
    let (id, name, send) = (row.id.clone(), &row.name, send.clone());
    let coverages: Vec<Option<Id>> = view.coverages.iter().map(|(id, _)| id.clone()).collect();
    let onchoose = Callback::from(move |index: usize| {
        if let Some(of) = coverages.get(index) {
            send.emit(NeedsMsg::CountIn(id.clone(), of.clone()).into());
        }
    });
    let names = view.coverages.iter().map(|(_, name)| name.clone()).collect::<Vec<_>>();
    let label = say!(lang, "Où compte {name}", "Where {name} counts");
    select(format!("need-of-{}", row.id), label, names.into_iter(), row.counted, onchoose)
}

/// The criteria that come from a need, and a list to link one more.
fn traced(lang: Lang, row: &NeedRow, send: &Callback<Msg>) -> Html {
    let (need, name) = (&row.id, &row.name);
    let untrace = |(criterion, title): &(Id, String)| {
        let msg = NeedsMsg::Trace { need: need.clone(), criterion: criterion.clone(), is_on: false };
        let label = say!(lang, "Délier {title} de {name}", "Unlink {title} from {name}");
        html! {
            <li key={criterion.as_str().to_owned()}>
                { title.clone() }
                <span class="controls">{ button(&format!("untrace-{need}-{criterion}"), "quiet", "✕", Some(label), true, msg, send) }</span>
            </li>
        }
    };
    let (id, send_trace) = (need.clone(), send.clone());
    let others: Vec<Id> = row.others.iter().map(|(id, _)| id.clone()).collect();
    let onchoose = Callback::from(move |index: usize| {
        if let Some(criterion) = index.checked_sub(1).and_then(|index| others.get(index)) {
            send_trace.emit(NeedsMsg::Trace { need: id.clone(), criterion: criterion.clone(), is_on: true }.into());
        }
    });
    let first = phrase("Relier…", "Link…").get(lang).to_owned();
    let choices = std::iter::once(first).chain(row.others.iter().map(|(_, title)| title.clone())).collect::<Vec<_>>();
    html! {
        <>
            <ul class="traced">{ for row.traced.iter().map(untrace) }</ul>
            <span class="controls">{ if row.others.is_empty() { Html::default() } else {
                select(format!("trace-{need}"), say!(lang, "Relier {name} à un critère", "Link {name} to a criterion"), choices.into_iter(), 0, onchoose)
            } }</span>
        </>
    }
}

fn tools(lang: Lang, row: &NeedRow, send: &Callback<Msg>) -> Html {
    let (id, name) = (&row.id, &row.name);
    html! {
        <span class="tool-group controls">
            { button(&format!("need-up-{id}"), "quiet", "↑", Some(say!(lang, "Monter {name}", "Move {name} up")), row.place > 0, NeedsMsg::Move(id.clone(), -1), send) }
            { button(&format!("need-down-{id}"), "quiet", "↓", Some(say!(lang, "Descendre {name}", "Move {name} down")), row.place + 1 < row.count, NeedsMsg::Move(id.clone(), 1), send) }
            { button(&format!("need-remove-{id}"), "quiet", "✕", Some(say!(lang, "Retirer {name}", "Remove {name}")), true, NeedsMsg::Remove(id.clone()), send) }
        </span>
    }
}

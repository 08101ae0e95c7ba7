//! What the offer with the cursor is put together from: its bricks, who stands
//! behind them, what is known of each, and what they make together.

use std::rc::Rc;

use yew::prelude::*;

use super::cell_sheet::evidence;
use super::criteria::select;
use super::fields::{TextField, TextTarget};
use super::page::{heading, when_escaped};
use crate::app::{ComponentFact, ComponentText, ComponentsMsg, Msg, Part, State};
use crate::dossier::{ComponentEdit, ComponentKind};
use crate::i18n::{Lang, phrase};
use crate::present::composites::component_kind;
use crate::present::sentences::capitalized;
use crate::present::{self, CellSheet, ComponentRow, ComponentsView, FactCell, FactLine, Support};
use crate::say;
use crate::ui::maybe;

#[inline(never)]
pub(super) fn panel(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let Some(view) = present::components(state) else { return Html::default() };
    let name = &view.name;
    let (bricks, parties): (Vec<_>, Vec<_>) = view.rows.iter().partition(|row| !row.kind.is_party());
    let add = |id: &'static str, text: &'static str, name: String, kind: ComponentKind| {
        let offer = view.offer.clone();
        let onclick =
            send.reform(move |_| ComponentsMsg::Add { offer: offer.clone(), name: name.clone(), kind }.into());
        html! { <button type="button" {id} {onclick}>{ text }</button> }
    };
    let fresh_brick = say!(lang, "Brique {0}", "Brick {0}", bricks.len() + 1);
    let fresh_party = say!(lang, "Intervenant {0}", "Party {0}", parties.len() + 1);
    html! {
        <section class="views" aria-labelledby="components-title">
            { heading(level, "components-title", &say!(lang, "Briques et intervenants de {name}", "Bricks of {name}, and who stands behind it")) }
            <p class="hint">{ phrase(
                "Ce qui n'est pas saisi dans la grille pour l'offre entière suit de ses briques, selon la règle de chaque critère. Une case vide est inconnue\u{a0}; un intervenant ne compte que pour les données qui sont les siennes.",
                "What is not entered in the grid for the whole offer follows from its bricks, by the rule of each criterion. An empty cell is not known; somebody counts only for the facts that are their own.",
            ).get(lang) }</p>
            { table(lang, &view, "bricks", phrase("Briques", "Bricks").get(lang), &bricks, send) }
            { table(lang, &view, "parties", phrase("Intervenants", "Parties").get(lang), &parties, send) }
            <p class="buttons controls">
                { add("add-brick", phrase("Ajouter une brique", "Add a brick").get(lang), fresh_brick, ComponentKind::Brick) }
                { add("add-integration", phrase("Ajouter un coût d'intégration", "Add a cost of integration").get(lang),
                    capitalized(component_kind(ComponentKind::Integration).get(lang)), ComponentKind::Integration) }
                { add("add-party", phrase("Ajouter un intervenant", "Add a party").get(lang), fresh_party, ComponentKind::Supplier) }
            </p>
            <p hidden={view.availability.is_none()}>{ view.availability.clone() }</p>
            { if view.lines.is_empty() { Html::default() } else { facts(lang, &view, send) } }
            { maybe(&view.sheet, |(place, sheet)| self::sheet(lang, level, place, sheet, send)) }
        </section>
    }
}

/// The components of a kind: their names, roles and dates.
fn table(
    lang: Lang,
    view: &ComponentsView,
    id: &'static str,
    title: &'static str,
    rows: &[&ComponentRow],
    send: &Callback<Msg>,
) -> Html {
    if rows.is_empty() {
        return Html::default();
    }
    let is_party = rows.iter().any(|row| row.kind.is_party());
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={title} {id}>
            <table class="details">
                <caption>{ title }</caption>
                <thead><tr>
                    <th scope="col">{ phrase("Nom", "Name").get(lang) }</th>
                    <th scope="col">{ phrase("Rôle", "Role").get(lang) }</th>
                    <th scope="col">{ if is_party { phrase("Pour", "For") } else { phrase("Disponible à partir de", "Available from") }.get(lang) }</th>
                    <th scope="col" class="controls">{ phrase("Actions", "Actions").get(lang) }</th>
                </tr></thead>
                <tbody>{ for rows.iter().map(|row| self::row(lang, view, row, send)) }</tbody>
            </table>
        </div>
    }
}

fn row(lang: Lang, view: &ComponentsView, row: &ComponentRow, send: &Callback<Msg>) -> Html {
    let (id, name) = (&row.id, &row.name);
    html! {
        <tr key={id.as_str().to_owned()}>
            <th scope="row">
                <TextField
                    target={target(ComponentText::Name(view.offer.clone(), id.clone()))} value={name.clone()}
                    id={format!("component-name-{id}")} label={say!(lang, "Nom de {name}", "Name of {name}")} send={send.clone()}
                />
            </th>
            <td>{ role(lang, view, row, send) }</td>
            <td>{
                match row.kind {
                    ComponentKind::Brick => html! {
                        <TextField
                            target={target(ComponentText::AvailableFrom(view.offer.clone(), id.clone()))} value={row.available_from.clone()}
                            id={format!("component-available-{id}")} placeholder="2026-06" send={send.clone()}
                            label={say!(lang, "{name} disponible à partir de (2026, 2026-06 ou 2026-06-30)", "{name} available from (2026, 2026-06 or 2026-06-30)")}
                        />
                    },
                    ComponentKind::Integration => Html::default(),
                    _ => behind(lang, view, row, send),
                }
            }</td>
            <td class="controls">{ tools(lang, view, row, send) }</td>
        </tr>
    }
}

/// The parties that one can be.
const ROLES: [ComponentKind; 4] =
    [ComponentKind::Holder, ComponentKind::Reseller, ComponentKind::Supplier, ComponentKind::Subcontractor];

fn role(lang: Lang, view: &ComponentsView, row: &ComponentRow, send: &Callback<Msg>) -> Html {
    let Some(chosen) = ROLES.iter().position(|kind| *kind == row.kind) else {
        return html! { { component_kind(row.kind).get(lang) } };
    };
    let (offer, id) = (view.offer.clone(), row.id.clone());
    let of = row.of.and_then(|place| view.bricks.get(place)).map(|(id, _)| id.clone());
    let onchoose = send.reform(move |index: usize| {
        let kind = ROLES.get(index).copied().unwrap_or(ComponentKind::Supplier);
        ComponentsMsg::Edit(offer.clone(), ComponentEdit::Role { component: id.clone(), kind, of: of.clone() }).into()
    });
    let name = &row.name;
    select(
        format!("component-role-{}", row.id),
        say!(lang, "Rôle de {name}", "Role of {name}"),
        ROLES.iter().map(|kind| component_kind(*kind).get(lang).to_owned()),
        chosen,
        onchoose,
    )
}

/// What somebody stands behind.
fn behind(lang: Lang, view: &ComponentsView, row: &ComponentRow, send: &Callback<Msg>) -> Html {
    let (offer, id, kind, bricks) = (view.offer.clone(), row.id.clone(), row.kind, view.bricks.clone());
    let onchoose = send.reform(move |index: usize| {
        let of = index.checked_sub(1).and_then(|index| bricks.get(index)).map(|(id, _)| id.clone());
        ComponentsMsg::Edit(offer.clone(), ComponentEdit::Role { component: id.clone(), kind, of }).into()
    });
    let whole = phrase("l'offre entière", "the whole offer").get(lang).to_owned();
    let name = &row.name;
    select(
        format!("component-of-{}", row.id),
        say!(lang, "Brique de {name}", "Brick of {name}"),
        std::iter::once(whole).chain(view.bricks.iter().map(|(_, name)| name.clone())),
        row.of.map_or(0, |place| place + 1),
        onchoose,
    )
}

fn tools(lang: Lang, view: &ComponentsView, row: &ComponentRow, send: &Callback<Msg>) -> Html {
    let tool = |verb: &str, text: &'static str, label: String, is_possible: bool, edit: ComponentEdit| {
        let (send, offer) = (send.clone(), view.offer.clone());
        let onclick = Callback::from(move |_| {
            if is_possible {
                send.emit(ComponentsMsg::Edit(offer.clone(), edit.clone()).into());
            }
        });
        html! {
            <button type="button" id={format!("component-{verb}-{}", row.id)} class="quiet" aria-label={label.clone()} title={label}
                aria-disabled={(!is_possible).then_some("true")} {onclick}>{ text }</button>
        }
    };
    let (name, (up, down)) = (&row.name, row.can_move);
    let shift = |by| ComponentEdit::Move { component: row.id.clone(), by };
    html! {
        <span class="tool-group">
            { tool("up", "↑", say!(lang, "Monter {name}", "Move {name} up"), up, shift(-1)) }
            { tool("down", "↓", say!(lang, "Descendre {name}", "Move {name} down"), down, shift(1)) }
            { tool("remove", "✕", say!(lang, "Retirer {name}", "Remove {name}"), true, ComponentEdit::Remove(row.id.clone())) }
        </span>
    }
}

/// A line for each measure, a column for each component, and the whole.
fn facts(lang: Lang, view: &ComponentsView, send: &Callback<Msg>) -> Html {
    let title = phrase("Données des briques et règles de composition", "Facts of the bricks and rules of composition");
    let heads = view.rows.iter().map(|row| {
        html! {
            <th scope="col" key={row.id.as_str().to_owned()}>
                { row.name.clone() }{ " " }<span class="unit">{ component_kind(row.kind).get(lang) }</span>
            </th>
        }
    });
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={title.get(lang)} id="component-facts">
            <table class="details">
                <caption>{ title.get(lang) }</caption>
                <thead><tr>
                    <th scope="col">{ phrase("Donnée", "Fact").get(lang) }</th>
                    { for heads }
                    <th scope="col">{ phrase("Ensemble", "Together").get(lang) }</th>
                </tr></thead>
                <tbody>{ for view.lines.iter().map(|line| self::line(lang, view, line, send)) }</tbody>
            </table>
        </div>
    }
}

fn line(lang: Lang, view: &ComponentsView, line: &FactLine, send: &Callback<Msg>) -> Html {
    let cells = line.cells.iter().zip(&line.supports).zip(&view.rows).map(|((cell, support), row)| {
        let (measure, name) = (&line.name, &row.name);
        let label = say!(lang, "{measure}, {name}", "{measure}, {name}");
        html! {
            <td key={row.id.as_str().to_owned()}>
                { self::cell(lang, cell, label.clone(), send) }
                { for support.iter().map(|support| self::support(lang, support, &label, send)) }
            </td>
        }
    });
    html! {
        <tr key={line.id.as_str().to_owned()}>
            <th scope="row">{ line.name.clone() }{ " " }<span class="unit">{ line.unit.clone() }</span></th>
            { for cells }
            <td id={format!("composed-{}", line.id)}>
                if let Some(own) = &line.own {
                    <strong>{ own.clone() }</strong>
                    <span class="justification">{ say!(lang, "saisie pour l'offre entière\u{a0}; les briques donneraient {0}", "entered for the whole offer; the bricks would give {0}", line.composed) }</span>
                } else {
                    <strong>{ line.composed.clone() }</strong>
                }
                <span class="justification">{ line.rule.clone() }</span>
            </td>
        </tr>
    }
}

/// What supports a fact, and the button that opens its sheet.
fn support(lang: Lang, support: &Support, label: &str, send: &Callback<Msg>) -> Html {
    let place = support.place.clone();
    let onclick = send.reform(move |_| ComponentsMsg::ToggleEvidence(place.clone()).into());
    html! {
        <span class="support">
            <button
                type="button" class="quiet controls" id={format!("component-evidence-{}-{}", support.place.component, support.place.measure)}
                aria-label={say!(lang, "Preuve\u{a0}: {label}", "Evidence: {label}")}
                aria-expanded={if support.is_open { "true" } else { "false" }} {onclick}
            >{ phrase("Preuve", "Evidence").get(lang) }</button>
            <span class="justification" hidden={support.text.is_empty()}>{ support.text.clone() }</span>
        </span>
    }
}

/// What supports the fact that was chosen.
fn sheet(lang: Lang, level: u8, place: &ComponentFact, sheet: &CellSheet, send: &Callback<Msg>) -> Html {
    let close: Msg = ComponentsMsg::ToggleEvidence(place.clone()).into();
    let onkeydown = when_escaped(send, close.clone());
    let of = |part: Part| target(ComponentText::Evidence(place.clone(), part));
    html! {
        <section class="cell-sheet panel" aria-labelledby="component-sheet-title" {onkeydown}>
            { heading(level + 1, "component-sheet-title", &sheet.title) }
            { evidence(lang, "component-sheet", sheet, &of, send) }
            <p class="buttons controls">
                <button type="button" id="component-sheet-close" onclick={send.reform(move |_| close.clone())}>
                    { phrase("Fermer", "Close").get(lang) }
                </button>
            </p>
        </section>
    }
}

pub(super) fn cell(lang: Lang, cell: &FactCell, label: String, send: &Callback<Msg>) -> Html {
    match cell {
        FactCell::NotItsOwn => html! {
            <><span aria-hidden="true">{ "—" }</span><span class="visually-hidden">{ phrase("n'est pas la sienne", "not its own").get(lang) }</span></>
        },
        FactCell::Read(text) => html! {
            <>{ text.clone() }{ " " }<span class="unit">{ phrase("selon ses lignes de coût", "by its cost lines").get(lang) }</span></>
        },
        FactCell::Typed(place, text, problem) => {
            let id = format!("component-fact-{}-{}", place.component, place.measure);
            html! {
                <>
                    <TextField
                        target={target(ComponentText::Fact(place.clone()))} value={text.clone()} {id} {label} class="unit-field" send={send.clone()}
                    />
                    if let Some(problem) = problem {
                        <span class="field-error">{ problem.clone() }</span>
                    }
                </>
            }
        }
        FactCell::Chosen(place, answers, chosen) => {
            let id = format!("component-fact-{}-{}", place.component, place.measure);
            let place = place.clone();
            let onchoose =
                send.reform(move |index: usize| ComponentsMsg::Choose(place.clone(), index.checked_sub(1)).into());
            let unknown = phrase("– (inconnu)", "– (unknown)").get(lang).to_owned();
            let options = std::iter::once(unknown).chain(answers.iter().cloned());
            select(id, label, options, chosen.map_or(0, |chosen| chosen + 1), onchoose)
        }
    }
}

/// The identifiers of a field are shared: a field is compared at every drawing.
pub(super) fn target(text: ComponentText) -> TextTarget {
    TextTarget::Component(Rc::new(text))
}

/// The button that opens the panel, with the tools of the offer with the cursor.
pub(super) fn toggle(state: &State, send: &Callback<Msg>) -> Html {
    button(
        "toggle-components",
        phrase("Briques et intervenants", "Bricks and parties").get(state.lang),
        state.components.shows_components,
        send.reform(|_| ComponentsMsg::ToggleComponents.into()),
    )
}

fn button(id: &'static str, text: &'static str, is_open: bool, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" {id} class="quiet" aria-expanded={if is_open { "true" } else { "false" }} {onclick}>{ text }</button>
    }
}

//! The tree: one line per criterion, with what moves it.

use yew::prelude::*;

use super::controls::{button, family_choice, keeps_keys};
use super::settings::settings;
use super::total;
use crate::app::{CriteriaMsg, Msg, NumberPlace, Zone};
use crate::i18n::{Lang, phrase};
use crate::present::{CriteriaView, CriterionRow};
use crate::say;
use crate::ui::fields::{NumberField, NumberTarget, TextField, TextTarget};
use crate::ui::maybe;

pub(super) fn tree(lang: Lang, view: &CriteriaView, send: &Callback<Msg>) -> Html {
    html! {
        <>
        // Each field says the same in its own name.
        <p class="line line-head controls" aria-hidden="true">
            <span>{ phrase("Critère", "Criterion").get(lang) }</span>
            <span class="criterion-weight">
                <span class="weight-head">{ if view.is_percent { phrase("% du groupe", "% of group") } else { phrase("En points", "In points") }.get(lang) }</span>
                <span class="share">{ phrase("Part du total", "Share of total").get(lang) }</span>
            </span>
            <span>{ phrase("Méthode de notation", "Scoring method").get(lang) }</span>
        </p>
        <ol class="tree" aria-label={phrase("Grille de critères", "Criteria grid").get(lang)}>
            { for view.rows.iter().map(|row| criterion(lang, view, row, send)) }
        </ol>
        </>
    }
}

fn criterion(lang: Lang, view: &CriteriaView, row: &CriterionRow, send: &Callback<Msg>) -> Html {
    let drop = row.drop.map(|zone| match zone {
        Zone::Before => "drop-before",
        Zone::Into => "drop-into",
        Zone::After => "drop-after",
    });
    let key = row.id.as_str().to_owned();
    html! {
        <li {key} class={classes!("criterion", format!("depth-{}", row.depth), row.is_dragged.then_some("dragged"))} data-criterion={row.id.as_str().to_owned()}>
            { line(lang, view, row, drop, send) }
            <div class="settings-place">{ row.settings.as_ref().map(|found| settings(lang, found, send)) }</div>
            <ol hidden={row.children.is_empty()} aria-label={say!(lang, "Sous-critères de {0}", "Sub-criteria of {0}", row.name)}>
                { for row.children.iter().map(|child| criterion(lang, view, child, send)) }
            </ol>
            <div class="group-foot" hidden={row.total.is_none()}>
                { row.total.as_ref().map(|found| total(lang, found, send)) }
                { maybe(&row.total, |_| add_below(lang, row, send)) }
            </div>
        </li>
    }
}

fn add_below(lang: Lang, row: &CriterionRow, send: &Callback<Msg>) -> Html {
    let name = &row.name;
    button(
        &format!("add-to-{}", row.id),
        "quiet controls",
        phrase("+ Sous-critère", "+ Sub-criterion").get(lang),
        Some(say!(lang, "Ajouter un sous-critère à {name}", "Add a sub-criterion to {name}")),
        true,
        CriteriaMsg::Add(Some(row.id.clone())),
        send,
    )
}

fn line(lang: Lang, view: &CriteriaView, row: &CriterionRow, drop: Option<&'static str>, send: &Callback<Msg>) -> Html {
    let (name, id) = (&row.name, row.id.clone());
    let target = if view.is_percent {
        NumberTarget::Grid(NumberPlace::Percent(row.id.clone()))
    } else {
        NumberTarget::Weight(row.id.clone())
    };
    let over = {
        let (send, id, known) = (send.clone(), row.id.clone(), row.drop);
        Callback::from(move |event: DragEvent| {
            // What listens is the root of the widget: the line is looked for from what is below.
            let below = event.target_dyn_into::<web_sys::Element>();
            let Some(line) = below.and_then(|below| below.closest(".line").ok().flatten()) else { return };
            event.prevent_default();
            let area = line.get_bounding_client_rect();
            let down = (f64::from(event.client_y()) - area.top()) / area.height().max(1.0) * 100.0;
            // The same half of the same line says nothing new.
            if known.is_none_or(|zone| (zone == Zone::Before) != (down < 35.0)) {
                send.emit(Msg::Criteria(CriteriaMsg::DragOver(id.clone(), down.clamp(0.0, 100.0) as u8)));
            }
        })
    };
    let ondrop = send.reform(|event: DragEvent| {
        event.prevent_default();
        Msg::Criteria(CriteriaMsg::Drop)
    });
    let lock = row.id.clone();
    let lock_label = say!(lang, "Verrouiller le poids de {name}", "Lock the weight of {name}");
    html! {
        <div class={classes!("line", drop)} onkeydown={moving(&row.id, send)} ondragover={over} {ondrop}>
            <span class="criterion-name">
                { grip(lang, row, send) }
                <span class={format!("swatch hue-{}", row.hue)} aria-hidden="true">
                    if row.depth == 0 { { row.number } }
                </span>
                <TextField
                    target={TextTarget::CriterionName(id)} value={name.clone()} send={send.clone()}
                    id={format!("name-{}", row.id)} label={say!(lang, "Nom de {name}", "Name of {name}")}
                />
                <span class="print-only">{ name.clone() }</span>
            </span>
            <span class="criterion-weight">
                <NumberField
                    key={if view.is_percent { "percent" } else { "points" }}
                    {target} {lang} send={send.clone()} id={format!("criterion-weight-{}", row.id)}
                    value={row.weight.clone()} label={row.weight_label.clone()}
                />
                <span class="unit" aria-hidden="true">{ if view.is_percent { "%" } else { "" } }</span>
                <button
                    type="button" id={format!("lock-{}", row.id)} class="quiet lock controls"
                    aria-pressed={if row.is_locked { "true" } else { "false" }} aria-label={lock_label.clone()} title={lock_label}
                    onclick={send.reform(move |_| Msg::ToggleLock(lock.clone()))}
                ><span class="lock-icon" aria-hidden="true"></span></button>
                <span class="share" title={phrase("Part du total", "Share of the total").get(lang)}>{ row.share.clone() }</span>
            </span>
            <span class="criterion-method">
                { method(lang, row, send) }
                <span class="marks" hidden={row.marks.is_empty()}>{ row.marks.clone() }</span>
            </span>
            <span class="tool-group controls">{ tools(lang, row, send) }</span>
            <span class="description print-only" hidden={row.description.is_empty() || row.settings.is_some()}>{ row.description.clone() }</span>
        </div>
    }
}

/// What the mouse seizes; buttons and keys do the same.
fn grip(lang: Lang, row: &CriterionRow, send: &Callback<Msg>) -> Html {
    let (send_start, id) = (send.clone(), row.id.clone());
    let ondragstart = Callback::from(move |event: DragEvent| {
        if let Some(data) = event.data_transfer() {
            // Firefox drags nothing without data; a browser that refuses drags nothing.
            let _ = data.set_data("text/plain", id.as_str());
            data.set_effect_allowed("move");
        }
        send_start.emit(Msg::Criteria(CriteriaMsg::Drag(id.clone())));
    });
    html! {
        <span
            class="grip controls" draggable="true" aria-hidden="true"
            title={phrase("Glisser pour déplacer", "Drag to move").get(lang)}
            {ondragstart} ondragend={send.reform(|_| Msg::Criteria(CriteriaMsg::DragEnd))}
        ></span>
    }
}

fn method(lang: Lang, row: &CriterionRow, send: &Callback<Msg>) -> Html {
    let name = &row.name;
    let Some(family) = row.family else {
        return html! { <span class="is-group">{ phrase("Groupe de sous-critères", "Group of sub-criteria").get(lang) }</span> };
    };
    let (of, send) = (row.id.clone(), send.clone());
    html! {
        <>
            <span class="controls">{ family_choice(
                format!("family-{}", row.id),
                say!(lang, "Méthode de notation de {name}", "Scoring method of {name}"),
                lang,
                family,
                Callback::from(move |family: &'static crate::catalogue::Family| {
                    send.emit(Msg::Criteria(CriteriaMsg::Family(of.clone(), family.tag)));
                }),
            ) }</span>
            <span class="print-only">{ family.name.get(lang) }</span>
        </>
    }
}

fn tools(lang: Lang, row: &CriterionRow, send: &Callback<Msg>) -> Html {
    let name = &row.name;
    let id = |verb: &str| format!("{verb}-{}", row.id);
    let open = row.id.clone();
    let is_open = row.settings.is_some();
    html! {
        <>
            { button(&id("up"), "quiet", "↑", Some(say!(lang, "Monter {name}", "Move {name} up")), row.can_rise,
                CriteriaMsg::Move(row.id.clone(), -1), send) }
            { button(&id("down"), "quiet", "↓", Some(say!(lang, "Descendre {name}", "Move {name} down")), row.can_fall,
                CriteriaMsg::Move(row.id.clone(), 1), send) }
            <button
                type="button" id={id("settings")} class="quiet" aria-expanded={if is_open { "true" } else { "false" }}
                aria-label={say!(lang, "Réglages de {name}", "Settings of {name}")}
                onclick={send.reform(move |_| Msg::Criteria(CriteriaMsg::Open(open.clone())))}
            >{ phrase("Réglages", "Settings").get(lang) }</button>
            { button(&id("remove"), "quiet", phrase("Retirer", "Remove").get(lang), Some(say!(lang, "Retirer {name}", "Remove {name}")),
                !row.is_last, CriteriaMsg::Remove(row.id.clone()), send) }
        </>
    }
}

/// Alt with an arrow, anywhere on the line but in a list of choices or in a text
/// that is being typed.
fn moving(id: &crate::dossier::Id, send: &Callback<Msg>) -> Callback<KeyboardEvent> {
    let (id, send) = (id.clone(), send.clone());
    Callback::from(move |event: KeyboardEvent| {
        if !event.alt_key() || event.ctrl_key() || event.meta_key() || keeps_keys(&event) {
            return;
        }
        let id = id.clone();
        let msg = match event.key().as_str() {
            "ArrowUp" => CriteriaMsg::Move(id, -1),
            "ArrowDown" => CriteriaMsg::Move(id, 1),
            "ArrowRight" => CriteriaMsg::Indent(id),
            "ArrowLeft" => CriteriaMsg::Outdent(id),
            _ => return,
        };
        event.prevent_default();
        send.emit(Msg::Criteria(msg));
    })
}

//! What is seldom edited, each behind a disclosure: the method, facts without
//! weight, the search for abnormally low prices.

use yew::prelude::*;

use super::controls::{button, family_choice, select};
use super::measure::tools;
use super::settings::settings;
use crate::app::{CriteriaMsg, DetectorKind, ListStep, Msg, NumberPlace, TextPlace};
use crate::dossier::{Ranking, limits};
use crate::i18n::{Lang, counted, phrase};
use crate::present::{CriteriaView, DetectorRow, InformationRow, MethodView};
use crate::say;
use crate::ui::fields::{NumberField, NumberTarget, TextField, TextTarget};
use crate::ui::maybe;
use crate::ui::page::heading;

pub(super) fn method(lang: Lang, view: &CriteriaView, level: u8, send: &Callback<Msg>) -> Html {
    let count = view.informations.len();
    html! {
        <section class="method-section" aria-labelledby="method-title">
            { heading(level + 1, "method-title", phrase("Règles de la grille", "Rules of the grid").get(lang)) }
            { disclosure("method", phrase("Méthode de classement", "Ranking method").get(lang), &view.method.summary, ranking(lang, &view.method, send)) }
            { disclosure("informations", phrase("Renseignements sans poids", "Facts without weight").get(lang),
                &counted(lang, count, phrase("renseignement", "fact"), phrase("renseignements", "facts")), informations(lang, view, send)) }
            { disclosure("detectors", phrase("Offres anormalement basses", "Abnormally low tenders").get(lang),
                &view.method.detector_count, detectors(lang, &view.method, send)) }
        </section>
    }
}

fn disclosure(id: &'static str, title: &str, summary: &str, content: Html) -> Html {
    html! {
        <details class="rules" id={id}>
            <summary id={format!("{id}-summary")}><strong>{ title.to_owned() }</strong><span class="hint">{ format!(" {summary}") }</span></summary>
            <div class="rules-content">{ content }</div>
        </details>
    }
}

fn ranking(lang: Lang, view: &MethodView, send: &Callback<Msg>) -> Html {
    let send_ranking = send.clone();
    let onranking = Callback::from(move |chosen: usize| {
        let ranking = if chosen == 0 { Ranking::Weighted } else { Ranking::Hierarchy };
        send_ranking.emit(Msg::Criteria(CriteriaMsg::Ranking(ranking)));
    });
    let rankings = [
        phrase("Pondération\u{a0}: somme pondérée des notes", "Weighting: weighted sum of the notes"),
        phrase(
            "Hiérarchisation\u{a0}: le premier critère décide, puis le suivant",
            "Hierarchy: the first criterion decides, then the next",
        ),
    ];
    let decimals = |id: &'static str, title: &'static str, chosen: Option<u32>, msg: fn(Option<u32>) -> CriteriaMsg| {
        let choices = std::iter::once(phrase("sans arrondi", "not rounded").get(lang).to_owned()).chain(
            (0..=limits::ROUNDING).map(|count| {
                let count = usize::try_from(count).unwrap_or(0);
                counted(lang, count, phrase("décimale", "decimal"), phrase("décimales", "decimals"))
            }),
        );
        let send = send.clone();
        let onchoose = Callback::from(move |index: usize| {
            let decimals = index.checked_sub(1).and_then(|decimals| u32::try_from(decimals).ok());
            send.emit(Msg::Criteria(msg(decimals)));
        });
        let place = chosen.and_then(|decimals| usize::try_from(decimals).ok()).map_or(0, |decimals| decimals + 1);
        html! { <label class="field">{ title }{ select(id.into(), title.into(), choices, place, onchoose) }</label> }
    };
    html! {
        <>
            <div class="settings gate-form">
                <label class="field wide">{ phrase("Classement par", "Ranking by").get(lang) }
                    { select("ranking-rule".into(), phrase("Classement par", "Ranking by").get(lang).into(),
                        rankings.iter().map(|name| name.get(lang).to_owned()), usize::from(view.ranking == Ranking::Hierarchy), onranking) }
                </label>
                <label class="field">{ phrase("Note pleine", "Full note").get(lang) }
                    <NumberField
                        target={NumberTarget::Grid(NumberPlace::NoteScale)} {lang} send={send.clone()} id="note-scale" value={view.note_scale.clone()}
                        label={phrase("Note pleine de la grille", "Full note of the grid").get(lang)}
                    />
                </label>
                { decimals("note-decimals", phrase("Arrondi des notes", "Rounding of notes").get(lang), view.note_decimals, CriteriaMsg::NoteDecimals) }
                { decimals("total-decimals", phrase("Arrondi des totaux", "Rounding of totals").get(lang), view.total_decimals, CriteriaMsg::TotalDecimals) }
            </div>
            { tie_breaks(lang, view, send) }
        </>
    }
}

fn tie_breaks(lang: Lang, view: &MethodView, send: &Callback<Msg>) -> Html {
    let count = view.tie_breaks.len();
    let rows = view.tie_breaks.iter().enumerate().map(|(index, row)| {
        let name = say!(lang, "le départage {0}", "the tie-break {0}", row.name);
        html! {
            <li key={row.id.as_str().to_owned()} class="level">
                <span>{ row.name.clone() }</span>
                { tools(lang, "tie-break", &name, (index, count), CriteriaMsg::TieBreaks, send) }
            </li>
        }
    });
    let ids: Vec<_> = view.further_tie_breaks.iter().map(|(id, _)| id.clone()).collect();
    let send_add = send.clone();
    let onadd = Callback::from(move |index: usize| {
        if let Some(id) = index.checked_sub(1).and_then(|index| ids.get(index)) {
            send_add.emit(Msg::Criteria(CriteriaMsg::AddTieBreak(id.clone())));
        }
    });
    let choices = std::iter::once(phrase("Choisir un critère", "Choose a criterion").get(lang).to_owned())
        .chain(view.further_tie_breaks.iter().map(|(_, name)| name.clone()));
    html! {
        <div class="levels">
            <p class="label" id="tie-breaks">{ phrase("À totaux égaux, la meilleure note départage, dans cet ordre", "With equal totals, the best note tells apart, in this order").get(lang) }</p>
            <ol aria-labelledby="tie-breaks">{ for rows }</ol>
            <label class="inline controls">{ phrase("Ajouter un départage ", "Add a tie-break ").get(lang) }
                { select("add-tie-break".into(), phrase("Ajouter un critère de départage", "Add a tie-break criterion").get(lang).into(), choices, 0, onadd) }
            </label>
        </div>
    }
}

fn informations(lang: Lang, view: &CriteriaView, send: &Callback<Msg>) -> Html {
    let count = view.informations.len();
    html! {
        <>
            <ul class="informations" aria-label={phrase("Renseignements sans poids", "Facts without weight").get(lang)}>
                { for view.informations.iter().enumerate().map(|(place, row)| information(lang, (place, count), row, send)) }
            </ul>
            <p class="controls">{ button("add-information", "", phrase("Ajouter un renseignement", "Add a fact without weight").get(lang), None, true,
                CriteriaMsg::AddInformation, send) }</p>
        </>
    }
}

fn information(lang: Lang, (place, count): (usize, usize), row: &InformationRow, send: &Callback<Msg>) -> Html {
    let (name, open, of) = (&row.name, row.id.clone(), row.id.clone());
    let id = |verb: &str| format!("{verb}-{}", row.id);
    let send_family = send.clone();
    html! {
        <li key={row.id.as_str().to_owned()}>
            <div class="line information">
                <TextField
                    target={TextTarget::Grid(TextPlace::InformationName(row.id.clone()))} value={name.clone()} send={send.clone()}
                    id={id("name")} label={say!(lang, "Nom de {name}", "Name of {name}")}
                />
                { family_choice(id("family"), say!(lang, "Nature de la donnée {name}", "Kind of the fact {name}"), lang, row.family,
                    Callback::from(move |family: &'static crate::catalogue::Family| send_family.emit(Msg::Criteria(CriteriaMsg::Family(of.clone(), family.tag))))) }
                <span class="tool-group controls">
                    { button(&id("up"), "quiet", "↑", Some(say!(lang, "Monter {name}", "Move {name} up")), place > 0, CriteriaMsg::MoveInformation(row.id.clone(), -1), send) }
                    { button(&id("down"), "quiet", "↓", Some(say!(lang, "Descendre {name}", "Move {name} down")), place + 1 < count, CriteriaMsg::MoveInformation(row.id.clone(), 1), send) }
                    <button
                        type="button" id={id("settings")} class="quiet" aria-expanded={if row.settings.is_some() { "true" } else { "false" }}
                        aria-label={say!(lang, "Réglages de {name}", "Settings of {name}")}
                        onclick={send.reform(move |_| Msg::Criteria(CriteriaMsg::Open(open.clone())))}
                    >{ phrase("Réglages", "Settings").get(lang) }</button>
                    { button(&id("remove"), "quiet", phrase("Retirer", "Remove").get(lang), Some(say!(lang, "Retirer {name}", "Remove {name}")), true,
                        CriteriaMsg::RemoveInformation(row.id.clone()), send) }
                </span>
            </div>
            { maybe(&row.settings, |found| settings(lang, found, send)) }
        </li>
    }
}

fn detectors(lang: Lang, view: &MethodView, send: &Callback<Msg>) -> Html {
    let count = view.detectors.len();
    html! {
        <>
            <p class="hint">{ phrase(
                "Un prix sous le seuil est signalé, jamais écarté\u{a0}: l'acheteur demande des explications avant toute décision (L2152-6).",
                "A price below the threshold is pointed out, never excluded: the buyer asks for explanations before any decision (L2152-6).",
            ).get(lang) }</p>
            <ul class="levels">{ for view.detectors.iter().enumerate().map(|(place, row)| detector(lang, view, (place, count), row, send)) }</ul>
            <p class="controls">{ button("add-detector", "", phrase("Ajouter une recherche", "Add a search").get(lang), None, !view.prices.is_empty(),
                CriteriaMsg::Detectors(ListStep::Add), send) }</p>
        </>
    }
}

fn detector(
    lang: Lang,
    view: &MethodView,
    (place, count): (usize, usize),
    row: &DetectorRow,
    send: &Callback<Msg>,
) -> Html {
    let number = place + 1;
    let kinds = [
        phrase("Part de la moyenne des prix", "Share of the mean price"),
        phrase("Double moyenne", "Double mean"),
        phrase("Part de l'estimation", "Share of the estimate"),
    ];
    let (send_kind, send_reads) = (send.clone(), send.clone());
    let onkind = Callback::from(move |chosen: usize| {
        if let Some(kind) = DetectorKind::ALL.get(chosen) {
            send_kind.emit(Msg::Criteria(CriteriaMsg::DetectorKind(place, *kind)));
        }
    });
    let prices: Vec<_> = view.prices.iter().map(|(id, _)| id.clone()).collect();
    let onread = Callback::from(move |chosen: usize| {
        if let Some(id) = prices.get(chosen) {
            send_reads.emit(Msg::Criteria(CriteriaMsg::DetectorReads(place, id.clone())));
        }
    });
    html! {
        <li key={place} class="level">
            { select(format!("detector-reads-{place}"), say!(lang, "Prix que lit la recherche {number}", "Price that search {number} reads"),
                view.prices.iter().map(|(_, name)| name.clone()), row.reads, onread) }
            { select(format!("detector-kind-{place}"), say!(lang, "Seuil de la recherche {number}", "Threshold of search {number}"),
                kinds.iter().map(|name| name.get(lang).to_owned()), DetectorKind::ALL.iter().position(|kind| *kind == row.kind).unwrap_or(0), onkind) }
            <label class="inline">
                <NumberField
                    target={NumberTarget::Grid(NumberPlace::DetectorPercent(place))} {lang} send={send.clone()} id={format!("detector-percent-{place}")}
                    value={row.percent.clone()} label={say!(lang, "Pourcentage de la recherche {number}", "Percentage of search {number}")}
                />{ " %" }
            </label>
            { maybe(&row.other, |(value, title)| html! {
                <label class="inline">{ format!("{title} ") }
                    <NumberField
                        target={NumberTarget::Grid(NumberPlace::DetectorOther(place))} {lang} send={send.clone()} id={format!("detector-other-{place}")}
                        value={value.clone()} label={say!(lang, "{title}, recherche {number}", "{title}, search {number}")}
                    />
                </label>
            }) }
            { tools(lang, "detector", &say!(lang, "la recherche {number}", "search {number}"), (place, count), CriteriaMsg::Detectors, send) }
        </li>
    }
}

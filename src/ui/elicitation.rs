//! The aid to weighting: a panel of Critères. What changes is shown first.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, ShadowRoot};
use yew::prelude::*;

use super::fields::{NumberField, NumberTarget};
use super::outlook::outlook;
use super::page::heading;
use crate::app::{ElicitationMsg, Msg, State};
use crate::dossier::{Id, Weighting};
use crate::engine::Decimal;
use crate::i18n::{self, Lang, Phrase, phrase};
use crate::present::{self, ConsistencyView, ElicitationView, PairRow, ProposalView, RankedCriterion};
use crate::say;

/// The button that opens the panel.
pub(super) fn button(state: &State, send: &Callback<Msg>) -> Html {
    let is_open = state.elicitation.is_some();
    html! {
        <button
            type="button" id="open-elicitation" aria-expanded={if is_open { "true" } else { "false" }}
            onclick={send.reform(|_| Msg::Elicitation(ElicitationMsg::Toggle))}
        >{ phrase("Aide à la pondération", "Aid to weighting").get(state.lang) }</button>
    }
}

/// The place of the panel, empty while it is closed.
pub(super) fn place(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let panel = present::elicitation(state).map(|view| panel(state.lang, level, &view, send));
    html! { <div class="elicitation-place">{ panel }</div> }
}

fn panel(lang: Lang, level: u8, view: &ElicitationView, send: &Callback<Msg>) -> Html {
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                send.emit(Msg::Elicitation(ElicitationMsg::Abandon));
            }
        })
    };
    html! {
        <section class="panel helper elicitation controls" aria-labelledby="elicitation-title" {onkeydown}>
            { heading(level + 1, "elicitation-title", phrase("Aide à la pondération", "Aid to weighting").get(lang)) }
            <p class="hint">{ phrase(
                "Rien ne change dans la grille avant «\u{a0}Appliquer\u{a0}».",
                "Nothing changes in the grid before “Apply”.",
            ).get(lang) }</p>
            <div class="helper-choices">
                { groups(lang, view, send) }
                { methods(lang, view, send) }
                { rules(lang, view, send) }
                { decimals(lang, view, send) }
            </div>
            <p>{ view.task }{ " " }<span class="hint">{ view.source }</span></p>
            <p class="hint" hidden={view.locked.is_none()}>{ view.locked.clone() }</p>
            <p class="alert" id="elicitation-remark" hidden={view.remark.is_none()}>{ view.remark.clone() }</p>
            { order(lang, view, send) }
            { pairs(lang, view, send) }
            { consistency(level, view, send) }
            { proposal(lang, level, view, send) }
        </section>
    }
}

fn groups(lang: Lang, view: &ElicitationView, send: &Callback<Msg>) -> Html {
    let ids: Vec<_> = view.groups.iter().map(|(id, _)| id.clone()).collect();
    let send = send.clone();
    let onchange = Callback::from(move |event: Event| {
        let index = usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index());
        if let Some(group) = index.ok().and_then(|index| ids.get(index)) {
            send.emit(Msg::Elicitation(ElicitationMsg::Group(group.clone())));
        }
    });
    html! {
        <label class="helper-field" hidden={view.groups.len() < 2}>
            { phrase("Que pondérer ?", "What to weight?").get(lang) }
            <select id="elicitation-group" {onchange}>
                { for view.groups.iter().enumerate().map(|(index, (_, name))| html! {
                    <option key={index} selected={index == view.group}>{ name.clone() }</option>
                }) }
            </select>
        </label>
    }
}

/// A group of radio buttons: identifier, name, whether it is on, what it sends.
fn radios(
    name: &'static str,
    legend: &'static str,
    all: Vec<(&'static str, &'static str, bool, ElicitationMsg)>,
    send: &Callback<Msg>,
) -> Html {
    html! {
        <fieldset class="helper-field">
            <legend>{ legend }</legend>
            { for all.into_iter().map(|(id, text, is_on, msg)| html! {
                <label key={id} class="radio">
                    <input type="radio" {id} {name} checked={is_on}
                        onchange={send.reform(move |_| Msg::Elicitation(msg.clone()))} />
                    { text }
                </label>
            }) }
        </fieldset>
    }
}

fn by_order(method: Weighting) -> bool {
    matches!(method, Weighting::Centroid | Weighting::RankSum | Weighting::Reciprocal)
}

fn methods(lang: Lang, view: &ElicitationView, send: &Callback<Msg>) -> Html {
    let ordered = if by_order(view.method) { view.method } else { Weighting::Centroid };
    let choice = |id, name: Phrase, method: Weighting| {
        (id, name.get(lang), view.method == method, ElicitationMsg::Method(method))
    };
    let all = vec![
        choice("method-swing", phrase("Écarts (swing)", "Swing"), Weighting::Swing),
        choice("method-order", phrase("Ordre d'importance", "Order of importance"), ordered),
        choice("method-pairs", phrase("Comparaison par paires", "Pairwise comparison"), Weighting::Pairs),
    ];
    radios("elicitation-method", phrase("Méthode", "Method").get(lang), all, send)
}

fn rules(lang: Lang, view: &ElicitationView, send: &Callback<Msg>) -> Html {
    if !by_order(view.method) {
        return Html::default();
    }
    let choice = |id, name: Phrase, method: Weighting| {
        (id, name.get(lang), view.method == method, ElicitationMsg::Method(method))
    };
    let all = vec![
        choice("rule-centroid", phrase("Barycentre des rangs (ROC)", "Rank order centroid (ROC)"), Weighting::Centroid),
        choice("rule-sum", phrase("Somme des rangs", "Rank sum"), Weighting::RankSum),
        choice("rule-reciprocal", phrase("Inverse des rangs", "Reciprocal ranks"), Weighting::Reciprocal),
    ];
    radios("elicitation-rule", phrase("De l'ordre aux poids", "From the order to weights").get(lang), all, send)
}

fn decimals(lang: Lang, view: &ElicitationView, send: &Callback<Msg>) -> Html {
    let choice = |id, name: Phrase, decimals: u32| {
        (id, name.get(lang), view.decimals == decimals, ElicitationMsg::Decimals(decimals))
    };
    let all = vec![
        choice("decimals-0", phrase("au point entier", "whole points"), 0),
        choice("decimals-1", phrase("à 1 décimale", "1 decimal"), 1),
        choice("decimals-2", phrase("à 2 décimales", "2 decimals"), 2),
    ];
    radios("elicitation-decimals", phrase("Arrondi des poids", "Rounding of weights").get(lang), all, send)
}

fn order(lang: Lang, view: &ElicitationView, send: &Callback<Msg>) -> Html {
    if view.rows.is_empty() {
        return Html::default();
    }
    let is_swing = view.method == Weighting::Swing;
    html! {
        <>
            <p class="hint" id="elicitation-keys">{ phrase(
                "Pour ranger : boutons ↑ et ↓, Alt+flèches sur une ligne, ou glisser sa poignée.",
                "To order: buttons ↑ and ↓, Alt+arrows on a row, or drag its grip.",
            ).get(lang) }</p>
            <ol class="order" aria-label={phrase("Critères, du plus important au moins important", "Criteria, from the most to the least important").get(lang)}>
                { for view.rows.iter().enumerate().map(|(index, row)| ranked(lang, index, row, is_swing, send)) }
            </ol>
        </>
    }
}

fn ranked(lang: Lang, index: usize, row: &RankedCriterion, is_swing: bool, send: &Callback<Msg>) -> Html {
    let (id, name) = (row.id.clone(), &row.name);
    let moved = {
        let id = id.clone();
        move |by: isize| Msg::Elicitation(ElicitationMsg::Move { criterion: id.clone(), by })
    };
    let onkeydown = {
        let (send, moved) = (send.clone(), moved.clone());
        Callback::from(move |event: KeyboardEvent| {
            let by = match event.key().as_str() {
                "ArrowUp" => -1,
                "ArrowDown" => 1,
                _ => return,
            };
            if event.alt_key() {
                event.prevent_default();
                send.emit(moved(by));
            }
        })
    };
    let tool = |verb: &str, text: &'static str, label: String, is_possible: bool, by: isize| {
        let msg = moved(by);
        let send = send.clone();
        let onclick = Callback::from(move |_| {
            if is_possible {
                send.emit(msg.clone());
            }
        });
        html! {
            <button type="button" class="quiet" id={format!("order-{verb}-{id}")} aria-label={label.clone()} title={label}
                aria-disabled={(!is_possible).then_some("true")} {onclick}>{ text }</button>
        }
    };
    let tie = row.id.clone();
    let classes = classes!(row.is_dragged.then_some("dragged"), row.is_target.then_some("target"));
    html! {
        <li key={row.id.as_str().to_owned()} data-criterion={row.id.as_str().to_owned()} class={classes} {onkeydown}>
            { grip(row, send) }
            <span class="place">{ row.place }</span>
            <span class="order-name">
                <span class={format!("swatch hue-{}", row.hue)} aria-hidden="true"></span>
                <strong>{ name.clone() }</strong>
                <span class="hint" hidden={row.swing.is_empty()}>{ row.swing.clone() }</span>
            </span>
            { if is_swing { points(lang, index, row, send) } else { tie_box(lang, index, row, tie, send) } }
            <span class="tool-group">
                { tool("up", "↑", say!(lang, "Monter {name}", "Move {name} up"), row.can_rise, -1) }
                { tool("down", "↓", say!(lang, "Descendre {name}", "Move {name} down"), row.can_fall, 1) }
            </span>
        </li>
    }
}

/// What the pointer seizes a row by. The buttons beside do the same by keys, so
/// that it is nothing to the ears.
fn grip(row: &RankedCriterion, send: &Callback<Msg>) -> Html {
    let say = |msg: ElicitationMsg| send.reform(move |_: PointerEvent| Msg::Elicitation(msg.clone()));
    let (id, seize) = (row.id.clone(), send.clone());
    let onpointerdown = Callback::from(move |event: PointerEvent| {
        event.prevent_default();
        // Without it the pointer is lost at the edge of the grip.
        if let Some(grip) = event.target_dyn_into::<Element>() {
            let _ = grip.set_pointer_capture(event.pointer_id());
        }
        seize.emit(Msg::Elicitation(ElicitationMsg::Seize(id.clone())));
    });
    let (is_dragged, over) = (row.is_dragged, send.clone());
    let onpointermove = Callback::from(move |event: PointerEvent| {
        if is_dragged {
            over.emit(Msg::Elicitation(ElicitationMsg::Over(row_below(&event))));
        }
    });
    html! {
        <span class="grip" aria-hidden="true" {onpointerdown} {onpointermove}
            onpointerup={say(ElicitationMsg::Drop)} onpointercancel={say(ElicitationMsg::Over(None))}></span>
    }
}

/// The criterion whose row is below the pointer.
fn row_below(event: &PointerEvent) -> Option<Id> {
    let root = event.target_dyn_into::<Element>()?.get_root_node().dyn_into::<ShadowRoot>().ok()?;
    let below = root.element_from_point(event.client_x() as f32, event.client_y() as f32)?;
    let row = below.closest(".order > li").ok()??;
    row.get_attribute("data-criterion").map(|id| Id::new(&id))
}

fn tie_box(lang: Lang, index: usize, row: &RankedCriterion, tie: Id, send: &Callback<Msg>) -> Html {
    if index == 0 {
        return html! { <span class="order-value"></span> };
    }
    let name = &row.name;
    html! {
        <label class="order-value radio">
            <input type="checkbox" id={format!("tie-{}", row.id)} checked={row.is_tied}
                aria-label={say!(lang, "{name} : à égalité avec le précédent", "{name}: tied with the one before")}
                onchange={send.reform(move |_| Msg::Elicitation(ElicitationMsg::Tie(tie.clone())))} />
            { phrase("à égalité avec le précédent", "tied with the one before").get(lang) }
        </label>
    }
}

fn points(lang: Lang, index: usize, row: &RankedCriterion, send: &Callback<Msg>) -> Html {
    if index == 0 {
        return html! { <span class="order-value figure">{ row.spoken.clone() }</span> };
    }
    let (name, id) = (&row.name, row.id.clone());
    let send_points = send.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Ok(points) = Decimal::parse(&event.target_unchecked_into::<HtmlInputElement>().value()) {
            send_points.emit(Msg::Elicitation(ElicitationMsg::Points(id.clone(), points)));
        }
    });
    html! {
        <span class="order-value points">
            <input type="range" class={format!("slider hue-{}", row.hue)} id={format!("points-slider-{}", row.id)}
                min="0" max="100" step="1" value={row.points.to_string()}
                aria-label={say!(lang, "Points de {name}", "Points of {name}")} aria-valuetext={row.spoken.clone()} {oninput} />
            <NumberField
                target={NumberTarget::Points(row.id.clone())} {lang} send={send.clone()}
                id={format!("points-{}", row.id)} value={i18n::number(lang, row.points)}
                label={say!(lang, "Points de {name}, de 0 à 100", "Points of {name}, from 0 to 100")}
            />
        </span>
    }
}

fn pairs(lang: Lang, view: &ElicitationView, send: &Callback<Msg>) -> Html {
    if view.pairs.is_empty() {
        return Html::default();
    }
    html! {
        <ol class="pairs" aria-label={phrase("Paires à juger", "Pairs to judge").get(lang)}>
            { for view.pairs.iter().map(|row| pair(lang, row, send)) }
        </ol>
    }
}

fn pair(lang: Lang, row: &PairRow, send: &Callback<Msg>) -> Html {
    let grades: Vec<i8> = row.answers.iter().map(|(grade, _)| *grade).collect();
    let (first, second, send) = (row.first.clone(), row.second.clone(), send.clone());
    let id = format!("pair-{first}-{second}");
    let onchange = Callback::from(move |event: Event| {
        // The first choice is "not judged yet".
        let index = usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index() - 1);
        let grade = index.ok().and_then(|index| grades.get(index)).copied();
        let (first, second) = (first.clone(), second.clone());
        send.emit(Msg::Elicitation(ElicitationMsg::Judge { first, second, grade }));
    });
    let doubtful = phrase("à revoir", "look again").get(lang);
    html! {
        <li key={id.clone()} class={classes!(row.is_doubtful.then_some("doubtful"))}>
            <label>
                <span>{ row.question.clone() }</span>
                <span class="doubtful-mark" hidden={!row.is_doubtful}>{ doubtful }</span>
                <select {id} {onchange}>
                    <option selected={row.grade.is_none()}>{ phrase("à juger", "to judge").get(lang) }</option>
                    { for row.answers.iter().map(|(grade, text)| html! {
                        <option key={i32::from(*grade)} selected={row.grade == Some(*grade)}>{ text.clone() }</option>
                    }) }
                </select>
            </label>
        </li>
    }
}

fn consistency(level: u8, view: &ElicitationView, send: &Callback<Msg>) -> Html {
    let Some(ConsistencyView { text, is_high, doubtful, repair }) = view.consistency.clone() else {
        return Html::default();
    };
    let repair = repair.map(|(first, second, grade, text)| {
        let onclick = send.reform(move |_| {
            Msg::Elicitation(ElicitationMsg::Repair { first: first.clone(), second: second.clone(), grade })
        });
        html! { <button type="button" id="repair" {onclick}>{ text }</button> }
    });
    html! {
        <div class={classes!("consistency", is_high.then_some("alert"))}>
            { heading(level + 2, "elicitation-consistency", &text) }
            <p hidden={doubtful.is_none()}>{ doubtful }</p>
            <p>{ repair }</p>
        </div>
    }
}

fn proposal(lang: Lang, level: u8, view: &ElicitationView, send: &Callback<Msg>) -> Html {
    let body = match &view.proposal {
        Ok(view) => weights(lang, view),
        Err(waiting) => html! { <p id="elicitation-waiting">{ waiting.clone() }</p> },
    };
    let is_ready = view.proposal.as_ref().is_ok_and(|view| !view.is_same && view.refusal.is_none());
    let send_apply = send.clone();
    let onapply = Callback::from(move |_| {
        if is_ready {
            send_apply.emit(Msg::Elicitation(ElicitationMsg::Apply));
        }
    });
    let is_same = view.proposal.as_ref().is_ok_and(|view| view.is_same);
    html! {
        <>
            { heading(level + 2, "elicitation-proposal", phrase("Ce qui changerait", "What would change").get(lang)) }
            { body }
            <p class="hint" hidden={!is_same}>{ phrase(
                "Ces poids sont déjà ceux de la grille.", "The grid has these weights already.",
            ).get(lang) }</p>
            <p class="buttons">
                <button type="button" class="primary" id="elicitation-apply" aria-disabled={(!is_ready).then_some("true")}
                    onclick={onapply}>{ phrase("Appliquer", "Apply").get(lang) }</button>
                <button type="button" id="elicitation-abandon"
                    onclick={send.reform(|_| Msg::Elicitation(ElicitationMsg::Abandon))}
                >{ phrase("Abandonner", "Abandon").get(lang) }</button>
            </p>
        </>
    }
}

fn weights(lang: Lang, view: &ProposalView) -> Html {
    let title = phrase("Les poids, aujourd'hui et proposés", "The weights, today and proposed").get(lang);
    html! {
        <div class="what-changes">
            <div><div class="scroll" tabindex="0" role="region" aria-label={title}>
                <table class="plain-table" id="elicitation-weights">
                    <caption>{ title }</caption>
                    <thead><tr>
                        <th scope="col">{ phrase("Critère", "Criterion").get(lang) }</th>
                        <th scope="col" class="figure">{ phrase("Aujourd'hui", "Today").get(lang) }</th>
                        <th scope="col" class="figure">{ phrase("Proposé", "Proposed").get(lang) }</th>
                        <th scope="col" class="figure">{ phrase("Écart", "Difference").get(lang) }</th>
                    </tr></thead>
                    <tbody>{ for view.weights.iter().map(|weight| html! {
                        <tr key={weight.id.as_str().to_owned()} data-criterion={weight.id.as_str().to_owned()}>
                            <th scope="row">
                                { weight.name.clone() }
                                <span class="hint" hidden={!weight.is_locked}>{ phrase(" (verrouillé)", " (locked)").get(lang) }</span>
                            </th>
                            <td class="figure">{ weight.today.clone() }</td>
                            <td class="figure"><strong>{ weight.proposed.clone() }</strong></td>
                            <td class="figure">{ weight.difference.clone() }</td>
                        </tr>
                    }) }</tbody>
                </table>
            </div>
            <p class="hint" id="elicitation-rounding">{ view.rounding.clone() }</p></div>
            { outlook(lang, "elicitation-outlook", &view.outlook) }
            <p class="alert" hidden={view.refusal.is_none()}>{ view.refusal.clone() }</p>
        </div>
    }
}

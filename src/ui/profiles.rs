//! Sets of weights compared: sentences, slope graph, its table, and the sets
//! themselves to be named, applied, added and removed.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::definition;
use crate::app::{Msg, State, ViewsMsg};
use crate::dossier::Id;
use crate::i18n::{Lang, phrase};
use crate::present::{self, ProfileColumn, ProfileLine, ProfilesView, Slope, WeightLine};
use crate::say;

#[inline(never)]
pub(super) fn view(state: &State, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let view = present::profiles(state);
    let has_sets = view.columns.len() > 1;
    html! {
        <div class="profiles-view">
            <p class="empty" hidden={has_sets}>{ phrase(
                "Ce dossier n'a pas encore d'autre jeu de poids. Déplacez les poids, puis gardez-les ici sous un nom\u{a0}: la direction du numérique, la sécurité, les finances…",
                "This dossier has no other set of weights yet. Move the weights, then keep them here under a name: the digital directorate, security, finance…",
            ).get(lang) }</p>
            <ul class="leaders" hidden={!has_sets}>
                { for view.sentences.iter().map(|text| html! { <li key={text.clone()}>{ text.clone() }</li> }) }
            </ul>
            if has_sets && !view.lines.is_empty() {
                { slope(lang, &view) }
                { table(lang, &view) }
                { weights(lang, &view) }
            }
            { sets(lang, &view.columns, send) }
            <SaveProfile {lang} send={send.clone()} />
            <p class="controls">{ definition::link(
                "define-profile", "term-jeu-de-poids", phrase("Qu'est-ce qu'un jeu de poids\u{a0}?", "What is a set of weights?").get(lang), send,
            ) }</p>
        </div>
    }
}

fn slope(lang: Lang, view: &ProfilesView) -> Html {
    let Slope { width, height, labels, lines, nodes } = &view.slope;
    let leads = |leads: bool| leads.then_some("leads");
    html! {
        <div class="scroll slope-place" tabindex="0" role="region" aria-label={phrase("Graphique des rangs", "Graph of the ranks").get(lang)}>
            <svg
                class="slope" role="img" aria-label={view.drawing.clone()} width={width.to_string()} height={height.to_string()}
                viewBox={format!("0 0 {width} {height}")}
            >
                { for lines.iter().map(|line| html! {
                    <polyline class={classes!(format!("dash-{}", line.dash), leads(line.leads))} points={line.points.clone()} />
                }) }
                { for labels.iter().map(|label| html! {
                    <text
                        class={label.is_head.then_some("slope-head")} text-anchor={label.anchor}
                        x={label.x.to_string()} y={label.y.to_string()}
                    >{ label.text.clone() }</text>
                }) }
                { for nodes.iter().map(|node| html! {
                    <g class={classes!("slope-node", leads(node.leads))}>
                        <circle cx={node.x.to_string()} cy={node.y.to_string()} r="14" />
                        <text text-anchor="middle" x={node.x.to_string()} y={(node.y + 4).to_string()}>{ node.mark.clone() }</text>
                    </g>
                }) }
            </svg>
        </div>
    }
}

fn table(lang: Lang, view: &ProfilesView) -> Html {
    let line = |line: &ProfileLine| {
        html! {
            <tr key={line.offer.as_str().to_owned()}>
                <th scope="row"><span class="mark-badge">{ line.mark.clone() }</span>{ " " }{ line.name.clone() }</th>
                { for line.cells.iter().map(|cell| html! {
                    <td class="figure"><strong>{ cell.rank.clone() }</strong><span class="figures">{ cell.total.clone() }</span></td>
                }) }
            </tr>
        }
    };
    let label = phrase(
        "Rang et total de chaque offre sous chaque jeu de poids",
        "Rank and total of each offer under each set of weights",
    );
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={label.get(lang)}>
            <table class="profiles-table">
                <caption class="visually-hidden">{ label.get(lang) }</caption>
                <thead><tr>
                    <th scope="col">{ phrase("Offre", "Offer").get(lang) }</th>
                    { for view.columns.iter().map(heading) }
                </tr></thead>
                <tbody>{ for view.lines.iter().map(line) }</tbody>
            </table>
            <p class="hint" hidden={view.apart.is_empty()}>{ view.apart.clone() }</p>
            <p class="hint" hidden={view.left_out.is_empty()}>{ view.left_out.clone() }</p>
        </div>
    }
}

fn heading(column: &ProfileColumn) -> Html {
    html! { <th scope="col" class="figure">{ column.name.clone() }</th> }
}

/// What each criterion weighs, folded away until somebody asks.
fn weights(lang: Lang, view: &ProfilesView) -> Html {
    let line = |line: &WeightLine| {
        html! {
            <tr key={line.name.clone()}>
                <th scope="row">{ line.name.clone() }</th>
                { for line.shares.iter().map(|share| html! { <td class="figure">{ share.clone() }</td> }) }
            </tr>
        }
    };
    let label = phrase("Poids des critères dans chaque jeu", "Weights of the criteria in each set").get(lang);
    html! {
        <details>
            <summary id="profile-weights">{ label }</summary>
            <div class="scroll" tabindex="0" role="region" aria-label={label}>
                <table class="profiles-table">
                    <caption class="visually-hidden">{ label }</caption>
                    <thead><tr>
                        <th scope="col">{ phrase("Critère", "Criterion").get(lang) }</th>
                        { for view.columns.iter().map(heading) }
                    </tr></thead>
                    <tbody>{ for view.weights.iter().map(line) }</tbody>
                </table>
            </div>
        </details>
    }
}

fn sets(lang: Lang, columns: &[ProfileColumn], send: &Callback<Msg>) -> Html {
    let sets = columns.iter().filter_map(|column| {
        let id = column.id.clone()?;
        let (apply, remove) = (id.clone(), id.clone());
        let name = &column.name;
        Some(html! {
            <li key={id.as_str().to_owned()}>
                <ProfileField id={id.clone()} name={name.clone()} source={column.source.clone()} is_source={false} {lang} send={send.clone()} />
                <ProfileField id={id.clone()} name={name.clone()} source={column.source.clone()} is_source={true} {lang} send={send.clone()} />
                <span class="tool-group">
                    <button
                        type="button" id={format!("apply-{id}")} aria-pressed={if column.is_current { "true" } else { "false" }}
                        aria-label={say!(lang, "Appliquer «\u{a0}{name}\u{a0}»", "Apply “{name}”")}
                        onclick={send.reform(move |_| Msg::Views(ViewsMsg::ApplyProfile(apply.clone())))}
                    >{ phrase("Appliquer", "Apply").get(lang) }</button>
                    <button
                        type="button" class="quiet" id={format!("remove-{id}")}
                        aria-label={say!(lang, "Retirer «\u{a0}{name}\u{a0}»", "Remove “{name}”")}
                        onclick={send.reform(move |_| Msg::Views(ViewsMsg::RemoveProfile(remove.clone())))}
                    >{ phrase("Retirer", "Remove").get(lang) }</button>
                </span>
            </li>
        })
    });
    let label = phrase("Jeux de poids du dossier", "Sets of weights of the dossier").get(lang);
    html! { <ul class="sets controls" aria-label={label} hidden={columns.len() < 2}>{ for sets }</ul> }
}

#[derive(Properties, PartialEq)]
struct ProfileFieldProps {
    id: Id,
    name: AttrValue,
    source: AttrValue,
    /// Whether it is the source that is written here, not the name.
    is_source: bool,
    lang: Lang,
    send: Callback<Msg>,
}

/// The name or the source of a set, which keeps what is being typed.
#[component]
fn ProfileField(props: &ProfileFieldProps) -> Html {
    let draft = use_state(|| None::<String>);
    let ProfileFieldProps { id, name, source, is_source, lang, send } = props;
    let (is_source, lang) = (*is_source, *lang);
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| {
            draft.set(Some(event.target_unchecked_into::<HtmlInputElement>().value()))
        })
    };
    let onchange = {
        let (draft, send, profile) = (draft.clone(), send.clone(), id.clone());
        let (name, source) = (name.to_string(), source.to_string());
        Callback::from(move |event: Event| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            draft.set(None);
            let (name, source) = if is_source { (name.clone(), text) } else { (text, source.clone()) };
            send.emit(Msg::Views(ViewsMsg::NameProfile { profile: profile.clone(), name, source }));
        })
    };
    let kind = if is_source { "source" } else { "name" };
    let label = if is_source {
        say!(lang, "Source du jeu de poids «\u{a0}{name}\u{a0}»", "Source of the set of weights “{name}”")
    } else {
        say!(lang, "Nom du jeu de poids «\u{a0}{name}\u{a0}»", "Name of the set of weights “{name}”")
    };
    let kept = if is_source { source } else { name };
    html! {
        <input
            type="text" autocomplete="off" id={format!("profile-{kind}-{id}")} class={format!("profile-{kind}")} aria-label={label}
            placeholder={if is_source { phrase("source", "source").get(lang) } else { "" }}
            data-draft={draft.is_some().then_some("")}
            value={draft.as_ref().map_or_else(|| kept.clone(), |text| text.clone().into())}
            {oninput} {onchange}
        />
    }
}

#[derive(Properties, PartialEq)]
struct SaveProfileProps {
    lang: Lang,
    send: Callback<Msg>,
}

/// Keeps the weights as they are under a name.
#[component]
fn SaveProfile(props: &SaveProfileProps) -> Html {
    let (name, source) = (use_state(String::new), use_state(String::new));
    let is_nameless = use_state(|| false);
    let (lang, field) = (props.lang, use_node_ref());
    let typed = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |event: InputEvent| state.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let onsubmit = {
        let (name, source, is_nameless) = (name.clone(), source.clone(), is_nameless.clone());
        let (send, field) = (props.send.clone(), field.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            is_nameless.set(name.trim().is_empty());
            if name.trim().is_empty() {
                if let Some(field) = field.cast::<HtmlInputElement>() {
                    // A field that cannot take the focus still shows the sentence.
                    let _ = field.focus();
                }
                return;
            }
            let saved = ViewsMsg::SaveProfile { name: name.trim().to_owned(), source: source.trim().to_owned() };
            send.emit(Msg::Views(saved));
            name.set(String::new());
            source.set(String::new());
        })
    };
    html! {
        <form class="save-profile controls" {onsubmit} aria-label={phrase("Garder les poids actuels", "Keep the current weights").get(lang)}>
            <label for="new-profile-name">{ phrase("Garder les poids actuels sous le nom", "Keep the current weights under the name").get(lang) }</label>
            <input
                ref={field} type="text" id="new-profile-name" autocomplete="off" value={(*name).clone()} oninput={typed(&name)}
                data-draft={(!name.is_empty()).then_some("")} aria-invalid={is_nameless.then_some("true")}
                aria-describedby={is_nameless.then_some("new-profile-error")}
            />
            <label for="new-profile-source">{ phrase("source (note, service…)", "source (memo, department…)").get(lang) }</label>
            <input
                type="text" id="new-profile-source" autocomplete="off" value={(*source).clone()} oninput={typed(&source)}
                data-draft={(!source.is_empty()).then_some("")}
            />
            <button type="submit" id="save-profile">{ phrase("Garder", "Keep").get(lang) }</button>
            <span id="new-profile-error" class="field-error" hidden={!*is_nameless}>
                { phrase("Donnez un nom à ce jeu de poids, par exemple «\u{a0}Sécurité\u{a0}».", "Give this set of weights a name, for example “Security”.").get(lang) }
            </span>
        </form>
    }
}

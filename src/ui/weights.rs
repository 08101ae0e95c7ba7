//! Pondération: a slider and a field for each weight, with its lock.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::fields::{NumberField, NumberTarget};
use super::memo::memo;
use super::page::heading;
use crate::app::{Msg, State};
use crate::dossier::Id;
use crate::engine::Decimal;
use crate::i18n::{self, Lang, phrase};
use crate::present::{self, WeightGroup, WeightRow, Weights};
use crate::say;

/// Drawn again when the weights shown are others, a frame after the ranking.
pub(super) fn weights(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let send = send.clone();
    memo((Weights::of(state), level), move |(weights, level)| section(weights, *level, &send))
}

fn section(weights: &Weights, level: u8, send: &Callback<Msg>) -> Html {
    let lang = weights.lang();
    let view = weights.view();
    html! {
        <section class="weights" part="weights" aria-labelledby="weights-title">
            { heading(level, "weights-title", phrase("Pondération", "Weights").get(lang)) }
            { profiles(lang, &view, send) }
            // A reader sees the weights, and moves none.
            <fieldset class="plain" disabled={weights.is_readonly()} aria-labelledby="weights-title">
                { group(lang, &view.top, send) }
            </fieldset>
            <label class="sharing controls">
                <input
                    type="checkbox" id="sharing" checked={view.is_sharing}
                    onchange={send.reform(|_| Msg::ToggleSharing)}
                />
                { phrase("Garder le total à 100 en déplaçant un poids", "Keep the total at 100 while moving a weight").get(lang) }
            </label>
        </section>
    }
}

fn profiles(lang: Lang, view: &present::WeightsView, send: &Callback<Msg>) -> Html {
    let buttons = view.profiles.iter().map(|profile| {
        let id = profile.id.clone();
        html! {
            <li key={profile.id.as_str().to_owned()}>
                <button
                    type="button" aria-pressed={if profile.is_current { "true" } else { "false" }}
                    title={profile.source.clone()}
                    onclick={send.reform(move |_| Msg::Edit(crate::dossier::Edit::ApplyProfile(id.clone())))}
                >{ profile.name.clone() }</button>
            </li>
        }
    });
    html! {
        <div class="profiles controls" hidden={view.profiles.is_empty()}>
            <p class="label" id="profiles-label">{ phrase("Jeux de poids", "Sets of weights").get(lang) }</p>
            <ul aria-labelledby="profiles-label">{ for buttons }</ul>
        </div>
    }
}

fn group(lang: Lang, group: &WeightGroup, send: &Callback<Msg>) -> Html {
    let id = group.group.clone();
    html! {
        <div class="weight-group">
            <ul>{ for group.rows.iter().map(|weight| row(lang, weight, send)) }</ul>
            <p class={classes!("weight-total", (!group.is_hundred).then_some("unbalanced"))}>
                <span>{ group.total.clone() }</span>
                <button
                    type="button" class="controls quiet share-out" hidden={group.is_hundred}
                    onclick={send.reform(move |_| Msg::ShareOut(id.clone()))}
                >{ phrase("Répartir sur 100", "Bring to 100").get(lang) }</button>
            </p>
        </div>
    }
}

fn row(lang: Lang, weight: &WeightRow, send: &Callback<Msg>) -> Html {
    let name = &weight.name;
    let (lockable, opened) = (weight.id.clone(), weight.id.clone());
    let (for_head, for_lock) = (send.clone(), send.clone());
    // What does not move with a weight is not drawn with it.
    let named = (name.clone(), weight.hue, weight.number, weight.is_group, weight.below.is_some(), lang);
    let locked = (name.clone(), weight.is_locked, lang);
    let below = weight.below.as_ref().map(|below| group(lang, below, send));
    html! {
        <li key={weight.id.as_str().to_owned()} class="weight" data-criterion={weight.id.as_str().to_owned()}>
            { memo(named, move |(name, hue, number, is_group, is_open, lang)| {
                head(*lang, name, *hue, *number, is_group.then_some(*is_open), &opened, &for_head)
            }) }
            <div class="weight-controls">
                <Slider
                    id={weight.id.clone()} value={weight.weight} maximum={weight.maximum}
                    label={say!(lang, "Poids de {name}", "Weight of {name}")}
                    spoken={weight.spoken.clone()} hue={weight.hue} send={send.clone()}
                />
                <NumberField
                    target={NumberTarget::Weight(weight.id.clone())} {lang} send={send.clone()}
                    id={format!("weight-{}", weight.id)} value={i18n::number(lang, weight.weight)}
                    label={say!(lang, "Poids de {name}, en points", "Weight of {name}, in points")}
                />
                <span class="share">{ weight.share.clone() }</span>
                { memo(locked, move |(name, is_locked, lang)| self::lock(*lang, name, *is_locked, &lockable, &for_lock)) }
            </div>
            <div class="below">{ below }</div>
        </li>
    }
}

/// The name of a criterion, and what shows the sub-criteria of a group.
fn head(
    lang: Lang,
    name: &str,
    hue: usize,
    number: Option<usize>,
    open: Option<bool>,
    id: &Id,
    send: &Callback<Msg>,
) -> Html {
    let (is_open, id) = (open == Some(true), id.clone());
    html! {
        <div class="weight-name">
            <span class={format!("swatch hue-{hue}")} aria-hidden="true">
                { number.map(|number| number.to_string()).unwrap_or_default() }
            </span>
            <span class="name">{ name.to_owned() }</span>
            <button
                type="button" class="quiet disclose controls" hidden={open.is_none()}
                aria-expanded={if is_open { "true" } else { "false" }}
                aria-label={say!(lang, "Sous-critères de {name}", "Sub-criteria of {name}")}
                onclick={send.reform(move |_| Msg::ToggleGroup(id.clone()))}
            >{ if is_open { "−" } else { "+" } }</button>
        </div>
    }
}

/// The lock of a weight.
fn lock(lang: Lang, name: &str, is_locked: bool, id: &Id, send: &Callback<Msg>) -> Html {
    let id = id.clone();
    html! {
        <button
            type="button" class="quiet lock controls" aria-pressed={if is_locked { "true" } else { "false" }}
            aria-label={say!(lang, "Verrouiller le poids de {name}", "Lock the weight of {name}")}
            title={say!(lang, "Verrouiller le poids de {name}", "Lock the weight of {name}")}
            onclick={send.reform(move |_| Msg::ToggleLock(id.clone()))}
        ><span class="lock-icon" aria-hidden="true"></span></button>
    }
}

#[derive(Properties, PartialEq)]
struct SliderProps {
    id: Id,
    value: Decimal,
    maximum: Decimal,
    label: AttrValue,
    spoken: AttrValue,
    hue: usize,
    send: Callback<Msg>,
}

/// A slider by whole points; the field beside it takes any decimal.
#[component]
fn Slider(props: &SliderProps) -> Html {
    let oninput = {
        let (send, id) = (props.send.clone(), props.id.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            if let Ok(value) = Decimal::parse(&text) {
                send.emit(Msg::Weigh(id.clone(), value));
            }
        })
    };
    html! {
        <input
            type="range" class={format!("slider controls hue-{}", props.hue)} min="0" step="1"
            max={props.maximum.to_string()} value={props.value.to_string()}
            aria-label={props.label.clone()} aria-valuetext={props.spoken.clone()}
            {oninput} onchange={props.send.reform(|_| Msg::EndGesture)}
        />
    }
}

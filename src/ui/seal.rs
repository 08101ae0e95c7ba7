//! The seal: the line on every screen, the buttons of Critères, the form, what
//! is held back, and another dossier beside this one.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::page::heading;
use crate::app::{Msg, Purpose, SealMsg, State};
use crate::i18n::{Lang, Phrase, phrase};
use crate::present::{self, FoundView, OtherView, RankLine};
use crate::ui::maybe;

fn button(id: &'static str, class: &'static str, lang: Lang, text: Phrase, msg: SealMsg, send: &Callback<Msg>) -> Html {
    let onclick = send.reform(move |_| msg.clone().into());
    html! { <button type="button" {id} {class} {onclick}>{ text.get(lang) }</button> }
}

/// What a field makes of what was typed.
type Make = fn(String) -> SealMsg;

#[derive(Properties, PartialEq)]
struct FieldProps {
    id: &'static str,
    label: AttrValue,
    value: AttrValue,
    /// What is wrong with it.
    #[prop_or_default]
    error: Option<AttrValue>,
    /// Function pointers compare unreliably; what a field makes goes with its id.
    make: Made,
    send: Callback<Msg>,
}

/// What a field makes, told apart by nothing: a field never changes what it makes.
#[derive(Clone, Copy)]
struct Made(Make);

impl PartialEq for Made {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// A line of text whose draft outlives whatever else happens meanwhile; it is taken
/// when the field is left.
#[component]
fn Field(props: &FieldProps) -> Html {
    let draft = use_state(|| None::<String>);
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| {
            draft.set(Some(event.target_unchecked_into::<HtmlInputElement>().value()))
        })
    };
    let onchange = {
        let (draft, send, Made(make)) = (draft.clone(), props.send.clone(), props.make);
        Callback::from(move |event: Event| {
            draft.set(None);
            send.emit(make(event.target_unchecked_into::<HtmlInputElement>().value()).into());
        })
    };
    let (id, error, is_wrong) = (props.id, format!("{}-error", props.id), props.error.is_some());
    html! {
        <div class="seal-field">
            <label for={id}>{ props.label.clone() }</label>
            <input
                type="text" autocomplete="off" class="text" {id} data-draft={draft.is_some().then_some("")}
                value={draft.as_ref().map_or_else(|| props.value.clone(), |text| text.clone().into())}
                aria-invalid={is_wrong.then_some("true")} aria-describedby={is_wrong.then(|| error.clone())}
                {oninput} {onchange}
            />
            <span class="field-error" id={error} hidden={!is_wrong}>{ props.error.clone() }</span>
        </div>
    }
}

fn field(id: &'static str, label: &str, value: &str, error: Option<&str>, make: Make, send: &Callback<Msg>) -> Html {
    let error = error.map(|error| AttrValue::from(error.to_owned()));
    html! { <Field {id} label={label.to_owned()} value={value.to_owned()} {error} make={Made(make)} send={send.clone()} /> }
}

/// What every screen says: the seal, how it was broken, and who works here.
#[inline(never)]
pub(super) fn line(state: &State, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let Some(view) = present::seal_line(state) else { return Html::default() };
    html! {
        <div class={classes!("seal-line", view.is_broken.then_some("broken"))} id="seal-line">
            <p class="seal-text">
                { view.text.clone() }
                { maybe(&view.code, |code| html! {
                    <>{ " " }<span class="seal-code-label">{ phrase("Code\u{a0}: ", "Code: ").get(lang) }</span>
                    <code id="seal-code" class="seal-code" tabindex="-1">{ code.clone() }</code></>
                }) }
            </p>
            <p class="alert" id="seal-warning" hidden={view.warning.is_none()}>{ view.warning.clone() }</p>
            if view.code.is_some() {
                <p class="buttons controls">
                    { button("copy-code", "quiet", lang, phrase("Copier le code", "Copy the code"), SealMsg::CopyCode, send) }
                    { button("verify-seal", "quiet", lang, phrase("Vérifier…", "Verify…"), SealMsg::OpenOther(Purpose::Verify), send) }
                    { button("break-seal", "quiet", lang, phrase("Rompre le sceau…", "Break the seal…"), SealMsg::AskReason, send) }
                </p>
            }
            if view.asks_who {
                <div class="controls">{ who(lang, "", "seal-who", send) }</div>
            }
        </div>
    }
}

/// The name or function of whoever works here.
pub(super) fn who(lang: Lang, value: &str, id: &'static str, send: &Callback<Msg>) -> Html {
    let label = phrase("Votre nom ou fonction, pour le journal", "Your name or function, for the journal").get(lang);
    field(id, label, value, None, SealMsg::Who, send)
}

/// The buttons of Critères.
pub(super) fn buttons(state: &State, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    html! {
        <>
            if state.dossier().seal.is_none() {
                { button("open-seal", "", lang, phrase("Sceller la grille", "Seal the grid"), SealMsg::OpenForm, send) }
            }
            { button("open-verify", "", lang, phrase("Vérifier la grille", "Verify the grid"), SealMsg::OpenOther(Purpose::Verify), send) }
        </>
    }
}

/// The button that puts another dossier beside this one.
pub(super) fn compare_button(lang: Lang, id: &'static str, send: &Callback<Msg>) -> Html {
    let text = phrase("Comparer avec un autre lien", "Compare with another link");
    button(id, "", lang, text, SealMsg::OpenOther(Purpose::Compare), send)
}

/// Whatever is open.
#[inline(never)]
pub(super) fn desk(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    html! {
        <>
            { held(state, level, send) }
            { form(state, level, send) }
            { other(state, level, send) }
        </>
    }
}

/// Escape anywhere in a panel.
fn escape(msg: SealMsg, send: &Callback<Msg>) -> Callback<KeyboardEvent> {
    let send = send.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            send.emit(msg.clone().into());
        }
    })
}

fn held(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let Some(view) = present::held(state) else { return Html::default() };
    let title = if view.can_try {
        phrase("La grille est scellée", "The grid is sealed")
    } else {
        phrase("Rompre le sceau\u{a0}?", "Break the seal?")
    };
    let lacking =
        phrase("Donnez un motif\u{a0}: le journal le garde.", "Give a reason: the journal keeps it.").get(lang);
    html! {
        <section class="panel held controls" aria-labelledby="held-title" onkeydown={escape(SealMsg::LeaveHeld, send)}>
            { heading(level, "held-title", title.get(lang)) }
            <p id="held-text">{ view.text.clone() }</p>
            if view.is_breaking {
                { field(
                    "seal-reason", phrase("Motif de la rupture du sceau", "Reason for breaking the seal").get(lang),
                    &view.reason, view.lacks_reason.then_some(lacking), SealMsg::Reason, send,
                ) }
            }
            <p class="buttons">
                if view.can_try {
                    { button("held-try", "primary", lang, phrase("Essayer dans une copie", "Try in a copy"), SealMsg::TryInCopy, send) }
                }
                if view.is_breaking {
                    { button("held-break", "", lang, phrase("Rompre le sceau", "Break the seal"), SealMsg::Break, send) }
                } else {
                    { button("held-ask", "", lang, phrase("Rompre le sceau…", "Break the seal…"), SealMsg::AskReason, send) }
                }
                { button("held-leave", "", lang, phrase("Laisser la grille intacte", "Leave the grid as it is"), SealMsg::LeaveHeld, send) }
            </p>
        </section>
    }
}

fn form(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let Some(view) = present::seal_form(state) else { return Html::default() };
    html! {
        <section class="panel seal-form controls" aria-labelledby="seal-title" onkeydown={escape(SealMsg::CloseForm, send)}>
            { heading(level, "seal-title", phrase("Sceller la grille", "Seal the grid").get(lang)) }
            <p>{ phrase(
                "Le sceau est un code calculé sur toute la grille\u{a0}: critères, poids, échelles, formules, conditions, arrondis. Publié avec la consultation, il prouvera plus tard que la grille appliquée est la grille annoncée. Les offres et l'espacement des textes n'y entrent pas.",
                "The seal is a code computed from the whole grid: criteria, weights, scales, formulas, conditions, roundings. Published with the consultation, it will later prove that the grid applied is the grid announced. Offers and the spacing of texts do not enter it.",
            ).get(lang) }</p>
            <p>{ phrase("Code de cette grille\u{a0}: ", "Code of this grid: ").get(lang) }<code class="seal-code">{ view.code.clone() }</code></p>
            <div class="seal-fields">
                { field("seal-date", phrase("Date du sceau (30/06/2026)", "Date of the seal (2026-06-30)").get(lang), &view.date, view.date_error, SealMsg::Date, send) }
                { field("seal-author", phrase("Scellée par (nom ou fonction)", "Sealed by (name or function)").get(lang), &view.author, None, SealMsg::Author, send) }
                { field("seal-note", phrase("Mention libre (consultation, publication)", "Free text (consultation, publication)").get(lang), &view.text, None, SealMsg::Text, send) }
            </div>
            <p class="hint">{ phrase(
                "Ensuite, tout changement de la grille ouvrira une copie d'essai, ou rompra le sceau de façon visible. Un journal des changements commence avec le sceau.",
                "From then on, each change of the grid will open a trial copy, or break the seal for all to see. A journal of changes begins with the seal.",
            ).get(lang) }</p>
            <p class="buttons">
                { button("seal-lay", "primary", lang, phrase("Sceller", "Seal"), SealMsg::Lay, send) }
                { button("seal-copy", "", lang, phrase("Copier le code", "Copy the code"), SealMsg::CopyCode, send) }
                { button("seal-close", "", lang, phrase("Fermer", "Close"), SealMsg::CloseForm, send) }
            </p>
        </section>
    }
}

fn other(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let Some(view) = present::other(state) else { return Html::default() };
    let oninput = send.reform(|event: InputEvent| {
        SealMsg::Other(event.target_unchecked_into::<HtmlTextAreaElement>().value()).into()
    });
    let enter = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                send.emit(SealMsg::Look.into());
            }
        })
    };
    let look = send.reform(|_| SealMsg::Look.into());
    html! {
        <section class="panel other controls" aria-labelledby="other-title" onkeydown={escape(SealMsg::CloseOther, send)}>
            { heading(level, "other-title", view.title) }
            <p>{ view.help }</p>
            <div class="seal-field">
                <label for="other-input">{ view.label }</label>
                <textarea
                    id="other-input" rows="2" spellcheck="false" autocomplete="off" data-draft="" value={view.input.clone()}
                    aria-invalid={view.trouble.is_some().then_some("true")}
                    aria-describedby={view.trouble.is_some().then_some("other-trouble")} {oninput} onkeydown={enter}
                />
                <span class="field-error" id="other-trouble" hidden={view.trouble.is_none()}>{ view.trouble.clone() }</span>
            </div>
            <p class="buttons">
                <button type="button" id="other-look" class="primary" onclick={look}>{ view.look }</button>
                { button("other-file", "", lang, phrase("Choisir un fichier", "Choose a file"), SealMsg::ChooseFile, send) }
                { button("other-close", "", lang, phrase("Fermer", "Close"), SealMsg::CloseOther, send) }
            </p>
            { found(lang, level, &view, send) }
        </section>
    }
}

fn found(lang: Lang, level: u8, view: &OtherView, _send: &Callback<Msg>) -> Html {
    let Some(FoundView { verdict, is_identical, grid, offers, ranking, left_out }) = &view.found else {
        return Html::default();
    };
    let sentences = |id: &str, title: Phrase, list: &[String]| {
        if list.is_empty() {
            return Html::default();
        }
        html! {
            <>
                { heading(level + 1, id, title.get(lang)) }
                <ul class="differences">{ for list.iter().map(|text| html! { <li key={text.clone()}>{ text.clone() }</li> }) }</ul>
            </>
        }
    };
    html! {
        <div class="other-result">
            <p id="other-found" tabindex="-1" class={classes!("verdict", if *is_identical { "same" } else { "differs" })}>
                <span aria-hidden="true">{ if *is_identical { "✓ " } else { "≠ " } }</span>{ verdict.clone() }
            </p>
            { sentences("differences-grid", phrase("Ce qui diffère dans la grille", "What differs in the grid"), grid) }
            { sentences("differences-offers", phrase("Ce qui diffère dans les offres", "What differs in the offers"), offers) }
            { if ranking.is_empty() { Html::default() } else { rankings(lang, level, ranking) } }
            <p class="hint" hidden={left_out.is_empty()}>{ left_out.clone() }</p>
        </div>
    }
}

/// The two rankings side by side.
fn rankings(lang: Lang, level: u8, lines: &[RankLine]) -> Html {
    let title = phrase("Ce que cela fait au classement", "What it does to the ranking").get(lang);
    let row = |line: &RankLine| {
        let cell = |[rank, total]: &[String; 2]| {
            html! { <td class="figure"><strong>{ rank.clone() }</strong>{ " " }<span class="figures">{ total.clone() }</span></td> }
        };
        html! {
            <tr key={line.name.clone()}>
                <th scope="row">{ line.name.clone() }</th>
                { cell(&line.here) }
                { cell(&line.there) }
                <td>{ line.change.clone() }</td>
            </tr>
        }
    };
    html! {
        <>
            { heading(level + 1, "rankings-title", title) }
            <div class="scroll" tabindex="0" role="region" aria-label={title}>
                <table class="rankings-table">
                    <caption class="visually-hidden">{ title }</caption>
                    <thead><tr>
                        <th scope="col">{ phrase("Offre", "Offer").get(lang) }</th>
                        <th scope="col" class="figure">{ phrase("Ici", "Here").get(lang) }</th>
                        <th scope="col" class="figure">{ phrase("Dans l'autre", "In the other").get(lang) }</th>
                        <th scope="col">{ phrase("Écart", "Change").get(lang) }</th>
                    </tr></thead>
                    <tbody>{ for lines.iter().map(row) }</tbody>
                </table>
            </div>
        </>
    }
}

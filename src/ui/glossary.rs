//! Méthode et glossaire: how a ranking comes to be, and the words of the trade.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::page::heading;
use crate::app::{GlossaryMsg, Msg, State};
use crate::i18n::phrase;
use crate::present::{self, CheckView, FamilyView, GlossaryView, TermView};

/// The page.
#[inline(never)]
pub(super) fn screen(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let view = present::glossary(state);
    html! {
        <div class="method-page">
            <p class="controls">
                <button type="button" id="close-glossary" onclick={send.reform(|_| Msg::Glossary(GlossaryMsg::Close))}>
                    { phrase("← Revenir au comparatif", "← Back to the comparison").get(lang) }
                </button>
            </p>
            { heading(level, "method-title", phrase("Comment naît un classement", "How a ranking comes to be").get(lang)) }
            <ol class="steps">{ for view.steps.iter().map(|(name, text)| html! {
                <li key={*name}><strong>{ *name }</strong><p>{ text.clone() }</p></li>
            }) }</ol>
            { words(state, &view, level, send) }
            { heading(level, "families-title", phrase("Méthodes de notation", "Scoring methods").get(lang)) }
            <dl class="families">{ for view.families.iter().filter(|family| !family.used_by.is_empty()).map(family) }</dl>
            <details>
                <summary id="other-families">{ phrase("Les autres méthodes", "The other methods").get(lang) }</summary>
                <dl class="families">{ for view.families.iter().filter(|family| family.used_by.is_empty()).map(family) }</dl>
            </details>
            { heading(level, "checks-title", phrase("Ce que l'outil examine, et d'où viennent les règles", "What the tool examines, and where the rules are from").get(lang)) }
            <details>
                <summary id="all-checks">{ phrase("Toutes les remarques possibles, avec leurs sources", "All possible remarks, with their sources").get(lang) }</summary>
                <dl class="checks">{ for view.checks.iter().map(check) }</dl>
                <p class="legal">{ phrase(
                    "Ces remarques ne remplacent pas un avis juridique\u{202f}; les sources «\u{a0}à vérifier\u{a0}» ne l'ont pas été.",
                    "These remarks are no legal advice; sources “to be verified” have not been.",
                ).get(lang) }</p>
            </details>
        </div>
    }
}

fn words(state: &State, view: &GlossaryView, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let oninput = send.reform(|event: InputEvent| {
        Msg::Glossary(GlossaryMsg::Seek(event.target_unchecked_into::<HtmlInputElement>().value()))
    });
    html! {
        <>
            { heading(level, "glossary-title", phrase("Glossaire", "Glossary").get(lang)) }
            <p class="seek controls">
                <label for="glossary-search">{ phrase("Chercher un mot", "Look for a word").get(lang) }</label>
                <input type="search" id="glossary-search" autocomplete="off" value={view.query.clone()} {oninput} />
                <span class="hint">{ view.found.clone() }</span>
            </p>
            <dl class="terms-list">{ for view.terms.iter().map(term) }</dl>
        </>
    }
}

fn term(term: &TermView) -> Html {
    html! {
        <div key={term.id} class="term-entry">
            <dt id={term.id} tabindex="-1">
                { term.name }
                <span class="other" lang={term.other_lang.tag()} hidden={term.other == term.name}>{ " – " }{ term.other }</span>
            </dt>
            <dd>
                { term.definition }
                <span class="sources" hidden={term.source.is_empty()}>{ term.source }</span>
            </dd>
        </div>
    }
}

fn family(family: &FamilyView) -> Html {
    html! {
        <div key={family.name} class="term-entry">
            <dt>{ family.name }</dt>
            <dd>
                { family.help }
                <span class="formula">{ family.formula }</span>
                <ul class="weaknesses" hidden={family.weaknesses.is_empty()}>
                    { for family.weaknesses.iter().map(|weakness| html! { <li key={*weakness}>{ *weakness }</li> }) }
                </ul>
                <span class="hint" hidden={family.used_by.is_empty()}>{ family.used_by.clone() }</span>
            </dd>
        </div>
    }
}

fn check(check: &CheckView) -> Html {
    html! {
        <div key={check.code} class="term-entry">
            <dt>{ check.title }{ " (" }{ check.code }{ ")" }</dt>
            <dd>
                { check.rule }
                <span class="sources">{ check.sources.join("\u{202f}; ") }</span>
            </dd>
        </div>
    }
}

//! Remarks on the method and the grid: what was seen, the rule, its sources and
//! what to do.

use yew::prelude::*;

use super::definition;
use super::page::heading;
use crate::app::{Msg, State};
use crate::engine::Severity;
use crate::i18n::phrase;
use crate::present::lints::{LintView, lints};

/// The section with its button; what it opens is only computed while it is open.
pub(super) fn section(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    html! {
        <section class="lints" aria-labelledby="lints-title">
            { heading(level, "lints-title", phrase("Méthode et droit", "Method and law").get(lang)) }
            <p class="controls">
                <button
                    type="button" id="toggle-lints" aria-expanded={if state.shows_lints { "true" } else { "false" }}
                    onclick={send.reform(|_| Msg::ToggleLints)}
                >{ phrase("Examiner la grille et la méthode de notation", "Examine the grid and the scoring method").get(lang) }</button>
                { definition::link("define-checks", "checks-title", phrase("D'où viennent ces règles\u{a0}?", "Where are these rules from?").get(lang), send) }
            </p>
            <div>{ if state.shows_lints { list(state) } else { Html::default() } }</div>
        </section>
    }
}

fn list(state: &State) -> Html {
    let lang = state.lang;
    let views = lints(lang, &state.assessment);
    let items = views.iter().enumerate().map(|(index, view)| item(state, index, view));
    html! {
        <>
            <p class="empty" hidden={!views.is_empty()}>
                { phrase("Rien à signaler sur ce dossier.", "Nothing to report on this dossier.").get(lang) }
            </p>
            <ul hidden={views.is_empty()}>{ for items }</ul>
            <p class="legal">{ phrase(
                "Ces remarques n'empêchent rien et ne remplacent pas un avis juridique ; les sources « à vérifier » ne l'ont pas été.",
                "These remarks prevent nothing and are no legal advice; sources “to be verified” have not been.",
            ).get(lang) }</p>
        </>
    }
}

fn item(state: &State, index: usize, view: &LintView) -> Html {
    let lang = state.lang;
    let (class, label) = match (view.is_blocking, view.severity) {
        (true, _) | (_, Severity::Error) => ("remark error-level", phrase("La loi l'exige", "Required by law")),
        (_, Severity::Warning) => ("remark warning-level", phrase("Attention", "Warning")),
        (_, Severity::Notice) => ("remark notice-level", phrase("À noter", "Note")),
    };
    html! {
        <li key={index} {class} data-code={view.code}>
            <strong>{ label.get(lang) }{ " (" }{ view.code }{ ")" }</strong>{ phrase("\u{a0}: ", ": ").get(lang) }{ view.headline.clone() }
            <span class="rule">{ view.rule }</span>
            <span class="advice">{ phrase("À faire\u{a0}: ", "To do: ").get(lang) }{ view.advice }</span>
            <span class="sources">{ phrase("Sources\u{a0}: ", "Sources: ").get(lang) }{ view.sources.join("\u{a0}; ") }</span>
        </li>
    }
}

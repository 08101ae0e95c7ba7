//! Besoins: the register as a table to edit, what stands alone in it, how offers
//! cover it, a table of needs on its way in.

mod matrix;
mod register;
mod table;

use yew::prelude::*;

use super::composing;
use super::criteria::{DateField, button, select};
use super::page::heading;
use crate::app::{Msg, NeedsMsg, Screen, State};
use crate::dossier::Id;
use crate::i18n::{Lang, Phrase, phrase};
use crate::present::{self, FilterView, NeedsView};
use crate::say;
use crate::ui::maybe;

#[inline(never)]
pub(super) fn screen(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let (lang, view) = (state.lang, present::needs(state));
    html! {
        <section class="needs" aria-labelledby="needs-title">
            { heading(level, "needs-title", phrase("Besoins", "Needs").get(lang)) }
            <p class="needs-summary">{ match &view.summary {
                Some(summary) => summary.clone(),
                None => phrase(
                    "Le registre est vide. Écrivez ce qu'il faut, besoin par besoin\u{a0}: ce qui est obligatoire, souhaité ou possible, comment cela se mesure, qui en répond. Chaque offre y répondra case par case, et chaque critère pourra dire de quel besoin il vient. Commencez par un besoin, ou collez la liste de votre tableur.",
                    "The register is empty. Write what is needed, need by need: what is compulsory, wished or possible, how it is measured, who answers for it. Each offer will answer it cell by cell, and each criterion can say which need it comes from. Begin with one need, or paste the list of your spreadsheet.",
                ).get(lang).to_owned(),
            } }</p>
            <p class="buttons controls">
                { button("add-need", "primary", phrase("Ajouter un besoin", "Add a need").get(lang), None, true, NeedsMsg::Add, send) }
                { button("needs-paste", "", phrase("Coller des besoins", "Paste needs").get(lang), None, true, NeedsMsg::AskTable, send) }
                { if view.rows.is_empty() { Html::default() } else {
                    button("needs-copy", "", phrase("Copier le registre", "Copy the register").get(lang), None, true, NeedsMsg::Copy, send)
                } }
            </p>
            { maybe(&view.copied, |text| copied(lang, text)) }
            <div class="needs-paste-place">{ maybe(&view.table, |table| table::panel(lang, level, table, send)) }</div>
            { if view.summary.is_some() { body(state, level, &view, send) } else { Html::default() } }
        </section>
    }
}

fn body(state: &State, level: u8, view: &NeedsView, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    html! {
        <>
            { if view.filters.is_empty() { Html::default() } else { filters(lang, &view.filters, send) } }
            { register::register(lang, view, send) }
            { commitments(lang, level, view, send) }
            { orphans(lang, level, view, send) }
            { matrix::matrix(lang, level, view, send) }
            { composing::panel(state, level + 1, send) }
        </>
    }
}

/// Where the clipboard did not take it.
fn copied(lang: Lang, text: &str) -> Html {
    html! {
        <label class="needs-copied">
            { phrase("Le presse-papiers n'est pas accessible\u{a0}: copiez ce texte avec Ctrl+C.", "The clipboard cannot be reached: copy this text with Ctrl+C.").get(lang) }
            <textarea id="needs-copied" rows="4" readonly=true value={text.to_owned()} />
        </label>
    }
}

fn filters(lang: Lang, filters: &[FilterView], send: &Callback<Msg>) -> Html {
    let one = |filter: &FilterView| {
        let (choices, send) = (filter.choices.clone(), send.clone());
        let onchoose = Callback::from(move |index: usize| {
            if let Some((_, filter)) = choices.get(index) {
                send.emit(NeedsMsg::Filter(filter.clone()).into());
            }
        });
        let names = filter.choices.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        html! {
            <label key={filter.id} class="inline">
                { format!("{}\u{a0}: ", filter.label) }
                { select(filter.id.to_owned(), filter.label.to_owned(), names.into_iter(), filter.chosen, onchoose) }
            </label>
        }
    };
    html! {
        <div class="needs-filters controls" role="group" aria-label={phrase("Filtrer les besoins", "Filter the needs").get(lang)}>
            { for filters.iter().map(one) }
        </div>
    }
}

fn commitments(lang: Lang, level: u8, view: &NeedsView, send: &Callback<Msg>) -> Html {
    html! {
        <section class="needs-part" aria-labelledby="commitments-title">
            { heading(level + 1, "commitments-title", phrase("Engagements datés", "Dated commitments").get(lang)) }
            <label class="inline">
                { phrase("Acceptés jusqu'au ", "Accepted until ").get(lang) }
                <DateField
                    id="commitments-until" label={phrase("Engagements datés acceptés jusqu'au", "Dated commitments accepted until").get(lang)}
                    value={view.commitments_until.clone()} {lang} onset={send.reform(|date| NeedsMsg::CommitmentsUntil(date).into())}
                />
            </label>
            <p class="hint" id="commitments-rule">{ view.commitments_rule.clone() }</p>
        </section>
    }
}

fn orphans(lang: Lang, level: u8, view: &NeedsView, send: &Callback<Msg>) -> Html {
    let nothing = view.alone.is_empty() && view.unasked.is_empty();
    html! {
        <section class="needs-part" aria-labelledby="orphans-title">
            { heading(level + 1, "orphans-title", phrase("Besoins et critères sans lien", "Needs and criteria without a link").get(lang)) }
            <p hidden={!nothing}>{ phrase(
                "Chaque besoin compte ou fonde un critère, et chaque critère vient d'un besoin.",
                "Each need counts or founds a criterion, and each criterion comes from a need.",
            ).get(lang) }</p>
            { list(lang, "orphan-needs", ALONE, &view.alone, send) }
            <p class="hint" hidden={view.has_coverage || view.alone.is_empty()}>{ phrase(
                "Aucun critère ne compte encore les besoins\u{a0}: sur l'écran Critères, donnez à un critère la méthode «\u{a0}Couverture des besoins\u{a0}».",
                "No criterion counts the needs yet: on the screen Criteria, give a criterion the method “Coverage of requirements”.",
            ).get(lang) }</p>
            { list(lang, "orphan-criteria", UNASKED, &view.unasked, send) }
        </section>
    }
}

const ALONE: Phrase = phrase(
    "Besoins que rien ne compte et dont aucun critère ne vient\u{a0}: choisissez où chacun compte, reliez-le à un critère, ou retirez-le.",
    "Needs that nothing counts and no criterion comes from: choose where each counts, link it to a criterion, or remove it.",
);
const UNASKED: Phrase = phrase(
    "Critères qui ne viennent d'aucun besoin\u{a0}: reliez chacun au besoin qu'il sert dans le registre, écrivez ce besoin, ou demandez-vous si le critère est utile.",
    "Criteria that come from no need: link each to the need that it serves in the register, write that need, or ask whether the criterion is useful.",
);

fn list(lang: Lang, id: &'static str, says: Phrase, found: &[(Id, String)], send: &Callback<Msg>) -> Html {
    if found.is_empty() {
        return Html::default();
    }
    let is_criteria = id == "orphan-criteria";
    html! {
        <>
            <p {id}>{ says.get(lang) }</p>
            <ul aria-labelledby={id}>{ for found.iter().map(|(of, name)| html! { <li key={of.as_str().to_owned()}>{ name.clone() }</li> }) }</ul>
            { if is_criteria { html! { <p class="buttons controls">
                <button type="button" id="needs-to-criteria" onclick={send.reform(|_| Msg::Show(Screen::Criteria))}>
                    { phrase("Aller aux critères", "Go to the criteria").get(lang) }
                </button>
            </p> } } else { Html::default() } }
        </>
    }
}

/// That there is more, and the way to it.
fn more(lang: Lang, hidden: usize, id: &'static str, send: &Callback<Msg>) -> Html {
    if hidden == 0 {
        return Html::default();
    }
    html! {
        <p class="controls">
            <button type="button" {id} onclick={send.reform(|_| Msg::ShowAll)}>
                { say!(lang, "Tout afficher ({hidden} de plus)", "Show all ({hidden} more)") }
            </button>
        </p>
    }
}

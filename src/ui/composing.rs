//! The composer: bricks to compose with, the assemblies found, and why.

use yew::prelude::*;

use super::components::{cell, target};
use super::criteria::{button, select};
use super::curve::curves;
use super::fields::TextField;
use super::page::heading;
use crate::app::{ComponentText, ComponentsMsg, ComposingMsg, Msg, PasteMsg, State};
use crate::dossier::{ComponentEdit, ComponentKind, Id, Offer, Wish};
use crate::i18n::{Lang, phrase};
use crate::present::composites::component_kind;
use crate::present::sentences::capitalized;
use crate::present::{self, BrickRow, BrickSheet, ComposingView, FoundRow, PriceCell, RunView, WhyRow, WhyView};
use crate::say;
use crate::ui::maybe;

#[inline(never)]
pub(super) fn panel(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let view = present::composing(state);
    let is_open = view.is_some();
    html! {
        <section class="needs-part composing" aria-labelledby="composing-title">
            { heading(level, "composing-title", phrase("Composer un assemblage", "Compose an assembly").get(lang)) }
            <p class="controls">
                <button type="button" id="composing-toggle" class="quiet" aria-expanded={if is_open { "true" } else { "false" }}
                    onclick={send.reform(|_| ComposingMsg::Toggle.into())}>
                    { if is_open { phrase("Refermer le composeur", "Close the composer") } else { phrase("Ouvrir le composeur", "Open the composer") }.get(lang) }
                </button>
            </p>
            { maybe(&view, |view| body(lang, level, view, send)) }
        </section>
    }
}

fn body(lang: Lang, level: u8, view: &ComposingView, send: &Callback<Msg>) -> Html {
    let pool = || Id::new(Offer::POOL);
    let own = view.rows.iter().filter(|row| row.of.is_none()).count();
    let integration = capitalized(component_kind(ComponentKind::Integration).get(lang));
    let add = |name: String, kind: ComponentKind| ComponentsMsg::Add { offer: pool(), name, kind };
    let is_running = view.run.as_ref().is_some_and(|run| run.is_running);
    html! {
        <>
            <p class="hint">{ phrase(
                "Le composeur cherche, parmi les briques dont vous connaissez le prix, les assemblages qui auraient le meilleur total selon la méthode annoncée, face aux offres actuelles. Il n'invente aucun prix. Les briques des offres composites sont reprises d'elles-mêmes\u{a0}; ajoutez-y les vôtres, qui restent à part des offres.",
                "The composer looks, among the bricks whose price you know, for the assemblies that would have the best total by the announced method, against the current offers. It invents no price. The bricks of composite offers are taken as they are; add your own, which stand apart from the offers.",
            ).get(lang) }</p>
            { if view.rows.is_empty() { Html::default() } else { bricks(lang, view, send) } }
            <p class="buttons controls">
                { button("composing-add", "", phrase("Ajouter une brique", "Add a brick").get(lang), None, true,
                    add(say!(lang, "Brique {0}", "Brick {0}", own + 1), ComponentKind::Brick), send) }
                { if view.others.is_empty() {
                    button("composing-integration", "", phrase("Ajouter un coût d'intégration", "Add a cost of integration").get(lang), None, true,
                        add(integration, ComponentKind::Integration), send)
                } else { Html::default() } }
                { button("bricks-paste", "", phrase("Coller des briques", "Paste bricks").get(lang), None, true, PasteMsg::Open("bricks-paste"), send) }
            </p>
            { maybe(&view.sheet, |view| sheet(lang, level, view, send)) }
            <p class="buttons controls">
                { if is_running {
                    button("composing-start", "", phrase("Arrêter la recherche", "Stop the search").get(lang), None, true, ComposingMsg::Stop, send)
                } else {
                    button("composing-start", "primary", phrase("Composer", "Compose").get(lang), None, !view.rows.is_empty(), ComposingMsg::Compose, send)
                } }
            </p>
            { maybe(&view.refusal, |refusal| html! { <p class="alert">{ refusal.clone() }</p> }) }
            { maybe(&view.run, |run| self::run(lang, level, run, &view.adopted, send)) }
        </>
    }
}

fn bricks(lang: Lang, view: &ComposingView, send: &Callback<Msg>) -> Html {
    let title = phrase("Briques à composer", "Bricks to compose").get(lang);
    let rows = view.rows.iter().enumerate().map(|(place, row)| brick(lang, place, row, Some(&view.wishes), send));
    let others =
        view.others.iter().enumerate().map(|(place, row)| brick(lang, view.rows.len() + place, row, None, send));
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={title} id="composing-bricks">
            <table class="details">
                <caption>{ title }</caption>
                <thead><tr>
                    <th scope="col">{ phrase("Brique", "Brick").get(lang) }</th>
                    <th scope="col">{ phrase("Prix", "Price").get(lang) }</th>
                    <th scope="col">{ phrase("Besoins couverts", "Needs covered").get(lang) }</th>
                    <th scope="col">{ phrase("Dans les assemblages", "In assemblies").get(lang) }</th>
                    <th scope="col" class="controls">{ phrase("Actions", "Actions").get(lang) }</th>
                </tr></thead>
                <tbody>{ for rows }{ for others }</tbody>
            </table>
        </div>
    }
}

fn brick(lang: Lang, place: usize, row: &BrickRow, wishes: Option<&Vec<String>>, send: &Callback<Msg>) -> Html {
    let (name, id) = (&row.name, row.key.1.clone());
    let key = format!("{} {id}", row.key.0.as_ref().map_or("", Id::as_str));
    let onchoose = {
        let key = row.key.clone();
        send.reform(move |index: usize| {
            ComposingMsg::Wish(key.clone(), Wish::ALL.get(index).copied().unwrap_or_default()).into()
        })
    };
    html! {
        <tr key={key}>
            <th scope="row">{ match &row.of {
                Some(of) => html! { <>{ name.clone() }{ " " }{ " " }<span class="unit">{ of.clone() }</span></> },
                None => html! {
                    <TextField
                        target={target(ComponentText::Name(Id::new(Offer::POOL), id.clone()))} value={name.clone()}
                        id={format!("component-name-{id}")} label={say!(lang, "Nom de {name}", "Name of {name}")} send={send.clone()}
                    />
                },
            } }</th>
            <td>{ match &row.price {
                PriceCell::Read(text) => html! { { text.clone() } },
                PriceCell::Edited(fact) => cell(lang, fact, say!(lang, "Prix de {name}", "Price of {name}"), send),
            } }</td>
            <td>{ if wishes.is_some() { row.covered.clone() } else { String::new() } }</td>
            <td>{ for wishes.iter().map(|wishes| select(
                format!("composing-wish-{place}"), say!(lang, "{name} dans les assemblages", "{name} in assemblies"),
                wishes.iter().cloned(), row.wish, onchoose.clone(),
            )) }</td>
            <td class="controls">{ if row.of.is_none() { own_tools(lang, row, wishes.is_some(), send) } else { Html::default() } }</td>
        </tr>
    }
}

fn own_tools(lang: Lang, row: &BrickRow, is_brick: bool, send: &Callback<Msg>) -> Html {
    let (name, id) = (&row.name, &row.key.1);
    let shown = (!row.is_open).then(|| id.clone());
    let remove = ComponentsMsg::Edit(Id::new(Offer::POOL), ComponentEdit::Remove(id.clone()));
    html! {
        <span class="tool-group">
            { if is_brick {
                button(&format!("brick-facts-{id}"), "quiet", phrase("Données", "Facts").get(lang),
                    Some(say!(lang, "Données de {name}", "Facts of {name}")), true, ComposingMsg::Facts(shown), send)
            } else { Html::default() } }
            { button(&format!("brick-remove-{id}"), "quiet", "✕", Some(say!(lang, "Retirer {name}", "Remove {name}")), true, remove, send) }
        </span>
    }
}

fn sheet(lang: Lang, level: u8, view: &BrickSheet, send: &Callback<Msg>) -> Html {
    let name = &view.name;
    html! {
        <section class="panel" aria-labelledby="brick-facts-title">
            { heading(level + 1, "brick-facts-title", &say!(lang, "Données de {name}", "Facts of {name}")) }
            <p class="hint">{ phrase(
                "Couverture de chaque besoin\u{a0}: 1 pour couvert, 0,5 pour à moitié, 0 pour non couvert. Une case vide est inconnue et compte au plus bas.",
                "Coverage of each need: 1 for covered, 0.5 for half of it, 0 for not covered. An empty cell is not known and counts as the least.",
            ).get(lang) }</p>
            <div class="scroll" tabindex="0" role="region" aria-label={say!(lang, "Tableau des données de {name}", "Table of the facts of {name}")}><table class="details">
                <caption class="visually-hidden">{ say!(lang, "Données de {name}", "Facts of {name}") }</caption>
                <tbody>{ for view.lines.iter().map(|(id, measure, unit, fact)| html! {
                    <tr key={id.as_str().to_owned()}>
                        <th scope="row">{ measure.clone() }{ " " }{ " " }<span class="unit">{ unit.clone() }</span></th>
                        <td>{ cell(lang, fact, say!(lang, "{measure}, {name}", "{measure}, {name}"), send) }</td>
                    </tr>
                }) }</tbody>
            </table></div>
            <p class="buttons controls">{ button("brick-facts-close", "", phrase("Fermer", "Close").get(lang), None, true, ComposingMsg::Facts(None), send) }</p>
        </section>
    }
}

fn run(lang: Lang, level: u8, view: &RunView, adopted: &Option<String>, send: &Callback<Msg>) -> Html {
    html! {
        <section class="composing-run" aria-labelledby="composing-found">
            { heading(level + 1, "composing-found", phrase("Meilleurs assemblages", "Best assemblies").get(lang)) }
            <p id="composing-status">{ view.status.clone() }</p>
            { maybe(adopted, |adopted| html! { <p id="composing-adopted"><strong>{ adopted.clone() }</strong></p> }) }
            <p class="alert" hidden={!view.is_stale}>{ phrase(
                "Le dossier a changé depuis cette recherche\u{a0}: composez de nouveau pour un résultat à jour.",
                "The dossier has changed since this search: compose again for an up-to-date result.",
            ).get(lang) }</p>
            { if view.rows.is_empty() { Html::default() } else { found(lang, view, send) } }
            <ul class="composing-caveats" aria-label={phrase("À savoir", "Good to know").get(lang)} hidden={view.caveats.is_empty()}>
                { for view.caveats.iter().enumerate().map(|(place, caveat)| html! { <li key={place}>{ caveat.clone() }</li> }) }
            </ul>
            { maybe(&view.why, |view| why(lang, level, view, send)) }
            { maybe(&view.front, |front| html! {
                <>
                    { heading(level + 2, "composing-front", phrase("Coût et couverture", "Cost and coverage").get(lang)) }
                    <p>{ front.status.clone() }</p>
                    { curves(lang, "composing-curve", &front.drawing) }
                    <ul class="composing-legend" aria-label={phrase("Les offres actuelles", "The current offers").get(lang)} hidden={front.legend.is_empty()}>
                        { for front.legend.iter().enumerate().map(|(place, text)| html! { <li key={place}>{ text.clone() }</li> }) }
                    </ul>
                </>
            }) }
            { if view.out.is_empty() { Html::default() } else { html! {
                <>
                    { heading(level + 2, "composing-out", phrase("Briques hors jeu", "Bricks that stay out").get(lang)) }
                    <ul aria-labelledby="composing-out">
                        { for view.out.iter().enumerate().map(|(place, out)| html! { <li key={place}>{ out.clone() }</li> }) }
                    </ul>
                </>
            } } }
        </section>
    }
}

fn found(lang: Lang, view: &RunView, send: &Callback<Msg>) -> Html {
    let title = phrase("Assemblages trouvés", "Assemblies found").get(lang);
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={title} id="composing-assemblies">
            <table class="details">
                <caption class="visually-hidden">{ title }</caption>
                <thead><tr>
                    <th scope="col">{ phrase("Assemblage", "Assembly").get(lang) }</th>
                    <th scope="col">{ phrase("Prix", "Price").get(lang) }</th>
                    <th scope="col">{ phrase("Couverture", "Coverage").get(lang) }</th>
                    <th scope="col">{ phrase("Total", "Total").get(lang) }</th>
                    <th scope="col">{ phrase("Rang parmi les offres", "Rank among the offers").get(lang) }</th>
                    <th scope="col" class="controls">{ phrase("Actions", "Actions").get(lang) }</th>
                </tr></thead>
                <tbody>{ for view.rows.iter().enumerate().map(|(place, row)| found_row(lang, place, row, view, send)) }</tbody>
            </table>
        </div>
    }
}

fn found_row(lang: Lang, place: usize, row: &FoundRow, view: &RunView, send: &Callback<Msg>) -> Html {
    let (number, name) = (&row.number, &view.name);
    html! {
        <tr key={place}>
            <th scope="row">{ say!(lang, "{number}. {0}", "{number}. {0}", row.bricks) }</th>
            <td>{ row.price.clone() }</td>
            <td>{ row.coverage.clone() }</td>
            <td>{ row.total.clone() }</td>
            <td>{ row.rank.clone() }</td>
            <td class="controls"><span class="tool-group">
                { button(&format!("composing-adopt-{place}"), "", phrase("Adopter", "Adopt").get(lang),
                    Some(say!(lang, "Adopter l'assemblage {number} sous le nom de {name}", "Adopt assembly {number} under the name of {name}")),
                    !view.is_stale, ComposingMsg::Adopt(place), send) }
                { button(&format!("composing-why-{place}"), "", phrase("Pourquoi\u{a0}?", "Why?").get(lang),
                    Some(say!(lang, "Pourquoi l'assemblage {number}\u{a0}?", "Why assembly {number}?")),
                    true, ComposingMsg::Why(Some(place)), send) }
            </span></td>
        </tr>
    }
}

fn why(lang: Lang, level: u8, view: &WhyView, send: &Callback<Msg>) -> Html {
    html! {
        <section class="panel" aria-labelledby="composing-why">
            { heading(level + 2, "composing-why", &view.title) }
            <p id="composing-other">{ view.other.clone() }</p>
            <div class="scroll" tabindex="0" role="region" aria-label={phrase("Brique par brique", "Brick by brick").get(lang)}>
                <table class="details">
                    <caption class="visually-hidden">{ view.title.clone() }</caption>
                    <thead><tr>
                        <th scope="col">{ phrase("Brique", "Brick").get(lang) }</th>
                        <th scope="col">{ phrase("Mieux couverts par elle", "Covered best by it").get(lang) }</th>
                        <th scope="col">{ phrase("Couverture en plus", "Coverage gained").get(lang) }</th>
                        <th scope="col">{ phrase("Coût en plus", "Cost added").get(lang) }</th>
                        <th scope="col">{ phrase("Remarque", "Remark").get(lang) }</th>
                        <th scope="col" class="controls">{ phrase("Actions", "Actions").get(lang) }</th>
                    </tr></thead>
                    <tbody>{ for view.rows.iter().map(|row| why_row(lang, row, send)) }</tbody>
                </table>
            </div>
            <p class="buttons controls">{ button("composing-why-close", "", phrase("Fermer", "Close").get(lang), None, true, ComposingMsg::Why(None), send) }</p>
        </section>
    }
}

fn why_row(lang: Lang, row: &WhyRow, send: &Callback<Msg>) -> Html {
    let name = &row.name;
    let (stands, text, label) = if row.is_in {
        (
            phrase("dedans", "in"),
            phrase("Sans elle", "Without it"),
            say!(
                lang,
                "Sans elle\u{a0}: le meilleur assemblage sans {name}",
                "Without it: the best assembly without {name}"
            ),
        )
    } else {
        (
            phrase("dehors", "out"),
            phrase("Avec elle", "With it"),
            say!(lang, "Avec elle\u{a0}: le meilleur assemblage avec {name}", "With it: the best assembly with {name}"),
        )
    };
    html! {
        <tr key={row.brick}>
            <th scope="row">{ name.clone() }{ " " }{ " " }<span class="unit">{ stands.get(lang) }</span></th>
            <td>{ row.alone.clone() }</td>
            <td>{ row.coverage.clone() }</td>
            <td>{ row.cost.clone() }</td>
            <td>{ row.remark.clone() }</td>
            <td class="controls">{ button(&format!("composing-other-{}", row.brick), "quiet", text.get(lang), Some(label), true, ComposingMsg::Other(row.brick), send) }</td>
        </tr>
    }
}

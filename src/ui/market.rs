//! The catalogue of the market, beside the grid of the offers: sought, filtered,
//! looked into, added from; and the catalogue of one's own.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::page::{heading, when_escaped};
use crate::app::{MarketMsg, Msg, State};
use crate::i18n::{Lang, Phrase, phrase};
use crate::present::{self, KeptView, MarketChoice, MarketView, ProductLine, ProductView};

/// The button that opens it.
pub(super) fn button(id: &'static str, lang: Lang, send: &Callback<Msg>) -> Html {
    html! {
        <button type="button" {id} onclick={send.reform(|_| MarketMsg::Open.into())}>
            { phrase("Catalogue du marché", "Catalogue of the market").get(lang) }
        </button>
    }
}

/// The panel; nothing while it is closed.
#[inline(never)]
pub(super) fn panel(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let Some(view) = present::market(state) else { return Html::default() };
    let onkeydown = when_escaped(send, MarketMsg::Close.into());
    let products = view.products.iter().map(|each| product(lang, each, view.language, send));
    html! {
        <section class="panel market" aria-labelledby="market-title" {onkeydown}>
            <div class="begin-head controls">
                { heading(level + 1, "market-title", phrase("Catalogue du marché", "Catalogue of the market").get(lang)) }
                { press("market-close", "quiet", phrase("Fermer", "Close").get(lang), MarketMsg::Close, send) }
            </div>
            <p class="market-about">{ view.about.clone() }</p>
            { for view.hints.iter().enumerate().map(|(place, hint)| html! { <p class="hint" key={place}>{ hint.clone() }</p> }) }
            { search(lang, &view, send) }
            <div class="controls">{ choice(&view.place, send) }</div>
            <p id="market-found" tabindex="-1">{ view.found.clone() }</p>
            <ul class="market-list">{ for products }</ul>
            <p class="buttons controls" hidden={view.more.is_empty()}>
                { press("market-more", "", &view.more, MarketMsg::ShowAll, send) }
            </p>
            { own(lang, &view, level, send) }
        </section>
    }
}

fn press(id: &'static str, class: &'static str, text: &str, msg: MarketMsg, send: &Callback<Msg>) -> Html {
    let onclick = send.reform(move |_| msg.clone().into());
    html! { <button type="button" {id} {class} {onclick}>{ text.to_owned() }</button> }
}

fn search(lang: Lang, view: &MarketView, send: &Callback<Msg>) -> Html {
    let oninput = send
        .reform(|event: InputEvent| MarketMsg::Seek(event.target_unchecked_into::<HtmlInputElement>().value()).into());
    html! {
        <div class="market-search controls" role="search" aria-label={phrase("Chercher dans le catalogue", "Search the catalogue").get(lang)}>
            <span class="market-field">
                <label for="market-search">{ phrase("Nom, éditeur, fonction, fait…", "Name, publisher, function, fact…").get(lang) }</label>
                <input type="search" id="market-search" autocomplete="off" value={view.query.clone()} {oninput} />
            </span>
            { for view.filters.iter().map(|filter| choice(filter, send)) }
            <button
                type="button" id="market-clear" aria-disabled={(!view.is_filtered).then_some("true")}
                onclick={send.reform(|_| MarketMsg::Clear.into())}
            >{ phrase("Tout afficher", "Show all").get(lang) }</button>
        </div>
    }
}

fn choice(choice: &MarketChoice, send: &Callback<Msg>) -> Html {
    let msgs: Vec<Msg> = choice.options.iter().map(|(_, msg)| msg.clone()).collect();
    let send = send.clone();
    let onchange = Callback::from(move |event: Event| {
        let index = event.target_dyn_into::<HtmlSelectElement>().map(|list| list.selected_index());
        let msg = index.and_then(|index| usize::try_from(index).ok()).and_then(|index| msgs.get(index));
        if let Some(msg) = msg {
            send.emit(msg.clone());
        }
    });
    html! {
        <span class="market-field" key={choice.id}>
            <label for={choice.id}>{ choice.label }</label>
            <select id={choice.id} {onchange}>
                { for choice.options.iter().enumerate().map(|(index, (text, _))| html! {
                    <option key={index} selected={index == choice.chosen}>{ text.clone() }</option>
                }) }
            </select>
        </span>
    }
}

fn product(lang: Lang, product: &ProductView, language: &'static str, send: &Callback<Msg>) -> Html {
    let (id, place) = (product.id.clone(), format!("market-product-{}", product.id));
    let toggle = send.reform(move |_| MarketMsg::Toggle(id.clone()).into());
    let name = html! { <span>{ product.name.clone() }</span> };
    html! {
        <li key={product.id.clone()} data-product={product.id.clone()}>
            <div class="market-head controls">
                <button
                    type="button" id={place.clone()} class="quiet market-name"
                    aria-expanded={if product.is_open { "true" } else { "false" }} onclick={toggle}
                >
                    if product.is_discontinued { <s>{ name }</s> } else { { name } }
                </button>
                <span class="market-what">{ product.what.clone() }</span>
                <span class="market-ended alert" hidden={product.ended.is_empty()}>{ product.ended.clone() }</span>
                <span class="market-there" hidden={product.there.is_empty()}>{ product.there.clone() }</span>
                { add(lang, product, send) }
                { join(product, send) }
            </div>
            <p class="hint">{ product.summary.clone() }</p>
            if product.is_open { { details(lang, product, language) } }
        </li>
    }
}

fn add(lang: Lang, product: &ProductView, send: &Callback<Msg>) -> Html {
    let Some(label) = product.add.clone() else { return Html::default() };
    let (name, facts) = (product.name.clone(), product.facts.clone());
    let onclick = send.reform(move |_| MarketMsg::Add { name: name.clone(), facts: facts.clone() }.into());
    html! {
        <button type="button" id={format!("market-add-{}", product.id)} aria-label={label} {onclick}>
            { phrase("Ajouter au dossier", "Add to the dossier").get(lang) }
        </button>
    }
}

/// It becomes part of a composite offer.
fn join(product: &ProductView, send: &Callback<Msg>) -> Html {
    let Some(join) = &product.join else { return Html::default() };
    let known = Rc::clone(&join.known);
    let onclick = send.reform(move |_| MarketMsg::AddComponent(Rc::clone(&known)).into());
    html! {
        <button type="button" id={format!("market-join-{}", product.id)} aria-label={join.label.clone()} {onclick}>
            { join.text }
        </button>
    }
}

fn details(lang: Lang, product: &ProductView, language: &'static str) -> Html {
    html! {
        <div class="market-details">
            <dl>{ for product.lines.iter().map(|each| line(each, language)) }</dl>
            <ul class="market-facts" hidden={product.said.is_empty()}>
                { for product.said.iter().enumerate().map(|(place, fact)| html! {
                    <li key={place}>
                        <span lang={language}>{ fact.text.clone() }</span>
                        <span class="source">{ " – " }{ fact.support.clone() }</span>
                    </li>
                }) }
            </ul>
            <p class="hint">{ phrase("Confiance\u{a0}: ", "Confidence: ").get(lang) }{ product.confidence.clone() }</p>
        </div>
    }
}

fn line(line: &ProductLine, language: &'static str) -> Html {
    html! {
        <div key={line.label} class="market-line">
            <dt>{ line.label }</dt>
            <dd>
                { line.text.clone() }
                if !line.note.is_empty() { { ". " }<span lang={language}>{ line.note.clone() }</span> }
                <span class="source" hidden={line.support.is_empty()}>{ " – " }{ line.support.clone() }</span>
            </dd>
        </div>
    }
}

/// The catalogue of one's own, and how long facts hold.
fn own(lang: Lang, view: &MarketView, level: u8, send: &Callback<Msg>) -> Html {
    let shown = view.catalogues.iter().flatten().enumerate().map(|(place, (name, is_shown))| {
        let onchange = send.reform(move |_: Event| MarketMsg::ShowOwn(place == 1).into());
        html! {
            <label class="sharing" key={place}>
                <input type="radio" name="market-catalogue" id={format!("market-catalogue-{place}")} checked={*is_shown} {onchange} />
                { name.clone() }
            </label>
        }
    });
    let has_own = view.catalogues.is_some();
    html! {
        <div class="market-own">
            { heading(level + 2, "market-own-title", phrase("Vos réglages et votre catalogue", "Your settings and your catalogue").get(lang)) }
            <div class="controls">{ choice(&view.age, send) }</div>
            <p class="hint">{ phrase(
                "Un fichier de catalogue remplace celui qui est fourni\u{a0}: les deux ne se mélangent jamais. Il ne quitte pas ce navigateur, qui le garde si vous le demandez. Enregistrez le catalogue affiché pour en partir.",
                "A catalogue file takes the place of the one in the box: they are never mixed. It does not leave this browser, which keeps it if you ask for that. Save the catalogue that is shown to begin with it.",
            ).get(lang) }</p>
            if has_own {
                <fieldset class="market-catalogues controls">
                    <legend>{ phrase("Catalogue affiché", "Catalogue shown").get(lang) }</legend>
                    { for shown }
                </fieldset>
            }
            <div id="market-refused" class="alert" hidden={view.refused.is_empty()}>
                { for view.refused.iter().enumerate().map(|(place, said)| html! { <p key={place}>{ said.clone() }</p> }) }
            </div>
            <p id="market-kept" hidden={view.kept.said.is_empty()}>{ view.kept.said.clone() }</p>
            <p id="market-not-kept" class="alert" hidden={view.kept.trouble.is_empty()}>{ view.kept.trouble.clone() }</p>
            { kept(lang, &view.kept, send) }
            <p class="buttons controls">
                { press("market-load", "", phrase("Charger un catalogue", "Load a catalogue").get(lang), MarketMsg::ChooseFile, send) }
                { press("market-save", "", phrase("Enregistrer le catalogue affiché", "Save the catalogue shown").get(lang), MarketMsg::Save, send) }
                if has_own {
                    { press("market-forget", "quiet", phrase("Retirer mon catalogue", "Remove my catalogue").get(lang), MarketMsg::Forget, send) }
                }
            </p>
        </div>
    }
}

/// What can be done about keeping one's own catalogue in this browser.
fn kept(lang: Lang, view: &KeptView, send: &Callback<Msg>) -> Html {
    let text = |text: Phrase| text.get(lang);
    html! {
        <p class="buttons controls" hidden={!(view.can_keep || view.is_overtaken || !view.drop.is_empty())}>
            if view.can_keep {
                { press("market-keep", "", text(phrase("Garder dans ce navigateur", "Keep in this browser")), MarketMsg::Keep, send) }
            }
            if view.is_overtaken {
                { press("market-keep-over", "", text(phrase("Garder le mien à sa place", "Keep mine in its place")), MarketMsg::KeepOver, send) }
                { press("market-take-kept", "", text(phrase("Reprendre celui qui est gardé", "Take the one that is kept")), MarketMsg::TakeKept, send) }
            }
            if !view.drop.is_empty() {
                { press("market-drop", "quiet", &view.drop, MarketMsg::Drop, send) }
            }
        </p>
    }
}

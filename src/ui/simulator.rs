//! The formula simulator: a panel of Critères.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::curve::curves;
use super::fields::{NumberField, NumberTarget};
use super::outlook::outlook;
use super::page::heading;
use crate::app::{MAX_BIDS, Msg, SimulatorMsg, State};
use crate::engine::Decimal;
use crate::i18n::{Lang, phrase};
use crate::present::{self, BidRow, ChosenFormula, FormulaRow, SimulatorView};
use crate::say;

/// The button that opens the panel.
pub(super) fn button(state: &State, send: &Callback<Msg>) -> Html {
    let is_open = state.simulator.is_some();
    html! {
        <button
            type="button" id="open-simulator" aria-expanded={if is_open { "true" } else { "false" }}
            onclick={send.reform(|_| Msg::Simulator(SimulatorMsg::Toggle))}
        >{ phrase("Simuler les formules de prix", "Simulate price formulas").get(state.lang) }</button>
    }
}

/// The place of the panel, empty while it is closed.
pub(super) fn place(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let panel = present::simulator(state).map(|view| panel(state.lang, level, &view, send));
    html! { <div class="simulator-place">{ panel }</div> }
}

fn panel(lang: Lang, level: u8, view: &SimulatorView, send: &Callback<Msg>) -> Html {
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                send.emit(Msg::Simulator(SimulatorMsg::Close));
            }
        })
    };
    html! {
        <section class="panel helper simulator" aria-labelledby="simulator-title" {onkeydown}>
            { heading(level + 1, "simulator-title", phrase("Simulateur de formules de prix", "Price formula simulator").get(lang)) }
            <p>{ view.intro.clone() }</p>
            { criteria(lang, view, send) }
            <p class="alert" id="simulator-refused" hidden={view.refused.is_none()}>{ view.refused.clone() }</p>
            { if view.formulas.is_empty() { Html::default() } else { body(lang, level, view, send) } }
            <p class="buttons controls">
                <button type="button" id="simulator-close" onclick={send.reform(|_| Msg::Simulator(SimulatorMsg::Close))}>
                    { phrase("Fermer le simulateur", "Close the simulator").get(lang) }
                </button>
            </p>
        </section>
    }
}

fn body(lang: Lang, level: u8, view: &SimulatorView, send: &Callback<Msg>) -> Html {
    html! {
        <>
            <div class="simulator-columns">
                <div>
                    { heading(level + 2, "simulator-bids", phrase("Prix supposés", "Assumed prices").get(lang)) }
                    { bids(lang, view, send) }
                </div>
                <div>
                    { heading(level + 2, "simulator-curves", phrase("La note selon le prix", "The note by price").get(lang)) }
                    { view.curves.as_ref().map(|view| curves(lang, "simulator-table", view)) }
                </div>
            </div>
            { heading(level + 2, "simulator-formulas", phrase("Qui gagne, formule par formule", "Who wins, formula by formula").get(lang)) }
            { formulas(lang, view, send) }
            { view.chosen.as_ref().map(|chosen| self::chosen(lang, level, view, chosen, send)) }
        </>
    }
}

fn criteria(lang: Lang, view: &SimulatorView, send: &Callback<Msg>) -> Html {
    let ids: Vec<_> = view.criteria.iter().map(|(id, _)| id.clone()).collect();
    let send = send.clone();
    let onchange = Callback::from(move |event: Event| {
        let index = usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index());
        if let Some(id) = index.ok().and_then(|index| ids.get(index)) {
            send.emit(Msg::Simulator(SimulatorMsg::Criterion(id.clone())));
        }
    });
    html! {
        <label class="helper-field controls" hidden={view.criteria.len() < 2}>
            { phrase("Critère de prix", "Price criterion").get(lang) }
            <select id="simulator-criterion" {onchange}>
                { for view.criteria.iter().map(|(id, name)| html! {
                    <option key={id.as_str().to_owned()} selected={*id == view.criterion}>{ name.clone() }</option>
                }) }
            </select>
        </label>
    }
}

fn bids(lang: Lang, view: &SimulatorView, send: &Callback<Msg>) -> Html {
    let can_add = view.is_made_up && view.bids.len() < MAX_BIDS;
    html! {
        <>
            <ul class="bids">{ for view.bids.iter().map(|row| bid(lang, view, row, send)) }</ul>
            <label class="helper-field estimate">
                { phrase("Estimation (facultative)", "Estimate (optional)").get(lang) }
                <NumberField
                    target={NumberTarget::Estimate} {lang} send={send.clone()} id="simulator-estimate" value={view.estimate.clone()}
                    label={phrase("Estimation de l'acheteur (facultative)", "The buyer's estimate (optional)").get(lang)}
                />
            </label>
            <p class="buttons controls">
                <button type="button" id="simulator-add" hidden={!view.is_made_up} aria-disabled={(!can_add).then_some("true")}
                    onclick={send.reform(|_| Msg::Simulator(SimulatorMsg::Add))}
                >{ phrase("Ajouter une offre supposée", "Add an assumed bid").get(lang) }</button>
                <button type="button" id="simulator-reset" onclick={send.reform(|_| Msg::Simulator(SimulatorMsg::Reset))}>
                    { phrase("Revenir aux prix de départ", "Back to the first prices").get(lang) }
                </button>
            </p>
        </>
    }
}

fn bid(lang: Lang, view: &SimulatorView, row: &BidRow, send: &Callback<Msg>) -> Html {
    let (name, place) = (&row.name, row.place);
    let send_price = send.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Ok(price) = Decimal::parse(&event.target_unchecked_into::<HtmlInputElement>().value()) {
            send_price.emit(Msg::Simulator(SimulatorMsg::Price(place, price)));
        }
    });
    let label = say!(lang, "Retirer {name}", "Remove {name}");
    html! {
        <li key={place} data-bid={place.to_string()}>
            <span class="bid-name"><span class="bid-letter">{ row.letter.clone() }</span>{ name.clone() }</span>
            <input type="range" class="slider controls" id={format!("bid-slider-{place}")}
                min={view.low.to_string()} max={view.high.to_string()} step={view.step.to_string()} value={row.price.to_string()}
                aria-label={say!(lang, "Prix supposé de {name}", "Assumed price of {name}")}
                aria-valuetext={row.spoken.clone()} {oninput} />
            <NumberField
                target={NumberTarget::Bid(place)} {lang} send={send.clone()} id={format!("bid-{place}")} value={row.written.clone()}
                label={say!(lang, "Prix supposé de {name}, en chiffres", "Assumed price of {name}, in figures")}
            />
            <button type="button" class="quiet controls" id={format!("bid-remove-{place}")} hidden={!view.is_made_up || view.bids.len() < 2}
                aria-label={label.clone()} title={label}
                onclick={send.reform(move |_| Msg::Simulator(SimulatorMsg::Remove(place)))}>{ "✕" }</button>
            <span class="hint own" hidden={row.apart.is_none()}>{ row.apart }</span>
            <span class="hint own" hidden={row.own.is_none()}>
                { phrase("dans le dossier\u{a0}: ", "in the dossier: ").get(lang) }{ row.own.clone() }
            </span>
        </li>
    }
}

fn formulas(lang: Lang, view: &SimulatorView, send: &Callback<Msg>) -> Html {
    let title =
        phrase("Notes et premier rang sous chaque formule de prix", "Notes and first rank under each price formula")
            .get(lang);
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={title}>
            <table class="plain-table formulas-table">
                <caption>{ title }</caption>
                <thead><tr>
                    <th scope="col">{ phrase("Formule", "Formula").get(lang) }</th>
                    { for view.bids.iter().map(|bid| html! {
                        <th scope="col" class="figure">
                            { bid.letter.clone() }<span class="visually-hidden">{ format!(" {}", bid.name) }</span>
                        </th>
                    }) }
                    <th scope="col">{ phrase("Premier rang", "First rank").get(lang) }</th>
                    <th scope="col">{ phrase("Selon le poids de ce critère", "By the weight of this criterion").get(lang) }</th>
                </tr></thead>
                <tbody>{ for view.formulas.iter().map(|row| formula(lang, row, send)) }</tbody>
            </table>
        </div>
    }
}

fn formula(lang: Lang, row: &FormulaRow, send: &Callback<Msg>) -> Html {
    let tag = row.tag;
    let (hue, dash) = row.look;
    html! {
        <tr key={tag} data-family={tag} class={classes!(row.is_chosen.then_some("chosen"))}>
            <th scope="row">
                <label class="radio">
                    <input type="radio" name="simulator-family" id={format!("family-{tag}")} class="controls" checked={row.is_chosen}
                        onchange={send.reform(move |_| Msg::Simulator(SimulatorMsg::Family(tag)))} />
                    <svg class="line-sample" viewBox="0 0 32 8" aria-hidden="true">
                        <polyline class={format!("hue-{hue} dash-{dash}")} points="0,4 32,4" />
                    </svg>
                    <span>{ row.name.clone() }<span class="hint" hidden={!row.is_announced}>
                        { phrase(" (annoncée)", " (announced)").get(lang) }
                    </span></span>
                </label>
            </th>
            { for row.notes.iter().map(|note| html! { <td class="figure">{ note.clone() }</td> }) }
            <td class="winner">{ row.winner.clone() }</td>
            <td class="by-share">{ row.by_share.clone() }</td>
        </tr>
    }
}

fn chosen(lang: Lang, level: u8, view: &SimulatorView, chosen: &ChosenFormula, send: &Callback<Msg>) -> Html {
    html! {
        <div class="chosen-formula">
            { heading(level + 2, "simulator-chosen", &chosen.name) }
            <p>{ chosen.help }</p>
            <p class="formula">{ chosen.formula }</p>
            <ul class="parameters" hidden={chosen.parameters.is_empty()}>{ for chosen.parameters.iter().map(|(name, value)| html! {
                <li key={name.clone()}>{ say!(lang, "{name} : {value}", "{name}: {value}") }</li>
            }) }</ul>
            <ul class="weaknesses" aria-label={phrase("Faiblesses connues", "Known weaknesses").get(lang)}>
                { for chosen.weaknesses.iter().map(|text| html! { <li class="remark">{ *text }</li> }) }
            </ul>
            { remarks(lang, chosen) }
            { spans(lang, view, chosen, send) }
            { adoption(lang, level, chosen, send) }
        </div>
    }
}

fn remarks(lang: Lang, chosen: &ChosenFormula) -> Html {
    html! {
        <div class="formula-lints" hidden={chosen.lints.is_empty()}>
            <p class="label" id="simulator-lints">{ phrase(
                "Remarques sur la méthode, avec ces prix", "Remarks on the method, with these prices",
            ).get(lang) }</p>
            <ul aria-labelledby="simulator-lints">{ for chosen.lints.iter().enumerate().map(|(place, lint)| html! {
                <li key={place} class="remark warning-level">
                    <strong>{ format!("{} ({})", lint.title, lint.code) }</strong>
                    <span class="lint-text">{ format!(" {}", lint.headline) }</span>
                </li>
            }) }</ul>
        </div>
    }
}

fn spans(lang: Lang, view: &SimulatorView, chosen: &ChosenFormula, send: &Callback<Msg>) -> Html {
    if chosen.spans.is_empty() {
        return Html::default();
    }
    let send = send.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Ok(place) = usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index()) {
            send.emit(Msg::Simulator(SimulatorMsg::Moved(place)));
        }
    });
    let title =
        phrase("Le premier rang selon ce prix, au centime près", "The first rank by this price, to the cent").get(lang);
    html! {
        <>
            <label class="helper-field controls">
                { phrase("Faire varier le prix de", "Move the price of").get(lang) }
                <select id="simulator-moved" {onchange}>
                    { for view.bids.iter().map(|bid| html! {
                        <option key={bid.place} selected={bid.place == chosen.moved}>{ bid.name.clone() }</option>
                    }) }
                </select>
            </label>
            <table class="plain-table spans-table">
                <caption>{ title }</caption>
                <thead><tr>
                    <th scope="col">{ phrase("Prix", "Price").get(lang) }</th>
                    <th scope="col">{ phrase("Premier rang", "First rank").get(lang) }</th>
                </tr></thead>
                <tbody>{ for chosen.spans.iter().enumerate().map(|(place, span)| html! {
                    <tr key={place}><th scope="row">{ span.range.clone() }</th><td>{ span.leaders.clone() }</td></tr>
                }) }</tbody>
            </table>
        </>
    }
}

fn adoption(lang: Lang, level: u8, chosen: &ChosenFormula, send: &Callback<Msg>) -> Html {
    let is_announced = chosen.outlook.is_none();
    let send = send.clone();
    let onclick = Callback::from(move |_| {
        if !is_announced {
            send.emit(Msg::Simulator(SimulatorMsg::Adopt));
        }
    });
    html! {
        <>
            { heading(level + 3, "simulator-adoption", phrase("Ce que l'adopter changerait", "What adopting it would change").get(lang)) }
            <p class="hint" hidden={!is_announced}>{ phrase(
                "C'est la formule de la grille.", "This is the formula of the grid.",
            ).get(lang) }</p>
            <p class="hint" hidden={is_announced}>{ phrase(
                "Avec les prix du dossier, non les prix supposés.", "With the prices of the dossier, not the assumed ones.",
            ).get(lang) }</p>
            { chosen.outlook.as_ref().map(|view| outlook(lang, "simulator-outlook", view)) }
            <p class="buttons controls">
                <button type="button" class="primary" id="simulator-adopt" aria-disabled={is_announced.then_some("true")} {onclick}>
                    { phrase("Adopter cette formule", "Adopt this formula").get(lang) }
                </button>
            </p>
        </>
    }
}

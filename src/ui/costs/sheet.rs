//! The cost sheet of one offer: its lines, a form for one more, and what they
//! come to.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::{button, choosing, number, select, text};
use crate::app::{CostNumber, CostText, CostTrouble, CostsMsg, ListStep, Msg};
use crate::dossier::Id;
use crate::engine::CostKind;
use crate::i18n::{Lang, phrase};
use crate::present::{CostsView, LineRow, SheetTable, SheetView};
use crate::say;
use crate::ui::maybe;
use crate::ui::page::heading;

pub(super) fn sheet(lang: Lang, level: u8, all: &CostsView, view: &SheetView, send: &Callback<Msg>) -> Html {
    let ids: Vec<Id> = all.offers.iter().map(|(id, _)| id.clone()).collect();
    let names = all.offers.iter().map(|(_, name)| name.clone());
    let onchoose = choosing(send, move |place| ids.get(place).cloned().map(CostsMsg::Sheet));
    let label = phrase("Offre dont on détaille les coûts", "Offer whose costs are detailed").get(lang);
    let count = view.lines.len();
    html! {
        <div class="cost-sheet">
            { heading(level + 2, "cost-lines", &say!(lang, "Lignes de coût\u{a0}: {0}", "Cost lines: {0}", view.name)) }
            <label class="helper-field controls">
                { label }{ select("cost-offer".into(), label.into(), names, all.chosen, onchoose) }
            </label>
            <p id="cost-price">{ view.price.clone() }</p>
            { given(lang, view, send) }
            <ol class="cost-lines" aria-labelledby="cost-lines" hidden={count == 0}>
                { for view.lines.iter().enumerate().map(|(place, row)| line(lang, view, (place, count), row, send)) }
            </ol>
            <NewLine {lang} kinds={view.kinds.clone()} count={count} offer={view.offer.clone()} trouble={view.trouble.clone()} send={send.clone()} />
            { super::paste::place(lang, level, all.paste.as_ref(), send) }
            { maybe(&view.table, |found| tables(lang, level, view, found, send)) }
        </div>
    }
}

/// A price that was given gives way to the total of lines.
fn given(lang: Lang, view: &SheetView, send: &Callback<Msg>) -> Html {
    let Some(price) = &view.given else { return Html::default() };
    html! {
        <>
            <p class="hint">{ say!(
                lang,
                "Prix saisi dans l'écran Offres\u{a0}: {price}. Dès la première ligne, le total des lignes prend sa place\u{a0}; «\u{a0}Annuler\u{a0}» le rend.",
                "Price entered in the Offers screen: {price}. With the first line, the total of the lines takes its place; “Undo” brings it back."
            ) }</p>
            <p class="controls">{ button(
                "cost-from-price", "", phrase("En faire la première ligne", "Make it the first line").get(lang), None, true, CostsMsg::FromPrice, send,
            ) }</p>
        </>
    }
}

fn line(lang: Lang, view: &SheetView, (place, count): (usize, usize), row: &LineRow, send: &Callback<Msg>) -> Html {
    let name = &row.label;
    let id = |what: &str| format!("cost-{what}-{place}");
    let of = |what: &'static str| format!("{what}, {name}");
    let figure = |what: &str, number_of: CostNumber, value: &str, short: &'static str, label: &'static str| {
        html! {
            <label class="inline">{ short }{ number(lang, id(what), number_of, value, of(label), send) }</label>
        }
    };
    let words = |what: &str, text_of: CostText, value: &str, label: &'static str| {
        html! {
            <label class="helper-field">{ label }{ text(id(what), text_of, value, of(label), send) }</label>
        }
    };
    let kinds: Vec<CostKind> = view.kinds.iter().map(|(kind, _)| *kind).collect();
    let on_kind = choosing(send, move |chosen| kinds.get(chosen).map(|kind| CostsMsg::Kind(place, *kind)));
    let on_quantity = choosing(send, move |chosen| Some(CostsMsg::Counts(place, chosen.checked_sub(1))));
    let on_when = choosing(send, move |chosen| Some(CostsMsg::Once(place, chosen == 1)));
    let on_renews = send.reform(move |event: Event| {
        let renews = event.target_unchecked_into::<HtmlInputElement>().checked();
        Msg::Costs(CostsMsg::Renews(place, renews))
    });
    let whens = [phrase("chaque année", "each year"), phrase("une fois", "once")].map(|text| text.get(lang).to_owned());
    let tool = |verb: &str, sign: &str, label: String, is_possible: bool, step: ListStep| {
        button(&id(verb), "quiet", sign, Some(label), is_possible, CostsMsg::Lines(step), send)
    };
    html! {
        <li key={place} class="cost-line">
            <div class="cost-line-texts">
                { words("label", CostText::Label(place), name, phrase("Libellé", "Label").get(lang)) }
                { words("brick", CostText::Brick(place), &row.brick, phrase("Brique (facultative)", "Brick (optional)").get(lang)) }
                { words("source", CostText::Source(place), &row.source, phrase("Source du montant", "Source of the amount").get(lang)) }
            </div>
            <div class="cost-line-figures">
                { select(id("kind"), of(phrase("Nature", "Kind").get(lang)), view.kinds.iter().map(|(_, name)| name.clone()), row.kind, on_kind) }
                { figure("amount", CostNumber::Amount(place), &row.amount, phrase("Montant ", "Amount ").get(lang), phrase("Montant unitaire", "Amount of one unit").get(lang)) }
                <span aria-hidden="true">{ "×" }</span>
                { select(id("counts"), of(phrase("Quantité", "Quantity").get(lang)), view.quantities.iter().cloned(), row.counts, on_quantity) }
                if row.counts == 0 {
                    { number(lang, id("quantity"), CostNumber::Quantity(place), &row.quantity, of(phrase("Nombre fixe", "Fixed number").get(lang)), send) }
                }
                { select(id("when"), of(phrase("Rythme", "Rhythm").get(lang)), whens.into_iter(), usize::from(row.is_once), on_when) }
                if row.is_once {
                    { figure("from", CostNumber::From(place), &row.from, phrase("année ", "year ").get(lang), phrase("Année du paiement", "Year of payment").get(lang)) }
                } else {
                    { figure("from", CostNumber::From(place), &row.from, phrase("de l'année ", "from year ").get(lang), phrase("De l'année (première année)", "From year (first year)").get(lang)) }
                    { figure("to", CostNumber::To(place), &row.to, phrase("à l'année ", "to year ").get(lang), phrase("À l'année (dernière année\u{a0}; vide\u{a0}: fin de l'horizon)", "To year (last year; empty: end of the horizon)").get(lang)) }
                    { figure("escalation", CostNumber::Escalation(place), &row.escalation, phrase("révision, %/an ", "escalation, %/year ").get(lang), phrase("Révision, %/an", "Escalation, %/year").get(lang)) }
                    <label class="sharing">
                        <input type="checkbox" id={id("renews")} checked={row.renews} onchange={on_renews} aria-label={of(phrase("Subit la hausse au renouvellement", "Rises at renewal").get(lang))} />
                        { phrase("subit la hausse au renouvellement", "rises at renewal").get(lang) }
                    </label>
                }
                <span class="tool-group controls">
                    { tool("up", "↑", say!(lang, "Monter la ligne {name}", "Move the line {name} up"), place > 0, ListStep::Move(place, -1)) }
                    { tool("down", "↓", say!(lang, "Descendre la ligne {name}", "Move the line {name} down"), place + 1 < count, ListStep::Move(place, 1)) }
                    { tool("remove", "✕", say!(lang, "Retirer la ligne {name}", "Remove the line {name}"), true, ListStep::Remove(place)) }
                </span>
            </div>
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct NewLineProps {
    lang: Lang,
    kinds: Vec<(CostKind, String)>,
    /// How many lines there are: one more, and what was typed has landed.
    count: usize,
    offer: Id,
    trouble: Option<(CostTrouble, String)>,
    send: Callback<Msg>,
}

/// One more line: what is paid, how much, and where that was read.
#[component]
fn NewLine(props: &NewLineProps) -> Html {
    let (label, amount, source) = (use_state(String::new), use_state(String::new), use_state(String::new));
    let kind = use_state(|| 1usize);
    let landed = use_mut_ref(|| (props.offer.clone(), props.count));
    let lang = props.lang;
    {
        let (label, amount, source, landed) = (label.clone(), amount.clone(), source.clone(), landed.clone());
        use_effect_with((props.offer.clone(), props.count), move |now: &(Id, usize)| {
            let before = landed.replace(now.clone());
            // What was typed for a line of this offer is one of its lines now.
            if before.0 == now.0 && now.1 > before.1 {
                [label, amount, source].iter().for_each(|state| state.set(String::new()));
            }
        });
    }
    let field =
        |id: &'static str, title: &'static str, state: &UseStateHandle<String>, is_wrong: bool, is_number: bool| {
            let typed = state.clone();
            let oninput = Callback::from(move |event: InputEvent| {
                typed.set(event.target_unchecked_into::<HtmlInputElement>().value());
            });
            html! {
                <label class="helper-field" for={id}>
                    { title }
                    <input
                        type="text" {id} autocomplete="off" class={if is_number { "number" } else { "text" }}
                        inputmode={is_number.then_some("decimal")} value={(**state).clone()} {oninput}
                        data-draft={(!state.is_empty()).then_some("")} aria-invalid={is_wrong.then_some("true")}
                        aria-describedby={is_wrong.then_some("cost-new-error")}
                    />
                </label>
            }
        };
    let onsubmit = {
        let (label, amount, source, kind) = (label.clone(), amount.clone(), source.clone(), kind.clone());
        let (send, kinds) = (props.send.clone(), props.kinds.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let kind = kinds.get(*kind).map_or(CostKind::Other, |(kind, _)| *kind);
            let (label, amount, source) = ((*label).clone(), (*amount).clone(), (*source).clone());
            send.emit(Msg::Costs(CostsMsg::AddLine { label, amount, kind, source }));
        })
    };
    let onkind = {
        let kind = kind.clone();
        Callback::from(move |event: Event| {
            let chosen = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
            kind.set(usize::try_from(chosen).unwrap_or_default());
        })
    };
    let found = props.trouble.as_ref().map(|(found, _)| *found);
    html! {
        <form class="cost-new controls" {onsubmit} aria-label={phrase("Nouvelle ligne de coût", "New cost line").get(lang)}>
            { field("cost-new-label", phrase("Nouvelle ligne", "New line").get(lang), &label, found == Some(CostTrouble::NoLabel), false) }
            <label class="helper-field" for="cost-new-kind">
                { phrase("Nature", "Kind").get(lang) }
                <select id="cost-new-kind" onchange={onkind}>
                    { for props.kinds.iter().enumerate().map(|(place, (_, name))| html! {
                        <option key={place} selected={place == *kind}>{ name.clone() }</option>
                    }) }
                </select>
            </label>
            { field("cost-new-amount", phrase("Montant unitaire", "Amount of one unit").get(lang), &amount, matches!(found, Some(CostTrouble::Amount(_))), true) }
            { field("cost-new-source", phrase("Source du montant", "Source of the amount").get(lang), &source, found == Some(CostTrouble::NoSource), false) }
            <button type="submit" id="cost-add-line">{ phrase("Ajouter la ligne", "Add the line").get(lang) }</button>
            <span id="cost-new-error" class="field-error" hidden={props.trouble.is_none()}>
                { props.trouble.as_ref().map(|(_, sentence)| sentence.clone()) }
            </span>
        </form>
    }
}

fn tables(lang: Lang, level: u8, view: &SheetView, table: &SheetTable, send: &Callback<Msg>) -> Html {
    let label = phrase("Scénario", "Scenario").get(lang);
    let onchoose = choosing(send, |place| Some(CostsMsg::Scenario(place)));
    html! {
        <>
            { heading(level + 3, "cost-years", phrase("Année par année", "Year by year").get(lang)) }
            <label class="helper-field controls">
                { label }{ select("cost-scenario".into(), label.into(), view.scenarios.iter().cloned(), view.scenario, onchoose) }
            </label>
            <div class="scroll" tabindex="0" role="region" aria-label={table.caption.clone()}>
                <table class="plain-table cost-years">
                    <caption>{ table.caption.clone() }</caption>
                    <thead><tr>
                        <th scope="col">{ phrase("Ligne", "Line").get(lang) }</th>
                        { for table.years.iter().map(|year| html! { <th key={year.clone()} scope="col" class="figure">{ year.clone() }</th> }) }
                        <th scope="col" class="figure">{ phrase("Total", "Total").get(lang) }</th>
                        <th scope="col">{ phrase("Source", "Source").get(lang) }</th>
                    </tr></thead>
                    <tbody>{ for table.rows.iter().enumerate().map(|(place, row)| html! {
                        <tr key={place}>
                            <th scope="row">{ row.label.clone() }<span class="cost-parts">{ row.about.clone() }</span></th>
                            { for row.amounts.iter().enumerate().map(|(year, amount)| html! { <td key={year} class="figure">{ amount.clone() }</td> }) }
                            <td class="cost-source">{ row.source.clone() }</td>
                        </tr>
                    }) }</tbody>
                    <tfoot><tr>
                        <th scope="row">{ phrase("Total", "Total").get(lang) }</th>
                        { for table.sums.iter().enumerate().map(|(year, sum)| html! { <td key={year} class="figure"><strong>{ sum.clone() }</strong></td> }) }
                        <td></td>
                    </tr></tfoot>
                </table>
            </div>
            <div class="cost-totals">
                { totals(lang, "kinds", phrase("Par nature", "By kind").get(lang), &table.kinds) }
                { totals(lang, "efforts", phrase("Par moment", "By moment").get(lang), &table.efforts) }
                { if table.bricks.is_empty() { Html::default() } else { totals(lang, "bricks", phrase("Par brique", "By brick").get(lang), &table.bricks) } }
            </div>
        </>
    }
}

fn totals(lang: Lang, key: &'static str, caption: &'static str, rows: &[[String; 3]]) -> Html {
    html! {
        <table key={key} class={classes!("plain-table", format!("cost-{key}"))}>
            <caption>{ caption }</caption>
            <thead><tr>
                <th scope="col">{ caption }</th>
                <th scope="col" class="figure">{ phrase("Total", "Total").get(lang) }</th>
                <th scope="col" class="figure">{ phrase("Part", "Share").get(lang) }</th>
            </tr></thead>
            <tbody>{ for rows.iter().enumerate().map(|(place, [name, sum, share])| html! {
                <tr key={place}><th scope="row">{ name.clone() }</th><td class="figure">{ sum.clone() }</td><td class="figure">{ share.clone() }</td></tr>
            }) }</tbody>
        </table>
    }
}

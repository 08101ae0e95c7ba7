//! Offres: the grid of facts, with the gestures of a spreadsheet (the grid
//! pattern of WAI-ARIA).

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement, MouseEvent, ShadowRoot};
use yew::prelude::*;

use super::page::heading;
use super::window::{List, Part, gap_height, window};
use super::{begin, cell_editor, cell_sheet, components, costs, market};
use crate::app::{At, GridMsg, Msg, NAME, OfferStep, PasteMsg, Selected, State, Step};
use crate::dossier::Id;
use crate::i18n::{Lang, phrase};
use crate::present::window::{ALL, Piece};
use crate::present::{self, CellView, GridView, OfferTools};
use crate::say;

/// How many rows or columns a page key moves.
const PAGE: isize = 10;
/// Further than any grid reaches.
const FAR: isize = 100_000;

#[inline(never)]
pub(super) fn screen(state: &State, level: u8, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let view = present::grid(state);
    let fresh = say!(lang, "Offre {0}", "Offer {0}", view.count() + 1);
    let has_offer_rows = view.has_offer_rows;
    html! {
        <section class="offers" aria-labelledby="offers-title">
            { heading(level, "offers-title", phrase("Offres", "Offers").get(lang)) }
            <p class="hint" id="grid-help">{ phrase(
                "Une case vide est une donnée manquante, jamais un zéro. Écrivez comme dans un tableur : 80..95 pour une fourchette, ? pour inconnu, « s.o. : motif » pour sans objet. Entrée ou F2 pour écrire, Échap pour renoncer, Ctrl+D pour recopier, Maj+F2 pour la justification et la preuve.",
                "An empty cell is a missing fact, never a zero. Write as in a spreadsheet: 80..95 for bounds, ? for unknown, “n/a: reason” for not applicable. Enter or F2 to write, Escape to give up, Ctrl+D to fill down, Shift+F2 for justification and evidence.",
            ).get(lang) }</p>
            { toolbar(state, send) }
            // Firefox would make what scrolls a stop of its own; the cells scroll it.
            <div class="scroll grid-place" tabindex="-1">{ table(state, view, send) }</div>
            <p class="buttons controls">
                <button type="button" id="add-offer" class="primary"
                    onclick={send.reform(move |_| GridMsg::Offer(OfferStep::Add(fresh.clone())).into())}
                >{ phrase("Ajouter une offre", "Add an offer").get(lang) }</button>
                <button type="button" id="paste-into" onclick={send.reform(|_| PasteMsg::Open("paste-into").into())}>
                    { phrase("Coller un tableau", "Paste a table").get(lang) }
                </button>
                <button type="button" id="turn-grid" hidden={!state.can_turn_grid()} onclick={send.reform(|_| GridMsg::Turn.into())}>
                    { if has_offer_rows { phrase("Une colonne par offre", "One column per offer") }
                      else { phrase("Une ligne par offre", "One row per offer") }.get(lang) }
                </button>
                { costs::opener(state, send) }
                { market::button("open-market", lang, send) }
            </p>
            { if state.costs.is_some() { costs::place(state, level, send) } else { Html::default() } }
            { market::panel(state, level, send) }
            { if state.grid.shows_sheet { cell_sheet::sheet(state, level, send) } else { Html::default() } }
            { if state.components.shows_components { components::panel(state, level, send) } else { Html::default() } }
        </section>
    }
}

fn table(state: &State, view: GridView, send: &Callback<Msg>) -> Html {
    let (is_long, at) = (view.has_offer_rows && view.count() > ALL, view.at);
    let sheet = Sheet { view, selected: state.selected(), send: send.clone() };
    let table = if is_long {
        window(sheet, state.lang, state.is_printing)
    } else if sheet.view.has_offer_rows {
        let pieces: Vec<Piece> = (0..sheet.view.count()).map(Piece::Row).collect();
        sheet.draw(&Part { pieces: &pieces, height: 0.0, is_resting: true }, NodeRef::default())
    } else {
        sheet.frame(sheet.columns(), NodeRef::default())
    };
    html! { <>{ table }{ clipboard(state.lang, at, send) }</> }
}

/// The grid with what its gestures need.
struct Sheet {
    view: GridView,
    selected: Selected,
    send: Callback<Msg>,
}

impl Sheet {
    /// A column per offer.
    fn columns(&self) -> Html {
        let view = &self.view;
        let cells = view.cells(0..view.count());
        let line = |field: usize| {
            let cells = cells.iter().enumerate().filter_map(|(offer, cells)| Some((offer, cells.get(field)?)));
            html! {
                <tr key={field} class={begins(view, field)}>
                    { field_head(view, field, "row") }
                    { for cells.map(|(offer, content)| cell(view, At { offer, field }, content, &self.send)) }
                </tr>
            }
        };
        let others = (0..view.fields.len()).filter(|field| *field != NAME);
        // The names of the offers, again on each sheet of paper.
        html! { <><thead>{ line(NAME) }</thead><tbody>{ for others.map(line) }</tbody></> }
    }

    /// A row per offer, of those that are on the page.
    fn rows(&self, part: &Part<'_>) -> Html {
        let view = &self.view;
        let is_whole = part.pieces.len() == view.count();
        let head = (0..view.fields.len()).map(|field| field_head(view, field, "col"));
        let lines = part.pieces.iter().map(|piece| match *piece {
            Piece::Gap { from, rows } => html! {
                <tr key={format!("gap-{from}")} class="gap" data-from={from.to_string()} data-rows={rows.to_string()} aria-hidden="true">
                    <td colspan={view.fields.len().to_string()} ~style={gap_height(rows, part.height)}></td>
                </tr>
            },
            Piece::Row(offer) => {
                let cells = view.cells(std::iter::once(offer)).pop().unwrap_or_default();
                let id = view.offer(offer).map(|id| id.as_str().to_owned());
                // The head is the first row.
                let number = (!is_whole).then(|| (offer + 2).to_string());
                let cells = cells.iter().enumerate();
                html! {
                    <tr key={offer} data-offer={id} aria-rowindex={number}>
                        { for cells.map(|(field, content)| cell(view, At { offer, field }, content, &self.send)) }
                    </tr>
                }
            }
        });
        html! { <><thead><tr>{ for head }</tr></thead><tbody>{ for lines }</tbody></> }
    }

    /// The table around its rows.
    fn frame(&self, rows: Html, node: NodeRef) -> Html {
        let Self { view, send, .. } = self;
        let count = view.count();
        html! {
            <table
                ref={node} class={classes!("grid", if view.has_offer_rows { "offer-rows" } else { "offer-columns" })} role="grid"
                aria-label={phrase("Données des offres", "Facts of the offers").get(view.lang)}
                aria-multiselectable="true" aria-describedby="grid-help"
                aria-rowcount={(view.has_offer_rows && count > ALL).then(|| (count + 1).to_string())}
                onkeydown={keys(&self.selected, count > 0, send)} onmousedown={pointer(send)}
                onmousemove={sweep(view.at, send)} ondblclick={double(send)}
            >{ rows }</table>
        }
    }
}

impl List for Sheet {
    fn count(&self) -> usize {
        self.view.count()
    }

    fn offer(&self, place: usize) -> Option<&Id> {
        self.view.offer(place)
    }

    fn name(&self, place: usize) -> Option<&str> {
        self.view.name(place)
    }

    fn place_of(&self, offer: &Id) -> Option<usize> {
        self.view.place_of(offer)
    }

    /// The row of the cursor: the one Tab stop of the grid.
    fn kept(&self) -> Vec<usize> {
        vec![self.view.at.offer]
    }

    fn search_label(&self, lang: Lang, count: &str) -> String {
        say!(lang, "Aller à une offre ou à une ligne ({count} offres)", "Go to an offer or a row ({count} offers)")
    }

    /// The cursor goes there too.
    fn go(&self, place: usize) {
        self.send.emit(GridMsg::Go(At { offer: place, field: self.view.at.field }).into());
    }

    fn draw(&self, part: &Part<'_>, node: NodeRef) -> Html {
        self.frame(self.rows(part), node)
    }
}

fn begins(view: &GridView, field: usize) -> Option<&'static str> {
    view.fields.get(field).is_some_and(|head| head.begins_informations).then_some("informations-begin")
}

fn field_head(view: &GridView, field: usize, scope: &'static str) -> Html {
    let Some(head) = view.fields.get(field) else { return Html::default() };
    html! {
        <th key={field} {scope} class={classes!(head.is_figure.then_some("figure"), begins(view, field))}>
            { head.name.clone() }{ " " }<span class="unit">{ head.unit.clone() }</span>
        </th>
    }
}

fn cell(view: &GridView, at: At, cell: &CellView, send: &Callback<Msg>) -> Html {
    let has_cursor = view.at == at;
    let (first, last) = view.selection;
    let is_selected = (first.offer..=last.offer).contains(&at.offer) && (first.field..=last.field).contains(&at.field);
    let editor = view.editor.as_ref().filter(|_| has_cursor);
    let is_figure = view.fields.get(at.field).is_some_and(|head| head.is_figure);
    let class = classes!(
        "cell",
        is_figure.then_some("figure"),
        (at.field == NAME).then_some("name"),
        (is_selected && first != last).then_some("selected"),
        editor.is_some().then_some("edited"),
    );
    let content = match editor {
        Some(editor) => cell_editor::editor(view.lang, editor, send),
        None => text(view.lang, cell),
    };
    let place = format!("{},{}", at.offer, at.field);
    let role =
        if at.field == NAME { if view.has_offer_rows { "rowheader" } else { "columnheader" } } else { "gridcell" };
    html! {
        <td
            key={format!("{}-{}", at.offer, at.field)} id={cell.id.clone()} {role} {class} data-at={place}
            tabindex={if has_cursor { "0" } else { "-1" }} aria-selected={if is_selected { "true" } else { "false" }}
        >{ content }</td>
    }
}

fn text(lang: Lang, cell: &CellView) -> Html {
    if cell.text.is_empty() {
        return html! { <span class="visually-hidden">{ cell.unknown }</span> };
    }
    let mark = phrase("justifié", "justified").get(lang);
    html! {
        <>
            if let Some(rule) = &cell.composed {
                <em title={rule.clone()}>{ cell.text.clone() }</em><span class="visually-hidden">{ format!(", {rule}") }</span>
            } else {
                { cell.text.clone() }
            }
            if cell.has_evidence {
                <span class="evidence-mark" title={mark}><span class="visually-hidden">{ format!(", {mark}") }</span></span>
            }
        </>
    }
}

/// What can be done to the offer with the cursor, and to its cell.
fn toolbar(state: &State, send: &Callback<Msg>) -> Html {
    let lang = state.lang;
    let Some(tools) = present::offer_tools(state) else { return begin::empty(state, send) };
    let OfferTools { name, place, count, .. } = &tools;
    let tool = |verb: &str, text: &'static str, label: String, is_possible: bool, step: OfferStep| {
        let (id, send) = (format!("{verb}-offer"), send.clone());
        let onclick = Callback::from(move |_| {
            if is_possible {
                send.emit(GridMsg::Offer(step.clone()).into());
            }
        });
        html! {
            <button type="button" {id} class="quiet" aria-label={label.clone()} title={label}
                aria-disabled={(!is_possible).then_some("true")} {onclick}>{ text }</button>
        }
    };
    let copy = say!(lang, "{name} (copie)", "{name} (copy)");
    let (back, forth) = if state.has_offer_rows() { ("↑", "↓") } else { ("←", "→") };
    let is_open = state.grid.shows_sheet;
    html! {
        <div class="grid-tools controls" role="group" aria-label={say!(lang, "Actions sur {name}", "Actions on {name}")}>
            <strong>{ name.clone() }</strong>
            { tool("back", back, say!(lang, "Déplacer {name} avant", "Move {name} before"), *place > 0, OfferStep::Shift(-1)) }
            { tool("forth", forth, say!(lang, "Déplacer {name} après", "Move {name} after"), place + 1 < *count, OfferStep::Shift(1)) }
            { tool("copy", phrase("Dupliquer", "Duplicate").get(lang), say!(lang, "Dupliquer {name}", "Duplicate {name}"), true, OfferStep::Duplicate(copy)) }
            { tool("remove", phrase("Retirer", "Remove").get(lang), say!(lang, "Retirer {name}", "Remove {name}"), true, OfferStep::Remove) }
            <button type="button" id="toggle-sheet" class="quiet" aria-expanded={if is_open { "true" } else { "false" }}
                onclick={send.reform(|_| GridMsg::ToggleSheet.into())}
            >{ phrase("Justification et preuve", "Justification and evidence").get(lang) }</button>
            { components::toggle(state, send) }
        </div>
    }
}

/// The cell that an event is about.
fn at_of(event: &Event) -> Option<At> {
    let cell = event.target_dyn_into::<Element>()?.closest("[data-at]").ok()??;
    let (offer, field) = cell.get_attribute("data-at")?.split_once(',').map(|(a, b)| (a.parse(), b.parse()))?;
    Some(At { offer: offer.ok()?, field: field.ok()? })
}

/// Whether an event comes from the field that is being typed in, or one of its options.
fn is_in_editor(event: &Event) -> bool {
    let editor = format!("#{}", cell_editor::ID);
    let element = event.target_dyn_into::<Element>();
    element.is_some_and(|element| element.closest(&editor).is_ok_and(|found| found.is_some()))
}

fn keys(selected: &Selected, has_offers: bool, send: &Callback<Msg>) -> Callback<KeyboardEvent> {
    let (selected, send) = (selected.clone(), send.clone());
    Callback::from(move |event: KeyboardEvent| {
        if is_in_editor(&event) || !has_offers {
            return;
        }
        if (event.ctrl_key() || event.meta_key()) && matches!(event.key().as_str(), "c" | "x" | "v") {
            lend_focus(&event, &present::copied(&selected));
        } else if let Some(msg) = gesture(&event) {
            event.prevent_default();
            send.emit(msg.into());
        }
    })
}

/// What a key means on a cell; nothing for keys that are not the grid's.
fn gesture(event: &KeyboardEvent) -> Option<GridMsg> {
    let (key, shift) = (event.key(), event.shift_key());
    let control = event.ctrl_key() || event.meta_key();
    let step = |step: Step| Some(GridMsg::Move(step, shift));
    if event.alt_key() {
        // As rows move in other lists.
        return match key.as_str() {
            "ArrowUp" | "ArrowLeft" => Some(GridMsg::Offer(OfferStep::Shift(-1))),
            "ArrowDown" | "ArrowRight" => Some(GridMsg::Offer(OfferStep::Shift(1))),
            _ => None,
        };
    }
    match key.as_str() {
        "ArrowDown" => step((if control { FAR } else { 1 }, 0)),
        "ArrowUp" => step((if control { -FAR } else { -1 }, 0)),
        "ArrowRight" => step((0, if control { FAR } else { 1 })),
        "ArrowLeft" => step((0, if control { -FAR } else { -1 })),
        "PageDown" => step((PAGE, 0)),
        "PageUp" => step((-PAGE, 0)),
        "Home" => step((if control { -FAR } else { 0 }, -FAR)),
        "End" => step((if control { FAR } else { 0 }, FAR)),
        "F2" if shift => Some(GridMsg::ToggleSheet),
        "F2" | "Enter" => Some(GridMsg::Begin(None)),
        "Delete" | "Backspace" => Some(GridMsg::Clear),
        "a" | "A" if control => Some(GridMsg::All),
        "d" | "D" if control => Some(GridMsg::Fill { to_the_right: false }),
        "r" | "R" if control => Some(GridMsg::Fill { to_the_right: true }),
        // A dead key begins a letter that only the field can finish.
        "Dead" | "Process" if !control => Some(GridMsg::Begin(Some(String::new()))),
        character if !control && character.chars().count() == 1 => Some(GridMsg::Begin(Some(key))),
        _ => None,
    }
}

fn pointer(send: &Callback<Msg>) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |event: MouseEvent| {
        if event.button() != 0 || is_in_editor(&event) {
            return;
        }
        if let Some(at) = at_of(&event) {
            // The focus follows the cursor; a sweep selects cells, not text. What is
            // being typed elsewhere is taken first.
            event.prevent_default();
            let cell = event.target_dyn_into::<Element>();
            let editor = cell
                .and_then(|cell| cell.closest(".grid").ok()??.query_selector(&format!("#{}", cell_editor::ID)).ok()?);
            if let Some(editor) = editor {
                send.emit(cell_editor::held(&editor, (0, 0)).into());
            }
            send.emit(if event.shift_key() { GridMsg::Reach(at) } else { GridMsg::Go(at) }.into());
        }
    })
}

/// A hand that moves, not a page that moves under the hand: to be given the focus may
/// scroll a cell from under the pointer that pressed it.
fn sweep(cursor: At, send: &Callback<Msg>) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |event: MouseEvent| {
        if event.buttons() == 1
            && (event.movement_x(), event.movement_y()) != (0, 0)
            && !is_in_editor(&event)
            && let Some(at) = at_of(&event).filter(|at| *at != cursor)
        {
            send.emit(GridMsg::Reach(at).into());
        }
    })
}

fn double(send: &Callback<Msg>) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |event: MouseEvent| {
        if !is_in_editor(&event) && at_of(&event).is_some() {
            send.emit(GridMsg::Begin(None).into());
        }
    })
}

/// The identifier of the field that speaks with the clipboard.
const CLIPBOARD: &str = "grid-clipboard";

/// The clipboard is told to a field of text only: Firefox says nothing of it to a
/// cell. The field has the focus for the length of one gesture.
fn clipboard(lang: Lang, at: At, send: &Callback<Msg>) -> Html {
    let back = send.reform(|_: KeyboardEvent| GridMsg::Return.into());
    let oncut = send.reform(|_: Event| GridMsg::Clear.into());
    let oncopy = send.reform(|_: Event| GridMsg::Copied.into());
    let onpaste = {
        let send = send.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            match super::paste::text_of(&event) {
                Some(text) => send.emit(PasteMsg::Text(text, Some(at)).into()),
                None => send.emit(GridMsg::Return.into()),
            }
        })
    };
    html! {
        <textarea
            id={CLIPBOARD} class="visually-hidden" tabindex="-1"
            aria-label={phrase("Presse-papiers", "Clipboard").get(lang)} onkeyup={back} {oncopy} {oncut} {onpaste}
        />
    }
}

/// Gives the focus to that field, with the text that may be copied selected.
fn lend_focus(event: &KeyboardEvent, text: &str) {
    let root = event.target_dyn_into::<Element>().map(|cell| cell.get_root_node());
    let root = root.and_then(|root| root.dyn_into::<ShadowRoot>().ok());
    let field = root.and_then(|root| root.get_element_by_id(CLIPBOARD));
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok()) {
        field.set_value(text);
        // A field that takes no focus leaves the clipboard as it is.
        let _ = field.focus();
        field.select();
    }
}

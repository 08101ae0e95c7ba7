//! Fields that keep a draft: what is being typed is never rewritten under the
//! caret, and becomes a message when it is finished (Enter, or leaving).

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::{
    CommissionMsg, CommissionText, ComponentText, ComponentsMsg, CostNumber, CostText, CostsMsg, CriteriaMsg,
    ElicitationMsg, GridMsg, LotText, LotsMsg, Msg, NumberPlace, Part, SimulatorMsg, TextPlace,
};
use crate::dossier::{Edit, Id};
use crate::engine::{Decimal, DecimalError};
use crate::i18n::{Lang, parse_number};
use crate::present::sentences;

/// The attribute of a field that is being typed in.
pub(super) const DRAFT: &str = "data-draft";

/// What a number field sets.
#[derive(Clone, PartialEq)]
pub(super) enum NumberTarget {
    /// The weight of a criterion.
    Weight(Id),
    /// A parameter of a measure.
    Parameter { of: Id, index: usize },
    /// The points of a step, in the aid to weighting.
    Points(Id),
    /// The price of an assumed bid, by its place.
    Bid(usize),
    /// The estimate of the simulator.
    Estimate,
    /// A number of the grid.
    Grid(NumberPlace),
    /// A number of the cost model.
    Cost(CostNumber),
}

impl NumberTarget {
    fn msg(&self, value: Decimal) -> Msg {
        match self.clone() {
            Self::Weight(criterion) => Msg::Weigh(criterion, value),
            Self::Parameter { of, index } => Msg::SetParameter { of, index, value },
            Self::Points(criterion) => Msg::Elicitation(ElicitationMsg::Points(criterion, value)),
            Self::Bid(place) => Msg::Simulator(SimulatorMsg::Price(place, value)),
            Self::Estimate => Msg::Simulator(SimulatorMsg::Estimate(Some(value))),
            Self::Grid(place) => Msg::Criteria(CriteriaMsg::Number(place, value)),
            Self::Cost(place) => Msg::Costs(CostsMsg::Number(place, value)),
        }
    }

    /// What an emptied field means; nothing where a number is required.
    fn cleared(&self) -> Option<Msg> {
        match self.clone() {
            Self::Estimate => Some(Msg::Simulator(SimulatorMsg::Estimate(None))),
            Self::Cost(place @ CostNumber::To(_)) => Some(Msg::Costs(CostsMsg::Clear(place))),
            _ => None,
        }
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct NumberFieldProps {
    pub(super) target: NumberTarget,
    /// As written in the language; empty when missing.
    pub(super) value: AttrValue,
    pub(super) label: AttrValue,
    /// The sentence of an error stands in the element with this id.
    pub(super) id: AttrValue,
    pub(super) lang: Lang,
    pub(super) send: Callback<Msg>,
}

/// A field for a number, with comma or point.
#[component]
pub(super) fn NumberField(props: &NumberFieldProps) -> Html {
    let draft = use_state(|| None::<String>);
    let error = use_state(|| None::<DecimalError>);
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| draft.set(Some(input(&event).value())))
    };
    let commit = {
        let (draft, error) = (draft.clone(), error.clone());
        let (target, send, lang) = (props.target.clone(), props.send.clone(), props.lang);
        Callback::from(move |text: String| {
            let parsed = if text.trim().is_empty() { Ok(None) } else { parse_number(lang, &text).map(Some) };
            match parsed {
                Ok(value) => {
                    if let Some(msg) = value.map(|value| target.msg(value)).or_else(|| target.cleared()) {
                        send.emit(Msg::EndGesture);
                        send.emit(msg);
                        send.emit(Msg::EndGesture);
                    }
                    draft.set(None);
                    error.set(None);
                }
                // The draft stays, so that it can be mended.
                Err(found) => error.set(Some(found)),
            }
        })
    };
    let onchange = {
        let commit = commit.clone();
        Callback::from(move |event: Event| commit.emit(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let onkeydown = {
        let (draft, error) = (draft.clone(), error.clone());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => commit.emit(event.target_unchecked_into::<HtmlInputElement>().value()),
            "Escape" if draft.is_some() => {
                event.stop_propagation();
                draft.set(None);
                error.set(None);
            }
            _ => {}
        })
    };
    let message = error.map(|error| sentences::decimal_error(props.lang, error));
    let error_id = format!("{}-error", props.id);
    html! {
        <span class="number-field">
            <input
                id={props.id.clone()} type="text" inputmode="decimal" autocomplete="off" class="number"
                aria-label={props.label.clone()} data-draft={draft.is_some().then_some("")}
                aria-invalid={message.is_some().then_some("true")}
                aria-describedby={message.is_some().then(|| error_id.clone())}
                value={draft.as_ref().map_or_else(|| props.value.clone(), |text| text.clone().into())}
                {oninput} {onchange} {onkeydown}
            />
            <span id={error_id} class="field-error" hidden={message.is_none()}>{ message }</span>
        </span>
    }
}

/// What a text field sets.
#[derive(Clone, PartialEq)]
pub(super) enum TextTarget {
    /// The title of the dossier.
    Title,
    /// The name of a criterion.
    CriterionName(Id),
    /// Why an offer is not regular.
    Reason(Id, crate::dossier::StandingKind),
    /// A text of the grid.
    Grid(TextPlace),
    /// A text of the commission.
    Commission(CommissionText),
    /// A text of the cost model.
    Cost(CostText),
    /// A part of the evidence of the cell with the cursor.
    Evidence(Part),
    /// A text about the components of an offer, or what is proposed.
    Component(Rc<ComponentText>),
    /// A text about lots.
    Lot(LotText),
}

impl TextTarget {
    fn msg(&self, text: String) -> Msg {
        Msg::Edit(match self.clone() {
            Self::Component(place) => return ComponentsMsg::Text((*place).clone(), text).into(),
            Self::Lot(place) => return LotsMsg::Text(place, text).into(),
            Self::Evidence(part) => return GridMsg::Evidence(part, text).into(),
            Self::Grid(place) => return Msg::Criteria(CriteriaMsg::Text(place, text)),
            Self::Commission(place) => return CommissionMsg::Text(place, text).into(),
            Self::Cost(place) => return Msg::Costs(CostsMsg::Text(place, text)),
            Self::Title => Edit::Title(text),
            Self::CriterionName(criterion) => Edit::CriterionName { criterion, name: text },
            Self::Reason(offer, kind) => {
                Edit::Standing { offer, standing: crate::dossier::Standing { kind, reason: text } }
            }
        })
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct TextFieldProps {
    pub(super) target: TextTarget,
    pub(super) value: AttrValue,
    pub(super) label: AttrValue,
    #[prop_or_default]
    pub(super) id: Option<AttrValue>,
    #[prop_or_default]
    pub(super) class: Classes,
    #[prop_or_default]
    pub(super) placeholder: AttrValue,
    /// Lines of a longer text; none for a single line.
    #[prop_or_default]
    pub(super) rows: Option<u8>,
    pub(super) send: Callback<Msg>,
}

/// A field for a line of text, or for several.
#[component]
pub(super) fn TextField(props: &TextFieldProps) -> Html {
    let draft = use_state(|| None::<String>);
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| draft.set(Some(input(&event).value())))
    };
    let onchange = {
        let (draft, target, send) = (draft.clone(), props.target.clone(), props.send.clone());
        Callback::from(move |event: Event| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            draft.set(None);
            send.emit(Msg::EndGesture);
            send.emit(target.msg(text));
            send.emit(Msg::EndGesture);
        })
    };
    let onkeydown = {
        let draft = draft.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && draft.is_some() {
                event.stop_propagation();
                draft.set(None);
            }
        })
    };
    if let Some(rows) = props.rows {
        return html! {
            <textarea
                rows={rows.to_string()} id={props.id.clone()} class={classes!("text", props.class.clone())}
                aria-label={props.label.clone()} data-draft={draft.is_some().then_some("")}
                value={draft.as_ref().map_or_else(|| props.value.clone(), |text| text.clone().into())}
                {oninput} {onchange} {onkeydown}
            />
        };
    }
    html! {
        <input
            type="text" autocomplete="off" id={props.id.clone()} class={classes!("text", props.class.clone())}
            aria-label={props.label.clone()} placeholder={props.placeholder.clone()}
            data-draft={draft.is_some().then_some("")}
            value={draft.as_ref().map_or_else(|| props.value.clone(), |text| text.clone().into())}
            {oninput} {onchange} {onkeydown}
        />
    }
}

fn input(event: &InputEvent) -> HtmlInputElement {
    event.target_unchecked_into()
}

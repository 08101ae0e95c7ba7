//! How facts become notes: parameters, unit, levels, points, expression,
//! requirements.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::controls::{ExpressionField, button, list_tools, select};
use crate::app::{CriteriaMsg, LevelStep, ListStep, Msg, NumberPlace, TextPlace};
use crate::catalogue::FamilyGroup;
use crate::dossier::{Id, limits};
use crate::i18n::{Lang, phrase};
use crate::present::{LevelRow, MeasureView, PointRow, RequirementRow, SettingsView};
use crate::say;
use crate::ui::costs;
use crate::ui::fields::{NumberField, NumberTarget, TextField, TextTarget};
use crate::ui::maybe;

pub(super) fn measure(lang: Lang, view: &SettingsView, measure: &MeasureView, send: &Callback<Msg>) -> Html {
    let (id, name) = (&view.id, &view.name);
    let family = measure.family;
    let parameters = measure.parameters.iter().enumerate().map(|(index, parameter)| {
        let title = parameter.name;
        html! {
            <label key={index} class="parameter">
                { format!("{title} ") }
                <NumberField
                    target={NumberTarget::Parameter { of: id.clone(), index }} {lang} id={format!("parameter-{id}-{index}")}
                    send={send.clone()} value={parameter.value.clone()} label={format!("{title}, {name}")}
                />
            </label>
        }
    });
    let weaknesses =
        family.weaknesses.iter().map(|weakness| html! { <li key={weakness.en}>{ weakness.get(lang) }</li> });
    html! {
        <>
            <p>{ family.help.get(lang) }</p>
            <p class="formula">{ family.formula.get(lang) }</p>
            <ul class="weaknesses" hidden={family.weaknesses.is_empty()}>{ for weaknesses }</ul>
            <div class="parameters">
                { for parameters }
                { maybe(&measure.unit, |unit| html! {
                    <label class="parameter">
                        { phrase("Unité ", "Unit ").get(lang) }
                        <TextField
                            target={TextTarget::Grid(TextPlace::Unit(id.clone()))} value={unit.clone()} id={format!("unit-{id}")} class="unit-field"
                            label={say!(lang, "Unité de {name}", "Unit of {name}")} send={send.clone()}
                        />
                    </label>
                }) }
            </div>
            { maybe(&measure.expression, |text| html! {
                <div class="parameter">
                    <span class="label">{ phrase("Formule annoncée", "Announced formula").get(lang) }</span>
                    <ExpressionField of={id.clone()} value={text.clone()} {lang} send={send.clone()}
                        label={say!(lang, "Formule de {name}", "Formula of {name}")} />
                </div>
            }) }
            { if family.group == FamilyGroup::Price && !view.groups.is_empty() { costs::lead(lang, id, name, send) } else { Html::default() } }
            { if family.has_levels { levels(lang, view, &measure.levels, send) } else { Html::default() } }
            { if family.has_curve { points(lang, id, name, &measure.points, send) } else { Html::default() } }
            { composition(lang, view, measure, send) }
            { maybe(&measure.requirements, |rows| requirements(lang, id, name, rows, send)) }
        </>
    }
}

/// How the facts of the bricks of a composite offer become one.
fn composition(lang: Lang, view: &SettingsView, measure: &MeasureView, send: &Callback<Msg>) -> Html {
    let ((rules, chosen), id, name) = (&measure.compositions, view.id.clone(), &view.name);
    let all: Vec<_> = rules.iter().map(|(rule, _)| *rule).collect();
    let onchoose = {
        let (id, send) = (id.clone(), send.clone());
        Callback::from(move |index: usize| {
            if let Some(rule) = all.get(index) {
                send.emit(Msg::Criteria(CriteriaMsg::Composition(id.clone(), *rule)));
            }
        })
    };
    html! {
        <div class="parameter">
            <span class="label" aria-hidden="true">{ phrase("Offre composée de briques\u{a0}: ", "Offer made of bricks: ").get(lang) }</span>
            { select(format!("composition-{id}"), say!(lang, "Règle de composition de {name}", "Rule of composition of {name}"),
                rules.iter().map(|(_, words)| (*words).to_owned()), *chosen, onchoose) }
        </div>
    }
}

fn levels(lang: Lang, view: &SettingsView, levels: &[LevelRow], send: &Callback<Msg>) -> Html {
    let (of, name) = (&view.id, &view.name);
    html! {
        <div class="levels">
            <p class="label" id={format!("levels-{of}")}>{ phrase("Niveaux annoncés, du moins bon au meilleur", "Announced levels, from the worst to the best").get(lang) }</p>
            <ol start="0" aria-labelledby={format!("levels-{of}")}>
                { for levels.iter().enumerate().map(|(index, level)| self::level(lang, of, (index, levels.len()), level, send)) }
            </ol>
            <p class="controls">{ button(&format!("add-level-{of}"), "", phrase("Ajouter un niveau", "Add a level").get(lang),
                Some(say!(lang, "Ajouter un niveau à {name}", "Add a level to {name}")), true,
                CriteriaMsg::Levels(of.clone(), LevelStep::List(ListStep::Add)), send) }</p>
        </div>
    }
}

fn level(lang: Lang, of: &Id, (index, count): (usize, usize), level: &LevelRow, send: &Callback<Msg>) -> Html {
    let label = &level.label;
    let seals = std::iter::once(phrase("sans SEAL", "no SEAL").get(lang).to_owned())
        .chain((0..=limits::SEAL).map(|seal| format!("SEAL {seal}")));
    let (seal_of, send_seal) = (of.clone(), send.clone());
    let onseal = Callback::from(move |chosen: usize| {
        let seal = chosen.checked_sub(1).and_then(|seal| u8::try_from(seal).ok());
        send_seal.emit(Msg::Criteria(CriteriaMsg::Levels(seal_of.clone(), LevelStep::Seal(index, seal))));
    });
    html! {
        <li key={index} class="level">
            <TextField
                target={TextTarget::Grid(TextPlace::LevelLabel(of.clone(), index))} value={label.clone()} send={send.clone()}
                id={format!("level-label-{of}-{index}")} label={say!(lang, "Intitulé du niveau {index}", "Label of level {index}")}
            />
            <NumberField
                target={NumberTarget::Grid(NumberPlace::LevelPoints(of.clone(), index))} {lang} send={send.clone()}
                id={format!("level-points-{of}-{index}")} value={level.points.clone()} label={say!(lang, "Points de {label}", "Points of {label}")}
            />
            { select(format!("level-seal-{of}-{index}"), say!(lang, "SEAL accordé par {label}", "SEAL granted by {label}"), seals,
                level.seal.map_or(0, |seal| usize::from(seal) + 1), onseal) }
            { level_tools(lang, of, label, (index, count), send) }
            <TextField
                target={TextTarget::Grid(TextPlace::LevelSentence(of.clone(), index))} value={level.sentence.clone()} send={send.clone()}
                class="sentence" rows={2} id={format!("level-sentence-{of}-{index}")} label={say!(lang, "Ce qu'il faut pour {label}", "What it takes for {label}")}
            />
        </li>
    }
}

fn level_tools(lang: Lang, of: &Id, label: &str, (index, count): (usize, usize), send: &Callback<Msg>) -> Html {
    let id = |verb: &str| format!("level-{verb}-{of}-{index}");
    let msg = |step| CriteriaMsg::Levels(of.clone(), LevelStep::List(step));
    html! {
        <span class="tool-group controls">
            { button(&id("up"), "quiet", "↑", Some(say!(lang, "Monter le niveau {label}", "Move the level {label} up")), index > 0, msg(ListStep::Move(index, -1)), send) }
            { button(&id("down"), "quiet", "↓", Some(say!(lang, "Descendre le niveau {label}", "Move the level {label} down")), index + 1 < count, msg(ListStep::Move(index, 1)), send) }
            { button(&id("remove"), "quiet", "✕", Some(say!(lang, "Retirer le niveau {label}", "Remove the level {label}")), count > 1, msg(ListStep::Remove(index)), send) }
        </span>
    }
}

fn points(lang: Lang, of: &Id, name: &str, points: &[PointRow], send: &Callback<Msg>) -> Html {
    let line = |(index, point): (usize, &PointRow)| {
        let number = index + 1;
        let title = say!(lang, "le point {number}", "point {number}");
        html! {
            <li key={index} class="level">
                <label class="inline">{ phrase("Valeur ", "Value ").get(lang) }
                    <NumberField
                        target={NumberTarget::Grid(NumberPlace::PointValue(of.clone(), index))} {lang} send={send.clone()}
                        id={format!("point-{of}-{index}")} value={point.value.clone()} label={say!(lang, "Valeur du point {number}", "Value of point {number}")}
                    />
                </label>
                <label class="inline">{ "Points " }
                    <NumberField
                        target={NumberTarget::Grid(NumberPlace::PointNote(of.clone(), index))} {lang} send={send.clone()}
                        id={format!("point-note-{of}-{index}")} value={point.points.clone()} label={say!(lang, "Points du point {number}", "Points of point {number}")}
                    />
                </label>
                { button(&format!("point-remove-{of}-{index}"), "quiet controls", "✕", Some(say!(lang, "Retirer {title}", "Remove {title}")),
                    points.len() > 1, CriteriaMsg::Points(of.clone(), ListStep::Remove(index)), send) }
            </li>
        }
    };
    html! {
        <div class="levels">
            <p class="label" id={format!("points-{of}")}>{ phrase("Points de la ligne brisée", "Points of the broken line").get(lang) }</p>
            <ol aria-labelledby={format!("points-{of}")}>{ for points.iter().enumerate().map(line) }</ol>
            <p class="controls">{ button(&format!("add-point-{of}"), "", phrase("Ajouter un point", "Add a point").get(lang),
                Some(say!(lang, "Ajouter un point à {name}", "Add a point to {name}")), true, CriteriaMsg::Points(of.clone(), ListStep::Add), send) }</p>
        </div>
    }
}

fn requirements(lang: Lang, of: &Id, name: &str, rows: &[RequirementRow], send: &Callback<Msg>) -> Html {
    html! {
        <div class="levels">
            <p class="label" id={format!("requirements-{of}")}>{ phrase("Besoins que ce critère compte", "Requirements that this criterion counts").get(lang) }</p>
            <ol aria-labelledby={format!("requirements-{of}")}>{ for rows.iter().map(|row| requirement(lang, row, send)) }</ol>
            <p class="controls">{ button(&format!("add-requirement-{of}"), "", phrase("Ajouter un besoin", "Add a requirement").get(lang),
                Some(say!(lang, "Ajouter un besoin à {name}", "Add a requirement to {name}")), true, CriteriaMsg::AddRequirement(of.clone()), send) }</p>
        </div>
    }
}

fn requirement(lang: Lang, row: &RequirementRow, send: &Callback<Msg>) -> Html {
    let (id, name) = (&row.id, &row.name);
    let must = row.id.clone();
    let onchange = send.reform(move |event: Event| {
        let is_must = event.target_unchecked_into::<HtmlInputElement>().checked();
        Msg::Criteria(CriteriaMsg::RequirementIsMust(must.clone(), is_must))
    });
    html! {
        <li key={id.as_str().to_owned()} class="level">
            <TextField
                target={TextTarget::Grid(TextPlace::RequirementName(id.clone()))} value={name.clone()} send={send.clone()}
                id={format!("requirement-{id}")} label={say!(lang, "Intitulé du besoin {name}", "Name of the requirement {name}")}
            />
            <label class="sharing">
                <input type="checkbox" id={format!("must-{id}")} checked={row.is_must} {onchange} aria-label={say!(lang, "{name} est obligatoire", "{name} is compulsory")} />
                { phrase("obligatoire", "compulsory").get(lang) }
            </label>
            <label class="inline" hidden={row.is_must}>{ phrase("Poids ", "Weight ").get(lang) }
                <NumberField
                    target={NumberTarget::Grid(NumberPlace::Requirement(id.clone()))} {lang} send={send.clone()}
                    id={format!("requirement-weight-{id}")} value={row.weight.clone()} label={say!(lang, "Poids du besoin {name}", "Weight of the requirement {name}")}
                />
            </label>
            { button(&format!("requirement-remove-{id}"), "quiet controls", "✕", Some(say!(lang, "Retirer le besoin {name}", "Remove the requirement {name}")), true,
                CriteriaMsg::RemoveRequirement(id.clone()), send) }
            <TextField
                target={TextTarget::Grid(TextPlace::RequirementText(id.clone()))} value={row.description.clone()} send={send.clone()}
                class="sentence" rows={2} id={format!("requirement-text-{id}")} label={say!(lang, "Comment se mesure le besoin {name}", "How the requirement {name} is measured")}
            />
        </li>
    }
}

/// The tools of a line of another list.
pub(super) fn tools(
    lang: Lang,
    prefix: &str,
    name: &str,
    place: (usize, usize),
    msg: impl Fn(ListStep) -> CriteriaMsg,
    send: &Callback<Msg>,
) -> Html {
    html! { <span class="controls">{ list_tools(lang, prefix, name, place, msg, send) }</span> }
}

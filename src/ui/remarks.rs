//! Remarks, influence of the criteria, and the proof line.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::page::heading;
use super::ranking::others;
use super::rows::Settled;
use crate::engine::Severity;
use crate::i18n::{Lang, phrase};
use crate::present::{self, ProofView};

#[derive(Properties, PartialEq)]
pub(super) struct RemarksProps {
    pub(super) lang: Lang,
    pub(super) level: u8,
    /// What is on the screen, for the proof.
    pub(super) now: Settled,
    /// What there is to remark on.
    pub(super) settled: Settled,
    /// How many remarks are spelt out at first.
    pub(super) limit: usize,
}

#[component]
pub(super) fn Remarks(props: &RemarksProps) -> Html {
    let (lang, level) = (props.lang, props.level);
    html! {
        <section class="remarks" aria-labelledby="remarks-title">
            { heading(level, "remarks-title", phrase("Vérifications", "Checks").get(lang)) }
            <List {lang} settled={props.settled.clone()} limit={props.limit} />
            <ProofLine {lang} now={props.now.clone()} />
            <Influences {lang} settled={props.settled.clone()} />
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct ListProps {
    lang: Lang,
    settled: Settled,
    limit: usize,
}

#[component]
fn List(props: &ListProps) -> Html {
    let shows_all = use_state(|| false);
    let view = present::remarks(props.lang, &props.settled.0, if *shows_all { usize::MAX } else { props.limit });
    let items = view.remarks.iter().enumerate().map(|(index, remark)| {
        let class = match remark.severity {
            Severity::Notice => "remark notice-level",
            Severity::Warning => "remark warning-level",
            Severity::Error => "remark error-level",
        };
        html! { <li key={index} {class}><strong>{ remark.label }</strong>{ "\u{a0}: " }{ remark.text.clone() }</li> }
    });
    html! { <><ul hidden={view.remarks.is_empty()}>{ for items }</ul>{ others(props.lang, view.more, &shows_all) }</> }
}

#[derive(Properties, PartialEq)]
struct ProofLineProps {
    lang: Lang,
    now: Settled,
}

/// How long a ranking must rest before it is proved by itself.
const REST_MS: u32 = 300;
/// With more offers than this the proof would be felt: it is made on demand.
const BY_ITSELF: usize = 1_000;

/// The outcome of the proof, for what is on the screen and for nothing else.
struct ProofLine {
    /// What was proved, and how that came out.
    proved: Option<(Settled, ProofView)>,
    timer: Option<Timeout>,
}

impl ProofLine {
    fn prove(&mut self, ctx: &Context<Self>) {
        let ProofLineProps { lang, now } = ctx.props();
        self.timer = None;
        self.proved = Some((now.clone(), present::proof(*lang, &now.0)));
    }

    fn wait(&mut self, ctx: &Context<Self>) {
        let is_small = ctx.props().now.0.evaluation().order().len() <= BY_ITSELF;
        let link = ctx.link().clone();
        self.timer = is_small.then(|| Timeout::new(REST_MS, move || link.send_message(())));
    }
}

impl Component for ProofLine {
    /// Prove it now.
    type Message = ();
    type Properties = ProofLineProps;

    fn create(ctx: &Context<Self>) -> Self {
        let mut line = Self { proved: None, timer: None };
        if ctx.props().now.0.evaluation().order().len() <= BY_ITSELF {
            line.prove(ctx);
        }
        line
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Self::Properties) -> bool {
        if ctx.props().now == old.now {
            // Another language: the same proof in other words.
            if self.proved.is_some() {
                self.prove(ctx);
            }
        } else {
            self.wait(ctx);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, (): ()) -> bool {
        self.prove(ctx);
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let ProofLineProps { lang, now } = ctx.props();
        let proof = self.proved.as_ref().filter(|(what, _)| what == now).map(|(_, proof)| proof);
        let class = match proof {
            None => Some("pending"),
            Some(proof) => (!proof.holds).then_some("broken"),
        };
        let waiting = phrase("Vérification en cours…", "Being checked…");
        let text = match proof {
            Some(proof) => proof.text.clone(),
            None if self.timer.is_some() => waiting.get(*lang).into(),
            None => phrase("Pas encore vérifié.", "Not checked yet.").get(*lang).into(),
        };
        html! {
            <p class={classes!("proof", class)} id="proof">
                { text }
                if proof.is_none() && self.timer.is_none() {
                    { " " }
                    <button type="button" class="controls" onclick={ctx.link().callback(|_| ())}>
                        { phrase("Vérifier ce classement en fractions exactes", "Check this ranking in exact fractions").get(*lang) }
                    </button>
                }
            </p>
        }
    }
}

#[derive(Properties, PartialEq)]
struct InfluencesProps {
    lang: Lang,
    settled: Settled,
}

#[component]
fn Influences(props: &InfluencesProps) -> Html {
    let lang = props.lang;
    let rows = present::influences(lang, &props.settled.0).into_iter().enumerate().map(
        |(index, (name, nominal, effective))| {
            html! {
                <tr key={index}>
                    <th scope="row">{ name }</th>
                    <td class="figure">{ nominal }</td>
                    <td class="figure">{ effective }</td>
                </tr>
            }
        },
    );
    html! {
        <details class="influences">
            <summary>{ phrase("Poids annoncé et poids effectif des critères", "Announced and effective weight of the criteria").get(lang) }</summary>
            <p>{ phrase(
                "Le poids effectif est la part de chaque critère dans l'écart réel entre les totaux.",
                "The effective weight is the share of each criterion in the actual spread of the totals.",
            ).get(lang) }</p>
            <div class="scroll" tabindex="0" role="region" aria-label={phrase("Influence des critères", "Influence of the criteria").get(lang)}><table>
                <caption class="visually-hidden">{ phrase("Poids annoncé et poids effectif", "Announced and effective weight").get(lang) }</caption>
                <thead><tr>
                    <th scope="col">{ phrase("Critère", "Criterion").get(lang) }</th>
                    <th scope="col" class="figure">{ phrase("Annoncé", "Announced").get(lang) }</th>
                    <th scope="col" class="figure">{ phrase("Effectif", "Effective").get(lang) }</th>
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table></div>
        </details>
    }
}

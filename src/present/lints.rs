//! Lints as sentences with their figures, each with its rule, its sources and
//! what to do. Sightings come in, words go out.

mod words;

use super::scenarios;
use super::sentences::{list, quoted};
use crate::dossier::{Assessment, Id};
use crate::engine::Severity;
use crate::i18n::{self, Lang, phrase};
use crate::lint::{self, Evidence, Lint, Sighting, Source, Theme, Trigger};
use crate::saved::evaluation::severity_word;
use crate::saved::{Fields, Json};
use crate::say;

use words::Words;

/// One remark of a lint, ready to be shown or exported.
#[derive(Clone, Debug, PartialEq)]
pub struct LintView {
    /// The name of the lint; never changes once released.
    pub code: &'static str,
    /// How much it matters here.
    pub severity: Severity,
    /// Whether the law itself stops the procedure over it.
    pub is_blocking: bool,
    /// What the lint is about, in a few words.
    pub title: &'static str,
    /// What was seen, with its figures.
    pub headline: String,
    /// What the law, a decision or good sense says.
    pub rule: &'static str,
    /// Where that is from, « à vérifier » where nobody checked.
    pub sources: Vec<String>,
    /// What to do about it.
    pub advice: &'static str,
    /// The identifiers of the criteria, gates and offers that it is about.
    pub about: Vec<String>,
}

/// Every remark of the lints on a dossier, in their order.
pub fn lints(lang: Lang, assessment: &Assessment) -> Vec<LintView> {
    let all = lint::all(assessment).into_iter();
    all.flat_map(|(lint, sightings)| sightings.into_iter().map(move |sighting| view(lang, assessment, lint, &sighting)))
        .collect()
}

/// The same for the evaluation in JSON.
pub fn export(lang: Lang, assessment: &Assessment) -> Vec<Json> {
    let texts = |texts: Vec<String>| Json::List(texts.into_iter().map(Json::Text).collect());
    let lint = |view: LintView| {
        let mut fields = Fields::default();
        fields.text("code", view.code);
        fields.text("severity", severity_word(view.severity));
        fields.put("blocking", Json::Bool(view.is_blocking));
        fields.put("about", texts(view.about));
        fields.text("message", &view.headline);
        fields.text("rule", view.rule);
        fields.put("sources", texts(view.sources));
        fields.text("advice", view.advice);
        fields.end()
    };
    lints(lang, assessment).into_iter().map(lint).collect()
}

fn view(lang: Lang, assessment: &Assessment, lint: &'static Lint, sighting: &Sighting) -> LintView {
    LintView {
        code: lint.code,
        severity: sighting.severity,
        is_blocking: sighting.is_blocking,
        title: lint.title.get(lang),
        headline: headline(lang, assessment, &sighting.trigger),
        rule: lint.rule.get(lang),
        sources: lint.sources.iter().map(|reference| source(lang, reference)).collect(),
        advice: lint.advice.get(lang),
        about: about(assessment, &sighting.trigger),
    }
}

/// A source with how well it is established, where that has to be said.
pub(super) fn source(lang: Lang, source: &Source) -> String {
    let reference = source.reference.get(lang);
    match source.evidence {
        Evidence::Official => reference.to_owned(),
        Evidence::Secondary => say!(lang, "{reference} (source secondaire)", "{reference} (secondary source)"),
        Evidence::ToVerify => say!(lang, "{reference} (à vérifier)", "{reference} (to be verified)"),
        Evidence::Computed => say!(lang, "{reference} (calculé)", "{reference} (computed)"),
    }
}

/// What was seen, in a sentence with the exact figures rounded for reading.
fn headline(lang: Lang, assessment: &Assessment, trigger: &Trigger) -> String {
    let words = Words { lang, assessment };
    match trigger {
        Trigger::NoEnvironment { leaves, at } => words.no_environment(*leaves, *at),
        Trigger::NoPrice { leaves } => {
            let count = words.criteria_that_weigh(*leaves);
            say!(lang, "Ni prix ni coût parmi {count}.", "There is neither price nor cost among {count}.")
        }
        Trigger::Origin { criterion, origin, words: found } => {
            let (name, found, matter) = (words.criterion(criterion), quoted(lang, found), words.origin(*origin));
            say!(
                lang,
                "{name} pèse dans le total et écrit {found} : {matter} n'est pas un critère d'attribution.",
                "{name} weighs in the total and says {found}: {matter} is no award criterion."
            )
        }
        Trigger::Capacity { criterion, words: found } => {
            let (name, found) = (words.criterion(criterion), quoted(lang, found));
            say!(
                lang,
                "{name} pèse dans le total et écrit {found} : c'est une capacité du candidat, pas une qualité de l'offre.",
                "{name} weighs in the total and says {found}: that is a capacity of the candidate, not a quality of the offer."
            )
        }
        Trigger::Unannounced { criterion, share, is_top } => {
            let (name, share) = (words.criterion(criterion), words.percent(share));
            if *is_top {
                say!(
                    lang,
                    "{name} pèse {share} du total et n'est pas annoncé : un critère l'est toujours.",
                    "{name} weighs {share} of the total and is not announced: a criterion always is."
                )
            } else {
                say!(
                    lang,
                    "{name} pèse {share} du total et n'est pas annoncé.",
                    "{name} weighs {share} of the total and is not announced."
                )
            }
        }
        Trigger::Vague { criterion, share } => {
            let (name, share) = (words.criterion(criterion), words.percent(share));
            say!(
                lang,
                "{name} pèse {share} du total sans que rien ne dise ce qui est jugé.",
                "{name} weighs {share} of the total, and nothing says what is judged."
            )
        }
        Trigger::PriceWarnings { criterion, codes } => {
            let name = words.criterion(criterion);
            let codes = list(lang, &codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>());
            say!(
                lang,
                "{name} appelle une remarque sur sa méthode : {codes}.",
                "The method of {name} calls for remarks: {codes}."
            )
        }
        Trigger::Expires { offer, measure, gate, valid_until, deadline } => {
            words.expires(*offer, measure, *gate, *valid_until, *deadline)
        }
        Trigger::NarrowMarket { gate, fact, level, known, passing } => {
            words.narrow_market(*gate, *fact, *level, *known, passing)
        }
        Trigger::NarrowField { gate, offers, passing } => {
            let (gate, offers) = (words.gate(*gate), i18n::integer(lang, *offers));
            match passing.first() {
                Some(only) => {
                    let only = words.offer(*only);
                    say!(
                        lang,
                        "Sur {offers} offres régulières, seule {only} franchit la condition {gate}.",
                        "Of {offers} regular offers, only {only} passes the condition {gate}."
                    )
                }
                None => say!(
                    lang,
                    "Aucune des {offers} offres régulières ne franchit la condition {gate}.",
                    "None of the {offers} regular offers passes the condition {gate}."
                ),
            }
        }
        Trigger::SameNote { criterion, note, offers, share } => {
            let (name, share, offers) =
                (words.criterion(criterion), words.percent(share), i18n::integer(lang, *offers));
            let (note, scale) = (words.rounded(note), i18n::number(lang, assessment.dossier().note_scale));
            say!(
                lang,
                "Les {offers} offres classées ont toutes {note} sur {scale} pour {name} : {share} du total ne départagent personne.",
                "All {offers} ranked offers have {note} of {scale} on {name}: {share} of the total tells nobody apart."
            )
        }
        Trigger::GateWeighs { gate, criterion, share } => {
            let (gate, name, share) = (words.gate(*gate), words.criterion(criterion), words.percent(share));
            say!(
                lang,
                "La condition {gate} lit {name}, qui pèse aussi {share} du total.",
                "The condition {gate} reads {name}, which also weighs {share} of the total."
            )
        }
        Trigger::SharedTopic { gate, topic, criteria, share } => {
            let (gate, topic, names) = (words.gate(*gate), topic.get(lang), words.criteria(criteria));
            let share = words.percent(share);
            say!(
                lang,
                "La condition {gate} et {names} portent sur le même sujet, {topic}, noté pour {share} du total.",
                "The condition {gate} and {names} are about the same thing, {topic}, which is noted for {share} of the total."
            )
        }
        Trigger::EuropeanOverlap { score, share, theme, part, criteria, others } => {
            let (score, share, part) = (words.criterion(score), words.percent(share), i18n::number(lang, *part));
            let (names, others) = (words.criteria(criteria), words.percent(others));
            let theme = match theme {
                Theme::Security => phrase("la sécurité", "security"),
                Theme::Environment => phrase("l'environnement", "environment"),
            }
            .get(lang);
            say!(
                lang,
                "{score} ({share} du total) contient déjà {theme} pour {part}\u{a0}% ; le même sujet est noté à côté par {names}, pour {others} du total.",
                "{score} ({share} of the total) already holds {theme} for {part}%; the same is noted beside it by {names}, for {others} of the total."
            )
        }
        Trigger::ChangedLate { offers } => {
            let offers = i18n::counted(lang, *offers, phrase("offre", "offer"), phrase("offres", "offers"));
            say!(
                lang,
                "La grille a été modifiée après la saisie d'offres ; le dossier en compte {offers}.",
                "The grid was changed after offers were entered; the dossier has {offers}."
            )
        }
        Trigger::BelowZero { criterion, beyond, multiple, offers } => {
            words.below_zero(criterion, *beyond, multiple.as_ref(), offers)
        }
        Trigger::Flat { criterion, loss, share } => {
            let (name, share) = (words.criterion(criterion), words.percent(share));
            if loss.sign().is_le() {
                return say!(
                    lang,
                    "Avec la formule de {name}, doubler le prix ne coûte aucun point, alors que le critère pèse {share} du total.",
                    "With the formula of {name}, doubling the price costs no point, while the criterion weighs {share} of the total."
                );
            }
            let loss = words.percent(loss);
            say!(
                lang,
                "Avec la formule de {name}, doubler le prix ne coûte que {loss} des points, alors que le critère pèse {share} du total.",
                "With the formula of {name}, doubling the price costs only {loss} of the points, while the criterion weighs {share} of the total."
            )
        }
        Trigger::WorstAtZero { criterion, is_price, share, offers, gap } => {
            words.worst_at_zero(criterion, *is_price, share, *offers, gap.as_ref())
        }
        Trigger::AboveFull { criterion, top, lowest, estimate, offers } => {
            words.above_full(criterion, top.as_ref(), *lowest, *estimate, offers)
        }
        Trigger::AveragedPrices { group, criteria, winner } => words.averaged(group, criteria.len(), winner.as_ref()),
        Trigger::ScenarioRanked { offers } => scenarios::ranked(lang, assessment, offers),
        Trigger::Unexplained { asks, .. } => super::decision::sentence(lang, assessment, asks),
        Trigger::ScenarioLeads { offers } => scenarios::leading(lang, assessment, offers),
        Trigger::UngatedNeeds { needs } => words.ungated(needs),
        Trigger::Ranks { criterion, offers, share } => {
            let (name, share, offers) =
                (words.criterion(criterion), words.percent(share), i18n::integer(lang, *offers));
            say!(
                lang,
                "Les données de {name} sont les rangs de {offers} offres, notés pour {share} du total.",
                "The facts of {name} are the ranks of {offers} offers, noted for {share} of the total."
            )
        }
    }
}

/// The identifiers of what a lint is about: criteria or needs, gates, then offers.
fn about(assessment: &Assessment, trigger: &Trigger) -> Vec<String> {
    let dossier = assessment.dossier();
    let gate_of = |index: &usize| dossier.gates.get(*index).map(|gate| gate.id.to_string());
    let (criteria, gate, offers): (Vec<&Id>, Option<usize>, &[usize]) = match trigger {
        Trigger::NoEnvironment { .. } | Trigger::NoPrice { .. } | Trigger::ChangedLate { .. } => (vec![], None, &[]),
        Trigger::Origin { criterion, .. }
        | Trigger::Capacity { criterion, .. }
        | Trigger::Unannounced { criterion, .. }
        | Trigger::Vague { criterion, .. }
        | Trigger::PriceWarnings { criterion, .. }
        | Trigger::SameNote { criterion, .. }
        | Trigger::Flat { criterion, .. }
        | Trigger::WorstAtZero { criterion, .. }
        | Trigger::Ranks { criterion, .. } => (vec![criterion], None, &[]),
        Trigger::BelowZero { criterion, offers, .. } | Trigger::AboveFull { criterion, offers, .. } => {
            (vec![criterion], None, offers)
        }
        Trigger::ScenarioRanked { offers } | Trigger::ScenarioLeads { offers } => (vec![], None, offers),
        Trigger::UngatedNeeds { needs } => {
            (needs.iter().filter_map(|need| Some(&dossier.requirements.get(*need)?.id)).collect(), None, &[])
        }
        Trigger::Unexplained { offer, asks } => (vec![&asks.measure], None, std::slice::from_ref(offer)),
        Trigger::Expires { offer, measure, gate, .. } => (vec![measure], *gate, std::slice::from_ref(offer)),
        Trigger::NarrowMarket { gate, .. } => (vec![], Some(*gate), &[]),
        Trigger::NarrowField { gate, passing, .. } => (vec![], Some(*gate), passing),
        Trigger::GateWeighs { gate, criterion, .. } => (vec![criterion], Some(*gate), &[]),
        Trigger::SharedTopic { gate, criteria, .. } => (criteria.iter().collect(), Some(*gate), &[]),
        Trigger::EuropeanOverlap { score, criteria, .. } => {
            (std::iter::once(score).chain(criteria).collect(), None, &[])
        }
        Trigger::AveragedPrices { group, criteria, .. } => {
            (std::iter::once(group).chain(criteria).collect(), None, &[])
        }
    };
    let criteria = criteria.into_iter().map(Id::to_string);
    let gate = gate.iter().filter_map(gate_of);
    let offers = offers.iter().filter_map(|index| dossier.offers.get(*index).map(|offer| offer.id.to_string()));
    criteria.chain(gate).chain(offers).collect()
}

//! What the engine and the dossier say, as sentences of a careful civil servant.

use super::dates::DATE_FORM;
use super::errors;
use crate::dossier::{Assessment, Edit, Refusal, StandingKind};
use crate::engine::{DecimalError, Finding, SharingRefused};
use crate::i18n::{self, Lang, Phrase, phrase};
use crate::say;

/// The status of an offer.
pub fn standing(kind: StandingKind) -> Phrase {
    match kind {
        StandingKind::Regular => phrase("régulière", "regular"),
        StandingKind::Irregular => phrase("irrégulière", "irregular"),
        StandingKind::Inappropriate => phrase("inappropriée", "inappropriate"),
        StandingKind::Unacceptable => phrase("inacceptable", "unacceptable"),
        StandingKind::Late => phrase("reçue hors délai", "received late"),
        StandingKind::Withdrawn => phrase("retirée", "withdrawn"),
        StandingKind::AbnormallyLow => phrase("rejetée comme anormalement basse", "rejected as abnormally low"),
    }
}

/// A remark of the engine.
pub fn finding(lang: Lang, assessment: &Assessment, finding: &Finding) -> String {
    let offer = |index: usize| offer_name(assessment, index);
    let gate = |index: usize| assessment.dossier().gates.get(index).map_or("", |gate| gate.name.as_str());
    let measure = |index: usize| measure_name(assessment, index);
    match finding {
        Finding::MissingFact { offer: o, measure: m } => {
            let (offer, measure) = (offer(*o), measure(*m));
            say!(
                lang,
                "« {offer} » n'a pas encore de donnée pour « {measure} » : le classement est provisoire.",
                "“{offer}” has no fact yet for “{measure}”: the ranking is provisional."
            )
        }
        Finding::UncertainFact { offer: o, measure: m } => {
            let (offer, measure) = (offer(*o), measure(*m));
            say!(
                lang,
                "La donnée de « {offer} » pour « {measure} » n'est connue qu'entre deux bornes : le classement est provisoire.",
                "The fact of “{offer}” for “{measure}” is only known between two bounds: the ranking is provisional."
            )
        }
        Finding::ReferenceMayMove { measure: m } => {
            let measure = measure(*m);
            say!(
                lang,
                "Tant qu'une donnée de « {measure} » reste inconnue, elle peut déplacer la référence de ce critère, donc les notes de toutes les offres : totaux et rangs sont donnés entre des bornes sûres.",
                "As long as a fact of “{measure}” is unknown, it may move the reference of this criterion, hence the notes of every offer: totals and ranks are given between safe bounds."
            )
        }
        Finding::DependsOnObserved { measure: m } => {
            let measure = measure(*m);
            say!(
                lang,
                "Les notes de « {measure} » dépendent de la meilleure et de la moins bonne offre reçues : le départ d'une offre peut changer l'ordre des autres.",
                "The notes of “{measure}” depend on the best and the worst offer received: an offer that leaves may change the order of the others."
            )
        }
        Finding::AppliesToSome { measure: m } => {
            let measure = measure(*m);
            say!(
                lang,
                "« {measure} » est dit non applicable pour certaines offres seulement : les offres ne sont pas jugées sur les mêmes critères. Vérifiez l'égalité de traitement.",
                "“{measure}” is said not to apply to some offers only: the offers are not judged on the same criteria. Check equal treatment."
            )
        }
        Finding::NoteHeld { measure: m, offers, is_full } => {
            let (measure, names) = (measure(*m), names(lang, assessment, offers));
            if *is_full {
                say!(
                    lang,
                    "La formule de « {measure} » dépasse la note pleine pour {names} : la note est retenue à son maximum.",
                    "The formula of “{measure}” exceeds the full note for {names}: the note is held at its maximum."
                )
            } else {
                say!(
                    lang,
                    "La formule de « {measure} » devient négative pour {names} : la note est retenue à 0.",
                    "The formula of “{measure}” becomes negative for {names}: the note is held at 0."
                )
            }
        }
        Finding::AbnormallyLow { offers, threshold, .. } => {
            let names = names(lang, assessment, offers);
            let threshold = i18n::money(lang, threshold.round(2), &assessment.dossier().money.currency);
            say!(
                lang,
                "Prix à examiner, sous le seuil de {threshold} : {names}. Ce n'est qu'un signal : demandez des explications avant toute décision (L2152-6).",
                "Prices to be examined, below the threshold of {threshold}: {names}. This is only a signal: ask for explanations before any decision (L2152-6)."
            )
        }
        Finding::TieBroken { first, second, node } => {
            let (first, second) = (offer(*first), offer(*second));
            let criterion = node_name(assessment, *node);
            say!(
                lang,
                "« {first} » et « {second} » ont exactement le même total ; « {criterion} » les départage, comme annoncé.",
                "“{first}” and “{second}” have exactly the same total; “{criterion}” tells them apart, as announced."
            )
        }
        Finding::DisplayedTie { first, second } => {
            let (first, second) = (offer(*first), offer(*second));
            say!(
                lang,
                "« {first} » et « {second} » s'affichent avec le même total arrondi, mais la première devance la seconde sur les valeurs exactes.",
                "“{first}” and “{second}” are shown with the same rounded total, but the first leads the second on exact values."
            )
        }
        Finding::AwardDependsOnRounding { exact } => {
            let names = names(lang, assessment, exact);
            say!(
                lang,
                "Le premier rang dépend de l'arrondi annoncé : sans lui, il reviendrait à {names}.",
                "The first rank depends on the announced rounding: without it, it would go to {names}."
            )
        }
        Finding::GateUndecided { gate: g, offer: o } => {
            let (offer, gate) = (offer(*o), gate(*g));
            say!(
                lang,
                "On ne sait pas encore si « {offer} » satisfait à la condition « {gate} » : le classement est provisoire.",
                "It is not known yet whether “{offer}” meets the condition “{gate}”: the ranking is provisional."
            )
        }
        Finding::GateDependsOnField { gate: g } => {
            let gate = gate(*g);
            say!(
                lang,
                "La condition « {gate} » porte sur une note qui dépend des autres offres : qui est écarté change les notes de ceux qui restent.",
                "The condition “{gate}” reads a note that depends on the other offers: who leaves changes the notes of those who stay."
            )
        }
        Finding::NothingApplies { offer: o } => {
            let offer = offer(*o);
            say!(
                lang,
                "Aucun critère qui pèse ne s'applique à «\u{a0}{offer}\u{a0}»\u{a0}: elle n'est pas classée.",
                "No criterion that weighs applies to “{offer}”: it is not ranked."
            )
        }
        Finding::UndefinedNote { offer: o, measure: m } => {
            let (offer, measure) = (offer(*o), measure(*m));
            say!(
                lang,
                "La formule de « {measure} » n'a pas de valeur pour « {offer} » : l'offre n'est pas classée.",
                "The formula of “{measure}” has no value for “{offer}”: the offer is not ranked."
            )
        }
        Finding::Tie { rank, offers } => {
            let names = names(lang, assessment, offers);
            say!(
                lang,
                "{names} sont ex æquo au rang {rank} : à départager.",
                "{names} are tied at rank {rank}: to be told apart."
            )
        }
        Finding::NothingToRank => {
            phrase("Aucune offre ne peut être classée.", "No offer can be ranked.").get(lang).into()
        }
        Finding::NoWeight => phrase(
            "Les poids d'un groupe sont tous nuls : il n'y a rien à répartir.",
            "The weights of a group are all zero: there is nothing to share.",
        )
        .get(lang)
        .into(),
    }
}

/// Why an edit was refused.
pub fn refusal(lang: Lang, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Defects(defects) => {
            let sentences: Vec<String> =
                defects.iter().take(3).map(|defect| capitalized(&errors::defect(lang, &defect.kind))).collect();
            let sentences = sentences.join(" ");
            say!(lang, "Modification refusée. {sentences}", "Change refused. {sentences}")
        }
        Refusal::Sharing(SharingRefused::TooMuch { at_most }) => {
            let at_most = i18n::number(lang, *at_most);
            say!(
                lang,
                "Les poids verrouillés ne laissent que {at_most} sur 100.",
                "The locked weights leave only {at_most} out of 100."
            )
        }
        Refusal::Sharing(SharingRefused::AllLocked { only }) => {
            let only = i18n::number(lang, *only);
            say!(
                lang,
                "Tous les autres poids sont verrouillés : celui-ci ne peut être que {only}.",
                "All the other weights are locked: this one can only be {only}."
            )
        }
        Refusal::NotADate(text) => {
            let form = DATE_FORM.get(lang);
            say!(lang, "« {text} » n'est pas une date. {form}", "“{text}” is not a date. {form}")
        }
        Refusal::NotesLocked => phrase(
            "Les notes de la commission sont verrouillées\u{a0}: déverrouillez-les d'abord, sur l'écran Commission.",
            "The notes of the commission are locked: unlock them first, on the screen Commission.",
        )
        .get(lang)
        .into(),
        Refusal::UnknownEvaluator(name) => say!(
            lang,
            "La commission n'a pas d'évaluateur du nom de «\u{a0}{name}\u{a0}».",
            "The commission has no evaluator by the name of “{name}”."
        ),
        Refusal::Unknown(id) => say!(lang, "« {id} » n'existe plus.", "“{id}” is no longer there."),
        Refusal::ReadByGate { gate } => say!(
            lang,
            "La condition éliminatoire « {gate} » porte sur ce critère : retirez-la d'abord.",
            "The eliminatory condition “{gate}” reads this criterion: remove it first."
        ),
        Refusal::NoRoom => phrase("Impossible d'aller plus loin.", "It cannot go further.").get(lang).into(),
        Refusal::IntoItself => {
            phrase("Un groupe ne peut pas entrer dans lui-même.", "A group cannot go into itself.").get(lang).into()
        }
        Refusal::LastOfGroup { group } => say!(
            lang,
            "C'est le dernier sous-critère de «\u{a0}{group}\u{a0}»\u{a0}: un groupe ne peut pas rester vide. Retirez plutôt le groupe, ou ajoutez-lui d'abord un sous-critère.",
            "This is the last sub-criterion of “{group}”: a group cannot be left empty. Remove the group instead, or add a sub-criterion to it first."
        ),
        Refusal::GateWouldNotFit { gate } => say!(
            lang,
            "La condition éliminatoire «\u{a0}{gate}\u{a0}» ne pourrait plus se lire ainsi\u{a0}: modifiez-la ou retirez-la d'abord.",
            "The eliminatory condition “{gate}” could no longer be read this way: change it or remove it first."
        ),
        Refusal::LevelInUse { level, offer } => say!(
            lang,
            "Le niveau «\u{a0}{level}\u{a0}» est celui de l'offre «\u{a0}{offer}\u{a0}»\u{a0}: donnez-lui d'abord un autre niveau.",
            "The level “{level}” is that of the offer “{offer}”: give it another level first."
        ),
        Refusal::LevelReadByGate { level, gate } => say!(
            lang,
            "La condition éliminatoire «\u{a0}{gate}\u{a0}» exige le niveau «\u{a0}{level}\u{a0}»\u{a0}: modifiez-la d'abord.",
            "The eliminatory condition “{gate}” requires the level “{level}”: change it first."
        ),
        Refusal::SegmentInUse { line, offer } => say!(
            lang,
            "La ligne «\u{a0}{line}\u{a0}» de l'offre «\u{a0}{offer}\u{a0}» compte les utilisateurs de ce segment\u{a0}: donnez-lui d'abord une autre quantité.",
            "The line “{line}” of the offer “{offer}” counts the users of this segment: give it another quantity first."
        ),
        Refusal::NoExactShare { percent, others } => {
            let (percent, others) = (i18n::number(lang, *percent), i18n::number(lang, *others));
            say!(
                lang,
                "{percent}\u{a0}% ne s'écrit pas exactement en points quand les autres poids gardent leurs {others} points\u{a0}: cochez «\u{a0}Garder le total à 100\u{a0}», ou donnez des points.",
                "{percent}% is not exactly a number of points while the other weights keep their {others} points: tick “Keep the total at 100”, or give points."
            )
        }
    }
}

/// What an edit does, with what it is about: "poids : Coût".
pub fn edit(lang: Lang, assessment: &Assessment, edit: &Edit) -> String {
    let kind = edit.name().get(lang);
    let dossier = assessment.dossier();
    let subject = edit.subject().and_then(|id| {
        let criterion = dossier.criterion(id).map(|criterion| criterion.name.clone());
        let profile = || dossier.profiles.iter().find(|profile| profile.id == *id).map(|profile| profile.name.clone());
        let information = || dossier.informations.iter().find(|i| i.id == *id).map(|i| i.name.clone());
        criterion.or_else(|| dossier.offer(id).map(|offer| offer.name.clone())).or_else(information).or_else(profile)
    });
    match subject {
        Some(subject) => say!(lang, "{kind}, « {subject} »", "{kind}, “{subject}”"),
        None => kind.into(),
    }
}

/// Why a text is no number.
pub fn decimal_error(lang: Lang, error: DecimalError) -> &'static str {
    match error {
        DecimalError::NotANumber => {
            phrase("Ce n'est pas un nombre, par exemple 12,5.", "This is not a number, for example 12.5.")
        }
        DecimalError::TooLarge => phrase(
            "Ce nombre a plus de 18 chiffres avant la virgule.",
            "This number has over 18 digits before the point.",
        ),
        DecimalError::TooPrecise => phrase("Ce nombre a plus de 18 décimales.", "This number has over 18 decimals."),
    }
    .get(lang)
}

/// Offers, between quotation marks: « A », « B » et « C ».
fn names(lang: Lang, assessment: &Assessment, offers: &[usize]) -> String {
    let names: Vec<String> = offers.iter().map(|index| quoted(lang, offer_name(assessment, *index))).collect();
    list(lang, &names)
}

/// The name of a criterion or group of the assessment.
fn node_name(assessment: &Assessment, node: usize) -> String {
    let criteria = assessment.dossier().all_criteria();
    criteria.get(node).map(|criterion| criterion.name.clone()).unwrap_or_default()
}

/// The name of an offer of the assessment.
pub fn offer_name(assessment: &Assessment, offer: usize) -> &str {
    assessment.dossier().offers.get(offer).map_or("", |offer| offer.name.as_str())
}

/// The name of a measure of the assessment.
pub fn measure_name(assessment: &Assessment, measure: usize) -> String {
    let Some(id) = assessment.measure_id(measure) else { return String::new() };
    let name = assessment.dossier().measures().into_iter().find(|(other, ..)| *other == id).map(|(_, name, _)| name);
    name.unwrap_or_default().to_owned()
}

/// « A », « B » et « C ».
pub fn list(lang: Lang, items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => {
            let most = most.join(", ");
            say!(lang, "{most} et {last}", "{most} and {last}")
        }
    }
}

/// A name between the quotation marks of the language.
pub fn quoted(lang: Lang, name: &str) -> String {
    say!(lang, "« {name} »", "“{name}”")
}

/// The text with a capital first letter. Our own sentences begin with few
/// letters, so that the tables of all the world's capitals stay out of the page.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| match first {
        'à' => 'À',
        'é' => 'É',
        'ê' => 'Ê',
        other => other.to_ascii_uppercase(),
    });
    first.into_iter().chain(letters).collect()
}

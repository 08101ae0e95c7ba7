//! The fixed words of the aid to weighting: tasks, sources, the scale of pairs.

use crate::app::{MAX_GRADE, Waiting};
use crate::dossier::Weighting;
use crate::engine::Decimal;
use crate::i18n::{self, Lang, Phrase, phrase};
use crate::say;

pub(super) fn task(method: Weighting) -> Phrase {
    match method {
        Weighting::Swing => phrase(
            "Imaginez une offre au plus bas sur tous les critères. Lequel feriez-vous passer d'abord du pire au meilleur ? Placez-le en tête : son écart vaut 100. Donnez aux autres écarts leurs points par rapport à celui-là.",
            "Imagine an offer at the bottom of every criterion. Which one would you raise first from the worst to the best? Put it first: its step is worth 100. Give the other steps their points compared with that one.",
        ),
        Weighting::Centroid => phrase(
            "Rangez les critères du plus important au moins important. Chaque poids est la moyenne de tous les poids qui respectent cet ordre (barycentre des rangs, ROC).",
            "Order the criteria from the most to the least important. Each weight is the mean of all weights that respect this order (rank order centroid, ROC).",
        ),
        Weighting::RankSum => phrase(
            "Rangez les critères du plus important au moins important. Les poids descendent par marches égales (somme des rangs).",
            "Order the criteria from the most to the least important. Weights go down in equal steps (rank sum).",
        ),
        Weighting::Reciprocal => phrase(
            "Rangez les critères du plus important au moins important. Le deuxième pèse la moitié du premier, le troisième le tiers, et ainsi de suite (inverse des rangs).",
            "Order the criteria from the most to the least important. The second weighs half of the first, the third a third, and so on (reciprocal ranks).",
        ),
        Weighting::Pairs => phrase(
            "Pour chaque paire, dites lequel des deux critères est le plus important, et de combien. Les poids sont ceux qui s'accordent le mieux avec tous vos jugements.",
            "For each pair, say which of the two criteria is more important, and by how much. The weights are those that agree best with all of your judgements.",
        ),
    }
}

pub(super) fn source(method: Weighting) -> Phrase {
    match method {
        Weighting::Swing => phrase(
            "Méthode des écarts : von Winterfeldt et Edwards, 1986.",
            "Swing weighting: von Winterfeldt and Edwards, 1986.",
        ),
        Weighting::Centroid => phrase("Barron et Barrett, 1996.", "Barron and Barrett, 1996."),
        Weighting::RankSum | Weighting::Reciprocal => {
            phrase("Stillwell, Seaver et Edwards, 1981.", "Stillwell, Seaver and Edwards, 1981.")
        }
        Weighting::Pairs => phrase(
            "Comparaison par paires et ratio de cohérence : Saaty, 1980.",
            "Pairwise comparison and consistency ratio: Saaty, 1980.",
        ),
    }
}

/// A judgement on the scale of Saaty, in words.
pub(super) fn answer(lang: Lang, first: &str, second: &str, grade: i8) -> String {
    if grade == 0 {
        return phrase("de même importance (1)", "equally important (1)").get(lang).into();
    }
    let (name, number) = (if grade > 0 { first } else { second }, grade.unsigned_abs() + 1);
    let how = match number {
        2 => phrase("à peine plus important", "barely more important"),
        3 => phrase("modérément plus important", "moderately more important"),
        4 => phrase("assez nettement plus important", "rather clearly more important"),
        5 => phrase("fortement plus important", "strongly more important"),
        6 => phrase("plus que fortement plus important", "more than strongly more important"),
        7 => phrase("très fortement plus important", "very strongly more important"),
        8 => phrase("plus que très fortement plus important", "more than very strongly more important"),
        _ => phrase("extrêmement plus important", "extremely more important"),
    }
    .get(lang);
    say!(lang, "{name} : {how} ({number})", "{name}: {how} ({number})")
}

/// The grade next to a ratio, on the scale of Saaty.
pub(super) fn nearest_grade(ratio: f64) -> i8 {
    let steps =
        |times: f64| i8::try_from(Decimal::near(times, 0).digits() - 1).unwrap_or(MAX_GRADE).clamp(0, MAX_GRADE);
    if ratio >= 1.0 { steps(ratio) } else { -steps(1.0 / ratio) }
}

pub(super) fn rounding(lang: Lang, decimals: u32) -> String {
    let to = match decimals {
        0 => phrase("au point entier", "to whole points"),
        1 => phrase("à 1 décimale", "to 1 decimal"),
        _ => phrase("à 2 décimales", "to 2 decimals"),
    }
    .get(lang);
    say!(
        lang,
        "Poids arrondis {to} au plus fort reste : leur somme est exactement 100.",
        "Weights rounded {to} by largest remainder: they sum to exactly 100."
    )
}

pub(super) fn waiting_text(lang: Lang, waiting: Waiting) -> String {
    match waiting {
        Waiting::NothingToWeigh => phrase(
            "Il n'y a rien à répartir : moins de deux critères de ce groupe sont libres. Ajoutez-en un, ou ouvrez un verrou dans le classement.",
            "There is nothing to share: fewer than two criteria of this group are free. Add one, or open a lock in the ranking.",
        )
        .get(lang)
        .into(),
        Waiting::NoRoom => phrase(
            "Les poids verrouillés font déjà 100 ou plus : il ne reste rien pour les autres. Ouvrez un verrou dans le classement.",
            "The locked weights already make 100 or more: nothing is left for the others. Open a lock in the ranking.",
        )
        .get(lang)
        .into(),
        Waiting::TooMany { at_most } => say!(
            lang,
            "Cette méthode prend {at_most} critères au plus : pesez par groupes, ou par ordre d'importance.",
            "This method takes at most {at_most} criteria: weight by groups, or by order of importance."
        ),
        Waiting::Judgements { made, needed } => judged(lang, made, needed),
    }
}

fn judged(lang: Lang, made: usize, needed: usize) -> String {
    let s = if needed > 1 { "s" } else { "" };
    let (made, needed) = (i18n::integer(lang, made), i18n::integer(lang, needed));
    say!(
        lang,
        "{made} sur {needed} jugement{s} : les poids sont proposés quand tous sont donnés.",
        "{made} of {needed} judgement{s}: weights are proposed when all are given."
    )
}

/// A ratio to two decimals; what agrees entirely is 0, not 0,00.
pub(super) fn ratio_text(lang: Lang, ratio: f64) -> String {
    i18n::number(lang, Decimal::near(ratio, if ratio > 0.0 { 2 } else { 0 }))
}

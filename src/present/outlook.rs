//! What a change would do to the ranking, before it is made.

use super::rows::{from_to, total_text};
use super::sentences::{list, offer_name, quoted};
use crate::dossier::{Assessment, Id};
use crate::i18n::{Lang, phrase};
use crate::say;

/// The ranking before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// Who would lead, in a sentence.
    pub leader: String,
    /// The offers that have a rank on either side, in the order after.
    pub rows: Vec<OutlookRow>,
}

/// One offer before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlookRow {
    /// The offer.
    pub offer: Id,
    /// Its name.
    pub name: String,
    /// The rank and total now; a dash for none.
    pub before: Standing,
    /// The rank and total then.
    pub after: Standing,
    /// Places won (above zero) or lost.
    pub moved: isize,
    /// `▲ 1`, `▼ 2`, `=`.
    pub sign: String,
    /// The same for the ears.
    pub spoken: String,
}

/// Where an offer stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The rank.
    pub rank: String,
    /// The total.
    pub total: String,
}

/// What lies between two assessments of the same offers.
pub(super) fn outlook(lang: Lang, before: &Assessment, after: &Assessment) -> Outlook {
    let order = after.evaluation().order();
    let lost = before.evaluation().order().iter().filter(|offer| !order.contains(offer));
    let rows = order.iter().chain(lost).filter_map(|offer| row(lang, before, after, *offer)).collect();
    Outlook { leader: leader(lang, before, after), rows }
}

fn row(lang: Lang, before: &Assessment, after: &Assessment, offer: usize) -> Option<OutlookRow> {
    let data = after.dossier().offers.get(offer)?;
    let ranks = |assessment: &Assessment| assessment.evaluation().rank_of(offer);
    let moved = match (ranks(before), ranks(after)) {
        (Some(before), Some(after)) => before as isize - after as isize,
        _ => 0,
    };
    let places = moved.unsigned_abs();
    let s = if places > 1 { "s" } else { "" };
    let (sign, spoken) = match moved {
        0 => ("=".into(), phrase("même rang", "same rank").get(lang).into()),
        1.. => (format!("▲\u{a0}{places}"), say!(lang, "gagne {places} rang{s}", "up {places} rank{s}")),
        _ => (format!("▼\u{a0}{places}"), say!(lang, "perd {places} rang{s}", "down {places} rank{s}")),
    };
    Some(OutlookRow {
        offer: data.id.clone(),
        name: data.name.clone(),
        before: standing(lang, before, offer),
        after: standing(lang, after, offer),
        moved,
        sign,
        spoken,
    })
}

fn standing(lang: Lang, assessment: &Assessment, offer: usize) -> Standing {
    let dash = || "–".to_owned();
    match assessment.evaluation().ranks_of(offer) {
        Some(ranks) => Standing {
            rank: from_to(lang, &ranks.best.to_string(), &ranks.worst.to_string()),
            total: total_text(lang, assessment, offer),
        },
        None => Standing { rank: dash(), total: dash() },
    }
}

fn leader(lang: Lang, before: &Assessment, after: &Assessment) -> String {
    let (now, then) = (leaders(lang, before), leaders(lang, after));
    match (now, then) {
        (_, None) => phrase(
            "Aucune offre n'est encore classée avec certitude : seule la grille changerait.",
            "No offer is ranked for certain yet: only the grid would change.",
        )
        .get(lang)
        .into(),
        (Some(now), Some(then)) if now == then => {
            say!(lang, "En tête : {then}, comme aujourd'hui.", "Leading: {then}, as today.")
        }
        (Some(now), Some(then)) => {
            say!(lang, "En tête : {then}, à la place de {now}.", "Leading: {then}, instead of {now}.")
        }
        (None, Some(then)) => say!(lang, "En tête : {then}.", "Leading: {then}."),
    }
}

/// The offers at rank 1, by name; nothing where nobody is first for certain.
pub(super) fn leaders(lang: Lang, assessment: &Assessment) -> Option<String> {
    let names: Vec<String> = assessment.leaders().map(|offer| quoted(lang, offer_name(assessment, offer))).collect();
    (!names.is_empty()).then(|| list(lang, &names))
}

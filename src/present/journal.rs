//! The journal in words: who changed what, and when.

use super::compare::past_fact;
use super::dates;
use super::facts::fact_text;
use super::sentences::{capitalized, quoted};
use crate::app::State;
use crate::dossier::{Act, CellChange, Dossier, Id, JournalEntry, Moment, Topic, Verb, WeightChange};
use crate::i18n::{self, Lang, Phrase, phrase};
use crate::say;

/// How many entries are shown before the user asks for all of them.
const SHOWN: usize = 20;

/// How many targets of one entry are told on the screen.
const TOLD: usize = 6;

/// The journal as it is shown, the newest entry first.
#[derive(Clone, Debug, PartialEq)]
pub struct JournalView {
    /// Whether one is kept at all.
    pub is_kept: bool,
    /// The rows.
    pub rows: Vec<JournalRow>,
    /// How many there are, in words: `12 écritures`.
    pub count: String,
    /// Whether older ones are left out until asked for.
    pub has_more: bool,
    /// Whether all are shown where there are many.
    pub shows_all: bool,
    /// Who works here, as they call themselves; empty when they did not say.
    pub who: String,
    /// The whole journal as a table with semicolons, for spreadsheets.
    pub csv: String,
}

/// An entry.
#[derive(Clone, Debug, PartialEq)]
pub struct JournalRow {
    /// `22 novembre 2026 à 08:41`
    pub at: String,
    /// Who; `(non précisé)` where nobody said.
    pub by: String,
    /// What.
    pub what: String,
}

/// The journal of a state.
pub fn journal(state: &State) -> JournalView {
    let (lang, dossier) = (state.lang, state.dossier());
    let all = dossier.journal.len();
    let shown = if state.seal.shows_journal { all } else { SHOWN };
    let row = |entry: &std::rc::Rc<JournalEntry>, most: usize| JournalRow {
        at: moment(lang, entry.at),
        by: by(lang, &entry.by),
        what: what(lang, dossier, &entry.act, most),
    };
    let mut csv = String::from("\u{feff}");
    let heads = [phrase("Date", "Date"), phrase("Auteur", "Author"), phrase("Changement", "Change")];
    line(&mut csv, &heads.map(|head| head.get(lang).to_owned()));
    for entry in &dossier.journal {
        let full = row(entry, usize::MAX);
        line(&mut csv, &[entry.at.to_string().replace('T', " "), full.by, full.what]);
    }
    JournalView {
        is_kept: all > 0,
        rows: dossier.journal.iter().rev().take(shown).map(|entry| row(entry, TOLD)).collect(),
        count: i18n::counted(lang, all, phrase("écriture", "entry"), phrase("écritures", "entries")),
        has_more: all > shown,
        shows_all: state.seal.shows_journal && all > SHOWN,
        who: state.seal.who.clone().unwrap_or_default(),
        csv,
    }
}

/// A line of a table; a cell that a spreadsheet would compute is kept a text.
fn line(csv: &mut String, cells: &[String]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            csv.push(';');
        }
        let guard = if cell.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
        csv.push('"');
        csv.push_str(guard);
        csv.push_str(&cell.replace('"', "\"\""));
        csv.push('"');
    }
    csv.push_str("\r\n");
}

/// `Modifié par Camille le 22 novembre 2026 à 08:41`, for the weight of a criterion.
pub fn last_weight(state: &State, criterion: &Id) -> Option<String> {
    state.dossier().last_weight(criterion).map(|entry| {
        let (by, at) = (by(state.lang, &entry.by), on_moment(state.lang, entry.at));
        say!(state.lang, "Poids modifié par {by} {at}.", "Weight changed by {by} {at}.")
    })
}

/// The same for what is known of an offer on a measure.
pub fn last_fact(state: &State, offer: &Id, measure: &Id) -> Option<String> {
    state.dossier().last_fact(offer, measure).map(|entry| {
        let (by, at) = (by(state.lang, &entry.by), on_moment(state.lang, entry.at));
        match &entry.act {
            Act::Cells { cells, count } if cells.len() < *count => say!(
                state.lang,
                "Peut-être modifié par {by} {at}, avec beaucoup d'autres données.",
                "Perhaps changed by {by} {at}, with many other facts."
            ),
            _ => say!(state.lang, "Modifié par {by} {at}.", "Changed by {by} {at}."),
        }
    })
}

pub(super) fn by(lang: Lang, by: &str) -> String {
    if by.is_empty() { phrase("(non précisé)", "(not said)").get(lang).into() } else { by.to_owned() }
}

fn moment(lang: Lang, at: Moment) -> String {
    let (date, (hour, minute)) = (dates::date_text(lang, at.date), at.time());
    say!(lang, "{date} à {hour:02}:{minute:02}", "{date} at {hour:02}:{minute:02}")
}

pub(super) fn on_moment(lang: Lang, at: Moment) -> String {
    let text = moment(lang, at);
    say!(lang, "le {text}", "on {text}")
}

/// The first few, and how many more there are.
fn few(lang: Lang, all: Vec<String>, most: usize, others: Phrase) -> String {
    let left = all.len().saturating_sub(most);
    let told = all.into_iter().take(most).collect::<Vec<_>>().join(match lang {
        Lang::Fr => "\u{a0}; ",
        Lang::En => "; ",
    });
    if left == 0 {
        return told;
    }
    let (left, others) = (i18n::integer(lang, left), others.get(lang));
    say!(lang, "{told} et {left} {others}", "{told} and {left} {others}")
}

fn what(lang: Lang, dossier: &Dossier, act: &Act, most: usize) -> String {
    match act {
        Act::Weights(changes) => {
            let told = changes.iter().map(|change| weight(lang, change)).collect();
            let told = few(lang, told, most, phrase("autres", "others"));
            say!(lang, "Poids\u{a0}: {told}", "Weights: {told}")
        }
        Act::Cells { cells, count } if cells.len() < *count => {
            let count = i18n::integer(lang, *count);
            say!(lang, "{count} données d'offres", "{count} facts of offers")
        }
        Act::Cells { cells, .. } => {
            let told = cells.iter().map(|change| cell(lang, dossier, change)).collect();
            let told = few(lang, told, most, phrase("autres données", "other facts"));
            say!(lang, "Données\u{a0}: {told}", "Facts: {told}")
        }
        Act::Change { topic: Topic::Dossier, verb: Verb::Added, .. } => {
            phrase("Journal ouvert", "Journal begun").get(lang).into()
        }
        Act::Change { topic, verb, subject } => {
            let done = capitalized(done(*topic, *verb).get(lang));
            if subject.is_empty() {
                return done;
            }
            let subject = quoted(lang, subject);
            say!(lang, "{done}\u{a0}: {subject}", "{done}: {subject}")
        }
        Act::Sealed(code) => say!(lang, "Grille scellée\u{a0}: {code}", "Grid sealed: {code}"),
        Act::SealBroken { fingerprint, reason } => {
            say!(lang, "Sceau {fingerprint} rompu\u{a0}: {reason}", "Seal {fingerprint} broken: {reason}")
        }
        Act::Earlier { count } => {
            let count = i18n::integer(lang, *count);
            say!(
                lang,
                "{count} écritures plus anciennes ont été retirées\u{a0}: le journal était plein",
                "{count} older entries were taken away: the journal was full"
            )
        }
    }
}

fn weight(lang: Lang, change: &WeightChange) -> String {
    let (name, before, after) =
        (quoted(lang, &change.name), i18n::number(lang, change.before), i18n::number(lang, change.after));
    format!("{name}, {before} → {after}")
}

fn cell(lang: Lang, dossier: &Dossier, change: &CellChange) -> String {
    let (offer, measure) = (quoted(lang, &change.offer_name), quoted(lang, &change.measure_name));
    if change.before == change.after {
        return say!(lang, "{offer}, {measure}, pièces et motifs", "{offer}, {measure}, evidence and reasons");
    }
    let text = |fact| match dossier.measure(&change.measure) {
        Some(known) => fact_text(lang, dossier, known, fact),
        None => past_fact(lang, fact, &[], &|number| i18n::number(lang, number)),
    };
    let (before, after) = (text(change.before), text(change.after));
    format!("{offer}, {measure}, {before} → {after}")
}

fn done(topic: Topic, verb: Verb) -> Phrase {
    use Topic as T;
    match (topic, verb) {
        (T::Dossier, _) => phrase("ouverture d'un autre dossier", "another dossier opened"),
        (T::Table, _) => phrase("tableau collé", "table pasted"),
        (T::Title, _) => phrase("titre", "title"),
        (T::Criterion, Verb::Added) => phrase("critère ajouté", "criterion added"),
        (T::Criterion, Verb::Changed) => phrase("critère modifié", "criterion changed"),
        (T::Criterion, Verb::Removed) => phrase("critère retiré", "criterion removed"),
        (T::Measure, _) => phrase("méthode de notation modifiée", "scoring method changed"),
        (T::Gate, Verb::Added) => phrase("condition éliminatoire ajoutée", "eliminatory condition added"),
        (T::Gate, Verb::Changed) => phrase("condition éliminatoire modifiée", "eliminatory condition changed"),
        (T::Gate, Verb::Removed) => phrase("condition éliminatoire retirée", "eliminatory condition removed"),
        (T::Requirement, Verb::Added) => phrase("besoin ajouté", "requirement added"),
        (T::Requirement, Verb::Changed) => phrase("besoin modifié", "requirement changed"),
        (T::Requirement, Verb::Removed) => phrase("besoin retiré", "requirement removed"),
        (T::Information, Verb::Added) => phrase("renseignement ajouté", "fact without weight added"),
        (T::Information, Verb::Changed) => phrase("renseignement modifié", "fact without weight changed"),
        (T::Information, Verb::Removed) => phrase("renseignement retiré", "fact without weight removed"),
        (T::Method, _) => phrase("méthode de classement modifiée", "ranking method changed"),
        (T::Offer, Verb::Added) => phrase("offre ajoutée", "offer added"),
        (T::Offer, Verb::Changed) => phrase("offre modifiée", "offer changed"),
        (T::Offer, Verb::Removed) => phrase("offre retirée", "offer removed"),
        (T::Status, _) => phrase("statut d'une offre", "status of an offer"),
        (T::Profile, Verb::Added) => phrase("jeu de poids ajouté", "set of weights added"),
        (T::Profile, Verb::Changed) => phrase("jeu de poids modifié", "set of weights changed"),
        (T::Profile, Verb::Removed) => phrase("jeu de poids retiré", "set of weights removed"),
        (T::Commission, _) => phrase("commission", "commission"),
        (T::Other, _) => phrase("autre changement", "other change"),
    }
}

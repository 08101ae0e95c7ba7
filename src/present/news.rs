//! Notices and announcements: what has just happened, in words.

use super::{errors, glossary, link_errors, needs, sentences, views};
use crate::app::{BeginMsg, Event, Msg, Notice, State, StorageFailure, TabsNotice, WorksMsg};
use crate::i18n::{Phrase, phrase};
use crate::say;

/// A notice as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct NoticeView {
    /// The sentences.
    pub text: String,
    /// Whether part of a damaged link can be opened.
    pub has_recovery: bool,
    /// What one can do about it: the identifier of the button, its text, what to send.
    pub choices: Vec<(&'static str, &'static str, Msg)>,
    /// Whether one of them must be chosen.
    pub must_choose: bool,
}

/// The notice of a state.
pub fn notice(state: &State) -> Option<NoticeView> {
    let lang = state.lang;
    let notice = state.notice.as_ref()?;
    let text = match notice {
        Notice::Refused(refusal) => sentences::refusal(lang, refusal),
        Notice::FileUnreadable { name } => {
            say!(lang, "Le navigateur n'a pas pu lire «\u{a0}{name}\u{a0}».", "The browser could not read “{name}”.")
        }
        Notice::FileNotOffered { name } => say!(
            lang,
            "Ce navigateur refuse de proposer le fichier «\u{a0}{name}\u{a0}» dans cette page.",
            "This browser refuses to offer the file “{name}” on this page."
        ),
        Notice::FileRefused { name, errors } => {
            let first = errors.first().map(|error| errors::file_error(lang, error)).unwrap_or_default();
            let more = match errors.len().saturating_sub(1) {
                0 => String::new(),
                1 => phrase(" Et une autre erreur.", " And one more error.").get(lang).into(),
                n => say!(lang, " Et {n} autres erreurs.", " And {n} more errors."),
            };
            say!(
                lang,
                "«\u{a0}{name}\u{a0}» n'a pas été ouvert. {first}{more}",
                "“{name}” was not opened. {first}{more}"
            )
        }
        Notice::LinkDamaged(damaged) => link_errors::damaged(lang, damaged),
        Notice::NotKept(StorageFailure::Refused) => phrase(
            "Ce navigateur ne garde rien pour cette page\u{a0}: enregistrez votre travail dans un fichier.",
            "This browser keeps nothing for this page: save your work in a file.",
        )
        .get(lang)
        .into(),
        Notice::NotKept(StorageFailure::Full) => phrase(
            "La mémoire de ce navigateur est pleine\u{a0}: enregistrez votre travail dans un fichier.",
            "The memory of this browser is full: save your work in a file.",
        )
        .get(lang)
        .into(),
        Notice::Tabs(notice) => tabs(*notice).get(lang).into(),
    };
    let has_recovery = matches!(notice, Notice::LinkDamaged(damaged) if damaged.recovered.is_some());
    let must_choose = matches!(notice, Notice::Tabs(TabsNotice::Changed));
    let choices = choices(notice).into_iter().map(|(id, text, msg)| (id, text.get(lang), msg)).collect();
    Some(NoticeView { text, has_recovery, choices, must_choose })
}

fn tabs(notice: TabsNotice) -> Phrase {
    match notice {
        TabsNotice::Changed => phrase(
            "Ce dossier vient d'être modifié dans un autre onglet. Les deux versions existent\u{a0}: laquelle voulez-vous ici\u{a0}?",
            "This dossier has just been changed in another tab. Both versions exist: which one do you want here?",
        ),
        TabsNotice::Ours => phrase(
            "Un autre onglet a modifié ce dossier entre-temps. Rien n'est perdu\u{a0}: votre version est gardée à part, et vous continuez sur elle\u{a0}; celle de l'autre onglet est intacte.",
            "Another tab has changed this dossier in the meantime. Nothing is lost: your version is kept beside, and you go on with it; that of the other tab is untouched.",
        ),
        TabsNotice::Theirs => phrase(
            "Un autre onglet travaillait sur une version plus ancienne de ce dossier. Rien n'est perdu\u{a0}: son travail est gardé à part, et le vôtre continue ici.",
            "Another tab was working on an older version of this dossier. Nothing is lost: its work is kept beside, and yours goes on here.",
        ),
        TabsNotice::Gone => phrase(
            "Ce dossier n'est plus gardé dans ce navigateur\u{a0}: il a été oublié depuis un autre onglet.",
            "This dossier is no longer kept in this browser: it was forgotten from another tab.",
        ),
    }
}

fn choices(notice: &Notice) -> Vec<(&'static str, Phrase, Msg)> {
    let kept = |id| (id, phrase("Voir les dossiers gardés", "See the kept dossiers"), Msg::Begin(BeginMsg::Open));
    match notice {
        Notice::NotKept(_) => {
            vec![("notice-save", phrase("Enregistrer dans un fichier", "Save in a file"), Msg::Download)]
        }
        Notice::Tabs(TabsNotice::Changed) => vec![
            (
                "notice-take-over",
                phrase("Prendre la version de l'autre onglet", "Take the version of the other tab"),
                WorksMsg::TakeOver.into(),
            ),
            ("notice-keep-mine", phrase("Garder la mienne à part", "Keep mine beside"), WorksMsg::KeepBeside.into()),
        ],
        Notice::Tabs(TabsNotice::Ours | TabsNotice::Theirs) => vec![kept("notice-kept")],
        _ => Vec::new(),
    }
}

/// What the live region says.
pub fn announcement(state: &State) -> String {
    match &state.announcement.event {
        None => String::new(),
        Some(Event::Opened) => opened(state),
        Some(Event::LeadersChanged) => leaders(state),
        Some(event) => told(state, event),
    }
}

/// What seldom happens on the first screen, which does without these words.
#[inline(never)]
fn told(state: &State, event: &Event) -> String {
    let lang = state.lang;
    let step = |edit| sentences::edit(lang, &state.assessment, edit);
    match event {
        Event::ScreenShown => state.screen.name().get(lang).into(),
        Event::Opened => opened(state),
        Event::Needs(news) => needs::said(state, news),
        Event::Undone(edit) => say!(lang, "Annulé\u{a0}: {0}.", "Undone: {0}.", step(edit)),
        Event::Redone(edit) => say!(lang, "Rétabli\u{a0}: {0}.", "Redone: {0}.", step(edit)),
        Event::LeadersChanged => leaders(state),
        Event::Done(edit) => say!(lang, "Fait\u{a0}: {0}.", "Done: {0}.", step(edit)),
        Event::OfferMoved => super::grid::moved(state),
        Event::CellsCopied(count) => super::grid::copied_aloud(state, *count),
        Event::PairExplained => {
            super::pair(lang, &state.settled, state.pair.as_ref()).map(|pair| pair.answer).unwrap_or_default()
        }
        Event::LanguageChosen => {
            phrase("Le comparatif est en français.", "The comparison is in English.").get(lang).into()
        }
        Event::Criteria { news, is_lead_new } => {
            let said = super::criteria::news(state, news);
            if *is_lead_new { [said, leaders(state)].join(" ") } else { said }
        }
        Event::Noticed => notice(state).map(|notice| notice.text).unwrap_or_default(),
        Event::LinkCopied(true) => phrase("Lien copié.", "Link copied.").get(lang).into(),
        Event::LinkCopied(false) => phrase(
            "Le lien est sélectionné\u{a0}: copiez-le avec Ctrl+C.",
            "The link is selected: copy it with Ctrl+C.",
        )
        .get(lang)
        .into(),
        Event::Link(news) => super::share::news(state, news),
        Event::FileOffered { name } => say!(lang, "Fichier {name} proposé.", "File {name} offered."),
        Event::GridTurned => if state.has_offer_rows() {
            phrase("Une ligne par offre.", "One row per offer.")
        } else {
            phrase("Une colonne par offre.", "One column per offer.")
        }
        .get(lang)
        .into(),
        Event::CellRefused => super::grid::refused(state),
        Event::TableRead => super::paste::read_aloud(state),
        Event::TableLanded => phrase("Tableau repris.", "Table taken up.").get(lang).into(),
        Event::WorkForgotten => phrase("Dossier oublié.", "Dossier forgotten.").get(lang).into(),
        Event::KeepingChanged if state.works.keeps_nothing => phrase(
            "Plus rien ne sera mémorisé dans ce navigateur.",
            "Nothing will be kept in this browser from now on.",
        )
        .get(lang)
        .into(),
        Event::KeepingChanged => {
            phrase("Vos dossiers sont gardés dans ce navigateur.", "Your dossiers are kept in this browser.")
                .get(lang)
                .into()
        }
        Event::Elicitation(news) => super::elicitation::news(state, news),
        Event::Market(news) => super::market::news(state, news),
        Event::Simulator(news) => super::simulator::news(state, news),
        Event::Costs(news) => super::costs::news(state, *news),
        Event::Seal(news) => super::seal::news(state, news),
        Event::Lots(news) => super::lots::said(state, news),
        Event::Views(event) => views::said(state, event),
        Event::Commission(news) => super::commission::news(state, news),
        Event::Components(news) => super::components::news(state, *news),
        Event::Composing(news) => super::composing::news(state, news),
        Event::WordsFound => glossary::found(state),
    }
}

fn opened(state: &State) -> String {
    let title = &state.dossier().title;
    say!(state.lang, "Ouvert\u{a0}: {title}.", "Opened: {title}.")
}

pub(super) fn leaders(state: &State) -> String {
    let leaders = state.assessment.leaders();
    let names: Vec<String> = leaders.map(|offer| sentences::offer_name(&state.assessment, offer).to_owned()).collect();
    say!(state.lang, "En tête\u{a0}: {0}.", "Leading: {0}.", sentences::list(state.lang, &names))
}

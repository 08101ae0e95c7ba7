//! Commencer: the ways to begin, and the dossiers kept in this browser.

use crate::app::{BeginMsg, Forgetting, KeptWork, Msg, Origin, PasteMsg, Screen, State};
use crate::catalogue::{DataClass, EXAMPLES, Occasion, TEMPLATES, Template};
use crate::dossier::Edit;
use crate::i18n::{Lang, phrase};
use crate::say;

/// The panel as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct BeginView {
    /// The grids to begin with.
    pub templates: Vec<TemplateRow>,
    /// The grids for special uses.
    pub presets: Vec<TemplateRow>,
    /// What data a service may hold: the name of each class, and what it comes to.
    pub classes: Vec<(DataClass, &'static str, &'static str)>,
    /// The examples: identifier, name, what it shows, whether it is on the screen.
    pub examples: Vec<(&'static str, &'static str, &'static str, bool)>,
    /// The kept dossiers, the newest first.
    pub kept: Vec<KeptRow>,
    /// Whether the user is asked whether to forget all of them.
    pub is_all_asked: bool,
    /// Whether nothing is kept.
    pub keeps_nothing: bool,
    /// What the switch comes to, in a sentence.
    pub keeping: String,
}

/// A grid to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TemplateRow {
    /// Its identifier.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub purpose: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// Whether its gates follow from the sensitivity of the data.
    pub asks_class: bool,
    /// Whether it asks for health data.
    pub asks_health: bool,
}

/// A kept dossier in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptRow {
    /// Where it is kept.
    pub slot: String,
    /// Its title, as the list and its buttons call it.
    pub title: String,
    /// `22/11/2026 à 06:15`
    pub saved_at: String,
    /// Whether it is the one on the screen.
    pub is_open: bool,
    /// Whether the user is asked whether to forget it.
    pub is_asked: bool,
}

/// The panel of a state.
pub fn begin(state: &State) -> BeginView {
    let lang = state.lang;
    let kept: Vec<KeptRow> = state.works.works.iter().map(|work| row(state, work)).collect();
    let keeping = match (state.works.keeps_nothing, kept.is_empty()) {
        (false, _) => phrase(
            "Chaque changement est gardé aussitôt, sur cet appareil seulement.",
            "Each change is kept at once, on this device only.",
        ),
        (true, true) => phrase(
            "Rien n'est gardé ici que ce choix. Enregistrez vos dossiers dans des fichiers.",
            "Nothing is kept here but this choice. Save your dossiers in files.",
        ),
        (true, false) => phrase(
            "Plus rien n'est ajouté. Les dossiers gardés avant restent tant que vous ne les oubliez pas.",
            "Nothing is added any more. The dossiers kept before stay until you forget them.",
        ),
    };
    BeginView {
        templates: templates(lang, false),
        presets: templates(lang, true),
        classes: DataClass::ALL.map(|class| (class, class.name().get(lang), class.meaning().get(lang))).to_vec(),
        examples: EXAMPLES
            .iter()
            .map(|each| (each.id, each.name.get(lang), each.about.get(lang), state.origin == Origin::Example(each.id)))
            .collect(),
        kept,
        is_all_asked: state.works.asked == Some(Forgetting::All),
        keeps_nothing: state.works.keeps_nothing,
        keeping: keeping.get(lang).into(),
    }
}

fn templates(lang: Lang, presets: bool) -> Vec<TemplateRow> {
    let row = |template: &Template| {
        let asks = |occasion: Occasion| template.demands.iter().any(|demand| demand.occasion == occasion);
        TemplateRow {
            id: template.id,
            name: template.name.get(lang),
            purpose: template.purpose.get(lang),
            source: template.source.get(lang),
            asks_class: asks(Occasion::SensitiveData),
            asks_health: asks(Occasion::HealthData),
        }
    };
    TEMPLATES.iter().filter(|template| template.is_preset == presets).map(row).collect()
}

fn row(state: &State, work: &KeptWork) -> KeptRow {
    let (lang, title) = (state.lang, &work.title);
    KeptRow {
        slot: work.slot.clone(),
        title: if work.is_beside() {
            say!(lang, "{title} (version gardée à part)", "{title} (version kept beside)")
        } else {
            title.clone()
        },
        saved_at: moment(lang, &work.saved_at),
        is_open: state.slot.as_ref() == Some(&work.slot),
        is_asked: state.works.asked == Some(Forgetting::One(work.slot.clone())),
    }
}

/// A local moment, `2026-11-22T06:15`, as a language writes it; as it stands where
/// it is none.
pub(super) fn moment(lang: Lang, local: &str) -> String {
    let Some((date, time)) = local.split_once('T') else { return local.to_owned() };
    let Some((year, (month, day))) = date.split_once('-').and_then(|(year, rest)| Some((year, rest.split_once('-')?)))
    else {
        return local.to_owned();
    };
    say!(lang, "{day}/{month}/{year} à {time}", "{day}/{month}/{year} at {time}")
}

/// What an empty screen says.
#[derive(Clone, Debug, PartialEq)]
pub struct EmptyView {
    /// What to do next, in two sentences.
    pub text: &'static str,
    /// The buttons that do it, the first one first.
    pub steps: Vec<NextStep>,
}

/// A button of an empty screen.
#[derive(Clone, Debug, PartialEq)]
pub struct NextStep {
    /// Its identifier.
    pub id: &'static str,
    /// What stands on it.
    pub text: &'static str,
    /// What to send, one after the other.
    pub msgs: Vec<Msg>,
}

/// What to do next where the screen is empty; none where it is not.
pub fn empty(state: &State) -> Option<EmptyView> {
    let (lang, dossier) = (state.lang, state.dossier());
    let first = say!(lang, "Offre {0}", "Offer {0}", dossier.offers.len() + 1);
    let paste =
        ("empty-paste", phrase("Coller mon tableau", "Paste my table"), vec![PasteMsg::Open("empty-paste").into()]);
    let add = (
        "empty-add",
        phrase("Ajouter une offre", "Add an offer"),
        vec![Msg::Edit(Edit::AddOffer { name: first }), Msg::Show(Screen::Offers)],
    );
    let to_offers = ("empty-offers", phrase("Saisir les offres", "Enter the offers"), vec![Msg::Show(Screen::Offers)]);
    let template =
        ("empty-template", phrase("Partir d'un modèle", "Start from a template"), vec![Msg::Begin(BeginMsg::Open)]);
    let is_empty = dossier.offers.is_empty();
    let (text, buttons) = match state.screen {
        Screen::Method => return None,
        Screen::Ranking if is_empty => (
            phrase(
                "Ce dossier n'a pas encore d'offre. Collez votre tableau ou ajoutez une offre\u{a0}: le classement paraît dès les premières données.",
                "This dossier has no offer yet. Paste your table or add an offer: the ranking appears with the first facts.",
            ),
            vec![paste, add],
        ),
        Screen::Ranking => (
            phrase(
                "Aucune offre n'est classée pour l'instant. Saisissez leurs données\u{a0}; celles qui sont à part le sont pour les raisons dites plus bas.",
                "No offer is ranked for now. Enter their facts; those set aside are so for the reasons given below.",
            ),
            vec![to_offers],
        ),
        Screen::Offers => (
            phrase(
                "Une colonne par offre reçue, une ligne par donnée attendue. Collez le bloc copié de votre tableur, ou ajoutez les offres une à une.",
                "One column for each offer received, one row for each fact expected. Paste the block copied from your spreadsheet, or add the offers one by one.",
            ),
            vec![paste, add],
        ),
        Screen::Commission => (
            phrase(
                "Les évaluateurs notent des offres, et ce dossier n'en a pas encore. Collez votre tableau ou ajoutez une offre, puis confiez les critères.",
                "Evaluators note offers, and this dossier has none yet. Paste your table or add an offer, then give out the criteria.",
            ),
            vec![paste, add],
        ),
        // The register says itself what to do where it is empty.
        Screen::Needs => return None,
        Screen::Criteria => (
            phrase(
                "La grille dit ce qui compte, et combien. Réglez les poids et les méthodes avant de saisir les offres\u{a0}: après l'ouverture des plis, elle ne change plus.",
                "The grid says what counts, and how much. Set weights and methods before entering the offers: once the bids are open, it no longer changes.",
            ),
            vec![to_offers, template],
        ),
    };
    let is_shown = is_empty || state.screen == Screen::Ranking;
    let steps = buttons.into_iter().map(|(id, text, msgs)| NextStep { id, text: text.get(lang), msgs }).collect();
    is_shown.then(|| EmptyView { text: text.get(lang), steps })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_people_do() {
        assert_eq!(moment(Lang::Fr, "2026-11-22T06:15"), "22/11/2026 à 06:15");
        assert_eq!(moment(Lang::En, "2026-11-22T06:15"), "22/11/2026 at 06:15");
        assert_eq!(moment(Lang::Fr, "hier"), "hier");
    }
}

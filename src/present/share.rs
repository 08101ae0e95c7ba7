//! Partager: the link, what it holds, how long it is.

use crate::app::State;
use crate::engine::FactKind;
use crate::i18n::{self, phrase};
use crate::say;

/// The share panel as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareView {
    /// The link; none when the dossier is too large for one.
    pub link: Option<String>,
    /// What it holds, one line each.
    pub contents: Vec<String>,
    /// Whether it holds prices, which must stay confidential before award.
    pub has_prices: bool,
    /// `812 caractères : tient dans un courriel.`
    pub length: String,
    /// How the length is judged.
    pub gauge: Gauge,
    /// Whether the clipboard took it.
    pub copied: Option<bool>,
}

/// How long a link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gauge {
    /// At most 1 000 characters.
    Short,
    /// At most 2 000 characters.
    Long,
    /// A file is better.
    TooLong,
}

/// The panel, when it is open.
pub fn share(state: &State) -> Option<ShareView> {
    let share = state.share.as_ref()?;
    let (lang, dossier) = (state.lang, state.dossier());
    let length = share.link.as_ref().map_or(usize::MAX, |link| link.chars().count());
    let gauge = match length {
        0..=1000 => Gauge::Short,
        1001..=2000 => Gauge::Long,
        _ => Gauge::TooLong,
    };
    let measures = dossier.measures();
    let has_prices = dossier.offers.iter().any(|offer| {
        measures
            .iter()
            .any(|(id, _, measure)| measure.formula().fact_kind() == FactKind::Amount && offer.facts.contains_key(*id))
    });
    let justified = dossier.offers.iter().flat_map(|offer| offer.facts.values());
    let justified = justified.filter(|entry| !entry.justification.is_empty()).count();
    let (criteria, offers) = (measures.len() - dossier.informations.len(), dossier.offers.len());
    let criteria = i18n::counted(lang, criteria, phrase("critère", "criterion"), phrase("critères", "criteria"));
    let offers = i18n::counted(lang, offers, phrase("offre", "offer"), phrase("offres", "offers"));
    let mut contents = vec![
        say!(
            lang,
            "la grille : {criteria}, leurs poids et leurs formules",
            "the grid: {criteria}, their weights and formulas"
        ),
        say!(lang, "{offers}, avec leurs noms et leurs données", "{offers}, with their names and facts"),
    ];
    if has_prices {
        contents.push(phrase("les prix", "the prices").get(lang).into());
    }
    if justified > 0 {
        let (one, many) = (phrase("justification", "justification"), phrase("justifications", "justifications"));
        contents.push(i18n::counted(lang, justified, one, many));
    }
    let count = i18n::integer(lang, length);
    Some(ShareView {
        length: match gauge {
            Gauge::Short => {
                say!(lang, "{count} caractères : tient dans un courriel.", "{count} characters: fits in a mail.")
            }
            Gauge::Long => say!(
                lang,
                "{count} caractères : certains outils coupent les liens de cette longueur.",
                "{count} characters: some tools cut links of this length."
            ),
            Gauge::TooLong if share.link.is_none() => phrase(
                "Ce dossier est trop grand pour un lien : enregistrez-le dans un fichier.",
                "This dossier is too large for a link: save it in a file.",
            )
            .get(lang)
            .into(),
            Gauge::TooLong => say!(
                lang,
                "{count} caractères : trop long pour beaucoup de courriels, préférez le fichier.",
                "{count} characters: too long for many mails, prefer the file."
            ),
        },
        link: share.link.clone(),
        contents,
        has_prices,
        gauge,
        copied: share.copied,
    })
}

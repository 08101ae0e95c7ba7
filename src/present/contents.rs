//! What a dossier holds, part by part: said before it leaves, and when it arrives.

use super::dates;
use crate::app::holds_prices;
use crate::dossier::{Dossier, Entry};
use crate::engine::Fact;
use crate::i18n::{self, Lang, Phrase, phrase};
use crate::say;

/// A part of a dossier.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// What it is.
    pub name: &'static str,
    /// Whether it is there.
    pub is_held: bool,
    /// How many there are, or what of it; may be empty.
    pub detail: String,
}

/// Every part of all lots, there or not. `is_nameless` where offers bear letters for names.
pub(super) fn contents(lang: Lang, dossier: &Dossier, is_nameless: bool) -> Vec<Content> {
    let part = |name: Phrase, is_held: bool, detail: String| Content { name: name.get(lang), is_held, detail };
    let counted = |name: Phrase, count: usize| {
        let detail = if count == 0 { String::new() } else { i18n::integer(lang, count) };
        part(name, count > 0, detail)
    };
    let all = lots(dossier);
    let offers = || all.iter().flat_map(|lot| &lot.offers);
    let pools = || all.iter().filter_map(|lot| lot.pool.as_ref());
    let entries = || offers().chain(pools()).flat_map(|offer| offer.all_facts()).flat_map(|facts| facts.values());
    let criteria =
        all.iter().map(|lot| lot.measures().len() - lot.informations.len() - lot.requirements.len()).sum::<usize>();
    let criteria = i18n::counted(lang, criteria, phrase("critère", "criterion"), phrase("critères", "criteria"));
    let facts = entries().filter(|entry| !matches!(entry.fact, Fact::Missing)).count();
    let reasons = offers().filter(|offer| !is_nameless && !offer.standing.reason.is_empty()).count();
    let has_offers = offers().next().is_some();
    let seals = all.iter().filter_map(|lot| lot.seal.as_ref()).map(|seal| dates::date_text(lang, seal.date));
    let seals: Vec<String> = seals.collect();
    let mut parts = vec![
        part(phrase("Grille", "Grid"), true, say!(lang, "{criteria}, poids, méthode", "{criteria}, weights, method")),
        counted(phrase("Offres", "Offers"), offers().count()),
        part(phrase("Noms des offres", "Names of the offers"), has_offers && !is_nameless, String::new()),
        part(phrase("Prix et coûts", "Prices and costs"), holds_prices(dossier), String::new()),
        counted(phrase("Données et notes des offres", "Facts and notes of the offers"), facts),
        counted(phrase("Motifs des statuts", "Reasons of statuses"), reasons),
        counted(
            phrase("Justifications, sources, remarques", "Justifications, sources, remarks"),
            entries().filter(|entry| !is_nameless && is_commented(entry)).count(),
        ),
        counted(
            phrase("Notes nominatives des évaluateurs", "Notes of evaluators, with their names"),
            entries().filter(|_| !is_nameless).map(|entry| entry.opinions.len()).sum(),
        ),
        counted(
            phrase("Évaluateurs désignés", "Appointed evaluators"),
            all.iter().map(|lot| lot.commission.evaluators.len()).sum(),
        ),
        counted(
            phrase("Porteurs des besoins", "Owners of the needs"),
            all.iter().flat_map(|lot| &lot.requirements).filter(|need| !need.owner.is_empty()).count(),
        ),
        counted(phrase("Journal des changements", "Journal of changes"), all.iter().map(|lot| lot.journal.len()).sum()),
        part(
            phrase("Sceau de la grille", "Seal of the grid"),
            all.iter().any(|lot| lot.seal.is_some()),
            seals.join(phrase("\u{a0}; ", "; ").get(lang)),
        ),
    ];
    // What few dossiers have is told where there is some.
    let components: usize = offers().map(|offer| offer.components.len()).sum();
    let pool: usize = pools().map(|pool| pool.components.len()).sum();
    let set_aside = all.iter().map(|lot| lot.decision.set_aside.len()).sum();
    let choices = all.iter().filter(|lot| lot.decision.choice.is_some()).count();
    let count = dossier.lots.as_ref().map_or(0, |lots| lots.count());
    for (name, count) in [
        (phrase("Briques et intervenants des offres", "Bricks of offers, and who stands behind them"), components),
        (phrase("Briques à composer, de l'acheteur", "The buyer's own bricks to compose"), pool),
        (phrase("Proposition d'attribution", "Proposed award"), choices),
        (phrase("Lots, avec leurs noms", "Lots, with their names"), count),
        (phrase("Solutions examinées et écartées", "Alternatives examined and set aside"), set_aside),
    ] {
        if count > 0 {
            parts.push(counted(name, count));
        }
    }
    parts
}

/// The dossier with its other lots.
fn lots(dossier: &Dossier) -> Vec<&Dossier> {
    let others = dossier.lots.iter().flat_map(|lots| &lots.others);
    std::iter::once(dossier).chain(others.map(|lot| lot.dossier.as_ref())).collect()
}

fn is_commented(entry: &Entry) -> bool {
    [&entry.justification, &entry.source, &entry.page, &entry.address].into_iter().any(|text| !text.is_empty())
        || entry
            .shortfall
            .as_ref()
            .is_some_and(|shortfall| !shortfall.gap.is_empty() || !shortfall.workaround.is_empty())
        || entry.opinions.iter().any(|opinion| !opinion.remark.is_empty())
}

/// Whether its offers bear letters for names, as an anonymised link has them.
pub(super) fn is_nameless(dossier: &Dossier) -> bool {
    let is_letters = |name: &str| {
        let letters = name.strip_prefix("Offre ");
        letters.is_some_and(|letters| !letters.is_empty() && letters.chars().all(|c| c.is_ascii_uppercase()))
    };
    let all = lots(dossier);
    let offers = || all.iter().flat_map(|lot| &lot.offers);
    offers().next().is_some()
        && !holds_prices(dossier)
        && offers().all(|offer| is_letters(&offer.name) && offer.id.as_str().starts_with("offre-"))
}

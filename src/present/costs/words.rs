//! The words of the cost model: kinds, years, amounts; what is said to the ears.

use crate::app::{CostTrouble, CostsNews, State};
use crate::dossier::{Dossier, Offer};
use crate::engine::{CostKind, Decimal, Rational, When};
use crate::i18n::{self, Lang, Phrase, phrase};
use crate::present::scenarios::kind_name;
use crate::present::sentences::{decimal_error, offer_name, quoted};
use crate::say;

/// What a line pays for.
pub(super) fn cost_kind(kind: CostKind) -> Phrase {
    match kind {
        CostKind::Licence => phrase("licence acquise", "licence bought"),
        CostKind::Subscription => phrase("abonnement", "subscription"),
        CostKind::Migration => phrase("migration", "migration"),
        CostKind::Integration => phrase("intégration", "integration"),
        CostKind::Training => phrase("formation", "training"),
        CostKind::Staff => phrase("agents mobilisés", "own staff"),
        CostKind::Exit => phrase("sortie", "exit"),
        CostKind::Egress => phrase("extraction des données", "egress"),
        CostKind::Other => phrase("autre", "other"),
    }
}

/// `4 ans`.
pub(super) fn years_text(lang: Lang, years: u32) -> String {
    i18n::counted(lang, years as usize, phrase("an", "year"), phrase("ans", "years"))
}

/// When a line is paid: `une fois, année 1`, `chaque année`, `années 2 à 4`.
pub(super) fn when_text(lang: Lang, when: When) -> String {
    match when {
        When::Once { year } => say!(lang, "une fois, année {year}", "once, year {year}"),
        When::Yearly { from: 1, to: None } => phrase("chaque année", "each year").get(lang).into(),
        When::Yearly { from, to: None } => {
            say!(lang, "chaque année dès l'année {from}", "each year from year {from} on")
        }
        When::Yearly { from, to: Some(to) } => say!(lang, "années {from} à {to}", "years {from} to {to}"),
    }
}

/// An exact amount to the cent; whole amounts without cents.
pub(super) fn amount(lang: Lang, dossier: &Dossier, exact: &Rational) -> String {
    let cents = exact.round(2);
    let plain = cents.normalized();
    i18n::money(lang, if plain.scale() == 0 { plain } else { cents }, &dossier.money.currency)
}

/// `statu quo`, for what is no received offer.
pub(super) fn offer_note(lang: Lang, offer: &Offer) -> Option<String> {
    offer.kind.is_scenario().then(|| kind_name(offer.kind).get(lang).to_owned())
}

/// Why a new line was not taken.
pub(super) fn trouble(lang: Lang, trouble: CostTrouble) -> String {
    match trouble {
        CostTrouble::NoLabel => phrase(
            "Dites ce que paie la ligne, par exemple «\u{a0}Abonnements\u{a0}».",
            "Say what the line pays for, for example “Subscriptions”.",
        )
        .get(lang)
        .into(),
        CostTrouble::Amount(error) => decimal_error(lang, error).into(),
        CostTrouble::NoSource => phrase(
            "Dites d'où vient le montant\u{a0}: pièce, page ou hypothèse.",
            "Say where the amount comes from: document, page or hypothesis.",
        )
        .get(lang)
        .into(),
    }
}

/// What has just happened in the panel.
#[inline(never)]
pub(in crate::present) fn news(state: &State, news: CostsNews) -> String {
    let lang = state.lang;
    let Some((desk, dossier)) = state.costs.as_ref().zip(Some(state.dossier())) else { return String::new() };
    match news {
        CostsNews::Refused => desk.trouble.map(|found| trouble(lang, found)).unwrap_or_default(),
        CostsNews::TableRead => super::paste::read_aloud(state),
        CostsNews::NoYear => phrase(
            "Une année s'écrit en chiffres, 1 pour la première\u{a0}: la valeur n'a pas été retenue.",
            "A year is a whole number, 1 for the first: the value was not taken.",
        )
        .get(lang)
        .into(),
        CostsNews::Sheet => {
            let place = desk.offer(dossier).and_then(|id| dossier.offers.iter().position(|offer| offer.id == *id));
            let name = quoted(lang, place.map_or("", |place| offer_name(&state.assessment, place)));
            say!(lang, "Lignes de coût de {name}.", "Cost lines of {name}.")
        }
        CostsNews::Scenario => {
            let plan = dossier.cost_plan.as_ref();
            let scenario = plan.and_then(|plan| plan.scenarios.get(desk.scenario(plan)));
            let name = quoted(lang, scenario.map_or("", |scenario| scenario.name.as_str()));
            say!(lang, "Coûts du scénario {name}.", "Costs of the scenario {name}.")
        }
        CostsNews::Base => match desk.base(dossier).and_then(|id| dossier.offer(id)) {
            Some(offer) => {
                let name = quoted(lang, &offer.name);
                say!(lang, "Base de comparaison\u{a0}: {name}.", "Base of comparison: {name}.")
            }
            None => phrase("Sans base de comparaison.", "Without a base of comparison.").get(lang).into(),
        },
    }
}

/// A number as it stands in a field.
pub(super) fn written(lang: Lang, value: Decimal) -> String {
    i18n::number(lang, value)
}

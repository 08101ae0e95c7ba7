//! The catalogue of the market: what is found in it, with its dates, sources and
//! doubts, and what a product brings to the dossier.

mod kept;
mod product;

use super::composites::component_kind;
use super::errors;
use super::glossary::folded;
use super::sentences::quoted;
use crate::app::{BrickPlace, Filter, Filters, MarketDesk, MarketMsg, MarketNews, Msg, RungFilter, State, hosts};
use crate::catalogue::market::{Control, Function, LicenceKind, Product};
use crate::catalogue::{Market, MarketFact};
use crate::dossier::{Date, Dossier, Edit, FACT_AGE, KnownComponent, ceiling, limits};
use crate::i18n::{self, Lang, Phrase, phrase};
use crate::say;

use super::dates::date_text;
pub use kept::KeptView;
pub use product::{JoinView, ProductLine, ProductView, StatementLine, known_facts};

/// The panel as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct MarketView {
    /// Which catalogue is shown, and what it is not.
    pub about: String,
    /// What there is to say of ages and of what an offer begins with.
    pub hints: Vec<String>,
    /// A file that was not taken: sentences.
    pub refused: Vec<String>,
    /// The catalogues to choose from and the one that is shown; nothing where there is only one.
    pub catalogues: Option<[(String, bool); 2]>,
    /// Whether one's own is kept in this browser.
    pub kept: KeptView,
    /// What is sought.
    pub query: String,
    /// The choices: filters, then nothing else.
    pub filters: Vec<ChoiceView>,
    /// The age at which facts are to be verified again.
    pub age: ChoiceView,
    /// Where bricks go.
    pub place: ChoiceView,
    /// Whether anything is asked.
    pub is_filtered: bool,
    /// How many products were found.
    pub found: String,
    /// How many more there are than are shown; empty where there are none.
    pub more: String,
    /// The language of the texts of the catalogue.
    pub language: &'static str,
    /// What was found.
    pub products: Vec<ProductView>,
}

/// Something to choose from a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceView {
    /// Its identifier.
    pub id: &'static str,
    /// What it is about.
    pub label: &'static str,
    /// What stands in the list, and what to send for it.
    pub options: Vec<(String, Msg)>,
    /// Which one stands.
    pub chosen: usize,
}

/// As many products are shown at first.
const SHOWN: usize = 60;

/// The panel of a state; nothing while it is closed.
pub fn market(state: &State) -> Option<MarketView> {
    let (lang, desk) = (state.lang, state.market.as_deref().filter(|desk| desk.is_open)?);
    let found = find(state, desk);
    let count = found.len();
    let shown = if desk.shows_all { count } else { count.min(SHOWN) };
    let left = count.saturating_sub(shown);
    let products = found.into_iter().take(shown).map(|product| product::view(state, desk, product));
    Some(MarketView {
        about: about(lang, desk),
        hints: hints(state),
        refused: refused(lang, desk),
        catalogues: desk.own.as_ref().map(|own| {
            [
                (phrase("Catalogue fourni", "Catalogue in the box").get(lang).into(), !desk.shows_own),
                (own_name(lang, &own.market, &own.file), desk.shows_own),
            ]
        }),
        kept: kept::view(state, desk),
        query: desk.query.clone(),
        filters: filters(lang, &desk.filters),
        age: age(lang, state.dossier().fact_age_limit),
        place: place(lang, desk, state.dossier()),
        is_filtered: desk.is_asked(),
        found: counted(lang, count),
        more: if left == 0 {
            String::new()
        } else {
            let left = i18n::counted(
                lang,
                left,
                phrase("autre produit", "more product"),
                phrase("autres produits", "more products"),
            );
            say!(lang, "Afficher {left}", "Show {left}")
        },
        language: if desk.market().language == Lang::En.tag() { Lang::En.tag() } else { Lang::Fr.tag() },
        products: products.collect(),
    })
}

fn counted(lang: Lang, count: usize) -> String {
    if count == 0 {
        return phrase("Aucun produit trouvé.", "No product found.").get(lang).to_owned();
    }
    let products = i18n::counted(lang, count, phrase("produit", "product"), phrase("produits", "products"));
    format!("{products}.")
}

fn own_name(lang: Lang, market: &Market, file: &str) -> String {
    let file = quoted(lang, file);
    if market.title.is_empty() {
        say!(lang, "Votre catalogue, fichier {file}", "Your catalogue, file {file}")
    } else {
        format!("{}, {file}", market.title)
    }
}

/// Which catalogue is shown, up to when, and what it is not.
fn about(lang: Lang, desk: &MarketDesk) -> String {
    let market = desk.market();
    let name = match &desk.own {
        Some(own) if desk.shows_own => own_name(lang, market, &own.file),
        _ => phrase("Catalogue fourni", "Catalogue in the box").get(lang).to_owned(),
    };
    let until = match Date::parse(&market.until) {
        Some(until) => {
            let until = date_text(lang, until);
            say!(lang, "arrêté à {until}", "up to {until}")
        }
        None => phrase("sans date d'arrêt, à vérifier", "without a closing date, to be verified").get(lang).to_owned(),
    };
    say!(
        lang,
        "{name}, {until}. Il aide à repérer des produits\u{a0}: il ne donne ni note ni prix, et ses échelons sont des plafonds. Une qualification vaut pour un service et un périmètre, jamais pour une société\u{a0}: la liste de l'ANSSI fait foi.",
        "{name}, {until}. It helps to find products: it gives neither notes nor prices, and its rungs are ceilings. A qualification is granted to a service and a perimeter, never to a company: ANSSI's list prevails."
    )
}

fn hints(state: &State) -> Vec<String> {
    let (lang, dossier) = (state.lang, state.dossier());
    let mut hints = Vec::new();
    if dossier.reference_date.is_none() {
        let hint = phrase(
            "Ce dossier n'a pas de date de référence\u{a0}: l'âge des données n'est pas compté.",
            "This dossier has no reference date: the age of facts is not counted.",
        );
        hints.push(hint.get(lang).to_owned());
    }
    let followed: Vec<String> = dossier
        .measures()
        .into_iter()
        .filter(|(.., measure)| measure.market.is_some())
        .map(|(_, name, _)| quoted(lang, name))
        .collect();
    hints.push(if followed.is_empty() {
        phrase(
            "Aucune échelle de ce dossier ne suit le catalogue\u{a0}: une offre s'ajoute sans donnée.",
            "No scale of this dossier follows the catalogue: an offer is added without facts.",
        )
        .get(lang)
        .to_owned()
    } else {
        let followed = super::sentences::list(lang, &followed);
        say!(
            lang,
            "Une offre ajoutée reprend, comme plafond à vérifier, ce que le catalogue dit pour\u{a0}: {followed}.",
            "An added offer begins with what the catalogue says, as a ceiling to be verified, for: {followed}."
        )
    });
    hints
}

/// The first errors of a file that was not taken.
fn refused(lang: Lang, desk: &MarketDesk) -> Vec<String> {
    const MOST: usize = 5;
    let Some(refused) = &desk.refused else { return Vec::new() };
    let file = quoted(lang, &refused.file);
    if refused.errors.is_empty() {
        return vec![say!(lang, "Le navigateur n'a pas pu lire {file}.", "The browser could not read {file}.")];
    }
    let mut said = vec![say!(
        lang,
        "{file} n'a pas été repris\u{a0}: le catalogue affiché reste le même.",
        "{file} was not taken: the catalogue that is shown stays the same."
    )];
    said.extend(refused.errors.iter().take(MOST).map(|error| errors::file_error(lang, error)));
    match refused.errors.len().saturating_sub(MOST) {
        0 => {}
        1 => said.push(phrase("Et une autre erreur.", "And one more error.").get(lang).to_owned()),
        more => said.push(say!(lang, "Et {more} autres erreurs.", "And {more} more errors.")),
    }
    said
}

/// The products that hold everything that is sought, in the order of their names;
/// those whose name begins with it come first, then those that bear it in their name.
fn find<'a>(state: &State, desk: &'a MarketDesk) -> Vec<&'a Product> {
    let at = state.dossier().reference_date;
    let query = folded(desk.query.trim());
    let wanted: Vec<&str> = query.split_whitespace().collect();
    let mut found: Vec<(u8, String, &Product)> = Vec::new();
    for product in desk.market().products.iter().map(AsRef::as_ref) {
        if !passes(product, &desk.filters, at) {
            continue;
        }
        let name = folded(&product.name);
        let text = folded(&product::searched(product));
        let rank = if name.starts_with(&query) {
            0
        } else if wanted.iter().all(|word| name.contains(word)) {
            1
        } else if wanted.iter().all(|word| name.contains(word) || text.contains(word)) {
            2
        } else {
            continue;
        };
        found.push((rank, name, product));
    }
    found.sort_by(|(a_rank, a, _), (b_rank, b, _)| a_rank.cmp(b_rank).then_with(|| a.cmp(b)));
    found.into_iter().map(|(_, _, product)| product).collect()
}

fn passes(product: &Product, filters: &Filters, at: Option<Date>) -> bool {
    let rung = |filter: Option<RungFilter>, fact| match filter {
        None => true,
        Some(RungFilter::AtLeast(least)) => ceiling(product, fact, at).is_some_and(|rung| rung >= least),
        Some(RungFilter::NotEstablished) => ceiling(product, fact, at).is_none(),
    };
    filters.function.is_none_or(|function| product.functions.contains(&function))
        && filters.licence.is_none_or(|licence| product.licence.kind == licence)
        && filters.control.is_none_or(|control| product.jurisdiction.class == control)
        && rung(filters.secnumcloud, MarketFact::SecNumCloud)
        && rung(filters.exposure, MarketFact::Jurisdiction)
}

fn filters(lang: Lang, filters: &Filters) -> Vec<ChoiceView> {
    let rungs = |all: &[(usize, Phrase)]| {
        let mut rungs: Vec<(Option<RungFilter>, Phrase)> =
            all.iter().map(|(rung, name)| (Some(RungFilter::AtLeast(*rung)), *name)).collect();
        rungs.push((
            Some(RungFilter::NotEstablished),
            phrase("non établi ou sans objet", "not established or not applicable"),
        ));
        rungs
    };
    vec![
        choice(
            lang,
            "market-function",
            phrase("Fonction", "Function"),
            phrase("toutes les fonctions", "all functions"),
            Function::ALL.iter().map(|value| (Some(*value), value.name())).collect(),
            filters.function,
            Filter::Function,
        ),
        choice(
            lang,
            "market-licence",
            phrase("Licence", "Licence"),
            phrase("toutes les licences", "all licences"),
            LicenceKind::ALL.iter().map(|value| (Some(*value), value.name())).collect(),
            filters.licence,
            Filter::Licence,
        ),
        choice(
            lang,
            "market-control",
            phrase("Contrôle et hébergement", "Control and hosting"),
            phrase("tous les modèles", "all models"),
            Control::ALL.iter().map(|value| (Some(*value), value.name())).collect(),
            filters.control,
            Filter::Control,
        ),
        choice(
            lang,
            "market-secnumcloud",
            phrase("SecNumCloud (plafond)", "SecNumCloud (ceiling)"),
            phrase("tous les échelons", "all rungs"),
            rungs(&[
                (5, phrase("5\u{a0}: qualification annoncée", "5: qualification reported")),
                (3, phrase("3 ou plus\u{a0}: au moins en cours", "3 or more: at least in qualification")),
                (
                    2,
                    phrase(
                        "2 ou plus\u{a0}: au moins sur plateforme qualifiée",
                        "2 or more: at least on a qualified platform",
                    ),
                ),
                (0, phrase("0 ou plus\u{a0}: statut connu", "0 or more: known status")),
            ]),
            filters.secnumcloud,
            Filter::SecNumCloud,
        ),
        choice(
            lang,
            "market-exposure",
            phrase("Exposition au droit extra-européen (plafond)", "Exposure to law from outside the EU (ceiling)"),
            phrase("tous les échelons", "all rungs"),
            rungs(&[
                (4, phrase("4\u{a0}: aucune prise, vérifiée", "4: no hook, verified")),
                (3, phrase("3 ou plus\u{a0}: contrôle européen", "3 or more: EU control")),
                (2, phrase("2 ou plus\u{a0}: opérateur européen", "2 or more: EU operator")),
                (0, phrase("0 ou plus\u{a0}: échelon connu", "0 or more: known rung")),
            ]),
            filters.exposure,
            Filter::Exposure,
        ),
    ]
}

fn choice<T: Copy + PartialEq>(
    lang: Lang,
    id: &'static str,
    label: Phrase,
    none: Phrase,
    values: Vec<(Option<T>, Phrase)>,
    chosen: Option<T>,
    filter: fn(Option<T>) -> Filter,
) -> ChoiceView {
    let all: Vec<(Option<T>, Phrase)> = std::iter::once((None, none)).chain(values).collect();
    ChoiceView {
        id,
        label: label.get(lang),
        chosen: all.iter().position(|(value, _)| *value == chosen).unwrap_or_default(),
        options: all
            .into_iter()
            .map(|(value, name)| (name.get(lang).to_owned(), MarketMsg::Filter(filter(value)).into()))
            .collect(),
    }
}

/// Where bricks can go: a new composite offer, one that is there, or beside the offers.
fn place(lang: Lang, desk: &MarketDesk, dossier: &Dossier) -> ChoiceView {
    let there = hosts(dossier).map(|offer| BrickPlace::Offer(offer.id.clone()));
    let places: Vec<BrickPlace> = [BrickPlace::NewOffer].into_iter().chain(there).chain([BrickPlace::Pool]).collect();
    let chosen = desk.place(dossier);
    let name = |place: &BrickPlace| match place {
        BrickPlace::Offer(id) => dossier.offer(id).map(|offer| offer.name.clone()).unwrap_or_default(),
        place => place_name(lang, dossier, place),
    };
    ChoiceView {
        id: "market-host",
        label: phrase("Les briques s'ajoutent à", "Bricks are added to").get(lang),
        chosen: places.iter().position(|place| place == chosen).unwrap_or_default(),
        options: places.into_iter().map(|place| (name(&place), MarketMsg::Place(place).into())).collect(),
    }
}

/// Where bricks go, in the middle of a sentence.
fn place_name(lang: Lang, dossier: &Dossier, place: &BrickPlace) -> String {
    match place {
        BrickPlace::NewOffer => phrase("une nouvelle offre composite", "a new composite offer").get(lang).to_owned(),
        BrickPlace::Offer(id) => quoted(lang, dossier.offer(id).map_or("", |offer| offer.name.as_str())),
        BrickPlace::Pool => TO_COMPOSE.get(lang).to_owned(),
    }
}

/// Who has the pool of bricks.
const TO_COMPOSE: Phrase = phrase("le composeur", "the composer");

/// The age at which facts of the market are to be verified again.
fn age(lang: Lang, limit: Option<u32>) -> ChoiceView {
    const OFFERED: [u32; 5] = [3, 6, 18, 24, 36];
    let months = |count: u32| {
        let count = count.min(limits::FACT_AGE) as usize;
        i18n::counted(lang, count, phrase("mois", "month"), phrase("mois", "months"))
    };
    let default = months(FACT_AGE);
    let mut values: Vec<Option<u32>> = OFFERED.into_iter().map(Some).chain([limit, None]).collect();
    values.sort_by_key(|value| value.unwrap_or(FACT_AGE));
    values.dedup();
    ChoiceView {
        id: "market-age",
        label: phrase(
            "Dans ce dossier, une donnée du marché est à vérifier au-delà de",
            "In this dossier, a fact of the market is to be verified beyond",
        )
        .get(lang),
        chosen: values.iter().position(|value| *value == limit).unwrap_or_default(),
        options: values
            .into_iter()
            .map(|value| {
                let text = match value {
                    Some(count) => months(count),
                    None => say!(lang, "{default} (par défaut)", "{default} (default)"),
                };
                (text, Msg::Edit(Edit::FactAge(value)))
            })
            .collect(),
    }
}

/// What has just happened there.
#[inline(never)]
pub(super) fn news(state: &State, news: &MarketNews) -> String {
    let lang = state.lang;
    let Some(desk) = &state.market else { return String::new() };
    let found = || counted(lang, find(state, desk).len());
    match news {
        MarketNews::Found => found(),
        MarketNews::Shown => {
            let name = match &desk.own {
                Some(own) if desk.shows_own => own_name(lang, &own.market, &own.file),
                _ => phrase("Catalogue fourni", "Catalogue in the box").get(lang).to_owned(),
            };
            let found = found();
            say!(lang, "{name}\u{a0}: {found}", "{name}: {found}")
        }
        MarketNews::Refused => refused(lang, desk).join(" "),
        MarketNews::Kept => kept::view(state, desk).said,
        MarketNews::NotKept => kept::trouble(lang, desk),
        MarketNews::Dropped => {
            phrase("Ce navigateur ne garde plus de catalogue.", "This browser keeps no catalogue any more.")
                .get(lang)
                .into()
        }
        MarketNews::Added { name, facts } => {
            let name = quoted(lang, name);
            let facts = to_verify(lang, *facts);
            say!(lang, "Offre ajoutée\u{a0}: {name}, {facts}.", "Offer added: {name}, {facts}.")
        }
        MarketNews::Place => {
            let place = place_name(lang, state.dossier(), desk.place(state.dossier()));
            say!(lang, "Les briques s'ajoutent à\u{a0}: {place}.", "Bricks are added to: {place}.")
        }
        MarketNews::Joined { host, known } => joined(lang, host.as_deref(), known),
    }
}

fn joined(lang: Lang, host: Option<&str>, known: &KnownComponent) -> String {
    let kind = component_kind(known.kind).get(lang);
    let host = host.map_or_else(|| TO_COMPOSE.get(lang).to_owned(), |host| quoted(lang, host));
    let (name, facts) = (quoted(lang, &known.name), to_verify(lang, known.facts_count()));
    match &known.supplier {
        Some((supplier, _)) => {
            let supplier = quoted(lang, supplier);
            say!(
                lang,
                "Dans {host}\u{a0}: brique {name}, fournisseur {supplier}, {facts}.",
                "In {host}: brick {name}, supplier {supplier}, {facts}."
            )
        }
        None => say!(lang, "Dans {host}\u{a0}: {name}, {kind}, {facts}.", "In {host}: {name}, {kind}, {facts}."),
    }
}

/// `2 données à vérifier`, `sans donnée`.
fn to_verify(lang: Lang, facts: usize) -> String {
    if facts == 0 {
        return phrase("sans donnée", "without facts").get(lang).to_owned();
    }
    i18n::counted(
        lang,
        facts,
        phrase("donnée à vérifier", "fact to be verified"),
        phrase("données à vérifier", "facts to be verified"),
    )
}

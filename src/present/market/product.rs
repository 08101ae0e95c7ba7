//! One product of the catalogue, in words: every statement with its source and its
//! date, or with « à vérifier ».

use std::rc::Rc;

use super::place_name;
use crate::app::{BrickPlace, MarketDesk, State};
use crate::catalogue::MarketFact;
use crate::catalogue::market::{Confidence, LicenceKind, Life, Product, ProductKind, Qualified, Statement};
use crate::dossier::{
    ComponentKind, Date, Dossier, Entry, Freshness, Id, IdMap, KnownComponent, Offer, ceiling, market_facts,
};
use crate::i18n::{Lang, Phrase, phrase};
use crate::present::dates::date_text;
use crate::present::sentences::{capitalized, list, quoted};
use crate::say;

/// A product in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductView {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it can no longer be bought.
    pub is_discontinued: bool,
    /// What it is and who publishes it.
    pub what: String,
    /// That it is discontinued, in words; else empty.
    pub ended: String,
    /// Where the dossier has it already; else empty.
    pub there: String,
    /// Licence, rungs: one short line.
    pub summary: String,
    /// Whether its details are shown.
    pub is_open: bool,
    /// What adding it says to the ears; nothing where it cannot be added.
    pub add: Option<String>,
    /// What it brings to the dossier.
    pub facts: Vec<(Id, Entry)>,
    /// How it is added to a composite offer; nothing where it cannot be added.
    pub join: Option<JoinView>,
    /// Its details, where they are shown.
    pub lines: Vec<ProductLine>,
    /// What was said of it, where that is shown.
    pub said: Vec<StatementLine>,
    /// How well it is supported as a whole.
    pub confidence: String,
}

/// What adding a product to a composite offer says and does.
#[derive(Clone, Debug, PartialEq)]
pub struct JoinView {
    /// On the button.
    pub text: &'static str,
    /// To the ears: which product, to which offer.
    pub label: String,
    /// What the product becomes there.
    pub known: Rc<KnownComponent>,
}

/// A line of the details.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductLine {
    /// What it is about.
    pub label: &'static str,
    /// What is known.
    pub text: String,
    /// What the catalogue says besides, in its own language; may be empty.
    pub note: String,
    /// Source and date, or « à vérifier »; empty where there is nothing to support.
    pub support: String,
}

/// A fact as a source gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementLine {
    /// What, in the language of the catalogue.
    pub text: String,
    /// Source and date, or « à vérifier ».
    pub support: String,
}

/// Everything that one may seek of a product but its name, in both languages.
pub(super) fn searched(product: &Product) -> String {
    let mut text = format!("{} {} {}", product.publisher, product.licence.spdx, product.secnumcloud.perimeter);
    let functions = product.functions.iter().map(|function| function.name());
    let words = functions.chain([product.kind.name(), product.licence.kind.name(), product.jurisdiction.class.name()]);
    for word in words {
        for part in [word.fr, word.en] {
            text.push(' ');
            text.push_str(part);
        }
    }
    for fact in product.facts.iter() {
        text.push(' ');
        text.push_str(&fact.text);
    }
    text
}

pub(super) fn view(state: &State, desk: &MarketDesk, product: &Product) -> ProductView {
    let (lang, dossier) = (state.lang, state.dossier());
    let is_open = desk.open.contains(&Id::new(&product.id));
    let kind = capitalized(product.kind.name().get(lang));
    let name = &product.name;
    let facts =
        if product.can_be_offered() { known_facts(lang, dossier, &desk.market().until, product) } else { Vec::new() };
    ProductView {
        id: product.id.clone().into_owned(),
        name: name.clone().into_owned(),
        is_discontinued: product.is_discontinued(),
        what: format!("{kind} – {}", product.publisher),
        ended: if product.is_discontinued() { life(lang, product) } else { String::new() },
        there: there(lang, dossier, name),
        summary: summary(lang, product, dossier.reference_date),
        is_open,
        add: product
            .can_be_offered()
            .then(|| say!(lang, "Ajouter au dossier\u{a0}: {name}", "Add to the dossier: {name}")),
        join: if product.can_be_offered() { join(state, desk, product, &facts) } else { None },
        facts,
        lines: if is_open { lines(lang, product, dossier.reference_date) } else { Vec::new() },
        said: if is_open { product.facts.iter().map(|fact| said(lang, fact)).collect() } else { Vec::new() },
        confidence: capitalized(product.confidence.name().get(lang)),
    }
}

/// `Dans le dossier : offre, brique de « Assemblage »`, by its name.
fn there(lang: Lang, dossier: &Dossier, name: &str) -> String {
    let holds = |offer: &Offer| offer.components.iter().any(|component| component.name == name);
    let mut places = Vec::new();
    if dossier.offers.iter().any(|offer| offer.name == name) {
        places.push(phrase("offre", "offer").get(lang).to_owned());
    }
    for offer in dossier.offers.iter().filter(|offer| holds(offer)) {
        let host = quoted(lang, &offer.name);
        places.push(say!(lang, "composante de {host}", "part of {host}"));
    }
    if dossier.pool.iter().any(|pool| holds(pool)) {
        places.push(phrase("brique du composeur", "brick of the composer").get(lang).to_owned());
    }
    if places.is_empty() {
        return String::new();
    }
    let places = list(lang, &places);
    say!(lang, "Dans le dossier\u{a0}: {places}", "In the dossier: {places}")
}

/// What a product becomes in a composite offer. A brick has the facts of the
/// service, its publisher those of who controls it; who resells and puts together
/// stands behind a whole offer, and has none of them.
fn join(state: &State, desk: &MarketDesk, product: &Product, facts: &[(Id, Entry)]) -> Option<JoinView> {
    let (lang, dossier) = (state.lang, state.dossier());
    let place = desk.place(dossier);
    let host = place_name(lang, dossier, place);
    let name = &product.name;
    if product.kind == ProductKind::Integrator {
        if *place == BrickPlace::Pool {
            return None;
        }
        let known = KnownComponent {
            name: name.to_string(),
            kind: ComponentKind::Reseller,
            facts: IdMap::new(),
            supplier: None,
        };
        return Some(JoinView {
            text: phrase("Ajouter comme revendeur", "Add as a reseller").get(lang),
            label: say!(
                lang,
                "Ajouter comme revendeur\u{a0}: {name}, dans {host}",
                "Add as a reseller: {name}, to {host}"
            ),
            known: Rc::new(known),
        });
    }
    let is_of_publisher =
        |id: &Id| dossier.measure(id).is_some_and(|measure| measure.market == Some(MarketFact::Jurisdiction));
    let (of_publisher, of_service): (Vec<_>, Vec<_>) = facts.iter().cloned().partition(|(id, _)| is_of_publisher(id));
    let known = KnownComponent {
        name: name.to_string(),
        kind: ComponentKind::Brick,
        facts: of_service.into_iter().collect(),
        supplier: Some((product.publisher.to_string(), of_publisher.into_iter().collect())),
    };
    Some(JoinView {
        text: phrase("Ajouter comme brique", "Add as a brick").get(lang),
        label: say!(lang, "Ajouter comme brique\u{a0}: {name}, dans {host}", "Add as a brick: {name}, to {host}"),
        known: Rc::new(known),
    })
}

/// What an offer or a brick of this product begins with: bounds below a ceiling, each
/// with its date, its source and why it is only that. Never a price.
pub fn known_facts(lang: Lang, dossier: &Dossier, until: &str, product: &Product) -> Vec<(Id, Entry)> {
    let until = match Date::parse(until) {
        Some(until) => {
            let until = date_text(lang, until);
            say!(lang, " (arrêté à {until})", " (up to {until})")
        }
        None => String::new(),
    };
    market_facts(dossier, product)
        .into_iter()
        .map(|(id, fact, mut entry)| {
            let (note, ask) = match fact {
                MarketFact::SecNumCloud => (
                    &product.secnumcloud.perimeter,
                    phrase(
                        "Demandez le visa, son périmètre et sa validité.",
                        "Ask for the visa, its perimeter and its validity.",
                    ),
                ),
                MarketFact::Jurisdiction => (
                    &product.jurisdiction.note,
                    phrase(
                        "Examinez l'hébergement, les sous-traitants et les concédants de l'offre réelle.",
                        "Look at hosting, sub-processors and licensors of the actual offer.",
                    ),
                ),
            };
            let undated = match entry.date {
                Some(_) => "",
                None => phrase(" Statut sans date.", " Undated status.").get(lang),
            };
            let ask = ask.get(lang);
            let note = if note.is_empty() { String::new() } else { format!(" {note}") };
            entry.justification = say!(
                lang,
                "Plafond repris du catalogue du marché{until}, à vérifier.{undated}{note} {ask}",
                "Ceiling taken from the catalogue of the market{until}, to be verified.{undated}{note} {ask}"
            );
            (id, entry)
        })
        .collect()
}

fn summary(lang: Lang, product: &Product, at: Option<Date>) -> String {
    let rung = |fact| match ceiling(product, fact, at) {
        Some(rung) => say!(lang, "échelon {rung} au plus", "rung {rung} at most"),
        None => phrase("échelon non établi", "rung not established").get(lang).to_owned(),
    };
    let licence = product.licence.kind.name().get(lang);
    let (secnumcloud, exposure) = (rung(MarketFact::SecNumCloud), rung(MarketFact::Jurisdiction));
    let status = product.secnumcloud.status.name().get(lang);
    let doubt = status_doubt(lang, product, at);
    say!(
        lang,
        "Licence\u{a0}: {licence}\u{202f}; SecNumCloud\u{a0}: {status}{doubt}, {secnumcloud}\u{202f}; exposition\u{a0}: {exposure}",
        "Licence: {licence}; SecNumCloud: {status}{doubt}, {secnumcloud}; exposure: {exposure}"
    )
}

/// What the date of a status has against it, in brackets; mostly nothing.
fn status_doubt(lang: Lang, product: &Product, at: Option<Date>) -> &'static str {
    if product.secnumcloud.status == Qualified::NotApplicable {
        return "";
    }
    match (Freshness::of(product, at), product.secnumcloud.confidence) {
        (Freshness::Over, _) => {
            phrase(" (plus de trois ans\u{a0}: ne compte plus)", " (more than three years ago: no longer counts)")
        }
        (Freshness::Old, _) => phrase(" (à actualiser)", " (to be brought up to date)"),
        (Freshness::Undated, _) | (_, Confidence::ToCheck) => phrase(" (à vérifier)", " (to be verified)"),
        (Freshness::Current, _) => return "",
    }
    .get(lang)
}

fn said(lang: Lang, fact: &Statement) -> StatementLine {
    StatementLine { text: fact.text.clone().into_owned(), support: support(lang, &fact.source, &fact.date, true) }
}

/// Source and date; where one of them lacks, or it is doubtful, « à vérifier ».
fn support(lang: Lang, source: &str, date: &str, is_sound: bool) -> String {
    let date = Date::parse(date).map(|date| date_text(lang, date));
    let is_dated = date.is_some() && !source.is_empty();
    let mut parts: Vec<String> = [Some(source.to_owned()), date].into_iter().flatten().collect();
    parts.retain(|part| !part.is_empty());
    if !(is_dated && is_sound) {
        parts.push(to_check(lang).to_owned());
    }
    parts.join(", ")
}

fn to_check(lang: Lang) -> &'static str {
    Confidence::ToCheck.name().get(lang)
}

/// Read in a dated public source, or to be verified.
fn checked(lang: Lang, is_verified: bool) -> String {
    if is_verified { Confidence::Public.name() } else { Confidence::ToCheck.name() }.get(lang).to_owned()
}

fn life(lang: Lang, product: &Product) -> String {
    let life = &product.lifecycle;
    let date = Date::parse(&life.date).map(|date| date_text(lang, date));
    let text = match (life.state, date) {
        (Life::Active, Some(date)) => say!(lang, "vu en activité\u{a0}: {date}", "seen active: {date}"),
        (Life::Discontinued, Some(date)) => say!(lang, "arrêté\u{a0}: {date}", "discontinued: {date}"),
        (state, _) => state.name().get(lang).to_owned(),
    };
    let is_sound = life.confidence != Confidence::ToCheck && !life.date.is_empty();
    if is_sound { text } else { format!("{text} ({})", to_check(lang)) }
}

fn lines(lang: Lang, product: &Product, at: Option<Date>) -> Vec<ProductLine> {
    let line = |label: Phrase, text: String, note: &str, support: String| ProductLine {
        label: label.get(lang),
        text: capitalized(&text),
        note: note.to_owned(),
        support,
    };
    let functions: Vec<&str> = product.functions.iter().map(|function| function.name().get(lang)).collect();
    let mut lines = vec![line(
        phrase("Propriété", "Ownership"),
        owners(lang, product),
        "",
        checked(lang, product.verified.ownership),
    )];
    if !functions.is_empty() {
        let support = checked(lang, product.verified.functions);
        lines.push(line(phrase("Fonctions", "Functions"), functions.join(", "), "", support));
    }
    let licence = &product.licence;
    let kind = licence.kind.name().get(lang);
    let text = if licence.spdx.is_empty() { kind.to_owned() } else { format!("{kind}, {}", licence.spdx) };
    // Where no licence applies there is nothing to verify.
    let licence_support = match licence.kind {
        LicenceKind::Service => String::new(),
        _ => checked(lang, product.verified.licence),
    };
    lines.push(line(phrase("Licence", "Licence"), text, &licence.note, licence_support));
    lines.push(line(
        phrase("SecNumCloud", "SecNumCloud"),
        format!("{}{}", product.secnumcloud.status.name().get(lang), status_doubt(lang, product, at)),
        &product.secnumcloud.perimeter,
        match product.secnumcloud.status {
            Qualified::NotApplicable => String::new(),
            _ => {
                let status = &product.secnumcloud;
                support(lang, &status.source, &status.as_of, status.confidence != Confidence::ToCheck)
            }
        },
    ));
    // Exposure has neither source nor date of its own.
    lines.push(line(
        phrase("Exposition au droit extra-européen", "Exposure to law from outside the EU"),
        exposure(lang, product),
        &product.jurisdiction.note,
        to_check(lang).to_owned(),
    ));
    lines.push(line(
        phrase("État", "State"),
        life(lang, product),
        "",
        match product.lifecycle.confidence {
            Confidence::ToCheck => String::new(),
            known => known.name().get(lang).to_owned(),
        },
    ));
    lines
}

fn owners(lang: Lang, product: &Product) -> String {
    let publisher = &product.publisher;
    let none = phrase("non établi", "not established").get(lang);
    let or_none = |country: &str| if country.is_empty() { none.to_owned() } else { country.to_owned() };
    let (seat, parent) = (or_none(&product.country), or_none(&product.parent_country));
    say!(
        lang,
        "{publisher}\u{202f}; siège\u{a0}: {seat}\u{202f}; contrôle ultime\u{a0}: {parent}",
        "{publisher}; head office: {seat}; ultimate parent: {parent}"
    )
}

fn exposure(lang: Lang, product: &Product) -> String {
    let class = product.jurisdiction.class.name().get(lang);
    let rung = match product.jurisdiction.rung {
        Some(rung) => say!(lang, "échelon {rung} au plus", "rung {rung} at most"),
        None => phrase("échelon selon l'exploitant", "rung depends on who operates it").get(lang).to_owned(),
    };
    let laws: Vec<&str> = product.jurisdiction.laws.iter().map(AsRef::as_ref).collect();
    if laws.is_empty() {
        return format!("{class}, {rung}");
    }
    let laws = laws.join(", ");
    say!(lang, "{class}, {rung}\u{202f}; lois applicables\u{a0}: {laws}", "{class}, {rung}; laws that apply: {laws}")
}

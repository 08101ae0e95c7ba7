//! What differs between two dossiers, as sentences.

use super::facts::{self, MISSING};
use super::sentences::{capitalized, quoted, standing};
use super::{composites, dates, scenarios};
use crate::dossier::{Change, DetectorWord, Difference, Field, Kind, Ranking, RuleKind, Tax, Value};
use crate::engine::{CostKind, Decimal, Fact, Rational};
use crate::i18n::{self, Lang, Phrase, phrase};
use crate::say;

/// What the two dossiers are called in the sentences.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sides {
    /// The first: `dans la grille publiée`.
    pub first: Phrase,
    /// The second: `ici`.
    pub second: Phrase,
}

/// A published grid and the one at hand.
pub const PUBLISHED: Sides =
    Sides { first: phrase("dans la grille publiée", "in the published grid"), second: phrase("ici", "here") };

/// The dossier at hand and another one.
pub const BESIDE: Sides = Sides { first: phrase("ici", "here"), second: phrase("dans l'autre", "in the other") };

/// How many characters of a long text are told.
const SHOWN: usize = 160;

/// A difference in one sentence. Money is in the currency of the dossier at hand.
pub fn difference(lang: Lang, currency: &str, sides: Sides, difference: &Difference) -> String {
    let (first, second) = (sides.first.get(lang), sides.second.get(lang));
    let place = place(lang, &difference.place);
    capitalized(&match &difference.change {
        Change::Added => say!(lang, "{place}\u{a0}: seulement {second}.", "{place}: only {second}."),
        Change::Removed => say!(lang, "{place}\u{a0}: seulement {first}.", "{place}: only {first}."),
        Change::Moved { from, to } => {
            let group = |name: &String| {
                if name.is_empty() { TOP.get(lang).to_owned() } else { quoted(lang, name) }
            };
            let (from, to) = (group(from), group(to));
            say!(
                lang,
                "{place}, place\u{a0}: {from} {first}, {to} {second}.",
                "{place}, place: {from} {first}, {to} {second}."
            )
        }
        Change::Order { of, before, after } => {
            let (what, before, after) = (many(*of).get(lang), before.join(", "), after.join(", "));
            say!(
                lang,
                "{place}, ordre des {what}\u{a0}: {before} {first}\u{a0}; {after} {second}.",
                "{place}, order of {what}: {before} {first}; {after} {second}."
            )
        }
        Change::Value { field, values } => {
            let name = field_name(lang, *field);
            let [before, after] = values.as_ref();
            let (before, after) = both(lang, currency, before.as_ref(), after.as_ref());
            say!(
                lang,
                "{place}, {name}\u{a0}: {before} {first}, {after} {second}.",
                "{place}, {name}: {before} {first}, {after} {second}."
            )
        }
    })
}

const TOP: Phrase = phrase("au premier niveau", "at the top");
const NOTHING: Phrase = phrase("rien", "nothing");

/// Where it is: the innermost criterion is enough to find it.
fn place(lang: Lang, place: &[(Kind, String)]) -> String {
    let last = place.iter().rposition(|(kind, _)| *kind == Kind::Criterion).unwrap_or(0);
    let parts: Vec<String> = place.iter().skip(last).map(|(kind, name)| part(lang, *kind, name)).collect();
    parts.join(", ")
}

fn part(lang: Lang, kind: Kind, name: &str) -> String {
    let word = match kind {
        Kind::Grid => phrase("grille", "grid"),
        Kind::Criterion => phrase("critère", "criterion"),
        Kind::Level => phrase("niveau", "level"),
        Kind::Point => phrase("point de la courbe", "point of the curve"),
        Kind::Information => phrase("renseignement", "fact without weight"),
        Kind::Requirement => phrase("besoin", "requirement"),
        Kind::Gate => phrase("condition éliminatoire", "eliminatory condition"),
        Kind::TieBreak => phrase("départage", "tie-break"),
        Kind::Detector => phrase("détection des offres anormalement basses", "search for abnormally low tenders"),
        Kind::CostPlan => phrase("plan de coûts", "cost plan"),
        Kind::Segment => phrase("groupe d'utilisateurs", "group of users"),
        Kind::Volume => phrase("effectif d'une année", "number of one year"),
        Kind::CostScenario => phrase("scénario de coûts", "cost scenario"),
        Kind::Offer if name.is_empty() => phrase("offres", "offers"),
        Kind::Offer => phrase("offre", "offer"),
        Kind::Fact => return quoted(lang, name),
        Kind::Opinion => phrase("évaluateur", "evaluator"),
        Kind::CostLine => phrase("ligne de coût", "cost line"),
        Kind::Component => phrase("composante", "component"),
        Kind::Decision => phrase("proposition d'attribution", "proposed award"),
        Kind::Alternative => phrase("solution écartée", "alternative set aside"),
    }
    .get(lang);
    if name.is_empty() { word.to_owned() } else { format!("{word} {}", quoted(lang, name)) }
}

/// Several of a kind.
fn many(kind: Kind) -> Phrase {
    match kind {
        Kind::Criterion => phrase("critères", "criteria"),
        Kind::Level => phrase("niveaux", "levels"),
        Kind::Information => phrase("renseignements", "facts without weight"),
        Kind::Requirement => phrase("besoins", "requirements"),
        Kind::Gate => phrase("conditions éliminatoires", "eliminatory conditions"),
        Kind::TieBreak => phrase("départages", "tie-breaks"),
        Kind::Offer => phrase("offres", "offers"),
        Kind::Segment => phrase("groupes d'utilisateurs", "groups of users"),
        Kind::CostScenario => phrase("scénarios de coûts", "cost scenarios"),
        Kind::Opinion => phrase("évaluateurs", "evaluators"),
        Kind::Component => phrase("composantes", "components"),
        Kind::Alternative => phrase("solutions écartées", "alternatives set aside"),
        _ => phrase("lignes", "lines"),
    }
}

fn field_name(lang: Lang, field: Field) -> &'static str {
    match field {
        Field::Parameter(_, name) => name,
        Field::Name => phrase("nom", "name"),
        Field::Description => phrase("description", "description"),
        Field::Weight => phrase("poids", "weight"),
        Field::Announced => phrase("annoncé aux candidats", "announced to the bidders"),
        Field::Environmental => phrase("caractéristiques environnementales", "environmental features"),
        Field::Rescaled => phrase("recadrage", "rescaling"),
        Field::Family => phrase("méthode de notation", "scoring method"),
        Field::Unit => phrase("unité", "unit"),
        Field::Expression => phrase("formule", "formula"),
        Field::Points => phrase("points", "points"),
        Field::AssuranceLevel => phrase("niveau SEAL", "SEAL"),
        Field::At => phrase("valeur", "value"),
        Field::Of => phrase("porte sur", "about"),
        Field::Must => phrase("obligatoire", "compulsory"),
        Field::May => phrase("possible", "possible"),
        Field::Deadline => phrase("échéance", "deadline"),
        Field::Usage => phrase("profils d'usage", "usage profiles"),
        Field::CommitmentsUntil => phrase("engagements datés acceptés jusqu'au", "dated commitments accepted until"),
        Field::Rule => phrase("règle", "rule"),
        Field::Threshold => phrase("seuil", "threshold"),
        Field::Basis => phrase("fondement", "basis"),
        Field::BasisDate => phrase("date du fondement", "date of the basis"),
        Field::Percent => phrase("pourcentage", "percentage"),
        Field::Ceiling => phrase("plafond", "ceiling"),
        Field::Estimate => phrase("estimation", "estimate"),
        Field::Currency => phrase("monnaie", "currency"),
        Field::Tax => phrase("taxes", "taxes"),
        Field::NoteScale => phrase("note pleine", "full note"),
        Field::Ranking => phrase("classement des critères", "how criteria rank"),
        Field::NoteDecimals => phrase("décimales des notes", "decimals of the notes"),
        Field::TotalDecimals => phrase("décimales des totaux", "decimals of the totals"),
        Field::Horizon => phrase("durée en années", "horizon in years"),
        Field::DiscountRate => phrase("taux d'actualisation", "discount rate"),
        Field::AnnouncedScenario => phrase("scénario annoncé", "announced scenario"),
        Field::Volume => phrase("effectif", "number"),
        Field::RenewalYear => phrase("année de renouvellement", "year of renewal"),
        Field::RenewalRise => phrase("hausse au renouvellement", "rise at renewal"),
        Field::VolumeChange => phrase("variation des effectifs", "change of the numbers"),
        Field::ExtraEscalation => phrase("hausse annuelle supplémentaire", "further yearly rise"),
        Field::OfferKind => phrase("nature", "kind"),
        Field::AvailableFrom => phrase("disponible à partir de", "available from"),
        Field::Status => phrase("statut", "status"),
        Field::Reason => phrase("motif du statut", "reason for the status"),
        Field::Fact => phrase("donnée", "fact"),
        Field::Justification => phrase("justification", "justification"),
        Field::Source => phrase("document", "document"),
        Field::Page => phrase("page", "page"),
        Field::Address => phrase("adresse", "address"),
        Field::Date => phrase("date", "date"),
        Field::ValidUntil => phrase("valable jusqu'au", "valid until"),
        Field::Note => phrase("note", "note"),
        Field::Gap => phrase("manque", "gap"),
        Field::Workaround => phrase("contournement", "workaround"),
        Field::CommittedBy => phrase("engagement pour le", "committed by"),
        Field::Remark => phrase("remarque", "remark"),
        Field::Brick => phrase("brique", "brick"),
        Field::CostKind => phrase("nature de la dépense", "kind of cost"),
        Field::Amount => phrase("montant", "amount"),
        Field::Quantity => phrase("quantité", "quantity"),
        Field::Segment => phrase("groupe d'utilisateurs", "group of users"),
        Field::Year => phrase("année", "year"),
        Field::FromYear => phrase("première année", "first year"),
        Field::ToYear => phrase("dernière année", "last year"),
        Field::Escalation => phrase("hausse annuelle", "yearly rise"),
        Field::Renews => phrase("suit le renouvellement", "follows the renewal"),
        Field::Composition => phrase("règle de composition", "rule of composition"),
        Field::ComponentKind => phrase("rôle", "role"),
        Field::Behind => phrase("brique concernée", "brick concerned"),
        Field::Choice => phrase("offre proposée", "proposed offer"),
        Field::Reasons => phrase("raisons", "reasons"),
        Field::By => phrase("auteur", "author"),
    }
    .get(lang)
}

/// Two values; of long texts what surrounds the first letter that differs.
fn both(lang: Lang, currency: &str, before: Option<&Value>, after: Option<&Value>) -> (String, String) {
    if let (Some(Value::Text(before)), Some(Value::Text(after))) = (before, after) {
        let same = before.chars().zip(after.chars()).take_while(|(a, b)| a == b).count();
        let start = if before.chars().count().max(after.chars().count()) > SHOWN { same.saturating_sub(20) } else { 0 };
        return (excerpt(lang, before, start), excerpt(lang, after, start));
    }
    let text = |found: Option<&Value>| found.map_or_else(|| NOTHING.get(lang).to_owned(), |v| value(lang, currency, v));
    (text(before), text(after))
}

fn excerpt(lang: Lang, text: &str, start: usize) -> String {
    if text.is_empty() {
        return NOTHING.get(lang).to_owned();
    }
    let mut shown = String::from(if start > 0 { "…" } else { "" });
    shown.extend(text.chars().skip(start).take(SHOWN));
    if text.chars().count() > start + SHOWN {
        shown.push('…');
    }
    quoted(lang, &shown)
}

fn yes_or_no(lang: Lang, yes: bool) -> String {
    if yes { phrase("oui", "yes") } else { phrase("non", "no") }.get(lang).into()
}

fn value(lang: Lang, currency: &str, value: &Value) -> String {
    let nothing = || NOTHING.get(lang).to_owned();
    match value {
        Value::Text(text) => excerpt(lang, text, 0),
        Value::Number(number) => i18n::number(lang, *number),
        Value::Money(amount) => i18n::money(lang, *amount, currency),
        Value::Flag(yes) => yes_or_no(lang, *yes),
        Value::Date(date) => date.map_or_else(nothing, |date| dates::date_text(lang, date)),
        Value::Count(count) => count.map_or_else(nothing, |count| i18n::integer(lang, count)),
        Value::Level(level, label) if label.is_empty() => level_text(lang, *level),
        Value::Level(_, label) => quoted(lang, label),
        Value::Family(None) => phrase("groupe de sous-critères", "group of sub-criteria").get(lang).into(),
        Value::Family(Some(family)) => quoted(lang, family.name.get(lang)),
        Value::Rule(rule) => rule_name(*rule).get(lang).into(),
        Value::Reference { name, .. } => quoted(lang, name),
        Value::Tax(Tax::Excluded) => facts::tax(lang, Tax::Excluded).into(),
        Value::Tax(Tax::Included) => facts::tax(lang, Tax::Included).into(),
        Value::Ranking(Ranking::Weighted) => phrase("pondération", "weighting").get(lang).into(),
        Value::Ranking(Ranking::Hierarchy) => phrase("hiérarchisation", "hierarchy").get(lang).into(),
        Value::Detector(word) => match word {
            DetectorWord::ShareOfMean => phrase("part de la moyenne", "share of the mean"),
            DetectorWord::DoubleMean => phrase("double moyenne", "double mean"),
            DetectorWord::ShareOfEstimate => phrase("part de l'estimation", "share of the estimate"),
        }
        .get(lang)
        .into(),
        Value::OfferKind(kind) => scenarios::kind_name(*kind).get(lang).into(),
        Value::Status(kind) => standing(*kind).get(lang).into(),
        Value::Fact { fact, labels, unit, is_money } => {
            let figure = |number: Decimal| {
                if *is_money {
                    return i18n::money(lang, number, currency);
                }
                let number = i18n::number(lang, number);
                if unit.is_empty() { number } else { format!("{number}\u{a0}{unit}") }
            };
            past_fact(lang, *fact, labels, &figure)
        }
        Value::CostKind(kind) => cost_kind(*kind).get(lang).into(),
        Value::Composition(rule) => composites::rule_name(*rule).get(lang).into(),
        Value::ComponentKind(kind) => composites::component_kind(*kind).get(lang).into(),
        Value::Segment(segment) => segment.map_or_else(nothing, |segment| i18n::integer(lang, segment + 1)),
    }
}

/// A fact whose measure may be gone.
pub(super) fn past_fact(lang: Lang, fact: Fact, labels: &[String], figure: &dyn Fn(Decimal) -> String) -> String {
    let level = |index: usize, level: usize| match labels.get(index) {
        Some(label) if !label.is_empty() => quoted(lang, label),
        _ => level_text(lang, level),
    };
    match fact {
        Fact::Missing => MISSING.get(lang).into(),
        Fact::NotApplicable => phrase("non applicable", "not applicable").get(lang).into(),
        Fact::Number(number) => figure(number),
        Fact::Between { low, high } => {
            let (low, high) = (figure(low), figure(high));
            say!(lang, "de {low} à {high}", "from {low} to {high}")
        }
        Fact::Mean { sum, count } => {
            let mean = Rational::from(sum).checked_div(&Rational::from(Decimal::integer(i64::from(count))));
            mean.map(|mean| facts::note_text(lang, &mean)).unwrap_or_default()
        }
        Fact::Level(at) => level(0, at),
        Fact::Levels { low, high } => {
            let (low, high) = (level(0, low), level(1, high));
            say!(lang, "de {low} à {high}", "from {low} to {high}")
        }
        Fact::Yes(yes) => yes_or_no(lang, yes),
    }
}

fn level_text(lang: Lang, level: usize) -> String {
    let level = i18n::integer(lang, level + 1);
    say!(lang, "niveau {level}", "level {level}")
}

fn rule_name(rule: RuleKind) -> Phrase {
    match rule {
        RuleKind::Yes => phrase("doit être oui", "must be yes"),
        RuleKind::LevelAtLeast => phrase("niveau minimal", "minimum level"),
        RuleKind::ValueAtLeast => phrase("valeur minimale", "minimum value"),
        RuleKind::ValueAtMost => phrase("valeur maximale", "maximum value"),
        RuleKind::NoteAtLeast => phrase("note minimale", "minimum note"),
        RuleKind::SealAtLeast => phrase("niveau SEAL minimal", "minimum SEAL"),
        RuleKind::MustsCovered => phrase("besoins obligatoires couverts", "compulsory requirements covered"),
    }
}

fn cost_kind(kind: CostKind) -> Phrase {
    match kind {
        CostKind::Licence => phrase("licence", "licence"),
        CostKind::Subscription => phrase("abonnement", "subscription"),
        CostKind::Migration => phrase("migration", "migration"),
        CostKind::Integration => phrase("intégration", "integration"),
        CostKind::Training => phrase("formation", "training"),
        CostKind::Staff => phrase("personnel", "staff"),
        CostKind::Exit => phrase("sortie", "exit"),
        CostKind::Egress => phrase("reprise des données", "data egress"),
        CostKind::Other => phrase("autre", "other"),
    }
}

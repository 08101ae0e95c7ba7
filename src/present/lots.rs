//! The lots of a dossier: which one is shown, a new one, all of them side by side.
//!
//! Notes of lots are never put together: each lot has its own criteria, and a mean
//! of notes would not know how large the lots are. Amounts are added.

use super::dates::on_date;
use super::rows::total_text;
use super::sentences::{list, offer_name, quoted};
use crate::app::{LotForm, LotStart, LotsNews, State, price_criteria};
use crate::catalogue::{DataClass, TEMPLATES};
use crate::dossier::{Assessment, Dossier, Lots, Tax, fingerprint};
use crate::engine::{Decimal, Fact};
use crate::i18n::{self, Lang, Phrase, phrase};
use crate::say;

/// The line of every screen.
#[derive(Clone, Debug, PartialEq)]
pub struct LotsBar {
    /// The names of all lots, in their order.
    pub names: Vec<String>,
    /// Which of them is shown.
    pub chosen: usize,
    /// What data it holds.
    pub data: String,
    /// Whether it was sent without the others.
    pub is_alone: bool,
    /// Whether all lots are shown side by side.
    pub shows_all: bool,
}

/// The form for a new lot.
#[derive(Clone, Debug, PartialEq)]
pub struct LotFormView {
    /// What the dossier as it is will be called; only where it has no lots yet.
    pub first: Option<String>,
    /// The name of the new lot.
    pub name: String,
    /// What data it will hold: every choice, the undecided one first.
    pub classes: Vec<(Option<DataClass>, &'static str)>,
    /// Which of them is chosen.
    pub class: usize,
    /// What it may begin with.
    pub starts: Vec<(LotStart, String)>,
    /// Which of them is chosen.
    pub start: usize,
    /// What to look at once it is there.
    pub hint: &'static str,
}

/// A lot among all.
#[derive(Clone, Debug, PartialEq)]
pub struct LotRow {
    /// Its name.
    pub name: String,
    /// Which of the classes of the form it has.
    pub class: usize,
    /// What data it holds.
    pub data: &'static str,
    /// How many eliminatory conditions.
    pub gates: String,
    /// How many offers.
    pub offers: String,
    /// Who leads; a dash where nobody does.
    pub leader: String,
    /// The total of the leader.
    pub total: String,
    /// The price of the leader.
    pub price: String,
    /// Whether the ranking is certain.
    pub state: &'static str,
    /// When its grid was sealed, and with which code.
    pub seal: String,
    /// Whether it is the one that is shown.
    pub is_shown: bool,
}

/// All lots side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct LotsView {
    /// One row per lot, in their order.
    pub rows: Vec<LotRow>,
    /// What data a lot may hold, the undecided one first.
    pub classes: Vec<&'static str>,
    /// The sum of the prices of the leaders, or why there is none.
    pub sum: String,
    /// The lot that may be about to go: its place, and the question.
    pub asked: Option<(usize, String)>,
}

const UNDECIDED: Phrase = phrase("non précisées", "not decided");

/// Every class, the undecided one first.
fn classes(lang: Lang) -> Vec<(Option<DataClass>, &'static str)> {
    let known = DataClass::ALL.into_iter().map(|class| (Some(class), class.name().get(lang)));
    std::iter::once((None, UNDECIDED.get(lang))).chain(known).collect()
}

fn class_name(lang: Lang, class: Option<DataClass>) -> &'static str {
    class.map_or(UNDECIDED, DataClass::name).get(lang)
}

/// The line of a state; none for a dossier without lots.
pub fn lots_bar(state: &State) -> Option<LotsBar> {
    let (lang, lots) = (state.lang, state.dossier().lots.as_ref()?);
    let data = class_name(lang, lots.class);
    Some(LotsBar {
        names: lots.labels().into_iter().map(|(name, _)| name.to_owned()).collect(),
        chosen: lots.place,
        data: say!(lang, "Données\u{a0}: {data}.", "Data: {data}."),
        is_alone: lots.others.is_empty(),
        shows_all: state.lots.as_ref().is_some_and(|desk| desk.shows_all),
    })
}

/// The form of a state, while it is open.
pub fn lot_form(state: &State) -> Option<LotFormView> {
    let lang = state.lang;
    let LotForm { first, name, class, start, .. } = state.lots.as_ref()?.form.as_ref()?;
    let own = [
        (LotStart::Grid, phrase("la grille de ce lot, sans les offres", "the grid of this lot, without the offers")),
        (LotStart::Offers, phrase("la grille de ce lot, avec ses offres", "the grid of this lot, with its offers")),
        (LotStart::Blank, phrase("une grille vide", "an empty grid")),
    ];
    let own = own.into_iter().map(|(start, name)| (start, name.get(lang).to_owned()));
    let templates = TEMPLATES.iter().map(|template| {
        let name = template.name.get(lang);
        (LotStart::Template(template.id), say!(lang, "modèle\u{a0}: {name}", "template: {name}"))
    });
    let starts: Vec<_> = own.chain(templates).collect();
    let classes = classes(lang);
    let hint = match start {
        LotStart::Grid | LotStart::Offers => phrase(
            "La grille est copiée telle quelle, sans sceau ni journal\u{a0}: vérifiez ensuite que ses conditions éliminatoires conviennent aux données du nouveau lot.",
            "The grid is copied as it is, without seal and journal: check afterwards that its eliminatory conditions suit the data of the new lot.",
        ),
        LotStart::Blank => phrase(
            "Le lot commence avec un seul critère, à remplacer par les vôtres.",
            "The lot begins with a single criterion, to be replaced by yours.",
        ),
        LotStart::Template(_) => phrase(
            "Les conditions éliminatoires du modèle suivent les données du lot\u{a0}; tant qu'elles ne sont pas précisées, il retient celles des données d'une sensibilité particulière.",
            "The eliminatory conditions of the template follow the data of the lot; until they are decided, it takes those of particularly sensitive data.",
        ),
    };
    Some(LotFormView {
        first: first.clone(),
        name: name.clone(),
        class: classes.iter().position(|(other, _)| other == class).unwrap_or_default(),
        classes,
        start: starts.iter().position(|(other, _)| other == start).unwrap_or_default(),
        starts,
        hint: hint.get(lang),
    })
}

/// All lots of a state, while they are shown.
pub fn lots(state: &State) -> Option<LotsView> {
    let (lang, lots) = (state.lang, state.dossier().lots.as_ref()?);
    let desk = state.lots.as_ref().filter(|desk| desk.shows_all)?;
    let classes = classes(lang);
    let (mut rows, mut prices) = (Vec::new(), Vec::new());
    for (place, (name, class)) in lots.labels().into_iter().enumerate() {
        let assessment = state.lot(place)?;
        let price = price(&assessment);
        rows.push(row(lang, &assessment, (name, class), &price, place == lots.place));
        prices.push((name, price, assessment));
    }
    let asked = desk.asked.and_then(|place| rows.get(place).map(|row| (place, question(lang, lots, &row.name))));
    Some(LotsView {
        rows,
        classes: classes.into_iter().map(|(_, name)| name).collect(),
        sum: sum(lang, &prices),
        asked,
    })
}

fn question(lang: Lang, lots: &Lots, name: &str) -> String {
    let name = quoted(lang, name);
    if lots.count() == 2 {
        return say!(
            lang,
            "Retirer {name}, avec sa grille et ses offres\u{a0}? Le lot qui reste redevient un dossier sans lots. Vous pourrez annuler.",
            "Remove {name}, with its grid and its offers? The lot that is left becomes a dossier without lots again. You can undo it."
        );
    }
    say!(
        lang,
        "Retirer {name}, avec sa grille et ses offres\u{a0}? Vous pourrez annuler.",
        "Remove {name}, with its grid and its offers? You can undo it."
    )
}

/// What the leader of a lot costs.
enum Price {
    Known(Decimal),
    /// Why it is not known.
    Not(Phrase),
}

fn price(assessment: &Assessment) -> Price {
    let dossier = assessment.dossier();
    if dossier.withholds_ranking() {
        return Price::Not(phrase("classement non montré", "ranking not shown"));
    }
    let leaders: Vec<usize> = assessment.leaders().collect();
    let [leader] = leaders.as_slice() else {
        return Price::Not(match (leaders.len(), assessment.evaluation().order().len()) {
            (0, 0) => phrase("aucune offre classée", "no ranked offer"),
            (0, _) => phrase("première place non établie", "first place not settled"),
            _ => phrase("premières places ex æquo", "tied in first place"),
        });
    };
    match price_criteria(dossier).as_slice() {
        [] => Price::Not(phrase("aucun critère de prix", "no price criterion")),
        [id] => match (dossier.measure(id), dossier.offers.get(*leader)) {
            (Some(measure), Some(offer)) => match dossier.fact(id, measure, offer) {
                Fact::Number(price) => Price::Known(price),
                _ => Price::Not(phrase("prix inconnu", "price not known")),
            },
            _ => Price::Not(phrase("prix inconnu", "price not known")),
        },
        _ => Price::Not(phrase("plusieurs critères de prix", "several price criteria")),
    }
}

const NONE: &str = "–";

fn row(
    lang: Lang,
    assessment: &Assessment,
    (name, class): (&str, Option<DataClass>),
    price: &Price,
    is_shown: bool,
) -> LotRow {
    let (dossier, evaluation) = (assessment.dossier(), assessment.evaluation());
    let leaders: Vec<usize> = if dossier.withholds_ranking() { Vec::new() } else { assessment.leaders().collect() };
    let names: Vec<String> = leaders.iter().map(|leader| offer_name(assessment, *leader).to_owned()).collect();
    let state = if dossier.withholds_ranking() {
        phrase("non montré", "not shown")
    } else if evaluation.order().is_empty() {
        phrase("sans classement", "no ranking")
    } else if evaluation.is_provisional() {
        phrase("provisoire", "provisional")
    } else {
        phrase("établi", "settled")
    };
    LotRow {
        name: name.to_owned(),
        class: class.and_then(|class| DataClass::ALL.iter().position(|other| *other == class)).map_or(0, |at| at + 1),
        data: class_name(lang, class),
        gates: i18n::integer(lang, dossier.gates.len()),
        offers: i18n::integer(lang, dossier.offers.len()),
        leader: if names.is_empty() { NONE.to_owned() } else { list(lang, &names) },
        total: leaders.first().map_or_else(|| NONE.to_owned(), |leader| total_text(lang, assessment, *leader)),
        price: match price {
            Price::Known(price) => i18n::money(lang, *price, &dossier.money.currency),
            Price::Not(why) => why.get(lang).to_owned(),
        },
        state: state.get(lang),
        seal: seal(lang, dossier),
        is_shown,
    }
}

fn seal(lang: Lang, dossier: &Dossier) -> String {
    let Some(seal) = &dossier.seal else { return phrase("non scellée", "not sealed").get(lang).to_owned() };
    let (on, code) = (on_date(lang, seal.date), seal.fingerprint);
    if fingerprint(dossier) != code {
        return say!(lang, "scellée {on}, modifiée depuis\u{a0}: {code}", "sealed {on}, changed since: {code}");
    }
    say!(lang, "scellée {on}\u{a0}: {code}", "sealed {on}: {code}")
}

/// What the leaders cost together, where that is known of all and in one money.
fn sum(lang: Lang, prices: &[(&str, Price, std::rc::Rc<Assessment>)]) -> String {
    let unknown: Vec<String> = prices
        .iter()
        .filter_map(|(name, price, _)| match price {
            Price::Known(_) => None,
            Price::Not(why) => Some(format!("{} ({})", quoted(lang, name), why.get(lang))),
        })
        .collect();
    if !unknown.is_empty() {
        let unknown = list(lang, &unknown);
        return say!(
            lang,
            "La somme des prix des offres en tête n'est pas donnée\u{a0}: il manque celui de {unknown}.",
            "The sum of the prices of the leading offers is not given: that of {unknown} is missing."
        );
    }
    let Some(money) = prices.first().map(|(.., assessment)| assessment.dossier().money.clone()) else {
        return String::new();
    };
    if prices.iter().any(|(.., assessment)| assessment.dossier().money != money) {
        return phrase(
            "La somme des prix des offres en tête n'est pas donnée\u{a0}: les lots ne sont pas dans la même monnaie, ou pas tous toutes taxes comprises.",
            "The sum of the prices of the leading offers is not given: the lots are not in the same currency, or not all with tax.",
        )
        .get(lang)
        .to_owned();
    }
    let sum = prices.iter().try_fold(Decimal::ZERO, |sum, (_, price, _)| match price {
        Price::Known(price) => sum.checked_add(*price),
        Price::Not(_) => None,
    });
    let Some(sum) = sum else { return String::new() };
    let amount = i18n::money(lang, sum, &money.currency);
    let tax = match money.tax {
        Tax::Excluded => phrase("hors taxes", "without tax"),
        Tax::Included => phrase("toutes taxes comprises", "with tax"),
    };
    let tax = tax.get(lang);
    let is_open = prices.iter().any(|(.., assessment)| assessment.evaluation().is_provisional());
    let open = if is_open {
        phrase(", provisoire tant qu'un classement l'est", ", provisional as long as a ranking is").get(lang)
    } else {
        ""
    };
    say!(
        lang,
        "Prix des offres en tête, tous lots réunis\u{a0}: {amount} {tax}{open}.",
        "Price of the leading offers, all lots together: {amount} {tax}{open}."
    )
}

/// Which lots a comparison is about; nothing where there are none.
pub(super) fn compared(lang: Lang, here: &Dossier, there: Option<&Dossier>) -> Option<String> {
    let named = |dossier: &Dossier| dossier.lots.as_ref().map(|lots| quoted(lang, &lots.name));
    match (named(here), there.and_then(named)) {
        (None, None) => None,
        (Some(here), Some(there)) if here != there => Some(say!(
            lang,
            "Lots comparés\u{a0}: {here} ici, {there} dans l'autre dossier.",
            "Lots compared: {here} here, {there} in the other dossier."
        )),
        (Some(here), _) => Some(say!(lang, "Seul le lot {here} est comparé.", "Only the lot {here} is compared.")),
        (None, Some(there)) => Some(say!(
            lang,
            "Seul le lot {there} de l'autre dossier est comparé.",
            "Only the lot {there} of the other dossier is compared."
        )),
    }
}

/// What is said to the ears.
pub(super) fn said(state: &State, news: &LotsNews) -> String {
    let lang = state.lang;
    let here = state.dossier().lots.as_ref().map(|lots| quoted(lang, &lots.name)).unwrap_or_default();
    match news {
        LotsNews::Chosen => say!(lang, "Lot affiché\u{a0}: {here}.", "Lot shown: {here}."),
        LotsNews::Added => say!(lang, "Lot ajouté et affiché\u{a0}: {here}.", "Lot added and shown: {here}."),
        LotsNews::AllShown => phrase("Tous les lots sont affichés.", "All lots are shown.").get(lang).into(),
        LotsNews::AllHidden => phrase("Les lots sont refermés.", "The lots are closed.").get(lang).into(),
        LotsNews::Removed(name) => {
            let name = quoted(lang, name);
            say!(lang, "Lot retiré\u{a0}: {name}.", "Lot removed: {name}.")
        }
        LotsNews::Moved(name, place) => {
            let (name, place) = (quoted(lang, name), i18n::integer(lang, place + 1));
            say!(lang, "{name} est à la place {place}.", "{name} is in place {place}.")
        }
    }
}

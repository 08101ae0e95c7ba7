//! How a ranking comes to be, in ten steps, with the method of the dossier.

use crate::dossier::{Assessment, Dossier, Ranking, StandingKind};
use crate::engine::Rational;
use crate::i18n::{self, Lang, phrase};
use crate::present::facts::share_text;
use crate::present::sentences::{list, quoted};
use crate::say;

/// A heading and a paragraph each.
pub(super) fn steps(lang: Lang, assessment: &Assessment) -> Vec<(&'static str, String)> {
    let dossier = assessment.dossier();
    let steps = [
        (phrase("On annonce les critères", "The criteria are announced"), criteria(lang, dossier)),
        (phrase("On relève des données, pas des impressions", "Facts are collected, not impressions"), facts(lang)),
        (phrase("On examine chaque offre", "Each offer is examined"), offers(lang, dossier)),
        (phrase("On applique les conditions éliminatoires", "The eliminatory conditions apply"), gates(lang, dossier)),
        (phrase("Chaque donnée devient une note", "Each fact becomes a note"), notes(lang, dossier)),
        (
            phrase("Le prix devient une note par une formule", "The price becomes a note by a formula"),
            price(lang, dossier),
        ),
        (phrase("Les poids disent ce qui compte", "The weights say what counts"), weights(lang, dossier)),
        (phrase("Les contributions s'additionnent", "Contributions add up"), total(lang, dossier)),
        (phrase("Les totaux exacts donnent les rangs", "Exact totals give the ranks"), ranks(lang, dossier)),
        (phrase("Ce qu'on ne sait pas reste visible", "What is not known stays in sight"), unknown(lang, assessment)),
    ];
    steps.into_iter().map(|(heading, text)| (heading.get(lang), text)).collect()
}

fn criteria(lang: Lang, dossier: &Dossier) -> String {
    let leaves = dossier.all_criteria().into_iter().filter(|criterion| criterion.measure().is_some()).count();
    let count = i18n::counted(
        lang,
        leaves,
        phrase("critère noté", "noted criterion"),
        phrase("critères notés", "noted criteria"),
    );
    say!(
        lang,
        "Avant d'ouvrir les offres, l'acheteur écrit ce sur quoi elles seront jugées et comment\u{a0}: c'est la grille, portée au règlement de la consultation. Ce dossier a {count}. La changer après coup se verrait\u{a0}: l'outil le signale.",
        "Before tenders are opened, the buyer writes down what they will be judged on and how: that is the grid, part of the consultation rules. This dossier has {count}. Changing it afterwards would show: the tool points it out."
    )
}

fn facts(lang: Lang) -> String {
    phrase(
        "Pour chaque offre et chaque critère on note ce qui est établi\u{a0}: un prix, un délai, un niveau, un oui. Chaque donnée peut porter sa justification, sa source et sa date. Ce que l'on n'a pas encore reste marqué comme manquant et ne vaut jamais zéro.",
        "For each offer and each criterion, what is established is recorded: a price, a delay, a level, a yes. Each fact may bear its justification, its source and its date. What is not there yet stays marked as missing and is never worth zero.",
    )
    .get(lang)
    .to_owned()
}

fn offers(lang: Lang, dossier: &Dossier) -> String {
    let count = |test: fn(&crate::dossier::Offer) -> bool| dossier.offers.iter().filter(|offer| test(offer)).count();
    let received = count(|offer| !offer.kind.is_scenario());
    let apart = count(|offer| offer.standing.kind != StandingKind::Regular);
    let scenarios = count(|offer| offer.kind.is_scenario());
    let received = i18n::counted(
        lang,
        received,
        phrase("offre reçue", "received offer"),
        phrase("offres reçues", "received offers"),
    );
    let mut text = say!(
        lang,
        "Seules les offres régulières, acceptables et appropriées sont classées\u{202f}; les autres restent affichées avec leur motif. Ici\u{a0}: {received}, {apart} à part pour leur statut.",
        "Only offers that are regular, acceptable and appropriate are ranked; the others stay in sight with the reason. Here: {received}, {apart} apart for their status."
    );
    if scenarios > 0 {
        let scenarios =
            i18n::counted(lang, scenarios, phrase("scénario", "scenario"), phrase("scénarios", "scenarios"));
        text.push(' ');
        text.push_str(&say!(
            lang,
            "S'y ajoute pour comparaison\u{a0}: {scenarios} (statu quo, attendre, construire), qui ne peut pas être attributaire.",
            "Added for comparison: {scenarios} (status quo, wait, build), which cannot be awarded the contract."
        ));
    }
    text
}

fn gates(lang: Lang, dossier: &Dossier) -> String {
    let head = phrase(
        "Une condition éliminatoire se remplit ou non\u{a0}; aucun point ne la rachète. Quand une offre part, ce que les formules lisent de l'ensemble (prix le plus bas, moyenne) est repris sur celles qui restent.",
        "An eliminatory condition is met or not; no points make up for it. When an offer leaves, what formulas read of them all (lowest price, mean) is taken again over those that stay.",
    )
    .get(lang);
    let names: Vec<String> = dossier.gates.iter().map(|gate| quoted(lang, &gate.name)).collect();
    if names.is_empty() {
        return say!(lang, "{head} Ce dossier n'en annonce aucune.", "{head} This dossier announces none.");
    }
    let names = list(lang, &names);
    say!(lang, "{head} Ce dossier annonce\u{a0}: {names}.", "{head} This dossier announces: {names}.")
}

fn notes(lang: Lang, dossier: &Dossier) -> String {
    let scale = i18n::number(lang, dossier.note_scale.normalized());
    let rescaled: Vec<String> =
        dossier.all_criteria().into_iter().filter(|c| c.is_rescaled).map(|c| quoted(lang, &c.name)).collect();
    let mut text = say!(
        lang,
        "Chaque critère a sa méthode de notation, annoncée\u{a0}: elle fait d'une donnée une note de 0 à {scale}, jamais négative. Les méthodes de ce dossier sont décrites plus bas, avec leurs faiblesses connues.",
        "Each criterion has its announced scoring method: it turns a fact into a note from 0 to {scale}, never negative. The methods of this dossier are described below, with their known weaknesses."
    );
    if !rescaled.is_empty() {
        let names = list(lang, &rescaled);
        text.push(' ');
        text.push_str(&say!(
            lang,
            "Les notes sont recadrées sur {names}\u{a0}: la meilleure offre y reçoit la note pleine.",
            "Notes are rescaled on {names}: the best offer gets the full note there."
        ));
    }
    text
}

fn price(lang: Lang, dossier: &Dossier) -> String {
    let measures = dossier.measures();
    let prices: Vec<String> = (measures.iter())
        .filter(|(.., measure)| measure.formula().is_price())
        .map(|(_, name, measure)| {
            let (name, family, formula) =
                (quoted(lang, name), measure.family.name.get(lang), measure.family.formula.get(lang));
            say!(lang, "{name}\u{a0}: {family}, {formula}", "{name}: {family}, {formula}")
        })
        .collect();
    if prices.is_empty() {
        return phrase(
            "Aucun critère de ce dossier n'est un prix\u{a0}: la loi demande le prix ou le coût parmi les critères.",
            "No criterion of this dossier is a price: the law asks for price or cost among the criteria.",
        )
        .get(lang)
        .to_owned();
    }
    let prices = prices.join("\u{202f}; ");
    let tax = crate::present::facts::tax(lang, dossier.money.tax);
    say!(
        lang,
        "La formule décide de combien de points coûte un euro de plus, et peut changer l'offre qui arrive première\u{a0}: elle se choisit avant de connaître les prix. Ici ({tax}, N étant la note pleine)\u{a0}: {prices}.",
        "The formula decides how many points one more euro costs, and may change which offer comes first: it is chosen before prices are known. Here ({tax}, N being the full note): {prices}."
    )
}

fn weights(lang: Lang, dossier: &Dossier) -> String {
    let sum = dossier.criteria.iter().fold(Rational::zero(), |sum, criterion| sum + criterion.weight.into());
    let shares: Vec<String> = (dossier.criteria.iter())
        .map(|criterion| {
            let share = Rational::from(criterion.weight).checked_div(&sum);
            let share = share.map_or_else(|| "–".to_owned(), |share| share_text(lang, &share));
            format!("{} {share}", criterion.name)
        })
        .collect();
    let shares = list(lang, &shares);
    say!(
        lang,
        "Le poids d'un critère est sa part de la somme des poids\u{202f}; un sous-critère partage celui de son critère. Dans ce dossier\u{a0}: {shares}.",
        "The weight of a criterion is its share of the sum of the weights; a sub-criterion shares that of its criterion. In this dossier: {shares}."
    )
}

fn total(lang: Lang, dossier: &Dossier) -> String {
    match dossier.method.ranking {
        Ranking::Weighted => phrase(
            "La contribution d'un critère est sa part multipliée par la note de l'offre\u{202f}; le total est la somme des contributions. Une faiblesse peut donc être rachetée ailleurs, sauf par une condition éliminatoire.",
            "The contribution of a criterion is its share times the note of the offer; the total is the sum of the contributions. A weakness may thus be made up for elsewhere, except where a condition eliminates.",
        ),
        Ranking::Hierarchy => phrase(
            "Ce dossier n'additionne pas\u{a0}: les critères sont hiérarchisés. Le premier décide seul\u{202f}; à égalité exacte de note, le suivant décide, et ainsi de suite.",
            "This dossier does not add up: the criteria stand in decreasing order. The first decides alone; at exactly equal notes the next one decides, and so on.",
        ),
    }
    .get(lang)
    .to_owned()
}

fn ranks(lang: Lang, dossier: &Dossier) -> String {
    let method = &dossier.method;
    let mut parts = vec![match (method.note_decimals, method.total_decimals) {
        (None, None) => phrase(
            "Les rangs comparent des valeurs exactes, sans aucun arrondi\u{202f}; seul l'affichage est arrondi à 2 décimales.",
            "Ranks compare exact values, without any rounding; only the display is rounded to 2 decimals.",
        )
        .get(lang)
        .to_owned(),
        (notes, totals) => {
            let mut rounded = Vec::new();
            let decimals = |count: u32| {
                let count = usize::try_from(count).unwrap_or_default();
                i18n::counted(lang, count, phrase("décimale", "decimal"), phrase("décimales", "decimals"))
            };
            if let Some(count) = notes {
                let decimals = decimals(count);
                rounded.push(say!(lang, "les notes à {decimals}", "notes to {decimals}"));
            }
            if let Some(count) = totals {
                let decimals = decimals(count);
                rounded.push(say!(lang, "les totaux à {decimals}", "totals to {decimals}"));
            }
            let rounded = list(lang, &rounded);
            say!(
                lang,
                "Ce dossier annonce un arrondi\u{a0}: {rounded}. Cet arrondi compte pour les rangs, et l'outil signale quand il décide du premier.",
                "This dossier announces a rounding: {rounded}. It counts for the ranks, and the tool points out when it decides the first one."
            )
        }
    }];
    let breaks: Vec<String> = (method.tie_breaks.iter())
        .filter_map(|id| dossier.criterion(id))
        .map(|criterion| quoted(lang, &criterion.name))
        .collect();
    parts.push(if breaks.is_empty() {
        phrase(
            "À total exactement égal, les offres sont ex æquo et partagent le rang\u{a0}: aucun départage n'est annoncé.",
            "At exactly equal totals, offers are tied and share the rank: no tie-break is announced.",
        )
        .get(lang)
        .to_owned()
    } else {
        let breaks = list(lang, &breaks);
        say!(
            lang,
            "À total exactement égal, la meilleure note départage, dans cet ordre\u{a0}: {breaks}.",
            "At exactly equal totals, the better note decides, in this order: {breaks}."
        )
    });
    parts.join(" ")
}

fn unknown(lang: Lang, assessment: &Assessment) -> String {
    let state = if assessment.evaluation().is_provisional() {
        phrase("C'est le cas ici en ce moment.", "This is the case here at present.")
    } else {
        phrase("Ici, rien n'est en suspens.", "Here, nothing is open.")
    }
    .get(lang);
    say!(
        lang,
        "Tant qu'une donnée manque, un total est donné entre deux bornes et un rang comme un intervalle\u{a0}: le classement est provisoire. {state} Sous chaque classement, l'outil refait tous les calculs en fractions exactes et dit s'il retrouve les mêmes rangs.",
        "As long as a fact is missing, a total is given between two bounds and a rank as a range: the ranking is provisional. {state} Below each ranking, the tool computes everything again in exact fractions and says whether it finds the same ranks."
    )
}

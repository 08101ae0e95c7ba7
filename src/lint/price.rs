//! What goes wrong with price formulas: notes below zero or above the full
//! note, gaps that hardly count, zeros that come by themselves. Formulas are
//! tried out on small fields of made-up offers, with the engine's own numbers.

use super::figures::{Tree, Weighed, formula, percent, values};
use super::{Lint, Sighting, Trigger, aggregate, sources};
use crate::dossier::{Assessment, Id};
use crate::engine::{Announced, Decimal, Finding, Formula, Rational, Reference, Severity, Variable};
use crate::i18n::phrase;

pub(super) const WARNINGS: Lint = Lint {
    code: "L7",
    severity: Severity::Warning,
    is_blocking_in_law: false,
    title: phrase("Méthode de prix à revoir", "Price method to be looked at"),
    rule: phrase(
        "Une méthode est irrégulière si, par elle-même, elle prive un critère de sa portée ou neutralise sa pondération, même si elle a été publiée.",
        "A method is irregular if, by itself, it deprives a criterion of its scope or neutralises its weight, even where it was published.",
    ),
    sources: &[sources::METHOD_TEST],
    advice: phrase(
        "Lisez les remarques citées et comparez les formules côte à côte avant de publier ; une méthode annoncée ne se change plus.",
        "Read the remarks named and compare the formulas side by side before you publish; an announced method is not changed.",
    ),
    detect: |assessment| {
        let lints = [&NEGATIVE, &FLAT, &ZERO, &aggregate::AVERAGED, &ABOVE_FULL];
        let seen: Vec<(&'static str, Vec<Sighting>)> =
            lints.into_iter().map(|lint| (lint.code, (lint.detect)(assessment))).collect();
        let mut sightings = Vec::new();
        for weighed in Tree::of(assessment).weighed {
            let is_about = |sighting: &Sighting| priced(&sighting.trigger) == Some(&weighed.criterion.id);
            let raised = seen.iter().filter(|(_, sightings)| sightings.iter().any(is_about));
            let codes: Vec<&'static str> = raised.map(|(code, _)| *code).collect();
            let has_warning = seen
                .iter()
                .flat_map(|(_, sightings)| sightings)
                .any(|sighting| is_about(sighting) && sighting.severity == Severity::Warning);
            if !codes.is_empty() {
                let trigger = Trigger::PriceWarnings { criterion: weighed.criterion.id.clone(), codes };
                sightings.push(if has_warning { Sighting::warning(trigger) } else { Sighting::notice(trigger) });
            }
        }
        sightings
    },
};

/// The price criterion, or the group of prices, that a price warning is about.
fn priced(trigger: &Trigger) -> Option<&Id> {
    match trigger {
        Trigger::BelowZero { criterion, .. }
        | Trigger::Flat { criterion, .. }
        | Trigger::WorstAtZero { criterion, is_price: true, .. }
        | Trigger::AboveFull { criterion, .. } => Some(criterion),
        Trigger::AveragedPrices { group, .. } => Some(group),
        _ => None,
    }
}

pub(super) const NEGATIVE: Lint = Lint {
    code: "W-NEG",
    severity: Severity::Warning,
    is_blocking_in_law: false,
    title: phrase("Formule de prix qui peut devenir négative", "Price formula that may become negative"),
    rule: phrase(
        "Une note négative fausse la pondération annoncée : elle est interdite. Ce programme la retient à 0, et toutes les offres plus chères se valent alors.",
        "A negative note distorts the announced weights: it is forbidden. This program holds it at 0, and all dearer offers are then worth the same.",
    ),
    sources: &[sources::GUADELOUPE],
    advice: phrase(
        "Préférez une formule qui reste positive (proportionnelle inverse) ou annoncez le plancher de 0 avec la formule.",
        "Prefer a formula that stays positive (inverse proportional) or announce the floor of 0 with the formula.",
    ),
    detect: |assessment| each_price(assessment, below_zero),
};

pub(super) const FLAT: Lint = Lint {
    code: "W-FLAT",
    severity: Severity::Warning,
    is_blocking_in_law: false,
    title: phrase("Formule qui efface les écarts de prix", "Formula that erases price gaps"),
    rule: phrase(
        "Une formule qui neutralise les écarts de prix neutralise le poids du prix. Le seuil, moins de 25 % des points perdus quand le prix double, est un repère de ce programme.",
        "A formula that neutralises price gaps neutralises the weight of price. The threshold, less than 25% of the points lost when the price doubles, is a mark of this program.",
    ),
    sources: &[sources::BELLEVILLE],
    advice: phrase(
        "Choisissez une formule plus sensible au prix : avec la proportionnelle inverse, doubler le prix coûte la moitié des points.",
        "Choose a formula that is more sensitive to price: with the inverse proportional one, doubling the price costs half of the points.",
    ),
    detect: |assessment| each_price(assessment, flat),
};

pub(super) const ZERO: Lint = Lint {
    code: "W-ZERO",
    severity: Severity::Warning,
    is_blocking_in_law: false,
    title: phrase("Zéro automatique pour la dernière offre", "Automatic zero for the last offer"),
    rule: phrase(
        "Donner toujours la note pleine à la moins chère et 0 à la plus chère, quel que soit l'écart, peut neutraliser les autres critères ; le cas censuré pesait 60 %. Ce programme avertit à partir de 40 % du total, ou de 20 % avec deux offres.",
        "Always giving the full note to the cheapest and 0 to the dearest, whatever the gap, may neutralise the other criteria; the case struck down weighed 60%. This program warns from 40% of the total on, or 20% with two offers.",
    ),
    sources: &[sources::DEFENCE, sources::DEFENCE_NUMBER],
    advice: phrase(
        "Choisissez une formule dont la note dépend de l'écart de prix, comme la proportionnelle inverse.",
        "Choose a formula whose note depends on the gap, such as the inverse proportional one.",
    ),
    detect: |assessment| {
        let tree = Tree::of(assessment);
        tree.leaves().filter_map(|(weighed, leaf)| worst_at_zero(assessment, weighed, leaf)).collect()
    },
};

pub(super) const ABOVE_FULL: Lint = Lint {
    code: "W-CAP",
    severity: Severity::Warning,
    is_blocking_in_law: false,
    title: phrase("Formule de prix qui peut dépasser la note pleine", "Price formula that may exceed the full note"),
    rule: phrase(
        "La meilleure note doit revenir à la meilleure offre : une note retenue à son maximum confond les offres les moins chères.",
        "The best note must go to the best offer: a note held at its maximum makes the cheapest offers equal.",
    ),
    sources: &[sources::METHOD_TEST],
    advice: phrase(
        "Rapportez la formule au prix le plus bas reçu plutôt qu'à une estimation, ou annoncez le plafond et vérifiez qu'il ne confond pas les premières offres.",
        "Refer the formula to the lowest price received rather than to an estimate, or announce the cap and check that it does not make the first offers equal.",
    ),
    detect: |assessment| each_price(assessment, above_full),
};

fn each_price(
    assessment: &Assessment,
    look: fn(&Assessment, &Weighed<'_>, &Tried<'_>) -> Option<Sighting>,
) -> Vec<Sighting> {
    let tree = Tree::of(assessment);
    let tried = tree.leaves().filter_map(|(weighed, leaf)| Some((weighed, Tried::of(assessment, leaf)?)));
    tried.filter_map(|(weighed, tried)| look(assessment, weighed, &tried)).collect()
}

/// A price formula with the prices to try it on.
struct Tried<'a> {
    leaf: usize,
    formula: &'a Formula,
    /// Of the admissible offers.
    prices: Vec<Decimal>,
    /// `E`, where the formula reads it.
    estimate: Option<Decimal>,
}

/// A price to try formulas on while none is known.
const SOME_PRICE: Decimal = Decimal::integer(100_000);

/// How much dearer a made-up offer is tried: so many times the lowest price.
const MULTIPLES: [i128; 6] = [2, 3, 5, 10, 100, 1000];

impl<'a> Tried<'a> {
    fn of(assessment: &'a Assessment, leaf: usize) -> Option<Self> {
        let formula = formula(assessment, leaf).filter(|formula| formula.is_price())?;
        let estimate = match formula {
            Formula::PriceReference { estimate, .. } => Some(*estimate),
            Formula::PriceExpression(announced) => {
                let Announced { expression, estimate, .. } = announced.as_ref();
                Some(*estimate).filter(|_| expression.reads(Variable::Estimate))
            }
            _ => None,
        };
        let prices = values(assessment, leaf).into_iter().map(|(_, price)| price).collect();
        Some(Self { leaf, formula, prices, estimate })
    }

    fn lowest(&self) -> Option<Decimal> {
        self.prices.iter().copied().min()
    }

    /// The lowest price, or one that stands for it.
    fn base(&self) -> Decimal {
        self.lowest().or(self.estimate).unwrap_or(SOME_PRICE)
    }

    /// What the formula gives for a price when it joins the field.
    fn joining(&self, price: Decimal) -> Option<Rational> {
        let alone = Some(self.base()).filter(|_| self.prices.is_empty());
        let field = self.prices.iter().copied().chain(alone).chain([price]);
        self.formula.at(price, &Reference::over(field))
    }

    /// The notes of two offers that are alone, held within their bounds.
    fn pair(&self, cheap: Decimal, dear: Decimal) -> Option<(Rational, Rational)> {
        let reference = Reference::over([cheap, dear].into_iter());
        let held = |price| Some(self.formula.at(price, &reference)?.clamp(Rational::zero(), Decimal::ONE.into()));
        Some((held(cheap)?, held(dear)?))
    }

    /// The offers whose notes the engine holds at 0, or at the full note.
    fn held(&self, assessment: &Assessment, at_full: bool) -> Vec<usize> {
        let held = assessment.evaluation().findings().iter().find_map(|finding| match finding {
            Finding::NoteHeld { measure, offers, is_full } if *measure == self.leaf && *is_full == at_full => {
                Some(offers.clone())
            }
            _ => None,
        });
        held.unwrap_or_default()
    }
}

fn times(price: Decimal, factor: Decimal) -> Option<Decimal> {
    price.checked_mul(factor)
}

fn below_zero(assessment: &Assessment, weighed: &Weighed<'_>, tried: &Tried<'_>) -> Option<Sighting> {
    let is_negative = |price: Decimal| tried.joining(price).is_some_and(|note| note.sign().is_lt());
    let base = tried.base();
    let offers = tried.held(assessment, false);
    let multiples = MULTIPLES.into_iter().filter_map(|factor| times(base, Decimal::new(factor, 0).ok()?));
    let may_fall = match tried.formula {
        // Straight lines and logarithms cross zero sooner or later.
        Formula::PriceMultiple { .. } | Formula::PriceReference { .. } | Formula::PriceLogarithm { .. } => true,
        Formula::PriceExpression(_) => !offers.is_empty() || multiples.clone().any(is_negative),
        _ => false,
    };
    if !may_fall {
        return None;
    }
    let beyond = match tried.formula {
        Formula::PriceMultiple { factor } | Formula::PriceLogarithm { factor } => times(base, *factor).map(cents_below),
        Formula::PriceReference { factor, estimate } => {
            let sum = estimate.checked_add(base).and_then(|sum| times(sum, *factor));
            sum.and_then(|sum| times(sum, Decimal::new(5, 1).ok()?)).map(cents_below)
        }
        // Who joins would move a mean or a highest price, and the threshold with it.
        Formula::PriceExpression(announced)
            if [Variable::Mean, Variable::Highest].into_iter().any(|variable| announced.expression.reads(variable)) =>
        {
            None
        }
        _ => {
            multiples.clone().find(|price| is_negative(*price)).and_then(|dear| last_positive(base, dear, is_negative))
        }
    };
    let multiple = beyond.and_then(|beyond| Rational::from(beyond).checked_div(&base.into()));
    // Made-up prices give a multiple at most, and none against an estimate.
    let is_known = tried.lowest().is_some();
    let trigger = Trigger::BelowZero {
        criterion: weighed.criterion.id.clone(),
        beyond: beyond.filter(|_| is_known),
        multiple: multiple.filter(|_| is_known || tried.estimate.is_none()),
        offers: offers.clone(),
    };
    // A floor that nobody reaches among the offers at hand is good to know.
    Some(if offers.is_empty() && is_known { Sighting::notice(trigger) } else { Sighting::warning(trigger) })
}

/// The amount cut off at cents; it is above zero.
fn cents_below(amount: Decimal) -> Decimal {
    let exact = Rational::from(amount);
    let rounded = exact.round(2);
    let cent = Decimal::new(-1, 2).unwrap_or_default();
    if Rational::from(rounded) > exact { rounded.checked_add(cent).unwrap_or(rounded) } else { rounded }
}

/// The highest price to the cent with a note that is not negative, between one
/// that has such a note and one that has not: found by halving.
fn last_positive(low: Decimal, high: Decimal, is_negative: impl Fn(Decimal) -> bool) -> Option<Decimal> {
    // Rounded to two decimals, the digits are the cents.
    let cents = |price: Decimal| Rational::from(cents_below(price)).round(2).digits();
    let at = |cents: i128| Decimal::new(cents, 2).ok();
    let (mut low, mut high) = (cents(low), cents(high));
    if is_negative(at(low)?) {
        return None;
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if is_negative(at(middle)?) { high = middle } else { low = middle }
    }
    at(low)
}

fn flat(_: &Assessment, weighed: &Weighed<'_>, tried: &Tried<'_>) -> Option<Sighting> {
    let base = tried.base();
    let (cheap, dear) = tried.pair(base, times(base, Decimal::integer(2))?)?;
    let loss = cheap - dear;
    (loss < percent(25)).then(|| {
        let (criterion, share) = (weighed.criterion.id.clone(), weighed.share.clone());
        Sighting::warning(Trigger::Flat { criterion, loss, share })
    })
}

/// From this share of the total on an automatic zero is a warning, in percent.
const HEAVY: i128 = 40;

/// The same with two offers only.
const HEAVY_OF_TWO: i128 = 20;

fn worst_at_zero(assessment: &Assessment, weighed: &Weighed<'_>, leaf: usize) -> Option<Sighting> {
    let formula = formula(assessment, leaf)?;
    let is_price = formula.is_price();
    let drops = match formula {
        Formula::Observed { .. } => true,
        _ => {
            let tried = Tried::of(assessment, leaf)?;
            // One percent dearer, and a hundredth of that, which no steep but
            // honest slope brings to 0.
            let gaps = [Decimal::new(101, 2), Decimal::new(10_001, 4)].into_iter().flatten();
            let base = tried.base();
            gaps.map(|gap| tried.pair(base, times(base, gap)?))
                .all(|pair| pair.is_some_and(|(cheap, dear)| dear.is_zero() && !cheap.is_zero()))
        }
    };
    if !drops {
        return None;
    }
    let values: Vec<Decimal> = values(assessment, leaf).into_iter().map(|(_, value)| value).collect();
    let (low, high) = (values.iter().min().copied(), values.iter().max().copied());
    let gap = low.zip(high).filter(|(low, _)| values.len() > 1 && *low > Decimal::ZERO);
    let gap = gap.and_then(|(low, high)| (Rational::from(high) - low.into()).checked_div(&low.into()));
    let is_heavy = weighed.share >= percent(HEAVY) || (values.len() == 2 && weighed.share >= percent(HEAVY_OF_TWO));
    let trigger = Trigger::WorstAtZero {
        criterion: weighed.criterion.id.clone(),
        is_price,
        share: weighed.share.clone(),
        offers: values.len(),
        gap,
    };
    Some(if is_heavy { Sighting::warning(trigger) } else { Sighting::notice(trigger) })
}

fn above_full(assessment: &Assessment, weighed: &Weighed<'_>, tried: &Tried<'_>) -> Option<Sighting> {
    if !matches!(tried.formula, Formula::PriceReference { .. } | Formula::PriceExpression(_)) {
        return None;
    }
    let full = Rational::from(Decimal::ONE);
    let lowest = tried.lowest();
    let top = lowest.and_then(|lowest| tried.formula.at(lowest, &Reference::over(tried.prices.iter().copied())));
    let offers = tried.held(assessment, true);
    let exceeds = match (&top, tried.estimate) {
        (Some(top), _) => *top > full,
        // No price yet: somebody may well offer less than the estimate.
        (None, Some(estimate)) => {
            let below = times(estimate, Decimal::new(5, 1).ok()?)?;
            tried.formula.at(below, &Reference::over([below].into_iter()))? > full
        }
        (None, None) => false,
    };
    // Against the lowest price alone, and against a dearer field.
    let may_exceed = exceeds || !offers.is_empty() || {
        let base = tried.base();
        let dearer = MULTIPLES.into_iter().filter_map(|factor| times(base, Decimal::new(factor, 0).ok()?));
        let fields = dearer.map(|dear| Reference::over([base, dear].into_iter()));
        tried.estimate.is_none() && fields.filter_map(|field| tried.formula.at(base, &field)).any(|note| note > full)
    };
    if !may_exceed {
        return None;
    }
    let criterion = weighed.criterion.id.clone();
    let has_merged = offers.len() > 1;
    let trigger = Trigger::AboveFull { criterion, top, lowest, estimate: tried.estimate, offers };
    // Two offers at the cap, one of them dearer, is what the test is about.
    Some(if has_merged || lowest.is_none() { Sighting::warning(trigger) } else { Sighting::notice(trigger) })
}

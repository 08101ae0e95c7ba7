//! The longer sentences of lints, and the names and figures that all of them
//! are made of.

use crate::catalogue::market::Confidence;
use crate::catalogue::{MARKET_UNTIL, MarketFact, Product};
use crate::dossier::{Assessment, Date, Id};
use crate::engine::{Decimal, Rational};
use crate::i18n::{self, Lang, phrase};
use crate::lint::{AggregateWinner, Deadline, Origin};
use crate::present::dates::{date_text, until_date};
use crate::present::sentences::{list, offer_name, quoted};
use crate::say;

/// What every sentence needs.
pub(super) struct Words<'a> {
    pub(super) lang: Lang,
    pub(super) assessment: &'a Assessment,
}

impl Words<'_> {
    /// The name of a criterion or an information.
    pub(super) fn criterion(&self, id: &Id) -> String {
        let dossier = self.assessment.dossier();
        let information = || dossier.informations.iter().find(|i| i.id == *id).map(|i| i.name.as_str());
        let name = dossier.criterion(id).map(|criterion| criterion.name.as_str()).or_else(information);
        quoted(self.lang, name.unwrap_or_default())
    }

    pub(super) fn criteria(&self, ids: &[Id]) -> String {
        list(self.lang, &ids.iter().map(|id| self.criterion(id)).collect::<Vec<_>>())
    }

    pub(super) fn gate(&self, gate: usize) -> String {
        quoted(self.lang, self.assessment.dossier().gates.get(gate).map_or("", |gate| gate.name.as_str()))
    }

    pub(super) fn offer(&self, offer: usize) -> String {
        quoted(self.lang, offer_name(self.assessment, offer))
    }

    fn offers(&self, offers: &[usize]) -> String {
        list(self.lang, &offers.iter().map(|offer| self.offer(*offer)).collect::<Vec<_>>())
    }

    /// Whole, or with its cents.
    fn money(&self, amount: Decimal) -> String {
        let plain = amount.normalized();
        let amount = if plain.scale() == 1 { Rational::from(plain).round(2) } else { plain };
        i18n::money(self.lang, amount, &self.assessment.dossier().money.currency)
    }

    /// To two decimals at most.
    pub(super) fn rounded(&self, value: &Rational) -> String {
        i18n::number(self.lang, value.round(2).normalized())
    }

    /// A part of the whole in percent, to two decimals at most.
    pub(super) fn percent(&self, part: &Rational) -> String {
        let text = self.rounded(&(part.clone() * Decimal::integer(100).into()));
        say!(self.lang, "{text}\u{a0}%", "{text}%")
    }

    /// « les 3 critères qui pèsent », with their number.
    pub(super) fn criteria_that_weigh(&self, count: usize) -> String {
        let count = i18n::counted(self.lang, count, phrase("critère", "criterion"), phrase("critères", "criteria"));
        say!(self.lang, "{count} avec un poids", "{count} with a weight")
    }

    pub(super) fn origin(&self, origin: Origin) -> &'static str {
        match origin {
            Origin::Nationality => phrase("la nationalité", "nationality"),
            Origin::HeadOffice => phrase("le lieu du siège", "the place of the head office"),
            Origin::Local => phrase("l'implantation locale", "local presence"),
            Origin::Jobs => phrase("l'emploi dans le pays", "jobs in the country"),
            Origin::Distance => phrase("la distance", "distance"),
        }
        .get(self.lang)
    }

    pub(super) fn no_environment(&self, leaves: usize, at: Option<Date>) -> String {
        let (lang, count) = (self.lang, self.criteria_that_weigh(leaves));
        let seen = say!(
            lang,
            "Aucun critère environnemental parmi {count}",
            "There is no environmental criterion among {count}"
        );
        match at {
            Some(at) => say!(lang, "{seen} (dossier daté {at}).", "{seen} (dossier dated {at})."),
            None => say!(
                lang,
                "{seen} ; le dossier n'a pas de date : il est tenu pour postérieur au 21 août 2026.",
                "{seen}; the dossier has no date and counts as later than 21 August 2026."
            ),
        }
    }

    pub(super) fn expires(
        &self,
        offer: usize,
        measure: &Id,
        gate: Option<usize>,
        until: Date,
        deadline: Deadline,
    ) -> String {
        let (lang, offer, name) = (self.lang, self.offer(offer), self.criterion(measure));
        let relied = match gate.map(|gate| self.gate(gate)) {
            Some(gate) => say!(lang, ", que lit la condition {gate},", ", which the condition {gate} reads,"),
            None => String::new(),
        };
        let until = until_date(lang, until);
        match deadline {
            Deadline::Today(today) => {
                let today = date_text(lang, today);
                say!(
                    lang,
                    "Pour {offer}, {name}{relied} valait {until} et a donc expiré à la date du dossier ({today}).",
                    "For {offer}, {name}{relied} held {until} and has expired at the date of the dossier ({today})."
                )
            }
            Deadline::ContractEnd(end) => {
                let end = date_text(lang, end);
                say!(
                    lang,
                    "Pour {offer}, {name}{relied} vaut {until}, avant la fin du marché ({end}).",
                    "For {offer}, {name}{relied} holds {until}, before the contract ends ({end})."
                )
            }
        }
    }

    pub(super) fn ungated(&self, needs: &[usize]) -> String {
        let named = |need: &usize| Some(quoted(self.lang, &self.assessment.dossier().requirements.get(*need)?.name));
        let names = list(self.lang, &needs.iter().filter_map(named).collect::<Vec<_>>());
        if needs.len() == 1 {
            return say!(
                self.lang,
                "{names} est obligatoire, et aucune condition n'écarte les offres qui ne le couvrent pas.",
                "{names} is compulsory, and no condition rules out the offers that do not cover it."
            );
        }
        say!(
            self.lang,
            "{names} sont obligatoires, et aucune condition n'écarte les offres qui ne les couvrent pas.",
            "{names} are compulsory, and no condition rules out the offers that do not cover them."
        )
    }

    pub(super) fn narrow_market(
        &self,
        gate: usize,
        fact: MarketFact,
        level: usize,
        known: usize,
        passing: &[&'static Product],
    ) -> String {
        let (lang, gate) = (self.lang, self.gate(gate));
        let known = i18n::counted(lang, known, phrase("produit", "product"), phrase("produits", "products"));
        let until = Date::parse(MARKET_UNTIL).map(|date| date_text(lang, date)).unwrap_or_default();
        match passing.first() {
            Some(only) => {
                let only = self.product(only, fact);
                say!(
                    lang,
                    "La condition {gate} demande l'échelon {level} : sur {known} au statut connu du catalogue (arrêté à {until}), seul {only} peut y prétendre.",
                    "The condition {gate} asks for rung {level}: of {known} with a known status in the catalogue (up to {until}), only {only} may reach it."
                )
            }
            None => say!(
                lang,
                "La condition {gate} demande l'échelon {level} : sur {known} au statut connu du catalogue (arrêté à {until}), aucun n'y parvient.",
                "The condition {gate} asks for rung {level}: of {known} with a known status in the catalogue (up to {until}), none reaches it."
            ),
        }
    }

    /// The name of a product with the date and source of its status.
    fn product(&self, product: &Product, fact: MarketFact) -> String {
        let lang = self.lang;
        // Exposure has neither source nor date of its own.
        let status = Some(&product.secnumcloud).filter(|_| fact == MarketFact::SecNumCloud);
        let said = status.map_or(["", ""], |status| [status.source.as_ref(), status.as_of.as_ref()]);
        let mut said: Vec<&str> = said.into_iter().filter(|text| !text.is_empty()).collect();
        if !status.is_some_and(|status| status.confidence == Confidence::Public && !status.as_of.is_empty()) {
            said.push(Confidence::ToCheck.name().get(lang));
        }
        let (name, said) = (&product.name, said.join(", "));
        format!("{name} ({said})")
    }

    pub(super) fn below_zero(
        &self,
        criterion: &Id,
        beyond: Option<Decimal>,
        multiple: Option<&Rational>,
        offers: &[usize],
    ) -> String {
        let (lang, name) = (self.lang, self.criterion(criterion));
        let from = match (beyond.map(|beyond| self.money(beyond)), multiple.map(|multiple| self.rounded(multiple))) {
            (Some(beyond), Some(multiple)) => say!(
                lang,
                "La formule de {name} devient négative au-delà de {beyond}, soit {multiple} fois le prix le plus bas",
                "The formula of {name} becomes negative beyond {beyond}, which is {multiple} times the lowest price"
            ),
            (None, Some(multiple)) => say!(
                lang,
                "La formule de {name} devient négative au-delà de {multiple} fois le prix le plus bas",
                "The formula of {name} becomes negative beyond {multiple} times the lowest price"
            ),
            _ => say!(lang, "La formule de {name} peut devenir négative", "The formula of {name} may become negative"),
        };
        match (offers, beyond) {
            ([], None) => format!("{from}."),
            ([], Some(_)) => say!(lang, "{from} ; aucune offre ne l'est à ce jour.", "{from}; no offer is so far."),
            _ => {
                let names = self.offers(offers);
                say!(
                    lang,
                    "{from} : la note est retenue à 0 pour {names}.",
                    "{from}: the note is held at 0 for {names}."
                )
            }
        }
    }

    pub(super) fn worst_at_zero(
        &self,
        criterion: &Id,
        is_price: bool,
        share: &Rational,
        offers: usize,
        gap: Option<&Rational>,
    ) -> String {
        let (lang, name, share) = (self.lang, self.criterion(criterion), self.percent(share));
        let worst = match is_price {
            true => phrase("la plus chère", "the dearest offer"),
            false => phrase("la moins bonne", "the worst offer"),
        }
        .get(lang);
        let rule = say!(
            lang,
            "Sur {name}, {share} du total, {worst} reçoit toujours 0",
            "On {name}, {share} of the total, {worst} always gets 0"
        );
        match gap {
            Some(gap) => {
                let (gap, offers) = (self.percent(gap), i18n::integer(lang, offers));
                say!(
                    lang,
                    "{rule}, ici pour un écart de {gap} entre les extrêmes de {offers} offres.",
                    "{rule}, here for a gap of {gap} between the extremes of {offers} offers."
                )
            }
            None => say!(lang, "{rule}, quel que soit l'écart.", "{rule}, whatever the gap."),
        }
    }

    pub(super) fn above_full(
        &self,
        criterion: &Id,
        top: Option<&Rational>,
        lowest: Option<Decimal>,
        estimate: Option<Decimal>,
        offers: &[usize],
    ) -> String {
        let (lang, name) = (self.lang, self.criterion(criterion));
        let exceeding = top.filter(|top| **top > Decimal::ONE.into()).map(|top| self.percent(top));
        let seen = match (exceeding, lowest.map(|lowest| self.money(lowest))) {
            (Some(top), Some(lowest)) => say!(
                lang,
                "La formule de {name} donne {top} de la note pleine au prix le plus bas, {lowest}",
                "The formula of {name} gives {top} of the full note to the lowest price, {lowest}"
            ),
            _ => say!(
                lang,
                "La formule de {name} peut dépasser la note pleine",
                "The formula of {name} may exceed the full note"
            ),
        };
        let against = match estimate.map(|estimate| self.money(estimate)) {
            Some(estimate) => say!(lang, " (estimation : {estimate})", " (estimate: {estimate})"),
            None => String::new(),
        };
        if offers.is_empty() {
            return format!("{seen}{against}.");
        }
        let names = self.offers(offers);
        say!(
            lang,
            "{seen}{against} : la note est retenue à son maximum pour {names}.",
            "{seen}{against}: the note is held at its maximum for {names}."
        )
    }

    pub(super) fn averaged(&self, group: &Id, prices: usize, winner: Option<&AggregateWinner>) -> String {
        let (lang, name, prices) = (self.lang, self.criterion(group), i18n::integer(self.lang, prices));
        let seen =
            say!(lang, "{name} moyenne les notes de {prices} prix", "{name} averages the notes of {prices} prices");
        let Some(winner) = winner else {
            return say!(lang, "{seen} au lieu de noter leur somme.", "{seen} instead of noting their sum.");
        };
        let (by_notes, by_amount) = (self.offers(&winner.by_notes), self.offers(&winner.by_amount));
        let (first, second) = (self.money(winner.amounts.0), self.money(winner.amounts.1));
        if winner.by_notes == winner.by_amount {
            say!(
                lang,
                "{seen} ; noter leur somme désignerait aussi {by_notes} ({first}).",
                "{seen}; noting their sum would elect {by_notes} ({first}) as well."
            )
        } else {
            say!(
                lang,
                "{seen} et place {by_notes} ({first}) en tête ; noter leur somme y placerait {by_amount} ({second}).",
                "{seen} and puts {by_notes} ({first}) first; noting their sum would put {by_amount} ({second}) there."
            )
        }
    }
}

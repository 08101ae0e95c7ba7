//! Where the rules are from, and how well that is established.

use crate::i18n::{Phrase, phrase};

/// An article, a decision or a computation that a lint rests on.
#[derive(Debug)]
pub struct Source {
    /// What it is, with number and date.
    pub reference: Phrase,
    /// How well it is established.
    pub evidence: Evidence,
}

/// How well a source is established.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Read in an official text, or in a court's own analysis.
    Official,
    /// Read in publications that report it.
    Secondary,
    /// General knowledge that was not checked: never shown as a fact.
    ToVerify,
    /// Computed from the dossier at hand.
    Computed,
}

const fn official(reference: Phrase) -> Source {
    Source { reference, evidence: Evidence::Official }
}

const fn secondary(reference: Phrase) -> Source {
    Source { reference, evidence: Evidence::Secondary }
}

const fn to_verify(reference: Phrase) -> Source {
    Source { reference, evidence: Evidence::ToVerify }
}

const fn computed(reference: Phrase) -> Source {
    Source { reference, evidence: Evidence::Computed }
}

pub(super) const L2152_2: Source =
    secondary(phrase("Code de la commande publique, article L2152-2", "Code de la commande publique, article L2152-2"));

pub(super) const L2152_7: Source = secondary(phrase(
    "Code de la commande publique, article L2152-7, modifié par la loi n° 2021-1104, article 35",
    "Code de la commande publique, article L2152-7, amended by loi no. 2021-1104, article 35",
));

pub(super) const LOI_2016_1321: Source = secondary(phrase(
    "Loi n° 2016-1321 du 7 octobre 2016, article 16",
    "Loi no. 2016-1321 of 7 October 2016, article 16",
));

pub(super) const R2152_6: Source =
    official(phrase("Code de la commande publique, article R2152-6", "Code de la commande publique, article R2152-6"));

pub(super) const R2152_7: Source = secondary(phrase(
    "Code de la commande publique, article R2152-7, modifié par le décret n° 2022-767",
    "Code de la commande publique, article R2152-7, amended by décret no. 2022-767",
));

pub(super) const L2152_8: Source =
    to_verify(phrase("Code de la commande publique, article L2152-8", "Code de la commande publique, article L2152-8"));

pub(super) const R2152_11: Source = official(phrase(
    "Code de la commande publique, article R2152-11",
    "Code de la commande publique, article R2152-11",
));

pub(super) const HAUTE_GARONNE: Source = secondary(phrase(
    "CE, 12 septembre 2018, n° 420585, Département de la Haute-Garonne",
    "Conseil d'État, 12 September 2018, no. 420585, Département de la Haute-Garonne",
));

pub(super) const SAINT_PAL: Source = secondary(phrase(
    "CE, 18 juin 2010, n° 337377, Commune de Saint-Pal-de-Mons",
    "Conseil d'État, 18 June 2010, no. 337377, Commune de Saint-Pal-de-Mons",
));

/// The general test of a method.
pub(super) const METHOD_TEST: Source = official(phrase(
    "CE, 3 novembre 2014, n° 373362, Commune de Belleville-sur-Loire, d'après l'analyse de CE, 20 novembre 2020, n° 427761",
    "Conseil d'État, 3 November 2014, no. 373362, Commune de Belleville-sur-Loire, after the analysis of 20 November 2020, no. 427761",
));

/// The formula that was struck down.
pub(super) const BELLEVILLE: Source = secondary(phrase(
    "CE, 3 novembre 2014, n° 373362, Commune de Belleville-sur-Loire",
    "Conseil d'État, 3 November 2014, no. 373362, Commune de Belleville-sur-Loire",
));

pub(super) const QUALIFICATION: Source = secondary(phrase(
    "Qualification SecNumCloud de l'ANSSI : accordée pour trois ans à un service et à un périmètre",
    "SecNumCloud qualification of ANSSI: granted for three years, to a service and a perimeter",
));

pub(super) const MONTTE: Source =
    secondary(phrase("CJUE, 20 septembre 2018, C-546/16, Montte", "CJEU, 20 September 2018, C-546/16, Montte"));

pub(super) const MARKET: Source = computed(phrase(
    "Décompte sur le catalogue daté et sur les offres du dossier",
    "Counted in the dated catalogue and among the offers of the dossier",
));

pub(super) const NOTES: Source =
    computed(phrase("Notes exactes des offres classées du dossier", "Exact notes of the ranked offers of the dossier"));

pub(super) const WEIGHTS: Source =
    computed(phrase("Parts exactes des critères dans le total", "Exact shares of the criteria in the total"));

pub(super) const EUROPEAN_WEIGHTS: Source = secondary(phrase(
    "Commission européenne, Cloud Sovereignty Framework, guide d'application du 1er juin 2026 (poids : SOV-7 15, SOV-8 5)",
    "European Commission, Cloud Sovereignty Framework, implementation guidance of 1 June 2026 (weights: SOV-7 15, SOV-8 5)",
));

pub(super) const ANNOUNCED_METHOD: Source = secondary(phrase(
    "CAA Paris, date et numéro non établis : une méthode annoncée ne se corrige plus une fois les offres reçues, même pour une faute de frappe",
    "CAA Paris, date and number not established: an announced method is not mended once offers are in, even for a typing error",
));

pub(super) const GUADELOUPE: Source = secondary(phrase(
    "CE, 18 décembre 2012, n° 362532, Département de la Guadeloupe",
    "Conseil d'État, 18 December 2012, no. 362532, Département de la Guadeloupe",
));

pub(super) const DEFENCE: Source = secondary(phrase(
    "CE, 24 mai 2017, Ministre de la défense, Techno Logistique",
    "Conseil d'État, 24 May 2017, Ministre de la défense, Techno Logistique",
));

pub(super) const DEFENCE_NUMBER: Source =
    to_verify(phrase("Même décision, sous le n° 405787", "The same decision, under no. 405787"));

pub(super) const SNEGSO: Source = secondary(phrase(
    "CE, 1er juillet 2015, office public de l'habitat",
    "Conseil d'État, 1 July 2015, a public housing office",
));

pub(super) const SNEGSO_NUMBER: Source = to_verify(phrase(
    "Même décision, sous le nom SNEGSO et le n° 381095",
    "The same decision, under the name SNEGSO and no. 381095",
));

pub(super) const RANKS: Source = secondary(phrase(
    "CE, 7 juin 2024, n° 489404, Quimper Bretagne Occidentale",
    "Conseil d'État, 7 June 2024, no. 489404, Quimper Bretagne Occidentale",
));

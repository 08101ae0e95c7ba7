//! Grids to begin with: criteria, methods and gates, without offers. Those that
//! are written out stand in `templates/`, a dossier file for each language.

use crate::i18n::{Lang, Phrase, phrase};

/// A grid to begin with.
#[derive(Debug)]
pub struct Template {
    /// Its name in addresses and tests. Never changes once released.
    pub id: &'static str,
    /// Its name.
    pub name: Phrase,
    /// What it is for, in one sentence.
    pub purpose: Phrase,
    /// Where it comes from, and how well that is established.
    pub source: Phrase,
    /// The grid.
    pub grid: TemplateGrid,
    /// The gates that only some data ask for.
    pub demands: &'static [Demand],
    /// Whether it is one for special uses, offered apart.
    pub is_preset: bool,
}

/// A gate that only some data ask for.
#[derive(Clone, Copy, Debug)]
pub struct Demand {
    /// The gate.
    pub gate: &'static str,
    /// Which data ask for it.
    pub occasion: Occasion,
    /// The level that passes where a derogation was granted.
    pub lowered: Option<usize>,
}

/// Which data ask for a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// Data of « sensibilité particulière ».
    SensitiveData,
    /// Health data.
    HealthData,
}

/// What data a service will hold, by the doctrine « cloud au centre » (rule R9)
/// and article 31 of the SREN law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataClass {
    /// « D'une sensibilité particulière », on a commercial cloud.
    Sensitive,
    /// On an internal cloud of the State.
    State,
    /// Any other.
    Other,
}

impl DataClass {
    /// Every class, the one that asks for most first.
    pub const ALL: [Self; 3] = [Self::Sensitive, Self::State, Self::Other];

    /// Its name.
    pub fn name(self) -> Phrase {
        match self {
            Self::Sensitive => phrase(
                "d'une sensibilité particulière, sur un cloud commercial",
                "particularly sensitive, on a commercial cloud",
            ),
            Self::State => phrase("sur un cloud interne de l'État", "on an internal cloud of the State"),
            Self::Other => phrase("autres données", "other data"),
        }
    }

    /// What it comes to.
    pub fn meaning(self) -> Phrase {
        match self {
            Self::Sensitive => phrase(
                "La qualification SecNumCloud, ou un équivalent européen, est exigée pour le périmètre proposé (règle R9, article 31 de la loi SREN).",
                "The SecNumCloud qualification, or a European equivalent, is required for the offered perimeter (rule R9, article 31 of the SREN law).",
            ),
            Self::State => phrase(
                "Les clouds internes de l'État sont hors du champ de la règle R9\u{a0}: aucune qualification n'est exigée ici.",
                "Internal clouds of the State are outside rule R9: no qualification is required here.",
            ),
            Self::Other => phrase(
                "Sans données d'une sensibilité particulière, la qualification n'est pas requise\u{a0}: elle reste notée là où la grille la note.",
                "Without particularly sensitive data the qualification is not required: it is still noted where the grid notes it.",
            ),
        }
    }

    /// How the grid remembers it.
    pub fn recorded(self) -> Phrase {
        match self {
            Self::Sensitive => phrase(
                "Données retenues\u{a0}: d'une sensibilité particulière, sur un cloud commercial.",
                "Data: particularly sensitive, on a commercial cloud.",
            ),
            Self::State => phrase(
                "Données retenues\u{a0}: sur un cloud interne de l'État.",
                "Data: on an internal cloud of the State.",
            ),
            Self::Other => phrase(
                "Données retenues\u{a0}: aucune d'une sensibilité particulière.",
                "Data: none that are particularly sensitive.",
            ),
        }
    }
}

/// Where the grid of a template is.
#[derive(Clone, Copy, Debug)]
pub enum TemplateGrid {
    /// A dossier file without offers, in a language; a function, so that the page
    /// loads the text when somebody begins with it.
    File {
        /// The file.
        file: fn(Lang) -> &'static str,
    },
    /// The European framework, version 1.2.1 of October 2025.
    European2025,
    /// The European framework, guidance of June 2026.
    European2026,
}

/// Every template, in the order in which they are offered.
pub const TEMPLATES: &[Template] = &[
    Template {
        id: "suite",
        name: phrase("Suite collaborative d'un ministère", "Collaborative suite of a ministry"),
        purpose: phrase(
            "Comparer des suites bureautiques et collaboratives\u{a0}: neuf objectifs, dont coût, souveraineté et sécurité, avec leurs conditions éliminatoires.",
            "To compare office and collaboration suites: nine objectives, among them cost, sovereignty and security, with their eliminatory conditions.",
        ),
        source: phrase(
            "Objectifs de la circulaire du 5\u{a0}février 2026, d'après la presse (texte officiel à vérifier). Poids\u{a0}: proposition du projet.",
            "Objectives of the circulaire of 5 February 2026, from the press (official text to be checked). Weights: proposed by this project.",
        ),
        grid: TemplateGrid::File { file: suite },
        demands: &[QUALIFIED_SUITE],
        is_preset: false,
    },
    Template {
        id: "iaas",
        name: phrase("Hébergement souverain (infrastructure)", "Sovereign hosting (infrastructure)"),
        purpose: phrase(
            "Comparer des offres d'infrastructure à la demande\u{a0}: prix d'un panier, valeur technique, souveraineté, réversibilité, environnement.",
            "To compare offers of infrastructure on demand: price of a basket, technical value, sovereignty, reversibility, environment.",
        ),
        source: phrase(
            "Règle R9 et loi SREN, «\u{a0}Data Act\u{a0}», cadre européen de souveraineté du cloud (références à vérifier). Poids\u{a0}: proposition du projet.",
            "Rule R9 and SREN law, “Data Act”, Cloud Sovereignty Framework (references to be checked). Weights: proposed by this project.",
        ),
        grid: TemplateGrid::File { file: iaas },
        demands: &[
            Demand { gate: "B-G1", occasion: Occasion::SensitiveData, lowered: IN_QUALIFICATION },
            Demand { gate: "B-G2", occasion: Occasion::HealthData, lowered: None },
        ],
        is_preset: false,
    },
    Template {
        id: "ec-2026",
        name: phrase(
            "Souveraineté du cloud, cadre européen de juin\u{a0}2026",
            "Cloud sovereignty, European framework of June 2026",
        ),
        purpose: phrase(
            "Noter un service de cloud en détail\u{a0}: huit objectifs, quarante-huit échelles, un niveau SEAL minimal par objectif.",
            "To note a cloud service in detail: eight objectives, forty-eight ladders, a minimum SEAL for each objective.",
        ),
        source: phrase(
            "Guide d'application du cadre européen de souveraineté du cloud, 1er\u{a0}juin 2026 (échelles à vérifier sur l'annexe de la Commission).",
            "Implementation guidance of the Cloud Sovereignty Framework, 1 June 2026 (ladders to be checked against the Commission's annex).",
        ),
        grid: TemplateGrid::European2026,
        demands: &[],
        is_preset: false,
    },
    Template {
        id: "ec-2025",
        name: phrase(
            "Souveraineté du cloud, cadre européen d'octobre\u{a0}2025",
            "Cloud sovereignty, European framework of October 2025",
        ),
        purpose: phrase(
            "Situer vite un service de cloud\u{a0}: huit objectifs, un niveau SEAL de 0 à 4 pour chacun.",
            "To place a cloud service quickly: eight objectives, a SEAL from 0 to 4 for each.",
        ),
        source: phrase(
            "Cadre européen de souveraineté du cloud, version\u{a0}1.2.1 du 20\u{a0}octobre 2025.",
            "Cloud Sovereignty Framework, version 1.2.1 of 20 October 2025.",
        ),
        grid: TemplateGrid::European2025,
        demands: &[],
        is_preset: false,
    },
    Template {
        id: "neutral",
        name: phrase("Circulaire du 5\u{a0}février 2026, neutre", "Circulaire of 5 February 2026, neutral"),
        purpose: phrase(
            "Pour apprendre\u{a0}: les neuf objectifs à poids égaux, sans condition éliminatoire.",
            "To learn with: the nine objectives at equal weight, without eliminatory conditions.",
        ),
        source: phrase(
            "Circulaire du 5\u{a0}février 2026, d'après la presse (texte officiel à vérifier). Échelle\u{a0}: proposition du projet.",
            "Circulaire of 5 February 2026, from the press (official text to be checked). Scale: proposed by this project.",
        ),
        grid: TemplateGrid::File { file: neutral },
        demands: &[],
        is_preset: true,
    },
    Template {
        id: "sren",
        name: phrase("Loi SREN, article\u{a0}31 seul", "SREN law, article 31 alone"),
        purpose: phrase(
            "Savoir par oui ou par non si chaque offre satisfait aux conditions, sans rien classer d'autre.",
            "To know by yes or no whether each offer meets the conditions, and rank nothing else.",
        ),
        source: phrase(
            "Article\u{a0}31 de la loi n°\u{a0}2024-449 et règle R9 (décret d'application et lecture précise à vérifier).",
            "Article 31 of law no. 2024-449 and rule R9 (implementing decree and precise reading to be checked).",
        ),
        grid: TemplateGrid::File { file: sren },
        demands: &[
            Demand { gate: "E-G1", occasion: Occasion::SensitiveData, lowered: IN_QUALIFICATION },
            Demand { gate: "E-G2", occasion: Occasion::SensitiveData, lowered: None },
        ],
        is_preset: true,
    },
    Template {
        id: "cada",
        name: phrase("Niveaux d'assurance de l'Union (proposition)", "Union assurance levels (proposal)"),
        purpose: phrase(
            "Situer une offre sur les quatre niveaux proposés. Ce n'est pas du droit\u{a0}: aucune condition éliminatoire n'est posée.",
            "To place an offer on the four proposed levels. This is not law: no eliminatory condition is set.",
        ),
        source: phrase(
            "Proposition de règlement COM(2026)\u{a0}502 du 3\u{a0}juin 2026, d'après la presse (à vérifier sur le texte).",
            "Proposal for a regulation COM(2026) 502 of 3 June 2026, from the press (to be checked against the text).",
        ),
        grid: TemplateGrid::File { file: cada },
        demands: &[],
        is_preset: true,
    },
];

/// The level « en cours de qualification » of the SecNumCloud scales.
const IN_QUALIFICATION: Option<usize> = Some(3);

const QUALIFIED_SUITE: Demand = Demand { gate: "A-G2", occasion: Occasion::SensitiveData, lowered: IN_QUALIFICATION };

fn suite(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => include_str!("templates/suite.fr.json"),
        Lang::En => include_str!("templates/suite.en.json"),
    }
}

fn iaas(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => include_str!("templates/iaas.fr.json"),
        Lang::En => include_str!("templates/iaas.en.json"),
    }
}

fn neutral(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => include_str!("templates/neutral.fr.json"),
        Lang::En => include_str!("templates/neutral.en.json"),
    }
}

fn sren(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => include_str!("templates/sren.fr.json"),
        Lang::En => include_str!("templates/sren.en.json"),
    }
}

fn cada(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => include_str!("templates/cada.fr.json"),
        Lang::En => include_str!("templates/cada.en.json"),
    }
}

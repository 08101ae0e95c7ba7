//! Grids to begin with: criteria, methods and gates, without offers.

use crate::i18n::{Phrase, phrase};

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
}

/// Where the grid of a template is.
#[derive(Clone, Copy, Debug)]
pub enum TemplateGrid {
    /// That of an example, whose offers go.
    Example {
        /// Which example.
        id: &'static str,
        /// The remark in place of that of the example.
        notice: Phrase,
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
        grid: TemplateGrid::Example {
            id: "suite",
            notice: phrase(
                "Modèle à adapter. Les poids sont des propositions du projet\u{a0}; les conditions éliminatoires viennent d'un exemple fictif\u{a0}: remplacez leur base par celle de votre règlement de la consultation, et vérifiez les références juridiques signalées «\u{a0}à vérifier\u{a0}».",
                "Template to be adapted. The weights are proposals of this project; the eliminatory conditions come from a fictitious example: put the basis of your own consultation rules in their place, and check the legal references marked as such.",
            ),
        },
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
    },
];

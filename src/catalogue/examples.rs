//! The worked examples in the box: dossier files, as text.
//!
//! The page opens with the first one. The catalogue only holds the texts;
//! `saved` reads them like any other file, and the tests make sure that it can.

use crate::i18n::{Phrase, phrase};

/// A worked example.
#[derive(Debug)]
pub struct Example {
    /// Its name in addresses and settings. Never changes once released.
    pub id: &'static str,
    /// Its name in the list of examples.
    pub name: Phrase,
    /// What it shows, in one sentence.
    pub about: Phrase,
    /// The dossier file; a function, so that the page loads the text of an
    /// example when somebody opens it.
    pub file: fn() -> &'static str,
}

/// Every example, in the order in which they are offered.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "suite",
        name: phrase("Remplacer une suite collaborative", "Replacing a collaborative suite"),
        about: phrase(
            "Les neuf objectifs de la circulaire du 5 février 2026, cinq offres fictives : la moins chère n'est pas la mieux-disante.",
            "The nine objectives of the circular of 5 February 2026, five fictitious offers: the cheapest is not the best.",
        ),
        file: suite,
    },
    Example {
        id: "ec-2026",
        name: phrase("Souveraineté du cloud, grille européenne", "Cloud sovereignty, European framework"),
        about: phrase(
            "Cinq évaluations publiées selon le cadre de la Commission européenne, avec les poids de 2026 et ceux de 2025.",
            "Five published assessments under the European Commission's framework, with the weights of 2026 and of 2025.",
        ),
        file: european,
    },
    Example {
        id: "assembly",
        name: phrase("Suite ou assemblage de briques", "A suite or an assembly of bricks"),
        about: phrase(
            "Une suite sous droit extra-européen à son renouvellement (+25\u{a0}%), sa version opérée en France, une suite européenne et un assemblage de briques\u{a0}: besoins, conditions et coût sur quatre ans, chiffres fictifs.",
            "A suite under law from outside the EU at its renewal (+25%), its version operated in France, a European suite and an assembly of bricks: needs, conditions and cost over four years, fictitious figures.",
        ),
        file: assembly,
    },
];

fn suite() -> &'static str {
    include_str!("../../examples/suite.json")
}

fn european() -> &'static str {
    include_str!("../../examples/ec-2026.json")
}

fn assembly() -> &'static str {
    include_str!("../../examples/assembly.json")
}

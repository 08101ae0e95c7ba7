//! The European Commission's Cloud Sovereignty Framework in numbers: eight
//! objectives, 48 ladders, two published sets of weights.
//!
//! Topics are in our own words. Weights and SEALs of the guidance of 1 June 2026
//! were transcribed from a public reimplementation and agree with a second
//! publication for 1.1 to 1.6; the Commission's own annex is still to be held
//! against them, and every grid made from this table says that it is unofficial.

use crate::i18n::{Phrase, phrase};

/// An objective of the framework.
#[derive(Debug)]
pub struct Objective {
    /// `SOV-1` to `SOV-8`.
    pub id: &'static str,
    /// What it is about.
    pub name: Phrase,
    /// Its weight in the guidance of 1 June 2026, out of 100.
    pub weight_2026: i64,
    /// Its weight in version 1.2.1 of 20 October 2025, out of 100.
    pub weight_2025: i64,
    /// The minimum SEAL that a grid starts with; the buyer sets it.
    pub minimum_seal: u8,
    /// The ladders of the guidance of 2026.
    pub ladders: &'static [Ladder],
}

/// A criterion of the guidance of 2026: an announced scale whose rungs grant
/// points, evenly spaced from 0 to the maximum, and a SEAL.
#[derive(Debug)]
pub struct Ladder {
    /// `1.1` to `8.4`.
    pub id: &'static str,
    /// What it is about.
    pub topic: Phrase,
    /// The points of its last rung, in hundredths.
    pub maximum: i64,
    /// The SEAL that each rung grants, from the first.
    pub seals: &'static [u8],
}

/// The names of the SEALs, 0 to 4, in the guidance of 2026.
pub const SEALS: [Phrase; 5] = [
    phrase("aucune souveraineté", "no sovereignty"),
    phrase("souveraineté juridictionnelle", "jurisdictional sovereignty"),
    phrase("souveraineté des données", "data sovereignty"),
    phrase("souveraineté technologique", "technological sovereignty"),
    phrase("pleine souveraineté numérique", "full digital sovereignty"),
];

/// The eight objectives.
pub const OBJECTIVES: &[Objective] = &[
    Objective {
        id: "SOV-1",
        name: phrase("Souveraineté stratégique", "Strategic sovereignty"),
        weight_2026: 20,
        weight_2025: 15,
        minimum_seal: 1,
        ladders: &[
            ladder(
                "1.1",
                12_501,
                &[1, 1, 3, 4],
                phrase("Contrôle par une entité de l'UE ou de l'EEE", "Control by an EU or EEA legal entity"),
            ),
            ladder(
                "1.2",
                12_500,
                &[4, 4, 4, 4, 4],
                phrase("Risque de changement de contrôle", "Risk of a change of control"),
            ),
            ladder("1.3", 12_501, &[2, 2, 3, 4], phrase("Maîtrise de la feuille de route", "Control over the roadmap")),
            ladder(
                "1.4",
                12_500,
                &[4, 4, 4, 4, 4],
                phrase("Indépendance des capitaux hors UE", "Independence from capital outside the EU"),
            ),
            ladder(
                "1.5",
                12_500,
                &[4, 4, 4, 4, 4],
                phrase("Contribution économique dans l'UE", "Economic contribution in the EU"),
            ),
            ladder(
                "1.6",
                12_500,
                &[4, 4, 4, 4, 4],
                phrase("Participation à des programmes stratégiques de l'UE", "Part in strategic EU programmes"),
            ),
            ladder(
                "1.7",
                12_501,
                &[4, 4, 4, 4],
                phrase(
                    "Alignement sur la stratégie industrielle de l'UE",
                    "Alignment with the industrial strategy of the EU",
                ),
            ),
            ladder("1.8", 12_500, &[0, 0, 2, 2, 4], phrase("Résistance à une coupure", "Resilience to a cut-off")),
        ],
    },
    Objective {
        id: "SOV-2",
        name: phrase("Souveraineté juridique", "Legal and jurisdictional sovereignty"),
        weight_2026: 10,
        weight_2025: 10,
        minimum_seal: 2,
        ladders: &[
            ladder(
                "2.1",
                16_700,
                &[1, 1, 4],
                phrase("Droit dont relève le service", "Primary jurisdiction of the service"),
            ),
            ladder(
                "2.2",
                16_700,
                &[1, 1, 1, 2, 4],
                phrase("Exposition aux lois extraterritoriales", "Exposure to extraterritorial laws"),
            ),
            ladder(
                "2.3",
                16_700,
                &[1, 1, 1, 1, 4],
                phrase(
                    "Voies d'accès aux données pour des autorités hors UE",
                    "Ways to the data for authorities outside the EU",
                ),
            ),
            ladder(
                "2.4",
                16_700,
                &[0, 1, 2, 3, 4],
                phrase("Restrictions de contrôle des exportations", "Export-control restrictions"),
            ),
            ladder(
                "2.5",
                16_700,
                &[4, 4, 4, 4, 4],
                phrase("Origine de la propriété intellectuelle", "Origin of the intellectual property"),
            ),
            ladder(
                "2.6",
                16_700,
                &[3, 3, 3, 4, 4],
                phrase("Droit dont relève son titulaire", "Jurisdiction of its holder"),
            ),
        ],
    },
    Objective {
        id: "SOV-3",
        name: phrase("Souveraineté des données et de l'intelligence artificielle", "Data and AI sovereignty"),
        weight_2026: 10,
        weight_2025: 10,
        minimum_seal: 2,
        ladders: &[
            ladder(
                "3.1",
                20_000,
                &[0, 1, 2, 3, 4],
                phrase("Maîtrise des clés de chiffrement par le client", "Customer control of encryption keys"),
            ),
            ladder(
                "3.2",
                20_000,
                &[0, 1, 2, 3, 4],
                phrase("Transparence des flux et journaux d'accès", "Transparent data flows and access logs"),
            ),
            ladder(
                "3.3",
                20_000,
                &[0, 1, 1, 3, 4],
                phrase("Effacement sûr et preuve d'effacement", "Secure deletion and proof of it"),
            ),
            ladder(
                "3.4",
                20_000,
                &[0, 0, 1, 1, 4],
                phrase("Données strictement dans l'UE ou l'EEE", "Data strictly in the EU or EEA"),
            ),
            ladder(
                "3.5",
                20_000,
                &[2, 2, 2, 3, 4],
                phrase("Services d'intelligence artificielle sous contrôle de l'UE", "AI services under EU control"),
            ),
        ],
    },
    Objective {
        id: "SOV-4",
        name: phrase("Souveraineté opérationnelle", "Operational sovereignty"),
        weight_2026: 15,
        weight_2025: 15,
        minimum_seal: 1,
        ladders: &[
            ladder(
                "4.1",
                16_700,
                &[1, 1, 4, 4, 4],
                phrase("Portabilité et interopérabilité", "Portability and interoperability"),
            ),
            ladder(
                "4.2",
                16_700,
                &[1, 1, 3, 3, 4],
                phrase("Exploitation sans dépendance étrangère", "Operation without foreign dependency"),
            ),
            ladder(
                "4.3",
                16_700,
                &[1, 1, 3, 3, 4],
                phrase("Compétences disponibles dans l'UE", "Skills available in the EU"),
            ),
            ladder("4.4", 16_700, &[1, 2, 3, 3, 4], phrase("Assistance depuis l'UE", "Support from the EU")),
            ladder(
                "4.5",
                16_700,
                &[0, 2, 4, 4, 4],
                phrase("Documentation et transfert de connaissances", "Documentation and knowledge transfer"),
            ),
            ladder(
                "4.6",
                16_700,
                &[0, 2, 3, 3, 4],
                phrase("Droit dont relèvent les sous-traitants", "Jurisdiction of subcontractors"),
            ),
        ],
    },
    Objective {
        id: "SOV-5",
        name: phrase("Souveraineté de la chaîne d'approvisionnement", "Supply-chain sovereignty"),
        weight_2026: 10,
        weight_2025: 20,
        minimum_seal: 1,
        ladders: &[
            ladder("5.1", 14_300, &[1, 1, 3, 3, 4], phrase("Origine des composants", "Origin of components")),
            ladder("5.2", 14_300, &[1, 1, 3, 3, 4], phrase("Lieu de fabrication", "Place of manufacture")),
            ladder("5.3", 14_300, &[4, 4, 4, 4, 4], phrase("Provenance des micrologiciels", "Provenance of firmware")),
            ladder("5.4", 14_300, &[0, 2, 3, 3, 4], phrase("Conception du logiciel", "Design of the software")),
            ladder(
                "5.5",
                14_300,
                &[1, 1, 3, 3, 4],
                phrase("Assemblage, diffusion et mises à jour", "Packaging, distribution and updates"),
            ),
            ladder("5.6", 14_300, &[1, 1, 2, 3, 4], phrase("Point unique de dépendance", "Single point of dependency")),
            ladder(
                "5.7",
                14_300,
                &[1, 1, 2, 3, 4],
                phrase("Transparence de la chaîne et droits d'audit", "Supply-chain transparency and audit rights"),
            ),
        ],
    },
    Objective {
        id: "SOV-6",
        name: phrase("Souveraineté technologique", "Technological sovereignty"),
        weight_2026: 15,
        weight_2025: 15,
        minimum_seal: 1,
        ladders: &[
            ladder(
                "6.1",
                20_000,
                &[0, 1, 2, 3, 4],
                phrase("Interopérabilité et interfaces ouvertes", "Interoperability and open interfaces"),
            ),
            ladder(
                "6.2",
                20_000,
                &[0, 0, 2, 3, 4],
                phrase("Respect des standards ouverts", "Compliance with open standards"),
            ),
            ladder(
                "6.3",
                20_000,
                &[2, 2, 3, 4, 4],
                phrase("Code ouvert et sa gouvernance", "Open source and its governance"),
            ),
            ladder(
                "6.4",
                20_000,
                &[2, 2, 3, 3, 4],
                phrase("Transparence de l'architecture", "Transparency of the architecture"),
            ),
            ladder(
                "6.5",
                20_000,
                &[0, 3, 3, 3, 4],
                phrase("Souveraineté du calcul intensif", "Sovereignty of high-performance computing"),
            ),
        ],
    },
    Objective {
        id: "SOV-7",
        name: phrase("Souveraineté de la sécurité et de la conformité", "Security and compliance sovereignty"),
        weight_2026: 15,
        weight_2025: 10,
        minimum_seal: 1,
        ladders: &[
            ladder("7.1", 14_300, &[1, 1, 2, 3, 4], phrase("Certification de sécurité", "Security certification")),
            ladder(
                "7.2",
                14_300,
                &[4, 4, 4, 4, 4],
                phrase("Conformité à la réglementation de l'UE", "Compliance with EU regulation"),
            ),
            ladder(
                "7.3",
                14_300,
                &[1, 1, 1, 3, 4],
                phrase(
                    "Centre de sécurité et gestion des incidents dans l'UE",
                    "Security operations and incident handling in the EU",
                ),
            ),
            ladder(
                "7.4",
                14_300,
                &[0, 1, 1, 3, 4],
                phrase(
                    "Maîtrise de la supervision et des journaux par le client",
                    "Customer control of monitoring and logs",
                ),
            ),
            ladder("7.5", 14_300, &[0, 1, 2, 3, 4], phrase("Déclaration des incidents", "Disclosure of incidents")),
            ladder(
                "7.6",
                14_300,
                &[1, 1, 4, 4, 4],
                phrase("Autonomie de maintenance (correctifs)", "Autonomy of maintenance (patching)"),
            ),
            ladder("7.7", 14_300, &[1, 1, 1, 1, 4], phrase("Auditabilité", "Auditability")),
        ],
    },
    Objective {
        id: "SOV-8",
        name: phrase("Durabilité environnementale", "Environmental sustainability"),
        weight_2026: 5,
        weight_2025: 5,
        minimum_seal: 1,
        ladders: &[
            ladder("8.1", 25_000, &[1, 1, 4, 4, 4], phrase("Efficacité énergétique (PUE)", "Energy efficiency (PUE)")),
            ladder(
                "8.2",
                25_000,
                &[0, 0, 3, 4, 4],
                phrase("Réemploi et recyclage du matériel", "Hardware reuse and recycling"),
            ),
            ladder(
                "8.3",
                25_000,
                &[1, 1, 2, 3, 4],
                phrase("Déclarations environnementales", "Environmental reporting"),
            ),
            ladder("8.4", 25_000, &[4, 4, 4, 4, 4], phrase("Approvisionnement en énergie", "Energy supplies")),
        ],
    },
];

const fn ladder(id: &'static str, maximum: i64, seals: &'static [u8], topic: Phrase) -> Ladder {
    Ladder { id, topic, maximum, seals }
}

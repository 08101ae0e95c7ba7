//! The words that lints look for, as patterns of [`super::words`]: folded, in
//! French and English. Each list prefers to miss a case than to cry wolf: an
//! « environnement de travail » is not the environment, « à distance » is not
//! a distance.

use super::sighting::Origin;
use crate::i18n::{Phrase, phrase};

/// The environmental features of an offer.
pub(super) const ENVIRONMENT: &[&str] = &[
    "environnementa*|environmental*",
    "!d|un|cet|votre|notre environnement !de|d|numerique|technique|informatique|logiciel|cloud|collaboratif|bureautique|secnumcloud|qualifie|securise|reglementaire|applicatif|cible",
    "!work|cloud|software|test|production|target|it|an environment !of|for|where|variable|variables",
    "ecolog*",
    "ecoconc*|ecolabel*|ecorespons*",
    "eco conception|responsable|responsables|label",
    "durabilite|sustainability|sustainable",
    "developpement durable",
    "carbone|carbon|decarbonation|decarbonisation",
    "energie|energetique|energetiques|energy",
    "rgesn|pue|deee|weee",
    "recycl*",
    "reemploi|reemplois|reemploye*",
    "reconditionne*|refurbished",
    "reparabilite|repairability",
    "hardware ~ reuse",
    "numerique responsable",
    "sobriete numerique",
    "effet de serre",
    "greenhouse",
    "climat|climate|climatique|climatiques",
    "dechet|dechets|waste",
    "biodiversite|biodiversity",
    "economie circulaire",
    "circular economy",
];

/// A price or a cost, in a name.
pub(super) const PRICE: &[&str] =
    &["prix|price|prices|pricing", "cout|couts|cost|costs|tco", "tarif|tarifs|tarification", "montant|montants"];

/// Who makes an offer, or owns who does.
macro_rules! bidder {
    () => {
        "entreprise|entreprises|societe|societes|prestataire|prestataires|editeur|editeurs|fournisseur|fournisseurs|operateur|operateurs|hebergeur|hebergeurs|candidat|candidats|soumissionnaire|soumissionnaires|titulaire|capital|capitaux|actionnariat|actionnaires|pme|industriel|industriels"
    };
}

/// Whom a preference for what is near is for.
macro_rules! favoured {
    () => {
        "tissu|emploi|emplois|entreprise|entreprises|acteur|acteurs|economie|prestataire|prestataires|fournisseur|fournisseurs|producteur|producteurs|pme|ancrage|implantation|presence|preference|partenaire|partenaires|developpement|filiere|filieres|retombees|agence"
    };
}

/// What may not be asked of a bidder from the Union, by kind.
pub(super) const ORIGIN: &[(Origin, &[&str])] = &[
    (
        Origin::Nationality,
        &[
            "nationalite|nationality",
            concat!(bidder!(), " francais|francaise|francaises"),
            "capital|capitaux|actionnariat|actionnaires ~ francais",
            "solution|solutions|produit|produits|logiciel|logiciels|origine francaise|francais|francaises",
            "preference nationale",
            "fabrique|fabriques|fabrication|made en|in france",
            "french company|companies|vendor|vendors|supplier|suppliers|provider|providers|owned",
        ],
    ),
    (
        Origin::HeadOffice,
        &[
            "siege|sieges social|sociaux",
            "siege de|du l|la|le|candidat|titulaire|soumissionnaire entreprise|societe|operateur|editeur|prestataire",
            "siege du candidat|titulaire|soumissionnaire|prestataire|groupe",
            "siege en|dans france|l|un|une",
            "siege situe",
            "lieu d etablissement",
            "headquarters|headquartered",
            "head office",
            "registered office",
        ],
    ),
    (
        Origin::Jobs,
        &[
            "emploi|emplois|salarie|salaries|effectifs ~ france",
            "creation|creations|maintien d emploi|emplois",
            "emploi|emplois local|locaux",
            "jobs|employees|staff ~ in france",
            "local jobs",
        ],
    ),
    (
        Origin::Local,
        &[
            concat!(favoured!(), " local|locale|locaux|locales"),
            concat!(favoured!(), " territorial|territoriale"),
            "entreprises|economie|acteurs|pme du|de territoire|departement|region",
            "tissu economique",
            "local company|companies|supplier|suppliers|vendor|vendors|presence|economy|preference",
        ],
    ),
    (
        Origin::Distance,
        &[
            "!a|longue|long|courte distance|distances entre|de|du|des|d|au|aux|jusqu|from|to|between|geographique|kilometrique",
            "!de proximite geographique",
            "!de proximite de|du|des|d ~ prestataire|prestataires|titulaire|candidat|entreprise|agence|agences|site|sites|locaux",
            "proximity to|of",
            "eloignement du|de|des|geographique",
        ],
    ),
];

/// The same, as whole names.
pub(super) const ORIGIN_NAMES: &[(Origin, &[&str])] = &[
    (Origin::HeadOffice, &["siege", "headquarters"]),
    (Origin::Local, &["local", "caractere local", "localite"]),
    (Origin::Distance, &["distance", "proximite", "eloignement", "proximity"]),
];

/// What a candidate is able to do: a matter of selection, not of award.
pub(super) const CAPACITY: &[&str] = &[
    "chiffre|chiffres d affaires|affaire",
    "annual turnover|revenue",
    "company turnover",
    "reference|references client|clients|similaires|similaire|comparables|recentes",
    "references de|du|des ~ candidat|candidats|entreprise|societe|soumissionnaire|titulaire|prestataire|editeur|marches|projets|clients",
    "client|customer|company|similar references",
    "effectif|effectifs de|du|des ~ candidat|entreprise|societe|soumissionnaire|titulaire|prestataire|editeur|groupe",
    "moyens humains ~ candidat|entreprise|societe",
    "company headcount|workforce",
    "headcount|workforce of",
    "capacite|capacites financiere|financieres|economique|economiques",
    "capacite|capacites de|du|des candidat|candidats|soumissionnaire|soumissionnaires",
    "solidite|solvabilite|assise financiere|financieres",
    "financial standing|strength|capacity",
    "anciennete|experience de|du l|la|candidat|titulaire entreprise|societe",
    "experience|anciennete du candidat|soumissionnaire",
    "bilans comptables",
];

/// The same, as whole names.
pub(super) const CAPACITY_NAMES: &[&str] = &[
    "reference",
    "references",
    "references et effectifs",
    "effectif",
    "effectifs",
    "turnover",
    "headcount",
    "workforce",
    "solvabilite",
    "moyens humains et references",
    "capacites du candidat",
];

/// Names that say nothing of what is judged.
pub(super) const VAGUE_NAMES: &[&str] = &[
    "qualite",
    "qualites",
    "qualite globale",
    "qualite generale",
    "qualite technique",
    "qualite de l offre",
    "qualite de la solution",
    "valeur",
    "valeur technique",
    "valeur technique de l offre",
    "valeur ajoutee",
    "technique",
    "note technique",
    "merite",
    "merite technique",
    "pertinence",
    "interet",
    "divers",
    "autre",
    "autres",
    "autres criteres",
    "appreciation",
    "appreciation generale",
    "appreciation globale",
    "impression",
    "impression generale",
    "impression d ensemble",
    "avis general",
    "quality",
    "overall quality",
    "technical quality",
    "technical value",
    "technical merit",
    "value",
    "added value",
    "merit",
    "relevance",
    "various",
    "other",
    "others",
    "miscellaneous",
    "general appreciation",
    "overall appreciation",
    "general impression",
    "overall impression",
    "overall assessment",
];

/// Things that a gate may ask for and a criterion note again.
pub(super) const TOPICS: &[(Phrase, &[&str])] = &[
    (phrase("SecNumCloud", "SecNumCloud"), &["secnumcloud"]),
    (phrase("HDS", "HDS"), &["hds", "donnees de sante", "health data"]),
    (phrase("SEAL", "SEAL"), &["seal"]),
    (phrase("accessibilité (RGAA)", "accessibility (RGAA)"), &["rgaa|wcag", "accessibilite|accessibility"]),
    (phrase("RGESN", "RGESN"), &["rgesn"]),
    (phrase("RGPD", "GDPR"), &["rgpd|gdpr"]),
    (phrase("Data Act", "Data Act"), &["data act"]),
    (phrase("réversibilité", "reversibility"), &["reversibilite|reversibility"]),
    (phrase("interopérabilité", "interoperability"), &["interoperabilite|interoperability"]),
];

/// A score of the European framework taken as one criterion.
pub(super) const EUROPEAN_SCORE: &[&str] = &[
    "score|indice ~ europeen",
    "score|indice ~ souverainete",
    "european ~ score",
    "sovereignty score",
    "cadre europeen ~ souverainete",
    "cloud sovereignty framework",
];

/// Security, in a name.
pub(super) const SECURITY: &[&str] = &["securite|security|cybersecurite|cybersecurity"];

/// A rank, in a name.
pub(super) const RANK: &[&str] = &["rang|rangs|classement|classements|rank|ranks|ranking"];

/// What is bought is computing, in a title.
pub(super) const HOSTING: &[&str] = &["hebergement|hosting|iaas|paas|infrastructure|infrastructures"];

/// What is bought is software for users, in a title.
pub(super) const SOFTWARE: &[&str] = &[
    "suite|bureautique|collaboratif|collaborative|collaboratifs|collaboration",
    "messagerie|messageries|mail|email|courriel",
    "visioconference|webconference|intranet",
];

#[cfg(test)]
mod tests {
    use super::super::words::Words;
    use super::*;

    #[test]
    fn patterns_are_folded_and_well_formed() {
        let origins = ORIGIN.iter().chain(ORIGIN_NAMES).flat_map(|(_, patterns)| *patterns);
        let topics = TOPICS.iter().flat_map(|(_, patterns)| *patterns);
        let others = [
            ENVIRONMENT,
            PRICE,
            CAPACITY,
            CAPACITY_NAMES,
            VAGUE_NAMES,
            EUROPEAN_SCORE,
            SECURITY,
            RANK,
            HOSTING,
            SOFTWARE,
        ];
        for pattern in origins.chain(topics).chain(others.into_iter().flatten()) {
            let steps: Vec<&str> = pattern.split(' ').collect();
            for (place, step) in steps.iter().enumerate() {
                let is_at_an_end = place == 0 || place + 1 == steps.len();
                assert!(!step.starts_with('!') || is_at_an_end, "{pattern}: looks around in the middle");
                for option in
                    step.trim_start_matches('!').trim_end_matches('*').split('|').filter(|option| *option != "~")
                {
                    assert!(Words::of(option).is(&[option.trim_end_matches('*')]), "{pattern}: {option} is not folded");
                }
            }
        }
    }
}

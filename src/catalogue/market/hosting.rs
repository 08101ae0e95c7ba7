//! European hosting: computing, storage, network.

use super::table::{NO_LAWS, facts, functions, no_status, said, text};
use super::{
    Confidence, Control, Exposure, Function, Licence, LicenceKind, Life, Lifecycle, Product, ProductKind,
    Qualification, Qualified, Verified,
};

pub(super) static PRODUCTS: [Product; 9] = [
    Product {
        id: text("ovhcloud"),
        name: text("OVHcloud"),
        kind: ProductKind::Hosting,
        publisher: text("OVHcloud"),
        country: text("FR"),
        parent_country: text("FR"),
        licence: Licence { kind: LicenceKind::Service, spdx: text(""), note: text("") },
        functions: functions(&[
            Function::Compute,
            Function::Storage,
            Function::Network,
            Function::Database,
            Function::Kubernetes,
        ]),
        secnumcloud: Qualification {
            status: Qualified::Qualified,
            perimeter: text(
                "Hosted Private Cloud VMware («\u{a0}Managed Dedicated Cloud – SecNumCloud\u{a0}») et Bare Metal Pod\u{202f}; version et validité non publiées\u{202f}; ne couvre pas le reste du cloud public.",
            ),
            as_of: text("2025-08-06"),
            source: text("Documentation OVHcloud"),
            confidence: Confidence::Public,
        },
        jurisdiction: Exposure {
            rung: Some(3),
            class: Control::EuControlled,
            laws: NO_LAWS,
            confidence: Confidence::Public,
            note: text("Coté à la Bourse de Paris\u{202f}; ses filiales hors de l'Union européenne sont à vérifier."),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text("2026-04-17"), confidence: Confidence::Public },
        facts: facts!(
            said!(
                "Fondé à Roubaix en 1999\u{202f}; propose du cloud depuis 2010.",
                "Magazine web des collectivités",
                "2017-07"
            ),
            said!(
                "A levé environ 250\u{a0}M€ en octobre 2016, puis obtenu 400\u{a0}M€ de financement en juin 2017.",
                "Magazine web des collectivités",
                "2017-07"
            ),
            said!(
                "En 2019, l'État l'avait sollicité avec Dassault Systèmes pour un cloud souverain.",
                "JDN",
                "2019-09"
            ),
            said!("Adhérait au Cispe en 2019.", "JDN", "2019-09"),
            said!(
                "En 2024, premier fournisseur du marché cloud de l'UGAP\u{a0}: près de 44\u{a0}% des commandes (part calculée d'après les montants publiés).",
                "ZDNet",
                "2025"
            ),
            said!(
                "Un tiers, sans caractère officiel, l'évalue à 75,1\u{a0}% et SEAL-3 selon le cadre européen de souveraineté du cloud.",
                "Abilian",
                "2026"
            ),
            said!(
                "Partenaire de Post Telecom au marché de cloud souverain de la Commission européenne.",
                "The Next Web",
                "2026-04-17"
            )
        ),
        confidence: Confidence::Public,
        verified: Verified { functions: false, licence: false, ownership: true },
    },
    Product {
        id: text("outscale"),
        name: text("3DS Outscale"),
        kind: ProductKind::Hosting,
        publisher: text("Outscale (Dassault Systèmes)"),
        country: text("FR"),
        parent_country: text("FR"),
        licence: Licence { kind: LicenceKind::Service, spdx: text(""), note: text("") },
        functions: functions(&[Function::Compute, Function::Storage, Function::Network, Function::Kubernetes]),
        secnumcloud: Qualification {
            status: Qualified::Qualified,
            perimeter: text("IaaS, version 3.2\u{202f}; la date de décision n'est pas publiée."),
            as_of: text("2026"),
            source: text("Abilian, citant Dassault Systèmes"),
            confidence: Confidence::Public,
        },
        jurisdiction: Exposure {
            rung: Some(3),
            class: Control::EuControlled,
            laws: NO_LAWS,
            confidence: Confidence::Public,
            note: text(""),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text("2026"), confidence: Confidence::Public },
        facts: facts!(
            said!(
                "En 2019, son cloud pour le secteur public était «\u{a0}en cours de qualification\u{a0}» SecNumCloud.",
                "JDN",
                "2019-09"
            ),
            said!(
                "En 2019, l'État avait sollicité sa maison mère, Dassault Systèmes, avec OVH, pour un cloud souverain.",
                "JDN",
                "2019-09"
            ),
            said!(
                "Près de 8\u{a0}% des commandes passées en 2024 sur le marché cloud de l'UGAP (part calculée d'après les montants publiés).",
                "ZDNet",
                "2025"
            )
        ),
        confidence: Confidence::Public,
        verified: Verified { functions: false, licence: false, ownership: true },
    },
    Product {
        id: text("scaleway"),
        name: text("Scaleway"),
        kind: ProductKind::Hosting,
        publisher: text("Scaleway"),
        country: text("FR"),
        parent_country: text("FR"),
        licence: Licence { kind: LicenceKind::Service, spdx: text(""), note: text("") },
        functions: functions(&[
            Function::Compute,
            Function::Storage,
            Function::Network,
            Function::Database,
            Function::Kubernetes,
        ]),
        secnumcloud: Qualification {
            status: Qualified::InQualification,
            perimeter: text(
                "Qualification 3.2 en cours d'après l'éditeur\u{202f}; une autre source le dit déjà certifié\u{a0}: elles se contredisent.",
            ),
            as_of: text("2026"),
            source: text("Scaleway (blog)"),
            confidence: Confidence::ToCheck,
        },
        jurisdiction: Exposure {
            rung: Some(3),
            class: Control::EuControlled,
            laws: NO_LAWS,
            confidence: Confidence::Public,
            note: text(""),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text("2026-04-23"), confidence: Confidence::Public },
        facts: facts!(
            said!("En 2019, l'un des fournisseurs français attendus du marché cloud de l'UGAP.", "JDN", "2019-09"),
            said!(
                "Près de 8\u{a0}% des commandes passées en 2024 sur le marché cloud de l'UGAP (part calculée d'après les montants publiés).",
                "ZDNet",
                "2025"
            ),
            said!(
                "Choisi par la Plateforme des données de santé\u{202f}; hébergeur certifié HDS.",
                "eucloudpatterns.eu",
                "2026-04-23"
            ),
            said!(
                "Attributaire direct au marché de cloud souverain de la Commission européenne.",
                "The Next Web",
                "2026-04-17"
            )
        ),
        confidence: Confidence::Public,
        verified: Verified { functions: false, licence: false, ownership: true },
    },
    Product {
        id: text("t-systems"),
        name: text("T-Systems"),
        kind: ProductKind::Hosting,
        publisher: text("T-Systems International"),
        country: text("DE"),
        parent_country: text("DE"),
        licence: Licence { kind: LicenceKind::Service, spdx: text(""), note: text("") },
        functions: functions(&[Function::Compute, Function::Storage, Function::Network]),
        secnumcloud: no_status!(Unknown),
        jurisdiction: Exposure {
            rung: Some(3),
            class: Control::EuControlled,
            laws: NO_LAWS,
            confidence: Confidence::ToCheck,
            note: text("Le groupe a une importante filiale américaine, à vérifier."),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text(""), confidence: Confidence::ToCheck },
        facts: facts!(said!("En 2021, nommé à côté d'OVH comme fournisseur européen de cloud.", "LeMagIT", "2021-10")),
        confidence: Confidence::Founding,
        verified: Verified { functions: false, licence: false, ownership: false },
    },
    Product {
        id: text("cloudwatt"),
        name: text("Cloudwatt"),
        kind: ProductKind::Hosting,
        publisher: text("Orange"),
        country: text("FR"),
        parent_country: text("FR"),
        licence: Licence { kind: LicenceKind::Service, spdx: text(""), note: text("") },
        functions: functions(&[Function::Compute, Function::Storage]),
        secnumcloud: no_status!(NoneKnown),
        jurisdiction: Exposure {
            rung: Some(3),
            class: Control::EuControlled,
            laws: NO_LAWS,
            confidence: Confidence::ToCheck,
            note: text(""),
        },
        lifecycle: Lifecycle { state: Life::Discontinued, date: text("2020-02-01"), confidence: Confidence::Public },
        facts: facts!(
            said!(
                "Lancé en 2012, l'un des deux clouds souverains que la presse tenait pour un échec.",
                "JDN",
                "2019-09"
            ),
            said!(
                "Disposait de deux centres de données\u{202f}; rejoint Orange Business Services en mars 2015\u{202f}; contrats «\u{a0}exclusivement de droit français\u{a0}».",
                "Magazine web des collectivités",
                "2017-07"
            ),
            said!(
                "L'État avait placé 75\u{a0}M€ dans chacun des deux projets, Cloudwatt et Numergy.",
                "businessnow.fr",
                "2019"
            ),
            said!(
                "Service arrêté\u{a0}: les clients, prévenus six mois avant, avaient jusqu'au 31 janvier 2020 pour reprendre leurs données.",
                "Solutions Numériques",
                "2020"
            )
        ),
        confidence: Confidence::Public,
        verified: Verified { functions: false, licence: false, ownership: false },
    },
    Product {
        id: text("numergy"),
        name: text("Numergy"),
        kind: ProductKind::Hosting,
        publisher: text("SFR"),
        country: text("FR"),
        parent_country: text(""),
        licence: Licence { kind: LicenceKind::Service, spdx: text(""), note: text("") },
        functions: functions(&[Function::Compute, Function::Storage]),
        secnumcloud: no_status!(NoneKnown),
        jurisdiction: Exposure {
            rung: None,
            class: Control::Unknown,
            laws: NO_LAWS,
            confidence: Confidence::ToCheck,
            note: text(""),
        },
        lifecycle: Lifecycle { state: Life::Discontinued, date: text("2016"), confidence: Confidence::Public },
        facts: facts!(
            said!(
                "Lancé en 2012, l'un des deux clouds souverains que la presse tenait pour un échec.",
                "JDN",
                "2019-09"
            ),
            said!("Repris par SFR\u{202f}; la date de fin de la marque n'est pas connue.", "Génération-NT", "2016")
        ),
        confidence: Confidence::Public,
        verified: Verified { functions: false, licence: false, ownership: false },
    },
    Product {
        id: text("orange-business"),
        name: text("Orange (Orange Business, Orange Cloud for Business)"),
        kind: ProductKind::Hosting,
        publisher: text("Orange Business"),
        country: text("FR"),
        parent_country: text("FR"),
        licence: Licence { kind: LicenceKind::Service, spdx: text(""), note: text("") },
        functions: functions(&[Function::Compute, Function::Storage, Function::Network]),
        secnumcloud: Qualification {
            status: Qualified::InQualification,
            perimeter: text(
                "Flexible Storage en 2017\u{202f}; une offre Orange devait être qualifiée en 2025, sans résultat connu.",
            ),
            as_of: text("2025"),
            source: text("inCyber"),
            confidence: Confidence::Public,
        },
        jurisdiction: Exposure {
            rung: Some(3),
            class: Control::EuControlled,
            laws: NO_LAWS,
            confidence: Confidence::ToCheck,
            note: text("L'État français est au capital (à vérifier)."),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text(""), confidence: Confidence::ToCheck },
        facts: facts!(
            said!(
                "En 2017, Flexible Storage était dit «\u{a0}en passe d'obtenir\u{a0}» SecNumCloud.",
                "Magazine web des collectivités",
                "2017-07"
            ),
            said!("Associé de Bleu en 2021.", "LeMagIT", "2021-10")
        ),
        confidence: Confidence::Public,
        verified: Verified { functions: false, licence: false, ownership: false },
    },
    Product {
        id: text("numspot"),
        name: text("NumSpot"),
        kind: ProductKind::Hosting,
        publisher: text("NumSpot"),
        country: text("FR"),
        parent_country: text("FR"),
        licence: Licence { kind: LicenceKind::Service, spdx: text(""), note: text("") },
        functions: functions(&[Function::Compute, Function::Database, Function::Kubernetes]),
        secnumcloud: Qualification {
            status: Qualified::InQualification,
            perimeter: text("Qualification en cours en 2025, sans résultat connu."),
            as_of: text("2025"),
            source: text("inCyber"),
            confidence: Confidence::Public,
        },
        jurisdiction: Exposure {
            rung: Some(3),
            class: Control::EuControlled,
            laws: NO_LAWS,
            confidence: Confidence::Public,
            note: text(""),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text("2026"), confidence: Confidence::Public },
        facts: facts!(said!("En 2025, la qualification SecNumCloud était annoncée comme en cours.", "inCyber", "2025")),
        confidence: Confidence::Public,
        verified: Verified { functions: false, licence: false, ownership: true },
    },
    Product {
        id: text("cloud-temple"),
        name: text("Cloud Temple"),
        kind: ProductKind::Hosting,
        publisher: text("Cloud Temple"),
        country: text("FR"),
        parent_country: text(""),
        licence: Licence { kind: LicenceKind::Service, spdx: text(""), note: text("") },
        functions: functions(&[Function::Compute, Function::Storage, Function::Kubernetes]),
        secnumcloud: Qualification {
            status: Qualified::Qualified,
            perimeter: text("IaaS (2022), puis PaaS selon la presse\u{202f}; version et validité non publiées."),
            as_of: text("2024"),
            source: text("E.D.I"),
            confidence: Confidence::Public,
        },
        jurisdiction: Exposure {
            rung: Some(3),
            class: Control::EuControlled,
            laws: NO_LAWS,
            confidence: Confidence::ToCheck,
            note: text(""),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text(""), confidence: Confidence::ToCheck },
        facts: facts!(said!("La qualification SecNumCloud de son IaaS est rapportée à 2022.", "E.D.I", "2024")),
        confidence: Confidence::Public,
        verified: Verified { functions: false, licence: false, ownership: false },
    },
];

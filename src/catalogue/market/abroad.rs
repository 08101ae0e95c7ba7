//! What is controlled from outside the EU, or rests on technology from outside.

use super::table::{NO_LAWS, US_LAWS, facts, functions, no_status, said, text};
use super::{
    Confidence, Control, Exposure, Function, Licence, LicenceKind, Life, Lifecycle, Product, ProductKind,
    Qualification, Qualified, Verified,
};

pub(super) static PRODUCTS: [Product; 10] = [
    Product {
        id: text("microsoft-365"),
        name: text("Microsoft 365 (Office 365)"),
        kind: ProductKind::Suite,
        publisher: text("Microsoft"),
        country: text("US"),
        parent_country: text("US"),
        licence: Licence { kind: LicenceKind::Proprietary, spdx: text(""), note: text("") },
        functions: functions(&[
            Function::Mail,
            Function::Calendar,
            Function::Chat,
            Function::Video,
            Function::Documents,
            Function::Storage,
            Function::Intranet,
            Function::Project,
            Function::Directory,
        ]),
        secnumcloud: no_status!(NoneKnown),
        jurisdiction: Exposure {
            rung: Some(0),
            class: Control::NonEuControlled,
            laws: US_LAWS,
            confidence: Confidence::Public,
            note: text(""),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text(""), confidence: Confidence::ToCheck },
        facts: facts!(
            said!(
                "En septembre 2021, une note de la DINUM l'excluait des ministères, hors cloud conforme à la doctrine «\u{a0}Cloud au centre\u{a0}».",
                "LeMagIT",
                "2021-10"
            ),
            said!(
                "La DINUM recommandait en 2021 d'attendre une meilleure offre pour remplacer Office 365, «\u{a0}en l'absence d'urgence\u{a0}».",
                "LeMagIT",
                "2021-10"
            ),
            said!(
                "Au renouvellement, la région Occitanie fait état de coûts en hausse de 20 à 30\u{a0}%.",
                "Clubic",
                "2024"
            ),
            said!(
                "Adopté par la région Occitanie pendant la crise du Covid\u{202f}; des licences Office 2021 ont été achetées pour sortir de ce cloud.",
                "LMI",
                "2024"
            ),
            said!(
                "Devant le Sénat, en juin 2025, l'éditeur n'a pas pu exclure toute transmission de données.",
                "Gazette du Midi",
                "2025-10"
            )
        ),
        confidence: Confidence::Public,
        verified: Verified { functions: false, licence: false, ownership: false },
    },
    Product {
        id: text("microsoft-exchange"),
        name: text("Microsoft Exchange"),
        kind: ProductKind::Mail,
        publisher: text("Microsoft"),
        country: text("US"),
        parent_country: text("US"),
        licence: Licence { kind: LicenceKind::Proprietary, spdx: text(""), note: text("") },
        functions: functions(&[Function::Mail, Function::Calendar, Function::Directory]),
        secnumcloud: no_status!(NotApplicable),
        jurisdiction: Exposure {
            rung: None,
            class: Control::NonEuControlled,
            laws: US_LAWS,
            confidence: Confidence::ToCheck,
            note: text(
                "S'installe sur site\u{a0}: l'acheteur peut l'exploiter lui-même, mais l'éditeur reste américain.",
            ),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text(""), confidence: Confidence::ToCheck },
        facts: facts!(
            said!("En 2021, BlueMind était donné comme l'alternative française.", "LeMagIT", "2021-10"),
            said!(
                "La région Occitanie envisageait de lui substituer BlueMind ou Zimbra, entre autres.",
                "Clubic",
                "2024"
            ),
            said!(
                "Les versions 2016 et 2019 sont sans mises à jour depuis le 14 octobre 2025.",
                "Gazette du Midi",
                "2025-10"
            )
        ),
        confidence: Confidence::Public,
        verified: Verified { functions: false, licence: false, ownership: false },
    },
    Product {
        id: text("microsoft-teams"),
        name: text("Microsoft Teams"),
        kind: ProductKind::Chat,
        publisher: text("Microsoft"),
        country: text("US"),
        parent_country: text("US"),
        licence: Licence { kind: LicenceKind::Proprietary, spdx: text(""), note: text("") },
        functions: functions(&[Function::Chat, Function::Video, Function::Storage, Function::Documents]),
        secnumcloud: no_status!(NoneKnown),
        jurisdiction: Exposure {
            rung: Some(0),
            class: Control::NonEuControlled,
            laws: US_LAWS,
            confidence: Confidence::ToCheck,
            note: text(""),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text(""), confidence: Confidence::ToCheck },
        facts: facts!(said!(
            "Une partie des agents de la région Occitanie le regrettait après le changement d'outil.",
            "Clubic",
            "2024"
        )),
        confidence: Confidence::Founding,
        verified: Verified { functions: false, licence: false, ownership: false },
    },
    Product {
        id: text("microsoft-azure"),
        name: text("Microsoft Azure"),
        kind: ProductKind::Hosting,
        publisher: text("Microsoft"),
        country: text("US"),
        parent_country: text("US"),
        licence: Licence { kind: LicenceKind::Proprietary, spdx: text(""), note: text("") },
        functions: functions(&[
            Function::Compute,
            Function::Storage,
            Function::Network,
            Function::Database,
            Function::Kubernetes,
        ]),
        secnumcloud: no_status!(NoneKnown),
        jurisdiction: Exposure {
            rung: Some(0),
            class: Control::NonEuControlled,
            laws: US_LAWS,
            confidence: Confidence::ToCheck,
            note: text(""),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text(""), confidence: Confidence::ToCheck },
        facts: facts!(
            said!("Il était prévu que Bleu en héberge la couche logicielle en France.", "LeMagIT", "2021-10"),
            said!(
                "En 2019, Microsoft figurait parmi les fournisseurs attendus du marché cloud de l'UGAP.",
                "JDN",
                "2019-09"
            ),
            said!(
                "Près de 18\u{a0}% des commandes passées en 2024 sur le marché cloud de l'UGAP (part calculée d'après les montants publiés).",
                "ZDNet",
                "2025"
            ),
            said!(
                "La Plateforme des données de santé doit passer d'Azure à Scaleway\u{202f}; changement annoncé pour début 2027.",
                "pulseit.news",
                "2026-04"
            )
        ),
        confidence: Confidence::Public,
        verified: Verified { functions: false, licence: false, ownership: false },
    },
    Product {
        id: text("google-cloud"),
        name: text("Google Cloud"),
        kind: ProductKind::Hosting,
        publisher: text("Google"),
        country: text("US"),
        parent_country: text("US"),
        licence: Licence { kind: LicenceKind::Proprietary, spdx: text(""), note: text("") },
        functions: functions(&[
            Function::Compute,
            Function::Storage,
            Function::Network,
            Function::Database,
            Function::Kubernetes,
        ]),
        secnumcloud: no_status!(NoneKnown),
        jurisdiction: Exposure {
            rung: Some(0),
            class: Control::NonEuControlled,
            laws: US_LAWS,
            confidence: Confidence::ToCheck,
            note: text("L'offre PREMI3NS de S3NS est à part."),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text(""), confidence: Confidence::ToCheck },
        facts: facts!(
            said!("En 2021, un accord avec Thales visait une offre de cloud de confiance.", "LeMagIT", "2021-10"),
            said!("En 2019, l'un des fournisseurs attendus du marché cloud de l'UGAP.", "JDN", "2019-09")
        ),
        confidence: Confidence::Founding,
        verified: Verified { functions: false, licence: false, ownership: false },
    },
    Product {
        id: text("aws"),
        name: text("Amazon Web Services"),
        kind: ProductKind::Hosting,
        publisher: text("Amazon Web Services"),
        country: text("US"),
        parent_country: text("US"),
        licence: Licence { kind: LicenceKind::Proprietary, spdx: text(""), note: text("") },
        functions: functions(&[
            Function::Compute,
            Function::Storage,
            Function::Network,
            Function::Database,
            Function::Kubernetes,
        ]),
        secnumcloud: no_status!(NoneKnown),
        jurisdiction: Exposure {
            rung: Some(0),
            class: Control::NonEuControlled,
            laws: US_LAWS,
            confidence: Confidence::ToCheck,
            note: text(""),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text(""), confidence: Confidence::ToCheck },
        facts: facts!(
            said!("En 2019, l'un des fournisseurs attendus du marché cloud de l'UGAP.", "JDN", "2019-09"),
            said!(
                "Près de 5\u{a0}% des commandes passées en 2024 sur le marché cloud de l'UGAP (part calculée d'après les montants publiés).",
                "ZDNet",
                "2025"
            )
        ),
        confidence: Confidence::Public,
        verified: Verified { functions: false, licence: false, ownership: false },
    },
    Product {
        id: text("bleu"),
        name: text("Bleu"),
        kind: ProductKind::Hosting,
        publisher: text("Bleu (coentreprise Orange et Capgemini)"),
        country: text("FR"),
        parent_country: text("FR"),
        licence: Licence { kind: LicenceKind::Proprietary, spdx: text(""), note: text("") },
        functions: functions(&[
            Function::Compute,
            Function::Storage,
            Function::Mail,
            Function::Calendar,
            Function::Chat,
            Function::Video,
            Function::Documents,
        ]),
        secnumcloud: Qualification {
            status: Qualified::InQualification,
            perimeter: text(
                "Services IaaS, PaaS et CaaS (version 3.2)\u{202f}; jalon J0 le 17 avril 2025\u{202f}; Microsoft 365 est visé\u{202f}; la qualification, attendue au premier semestre 2026, n'est pas confirmée.",
            ),
            as_of: text("2026-01"),
            source: text("Clubic"),
            confidence: Confidence::Public,
        },
        jurisdiction: Exposure {
            rung: Some(2),
            class: Control::NonEuTechnology,
            laws: NO_LAWS,
            confidence: Confidence::Public,
            note: text(
                "Technologie de Microsoft sous licence\u{202f}; d'après la presse, Microsoft n'est pas au capital\u{202f}; la dépendance technologique reste.",
            ),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text("2026-01-01"), confidence: Confidence::Public },
        facts: facts!(
            said!(
                "Orange, Capgemini et Microsoft s'étaient associés pour proposer Azure et Microsoft 365 hébergés en France.",
                "LeMagIT",
                "2021-10"
            ),
            said!(
                "L'offre était annoncée en 2021 comme conforme aux critères du cloud de confiance.",
                "LeMagIT",
                "2021-10"
            ),
            said!(
                "Un parlementaire estimait qu'elle ne serait pas souveraine si elle louait des serveurs à Microsoft.",
                "LeMagIT",
                "2021-10"
            ),
            said!(
                "Société fondée en janvier 2024\u{202f}; le jalon J0 de SecNumCloud date du 17 avril 2025.",
                "inCyber",
                "2025-04-17"
            ),
            said!(
                "Un contrat avec Dassault Aviation court depuis le 1er janvier 2026\u{202f}; les premiers services étaient attendus pour l'été 2026.",
                "LMI",
                "2026"
            )
        ),
        confidence: Confidence::Public,
        verified: Verified { functions: false, licence: false, ownership: true },
    },
    Product {
        id: text("s3ns"),
        name: text("S3NS (PREMI3NS / Crypt3ns), Thales-Google"),
        kind: ProductKind::Hosting,
        publisher: text("S3NS"),
        country: text("FR"),
        parent_country: text("FR"),
        licence: Licence { kind: LicenceKind::Proprietary, spdx: text(""), note: text("") },
        functions: functions(&[
            Function::Compute,
            Function::Storage,
            Function::Network,
            Function::Database,
            Function::Kubernetes,
            Function::Analytics,
        ]),
        secnumcloud: Qualification {
            status: Qualified::Qualified,
            perimeter: text(
                "PREMI3NS (IaaS, CaaS, PaaS), version 3.2, décision du 17 décembre 2025\u{202f}; ne couvre pas Crypt3ns.",
            ),
            as_of: text("2026-01-05"),
            source: text("Génération-NT"),
            confidence: Confidence::Public,
        },
        jurisdiction: Exposure {
            rung: Some(2),
            class: Control::NonEuTechnology,
            laws: NO_LAWS,
            confidence: Confidence::Public,
            note: text(
                "Thales en a le contrôle\u{202f}; la technologie vient de Google, avec une quarantaine des mises à jour.",
            ),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text("2026-04-17"), confidence: Confidence::Public },
        facts: facts!(
            said!("Thales et Google annonçaient une association pour un cloud de confiance.", "LeMagIT", "2021-10"),
            said!("PREMI3NS a reçu le visa SecNumCloud 3.2 le 17 décembre 2025.", "Génération-NT", "2026-01"),
            said!("PREMI3NS et Crypt3ns réunissent plus de 60 clients.", "e-voltaire.fr", "2026-01-07"),
            said!(
                "Fait partie du groupement Proximus, retenu au marché de cloud souverain de la Commission européenne.",
                "The Next Web",
                "2026-04-17"
            )
        ),
        confidence: Confidence::Public,
        verified: Verified { functions: false, licence: false, ownership: true },
    },
    Product {
        id: text("zimbra"),
        name: text("Zimbra"),
        kind: ProductKind::Mail,
        publisher: text("Synacor"),
        country: text("US"),
        parent_country: text("US"),
        licence: Licence {
            kind: LicenceKind::NotEstablished,
            spdx: text(""),
            note: text("Une édition libre et une édition Network\u{202f}; licences à vérifier."),
        },
        functions: functions(&[Function::Mail, Function::Calendar, Function::Directory, Function::Chat]),
        secnumcloud: no_status!(Unknown),
        jurisdiction: Exposure {
            rung: None,
            class: Control::NonEuControlled,
            laws: US_LAWS,
            confidence: Confidence::ToCheck,
            note: text("Éditeur américain (à vérifier)\u{202f}; l'acheteur ou un hébergeur européen peut l'exploiter."),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text(""), confidence: Confidence::ToCheck },
        facts: facts!(said!("L'une des pistes de la région Occitanie pour succéder à Exchange.", "Clubic", "2024")),
        confidence: Confidence::Founding,
        verified: Verified { functions: false, licence: false, ownership: false },
    },
    Product {
        id: text("softwareone"),
        name: text("SoftwareONE"),
        kind: ProductKind::Integrator,
        publisher: text("SoftwareOne"),
        country: text("CH"),
        parent_country: text("CH"),
        licence: Licence { kind: LicenceKind::Service, spdx: text(""), note: text("") },
        functions: functions(&[]),
        secnumcloud: no_status!(NotApplicable),
        jurisdiction: Exposure {
            rung: None,
            class: Control::NonEuControlled,
            laws: NO_LAWS,
            confidence: Confidence::ToCheck,
            note: text(""),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text(""), confidence: Confidence::ToCheck },
        facts: facts!(said!(
            "En 2019, candidat comme revendeur au cloud de l'État pour les données moins sensibles.",
            "JDN",
            "2019-09"
        )),
        confidence: Confidence::Founding,
        verified: Verified { functions: false, licence: false, ownership: false },
    },
];

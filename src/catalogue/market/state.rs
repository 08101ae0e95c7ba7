//! What the State operates or buys itself.

use super::table::{NO_LAWS, facts, functions, no_status, said, text};
use super::{
    Confidence, Control, Exposure, Function, Licence, LicenceKind, Life, Lifecycle, Product, ProductKind, Verified,
};

pub(super) static PRODUCTS: [Product; 5] = [
    Product {
        id: text("snap"),
        name: text("SNAP (sac à dos numérique de l’agent public)"),
        kind: ProductKind::Suite,
        publisher: text("DINUM"),
        country: text("FR"),
        parent_country: text("FR"),
        licence: Licence {
            kind: LicenceKind::OpenSource,
            spdx: text(""),
            note: text("Briques libres, chacune sous sa licence."),
        },
        functions: functions(&[Function::Chat, Function::Video, Function::Storage, Function::Project]),
        secnumcloud: no_status!(NotApplicable),
        jurisdiction: Exposure {
            rung: Some(3),
            class: Control::StateOperated,
            laws: NO_LAWS,
            confidence: Confidence::ToCheck,
            note: text(""),
        },
        lifecycle: Lifecycle { state: Life::Discontinued, date: text(""), confidence: Confidence::ToCheck },
        facts: facts!(
            said!(
                "En 2021, les produits interministériels du «\u{a0}sac à dos numérique\u{a0}» étaient l'une des quatre voies que conseillait la DINUM.",
                "LeMagIT",
                "2021-10"
            ),
            said!("Il reposait sur des briques libres\u{a0}: Matrix, Jitsi et BigBlueButton.", "LeMagIT", "2021-10")
        ),
        confidence: Confidence::Founding,
        verified: Verified { functions: false, licence: false, ownership: false },
    },
    Product {
        id: text("tchap"),
        name: text("Tchap"),
        kind: ProductKind::Chat,
        publisher: text("DINUM"),
        country: text("FR"),
        parent_country: text("FR"),
        licence: Licence {
            kind: LicenceKind::OpenSource,
            spdx: text(""),
            note: text("Logiciel libre issu d'Element, sous Apache-2.0 ou AGPL-3.0\u{a0}: à vérifier."),
        },
        functions: functions(&[Function::Chat, Function::Directory]),
        secnumcloud: no_status!(NotApplicable),
        jurisdiction: Exposure {
            rung: Some(3),
            class: Control::StateOperated,
            laws: NO_LAWS,
            confidence: Confidence::ToCheck,
            note: text("Repose sur Matrix."),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text("2026-04"), confidence: Confidence::ToCheck },
        facts: facts!(said!(
            "Messagerie instantanée de l'État, dont la feuille de route de 2019 prévoyait le déploiement.",
            "JDN",
            "2019-09"
        )),
        confidence: Confidence::Founding,
        verified: Verified { functions: false, licence: false, ownership: false },
    },
    Product {
        id: text("ugap"),
        name: text("UGAP"),
        kind: ProductKind::PurchasingBody,
        publisher: text("UGAP"),
        country: text("FR"),
        parent_country: text("FR"),
        licence: Licence { kind: LicenceKind::Service, spdx: text(""), note: text("") },
        functions: functions(&[]),
        secnumcloud: no_status!(NotApplicable),
        jurisdiction: Exposure {
            rung: None,
            class: Control::StateOperated,
            laws: NO_LAWS,
            confidence: Confidence::ToCheck,
            note: text(""),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text(""), confidence: Confidence::ToCheck },
        facts: facts!(
            said!(
                "Administrations et collectivités y trouvaient en 2019 des offres de cloud à prix négocié.",
                "JDN",
                "2019-09"
            ),
            said!(
                "Marché cloud en 2024\u{a0}: 72\u{a0}% des commandes allaient à des acteurs français, 33\u{a0}% à des offres SecNumCloud.",
                "ZDNet",
                "2025"
            )
        ),
        confidence: Confidence::Public,
        verified: Verified { functions: false, licence: false, ownership: false },
    },
    Product {
        id: text("etat-cloud-cercle1"),
        name: text("Clouds internes de l’État (cercle 1: NUBO, Pi)"),
        kind: ProductKind::Hosting,
        publisher: text("État français"),
        country: text("FR"),
        parent_country: text("FR"),
        licence: Licence { kind: LicenceKind::Service, spdx: text(""), note: text("") },
        functions: functions(&[Function::Compute, Function::Storage]),
        secnumcloud: no_status!(NotApplicable),
        jurisdiction: Exposure {
            rung: Some(3),
            class: Control::StateOperated,
            laws: NO_LAWS,
            confidence: Confidence::Public,
            note: text("Clouds internes de l'État\u{a0}: la règle sur les clouds commerciaux ne s'y applique pas."),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text("2023-06-01"), confidence: Confidence::Public },
        facts: facts!(
            said!(
                "Premier «\u{a0}cercle\u{a0}»\u{a0}: cloud interne conçu par l'État et pour lui, réservé aux données et applications sensibles.",
                "JDN",
                "2019-09"
            ),
            said!(
                "La règle SecNumCloud vise les clouds commerciaux\u{202f}; celui-ci n'y entre pas.",
                "Silicon",
                "2023-06-01"
            )
        ),
        confidence: Confidence::Public,
        verified: Verified { functions: false, licence: false, ownership: false },
    },
    Product {
        id: text("lasuite"),
        name: text("LaSuite numérique (Visio, Tchap, Fichiers, Docs, FranceTransfert…)"),
        kind: ProductKind::Suite,
        publisher: text("DINUM"),
        country: text("FR"),
        parent_country: text("FR"),
        licence: Licence {
            kind: LicenceKind::OpenSource,
            spdx: text(""),
            note: text("MIT ou AGPL, brique par brique\u{a0}: à vérifier."),
        },
        functions: functions(&[
            Function::Chat,
            Function::Video,
            Function::Storage,
            Function::Documents,
            Function::Directory,
        ]),
        secnumcloud: no_status!(NotApplicable),
        jurisdiction: Exposure {
            rung: Some(3),
            class: Control::StateOperated,
            laws: NO_LAWS,
            confidence: Confidence::ToCheck,
            note: text("L'État l'exploite\u{202f}; l'hébergement de chaque brique est à vérifier."),
        },
        lifecycle: Lifecycle { state: Life::Active, date: text("2026-04"), confidence: Confidence::ToCheck },
        facts: facts!(said!(
            "Des éditeurs privés la contestent\u{202f}; la DINUM répond qu'elle ne ferme pas la porte au privé.",
            "LeMagIT",
            "2026-02"
        )),
        confidence: Confidence::Public,
        verified: Verified { functions: false, licence: false, ownership: false },
    },
];

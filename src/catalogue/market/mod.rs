//! The catalogue of the market: products and providers that a buyer may meet,
//! with dated facts. It gives no note and no price, and its rungs are ceilings:
//! an offer is the buyer's own entry.
//!
//! What stands here is the catalogue in the box. A file may hold another one,
//! of the same form; texts are borrowed from the program or owned.

mod abroad;
mod hosting;
mod others;
mod state;
mod suites;
mod table;

use std::borrow::Cow;

use crate::i18n::{Phrase, phrase};

/// A text of the catalogue; empty where nothing is established.
pub type Text = Cow<'static, str>;

/// A catalogue of the market.
#[derive(Clone, Debug, PartialEq)]
pub struct Market {
    /// Whose it is; empty for the one in the box.
    pub title: Text,
    /// The month of its newest source, a partial ISO date: nothing later is reflected.
    pub until: Text,
    /// The language of its texts: `fr` or `en`.
    pub language: Text,
    /// What is on the market.
    pub products: Vec<Cow<'static, Product>>,
}

/// A product, a service or a provider.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// Its identifier, unique in its catalogue.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// What it is.
    pub kind: ProductKind,
    /// The company or body that publishes or operates it.
    pub publisher: Text,
    /// Where its head office is: ISO 3166-1 alpha-2.
    pub country: Text,
    /// Where the ultimate parent is; empty where that is not established.
    pub parent_country: Text,
    /// Under which licence.
    pub licence: Licence,
    /// What it does.
    pub functions: Cow<'static, [Function]>,
    /// How far a service of it is qualified.
    pub secnumcloud: Qualification,
    /// How far it is exposed to law from outside the EU.
    pub jurisdiction: Exposure,
    /// Whether it can be bought.
    pub lifecycle: Lifecycle,
    /// What was said of it.
    pub facts: Cow<'static, [Statement]>,
    /// The best confidence among its facts.
    pub confidence: Confidence,
    /// What of it was read in a dated public source; the rest is to be verified.
    pub verified: Verified,
}

/// The licence of a product.
#[derive(Clone, Debug, PartialEq)]
pub struct Licence {
    /// Of which kind.
    pub kind: LicenceKind,
    /// Its SPDX identifier; empty where there is none, or several.
    pub spdx: Text,
    /// What there is to say of it.
    pub note: Text,
}

/// What is known of a SecNumCloud qualification, which is granted to a service
/// and a perimeter, never to a company.
#[derive(Clone, Debug, PartialEq)]
pub struct Qualification {
    /// How far.
    pub status: Qualified,
    /// What it covers, and what it does not.
    pub perimeter: Text,
    /// When the source says so, a partial ISO date; empty when undated.
    pub as_of: Text,
    /// Where it was read; empty when nowhere in particular.
    pub source: Text,
    /// How well it is supported.
    pub confidence: Confidence,
}

/// Exposure to law from outside the EU.
#[derive(Clone, Debug, PartialEq)]
pub struct Exposure {
    /// The highest rung, 0 to 4, that ownership and technology allow; none where
    /// it depends on who operates the product.
    pub rung: Option<usize>,
    /// Who controls it.
    pub class: Control,
    /// The laws with reach beyond borders known to apply to the publisher.
    pub laws: Cow<'static, [Text]>,
    /// How well it is supported.
    pub confidence: Confidence,
    /// What there is to say of it.
    pub note: Text,
}

/// Whether a product lives.
#[derive(Clone, Debug, PartialEq)]
pub struct Lifecycle {
    /// What is known.
    pub state: Life,
    /// When it was last seen active, or ended: a partial ISO date; may be empty.
    pub date: Text,
    /// How well it is supported.
    pub confidence: Confidence,
}

/// A fact as a source gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What.
    pub text: Text,
    /// Which source; empty: to be verified.
    pub source: Text,
    /// Of when, a partial ISO date; empty: to be verified.
    pub date: Text,
}

/// What was read in a dated public source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// The functions.
    pub functions: bool,
    /// The licence.
    pub licence: bool,
    /// Head office and ultimate parent.
    pub ownership: bool,
}

/// An enumeration with a word for files and a name for people for each value.
macro_rules! worded {
    ($(#[$what:meta])* $name:ident { $($(#[$which:meta])* $value:ident = $tag:literal, $fr:literal, $en:literal;)+ }) => {
        $(#[$what])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$which])* $value,)+
        }

        impl $name {
            /// Every value.
            pub const ALL: &[Self] = &[$(Self::$value),+];

            /// The word for files. Never changes once released.
            pub fn tag(self) -> &'static str {
                match self { $(Self::$value => $tag),+ }
            }

            /// The name for people, within a sentence.
            pub fn name(self) -> Phrase {
                match self { $(Self::$value => phrase($fr, $en)),+ }
            }
        }
    };
}

worded! {
    /// What a product is.
    ProductKind {
        /// A collaborative suite.
        Suite = "suite", "suite collaborative", "collaborative suite";
        /// Mail.
        Mail = "mail", "messagerie électronique", "mail";
        /// Instant messages.
        Chat = "chat", "messagerie instantanée", "instant messages";
        /// Conferences.
        Conference = "webconf", "visioconférence", "video conference";
        /// Documents and their storage.
        Documents = "document", "documents", "documents";
        /// An intranet.
        Intranet = "intranet", "intranet", "intranet";
        /// Computing, storage and network.
        Hosting = "iaas", "hébergement", "hosting";
        /// Security products and services.
        Security = "security", "sécurité", "security";
        /// A company that resells and puts together.
        Integrator = "integrator", "intégrateur ou revendeur", "integrator or reseller";
        /// A body that buys for others.
        PurchasingBody = "purchasing-body", "centrale d'achat", "central purchasing body";
    }
}

worded! {
    /// Something that a product does.
    Function {
        /// Mail.
        Mail = "mail", "messagerie électronique", "mail";
        /// Calendars.
        Calendar = "calendar", "agenda", "calendar";
        /// Instant messages.
        Chat = "chat", "messagerie instantanée", "instant messages";
        /// Conferences.
        Video = "video", "visioconférence", "video conference";
        /// Writing together.
        Documents = "docs-coediting", "coédition de documents", "co-editing of documents";
        /// Storage.
        Storage = "storage", "stockage", "storage";
        /// An intranet.
        Intranet = "intranet", "intranet", "intranet";
        /// Projects.
        Project = "project", "gestion de projet", "project management";
        /// A directory.
        Directory = "directory", "annuaire", "directory";
        /// Computing.
        Compute = "compute", "calcul", "computing";
        /// Network.
        Network = "network", "réseau", "network";
        /// Databases.
        Database = "database", "bases de données", "databases";
        /// Containers.
        Kubernetes = "kubernetes", "conteneurs (Kubernetes)", "containers (Kubernetes)";
        /// Analysis of data.
        Analytics = "analytics", "analyse de données", "data analysis";
        /// Security.
        Security = "security", "sécurité", "security";
        /// Administration accounts.
        PrivilegedAccess = "privileged-access", "accès à privilèges", "privileged access";
    }
}

worded! {
    /// What kind of licence a product has.
    LicenceKind {
        /// Free software.
        OpenSource = "open-source", "logiciel libre", "open source";
        /// Proprietary software.
        Proprietary = "proprietary", "propriétaire", "proprietary";
        /// No licence applies.
        Service = "service", "service, sans licence", "service, no licence";
        /// Several editions, or nobody knows.
        NotEstablished = "unknown", "non établie", "not established";
    }
}

worded! {
    /// How far a service is qualified.
    Qualified {
        /// A qualification is reported.
        Qualified = "qualified", "qualification annoncée", "qualification reported";
        /// A qualification is under way.
        InQualification = "in-qualification", "qualification en cours", "in qualification";
        /// The platform below is qualified, the service is not.
        HostedOnQualified = "hosted-on-qualified", "hébergé sur une plateforme qualifiée", "hosted on a qualified platform";
        /// No step towards one is known.
        NoneKnown = "none-known", "aucune démarche connue", "no step known";
        /// The question does not arise.
        NotApplicable = "not-applicable", "sans objet", "not applicable";
        /// Nobody knows.
        Unknown = "unknown", "non établi", "not established";
    }
}

worded! {
    /// Who controls an operator, and its technology.
    Control {
        /// Controlled from outside the EU.
        NonEuControlled = "non-eu-controlled", "contrôle hors Union européenne", "controlled from outside the EU";
        /// Controlled from the EU, on technology from outside.
        NonEuTechnology = "eu-controlled-non-eu-technology", "contrôle européen, technologie extra-européenne", "EU control, technology from outside";
        /// Controlled from the EU.
        EuControlled = "eu-controlled", "contrôle européen", "EU control";
        /// Free software that the buyer may operate.
        SelfHostable = "eu-self-hostable-oss", "logiciel libre exploitable en propre", "open source one may operate oneself";
        /// Operated by the State.
        StateOperated = "state-operated", "exploité par l'État", "operated by the State";
        /// Nobody knows.
        Unknown = "unknown", "non établi", "not established";
    }
}

worded! {
    /// Whether a product lives.
    Life {
        /// Seen active.
        Active = "active", "en activité", "active";
        /// It can no longer be bought.
        Discontinued = "discontinued", "arrêté", "discontinued";
        /// Nobody knows.
        Unknown = "unknown", "non établi", "not established";
    }
}

worded! {
    /// How well something is supported.
    Confidence {
        /// Read in a dated public source.
        Public = "source publique", "source publique datée", "dated public source";
        /// Only in one of the articles that this product began with: true of its date.
        Founding = "article fondateur", "article de presse ancien", "old press article";
        /// Read nowhere in particular, undated, or contradicted.
        ToCheck = "à vérifier", "à vérifier", "to be verified";
    }
}

/// The languages that the texts of a catalogue may be in, the usual one first.
pub const LANGUAGES: [&str; 2] = ["fr", "en"];

/// What is wrong with a country that is none.
pub const NO_COUNTRY: Phrase = phrase(
    "un pays est un code de deux lettres capitales, par exemple FR, ou null",
    "a country is a code of two capital letters, for example FR, or null",
);

/// The month of the newest source of the catalogue in the box.
pub const MARKET_UNTIL: &str = "2026-07";

impl Market {
    /// The catalogue in the box.
    pub fn in_the_box() -> Self {
        let products = products().map(Cow::Borrowed).collect();
        Self { title: Text::default(), until: Cow::Borrowed(MARKET_UNTIL), language: Cow::Borrowed("fr"), products }
    }
}

/// The products of the catalogue in the box.
pub fn products() -> impl Iterator<Item = &'static Product> {
    let european = suites::PRODUCTS.iter().chain(&hosting::PRODUCTS).chain(&others::PRODUCTS);
    european.chain(&state::PRODUCTS).chain(&abroad::PRODUCTS)
}

impl Product {
    /// Whether it can no longer be bought.
    pub fn is_discontinued(&self) -> bool {
        self.lifecycle.state == Life::Discontinued
    }

    /// Whether somebody could offer it: it lives, and is not a body that buys.
    pub fn can_be_offered(&self) -> bool {
        !self.is_discontinued() && self.kind != ProductKind::PurchasingBody
    }
}

//! What the market catalogue says of products that a buyer may meet: enough to
//! see that a condition leaves no competition, never enough for a note.
//!
//! Rungs are ceilings. The catalogue knows services and their statuses at a
//! date, not offers: whoever buys asks for the visa, its perimeter and its
//! validity. What is undated, or was read nowhere, is not checked.

use super::MarketFact;

/// The month of the newest source; nothing later is reflected.
pub const PRODUCTS_UNTIL: &str = "2026-07";

/// A product or a service of the market.
#[derive(Debug, PartialEq)]
pub struct Product {
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub kind: ProductKind,
    /// The highest rung of [`MarketFact::SecNumCloud`] that its status allows.
    pub secnumcloud: Option<Rung>,
    /// The highest rung of [`MarketFact::Jurisdiction`] that ownership and
    /// technology allow.
    pub jurisdiction: Option<Rung>,
    /// Whether it can no longer be bought.
    pub is_discontinued: bool,
}

/// What a product is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProductKind {
    /// A collaborative suite.
    Suite,
    /// Mail.
    Mail,
    /// Instant messages.
    Chat,
    /// Documents and their storage.
    Documents,
    /// An intranet.
    Intranet,
    /// Computing, storage and network.
    Hosting,
    /// Security services.
    Security,
}

/// A rung with what supports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rung {
    /// From 0; the highest that the status allows.
    pub rung: usize,
    /// When the source says so: a partial ISO date; empty when undated.
    pub as_of: &'static str,
    /// Where it was read; empty when nowhere in particular.
    pub source: &'static str,
    /// Whether it was read in a dated public source.
    pub is_checked: bool,
}

impl Product {
    /// What is known of it on a fact of the market.
    pub fn rung(&self, fact: MarketFact) -> Option<&Rung> {
        match fact {
            MarketFact::SecNumCloud => self.secnumcloud.as_ref(),
            MarketFact::Jurisdiction => self.jurisdiction.as_ref(),
        }
    }
}

/// No step towards a qualification is known: hosted in the EU at best.
const NO_STEP_KNOWN: Option<Rung> = undated(1);

const fn undated(rung: usize) -> Option<Rung> {
    Some(Rung { rung, as_of: "", source: "", is_checked: false })
}

const fn dated(rung: usize, as_of: &'static str, source: &'static str, is_checked: bool) -> Option<Rung> {
    Some(Rung { rung, as_of, source, is_checked })
}

const fn product(
    name: &'static str,
    kind: ProductKind,
    secnumcloud: Option<Rung>,
    jurisdiction: Option<Rung>,
) -> Product {
    Product { name, kind, secnumcloud, jurisdiction, is_discontinued: false }
}

const fn ended(
    name: &'static str,
    kind: ProductKind,
    secnumcloud: Option<Rung>,
    jurisdiction: Option<Rung>,
) -> Product {
    Product { is_discontinued: true, ..product(name, kind, secnumcloud, jurisdiction) }
}

/// Every product with a rung on some fact.
pub const PRODUCTS: &[Product] = &[
    product("Microsoft 365 (Office 365)", ProductKind::Suite, NO_STEP_KNOWN, undated(0)),
    product("Microsoft Teams", ProductKind::Chat, NO_STEP_KNOWN, undated(0)),
    product("Microsoft Azure", ProductKind::Hosting, NO_STEP_KNOWN, undated(0)),
    product("Google Cloud", ProductKind::Hosting, NO_STEP_KNOWN, undated(0)),
    product("Amazon Web Services", ProductKind::Hosting, NO_STEP_KNOWN, undated(0)),
    product("Bleu", ProductKind::Hosting, dated(3, "2026-01", "Clubic", true), undated(2)),
    product("S3NS (PREMI3NS)", ProductKind::Hosting, dated(5, "2026-01-05", "Génération-NT", true), undated(2)),
    product("Atolia", ProductKind::Suite, None, undated(3)),
    product("Jalios", ProductKind::Intranet, None, undated(3)),
    product("Jamespot", ProductKind::Suite, None, undated(3)),
    product("Netframe", ProductKind::Suite, None, undated(3)),
    product("Talkspirit", ProductKind::Suite, None, undated(3)),
    product("Twake (Linagora)", ProductKind::Suite, None, undated(3)),
    product("Whaller", ProductKind::Suite, dated(2, "2021-10-14", "Siècle Digital", true), undated(3)),
    product("Wimi", ProductKind::Suite, None, undated(3)),
    product("GoFast (CEO-Vision)", ProductKind::Documents, None, undated(3)),
    product("BlueMind", ProductKind::Mail, None, undated(3)),
    product("eXo Platform", ProductKind::Suite, dated(2, "2024", "LMI", true), undated(3)),
    ended("SNAP", ProductKind::Suite, None, undated(3)),
    product("Tchap", ProductKind::Chat, None, undated(3)),
    product("OVHcloud", ProductKind::Hosting, dated(5, "2025-08-06", "Documentation OVHcloud", true), undated(3)),
    product(
        "3DS Outscale",
        ProductKind::Hosting,
        dated(5, "2026", "Abilian, citant Dassault Systèmes", true),
        undated(3),
    ),
    product("Scaleway", ProductKind::Hosting, dated(3, "2026", "Scaleway (blog)", false), undated(3)),
    product("T-Systems", ProductKind::Hosting, None, undated(3)),
    ended("Cloudwatt", ProductKind::Hosting, NO_STEP_KNOWN, undated(3)),
    ended("Numergy", ProductKind::Hosting, NO_STEP_KNOWN, None),
    product("Orange Business", ProductKind::Hosting, dated(3, "2025", "inCyber", true), undated(3)),
    product("Orange Cyberdefense", ProductKind::Security, None, undated(3)),
    product("Oodrive", ProductKind::Documents, dated(5, "2026", "Oodrive (blog)", true), undated(3)),
    product("Wallix", ProductKind::Security, None, undated(3)),
    product("Clouds internes de l'État (NUBO, Pi)", ProductKind::Hosting, None, undated(3)),
    product("LaSuite numérique", ProductKind::Suite, None, undated(3)),
    product("Interstis / Hexagone", ProductKind::Suite, None, undated(3)),
    product("NumSpot", ProductKind::Hosting, dated(3, "2025", "inCyber", true), undated(3)),
    product("Cloud Temple", ProductKind::Hosting, dated(5, "2024", "E.D.I", true), undated(3)),
];

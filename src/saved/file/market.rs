//! A catalogue of the market as a file: JSON, documented in `docs/market.md`.
//!
//! Anybody's text comes in and leaves as a [`Market`] that holds together or as
//! every error with its place. Nothing is repaired.

use std::borrow::Cow;

use super::error::{FileError, FileErrorKind, JsonType};
use super::json::{Fields, Json};
use super::reader::{Object, Reader};
use super::tree::{Node, Shape, shown};
use super::{parsed, text_of};
use crate::catalogue::market::{
    Confidence, Control, Exposure, Function, LANGUAGES, Licence, LicenceKind, Life, Lifecycle, Market, NO_COUNTRY,
    Product, ProductKind, Qualification, Qualified, Statement, Text, Verified,
};
use crate::dossier::{Date, DefectKind, Id};
use crate::engine::Decimal;

/// The largest file that is read, in mebibytes.
pub const MAX_MEBIBYTES: usize = 4;

/// How large a catalogue may be.
mod limits {
    /// Products.
    pub(super) const PRODUCTS: usize = 2_000;
    /// Facts of a product.
    pub(super) const FACTS: usize = 100;
    /// Laws that apply to a publisher.
    pub(super) const LAWS: usize = 20;
    /// Characters of an identifier.
    pub(super) const ID: usize = 64;
    /// Characters of a name or a source.
    pub(super) const NAME: usize = 200;
    /// Characters of a longer text.
    pub(super) const TEXT: usize = 1_000;
    /// The highest rung of exposure.
    pub(super) const RUNG: usize = 4;
}

/// The version, in the key `schema_version`.
const VERSION: usize = 1;

const PROPRIETARY: &str = "proprietary";
const FUNCTIONS: &str = "functions";
const LICENCE: &str = "licence";
const OWNERSHIP: &str = "ownership";

const TOP_KEYS: [&str; 5] = ["schema_version", "title", "coverage_until", "language", "entries"];
const ENTRY_KEYS: [&str; 16] = [
    "id",
    "name",
    "kind",
    "publisher",
    "hq_country",
    "ultimate_parent_country",
    LICENCE,
    "licence_kind",
    "licence_note",
    FUNCTIONS,
    "secnumcloud",
    "jurisdiction",
    "lifecycle",
    "facts",
    "confidence",
    "verified_fields",
];
const STATUS_KEYS: [&str; 5] = ["status", "perimeter", "as_of", "source", "confidence"];
const EXPOSURE_KEYS: [&str; 5] = ["rung", "class", "laws", "confidence", "note"];
const LIFE_KEYS: [&str; 3] = ["state", "date", "confidence"];
const FACT_KEYS: [&str; 3] = ["text", "source", "date"];

/// Reads a catalogue from the bytes of a file.
///
/// # Errors
/// Every error, in the order of the file; the hundred first ones where there are more.
pub fn read_bytes(bytes: &[u8]) -> Result<Market, Vec<FileError>> {
    let text = text_of(bytes, MAX_MEBIBYTES)?;
    parsed(text, MAX_MEBIBYTES, |reader, root, _| {
        let market = Decoder { reader, ids: Vec::new() }.market(root);
        market.filter(|_| reader.found() == 0)
    })
}

struct Decoder<'r> {
    reader: &'r mut Reader,
    /// The identifiers so far, in their order.
    ids: Vec<String>,
}

impl Decoder<'_> {
    fn market(&mut self, root: Node<'_>) -> Option<Market> {
        let file = self.reader.object(root)?;
        let version = self.reader.required(&file, "schema_version")?;
        if !version.is_digits() {
            self.reader.fail(version, FileErrorKind::WrongType { expected: JsonType::Integer });
            return None;
        }
        if self.reader.integer(version) != VERSION {
            self.reader.fail(version, FileErrorKind::UnknownVersion { found: shown(version.json()) });
            return None;
        }
        self.reader.known(&file, &TOP_KEYS);
        let language = match file.get("language") {
            Some(node) => self.reader.word(node, &LANGUAGES).unwrap_or_default(),
            None => LANGUAGES[0],
        };
        let mut market = Market {
            title: self.text(&file, "title", limits::NAME),
            until: self.date(&file, "coverage_until"),
            language: Cow::Borrowed(language),
            products: Vec::new(),
        };
        let entries = self.reader.required(&file, "entries")?;
        for node in self.reader.list(entries, limits::PRODUCTS) {
            if let Some(object) = self.reader.object(node) {
                market.products.push(Cow::Owned(self.product(&object)));
            }
        }
        Some(market)
    }

    fn product(&mut self, object: &Object<'_>) -> Product {
        self.reader.known(object, &ENTRY_KEYS);
        let jurisdiction = self.part(object, "jurisdiction");
        let status = self.part(object, "secnumcloud");
        let life = self.part(object, "lifecycle");
        let functions = self.words(object, FUNCTIONS, Function::ALL, Function::tag);
        Product {
            id: self.id(object),
            name: self.name(object, "name"),
            kind: self.word(object, "kind", ProductKind::ALL, ProductKind::tag).unwrap_or(ProductKind::Suite),
            publisher: self.name(object, "publisher"),
            country: self.country(object, "hq_country"),
            parent_country: self.country(object, "ultimate_parent_country"),
            licence: self.licence(object),
            functions: Cow::Owned(functions),
            secnumcloud: self.status(status.as_ref()),
            jurisdiction: self.exposure(jurisdiction.as_ref()),
            lifecycle: self.life(life.as_ref()),
            facts: Cow::Owned(self.facts(object)),
            confidence: self.confidence(Some(object)),
            verified: self.verified(object),
        }
    }

    fn status(&mut self, object: Option<&Object<'_>>) -> Qualification {
        if let Some(object) = object {
            self.reader.known(object, &STATUS_KEYS);
        }
        let status = object.and_then(|object| self.word(object, "status", Qualified::ALL, Qualified::tag));
        Qualification {
            status: status.unwrap_or(Qualified::Unknown),
            perimeter: self.text_in(object, "perimeter", limits::TEXT),
            as_of: object.map(|object| self.date(object, "as_of")).unwrap_or_default(),
            source: self.text_in(object, "source", limits::NAME),
            confidence: self.confidence(object),
        }
    }

    fn exposure(&mut self, object: Option<&Object<'_>>) -> Exposure {
        if let Some(object) = object {
            self.reader.known(object, &EXPOSURE_KEYS);
        }
        let class = object.and_then(|object| self.word(object, "class", Control::ALL, Control::tag));
        let laws = object.and_then(|object| some(object, "laws"));
        let laws = laws.map(|node| self.reader.list(node, limits::LAWS)).unwrap_or_default();
        Exposure {
            rung: object.and_then(|object| some(object, "rung")).map(|node| self.rung(node)),
            class: class.unwrap_or(Control::Unknown),
            laws: laws.into_iter().map(|node| self.bounded(node, limits::NAME)).collect(),
            confidence: self.confidence(object),
            note: self.text_in(object, "note", limits::TEXT),
        }
    }

    fn rung(&mut self, node: Node<'_>) -> usize {
        let rung = self.reader.integer(node);
        if rung > limits::RUNG {
            let high = Decimal::integer(limits::RUNG as i64);
            self.defect(node, DefectKind::OutOfRange { low: Decimal::ZERO, high });
        }
        rung.min(limits::RUNG)
    }

    fn life(&mut self, object: Option<&Object<'_>>) -> Lifecycle {
        if let Some(object) = object {
            self.reader.known(object, &LIFE_KEYS);
        }
        let state = object.and_then(|object| self.word(object, "state", Life::ALL, Life::tag));
        Lifecycle {
            state: state.unwrap_or(Life::Unknown),
            date: object.map(|object| self.date(object, "date")).unwrap_or_default(),
            confidence: self.confidence(object),
        }
    }

    /// An SPDX identifier, `proprietary`, or nothing; the kind says what nothing means.
    fn licence(&mut self, object: &Object<'_>) -> Licence {
        let licence = self.text(object, LICENCE, limits::NAME);
        let told = some(object, "licence_kind").and_then(|node| self.one_of(node, LicenceKind::ALL, LicenceKind::tag));
        let known = match licence.as_ref() {
            "" => None,
            PROPRIETARY => Some(LicenceKind::Proprietary),
            _ => Some(LicenceKind::OpenSource),
        };
        Licence {
            kind: told.or(known).unwrap_or(LicenceKind::NotEstablished),
            spdx: if licence == PROPRIETARY { Text::default() } else { licence },
            note: self.text(object, "licence_note", limits::TEXT),
        }
    }

    fn facts(&mut self, object: &Object<'_>) -> Vec<Statement> {
        let Some(list) = some(object, "facts") else { return Vec::new() };
        let mut facts = Vec::new();
        for node in self.reader.list(list, limits::FACTS) {
            let Some(fact) = self.reader.object(node) else { continue };
            self.reader.known(&fact, &FACT_KEYS);
            facts.push(Statement {
                text: self.required(&fact, "text", limits::TEXT),
                source: self.text(&fact, "source", limits::NAME),
                date: self.date(&fact, "date"),
            });
        }
        facts
    }

    fn verified(&mut self, object: &Object<'_>) -> Verified {
        let fields = self.words(object, "verified_fields", &[FUNCTIONS, LICENCE, OWNERSHIP], |word| word);
        let has = |field| fields.contains(&field);
        Verified { functions: has(FUNCTIONS), licence: has(LICENCE), ownership: has(OWNERSHIP) }
    }

    /// What is not said to be better is to be verified.
    fn confidence(&mut self, object: Option<&Object<'_>>) -> Confidence {
        let told = object.and_then(|object| some(object, "confidence"));
        let told = told.and_then(|node| self.one_of(node, Confidence::ALL, Confidence::tag));
        told.unwrap_or(Confidence::ToCheck)
    }

    fn id(&mut self, object: &Object<'_>) -> Text {
        let id = self.required(object, "id", limits::ID);
        match self.ids.binary_search_by(|other| other.as_str().cmp(&id)) {
            Ok(_) => {
                let node = object.get("id").unwrap_or(object.node);
                self.defect(node, DefectKind::DuplicateId(Id::new(&shown(&id))));
            }
            Err(place) => self.ids.insert(place, id.clone().into_owned()),
        }
        id
    }

    fn name(&mut self, object: &Object<'_>, key: &'static str) -> Text {
        self.required(object, key, limits::NAME)
    }

    /// A text that must say something.
    fn required(&mut self, object: &Object<'_>, key: &'static str, limit: usize) -> Text {
        let Some(node) = self.reader.required(object, key) else { return Text::default() };
        let text = self.bounded(node, limit);
        if node.shape() == Shape::Text && text.trim().is_empty() {
            self.defect(node, DefectKind::Empty);
        }
        text
    }

    /// A text, empty where there is none.
    fn text(&mut self, object: &Object<'_>, key: &str, limit: usize) -> Text {
        some(object, key).map(|node| self.bounded(node, limit)).unwrap_or_default()
    }

    fn text_in(&mut self, object: Option<&Object<'_>>, key: &str, limit: usize) -> Text {
        object.map(|object| self.text(object, key, limit)).unwrap_or_default()
    }

    fn bounded(&mut self, node: Node<'_>, limit: usize) -> Text {
        let text = self.reader.text(node);
        if text.chars().count() > limit {
            self.defect(node, DefectKind::TooLong { limit });
        } else if text.chars().any(char::is_control) {
            self.defect(node, DefectKind::ControlCharacter);
        }
        Cow::Owned(text)
    }

    fn date(&mut self, object: &Object<'_>, key: &str) -> Text {
        if some(object, key).is_none() {
            return Text::default();
        }
        let date: Option<Date> = self.reader.optional_date(object, key);
        date.map(|date| Cow::Owned(date.to_string())).unwrap_or_default()
    }

    /// Two capital letters, or nothing.
    fn country(&mut self, object: &Object<'_>, key: &str) -> Text {
        let country = self.text(object, key, limits::NAME);
        let is_code = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
        if let Some(node) = some(object, key).filter(|node| node.shape() == Shape::Text && !is_code) {
            self.defect(node, DefectKind::Measure(NO_COUNTRY));
        }
        country
    }

    fn word<T: Copy>(
        &mut self,
        object: &Object<'_>,
        key: &'static str,
        all: &[T],
        tag: fn(T) -> &'static str,
    ) -> Option<T> {
        let node = self.reader.required(object, key)?;
        self.one_of(node, all, tag)
    }

    fn one_of<T: Copy>(&mut self, node: Node<'_>, all: &[T], tag: fn(T) -> &'static str) -> Option<T> {
        let tags: Vec<&'static str> = all.iter().map(|value| tag(*value)).collect();
        let word = self.reader.word(node, &tags)?;
        all.iter().copied().find(|value| tag(*value) == word)
    }

    /// Some words, each once.
    fn words<T: Copy>(&mut self, object: &Object<'_>, key: &str, all: &[T], tag: fn(T) -> &'static str) -> Vec<T> {
        let Some(list) = some(object, key) else { return Vec::new() };
        let nodes = self.reader.list(list, all.len());
        nodes.into_iter().filter_map(|node| self.one_of(node, all, tag)).collect()
    }

    /// An object that may lack.
    fn part<'a>(&mut self, object: &Object<'a>, key: &str) -> Option<Object<'a>> {
        some(object, key).and_then(|node| self.reader.object(node))
    }

    fn defect(&mut self, node: Node<'_>, kind: DefectKind) {
        self.reader.fail(node, FileErrorKind::Defect(kind));
    }
}

/// A value that is there and not `null`.
fn some<'a>(object: &Object<'a>, key: &str) -> Option<Node<'a>> {
    object.get(key).filter(|node| node.shape() != Shape::Null)
}

/// Writes a catalogue, with a line end at the end: what [`read_bytes`] reads.
pub fn write(market: &Market) -> String {
    let mut file = Fields::default();
    file.put("schema_version", Json::Integer(VERSION));
    optional(&mut file, "title", &market.title);
    optional(&mut file, "coverage_until", &market.until);
    file.text("language", &market.language);
    file.put("entries", Json::List(market.products.iter().map(|product| entry(product)).collect()));
    file.end().to_file_text()
}

fn optional(fields: &mut Fields, key: &str, text: &str) {
    if !text.is_empty() {
        fields.text(key, text);
    }
}

/// A text, or null where there is none.
fn nullable(text: &str) -> Json {
    Json::text_or_null(Some(text.to_owned()).filter(|text| !text.is_empty()))
}

fn tags<T: Copy>(values: &[T], tag: fn(T) -> &'static str) -> Json {
    Json::List(values.iter().map(|value| tag(*value).into()).collect())
}

fn entry(product: &Product) -> Json {
    let mut entry = Fields::default();
    entry.text("id", &product.id);
    entry.text("name", &product.name);
    entry.text("kind", product.kind.tag());
    entry.text("publisher", &product.publisher);
    entry.put("hq_country", nullable(&product.country));
    entry.put("ultimate_parent_country", nullable(&product.parent_country));
    let is_proprietary = product.licence.kind == LicenceKind::Proprietary && product.licence.spdx.is_empty();
    entry.put(LICENCE, if is_proprietary { PROPRIETARY.into() } else { nullable(&product.licence.spdx) });
    entry.text("licence_kind", product.licence.kind.tag());
    optional(&mut entry, "licence_note", &product.licence.note);
    entry.put(FUNCTIONS, tags(&product.functions, Function::tag));

    let mut status = Fields::default();
    status.text("status", product.secnumcloud.status.tag());
    status.put("perimeter", nullable(&product.secnumcloud.perimeter));
    status.put("as_of", nullable(&product.secnumcloud.as_of));
    status.put("source", nullable(&product.secnumcloud.source));
    status.text("confidence", product.secnumcloud.confidence.tag());
    entry.put("secnumcloud", status.end());

    let mut exposure = Fields::default();
    exposure.put("rung", product.jurisdiction.rung.map_or(Json::Null, Json::Integer));
    exposure.text("class", product.jurisdiction.class.tag());
    let laws = product.jurisdiction.laws.iter().map(|law| law.as_ref().into());
    exposure.put("laws", Json::List(laws.collect()));
    exposure.text("confidence", product.jurisdiction.confidence.tag());
    optional(&mut exposure, "note", &product.jurisdiction.note);
    entry.put("jurisdiction", exposure.end());

    let mut life = Fields::default();
    life.text("state", product.lifecycle.state.tag());
    life.put("date", nullable(&product.lifecycle.date));
    life.text("confidence", product.lifecycle.confidence.tag());
    entry.put("lifecycle", life.end());

    let facts = product.facts.iter().map(|fact| {
        let mut fields = Fields::default();
        fields.text("text", &fact.text);
        fields.put("source", nullable(&fact.source));
        fields.put("date", nullable(&fact.date));
        fields.end()
    });
    entry.put("facts", Json::List(facts.collect()));
    entry.text("confidence", product.confidence.tag());
    let verified = [
        (FUNCTIONS, product.verified.functions),
        (LICENCE, product.verified.licence),
        (OWNERSHIP, product.verified.ownership),
    ];
    let verified = verified.into_iter().filter(|(_, is_verified)| *is_verified);
    entry.put("verified_fields", Json::List(verified.map(|(field, _)| field.into()).collect()));
    entry.end()
}

//! The steps of decoding that no version owns: an object, a list, a text, a number.
//!
//! Each step takes a [`Node`] and gives a value; what is wrong goes to the list
//! of errors with its place, and a harmless value stands in for it, since no
//! draft leaves while there is an error. Nothing is repaired or passed over.

use std::borrow::Cow;

use super::error::{FileError, FileErrorKind, JsonType};
use super::tree::{Field, MAX_KEYS, Node, Shape, shown};
use crate::dossier::{Date, DefectKind, Moment};
use crate::engine::Decimal;

/// How many errors are told one by one.
const MAX_ERRORS: usize = 100;

/// The errors found so far.
#[derive(Default)]
pub(super) struct Reader {
    /// In the order of the file, each with its byte there; no line yet.
    errors: Vec<(usize, FileError)>,
    /// How many more there are.
    more: usize,
}

/// An object, opened.
pub(super) struct Object<'a> {
    pub(super) node: Node<'a>,
    pub(super) fields: Vec<Field<'a>>,
}

impl<'a> Object<'a> {
    pub(super) fn get(&self, key: &str) -> Option<Node<'a>> {
        self.fields.iter().find(|field| field.key == key).map(|field| field.value)
    }
}

impl Reader {
    pub(super) fn fail(&mut self, node: Node<'_>, kind: FileErrorKind) {
        self.fail_at(node, None, kind);
    }

    /// Something wrong at a value, or at the place given, which is missing from it.
    pub(super) fn fail_at(&mut self, node: Node<'_>, place: Option<String>, kind: FileErrorKind) {
        if self.is_full() {
            self.more += 1;
            return;
        }
        let start = node.start();
        let place = place.unwrap_or_else(|| node.path());
        let rank = self.errors.partition_point(|(other, _)| *other <= start);
        self.errors.insert(rank, (start, FileError { line: 1, place, kind }));
    }

    /// Whether further errors are only counted.
    pub(super) fn is_full(&self) -> bool {
        self.errors.len() == MAX_ERRORS
    }

    /// How many errors there are so far.
    pub(super) fn found(&self) -> usize {
        self.errors.len() + self.more
    }

    /// The errors of a file, each with its line.
    pub(super) fn into_errors(self, file: &str) -> Vec<FileError> {
        let mut told = Vec::with_capacity(self.errors.len() + 1);
        let (mut line, mut counted) = (1, 0);
        for (start, error) in self.errors {
            line += line_breaks(file.as_bytes().get(counted..start).unwrap_or_default());
            counted = start;
            told.push(FileError { line, ..error });
        }
        if self.more > 0 {
            told.push(FileError { line, place: String::new(), kind: FileErrorKind::More { count: self.more } });
        }
        told
    }

    fn wrong_type(&mut self, node: Node<'_>, expected: JsonType) {
        self.fail(node, FileErrorKind::WrongType { expected });
    }

    /// An object in which no key stands twice.
    pub(super) fn object<'a>(&mut self, node: Node<'a>) -> Option<Object<'a>> {
        if node.shape() != Shape::Object {
            self.wrong_type(node, JsonType::Object);
            return None;
        }
        let Some(fields) = node.fields() else {
            self.fail(node, FileErrorKind::Defect(DefectKind::TooMany { limit: MAX_KEYS }));
            return None;
        };
        let mut sorted: Vec<&str> = Vec::with_capacity(fields.len());
        for field in &fields {
            match sorted.binary_search(&field.key.as_ref()) {
                Ok(_) => self.fail(field.at, FileErrorKind::DuplicateKey { key: shown(&field.key) }),
                Err(rank) => sorted.insert(rank, &field.key),
            }
        }
        Some(Object { node, fields })
    }

    /// Says which keys of an object mean nothing there.
    pub(super) fn known(&mut self, object: &Object<'_>, allowed: &[&'static str]) {
        for field in &object.fields {
            if !allowed.contains(&field.key.as_ref()) {
                let kind = FileErrorKind::UnknownKey { key: shown(&field.key), allowed: allowed.to_vec() };
                self.fail(field.at, kind);
            }
        }
    }

    pub(super) fn required<'a>(&mut self, object: &Object<'a>, key: &'static str) -> Option<Node<'a>> {
        let value = object.get(key);
        if value.is_none() {
            self.fail(object.node, FileErrorKind::MissingKey { key });
        }
        value
    }

    /// The elements of a list; none, with an error, where there are more than allowed.
    pub(super) fn list<'a>(&mut self, node: Node<'a>, limit: usize) -> Vec<Node<'a>> {
        if node.shape() != Shape::List {
            self.wrong_type(node, JsonType::List);
            return Vec::new();
        }
        let items = node.items(limit);
        if items.is_none() {
            self.fail(node, FileErrorKind::Defect(DefectKind::TooMany { limit }));
        }
        items.unwrap_or_default()
    }

    fn borrowed_text<'a>(&mut self, node: Node<'a>) -> Option<Cow<'a, str>> {
        if node.shape() != Shape::Text {
            self.wrong_type(node, JsonType::Text);
            return None;
        }
        let text = node.text();
        if text.is_none() {
            self.fail(node, FileErrorKind::NotUnicode);
        }
        text
    }

    pub(super) fn text(&mut self, node: Node<'_>) -> String {
        self.borrowed_text(node).unwrap_or_default().into_owned()
    }

    pub(super) fn required_text(&mut self, object: &Object<'_>, key: &'static str) -> String {
        self.required(object, key).map(|node| self.text(node)).unwrap_or_default()
    }

    pub(super) fn optional_text(&mut self, object: &Object<'_>, key: &str) -> String {
        object.get(key).map(|node| self.text(node)).unwrap_or_default()
    }

    /// A decimal, from a JSON number or a text, read from its characters.
    pub(super) fn decimal(&mut self, node: Node<'_>) -> Decimal {
        let text = match node.shape() {
            Shape::Number => Some(Cow::Borrowed(node.json())),
            Shape::Text => self.borrowed_text(node),
            _ => {
                self.wrong_type(node, JsonType::Number);
                None
            }
        };
        let Some(text) = text else { return Decimal::ZERO };
        Decimal::parse(&text).unwrap_or_else(|error| {
            self.fail(node, FileErrorKind::Number { found: shown(&text), error });
            Decimal::ZERO
        })
    }

    pub(super) fn required_decimal(&mut self, object: &Object<'_>, key: &'static str) -> Decimal {
        self.required(object, key).map(|node| self.decimal(node)).unwrap_or_default()
    }

    pub(super) fn optional_decimal(&mut self, object: &Object<'_>, key: &str, default: Decimal) -> Decimal {
        object.get(key).map_or(default, |node| self.decimal(node))
    }

    /// A JSON number made of digits only; beyond every limit when it is huge.
    pub(super) fn whole(&mut self, node: Node<'_>) -> u32 {
        if !node.is_digits() {
            self.wrong_type(node, JsonType::Integer);
            return 0;
        }
        node.json().parse().unwrap_or(u32::MAX)
    }

    /// The same as an index, on 32-bit and 64-bit machines alike.
    pub(super) fn integer(&mut self, node: Node<'_>) -> usize {
        self.whole(node) as usize
    }

    pub(super) fn optional_whole(&mut self, object: &Object<'_>, key: &str) -> Option<u32> {
        object.get(key).map(|node| self.whole(node))
    }

    /// `true` or `false`; the default where the key is not there.
    pub(super) fn optional_flag(&mut self, object: &Object<'_>, key: &str, default: bool) -> bool {
        let Some(node) = object.get(key) else { return default };
        if let Shape::Bool(yes) = node.shape() {
            return yes;
        }
        self.wrong_type(node, JsonType::Bool);
        default
    }

    pub(super) fn optional_date(&mut self, object: &Object<'_>, key: &str) -> Option<Date> {
        let node = object.get(key)?;
        let text = self.borrowed_text(node)?;
        let date = Date::parse(&text);
        if date.is_none() {
            self.fail(node, FileErrorKind::NotADate { found: shown(&text) });
        }
        date
    }

    /// A moment, where the key is there.
    pub(super) fn optional_moment(&mut self, object: &Object<'_>, key: &str) -> Option<Moment> {
        let node = object.get(key)?;
        let text = self.borrowed_text(node)?;
        let moment = Moment::parse(&text);
        if moment.is_none() {
            self.fail(node, FileErrorKind::NotAMoment { found: shown(&text) });
        }
        moment
    }

    /// One of a few words.
    pub(super) fn word(&mut self, node: Node<'_>, allowed: &[&'static str]) -> Option<&'static str> {
        let text = self.borrowed_text(node)?;
        let found = allowed.iter().copied().find(|word| *word == text);
        if found.is_none() {
            let kind = FileErrorKind::UnknownWord { found: shown(&text), allowed: allowed.to_vec() };
            self.fail(node, kind);
        }
        found
    }
}

/// How many lines end in these bytes.
pub(super) fn line_breaks(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

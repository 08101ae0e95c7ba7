//! The steps of decoding that no version owns: an object, a list, a text, a number.
//!
//! Each step takes a [`Node`] and gives a value; what is wrong goes to the list
//! of errors with its place, and a harmless value stands in for it, since no
//! draft leaves while there is an error. Nothing is repaired or passed over.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::error::{FileErrorKind, JsonType};
use super::locate::{MAX_KEYS, shown};
use super::node::{Field, Node, Shape};
use crate::dossier::{Date, DefectKind};
use crate::engine::Decimal;

/// How many errors are told one by one.
pub(super) const MAX_ERRORS: usize = 100;

/// The errors found so far.
#[derive(Default)]
pub(super) struct Reader {
    /// Byte in the file, and what is wrong there.
    pub(super) errors: Vec<(usize, FileErrorKind)>,
    /// How many more there are.
    pub(super) more: usize,
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
    pub(super) fn fail(&mut self, start: usize, kind: FileErrorKind) {
        if self.errors.len() < MAX_ERRORS {
            self.errors.push((start, kind));
        } else {
            self.more += 1;
        }
    }

    /// How many errors there are so far.
    pub(super) fn found(&self) -> usize {
        self.errors.len() + self.more
    }

    fn wrong_type(&mut self, node: Node<'_>, expected: JsonType) {
        self.fail(node.start(), FileErrorKind::WrongType { expected });
    }

    /// An object in which no key stands twice.
    pub(super) fn object<'a>(&mut self, node: Node<'a>) -> Option<Object<'a>> {
        if node.shape() != Shape::Object {
            self.wrong_type(node, JsonType::Object);
            return None;
        }
        let Ok(fields) = node.fields(MAX_KEYS) else {
            self.fail(node.start(), FileErrorKind::Defect(DefectKind::TooMany { limit: MAX_KEYS }));
            return None;
        };
        let mut seen = BTreeSet::new();
        for field in &fields {
            if !seen.insert(field.key.as_ref()) {
                self.fail(field.key_start, FileErrorKind::DuplicateKey { key: shown(&field.key).into_owned() });
            }
        }
        drop(seen);
        Some(Object { node, fields })
    }

    /// Says which keys of an object mean nothing there.
    pub(super) fn known(&mut self, object: &Object<'_>, allowed: &[&'static str]) {
        for field in &object.fields {
            if !allowed.contains(&field.key.as_ref()) {
                let key = shown(&field.key).into_owned();
                self.fail(field.key_start, FileErrorKind::UnknownKey { key, allowed: allowed.to_vec() });
            }
        }
    }

    pub(super) fn required<'a>(&mut self, object: &Object<'a>, key: &'static str) -> Option<Node<'a>> {
        let value = object.get(key);
        if value.is_none() {
            self.fail(object.node.start(), FileErrorKind::MissingKey { key });
        }
        value
    }

    /// The elements of a list; none, with an error, where there are more than allowed.
    pub(super) fn list<'a>(&mut self, node: Node<'a>, limit: usize) -> Vec<Node<'a>> {
        if node.shape() != Shape::List {
            self.wrong_type(node, JsonType::List);
            return Vec::new();
        }
        node.items(limit).unwrap_or_else(|_| {
            self.fail(node.start(), FileErrorKind::Defect(DefectKind::TooMany { limit }));
            Vec::new()
        })
    }

    fn borrowed_text<'a>(&mut self, node: Node<'a>) -> Option<Cow<'a, str>> {
        if node.shape() != Shape::Text {
            self.wrong_type(node, JsonType::Text);
            return None;
        }
        let text = node.text();
        if text.is_none() {
            self.fail(node.start(), FileErrorKind::NotUnicode);
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
            Shape::Number => Cow::Borrowed(node.json()),
            Shape::Text => match self.borrowed_text(node) {
                Some(text) => text,
                None => return Decimal::ZERO,
            },
            _ => {
                self.wrong_type(node, JsonType::Number);
                return Decimal::ZERO;
            }
        };
        Decimal::parse(&text).unwrap_or_else(|error| {
            let found = shown(&text).into_owned();
            self.fail(node.start(), FileErrorKind::Number { found, error });
            Decimal::ZERO
        })
    }

    pub(super) fn required_decimal(&mut self, object: &Object<'_>, key: &'static str) -> Decimal {
        self.required(object, key).map(|node| self.decimal(node)).unwrap_or_default()
    }

    /// A JSON number made of digits only; beyond every limit when it is huge.
    pub(super) fn integer(&mut self, node: Node<'_>) -> usize {
        if !node.is_digits() {
            self.wrong_type(node, JsonType::Integer);
            return 0;
        }
        // The same on 32-bit and 64-bit machines.
        node.json().parse().unwrap_or(u32::MAX) as usize
    }

    pub(super) fn optional_date(&mut self, object: &Object<'_>, key: &str) -> Option<Date> {
        let node = object.get(key)?;
        let text = self.borrowed_text(node)?;
        let date = Date::parse(&text);
        if date.is_none() {
            self.fail(node.start(), FileErrorKind::NotADate { found: shown(&text).into_owned() });
        }
        date
    }

    /// One of a few values, by its word.
    pub(super) fn word<T: Copy>(
        &mut self,
        node: Node<'_>,
        all: impl IntoIterator<Item = T> + Clone,
        word: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let text = self.borrowed_text(node)?;
        let found = all.clone().into_iter().find(|value| word(*value) == text);
        if found.is_none() {
            let found = shown(&text).into_owned();
            let allowed = all.into_iter().map(word).collect();
            self.fail(node.start(), FileErrorKind::UnknownWord { found, allowed });
        }
        found
    }
}

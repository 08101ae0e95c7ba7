//! A JSON value still in its text, so that it knows where it stands.
//!
//! A thin coat over `serde_json`'s raw values: each step looks at one object
//! or one list and leaves what is inside as text. Nothing recurses, and lists
//! are cut at a limit before memory is taken for them. The text has been
//! checked as JSON beforehand; text goes in, borrowed pieces of it come out.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;
use serde::de::{Deserialize, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// A JSON value within a file.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    json: &'a str,
    start: usize,
}

/// A key with its value.
pub(super) struct Field<'a> {
    /// The key, without quotes and escapes.
    pub(super) key: Cow<'a, str>,
    /// Where the key starts in the file, in bytes.
    pub(super) key_start: usize,
    /// The value.
    pub(super) value: Node<'a>,
}

/// What a JSON value is, by its first character.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Object,
    List,
    Text,
    Number,
    Bool(bool),
    Null,
}

/// The list is longer than allowed.
pub(super) struct BeyondLimit;

impl<'a> Node<'a> {
    /// The value that a whole file is.
    pub(super) fn root(file: &'a str) -> Result<Self, serde_json::Error> {
        let raw: &'a RawValue = serde_json::from_str(file)?;
        Ok(Self { json: raw.get(), start: distance(file, 0, raw) })
    }

    /// Where it starts in the file, in bytes.
    pub(super) fn start(self) -> usize {
        self.start
    }

    /// Where it ends in the file, in bytes.
    pub(super) fn end(self) -> usize {
        self.start + self.json.len()
    }

    /// The text, as it stands in the file.
    pub(super) fn json(self) -> &'a str {
        self.json
    }

    /// What it is.
    pub(super) fn shape(self) -> Shape {
        match self.json.as_bytes().first() {
            Some(b'{') => Shape::Object,
            Some(b'[') => Shape::List,
            Some(b'"') => Shape::Text,
            Some(b't') => Shape::Bool(true),
            Some(b'f') => Shape::Bool(false),
            Some(b'n') => Shape::Null,
            _ => Shape::Number,
        }
    }

    /// Whether it is a number without sign, point and exponent.
    pub(super) fn is_digits(self) -> bool {
        self.json.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// The text of a text; nothing when an escape in it is no character.
    pub(super) fn text(self) -> Option<Cow<'a, str>> {
        unquoted(self.json)
    }

    /// The elements of a list, at most `limit`.
    pub(super) fn items(self, limit: usize) -> Result<Vec<Self>, BeyondLimit> {
        let raws = bounded(self.json, limit, |json, visitor| json.deserialize_seq(visitor))?;
        Ok(raws.into_iter().map(|(_, value)| self.within(value)).collect())
    }

    /// The keys and values of an object in their order, at most `limit`.
    pub(super) fn fields(self, limit: usize) -> Result<Vec<Field<'a>>, BeyondLimit> {
        let raws = bounded(self.json, limit, |json, visitor| json.deserialize_map(visitor))?;
        let field = |(key, value): (Option<&'a RawValue>, &'a RawValue)| Field {
            // A key that is no Unicode text cannot be one that we know.
            key: key.and_then(|key| unquoted(key.get())).unwrap_or(Cow::Borrowed("\u{fffd}")),
            key_start: key.map_or(self.start, |key| self.within(key).start),
            value: self.within(value),
        };
        Ok(raws.into_iter().map(field).collect())
    }

    fn within(self, raw: &'a RawValue) -> Self {
        Self { json: raw.get(), start: distance(self.json, self.start, raw) }
    }
}

/// How far into the file a piece of it starts, given the start of a larger piece.
fn distance(whole: &str, start: usize, piece: &RawValue) -> usize {
    start + (piece.get().as_ptr() as usize).saturating_sub(whole.as_ptr() as usize)
}

fn unquoted(json: &str) -> Option<Cow<'_, str>> {
    let inner = json.strip_prefix('"')?.strip_suffix('"')?;
    if inner.contains('\\') { serde_json::from_str(json).ok().map(Cow::Owned) } else { Some(Cow::Borrowed(inner)) }
}

type Raws<'a> = Vec<(Option<&'a RawValue>, &'a RawValue)>;

fn bounded<'a>(
    json: &'a str,
    limit: usize,
    read: impl FnOnce(
        &mut serde_json::Deserializer<serde_json::de::StrRead<'a>>,
        Pieces,
    ) -> Result<Option<Raws<'a>>, serde_json::Error>,
) -> Result<Raws<'a>, BeyondLimit> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    // The text was checked as JSON before: there is no error left to find.
    read(&mut deserializer, Pieces { limit }).ok().flatten().ok_or(BeyondLimit)
}

/// Collects what stands in a list or an object, up to a limit.
struct Pieces {
    limit: usize,
}

impl<'de> Visitor<'de> for Pieces {
    type Value = Option<Raws<'de>>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut pieces = Vec::new();
        while pieces.len() < self.limit {
            match list.next_element::<&'de RawValue>()? {
                Some(value) => pieces.push((None, value)),
                None => return Ok(Some(pieces)),
            }
        }
        let mut beyond = false;
        while list.next_element::<IgnoredAny>()?.is_some() {
            beyond = true;
        }
        Ok((!beyond).then_some(pieces))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut pieces = Vec::new();
        while pieces.len() < self.limit {
            match object.next_entry::<RawKey<'de>, &'de RawValue>()? {
                Some((RawKey(key), value)) => pieces.push((Some(key), value)),
                None => return Ok(Some(pieces)),
            }
        }
        let mut beyond = false;
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
            beyond = true;
        }
        Ok((!beyond).then_some(pieces))
    }
}

/// A key with its quotes.
struct RawKey<'a>(&'a RawValue);

impl<'de> Deserialize<'de> for RawKey<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&RawValue>::deserialize(deserializer).map(Self)
    }
}

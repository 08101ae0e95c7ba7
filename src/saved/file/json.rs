//! JSON to be written: a tree whose objects keep the order of their keys.
//!
//! Two spaces of indentation, one value per line, a line end at the end. The
//! same tree gives the same bytes on every machine.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// A JSON value to be written, by [`to_file_text`](Self::to_file_text) or by
/// any serializer of `serde`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number without sign, point and exponent.
    Integer(usize),
    /// `"…"`; exact decimals and fractions are texts.
    Text(String),
    /// `[…]`.
    List(Vec<Json>),
    /// `{…}`, with its keys in the order in which they are written.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The whole text of a file.
    pub fn to_file_text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, 0);
        text.push('\n');
        text
    }

    /// A text, or null.
    pub(crate) fn text_or_null(text: Option<String>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }

    fn write(&self, file: &mut String, depth: usize) {
        match self {
            Self::Null => file.push_str("null"),
            Self::Bool(value) => file.push_str(if *value { "true" } else { "false" }),
            Self::Integer(value) => file.push_str(&value.to_string()),
            Self::Text(text) => quote(file, text),
            Self::List(items) => {
                file.push('[');
                for (index, item) in items.iter().enumerate() {
                    new_line(file, index > 0, depth + 1);
                    item.write(file, depth + 1);
                }
                close(file, items.is_empty(), depth, ']');
            }
            Self::Object(fields) => {
                file.push('{');
                for (index, (key, value)) in fields.iter().enumerate() {
                    new_line(file, index > 0, depth + 1);
                    quote(file, key);
                    file.push_str(": ");
                    value.write(file, depth + 1);
                }
                close(file, fields.is_empty(), depth, '}');
            }
        }
    }
}

fn new_line(file: &mut String, has_comma: bool, depth: usize) {
    file.push_str(if has_comma { ",\n" } else { "\n" });
    for _ in 0..depth {
        file.push_str("  ");
    }
}

fn close(file: &mut String, is_empty: bool, depth: usize, bracket: char) {
    if !is_empty {
        new_line(file, false, depth);
    }
    file.push(bracket);
}

fn quote(file: &mut String, text: &str) {
    file.push('"');
    for character in text.chars() {
        let escape = match character {
            '"' | '\\' => character,
            '\u{8}' => 'b',
            '\u{c}' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\0'..' ' => 'u',
            _ => {
                file.push(character);
                continue;
            }
        };
        file.push('\\');
        file.push(escape);
        if escape == 'u' {
            let code = u32::from(character);
            file.push_str(if code < 16 { "000" } else { "001" });
            file.push(char::from_digit(code % 16, 16).unwrap_or_default());
        }
    }
    file.push('"');
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => serializer.serialize_u64(*value as u64),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Object(fields) => {
                let mut object = serializer.serialize_map(Some(fields.len()))?;
                for (key, value) in fields {
                    object.serialize_entry(key.as_str(), value)?;
                }
                object.end()
            }
        }
    }
}

/// The fields of an object, as they come.
#[derive(Default)]
pub(crate) struct Fields(Vec<(String, Json)>);

impl Fields {
    pub(crate) fn put(&mut self, key: &str, value: Json) {
        self.0.push((key.to_owned(), value));
    }

    pub(crate) fn text(&mut self, key: &str, text: &str) {
        self.put(key, text.into());
    }

    pub(crate) fn end(self) -> Json {
        Json::Object(self.0)
    }
}

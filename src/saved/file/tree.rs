//! A JSON text as a tree of values that know where they stand.
//!
//! The tree is the text and its marks, nothing else: each step looks at one
//! object or one list, and lists are cut at a limit before memory is taken
//! for them. Also from a value to its path, and from a path to its value.

use std::borrow::Cow;

use super::error::SyntaxProblem;
use super::scan::{Mark, scan};

/// Keys that any object may have; more than a dossier can need.
pub(super) const MAX_KEYS: usize = 2048;

/// Characters of a key that a path or a message shows.
const SHOWN: usize = 64;

/// A text that is JSON.
pub(super) struct Tree<'a> {
    text: &'a str,
    marks: Vec<Mark>,
}

/// A value or a key within a file.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    tree: &'a Tree<'a>,
    /// The number of its mark; also its rank in the order of the file.
    pub(super) index: usize,
}

/// A key with its value.
pub(super) struct Field<'a> {
    /// The key, without quotes and escapes.
    pub(super) key: Cow<'a, str>,
    /// The key, where it stands.
    pub(super) at: Node<'a>,
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

impl<'a> Tree<'a> {
    /// Reads a whole file; in case of error, the byte where it stops being JSON.
    pub(super) fn new(text: &'a str) -> Result<Self, (usize, SyntaxProblem)> {
        Ok(Self { text, marks: scan(text)? })
    }

    /// The value that the whole file is.
    pub(super) fn root(&'a self) -> Node<'a> {
        Node { tree: self, index: 0 }
    }

    /// The value of a path; where the path leads to something that is not
    /// written, the value that it is missing from.
    pub(super) fn find(&'a self, path: &str) -> Node<'a> {
        self.root().find(path)
    }
}

impl<'a> Node<'a> {
    fn at(self, index: usize) -> Self {
        Self { index, ..self }
    }

    fn mark(self) -> Mark {
        self.tree.marks.get(self.index).copied().unwrap_or_default()
    }

    /// Where it starts in the file, in bytes.
    pub(super) fn start(self) -> usize {
        self.mark().start as usize
    }

    /// The text of what is neither an object nor a list, as it stands in the
    /// file.
    pub(super) fn json(self) -> &'a str {
        self.tree.text.get(self.start()..self.mark().end as usize).unwrap_or_default()
    }

    /// What it is.
    pub(super) fn shape(self) -> Shape {
        match self.tree.text.as_bytes().get(self.start()) {
            Some(b'{') => Shape::Object,
            Some(b'[') => Shape::List,
            Some(b'"') => Shape::Text,
            Some(b't') => Shape::Bool(true),
            Some(b'f') => Shape::Bool(false),
            Some(b'n') => Shape::Null,
            _ => Shape::Number,
        }
    }

    /// The mark after all that belongs to it.
    fn end(self) -> usize {
        match self.shape() {
            Shape::Object | Shape::List => self.mark().end as usize,
            _ => self.index + 1,
        }
    }

    /// Whether it is a number without sign, point and exponent.
    pub(super) fn is_digits(self) -> bool {
        self.shape() == Shape::Number && self.json().bytes().all(|byte| byte.is_ascii_digit())
    }

    /// The text of a text; nothing when an escape in it is no character.
    pub(super) fn text(self) -> Option<Cow<'a, str>> {
        let inner = self.json().strip_prefix('"')?.strip_suffix('"')?;
        if inner.contains('\\') { unescaped(inner).map(Cow::Owned) } else { Some(Cow::Borrowed(inner)) }
    }

    /// The elements of a list, or the keys and values of an object in turn;
    /// nothing when there are more than the limit.
    pub(super) fn items(self, limit: usize) -> Option<Vec<Self>> {
        let mut items = Vec::new();
        let mut next = self.index + 1;
        while next < self.end() {
            if items.len() == limit {
                return None;
            }
            items.push(self.at(next));
            next = self.at(next).end();
        }
        Some(items)
    }

    /// The keys and values in their order; nothing when there are too many, or when it is no object.
    pub(super) fn fields(self) -> Option<Vec<Field<'a>>> {
        let items = if self.shape() == Shape::Object { self.items(2 * MAX_KEYS)? } else { return None };
        let mut fields = Vec::with_capacity(items.len() / 2);
        for pair in items.chunks_exact(2) {
            if let [at, value] = *pair {
                fields.push(Field { key: at.key(), at, value });
            }
        }
        Some(fields)
    }

    fn key(self) -> Cow<'a, str> {
        // A key that is no Unicode text cannot be one that we know.
        self.text().unwrap_or(Cow::Borrowed("\u{fffd}"))
    }

    /// Its path in the file: `criteria[2].weight`.
    pub(super) fn path(self) -> String {
        let mut path = String::new();
        let mut here = self.at(0);
        while here.index < self.index {
            // The one among all below `here` that is or holds this one.
            let (mut below, mut count) = (here.at(here.index + 1), 0);
            while below.end() <= self.index {
                below = below.at(below.end());
                count += 1;
            }
            if here.shape() == Shape::Object {
                if !path.is_empty() {
                    path.push('.');
                }
                // The key of a value stands right before it.
                let key = if count % 2 == 0 { below } else { below.at(below.index - 1) };
                path.push_str(&shown(&key.key()));
            } else {
                path.push('[');
                path.push_str(&count.to_string());
                path.push(']');
            }
            here = below;
        }
        path
    }

    /// The value of a path from here; where it leads to something that is not
    /// written, the value that it is missing from.
    pub(super) fn find(self, path: &str) -> Self {
        let (mut here, mut rest) = (self, path);
        while let Some((below, after)) = here.step(rest) {
            (here, rest) = (below, after);
        }
        here
    }

    /// One step along a path, and the rest of it.
    fn step(self, path: &str) -> Option<(Self, &str)> {
        if path.is_empty() {
            return None;
        }
        if self.shape() == Shape::List {
            let (index, rest) = path.strip_prefix('[')?.split_once(']')?;
            let item = self.items(usize::MAX)?.get(index.parse::<usize>().ok()?).copied()?;
            return Some((item, rest));
        }
        let path = path.strip_prefix('.').unwrap_or(path);
        let mut found: Option<(Self, &str)> = None;
        for field in self.fields()? {
            // Identifiers may hold points and brackets: the longest key that fits is meant.
            if let Some(rest) = path.strip_prefix(field.key.as_ref())
                && (rest.is_empty() || rest.starts_with(['.', '[']))
                && found.is_none_or(|(_, shorter)| rest.len() < shorter.len())
            {
                found = Some((field.value, rest));
            }
        }
        found
    }
}

/// A checked text without its escapes; nothing when one of them is half a surrogate pair.
fn unescaped(inner: &str) -> Option<String> {
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((before, escape)) = rest.split_once('\\') {
        text.push_str(before);
        let first = escape.chars().next()?;
        rest = escape.get(1..)?;
        text.push(match first {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let mut code = hexadecimal(&mut rest)?;
                if (0xd800..0xdc00).contains(&code) {
                    rest = rest.strip_prefix("\\u")?;
                    // Below the range of the second half, no character comes out.
                    let low = hexadecimal(&mut rest)?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
                    code = 0x1_0000 + ((code - 0xd800) << 10) + low;
                }
                char::from_u32(code)?
            }
            itself => itself,
        });
    }
    text.push_str(rest);
    Some(text)
}

/// Takes four digits off a text.
fn hexadecimal(rest: &mut &str) -> Option<u32> {
    let (digits, after) = rest.split_at_checked(4)?;
    *rest = after;
    u32::from_str_radix(digits, 16).ok()
}

/// A foreign text made fit for a message: short, and without control characters.
pub(super) fn shown(text: &str) -> String {
    let mut short = String::new();
    for (index, character) in text.chars().enumerate() {
        if index == SHOWN {
            short.push('…');
            break;
        }
        short.push(if character.is_control() { '\u{fffd}' } else { character });
    }
    short
}

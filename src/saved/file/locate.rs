//! From a place in the file to its line and path, and from a path to its place.
//!
//! Reading keeps only byte offsets and checking only paths; a good file pays
//! for nothing else. When there is something to report, the text is walked
//! again from its root. What a walk opens stays open for the next one, so that
//! many errors cost hardly more than one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::rc::Rc;

use super::node::{Field, Node, Shape};
use crate::dossier::limits;

/// Keys that any object may have; more than a dossier can need.
pub(super) const MAX_KEYS: usize = 2048;

/// Characters of a key that a path or a message shows.
const SHOWN: usize = 64;

/// A file, walked as far as was needed.
pub(super) struct Map<'a> {
    root: Node<'a>,
    line_ends: Vec<usize>,
    opened: BTreeMap<usize, Rc<Opened<'a>>>,
}

enum Opened<'a> {
    Object(Vec<Field<'a>>),
    List(Vec<Node<'a>>),
    Nothing,
}

impl<'a> Map<'a> {
    pub(super) fn new(file: &str, root: Node<'a>) -> Self {
        let line_ends = file.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(place, _)| place).collect();
        Self { root, line_ends, opened: BTreeMap::new() }
    }

    /// The line of a byte, 1 for the first.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.line_ends.partition_point(|end| *end < offset) + 1
    }

    /// The path of the innermost value or key at a byte: `criteria[2].weight`.
    pub(super) fn path(&mut self, offset: usize) -> String {
        let mut path = String::new();
        let mut here = self.root;
        loop {
            match self.open(here).as_ref() {
                Opened::Object(fields) => {
                    let holds = |field: &&Field<'_>| (field.key_start..field.value.end()).contains(&offset);
                    let Some(field) = fields.iter().find(holds) else { return path };
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(&shown(&field.key));
                    if offset < field.value.start() {
                        return path;
                    }
                    here = field.value;
                }
                Opened::List(items) => {
                    let holds = |(_, item): &(usize, &Node<'_>)| (item.start()..item.end()).contains(&offset);
                    let Some((index, item)) = items.iter().enumerate().find(holds) else { return path };
                    // Writing to a String cannot fail.
                    let _ = write!(path, "[{index}]");
                    here = *item;
                }
                Opened::Nothing => return path,
            }
        }
    }

    /// The byte at which the value of a path starts; where the path leads to
    /// something that is not written, the value that it is missing from.
    pub(super) fn offset(&mut self, path: &str) -> usize {
        self.walk(self.root, path)
    }

    fn walk(&mut self, here: Node<'a>, path: &str) -> usize {
        if path.is_empty() {
            return here.start();
        }
        match self.open(here).as_ref() {
            Opened::Object(fields) => {
                let rest = path.strip_prefix('.').unwrap_or(path);
                // Identifiers may hold points and brackets: the longest key that fits is meant.
                let fit = |field: &&Field<'_>| {
                    rest.strip_prefix(field.key.as_ref())
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
                };
                match fields.iter().filter(fit).max_by_key(|field| field.key.len()) {
                    Some(field) => self.walk(field.value, rest.get(field.key.len()..).unwrap_or_default()),
                    None => here.start(),
                }
            }
            Opened::List(items) => {
                let step = path.strip_prefix('[').and_then(|path| path.split_once(']'));
                let item = step.and_then(|(index, rest)| Some((*items.get(index.parse::<usize>().ok()?)?, rest)));
                item.map_or(here.start(), |(item, rest)| self.walk(item, rest))
            }
            Opened::Nothing => here.start(),
        }
    }

    fn open(&mut self, node: Node<'a>) -> Rc<Opened<'a>> {
        let open = || {
            Rc::new(match node.shape() {
                Shape::Object => node.fields(MAX_KEYS).map_or(Opened::Nothing, Opened::Object),
                Shape::List => node.items(limits::OFFERS).map_or(Opened::Nothing, Opened::List),
                _ => Opened::Nothing,
            })
        };
        Rc::clone(self.opened.entry(node.start()).or_insert_with(open))
    }
}

/// A foreign text made fit for a message: short, and without control characters.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    let is_plain = text.len() <= SHOWN && !text.chars().any(char::is_control);
    if is_plain {
        return Cow::Borrowed(text);
    }
    let mut short: String = text.chars().take(SHOWN).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(SHOWN).is_some() {
        short.push('…');
    }
    Cow::Owned(short)
}

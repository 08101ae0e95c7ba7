//! The dossier file: versioned JSON, documented in `docs/dossier-format.md`.
//!
//! [`read`] takes anybody's text and gives a checked
//! [`Dossier`](crate::dossier::Dossier) or every error with its line and path;
//! nothing is repaired, nothing passed over, and no text, however long or
//! deep, makes it panic. [`write`] gives the one text that a dossier has. No
//! disk and no browser here: text in, text out.

#[cfg(test)]
mod against_serde_json;
mod error;
pub(super) mod json;
pub mod market;
mod reader;
mod scan;
mod tree;
pub(super) mod v1;

pub use error::{FileError, FileErrorKind, JsonType, SyntaxProblem};
pub use json::Json;

use crate::dossier::{Dossier, Draft};
use reader::{Reader, line_breaks};
use tree::{Node, Tree, shown};

/// The largest file that is read, in mebibytes.
pub const MAX_MEBIBYTES: usize = 64;

/// Reads a dossier.
///
/// A UTF-8 byte order mark at the start is passed over.
///
/// # Errors
/// Every error, in the order of the file; the hundred first ones where there
/// are more.
pub fn read(text: &str) -> Result<Dossier, Vec<FileError>> {
    parsed(text, MAX_MEBIBYTES, |reader, root, tree| {
        let draft = decode(reader, root).filter(|_| reader.found() == 0)?;
        match draft.check() {
            Ok(dossier) => Some(dossier),
            Err(defects) => {
                for defect in defects {
                    // A search passes every offer before the one it looks for:
                    // what is only counted is not looked for.
                    let node = if reader.is_full() { root } else { tree.find(&defect.place) };
                    reader.fail_at(node, Some(defect.place), FileErrorKind::Defect(defect.kind));
                }
                None
            }
        }
    })
}

/// What `decode` makes of the JSON of a file, or what is wrong with it.
fn parsed<T>(
    text: &str,
    mebibytes: usize,
    decode: impl for<'a> FnOnce(&mut Reader, Node<'a>, &'a Tree<'a>) -> Option<T>,
) -> Result<T, Vec<FileError>> {
    if text.len() > mebibytes << 20 {
        return Err(whole_file(1, FileErrorKind::TooBig { mebibytes }));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(whole_file(1, FileErrorKind::EmptyFile));
    }
    let tree = match Tree::new(text) {
        Ok(tree) => tree,
        Err((at, problem)) => return Err(syntax_error(text, at, problem)),
    };
    let mut reader = Reader::default();
    let decoded = decode(&mut reader, tree.root(), &tree);
    decoded.ok_or_else(|| reader.into_errors(text))
}

/// Reads a dossier from the bytes of a file.
///
/// # Errors
/// As [`read`], and one when the bytes are no UTF-8 text.
pub fn read_bytes(bytes: &[u8]) -> Result<Dossier, Vec<FileError>> {
    text_of(bytes, MAX_MEBIBYTES).and_then(read)
}

fn text_of(bytes: &[u8], mebibytes: usize) -> Result<&str, Vec<FileError>> {
    if bytes.len() > mebibytes << 20 {
        return Err(whole_file(1, FileErrorKind::TooBig { mebibytes }));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        whole_file(line_breaks(before) + 1, FileErrorKind::NotUtf8)
    })
}

/// Writes a dossier in the newest version of the format, with a line end at the end.
pub fn write(dossier: &Dossier) -> String {
    value(dossier).to_file_text()
}

/// What [`write`] writes, as a value to be handed on.
pub fn value(dossier: &Dossier) -> Json {
    v1::encode(dossier)
}

fn decode(reader: &mut Reader, root: Node<'_>) -> Option<Draft> {
    let file = reader.object(root)?;
    let format = reader.required(&file, "format")?;
    if format.text().as_deref() != Some(v1::FORMAT) {
        reader.fail(format, FileErrorKind::NotADossier);
        return None;
    }
    let version = reader.required(&file, "version")?;
    if !version.is_digits() {
        reader.fail(version, FileErrorKind::WrongType { expected: JsonType::Integer });
        return None;
    }
    if reader.integer(version) != v1::VERSION {
        reader.fail(version, FileErrorKind::UnknownVersion { found: shown(version.json()) });
        return None;
    }
    Some(v1::decode(reader, &file))
}

fn whole_file(line: usize, kind: FileErrorKind) -> Vec<FileError> {
    vec![FileError { line, place: String::new(), kind }]
}

fn syntax_error(text: &str, at: usize, problem: SyntaxProblem) -> Vec<FileError> {
    let (mut line, mut column) = (1, 0);
    for (index, byte) in text.bytes().enumerate() {
        // Characters are counted, not the further bytes of one.
        column += usize::from(byte & 0xc0 != 0x80);
        if index == at {
            break;
        }
        if byte == b'\n' {
            (line, column) = (line + 1, 0);
        }
    }
    whole_file(line, FileErrorKind::Syntax { column: column.max(1), problem })
}

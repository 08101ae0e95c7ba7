//! The dossier file: versioned JSON, documented in `docs/dossier-format.md`.
//!
//! [`read`] takes anybody's text and gives a checked
//! [`Dossier`](crate::dossier::Dossier) or every error with its line and path;
//! nothing is repaired, nothing passed over, and no text, however long or
//! deep, makes it panic. [`write`] gives the one text that a dossier has. No
//! disk and no browser here: text in, text out.

mod error;
pub(super) mod json;
mod locate;
mod node;
mod reader;
pub(super) mod v1;

pub use error::{FileError, FileErrorKind, JsonType, SyntaxProblem};

use crate::dossier::Dossier;
use locate::{Map, shown};
use node::Node;
use reader::{MAX_ERRORS, Reader};

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
    if text.len() > MAX_MEBIBYTES << 20 {
        return Err(vec![whole_file(FileErrorKind::TooBig { mebibytes: MAX_MEBIBYTES })]);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(vec![whole_file(FileErrorKind::EmptyFile)]);
    }
    let root = Node::root(text).map_err(|error| vec![syntax_error(text, &error)])?;
    let mut reader = Reader::default();
    let Some(draft) = decode(&mut reader, root) else {
        return Err(located(text, root, reader.errors, reader.more));
    };
    if !reader.errors.is_empty() {
        return Err(located(text, root, reader.errors, reader.more));
    }
    draft.check().map_err(|defects| {
        let mut map = Map::new(text, root);
        let more = defects.len().saturating_sub(MAX_ERRORS);
        let mut errors: Vec<FileError> = Vec::with_capacity(defects.len().min(MAX_ERRORS) + 1);
        for defect in defects.into_iter().take(MAX_ERRORS) {
            let offset = map.offset(&defect.place);
            let line = map.line(offset);
            errors.push(FileError { line, place: defect.place, kind: FileErrorKind::Defect(defect.kind) });
        }
        errors.sort_by_key(|error| error.line);
        with_more(errors, more)
    })
}

/// Reads a dossier from the bytes of a file.
///
/// # Errors
/// As [`read`], and one when the bytes are no UTF-8 text.
pub fn read_bytes(bytes: &[u8]) -> Result<Dossier, Vec<FileError>> {
    if bytes.len() > MAX_MEBIBYTES << 20 {
        return Err(vec![whole_file(FileErrorKind::TooBig { mebibytes: MAX_MEBIBYTES })]);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => read(text),
        Err(error) => {
            let before = bytes.iter().take(error.valid_up_to());
            let line = before.filter(|byte| **byte == b'\n').count() + 1;
            Err(vec![FileError { line, ..whole_file(FileErrorKind::NotUtf8) }])
        }
    }
}

/// Writes a dossier in the newest version of the format, with a line end at the end.
pub fn write(dossier: &Dossier) -> String {
    v1::encode(dossier).to_file_text()
}

fn decode(reader: &mut Reader, root: Node<'_>) -> Option<crate::dossier::Draft> {
    let file = reader.object(root)?;
    match v1::version(reader, &file)? {
        v1::VERSION => Some(v1::decode(reader, &file)),
        _ => {
            let version = file.get("version")?;
            let found = shown(version.json()).into_owned();
            reader.fail(version.start(), FileErrorKind::UnknownVersion { found });
            None
        }
    }
}

fn whole_file(kind: FileErrorKind) -> FileError {
    FileError { line: 1, place: String::new(), kind }
}

fn located(text: &str, root: Node<'_>, mut errors: Vec<(usize, FileErrorKind)>, more: usize) -> Vec<FileError> {
    errors.sort_by_key(|(offset, _)| *offset);
    let mut map = Map::new(text, root);
    let located =
        errors.into_iter().map(|(offset, kind)| FileError { line: map.line(offset), place: map.path(offset), kind });
    let located = located.collect();
    with_more(located, more)
}

fn with_more(mut errors: Vec<FileError>, more: usize) -> Vec<FileError> {
    if more > 0 {
        let line = errors.last().map_or(1, |last| last.line);
        errors.push(FileError { line, ..whole_file(FileErrorKind::More { count: more }) });
    }
    errors
}

fn syntax_error(text: &str, error: &serde_json::Error) -> FileError {
    let lines_before = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let rest = text.get(lines_before.map(str::len).sum()..).unwrap_or_default();
    // serde_json counts bytes from 1; people count characters.
    let before = rest.char_indices().take_while(|(start, _)| start + 1 < error.column()).count();
    let at = rest.char_indices().nth(before);
    let message = error.to_string();
    let problem = match at {
        _ if error.is_eof() => SyntaxProblem::Truncated,
        _ if message.starts_with("trailing characters") => SyntaxProblem::TrailingText,
        _ if message.starts_with("control character") => SyntaxProblem::ControlCharacter,
        _ if message.contains("escape") => SyntaxProblem::BadEscape,
        Some((start, ']' | '}')) if ends_with_comma(text, text.len() - rest.len() + start) => {
            SyntaxProblem::TrailingComma
        }
        Some((_, character)) => SyntaxProblem::Unexpected(character),
        None => SyntaxProblem::Truncated,
    };
    let kind = FileErrorKind::Syntax { column: before + 1, problem };
    FileError { line: error.line().max(1), ..whole_file(kind) }
}

fn ends_with_comma(text: &str, end: usize) -> bool {
    text.get(..end).is_some_and(|before| before.trim_end().ends_with(','))
}

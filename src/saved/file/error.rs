//! What can be wrong with a file, and where.
//!
//! Facts only: `present::errors` says them in French and English. Built by the
//! other modules of `saved::file`; nothing here reads or repairs.

use crate::dossier::DefectKind;
use crate::engine::DecimalError;

/// Something that keeps a text from being a dossier.
#[derive(Clone, Debug, PartialEq)]
pub struct FileError {
    /// The line in the file, 1 for the first.
    pub line: usize,
    /// The path in the file, `criteria[2].weight`; empty for the file as a whole.
    pub place: String,
    /// What.
    pub kind: FileErrorKind,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum FileErrorKind {
    /// The file has more bytes than allowed.
    TooBig {
        /// At most so many mebibytes.
        mebibytes: usize,
    },
    /// The bytes are no UTF-8 text.
    NotUtf8,
    /// There is nothing in the file.
    EmptyFile,
    /// The text is no JSON.
    Syntax {
        /// The character in the line, 1 for the first.
        column: usize,
        /// What exactly.
        problem: SyntaxProblem,
    },
    /// `format` names something else.
    NotADossier,
    /// A version that this program does not know.
    UnknownVersion {
        /// As it stands in the file.
        found: String,
    },
    /// A key that must be there is not.
    MissingKey {
        /// The key.
        key: &'static str,
    },
    /// A criterion has neither sub-criteria nor a family.
    NeitherGroupNorLeaf,
    /// A key that means nothing here.
    UnknownKey {
        /// As it stands in the file.
        key: String,
        /// The keys that mean something here.
        allowed: Vec<&'static str>,
    },
    /// The same key twice in one object.
    DuplicateKey {
        /// As it stands in the file.
        key: String,
    },
    /// A value of the wrong JSON type.
    WrongType {
        /// What belongs here.
        expected: JsonType,
    },
    /// A word that is none of those allowed here.
    UnknownWord {
        /// As it stands in the file.
        found: String,
        /// The words that mean something here.
        allowed: Vec<&'static str>,
    },
    /// A text that is no number, or a number beyond the limits.
    Number {
        /// As it stands in the file.
        found: String,
        /// Why not.
        error: DecimalError,
    },
    /// A text that is no date.
    NotADate {
        /// As it stands in the file.
        found: String,
    },
    /// A text that is no moment.
    NotAMoment {
        /// As it stands in the file.
        found: String,
    },
    /// A text with half of a surrogate pair: no Unicode character.
    NotUnicode,
    /// The dossier does not hold together here.
    Defect(DefectKind),
    /// There are more errors, not listed.
    More {
        /// How many.
        count: usize,
    },
}

/// Why a text is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxProblem {
    /// It stops in the middle.
    Truncated,
    /// Something follows the end.
    TrailingText,
    /// A comma before a closing bracket.
    TrailingComma,
    /// A line break, a tab or another control character within a text.
    ControlCharacter,
    /// An escape that does not exist.
    BadEscape,
    /// This character cannot stand here.
    Unexpected(char),
}

/// A type of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonType {
    /// `{…}`.
    Object,
    /// `[…]`.
    List,
    /// `"…"`.
    Text,
    /// A number, or a text that holds one.
    Number,
    /// A number without sign, point or exponent.
    Integer,
    /// `true` or `false`.
    Bool,
}

//! One pass over a text: whether it is JSON, and where each value stands.
//!
//! RFC 8259 to the letter, in linear time and without recursion. Nothing is
//! decoded: numbers and texts stay in the file, so that no digit and no place
//! is lost. `tree` reads what stands at the marks.

use super::error::SyntaxProblem;
use crate::dossier::limits;

/// Deeper values are checked and not marked, since no dossier goes so deep:
/// a list, an object per level of the tree, the scale of a leaf, and some air.
pub(super) const DEEPEST: usize = 2 * limits::DEPTH + 8;

/// A value or a key, in the order of the file.
#[derive(Clone, Copy, Default)]
pub(super) struct Mark {
    /// The byte where it starts.
    pub(super) start: u32,
    /// For an object or a list, the number of the mark after all that it
    /// holds; for the others, the byte after the last one.
    pub(super) end: u32,
}

/// The marks of a JSON text, or the byte where it stops being one.
pub(super) fn scan(text: &str) -> Result<Vec<Mark>, (usize, SyntaxProblem)> {
    let mut scanner = Scanner { text, at: 0, marks: Vec::new(), innermost: 0, nesting: Vec::new() };
    match scanner.document() {
        Ok(()) => Ok(scanner.marks),
        // The last character, or the empty line at the end.
        Err(SyntaxProblem::Truncated) if !text.ends_with('\n') => {
            Err((text.len().saturating_sub(1), SyntaxProblem::Truncated))
        }
        Err(problem) => Err((scanner.at, problem)),
    }
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    marks: Vec<Mark>,
    /// The mark of the object or list that is open. As long as one is open,
    /// its `end` is the mark of the one around it.
    innermost: usize,
    /// The opening bracket of everything that is open.
    nesting: Vec<u8>,
}

/// What may come next.
#[derive(Clone, Copy)]
enum Next {
    Value,
    /// A key or `}`.
    FirstKey,
    /// A value or `]`.
    FirstItem,
    /// A key, after a comma.
    Key,
    /// A value, after a comma.
    Item,
    /// A comma or the closing bracket.
    Comma,
    /// Nothing.
    End,
}

type Step<T> = Result<T, SyntaxProblem>;

impl Scanner<'_> {
    fn document(&mut self) -> Step<()> {
        let mut next = Next::Value;
        loop {
            self.skip_space();
            let Some(byte) = self.peek() else { break };
            next = match (next, byte) {
                (Next::End, _) => return Err(SyntaxProblem::TrailingText),
                (Next::FirstKey, b'}') | (Next::FirstItem, b']') => self.close(),
                // In ASCII, a bracket closes the one that stands two before it.
                (Next::Comma, b'}' | b']') if self.nesting.last() == Some(&(byte - 2)) => self.close(),
                (Next::Comma, b',') => {
                    self.at += 1;
                    if self.nesting.last() == Some(&b'{') { Next::Key } else { Next::Item }
                }
                (Next::Key | Next::Item, b'}' | b']') => return Err(SyntaxProblem::TrailingComma),
                (Next::Key | Next::FirstKey, b'"') => self.key()?,
                (Next::Value | Next::Item | Next::FirstItem, _) => self.value(byte)?,
                _ => return Err(self.unexpected()),
            };
        }
        if matches!(next, Next::End) { Ok(()) } else { Err(SyntaxProblem::Truncated) }
    }

    fn key(&mut self) -> Step<Next> {
        let start = self.at;
        self.string()?;
        self.mark(start, self.at);
        self.skip_space();
        self.literal(":")?;
        Ok(Next::Value)
    }

    fn value(&mut self, first: u8) -> Step<Next> {
        let start = self.at;
        match first {
            b'{' | b'[' => {
                self.mark(start, self.innermost);
                if self.is_marked() {
                    self.innermost = self.marks.len() - 1;
                }
                self.nesting.push(first);
                self.at += 1;
                return Ok(if first == b'{' { Next::FirstKey } else { Next::FirstItem });
            }
            b'"' => self.string()?,
            b't' => self.literal("true")?,
            b'f' => self.literal("false")?,
            b'n' => self.literal("null")?,
            _ => self.number()?,
        }
        self.mark(start, self.at);
        Ok(self.after_value())
    }

    fn close(&mut self) -> Next {
        self.at += 1;
        self.nesting.pop();
        let count = self.marks.len();
        if self.is_marked()
            && let Some(mark) = self.marks.get_mut(self.innermost)
        {
            self.innermost = mark.end as usize;
            mark.end = count as u32;
        }
        self.after_value()
    }

    fn after_value(&self) -> Next {
        if self.nesting.is_empty() { Next::End } else { Next::Comma }
    }

    fn string(&mut self) -> Step<()> {
        self.at += 1;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.at += 1;
                    return Ok(());
                }
                b'\\' => self.escape()?,
                0..0x20 => {
                    // The last character of the line says more than the line break.
                    self.at -= 1;
                    return Err(SyntaxProblem::ControlCharacter);
                }
                _ => self.at += 1,
            }
        }
        Err(SyntaxProblem::Truncated)
    }

    fn escape(&mut self) -> Step<()> {
        self.at += 1;
        let digits = match self.peek() {
            Some(b'u') => 4,
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 0,
            Some(_) => return Err(SyntaxProblem::BadEscape),
            None => return Err(SyntaxProblem::Truncated),
        };
        self.at += 1;
        for _ in 0..digits {
            match self.peek() {
                Some(byte) if byte.is_ascii_hexdigit() => self.at += 1,
                Some(_) => return Err(SyntaxProblem::BadEscape),
                None => return Err(SyntaxProblem::Truncated),
            }
        }
        Ok(())
    }

    fn number(&mut self) -> Step<()> {
        self.skip(b"-");
        if self.skip(b"0") {
            // No zero before other digits.
            if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                return Err(self.unexpected());
            }
        } else {
            self.digits()?;
        }
        if self.skip(b".") {
            self.digits()?;
        }
        if self.skip(b"eE") {
            self.skip(b"+-");
            self.digits()?;
        }
        Ok(())
    }

    /// One digit or more.
    fn digits(&mut self) -> Step<()> {
        let start = self.at;
        while self.skip(b"0123456789") {}
        if self.at == start { Err(self.unexpected()) } else { Ok(()) }
    }

    fn literal(&mut self, word: &str) -> Step<()> {
        for byte in word.bytes() {
            if !self.skip(&[byte]) {
                return Err(self.unexpected());
            }
        }
        Ok(())
    }

    fn skip_space(&mut self) {
        while self.skip(b" \n\r\t") {}
    }

    /// Goes past the next byte if it is one of these.
    fn skip(&mut self, any: &[u8]) -> bool {
        let is_there = self.peek().is_some_and(|byte| any.contains(&byte));
        self.at += usize::from(is_there);
        is_there
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn unexpected(&self) -> SyntaxProblem {
        let character = self.text.get(self.at..).and_then(|rest| rest.chars().next());
        character.map_or(SyntaxProblem::Truncated, SyntaxProblem::Unexpected)
    }

    fn is_marked(&self) -> bool {
        self.nesting.len() <= DEEPEST
    }

    fn mark(&mut self, start: usize, end: usize) {
        if self.is_marked() {
            // A file is smaller than 4 GiB by far.
            self.marks.push(Mark { start: start as u32, end: end as u32 });
        }
    }
}

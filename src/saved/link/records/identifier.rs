//! Identifiers in few bytes: most follow from the one before.

use crate::dossier::{Id, limits};

use super::bytes::{Reader, Stop, Writer};

const SUCCESSOR: u128 = 1;
const FIRST_CHILD: u128 = 3;
const NUMBERED: u128 = 5;

/// What identifiers of one list are derived from.
pub(super) struct Ids<'a> {
    stem: &'static str,
    parent: Option<&'a Id>,
    previous: Option<Id>,
}

impl<'a> Ids<'a> {
    pub(super) fn new(stem: &'static str) -> Self {
        Self { stem, parent: None, previous: None }
    }

    pub(super) fn within(stem: &'static str, parent: Option<&'a Id>) -> Self {
        Self { stem, parent, previous: None }
    }

    pub(super) fn write(&mut self, writer: &mut Writer, id: &Id) {
        let text = id.as_str();
        let number = text.strip_prefix(self.stem).and_then(|rest| plain_number(rest.strip_prefix('-')?));
        if self.successor().as_deref() == Some(text) {
            writer.number(SUCCESSOR);
        } else if self.first_child().as_deref() == Some(text) {
            writer.number(FIRST_CHILD);
        } else if let Some(number) = number {
            writer.number(NUMBERED);
            writer.number(number.into());
        } else {
            writer.size(text.len() * 2);
            writer.raw_text(text);
        }
        self.previous = Some(id.clone());
    }

    pub(super) fn read(&mut self, reader: &mut Reader<'_>) -> Result<Id, Stop> {
        let text = match reader.number()? {
            SUCCESSOR => self.successor().ok_or(Stop)?,
            FIRST_CHILD => self.first_child().ok_or(Stop)?,
            NUMBERED => format!("{}-{}", self.stem, reader.size(u32::MAX as usize)?),
            odd if odd & 1 == 1 => return Err(Stop),
            // A character has at most 4 bytes.
            even => {
                let length = usize::try_from(even / 2).ok().filter(|length| *length <= 4 * limits::ID);
                reader.raw_text(length.ok_or(Stop)?)?
            }
        };
        let id = Id::new(&text);
        self.previous = Some(id.clone());
        Ok(id)
    }

    fn first_child(&self) -> Option<String> {
        self.parent.map(|parent| format!("{parent}.1"))
    }

    fn successor(&self) -> Option<String> {
        let previous = self.previous.as_ref()?.as_str();
        let stem = previous.trim_end_matches(|c: char| c.is_ascii_digit());
        if let Some(number) = previous.strip_prefix(stem).and_then(plain_number) {
            return Some(format!("{stem}{}", u64::from(number) + 1));
        }
        // A single letter after a hyphen: `offre-a`.
        let (stem, letter) = previous.rsplit_once('-')?;
        match letter.as_bytes() {
            [letter @ b'a'..=b'y'] => Some(format!("{stem}-{}", char::from(letter + 1))),
            _ => None,
        }
    }
}

/// A number written the only way that `format!` writes it.
fn plain_number(text: &str) -> Option<u32> {
    let is_plain = text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|_| is_plain)
}

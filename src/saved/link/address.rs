//! Finds the link in what people paste, and undoes what mail programs do.
//!
//! Line breaks and spaces within the payload, `<…>` around the address, a
//! point or a bracket behind it, the `>` of a quoted mail, percent signs for `#`, `=` and `.`, the `=3D`
//! of quoted-printable, addresses wrapped into another address by a mail
//! filter. Text comes in, version and payload go out; nothing is decoded here.

use std::borrow::Cow;

use super::{LinkError, MAX_CHARACTERS};

/// What stands before the version.
pub(super) const KEY: &str = "md=";

/// A link as it was found.
pub(super) struct Found {
    pub(super) version: u32,
    /// Characters of the base64url alphabet only.
    pub(super) payload: String,
}

/// Percent signs may have been wrapped more than once.
const MAX_UNWRAPPINGS: usize = 3;

/// What a link may have around it: an address, a line of text.
const MAX_SURROUNDINGS: usize = 100_000;

pub(super) fn find(text: &str) -> Result<Found, LinkError> {
    // Line breaks and percent signs may triple a link that is within its limit.
    if text.len() > 3 * MAX_CHARACTERS + MAX_SURROUNDINGS {
        return Err(LinkError::TooLarge);
    }
    let mut text = Cow::Borrowed(text);
    for _ in 0..MAX_UNWRAPPINGS {
        if !text.contains('%') {
            break;
        }
        text = Cow::Owned(without_percent_signs(&text));
    }
    // The marks of a quoted mail, then those of quoted-printable.
    let text = text.replace("\n> ", "\n").replace("\n>", "\n");
    let text = text.replace("=\r\n", "").replace("=\n", "").replace("=3D", "=").replace("=3d", "=");
    let after = after_key(&text).ok_or(LinkError::NotALink)?;
    let mut visible = after.chars().filter(|c| !is_filler(*c)).peekable();
    let mut version = 0u32;
    while let Some(digit) = visible.peek().and_then(|c| c.to_digit(10)) {
        version = version.saturating_mul(10).saturating_add(digit);
        visible.next();
    }
    if visible.next() != Some('.') {
        return Err(LinkError::Truncated { present: 0, written: 0 });
    }
    // Whatever is not of the alphabet ends the payload; the payload says its
    // own length, so that words after the link do no harm.
    let payload: String = visible.take_while(|c| is_of_payload(*c)).take(MAX_CHARACTERS + 1).collect();
    if payload.len() > MAX_CHARACTERS {
        return Err(LinkError::TooLarge);
    }
    Ok(Found { version, payload })
}

/// What follows the last `md=` that begins a word and is followed by a version.
fn after_key(text: &str) -> Option<&str> {
    text.match_indices(KEY)
        .filter_map(|(place, _)| {
            let (before, rest) = text.split_at_checked(place)?;
            let begins_a_word = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
            let after = rest.strip_prefix(KEY)?;
            let has_version = after.trim_start_matches(is_filler).starts_with(|c: char| c.is_ascii_digit());
            (begins_a_word && has_version).then_some(after)
        })
        .last()
}

fn is_of_payload(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// What a mail or a word processor may put into a long word, unseen.
fn is_filler(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// `%23` becomes `#`; what is not a percent sign with two digits stays.
fn without_percent_signs(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut pieces = text.split('%');
    plain.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let code = piece.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (code, piece.get(2..)) {
            (Some(code), Some(rest)) if code.is_ascii() => {
                plain.push(char::from(code));
                plain.push_str(rest);
            }
            _ => {
                plain.push('%');
                plain.push_str(piece);
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_link_in_what_people_paste() {
        for text in [
            "md=1.AbC-_9",
            "#md=1.AbC-_9",
            "  <https://intranet.example/page/#md=1.AbC-_9>.",
            "(https://intranet.example/?cmd=2.x#md=1.AbC-_9)",
            "https://intranet.example/#md=1.Ab\r\n C-_9,",
            "https://intranet.example/#md=1.Ab=\r\nC-_9",
            "> https://intranet.example/#md=1.Ab\n> C-_9\n",
            "https://intranet.example/#md=3D1.AbC-_9",
            "https://intranet.example/%23md%3D1%2EAbC-_9",
            "https://filter.example/?url=https%253A%252F%252Fx%252F%2523md%253D1.AbC-_9&data=2",
            "md=1.old then md=1.Ab\u{200b}C-_9",
            "file:///C:/Users/x/mieux-disant.html#md=1.AbC-_9\n",
        ] {
            let found = find(text).ok().map(|found| (found.version, found.payload));
            assert_eq!(found, Some((1, "AbC-_9".to_string())), "{text}");
        }
    }

    #[test]
    fn says_when_there_is_none() {
        for text in ["", "#", "https://example.org/", "cmd=1.x", "md=", "md=x.1", "%6", "%"] {
            assert_eq!(find(text).err(), Some(LinkError::NotALink), "{text}");
        }
        assert_eq!(find("#md=1").err(), Some(LinkError::Truncated { present: 0, written: 0 }));
        assert_eq!(find("#md=99999999999.AA").map(|found| found.version).ok(), Some(u32::MAX));
        let long = format!("#md=1.{}", "A".repeat(MAX_CHARACTERS + 1));
        assert_eq!(find(&long).err(), Some(LinkError::TooLarge));
    }
}

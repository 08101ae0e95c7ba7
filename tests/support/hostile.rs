//! One harness for links that come from anywhere: the bounded run in
//! `tests/hostile_links.rs` and the endless one in `fuzz/`.

use mieux_disant::dossier::Dossier;
use mieux_disant::saved::link;

/// What became of a text that may be a link.
#[allow(dead_code, reason = "the endless run looks at none of it")]
pub(crate) enum Outcome {
    /// It opened.
    Opened(Box<Dossier>),
    /// It is damaged, and something could be read.
    Recovered,
    /// It is no link, or nothing could be read.
    Refused,
}

/// Reads a text as a link, and fails where the outcome is none that a page may
/// meet: whatever opens holds together and can be sent on as it is.
pub(crate) fn attempt(text: &str) -> Outcome {
    match link::open(text) {
        Ok(opened) => {
            assert!(opened.dossier.to_draft().check().is_ok(), "opened, but does not hold together: {text}");
            let again = link::write_as(&opened.dossier, opened.flavour, opened.has_comments);
            let again = again.map(|fragment| link::open(&fragment));
            assert!(
                again.is_err() || again.is_ok_and(|read| read.as_ref() == Ok(&opened)),
                "cannot be sent on: {text}"
            );
            Outcome::Opened(Box::new(opened.dossier))
        }
        Err(damaged) => match damaged.recovered {
            Some(recovered) => {
                assert!(recovered.to_draft().check().is_ok(), "recovered, but does not hold together: {text}");
                Outcome::Recovered
            }
            None => Outcome::Refused,
        },
    }
}

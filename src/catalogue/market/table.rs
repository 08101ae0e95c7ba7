//! What the tables of products are written with: constants that allocate
//! nothing, in the one form that a catalogue from a file has too.

use std::borrow::Cow;

use super::{Function, Statement, Text};

/// A text of the table.
pub(super) const fn text(text: &'static str) -> Text {
    Cow::Borrowed(text)
}

/// The functions of a product.
pub(super) const fn functions(all: &'static [Function]) -> Cow<'static, [Function]> {
    Cow::Borrowed(all)
}

/// A dated fact: what was said, where, when. Macros, since the compiler keeps
/// no reference to what a function returns.
macro_rules! said {
    ($text:literal, $source:literal, $date:literal) => {
        $crate::catalogue::market::Statement {
            text: std::borrow::Cow::Borrowed($text),
            source: std::borrow::Cow::Borrowed($source),
            date: std::borrow::Cow::Borrowed($date),
        }
    };
}

/// The facts of a product.
macro_rules! facts {
    ($($fact:expr),+ $(,)?) => {
        std::borrow::Cow::Borrowed(&[$($fact),+])
    };
}

/// A status that no source dates.
macro_rules! no_status {
    ($status:ident) => {
        $crate::catalogue::market::Qualification {
            status: $crate::catalogue::market::Qualified::$status,
            perimeter: std::borrow::Cow::Borrowed(""),
            as_of: std::borrow::Cow::Borrowed(""),
            source: std::borrow::Cow::Borrowed(""),
            confidence: $crate::catalogue::market::Confidence::ToCheck,
        }
    };
}

pub(super) use {facts, no_status, said};

/// No law from outside the EU is known to apply.
pub(super) const NO_LAWS: Cow<'static, [Text]> = Cow::Borrowed(&[]);

/// Those that apply to publishers of the United States.
pub(super) const US_LAWS: Cow<'static, [Text]> =
    Cow::Borrowed(&[Cow::Borrowed("US CLOUD Act"), Cow::Borrowed("US FISA 702")]);

/// Of eight publishers.
pub(super) const JOINT: Statement = said!(
    "Signataire, avec sept autres éditeurs français, d'un communiqué commun du 18 octobre 2021\u{202f}; les huit revendiquaient ensemble plus de 3\u{a0}millions d'utilisateurs.",
    "LeMagIT",
    "2021-10"
);

/// Of the publishers who were heard.
pub(super) const HEARD: Statement =
    said!("Nommé parmi les éditeurs français entendus à l'Assemblée nationale.", "Blog Whaller", "2026-02-20");

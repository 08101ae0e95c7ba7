//! French and English, and the way each writes numbers.
//!
//! Completeness is checked by the compiler: a [`Phrase`] has both fields or
//! does not compile, and [`say!`] takes both sentences. No lookup, no key, no
//! fallback that hides a hole. Data flows out only: nothing here knows what
//! the words are about.

mod numbers;

pub use numbers::{counted, integer, is_plural, money, number, parse_number, percent};

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    /// Français.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language of a BCP 47 tag (`fr-FR`, `en_GB`), if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(primary))
    }
}

/// A fixed text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// French.
    pub fr: &'static str,
    /// English.
    pub en: &'static str,
}

impl Phrase {
    /// The text in a language.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.fr,
            Lang::En => self.en,
        }
    }
}

/// A fixed text: `phrase("Offre", "Offer")`, French first.
pub const fn phrase(fr: &'static str, en: &'static str) -> Phrase {
    Phrase { fr, en }
}

/// A sentence with figures: `say!(lang, "{n} offres", "{n} offers")`, French first.
#[macro_export]
macro_rules! say {
    ($lang:expr, $fr:literal, $en:literal $(, $argument:expr)* $(,)?) => {
        match $lang {
            $crate::i18n::Lang::Fr => format!($fr $(, $argument)*),
            $crate::i18n::Lang::En => format!($en $(, $argument)*),
        }
    };
}

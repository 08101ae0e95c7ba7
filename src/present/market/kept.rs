//! Whether the buyer's own catalogue is kept in this browser, in words.

use crate::app::{MarketDesk, MarketNotKept, State, StorageFailure};
use crate::i18n::{Lang, phrase};
use crate::present::sentences::quoted;
use crate::say;

/// What stands below the catalogues to choose from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeptView {
    /// Whether it is kept, and until when it is there; empty without a catalogue of one's own.
    pub said: String,
    /// Whether it can be kept.
    pub can_keep: bool,
    /// What keeping it no longer reads; empty where nothing is kept.
    pub drop: String,
    /// Why it is not kept; mostly empty.
    pub trouble: String,
    /// Whether another tab keeps another one, and one must choose.
    pub is_overtaken: bool,
}

pub(super) fn view(state: &State, desk: &MarketDesk) -> KeptView {
    let lang = state.lang;
    let kept = desk.keeping.kept.as_ref();
    let is_overtaken = matches!(desk.keeping.trouble, Some(MarketNotKept::Overtaken(_)));
    KeptView {
        said: said(lang, desk, state.works.keeps_nothing),
        can_keep: desk.own.is_some() && !desk.is_kept() && !state.works.keeps_nothing && !is_overtaken,
        drop: kept.map_or_else(String::new, |kept| {
            let file = quoted(lang, &kept.file);
            say!(lang, "Ne plus garder {file}", "Keep {file} no longer")
        }),
        trouble: trouble(lang, desk),
        is_overtaken,
    }
}

fn said(lang: Lang, desk: &MarketDesk, keeps_nothing: bool) -> String {
    match (&desk.keeping.kept, &desk.own) {
        (Some(kept), _) if desk.is_kept() => {
            let file = quoted(lang, &kept.file);
            say!(
                lang,
                "Ce navigateur garde votre catalogue, {file}, et le reprendra à la prochaine ouverture.",
                "This browser keeps your catalogue, {file}, and shows it again at the next opening."
            )
        }
        (Some(kept), _) => {
            let file = quoted(lang, &kept.file);
            say!(
                lang,
                "Ce navigateur garde un autre catalogue, {file}, qu'il reprendra à la prochaine ouverture.",
                "This browser keeps another catalogue, {file}, and shows it at the next opening."
            )
        }
        (None, Some(_)) if keeps_nothing => phrase(
            "Vous avez demandé de ne rien mémoriser\u{a0}: ce catalogue n'est là que tant que cette page est ouverte.",
            "You have asked to keep nothing: this catalogue is there only as long as this page is open.",
        )
        .get(lang)
        .to_owned(),
        (None, Some(_)) => phrase(
            "Ce catalogue n'est pas gardé\u{a0}: il n'est là que tant que cette page est ouverte.",
            "This catalogue is not kept: it is there only as long as this page is open.",
        )
        .get(lang)
        .to_owned(),
        (None, None) => String::new(),
    }
}

/// Why the catalogue is not kept.
pub(super) fn trouble(lang: Lang, desk: &MarketDesk) -> String {
    let fixed = match &desk.keeping.trouble {
        None => return String::new(),
        Some(MarketNotKept::Failed(StorageFailure::Refused)) => phrase(
            "Ce navigateur ne garde rien pour cette page\u{a0}: le catalogue n'est pas gardé.",
            "This browser keeps nothing for this page: the catalogue is not kept.",
        ),
        Some(MarketNotKept::Failed(StorageFailure::Full)) => phrase(
            "La mémoire de ce navigateur est pleine\u{a0}: le catalogue n'est pas gardé.",
            "The memory of this browser is full: the catalogue is not kept.",
        ),
        Some(MarketNotKept::Unwanted) => phrase(
            "Rien n'est mémorisé dans ce navigateur, comme vous l'avez demandé\u{a0}: le catalogue n'est pas gardé.",
            "Nothing is kept in this browser, as you have asked: the catalogue is not kept.",
        ),
        Some(MarketNotKept::Overtaken(other)) => {
            let file = quoted(lang, &other.file);
            return say!(
                lang,
                "Un autre onglet garde déjà un catalogue, {file}\u{a0}: le vôtre n'est pas gardé.",
                "Another tab keeps a catalogue already, {file}: yours is not kept."
            );
        }
    };
    fixed.get(lang).to_owned()
}

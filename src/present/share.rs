//! Partager: what leaves, what it holds, how long it is, under which lock.

use super::contents::{Content, contents};
use super::news::leaders;
use super::qr::MAX_IN_QR;
use super::received;
use crate::app::{BITS, Choice, LinkNews, Lock, LockFailure, SHORTEST, Secret, Share, State, holds_prices};
use crate::i18n::{self, Lang, Phrase, phrase};
use crate::saved::link::LockError;
use crate::say;

/// The share panel as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareView {
    /// What may leave.
    pub choices: Vec<ChoiceView>,
    /// Whether comments leave too; nothing where there is no choice.
    pub with_comments: Option<bool>,
    /// The parts of the dossier, and which of them leave.
    pub contents: Vec<Content>,
    /// The link; none when the dossier is too large for one, or before it is locked.
    pub link: Option<String>,
    /// A warning on what leaves; may be empty.
    pub warning: String,
    /// `812 caractères : tient dans un courriel.`
    pub length: String,
    /// The same as a number, for the gauge; none when the dossier is too large for a link.
    pub characters: Option<usize>,
    /// How the length is judged.
    pub gauge: Gauge,
    /// Whether the clipboard took it.
    pub copied: Option<bool>,
    /// The envelope, where what leaves goes under a passphrase.
    pub lock: Option<LockView>,
    /// Whether a file can be had now.
    pub has_file: bool,
    /// Why there is no picture of the link; empty where there is one, and before there is a link.
    pub no_qr: String,
}

/// Something that may leave.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceView {
    /// Which.
    pub choice: Choice,
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub about: &'static str,
    /// Whether it is chosen.
    pub is_chosen: bool,
    /// Whether this dossier asks for it.
    pub is_advised: bool,
}

/// The envelope.
#[derive(Clone, Debug, PartialEq)]
pub struct LockView {
    /// Whether the link is there.
    pub is_closed: bool,
    /// Whether it is being closed.
    pub is_busy: bool,
    /// What is offered as a passphrase.
    pub proposed: Option<Secret>,
    /// How good that is.
    pub bits: String,
    /// What a passphrase must be.
    pub hint: String,
    /// What is wrong with the one that was given; may be empty.
    pub problem: String,
}

/// How long a link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gauge {
    /// At most 1 000 characters.
    Short,
    /// At most 2 000 characters.
    Long,
    /// A file is better.
    TooLong,
}

/// Characters up to which a link is short, and up to which it is not too long.
pub const BOUNDS: [usize; 2] = [1_000, 2_000];

impl Gauge {
    fn of(characters: Option<usize>) -> Self {
        match characters {
            Some(length) if length <= BOUNDS[0] => Self::Short,
            Some(length) if length <= BOUNDS[1] => Self::Long,
            _ => Self::TooLong,
        }
    }
}

/// The panel, when it is open.
pub fn share(state: &State) -> Option<ShareView> {
    let share = state.share.as_ref()?;
    let lang = state.lang;
    let has_prices = holds_prices(state.dossier());
    let gauge = Gauge::of(share.length);
    Some(ShareView {
        choices: Choice::ALL.into_iter().map(|choice| choice_view(lang, share, choice, has_prices)).collect(),
        with_comments: matches!(share.choice, Choice::Complete | Choice::Locked).then_some(share.with_comments),
        contents: contents(lang, &share.dossier, share.choice == Choice::Anonymised),
        warning: warning(lang, share),
        length: length(lang, share, gauge),
        characters: share.length,
        gauge,
        copied: share.copied,
        lock: (share.choice == Choice::Locked).then(|| lock_view(lang, share)),
        has_file: share.choice != Choice::Locked || share.link.is_some(),
        no_qr: match share.length {
            Some(length) if length <= MAX_IN_QR => String::new(),
            _ => {
                let most = i18n::integer(lang, MAX_IN_QR);
                say!(
                    lang,
                    "Pas de QR code au-delà de {most} caractères\u{a0}: un téléphone ne le lirait plus.",
                    "No QR code above {most} characters: a telephone would no longer read it."
                )
            }
        },
        link: share.link.clone(),
    })
}

fn choice_view(lang: Lang, share: &Share, choice: Choice, has_prices: bool) -> ChoiceView {
    let (name, about) = match choice {
        Choice::Grid => (
            phrase("Grille seule", "Grid only"),
            phrase("Ce qui est annoncé, sans aucune offre.", "What is announced, without any offer."),
        ),
        Choice::Anonymised => (
            phrase("Anonymisé", "Anonymised"),
            phrase(
                "Offres A, B, C\u{a0}: sans noms, sans prix, sans commentaires.",
                "Offers A, B, C: no names, no prices, no comments.",
            ),
        ),
        Choice::Complete => (
            phrase("Complet", "Complete"),
            phrase("Tout, lisible par quiconque a le lien.", "All of it, to be read by whoever has the link."),
        ),
        Choice::Locked => (
            phrase("Complet, sous phrase secrète", "Complete, under a passphrase"),
            phrase(
                "Tout, chiffré\u{a0}: illisible sans la phrase.",
                "All of it, encrypted: unreadable without the phrase.",
            ),
        ),
    };
    ChoiceView {
        choice,
        name: name.get(lang),
        about: about.get(lang),
        is_chosen: share.choice == choice,
        is_advised: has_prices && choice == Choice::Locked,
    }
}

fn warning(lang: Lang, share: &Share) -> String {
    if !holds_prices(&share.dossier) {
        return String::new();
    }
    match share.choice {
        Choice::Locked => phrase(
            "Contient des offres\u{a0}: confidentiel (L2132-1). Donnez la phrase par un autre chemin que le lien\u{a0}: au téléphone, de vive voix.",
            "Contains offers: confidential (L2132-1). Give the passphrase by another way than the link: by telephone, in person.",
        ),
        _ => phrase(
            "Contient des offres et leurs prix\u{a0}: confidentiel (L2132-1), et lisible par quiconque a ce lien ou ce fichier.",
            "Contains offers and their prices: confidential (L2132-1), and to be read by whoever has this link or file.",
        ),
    }
    .get(lang)
    .into()
}

fn length(lang: Lang, share: &Share, gauge: Gauge) -> String {
    let Some(count) = share.length.map(|length| i18n::integer(lang, length)) else {
        return phrase(
            "Ce dossier est trop grand pour un lien\u{a0}: enregistrez-le dans un fichier.",
            "This dossier is too large for a link: save it in a file.",
        )
        .get(lang)
        .into();
    };
    let is_to_come = share.link.is_none();
    match gauge {
        Gauge::Short if is_to_come => {
            say!(
                lang,
                "{count} caractères une fois chiffré\u{a0}: tiendra dans un courriel.",
                "{count} characters once encrypted: will fit in a mail."
            )
        }
        Gauge::Short => {
            say!(lang, "{count} caractères\u{a0}: tient dans un courriel.", "{count} characters: fits in a mail.")
        }
        Gauge::Long => say!(
            lang,
            "{count} caractères\u{a0}: certains outils coupent les liens de cette longueur.",
            "{count} characters: some tools cut links of this length."
        ),
        Gauge::TooLong => say!(
            lang,
            "{count} caractères\u{a0}: trop long pour beaucoup de courriels, préférez le fichier.",
            "{count} characters: too long for many mails, prefer the file."
        ),
    }
}

fn lock_view(lang: Lang, share: &Share) -> LockView {
    LockView {
        is_closed: share.lock == Lock::Closed,
        is_busy: matches!(share.lock, Lock::Closing(..)),
        bits: match &share.proposed {
            Some(_) => say!(
                lang,
                "Phrase tirée au sort\u{a0}: {BITS} bits. Notez-la maintenant, elle ne sera gardée nulle part.",
                "Drawn at random: {BITS} bits. Write it down now, it will be kept nowhere."
            ),
            None => String::new(),
        },
        proposed: share.proposed.clone(),
        hint: say!(
            lang,
            "Au moins {SHORTEST} caractères. Tirets et espaces reviennent au même, pas les majuscules. Perdue, elle ne se retrouve pas.",
            "At least {SHORTEST} characters. Hyphens and spaces are the same, capitals are not. Once lost, it cannot be found again."
        ),
        problem: problem(lang, &share.lock),
    }
}

fn problem(lang: Lang, lock: &Lock) -> String {
    let failure = match lock {
        Lock::Open | Lock::Closing(..) | Lock::Closed => return String::new(),
        Lock::TooShort => {
            return say!(
                lang,
                "Cette phrase est trop courte\u{a0}: au moins {SHORTEST} caractères.",
                "This passphrase is too short: at least {SHORTEST} characters."
            );
        }
        Lock::Failed(failure) => failure,
    };
    let text: Phrase = match failure {
        LockFailure::NoChance => phrase(
            "Ce navigateur ne donne pas de nombres au hasard\u{a0}: rien ne peut y être chiffré.",
            "This browser gives no random numbers: nothing can be encrypted in it.",
        ),
        LockFailure::Link(LockError::TooLarge) => {
            phrase("Ce dossier est trop grand pour être chiffré.", "This dossier is too large to be encrypted.")
        }
        LockFailure::Link(LockError::NoMemory | LockError::Refused) => phrase(
            "Ce navigateur manque de mémoire pour chiffrer\u{a0}: fermez d'autres onglets, puis réessayez.",
            "This browser lacks the memory to encrypt: close other tabs, then try again.",
        ),
    };
    text.get(lang).into()
}

/// What the live region says of links that leave or arrive.
pub(super) fn news(state: &State, news: &LinkNews) -> String {
    let lang = state.lang;
    let said = |fr, en| phrase(fr, en).get(lang).to_owned();
    match news {
        LinkNews::Chosen => share(state).map(|view| view.length).unwrap_or_default(),
        LinkNews::Proposed => state.share.as_ref().map(|share| lock_view(lang, share).bits).unwrap_or_default(),
        LinkNews::NotLocked => state.share.as_ref().map(|share| problem(lang, &share.lock)).unwrap_or_default(),
        LinkNews::Closing => said("Chiffrement…", "Encrypting…"),
        LinkNews::Closed => said(
            "Lien chiffré. La phrase est effacée de cette page.",
            "Link encrypted. The passphrase is gone from this page.",
        ),
        LinkNews::Asked => received::unlock(state).map(|view| view.text).unwrap_or_default(),
        LinkNews::Trying => said("Déchiffrement…", "Decrypting…"),
        LinkNews::Refused => received::refused(state),
        LinkNews::Trial => {
            let title = received::received(state).map_or("", |view| view.title);
            [title, ". ", leaders(state).as_str()].concat()
        }
        LinkNews::Back => said("L'état partagé est de nouveau à l'écran.", "The shared state is on the screen again."),
    }
}

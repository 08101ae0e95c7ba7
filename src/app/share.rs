//! Partager: what leaves by link or file, in which flavour, under which lock.

use std::rc::Rc;

use super::effect::Effect;
use super::msg::Msg;
use super::secret::{Chance, Secret};
use super::state::{Event, State};
use super::update::file_stem;
use crate::dossier::{Dossier, Flavour, redact};
use crate::engine::{Fact, FactKind};
use crate::i18n::{Lang, Phrase, phrase};
use crate::saved;
use crate::saved::link::{LockError, NONCE, SALT};

/// What the share panel shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// What is to leave.
    pub choice: Choice,
    /// Whether a complete dossier leaves with what was written beside its facts.
    pub with_comments: bool,
    /// What leaves, as whoever receives it will have it.
    pub dossier: Rc<Dossier>,
    /// The whole link; nothing when the dossier is too large for one, and
    /// before it is under its passphrase.
    pub link: Option<String>,
    /// Characters of the whole link, also of one that waits for its passphrase;
    /// nothing when the dossier is too large.
    pub length: Option<usize>,
    /// Whether the clipboard took it; nothing before one tried.
    pub copied: Option<bool>,
    /// A passphrase that the page offers, until one is used.
    pub proposed: Option<Secret>,
    /// How far the envelope is.
    pub lock: Lock,
}

/// What leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// What is announced, without offers.
    Grid,
    /// Offers without names, amounts and comments.
    Anonymised,
    /// All of it, for whoever has the link.
    Complete,
    /// All of it, for whoever has the passphrase too.
    Locked,
}

impl Choice {
    /// Every choice, from the least to the most.
    pub const ALL: [Self; 4] = [Self::Grid, Self::Anonymised, Self::Complete, Self::Locked];

    /// What it leaves out.
    pub fn flavour(self) -> Flavour {
        match self {
            Self::Grid => Flavour::Grid,
            Self::Anonymised => Flavour::Anonymised,
            Self::Complete | Self::Locked => Flavour::Complete,
        }
    }

    /// Its name in identifiers.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::Anonymised => "anonymised",
            Self::Complete => "complete",
            Self::Locked => "locked",
        }
    }
}

/// How far the envelope of [`Choice::Locked`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum Lock {
    /// It waits for a passphrase.
    Open,
    /// The passphrase was too short to be worth anything.
    TooShort,
    /// It is being closed; salt and nonce come first.
    Closing(Secret, Option<Box<Salts>>),
    /// The link is there, the passphrase is gone.
    Closed,
    /// It could not be closed.
    Failed(LockFailure),
}

/// Why an envelope could not be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockFailure {
    /// This browser gives no chance that a secret may rest on.
    NoChance,
    /// There is too little memory, or too much to send.
    Link(LockError),
}

/// Salt and nonce of an envelope, which are no secret.
pub type Salts = ([u8; SALT], [u8; NONCE]);

/// What random bytes are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChanceFor {
    /// A passphrase; answers `ShareMsg::Proposed`.
    Phrase,
    /// An envelope; answers `ShareMsg::Salted`.
    Envelope,
}

/// A gesture in the share panel, or an answer to it.
#[derive(Clone, Debug, PartialEq)]
pub enum ShareMsg {
    /// Let something else leave.
    Choose(Choice),
    /// With what was written beside the facts, or without.
    WithComments(bool),
    /// Offer a passphrase.
    Propose,
    /// What it is to be made of; nothing where the browser has none.
    Proposed(Option<Chance>),
    /// Put the link under this passphrase.
    Lock(Secret),
    /// Salt and nonce; nothing where the browser has none.
    Salted(Option<Box<Salts>>),
    /// Do it: the page has said that it takes a moment.
    Close,
    /// Offer a file with the same.
    Save,
    /// Offer the whole page as one file, with the same inside.
    SavePage,
}

/// Something worth saying of links; `present` has the words.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkNews {
    /// Something else is to leave.
    Chosen,
    /// A passphrase is offered.
    Proposed,
    /// The passphrase was not taken, or the envelope not closed.
    NotLocked,
    /// A link is being put under its passphrase.
    Closing,
    /// It is.
    Closed,
    /// A passphrase is asked for.
    Asked,
    /// A passphrase is being tried.
    Trying,
    /// It is not the one, or the link is not what was sent.
    Refused,
    /// Something is tried beside the shared state.
    Trial,
    /// The shared state is shown again.
    Back,
}

/// Opens the panel. With prices in it, a dossier leaves under a passphrase unless
/// somebody says otherwise.
#[inline(never)]
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let choice = if holds_prices(state.dossier()) { Choice::Locked } else { Choice::Complete };
    let dossier = Rc::clone(state.dossier());
    state.share = Some(Rc::new(Share {
        choice,
        with_comments: true,
        dossier,
        link: None,
        length: None,
        copied: None,
        proposed: None,
        lock: Lock::Open,
    }));
    refresh(state);
    vec![Effect::Focus("share-title")]
}

/// The panel follows the dossier and the choices: a link that is no longer that
/// of what is shown is gone.
#[inline(never)]
pub(super) fn refresh(state: &mut State) {
    let Some(mut shared) = state.share.take() else { return };
    let share = Rc::make_mut(&mut shared);
    share.dossier = Rc::new(redact(state.dossier(), share.choice.flavour(), share.with_comments));
    let fragment = fragment(share);
    let whole = |fragment: &str| format!("{}#{fragment}", state.start.address);
    (share.link, share.length) = match (share.choice, fragment) {
        (_, None) => (None, None),
        (Choice::Locked, Some(fragment)) => {
            let length = whole("").chars().count() + saved::link::locked_length(&fragment);
            (None, (length <= saved::link::MAX_CHARACTERS).then_some(length))
        }
        (_, Some(fragment)) => {
            let link = whole(&fragment);
            let length = link.chars().count();
            (Some(link), Some(length))
        }
    };
    share.copied = None;
    share.lock = Lock::Open;
    state.share = Some(shared);
}

/// Whether the clipboard took the link.
#[inline(never)]
pub(super) fn copied(state: &mut State, done: bool) {
    if let Some(share) = panel(state) {
        share.copied = Some(done);
    }
}

/// What leaves, as a link; nothing when it is too large for one.
fn fragment(share: &Share) -> Option<String> {
    saved::link::write_as(&share.dossier, share.choice.flavour(), share.with_comments).ok()
}

fn panel(state: &mut State) -> Option<&mut Share> {
    state.share.as_mut().map(Rc::make_mut)
}

#[inline(never)]
pub(super) fn update(state: &mut State, msg: &ShareMsg) -> Vec<Effect> {
    let Some(share) = panel(state) else { return Vec::new() };
    match msg {
        ShareMsg::Choose(choice) => {
            share.choice = *choice;
            share.proposed = None;
            refresh(state);
            state.announce(Event::Link(LinkNews::Chosen));
        }
        ShareMsg::WithComments(with_comments) => {
            share.with_comments = *with_comments;
            refresh(state);
            state.announce(Event::Link(LinkNews::Chosen));
        }
        ShareMsg::Propose => return vec![Effect::Chance(ChanceFor::Phrase)],
        ShareMsg::Proposed(Some(chance)) => {
            share.proposed = Some(Secret::proposed(chance));
            state.announce(Event::Link(LinkNews::Proposed));
        }
        ShareMsg::Lock(secret) if secret.is_long_enough() => {
            share.lock = Lock::Closing(secret.clone(), None);
            state.announce(Event::Link(LinkNews::Closing));
            return vec![Effect::Chance(ChanceFor::Envelope)];
        }
        ShareMsg::Lock(_) => {
            share.lock = Lock::TooShort;
            state.announce(Event::Link(LinkNews::NotLocked));
            return vec![Effect::Focus("share-phrase")];
        }
        ShareMsg::Salted(Some(salts)) => {
            let Lock::Closing(_, place) = &mut share.lock else { return Vec::new() };
            *place = Some(salts.clone());
            return vec![Effect::AfterPaint(Box::new(ShareMsg::Close.into()))];
        }
        ShareMsg::Proposed(None) | ShareMsg::Salted(None) => {
            share.lock = Lock::Failed(LockFailure::NoChance);
            state.announce(Event::Link(LinkNews::NotLocked));
        }
        ShareMsg::Close => return close(state),
        ShareMsg::Save => return save(state),
        ShareMsg::SavePage => return save_page(state),
    }
    Vec::new()
}

/// The second of work. The passphrase ends here.
fn close(state: &mut State) -> Vec<Effect> {
    let Some(share) = panel(state) else { return Vec::new() };
    let Lock::Closing(secret, Some(salts)) = std::mem::replace(&mut share.lock, Lock::Open) else {
        return Vec::new();
    };
    share.proposed = None;
    let (salt, nonce) = &*salts;
    let locked = fragment(share)
        .ok_or(LockError::TooLarge)
        .and_then(|fragment| saved::link::lock(&fragment, secret.reveal(), salt, nonce));
    match locked {
        Ok(fragment) => {
            share.lock = Lock::Closed;
            let link = format!("{}#{fragment}", state.start.address);
            if let Some(share) = panel(state) {
                share.length = Some(link.chars().count());
                share.link = Some(link);
            }
            state.announce(Event::Link(LinkNews::Closed));
            vec![Effect::Focus("copy-link")]
        }
        Err(error) => {
            share.lock = Lock::Failed(LockFailure::Link(error));
            state.announce(Event::Link(LinkNews::NotLocked));
            vec![Effect::Focus("share-phrase")]
        }
    }
}

/// What a file under a passphrase begins with, for whoever opens it elsewhere.
const HOW_TO_OPEN: Phrase = phrase(
    "Comparatif chiffré. Pour le lire : ouvrez ce fichier dans Mieux-disant, puis donnez la phrase secrète.",
    "Encrypted comparison. To read it: open this file in Mieux-disant, then give the passphrase.",
);

fn save(state: &mut State) -> Vec<Effect> {
    let Some((stem, content)) = state.share.as_ref().and_then(|share| leaving(share, state.lang)) else {
        return Vec::new();
    };
    let (name, text) = match content {
        Leaving::Fragment(fragment) => {
            (format!("{stem}.txt"), format!("{}\n\n{fragment}\n", HOW_TO_OPEN.get(state.lang)))
        }
        Leaving::File(text) => (format!("{stem}.json"), text),
    };
    state.announce(Event::FileOffered { name: name.clone() });
    vec![Effect::Download { name, text }]
}

fn save_page(state: &mut State) -> Vec<Effect> {
    let Some(share) = &state.share else { return Vec::new() };
    let Some((stem, content)) = leaving(share, state.lang) else { return Vec::new() };
    let (name, title) = (format!("{stem}.html"), share.dossier.title.clone());
    let (Leaving::Fragment(content) | Leaving::File(content)) = content;
    state.announce(Event::FileOffered { name: name.clone() });
    vec![Effect::DownloadPage { name, title, content }]
}

/// What leaves in a file.
enum Leaving {
    /// Of a link under a passphrase.
    Fragment(String),
    /// A dossier file.
    File(String),
}

/// What leaves in a file, and how that is called; nothing before its passphrase.
fn leaving(share: &Share, lang: Lang) -> Option<(String, Leaving)> {
    let suffix = match share.choice {
        Choice::Grid => phrase("-grille", "-grid"),
        Choice::Anonymised => phrase("-anonymise", "-anonymised"),
        Choice::Complete => phrase("", ""),
        Choice::Locked => phrase("-chiffre", "-encrypted"),
    };
    let content = match (share.choice, &share.link) {
        (Choice::Locked, link) => Leaving::Fragment(link.as_ref()?.split_once('#')?.1.to_owned()),
        _ => Leaving::File(saved::file::write(&share.dossier)),
    };
    Some((format!("{}{}", file_stem(&share.dossier.title), suffix.get(lang)), content))
}

/// Whether an offer or a brick of any lot holds an amount: a price, a cost line.
pub fn holds_prices(dossier: &Dossier) -> bool {
    if dossier.lots.iter().flat_map(|lots| &lots.others).any(|lot| holds_prices(&lot.dossier)) {
        return true;
    }
    let measures = dossier.measures();
    let amounts = measures.iter().filter(|(.., measure)| measure.formula().fact_kind() == FactKind::Amount);
    let amounts: Vec<_> = amounts.map(|(id, ..)| *id).collect();
    dossier.offers.iter().chain(&dossier.pool).any(|offer| {
        offer.all_facts().flat_map(|facts| facts.iter()).any(|(id, entry)| {
            let is_known = !matches!(entry.fact, Fact::Missing | Fact::NotApplicable);
            !entry.costs.is_empty() || (is_known && amounts.contains(&id))
        })
    })
}

/// The message of a gesture.
impl From<ShareMsg> for Msg {
    fn from(msg: ShareMsg) -> Self {
        Self::Share(Rc::new(msg))
    }
}

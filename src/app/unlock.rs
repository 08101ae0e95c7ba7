//! A link or a file under a passphrase: asked for, tried, opened or left alone.

use std::rc::Rc;

use super::effect::Effect;
use super::msg::Msg;
use super::received;
use super::secret::Secret;
use super::share::LinkNews;
use super::state::{Event, State};
use crate::saved::link::{LockError, Locked};

/// What waits for its passphrase. Nothing on the screen has changed yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Unlock {
    /// The envelope.
    pub locked: Rc<Locked>,
    /// The name of its file, where it came in one.
    pub file: Option<String>,
    /// The passphrase that is being tried.
    pub trying: Option<Secret>,
    /// Why the last one did not open it.
    pub refusal: Option<LockError>,
    /// How many were tried in vain.
    pub attempts: u32,
}

/// A gesture in the panel that asks for the passphrase.
#[derive(Clone, Debug, PartialEq)]
pub enum UnlockMsg {
    /// Try this passphrase.
    Try(Secret),
    /// Do it: the page has said that it takes a moment.
    Open,
    /// Leave it closed.
    Cancel,
}

/// Asks for the passphrase.
pub(super) fn ask(state: &mut State, locked: Locked, file: Option<String>) -> Vec<Effect> {
    let unlock = Unlock { locked: Rc::new(locked), file, trying: None, refusal: None, attempts: 0 };
    state.unlock = Some(Rc::new(unlock));
    state.is_beginning = false;
    state.notice = None;
    state.announce(Event::Link(LinkNews::Asked));
    vec![Effect::Focus("unlock-phrase")]
}

#[inline(never)]
pub(super) fn update(state: &mut State, msg: &UnlockMsg) -> Vec<Effect> {
    let Some(unlock) = state.unlock.as_mut().map(Rc::make_mut) else { return Vec::new() };
    match msg {
        UnlockMsg::Try(secret) => {
            if secret.reveal().trim().is_empty() || unlock.trying.is_some() {
                return vec![Effect::Focus("unlock-phrase")];
            }
            unlock.trying = Some(secret.clone());
            unlock.refusal = None;
            state.announce(Event::Link(LinkNews::Trying));
            vec![Effect::AfterPaint(Box::new(UnlockMsg::Open.into()))]
        }
        UnlockMsg::Open => open(state),
        UnlockMsg::Cancel => {
            state.unlock = None;
            vec![Effect::Focus("action-open")]
        }
    }
}

/// The second of work. The passphrase ends here.
fn open(state: &mut State) -> Vec<Effect> {
    let Some(unlock) = state.unlock.as_mut().map(Rc::make_mut) else { return Vec::new() };
    let Some(secret) = unlock.trying.take() else { return Vec::new() };
    match unlock.locked.unlock(secret.reveal()) {
        Ok(inside) => {
            state.unlock = None;
            let mut effects = received::open_link(state, &inside, true);
            effects.push(Effect::Focus("ranking-title"));
            effects
        }
        Err(error) => {
            unlock.refusal = Some(error);
            unlock.attempts += 1;
            state.announce(Event::Link(LinkNews::Refused));
            vec![Effect::Focus("unlock-phrase")]
        }
    }
}

/// The message of a gesture.
impl From<UnlockMsg> for Msg {
    fn from(msg: UnlockMsg) -> Self {
        Self::Unlock(Rc::new(msg))
    }
}

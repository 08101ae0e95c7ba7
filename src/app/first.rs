//! What the first screen begins with: an example of the box, and its ranking.
//!
//! To read and rank it takes as long as to draw it, and comes out alike everywhere. So
//! the build has the program do it (tools/prepare.mjs) and ships the memory with what
//! came out; a program that was not prepared does it when it starts.

use std::cell::RefCell;
use std::rc::Rc;

use crate::catalogue::EXAMPLES;
use crate::dossier::{Assessment, Dossier};
use crate::i18n::Lang;
use crate::saved;

thread_local! {
    static PREPARED: RefCell<Option<Rc<Assessment>>> = const { RefCell::new(None) };
}

/// Reads and ranks ahead.
pub fn prepare() {
    PREPARED.set(Some(assessed()));
}

/// The dossier of the first screen, ranked.
pub(super) fn assessment() -> Rc<Assessment> {
    PREPARED.with_borrow(Clone::clone).unwrap_or_else(assessed)
}

#[inline(never)]
fn assessed() -> Rc<Assessment> {
    let read = EXAMPLES.first().and_then(|example| saved::file::read((example.file)()).ok());
    Rc::new(Assessment::of(Rc::new(read.unwrap_or_else(|| Dossier::blank(Lang::Fr)))))
}

//! Parts of the page that are drawn again only when what they depend on is
//! another: one component for all of them, as each would cost the page its own.

use std::rc::Rc;

use yew::prelude::*;

use crate::dossier::Assessment;

/// What a part depends on.
#[derive(Clone)]
pub(super) struct Cause {
    /// The same assessment, not only an equal one.
    pub(super) assessment: Rc<Assessment>,
    /// Everything else.
    pub(super) rest: String,
}

impl PartialEq for Cause {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.assessment, &other.assessment) && self.rest == other.rest
    }
}

#[derive(Properties)]
pub(super) struct MemoProps {
    cause: Cause,
    draw: Rc<dyn Fn() -> Html>,
}

/// The same cause draws the same.
impl PartialEq for MemoProps {
    fn eq(&self, other: &Self) -> bool {
        self.cause == other.cause
    }
}

#[component]
fn Memo(props: &MemoProps) -> Html {
    (props.draw)()
}

/// A part of the page, drawn again when the cause is another.
pub(super) fn memo(
    assessment: &Rc<Assessment>,
    rest: String,
    draw: impl Fn(&Rc<Assessment>) -> Html + 'static,
) -> Html {
    let cause = Cause { assessment: Rc::clone(assessment), rest };
    let source = Rc::clone(assessment);
    html! { <Memo {cause} draw={Rc::new(move || draw(&source)) as Rc<dyn Fn() -> Html>} /> }
}

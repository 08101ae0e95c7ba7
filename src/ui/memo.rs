//! Parts of the page that are drawn again only when what they depend on is
//! another: one component for all of them, as each would cost the page its own.

use std::any::Any;
use std::rc::Rc;

use yew::prelude::*;

use crate::dossier::Assessment;

/// An assessment as a cause: the same one is equal, and nothing else is.
#[derive(Clone)]
pub(super) struct Settled(pub(super) Rc<Assessment>);

impl PartialEq for Settled {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// What a part depends on, of whatever type.
trait Cause: Any {
    fn is(&self, other: &dyn Any) -> bool;
    fn as_any(&self) -> &dyn Any;
}

impl<T: PartialEq + 'static> Cause for T {
    fn is(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<T>().is_some_and(|other| self == other)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

#[derive(Properties)]
pub(super) struct MemoProps {
    cause: Rc<dyn Cause>,
    draw: Rc<dyn Fn() -> Html>,
}

/// The same cause draws the same.
impl PartialEq for MemoProps {
    fn eq(&self, other: &Self) -> bool {
        self.cause.is((*other.cause).as_any())
    }
}

#[component]
fn Memo(props: &MemoProps) -> Html {
    (props.draw)()
}

/// A part of the page, drawn again when the cause is another than last time. What
/// it captures besides must never differ while the cause is the same.
pub(super) fn memo<T: PartialEq + 'static>(cause: T, draw: impl Fn(&T) -> Html + 'static) -> Html {
    let cause = Rc::new(cause);
    let seen = Rc::clone(&cause);
    html! { <Memo cause={cause as Rc<dyn Cause>} draw={Rc::new(move || draw(&seen)) as Rc<dyn Fn() -> Html>} /> }
}

//! The other tabs of this browser that show the same page: told when what is kept
//! has changed.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "mieux-disant";

/// The line to the other tabs; silent where the browser has none. What they write
/// is also seen whenever this tab comes back in sight.
pub struct Tabs(Option<(BroadcastChannel, EventListener)>);

impl Tabs {
    /// Listens to the others: `heard` gets the slot of a work that a tab could not
    /// write over, or nothing when something else has changed.
    pub fn listen(heard: impl Fn(Option<String>) + 'static) -> Self {
        let channel = BroadcastChannel::new(NAME).ok();
        Self(channel.map(|channel| {
            let listener = EventListener::new(&channel, "message", move |event| {
                heard(event.unchecked_ref::<MessageEvent>().data().as_string().filter(|slot| !slot.is_empty()));
            });
            (channel, listener)
        }))
    }

    /// Tells the others that what is kept has changed.
    pub fn tell(&self, overtaken: Option<&str>) {
        if let Some((channel, _)) = &self.0 {
            // Who does not hear it looks later.
            let _ = channel.post_message(&overtaken.unwrap_or_default().into());
        }
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some((channel, _)) = &self.0 {
            channel.close();
        }
    }
}

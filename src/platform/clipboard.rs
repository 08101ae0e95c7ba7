//! The clipboard: the modern way where it is allowed, the old one elsewhere.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlDocument, HtmlTextAreaElement};

/// Copies a text; `done` says whether the clipboard took it. On plain http
/// there is no clipboard interface: the text of `shown`, where it stands, is
/// selected and copied as by hand, and stays selected if that is refused too.
pub fn copy(text: String, shown: Option<Element>, done: impl Fn(bool) + 'static) {
    let window = super::window().filter(web_sys::Window::is_secure_context);
    let clipboard = window.map(|window| window.navigator().clipboard()).filter(|clipboard| !clipboard.is_undefined());
    spawn_local(async move {
        let taken = match clipboard {
            Some(clipboard) => JsFuture::from(clipboard.write_text(&text)).await.is_ok(),
            None => false,
        };
        done(taken || copy_selection(shown));
    });
}

fn copy_selection(shown: Option<Element>) -> bool {
    let Some(area) = shown.and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok()) else { return false };
    // A refused focus or selection shows in the result of the command.
    let _ = area.focus();
    area.select();
    let document = super::document().and_then(|document| document.dyn_into::<HtmlDocument>().ok());
    document.is_some_and(|document| document.exec_command("copy").unwrap_or(false))
}

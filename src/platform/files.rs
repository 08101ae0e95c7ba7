//! Files: offering one, letting the user choose one, reading it.

use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Url};

/// Offers a text as a file.
///
/// # Errors
/// What the browser says when it refuses.
pub fn offer(name: &str, text: &str) -> Result<(), JsValue> {
    let document = super::document().ok_or(JsValue::NULL)?;
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let parts = js_sys::Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    // The download has its own hold on the data once it began.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Ok(())
}

/// Lets the user choose a file; `done` gets its name and content.
///
/// # Errors
/// What the browser says when it refuses.
pub fn choose(done: impl Fn(String, Option<Vec<u8>>) + 'static) -> Result<(), JsValue> {
    let document = super::document().ok_or(JsValue::NULL)?;
    let input: HtmlInputElement = document.create_element("input")?.unchecked_into();
    input.set_type("file");
    input.set_accept(".json,application/json,.csv,.tsv,.txt,text/csv");
    let chosen = input.clone();
    EventListener::once(&input, "change", move |_| {
        if let Some(file) = chosen.files().and_then(|files| files.get(0)) {
            read(file, done);
        }
    })
    .forget();
    input.click();
    Ok(())
}

/// Reads a file; `done` gets its name and content, or nothing when the browser could not read it.
pub fn read(file: File, done: impl Fn(String, Option<Vec<u8>>) + 'static) {
    spawn_local(async move {
        let content = JsFuture::from(file.array_buffer()).await.ok();
        done(file.name(), content.map(|buffer| js_sys::Uint8Array::new(&buffer).to_vec()));
    });
}

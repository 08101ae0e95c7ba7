//! Files: offering one, letting the user choose one, reading it.

use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, HtmlInputElement, Url};

/// Offers a text as a file.
///
/// # Errors
/// What the browser says when it refuses.
pub fn offer(name: &str, text: &str) -> Result<(), JsValue> {
    let document = super::document().ok_or(JsValue::NULL)?;
    let kind = BlobPropertyBag::new();
    kind.set_type(match name.rsplit('.').next() {
        Some("csv") => "text/csv;charset=utf-8",
        Some("html") => "text/html;charset=utf-8",
        Some("txt") => "text/plain;charset=utf-8",
        _ => "application/json",
    });
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

/// A file by its name, with what it holds; nothing where the browser could not read it.
type Content = (String, Option<Vec<u8>>);

/// Lets the user choose files; `done` gets all of them, in the order of the dialog.
///
/// # Errors
/// What the browser says when it refuses.
pub fn choose_several(done: impl FnOnce(Vec<Content>) + 'static) -> Result<(), JsValue> {
    let document = super::document().ok_or(JsValue::NULL)?;
    let input: HtmlInputElement = document.create_element("input")?.unchecked_into();
    input.set_type("file");
    input.set_multiple(true);
    input.set_accept(".json,application/json");
    let chosen = input.clone();
    EventListener::once(&input, "change", move |_| {
        if let Some(files) = chosen.files() {
            read_all(&files, done);
        }
    })
    .forget();
    input.click();
    Ok(())
}

/// Reads files; `done` gets all of them once the last one is read.
pub fn read_all(files: &FileList, done: impl FnOnce(Vec<Content>) + 'static) {
    let files: Vec<File> = (0..files.length()).filter_map(|place| files.get(place)).collect();
    spawn_local(async move {
        let mut read = Vec::with_capacity(files.len());
        for file in files {
            let content = JsFuture::from(file.array_buffer()).await.ok();
            read.push((file.name(), content.map(|buffer| js_sys::Uint8Array::new(&buffer).to_vec())));
        }
        done(read);
    });
}

/// Reads a file; `done` gets its name and content, or nothing when the browser could not read it.
pub fn read(file: File, done: impl Fn(String, Option<Vec<u8>>) + 'static) {
    spawn_local(async move {
        let content = JsFuture::from(file.array_buffer()).await.ok();
        done(file.name(), content.map(|buffer| js_sys::Uint8Array::new(&buffer).to_vec()));
    });
}

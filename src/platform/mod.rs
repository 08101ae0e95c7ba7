//! The browser, behind functions that return results.
//!
//! Plain-http intranets are not secure contexts and locked-down browsers
//! refuse storage: nothing here is taken for granted, everything that may be
//! refused says so, and each has a fallback. No decision is taken here.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod files;
pub mod one_page;
pub mod printing;
pub mod random;
pub mod storage;
pub mod tabs;

/// The window, where there is one.
fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

/// The document, where there is one.
fn document() -> Option<web_sys::Document> {
    window()?.document()
}

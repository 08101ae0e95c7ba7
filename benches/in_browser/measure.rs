//! The work of `benches/engine.rs` for the browser, with its clock. Nothing
//! natively: Cargo compiles it along with the tests.

#![cfg(target_arch = "wasm32")]
// A measurement may fail loudly.
#![allow(clippy::unwrap_used)]

#[path = "../support/work.rs"]
#[expect(dead_code, reason = "the native program prints the names")]
mod work;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since the page was opened.
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// The time that the work of a row takes, in seconds; nothing where there is no such row.
#[wasm_bindgen]
pub fn measure(row: usize) -> Option<f64> {
    Some(work::ROWS.get(row)?.measure(|| now() / 1000.0))
}
